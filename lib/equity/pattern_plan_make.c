/* SPDX-License-Identifier: MIT */
/* Makes a plan of what was given, and says what it is. */
#include <string.h>

#include "exact_internal.h"
#include "pattern_gaps_internal.h"
#include "pattern_plan_handle_internal.h"

enum { WORK_DEFAULT = 100000000 };

static void ask(coprod_pattern_plan *plan, const coprod_pattern_plan_options *options,
                const coprod__plan_profiles *profiles)
{
    coprod__plan_question *question = &plan->question;
    memset(question, 0, sizeof *question);
    question->schema = plan->schema;
    question->attributes = plan->schema->attributes;
    question->gaps = plan->gap_count;
    question->gap_codes = plan->gaps;
    question->needs = plan->needs;
    question->profiles = profiles->is_all ? profiles->count : plan->profile_count;
    question->profile_codes = profiles->is_all ? profiles->codes : plan->profiles;
    question->copies = profiles->is_all ? profiles->people : plan->copies;
    question->partners = plan->partner_count;
    question->partner = plan->partner;
    question->max_people = options->max_people ? options->max_people : plan->default_people; /* UINT64_MAX: no limit */
    question->publish_from = plan->publish_from;
    question->work = options->work ? options->work : WORK_DEFAULT;
    question->reading = question->work > WORK_DEFAULT ? question->work : WORK_DEFAULT;
    question->stop = options->stop;
}

/* People through a partner, by its place, and what they cost. */
static int64_t cost_of(const coprod_pattern_plan *plan, size_t place, int *fits)
{
    const uint64_t people = plan->answer.flow.load[place];
    if (people > INT64_MAX)
        *fits = 0;
    return *fits ? coprod__mul((int64_t)people, plan->partner[plan->answer.space.partner[place]].cost_pence, fits) : 0;
}

static int has_costs(const coprod_pattern_plan *plan)
{
    return plan->partner_count && plan->partner[0].cost_pence != COPROD_PATTERN_COST_UNKNOWN;
}

static coprod_status add_costs(coprod_pattern_plan *plan)
{
    int fits = 1;
    if (!has_costs(plan)) {
        plan->info.cost_pence = COPROD_PATTERN_COST_UNKNOWN;
        return COPROD_OK;
    }
    for (size_t p = 0; p < plan->answer.space.partners; p++) {
        const int64_t cost = cost_of(plan, p, &fits);
        plan->info.cost_pence = fits ? coprod__add(plan->info.cost_pence, cost, &fits) : 0;
    }
    return fits ? COPROD_OK : COPROD_E_OVERFLOW;
}

int coprod__plan_state_of(const coprod_pattern_plan *plan, size_t gap)
{
    if (plan->invited[gap] >= plan->needs[gap])
        return COPROD_PATTERN_GAP_CLOSED;
    return plan->reachable[gap] < plan->needs[gap] ? COPROD_PATTERN_GAP_UNREACHABLE : COPROD_PATTERN_GAP_OPEN;
}

static void describe(coprod_pattern_plan *plan)
{
    const coprod__plan_answer *answer = &plan->answer;
    coprod_pattern_plan_info *info = &plan->info;
    info->people = answer->people;
    info->lower_bound = answer->lower_bound;
    info->greedy_people = answer->greedy_people;
    info->people_open = answer->open;
    info->work = answer->work;
    info->publish_from = plan->publish_from;
    info->told_from = plan->publish_from ? coprod__gaps_told_from(plan->schema, plan->publish_from) : 0;
    info->gap_count = (uint32_t)plan->gap_count;
    info->partner_count = (uint32_t)plan->partner_count;
    info->is_fewest = !answer->open && answer->people == answer->lower_bound;
    info->is_searched = answer->exact;
    info->stopped = answer->stopped;
    for (size_t i = 0; i < plan->population_count; i++)
        info->is_estimated |= plan->population[i]->own.parts != NULL;
    for (size_t g = 0; g < plan->gap_count; g++) {
        const int state = coprod__plan_state_of(plan, g);
        info->people_unreachable += plan->needs[g] - plan->reachable[g];
        info->gaps_closed += state == COPROD_PATTERN_GAP_CLOSED;
        info->gaps_open += state == COPROD_PATTERN_GAP_OPEN;
        info->gaps_unreachable += state == COPROD_PATTERN_GAP_UNREACHABLE;
    }
}

static coprod_status make(coprod_pattern_plan *plan, const coprod_pattern_plan_options *options)
{
    coprod__plan_profiles profiles;
    coprod_status status = coprod__plan_profiles_of(plan, options->stop, options->counted, &profiles);
    ask(plan, options, &profiles);
    memset(&plan->info, 0, sizeof plan->info);
    plan->info.size = sizeof plan->info;
    plan->info.taken_off = profiles.taken_off;
    if (status == COPROD_OK)
        status = coprod__plan_solve(&plan->memory, &plan->question, &plan->answer);
    if (status == coprod__plan_no_plan)
        status = coprod__plan_solve_nothing(&plan->memory, &plan->question, &plan->answer);
    if (status == COPROD_OK) {
        status = coprod__plan_invites_make(plan);
        if (status == COPROD_OK)
            status = add_costs(plan);
        if (status == COPROD_OK)
            describe(plan);
        else
            coprod__plan_answer_free(&plan->answer);
    }
    coprod__plan_profiles_free(&profiles);
    return status;
}

coprod_status coprod_pattern_plan_make(coprod_pattern_plan *plan, const coprod_pattern_plan_options *options)
{
    coprod_pattern_plan_options own;
    coprod_pattern_plan before;
    coprod_status status;
    if (!plan)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(options, sizeof own, sizeof own, &own);
    if (status != COPROD_OK)
        return status;
    if (own.counted && strcmp(own.counted->schema->fingerprint, plan->schema->fingerprint))
        return COPROD_E_FINGERPRINT;
    if (own.counted && plan->publish_from)
        return COPROD_E_RANGE;
    before = *plan;
    status = make(plan, &own);
    if (status == COPROD_OK) {
        coprod__plan_unmake(&before);
        plan->made = 1;
    } else {
        *plan = before;
    }
    return status;
}

/* --- what it is --- */

static coprod_status begin(const coprod_pattern_plan *plan, void *caller, size_t bytes)
{
    coprod_status status = coprod__struct_begin(plan, caller, bytes);
    return status == COPROD_OK && !plan->made ? COPROD_E_UNKNOWN : status;
}

coprod_status coprod_pattern_plan_get(const coprod_pattern_plan *plan, coprod_pattern_plan_info *info)
{
    coprod_status status = begin(plan, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof plan->info, sizeof plan->info, &plan->info) : status;
}

coprod_status coprod_pattern_plan_invitation(const coprod_pattern_plan *plan, uint32_t index,
                                             coprod_pattern_invitation *invitation)
{
    coprod_pattern_invitation own = {.size = sizeof own, .partner = "", .partner_index = UINT32_MAX,
                                     .cost_pence = COPROD_PATTERN_COST_UNKNOWN};
    const coprod__plan_invite *invite;
    coprod_status status = begin(plan, invitation, sizeof own);
    if (status != COPROD_OK || index >= plan->info.invitation_count)
        return status != COPROD_OK ? status : COPROD_E_UNKNOWN;
    invite = &plan->invites[index];
    own.who = invite->who;
    own.example = invite->example;
    own.people = invite->people;
    own.exist = invite->exist;
    own.gap_count = (uint32_t)(invite->until - invite->from);
    if (invite->place != UINT32_MAX) {
        own.partner_index = plan->answer.space.partner[invite->place];
        own.partner = plan->partner[own.partner_index].id;
        if (has_costs(plan))
            own.cost_pence = (int64_t)invite->people * plan->partner[own.partner_index].cost_pence;
    }
    return coprod__struct_out(invitation, sizeof own, sizeof own, &own);
}

coprod_status coprod_pattern_plan_closing(const coprod_pattern_plan *plan, uint32_t invitation, uint32_t index,
                                          coprod_pattern_closing *closing)
{
    coprod_pattern_closing own = {.size = sizeof own};
    const coprod__plan_invite *invite;
    coprod_status status = begin(plan, closing, sizeof own);
    if (status != COPROD_OK || invitation >= plan->info.invitation_count)
        return status != COPROD_OK ? status : COPROD_E_UNKNOWN;
    invite = &plan->invites[invitation];
    if (index >= invite->until - invite->from)
        return COPROD_E_UNKNOWN;
    own.gap = plan->closings[invite->from + index].gap;
    own.people = plan->closings[invite->from + index].people;
    return coprod__struct_out(closing, sizeof own, sizeof own, &own);
}

coprod_status coprod_pattern_plan_gap_get(const coprod_pattern_plan *plan, uint32_t index, coprod_pattern_plan_gap *gap)
{
    coprod_pattern_plan_gap own = {.size = sizeof own};
    coprod_status status = begin(plan, gap, sizeof own);
    if (status != COPROD_OK || index >= plan->gap_count)
        return status != COPROD_OK ? status : COPROD_E_UNKNOWN;
    own.pattern = plan->gaps + (size_t)index * plan->schema->attributes;
    own.need = plan->needs[index];
    own.reachable = plan->reachable[index];
    own.invited = plan->invited[index];
    own.state = coprod__plan_state_of(plan, index);
    return coprod__struct_out(gap, sizeof own, sizeof own, &own);
}

coprod_status coprod_pattern_plan_partner_get(const coprod_pattern_plan *plan, uint32_t index,
                                              coprod_pattern_partner_share *share)
{
    coprod_pattern_partner_share own = {.size = sizeof own};
    size_t place = 0;
    coprod_status status = begin(plan, share, sizeof own);
    if (status != COPROD_OK || index >= plan->partner_count)
        return status != COPROD_OK ? status : COPROD_E_UNKNOWN;
    while (plan->answer.space.partner[place] != index)
        place++;
    own.id = plan->partner[index].id;
    own.title = plan->title[index];
    own.people = plan->answer.flow.load[place];
    own.max_people = plan->partner[index].max_people == UINT64_MAX ? 0 : plan->partner[index].max_people;
    own.cost_pence = COPROD_PATTERN_COST_UNKNOWN;
    if (has_costs(plan))
        own.cost_pence = (int64_t)own.people * plan->partner[index].cost_pence;
    return coprod__struct_out(share, sizeof own, sizeof own, &own);
}
