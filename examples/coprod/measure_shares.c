/* SPDX-License-Identifier: MIT */
/* coprod measure: limits of shares and rates, and how a group's share compares with the population. */
#include "measure.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

/* --- limits --- */

/* Text such as "0.95", above 0 and below 1. */
static int read_confidence(measure_call *call, coprod_limits_options *options)
{
    if (!measure_ratio(call, "confidence", &options->confidence))
        return 0;
    if (measure_has(call, "confidence") && !(options->confidence > 0.0 && options->confidence < 1.0))
        measure_wrong(call, "confidence", "this must be above 0 and below 1, such as \"0.95\"");
    return !call->problem[0];
}

static void put_limits(measure_call *call, const coprod_limits *limits)
{
    measure_put(call, "estimate", limits->estimate);
    measure_put(call, "lower", limits->lower);
    measure_put(call, "upper", limits->upper);
    measure_put_text(call, "state", coprod_limits_state_word(limits->state));
}

/* k of n, k not above n. */
static int read_share(measure_call *call, uint64_t *k, uint64_t *n)
{
    if (!measure_count(call, "k", k) || !measure_count(call, "n", n))
        return 0;
    if (*k > *n)
        measure_wrong(call, "k", "this is more than \"n\", the people with a known answer");
    return !call->problem[0];
}

static void share(measure_call *call, int32_t method)
{
    coprod_limits_options options = {.size = sizeof options, .method = method};
    coprod_limits limits = {.size = sizeof limits};
    uint64_t k = 0, n = 0;
    if (read_share(call, &k, &n) && read_confidence(call, &options)
        && measure_ok(call, NULL, coprod_share_limits(k, n, &options, &limits)))
        put_limits(call, &limits);
}

static void run_wilson(measure_call *call)
{
    share(call, COPROD_LIMITS_WILSON);
}

static void run_clopper_pearson(measure_call *call)
{
    share(call, COPROD_LIMITS_CLOPPER_PEARSON);
}

/* Without a population the limits are those of the count itself. */
static void rate(measure_call *call, int32_t method)
{
    coprod_limits_options options = {.size = sizeof options, .method = method};
    coprod_limits limits = {.size = sizeof limits};
    coprod_share_rules *rules = NULL;
    uint64_t k = 0, population = 1, per = 1000;
    if (!measure_has(call, "population"))
        per = 1;
    if (!measure_count(call, "k", &k) || !measure_count(call, "population", &population)
        || !measure_count(call, "per", &per) || !read_confidence(call, &options))
        return;
    if (!per)
        measure_wrong(call, "per", "this must be a whole number from 1 to 4294967295");
    options.per = (uint32_t)per;
    if (!call->problem[0] && measure_ok(call, NULL, coprod_share_rules_builtin(NULL, &rules))
        && measure_ok(call, NULL, coprod_rate_limits(rules, k, population, &options, &limits)))
        put_limits(call, &limits);
    coprod_share_rules_free(rules);
}

static void run_poisson(measure_call *call)
{
    rate(call, COPROD_LIMITS_EXACT);
}

static void run_byar(measure_call *call)
{
    rate(call, COPROD_LIMITS_BYAR);
}

static void run_rate(measure_call *call)
{
    rate(call, COPROD_LIMITS_BY_SIZE);
}

/* --- representation --- */

/* "p" as text, or "population" and "denominator". */
static int read_benchmark(measure_call *call, coprod_represented *group)
{
    int64_t over = 0, under = 1;
    int by_share = measure_has(call, "p");
    if (by_share == measure_has(call, "population") || by_share == measure_has(call, "denominator"))
        measure_wrong(call, by_share ? "p" : "population",
                      "give \"population\" and \"denominator\", or \"p\" as text, such as \"0.02\" or \"1/50\"");
    if (!measure_fraction(call, "p", &over, &under) || !measure_count(call, "population", &group->population)
        || !measure_count(call, "denominator", &group->denominator))
        return 0;
    if (by_share && (over < 0 || over > under || under > UINT32_MAX))
        measure_wrong(call, "p", "this must be from 0 to 1, with at most nine decimals");
    if (by_share) {
        group->population = (uint64_t)over;
        group->denominator = (uint64_t)under;
    }
    if (group->population > group->denominator)
        measure_wrong(call, "population", "this is more than \"denominator\", the people it is a part of");
    return !call->problem[0];
}

static int compare(measure_call *call, const coprod_represented *group, const coprod_limits_options *options,
                   coprod_representation *own)
{
    coprod_share_rules *rules = NULL;
    int right = measure_ok(call, NULL, coprod_share_rules_builtin(NULL, &rules))
                && measure_ok(call, NULL, coprod_representation_get(rules, group, options, own));
    coprod_share_rules_free(rules);
    return right;
}

static void put_bands(measure_call *call, uint64_t k, uint64_t n, uint64_t population, uint64_t denominator)
{
    coprod_share_rules *rules = NULL;
    coprod_band_policy policy = {.size = sizeof policy};
    int32_t band;
    if (!measure_ok(call, NULL, coprod_share_rules_builtin(NULL, &rules)))
        return;
    for (size_t i = 0; coprod_share_rules_policy(rules, i, &policy) == COPROD_OK; i++) {
        coprod_share_band_of(rules, i, k, n, population, denominator, &band);
        measure_put_text(call, policy.id[0] == 'f' ? "four_fifths" : "band",
                         band == COPROD_BAND_NONE ? NULL : coprod_share_band_word(band));
    }
    coprod_share_rules_free(rules);
}

static void put_people(measure_call *call, const char *key, uint64_t count)
{
    if (count == COPROD_NO_NUMBER)
        measure_put_text(call, key, NULL);
    else
        measure_put_count(call, key, count);
}

static void put_representation(measure_call *call, const coprod_representation *own)
{
    const struct {
        const char *key;
        double value;
    } figures[] = {
        {"estimate", own->ppr}, {"lower", own->ppr_lower}, {"upper", own->ppr_upper}, {"log2_ratio", own->log2_ratio},
        {"share", own->share}, {"share_lower", own->share_lower}, {"share_upper", own->share_upper},
        {"prevalence", own->prevalence}, {"gap", own->gap}, {"gap_lower", own->gap_lower},
        {"gap_upper", own->gap_upper},
        {"expected", own->expected}, {"shortfall", own->shortfall}, {"prob_absent", own->prob_absent},
        {"pearson", own->pearson}, {"standardised", own->standardised}, {"tail", own->tail}, {"rate", own->rate},
        {"rate_lower", own->rate_lower}, {"rate_upper", own->rate_upper},
    };
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        measure_put(call, figures[i].key, figures[i].value);
    put_people(call, "people_short", own->people_short);
    put_people(call, "to_invite", own->to_invite);
    measure_put_text(call, "difference",
                     own->difference ? coprod_share_difference_word(own->difference) : NULL);
    measure_put_text(call, "state", coprod_representation_state_word(own->state));
}

static void run_ppr(measure_call *call)
{
    static const char *const benchmarks[] = {"known", "sample"}, *const methods[] = {"wilson", "clopper-pearson"};
    coprod_limits_options options = {.size = sizeof options};
    coprod_represented group = {.size = sizeof group};
    coprod_representation own = {.size = sizeof own};
    size_t sample = 0, method = 0;
    if (!read_share(call, &group.k, &group.n) || !read_benchmark(call, &group) || !read_confidence(call, &options)
        || !measure_word(call, "benchmark", benchmarks, 2, &sample)
        || !measure_word(call, "method", methods, 2, &method))
        return;
    if (sample && measure_has(call, "p"))
        measure_wrong(call, "p", "a sample needs \"population\" and \"denominator\", its two counts");
    group.is_sample = (int32_t)sample;
    options.method = (int32_t)method + COPROD_LIMITS_WILSON;
    if (call->problem[0] || !compare(call, &group, &options, &own))
        return;
    put_representation(call, &own);
    if (measure_has(call, "p")) { /* a share is no number of people */
        measure_put(call, "rate", NAN);
        measure_put(call, "rate_lower", NAN);
        measure_put(call, "rate_upper", NAN);
    }
    put_bands(call, group.k, group.n, group.population, group.denominator);
}

static void run_prob_absent(measure_call *call)
{
    coprod_represented group = {.size = sizeof group};
    coprod_representation own = {.size = sizeof own};
    if (!measure_count(call, "n", &group.n) || !read_benchmark(call, &group) || !compare(call, &group, NULL, &own))
        return;
    measure_put(call, "estimate", own.prob_absent);
    measure_put_text(call, "state", group.population ? "known" : "no benchmark");
}

static double sum_of(const uint64_t *people, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (double)people[i];
    return sum;
}

/* Each group of a partition beside its population; n is the sum of the counts. */
static void residuals(measure_call *call, const uint64_t *counts, const uint64_t *populations, size_t count,
                      double *out)
{
    static const char *const keys[] = {"expected", "pearson", "standardised", "contribution", "tail"};
    coprod_represented group = {.size = sizeof group};
    int unbenchmarked = 0;
    for (size_t i = 0; i < count; i++) {
        group.n += counts[i];
        group.denominator += populations[i];
        unbenchmarked |= counts[i] && !populations[i];
    }
    if (group.n > UINT32_MAX || group.denominator > UINT32_MAX)
        measure_wrong(call, group.n > UINT32_MAX ? "counts" : "populations", "these add up to more than 4294967295");
    for (size_t i = 0; i < count && !call->problem[0]; i++) {
        coprod_representation own = {.size = sizeof own};
        group.k = counts[i];
        group.population = populations[i];
        if (compare(call, &group, NULL, &own)) {
            const double row[] = {own.expected, own.pearson, own.standardised, own.pearson * own.pearson, own.tail};
            for (size_t j = 0; j < 5; j++)
                out[j * count + i] = row[j];
        }
    }
    for (size_t j = 0; j < 5 && !call->problem[0]; j++)
        measure_put_reals(call, keys[j], out + j * count, count);
    measure_put_text(call, "state", !group.n             ? "no participants"
                                    : !group.denominator ? "no population"
                                    : unbenchmarked      ? "unbenchmarked participants"
                                                         : "known");
}

static void run_residuals(measure_call *call)
{
    uint64_t *counts = NULL, *populations = NULL;
    double *out = NULL;
    size_t count = 0;
    if (measure_counts(call, "counts", &counts, &count) && measure_counts(call, "populations", &populations, &count)
        && measure_kind(call, sum_of(populations, count), 1)) {
        out = malloc(5 * count * sizeof *out);
        if (out)
            residuals(call, counts, populations, count, out);
        else
            measure_wrong(call, NULL, "not enough memory");
    }
    free(counts);
    free(populations);
    free(out);
}

static void run_relative(measure_call *call)
{
    coprod_limits_options options = {.size = sizeof options};
    coprod_relative own = {.size = sizeof own};
    uint64_t k = 0, population = 0, reference_k = 0, others = 0;
    if (!measure_count(call, "k", &k) || !measure_count(call, "population", &population)
        || !measure_count(call, "reference_k", &reference_k) || !measure_count(call, "reference_population", &others)
        || !read_confidence(call, &options))
        return;
    if (k > population)
        measure_wrong(call, "k", "this is more than \"population\"");
    if (reference_k > others)
        measure_wrong(call, "reference_k", "this is more than \"reference_population\"");
    if (call->problem[0]
        || !measure_ok(call, NULL, coprod_relative_get(k, population, reference_k, others, &options, &own)))
        return;
    measure_put(call, "estimate", own.ratio);
    measure_put(call, "lower", own.lower);
    measure_put(call, "upper", own.upper);
    measure_put(call, "small_ratio", own.small_ratio);
    measure_put(call, "p_value", own.p_value);
    put_bands(call, k, population, reference_k, others);
    measure_put_text(call, "state", coprod_limits_state_word(own.state));
}

static void run_r_indicator(measure_call *call)
{
    coprod_response own = {.size = sizeof own};
    uint64_t *invited = NULL, *attended = NULL;
    double *partials = NULL;
    size_t count = 0;
    if (measure_counts(call, "invited", &invited, &count) && measure_counts(call, "attended", &attended, &count)
        && measure_kind(call, sum_of(invited, count), 1))
        partials = malloc(count * sizeof *partials);
    for (size_t i = 0; partials && i < count; i++)
        if (attended[i] > invited[i])
            measure_wrong(call, "attended", "more people came than were invited; count those who were invited alone");
    if (partials && !call->problem[0]
        && measure_ok(call, NULL, coprod_response_get(invited, attended, count, partials, &own))) {
        measure_put(call, "estimate", own.indicator);
        measure_put(call, "propensity", own.propensity);
        measure_put(call, "deviation", own.deviation);
        measure_put(call, "partial", own.partial);
        measure_put_reals(call, "partials", partials, count);
        measure_put_text(call, "state", coprod_response_state_word(own.state));
    }
    free(invited);
    free(attended);
    free(partials);
}

const measure measures_of_shares[] = {
    {"wilson", "k n confidence?", "a share k / n with Wilson's limits, without continuity correction", run_wilson},
    {"clopper-pearson", "k n confidence?", "a share k / n with exact binomial limits", run_clopper_pearson},
    {"poisson", "k population? per? confidence?", "a count, or a rate per 1,000, with exact Poisson limits",
     run_poisson},
    {"byar", "k population? per? confidence?", "a count, or a rate per 1,000, with Byar's limits", run_byar},
    {"rate", "k population per? confidence?", "a rate per 1,000: exact limits below 10 people, Byar's from there on",
     run_rate},
    {"ppr", "k n population? denominator? p? benchmark? method? confidence?",
     "participation-to-prevalence ratio with its limits and bands, gap, shortfall, chance of absence", run_ppr},
    {"relative-representation", "k population reference_k reference_population confidence?",
     "rate of a group over that of a reference group, with limits and Fisher's exact test", run_relative},
    {"prob-absent", "n population? denominator? p?", "how often a panel of n drawn by lot has nobody of the group",
     run_prob_absent},
    {"residuals", "counts[] populations[] kind? denominator?",
     "Pearson and standardised residuals of groups, and exact binomial tails", run_residuals},
    {"r-indicator", "invited[] attended[] kind? denominator?",
     "how evenly those who were invited came, and by group", run_r_indicator},
    {NULL, NULL, NULL, NULL},
};
