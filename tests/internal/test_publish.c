/* SPDX-License-Identifier: MIT */
/* What is hidden, what more has to be hidden, and what an attacker can work out: cases from the sources and by hand. */
#include "publish_tools.h"

/* --- single figures --- */

typedef struct one_figure {
    const char *rule;
    uint64_t count;
    const char *text;
    uint64_t low, high; /* what the text can stand for */
} one_figure;

static const char sign_five[] =
    "{\"schema\":\"disclosure-rule/1\",\"id\":\"five\",\"version\":\"1\",\"title\":\"T\",\"hide\":{\"lowest\":1,\"highest\":7},"
    "\"rounding\":{\"bands\":[{\"base\":5}]},\"signs\":{\"small\":\"5\"}}";

static const one_figure figures[] = {
    /* the cases of codonPython's own test, with its default sign and with the asterisk */
    {sign_five, 0, "0", 0, 0}, {sign_five, 2, "5", 1, 7}, {sign_five, 5, "5", 1, 7}, {sign_five, 8, "10", 8, 12},
    {sign_five, 16, "15", 13, 17}, {sign_five, 57, "55", 53, 57}, {sign_five, 10023, "10025", 10023, 10027},
    {"hes", 0, "0", 0, 0}, {"hes", 1, "*", 1, 7}, {"hes", 7, "*", 1, 7}, {"hes", 8, "10", 8, 12}, {"hes", 12, "10", 8, 12},
    {"hes", 13, "15", 13, 17}, {"hes", 10023, "10025", 10023, 10027},
    {"threshold-5", 0, "0", 0, 0}, {"threshold-5", 4, "*", 1, 4}, {"threshold-5", 5, "5", 5, 5},
    {"threshold-10", 9, "*", 1, 9}, {"threshold-10", 10, "10", 10, 10},
    {"rounding-5", 2, "0", 0, 2}, {"rounding-5", 3, "5", 3, 7}, {"rounding-10", 4, "0", 0, 4},
    {"rounding-10", 5, "10", 5, 14}, {"rounding-10", 15, "20", 15, 24},
    {"acro", 0, "*", 0, 9}, {"acro", 9, "*", 0, 9}, {"acro", 10, "10", 10, 10},
    /* ehrQL: 7 and fewer are 0, then Python's round to a multiple of 5 */
    {"opensafely", 0, "0", 0, 7}, {"opensafely", 7, "0", 0, 7}, {"opensafely", 8, "10", 8, 12},
    {"opensafely", 13, "15", 13, 17},
    {"drb", 0, "<15", 0, 14}, {"drb", 14, "<15", 0, 14}, {"drb", 15, "20", 15, 25}, {"drb", 25, "20", 15, 25},
    {"drb", 35, "40", 35, 45}, {"drb", 95, "100", 95, 125}, {"drb", 99, "100", 95, 125}, {"drb", 125, "100", 95, 125},
    {"drb", 126, "150", 126, 174}, {"drb", 175, "200", 175, 225}, {"drb", 999, "1000", 975, 1050},
    {"drb", 1050, "1000", 975, 1050}, {"drb", 1150, "1200", 1150, 1250}, {"drb", 10250, "10000", 9950, 10250},
    {"drb", 123456, "123000", 122501, 123499}, {"drb", 1000500, "1000000", 999500, 1000500},
    {"drb", 12345678, "12350000", 12345001, 12354999},
};

static void single_figures(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        coprod_publish_rule *rule = rule_of(figures[i].rule);
        coprod_figure read = {.size = sizeof read};
        char text[32];
        size_t needed;
        assert_int_equal(coprod_publish_rule_write(rule, figures[i].count, text, sizeof text, &needed), COPROD_OK);
        assert_string_equal(text, figures[i].text);
        assert_int_equal(needed, strlen(text) + 1);
        assert_int_equal(coprod_publish_rule_read(rule, text, COPROD_NTS, &read), COPROD_OK);
        if (read.low != figures[i].low || read.high != figures[i].high)
            fail_msg("%s %s: %d to %d", figures[i].rule, text, (int)read.low, (int)read.high);
        coprod_publish_rule_free(rule);
    }
}

static void no_such_figure(void **state)
{
    static const char *const wrong[] = {"", "7", "5", "12", "-10", "010", "1e1", "10.0", " 10", "**", "9007199254740990",
                                        "99999999999999999"};
    coprod_publish_rule *rule = rule_of("hes"), *plain = rule_of("rounding-5");
    coprod_figure figure = {.size = sizeof figure};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(coprod_publish_rule_read(rule, wrong[i], COPROD_NTS, &figure), COPROD_E_NUMBER);
    assert_int_equal(coprod_publish_rule_read(plain, "*", COPROD_NTS, &figure), COPROD_E_NUMBER);
    assert_int_equal(coprod_publish_rule_read(rule, "[c]", COPROD_NTS, &figure), COPROD_OK);
    assert_int_equal(figure.low, 8);
    assert_true(figure.high == UINT64_MAX && figure.state == COPROD_FIGURE_OTHER);
    assert_int_equal(coprod_publish_rule_read(plain, "[c]", COPROD_NTS, &figure), COPROD_OK);
    assert_int_equal(figure.low, 1);
    assert_int_equal(coprod_publish_rule_read(rule, "[x]", COPROD_NTS, &figure), COPROD_OK);
    assert_true(figure.low == 0 && figure.high == UINT64_MAX && figure.state == COPROD_FIGURE_WITHHELD);
    coprod_publish_rule_free(rule);
    coprod_publish_rule_free(plain);
}

/* --- what can be worked out of what others published --- */

#define HIDES(low, high) "{\"schema\":\"disclosure-rule/1\",\"id\":\"own\",\"version\":\"1\",\"title\":\"T\"," \
                         "\"hide\":{\"lowest\":" #low ",\"highest\":" #high "}}"

typedef struct attacked {
    const char *rule, *figures; /* the total last */
    size_t row;                 /* that is looked at */
    int32_t attacker;
    uint64_t low, high;
} attacked;

static const attacked attacks[] = {
    /* sdcTools/UserSupport 194: each hidden one is at least 1, so both are 1 */
    {HIDES(1, 2), "10 3 * * 15", 2, COPROD_ATTACKER_RULES, 1, 1},
    {HIDES(1, 2), "10 3 * * 15", 3, COPROD_ATTACKER_RULES, 1, 1},
    {HIDES(1, 2), "10 3 * * 15", 3, COPROD_ATTACKER_PLAIN, 0, 2},
    /* at most 7 each, so both are 7 */
    {HIDES(1, 7), "40 * * 54", 1, COPROD_ATTACKER_RULES, 7, 7},
    {HIDES(1, 7), "40 * * 54", 1, COPROD_ATTACKER_PLAIN, 0, 14},
    /* 10 is 8 to 12, and 25 is 23 to 27 */
    {"hes", "* 10 10 10 25", 0, COPROD_ATTACKER_RULES, 1, 3},
    {"hes", "* 10 10 10 25", 0, COPROD_ATTACKER_PLAIN, 0, 3},
    {"hes", "* 10 10 10 25", 1, COPROD_ATTACKER_RULES, 8, 10},
    {"hes", "* 10 10 10 25", 4, COPROD_ATTACKER_RULES, 25, 27},
    /* seven people in seven groups */
    {"hes", "* * * * * * * *", 0, COPROD_ATTACKER_RULES, 1, 1},
    {"hes", "* * * * * * * [x]", 0, COPROD_ATTACKER_RULES, 1, 7},
    {"hes", "* [c] 35", 1, COPROD_ATTACKER_RULES, 26, 36},
    {"hes", "* [c] [x]", 1, COPROD_ATTACKER_RULES, 8, UINT64_MAX},
    {"rounding-5", "5 5 5 5 10", 0, COPROD_ATTACKER_RULES, 3, 3},
    /* known to be 7, the only count of what is protected that 5 can stand for */
    {"{\"schema\":\"disclosure-rule/1\",\"id\":\"own\",\"version\":\"1\",\"title\":\"T\","
     "\"protect\":{\"lowest\":7,\"highest\":9},"
     "\"rounding\":{\"bands\":[{\"base\":5}]}}", "5 5 5 5 30", 0, COPROD_ATTACKER_RULES, 7, 7},
};

static void attack_others(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        const attacked *a = &attacks[i];
        coprod_publish_rule *rule = rule_of(a->rule);
        coprod_view *view = list_view(rule, a->figures);
        coprod_view_audit *audit = audit_of(view, a->attacker);
        const size_t rows = info_of(view).row_count;
        const coprod_view_bounds bounds = bounds_at(audit, a->row == rows ? total : a->row, 0);
        if (bounds.low != a->low || bounds.high != a->high)
            fail_msg("%s: %d to %d", a->figures, (int)bounds.low, (int)bounds.high);
        assert_int_equal(audited(audit).attacker, a->attacker);
        if (a->low == a->high)
            assert_true(audited(audit).recoverable && audited(audit).unprotected);
        coprod_view_audit_free(audit);
        coprod_view_free(view);
        coprod_publish_rule_free(rule);
    }
}

/* Two blocks of four hidden figures, and one hidden figure between them: every row and every column has two or more hidden
 * figures, and still the one between is known. One more hidden figure gives it room. */
static const char bridge[] =
    "{'schema':'publishable-view/1','rule':{'fingerprint':'F'},'state':'published','rows':['a','b','c','d'],"
    "'columns':['p','q','r','s'],'figures':[['*','*','20','30'],['*','*','[c]','31'],['40','50','*','*'],['60','70','*','*']],"
    "'row_totals':['55','83','95','137'],'column_totals':['105','125','72','68'],'total':'370'}";

static void two_in_every_line(void **state)
{
    coprod_publish_rule *rule = rule_of("threshold-5");
    coprod_publish_rule_info info = {.size = sizeof info};
    (void)state;
    coprod_publish_rule_get(rule, &info);
    for (int more = 0; more < 2; more++) {
        json_t *document = json_of(bridge);
        char *text;
        coprod_view *view = NULL;
        coprod_view_audit *audit;
        coprod_view_bounds bounds;
        put(document, "/rule/fingerprint", json_string(info.fingerprint));
        if (more)
            put(document, "/figures/2/1", json_string("[c]"));
        text = json_dumps(document, 0);
        assert_int_equal(coprod_view_load(rule, text, COPROD_NTS, NULL, NULL, &view), COPROD_OK);
        audit = audit_of(view, COPROD_ATTACKER_PLAIN);
        bounds = bounds_at(audit, 1, 2);
        if (more)
            assert_true(bounds.low < 47 && bounds.high > 47);
        else
            assert_true(bounds.low == 47 && bounds.high == 47);
        coprod_view_audit_free(audit);
        coprod_view_free(view);
        free(text);
        json_decref(document);
    }
    coprod_publish_rule_free(rule);
}

static void no_table_fits(void **state)
{
    static const char *const lists[] = {"10 10 10 50", "* * 30", "10 20 0", "30 [c] 10"};
    coprod_publish_rule *rule = rule_of("hes");
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        coprod_view *view = list_view(rule, lists[i]);
        coprod_view_audit *audit = audit_of(view, COPROD_ATTACKER_RULES);
        coprod_view_bounds bounds = {.size = sizeof bounds};
        assert_int_equal(audited(audit).fits, 0);
        assert_int_equal(coprod_view_audit_bounds(audit, 0, 0, &bounds), COPROD_E_UNKNOWN);
        coprod_view_audit_free(audit);
        coprod_view_free(view);
    }
    coprod_publish_rule_free(rule);
}

/* --- what is published --- */

typedef struct published {
    const char *rule;
    size_t rows, columns;
    uint64_t counts[16];
    coprod_publish_options options;
    const char *text; /* "": refused */
    int fewest;
} published;

static const published tables[] = {
    {"hes", 4, 0, {3, 10, 11, 20}, {0}, "* 10 10 20 45", 1},
    {"hes", 3, 0, {0, 0, 0}, {0}, "0 0 0 0", 1},
    {"hes", 1, 0, {5}, {0}, "* *", 1},
    /* seven people in seven groups: only the total can help */
    {"hes", 7, 0, {1, 1, 1, 1, 1, 1, 1}, {0}, "* * * * * * * [x]", 0},
    {"hes", 7, 0, {1, 1, 1, 1, 1, 1, 1}, {.keep_totals = 1}, "", 0},
    /* one small number beside exact ones: the smallest of the others goes with it */
    {"threshold-5", 4, 0, {3, 9, 8, 20}, {0}, "* 9 [c] 20 40", 1},
    /* two of 4 and 4 make 8: no other is left, zeros stay */
    {"threshold-5", 3, 0, {4, 4, 0}, {0}, "* * 0 [x]", 0},
    {"threshold-5", 3, 0, {4, 4, 0}, {.keep_totals = 1}, "", 0},
    {"threshold-5", 2, 0, {3, 2}, {0}, "* * 5", 1},
    {"threshold-5", 2, 0, {3, 2}, {.criterion = COPROD_CRITERION_RANGE}, "* * 5", 1},
    {"threshold-5", 3, 0, {1, 1, 9}, {0}, "* * [c] 11", 1},
    /* 1 and 2 and two others: as they are, 3 is 1 and 2 or 2 and 1; with every count possible another one has to go */
    {"threshold-5", 4, 0, {1, 2, 9, 12}, {0}, "* * 9 12 24", 1},
    {"threshold-5", 4, 0, {1, 2, 9, 12}, {.criterion = COPROD_CRITERION_WIDTH, .width = 3}, "* * [c] 12 24", 1},
    {"threshold-5", 4, 0, {1, 2, 9, 12}, {.criterion = COPROD_CRITERION_RANGE}, "* * [c] 12 24", 1},
    {"threshold-5", 4, 0, {3, 9, 8, 20}, {.hide_total = 1}, "* 9 8 20 [x]", 0},
    /* a table: the cheapest rectangle */
    {"threshold-5", 3, 3, {3, 20, 30, 21, 22, 40, 31, 41, 50}, {0},
     "* [c] 30 53 / [c] [c] 40 83 / 31 41 50 122 / 55 83 120 258", 1},
    {"hes", 2, 2, {3, 20, 30, 0}, {0}, "* 20 25 / 30 0 30 / 35 20 55", 1},
    {"rounding-5", 4, 0, {3, 3, 3, 3}, {0}, "[c] 5 5 5 10", 1},
};

static void publish_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const published *t = &tables[i];
        coprod_publish_rule *rule = rule_of(t->rule);
        coprod_publish_options options = t->options;
        coprod_view *view;
        coprod_view_info info;
        options.size = sizeof options;
        view = publish(rule, t->counts, t->rows, t->columns, &options);
        info = info_of(view);
        if (!t->text[0]) {
            coprod_figure figure = {.size = sizeof figure};
            assert_int_equal(info.state, COPROD_VIEW_UNPROTECTED);
            assert_int_equal(info.refused_row, 0);
            assert_int_equal(info.refused_column, 0);
            assert_int_equal(coprod_view_figure(view, 0, 0, &figure), COPROD_E_UNKNOWN);
        } else {
            assert_int_equal(info.state, COPROD_VIEW_PUBLISHED);
            assert_string_equal(text_of_view(view), t->text);
        }
        assert_int_equal(info.fewest, t->fewest);
        coprod_view_free(view);
        coprod_publish_rule_free(rule);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(single_figures),    cmocka_unit_test(no_such_figure), cmocka_unit_test(attack_others),
        cmocka_unit_test(two_in_every_line), cmocka_unit_test(no_table_fits),  cmocka_unit_test(publish_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
