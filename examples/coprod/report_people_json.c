/* SPDX-License-Identifier: MIT */
/* People and planned events as JSON, with the library's own answers inside: of counts that were not published only the
 * views, and what they leave possible. */
#include <stdlib.h>

#include "report_gaps.h"
#include "report_json.h"

static json_t *stated(const char *text)
{
    return text && text[0] ? json_string(text) : json_null();
}

json_t *json_figure(out *o, const figure *own)
{
    json_t *one;
    if (!own->known)
        return json_null();
    if (own->exact)
        return json_integer((json_int_t)own->value);
    one = json_object();
    set(o, one, "shown", own->shown ? json_integer((json_int_t)own->value) : json_null());
    set(o, one, "low", json_integer((json_int_t)own->low));
    set(o, one, "high", own->high == UINT64_MAX ? json_null() : json_integer((json_int_t)own->high));
    return one;
}

/* The barriers of the plan that are in the way of a group which is missing or short, by their places there. */
static json_t *barriers_json(out *o, const report *r, size_t index, uint32_t group)
{
    json_t *list = json_array();
    for (size_t i = 0; r->people->has_plan && i < r->people->barriers.barrier_count; i++)
        if (words_in_the_way(r, i, index, group) && json_array_append_new(list, json_integer((json_int_t)i)))
            o->failed = 1;
    return list;
}

static json_t *dimension_json(out *o, const told_dimension *own)
{
    json_t *one = json_object();
    set(o, one, "id", json_string(own->info.id));
    set(o, one, "kind", json_string(own->info.kind == COPROD_DIMENSION_PARTITION ? "partition" : "membership"));
    set(o, one, "scored", json_boolean(own->is_scored));
    set(o, one, "withheld", json_boolean(own->is_withheld));
    set(o, one, "answered", json_figure(o, &own->total));
    set(o, one, "balance", stated(own->balance));
    set(o, one, "unknown", stated(own->unknown));
    set(o, one, "not_scored", stated(own->not_scored));
    return one;
}

static json_t *group_json(out *o, const report *r, size_t index, uint32_t group)
{
    const told_set *set_of = &r->people->sets[index];
    const told_group *own = &set_of->groups[group];
    json_t *one = json_object();
    set(o, one, "id", json_string(own->info.id));
    set(o, one, "title", stated(own->info.title));
    set(o, one, "dimension", json_string(set_of->dimensions[own->info.dimension].info.id));
    set(o, one, "counted", json_figure(o, &own->count));
    set(o, one, "invited", json_figure(o, &own->invited));
    set(o, one, "out_of_pocket", json_costs(o, own));
    set(o, one, "last_time", own->has_before ? json_figure(o, &own->before) : json_null());
    set(o, one, "missing", json_boolean(own->missing));
    set(o, one, "short", json_boolean(own->below));
    set(o, one, "to_invite", own->count.known && own->has_population && set_of->frame.mode == COPROD_FRAME_FIXED
                                 ? json_pack("[I,I]", (json_int_t)own->need_low, (json_int_t)own->need_high)
                                 : json_null());
    set(o, one, "barriers", barriers_json(o, r, index, group));
    set(o, one, "says", json_string(own->state));
    return one;
}

typedef coprod_status (*writer)(const void *from, char *text, size_t capacity, size_t *needed);

static coprod_status write_score(const void *from, char *text, size_t capacity, size_t *needed)
{
    return coprod_score_json(from, text, capacity, needed);
}

static coprod_status write_view(const void *from, char *text, size_t capacity, size_t *needed)
{
    return coprod_view_json(from, text, capacity, needed);
}

static coprod_status write_barriers(const void *from, char *text, size_t capacity, size_t *needed)
{
    return coprod_barriers_json(from, text, capacity, needed);
}

/* A document of the library. */
static json_t *document(out *o, const void *from, writer write)
{
    size_t needed = 0;
    json_t *made = NULL;
    char *text;
    write(from, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text && write(from, text, needed, NULL) == COPROD_OK)
        made = json_loads(text, 0, NULL);
    o->failed |= !made;
    free(text);
    return made;
}

/* Tenths of a point, or whole ones: decimal text, so that what is printed is what is meant. */
static json_t *points(const told_set *own, int64_t value)
{
    if (own->info.published)
        return json_sprintf("%d.%d", (int)(value / 10), (int)(value % 10));
    return json_sprintf("%d", (int)value);
}

static json_t *views_json(out *o, const told_set *own)
{
    json_t *list = json_object();
    for (uint32_t i = 0; i < own->frame.dimension_count; i++)
        set(o, list, own->dimensions[i].info.id,
            own->views[i] ? document(o, own->views[i], write_view) : json_null());
    return list;
}

static json_t *says_json(const told_set *own)
{
    return json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "coverage", stated(own->coverage), "balance",
                     stated(own->balance), "missing", stated(own->missing), "short", stated(own->below), "not_known",
                     stated(own->bounds), "not_assessed", stated(own->not_assessed), "invited", stated(own->invited),
                     "since_last_time", stated(own->change), "out_of_pocket", stated(own->costs), "access_needs",
                     stated(own->access));
}

static json_t *set_json(out *o, const report *r, size_t index)
{
    const told_set *own = &r->people->sets[index];
    json_t *one = json_object(), *groups = json_array(), *dimensions = json_array();
    set(o, one, "id", json_string(own->info.id));
    set(o, one, "title", stated(own->info.title));
    set(o, one, "date", stated(own->info.date));
    set(o, one, "level", stated(own->info.level));
    set(o, one, "source", stated(own->info.source));
    set(o, one, "section", stated(own->info.section));
    set(o, one, "quote", stated(own->info.quote));
    set(o, one, "note", stated(own->info.note));
    set(o, one, "illustrative", json_boolean(own->info.illustrative));
    set(o, one, "published", json_boolean(own->info.published));
    set(o, one, "frame", json_pack("{s:o,s:s}", "id", stated(own->frame.id), "fingerprint", own->frame.fingerprint));
    set(o, one, "coverage", own->has_coverage ? json_pack("[o,o]", points(own, own->low), points(own, own->high))
                                              : json_null());
    for (uint32_t i = 0; i < own->frame.dimension_count; i++)
        if (json_array_append_new(dimensions, dimension_json(o, &own->dimensions[i])))
            o->failed = 1;
    set(o, one, "dimensions", dimensions);
    set(o, one, "says", says_json(own));
    for (uint32_t i = 0; i < own->frame.group_count; i++)
        if (json_array_append_new(groups, group_json(o, r, index, i)))
            o->failed = 1;
    set(o, one, "groups", groups);
    set(o, one, "combinations", json_gaps(o, own));
    set(o, one, "access_needs", json_needs(o, own));
    set(o, one, "score", own->info.published && own->info.score ? document(o, own->info.score, write_score)
                                                               : json_null());
    set(o, one, "views", own->info.published ? json_null() : views_json(o, own));
    return one;
}

coprod_status people_fingerprint(report *r, const char *json, size_t length)
{
    static const char *const keys[] = {"counts", "known", "unknown", "invited", "out_of_pocket", "access_needs"};
    json_t *whole = json_loadb(json, length, 0, NULL), *one;
    coprod_status status = COPROD_E_MEMORY;
    char *text;
    size_t i;
    json_array_foreach(json_object_get(whole, "people"), i, one) {
        if (json_is_true(json_object_get(one, "published")))
            continue;
        r->has_hidden = 1;
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            json_object_del(one, keys[k]);
        json_object_del(json_object_get(one, "combinations"), "counts");
    }
    text = whole ? json_dumps(whole, JSON_COMPACT) : NULL;
    if (text)
        status = coprod_fingerprint(text, COPROD_NTS, r->fingerprint, sizeof r->fingerprint, NULL);
    free(text);
    json_decref(whole);
    return status;
}

json_t *json_people(out *o, const report *r)
{
    json_t *one = json_object(), *list = json_array();
    for (size_t i = 0; i < r->people->count; i++)
        if (json_array_append_new(list, set_json(o, r, i)))
            o->failed = 1;
    set(o, one, "summary", json_string(r->people->summary));
    set(o, one, "sets", list);
    return one;
}

json_t *json_plan(out *o, const report *r)
{
    json_t *one = json_object();
    set(o, one, "summary", json_string(r->people->plan));
    set(o, one, "barriers", document(o, coprod_dossier_barriers(r->dossier), write_barriers));
    return one;
}
