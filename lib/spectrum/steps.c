/* SPDX-License-Identifier: MIT */
/* The least change that reaches a level, and the fewest asserted answers that force one. */
#include <string.h>

#include "classify_internal.h"

typedef struct search {
    const coprod_spectrum *spectrum;
    coprod__vector start, best;
    const coprod__vector *within;
    int found;
} search;

static int leaves(const search *s, const coprod__vector *a)
{
    for (uint32_t i = 0; i < s->spectrum->indicator_count; i++)
        if (a->x[i] > s->within->x[i])
            return 1;
    return 0;
}

/* Within the bounds first, then fewest indicators, then fewest steps, then the earlier indicators, then the lower
 * steps. */
static int better(const search *s, const coprod__vector *a)
{
    const coprod__vector *b = &s->best;
    uint32_t moved_a = 0, moved_b = 0, steps_a = 0, steps_b = 0;
    if (leaves(s, a) != leaves(s, b))
        return !leaves(s, a);
    for (uint32_t i = 0; i < s->spectrum->indicator_count; i++) {
        moved_a += a->x[i] > s->start.x[i];
        moved_b += b->x[i] > s->start.x[i];
        steps_a += a->x[i];
        steps_b += b->x[i];
    }
    if (moved_a != moved_b)
        return moved_a < moved_b;
    if (steps_a != steps_b)
        return steps_a < steps_b;
    for (uint32_t i = 0; i < s->spectrum->indicator_count; i++)
        if ((a->x[i] > s->start.x[i]) != (b->x[i] > s->start.x[i]))
            return a->x[i] > s->start.x[i];
    return memcmp(a->x, b->x, s->spectrum->indicator_count) < 0;
}

static void raise(coprod__vector *answers, coprod__threshold threshold)
{
    if (answers->x[threshold.indicator] < threshold.at_least)
        answers->x[threshold.indicator] = threshold.at_least;
}

/* Takes the gates of a rule one after the other; in each, every choice of as many thresholds as it needs. */
static void choose(search *s, const coprod__level *level, uint32_t gate, uint32_t from, uint32_t need,
                   coprod__vector answers)
{
    const coprod__gate *own = &s->spectrum->gates[level->first_gate + gate];
    if (gate == level->gate_count) {
        coprod__vector tops = coprod__tops(s->spectrum);
        coprod__close(s->spectrum, &answers, &tops, NULL);
        if (!s->found || better(s, &answers))
            s->best = answers;
        s->found = 1;
        return;
    }
    if (!need) {
        const coprod__gate *next = own + 1;
        choose(s, level, gate + 1, 0, gate + 1 < level->gate_count ? next->need : 0, answers);
        return;
    }
    for (uint32_t t = from; t + need <= own->count; t++) {
        coprod__vector more = answers;
        raise(&more, s->spectrum->thresholds[own->first + t]);
        choose(s, level, gate, t + 1, need - 1, more);
    }
}

int coprod__least_answers(const coprod_spectrum *spectrum, const coprod__vector *low, int32_t rank,
                          const coprod__vector *within, coprod__vector *least)
{
    search s = {spectrum, *low, *low, within, 0};
    for (int32_t k = rank; k <= (int32_t)spectrum->level_count; k++) {
        const coprod__level *level = &spectrum->levels[k];
        choose(&s, level, 0, 0, level->gate_count ? spectrum->gates[level->first_gate].need : 0, *low);
    }
    *least = s.best;
    return s.found;
}

coprod_status coprod_classification_steps(const coprod_classification *result, int32_t rank, coprod_step *steps,
                                          size_t capacity, size_t *count)
{
    coprod__vector least;
    coprod_status status = COPROD_OK;
    size_t size = 0, n = 0;
    if (count)
        *count = 0;
    if (!result || !result->spectrum || !count || (capacity && !steps))
        return COPROD_E_ARGUMENT;
    if (rank < 1 || (uint32_t)rank > result->spectrum->level_count)
        return COPROD_E_UNKNOWN;
    if (result->contradiction >= 0 || rank <= result->lowest)
        return COPROD_OK;
    if (capacity)
        memcpy(&size, steps, sizeof size);
    coprod__least_answers(result->spectrum, &result->low, rank, &result->high, &least);
    for (uint32_t i = 0; status == COPROD_OK && i < result->spectrum->indicator_count; i++) {
        coprod_step own = {sizeof own, i, result->low.x[i], least.x[i], COPROD_STEP_EVIDENCE};
        if (least.x[i] <= result->low.x[i])
            continue;
        if (least.x[i] > result->high.x[i])
            own.kind = COPROD_STEP_CHANGE;
        if (n < capacity) {
            char *place = (char *)steps + n * size;
            memcpy(place, &size, sizeof size);
            status = coprod__struct_out(place, sizeof own, sizeof own, &own);
        }
        n++;
    }
    *count = status == COPROD_OK ? n : 0;
    return status == COPROD_OK && n > capacity ? COPROD_E_BUFFER : status;
}

/* Whether asserting these indicators at their tops forces the rank. Asserting more of one never forces less. */
static int32_t forced(const coprod_spectrum *spectrum, const uint8_t *chosen, uint32_t count)
{
    coprod__vector low = {{0}}, tops = coprod__tops(spectrum);
    for (uint32_t i = 0; i < count; i++)
        low.x[chosen[i]] = spectrum->top[chosen[i]];
    coprod__close(spectrum, &low, &tops, NULL);
    return coprod__level_of(spectrum, &low);
}

/* The next combination of `count` out of `n`; 0 after the last. */
static int next_combination(uint8_t *chosen, uint32_t count, uint32_t n)
{
    uint32_t i = count;
    while (i && chosen[i - 1] == n - count + i - 1)
        i--;
    if (!i)
        return 0;
    chosen[i - 1]++;
    for (; i < count; i++)
        chosen[i] = (uint8_t)(chosen[i - 1] + 1);
    return 1;
}

coprod_status coprod__least_assertions(const coprod_spectrum *spectrum, int32_t least[COPROD__LEVELS + 1])
{
    const uint32_t n = spectrum->indicator_count;
    uint32_t work = 0;
    int32_t reached = -1, most = coprod__level_of(spectrum, &(coprod__vector){{0}});
    coprod__vector tops = coprod__tops(spectrum);
    int32_t top = coprod__level_of(spectrum, &tops);
    for (int32_t k = 0; k <= COPROD__LEVELS; k++)
        least[k] = -1;
    for (uint32_t count = 0; count <= n && most <= top; count++) {
        uint8_t chosen[COPROD__INDICATORS];
        for (uint32_t i = 0; i < COPROD__INDICATORS; i++)
            chosen[i] = (uint8_t)i;
        do {
            int32_t rank = forced(spectrum, chosen, count);
            most = rank > most ? rank : most;
            if (++work > COPROD__SWEEP / 4)
                return COPROD_E_LIMIT;
        } while (most < top && next_combination(chosen, count, n));
        for (; reached < most; reached++)
            least[reached + 1] = (int32_t)count;
        if (most == top)
            break;
    }
    return COPROD_OK;
}
