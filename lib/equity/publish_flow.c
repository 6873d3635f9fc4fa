/* SPDX-License-Identifier: MIT */
/* Flows on the grid of a table with its totals: one augmenting path after the other, the shortest first. Which figures
 * may rise or fall is kept as bits, so that a search looks at a row or a column in a few words. */
#include <string.h>

#include "publish_internal.h"

static const uint32_t nowhere = UINT32_MAX;

static size_t words_of(size_t bits)
{
    return (bits + 63) / 64;
}

coprod_status coprod__net_new(coprod__net *net, const coprod__memory *memory, size_t rows, size_t columns)
{
    const size_t figures = rows * columns, nodes = rows + columns; /* at most 2^20 figures: nothing overflows */
    uint64_t *at;
    memset(net, 0, sizeof *net);
    net->memory = *memory;
    net->rows = rows;
    net->columns = columns;
    net->up_words = words_of(columns);
    net->down_words = words_of(rows);
    net->bytes = (3 * figures + nodes + rows * net->up_words + columns * net->down_words + net->up_words
                  + net->down_words + nodes) * sizeof *at;
    at = net->block = coprod__alloc(memory, net->bytes);
    if (!at)
        return COPROD_E_MEMORY;
    net->x = (int64_t *)at;
    net->low = net->x + figures;
    net->high = net->low + figures;
    net->excess = net->high + figures;
    net->up = (uint64_t *)(net->excess + nodes);
    net->down = net->up + rows * net->up_words;
    net->row_left = net->down + columns * net->down_words;
    net->column_left = net->row_left + net->down_words;
    net->from = (uint32_t *)(net->column_left + net->up_words);
    net->queue = net->from + nodes;
    return COPROD_OK;
}

void coprod__net_free(coprod__net *net)
{
    coprod__release(&net->memory, net->block, net->bytes);
    net->block = NULL;
}

void coprod__net_class(coprod__net *net, size_t row, size_t column, int64_t low, int64_t high)
{
    const size_t at = coprod__net_at(net, row, column);
    const int turned = coprod__net_turned(net, row, column);
    net->low[at] = turned ? -high : low;
    net->high[at] = turned ? -low : high;
    coprod__net_bits(net, row, column);
}

void coprod__net_value(coprod__net *net, size_t row, size_t column, int64_t value)
{
    net->x[coprod__net_at(net, row, column)] = coprod__net_turned(net, row, column) ? -value : value;
    coprod__net_bits(net, row, column);
}

static void set_bit(uint64_t *words, size_t bit, int on)
{
    const uint64_t mask = UINT64_C(1) << (bit % 64);
    words[bit / 64] = on ? words[bit / 64] | mask : words[bit / 64] & ~mask;
}

void coprod__net_bits(coprod__net *net, size_t row, size_t column)
{
    const size_t at = coprod__net_at(net, row, column);
    set_bit(net->up + row * net->up_words, column, net->x[at] < net->high[at]);
    set_bit(net->down + column * net->down_words, row, net->x[at] > net->low[at]);
}

/* --- one path --- */

static void all_left(uint64_t *words, size_t bits)
{
    memset(words, 0xff, words_of(bits) * sizeof *words);
    if (bits % 64)
        words[bits / 64] = (UINT64_C(1) << (bits % 64)) - 1;
}

/* The lowest bit that is set; a word of zeros is not asked. */
static uint32_t lowest_bit(uint64_t word)
{
#if defined(__GNUC__)
    return (uint32_t)__builtin_ctzll(word);
#else
    uint32_t bit = 0;
    for (; !(word & 1); word >>= 1)
        bit++;
    return bit;
#endif
}

/* Visits all that a node leads to. Returns a node where something is wanting, or nowhere. */
static uint32_t visit(coprod__net *net, uint32_t node, size_t *queued)
{
    const int is_row = node < net->rows;
    const size_t index = is_row ? node : node - net->rows;
    const size_t words = is_row ? net->up_words : net->down_words;
    const uint64_t *edges = is_row ? net->up + index * words : net->down + index * words;
    uint64_t *left = is_row ? net->column_left : net->row_left;
    const uint32_t base = is_row ? (uint32_t)net->rows : 0;
    for (size_t w = 0; w < words; w++) {
        uint64_t found = edges[w] & left[w];
        left[w] &= ~found;
        for (; found; found &= found - 1) {
            const uint32_t next = base + (uint32_t)(64 * w) + lowest_bit(found);
            net->from[next] = node;
            if (net->excess[next] < 0)
                return next;
            net->queue[(*queued)++] = next;
        }
    }
    return nowhere;
}

/* The end of a shortest path from where something is too much to where something is wanting. */
static uint32_t search(coprod__net *net)
{
    const size_t nodes = net->rows + net->columns;
    size_t queued = 0;
    all_left(net->row_left, net->rows);
    all_left(net->column_left, net->columns);
    for (size_t i = 0; i < nodes; i++)
        if (net->excess[i] > 0) {
            set_bit(i < net->rows ? net->row_left : net->column_left, i < net->rows ? i : i - net->rows, 0);
            net->from[i] = nowhere;
            net->queue[queued++] = (uint32_t)i;
        }
    for (size_t i = 0; i < queued; i++) {
        const uint32_t end = visit(net, net->queue[i], &queued);
        if (end != nowhere)
            return end;
    }
    return nowhere;
}

/* The figure between two nodes of a path, and whether the path raises it. */
static int step_of(const coprod__net *net, uint32_t from, uint32_t to, size_t *row, size_t *column)
{
    const int up = from < net->rows;
    *row = up ? from : to;
    *column = (up ? to : from) - net->rows;
    return up;
}

static void send(coprod__net *net, uint32_t end)
{
    int64_t most = -net->excess[end];
    uint32_t node = end;
    size_t row, column;
    for (; net->from[node] != nowhere; node = net->from[node]) {
        const int up = step_of(net, net->from[node], node, &row, &column);
        const size_t at = coprod__net_at(net, row, column);
        const int64_t room = up ? net->high[at] - net->x[at] : net->x[at] - net->low[at];
        most = room < most ? room : most;
    }
    most = net->excess[node] < most ? net->excess[node] : most;
    net->excess[node] -= most;
    net->excess[end] += most;
    for (node = end; net->from[node] != nowhere; node = net->from[node]) {
        const int up = step_of(net, net->from[node], node, &row, &column);
        net->x[coprod__net_at(net, row, column)] += up ? most : -most;
        coprod__net_bits(net, row, column);
    }
}

/* --- a table that fits, and how far a figure goes --- */

int coprod__net_fit(coprod__net *net)
{
    const size_t nodes = net->rows + net->columns;
    uint32_t end;
    memset(net->excess, 0, nodes * sizeof *net->excess);
    for (size_t row = 0; row < net->rows; row++)
        for (size_t column = 0; column < net->columns; column++) {
            const size_t at = coprod__net_at(net, row, column);
            net->x[at] = net->x[at] < net->low[at] ? net->low[at] : net->x[at];
            net->x[at] = net->x[at] > net->high[at] ? net->high[at] : net->x[at];
            coprod__net_bits(net, row, column);
            net->excess[row] -= net->x[at];
            net->excess[net->rows + column] += net->x[at];
        }
    while ((end = search(net)) != nowhere)
        send(net, end);
    for (size_t i = 0; i < nodes; i++)
        if (net->excess[i])
            return 0;
    return 1;
}

void coprod__net_move(coprod__net *net, size_t row, size_t column, int way)
{
    const size_t at = coprod__net_at(net, row, column), start = way > 0 ? net->rows + column : row;
    const size_t goal = way > 0 ? row : net->rows + column;
    const int64_t room = way > 0 ? net->high[at] - net->x[at] : net->x[at] - net->low[at];
    uint32_t end;
    if (!room)
        return;
    memset(net->excess, 0, (net->rows + net->columns) * sizeof *net->excess);
    net->excess[start] = room;
    net->excess[goal] = -room;
    set_bit(net->up + row * net->up_words, column, 0); /* not over itself */
    set_bit(net->down + column * net->down_words, row, 0);
    while ((end = search(net)) != nowhere)
        send(net, end);
    net->x[at] += way * (room - net->excess[start]);
    coprod__net_bits(net, row, column);
}

void coprod__net_bounds(coprod__net *net, size_t row, size_t column, int64_t *low, int64_t *high)
{
    const size_t at = coprod__net_at(net, row, column);
    const int turned = coprod__net_turned(net, row, column);
    coprod__net_move(net, row, column, turned ? 1 : -1);
    *low = turned ? -net->x[at] : net->x[at];
    coprod__net_move(net, row, column, turned ? -1 : 1);
    *high = turned ? -net->x[at] : net->x[at];
    if (*high > coprod__figure_most)
        *high = coprod__unlimited;
}
