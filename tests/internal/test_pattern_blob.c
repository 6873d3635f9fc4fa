/* SPDX-License-Identifier: MIT */
/* Saved tallies: bytes by hand; cut at each byte, changed at each bit, and with a right checksum over wrong numbers. */
#include "pattern_tools.h"

#include "blob_internal.h"

static coprod_status load(const uint8_t *bytes, size_t length, const coprod_pattern_schema *schema)
{
    coprod_pattern_tally *tally = (coprod_pattern_tally *)1;
    const coprod_status status = coprod_pattern_tally_load(bytes, length, schema, NULL, &tally);
    if (status != COPROD_OK)
        assert_null(tally);
    else
        coprod_pattern_tally_free(tally);
    return status;
}

/* A payload in a frame whose checksum is right. */
static coprod_status load_payload(const uint8_t *payload, size_t length, const coprod_pattern_schema *schema)
{
    coprod__blob_out out;
    uint8_t bytes[200];
    size_t whole;
    coprod__blob_begin(&out, bytes, sizeof bytes, 6, 1, schema->fingerprint);
    for (size_t b = 0; b < length; b++)
        coprod__blob_number(&out, payload[b], 1);
    assert_int_equal(coprod__blob_end(&out, &whole), COPROD_OK);
    return load(bytes, whole, schema);
}

static void bytes_by_hand(void **state)
{
    coprod_pattern_schema *schema = schema_of(3, (uint32_t[]){2, 3, 300}, 2), *wide;
    coprod_pattern_tally *tally = pattern_tally(schema);
    /* keys 5, 5 + 600 = 605 and (1 * 4 + 3) * 300 + 299 = 2399 */
    const uint16_t codes[] = {1, 65535, 299, 0, 2, 5, 0, 0, 5};
    const uint64_t weights[] = {300, 1, 2};
    const uint8_t payload[] = {3, 5, 1, 0xd7, 4, 0, 0x81, 14, 0xab, 2};
    size_t length;
    uint8_t *bytes;
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, weights, 3, NULL), COPROD_OK);
    bytes = saved(tally, &length);
    assert_int_equal(length, 48 + sizeof payload + 32);
    assert_memory_equal(bytes, "COPROD\6\1", 8);
    assert_memory_equal(bytes + 48, payload, sizeof payload);
    free(bytes);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    wide = schema_of(5, (uint32_t[]){65535, 65535, 65535, 65535, 65535}, 0);
    tally = pattern_tally(wide);
    assert_int_equal(wide->words, 2); /* of three attributes and of two */
    assert_int_equal(coprod_pattern_tally_add_rows(tally, (uint16_t[]){0, 0, 1, 0, 2, 0, 0, 1, 0, 4, 0, 0, 3, 0, 1}, NULL,
                                                   3, NULL), COPROD_OK);
    bytes = saved(tally, &length);
    assert_memory_equal(bytes + 48, ((uint8_t[]){3, 0, 1, 2, 0, 1, 1, 0, 0, 1, 1, 0}), 12);
    assert_int_equal(length, 48 + 12 + 32);
    assert_int_equal(load(bytes, length, wide), COPROD_OK);
    assert_int_equal(load_payload((uint8_t[]){1, 2, 1, 0, 0}, 5, wide), COPROD_E_BLOB);          /* no third word */
    assert_int_equal(load_payload((uint8_t[]){1, 1, 1, 0, 0}, 5, wide), COPROD_E_BLOB);          /* nothing before it */
    assert_int_equal(load_payload((uint8_t[]){2, 0, 1, 2, 0, 1, 0, 0}, 8, wide), COPROD_OK);
    free(bytes);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(wide);
}

static void what_is_damaged_is_refused(void **state)
{
    uint64_t seed = 8;
    (void)state;
    for (uint32_t attributes = 2; attributes <= 10; attributes += 4) {
        const uint32_t values[] = {2, 300, 65535, 3, 3000, 4, 3000, 5, 65535, 6};
        coprod_pattern_schema *schema = schema_of(attributes, values, 5);
        coprod_pattern_tally *tally = pattern_tally(schema);
        uint16_t *codes = random_rows(schema, 9, &seed);
        uint8_t *bytes, *cut;
        size_t length;
        assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, NULL, 9, NULL), COPROD_OK);
        bytes = saved(tally, &length);
        for (size_t i = 0; i < length; i++) {
            cut = malloc(i + 1); /* a block of its own, so that a read beyond is seen */
            memcpy(cut, bytes, i);
            assert_int_equal(load(cut, i, schema), COPROD_E_BLOB);
            free(cut);
            for (int bit = 0; bit < 8; bit++) {
                bytes[i] ^= (uint8_t)(1 << bit);
                assert_int_not_equal(load(bytes, length, schema), COPROD_OK);
                bytes[i] ^= (uint8_t)(1 << bit);
            }
        }
        assert_int_equal(load(bytes, length, schema), COPROD_OK);
        free(bytes);
        free(codes);
        coprod_pattern_tally_free(tally);
        coprod_pattern_schema_free(schema);
    }
}

/* Wrong numbers under a right checksum: {2 values, 3 values} has keys 0 to 5. */
static void what_cannot_be_is_refused(void **state)
{
    static const struct {
        uint8_t payload[16];
        size_t length;
        coprod_status status;
    } cases[] = {
        {{0}, 1, COPROD_OK},
        {{1, 5, 0}, 3, COPROD_OK},
        {{2, 0, 0, 4, 0}, 5, COPROD_OK},
        {{0}, 0, COPROD_E_BLOB},
        {{0, 0}, 2, COPROD_E_BLOB},                                  /* more than it says */
        {{1, 6, 0}, 3, COPROD_E_BLOB},                               /* no such key */
        {{2, 0, 0, 5, 0}, 5, COPROD_E_BLOB},                         /* nor here */
        {{2, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0}, 14, COPROD_E_BLOB}, /* past 2^64 */
        {{1, 5, 0, 0}, 4, COPROD_E_BLOB},
        {{2, 5, 0}, 3, COPROD_E_BLOB},
        {{1, 0x85, 0, 0}, 4, COPROD_E_BLOB},                         /* longer than it must */
        {{1, 5, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}, 11, COPROD_E_BLOB}, /* 2^63 people */
        {{1, 5, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}, 11, COPROD_OK},
        {{2, 0, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0, 0}, 13, COPROD_E_BLOB},
        {{1, 5, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 3}, 12, COPROD_E_BLOB}, /* beyond 64 bits */
    };
    coprod_pattern_schema *schema = schema_of(2, (uint32_t[]){2, 3}, 0);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (load_payload(cases[i].payload, cases[i].length, schema) != cases[i].status)
            fail_msg("case %zu", i);
    }
    coprod_pattern_schema_free(schema);
}

static void arguments_are_checked(void **state)
{
    coprod_pattern_schema *schema = schema_of(2, (uint32_t[]){2, 3}, 0), *other = schema_of(2, (uint32_t[]){3, 2}, 0);
    coprod_pattern_tally *tally = pattern_tally(schema), *of_other = pattern_tally(other);
    size_t length = 5;
    uint8_t *bytes, few[8];
    (void)state;
    assert_int_equal(coprod_pattern_tally_merge(tally, of_other), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_pattern_tally_save(NULL, NULL, 0, &length), COPROD_E_ARGUMENT);
    assert_int_equal(length, 0);
    assert_int_equal(coprod_pattern_tally_save(tally, NULL, 4, &length), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_save(tally, few, 4, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_save(tally, few, sizeof few, &length), COPROD_E_BUFFER);
    bytes = saved(tally, &length);
    assert_int_equal(load(bytes, length, other), COPROD_E_FINGERPRINT);
    assert_int_equal(load(NULL, length, schema), COPROD_E_ARGUMENT);
    assert_int_equal(load(bytes, length, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_tally_load(bytes, length, schema, NULL, NULL), COPROD_E_ARGUMENT);
    free(bytes);
    coprod_pattern_tally_free(tally);
    coprod_pattern_tally_free(of_other);
    coprod_pattern_schema_free(schema);
    coprod_pattern_schema_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_by_hand),
        cmocka_unit_test(what_is_damaged_is_refused),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(arguments_are_checked),
    };
    return TEST_MAIN(tests);
}
