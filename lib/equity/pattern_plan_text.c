/* SPDX-License-Identifier: MIT */
/* Invitations and gaps of a plan as sentences, in the schema's own words. */
#include "pattern_gaps_internal.h"
#include "pattern_plan_handle_internal.h"

static coprod_status begin(const coprod_pattern_plan *plan, char *buffer, size_t capacity, size_t *needed)
{
    if (needed)
        *needed = 0;
    if (capacity && buffer)
        buffer[0] = '\0';
    if (!plan || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    return plan->made ? COPROD_OK : COPROD_E_UNKNOWN;
}

static void say_partner(const coprod_pattern_plan *plan, const coprod__plan_invite *invite, coprod__writer *writer)
{
    uint32_t partner;
    if (invite->place == UINT32_MAX)
        return;
    partner = plan->answer.space.partner[invite->place];
    coprod__write(writer, " through ");
    coprod__write(writer, plan->title[partner][0] ? plan->title[partner] : plan->partner[partner].id);
}

/* The same people are told once, though several partners invite some of them. */
static void say_exist(const coprod_pattern_plan *plan, const coprod__plan_invite *invite, coprod__writer *writer)
{
    const int through = invite->place != UINT32_MAX, one = invite->exist == 1;
    if (invite->exist == UINT64_MAX)
        return;
    coprod__write(writer, invite->is_same ? "; of the same " : "; about ");
    coprod__write_whole(writer, coprod__gaps_about(plan->schema, invite->exist));
    if (invite->is_same)
        coprod__write(writer, " or so");
    else if (through)
        coprod__write(writer, one ? " is reached" : " are reached");
    else
        coprod__write(writer, one ? " exists" : " exist");
}

coprod_status coprod_pattern_plan_text(const coprod_pattern_plan *plan, uint32_t index, char *buffer, size_t capacity,
                                       size_t *needed)
{
    const coprod__plan_invite *invite;
    coprod__writer writer;
    coprod_status status = begin(plan, buffer, capacity, needed);
    if (status != COPROD_OK || index >= plan->info.invitation_count)
        return status != COPROD_OK ? status : COPROD_E_UNKNOWN;
    invite = &plan->invites[index];
    coprod__writer_init(&writer, buffer, capacity);
    coprod__gaps_who(plan->schema, invite->who, &writer);
    coprod__write(&writer, ": invite ");
    coprod__write_whole(&writer, invite->people);
    say_partner(plan, invite, &writer);
    coprod__write(&writer, invite->people == 1 ? ", who counts for " : ", who count for ");
    coprod__write_whole(&writer, invite->until - invite->from);
    coprod__write(&writer, invite->until - invite->from == 1 ? " gap" : " gaps");
    say_exist(plan, invite, &writer);
    return coprod__writer_end(&writer, needed);
}

/* Which of them. */
static const char *limit_of(const coprod_pattern_plan *plan)
{
    const uint64_t most = plan->question.max_people;
    if (plan->answer.stopped)
        return "a limit";
    if (most && plan->info.people >= most)
        return "the limit of people";
    return plan->partner_count ? "the room of partners" : "a limit";
}

static void say_end(const coprod_pattern_plan *plan, size_t gap, int state, coprod__writer *writer)
{
    const int limited = plan->invited[gap] < plan->reachable[gap];
    const char *rest = plan->publish_from ? " are told of" : " can be reached";
    if (state == COPROD_PATTERN_GAP_CLOSED)
        return;
    coprod__write(writer, "; ");
    if (limited) {
        coprod__write(writer, limit_of(plan));
        coprod__write(writer, " leaves it open");
    }
    if (state == COPROD_PATTERN_GAP_UNREACHABLE) {
        coprod__write(writer, limited ? ", and not all" : "no more");
        coprod__write(writer, rest);
    }
}

coprod_status coprod_pattern_plan_gap_text(const coprod_pattern_plan *plan, uint32_t index, char *buffer,
                                           size_t capacity, size_t *needed)
{
    coprod__writer writer;
    int state, at_most; /* which is all that a list of gaps tells */
    coprod_status status = begin(plan, buffer, capacity, needed);
    if (status != COPROD_OK || index >= plan->gap_count)
        return status != COPROD_OK ? status : COPROD_E_UNKNOWN;
    state = coprod__plan_state_of(plan, index);
    at_most = plan->publish_from && plan->needs[index] > 1;
    coprod__writer_init(&writer, buffer, capacity);
    coprod__gaps_who(plan->schema, plan->gaps + (size_t)index * plan->schema->attributes, &writer);
    coprod__write(&writer, ": ");
    if (state != COPROD_PATTERN_GAP_CLOSED) {
        coprod__write_whole(&writer, plan->invited[index]);
        coprod__write(&writer, at_most ? " of " : " of the ");
    }
    coprod__write(&writer, at_most ? "up to " : "");
    coprod__write_whole(&writer, plan->needs[index]);
    coprod__write(&writer, plan->needs[index] == 1 && state == COPROD_PATTERN_GAP_CLOSED ? " needed is invited"
                                                                                         : " needed are invited");
    say_end(plan, index, state, &writer);
    return coprod__writer_end(&writer, needed);
}
