/* SPDX-License-Identifier: MIT */
/* coprod plan: gaps that were found, with what each needs: exactly, or as far as the published list tells it. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "invite.h"

typedef struct found_gaps {
    const invite_options *options;
    const coprod_pattern_schema *schema;
    uint64_t threshold;
    int published; /* counts are bands already */
    int by_rate;
} found_gaps;

static const json_t *number_of(const json_t *object, const char *key, uint64_t *number)
{
    const json_t *json = json_object_get(object, key);
    const json_int_t value = json_integer_value(json);
    *number = value > 0 ? (uint64_t)value : 0;
    return json_is_integer(json) && value >= 0 ? json : NULL;
}

int invite_is_plan(const char *name, const char *document)
{
    json_t *json = json_loads(document, 0, NULL);
    const char *schema = json_string_value(json_object_get(json, "schema"));
    const int gaps = schema && !strcmp(schema, "pattern-gaps/1");
    json_decref(json);
    if (gaps)
        program_fail(name, "/schema", "this is a list of gaps; --gaps takes it");
    return !gaps;
}

int invite_names_people(const char *document)
{
    json_t *json = document ? json_loads(document, 0, NULL) : NULL;
    const size_t profiles = json_array_size(json_object_get(json, "people"));
    json_decref(json);
    return profiles != 0;
}

/* What may be published of these gaps. Returns an exit code. */
static int check_view(invite_options *own, const json_t *found, found_gaps *gaps)
{
    uint64_t people, published, top;
    if (!number_of(found, "publish_from", &published))
        return program_fail(own->gaps, "/publish_from", "a whole number is expected, 0 where true counts are told");
    number_of(found, "threshold", &gaps->threshold);
    gaps->published = published != 0;
    if (published && own->publish_from && published != own->publish_from)
        return program_fail(own->gaps, "/publish_from", "is another number than --publish; leave that out");
    own->publish_from = published ? published : own->publish_from;
    if (!own->publish_from)
        return PROGRAM_FINE;
    if (!published && number_of(found, "top", &top) && top)
        return program_fail(own->gaps, "/top", "these gaps were chosen by true numbers; search with --publish too");
    if (json_object_get(found, "rate"))
        return program_fail(own->gaps, "/rate", "gaps by a rate are not published");
    if (own->publish_from > gaps->threshold)
        return program_fail(own->gaps, "/threshold", "is below --publish; the list of gaps itself tells more");
    if (!number_of(found, "people", &people))
        number_of(json_object_get(found, "people"), "from", &people);
    if (people < own->publish_from)
        return program_fail(own->gaps, "/people", "fewer people than --publish were counted; nothing can be told");
    return PROGRAM_FINE;
}

/* People whom a gap needs; 0 after an error. */
static uint64_t need_of(const found_gaps *gaps, const json_t *gap, size_t index)
{
    const invite_options *own = gaps->options;
    const json_t *deficit = json_object_get(gap, "deficit");
    uint64_t need = 0, count;
    char place[64];
    if (own->once || gaps->by_rate)
        return 1; /* there is no deficit */
    snprintf(place, sizeof place, "/gaps/%zu/%s", index,
             own->publish_from && !gaps->published ? "coverage" : "deficit");
    if (gaps->published)
        number_of(deficit, "to", &need);
    else if (!own->publish_from)
        number_of(gap, "deficit", &need);
    else if (number_of(gap, "coverage", &count))
        coprod_pattern_plan_need(gaps->schema, count, gaps->threshold, own->publish_from, &need);
    if (!need)
        program_fail(own->gaps, place, gaps->published ? "a band is expected: these gaps were published"
                                                       : "a whole number is expected that makes this a gap");
    return need;
}

/* Whether all gaps are there, of this schema, and may be told as asked. Returns an exit code. */
static int check_found(invite_options *own, const json_t *found, found_gaps *gaps)
{
    const char *kind = json_string_value(json_object_get(found, "schema"));
    const char *of = json_string_value(json_object_get(json_object_get(found, "schema_of"), "fingerprint"));
    coprod_pattern_schema_info info = {.size = sizeof info};
    if (!kind || strcmp(kind, "pattern-gaps/1") || !of)
        return program_fail(own->gaps, !kind ? NULL : of ? "/schema" : "/schema_of",
                            "is no answer of \"coprod missing --json\"");
    coprod_pattern_schema_get(gaps->schema, &info);
    if (strcmp(of, info.fingerprint))
        return program_fail(own->gaps, "/schema_of/fingerprint", "these gaps were found with another schema");
    if (!json_is_false(json_object_get(found, "truncated")))
        return program_fail(own->gaps, "/truncated", "not all gaps are here; search with --levels or a larger --most");
    if (!json_is_false(json_object_get(found, "count_only")) || !json_is_array(json_object_get(found, "gaps")))
        return program_fail(own->gaps, "/gaps", "the gaps themselves are not here; search without --count");
    return check_view(own, found, gaps);
}

/* --- in an order that tells nothing: true gaps stand in that of how many live there --- */

typedef struct placed_gap {
    json_t *gap;
    size_t level;
    uint16_t codes[INVITE_ATTRIBUTES]; /* 65535: open, behind all values */
} placed_gap;

static int by_level_and_codes(const void *a, const void *b)
{
    const placed_gap *x = a, *y = b;
    if (x->level != y->level)
        return x->level < y->level ? -1 : 1;
    for (size_t i = 0; i < sizeof x->codes / sizeof *x->codes; i++)
        if (x->codes[i] != y->codes[i])
            return x->codes[i] < y->codes[i] ? -1 : 1;
    return 0;
}

static void place_gap(const coprod_pattern_schema *schema, json_t *gap, placed_gap *to)
{
    const json_t *pattern = json_object_get(gap, "pattern");
    to->gap = gap;
    to->level = json_object_size(pattern);
    invite_codes(schema, pattern, to->codes, INVITE_ATTRIBUTES);
}

/* Returns an exit code. */
static int sort_gaps(const coprod_pattern_schema *schema, json_t *list)
{
    const size_t count = json_array_size(list);
    placed_gap *placed = calloc(count + 1, sizeof *placed);
    json_t *sorted = json_array();
    int code = placed && sorted ? PROGRAM_FINE : program_status("plan", COPROD_E_MEMORY);
    for (size_t i = 0; code == PROGRAM_FINE && i < count; i++)
        place_gap(schema, json_array_get(list, i), &placed[i]);
    if (code == PROGRAM_FINE)
        qsort(placed, count, sizeof *placed, by_level_and_codes);
    for (size_t i = 0; code == PROGRAM_FINE && i < count; i++)
        json_array_append(sorted, placed[i].gap);
    if (code == PROGRAM_FINE) {
        json_array_clear(list);
        json_array_extend(list, sorted);
    }
    json_decref(sorted);
    free(placed);
    return code;
}

/* Adds the gaps of an answer of "coprod missing", with what each needs. Returns an exit code. */
static int copy_gaps(invite_options *own, const json_t *found, const coprod_pattern_schema *schema, json_t *list)
{
    found_gaps gaps = {.options = own, .schema = schema, .by_rate = json_object_get(found, "rate") != NULL};
    json_t *copied = json_array(), *gap;
    size_t i;
    int code = check_found(own, found, &gaps);
    json_array_foreach(json_object_get(found, "gaps"), i, gap) {
        json_t *pattern = json_object_get(gap, "pattern");
        char place[64];
        uint64_t need = 0;
        if (code != PROGRAM_FINE)
            break;
        snprintf(place, sizeof place, "/gaps/%zu/pattern", i);
        if (json_is_object(pattern))
            need = need_of(&gaps, gap, i);
        else
            program_fail(own->gaps, place, "an object is expected");
        code = need ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
        json_array_append_new(copied, json_pack("{sOsI}", "pattern", pattern, "need", (json_int_t)need));
    }
    if (code == PROGRAM_FINE)
        code = invite_check(own, schema, found);
    if (code == PROGRAM_FINE && own->publish_from)
        code = sort_gaps(schema, copied);
    if (code == PROGRAM_FINE)
        json_array_extend(list, copied);
    json_decref(copied);
    return code;
}

static json_t *load_found(const char *path, const char *text, size_t length)
{
    json_error_t error;
    json_t *found = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    char place[64];
    if (found)
        return found;
    snprintf(place, sizeof place, "line %d, column %d", error.line, error.column);
    program_fail(path, place, error.text);
    return NULL;
}

char *invite_gaps(invite_options *options, const coprod_pattern_schema *schema, const char *text)
{
    size_t length = 0;
    char *found_text = program_read(options->gaps, &length), *whole = NULL;
    json_t *found = found_text ? load_found(options->gaps, found_text, length) : NULL;
    json_t *document = text ? json_loads(text, JSON_REJECT_DUPLICATES, NULL)
                            : json_pack("{ss}", "schema", "pattern-plan/1");
    json_t *gaps = json_object_get(document, "gaps");
    if (json_is_object(document) && !gaps) {
        gaps = json_array();
        json_object_set_new(document, "gaps", gaps);
    }
    if (!json_is_array(gaps))
        whole = text ? strdup(text) : NULL; /* its loader says what is wrong with it */
    else if (found && copy_gaps(options, found, schema, gaps) == PROGRAM_FINE)
        whole = json_dumps(document, JSON_COMPACT);
    json_decref(document);
    json_decref(found);
    free(found_text);
    return whole;
}
