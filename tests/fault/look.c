/* SPDX-License-Identifier: MIT */
/* What can be seen of a world, as text: two worlds that look the same are the same to every caller. */
#include "fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct page {
    char *text;
    size_t length, room;
} page;

static void add(page *own, const char *form, ...)
{
    va_list values;
    int length;
    if (own->room - own->length < 20000) {
        own->room = own->room ? 2 * own->room : 1 << 16;
        own->text = realloc(own->text, own->room);
        if (!own->text)
            abort();
    }
    va_start(values, form);
    length = vsnprintf(own->text + own->length, own->room - own->length, form, values);
    va_end(values);
    own->length += length < 0 ? 0 : (size_t)length < own->room - own->length ? (size_t)length : 19999;
}

/* A text of any length. */
static void add_long(page *own, const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length; at += 10000)
        add(own, "%.10000s", text + at);
    add(own, "\n");
}

static const char *shown(const char *text)
{
    return text ? text : "(null)";
}

static void see_spectrum(page *own, const coprod_spectrum *spectrum)
{
    coprod_spectrum_info info = {.size = sizeof info};
    if (!spectrum)
        return;
    coprod_spectrum_get(spectrum, &info);
    add(own, "spectrum %s %s %s %s %s %s\n", info.id, info.version, info.title, info.source_title, info.note,
        info.fingerprint);
    for (int32_t rank = 0; rank <= (int32_t)info.level_count; rank++) {
        coprod_level level = {.size = sizeof level};
        coprod_spectrum_level(spectrum, rank, &level);
        add(own, "level %s %s %s %s\n", level.id, level.label, level.definition, level.source_title);
    }
    for (uint32_t i = 0; i < info.indicator_count; i++) {
        coprod_indicator indicator = {.size = sizeof indicator};
        coprod_spectrum_indicator(spectrum, i, &indicator);
        add(own, "indicator %s %s %s %s %s\n", indicator.id, indicator.title, indicator.question, indicator.help,
            indicator.source_words);
        for (int32_t step = 0; step <= indicator.top; step++)
            add(own, "answer %s\n", shown(coprod_spectrum_answer(spectrum, i, step)));
    }
    for (uint32_t k = 0; k < info.implication_count; k++) {
        coprod_implication implication = {.size = sizeof implication};
        coprod_spectrum_implication(spectrum, k, &implication);
        add(own, "because %s\n", implication.why);
    }
}

static void see_evidence(page *own, const coprod_evidence *evidence)
{
    if (!evidence)
        return;
    for (uint32_t i = 0; i < 32; i++) {
        coprod_answer_source source = {.size = sizeof source};
        int32_t low, high;
        if (coprod_evidence_get(evidence, i, &low, &high, &source) == COPROD_OK)
            add(own, "answer %u %d-%d %s %s %s %d\n", (unsigned)i, (int)low, (int)high, shown(source.quote),
                shown(source.source), shown(source.date), (int)source.basis);
    }
}

static void see_result(page *own, const coprod_classification *result)
{
    coprod_interval interval = {.size = sizeof interval};
    if (!result || coprod_classification_get(result, &interval) != COPROD_OK)
        return;
    add(own, "interval %d %d %d %d\n", (int)interval.lowest, (int)interval.point, (int)interval.highest,
        (int)interval.unevenness);
    for (size_t i = 0; i < coprod_classification_reason_count(result); i++) {
        char text[2048];
        coprod_classification_text(result, i, NULL, text, sizeof text, NULL);
        add(own, "reason %s\n", text);
    }
}

static void see_profile(page *own, const coprod_profile *profile)
{
    for (size_t i = 0; i < coprod_profile_count(profile); i++) {
        coprod_profile_line line = {.size = sizeof line};
        coprod_profile_get(profile, i, &line);
        add(own, "line \"%s\" \"%s\" %llu %llu %llu", line.group, line.period, (unsigned long long)line.activities,
            (unsigned long long)line.contradictory, (unsigned long long)line.certain);
        for (size_t k = 0; k < 17; k++)
            add(own, " %llu,%llu,%llu", (unsigned long long)line.at_lowest[k], (unsigned long long)line.at_point[k],
                (unsigned long long)line.at_highest[k]);
        for (size_t k = 0; k < 32; k++)
            add(own, " %llu", (unsigned long long)line.next_step[k]);
        add(own, "\n");
    }
}

static void see_methods(page *own, const coprod_methods *methods)
{
    for (size_t i = 0; i < coprod_methods_count(methods); i++) {
        coprod_method method = {.size = sizeof method};
        coprod_methods_get(methods, i, &method);
        add(own, "method %s %s %s %s %d-%d-%d %x\n", method.id, method.title, method.text, method.source_title,
            (int)method.lowest, (int)method.point, (int)method.highest, (unsigned)method.considerations);
    }
    for (size_t i = 0; i < coprod_methods_consideration_count(methods); i++) {
        coprod_consideration one = {.size = sizeof one};
        coprod_methods_consideration(methods, i, &one);
        add(own, "consideration %s %s %s %s %s\n", one.id, one.title, one.ask, one.groups, one.source_words);
    }
}

static void see_dossier(page *own, const coprod_dossier *dossier)
{
    coprod_dossier_info info = {.size = sizeof info};
    if (!dossier)
        return;
    coprod_dossier_get(dossier, &info);
    add(own, "dossier %s %s %s %s %s\n", info.id, info.title, info.summary, info.prepared, info.fingerprint);
    for (size_t i = 0; i < info.source_count; i++) {
        coprod_dossier_source source = {.size = sizeof source};
        coprod_dossier_source_get(dossier, i, &source);
        add(own, "source %s %s %s\n", source.id, source.title, source.address);
    }
    for (size_t i = 0; i < info.activity_count; i++) {
        coprod_activity activity = {.size = sizeof activity};
        const coprod_evidence *evidence;
        const char *coder;
        coprod_dossier_activity(dossier, i, &activity);
        add(own, "activity %s %s %s %s %s %s %x %x\n", activity.id, activity.title, activity.group, activity.claim,
            activity.motivation, activity.claim_quote, (unsigned)activity.differences, (unsigned)activity.disputes);
        for (size_t k = 0; k < activity.partner_count; k++) {
            coprod_partner partner = {.size = sizeof partner};
            coprod_dossier_activity_partner(dossier, i, k, &partner);
            add(own, "partner %s %s %s\n", partner.name, partner.role, partner.quote);
        }
        for (size_t k = 0; k < activity.coding_count; k++) {
            coprod_dossier_coding(dossier, i, k, &coder, &evidence);
            add(own, "coder %s\n", coder);
            see_evidence(own, evidence);
        }
        coprod_dossier_evidence(dossier, i, &evidence);
        see_evidence(own, evidence);
    }
}

static void see_claims(page *own, const coprod_dossier *dossier)
{
    for (size_t i = 0; i < coprod_dossier_claim_count(dossier); i++) {
        coprod_dossier_claim claim = {.size = sizeof claim};
        coprod_policy_info policy = {.size = sizeof policy};
        coprod_dossier_get_claim(dossier, i, &claim);
        coprod_policy_get(claim.policy, &policy);
        add(own, "claim %s %s %s %s %s %d %d %u\n", claim.title, claim.note, claim.source, claim.section,
            policy.fingerprint, (int)claim.has_known_on, (int)claim.known_on, (unsigned)claim.illustrative);
    }
}

static void see_loops(page *own, const coprod_dossier *dossier)
{
    for (size_t i = 0; i < coprod_dossier_loop_count(dossier); i++) {
        coprod_dossier_loop loop = {.size = sizeof loop};
        coprod_dossier_get_loop(dossier, i, &loop);
        add(own, "dossier's loop %s %s %s %d %u %u %u %d %d\n", loop.id, loop.title, loop.note, (int)loop.has_parent,
            (unsigned)loop.parent, (unsigned)loop.children, (unsigned)loop.open_children, (int)loop.created_day,
            (int)loop.closed_day);
        for (int32_t kind = 0; kind <= COPROD_STATEMENT_CHANGED; kind++)
            for (size_t k = 0; k < coprod_dossier_statement_count(dossier, i, kind); k++) {
                coprod_statement one = {.size = sizeof one};
                coprod_dossier_get_statement(dossier, i, kind, k, &one);
                add(own, "said %d %s %s %s\n", (int)kind, one.quote, one.text, one.date);
            }
    }
    add(own, "%u measures\n", (unsigned)coprod_followup_measure_count(coprod_dossier_measures(dossier)));
    add(own, "%u bodies\n", (unsigned)coprod_bodies_count(coprod_dossier_bodies(dossier)));
}

static void see_payment(page *own, const coprod_payment *payment)
{
    size_t needed = 0;
    char *text;
    if (!payment || coprod_payment_json(payment, NULL, NULL, 0, &needed) != COPROD_E_BUFFER)
        return;
    text = malloc(needed);
    if (!text || coprod_payment_json(payment, NULL, text, needed, NULL) != COPROD_OK)
        abort();
    add_long(own, text);
    free(text);
}

static coprod_status comparison_json(const void *object, char *text, size_t room, size_t *needed)
{
    return coprod_comparison_json(object, NULL, text, room, needed);
}

static coprod_status budget_json(const void *object, char *text, size_t room, size_t *needed)
{
    return coprod_budget_json(object, NULL, text, room, needed);
}

static coprod_status bodies_json(const void *object, char *text, size_t room, size_t *needed)
{
    return coprod_bodies_json(object, 20270, text, room, needed);
}

static void see_json(page *own, const void *object,
                     coprod_status (*write)(const void *object, char *text, size_t room, size_t *needed))
{
    size_t needed = 0;
    char *text;
    if (!object || write(object, NULL, 0, &needed) != COPROD_E_BUFFER)
        return;
    text = malloc(needed);
    if (!text || write(object, text, needed, NULL) != COPROD_OK)
        abort();
    add_long(own, text);
    free(text);
}

static void see_ledger(page *own, const coprod_ledger *ledger)
{
    size_t needed = 0;
    char *text;
    if (!ledger || coprod_ledger_json(ledger, NULL, 0, &needed) != COPROD_E_BUFFER)
        return;
    text = malloc(needed);
    if (!text || coprod_ledger_json(ledger, text, needed, NULL) != COPROD_OK)
        abort();
    add_long(own, text);
    free(text);
}

/* What a policy holds is seen by what a claim is paid under it, and a claim by what it is paid. */
static void see_priced(page *own, const coprod_policy *policy, const coprod_payment_claim *claim)
{
    coprod_policy_info info = {.size = sizeof info};
    coprod_payment *payment = NULL;
    if (!policy || !claim)
        return;
    coprod_policy_get(policy, &info);
    add(own, "policy %s %s %s %s %s %s %s %u-%u-%u-%u-%u\n", info.id, info.version, info.title, info.source_title,
        info.source_address, info.note, info.fingerprint, (unsigned)info.role_count, (unsigned)info.fee_count,
        (unsigned)info.expense_count, (unsigned)info.cap_count, (unsigned)info.check_count);
    if (coprod_payment_new(NULL, &payment) != COPROD_OK
        || coprod_reimburse(policy, NULL, claim, NULL, payment) != COPROD_OK)
        abort();
    see_payment(own, payment);
    coprod_payment_free(payment);
}

static void see_rest(page *own, const world *w)
{
    coprod_calendar_info info = {.size = sizeof info};
    if (w->texts)
        for (size_t i = 0; i < coprod_code_count(); i++)
            add(own, "sentence %s\n", coprod_code_sentence(w->texts, coprod_code_at(i)));
    if (w->calendar) {
        int32_t working = 0;
        coprod_calendar_get(w->calendar, &info);
        coprod_calendar_between(w->calendar, info.first_day, info.last_day, &working);
        add(own, "calendar %s %s %s %s %s %d\n", info.id, info.version, info.title, info.source, info.fingerprint,
            (int)working);
    }
    for (int32_t rank = 0; w->crosswalk && rank <= 16; rank++) {
        coprod_crosswalk_entry entry = {.size = sizeof entry};
        coprod_crosswalk_get(w->crosswalk, rank, &entry);
        add(own, "entry %x %d %d %d\n", (unsigned)entry.ranks, (int)entry.lowest, (int)entry.highest,
            (int)entry.lossless);
    }
    add(own, "bits %x\ntext %s\nneeded %zu\n", (unsigned)w->bits, w->text, w->needed);
}

static void add_line(void *own, const char *text)
{
    add_long(own, text);
}

char *world_look(const world *w)
{
    page own = {NULL, 0, 0};
    see_spectrum(&own, w->spectrum);
    see_spectrum(&own, w->made_spectrum);
    see_evidence(&own, w->evidence[0]);
    see_evidence(&own, w->evidence[1]);
    see_evidence(&own, w->made_evidence);
    see_result(&own, w->result);
    see_profile(&own, w->profile);
    see_profile(&own, w->other_profile);
    see_methods(&own, w->methods);
    see_dossier(&own, w->dossier);
    see_claims(&own, w->dossier);
    see_loops(&own, w->dossier);
    see_priced(&own, w->made_policy, w->claim);
    see_priced(&own, w->policy, w->made_claim);
    see_payment(&own, w->payment);
    see_payment(&own, w->other_payment);
    see_ledger(&own, w->ledger);
    see_ledger(&own, w->other_ledger);
    see_json(&own, w->comparison, comparison_json);
    see_json(&own, w->budget, budget_json);
    see_json(&own, w->bodies, bodies_json);
    see_json(&own, w->made_bodies, bodies_json);
    see_tallies(&own, add_line, w);
    see_patterns(&own, add_line, w);
    see_feedback(&own, add_line, w);
    see_equity(&own, add_line, w);
    see_dossier_people(&own, add_line, w);
    see_people(&own, add_line, w);
    see_inequality(&own, add_line, w);
    see_publish(&own, add_line, w);
    see_plans(&own, add_line, w);
    see_rest(&own, w);
    return own.text;
}

char *world_findings(const world *w)
{
    page own = {NULL, 0, 0};
    add(&own, "%s", "");
    for (size_t i = 0; i < coprod_findings_count(w->findings); i++) {
        coprod_finding one = {.size = sizeof one};
        coprod_findings_get(w->findings, i, &one);
        add(&own, "%d %s at \"%s\", line %d\n", (int)one.severity, one.code, one.place, (int)one.line);
    }
    return own.text;
}

void world_free(world *w)
{
    free_feedback(w);
    free_equity(w);
    free_people(w);
    free_inequality(w);
    free_publish(w);
    free_plans(w);
    coprod_spectrum_free(w->spectrum);
    coprod_spectrum_free(w->made_spectrum);
    coprod_evidence_free(w->evidence[0]);
    coprod_evidence_free(w->evidence[1]);
    coprod_evidence_free(w->made_evidence);
    coprod_classification_free(w->result);
    coprod_crosswalk_free(w->crosswalk);
    coprod_profile_free(w->profile);
    coprod_profile_free(w->other_profile);
    coprod_methods_free(w->methods);
    coprod_dossier_free(w->dossier);
    coprod_texts_free(w->texts);
    coprod_calendar_free(w->calendar);
    coprod_findings_free(w->findings);
    coprod_payment_free(w->payment);
    coprod_payment_free(w->other_payment);
    coprod_payment_free(w->filling);
    coprod_ledger_free(w->ledger);
    coprod_ledger_free(w->other_ledger);
    coprod_comparison_free(w->comparison);
    coprod_budget_free(w->budget);
    free_tallies(w);
    free_patterns(w);
    coprod_bodies_free(w->bodies);
    coprod_bodies_free(w->made_bodies);
    coprod_payment_claim_free(w->claim);
    coprod_payment_claim_free(w->other_claim);
    coprod_payment_claim_free(w->made_claim);
    coprod_policy_free(w->policy);
    coprod_policy_free(w->made_policy);
    coprod_policy_free(w->other_policy);
    free(w->json);
}
