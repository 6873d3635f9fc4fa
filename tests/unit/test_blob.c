/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "blob_internal.h"

#define FINGERPRINT "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef"
#define OTHER "10112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef"

enum { KIND = 7, VERSION = 3, FRAME = 16 + 32 + 32, ROOM = 512 };

static coprod_status write(uint8_t *bytes, size_t capacity, size_t *needed)
{
    coprod__blob_out out;
    coprod__blob_begin(&out, bytes, capacity, KIND, VERSION, FINGERPRINT);
    coprod__blob_number(&out, 0x0102030405060708, 8);
    coprod__blob_text(&out, "caf\xC3\xA9");
    coprod__blob_text(&out, "");
    coprod__blob_number(&out, 0xFFEE, 2);
    return coprod__blob_end(&out, needed);
}

static size_t written(uint8_t bytes[ROOM])
{
    size_t needed = 0;
    assert_int_equal(write(bytes, ROOM, &needed), COPROD_OK);
    return needed;
}

static coprod_status open_blob(const uint8_t *bytes, size_t length)
{
    coprod__blob_in in;
    return coprod__blob_open(&in, bytes, length, KIND, VERSION, FINGERPRINT);
}

/* --- digests --- */

static void digests_known_elsewhere(void **state)
{
    uint8_t digest[COPROD__DIGEST];
    char hex[COPROD__HEX];
    (void)state;
    assert_int_equal(coprod__digest("abc", 3, digest), COPROD_OK);
    coprod__hex(digest, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(coprod__digest("", 0, digest), COPROD_OK);
    coprod__hex(digest, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

/* --- writing --- */

static void the_layout_is_fixed(void **state)
{
    static const uint8_t head[] = {'C', 'O', 'P', 'R', 'O', 'D', KIND, VERSION, 103,  0,    0,   0,
                                   0,   0,   0,   0,   0x00, 0x11, 0x22, 0x33,   0x44, 0x55, 0x66};
    static const uint8_t payload[] = {8, 7, 6, 5, 4, 3, 2, 1, 5, 0, 0, 0, 'c', 'a', 'f', 0xC3, 0xA9, 0, 0, 0, 0,
                                      0xEE, 0xFF};
    uint8_t bytes[ROOM], digest[COPROD__DIGEST];
    size_t length = written(bytes);
    (void)state;
    assert_int_equal(length, FRAME + sizeof payload);
    assert_memory_equal(bytes, head, sizeof head);
    assert_int_equal(bytes[47], 0xEF);
    assert_memory_equal(bytes + 48, payload, sizeof payload);
    assert_int_equal(coprod__digest(bytes, length - 32, digest), COPROD_OK);
    assert_memory_equal(bytes + length - 32, digest, 32);
}

static void a_short_buffer_is_not_overrun(void **state)
{
    uint8_t whole[ROOM], bytes[ROOM];
    size_t length = written(whole), needed;
    (void)state;
    for (size_t capacity = 0; capacity <= length; capacity++) {
        memset(bytes, 0x5A, sizeof bytes);
        needed = 0;
        assert_int_equal(write(bytes, capacity, &needed), capacity < length ? COPROD_E_BUFFER : COPROD_OK);
        assert_int_equal(needed, length);
        for (size_t i = capacity; i < ROOM; i++)
            assert_int_equal(bytes[i], 0x5A);
    }
    assert_memory_equal(bytes, whole, length);
    assert_int_equal(write(NULL, ROOM, &needed), COPROD_E_BUFFER);
    assert_int_equal(needed, length);
}

/* --- reading --- */

static void what_was_saved_comes_back(void **state)
{
    uint8_t bytes[ROOM];
    coprod__blob_in in;
    const char *text;
    size_t length = written(bytes), text_length = 0;
    (void)state;
    assert_int_equal(coprod__blob_open(&in, bytes, length, KIND, VERSION, FINGERPRINT), COPROD_OK);
    assert_true(coprod__blob_take(&in, 8) == 0x0102030405060708);
    text = coprod__blob_take_text(&in, &text_length);
    assert_int_equal(text_length, 5);
    assert_memory_equal(text, "caf\xC3\xA9", 5);
    assert_non_null(coprod__blob_take_text(&in, &text_length));
    assert_int_equal(text_length, 0);
    assert_int_equal(coprod__blob_take(&in, 2), 0xFFEE);
    assert_int_equal(in.at, in.length);
    assert_false(in.failed);
    assert_int_equal(coprod__blob_take(&in, 1), 0); /* beyond the end */
    assert_true(in.failed);
    assert_int_equal(coprod__blob_take(&in, 0), 0);
    assert_null(coprod__blob_take_text(&in, &text_length));
}

static void every_truncation_is_refused(void **state)
{
    uint8_t bytes[ROOM];
    size_t length = written(bytes);
    (void)state;
    for (size_t cut = 0; cut < length; cut++) {
        uint8_t *exact = malloc(cut ? cut : 1); /* so that a tool sees a read beyond it */
        memcpy(exact, bytes, cut);
        assert_int_equal(open_blob(exact, cut), COPROD_E_BLOB);
        free(exact);
    }
    bytes[length] = 0;
    assert_int_equal(open_blob(bytes, length + 1), COPROD_E_BLOB);
    assert_int_equal(open_blob(bytes, length), COPROD_OK);
}

static void every_changed_bit_is_refused(void **state)
{
    uint8_t bytes[ROOM];
    size_t length = written(bytes);
    (void)state;
    for (size_t bit = 0; bit < 8 * length; bit++) {
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_equal(open_blob(bytes, length), COPROD_E_BLOB);
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    assert_int_equal(open_blob(bytes, length), COPROD_OK);
}

static void kind_version_and_definition_must_be_the_same(void **state)
{
    uint8_t bytes[ROOM];
    coprod__blob_in in;
    size_t length = written(bytes);
    (void)state;
    assert_int_equal(coprod__blob_open(&in, bytes, length, KIND + 1, VERSION, FINGERPRINT), COPROD_E_BLOB);
    assert_int_equal(coprod__blob_open(&in, bytes, length, KIND, VERSION + 1, FINGERPRINT), COPROD_E_BLOB);
    assert_int_equal(coprod__blob_open(&in, bytes, length, KIND, VERSION, OTHER), COPROD_E_FINGERPRINT);
}

/* Closes bytes that say what nobody would write. */
static coprod_status close_blob(uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < 8; i++)
        bytes[8 + i] = (uint8_t)((uint64_t)(length + 32) >> 8 * i);
    assert_int_equal(coprod__digest(bytes, length, bytes + length), COPROD_OK);
    return open_blob(bytes, length + 32);
}

static void texts_inside_are_checked(void **state)
{
    static const char *const bad[] = {"\xC3", "\xED\xA0\x80", "a\xFF", "\xF4\x90\x80\x80"};
    uint8_t bytes[ROOM];
    coprod__blob_in in;
    size_t length = 0;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        coprod__blob_out out;
        coprod__blob_begin(&out, bytes, ROOM, KIND, VERSION, FINGERPRINT);
        coprod__blob_text(&out, bad[i]);
        assert_int_equal(coprod__blob_end(&out, &length), COPROD_OK);
        assert_int_equal(coprod__blob_open(&in, bytes, length, KIND, VERSION, FINGERPRINT), COPROD_OK);
        assert_null(coprod__blob_take_text(&in, &length));
        assert_true(in.failed);
    }
    memset(bytes + 48, 0, 5); /* one byte of text, which is NUL */
    bytes[48] = 1;
    assert_int_equal(close_blob(bytes, 48 + 5), COPROD_OK);
    assert_int_equal(coprod__blob_open(&in, bytes, 48 + 5 + 32, KIND, VERSION, FINGERPRINT), COPROD_OK);
    assert_null(coprod__blob_take_text(&in, &length));
}

static void a_text_longer_than_the_rest_is_refused(void **state)
{
    static const uint32_t lengths[] = {4, 5, 1000, INT32_MAX, UINT32_MAX};
    uint8_t bytes[ROOM];
    coprod__blob_in in;
    size_t length = 0;
    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        coprod__blob_out out;
        coprod__blob_begin(&out, bytes, ROOM, KIND, VERSION, FINGERPRINT);
        coprod__blob_number(&out, lengths[i], 4);
        coprod__blob_number(&out, 0x636261, 3);
        assert_int_equal(coprod__blob_end(&out, &length), COPROD_OK);
        assert_int_equal(coprod__blob_open(&in, bytes, length, KIND, VERSION, FINGERPRINT), COPROD_OK);
        assert_null(coprod__blob_take_text(&in, &length));
        assert_true(in.failed);
        assert_int_equal(coprod__blob_take(&in, 1), 0); /* what follows a failure is nothing */
    }
}

static void a_wrong_length_of_the_whole_is_refused(void **state)
{
    uint8_t bytes[ROOM], digest[COPROD__DIGEST];
    size_t length = written(bytes);
    (void)state;
    bytes[8]++;
    assert_int_equal(coprod__digest(bytes, length - 32, digest), COPROD_OK);
    memcpy(bytes + length - 32, digest, 32);
    assert_int_equal(open_blob(bytes, length), COPROD_E_BLOB);
}

/* --- a saved state of the library --- */

static size_t saved_profile(const coprod_spectrum *spectrum, uint8_t *bytes, size_t room)
{
    coprod_evidence *evidence = answers(spectrum, "{\"flow\": 4}");
    coprod_classification *result = NULL;
    coprod_profile *profile = NULL;
    size_t length = 0;
    assert_int_equal(coprod_classification_new(NULL, &result), COPROD_OK);
    classified(spectrum, evidence, result);
    assert_int_equal(coprod_profile_new(spectrum, NULL, &profile), COPROD_OK);
    assert_int_equal(coprod_profile_add(profile, result, "caf\xC3\xA9", "2025"), COPROD_OK);
    assert_int_equal(coprod_profile_add(profile, result, NULL, NULL), COPROD_OK);
    assert_int_equal(coprod_profile_save(profile, bytes, room, &length), COPROD_OK);
    coprod_profile_free(profile);
    coprod_classification_free(result);
    coprod_evidence_free(evidence);
    return length;
}

static void a_damaged_profile_is_refused(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    uint8_t bytes[4096];
    coprod_profile *profile = (coprod_profile *)state;
    size_t length = saved_profile(spectrum, bytes, sizeof bytes);
    for (size_t cut = 0; cut < length; cut++)
        assert_int_equal(coprod_profile_load(bytes, cut, spectrum, NULL, &profile), COPROD_E_BLOB);
    assert_null(profile);
    for (size_t bit = 0; bit < 8 * length; bit++) {
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        profile = (coprod_profile *)state;
        assert_int_equal(coprod_profile_load(bytes, length, spectrum, NULL, &profile), COPROD_E_BLOB);
        assert_null(profile);
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    assert_int_equal(coprod_profile_load(bytes, length, spectrum, NULL, &profile), COPROD_OK);
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_known_elsewhere),
        cmocka_unit_test(the_layout_is_fixed),
        cmocka_unit_test(a_short_buffer_is_not_overrun),
        cmocka_unit_test(what_was_saved_comes_back),
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(every_changed_bit_is_refused),
        cmocka_unit_test(kind_version_and_definition_must_be_the_same),
        cmocka_unit_test(texts_inside_are_checked),
        cmocka_unit_test(a_text_longer_than_the_rest_is_refused),
        cmocka_unit_test(a_wrong_length_of_the_whole_is_refused),
        cmocka_unit_test(a_damaged_profile_is_refused),
    };
    return TEST_MAIN(tests);
}
