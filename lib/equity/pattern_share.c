/* SPDX-License-Identifier: MIT */
/* Gaps beside their fair share: whoever was counted as a draw of so many people from those who live there. */
#include <math.h>

#include "pattern_gaps_internal.h"
#include "special_internal.h"

__extension__ typedef unsigned __int128 wide;

uint64_t coprod__gaps_total(const coprod_pattern_gaps *gaps)
{
    const struct pattern_people *people = &gaps->query.population->own;
    return people->counted ? people->cells.people : people->total;
}

/* The chance of k or fewer of n, k < n, where p is part / (part + rest). By the smaller of p and 1 - p, which a double
 * holds best; what it does not hold of that, and of either number, is made good by how fast the chance changes. */
static double tail_of(double k, double n, uint64_t part, uint64_t rest)
{
    const int below = part <= rest;
    const uint64_t all = part + rest, one = below ? part : rest; /* below 2^63 */
    const double total = (double)all, small = (double)one, x = small / total;
    const double lost = (double)(int64_t)(one - (uint64_t)small) - x * (double)(int64_t)(all - (uint64_t)total);
    const double missed = (fma(-x, total, small) + lost) / total;
    const double a = below ? k + 1.0 : n - k, b = below ? n - k : k + 1.0;
    const double slope = n * exp(coprod__log_binomial(a - 1.0, n - 1.0, x));
    return below ? coprod__beta_upper(a, b, x) - slope * missed : coprod__beta_lower(a, b, x) + slope * missed;
}

void coprod__gaps_share(const coprod_pattern_gaps *gaps, size_t index, coprod_pattern_share *share)
{
    const uint64_t people = gaps->people, coverage = gaps->found.coverage[index];
    uint64_t population;
    *share = (coprod_pattern_share){.size = sizeof *share, .fair = NAN, .ratio = NAN, .tail = NAN};
    share->state = COPROD_PATTERN_SHARE_NO_POPULATION;
    if (!coprod__gaps_told(gaps))
        return;
    population = gaps->found.population[index];
    share->total = coprod__gaps_total(gaps);
    share->estimated = !gaps->query.population->own.counted;
    share->state = COPROD_PATTERN_SHARE_NOBODY;
    if (!people || !population)
        return;
    share->fair = (double)((wide)people * population) / (double)share->total;
    share->ratio = (double)((wide)coverage * share->total) / (double)((wide)people * population);
    share->state = COPROD_PATTERN_SHARE_TOO_MANY;
    if (people > UINT32_MAX)
        return;
    share->state = COPROD_PATTERN_SHARE_KNOWN;
    share->tail = 1.0;
    if (coverage < people)
        share->tail = population == share->total ? 0.0
                                                 : tail_of((double)coverage, (double)people, population,
                                                           share->total - population);
}

coprod_status coprod_pattern_gaps_share(const coprod_pattern_gaps *gaps, size_t index, coprod_pattern_share *share)
{
    coprod_pattern_share own;
    coprod_status status = coprod__struct_begin(gaps, share, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= gaps->found.count)
        return COPROD_E_UNKNOWN;
    coprod__gaps_share(gaps, index, &own);
    return coprod__struct_out(share, sizeof own, sizeof own, &own);
}

coprod_status coprod_pattern_gaps_shares(const coprod_pattern_gaps *gaps, size_t from, size_t count, double *fair,
                                         double *ratio, double *tail)
{
    if (!gaps)
        return COPROD_E_ARGUMENT;
    if (from > gaps->found.count || count > gaps->found.count - from)
        return COPROD_E_UNKNOWN;
    for (size_t i = 0; i < count; i++) {
        coprod_pattern_share own;
        coprod__gaps_share(gaps, from + i, &own);
        if (fair)
            fair[i] = own.fair;
        if (ratio)
            ratio[i] = own.ratio;
        if (tail)
            tail[i] = own.tail;
    }
    return COPROD_OK;
}
