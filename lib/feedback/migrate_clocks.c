/* SPDX-License-Identifier: MIT */
/* Into which new clocks the old ones go, and what may end. */
#include <string.h>

#include "migrate_internal.h"

static const coprod__place root = {NULL, NULL, 0};
typedef coprod__migration_reader reader;

/* An old clock goes into one new clock. */
static void carry_clock(reader *own, int32_t old, uint32_t index, const coprod__place *place)
{
    int32_t *clock = &own->migration->clocks[old];
    if (*clock != COPROD__NONE)
        coprod__report(own->load, COPROD_ERROR, "duplicate-id", place, own->migration->from->timers.name[old],
                       "an old clock in one new clock");
    *clock = (int32_t)index;
}

static void read_starts(reader *own, const json_t *list, uint32_t index, const coprod__place *place)
{
    const coprod_machine *to = own->migration->to;
    size_t i;
    json_t *one;
    if (!list)
        return;
    own->migration->starts[index] = coprod__migration_take(own, to->states.count, 1);
    if (!to->timer_rules[index].period.unit)
        coprod__report(own->load, COPROD_ERROR, "bad-unit", place, to->timers.name[index],
                       "a clock that counts: the date of this one is given");
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {place, NULL, i};
        int32_t state = coprod__migration_find(own, &to->states, one, &here, "unknown-state",
                                               "a state of the new machine");
        if (state != COPROD__NONE && own->migration->starts[index])
            own->migration->starts[index][state] = 1;
    }
}

static void read_clock(reader *own, const json_t *given, uint32_t index, const coprod__place *place)
{
    const coprod_machine *from = own->migration->from;
    const coprod__place from_place = {place, "from", 0}, start_place = {place, "start_in", 0};
    const json_t *list = coprod__json_array(own->load, given, place, "from", COPROD__OPTIONAL);
    size_t i;
    json_t *one;
    coprod__json_keys(own->load, given, place, "from start_in");
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&from_place, NULL, i};
        int32_t old = coprod__migration_find(own, &from->timers, one, &here, "unknown-timer",
                                             "a clock of the old machine");
        if (old != COPROD__NONE)
            carry_clock(own, old, index, &here);
    }
    read_starts(own, coprod__json_array(own->load, given, place, "start_in", COPROD__OPTIONAL), index, &start_place);
}

/* Whether another old clock goes into the same new one. */
static int is_shared(const coprod_migration *own, uint32_t old)
{
    for (uint32_t i = 0; i < own->from->timers.count; i++)
        if (i != old && own->clocks[i] == own->clocks[old] && own->clocks[i] != COPROD__NONE)
            return 1;
    return 0;
}

/* What holds for those that start later is not what held before; nothing of it is carried, so it is only told. */
static void tell_otherwise(reader *own, const coprod__timer *was, const coprod__timer *is, const char *name)
{
    const coprod__place here = {&root, "to", 0};
    if (is->period.unit != was->period.unit || is->period.n != was->period.n || is->period.count != was->period.count
        || is->period.roll != was->period.roll
        || strcmp(own->migration->from->calendar->fingerprint, own->migration->to->calendar->fingerprint) != 0)
        coprod__report(own->load, COPROD_WARNING, "other-length", &here, name,
                       "running clocks keep their day; those that start later count as the new one says");
    if (!was->level && is->level)
        coprod__report(own->load, COPROD_WARNING, "other-length", &here, name,
                       "what was only a window becomes a duty, where its day is not over");
}

/* What a clock loses must be said, and a duty by law cannot be lost, nor hidden behind another day. */
static void check_clock(reader *own, uint32_t old, const json_t *waived, const coprod__place *place)
{
    const coprod_machine *from = own->migration->from, *to = own->migration->to;
    const coprod__timer *was = &from->timer_rules[old];
    const char *name = from->timers.name[old];
    const json_t *reason = json_object_get(waived, name);
    const coprod__place here = {place, name, 0};
    int32_t clock = own->migration->clocks[old];
    const coprod__timer *is = clock == COPROD__NONE ? NULL : &to->timer_rules[clock];
    int lost = !is || is->level < was->level;
    own->migration->loses |= was->level && !coprod__can_be_missed(own->migration, old);
    if (reason && !json_string_length(reason))
        coprod__json_wrong(own->load, "wrong-type", &here, reason, "the reason, in words");
    if (was->kind == COPROD_TIMER_STATUTORY
        && (lost || is->kind != COPROD_TIMER_STATUTORY || is_shared(own->migration, old)))
        coprod__report(own->load, COPROD_ERROR, "statutory-clock", &here, name,
                       "a new clock of its own, from a law and of the same level");
    else if (lost && !reason)
        coprod__report(own->load, COPROD_ERROR, "not-carried", &here, name,
                       "a new clock of the same level, or here the reason why not");
    else if (!lost && reason)
        coprod__report(own->load, COPROD_ERROR, "not-waived", &here, name,
                       "no reason here, or {\"from\": []} in timers");
    if (is)
        tell_otherwise(own, was, is, name);
}

void coprod__migration_clocks(reader *own)
{
    const coprod_machine *from = own->migration->from, *to = own->migration->to;
    const coprod__place list = {&root, "timers", 0}, lost = {&root, "waived", 0};
    const json_t *json = coprod__json_object(own->load, own->json, &root, "timers", COPROD__OPTIONAL);
    const json_t *waived = coprod__json_object(own->load, own->json, &root, "waived", COPROD__OPTIONAL);
    const char *name;
    json_t *one;
    own->migration->clocks = coprod__migration_take(own, from->timers.count, sizeof *own->migration->clocks);
    own->migration->starts = coprod__migration_take(own, to->timers.count, sizeof *own->migration->starts);
    if (!own->migration->clocks || !own->migration->starts)
        return;
    for (uint32_t i = 0; i < from->timers.count; i++)
        own->migration->clocks[i] = COPROD__NONE;
    json_object_foreach((json_t *)json, name, one) {
        const coprod__place here = {&list, name, 0};
        int32_t clock = coprod__name_find(&to->timers, name);
        if (clock == COPROD__NONE)
            coprod__report(own->load, COPROD_ERROR, "unknown-timer", &here, name, "a clock of the new machine");
        else if (!json_is_object(one))
            coprod__json_wrong(own->load, "wrong-type", &here, one, "an object");
        else
            read_clock(own, one, (uint32_t)clock, &here);
    }
    json_object_foreach((json_t *)waived, name, one) {
        const coprod__place here = {&lost, name, 0};
        if (coprod__name_find(&from->timers, name) == COPROD__NONE)
            coprod__report(own->load, COPROD_ERROR, "unknown-timer", &here, name, "a clock of the old machine");
    }
    for (uint32_t i = 0; i < from->timers.count; i++) {
        int32_t same = coprod__name_find(&to->timers, from->timers.name[i]);
        if (own->migration->clocks[i] == COPROD__NONE && same != COPROD__NONE
            && !json_object_get(json_object_get(json, from->timers.name[i]), "from"))
            own->migration->clocks[i] = same;
        check_clock(own, i, waived, &lost);
    }
}
