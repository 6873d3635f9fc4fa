/* SPDX-License-Identifier: MIT */
/* Random events of a machine, most of them sensible. */
#ifndef COPROD_TEST_RANDOM_LOOP_H
#define COPROD_TEST_RANDOM_LOOP_H

#include "../internal/random.h"

#include "loop_internal.h"

static const char *const some_texts[] = {"a text", "", " \t", "cost", "law", "Zoë"};

/* A payload that may well be wrong. */
static inline void random_payload(coprod_event *event, const coprod_machine *machine, uint32_t number, int32_t day,
                                  uint64_t *seed)
{
    const char *name;
    int32_t type;
    for (uint32_t i = 0; coprod_machine_field(machine, number, i, &name, &type) == COPROD_OK; i++) {
        uint32_t kind = draw(seed, 100);
        if (kind == 0)
            continue;
        if (kind == 1)
            type = COPROD_VALUE_INT + (int32_t)draw(seed, 3);
        if (type == COPROD_VALUE_TEXT)
            coprod_event_text(event, name, some_texts[kind < 80 ? 3 * (kind & 1) : draw(seed, 6)], COPROD_NTS);
        else if (type == COPROD_VALUE_INT)
            coprod_event_number(event, name, kind < 92 ? (int64_t)draw(seed, 4) : (INT64_C(1) << (30 + draw(seed, 4))) - 1);
        else if (type == COPROD_VALUE_BOOL)
            coprod_event_number(event, name, kind < 85);
        else
            coprod_event_number(event, name, day + (int32_t)draw(seed, 60) - 5);
    }
    if (draw(seed, 200) == 0)
        coprod_event_number(event, "surplus", 1);
}

/* An event of a state, most often, by somebody who may. */
static inline coprod_event *random_event(const coprod_machine *machine, int32_t state, int32_t day, uint64_t *seed)
{
    uint32_t number = state < 0 ? machine->events.count : draw(seed, machine->events.count), role = 0;
    coprod_event *event = NULL;
    char by[80], key[16];
    for (int tries = 0; state >= 0 && tries < 40; tries++) {
        if (machine->table[(size_t)state * machine->events.count + number] != UINT16_MAX)
            break;
        number = draw(seed, machine->events.count);
    }
    while (draw(seed, 100) && !(machine->event_rules[number].roles >> role & 1))
        role = draw(seed, machine->roles.count);
    snprintf(by, sizeof by, "%s:%u", machine->roles.name[role], (unsigned)draw(seed, 3));
    assert_int_equal(coprod_event_new(machine, state < 0 ? NULL : machine->events.name[number], by, day, NULL, &event),
                     COPROD_OK);
    random_payload(event, machine, number, day, seed);
    if (draw(seed, 4) == 0) {
        snprintf(key, sizeof key, "%u", (unsigned)draw(seed, 1000));
        coprod_event_key(event, key, COPROD_NTS);
    }
    return event;
}

/* The days between events: often none, sometimes months. */
static inline int32_t random_days(uint64_t *seed)
{
    static const int32_t days[] = {0, 0, 1, 1, 2, 5, 15, 40, 200, -3};
    return days[draw(seed, 10)];
}

#endif
