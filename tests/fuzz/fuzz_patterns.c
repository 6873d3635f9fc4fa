/* SPDX-License-Identifier: MIT */
/* The input as a schema; as a population; as a saved tally, and as the inside of one whose checksum is right; and as rows
 * with a question, whose gaps must each be uncovered with all that says less covered, in one go and in pieces. */
#include "fuzz.h"

#include "blob_internal.h"

enum { ATTRIBUTES = 4, ROWS = 64 };

static const char schema_text[] =
    "{\"schema\": \"pattern-schema/1\", \"id\": \"f\", \"attributes\": [{\"id\": \"a\", \"may_be_unknown\": true, \"values\":"
    " [{\"id\": \"x\"}, {\"id\": \"y\", \"phrase\": \"p\"}]}, {\"id\": \"b\", \"place\": \"people\", \"values\": [{\"id\":"
    " \"x\"}, {\"id\": \"y\"}, {\"id\": \"z\", \"phrase\": \"men\"}]}, {\"id\": \"c\", \"place\": \"before\", \"values\":"
    " [{\"id\": \"only\", \"label\": \"Only\"}]}, {\"id\": \"d\", \"may_be_unknown\": true, \"values\": [{\"id\": \"1\"},"
    " {\"id\": \"2\"}, {\"id\": \"3\"}, {\"id\": \"4\"}]}]}";

static const uint32_t values[ATTRIBUTES] = {2, 3, 1, 4};

static coprod_pattern_tally *tally_of(const coprod_pattern_schema *schema)
{
    coprod_pattern_tally *tally = NULL;
    HOLDS(coprod_pattern_tally_new(schema, NULL, &tally) == COPROD_OK);
    HOLDS(coprod_pattern_tally_schema(tally) == schema);
    return tally;
}

static void same(const coprod_pattern_tally *a, const coprod_pattern_tally *b)
{
    uint8_t one[4096], two[4096];
    size_t first, second;
    HOLDS(coprod_pattern_tally_save(a, one, sizeof one, &first) == COPROD_OK);
    HOLDS(coprod_pattern_tally_save(b, two, sizeof two, &second) == COPROD_OK);
    HOLDS(first == second && !memcmp(one, two, first));
}

/* --- documents --- */

static void as_schema(const char *text, size_t size)
{
    coprod_pattern_schema *schema = NULL;
    coprod_pattern_schema_info info = {.size = sizeof info};
    if (coprod_pattern_schema_load(text, size, NULL, NULL, &schema) != COPROD_OK)
        return;
    HOLDS(coprod_pattern_schema_get(schema, &info) == COPROD_OK && info.attribute_count);
    for (uint32_t a = 0; a < info.attribute_count; a++) {
        coprod_pattern_attribute attribute = {.size = sizeof attribute};
        coprod_pattern_value value = {.size = sizeof value};
        uint32_t found = 0, code = 0;
        HOLDS(coprod_pattern_schema_attribute(schema, a, &attribute) == COPROD_OK && attribute.value_count);
        HOLDS(coprod_pattern_schema_value(schema, a, attribute.value_count - 1, &value) == COPROD_OK);
        HOLDS(coprod_pattern_schema_find(schema, attribute.id, value.id, &found, &code) == COPROD_OK);
        HOLDS(found == a && code == attribute.value_count - 1);
    }
    coprod_pattern_schema_free(schema);
}

static void as_people(const coprod_pattern_schema *schema, const char *text, size_t size)
{
    coprod_pattern_people *people = NULL;
    coprod_pattern_people_info info = {.size = sizeof info};
    uint16_t pattern[ATTRIBUTES];
    uint64_t all, some;
    memset(pattern, 0xff, sizeof pattern);
    if (coprod_pattern_people_load(text, size, schema, NULL, NULL, NULL, &people) != COPROD_OK)
        return;
    HOLDS(coprod_pattern_people_count(people, pattern, &all) == COPROD_OK);
    HOLDS(coprod_pattern_people_get(people, &info) == COPROD_OK && info.total == (info.is_told ? all : 0));
    HOLDS(strlen(info.fingerprint) == 64 && info.estimated == info.is_told);
    for (uint32_t a = 0; a < ATTRIBUTES; a++) {
        pattern[a] = (uint16_t)(values[a] - 1);
        HOLDS(coprod_pattern_people_count(people, pattern, &some) == COPROD_OK && some <= all);
        all = some;
    }
    coprod_pattern_people_free(people);
}

static void as_blob(const coprod_pattern_schema *schema, const uint8_t *bytes, size_t size)
{
    coprod_pattern_tally *tally = NULL, *twice = tally_of(schema);
    coprod_pattern_tally_info info = {.size = sizeof info};
    uint8_t again[4096];
    size_t length;
    if (coprod_pattern_tally_load(bytes, size, schema, NULL, &tally) == COPROD_OK) {
        HOLDS(coprod_pattern_tally_save(tally, again, sizeof again, &length) == COPROD_OK);
        HOLDS(length == size && !memcmp(again, bytes, size)); /* one form only */
        HOLDS(coprod_pattern_tally_get(tally, &info) == COPROD_OK && info.profiles <= info.people);
        HOLDS(coprod_pattern_tally_merge(twice, tally) == COPROD_OK);
        same(twice, tally);
    }
    coprod_pattern_tally_free(tally);
    coprod_pattern_tally_free(twice);
}

static void as_inside(const coprod_pattern_schema *schema, const uint8_t *bytes, size_t size)
{
    coprod_pattern_schema_info info = {.size = sizeof info};
    coprod__blob_out out;
    uint8_t whole[4096];
    size_t length;
    coprod_pattern_schema_get(schema, &info);
    coprod__blob_begin(&out, whole, sizeof whole, 6, 1, info.fingerprint);
    for (size_t i = 0; i < size && i < 3000; i++)
        coprod__blob_number(&out, bytes[i], 1);
    HOLDS(coprod__blob_end(&out, &length) == COPROD_OK);
    as_blob(schema, whole, length);
}

/* --- a question --- */

static void check_gap(const coprod_pattern_tally *tally, const coprod_pattern_query *query,
                      const coprod_pattern_gaps *gaps, size_t index)
{
    coprod_pattern_gap gap = {.size = sizeof gap};
    uint16_t codes[ATTRIBUTES];
    coprod_pattern_tally_info info = {.size = sizeof info};
    uint64_t people;
    char text[256];
    HOLDS(coprod_pattern_gaps_gap(gaps, index, codes, ATTRIBUTES, &gap) == COPROD_OK);
    HOLDS(coprod_pattern_tally_get(tally, &info) == COPROD_OK);
    HOLDS(coprod_pattern_gaps_text(gaps, index, query->threshold, text, sizeof text, NULL)
          == (query->threshold <= info.people && (!query->population || query->publish_from) ? COPROD_OK
                                                                                             : COPROD_E_RANGE));
    HOLDS(coprod_pattern_gaps_text(gaps, index, 0, text, sizeof text, NULL) == COPROD_OK && text[0]);
    HOLDS(coprod_pattern_tally_count(tally, codes, &people) == COPROD_OK && people == gap.coverage);
    HOLDS(people < query->threshold && gap.deficit == query->threshold - people);
    for (uint32_t a = 0; a < ATTRIBUTES; a++) {
        const uint16_t was = codes[a];
        if (was == COPROD_PATTERN_ANY)
            continue;
        codes[a] = COPROD_PATTERN_ANY;
        HOLDS(coprod_pattern_tally_count(tally, codes, &people) == COPROD_OK && people >= query->threshold);
        codes[a] = was;
    }
}

static void check_share(const coprod_pattern_gaps *gaps, size_t index)
{
    coprod_pattern_share share = {.size = sizeof share};
    double fair, ratio, tail;
    HOLDS(coprod_pattern_gaps_share(gaps, index, &share) == COPROD_OK);
    HOLDS(coprod_pattern_gaps_shares(gaps, index, 1, &fair, &ratio, &tail) == COPROD_OK);
    if (share.state == COPROD_PATTERN_SHARE_KNOWN)
        HOLDS(fair == share.fair && ratio >= 0 && tail == share.tail && tail >= 0 && tail <= 1);
    else
        HOLDS(fair != fair && ratio != ratio && tail != tail);
}

static coprod_pattern_gaps *in_pieces(const coprod_pattern_tally *tally, const coprod_pattern_query *query)
{
    coprod_pattern_search *search = NULL;
    coprod_pattern_gaps *gaps = NULL;
    int32_t done = 0;
    HOLDS(coprod_pattern_search_new(tally, query, NULL, NULL, &search) == COPROD_OK);
    while (!done)
        HOLDS(coprod_pattern_search_run(search, 1, NULL, &done) == COPROD_OK);
    HOLDS(coprod_pattern_search_take(search, &gaps) == COPROD_OK);
    coprod_pattern_search_free(search);
    return gaps;
}

/* --- what may be published --- */

/* Beside a list stand counts that are true; what follows is true too. */
static void check_follows(const coprod_pattern_tally *tally, const coprod_pattern_gaps *gaps, const uint8_t *bytes)
{
    enum { COUNTS = 4 };
    uint16_t codes[COUNTS * ATTRIBUTES], found[ATTRIBUTES], until[ATTRIBUTES];
    uint64_t low[COUNTS], high[COUNTS], people;
    coprod_pattern_beside beside = {.size = sizeof beside, .codes = codes, .low = low, .high = high, .count = COUNTS};
    coprod_pattern_leak leak = {.size = sizeof leak};
    int declared = 1;
    for (uint32_t i = 0; i < COUNTS; i++) {
        for (uint32_t a = 0; a < ATTRIBUTES; a++)
            codes[i * ATTRIBUTES + a] = bytes[i] >> a & 1 ? COPROD_PATTERN_ANY : (uint16_t)(bytes[i] / 16 % values[a]);
        HOLDS(coprod_pattern_tally_count(tally, codes + i * ATTRIBUTES, &people) == COPROD_OK);
        low[i] = people - (people < i ? people : i);
        high[i] = people + (uint64_t)bytes[i] % 3;
    }
    HOLDS(coprod_pattern_gaps_check(gaps, 1 + bytes[0] % 20, &beside, found, until, ATTRIBUTES, &leak)
          == (leak.state == COPROD_PATTERN_LEAK_NONE ? COPROD_OK : COPROD_E_RANGE));
    for (uint32_t a = 0; a < ATTRIBUTES; a++)
        declared &= found[a] == COPROD_PATTERN_ANY || (found[a] < values[a] && found[a] == until[a]);
    if (leak.state == COPROD_PATTERN_LEAK_COUNT && declared)
        HOLDS(coprod_pattern_tally_count(tally, found, &people) == COPROD_OK && leak.low <= people
              && people <= leak.high);
}

/* Bytes as a list, with or without a meaning. */
static void as_list(const coprod_pattern_schema *schema, const uint8_t *bytes, size_t size)
{
    enum { GAPS = 8 };
    uint16_t codes[GAPS * ATTRIBUTES], until[GAPS * ATTRIBUTES];
    uint64_t low[GAPS], high[GAPS], from, to;
    coprod_pattern_list list = {.size = sizeof list, .codes = codes, .low = low, .high = high};
    coprod_pattern_beside beside = {.size = sizeof beside, .low = low, .high = high, .work = 100000};
    coprod_pattern_leak leak = {.size = sizeof leak};
    for (; list.count < GAPS && 8 + (list.count + 1) * (ATTRIBUTES + 2) <= size; list.count++) {
        const uint8_t *own = bytes + 8 + list.count * (ATTRIBUTES + 2);
        for (uint32_t a = 0; a < ATTRIBUTES; a++) {
            codes[list.count * ATTRIBUTES + a] = own[a] % 16 > values[a] ? COPROD_PATTERN_ANY : own[a] % 16;
            until[list.count * ATTRIBUTES + a] = own[a] / 16 ? codes[list.count * ATTRIBUTES + a] : own[a] / 32;
        }
        low[list.count] = own[ATTRIBUTES] % 16;
        high[list.count] = low[list.count] + own[ATTRIBUTES + 1] % 16;
    }
    if (size < 8)
        return;
    list.threshold = bytes[0];
    HOLDS(coprod_pattern_view_count(schema, bytes[1], 0, bytes[2], &from, &to) == COPROD_OK && from <= bytes[1]
          && bytes[1] <= to);
    list.people_low = from;
    list.people_high = to;
    list.complete_level = bytes[3] % 6;
    list.min_population = bytes[3] / 128;
    list.may_be_more = bytes[3] / 64 % 2;
    list.beyond = bytes[4] % 8;
    beside.codes = codes + list.count / 2 * ATTRIBUTES;
    beside.until = bytes[5] & 1 ? until + list.count / 2 * ATTRIBUTES : NULL;
    beside.count = bytes[5] & 2 ? list.count - list.count / 2 : 0;
    list.count /= 2;
    HOLDS(coprod_pattern_list_check(schema, &list, bytes[2], &beside, NULL, NULL, NULL, 0, &leak) != COPROD_E_MEMORY);
}

static void ask(const coprod_pattern_tally *tally, const uint8_t *bytes)
{
    coprod_pattern_people *people = NULL;
    coprod_pattern_query query = {.size = sizeof query, .threshold = 1 + bytes[0] % 20, .max_level = bytes[1] % 5,
                                  .max_results = bytes[2] % 9};
    coprod_pattern_gaps *gaps = NULL, *pieces;
    coprod_pattern_gaps_info info = {.size = sizeof info};
    static char one[1 << 16], two[1 << 16];
    HOLDS(coprod_pattern_people_new(tally, NULL, &people) == COPROD_OK);
    query.population = bytes[3] & 1 ? people : NULL;
    query.publish_from = bytes[3] & 8 ? query.threshold : 0;
    query.min_population = query.population ? bytes[3] / 2 % 4 : 0;
    HOLDS(coprod_pattern_find(tally, &query, NULL, NULL, &gaps) == COPROD_OK);
    pieces = in_pieces(tally, &query);
    HOLDS(coprod_pattern_gaps_json(gaps, 0, one, sizeof one, NULL) == COPROD_OK);
    HOLDS(coprod_pattern_gaps_json(pieces, 0, two, sizeof two, NULL) == COPROD_OK && !strcmp(one, two));
    HOLDS(coprod_pattern_gaps_get(gaps, &info) == COPROD_OK);
    HOLDS(!query.max_results || info.count <= query.max_results);
    HOLDS(coprod_pattern_gaps_columns(gaps, bytes[2], bytes[3], NULL, NULL, NULL)
          == (bytes[2] + (uint64_t)bytes[3] <= info.count ? COPROD_OK : COPROD_E_UNKNOWN));
    HOLDS(coprod_pattern_gaps_level(gaps, 0) <= 1);
    check_follows(tally, gaps, bytes);
    for (size_t i = 0; i < info.count; i++) {
        check_gap(tally, &query, gaps, i);
        check_share(gaps, i);
    }
    coprod_pattern_gaps_free(gaps);
    coprod_pattern_gaps_free(pieces);
    coprod_pattern_people_free(people);
}

/* Four bytes of a question, then rows of a byte for each attribute, a seventh of which is not known or wrong. */
static void as_rows(const coprod_pattern_schema *schema, const uint8_t *bytes, size_t size)
{
    coprod_pattern_tally *tally = tally_of(schema), *other = tally_of(schema);
    coprod_pattern_bad_code bad = {.size = sizeof bad};
    uint8_t columns[ATTRIBUTES][ROWS];
    const void *of[ATTRIBUTES];
    const int32_t one[ATTRIBUTES] = {1, 1, 1, 1};
    uint16_t codes[ROWS * ATTRIBUTES];
    size_t rows = 0;
    coprod_status status;
    if (size < 4)
        size = 4;
    for (; rows < ROWS && 4 + (rows + 1) * ATTRIBUTES <= size; rows++)
        for (uint32_t a = 0; a < ATTRIBUTES; a++) {
            const uint8_t byte = bytes[4 + rows * ATTRIBUTES + a];
            columns[a][rows] = byte % 7 == 6 ? byte / 7 : (uint8_t)(byte % 7 % values[a]);
            codes[rows * ATTRIBUTES + a] = columns[a][rows] == 255 ? COPROD_PATTERN_ANY : columns[a][rows];
            if (byte % 7 == 6 && byte & 1) {
                columns[a][rows] = COPROD_PATTERN_UNKNOWN_8;
                codes[rows * ATTRIBUTES + a] = COPROD_PATTERN_ANY;
            }
        }
    for (uint32_t a = 0; a < ATTRIBUTES; a++)
        of[a] = columns[a];
    status = coprod_pattern_tally_add_columns(tally, of, one, NULL, rows, &bad);
    HOLDS(coprod_pattern_tally_add_rows(other, codes, NULL, rows, NULL) == status);
    HOLDS(status == COPROD_OK || (status == COPROD_E_UNKNOWN && bad.row < rows && bad.attribute < ATTRIBUTES));
    same(tally, other);
    ask(tally, bytes);
    coprod_pattern_tally_free(tally);
    coprod_pattern_tally_free(other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t none[4] = {0};
    coprod_pattern_schema *schema = NULL;
    HOLDS(coprod_pattern_schema_load(schema_text, COPROD_NTS, NULL, NULL, &schema) == COPROD_OK);
    as_schema((const char *)data, size);
    as_people(schema, (const char *)data, size);
    as_blob(schema, data, size);
    as_inside(schema, data, size);
    as_list(schema, data, size);
    as_rows(schema, size < 4 ? none : data, size);
    coprod_pattern_schema_free(schema);
    return 0;
}
