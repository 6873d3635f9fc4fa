/* SPDX-License-Identifier: MIT */
/* Whom to invite next: the fewest people who close the gaps, through whom, and a proof of how few it can be. Of counts
 * that were not published the plan is made of what is published of them. */
#include <stdio.h>
#include <stdlib.h>

#include "report_gaps.h"

static const char title[] = "Whom to invite next";

/* --- the plan --- */

static coprod_status make(const report *r, size_t index, told_gaps *own)
{
    const coprod_pattern_plan_options options
        = {.size = sizeof options, .counted = own->publish_from ? NULL : own->info.tally};
    coprod_status status = coprod_dossier_invitations(r->dossier, index, NULL, &own->plan);
    if (status == COPROD_OK)
        status = coprod_pattern_plan_publish(own->plan, own->publish_from);
    if (status == COPROD_OK)
        status = coprod_pattern_plan_add_found(own->plan, own->gaps, 0);
    if (status == COPROD_OK)
        status = coprod_pattern_plan_make(own->plan, &options);
    own->invited.size = sizeof own->invited;
    return status == COPROD_OK ? coprod_pattern_plan_get(own->plan, &own->invited) : status;
}

static void people(out *o, uint64_t count)
{
    words_range_of(o, count, count);
    out_raw(o, count == 1 ? " person" : " people");
}

static void words_plan_does(out *o, const told_gaps *own)
{
    const coprod_pattern_plan_info *info = &own->invited;
    out_raw(o, "Inviting the ");
    people(o, info->people);
    out_plain(o, " below closes %d of the %d gap%s", (int)info->gaps_closed, (int)info->gap_count,
              info->gap_count == 1 ? "" : "s");
    if (info->is_fewest) {
        out_plain(o, "; no plan%s needs fewer.", info->gaps_unreachable ? " that does as much" : "");
    } else if (info->people_open) {
        out_raw(o, "; to close all that can be closed takes ");
        words_range_of(o, info->lower_bound, info->lower_bound);
        out_raw(o, " or more.");
    } else {
        out_raw(o, "; no plan needs fewer than ");
        words_range_of(o, info->lower_bound, info->lower_bound);
        out_raw(o, ".");
    }
    if (own->publish_from) {
        out_raw(o, " Each gap is taken to need as many as what is told of it allows, and nobody is counted on in "
                   "groups of fewer than ");
        people(o, info->told_from);
        out_raw(o, "; whoever was counted already is not taken off them.");
    } else {
        out_raw(o, " Whoever was counted already is taken off those who live here.");
    }
    out_raw(o, " Anybody who has what a line says will do; ask more than that, as not all come.");
}

static void words_no_plan(out *o, const told_gaps *own, coprod_status status)
{
    if (!own->found.count)
        return;
    out_raw(o, !own->info.population ? "It is not known who lives here, so nobody can be named to invite."
               : status == COPROD_E_LIMIT
                   ? "There are too many people of too many kinds, or too few of each, to say whom to invite."
               : own->found.truncated ? "There are too many combinations to say whom to invite."
               : own->publish_from    ? "Of these people nobody who may be told of can be invited."
                                      : "Of the people who live here nobody is reached who would close a gap.");
}

coprod_status gaps_plan(const report *r, size_t index, told_gaps *own)
{
    out words = {NULL, 0, 0, 0};
    coprod_status status = COPROD_OK;
    if (own->found.count && !own->found.truncated && own->info.population)
        status = make(r, index, own);
    if (status != COPROD_OK && status != COPROD_E_LIMIT)
        return status;
    if (status != COPROD_OK || !own->invited.people) {
        coprod_pattern_plan_free(own->plan);
        own->plan = NULL;
        words_no_plan(&words, own, status);
    } else {
        words_plan_does(&words, own);
    }
    own->invitations = out_take(&words);
    return own->invitations ? COPROD_OK : COPROD_E_MEMORY;
}

/* --- sentences --- */

typedef coprod_status say(const coprod_pattern_plan *plan, uint32_t index, char *buffer, size_t capacity,
                          size_t *needed);

static char *sentence(out *o, const told_gaps *own, uint32_t index, say *what)
{
    size_t needed = 0;
    char *text;
    what(own->plan, index, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (!text || what(own->plan, index, text, needed, NULL) != COPROD_OK) {
        o->failed = 1;
        free(text);
        return NULL;
    }
    return text;
}

static void pounds(char text[32], int64_t pence)
{
    snprintf(text, 32, "\u00a3%lld.%02d", (long long)(pence / 100), (int)(pence % 100));
}

static int32_t state_of(const told_gaps *own, uint32_t index)
{
    coprod_pattern_plan_gap gap = {.size = sizeof gap};
    coprod_pattern_plan_gap_get(own->plan, index, &gap);
    return gap.state;
}

/* What stays open: by a limit, and because there are too few people. */
static const char *left_title(const told_gaps *own, int32_t state)
{
    return state == COPROD_PATTERN_GAP_OPEN ? "Left open by a limit"
           : own->publish_from              ? "Cannot be closed by people who may be told of"
                                            : "Cannot be closed by people who live here and are reached";
}

static void words_limit(out *o, const coprod_pattern_partner_share *share)
{
    if (share->max_people)
        words_range_of(o, share->max_people, share->max_people);
    else
        out_raw(o, "no limit");
}

/* --- a page --- */

static int has_costs(const told_gaps *own)
{
    return own->invited.cost_pence != COPROD_PATTERN_COST_UNKNOWN;
}

static void page_partners(out *o, const told_gaps *own)
{
    static const char *const columns[] = {"Through whom", "People to invite", "At most", "Cost"};
    char text[32];
    if (!own->invited.partner_count)
        return;
    table_open(o, has_costs(own) ? "Through whom people are invited, and what it costs"
                                 : "Through whom people are invited", columns, has_costs(own) ? 4 : 3);
    for (uint32_t i = 0; i < own->invited.partner_count; i++) {
        coprod_pattern_partner_share share = {.size = sizeof share};
        out words = {NULL, 0, 0, 0};
        coprod_pattern_plan_partner_get(own->plan, i, &share);
        table_row(o, share.title[0] ? share.title : share.id);
        words_range_of(&words, share.people, share.people);
        table_words(o, columns[1], &words);
        words_limit(&words, &share);
        table_words(o, columns[2], &words);
        if (has_costs(own)) {
            pounds(text, share.cost_pence);
            table_cell(o, columns[3], text);
        }
        table_row_end(o);
    }
    table_close(o);
    if (!has_costs(own))
        return;
    pounds(text, own->invited.cost_pence);
    out_html(o, "<p>All together: %s. For as many people no way through these partners costs less.</p>\n", text);
}

static void page_left(out *o, const told_gaps *own, int32_t state)
{
    int begun = 0;
    for (uint32_t i = 0; i < own->invited.gap_count; i++) {
        char *text;
        if (state_of(own, i) != state)
            continue;
        if (!begun++)
            out_html(o, "<p>%s:</p>\n<ul>\n", left_title(own, state));
        text = sentence(o, own, i, coprod_pattern_plan_gap_text);
        out_html(o, "<li>%s.</li>\n", text ? text : "");
        free(text);
    }
    out_raw(o, begun ? "</ul>\n" : "");
}

void page_plan_of(out *o, const told_gaps *own)
{
    if (!own->invitations[0])
        return;
    out_html(o, "<h5>%s</h5>\n<p>%s</p>\n", title, own->invitations);
    if (!own->plan)
        return;
    out_raw(o, "<ul>\n");
    for (uint32_t i = 0; i < own->invited.invitation_count; i++) {
        char *text = sentence(o, own, i, coprod_pattern_plan_text);
        out_html(o, "<li>%s.</li>\n", text ? text : "");
        free(text);
    }
    out_raw(o, "</ul>\n");
    page_partners(o, own);
    page_left(o, own, COPROD_PATTERN_GAP_OPEN);
    page_left(o, own, COPROD_PATTERN_GAP_UNREACHABLE);
}

/* --- text --- */

static void text_partners(out *o, const told_gaps *own)
{
    char text[32];
    for (uint32_t i = 0; i < own->invited.partner_count; i++) {
        coprod_pattern_partner_share share = {.size = sizeof share};
        out words = {NULL, 0, 0, 0};
        char *told;
        coprod_pattern_plan_partner_get(own->plan, i, &share);
        words_range_of(&words, share.people, share.people);
        out_raw(&words, "; at most: ");
        words_limit(&words, &share);
        told = out_take(&words);
        o->failed |= !told;
        pounds(text, share.cost_pence);
        text_say(o, 4, 6, "Through %s: %s%s%s.", share.title[0] ? share.title : share.id, told ? told : "",
                 has_costs(own) ? "; cost: " : "", has_costs(own) ? text : "");
        free(told);
    }
    pounds(text, own->invited.cost_pence);
    if (has_costs(own))
        text_say(o, 4, 6, "All together: %s. For as many people no way through these partners costs less.", text);
}

static void text_left(out *o, const told_gaps *own, int32_t state)
{
    int begun = 0;
    for (uint32_t i = 0; i < own->invited.gap_count; i++) {
        char *text;
        if (state_of(own, i) != state)
            continue;
        if (!begun++)
            text_say(o, 4, 6, "%s:", left_title(own, state));
        text = sentence(o, own, i, coprod_pattern_plan_gap_text);
        text_say(o, 6, 8, "%s.", text ? text : "");
        free(text);
    }
}

void text_plan_of(out *o, const told_gaps *own)
{
    if (!own->invitations[0])
        return;
    text_say(o, 2, 4, "%s: %s", title, own->invitations);
    if (!own->plan)
        return;
    for (uint32_t i = 0; i < own->invited.invitation_count; i++) {
        char *text = sentence(o, own, i, coprod_pattern_plan_text);
        text_say(o, 6, 8, "%s.", text ? text : "");
        free(text);
    }
    text_partners(o, own);
    text_left(o, own, COPROD_PATTERN_GAP_OPEN);
    text_left(o, own, COPROD_PATTERN_GAP_UNREACHABLE);
}

/* --- JSON --- */

json_t *json_plan_of(out *o, const told_gaps *own)
{
    size_t needed = 0;
    json_t *plan = NULL;
    char *text;
    if (!own->invitations[0])
        return json_null();
    if (!own->plan)
        return json_pack("{s:s,s:n}", "says", own->invitations, "plan");
    coprod_pattern_plan_json(own->plan, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text && coprod_pattern_plan_json(own->plan, text, needed, NULL) == COPROD_OK)
        plan = json_loads(text, 0, NULL);
    o->failed |= !plan;
    free(text);
    return json_pack("{s:s,s:o}", "says", own->invitations, "plan", plan);
}
