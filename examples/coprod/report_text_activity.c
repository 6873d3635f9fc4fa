/* SPDX-License-Identifier: MIT */
/* One activity as plain text. */
#include <stdlib.h>
#include <string.h>

#include "report.h"

static void write_fact(out *o, const char *term, const char *text, const char *otherwise, const char *quote)
{
    if (text[0])
        text_say(o, 2, 4, "%s: %s%s%s", term, quote, text, quote);
    else
        text_say(o, 2, 4, "%s: %s", term, otherwise);
}

static void write_facts(out *o, const report *r, size_t index)
{
    const activity *a = &r->activities[index];
    coprod_dossier_source source;
    size_t number = 0;
    write_fact(o, "Group of people", a->info.group, "not known", "");
    write_fact(o, "Period", a->period, "not known", "");
    write_fact(o, "Why it was done", a->info.motivation, "not stated", "\"");
    write_fact(o, "What was learned before", a->info.prior_learning, "not stated", "\"");
    for (size_t i = 0; i < a->info.partner_count; i++) {
        coprod_partner own = {sizeof own};
        coprod_dossier_activity_partner(r->dossier, index, i, &own);
        text_say(o, 2, 4, "Partner: %s (%s)%s%s%s", own.name, own.role[0] ? words_role(own.role) : "role not stated",
                 own.quote[0] ? ": \"" : "", own.quote, own.quote[0] ? "\"" : "");
    }
    if (!a->info.partner_count)
        text_say(o, 2, 4, "Partners: not stated");
    if (report_source(r, a->info.source, &number, &source))
        text_say(o, 2, 4, "Source: [%d]%s%s", (int)number + 1, a->info.section[0] ? " " : "", a->info.section);
    else
        text_say(o, 2, 4, "Source: not stated");
}

static void write_claim(out *o, const report *r, const activity *a)
{
    if (a->claimed == CLAIM_NONE)
        return;
    text_say(o, 2, 4, "Claimed: %s%s%s%s", a->claimed > 0 ? r->levels[a->claimed].label : a->info.claim,
             a->info.claim_quote[0] ? ", in the words \"" : "", a->info.claim_quote,
             a->info.claim_quote[0] ? "\"" : "");
    text_say(o, 4, 4, "%s", a->claimed < 0 ? "claim not known in this spectrum" : a->verdict);
    if (a->excluded[0])
        text_say(o, 4, 4, "%s", a->excluded);
}

static int is_following(const char *code)
{
    return !strcmp(code, "spectrum-follows");
}

/* The reasons that one test picks, under a heading. */
static void write_reasons(out *o, const report *r, const activity *a, int (*picks)(const char *), const char *head)
{
    int any = 0;
    for (size_t i = 0; i < coprod_classification_reason_count(a->whole.result); i++) {
        coprod_reason reason = {sizeof reason};
        char *text;
        coprod_classification_reason(a->whole.result, i, &reason);
        if (!picks(reason.code))
            continue;
        if (!any++)
            out_plain(o, "\n  %s\n", head);
        text = words_reason(&a->whole, i);
        o->failed |= !text;
        text_say(o, 2, 4, "- %s%s%s", text ? text : "", is_following(reason.code) ? " " : "",
                 is_following(reason.code) ? words_why(r, reason.index) : "");
        free(text);
    }
}

static int is_contradiction(const char *code)
{
    return !strcmp(code, "spectrum-contradiction");
}

static void write_missing(out *o, const report *r, const activity *a)
{
    const coprod_interval *interval = &a->whole.interval;
    size_t count = coprod_classification_missing_count(a->whole.result);
    int any = 0;
    out_raw(o, "\n  What is not evidenced, the most decisive first\n");
    if (!count)
        text_say(o, 2, 4, "- nothing that could change the level");
    for (size_t i = 0; i < count; i++) {
        coprod_missing own = {sizeof own};
        coprod_classification_missing(a->whole.result, i, &own);
        text_say(o, 2, 4, "- %s: %s Lowest answer: %s%s. Highest answer: %s%s.", r->indicators[own.indicator].title,
                 r->indicators[own.indicator].question,
                 !own.drop ? "no change" : own.drop < interval->highest ? "at most " : "",
                 own.drop ? words_level(r, interval->highest - own.drop) : "", own.gain ? "at least " : "no change",
                 own.gain ? words_level(r, interval->lowest + own.gain) : "");
    }
    for (uint32_t i = 0; i < r->definition.indicator_count; i++) {
        if (report_answered(r, a, i))
            continue;
        if (!any++)
            out_raw(o, "  Not answered by the sources at all (not known does not mean no):\n");
        text_say(o, 2, 4, "- %s", r->indicators[i].title);
    }
}

static void write_ways(out *o, const report *r, const activity *a)
{
    way ways[2];
    size_t count = report_ways(r, a, ways);
    if (!count)
        out_plain(o, "\n  What it would take: nothing, %s is certain.\n",
                  words_level(r, (int32_t)r->definition.level_count));
    for (size_t i = 0; i < count; i++) {
        int claimed = ways[i].rank == a->claimed, next = ways[i].rank == a->whole.interval.lowest + 1;
        out_plain(o, "\n  What it would take to be certain of %s (%s%s%s)\n", r->levels[ways[i].rank].label,
                  next ? "the next level" : "", next && claimed ? ", and " : "", claimed ? "the level claimed" : "");
        for (size_t k = 0; k < ways[i].count; k++) {
            const coprod_step *step = &ways[i].steps[k];
            coprod_bound bound = {sizeof bound};
            const char *now;
            coprod_classification_bound(a->whole.result, step->indicator, &bound);
            now = coprod_spectrum_answer(r->spectrum, step->indicator,
                                         step->kind == COPROD_STEP_CHANGE ? bound.high : step->from);
            text_say(o, 2, 4, "- %s: %s, \"%s\" (%s%s%s)",
                     step->kind == COPROD_STEP_EVIDENCE ? "evidence needed" : "change needed",
                     r->indicators[step->indicator].title,
                     coprod_spectrum_answer(r->spectrum, step->indicator, step->to),
                     step->kind == COPROD_STEP_CHANGE ? "at most, as it is: \""
                     : step->from                     ? "certain so far, at least: \""
                                                      : "nothing is certain so far",
                     step->kind == COPROD_STEP_CHANGE || step->from ? now : "",
                     step->kind == COPROD_STEP_CHANGE || step->from ? "\"" : "");
        }
    }
}

static void write_promises(out *o, const report *r, const activity *a)
{
    int any = 0;
    for (uint32_t i = 0; i < r->definition.indicator_count; i++) {
        coprod_promise own = {sizeof own};
        coprod_classification_promise(a->whole.result, i, &own);
        if (own.state == COPROD_PROMISE_NOT_DUE)
            continue;
        if (!any++)
            out_plain(o, "\n  Promises, due at %s, the most likely level\n", words_level(r, a->whole.interval.point));
        text_say(o, 2, 4, "- %s: %s, due at least: %s", words_promise(own.state), r->indicators[i].title,
                 coprod_spectrum_answer(r->spectrum, i, own.due));
    }
    if (!any)
        out_raw(o, "\n  Promises: none is due at the most likely level.\n");
}

static void write_patterns(out *o, const report *r, const activity *a, int32_t state, const char *head)
{
    int any = 0;
    for (uint32_t i = 0; i < r->definition.pattern_count; i++) {
        coprod_pattern own = {sizeof own};
        coprod_classification_pattern(a->whole.result, i, &own);
        if (own.state != state)
            continue;
        if (!any++)
            out_plain(o, "\n  %s\n", head);
        text_say(o, 2, 4, "- %s: %s", own.title, state == COPROD_PATTERN_DEFINITE ? own.text : own.question);
    }
}

void text_activity(out *o, const report *r, size_t index)
{
    const activity *a = &r->activities[index];
    out head = {NULL, 0, 0, 0};
    char *title;
    out_plain(&head, "Activity %d of %d: %s", (int)index + 1, (int)r->info.activity_count, a->info.title);
    title = out_take(&head);
    o->failed |= !title;
    text_head(o, "-", title ? title : "");
    free(title);
    if (a->info.illustrative)
        text_say(o, 2, 2, "ILLUSTRATIVE: this activity is assumed, to show how the page works.");
    text_say(o, 2, 2, "%s.", a->whole.headline);
    out_raw(o, "  ");
    text_boxes(o, r, &a->whole.interval, a->claimed);
    out_raw(o, "\n");
    write_claim(o, r, a);
    write_facts(o, r, index);
    write_reasons(o, r, a, is_contradiction, "The evidence contradicts itself: this rule failed");
    write_reasons(o, r, a, words_is_held, "Why not more");
    text_evidence(o, r, a);
    write_reasons(o, r, a, is_following, "From these answers it follows");
    if (a->whole.interval.lowest < 0)
        return;
    write_missing(o, r, a);
    write_ways(o, r, a);
    write_promises(o, r, a);
    write_patterns(o, r, a, COPROD_PATTERN_DEFINITE, "Patterns that the evidence shows");
    write_patterns(o, r, a, COPROD_PATTERN_POSSIBLE, "Patterns that are possible, and so questions to ask");
}
