/* SPDX-License-Identifier: MIT */
/* The inverse question: which method can reach a level, and what does each still lack? */
#include <string.h>

#include "methods_internal.h"

size_t coprod_methods_count(const coprod_methods *methods)
{
    return methods ? methods->count : 0;
}

size_t coprod_methods_consideration_count(const coprod_methods *methods)
{
    return methods ? methods->consideration_count : 0;
}

coprod_status coprod_methods_consideration(const coprod_methods *methods, size_t index,
                                           coprod_consideration *consideration)
{
    coprod_consideration own = {sizeof own};
    coprod_status status = coprod__struct_begin(methods, consideration, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= methods->consideration_count)
        return COPROD_E_UNKNOWN;
    own.id = methods->considerations[index].id;
    own.title = methods->considerations[index].title;
    own.ask = methods->considerations[index].ask;
    own.groups = methods->considerations[index].groups;
    own.source_title = methods->considerations[index].source.title;
    own.source_words = methods->considerations[index].source.words;
    return coprod__struct_out(consideration, sizeof own, sizeof own, &own);
}

coprod_status coprod_methods_range(const coprod_methods *methods, size_t index, uint32_t indicator, int32_t *low,
                                   int32_t *high)
{
    if (low)
        *low = 0;
    if (high)
        *high = 0;
    if (!methods || !low || !high)
        return COPROD_E_ARGUMENT;
    if (index >= methods->count || indicator >= methods->spectrum->indicator_count)
        return COPROD_E_UNKNOWN;
    *low = methods->methods[index].low.x[indicator];
    *high = methods->methods[index].high.x[indicator];
    return COPROD_OK;
}

static void describe(const coprod__method *from, coprod_method *to)
{
    to->size = sizeof *to;
    to->id = from->id;
    to->title = from->title;
    to->text = from->text;
    to->source_title = from->source.title;
    to->source_address = from->source.address;
    to->considerations = from->considerations;
}

/* Levels of ranges, by the same three calls as any evidence. */
static void levels(const coprod_methods *methods, const coprod__vector *low, const coprod__vector *high,
                   coprod_method *to)
{
    coprod_evidence evidence = {.spectrum = methods->spectrum, .low = *low, .high = *high};
    coprod_classification result = {.spectrum = methods->spectrum};
    coprod_classify(methods->spectrum, &evidence, NULL, &result);
    to->lowest = result.lowest;
    to->point = result.at_point;
    to->highest = result.highest;
}

coprod_status coprod_methods_get(const coprod_methods *methods, size_t index, coprod_method *method)
{
    coprod_method own = {sizeof own};
    coprod_status status = coprod__struct_begin(methods, method, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= methods->count)
        return COPROD_E_UNKNOWN;
    describe(&methods->methods[index], &own);
    levels(methods, &methods->methods[index].low, &methods->methods[index].high, &own);
    return coprod__struct_out(method, sizeof own, sizeof own, &own);
}

/* Whether two lists of words have one in common, or the first has "*". */
static int share_word(const char *groups, const char *asked)
{
    for (const char *at = groups; *at; at += strcspn(at, " "), at += *at == ' ')
        if (*at == '*')
            return 1;
    while (asked && *asked) {
        size_t length = strcspn(asked, " ");
        for (const char *at = groups; length && *at; at += strcspn(at, " "), at += *at == ' ')
            if (strcspn(at, " ") == length && !strncmp(at, asked, length))
                return 1;
        asked += length + (asked[length] == ' ');
    }
    return 0;
}

typedef struct fit {
    coprod_method method;
    uint32_t steps, lacks;
} fit;

static uint32_t bits(uint32_t mask)
{
    uint32_t count = 0;
    for (; mask; mask &= mask - 1)
        count++;
    return count;
}

/* What one method gives towards the aim. What it lacks is the least that makes the level certain; blocked is what
 * neither its own form nor the offer allows. */
static void weigh(const coprod_methods *methods, const coprod__method *from, const coprod_aim *aim, fit *to)
{
    const coprod_spectrum *spectrum = methods->spectrum;
    coprod__vector low = from->low, high = from->high, least;
    memset(to, 0, sizeof *to);
    describe(from, &to->method);
    for (uint32_t i = 0; aim->offer && i < spectrum->indicator_count; i++) {
        high.x[i] = aim->offer[i] < high.x[i] ? aim->offer[i] : high.x[i];
        to->method.blocked |= (uint32_t)(low.x[i] > high.x[i]) << i; /* more than can be offered */
        low.x[i] = low.x[i] < high.x[i] ? low.x[i] : high.x[i];
    }
    levels(methods, &low, &high, &to->method);
    to->method.reaches = to->method.highest >= aim->rank;
    least = low;
    if (coprod__level_of(spectrum, &low) < aim->rank)
        coprod__least_answers(spectrum, &low, aim->rank, &high, &least);
    for (uint32_t i = 0; i < spectrum->indicator_count; i++) {
        if (least.x[i] <= low.x[i])
            continue;
        to->method.lacks |= (uint32_t)1 << i;
        to->method.needs[i] = least.x[i];
        to->method.blocked |= (uint32_t)(least.x[i] > high.x[i]) << i;
        to->steps += (uint32_t)(least.x[i] - low.x[i]);
    }
    to->lacks = bits(to->method.lacks);
    for (uint32_t j = 0; j < methods->consideration_count; j++)
        if (!share_word(methods->considerations[j].groups, aim->groups))
            to->method.considerations &= ~((uint32_t)1 << j);
}

/* Three numbers decide the order; the smaller comes first. */
typedef struct order {
    uint32_t misses, lacks, steps;
} order;

static int comes_before(const order *a, const order *b)
{
    if (a->misses != b->misses)
        return a->misses < b->misses;
    if (a->lacks != b->lacks)
        return a->lacks < b->lacks;
    return a->steps < b->steps;
}

static coprod_status check_aim(const coprod_methods *methods, const coprod_aim *aim, coprod_aim *own)
{
    coprod_status status = coprod__struct_in(aim, sizeof *own, sizeof *own, own);
    if (status != COPROD_OK)
        return status;
    if (own->reserved)
        return COPROD_E_ARGUMENT;
    if (own->rank < 1 || (uint32_t)own->rank > methods->spectrum->level_count)
        return COPROD_E_UNKNOWN;
    for (uint32_t i = 0; own->offer && i < methods->spectrum->indicator_count; i++)
        if (own->offer[i] != COPROD_ANSWER_UNKNOWN && own->offer[i] > methods->spectrum->top[i])
            return COPROD_E_RANGE;
    return COPROD_OK;
}

coprod_status coprod_methods_for(const coprod_methods *methods, const coprod_aim *aim, size_t place,
                                 coprod_method *method)
{
    coprod_aim own;
    order orders[COPROD__METHODS];
    fit one = {{0}, 0, 0};
    coprod_status status;
    status = coprod__struct_begin(aim ? methods : NULL, method, sizeof one.method);
    if (status == COPROD_OK)
        status = check_aim(methods, aim, &own);
    if (status != COPROD_OK)
        return status;
    if (place >= methods->count)
        return COPROD_E_UNKNOWN;
    for (uint32_t i = 0; i < methods->count; i++) {
        weigh(methods, &methods->methods[i], &own, &one);
        orders[i] = (order){!one.method.reaches, one.lacks, one.steps};
    }
    for (uint32_t i = 0; i < methods->count; i++) {
        size_t before = 0;
        for (uint32_t j = 0; j < methods->count; j++)
            before += (size_t)(comes_before(&orders[j], &orders[i])
                               || (j < i && !comes_before(&orders[i], &orders[j])));
        if (before == place)
            weigh(methods, &methods->methods[i], &own, &one);
        if (before == place)
            break;
    }
    return coprod__struct_out(method, sizeof one.method, sizeof one.method, &one.method);
}
