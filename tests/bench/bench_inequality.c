/* SPDX-License-Identifier: MIT */
/* Inequality, gradients and concentration against plain loops in C that do the same sums, check nothing, and keep no
 * rounding. */
#define _POSIX_C_SOURCE 199309L
#include <coprod/coprod.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

enum { AREAS = 1000, GROUPS = 10, PEOPLE = 1000000, LARGE = 1000000 };

static double *numbers(size_t count, uint64_t seed, double below)
{
    double *made = malloc(count * sizeof *made);
    if (!made)
        abort();
    for (size_t i = 0; i < count; i++) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        made[i] = (double)((seed >> 11) + 1) / 9007199254740993.0 * below;
    }
    return made;
}

static void must(coprod_status status)
{
    if (status != COPROD_OK)
        abort();
}

/* --- SII with limits --- */

static double plain_sii(const double *y, const double *p, const double *se, double *lower, double *upper)
{
    double total = 0, before = 0, centre = 0, spread = 0, slope = 0, variance = 0, x[GROUPS];
    for (int i = 0; i < GROUPS; i++)
        total += p[i];
    for (int i = 0; i < GROUPS; i++) {
        x[i] = (before + p[i] / 2) / total;
        before += p[i];
        centre += p[i] / total * x[i];
    }
    for (int i = 0; i < GROUPS; i++)
        spread += p[i] / total * (x[i] - centre) * (x[i] - centre);
    for (int i = 0; i < GROUPS; i++) {
        const double w = p[i] / total * (x[i] - centre) / spread;
        slope += w * y[i];
        variance += w * se[i] * w * se[i];
    }
    *lower = slope - 1.96 * sqrt(variance);
    *upper = slope + 1.96 * sqrt(variance);
    return slope;
}

static void bench_gradients(const double *y, const double *p, const double *se)
{
    static double sii[AREAS], lower[AREAS], upper[AREAS], rii[AREAS], rii_lower[AREAS], rii_upper[AREAS];
    static size_t offsets[AREAS + 1];
    const coprod_inequality_groups groups = {sizeof groups, AREAS * GROUPS, y, p, se, NULL, NULL};
    const coprod_gradient_columns columns = {.size = sizeof columns, .sii = sii, .sii_lower = lower, .sii_upper = upper,
                                             .rii = rii, .rii_lower = rii_lower, .rii_upper = rii_upper};
    coprod_gradient_options options = {.size = sizeof options};
    coprod_gradient_rules *rules = NULL;
    double base = 0, line_seconds = 0, curve = 0;
    must(coprod_gradient_rules_builtin(NULL, &rules));
    for (size_t i = 0; i <= AREAS; i++)
        offsets[i] = i * GROUPS;
    BEST(base, 20, for (int i = 0; i < AREAS; i++)
         sii[i] = plain_sii(y + i * GROUPS, p + i * GROUPS, se + i * GROUPS, &lower[i], &upper[i]));
    BEST(line_seconds, 20, must(coprod_gradient_many(rules, &groups, offsets, AREAS, &options, &columns)));
    options.fit = COPROD_FIT_LOGISTIC;
    BEST(curve, 20, must(coprod_gradient_many(rules, &groups, offsets, AREAS, &options, &columns)));
    line("SII and RII with limits, 1,000 areas of 10 groups", AREAS / line_seconds, AREAS / base, "plain C, SII alone");
    printf("%-52s %10.3f ms\n", "  that is", line_seconds * 1e3);
    printf("%-52s %10.3f ms\n", "  logistic, of the same areas", curve * 1e3);
    coprod_gradient_rules_free(rules);
}

/* --- an index of many groups --- */

static double plain_mld(const double *y, const double *p, size_t count)
{
    double total = 0, mean = 0, sum = 0;
    for (size_t i = 0; i < count; i++)
        total += p[i];
    for (size_t i = 0; i < count; i++)
        mean += p[i] / total * y[i];
    for (size_t i = 0; i < count; i++)
        sum += p[i] / total * log(mean / y[i]);
    return 1000 * sum;
}

static void bench_index(const double *y, const double *p)
{
    const coprod_inequality_groups groups = {sizeof groups, LARGE, y, p, NULL, NULL, NULL};
    coprod_inequality found = {.size = sizeof found};
    volatile double kept = 0;
    double base = 0, seconds = 0;
    BEST(base, 5, kept = plain_mld(y, p, LARGE));
    BEST(seconds, 5, must(coprod_inequality_of(&groups, NULL, COPROD_INEQUALITY_MLD, &found)));
    if (fabs(found.estimate - kept) > 1e-6)
        abort();
    line("mean log deviation, a million groups", LARGE / seconds, LARGE / base, "plain C");
}

/* --- people in an order --- */

typedef struct row {
    double place, value, weight;
} row;

static int by_place(const void *a, const void *b)
{
    const double x = ((const row *)a)->place, y = ((const row *)b)->place;
    return (x > y) - (x < y);
}

static double plain_concentration(row *rows, const double *values, const double *places, const double *weights,
                                  size_t count)
{
    double total = 0, mean = 0, before = 0, sum = 0;
    for (size_t i = 0; i < count; i++)
        rows[i] = (row){places[i], values[i], weights[i]};
    qsort(rows, count, sizeof *rows, by_place);
    for (size_t i = 0; i < count; i++) {
        total += rows[i].weight;
        mean += rows[i].weight * rows[i].value;
    }
    for (size_t i = 0; i < count; i++) {
        sum += rows[i].weight / total * rows[i].value * ((before + rows[i].weight / 2) / total - 0.5);
        before += rows[i].weight;
    }
    return 2 * sum / (mean / total);
}

static void bench_people(const double *values, const double *places, const double *weights, const char *what)
{
    coprod_concentration found = {.size = sizeof found};
    row *rows = malloc(PEOPLE * sizeof *rows);
    double base = 0, seconds = 0;
    volatile double kept = 0;
    if (!rows)
        abort();
    BEST(base, 3, kept = plain_concentration(rows, values, places, weights, PEOPLE));
    BEST(seconds, 5, must(coprod_concentration_people(values, places, weights, PEOPLE, NULL, NULL, &found)));
    if (fabs(found.rci - kept) > 1e-3)
        abort();
    line(what, PEOPLE / seconds, PEOPLE / base, "plain C with qsort, without limits");
    printf("%-52s %10.2f ms\n", "  that is", seconds * 1e3);
    free(rows);
}

int main(void)
{
    double *y = numbers(LARGE, UINT64_C(88172645463325252), 1), *p = numbers(LARGE, UINT64_C(2463534242), 1000);
    double *places = numbers(PEOPLE, UINT64_C(314159265358979), 100), *tied = malloc(PEOPLE * sizeof *tied);
    if (!tied)
        abort();
    for (size_t i = 0; i < PEOPLE; i++)
        tied[i] = floor(places[i] / 10);
    bench_gradients(y, p, places);
    bench_index(y, p);
    bench_people(y, places, p, "concentration of a million people, each a place");
    bench_people(y, tied, p, "concentration of a million people, ten places");
    free(y);
    free(p);
    free(places);
    free(tied);
    return 0;
}
