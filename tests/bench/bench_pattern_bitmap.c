/* SPDX-License-Identifier: MIT */
/* Gaps of wide data: 32 attributes of two to six values, a million people, no more than three at once. Beside it stands
 * plain C that counts each pattern through the rows of its bitmaps to the end. What bounds the search are the words it
 * has to read until it meets as many people as the threshold, and cutting bitmaps down to the rows of each value. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>

#include "bench.h"
#include "pattern_bitmap_internal.h"

enum { ATTRIBUTES = 32, ROWS = 1000000, CLASSES = 4, VALUES = 6, WORDS = (ROWS + 63) / 64 };

static uint64_t seed = UINT64_C(88172645463325252);
static uint32_t cardinality[ATTRIBUTES];
static uint16_t codes[(size_t)ROWS * ATTRIBUTES];
static const char *const names[] = {"", "plain", "AVX2", "AVX-512"};

static uint32_t draw(uint32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 33) % below;
}

static void must(coprod_status status)
{
    if (status != COPROD_OK)
        abort();
}

/* Four kinds of people, each with shares of its own, that fall from value to value. */
static void make_people(void)
{
    static uint32_t shares[CLASSES][ATTRIBUTES][VALUES], sums[CLASSES][ATTRIBUTES];
    for (uint32_t a = 0; a < ATTRIBUTES; a++) {
        cardinality[a] = 2 + a % 5;
        for (uint32_t k = 0; k < CLASSES; k++)
            for (uint32_t v = 0; v < cardinality[a]; v++)
                sums[k][a] += shares[k][a][v] = 10 + draw(200) / (1 + 2 * v);
    }
    for (size_t i = 0; i < ROWS; i++) {
        const uint32_t kind = draw(CLASSES);
        for (uint32_t a = 0; a < ATTRIBUTES; a++) {
            uint32_t rest = draw(sums[kind][a]), value = 0;
            while (rest >= shares[kind][a][value])
                rest -= shares[kind][a][value++];
            codes[i * ATTRIBUTES + a] = (uint16_t)value;
        }
    }
}

/* --- plain C --- */

static uint64_t plain_bits[3][WORDS];

static double plain_seconds_each(void)
{
    volatile uint64_t sum = 0;
    double seconds = 0;
    for (int k = 0; k < 3; k++)
        for (size_t i = 0; i < ROWS; i++)
            plain_bits[k][i / 64] |= (uint64_t)(codes[i * ATTRIBUTES + (size_t)k] == 0) << i % 64;
    BEST(seconds, 20, {
        uint64_t people = 0;
        for (size_t w = 0; w < WORDS; w++)
            people += (uint64_t)__builtin_popcountll(plain_bits[0][w] & plain_bits[1][w] & plain_bits[2][w]);
        sum = sum + people;
    });
    return seconds;
}

static double patterns_of(uint32_t level)
{
    double by[4] = {1, 0, 0, 0};
    for (uint32_t a = 0; a < ATTRIBUTES; a++)
        for (uint32_t l = 3; l; l--)
            by[l] += by[l - 1] * cardinality[a];
    return by[level];
}

/* --- the search --- */

typedef struct times {
    double build, search;
    uint64_t gaps;
} times;

static times search_once(const coprod__memory *memory, const struct pattern_cells *cells,
                         const struct pattern_question *question, int32_t set)
{
    coprod__bitmap_tuning tuning = coprod__bitmap_usual;
    struct pattern_search *search;
    coprod__bitmap_search *own;
    times taken = {now(), 0, 0};
    int32_t done = 0;
    tuning.set = set;
    must(coprod__bitmap_begin(memory, cells, question, &tuning, &search));
    own = (coprod__bitmap_search *)(void *)search;
    while (own->phase == COPROD__BITMAP_BUILD)
        must(coprod__pattern_bitmap.run(search, 1, NULL, &done));
    taken.search = now();
    must(coprod__pattern_bitmap.run(search, 0, NULL, &done));
    taken.build = taken.search - taken.build;
    taken.search = now() - taken.search;
    taken.gaps = own->found.count;
    coprod__pattern_bitmap.free(search);
    return taken;
}

static times best_of(const coprod__memory *memory, const struct pattern_cells *cells,
                     const struct pattern_question *question, int32_t set)
{
    times best = search_once(memory, cells, question, set);
    for (int i = 1; i < 5; i++) {
        const times next = search_once(memory, cells, question, set);
        best.build = next.build < best.build ? next.build : best.build;
        best.search = next.search < best.search ? next.search : best.search;
    }
    return best;
}

/* All of it on the wall, best of many because others want the processors too. */
static void print_threads(const coprod__memory *memory, const struct pattern_cells *cells,
                          struct pattern_question question)
{
    double made[2] = {0, 0}, searched[2] = {0, 0};
    for (int run = 0; run < 9; run++)
        for (question.threads = 1; question.threads <= 2; question.threads++) {
            double *build = made + question.threads - 1, *search = searched + question.threads - 1;
            struct pattern_search *handle;
            double begun = wall(), ready, ended;
            int32_t done;
            must(coprod__pattern_bitmap.begin(memory, cells, &question, &handle));
            while (((coprod__bitmap_search *)(void *)handle)->phase == COPROD__BITMAP_BUILD)
                must(coprod__pattern_bitmap.run(handle, UINT64_C(1) << 20, NULL, &done));
            ready = wall();
            must(coprod__pattern_bitmap.run(handle, 0, NULL, &done));
            ended = wall();
            *build = run && *build < ready - begun ? *build : ready - begun;
            *search = run && *search < ended - ready ? *search : ended - ready;
            coprod__pattern_bitmap.free(handle);
        }
    printf("threshold %4u on the wall: bitmaps made in %.1f ms by one thread, %.1f ms by two, %.2f x; search %.1f and"
           " %.1f ms, %.2f x\n", (unsigned)question.threshold, made[0] * 1e3, made[1] * 1e3, made[0] / made[1],
           searched[0] * 1e3, searched[1] * 1e3, searched[0] / searched[1]);
}

int main(void)
{
    static const uint64_t thresholds[] = {30, 1000};
    const struct pattern_cells cells = {ATTRIBUTES, cardinality, ROWS, codes, NULL, ROWS};
    coprod__memory memory;
    double each, patterns;
    must(coprod__memory_init(NULL, &memory));
    make_people();
    each = plain_seconds_each();
    patterns = patterns_of(1) + patterns_of(2) + patterns_of(3);
    printf("32 attributes, 1,000,000 people, up to 3 at once: %.0f patterns; plain C reads %.1f us for each\n", patterns,
           each * 1e6);
    for (size_t t = 0; t < 2; t++) {
        const struct pattern_question question = {.threshold = thresholds[t], .max_level = 3,
                                                  .memory_bytes = UINT64_C(1) << 30};
        double plain = 0;
        for (int32_t set = COPROD__BITMAP_PLAIN; set <= COPROD__BITMAP_AVX512; set++) {
            times taken;
            if (!coprod__bitmap_kernels_of(set))
                continue;
            taken = best_of(&memory, &cells, &question, set);
            plain = set == COPROD__BITMAP_PLAIN ? taken.search : plain;
            printf("threshold %4u, %-8s search %7.1f ms, %4.1f x the plain body, %5.0f x plain C; %llu gaps;"
                   " %.0f ns a pattern; bitmaps made in %.0f ms\n", (unsigned)thresholds[t], names[set],
                   taken.search * 1e3, plain / taken.search, patterns * each / taken.search,
                   (unsigned long long)taken.gaps, taken.search * 1e9 / patterns, taken.build * 1e3);
        }
        print_threads(&memory, &cells, question);
    }
    return 0;
}
