/* SPDX-License-Identifier: MIT */
/* What the page says in a few sentences, and what would move most activities. Never a level of the programme. */
#include <stdlib.h>
#include <string.h>

#include "report_people.h"

static void keep(report *r, out *o)
{
    r->summary[r->summary_count++] = out_take(o);
    *o = (out){NULL, 0, 0, 0};
}

/* How many stand at each level or above, whatever is not known, up to the first level where none do. */
static void add_certain(out *o, const report *r)
{
    size_t left = r->info.activity_count - (size_t)r->all.contradictory;
    out_plain(o, "Of %d activit%s, the evidence shows ", (int)r->info.activity_count,
              r->info.activity_count == 1 ? "y" : "ies");
    for (int32_t rank = 1, last = 0; !last && rank <= (int32_t)r->definition.level_count; rank++) {
        left -= (size_t)r->all.at_lowest[rank - 1];
        last = !left || rank == (int32_t)r->definition.level_count;
        out_raw(o, rank == 1 ? "" : last ? " and " : ", ");
        if (left)
            out_plain(o, "%d", (int)left);
        else
            out_raw(o, "none");
        out_plain(o, " at %s%s%s", r->levels[rank].label, rank == (int32_t)r->definition.level_count ? "" : " or above",
                  rank == 1 ? " for certain" : "");
    }
    out_raw(o, ".");
    if (r->all.contradictory)
        out_plain(o, " The evidence of %d contradicts itself: no level can be given there.", (int)r->all.contradictory);
}

static void add_open(out *o, const report *r)
{
    int32_t top = (int32_t)r->definition.level_count;
    int whole = (int)(r->all.activities - r->all.contradictory), open = whole - (int)r->all.certain;
    int possible = (int)r->all.at_highest[top];
    if (!whole)
        return;
    if (open == whole)
        out_raw(o, "What the sources say leaves more than one level open for every activity");
    else if (!open)
        out_raw(o, "What the sources say settles the level of every activity");
    else
        out_plain(o, "What the sources say settles the level of %d and leaves more than one level open for %d",
                  whole - open, open);
    if (possible == whole)
        out_plain(o, "; %s is possible for all of them.", r->levels[top].label);
    else if (!possible)
        out_plain(o, "; %s is ruled out for all of them.", r->levels[top].label);
    else
        out_plain(o, "; %s is possible for %d and ruled out for %d.", r->levels[top].label, possible, whole - possible);
}

/* The verdicts on the claims of one level; the three that matter are named even where their number is 0. */
static void add_claims_of(out *o, const report *r, int32_t rank, int any)
{
    int verdicts[6] = {0}, claims = 0;
    for (size_t i = 0; i < r->info.activity_count; i++)
        if (r->activities[i].claimed == rank) {
            claims++;
            verdicts[r->activities[i].claim.verdict]++;
        }
    if (!claims)
        return;
    out_plain(o, "%s%d claim%s of %s: %d evidenced, %d unproven, %d contradicted", any ? " " : "", claims,
              claims == 1 ? "" : "s", r->levels[rank].label, verdicts[COPROD_VERDICT_EVIDENCED],
              verdicts[COPROD_VERDICT_UNPROVEN], verdicts[COPROD_VERDICT_CONTRADICTED]);
    if (verdicts[COPROD_VERDICT_PLAUSIBLE])
        out_plain(o, ", %d plausible", verdicts[COPROD_VERDICT_PLAUSIBLE]);
    if (verdicts[COPROD_VERDICT_UNDERSTATED])
        out_plain(o, ", %d understated", verdicts[COPROD_VERDICT_UNDERSTATED]);
    if (verdicts[COPROD_VERDICT_NONE])
        out_plain(o, ", %d not to be tested", verdicts[COPROD_VERDICT_NONE]);
    out_raw(o, ".");
}

static void add_claims(out *o, const report *r)
{
    int unknown = 0;
    for (int32_t rank = (int32_t)r->definition.level_count; rank >= 1; rank--)
        add_claims_of(o, r, rank, o->length > 0);
    for (size_t i = 0; i < r->info.activity_count; i++)
        unknown += r->activities[i].claimed == CLAIM_NOT_KNOWN;
    if (unknown)
        out_plain(o, "%s%d claim%s not known in this spectrum.", o->length ? " " : "", unknown,
                  unknown == 1 ? " is" : "s are");
    if (!o->length)
        out_raw(o, "The dossier records no claim of a level.");
}

static void add_next(out *o, const report *r)
{
    next_step list[REPORT_INDICATORS];
    if (!report_next_steps(r, list))
        return;
    if (r->info.activity_count == 1)
        out_plain(o, "The smallest step to the next level includes \u201c%s\u201d.",
                  r->indicators[list[0].indicator].title);
    else
        out_plain(o, "For the next level, what is needed most often is %s \u201c%s\u201d (%d of %d activities).",
                  list[0].evidence == list[0].all ? "evidence on"
                  : list[0].evidence              ? "evidence on, or a change in,"
                                                  : "a change in",
                  r->indicators[list[0].indicator].title, list[0].all, (int)r->info.activity_count);
}

static void add_coders(out *o, const report *r)
{
    uint32_t least = r->activities[0].info.coding_count, most = least;
    int differ = 0;
    for (size_t i = 0; i < r->info.activity_count; i++) {
        uint32_t count = r->activities[i].info.coding_count;
        least = count < least ? count : least;
        most = count > most ? count : most;
        differ += r->activities[i].info.differences != 0;
    }
    if (most == 1)
        out_raw(o, "Each activity was read once.");
    else if (least == most && most == 2)
        out_raw(o, "Each activity was read twice, independently.");
    else if (least == most)
        out_plain(o, "Each activity was read %d times, independently.", (int)most);
    else
        out_plain(o, "Each activity was read %d to %d times, independently.", (int)least, (int)most);
    if (most > 1)
        out_plain(o, " The answers differ somewhere in %d of %d. Where they differ, the range from the lower to the "
                     "higher answer is taken, and all readings are shown.", differ, (int)r->info.activity_count);
}

int words_summary(report *r)
{
    void (*const adders[])(out *, const report *) = {add_certain, add_open, add_claims, add_next};
    out o = {NULL, 0, 0, 0};
    if (!r->info.activity_count) {
        out_raw(&o, "The dossier holds no activities, so there is nothing to classify.");
        keep(r, &o);
    } else {
        add_coders(&o, r);
        r->coders = out_take(&o);
        o = (out){NULL, 0, 0, 0};
    }
    for (size_t i = 0; r->info.activity_count && i < sizeof adders / sizeof *adders; i++) {
        adders[i](&o, r);
        if (o.length)
            keep(r, &o);
    }
    if (r->people && r->people->summary) {
        out_raw(&o, r->people->summary);
        keep(r, &o);
    }
    if (r->people && r->people->plan) {
        out_raw(&o, r->people->plan);
        keep(r, &o);
    }
    if (r->feedback && r->feedback->summary) {
        out_raw(&o, r->feedback->summary);
        keep(r, &o);
    }
    if (r->feedback && r->feedback->governance) {
        out_raw(&o, r->feedback->governance);
        keep(r, &o);
    }
    if (r->payment_count) {
        words_payments_short(&o, r);
        keep(r, &o);
    }
    for (size_t i = 0; i < r->summary_count; i++)
        if (!r->summary[i])
            return 0;
    return r->coders || !r->info.activity_count;
}

static int add_way(const activity *a, int32_t rank, way *own)
{
    memset(own, 0, sizeof *own);
    own->rank = rank;
    own->steps[0].size = sizeof *own->steps;
    if (coprod_classification_steps(a->whole.result, rank, own->steps, REPORT_INDICATORS, &own->count) != COPROD_OK)
        return 0;
    for (size_t i = 0; i < own->count; i++) {
        own->evidence += own->steps[i].kind == COPROD_STEP_EVIDENCE;
        own->change += own->steps[i].kind == COPROD_STEP_CHANGE;
    }
    return own->count > 0;
}

size_t report_ways(const report *r, const activity *a, way ways[2])
{
    int32_t next = a->whole.interval.lowest + 1;
    size_t count = 0;
    if (a->whole.interval.lowest < 0)
        return 0;
    if (next <= (int32_t)r->definition.level_count)
        count += (size_t)add_way(a, next, &ways[0]);
    if (a->claimed > next)
        count += (size_t)add_way(a, a->claimed, &ways[count]);
    return count;
}

void words_excluded(out *o, const report *r, const activity *a)
{
    way ways[2];
    size_t count = report_ways(r, a, ways);
    const way *last = count ? &ways[count - 1] : NULL;
    int any = 0;
    if (!last || last->rank != a->claimed)
        return;
    for (size_t i = 0; i < last->count; i++) {
        const coprod_step *step = &last->steps[i];
        if (step->kind != COPROD_STEP_CHANGE)
            continue;
        if (any++)
            out_raw(o, "; ");
        else
            out_plain(o, "%s would need what the evidence excludes: ", r->levels[a->claimed].label);
        out_plain(o, "\u201c%s\u201d (%s)", coprod_spectrum_answer(r->spectrum, step->indicator, step->to),
                  r->indicators[step->indicator].title);
    }
    out_raw(o, any ? "." : "");
}

size_t report_next_steps(const report *r, next_step list[REPORT_INDICATORS])
{
    size_t count = 0;
    for (uint32_t i = 0; i < r->definition.indicator_count; i++) {
        next_step own = {i, (int)r->all.next_step[i], 0};
        size_t at = count;
        if (!own.all)
            continue;
        for (size_t k = 0; k < r->info.activity_count; k++) {
            way ways[2];
            if (!report_ways(r, &r->activities[k], ways))
                continue;
            for (size_t j = 0; j < ways[0].count; j++)
                own.evidence += ways[0].steps[j].indicator == i && ways[0].steps[j].kind == COPROD_STEP_EVIDENCE;
        }
        for (; at && list[at - 1].all < own.all; at--)
            list[at] = list[at - 1];
        list[at] = own;
        count++;
    }
    return count;
}
