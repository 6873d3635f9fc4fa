/* SPDX-License-Identifier: MIT */
#ifndef COPROD_COLUMNS_INTERNAL_H
#define COPROD_COLUMNS_INTERNAL_H

#include "spectrum_internal.h"

/* Everything about the rows of one call. */
typedef struct coprod__columns {
    const coprod_spectrum *spectrum;
    const uint8_t *low, *high;
    size_t rows;
    uint32_t no_presumption;
    uint8_t *lowest, *point, *highest, *outcome;
} coprod__columns;

/* The same code for the instructions that every processor of the kind has; a test holds it against the public call. */
void coprod__columns_plain(const coprod__columns *columns);

#endif
