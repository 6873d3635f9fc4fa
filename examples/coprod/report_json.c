/* SPDX-License-Identifier: MIT */
/* The report as one JSON document, schema report/1, with the library's classification/1 of every activity inside. */
#include <stdlib.h>
#include <string.h>

#include "report_json.h"
#include "report_people.h"

/* null where nothing is said */
static json_t *stated(const char *text)
{
    return text && text[0] ? json_string(text) : json_null();
}

static json_t *sources(out *o, const report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->info.source_count; i++) {
        coprod_dossier_source own = {sizeof own};
        json_t *one = json_object();
        coprod_dossier_source_get(r->dossier, i, &own);
        set(o, one, "id", json_string(own.id));
        set(o, one, "title", json_string(own.title));
        set(o, one, "publisher", stated(own.publisher));
        set(o, one, "date", stated(own.date));
        set(o, one, "address", stated(own.address));
        append(o, list, one);
    }
    return list;
}

static void add_partner(out *o, json_t *list, const coprod_partner *own)
{
    json_t *one = json_object();
    set(o, one, "name", json_string(own->name));
    set(o, one, "role", stated(own->role));
    set(o, one, "quote", stated(own->quote));
    append(o, list, one);
}

static json_t *about(out *o, const report *r)
{
    json_t *one = json_object(), *partners = json_array();
    set(o, one, "id", stated(r->info.id));
    set(o, one, "title", stated(r->info.title));
    set(o, one, "organisation", stated(r->info.organisation));
    set(o, one, "summary", stated(r->info.summary));
    set(o, one, "prepared", stated(r->info.prepared));
    set(o, one, "fingerprint", json_string(r->fingerprint));
    set(o, one, "fingerprint_without_counts", json_boolean(r->has_hidden));
    set(o, one, "illustrative", json_boolean(r->info.illustrative));
    set(o, one, "sources", sources(o, r));
    for (size_t i = 0; i < r->info.partner_count; i++) {
        coprod_partner own = {sizeof own};
        coprod_dossier_partner(r->dossier, i, &own);
        add_partner(o, partners, &own);
    }
    set(o, one, "partners", partners);
    return one;
}

static json_t *definition(out *o, const report *r)
{
    json_t *one = json_object(), *levels = json_array();
    set(o, one, "id", json_string(r->definition.id));
    set(o, one, "version", json_string(r->definition.version));
    set(o, one, "title", json_string(r->definition.title));
    set(o, one, "fingerprint", json_string(r->definition.fingerprint));
    set(o, one, "source", stated(r->definition.source_title));
    set(o, one, "address", stated(r->definition.source_address));
    set(o, one, "note", stated(r->definition.note));
    for (int32_t rank = 1; rank <= (int32_t)r->definition.level_count; rank++) {
        json_t *level = json_object();
        set(o, level, "rank", json_integer(rank));
        set(o, level, "id", json_string(r->levels[rank].id));
        set(o, level, "label", json_string(r->levels[rank].label));
        set(o, level, "definition", stated(r->levels[rank].definition));
        append(o, levels, level);
    }
    set(o, one, "levels", levels);
    return one;
}

static json_t *counts(out *o, const report *r, const uint64_t *own)
{
    json_t *one = json_object();
    for (int32_t rank = 0; rank <= (int32_t)r->definition.level_count; rank++)
        if (rank || !r->definition.has_floor)
            set(o, one, r->levels[rank].id, json_integer((json_int_t)own[rank]));
    return one;
}

static json_t *profile_line(out *o, const report *r, const coprod_profile_line *line, int whole)
{
    json_t *one = json_object(), *next = json_object();
    if (!whole) {
        set(o, one, "group", stated(line->group));
        set(o, one, "period", stated(line->period));
    }
    set(o, one, "activities", json_integer((json_int_t)line->activities));
    set(o, one, "contradictory", json_integer((json_int_t)line->contradictory));
    set(o, one, "certain", json_integer((json_int_t)line->certain));
    set(o, one, "at_lowest", counts(o, r, line->at_lowest));
    set(o, one, "at_point", counts(o, r, line->at_point));
    set(o, one, "at_highest", counts(o, r, line->at_highest));
    for (uint32_t i = 0; i < r->definition.indicator_count; i++)
        if (line->next_step[i])
            set(o, next, r->indicators[i].id, json_integer((json_int_t)line->next_step[i]));
    set(o, one, "next_step", next);
    return one;
}

static json_t *profile(out *o, const report *r)
{
    json_t *one = profile_line(o, r, &r->all, 1), *lines = json_array();
    for (size_t i = 1; i < coprod_profile_count(r->profile); i++) {
        coprod_profile_line line = {sizeof line};
        coprod_profile_get(r->profile, i, &line);
        append(o, lines, profile_line(o, r, &line, 0));
    }
    set(o, one, "lines", lines);
    return one;
}

/* The answers of one reading, with the words that they rest on. */
static json_t *answers(out *o, const report *r, const reading *own)
{
    json_t *list = json_object();
    for (uint32_t i = 0; i < r->definition.indicator_count; i++) {
        coprod_answer_source source = {sizeof source};
        int32_t low, high;
        json_t *one;
        if (coprod_evidence_get(own->evidence, i, &low, &high, &source) != COPROD_OK)
            continue;
        if (low == 0 && high == r->indicators[i].top && !(source.quote && source.quote[0]))
            continue;
        one = json_object();
        set(o, one, "low", json_integer(low));
        set(o, one, "high", json_integer(high));
        set(o, one, "quote", stated(source.quote));
        set(o, one, "source", stated(source.source));
        set(o, one, "date", stated(source.date));
        set(o, one, "basis", json_string(words_basis(source.basis)));
        set(o, list, r->indicators[i].id, one);
    }
    return list;
}

static json_t *codings(out *o, const report *r, const activity *a)
{
    json_t *list = json_array();
    for (size_t k = 0; k < a->info.coding_count; k++) {
        const reading *own = &a->codings[k];
        json_t *one = json_object();
        set(o, one, "coder", json_string(own->coder));
        set(o, one, "headline", json_string(own->headline));
        set(o, one, "lowest", json_integer(own->interval.lowest));
        set(o, one, "point", json_integer(own->interval.point));
        set(o, one, "highest", json_integer(own->interval.highest));
        set(o, one, "answers", answers(o, r, own));
        append(o, list, one);
    }
    return list;
}

static json_t *differences(out *o, const report *r, uint32_t bits)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < r->definition.indicator_count; i++)
        if (bits >> i & 1)
            append(o, list, json_string(r->indicators[i].id));
    return list;
}

static json_t *claim(out *o, const activity *a)
{
    json_t *one;
    if (a->claimed == CLAIM_NONE)
        return json_null();
    one = json_object();
    set(o, one, "level", json_string(a->info.claim));
    set(o, one, "quote", stated(a->info.claim_quote));
    set(o, one, "known_in_spectrum", json_boolean(a->claimed > 0));
    if (a->claimed > 0) {
        set(o, one, "rank", json_integer(a->claimed));
        set(o, one, "verdict", json_string(coprod_verdict_name(a->claim.verdict)));
        set(o, one, "text", json_string(a->verdict));
        set(o, one, "excluded", stated(a->excluded));
    }
    return one;
}

static json_t *facts(out *o, const report *r, size_t index)
{
    const activity *a = &r->activities[index];
    json_t *one = json_object(), *partners = json_array();
    set(o, one, "id", json_string(a->info.id));
    set(o, one, "title", json_string(a->info.title));
    set(o, one, "illustrative", json_boolean(a->info.illustrative));
    set(o, one, "group", stated(a->info.group));
    set(o, one, "period", stated(a->period));
    set(o, one, "motivation", stated(a->info.motivation));
    set(o, one, "prior_learning", stated(a->info.prior_learning));
    for (size_t i = 0; i < a->info.partner_count; i++) {
        coprod_partner own = {sizeof own};
        coprod_dossier_activity_partner(r->dossier, index, i, &own);
        add_partner(o, partners, &own);
    }
    set(o, one, "partners", partners);
    set(o, one, "source", stated(a->info.source));
    set(o, one, "section", stated(a->info.section));
    return one;
}

static json_t *activity_json(out *o, const report *r, size_t index)
{
    const activity *a = &r->activities[index];
    json_t *one = facts(o, r, index);
    set(o, one, "headline", json_string(a->whole.headline));
    set(o, one, "claim", claim(o, a));
    set(o, one, "classification", json_loads(a->json, 0, NULL));
    set(o, one, "codings", codings(o, r, a));
    set(o, one, "differences", differences(o, r, a->info.differences));
    set(o, one, "disputes", differences(o, r, a->info.disputes));
    set(o, one, "gap", json_string(a->gap));
    return one;
}

/* The library's payment/1 inside what the dossier says of the claim. */
static json_t *payment_of(out *o, const report *r, size_t index)
{
    const payment *p = &r->payments[index];
    json_t *one = json_object(), *policy = json_object();
    set(o, one, "title", json_string(p->info.title));
    set(o, one, "illustrative", json_boolean(p->info.illustrative));
    set(o, one, "note", stated(p->info.note));
    set(o, one, "source", stated(p->info.source));
    set(o, one, "section", stated(p->info.section));
    set(o, one, "headline", json_string(p->headline));
    set(o, one, "rest", stated(p->rest));
    set(o, one, "takes_the_place_of", p->before ? json_integer((json_int_t)p->before - 1) : json_null());
    set(o, one, "counts", json_boolean(!p->after));
    set(o, policy, "source", stated(p->policy.source_title));
    set(o, policy, "address", stated(p->policy.source_address));
    set(o, policy, "note", stated(p->policy.note));
    set(o, one, "policy", policy);
    set(o, one, "payment", json_loads(p->json, 0, NULL));
    return one;
}

static json_t *payments(out *o, const report *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->payment_count; i++)
        append(o, list, payment_of(o, r, i));
    return list;
}

static json_t *parts(out *o, const report *r)
{
    json_t *one = json_object();
    for (size_t i = 0; i < r->info.part_count; i++) {
        const char *name;
        int32_t state;
        if (coprod_dossier_part(r->dossier, i, &name, &state) == COPROD_OK)
            set(o, one, name, json_string(words_part_state(state)));
    }
    return one;
}

void json_write(out *o, const report *r)
{
    json_t *document = json_object(), *summary = json_array(), *activities = json_array();
    char *text;
    set(o, document, "schema", json_string("report/1"));
    set(o, document, "dossier", about(o, r));
    set(o, document, "spectrum", definition(o, r));
    for (size_t i = 0; i < r->summary_count; i++)
        append(o, summary, json_string(r->summary[i]));
    set(o, document, "summary", summary);
    set(o, document, "profile", profile(o, r));
    for (size_t i = 0; i < r->info.activity_count; i++)
        append(o, activities, activity_json(o, r, i));
    set(o, document, "activities", activities);
    if (r->people && r->people->count)
        set(o, document, "people", json_people(o, r));
    if (r->people && r->people->has_plan)
        set(o, document, "plan", json_plan(o, r));
    if (r->feedback && r->feedback->loop_count)
        set(o, document, "loops", json_loops(o, r));
    if (r->feedback && r->feedback->measure_count)
        set(o, document, "measures", json_measures(o, r));
    if (r->feedback && r->feedback->body_count)
        set(o, document, "governance", json_governance(o, r));
    if (r->payment_count)
        set(o, document, "payments", payments(o, r));
    set(o, document, "parts", parts(o, r));
    text = json_dumps(document, JSON_INDENT(1));
    o->failed |= !text;
    out_raw(o, text ? text : "");
    out_raw(o, "\n");
    free(text);
    json_decref(document);
}
