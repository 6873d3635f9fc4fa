/* SPDX-License-Identifier: MIT */
/* Laws over all 250,000 complete sets of answers: counts per level, monotony, nestedness, the lowest ceiling,
 * crosswalks that compose. The counts were computed beforehand by an independent program. */
#include "sweep.h"

static const char *const ids[] = {"nhse5", "nhse5+led", "iap2", "tlap7", "arnstein", "hc5", "tofor"};
enum { SPECTRA = sizeof ids / sizeof *ids };

static const uint32_t per_rank[SPECTRA][9] = {
    {576, 3600, 3024, 5508, 1880, 64},      {576, 3600, 3024, 5508, 1880, 60, 4},
    {576, 3600, 4131, 2526, 1200, 2619},    {0, 288, 288, 288, 3672, 8172, 1752, 192},
    {0, 576, 288, 4896, 6822, 1380, 675, 15}, {288, 576, 5112, 4596, 2196, 1884},
    {0, 576, 12042, 1884, 150},
};
static const uint32_t not_nested[SPECTRA] = {0, 0, 2019, 0, 0, 1164, 90};

/* Empower without collaboration or involvement; partners without engagement; leading without designing together. */
static const uint32_t fails_below[SPECTRA][17] = {
    [2] = {[5] = 1 << 3 | 1 << 4}, [5] = {[5] = 1 << 3 | 1 << 4}, [6] = {[4] = 1 << 3}};

static void levels_are_counted_as_published(void **state)
{
    (void)state;
    for (size_t s = 0; s < SPECTRA; s++) {
        coprod_spectrum *spectrum = builtin(ids[s]);
        sweep_result r = sweep_classify(spectrum, 0);
        uint32_t counts[17] = {0}, possible = 0;
        for (size_t v = 0; v < r.rows; v++) {
            if (r.outcome[v] != COPROD_ROW_CLASSIFIED)
                continue;
            possible++;
            counts[r.point[v]]++;
            assert_int_equal(r.lowest[v], r.highest[v]); /* promises do not move the level */
            assert_int_equal(r.lowest[v], r.point[v]);
        }
        assert_int_equal(possible, 14652);
        for (size_t k = 0; k < 9; k++)
            assert_int_equal(counts[k], per_rank[s][k]);
        sweep_free(&r);
        coprod_spectrum_free(spectrum);
    }
}

/* The rank of a set of answers by its rules alone, whether or not the answers can be true together. */
static int32_t rank_of(const coprod_spectrum *spectrum, int32_t levels, const uint8_t *x)
{
    int32_t rank = 0, at_least;
    for (int32_t k = 1; k <= levels; k++) {
        int holds = 1;
        for (uint32_t i = 0; i < POWER; i++) {
            coprod_spectrum_threshold(spectrum, k, i, &at_least, NULL);
            holds &= x[i] >= at_least;
        }
        rank = holds ? k : rank;
    }
    return rank;
}

static void more_power_never_lowers_a_level(void **state)
{
    (void)state;
    for (size_t s = 0; s < SPECTRA; s++) {
        coprod_spectrum *spectrum = builtin(ids[s]);
        sweep_result r = sweep_classify(spectrum, 0);
        size_t period = 1;
        for (size_t i = 0; i < POWER; i++) {
            for (size_t v = 0; v + period < r.rows; v++)
                if (r.columns[i * r.rows + v] < sweep_tops[i] && r.outcome[v] == COPROD_ROW_CLASSIFIED
                    && r.outcome[v + period] == COPROD_ROW_CLASSIFIED)
                    assert_true(r.point[v] <= r.point[v + period]);
            period *= (size_t)sweep_tops[i] + 1;
        }
        sweep_free(&r);
        coprod_spectrum_free(spectrum);
    }
}

static const uint8_t ceilings[POWER][5] = {{0, 0, 1, 2, 5}, {1, 2, 4, 5, 5}, {1, 3, 4, 5, 5}, {1, 3, 4, 5, 0},
                                           {3, 3, 3, 5, 5}, {4, 4, 4, 5, 5}, {4, 4, 4, 5, 5}, {4, 4, 5, 5, 0}};

/* In a nested spectrum of "and" rules, a level is the lowest ceiling: what makes "held by" a full explanation. */
static void a_level_is_its_lowest_ceiling(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    uint8_t *columns = sweep_columns(0);
    (void)state;
    for (size_t v = 0; v < COMPLETE; v++) {
        uint8_t x[POWER], lowest = 5;
        for (size_t i = 0; i < POWER; i++) {
            x[i] = columns[i * COMPLETE + v];
            lowest = ceilings[i][x[i]] < lowest ? ceilings[i][x[i]] : lowest;
        }
        if (rank_of(spectrum, 5, x) != lowest)
            fail_msg("vector %zu", v);
    }
    free(columns);
    coprod_spectrum_free(spectrum);
}

static void ceilings_are_those_published(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_classification *result = NULL;
    coprod_evidence *evidence = NULL;
    (void)state;
    coprod_classification_new(NULL, &result);
    coprod_evidence_new(spectrum, NULL, &evidence);
    for (uint32_t i = 0; i < POWER; i++)
        for (int32_t v = 0; v <= sweep_tops[i]; v++) {
            coprod_classify_options no_presumption = {sizeof no_presumption, 1, 0};
            coprod_bound bound = {sizeof bound};
            coprod_evidence_set(evidence, i, v, v, NULL);
            coprod_classify(spectrum, evidence, &no_presumption, result);
            coprod_classification_bound(result, i, &bound);
            assert_int_equal(bound.ceiling, ceilings[i][v]);
            coprod_evidence_clear(evidence, i);
        }
    coprod_evidence_free(evidence);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
}

static void nestedness_is_counted_as_published(void **state)
{
    (void)state;
    for (size_t s = 0; s < SPECTRA; s++) {
        coprod_spectrum *spectrum = builtin(ids[s]);
        coprod_spectrum_report report = {sizeof report};
        assert_int_equal(coprod_spectrum_check(spectrum, &report), COPROD_OK);
        assert_int_equal(report.vectors, COMPLETE);
        assert_int_equal(report.possible, 14652);
        assert_int_equal(report.not_nested, not_nested[s]);
        assert_int_equal(report.nested, !not_nested[s]);
        for (size_t k = 0; k < 17; k++)
            assert_int_equal(report.fails_below[k], fails_below[s][k]);
        coprod_spectrum_free(spectrum);
    }
}

static uint32_t image(const coprod_crosswalk *crosswalk, uint32_t ranks)
{
    uint32_t set = 0;
    for (int32_t k = 0; k < 17; k++) {
        coprod_crosswalk_entry entry = {sizeof entry};
        if (ranks >> k & 1 && coprod_crosswalk_get(crosswalk, k, &entry) == COPROD_OK)
            set |= entry.ranks;
    }
    return set;
}

/* What an activity's level in A says of C lies within what its level in B says of C, for every B between. */
static void crosswalks_compose(void **state)
{
    coprod_spectrum *spectra[SPECTRA];
    coprod_crosswalk *walks[SPECTRA][SPECTRA];
    (void)state;
    for (size_t a = 0; a < SPECTRA; a++)
        spectra[a] = builtin(ids[a]);
    for (size_t a = 0; a < SPECTRA; a++)
        for (size_t b = 0; b < SPECTRA; b++)
            assert_int_equal(coprod_crosswalk_new(spectra[a], spectra[b], NULL, &walks[a][b]), COPROD_OK);
    for (size_t a = 0; a < SPECTRA; a++)
        for (size_t b = 0; b < SPECTRA; b++)
            for (size_t c = 0; c < SPECTRA; c++)
                for (uint32_t k = 0; k < 9; k++) {
                    uint32_t direct = image(walks[a][c], (uint32_t)1 << k);
                    uint32_t through = image(walks[b][c], image(walks[a][b], (uint32_t)1 << k));
                    assert_int_equal(direct & ~through, 0);
                }
    for (size_t a = 0; a < SPECTRA; a++)
        for (size_t b = 0; b < SPECTRA; b++)
            coprod_crosswalk_free(walks[a][b]);
    for (size_t a = 0; a < SPECTRA; a++)
        coprod_spectrum_free(spectra[a]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_are_counted_as_published), cmocka_unit_test(more_power_never_lowers_a_level),
        cmocka_unit_test(a_level_is_its_lowest_ceiling),   cmocka_unit_test(ceilings_are_those_published),
        cmocka_unit_test(nestedness_is_counted_as_published), cmocka_unit_test(crosswalks_compose),
    };
    return TEST_MAIN(tests);
}
