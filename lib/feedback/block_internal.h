/* SPDX-License-Identifier: MIT */
/* A block of rows that one event moves, column by column. */
#ifndef COPROD_BLOCK_INTERNAL_H
#define COPROD_BLOCK_INTERNAL_H

#include "store_internal.h"

/* A block of rows and which of them go on. Every block is there as a whole, so loops run over all of it: those of a
 * fixed length compile into the best code. Rows that are not there never go on. */
typedef struct coprod__block {
    coprod_loops *loops;
    const coprod__act *act;
    const coprod__transition *transition;
    size_t first, rows;
    uint8_t on[COPROD__BLOCK];
} coprod__block;

void coprod__read_column(const coprod__block *block, coprod__slot slot, uint32_t *values);
/* Only rows that go on. */
void coprod__write_column(coprod__block *block, coprod__slot slot, const uint32_t *values);
void coprod__write_value(coprod__block *block, coprod__slot slot, uint32_t value);

/* Rows whose guards do not all hold go on no more. */
void coprod__guard_block(coprod__block *block);

/* What a term is in every row, if it is neither a fact nor a clock. */
static inline int64_t coprod__same_of(const coprod__block *block, const coprod__term *term)
{
    return term->from == COPROD__PAYLOAD ? block->act->payload[term->index]
           : term->from == COPROD__AT    ? block->act->at
                                         : term->number;
}

#endif
