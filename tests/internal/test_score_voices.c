/* SPDX-License-Identifier: MIT */
/* Scores of weighted voices: those of counts where voices are whole, never lower for a further voice, and by hand. */
#include <math.h>

#include "../laws/random_frames.h"

static double score_voices(const coprod_frame *loaded, const double *voices, size_t count, double *worst)
{
    double score = -1;
    assert_int_equal(coprod_score_voices(loaded, voices, count, &score, worst), COPROD_OK);
    return score;
}

/* N = 10: targets 0.8 * 10 * 0.6 = 4.8 and 0.8 * 10 * 0.4 = 3.2. */
static const char small[] =
    "{'N': 10, 'groups': [{'id': 'a', 'dimension': 'd', 'population': 6, 'denominator': 10}, {'id': 'b', 'dimension': 'd',"
    " 'population': 4, 'denominator': 10}, {'id': 'x', 'dimension': 'd', 'population': null, 'denominator': 10}]}";

static void by_hand(void **state)
{
    coprod_frame *loaded = frame_of(small);
    double worst = 9;
    (void)state;
    assert_true(score_voices(loaded, (const double[]){0, 0, 7}, 3, &worst) == 0 && worst == 0);
    assert_near(score_voices(loaded, (const double[]){2.4, 0.8, 0}, 3, &worst), 50 * (0.25 + 0.125) + 50 * 0.25, 1e-12);
    assert_near(worst, 0.25, 1e-15);
    assert_near(score_voices(loaded, (const double[]){2.4, 9, 0}, 3, NULL), 50 * (0.25 + 0.5) + 50 * 0.5, 1e-12);
    assert_true(score_voices(loaded, (const double[]){5, 4, 0}, 3, &worst) == 100 && worst == 1);
    assert_true(score_voices(loaded, (const double[]){4.9, 3.3, 0}, 3, &worst) == 100 && worst == 1);
    assert_true(score_voices(loaded, (const double[]){1e308, 1.7e308, 0}, 3, &worst) == 100);
    assert_true(score_voices(loaded, (const double[]){1e-300, 0, 0}, 3, &worst) >= 0 && worst == 0);
    coprod_frame_free(loaded);
}

static void what_cannot_be_is_refused(void **state)
{
    coprod_frame *loaded = frame_of(small), *snapshot, *nobody;
    static const double wrong[] = {NAN, INFINITY, -INFINITY, -1e-300, -1};
    double score = 9, worst = 9;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        score = worst = 9;
        assert_int_equal(coprod_score_voices(loaded, (const double[]){1, 1, wrong[i]}, 3, &score, &worst), COPROD_E_RANGE);
        assert_true(score == 0 && worst == 0);
    }
    assert_int_equal(coprod_score_voices(loaded, (const double[]){1, 1, -0.0}, 3, &score, &worst), COPROD_OK);
    assert_int_equal(coprod_score_voices(loaded, (const double[]){1, 1}, 2, &score, &worst), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_voices(loaded, NULL, 3, &score, &worst), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_voices(NULL, (const double[]){1, 1, 1}, 3, &score, &worst), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_score_voices(loaded, (const double[]){1, 1, 1}, 3, NULL, &worst), COPROD_E_ARGUMENT);
    snapshot = frame_of("{'N': 10, 'mode': 'snapshot', 'groups': [{'id': 'a', 'dimension': 'd', 'population': 6,"
                        " 'denominator': 10}]}");
    assert_int_equal(coprod_score_voices(snapshot, (const double[]){1}, 1, &score, NULL), COPROD_E_UNKNOWN);
    nobody = frame_of("{'N': 10, 'groups': [{'id': 'a', 'dimension': 'd', 'population': null, 'denominator': 10}]}");
    assert_int_equal(coprod_score_voices(nobody, (const double[]){1}, 1, &score, NULL), COPROD_E_UNKNOWN);
    coprod_frame_free(loaded);
    coprod_frame_free(snapshot);
    coprod_frame_free(nobody);
}

/* Of whole numbers it is the score of counts; a further part of a voice, however small, never lowers it. */
static void whole_voices_are_counts_and_more_is_never_less(void **state)
{
    (void)state;
    for (size_t round = frames() / 4; round-- > 0;) {
        frame f = random_frame();
        coprod_frame *loaded;
        uint64_t counts[GROUPS];
        double voices[GROUPS], before, worst, expected = 0, least = 0;
        coprod_score_columns columns = {.size = sizeof columns, .score = &expected, .worst = &least};
        f.snapshot = 0;
        loaded = load(&f);
        counts_of(&f, counts);
        for (int i = 0; i < f.count; i++)
            voices[i] = (double)counts[i];
        if (coprod_scores(loaded, counts, (size_t)f.count, NULL, 0, 1, &columns) != COPROD_OK) {
            coprod_frame_free(loaded);
            continue;
        }
        before = score_voices(loaded, voices, (size_t)f.count, &worst);
        assert_near(before, expected, 1e-12);
        assert_near(worst, least, 1e-15);
        for (int step = 0; step < 20; step++) {
            const int i = (int)draw((uint32_t)f.count);
            double after;
            voices[i] = draw(2) ? nextafter(voices[i], 100) : voices[i] + ldexp(1, -(int)draw(40));
            after = score_voices(loaded, voices, (size_t)f.count, NULL);
            assert_true(after >= before);
            before = after;
        }
        coprod_frame_free(loaded);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(whole_voices_are_counts_and_more_is_never_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
