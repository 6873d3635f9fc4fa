/* SPDX-License-Identifier: MIT */
/* Traces that cover a machine: for everything that is to be seen a shortest way to it, the longest ways first, for they
 * show most of the rest on the way. */
#include <string.h>

#include "check_internal.h"

enum { CLASSES = 8, PENDING = 512 };

/* What is to be seen, numbered: transitions fired, by each role that may; guards that hold and that fail; each of their
 * tests on both sides of where it changes; and every action that changes its fact. */
typedef struct goal {
    uint32_t node;
    uint32_t depth;
    coprod__move move;
    uint32_t transition;
    uint8_t known, seen;
} goal;

struct coprod_traces {
    coprod__arena arena;
    const char **json;
    size_t count, capacity;
};

typedef struct maker {
    coprod_traces *traces;
    coprod__explored explored;
    goal *goals;
    uint32_t *first_test; /* [guard uses]: the goals of its tests */
    uint32_t goal_count, guard_goals, action_goals;
    uint32_t pending[PENDING];
    uint32_t pending_count;
    uint32_t *values; /* of goals' moves */
    size_t value_count, value_capacity;
    uint8_t *refused; /* [transitions]: roles that must be refused were tried */
    coprod_status status;
} maker;

/* --- goals --- */

static uint32_t use_count(const coprod_machine *machine)
{
    const coprod__transition *created = &machine->transitions[machine->transition_count];
    return created->guards + created->guard_count;
}

static int number_goals(maker *own, const coprod_machine *machine, const coprod__memory *memory)
{
    uint32_t uses = use_count(machine), at;
    own->guard_goals = (machine->transition_count + 1) * machine->roles.count;
    at = own->guard_goals + 2 * uses;
    own->first_test = coprod__alloc(memory, ((size_t)uses + 1) * sizeof *own->first_test);
    own->refused = coprod__alloc(memory, (size_t)machine->transition_count + 1);
    for (uint32_t i = 0; own->first_test && i < uses; i++) {
        own->first_test[i] = at;
        at += CLASSES * (uint32_t)(machine->guard_uses[i].start + 1 - (int32_t)machine->guard_uses[i].first);
    }
    own->action_goals = at;
    own->goal_count = at + (uint32_t)machine->action_count;
    own->goals = coprod__alloc(memory, ((size_t)own->goal_count + 1) * sizeof *own->goals);
    return own->first_test && own->refused && own->goals;
}

/* On which side of its change a test is. */
static uint32_t class_of(const coprod_machine *machine, const coprod__test *test, int64_t sum)
{
    if (test->op == COPROD__HOLDS_TEXT)
        return sum & COPROD__TEXT_HOLDS;
    if (test->op != COPROD__IS_IN)
        return sum < 0 ? 0 : sum == 0 ? 1 : sum == 1 ? 2 : 3;
    for (uint32_t i = 0; i < test->set_count; i++)
        if ((int64_t)machine->sets[test->set_first + i] == sum >> test->shift)
            return i < CLASSES - 2 ? i : CLASSES - 2;
    return CLASSES - 1;
}

static void pend(maker *own, uint32_t number)
{
    if (own->pending_count < PENDING)
        own->pending[own->pending_count++] = number;
}

static void see_test(void *context, uint32_t use, int32_t at, int64_t sum)
{
    maker *own = context;
    const coprod_machine *machine = own->explored.machine;
    uint32_t index = (uint32_t)(at - (int32_t)machine->guard_uses[use].first);
    pend(own, own->first_test[use] + CLASSES * index + class_of(machine, &machine->tests[at], sum));
}

static void see_guard(void *context, uint32_t use, int holds)
{
    maker *own = context;
    pend(own, own->guard_goals + 2 * use + (uint32_t)holds);
}

static void know(maker *own, uint32_t number, uint32_t node, const coprod__move *move, const uint32_t *values,
                 uint32_t transition)
{
    goal *found = &own->goals[number];
    uint32_t depth = node == COPROD__NO_NODE ? 0 : own->explored.nodes[node].depth;
    uint32_t fields = own->explored.machine->event_rules[move->event].field_count;
    void *items = own->values;
    if (found->known && found->depth <= depth)
        return;
    if (!coprod__more(&own->explored.memory, &items, &own->value_capacity, own->value_count + fields + 1,
                      sizeof *own->values)) {
        own->status = COPROD_E_MEMORY;
        return;
    }
    own->values = items;
    *found = (goal){node, depth, *move, transition, 1, 0};
    found->move.values = (uint32_t)own->value_count;
    for (uint32_t i = 0; i < fields; i++)
        own->values[own->value_count++] = values[i];
}

/* Whether an action made a difference between two nodes, or between a node and the scratch loop. */
static int changes(const maker *own, uint32_t action, uint32_t before, uint32_t after)
{
    const coprod_machine *machine = own->explored.machine;
    coprod__slot slot = machine->fact_rules[machine->actions[action].fact].slot;
    uint32_t is = after == COPROD__NO_NODE ? coprod__get(&own->explored.scratch->rows, slot, 0)
                                           : coprod__node_value(&own->explored, after, slot);
    return before != COPROD__NO_NODE && coprod__node_value(&own->explored, before, slot) != is;
}

/* The first way to everything that this move shows. */
static void see_move(void *context, uint32_t node, const coprod__move *move, const uint32_t *values, int fired,
                     uint32_t transition)
{
    maker *own = context;
    const coprod__transition *taken = &own->explored.machine->transitions[transition];
    uint32_t roles = own->explored.machine->event_rules[move->event].roles;
    for (uint32_t i = 0; i < own->pending_count; i++)
        know(own, own->pending[i], node, move, values, transition);
    own->pending_count = 0;
    for (uint32_t i = 0; fired && i < taken->action_count; i++)
        if (changes(own, taken->actions + i, node, COPROD__NO_NODE))
            know(own, own->action_goals + taken->actions + i, node, move, values, transition);
    for (uint32_t role = 0; fired && role < COPROD__ROLES; role++) {
        coprod__move by_role = *move;
        by_role.role = UINT32_C(1) << role;
        if (roles >> role & 1)
            know(own, own->explored.machine->roles.count * transition + role, node, &by_role, values, transition);
    }
}

/* --- traces --- */

/* Marks what a way shows: its moves once more, on the scratch loop. */
static void walk(maker *own, uint32_t node)
{
    const coprod_machine *machine = own->explored.machine;
    const coprod__move *move = &own->explored.nodes[node].move;
    uint32_t parent = own->explored.nodes[node].parent, transition = machine->transition_count, role = 0;
    if (parent != COPROD__NO_NODE)
        walk(own, parent);
    if (move->event == COPROD__NONE)
        return;
    if (parent != COPROD__NO_NODE) {
        coprod__visit(&own->explored, parent);
        transition = coprod__transition_at(machine, coprod__get(&own->explored.scratch->rows, machine->state, 0),
                                           (uint32_t)move->event);
        own->pending_count = 0;
        coprod__watch_guards(own->explored.scratch, transition, own->explored.pool + move->values, move->day,
                             own->explored.watcher);
        for (uint32_t i = 0; i < own->pending_count; i++)
            own->goals[own->pending[i]].seen = 1;
    }
    for (uint32_t i = 0; i < machine->transitions[transition].action_count; i++)
        if (changes(own, machine->transitions[transition].actions + i, parent, node))
            own->goals[own->action_goals + machine->transitions[transition].actions + i].seen = 1;
    while (!(move->role >> role & 1))
        role++;
    own->goals[machine->roles.count * transition + role].seen = 1;
}

static void write_step(coprod__json_out *out, const coprod_machine *machine, const coprod__move *move,
                       const uint32_t *values)
{
    coprod__out_open(out, NULL, '{');
    coprod__write_move(out, machine, move, values);
    coprod__out_close(out, '}');
}

/* The last move; before it, once for each transition, by those who may not. */
static void write_last(maker *own, coprod__json_out *out, const goal *found)
{
    const coprod_machine *machine = own->explored.machine;
    uint32_t roles = machine->event_rules[found->move.event].roles;
    for (uint32_t role = 0; !own->refused[found->transition] && role < machine->roles.count; role++) {
        coprod__move other = found->move;
        other.role = UINT32_C(1) << role;
        if (!(roles >> role & 1))
            write_step(out, machine, &other, own->values + found->move.values);
    }
    write_step(out, machine, &found->move, own->values + found->move.values);
    if (machine->state_flags[machine->transitions[found->transition].to] & COPROD_STATE_FINAL) /* then nothing more */
        write_step(out, machine, &found->move, own->values + found->move.values);
}

/* A creation is a trace of its own; what is refused there cannot go on. */
static void write_creation(maker *own, coprod__json_out *out, const goal *found)
{
    const coprod_machine *machine = own->explored.machine;
    coprod__write_name(out, machine);
    coprod__out_open(out, "create", '{');
    coprod__write_move(out, machine, &found->move, own->values + found->move.values);
    coprod__out_close(out, '}');
    coprod__out_open(out, "steps", '[');
}

static const char *write_trace(maker *own, const goal *found)
{
    coprod__json_out out = {{0}, 0};
    size_t needed = 0;
    char *text = NULL;
    for (int round = 0; round < 2; round++) {
        coprod__writer_init(&out.writer, text, needed);
        out.follows = 0;
        if (found->node == COPROD__NO_NODE) {
            write_creation(own, &out, found);
        } else {
            coprod__write_way(&out, &own->explored, found->node);
            write_last(own, &out, found);
        }
        coprod__out_close(&out, ']');
        coprod__out_close(&out, '}');
        coprod__writer_end(&out.writer, &needed);
        if (!round && !(text = coprod__arena_alloc(&own->traces->arena, needed)))
            return NULL;
    }
    return text;
}

static void add_trace(maker *own, goal *found)
{
    coprod_traces *traces = own->traces;
    void *items = (void *)traces->json;
    const char *text = write_trace(own, found);
    if (!text || !coprod__more(&traces->arena.memory, &items, &traces->capacity, traces->count + 1, sizeof text)) {
        own->status = COPROD_E_MEMORY;
        return;
    }
    traces->json = items;
    traces->json[traces->count++] = text;
    if (found->node == COPROD__NO_NODE) {
        found->seen = 1;
        return;
    }
    own->refused[found->transition] = 1;
    walk(own, found->node);
    coprod__visit(&own->explored, found->node);
    own->pending_count = 0;
    coprod__watch_guards(own->explored.scratch, found->transition, own->values + found->move.values, found->move.day,
                         own->explored.watcher);
    for (uint32_t i = 0; i < own->pending_count; i++)
        own->goals[own->pending[i]].seen = 1;
    found->seen = 1;
}

/* Those who may not, where no trace has tried it yet; a creation by each of them. */
static void add_refusals(maker *own)
{
    const coprod_machine *machine = own->explored.machine;
    uint32_t roles = machine->roles.count, created = machine->transition_count;
    for (uint32_t t = 0; t < created; t++)
        for (uint32_t role = 0; role < roles && !own->refused[t] && own->status == COPROD_OK; role++)
            if (own->goals[roles * t + role].known)
                add_trace(own, &own->goals[roles * t + role]);
    for (uint32_t role = 0; role < roles && own->status == COPROD_OK; role++) {
        goal other = own->goals[roles * created];
        for (uint32_t i = 0; i < roles && !other.known; i++)
            other = own->goals[roles * created + i];
        other.move.role = UINT32_C(1) << role;
        if (other.known && !(machine->event_rules[machine->events.count].roles >> role & 1))
            add_trace(own, &other);
    }
}

static void add_traces(maker *own)
{
    uint32_t deepest = 0;
    for (uint32_t i = 0; i < own->goal_count; i++)
        deepest = own->goals[i].known && own->goals[i].depth > deepest ? own->goals[i].depth : deepest;
    for (uint32_t depth = deepest + 1; depth-- > 0;)
        for (uint32_t i = 0; i < own->goal_count && own->status == COPROD_OK; i++)
            if (own->goals[i].known && !own->goals[i].seen && own->goals[i].depth == depth)
                add_trace(own, &own->goals[i]);
    add_refusals(own);
}

coprod_status coprod_traces_new(const coprod_machine *machine, const coprod_check_options *options,
                                coprod_traces **traces)
{
    coprod_check_options read;
    coprod__memory memory;
    coprod__arena arena;
    maker own = {0};
    coprod__watcher watcher = {&own, see_test, see_guard, see_move};
    coprod_status explored;
    if (!traces)
        return COPROD_E_ARGUMENT;
    *traces = NULL;
    own.status = machine ? coprod__check_options(options, &read, &memory) : COPROD_E_ARGUMENT;
    if (own.status != COPROD_OK)
        return own.status;
    coprod__arena_init(&arena, &memory);
    own.traces = coprod__arena_alloc(&arena, sizeof *own.traces);
    if (!own.traces)
        return COPROD_E_MEMORY;
    own.traces->arena = arena;
    own.explored.machine = machine;
    own.explored.memory = memory;
    explored = number_goals(&own, machine, &memory)
                   ? coprod__explore(machine, &memory, read.timed ? COPROD__TIMED : COPROD__FINE,
                                     read.most_configurations, &watcher, &own.explored)
                   : COPROD_E_MEMORY;
    if (own.status == COPROD_OK) /* or what was seen on the way found no memory */
        own.status = explored;
    if (own.status == COPROD_OK)
        add_traces(&own);
    coprod__release(&memory, own.first_test, ((size_t)use_count(machine) + 1) * sizeof *own.first_test);
    coprod__release(&memory, own.refused, (size_t)machine->transition_count + 1);
    coprod__release(&memory, own.goals, ((size_t)own.goal_count + 1) * sizeof *own.goals);
    coprod__release(&memory, own.values, own.value_capacity * sizeof *own.values);
    coprod__explored_free(&own.explored);
    if (own.status == COPROD_OK)
        *traces = own.traces;
    else
        coprod_traces_free(own.traces);
    return own.status;
}

void coprod_traces_free(coprod_traces *traces)
{
    if (traces) {
        coprod__arena arena = traces->arena; /* the traces lie in their own arena */
        coprod__release(&arena.memory, (void *)traces->json, traces->capacity * sizeof *traces->json);
        coprod__arena_free(&arena);
    }
}

uint32_t coprod_traces_count(const coprod_traces *traces)
{
    return traces ? (uint32_t)traces->count : 0;
}

const char *coprod_traces_json(const coprod_traces *traces, uint32_t index)
{
    return traces && index < traces->count ? traces->json[index] : NULL;
}
