/* SPDX-License-Identifier: MIT */
/* The barriers of a plan as JSON, with the sentence and what would help beside each. */
#include "barriers_internal.h"
#include "json_out_internal.h"

static const char *const states[] = {"", "likely", "not-known", "removed"};

static void write_barrier(coprod__json_out *out, const coprod_barriers *barriers, const coprod__barrier *barrier)
{
    const coprod_barrier_rules *rules = barriers->rules;
    const coprod__barrier_rule *rule = &rules->rules[barrier->rule];
    coprod__out_open(out, NULL, '{');
    if (rule->of_plan)
        coprod__out_null(out, "event");
    else
        coprod__out_text(out, "event", barrier->event);
    coprod__out_text(out, "barrier", rule->id);
    coprod__out_text(out, "title", rule->title);
    coprod__out_text(out, "need", rule->need);
    coprod__out_text(out, "state", states[barrier->state]);
    coprod__out_open(out, "groups", '[');
    for (uint32_t i = 0; i < rule->group_count; i++)
        coprod__out_text(out, NULL, rules->groups[rule->groups[i]].id);
    coprod__out_close(out, ']');
    if (barrier->asks[0])
        coprod__out_text(out, "asks", barrier->asks);
    if (barrier->change[0])
        coprod__out_text(out, "change", barrier->change);
    if (barrier->loop[0])
        coprod__out_text(out, "loop", barrier->loop);
    coprod__out_text(out, "adjustment", rule->adjustment);
    coprod__out_text(out, "quote", rule->quote);
    coprod__out_text(out, "section", rule->section);
    coprod__out_close(out, '}');
}

static void write_asked(coprod__json_out *out, const coprod__asked_row *asked)
{
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "group", asked->group);
    if (asked->question[0])
        coprod__out_text(out, "question", asked->question);
    coprod__out_number(out, "times", asked->times);
    coprod__out_number(out, "most_times", asked->most_times);
    coprod__out_day(out, "first", asked->first_day);
    coprod__out_day(out, "last", asked->last_day);
    coprod__out_flag(out, "too_often", asked->findings & COPROD_ASKED_TOO_OFTEN);
    coprod__out_flag(out, "asked_twice", asked->findings & COPROD_ASKED_TWICE);
    coprod__out_close(out, '}');
}

/* Group of the plan -> barriers: what chains a missing group to what is in its way. */
static void write_people(coprod__json_out *out, const coprod_barriers *barriers)
{
    coprod__out_open(out, "people", '[');
    for (uint32_t i = 0; i < barriers->people_count; i++) {
        const coprod__plan_group *group = &barriers->people[i];
        coprod__out_open(out, NULL, '{');
        coprod__out_text(out, "group", group->id);
        coprod__out_open(out, "barriers", '[');
        for (uint32_t b = 0; b < barriers->info.barrier_count; b++)
            if (coprod__barrier_shuts_out(barriers, b, group->groups, group->group_count))
                coprod__out_number(out, NULL, b);
        coprod__out_close(out, ']');
        coprod__out_close(out, '}');
    }
    coprod__out_close(out, ']');
}

coprod_status coprod_barriers_json(const coprod_barriers *barriers, char *buffer, size_t capacity, size_t *needed)
{
    coprod__json_out out = {0};
    const coprod_barrier_rules_info *rules;
    if (needed)
        *needed = 0;
    if (!barriers || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    rules = &barriers->rules->info;
    coprod__writer_init(&out.writer, buffer, capacity);
    coprod__out_open(&out, NULL, '{');
    coprod__out_text(&out, "schema", "barriers-answer/1");
    coprod__out_open(&out, "rules", '{');
    coprod__out_text(&out, "id", rules->id);
    coprod__out_text(&out, "version", rules->version);
    coprod__out_text(&out, "fingerprint", rules->fingerprint);
    coprod__out_text(&out, "source", rules->source_title);
    coprod__out_text(&out, "address", rules->source_address);
    coprod__out_close(&out, '}');
    coprod__out_number(&out, "events", barriers->info.event_count);
    coprod__out_number(&out, "likely", barriers->info.likely);
    coprod__out_number(&out, "not_known", barriers->info.not_known);
    coprod__out_number(&out, "removed", barriers->info.removed);
    coprod__out_open(&out, "barriers", '[');
    for (uint32_t i = 0; i < barriers->info.barrier_count; i++)
        write_barrier(&out, barriers, &barriers->barriers[i]);
    coprod__out_close(&out, ']');
    write_people(&out, barriers);
    coprod__out_open(&out, "asked", '[');
    for (uint32_t i = 0; i < barriers->info.asked_count; i++)
        write_asked(&out, &barriers->asked[i]);
    coprod__out_close(&out, ']');
    coprod__out_close(&out, '}');
    return coprod__writer_end(&out.writer, needed);
}
