/* SPDX-License-Identifier: MIT */
/* An attack on what is published. It knows the rules in its own words, sees nothing but the printed figures, tries every
 * table of whole numbers that would be printed like that, and must never be left with one value for a hidden figure. What
 * it finds possible must be what the audit says. */
#include "publish_attack.h"

static size_t place(size_t index, size_t count)
{
    return index == count ? total : index;
}

static void compare(const attack *a, const plain_rule *rule, const coprod_view_audit *audit, const coprod_view *view, size_t r,
                    size_t c)
{
    const size_t columns = a->columns ? a->columns : 1;
    const coprod_view_bounds bounds = bounds_at(audit, place(r, a->rows), place(c, columns));
    const possible *p = &a->figure[r][c];
    int capped = bounds.high > BEYOND;
    for (size_t i = 0; i <= a->rows; i++) /* somewhere nothing limits what was tried */
        for (size_t k = 0; k <= columns; k++)
            capped |= (a->columns || !k) && !a->figure[i][k].limited;
    if ((int)bounds.low != a->least[r][c] || (!capped && (int)bounds.high != a->most[r][c]) || (int)bounds.high < a->most[r][c])
        fail_msg("%s: %s: figure %zu,%zu is %d to %d, and the audit says %d to %d", rule->id, text_of_view(view), r, c,
                 a->least[r][c], a->most[r][c], (int)bounds.low, (int)bounds.high);
    if ((p->hidden || (p->low < p->high && p->low <= rule->protected_high && p->high >= rule->protected_low))
        && a->least[r][c] == a->most[r][c])
        fail_msg("%s: %s: figure %zu,%zu is %d", rule->id, text_of_view(view), r, c, a->least[r][c]);
}

static void attack_view(const plain_rule *rule, const coprod_view *view, size_t rows, size_t columns)
{
    static attack a;
    coprod_view_audit *audit = audit_of(view, COPROD_ATTACKER_RULES);
    memset(&a, 0, sizeof a);
    a.rows = rows;
    a.columns = columns;
    columns = columns ? columns : 1;
    for (size_t r = 0; r <= rows; r++)
        for (size_t c = 0; c <= (a.columns ? columns : 0); c++)
            read_figure(rule, figure_at(view, place(r, rows), place(c, columns)).text, &a.figure[r][c]);
    fill(&a, 0, columns);
    assert_true(a.tables > 0);
    assert_int_equal(audited(audit).unprotected, 0);
    for (size_t r = 0; r <= rows; r++)
        for (size_t c = 0; c <= (a.columns ? columns : 0); c++)
            compare(&a, rule, audit, view, r, c);
    coprod_view_audit_free(audit);
}

static uint64_t published, refused;

static void try_table(const plain_rule *plain, const coprod_publish_rule *rule, const uint64_t *counts, size_t rows,
                      size_t columns)
{
    coprod_view *view = publish(rule, counts, rows, columns, NULL);
    if (info_of(view).state == COPROD_VIEW_PUBLISHED) {
        attack_view(plain, view, rows, columns);
        published++;
    } else
        refused++;
    coprod_view_free(view);
}

/* --- many of them --- */

static void every_small_list(void **state)
{
    (void)state;
    for (size_t k = 0; k < RULES; k++) {
        coprod_publish_rule *rule = rule_of(rules[k].id);
        const uint64_t top = getenv("COPROD_QUICK") ? 9 : 14;
        for (uint64_t a = 0; a <= top; a++)
            for (uint64_t b = a; b <= top; b++)
                for (uint64_t c = b; c <= top; c++) {
                    const uint64_t counts[] = {a, b, c};
                    try_table(&rules[k], rule, counts, 2, 0);
                    try_table(&rules[k], rule, counts, 3, 0);
                }
        coprod_publish_rule_free(rule);
    }
}

static void every_small_table(void **state)
{
    (void)state;
    for (size_t k = 0; k < 3; k++) {
        coprod_publish_rule *rule = rule_of(rules[k].id);
        const uint64_t top = getenv("COPROD_QUICK") ? 4 : 6;
        for (uint64_t n = 0; n < (top + 1) * (top + 1) * (top + 1) * (top + 1); n++) {
            const uint64_t counts[] = {n % (top + 1) * 3 / 2, n / (top + 1) % (top + 1),
                                       n / (top + 1) / (top + 1) % (top + 1) * 3 / 2, n / (top + 1) / (top + 1) / (top + 1)};
            try_table(&rules[k], rule, counts, 2, 2);
        }
        coprod_publish_rule_free(rule);
    }
}

static void random_tables(void **state)
{
    uint64_t seed = 20261126;
    const int tables = getenv("COPROD_QUICK") ? 150 : getenv("COPROD_FULL") ? 20000 : 800;
    (void)state;
    for (size_t k = 0; k < RULES; k++) {
        coprod_publish_rule *rule = rule_of(rules[k].id);
        for (int i = 0; i < tables; i++) {
            uint64_t counts[MOST * MOST];
            const uint32_t kinds[] = {3, 9, 16, 24};
            const uint32_t below = kinds[draw(&seed, 4)];
            const size_t rows = 2 + draw(&seed, 2), columns = rules[k].base > 1 ? 2 : 2 + draw(&seed, 2);
            for (size_t n = 0; n < rows * columns; n++)
                counts[n] = draw(&seed, 4) ? draw(&seed, below) : draw(&seed, 6);
            try_table(&rules[k], rule, counts, rows, columns);
        }
        coprod_publish_rule_free(rule);
    }
    print_message("%llu views attacked, %llu tables refused\n", (unsigned long long)published, (unsigned long long)refused);
}

/* --- the fewest others --- */

/* Whether hiding these cells beside the small ones leaves no hidden figure with one value. */
static int would_do(const uint64_t *counts, size_t rows, size_t columns, uint32_t hidden)
{
    static attack a;
    memset(&a, 0, sizeof a);
    a.rows = rows;
    a.columns = columns;
    for (size_t r = 0; r <= rows; r++)
        for (size_t c = 0; c <= columns; c++) {
            uint64_t count = 0;
            char text[24];
            for (size_t i = 0; i < rows; i++)
                for (size_t k = 0; k < columns; k++)
                    count += (r == rows || r == i) && (c == columns || c == k) ? counts[i * columns + k] : 0;
            snprintf(text, sizeof text, "%d", (int)count);
            if (count && count < 5)
                strcpy(text, "*");
            else if (r < rows && c < columns && hidden >> (r * columns + c) & 1)
                strcpy(text, "[c]");
            read_figure(&rules[1], text, &a.figure[r][c]);
        }
    fill(&a, 0, columns);
    for (size_t r = 0; r <= rows; r++)
        for (size_t c = 0; c <= columns; c++)
            if (a.figure[r][c].hidden && a.least[r][c] == a.most[r][c])
                return 0;
    return 1;
}

static void fewest_of(const uint64_t *counts, size_t rows, size_t columns, size_t *fewest, uint64_t *least)
{
    *fewest = SIZE_MAX;
    for (uint32_t set = 0; set < 1u << (rows * columns); set++) {
        size_t size = 0;
        uint64_t sum = 0;
        int good = 1;
        for (size_t n = 0; n < rows * columns; n++)
            if (set >> n & 1) {
                good &= counts[n] > 4;
                size++;
                sum += counts[n];
            }
        if (good && (size < *fewest || (size == *fewest && sum < *least)) && would_do(counts, rows, columns, set)) {
            *fewest = size;
            *least = sum;
        }
    }
}

/* In any order of rows and columns as many are hidden, of the same sum: no other way hides fewer, or less. */
static void no_fewer_would_do(void **state)
{
    coprod_publish_rule *rule = rule_of("threshold-5");
    uint64_t seed = 4711;
    const int wanted = getenv("COPROD_QUICK") ? 40 : 300;
    (void)state;
    for (int i = 0; i < wanted; i++) {
        uint64_t counts[6], turned[6], least = 0, hidden;
        size_t fewest;
        for (size_t n = 0; n < 6; n++)
            counts[n] = draw(&seed, 3) ? 5 + draw(&seed, 12) : draw(&seed, 5);
        for (size_t n = 0; n < 6; n++)
            turned[n % 3 * 2 + n / 3] = counts[5 - n];
        fewest_of(counts, 2, 3, &fewest, &least);
        for (int order = 0; order < 2; order++) {
            const size_t rows = order ? 3 : 2, columns = order ? 2 : 3;
            coprod_view *view = publish(rule, order ? turned : counts, rows, columns, NULL);
            const coprod_view_info info = info_of(view);
            hidden = 0;
            for (size_t n = 0; n < 6; n++)
                if (figure_at(view, n / columns, n % columns).state == COPROD_FIGURE_OTHER)
                    hidden += (order ? turned : counts)[n];
            assert_int_equal(info.totals_hidden > 0, fewest == SIZE_MAX);
            assert_int_equal(info.fewest, fewest != SIZE_MAX);
            if (info.fewest)
                assert_true(info.other == fewest && hidden == least);
            coprod_view_free(view);
        }
    }
    coprod_publish_rule_free(rule);
}

/* --- two publications of a list --- */

typedef struct pair {
    int least[4], most[4];
    int tables;
} pair;

/* Every earlier list below every later one, and how the figures of both differ. */
static void differ(const possible before[4], const possible now[4], pair *p)
{
    memset(p, 0, sizeof *p);
    for (int a = before[0].low; a <= before[0].high; a++)
        for (int b = before[1].low; b <= before[1].high; b++)
            for (int c = now[0].low; c <= now[0].high; c++)
                for (int d = now[1].low; d <= now[1].high; d++) {
                    const int since[] = {c - a, d - b, c + d - a - b, 0};
                    if (!before[0].may[a] || !before[1].may[b] || !before[2].may[a + b] || !now[0].may[c] || !now[1].may[d]
                        || !now[2].may[c + d] || c < a || d < b)
                        continue;
                    for (int k = 0; k < 3; k++) {
                        p->least[k] = !p->tables || since[k] < p->least[k] ? since[k] : p->least[k];
                        p->most[k] = !p->tables || since[k] > p->most[k] ? since[k] : p->most[k];
                    }
                    p->tables = 1;
                }
}

static void small_differences(void **state)
{
    uint64_t seed = 99, told = 0;
    const int wanted = getenv("COPROD_QUICK") ? 200 : 2000;
    (void)state;
    for (int i = 0; i < wanted; i++) {
        const plain_rule *plain = &rules[i % 3];
        coprod_publish_rule *rule = rule_of(plain->id);
        uint64_t before[2], now[2];
        coprod_view *first, *second;
        coprod_publish_options options = {.size = sizeof options, .widen = i % 2};
        possible old[4], later[4];
        pair p;
        for (int k = 0; k < 2; k++) {
            before[k] = draw(&seed, 20);
            now[k] = before[k] + (draw(&seed, 2) ? draw(&seed, 4) : 0);
        }
        first = publish(rule, before, 2, 0, NULL);
        options.previous = first;
        second = publish(rule, now, 2, 0, &options);
        for (size_t k = 0; k < 3; k++)
            read_figure(plain, figure_at(first, place(k, 2), 0).text, &old[k]);
        for (size_t k = 0; k < 3 && !info_of(second).state; k++) {
            read_figure(plain, figure_at(second, place(k, 2), 0).text, &later[k]);
            later[k].high = later[k].high < 60 ? later[k].high : 60;
            old[k].high = old[k].high < 60 ? old[k].high : 60;
        }
        if (!info_of(second).state) {
            differ(old, later, &p);
            assert_true(p.tables);
            for (int k = 0; k < 3; k++)
                if (p.least[k] == p.most[k] && p.most[k] && p.most[k] <= plain->protected_high)
                    fail_msg("%s: %s tells that %d came to %d", plain->id, text_of_view(second), p.most[k], k);
            told++;
        }
        coprod_view_free(first);
        coprod_view_free(second);
        coprod_publish_rule_free(rule);
    }
    print_message("%llu of %d later lists published\n", (unsigned long long)told, wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_small_list),
        cmocka_unit_test(every_small_table),
        cmocka_unit_test(random_tables),
        cmocka_unit_test(no_fewer_would_do),
        cmocka_unit_test(small_differences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
