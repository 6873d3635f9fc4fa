/* SPDX-License-Identifier: MIT */
/* Tallies of counts: what was added comes out, part by part and added up. */
#include "tally_tools.h"

static void parts_add_up(void **state)
{
    coprod_frame *frame = tally_frame();
    coprod_tally *tally = tally_of(frame, COPROD_PARTS_DISJOINT);
    coprod_tally_part spring = part_of("spring", "hub", 20000, 0), autumn = part_of("autumn", NULL, 20100, 0);
    coprod_tally_part invited = part_of("spring", "hub", 20000, 1), undated = part_of("", "", 0, 0);
    coprod_tally_filter filter = {.size = sizeof filter};
    uint64_t counts[GROUPS];
    int64_t known[DIMENSIONS], unknown[UNKNOWNS];
    size_t parts;
    (void)state;
    add(tally, &spring, 3, 1, 1, 0, 4, 2);
    add(tally, &spring, 2, 0, 0, 1, 3, 1);
    add(tally, &autumn, 10, 5, 2, 2, -1, 0);
    add(tally, &invited, 40, 40, 9, 9, 80, -1);
    assert_int_equal(coprod_tally_count(tally), 3);
    assert_int_equal(coprod_tally_overlap(tally), COPROD_PARTS_DISJOINT);
    assert_int_equal(coprod_tally_sum(tally, NULL, counts, GROUPS, known, unknown, DIMENSIONS, &parts), COPROD_OK);
    assert_int_equal(parts, 2);
    assert_int_equal(counts[0], 15);
    assert_int_equal(counts[1], 6);
    assert_int_equal(counts[2], 3);
    assert_int_equal(counts[3], 3);
    assert_int_equal(known[0], 21);
    assert_int_equal(known[1], -1); /* autumn does not tell */
    assert_int_equal(unknown[COPROD_UNKNOWN_DECLINED], 3);
    assert_int_equal(unknown[COPROD_UNKNOWN_NOT_ANSWERED], 12);
    filter.event = "spring";
    assert_int_equal(coprod_tally_sum(tally, &filter, counts, GROUPS, known, NULL, DIMENSIONS, &parts), COPROD_OK);
    assert_int_equal(parts, 1);
    assert_int_equal(counts[0], 5);
    assert_int_equal(known[1], 7);
    filter.kind = COPROD_TALLY_INVITED;
    assert_int_equal(coprod_tally_sum(tally, &filter, counts, GROUPS, NULL, unknown, DIMENSIONS, NULL), COPROD_OK);
    assert_int_equal(counts[1], 40);
    assert_int_equal(unknown[0], -1); /* not told */
    assert_int_equal(unknown[1], 0);
    add(tally, &undated, 1, 0, 0, 0, 1, 0);
    filter = (coprod_tally_filter){.size = sizeof filter, .first_day = 20001, .has_first = 1};
    assert_int_equal(coprod_tally_sum(tally, &filter, counts, GROUPS, NULL, NULL, 0, &parts), COPROD_OK);
    assert_int_equal(counts[0], 10); /* neither spring nor what has no day */
    filter = (coprod_tally_filter){.size = sizeof filter, .last_day = 20000, .has_last = 1};
    assert_int_equal(coprod_tally_sum(tally, &filter, counts, GROUPS, NULL, NULL, 0, &parts), COPROD_OK);
    assert_int_equal(counts[0], 5);
    filter = (coprod_tally_filter){.size = sizeof filter, .partner = "hub"};
    assert_int_equal(coprod_tally_sum(tally, &filter, counts, GROUPS, NULL, NULL, 0, &parts), COPROD_OK);
    assert_int_equal(counts[0], 5);
    filter = (coprod_tally_filter){.size = sizeof filter, .event = ""};
    assert_int_equal(coprod_tally_sum(tally, &filter, counts, GROUPS, NULL, NULL, 0, &parts), COPROD_OK);
    assert_int_equal(counts[0], 1);
    for (int wrong = 0; wrong < 3; wrong++) {
        filter = (coprod_tally_filter){.size = sizeof filter, .kind = wrong ? 0 : 2, .has_first = wrong == 1 ? 2 : 0,
                                       .has_last = wrong == 2 ? -1 : 0};
        assert_int_equal(coprod_tally_sum(tally, &filter, counts, GROUPS, NULL, NULL, 0, &parts), COPROD_E_ARGUMENT);
        assert_int_equal(coprod_tally_json(tally, &filter, NULL, 0, &parts), COPROD_E_ARGUMENT);
    }
    coprod_tally_free(tally);
    coprod_frame_free(frame);
}

static void parts_stand_in_order(void **state)
{
    coprod_frame *frame = tally_frame();
    coprod_tally *tally = tally_of(frame, COPROD_PARTS_MAY_OVERLAP);
    static const struct {
        const char *event, *partner;
        int32_t day, kind;
    } order[] = {{"", "", 0, 0},  {"", "", -5, 0}, {"", "x", 0, 0}, {"a", "", 0, 0},
                 {"a", "", 7, 0}, {"a", "", 7, 1}, {"a", "", 8, 0}, {"b", "", 1, 0}};
    enum { COUNT = sizeof order / sizeof *order };
    (void)state;
    for (size_t i = COUNT; i-- > 0;) {
        const size_t at = i * 5 % COUNT;
        coprod_tally_part part = part_of(order[at].event, order[at].partner, order[at].day, order[at].kind);
        add(tally, &part, 1, 0, 0, 0, 1, 0);
    }
    for (size_t i = 0; i < COUNT; i++) {
        coprod_tally_part part = {.size = sizeof part};
        assert_int_equal(coprod_tally_get(tally, i, &part), COPROD_OK);
        assert_string_equal(part.event, order[i].event);
        assert_string_equal(part.partner, order[i].partner);
        assert_int_equal(part.day, order[i].day);
        assert_int_equal(part.has_day, order[i].day != 0);
        assert_int_equal(part.kind, order[i].kind);
    }
    coprod_tally_free(tally);
    coprod_frame_free(frame);
}

static void columns_are_counts(void **state)
{
    static const uint16_t codes[] = {0, 1, 0, 0, COPROD_TALLY_UNKNOWN + COPROD_UNKNOWN_NOT_ASKED, 1,
                                     COPROD_TALLY_UNKNOWN + COPROD_UNKNOWN_NOT_ANSWERED, 0, 0};
    static const uint16_t wrong[] = {0, 1, 2}, far[] = {0, 300, 7000};
    coprod_frame *frame = tally_frame();
    coprod_tally *tally = tally_of(frame, 0), *empty = tally_of(frame, 0);
    coprod_tally_part part = part_of("a", "", 3, 0);
    uint64_t counts[GROUPS];
    int64_t known[DIMENSIONS], unknown[UNKNOWNS];
    size_t bad = 9;
    (void)state;
    assert_int_equal(coprod_tally_add_column(tally, &part, 0, wrong, 3, &bad), COPROD_E_UNKNOWN);
    assert_int_equal(bad, 2);
    assert_int_equal(coprod_tally_add_column(tally, &part, 0, far, 3, &bad), COPROD_E_UNKNOWN);
    assert_int_equal(bad, 1);
    assert_int_equal(coprod_tally_add_column(tally, &part, 0, far, 3, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_tally_add_column(tally, &part, 2, codes, 3, &bad), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_tally_add_column(tally, &part, 0, NULL, 3, &bad), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_add_column(NULL, &part, 0, codes, 3, &bad), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_add_column(tally, NULL, 0, codes, 3, &bad), COPROD_E_ARGUMENT);
    assert_same(tally, empty);
    assert_int_equal(coprod_tally_add_column(tally, &part, 0, codes, 9, &bad), COPROD_OK);
    assert_int_equal(coprod_tally_add_column(tally, &part, 1, codes, 6, NULL), COPROD_OK);
    assert_int_equal(coprod_tally_sum(tally, NULL, counts, GROUPS, known, unknown, DIMENSIONS, NULL), COPROD_OK);
    assert_int_equal(counts[0], 5);
    assert_int_equal(counts[1], 2);
    assert_int_equal(known[0], 7);
    assert_int_equal(unknown[COPROD_UNKNOWN_NOT_ASKED], 1);
    assert_int_equal(unknown[COPROD_UNKNOWN_NOT_ANSWERED], 1);
    assert_int_equal(counts[2], 3);
    assert_int_equal(counts[3], 2);
    assert_int_equal(known[1], -1); /* how many people that are, a column of memberships does not tell */
    assert_int_equal(unknown[COPROD_UNKNOWN_CLASSES + COPROD_UNKNOWN_NOT_ASKED], 1);
    coprod_tally_free(tally);
    coprod_tally_free(empty);
    coprod_frame_free(frame);
}

/* A dimension of which nothing was counted is not one in which nobody is. */
static void what_was_not_counted_is_not_nobody(void **state)
{
    static const uint16_t codes[] = {0, 1, 1};
    coprod_frame *frame = tally_frame();
    coprod_tally *tally = tally_of(frame, 0), *other = tally_of(frame, 0);
    coprod_tally_part spring = part_of("spring", "", 0, 0), autumn = part_of("autumn", "", 0, 0);
    coprod_score *score;
    coprod_score_info info = {.size = sizeof info};
    int64_t known[DIMENSIONS], unknown[UNKNOWNS];
    (void)state;
    assert_int_equal(coprod_tally_add_column(tally, &spring, 0, codes, 3, NULL), COPROD_OK);
    assert_int_equal(coprod_tally_sum(tally, NULL, NULL, 0, known, unknown, DIMENSIONS, NULL), COPROD_OK);
    assert_int_equal(known[0], 3);
    assert_int_equal(unknown[0], 0);
    assert_int_equal(known[1], 0); /* nobody has answered what was not counted */
    assert_int_equal(unknown[COPROD_UNKNOWN_CLASSES], -1);
    assert_int_equal(coprod_tally_score(tally, NULL, NULL, &score), COPROD_OK);
    assert_int_equal(coprod_score_get(score, &info), COPROD_OK);
    assert_int_equal(info.not_told_count, 1);
    coprod_score_free(score);
    assert_same_json(tally, NULL, "/parts/0/dimensions/life", "null");
    assert_same_json(tally, NULL, "/sums/attended/dimensions/life", "null");
    assert_int_equal(coprod_tally_add_column(other, &spring, 1, codes, 3, NULL), COPROD_OK);
    assert_int_equal(coprod_tally_merge(tally, other, 0), COPROD_OK); /* the other column of the same people */
    assert_int_equal(coprod_tally_sum(tally, NULL, NULL, 0, known, unknown, DIMENSIONS, NULL), COPROD_OK);
    assert_int_equal(known[1], -1);
    assert_int_equal(unknown[COPROD_UNKNOWN_CLASSES], 0);
    for (int known_here = 0; known_here < 2; known_here++) { /* counts that are 0 say nothing, unless somebody is told of */
        const uint64_t counts[GROUPS] = {0};
        const int64_t nobody[DIMENSIONS] = {-1, known_here ? 0 : -1};
        const coprod_score_input input = {sizeof input, counts, GROUPS, nobody, NULL};
        coprod_tally *own = tally_of(frame, 0);
        assert_int_equal(coprod_tally_add(own, &spring, &input), COPROD_OK);
        assert_same_json(own, NULL, "/parts/0/dimensions/ethnic", "null");
        assert_same_json(own, NULL, "/parts/0/dimensions/life",
                         known_here ? "{\"counts\":{\"carer\":0,\"veteran\":0},\"known\":0,\"unknown\":null}" : "null");
        coprod_tally_free(own);
    }
    assert_int_equal(coprod_tally_add_column(tally, &autumn, 1, codes, 0, NULL), COPROD_OK);
    assert_int_equal(coprod_tally_sum(tally, NULL, NULL, 0, known, unknown, DIMENSIONS, NULL), COPROD_OK);
    assert_int_equal(unknown[0], -1); /* not of those who came in autumn */
    coprod_tally_free(tally);
    coprod_tally_free(other);
    coprod_frame_free(frame);
}

static void json_says_what_the_parts_add_up_to(void **state)
{
    coprod_frame *frame = tally_frame();
    coprod_tally *tally = tally_of(frame, COPROD_PARTS_DISJOINT);
    coprod_tally_part spring = part_of("spring", "hub", 20000, 0), autumn = part_of("autumn", "", 20100, 0);
    coprod_tally_part invited = part_of("spring", "hub", 20000, 1);
    coprod_tally_filter filter = {.size = sizeof filter, .event = "spring"};
    (void)state;
    add(tally, &spring, 3, 1, 1, 0, 4, 2);
    add(tally, &autumn, 10, 5, 2, 2, -1, 1);
    add(tally, &invited, 40, 30, 9, 8, 80, -1);
    assert_same_json(tally, NULL, "/parts_are", "\"disjoint\"");
    assert_same_json(tally, NULL, "/parts/1",
                     "{\"event\":\"spring\",\"partner\":\"hub\",\"day\":\"2024-10-04\",\"kind\":\"attended\",\"dimensions\":{"
                     "\"ethnic\":{\"counts\":{\"a\":3,\"b\":1},\"known\":4,\"unknown\":{\"declined\":2,\"not_asked\":1,"
                     "\"unsure\":2,\"not_applicable\":3,\"not_answered\":4}},\"life\":{\"counts\":{\"carer\":1,\"veteran\":0},"
                     "\"known\":4,\"unknown\":{\"declined\":0,\"not_asked\":0,\"unsure\":0,\"not_applicable\":0,"
                     "\"not_answered\":0}}}}");
    assert_same_json(tally, NULL, "/sums/attended/parts", "2");
    assert_same_json(tally, NULL, "/sums/attended/dimensions/ethnic/counts", "{\"a\":13,\"b\":6}");
    assert_same_json(tally, NULL, "/sums/attended/dimensions/ethnic/unknown/not_answered", "8");
    assert_same_json(tally, NULL, "/sums/attended/dimensions/life/known", "null");
    assert_same_json(tally, NULL, "/sums/invited/dimensions/ethnic/counts/a", "40");
    assert_same_json(tally, NULL, "/sums/invited/dimensions/ethnic/unknown", "null");
    assert_same_json(tally, &filter, "/sums/attended/parts", "1");
    assert_same_json(tally, &filter, "/sums/invited", "null");
    assert_same_json(tally, &filter, "/parts/0/day", "\"2024-10-04\"");
    filter.kind = COPROD_TALLY_INVITED;
    assert_same_json(tally, &filter, "/sums/attended", "null");
    assert_same_json(tally, &filter, "/parts/0/kind", "\"invited\"");
    coprod_tally_free(tally);
    coprod_frame_free(frame);
}

/* More groups than one byte numbers. */
static void columns_of_many_groups(void **state)
{
    enum { MANY = 300, ROWS = 10000 };
    static uint16_t codes[ROWS];
    uint64_t expected[MANY] = {0}, counts[MANY];
    json_t *json = json_pack("{s:s, s:i, s:[]}", "schema", "equity-frame/1", "N", 100, "groups");
    coprod_frame *frame = NULL;
    coprod_tally *tally;
    coprod_tally_part part = part_of("a", "", 3, 0);
    char *text, id[16];
    uint64_t seed = 42;
    (void)state;
    for (int i = 0; i < MANY; i++) {
        snprintf(id, sizeof id, "g%d", i);
        json_array_append_new(json_object_get(json, "groups"), json_pack("{s:s, s:s, s:i, s:i}", "id", id, "dimension", "d",
                                                                          "population", 1, "denominator", 1000));
    }
    text = json_dumps(json, 0);
    assert_int_equal(coprod_frame_load(text, COPROD_NTS, NULL, NULL, &frame), COPROD_OK);
    tally = tally_of(frame, 0);
    for (size_t i = 0; i < ROWS; i++) {
        codes[i] = (uint16_t)draw(&seed, MANY);
        expected[codes[i]]++;
    }
    assert_int_equal(coprod_tally_add_column(tally, &part, 0, codes, ROWS, NULL), COPROD_OK);
    assert_int_equal(coprod_tally_sum(tally, NULL, counts, MANY, NULL, NULL, 0, NULL), COPROD_OK);
    assert_memory_equal(counts, expected, sizeof counts);
    coprod_tally_free(tally);
    coprod_frame_free(frame);
    json_decref(json);
    free(text);
}

static void a_sum_has_the_score_of_its_counts(void **state)
{
    coprod_frame *frame = tally_frame();
    coprod_tally *tally = tally_of(frame, 0);
    coprod_tally_part spring = part_of("spring", "hub", 20000, 0), autumn = part_of("autumn", "", 20100, 0);
    const uint64_t counts[GROUPS] = {13, 6, 3, 2};
    const int64_t known[DIMENSIONS] = {19, 9}, unknown[UNKNOWNS] = {3, 2, 4, 6, 8, 0, 0, 0, 0, 0};
    const coprod_score_input input = {sizeof input, counts, GROUPS, known, unknown};
    coprod_score_info one = {.size = sizeof one}, other = {.size = sizeof other};
    coprod_score *score, *direct;
    size_t needed;
    char text[4000];
    (void)state;
    add(tally, &spring, 3, 1, 1, 0, 4, 2);
    add(tally, &autumn, 10, 5, 2, 2, 5, 1);
    assert_int_equal(coprod_tally_score(tally, NULL, NULL, &score), COPROD_OK);
    assert_int_equal(coprod_score_new(frame, &input, NULL, &direct), COPROD_OK);
    assert_int_equal(coprod_score_get(score, &one), COPROD_OK);
    assert_int_equal(coprod_score_get(direct, &other), COPROD_OK);
    assert_memory_equal(&one, &other, sizeof one);
    coprod_score_free(direct);
    assert_int_equal(coprod_tally_score(NULL, NULL, NULL, &direct), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_score(tally, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_json(tally, NULL, text, sizeof text, &needed), COPROD_OK);
    assert_int_equal(strlen(text) + 1, needed);
    assert_non_null(strstr(text, "\"parts_are\":\"may-overlap\""));
    assert_non_null(strstr(text, "\"event\":\"autumn\""));
    assert_int_equal(coprod_tally_json(NULL, NULL, text, sizeof text, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_sum(NULL, NULL, NULL, 0, NULL, NULL, 0, NULL), COPROD_E_ARGUMENT);
    coprod_score_free(score);
    coprod_tally_free(tally);
    coprod_frame_free(frame);
}

/* Structs without a size, indices beyond the end, and memory functions that are half there. */
static void wrong_calls(void **state)
{
    coprod_frame *frame = tally_frame();
    coprod_tally *tally = tally_of(frame, 0), *none = tally;
    coprod_tally_part part = part_of("a", "", 3, 0), unsized = {0};
    coprod_tally_filter filter = {0};
    const coprod_allocator allocator = {0};
    uint64_t counts[GROUPS] = {1};
    int64_t known[DIMENSIONS] = {1};
    coprod_score_input input = {0};
    coprod_score *score = (coprod_score *)&part;
    size_t parts = 9, needed = 9;
    (void)state;
    assert_int_equal(coprod_tally_new(frame, 0, &allocator, &none), COPROD_E_STRUCT);
    assert_null(none);
    assert_int_equal(coprod_tally_add(tally, &part, &input), COPROD_E_STRUCT);
    input = (coprod_score_input){sizeof input, NULL, GROUPS, NULL, NULL};
    assert_int_equal(coprod_tally_add(tally, &part, &input), COPROD_E_ARGUMENT);
    input.counts = counts;
    assert_int_equal(coprod_tally_add(tally, &unsized, &input), COPROD_E_STRUCT);
    assert_int_equal(coprod_tally_count(tally), 0);
    assert_int_equal(coprod_tally_get(tally, 0, &part), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_tally_get(tally, 0, &unsized), COPROD_E_STRUCT);
    assert_int_equal(coprod_tally_get(NULL, 0, &part), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_sum(tally, &filter, NULL, 0, NULL, NULL, 0, &parts), COPROD_E_STRUCT);
    assert_int_equal(coprod_tally_sum(tally, NULL, counts, GROUPS - 1, NULL, NULL, 0, &parts), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_sum(tally, NULL, counts, GROUPS, known, NULL, 0, &parts), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_sum(tally, NULL, NULL, 0, NULL, known, DIMENSIONS + 1, &parts), COPROD_E_ARGUMENT);
    assert_int_equal(counts[0] + (uint64_t)known[0], 2); /* nothing was written */
    assert_int_equal(parts, 0);
    assert_int_equal(coprod_tally_json(tally, &filter, NULL, 0, &needed), COPROD_E_STRUCT);
    assert_int_equal(needed, 0);
    assert_int_equal(coprod_tally_json(tally, NULL, NULL, 8, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_score(tally, &filter, NULL, &score), COPROD_E_STRUCT);
    assert_null(score);
    assert_int_equal(coprod_tally_score(tally, NULL, &allocator, &score), COPROD_E_STRUCT);
    assert_int_equal(coprod_tally_save(tally, NULL, 8, &needed), COPROD_E_ARGUMENT);
    coprod_tally_free(tally);
    coprod_frame_free(frame);
}

/* In a snapshot, a membership has no score without the number of those who answered. */
static void a_snapshot_needs_to_know(void **state)
{
    static const uint16_t codes[] = {0, 1, 1};
    json_t *json = json_of(tally_frame_text);
    coprod_frame *frame = NULL;
    coprod_tally *tally;
    coprod_tally_part part = part_of("a", "", 3, 0);
    coprod_score *score = NULL;
    char *text;
    (void)state;
    json_object_set_new(json, "mode", json_string("snapshot"));
    text = json_dumps(json, 0);
    assert_int_equal(coprod_frame_load(text, COPROD_NTS, NULL, NULL, &frame), COPROD_OK);
    tally = tally_of(frame, 0);
    add(tally, &part, 3, 1, 1, 0, 4, 2);
    assert_int_equal(coprod_tally_score(tally, NULL, NULL, &score), COPROD_OK);
    coprod_score_free(score);
    assert_int_equal(coprod_tally_add_column(tally, &part, 1, codes, 3, NULL), COPROD_OK);
    assert_int_equal(coprod_tally_score(tally, NULL, NULL, &score), COPROD_E_UNKNOWN);
    assert_null(score);
    coprod_tally_free(tally);
    coprod_frame_free(frame);
    json_decref(json);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_add_up),
        cmocka_unit_test(parts_stand_in_order),
        cmocka_unit_test(columns_are_counts),
        cmocka_unit_test(what_was_not_counted_is_not_nobody),
        cmocka_unit_test(json_says_what_the_parts_add_up_to),
        cmocka_unit_test(columns_of_many_groups),
        cmocka_unit_test(a_sum_has_the_score_of_its_counts),
        cmocka_unit_test(wrong_calls),
        cmocka_unit_test(a_snapshot_needs_to_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
