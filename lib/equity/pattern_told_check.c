/* SPDX-License-Identifier: MIT */
/* The calls that ask whether a list tells too much: what they are given is checked, and a list is made of gaps. */
#include <string.h>

#include "pattern_told_internal.h"

/* --- what is asked --- */

static coprod_status check_codes(const coprod_pattern_schema *schema, const uint16_t *codes, uint64_t count,
                                 int unknown)
{
    for (uint64_t i = 0; i < count; i++)
        for (uint32_t a = 0; a < schema->attributes; a++) {
            const uint32_t digits = unknown ? schema->radix[a] : schema->cardinality[a];
            const uint16_t code = codes[i * schema->attributes + a];
            if (code != PATTERN_ANY && code >= digits)
                return COPROD_E_UNKNOWN;
        }
    return COPROD_OK;
}

/* A range is of one attribute, and goes from a value to a later one. */
static int has_ranges(const coprod_pattern_schema *schema, const coprod_pattern_beside *beside)
{
    for (uint64_t i = 0; i < beside->count; i++) {
        uint32_t ranges = 0;
        for (uint32_t a = 0; a < schema->attributes; a++) {
            const uint16_t from = beside->codes[i * schema->attributes + a];
            const uint16_t until = beside->until[i * schema->attributes + a];
            if (until < from || (from != until && until == PATTERN_ANY))
                return 0;
            ranges += from != until;
        }
        if (ranges > 1)
            return 0;
    }
    return 1;
}

static coprod_status check_beside(const coprod_pattern_schema *schema, const coprod_pattern_beside *beside)
{
    coprod_status status;
    if (beside->count && (!beside->codes || !beside->low || !beside->high))
        return COPROD_E_ARGUMENT;
    for (uint64_t i = 0; i < beside->count; i++)
        if (beside->low[i] > beside->high[i])
            return COPROD_E_ARGUMENT;
    status = check_codes(schema, beside->codes, beside->count, 1);
    if (status == COPROD_OK && beside->until)
        status = check_codes(schema, beside->until, beside->count, 1);
    if (status == COPROD_OK && beside->until && !has_ranges(schema, beside))
        status = COPROD_E_ARGUMENT;
    return status;
}

/* Where the caller wants the codes of what follows. */
typedef struct told_codes {
    uint16_t *from, *until;
    size_t count;
} told_codes;

/* Room for the codes; an answer of which only the caller's size is written. */
static coprod_status begin(const void *object, uint32_t attributes, const told_codes *codes,
                           coprod_pattern_leak *leak)
{
    coprod_pattern_leak own;
    const coprod_status status = coprod__struct_begin(object, leak, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (codes->count && !codes->from && !codes->until)
        return COPROD_E_ARGUMENT;
    return (codes->from || codes->until) && codes->count < attributes ? COPROD_E_BUFFER : COPROD_OK;
}

static coprod_status ask(coprod__told_question *asked, const coprod_pattern_beside *beside)
{
    coprod_status status = coprod__struct_in(beside, sizeof asked->beside, sizeof asked->beside, &asked->beside);
    return status == COPROD_OK ? check_beside(asked->schema, &asked->beside) : status;
}

static coprod_status answer(const coprod__told_question *asked, coprod__told_list *list, const told_codes *codes,
                            coprod_pattern_leak *leak)
{
    coprod_pattern_leak own = {.size = sizeof own};
    const size_t bytes = asked->schema->attributes * sizeof(uint16_t);
    uint16_t from[PATTERN_ATTRIBUTES], until[PATTERN_ATTRIBUTES];
    coprod_status status, written;
    memset(from, 0xff, sizeof from);
    memset(until, 0xff, sizeof until);
    if (list->threshold < asked->publish_from || list->people_low < asked->publish_from) {
        own.state = COPROD_PATTERN_LEAK_LIST;
        status = COPROD_E_RANGE;
    } else {
        status = asked->publish_from ? coprod__told_check(asked, list, from, until, &own) : COPROD_OK;
    }
    if (codes->from)
        memcpy(codes->from, from, bytes);
    if (codes->until)
        memcpy(codes->until, until, bytes);
    written = coprod__struct_out(leak, sizeof own, sizeof own, &own);
    return written == COPROD_OK ? status : written;
}

/* --- gaps --- */

static uint64_t sum_of(const uint64_t *by_level, uint32_t levels)
{
    uint64_t sum = 0;
    for (uint32_t level = 0; level <= levels; level++)
        sum = by_level[level] > UINT64_MAX - sum ? UINT64_MAX : sum + by_level[level];
    return sum;
}

static coprod_status check_gaps(const coprod__told_question *asked, const coprod_pattern_gaps *gaps,
                                const told_codes *codes, coprod_pattern_leak *leak)
{
    const struct pattern_found *found = &gaps->found;
    const coprod_pattern_query *query = &gaps->query;
    const uint64_t all = sum_of(found->by_level, found->complete_level);
    const size_t bytes = (found->count + 1) * 2 * sizeof(uint64_t);
    uint64_t *bounds = coprod__resize(&gaps->memory, NULL, 0, bytes);
    coprod__told_list list = {.codes = found->codes, .low = bounds, .high = bounds + found->count,
                              .count = found->count, .threshold = query->threshold,
                              .min_population = query->min_population, .complete_level = found->complete_level,
                              .may_be_more = coprod__gaps_may_be_more(gaps),
                              .publish_from = asked->publish_from};
    coprod_status status;
    if (!bounds)
        return COPROD_E_MEMORY;
    if (found->truncated && !found->memory_needed && !list.may_be_more)
        list.beyond = query->max_results - all + 1;
    for (size_t i = 0; i < found->count; i++)
        coprod__gaps_band(gaps->schema->view.band, found->coverage[i], query->threshold, asked->publish_from,
                          &bounds[i], &bounds[found->count + i]);
    if (!coprod__gaps_publishable(gaps, asked->publish_from))
        list.threshold = 0; /* the list tells too much by itself */
    coprod__gaps_people_band(gaps, asked->publish_from, &list.people_low, &list.people_high);
    status = answer(asked, &list, codes, leak);
    coprod__release(&gaps->memory, bounds, bytes);
    return status;
}

coprod_status coprod_pattern_gaps_check(const coprod_pattern_gaps *gaps, uint64_t publish_from,
                                        const coprod_pattern_beside *beside, uint16_t *codes,
                                        uint16_t *until, size_t count, coprod_pattern_leak *leak)
{
    const told_codes room = {codes, until, count};
    coprod__told_question asked = {.publish_from = publish_from};
    coprod_status status = begin(gaps, gaps ? gaps->schema->attributes : 0, &room, leak);
    if (status != COPROD_OK)
        return status;
    if (gaps->query.count_only)
        return COPROD_E_ARGUMENT;
    asked.schema = gaps->schema;
    asked.memory = &gaps->memory;
    asked.population = gaps->query.population;
    status = ask(&asked, beside);
    return status == COPROD_OK ? check_gaps(&asked, gaps, &room, leak) : status;
}

/* --- a list --- */

static coprod_status check_list(const coprod_pattern_schema *schema, const coprod_pattern_list *list)
{
    if ((list->count && (!list->codes || !list->low || !list->high)) || list->people_low > list->people_high
        || !list->threshold || list->complete_level > schema->attributes
        || (list->beyond && list->complete_level == schema->attributes) || list->may_be_more < 0
        || list->may_be_more > 1)
        return COPROD_E_ARGUMENT;
    if (list->population && strcmp(list->population->own.schema->fingerprint, schema->fingerprint))
        return COPROD_E_FINGERPRINT;
    for (uint64_t i = 0; i < list->count; i++) {
        uint32_t level = 0;
        for (uint32_t a = 0; a < schema->attributes; a++)
            level += list->codes[i * schema->attributes + a] != PATTERN_ANY;
        if (list->low[i] > list->high[i] || list->high[i] >= list->threshold || level > list->complete_level)
            return COPROD_E_ARGUMENT;
    }
    return check_codes(schema, list->codes, list->count, 0);
}

coprod_status coprod_pattern_list_check(const coprod_pattern_schema *schema, const coprod_pattern_list *list,
                                        uint64_t publish_from, const coprod_pattern_beside *beside,
                                        const coprod_allocator *allocator, uint16_t *codes, uint16_t *until,
                                        size_t count, coprod_pattern_leak *leak)
{
    const told_codes room = {codes, until, count};
    coprod__told_question asked = {.schema = schema, .publish_from = publish_from};
    coprod_pattern_list from;
    coprod__told_list own = {0};
    coprod__memory memory;
    coprod_status status = begin(schema, schema ? schema->attributes : 0, &room, leak);
    if (status == COPROD_OK && !list)
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod__struct_in(list, sizeof from, sizeof from, &from);
    if (status == COPROD_OK)
        status = coprod__memory_init(allocator, &memory);
    if (status == COPROD_OK)
        status = check_list(schema, &from);
    if (status == COPROD_OK)
        status = ask(&asked, beside);
    if (status != COPROD_OK)
        return status;
    asked.memory = &memory;
    asked.population = from.population;
    own.codes = from.codes;
    own.low = from.low;
    own.high = from.high;
    own.count = (size_t)from.count;
    own.people_low = from.people_low;
    own.people_high = from.people_high;
    own.threshold = from.threshold;
    own.min_population = from.min_population;
    own.complete_level = from.complete_level;
    own.beyond = from.may_be_more ? 0 : from.beyond;
    own.may_be_more = from.may_be_more;
    own.publish_from = publish_from;
    return answer(&asked, &own, &room, leak);
}
