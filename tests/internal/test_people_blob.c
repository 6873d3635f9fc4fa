/* SPDX-License-Identifier: MIT */
/* Saved states of people: the round trip, and bytes that are cut short, damaged, or whole but impossible. */
#include "people_tools.h"

enum { HEAD = 48, SEAL = 32, PERSON = COPROD_PSEUDONYM + 1 + 8 * DIMENSIONS + 8 };

static coprod_status load(const uint8_t *bytes, size_t length, const coprod_frame *frame)
{
    coprod_people *people = (coprod_people *)1;
    const coprod_status status = coprod_people_load(bytes, length, frame, NULL, &people);
    assert_int_equal(people != NULL, status == COPROD_OK);
    coprod_people_free(people);
    return status;
}

static void states_come_back_whole_or_not_at_all(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = sample(frame), *back = NULL, *empty = people_of(frame);
    size_t length, needed;
    uint8_t *bytes = saved(empty, &length);
    (void)state;
    assert_int_equal(load(bytes, length, frame), COPROD_OK);
    free(bytes);
    bytes = saved(people, &length);
    assert_memory_equal(bytes, "COPROD\x05\x01", 8);
    assert_int_equal(coprod_people_load(bytes, length, frame, NULL, &back), COPROD_OK);
    assert_same(people, back);
    CAME(back, 4, "spring", 1, GROUP_A, -1); /* and can be used on */
    CAME(people, 4, "spring", 1, GROUP_A, -1);
    assert_same(people, back);
    for (size_t cut = 0; cut < length; cut++)
        assert_int_equal(load(bytes, cut, frame), COPROD_E_BLOB);
    for (size_t bit = 0; bit < 8 * length; bit++) {
        coprod_status status;
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        status = load(bytes, length, frame);
        assert_true(status == COPROD_E_BLOB || status == COPROD_E_FINGERPRINT);
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    assert_int_equal(load(NULL, length, frame), COPROD_E_ARGUMENT);
    assert_int_equal(load(bytes, length, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_load(bytes, length, frame, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_save(people, NULL, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_save(people, NULL, 5, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_save(NULL, NULL, 0, &needed), COPROD_E_ARGUMENT);
    coprod_people_free(people);
    coprod_people_free(back);
    coprod_people_free(empty);
    coprod_frame_free(frame);
    free(bytes);
}

/* A blob that is whole, with other bytes at a place of its payload. */
static coprod_status altered(const uint8_t *bytes, size_t length, size_t place, const char *hex, const coprod_frame *frame)
{
    uint8_t *own = malloc(length);
    coprod_status status;
    assert_non_null(own);
    memcpy(own, bytes, length);
    for (size_t i = 0; hex[2 * i]; i++) {
        const char pair[3] = {hex[2 * i], hex[2 * i + 1], '\0'};
        own[HEAD + place + i] = (uint8_t)strtol(pair, NULL, 16);
    }
    assert_int_equal(coprod__digest(own, length - SEAL, own + length - SEAL), COPROD_OK);
    status = load(own, length, frame);
    free(own);
    return status;
}

static void whole_but_impossible_is_refused(void **state)
{
    /* events: count, "", "autumn", "spring"; people: count, then each of them */
    enum { EMPTY = 4, AUTUMN = 8, SPRING = 18, PEOPLE = 28, FIRST = 32, FLAG = FIRST + COPROD_PSEUDONYM, ETHNIC = FLAG + 1,
           LIFE = ETHNIC + 8, BITS = LIFE + 8, TIMES = BITS + 8, SECOND = TIMES + 4 + 16, THIRD = SECOND + PERSON + 12 };
    static const struct {
        size_t place;
        const char *hex;
        coprod_status expected;
    } changes[] = {
        {0, "03000000", COPROD_OK},                       /* as it is */
        {EMPTY, "00000000", COPROD_OK},
        {FLAG, "01", COPROD_OK},
        {0, "02000000", COPROD_E_BLOB},                   /* an event less */
        {0, "FFFFFFFF", COPROD_E_BLOB},
        {AUTUMN + 4, "7A", COPROD_E_BLOB},                /* "zutumn" stands after "spring" */
        {AUTUMN + 4, "617574756D6E06000000617574756D6E", COPROD_E_BLOB}, /* the same event twice */
        {AUTUMN + 5, "00", COPROD_E_BLOB},                /* a NUL inside */
        {AUTUMN + 5, "FF", COPROD_E_BLOB},                /* not UTF-8 */
        {AUTUMN, "00010000", COPROD_E_BLOB},              /* longer than an id may be, or than what is left */
        {AUTUMN, "FFFFFFFF", COPROD_E_BLOB},
        {PEOPLE, "02000000", COPROD_E_BLOB},              /* a person less */
        {PEOPLE, "04000000", COPROD_E_BLOB},              /* one more */
        {PEOPLE, "FFFFFFFF", COPROD_E_BLOB},
        {FIRST + 15, "02", COPROD_E_BLOB},                /* the same person twice */
        {FIRST + 15, "03", COPROD_E_BLOB},                /* out of order */
        {FLAG, "02", COPROD_E_BLOB},
        {SECOND + COPROD_PSEUDONYM, "01", COPROD_E_BLOB}, /* different answers of somebody who gave none */
        {ETHNIC, "02000000", COPROD_OK},                  /* another group */
        {ETHNIC, "03000000", COPROD_E_BLOB},              /* a group of the other dimension */
        {ETHNIC, "05000000", COPROD_E_BLOB},              /* no group */
        {ETHNIC, "FEFFFFFF", COPROD_E_BLOB},              /* in none of a partition */
        {ETHNIC, "FFFFFFFF", COPROD_E_BLOB},              /* nothing said, on a day */
        {ETHNIC, "05FFFFFF", COPROD_E_BLOB},              /* a class that is none */
        {ETHNIC, "01FFFFFF", COPROD_E_BLOB},              /* not asked, and yet different answers */
        {ETHNIC + 4, "C9000000", COPROD_E_BLOB},          /* on a day when they were not seen */
        {LIFE, "03000000", COPROD_E_BLOB},                /* memberships are bits */
        {LIFE, "00FFFFFF", COPROD_E_BLOB},                /* not known, and yet bits */
        {BITS, "08", COPROD_OK},                          /* fewer memberships */
        {BITS, "00", COPROD_OK},
        {BITS, "01", COPROD_E_BLOB},                      /* a group of the partition */
        {BITS, "20", COPROD_E_BLOB},                      /* no group */
        {BITS + 7, "80", COPROD_E_BLOB},
        {TIMES, "00000000", COPROD_E_BLOB},               /* never seen */
        {TIMES, "FFFFFFFF", COPROD_E_BLOB},
        {TIMES + 4, "06000000", COPROD_E_BLOB},           /* an event that is not there */
        {TIMES + 4, "02000000", COPROD_OK},
        {TIMES + 12, "04000000", COPROD_E_BLOB},          /* nobody was at "autumn" */
        {TIMES + 11, "81", COPROD_E_BLOB},                /* times out of order */
        {THIRD + COPROD_PSEUDONYM + 1, "04FFFFFF", COPROD_OK},
    };
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = sample(frame);
    size_t length;
    uint8_t *bytes = saved(people, &length);
    (void)state;
    assert_int_equal(length, HEAD + THIRD + PERSON + 4 + 8 + SEAL);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        if (altered(bytes, length, changes[i].place, changes[i].hex, frame) != changes[i].expected)
            fail_msg("change %zu (%s at %zu)", i, changes[i].hex, changes[i].place);
    free(bytes);
    coprod_people_free(people);
    coprod_frame_free(frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_come_back_whole_or_not_at_all),
        cmocka_unit_test(whole_but_impossible_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
