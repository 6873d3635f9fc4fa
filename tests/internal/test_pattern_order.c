/* SPDX-License-Identifier: MIT */
/* The order of a list that is published, and which gaps are its top ones, follow from what the list itself tells: from
 * its JSON alone the same order and the same choice are made again here. So neither says which of two is the larger one
 * where both are told as the same. */
#include "pattern_tools.h"

enum { A = 3, THRESHOLD = 30, MOST = 64 };

typedef struct told {
    uint32_t level;
    uint64_t people; /* 0: few */
    uint16_t codes[A];
    size_t place;
} told;

typedef struct question {
    coprod_pattern_schema *schema;
    coprod_pattern_tally *tally;
    coprod_pattern_people *people;
} question;

/* --- people --- */

static coprod_pattern_tally *random_tally(const coprod_pattern_schema *schema, const uint32_t *values, uint32_t most,
                                          uint64_t *seed)
{
    coprod_pattern_tally *tally = pattern_tally(schema);
    for (uint16_t i = 0; i < values[0] * values[1] * values[2]; i++) {
        const uint16_t codes[A] = {(uint16_t)(i % values[0]), (uint16_t)(i / values[0] % values[1]),
                                   (uint16_t)(i / values[0] / values[1])};
        const uint64_t weight = draw(seed, 3) ? draw(seed, most) : 0;
        assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, &weight, 1, NULL), COPROD_OK);
    }
    return tally;
}

static question random_question(uint64_t *seed)
{
    const uint32_t values[A] = {2 + draw(seed, 3), 2 + draw(seed, 2), 2};
    question own = {.schema = schema_of(A, values, 0)};
    coprod_pattern_tally *live = random_tally(own.schema, values, draw(seed, 2) ? 160 : 1600, seed);
    const uint16_t somebody[A] = {0, 0, 0};
    own.tally = random_tally(own.schema, values, 25, seed);
    assert_int_equal(coprod_pattern_tally_add_rows(own.tally, somebody, (uint64_t[]){60}, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_people_new(live, NULL, &own.people), COPROD_OK);
    coprod_pattern_tally_free(live);
    return own;
}

static void free_question(question *own)
{
    coprod_pattern_people_free(own->people);
    coprod_pattern_tally_free(own->tally);
    coprod_pattern_schema_free(own->schema);
}

static coprod_pattern_gaps *find(const question *own, uint64_t publish_from, uint64_t top, int32_t engine)
{
    const coprod_pattern_query query = {.size = sizeof query, .threshold = THRESHOLD, .population = own->people,
                                        .publish_from = publish_from, .top = top, .engine = engine};
    coprod_pattern_gaps_info info = {.size = sizeof info};
    coprod_pattern_gaps *gaps = NULL;
    assert_int_equal(coprod_pattern_find(own->tally, &query, NULL, NULL, &gaps), COPROD_OK);
    assert_int_equal(coprod_pattern_gaps_get(gaps, &info), COPROD_OK);
    assert_int_equal(info.publish_from, publish_from);
    return gaps;
}

/* --- what is told --- */

static json_t *json_of_gaps(const coprod_pattern_gaps *gaps, uint64_t publish_from)
{
    static char text[1 << 16];
    json_t *json;
    assert_int_equal(coprod_pattern_gaps_json(gaps, publish_from, text, sizeof text, NULL), COPROD_OK);
    json = json_loads(text, 0, NULL);
    assert_non_null(json);
    return json;
}

static size_t read_gaps(const json_t *json, told *list)
{
    const json_t *gaps = json_object_get(json, "gaps"), *gap;
    size_t i;
    assert_true(json_array_size(gaps) <= MOST);
    json_array_foreach(gaps, i, gap) {
        const json_t *people = json_object_get(gap, "population");
        list[i] = (told){.level = (uint32_t)json_integer_value(json_object_get(gap, "level")), .place = i,
                         .people = (uint64_t)json_integer_value(people)};
        assert_true(json_is_integer(people) || json_is_object(people));
        for (size_t a = 0; a < A; a++) {
            const char id[] = {'a', (char)('0' + a), '\0'};
            const json_t *value = json_object_get(json_object_get(gap, "pattern"), id);
            list[i].codes[a] = value ? (uint16_t)(json_string_value(value)[0] - '0') : COPROD_PATTERN_ANY;
        }
    }
    return json_array_size(gaps);
}

static size_t published(const question *own, uint64_t publish_from, uint64_t top, int32_t engine, told *list)
{
    coprod_pattern_gaps *gaps = find(own, publish_from, top, engine);
    json_t *json = json_of_gaps(gaps, publish_from);
    const size_t count = read_gaps(json, list);
    coprod_pattern_gap gap = {.size = sizeof gap};
    uint16_t codes[A];
    for (size_t i = 0; i < count; i++) { /* by which sentences and lines are written */
        assert_int_equal(coprod_pattern_gaps_gap(gaps, i, codes, A, &gap), COPROD_OK);
        assert_memory_equal(codes, list[i].codes, sizeof codes);
    }
    json_decref(json);
    coprod_pattern_gaps_free(gaps);
    return count;
}

static int by_what_is_told(const void *a, const void *b)
{
    const told *x = a, *y = b;
    int order = (x->level > y->level) - (x->level < y->level);
    if (!order)
        order = (x->people < y->people) - (x->people > y->people);
    for (size_t i = 0; i < A && !order; i++)
        order = (x->codes[i] > y->codes[i]) - (x->codes[i] < y->codes[i]);
    return order;
}

static int by_people(const void *a, const void *b)
{
    const told *x = a, *y = b;
    if (x->people != y->people)
        return x->people > y->people ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* The first of those with the most people, in the order of the list. */
static void check_top(const question *own, uint64_t publish_from, const told *all, size_t count, uint64_t top)
{
    const size_t kept = top < count ? (size_t)top : count;
    told chosen[MOST], found[MOST];
    memcpy(chosen, all, count * sizeof *all);
    qsort(chosen, count, sizeof *chosen, by_people);
    qsort(chosen, kept, sizeof *chosen, by_what_is_told);
    assert_int_equal(published(own, publish_from, top, COPROD_PATTERN_DENSE, found), kept);
    for (size_t i = 0; i < kept; i++)
        assert_memory_equal(found[i].codes, chosen[i].codes, sizeof found[i].codes);
}

static void what_is_told_settles_the_order(void **state)
{
    static const uint64_t from[] = {1, 5, 10, 11, THRESHOLD};
    const int cases = getenv("COPROD_FULL") ? 20000 : 400;
    uint64_t seed = 9;
    int others = 0;
    (void)state;
    for (int i = 0; i < cases; i++) {
        question own = random_question(&seed);
        const uint64_t publish_from = from[draw(&seed, 5)];
        told all[MOST], sorted[MOST], true_order[MOST];
        const size_t count = published(&own, publish_from, 0, 1 + (int32_t)draw(&seed, 2), all);
        coprod_pattern_gaps *gaps = find(&own, 0, 0, COPROD_PATTERN_CHOOSE);
        json_t *json = json_of_gaps(gaps, 0);
        assert_int_equal(read_gaps(json, true_order), count);
        memcpy(sorted, all, sizeof all);
        qsort(sorted, count, sizeof *sorted, by_what_is_told);
        assert_memory_equal(sorted, all, count * sizeof *all);
        for (size_t k = 0; k < count; k++)
            others += memcmp(true_order[k].codes, all[k].codes, sizeof all[k].codes) != 0;
        check_top(&own, publish_from, all, count, 1 + draw(&seed, (uint32_t)count + 1));
        json_decref(json);
        coprod_pattern_gaps_free(gaps);
        free_question(&own);
    }
    assert_true(others > cases); /* or nothing would be shown */
}

/* --- plans, and what is refused --- */

static coprod_status plan_of(const question *own, const coprod_pattern_gaps *gaps, uint64_t publish_from)
{
    coprod_pattern_plan *plan = NULL;
    coprod_status status;
    assert_int_equal(coprod_pattern_plan_new(own->schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_publish(plan, publish_from), COPROD_OK);
    status = coprod_pattern_plan_add_found(plan, gaps, 0);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    for (uint32_t i = 0; status == COPROD_OK && publish_from; i++) {
        coprod_pattern_plan_gap gap = {.size = sizeof gap};
        coprod_pattern_gap found = {.size = sizeof found};
        uint16_t codes[A];
        if (coprod_pattern_plan_gap_get(plan, i, &gap) != COPROD_OK)
            break;
        assert_int_equal(coprod_pattern_gaps_gap(gaps, i, codes, A, &found), COPROD_OK);
        assert_memory_equal(gap.pattern, codes, sizeof codes);
    }
    coprod_pattern_plan_free(plan);
    return status;
}

static void another_view_is_refused(void **state)
{
    uint64_t seed = 3;
    question own = random_question(&seed);
    coprod_pattern_query query = {.size = sizeof query, .threshold = THRESHOLD, .population = own.people};
    coprod_pattern_gaps *exact = find(&own, 0, 0, COPROD_PATTERN_CHOOSE), *view = find(&own, 10, 0, 0), *none = NULL;
    (void)state;
    assert_int_equal(coprod_pattern_gaps_text(exact, 0, 10, NULL, 0, NULL), COPROD_E_RANGE);
    assert_int_equal(coprod_pattern_gaps_json(exact, 10, NULL, 0, NULL), COPROD_E_RANGE);
    assert_int_equal(plan_of(&own, exact, 10), COPROD_E_RANGE);
    assert_int_equal(coprod_pattern_gaps_text(view, 0, 9, NULL, 0, NULL), COPROD_E_RANGE);
    assert_int_equal(coprod_pattern_gaps_json(view, 11, NULL, 0, NULL), COPROD_E_RANGE);
    assert_int_equal(coprod_pattern_gaps_text(view, 0, 10, NULL, 0, NULL), COPROD_E_BUFFER);
    assert_int_equal(coprod_pattern_gaps_text(view, 0, 0, NULL, 0, NULL), COPROD_E_BUFFER); /* for one's own use */
    assert_int_equal(plan_of(&own, view, 10), COPROD_OK);
    assert_int_equal(plan_of(&own, view, 0), COPROD_OK);
    query.publish_from = THRESHOLD + 1;
    assert_int_equal(coprod_pattern_find(own.tally, &query, NULL, NULL, &none), COPROD_E_RANGE);
    query = (coprod_pattern_query){.size = sizeof query, .population = own.people, .rate_over = 1, .rate_under = 2,
                                   .publish_from = 1};
    assert_int_equal(coprod_pattern_find(own.tally, &query, NULL, NULL, &none), COPROD_E_RANGE);
    query = (coprod_pattern_query){.size = sizeof query, .threshold = THRESHOLD}; /* no population, no order by it */
    assert_int_equal(coprod_pattern_find(own.tally, &query, NULL, NULL, &none), COPROD_OK);
    assert_int_equal(coprod_pattern_gaps_json(none, 10, NULL, 0, NULL), COPROD_E_BUFFER);
    coprod_pattern_gaps_free(none);
    coprod_pattern_gaps_free(view);
    coprod_pattern_gaps_free(exact);
    free_question(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_told_settles_the_order), cmocka_unit_test(another_view_is_refused),
    };
    return TEST_MAIN(tests);
}
