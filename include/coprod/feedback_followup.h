/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/feedback_followup.h
 * After people were told: did it change, and what goes on? Measures that were agreed, with what was measured on which
 * day, and what was promised to continue, by when.
 *
 * The sources are NHS Providers (2024), Co-production and engagement with communities: "using engagement to find out if
 * change is working", "success measures" "alongside local people", and "There needs to be a plan for how the
 * engagement and co-production will continue".
 *
 * Every answer is that of a day: what is dated later does not count, so that one document gives the answer of any
 * earlier day. A date may be a month or a year ("2020-03", "2020"): it stands for its last day, and keeps its words.
 * Values are exact thousandths. What nobody wrote down is not known, and never 0. Nothing here says **why** something
 * changed: a document has no place for a cause.
 */
#ifndef COPROD_FEEDBACK_FOLLOWUP_H
#define COPROD_FEEDBACK_FOLLOWUP_H

#include "feedback_run_chart.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Measures and what continues. Immutable, shared by threads. @since 0.3 */
typedef struct coprod_followup coprod_followup;

/** What became of a measure, of its target, and of what was promised to continue. @since 0.3 */
enum coprod_followup_state {
    COPROD_CHANGE_NO_BASELINE = 1,        /**< 1: not known: there is no baseline by this day. */
    COPROD_CHANGE_NO_VALUE = 2,           /**< 2: not known: there is no value since the baseline. */
    COPROD_CHANGE_NOTHING_KNOWN = 3,      /**< 3: not known: neither a baseline nor a value. */
    COPROD_CHANGE_UNCHANGED = 4,          /**< 4: the latest value is the baseline's. */
    COPROD_CHANGE_BETTER = 5,             /**< 5: it moved the way that was called better. */
    COPROD_CHANGE_WORSE = 6,              /**< 6: it moved the other way. */
    COPROD_CHANGE_DIFFERENT = 7,          /**< 7: it moved, and nobody said which way is better. */
    COPROD_TARGET_NONE = 11,              /**< 11: no target was agreed. */
    COPROD_TARGET_NOT_KNOWN = 12,         /**< 12: nothing to tell it by: no value in time, or no way called better. */
    COPROD_TARGET_MET = 13,               /**< 13: met; with a day, by the last value up to it. */
    COPROD_TARGET_NOT_YET = 14,           /**< 14: not met yet; its day has not passed, or there is none. */
    COPROD_TARGET_MISSED = 15,            /**< 15: its day passed, and the last value up to it did not meet it. */
    COPROD_CONTINUES_NO_DAY = 21,         /**< 21: not done yet, and no day was said. */
    COPROD_CONTINUES_TO_COME = 22,        /**< 22: its day is to come. */
    COPROD_CONTINUES_DUE_TODAY = 23,      /**< 23: its day is this one. */
    COPROD_CONTINUES_OVERDUE = 24,        /**< 24: its day passed, and nothing is known of it. */
    COPROD_CONTINUES_KEPT = 25,           /**< 25: kept; in time, or without a day. */
    COPROD_CONTINUES_KEPT_LATE = 26,      /**< 26: kept, after its day. */
    COPROD_CONTINUES_STOPPED = 27,        /**< 27: stopped, with a reason; in time, or without a day. */
    COPROD_CONTINUES_STOPPED_LATE = 28    /**< 28: stopped, with a reason, after its day. */
};

/** A measure on a day. Its texts live as long as the document; "" where there is none. @since 0.3 */
typedef struct coprod_measure {
    size_t size;                   /**< sizeof(coprod_measure), set by the caller. */
    const char *id;                /**< Its id. */
    const char *loop;              /**< The loop that it belongs to. */
    const char *title;             /**< What is measured. */
    const char *unit;              /**< Of what. */
    const char *agreed_with;       /**< Who agreed on it; "" is not known. */
    const char *quote;             /**< Words of the source. */
    const char *source;            /**< The source. */
    const char *section;           /**< Where in it. */
    const char *baseline_date;     /**< The baseline's date, as it was written. */
    const char *latest_date;       /**< The latest value's date, as it was written. */
    const char *target_date;       /**< The target's date, as it was written. */
    const char *met_late_date;     /**< The date of met_late_day, as it was written. */
    int64_t baseline_milli;        /**< The baseline in thousandths, if has_baseline. */
    int64_t latest_milli;          /**< The latest value in thousandths, if has_latest. */
    int64_t change_milli;          /**< The latest value less the baseline in thousandths, if has_change. */
    int64_t target_milli;          /**< The target in thousandths, if has_target. */
    size_t value_count;            /**< Values up to the day; those of before the baseline too. */
    int32_t baseline_day;          /**< Its day, if has_baseline. */
    int32_t latest_day;            /**< Its day, if has_latest. */
    int32_t target_day;            /**< Its day, if has_target_day. */
    int32_t met_late_day;          /**< If has_met_late: a target was missed, and a value met it first on this day. */
    int32_t has_baseline;          /**< 1: there is one by this day; 0. */
    int32_t has_latest;            /**< 1: there is a value by this day; 0. */
    int32_t has_change;            /**< 1: the latest value is of after the baseline; 0: the change is not known. */
    int32_t has_target;            /**< 1 or 0. */
    int32_t has_target_day;        /**< 1 or 0. */
    int32_t has_met_late;          /**< 1 or 0. */
    int32_t better;                /**< 1: more is better; -1: less is better; 0: nobody said. */
    int32_t change;                /**< COPROD_CHANGE_... of ::coprod_followup_state. */
    int32_t target;                /**< COPROD_TARGET_... of ::coprod_followup_state. */
    int32_t illustrative;          /**< 1: assumed, to show how it works; 0. */
} coprod_measure;

/** What was promised to continue, on a day. Its texts live as long as the document; "" where none is. @since 0.3 */
typedef struct coprod_continue {
    size_t size;               /**< sizeof(coprod_continue), set by the caller. */
    const char *id;            /**< Its id. */
    const char *loop;          /**< The loop that it belongs to. */
    const char *what;          /**< What goes on. */
    const char *who;           /**< The role that sees to it; "" is not known. */
    const char *reason;        /**< Why it was stopped, once it was. */
    const char *quote;         /**< Words of the source. */
    const char *source;        /**< The source. */
    const char *section;       /**< Where in it. */
    const char *by_date;       /**< By when, as it was written; "" if no day was said. */
    int32_t by_day;            /**< By when, if has_by. */
    int32_t done_day;          /**< When it was kept or stopped, if has_done. */
    int32_t late_days;         /**< Days after by_day: so far, or until it was kept or stopped; 0 if it is not late. */
    int32_t has_by;            /**< 1 or 0: no day was said. */
    int32_t has_done;          /**< 1: kept or stopped by this day; 0. */
    int32_t state;             /**< COPROD_CONTINUES_... of ::coprod_followup_state. */
    int32_t illustrative;      /**< 1: assumed, to show how it works; 0. */
    int32_t reserved;          /**< 0. */
} coprod_continue;

/** How many of each, on a day. @since 0.3 */
typedef struct coprod_followup_counts {
    size_t size;                    /**< sizeof(coprod_followup_counts), set by the caller. */
    uint64_t measures;              /**< Measures. */
    uint64_t agreed;                /**< Of them, those that say with whom they were agreed. */
    uint64_t change_not_known;      /**< Of which it is not known whether they changed. */
    uint64_t unchanged;             /**< Unchanged. */
    uint64_t better;                /**< Better. */
    uint64_t worse;                 /**< Worse. */
    uint64_t different;             /**< Changed, and nobody said which way is better. */
    uint64_t target_none;           /**< Without a target. */
    uint64_t target_not_known;      /**< With a target of which nothing can be told. */
    uint64_t target_met;            /**< Met. */
    uint64_t target_not_yet;        /**< Not met yet. */
    uint64_t target_missed;         /**< Missed. */
    uint64_t continues;             /**< Promises of what continues. */
    uint64_t no_day;                /**< Of them, without a day, and not done yet. */
    uint64_t to_come;               /**< To come. */
    uint64_t due_today;             /**< Due on this day. */
    uint64_t overdue;               /**< Overdue. */
    uint64_t kept;                  /**< Kept in time, or without a day. */
    uint64_t kept_late;             /**< Kept late. */
    uint64_t stopped;               /**< Stopped in time, or without a day. */
    uint64_t stopped_late;          /**< Stopped late. */
} coprod_followup_counts;

/**
 * Loads a document of schema "followup/1". Every defect is reported with its JSON pointer, among them ids given twice
 * ("duplicate-id"), two values on one day ("duplicate-day"), what is both kept and stopped ("kept-and-stopped"), a
 * target of before its baseline ("before-baseline"), texts of nothing but spaces ("blank"), values that are no decimal
 * of at most three places ("not-a-decimal") or beyond 100000000000000 ("out-of-range"). A target of which nobody said
 * which way is better is told as a warning ("no-direction"). The order within a list does not matter for any answer.
 * Cost: n log n of the values.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] followup @owned{coprod_followup_free} the document; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_followup_load(const char *json, size_t length, const coprod_allocator *allocator,
                                              coprod_findings *findings, coprod_followup **followup);

/**
 * Frees a document.
 * @param[in] followup @nullable the document.
 * @since 0.3
 */
COPROD_API void coprod_followup_free(coprod_followup *followup);

/**
 * SHA-256 of a document without the words that cannot change an answer: titles, what continues, quotes and sources.
 * @param[in] followup @nullable the document.
 * @return 64 hexadecimal digits, which live as long as the document; "" for NULL.
 * @since 0.3
 */
COPROD_API const char *coprod_followup_fingerprint(const coprod_followup *followup);

/**
 * Number of measures.
 * @param[in] followup @nullable the document.
 * @return the number; 0 for NULL.
 * @since 0.3
 */
COPROD_API size_t coprod_followup_measure_count(const coprod_followup *followup);

/**
 * A measure on a day: did it change, and was the target met? The change is that of the latest value since the baseline;
 * values of before the baseline are no part of it, nor can they meet the target. With a day, a target is met or missed
 * by the last value up to that day, once the day has passed; without a value up to it that is not known. Where nobody
 * said which way is better, a value that is the target itself meets it, whichever way was meant, and of any other
 * nothing is told.
 * @param[in] followup the document.
 * @param[in] index 0 to coprod_followup_measure_count() - 1, in the order of the document.
 * @param[in] day days since 1970-01-01.
 * @param[in,out] measure the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN; COPROD_E_RANGE (no such day).
 * @since 0.3
 */
COPROD_API coprod_status coprod_followup_measure(const coprod_followup *followup, size_t index, int32_t day,
                                                 coprod_measure *measure);

/**
 * A value of a measure. The first `value_count` of a measure on a day are those up to that day: the points of its run
 * chart.
 * @param[in] followup the document.
 * @param[in] measure 0 to coprod_followup_measure_count() - 1.
 * @param[in] index 0 and up, the earliest first.
 * @param[out] date @nullable its date as it was written; it lives as long as the document; NULL on failure.
 * @param[out] day its day; 0 on failure.
 * @param[out] value_milli the value in thousandths; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_followup_value(const coprod_followup *followup, size_t measure, size_t index,
                                               const char **date, int32_t *day, int64_t *value_milli);

/**
 * Number of promises of what continues.
 * @param[in] followup @nullable the document.
 * @return the number; 0 for NULL.
 * @since 0.3
 */
COPROD_API size_t coprod_followup_continue_count(const coprod_followup *followup);

/**
 * What was promised to continue, on a day. A promise that was kept or stopped after its day stays late.
 * @param[in] followup the document.
 * @param[in] index 0 to coprod_followup_continue_count() - 1, in the order of the document.
 * @param[in] day days since 1970-01-01.
 * @param[in,out] promise the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN; COPROD_E_RANGE (no such day).
 * @since 0.3
 */
COPROD_API coprod_status coprod_followup_continue(const coprod_followup *followup, size_t index, int32_t day,
                                                  coprod_continue *promise);

/**
 * How many of each, of all or of one loop. Cost: one look at each.
 * @param[in] followup the document.
 * @param[in] loop @nullable id of a loop; "" for those that name none; NULL for all.
 * @param[in] day days since 1970-01-01.
 * @param[in,out] counts the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_RANGE (no such day).
 * @since 0.3
 */
COPROD_API coprod_status coprod_followup_count(const coprod_followup *followup, const char *loop, int32_t day,
                                               coprod_followup_counts *counts);

/**
 * The word of a state, such as "not-yet".
 * @param[in] state one of ::coprod_followup_state.
 * @return static text; "" for a number that is none.
 * @since 0.3
 */
COPROD_API const char *coprod_followup_word(int32_t state);

/**
 * All answers of a day as one JSON document of schema "followup-answer/1", with the words of the sources behind them.
 * @param[in] followup the document.
 * @param[in] rules @nullable rules of run charts; with them each measure with a value has one.
 * @param[in] day days since 1970-01-01.
 * @param[out] buffer @nullable @array{capacity} the document.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole document with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE (no such day); COPROD_E_BUFFER.
 * @since 0.3
 */
COPROD_API coprod_status coprod_followup_json(const coprod_followup *followup, const coprod_run_rules *rules,
                                              int32_t day, char *buffer, size_t capacity, size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
