/* SPDX-License-Identifier: MIT */
/* Upper bounds against every way in which people whose answers are not known may be spread; scores in columns against
 * single ones; who next against trying each; printed figures. */
#include "random_frames.h"

enum { ROWS = 700, BOUNDS_EVERY = 20 };

/* --- bounds --- */

typedef struct spread {
    const frame *f;
    const long double *weights, *targets;
    const int *spare;
    uint64_t counts[GROUPS];
    long double best;
} spread;

static long double score_plainly(const spread *s)
{
    const long double alpha = (long double)s->f->alpha[0] / s->f->alpha[1];
    long double mean = 0, worst = 1;
    for (int i = 0; i < s->f->count; i++) {
        long double coverage;
        if (s->weights[i] <= 0)
            continue;
        coverage = (long double)s->counts[i] >= s->targets[i] ? 1 : (long double)s->counts[i] / s->targets[i];
        mean += s->weights[i] * coverage;
        worst = coverage < worst ? coverage : worst;
    }
    return 100 * ((1 - alpha) * mean + alpha * worst);
}

/* Every split of what is left of a dimension's people over its groups from `at` on, then the next dimension. */
static void spread_out(spread *s, int dimension, int at, int left)
{
    if (dimension == s->f->dimensions) {
        const long double score = score_plainly(s);
        s->best = score > s->best ? score : s->best;
        return;
    }
    while (at < s->f->count && s->f->groups[at].dimension != dimension)
        at++;
    if (at == s->f->count) {
        spread_out(s, dimension + 1, 0, dimension + 1 < s->f->dimensions ? s->spare[dimension + 1] : 0);
        return;
    }
    for (int n = s->f->membership[dimension] ? left : 0; n <= left; n++) {
        s->counts[at] += (uint64_t)n;
        spread_out(s, dimension, at + 1, s->f->membership[dimension] ? left : left - n);
        s->counts[at] -= (uint64_t)n;
    }
}

static void bound_is_the_best_spread(void **state)
{
    (void)state;
    for (size_t i = 0; i < frames() / BOUNDS_EVERY; i++) {
        const frame f = random_frame();
        coprod_frame *loaded = load(&f);
        long double weights[GROUPS], targets[GROUPS];
        int spare[DIMENSIONS] = {0};
        int64_t unknown[DIMENSIONS * COPROD_UNKNOWN_CLASSES] = {0};
        coprod_score_input input = {.size = sizeof input, .count = (size_t)f.count, .unknown = unknown};
        spread s = {.f = &f, .weights = weights, .targets = targets, .spare = spare, .best = -1};
        coprod_score *score = NULL;
        coprod_score_info info;
        for (int g = 0; g < f.count; g++) {
            const exact weight = weight_of(&f, g), target = target_of(&f, &f.groups[g]);
            weights[g] = (long double)weight.n / (long double)weight.d;
            targets[g] = (long double)target.n / (long double)target.d;
        }
        for (int d = 0; d < f.dimensions; d++) {
            spare[d] = (int)draw(5);
            unknown[d * COPROD_UNKNOWN_CLASSES + (draw(2) ? COPROD_UNKNOWN_DECLINED : COPROD_UNKNOWN_NOT_ANSWERED)] = spare[d];
            unknown[d * COPROD_UNKNOWN_CLASSES + COPROD_UNKNOWN_NOT_APPLICABLE] = draw(100);
        }
        counts_of(&f, s.counts);
        input.counts = s.counts;
        assert_int_equal(coprod_score_new(loaded, &input, NULL, &score), COPROD_OK);
        info = info_of(score);
        spread_out(&s, 0, 0, spare[0]);
        assert_true(info.has_bounds && info.upper_is_exact && info.not_told_count == 0);
        assert_near(info.lower, info.score, 0);
        assert_near(info.upper, (double)s.best, 1e-11);
        coprod_score_free(score);
        coprod_frame_free(loaded);
    }
}

/* --- columns --- */

/* Some numbers too large, on their own and in a partition's sum. */
static uint64_t any_count(void)
{
    const uint32_t kind = draw(40);
    if (kind == 0)
        return UINT32_MAX + (uint64_t)draw(3);
    return kind == 1 ? UINT32_MAX - draw(3) : kind < 12 ? 0 : draw(60);
}

static void row_is_a_score(const coprod_frame *loaded, const frame *f, const uint64_t *counts, const int64_t *known, size_t row,
                           const coprod_score_columns *columns)
{
    uint64_t own[GROUPS];
    int64_t answered[DIMENSIONS];
    coprod_score_input input = {.size = sizeof input, .counts = own, .count = (size_t)f->count,
        .known = known ? answered : NULL};
    coprod_score_info info = {.size = sizeof info};
    coprod_score *score = NULL;
    coprod_status status;
    for (int i = 0; i < f->count; i++)
        own[i] = counts[(size_t)i * ROWS + row];
    for (int d = 0; d < f->dimensions && known; d++)
        answered[d] = known[(size_t)d * ROWS + row];
    status = coprod_score_new(loaded, &input, NULL, &score);
    assert_int_equal(columns->row_status[row], status);
    if (status == COPROD_OK)
        info = info_of(score);
    else
        info.worst = 0;
    assert_true(!memcmp(&columns->score[row], &info.score, sizeof info.score));
    assert_true(!memcmp(&columns->worst[row], &info.worst, sizeof info.worst));
    assert_int_equal(columns->missing[row], info.missing_count);
    assert_int_equal(columns->below[row], info.short_count);
    coprod_score_free(score);
}

static void columns_are_each_row(void **state)
{
    static uint64_t counts[GROUPS * ROWS];
    static int64_t known[DIMENSIONS * ROWS];
    static double scores[ROWS], worst[ROWS];
    static uint32_t missing[ROWS], below[ROWS];
    static int32_t status[ROWS];
    const coprod_score_columns columns = {sizeof columns, scores, worst, missing, below, status};
    size_t seen[3] = {0};
    (void)state;
    for (size_t i = 0; i < 60; i++) {
        frame f = random_frame();
        coprod_frame *loaded;
        const int64_t *told = i % 3 ? known : NULL;
        f.snapshot = i % 2;
        loaded = load(&f);
        for (size_t r = 0; r < ROWS; r++) {
            for (int g = 0; g < f.count; g++)
                counts[(size_t)g * ROWS + r] = any_count();
            for (int d = 0; d < f.dimensions; d++)
                known[(size_t)d * ROWS + r] = draw(9) && !f.membership[d] ? -1 : (int64_t)draw(200) - 1;
        }
        assert_int_equal(coprod_scores(loaded, counts, (size_t)f.count, told, told ? (size_t)f.dimensions : 0, ROWS,
                                       &columns), COPROD_OK);
        for (size_t r = 0; r < ROWS; r++) {
            row_is_a_score(loaded, &f, counts, told, r, &columns);
            seen[status[r] == COPROD_OK ? 0 : status[r] == COPROD_E_RANGE ? 1 : 2]++;
        }
        coprod_frame_free(loaded);
    }
    assert_true(seen[0] > 1000 && seen[1] > 1000 && seen[2] > 1000);
}

/* --- who next, and printed figures --- */

static void next_is_the_best_of_all(const coprod_score *score, const frame *f)
{
    const coprod_score_info info = info_of(score);
    double best = info.score, after, one;
    uint32_t who;
    for (uint32_t i = 0; i < (uint32_t)f->count; i++) {
        assert_int_equal(coprod_score_what_if(score, &i, 1, 1, &one), COPROD_OK);
        best = one > best ? one : best;
    }
    assert_int_equal(coprod_score_next(score, &who, &after), COPROD_OK);
    assert_near(after, best, 1e-11);
    if (who != UINT32_MAX)
        assert_int_equal(coprod_score_what_if(score, &who, 1, 1, &one), COPROD_OK);
    assert_near(after, who == UINT32_MAX ? info.score : one, 0);
}

static void printed_adds_up(const coprod_score *score, const frame *f)
{
    const coprod_score_info info = info_of(score);
    for (int32_t decimals = 0; decimals <= 6; decimals++) {
        int64_t printed, losses[GROUPS], unit = 1, sum = 0;
        for (int32_t i = 0; i < decimals; i++)
            unit *= 10;
        assert_int_equal(coprod_score_printed(score, decimals, &printed, losses, (size_t)f->count), COPROD_OK);
        for (int i = 0; i < f->count; i++) {
            const coprod_score_group own = group_of(score, (uint32_t)i);
            sum += losses[i];
            assert_near((double)losses[i] / (double)unit, own.loss, 1.0 / (double)unit + 1e-9);
        }
        assert_true(printed + sum == 100 * unit);
        assert_near((double)printed / (double)unit, info.score, 1.0 / (double)unit + 1e-9);
        assert_int_equal(printed == 100 * unit, info.score >= 100);
        assert_int_equal(printed == 0, info.score <= 0);
    }
}

static void figures_of_each(void **state)
{
    (void)state;
    for (size_t i = 0; i < frames() / 5; i++) {
        frame f = random_frame();
        int64_t known[DIMENSIONS];
        uint64_t counts[GROUPS];
        coprod_score_input input = {.size = sizeof input, .counts = counts, .count = (size_t)f.count, .known = known};
        coprod_frame *loaded;
        coprod_score *score = NULL;
        f.snapshot = i % 2;
        loaded = load(&f);
        counts_of(&f, counts);
        for (int d = 0; d < f.dimensions; d++)
            known[d] = f.membership[d] ? 40 : -1;
        assert_int_equal(coprod_score_new(loaded, &input, NULL, &score), COPROD_OK);
        next_is_the_best_of_all(score, &f);
        printed_adds_up(score, &f);
        coprod_score_free(score);
        coprod_frame_free(loaded);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bound_is_the_best_spread),
        cmocka_unit_test(columns_are_each_row),
        cmocka_unit_test(figures_of_each),
    };
    return TEST_MAIN(tests);
}
