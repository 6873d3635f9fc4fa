/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/spectrum_batch.h
 * Columns of activities, crosswalks between spectra, and the check of a definition.
 *
 * Included by coprod/spectrum.h.
 */
#ifndef COPROD_SPECTRUM_BATCH_H
#define COPROD_SPECTRUM_BATCH_H

#include "spectrum.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What became of one row of a batch. @since 0.1 */
enum coprod_row_outcome {
    COPROD_ROW_CLASSIFIED = 0,       /**< 0: the three ranks are set. */
    COPROD_ROW_CONTRADICTION = 1,    /**< 1: the evidence contradicts itself; the ranks are 255. */
    COPROD_ROW_RANGE = 2             /**< 2: an answer is outside its scale, or low > high; the ranks are 255. */
};

/** For each level of one spectrum, the levels of another that an activity there can have. Immutable. @since 0.1 */
typedef struct coprod_crosswalk coprod_crosswalk;

/** Where a level of one spectrum can fall in another. @since 0.1 */
typedef struct coprod_crosswalk_entry {
    size_t size;              /**< sizeof(coprod_crosswalk_entry), set by the caller. */
    uint32_t ranks;           /**< Bit r is set if rank r of the other spectrum is possible; bit 0 is "none". */
    int32_t lowest;           /**< Lowest of them; -1 if no activity has this level. */
    int32_t highest;          /**< Highest of them; -1 if no activity has this level. */
    int32_t lossless;         /**< 1 if there is one only; the way back may still be wider. */
} coprod_crosswalk_entry;

/** What is odd about a definition. @since 0.1 */
typedef struct coprod_spectrum_report {
    size_t size;                      /**< sizeof(coprod_spectrum_report), set by the caller. */
    uint64_t vectors;                 /**< Sets of answers looked at. */
    uint64_t possible;                /**< Those that the implications allow. */
    uint64_t not_nested;              /**< Possible ones whose level's rule holds while a lower one's fails. */
    uint64_t per_rank[17];            /**< Possible ones per rank, 0 first. */
    uint32_t fails_below[17];         /**< By rank: bit r is set if some activity of it fails rank r's rule. */
    int32_t nested;                   /**< 1 if not_nested is 0. */
    int32_t witness_rank;             /**< A level that holds in the witness, or 0. */
    int32_t witness_fails;            /**< A lower level that fails in it, or 0. */
    int32_t token_bound;              /**< Highest rank that one asserted indicator can force. */
    uint32_t unreachable;             /**< Bit r is set if no possible activity has rank r. */
    uint32_t reserved;                /**< 0. */
    int32_t least_assertions[17];     /**< Fewest asserted indicators that force each rank at least; -1: none do. */
    uint8_t witness[32];              /**< The witness's answers, by indicator. */
} coprod_spectrum_report;

/**
 * Classifies columns of answers; row by row what coprod_classify() gives. Work is O(rows x indicators) with no
 * branches on the data and no allocation.
 * @param[in] spectrum the spectrum.
 * @param[in] low @array{indicators * rows} lowest possible steps, one column after the other in the order of the
 *            indicators; ::COPROD_ANSWER_UNKNOWN is unknown.
 * @param[in] high @nullable @array{indicators * rows} highest possible steps; NULL if every answer is known or
 *            unknown. Where `low` is unknown, `high` is not read.
 * @param[in] rows number of rows.
 * @param[in] options @nullable options.
 * @param[out] lowest @nullable @array{rows} lowest ranks, 255 where there are none.
 * @param[out] point @nullable @array{rows} points, 255 where there are none.
 * @param[out] highest @nullable @array{rows} highest ranks, 255 where there are none.
 * @param[out] outcome @nullable @array{rows} one of ::coprod_row_outcome each.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_OVERFLOW.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classify_columns(const coprod_spectrum *spectrum, const uint8_t *low,
                                                 const uint8_t *high, size_t rows,
                                                 const coprod_classify_options *options, uint8_t *lowest,
                                                 uint8_t *point, uint8_t *highest, uint8_t *outcome);

/**
 * Derives the crosswalk from one spectrum to another: which levels of `to` an activity can have whose level in
 * `from` is known. Nothing is opined: every possible set of answers is looked at, at most 16 million.
 * @param[in] from the spectrum of the known label.
 * @param[in] to the other spectrum, over the same indicators.
 * @param[in] allocator @nullable memory functions.
 * @param[out] crosswalk @owned{coprod_crosswalk_free} the crosswalk; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_FINGERPRINT (other indicators or implications); COPROD_E_LIMIT;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_crosswalk_new(const coprod_spectrum *from, const coprod_spectrum *to,
                                              const coprod_allocator *allocator, coprod_crosswalk **crosswalk);

/**
 * Frees a crosswalk.
 * @param[in] crosswalk @nullable the crosswalk.
 * @since 0.1
 */
COPROD_API void coprod_crosswalk_free(coprod_crosswalk *crosswalk);

/**
 * Where a level can fall in the other spectrum.
 * @param[in] crosswalk the crosswalk.
 * @param[in] rank 0 to the number of levels of the spectrum that it comes from.
 * @param[in,out] entry the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_crosswalk_get(const coprod_crosswalk *crosswalk, int32_t rank,
                                              coprod_crosswalk_entry *entry);

/**
 * Looks at every possible set of answers and says what is odd about a spectrum: levels that are not nested, levels
 * that nothing reaches, how little evidence forces each level.
 * @param[in] spectrum the spectrum.
 * @param[in,out] report the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_LIMIT (more than 16 million sets of answers).
 * @since 0.1
 */
COPROD_API coprod_status coprod_spectrum_check(const coprod_spectrum *spectrum, coprod_spectrum_report *report);

#ifdef __cplusplus
}
#endif

#endif
