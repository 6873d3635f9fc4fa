/* SPDX-License-Identifier: MIT */
/* A saved profile: the round trip, and bytes that are damaged, cut short, sealed anew, or another spectrum's. */
#include "profile_tools.h"

/* The frame of a saved state, and the counts of one line. */
enum { HEAD = 48, COUNT = 4, COUNTS = 8 * (3 + 3 * 17 + 32), SEAL = 32 };

typedef struct blob {
    uint8_t *bytes;
    size_t length;
} blob;

static blob save(const coprod_profile *profile)
{
    blob b = {NULL, 0};
    size_t again = 77;
    assert_int_equal(coprod_profile_save(profile, NULL, 0, &b.length), COPROD_E_BUFFER);
    b.bytes = malloc(b.length);
    assert_non_null(b.bytes);
    assert_int_equal(coprod_profile_save(profile, b.bytes, b.length, &again), COPROD_OK);
    assert_int_equal(again, b.length);
    return b;
}

static coprod_status load(const uint8_t *bytes, size_t length, const coprod_spectrum *spectrum)
{
    coprod_profile *profile = (coprod_profile *)1;
    coprod_status status = coprod_profile_load(bytes, length, spectrum, NULL, &profile);
    assert_int_equal(profile != NULL, status == COPROD_OK);
    coprod_profile_free(profile);
    return status;
}

/* Puts the length and the checksum right after a change of the payload. */
static void seal(blob *b)
{
    for (size_t i = 0; i < 8; i++)
        b->bytes[8 + i] = (uint8_t)((uint64_t)b->length >> 8 * i);
    assert_int_equal(coprod__digest(b->bytes, b->length - SEAL, b->bytes + b->length - SEAL), COPROD_OK);
}

static void what_is_saved_comes_back(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5"), *again = builtin("nhse5");
    (void)state;
    for (size_t count = 0; count <= SAMPLES; count++) {
        coprod_profile *profile = profile_of(spectrum, 0, count, 1), *loaded = NULL;
        blob b = save(profile), second;
        assert_int_equal(coprod_profile_load(b.bytes, b.length, again, NULL, &loaded), COPROD_OK);
        same_profiles(profile, loaded);
        second = save(loaded);
        assert_int_equal(b.length, second.length);
        assert_memory_equal(b.bytes, second.bytes, b.length);
        assert_int_equal(coprod_profile_merge(loaded, profile), COPROD_OK);
        free(b.bytes);
        free(second.bytes);
        coprod_profile_free(profile);
        coprod_profile_free(loaded);
    }
    coprod_spectrum_free(spectrum);
    coprod_spectrum_free(again);
}

/* The order of adding does not show in the bytes. */
static void the_bytes_do_not_tell_the_order(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *one = profile_of(spectrum, 0, SAMPLES, 1), *other = profile_of(spectrum, 3, SAMPLES, 5);
    blob a = save(one), b = save(other);
    (void)state;
    assert_int_equal(a.length, b.length);
    assert_memory_equal(a.bytes, b.bytes, a.length);
    free(a.bytes);
    free(b.bytes);
    coprod_profile_free(one);
    coprod_profile_free(other);
    coprod_spectrum_free(spectrum);
}

static void the_form_of_the_bytes(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *profile = profile_of(spectrum, 0, 1, 1);
    blob b = save(profile);
    (void)state;
    assert_memory_equal(b.bytes, "COPROD\x01\x01", 8);
    assert_int_equal(b.length, HEAD + COUNT + 4 + strlen("carers") + 4 + strlen("2024") + COUNTS + SEAL);
    assert_memory_equal(b.bytes + HEAD, "\x01\0\0\0\x06\0\0\0carers\x04\0\0\0" "2024\x01\0\0\0\0\0\0\0", 30);
    free(b.bytes);
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

static void buffers_of_every_length(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *profile = profile_of(spectrum, 0, 2, 1);
    blob b = save(profile);
    uint8_t *buffer = malloc(b.length + 8);
    size_t needed = 77;
    (void)state;
    assert_non_null(buffer);
    for (size_t capacity = 0; capacity <= b.length + 1; capacity++) {
        memset(buffer, 0xEE, b.length + 8);
        assert_int_equal(coprod_profile_save(profile, buffer, capacity, &needed),
                         capacity < b.length ? COPROD_E_BUFFER : COPROD_OK);
        assert_int_equal(needed, b.length);
        assert_true(all_are(buffer, capacity < b.length ? capacity : b.length, b.length + 8, 0xEE));
    }
    assert_memory_equal(buffer, b.bytes, b.length);
    free(buffer);
    free(b.bytes);
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

static void damaged_and_cut_short(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *profile = profile_of(spectrum, 0, 2, 1);
    blob b = save(profile);
    uint8_t *own = malloc(b.length + 1);
    (void)state;
    assert_non_null(own);
    for (size_t i = 0; i < b.length; i++) {
        memcpy(own, b.bytes, b.length);
        own[i] ^= 1;
        assert_int_equal(load(own, b.length, spectrum), COPROD_E_BLOB);
    }
    for (size_t length = 0; length < b.length; length++) {
        uint8_t *exact = malloc(length + 1); /* so that ASan sees a step too far */
        assert_non_null(exact);
        memcpy(exact, b.bytes, length);
        assert_int_equal(load(exact, length, spectrum), COPROD_E_BLOB);
        free(exact);
    }
    memcpy(own, b.bytes, b.length);
    own[b.length] = 0;
    assert_int_equal(load(own, b.length + 1, spectrum), COPROD_E_BLOB);
    free(own);
    free(b.bytes);
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

static void another_spectrum_is_refused(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5"), *other = builtin("nhse5+led");
    coprod_profile *profile = profile_of(spectrum, 0, 2, 1);
    blob b = save(profile);
    (void)state;
    assert_int_equal(load(b.bytes, b.length, other), COPROD_E_FINGERPRINT);
    assert_int_equal(load(b.bytes, b.length, spectrum), COPROD_OK);
    free(b.bytes);
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
    coprod_spectrum_free(other);
}

/* Where the parts of the first line stand, of a profile with one line without texts. */
enum { LINE = HEAD + COUNT + 8, CONTRADICTORY = LINE + 8, CERTAIN = LINE + 16, RANKS = LINE + 24,
       STEPS = RANKS + 3 * 17 * 8 };

/* Bytes with a right checksum that no profile can have written. */
static void numbers_that_cannot_be(void **state)
{
    static const struct {
        size_t at;
        uint8_t byte;
        const char *what;
    } cases[] = {
        {LINE, 0, "no activities"},
        {LINE, 2, "more activities than ranks"},
        {LINE + 4, 1, "2^32 activities and more"},
        {CONTRADICTORY, 1, "contradictory, and yet at a rank"},
        {CONTRADICTORY, 2, "more contradictory ones than there are"},
        {CERTAIN, 2, "more certain ones than there are"},
        {RANKS, 2, "a rank with more than there are"},
        {RANKS + 8, 2, "the lowest ranks do not add up"},
        {RANKS + 16, 3, "the highest ranks do not add up"},
        {RANKS + 6 * 24, 1, "a rank that the spectrum does not have"},
        {STEPS, 2, "more next steps than activities"},
        {STEPS + 12 * 8, 1, "a step in an indicator that is not there"},
        {HEAD, 0, "fewer lines than there are"},
        {HEAD, 2, "more lines than there are"},
        {HEAD + 3, 0xFF, "very many lines"},
        {HEAD + COUNT, 4, "a longer text, so that all else moves"},
        {HEAD + COUNT + 3, 0xFF, "a text longer than the whole"},
    };
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *profile = profile_of(spectrum, 7, 0, 1);
    coprod_classification *result = result_of(spectrum, "{'flow': 0}");
    blob b, own;
    (void)state;
    assert_int_equal(coprod_profile_add(profile, result, NULL, NULL), COPROD_OK);
    b = save(profile);
    own = (blob){malloc(b.length), b.length};
    assert_non_null(own.bytes);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memcpy(own.bytes, b.bytes, b.length);
        own.bytes[cases[i].at] = cases[i].byte;
        seal(&own);
        if (load(own.bytes, own.length, spectrum) != COPROD_E_BLOB)
            fail_msg("%s", cases[i].what);
    }
    memcpy(own.bytes, b.bytes, b.length);
    seal(&own);
    assert_int_equal(load(own.bytes, own.length, spectrum), COPROD_OK);
    free(b.bytes);
    free(own.bytes);
    coprod_classification_free(result);
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

/* Lines of contradictory activities, which have no other counts, with a right checksum. */
static coprod_status load_lines(const coprod_spectrum *spectrum, const char *const (*pairs)[2], size_t count,
                                uint64_t activities)
{
    static uint8_t bytes[8192];
    coprod__blob_out out;
    size_t needed = 0;
    coprod__blob_begin(&out, bytes, sizeof bytes, 1, 1, spectrum->fingerprint);
    coprod__blob_number(&out, count, 4);
    for (size_t line = 0; line < count; line++) {
        coprod__blob_text(&out, pairs[line][0]);
        coprod__blob_text(&out, pairs[line][1]);
        coprod__blob_number(&out, activities, 8);
        coprod__blob_number(&out, activities, 8);
        for (size_t i = 0; i < COUNTS / 8 - 2; i++)
            coprod__blob_number(&out, 0, 8);
    }
    assert_int_equal(coprod__blob_end(&out, &needed), COPROD_OK);
    return load(bytes, needed, spectrum);
}

static void lines_that_cannot_be(void **state)
{
    static const struct {
        const char *pairs[2][2];
        coprod_status status;
    } cases[] = {
        {{{"aa", "24"}, {"bb", "24"}}, COPROD_OK},
        {{{"aa", "24"}, {"aa", "25"}}, COPROD_OK},
        {{{"aa", "24"}, {"aa", "24"}}, COPROD_E_BLOB}, /* a pair stands there twice */
        {{{"bb", "24"}, {"aa", "24"}}, COPROD_E_BLOB}, /* the order is part of the form */
        {{{"bbb", "24"}, {"aa", "24"}}, COPROD_E_BLOB},
        {{{"aa", "25"}, {"aa", "24"}}, COPROD_E_BLOB},
        {{{"aa", "255"}, {"aa", "24"}}, COPROD_E_BLOB},
        {{{"a\xFF", "24"}, {"b", "24"}}, COPROD_E_BLOB}, /* no UTF-8 */
        {{{"a", "24"}, {"b", "\x80"}}, COPROD_E_BLOB},
    };
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (load_lines(spectrum, cases[i].pairs, 2, 3) != cases[i].status)
            fail_msg("%s %s, %s %s", cases[i].pairs[0][0], cases[i].pairs[0][1], cases[i].pairs[1][0],
                     cases[i].pairs[1][1]);
    coprod_spectrum_free(spectrum);
}

/* Each line is small enough, their sum is not. */
static void lines_whose_sum_is_too_large(void **state)
{
    static const char *const pairs[2][2] = {{"a", ""}, {"b", ""}};
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    assert_int_equal(load_lines(spectrum, pairs, 2, (uint64_t)1 << 31), COPROD_E_BLOB);
    assert_int_equal(load_lines(spectrum, pairs, 2, ((uint64_t)1 << 31) - 1), COPROD_OK);
    assert_int_equal(load_lines(spectrum, pairs, 1, UINT32_MAX), COPROD_OK);
    assert_int_equal(load_lines(spectrum, pairs, 1, (uint64_t)UINT32_MAX + 1), COPROD_E_BLOB);
    coprod_spectrum_free(spectrum);
}

/* Not even a number of lines. */
static void a_frame_without_a_payload(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    uint8_t bytes[HEAD + 3 + SEAL];
    (void)state;
    for (size_t payload = 0; payload <= 3; payload++) {
        coprod__blob_out out;
        size_t needed = 0;
        coprod__blob_begin(&out, bytes, sizeof bytes, 1, 1, spectrum->fingerprint);
        coprod__blob_number(&out, 0, payload);
        assert_int_equal(coprod__blob_end(&out, &needed), COPROD_OK);
        assert_int_equal(load(bytes, needed, spectrum), COPROD_E_BLOB);
    }
    coprod_spectrum_free(spectrum);
}

static void wrong_arguments(void **state)
{
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *profile = profile_of(spectrum, 0, 1, 1), *loaded = (coprod_profile *)1;
    blob b = save(profile);
    size_t needed = 77;
    (void)state;
    assert_int_equal(coprod_profile_save(NULL, b.bytes, b.length, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(needed, 0);
    needed = 77;
    assert_int_equal(coprod_profile_save(profile, NULL, 5, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(needed, 0);
    assert_int_equal(coprod_profile_save(profile, b.bytes, b.length, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_profile_load(b.bytes, b.length, spectrum, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_profile_load(NULL, 0, spectrum, NULL, &loaded), COPROD_E_ARGUMENT);
    assert_null(loaded);
    loaded = (coprod_profile *)1;
    assert_int_equal(coprod_profile_load(b.bytes, b.length, NULL, NULL, &loaded), COPROD_E_ARGUMENT);
    assert_null(loaded);
    loaded = (coprod_profile *)1;
    assert_int_equal(coprod_profile_load(b.bytes, b.length, spectrum, &half, &loaded), COPROD_E_ARGUMENT);
    assert_null(loaded);
    free(b.bytes);
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_saved_comes_back),
        cmocka_unit_test(the_bytes_do_not_tell_the_order),
        cmocka_unit_test(the_form_of_the_bytes),
        cmocka_unit_test(buffers_of_every_length),
        cmocka_unit_test(damaged_and_cut_short),
        cmocka_unit_test(another_spectrum_is_refused),
        cmocka_unit_test(numbers_that_cannot_be),
        cmocka_unit_test(lines_that_cannot_be),
        cmocka_unit_test(lines_whose_sum_is_too_large),
        cmocka_unit_test(a_frame_without_a_payload),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
