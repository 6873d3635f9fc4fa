/* SPDX-License-Identifier: MIT */
/* Limits of shares and rates. What is done of one row is done of many: both go through the same few functions. */
#include "limits_internal.h"

#include <math.h>
#include <string.h>

#include "special_internal.h"

enum { PER_DEFAULT = 1000 };

coprod_status coprod__limits_set(const coprod_limits_options *options, int share, coprod__limits_setting *setting)
{
    coprod_limits_options own;
    coprod_status status = coprod__struct_in(options, sizeof own, sizeof own, &own);
    int32_t method = own.method;
    if (status != COPROD_OK)
        return status;
    if (own.confidence == 0.0)
        own.confidence = 0.95;
    if (method == COPROD_LIMITS_DEFAULT)
        method = share ? COPROD_LIMITS_WILSON : COPROD_LIMITS_BY_SIZE;
    if (!(own.confidence > 0.0 && own.confidence < 1.0)
        || (share ? method < COPROD_LIMITS_WILSON || method > COPROD_LIMITS_CLOPPER_PEARSON
                  : method < COPROD_LIMITS_EXACT || method > COPROD_LIMITS_BY_SIZE))
        return COPROD_E_RANGE;
    setting->confidence = own.confidence;
    setting->half = (1.0 - own.confidence) / 2.0;
    setting->z = coprod__normal_two_sided(own.confidence);
    setting->z_square = setting->z * setting->z;
    setting->per = own.per ? own.per : PER_DEFAULT;
    setting->method = method;
    return COPROD_OK;
}

/* --- shares --- */

/* The lower limit is the product of both, k^2 / (n (n + z^2)), over the upper one: no difference loses digits. */
static inline void wilson(double z, double z_square, double k, double n, double *lower, double *upper)
{
    double twice = 2.0 * k + z_square, root = z * sqrt(z_square + 4.0 * (k / n) * (n - k));
    double high = (twice + root) / (2.0 * (n + z_square));
    *lower = 2.0 * k * (k / n) / (twice + root);
    *upper = k < n ? high : 1.0;
}

static void clopper_pearson(double half, double k, double n, double *lower, double *upper)
{
    *lower = k <= 0.0 ? 0.0 : k < n ? coprod__beta_quantile(half, k, n - k + 1.0) : exp(log(half) / n);
    *upper = k >= n ? 1.0 : k > 0.0 ? coprod__beta_upper_quantile(half, k + 1.0, n - k) : -expm1(log(half) / n);
}

void coprod__share_limits(const coprod__limits_setting *setting, double k, double n, double *lower, double *upper)
{
    if (setting->method == COPROD_LIMITS_WILSON)
        wilson(setting->z, setting->z_square, k, n, lower, upper);
    else
        clopper_pearson(setting->half, k, n, lower, upper);
}

void coprod__share_limits_by_score(const coprod__limits_setting *setting, double k, double n, double *lower,
                                   double *upper)
{
    wilson(setting->z, setting->z_square, k, n, lower, upper);
}

coprod_status coprod_share_limits(uint64_t k, uint64_t n, const coprod_limits_options *options, coprod_limits *limits)
{
    coprod_limits own = {sizeof own, NAN, NAN, NAN, COPROD_LIMITS_NO_PARTICIPANTS, 0};
    coprod__limits_setting setting;
    coprod_status status = coprod__struct_begin(&own, limits, sizeof own);
    if (status == COPROD_OK)
        status = coprod__limits_set(options, 1, &setting);
    if (status == COPROD_OK && (k > n || n > coprod__count_most))
        status = COPROD_E_RANGE;
    if (status != COPROD_OK)
        return status;
    if (n) {
        own.state = COPROD_LIMITS_KNOWN;
        own.estimate = (double)k / (double)n;
        coprod__share_limits(&setting, (double)k, (double)n, &own.lower, &own.upper);
    }
    return coprod__struct_out(limits, sizeof own, sizeof own, &own);
}

/* --- rates --- */

/* Limits of few people are computed once for each number of them, when first asked for. */
typedef struct few {
    double lower[COPROD__EXACT_MOST], upper[COPROD__EXACT_MOST];
    uint64_t known; /* a bit for each */
} few;

static void exact(double half, double k, double *lower, double *upper)
{
    *lower = k > 0.0 ? coprod__gamma_quantile(half, k) : 0.0;
    *upper = coprod__gamma_upper_quantile(half, k + 1.0);
}

static void exact_of_few(double half, uint64_t k, few *kept, double *lower, double *upper)
{
    if (!(kept->known >> k & 1)) {
        exact(half, (double)k, &kept->lower[k], &kept->upper[k]);
        kept->known |= (uint64_t)1 << k;
    }
    *lower = kept->lower[k];
    *upper = kept->upper[k];
}

static inline double cube(double x)
{
    return x * x * x;
}

static inline void byar(double z, double k, double *lower, double *upper)
{
    double more = k + 1.0, low = 1.0 - 1.0 / (9.0 * k) - z / (3.0 * sqrt(k));
    *lower = low > 0.0 ? k * cube(low) : 0.0; /* nobody: not above 0, whatever infinities gave */
    *upper = more * cube(1.0 - 1.0 / (9.0 * more) + z / (3.0 * sqrt(more)));
}

/* Of a count, below 2^32. */
static inline void count_limits(const coprod__limits_setting *setting, uint32_t exact_below, uint64_t k, few *kept,
                                double *lower, double *upper)
{
    int is_exact = setting->method == COPROD_LIMITS_EXACT
                   || (setting->method == COPROD_LIMITS_BY_SIZE && k < exact_below);
    if (!is_exact)
        byar(setting->z, (double)k, lower, upper);
    else if (k < COPROD__EXACT_MOST)
        exact_of_few(setting->half, k, kept, lower, upper);
    else
        exact(setting->half, (double)k, lower, upper);
}

coprod_status coprod_rate_limits(const coprod_share_rules *rules, uint64_t k, uint64_t population,
                                 const coprod_limits_options *options, coprod_limits *limits)
{
    coprod_limits own = {sizeof own, NAN, NAN, NAN, COPROD_LIMITS_NO_POPULATION, 0};
    coprod__limits_setting setting;
    few kept;
    coprod_status status = coprod__struct_begin(rules, limits, sizeof own);
    if (status == COPROD_OK)
        status = coprod__limits_set(options, 0, &setting);
    if (status == COPROD_OK && (k > coprod__count_most || population > coprod__count_most))
        status = COPROD_E_RANGE;
    if (status != COPROD_OK)
        return status;
    kept.known = 0;
    if (population) {
        const double people = (double)population;
        own.state = COPROD_LIMITS_KNOWN;
        count_limits(&setting, rules->info.exact_below, k, &kept, &own.lower, &own.upper);
        own.estimate = (double)k * setting.per / people;
        own.lower = own.lower * setting.per / people;
        own.upper = own.upper * setting.per / people;
    }
    return coprod__struct_out(limits, sizeof own, sizeof own, &own);
}

/* --- columns --- */

/* A row without answer. */
static void write_none(const coprod_limits_columns *columns, size_t row, int state)
{
    if (columns->estimate)
        columns->estimate[row] = NAN;
    if (columns->lower)
        columns->lower[row] = NAN;
    if (columns->upper)
        columns->upper[row] = NAN;
    if (columns->state)
        columns->state[row] = (uint8_t)state;
}

static inline void write_row(const coprod_limits_columns *columns, size_t row, double estimate, double lower,
                             double upper)
{
    if (columns->estimate)
        columns->estimate[row] = estimate;
    if (columns->lower)
        columns->lower[row] = lower;
    if (columns->upper)
        columns->upper[row] = upper;
    if (columns->state)
        columns->state[row] = COPROD_LIMITS_KNOWN;
}

/* Rows are worked on in blocks, so that a compiler may take several at once where nothing has to be looked at. */
enum { BLOCK = 256 };

typedef struct block {
    double k[BLOCK], n[BLOCK], estimate[BLOCK], lower[BLOCK], upper[BLOCK];
} block;

/* What is no row of k of n stands as 0 of 1 until its answer is written. Returns how many there are. */
static size_t read_block(const uint64_t *ks, const uint64_t *ns, size_t count, block *own)
{
    size_t others = 0;
    for (size_t i = 0; i < count; i++) {
        const int right = ks[i] <= ns[i] && ns[i] - 1 < coprod__count_most;
        own->k[i] = right ? (double)(int64_t)ks[i] : 0.0;
        own->n[i] = right ? (double)(int64_t)ns[i] : 1.0;
        others += !right;
    }
    return others;
}

static void wilson_block(double z, double z_square, size_t count, block *own)
{
    for (size_t i = 0; i < count; i++) {
        own->estimate[i] = own->k[i] / own->n[i];
        wilson(z, z_square, own->k[i], own->n[i], &own->lower[i], &own->upper[i]);
    }
}

static void exact_block(double half, size_t count, block *own)
{
    for (size_t i = 0; i < count; i++) {
        own->estimate[i] = own->k[i] / own->n[i];
        clopper_pearson(half, own->k[i], own->n[i], &own->lower[i], &own->upper[i]);
    }
}

static void write_block(const coprod_limits_columns *columns, size_t row, size_t count, const block *own)
{
    if (columns->estimate)
        memcpy(columns->estimate + row, own->estimate, count * sizeof *own->estimate);
    if (columns->lower)
        memcpy(columns->lower + row, own->lower, count * sizeof *own->lower);
    if (columns->upper)
        memcpy(columns->upper + row, own->upper, count * sizeof *own->upper);
    if (columns->state)
        memset(columns->state + row, COPROD_LIMITS_KNOWN, count);
}

static void share_rows(const uint64_t *ks, const uint64_t *ns, size_t count, const coprod__limits_setting *setting,
                       const coprod_limits_columns *columns)
{
    block own;
    for (size_t row = 0, some; row < count; row += some) {
        size_t others;
        some = count - row < BLOCK ? count - row : BLOCK;
        others = read_block(ks + row, ns + row, some, &own);
        if (setting->method == COPROD_LIMITS_WILSON)
            wilson_block(setting->z, setting->z_square, some, &own);
        else
            exact_block(setting->half, some, &own);
        write_block(columns, row, some, &own);
        for (size_t i = row; others && i < row + some; i++)
            if (ks[i] > ns[i] || ns[i] - 1 >= coprod__count_most)
                write_none(columns, i, ks[i] || ns[i] ? COPROD_LIMITS_ROW_WRONG : COPROD_LIMITS_NO_PARTICIPANTS);
    }
}

coprod_status coprod_share_limits_many(const uint64_t *k, const uint64_t *n, size_t count,
                                       const coprod_limits_options *options, const coprod_limits_columns *columns)
{
    coprod_limits_columns own;
    coprod__limits_setting setting;
    coprod_status status;
    if (!columns || (count && (!k || !n)))
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(columns, sizeof own, sizeof own, &own);
    if (status == COPROD_OK)
        status = coprod__limits_set(options, 1, &setting);
    if (status == COPROD_OK)
        share_rows(k, n, count, &setting, &own);
    return status;
}

coprod_status coprod_rate_limits_many(const coprod_share_rules *rules, const uint64_t *k, const uint64_t *population,
                                      size_t count, const coprod_limits_options *options,
                                      const coprod_limits_columns *columns)
{
    coprod_limits_columns own;
    coprod__limits_setting setting;
    few kept;
    coprod_status status;
    if (!rules || !columns || (count && (!k || !population)))
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(columns, sizeof own, sizeof own, &own);
    if (status == COPROD_OK)
        status = coprod__limits_set(options, 0, &setting);
    if (status != COPROD_OK)
        return status;
    kept.known = 0;
    for (size_t i = 0; i < count; i++) {
        const double people = (double)(int64_t)population[i];
        double lower, upper;
        int wrong = k[i] > coprod__count_most || population[i] > coprod__count_most;
        if (wrong || !population[i]) {
            write_none(&own, i, wrong ? COPROD_LIMITS_ROW_WRONG : COPROD_LIMITS_NO_POPULATION);
            continue;
        }
        count_limits(&setting, rules->info.exact_below, k[i], &kept, &lower, &upper);
        write_row(&own, i, (double)(int64_t)k[i] * setting.per / people, lower * setting.per / people,
                  upper * setting.per / people);
    }
    return COPROD_OK;
}
