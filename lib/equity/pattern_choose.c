/* SPDX-License-Identifier: MIT */
/* Which engine answers a question. */
#include <stdio.h>

#include "pattern_bitmap_internal.h"
#include "pattern_find_internal.h"

void coprod__pattern_over_budget(coprod_findings *findings, int32_t severity, int32_t engine, uint64_t needed,
                                 uint64_t allowed)
{
    char found[48], expected[48];
    coprod_finding finding = {.size = sizeof finding, .code = "over-budget", .row = -1, .severity = severity,
                              .place = engine == COPROD_PATTERN_BITMAP ? "/bitmap" : "/dense",
                              .found = found, .expected = expected};
    snprintf(found, sizeof found, "%s%llu", needed == UINT64_MAX ? "more than " : "",
             (unsigned long long)(needed == UINT64_MAX ? INT64_MAX : needed));
    snprintf(expected, sizeof expected, "%llu", (unsigned long long)allowed);
    if (findings)
        coprod__findings_add(findings, &finding);
}

uint64_t coprod__pattern_copy_bytes(const struct pattern_cells *cells)
{
    const uint64_t each = cells->attributes * sizeof *cells->codes + sizeof *cells->weights;
    return cells->count > UINT64_MAX / 2 / each ? UINT64_MAX / 2 : cells->count * each;
}

/* Patterns of at most so many values, in doubles: only to compare. */
static double patterns_to(const struct pattern_cells *cells, uint32_t level)
{
    double by[PATTERN_ATTRIBUTES + 1] = {1}, sum = 0;
    for (uint32_t a = 0; a < cells->attributes; a++)
        for (uint32_t l = a + 1; l; l--)
            by[l] += by[l - 1] * cells->cardinality[a];
    for (uint32_t l = 0; l <= level && l <= cells->attributes; l++)
        sum += by[l];
    return sum;
}

/* A counter for each pattern takes a fiftieth of the time that a pattern with bitmaps takes, which want to be made
 * besides; but it takes that for every pattern, however few values are asked for. Without any limit on what is asked
 * bitmaps are for those who ask for them: nobody knows how long it would take. */
static int bitmaps_are_quicker(const struct pattern_cells *cells, const struct pattern_question *question)
{
    const double all = patterns_to(cells, cells->attributes);
    return question->max_level && all > 50 * patterns_to(cells, question->max_level) + 40 * (double)cells->count;
}

/* With the copy of cells that it reads. */
static uint64_t bitmap_bytes(const struct pattern_cells *cells, const struct pattern_question *question)
{
    const uint64_t bytes = coprod__pattern_bitmap.bytes(cells, question), copy = coprod__pattern_copy_bytes(cells);
    return bytes > INT64_MAX - copy ? UINT64_MAX : bytes + copy;
}

coprod_status coprod__pattern_choose(const struct pattern_cells *cells, const struct pattern_question *question,
                                     int32_t wanted, coprod_findings *findings, const struct pattern_engine **engine,
                                     int32_t *chosen)
{
    const uint64_t most = question->memory_bytes, dense = coprod__pattern_dense.bytes(cells, question);
    const int bounded = question->max_level || question->max_results;
    const uint64_t bitmap = question->rate_over ? UINT64_MAX : bitmap_bytes(cells, question);
    const uint64_t *needed;
    if (wanted == COPROD_PATTERN_BITMAP && question->rate_over)
        return COPROD_E_ARGUMENT;
    *chosen = wanted ? wanted : COPROD_PATTERN_DENSE;
    if (wanted == COPROD_PATTERN_CHOOSE && bounded
        && (bitmap <= most ? dense > most || bitmaps_are_quicker(cells, question) : dense > most && bitmap < dense))
        *chosen = COPROD_PATTERN_BITMAP;
    *engine = *chosen == COPROD_PATTERN_BITMAP ? &coprod__pattern_bitmap : &coprod__pattern_dense;
    needed = *chosen == COPROD_PATTERN_BITMAP ? &bitmap : &dense;
    if (*needed <= most)
        return COPROD_OK;
    coprod__pattern_over_budget(findings, COPROD_ERROR, *chosen, *needed, most);
    return COPROD_E_LIMIT;
}
