/* SPDX-License-Identifier: MIT */
/* What goes into a tally: counts that are there already, and columns of codes. */
#include <string.h>

#include "tally_internal.h"

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

/* Rows are counted by blocks: whether all codes of a block are small is one pass, which compilers make wide; then each
 * row goes to one of several tables in turn, so that it need not wait for the one before it that had the same code. */
enum { BLOCK = 1024, TABLES = 8, SMALL = 256, PAIRED = 32, BATCH = 256 /* blocks, so that counters of 16 bits do */ };

/* Unknown classes become 0 to 4, and groups what follows. */
static inline uint16_t shift(uint16_t code)
{
    return (uint16_t)(code + COPROD_UNKNOWN_CLASSES);
}

/* Whether a shifted code of a block has another bit than those of `below` - 1. */
static int beyond(const uint16_t *codes, uint16_t below)
{
    uint16_t bits = 0;
    for (size_t i = 0; i < BLOCK; i++)
        bits |= shift(codes[i]);
    return bits >= below;
}

/* How often each shifted code below 256 stands in so many blocks, or in those before one with another code; returns how
 * many these are. */
static size_t count_codes(const uint16_t *codes, size_t blocks, uint64_t counts[SMALL])
{
    uint16_t tables[TABLES][SMALL] = {{0}};
    size_t done = 0;
    for (; done < blocks && !beyond(codes, SMALL); done++, codes += BLOCK)
        for (size_t i = 0; i < BLOCK; i += TABLES)
            for (size_t table = 0; table < TABLES; table += 4) {
                const uint16_t *row = codes + i + table;
                tables[table][shift(row[0])]++;
                tables[table + 1][shift(row[1])]++;
                tables[table + 2][shift(row[2])]++;
                tables[table + 3][shift(row[3])]++;
            }
    for (size_t table = 0; table < TABLES; table++)
        for (size_t code = 0; code < SMALL; code++)
            counts[code] += tables[table][code];
    return done;
}

/* Four rows as two pairs of codes, whichever way round, in two tables. Of a code as it comes, the last five bits tell
 * 27 groups and five unknown classes apart. */
static inline void count_four(const uint16_t *codes, uint16_t (*tables)[PAIRED * PAIRED])
{
    uint64_t four;
    memcpy(&four, codes, sizeof four);
    four &= UINT64_C(0x001F001F001F001F);
    four |= four >> 11; /* five bits of one row beside those of the next */
    tables[0][four & 1023]++;
    tables[1][four >> 32 & 1023]++;
}

/* The same as count_codes() below 32, in half the steps. */
static size_t count_pairs(const uint16_t *codes, size_t blocks, uint64_t counts[SMALL])
{
    uint16_t tables[TABLES][PAIRED * PAIRED] = {{0}};
    size_t done = 0;
    for (; done < blocks && !beyond(codes, PAIRED); done++, codes += BLOCK)
        for (size_t i = 0; i < BLOCK; i += 2 * TABLES) {
            count_four(codes + i, tables);
            count_four(codes + i + 4, tables + 2);
            count_four(codes + i + 8, tables + 4);
            count_four(codes + i + 12, tables + 6);
        }
    for (uint16_t pair = 0; pair < PAIRED * PAIRED; pair++) {
        uint64_t sum = 0;
        for (size_t table = 0; table < TABLES; table++)
            sum += tables[table][pair];
        counts[shift(pair / PAIRED) % PAIRED] += sum;
        counts[shift(pair) % PAIRED] += sum;
    }
    return done;
}

/* One column on its way into the draft. */
typedef struct column {
    coprod_tally *tally;
    uint32_t dimension;
    const uint32_t *groups; /* of the dimension */
    const uint16_t *codes;
    size_t rows, bad;
} column;

/* The cell of the n-th group of the dimension; SIZE_MAX if there is none. */
static size_t cell_of(const column *own, uint32_t shifted)
{
    const coprod_frame *frame = own->tally->frame;
    if (shifted < COPROD_UNKNOWN_CLASSES)
        return coprod__known_cell(frame, own->dimension) + 1 + shifted;
    shifted -= COPROD_UNKNOWN_CLASSES;
    return shifted < frame->dimensions[own->dimension].groups ? own->groups[shifted] : SIZE_MAX;
}

/* Rows one by one: those after the last whole block, of dimensions of more than 251 groups, and with a code that is
 * none, to name its row. */
static coprod_status draft_each(column *own, size_t from)
{
    for (size_t i = from; i < own->rows; i++) {
        const size_t cell = cell_of(own, shift(own->codes[i]));
        if (cell == SIZE_MAX) {
            own->bad = i;
            return COPROD_E_UNKNOWN;
        }
        own->tally->draft[cell]++;
    }
    return COPROD_OK;
}

/* As many blocks as there are, up to one with a wrong code. */
static size_t draft_blocks(column *own)
{
    uint64_t counts[SMALL] = {0};
    const uint32_t last = own->tally->frame->dimensions[own->dimension].groups + COPROD_UNKNOWN_CLASSES;
    const size_t whole = last <= SMALL ? own->rows / BLOCK : 0;
    size_t done = 0, more = 1, wrong = 0;
    while (more && !wrong) {
        const size_t blocks = whole - done < BATCH ? whole - done : BATCH;
        more = (last <= PAIRED ? count_pairs : count_codes)(own->codes + done * BLOCK, blocks, counts);
        done += more;
        for (uint32_t code = last; code < SMALL; code++)
            wrong += counts[code] != 0;
    }
    for (uint32_t code = 0; code < last && code < SMALL && !wrong; code++)
        own->tally->draft[cell_of(own, code)] = counts[code];
    return wrong ? 0 : done * BLOCK;
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
