/* SPDX-License-Identifier: MIT */
/* Counts from a column of codes beside plain C that only reads it, and plain C that counts it without checking anything.
 * Informs; asserts nothing about time. */
#define _POSIX_C_SOURCE 199309L
#include <coprod/coprod.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

enum { ROWS = 10000000, GROUPS_MOST = 64 };

static void must(coprod_status status)
{
    if (status != COPROD_OK)
        abort();
}

static coprod_tally *tally_of(int groups)
{
    char text[1 << 14];
    coprod_frame *frame = NULL;
    coprod_tally *tally = NULL;
    int n = snprintf(text, sizeof text, "{\"N\": 100, \"groups\": [");
    for (int i = 0; i < groups; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "%s{\"id\": \"g%d\", \"dimension\": \"d\", \"population\": 1, "
                      "\"denominator\": 1000}", i ? ", " : "", i);
    snprintf(text + n, sizeof text - (size_t)n, "]}");
    must(coprod_frame_load(text, COPROD_NTS, NULL, NULL, &frame));
    must(coprod_tally_new(frame, COPROD_PARTS_MAY_OVERLAP, NULL, &tally));
    coprod_frame_free(frame);
    return tally;
}

static uint64_t read_once(const uint16_t *codes)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < ROWS; i++)
        sum += codes[i];
    return sum;
}

static uint64_t count_plainly(const uint16_t *codes, uint64_t *counts)
{
    memset(counts, 0, GROUPS_MOST * sizeof *counts);
    for (size_t i = 0; i < ROWS; i++)
        counts[codes[i]]++;
    return counts[0];
}

/* `majority`: so many in a hundred are of the first group. */
static void bench_column(uint16_t *codes, int groups, unsigned majority, const char *name)
{
    coprod_tally *tally = tally_of(groups);
    const coprod_tally_part part = {.size = sizeof part, .event = "e"};
    uint64_t seed = UINT64_C(88172645463325252), counts[GROUPS_MOST], again[GROUPS_MOST];
    volatile uint64_t seen;
    double batch = 0, reading = 0, plain = 0;
    for (size_t i = 0; i < ROWS; i++) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        codes[i] = (seed >> 40) % 100 < majority ? 0 : (uint16_t)((seed >> 20) % (unsigned)groups);
    }
    must(coprod_tally_add_column(tally, &part, 0, codes, ROWS, NULL));
    must(coprod_tally_sum(tally, NULL, counts, (size_t)groups, NULL, NULL, 0, NULL));
    BEST(reading, 9, seen = read_once(codes));
    BEST(plain, 9, seen = count_plainly(codes, again));
    BEST(batch, 9, must(coprod_tally_add_column(tally, &part, 0, codes, ROWS, NULL)));
    if (memcmp(counts, again, (size_t)groups * sizeof *counts))
        abort();
    (void)seen;
    line(name, ROWS / batch, ROWS / plain, "a plain count");
    printf("%-52s %10.2f ms, reading once %.2f ms: %.1f times that\n", "", batch * 1e3, reading * 1e3, batch / reading);
    coprod_tally_free(tally);
}

int main(void)
{
    uint16_t *codes = malloc(ROWS * sizeof *codes);
    if (!codes)
        return 1;
    bench_column(codes, 5, 0, "counts from a column, 5 groups");
    bench_column(codes, 5, 80, "counts from a column, 5 groups, one with 80 %");
    bench_column(codes, 19, 75, "counts from a column, 19 groups, one with 75 %");
    bench_column(codes, 60, 0, "counts from a column, 60 groups");
    bench_column(codes, 60, 75, "counts from a column, 60 groups, one with 75 %");
    free(codes);
    return 0;
}
