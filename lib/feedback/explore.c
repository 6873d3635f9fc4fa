/* SPDX-License-Identifier: MIT */
/* The search itself: from every node every event with every payload worth trying, and days. */
#include "explore_internal.h"

#include <string.h>

/* --- moves --- */

static int watch_guard(const coprod_loop *loop, uint32_t use, const uint32_t *payload, uint32_t day,
                       const coprod__watcher *watcher)
{
    const coprod_machine *machine = loop->rows.machine;
    int32_t at = machine->guard_uses[use].start;
    while (at < COPROD__PASS) {
        int64_t sum;
        int holds = coprod__test_sum(&loop->rows, 0, &machine->tests[at], payload, day, &sum);
        watcher->test(watcher->context, use, at, sum);
        at = holds ? machine->tests[at].yes : machine->tests[at].no;
    }
    watcher->guard(watcher->context, use, at == COPROD__PASS);
    return at == COPROD__PASS;
}

void coprod__watch_guards(const coprod_loop *loop, uint32_t transition, const uint32_t *payload, uint32_t day,
                          const coprod__watcher *watcher)
{
    const coprod__transition *own = &loop->rows.machine->transitions[transition];
    for (uint32_t i = own->guards; i < own->guards + own->guard_count; i++)
        if (!watch_guard(loop, i, payload, day, watcher))
            return;
}

static int try_event(coprod__explored *own, uint32_t node, uint32_t number, uint32_t day, const uint32_t *values)
{
    static const coprod__text_kept no_texts[COPROD__FIELDS];
    const coprod_machine *machine = own->machine;
    const coprod__transition *transition = &machine->transitions[number];
    uint32_t roles = machine->event_rules[transition->event].roles;
    coprod__move move = {(int32_t)transition->event, day, roles & (~roles + 1), 0};
    coprod__act act = {(int32_t)transition->event, move.role, day, COPROD__NONE, values, NULL, no_texts, NULL, 0};
    coprod__came came;
    coprod_status status;
    if (node != COPROD__NO_NODE)
        coprod__visit(own, node);
    if (own->watcher)
        coprod__watch_guards(own->scratch, number, values, day, own->watcher);
    status = node == COPROD__NO_NODE ? coprod__create(&own->scratch->rows, 0, &act, &came)
                                     : coprod__loop_step(&own->scratch->rows, 0, &act, &came);
    if (status != COPROD_OK)
        return coprod__explore_fail(own);
    if (came.kind == COPROD_LOOP_CALENDAR_RANGE) {
        own->calendar_ends = 1;
        if (node != COPROD__NO_NODE)
            own->nodes[node].cut = 1;
    }
    if (own->watcher)
        own->watcher->move(own->watcher->context, node, &move, values, came.kind == COPROD_LOOP_OK, number);
    if (came.kind != COPROD_LOOP_OK)
        return 1;
    own->fired[number] = 1;
    return coprod__explore_arrive(own, node, &move, values);
}

/* Guards without a payload decide before any payload is tried. */
static int hopeless(const coprod__explored *own, const coprod__transition *transition, uint32_t day)
{
    static const uint32_t nothing[COPROD__FIELDS];
    const coprod_machine *machine = own->machine;
    for (uint32_t i = transition->guards; i < transition->guards + transition->guard_count; i++)
        if (!machine->guard_uses[i].asks_payload
            && !coprod__holds(&own->scratch->rows, 0, machine->guard_uses[i].start, nothing, day))
            return 1;
    return 0;
}

static int try_payloads(coprod__explored *own, uint32_t node, uint32_t number, uint32_t day)
{
    const coprod__transition *transition = &own->machine->transitions[number];
    uint32_t fields = own->machine->event_rules[transition->event].field_count;
    uint32_t domain[COPROD__FIELDS][COPROD__DOMAIN], size[COPROD__FIELDS], at[COPROD__FIELDS] = {0};
    uint32_t values[COPROD__FIELDS] = {0}, i = 0;
    if (node != COPROD__NO_NODE)
        coprod__visit(own, node);
    for (uint32_t field = 0; field < fields; field++) {
        size[field] = coprod__domain(own, transition, field, day, domain[field]);
        values[field] = domain[field][0];
    }
    if (node != COPROD__NO_NODE && hopeless(own, transition, day))
        return try_event(own, node, number, day, values);
    for (uint32_t tried = 0; i <= fields && tried < COPROD__COMBINATIONS; tried++) {
        if (!try_event(own, node, number, day, values))
            return 0;
        for (i = 0; i < fields && ++at[i] == size[i]; i++)
            values[i] = domain[i][at[i] = 0];
        if (i == fields)
            return 1;
        values[i] = domain[i][at[i]];
    }
    own->complete = 0;
    return 1;
}

static int try_day(coprod__explored *own, uint32_t node, uint32_t day)
{
    coprod__move move = {COPROD__NONE, day, 0, 0};
    uint32_t breaches;
    if (day <= own->nodes[node].move.day || day > coprod__day_kept(COPROD__DAY_LAST))
        return 1;
    coprod__visit(own, node);
    if (coprod__tick(&own->scratch->rows, 0, day, &breaches) != COPROD_OK)
        return coprod__explore_fail(own);
    return coprod__explore_arrive(own, node, &move, NULL);
}

static int try_days(coprod__explored *own, uint32_t node)
{
    const coprod_machine *machine = own->machine;
    uint32_t days[2 * (COPROD__FACTS + COPROD__TIMERS) + 1], count = 0;
    days[count++] = own->nodes[node].move.day + 1;
    coprod__visit(own, node);
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        uint32_t due = coprod__get(&own->scratch->rows, machine->timer_rules[i].slot, 0);
        days[count++] = due & COPROD__DAY_MASK;
        days[count++] = (due & COPROD__DAY_MASK) + 1;
    }
    for (uint32_t i = 0; i < machine->facts.count; i++)
        if (machine->fact_rules[i].type == COPROD_VALUE_DAY && own->in_cone[i]) {
            uint32_t day = coprod__get(&own->scratch->rows, machine->fact_rules[i].slot, 0);
            days[count++] = day;
            days[count++] = day + 1;
        }
    for (uint32_t i = 0; i < count; i++)
        if (!try_day(own, node, days[i]))
            return 0;
    return 1;
}

static int look_at(coprod__explored *own, uint32_t node)
{
    const coprod_machine *machine = own->machine;
    uint32_t state;
    if (own->nodes[node].looked_at)
        return 1;
    own->nodes[node].looked_at = 1;
    coprod__visit(own, node);
    state = coprod__get(&own->scratch->rows, machine->state, 0);
    if (machine->state_flags[state] & COPROD_STATE_FINAL)
        return 1;
    for (uint32_t event = 0; event < machine->events.count; event++) {
        uint16_t number = coprod__transition_at(machine, state, event);
        if (number != COPROD__NO_TRANSITION && !try_payloads(own, node, number, own->nodes[node].move.day))
            return 0;
    }
    return try_days(own, node);
}

/* --- from the creation on --- */

coprod_status coprod__explore_begin(const coprod_machine *machine, const coprod__memory *memory, int detail,
                                    size_t most, coprod__explored *own)
{
    memset(own, 0, sizeof *own);
    own->machine = machine;
    own->memory = *memory;
    own->detail = detail;
    own->most = most;
    own->complete = 1;
    own->row_bytes = machine->hot_bytes;
    own->key_bytes = 2 * ((size_t)machine->facts.count + machine->timers.count + 1);
    own->scratch = coprod__loop_allocate(machine, memory, 0); /* it sees no texts, so there is nothing to digest */
    own->in_cone = coprod__alloc(memory, (size_t)machine->facts.count + 1);
    own->caps = coprod__alloc(memory, ((size_t)machine->facts.count + 1) * sizeof *own->caps);
    own->fired = coprod__alloc(memory, (size_t)machine->transition_count + 1);
    if (!own->scratch || !own->in_cone || !own->caps || !own->fired)
        own->status = COPROD_E_MEMORY;
    else
        coprod__ask_machine(own);
    return own->status;
}

coprod_status coprod__explore_on(coprod__explored *own)
{
    while (own->status == COPROD_OK && own->heap_count)
        look_at(own, coprod__explore_heap_pop(own));
    return own->status;
}

coprod_status coprod__explore_all(coprod__explored *own)
{
    uint32_t first = coprod__day_kept(own->machine->calendar->first_day) + 1;
    if (own->status == COPROD_OK)
        try_payloads(own, COPROD__NO_NODE, own->machine->transition_count, first);
    return coprod__explore_on(own);
}

coprod_status coprod__explore(const coprod_machine *machine, const coprod__memory *memory, int detail, size_t most,
                              const coprod__watcher *watcher, coprod__explored *own)
{
    coprod__explore_begin(machine, memory, detail, most, own);
    own->watcher = watcher;
    return coprod__explore_all(own);
}

void coprod__explored_free(coprod__explored *own)
{
    const coprod__memory *memory = &own->memory;
    coprod_loop_free(own->scratch);
    coprod__release(memory, own->in_cone, (size_t)own->machine->facts.count + 1);
    coprod__release(memory, own->caps, ((size_t)own->machine->facts.count + 1) * sizeof *own->caps);
    coprod__release(memory, own->fired, (size_t)own->machine->transition_count + 1);
    coprod__release(memory, own->nodes, own->grown[0] * sizeof *own->nodes);
    coprod__release(memory, own->rows, own->grown[1] * own->row_bytes);
    coprod__release(memory, own->keys, own->grown[2] * own->key_bytes);
    coprod__release(memory, own->hashes, own->grown[3] * sizeof *own->hashes);
    coprod__release(memory, own->table, own->table_size * sizeof *own->table);
    coprod__release(memory, own->heap, own->heap_capacity * sizeof *own->heap);
    coprod__release(memory, own->edges, own->edge_capacity * sizeof *own->edges);
    coprod__release(memory, own->pool, own->pool_capacity * sizeof *own->pool);
}
