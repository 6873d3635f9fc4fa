/* SPDX-License-Identifier: MIT */
/* coprod report: what the page, the text and the JSON of a dossier are made from. */
#ifndef REPORT_H
#define REPORT_H

#include <coprod/coprod.h>
#include <stdarg.h>
#include <stddef.h>

enum { REPORT_LEVELS = 17, REPORT_INDICATORS = 32, REPORT_SENTENCES = 9 };

/* A text that grows. Once memory runs out it stays as it is, and `failed` says so. */
typedef struct out {
    char *text;
    size_t length, capacity;
    int failed;
} out;

/* One reading of an activity: of one coder, or of all taken together. */
typedef struct reading {
    const char *coder;
    const coprod_evidence *evidence;
    coprod_classification *result;
    coprod_interval interval;
    char *range;    /* "Inform to Co-design" */
    char *headline; /* "Inform to Co-design; most likely Consult" */
} reading;

enum { CLAIM_NONE = 0, CLAIM_NOT_KNOWN = -1 };

typedef struct activity {
    coprod_activity info;
    reading whole;    /* the hull of the codings: what the report stands on */
    reading *codings; /* info.coding_count of them */
    int32_t claimed;  /* rank, or one of the two above */
    coprod_claim claim;
    char *verdict;    /* a sentence; NULL without a claim */
    char *excluded;   /* what the claim needs and the evidence excludes; "" if nothing */
    char *period;     /* "2020 to 2023"; "" if not known */
    char *gap;        /* how far apart the readings are */
    char *json;       /* classification/1 of the whole */
} activity;

/* One line of a payment claim, with what the claim says of it. */
typedef struct payment_line {
    coprod_payment_line info;
    char *day;     /* "4 October 2023"; "" where the claim gives none */
    char *claimed; /* "session, service-user, 90 minutes" */
    char *text;    /* what became of it and why, as the library says it */
} payment_line;

/* A payment claim of the dossier, priced. */
typedef struct payment {
    coprod_dossier_claim info;
    coprod_policy_info policy;
    coprod_payment *result;
    coprod_payment_info sums;
    payment_line *lines;   /* sums.line_count of them */
    int64_t paid_pence;    /* of all lines, before the advance */
    int64_t advance_pence;
    coprod_ledger *ledger; /* of the first payment that its policy counts; NULL in those that carry on */
    size_t counted_in;     /* the payment that has the ledger */
    size_t before, after;  /* 1 + the payment of the same claim, priced earlier or again; 0: none */
    char *payer;
    char *headline;        /* what is paid */
    char *rest;            /* what is not, and who is left out of pocket; "" if there is nothing to say */
    char *json;            /* payment/1 */
} payment;

typedef struct report {
    coprod_spectrum *spectrum;
    coprod_spectrum_info definition;
    coprod_level levels[REPORT_LEVELS];
    coprod_indicator indicators[REPORT_INDICATORS];
    coprod_dossier *dossier;
    coprod_dossier_info info;
    activity *activities;
    payment *payments;
    size_t payment_count;
    coprod_profile *profile;
    coprod_profile_line all;
    char *summary[REPORT_SENTENCES];
    size_t summary_count;
    struct feedback *feedback; /* loops, measures, bodies; NULL where the dossier has none of them */
    struct told_people *people; /* people and planned events; NULL where the dossier has none */
    char fingerprint[65];       /* of the dossier; without counts that were not published, which it would tell */
    int has_hidden;             /* 1: it is without them */
    char *paid;   /* the payments in a few sentences; NULL without claims */
    char *coders; /* one sentence about the codings of all activities; NULL without activities */
} report;

/* --- report_out.c --- */

#if defined(__GNUC__)
#define OUT_FORMAT __attribute__((format(printf, 2, 3)))
#define TEXT_FORMAT __attribute__((format(printf, 4, 5)))
#else
#define OUT_FORMAT
#define TEXT_FORMAT
#endif

void out_raw(out *o, const char *text);
/* %s, %d and %% only; %s goes in with everything escaped that HTML would read, in text and in attributes. */
void out_html(out *o, const char *format, ...) OUT_FORMAT;
/* The same without escaping. */
void out_plain(out *o, const char *format, ...) OUT_FORMAT;
/* A sentence of the library, escaped, with its straight double quotes turned into curly ones. */
void out_curly(out *o, const char *text);
void out_values(out *o, const char *format, va_list values);
/* Gives the text away; NULL if memory ran out, now or before. */
char *out_take(out *o);

/* --- report_build.c --- */

/* PROGRAM_FINE, or the exit code of an error that has been printed; report_free() is right in both cases. */
int report_build(report *r, const char *spectrum, const char *path);
void report_free(report *r);

/* --- report_words.c --- */

/* The label of a level; "none of the levels" for rank 0. */
const char *words_level(const report *r, int32_t rank);
/* "24 November 2026", "April 2024", "2024", or the text itself where it is no date. */
void words_date(out *o, const char *date);
void words_period(out *o, const char *from, const char *to);
void words_range(out *o, const report *r, int32_t lowest, int32_t highest);
void words_headline(out *o, const report *r, const coprod_interval *interval);
void words_gap(out *o, const report *r, const activity *a);
void words_excluded(out *o, const report *r, const activity *a);
/* "vcse" is "voluntary, community and social enterprise". */
const char *words_role(const char *role);
const char *words_basis(int32_t basis);
/* What a part of a dossier holds. */
const char *words_part(const char *part);
const char *words_part_state(int32_t state);
const char *words_promise(int32_t state);
/* "no activity", "1 activity", "2 activities". */
void words_activities(out *o, size_t count);
/* A reason as the library says it; NULL without memory. The caller frees it. */
char *words_reason(const reading *own, size_t index);
int words_is_held(const char *code);
/* Why an implication holds. */
const char *words_why(const report *r, int32_t implication);
/* "regular members who can raise items", or "from ... to ..."; "not known" for the whole scale. */
void words_answer(out *o, const report *r, uint32_t indicator, int32_t low, int32_t high);

/* --- report_payments_build.c --- */

/* Prices the payment claims of the dossier, whose text tells what the lines are for. */
coprod_status report_price(report *r, const char *text, size_t length);
void report_free_payments(report *r);

/* --- report_payments_words.c --- */

/* "£12.34", or "EUR 12.34"; less than nothing has a minus sign. */
void words_money(out *o, const char *currency, int64_t pence);
/* Thousandths of a penny, exactly: "£28.215", and "£3.33 1/3" where no decimal is exact. */
void words_exact(out *o, const char *currency, int64_t numerator, int64_t denominator);
/* A day that counts from 1970, such as "4 October 2023". */
void words_day(out *o, int32_t day);
/* What became of a line: "paid up to a limit". */
const char *words_outcome(int32_t outcome);
int words_is_paid(int32_t outcome);
/* The amount of a line for its column: what is not known is no amount. */
void words_amount(out *o, const payment *p, const coprod_payment_line *line);
/* "no line", "1 line", "2 lines". */
void words_lines(out *o, size_t count);
/* Lines of a payment with an outcome. */
size_t payment_lines(const payment *p, int32_t outcome);
/* Lines of which something stays with the person. */
size_t payment_left_lines(const payment *p);
/* 1 + the first payment under the same policy, if it is an earlier one; 0: none. */
size_t payment_policy_before(const report *r, size_t index);
/* A sentence where claims are assumed; NULL where none is. */
const char *words_assumed(const report *r);
/* How a claim stands to the same one priced earlier or again; nothing where there is none. */
void words_again(out *o, const report *r, size_t index);

/* --- report_payments_sums.c --- */

void words_headline_of(out *o, const report *r, size_t index);
void words_rest_of(out *o, const payment *p);
/* All payments in a few sentences, or in the one that the summary has. */
void words_payments(out *o, const report *r);
void words_payments_short(out *o, const report *r);

/* --- report_payments_claim.c --- */

/* What a line of a claim document says of itself. Both are `json_t`, which only that file and its caller know. */
struct json_t;
void words_claimed(out *o, const char *currency, const struct json_t *line);

/* --- report_payments_checks.c --- */

/* A check that can be answered, or whose sentence is needed as it is; the others are told together. */
int payment_is_told(const coprod_payment_check *check);
/* A check of wages or of tax, which those who pay have to look at, and how many there are. */
int payment_is_to_payer(const coprod_payment_check *check);
size_t payment_checks_to_payer(const payment *p);
extern const char report_checks_person[], report_checks_payer[];
/* Steps with the sources of all steps, each source once; NULL without memory. The caller frees it. */
coprod_payment_step *payment_sources(const payment *p, size_t *count);
/* The sentence of a check, or of a step; NULL without memory. The caller frees it. */
char *words_check(const payment *p, uint32_t index);
char *words_step(const payment *p, uint32_t line, uint32_t index);
/* The checks that are not known, once for each label: "Label (periods from ...)"; 0 where it was told before. */
int words_unknown(out *o, const payment *p, uint32_t index);

/* --- report_summary.c --- */

/* Fills the summary and the sentence about coders; 0 without memory. */
int words_summary(report *r);

/* Steps to a level, and how many of them are of each kind. */
typedef struct way {
    int32_t rank;
    coprod_step steps[REPORT_INDICATORS];
    size_t count, evidence, change;
} way;

/* Ways worth telling: to the level above the lowest one, and to the claimed one. Their number, 0 to 2. */
size_t report_ways(const report *r, const activity *a, way ways[2]);

/* Activities whose smallest next step takes this indicator: all, and those where evidence alone may do. */
typedef struct next_step {
    uint32_t indicator;
    int all, evidence;
} next_step;

/* The indicators that most activities need next, the first first. Their number. */
size_t report_next_steps(const report *r, next_step list[REPORT_INDICATORS]);
/* Whether any coder answers an indicator, be it with the whole scale and words for it. */
int report_answered(const report *r, const activity *a, uint32_t indicator);
/* The source with an id; 0 if there is none. `index` counts from 0. */
int report_source(const report *r, const char *id, size_t *index, coprod_dossier_source *source);

/* --- report_picture.c --- */

/* The boxes of a spectrum with an interval, its point and a claim; `id` begins the ids inside. */
void picture_activity(out *o, const report *r, const activity *a, const char *id);
/* One line of boxes without labels. */
void picture_strip(out *o, const report *r, const coprod_interval *interval, int32_t claimed, const char *title,
                   const char *id);
/* What was spent on lines of which something stays with the person, and what became of it. */
void picture_costs(out *o, const payment *p, const char *id);
/* The labels above such lines, and the key. */
/* Opens the block around pictures; with many levels it scrolls on narrow pages, so that a keyboard can reach it. */
void picture_frame(out *o, const report *r, const char *kind, const char *name);
void picture_labels(out *o, const report *r);
void picture_key(out *o, const report *r, int claims);

/* --- report_table.c --- */

void table_open(out *o, const char *caption, const char *const *columns, size_t count);
/* The same with a caption about one thing or two, which is a format as out_html() takes it. */
void table_about(out *o, const char *const *columns, size_t count, const char *caption, const char *first,
                 const char *second);
void table_close(out *o);
/* A row begins with its head, which closes itself where `text` is given. */
void table_row(out *o, const char *head);
void table_row_end(out *o);
/* A cell with a text, or, with NULL, one that is left open. `label` is its column's. */
void table_cell(out *o, const char *label, const char *text);
/* One whose text is made by `words`, which begins anew. */
void table_words(out *o, const char *label, out *words);
void table_cell_end(out *o);

/* --- the rest: each writes one part --- */

/* How to read the page: term and meaning. */
extern const char *const report_rules[][2];
extern const size_t report_rule_count;
extern const char *const report_style[];
extern const size_t report_style_count;

void page_write(out *o, const report *r);
void page_link(out *o, const char *address, const char *text);
void page_source(out *o, const report *r, const char *id, const char *section);
void page_programme(out *o, const report *r);
void page_reading(out *o, const report *r);
void page_activities(out *o, const report *r);
void page_evidence(out *o, const report *r, const activity *a);
void page_findings(out *o, const report *r, const activity *a);
void page_payments(out *o, const report *r);
void page_arithmetic(out *o, const payment *p);
void page_checks(out *o, const payment *p);

void text_write(out *o, const report *r);
/* A paragraph, made as out_plain() does and wrapped; `first` and `rest` are the indents of its lines. */
void text_say(out *o, int first, int rest, const char *format, ...) TEXT_FORMAT;
/* A text to the right of its column, and words beside it, wrapped. */
void text_row(out *o, int width, const char *left, const char *words);
void text_head(out *o, const char *line, const char *text);
void text_boxes(out *o, const report *r, const coprod_interval *interval, int32_t claimed);
void text_activity(out *o, const report *r, size_t index);
void text_evidence(out *o, const report *r, const activity *a);
void text_payments(out *o, const report *r);

void json_write(out *o, const report *r);

#endif
