/* SPDX-License-Identifier: MIT */
/* Rows and columns from gaps and profiles: all profiles that meet the same gaps and are reached by the same partners
 * are one column. */
#include <string.h>

#include "pattern_plan_match_internal.h"

static const size_t pairs_most = (size_t)1 << 28;

typedef struct making {
    coprod__plan_space *space;
    coprod__arena scratch;
    coprod__plan_matcher gaps;
    coprod__plan_kinds kinds;
    const coprod__plan_coded *rows, *profiles; /* in their order */
    uint32_t *column_of;  /* of profiles in order, UINT32_MAX: none */
    uint32_t *present;    /* profiles of whom somebody exists, in order */
    size_t present_count;
    uint32_t *slots;      /* columns by the hash of their rows */
    uint64_t *hash;       /* @[columns] */
    size_t slot_count, hash_room, from_room, rows_room, kind_room;
} making;

static coprod_status spent(const making *own)
{
    const coprod__plan_question *question = own->space->question;
    if (question->stop && __atomic_load_n(question->stop, __ATOMIC_RELAXED))
        return coprod__plan_no_plan;
    return question->reading && own->space->work + own->gaps.work + own->kinds.reaches.work > question->reading
               ? COPROD_E_LIMIT : COPROD_OK;
}

/* --- columns --- */

/* Rows of the profile in hand, as a sum or in the list of the matcher. */
typedef struct found {
    uint64_t hash;
    size_t count;
    uint32_t sum;
} found;

static uint64_t hash_of(const uint32_t *list, size_t count)
{
    uint64_t hash = 0x9E3779B97F4A7C15u;
    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ list[i]) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
    }
    return hash;
}

static int is_column(making *own, uint32_t column, uint64_t hash, const found *rows, uint32_t kind)
{
    coprod__plan_space *space = own->space;
    const size_t from = space->column_from[column], count = space->column_from[column + 1] - from;
    if (own->hash[column] != hash || space->kind[column] != kind || count != rows->count)
        return 0;
    return space->nodes ? coprod__plan_nodes_same(space, space->nodes->sums.sum_of[column], rows->sum)
                        : !memcmp(space->column_rows + from, own->gaps.list, count * sizeof *own->gaps.list);
}

static int more_slots(making *own)
{
    const size_t slots = own->slot_count ? own->slot_count * 2 : 1024;
    uint32_t *fresh = coprod__arena_alloc(&own->scratch, slots * sizeof *fresh);
    if (!fresh)
        return 0;
    memset(fresh, 0xFF, slots * sizeof *fresh);
    for (uint32_t c = 0; c < own->space->columns; c++) {
        size_t slot = own->hash[c] & (slots - 1);
        while (fresh[slot] != UINT32_MAX)
            slot = (slot + 1) & (slots - 1);
        fresh[slot] = c;
    }
    own->slots = fresh;
    own->slot_count = slots;
    return 1;
}

static int more_columns(making *own, size_t count)
{
    coprod__plan_space *space = own->space;
    const coprod__memory *memory = &space->arena.memory;
    return coprod__more(memory, (void **)&own->hash, &own->hash_room, space->columns + 1, sizeof *own->hash)
           && coprod__more(memory, (void **)&space->kind, &own->kind_room, space->columns + 1, sizeof *space->kind)
           && coprod__more(memory, (void **)&space->column_from, &own->from_room, space->columns + 2,
                           sizeof *space->column_from)
           && (space->nodes || coprod__more(memory, (void **)&space->column_rows, &own->rows_room,
                                            space->pairs + count, sizeof *space->column_rows))
           && (own->slot_count > space->columns * 2 || more_slots(own));
}

/* The column of the rows in hand, made if there is none. There are never more columns than profiles that were looked
 * at, so that sums of columns take the place of those of profiles. */
static coprod_status find_column(making *own, const found *rows, uint32_t kind, uint32_t *column)
{
    coprod__plan_space *space = own->space;
    const uint64_t hash = rows->hash ^ kind * 0x9E3779B97F4A7C15u;
    size_t slot;
    if (rows->count > pairs_most - space->pairs)
        return COPROD_E_LIMIT;
    if (!more_columns(own, rows->count))
        return COPROD_E_MEMORY;
    for (slot = hash & (own->slot_count - 1); own->slots[slot] != UINT32_MAX; slot = (slot + 1) & (own->slot_count - 1))
        if (is_column(own, own->slots[slot], hash, rows, kind)) {
            *column = own->slots[slot];
            return COPROD_OK;
        }
    *column = own->slots[slot] = (uint32_t)space->columns;
    own->hash[*column] = hash;
    space->kind[*column] = kind;
    if (space->nodes)
        space->nodes->sums.sum_of[*column] = rows->sum;
    else
        memcpy(space->column_rows + space->pairs, own->gaps.list, rows->count * sizeof *own->gaps.list);
    space->pairs += rows->count;
    space->column_from[++space->columns] = space->pairs;
    return COPROD_OK;
}

static found find_rows(making *own, size_t i, const uint16_t *before)
{
    const coprod__plan_nodes *nodes = own->space->nodes;
    found rows = {0, 0, UINT32_MAX};
    if (nodes) {
        rows.sum = nodes->sums.sum_of[i];
        rows.count = nodes->count[i];
        rows.hash = nodes->hash[i];
    } else {
        rows.count = coprod__plan_match(&own->gaps, own->profiles[own->present[i]].codes, before);
        rows.hash = hash_of(own->gaps.list, rows.count);
    }
    return rows;
}

static coprod_status read_profiles(making *own)
{
    coprod__plan_space *space = own->space;
    const uint16_t *before = NULL, *reached = NULL; /* the profiles that were matched last */
    coprod_status status = COPROD_OK;
    for (size_t i = 0; i < own->present_count && status == COPROD_OK; i++) {
        const uint16_t *codes = own->profiles[own->present[i]].codes;
        uint32_t kind = 0;
        found rows;
        status = spent(own);
        rows = find_rows(own, i, before);
        before = codes;
        if (!rows.count || status != COPROD_OK)
            continue;
        if (!coprod__plan_kind_of(&own->kinds, codes, reached, &kind))
            return COPROD_E_MEMORY;
        reached = codes;
        if (!space->partners || space->kind_partners[kind])
            status = find_column(own, &rows, kind, &own->column_of[own->present[i]]);
    }
    return status == COPROD_OK ? spent(own) : status;
}

/* Who is in each column, and how many exist. */
static coprod_status read_members(making *own)
{
    coprod__plan_space *space = own->space;
    const coprod__plan_question *question = space->question;
    space->member_from = coprod__arena_alloc(&space->arena, (space->columns + 2) * sizeof *space->member_from);
    space->members = coprod__arena_alloc(&space->arena, (question->profiles + 1) * sizeof *space->members);
    space->exist = coprod__arena_alloc(&space->arena, (space->columns + 1) * sizeof *space->exist);
    if (!space->member_from || !space->members || !space->exist)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < question->profiles; i++)
        if (own->column_of[i] != UINT32_MAX)
            space->member_from[own->column_of[i] + 2]++;
    for (size_t c = 0; c < space->columns; c++)
        space->member_from[c + 2] += space->member_from[c + 1];
    for (size_t i = 0; i < question->profiles; i++) {
        const uint32_t c = own->column_of[i];
        uint64_t people;
        if (c == UINT32_MAX)
            continue;
        people = question->copies ? question->copies[own->profiles[i].index] : UINT64_MAX;
        space->members[space->member_from[c + 1]++] = own->profiles[i].index;
        space->exist[c] = people > UINT64_MAX - space->exist[c] ? UINT64_MAX : space->exist[c] + people;
    }
    return COPROD_OK;
}

/* --- the whole --- */

/* Cheapest first, then by id: few, so that insertion does. */
static void read_partners(coprod__plan_space *space)
{
    const coprod__plan_question *question = space->question;
    for (size_t i = 0; i < question->partners; i++) {
        const coprod__plan_partner *partner = &question->partner[i];
        size_t place = space->partners++;
        for (; place; place--) {
            const coprod__plan_partner *other = &question->partner[space->partner[place - 1]];
            if (other->cost_pence < partner->cost_pence
                || (other->cost_pence == partner->cost_pence && strcmp(other->id, partner->id) <= 0))
                break;
            space->partner[place] = space->partner[place - 1];
        }
        space->partner[place] = (uint32_t)i;
    }
    for (size_t p = 0; p < space->partners; p++)
        space->partner_most[p] = question->partner[space->partner[p]].max_people;
}

void coprod__plan_space_begin(const coprod__memory *memory, const coprod__plan_question *question,
                              coprod__plan_space *space)
{
    memset(space, 0, sizeof *space);
    coprod__arena_init(&space->arena, memory);
    space->question = question;
    read_partners(space);
}

static coprod_status read_gaps(making *own)
{
    coprod__plan_space *space = own->space;
    const coprod__plan_question *question = space->question;
    own->rows = coprod__plan_in_order(&own->scratch, question->gap_codes, question->needs, question->gaps,
                                      question->attributes);
    space->rows = question->gaps;
    space->row_gap = coprod__arena_alloc(&space->arena, (space->rows + 1) * sizeof *space->row_gap);
    space->asked = coprod__arena_alloc(&space->arena, (space->rows + 1) * sizeof *space->asked);
    if (!own->rows || !space->row_gap || !space->asked)
        return COPROD_E_MEMORY;
    for (size_t r = 0; r < space->rows; r++) {
        space->row_gap[r] = own->rows[r].index;
        space->asked[r] = question->needs[own->rows[r].index];
    }
    return COPROD_OK;
}

static coprod_status order_profiles(making *own)
{
    const coprod__plan_question *question = own->space->question;
    const size_t bytes = (question->profiles + 1) * sizeof *own->present;
    own->profiles = coprod__plan_in_order(&own->scratch, question->profile_codes, question->copies,
                                          question->profiles, question->attributes);
    own->column_of = coprod__arena_alloc(&own->scratch, bytes);
    own->present = coprod__arena_alloc(&own->scratch, bytes);
    if (!own->profiles || !own->column_of || !own->present)
        return COPROD_E_MEMORY;
    memset(own->column_of, 0xFF, bytes);
    for (uint32_t i = 0; i < question->profiles; i++)
        if (!question->copies || question->copies[own->profiles[i].index])
            own->present[own->present_count++] = i;
    return COPROD_OK;
}

/* Sums of profiles, if those are worth it; else what matches their codes. */
static coprod_status read_rows(making *own)
{
    coprod__plan_space *space = own->space;
    uint32_t *index = coprod__arena_alloc(&own->scratch, (own->present_count + 1) * sizeof *index);
    coprod_status status;
    for (size_t i = 0; index && i < own->present_count; i++)
        index[i] = own->profiles[own->present[i]].index;
    status = index ? coprod__plan_nodes_try(space, &own->scratch, index, own->present_count)
                   : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = spent(own);
    if (status != COPROD_OK || space->nodes)
        return status;
    return coprod__plan_matcher_make(&own->scratch, own->rows, space->rows, space->question->attributes, &own->gaps);
}

static coprod_status read_all(making *own)
{
    coprod_status status = read_gaps(own);
    if (status == COPROD_OK)
        status = coprod__plan_kinds_make(&own->kinds, own->space, &own->scratch);
    if (status == COPROD_OK)
        status = spent(own);
    if (status == COPROD_OK)
        status = order_profiles(own);
    if (status == COPROD_OK)
        status = spent(own);
    if (status == COPROD_OK)
        status = read_rows(own);
    if (status == COPROD_OK && !more_columns(own, 0))
        status = COPROD_E_MEMORY;
    if (status != COPROD_OK)
        return status;
    own->space->column_from[0] = 0;
    status = read_profiles(own);
    own->space->work += own->gaps.work + own->kinds.reaches.work;
    if (status == COPROD_OK)
        status = read_members(own);
    return status == COPROD_OK && own->space->nodes ? coprod__plan_nodes_settle(own->space) : status;
}

/* What grew by doubling stays where it is, and is freed with the space. */
static void keep(coprod__plan_space *space, size_t place, void *items, size_t bytes)
{
    space->grown[place] = items;
    space->grown_bytes[place] = bytes;
}

coprod_status coprod__plan_space_make(const coprod__memory *memory, const coprod__plan_question *question,
                                      coprod__plan_space *space)
{
    making own;
    coprod_status status;
    memset(&own, 0, sizeof own);
    coprod__plan_space_begin(memory, question, space);
    coprod__arena_init(&own.scratch, memory);
    own.space = space;
    status = read_all(&own);
    coprod__arena_free(&own.scratch);
    coprod__release(memory, own.hash, own.hash_room * sizeof *own.hash);
    keep(space, 0, space->column_from, own.from_room * sizeof *space->column_from);
    if (!space->nodes)
        keep(space, 1, space->column_rows, own.rows_room * sizeof *space->column_rows);
    keep(space, 2, space->kind, own.kind_room * sizeof *space->kind);
    keep(space, 3, space->kind_partners, own.kinds.room * sizeof *space->kind_partners);
    return status;
}

void coprod__plan_space_free(coprod__plan_space *space)
{
    for (size_t i = 0; i < COPROD__PLAN_GROWN; i++)
        coprod__release(&space->arena.memory, space->grown[i], space->grown_bytes[i]);
    memset(space->grown, 0, sizeof space->grown);
    if (space->nodes)
        coprod__plan_sums_free(&space->nodes->sums);
    space->nodes = NULL;
    coprod__arena_free(&space->arena);
}
