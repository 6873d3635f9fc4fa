/* SPDX-License-Identifier: MIT */
/* How lately and how often: each time halves with every half-life. Weights are made at the end, from days, and added in
 * the order of their size, so that they do not depend on the order in which people were seen. */
#include <math.h>
#include <string.h>

#include "people_internal.h"
#include "score_internal.h"

static void sift(uint64_t *numbers, size_t from, size_t count)
{
    for (size_t child = 2 * from + 1; child < count; child = 2 * from + 1) {
        const uint64_t moved = numbers[from];
        child += child + 1 < count && numbers[child] < numbers[child + 1];
        if (moved >= numbers[child])
            return;
        numbers[from] = numbers[child];
        numbers[child] = moved;
        from = child;
    }
}

void coprod__people_sort(uint64_t *numbers, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        sift(numbers, i, count);
    for (size_t last = count; last-- > 1;) {
        const uint64_t highest = numbers[0];
        numbers[0] = numbers[last];
        numbers[last] = highest;
        sift(numbers, 0, last);
    }
}

/* The same for many, with as much room again: byte by byte from the lowest, which keeps the order of those before. */
static void sort_many(uint64_t *numbers, uint64_t *room, size_t count)
{
    for (int shift = 0; shift < 64; shift += 8) {
        size_t places[257] = {0};
        for (size_t i = 0; i < count; i++)
            places[1 + (numbers[i] >> shift & 255)]++;
        for (size_t byte = 0; byte < 256; byte++)
            places[byte + 1] += places[byte];
        for (size_t i = 0; i < count; i++)
            room[places[numbers[i] >> shift & 255]++] = numbers[i];
        memcpy(numbers, room, count * sizeof *numbers);
    }
}

typedef struct question {
    int32_t day, half_life, window;
} question;

static int counts(coprod__seen seen, const question *asked)
{
    return coprod__seen_kind(seen) == COPROD_TALLY_ATTENDED && coprod__seen_day(seen) <= asked->day;
}

/* Takes a person in: how often, and when last. */
static void take(const coprod__person *person, const question *asked, coprod_recency *recency)
{
    uint64_t times = 0;
    int32_t newest = 0;
    for (uint32_t i = 0; i < person->seen_count; i++)
        if (counts(person->seen[i], asked)) {
            newest = coprod__seen_day(person->seen[i]);
            times++;
        }
    if (!times)
        return;
    recency->last_day = !recency->people || newest > recency->last_day ? newest : recency->last_day;
    recency->people++;
    recency->times += times;
    recency->most_times = recency->most_times > times ? recency->most_times : times;
    recency->in_window += (int64_t)asked->day - newest < asked->window;
}

/* The weight that a person had on the day `last`; the smallest terms first. */
static double weigh(const coprod__person *person, const question *asked, int32_t last)
{
    coprod__sum weight = {0, 0};
    for (uint32_t i = 0; i < person->seen_count; i++)
        if (counts(person->seen[i], asked))
            coprod__sum_add(&weight, exp2(((double)coprod__seen_day(person->seen[i]) - last) / asked->half_life));
    return weight.sum;
}

/* Weights above 0, in order, as numbers of which the order is the same: doubles of one sign are. */
static size_t weigh_all(const coprod_people *people, uint32_t group, const question *asked, int32_t last,
                        uint64_t *weights, uint64_t *room)
{
    size_t count = 0;
    for (size_t i = 0; i < people->count; i++) {
        const double weight = coprod__people_in(people, i, group) ? weigh(&people->persons[i], asked, last) : 0;
        if (weight > 0)
            memcpy(&weights[count++], &weight, sizeof weight);
    }
    sort_many(weights, room, count);
    return count;
}

/* `since` is what is left today of a weight on the day when the group was last heard. Shares and effective voices do
 * not know of it: they are as they were on that day, however long ago that is. */
static void add_up(const uint64_t *weights, size_t count, double since, coprod_recency *recency)
{
    coprod__sum sum = {0, 0}, squares = {0, 0}, voices = {0, 0};
    double weight = 0;
    for (size_t i = 0; i < count; i++) {
        memcpy(&weight, &weights[i], sizeof weight);
        coprod__sum_add(&sum, weight);
        coprod__sum_add(&squares, weight * weight);
        coprod__sum_add(&voices, weight * since < 1 ? weight * since : 1);
    }
    recency->weight = sum.sum * since;
    recency->voices = voices.sum;
    recency->top_share = weight / sum.sum;
    recency->effective = sum.sum / squares.sum * sum.sum;
    if (recency->effective > (double)recency->people) /* by rounding only */
        recency->effective = (double)recency->people;
}

/* Of a group of which somebody was heard. */
static coprod_status find_weights(const coprod_people *people, uint32_t group, const question *asked,
                                  coprod_recency *recency)
{
    const size_t people_count = (size_t)recency->people, bytes = 2 * people_count * sizeof(uint64_t);
    const int64_t since = (int64_t)asked->day - recency->last_day;
    uint64_t *weights = coprod__alloc(&people->memory, bytes);
    if (!weights)
        return COPROD_E_MEMORY;
    add_up(weights, weigh_all(people, group, asked, recency->last_day, weights, weights + people_count),
           exp2(-(double)since / asked->half_life), recency);
    coprod__release(&people->memory, weights, bytes);
    recency->days_since = since > INT32_MAX ? INT32_MAX : (int32_t)since;
    return COPROD_OK;
}

coprod_status coprod_people_recency(const coprod_people *people, uint32_t group, int32_t day, int32_t half_life_days,
                                    int32_t window_days, coprod_recency *recency)
{
    const question asked = {day, half_life_days, window_days};
    coprod_recency local = {.size = sizeof local};
    coprod_status status = coprod__struct_begin(people, recency, sizeof local);
    if (status != COPROD_OK)
        return status;
    if (group != COPROD_EVERYBODY && group >= people->frame->group_count)
        return COPROD_E_UNKNOWN;
    if (half_life_days < 1 || half_life_days > 1000000 || window_days < 1 || window_days > 1000000)
        return COPROD_E_RANGE;
    for (size_t i = 0; i < people->count; i++)
        if (coprod__people_in(people, i, group))
            take(&people->persons[i], &asked, &local);
    status = local.people ? find_weights(people, group, &asked, &local) : COPROD_OK;
    return status == COPROD_OK ? coprod__struct_out(recency, sizeof local, sizeof local, &local) : status;
}
