/* SPDX-License-Identifier: MIT */
/* Reads measures, and what was promised to continue. */
#include <string.h>

#include "days_internal.h"
#include "followup_internal.h"

static const coprod__place root = {NULL, NULL, 0};
static const int64_t milli_most = INT64_C(100000000000000000); /* a median in ten-thousandths fits too */

typedef struct reader {
    coprod__load *load;
    coprod_followup *followup;
    coprod__arena *arena;
    json_t *ids; /* those of a list that were given before */
} reader;

/* --- dates and texts --- */

void coprod__followup_date(coprod__load *load, coprod__arena *arena, const json_t *object, const coprod__place *place,
                           const char *key, int required, coprod__dated *dated)
{
    const coprod__place here = {place, key, 0};
    dated->date = coprod__json_copy(load, arena, object, place, key, required);
    if (dated->date[0] && !coprod__part_date(dated->date, &dated->day)) {
        coprod__report(load, COPROD_ERROR, "not-a-date", &here, dated->date,
                       "a date, or a part of one, such as 2020-03-31, 2020-03 or 2020");
        dated->date = "";
    }
    dated->day = dated->date[0] ? dated->day : 0;
}

static void read_day(const reader *own, const json_t *object, const coprod__place *place, const char *key, int required,
                     coprod__dated *dated)
{
    const coprod__place here = {place, key, 0};
    dated->date = coprod__json_copy(own->load, own->arena, object, place, key, required);
    if (dated->date[0] && coprod_day_read(dated->date, COPROD_NTS, &dated->day) != COPROD_OK) {
        coprod__report(own->load, COPROD_ERROR, "not-a-date", &here, dated->date, "a whole date such as 2020-03-31");
        dated->date = "";
    }
}

/* A text that holds more than white space. */
static const char *read_text(const reader *own, const json_t *object, const coprod__place *place, const char *key,
                             int required)
{
    const coprod__place here = {place, key, 0};
    const char *text = coprod__json_copy(own->load, own->arena, object, place, key, required);
    if (text[0] && !text[strspn(text, " \t\r\n")])
        coprod__report(own->load, COPROD_ERROR, "blank", &here, "nothing but spaces", "words");
    return text;
}

static int8_t read_flag(const reader *own, const json_t *object, const coprod__place *place, const char *key)
{
    const coprod__place here = {place, key, 0};
    const json_t *value = json_object_get(object, key);
    if (value && !json_is_boolean(value))
        coprod__json_wrong(own->load, "wrong-type", &here, value, "true or false");
    return json_is_true(value);
}

static const char *read_id(const reader *own, const json_t *object, const coprod__place *place)
{
    const coprod__place here = {place, "id", 0};
    const char *id = coprod__json_word(own->load, own->arena, object, place, "id");
    if (id[0] && json_object_get(own->ids, id))
        coprod__report(own->load, COPROD_ERROR, "duplicate-id", &here, id, "another id");
    else if (id[0] && json_object_set_new(own->ids, id, json_true()))
        own->load->failure = COPROD_E_MEMORY;
    return id;
}

/* --- values --- */

static void read_value(const reader *own, const json_t *object, const coprod__place *place, coprod__dated *dated)
{
    static const char expected[] = "an integer, or a decimal text with at most three places, such as \"7.5\"";
    static const char within[] = "from -100000000000000 to 100000000000000";
    const coprod__place here = {place, "value", 0};
    const json_t *value = json_object_get(object, "value");
    coprod_status status = COPROD_E_NUMBER;
    if (!value) {
        coprod__report(own->load, COPROD_ERROR, "missing-key", &here, "nothing", expected);
        return;
    }
    if (json_is_integer(value)) {
        int64_t whole = json_integer_value(value);
        status = whole >= -milli_most / 1000 && whole <= milli_most / 1000 ? COPROD_OK : COPROD_E_OVERFLOW;
        dated->milli = status == COPROD_OK ? whole * 1000 : 0;
    } else if (json_is_string(value)) {
        status = coprod_decimal_read(json_string_value(value), json_string_length(value), 3, &dated->milli);
        if (status == COPROD_OK && (dated->milli < -milli_most || dated->milli > milli_most))
            status = COPROD_E_OVERFLOW;
    }
    if (status == COPROD_E_OVERFLOW)
        coprod__json_wrong(own->load, "out-of-range", &here, value, within);
    else if (status != COPROD_OK)
        coprod__json_wrong(own->load, json_is_string(value) ? "not-a-decimal" : "wrong-type", &here, value, expected);
}

/* By day, then by place in the document; by heap, which takes no memory. */
static int comes_after(const coprod__dated *one, const coprod__dated *other)
{
    return one->day != other->day ? one->day > other->day : one->index > other->index;
}

static void sift(coprod__dated *list, size_t from, size_t count)
{
    const coprod__dated moved = list[from];
    for (size_t child; (child = 2 * from + 1) < count; from = child) {
        if (child + 1 < count && comes_after(&list[child + 1], &list[child]))
            child++;
        if (!comes_after(&list[child], &moved))
            break;
        list[from] = list[child];
    }
    list[from] = moved;
}

static void sort(coprod__dated *list, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        sift(list, i, count);
    for (size_t last = count; last-- > 1;) {
        const coprod__dated highest = list[0];
        list[0] = list[last];
        list[last] = highest;
        sift(list, 0, last);
    }
}

static void check_days(const reader *own, const coprod__followup_measure *measure, const coprod__place *list)
{
    for (uint32_t i = 1; i < measure->count; i++) {
        const coprod__dated *value = &measure->values[i];
        const coprod__place here = {list, NULL, value->index}, day = {&here, "day", 0};
        if (value->date[0] && value->day == value[-1].day && value[-1].date[0])
            coprod__report(own->load, COPROD_ERROR, "duplicate-day", &day, value->date,
                           "one value a day; a month or a year stands for its last day");
    }
}

/* Room in the arena for one more than needed, so that none is no failure. */
static void *room(const reader *own, size_t count, size_t bytes)
{
    void *taken = coprod__arena_alloc(own->arena, (count + 1) * bytes); /* counts are below FOLLOWUP_MOST */
    if (!taken)
        own->load->failure = COPROD_E_MEMORY;
    return taken;
}

/* A list that is not too long, or NULL. */
static const json_t *read_list(const reader *own, const json_t *object, const coprod__place *place, const char *key)
{
    const coprod__place here = {place, key, 0};
    const json_t *list = coprod__json_array(own->load, object, place, key, COPROD__OPTIONAL);
    if (json_array_size(list) <= COPROD__FOLLOWUP_MOST)
        return list;
    coprod__report(own->load, COPROD_ERROR, "too-many", &here, "more than 100000", "at most 100000");
    return NULL;
}

static int is_object(const reader *own, const json_t *value, const coprod__place *place)
{
    if (!json_is_object(value))
        coprod__json_wrong(own->load, "wrong-type", place, value, "an object");
    return json_is_object(value);
}

static void read_values(const reader *own, const json_t *json, const coprod__place *place,
                        coprod__followup_measure *measure)
{
    const json_t *all = read_list(own, json, place, "values");
    const coprod__place list = {place, "values", 0};
    size_t i;
    json_t *one;
    measure->values = room(own, json_array_size(all), sizeof *measure->values);
    measure->milli = room(own, json_array_size(all), sizeof *measure->milli);
    if (!measure->values || !measure->milli)
        return;
    json_array_foreach((json_t *)all, i, one) {
        const coprod__place here = {&list, NULL, i};
        coprod__dated *value = &measure->values[measure->count];
        if (!is_object(own, one, &here))
            continue;
        coprod__json_keys(own->load, one, &here, "day value");
        coprod__followup_date(own->load, own->arena, one, &here, "day", COPROD__REQUIRED, value);
        read_value(own, one, &here, value);
        value->index = (uint32_t)i;
        measure->count++;
    }
    sort(measure->values, measure->count);
    check_days(own, measure, &list);
    for (uint32_t n = 0; n < measure->count; n++)
        measure->milli[n] = measure->values[n].milli;
}

/* --- measures --- */

static void read_better(const reader *own, const json_t *json, const coprod__place *place,
                        coprod__followup_measure *measure)
{
    const coprod__place here = {place, "better", 0};
    const char *word = coprod__json_text(own->load, json, place, "better", COPROD__OPTIONAL);
    measure->better = !word ? 0 : !strcmp(word, "up") ? 1 : -1;
    if (word && strcmp(word, "up") && strcmp(word, "down"))
        coprod__report(own->load, COPROD_ERROR, "unknown-value", &here, word, "up or down");
}

static void read_target(const reader *own, const json_t *json, const coprod__place *place,
                        coprod__followup_measure *measure)
{
    const json_t *target = coprod__json_object(own->load, json, place, "target", COPROD__OPTIONAL);
    const coprod__place here = {place, "target", 0}, by = {&here, "by", 0};
    measure->target.date = "";
    measure->has_target = target != NULL;
    if (!target)
        return;
    coprod__json_keys(own->load, target, &here, "value by");
    read_value(own, target, &here, &measure->target);
    coprod__followup_date(own->load, own->arena, target, &here, "by", COPROD__OPTIONAL, &measure->target);
    if (!json_object_get(json, "better"))
        coprod__report(own->load, COPROD_WARNING, "no-direction", &here, measure->id, "\"better\": up or down");
    if (measure->target.date[0] && measure->baseline.date[0] && measure->target.day <= measure->baseline.day)
        coprod__report(own->load, COPROD_ERROR, "before-baseline", &by, measure->target.date,
                       "a day after that of the baseline");
}

static void read_measure(const reader *own, const json_t *json, const coprod__place *place,
                         coprod__followup_measure *measure)
{
    const json_t *baseline;
    const coprod__place here = {place, "baseline", 0};
    coprod__json_keys(own->load, json, place, "id loop title unit agreed_with better baseline target values quote "
                      "source section illustrative");
    measure->id = read_id(own, json, place);
    measure->loop = read_text(own, json, place, "loop", COPROD__OPTIONAL);
    measure->title = read_text(own, json, place, "title", COPROD__REQUIRED);
    measure->unit = read_text(own, json, place, "unit", COPROD__OPTIONAL);
    measure->agreed_with = read_text(own, json, place, "agreed_with", COPROD__OPTIONAL);
    measure->quote = read_text(own, json, place, "quote", COPROD__OPTIONAL);
    measure->source = read_text(own, json, place, "source", COPROD__OPTIONAL);
    measure->section = read_text(own, json, place, "section", COPROD__OPTIONAL);
    measure->illustrative = read_flag(own, json, place, "illustrative");
    read_better(own, json, place, measure);
    measure->baseline.date = "";
    baseline = coprod__json_object(own->load, json, place, "baseline", COPROD__OPTIONAL);
    measure->has_baseline = baseline != NULL;
    if (baseline) {
        coprod__json_keys(own->load, baseline, &here, "day value");
        coprod__followup_date(own->load, own->arena, baseline, &here, "day", COPROD__REQUIRED, &measure->baseline);
        read_value(own, baseline, &here, &measure->baseline);
    }
    read_target(own, json, place, measure);
    read_values(own, json, place, measure);
}

/* --- what continues --- */

static void read_promise(const reader *own, const json_t *json, const coprod__place *place,
                         coprod__followup_promise *promise)
{
    const json_t *stopped = coprod__json_object(own->load, json, place, "stopped", COPROD__OPTIONAL);
    const coprod__place here = {place, "stopped", 0};
    coprod__json_keys(own->load, json, place, "id loop what who by kept stopped quote source section illustrative");
    promise->id = read_id(own, json, place);
    promise->loop = read_text(own, json, place, "loop", COPROD__OPTIONAL);
    promise->what = read_text(own, json, place, "what", COPROD__REQUIRED);
    promise->who = json_object_get(json, "who") ? coprod__json_word(own->load, own->arena, json, place, "who") : "";
    promise->quote = read_text(own, json, place, "quote", COPROD__OPTIONAL);
    promise->source = read_text(own, json, place, "source", COPROD__OPTIONAL);
    promise->section = read_text(own, json, place, "section", COPROD__OPTIONAL);
    promise->illustrative = read_flag(own, json, place, "illustrative");
    coprod__followup_date(own->load, own->arena, json, place, "by", COPROD__OPTIONAL, &promise->by);
    promise->reason = "";
    promise->kept = json_object_get(json, "kept") != NULL;
    if (promise->kept && json_object_get(json, "stopped"))
        coprod__report(own->load, COPROD_ERROR, "kept-and-stopped", place, promise->id, "one of kept and stopped");
    read_day(own, json, place, "kept", COPROD__OPTIONAL, &promise->done);
    if (!stopped)
        return;
    coprod__json_keys(own->load, stopped, &here, "day reason");
    read_day(own, stopped, &here, "day", COPROD__REQUIRED, &promise->done);
    promise->reason = read_text(own, stopped, &here, "reason", COPROD__REQUIRED);
}

/* --- the whole --- */

static void read_measures(reader *own, const json_t *json)
{
    const json_t *all = read_list(own, json, &root, "measures");
    const coprod__place list = {&root, "measures", 0};
    size_t i;
    json_t *one;
    own->followup->measures = room(own, json_array_size(all), sizeof *own->followup->measures);
    if (!own->followup->measures)
        return;
    json_array_foreach((json_t *)all, i, one) {
        const coprod__place here = {&list, NULL, i};
        if (is_object(own, one, &here))
            read_measure(own, one, &here, &own->followup->measures[own->followup->measure_count++]);
    }
}

static void read_promises(reader *own, const json_t *json)
{
    const json_t *all = read_list(own, json, &root, "continues");
    const coprod__place list = {&root, "continues", 0};
    size_t i;
    json_t *one;
    own->followup->promises = room(own, json_array_size(all), sizeof *own->followup->promises);
    if (!own->followup->promises)
        return;
    json_array_foreach((json_t *)all, i, one) {
        const coprod__place here = {&list, NULL, i};
        if (is_object(own, one, &here))
            read_promise(own, one, &here, &own->followup->promises[own->followup->promise_count++]);
    }
}

static coprod_status read_document(reader *own, const json_t *json)
{
    coprod_status status;
    coprod__json_schema(own->load, json, "followup/1");
    coprod__json_keys(own->load, json, &root, "schema measures continues");
    own->ids = json_object();
    if (!own->ids)
        return COPROD_E_MEMORY;
    read_measures(own, json);
    json_object_clear(own->ids);
    read_promises(own, json);
    json_decref(own->ids);
    status = coprod__load_status(own->load);
    return status == COPROD_OK ? coprod__json_fingerprint_without(json, "schema title what quote source section",
                                                                  own->followup->fingerprint)
                               : status;
}

coprod_status coprod_followup_load(const char *json, size_t length, const coprod_allocator *allocator,
                                   coprod_findings *findings, coprod_followup **followup)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    reader own = {&load, NULL, NULL, NULL};
    coprod__begun begun;
    coprod_followup *made;
    coprod_status status;
    if (!followup)
        return COPROD_E_ARGUMENT;
    *followup = NULL;
    made = coprod__json_begin(&load, json, length, allocator, sizeof *made, &begun);
    if (!made)
        return begun.status;
    made->arena = begun.arena;
    own.followup = made;
    own.arena = &made->arena;
    status = read_document(&own, begun.document);
    json_decref(begun.document);
    if (status == COPROD_OK)
        *followup = made;
    else
        coprod_followup_free(made);
    return status;
}
