/* SPDX-License-Identifier: MIT */
 /* Through whom people are invited. Whoever is added goes to the cheapest partner who can be had, others moved over
  * where that makes room: as only the last partner of such a chain has one more, each step keeps the whole at the
  * least cost. */
#include "pattern_plan_internal.h"

#include <string.h>

coprod_status coprod__plan_flow_make(coprod__arena *arena, const coprod__plan_space *space, coprod__plan_flow *flow)
{
    memset(flow, 0, sizeof *flow);
    flow->space = space;
    if (!space->partners)
        return COPROD_OK;
    flow->sent = coprod__arena_alloc(arena, (space->kinds + 1) * space->partners * sizeof *flow->sent);
    flow->users = coprod__arena_alloc(arena, (space->kinds + 1) * space->partners * sizeof *flow->users);
    flow->place = coprod__arena_alloc(arena, (space->kinds + 1) * space->partners * sizeof *flow->place);
    return flow->sent && flow->users && flow->place ? COPROD_OK : COPROD_E_MEMORY;
}

/* More people of a kind through a partner, or fewer. */
static void more(coprod__plan_flow *flow, uint32_t kind, size_t partner, uint64_t people)
{
    const size_t at = kind * flow->space->partners + partner;
    uint32_t *users = flow->users + partner * flow->space->kinds;
    if (!flow->sent[at] && people) {
        flow->place[at] = flow->user_count[partner];
        users[flow->user_count[partner]++] = kind;
    }
    flow->sent[at] += people;
}

static void fewer(coprod__plan_flow *flow, uint32_t kind, size_t partner, uint64_t people)
{
    const size_t partners = flow->space->partners, at = kind * partners + partner;
    uint32_t *users = flow->users + partner * flow->space->kinds;
    flow->sent[at] -= people;
    if (!flow->sent[at] && people) { /* the last one takes its place */
        const uint32_t last = users[--flow->user_count[partner]];
        users[flow->place[at]] = last;
        flow->place[last * partners + partner] = flow->place[at];
    }
}

void coprod__plan_flow_clear(coprod__plan_flow *flow)
{
    const size_t partners = flow->space->partners;
    memset(flow->load, 0, sizeof flow->load);
    for (size_t p = 0; p < partners; p++)
        while (flow->user_count[p])
            flow->sent[flow->users[p * flow->space->kinds + --flow->user_count[p]] * partners + p] = 0;
}

/* How a partner was come to: by moving people of a kind over from another. */
typedef struct step {
    uint32_t kind, from;
} step;

static uint64_t room_of(const coprod__plan_flow *flow, size_t partner)
{
    return flow->space->partner_most[partner] - flow->load[partner];
}

/* All partners to whom people can be moved, and how. */
static uint64_t reach(const coprod__plan_flow *flow, uint32_t kind, step *steps)
{
    const coprod__plan_space *space = flow->space;
    uint32_t queue[COPROD__PLAN_PARTNERS];
    size_t first = 0, last = 0;
    uint64_t seen = space->kind_partners[kind];
    for (uint32_t p = 0; p < space->partners; p++)
        if (seen >> p & 1) {
            steps[p].from = UINT32_MAX;
            queue[last++] = p;
        }
    while (first < last) {
        const uint32_t from = queue[first++];
        for (uint32_t i = 0; i < flow->user_count[from]; i++) {
            const uint32_t kind_there = flow->users[from * space->kinds + i];
            uint64_t fresh = space->kind_partners[kind_there] & ~seen;
            for (seen |= fresh; fresh; fresh &= fresh - 1) {
                const uint32_t p = (uint32_t)__builtin_ctzll(fresh);
                steps[p].kind = kind_there;
                steps[p].from = from;
                queue[last++] = p;
            }
        }
    }
    return seen;
}

/* At most `people` along the way to a partner. */
static uint64_t send(coprod__plan_flow *flow, uint32_t kind, const step *steps, uint32_t to, uint64_t people)
{
    const size_t partners = flow->space->partners;
    uint64_t some = room_of(flow, to);
    uint32_t p = to;
    some = some < people ? some : people;
    for (; steps[p].from != UINT32_MAX; p = steps[p].from) {
        const uint64_t there = flow->sent[steps[p].kind * partners + steps[p].from];
        some = some < there ? some : there;
    }
    for (p = to; steps[p].from != UINT32_MAX; p = steps[p].from) {
        more(flow, steps[p].kind, p, some);
        fewer(flow, steps[p].kind, steps[p].from, some);
    }
    more(flow, kind, p, some);
    flow->load[to] += some;
    return some;
}

uint64_t coprod__plan_flow_add(coprod__plan_flow *flow, uint32_t kind, uint64_t people)
{
    step steps[COPROD__PLAN_PARTNERS];
    uint64_t left = people;
    if (!flow->sent)
        return people;
    while (left) {
        uint64_t seen;
        uint32_t to = 0;
        while (to < flow->space->partners && !room_of(flow, to))
            to++;
        if (to == flow->space->partners)
            break;
        steps[to].from = UINT32_MAX; /* the cheapest with room may be among their own */
        if (!(flow->space->kind_partners[kind] >> to & 1)) {
            seen = reach(flow, kind, steps);
            while (to < flow->space->partners && !(seen >> to & 1 && room_of(flow, to)))
                to++;
            if (to == flow->space->partners)
                break;
        }
        left -= send(flow, kind, steps, to, left);
    }
    return people - left;
}

void coprod__plan_flow_remove(coprod__plan_flow *flow, uint32_t kind, uint64_t people)
{
    if (!flow->sent)
        return;
    for (size_t p = flow->space->partners; people && p--;) {
        const uint64_t sent = flow->sent[kind * flow->space->partners + p], some = sent < people ? sent : people;
        fewer(flow, kind, p, some);
        flow->load[p] -= some;
        people -= some;
    }
}
