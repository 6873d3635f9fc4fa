/* SPDX-License-Identifier: MIT */
/* Indices of inequality: the table of them, those that look at all groups alike, and how limits are made. */
#include "inequality_measures_internal.h"

/* --- variance --- */

static double variance(const coprod__look *look)
{
    coprod__sum sum = {0, 0};
    for (size_t i = 0; i < look->groups->count; i++) {
        const double away = coprod__rate(look, i) - look->mean;
        coprod__sum_add(&sum, coprod__share(look, i) * away * away);
    }
    return coprod__sum_of(&sum);
}

/* The variance of a quadratic form of independent normal rates, with its matrix diag(p) - p p'. */
static double variance_error(const coprod__look *look)
{
    coprod__sum away = {0, 0}, squares = {0, 0}, fourths = {0, 0}, own = {0, 0};
    double all;
    for (size_t i = 0; i < look->groups->count; i++) {
        const double p = coprod__share(look, i), error = coprod__group_error(look->groups, i);
        const double far = coprod__rate(look, i) - look->mean, term = p * p * error * error;
        coprod__sum_add(&away, term * far * far);
        coprod__sum_add(&squares, term);
        coprod__sum_add(&fourths, term * term);
        coprod__sum_add(&own, term * (1 - p) * (1 - p) * error * error);
    }
    all = coprod__sum_of(&squares);
    return sqrt(4 * coprod__sum_of(&away) + 2 * (all * all - coprod__sum_of(&fourths) + coprod__sum_of(&own)));
}

static void find_bgv(coprod__look *look)
{
    coprod_inequality *result = look->result;
    result->estimate = variance(look);
    result->state = COPROD_INEQUALITY_NO_ERRORS;
    if (!coprod__has_errors(look->groups))
        return;
    result->state = COPROD_INEQUALITY_KNOWN;
    result->standard_error = variance_error(look);
    result->lower = result->estimate - look->z * result->standard_error;
    result->upper = result->estimate + look->z * result->standard_error;
}

/* A root has no slope at 0. */
static void find_bgsd(coprod__look *look)
{
    look->result->estimate = sqrt(variance(look));
    if (look->result->estimate == 0)
        look->result->state = COPROD_INEQUALITY_NO_LIMITS;
}

static double slope_bgsd(const coprod__look *look, size_t i)
{
    return coprod__share(look, i) * (coprod__rate(look, i) - look->mean) / look->result->estimate;
}

static void find_cov(coprod__look *look)
{
    find_bgsd(look);
    look->part = look->result->estimate;
    if (look->mean > 0)
        look->result->estimate = 100 * look->part / look->mean;
    else
        coprod__none(look, COPROD_INEQUALITY_UNDEFINED);
}

static double slope_cov(const coprod__look *look, size_t i)
{
    const double p = coprod__share(look, i);
    return 100 * p * ((coprod__rate(look, i) - look->mean) / look->part - look->part / look->mean) / look->mean;
}

/* --- entropy --- */

static size_t zeros(const coprod__look *look)
{
    size_t count = 0;
    for (size_t i = 0; i < look->groups->count; i++)
        if (coprod__rate(look, i) == 0)
            count++;
    return count;
}

static int all_can_be_logs(coprod__look *look)
{
    int can = look->mean > 0;
    for (size_t i = 0; can && i < look->groups->count; i++)
        can = coprod__rate(look, i) >= 0;
    if (!can)
        coprod__none(look, COPROD_INEQUALITY_UNDEFINED);
    return can;
}

/* Neither divergence is below 0; rounding may leave one there where all rates are alike. */
static void keep_divergence(coprod__look *look, const coprod__sum *sum, double scale)
{
    const double found = coprod__sum_of(sum);
    look->part = found;
    look->result->estimate = found > 0 ? scale * found : 0;
}

static void find_from_population(coprod__look *look, double scale)
{
    coprod__sum sum = {0, 0};
    if (!all_can_be_logs(look))
        return;
    if (zeros(look)) {
        coprod__none(look, COPROD_INEQUALITY_INFINITE);
        return;
    }
    for (size_t i = 0; i < look->groups->count; i++)
        coprod__sum_add(&sum, coprod__share(look, i) * log(look->mean / coprod__rate(look, i)));
    keep_divergence(look, &sum, scale);
}

static void find_from_people(coprod__look *look, double scale)
{
    coprod__sum sum = {0, 0};
    if (!all_can_be_logs(look))
        return;
    for (size_t i = 0; i < look->groups->count; i++) {
        const double ratio = coprod__rate(look, i) / look->mean;
        if (ratio > 0)
            coprod__sum_add(&sum, coprod__share(look, i) * ratio * log(ratio));
    }
    keep_divergence(look, &sum, scale);
    if (zeros(look))
        look->result->state = COPROD_INEQUALITY_NO_LIMITS;
}

static void find_mld(coprod__look *look)
{
    find_from_population(look, 1000);
}

static void find_kl_reverse(coprod__look *look)
{
    find_from_population(look, 1);
}

static void find_theil(coprod__look *look)
{
    find_from_people(look, 1000);
}

static void find_kl(coprod__look *look)
{
    find_from_people(look, 1);
}

static double slope_kl_reverse(const coprod__look *look, size_t i)
{
    return coprod__share(look, i) / look->mean * (1 - look->mean / coprod__rate(look, i));
}

static double slope_mld(const coprod__look *look, size_t i)
{
    return 1000 * slope_kl_reverse(look, i);
}

/* 1 + ln r less its mean by those who take part, which is 1 + the divergence. */
static double slope_kl(const coprod__look *look, size_t i)
{
    return coprod__share(look, i) / look->mean * (log(coprod__rate(look, i) / look->mean) - look->part);
}

static double slope_theil(const coprod__look *look, size_t i)
{
    return 1000 * slope_kl(look, i);
}

/* --- all pairs --- */

static void find_gini(coprod__look *look)
{
    coprod__sum sum = {0, 0};
    if (!all_can_be_logs(look))
        return;
    for (size_t i = 1; i < look->groups->count; i++)
        for (size_t j = 0; j < i; j++)
            coprod__sum_add(&sum, coprod__share(look, i) * coprod__share(look, j)
                                      * fabs(coprod__rate(look, i) - coprod__rate(look, j)));
    look->result->estimate = coprod__sum_of(&sum) / look->mean;
}

static double slope_gini(const coprod__look *look, size_t i)
{
    coprod__sum signs = {0, 0};
    const double rate = coprod__rate(look, i);
    for (size_t j = 0; j < look->groups->count; j++)
        coprod__sum_add(&signs, coprod__share(look, j) * coprod__sign(rate - coprod__rate(look, j)));
    return coprod__share(look, i) / look->mean * (coprod__sum_of(&signs) - look->result->estimate);
}

/* --- the table --- */

static const struct {
    const char *name;
    void (*find)(coprod__look *look);
    double (*slope)(const coprod__look *look, size_t i); /* NULL: it makes its own limits */
} measures[] = {
    [COPROD_INEQUALITY_BGV] = {"bgv", find_bgv, NULL},
    [COPROD_INEQUALITY_BGSD] = {"bgsd", find_bgsd, slope_bgsd},
    [COPROD_INEQUALITY_COV] = {"cov", find_cov, slope_cov},
    [COPROD_INEQUALITY_IDISU] = {"idisu", coprod__find_idisu, coprod__slope_idisu},
    [COPROD_INEQUALITY_IDISW] = {"idisw", coprod__find_idisw, coprod__slope_idisw},
    [COPROD_INEQUALITY_MLD] = {"mld", find_mld, slope_mld},
    [COPROD_INEQUALITY_THEIL] = {"theil", find_theil, slope_theil},
    [COPROD_INEQUALITY_KL] = {"kl", find_kl, slope_kl},
    [COPROD_INEQUALITY_KL_REVERSE] = {"kl-reverse", find_kl_reverse, slope_kl_reverse},
    [COPROD_INEQUALITY_MDBU] = {"mdbu", coprod__find_mdbu, coprod__slope_group_u},
    [COPROD_INEQUALITY_MDBW] = {"mdbw", coprod__find_mdbw, coprod__slope_group_w},
    [COPROD_INEQUALITY_MDMU] = {"mdmu", coprod__find_mdmu, coprod__slope_mdmu},
    [COPROD_INEQUALITY_MDMW] = {"mdmw", coprod__find_mdmw, coprod__slope_mdmw},
    [COPROD_INEQUALITY_MDRU] = {"mdru", coprod__find_mdru, coprod__slope_group_u},
    [COPROD_INEQUALITY_MDRW] = {"mdrw", coprod__find_mdrw, coprod__slope_group_w},
    [COPROD_INEQUALITY_D] = {"d", coprod__find_d, coprod__slope_d},
    [COPROD_INEQUALITY_R] = {"r", coprod__find_r, NULL},
    [COPROD_INEQUALITY_PAF] = {"paf", coprod__find_paf, NULL},
    [COPROD_INEQUALITY_PAR] = {"par", coprod__find_par, NULL},
    [COPROD_INEQUALITY_GINI] = {"gini", find_gini, slope_gini},
};
enum { MEASURES = sizeof measures / sizeof *measures };

static void make_limits(coprod__look *look, double (*slope)(const coprod__look *look, size_t i))
{
    coprod_inequality *result = look->result;
    coprod__sum sum = {0, 0};
    if (result->state != COPROD_INEQUALITY_KNOWN)
        return;
    if (!coprod__has_errors(look->groups)) {
        result->state = COPROD_INEQUALITY_NO_ERRORS;
        return;
    }
    for (size_t i = 0; i < look->groups->count; i++) {
        const double part = slope(look, i) * coprod__group_error(look->groups, i);
        coprod__sum_add(&sum, part * part);
    }
    result->standard_error = sqrt(coprod__sum_of(&sum));
    result->lower = result->estimate - look->z * result->standard_error;
    result->upper = result->estimate + look->z * result->standard_error;
}

/* One set of groups, taken; the result is zeroed but for its size. */
static coprod_status find(const coprod__groups *groups, const coprod_inequality_options *options, double z,
                          int32_t measure, coprod_inequality *result)
{
    coprod__look look = {groups, options, coprod__group_mean(groups), z, 0, 0, 0, result};
    if (options->reference == COPROD_REFERENCE_GROUP && options->reference_group >= groups->count)
        return COPROD_E_RANGE;
    if (measure == COPROD_INEQUALITY_GINI && groups->count > COPROD_INEQUALITY_GINI_GROUPS)
        return COPROD_E_LIMIT;
    result->mean = look.mean;
    result->standard_error = result->lower = result->upper = NAN;
    measures[measure].find(&look);
    if (measures[measure].slope)
        make_limits(&look, measures[measure].slope);
    /* What is no number is NaN by intent, or lies beyond a double. */
    if (!isfinite(look.mean) || (result->state < COPROD_INEQUALITY_INFINITE && !isfinite(result->estimate))
        || (result->state == COPROD_INEQUALITY_KNOWN && !(isfinite(result->lower) && isfinite(result->upper))))
        return COPROD_E_OVERFLOW;
    return COPROD_OK;
}

static int is_measure(int32_t measure)
{
    return measure > 0 && measure < MEASURES;
}

static coprod_status open(const coprod_inequality_groups *in, const coprod_inequality_options *given,
                          coprod__groups *groups, coprod_inequality_options *own)
{
    coprod_status status = coprod__inequality_options(given, own);
    return status == COPROD_OK ? coprod__groups_open(in, own->per, own->errors, groups) : status;
}

coprod_status coprod_inequality_of(const coprod_inequality_groups *groups, const coprod_inequality_options *options,
                                   int32_t measure, coprod_inequality *result)
{
    coprod_inequality own = {.size = sizeof own};
    coprod_inequality_options settings;
    coprod__groups taken;
    coprod_status status = coprod__struct_begin(groups, result, sizeof own);
    if (status == COPROD_OK)
        status = open(groups, options, &taken, &settings);
    if (status == COPROD_OK && !is_measure(measure))
        status = COPROD_E_UNKNOWN;
    if (status == COPROD_OK)
        status = coprod__groups_take(&taken, 0, taken.in.count);
    if (status == COPROD_OK)
        status = find(&taken, &settings, coprod__normal_two_sided(settings.confidence), measure, &own);
    return status == COPROD_OK ? coprod__struct_out(result, sizeof own, sizeof own, &own) : status;
}

static void write_row(const coprod_inequality_columns *columns, size_t row, const coprod_inequality *result,
                      coprod_status status)
{
    const int right = status == COPROD_OK;
    if (columns->estimate)
        columns->estimate[row] = right ? result->estimate : NAN;
    if (columns->standard_error)
        columns->standard_error[row] = right ? result->standard_error : NAN;
    if (columns->lower)
        columns->lower[row] = right ? result->lower : NAN;
    if (columns->upper)
        columns->upper[row] = right ? result->upper : NAN;
    if (columns->state)
        columns->state[row] = right ? (uint8_t)result->state : COPROD_INEQUALITY_UNDEFINED;
    if (columns->row_status)
        columns->row_status[row] = status;
}

coprod_status coprod_inequality_many(const coprod_inequality_groups *groups, const size_t *offsets, size_t count,
                                     const coprod_inequality_options *options, int32_t measure,
                                     const coprod_inequality_columns *columns)
{
    coprod_inequality_columns own;
    coprod_inequality_options settings;
    coprod__groups taken;
    coprod_status status = columns ? coprod__struct_in(columns, sizeof own, sizeof own, &own) : COPROD_E_ARGUMENT;
    double z;
    if (status == COPROD_OK)
        status = open(groups, options, &taken, &settings);
    if (status == COPROD_OK && !is_measure(measure))
        status = COPROD_E_UNKNOWN;
    if (status == COPROD_OK)
        status = coprod__groups_offsets(&taken, offsets, count);
    if (status != COPROD_OK)
        return status;
    z = coprod__normal_two_sided(settings.confidence);
    for (size_t i = 0; i < count; i++) {
        coprod_inequality result = {.size = sizeof result};
        status = coprod__groups_take(&taken, offsets[i], offsets[i + 1] - offsets[i]);
        if (status == COPROD_OK)
            status = find(&taken, &settings, z, measure, &result);
        write_row(&own, i, &result, status);
    }
    return COPROD_OK;
}

const char *coprod_inequality_measure_name(int32_t measure)
{
    return is_measure(measure) ? measures[measure].name : "";
}

const char *coprod_inequality_state_name(int32_t state)
{
    static const char *const names[] = {
        "", "no standard errors", "no limits", "limits are not two numbers",
        "the reference group is worse than the mean", "infinite", "undefined", "no best fit"};
    return state > 0 && state < (int32_t)(sizeof names / sizeof *names) ? names[state] : "";
}
