/* SPDX-License-Identifier: MIT */
/* A list of additions that makes the sums over rows of all items: columns, or profiles before there are columns. A sum
 * is made attribute by attribute: what rows are worth that match the first codes of an item, by what they ask of the
 * others. Items with the same first codes share that. So there are fewer additions than pairs, often by far. */
#include <string.h>

#include "pattern_plan_internal.h"

enum { SHARE = 4 /* additions in the time of a pair */, ALL_CODES = 65536 };

static const size_t additions_most = (size_t)1 << 30;

/* A sum by what is asked of the attributes that are left; of those who ask the same, the first row. */
typedef struct asked {
    uint32_t row, sum;
} asked;

typedef struct making {
    coprod__plan_sums *sums;
    const coprod__plan_space *space;
    const coprod__plan_items *given;
    coprod__arena scratch;
    uint32_t attributes;
    uint32_t order[32];  /* attributes, those of the fewest values first */
    uint32_t values[32]; /* of each that are asked for; as a digit: any other, or any */
    uint16_t *row_digit, *item_digit; /* @[attributes * rows], @[attributes * items] */
    uint32_t *rank;      /* @[(attributes + 1) * rows] the place of what a row asks from an attribute on */
    uint32_t *items;     /* in the order of their digits */
    asked *list;         /* @[(attributes + 1) * rows] */
    size_t *listed;      /* @[attributes + 1] */
} making;

/* --- digits --- */

static const uint16_t *asked_by(const making *own, size_t row)
{
    return own->space->question->gap_codes + (size_t)own->space->row_gap[row] * own->attributes;
}

static const uint16_t *codes_of(const making *own, size_t item)
{
    const size_t at = own->given->index ? own->given->index[item] : item;
    return own->given->codes + at * own->attributes;
}

/* Values in the order in which rows ask for them. */
static void read_digits(making *own, uint32_t attribute, uint32_t *digit_of)
{
    const size_t rows = own->space->rows, items = own->given->count;
    uint32_t values = 0;
    memset(digit_of, 0xFF, ALL_CODES * sizeof *digit_of);
    for (size_t r = 0; r < rows; r++) {
        const uint16_t code = asked_by(own, r)[attribute];
        if (code != COPROD__PLAN_ANY && digit_of[code] == UINT32_MAX)
            digit_of[code] = values++;
    }
    own->values[attribute] = values;
    for (size_t r = 0; r < rows; r++) {
        const uint32_t digit = digit_of[asked_by(own, r)[attribute]];
        own->row_digit[attribute * rows + r] = (uint16_t)(digit < values ? digit : values);
    }
    for (size_t i = 0; i < items; i++) {
        const uint32_t digit = digit_of[codes_of(own, i)[attribute]];
        own->item_digit[attribute * items + i] = (uint16_t)(digit < values ? digit : values);
    }
}

static void put_in_order(making *own)
{
    for (uint32_t a = 0; a < own->attributes; a++) {
        uint32_t place = a;
        for (; place && own->values[own->order[place - 1]] > own->values[a]; place--)
            own->order[place] = own->order[place - 1];
        own->order[place] = a;
    }
}

/* --- orders --- */

/* Stable, by one digit. */
static void sort_by(const uint16_t *digits, uint32_t values, uint32_t *items, size_t count, uint32_t *other,
                    uint32_t *places)
{
    memset(places, 0, (values + 2) * sizeof *places);
    for (size_t i = 0; i < count; i++)
        places[digits[items[i]] + 1]++;
    for (uint32_t v = 0; v < values; v++)
        places[v + 1] += places[v];
    for (size_t i = 0; i < count; i++)
        other[places[digits[items[i]]]++] = items[i];
    memcpy(items, other, count * sizeof *items);
}

static void rank_rows(making *own, uint32_t *items, uint32_t *other, uint32_t *places)
{
    const size_t rows = own->space->rows;
    for (uint32_t r = 0; r < rows; r++)
        items[r] = r;
    for (uint32_t k = own->attributes; k--;) {
        const uint32_t a = own->order[k];
        const uint16_t *digits = own->row_digit + a * rows;
        uint32_t *rank = own->rank + k * rows;
        const uint32_t *later = rank + rows;
        uint32_t place = 0;
        sort_by(digits, own->values[a], items, rows, other, places);
        for (size_t i = 0; i < rows; i++) {
            place += i && (digits[items[i]] != digits[items[i - 1]] || later[items[i]] != later[items[i - 1]]);
            rank[items[i]] = place;
        }
    }
    for (size_t i = 0; i < rows; i++)
        own->list[i].row = items[i];
}

static coprod_status make_orders(making *own)
{
    const size_t rows = own->space->rows, count = own->given->count, most = (rows > count ? rows : count) + 1;
    const size_t sets = own->attributes;
    uint32_t *digit_of = coprod__arena_alloc(&own->scratch, ALL_CODES * sizeof *digit_of);
    uint32_t *other = coprod__arena_alloc(&own->scratch, most * sizeof *other);
    uint32_t *places = coprod__arena_alloc(&own->scratch, (ALL_CODES + 2) * sizeof *places);
    uint32_t *items = coprod__arena_alloc(&own->scratch, most * sizeof *items);
    own->row_digit = coprod__arena_alloc(&own->scratch, (sets * rows + 1) * sizeof *own->row_digit);
    own->item_digit = coprod__arena_alloc(&own->scratch, (sets * count + 1) * sizeof *own->item_digit);
    own->rank = coprod__arena_alloc(&own->scratch, (sets + 1) * (rows + 1) * sizeof *own->rank);
    own->list = coprod__arena_alloc(&own->scratch, (sets + 1) * (rows + 1) * sizeof *own->list);
    own->listed = coprod__arena_alloc(&own->scratch, (sets + 1) * sizeof *own->listed);
    if (!digit_of || !other || !places || !items || !own->row_digit || !own->item_digit || !own->rank || !own->list
        || !own->listed)
        return COPROD_E_MEMORY;
    own->items = items;
    for (uint32_t a = 0; a < own->attributes; a++)
        read_digits(own, a, digit_of);
    put_in_order(own);
    rank_rows(own, items, other, places);
    for (uint32_t i = 0; i < count; i++)
        items[i] = i;
    for (uint32_t k = own->attributes; k--;)
        sort_by(own->item_digit + own->order[k] * count, own->values[own->order[k]], items, count, other, places);
    return COPROD_OK;
}

/* --- the list of additions --- */

/* The sum of two sums; UINT32_MAX: no memory. */
static uint32_t add(making *own, uint32_t a, uint32_t b)
{
    coprod__plan_sums *sums = own->sums;
    if (!coprod__more(&own->space->arena.memory, (void **)&sums->parts, &sums->room, 2 * (sums->additions + 1),
                      sizeof *sums->parts))
        return UINT32_MAX;
    sums->parts[2 * sums->additions] = a;
    sums->parts[2 * sums->additions + 1] = b;
    return (uint32_t)(own->space->rows + sums->additions++);
}

/* The first list: each row, and one sum of those that ask the same. */
static int begin_list(making *own)
{
    size_t count = 0;
    for (size_t i = 0; i < own->space->rows; i++) {
        const uint32_t row = own->list[i].row;
        asked *last = &own->list[count ? count - 1 : 0];
        if (count && own->rank[last->row] == own->rank[row]) {
            if ((last->sum = add(own, last->sum, row)) == UINT32_MAX)
                return 0;
        } else {
            own->list[count].row = own->list[count].sum = row;
            count++;
        }
    }
    own->listed[0] = count;
    own->sums->looks = own->space->rows;
    return 1;
}

/* The first of a list that asks for this digit or a later one. */
static const asked *first_of(const making *own, uint32_t k, uint32_t digit)
{
    const uint16_t *digits = own->row_digit + own->order[k] * own->space->rows;
    const asked *low = own->list + k * own->space->rows, *high = low + own->listed[k];
    while (low < high) {
        const asked *middle = low + (high - low) / 2;
        if (digits[middle->row] < digit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What is left of a list after one more code: those that ask for it, and those that ask for none. */
static int next_list(making *own, uint32_t k, uint32_t digit)
{
    const size_t rows = own->space->rows;
    const uint32_t any = own->values[own->order[k]], *rank = own->rank + (k + 1) * rows;
    const asked *end = own->list + k * rows + own->listed[k], *a = first_of(own, k, digit), *b = first_of(own, k, any);
    const asked *until = digit < any ? first_of(own, k, digit + 1) : a;
    asked *to = own->list + (k + 1) * rows;
    while (a < until || b < end) {
        const uint32_t x = a < until ? rank[a->row] : UINT32_MAX, y = b < end ? rank[b->row] : UINT32_MAX;
        *to = x < y ? *a : *b;
        if (x == y && (to->sum = add(own, a->sum, b->sum)) == UINT32_MAX)
            return 0;
        a += x <= y;
        b += y <= x;
        to++;
    }
    own->listed[k + 1] = (size_t)(to - own->list) - (k + 1) * rows;
    own->sums->looks += own->listed[k + 1] + 1;
    return 1;
}

/* Whether the list is too long to be worth it, or nobody wants it any more. */
static int is_enough(const making *own)
{
    const int32_t *stop = own->space->question->stop;
    return own->sums->looks > own->given->looks_most || own->sums->additions > additions_most
           || (stop && __atomic_load_n(stop, __ATOMIC_RELAXED));
}

static coprod_status make_list(making *own)
{
    const size_t items = own->given->count, rows = own->space->rows;
    if (!begin_list(own))
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < items && !is_enough(own); i++) {
        const uint32_t item = own->items[i];
        uint32_t k = 0;
        for (; i && k < own->attributes; k++) {
            const uint16_t *digits = own->item_digit + own->order[k] * items;
            if (digits[item] != digits[own->items[i - 1]])
                break;
        }
        for (; k < own->attributes; k++)
            if (!next_list(own, k, own->item_digit[own->order[k] * items + item]))
                return COPROD_E_MEMORY;
        own->sums->sum_of[item] = own->listed[own->attributes] ? own->list[own->attributes * rows].sum : UINT32_MAX;
    }
    return COPROD_OK;
}

coprod_status coprod__plan_list_trim(coprod__arena *scratch, coprod__plan_sums *sums, size_t items)
{
    const size_t rows = sums->space->rows, all = rows + sums->additions;
    uint32_t *place = coprod__arena_alloc(scratch, (all + 1) * sizeof *place);
    size_t kept = 0;
    if (!place)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < items; i++)
        if (sums->sum_of[i] != UINT32_MAX)
            place[sums->sum_of[i]] = 1;
    for (size_t i = sums->additions; i--;)
        if (place[rows + i])
            place[sums->parts[2 * i]] = place[sums->parts[2 * i + 1]] = 1;
    for (uint32_t i = 0; i < all; i++)
        if (i < rows) {
            place[i] = i;
        } else if (place[i]) {
            sums->parts[2 * kept] = place[sums->parts[2 * (i - rows)]];
            sums->parts[2 * kept + 1] = place[sums->parts[2 * (i - rows) + 1]];
            place[i] = (uint32_t)(rows + kept++);
        }
    for (size_t i = 0; i < items; i++)
        if (sums->sum_of[i] != UINT32_MAX)
            sums->sum_of[i] = place[sums->sum_of[i]];
    sums->additions = kept;
    sums->cost = (kept + items) / SHARE;
    return COPROD_OK;
}

/* --- the whole --- */

static coprod_status make(making *own, coprod__arena *arena)
{
    coprod__plan_sums *sums = own->sums;
    const size_t items = own->given->count;
    coprod_status status = make_orders(own);
    sums->sum_of = coprod__arena_alloc(arena, (items + 1) * sizeof *sums->sum_of);
    if (status == COPROD_OK && !sums->sum_of)
        status = COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = make_list(own);
    if (status != COPROD_OK || is_enough(own))
        return status;
    status = coprod__plan_list_trim(&own->scratch, sums, items);
    if (status != COPROD_OK || sums->additions > own->given->additions_most)
        return status;
    sums->value = coprod__arena_alloc(arena, (own->space->rows + sums->additions + 1) * sizeof *sums->value);
    sums->shared = 1;
    return sums->value ? COPROD_OK : COPROD_E_MEMORY;
}

coprod_status coprod__plan_list_make(coprod__arena *arena, const coprod__plan_space *space,
                                     const coprod__plan_items *items, coprod__plan_sums *sums)
{
    making own;
    coprod_status status;
    memset(sums, 0, sizeof *sums);
    memset(&own, 0, sizeof own);
    sums->space = space;
    own.sums = sums;
    own.space = space;
    own.given = items;
    own.attributes = space->question->attributes;
    coprod__arena_init(&own.scratch, &space->arena.memory);
    status = make(&own, arena);
    coprod__arena_free(&own.scratch);
    return status;
}
