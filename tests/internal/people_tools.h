/* SPDX-License-Identifier: MIT */
/* A frame of two questions and people in it. */
#ifndef COPROD_TEST_PEOPLE_TOOLS_H
#define COPROD_TEST_PEOPLE_TOOLS_H

#include "people_internal.h"
#include "score_tools.h"

enum { GROUPS = 5, DIMENSIONS = 2, UNKNOWNS = DIMENSIONS * COPROD_UNKNOWN_CLASSES };

/* The indices of its groups. */
enum { GROUP_A = 0, GROUP_B = 1, GROUP_C = 2, CARER = 3, VETERAN = 4 };

static const char people_frame[] =
    "{'N': 60, 'groups': [{'id': 'a', 'dimension': 'ethnic', 'population': 600, 'denominator': 1000}, {'id': 'b',"
    " 'dimension': 'ethnic', 'population': 300, 'denominator': 1000}, {'id': 'c', 'dimension': 'ethnic', 'population': 100,"
    " 'denominator': 1000}, {'id': 'carer', 'dimension': 'life', 'population': 100, 'denominator': 1000}, {'id': 'veteran',"
    " 'dimension': 'life', 'population': 50, 'denominator': 1000}], 'kinds': {'ethnic': 'partition', 'life': 'membership'}}";

static inline coprod_people *people_of(const coprod_frame *frame)
{
    coprod_people *people = NULL;
    assert_int_equal(coprod_people_new(frame, NULL, &people), COPROD_OK);
    return people;
}

/* The pseudonym of a number; neighbours differ in their last bytes alone. */
static inline const uint8_t *pseudonym_of(uint64_t who, uint8_t room[COPROD_PSEUDONYM])
{
    memset(room, 7, COPROD_PSEUDONYM);
    for (int i = 0; i < 8; i++)
        room[COPROD_PSEUDONYM - 1 - i] = (uint8_t)(who >> 8 * i);
    return room;
}

/* Groups as a list that ends with -1; unknown of -1 says nothing. */
static inline coprod_status see(coprod_people *people, uint64_t who, const char *event, int32_t day, int32_t kind,
                                const int *groups, int ethnic, int life)
{
    const int8_t unknown[DIMENSIONS] = {(int8_t)ethnic, (int8_t)life};
    uint32_t indices[8];
    uint8_t room[COPROD_PSEUDONYM];
    coprod_sighting sighting = {sizeof sighting, indices, 0, unknown, event, day, kind};
    for (; groups && groups[sighting.group_count] >= 0; sighting.group_count++)
        indices[sighting.group_count] = (uint32_t)groups[sighting.group_count];
    return coprod_people_see(people, pseudonym_of(who, room), &sighting);
}

/* Somebody came, and is in these groups. */
#define CAME(people, who, event, day, ...) \
    assert_int_equal(see(people, who, event, day, COPROD_TALLY_ATTENDED, (const int[]){__VA_ARGS__}, -1, -1), COPROD_OK)

/* Three people; the first gave different answers, the last was invited only. */
static inline coprod_people *sample(const coprod_frame *frame)
{
    coprod_people *people = people_of(frame);
    CAME(people, 1, "spring", 100, GROUP_A, CARER, -1);
    CAME(people, 1, "autumn", 200, GROUP_B, VETERAN, -1);
    CAME(people, 2, "spring", 100, -1);
    assert_int_equal(see(people, 3, "", -7, COPROD_TALLY_INVITED, NULL, COPROD_UNKNOWN_DECLINED, -2), COPROD_OK);
    return people;
}

static inline uint8_t *saved(const coprod_people *people, size_t *length)
{
    size_t again = 0;
    uint8_t *bytes;
    assert_int_equal(coprod_people_save(people, NULL, 0, length), COPROD_E_BUFFER);
    bytes = malloc(*length);
    assert_non_null(bytes);
    assert_int_equal(coprod_people_save(people, bytes, *length - 1, &again), COPROD_E_BUFFER);
    assert_int_equal(again, *length);
    assert_int_equal(coprod_people_save(people, bytes, *length, &again), COPROD_OK);
    assert_int_equal(again, *length);
    return bytes;
}

static inline void assert_same(const coprod_people *a, const coprod_people *b)
{
    size_t first, second;
    uint8_t *one = saved(a, &first), *other = saved(b, &second);
    assert_int_equal(first, second);
    assert_memory_equal(one, other, first);
    free(one);
    free(other);
}

#endif
