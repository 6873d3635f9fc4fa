/* SPDX-License-Identifier: MIT */
/* How fast, beside plain C that does the same in the obvious way, in one run. Informs; asserts nothing about time. */
#define _POSIX_C_SOURCE 200809L
#include <coprod/coprod.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

enum { ROWS = 1 << 20, INDICATORS = 12, POWER = 8 };

static const uint8_t tops[INDICATORS] = {4, 4, 4, 3, 4, 4, 4, 3, 3, 2, 2, 2};

/* The implications of participation/1 and the rules of nhse5, written out by hand, one row at a time. */
static const uint8_t rules[][4] = {{1, 2, 0, 3}, {2, 1, 0, 3}, {2, 1, 1, 1}, {2, 1, 3, 1}, {1, 3, 3, 3}, {1, 3, 0, 4},
                                   {4, 1, 0, 3}, {4, 1, 3, 1}, {4, 2, 1, 2}, {4, 3, 0, 4}, {4, 3, 3, 2}, {6, 2, 0, 4},
                                   {6, 2, 1, 2}, {6, 2, 7, 1}, {5, 3, 7, 1}};

static uint8_t plain_level(const uint8_t *x)
{
    if (x[0] >= 4 && x[1] >= 3 && x[2] >= 3 && x[3] >= 3 && x[4] >= 3 && x[5] >= 3 && x[6] >= 3 && x[7] >= 2)
        return 5;
    if (x[0] >= 4 && x[1] >= 2 && x[2] >= 2 && x[3] >= 2 && x[4] >= 3)
        return 4;
    if (x[0] >= 4 && x[1] >= 2 && x[2] >= 1 && x[3] >= 1)
        return 3;
    if (x[0] >= 3 && x[1] >= 1 && x[2] >= 1 && x[3] >= 1)
        return 2;
    return x[0] >= 2;
}

static int plain_close(uint8_t *low, uint8_t *high)
{
    for (int moved = 1; moved;) {
        moved = 0;
        for (size_t k = 0; k < sizeof rules / sizeof *rules; k++) {
            const uint8_t *r = rules[k];
            if (low[r[0]] >= r[1] && low[r[2]] < r[3]) {
                low[r[2]] = r[3];
                moved = 1;
            }
            if (high[r[2]] < r[3] && high[r[0]] >= r[1]) {
                high[r[0]] = (uint8_t)(r[1] - 1);
                moved = 1;
            }
        }
    }
    for (size_t i = 0; i < POWER; i++)
        if (low[i] > high[i])
            return 0;
    return 1;
}

static void plain_row(const uint8_t *columns, size_t row, uint8_t *lowest, uint8_t *point, uint8_t *highest)
{
    uint8_t low[POWER], high[POWER];
    for (size_t i = 0; i < POWER; i++) {
        uint8_t x = columns[i * ROWS + row];
        low[i] = x == COPROD_ANSWER_UNKNOWN ? 0 : x;
        high[i] = x == COPROD_ANSWER_UNKNOWN ? tops[i] : x;
    }
    *lowest = *point = *highest = 255;
    if (!plain_close(low, high))
        return;
    *lowest = plain_level(low);
    *highest = plain_level(high);
    for (size_t i = 1; low[0] >= 3 && i < 4; i++)
        if (high[i] >= 1 && low[i] < 1)
            low[i] = 1;
    plain_close(low, high);
    *point = plain_level(low);
}

static void bench_columns(const coprod_spectrum *spectrum)
{
    uint8_t *columns = malloc((size_t)ROWS * INDICATORS);
    uint8_t *mine = malloc((size_t)ROWS * 4), *plain = malloc((size_t)ROWS * 4);
    double batch = 0, obvious = 0, copy = 0;
    volatile uint64_t seen;
    uint64_t sum = 0;
    uint32_t seed = 1;
    for (size_t i = 0; i < INDICATORS; i++)
        for (size_t r = 0; r < ROWS; r++) {
            seed = seed * 1664525u + 1013904223u;
            uint32_t v = (seed >> 16) % (tops[i] + 4u);
            columns[i * ROWS + r] = v > tops[i] ? COPROD_ANSWER_UNKNOWN : (uint8_t)v;
        }
    BEST(obvious, 3, for (size_t r = 0; r < ROWS; r++)
         plain_row(columns, r, plain + r, plain + ROWS + r, plain + 2 * ROWS + r));
    BEST(batch, 9, coprod_classify_columns(spectrum, columns, NULL, ROWS, NULL, mine, mine + ROWS, mine + 2 * ROWS,
                                           mine + 3 * ROWS));
    BEST(copy, 9, for (size_t i = 0; i < (size_t)ROWS * INDICATORS / 8; i++) sum += ((const uint64_t *)columns)[i]);
    seen = sum; /* or the reading would be left out */
    (void)seen;
    line("classify columns (nhse5, known or unknown)", ROWS / batch, ROWS / obvious, "plain C, row by row");
    printf("%-52s %s\n", "  the same ranks", memcmp(mine, plain, (size_t)ROWS * 3) ? "NO" : "yes");
    printf("%-52s %10.2f million/s   (reading the columns alone)\n", "  bound by memory at", ROWS / copy / 1e6);
    free(columns);
    free(mine);
    free(plain);
}

static void bench_single(const coprod_spectrum *spectrum)
{
    const char *text = "{\"answers\": {\"flow\": 4, \"design\": 3, \"influence\": [2, 3], \"standing\": 3}}";
    char *json = malloc(1 << 16);
    coprod_evidence *evidence = NULL;
    coprod_classification *result = NULL;
    double one = 0, load = 0, write = 0;
    size_t needed;
    coprod_evidence_load(text, COPROD_NTS, spectrum, NULL, NULL, &evidence);
    coprod_classification_new(NULL, &result);
    BEST(one, 5, for (int i = 0; i < 20000; i++) coprod_classify(spectrum, evidence, NULL, result));
    BEST(write, 5, for (int i = 0; i < 2000; i++) coprod_classification_json(result, 5, NULL, json, 1 << 16, &needed));
    BEST(load, 5, for (int i = 0; i < 20; i++) {
        coprod_spectrum *again = NULL;
        coprod_spectrum_builtin("nhse5", NULL, &again);
        coprod_spectrum_free(again);
    });
    printf("%-52s %10.2f microseconds\n", "classify one activity with every explanation", one / 20000 * 1e6);
    printf("%-52s %10.2f microseconds\n", "the whole result as JSON", write / 2000 * 1e6);
    printf("%-52s %10.2f milliseconds\n", "load a built-in spectrum", load / 20 * 1e3);
    coprod_evidence_free(evidence);
    coprod_classification_free(result);
    free(json);
}

static void bench_crosswalk(const coprod_spectrum *spectrum)
{
    coprod_spectrum *other = NULL;
    double walk = 0, check = 0;
    coprod_spectrum_builtin("iap2", NULL, &other);
    BEST(walk, 5, coprod_crosswalk *crosswalk = NULL; coprod_crosswalk_new(spectrum, other, NULL, &crosswalk);
         coprod_crosswalk_free(crosswalk));
    BEST(check, 5, coprod_spectrum_report report = {sizeof report}; coprod_spectrum_check(spectrum, &report));
    printf("%-52s %10.2f milliseconds\n", "crosswalk of two spectra (250,000 sets of answers)", walk * 1e3);
    printf("%-52s %10.2f milliseconds\n", "check of a spectrum", check * 1e3);
    coprod_spectrum_free(other);
}

static void bench_days(void)
{
    coprod_calendar *calendar = NULL;
    coprod_period period = {sizeof period, 20, COPROD_UNIT_WORKING_DAY, COPROD_COUNT_AFTER, COPROD_ROLL_NONE};
    int32_t *days = malloc(ROWS * sizeof *days), *due = malloc(ROWS * sizeof *due);
    int32_t *walked = malloc(ROWS * sizeof *due);
    double batch = 0, walk = 0;
    coprod_calendar_builtin("england", NULL, &calendar);
    for (size_t r = 0; r < ROWS; r++)
        days[r] = 19723 + (int32_t)(r * 2654435761u % 1700);
    BEST(walk, 2, for (size_t r = 0; r < ROWS; r++) {
        int32_t day = days[r];
        for (int left = 20; left;) {
            int32_t working;
            coprod_calendar_working(calendar, ++day, &working);
            left -= working;
        }
        walked[r] = day;
    });
    BEST(batch, 9, coprod_due_days(calendar, &period, days, ROWS, due, NULL));
    line("20 working days after, in batch", ROWS / batch, ROWS / walk, "a walk from day to day");
    printf("%-52s %s\n", "  the same days", memcmp(due, walked, ROWS * sizeof *due) ? "NO" : "yes");
    coprod_calendar_free(calendar);
    free(days);
    free(due);
    free(walked);
}

int main(void)
{
    coprod_spectrum *spectrum = NULL;
    if (coprod_spectrum_builtin("nhse5", NULL, &spectrum) != COPROD_OK)
        return 1;
    bench_columns(spectrum);
    bench_single(spectrum);
    bench_crosswalk(spectrum);
    bench_days();
    coprod_spectrum_free(spectrum);
    return 0;
}
