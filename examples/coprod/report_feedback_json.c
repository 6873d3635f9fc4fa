/* SPDX-License-Identifier: MIT */
/* Loops, measures and bodies as JSON, with the library's own answers inside. */
#include <stdlib.h>
#include <string.h>

#include "report_feedback.h"
#include "report_json.h"

static json_t *stated(const char *text)
{
    return text[0] ? json_string(text) : json_null();
}

static json_t *list_of(const sentences *own)
{
    json_t *list = json_array();
    for (size_t i = 0; i < own->count; i++)
        json_array_append_new(list, json_string(own->text[i]));
    return list;
}

static json_t *statements(const report *r, size_t loop, int32_t kind)
{
    json_t *list = json_array();
    for (size_t i = 0; i < coprod_dossier_statement_count(r->dossier, loop, kind); i++) {
        coprod_statement own = {.size = sizeof own};
        coprod_dossier_get_statement(r->dossier, loop, kind, i, &own);
        json_array_append_new(list, json_pack("{s:o,s:o,s:o,s:o,s:o}", "quote", stated(own.quote), "text",
                                              stated(own.text), "source", stated(own.source), "section",
                                              stated(own.section), "date", stated(own.date)));
    }
    return list;
}

static json_t *followup(const report *r, const coprod_followup *list)
{
    size_t needed = 0;
    json_t *made = NULL;
    char *text;
    if (!list)
        return json_null();
    coprod_followup_json(list, r->feedback->rules, r->feedback->day, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text && coprod_followup_json(list, r->feedback->rules, r->feedback->day, text, needed, NULL) == COPROD_OK)
        made = json_loads(text, 0, NULL);
    free(text);
    return made;
}

/* The loop as the library tells it after its last day. */
static json_t *answer(const told_loop *own)
{
    coprod_loop_answer last = {.size = sizeof last, .kind = COPROD_LOOP_TICK, .detail = ""};
    size_t needed = 0;
    json_t *made = NULL;
    char *text;
    if (!own->info.loop)
        return json_null();
    coprod_loop_json(own->info.loop, &last, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text && coprod_loop_json(own->info.loop, &last, text, needed, NULL) == COPROD_OK)
        made = json_loads(text, 0, NULL);
    free(text);
    return made;
}

static json_t *loop_of(out *o, const report *r, size_t index)
{
    static const char *const keys[] = {"heard", "decided", "did", "told", "changed"};
    const feedback *all = r->feedback;
    const told_loop *own = &all->loops[index];
    json_t *one = json_object();
    set(o, one, "id", json_string(own->info.id));
    set(o, one, "title", json_string(own->info.title));
    set(o, one, "activity", stated(own->info.activity));
    set(o, one, "parent", own->info.has_parent ? json_string(all->loops[own->info.parent].info.id) : json_null());
    set(o, one, "note", stated(own->info.note));
    set(o, one, "illustrative", json_boolean(own->info.illustrative));
    for (int32_t kind = COPROD_STATEMENT_HEARD; kind <= COPROD_STATEMENT_CHANGED; kind++)
        set(o, one, keys[kind], statements(r, index, kind));
    set(o, one, "stands", json_string(own->stands));
    set(o, one, "people_told", stated(own->told));
    set(o, one, "late", stated(own->late));
    set(o, one, "missed", list_of(&own->missed));
    set(o, one, "next", list_of(&own->next));
    set(o, one, "days_to_close", own->info.has_closed && own->info.has_created
                                     ? json_integer(own->info.closed_day - own->info.created_day)
                                     : json_null());
    set(o, one, "continues", followup(r, own->info.continues));
    set(o, one, "loop", answer(own));
    return one;
}

json_t *json_loops(out *o, const report *r)
{
    json_t *list = json_array(), *one = json_object();
    for (size_t i = 0; i < r->feedback->loop_count; i++)
        if (json_array_append_new(list, loop_of(o, r, i)))
            o->failed = 1;
    set(o, one, "summary", json_string(r->feedback->summary));
    set(o, one, "times_to_close", stated(r->feedback->chart ? r->feedback->chart : ""));
    set(o, one, "loops", list);
    return one;
}

json_t *json_measures(out *o, const report *r)
{
    (void)o;
    return followup(r, coprod_dossier_measures(r->dossier));
}

json_t *json_governance(out *o, const report *r)
{
    const coprod_bodies *bodies = coprod_dossier_bodies(r->dossier);
    size_t needed = 0;
    json_t *made = NULL;
    char *text;
    coprod_bodies_json(bodies, r->feedback->day, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text && coprod_bodies_json(bodies, r->feedback->day, text, needed, NULL) == COPROD_OK)
        made = json_loads(text, 0, NULL);
    o->failed |= !made;
    free(text);
    return made;
}
