/* SPDX-License-Identifier: MIT */
/* coprod measure: inequality over groups, gradients over groups in order, concentration of groups and of people. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* --- groups --- */

typedef struct arrays {
    double *rates, *weights, *errors;
    uint64_t *counts, *populations;
    coprod_inequality_groups groups;
} arrays;

static void free_arrays(arrays *own)
{
    free(own->rates);
    free(own->weights);
    free(own->errors);
    free(own->counts);
    free(own->populations);
}

/* Where a number is none of a group: the library would say that there is one, not which. `parts`: the groups must be
 * those of one whole. */
static int check_people(measure_call *call, const coprod_inequality_groups *groups, int parts)
{
    const char *errors = json_string_value(json_object_get(call->input, "errors"));
    const int often = errors && !strcmp(errors, "poisson"); /* the same person may be counted again */
    double people = 0;
    char place[48];
    for (size_t i = 0; i < groups->count && !call->problem[0]; i++) {
        people += groups->populations ? (double)groups->populations[i] : groups->weights[i];
        if (groups->populations ? !groups->populations[i] : !(groups->weights[i] > 0)) {
            snprintf(place, sizeof place, "populations/%zu", i);
            measure_wrong(call, place, "this must be above 0");
        } else if (groups->standard_errors && groups->standard_errors[i] < 0) {
            snprintf(place, sizeof place, "standard_errors/%zu", i);
            measure_wrong(call, place, "this must not be below 0");
        } else if (groups->counts && groups->counts[i] > groups->populations[i] && !often) {
            snprintf(place, sizeof place, "counts/%zu", i);
            measure_wrong(call, place, "this is more than the people there are; with \"errors\": \"poisson\" it may "
                          "be");
        }
    }
    return !call->problem[0] && measure_kind(call, people, parts);
}

/* Populations are whole where there are counts; beside rates they may be any weights. */
static int read_groups(measure_call *call, arrays *own, int parts)
{
    size_t count = 0;
    const int counted = measure_has(call, "counts");
    if (counted == measure_has(call, "rates"))
        measure_wrong(call, NULL, "give rates, or counts, one for each group");
    else if (!measure_has(call, "populations"))
        measure_wrong(call, "populations", "this is missing; give the people of each group");
    else if (counted)
        (void)(measure_counts(call, "counts", &own->counts, &count)
               && measure_counts(call, "populations", &own->populations, &count));
    else
        (void)(measure_reals(call, "rates", &own->rates, &count)
               && measure_reals(call, "populations", &own->weights, &count));
    measure_reals(call, "standard_errors", &own->errors, &count);
    own->groups = (coprod_inequality_groups){sizeof own->groups, count, own->rates, own->weights, own->errors,
                                             own->counts, own->populations};
    return !call->problem[0] && check_people(call, &own->groups, parts);
}

/* What was wrong with numbers that are numbers. */
static int asked(measure_call *call, coprod_status status)
{
    if (status == COPROD_E_RANGE)
        measure_wrong(call, NULL, "a number is too large, or a value is beyond its bounds");
    else if (status == COPROD_E_ARGUMENT)
        measure_wrong(call, NULL, "confidence must lie between 0 and 1, per must be above 0, and lowest below highest");
    return measure_ok(call, NULL, status);
}

static int read_common(measure_call *call, double *confidence, double *per, int32_t *errors)
{
    static const char *const words[] = {"binomial", "poisson", "none"};
    uint64_t people = 1;
    size_t index = 0;
    *confidence = 0.95;
    if (measure_ratio(call, "confidence", confidence) && measure_count(call, "per", &people)
        && measure_word(call, "errors", words, COUNT(words), &index) && (*confidence == 0 || !people))
        asked(call, COPROD_E_ARGUMENT);
    *per = (double)people;
    *errors = (int32_t)index;
    return !call->problem[0];
}

static void put_state(measure_call *call, int32_t state)
{
    if (state != COPROD_INEQUALITY_KNOWN)
        measure_put_text(call, "state", coprod_inequality_state_name(state));
}

static void put_figure(measure_call *call, double estimate, double error, double lower, double upper, int32_t state)
{
    measure_put(call, "estimate", estimate);
    measure_put(call, "standard_error", error);
    measure_put(call, "lower", lower);
    measure_put(call, "upper", upper);
    put_state(call, state);
}

/* --- indices --- */

static int read_options(measure_call *call, coprod_inequality_options *options)
{
    static const char *const ends[] = {"highest", "lowest"}, *const references[] = {"best", "last"};
    uint64_t group = 0;
    size_t best = 0, reference = 0;
    if (!read_common(call, &options->confidence, &options->per, &options->errors)
        || !measure_word(call, "best", ends, COUNT(ends), &best)
        || !measure_word(call, "reference", references, COUNT(references), &reference)
        || !measure_count(call, "reference_group", &group))
        return 0;
    options->best = (int32_t)best;
    options->reference = measure_has(call, "reference_group") ? COPROD_REFERENCE_GROUP : (int32_t)reference;
    options->reference_group = (uint32_t)group;
    return 1;
}

static int has_reference(measure_call *call, const coprod_inequality_options *options, size_t groups)
{
    if (options->reference_group >= groups)
        measure_wrong(call, "reference_group", "this is beyond the last group; the first is 0");
    return !call->problem[0];
}

static int compares(int32_t which)
{
    return which >= COPROD_INEQUALITY_MDBU && which <= COPROD_INEQUALITY_PAR && which != COPROD_INEQUALITY_MDMU
           && which != COPROD_INEQUALITY_MDMW;
}

/* What compares groups with one of them, each alike, needs no whole: the others weigh by shares of the population. */
static int needs_parts(int32_t which)
{
    return which != COPROD_INEQUALITY_MDBU && which != COPROD_INEQUALITY_MDRU && which != COPROD_INEQUALITY_D
           && which != COPROD_INEQUALITY_R;
}

static void run_index(measure_call *call, int32_t which)
{
    arrays own = {0};
    coprod_inequality_options options = {.size = sizeof options};
    coprod_inequality found = {.size = sizeof found};
    if (read_groups(call, &own, needs_parts(which)) && read_options(call, &options)
        && has_reference(call, &options, own.groups.count)
        && asked(call, coprod_inequality_of(&own.groups, &options, which, &found))) {
        put_figure(call, found.estimate, found.standard_error, found.lower, found.upper, found.state);
        measure_put(call, "mean", call->kind == 1 ? found.mean : (double)NAN); /* or people would count several times */
        if (compares(which))
            measure_put_count(call, "reference_group", found.reference_group);
        if (which == COPROD_INEQUALITY_D || which == COPROD_INEQUALITY_R)
            measure_put_count(call, "other_group", found.other_group);
    }
    free_arrays(&own);
}

#define INDEX(word, which)                    \
    static void run_##word(measure_call *call) \
    {                                         \
        run_index(call, which);               \
    }
INDEX(bgv, COPROD_INEQUALITY_BGV)
INDEX(bgsd, COPROD_INEQUALITY_BGSD)
INDEX(cov, COPROD_INEQUALITY_COV)
INDEX(idisu, COPROD_INEQUALITY_IDISU)
INDEX(idisw, COPROD_INEQUALITY_IDISW)
INDEX(mld, COPROD_INEQUALITY_MLD)
INDEX(theil, COPROD_INEQUALITY_THEIL)
INDEX(kl, COPROD_INEQUALITY_KL)
INDEX(kl_reverse, COPROD_INEQUALITY_KL_REVERSE)
INDEX(mdbu, COPROD_INEQUALITY_MDBU)
INDEX(mdbw, COPROD_INEQUALITY_MDBW)
INDEX(mdmu, COPROD_INEQUALITY_MDMU)
INDEX(mdmw, COPROD_INEQUALITY_MDMW)
INDEX(mdru, COPROD_INEQUALITY_MDRU)
INDEX(mdrw, COPROD_INEQUALITY_MDRW)
INDEX(d, COPROD_INEQUALITY_D)
INDEX(r, COPROD_INEQUALITY_R)
INDEX(paf, COPROD_INEQUALITY_PAF)
INDEX(par, COPROD_INEQUALITY_PAR)
INDEX(gini, COPROD_INEQUALITY_GINI)

/* --- gradients --- */

static int read_gradient_options(measure_call *call, coprod_gradient_options *options)
{
    static const char *const fits[] = {"linear", "log", "logit", "logistic"};
    static const char *const scales[] = {"rate", "log", "logit"};
    size_t fit = 0, scale = 0;
    options->multiplier = 1;
    if (!read_common(call, &options->confidence, &options->per, &options->errors)
        || !measure_word(call, "fit", fits, COUNT(fits), &fit)
        || !measure_word(call, "errors_of", scales, COUNT(scales), &scale)
        || !measure_real(call, "multiplier", &options->multiplier))
        return 0;
    if (options->multiplier == 0)
        measure_wrong(call, "multiplier", "this must not be 0");
    options->fit = (int32_t)fit;
    options->scale = (int32_t)scale;
    return !call->problem[0];
}

static void put_notes(measure_call *call, int32_t notes)
{
    static const char *const words[] = {"few groups", "many groups", "too many groups", "rises and falls",
                                        "the line goes below 0"};
    json_t *array = json_array();
    for (size_t i = 0; i < COUNT(words); i++)
        if (notes & 1 << i)
            json_array_append_new(array, json_string(words[i]));
    json_object_set_new(call->output, "notes", array);
}

static void run_gradient(measure_call *call, int relative)
{
    arrays own = {0};
    coprod_gradient_rules *rules = NULL;
    coprod_gradient_options options = {.size = sizeof options};
    coprod_gradient g = {.size = sizeof g};
    if (read_groups(call, &own, 1) && read_gradient_options(call, &options)
        && measure_ok(call, NULL, coprod_gradient_rules_builtin(NULL, &rules))
        && asked(call, coprod_gradient_of(rules, &own.groups, &options, &g))) {
        if (!relative) {
            put_figure(call, g.sii, g.sii_error, g.sii_lower, g.sii_upper, g.sii_state);
        } else {
            measure_put(call, "estimate", g.rii);
            measure_put(call, "lower", g.rii_lower);
            measure_put(call, "upper", g.rii_upper);
            put_state(call, g.rii_state);
        }
        measure_put(call, "first", g.first);
        measure_put(call, "last", g.last);
        measure_put(call, "mean", g.mean);
        measure_put(call, "explained", g.explained);
        put_notes(call, g.notes);
    }
    coprod_gradient_rules_free(rules);
    free_arrays(&own);
}

static void run_sii(measure_call *call)
{
    run_gradient(call, 0);
}

static void run_rii(measure_call *call)
{
    run_gradient(call, 1);
}

static int are_ranks(measure_call *call, const uint64_t *ranks, size_t count, uint64_t total)
{
    char place[48];
    for (size_t i = 0; i < count && !call->problem[0]; i++)
        if (!ranks[i] || ranks[i] > total) {
            snprintf(place, sizeof place, "ranks/%zu", i);
            measure_wrong(call, place, "this must be from 1 to \"total\"");
        }
    return !call->problem[0];
}

static void run_quantiles(measure_call *call)
{
    static const char *const rules[] = {"floor", "ceiling"};
    uint64_t *ranks = NULL, total = 0, quantiles = 0;
    uint32_t *found = NULL;
    size_t count = 0, rule = 0;
    json_t *array = json_array();
    if (measure_counts(call, "ranks", &ranks, &count) && measure_count(call, "total", &total)
        && measure_count(call, "quantiles", &quantiles) && measure_word(call, "rule", rules, COUNT(rules), &rule)) {
        found = calloc(count, sizeof *found);
        if (!found || !total || !quantiles)
            measure_wrong(call, found && total ? "quantiles" : found ? "total" : NULL,
                          found ? "this must be at least 1" : "not enough memory");
        else if (are_ranks(call, ranks, count, total)
                 && measure_ok(call, NULL, coprod_gradient_quantiles((int32_t)rule, ranks, count, total,
                                                                     (uint32_t)quantiles, found)))
            for (size_t i = 0; i < count; i++)
                json_array_append_new(array, json_integer(found[i]));
    }
    json_object_set(call->output, "quantiles", array);
    json_decref(array);
    free(found);
    free(ranks);
}

/* --- concentration --- */

static int read_bounds(measure_call *call, coprod_inequality_options *options)
{
    if (!read_common(call, &options->confidence, &options->per, &options->errors)
        || !measure_real(call, "lowest", &options->lowest) || !measure_real(call, "highest", &options->highest))
        return 0;
    if (measure_has(call, "lowest") != measure_has(call, "highest"))
        measure_wrong(call, measure_has(call, "lowest") ? "highest" : "lowest", "this is missing; give both bounds");
    return !call->problem[0];
}

static int concentrate_people(measure_call *call, const coprod_inequality_options *options,
                              coprod_concentration *found)
{
    double *values = NULL, *places = NULL, *weights = NULL;
    size_t count = 0;
    int done = measure_reals(call, "values", &values, &count) && measure_reals(call, "places", &places, &count)
               && measure_reals(call, "weights", &weights, &count);
    if (measure_has(call, "kind") || measure_has(call, "denominator"))
        measure_wrong(call, measure_has(call, "kind") ? "kind" : "denominator",
                      "this is of groups; people are given here");
    if (done && !places)
        measure_wrong(call, "places", "this is missing; give the place of each person in the order");
    done = !call->problem[0]
           && asked(call, coprod_concentration_people(values, places, weights, count, options, NULL, found));
    free(values);
    free(places);
    free(weights);
    return done;
}

static int concentrate(measure_call *call, coprod_concentration *found)
{
    arrays own = {0};
    coprod_inequality_options options = {.size = sizeof options};
    int done;
    if (!read_bounds(call, &options))
        return 0;
    if (measure_has(call, "values"))
        return concentrate_people(call, &options, found);
    done = read_groups(call, &own, 1) && asked(call, coprod_concentration_groups(&own.groups, &options, found));
    free_arrays(&own);
    return done;
}

#define CONCENTRATION(word)                                                                               \
    static void run_##word(measure_call *call)                                                            \
    {                                                                                                     \
        coprod_concentration c = {.size = sizeof c};                                                      \
        if (!concentrate(call, &c))                                                                       \
            return;                                                                                       \
        put_figure(call, c.word, c.word##_error, c.word##_lower, c.word##_upper, c.word##_state);         \
        measure_put(call, "mean", c.mean);                                                                \
    }
CONCENTRATION(rci)
CONCENTRATION(aci)
CONCENTRATION(wagstaff)
CONCENTRATION(erreygers)

/* --- the list --- */

#define GROUPS "rates[]? counts[]? populations[] standard_errors[]? kind? denominator? per? errors? confidence?"
#define PLAIN GROUPS " best? reference? reference_group?"
#define LINE GROUPS " fit? errors_of? multiplier?"
#define ORDER "rates[]? counts[]? populations[]? standard_errors[]? kind? denominator? values[]? places[]? " \
              "weights[]? per? errors? confidence? lowest? highest?"

const measure measures_of_inequality[] = {
    {"bgv", PLAIN, "between-group variance of rates, weighted by population", run_bgv},
    {"bgsd", PLAIN, "between-group standard deviation", run_bgsd},
    {"cov", PLAIN, "coefficient of variation: 100 times the standard deviation, by the mean", run_cov},
    {"idisu", PLAIN, "index of disparity: mean distance from the mean, in percent of it", run_idisu},
    {"idisw", PLAIN, "index of disparity, weighted by population", run_idisw},
    {"mld", PLAIN, "mean log deviation, times 1000", run_mld},
    {"theil", PLAIN, "Theil index, times 1000", run_theil},
    {"kl", PLAIN, "divergence of those who take part from the population, in nats", run_kl},
    {"kl-reverse", PLAIN, "divergence of the population from those who take part, in nats", run_kl_reverse},
    {"mdbu", PLAIN, "mean difference from the best group", run_mdbu},
    {"mdbw", PLAIN, "mean difference from the best group, weighted by population", run_mdbw},
    {"mdmu", PLAIN, "mean difference from the mean", run_mdmu},
    {"mdmw", PLAIN, "mean difference from the mean, weighted by population", run_mdmw},
    {"mdru", PLAIN, "mean difference from a reference group", run_mdru},
    {"mdrw", PLAIN, "mean difference from a reference group, weighted by population", run_mdrw},
    {"d", PLAIN, "difference of two groups: best and worst, or last and first", run_d},
    {"r", PLAIN, "ratio of two groups", run_r},
    {"paf", PLAIN, "by how many percent the mean would rise if all were like the reference group", run_paf},
    {"par", PLAIN, "by how much the mean would rise if all were like the reference group", run_par},
    {"gini", PLAIN, "Gini index of the rates", run_gini},
    {"sii", LINE, "slope index of inequality over groups in order", run_sii},
    {"rii", LINE, "relative index of inequality over groups in order", run_rii},
    {"quantiles", "ranks[] total quantiles rule?", "quantiles of ranks, by one of two rules", run_quantiles},
    {"rci", ORDER, "relative concentration index of groups in order, or of people", run_rci},
    {"aci", ORDER, "absolute concentration index", run_aci},
    {"wagstaff", ORDER, "concentration index of values between bounds, as Wagstaff has it", run_wagstaff},
    {"erreygers", ORDER, "concentration index of values between bounds, as Erreygers has it", run_erreygers},
    {NULL, NULL, NULL, NULL},
};
