/* SPDX-License-Identifier: MIT */
/* For small tables: of all sets of figures that could be hidden for the others' sake, the smallest, then the one of
 * least sum, then the first in order. The number of sets that are tried is limited, never the time: the answer is the
 * same on every machine. */
#include <string.h>

#include "publish_internal.h"

enum { SETS_MOST = 4096, CHOICES = 64 };

typedef struct choices {
    uint32_t at[CHOICES]; /* figures that may be hidden, in order */
    uint32_t count;
    uint32_t best[CHOICES], best_count;
    int64_t best_sum;
} choices;

/* Figures that were hidden for others' sake are shown again; they are the best set so far. 0: too many. */
static int list_choices(coprod__hiding *h, choices *c)
{
    const size_t figures = (h->view->rows + 1) * (h->view->columns + 1);
    memset(c, 0, sizeof *c);
    for (size_t at = 0; at < figures; at++)
        c->count += h->view->states[at] == COPROD_FIGURE_OTHER
                    || (!coprod__is_total(h->view, at) && coprod__hidden_as(h, at) != COPROD_FIGURE_ABSENT);
    if (c->count > CHOICES)
        return 0;
    c->count = 0;
    for (size_t at = 0; at < figures; at++) {
        if (h->view->states[at] == COPROD_FIGURE_OTHER) {
            c->best[c->best_count++] = (uint32_t)at;
            c->best_sum += h->counts[at];
        } else if (coprod__is_total(h->view, at) || coprod__hidden_as(h, at) == COPROD_FIGURE_ABSENT)
            continue;
        c->at[c->count++] = (uint32_t)at;
    }
    return 1;
}

/* Sets of up to `most` of `count` figures; SETS_MOST + 1 if there are more than that. */
static uint32_t sets_of(uint32_t count, uint32_t most)
{
    uint32_t sum = 0, of_size = 1;
    for (uint32_t size = 1; size <= most && sum <= SETS_MOST; size++) {
        of_size = of_size * (count - size + 1) / size;
        sum += of_size;
    }
    return sum <= SETS_MOST ? sum : SETS_MOST + 1;
}

static void set_all(coprod__hiding *h, const uint32_t *at, uint32_t count, uint8_t state)
{
    for (uint32_t i = 0; i < count; i++)
        coprod__hiding_set(h, at[i], state);
}

/* The network at the true counts again, where it fits whatever is hidden. */
static void start_again(coprod__hiding *h)
{
    for (size_t row = 0; row <= h->view->rows; row++)
        for (size_t column = 0; column <= h->view->columns; column++)
            coprod__net_value(&h->net, row, column, h->counts[coprod__at(h->view, row, column)]);
}

static void try_set(coprod__hiding *h, choices *c, const uint32_t *set, uint32_t size)
{
    uint32_t at[CHOICES];
    int64_t sum = 0;
    for (uint32_t i = 0; i < size; i++) {
        at[i] = c->at[set[i]];
        sum += h->counts[at[i]];
    }
    if (size == c->best_count && sum >= c->best_sum)
        return;
    start_again(h);
    set_all(h, at, size, COPROD_FIGURE_OTHER);
    if (coprod__all_protected(h)) {
        memcpy(c->best, at, size * sizeof *at);
        c->best_count = size;
        c->best_sum = sum;
    }
    start_again(h);
    set_all(h, at, size, COPROD_FIGURE_SHOWN);
}

/* The next set of a size in order; 0 after the last. */
static int next_set(uint32_t *set, uint32_t size, uint32_t count)
{
    uint32_t i = size;
    while (i && set[i - 1] == count - size + i - 1)
        i--;
    if (!i)
        return 0;
    set[i - 1]++;
    for (; i < size; i++)
        set[i] = set[i - 1] + 1;
    return 1;
}

int coprod__hide_fewest(coprod__hiding *h)
{
    choices c;
    if (!h->view->info.other && !h->view->info.withheld)
        return 1;
    if (h->view->info.withheld || !list_choices(h, &c))
        return 0;
    if (sets_of(c.count, c.best_count) > SETS_MOST)
        return 0;
    start_again(h);
    set_all(h, c.best, c.best_count, COPROD_FIGURE_SHOWN);
    c.best_sum++; /* so that one of the same sum that comes before takes its place */
    for (uint32_t size = 1; size <= c.best_count; size++) {
        uint32_t set[CHOICES];
        for (uint32_t i = 0; i < size; i++)
            set[i] = i;
        do
            try_set(h, &c, set, size);
        while (next_set(set, size, c.count));
    }
    start_again(h);
    set_all(h, c.best, c.best_count, COPROD_FIGURE_OTHER);
    return 1;
}
