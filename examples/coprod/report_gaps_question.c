/* SPDX-License-Identifier: MIT */
/* A question of the frame that may be an attribute of the combinations: with as many answers, with more or with fewer.
 * Answers that are values, by their ids or labels, part the others; what lies between two of them adds up to the same,
 * whichever value an answer belongs to, as long as both keep their order. */
#include <string.h>

#include "report_gaps_told.h"

enum { GROUPS = 256, NO_VALUE = 1 << 20 /* more than an attribute has */ };

/* The answers of a question in their order, and the value that each is. */
typedef struct answers {
    const told_set *set;
    uint32_t count, group[GROUPS], value[GROUPS], values;
} answers;

/* Whether two ids are the same but for the sign between words. */
static int same_id(const char *a, const char *b)
{
    while (*a && (*a == *b || ((*a == '-' || *a == '_') && (*b == '-' || *b == '_')))) {
        a++;
        b++;
    }
    return !*a && !*b;
}

static uint32_t value_of(const told_gaps *from, uint32_t attribute, const told_group *group)
{
    const coprod_pattern_attribute own = gaps_attribute(from, attribute);
    for (uint32_t v = 0; v < own.value_count; v++) {
        coprod_pattern_value value = {.size = sizeof value};
        coprod_pattern_schema_value(from->info.schema, attribute, v, &value);
        if (same_id(value.id, group->info.id) || (value.label[0] && !strcmp(value.label, group->info.title)))
            return v;
    }
    return NO_VALUE;
}

/* 0: too many to be looked at. */
static int read_answers(const told_set *set, const told_gaps *from, uint32_t attribute, uint32_t dimension,
                        answers *own)
{
    own->set = set;
    own->count = 0;
    own->values = gaps_attribute(from, attribute).value_count;
    for (uint32_t g = 0; g < set->frame.group_count; g++) {
        if (set->groups[g].info.dimension != dimension)
            continue;
        if (own->count == GROUPS)
            return 0;
        own->group[own->count] = g;
        own->value[own->count++] = value_of(from, attribute, &set->groups[g]);
    }
    return 1;
}

int question_is(const told_set *set, const told_gaps *from, uint32_t attribute, uint32_t dimension)
{
    return same_id(gaps_attribute(from, attribute).id, set->dimensions[dimension].info.id);
}

int question_may_be(const told_set *set, const told_gaps *from, uint32_t attribute, uint32_t dimension)
{
    answers own;
    if (set->dimensions[dimension].info.kind != COPROD_DIMENSION_PARTITION
        || !read_answers(set, from, attribute, dimension, &own))
        return 0;
    if (own.count == own.values || question_is(set, from, attribute, dimension))
        return own.count > 0;
    for (uint32_t i = 0; i < own.count; i++)
        if (own.value[i] != NO_VALUE)
            return 1;
    return 0;
}

/* --- what it tells --- */

static const figure *count_of(const answers *own, uint32_t index)
{
    return &own->set->groups[own->group[index]].count;
}

/* Answers from one to before another together. 0: of one of them nothing is told. */
static int sum_of(const answers *own, uint32_t from, uint32_t until, uint64_t *low, uint64_t *high)
{
    *low = *high = 0;
    for (uint32_t i = from; i < until; i++) {
        const figure *count = count_of(own, i);
        if (!count->known)
            return 0;
        *low += count->low;
        *high = count->high > UINT64_MAX - *high ? UINT64_MAX : *high + count->high;
    }
    return 1;
}

/* Answers and values that lie between the same two others. */
typedef struct between {
    uint32_t attribute, answer, answers, value, values;
} between;

/* Each answer is of one value, in their order, and each value has one or more. The first few values are as many answers
 * or more, and leave as many as there are values left; and so the last few. */
static void tell_finer(told_beside *to, const answers *own, const between *at)
{
    const uint32_t answer_end = at->answer + at->answers, value_end = at->value + at->values;
    uint64_t low, high, least, most;
    for (uint32_t i = 1; i < at->values; i++) {
        sum_of(own, at->answer, at->answer + i, &least, &most);
        sum_of(own, at->answer, answer_end - (at->values - i), &low, &high);
        beside_add_values(to, at->attribute, at->value, at->value + i - 1, least, high);
        sum_of(own, answer_end - i, answer_end, &least, &most);
        sum_of(own, at->answer + (at->values - i), answer_end, &low, &high);
        beside_add_values(to, at->attribute, value_end - i, value_end - 1, least, high);
    }
}

/* Each value is of one answer, in their order, and each answer has one or more. */
static void tell_coarser(told_beside *to, const answers *own, const between *at)
{
    const uint32_t answer_end = at->answer + at->answers, value_end = at->value + at->values;
    uint64_t low, high;
    for (uint32_t i = 1; i < at->answers; i++) {
        const uint32_t most = at->values - (at->answers - i);
        sum_of(own, at->answer, at->answer + i, &low, &high);
        beside_add_values(to, at->attribute, at->value, at->value + i - 1, 0, high);
        beside_add_values(to, at->attribute, at->value, at->value + most - 1, low, UINT64_MAX);
        sum_of(own, answer_end - i, answer_end, &low, &high);
        beside_add_values(to, at->attribute, value_end - i, value_end - 1, 0, high);
        beside_add_values(to, at->attribute, value_end - most, value_end - 1, low, UINT64_MAX);
    }
}

static void tell_between(told_beside *to, const answers *own, uint32_t attribute, uint32_t answer, uint32_t answer_end,
                         uint32_t value, uint32_t value_end)
{
    const between at = {attribute, answer, answer_end - answer, value, value_end - value};
    uint64_t low, high;
    for (uint32_t i = 0; at.answers == at.values && i < at.values; i++)
        if (sum_of(own, answer + i, answer + i + 1, &low, &high))
            beside_add_values(to, attribute, value + i, value + i, low, high);
    if (!at.answers || !at.values || !sum_of(own, answer, answer_end, &low, &high))
        return;
    beside_add_values(to, attribute, value, value_end - 1, low, high);
    if (at.answers > at.values)
        tell_finer(to, own, &at);
    else if (at.answers < at.values)
        tell_coarser(to, own, &at);
}

void question_tell(told_beside *to, const told_set *set, const told_gaps *from, uint32_t attribute,
                   uint32_t dimension)
{
    answers own;
    uint32_t answer = 0, value = 0;
    if (!read_answers(set, from, attribute, dimension, &own))
        return;
    for (uint32_t i = 0; i < own.count; i++) {
        const figure *count = count_of(&own, i);
        if (own.value[i] == NO_VALUE || !count->known)
            continue;
        beside_add_values(to, attribute, own.value[i], own.value[i], count->low, count->high);
    }
    for (uint32_t i = 0; i < own.count; i++) { /* those in another order say nothing of what lies between */
        if (own.value[i] == NO_VALUE)
            continue;
        if (own.value[i] < value)
            return;
        tell_between(to, &own, attribute, answer, i, value, own.value[i]);
        answer = i + 1;
        value = own.value[i] + 1;
    }
    tell_between(to, &own, attribute, answer, own.count, value, own.values);
}
