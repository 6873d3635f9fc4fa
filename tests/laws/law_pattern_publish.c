/* SPDX-License-Identifier: MIT */
/* Plans that may be published, attacked. All databases of a few people are gone through: where the published lists of
 * gaps are the same, so are the published plans, byte for byte. People who exist change a plan only by two digits of
 * large groups. And whoever reads both works out no count that may not be told and did not follow from the list alone:
 * others with another count read the same. */
#include "../internal/pattern_tools.h"

enum { CELLS = 4, PATTERNS = 9, ROOM = 8192, THRESHOLD = 12 };

static const uint16_t cell_codes[CELLS * 2] = {0, 0, 0, 1, 1, 0, 1, 1};

typedef struct database {
    char *list, *plan; /* as they are published */
    uint64_t cells[CELLS];
    size_t exact; /* bytes of the plan as the trust sees it */
} database;

static void add_line(char *page, const char *line)
{
    const size_t length = strlen(page);
    assert_true(length + strlen(line) + 2 < ROOM);
    snprintf(page + length, ROOM - length, "%s\n", line);
}

static char *kept(const char *page)
{
    char *copy = malloc(strlen(page) + 1);
    assert_non_null(copy);
    return strcpy(copy, page);
}

static coprod_pattern_tally *tally_of(const coprod_pattern_schema *schema, const uint64_t *cells)
{
    coprod_pattern_tally *tally = pattern_tally(schema);
    assert_int_equal(coprod_pattern_tally_add_rows(tally, cell_codes, cells, CELLS, NULL), COPROD_OK);
    return tally;
}

static coprod_pattern_gaps *gaps_of(const coprod_pattern_schema *schema, const uint64_t *counted, const uint64_t *live,
                                    uint64_t threshold, uint64_t publish_from)
{
    coprod_pattern_query query = {.size = sizeof query, .threshold = threshold, .publish_from = publish_from};
    coprod_pattern_tally *tally = tally_of(schema, counted), *lives = live ? tally_of(schema, live) : NULL;
    coprod_pattern_people *people = NULL;
    coprod_pattern_gaps *gaps = NULL;
    if (lives)
        assert_int_equal(coprod_pattern_people_new(lives, NULL, &people), COPROD_OK);
    query.population = people;
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    coprod_pattern_people_free(people);
    coprod_pattern_tally_free(lives);
    coprod_pattern_tally_free(tally);
    return gaps;
}

/* The lines of the list; 0 if it may not be published. */
static int list_of(const coprod_pattern_gaps *gaps, uint64_t publish_from, char *page)
{
    coprod_pattern_gaps_info info = {.size = sizeof info};
    char line[512];
    page[0] = '\0';
    assert_int_equal(coprod_pattern_gaps_get(gaps, &info), COPROD_OK);
    for (size_t i = 0; i < info.count; i++) {
        if (coprod_pattern_gaps_text(gaps, i, publish_from, line, sizeof line, NULL) == COPROD_E_RANGE)
            return 0;
        add_line(page, line);
    }
    return info.people >= publish_from;
}

static void say_plan(coprod_pattern_plan *plan, char *page)
{
    const coprod_pattern_plan_options options = {.size = sizeof options, .work = 20000};
    coprod_pattern_plan_info info = {.size = sizeof info};
    static char text[ROOM];
    page[0] = '\0';
    assert_int_equal(coprod_pattern_plan_make(plan, &options), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    for (uint32_t i = 0; i < info.invitation_count; i++) {
        assert_int_equal(coprod_pattern_plan_text(plan, i, text, sizeof text, NULL), COPROD_OK);
        add_line(page, text);
    }
    for (uint32_t g = 0; g < info.gap_count; g++) {
        assert_int_equal(coprod_pattern_plan_gap_text(plan, g, text, sizeof text, NULL), COPROD_OK);
        add_line(page, text);
    }
    assert_int_equal(coprod_pattern_plan_json(plan, text, sizeof text, NULL), COPROD_OK);
    add_line(page, text);
}

/* 1: the second values are reached by one, the first ones by another, so that some are reached by both; few places. */
static void add_partners(coprod_pattern_plan *plan)
{
    static const uint16_t one[] = {1, COPROD_PATTERN_ANY, COPROD_PATTERN_ANY, 1}, two[] = {0, COPROD_PATTERN_ANY, 1, 1};
    const coprod_pattern_partner partners[]
        = {{.size = sizeof partners[0], .id = "one", .reaches = one, .pattern_count = 2, .max_people = 7, .cost_pence = 5},
           {.size = sizeof partners[0], .id = "two", .reaches = two, .pattern_count = 2, .cost_pence = 3}};
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(coprod_pattern_plan_add_partner(plan, &partners[i], NULL), COPROD_OK);
}

/* The plan of gaps and people, as it is published; or, for 0, as the trust sees it. */
static void plan_of(const coprod_pattern_gaps *gaps, const coprod_pattern_schema *schema, const uint64_t *live,
                    uint64_t publish_from, int with_partners, char *page)
{
    coprod_pattern_plan *plan;
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_publish(plan, publish_from), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_found(plan, gaps, 0), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_people(plan, cell_codes, live, CELLS, NULL), COPROD_OK);
    if (with_partners)
        add_partners(plan);
    say_plan(plan, page);
    coprod_pattern_plan_free(plan);
}

static int by_list_and_plan(const void *a, const void *b)
{
    const database *x = a, *y = b;
    const int list = strcmp(x->list, y->list);
    return list ? list : strcmp(x->plan, y->plan);
}

static size_t all_of(uint64_t most)
{
    size_t count = 1;
    for (int i = 0; i < CELLS; i++)
        count *= (size_t)most + 1;
    return count;
}

static void cells_at(size_t index, uint64_t most, uint64_t *cells)
{
    for (int i = 0; i < CELLS; i++, index /= (size_t)most + 1)
        cells[i] = index % ((size_t)most + 1);
}

static void free_all(database *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(all[i].list);
        free(all[i].plan);
    }
    free(all);
}

/* --- those who were counted --- */

static void attack_counts(const coprod_pattern_schema *schema, const uint64_t *live, uint64_t publish_from,
                          uint64_t threshold, uint64_t most, int with_partners)
{
    static char list[ROOM], plan[ROOM], exact[ROOM];
    database *all = calloc(all_of(most), sizeof *all);
    size_t count = 0, alike = 0, hidden = 0;
    assert_non_null(all);
    for (size_t i = 0; i < all_of(most); i++) {
        coprod_pattern_gaps *gaps;
        cells_at(i, most, all[count].cells);
        gaps = gaps_of(schema, all[count].cells, NULL, threshold, 0);
        if (list_of(gaps, publish_from, list)) {
            plan_of(gaps, schema, live, publish_from, with_partners, plan);
            plan_of(gaps, schema, live, 0, 0, exact);
            all[count].list = kept(list);
            all[count].plan = kept(plan);
            all[count++].exact = strlen(exact);
        }
        coprod_pattern_gaps_free(gaps);
    }
    qsort(all, count, sizeof *all, by_list_and_plan);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(all[i].list, all[i - 1].list))
            continue;
        assert_string_equal(all[i].plan, all[i - 1].plan);
        alike++;
        hidden += all[i].exact != all[i - 1].exact;
    }
    assert_true(alike > count / 4); /* or there was nothing to attack */
    assert_true(hidden > 0);
    free_all(all, count);
}

static void test_counts(void **state)
{
    static const uint64_t plenty[CELLS] = {90, 80, 70, 60}, few[CELLS] = {3, 140, 0, 200};
    const uint32_t values[] = {2, 2};
    coprod_pattern_schema *schema = schema_of(2, values, 0);
    (void)state;
    attack_counts(schema, plenty, 2, 4, 5, 0);
    attack_counts(schema, few, 3, 5, 5, 1);
    attack_counts(schema, few, 2, 9, 4, 0);
    coprod_pattern_schema_free(schema);
}

/* --- those who exist --- */

static uint64_t count_of(const uint64_t *cells, size_t pattern)
{
    const size_t a = pattern / 3, b = pattern % 3; /* 2: any */
    uint64_t count = 0;
    for (size_t i = 0; i < CELLS; i++)
        if ((a == 2 || cell_codes[i * 2] == a) && (b == 2 || cell_codes[i * 2 + 1] == b))
            count += cells[i];
    return count;
}

/* Some people more or fewer, or of one cell instead of another. */
static void change(uint64_t *seed, uint64_t *cells)
{
    const uint32_t times = 1 + draw(seed, 3);
    for (uint32_t i = 0; i < times; i++) {
        const uint32_t to = draw(seed, CELLS), from = draw(seed, CELLS);
        const uint64_t people = 1 + draw(seed, 5), fewer = people < cells[from] ? people : cells[from];
        cells[to] += draw(seed, 4) ? people : 0;
        cells[from] -= draw(seed, 4) ? fewer : 0;
    }
}

typedef struct asked {
    const coprod_pattern_schema *schema;
    const uint64_t *counted;
    uint64_t publish_from;
    int with_partners;
} asked;

/* What is published of people who live there: the list of gaps, and, if that is as it was, the plan. */
static int same_list(const asked *own, const uint64_t *live, const char *before, char *page)
{
    coprod_pattern_gaps *gaps = gaps_of(own->schema, own->counted, live, THRESHOLD, own->publish_from);
    assert_true(list_of(gaps, own->publish_from, page));
    coprod_pattern_gaps_free(gaps);
    return !before || !strcmp(before, page);
}

static int same_plan(const asked *own, const uint64_t *live, const char *before, char *page)
{
    coprod_pattern_gaps *gaps = gaps_of(own->schema, own->counted, live, THRESHOLD, own->publish_from);
    plan_of(gaps, own->schema, live, own->publish_from, own->with_partners, page);
    coprod_pattern_gaps_free(gaps);
    return !before || !strcmp(before, page);
}

/* Others with another count read the same list; then some of them read the same plan too. */
static int does_not_follow(const asked *own, const uint64_t *live, size_t pattern, uint64_t *seed)
{
    static char list[ROOM], plan[ROOM], other_list[ROOM], other_plan[ROOM];
    int follows = 0;
    same_list(own, live, NULL, list);
    same_plan(own, live, NULL, plan);
    for (int i = 0; i < (follows ? 20000 : 600); i++) {
        uint64_t cells[CELLS];
        memcpy(cells, live, sizeof cells);
        change(seed, cells);
        if (count_of(cells, pattern) == count_of(live, pattern) || !same_list(own, cells, list, other_list))
            continue;
        follows = 1;
        if (same_plan(own, cells, plan, other_plan))
            return 1;
    }
    if (follows)
        fail_msg("%d %d %d %d: pattern %d follows from\n%s%s", (int)live[0], (int)live[1], (int)live[2], (int)live[3],
                 (int)pattern, list, plan);
    return 0;
}

static void test_people(void **state)
{
    /* gaps: one value; two that cross; one of two values; two of two values; all cells; everybody */
    static const uint64_t counted[][CELLS] = {{1, 2, 30, 40}, {0, 30, 1, 30}, {1, 2, 3, 40}, {2, 30, 30, 40},
                                              {2, 30, 40, 11}, {11, 11, 11, 11}, {1, 3, 4, 2}};
    static const uint64_t from[] = {2, 3, 10};
    const uint32_t values[] = {2, 2};
    coprod_pattern_schema *schema = schema_of(2, values, 0);
    uint64_t seed = 4;
    int hidden = 0, cases = getenv("COPROD_FULL") ? 20000 : getenv("COPROD_QUICK") ? 150 : 600;
    (void)state;
    for (int i = 0; i < cases; i++) {
        const asked own = {schema, counted[draw(&seed, 7)], from[draw(&seed, 3)], (int)draw(&seed, 2)};
        uint64_t live[CELLS];
        for (size_t c = 0; c < CELLS; c++) {
            const uint32_t kind = draw(&seed, 4);
            live[c] = kind < 2 ? draw(&seed, (uint32_t)own.publish_from + 1) : kind == 2 ? 95 + draw(&seed, 30)
                                                                                         : draw(&seed, 300);
        }
        for (size_t p = 0; p < PATTERNS; p++)
            if (count_of(live, p) < own.publish_from)
                hidden += does_not_follow(&own, live, p, &seed);
    }
    assert_true(hidden > cases / 4);
    coprod_pattern_schema_free(schema);
}

/* Of each group two digits, and of one below 100 nothing: whoever changes within that changes nothing, not even an
 * order. */
static uint64_t alike(uint64_t people, uint64_t *seed)
{
    const uint64_t unit = people < 100 ? 100 : people < 1000 ? 10 : 100;
    return people - people % unit + draw(seed, (uint32_t)unit);
}

static void test_bands(void **state)
{
    static char before[ROOM], after[ROOM];
    static const uint64_t counted[][CELLS] = {{11, 11, 11, 11}, {2, 30, 30, 40}, {2, 30, 40, 11}}; /* cells alone */
    const uint32_t values[] = {2, 2};
    coprod_pattern_schema *schema = schema_of(2, values, 0);
    uint64_t seed = 17;
    (void)state;
    for (int i = 0; i < 1500; i++) {
        const uint64_t from = 1 + draw(&seed, 10);
        coprod_pattern_gaps *gaps = gaps_of(schema, counted[i % 3], NULL, THRESHOLD, 0);
        uint64_t live[CELLS], other[CELLS];
        for (size_t c = 0; c < CELLS; c++) {
            live[c] = draw(&seed, 3) ? draw(&seed, 130) : draw(&seed, 3000);
            other[c] = alike(live[c], &seed);
        }
        plan_of(gaps, schema, live, from, i % 2, before);
        plan_of(gaps, schema, other, from, i % 2, after);
        assert_string_equal(before, after);
        coprod_pattern_gaps_free(gaps);
    }
    coprod_pattern_schema_free(schema);
}

/* A person in the first profile of a group, or one more in its second one: of the true plan the order, and so who is
 * chosen, depends on that. */
static void test_order(void **state)
{
    static const uint16_t gaps[] = {COPROD_PATTERN_ANY, 0, COPROD_PATTERN_ANY, 1}, codes[] = {0, 0, 0, 1, 1, 0, 1, 1};
    static const uint64_t live[2][4] = {{1, 150, 150, 150}, {0, 150, 151, 150}}, needs[] = {4, 4};
    static char pages[2][2][ROOM];
    const coprod_pattern_plan_options options = {.size = sizeof options, .max_people = 1};
    const uint32_t values[] = {2, 2};
    coprod_pattern_schema *schema = schema_of(2, values, 0);
    (void)state;
    for (int i = 0; i < 4; i++) {
        coprod_pattern_plan *plan;
        assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
        assert_int_equal(coprod_pattern_plan_publish(plan, i < 2 ? 10 : 0), COPROD_OK);
        assert_int_equal(coprod_pattern_plan_add_gaps(plan, gaps, needs, 2, NULL), COPROD_OK);
        assert_int_equal(coprod_pattern_plan_add_people(plan, codes, live[i % 2], 4, NULL), COPROD_OK);
        assert_int_equal(coprod_pattern_plan_make(plan, &options), COPROD_OK);
        assert_int_equal(coprod_pattern_plan_json(plan, pages[i / 2][i % 2], ROOM, NULL), COPROD_OK);
        coprod_pattern_plan_free(plan);
    }
    assert_string_equal(pages[0][0], pages[0][1]);
    assert_string_not_equal(pages[1][0], pages[1][1]);
    coprod_pattern_schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_people),
        cmocka_unit_test(test_bands),
        cmocka_unit_test(test_order),
    };
    return TEST_MAIN(tests);
}
