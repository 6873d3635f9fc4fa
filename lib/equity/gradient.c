/* SPDX-License-Identifier: MIT */
/* Gradients over groups in order: a line through the rates, or through what they become, by mid-rank. */
#include "gradient_internal.h"

/* --- the line --- */

static void place_groups(coprod__line *line)
{
    coprod__sum centre = {0, 0}, spread = {0, 0};
    double before = 0;
    for (size_t i = 0; i < line->groups->count; i++)
        coprod__sum_add(&centre, coprod__group_share(line->groups, i) * coprod__mid_rank(line->groups, i, &before));
    line->centre = coprod__sum_of(&centre);
    before = 0;
    for (size_t i = 0; i < line->groups->count; i++) {
        const double away = coprod__mid_rank(line->groups, i, &before) - line->centre;
        coprod__sum_add(&spread, coprod__group_share(line->groups, i) * away * away);
    }
    line->spread = coprod__sum_of(&spread);
}

/* What the line is drawn through. */
static double height(const coprod__line *line, size_t i)
{
    const double rate = coprod__group_rate(line->groups, i), per = line->groups->per;
    if (line->options->fit == COPROD_FIT_LOG)
        return log(rate);
    return line->options->fit == COPROD_FIT_LOGIT ? log(rate / (per - rate)) : rate;
}

/* How fast a rate changes with its logarithm or its log odds. */
static double speed(const coprod__groups *groups, size_t i, int logit)
{
    const double rate = coprod__group_rate(groups, i);
    return logit ? rate * (groups->per - rate) / groups->per : rate;
}

/* The standard error of the height: of the rate, brought from the scale it was given on. */
static double height_error(const coprod__line *line, size_t i)
{
    double error = coprod__group_error(line->groups, i);
    if (line->groups->in.standard_errors && line->options->scale != COPROD_SCALE_RATE)
        error *= speed(line->groups, i, line->options->scale == COPROD_SCALE_LOGIT);
    if (line->options->fit == COPROD_FIT_LINEAR)
        return error;
    return error / speed(line->groups, i, line->options->fit == COPROD_FIT_LOGIT);
}

static void draw_line(coprod__line *line)
{
    coprod__sum mean = {0, 0}, slope = {0, 0}, v00 = {0, 0}, v01 = {0, 0}, v11 = {0, 0};
    double before = 0;
    for (size_t i = 0; i < line->groups->count; i++) {
        const double p = coprod__group_share(line->groups, i), y = height(line, i);
        const double w = p * (coprod__mid_rank(line->groups, i, &before) - line->centre) / line->spread;
        const double v = p - line->centre * w;
        const double error = coprod__has_errors(line->groups) ? height_error(line, i) : 0;
        coprod__sum_add(&mean, p * y);
        coprod__sum_add(&slope, w * y);
        coprod__sum_add(&v00, v * error * v * error);
        coprod__sum_add(&v01, v * error * w * error);
        coprod__sum_add(&v11, w * error * w * error);
    }
    line->slope = coprod__sum_of(&slope);
    line->first = coprod__sum_of(&mean) - line->centre * line->slope;
    line->v00 = coprod__sum_of(&v00), line->v01 = coprod__sum_of(&v01), line->v11 = coprod__sum_of(&v11);
}

/* --- indices of a straight line --- */

/* Fieller's limits of b / a, both normal: the numbers t for which a t - b may be 0. 0 if they are not all those between
 * two. */
static int fieller(double a, double b, double var_a, double cov, double var_b, double z, double limits[2])
{
    const double square = a * a - z * z * var_a, middle = a * b - z * z * cov, rest = b * b - z * z * var_b;
    const double root = middle * middle - square * rest;
    if (!(square > 0))
        return 0;
    limits[0] = (middle - sqrt(root < 0 ? 0 : root)) / square;
    limits[1] = (middle + sqrt(root < 0 ? 0 : root)) / square;
    return 1;
}

static void line_indices(coprod__line *line)
{
    coprod_gradient *result = line->result;
    const double a = line->first, b = line->first + line->slope, z = line->z;
    const double covariance = line->v00 + line->v01, variance = line->v00 + 2 * line->v01 + line->v11;
    const int turned = line->options->multiplier < 0;
    double limits[2];
    result->first = a;
    result->last = b;
    result->sii = line->slope;
    if (!(turned ? b > 0 && a >= 0 : a > 0 && b >= 0))
        result->rii_state = COPROD_INEQUALITY_UNDEFINED;
    else
        result->rii = turned ? a / b : b / a;
    if (result->sii_state != COPROD_INEQUALITY_KNOWN)
        return;
    result->sii_error = sqrt(line->v11);
    result->sii_lower = line->slope - z * result->sii_error;
    result->sii_upper = line->slope + z * result->sii_error;
    if (result->rii_state != COPROD_INEQUALITY_KNOWN)
        return;
    if (turned ? !fieller(b, a, variance, covariance, line->v00, z, limits)
               : !fieller(a, b, line->v00, covariance, variance, z, limits)) {
        result->rii_state = COPROD_INEQUALITY_UNBOUNDED;
        return;
    }
    result->rii_lower = limits[0];
    result->rii_upper = limits[1];
}

/* --- from the other end, and in another unit --- */

static void swap(double *a, double *b)
{
    const double kept = *a;
    *a = *b;
    *b = kept;
}

static void multiply(const coprod__line *line)
{
    coprod_gradient *result = line->result;
    const double by = line->options->multiplier;
    result->sii *= by;
    result->sii_error *= fabs(by);
    result->sii_lower *= by;
    result->sii_upper *= by;
    if (by > 0)
        return;
    swap(&result->sii_lower, &result->sii_upper);
    if (line->options->fit == COPROD_FIT_LINEAR) /* turned before: its limits need not have an inverse */
        return;
    result->rii = 1 / result->rii;
    result->rii_lower = 1 / result->rii_lower;
    result->rii_upper = 1 / result->rii_upper;
    swap(&result->rii_lower, &result->rii_upper);
}

/* --- notes --- */

static void describe(const coprod_gradient_rules *rules, const coprod__line *line)
{
    const coprod_gradient_rules_info *info = &rules->info;
    coprod_gradient *result = line->result;
    coprod__sum variance = {0, 0}, slope = {0, 0};
    const double mean = result->mean;
    const double first = coprod__group_rate(line->groups, 0) - mean;
    const double last = coprod__group_rate(line->groups, line->groups->count - 1) - mean;
    double before = 0, all;
    for (size_t i = 0; i < line->groups->count; i++) {
        const double away = coprod__group_rate(line->groups, i) - mean, p = coprod__group_share(line->groups, i);
        coprod__sum_add(&variance, p * away * away);
        coprod__sum_add(&slope, p * away * (coprod__mid_rank(line->groups, i, &before) - line->centre));
    }
    all = coprod__sum_of(&variance);
    result->explained = NAN;
    if (all > 0 && line->spread > 0) {
        const double told = coprod__sum_of(&slope) / all * (coprod__sum_of(&slope) / line->spread);
        result->explained = told < 1 ? told : 1;
    }
    result->notes |= line->groups->count < info->fewest_groups ? COPROD_GRADIENT_FEW_GROUPS : 0;
    result->notes |= line->groups->count > info->usual_groups ? COPROD_GRADIENT_MANY_GROUPS : 0;
    result->notes |= line->groups->count > info->most_groups ? COPROD_GRADIENT_TOO_MANY : 0;
    if (((first > 0 && last > 0) || (first < 0 && last < 0)) && 100 * result->explained < info->told_percent)
        result->notes |= COPROD_GRADIENT_TURNS;
    if (result->first < 0 || result->last < 0)
        result->notes |= COPROD_GRADIENT_BELOW_ZERO;
}

/* --- one set --- */

/* Rates that have a logarithm, or log odds, or are proportions, as the fit needs them. */
static int can_be_fitted(const coprod__line *line)
{
    const int32_t fit = line->options->fit, scale = line->options->scale;
    const int open_below = fit == COPROD_FIT_LOG || fit == COPROD_FIT_LOGIT, open_above = fit == COPROD_FIT_LOGIT;
    const int below = fit != COPROD_FIT_LINEAR || scale != COPROD_SCALE_RATE;
    const int above = fit >= COPROD_FIT_LOGIT || scale == COPROD_SCALE_LOGIT;
    for (size_t i = 0; i < line->groups->count; i++) {
        const double rate = coprod__group_rate(line->groups, i), per = line->groups->per;
        if ((open_below && !(rate > 0)) || (below && rate < 0) || (open_above && !(rate < per))
            || (above && rate > per))
            return 0;
    }
    return line->groups->count > 1 && line->spread > 0;
}

/* A figure is there unless its state says that it is not, and so are its limits. */
static int is_as_told(int32_t state, double figure, double lower, double upper)
{
    return (state >= COPROD_INEQUALITY_INFINITE || !isnan(figure))
           && (state != COPROD_INEQUALITY_KNOWN || (!isnan(lower) && !isnan(upper)));
}

static int all_is_finite(const coprod_gradient *result)
{
    const double all[] = {result->sii,        result->sii_error, result->sii_lower, result->sii_upper, result->rii,
                          result->rii_lower, result->rii_upper,  result->first,     result->last};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!coprod__finite_or_nan(all[i]))
            return 0;
    return isfinite(result->mean) && is_as_told(result->sii_state, result->sii, result->sii_lower, result->sii_upper)
           && is_as_told(result->rii_state, result->rii, result->rii_lower, result->rii_upper);
}

static coprod_status fit(const coprod_gradient_rules *rules, const coprod__groups *groups,
                         const coprod_gradient_options *options, double z, coprod_gradient *result)
{
    coprod__line line = {.groups = groups, .options = options, .z = z, .result = result};
    result->sii = result->sii_error = result->sii_lower = result->sii_upper = NAN;
    result->rii = result->rii_lower = result->rii_upper = result->first = result->last = NAN;
    result->mean = coprod__group_mean(groups);
    result->groups = (uint32_t)groups->count;
    result->sii_state = result->rii_state = COPROD_INEQUALITY_UNDEFINED;
    place_groups(&line);
    if (can_be_fitted(&line) && options->fit == COPROD_FIT_LOGISTIC) {
        coprod__fit_logistic(&line);
        multiply(&line);
    } else if (can_be_fitted(&line)) {
        result->sii_state = result->rii_state =
            coprod__has_errors(groups) ? COPROD_INEQUALITY_KNOWN : COPROD_INEQUALITY_NO_ERRORS;
        draw_line(&line);
        if (options->fit == COPROD_FIT_LINEAR)
            line_indices(&line);
        else
            coprod__curve_indices(&line);
        multiply(&line);
    }
    describe(rules, &line);
    return all_is_finite(result) ? COPROD_OK : COPROD_E_OVERFLOW;
}

/* --- calls --- */

static coprod_status open(const coprod_inequality_groups *in, const coprod_gradient_options *given,
                          coprod__groups *groups, coprod_gradient_options *own)
{
    coprod_status status = coprod__struct_in(given, sizeof *own, sizeof *own, own);
    if (status != COPROD_OK)
        return status;
    own->confidence = coprod__confidence(own->confidence);
    own->multiplier = own->multiplier != 0 ? own->multiplier : 1;
    if (isnan(own->confidence) || !isfinite(own->multiplier) || own->fit < COPROD_FIT_LINEAR
        || own->fit > COPROD_FIT_LOGISTIC || own->scale < COPROD_SCALE_RATE || own->scale > COPROD_SCALE_LOGIT
        || own->reserved)
        return COPROD_E_ARGUMENT;
    return coprod__groups_open(in, own->per, own->errors, groups);
}

coprod_status coprod_gradient_of(const coprod_gradient_rules *rules, const coprod_inequality_groups *groups,
                                 const coprod_gradient_options *options, coprod_gradient *result)
{
    coprod_gradient own = {.size = sizeof own};
    coprod_gradient_options settings;
    coprod__groups taken;
    coprod_status status = coprod__struct_begin(rules, result, sizeof own);
    if (status == COPROD_OK)
        status = open(groups, options, &taken, &settings);
    if (status == COPROD_OK)
        status = coprod__groups_take(&taken, 0, taken.in.count);
    if (status == COPROD_OK)
        status = fit(rules, &taken, &settings, coprod__normal_two_sided(settings.confidence), &own);
    return status == COPROD_OK ? coprod__struct_out(result, sizeof own, sizeof own, &own) : status;
}

static void write_row(const coprod_gradient_columns *columns, size_t row, const coprod_gradient *result,
                      coprod_status status)
{
    if (columns->sii)
        columns->sii[row] = result->sii;
    if (columns->sii_lower)
        columns->sii_lower[row] = result->sii_lower;
    if (columns->sii_upper)
        columns->sii_upper[row] = result->sii_upper;
    if (columns->rii)
        columns->rii[row] = result->rii;
    if (columns->rii_lower)
        columns->rii_lower[row] = result->rii_lower;
    if (columns->rii_upper)
        columns->rii_upper[row] = result->rii_upper;
    if (columns->sii_state)
        columns->sii_state[row] = (uint8_t)result->sii_state;
    if (columns->rii_state)
        columns->rii_state[row] = (uint8_t)result->rii_state;
    if (columns->notes)
        columns->notes[row] = (uint8_t)result->notes;
    if (columns->row_status)
        columns->row_status[row] = status;
}

static const coprod_gradient wrong_row = {.sii = NAN, .sii_lower = NAN, .sii_upper = NAN, .rii = NAN, .rii_lower = NAN,
                                          .rii_upper = NAN, .sii_state = COPROD_INEQUALITY_UNDEFINED,
                                          .rii_state = COPROD_INEQUALITY_UNDEFINED};

coprod_status coprod_gradient_many(const coprod_gradient_rules *rules, const coprod_inequality_groups *groups,
                                   const size_t *offsets, size_t count, const coprod_gradient_options *options,
                                   const coprod_gradient_columns *columns)
{
    coprod_gradient_columns own;
    coprod_gradient_options settings;
    coprod__groups taken;
    coprod_status status = rules && columns ? coprod__struct_in(columns, sizeof own, sizeof own, &own)
                                            : COPROD_E_ARGUMENT;
    double z;
    if (status == COPROD_OK)
        status = open(groups, options, &taken, &settings);
    if (status == COPROD_OK)
        status = coprod__groups_offsets(&taken, offsets, count);
    if (status != COPROD_OK)
        return status;
    z = coprod__normal_two_sided(settings.confidence);
    for (size_t i = 0; i < count; i++) {
        coprod_gradient result = {.size = sizeof result};
        status = coprod__groups_take(&taken, offsets[i], offsets[i + 1] - offsets[i]);
        if (status == COPROD_OK)
            status = fit(rules, &taken, &settings, z, &result);
        write_row(&own, i, status == COPROD_OK ? &result : &wrong_row, status);
    }
    return COPROD_OK;
}

coprod_status coprod_gradient_quantiles(int32_t rule, const uint64_t *ranks, size_t count, uint64_t total,
                                        uint32_t quantiles, uint32_t *results)
{
    if (!ranks || !results || rule < COPROD_QUANTILE_FLOOR || rule > COPROD_QUANTILE_CEILING)
        return COPROD_E_ARGUMENT;
    if (!total || total > UINT32_MAX || !quantiles)
        return COPROD_E_RANGE;
    for (size_t i = 0; i < count; i++) {
        const uint64_t rank = ranks[i], parts = rank <= total ? quantiles * rank : 0; /* below 2^64 */
        results[i] = !rank || rank > total            ? 0
                     : rule == COPROD_QUANTILE_FLOOR ? (uint32_t)((parts - quantiles) / total + 1)
                                                     : (uint32_t)((parts - 1) / total + 1);
    }
    return COPROD_OK;
}
