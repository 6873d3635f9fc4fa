/* SPDX-License-Identifier: MIT */
/* The cheapest path on which a hidden figure could move further, if the figures on it were hidden too (Dijkstra; what
 * may move already costs nothing). Of paths of one price the first in the order of the grid is taken. */
#include <string.h>

#include "publish_internal.h"

static const uint32_t nowhere = UINT32_MAX;
static const coprod__price beyond = {INT64_MAX, INT64_MAX, INT64_MAX};

coprod_status coprod__way_new(coprod__way *way, const coprod__memory *memory, size_t nodes)
{
    memset(way, 0, sizeof *way);
    way->bytes = nodes * (sizeof *way->price + 4 * sizeof *way->from);
    way->block = coprod__alloc(memory, way->bytes);
    if (!way->block)
        return COPROD_E_MEMORY;
    way->price = way->block;
    way->from = (uint32_t *)(way->price + nodes);
    way->heap = way->from + nodes;
    way->place = way->heap + nodes;
    way->kept = way->place + nodes;
    return COPROD_OK;
}

void coprod__way_free(coprod__way *way, const coprod__memory *memory)
{
    coprod__release(memory, way->block, way->bytes);
    way->block = NULL;
}

static int less(const coprod__price *a, const coprod__price *b)
{
    if (a->totals != b->totals)
        return a->totals < b->totals;
    return a->figures != b->figures ? a->figures < b->figures : a->sum < b->sum;
}

/* --- a heap of nodes by price, then by index --- */

static int before(const coprod__way *way, uint32_t a, uint32_t b)
{
    return less(&way->price[a], &way->price[b]) || (!less(&way->price[b], &way->price[a]) && a < b);
}

static void put(coprod__way *way, uint32_t node, uint32_t at)
{
    way->heap[at] = node;
    way->place[node] = at;
}

static void rise(coprod__way *way, uint32_t node)
{
    uint32_t at = way->place[node];
    for (; at && before(way, node, way->heap[(at - 1) / 2]); at = (at - 1) / 2)
        put(way, way->heap[(at - 1) / 2], at);
    put(way, node, at);
}

static uint32_t take_first(coprod__way *way, uint32_t *count)
{
    const uint32_t first = way->heap[0], last = way->heap[--*count];
    uint32_t at = 0, next;
    while ((next = 2 * at + 1) < *count) {
        next += next + 1 < *count && before(way, way->heap[next + 1], way->heap[next]);
        if (!before(way, way->heap[next], last))
            break;
        put(way, way->heap[next], at);
        at = next;
    }
    if (*count)
        put(way, last, at);
    way->place[first] = nowhere; /* done */
    return first;
}

/* --- the search --- */

/* What it costs that a figure may move that way; `beyond` if it never may. */
static coprod__price price_of(const coprod__hiding *h, size_t row, size_t column, int up)
{
    const coprod__net *net = &h->net;
    const size_t at = coprod__net_at(net, row, column);
    const int total = coprod__is_total(h->view, at), turned = coprod__net_turned(net, row, column);
    const int64_t value = turned ? -net->x[at] : net->x[at];
    coprod__price price = {0, 0, 0};
    int64_t low, high;
    uint8_t state;
    if (up ? net->x[at] < net->high[at] : net->x[at] > net->low[at])
        return price;
    state = coprod__hidden_as(h, at);
    if (state == COPROD_FIGURE_ABSENT)
        return beyond;
    coprod__state_class(h->rule, state, 0, &low, &high);
    if (up == turned ? value <= low : value >= high)
        return beyond;
    price.totals = total;
    price.figures = 1;
    price.sum = h->counts[at];
    return price;
}

static void relax(coprod__hiding *h, uint32_t node, uint32_t next, size_t row, size_t column, uint32_t *count)
{
    coprod__way *way = &h->way;
    coprod__price price;
    if (way->place[next] == nowhere && way->from[next] != nowhere)
        return; /* done */
    price = price_of(h, row, column, node < h->net.rows);
    if (price.totals == INT64_MAX)
        return;
    price.totals += way->price[node].totals;
    price.figures += way->price[node].figures;
    price.sum += way->price[node].sum;
    if (!less(&price, &way->price[next]))
        return;
    way->price[next] = price;
    if (way->from[next] == nowhere)
        way->place[next] = (*count)++;
    way->from[next] = node;
    rise(way, next);
}

/* The path's figures that are not free yet; in the order of the path from its end. */
static void keep(coprod__hiding *h, uint32_t start, uint32_t goal)
{
    coprod__way *way = &h->way;
    way->kept_count = 0;
    for (uint32_t node = goal; node != start; node = way->from[node]) {
        const uint32_t from = way->from[node];
        const int up = from < h->net.rows;
        const size_t row = up ? from : node, column = (up ? node : from) - h->net.rows;
        if (price_of(h, row, column, up).figures)
            way->kept[way->kept_count++] = (uint32_t)coprod__net_at(&h->net, row, column);
    }
}

void coprod__way_find(coprod__hiding *h, size_t row, size_t column, int way, coprod__price *best)
{
    const coprod__net *net = &h->net;
    const uint32_t nodes = (uint32_t)(net->rows + net->columns);
    const uint32_t start = (uint32_t)(way > 0 ? net->rows + column : row);
    const uint32_t goal = (uint32_t)(way > 0 ? row : net->rows + column);
    uint32_t count = 0, node;
    coprod__way *own = &h->way;
    for (uint32_t i = 0; i < nodes; i++) {
        own->price[i] = beyond;
        own->from[i] = own->place[i] = nowhere;
    }
    memset(&own->price[start], 0, sizeof *own->price);
    own->from[start] = start;
    put(own, start, count++);
    while (count && (node = take_first(own, &count)) != goal) {
        const size_t others = node < net->rows ? net->columns : net->rows;
        for (size_t k = 0; k < others; k++) {
            const size_t r = node < net->rows ? node : k, c = node < net->rows ? k : node - net->rows;
            if (r != row || c != column)
                relax(h, node, (uint32_t)(node < net->rows ? net->rows + k : k), r, c, &count);
        }
    }
    if (less(&own->price[goal], best)) {
        *best = own->price[goal];
        keep(h, start, goal);
    }
}
