/* SPDX-License-Identifier: MIT */
/* Calls that are refused and change nothing, and states that are united, with memory and without. */
#include "people_tools.h"

static void what_cannot_be_is_refused(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = sample(frame), *kept = sample(frame), *null = (coprod_people *)1;
    coprod_sighting sighting = {.size = sizeof sighting, .event = "new"};
    uint8_t who[COPROD_PSEUDONYM];
    char long_id[258];
    (void)state;
    pseudonym_of(9, who);
    assert_int_equal(see(people, 9, "new", 1, 0, (const int[]){GROUP_A, GROUP_B, -1}, -1, -1), COPROD_E_RANGE);
    assert_int_equal(see(people, 9, "new", 1, 0, (const int[]){GROUP_A, -1}, COPROD_UNKNOWN_DECLINED, -1), COPROD_E_RANGE);
    assert_int_equal(see(people, 9, "new", 1, 0, (const int[]){CARER, -1}, -1, -2), COPROD_E_RANGE);
    assert_int_equal(see(people, 9, "new", 1, 0, (const int[]){CARER, -1}, -1, COPROD_UNKNOWN_UNSURE), COPROD_E_RANGE);
    assert_int_equal(see(people, 9, "new", 1, 0, NULL, -2, -1), COPROD_E_RANGE); /* those of a partition are in one */
    assert_int_equal(see(people, 9, "new", 1, 0, NULL, -3, -1), COPROD_E_UNKNOWN);
    assert_int_equal(see(people, 9, "new", 1, 0, NULL, -1, COPROD_UNKNOWN_CLASSES), COPROD_E_UNKNOWN);
    assert_int_equal(see(people, 9, "new", 1, 0, (const int[]){GROUPS, -1}, -1, -1), COPROD_E_UNKNOWN);
    assert_int_equal(see(people, 9, "new", 1, 2, NULL, -1, -1), COPROD_E_ARGUMENT);
    assert_int_equal(see(people, 9, "new", 1, -1, NULL, -1, -1), COPROD_E_ARGUMENT);
    assert_int_equal(see(people, 9, "\xc0", 1, 0, NULL, -1, -1), COPROD_E_TEXT);
    memset(long_id, 'x', sizeof long_id);
    long_id[256] = '\0';
    assert_int_equal(see(people, 9, long_id, 1, 0, NULL, -1, -1), COPROD_E_LIMIT);
    assert_int_equal(coprod_people_see(NULL, who, &sighting), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_see(people, NULL, &sighting), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_see(people, who, NULL), COPROD_E_ARGUMENT);
    sighting.group_count = 1;
    assert_int_equal(coprod_people_see(people, who, &sighting), COPROD_E_ARGUMENT);
    sighting.size = 3;
    assert_int_equal(coprod_people_see(people, who, &sighting), COPROD_E_STRUCT);
    assert_same(people, kept);
    long_id[255] = '\0';
    assert_int_equal(see(people, 9, long_id, 1, 0, NULL, -1, -1), COPROD_OK);
    assert_int_equal(coprod_people_new(NULL, NULL, &null), COPROD_E_ARGUMENT);
    assert_null(null);
    assert_int_equal(coprod_people_new(frame, NULL, NULL), COPROD_E_ARGUMENT);
    coprod_people_free(NULL);
    coprod_people_free(people);
    coprod_people_free(kept);
    coprod_frame_free(frame);
}

static void what_cannot_be_asked_is_refused(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = sample(frame);
    coprod_recency recency = {.size = sizeof recency};
    coprod_people_info info = {.size = sizeof info};
    (void)state;
    assert_int_equal(coprod_people_recency(people, GROUPS, 1, 1, 1, &recency), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_people_recency(people, 0, 1, 0, 1, &recency), COPROD_E_RANGE);
    assert_int_equal(coprod_people_recency(people, 0, 1, 1000001, 1, &recency), COPROD_E_RANGE);
    assert_int_equal(coprod_people_recency(people, 0, 1, 1, 0, &recency), COPROD_E_RANGE);
    assert_int_equal(coprod_people_recency(people, 0, 1, 1, 1000001, &recency), COPROD_E_RANGE);
    assert_int_equal(coprod_people_recency(people, 0, 1, 1, 1, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_recency(NULL, 0, 1, 1, 1, &recency), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_get(people, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_get(NULL, &info), COPROD_E_ARGUMENT);
    info.size = 8;
    assert_int_equal(coprod_people_get(people, &info), COPROD_E_STRUCT);
    coprod_people_free(people);
    coprod_frame_free(frame);
}

/* What this version does not know must be zero. */
static void structs_of_newer_programs(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = sample(frame), *kept = sample(frame);
    struct {
        coprod_sighting own;
        int64_t more;
    } sighting = {{.size = sizeof sighting, .event = "new"}, 1};
    struct {
        coprod_people_filter own;
        int64_t more;
    } filter = {{.size = sizeof filter}, 1};
    coprod_refresh refresh = {.size = sizeof refresh};
    coprod_attendance attendance = {.size = sizeof attendance};
    uint8_t who[COPROD_PSEUDONYM];
    uint64_t all = 9;
    (void)state;
    pseudonym_of(9, who);
    assert_int_equal(coprod_people_see(people, who, &sighting.own), COPROD_E_STRUCT_NEWER);
    assert_same(people, kept);
    assert_int_equal(coprod_people_count(people, &filter.own, NULL, NULL, NULL, &all), COPROD_E_STRUCT_NEWER);
    assert_int_equal(coprod_people_refresh(people, 0, &filter.own, NULL, &refresh), COPROD_E_STRUCT_NEWER);
    assert_int_equal(coprod_people_refresh(people, 0, NULL, &filter.own, &refresh), COPROD_E_STRUCT_NEWER);
    assert_int_equal(coprod_people_response(people, 0, &filter.own, &attendance), COPROD_E_STRUCT_NEWER);
    sighting.more = filter.more = 0;
    assert_int_equal(coprod_people_count(people, &filter.own, NULL, NULL, NULL, &all), COPROD_OK);
    assert_int_equal(all, 2);
    assert_int_equal(coprod_people_see(people, who, &sighting.own), COPROD_OK);
    coprod_people_free(people);
    coprod_people_free(kept);
    coprod_frame_free(frame);
}

/* --- uniting --- */

static void states_unite(void **state)
{
    coprod_frame *frame = frame_of(people_frame), *other_frame;
    coprod_people *one = sample(frame), *other = people_of(frame), *whole = sample(frame), *foreign;
    json_t *json = json_of(people_frame);
    char *text;
    (void)state;
    for (uint64_t who = 1; who < 300; who += 2) { /* more than the first table holds; one of them is there already */
        CAME(other, who, who % 3 ? "winter" : "spring", (int32_t)who, who % 4 ? GROUP_C : GROUP_A, -1);
        CAME(whole, who, who % 3 ? "winter" : "spring", (int32_t)who, who % 4 ? GROUP_C : GROUP_A, -1);
    }
    assert_int_equal(coprod_people_merge(one, other), COPROD_OK);
    assert_same(one, whole);
    assert_int_equal(coprod_people_merge(one, other), COPROD_OK);
    assert_same(one, whole);
    coprod_people_free(other);
    other = people_of(frame);
    assert_int_equal(coprod_people_merge(one, other), COPROD_OK);
    assert_same(one, whole);
    assert_int_equal(coprod_people_merge(other, one), COPROD_OK);
    assert_same(other, whole);
    assert_int_equal(coprod_people_merge(one, one), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_merge(one, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_merge(NULL, one), COPROD_E_ARGUMENT);
    json_object_set_new(json, "N", json_integer(61));
    text = json_dumps(json, 0);
    assert_int_equal(coprod_frame_load(text, COPROD_NTS, NULL, NULL, &other_frame), COPROD_OK);
    foreign = people_of(other_frame);
    assert_int_equal(coprod_people_merge(one, foreign), COPROD_E_FINGERPRINT);
    coprod_people_free(foreign);
    coprod_people_free(one);
    coprod_people_free(other);
    coprod_people_free(whole);
    coprod_frame_free(frame);
    coprod_frame_free(other_frame);
    json_decref(json);
    free(text);
}

/* Memberships of more groups than one word has bits, and more events than a program counts by hand. */
static void many_groups_and_events(void **state)
{
    enum { MANY = 130, EVENTS = 20000 };
    json_t *json = json_pack("{s:i, s:[], s:{s:s}}", "N", 100, "groups", "kinds", "d", "membership");
    uint64_t counts[MANY], expected[MANY] = {0}, all;
    coprod_frame *frame = NULL;
    coprod_people *people, *back = NULL;
    coprod_recency recency = {.size = sizeof recency};
    uint8_t who[COPROD_PSEUDONYM], *bytes;
    size_t length;
    char *text, name[16];
    (void)state;
    for (int i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "g%d", i);
        json_array_append_new(json_object_get(json, "groups"), json_pack("{s:s, s:s, s:i, s:i}", "id", name, "dimension", "d",
                                                                          "population", 1, "denominator", 1000));
    }
    text = json_dumps(json, 0);
    assert_int_equal(coprod_frame_load(text, COPROD_NTS, NULL, NULL, &frame), COPROD_OK);
    people = people_of(frame);
    for (uint32_t i = 0; i < EVENTS; i++) {
        const uint32_t groups[] = {i * 7 % MANY, 64, MANY - 1};
        const coprod_sighting sighting = {sizeof sighting, groups, 3, NULL, name, (int32_t)i % 50, COPROD_TALLY_ATTENDED};
        snprintf(name, sizeof name, "e%u", (unsigned)(i * 7919 % EVENTS));
        assert_int_equal(coprod_people_see(people, pseudonym_of(i % MANY, who), &sighting), COPROD_OK);
    }
    for (uint32_t i = 0; i < MANY; i++) /* the 130 people are told of in turn, each of one group */
        expected[i * 7 % MANY]++;
    expected[64] = expected[MANY - 1] = MANY;
    assert_int_equal(coprod_people_count(people, NULL, counts, NULL, NULL, &all), COPROD_OK);
    assert_int_equal(all, MANY);
    assert_memory_equal(counts, expected, sizeof counts);
    assert_int_equal(coprod_people_recency(people, 64, 49, 365, 1, &recency), COPROD_OK);
    assert_true(recency.people == MANY && recency.times == EVENTS);
    bytes = saved(people, &length);
    assert_int_equal(coprod_people_load(bytes, length, frame, NULL, &back), COPROD_OK);
    assert_same(people, back);
    assert_int_equal(coprod_people_merge(back, people), COPROD_OK);
    assert_same(people, back);
    coprod_people_free(people);
    coprod_people_free(back);
    coprod_frame_free(frame);
    json_decref(json);
    free(bytes);
    free(text);
}

/* Memory that ends after a number of allocations; 0 never. */
typedef struct short_memory {
    long left;
} short_memory;

static int is_left(void *context)
{
    short_memory *own = context;
    return own->left < 0 || own->left-- > 0;
}

static void *take(void *context, size_t bytes)
{
    return is_left(context) ? malloc(bytes) : NULL;
}

static void *retake(void *context, void *block, size_t old_bytes, size_t bytes)
{
    (void)old_bytes;
    return is_left(context) ? realloc(block, bytes) : NULL;
}

static void give(void *context, void *block, size_t bytes)
{
    (void)context;
    (void)bytes;
    free(block);
}

static void what_failed_changed_nothing_and_can_be_done_again(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *other = sample(frame), *before = people_of(frame), *whole = people_of(frame);
    coprod_status status = COPROD_E_MEMORY;
    (void)state;
    for (uint64_t who = 10; who < 90; who++)
        CAME(other, who, "winter", (int32_t)who, GROUP_C, -1);
    CAME(before, 1, "spring", 150, GROUP_C, -1);
    CAME(whole, 1, "spring", 150, GROUP_C, -1);
    assert_int_equal(coprod_people_merge(whole, other), COPROD_OK);
    for (long at = 0; status == COPROD_E_MEMORY; at++) {
        short_memory memory = {-1};
        const coprod_allocator allocator = {sizeof allocator, &memory, take, retake, give};
        coprod_people *people = NULL;
        assert_int_equal(coprod_people_new(frame, &allocator, &people), COPROD_OK);
        CAME(people, 1, "spring", 150, GROUP_C, -1);
        memory.left = at;
        status = coprod_people_merge(people, other);
        memory.left = -1;
        assert_true(status == COPROD_OK || status == COPROD_E_MEMORY);
        assert_same(people, status == COPROD_OK ? whole : before);
        assert_int_equal(coprod_people_merge(people, other), COPROD_OK);
        assert_same(people, whole);
        coprod_people_free(people);
    }
    coprod_people_free(other);
    coprod_people_free(before);
    coprod_people_free(whole);
    coprod_frame_free(frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(what_cannot_be_asked_is_refused),
        cmocka_unit_test(states_unite),
        cmocka_unit_test(many_groups_and_events),
        cmocka_unit_test(structs_of_newer_programs),
        cmocka_unit_test(what_failed_changed_nothing_and_can_be_done_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
