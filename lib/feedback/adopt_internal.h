/* SPDX-License-Identifier: MIT */
/* Loops that began elsewhere: what is asserted of them. */
#ifndef COPROD_ADOPT_INTERNAL_H
#define COPROD_ADOPT_INTERNAL_H

#include "loop_internal.h"

enum { COPROD__MISSED_MOST = 255 };

typedef struct coprod__missed_day {
    uint32_t timer, due;
} coprod__missed_day;

struct coprod__adopted {
    uint32_t state;
    uint32_t created; /* kept day, 0: not known */
    uint32_t *facts;  /* [facts] as they are kept; of a text its bits */
    const coprod__event_text *texts; /* [facts] of those that are texts, or NULL where `kept` has them */
    const coprod__text_kept *kept;
    uint32_t *clocks; /* [timers] the due day; 0: it does not run; marked where that day is among the missed ones */
    coprod__missed_day *missed;
    uint32_t missed_count;
    const char *reason;
};

/* The part "adopt" of a creation: reports every problem. */
coprod_status coprod__read_adoption(coprod__load *load, coprod_event *event, const json_t *json);

/* The row as it is asserted to be. Days that are over and not among the missed ones are recorded. */
coprod_status coprod__adopt(coprod__rows *rows, size_t row, const coprod__act *act, coprod__came *came);

/* Whether an adoption that was written down is one that could be read, of a loop that is as it was asserted to be. */
coprod_status coprod__check_adopted(const coprod_loop *loop, const coprod__adopted *adopted, uint32_t at);

/* The first invariant from one on that must be true in a loop's state, and is not; or how many there are. */
uint32_t coprod__not_invariant(const coprod_loop *loop, uint32_t from, uint32_t at);

/* The clocks that run in every loop that is in a state, and those that run in some, a bit each. */
coprod_status coprod__clocks_in(const coprod_machine *machine, const coprod__memory *memory, uint32_t state,
                                uint64_t *always, uint64_t *ever);

#endif
