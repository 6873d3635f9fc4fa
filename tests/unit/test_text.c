/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <jansson.h>

#include "text_internal.h"

static coprod_status check(const void *text, size_t length)
{
    size_t bytes = 12345;
    coprod_status status = coprod__text_check(text, length, &bytes);
    assert_int_equal(bytes, status == COPROD_OK ? length : 0);
    return status;
}

/* UTF-8 by its arithmetic, not by a table of ranges. */
static size_t encode(uint32_t point, unsigned char *bytes)
{
    static const uint32_t first[] = {0, 0x80, 0x800, 0x10000};
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    size_t n = 4;
    while (point < first[n - 1])
        n--;
    for (size_t i = n; i-- > 1; point >>= 6)
        bytes[i] = (unsigned char)(0x80 | (point & 0x3F));
    bytes[0] = (unsigned char)(lead[n - 1] | point);
    return n;
}

/* --- checking --- */

static void every_character_is_text(void **state)
{
    unsigned char bytes[4];
    (void)state;
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        size_t n = encode(point, bytes);
        int surrogate = point >= 0xD800 && point <= 0xDFFF;
        if (check(bytes, n) != (surrogate || !point ? COPROD_E_TEXT : COPROD_OK))
            fail_msg("U+%04X", (unsigned)point);
        for (size_t cut = 1; cut < n; cut++) /* no character is whole before its end */
            if (check(bytes, cut) != COPROD_E_TEXT)
                fail_msg("U+%04X cut to %zu", (unsigned)point, cut);
    }
}

/* If each valid text is accepted and the number of accepted ones is right, then nothing else is accepted. */
static void no_other_bytes_are_text(void **state)
{
    const uint32_t ascii = 127, two = 0x800 - 0x80, three = 0x10000 - 0x800 - 0x800, four = 0x110000 - 0x10000;
    unsigned char bytes[4];
    uint32_t count = 0;
    (void)state;
    for (uint32_t i = 0; i < 0x100; i++) {
        bytes[0] = (unsigned char)i;
        count += check(bytes, 1) == COPROD_OK;
    }
    assert_int_equal(count, ascii);
    count = 0;
    for (uint32_t i = 0; i < 0x10000; i++) {
        bytes[0] = (unsigned char)(i >> 8);
        bytes[1] = (unsigned char)i;
        count += check(bytes, 2) == COPROD_OK;
    }
    assert_int_equal(count, ascii * ascii + two);
    count = 0;
    for (uint32_t i = 0; i < 0x1000000; i++) {
        bytes[0] = (unsigned char)(i >> 16);
        bytes[1] = (unsigned char)(i >> 8);
        bytes[2] = (unsigned char)i;
        count += check(bytes, 3) == COPROD_OK;
    }
    assert_int_equal(count, ascii * ascii * ascii + 2 * ascii * two + three);
    count = 0;
    for (uint32_t i = 0xE00000; i < 0x1000000; i++) /* four bytes that end in a continuation, of which there are 64 */
        for (unsigned char last = 0x80; last < 0xC0; last = (unsigned char)(last + 0x3F)) {
            bytes[0] = (unsigned char)(i >> 16);
            bytes[1] = (unsigned char)(i >> 8);
            bytes[2] = (unsigned char)i;
            bytes[3] = last;
            count += check(bytes, 4) == COPROD_OK;
        }
    assert_int_equal(count, four / 64 * 2);
}

static void what_is_not_utf8_is_named(void **state)
{
    static const char *const bad[] = {
        "\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x41", "\xC2\xC2", "\xE0\x80\x80", "\xE0\x9F\xBF",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xED\xA0\xBD\xED\xB8\x80", "\xE2\x82", "\xE2\x82\x41", "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFC\x84\x80\x80\x80\x80",
        "\xFE", "\xFF", "good \xFF", "good \xE2\x82", "\xE2\x82\xAC\xE2\x82", "\xF0\x9F\x98", "\xF0\x9F\x98\x41",
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(check(bad[i], strlen(bad[i])), COPROD_E_TEXT);
}

static void lengths_and_nul_bytes(void **state)
{
    size_t bytes = 12345;
    (void)state;
    assert_int_equal(coprod__text_check(NULL, 0, &bytes), COPROD_E_ARGUMENT);
    assert_int_equal(bytes, 0);
    assert_int_equal(coprod__text_check("caf\xC3\xA9", COPROD_NTS, &bytes), COPROD_OK);
    assert_int_equal(bytes, 5);
    assert_int_equal(coprod__text_check("", COPROD_NTS, &bytes), COPROD_OK);
    assert_int_equal(bytes, 0);
    assert_int_equal(check("", 0), COPROD_OK);
    assert_int_equal(check("a\0b", 3), COPROD_E_TEXT);
    assert_int_equal(check("ab", 3), COPROD_E_TEXT); /* the NUL is no part of a text */
    assert_int_equal(check("\0", 1), COPROD_E_TEXT);
    assert_int_equal(check("abc", 2), COPROD_OK);
}

/* --- writing --- */

static void a_cut_text_stays_whole_characters(void **state)
{
    static const char text[] = "a\xC3\xA9z\xE2\x82\xAC-\xF0\x9F\x98\x80!\xC3\xA9";
    const size_t whole = sizeof text;
    (void)state;
    for (size_t capacity = 0; capacity <= whole + 2; capacity++) {
        char buffer[64];
        size_t needed = 0, kept;
        coprod__writer writer;
        memset(buffer, 0x7F, sizeof buffer);
        coprod__writer_init(&writer, buffer, capacity);
        coprod__write(&writer, text);
        assert_int_equal(coprod__writer_end(&writer, &needed), capacity < whole ? COPROD_E_BUFFER : COPROD_OK);
        assert_int_equal(needed, whole);
        for (size_t i = capacity; i < sizeof buffer; i++)
            assert_int_equal(buffer[i], 0x7F);
        if (!capacity)
            continue;
        kept = strlen(buffer);
        assert_true(kept < capacity);
        assert_memory_equal(buffer, text, kept);
        assert_int_equal(check(buffer, kept), COPROD_OK);
        assert_true(kept + 4 >= (capacity < whole ? capacity : whole)); /* no more is lost than one character */
    }
}

static void a_writer_without_a_buffer_counts(void **state)
{
    coprod__writer writer;
    size_t needed = 0;
    (void)state;
    coprod__writer_init(&writer, NULL, 100);
    coprod__write(&writer, "abc");
    coprod__write_number(&writer, -12);
    coprod__write_bytes(&writer, "defgh", 2);
    assert_int_equal(coprod__writer_end(&writer, &needed), COPROD_E_BUFFER);
    assert_int_equal(needed, 9);
    assert_int_equal(coprod__writer_end(&writer, NULL), COPROD_E_BUFFER);
}

static void parts_fill_a_buffer_to_its_last_byte(void **state)
{
    char buffer[8];
    coprod__writer writer;
    (void)state;
    coprod__writer_init(&writer, buffer, sizeof buffer);
    coprod__write(&writer, "1234");
    coprod__write_bytes(&writer, "567xyz", 3);
    assert_int_equal(coprod__writer_end(&writer, NULL), COPROD_OK);
    assert_string_equal(buffer, "1234567");
    coprod__write(&writer, "8");
    coprod__write(&writer, "9");
    assert_int_equal(coprod__writer_end(&writer, NULL), COPROD_E_BUFFER);
    assert_string_equal(buffer, "1234567");
}

static void numbers_are_written_exactly(void **state)
{
    static const int64_t edges[] = {0, 1, -1, 9, 10, -10, 1000000007, INT32_MIN, INT64_MAX, INT64_MIN, INT64_MIN + 1};
    (void)state;
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        char own[32], other[32];
        coprod__writer writer;
        coprod__writer_init(&writer, own, sizeof own);
        coprod__write_number(&writer, edges[i]);
        assert_int_equal(coprod__writer_end(&writer, NULL), COPROD_OK);
        snprintf(other, sizeof other, "%lld", (long long)edges[i]);
        assert_string_equal(own, other);
    }
}

static void every_character_comes_back_from_json(void **state)
{
    char text[0x200], json[0x1000];
    size_t length = 0;
    coprod__writer writer;
    json_t *back;
    (void)state;
    for (int c = 1; c < 0x80; c++)
        text[length++] = (char)c;
    strcpy(text + length, "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    coprod__writer_init(&writer, json, sizeof json);
    coprod__write_json(&writer, text);
    assert_int_equal(coprod__writer_end(&writer, NULL), COPROD_OK);
    assert_non_null(strstr(json, "\\u001f"));
    assert_non_null(strstr(json, "\\\"#"));
    assert_non_null(strstr(json, "[\\\\]"));
    back = json_loads(json, JSON_DECODE_ANY, NULL);
    assert_string_equal(json_string_value(back), text);
    json_decref(back);
}

/* --- sentences --- */

static void sentence(const char *pattern, const char *expected)
{
    static const coprod__value values[] = {{"place", "/a", 0}, {"places", "many", 0}, {"row", NULL, -7},
                                           {"", "empty", 0}};
    char buffer[128];
    coprod__writer writer;
    coprod__writer_init(&writer, buffer, sizeof buffer);
    coprod__write_sentence(&writer, pattern, values, sizeof values / sizeof *values);
    assert_int_equal(coprod__writer_end(&writer, NULL), COPROD_OK);
    assert_string_equal(buffer, expected);
}

static void sentences_are_filled_in(void **state)
{
    (void)state;
    sentence("", "");
    sentence("no value", "no value");
    sentence("{place}", "/a");
    sentence("{place}{places}{row}", "/amany-7");
    sentence("at {place}, row {row}.", "at /a, row -7.");
    sentence("{plac} {placess} {Place} { place}", "{plac} {placess} {Place} { place}");
    sentence("{other} {place}", "{other} /a");
    sentence("open {place", "open {place");
    sentence("} {place} }", "} /a }");
    sentence("{{place}}", "{{place}}");
    sentence("{}", "empty");
    sentence("caf\xC3\xA9 {place} \xE2\x82\xAC", "caf\xC3\xA9 /a \xE2\x82\xAC");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_is_text),
        cmocka_unit_test(no_other_bytes_are_text),
        cmocka_unit_test(what_is_not_utf8_is_named),
        cmocka_unit_test(lengths_and_nul_bytes),
        cmocka_unit_test(a_cut_text_stays_whole_characters),
        cmocka_unit_test(a_writer_without_a_buffer_counts),
        cmocka_unit_test(parts_fill_a_buffer_to_its_last_byte),
        cmocka_unit_test(numbers_are_written_exactly),
        cmocka_unit_test(every_character_comes_back_from_json),
        cmocka_unit_test(sentences_are_filled_in),
    };
    return TEST_MAIN(tests);
}
