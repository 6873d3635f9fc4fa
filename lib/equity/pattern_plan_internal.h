/* SPDX-License-Identifier: MIT */
/* Whom to invite: the fewest people who close gaps. Rows are gaps; a column is all profiles that close the same gaps
 * and are reached by the same partners. A plan says how many people of each column are invited. */
#ifndef COPROD_PATTERN_PLAN_INTERNAL_H
#define COPROD_PATTERN_PLAN_INTERNAL_H

#include "memory_internal.h"

struct coprod_pattern_schema;

enum {
    COPROD__PLAN_ANY = 0xFFFF,     /* in a pattern: not fixed; in a profile: not known */
    COPROD__PLAN_PARTNERS = 64,    /* most: a set of them is a word */
    COPROD__PLAN_SHIFT = 20,       /* prices are in 2^-20 of a person */
    COPROD__PLAN_NOTHING = 2,      /* in `stopped` */
    COPROD__PLAN_GROWN = 5,
    COPROD__PLAN_SHORTER = 3       /* additions are worth it where pairs are so many times as many */
};
static const uint64_t coprod__plan_one = (uint64_t)1 << COPROD__PLAN_SHIFT;
static const size_t coprod__plan_few_pairs = 100000; /* where what is meant for many is not worth it */
static const uint64_t coprod__plan_needs_most = (uint64_t)1 << 40; /* their sum, so that prices times needs fit */

/* In place of a failure: told to stop before there was any plan. */
static const coprod_status coprod__plan_no_plan = 1;

/* Through whom people are reached: at most so many, each at a cost. */
typedef struct coprod__plan_partner {
    const char *id;
    uint64_t max_people;
    int64_t cost_pence;
    size_t patterns;
    const uint16_t *codes; /* @[patterns * attributes] */
} coprod__plan_partner;

typedef struct coprod__plan_question {
    const struct coprod_pattern_schema *schema; /* for a view only */
    uint32_t attributes;
    size_t gaps;
    const uint16_t *gap_codes; /* @[gaps * attributes] */
    const uint64_t *needs;     /* @[gaps] 1 or more; their sum at most coprod__plan_needs_most */
    size_t profiles;
    const uint16_t *profile_codes; /* @[profiles * attributes] */
    const uint64_t *copies;        /* @[profiles] people who exist; NULL: without limit */
    size_t partners;               /* 0: nobody stands between */
    const coprod__plan_partner *partner;
    uint64_t max_people; /* 0: no limit */
    uint64_t publish_from; /* 0: all is told */
    size_t lists;     /* pairs of gaps and profiles that are listed at most; 0: as many as is best */
    uint64_t work;    /* that may be done when all is read */
    uint64_t reading; /* that may be done until then; 0: no limit */
    const int32_t *stop;
} coprod__plan_question;

/* What may be spent: about one unit for each pair of a gap and a profile that is looked at. */
typedef struct coprod__plan_work {
    uint64_t used, most;
    const int32_t *stop;
    int stopped;
} coprod__plan_work;

static inline int coprod__plan_spent(coprod__plan_work *work, uint64_t units)
{
    work->used += units;
    if (work->stop && __atomic_load_n(work->stop, __ATOMIC_RELAXED))
        work->stopped = 1;
    return work->stopped || work->used >= work->most;
}

/* --- rows and columns --- */

/* What is settled before anything is planned, in an order that does not depend on the order of what was given. */
typedef struct coprod__plan_space {
    coprod__arena arena;
    const coprod__plan_question *question;
    size_t rows, columns, pairs;
    uint32_t *row_gap;     /* @[rows] the gap as it was given */
    uint64_t *asked;       /* @[rows] its need */
    uint64_t *need;        /* @[rows] what of it can be reached */
    size_t *column_from;   /* @[columns + 1] */
    uint32_t *column_rows; /* ascending; of nodes in no order, and only where they were asked for */
    size_t *row_from;      /* @[rows + 1] */
    uint32_t *row_columns; /* ascending; of nodes only where they were asked for */
    struct coprod__plan_nodes *nodes; /* NULL: all lists are made from the beginning */
    size_t *member_from;   /* @[columns + 1] */
    uint32_t *members;     /* profiles as given, in the order of their codes */
    uint64_t *exist;       /* @[columns] people in it */
    uint64_t *most;        /* @[columns] people who can be of use: not more than the largest need */
    uint32_t *kind;        /* @[columns] by whom they are reached */
    size_t kinds;
    uint64_t *kind_partners; /* @[kinds] a bit for each, the cheapest first */
    void *grown[COPROD__PLAN_GROWN]; /* memory that is not of the arena */
    size_t grown_bytes[COPROD__PLAN_GROWN];
    uint64_t work; /* that reading took */
    size_t partners;
    uint32_t partner[COPROD__PLAN_PARTNERS];   /* as given, by place: cheapest first, then by id */
    uint64_t partner_most[COPROD__PLAN_PARTNERS];
    size_t told_count; /* of a view: its columns before any is left out, a profile and about how many people of each */
    uint32_t *told;
    uint64_t *told_people;
} coprod__plan_space;

/* Partners in their order, and nothing else. */
void coprod__plan_space_begin(const coprod__memory *memory, const coprod__plan_question *question,
                              coprod__plan_space *space);
/* COPROD_E_LIMIT if there are too many pairs, or more work than reading may take; coprod__plan_no_plan. */
coprod_status coprod__plan_space_make(const coprod__memory *memory, const coprod__plan_question *question,
                                      coprod__plan_space *space);
void coprod__plan_space_free(coprod__plan_space *space);
/* What may be told of the people, and nothing else. */
coprod_status coprod__plan_space_view(coprod__plan_space *space, const struct coprod_pattern_schema *schema,
                                      uint64_t publish_from);
/* Leaves out columns of which another one does all and more, as far as work goes. */
coprod_status coprod__plan_space_reduce(coprod__plan_space *space, coprod__plan_work *work);
/* What can be reached; coprod__plan_no_plan if it was told to stop. */
coprod_status coprod__plan_space_settle(coprod__plan_space *space);

/* --- sums --- */

/* How a sum over pairs is made: pair by pair, or by a list of additions that columns share; what it costs. */
typedef struct coprod__plan_sums {
    const coprod__plan_space *space;
    uint32_t *parts;  /* @[2 * additions] sums that an addition adds: rows, and earlier additions after them */
    uint32_t *sum_of; /* @[columns] */
    int64_t *value;   /* @[rows + additions] scratch */
    size_t additions, room;
    uint64_t looks, cost;
    int shared;
} coprod__plan_sums;

/* Of whom sums are made. */
typedef struct coprod__plan_items {
    const uint16_t *codes;
    const uint32_t *index; /* @[count] where their codes stand, in codes of all attributes; NULL: one after the other */
    size_t count, looks_most, additions_most; /* beyond which it is not worth it */
} coprod__plan_items;

/* Makes a list; `sum_of` is by item, UINT32_MAX: no row. Not `shared`: it was not worth it, or told to stop. */
coprod_status coprod__plan_list_make(coprod__arena *arena, const coprod__plan_space *space,
                                     const coprod__plan_items *items, coprod__plan_sums *sums);
/* Leaves out what goes into no sum of the first items, and says what those sums cost. */
coprod_status coprod__plan_list_trim(coprod__arena *scratch, coprod__plan_sums *sums, size_t items);

/* By a list where that is much shorter than the pairs, and these are more than `few`; 0: always. */
coprod_status coprod__plan_sums_make(coprod__arena *arena, const coprod__plan_space *space, size_t few,
                                     coprod__plan_work *work, coprod__plan_sums *sums);
void coprod__plan_sums_free(coprod__plan_sums *sums);
/* Makes all additions, of what stands for rows in `value`. */
void coprod__plan_sums_add_up(const coprod__plan_sums *sums);
void coprod__plan_sums_of_rows(coprod__plan_sums *sums, const int64_t *rows, int64_t *columns);
void coprod__plan_sums_of_columns(coprod__plan_sums *sums, const int64_t *columns, int64_t *rows);
/* Of each column, the largest number of its rows, 0 or more. */
void coprod__plan_sums_largest_of_rows(coprod__plan_sums *sums, const int64_t *rows, int64_t *columns);
/* Of each row, the largest number of its columns, 0 or more. */
void coprod__plan_sums_largest_of_columns(coprod__plan_sums *sums, const int64_t *columns, int64_t *rows);

/* --- rows of a column, columns of a row --- */

typedef struct coprod__plan_stretch {
    uint32_t from, until;
} coprod__plan_stretch;

/* By which lists are made when they are asked for. The codes of columns, each of its first profile, are a tree: columns
 * that begin alike stand beside one another, so that those of a row are few stretches. */
typedef struct coprod__plan_nodes {
    coprod__plan_sums sums; /* rows of a column are what its sum is made of */
    uint32_t *count;        /* @[items] rows of each */
    uint64_t *hash;         /* @[items] of its rows, in whatever order */
    uint16_t *code[32];     /* by attribute, of nodes; those of the last attribute are columns */
    uint32_t *from[32];     /* by attribute, of nodes of the one before it: their first ones */
    uint8_t *row_asked;     /* @[rows] how often its list was */
    uint8_t *column_made;   /* @[columns] whose list is there */
    uint32_t *listed;       /* @[rows] scratch while all lists are made */
    uint64_t walked;        /* nodes of the tree that were looked at for rows without a list */
    uint32_t *columns;      /* @[columns] of the row in hand */
    coprod__plan_stretch *found, *next; /* @[columns] scratch */
    uint32_t *stack;        /* @[rows] scratch */
    uint32_t *some;         /* @[rows] scratch until columns are known */
    uint8_t *marked;        /* @[rows] 0 between calls, and only until then */
} coprod__plan_nodes;

/* Makes sums of profiles, by their places in the order of their codes, if that is worth more than all lists. What is
 * only needed until columns are known stands in the scratch. */
coprod_status coprod__plan_nodes_try(coprod__plan_space *space, coprod__arena *scratch, const uint32_t *index,
                                     size_t count);
/* Whether two items that have as many rows have the same ones, by their sums. */
int coprod__plan_nodes_same(coprod__plan_space *space, uint32_t sum, uint32_t other);
/* When columns are known. */
coprod_status coprod__plan_nodes_settle(coprod__plan_space *space);

/* As many as `column_from` and `row_from` say; columns of a row until those of another one are asked for. */
const uint32_t *coprod__plan_rows_of(const coprod__plan_space *space, uint32_t column);
const uint32_t *coprod__plan_columns_of(const coprod__plan_space *space, uint32_t row);
/* Takes an amount off numbers of all columns of a row. */
void coprod__plan_columns_less(const coprod__plan_space *space, uint32_t row, uint64_t amount, uint64_t *columns);

static inline size_t coprod__plan_row_count(const coprod__plan_space *space, size_t column)
{
    return space->column_from[column + 1] - space->column_from[column];
}

static inline size_t coprod__plan_column_count(const coprod__plan_space *space, size_t row)
{
    return space->row_from[row + 1] - space->row_from[row];
}

/* A column of whom fewer exist than could be of use may be worth more than one person: what is beyond, for all who
 * exist, is then taken off the sum. */
static inline int coprod__plan_is_scarce(const coprod__plan_space *space, size_t column)
{
    return space->most[column] == space->exist[column];
}

/* --- through whom --- */

typedef struct coprod__plan_flow {
    const coprod__plan_space *space;
    uint64_t *sent; /* @[kinds * partners]; NULL without partners */
    uint32_t *users, *place;                   /* @[partners * kinds] of whom some are sent there, and @[kinds * */
    uint32_t user_count[COPROD__PLAN_PARTNERS]; /* partners] where among them they stand */
    uint64_t load[COPROD__PLAN_PARTNERS];
} coprod__plan_flow;

coprod_status coprod__plan_flow_make(coprod__arena *arena, const coprod__plan_space *space, coprod__plan_flow *flow);
void coprod__plan_flow_clear(coprod__plan_flow *flow);
/* People of a kind, moved about where that makes room, through the cheapest; returns how many found a place. */
uint64_t coprod__plan_flow_add(coprod__plan_flow *flow, uint32_t kind, uint64_t people);
void coprod__plan_flow_remove(coprod__plan_flow *flow, uint32_t kind, uint64_t people);

/* --- a plan in the making --- */

typedef struct coprod__plan_scored {
    uint64_t score;
    uint32_t column;
} coprod__plan_scored;

typedef struct coprod__plan_cover {
    const coprod__plan_space *space;
    uint64_t *taken;   /* @[columns] */
    uint64_t *covered; /* @[rows] people who count for it */
    uint64_t people, open, most_people;
    coprod__plan_flow flow;
    coprod__plan_sums *sums; /* in which scores are made, of many open rows */
    uint32_t *used;    /* @[used_count] columns of whom someone is taken, in no order */
    uint32_t *used_at; /* @[columns] their places */
    size_t used_count;
    uint64_t *charge;  /* @[rows] of the people by whom it was closed, its part, if `charging` */
    int charging;
    int64_t *weight, *total; /* @[rows], @[columns] scratch */
    uint64_t *score;   /* @[columns] of a completion: 0 between them */
    coprod__plan_scored *heap; /* @[heaped] */
    size_t heaped;
    uint64_t level;        /* that stands in the heap */
    uint32_t level_shift;
    uint32_t *waiting; /* @[columns / 8 + 1] the first column of each level, in `spare` the next ones */
    int last_first;    /* of columns with equal scores the last one is taken */
    uint32_t *spare;   /* @[columns] scratch */
    uint32_t *changed; /* @[columns] taken since the mark */
    uint64_t *before;  /* @[columns] as it was; valid where `marked` */
    uint8_t *marked;
    size_t changes;
} coprod__plan_cover;

static inline int coprod__plan_is_open(const coprod__plan_cover *cover, size_t row)
{
    return cover->covered[row] < cover->space->need[row];
}

coprod_status coprod__plan_cover_make(coprod__arena *arena, const coprod__plan_space *space,
                                      coprod__plan_cover *cover);
uint64_t coprod__plan_cover_add(coprod__plan_cover *cover, uint32_t column, uint64_t people); /* how many it took */
void coprod__plan_cover_remove(coprod__plan_cover *cover, uint32_t column, uint64_t people);
void coprod__plan_cover_mark(coprod__plan_cover *cover); /* from here on changes can be taken back */
void coprod__plan_cover_back(coprod__plan_cover *cover);
void coprod__plan_cover_set(coprod__plan_cover *cover, const uint64_t *taken);

/* Takes the column of the highest score, again and again: the sum of the weights of its open rows; weights NULL: how
 * many are open. Stops when nothing open is left that can be closed. */
void coprod__plan_complete(coprod__plan_cover *cover, const uint64_t *weights, coprod__plan_work *work);
/* Takes away whoever is not needed, those who close least first. */
void coprod__plan_lean(coprod__plan_cover *cover, coprod__plan_work *work);

/* --- prices --- */

enum { COPROD__SOFT_SHIFT = 30 };

typedef struct coprod__plan_soft {
    coprod__plan_sums *sums;
    int64_t *price;           /* @[rows] in 2^-30 of a person: some at first, then better ones */
    int64_t *early;           /* @[rows] those after few rounds */
    int64_t *people;          /* @[columns] of a plan of fractions that goes with them, in 2^-people_shift */
    int64_t *load, *cover;    /* @[columns], @[rows] scratch */
    uint32_t people_shift;
} coprod__plan_soft;

void coprod__plan_soft_run(coprod__plan_soft *own, coprod__plan_work *work, uint32_t rounds);

/* --- how few it can be --- */

/* Prices of rows, so that no column is worth more than one person: then no plan needs fewer people than all needs are
 * worth. */
typedef struct coprod__plan_bound {
    uint64_t people;  /* proved */
    uint64_t *price;  /* @[rows] of the best proof without limits of columns */
    uint64_t worth;   /* of all needs, in prices */
    uint64_t *weight; /* @[rows] prices by which a plan is completed well */
    uint64_t *hope;   /* @[columns] people of a plan of fractions, in 2^-hope_shift */
    uint32_t hope_shift;
} coprod__plan_bound;

/* Goes on until the bound is as many people as a cover has that closes all, or the work is spent. What is proved by
 * needs alone stands in the bound already. */
coprod_status coprod__plan_bound_run(coprod__arena *arena, const coprod__plan_cover *cover, coprod__plan_sums *sums,
                                     coprod__plan_work *work, coprod__plan_bound *bound);

/* --- better plans --- */

/* Whole people of a plan of fractions, completed; `taken` is scratch. */
void coprod__plan_round(coprod__plan_cover *cover, const coprod__plan_bound *bound, uint64_t *taken,
                        coprod__plan_work *work);
/* Takes out a few that are near one another and closes what that opens, as long as work lasts or until the bound. */
coprod_status coprod__plan_improve(coprod__arena *arena, coprod__plan_cover *cover, const coprod__plan_bound *bound,
                                   uint64_t seed, coprod__plan_work *work);
/* Looks at all plans that could be smaller; `done` says that none is left. */
coprod_status coprod__plan_search(coprod__arena *arena, coprod__plan_cover *cover, const coprod__plan_bound *bound,
                                  coprod__plan_work *work, int32_t *done);

/* --- the whole --- */

typedef struct coprod__plan_answer {
    coprod__plan_space space;
    uint64_t *taken; /* @[columns] */
    uint64_t people, open, greedy_people, lower_bound, work;
    int32_t exact;   /* all plans were looked at */
    int32_t stopped; /* 1: by the flag; COPROD__PLAN_NOTHING: before there was any plan */
    int32_t spent;   /* by the work */
    coprod__plan_flow flow; /* through whom, at the least cost for these people */
} coprod__plan_answer;

/* The answer keeps the question. */
coprod_status coprod__plan_solve(const coprod__memory *memory, const coprod__plan_question *question,
                                 coprod__plan_answer *answer);
/* The answer if it was stopped before there was any plan. */
coprod_status coprod__plan_solve_nothing(const coprod__memory *memory, const coprod__plan_question *question,
                                         coprod__plan_answer *answer);
void coprod__plan_answer_free(coprod__plan_answer *answer);

#endif
