/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/spectrum.h
 * Was this activity Inform, Consult, Engage, Co-design or Co-production, as the evidence shows?
 *
 * The unit is one activity with one group of people over one period. Evidence is an answer to each of a few
 * indicators: known, between two steps, or unknown; unknown is never zero. A spectrum is an ordered list of levels,
 * each with a rule of thresholds. The result is the exact interval of levels that the evidence allows, a point in
 * it, and the reasons. coprod/spectrum_explain.h explains a result; coprod/spectrum_batch.h classifies columns,
 * compares spectra and checks definitions; coprod/spectrum_profile.h sums a programme up and chooses methods. This
 * header includes them all.
 *
 * Limits: 32 indicators, answer steps 0 to 15, 16 levels, 64 implications, 32 patterns, 64 gates in all, and 65,536
 * ways to meet the gates of one level.
 */
#ifndef COPROD_SPECTRUM_H
#define COPROD_SPECTRUM_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A spectrum with its indicators, implications and patterns. Immutable, shared by threads. @since 0.1 */
typedef struct coprod_spectrum coprod_spectrum;

/** What is known of one activity. One thread at a time. @since 0.1 */
typedef struct coprod_evidence coprod_evidence;

/** The result of a classification. One thread at a time; made once, used for many. @since 0.1 */
typedef struct coprod_classification coprod_classification;

/** Numbers that stand in an answer's place. @since 0.1 */
enum coprod_answer_special {
    COPROD_ANSWER_UNKNOWN = 255   /**< 255: not known; in columns of answers. */
};

/** What an indicator is about. @since 0.1 */
enum coprod_indicator_kind {
    COPROD_INDICATOR_POWER = 1,    /**< 1: sets the level. */
    COPROD_INDICATOR_PROMISE = 2   /**< 2: kept, broken or not known; in the built-in spectra it sets no level. */
};

/** How an answer is known. @since 0.1 */
enum coprod_basis {
    COPROD_BASIS_NOT_STATED = 0,   /**< 0: nobody said. */
    COPROD_BASIS_STATED = 1,       /**< 1: the source says it. */
    COPROD_BASIS_INFERRED = 2,     /**< 2: it follows from what the source says. */
    COPROD_BASIS_CLAIMED = 3       /**< 3: only a label says it; code a range. */
};

/** How several readings of one activity are put together. @since 0.1 */
enum coprod_combine_mode {
    COPROD_COMBINE_HULL = 1,        /**< 1: from the lowest to the highest answer: the cautious reading. */
    COPROD_COMBINE_INTERSECT = 2    /**< 2: what all agree on; an indicator without a common answer is a dispute. */
};

/** A level claimed, against the evidence. @since 0.1 */
enum coprod_verdict {
    COPROD_VERDICT_NONE = 0,           /**< 0: no claim, or contradictory evidence. */
    COPROD_VERDICT_CONTRADICTED = 1,   /**< 1: above the highest level that the evidence allows. */
    COPROD_VERDICT_UNPROVEN = 2,       /**< 2: possible, but above the point. */
    COPROD_VERDICT_PLAUSIBLE = 3,      /**< 3: up to the point, but above what is certain. */
    COPROD_VERDICT_EVIDENCED = 4,      /**< 4: exactly what is certain. */
    COPROD_VERDICT_UNDERSTATED = 5     /**< 5: below what is certain. */
};

/** Where a definition comes from and how large it is. Texts live as long as the spectrum. @since 0.1 */
typedef struct coprod_spectrum_info {
    size_t size;                  /**< sizeof(coprod_spectrum_info), set by the caller. */
    const char *id;               /**< Such as "nhse5". */
    const char *version;          /**< Version of the definition. */
    const char *title;            /**< For people. */
    const char *source_title;     /**< Who defines it. */
    const char *source_address;   /**< Where. */
    const char *note;             /**< How its text was read as rules; "" if nothing is said. */
    const char *fingerprint;      /**< SHA-256 of all that can change an answer, 64 hexadecimal digits. */
    uint32_t level_count;         /**< Levels; ranks go from 1 to this. */
    uint32_t indicator_count;     /**< Indicators, in the order of every column and list. */
    uint32_t implication_count;   /**< Implications. */
    uint32_t pattern_count;       /**< Patterns. */
    uint32_t has_floor;           /**< 1 if the first level always holds, so that rank 0 never comes out. */
    uint32_t reserved;            /**< 0. */
} coprod_spectrum_info;

/** One level. Texts live as long as the spectrum. @since 0.1 */
typedef struct coprod_level {
    size_t size;                  /**< sizeof(coprod_level), set by the caller. */
    const char *id;               /**< Stable word, such as "co-design"; "none" for rank 0. */
    const char *label;            /**< For people, such as "Co-design". */
    const char *definition;       /**< The sentence of its source. */
    const char *source_title;     /**< Where the sentence stands. */
    const char *source_address;   /**< Address of the source. */
    int32_t rank;                 /**< 1 to the number of levels; 0 is "none evidenced". */
    int32_t reserved;             /**< 0. */
} coprod_level;

/** One indicator. Texts live as long as the spectrum. @since 0.1 */
typedef struct coprod_indicator {
    size_t size;                  /**< sizeof(coprod_indicator), set by the caller. */
    const char *id;               /**< Stable word, such as "influence". */
    const char *title;            /**< For people. */
    const char *question;         /**< The question to ask. */
    const char *help;             /**< How to code doubtful wording. */
    const char *source_title;     /**< Who uses this criterion. */
    const char *source_address;   /**< Address of the source. */
    const char *source_words;     /**< Its words. */
    int32_t kind;                 /**< One of ::coprod_indicator_kind. */
    int32_t top;                  /**< Highest step; answers go from 0 to this. */
} coprod_indicator;

/** "If this indicator is at least so much, that one is at least so much", by the meaning of the answers. @since 0.1 */
typedef struct coprod_implication {
    size_t size;              /**< sizeof(coprod_implication), set by the caller. */
    const char *why;          /**< The reason. Lives as long as the spectrum. */
    uint32_t if_indicator;    /**< Index of an indicator. */
    int32_t if_at_least;      /**< Its step. */
    uint32_t then_indicator;  /**< Index of the indicator that follows. */
    int32_t then_at_least;    /**< Its step. */
} coprod_implication;

/** Options of loading a spectrum. @since 0.1 */
typedef struct coprod_spectrum_options {
    size_t size;                          /**< sizeof(coprod_spectrum_options), set by the caller. */
    const coprod_allocator *allocator;    /**< Memory functions; NULL for malloc. */
    uint32_t least_assertions;            /**< Refuse a spectrum whose top level fewer asserted indicators can
                                               force; 0: do not ask. */
    uint32_t reserved;                    /**< 0. */
} coprod_spectrum_options;

/** Where an answer comes from; each text may be NULL. Copied by the library. @since 0.1 */
typedef struct coprod_answer_source {
    size_t size;           /**< sizeof(coprod_answer_source), set by the caller. */
    const char *quote;     /**< The words of the source. */
    const char *source;    /**< Which source. */
    const char *date;      /**< When, as YYYY, YYYY-MM or YYYY-MM-DD. */
    int32_t basis;         /**< One of ::coprod_basis. */
    int32_t reserved;      /**< 0. */
} coprod_answer_source;

/** Options of classification. @since 0.1 */
typedef struct coprod_classify_options {
    size_t size;                  /**< sizeof(coprod_classify_options), set by the caller. */
    uint32_t no_presumption;      /**< 1: presume no good faith; the point is then the lowest level. */
    uint32_t reserved;            /**< 0. */
} coprod_classify_options;

/** The levels that evidence allows. @since 0.1 */
typedef struct coprod_interval {
    size_t size;                  /**< sizeof(coprod_interval), set by the caller. */
    int32_t lowest;               /**< Lowest rank that any possible activity with this evidence has; -1 if none. */
    int32_t point;                /**< Rank under the presumption of good faith; -1 if contradictory. */
    int32_t highest;              /**< Highest rank; -1 if contradictory. */
    int32_t certain;              /**< 1 if lowest and highest are the same. */
    int32_t contradiction;        /**< Index of the implication that the evidence breaks, or -1. */
    int32_t unevenness;           /**< Ranks between the lowest and the highest ceiling of the power indicators
                                       that are answered and known. */
    int32_t uneven;               /**< 1 if that is 2 or more. */
    int32_t reserved;             /**< 0. */
} coprod_interval;

/** A claim against the evidence. @since 0.1 */
typedef struct coprod_claim {
    size_t size;               /**< sizeof(coprod_claim), set by the caller. */
    int32_t rank;              /**< The rank claimed. */
    int32_t verdict;           /**< One of ::coprod_verdict. */
    int32_t definite_gap;      /**< Ranks above the highest possible level; 0 if none. */
    int32_t unproven_gap;      /**< Ranks above the lowest possible level; 0 if none. */
} coprod_claim;

/** Number of built-in spectra. @return the number. @since 0.1 */
COPROD_API size_t coprod_spectrum_count(void);

/**
 * The id of a built-in spectrum: "nhse5", "nhse5+led", "iap2", "tlap7", "arnstein", "hc5" or "tofor".
 * @param[in] index 0 to coprod_spectrum_count() - 1.
 * @return static text; NULL for an index beyond.
 * @since 0.1
 */
COPROD_API const char *coprod_spectrum_id(size_t index);

/**
 * A built-in spectrum. Under a millisecond.
 * @param[in] id one of coprod_spectrum_id().
 * @param[in] options @nullable options.
 * @param[out] spectrum @owned{coprod_spectrum_free} the spectrum; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_DEFINITION (least_assertions);
 *         COPROD_E_LIMIT (least_assertions needs too much work); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_spectrum_builtin(const char *id, const coprod_spectrum_options *options,
                                                 coprod_spectrum **spectrum);

/**
 * Loads a spectrum, schema `spectrum/1`: levels with rules over the indicators "participation/1" and any of its own.
 * Only errors are looked for; coprod_spectrum_check() reports what is merely odd.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] options @nullable options.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] spectrum @owned{coprod_spectrum_free} the spectrum; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_spectrum_load(const char *json, size_t length, const coprod_spectrum_options *options,
                                              coprod_findings *findings, coprod_spectrum **spectrum);

/**
 * Gives the caller's reference back. Evidence and classifications made from it stay valid.
 * @param[in] spectrum @nullable the spectrum.
 * @since 0.1
 */
COPROD_API void coprod_spectrum_free(coprod_spectrum *spectrum);

/**
 * What a spectrum says of itself.
 * @param[in] spectrum the spectrum.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.1
 */
COPROD_API coprod_status coprod_spectrum_get(const coprod_spectrum *spectrum, coprod_spectrum_info *info);

/**
 * One level.
 * @param[in] spectrum the spectrum.
 * @param[in] rank 0 ("none evidenced") to the number of levels.
 * @param[in,out] level the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_spectrum_level(const coprod_spectrum *spectrum, int32_t rank, coprod_level *level);

/**
 * The rank of a level by its id or its label.
 * @param[in] spectrum the spectrum.
 * @param[in] name id or label, NUL-terminated.
 * @param[out] rank 1 to the number of levels; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_spectrum_rank(const coprod_spectrum *spectrum, const char *name, int32_t *rank);

/**
 * One indicator.
 * @param[in] spectrum the spectrum.
 * @param[in] indicator its index.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_spectrum_indicator(const coprod_spectrum *spectrum, uint32_t indicator,
                                                   coprod_indicator *info);

/**
 * The index of an indicator by its id.
 * @param[in] spectrum the spectrum.
 * @param[in] id the id, NUL-terminated.
 * @param[out] indicator the index; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_spectrum_find(const coprod_spectrum *spectrum, const char *id, uint32_t *indicator);

/**
 * The wording of one answer.
 * @param[in] spectrum the spectrum.
 * @param[in] indicator index of the indicator.
 * @param[in] step 0 to its highest step.
 * @return text that lives as long as the spectrum; NULL if there is no such answer.
 * @since 0.1
 */
COPROD_API const char *coprod_spectrum_answer(const coprod_spectrum *spectrum, uint32_t indicator, int32_t step);

/**
 * One implication.
 * @param[in] spectrum the spectrum.
 * @param[in] index 0 to the number of implications - 1.
 * @param[in,out] implication the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_spectrum_implication(const coprod_spectrum *spectrum, uint32_t index,
                                                     coprod_implication *implication);

/**
 * The highest step of an indicator that a level's rule names, and the words that ask for it: of the level's source, or
 * of another that the definition names. Where a
 * gate needs only some of its thresholds, coprod_spectrum_gate() says so.
 * @param[in] spectrum the spectrum.
 * @param[in] rank 1 to the number of levels.
 * @param[in] indicator index of the indicator.
 * @param[out] at_least the step, or 0 if the rule does not name the indicator.
 * @param[out] words @nullable the words, "" if none are given; live as long as the spectrum.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_spectrum_threshold(const coprod_spectrum *spectrum, int32_t rank, uint32_t indicator,
                                                   int32_t *at_least, const char **words);

/**
 * One gate of a level's rule. All gates must hold; a gate holds if at least `need` of its thresholds do.
 * @param[in] spectrum the spectrum.
 * @param[in] rank 1 to the number of levels.
 * @param[in] index 0 up; the first index without a gate ends the rule.
 * @param[out] at_least @array{32} the step of each indicator, 0 where the gate does not name it.
 * @param[out] need how many of the thresholds must hold; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such rank or gate).
 * @since 0.1
 */
COPROD_API coprod_status coprod_spectrum_gate(const coprod_spectrum *spectrum, int32_t rank, uint32_t index,
                                              uint8_t *at_least, uint32_t *need);

/**
 * Makes evidence in which everything is unknown.
 * @param[in] spectrum the spectrum whose indicators are answered; others with the same indicator ids work as well.
 * @param[in] allocator @nullable memory functions.
 * @param[out] evidence @owned{coprod_evidence_free} the evidence; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_evidence_new(const coprod_spectrum *spectrum, const coprod_allocator *allocator,
                                             coprod_evidence **evidence);

/**
 * Loads evidence, schema `evidence/1`: `{"answers": {"flow": 4, "agenda": [1, 3]}}`; an integer is known, a pair is
 * between, what is absent is unknown. An answer may be an object with `value`, `quote`, `source`, `date`, `basis`.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] spectrum the spectrum whose indicators are answered.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] evidence @owned{coprod_evidence_free} the evidence; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_evidence_load(const char *json, size_t length, const coprod_spectrum *spectrum,
                                              const coprod_allocator *allocator, coprod_findings *findings,
                                              coprod_evidence **evidence);

/**
 * Frees evidence.
 * @param[in] evidence @nullable the evidence.
 * @since 0.1
 */
COPROD_API void coprod_evidence_free(coprod_evidence *evidence);

/**
 * Answers one indicator; the old answer goes. On failure the evidence is as it was.
 * @param[in,out] evidence the evidence.
 * @param[in] indicator index of the indicator.
 * @param[in] low lowest possible step.
 * @param[in] high highest possible step; the same as `low` if it is known.
 * @param[in] source @nullable where the answer comes from.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_RANGE (outside the scale, or low > high);
 *         COPROD_E_TEXT; COPROD_E_NUMBER (the date); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_evidence_set(coprod_evidence *evidence, uint32_t indicator, int32_t low, int32_t high,
                                             const coprod_answer_source *source);

/**
 * Makes one indicator unknown.
 * @param[in,out] evidence the evidence.
 * @param[in] indicator index of the indicator.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_evidence_clear(coprod_evidence *evidence, uint32_t indicator);

/**
 * One answer.
 * @param[in] evidence the evidence.
 * @param[in] indicator index of the indicator.
 * @param[out] low lowest possible step.
 * @param[out] high highest possible step.
 * @param[in,out] source @nullable the caller's struct, `size` set; its texts live until the answer changes.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_evidence_get(const coprod_evidence *evidence, uint32_t indicator, int32_t *low,
                                             int32_t *high, coprod_answer_source *source);

/**
 * Puts several readings together, witnesses or coders. The hull is what a cautious reader takes; the intersection is
 * what all agree on, and an indicator on which they cannot agree is a dispute and stays unknown. The source of a
 * combined answer is that of the first reading that quotes something.
 * @param[in] readings @array{count} the readings, all over the same indicators.
 * @param[in] count 1 or more.
 * @param[in] mode one of ::coprod_combine_mode.
 * @param[in] allocator @nullable memory functions.
 * @param[out] disputes @nullable bit i is set if the readings have no common answer for indicator i.
 * @param[out] combined @owned{coprod_evidence_free} the evidence; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_FINGERPRINT (other indicators); COPROD_E_STRUCT;
 *         COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_evidence_combine(const coprod_evidence *const *readings, size_t count, int32_t mode,
                                                 const coprod_allocator *allocator, uint32_t *disputes,
                                                 coprod_evidence **combined);

/**
 * Makes room for a result.
 * @param[in] allocator @nullable memory functions.
 * @param[out] result @owned{coprod_classification_free} the room; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_new(const coprod_allocator *allocator, coprod_classification **result);

/**
 * Frees a result.
 * @param[in] result @nullable the result.
 * @since 0.1
 */
COPROD_API void coprod_classification_free(coprod_classification *result);

/**
 * Classifies one activity. Contradictory evidence is an answer, not a failure. Allocates nothing; about a
 * microsecond. The result keeps the spectrum alive; it does not depend on the evidence afterwards.
 * @param[in] spectrum the spectrum.
 * @param[in] evidence the evidence; an answer to an indicator that the spectrum does not have is left aside.
 * @param[in] options @nullable options.
 * @param[in,out] result where the result goes; the one before is overwritten, and kept on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_FINGERPRINT (an indicator
 *         with the same id has another scale).
 * @since 0.1
 */
COPROD_API coprod_status coprod_classify(const coprod_spectrum *spectrum, const coprod_evidence *evidence,
                                         const coprod_classify_options *options, coprod_classification *result);

/**
 * The levels of a result.
 * @param[in] result the result.
 * @param[in,out] interval the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT (nothing classified yet); COPROD_E_STRUCT.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_get(const coprod_classification *result, coprod_interval *interval);

/**
 * A claimed level against the evidence. More evidence of power never raises the definite gap.
 * @param[in] result the result.
 * @param[in] rank the rank claimed, 1 to the number of levels.
 * @param[in,out] claim the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT (nothing classified yet); COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_classification_claim(const coprod_classification *result, int32_t rank,
                                                     coprod_claim *claim);

/**
 * The word of a verdict: "contradicted", "unproven", "plausible", "evidenced", "understated" or "none".
 * @param[in] verdict one of ::coprod_verdict.
 * @return static text; NULL for another number.
 * @since 0.1
 */
COPROD_API const char *coprod_verdict_name(int32_t verdict);

#ifdef __cplusplus
}
#endif

#include "spectrum_explain.h"
#include "spectrum_batch.h"
#include "spectrum_profile.h"

#endif
