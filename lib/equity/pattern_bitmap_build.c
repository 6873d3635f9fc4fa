/* SPDX-License-Identifier: MIT */
/* Bitmaps of all cells: which cells have which value. Heavy cells stand first, and within a weight they are spread,
 * sixty-four at a time, so that a count that may stop early meets people of every kind early, whatever the order. */
#include "pattern_bitmap_internal.h"
#include "pattern_threads_internal.h"

enum { CELLS_AT_ONCE = 16384 };

static size_t whole_lines(size_t words)
{
    return (words + COPROD__BITMAP_EIGHT - 1) / COPROD__BITMAP_EIGHT * COPROD__BITMAP_EIGHT;
}

/* An odd number of lines, so that bitmaps do not stand in one another's way in a cache. */
static size_t stride_of(size_t cells)
{
    const size_t lines = whole_lines((cells + 63) / 64) / COPROD__BITMAP_EIGHT;
    return (lines | 1) * COPROD__BITMAP_EIGHT;
}

static uint64_t values_of(const struct pattern_cells *cells)
{
    uint64_t sum = 0;
    for (uint32_t a = 0; a < cells->attributes; a++)
        sum += cells->cardinality[a];
    return sum;
}

static uint64_t bits_of(uint64_t most)
{
    uint64_t bits = 0;
    for (; most; most >>= 1)
        bits++;
    return bits;
}

/* Values of an attribute that can have so many people are no more than people make such groups, or cells. */
static uint64_t lists_most(const struct pattern_cells *cells, uint64_t needed, uint64_t cap, uint64_t all_slots)
{
    const uint64_t groups = cells->people / needed, fit = groups < cells->count ? groups : cells->count;
    const uint64_t weight = cells->people < cap ? cells->people : cap;
    uint64_t sum = weight ? bits_of(weight - 1) : 0;
    if (values_of(cells) <= all_slots)
        return sum + values_of(cells);
    for (uint32_t a = 0; a < cells->attributes; a++)
        sum += cells->cardinality[a] < fit ? cells->cardinality[a] : fit;
    return sum;
}

/* Bitmaps and what else goes with a store, and a mask for each level. */
static uint64_t bytes_of(const struct pattern_cells *cells, uint64_t lists, uint64_t levels)
{
    const uint64_t all = lists + levels + 2, other = values_of(cells) * 16 + (uint64_t)cells->count * 4;
    const uint64_t words = stride_of(cells->count);
    return words > UINT64_MAX / 32 / all || cells->count > UINT64_MAX / 64 ? UINT64_MAX / 2 : all * words * 8 + other;
}

uint64_t coprod__bitmap_bytes(const struct pattern_cells *cells, const struct pattern_question *question)
{
    const uint64_t all = cells->attributes, asked = question->max_level, levels = asked && asked < all ? asked : all;
    const uint64_t lists = lists_most(cells, question->threshold, question->threshold,
                                      coprod__bitmap_usual.all_slots);
    const struct pattern_people *people = question->population;
    const uint64_t pairs = lists < 4096 ? lists * lists / 4 : COPROD__BITMAP_PAIRS / 8;
    if (cells->count > COPROD__BITMAP_CELLS)
        return UINT64_MAX;
    uint64_t sum = bytes_of(cells, lists, levels) + lists * (64 + 8 * levels) + pairs + 65536;
    if (people && people->counted)
        sum += bytes_of(&people->cells, lists_most(&people->cells, 1, UINT64_MAX, 0), levels);
    return sum < UINT64_MAX / 2 ? sum : UINT64_MAX;
}

/* --- the order of cells --- */

/* A step through `groups` that meets all of them, about a golden section apart. */
static uint64_t step_of(uint64_t groups)
{
    uint64_t step = groups / 8 * 5 | 1;
    for (;; step += 2) {
        uint64_t a = groups, b = step;
        while (b) {
            const uint64_t rest = a % b;
            a = b;
            b = rest;
        }
        if (a <= 1)
            return step;
    }
}

/* Where the n-th of `count` cells goes. */
static uint64_t spread(uint64_t n, uint64_t count, uint64_t step)
{
    const uint64_t groups = count / 64;
    return n / 64 < groups ? n / 64 * step % groups * 64 + n % 64 : n;
}

static uint64_t capped(const coprod__bitmap_store *store, size_t cell)
{
    const uint64_t weight = store->cells->weights ? store->cells->weights[cell] : 1;
    return weight < store->cap ? weight : store->cap;
}

static uint32_t class_of(uint64_t weight)
{
    return weight ? (uint32_t)bits_of(weight - 1) : 0;
}

/* Class c holds the weights whose rest has c bits; class_from[c + 1] is where it begins, heavy ones before. */
static void count_classes(coprod__bitmap_store *store, size_t end)
{
    for (size_t i = store->place; i < end; i++)
        store->class_size[class_of(capped(store, i))]++;
}

static coprod_status begin_order(coprod__bitmap_store *store, coprod__bitmap_budget *budget)
{
    const size_t count = store->cells->count;
    store->class_from[65] = 0;
    for (uint32_t c = 65; c--;) {
        store->class_from[c] = store->class_from[c + 1] + store->class_size[c];
        store->class_step[c] = step_of(store->class_size[c] / 64);
    }
    store->step = store->class_step[0];
    if (store->class_size[0] == count)
        return COPROD_OK;
    store->order = coprod__bitmap_take(budget, count, sizeof *store->order);
    return store->order ? COPROD_OK : COPROD_E_MEMORY;
}

static void place_cells(coprod__bitmap_store *store, size_t end)
{
    for (size_t i = store->place; i < end; i++) {
        const uint32_t c = class_of(capped(store, i));
        const uint64_t there = spread(store->class_seen[c]++, store->class_size[c], store->class_step[c]);
        store->order[store->class_from[c + 1] + there] = (uint32_t)i;
    }
}

/* --- people of each value --- */

static size_t next_place(const coprod__bitmap_store *store)
{
    const size_t left = store->cells->count - store->place;
    return store->place + (left < CELLS_AT_ONCE ? left : CELLS_AT_ONCE);
}

static void count_values(coprod__bitmap_store *store, size_t end)
{
    const uint32_t d = store->cells->attributes;
    for (size_t i = store->place; i < end; i++) {
        const uint64_t weight = store->cells->weights ? store->cells->weights[i] : 1;
        for (uint32_t a = 0; a < d; a++) {
            const uint16_t code = store->cells->codes[i * d + a];
            if (code != PATTERN_ANY)
                store->people_of[store->offset[a] + code] += weight;
        }
    }
}

/* Which values get a bitmap: all of them, or those with enough people. */
static coprod_status give_slots(coprod__bitmap_store *store, coprod__bitmap_budget *budget)
{
    const uint32_t values = store->offset[store->cells->attributes];
    coprod__bitmap_rows *rows = &store->rows;
    store->slots = COPROD__BITMAP_ASIDE + 1;
    for (uint32_t v = 0; v < values; v++) {
        const int wanted = !store->people_of || store->people_of[v] >= store->needed;
        store->slot_of[v] = wanted ? store->slots++ : COPROD__BITMAP_ASIDE;
    }
    rows->stride = stride_of(store->cells->count);
    rows->words = rows->have = whole_lines((store->cells->count + 63) / 64);
    rows->ended = 1;
    while (rows->slice_count < 64 && store->class_from[rows->slice_count + 1])
        rows->slice_count++;
    if (!coprod__bitmap_rows_take(budget, rows, (store->slots + rows->slice_count) * rows->stride))
        return COPROD_E_MEMORY;
    for (size_t k = 0; k < rows->slice_count; k++)
        rows->slices[k] = (coprod__bitmap_slice){rows->bits + (store->slots + k) * rows->stride,
                                                 whole_lines((store->class_from[k + 1] + 63) / 64)};
    return COPROD_OK;
}

/* --- bitmaps --- */

static void fill_cell(const coprod__bitmap_store *store, size_t place, size_t cell)
{
    const uint32_t d = store->cells->attributes;
    const uint16_t *codes = store->cells->codes + cell * d;
    const uint64_t bit = UINT64_C(1) << place % 64, weight = capped(store, cell);
    const uint32_t *offset = store->offset, *slot_of = store->slot_of;
    const size_t stride = store->rows.stride;
    uint64_t *word = store->rows.bits + place / 64;
    if (!weight)
        return;
    for (uint32_t a = 0; a < d; a++)
        word[slot_of[codes[a] == PATTERN_ANY ? offset[d] : offset[a] + codes[a]] * stride] |= bit;
    for (size_t k = 0; (weight - 1) >> k; k++)
        word[(store->slots + k) * stride] |= (weight - 1) >> k & 1 ? bit : 0;
}

/* Cells of whole words, so that no two threads write the same one. */
static void fill_cells(const coprod__bitmap_store *store, size_t from)
{
    const size_t count = store->cells->count, end = count - from < CELLS_AT_ONCE ? count : from + CELLS_AT_ONCE;
    for (size_t i = from; i < end; i++)
        fill_cell(store, i, store->order ? store->order[i] : (size_t)spread(i, count, store->step));
}

typedef struct filling {
    coprod__bitmap_store *store;
    uint64_t times; /* that each thread may take some */
    const int32_t *stop;
} filling;

static void fill_part(void *work, uint32_t number)
{
    const filling *own = work;
    const uint64_t all = ((uint64_t)own->store->cells->count + CELLS_AT_ONCE - 1) / CELLS_AT_ONCE;
    (void)number;
    for (uint64_t n = 0; n < own->times; n++) {
        const uint64_t next = coprod__pattern_next(&own->store->next);
        if (next >= all)
            return;
        fill_cells(own->store, (size_t)next * CELLS_AT_ONCE);
        if (coprod__pattern_stopped(own->stop))
            return;
    }
}

/* One thread does some cells; several as many times some as they may, of which is told how many they did. */
static void fill_some(coprod__bitmap_store *store, uint32_t threads, uint64_t *times, const int32_t *stop)
{
    const uint32_t most = *times < threads ? (uint32_t)*times : threads;
    const uint64_t before = store->next;
    filling own = {store, most > 1 ? *times / most : 1, stop};
    const size_t count = store->cells->count;
    coprod__pattern_together(most, most, fill_part, &own);
    *times = store->next - before;
    store->place = store->next > count / CELLS_AT_ONCE ? count : (size_t)store->next * CELLS_AT_ONCE;
}

/* --- the phases --- */

static coprod_status begin_values(coprod__bitmap_store *store, coprod__bitmap_budget *budget)
{
    const uint32_t values = store->offset[store->cells->attributes];
    store->slot_of = coprod__bitmap_take(budget, values + 1, sizeof *store->slot_of);
    if (store->slot_of && store->count_first)
        store->people_of = coprod__bitmap_take(budget, values, sizeof *store->people_of);
    return store->slot_of && (store->people_of || !store->count_first) ? COPROD_OK : COPROD_E_MEMORY;
}

static void go_on(coprod__bitmap_store *store, uint32_t threads, uint64_t *times, const int32_t *stop)
{
    const size_t end = next_place(store);
    if (store->phase == COPROD__STORE_FILL) {
        fill_some(store, threads, times, stop);
        return;
    }
    *times = 1;
    if (store->phase == COPROD__STORE_COUNT)
        count_values(store, end);
    else if (store->phase == COPROD__STORE_CLASSES)
        count_classes(store, end);
    else
        place_cells(store, end);
    store->place = end;
}

static coprod_status next_phase(coprod__bitmap_store *store, coprod__bitmap_budget *budget)
{
    store->place = 0;
    switch (++store->phase) {
    case COPROD__STORE_COUNT:
        store->place = store->count_first ? 0 : store->cells->count;
        return begin_values(store, budget);
    case COPROD__STORE_CLASSES:
        return COPROD_OK;
    case COPROD__STORE_ORDER:
        store->place = store->class_size[0] == store->cells->count ? store->cells->count : 0;
        return begin_order(store, budget);
    case COPROD__STORE_FILL:
        return give_slots(store, budget);
    default:
        coprod__bitmap_give(budget, store->order, store->cells->count, sizeof *store->order);
        store->order = NULL;
        return COPROD_OK;
    }
}

coprod_status coprod__bitmap_build(coprod__bitmap_store *store, coprod__bitmap_budget *budget, uint32_t threads,
                                   uint64_t *times, const int32_t *stop)
{
    if (store->phase != COPROD__STORE_BEGIN && store->place < store->cells->count) {
        go_on(store, threads, times, stop);
        return COPROD_OK;
    }
    *times = 1;
    return next_phase(store, budget);
}

void coprod__bitmap_store_free(coprod__bitmap_store *store, coprod__bitmap_budget *budget)
{
    if (!store->cells)
        return;
    const uint32_t values = store->offset[store->cells->attributes];
    coprod__bitmap_give(budget, store->slot_of, values + 1, sizeof *store->slot_of);
    coprod__bitmap_give(budget, store->people_of, values, sizeof *store->people_of);
    coprod__bitmap_give(budget, store->order, store->cells->count, sizeof *store->order);
    coprod__bitmap_rows_give(budget, &store->rows);
}

/* --- the order of values --- */

static int comes_after(const coprod__bitmap_item *a, const coprod__bitmap_item *b)
{
    if (a->rows != b->rows)
        return a->rows > b->rows;
    return a->attribute != b->attribute ? a->attribute > b->attribute : a->value > b->value;
}

/* Lets the item at a place of a heap sink: none stands above one that comes after it. */
static void sink(coprod__bitmap_item *items, uint32_t at, uint32_t count)
{
    const coprod__bitmap_item own = items[at];
    while (at < count / 2) {
        uint32_t below = 2 * at + 1;
        below += below + 1 < count && comes_after(&items[below + 1], &items[below]);
        if (!comes_after(&items[below], &own))
            break;
        items[at] = items[below];
        at = below;
    }
    items[at] = own;
}

/* In place: a library's own sorting may ask for memory that is not in the budget. */
void coprod__bitmap_order(coprod__bitmap_item *items, uint32_t count)
{
    for (uint32_t i = count / 2; i-- > 0;)
        sink(items, i, count);
    for (uint32_t left = count; left-- > 1;) {
        const coprod__bitmap_item last = items[left];
        items[left] = items[0];
        items[0] = last;
        sink(items, 0, left);
    }
}
