/* SPDX-License-Identifier: MIT */
/* Gaps as one number each: level, place among all patterns in the order of codes, and coverage. Sorted as numbers they
 * are in their order, and only then become codes. */
#include "pattern_dense_internal.h"
#include "pattern_store_internal.h"

#include <string.h>

enum { LEVEL_SHIFT = 58, GROUP_MOST = 1024, FIRST_ROOM = 256 };

int coprod__packed_begin(coprod__packed *packed, const struct pattern_cells *cells, const coprod__cube_plan *plan,
                         uint32_t width)
{
    memset(packed, 0, sizeof *packed);
    packed->coverage_bits = 8 * width;
    if (width > 4 || plan->size > UINT64_C(1) << (LEVEL_SHIFT - packed->coverage_bits))
        return 0;
    for (uint32_t a = cells->attributes, next = a; a-- > 0; next = a)
        packed->stride[a] = next == cells->attributes ? 1 : packed->stride[next] * (cells->cardinality[next] + 1);
    return 1;
}

void coprod__packed_free(coprod__packed *packed, const coprod__memory *memory)
{
    coprod__release(memory, packed->numbers, packed->room * sizeof *packed->numbers);
    packed->numbers = NULL;
    packed->count = packed->room = 0;
}

coprod_status coprod__packed_add(coprod__packed *packed, const coprod__memory *memory, uint32_t level, uint64_t key,
                                 uint64_t coverage)
{
    if (packed->count == packed->room) {
        const size_t room = packed->room ? 2 * packed->room : FIRST_ROOM;
        uint64_t *grown = coprod__resize(memory, packed->numbers, packed->room * sizeof *grown, room * sizeof *grown);
        if (!grown)
            return COPROD_E_MEMORY;
        packed->numbers = grown;
        packed->room = room;
    }
    packed->numbers[packed->count++] = (uint64_t)level << LEVEL_SHIFT | key << packed->coverage_bits | coverage;
    return COPROD_OK;
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

static void unpack(const coprod__packed *packed, const group *groups, uint32_t count, uint32_t attributes,
                   struct pattern_found *found)
{
    const uint64_t coverage = (UINT64_C(1) << packed->coverage_bits) - 1;
    for (size_t i = 0; i < packed->count; i++) {
        const uint64_t number = packed->numbers[i];
        uint64_t rest = (number & ((UINT64_C(1) << LEVEL_SHIFT) - 1)) >> packed->coverage_bits;
        uint16_t *codes = found->codes + i * attributes;
        for (uint32_t g = count; g-- > 0;) {
            const group *own = &groups[g];
            const uint16_t *from = own->codes + (rest % own->keys) * own->count;
            rest /= own->keys;
            for (uint32_t a = 0; a < own->count; a++)
                codes[own->first + a] = from[a];
        }
        found->coverage[i] = number & coverage;
        found->population[i] = 0;
    }
    found->count = packed->count;
}

/* The scratch of the sort makes room for tables when it is done. */
coprod_status coprod__packed_end(coprod__packed *packed, const coprod__memory *memory,
                                 const struct pattern_cells *cells, struct pattern_found *found)
{
    group groups[PATTERN_ATTRIBUTES];
    size_t numbers, at = 0;
    const uint32_t count = plan_groups(cells, groups, &numbers);
    const size_t bytes = packed->count * sizeof *packed->numbers;
    uint64_t *scratch = coprod__resize(memory, NULL, 0, bytes ? bytes : 1);
    uint16_t *tables;
    if (!scratch)
        return COPROD_E_MEMORY;
    coprod__pattern_sort_numbers(packed->numbers, packed->count, packed->coverage_bits, scratch);
    coprod__release(memory, scratch, bytes ? bytes : 1);
    tables = coprod__resize(memory, NULL, 0, numbers * sizeof *tables);
    if (!tables || !coprod__pattern_found_room(found, cells->attributes, packed->count)) {
        coprod__release(memory, tables, numbers * sizeof *tables);
        return COPROD_E_MEMORY;
    }
    for (uint32_t g = 0; g < count; g++) {
        groups[g].codes = tables + at;
        at += (size_t)groups[g].keys * groups[g].count;
        fill_group(cells, &groups[g]);
    }
    unpack(packed, groups, count, cells->attributes, found);
    coprod__release(memory, tables, numbers * sizeof *tables);
    coprod__packed_free(packed, memory);
    found->ordered = 1;
    return COPROD_OK;
}
