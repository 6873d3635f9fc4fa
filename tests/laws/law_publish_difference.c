/* SPDX-License-Identifier: MIT */
/* Two publications of one table: an attacker who has both tries every pair of tables that fits them, cell by cell. */
#include "publish_attack.h"

enum { SIDES = 2, CELLS = SIDES * SIDES, FIGURES = 9, KEPT = 20000 };

/* Each table that fits a view, its cells row by row and then its sums: rows, columns, all. */
typedef struct fitting {
    int tables[KEPT][FIGURES];
    size_t count;
    int full; /* there are more */
} fitting;

static void take_figures(const plain_rule *plain, const coprod_view *view, possible figures[FIGURES])
{
    const size_t rows[FIGURES] = {0, 0, 1, 1, 0, 1, total, total, total};
    const size_t columns[FIGURES] = {0, 1, 0, 1, total, total, 0, 1, total};
    for (size_t k = 0; k < FIGURES; k++)
        read_figure(plain, figure_at(view, rows[k], columns[k]).text, &figures[k]);
}

static void fill_sums(int table[FIGURES])
{
    table[4] = table[0] + table[1];
    table[5] = table[2] + table[3];
    table[6] = table[0] + table[2];
    table[7] = table[1] + table[3];
    table[8] = table[4] + table[5];
}

static void find_fitting(const possible figures[FIGURES], fitting *own)
{
    int table[FIGURES], most[CELLS];
    own->count = 0;
    own->full = 0;
    for (int k = 0; k < CELLS; k++)
        most[k] = figures[k].high < BEYOND ? figures[k].high : BEYOND;
    for (table[0] = 0; table[0] <= most[0]; table[0]++)
        for (table[1] = 0; table[1] <= most[1] && figures[0].may[table[0]]; table[1]++)
            for (table[2] = 0; table[2] <= most[2] && figures[1].may[table[1]]; table[2]++)
                for (table[3] = 0; table[3] <= most[3] && figures[2].may[table[2]]; table[3]++) {
                    int good = 1;
                    fill_sums(table);
                    for (int k = 0; k < FIGURES && good; k++)
                        good = figures[k].may[table[k]];
                    if (!good)
                        continue;
                    if (own->count == KEPT) {
                        own->full = 1;
                        return;
                    }
                    memcpy(own->tables[own->count++], table, sizeof table);
                }
}

typedef struct range {
    int least, most;
} range;

static void note_range(range *own, int value, int first)
{
    own->least = first || value < own->least ? value : own->least;
    own->most = first || value > own->most ? value : own->most;
}

/* What both tell together: of what came since, of the earlier table, and of the new one. */
static int attack_both(const fitting *before, const fitting *now, range since[FIGURES], range old[FIGURES],
                       range later[FIGURES])
{
    int first = 1;
    for (size_t a = 0; a < before->count; a++)
        for (size_t b = 0; b < now->count; b++) {
            int good = 1;
            for (int k = 0; k < CELLS; k++)
                good &= now->tables[b][k] >= before->tables[a][k];
            for (int k = 0; k < FIGURES && good; k++) {
                note_range(&since[k], now->tables[b][k] - before->tables[a][k], first);
                note_range(&old[k], before->tables[a][k], first);
                note_range(&later[k], now->tables[b][k], first);
            }
            first &= !good;
        }
    return !first;
}

static int gives_away(const plain_rule *plain, const range *own)
{
    return own->least == own->most && own->most && own->most >= plain->protected_low && own->most <= plain->protected_high;
}

static int check_pair(const plain_rule *plain, const coprod_view *first, const coprod_view *second)
{
    static fitting before, now;
    possible old_figures[FIGURES], new_figures[FIGURES];
    range since[FIGURES], old[FIGURES], later[FIGURES];
    int leaks = 0;
    take_figures(plain, first, old_figures);
    take_figures(plain, second, new_figures);
    find_fitting(old_figures, &before);
    find_fitting(new_figures, &now);
    if (before.full || now.full || before.count * now.count > 4000000)
        return -1;
    assert_true(attack_both(&before, &now, since, old, later));
    for (int k = 0; k < FIGURES; k++)
        leaks += gives_away(plain, &since[k]) || (old_figures[k].hidden && gives_away(plain, &old[k]))
                 || (new_figures[k].hidden && gives_away(plain, &later[k]));
    return leaks;
}

/* A published table as its rule would have printed it: two rows of two, the sums of rows, of columns, of all. */
static coprod_view *table_view(const coprod_publish_rule *rule, const char *const f[FIGURES])
{
    coprod_publish_rule_info info = {.size = sizeof info};
    coprod_view *view = NULL;
    json_t *document;
    char *text;
    coprod_publish_rule_get(rule, &info);
    document = json_pack("{sss{ssssss}sss[ss]s[ss]s[[ss][ss]]s[ss]s[ss]ss}", "schema", "publishable-view/1", "rule", "id",
                         info.id, "version", info.version, "fingerprint", info.fingerprint, "state", "published", "rows",
                         "r0", "r1", "columns", "c0", "c1", "figures", f[0], f[1], f[2], f[3], "row_totals", f[4], f[5],
                         "column_totals", f[6], f[7], "total", f[8]);
    text = json_dumps(document, 0);
    assert_int_equal(coprod_view_load(rule, text, COPROD_NTS, NULL, NULL, &view), COPROD_OK);
    free(text);
    json_decref(document);
    return view;
}

/* By hand. Now the upper left and the lower right are the same, x, because both columns' sums are 8 with what is above 4:
 * x is 3 at most. Before, the three hidden figures add up to 9, and one of them is 4 at most, so the other two, which are
 * x at most, add up to 5 or more: x is 3. No row and no column tells that. */
static void what_only_the_whole_tells(void **state)
{
    static const char *const before[FIGURES] = {"*", "*", "0", "*", "[x]", "*", "*", "[x]", "9"};
    static const char *const now[FIGURES] = {"*", "[c]", "*", "*", "8", "[x]", "[x]", "8", "[x]"};
    coprod_publish_rule *rule = rule_of("threshold-5");
    coprod_view *first = table_view(rule, before), *second = table_view(rule, now);
    coprod_view_difference d = {.size = sizeof d};
    (void)state;
    assert_true(check_pair(&rules[1], first, second) > 0);
    assert_int_equal(coprod_view_compare(second, first, COPROD_VIEW_CONTAINS, &d), COPROD_OK);
    assert_true(d.fits && d.compared == FIGURES && d.narrowed >= 2);
    assert_int_equal(coprod_view_compare(first, second, COPROD_VIEW_WITHIN, &d), COPROD_OK);
    assert_true(d.fits && d.narrowed >= 2);
    assert_int_equal(coprod_view_compare(first, second, COPROD_VIEW_SAME, &d), COPROD_OK);
    assert_false(d.fits); /* 0 below cannot be 1 and more */
    coprod_view_free(first);
    coprod_view_free(second);
    coprod_publish_rule_free(rule);
}

static void later_tables(void **state)
{
    static const int tried[] = {0, 1, 4, 2};
    uint64_t seed = 2026;
    const int wanted = getenv("COPROD_QUICK") ? 400 : 3000;
    int published = 0, leaks = 0, skipped = 0;
    (void)state;
    for (int i = 0; i < wanted; i++) {
        const plain_rule *plain = &rules[tried[i % 4]];
        coprod_publish_rule *rule = rule_of(plain->id);
        uint64_t before[CELLS], now[CELLS];
        coprod_view *first, *second;
        coprod_publish_options options = {.size = sizeof options, .widen = i % 8 < 4};
        for (int k = 0; k < CELLS; k++) {
            before[k] = draw(&seed, 14);
            now[k] = before[k] + (draw(&seed, 2) ? draw(&seed, 6) : 0);
        }
        first = publish(rule, before, SIDES, SIDES, NULL);
        options.previous = first;
        second = info_of(first).state ? NULL : publish(rule, now, SIDES, SIDES, &options);
        if (second && !info_of(second).state) {
            const int told = check_pair(plain, first, second);
            published++;
            skipped += told < 0;
            if (told > 0) {
                leaks++;
                print_message("%s: %s\n", plain->id, text_of_view(first));
                print_message("  then %s\n", text_of_view(second));
            }
        }
        coprod_view_free(first);
        coprod_view_free(second);
        coprod_publish_rule_free(rule);
    }
    print_message("%d of %d later tables published, %d not tried\n", published, wanted, skipped);
    assert_int_equal(leaks, 0);
    assert_true(published > wanted / 20 && skipped * 2 < published);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_only_the_whole_tells),
        cmocka_unit_test(later_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
