/* SPDX-License-Identifier: MIT */
/* Publishing: what calls refuse, and what they write. */
#include "publish_tools.h"

static void calls_refused(void **state)
{
    const uint64_t counts[] = {3, 20, UINT64_C(1) << 32, 9};
    static const char *const twice[] = {"a", "a"}, *const empty[] = {"a", ""}, *const bad[] = {"a", "\xff"},
                      *const hole[] = {"a", NULL};
    coprod_publish_rule *rule = rule_of("hes");
    coprod_publish_table table = table_of(counts, 2, 0);
    coprod_publish_options o = {.size = sizeof o};
    coprod_view *view = NULL;
    (void)state;
#define REFUSED(code, change, back)                                               \
    do {                                                                          \
        change;                                                                   \
        assert_int_equal(coprod_publish(rule, &table, &o, NULL, &view), code);    \
        assert_null(view);                                                        \
        back;                                                                     \
    } while (0)
    REFUSED(COPROD_E_ARGUMENT, table.row_count = 0, table.row_count = 2);
    REFUSED(COPROD_E_ARGUMENT, table.column_count = 2, table.column_count = 0);
    REFUSED(COPROD_E_ARGUMENT, table.no_total = 2, table.no_total = 0);
    REFUSED(COPROD_E_ARGUMENT, table.counts = NULL, table.counts = counts);
    REFUSED(COPROD_E_ARGUMENT, table.rows = hole, table.rows = names('r'));
    REFUSED(COPROD_E_RANGE, table.rows = twice, table.rows = names('r'));
    REFUSED(COPROD_E_RANGE, table.rows = empty, table.rows = names('r'));
    REFUSED(COPROD_E_TEXT, table.rows = bad, table.rows = names('r'));
    REFUSED(COPROD_E_RANGE, table.row_count = 3, table.row_count = 2);
    REFUSED(COPROD_E_LIMIT, table.row_count = 1 << 20, table.row_count = 2);
    REFUSED(COPROD_E_LIMIT, table.row_count = 600000, table.row_count = 2);
    REFUSED(COPROD_E_ARGUMENT, o.relation = 3, o.relation = 0);
    REFUSED(COPROD_E_ARGUMENT, o.widen = 2, o.widen = 0);
    REFUSED(COPROD_E_ARGUMENT, o.criterion = 3, o.criterion = 0);
    REFUSED(COPROD_E_ARGUMENT, o.width = 3, o.width = 0);
    REFUSED(COPROD_E_ARGUMENT, o.keep_totals = -1, o.keep_totals = 0);
    REFUSED(COPROD_E_ARGUMENT, o.hide_total = 2, o.hide_total = 0);
    REFUSED(COPROD_E_RANGE, o.total_low = 30, o.total_low = 0);
    REFUSED(COPROD_E_RANGE, o.total_high = 20, o.total_high = 0);
    REFUSED(COPROD_E_RANGE, (o.total_low = 9, o.total_high = 8), (o.total_low = o.total_high = 0));
    REFUSED(COPROD_E_RANGE, o.total_high = UINT64_MAX, o.total_high = 0);
    REFUSED(COPROD_E_STRUCT, o.size = 3, o.size = sizeof o);
    REFUSED(COPROD_E_STRUCT, table.size = 3, table.size = sizeof table);
    table.columns = names('c');
    REFUSED(COPROD_E_ARGUMENT, table.column_count = 0, table.column_count = 1);
    REFUSED(COPROD_E_ARGUMENT, table.no_total = 1, table.no_total = 0);
    REFUSED(COPROD_E_RANGE, (table.columns = twice, table.column_count = 2), table.columns = NULL);
    assert_int_equal(coprod_publish(NULL, &table, NULL, NULL, &view), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish(rule, NULL, NULL, NULL, &view), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish(rule, &table, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    coprod_publish_rule_free(rule);
    coprod_publish_rule_free(NULL);
    coprod_view_free(NULL);
    coprod_view_audit_free(NULL);
}

static void getters(void **state)
{
    const uint64_t counts[] = {3, 20, 7, 9};
    coprod_publish_rule *rule = rule_of("drb"), *none = (coprod_publish_rule *)1;
    coprod_publish_rule_info info = {.size = sizeof info};
    coprod_publish_band band = {.size = sizeof band};
    coprod_view *view = publish(rule, counts, 2, 2, NULL), *loaded = (coprod_view *)1;
    coprod_view_audit *audit = NULL;
    coprod_figure figure = {.size = sizeof figure};
    coprod_view_bounds bounds = {.size = sizeof bounds};
    coprod_view_difference d = {.size = sizeof d};
    char text[8];
    (void)state;
    assert_int_equal(coprod_publish_rule_get(rule, &info), COPROD_OK);
    assert_true(info.bands == 6 && info.half_even && info.hidden_high == 14 && strlen(info.fingerprint) == 64);
    assert_int_equal(coprod_publish_rule_band(rule, 5, &band), COPROD_OK);
    assert_true(!band.below && !band.base && band.figures == 4);
    assert_int_equal(coprod_publish_rule_band(rule, 0, &band), COPROD_OK);
    assert_true(band.below == 100 && band.base == 10 && !band.figures);
    assert_int_equal(coprod_publish_rule_band(rule, 6, &band), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_publish_rule_band(NULL, 0, &band), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish_rule_get(NULL, &info), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish_rule_write(NULL, 3, text, 8, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish_rule_write(rule, 3, NULL, 8, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish_rule_write(rule, UINT64_C(1) << 52, text, 8, NULL), COPROD_E_RANGE);
    assert_int_equal(coprod_publish_rule_write(rule, 123456789, text, 8, NULL), COPROD_E_BUFFER);
    assert_int_equal(coprod_publish_rule_read(rule, NULL, 0, &figure), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish_rule_read(rule, "\xff", 1, &figure), COPROD_E_TEXT);
    assert_int_equal(coprod_publish_rule_builtin("none", NULL, &none), COPROD_E_UNKNOWN);
    assert_null(none);
    assert_int_equal(coprod_publish_rule_builtin(NULL, NULL, &none), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish_rule_builtin("hes", NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish_rule_load(NULL, 0, NULL, NULL, &none), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish_rule_load("{}", COPROD_NTS, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish_rule_load("{", COPROD_NTS, NULL, NULL, &none), COPROD_E_SYNTAX);
    assert_int_equal(coprod_publish_rule_load("[]", COPROD_NTS, NULL, NULL, &none), COPROD_E_DEFINITION);
    assert_int_equal(coprod_view_load(rule, "{", COPROD_NTS, NULL, NULL, &loaded), COPROD_E_SYNTAX);
    assert_null(loaded);
    assert_int_equal(coprod_view_load(rule, NULL, 0, NULL, NULL, &loaded), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_view_load(rule, "{}", COPROD_NTS, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_view_json(NULL, NULL, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_view_json(view, NULL, 8, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_view_figure(view, 2, 0, &figure), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_view_figure(view, 0, 2, &figure), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_view_figure(NULL, 0, 0, &figure), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_view_audit_new(view, 2, NULL, &audit), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_view_audit_new(view, 0, NULL, NULL), COPROD_E_ARGUMENT);
    audit = audit_of(view, COPROD_ATTACKER_PLAIN);
    assert_int_equal(coprod_view_audit_bounds(audit, 2, 0, &bounds), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_view_audit_bounds(audit, 0, 2, &bounds), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_view_compare(view, NULL, 0, &d), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_view_compare(view, view, 3, &d), COPROD_E_ARGUMENT);
    assert_string_equal(coprod_figure_state_name(COPROD_FIGURE_OTHER), "other");
    assert_string_equal(coprod_figure_state_name(5), "");
    assert_string_equal(coprod_view_state_name(COPROD_VIEW_PUBLISHED), "published");
    assert_string_equal(coprod_view_state_name(-1), "");
    assert_int_equal(coprod_publish_rule_count(), 8);
    assert_null(coprod_publish_rule_id(8));
    coprod_view_audit_free(audit);
    coprod_publish_rule_free(rule); /* the view keeps its own */
    assert_string_equal(info_of(view).rule_id, "drb");
    coprod_view_free(view);
}

static void structs(void **state)
{
    const uint64_t counts[] = {3, 20};
    coprod_publish_rule *rule = rule_of("hes");
    coprod_view *view = publish(rule, counts, 2, 0, NULL), *made = NULL;
    const coprod_view *list[] = {view};
    coprod_view_audit *audit = audit_of(view, 0);
    const uint64_t nums[] = {8, 8}, dens[] = {1, 1};
    const double weights[] = {1, 1};
    const coprod_publish_table table = table_of(counts, 2, 0);
    const coprod_publish_options options = {.size = sizeof options};
    (void)state;
    CHECK_OUT(coprod_publish_rule_info, coprod_publish_rule_get(rule, out));
    CHECK_OUT(coprod_publish_band, coprod_publish_rule_band(rule, 0, out));
    CHECK_OUT(coprod_figure, coprod_publish_rule_read(rule, "*", 1, out));
    CHECK_OUT(coprod_figure, coprod_view_figure(view, 0, 0, out));
    CHECK_OUT(coprod_view_info, coprod_view_get(view, out));
    CHECK_OUT(coprod_view_audit_info, coprod_view_audit_get(audit, out));
    CHECK_OUT(coprod_view_bounds, coprod_view_audit_bounds(audit, 0, 0, out));
    CHECK_OUT(coprod_view_bounds, coprod_views_sum(list, 1, 0, 0, out));
    CHECK_OUT(coprod_view_difference, coprod_view_compare(view, view, 0, out));
    CHECK_OUT(coprod_view_percentage, coprod_view_percentage_of(view, 1, 0, total, 0, 0, out));
    CHECK_OUT(coprod_view_score, coprod_view_score_of(view, 0, nums, dens, weights, 2, 1, 2, NULL, NULL, out));
    CHECK_EMPTY(coprod_figure, coprod_view_figure(view, 2, 0, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_view_bounds, coprod_view_audit_bounds(audit, 0, total, out), COPROD_E_UNKNOWN);
    CHECK_IN(coprod_publish_table, table, coprod_publish(rule, in, NULL, NULL, &made), coprod_view_free(made));
    CHECK_IN(coprod_publish_options, options, coprod_publish(rule, &table, in, NULL, &made), coprod_view_free(made));
    coprod_view_audit_free(audit);
    coprod_view_free(view);
    coprod_publish_rule_free(rule);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_refused),
        cmocka_unit_test(getters),
        cmocka_unit_test(structs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
