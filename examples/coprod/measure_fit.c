/* SPDX-License-Identifier: MIT */
/* coprod measure: goodness of fit and balance of a panel beside its population. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"

static const char *const orders[] = {"probability", "chi-square", "g", "overlap"};

enum { PARTITION = 1 }; /* all that is taken */

typedef struct panel {
    size_t groups;
    uint64_t *counts, *populations;
} panel;

static int read_populations(measure_call *call, panel *own)
{
    double people = 0;
    if (!measure_counts(call, "populations", &own->populations, &own->groups))
        return 0;
    for (size_t g = 0; g < own->groups; g++)
        people += (double)own->populations[g];
    return measure_kind(call, people, 1);
}

static int read_panel(measure_call *call, panel *own)
{
    return measure_counts(call, "counts", &own->counts, &own->groups) && read_populations(call, own);
}

static void free_panel(panel *own)
{
    free(own->counts);
    free(own->populations);
}

/* Why there is no number; nothing is said where there is one. */
static void put_state(measure_call *call, int32_t state)
{
    if (state != COPROD_FIT_ANSWERED)
        measure_put_text(call, "state", coprod_fit_state_name(state));
}

static void put_left_out(measure_call *call, uint32_t left_out)
{
    if (left_out)
        measure_put_count(call, "groups_left_out", left_out);
}

/* --- goodness of fit --- */

static int measured(measure_call *call, coprod_fit *fit)
{
    panel own = {0};
    int done = read_panel(call, &own)
               && measure_ok(call, NULL, coprod_fit_measure(PARTITION, own.counts, own.populations, own.groups, fit));
    free_panel(&own);
    return done;
}

static void put_fit(measure_call *call, const coprod_fit *fit, double estimate, double p_value)
{
    measure_put(call, "estimate", estimate);
    put_state(call, fit->state);
    measure_put(call, "p_value", p_value);
    if (fit->state == COPROD_FIT_ANSWERED) {
        measure_put_count(call, "degrees", fit->degrees);
        measure_put(call, "effect_w", fit->effect_w);
        measure_put(call, "effect_v", fit->effect_v);
        measure_put(call, "least_expected", fit->least_expected);
        measure_put_count(call, "expected_below_5", fit->expected_below_5);
    }
    put_left_out(call, fit->left_out);
}

static void chi_square(measure_call *call)
{
    coprod_fit fit = {.size = sizeof fit};
    if (measured(call, &fit))
        put_fit(call, &fit, fit.chi_square, fit.chi_square_p);
}

static void g(measure_call *call)
{
    coprod_fit fit = {.size = sizeof fit};
    if (measured(call, &fit))
        put_fit(call, &fit, fit.g, fit.g_p);
}

static void residuals_of(measure_call *call, const panel *own, double *pearson, double *standardised)
{
    coprod_fit fit = {.size = sizeof fit};
    if (!measure_ok(call, NULL, coprod_fit_measure(PARTITION, own->counts, own->populations, own->groups, &fit))
        || !measure_ok(call, NULL, coprod_fit_residuals(PARTITION, own->counts, own->populations, own->groups, pearson,
                                                        standardised)))
        return;
    put_state(call, fit.state);
    measure_put_reals(call, "pearson", pearson, own->groups);
    measure_put_reals(call, "standardised", standardised, own->groups);
    measure_put(call, "largest", fit.largest_residual);
    if (fit.state == COPROD_FIT_ANSWERED)
        measure_put_count(call, "largest_group", fit.largest_group);
    measure_put(call, "p_value", fit.largest_residual_p);
    put_left_out(call, fit.left_out);
}

static void residuals(measure_call *call)
{
    panel own = {0};
    if (read_panel(call, &own)) {
        double *both = malloc(2 * (own.groups + 1) * sizeof *both);
        if (both)
            residuals_of(call, &own, both, both + own.groups);
        else
            measure_ok(call, NULL, COPROD_E_MEMORY);
        free(both);
    }
    free_panel(&own);
}

/* --- chances --- */

static void put_chance(measure_call *call, const coprod_fit_chance *chance)
{
    measure_put(call, "p_value", chance->p_value);
    put_state(call, chance->state);
    measure_put_text(call, "order", orders[chance->order]);
    measure_put_text(call, "method", chance->method == COPROD_FIT_EXACT         ? "exact"
                                     : chance->method == COPROD_FIT_MONTE_CARLO ? "monte carlo"
                                                                                : "none");
    if (chance->panels && chance->panels <= INT64_MAX)
        measure_put_count(call, "panels", chance->panels);
    if (chance->method == COPROD_FIT_MONTE_CARLO) {
        measure_put(call, "standard_error", chance->standard_error);
        measure_put_count(call, "draws", chance->draws);
        measure_put_count(call, "extreme", chance->extreme);
        measure_put_count(call, "seed", chance->seed);
    }
    if (chance->method != COPROD_FIT_NOT_FOUND)
        measure_put_text(call, "ties", chance->ties_exact ? "exact" : "within 1e-9");
}

typedef coprod_status chance_call(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                                  const coprod_fit_options *options, const coprod_allocator *allocator,
                                  coprod_fit_chance *chance);

/* `ordered`: the key "order" may be given. */
static void chance_by(measure_call *call, chance_call *find, uint64_t draws, int ordered)
{
    panel own = {0};
    size_t order = 0;
    coprod_fit_options how = {.size = sizeof how, .draws = draws, .seed = 1};
    coprod_fit_chance chance = {.size = sizeof chance};
    if (read_panel(call, &own) && (!ordered || measure_word(call, "order", orders, 4, &order))
        && measure_count(call, "most", &how.most) && measure_count(call, "draws", &how.draws)
        && measure_count(call, "seed", &how.seed)) {
        how.order = (int32_t)order;
        if (how.draws > 10000000 || (draws && !how.draws))
            measure_wrong(call, "draws", draws ? "this must be a whole number from 1 to 10000000"
                                               : "this must be a whole number from 0 to 10000000");
        else if (measure_ok(call, NULL, find(PARTITION, own.counts, own.populations, own.groups, &how, NULL, &chance)))
            put_chance(call, &chance);
    }
    free_panel(&own);
}

static void exact_multinomial(measure_call *call)
{
    chance_by(call, coprod_fit_exact, 0, 1);
}

static void monte_carlo(measure_call *call)
{
    chance_by(call, coprod_fit_simulate, 10000, 1);
}

static void overlap_chance(measure_call *call)
{
    chance_by(call, coprod_balance_chance, 0, 0);
}

/* --- balance --- */

static void put_balance(measure_call *call, const panel *own, double *matched, double *lacking)
{
    char text[48];
    coprod_balance balance = {.size = sizeof balance};
    if (!measure_ok(call, NULL, coprod_balance_measure(PARTITION, own->counts, own->populations, own->groups, matched,
                                                       lacking, &balance)))
        return;
    measure_put(call, "estimate", balance.overlap);
    put_state(call, balance.state);
    if (balance.denominator) {
        snprintf(text, sizeof text, "%llu/%llu", (unsigned long long)balance.numerator,
                 (unsigned long long)balance.denominator);
        measure_put_text(call, "exact", text);
    }
    measure_put(call, "people", balance.people);
    measure_put_reals(call, "matched", matched, own->groups);
    measure_put_reals(call, "lacking", lacking, own->groups);
    put_left_out(call, balance.left_out);
}

static void overlap(measure_call *call)
{
    panel own = {0};
    if (read_panel(call, &own)) {
        double *both = malloc(2 * (own.groups + 1) * sizeof *both);
        if (both)
            put_balance(call, &own, both, both + own.groups);
        else
            measure_ok(call, NULL, COPROD_E_MEMORY);
        free(both);
    }
    free_panel(&own);
}

static void overlap_expected(measure_call *call)
{
    panel own = {0};
    uint64_t n = 0;
    coprod_balance_expected expected = {.size = sizeof expected};
    if (read_populations(call, &own) && measure_count(call, "n", &n)
        && measure_ok(call, NULL, coprod_balance_expect(PARTITION, own.populations, own.groups, n, &expected))) {
        measure_put(call, "estimate", expected.mean);
        put_state(call, isnan(expected.deviation) && !expected.state ? COPROD_FIT_TOO_MUCH_WORK : expected.state);
        measure_put(call, "standard_deviation", expected.deviation);
    }
    free_panel(&own);
}

/* --- what only describes --- */

static int described(measure_call *call, coprod_balance_shape *shape)
{
    panel own = {0};
    int done = read_panel(call, &own)
               && measure_ok(call, NULL,
                             coprod_balance_describe(PARTITION, own.counts, own.populations, own.groups, shape));
    free_panel(&own);
    return done;
}

/* `without`: why there is no number where the state is that there is an answer. */
static void put_shape(measure_call *call, const coprod_balance_shape *shape, double estimate, const char *without)
{
    measure_put(call, "estimate", estimate);
    if (shape->state == COPROD_FIT_ANSWERED && isnan(estimate))
        measure_put_text(call, "state", without);
    else
        put_state(call, shape->state);
}

#define SHAPE(name, member, without)                          \
    static void name(measure_call *call)                      \
    {                                                         \
        coprod_balance_shape shape = {.size = sizeof shape};  \
        if (described(call, &shape))                          \
            put_shape(call, &shape, shape.member, without);   \
    }

SHAPE(hellinger, hellinger, "")
SHAPE(shannon, shannon, "")
SHAPE(simpson, simpson, "")
SHAPE(inverse_simpson, inverse_simpson, "")
SHAPE(pielou, pielou, "only one group has people")
SHAPE(evenness, evenness, "only one group")
SHAPE(kl_panel, kl_panel, "")
SHAPE(kl_population, kl_population, "infinite: a group is absent")

static const char panel_keys[] = "counts[] populations[] kind? denominator?";
static const char chance_keys[] = "counts[] populations[] kind? denominator? order? most? draws? seed?";

const measure measures_of_fit[] = {
    {"chi-square", panel_keys, "chi-square of a panel beside its population, with effect sizes", chi_square},
    {"g", panel_keys, "likelihood ratio G of a panel beside its population", g},
    {"fit-residuals", panel_keys, "residuals of each group, and the largest with Bonferroni", residuals},
    {"exact-multinomial", chance_keys, "exact multinomial test, by probability, chi-square, g or overlap",
     exact_multinomial},
    {"monte-carlo", chance_keys, "the same test from panels drawn at random", monte_carlo},
    {"overlap", panel_keys, "balance: the share of a panel that is in proportion", overlap},
    {"overlap-expected", "populations[] n kind? denominator?", "overlap of a random panel: mean and standard deviation",
     overlap_expected},
    {"overlap-chance", "counts[] populations[] kind? denominator? most? draws? seed?",
     "chance of the observed overlap, or a smaller one", overlap_chance},
    {"hellinger", panel_keys, "Hellinger distance of a panel from its population", hellinger},
    {"kl-panel", panel_keys, "KL(q||p), the panel from its population", kl_panel},
    {"kl-population", panel_keys, "KL(p||q), the population from the panel", kl_population},
    {"shannon", panel_keys, "Shannon entropy of a panel; ignores the population", shannon},
    {"simpson", panel_keys, "1 less the sum of squared shares; ignores the population", simpson},
    {"inverse-simpson", panel_keys, "effective number of groups; ignores the population", inverse_simpson},
    {"pielou", panel_keys, "evenness over the groups present; ignores the population", pielou},
    {"evenness", panel_keys, "evenness over all groups; ignores the population", evenness},
    {NULL, NULL, NULL, NULL},
};
