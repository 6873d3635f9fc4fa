/* SPDX-License-Identifier: MIT */
/* Inside rules and views, and the network on which hidden figures are bounded.
 *
 * A table with its totals is one grid: a row more for the totals of columns, a column more for those of rows. With the
 * totals negative and the grand total positive, every row and every column of the grid adds up to 0. So tables that fit
 * what was published are the flows of a bipartite network, whole numbers suffice, and the least and the greatest value
 * of a figure are two flows. Every whole number between them is possible too. */
#ifndef COPROD_PUBLISH_INTERNAL_H
#define COPROD_PUBLISH_INTERNAL_H

#include "coprod/equity_publish_audit.h"
#include "json_internal.h"

enum { COPROD__BANDS = 16, COPROD__SYMBOL = 16, COPROD__FIGURE_TEXT = 24, COPROD__VIEW_FIGURES = 1 << 20 };
static const int64_t coprod__unlimited = INT64_C(1) << 53; /* above any sum of a table, and exact in a double */
static const int64_t coprod__figure_most = (INT64_C(1) << 52) - 1;

typedef struct coprod__band {
    int64_t below; /* coprod__unlimited: the last one */
    int64_t base;  /* 0: by significant figures */
    int32_t figures;
} coprod__band;

struct coprod_publish_rule {
    coprod__arena arena; /* holds this struct too */
    coprod__refs refs;
    coprod_publish_rule_info info;
    char fingerprint[COPROD__HEX];
    coprod__band bands[COPROD__BANDS]; /* none: counts are shown as they are */
    uint32_t band_count;
};

const coprod_publish_rule *coprod__rule_take(const coprod_publish_rule *rule);
/* The step of rounding at a count. */
int64_t coprod__band_unit(const coprod__band *band, int64_t count);
/* A count as it is shown if it is shown at all. */
int64_t coprod__rule_round(const coprod_publish_rule *rule, int64_t count);
/* Whether the rule hides a count. */
int coprod__rule_hides(const coprod_publish_rule *rule, int64_t count);
/* The counts that are shown as `value`; low > high if none is. */
void coprod__rule_class(const coprod_publish_rule *rule, int64_t value, int64_t *low, int64_t *high);
/* What a reader who knows the rule knows of a figure from its state and value. */
void coprod__state_class(const coprod_publish_rule *rule, uint8_t state, int64_t value, int64_t *low, int64_t *high);

/* --- views --- */

/* What is public, and no count behind it. The figures are (rows + 1) * (columns + 1), with the totals last. */
struct coprod_view {
    coprod__memory memory;
    coprod__arena arena; /* holds this struct too */
    const coprod_publish_rule *rule;
    const char **row_ids, **column_ids;
    size_t rows, columns; /* columns is 1 in a list */
    uint8_t *states;      /* coprod_figure_state */
    int64_t *values;      /* of those that are shown */
    char *texts;          /* of COPROD__FIGURE_TEXT bytes each */
    coprod_view_info info;
};

static inline size_t coprod__at(const coprod_view *view, size_t row, size_t column)
{
    return row * (view->columns + 1) + column;
}

/* A view with room for figures, all absent; its ids are set by the caller. */
coprod_status coprod__view_new(const coprod_publish_rule *rule, size_t rows, size_t columns,
                               const coprod_allocator *allocator, coprod_view **view);
/* Whether such a view has such a figure at all. */
int coprod__view_has(const coprod_view *view, size_t row, size_t column);
/* The indices of a figure in the grid, COPROD_VIEW_TOTAL being the last row or column; COPROD_E_UNKNOWN. */
coprod_status coprod__view_index(const coprod_view *view, size_t row, size_t column, size_t *at);
/* Counts the hidden figures and writes all, once their states are set. */
void coprod__view_finish(coprod_view *view);
/* Refuses it for the sake of one figure: all figures are gone. */
void coprod__view_refuse(coprod_view *view, int32_t state, size_t at);
/* The index of an id in the order of `hint` first, or SIZE_MAX. */
size_t coprod__id_index(const char *const *ids, size_t count, const char *id, size_t hint);

/* --- the network --- */

typedef struct coprod__net {
    coprod__memory memory;
    size_t rows, columns; /* of the grid */
    int64_t *x, *low, *high;
    int64_t *excess;      /* of rows, then of columns: what has to leave them */
    uint64_t *up, *down;  /* by row: columns where x may rise; by column: rows where it may fall */
    size_t up_words, down_words;
    uint64_t *row_left, *column_left; /* not visited yet */
    uint32_t *from, *queue;           /* rows first, then columns */
    void *block;
    size_t bytes;
} coprod__net;

coprod_status coprod__net_new(coprod__net *net, const coprod__memory *memory, size_t rows, size_t columns);
void coprod__net_free(coprod__net *net);
static inline size_t coprod__net_at(const coprod__net *net, size_t row, size_t column)
{
    return row * net->columns + column;
}
/* Totals are negative inside. */
static inline int coprod__net_turned(const coprod__net *net, size_t row, size_t column)
{
    return (row + 1 == net->rows) != (column + 1 == net->columns);
}
/* Sets what a figure may be, as in a table. */
void coprod__net_class(coprod__net *net, size_t row, size_t column, int64_t low, int64_t high);
void coprod__net_value(coprod__net *net, size_t row, size_t column, int64_t value);
/* Whether a figure may move, after its class or value was set. */
void coprod__net_bits(coprod__net *net, size_t row, size_t column);
/* Finds a table that fits, from whatever values there are. 0: there is none. */
int coprod__net_fit(coprod__net *net);
/* Moves a figure of the grid as far up (way 1) or down (-1) as it goes, in the signs of the grid. */
void coprod__net_move(coprod__net *net, size_t row, size_t column, int way);
/* The least and greatest value of a figure in tables that fit, as in a table. */
void coprod__net_bounds(coprod__net *net, size_t row, size_t column, int64_t *low, int64_t *high);

/* The least and greatest value of every figure, as in a table. 0: no table fits. */
int coprod__bound_table(coprod__net *net, int64_t *low, int64_t *high);

/* --- two publications of one table --- */

enum { COPROD__TOGETHER_MOST = 1024 }; /* figures of a table that is looked at as a whole */

/* The smaller table (0), what came since (1), and the larger one (2): bounds of each figure. */
typedef struct coprod__together {
    const coprod__memory *memory;
    size_t rows, columns; /* with the totals */
    int64_t *low[3], *high[3];
    int64_t *least, *most, *kept; /* room to work in, as is the network */
    coprod__net net;
    size_t bytes;
} coprod__together;

coprod_status coprod__together_new(coprod__together *t, const coprod__memory *memory, size_t rows, size_t columns);
/* Narrows the bounds as far as all three together do. 0: nothing fits them. */
int coprod__together_narrow(coprod__together *t);
void coprod__together_free(coprod__together *t);

/* --- lists --- */

/* What all groups of a list can be together. */
typedef struct coprod__sums {
    int64_t low, high; /* high: of those that have a limit */
    size_t unlimited;
} coprod__sums;

/* In the grid of a list, which is its first column. */
void coprod__list_sums(const coprod__net *net, coprod__sums *sums);
int coprod__list_fits(const coprod__net *net, const coprod__sums *sums);
void coprod__list_bounds(const coprod__net *net, const coprod__sums *sums, size_t row, int64_t *low, int64_t *high);

/* --- protection --- */

typedef struct coprod__shield {
    int64_t low, high; /* what is protected */
    int64_t width;
    int32_t criterion;
} coprod__shield;

void coprod__shield_of(const coprod_publish_rule *rule, int32_t criterion, uint32_t width, coprod__shield *shield);
/* Whether a figure has to be audited: hidden, or rounded and perhaps small. */
int coprod__audited(const coprod__shield *shield, uint8_t state, int64_t class_low, int64_t class_high);
/* Whether bounds leave enough open of a figure of that class. */
int coprod__protected(const coprod__shield *shield, int64_t class_low, int64_t class_high, int64_t low, int64_t high);

/* The cost of hiding more: totals, then figures, then their sum. */
typedef struct coprod__price {
    int64_t totals, figures, sum;
} coprod__price;

/* What a search for others to hide needs: one for each node of the network. */
typedef struct coprod__way {
    coprod__price *price;
    uint32_t *from, *heap, *place;
    uint32_t *kept; /* figures of the better path so far */
    size_t kept_count;
    void *block;
    size_t bytes;
} coprod__way;

/* A table on its way into a view. */
typedef struct coprod__hiding {
    const coprod_publish_rule *rule;
    coprod__shield shield;
    coprod_view *view;
    int64_t *counts; /* the grid, with totals; never kept in the view */
    coprod__net net;
    coprod__way way;
    coprod__sums sums;             /* of a list, unless something was set since */
    int summed;
    int64_t known_low, known_high; /* of the grand total, from elsewhere */
    int keep_totals;               /* never hidden for another figure's sake */
    int keep_all;                  /* nor any other figure */
} coprod__hiding;

coprod_status coprod__hiding_new(coprod__hiding *h, coprod_view *view, int64_t *counts);
void coprod__hiding_free(coprod__hiding *h);
int coprod__is_total(const coprod_view *view, size_t at);
/* Sets a figure's state, and with it what it may be. */
void coprod__hiding_set(coprod__hiding *h, size_t at, uint8_t state);
/* Hides what else it takes. 0: a figure cannot be protected, and *at says which. */
int coprod__hide(coprod__hiding *h, size_t *at);
/* For small tables: the fewest others, then the least sum of them, then the first in order. 1: it is that. */
int coprod__hide_fewest(coprod__hiding *h);
/* What a figure becomes when it is hidden for another one's sake; COPROD_FIGURE_ABSENT: it never is. */
uint8_t coprod__hidden_as(const coprod__hiding *h, size_t at);
/* Whether every figure that has to be is protected. */
int coprod__all_protected(coprod__hiding *h);
/* The cheapest others that let a figure of the grid move further; their figures go to way.kept if they cost less than
 * *price. */
void coprod__way_find(coprod__hiding *h, size_t row, size_t column, int way, coprod__price *price);
coprod_status coprod__way_new(coprod__way *way, const coprod__memory *memory, size_t nodes);
void coprod__way_free(coprod__way *way, const coprod__memory *memory);

/* Bounds of all figures of a view. 0 in *fits: no table fits it. low and high have a grid's room. */
coprod_status coprod__view_bounds(const coprod_view *view, int32_t attacker, int64_t known_low, int64_t known_high,
                                  const coprod__memory *memory, int64_t *low, int64_t *high, int *fits);
/* What two views tell together. *at: the first figure of `view` that is told too closely, SIZE_MAX if none; told: more
 * than 1 for each such figure, NULL if not wanted. */
coprod_status coprod__view_differ(const coprod_view *view, const coprod_view *previous, int32_t relation,
                                  const coprod__shield *shield, const coprod__memory *memory,
                                  coprod_view_difference *difference, size_t *at, uint8_t *told);

#endif
