/* SPDX-License-Identifier: MIT */
/* coprod missing: from how many people who live there on a gap is shown, and how many gaps that leaves out. */
#include "missing.h"

__extension__ typedef unsigned __int128 wide;

enum { HIDDEN_WORK = 100000, HIDDEN_MEMORY = 64 * 1024 * 1024 };

uint64_t missing_fair_minimum(uint64_t need, uint64_t all, uint64_t counted)
{
    const wide fair = ((wide)need * all + counted - 1) / counted;
    return fair > UINT64_MAX ? UINT64_MAX : (uint64_t)fair;
}

/* Of nobody there is no share. */
static int somebody_is_there(const missing_options *own, const coprod_pattern_tally_info *counted,
                             const coprod_pattern_people_info *living)
{
    const coprod_pattern_query *query = &own->query;
    if (own->publish_from > counted->people)
        return program_fail("missing", "--publish", "fewer people than that were counted; nothing can be told"), 0;
    if (query->rate_over && !counted->people)
        return program_fail("missing", "--rate", "nobody was counted, and of nobody there is no share"), 0;
    if (!query->population)
        return 1;
    if (living->is_told && !living->total)
        return program_fail(own->people, NULL, "nobody lives there"), 0;
    if (!living->is_told && (query->min_population > 1 || query->top || query->rate_over || own->share))
        return program_fail(own->people, NULL, "says only what is impossible; --min-people, --top, --rate and --share"
                                               " ask how many live there"), 0;
    return 1;
}

int missing_settle_minimum(missing_options *own, const coprod_pattern_schema *schema, const coprod_pattern_tally *tally)
{
    coprod_pattern_tally_info counted = {.size = sizeof counted};
    coprod_pattern_people_info living = {.size = sizeof living};
    uint64_t least = 0, most;
    coprod_pattern_tally_get(tally, &counted);
    if (own->query.population)
        coprod_pattern_people_get(own->query.population, &living);
    own->told = living.is_told;
    if (!somebody_is_there(own, &counted, &living))
        return 0;
    own->estimated = living.estimated;
    if (own->query.population && !living.is_told && !own->has_minimum)
        own->query.min_population = 1; /* of whoever can be */
    coprod_pattern_view_count(schema, counted.people, 0, own->publish_from, &least, &most);
    /* In a view of as few as are told, since who knows all who live there works that number out. */
    if (living.is_told && !own->has_minimum && !own->query.rate_over && least)
        own->query.min_population = missing_fair_minimum(own->query.threshold, living.total, least);
    return 1;
}

static uint64_t all_of(const coprod_pattern_gaps *gaps, uint32_t levels)
{
    uint64_t sum = 0;
    for (uint32_t level = 0; level <= levels; level++)
        sum += coprod_pattern_gaps_level(gaps, level);
    return sum;
}

/* Counted without a list, and for a moment at most: where that is not enough, only that there may be some is said. */
void missing_count_hidden(missing_options *own, const coprod_pattern_tally *tally, const coprod_pattern_gaps *gaps)
{
    coprod_pattern_gaps_info shown = {.size = sizeof shown}, found = {.size = sizeof found};
    coprod_pattern_query query = own->query;
    coprod_pattern_search *search = NULL;
    coprod_pattern_gaps *all = NULL;
    int32_t done = 0;
    if (query.min_population < 2 || own->publish_from || own->json || own->patterns)
        return;
    query.min_population = 1;
    query.count_only = 1;
    query.max_results = query.top = 0;
    if (!query.memory_bytes || query.memory_bytes > HIDDEN_MEMORY)
        query.memory_bytes = HIDDEN_MEMORY;
    own->hidden_state = MISSING_MAY_BE;
    if (coprod_pattern_search_new(tally, &query, NULL, NULL, &search) == COPROD_OK
        && coprod_pattern_search_run(search, HIDDEN_WORK, NULL, &done) == COPROD_OK && done
        && coprod_pattern_search_take(search, &all) == COPROD_OK) {
        coprod_pattern_gaps_get(gaps, &shown);
        coprod_pattern_gaps_get(all, &found);
        if (found.complete_level >= shown.complete_level) {
            own->hidden_state = MISSING_COUNTED;
            own->hidden = all_of(all, shown.complete_level) - all_of(gaps, shown.complete_level);
        }
    }
    coprod_pattern_gaps_free(all);
    coprod_pattern_search_free(search);
}
