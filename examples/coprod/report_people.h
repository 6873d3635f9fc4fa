/* SPDX-License-Identifier: MIT */
/* coprod report: who takes part, who is missing, and whom planned events shut out. Every number on a page is made from
 * a `figure`, and nothing behind it: of counts that were not published that is what a publishable view tells. */
#ifndef REPORT_PEOPLE_H
#define REPORT_PEOPLE_H

#include "report_feedback.h"

/* A number of people as it may be shown. */
typedef struct figure {
    int known;          /* 0: nobody counted it */
    int shown;          /* 1: `value` may be printed; 0: hidden */
    int exact;          /* 1: it is the count; 0: rounded, or hidden */
    uint64_t value;
    uint64_t low, high; /* what it may be; UINT64_MAX: no limit */
} figure;

/* A sum of money as it may be shown. */
typedef struct told_money {
    int known, shown, exact;
    int64_t pence;
} told_money;

/* What is published of a group, each by itself. */
enum { TOLD_COUNT = 0, TOLD_INVITED, TOLD_ASKED, TOLD_CLAIMED, TOLD_LEFT, TOLD_COLUMNS };

/* What is told of an access need, in the order of ::coprod_dossier_need. */
enum { TOLD_MET = 0, TOLD_PARTLY, TOLD_UNMET, TOLD_UNKNOWN, TOLD_NOT_ASKED, TOLD_NONE, TOLD_ANSWERS };

typedef struct told_need {
    coprod_dossier_need info;
    figure answers[TOLD_ANSWERS], declared;
    coprod_view *view;             /* NULL where there is none */
    coprod_need share;             /* only if has_share */
    int has_share, has_asked, is_exact;
    char *state;                   /* "Not met for everybody." */
} told_need;

typedef struct told_group {
    coprod_frame_group info;
    const char *name;
    figure count, before, invited; /* `before`: in the earlier set of the frame */
    figure asked, claimed, left;   /* people: about what it cost them */
    told_money money;              /* with which they are left */
    coprod_limits share;           /* of those who answered; only if has_share */
    double population;             /* its share of the population */
    int has_share, has_population, has_before;
    int missing, maybe_missing;    /* nobody, for certain or perhaps */
    int below, maybe_below;        /* somebody, but fewer than the target asks for */
    uint64_t need_low, need_high;  /* people to invite, so that the target is met */
    char *state;                   /* "Missing: nobody is there. At least 5 are asked for." */
} told_group;

typedef struct told_dimension {
    coprod_frame_dimension info;
    char *name;                    /* its id as words */
    int is_scored, is_withheld;    /* a view that had to be refused has no figures */
    int is_too_much;               /* withheld because of what an earlier set tells */
    figure total;                  /* people who answered */
    char *balance, *chance;        /* and what chance alone would give */
    char *unknown;                 /* who did not answer */
    char *not_scored;              /* why; "" if it is */
} told_dimension;

typedef struct told_set {
    coprod_dossier_people info;
    coprod_frame_info frame;
    coprod_score_info score;       /* of counts that were published */
    told_group *groups;
    told_dimension *dimensions;
    told_need *needs;
    coprod_view **views;           /* by column and dimension; NULL where there is none */
    size_t before;                 /* 1 + the earlier set of the frame; 0: none */
    int has_coverage;
    struct told_gaps *gaps;        /* where the lines cross; NULL where nobody was counted so */
    int64_t low, high;             /* coverage in tenths of a point; in a view in whole points */
    char *when, *coverage, *balance, *bounds, *missing, *below, *invited, *change, *not_assessed, *costs, *access;
} told_set;

typedef struct told_people {
    told_set *sets;
    size_t count;
    coprod_publish_rule *rule, *exact;
    coprod_publish_rule_info rule_info;
    coprod_barriers_info barriers;
    int has_plan;
    char *summary, *plan;          /* NULL where the dossier has no such part */
} told_people;

/* The fingerprint that may be printed. Who knows all of a dossier but a few small counts could find them by trying. */
coprod_status people_fingerprint(report *r, const char *json, size_t length);

/* --- report_people_build.c --- */

/* NULL into `own` where the dossier has none of these parts. */
coprod_status people_build(const report *r, told_people **own);
void people_free(told_people *own);
/* --- report_people_view.c --- */

/* The figures of a set: the counts themselves where they were published, else those of a view. */
coprod_status people_figures(const report *r, told_people *all, size_t index);
figure people_exact(uint64_t count);
figure people_figure(const coprod_view *view, size_t row);
figure people_by_rule(const coprod_publish_rule *rule, uint64_t count);

/* --- report_people_before.c --- */

/* The rule that hides nothing, and a list of counts that were published as they are, as a view under it. */
coprod_status people_exact_rule(told_people *all);
coprod_status people_as_published(const told_people *all, const coprod_publish_table *table, coprod_view **view);
int people_is_refused(const coprod_view *view);
/* Whether a view must not be told beside an earlier one, if they belong together as a ::coprod_view_relation says. */
int people_tells_too_much(const coprod_view *view, const coprod_view *before, int32_t relation);
/* The coverage that the figures leave possible. */
coprod_status people_coverage(told_set *own);

/* --- report_people_costs.c, report_people_needs.c --- */

/* The money with which groups are left; then what the figures say in words. */
void people_money(const report *r, told_people *all, size_t index);
coprod_status people_needs(const report *r, told_people *all, size_t index);
void words_told_money(out *o, const told_money *own);
void words_costs(out *o, const told_set *own);
void words_access(out *o, const told_set *own);
void words_need_share(out *o, const told_need *own);
void words_need_asked(out *o, const told_need *own);
void words_need_declared(out *o, const told_need *own);
int people_has_costs(const told_group *own);
void page_costs(out *o, const told_people *all, const told_set *own);
void page_needs(out *o, const told_set *own);
void text_costs(out *o, const told_set *own);
void text_needs(out *o, const told_set *own);
struct json_t *json_costs(out *o, const told_group *own);
struct json_t *json_needs(out *o, const told_set *own);
struct json_t *json_figure(out *o, const figure *own);

/* --- report_people_words.c --- */

void words_figure(out *o, const figure *own);
/* "12.3%" of a share, and "12%" where it comes from rounded numbers. */
void words_percent(out *o, double share, int decimals);
/* "5", "1 to 5", "up to 5", "at least 5". */
void words_range_of(out *o, uint64_t low, uint64_t high);
void words_group_state(out *o, const told_set *set, const told_group *own);
void words_set_when(out *o, const told_set *own);
void words_coverage(out *o, const told_set *own);
void words_balance(out *o, const told_set *own);
void words_bounds(out *o, const told_set *own);
void words_missing(out *o, const told_set *own);
int words_none_missing(const told_set *own);
void words_below(out *o, const told_set *own);
void words_not_assessed(out *o, const told_set *own);
void words_dimension_balance(out *o, const told_set *set, uint32_t index);
void words_dimension_chance(out *o, const told_set *set, uint32_t index);
void words_dimension_unknown(out *o, const told_set *set, uint32_t index);
void words_dimension_gap(out *o, const told_set *set, uint32_t index);

/* --- report_people_change.c --- */

void words_invited(out *o, const told_set *own);
void words_change_of(out *o, const told_people *all, const told_set *own);
void words_people(out *o, const told_people *all);
void words_plan(out *o, const report *r, const told_people *all);
/* The sets of a frame whose last one is this: whether it is that. */
int people_is_last(const told_people *all, size_t index);
/* "A meeting, 10 November 2026"; with its id only where two events are called the same, or one has no title. */
void words_event(out *o, const coprod_barriers *barriers, const coprod_barrier *own);
const char *words_loop_title(const report *r, const char *id);
/* A group of the plan by its title, where a frame of the dossier has it, and a question by its words. */
const char *words_plan_group(const told_people *all, const char *id);
void words_question(out *o, const char *id);
const char *words_barrier_state(int32_t state);
const char *words_asked(int32_t findings);
/* The questions to ask where a plan does not say enough. */
void words_asks(out *o, const coprod_barrier_rules *rules, const char *asks);
/* Whether a barrier is in the way of a group that is missing, short or perhaps short: how; NULL where it is not. */
const char *words_in_the_way(const report *r, size_t barrier, size_t set, uint32_t group);

/* --- pictures and pages --- */

/* A share with its limits, and the share of the population, on a line from 0 to `most`. */
void picture_share(out *o, const told_group *own, double most, const char *id);
void picture_share_key(out *o);
void page_people(out *o, const report *r);
void page_barriers(out *o, const report *r);
void page_explained(out *o, const told_people *all, const told_set *own, size_t index);
void text_people(out *o, const report *r);
struct json_t *json_people(out *o, const report *r);
struct json_t *json_plan(out *o, const report *r);

#endif
