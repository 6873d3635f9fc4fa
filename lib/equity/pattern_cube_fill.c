/* SPDX-License-Identifier: MIT */
/* A cube filled from where a tally keeps its counts, without a list of them between. */
#include "pattern_dense_internal.h"
#include "pattern_store_internal.h"

static void add(const coprod__cube *cube, uint64_t index, uint64_t weight)
{
    const uint64_t most = cube->width == 8 ? UINT64_MAX : (UINT64_C(1) << 8 * cube->width) - 1;
    const uint64_t here = coprod__cube_at(cube, index), sum = weight < most - here ? here + weight : most;
    if (cube->width == 1)
        cube->counts[index] = (uint8_t)sum;
    else if (cube->width == 2)
        ((uint16_t *)(void *)cube->counts)[index] = (uint16_t)sum;
    else if (cube->width == 4)
        ((uint32_t *)(void *)cube->counts)[index] = (uint32_t)sum;
    else
        ((uint64_t *)(void *)cube->counts)[index] = sum;
    cube->used[index / cube->plan->block] = 1;
}

static void strides_of(const coprod__cube_plan *plan, uint64_t *stride)
{
    for (uint32_t i = 0; i < plan->attributes; i++)
        stride[plan->order[i]] = plan->stride[i];
}

void coprod__cube_add(coprod__cube *cube, const uint32_t *cardinality, const uint16_t *codes, uint64_t weight)
{
    uint64_t stride[PATTERN_ATTRIBUTES], index = 0;
    strides_of(cube->plan, stride);
    for (uint32_t a = 0; a < cube->plan->attributes; a++)
        index += stride[a] * (codes[a] == PATTERN_ANY ? cardinality[a] : codes[a]);
    add(cube, index, weight);
}

/* Slots in their order, the last attribute fastest; the place in the cube goes along. */
static void fill_table(coprod__cube *cube, const coprod__pattern_store *store)
{
    const coprod_pattern_schema *schema = store->schema;
    uint64_t stride[PATTERN_ATTRIBUTES], index = 0;
    uint32_t digits[PATTERN_ATTRIBUTES] = {0};
    strides_of(cube->plan, stride);
    for (size_t i = 0; i < store->slots; i++) {
        const uint64_t here = store->table ? store->table[i] : store->wide[i];
        uint32_t a = schema->attributes;
        if (here)
            add(cube, index, here);
        while (a-- > 0) {
            index += stride[a];
            if (++digits[a] < schema->radix[a])
                break;
            index -= stride[a] * digits[a];
            digits[a] = 0;
        }
    }
}

static void fill_list(coprod__cube *cube, const coprod__pattern_store *store, const coprod__pattern_list *list)
{
    uint16_t codes[PATTERN_ATTRIBUTES];
    for (size_t i = 0; i < list->count; i++) {
        const uint64_t *record = list->records + i * store->width;
        coprod__pattern_unkey(store->schema, record, codes);
        if (record[store->width - 1])
            coprod__cube_add(cube, store->schema->cardinality, codes, record[store->width - 1]);
    }
}

void coprod__cube_fill(coprod__cube *cube, const coprod_pattern_tally *tally)
{
    const coprod__pattern_store *store = tally->store;
    if (store->table || store->wide)
        fill_table(cube, store);
    fill_list(cube, store, &store->sorted);
    fill_list(cube, store, &store->waiting);
}
