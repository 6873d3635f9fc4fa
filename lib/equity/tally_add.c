/* SPDX-License-Identifier: MIT */
/* What goes into a tally: counts that are there already, and columns of codes. */
#include "tally_internal.h"
#include "wide_internal.h"

/* --- counts --- */

static coprod_status draft_dimension(coprod_tally *tally, uint32_t dimension, const coprod_score_input *input)
{
    const coprod_frame *frame = tally->frame;
    const int partition = frame->dimensions[dimension].kind == COPROD_DIMENSION_PARTITION;
    const int64_t given = input->known ? input->known[dimension] : -1;
    const int64_t *unknown = input->unknown ? input->unknown + (size_t)dimension * COPROD_UNKNOWN_CLASSES : NULL;
    const int told = unknown && unknown[0] != -1;
    uint64_t *cells = tally->draft + coprod__known_cell(frame, dimension);
    if (cells[0] > UINT32_MAX || given < -1 || given > (int64_t)UINT32_MAX)
        return COPROD_E_RANGE;
    if (given >= 0 && (partition ? (uint64_t)given != cells[0] : (uint64_t)given < cells[0]))
        return COPROD_E_RANGE;
    if (!cells[0] && given < 0 && !told)
        return COPROD_OK; /* it says nothing */
    tally->draft_marks[dimension] = COPROD__COUNTED;
    if (!partition) {
        cells[0] = given >= 0 ? (uint64_t)given : 0;
        tally->draft_marks[dimension] |= given < 0 ? COPROD__LACKS_KNOWN : 0;
    }
    if (!told) {
        tally->draft_marks[dimension] |= COPROD__LACKS_UNKNOWN;
        return COPROD_OK;
    }
    for (size_t i = 0; i < COPROD_UNKNOWN_CLASSES; i++) {
        if (unknown[i] < 0 || unknown[i] > (int64_t)UINT32_MAX)
            return COPROD_E_RANGE;
        cells[1 + i] = (uint64_t)unknown[i];
    }
    return COPROD_OK;
}

static coprod_status draft_counts(coprod_tally *tally, const coprod_score_input *input)
{
    const coprod_frame *frame = tally->frame;
    coprod_status status = COPROD_OK;
    coprod__tally_clear(tally);
    for (uint32_t i = 0; i < frame->group_count; i++) {
        const uint32_t dimension = frame->groups[i].dimension;
        uint64_t *known = &tally->draft[coprod__known_cell(frame, dimension)];
        const uint64_t count = input->counts[i];
        if (count > UINT32_MAX)
            return COPROD_E_RANGE;
        tally->draft[i] = count;
        if (frame->dimensions[dimension].kind == COPROD_DIMENSION_PARTITION)
            *known += count;
        else
            *known = *known > count ? *known : count; /* the fewest there can be */
    }
    for (uint32_t d = 0; status == COPROD_OK && d < frame->dimension_count; d++)
        status = draft_dimension(tally, d, input);
    return status;
}

coprod_status coprod_tally_add(coprod_tally *tally, const coprod_tally_part *part, const coprod_score_input *input)
{
    coprod_tally_part key;
    coprod_score_input own;
    coprod_status status = tally && input ? coprod__tally_key(part, &key) : COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod__struct_in(input, sizeof own, sizeof own, &own);
    if (status == COPROD_OK && (!own.counts || own.count != tally->frame->group_count))
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = draft_counts(tally, &own);
    return status == COPROD_OK ? coprod__tally_commit(tally, &key) : status;
}

/* --- columns --- */

/* One column on its way into the draft. */
typedef struct column {
    coprod_tally *tally;
    uint32_t dimension;
    const uint32_t *groups; /* of the dimension */
    const uint16_t *codes;
    size_t rows, bad;
} column;

/* The cell of an unknown class (0 to 4), or of a group of the dimension (from 5 on). */
static size_t cell_of(const column *own, uint32_t code)
{
    return code < COPROD_UNKNOWN_CLASSES ? coprod__known_cell(own->tally->frame, own->dimension) + 1 + code
                                         : own->groups[code - COPROD_UNKNOWN_CLASSES];
}

/* Rows one by one: the last few, of dimensions of 996 groups and more, and those near a code that is none, to name its
 * row. */
static coprod_status draft_each(column *own, size_t from)
{
    const uint32_t groups = own->tally->frame->dimensions[own->dimension].groups;
    const uint16_t *codes = own->codes;
    uint64_t *cells = own->tally->draft, *unknown = cells + cell_of(own, 0);
    for (size_t i = from; i < own->rows; i++) {
        if (codes[i] >= COPROD_TALLY_UNKNOWN)
            unknown[codes[i] - COPROD_TALLY_UNKNOWN]++;
        else if (codes[i] < groups)
            cells[own->groups[codes[i]]]++;
        else {
            own->bad = i;
            return COPROD_E_UNKNOWN;
        }
    }
    return COPROD_OK;
}

/* As many rows as can be counted together. */
static size_t draft_blocks(column *own)
{
    uint64_t counts[COPROD__TALLY_CODES] = {0};
    const uint32_t last = own->tally->frame->dimensions[own->dimension].groups + COPROD_UNKNOWN_CLASSES;
    size_t done;
    if (last > COPROD__TALLY_CODES)
        return 0;
    done = coprod__tally_count(own->codes, own->rows, last, coprod__has_wide(), counts);
    for (uint32_t code = 0; code < last; code++)
        own->tally->draft[cell_of(own, code)] = counts[code];
    return done;
}

/* Those who gave an answer: of a partition all who are in a group; of a membership the column does not tell. */
static void draft_known(const column *own)
{
    const coprod_frame *frame = own->tally->frame;
    uint64_t *known = &own->tally->draft[coprod__known_cell(frame, own->dimension)];
    uint8_t *marks = &own->tally->draft_marks[own->dimension];
    *marks = COPROD__COUNTED;
    if (frame->dimensions[own->dimension].kind == COPROD_DIMENSION_MEMBERSHIP)
        *marks |= COPROD__LACKS_KNOWN;
    else
        for (uint32_t n = 0; n < frame->dimensions[own->dimension].groups; n++)
            *known += own->tally->draft[own->groups[n]];
}

coprod_status coprod_tally_add_column(coprod_tally *tally, const coprod_tally_part *part, uint32_t dimension,
                                      const uint16_t *codes, size_t rows, size_t *bad_row)
{
    coprod_tally_part key;
    column own = {tally, dimension, NULL, codes, rows, 0};
    coprod_status status;
    if (bad_row)
        *bad_row = 0;
    if (!tally || (!codes && rows))
        return COPROD_E_ARGUMENT;
    status = coprod__tally_key(part, &key);
    if (status == COPROD_OK && dimension >= tally->frame->dimension_count)
        status = COPROD_E_UNKNOWN;
    if (status != COPROD_OK)
        return status;
    own.groups = tally->groups;
    for (uint32_t d = 0; d < dimension; d++)
        own.groups += tally->frame->dimensions[d].groups;
    coprod__tally_clear(tally);
    status = draft_each(&own, draft_blocks(&own));
    if (status == COPROD_OK) {
        draft_known(&own);
        return coprod__tally_commit(tally, &key);
    }
    if (bad_row)
        *bad_row = own.bad;
    return status;
}
