/* SPDX-License-Identifier: MIT */
/* coprod report: what is told of feedback loops, of what was measured, of what continues, and of bodies. */
#ifndef REPORT_FEEDBACK_H
#define REPORT_FEEDBACK_H

#include "report.h"

/* Sentences, in order. */
typedef struct sentences {
    char **text;
    size_t count;
} sentences;

typedef struct told_loop {
    coprod_dossier_loop info;
    coprod_loop_info state; /* with a trace */
    char *stands;           /* where it is */
    char *told;             /* who was told, as far as its trace says; "" without one */
    char *late;             /* in short: "1 day missed, explained"; "" if nothing was, or is known */
    sentences missed;           /* each day that was missed */
    sentences next;             /* each day that is to come */
} told_loop;

typedef struct told_measure {
    coprod_measure info;
    int64_t *points;
    const char **dates;
    size_t point_count;
    coprod_run run;
    char *change, *target, *chart; /* "" where there is nothing to say */
} told_measure;

typedef struct told_promise {
    coprod_continue info;
    size_t loop;
    char *text;
} told_promise;

typedef struct told_body {
    coprod_body info;
    coprod_body_state state;
    char *meets, *members;
    sentences notes; /* meetings without a majority, items carried up */
} told_body;

typedef struct feedback {
    int32_t day; /* as of which all is told */
    coprod_run_rules *rules;
    coprod_run_rules_info rule;
    told_loop *loops;
    told_measure *measures;
    told_promise *promises;
    told_body *bodies;
    size_t loop_count, measure_count, promise_count, body_count;
    int64_t *days; /* from the beginning of each loop that closed to its end, in order of closing */
    int32_t *closed;
    size_t closed_count;
    coprod_run run;
    char *summary, *chart, *governance; /* NULL where the dossier has no such part */
} feedback;

/* --- report_feedback_build.c --- */

/* NULL into `own` where the dossier has none of its parts. */
coprod_status feedback_build(const report *r, feedback **own);
void feedback_free(feedback *own);
/* Adds what was said and takes it; 0 without memory. */
int lines_add(sentences *own, out *words);

/* --- report_feedback_words.c, report_bodies_words.c --- */

void words_loop_stands(out *o, const told_loop *own);
void words_loop_told(out *o, const told_loop *own);
void words_loop_late(out *o, const told_loop *own);
int words_loop_days(const feedback *all, told_loop *own);
void words_loops(out *o, const feedback *own);
void words_change(out *o, const coprod_measure *m);
void words_target(out *o, const coprod_measure *m);
/* What a run chart shows; `days` are those of its points, or NULL where `dates` are. */
void words_chart(out *o, const feedback *all, const coprod_run *run, const int32_t *days, const char *const *dates);
void words_promised(out *o, const coprod_continue *p);
void words_body_meets(out *o, const feedback *all, const coprod_bodies *bodies, uint32_t index, const told_body *own);
void words_share(out *o, const coprod_body_share *share);
int words_body_notes(const feedback *all, const coprod_bodies *bodies, uint32_t index, told_body *own);
void words_governance(out *o, const coprod_bodies_totals *all);
/* Thousandths without the zeros at their end. */
void words_milli(out *o, int64_t value, int32_t scale);

/* What a kind of statement is called on the page. */
extern const char *const statement_titles[5];

/* --- report_loops.c, report_governance.c, report_chart.c --- */

void page_loops(out *o, const report *r);
void page_governance(out *o, const report *r);
/* Points in the order of time with their median; `id` begins the ids inside. */
void picture_chart(out *o, const int64_t *points, const coprod_run *run, int32_t scale, const char *unit,
                   const char *id);

/* --- report_feedback_text.c, report_feedback_json.c --- */

void text_feedback(out *o, const report *r);
struct json_t *json_loops(out *o, const report *r);
struct json_t *json_measures(out *o, const report *r);
struct json_t *json_governance(out *o, const report *r);

#endif
