/* SPDX-License-Identifier: MIT */
/* A migration of many loops, all or none; and what it would do. */
#include "migrate_internal.h"
#include "store_internal.h"

static void count_clocks(const coprod_migration *migration, const coprod__rows *from, size_t old,
                         const coprod__rows *to, size_t row, coprod_migration_counts *counts)
{
    uint64_t carried = 0;
    for (uint32_t i = 0; i < migration->from->timers.count; i++) {
        int runs = coprod__get(from, migration->from->timer_rules[i].slot, old) != 0;
        if (runs && migration->clocks[i] == COPROD__NONE)
            counts->clocks_waived++;
        else if (runs) {
            counts->clocks_kept++;
            carried |= UINT64_C(1) << migration->clocks[i];
        }
    }
    for (uint32_t i = 0; i < migration->to->timers.count; i++)
        counts->clocks_started += coprod__get(to, migration->to->timer_rules[i].slot, row) && !(carried >> i & 1);
}

/* Days that are missed now, without recording them. */
static uint64_t count_missed(const coprod__rows *rows, size_t row, uint32_t day)
{
    uint64_t count = 0;
    for (uint32_t i = 0; i < rows->machine->timers.count; i++) {
        uint32_t due = coprod__get(rows, rows->machine->timer_rules[i].slot, row);
        count += rows->machine->timer_rules[i].level && due && due < day;
    }
    return count;
}

static void count_refusal(const coprod__came *came, coprod_migration_counts *counts)
{
    counts->later_event += came->kind == COPROD_LOOP_TIME;
    counts->beyond_calendar += came->kind == COPROD_LOOP_CALENDAR_RANGE;
    counts->no_place += came->kind == COPROD_LOOP_MIGRATION;
}

static void carry_beside(const coprod_migration *migration, const coprod_loops *loops, uint32_t i, uint32_t day,
                         coprod_loops *made)
{
    coprod__beside *beside = &made->beside[i];
    uint32_t state = coprod__get(&made->rows, migration->to->state, i);
    *beside = loops->beside[i];
    beside->missed = 0; /* counted anew */
    if (!(migration->to->state_flags[state] & COPROD_STATE_ACCEPTING))
        beside->closed = 0;
    else if (!beside->closed)
        beside->closed = day;
}

/* Loops of each old state that can move, and that cannot; of so many states. */
typedef struct by_state {
    uint64_t *of[2];
    uint32_t count;
} by_state;

/* Whether a loop may end, now or after it moved; one that cannot move may not. */
static int may_end(const coprod_loops *loops, const coprod_migration *migration, uint32_t i, int moved)
{
    uint32_t state = coprod__get(&loops->rows, migration->from->state, i);
    int32_t to = migration->states[state];
    return moved ? to != COPROD__NONE && migration->to->state_flags[to] & COPROD_STATE_ACCEPTING
                 : migration->from->state_flags[state] & COPROD_STATE_ACCEPTING;
}

/* The loops that cannot go where those of their state go, in one look at all of them; nothing where none can be: those
 * with a missed day that has no place, and those that would come to where they may end, and one below them not. */
static coprod_status find_lost(const coprod_loops *loops, const coprod_migration *migration, uint8_t **lost)
{
    int some = migration->loses || loops->kin_count;
    *lost = some ? coprod__alloc(&loops->rows.memory, (size_t)loops->count + 1) : NULL;
    if (!*lost)
        return some ? COPROD_E_MEMORY : COPROD_OK;
    for (uint32_t i = 0; i < loops->count && i < loops->kin_count; i++) {
        uint32_t above = may_end(loops, migration, i, 1) ? 0 : loops->kin[i].parent; /* and one more */
        for (; above && may_end(loops, migration, above - 1, 1); above = loops->kin[above - 1].parent)
            if (!may_end(loops, migration, above - 1, 0))
                (*lost)[above - 1] = 1;
    }
    for (size_t i = 0; i < loops->rows.breach_count; i++)
        if (!coprod__can_be_missed(migration, loops->rows.breaches[i].timer))
            (*lost)[loops->rows.breaches[i].row] = 1;
    return COPROD_OK;
}

static int move_row(coprod__way *way, uint32_t i, const uint8_t *lost)
{
    if (!coprod__migrate_row(way))
        return 0;
    if (lost && lost[i])
        way->came.kind = COPROD_LOOP_MIGRATION;
    return way->came.kind == COPROD_LOOP_OK;
}

/* Each loop into a row of its own, or all into one that is only looked at. */
static coprod_status move(const coprod_loops *loops, const coprod_migration *migration, uint32_t day, coprod__rows *to,
                          int keep, coprod_migration_counts *counts, const by_state *states)
{
    coprod__way way = {migration, &loops->rows, to, 0, 0, day, 0, {0}, "", 0};
    uint8_t *lost;
    coprod_status status = find_lost(loops, migration, &lost);
    counts->loops = loops->count;
    for (uint32_t i = 0; status == COPROD_OK && i < loops->count; i++) {
        uint32_t state = coprod__get(&loops->rows, migration->from->state, i);
        int done;
        way.old = i;
        way.row = keep ? i : 0;
        done = move_row(&way, i, lost);
        if (state < states->count && states->of[!done])
            states->of[!done][state]++;
        counts->moved += (uint64_t)done;
        if (!done) {
            count_refusal(&way.came, counts);
            continue;
        }
        count_clocks(migration, &loops->rows, i, to, way.row, counts);
        counts->missed += way.came.breaches + count_missed(to, way.row, day);
        if (keep)
            status = coprod__migrate_missed(&way);
    }
    coprod__release(&loops->rows.memory, lost, (size_t)loops->count + 1);
    return status;
}

static coprod_status make(const coprod_loops *loops, const coprod_migration *migration, uint32_t day,
                          coprod_migration_counts *counts, const by_state *states, coprod_loops **made)
{
    uint64_t missed;
    coprod_status status = coprod__loops_make(migration->to, &loops->rows.memory, loops->rows.secret, made);
    if (status == COPROD_OK) {
        (*made)->mac = loops->mac;
        status = coprod__loops_room(*made, (size_t)loops->count + 1);
    }
    if (status != COPROD_OK)
        return status;
    status = coprod__migrate_beside(migration, &loops->rows, &(*made)->rows);
    if (status == COPROD_OK)
        status = move(loops, migration, day, &(*made)->rows, 1, counts, states);
    if (status != COPROD_OK || counts->moved < counts->loops)
        return status;
    for (uint32_t i = 0; i < loops->count; i++)
        carry_beside(migration, loops, i, day, *made);
    (*made)->count = loops->count;
    status = coprod__carry_kin(loops, *made);
    for (size_t i = 0; i < (*made)->rows.breach_count; i++)
        (*made)->beside[(*made)->rows.breaches[i].row].missed++;
    return status == COPROD_OK ? coprod_loops_tick(*made, coprod__day_told(day), &missed) : status;
}

coprod_status coprod_loops_migrate(const coprod_loops *loops, const coprod_migration *migration, int32_t day,
                                   coprod_migration_counts *counts, uint64_t *moved, uint64_t *refused,
                                   uint32_t state_count, coprod_loops **migrated)
{
    const by_state states = {{moved, refused}, state_count};
    coprod_migration_counts own = {sizeof own};
    coprod_loops *made = NULL;
    coprod_status status = coprod__struct_begin(loops, counts, sizeof own);
    if (migrated)
        *migrated = NULL;
    if (status != COPROD_OK)
        return status;
    if (!migration || loops->rows.machine != migration->from)
        return COPROD_E_ARGUMENT;
    if (day < COPROD__DAY_FIRST || day > COPROD__DAY_LAST)
        return COPROD_E_RANGE;
    for (int i = 0; i < 2; i++)
        for (uint32_t s = 0; states.of[i] && s < state_count; s++)
            states.of[i][s] = 0;
    if (migrated) {
        status = make(loops, migration, coprod__day_kept(day), &own, &states, &made);
    } else {
        coprod_loop *scratch = coprod__loop_allocate(migration->to, &loops->rows.memory, loops->rows.secret);
        status = scratch ? COPROD_OK : COPROD_E_MEMORY;
        if (scratch)
            status = move(loops, migration, coprod__day_kept(day), &scratch->rows, 0, &own, &states);
        coprod_loop_free(scratch);
    }
    if (status == COPROD_OK)
        status = coprod__struct_out(counts, sizeof own, sizeof own, &own);
    if (status == COPROD_OK && migrated && own.moved == own.loops)
        *migrated = made;
    else
        coprod_loops_free(made);
    return status;
}
