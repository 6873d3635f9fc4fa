/* SPDX-License-Identifier: MIT */
/* Whether all lists of pairs are made, or sums of profiles first and lists where they are asked for. */
#include "pattern_plan_internal.h"

enum { LOOKS_A_WORD = 8, LOOKS_A_CODE = 8 };

/* So many pairs are soon listed, and each look is shorter then. */
static const size_t lists_most = (size_t)1 << 22;

/* Codes that differ from those before them, which is what profiles in their order are read by. */
static size_t new_codes(const coprod__plan_question *question, const uint32_t *index, size_t count)
{
    const size_t attributes = question->attributes;
    size_t codes = 0;
    for (size_t i = 0; i < count; i++) {
        const uint16_t *own = question->profile_codes + index[i] * attributes;
        const uint16_t *before = question->profile_codes + index[i ? i - 1 : 0] * attributes;
        size_t a = 0;
        while (i && a < attributes && own[a] == before[a])
            a++;
        codes += attributes - a;
    }
    return codes;
}

/* As many as the codes are worth, and no more than reading may take. */
static size_t looks_for(const coprod__plan_space *space, const uint32_t *index, size_t count)
{
    const uint64_t reading = space->question->reading;
    const size_t looks = new_codes(space->question, index, count) * (LOOKS_A_CODE + space->rows / 64 / LOOKS_A_WORD);
    return reading && reading < looks ? (size_t)reading : looks;
}

/* Bits of a row that have nothing to do with those of others, so that sums of different rows are hardly ever equal. */
static uint64_t mix(uint64_t row)
{
    row = (row + 1) * 0x9E3779B97F4A7C15u;
    row = (row ^ row >> 30) * 0xBF58476D1CE4E5B9u;
    row = (row ^ row >> 27) * 0x94D049BB133111EBu;
    return row ^ row >> 31;
}

/* How many rows each item has, and a hash of them that is the same in whatever order they are added. */
static coprod_status describe_items(coprod__plan_nodes *nodes, coprod__arena *scratch, size_t items, size_t *pairs)
{
    coprod__plan_sums *sums = &nodes->sums;
    const size_t rows = sums->space->rows;
    nodes->count = coprod__arena_alloc(scratch, (items + 1) * sizeof *nodes->count);
    nodes->hash = coprod__arena_alloc(scratch, (items + 1) * sizeof *nodes->hash);
    nodes->some = coprod__arena_alloc(scratch, (rows + 1) * sizeof *nodes->some);
    nodes->marked = coprod__arena_alloc(scratch, rows + 1);
    if (!nodes->count || !nodes->hash || !nodes->some || !nodes->marked)
        return COPROD_E_MEMORY;
    for (int hashing = 0; hashing < 2; hashing++) {
        for (size_t r = 0; r < rows; r++) /* so that no sum is above 2^63 */
            sums->value[r] = hashing ? (int64_t)(mix(r) >> (65 - __builtin_clzll(rows))) : 1;
        coprod__plan_sums_add_up(sums);
        for (size_t i = 0; i < items; i++)
            if (sums->sum_of[i] != UINT32_MAX && hashing)
                nodes->hash[i] = (uint64_t)sums->value[sums->sum_of[i]];
            else if (sums->sum_of[i] != UINT32_MAX)
                *pairs += nodes->count[i] = (uint32_t)sums->value[sums->sum_of[i]];
    }
    return COPROD_OK;
}

/* Pairs that there would be if what people are by one attribute said nothing about another one. */
static uint64_t likely_pairs(const coprod__plan_space *space, const uint32_t *index, size_t count, uint32_t *people)
{
    const coprod__plan_question *question = space->question;
    const size_t attributes = question->attributes, codes = (size_t)COPROD__PLAN_ANY + 1;
    uint64_t pairs = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t a = 0; a < attributes; a++)
            people[a * codes + question->profile_codes[index[i] * attributes + a]]++;
    for (size_t r = 0; r < space->rows; r++) {
        const uint16_t *asked = question->gap_codes + space->row_gap[r] * attributes;
        uint64_t some = count;
        for (size_t a = 0; a < attributes; a++)
            some = asked[a] == COPROD__PLAN_ANY ? some : some * people[a * codes + asked[a]] / count;
        pairs += some;
    }
    return pairs;
}

/* Columns that a view tells are put in an order of their own, for which their rows have to be listed. */
static coprod_status is_large(const coprod__plan_space *space, const uint32_t *index, size_t count, int *large)
{
    const coprod__plan_question *question = space->question;
    const size_t most = question->lists ? question->lists : lists_most;
    coprod__arena scratch;
    uint32_t *people;
    *large = 0;
    if (question->publish_from || !space->rows || count <= most / space->rows)
        return COPROD_OK;
    coprod__arena_init(&scratch, &space->arena.memory);
    people = coprod__arena_alloc(&scratch, ((size_t)COPROD__PLAN_ANY + 1) * question->attributes * sizeof *people);
    *large = people && likely_pairs(space, index, count, people) > most;
    coprod__arena_free(&scratch);
    return people ? COPROD_OK : COPROD_E_MEMORY;
}

coprod_status coprod__plan_nodes_try(coprod__plan_space *space, coprod__arena *scratch, const uint32_t *index,
                                     size_t count)
{
    const coprod__plan_question *question = space->question;
    const coprod__plan_items items = {question->profile_codes, index, count, looks_for(space, index, count), SIZE_MAX};
    coprod__plan_nodes *nodes;
    size_t pairs = 0;
    int large;
    coprod_status status = is_large(space, index, count, &large);
    if (status != COPROD_OK || !large)
        return status;
    nodes = coprod__arena_alloc(&space->arena, sizeof *nodes);
    if (nodes)
        nodes->stack = coprod__arena_alloc(&space->arena, (space->rows + 2) * sizeof *nodes->stack);
    if (!nodes || !nodes->stack)
        return COPROD_E_MEMORY;
    status = coprod__plan_list_make(&space->arena, space, &items, &nodes->sums);
    if (status == COPROD_OK && nodes->sums.shared)
        status = describe_items(nodes, scratch, count, &pairs);
    if (status == COPROD_OK && pairs && (question->lists || nodes->sums.additions <= pairs / COPROD__PLAN_SHORTER)) {
        space->nodes = nodes;
        space->work += nodes->sums.looks;
    } else { /* what was tried does not count, so that nothing is refused that can be read */
        coprod__plan_sums_free(&nodes->sums);
    }
    return status;
}
