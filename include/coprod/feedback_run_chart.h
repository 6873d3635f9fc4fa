/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/feedback_run_chart.h
 * Run charts of any numbers in the order of time: the values of a measure, the days that loops took to close. A signal
 * says that there is more to see than chance would do, never what it is. All is exact integers.
 *
 * The median is that of all points. A run is a number of points in a row on one side of it. How many points make a
 * signal is data, with its source. Whether there are too few or too many runs is not told: no published table of
 * limits could be verified.
 */
#ifndef COPROD_FEEDBACK_RUN_CHART_H
#define COPROD_FEEDBACK_RUN_CHART_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The rules of run charts: how many points make a signal. Immutable, shared by threads. @since 0.3 */
typedef struct coprod_run_rules coprod_run_rules;

/** Signals of a run chart; they add up. @since 0.3 */
enum coprod_run_signal {
    COPROD_SIGNAL_SHIFT = 1,          /**< 1: enough points in a row on one side of the median. */
    COPROD_SIGNAL_TREND = 2,          /**< 2: enough points in a row that rise, or that fall. */
    COPROD_SIGNAL_TOO_FEW = 4         /**< 4: too few points: no signal is told, whatever there is to see. */
};

/** What the rules of run charts say of themselves. Its texts live as long as the rules. @since 0.3 */
typedef struct coprod_run_rules_info {
    size_t size;                    /**< sizeof(coprod_run_rules_info), set by the caller. */
    const char *id;                 /**< Such as "perla-2011". */
    const char *version;            /**< Version of the data. */
    const char *title;              /**< For people. */
    const char *note;               /**< Where other sources say otherwise; "" if there is none. */
    const char *source_title;       /**< The source. */
    const char *source_address;     /**< Where it is. */
    const char *published;          /**< When it came out, as a date or a part of one; "" is not known. */
    const char *checked;            /**< When the numbers were last compared with sources; "" is not known. */
    const char *fingerprint;        /**< SHA-256 of what can change an answer, 64 hexadecimal digits. */
    uint32_t shift_points;          /**< Points in a row on one side of the median that are a shift. */
    uint32_t trend_points;          /**< Points in a row that rise, or that fall, that are a trend. */
    uint32_t fewest_points;         /**< With fewer points no signal is told. */
    uint32_t reserved;              /**< 0. */
} coprod_run_rules_info;

/** What a run chart shows. Indices are of the values, from 0. @since 0.3 */
typedef struct coprod_run {
    size_t size;               /**< sizeof(coprod_run), set by the caller. */
    int64_t median_twice;      /**< Twice the median, so that it is exact; 0 without points. */
    uint32_t points;           /**< Points. */
    uint32_t off_median;       /**< Of them, those that are not on the median. */
    uint32_t runs;             /**< Runs: points in a row on one side. One on the median neither ends a run nor adds
                                    to it. */
    uint32_t shift_length;     /**< Points of the longest run, the first one of several; 0 if all are on the median. */
    uint32_t shift_first;      /**< Its first point. */
    uint32_t shift_last;       /**< Its last point. */
    int32_t shift_side;        /**< 1: above the median; -1: below; 0: none. */
    uint32_t trend_length;     /**< Points of the longest steady rise or fall, the first one of several; of points alike
                                    that follow one another one counts; 0 if no two differ. */
    uint32_t trend_first;      /**< Its first point, the first of those alike. */
    uint32_t trend_last;       /**< Its last point, the first of those alike. */
    int32_t trend_way;         /**< 1: it rises; -1: it falls; 0: none. */
    int32_t signals;           /**< Sum of ::coprod_run_signal; 0: nothing but what chance may do. */
} coprod_run;

/** Columns of answers, one element for each series; NULL: not wanted. What cannot be answered is 0. @since 0.3 */
typedef struct coprod_run_columns {
    size_t size;                /**< sizeof(coprod_run_columns), set by the caller. */
    int64_t *median_twice;      /**< As in ::coprod_run. */
    uint32_t *off_median;       /**< As in ::coprod_run. */
    uint32_t *runs;             /**< As in ::coprod_run. */
    uint32_t *shift_length;     /**< As in ::coprod_run. */
    uint32_t *shift_first;      /**< As in ::coprod_run. */
    int8_t *shift_side;         /**< As in ::coprod_run. */
    uint32_t *trend_length;     /**< As in ::coprod_run. */
    uint32_t *trend_first;      /**< As in ::coprod_run. */
    int8_t *trend_way;          /**< As in ::coprod_run. */
    uint8_t *signals;           /**< As in ::coprod_run. */
    int32_t *row_status;        /**< What coprod_run_chart() gives for the series. */
} coprod_run_columns;

/**
 * The built-in rules: six points for a shift, five for a trend, and no signal with fewer than ten points. The source is
 * Perla, Provost and Murray, BMJ Quality & Safety 2011;20:46-51. The note says where other sources differ.
 * @param[in] allocator @nullable memory functions.
 * @param[out] rules @owned{coprod_run_rules_free} the rules; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_run_rules_builtin(const coprod_allocator *allocator, coprod_run_rules **rules);

/**
 * Loads rules of schema "run-chart-rules/1".
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] rules @owned{coprod_run_rules_free} the rules; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.3
 */
COPROD_API coprod_status coprod_run_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
                                               coprod_findings *findings, coprod_run_rules **rules);

/**
 * Frees rules.
 * @param[in] rules @nullable the rules.
 * @since 0.3
 */
COPROD_API void coprod_run_rules_free(coprod_run_rules *rules);

/**
 * What rules say of themselves.
 * @param[in] rules the rules.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.3
 */
COPROD_API coprod_status coprod_run_rules_get(const coprod_run_rules *rules, coprod_run_rules_info *info);

/**
 * A run chart of numbers in the order of time: of a measure's values, or of the days that loops took to close, which
 * coprod_loops_times() gives. It takes no memory. Cost: linear; beyond 64 points, for each bit of the range of values
 * once more.
 * @param[in] rules the rules.
 * @param[in] values @nullable @array{count} the points, each from -4611686018427387903 to 4611686018427387903.
 * @param[in] count their number, at most 4294967295; 0 is right too.
 * @param[in,out] run the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_LIMIT; COPROD_E_RANGE (a value beyond).
 * @since 0.3
 */
COPROD_API coprod_status coprod_run_chart(const coprod_run_rules *rules, const int64_t *values, size_t count,
                                          coprod_run *run);

/**
 * Run charts of many series, each as coprod_run_chart() gives it.
 * @param[in] rules the rules.
 * @param[in] values @nullable @array{value_count} all points, one series after the other.
 * @param[in] value_count their number.
 * @param[in] offsets @array{count + 1} where each series begins, in `values`; the last element is where the last one
 *            ends. They never fall, and none is beyond `value_count`.
 * @param[in] count number of series.
 * @param[in] columns the caller's struct, `size` set, with the arrays that are wanted.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE (offsets that fall or
 *         are beyond: nothing is written).
 * @since 0.3
 */
COPROD_API coprod_status coprod_run_charts(const coprod_run_rules *rules, const int64_t *values, size_t value_count,
                                           const size_t *offsets, size_t count, const coprod_run_columns *columns);

#ifdef __cplusplus
}
#endif

#endif
