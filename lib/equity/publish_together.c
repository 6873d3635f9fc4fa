/* SPDX-License-Identifier: MIT */
/* Two publications of one table, as a whole. The smaller table, what came since, and the larger one are three tables,
 * each with its totals; cell by cell the first two add up to the third. What one of them leaves open of a figure
 * narrows the others, until nothing moves. Each step is exact; all of them together need not be, but what they rule
 * out is ruled out. */
#include <string.h>

#include "publish_internal.h"

enum { ROUNDS = 16, TRIED_MOST = 36, RANGE_MOST = 16 };

/* 1 if the bounds became narrower. */
static int narrow(int64_t *low, int64_t *high, int64_t least, int64_t most)
{
    const int moved = least > *low || most < *high;
    *low = least > *low ? least : *low;
    *high = most < *high ? most : *high;
    return moved;
}

static int64_t less(int64_t a, int64_t b)
{
    return a == coprod__unlimited || b == coprod__unlimited ? coprod__unlimited : a - b;
}

static int64_t more(int64_t a, int64_t b)
{
    return a == coprod__unlimited || b == coprod__unlimited ? coprod__unlimited : a + b;
}

/* What two of the three tables say of a figure of the third. */
static int narrow_figure(const coprod__together *t, size_t at)
{
    int64_t *const low[] = {&t->low[0][at], &t->low[1][at], &t->low[2][at]};
    int64_t *const high[] = {&t->high[0][at], &t->high[1][at], &t->high[2][at]};
    int moved = narrow(low[2], high[2], *low[0] + *low[1], more(*high[0], *high[1]));
    for (int k = 0; k < 2; k++) { /* without a limit the other one may be anything from 0 */
        const int64_t least = *high[1 - k] == coprod__unlimited ? 0 : *low[2] - *high[1 - k];
        moved |= narrow(low[k], high[k], least, less(*high[2], *low[1 - k]));
    }
    return moved;
}

static int is_possible(const coprod__together *t)
{
    for (int k = 0; k < 3; k++)
        for (size_t at = 0; at < t->rows * t->columns; at++)
            if (t->low[k][at] > t->high[k][at])
                return 0;
    return 1;
}

/* What the totals of one of them say of its figures. 0: no table fits. */
static int narrow_table(coprod__together *t, int k, int *moved)
{
    for (size_t row = 0; row < t->rows; row++)
        for (size_t column = 0; column < t->columns; column++) {
            const size_t at = coprod__net_at(&t->net, row, column);
            coprod__net_class(&t->net, row, column, t->low[k][at], t->high[k][at]);
        }
    if (!coprod__bound_table(&t->net, t->least, t->most))
        return 0;
    for (size_t at = 0; at < t->rows * t->columns; at++)
        *moved |= narrow(&t->low[k][at], &t->high[k][at], t->least[at], t->most[at]);
    return 1;
}

static int narrow_all(coprod__together *t)
{
    int moved = 1;
    for (int round = 0; moved && round < ROUNDS; round++) {
        moved = 0;
        for (size_t at = 0; at < t->rows * t->columns; at++)
            moved |= narrow_figure(t, at);
        if (!is_possible(t))
            return 0;
        for (int k = 0; k < 3 && (moved || !round); k++)
            if (!narrow_table(t, k, &moved))
                return 0;
    }
    return 1;
}

/* --- trying ends --- */

/* Tries one value of one figure: whether nothing fits it. The bounds stay as they are. */
static int is_ruled_out(coprod__together *t, int k, size_t at, int64_t value)
{
    const size_t bytes = 6 * t->rows * t->columns * sizeof *t->kept;
    int fits;
    memcpy(t->kept, t->low[0], bytes);
    t->low[k][at] = t->high[k][at] = value;
    fits = narrow_all(t);
    memcpy(t->low[0], t->kept, bytes);
    return !fits;
}

/* Takes an end away if nothing fits it. */
static int try_ends(coprod__together *t, int k, size_t at)
{
    int64_t *low = &t->low[k][at], *high = &t->high[k][at];
    const int too_low = *low < *high && is_ruled_out(t, k, at, *low);
    int too_high;
    *low += too_low;
    too_high = *low < *high && is_ruled_out(t, k, at, *high);
    *high -= too_high;
    return too_low || too_high;
}

/* Sums of several figures tie the three tables together in ways that no bound of one figure shows. So of small tables
 * the ends of small ranges are tried one by one. */
int coprod__together_narrow(coprod__together *t)
{
    const size_t figures = t->rows * t->columns;
    int fits = narrow_all(t), moved = figures <= TRIED_MOST;
    while (moved && fits) {
        moved = 0;
        for (int k = 0; k < 3; k++)
            for (size_t at = 0; at < figures; at++)
                if (t->high[k][at] - t->low[k][at] <= RANGE_MOST)
                    moved |= try_ends(t, k, at);
        if (moved)
            fits = narrow_all(t);
    }
    return fits;
}

coprod_status coprod__together_new(coprod__together *t, const coprod__memory *memory, size_t rows, size_t columns)
{
    const size_t figures = rows * columns;
    coprod_status status = coprod__net_new(&t->net, memory, rows, columns);
    if (status != COPROD_OK)
        return status;
    t->memory = memory;
    t->rows = rows;
    t->columns = columns;
    t->bytes = 14 * figures * sizeof *t->least;
    t->least = coprod__alloc(memory, t->bytes);
    if (!t->least) {
        coprod__net_free(&t->net);
        return COPROD_E_MEMORY;
    }
    t->most = t->least + figures;
    for (int k = 0; k < 3; k++) { /* one behind the other, as they are kept */
        t->low[k] = t->least + (size_t)(2 + k) * figures;
        t->high[k] = t->least + (size_t)(5 + k) * figures;
    }
    t->kept = t->least + 8 * figures;
    return COPROD_OK;
}

void coprod__together_free(coprod__together *t)
{
    coprod__net_free(&t->net);
    coprod__release(t->memory, t->least, t->bytes);
}
