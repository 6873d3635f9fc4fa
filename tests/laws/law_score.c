/* SPDX-License-Identifier: MIT */
/* The axioms of the coverage score, in exact fractions: for random frames of one to three dimensions, some of overlapping
 * groups, and for every count up to a number in small ones. What the library says is also reckoned anew from the formula.
 *   A1 one more person, in any groups, never lowers the score, and raises it if any of the groups is short
 *   A2 a group of which nobody was counted holds it at 100 (1 - a)(1 - w) or below; the certificate holds
 *   A3 it is the same for populations k times as large, for counts and panel k times as large, and with more people of
 *      groups that are covered
 *   A4 losses add up to 100 less the score
 *   A5 a place given from a group with a person to spare to a short one raises it
 *   A6 it is 100 only where every target is met, and 0 only where nobody was counted
 *   A7 two groups of equal coverage, taken together, leave it as it was */
#include "random_frames.h"

/* A4 too, and doubles within 1e-12. */
static void is_the_formula(const frame *f, const coprod_frame *loaded)
{
    uint64_t counts[GROUPS];
    coprod_score *score;
    coprod_score_info info;
    exact worst, expected = formula(f, &worst), losses = exact_of(0, 1);
    double sum = 0;
    wide sharing = 0;
    counts_of(f, counts);
    score = score_counts(loaded, counts, (size_t)f->count);
    info = info_of(score);
    assert_int_equal(compare(exact_score(score), expected), 0);
    assert_near(info.score, real(expected), 1e-12);
    assert_near(info.worst, real(worst), 1e-12);
    for (int i = 0; i < f->count; i++)
        sharing += weight_of(f, i).n && !compare(coverage_of(f, &f->groups[i]), worst);
    assert_true(sharing == info.worst_count);
    for (int i = 0; i < f->count; i++) {
        const coprod_score_group own = group_of(score, (uint32_t)i);
        const exact loss = loss_of(f, i, worst, sharing);
        losses = plus(losses, loss);
        sum += own.loss;
        assert_near(own.loss, real(loss), 1e-12);
        assert_near(own.weight, real(weight_of(f, i)), 1e-12);
        assert_int_equal(own.is_worst, weight_of(f, i).n && !compare(coverage_of(f, &f->groups[i]), worst));
    }
    assert_int_equal(compare(plus(expected, losses), exact_of(100, 1)), 0);
    assert_near(info.score + sum, 100, 1e-12);
    coprod_score_free(score);
}

/* --- axioms --- */

static int is_short(const frame *f, int index)
{
    return f->groups[index].population && compare(coverage_of(f, &f->groups[index]), exact_of(1, 1)) < 0;
}

static int is_spare(const frame *f, int index)
{
    const exact target = target_of(f, &f->groups[index]);
    return f->groups[index].population
           && compare(exact_of((wide)f->groups[index].count - 1, 1), target) >= 0 && f->groups[index].count;
}

/* A1: what_if says the same, and leaves the score. */
static void one_more(const frame *f, const coprod_frame *loaded, exact before)
{
    frame next = *f;
    uint64_t counts[GROUPS];
    uint32_t groups[GROUPS];
    size_t count = 0;
    int taken[DIMENSIONS] = {0}, raises = 0;
    coprod_score *score;
    double after;
    exact then;
    for (int i = 0; i < f->count; i++) {
        group *g = &next.groups[i];
        if (draw(2) || (taken[g->dimension] && !f->membership[g->dimension]))
            continue;
        taken[g->dimension] = 1;
        groups[count++] = (uint32_t)i;
        raises |= is_short(f, i) && weight_of(f, i).n && f->alpha[0] < f->alpha[1];
        g->count++;
    }
    then = score_now(loaded, &next);
    assert_true(raises ? compare(then, before) > 0 : compare(then, before) >= 0);
    counts_of(f, counts);
    score = score_counts(loaded, counts, (size_t)f->count);
    assert_int_equal(coprod_score_what_if(score, groups, count, 1, &after), COPROD_OK);
    assert_near(after, real(then), 1e-12);
    coprod_score_free(score);
}

static void nobody_is_averaged_away(const frame *f, const coprod_frame *loaded)
{
    const exact one = exact_of(1, 1), alpha = exact_of(f->alpha[0], f->alpha[1]);
    frame rich = *f;
    uint64_t counts[GROUPS];
    coprod_score *score;
    coprod_score_info info;
    exact worst, cap;
    const int at = (int)draw((uint32_t)f->count);
    counts_of(f, counts);
    score = score_counts(loaded, counts, (size_t)f->count);
    info = info_of(score);
    formula(f, &worst);
    assert_int_equal(info.has_certificate, alpha.n > 0);
    assert_true(!info.has_certificate || (info.certificate >= 0 && info.certificate <= real(worst) + 1e-12));
    coprod_score_free(score);
    if (!weight_of(f, at).n)
        return;
    for (int i = 0; i < f->count; i++)
        rich.groups[i].count = i == at ? 0 : 1000000000;
    cap = times(times(exact_of(100, 1), minus(one, alpha)), minus(one, weight_of(f, at)));
    assert_int_equal(compare(score_now(loaded, &rich), cap), 0);
}

static void scales(const frame *f, exact before)
{
    frame other = *f;
    coprod_frame *loaded;
    const uint32_t factor = 2 + draw(5);
    for (int i = 0; i < f->count; i++) {
        other.groups[i].population *= factor;
        other.groups[i].denominator *= factor;
    }
    loaded = load(&other);
    assert_int_equal(compare(score_now(loaded, &other), before), 0);
    coprod_frame_free(loaded);
    other = *f;
    other.panel *= factor;
    other.voices *= factor;
    for (int i = 0; i < f->count; i++)
        other.groups[i].count *= factor;
    loaded = load(&other);
    assert_int_equal(compare(score_now(loaded, &other), before), 0);
    coprod_frame_free(loaded);
}

static void volume_and_transfer(const frame *f, const coprod_frame *loaded, exact before)
{
    frame other = *f;
    int from = -1, to = -1;
    for (int i = 0; i < f->count; i++) {
        if (!is_short(f, i))
            other.groups[i].count += 1 + draw(1000000);
        from = is_spare(f, i) ? i : from;
        to = is_short(f, i) && weight_of(f, i).n ? i : to;
    }
    assert_int_equal(compare(score_now(loaded, &other), before), 0);
    if (from < 0 || to < 0 || f->alpha[0] == f->alpha[1])
        return;
    other = *f;
    other.groups[from].count--;
    other.groups[to].count++;
    assert_true(compare(score_now(loaded, &other), before) > 0);
}

static void extremes(const frame *f, exact score)
{
    int all = 1, any = 0;
    for (int i = 0; i < f->count; i++)
        if (weight_of(f, i).n) {
            all &= !is_short(f, i);
            any |= f->groups[i].count > 0;
        }
    assert_int_equal(compare(score, exact_of(100, 1)) == 0, all);
    if (f->alpha[0] < f->alpha[1])
        assert_int_equal(score.n == 0, !any);
}

/* A7: the last group as two parts of the same coverage. No fewest voices bind. */
static void merges(const frame *f)
{
    frame whole = *f, parts;
    const int last = f->count - 1;
    const uint32_t factor = 1 + draw(4);
    coprod_frame *loaded;
    exact before;
    if (!f->weighted || !weight_of(f, last).n)
        return;
    whole.voices = 0;
    for (int i = 0; i < f->count; i++)
        whole.groups[i].denominator *= 10;
    parts = whole;
    parts.groups[parts.count++] = whole.groups[last];
    parts.groups[last + 1].population *= factor;
    parts.groups[last + 1].count *= factor;
    parts.groups[last + 1].weight = draw(4);
    whole.groups[last].population *= 1 + factor;
    whole.groups[last].count *= 1 + factor;
    whole.groups[last].weight += parts.groups[last + 1].weight;
    loaded = load(&whole);
    before = score_now(loaded, &whole);
    coprod_frame_free(loaded);
    loaded = load(&parts);
    assert_int_equal(compare(score_now(loaded, &parts), before), 0);
    coprod_frame_free(loaded);
}

static void random_frames(void **state)
{
    size_t zero = 0;
    (void)state;
    for (size_t i = 0; i < frames(); i++) {
        const frame f = random_frame();
        coprod_frame *loaded = load(&f);
        const exact score = score_now(loaded, &f);
        is_the_formula(&f, loaded);
        one_more(&f, loaded, score);
        nobody_is_averaged_away(&f, loaded);
        scales(&f, score);
        volume_and_transfer(&f, loaded, score);
        extremes(&f, score);
        merges(&f);
        zero += score.n == 0;
        coprod_frame_free(loaded);
    }
    assert_true(zero > 0);
}

/* Every count of two and of three groups up to fourteen people, and each next person. */
static void every_small_panel(void **state)
{
    static const uint32_t populations[][3] = {{8, 2, 0}, {2, 100, 0}, {61, 32, 3}, {5, 5, 5}};
    size_t steps = 0;
    (void)state;
    for (size_t p = 0; p < 4; p++) {
        frame f = {.count = populations[p][2] ? 3 : 2, .dimensions = 1, .panel = 12, .voices = 1, .threshold = {4, 5},
                   .alpha = {1, 2}};
        coprod_frame *loaded;
        for (int i = 0; i < f.count; i++) {
            f.groups[i].population = populations[p][i];
            f.groups[i].denominator = 120;
        }
        loaded = load(&f);
        for (uint32_t n = 0; n < 15 * 15 * (f.count == 3 ? 15u : 1u); n++) {
            exact before;
            f.groups[0].count = n % 15;
            f.groups[1].count = n / 15 % 15;
            f.groups[2].count = n / 225;
            if (f.groups[0].count + f.groups[1].count + f.groups[2].count > 14)
                continue;
            before = score_now(loaded, &f);
            for (int i = 0; i < f.count; i++, steps++) {
                const int lacks = is_short(&f, i);
                int order;
                f.groups[i].count++;
                order = compare(score_now(loaded, &f), before);
                f.groups[i].count--;
                assert_int_equal(order, lacks);
            }
        }
        coprod_frame_free(loaded);
    }
    assert_true(steps > 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_frames),
        cmocka_unit_test(every_small_panel),
    };
    return TEST_MAIN(tests);
}
