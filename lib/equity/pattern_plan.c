/* SPDX-License-Identifier: MIT */
/* A plan as a caller holds it: gaps, people and partners are checked as a whole before the first is added. */
#include <string.h>

#include "json_internal.h"
#include "pattern_gaps_internal.h"
#include "pattern_plan_handle_internal.h"
#include "pattern_store_internal.h"

coprod_status coprod_pattern_plan_new(const coprod_pattern_schema *schema, const coprod_allocator *allocator,
                                      coprod_pattern_plan **plan)
{
    coprod__memory memory;
    coprod_pattern_plan *made;
    coprod_status status;
    if (!plan)
        return COPROD_E_ARGUMENT;
    *plan = NULL;
    if (!schema)
        return COPROD_E_ARGUMENT;
    status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    made = coprod__alloc(&memory, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->memory = memory;
    made->schema = coprod__pattern_schema_take(schema);
    coprod__arena_init(&made->given, &memory);
    *plan = made;
    return COPROD_OK;
}

void coprod__plan_unmake(coprod_pattern_plan *plan)
{
    if (plan->made)
        coprod__plan_answer_free(&plan->answer);
    plan->made = 0;
}

void coprod_pattern_plan_free(coprod_pattern_plan *plan)
{
    if (!plan)
        return;
    coprod__plan_unmake(plan);
    coprod__arena_free(&plan->given);
    for (size_t i = 0; i < plan->population_count; i++)
        coprod_pattern_people_free((coprod_pattern_people *)plan->population[i]);
    coprod__release(&plan->memory, plan->gaps, plan->gaps_room * sizeof *plan->gaps);
    coprod__release(&plan->memory, plan->needs, plan->needs_room * sizeof *plan->needs);
    coprod__release(&plan->memory, plan->profiles, plan->profiles_room * sizeof *plan->profiles);
    coprod__release(&plan->memory, plan->copies, plan->copies_room * sizeof *plan->copies);
    coprod_pattern_schema_free((coprod_pattern_schema *)plan->schema);
    coprod__release(&plan->memory, plan, sizeof *plan);
}

const coprod_pattern_schema *coprod_pattern_plan_schema(const coprod_pattern_plan *plan)
{
    return plan ? plan->schema : NULL;
}

/* --- codes --- */

static coprod_status say_bad(coprod_pattern_bad_code *bad, size_t row, uint32_t attribute)
{
    coprod_pattern_bad_code own = {.size = sizeof own, .row = row, .attribute = attribute};
    if (bad)
        coprod__struct_out(bad, sizeof own, sizeof own, &own);
    return COPROD_E_UNKNOWN;
}

static coprod_status check_patterns(const coprod_pattern_schema *schema, const uint16_t *codes, size_t count,
                                    coprod_pattern_bad_code *bad)
{
    for (size_t i = 0; i < count; i++)
        for (uint32_t a = 0; a < schema->attributes; a++) {
            const uint16_t code = codes[i * schema->attributes + a];
            if (code != PATTERN_ANY && code >= schema->cardinality[a])
                return say_bad(bad, i, a);
        }
    return COPROD_OK;
}

static coprod_status begin_bad(coprod_pattern_bad_code *bad)
{
    return bad ? coprod__struct_begin(bad, bad, sizeof *bad) : COPROD_OK;
}

/* Room for more rows of codes with a number each. */
static int more(coprod_pattern_plan *plan, uint16_t **codes, size_t *codes_room, uint64_t **numbers,
                size_t *numbers_room, size_t wanted)
{
    return coprod__more(&plan->memory, (void **)codes, codes_room, wanted * plan->schema->attributes, sizeof **codes)
           && coprod__more(&plan->memory, (void **)numbers, numbers_room, wanted, sizeof **numbers);
}

static void put(uint32_t attributes, uint16_t *codes, uint64_t *numbers, size_t at, const uint16_t *new_codes,
                const uint64_t *new_numbers, uint64_t otherwise, size_t count)
{
    if (count)
        memcpy(codes + at * attributes, new_codes, count * attributes * sizeof *codes);
    for (size_t i = 0; i < count; i++)
        numbers[at + i] = new_numbers ? new_numbers[i] : otherwise;
}

/* --- gaps --- */

static coprod_status sum_needs(const uint64_t *needs, size_t count, uint64_t *sum)
{
    for (size_t i = 0; i < count; i++) {
        const uint64_t need = needs ? needs[i] : 1;
        if (!need || need > coprod__plan_needs_most - *sum)
            return COPROD_E_RANGE;
        *sum += need;
    }
    return COPROD_OK;
}

coprod_status coprod_pattern_plan_add_gaps(coprod_pattern_plan *plan, const uint16_t *patterns, const uint64_t *needs,
                                           size_t count, coprod_pattern_bad_code *bad)
{
    uint64_t sum;
    coprod_status status = begin_bad(bad);
    if (status != COPROD_OK)
        return status;
    if (!plan || (count && !patterns))
        return COPROD_E_ARGUMENT;
    if (count > COPROD__PLAN_GAPS_MOST - plan->gap_count)
        return COPROD_E_LIMIT;
    sum = plan->needs_sum;
    status = check_patterns(plan->schema, patterns, count, bad);
    if (status == COPROD_OK)
        status = sum_needs(needs, count, &sum);
    if (status != COPROD_OK)
        return status;
    if (!more(plan, &plan->gaps, &plan->gaps_room, &plan->needs, &plan->needs_room, plan->gap_count + count))
        return COPROD_E_MEMORY;
    coprod__plan_unmake(plan);
    put(plan->schema->attributes, plan->gaps, plan->needs, plan->gap_count, patterns, needs, 1, count);
    plan->gap_count += count;
    plan->needs_sum = sum;
    return COPROD_OK;
}

coprod_status coprod_pattern_plan_publish(coprod_pattern_plan *plan, uint64_t publish_from)
{
    if (!plan)
        return COPROD_E_ARGUMENT;
    if (publish_from > coprod__plan_needs_most || (plan->has_found && publish_from != plan->publish_from))
        return COPROD_E_RANGE;
    coprod__plan_unmake(plan);
    plan->publish_from = publish_from;
    return COPROD_OK;
}

coprod_status coprod_pattern_plan_need(const coprod_pattern_schema *schema, uint64_t count, uint64_t threshold,
                                       uint64_t publish_from, uint64_t *need)
{
    uint64_t low, high;
    if (need)
        *need = 0;
    if (!schema || !need)
        return COPROD_E_ARGUMENT;
    if (count >= threshold || publish_from > threshold)
        return COPROD_E_RANGE;
    coprod__gaps_band(schema->view.band, count, threshold, publish_from, &low, &high);
    *need = threshold - low;
    return COPROD_OK;
}

coprod_status coprod_pattern_plan_add_found(coprod_pattern_plan *plan, const coprod_pattern_gaps *gaps, int32_t once)
{
    uint64_t *needs;
    size_t count;
    coprod_status status;
    if (!plan || !gaps)
        return COPROD_E_ARGUMENT;
    if (strcmp(plan->schema->fingerprint, gaps->schema->fingerprint))
        return COPROD_E_FINGERPRINT;
    if (gaps->query.count_only || gaps->found.truncated || !coprod__gaps_publishable(gaps, plan->publish_from))
        return COPROD_E_RANGE;
    count = gaps->found.count;
    if (count > COPROD__PLAN_GAPS_MOST)
        return COPROD_E_LIMIT;
    needs = coprod__alloc(&plan->memory, (count + 1) * sizeof *needs); /* there may be no gaps */
    if (!needs)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (once || gaps->query.rate_over)
            needs[i] = 1;
        else
            coprod_pattern_plan_need(plan->schema, gaps->found.coverage[i], gaps->query.threshold, plan->publish_from,
                                     &needs[i]);
    status = coprod_pattern_plan_add_gaps(plan, gaps->found.codes, needs, count, NULL);
    coprod__release(&plan->memory, needs, (count + 1) * sizeof *needs);
    plan->has_found |= status == COPROD_OK;
    return status;
}

/* --- people --- */

coprod_status coprod_pattern_plan_add_people(coprod_pattern_plan *plan, const uint16_t *codes, const uint64_t *people,
                                             size_t count, coprod_pattern_bad_code *bad)
{
    const coprod__pattern_block block = {.codes = codes, .rows = count};
    uint32_t attribute = 0;
    size_t row = 0;
    coprod_status status = begin_bad(bad);
    if (status != COPROD_OK)
        return status;
    if (!plan || (count && !codes))
        return COPROD_E_ARGUMENT;
    if (count > COPROD__PLAN_PROFILES_MOST - plan->profile_count)
        return COPROD_E_LIMIT;
    if (count && !coprod__pattern_check(plan->schema, &block, &row, &attribute))
        return say_bad(bad, row, attribute);
    if (!more(plan, &plan->profiles, &plan->profiles_room, &plan->copies, &plan->copies_room,
              plan->profile_count + count))
        return COPROD_E_MEMORY;
    coprod__plan_unmake(plan);
    put(plan->schema->attributes, plan->profiles, plan->copies, plan->profile_count, codes, people, UINT64_MAX, count);
    plan->profile_count += count;
    return COPROD_OK;
}

coprod_status coprod_pattern_plan_add_tally(coprod_pattern_plan *plan, const coprod_pattern_tally *tally)
{
    struct pattern_cells cells;
    coprod_status status;
    if (!plan || !tally)
        return COPROD_E_ARGUMENT;
    if (strcmp(plan->schema->fingerprint, tally->schema->fingerprint))
        return COPROD_E_FINGERPRINT;
    status = coprod__pattern_cells_of(tally, &plan->memory, &cells);
    if (status != COPROD_OK)
        return status;
    status = coprod_pattern_plan_add_people(plan, cells.codes, cells.weights, cells.count, NULL);
    coprod__pattern_cells_free(&plan->memory, &cells);
    return status;
}

/* --- partners --- */

/* Costs of all are known, or of none. */
static int is_cost(const coprod_pattern_plan *plan, int64_t pence)
{
    const int unknown = pence == COPROD_PATTERN_COST_UNKNOWN;
    if (plan->partner_count && unknown != (plan->partner[0].cost_pence == COPROD_PATTERN_COST_UNKNOWN))
        return 0;
    return unknown || (pence >= 0 && pence <= coprod__plan_cost_most);
}

static coprod_status check_partner(const coprod_pattern_plan *plan, const coprod_pattern_partner *own,
                                   coprod_pattern_bad_code *bad)
{
    size_t bytes;
    if (!own->id || !own->reaches || !own->pattern_count)
        return COPROD_E_ARGUMENT;
    if (coprod__text_check(own->id, COPROD_NTS, &bytes) != COPROD_OK || !coprod__is_word(own->id)
        || (own->title && coprod__text_check(own->title, COPROD_NTS, &bytes) != COPROD_OK))
        return COPROD_E_TEXT;
    if (plan->partner_count == COPROD__PLAN_PARTNERS
        || own->pattern_count > COPROD__PLAN_PATTERNS_MOST - plan->pattern_count)
        return COPROD_E_LIMIT;
    if (!is_cost(plan, own->cost_pence))
        return COPROD_E_RANGE;
    for (size_t p = 0; p < plan->partner_count; p++)
        if (!strcmp(plan->partner[p].id, own->id))
            return COPROD_E_RANGE;
    return check_patterns(plan->schema, own->reaches, (size_t)own->pattern_count, bad);
}

coprod_status coprod_pattern_plan_add_partner(coprod_pattern_plan *plan, const coprod_pattern_partner *partner,
                                              coprod_pattern_bad_code *bad)
{
    coprod_pattern_partner own;
    coprod__plan_partner *made;
    uint16_t *codes;
    const char *id, *title;
    size_t count;
    coprod_status status = begin_bad(bad);
    if (status == COPROD_OK && (!plan || !partner))
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod__struct_in(partner, sizeof own, sizeof own, &own);
    if (status == COPROD_OK)
        status = check_partner(plan, &own, bad);
    if (status != COPROD_OK)
        return status;
    count = (size_t)own.pattern_count * plan->schema->attributes;
    codes = coprod__arena_alloc(&plan->given, count * sizeof *codes);
    id = coprod__arena_text(&plan->given, own.id);
    title = coprod__arena_text(&plan->given, own.title);
    if (!codes || !id || !title)
        return COPROD_E_MEMORY;
    coprod__plan_unmake(plan);
    memcpy(codes, own.reaches, count * sizeof *codes);
    plan->title[plan->partner_count] = title;
    made = &plan->partner[plan->partner_count++];
    made->id = id;
    made->max_people = own.max_people ? own.max_people : UINT64_MAX;
    made->cost_pence = own.cost_pence;
    made->patterns = (size_t)own.pattern_count;
    made->codes = codes;
    plan->pattern_count += made->patterns;
    return COPROD_OK;
}
