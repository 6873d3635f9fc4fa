/* SPDX-License-Identifier: MIT */
/* The proof of a migration: every configuration of the old machine is moved, and from there every way of the new one is
 * tried. */
#include "check_internal.h"
#include "migrate_internal.h"

/* Both searches; the new one's is the maker's. */
typedef struct proof {
    const coprod_migration *migration;
    coprod__explored old;
    uint32_t *origins; /* [nodes of the new search]: from which old one */
    uint32_t *moved;   /* [nodes of the old search]: to which new one, or COPROD__NO_NODE */
    size_t origin_capacity, moved_capacity;
    uint32_t configurations;
    uint32_t ends_in; /* the old node whose way a defect tells, or COPROD__NO_NODE: that to the new one */
} proof;

/* --- the searches --- */

/* What the new machine tells apart must be told apart before. Nodes are told apart by what days are to the day they are
 * on; what a day that is always the same is to theirs cannot be seen from them. */
static void ask(proof *own, coprod__explored *new)
{
    const coprod_migration *migration = own->migration;
    for (uint32_t i = 0; i < migration->to->facts.count; i++)
        if (new->in_cone[i] && migration->facts[i].from != COPROD__NONE)
            coprod__ask_more(&own->old, (uint32_t)migration->facts[i].from, new->caps[i]);
        else if (new->in_cone[i] && migration->to->fact_rules[i].type == COPROD_VALUE_DAY && migration->facts[i].first)
            new->complete = 0;
    for (uint32_t i = 0; i < migration->from->timers.count; i++)
        if (migration->clocks[i] != COPROD__NONE)
            own->old.asked[i] |= new->asked[migration->clocks[i]]
                                 || (!migration->from->timer_rules[i].level
                                     && migration->to->timer_rules[migration->clocks[i]].level);
    coprod__ask_again(&own->old, new->constants, new->constant_count);
}

/* From which old node a new one comes; also where it was reached again, which may be by an earlier day. */
static int keep_origin(proof *own, const coprod__explored *new, uint32_t node)
{
    void *items = own->origins;
    if (new->arrived == COPROD__NO_NODE)
        return 1;
    if (!coprod__more(&own->old.memory, &items, &own->origin_capacity, new->count, sizeof *own->origins))
        return 0;
    own->origins = items;
    if (new->nodes[new->arrived].move.day == own->old.nodes[node].move.day)
        own->origins[new->arrived] = node;
    return 1;
}

static int move_node(proof *own, coprod__explored *new, uint32_t node)
{
    coprod__move move = {COPROD__NONE, own->old.nodes[node].move.day, 0, 0};
    coprod__way way = {own->migration, &own->old.scratch->rows, &new->scratch->rows, 0, 0, move.day, 1, {0}, "", 0};
    uint32_t missed;
    coprod__visit(&own->old, node);
    if (!coprod__migrate_row(&way)) {
        new->calendar_ends |= way.came.kind == COPROD_LOOP_CALENDAR_RANGE;
        return 1;
    }
    own->configurations++;
    new->scratch->rows.breach_count = 0;
    if (coprod__tick(&new->scratch->rows, 0, move.day, &missed) != COPROD_OK
        || !coprod__explore_arrive(new, COPROD__NO_NODE, &move, NULL))
        return 0;
    own->moved[node] = new->arrived;
    return keep_origin(own, new, node);
}

static coprod_status search(proof *own, coprod__explored *new, const coprod__memory *memory, int detail, size_t most)
{
    coprod_status status = coprod__explore_begin(own->migration->from, memory, detail, most, &own->old);
    coprod_status begun = coprod__explore_begin(own->migration->to, memory, detail, most, new);
    if (status == COPROD_OK && begun == COPROD_OK) {
        ask(own, new);
        status = coprod__explore_all(&own->old);
    }
    if (status != COPROD_OK || begun != COPROD_OK)
        return COPROD_E_MEMORY;
    own->moved_capacity = own->old.count + 1;
    own->moved = coprod__alloc(memory, own->moved_capacity * sizeof *own->moved);
    if (!own->moved)
        return COPROD_E_MEMORY;
    for (uint32_t i = 0; i < own->old.count; i++) {
        own->moved[i] = COPROD__NO_NODE;
        if (!move_node(own, new, i))
            return COPROD_E_MEMORY;
    }
    new->complete &= own->old.complete;
    return coprod__explore_on(new);
}

/* --- what is found --- */

/* The old machine's way to where the migration leads on to a node. */
static const char *trace_to(const coprod__maker *maker, uint32_t node)
{
    const proof *own = maker->context;
    if (own->ends_in != COPROD__NO_NODE)
        return coprod__trace_to(&own->old, own->ends_in, &maker->check->arena);
    while (maker->explored.nodes[node].parent != COPROD__NO_NODE)
        node = maker->explored.nodes[node].parent;
    return coprod__trace_to(&own->old, own->origins[node], &maker->check->arena);
}

/* The nearest old configuration of each state that cannot end once it was moved. */
static void find_dead_ends(coprod__maker *maker)
{
    proof *own = maker->context;
    const coprod_machine *from = own->migration->from;
    for (uint32_t s = 0; s < from->states.count; s++) {
        uint32_t worst = COPROD__NO_NODE;
        for (uint32_t i = 0; i < own->old.count; i++)
            if (own->moved[i] != COPROD__NO_NODE && !maker->to_end[own->moved[i]]
                && (worst == COPROD__NO_NODE || own->old.nodes[i].depth < own->old.nodes[worst].depth)
                && coprod__node_value(&own->old, i, from->state) == s)
                worst = i;
        own->ends_in = worst;
        if (worst != COPROD__NO_NODE)
            coprod__defect_add(maker, "dead-end", coprod__pointer(maker, "/states/", from->states.name[s], 0),
                               from->states.name[s], s, own->moved[worst]);
    }
    own->ends_in = COPROD__NO_NODE;
}

static void find(coprod__maker *maker)
{
    coprod__mark_to_end(maker);
    find_dead_ends(maker);
    coprod__find_broken_invariants(maker);
    coprod__find_running_clocks(maker);
}

/* --- the whole --- */

static coprod_status prove(const coprod_migration *migration, const coprod__memory *memory, int detail, size_t most,
                           coprod_machine_check **check)
{
    proof own = {.migration = migration, .ends_in = COPROD__NO_NODE};
    coprod__maker maker = {.trace = trace_to, .context = &own};
    coprod__arena arena;
    coprod_status status;
    *check = NULL;
    coprod__arena_init(&arena, memory);
    status = search(&own, &maker.explored, memory, detail, most);
    maker.check = status == COPROD_OK ? coprod__arena_alloc(&arena, sizeof *maker.check) : NULL;
    if (maker.check) {
        maker.check->arena = arena;
        status = coprod__find(&maker, find);
        maker.check->info.configurations = own.configurations;
        maker.check->info.followed = (uint32_t)maker.explored.count;
        maker.check->info.moves = (uint32_t)maker.explored.edge_count;
        maker.check->info.defect_count = (uint32_t)maker.check->count;
        maker.check->info.complete = maker.explored.complete;
        maker.check->info.calendar_ended = maker.explored.calendar_ends || own.old.calendar_ends;
    } else {
        status = COPROD_E_MEMORY;
    }
    coprod__release(memory, own.origins, own.origin_capacity * sizeof *own.origins);
    coprod__release(memory, own.moved, own.moved_capacity * sizeof *own.moved);
    coprod__explored_free(&own.old);
    coprod__explored_free(&maker.explored);
    if (status == COPROD_OK)
        *check = maker.check;
    else
        coprod_machine_check_free(maker.check);
    return status;
}

coprod_status coprod_migration_check(const coprod_migration *migration, const coprod_check_options *options,
                                     coprod_machine_check **check)
{
    static const int details[] = {COPROD__COARSE, COPROD__FINE, COPROD__TIMED};
    coprod_check_options read;
    coprod__memory memory;
    coprod_status status;
    if (!check)
        return COPROD_E_ARGUMENT;
    *check = NULL;
    status = migration ? coprod__check_options(options, &read, &memory) : COPROD_E_ARGUMENT;
    if (status != COPROD_OK)
        return status;
    /* What is found may only need a closer look; a look that does not come to its end takes nothing back. */
    for (int i = read.timed ? 2 : 0; status == COPROD_OK && i < 3; i++) {
        coprod_machine_check *closer = NULL;
        status = prove(migration, &memory, details[i], read.most_configurations, &closer);
        if (*check && closer && !closer->info.complete) {
            coprod_machine_check_free(closer);
            (*check)->info.complete = 0;
            break;
        }
        coprod_machine_check_free(*check);
        *check = closer;
        if (closer && !closer->count)
            break;
    }
    return status;
}
