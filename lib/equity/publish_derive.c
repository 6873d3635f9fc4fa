/* SPDX-License-Identifier: MIT */
/* Numbers that follow from a view: percentages, coverage, the score. All are computed from what is published, so none
 * tells more than that. */
#include "publish_internal.h"

#include <math.h>

__extension__ typedef unsigned __int128 wide;

/* --- percentages --- */

static uint64_t scale_of(uint32_t decimals)
{
    uint64_t scale = 100;
    while (decimals--)
        scale *= 10;
    return scale;
}

static uint64_t rounded_up(wide a, wide b)
{
    return (uint64_t)((a + b - 1) / b);
}

/* Whether some whole makes `count` the percentage: (2v - 1) whole <= 2 scale count < (2v + 1) whole. */
static int fits_some(uint64_t count, uint64_t value, uint64_t scale, uint64_t low, uint64_t high)
{
    const wide twice = (wide)2 * scale * count;
    const wide least = twice / (2 * value + 1) + 1, most = value ? twice / (2 * value - 1) : high;
    return (least > low ? least : low) <= (most < high ? most : high);
}

coprod_status coprod_percentage_counts(uint64_t value, uint32_t decimals, uint64_t whole_low, uint64_t whole_high,
                                       uint64_t *low, uint64_t *high, uint64_t *count)
{
    uint64_t scale, least, most, dense, found = 0;
    if (!low || !high || !count)
        return COPROD_E_ARGUMENT;
    *low = *high = *count = 0;
    if (decimals > 4 || !whole_low || whole_high > UINT32_MAX || whole_low > whole_high
        || value > scale_of(decimals))
        return COPROD_E_RANGE;
    scale = scale_of(decimals);
    least = value ? rounded_up((wide)(2 * value - 1) * whole_low, 2 * scale) : 0;
    most = rounded_up((wide)(2 * value + 1) * whole_high, 2 * scale) - 1;
    dense = value * value / scale + 1; /* from here on every count has a whole between, so none is left out */
    for (uint64_t a = least; a <= most; a++) {
        if (a >= dense && fits_some(a, value, scale, whole_low, whole_high)
            && fits_some(most, value, scale, whole_low, whole_high)) {
            *low = found ? *low : a;
            *high = most;
            found += most - a + 1;
            break;
        }
        if (!fits_some(a, value, scale, whole_low, whole_high))
            continue;
        *low = found ? *low : a;
        *high = a;
        found++;
    }
    *low = found ? *low : 0;
    *count = found;
    return COPROD_OK;
}

/* Whether numbers may be computed from a figure: it is shown, and it is nothing or certainly not small. */
static int tells(const coprod_view *view, const coprod_figure *figure)
{
    return figure->state == COPROD_FIGURE_SHOWN
           && (!figure->high || figure->low > view->rule->info.protected_high);
}

coprod_status coprod_view_percentage_of(const coprod_view *view, size_t row, size_t column, size_t whole_row,
                                        size_t whole_column, uint32_t decimals, coprod_view_percentage *percentage)
{
    coprod_view_percentage own = {.size = sizeof own, .decimals = decimals};
    coprod_figure part = {.size = sizeof part}, whole = {.size = sizeof whole};
    coprod_status status = coprod__struct_begin(view, percentage, sizeof own);
    if (status == COPROD_OK && decimals > 4)
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod_view_figure(view, row, column, &part);
    if (status == COPROD_OK)
        status = coprod_view_figure(view, whole_row, whole_column, &whole);
    if (status != COPROD_OK)
        return status;
    if (part.state == COPROD_FIGURE_ABSENT || whole.state == COPROD_FIGURE_ABSENT)
        return COPROD_E_UNKNOWN;
    own.told = tells(view, &part) && tells(view, &whole) && whole.value > 0 && part.value <= whole.value;
    if (own.told) {
        const wide scaled = (wide)part.value * scale_of(decimals);
        own.value = (uint64_t)((2 * scaled + whole.value) / (2 * (wide)whole.value));
        own.count_low = part.low;
        own.count_high = part.high;
    }
    return coprod__struct_out(percentage, sizeof own, sizeof own, &own);
}

/* --- coverage and score --- */

/* Target voices as a fraction, and the weight. */
typedef struct goal {
    uint64_t num, den;
    double weight;
} goal;

typedef struct scoring {
    const coprod_view *view;
    const uint64_t *nums, *dens;
    const double *group_weights;
    size_t column, count;
    double alpha, weights;
    double *coverages, *losses;
} scoring;

static goal goal_of(const scoring *s, size_t group)
{
    const goal own = {s->nums[group], s->dens[group], s->group_weights[group]};
    return own;
}

static coprod_figure figure_of(const scoring *s, size_t group)
{
    coprod_figure figure = {.size = sizeof figure};
    coprod_view_figure(s->view, group, s->column, &figure); /* rows were checked */
    return figure;
}

static double coverage(goal target, uint64_t count)
{
    if (count == UINT64_MAX || (wide)count * target.den >= target.num)
        return 1;
    return (double)(count * target.den) / (double)target.num; /* exact above: below 2^48 */
}

/* Which of two coverages is less, exactly; what is at or above its target is 1. */
static int compare(goal a, uint64_t count_a, goal b, uint64_t count_b)
{
    const int full_a = coverage(a, count_a) >= 1, full_b = coverage(b, count_b) >= 1;
    wide left, right;
    if (full_a || full_b)
        return full_a - full_b;
    left = (wide)(count_a * a.den) * b.num;
    right = (wide)(count_b * b.den) * a.num;
    return (left > right) - (left < right);
}

static double score_with(const scoring *s, int high)
{
    double sum = 0, least = 1;
    for (size_t i = 0; i < s->count; i++) {
        const coprod_figure figure = figure_of(s, i);
        const uint64_t count = tells(s->view, &figure) ? figure.value : high ? figure.high : figure.low;
        const double own = coverage(goal_of(s, i), count);
        sum += s->group_weights[i] / s->weights * own;
        least = s->group_weights[i] > 0 && own < least ? own : least;
    }
    return 100 * ((1 - s->alpha) * sum + s->alpha * least);
}

/* The group that is covered least of those that are told; SIZE_MAX: there is none, or a hidden one may be as low. */
static size_t worst_of(const scoring *s, size_t *ties)
{
    size_t worst = SIZE_MAX;
    uint64_t least = 0;
    *ties = 0;
    for (size_t i = 0; i < s->count; i++) {
        const coprod_figure figure = figure_of(s, i);
        if (!(s->group_weights[i] > 0) || !tells(s->view, &figure))
            continue;
        if (worst == SIZE_MAX || compare(goal_of(s, i), figure.value, goal_of(s, worst), least) < 0) {
            worst = i;
            least = figure.value;
            *ties = 0;
        }
        *ties += !compare(goal_of(s, i), figure.value, goal_of(s, worst), least);
    }
    for (size_t i = 0; i < s->count && worst != SIZE_MAX; i++) {
        const coprod_figure figure = figure_of(s, i);
        if (s->group_weights[i] > 0 && !tells(s->view, &figure)
            && compare(goal_of(s, i), figure.low, goal_of(s, worst), least) <= 0)
            return SIZE_MAX;
    }
    return worst;
}

static void tell_all(const scoring *s, coprod_view_score *score)
{
    size_t ties, worst = worst_of(s, &ties);
    const uint64_t least = worst == SIZE_MAX ? 0 : figure_of(s, worst).value;
    const double low = score_with(s, 0), high = score_with(s, 1);
    double told = 0;
    for (size_t i = 0; i < s->count; i++) {
        const coprod_figure figure = figure_of(s, i);
        double own = NAN, loss = NAN;
        if (tells(s->view, &figure)) {
            own = coverage(goal_of(s, i), figure.value);
            loss = 100 * (1 - s->alpha) * (s->group_weights[i] / s->weights) * (1 - own);
            if (worst != SIZE_MAX && s->group_weights[i] > 0
                && !compare(goal_of(s, i), figure.value, goal_of(s, worst), least))
                loss += 100 * s->alpha * (1 - own) / (double)ties;
            told += loss;
        }
        score->hidden += isnan(own) != 0;
        if (s->coverages)
            s->coverages[i] = own;
        if (s->losses)
            s->losses[i] = loss;
    }
    score->low = (uint32_t)(low + 0.5);
    score->high = (uint32_t)(high + 0.5);
    if (!score->hidden)
        return;
    score->loss_low = 100 - high - told > 0 ? 100 - high - told : 0;
    score->loss_high = 100 - low - told > 0 ? 100 - low - told : 0;
}

static coprod_status check_targets(scoring *s)
{
    const uint64_t most = (UINT64_C(1) << 48) - 1;
    for (size_t i = 0; i < s->count; i++) {
        const goal target = goal_of(s, i);
        if (!target.num || !target.den || target.num > most || target.den > most
            || !(target.weight >= 0 && target.weight <= 1e15))
            return COPROD_E_RANGE;
        s->weights += target.weight;
    }
    return s->weights > 0 ? COPROD_OK : COPROD_E_RANGE;
}

coprod_status coprod_view_score_of(const coprod_view *view, size_t column, const uint64_t *target_nums,
                                   const uint64_t *target_dens, const double *weights, size_t count,
                                   uint32_t alpha_num, uint32_t alpha_den, double *coverages, double *losses,
                                   coprod_view_score *score)
{
    coprod_view_score own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(view, score, sizeof own);
    scoring s = {view, target_nums, target_dens, weights, column, count, 0, 0, coverages, losses};
    size_t at;
    if (status != COPROD_OK)
        return status;
    if (!target_nums || !target_dens || !weights || !alpha_den || alpha_num > alpha_den || count != view->rows)
        return COPROD_E_ARGUMENT;
    status = coprod__view_index(view, 0, column, &at);
    if (status == COPROD_OK && view->states[at] == COPROD_FIGURE_ABSENT)
        status = COPROD_E_UNKNOWN;
    if (status == COPROD_OK)
        status = check_targets(&s);
    if (status != COPROD_OK)
        return status;
    s.alpha = (double)alpha_num / (double)alpha_den;
    tell_all(&s, &own);
    return coprod__struct_out(score, sizeof own, sizeof own, &own);
}
