/* SPDX-License-Identifier: MIT */
/* The barriers of a plan: each rule asked of each event. Yes, no, or not known. */
#include "barriers_internal.h"

#include <string.h>

#include "coprod/days.h"

enum { NO = 0, UNKNOWN = 1, YES = 2 }; /* all of several is the least, one of several the greatest */

/* --- conditions --- */

/* Whether a session touches the hours of a condition. Half an answer may be enough for a no. */
static int session_touches(const coprod__plan_session *session, const coprod__condition *condition)
{
    int on_day = !session->has_day ? UNKNOWN
                 : condition->weekdays >> (coprod_day_weekday(session->day) - 1) & 1 ? YES
                                                                                    : NO;
    int before_end = session->start_minute < 0 ? UNKNOWN : session->start_minute < condition->until_minute ? YES : NO;
    int after_start = session->end_minute < 0 ? UNKNOWN : session->end_minute > condition->from_minute ? YES : NO;
    if (session->start_minute >= condition->from_minute && session->end_minute < 0)
        after_start = YES;
    if (session->end_minute >= 0 && session->end_minute <= condition->until_minute && session->start_minute < 0)
        before_end = YES;
    on_day = on_day < before_end ? on_day : before_end;
    return on_day < after_start ? on_day : after_start;
}

static int holds(const coprod__condition *condition, const coprod__event_of_plan *event)
{
    uint32_t words = condition->kind == COPROD__SESSIONS ? 0 : event->words[condition->aspect];
    int every = YES;
    if (condition->kind == COPROD__ANY)
        return !words ? UNKNOWN : words & condition->words ? YES : NO;
    if (condition->kind == COPROD__ONLY)
        return !words ? UNKNOWN : words & ~condition->words ? NO : YES;
    for (uint32_t i = 0; i < event->session_count; i++) {
        int touches = session_touches(&event->sessions[i], condition);
        every = every < touches ? every : touches;
    }
    return event->session_count ? every : UNKNOWN;
}

static uint32_t words_in(uint32_t set)
{
    uint32_t count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

/* Whether the events have fewer words between them than the condition says. */
static int distinct_below(const coprod__condition *condition, const coprod_barriers *barriers)
{
    uint32_t words = 0, unknown = 0;
    for (uint32_t i = 0; i < barriers->info.event_count; i++) {
        words |= barriers->events[i].words[condition->aspect];
        unknown += !barriers->events[i].words[condition->aspect];
    }
    if (words_in(words) >= condition->words || !barriers->info.event_count)
        return NO;
    return unknown ? UNKNOWN : YES;
}

static int answer_of(const coprod__condition *condition, const coprod_barriers *barriers,
                     const coprod__event_of_plan *event)
{
    return condition->kind == COPROD__DISTINCT ? distinct_below(condition, barriers) : holds(condition, event);
}

/* --- finding them --- */

/* The aspects of a rule that the plan does not say, "step-free, travel-paid". */
static const char *write_asks(const coprod__barriers_reader *own, const coprod_barriers *barriers,
                              const coprod__barrier_rule *rule, const coprod__event_of_plan *event)
{
    char text[4096] = "";
    const char *copy;
    coprod__writer writer;
    coprod__writer_init(&writer, text, sizeof text);
    for (uint32_t i = 0; i < rule->when_count; i++) {
        const coprod__condition *condition = &rule->when[i];
        if (answer_of(condition, barriers, event) != UNKNOWN)
            continue;
        coprod__write(&writer, writer.length ? ", " : "");
        coprod__write(&writer, condition->kind == COPROD__SESSIONS ? "sessions"
                                                                   : barriers->rules->aspects[condition->aspect].id);
    }
    coprod__writer_end(&writer, NULL);
    copy = coprod__arena_text(own->arena, text);
    if (!copy)
        own->load->failure = COPROD_E_MEMORY;
    return copy ? copy : "";
}

static void find_one(const coprod__barriers_reader *own, coprod_barriers *barriers, coprod__event_of_plan *event,
                     uint32_t rule)
{
    const coprod__barrier_rule *asked = &barriers->rules->rules[rule];
    coprod__barrier *barrier = &barriers->barriers[barriers->info.barrier_count];
    int answer = YES;
    for (uint32_t i = 0; i < asked->when_count; i++) {
        int one = answer_of(&asked->when[i], barriers, event);
        answer = answer < one ? answer : one;
    }
    if (answer == NO)
        return;
    barrier->of = event;
    barrier->event = event->id;
    barrier->rule = rule;
    barrier->asks = answer == UNKNOWN ? write_asks(own, barriers, asked, event) : "";
    barrier->loop = barrier->change = "";
    barrier->state = answer == YES ? COPROD_BARRIER_LIKELY : COPROD_BARRIER_NOT_KNOWN;
    for (uint32_t a = 0; a < event->adjusted_count; a++)
        if (event->adjusted[a].rule == rule) {
            event->adjusted[a].used = 1;
            barrier->change = event->adjusted[a].change;
            barrier->loop = event->adjusted[a].loop;
            barrier->state = COPROD_BARRIER_REMOVED;
        }
    barriers->info.likely += barrier->state == COPROD_BARRIER_LIKELY;
    barriers->info.not_known += barrier->state == COPROD_BARRIER_NOT_KNOWN;
    barriers->info.removed += barrier->state == COPROD_BARRIER_REMOVED;
    barriers->info.barrier_count++;
}

void coprod__barriers_find(const coprod__barriers_reader *own, coprod_barriers *barriers)
{
    uint32_t rules = barriers->rules->info.rule_count, events = barriers->info.event_count;
    barriers->barriers = coprod__barriers_room(own, (size_t)rules * (events + 1), sizeof *barriers->barriers);
    for (uint32_t i = 0; barriers->barriers && i <= events; i++)
        for (uint32_t rule = 0; rule < rules; rule++)
            if (barriers->rules->rules[rule].of_plan == (i == events))
                find_one(own, barriers, &barriers->events[i], rule);
}

/* --- asking --- */

coprod_status coprod_barriers_get(const coprod_barriers *barriers, coprod_barriers_info *info)
{
    coprod_status status = coprod__struct_begin(barriers, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &barriers->info) : status;
}

/* Sessions may stand in any order, and some may have no day yet. */
static void find_days(const coprod__event_of_plan *event, coprod_barrier *barrier)
{
    for (uint32_t i = 0; i < event->session_count; i++) {
        const coprod__plan_session *session = &event->sessions[i];
        if (!session->has_day)
            continue;
        if (!barrier->has_day || session->day < barrier->first_day)
            barrier->first_day = session->day;
        if (!barrier->has_day || session->day > barrier->last_day)
            barrier->last_day = session->day;
        barrier->has_day = 1;
    }
}

coprod_status coprod_barriers_barrier(const coprod_barriers *barriers, size_t index, coprod_barrier *barrier)
{
    coprod_barrier local = {.size = sizeof local};
    coprod_status status = coprod__struct_begin(barriers, barrier, sizeof local);
    if (status != COPROD_OK)
        return status;
    if (index >= barriers->info.barrier_count)
        return COPROD_E_UNKNOWN;
    local.event = barriers->barriers[index].event;
    local.asks = barriers->barriers[index].asks;
    local.loop = barriers->barriers[index].loop;
    local.change = barriers->barriers[index].change;
    local.rule = barriers->barriers[index].rule;
    local.state = barriers->barriers[index].state;
    local.title = barriers->barriers[index].of->title;
    find_days(barriers->barriers[index].of, &local);
    return coprod__struct_out(barrier, sizeof local, sizeof local, &local);
}

int coprod__barrier_shuts_out(const coprod_barriers *barriers, uint32_t index, const uint32_t *groups, uint32_t count)
{
    const coprod__barrier_rule *rule = &barriers->rules->rules[barriers->barriers[index].rule];
    for (uint32_t i = 0; i < rule->group_count; i++)
        for (uint32_t j = 0; j < count; j++)
            if (rule->groups[i] == groups[j])
                return 1;
    return 0;
}

coprod_status coprod_barriers_for(const coprod_barriers *barriers, const char *group, uint32_t *indices,
                                  size_t capacity, size_t *count)
{
    const uint32_t *groups = NULL;
    uint32_t own = 0, group_count = 0;
    size_t found = 0;
    if (count)
        *count = 0;
    if (!barriers || !group || (capacity && !indices))
        return COPROD_E_ARGUMENT;
    for (uint32_t i = 0; i < barriers->rules->info.group_count && !groups; i++)
        if (!strcmp(barriers->rules->groups[i].id, group)) {
            own = i;
            groups = &own;
            group_count = 1;
        }
    for (uint32_t i = 0; i < barriers->people_count; i++) /* the plan's own word comes first */
        if (!strcmp(barriers->people[i].id, group)) {
            groups = barriers->people[i].groups;
            group_count = barriers->people[i].group_count;
        }
    if (!groups)
        return COPROD_E_UNKNOWN;
    for (uint32_t i = 0; i < barriers->info.barrier_count; i++)
        if (coprod__barrier_shuts_out(barriers, i, groups, group_count)) {
            if (found < capacity)
                indices[found] = i;
            found++;
        }
    if (count)
        *count = found;
    return found > capacity ? COPROD_E_BUFFER : COPROD_OK;
}

void coprod_barriers_free(coprod_barriers *barriers)
{
    coprod__arena arena;
    if (!barriers)
        return;
    arena = barriers->arena; /* the barriers lie in their own arena */
    coprod_barrier_rules_free((coprod_barrier_rules *)barriers->rules);
    coprod__arena_free(&arena);
}
