/* SPDX-License-Identifier: MIT */
/* Random frames with counts, and their scores reckoned anew, in exact fractions. */
#ifndef COPROD_TEST_RANDOM_FRAMES_H
#define COPROD_TEST_RANDOM_FRAMES_H

#include "../internal/score_tools.h"

enum { FRAMES = 20000, GROUPS = 10, DIMENSIONS = 3, DOCUMENT = 4000 };

typedef struct group {
    int dimension;
    uint32_t count, population, denominator;
    uint32_t weight; /* in 12ths, where they are given */
} group;

typedef struct frame {
    group groups[GROUPS];
    int count, dimensions, weighted, snapshot;
    int membership[DIMENSIONS];
    uint32_t panel, voices;
    uint32_t threshold[2], alpha[2];
} frame;

static uint64_t seed = UINT64_C(20260401);

static inline uint32_t draw(uint32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 20) % below;
}

static inline size_t frames(void)
{
    return getenv("COPROD_QUICK") ? FRAMES / 10 : FRAMES;
}

/* --- random frames --- */

static inline void make_dimension(frame *f, int dimension)
{
    const uint32_t denominator = 20 + draw(41);
    uint32_t left = denominator;
    const int count = 1 + (int)draw(3);
    f->membership[dimension] = draw(3) == 0;
    for (int i = 0; i < count; i++) {
        group *g = &f->groups[f->count++];
        uint32_t most = f->membership[dimension] ? denominator : left;
        g->dimension = dimension;
        g->denominator = denominator;
        g->population = most ? draw(most < 15 ? most + 1 : 16) : 0;
        g->count = draw(3) ? draw(12) : 0;
        g->weight = draw(4);
        left -= g->population <= left ? g->population : left;
    }
}

static inline frame random_frame(void)
{
    static const uint32_t thresholds[][2] = {{4, 5}, {1, 1}, {1, 2}}, alphas[][2] = {{1, 2}, {1, 3}, {3, 4}, {1, 1}, {0, 1}};
    frame f = {.panel = 1 + draw(40), .voices = draw(4), .weighted = draw(3) == 0};
    uint32_t which = draw(3), scored = 0;
    memcpy(f.threshold, thresholds[which], sizeof f.threshold);
    which = draw(8);
    memcpy(f.alpha, alphas[which < 5 ? which : 0], sizeof f.alpha);
    f.dimensions = 1 + (int)draw(DIMENSIONS);
    for (int d = 0; d < f.dimensions; d++)
        make_dimension(&f, d);
    for (int i = 0; i < f.count; i++)
        scored += f.groups[i].population > 0 && (!f.weighted || f.groups[i].weight);
    if (!scored)
        f.groups[0].population = f.groups[0].weight = 1;
    return f;
}

static inline coprod_frame *load(const frame *f)
{
    char text[DOCUMENT];
    coprod_frame *loaded = NULL;
    int n = snprintf(text, sizeof text, "{\"mode\": \"%s\", \"N\": %u, \"min_voices\": %u, \"threshold\": \"%u/%u\", "
                     "\"alpha\": \"%u/%u\", \"kinds\": {", f->snapshot ? "snapshot" : "fixed", f->panel, f->voices,
                      f->threshold[0], f->threshold[1], f->alpha[0], f->alpha[1]);
    for (int d = 0; d < f->dimensions; d++)
        n += snprintf(text + n, sizeof text - (size_t)n, "%s\"d%d\": \"%s\"", d ? ", " : "", d,
                      f->membership[d] ? "membership" : "partition");
    n += snprintf(text + n, sizeof text - (size_t)n, "}, \"groups\": [");
    for (int i = 0; i < f->count; i++) {
        const group *g = &f->groups[i];
        n += snprintf(text + n, sizeof text - (size_t)n, "%s{\"id\": \"g%d\", \"dimension\": \"d%d\", \"population\": %u, "
                      "\"denominator\": %u", i ? ", " : "", i, g->dimension, g->population, g->denominator);
        if (f->weighted)
            n += snprintf(text + n, sizeof text - (size_t)n, ", \"weight\": \"%u/12\"", g->weight);
        n += snprintf(text + n, sizeof text - (size_t)n, "}");
    }
    snprintf(text + n, sizeof text - (size_t)n, "]}");
    assert_int_equal(coprod_frame_load(text, COPROD_NTS, NULL, NULL, &loaded), COPROD_OK);
    return loaded;
}

static inline coprod_score *score_counts(const coprod_frame *loaded, const uint64_t *counts, size_t count)
{
    const coprod_score_input input = {sizeof input, counts, count, NULL, NULL};
    coprod_score *score = NULL;
    assert_int_equal(coprod_score_new(loaded, &input, NULL, &score), COPROD_OK);
    return score;
}

static inline void counts_of(const frame *f, uint64_t *counts)
{
    for (int i = 0; i < f->count; i++)
        counts[i] = f->groups[i].count;
}

static inline exact score_now(const coprod_frame *loaded, const frame *f)
{
    uint64_t counts[GROUPS];
    coprod_score *score;
    exact value;
    counts_of(f, counts);
    score = score_counts(loaded, counts, (size_t)f->count);
    value = exact_score(score);
    coprod_score_free(score);
    return value;
}

/* --- the formula anew --- */

static inline exact weight_of(const frame *f, int index)
{
    wide all = 0, inside = 0;
    int seen[DIMENSIONS] = {0};
    if (!f->groups[index].population)
        return exact_of(0, 1);
    for (int i = 0; i < f->count; i++) {
        const group *g = &f->groups[i];
        if (!g->population)
            continue;
        all += f->weighted ? (wide)g->weight : !seen[g->dimension];
        seen[g->dimension] = 1;
        inside += g->dimension == f->groups[index].dimension;
    }
    return f->weighted ? exact_of(f->groups[index].weight, all) : exact_of(1, times_wide(all, inside));
}

static inline exact target_of(const frame *f, const group *g)
{
    exact target = exact_of((wide)f->threshold[0] * f->panel * g->population, (wide)f->threshold[1] * g->denominator);
    const exact voices = exact_of(f->voices, 1);
    return compare(target, voices) < 0 ? voices : target;
}

static inline exact coverage_of(const frame *f, const group *g)
{
    const exact target = target_of(f, g), one = exact_of(1, 1);
    const exact part = times(exact_of(g->count, 1), exact_of(target.d, target.n));
    return compare(part, one) > 0 ? one : part;
}

static inline exact formula(const frame *f, exact *worst)
{
    const exact alpha = exact_of(f->alpha[0], f->alpha[1]), one = exact_of(1, 1);
    exact mean = exact_of(0, 1);
    *worst = one;
    for (int i = 0; i < f->count; i++) {
        const exact weight = weight_of(f, i);
        exact coverage;
        if (!weight.n)
            continue;
        coverage = coverage_of(f, &f->groups[i]);
        mean = plus(mean, times(weight, coverage));
        *worst = compare(coverage, *worst) < 0 ? coverage : *worst;
    }
    return times(exact_of(100, 1), plus(times(minus(one, alpha), mean), times(alpha, *worst)));
}

static inline exact loss_of(const frame *f, int index, exact worst, wide sharing)
{
    const exact alpha = exact_of(f->alpha[0], f->alpha[1]), one = exact_of(1, 1), hundred = exact_of(100, 1);
    const exact weight = weight_of(f, index);
    exact loss = exact_of(0, 1), coverage;
    if (!weight.n)
        return loss;
    coverage = coverage_of(f, &f->groups[index]);
    loss = times(times(hundred, minus(one, alpha)), times(weight, minus(one, coverage)));
    if (!compare(coverage, worst))
        loss = plus(loss, times(times(hundred, alpha), times(minus(one, worst), exact_of(1, sharing))));
    return loss;
}

#endif
