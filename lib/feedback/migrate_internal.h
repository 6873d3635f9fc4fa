/* SPDX-License-Identifier: MIT */
/* How loops of one machine become loops of another. */
#ifndef COPROD_MIGRATE_INTERNAL_H
#define COPROD_MIGRATE_INTERNAL_H

#include "coprod/feedback_migrate.h"
#include "loop_internal.h"

/* Where a fact of the new machine comes from: a fact of the old one, or COPROD__NONE and a value. */
typedef struct coprod__carry {
    int32_t from;
    uint32_t first;
} coprod__carry;

struct coprod_migration {
    coprod__arena arena;
    const coprod_machine *from, *to; /* counted */
    const char *id, *reason;
    char fingerprint[COPROD__HEX];
    int32_t *states;      /* [states of from]: the new state, or COPROD__NONE: such loops stay */
    coprod__carry *facts; /* [facts of to] */
    int32_t *clocks;      /* [timers of from]: the new clock, or COPROD__NONE: waived */
    uint8_t **starts;     /* [timers of to]: in which new states it starts, or NULL */
    uint32_t *literals;   /* [literals of from + 1]: in the new machine, or COPROD__NEVER */
};

/* Moves a row, which stays as it was, to one that holds nothing yet; 0 where it cannot, with what is in the way. In a
 * proof what was missed before is not known, and does not refuse. */
int coprod__migrate_row(const coprod_migration *migration, const coprod__rows *from, size_t from_row,
                        coprod__rows *to, size_t to_row, uint32_t day, int proof, coprod__came *came,
                        const char **detail);
/* What lies beside all rows: missed days and keys. */
coprod_status coprod__migrate_beside(const coprod_migration *migration, const coprod__rows *from, coprod__rows *to);
coprod_status coprod__migrate_tell(const coprod__rows *told, const coprod__came *came, const char *detail,
                                   coprod_loop_answer *answer);

#endif
