/* SPDX-License-Identifier: MIT */
/* Hiding: what the rule hides, and then what else it takes until no hidden figure can be worked out.
 *
 * Bounds only ever widen as more is hidden. So others are hidden until a figure is protected, and it stays so.
 * The true counts are one table that fits, from which every search starts. */
#include <string.h>

#include "publish_internal.h"

void coprod__shield_of(const coprod_publish_rule *rule, int32_t criterion, uint32_t width, coprod__shield *shield)
{
    shield->low = rule->info.protected_low;
    shield->high = rule->info.protected_high;
    shield->width = width ? width : rule->info.width;
    shield->criterion = criterion ? criterion : rule->info.criterion;
}

int coprod__audited(const coprod__shield *shield, uint8_t state, int64_t class_low, int64_t class_high)
{
    if (state == COPROD_FIGURE_SHOWN)
        return class_low < class_high && class_low <= shield->high && class_high >= shield->low;
    return state != COPROD_FIGURE_ABSENT;
}

int coprod__protected(const coprod__shield *shield, int64_t class_low, int64_t class_high, int64_t low, int64_t high)
{
    const int64_t least = class_low > shield->low ? class_low : shield->low;
    const int64_t most = class_high < shield->high ? class_high : shield->high;
    if (low == high)
        return 0;
    if (low > shield->high || high < shield->low) /* certainly not small */
        return 1;
    if (low <= least && high >= most)
        return 1;
    return shield->criterion == COPROD_CRITERION_WIDTH && high - low >= shield->width;
}

int coprod__is_total(const coprod_view *view, size_t at)
{
    return at % (view->columns + 1) == view->columns || at / (view->columns + 1) == view->rows;
}

/* --- a table on its way --- */

static void what_it_may_be(const coprod__hiding *h, size_t at, int64_t *low, int64_t *high)
{
    const coprod_view *view = h->view;
    const size_t grand = coprod__at(view, view->rows, view->info.is_list ? 0 : view->columns);
    coprod__state_class(h->rule, view->states[at], view->values[at], low, high);
    if (view->states[at] == COPROD_FIGURE_ABSENT)
        *low = -coprod__unlimited;
    else if (at == grand) {
        *low = h->known_low > *low ? h->known_low : *low;
        *high = h->known_high < *high ? h->known_high : *high;
    }
}

void coprod__hiding_set(coprod__hiding *h, size_t at, uint8_t state)
{
    const size_t width = h->view->columns + 1;
    int64_t low, high;
    h->view->states[at] = state;
    h->view->values[at] = state == COPROD_FIGURE_SHOWN ? coprod__rule_round(h->rule, h->counts[at]) : 0;
    what_it_may_be(h, at, &low, &high);
    coprod__net_class(&h->net, at / width, at % width, low, high);
    h->summed = 0;
}

/* Every figure as the rule has it, by itself. */
static void begin(coprod__hiding *h)
{
    const coprod_view *view = h->view;
    for (size_t row = 0; row <= view->rows; row++)
        for (size_t column = 0; column <= view->columns; column++) {
            const size_t at = coprod__at(view, row, column);
            coprod__net_value(&h->net, row, column, h->counts[at]);
            coprod__hiding_set(h, at, !coprod__view_has(view, row, column)           ? COPROD_FIGURE_ABSENT
                                      : coprod__rule_hides(h->rule, h->counts[at]) ? COPROD_FIGURE_SMALL
                                                                                   : COPROD_FIGURE_SHOWN);
        }
}

coprod_status coprod__hiding_new(coprod__hiding *h, coprod_view *view, int64_t *counts)
{
    const size_t rows = view->rows + 1, columns = view->columns + 1;
    coprod_status status;
    h->rule = view->rule;
    h->view = view;
    h->counts = counts;
    status = coprod__net_new(&h->net, &view->memory, rows, columns);
    if (status == COPROD_OK)
        status = coprod__way_new(&h->way, &view->memory, rows + columns);
    if (status == COPROD_OK)
        begin(h);
    return status;
}

void coprod__hiding_free(coprod__hiding *h)
{
    if (h->net.block)
        coprod__net_free(&h->net);
    if (h->way.block)
        coprod__way_free(&h->way, &h->view->memory);
}

uint8_t coprod__hidden_as(const coprod__hiding *h, size_t at)
{
    const uint8_t state = h->view->states[at];
    const int total = coprod__is_total(h->view, at);
    if (h->keep_all || !h->counts[at] || (total && h->keep_totals))
        return COPROD_FIGURE_ABSENT;
    if (total)
        return state == COPROD_FIGURE_SHOWN || state == COPROD_FIGURE_SMALL ? COPROD_FIGURE_WITHHELD
                                                                            : COPROD_FIGURE_ABSENT;
    return state == COPROD_FIGURE_SHOWN ? COPROD_FIGURE_OTHER : COPROD_FIGURE_ABSENT;
}

/* --- until all are protected --- */

static void find_bounds(coprod__hiding *h, size_t row, size_t column, int64_t *low, int64_t *high)
{
    if (!h->view->info.is_list) {
        coprod__net_bounds(&h->net, row, column, low, high);
        return;
    }
    if (!h->summed)
        coprod__list_sums(&h->net, &h->sums);
    h->summed = 1;
    coprod__list_bounds(&h->net, &h->sums, row, low, high);
}

static int is_protected(coprod__hiding *h, size_t at)
{
    const size_t row = at / (h->view->columns + 1), column = at % (h->view->columns + 1);
    int64_t class_low, class_high, low, high;
    what_it_may_be(h, at, &class_low, &class_high);
    if (!coprod__audited(&h->shield, h->view->states[at], class_low, class_high))
        return 1;
    find_bounds(h, row, column, &low, &high);
    return coprod__protected(&h->shield, class_low, class_high, low, high);
}

int coprod__all_protected(coprod__hiding *h)
{
    const size_t figures = (h->view->rows + 1) * (h->view->columns + 1);
    for (size_t at = 0; at < figures; at++)
        if (!is_protected(h, at))
            return 0;
    return 1;
}

/* Lets a figure move one step further, at the least price. 0: nothing helps. */
static int widen(coprod__hiding *h, size_t at, int *hid)
{
    const size_t row = at / (h->view->columns + 1), column = at % (h->view->columns + 1);
    coprod__price price = {INT64_MAX, INT64_MAX, INT64_MAX};
    for (int way = 1; way >= -1; way -= 2) {
        coprod__net_move(&h->net, row, column, way);
        if (way > 0 ? h->net.x[at] < h->net.high[at] : h->net.x[at] > h->net.low[at])
            coprod__way_find(h, row, column, way, &price);
    }
    if (price.totals == INT64_MAX)
        return 0;
    for (size_t i = 0; i < h->way.kept_count; i++)
        coprod__hiding_set(h, h->way.kept[i], coprod__hidden_as(h, h->way.kept[i]));
    *hid = 1;
    return 1;
}

int coprod__hide(coprod__hiding *h, size_t *at)
{
    const size_t figures = (h->view->rows + 1) * (h->view->columns + 1);
    for (int hid = 1; hid;) { /* once more for what was hidden before the place that was looked at */
        hid = 0;
        for (*at = 0; *at < figures; ++*at)
            while (!is_protected(h, *at))
                if (!widen(h, *at, &hid))
                    return 0;
    }
    return 1;
}
