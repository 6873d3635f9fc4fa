/* SPDX-License-Identifier: MIT */
/* An attacker who has the rules in words of its own, and tries every table. */
#ifndef COPROD_TEST_PUBLISH_ATTACK_H
#define COPROD_TEST_PUBLISH_ATTACK_H

#include "../internal/publish_tools.h"

enum { MOST = 3, BEYOND = 34 }; /* sides of a table; the greatest count that is tried where nothing limits it */

static inline uint32_t draw(uint64_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 20) % below;
}

/* --- the rules once more, for counts that are small --- */

typedef struct plain_rule {
    const char *id;
    int hidden_low, hidden_high; /* -1: none is hidden */
    int base;
    int protected_low, protected_high;
    const char *small;
} plain_rule;

static const plain_rule rules[] = {
    {"hes", 1, 7, 5, 1, 7, "*"},         {"threshold-5", 1, 4, 1, 1, 4, "*"}, {"threshold-10", 1, 9, 1, 1, 9, "*"},
    {"rounding-5", -1, -1, 5, 1, 4, ""}, {"acro", 0, 9, 1, 0, 9, "*"},        {"opensafely", 0, 7, 5, 0, 7, "0"},
    {"rounding-10", -1, -1, 10, 1, 9, ""},
};
enum { RULES = sizeof rules / sizeof *rules };

/* Which counts would be printed like that, up to BEYOND and a little; a bit for each. */
typedef struct possible {
    uint8_t may[12 * BEYOND];
    int low, high;
    int hidden, limited;
} possible;

static inline void read_figure(const plain_rule *rule, const char *text, possible *p)
{
    memset(p, 0, sizeof *p);
    p->limited = strcmp(text, "[c]") && strcmp(text, "[x]");
    p->hidden = !p->limited || (rule->hidden_high > 0 && !strcmp(text, rule->small));
    p->low = -1;
    for (int n = 0; n < 12 * BEYOND; n++) {
        const int small = n >= rule->hidden_low && n <= rule->hidden_high;
        const int rounded = (2 * n + rule->base) / (2 * rule->base) * rule->base;
        p->may[n] = (uint8_t)(!strcmp(text, "[x]") ? 1
                              : !strcmp(text, "[c]") ? n > (rule->hidden_high < 0 ? 0 : rule->hidden_high)
                              : p->hidden            ? small
                                                     : !small && rounded == atoi(text));
        p->low = p->may[n] && p->low < 0 ? n : p->low;
        p->high = p->may[n] ? n : p->high;
    }
}

/* --- every table --- */

typedef struct attack {
    size_t rows, columns; /* columns 0: a list */
    possible figure[MOST * 2 + 1][MOST + 1];
    int cells[MOST * 2][MOST];
    int least[MOST * 2 + 1][MOST + 1], most[MOST * 2 + 1][MOST + 1];
    uint64_t tables, steps;
} attack;

static inline void note(attack *a, size_t r, size_t c, int value)
{
    a->least[r][c] = !a->tables || value < a->least[r][c] ? value : a->least[r][c];
    a->most[r][c] = !a->tables || value > a->most[r][c] ? value : a->most[r][c];
}

static inline void note_table(attack *a, size_t columns)
{
    int sums[MOST + 1] = {0};
    for (size_t r = 0; r < a->rows; r++) {
        int sum = 0;
        for (size_t c = 0; c < columns; c++) {
            note(a, r, c, a->cells[r][c]);
            sum += a->cells[r][c];
            sums[c] += a->cells[r][c];
        }
        sums[columns] += sum;
        if (a->columns)
            note(a, r, columns, sum);
    }
    for (size_t c = 0; c < columns + (a->columns > 0); c++)
        note(a, a->rows, c, sums[c]);
    a->tables++;
}

/* The sum of a line is one that its total allows, or can still become one. */
static inline int allowed(const possible *total_of, int sum, int done)
{
    return sum <= total_of->high && (!done || total_of->may[sum]);
}

static inline int row_sum(const attack *a, size_t r, size_t columns)
{
    int sum = 0;
    for (size_t c = 0; c < columns; c++)
        sum += a->cells[r][c];
    return sum;
}

static inline void fill(attack *a, size_t at, size_t columns)
{
    const size_t r = at / columns, c = at % columns;
    const possible *p;
    if (at == a->rows * columns) {
        note_table(a, columns);
        return;
    }
    p = &a->figure[r][c];
    for (int n = p->low; n <= (p->limited ? p->high : BEYOND); n++) {
        int column = 0, all = 0, good = p->may[n];
        a->cells[r][c] = n;
        a->steps++;
        for (size_t i = 0; i <= r; i++) {
            column += a->cells[i][c];
            all += i < r ? row_sum(a, i, columns) : row_sum(a, i, c + 1);
        }
        good = good && allowed(&a->figure[a->rows][c], column, r + 1 == a->rows);
        if (a->columns)
            good = good && allowed(&a->figure[r][columns], row_sum(a, r, c + 1), c + 1 == columns)
                   && allowed(&a->figure[a->rows][columns], all, at + 1 == a->rows * columns);
        if (good)
            fill(a, at + 1, columns);
    }
    a->cells[r][c] = 0;
}

#endif
