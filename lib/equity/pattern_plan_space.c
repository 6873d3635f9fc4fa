/* SPDX-License-Identifier: MIT */
/* Rows and columns from gaps and profiles. Profiles are taken in the order of their codes: the rows that match the
 * codes so far are kept for each attribute as bits, so that a profile only works from the first code that differs. */
#include <stdlib.h>
#include <string.h>

#include "pattern_plan_internal.h"

static const size_t words_most = (size_t)1 << 26, pairs_most = (size_t)1 << 28;

/* One row of codes among others, to be put in their order; of equals, that of their numbers. */
typedef struct coded {
    const uint16_t *codes;
    uint64_t number;
    uint32_t attributes, index;
} coded;

static int by_codes(const void *a, const void *b)
{
    const coded *x = a, *y = b;
    for (uint32_t i = 0; i < x->attributes; i++)
        if (x->codes[i] != y->codes[i])
            return x->codes[i] < y->codes[i] ? -1 : 1;
    return x->number != y->number ? (x->number > y->number) - (x->number < y->number)
                                  : (x->index > y->index) - (x->index < y->index);
}

static coded *in_order(coprod__arena *arena, const uint16_t *codes, const uint64_t *numbers, size_t count,
                       uint32_t attributes)
{
    coded *order = coprod__arena_alloc(arena, (count + 1) * sizeof *order);
    if (!order)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        order[i].codes = codes + i * attributes;
        order[i].number = numbers ? numbers[i] : 0;
        order[i].attributes = attributes;
        order[i].index = (uint32_t)i;
    }
    qsort(order, count, sizeof *order, by_codes);
    return order;
}

int coprod__plan_matches(const uint16_t *pattern, const uint16_t *codes, uint32_t attributes)
{
    for (uint32_t i = 0; i < attributes; i++)
        if (pattern[i] != COPROD__PLAN_ANY && pattern[i] != codes[i])
            return 0;
    return 1;
}

/* --- rows that match --- */

/* Values of an attribute that rows ask for, each with the bits of the rows that it matches. */
typedef struct asked_values {
    uint16_t *value; /* ascending */
    size_t values;
    uint64_t *bits; /* @[(values + 1) * words] the last ones: of rows that ask for nothing */
} asked_values;

typedef struct making {
    coprod__plan_space *space;
    coprod__arena scratch;
    size_t words;
    asked_values asked[32];
    uint64_t *prefix;     /* @[(attributes + 1) * words] rows that match the first codes */
    uint32_t *list;       /* rows of the profile in hand */
    uint32_t *column_of;  /* of profiles in order, UINT32_MAX: none */
    uint32_t *slots;      /* columns by the hash of their rows */
    uint64_t *hash;       /* @[columns] */
    size_t slot_count, hash_room, from_room, rows_room, kind_room, mask_room;
} making;

static int ascending(const void *a, const void *b)
{
    const uint16_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static uint64_t *bits_of(const making *own, uint32_t attribute, uint16_t code)
{
    const asked_values *asked = &own->asked[attribute];
    size_t low = 0, high = asked->values;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (asked->value[middle] < code)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == asked->values || asked->value[low] != code)
        low = asked->values;
    return asked->bits + low * own->words;
}

static void fill_bits(making *own, const coded *order, uint32_t attribute)
{
    const asked_values *asked = &own->asked[attribute];
    uint64_t *any = asked->bits + asked->values * own->words;
    for (size_t r = 0; r < own->space->rows; r++)
        if (order[r].codes[attribute] == COPROD__PLAN_ANY)
            any[r / 64] |= (uint64_t)1 << r % 64;
    for (size_t i = 0; i < asked->values; i++)
        memcpy(asked->bits + i * own->words, any, own->words * sizeof *any);
    for (size_t r = 0; r < own->space->rows; r++)
        if (order[r].codes[attribute] != COPROD__PLAN_ANY)
            bits_of(own, attribute, order[r].codes[attribute])[r / 64] |= (uint64_t)1 << r % 64;
}

static coprod_status read_attribute(making *own, const coded *order, uint32_t attribute)
{
    const size_t rows = own->space->rows;
    asked_values *asked = &own->asked[attribute];
    size_t values = 0;
    asked->value = coprod__arena_alloc(&own->scratch, (rows + 1) * sizeof *asked->value);
    if (!asked->value)
        return COPROD_E_MEMORY;
    for (size_t r = 0; r < rows; r++)
        if (order[r].codes[attribute] != COPROD__PLAN_ANY)
            asked->value[values++] = order[r].codes[attribute];
    qsort(asked->value, values, sizeof *asked->value, ascending);
    for (size_t i = 0; i < values; i++)
        if (!i || asked->value[i] != asked->value[i - 1])
            asked->value[asked->values++] = asked->value[i];
    if (asked->values + 1 > words_most / own->words)
        return COPROD_E_LIMIT;
    asked->bits = coprod__arena_alloc(&own->scratch, (asked->values + 1) * own->words * sizeof *asked->bits);
    if (!asked->bits)
        return COPROD_E_MEMORY;
    fill_bits(own, order, attribute);
    return COPROD_OK;
}

static size_t match(making *own, const uint16_t *codes, const uint16_t *before)
{
    const uint32_t attributes = own->space->question->attributes;
    uint32_t a = 0;
    size_t count = 0;
    while (before && a < attributes && codes[a] == before[a])
        a++;
    for (; a < attributes; a++) {
        const uint64_t *bits = bits_of(own, a, codes[a]), *from = own->prefix + a * own->words;
        for (size_t w = 0; w < own->words; w++)
            own->prefix[(a + 1) * own->words + w] = from[w] & bits[w];
    }
    for (size_t w = 0; w < own->words; w++)
        for (uint64_t word = own->prefix[attributes * own->words + w]; word; word &= word - 1)
            own->list[count++] = (uint32_t)(w * 64 + (size_t)__builtin_ctzll(word));
    return count;
}

/* --- columns --- */

static int kind_of(making *own, const uint16_t *codes, uint32_t *kind)
{
    coprod__plan_space *space = own->space;
    const coprod__plan_question *question = space->question;
    uint64_t mask = 0;
    for (size_t p = 0; p < space->partners; p++) {
        const coprod__plan_partner *partner = &question->partner[space->partner[p]];
        for (size_t i = 0; i < partner->patterns && !(mask >> p & 1); i++)
            if (coprod__plan_matches(partner->codes + i * question->attributes, codes, question->attributes))
                mask |= (uint64_t)1 << p;
    }
    for (*kind = 0; *kind < space->kinds; ++*kind)
        if (space->kind_partners[*kind] == mask)
            return 1;
    if (!coprod__more(&space->arena.memory, (void **)&space->kind_partners, &own->mask_room, space->kinds + 1,
                      sizeof *space->kind_partners))
        return 0;
    space->kind_partners[space->kinds++] = mask;
    return 1;
}

static uint64_t hash_of(const uint32_t *list, size_t count, uint32_t kind)
{
    uint64_t hash = 0x9E3779B97F4A7C15u ^ kind;
    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ list[i]) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
    }
    return hash;
}

static int is_column(const making *own, uint32_t column, uint64_t hash, size_t count, uint32_t kind)
{
    const coprod__plan_space *space = own->space;
    const size_t from = space->column_from[column], rows = space->column_from[column + 1] - from;
    return own->hash[column] == hash && space->kind[column] == kind && rows == count
           && !memcmp(space->column_rows + from, own->list, count * sizeof *own->list);
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
           && coprod__more(memory, (void **)&space->column_rows, &own->rows_room, space->pairs + count,
                           sizeof *space->column_rows)
           && (own->slot_count > space->columns * 2 || more_slots(own));
}

/* The column of the rows in hand, made if there is none. */
static coprod_status find_column(making *own, size_t count, uint32_t kind, uint32_t *column)
{
    coprod__plan_space *space = own->space;
    const uint64_t hash = hash_of(own->list, count, kind);
    size_t slot;
    if (count > pairs_most - space->pairs)
        return COPROD_E_LIMIT;
    if (!more_columns(own, count))
        return COPROD_E_MEMORY;
    for (slot = hash & (own->slot_count - 1); own->slots[slot] != UINT32_MAX; slot = (slot + 1) & (own->slot_count - 1))
        if (is_column(own, own->slots[slot], hash, count, kind)) {
            *column = own->slots[slot];
            return COPROD_OK;
        }
    *column = own->slots[slot] = (uint32_t)space->columns;
    own->hash[*column] = hash;
    space->kind[*column] = kind;
    memcpy(space->column_rows + space->pairs, own->list, count * sizeof *own->list);
    space->pairs += count;
    space->column_from[++space->columns] = space->pairs;
    return COPROD_OK;
}

static coprod_status read_profiles(making *own, const coded *order)
{
    coprod__plan_space *space = own->space;
    const coprod__plan_question *question = space->question;
    coprod_status status = COPROD_OK;
    for (size_t i = 0; i < question->profiles && status == COPROD_OK; i++) {
        const size_t count = match(own, order[i].codes, i ? order[i - 1].codes : NULL);
        uint32_t kind = 0;
        own->column_of[i] = UINT32_MAX;
        if (!count || (question->copies && !question->copies[order[i].index]))
            continue;
        if (!kind_of(own, order[i].codes, &kind))
            return COPROD_E_MEMORY;
        if (!space->partners || space->kind_partners[kind])
            status = find_column(own, count, kind, &own->column_of[i]);
    }
    return status;
}

/* Who is in each column, and how many exist. */
static coprod_status read_members(making *own, const coded *order)
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
        people = question->copies ? question->copies[order[i].index] : UINT64_MAX;
        space->members[space->member_from[c + 1]++] = order[i].index;
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

static coprod_status read_gaps(making *own)
{
    coprod__plan_space *space = own->space;
    const coprod__plan_question *question = space->question;
    const coded *order = in_order(&own->scratch, question->gap_codes, question->needs, question->gaps,
                                  question->attributes);
    coprod_status status = COPROD_OK;
    space->rows = question->gaps;
    own->words = space->rows / 64 + 1;
    own->prefix = coprod__arena_alloc(&own->scratch, (question->attributes + 1) * own->words * sizeof *own->prefix);
    own->list = coprod__arena_alloc(&own->scratch, (space->rows + 1) * sizeof *own->list);
    own->column_of = coprod__arena_alloc(&own->scratch, (question->profiles + 1) * sizeof *own->column_of);
    space->row_gap = coprod__arena_alloc(&space->arena, (space->rows + 1) * sizeof *space->row_gap);
    space->asked = coprod__arena_alloc(&space->arena, (space->rows + 1) * sizeof *space->asked);
    if (!order || !own->prefix || !own->list || !own->column_of || !space->row_gap || !space->asked)
        return COPROD_E_MEMORY;
    for (size_t r = 0; r < space->rows; r++) {
        space->row_gap[r] = order[r].index;
        space->asked[r] = question->needs[order[r].index];
        own->prefix[r / 64] |= (uint64_t)1 << r % 64;
    }
    for (uint32_t a = 0; a < question->attributes && status == COPROD_OK; a++)
        status = read_attribute(own, order, a);
    return status;
}

static coprod_status read_all(making *own)
{
    const coprod__plan_question *question = own->space->question;
    const coded *order;
    coprod_status status = read_gaps(own);
    if (status != COPROD_OK)
        return status;
    order = in_order(&own->scratch, question->profile_codes, question->copies, question->profiles,
                     question->attributes);
    if (!order || !more_columns(own, 0))
        return COPROD_E_MEMORY;
    own->space->column_from[0] = 0;
    status = read_profiles(own, order);
    return status == COPROD_OK ? read_members(own, order) : status;
}

/* What grew by doubling moves into the arena, of which it then is a part. */
static int settle(coprod__plan_space *space, void **items, size_t *room, size_t used, size_t bytes)
{
    void *kept = coprod__arena_alloc(&space->arena, (used + 1) * bytes);
    if (kept && *items)
        memcpy(kept, *items, used * bytes);
    coprod__release(&space->arena.memory, *items, *room * bytes);
    *items = kept;
    *room = 0;
    return kept != NULL;
}

coprod_status coprod__plan_space_make(const coprod__memory *memory, const coprod__plan_question *question,
                                      coprod__plan_space *space)
{
    making own;
    coprod_status status;
    int kept;
    memset(&own, 0, sizeof own);
    memset(space, 0, sizeof *space);
    coprod__arena_init(&space->arena, memory);
    coprod__arena_init(&own.scratch, memory);
    own.space = space;
    space->question = question;
    read_partners(space);
    status = read_all(&own);
    coprod__arena_free(&own.scratch);
    coprod__release(memory, own.hash, own.hash_room * sizeof *own.hash);
    kept = settle(space, (void **)&space->column_from, &own.from_room, space->columns + 1, sizeof *space->column_from);
    kept &= settle(space, (void **)&space->column_rows, &own.rows_room, space->pairs, sizeof *space->column_rows);
    kept &= settle(space, (void **)&space->kind, &own.kind_room, space->columns, sizeof *space->kind);
    kept &= settle(space, (void **)&space->kind_partners, &own.mask_room, space->kinds, sizeof *space->kind_partners);
    return status == COPROD_OK && !kept ? COPROD_E_MEMORY : status;
}

void coprod__plan_space_free(coprod__plan_space *space)
{
    coprod__arena_free(&space->arena);
}
