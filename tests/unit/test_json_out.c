/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "json_out_internal.h"

#include <jansson.h>

static const char whole[] = "{\"a\":\"x\\\"y\",\"n\":-7,\"yes\":true,\"no\":false,\"none\":null,\"day\":\"1970-01-02\","
                            "\"list\":[1,\"two\",[],{},{\"in\":9223372036854775807}],\"raw\":[0],\"end\":\"\"}";

static coprod_status write(char *buffer, size_t capacity, size_t *needed)
{
    coprod__json_out out = {{0}, 0};
    coprod__writer_init(&out.writer, buffer, capacity);
    coprod__out_open(&out, NULL, '{');
    coprod__out_text(&out, "a", "x\"y");
    coprod__out_number(&out, "n", -7);
    coprod__out_flag(&out, "yes", 1);
    coprod__out_flag(&out, "no", 0);
    coprod__out_null(&out, "none");
    coprod__out_day(&out, "day", 1);
    coprod__out_open(&out, "list", '[');
    coprod__out_number(&out, NULL, 1);
    coprod__out_text(&out, NULL, "two");
    coprod__out_open(&out, NULL, '[');
    coprod__out_close(&out, ']');
    coprod__out_open(&out, NULL, '{');
    coprod__out_close(&out, '}');
    coprod__out_open(&out, NULL, '{');
    coprod__out_number(&out, "in", INT64_MAX);
    coprod__out_close(&out, '}');
    coprod__out_close(&out, ']');
    coprod__out_raw(&out, "raw", "[0]");
    coprod__out_text(&out, "end", "");
    coprod__out_close(&out, '}');
    return coprod__writer_end(&out.writer, needed);
}

static void all_kinds_of_values(void **state)
{
    char buffer[512];
    size_t needed = 0;
    json_t *json;
    (void)state;
    assert_int_equal(write(buffer, sizeof buffer, &needed), COPROD_OK);
    assert_string_equal(buffer, whole);
    assert_int_equal(needed, sizeof whole);
    json = json_loads(buffer, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    json_decref(json);
}

static void buffers_of_every_length(void **state)
{
    size_t needed = 0;
    (void)state;
    for (size_t capacity = 0; capacity <= sizeof whole + 1; capacity++) {
        char *buffer = malloc(capacity + 1); /* so that ASan sees a step too far */
        assert_non_null(buffer);
        assert_int_equal(write(capacity ? buffer : NULL, capacity, &needed),
                         capacity < sizeof whole ? COPROD_E_BUFFER : COPROD_OK);
        assert_int_equal(needed, sizeof whole);
        if (capacity)
            assert_memory_equal(buffer, whole, strlen(buffer));
        free(buffer);
    }
}

static void an_object_alone(void **state)
{
    coprod__json_out out = {{0}, 0};
    char buffer[8];
    (void)state;
    coprod__writer_init(&out.writer, buffer, sizeof buffer);
    coprod__out_open(&out, NULL, '{');
    coprod__out_close(&out, '}');
    assert_int_equal(coprod__writer_end(&out.writer, NULL), COPROD_OK);
    assert_string_equal(buffer, "{}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_kinds_of_values),
        cmocka_unit_test(buffers_of_every_length),
        cmocka_unit_test(an_object_alone),
    };
    return TEST_MAIN(tests);
}
