/* SPDX-License-Identifier: MIT */
/* The input as a saved tally; as the inside of one, in a frame whose checksum is right, which no fuzzer finds; and as a
 * column of codes. */
#include "fuzz.h"

#include "blob_internal.h"

enum { HEAD = 48, TAIL = 32, KIND = 4, GROUPS = 4, DIMENSIONS = 2 };

static const char frame_text[] =
    "{\"N\": 60, \"kinds\": {\"d\": \"partition\", \"e\": \"membership\"}, \"groups\": ["
    "{\"id\": \"a\", \"dimension\": \"d\", \"population\": 6, \"denominator\": 10},"
    "{\"id\": \"m\", \"dimension\": \"e\", \"population\": 1, \"denominator\": 10},"
    "{\"id\": \"b\", \"dimension\": \"d\", \"population\": 4, \"denominator\": 10},"
    "{\"id\": \"n\", \"dimension\": \"e\", \"population\": 2, \"denominator\": 10}]}";

static const coprod_frame *frame_once(void)
{
    static coprod_frame *frame;
    if (!frame && coprod_frame_load(frame_text, COPROD_NTS, NULL, NULL, &frame) != COPROD_OK)
        abort();
    return frame;
}

static void saved_again(const coprod_tally *tally, const uint8_t *bytes, size_t size)
{
    size_t needed = 0;
    uint8_t *again = malloc(size);
    HOLDS(again);
    HOLDS(coprod_tally_save(tally, again, size, &needed) == COPROD_OK && needed == size);
    HOLDS(!memcmp(again, bytes, size));
    HOLDS(coprod_tally_save(tally, again, size - 1, &needed) == COPROD_E_BUFFER && needed == size);
    free(again);
}

/* The parts one by one add up to the whole. */
static void ask(const coprod_tally *tally)
{
    uint64_t counts[GROUPS], sum[2][GROUPS] = {{0}};
    int64_t known[DIMENSIONS], unknown[DIMENSIONS * COPROD_UNKNOWN_CLASSES];
    size_t parts = 0, needed = 0, all = 0;
    coprod_score *score = NULL;
    char *text;
    HOLDS(coprod_tally_frame(tally) == frame_once() && coprod_tally_overlap(tally) <= COPROD_PARTS_DISJOINT);
    for (size_t i = 0; i < coprod_tally_count(tally); i++) {
        coprod_tally_part part = {.size = sizeof part};
        coprod_tally_filter filter = {.size = sizeof filter};
        HOLDS(coprod_tally_get(tally, i, &part) == COPROD_OK && part.event && part.partner);
        filter.event = part.event, filter.partner = part.partner, filter.kind = part.kind;
        filter.first_day = filter.last_day = part.day, filter.has_first = filter.has_last = part.has_day;
        HOLDS(coprod_tally_sum(tally, &filter, counts, GROUPS, known, unknown, DIMENSIONS, &parts) == COPROD_OK);
        HOLDS(parts > 0);
        HOLDS(!part.has_day || parts == 1);
    }
    for (int kind = 0; kind < 2; kind++) {
        const coprod_tally_filter filter = {.size = sizeof filter, .kind = kind};
        HOLDS(coprod_tally_sum(tally, &filter, sum[kind], GROUPS, known, unknown, DIMENSIONS, &parts) == COPROD_OK);
        all += parts;
        for (int d = 0; d < DIMENSIONS; d++)
            HOLDS(known[d] >= -1 && known[d] <= UINT32_MAX && unknown[d * COPROD_UNKNOWN_CLASSES] >= -1);
        HOLDS(known[0] < 0 || (uint64_t)known[0] == sum[kind][0] + sum[kind][2]);
    }
    HOLDS(all == coprod_tally_count(tally));
    HOLDS(coprod_tally_score(tally, NULL, NULL, &score) == COPROD_OK && score);
    coprod_score_free(score);
    HOLDS(coprod_tally_json(tally, NULL, NULL, 0, &needed) == COPROD_E_BUFFER);
    text = malloc(needed);
    HOLDS(text && coprod_tally_json(tally, NULL, text, needed, NULL) == COPROD_OK && strlen(text) + 1 == needed);
    free(text);
}

static int load(const uint8_t *bytes, size_t size)
{
    coprod_tally *tally = (coprod_tally *)&bytes, *other = NULL;
    coprod_status status = coprod_tally_load(bytes, size, frame_once(), NULL, &tally);
    HOLDS(!tally == (status != COPROD_OK));
    HOLDS(status == COPROD_OK || status == COPROD_E_BLOB || status == COPROD_E_FINGERPRINT);
    if (!tally)
        return 0;
    ask(tally);
    saved_again(tally, bytes, size);
    HOLDS(coprod_tally_load(bytes, size, frame_once(), NULL, &other) == COPROD_OK);
    status = coprod_tally_merge(tally, other, COPROD_PARTS_MAY_OVERLAP);
    HOLDS(status == COPROD_OK || status == COPROD_E_OVERFLOW);
    HOLDS(coprod_tally_count(tally) == coprod_tally_count(other));
    if (status == COPROD_E_OVERFLOW)
        saved_again(tally, bytes, size);
    coprod_tally_free(other);
    coprod_tally_free(tally);
    return 1;
}

/* The input as codes, and its first bytes as the event of their part. */
static void add(const uint8_t *data, size_t size)
{
    const size_t rows = size / 2;
    uint16_t *codes = malloc(size + 2);
    char event[9] = {0};
    const coprod_tally_part part = {.size = sizeof part, .event = event, .day = (int32_t)size, .has_day = size % 2};
    coprod_tally *tally = NULL, *back = NULL;
    size_t bad = SIZE_MAX, needed = 0;
    uint8_t *bytes;
    coprod_status status;
    HOLDS(codes && coprod_tally_new(frame_once(), COPROD_PARTS_DISJOINT, NULL, &tally) == COPROD_OK);
    memcpy(event, size ? (const void *)data : event, size < 8 ? size : 8);
    memcpy(codes, size ? (const void *)data : event, rows * 2);
    status = coprod_tally_add_column(tally, &part, size % 3 == 0, codes, rows, &bad);
    HOLDS(status == COPROD_OK || status == COPROD_E_UNKNOWN || status == COPROD_E_TEXT);
    HOLDS(coprod_tally_count(tally) == (status == COPROD_OK));
    if (status == COPROD_E_UNKNOWN) {
        HOLDS(bad < rows && codes[bad] >= 2 && codes[bad] < COPROD_TALLY_UNKNOWN);
        event[0] = '\0';
        HOLDS(coprod_tally_add_column(tally, &part, 0, codes, bad, NULL) == COPROD_OK);
    }
    HOLDS(coprod_tally_save(tally, NULL, 0, &needed) == COPROD_E_BUFFER);
    bytes = malloc(needed);
    HOLDS(bytes && coprod_tally_save(tally, bytes, needed, &needed) == COPROD_OK);
    HOLDS(load(bytes, needed) && coprod_tally_load(bytes, needed - 1, frame_once(), NULL, &back) == COPROD_E_BLOB);
    free(bytes);
    free(codes);
    coprod_tally_free(tally);
}

/* Counts of any size; what is refused changes nothing. */
static void add_counts(const uint8_t *data, size_t size)
{
    uint64_t counts[GROUPS] = {0};
    int64_t known[DIMENSIONS] = {-1, -1}, unknown[DIMENSIONS * COPROD_UNKNOWN_CLASSES] = {0};
    const coprod_score_input input = {sizeof input, counts, GROUPS, known, size % 2 ? unknown : NULL};
    const coprod_tally_part part = {.size = sizeof part};
    coprod_tally *tally = NULL;
    memcpy(counts, size ? (const void *)data : counts, size < sizeof counts ? size : sizeof counts);
    if (size > sizeof counts)
        memcpy(unknown, data + sizeof counts, size - sizeof counts < sizeof unknown ? size - sizeof counts : sizeof unknown);
    HOLDS(coprod_tally_new(frame_once(), COPROD_PARTS_MAY_OVERLAP, NULL, &tally) == COPROD_OK);
    for (int i = 0; i < 3; i++) {
        const coprod_status status = coprod_tally_add(tally, &part, &input);
        HOLDS(status == COPROD_OK || status == COPROD_E_RANGE || status == COPROD_E_OVERFLOW);
        HOLDS(i || coprod_tally_count(tally) == (status == COPROD_OK));
    }
    ask(tally);
    coprod_tally_free(tally);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t whole = HEAD + size + TAIL;
    uint8_t *bytes = malloc(whole);
    coprod_frame_info info = {.size = sizeof info};
    coprod__blob_out out;
    HOLDS(bytes && coprod_frame_get(frame_once(), &info) == COPROD_OK);
    load(data, size);
    coprod__blob_begin(&out, bytes, whole, KIND, 1, info.fingerprint);
    for (size_t i = 0; i < size; i++)
        coprod__blob_number(&out, data[i], 1);
    HOLDS(coprod__blob_end(&out, &whole) == COPROD_OK);
    load(bytes, whole);
    free(bytes);
    add(data, size);
    add_counts(data, size);
    return 0;
}
