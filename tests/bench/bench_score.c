/* SPDX-License-Identifier: MIT */
/* Scores of a million panels of five groups, against the formula in a plain loop. */
#define _POSIX_C_SOURCE 199309L
#include <coprod/coprod.h>
#include <stdint.h>
#include <stdlib.h>

#include "bench.h"

enum { ROWS = 1000000, GROUPS = 5 };

static const char document[] =
    "{\"N\": 200, \"groups\": [{\"id\": \"a\", \"dimension\": \"d\", \"population\": 610, \"denominator\": 1000},"
    " {\"id\": \"b\", \"dimension\": \"d\", \"population\": 320, \"denominator\": 1000},"
    " {\"id\": \"c\", \"dimension\": \"d\", \"population\": 30, \"denominator\": 1000},"
    " {\"id\": \"d\", \"dimension\": \"d\", \"population\": 20, \"denominator\": 1000},"
    " {\"id\": \"e\", \"dimension\": \"d\", \"population\": 20, \"denominator\": 1000}]}";

static void plain_scores(const uint64_t *counts, double *scores)
{
    static const double targets[GROUPS] = {97.6, 51.2, 4.8, 3.2, 3.2};
    for (size_t r = 0; r < ROWS; r++) {
        double mean = 0, worst = 1;
        for (size_t g = 0; g < GROUPS; g++) {
            double coverage = (double)counts[g * ROWS + r] / targets[g];
            coverage = coverage < 1 ? coverage : 1;
            mean += 0.2 * coverage;
            worst = coverage < worst ? coverage : worst;
        }
        scores[r] = 100 * (0.5 * mean + 0.5 * worst);
    }
}

static void must(int right)
{
    if (!right)
        abort();
}

/* A document of as many groups as there may be. */
static void bench_load(void)
{
    enum { MOST = 10000, ROOM = 100 };
    char *text = malloc((size_t)MOST * ROOM);
    size_t length = 0;
    double load = 0;
    must(text != NULL);
    length += (size_t)sprintf(text, "{\"N\": %d, \"groups\": [", MOST);
    for (int i = 0; i < MOST; i++)
        length += (size_t)sprintf(text + length, "%s{\"id\": \"g%d\", \"dimension\": \"d\", \"count\": 1, "
                                  "\"population\": 2, \"denominator\": 100000}", i ? ", " : "", i);
    length += (size_t)sprintf(text + length, "]}");
    BEST(load, 3, {
        coprod_score *score = NULL;
        must(coprod_score_load(text, length, NULL, NULL, &score) == COPROD_OK);
        coprod_score_free(score);
    });
    printf("%-52s %10.2f ms\n", "a score of 10,000 groups from its document", load * 1e3);
    free(text);
}

int main(void)
{
    static const uint32_t most[GROUPS] = {120, 70, 8, 6, 6};
    uint64_t *counts = malloc(sizeof *counts * ROWS * GROUPS), seed = 88172645463325252u;
    double *scores = malloc(sizeof *scores * ROWS), *plain = malloc(sizeof *plain * ROWS), ours = 0, theirs = 0, one = 0;
    const coprod_score_columns columns = {.size = sizeof columns, .score = scores};
    coprod_score_input input = {.size = sizeof input, .count = GROUPS};
    coprod_frame *frame = NULL;
    must(counts && scores && plain && coprod_frame_load(document, COPROD_NTS, NULL, NULL, &frame) == COPROD_OK);
    for (size_t i = 0; i < (size_t)ROWS * GROUPS; i++) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        counts[i] = (seed >> 20) % most[i / ROWS];
    }
    for (size_t r = 0; r < ROWS; r++)
        scores[r] = plain[r] = 0;
    BEST(theirs, 5, plain_scores(counts, plain));
    BEST(ours, 5, must(coprod_scores(frame, counts, GROUPS, NULL, 0, ROWS, &columns) == COPROD_OK));
    for (size_t r = 0; r < ROWS; r++)
        must(scores[r] - plain[r] < 1e-9 && plain[r] - scores[r] < 1e-9);
    input.counts = counts;
    BEST(one, 3, for (int i = 0; i < 10000; i++) {
        coprod_score *score = NULL;
        must(coprod_score_new(frame, &input, NULL, &score) == COPROD_OK);
        coprod_score_free(score);
    });
    line("scores of a million panels of five groups", ROWS / ours, ROWS / theirs, "plain C");
    printf("%-52s %10.2f ms\n", "  that is", ours * 1e3);
    printf("%-52s %10.2f us\n", "one score with all of its parts", one * 1e6 / 10000);
    bench_load();
    coprod_frame_free(frame);
    free(counts);
    free(scores);
    free(plain);
    return 0;
}
