/* SPDX-License-Identifier: MIT */
/* Gaps as one number each: level, place among all patterns in the order of codes, and coverage. Sorted as numbers they
 * are in their order, and only then become codes. */
#include "pattern_dense_internal.h"
#include "pattern_store_internal.h"
#include "pattern_threads_internal.h"

#include <string.h>

enum { LEVEL_SHIFT = 58, GROUP_MOST = 1024 };

int coprod__packing_of(coprod__packing *packing, const struct pattern_cells *cells, const coprod__cube_plan *plan,
                       uint32_t width)
{
    memset(packing, 0, sizeof *packing);
    packing->coverage_bits = 8 * width;
    if (width > 4 || plan->size > UINT64_C(1) << (LEVEL_SHIFT - packing->coverage_bits))
        return 0;
    for (uint32_t a = cells->attributes, next = a; a-- > 0; next = a)
        packing->stride[a] = next == cells->attributes ? 1 : packing->stride[next] * (cells->cardinality[next] + 1);
    return 1;
}

void coprod__packed_free(coprod__packed *packed, const coprod__memory *memory)
{
    coprod__release(memory, packed->numbers, packed->room * sizeof *packed->numbers);
    packed->numbers = NULL;
    packed->count = packed->room = 0;
}

int coprod__packed_room(coprod__packed *packed, const coprod__memory *memory, size_t room)
{
    uint64_t *grown = coprod__resize(memory, packed->numbers, packed->room * sizeof *grown, room * sizeof *grown);
    if (grown) {
        packed->numbers = grown;
        packed->room = room;
    }
    return grown != NULL;
}

void coprod__packed_add(const coprod__packing *packing, coprod__packed *packed, uint32_t level, uint64_t key,
                        uint64_t coverage)
{
    packed->numbers[packed->count++] = (uint64_t)level << LEVEL_SHIFT | key << packing->coverage_bits | coverage;
}

/* --- numbers back into codes: of several attributes at once, by tables --- */

typedef struct group {
    uint32_t first, count, keys; /* attributes, and the product of their digits */
    uint16_t *codes;             /* @[keys * count] */
} group;

static uint32_t plan_groups(const struct pattern_cells *cells, group *groups, size_t *numbers)
{
    uint32_t count = 0;
    *numbers = 0;
    for (uint32_t a = 0; a < cells->attributes; a++) {
        const uint32_t digits = cells->cardinality[a] + 1;
        group *last = &groups[count ? count - 1 : 0];
        if (!count || (uint64_t)last->keys * digits > GROUP_MOST) {
            last = &groups[count++];
            *last = (group){a, 0, 1, NULL};
        }
        last->count++;
        last->keys *= digits;
    }
    for (uint32_t g = 0; g < count; g++)
        *numbers += (size_t)groups[g].keys * groups[g].count;
    return count;
}

static void fill_group(const struct pattern_cells *cells, const group *own)
{
    for (uint32_t key = 0; key < own->keys; key++) {
        uint32_t rest = key;
        for (uint32_t i = own->count; i-- > 0;) {
            const uint32_t cardinality = cells->cardinality[own->first + i], digit = rest % (cardinality + 1);
            own->codes[key * own->count + i] = (uint16_t)(digit == cardinality ? PATTERN_ANY : digit);
            rest /= cardinality + 1;
        }
    }
}

/* --- in their order: each level by itself, then from number to codes --- */

typedef struct gathering {
    coprod__dense *own;
    group groups[PATTERN_ATTRIBUTES];
    uint32_t group_count;
    size_t begins[PATTERN_ATTRIBUTES + 2];                     /* where a level begins */
    size_t place[COPROD__THREADS_MOST][PATTERN_ATTRIBUTES + 1]; /* where the next one of a part goes */
    const uint64_t *sorted[PATTERN_ATTRIBUTES + 1];            /* where those of a level are */
    uint64_t *numbers, *scratch;
    size_t count;
} gathering;

static void place_parts(gathering *all)
{
    size_t sum = 0;
    for (uint32_t l = 0; l <= PATTERN_ATTRIBUTES; l++) {
        all->begins[l] = sum;
        for (uint32_t i = 0; i < all->own->threads; i++) {
            all->place[i][l] = sum;
            sum += all->own->parts[i].counting ? 0 : (size_t)all->own->parts[i].found.by_level[l];
        }
    }
    all->begins[PATTERN_ATTRIBUTES + 1] = all->count = sum;
}

static void spread_part(void *work, uint32_t number)
{
    gathering *all = work;
    const coprod__packed *packed = &all->own->parts[number].packed;
    size_t *place = all->place[number];
    for (size_t i = 0; i < packed->count; i++)
        all->numbers[place[packed->numbers[i] >> LEVEL_SHIFT]++] = packed->numbers[i];
}

static void sort_level(void *work, uint32_t level)
{
    gathering *all = work;
    const size_t from = all->begins[level];
    all->sorted[level] = coprod__pattern_sort_numbers(all->numbers + from, all->begins[level + 1] - from,
                                                      all->own->packing.coverage_bits, all->scratch + from);
}

static void unpack_level(const gathering *all, uint32_t level, size_t from, size_t to)
{
    const uint32_t attributes = all->own->cells.attributes, bits = all->own->packing.coverage_bits;
    const uint64_t coverage = (UINT64_C(1) << bits) - 1, *numbers = all->sorted[level];
    struct pattern_found *found = &all->own->found;
    for (size_t i = from; i < to; i++) {
        const uint64_t number = numbers[i - all->begins[level]];
        uint64_t rest = (number & ((UINT64_C(1) << LEVEL_SHIFT) - 1)) >> bits;
        uint16_t *codes = found->codes + i * attributes;
        for (uint32_t g = all->group_count; g-- > 0;) {
            const group *own = &all->groups[g];
            const uint16_t *values = own->codes + (rest % own->keys) * own->count;
            rest /= own->keys;
            for (uint32_t a = 0; a < own->count; a++)
                codes[own->first + a] = values[a];
        }
        found->coverage[i] = number & coverage;
        found->population[i] = 0;
    }
}

static void unpack_part(void *work, uint32_t number)
{
    const gathering *all = work;
    const size_t parts = all->own->threads, first = all->count / parts * number;
    const size_t end = number + 1 == parts ? all->count : first + all->count / parts;
    for (uint32_t l = 0; l <= PATTERN_ATTRIBUTES; l++) {
        const size_t from = all->begins[l] > first ? all->begins[l] : first;
        const size_t to = all->begins[l + 1] < end ? all->begins[l + 1] : end;
        unpack_level(all, l, from, to);
    }
}

static void free_parts(coprod__dense *own)
{
    for (uint32_t i = 0; i < own->threads; i++)
        coprod__packed_free(&own->parts[i].packed, &own->memory);
}

/* What parts hold is elsewhere once it is spread, and gives way to what sorting takes. */
static coprod_status sort_all(gathering *all)
{
    coprod__dense *own = all->own;
    const uint32_t threads = own->threads;
    coprod__pattern_together(threads, threads, spread_part, all);
    if (threads == 1) {
        all->scratch = own->parts[0].packed.numbers;
    } else {
        free_parts(own);
        all->scratch = coprod__resize(&own->memory, NULL, 0, all->count * sizeof *all->scratch);
    }
    if (!all->scratch)
        return COPROD_E_MEMORY;
    coprod__pattern_together(threads, own->cells.attributes + 1, sort_level, all);
    return COPROD_OK;
}

static coprod_status unpack_all(gathering *all)
{
    const coprod__memory *memory = &all->own->memory;
    const struct pattern_cells *cells = &all->own->cells;
    size_t numbers, at = 0;
    uint16_t *tables;
    all->group_count = plan_groups(cells, all->groups, &numbers);
    tables = coprod__resize(memory, NULL, 0, numbers * sizeof *tables);
    if (!tables || !coprod__pattern_found_room(&all->own->found, cells->attributes, all->count)) {
        coprod__release(memory, tables, numbers * sizeof *tables);
        return COPROD_E_MEMORY;
    }
    for (uint32_t g = 0; g < all->group_count; g++) {
        all->groups[g].codes = tables + at;
        at += (size_t)all->groups[g].keys * all->groups[g].count;
        fill_group(cells, &all->groups[g]);
    }
    coprod__pattern_together(all->own->threads, all->own->threads, unpack_part, all);
    all->own->found.count = all->count;
    coprod__release(memory, tables, numbers * sizeof *tables);
    return COPROD_OK;
}

coprod_status coprod__packed_gather(coprod__dense *own)
{
    gathering all = {.own = own};
    coprod_status status = COPROD_OK;
    size_t bytes;
    own->found.ordered = 1;
    place_parts(&all);
    if (!all.count)
        return COPROD_OK;
    bytes = all.count * sizeof *all.numbers;
    all.numbers = coprod__resize(&own->memory, NULL, 0, bytes);
    if (!all.numbers)
        return COPROD_E_MEMORY;
    status = sort_all(&all);
    if (status == COPROD_OK)
        status = unpack_all(&all);
    coprod__release(&own->memory, all.numbers, bytes);
    if (own->threads > 1)
        coprod__release(&own->memory, all.scratch, bytes);
    free_parts(own);
    return status;
}
