/* SPDX-License-Identifier: MIT */
#include "data_internal.h"
#include "days_internal.h"

#include <string.h>

enum { COVERS_MOST = 36525, WEEK = 7 };

static const char *const weekdays[WEEK] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/* What a document says, until the tables are made of it. */
typedef struct draft {
    int32_t first;
    uint32_t days;          /* covered; 0 while that is not known */
    int weekend[WEEK];      /* by day of the week, Monday first */
    unsigned char *holiday; /* [days] */
} draft;

static void report_many(coprod__load *load, const coprod__place *place, int64_t number, const char *what,
                        const char *expected)
{
    char found[64];
    coprod__writer writer;
    coprod__writer_init(&writer, found, sizeof found);
    coprod__write_number(&writer, number);
    coprod__write(&writer, what);
    coprod__writer_end(&writer, NULL);
    coprod__report(load, COPROD_ERROR, "too-many", place, found, expected);
}

static int read_day(coprod__load *load, const json_t *value, const coprod__place *place, int32_t *day)
{
    *day = 0;
    if (!json_is_string(value))
        coprod__json_wrong(load, "wrong-type", place, value, "a date such as \"2025-03-28\"");
    else if (coprod_day_read(json_string_value(value), json_string_length(value), day) != COPROD_OK)
        coprod__json_wrong(load, "not-a-date", place, value, "a date such as \"2025-03-28\"");
    else
        return 1;
    return 0;
}

static void read_covers(coprod__load *load, const json_t *document, const coprod__place *root, draft *own)
{
    const json_t *covers = coprod__json_array(load, document, root, "covers", COPROD__REQUIRED);
    const coprod__place place = {root, "covers", 0}, first = {&place, NULL, 0}, last = {&place, NULL, 1};
    int32_t last_day;
    int good;
    if (!covers)
        return;
    if (json_array_size(covers) != 2) {
        report_many(load, &place, (int64_t)json_array_size(covers), " values", "the first and the last day");
        return;
    }
    good = read_day(load, json_array_get(covers, 0), &first, &own->first);
    good &= read_day(load, json_array_get(covers, 1), &last, &last_day);
    if (!good)
        return;
    if (last_day < own->first)
        coprod__json_wrong(load, "out-of-range", &last, json_array_get(covers, 1), "a day not before the first");
    else if (last_day - own->first >= COVERS_MOST)
        report_many(load, &place, last_day - own->first + 1, " days", "at most 36525 days");
    else
        own->days = (uint32_t)(last_day - own->first) + 1;
}

static void read_weekend(coprod__load *load, const json_t *document, const coprod__place *root, draft *own)
{
    const json_t *weekend = coprod__json_array(load, document, root, "weekend", COPROD__REQUIRED);
    const coprod__place place = {root, "weekend", 0};
    int count = 0;
    for (size_t i = 0; i < json_array_size(weekend); i++) {
        const json_t *value = json_array_get(weekend, i);
        const coprod__place here = {&place, NULL, i};
        size_t day = 0;
        while (day < WEEK && (!json_is_string(value) || strcmp(json_string_value(value), weekdays[day])))
            day++;
        if (!json_is_string(value))
            coprod__json_wrong(load, "wrong-type", &here, value, "one of mon, tue, wed, thu, fri, sat, sun");
        else if (day == WEEK)
            coprod__json_wrong(load, "unknown-id", &here, value, "one of mon, tue, wed, thu, fri, sat, sun");
        else if (own->weekend[day])
            coprod__json_wrong(load, "duplicate-id", &here, value, "every day of the week once");
        else
            own->weekend[day] = 1;
    }
    for (size_t day = 0; day < WEEK; day++)
        count += own->weekend[day];
    if (count == WEEK)
        report_many(load, &place, count, " days", "at most 6, so that a working day is left");
}

static void report_outside(coprod__load *load, const json_t *value, const coprod__place *place, const draft *own)
{
    char expected[64], day[16];
    coprod__writer writer;
    coprod__writer_init(&writer, expected, sizeof expected);
    coprod_day_write(own->first, day, sizeof day, NULL);
    coprod__write(&writer, "a day from ");
    coprod__write(&writer, day);
    coprod_day_write(own->first + (int32_t)own->days - 1, day, sizeof day, NULL);
    coprod__write(&writer, " to ");
    coprod__write(&writer, day);
    coprod__writer_end(&writer, NULL);
    coprod__json_wrong(load, "out-of-range", place, value, expected);
}

static void read_holidays(coprod__load *load, const json_t *document, const coprod__place *root, draft *own)
{
    const json_t *holidays = coprod__json_array(load, document, root, "holidays", COPROD__REQUIRED);
    const coprod__place place = {root, "holidays", 0};
    json_t *seen = json_object(); /* by text, so that what stands twice is found even if the range is wrong */
    for (size_t i = 0; i < json_array_size(holidays); i++) {
        const json_t *value = json_array_get(holidays, i);
        const coprod__place here = {&place, NULL, i};
        int32_t day;
        uint32_t index;
        if (!read_day(load, value, &here, &day))
            continue;
        index = (uint32_t)day - (uint32_t)own->first;
        if (json_object_get(seen, json_string_value(value)))
            coprod__json_wrong(load, "duplicate-id", &here, value, "every holiday once");
        else if (json_object_set_new(seen, json_string_value(value), json_true()))
            load->failure = COPROD_E_MEMORY;
        else if (index < own->days)
            own->holiday[index] = 1;
        else if (own->days)
            report_outside(load, value, &here, own);
    }
    json_decref(seen);
}

/* The source is one text for people: its title, and its address if it has one. */
static const char *read_source(coprod__load *load, coprod__arena *arena, const json_t *document,
                               const coprod__place *root)
{
    coprod__source source;
    coprod__writer writer;
    size_t length;
    char *text;
    if (!json_object_get(document, "source"))
        coprod__json_object(load, document, root, "source", COPROD__REQUIRED);
    coprod__json_source(load, arena, document, root, &source);
    if (!source.address[0])
        return source.title;
    length = strlen(source.title) + strlen(source.address) + sizeof ", ";
    text = coprod__arena_alloc(arena, length);
    if (!text) {
        load->failure = COPROD_E_MEMORY;
        return "";
    }
    coprod__writer_init(&writer, text, length);
    coprod__write(&writer, source.title);
    coprod__write(&writer, ", ");
    coprod__write(&writer, source.address);
    coprod__writer_end(&writer, NULL);
    return text;
}

static coprod_status read_document(coprod__load *load, const json_t *document, coprod_calendar *calendar, draft *own)
{
    const coprod__place root = {NULL, NULL, 0};
    coprod__arena *arena = &calendar->arena;
    coprod__json_schema(load, document, "calendar/1");
    if (!json_is_object(document))
        return coprod__load_status(load);
    coprod__json_keys(load, document, &root, "schema id version title source covers weekend holidays");
    calendar->id = coprod__json_word(load, arena, document, &root, "id");
    calendar->version = coprod__json_copy(load, arena, document, &root, "version", COPROD__REQUIRED);
    calendar->title = coprod__json_copy(load, arena, document, &root, "title", COPROD__REQUIRED);
    calendar->source = read_source(load, arena, document, &root);
    read_covers(load, document, &root, own);
    read_weekend(load, document, &root, own);
    own->holiday = coprod__arena_alloc(arena, own->days);
    if (!own->holiday)
        return COPROD_E_MEMORY;
    read_holidays(load, document, &root, own);
    return coprod__load_status(load);
}

/* Jansson frees what it is asked to append or set, also when that fails. */
static coprod_status make_fingerprint(const draft *own, coprod_calendar *calendar)
{
    json_t *value = json_object(), *covers = json_array(), *holidays = json_array(), *weekend = json_array();
    coprod_status status = COPROD_E_MEMORY;
    int bad = json_array_append_new(covers, json_integer(own->first));
    bad |= json_array_append_new(covers, json_integer(own->first + (int32_t)own->days - 1));
    for (uint32_t i = 0; i < own->days; i++)
        if (own->holiday[i])
            bad |= json_array_append_new(holidays, json_integer(own->first + (int32_t)i));
    for (int i = 0; i < WEEK; i++)
        if (own->weekend[i])
            bad |= json_array_append_new(weekend, json_integer(i + 1));
    bad |= json_object_set_new(value, "covers", covers);
    bad |= json_object_set_new(value, "holidays", holidays);
    bad |= json_object_set_new(value, "weekend", weekend);
    bad |= json_object_set_new(value, "id", json_string(calendar->id));
    bad |= json_object_set_new(value, "version", json_string(calendar->version));
    if (!bad)
        status = coprod__json_fingerprint(value, calendar->fingerprint);
    json_decref(value);
    return status;
}

static coprod_status make_tables(const draft *own, coprod_calendar *calendar)
{
    size_t entries = (size_t)own->days + 1;
    calendar->before = coprod__arena_alloc(&calendar->arena, entries * sizeof *calendar->before);
    calendar->working = coprod__arena_alloc(&calendar->arena, entries * sizeof *calendar->working);
    if (!calendar->before || !calendar->working)
        return COPROD_E_MEMORY;
    calendar->first_day = own->first;
    calendar->days = own->days;
    for (uint32_t i = 0; i < own->days; i++) {
        int32_t day = own->first + (int32_t)i;
        if (!own->holiday[i] && !own->weekend[coprod_day_weekday(day) - 1])
            calendar->working[calendar->working_days++] = day;
        calendar->before[i + 1] = calendar->working_days;
    }
    return COPROD_OK;
}

static coprod_status calendar_new(const coprod_allocator *allocator, coprod_calendar **calendar)
{
    coprod__memory memory;
    coprod__arena arena;
    coprod_status status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    coprod__arena_init(&arena, &memory);
    *calendar = coprod__arena_alloc(&arena, sizeof **calendar);
    if (!*calendar)
        return COPROD_E_MEMORY;
    (*calendar)->arena = arena;
    coprod__refs_init(&(*calendar)->refs);
    return COPROD_OK;
}

coprod_status coprod_calendar_load(const char *json, size_t length, const coprod_allocator *allocator,
                                   coprod_findings *findings, coprod_calendar **calendar)
{
    coprod__load load = {findings, 0, COPROD_OK};
    draft own = {0};
    coprod_calendar *made = NULL;
    json_t *document;
    coprod_status status;
    if (!calendar)
        return COPROD_E_ARGUMENT;
    *calendar = NULL;
    if (!json)
        return COPROD_E_ARGUMENT;
    status = calendar_new(allocator, &made);
    if (status != COPROD_OK)
        return status;
    status = coprod__json_parse(&load, json, length, &document);
    if (status == COPROD_OK)
        status = read_document(&load, document, made, &own);
    if (status == COPROD_OK)
        status = make_tables(&own, made);
    if (status == COPROD_OK)
        status = make_fingerprint(&own, made);
    json_decref(document);
    if (status == COPROD_OK)
        *calendar = made;
    else
        coprod_calendar_free(made);
    return status;
}

size_t coprod_calendar_count(void)
{
    return coprod__data_folder_count("calendar");
}

const char *coprod_calendar_id(size_t index)
{
    return coprod__data_folder_id("calendar", index);
}

coprod_status coprod_calendar_builtin(const char *id, const coprod_allocator *allocator, coprod_calendar **calendar)
{
    const coprod__data *data;
    if (!calendar)
        return COPROD_E_ARGUMENT;
    *calendar = NULL;
    if (!id)
        return COPROD_E_ARGUMENT;
    data = coprod__data_find("calendar", id);
    return data ? coprod_calendar_load(data->json, data->length, allocator, NULL, calendar) : COPROD_E_UNKNOWN;
}

const coprod_calendar *coprod__calendar_take(const coprod_calendar *calendar)
{
    coprod__refs_take(&calendar->refs);
    return calendar;
}

void coprod_calendar_free(coprod_calendar *calendar)
{
    if (calendar && !coprod__refs_drop(&calendar->refs)) {
        coprod__arena arena = calendar->arena; /* the calendar lies in its own arena */
        coprod__arena_free(&arena);
    }
}

coprod_status coprod_calendar_get(const coprod_calendar *calendar, coprod_calendar_info *info)
{
    coprod_calendar_info own = {sizeof own};
    coprod_status status = coprod__struct_begin(calendar, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    own.id = calendar->id;
    own.version = calendar->version;
    own.title = calendar->title;
    own.source = calendar->source;
    own.fingerprint = calendar->fingerprint;
    own.first_day = calendar->first_day;
    own.last_day = calendar->first_day + (int32_t)calendar->days - 1;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_calendar_working(const coprod_calendar *calendar, int32_t day, int32_t *working)
{
    uint32_t index;
    if (working)
        *working = 0;
    if (!calendar || !working)
        return COPROD_E_ARGUMENT;
    index = coprod__calendar_index(calendar, day);
    if (index >= calendar->days)
        return COPROD_E_CALENDAR_RANGE;
    *working = calendar->before[index + 1] > calendar->before[index];
    return COPROD_OK;
}

coprod_status coprod_calendar_between(const coprod_calendar *calendar, int32_t after, int32_t until, int32_t *count)
{
    uint32_t from, to;
    if (count)
        *count = 0;
    if (!calendar || !count)
        return COPROD_E_ARGUMENT;
    if (after == until)
        return COPROD_OK;
    from = coprod__calendar_index(calendar, after) + 1;
    to = coprod__calendar_index(calendar, until) + 1;
    if (from > calendar->days || to > calendar->days)
        return COPROD_E_CALENDAR_RANGE;
    *count = (int32_t)calendar->before[to] - (int32_t)calendar->before[from];
    return COPROD_OK;
}
