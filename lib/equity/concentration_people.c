/* SPDX-License-Identifier: MIT */
/* Concentration indices of people: put in order, those alike share a mid-rank; and how much each moves the result. */
#include "concentration_internal.h"

#include <string.h>

enum { DIGITS = 256, PASSES = 4, FEW = 24 };

typedef struct person {
    uint64_t key; /* rises with the place */
    uint32_t row;
} person;

/* A person in the order, once it is found: what stands in memory side by side is read side by side. */
typedef struct weighed {
    double weight, away; /* the value, less the mean */
} weighed;

typedef struct people {
    const double *values, *places, *weights;
    size_t count;
    double total;
    uint64_t least, most; /* of the keys */
    person *order;
    weighed *weighed;
} people;

/* Doubles as integers that have the same order; -0 is 0. */
static uint64_t key_of(double place)
{
    uint64_t bits;
    place += 0.0;
    memcpy(&bits, &place, sizeof bits);
    return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static double weight_of(const people *all, size_t row)
{
    return all->weights ? all->weights[row] : 1;
}

/* --- order --- */

/* A heap: never slow, and with no room of its own. */
static void sift(person *rows, size_t at, size_t count)
{
    const person own = rows[at];
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        child += child + 1 < count && rows[child + 1].key > rows[child].key;
        if (rows[child].key <= own.key)
            break;
        rows[at] = rows[child];
    }
    rows[at] = own;
}

static void sort_few(person *rows, size_t count)
{
    for (size_t i = 1; i < count && count <= FEW; i++) {
        const person own = rows[i];
        size_t at = i;
        for (; at && rows[at - 1].key > own.key; at--)
            rows[at] = rows[at - 1];
        rows[at] = own;
    }
    if (count <= FEW)
        return;
    for (size_t i = count / 2; i-- > 0;)
        sift(rows, i, count);
    for (size_t i = count; i-- > 1;) {
        const person largest = rows[0];
        rows[0] = rows[i];
        rows[i] = largest;
        sift(rows, 0, i);
    }
}

static unsigned digit_of(const people *all, uint64_t key, int shift, int pass)
{
    return (unsigned)((key - all->least) >> shift >> (8 * pass)) & (DIGITS - 1);
}

/* By the 32 bits below the highest in which keys differ, eight at a time; then those alike in them by all the rest. */
static person *sort(const people *all, person *from, person *to)
{
    uint32_t found[PASSES][DIGITS] = {{0}};
    int shift = 0;
    while ((all->most - all->least) >> shift > UINT32_MAX)
        shift++;
    for (size_t i = 0; i < all->count; i++)
        for (int pass = 0; pass < PASSES; pass++)
            found[pass][digit_of(all, from[i].key, shift, pass)]++;
    for (int pass = 0; pass < PASSES; pass++) {
        uint32_t start = 0;
        person *const kept = from;
        if (found[pass][digit_of(all, from[0].key, shift, pass)] == all->count)
            continue;
        for (int i = 0; i < DIGITS; i++) {
            const uint32_t own = found[pass][i];
            found[pass][i] = start;
            start += own;
        }
        for (size_t i = 0; i < all->count; i++)
            to[found[pass][digit_of(all, from[i].key, shift, pass)]++] = from[i];
        from = to;
        to = kept;
    }
    for (size_t first = 0, end = 0; shift && first < all->count; first = end) {
        while (end < all->count && (from[end].key - all->least) >> shift == (from[first].key - all->least) >> shift)
            end++;
        sort_few(from + first, end - first);
    }
    return from;
}

/* --- sums --- */

/* People who share a place: from `first` up to the one before `end`, and the sums of what they weigh, and of weight and
 * value less the mean. */
typedef struct block {
    size_t first, end;
    double weight, value;
} block;

static void next_block(const people *all, block *own)
{
    coprod__sum weight = {0, 0}, value = {0, 0};
    own->first = own->end;
    for (; own->end < all->count && all->order[own->end].key == all->order[own->first].key; own->end++) {
        const weighed *one = &all->weighed[own->end];
        coprod__sum_add(&weight, one->weight);
        coprod__sum_add(&value, one->weight * one->away);
    }
    own->weight = coprod__sum_of(&weight);
    own->value = coprod__sum_of(&value);
}

static void find_indices(const people *all, coprod__concentrate *own)
{
    coprod__sum before = {0, 0}, aci = {0, 0};
    block here = {0};
    while (here.end < all->count) {
        next_block(all, &here);
        const double rank = (coprod__sum_of(&before) + here.weight / 2) / all->total;
        coprod__sum_add(&aci, 2 * here.value / all->total * (rank - 0.5));
        coprod__sum_add(&before, here.weight);
    }
    own->aci = coprod__sum_of(&aci);
}

/* How much one person more, of this value at this place, would move the mean and the absolute index; the variance of
 * the sum of all of them is that of the figure. `above` is the share of all value, less the mean, that lies further
 * up. */
static void find_variances(const people *all, coprod__concentrate *own)
{
    coprod__sum before = {0, 0}, below = {0, 0}, var_mean = {0, 0}, var_aci = {0, 0}, covariance = {0, 0};
    block here = {0};
    while (here.end < all->count) {
        next_block(all, &here);
        const double rank = (coprod__sum_of(&before) + here.weight / 2) / all->total;
        const double above = -(coprod__sum_of(&below) + here.value / 2) / all->total;
        for (size_t i = here.first; i < here.end; i++) {
            const double by = all->weighed[i].weight / all->total, away = all->weighed[i].away;
            const double moves = by * ((2 * rank - 1) * away + 2 * above - 2 * own->aci);
            coprod__sum_add(&var_mean, by * away * by * away);
            coprod__sum_add(&var_aci, moves * moves);
            coprod__sum_add(&covariance, moves * by * away);
        }
        coprod__sum_add(&before, here.weight);
        coprod__sum_add(&below, here.value);
    }
    own->var_mean = coprod__sum_of(&var_mean);
    own->var_aci = coprod__sum_of(&var_aci);
    own->covariance = coprod__sum_of(&covariance);
}

/* --- one call --- */

/* Weights and the mean, and each person's key. */
static coprod_status read_people(people *all, coprod__concentrate *own)
{
    coprod__sum total = {0, 0}, value = {0, 0};
    for (size_t i = 0; i < all->count; i++) {
        const double weight = weight_of(all, i);
        if (!isfinite(all->values[i]) || !isfinite(all->places[i]) || !isfinite(weight) || weight < 0
            || !coprod__within_bounds(own, all->values[i]))
            return COPROD_E_RANGE;
        coprod__sum_add(&total, weight);
        coprod__sum_add(&value, weight * all->values[i]);
        const uint64_t key = key_of(all->places[i]);
        all->order[i] = (person){key, (uint32_t)i};
        all->least = key < all->least ? key : all->least;
        all->most = key > all->most ? key : all->most;
    }
    all->total = coprod__sum_of(&total);
    if (all->total == 0)
        return COPROD_E_RANGE;
    own->mean = coprod__sum_of(&value) / all->total;
    return isfinite(all->total) && isfinite(own->mean) ? COPROD_OK : COPROD_E_OVERFLOW;
}

static coprod_status concentrate(people *all, coprod__concentrate *own, const coprod_allocator *allocator)
{
    coprod__memory memory;
    person *order;
    weighed *room;
    size_t bytes = 0;
    const size_t one = sizeof *order > sizeof *room ? sizeof *order : sizeof *room;
    coprod_status status = coprod__memory_init(allocator, &memory);
    if (status == COPROD_OK && coprod__size_mul(all->count, one, &bytes) != COPROD_OK)
        status = COPROD_E_LIMIT;
    if (status != COPROD_OK)
        return status;
    order = coprod__alloc(&memory, bytes);
    room = coprod__alloc(&memory, bytes);
    all->order = order;
    status = order && room ? read_people(all, own) : COPROD_E_MEMORY;
    if (status == COPROD_OK) {
        all->order = sort(all, order, (person *)(void *)room);
        all->weighed = (void *)(all->order == order ? (void *)room : (void *)order); /* the half that is free now */
        for (size_t i = 0; i < all->count; i++) {
            const size_t row = all->order[i].row;
            all->weighed[i] = (weighed){weight_of(all, row), all->values[row] - own->mean};
        }
        find_indices(all, own);
        find_variances(all, own);
    }
    coprod__release(&memory, room, bytes);
    coprod__release(&memory, order, bytes);
    return status;
}

coprod_status coprod_concentration_people(const double *values, const double *places, const double *weights,
                                          size_t count, const coprod_inequality_options *options,
                                          const coprod_allocator *allocator, coprod_concentration *result)
{
    coprod_concentration made = {.size = sizeof made};
    coprod_inequality_options settings;
    coprod__concentrate own = {0};
    people all = {.values = values, .places = places, .weights = weights, .count = count, .least = UINT64_MAX};
    coprod_status status = coprod__struct_begin(values, result, sizeof made);
    if (status == COPROD_OK)
        status = coprod__inequality_options(options, &settings);
    if (status == COPROD_OK)
        status = !places              ? COPROD_E_ARGUMENT
                 : !count             ? COPROD_E_RANGE
                 : count > UINT32_MAX ? COPROD_E_LIMIT
                                      : COPROD_OK;
    if (status != COPROD_OK)
        return status;
    own.z = coprod__normal_two_sided(settings.confidence);
    own.lowest = settings.lowest;
    own.highest = settings.highest;
    own.no_limits = count > 1 ? COPROD_INEQUALITY_KNOWN : COPROD_INEQUALITY_NO_LIMITS;
    status = concentrate(&all, &own, allocator);
    if (status == COPROD_OK)
        status = coprod__concentration_write(&own, &made);
    return status == COPROD_OK ? coprod__struct_out(result, sizeof made, sizeof made, &made) : status;
}
