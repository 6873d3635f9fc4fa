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
    char fingerprint[COPROD__HEX];
    int32_t *states;      /* [states of from]: the new state, or COPROD__NONE: such loops stay */
    coprod__carry *facts; /* [facts of to] */
    int32_t *clocks;      /* [timers of from]: the new clock, or COPROD__NONE: waived */
    uint8_t **starts;     /* [timers of to]: in which new states it starts, or NULL */
    uint32_t *literals;   /* [literals of from + 1]: in the new machine, or COPROD__NEVER */
    int loses;            /* missed days of an old clock have no clock to go into */
};

/* --- loading --- */

typedef struct coprod__migration_reader {
    coprod__load *load;
    coprod_migration *migration;
    const json_t *json;
} coprod__migration_reader;

void *coprod__migration_take(coprod__migration_reader *reader, size_t count, size_t bytes); /* and one more; zeroed */
/* The index of a name at a place, or COPROD__NONE after a report. */
int32_t coprod__migration_find(coprod__migration_reader *reader, const coprod__names *names, const json_t *value,
                               const coprod__place *place, const char *code, const char *expected);
void coprod__migration_clocks(coprod__migration_reader *reader);

/* --- moving --- */

/* Whether missed days of an old clock can go into the new machine. */
static inline int coprod__can_be_missed(const coprod_migration *migration, uint32_t timer)
{
    return migration->clocks[timer] != COPROD__NONE
           && migration->to->timer_rules[migration->clocks[timer]].level;
}

/* A row that moves to one that holds nothing yet. */
typedef struct coprod__way {
    const coprod_migration *migration;
    const coprod__rows *from;
    coprod__rows *to;
    size_t old, row;
    uint32_t day;
    int proof;          /* what was missed does not refuse */
    coprod__came came;
    const char *detail; /* what is in the way */
    uint64_t missed;    /* old clocks whose day is over and was not recorded yet, a bit each */
} coprod__way;

/* The old row stays as it was; 0 where it cannot move. What is missed is counted in the new row, not yet listed. */
int coprod__migrate_row(coprod__way *way);
/* The old clock of a missed day that was recorded and has no place to go, or COPROD__NONE. */
int32_t coprod__migrate_lost(const coprod_migration *migration, const coprod__rows *from, size_t row);
/* What lies beside all rows: missed days and keys. Then what a row missed only now. */
coprod_status coprod__migrate_beside(const coprod_migration *migration, const coprod__rows *from, coprod__rows *to);
coprod_status coprod__migrate_missed(const coprod__way *way);
coprod_status coprod__migrate_tell(const coprod__rows *told, const coprod__way *way, coprod_loop_answer *answer);

#endif
