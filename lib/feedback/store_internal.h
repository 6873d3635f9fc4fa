/* SPDX-License-Identifier: MIT */
/* Many loops: columns that grow, and what is counted beside them. */
#ifndef COPROD_STORE_INTERNAL_H
#define COPROD_STORE_INTERNAL_H

#include "coprod/feedback_store.h"
#include "kin_internal.h"
#include "loop_internal.h"

/* Beside the columns of the machine, for each loop. */
typedef struct coprod__beside {
    uint32_t team;
    uint32_t missed;  /* days */
    uint32_t created; /* kept day; 0: not known, of a loop that was adopted */
    uint32_t closed;  /* kept day of the last closing; 0: not closed; COPROD__NEVER: elsewhere, on a day not known */
    uint32_t adopted; /* 1 or 0 */
} coprod__beside;

struct coprod_loops {
    coprod__rows rows;
    coprod__mac mac;
    uint32_t count;
    size_t capacity; /* of all of these; each may have more */
    uint8_t *blocks;
    size_t block_count;
    coprod__beside *beside;
    size_t beside_capacity, text_capacity;
    coprod__kin *kin; /* of the first `kin_count` loops, which may not all be there; the others never had any */
    size_t kin_count;
};

/* An empty store; the caller fills its `mac`. */
coprod_status coprod__loops_make(const coprod_machine *machine, const coprod__memory *memory, int secret,
                                 coprod_loops **loops);
coprod_status coprod__loops_room(coprod_loops *loops, size_t wanted);
/* Who is above whom, for a store that went on under another machine; who may end is seen anew. */
coprod_status coprod__carry_kin(const coprod_loops *loops, coprod_loops *to);

/* What the loops above it must know: that one may end now, or no longer. */
void coprod__tell_loops_above(coprod_loops *loops, size_t row, int ends);

/* Loops below one that may not end yet. */
static inline uint32_t coprod__open_below(const coprod_loops *loops, size_t row)
{
    return row < loops->kin_count ? loops->kin[row].open : 0;
}

/* One step of a row with what is counted beside it. */
coprod_status coprod__step_row(coprod_loops *loops, size_t row, const coprod__act *act, coprod__came *came);

/* After a step that was not refused, or that recorded missed days. */
static inline void coprod__note(coprod_loops *loops, size_t row, const coprod__came *came, uint32_t at)
{
    const coprod_machine *machine = loops->rows.machine;
    coprod__beside *beside = &loops->beside[row];
    const coprod__transition *taken;
    if (came->breaches)
        beside->missed += came->breaches;
    if (came->kind != COPROD_LOOP_OK)
        return;
    taken = &machine->transitions[came->index];
    if (machine->state_flags[taken->to] & COPROD_STATE_ACCEPTING) {
        if (!beside->closed && row < loops->kin_count)
            coprod__tell_loops_above(loops, row, 1);
        beside->closed = beside->closed ? beside->closed : at;
    } else if (machine->state_flags[taken->from] & COPROD_STATE_ACCEPTING) {
        if (beside->closed && row < loops->kin_count)
            coprod__tell_loops_above(loops, row, 0);
        beside->closed = 0;
    }
}

#endif
