/* SPDX-License-Identifier: MIT */
/* coprod plan: the plan as text, as lines, and as JSON. */
#include <stdio.h>
#include <stdlib.h>

#include "invite.h"
#include "missing.h"

typedef coprod_status say(const coprod_pattern_plan *plan, uint32_t index, char *buffer, size_t capacity,
                          size_t *needed);

static void print_sentence(const coprod_pattern_plan *plan, uint32_t index, say *what)
{
    size_t needed = 0;
    char *text;
    what(plan, index, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text && what(plan, index, text, needed, NULL) == COPROD_OK)
        output("%s", text);
    free(text);
}

/* Which gaps an invitation closes, as they are numbered below. */
static void print_closed(const coprod_pattern_plan *plan, uint32_t index)
{
    coprod_pattern_invitation invitation = {.size = sizeof invitation};
    coprod_pattern_plan_invitation(plan, index, &invitation);
    output(invitation.gap_count == 1 ? " (gap " : " (gaps ");
    for (uint32_t i = 0; i < invitation.gap_count; i++) {
        coprod_pattern_closing closing = {.size = sizeof closing};
        coprod_pattern_plan_closing(plan, index, i, &closing);
        output(i ? ", %u" : "%u", closing.gap + 1);
    }
    output(").\n");
}

static void print_bound(const coprod_pattern_plan_info *info)
{
    missing_put_whole(info->people);
    output(info->people == 1 ? " person" : " people");
    if (info->is_fewest) {
        output("; no plan%s needs fewer.\n", info->gaps_unreachable ? " that does as much" : "");
        return;
    }
    output(info->people_open ? "; to close all that can be reached takes " : "; no plan needs fewer than ");
    missing_put_whole(info->lower_bound);
    output(info->people_open ? " or more.\n" : ".\n");
}

static void print_gaps(const coprod_pattern_plan *plan, const coprod_pattern_plan_info *info, int32_t state,
                       const char *title)
{
    int begun = 0;
    for (uint32_t g = 0; g < info->gap_count; g++) {
        coprod_pattern_plan_gap gap = {.size = sizeof gap};
        coprod_pattern_plan_gap_get(plan, g, &gap);
        if (gap.state != state)
            continue;
        if (!begun++)
            output("\n%s\n", title);
        output("  %u. ", g + 1);
        print_sentence(plan, g, coprod_pattern_plan_gap_text);
        output(".\n");
    }
}

static void print_money(int64_t pence)
{
    output("\xc2\xa3%lld.%02lld", (long long)(pence / 100), (long long)(pence % 100));
}

static void print_partners(const coprod_pattern_plan *plan, const coprod_pattern_plan_info *info)
{
    if (info->partner_count)
        output("\nThrough whom:\n");
    for (uint32_t p = 0; p < info->partner_count; p++) {
        coprod_pattern_partner_share share = {.size = sizeof share};
        coprod_pattern_plan_partner_get(plan, p, &share);
        output("  %s: ", share.title[0] ? share.title : share.id);
        missing_put_whole(share.people);
        if (share.max_people) {
            output(" of at most ");
            missing_put_whole(share.max_people);
        }
        if (share.cost_pence != COPROD_PATTERN_COST_UNKNOWN) {
            output(", ");
            print_money(share.cost_pence);
        }
        puts("");
    }
    if (info->cost_pence != COPROD_PATTERN_COST_UNKNOWN) {
        output("  All: ");
        print_money(info->cost_pence);
        puts("");
    }
}

void invite_text(const coprod_pattern_plan *plan, const coprod_pattern_plan_info *info)
{
    missing_put_whole(info->gaps_closed);
    output(" of ");
    missing_put_whole(info->gap_count);
    output(" gap%s %s closed by ", info->gap_count == 1 ? "" : "s",
           info->gap_count == 1 || info->gaps_closed == 1 ? "is" : "are");
    print_bound(info);
    if (info->publish_from) {
        output("May be published: nobody is counted on in groups of fewer than ");
        missing_put_whole(info->told_from);
        output(" people.\n");
    }
    if (info->is_estimated)
        output("How many exist is estimated from parts, as if attributes had nothing to do with each other.\n");
    if (info->exist_unknown)
        output("How many exist for each line was not counted: that would take more than --work allows.\n");
    if (info->taken_off) {
        missing_put_whole(info->taken_off);
        output(info->taken_off == 1 ? " person who was" : " people who were");
        output(" counted already %s taken off those who exist.\n", info->taken_off == 1 ? "is" : "are");
    }
    if (info->invitation_count)
        output("\nInvite; ask more than that, as not all come:\n");
    for (uint32_t i = 0; i < info->invitation_count; i++) {
        output("  ");
        print_sentence(plan, i, coprod_pattern_plan_text);
        print_closed(plan, i);
    }
    print_partners(plan, info);
    print_gaps(plan, info, COPROD_PATTERN_GAP_CLOSED, "Closed:");
    print_gaps(plan, info, COPROD_PATTERN_GAP_OPEN, "Left open by a limit:");
    print_gaps(plan, info, COPROD_PATTERN_GAP_UNREACHABLE,
               info->publish_from ? "Cannot be closed by people who may be told of:"
                                  : "Cannot be closed among these people:");
}

int invite_json(const coprod_pattern_plan *plan)
{
    size_t needed = 0;
    char *text;
    coprod_pattern_plan_json(plan, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (!text || coprod_pattern_plan_json(plan, text, needed, NULL) != COPROD_OK) {
        free(text);
        return program_status("plan", COPROD_E_MEMORY);
    }
    output("%s\n", text);
    free(text);
    return PROGRAM_FINE;
}

int invite_patterns(const coprod_pattern_plan *plan, const coprod_pattern_schema *schema,
                    const coprod_pattern_plan_info *info)
{
    uint32_t attributes;
    if (missing_letters("plan", schema, &attributes) != PROGRAM_FINE)
        return PROGRAM_BAD_INPUT;
    for (uint32_t i = 0; i < info->invitation_count; i++) {
        coprod_pattern_invitation invitation = {.size = sizeof invitation};
        coprod_pattern_plan_invitation(plan, i, &invitation);
        missing_put_codes(invitation.who, attributes);
        output(" %llu%s%s\n", (unsigned long long)invitation.people, invitation.partner[0] ? " " : "",
               invitation.partner);
    }
    return PROGRAM_FINE;
}
