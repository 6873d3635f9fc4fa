/* SPDX-License-Identifier: MIT */
/* Classifies columns. A block of rows stays in the cache while every rule passes over it once; each step is the same
 * few byte operations for all rows, which compilers turn into vector instructions. */
#include <string.h>

#include "columns_internal.h"
#include "wide_internal.h"

enum { BLOCK = 256 };

typedef uint8_t lane[BLOCK];

typedef struct block {
    lane low[COPROD__INDICATORS];
    lane high[COPROD__INDICATORS];
    lane bad, contradiction;
} block;

/* Every rule has one condition, so what follows from a set of answers is the most that follows from any one of them.
 * What follows from each single step is found here, once; a rule is kept where it says more than the step below. */
coprod_status coprod__close_rules(coprod_spectrum *spectrum)
{
    for (int pass = 0; pass < 2; pass++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < spectrum->indicator_count; i++) {
            coprod__vector before = {{0}};
            for (uint8_t v = 1; v <= spectrum->top[i]; v++) {
                coprod__vector low = {{0}}, tops = coprod__tops(spectrum);
                low.x[i] = v;
                coprod__close(spectrum, &low, &tops, NULL);
                for (uint32_t j = 0; j < spectrum->indicator_count; j++) {
                    if (low.x[j] <= before.x[j] || (j == i && low.x[j] == v))
                        continue;
                    if (pass)
                        spectrum->closed[count] = (coprod__rule){(uint8_t)i, v, (uint8_t)j, low.x[j], ""};
                    count++;
                }
                before = low;
            }
        }
        spectrum->closed_count = count;
        if (!pass)
            spectrum->closed = coprod__arena_alloc(&spectrum->arena, (count + 1) * sizeof *spectrum->closed);
        if (!spectrum->closed)
            return COPROD_E_MEMORY;
    }
    return COPROD_OK;
}

COPROD__INLINE void raise_low(uint8_t *restrict then, const uint8_t *restrict condition, uint8_t at_least,
                              uint8_t needs)
{
    for (size_t r = 0; r < BLOCK; r++) {
        uint8_t bound = condition[r] >= at_least ? needs : 0;
        then[r] = then[r] > bound ? then[r] : bound;
    }
}

COPROD__INLINE void lower_high(uint8_t *restrict condition, const uint8_t *restrict then, uint8_t at_least,
                               uint8_t needs)
{
    uint8_t below = (uint8_t)(at_least - 1);
    for (size_t r = 0; r < BLOCK; r++) {
        uint8_t bound = then[r] < needs ? below : UINT8_MAX;
        condition[r] = condition[r] < bound ? condition[r] : bound;
    }
}

/* A chain of implications may come back to its own indicator: then a step of it cannot be. The column is its own
 * condition there, and is copied so that reading and writing stay apart. */
COPROD__INLINE const uint8_t *apart(lane copy, lane *answers, uint32_t one, uint32_t other)
{
    return one == other ? memcpy(copy, answers[one], BLOCK) : answers[one];
}

COPROD__INLINE void raise_all(const coprod_spectrum *spectrum, block *b)
{
    lane copy;
    for (uint32_t k = 0; k < spectrum->closed_count; k++) {
        const coprod__rule *rule = &spectrum->closed[k];
        raise_low(b->low[rule->then_indicator], apart(copy, b->low, rule->if_indicator, rule->then_indicator),
                  rule->if_at_least, rule->then_at_least);
    }
}

COPROD__INLINE void lower_all(const coprod_spectrum *spectrum, block *b)
{
    lane copy;
    for (uint32_t k = 0; k < spectrum->closed_count; k++) {
        const coprod__rule *rule = &spectrum->closed[k];
        lower_high(b->high[rule->if_indicator], apart(copy, b->high, rule->then_indicator, rule->if_indicator),
                   rule->if_at_least, rule->then_at_least);
    }
}

COPROD__INLINE void crossed(const uint8_t *restrict low, const uint8_t *restrict high, uint8_t *restrict out)
{
    for (size_t r = 0; r < BLOCK; r++)
        out[r] |= low[r] > high[r];
}

COPROD__INLINE void presume_one(uint8_t *restrict then, const uint8_t *restrict condition, const uint8_t *restrict high,
                                uint8_t at_least, uint8_t needs)
{
    for (size_t r = 0; r < BLOCK; r++) {
        uint8_t both = (condition[r] >= at_least) & (high[r] >= needs), bound = both ? needs : 0;
        then[r] = then[r] > bound ? then[r] : bound;
    }
}

/* The presumption speaks of the lowest answers only, and only where the highest ones allow it. */
COPROD__INLINE void presume(const coprod_spectrum *spectrum, block *b)
{
    for (uint32_t k = 0; k < spectrum->presumption_count; k++) {
        const coprod__rule *rule = &spectrum->presumptions[k];
        presume_one(b->low[rule->then_indicator], b->low[rule->if_indicator], b->high[rule->then_indicator],
                    rule->if_at_least, rule->then_at_least);
    }
    raise_all(spectrum, b);
}

/* How many thresholds of a gate hold, row by row. */
COPROD__INLINE void count_held(const coprod_spectrum *spectrum, const coprod__gate *gate, lane *answers, uint8_t *held)
{
    for (uint32_t t = 0; t < gate->count; t++) {
        const coprod__threshold threshold = spectrum->thresholds[gate->first + t];
        const uint8_t *x = answers[threshold.indicator];
        if (!t)
            for (size_t r = 0; r < BLOCK; r++)
                held[r] = x[r] >= threshold.at_least;
        else
            for (size_t r = 0; r < BLOCK; r++)
                held[r] = (uint8_t)(held[r] + (x[r] >= threshold.at_least));
    }
}

/* A level's rank replaces that of the level below wherever all its gates hold. */
COPROD__INLINE void ranks(const coprod_spectrum *spectrum, lane *answers, uint8_t *restrict rank)
{
    for (size_t r = 0; r < BLOCK; r++)
        rank[r] = 0;
    for (uint32_t k = 1; k <= spectrum->level_count; k++) {
        const coprod__level *level = &spectrum->levels[k];
        lane failed, held;
        for (size_t r = 0; r < BLOCK; r++)
            failed[r] = 0;
        for (uint32_t g = level->first_gate; g < (uint32_t)level->first_gate + level->gate_count; g++) {
            uint8_t need = (uint8_t)spectrum->gates[g].need;
            count_held(spectrum, &spectrum->gates[g], answers, held);
            for (size_t r = 0; r < BLOCK; r++)
                failed[r] |= held[r] < need;
        }
        for (size_t r = 0; r < BLOCK; r++)
            rank[r] = failed[r] ? rank[r] : (uint8_t)k;
    }
}

/* One column's block as bounds; marks rows whose answers are not on the scale. */
COPROD__INLINE void read_block(const uint8_t *restrict from, const uint8_t *restrict to, uint8_t top,
                               uint8_t *restrict low, uint8_t *restrict high, uint8_t *restrict bad)
{
    for (size_t r = 0; r < BLOCK; r++) {
        uint8_t known = from[r] == COPROD_ANSWER_UNKNOWN ? 0 : UINT8_MAX;
        uint8_t l = from[r] & known, h = (uint8_t)((to[r] & known) | (top & ~known));
        low[r] = l;
        high[r] = h;
        bad[r] |= (l > h) | (h > top);
    }
}

/* A block that is not full is padded with unknowns. */
COPROD__INLINE void read_column(block *b, uint32_t i, uint8_t top, const uint8_t *low, const uint8_t *high, size_t rows)
{
    lane l, h;
    if (rows < BLOCK) {
        memset(l, COPROD_ANSWER_UNKNOWN, BLOCK);
        memset(h, COPROD_ANSWER_UNKNOWN, BLOCK);
        memcpy(l, low, rows);
        memcpy(h, high ? high : low, rows);
        low = l;
        high = h;
    }
    read_block(low, high ? high : low, top, b->low[i], b->high[i], b->bad);
}

COPROD__INLINE void write_ranks(const coprod_spectrum *spectrum, block *b, lane *answers, uint8_t *out, size_t rows)
{
    lane rank;
    if (!out)
        return;
    ranks(spectrum, answers, rank);
    for (size_t r = 0; r < BLOCK; r++)
        rank[r] |= (b->bad[r] | b->contradiction[r]) ? UINT8_MAX : 0;
    memcpy(out, rank, rows);
}

COPROD__INLINE void classify_block(const coprod_spectrum *spectrum, block *b, size_t rows, uint32_t no_presumption,
                                   uint8_t *lowest, uint8_t *point, uint8_t *highest, uint8_t *outcome)
{
    raise_all(spectrum, b);
    lower_all(spectrum, b);
    for (uint32_t i = 0; i < spectrum->indicator_count; i++)
        crossed(b->low[i], b->high[i], b->contradiction);
    write_ranks(spectrum, b, b->low, lowest, rows);
    write_ranks(spectrum, b, b->high, highest, rows);
    if (outcome) {
        lane what;
        for (size_t r = 0; r < BLOCK; r++)
            what[r] = b->bad[r] ? COPROD_ROW_RANGE : b->contradiction[r] ? COPROD_ROW_CONTRADICTION : 0;
        memcpy(outcome, what, rows);
    }
    if (!point)
        return;
    if (!no_presumption)
        presume(spectrum, b);
    write_ranks(spectrum, b, b->low, point, rows);
}

COPROD__INLINE void classify_rows(const coprod__columns *c)
{
    for (size_t at = 0; at < c->rows; at += BLOCK) {
        size_t n = c->rows - at < BLOCK ? c->rows - at : BLOCK;
        block b;
        memset(b.bad, 0, BLOCK);
        memset(b.contradiction, 0, BLOCK);
        for (uint32_t i = 0; i < c->spectrum->indicator_count; i++)
            read_column(&b, i, c->spectrum->top[i], c->low + i * c->rows + at,
                        c->high ? c->high + i * c->rows + at : NULL, n);
        classify_block(c->spectrum, &b, n, c->no_presumption, c->lowest ? c->lowest + at : NULL,
                       c->point ? c->point + at : NULL, c->highest ? c->highest + at : NULL,
                       c->outcome ? c->outcome + at : NULL);
    }
}

void coprod__columns_plain(const coprod__columns *c)
{
    classify_rows(c);
}

/* The same operations on 32 rows at a time instead of 16, where the processor has them. */
COPROD__WIDE static void classify_wide(const coprod__columns *c)
{
    classify_rows(c);
}

coprod_status coprod_classify_columns(const coprod_spectrum *spectrum, const uint8_t *low, const uint8_t *high,
                                      size_t rows, const coprod_classify_options *options, uint8_t *lowest,
                                      uint8_t *point, uint8_t *highest, uint8_t *outcome)
{
    coprod_classify_options own;
    size_t cells;
    coprod_status status;
    if (!spectrum || (rows && !low))
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(options, sizeof own, sizeof own, &own);
    if (status == COPROD_OK && (own.no_presumption > 1 || own.reserved))
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod__size_mul(rows, spectrum->indicator_count, &cells);
    if (status != COPROD_OK)
        return status;
    const coprod__columns c = {spectrum, low, high, rows, own.no_presumption, lowest, point, highest, outcome};
    if (coprod__has_wide())
        classify_wide(&c);
    else
        coprod__columns_plain(&c);
    return COPROD_OK;
}
