/* SPDX-License-Identifier: MIT */
/* What is wrong with a machine, out of a search. */
#include <string.h>

#include "check_internal.h"

/* --- defects --- */

const char *coprod__pointer(coprod__maker *own, const char *list, const char *name, uint32_t index)
{
    char text[256];
    coprod__writer writer;
    coprod__writer_init(&writer, text, sizeof text);
    coprod__write(&writer, list);
    if (name)
        coprod__write(&writer, name);
    else
        coprod__write_number(&writer, index);
    coprod__writer_end(&writer, NULL);
    return coprod__arena_text(&own->check->arena, text);
}

void coprod__defect_add(coprod__maker *own, const char *code, const char *place, const char *found, uint32_t index,
                        uint32_t node)
{
    coprod_machine_check *check = own->check;
    void *items = check->defects;
    coprod__defect *added;
    if (!place || !coprod__more(&check->arena.memory, &items, &check->capacity, check->count + 1, sizeof *added)) {
        own->status = COPROD_E_MEMORY;
        return;
    }
    check->defects = items;
    added = &check->defects[check->count++];
    *added = (coprod__defect){code, place, "", coprod__arena_text(&check->arena, found), index, 0};
    if (node != COPROD__NO_NODE) {
        added->trace = own->trace(own, node);
        added->state = coprod__node_value(&own->explored, node, own->explored.machine->state);
    }
    if (!added->trace || !added->found)
        own->status = COPROD_E_MEMORY;
}

static uint32_t state_of(const coprod__maker *own, uint32_t node)
{
    return coprod__node_value(&own->explored, node, own->explored.machine->state);
}

/* --- what is never reached --- */

static void find_unreached(coprod__maker *own)
{
    const coprod_machine *machine = own->explored.machine;
    int complete = own->explored.complete; /* or what was not reached may only not have been reached yet */
    for (uint32_t i = 0; i < machine->states.count; i++) {
        if (own->nearest[i] == COPROD__NO_NODE && !complete)
            continue;
        if (own->nearest[i] == COPROD__NO_NODE)
            coprod__defect_add(own, "unreachable-state", coprod__pointer(own, "/states/", NULL, i),
                               machine->states.name[i], i, COPROD__NO_NODE);
        else
            own->check->info.reached_states++;
    }
    for (uint32_t i = 0; i < machine->transition_count; i++) {
        if (!own->explored.fired[i] && !complete)
            continue;
        if (!own->explored.fired[i])
            coprod__defect_add(own, "never-fires", coprod__pointer(own, "/transitions/", NULL, i),
                               machine->events.name[machine->transitions[i].event], i, COPROD__NO_NODE);
        else
            own->check->info.fired_transitions++;
    }
}

static void find_idle_clocks(coprod__maker *own)
{
    const coprod_machine *machine = own->explored.machine;
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        int starts = 0;
        for (uint32_t t = 0; t <= machine->transition_count && !starts; t++)
            for (uint32_t c = 0; c < machine->transitions[t].clock_count; c++) {
                const coprod__clock_act *clock = &machine->clocks[machine->transitions[t].clocks + c];
                starts |= clock->timer == i && clock->op != COPROD_CLOCK_STOP;
            }
        if (!starts)
            coprod__defect_add(own, "timer-never-started", coprod__pointer(own, "/timers/", machine->timers.name[i], 0),
                               machine->timers.name[i], i, COPROD__NO_NODE);
    }
}

/* --- what cannot end --- */

/* Backwards from accepting nodes over all edges, until nothing changes; edges come nearly in order, so few rounds do. A
 * node where the calendar ended may go on. */
void coprod__mark_to_end(coprod__maker *own)
{
    const coprod__explored *explored = &own->explored;
    int more = 1;
    for (uint32_t i = 0; i < explored->count; i++)
        own->to_end[i] = (uint8_t)(explored->nodes[i].cut || !explored->nodes[i].looked_at
                         || (explored->machine->state_flags[state_of(own, i)] & COPROD_STATE_ACCEPTING) != 0);
    while (more) {
        more = 0;
        for (size_t i = explored->edge_count; i-- > 0;) {
            const coprod__edge *edge = &explored->edges[i];
            if (!own->to_end[edge->to] || own->to_end[edge->from])
                continue;
            own->to_end[edge->from] = 1;
            more = 1;
        }
    }
}

static void find_dead_ends(coprod__maker *own)
{
    const coprod_machine *machine = own->explored.machine;
    coprod__mark_to_end(own);
    for (uint32_t s = 0; s < machine->states.count; s++) {
        const coprod__node *nodes = own->explored.nodes;
        uint32_t worst = COPROD__NO_NODE;
        for (uint32_t i = 0; own->nearest[s] != COPROD__NO_NODE && i < own->explored.count; i++)
            if (!own->to_end[i] && (worst == COPROD__NO_NODE || nodes[i].depth < nodes[worst].depth)
                && state_of(own, i) == s)
                worst = i;
        if (worst != COPROD__NO_NODE)
            coprod__defect_add(own, "dead-end", coprod__pointer(own, "/states/", NULL, s), machine->states.name[s], s,
                               worst);
    }
}

/* --- what does not hold --- */

/* The nearest node where a thing is wrong in each state; `wrong` looks at the scratch loop. */
static uint32_t nearest_wrong(coprod__maker *own, uint32_t state, uint32_t index,
                              int (*wrong)(const coprod__explored *explored, uint32_t index, uint32_t day))
{
    uint32_t nearest = COPROD__NO_NODE;
    for (uint32_t i = 0; i < own->explored.count; i++) {
        const coprod__node *node = &own->explored.nodes[i];
        if (state_of(own, i) != state
            || (nearest != COPROD__NO_NODE && node->depth >= own->explored.nodes[nearest].depth))
            continue;
        coprod__visit(&own->explored, i);
        if (wrong(&own->explored, index, node->move.day))
            nearest = i;
    }
    return nearest;
}

static int breaks_invariant(const coprod__explored *explored, uint32_t index, uint32_t day)
{
    static const uint32_t nothing[COPROD__FIELDS];
    return !coprod__holds(&explored->scratch->rows, 0, explored->machine->invariants[index].start, nothing, day);
}

void coprod__find_broken_invariants(coprod__maker *own)
{
    const coprod_machine *machine = own->explored.machine;
    for (uint32_t i = 0; i < machine->invariant_count; i++)
        for (uint32_t s = 0; s < machine->states.count; s++) {
            char place[160];
            coprod__writer writer;
            uint32_t node = machine->invariants[i].in[s] && own->nearest[s] != COPROD__NO_NODE
                                ? nearest_wrong(own, s, i, breaks_invariant)
                                : COPROD__NO_NODE;
            if (node == COPROD__NO_NODE)
                continue;
            coprod__writer_init(&writer, place, sizeof place);
            coprod__write(&writer, machine->invariants[i].id);
            coprod__write(&writer, ":");
            coprod__write(&writer, machine->states.name[s]);
            coprod__writer_end(&writer, NULL);
            coprod__defect_add(own, "invariant", coprod__arena_text(&own->check->arena, place),
                               machine->invariants[i].id, i, node);
        }
}

static int runs(const coprod__explored *explored, uint32_t index, uint32_t day)
{
    (void)day;
    return coprod__get(&explored->scratch->rows, explored->machine->timer_rules[index].slot, 0) != 0;
}

void coprod__find_running_clocks(coprod__maker *own)
{
    const coprod_machine *machine = own->explored.machine;
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        uint32_t nearest = COPROD__NO_NODE;
        for (uint32_t s = 0; s < machine->states.count; s++) {
            int ends = machine->state_flags[s] & COPROD_STATE_FINAL
                       || (machine->state_flags[s] & COPROD_STATE_ACCEPTING && machine->timer_rules[i].level);
            uint32_t node = COPROD__NO_NODE;
            if (ends && own->nearest[s] != COPROD__NO_NODE)
                node = nearest_wrong(own, s, i, runs);
            if (node != COPROD__NO_NODE
                && (nearest == COPROD__NO_NODE || own->explored.nodes[node].depth < own->explored.nodes[nearest].depth))
                nearest = node;
        }
        if (nearest != COPROD__NO_NODE)
            coprod__defect_add(own, "timer-runs-on", coprod__pointer(own, "/timers/", machine->timers.name[i], 0),
                               machine->timers.name[i], i, nearest);
    }
}

/* --- the whole --- */

void coprod__find_all(coprod__maker *own)
{
    find_unreached(own);
    find_idle_clocks(own);
    find_dead_ends(own);
    coprod__find_broken_invariants(own);
    coprod__find_running_clocks(own);
}

static void find_nearest(coprod__maker *own)
{
    for (uint32_t i = 0; i < own->explored.machine->states.count; i++)
        own->nearest[i] = COPROD__NO_NODE;
    for (uint32_t i = 0; i < own->explored.count; i++) {
        uint32_t *nearest = &own->nearest[state_of(own, i)];
        if (*nearest == COPROD__NO_NODE || own->explored.nodes[i].depth < own->explored.nodes[*nearest].depth)
            *nearest = i;
    }
}

coprod_status coprod__find(coprod__maker *own, void (*find)(coprod__maker *maker))
{
    const coprod__memory *memory = &own->check->arena.memory;
    size_t nodes = own->explored.count + 1, states = (size_t)own->explored.machine->states.count + 1;
    own->to_end = coprod__alloc(memory, nodes);
    own->nearest = coprod__alloc(memory, states * sizeof *own->nearest);
    if (own->to_end && own->nearest) {
        find_nearest(own);
        find(own);
    } else {
        own->status = COPROD_E_MEMORY;
    }
    coprod__release(memory, own->to_end, nodes);
    coprod__release(memory, own->nearest, states * sizeof *own->nearest);
    return own->status;
}
