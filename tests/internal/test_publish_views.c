/* SPDX-License-Identifier: MIT */
/* Views among themselves: earlier ones, lists that share a total, several trusts; numbers that follow from them; documents. */
#include <math.h>

#include "publish_tools.h"

/* --- an earlier publication --- */

typedef struct later {
    const char *rule;
    uint64_t before[3], now[3];
    int32_t relation, widen;
    const char *text; /* "": refused */
    size_t pinned;    /* by comparing without `previous` */
} later;

static const later histories[] = {
    /* one person more, and all figures exact */
    {"threshold-5", {10, 20, 30}, {11, 20, 30}, COPROD_VIEW_CONTAINS, 0, "", 2},
    {"threshold-5", {10, 20, 30}, {11, 20, 30}, COPROD_VIEW_CONTAINS, 1, "[x] 20 30 [x]", 2},
    {"threshold-5", {11, 20, 30}, {10, 20, 30}, COPROD_VIEW_WITHIN, 0, "", 2},
    {"threshold-5", {10, 20, 30}, {10, 20, 30}, COPROD_VIEW_CONTAINS, 0, "10 20 30 60", 0},
    {"threshold-5", {10, 20, 30}, {15, 25, 40}, COPROD_VIEW_CONTAINS, 0, "15 25 40 80", 0},
    /* rounding leaves enough open */
    {"hes", {10, 20, 30}, {11, 20, 30}, COPROD_VIEW_CONTAINS, 0, "10 20 30 60", 0},
    {"hes", {10, 20, 30}, {40, 50, 60}, COPROD_VIEW_CONTAINS, 0, "40 50 60 150", 0},
    /* 12 at most, then 13 at least, in every group: each grew, and the total tells that by 1 each */
    {"hes", {12, 12, 12}, {13, 13, 13}, COPROD_VIEW_CONTAINS, 0, "15 15 15 40", 0},
};

static void earlier_ones(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof histories / sizeof *histories; i++) {
        const later *h = &histories[i];
        coprod_publish_rule *rule = rule_of(h->rule);
        coprod_view *before = publish(rule, h->before, 3, 0, NULL), *plain = publish(rule, h->now, 3, 0, NULL), *view;
        coprod_publish_options options = {.size = sizeof options, .previous = before, .relation = h->relation,
                                          .widen = h->widen};
        coprod_view_difference difference = {.size = sizeof difference};
        assert_int_equal(coprod_view_compare(plain, before, h->relation, &difference), COPROD_OK);
        assert_int_equal(difference.pinned, h->pinned);
        assert_int_equal(difference.compared, 4);
        assert_int_equal(difference.fits, 1);
        if (h->pinned)
            assert_true(!difference.first_row && difference.first_low == 1 && difference.first_high == 1);
        view = publish(rule, h->now, 3, 0, &options);
        if (h->text[0])
            assert_string_equal(text_of_view(view), h->text);
        assert_int_equal(info_of(view).state, h->text[0] ? COPROD_VIEW_PUBLISHED : COPROD_VIEW_DIFFERENCE);
        if (h->text[0]) {
            assert_int_equal(coprod_view_compare(view, before, h->relation, &difference), COPROD_OK);
            assert_int_equal(difference.pinned + difference.narrowed, 0);
        }
        coprod_view_free(view);
        coprod_view_free(plain);
        coprod_view_free(before);
        coprod_publish_rule_free(rule);
    }
}

/* The same counts twice under two rules: what one hides the other shows. */
static void same_counts(void **state)
{
    const uint64_t counts[] = {5, 40, 60}, more[] = {5, 41, 60};
    coprod_publish_rule *hes = rule_of("hes"), *five = rule_of("threshold-5");
    coprod_view *hidden = publish(hes, counts, 3, 0, NULL), *shown = publish(five, counts, 3, 0, NULL);
    coprod_view *other = publish(five, more, 3, 0, NULL), *view;
    coprod_view_difference d = {.size = sizeof d};
    coprod_publish_options options = {.size = sizeof options, .previous = shown, .relation = COPROD_VIEW_SAME};
    (void)state;
    assert_int_equal(coprod_view_compare(hidden, shown, COPROD_VIEW_SAME, &d), COPROD_OK);
    assert_true(d.fits && d.narrowed == 1 && d.pinned == 0 && d.first_row == 0 && d.first_low == 5 && d.first_high == 5);
    view = publish(hes, counts, 3, 0, &options);
    assert_int_equal(info_of(view).state, COPROD_VIEW_DIFFERENCE);
    coprod_view_free(view);
    assert_int_equal(coprod_view_compare(shown, other, COPROD_VIEW_SAME, &d), COPROD_OK);
    assert_true(!d.fits);
    options.previous = other;
    view = publish(five, counts, 3, 0, &options);
    assert_int_equal(info_of(view).state, COPROD_VIEW_DIFFERENCE);
    coprod_view_free(view);
    coprod_view_free(hidden);
    coprod_view_free(shown);
    coprod_view_free(other);
    coprod_publish_rule_free(hes);
    coprod_publish_rule_free(five);
}

/* Tables are compared by rows, columns and totals; a list stands for the totals of a table's rows; groups that are new are
 * not known before. */
static void tables_and_lists(void **state)
{
    const uint64_t before[] = {10, 20, 30, 40}, now[] = {10, 20, 31, 40}, rows[] = {30, 70}, grown[] = {30, 71, 50};
    coprod_publish_rule *rule = rule_of("threshold-5");
    coprod_view *first = publish(rule, before, 2, 2, NULL), *second = publish(rule, now, 2, 2, NULL);
    coprod_view *list = publish(rule, rows, 2, 0, NULL), *longer = publish(rule, grown, 3, 0, NULL), *wide;
    coprod_publish_options options = {.size = sizeof options, .previous = first, .widen = 1};
    coprod_view_difference d = {.size = sizeof d};
    (void)state;
    assert_int_equal(coprod_view_compare(second, first, 0, &d), COPROD_OK);
    assert_true(d.compared == 9 && d.pinned == 4 && d.first_row == 1 && d.first_column == 0);
    assert_int_equal(coprod_view_compare(second, list, 0, &d), COPROD_OK);
    assert_true(d.compared == 3 && d.pinned == 2 && d.first_column == total);
    assert_int_equal(coprod_view_compare(longer, first, 0, &d), COPROD_OK);
    assert_true(d.compared == 3 && d.pinned == 1 && d.first_row == 1 && d.first_column == 0);
    assert_int_equal(coprod_view_compare(longer, list, 0, &d), COPROD_OK);
    assert_true(d.compared == 3 && d.pinned == 1);
    wide = publish(rule, now, 2, 2, &options);
    assert_int_equal(info_of(wide).state, COPROD_VIEW_PUBLISHED);
    assert_int_equal(coprod_view_compare(wide, first, 0, &d), COPROD_OK);
    assert_int_equal(d.pinned + d.narrowed, 0);
    coprod_view_free(wide);
    options.keep_totals = 1;
    wide = publish(rule, now, 2, 2, &options);
    assert_int_equal(info_of(wide).state, COPROD_VIEW_DIFFERENCE);
    coprod_view_free(wide);
    coprod_view_free(first);
    coprod_view_free(second);
    coprod_view_free(list);
    coprod_view_free(longer);
    coprod_publish_rule_free(rule);
}

/* Nothing that may be hidden would help: the total stays, or the rule hides no other figure; or a view that fits no table. */
static void no_way_out(void **state)
{
    static const char alone[] = "{\"schema\":\"disclosure-rule/1\",\"id\":\"own\",\"version\":\"1\",\"title\":\"T\","
                                "\"hide\":{\"lowest\":1,\"highest\":4},\"secondary\":false}";
    const uint64_t before[] = {10, 20}, now[] = {11, 20};
    coprod_publish_rule *rules[] = {rule_of("threshold-5"), rule_of(alone)};
    coprod_view_difference d = {.size = sizeof d};
    coprod_view *odd = list_view(rules[0], "10 20 50"), *even = list_view(rules[0], "10 20 30");
    (void)state;
    for (size_t rows = 1; rows < 3; rows++)
        for (int which = 0; which < 2; which++) {
            coprod_view *first = publish(rules[which], before, rows, 0, NULL), *second;
            coprod_publish_options options = {.size = sizeof options, .previous = first, .widen = 1, .keep_totals = 1};
            second = publish(rules[which], now, rows, 0, &options);
            assert_int_equal(info_of(second).state, COPROD_VIEW_DIFFERENCE);
            coprod_view_free(first);
            coprod_view_free(second);
        }
    assert_int_equal(coprod_view_compare(odd, even, 0, &d), COPROD_OK);
    assert_true(!d.fits && !d.compared && !d.first_row && !d.first_column);
    assert_int_equal(coprod_view_compare(even, odd, 0, &d), COPROD_OK);
    assert_true(!d.fits);
    coprod_view_free(odd);
    coprod_view_free(even);
    coprod_publish_rule_free(rules[0]);
    coprod_publish_rule_free(rules[1]);
}

/* --- lists of the same people --- */

static void one_total(void **state)
{
    const uint64_t a[] = {4, 4}, b[] = {3, 5}, c[] = {8}, d[] = {20, 8, 3}, e[] = {16, 15}, f[] = {9, 9};
    coprod_publish_rule *rule = rule_of("threshold-5");
    coprod_view *views[2], *more[2];
    coprod_publish_table tables[] = {table_of(d, 3, 0), table_of(e, 2, 0)};
    coprod_publish_options options = {.size = sizeof options};
    (void)state;
    assert_int_equal(coprod_publish_linked(rule, tables, 2, NULL, NULL, views), COPROD_OK);
    assert_string_equal(text_of_view(views[0]), "20 [c] * 31");
    assert_string_equal(text_of_view(views[1]), "16 15 31");
    coprod_view_free(views[0]);
    coprod_view_free(views[1]);
    /* the total cannot stay in one list, so it goes in both */
    tables[0] = table_of(a, 2, 0);
    tables[1] = table_of(b, 2, 0);
    assert_int_equal(coprod_publish_linked(rule, tables, 2, NULL, NULL, views), COPROD_OK);
    assert_string_equal(text_of_view(views[0]), "* * [x]");
    assert_string_equal(text_of_view(views[1]), "* 5 [x]");
    coprod_view_free(views[0]);
    coprod_view_free(views[1]);
    /* the other list is the total by itself, and must not tell it */
    tables[1] = table_of(c, 1, 0);
    assert_int_equal(coprod_publish_linked(rule, tables, 2, NULL, NULL, views), COPROD_OK);
    assert_string_equal(text_of_view(views[0]), "* * [x]");
    assert_string_equal(text_of_view(views[1]), "[c] [x]");
    coprod_view_free(views[0]);
    coprod_view_free(views[1]);
    tables[1] = table_of(f, 2, 0);
    assert_int_equal(coprod_publish_linked(rule, tables, 2, NULL, NULL, views), COPROD_E_RANGE);
    assert_null(views[0]);
    tables[1] = table_of(d, 1, 3);
    assert_int_equal(coprod_publish_linked(rule, tables, 2, NULL, NULL, views), COPROD_E_ARGUMENT);
    tables[1] = table_of(b, 2, 0);
    assert_int_equal(coprod_publish_linked(rule, tables, 0, NULL, NULL, views), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish_linked(NULL, tables, 2, NULL, NULL, views), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_publish_linked(rule, tables, 2, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    options.keep_totals = 1;
    assert_int_equal(coprod_publish_linked(rule, tables, 2, &options, NULL, views), COPROD_OK);
    assert_int_equal(info_of(views[1]).state, COPROD_VIEW_UNPROTECTED);
    options.previous = views[0];
    assert_int_equal(coprod_publish_linked(rule, tables, 2, &options, NULL, more), COPROD_E_ARGUMENT);
    coprod_view_free(views[0]);
    coprod_view_free(views[1]);
    coprod_publish_rule_free(rule);
}

/* --- several trusts --- */

static void trusts_add_up(void **state)
{
    const uint64_t a[] = {3, 20, 0}, b[] = {9, 31, 2};
    coprod_publish_rule *rule = rule_of("hes"), *five = rule_of("threshold-5");
    coprod_view *views[] = {publish(rule, a, 3, 0, NULL), publish(rule, b, 3, 0, NULL), list_view(five, "[c] 9 20")};
    const coprod_view *list[] = {views[0], views[1], views[2]};
    coprod_view_bounds s = {.size = sizeof s};
    (void)state;
    assert_int_equal(coprod_views_sum(list, 2, 0, 0, &s), COPROD_OK);
    assert_true(s.low == 9 && s.high == 19 && s.hidden);
    assert_int_equal(coprod_views_sum(list, 2, 2, 0, &s), COPROD_OK);
    assert_true(s.low == 1 && s.high == 7);
    assert_int_equal(coprod_views_sum(list, 2, total, 0, &s), COPROD_OK);
    assert_true(s.low == 23 + 38 && s.high == 27 + 42);
    assert_int_equal(coprod_views_sum(list, 1, 2, 0, &s), COPROD_OK);
    assert_true(s.low == 0 && s.high == 0 && !s.hidden);
    assert_int_equal(coprod_views_sum(list, 3, 0, 0, &s), COPROD_OK);
    assert_true(s.low == 14 && s.high == UINT64_MAX);
    assert_int_equal(coprod_views_sum(list, 3, 2, 0, &s), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_views_sum(list, 2, 3, 0, &s), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_views_sum(list, 2, 0, total, &s), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_views_sum(list, 0, 0, 0, &s), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_views_sum(NULL, 1, 0, 0, &s), COPROD_E_ARGUMENT);
    for (size_t i = 0; i < 3; i++)
        coprod_view_free(views[i]);
    coprod_publish_rule_free(rule);
    coprod_publish_rule_free(five);
}

/* --- percentages --- */

static void percentages_that_leak(void **state)
{
    uint64_t low, high, count;
    (void)state;
    assert_int_equal(coprod_percentage_counts(162, 2, 243, 247, &low, &high, &count), COPROD_OK);
    assert_true(low == 4 && high == 4 && count == 1);
    assert_int_equal(coprod_percentage_counts(2, 0, 243, 247, &low, &high, &count), COPROD_OK);
    assert_true(low == 4 && high == 6 && count == 3);
    assert_int_equal(coprod_percentage_counts(11, 0, 18, 22, &low, &high, &count), COPROD_OK);
    assert_true(low == 2 && high == 2 && count == 1);
    assert_int_equal(coprod_percentage_counts(33, 0, 10, 10, &low, &high, &count), COPROD_OK);
    assert_true(low == 0 && high == 0 && count == 0);
    assert_int_equal(coprod_percentage_counts(50, 0, 1, UINT32_MAX, &low, &high, &count), COPROD_OK);
    assert_true(low == 1 && high == UINT64_C(2168958483) && count == high);
    for (uint32_t decimals = 0; decimals < 2; decimals++)
        for (uint64_t value = 0; value <= 100 * (decimals ? 10 : 1); value += decimals ? 7 : 1)
            for (uint64_t whole = 1; whole < 60; whole += 3)
                for (uint64_t width = 0; width < 9; width += 2) {
                    uint64_t found = 0, least = 0, most = 0;
                    const uint64_t scale = decimals ? 1000 : 100;
                    for (uint64_t a = 0; a <= 80; a++) {
                        int fits = 0;
                        for (uint64_t t = whole; t <= whole + width; t++)
                            fits |= (2 * scale * a + t) / (2 * t) == value;
                        least = fits && !found ? a : least;
                        most = fits ? a : most;
                        found += (uint64_t)fits;
                    }
                    coprod_percentage_counts(value, decimals, whole, whole + width, &low, &high, &count);
                    assert_true(low == least && high == most && count == found);
                }
    assert_int_equal(coprod_percentage_counts(101, 0, 1, 2, &low, &high, &count), COPROD_E_RANGE);
    assert_int_equal(coprod_percentage_counts(1, 5, 1, 2, &low, &high, &count), COPROD_E_RANGE);
    assert_int_equal(coprod_percentage_counts(1, 0, 0, 2, &low, &high, &count), COPROD_E_RANGE);
    assert_int_equal(coprod_percentage_counts(1, 0, 3, 2, &low, &high, &count), COPROD_E_RANGE);
    assert_int_equal(coprod_percentage_counts(1, 0, 1, UINT64_C(1) << 32, &low, &high, &count), COPROD_E_RANGE);
    assert_int_equal(coprod_percentage_counts(1, 0, 1, 2, NULL, &high, &count), COPROD_E_ARGUMENT);
}

static void percentages_of_views(void **state)
{
    const uint64_t counts[] = {4, 23, 0, 220}, none[] = {0, 0};
    coprod_publish_rule *rule = rule_of("hes"), *round = rule_of("rounding-5");
    coprod_view *view = publish(rule, counts, 4, 0, NULL), *rounded = publish(round, counts, 4, 0, NULL);
    coprod_view *nobody = publish(rule, none, 2, 0, NULL);
    coprod_view_percentage p = {.size = sizeof p};
    (void)state;
    assert_int_equal(coprod_view_percentage_of(view, 0, 0, total, 0, 0, &p), COPROD_OK);
    assert_true(!p.told && !p.value);
    assert_int_equal(coprod_view_percentage_of(view, 1, 0, total, 0, 2, &p), COPROD_OK);
    assert_true(p.told && p.value == 1020 && p.count_low == 23 && p.count_high == 27 && p.decimals == 2); /* 25 of 245 */
    assert_int_equal(coprod_view_percentage_of(view, 2, 0, total, 0, 0, &p), COPROD_OK);
    assert_true(p.told && !p.value);
    assert_int_equal(coprod_view_percentage_of(view, 1, 0, 0, 0, 0, &p), COPROD_OK);
    assert_int_equal(p.told, 0);
    assert_int_equal(coprod_view_percentage_of(view, 3, 0, 1, 0, 0, &p), COPROD_OK);
    assert_int_equal(p.told, 0);
    assert_int_equal(coprod_view_percentage_of(rounded, 0, 0, total, 0, 0, &p), COPROD_OK);
    assert_int_equal(p.told, 0); /* 5 may be 3 */
    assert_int_equal(coprod_view_percentage_of(nobody, 0, 0, total, 0, 0, &p), COPROD_OK);
    assert_int_equal(p.told, 0);
    assert_int_equal(coprod_view_percentage_of(view, 0, 0, total, 0, 5, &p), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_view_percentage_of(view, 9, 0, total, 0, 0, &p), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_view_percentage_of(view, 0, 0, total, 2, 0, &p), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_view_percentage_of(view, 0, 0, total, total, 0, &p), COPROD_E_UNKNOWN);
    coprod_view_free(view);
    coprod_view_free(rounded);
    coprod_view_free(nobody);
    coprod_publish_rule_free(rule);
    coprod_publish_rule_free(round);
}

/* --- scores --- */

typedef struct scored {
    size_t count;
    uint64_t counts[3];
    uint64_t nums[3], dens[3];
    double weights[3];
    uint32_t low, high;
    size_t hidden;
    double loss[3], rest_low, rest_high;
} scored;

static const scored scores[] = {
    /* 0 and 20 of 10: 25 + 50 points lost */
    {2, {0, 20}, {10, 10}, {1, 1}, {1, 1}, 25, 25, 0, {75, 0}, 0, 0},
    /* 1 to 7 of 8 */
    {2, {3, 20}, {8, 8}, {1, 1}, {1, 1}, 34, 91, 1, {0, 0}, 9.375, 65.625},
    /* nobody from the first: it is the least covered one whatever the hidden one is */
    {3, {0, 3, 20}, {8, 8, 8}, {1, 1, 1}, {1, 1, 1}, 19, 31, 1, {200.0 / 3, 0, 0}, 100.0 / 48, 100 * 7.0 / 48},
    /* two are covered alike: 10 of 20, 20 of 40; the third does not count */
    {3, {10, 20, 0}, {20, 80, 1}, {1, 2, 1}, {1, 1, 0}, 50, 50, 0, {25, 25, 0}, 0, 0},
    {1, {0}, {4}, {5}, {1}, 0, 0, 0, {100}, 0, 0},
    {1, {9}, {48}, {5}, {2}, 100, 100, 0, {0}, 0, 0},
};

static void scores_of_views(void **state)
{
    coprod_publish_rule *rule = rule_of("hes");
    (void)state;
    for (size_t i = 0; i < sizeof scores / sizeof *scores; i++) {
        const scored *s = &scores[i];
        coprod_view *view = publish(rule, s->counts, s->count, 0, NULL);
        coprod_view_score score = {.size = sizeof score};
        double coverages[3], losses[3];
        assert_int_equal(coprod_view_score_of(view, 0, s->nums, s->dens, s->weights, s->count, 1, 2, coverages, losses,
                                              &score), COPROD_OK);
        assert_true(score.low == s->low && score.high == s->high && score.hidden == s->hidden);
        assert_true(fabs(score.loss_low - s->rest_low) < 1e-9 && fabs(score.loss_high - s->rest_high) < 1e-9);
        for (size_t k = 0; k < s->count; k++) {
            const int told = s->counts[k] == 0 || s->counts[k] > 7;
            assert_true(told == !isnan(coverages[k]) && told == !isnan(losses[k]));
            assert_true(!told || fabs(losses[k] - s->loss[k]) < 1e-9);
        }
        assert_int_equal(coprod_view_score_of(view, 0, s->nums, s->dens, s->weights, s->count, 1, 2, NULL, NULL, &score),
                         COPROD_OK);
        coprod_view_free(view);
    }
    coprod_publish_rule_free(rule);
}

static void scores_refused(void **state)
{
    const uint64_t counts[] = {9, 20};
    coprod_publish_rule *rule = rule_of("hes");
    coprod_view *view = publish(rule, counts, 2, 0, NULL), *hidden = list_view(rule, "[c] 20 40");
    coprod_view_score score = {.size = sizeof score};
    uint64_t nums[] = {8, 8}, dens[] = {1, 1};
    double weights[] = {1, 1};
#define SCORE(v, column, n, d, w, count, a, b) coprod_view_score_of(v, column, n, d, w, count, a, b, NULL, NULL, &score)
    (void)state;
    assert_int_equal(SCORE(hidden, 0, nums, dens, weights, 2, 1, 2), COPROD_OK);
    assert_true(score.low == 100 && score.high == 100 && score.hidden == 1);
    assert_int_equal(SCORE(view, 0, nums, dens, weights, 1, 1, 2), COPROD_E_ARGUMENT);
    assert_true(SCORE(view, 0, NULL, dens, weights, 2, 1, 2) == COPROD_E_ARGUMENT
                && SCORE(view, 0, nums, NULL, weights, 2, 1, 2) == COPROD_E_ARGUMENT
                && SCORE(view, 0, nums, dens, NULL, 2, 1, 2) == COPROD_E_ARGUMENT);
    assert_true(SCORE(view, 0, nums, dens, weights, 2, 1, 0) == COPROD_E_ARGUMENT
                && SCORE(view, 1, nums, dens, weights, 2, 1, 2) == COPROD_E_UNKNOWN
                && SCORE(view, total, nums, dens, weights, 2, 1, 2) == COPROD_E_UNKNOWN);
    dens[1] = 0;
    assert_true(SCORE(view, 0, nums, dens, weights, 2, 1, 2) == COPROD_E_RANGE);
    dens[1] = 1, weights[1] = -1;
    assert_int_equal(SCORE(view, 0, nums, dens, weights, 2, 1, 2), COPROD_E_RANGE);
    weights[1] = 1, nums[1] = UINT64_C(1) << 48;
    assert_int_equal(SCORE(view, 0, nums, dens, weights, 2, 1, 2), COPROD_E_RANGE);
    weights[0] = weights[1] = 0, nums[1] = 1;
    assert_int_equal(SCORE(view, 0, nums, dens, weights, 2, 1, 2), COPROD_E_RANGE);
    coprod_view_free(view);
    coprod_view_free(hidden);
    coprod_publish_rule_free(rule);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(earlier_ones),          cmocka_unit_test(same_counts),
        cmocka_unit_test(tables_and_lists),      cmocka_unit_test(no_way_out),
        cmocka_unit_test(one_total),             cmocka_unit_test(trusts_add_up),
        cmocka_unit_test(percentages_that_leak), cmocka_unit_test(percentages_of_views),
        cmocka_unit_test(scores_of_views),       cmocka_unit_test(scores_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
