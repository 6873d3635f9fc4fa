/* SPDX-License-Identifier: MIT */
/* A frame, and tallies of counts in it. */
#ifndef COPROD_TEST_TALLY_TOOLS_H
#define COPROD_TEST_TALLY_TOOLS_H

#include "loop_tools.h"
#include "random.h"
#include "tally_internal.h"

static const char tally_frame_text[] =
    "{'schema': 'equity-frame/1', 'N': 60, 'groups': [{'id': 'a', 'dimension': 'ethnic', 'population': 600, 'denominator':"
    " 1000}, {'id': 'b', 'dimension': 'ethnic', 'population': 400, 'denominator': 1000}, {'id': 'carer', 'dimension': 'life',"
    " 'population': 100, 'denominator': 1000}, {'id': 'veteran', 'dimension': 'life', 'population': 50, 'denominator':"
    " 1000}], 'kinds': {'ethnic': 'partition', 'life': 'membership'}}";

enum { GROUPS = 4, DIMENSIONS = 2, UNKNOWNS = DIMENSIONS * COPROD_UNKNOWN_CLASSES };

static inline coprod_frame *frame_of(const char *quoted)
{
    coprod_frame *frame = NULL;
    json_t *json = json_of(quoted);
    char *text = json_dumps(json, 0);
    assert_int_equal(coprod_frame_load(text, COPROD_NTS, NULL, NULL, &frame), COPROD_OK);
    json_decref(json);
    free(text);
    return frame;
}

static inline coprod_tally *tally_of(const coprod_frame *frame, int32_t parts)
{
    coprod_tally *tally = NULL;
    assert_int_equal(coprod_tally_new(frame, parts, NULL, &tally), COPROD_OK);
    return tally;
}

static inline uint8_t *saved(const coprod_tally *tally, size_t *length)
{
    uint8_t *bytes;
    assert_int_equal(coprod_tally_save(tally, NULL, 0, length), COPROD_E_BUFFER);
    bytes = malloc(*length);
    assert_int_equal(coprod_tally_save(tally, bytes, *length, length), COPROD_OK);
    return bytes;
}

static inline void assert_same(const coprod_tally *a, const coprod_tally *b)
{
    size_t first, second;
    uint8_t *one = saved(a, &first), *other = saved(b, &second);
    assert_int_equal(first, second);
    assert_memory_equal(one, other, first);
    free(one);
    free(other);
}

/* What stands at a JSON pointer. */
static inline void assert_same_json(const coprod_tally *tally, const coprod_tally_filter *filter, const char *at,
                             const char *expected)
{
    static char text[1 << 16];
    json_t *document, *value;
    char *found;
    assert_int_equal(coprod_tally_json(tally, filter, text, sizeof text, NULL), COPROD_OK);
    document = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(document);
    value = document;
    while (value && *at++) {
        char key[64];
        const size_t length = strcspn(at, "/");
        memcpy(key, at, length);
        key[length] = '\0';
        value = json_is_array(value) ? json_array_get(value, (size_t)strtol(key, NULL, 10)) : json_object_get(value, key);
        at += length;
    }
    assert_non_null(value);
    found = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    assert_string_equal(found, expected);
    free(found);
    json_decref(document);
}

static inline coprod_tally_part part_of(const char *event, const char *partner, int32_t day, int32_t kind)
{
    coprod_tally_part part = {sizeof part, event, partner, day, day != 0, kind, 0};
    return part;
}

static inline void add(coprod_tally *tally, const coprod_tally_part *part, uint64_t a, uint64_t b, uint64_t carer,
                uint64_t veteran, int64_t known, int64_t declined)
{
    const uint64_t counts[GROUPS] = {a, b, carer, veteran};
    const int64_t knowns[DIMENSIONS] = {-1, known};
    int64_t unknown[UNKNOWNS] = {declined, 1, 2, 3, 4, 0, 0, 0, 0, 0};
    coprod_score_input input = {sizeof input, counts, GROUPS, knowns, unknown};
    if (declined < 0)
        input.unknown = NULL;
    assert_int_equal(coprod_tally_add(tally, part, &input), COPROD_OK);
}

static inline coprod_frame *tally_frame(void)
{
    return frame_of(tally_frame_text);
}

#endif
