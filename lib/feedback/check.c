/* SPDX-License-Identifier: MIT */
/* The checker: what is wrong with a machine that loads. */
#include <string.h>

#include "check_internal.h"

enum { MOST = 200000 };

typedef struct defect {
    const char *code, *place, *trace, *found;
    uint32_t index, state;
} defect;
struct coprod_machine_check {
    coprod__arena arena;
    coprod_check_info info;
    defect *defects;
    size_t count, capacity;
};

/* A check that is being made. */
typedef struct maker {
    coprod_machine_check *check;
    coprod__explored explored;
    uint8_t *to_end;   /* [nodes]: an accepting state can be reached */
    uint32_t *nearest; /* [states]: a node of each with the fewest events, or none */
    coprod_status status;
} maker;

coprod_status coprod__check_options(const coprod_check_options *options, coprod_check_options *own,
                                    coprod__memory *memory)
{
    coprod_status status = coprod__struct_in(options, sizeof *own, sizeof *own, own);
    if (status != COPROD_OK)
        return status;
    if (!own->most_configurations)
        own->most_configurations = MOST;
    return own->timed < 0 || own->timed > 1 ? COPROD_E_ARGUMENT : coprod__memory_init(own->allocator, memory);
}

/* --- defects --- */

static const char *pointer(maker *own, const char *list, const char *name, uint32_t index)
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

static void report(maker *own, const char *code, const char *place, const char *found, uint32_t index, uint32_t node)
{
    coprod_machine_check *check = own->check;
    void *items = check->defects;
    defect *added;
    if (!place || !coprod__more(&check->arena.memory, &items, &check->capacity, check->count + 1, sizeof *added)) {
        own->status = COPROD_E_MEMORY;
        return;
    }
    check->defects = items;
    added = &check->defects[check->count++];
    *added = (defect){code, place, "", coprod__arena_text(&check->arena, found), index, 0};
    if (node != COPROD__NO_NODE) {
        added->trace = coprod__trace_to(&own->explored, node, &check->arena);
        added->state = coprod__node_value(&own->explored, node, own->explored.machine->state);
    }
    if (!added->trace || !added->found)
        own->status = COPROD_E_MEMORY;
}

static uint32_t state_of(const maker *own, uint32_t node)
{
    return coprod__node_value(&own->explored, node, own->explored.machine->state);
}

/* --- what is never reached --- */

static void find_unreached(maker *own)
{
    const coprod_machine *machine = own->explored.machine;
    int complete = own->explored.complete; /* or what was not reached may only not have been reached yet */
    for (uint32_t i = 0; i < machine->states.count; i++) {
        if (own->nearest[i] == COPROD__NO_NODE && !complete)
            continue;
        if (own->nearest[i] == COPROD__NO_NODE)
            report(own, "unreachable-state", pointer(own, "/states/", NULL, i), machine->states.name[i], i,
                   COPROD__NO_NODE);
        else
            own->check->info.reached_states++;
    }
    for (uint32_t i = 0; i < machine->transition_count; i++) {
        if (!own->explored.fired[i] && !complete)
            continue;
        if (!own->explored.fired[i])
            report(own, "never-fires", pointer(own, "/transitions/", NULL, i),
                   machine->events.name[machine->transitions[i].event], i, COPROD__NO_NODE);
        else
            own->check->info.fired_transitions++;
    }
}

static void find_idle_clocks(maker *own)
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
            report(own, "timer-never-started", pointer(own, "/timers/", machine->timers.name[i], 0),
                   machine->timers.name[i], i, COPROD__NO_NODE);
    }
}

/* --- what cannot end --- */

/* Backwards from accepting nodes over all edges, until nothing changes; edges come nearly in order, so few rounds do. A
 * node where the calendar ended may go on. */
static void mark_to_end(maker *own)
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

static void find_dead_ends(maker *own)
{
    const coprod_machine *machine = own->explored.machine;
    mark_to_end(own);
    for (uint32_t s = 0; s < machine->states.count; s++) {
        const coprod__node *nodes = own->explored.nodes;
        uint32_t worst = COPROD__NO_NODE;
        for (uint32_t i = 0; own->nearest[s] != COPROD__NO_NODE && i < own->explored.count; i++)
            if (!own->to_end[i] && (worst == COPROD__NO_NODE || nodes[i].depth < nodes[worst].depth)
                && state_of(own, i) == s)
                worst = i;
        if (worst != COPROD__NO_NODE)
            report(own, "dead-end", pointer(own, "/states/", NULL, s), machine->states.name[s], s, worst);
    }
}

/* --- what does not hold --- */

/* The nearest node where a thing is wrong in each state; `wrong` looks at the scratch loop. */
static uint32_t nearest_wrong(maker *own, uint32_t state, uint32_t index, int (*wrong)(const coprod__explored *explored,
                                                                                  uint32_t index, uint32_t day))
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

static void find_broken_invariants(maker *own)
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
            report(own, "invariant", coprod__arena_text(&own->check->arena, place), machine->invariants[i].id, i, node);
        }
}

static int runs(const coprod__explored *explored, uint32_t index, uint32_t day)
{
    (void)day;
    return coprod__get(&explored->scratch->rows, explored->machine->timer_rules[index].slot, 0) != 0;
}

static void find_running_clocks(maker *own)
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
            report(own, "timer-runs-on", pointer(own, "/timers/", machine->timers.name[i], 0),
                   machine->timers.name[i], i, nearest);
    }
}

/* --- the whole --- */

static coprod_status find_all(maker *own)
{
    const coprod__memory *memory = &own->check->arena.memory;
    const coprod_machine *machine = own->explored.machine;
    size_t nodes = own->explored.count + 1, states = (size_t)machine->states.count + 1;
    own->to_end = coprod__alloc(memory, nodes);
    own->nearest = coprod__alloc(memory, states * sizeof *own->nearest);
    if (own->to_end && own->nearest) {
        memset(own->nearest, 0xff, states * sizeof *own->nearest);
        for (uint32_t i = 0; i < own->explored.count; i++) {
            uint32_t *nearest = &own->nearest[state_of(own, i)];
            if (*nearest == COPROD__NO_NODE || own->explored.nodes[i].depth < own->explored.nodes[*nearest].depth)
                *nearest = i;
        }
        find_unreached(own);
        find_idle_clocks(own);
        find_dead_ends(own);
        find_broken_invariants(own);
        find_running_clocks(own);
    } else {
        own->status = COPROD_E_MEMORY;
    }
    coprod__release(memory, own->to_end, nodes);
    coprod__release(memory, own->nearest, states * sizeof *own->nearest);
    return own->status;
}

/* What a search came to; it is given back. */
static coprod_status judge(coprod__explored *explored, coprod_machine_check **check)
{
    coprod__arena arena;
    maker own = {0};
    coprod_status status;
    *check = NULL;
    coprod__arena_init(&arena, &explored->memory);
    own.explored = *explored;
    own.check = explored->status == COPROD_OK ? coprod__arena_alloc(&arena, sizeof *own.check) : NULL;
    status = COPROD_E_MEMORY;
    if (own.check) {
        own.check->arena = arena;
        status = find_all(&own);
        own.check->info.configurations = (uint32_t)own.explored.count;
        own.check->info.moves = (uint32_t)own.explored.edge_count;
        own.check->info.defect_count = (uint32_t)own.check->count;
        own.check->info.complete = own.explored.complete;
        own.check->info.calendar_ended = own.explored.calendar_ends;
    }
    coprod__explored_free(&own.explored);
    if (status == COPROD_OK)
        *check = own.check;
    else
        coprod_machine_check_free(own.check);
    return status;
}

static coprod_status check_with(const coprod_machine *machine, const coprod__memory *memory, int detail, size_t most,
                                coprod_machine_check **check)
{
    coprod__explored explored;
    explored.status = coprod__explore(machine, memory, detail, most, NULL, &explored);
    return judge(&explored, check);
}

/* Whether a defect says that something cannot be reached: the days that are left may make the difference. */
static int is_doubtful(const coprod_machine_check *check)
{
    for (size_t i = 0; i < check->count; i++)
        if (!strcmp(check->defects[i].code, "unreachable-state") || !strcmp(check->defects[i].code, "never-fires")
            || !strcmp(check->defects[i].code, "dead-end"))
            return 1;
    return 0;
}

/* A defect of the one is left out if the other reached it. */
static void leave_out_reached(coprod_machine_check *check, const coprod__explored *timed)
{
    size_t kept = 0;
    for (size_t i = 0; i < check->count; i++) {
        const defect *one = &check->defects[i];
        int reached = !strcmp(one->code, "never-fires") && timed->fired[one->index];
        for (uint32_t node = 0; !strcmp(one->code, "unreachable-state") && node < timed->count && !reached; node++)
            reached = coprod__node_value(timed, node, timed->machine->state) == one->index;
        if (!reached)
            check->defects[kept++] = *one;
    }
    check->count = kept;
    check->info.defect_count = (uint32_t)kept;
}

/* The same, told apart by days. If that does not come to its end, what it reached is left out, and the rest is told as
 * not complete. */
static coprod_status confirm(const coprod_machine *machine, const coprod__memory *memory, size_t most,
                             coprod_machine_check **check)
{
    coprod_machine_check *timed = NULL;
    coprod__explored explored;
    coprod_status status;
    explored.status = coprod__explore(machine, memory, COPROD__TIMED, most, NULL, &explored);
    if (explored.status == COPROD_OK && !explored.complete) {
        leave_out_reached(*check, &explored);
        (*check)->info.complete = 0;
        coprod__explored_free(&explored);
        return COPROD_OK;
    }
    status = judge(&explored, &timed);
    coprod_machine_check_free(*check);
    *check = timed;
    return status;
}

coprod_status coprod_machine_check_new(const coprod_machine *machine, const coprod_check_options *options,
                                       coprod_machine_check **check)
{
    coprod_check_options read;
    coprod__memory memory;
    coprod_status status;
    if (!check)
        return COPROD_E_ARGUMENT;
    *check = NULL;
    status = machine ? coprod__check_options(options, &read, &memory) : COPROD_E_ARGUMENT;
    if (status != COPROD_OK)
        return status;
    if (read.timed)
        return check_with(machine, &memory, COPROD__TIMED, read.most_configurations, check);
    status = check_with(machine, &memory, COPROD__COARSE, read.most_configurations, check);
    if (status != COPROD_OK || !(*check)->count)
        return status;
    coprod_machine_check_free(*check); /* what it did not reach may only need a closer look */
    status = check_with(machine, &memory, COPROD__FINE, read.most_configurations, check);
    return status == COPROD_OK && is_doubtful(*check) ? confirm(machine, &memory, read.most_configurations, check)
                                                      : status;
}

void coprod_machine_check_free(coprod_machine_check *check)
{
    if (check) {
        coprod__arena arena = check->arena; /* the check lies in its own arena */
        coprod__release(&arena.memory, check->defects, check->capacity * sizeof *check->defects);
        coprod__arena_free(&arena);
    }
}

coprod_status coprod_machine_check_get(const coprod_machine_check *check, coprod_check_info *info)
{
    coprod_status status = coprod__struct_begin(check, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &check->info) : status;
}

coprod_status coprod_machine_check_defect(const coprod_machine_check *check, uint32_t index, coprod_defect *told)
{
    coprod_defect own = {sizeof own};
    coprod_status status = coprod__struct_begin(check, told, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= check->count)
        return COPROD_E_UNKNOWN;
    own.code = check->defects[index].code;
    own.place = check->defects[index].place;
    own.trace = check->defects[index].trace;
    own.found = check->defects[index].found;
    own.index = check->defects[index].index;
    own.state = check->defects[index].state;
    return coprod__struct_out(told, sizeof own, sizeof own, &own);
}
