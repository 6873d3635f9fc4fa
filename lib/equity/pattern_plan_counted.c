/* SPDX-License-Identifier: MIT */
/* People who were counted already: they are no longer there to be invited. */
#include <string.h>

#include "pattern_plan_handle_internal.h"
#include "pattern_plan_match_internal.h"

typedef struct counted {
    coprod__arena arena;
    struct pattern_cells cells;
    uint64_t *left; /* @[cells.count] people who are not taken off yet */
    uint16_t *codes; /* of the cells, as far as they are asked */
} counted;

static int compare(const uint16_t *a, const uint16_t *b, uint32_t attributes)
{
    for (uint32_t i = 0; i < attributes; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

/* From some profiles, which with the counted ones are gone through in one order. */
static coprod_status take_off(counted *own, coprod__plan_profiles *from, size_t first, size_t count, uint64_t *sum)
{
    const coprod__plan_coded *rows = coprod__plan_in_order(&own->arena, from->codes + first * from->attributes, NULL,
                                                           count, from->attributes);
    const coprod__plan_coded *cells = coprod__plan_in_order(&own->arena, own->codes, NULL, own->cells.count,
                                                            from->attributes);
    size_t r = 0, c = 0;
    if (!rows || !cells)
        return COPROD_E_MEMORY;
    while (r < count && c < own->cells.count) {
        const int order = compare(rows[r].codes, cells[c].codes, from->attributes);
        uint64_t *people = &from->people[first + rows[r].index], *left = &own->left[cells[c].index];
        const uint64_t some = *people < *left ? *people : *left;
        if (!order && *people != UINT64_MAX) {
            *people -= some;
            *left -= some;
            *sum += some;
        }
        if (order < 0 || (!order && *left && !*people))
            r++;
        else
            c++;
    }
    return COPROD_OK;
}

/* Of what is not asked, whoever it is counts. */
static void blur(counted *own, uint32_t attributes, uint64_t named)
{
    for (size_t i = 0; i < own->cells.count; i++)
        for (uint32_t a = 0; a < attributes; a++)
            if (!(named >> a & 1))
                own->codes[i * attributes + a] = PATTERN_ANY;
}

static coprod_status begin(counted *own, const coprod_pattern_tally *tally, const coprod__memory *memory)
{
    const size_t width = tally->schema->attributes;
    coprod_status status;
    coprod__arena_init(&own->arena, memory);
    status = coprod__pattern_cells_of(tally, memory, &own->cells);
    if (status != COPROD_OK)
        return status;
    own->left = coprod__arena_alloc(&own->arena, (own->cells.count + 1) * sizeof *own->left);
    own->codes = coprod__arena_alloc(&own->arena, (own->cells.count + 1) * width * sizeof *own->codes);
    if (!own->left || !own->codes)
        return COPROD_E_MEMORY;
    if (own->cells.count) {
        memcpy(own->left, own->cells.weights, own->cells.count * sizeof *own->left);
        memcpy(own->codes, own->cells.codes, own->cells.count * width * sizeof *own->codes);
    }
    return COPROD_OK;
}

coprod_status coprod__plan_take_off(coprod__plan_profiles *from, size_t estimated, uint64_t named,
                                    const coprod_pattern_tally *tally, uint64_t *sum)
{
    counted own;
    coprod_status status;
    memset(&own, 0, sizeof own);
    status = begin(&own, tally, from->memory);
    if (status == COPROD_OK)
        status = take_off(&own, from, estimated, from->count - estimated, sum);
    if (status == COPROD_OK && estimated) {
        blur(&own, from->attributes, named);
        status = take_off(&own, from, 0, estimated, sum);
    }
    coprod__pattern_cells_free(from->memory, &own.cells);
    coprod__arena_free(&own.arena);
    return status;
}
