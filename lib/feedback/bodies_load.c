/* SPDX-License-Identifier: MIT */
/* Reads bodies: who reports to whom, how often they meet, who has to be there, and who is a member since when. */
#include <string.h>

#include "bodies_internal.h"

static const coprod__place root = {NULL, NULL, 0};
typedef coprod__bodies_reader reader;

void *coprod__bodies_take(reader *own, size_t count, size_t bytes)
{
    void *taken = coprod__arena_alloc(&own->bodies->arena, (count + 1) * bytes);
    if (!taken)
        own->load->failure = COPROD_E_MEMORY;
    return taken;
}

/* --- sorting --- */

static int before(const coprod__row *a, const coprod__row *b)
{
    return a->key != b->key ? a->key < b->key : a->value < b->value;
}

static void sift(coprod__row *rows, size_t from, size_t count)
{
    for (size_t child = 2 * from + 1; child < count; child = 2 * from + 1) {
        coprod__row moved = rows[from];
        if (child + 1 < count && before(&rows[child], &rows[child + 1]))
            child++;
        if (!before(&moved, &rows[child]))
            return;
        rows[from] = rows[child];
        rows[child] = moved;
        from = child;
    }
}

/* By heap: qsort() may take memory. */
void coprod__row_sort(coprod__row *rows, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        sift(rows, i, count);
    for (size_t last = count; last-- > 1;) {
        coprod__row highest = rows[0];
        rows[0] = rows[last];
        rows[last] = highest;
        sift(rows, 0, last);
    }
}

/* --- values --- */

int32_t coprod__bodies_day(reader *own, const json_t *json, const coprod__place *place, const char *key, int required,
                           int32_t otherwise)
{
    const coprod__place here = {place, key, 0};
    const char *text = coprod__json_text(own->load, json, place, key, required);
    int32_t day;
    if (!text)
        return otherwise;
    if (coprod_day_read(text, COPROD_NTS, &day) == COPROD_OK)
        return day;
    coprod__report(own->load, COPROD_ERROR, "not-a-date", &here, text, "a date such as 2025-03-28");
    return COPROD__DAY_ZERO;
}

const char *coprod__bodies_kind(reader *own, const json_t *json, const coprod__place *place, const char *key)
{
    return json_object_get(json, key) ? coprod__json_word(own->load, &own->bodies->arena, json, place, key) : "";
}

void coprod__bodies_counts(reader *own, const json_t *json, const coprod__place *place, const char *key,
                           int required, const char *kind, coprod__people *counts)
{
    static const char expected[] = "a number, 0 if there are none, null if it is not known";
    const json_t *list = coprod__json_object(own->load, json, place, key, required);
    const coprod__place here = {place, key, 0}, needed = {&here, kind, 0};
    const char *name;
    json_t *one;
    if (!list)
        return;
    counts->known = 1;
    counts->kind = coprod__bodies_take(own, json_object_size(list), sizeof *counts->kind);
    counts->number = coprod__bodies_take(own, json_object_size(list), sizeof *counts->number);
    if (!counts->kind || !counts->number)
        return;
    json_object_foreach((json_t *)list, name, one) {
        const coprod__place at = {&here, name, 0};
        if (!coprod__is_word(name))
            coprod__report(own->load, COPROD_ERROR, "not-a-word", &at, name,
                           "a kind of people in lower-case letters, digits and single hyphens");
        counts->kind[counts->count] = coprod__arena_text(&own->bodies->arena, name);
        if (!counts->kind[counts->count])
            own->load->failure = COPROD_E_MEMORY;
        counts->number[counts->count++] =
            json_is_null(one) ? COPROD__NONE
                              : coprod__json_integer(own->load, list, &here, name, COPROD__REQUIRED, 0, 1000000, 0);
    }
    if (kind[0] && !json_object_get(list, kind))
        coprod__report(own->load, COPROD_ERROR, "missing-key", &needed, "nothing", expected);
}

/* --- a body --- */

static void read_meets(reader *own, const json_t *json, const coprod__place *place, coprod__body *body)
{
    static const struct {
        const char *word;
        int32_t step;
        int by_month;
    } units[] = {{"day", 1, 0}, {"week", 7, 0}, {"month", 1, 1}, {"year", 12, 1}};
    const json_t *meets = coprod__json_object(own->load, json, place, "meets", COPROD__OPTIONAL);
    const coprod__place here = {place, "meets", 0}, at = {&here, "unit", 0};
    const char *unit;
    body->unit = "";
    if (!meets)
        return;
    coprod__json_keys(own->load, meets, &here, "n unit");
    body->n = (int32_t)coprod__json_integer(own->load, meets, &here, "n", COPROD__REQUIRED, 1, 10000, 1);
    unit = coprod__json_text(own->load, meets, &here, "unit", COPROD__REQUIRED);
    for (size_t i = 0; unit && i < sizeof units / sizeof *units; i++)
        if (!strcmp(unit, units[i].word)) {
            body->unit = units[i].word;
            body->step = units[i].step * body->n;
            body->by_month = units[i].by_month;
        }
    if (unit && !body->step)
        coprod__report(own->load, COPROD_ERROR, "unknown-id", &at, unit, "day, week, month or year");
}

/* In the order of days; one without a day is from the beginning. */
static void read_members(reader *own, const json_t *json, const coprod__place *place, coprod__body *body)
{
    const json_t *list = coprod__json_array(own->load, json, place, "members", COPROD__OPTIONAL);
    const coprod__place here = {place, "members", 0};
    size_t count = json_array_size(list), i;
    coprod__row *rows = coprod__bodies_take(own, count, sizeof *rows);
    coprod__membership *read = coprod__bodies_take(own, count, sizeof *read);
    json_t *one;
    body->members = coprod__bodies_take(own, count, sizeof *body->members);
    if (!rows || !read || !body->members)
        return;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place at = {&here, NULL, i};
        if (!json_is_object(one)) {
            coprod__json_wrong(own->load, "wrong-type", &at, one, "an object");
            continue;
        }
        coprod__json_keys(own->load, one, &at, "from counts");
        read[i].from = coprod__bodies_day(own, one, &at, "from", COPROD__OPTIONAL, COPROD__DAY_FIRST);
        coprod__bodies_counts(own, one, &at, "counts", COPROD__REQUIRED, body->majority, &read[i].counts);
        if (read[i].from == COPROD__DAY_ZERO)
            continue;
        rows[body->member_count].key = coprod__day_kept(read[i].from);
        rows[body->member_count++].value = (uint32_t)i;
    }
    coprod__row_sort(rows, body->member_count);
    for (i = 0; i < body->member_count; i++) {
        const coprod__place at = {&here, NULL, rows[i].value}, from = {&at, "from", 0};
        one = json_array_get(list, rows[i].value);
        if (i && rows[i].key == rows[i - 1].key)
            coprod__json_wrong(own->load, "same-day", &from, json_object_get(one, "from"),
                               "another day than that of another membership");
        body->members[i] = read[rows[i].value];
    }
}

static void read_body(reader *own, const json_t *json, const coprod__place *place, coprod__body *body)
{
    coprod__arena *arena = &own->bodies->arena;
    const coprod__place upper = {place, "reports_to", 0};
    const char *name;
    coprod__json_keys(own->load, json, place,
                      "id name reports_to meets since chair majority members quote source section");
    body->name = coprod__json_copy(own->load, arena, json, place, "name", COPROD__REQUIRED);
    body->chair = coprod__bodies_kind(own, json, place, "chair");
    body->majority = coprod__bodies_kind(own, json, place, "majority");
    body->quote = coprod__json_copy(own->load, arena, json, place, "quote", COPROD__OPTIONAL);
    body->source = coprod__json_copy(own->load, arena, json, place, "source", COPROD__OPTIONAL);
    body->section = coprod__json_copy(own->load, arena, json, place, "section", COPROD__OPTIONAL);
    body->has_since = json_object_get(json, "since") != NULL;
    body->since = coprod__bodies_day(own, json, place, "since", COPROD__OPTIONAL, 0);
    read_meets(own, json, place, body);
    read_members(own, json, place, body);
    name = coprod__json_text(own->load, json, place, "reports_to", COPROD__OPTIONAL);
    if (!json_object_get(json, "reports_to"))
        body->upper = COPROD__NOBODY;
    else if (name && coprod__name_find(&own->bodies->ids, name) != COPROD__NONE)
        body->upper = coprod__name_find(&own->bodies->ids, name);
    else if (name)
        coprod__report(own->load, COPROD_ERROR, "unknown-id", &upper, name, "the id of a body");
}

/* All but the first in the document of those that have the same id; the first is the one that is found by it. */
static void find_double_ids(reader *own, const coprod__place *list)
{
    coprod__names *ids = &own->bodies->ids;
    uint32_t all = ids->count;
    ids->count = 0;
    for (uint32_t from = 0, to; from < all; from = to) {
        uint32_t first = ids->sorted[from];
        for (to = from + 1; to < all && !strcmp(ids->name[ids->sorted[to]], ids->name[first]); to++)
            if (ids->sorted[to] < first)
                first = ids->sorted[to];
        for (uint32_t i = from; i < to; i++) {
            const coprod__place at = {list, NULL, ids->sorted[i]}, id = {&at, "id", 0};
            if (ids->sorted[i] != first && ids->name[first][0])
                coprod__report(own->load, COPROD_ERROR, "duplicate-id", &id, ids->name[first], "each id once");
        }
        ids->sorted[ids->count++] = first;
    }
}

/* Ids first, because bodies name one another. Where one is missing its place is taken by "". */
static void read_ids(reader *own, const json_t *list, const coprod__place *here)
{
    coprod_bodies *bodies = own->bodies;
    coprod__names *ids = &bodies->ids;
    size_t count = json_array_size(list), i;
    json_t *one;
    ids->name = coprod__bodies_take(own, count, sizeof *ids->name);
    ids->sorted = coprod__bodies_take(own, count, sizeof *ids->sorted);
    bodies->bodies = coprod__bodies_take(own, count, sizeof *bodies->bodies);
    if (!ids->name || !ids->sorted || !bodies->bodies)
        return;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place at = {here, NULL, i};
        if (!json_is_object(one))
            coprod__json_wrong(own->load, "wrong-type", &at, one, "an object");
        ids->name[i] = json_is_object(one) ? coprod__json_word(own->load, &bodies->arena, one, &at, "id") : "";
        bodies->bodies[i].id = ids->name[i];
        bodies->count = ++ids->count;
    }
    coprod__sort_names(ids);
    find_double_ids(own, here);
}

/* --- circles --- */

/* At the first body of the circle in the document. */
static void report_circle(reader *own, const coprod__place *list, int32_t at)
{
    const coprod__body *bodies = own->bodies->bodies;
    int32_t first = at;
    char found[256];
    coprod__writer writer;
    for (int32_t next = bodies[at].upper; next != at; next = bodies[next].upper)
        first = next < first ? next : first;
    coprod__writer_init(&writer, found, sizeof found);
    at = first;
    coprod__write(&writer, bodies[first].id);
    do {
        at = bodies[at].upper;
        coprod__write(&writer, " > ");
        coprod__write(&writer, bodies[at].id);
    } while (at != first);
    coprod__writer_end(&writer, NULL);
    {
        const coprod__place place = {list, NULL, (size_t)first}, here = {&place, "reports_to", 0};
        coprod__report(own->load, COPROD_ERROR, "reports-in-circle", &here, found,
                       "a way up that ends at a body which reports to nobody");
    }
}

/* Each circle once: from every body the way up is walked until it ends, or meets a way that was walked. */
static void find_circles(reader *own, const coprod__place *list)
{
    const coprod_bodies *bodies = own->bodies;
    uint32_t *walk = coprod__bodies_take(own, bodies->count, sizeof *walk);
    for (uint32_t first = 0; walk && first < bodies->count; first++) {
        int32_t at = (int32_t)first;
        for (; at >= 0 && !walk[at]; at = bodies->bodies[at].upper)
            walk[at] = first + 1;
        if (at >= 0 && walk[at] == first + 1)
            report_circle(own, list, at);
    }
}

/* --- the whole --- */

static coprod_status read_bodies(reader *own)
{
    const coprod__place list = {&root, "bodies", 0};
    const json_t *json;
    coprod__json_schema(own->load, own->json, "bodies/1");
    coprod__json_keys(own->load, own->json, &root, "schema bodies meetings");
    json = coprod__json_array(own->load, own->json, &root, "bodies", COPROD__REQUIRED);
    read_ids(own, json, &list);
    for (size_t i = 0; own->load->failure == COPROD_OK && i < own->bodies->count; i++) {
        const coprod__place at = {&list, NULL, i};
        const json_t *one = json_array_get(json, i);
        own->bodies->bodies[i].upper = COPROD__UNKNOWN_BODY;
        own->bodies->bodies[i].majority = "";
        if (json_is_object(one))
            read_body(own, one, &at, &own->bodies->bodies[i]);
    }
    if (own->load->failure == COPROD_OK) {
        find_circles(own, &list);
        coprod__bodies_meetings(own);
    }
    if (coprod__load_status(own->load) == COPROD_OK)
        coprod__bodies_link(own);
    return coprod__load_status(own->load);
}

coprod_status coprod_bodies_load(const char *json, size_t length, const coprod_allocator *allocator,
                                 coprod_findings *findings, coprod_bodies **bodies)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    reader own = {&load, NULL, NULL};
    coprod__begun begun;
    coprod_bodies *made;
    coprod_status status;
    if (!bodies)
        return COPROD_E_ARGUMENT;
    *bodies = NULL;
    made = coprod__json_begin(&load, json, length, allocator, sizeof *made, &begun);
    if (!made)
        return begun.status;
    made->arena = begun.arena;
    own.json = begun.document;
    own.bodies = made;
    status = read_bodies(&own);
    if (status == COPROD_OK)
        status = coprod__json_fingerprint(begun.document, made->fingerprint);
    json_decref(begun.document);
    if (status == COPROD_OK)
        *bodies = made;
    else
        coprod_bodies_free(made);
    return status;
}

void coprod_bodies_free(coprod_bodies *bodies)
{
    coprod__arena arena;
    if (!bodies)
        return;
    arena = bodies->arena; /* the bodies lie in their own arena */
    coprod__arena_free(&arena);
}
