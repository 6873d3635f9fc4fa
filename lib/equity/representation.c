/* SPDX-License-Identifier: MIT */
/* A group's share beside its share of the population. What decides is whole numbers. */
#include "coprod/equity_representation.h"

#include <math.h>

#include "limits_internal.h"
#include "special_internal.h"

__extension__ typedef __int128 wide; /* products of counts, and of counts and edges: below 2^96 */

typedef struct counts {
    uint64_t k, n, population, denominator;
} counts;

/* What one row and a group have in common. */
typedef struct core {
    double share, share_lower, share_upper, ppr, ppr_lower, ppr_upper;
    int32_t difference, state;
} core;

static int32_t state_of(const counts *c)
{
    if (c->k > c->n || c->population > c->denominator || (c->n | c->denominator) > coprod__count_most)
        return COPROD_REPRESENTATION_ROW_WRONG;
    if (!c->n)
        return COPROD_REPRESENTATION_NO_PARTICIPANTS;
    if (!c->population)
        return c->k ? COPROD_REPRESENTATION_UNBENCHMARKED : COPROD_REPRESENTATION_NO_BENCHMARK;
    return COPROD_REPRESENTATION_KNOWN;
}

/* --- bands --- */

/* -1, 0 or 1: the ratio beside an edge. */
static int beside(const counts *c, uint32_t over, uint32_t under)
{
    wide own = (wide)(c->k * c->denominator) * under, edge = (wide)(c->n * c->population) * over;
    return (own > edge) - (own < edge);
}

static int32_t band_of(const coprod_band_policy *policy, const counts *c)
{
    if (!c->n || !c->population || !c->denominator)
        return COPROD_BAND_NONE;
    if (!c->k)
        return COPROD_BAND_ABSENT;
    if (beside(c, policy->low_over, policy->low_under) < 0)
        return COPROD_BAND_UNDER;
    return beside(c, policy->high_over, policy->high_under) > 0 ? COPROD_BAND_OVER : COPROD_BAND_PROPORTIONATE;
}

coprod_status coprod_share_band_of(const coprod_share_rules *rules, size_t policy, uint64_t k, uint64_t n,
                                   uint64_t population, uint64_t denominator, int32_t *band)
{
    const counts c = {k, n, population, denominator};
    if (!band)
        return COPROD_E_ARGUMENT;
    *band = COPROD_BAND_NONE;
    if (!rules)
        return COPROD_E_ARGUMENT;
    if (policy >= rules->info.policy_count)
        return COPROD_E_UNKNOWN;
    if ((k | n | population | denominator) > coprod__count_most)
        return COPROD_E_RANGE;
    *band = band_of(&rules->policies[policy], &c);
    return COPROD_OK;
}

/* --- what rows and groups have in common --- */

static int32_t difference_of(double lower, double upper, double p)
{
    return upper < p ? COPROD_DIFFERENCE_LOWER : lower > p ? COPROD_DIFFERENCE_HIGHER : COPROD_DIFFERENCE_NOT;
}

static void find_core(const coprod__limits_setting *setting, const counts *c, core *own)
{
    const double k = (double)(int64_t)c->k, n = (double)(int64_t)c->n;
    const double part = (double)(int64_t)c->population, whole = (double)(int64_t)c->denominator;
    double lower, upper;
    own->share = own->share_lower = own->share_upper = own->ppr = own->ppr_lower = own->ppr_upper = NAN;
    own->difference = COPROD_DIFFERENCE_NONE;
    own->state = state_of(c);
    if (own->state == COPROD_REPRESENTATION_ROW_WRONG || own->state == COPROD_REPRESENTATION_NO_PARTICIPANTS)
        return;
    own->share = k / n;
    coprod__share_limits(setting, k, n, &own->share_lower, &own->share_upper);
    if (own->state != COPROD_REPRESENTATION_KNOWN)
        return;
    own->ppr = k * whole / (n * part);
    own->ppr_lower = own->share_lower * whole / part;
    own->ppr_upper = own->share_upper * whole / part;
    lower = own->share_lower;
    upper = own->share_upper;
    if (setting->method != COPROD_LIMITS_WILSON)
        coprod__share_limits_by_score(setting, k, n, &lower, &upper);
    own->difference = difference_of(lower, upper, part / whole);
}

/* --- one group --- */

static void no_figures(coprod_representation *own)
{
    own->share = own->share_lower = own->share_upper = own->ppr = own->ppr_lower = own->ppr_upper = NAN;
    own->prevalence = own->log2_ratio = own->gap = own->gap_lower = own->gap_upper = own->expected = NAN;
    own->shortfall = own->prob_absent = own->pearson = own->standardised = own->tail = NAN;
    own->rate = own->rate_lower = own->rate_upper = NAN;
    own->people_short = own->to_invite = COPROD_NO_NUMBER;
}

/* (1-p)^n */
static double prob_absent(const counts *c)
{
    double rest = (double)(c->denominator - c->population) / (double)c->denominator;
    if (!c->n)
        return 1.0;
    return exp((double)c->n * (rest < 0.5 ? log(rest) : log1p(-(double)c->population / (double)c->denominator)));
}

/* Everything that hangs on how far k is from n p. */
static void find_distance(const counts *c, coprod_representation *own)
{
    const wide beyond = (wide)(c->k * c->denominator) - (wide)(c->n * c->population);
    const double k = (double)c->k, n = (double)c->n, p = own->prevalence, denominator = (double)c->denominator;
    const double miss = (double)beyond / denominator, rest = (double)(c->denominator - c->population) / denominator;
    own->gap = 100.0 * miss / n;
    own->gap_lower = 100.0 * (own->share_lower - p);
    own->gap_upper = 100.0 * (own->share_upper - p);
    own->expected = n * (double)c->population / denominator;
    own->shortfall = beyond < 0 ? -miss : 0.0;
    own->people_short = own->to_invite = 0;
    if (beyond < 0) {
        const wide behind = -beyond, others = (wide)(c->denominator - c->population);
        own->people_short = (uint64_t)((behind + (wide)c->denominator - 1) / (wide)c->denominator);
        own->to_invite = others ? (uint64_t)((behind + others - 1) / others) : COPROD_NO_NUMBER;
    }
    own->pearson = miss / sqrt(own->expected);
    own->standardised = rest > 0.0 ? miss / sqrt(own->expected * rest) : NAN;
    if (c->k)
        own->log2_ratio = fabs(miss) < 0.5 * own->expected ? log1p(miss / own->expected) / log(2.0) : log2(own->ppr);
    if (beyond > 0)
        own->tail = coprod__beta_lower(k, n - k + 1.0, p);
    else
        own->tail = c->k < c->n ? coprod__beta_upper(k + 1.0, n - k, p) : 1.0;
}

static void sample_limits(const coprod__limits_setting *setting, const counts *c, coprod_representation *own)
{
    const double k = (double)c->k, n = (double)c->n, part = (double)c->population, denominator = (double)c->denominator;
    const double spread = setting->z * sqrt((n - k) / n / k + (denominator - part) / denominator / part);
    own->ppr_lower = c->k ? own->ppr * exp(-spread) : 0.0;
    own->ppr_upper = c->k ? own->ppr * exp(spread) : NAN;
}

static void find_group(const coprod_share_rules *rules, const coprod__limits_setting *setting, const counts *c,
                       int is_sample, coprod_representation *own)
{
    const coprod_limits_options by_size = {sizeof by_size, setting->confidence, COPROD_LIMITS_BY_SIZE, 0};
    coprod_limits rate = {sizeof rate, NAN, NAN, NAN, 0, 0};
    core shared;
    no_figures(own);
    find_core(setting, c, &shared);
    own->share = shared.share;
    own->share_lower = shared.share_lower;
    own->share_upper = shared.share_upper;
    own->ppr = shared.ppr;
    own->ppr_lower = shared.ppr_lower;
    own->ppr_upper = shared.ppr_upper;
    own->difference = shared.difference;
    own->state = shared.state;
    if (c->denominator)
        own->prevalence = (double)c->population / (double)c->denominator;
    if (c->population) {
        own->prob_absent = prob_absent(c);
        coprod_rate_limits(rules, c->k, c->population, &by_size, &rate);
        own->rate = rate.estimate;
        own->rate_lower = rate.lower;
        own->rate_upper = rate.upper;
    }
    if (own->state == COPROD_REPRESENTATION_KNOWN) {
        find_distance(c, own);
        if (is_sample)
            sample_limits(setting, c, own);
    }
}

coprod_status coprod_representation_get(const coprod_share_rules *rules, const coprod_represented *group,
                                        const coprod_limits_options *options, coprod_representation *representation)
{
    coprod_representation own = {.size = sizeof own};
    coprod_represented given;
    coprod__limits_setting setting;
    counts c;
    coprod_status status = coprod__struct_begin(rules, representation, sizeof own);
    if (status == COPROD_OK)
        status = group ? coprod__struct_in(group, sizeof given, sizeof given, &given) : COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod__limits_set(options, 1, &setting);
    if (status != COPROD_OK)
        return status;
    c.k = given.k;
    c.n = given.n;
    c.population = given.population;
    c.denominator = given.denominator;
    if (state_of(&c) == COPROD_REPRESENTATION_ROW_WRONG || given.is_sample < 0 || given.is_sample > 1)
        return COPROD_E_RANGE;
    find_group(rules, &setting, &c, given.is_sample, &own);
    return coprod__struct_out(representation, sizeof own, sizeof own, &own);
}

/* --- columns --- */

static void write_row(const coprod_representation_columns *columns, size_t row, const core *own, int32_t band)
{
    if (columns->share)
        columns->share[row] = own->share;
    if (columns->share_lower)
        columns->share_lower[row] = own->share_lower;
    if (columns->share_upper)
        columns->share_upper[row] = own->share_upper;
    if (columns->ppr)
        columns->ppr[row] = own->ppr;
    if (columns->ppr_lower)
        columns->ppr_lower[row] = own->ppr_lower;
    if (columns->ppr_upper)
        columns->ppr_upper[row] = own->ppr_upper;
    if (columns->band)
        columns->band[row] = (uint8_t)band;
    if (columns->difference)
        columns->difference[row] = (uint8_t)own->difference;
    if (columns->state)
        columns->state[row] = (uint8_t)own->state;
}

coprod_status coprod_representation_many(const coprod_share_rules *rules, size_t policy, const uint64_t *k,
                                         const uint64_t *n, const uint64_t *population, const uint64_t *denominator,
                                         size_t count, const coprod_limits_options *options,
                                         const coprod_representation_columns *columns)
{
    coprod_representation_columns own;
    coprod__limits_setting setting;
    coprod_status status;
    if (!rules || !columns || (count && (!k || !n || !population || !denominator)))
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(columns, sizeof own, sizeof own, &own);
    if (status == COPROD_OK)
        status = policy < rules->info.policy_count ? coprod__limits_set(options, 1, &setting) : COPROD_E_UNKNOWN;
    if (status != COPROD_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        const counts c = {k[i], n[i], population[i], denominator[i]};
        core shared;
        find_core(&setting, &c, &shared);
        write_row(&own, i, &shared,
                  shared.state == COPROD_REPRESENTATION_KNOWN ? band_of(&rules->policies[policy], &c) : 0);
    }
    return COPROD_OK;
}
