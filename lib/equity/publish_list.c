/* SPDX-License-Identifier: MIT */
/* A list needs no network: what a group can be follows from what all the others can be together, and from the total. */
#include "publish_internal.h"

static void total_class(const coprod__net *net, int64_t *low, int64_t *high)
{
    const size_t at = coprod__net_at(net, net->rows - 1, 0);
    *low = -net->high[at]; /* totals are turned round */
    *high = -net->low[at];
}

void coprod__list_sums(const coprod__net *net, coprod__sums *sums)
{
    sums->low = sums->high = 0;
    sums->unlimited = 0;
    for (size_t row = 0; row + 1 < net->rows; row++) {
        const size_t at = coprod__net_at(net, row, 0);
        sums->low += net->low[at];
        if (net->high[at] == coprod__unlimited)
            sums->unlimited++;
        else
            sums->high += net->high[at];
    }
}

int coprod__list_fits(const coprod__net *net, const coprod__sums *sums)
{
    int64_t low, high;
    total_class(net, &low, &high);
    return low <= high && sums->low <= high && (sums->unlimited || sums->high >= low);
}

void coprod__list_bounds(const coprod__net *net, const coprod__sums *sums, size_t row, int64_t *low, int64_t *high)
{
    const size_t at = coprod__net_at(net, row, 0);
    int64_t total_low, total_high;
    total_class(net, &total_low, &total_high);
    if (row + 1 == net->rows) {
        *low = total_low > sums->low ? total_low : sums->low;
        *high = sums->unlimited || total_high < sums->high ? total_high : sums->high;
    } else {
        const int unlimited = net->high[at] == coprod__unlimited;
        const int64_t least = total_low - (sums->high - (unlimited ? 0 : net->high[at]));
        const int64_t most = total_high - (sums->low - net->low[at]);
        *low = sums->unlimited == (size_t)unlimited && least > net->low[at] ? least : net->low[at];
        *high = total_high < coprod__unlimited && most < net->high[at] ? most : net->high[at];
    }
    if (*high > coprod__figure_most)
        *high = coprod__unlimited;
}
