/* SPDX-License-Identifier: MIT */
/* Scores of many rows of counts. */
#include <string.h>

#include "score_internal.h"

typedef struct table {
    const coprod_frame *frame;
    const uint64_t *counts;
    const int64_t *known;
    size_t rows;
} table;

typedef struct answer {
    double score, worst;
    uint32_t missing, below;
    int32_t status;
} answer;

/* How many answered in a dimension, as coprod_score_new() checks it; -1 where it is not known. */
static coprod_status find_known(const table *in, uint32_t dimension, size_t row, int64_t *known)
{
    const coprod_frame *frame = in->frame;
    const int partition = frame->dimensions[dimension].kind == COPROD_DIMENSION_PARTITION;
    const int64_t given = in->known ? in->known[dimension * in->rows + row] : -1;
    uint64_t sum = 0, most = 0;
    for (uint32_t i = 0; i < frame->group_count; i++)
        if (frame->groups[i].dimension == dimension) {
            const uint64_t count = in->counts[i * in->rows + row];
            if (count > UINT32_MAX)
                return COPROD_E_RANGE;
            sum += count;
            most = most > count ? most : count;
        }
    *known = partition ? (int64_t)sum : given;
    if ((partition && sum > UINT32_MAX) || given < -1 || given > (int64_t)UINT32_MAX)
        return COPROD_E_RANGE;
    if (given >= 0 && (partition ? (uint64_t)given != sum : (uint64_t)given < most))
        return COPROD_E_RANGE;
    return COPROD_OK;
}

/* Each number of a row; and that a snapshot has what it needs. */
static coprod_status check_row(const table *in, size_t row)
{
    coprod_status status = COPROD_OK;
    int lacks = 0;
    for (uint32_t d = 0; d < in->frame->dimension_count && status == COPROD_OK; d++) {
        int64_t known;
        status = find_known(in, d, row, &known);
        lacks |= known < 0 && in->frame->mode == COPROD_FRAME_SNAPSHOT;
    }
    return status == COPROD_OK && lacks ? COPROD_E_UNKNOWN : status;
}

/* --- rows of a snapshot --- */

static void snapshot_row(const table *in, size_t row, answer *out)
{
    const coprod_frame *frame = in->frame;
    coprod__whole whole = {{0, 0}, 1, 0};
    for (uint32_t i = 0; i < frame->group_count; i++) {
        const coprod__group *group = &frame->groups[i];
        const uint64_t count = in->counts[i * in->rows + row];
        coprod__target target;
        int64_t known;
        out->missing += !count && group->can_miss;
        if (!group->scored)
            continue;
        find_known(in, group->dimension, row, &known);
        coprod__group_target(frame, group, (uint64_t)known, &target);
        out->below += count && count < target.need;
        if (group->counts)
            coprod__whole_add(&whole, group->part, coprod__coverage(&target, count));
    }
    out->worst = whole.least;
    out->score = coprod__whole_score(&whole, frame->worst_part);
}

/* --- rows of a fixed frame: a block of them, group by group, in steps that the compiler can take side by side --- */

enum { BLOCK = 128 };

typedef struct block {
    double lost[BLOCK], rest[BLOCK], least[BLOCK], most[BLOCK]; /* as in coprod__whole */
    uint64_t bits[BLOCK]; /* of all numbers of a row, joined, so that small ones need no look of their own */
    uint32_t missing[BLOCK], below[BLOCK];
    int32_t status[BLOCK];
} block;

/* Exact below 2^52: the bits of 2^52 + count, less 2^52. */
static inline double real_of(uint64_t count)
{
    const uint64_t bits = count | UINT64_C(0x4330000000000000);
    double real;
    memcpy(&real, &bits, sizeof real);
    return real - 0x1p52;
}

static void begin(block *own)
{
    memset(own, 0, sizeof *own);
    for (size_t r = 0; r < BLOCK; r++)
        own->least[r] = 1;
}

/* coprod__coverage() of each. Two loops: a division beside a choice keeps the compiler from doing several at once. */
static void find_coverages(double *coverages, const coprod__target *target, const uint64_t *counts, size_t here)
{
    const double times = target->times, by = target->by, need = (double)target->need, most = 0x1.fffffffffffffp-1;
    double people[BLOCK];
    for (size_t r = 0; r < here; r++) {
        people[r] = real_of(counts[r]);
        coverages[r] = people[r] * times / by;
    }
    for (size_t r = 0; r < here; r++) {
        const double capped = coverages[r] < most ? coverages[r] : most;
        coverages[r] = people[r] >= need ? 1.0 : capped;
    }
}

/* coprod__whole_add() to each. */
static void add_coverages(block *own, const coprod__group *group, const uint64_t *counts, size_t here)
{
    const double part = group->part;
    double coverages[BLOCK];
    find_coverages(coverages, &group->target, counts, here);
    for (size_t r = 0; r < here; r++) {
        const double term = part * (1 - coverages[r]) - own->rest[r], next = own->lost[r] + term;
        own->rest[r] = (next - own->lost[r]) - term;
        own->lost[r] = next;
    }
    for (size_t r = 0; r < here; r++) {
        own->least[r] = coverages[r] < own->least[r] ? coverages[r] : own->least[r];
        own->most[r] = coverages[r] > own->most[r] ? coverages[r] : own->most[r];
    }
}

static void add_group(block *own, const coprod__group *group, const uint64_t *counts, size_t here, int listed)
{
    for (size_t r = 0; r < here; r++)
        own->bits[r] |= counts[r];
    if (group->counts)
        add_coverages(own, group, counts, here);
    for (size_t r = 0; r < here && listed; r++) {
        own->missing[r] += (counts[r] == 0) & (uint32_t)group->can_miss;
        own->below[r] += (counts[r] != 0) & (counts[r] < group->target.need);
    }
}

/* coprod__whole_score() of each. */
static void end(block *own, double worst_part, size_t here)
{
    for (size_t r = 0; r < here; r++) {
        const double term = worst_part * (1 - own->least[r]) - own->rest[r];
        own->lost[r] += term;
        own->rest[r] = 100 - own->lost[r];
    }
    for (size_t r = 0; r < here; r++)
        own->lost[r] = ((own->most[r] > 0) & (own->lost[r] < 100)) ? own->rest[r] : 0;
}

static void write_block(const coprod_score_columns *columns, const block *own, size_t first, size_t here)
{
    if (columns->score)
        memcpy(columns->score + first, own->lost, here * sizeof *own->lost);
    if (columns->worst)
        memcpy(columns->worst + first, own->least, here * sizeof *own->least);
    if (columns->missing)
        memcpy(columns->missing + first, own->missing, here * sizeof *own->missing);
    if (columns->below)
        memcpy(columns->below + first, own->below, here * sizeof *own->below);
    if (columns->row_status)
        memcpy(columns->row_status + first, own->status, here * sizeof *own->status);
}

/* Rows with large numbers, or with known answers, which have to agree with the counts. */
static void check_rows(const table *in, block *own, size_t first, size_t here)
{
    for (size_t r = 0; r < here; r++) {
        if (own->bits[r] <= UINT32_MAX / in->frame->group_count && !in->known)
            continue;
        own->status[r] = check_row(in, first + r);
        if (own->status[r] != COPROD_OK) {
            own->lost[r] = own->least[r] = 0;
            own->missing[r] = own->below[r] = 0;
        }
    }
}

static void fixed_rows(const table *in, const coprod_score_columns *columns)
{
    const int listed = columns->missing || columns->below;
    for (size_t first = 0; first < in->rows; first += BLOCK) {
        const size_t here = in->rows - first < BLOCK ? in->rows - first : BLOCK;
        block own;
        begin(&own);
        for (uint32_t i = 0; i < in->frame->group_count; i++)
            add_group(&own, &in->frame->groups[i], in->counts + i * in->rows + first, here, listed);
        end(&own, in->frame->worst_part, here);
        check_rows(in, &own, first, here);
        write_block(columns, &own, first, here);
    }
}

static void write_row(const coprod_score_columns *columns, size_t row, const answer *out)
{
    if (columns->score)
        columns->score[row] = out->score;
    if (columns->worst)
        columns->worst[row] = out->worst;
    if (columns->missing)
        columns->missing[row] = out->missing;
    if (columns->below)
        columns->below[row] = out->below;
    if (columns->row_status)
        columns->row_status[row] = out->status;
}

static void snapshot_rows(const table *in, const coprod_score_columns *columns)
{
    for (size_t row = 0; row < in->rows; row++) {
        answer out = {0, 0, 0, 0, check_row(in, row)};
        if (out.status == COPROD_OK)
            snapshot_row(in, row, &out);
        write_row(columns, row, &out);
    }
}

coprod_status coprod_scores(const coprod_frame *frame, const uint64_t *counts, size_t groups, const int64_t *known,
                            size_t dimensions, size_t rows, const coprod_score_columns *columns)
{
    const table in = {frame, counts, known, rows};
    coprod_score_columns own;
    coprod_status status;
    if (!frame || !columns || (rows && !counts) || groups != frame->group_count
        || dimensions != (known ? frame->dimension_count : 0))
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(columns, sizeof own, sizeof own, &own);
    if (status == COPROD_OK && !frame->scored_count)
        status = COPROD_E_UNKNOWN;
    if (status != COPROD_OK)
        return status;
    if (frame->mode == COPROD_FRAME_FIXED)
        fixed_rows(&in, &own);
    else
        snapshot_rows(&in, &own);
    return COPROD_OK;
}
