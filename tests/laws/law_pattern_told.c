/* SPDX-License-Identifier: MIT */
/* Lists that pass the check, attacked. Of two attributes, whose answers may be missing, every table of some people is gone
 * through; those of which the same is told, by a list as it is made here by hand from its definition, belong together.
 * Where a small number is the same in all of them, the check must not let the list pass, and where none is, it must. */
#include "../internal/pattern_tools.h"

#include "coprod/equity_pattern_view.h"

enum { SIDE = 5, TWO = 4 /* the column of two values together */, BAND = 5, ROOM = 8192 };

typedef struct scenario {
    const char *name;
    uint32_t values[2], unknown; /* a bit for each attribute */
    uint32_t publish_from, threshold, levels, most; /* gaps at most; 0: all */
    int impossible;              /* nobody can have both first values */
    int beside;                  /* 1: the first attribute's counts are told; 2: the last two of the second one together */
    uint32_t people, quick;      /* tables of so many */
    uint32_t lives[2][3], least, top; /* people who live there; only gaps where so many do; those with the most */
} scenario;

/* A row and a column for each value, for those not known, and last for all. */
typedef struct table {
    uint8_t count[SIDE][SIDE];
} table;

/* All tables of which the same is told. */
typedef struct group {
    uint64_t key;
    table first, last, least, greatest;
} group;

typedef struct groups {
    const scenario *of;
    uint32_t rows, columns; /* without the last ones */
    group *list;
    size_t count, room;     /* a table by key, half of it empty */
    uint64_t tables;
} groups;

/* --- what is told, by hand --- */

static uint32_t band_of(uint32_t count, uint32_t from, uint32_t threshold)
{
    const uint32_t bands = threshold > from ? (threshold - from + BAND - 2) / BAND : 0;
    uint32_t band;
    if (count < from || !bands)
        return 0;
    band = (count - from) / BAND;
    return 1 + (band < bands ? band : bands - 1);
}

static int is_declared(const groups *own, uint32_t r, uint32_t c)
{
    return (r < own->of->values[0] || r == own->rows) && (c < own->of->values[1] || c == own->columns);
}

static uint32_t live_at(const groups *own, uint32_t r, uint32_t c)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t k = 0; k < 3; k++)
            sum += (r == own->rows || r == i) && (c == own->columns || c == k) ? own->of->lives[i][k] : 0;
    return sum;
}

/* By the definition: below the threshold, and everything that says less is not. */
static int is_gap(const groups *own, const table *t, uint32_t r, uint32_t c)
{
    const uint32_t threshold = own->of->threshold;
    if (!is_declared(own, r, c) || t->count[r][c] >= threshold || (own->of->impossible && !r && !c))
        return 0;
    return (r == own->rows || t->count[own->rows][c] >= threshold)
           && (c == own->columns || t->count[r][own->columns] >= threshold)
           && (r == own->rows || c == own->columns || t->count[own->rows][own->columns] >= threshold)
           && live_at(own, r, c) >= own->of->least;
}

static uint32_t level_of(const groups *own, uint32_t r, uint32_t c)
{
    return (uint32_t)(r < own->rows) + (uint32_t)(c < own->columns);
}

/* What the disclosure rule "hes" tells. */
static uint32_t shown_as(uint32_t count)
{
    return !count ? 0 : count < 8 ? 1 : (count + 2) / 5 + 1;
}

/* What is told of that: of fewer than 100 nothing. The others are numbers of two digits. */
static uint32_t told_live(const groups *own, uint32_t r, uint32_t c)
{
    return live_at(own, r, c) < 100 ? 0 : live_at(own, r, c);
}

/* Whether a gap is among those where the most live; before others of the same what stands before it. */
static int is_listed(const groups *own, const table *t, uint32_t row, uint32_t column)
{
    const uint32_t own_level = level_of(own, row, column), live = told_live(own, row, column);
    uint32_t before = 0;
    for (uint32_t r = 0; own->of->top && r <= own->rows; r++)
        for (uint32_t c = 0; c <= own->columns; c++) {
            const uint32_t level = level_of(own, r, c);
            const int first = level != own_level ? level < own_level : r != row ? r < row : c < column;
            before += is_gap(own, t, r, c) && level <= own->of->levels
                      && (told_live(own, r, c) > live || (told_live(own, r, c) == live && first));
        }
    return !own->of->top || before < own->of->top;
}

static uint64_t key_of(const groups *own, const table *t)
{
    const scenario *of = own->of;
    const uint32_t people = t->count[own->rows][own->columns];
    uint64_t key = 64 + (people - of->publish_from) / BAND, by_level[3] = {0, 0, 0}, listed = 0;
    uint32_t complete = 0;
    for (uint32_t r = 0; r <= own->rows; r++)
        for (uint32_t c = 0; c <= own->columns; c++)
            by_level[level_of(own, r, c)] += (uint64_t)is_gap(own, t, r, c);
    for (uint32_t level = 0; level <= of->levels && (!of->most || listed + by_level[level] <= of->most); level++) {
        listed += by_level[level];
        complete = level + 1;
    }
    key = key * 4 + complete;
    for (uint32_t r = 0; r <= own->rows; r++)
        for (uint32_t c = 0; c <= own->columns; c++)
            if (is_declared(own, r, c) && level_of(own, r, c) < complete)
                key = key * 4 + (is_gap(own, t, r, c) && is_listed(own, t, r, c)
                                     ? 1 + band_of(t->count[r][c], of->publish_from, of->threshold) : 0);
    for (uint32_t r = 0; of->beside == 1 && r < of->values[0]; r++)
        key = key * 12 + shown_as(t->count[r][own->columns]);
    return of->beside == 2 ? key * 12 + shown_as(t->count[own->rows][TWO]) : key;
}

/* --- all tables --- */

static void add_up(const groups *own, table *t)
{
    memset(t->count[own->rows], 0, sizeof t->count[0]);
    for (uint32_t r = 0; r < own->rows; r++) {
        t->count[r][own->columns] = 0;
        for (uint32_t c = 0; c < own->columns; c++) {
            t->count[r][own->columns] = (uint8_t)(t->count[r][own->columns] + t->count[r][c]);
            t->count[own->rows][c] = (uint8_t)(t->count[own->rows][c] + t->count[r][c]);
        }
        t->count[own->rows][own->columns] = (uint8_t)(t->count[own->rows][own->columns] + t->count[r][own->columns]);
    }
    for (uint32_t r = 0; own->of->beside == 2 && r <= own->rows; r++)
        t->count[r][TWO] = (uint8_t)(t->count[r][1] + t->count[r][2]);
}

static group *slot_of(const group *list, size_t room, uint64_t key)
{
    size_t at = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) % room;
    while (list[at].key && list[at].key != key)
        at = (at + 1) % room;
    return (group *)&list[at];
}

static void grow(groups *own)
{
    const size_t room = own->room ? own->room * 2 : 1024;
    group *list = calloc(room, sizeof *list);
    assert_non_null(list);
    for (size_t i = 0; i < own->room; i++)
        if (own->list[i].key)
            *slot_of(list, room, own->list[i].key) = own->list[i];
    free(own->list);
    own->list = list;
    own->room = room;
}

static void put_table(groups *own, const table *t)
{
    const uint64_t key = key_of(own, t);
    group *at;
    if (own->count * 2 >= own->room)
        grow(own);
    at = slot_of(own->list, own->room, key);
    own->tables++;
    if (!at->key) {
        own->count++;
        at->key = key;
        at->first = at->least = at->greatest = *t;
    }
    at->last = *t;
    for (uint32_t r = 0; r <= own->rows; r++)
        for (uint32_t c = 0; c < SIDE; c++) {
            if (t->count[r][c] < at->least.count[r][c])
                at->least.count[r][c] = t->count[r][c];
            if (t->count[r][c] > at->greatest.count[r][c])
                at->greatest.count[r][c] = t->count[r][c];
        }
}

/* The cell in which nobody can be. */
static uint32_t nobody_in(const groups *own)
{
    for (uint32_t cell = 0; own->of->least && cell < own->rows * own->columns; cell++)
        if (!own->of->lives[cell / own->columns][cell % own->columns])
            return cell;
    return own->of->impossible ? 0 : UINT32_MAX;
}

static void fill(groups *own, table *t, uint32_t cell, uint32_t left)
{
    if (cell == own->rows * own->columns) {
        add_up(own, t);
        if (t->count[own->rows][own->columns] >= own->of->publish_from)
            put_table(own, t);
        return;
    }
    for (uint32_t people = 0; people <= (cell == nobody_in(own) ? 0 : left); people++) {
        t->count[cell / own->columns][cell % own->columns] = (uint8_t)people;
        fill(own, t, cell + 1, left - people);
    }
}

/* --- the library --- */

static coprod_pattern_people *impossible_people(const coprod_pattern_schema *schema)
{
    coprod_pattern_people *people = NULL;
    assert_int_equal(coprod_pattern_people_load("{\"schema\": \"pattern-people/1\", \"impossible\": [{\"a0\": \"0\","
                                                " \"a1\": \"0\"}]}", COPROD_NTS, schema, NULL, NULL, NULL, &people),
                     COPROD_OK);
    return people;
}

static coprod_pattern_people *people_of(const groups *own, const coprod_pattern_schema *schema)
{
    coprod_pattern_tally *tally = pattern_tally(schema);
    coprod_pattern_people *people = NULL;
    for (uint16_t r = 0; r < own->rows; r++)
        for (uint16_t c = 0; c < own->columns; c++) {
            const uint16_t codes[] = {r, c};
            const uint64_t weight = own->of->lives[r][c];
            assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, &weight, 1, NULL), COPROD_OK);
        }
    assert_int_equal(coprod_pattern_people_new(tally, NULL, &people), COPROD_OK);
    coprod_pattern_tally_free(tally);
    return people;
}

static coprod_pattern_gaps *gaps_of(const groups *own, const coprod_pattern_schema *schema, const table *t)
{
    const scenario *of = own->of;
    coprod_pattern_query query = {.size = sizeof query, .threshold = of->threshold, .max_level = of->levels,
                                  .max_results = of->most};
    coprod_pattern_tally *tally = pattern_tally(schema);
    coprod_pattern_people *people = of->impossible ? impossible_people(schema) : NULL;
    coprod_pattern_gaps *gaps = NULL;
    for (uint32_t r = 0; r < own->rows; r++)
        for (uint32_t c = 0; c < own->columns; c++) {
            const uint16_t codes[] = {(uint16_t)(r < of->values[0] ? r : COPROD_PATTERN_ANY),
                                      (uint16_t)(c < of->values[1] ? c : COPROD_PATTERN_ANY)};
            const uint64_t weight = t->count[r][c];
            assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, &weight, 1, NULL), COPROD_OK);
        }
    if (of->least)
        people = people_of(own, schema);
    query.population = people;
    query.min_population = of->impossible ? 1 : of->least;
    query.top = of->top;
    query.publish_from = of->publish_from;
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(tally);
    return gaps;
}

/* The counts beside the list, as the rule tells them. */
static void beside_of(const groups *own, const table *t, uint16_t *codes, uint16_t *until, uint64_t *low,
                      uint64_t *high, coprod_pattern_beside *beside)
{
    const uint32_t count = own->of->beside == 1 ? own->of->values[0] : own->of->beside == 2;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t people = own->of->beside == 1 ? t->count[i][own->columns]
                                                     : t->count[own->rows][1] + (uint32_t)t->count[own->rows][2];
        const uint32_t as = shown_as(people);
        codes[2 * i] = until[2 * i] = own->of->beside == 1 ? (uint16_t)i : COPROD_PATTERN_ANY;
        codes[2 * i + 1] = own->of->beside == 1 ? COPROD_PATTERN_ANY : 1;
        until[2 * i + 1] = own->of->beside == 1 ? COPROD_PATTERN_ANY : 2;
        low[i] = as < 2 ? as : (as - 1) * 5 - 2;
        high[i] = as < 2 ? as * 7 : (as - 1) * 5 + 2;
    }
    *beside = (coprod_pattern_beside){.size = sizeof *beside, .codes = codes, .until = until, .low = low, .high = high,
                                      .count = count};
}

static coprod_status check(const groups *own, const coprod_pattern_schema *schema, const table *t, char *page)
{
    coprod_pattern_gaps *gaps = gaps_of(own, schema, t);
    coprod_pattern_leak leak = {.size = sizeof leak};
    coprod_pattern_beside beside;
    uint16_t codes[2 * SIDE], until[2 * SIDE];
    uint64_t low[SIDE], high[SIDE];
    coprod_status status;
    beside_of(own, t, codes, until, low, high, &beside);
    status = coprod_pattern_gaps_check(gaps, own->of->publish_from, &beside, NULL, NULL, 0, &leak);
    assert_int_equal(coprod_pattern_gaps_json(gaps, own->of->publish_from, page, ROOM, NULL), COPROD_OK);
    coprod_pattern_gaps_free(gaps);
    return status;
}

/* Whether a small number is the same in all tables of a group. */
static int is_known(const groups *own, const group *at)
{
    for (uint32_t r = 0; r <= own->rows; r++)
        for (uint32_t c = 0; c < SIDE; c++)
            if (at->least.count[r][c] == at->greatest.count[r][c] && at->least.count[r][c]
                && at->least.count[r][c] < own->of->publish_from)
                return 1;
    return 0;
}

static void say(const groups *own, const group *at, char *text, size_t room)
{
    size_t used = 0;
    for (uint32_t r = 0; r <= own->rows; r++)
        for (uint32_t c = 0; c <= own->columns; c++)
            used += (size_t)snprintf(text + used, room - used, "%u..%u ", at->least.count[r][c],
                                     at->greatest.count[r][c]);
}

/* Of one and another table of which the same is told. */
static int check_group(const groups *own, const coprod_pattern_schema *schema, const group *at)
{
    static char page[ROOM], other[ROOM], text[1024];
    const coprod_status status = check(own, schema, &at->first, page);
    assert_int_equal(check(own, schema, &at->last, other), status);
    assert_string_equal(page, other);
    say(own, at, text, sizeof text);
    if (status != (is_known(own, at) ? COPROD_E_RANGE : COPROD_OK))
        fail_msg("%s: %s of %s\n%s", own->of->name, coprod_status_name(status), text, page);
    return status != COPROD_OK;
}

static void attack(const scenario *of)
{
    const uint32_t most = getenv("COPROD_QUICK") ? of->quick : of->people;
    groups own = {.of = of, .rows = of->values[0] + (of->unknown & 1), .columns = of->values[1] + (of->unknown >> 1 & 1)};
    coprod_pattern_schema *schema = schema_of(2, of->values, of->unknown);
    table t;
    size_t refused = 0, looked = 0;
    memset(&t, 0, sizeof t);
    fill(&own, &t, 0, most);
    for (size_t i = 0; i < own.room; i++) {
        const group *at = &own.list[i];
        const uint32_t people = at->greatest.count[own.rows][own.columns];
        if (!at->key || people + BAND - 1 - (people - of->publish_from) % BAND > most)
            continue; /* not all tables of which this is told are here */
        looked++;
        refused += (size_t)check_group(&own, schema, at);
    }
    print_message("%s: %llu tables are told in %zu ways, %zu of them too much\n", of->name,
                  (unsigned long long)own.tables, looked, refused);
    assert_true(looked > 10);
    free(own.list);
    coprod_pattern_schema_free(schema);
}

static void test_all(void **state)
{
    static const scenario all[] = {
        {"2x2 8/8", {2, 2}, 0, 8, 8, 2, 0, 0, 0, 36, 27},
        {"2x2 8/10", {2, 2}, 0, 8, 10, 2, 0, 0, 0, 36, 27},
        {"2x2 5/14", {2, 2}, 0, 5, 14, 2, 0, 0, 0, 36, 27},
        {"2x2 8/14 one level", {2, 2}, 0, 8, 14, 1, 0, 0, 0, 36, 27},
        {"2x2 8/8 few listed", {2, 2}, 0, 8, 8, 2, 1, 0, 0, 32, 22},
        {"2x2 8/9 beside", {2, 2}, 0, 8, 9, 2, 0, 0, 1, 36, 27},
        {"2x2 8/9 impossible", {2, 2}, 0, 8, 9, 2, 0, 1, 0, 50, 40},
        {"2x3 3/3", {2, 3}, 0, 3, 3, 2, 0, 0, 0, 22, 17},
        {"2x3 4/6", {2, 3}, 0, 4, 6, 2, 0, 0, 0, 22, 17},
        {"2x3 4/6 few listed", {2, 3}, 0, 4, 6, 2, 2, 0, 0, 22, 17},
        {"2x3 8/8", {2, 3}, 0, 8, 8, 2, 0, 0, 0, 27, 17},
        {"2x3 8/12", {2, 3}, 0, 8, 12, 2, 0, 0, 0, 27, 17},
        {"2x3 8/8 beside", {2, 3}, 0, 8, 8, 2, 0, 0, 1, 27, 17},
        {"2x3 8/8 two beside", {2, 3}, 0, 8, 8, 2, 0, 0, 2, 27, 17},
        {"2x3 8/8 impossible", {2, 3}, 0, 8, 8, 2, 0, 1, 0, 27, 17},
        {"2x2 unknown 3/3", {2, 2}, 1, 3, 3, 2, 0, 0, 0, 22, 17},
        {"2x2 unknown 8/9 beside", {2, 2}, 1, 8, 9, 2, 0, 0, 1, 22, 17},
        {"2x2 both unknown 3/4", {2, 2}, 3, 3, 4, 2, 0, 0, 0, 12, 12},
        {"2x3 3/3 few live", {2, 3}, 0, 3, 3, 2, 0, 0, 0, 17, 12, {{9, 200, 300}, {200, 0, 100}}, 100},
        {"2x3 3/3 top", {2, 3}, 0, 3, 3, 2, 0, 0, 0, 17, 12, {{300, 200, 300}, {200, 50, 100}}, 1, 2},
        {"2x2 8/8 top", {2, 2}, 0, 8, 8, 2, 0, 0, 0, 32, 22, {{300, 200}, {200, 50}}, 1, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        attack(&all[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all),
    };
    return TEST_MAIN(tests);
}
