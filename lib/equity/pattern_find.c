/* SPDX-License-Identifier: MIT */
/* A question, its search, and what becomes of what was found. */
#include <string.h>

#include "pattern_find_internal.h"
#include "pattern_gaps_internal.h"
#include "pattern_store_internal.h"

enum { MEMORY = 256 * 1024 * 1024, RATE_MOST = 1000000000 };

static coprod_status check_query(const coprod_pattern_tally *tally, const coprod_pattern_query *query)
{
    const coprod_pattern_people *people = query->population;
    const int rate = query->rate_over || query->rate_under, told = coprod__pattern_people_told(people);
    if (query->engine < COPROD_PATTERN_CHOOSE || query->engine > COPROD_PATTERN_BITMAP || query->count_only < 0
        || query->count_only > 1 || (query->min_population && !people)
        || ((query->min_population > 1 || query->top || rate) && !told))
        return COPROD_E_ARGUMENT;
    if ((rate ? query->threshold != 0 : !query->threshold) || (rate && (!query->rate_over || !query->rate_under))
        || query->rate_over > RATE_MOST || query->rate_under > RATE_MOST
        || query->max_level > tally->schema->attributes || query->publish_from > query->threshold)
        return COPROD_E_RANGE;
    if (people && strcmp(people->own.schema->fingerprint, tally->schema->fingerprint))
        return COPROD_E_FINGERPRINT;
    if (rate && (tally->store->people > UINT32_MAX || people->own.cells.people > UINT32_MAX))
        return COPROD_E_LIMIT;
    return COPROD_OK;
}

static void ask(coprod_pattern_search *search)
{
    const coprod_pattern_query *query = &search->query;
    struct pattern_question *question = &search->question;
    question->threshold = query->threshold;
    question->max_level = query->max_level;
    question->min_population = query->min_population;
    question->population = query->population ? &query->population->own : NULL;
    question->max_results = query->max_results;
    question->memory_bytes = query->memory_bytes ? query->memory_bytes : MEMORY;
    question->threads = query->threads;
    question->count_only = query->count_only;
    question->rate_over = query->rate_over;
    question->rate_under = query->rate_under;
}

static coprod_status begin(coprod_pattern_search *search, const coprod_pattern_tally *tally, coprod_findings *findings)
{
    struct pattern_cells head;
    coprod_status status = coprod__pattern_cells_head(tally, &head);
    search->people = head.people;
    search->cells.attributes = head.attributes;
    ask(search);
    if (status == COPROD_OK)
        status = coprod__pattern_choose(&head, &search->question, search->query.engine, findings, &search->engine,
                                        &search->chosen);
    if (status == COPROD_OK && !search->engine->fill) {
        search->copied = coprod__pattern_copy_bytes(&head);
        search->question.memory_bytes -= search->copied;
        status = coprod__pattern_cells_of(tally, &search->memory, &search->cells);
    }
    if (status == COPROD_OK)
        status = search->engine->begin(&search->memory, search->engine->fill ? &head : &search->cells,
                                       &search->question, &search->search);
    if (status == COPROD_OK && search->engine->fill)
        search->engine->fill(search->search, tally);
    return status;
}

coprod_status coprod_pattern_search_new(const coprod_pattern_tally *tally, const coprod_pattern_query *query,
                                        const coprod_allocator *allocator, coprod_findings *findings,
                                        coprod_pattern_search **search)
{
    coprod_pattern_query own;
    coprod__memory memory;
    coprod_pattern_search *made;
    coprod_status status;
    if (!search)
        return COPROD_E_ARGUMENT;
    *search = NULL;
    if (!tally || !query)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(query, sizeof own, sizeof own, &own);
    if (status == COPROD_OK)
        status = check_query(tally, &own);
    if (status == COPROD_OK)
        status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    made = coprod__alloc(&memory, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->memory = memory;
    made->query = own;
    made->schema = coprod__pattern_schema_take(tally->schema);
    coprod__pattern_people_take(own.population);
    status = begin(made, tally, findings);
    if (status == COPROD_OK)
        *search = made;
    else
        coprod_pattern_search_free(made);
    return status;
}

void coprod_pattern_search_free(coprod_pattern_search *search)
{
    coprod__memory memory;
    if (!search)
        return;
    memory = search->memory;
    if (search->search)
        search->engine->free(search->search);
    coprod__pattern_cells_free(&memory, &search->cells);
    coprod_pattern_people_free((coprod_pattern_people *)search->query.population);
    coprod_pattern_schema_free((coprod_pattern_schema *)search->schema);
    coprod__release(&memory, search, sizeof *search);
}

coprod_status coprod_pattern_search_run(coprod_pattern_search *search, uint64_t work, const int32_t *stop,
                                        int32_t *done)
{
    coprod_status status = COPROD_OK;
    if (!done)
        return COPROD_E_ARGUMENT;
    *done = 0;
    if (!search || !search->search)
        return COPROD_E_ARGUMENT;
    if (!search->done)
        status = search->engine->run(search->search, work, stop, &search->done);
    if (status != COPROD_OK) {
        search->engine->free(search->search);
        search->search = NULL;
        search->done = 0;
    }
    *done = search->done;
    return status;
}

/* --- what becomes of what was found --- */

static uint64_t told_people(const struct pattern_found *found, const coprod_pattern_search *search, size_t i)
{
    return coprod__gaps_told_people(search->schema, found->population[i], search->query.publish_from);
}

static void move_up(struct pattern_found *found, uint32_t attributes, size_t to, size_t from)
{
    memmove(found->codes + to * attributes, found->codes + from * attributes, attributes * sizeof *found->codes);
    found->coverage[to] = found->coverage[from];
    found->population[to] = found->population[from];
}

/* Keeps those with more people than `last`, as these are told, and the first `equal` with as many. */
static coprod_status keep(struct pattern_found *found, const coprod_pattern_search *search, uint64_t last, size_t equal)
{
    size_t kept = 0;
    for (size_t i = 0; i < found->count; i++) {
        const uint64_t people = told_people(found, search, i);
        if (people < last || (people == last && !equal))
            continue;
        equal -= people == last ? 1 : 0;
        move_up(found, search->schema->attributes, kept++, i);
    }
    found->count = kept;
    return coprod__pattern_found_fit(found, search->schema->attributes);
}

/* As many people as the last of the top ones has; how many of those with as many are among these. */
static coprod_status find_last(const struct pattern_found *found, const coprod_pattern_search *search, uint64_t *last,
                               size_t *equal)
{
    const size_t count = found->count, top = (size_t)search->query.top, bytes = count * sizeof(uint64_t);
    uint64_t *numbers = coprod__resize(found->memory, NULL, 0, bytes);
    uint64_t *scratch = coprod__resize(found->memory, NULL, 0, bytes);
    const int fine = numbers && scratch;
    if (fine) {
        const uint64_t *sorted;
        for (size_t i = 0; i < count; i++)
            numbers[i] = told_people(found, search, i);
        sorted = coprod__pattern_sort_numbers(numbers, count, 0, scratch);
        *last = sorted[count - top];
        *equal = 0;
        while (*equal < top && sorted[count - top + *equal] == *last)
            ++*equal;
    }
    coprod__release(found->memory, numbers, bytes);
    coprod__release(found->memory, scratch, bytes);
    return fine ? COPROD_OK : COPROD_E_MEMORY;
}

static coprod_status put_in_order(struct pattern_found *found, const coprod_pattern_search *search)
{
    return found->ordered ? COPROD_OK
                          : coprod__pattern_order(found, search->schema->cardinality, search->schema->attributes,
                                                  search->schema, search->query.publish_from);
}

/* In order; those with the most people, as these are told, and of as many people what stands before others. What has
 * fewer is put aside first: only the rest is put in order. */
static coprod_status order_top(struct pattern_found *found, const coprod_pattern_search *search)
{
    const uint64_t top = search->query.top;
    uint64_t last = 0;
    size_t equal = 0;
    coprod_status status;
    if (!top || top >= found->count)
        return put_in_order(found, search);
    status = find_last(found, search, &last, &equal);
    if (status == COPROD_OK)
        status = keep(found, search, last, SIZE_MAX);
    if (status == COPROD_OK)
        status = put_in_order(found, search);
    return status == COPROD_OK && found->count > top ? keep(found, search, last, equal) : status;
}

coprod_status coprod_pattern_search_take(coprod_pattern_search *search, coprod_pattern_gaps **gaps)
{
    coprod_pattern_gaps *made;
    coprod_status status;
    if (!gaps)
        return COPROD_E_ARGUMENT;
    *gaps = NULL;
    if (!search || !search->done || !search->search)
        return COPROD_E_ARGUMENT;
    made = coprod__alloc(&search->memory, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->memory = search->memory;
    made->query = search->query;
    coprod__pattern_people_take(made->query.population);
    made->schema = coprod__pattern_schema_take(search->schema);
    made->people = search->people;
    made->engine = search->chosen;
    search->engine->take(search->search, &made->found);
    search->engine->free(search->search);
    search->search = NULL;
    made->found.memory = &made->memory;
    made->found.memory_needed += made->found.memory_needed ? search->copied : 0;
    made->found.populated = coprod__pattern_people_told(made->query.population); /* else no number orders them */
    status = order_top(&made->found, search);
    if (status == COPROD_OK)
        *gaps = made;
    else
        coprod_pattern_gaps_free(made);
    return status;
}

coprod_status coprod_pattern_find(const coprod_pattern_tally *tally, const coprod_pattern_query *query,
                                  const coprod_allocator *allocator, coprod_findings *findings,
                                  coprod_pattern_gaps **gaps)
{
    coprod_pattern_search *search;
    int32_t done;
    coprod_status status;
    if (!gaps)
        return COPROD_E_ARGUMENT;
    *gaps = NULL;
    status = coprod_pattern_search_new(tally, query, allocator, findings, &search);
    if (status == COPROD_OK)
        status = coprod_pattern_search_run(search, 0, NULL, &done);
    if (status == COPROD_OK)
        status = coprod_pattern_search_take(search, gaps);
    if (status == COPROD_OK && (*gaps)->found.memory_needed)
        coprod__pattern_over_budget(findings, COPROD_WARNING, search->chosen, (*gaps)->found.memory_needed,
                                    search->question.memory_bytes + search->copied);
    coprod_pattern_search_free(search);
    return status;
}
