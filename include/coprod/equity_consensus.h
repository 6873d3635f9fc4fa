/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_consensus.h
 * Consensus of a Delphi survey: people rate items on a scale of whole numbers, hear what all said, and rate again.
 *
 * Shares, medians, ranges and movements are exact; only Kendall's W and its p value are not whole numbers. What nobody
 * answered is no answer, never a low one. Whether a number is called consensus is a rule, and rules are data.
 */
#ifndef COPROD_EQUITY_CONSENSUS_H
#define COPROD_EQUITY_CONSENSUS_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A rating that was not given. @since 0.4 */
#define COPROD_CONSENSUS_NO_ANSWER INT32_MIN
/** Most items of a survey. @since 0.4 */
#define COPROD_CONSENSUS_ITEMS 4096
/** Most people of a survey. @since 0.4 */
#define COPROD_CONSENSUS_PEOPLE 16777216
/** Most steps of a scale, from the lowest rating to the highest. @since 0.4 */
#define COPROD_CONSENSUS_STEPS 1000

/** What is called consensus, as data. Immutable, shared by threads. @since 0.4 */
typedef struct coprod_consensus_rules coprod_consensus_rules;

/** Whether something is so. @since 0.4 */
enum coprod_consensus_answer {
    COPROD_CONSENSUS_NOT_KNOWN = 0,   /**< 0: nobody answered, or there is no round before. */
    COPROD_CONSENSUS_YES = 1,         /**< 1: yes. */
    COPROD_CONSENSUS_NO = 2           /**< 2: no. */
};

/** Whether there is a Kendall's W. @since 0.4 */
enum coprod_consensus_state {
    COPROD_CONSENSUS_KNOWN = 0,        /**< 0: yes. */
    COPROD_CONSENSUS_FEW_PEOPLE = 1,   /**< 1: fewer than two people rated all items. */
    COPROD_CONSENSUS_FEW_ITEMS = 2,    /**< 2: fewer than two items. */
    COPROD_CONSENSUS_ALL_TIED = 3      /**< 3: each of them rated all items alike, which puts none before another. */
};

/** What rules say of themselves. Its texts live as long as the rules. @since 0.4 */
typedef struct coprod_consensus_rules_info {
    size_t size;                     /**< sizeof(coprod_consensus_rules_info), set by the caller. */
    const char *id;                  /**< Such as "usual-2014". */
    const char *version;             /**< Version of the data. */
    const char *title;               /**< For people. */
    const char *note;                /**< What else is worth knowing; "" if there is nothing. */
    const char *checked;             /**< When the numbers were last compared with sources; "" is not known. */
    const char *agreement_source;    /**< Where the share that agrees comes from; "" is not known. */
    const char *agreement_address;   /**< Its address. */
    const char *spread_source;       /**< Where the interquartile range comes from. */
    const char *spread_address;      /**< Its address. */
    const char *change_source;       /**< Where the change between rounds comes from. */
    const char *change_address;      /**< Its address. */
    const char *fingerprint;         /**< SHA-256 of what can change an answer, 64 hexadecimal digits. */
    uint32_t agreement_over;         /**< Consensus: at least this share of those who answered agrees: over / under. */
    uint32_t agreement_under;        /**< As above. */
    uint32_t spread_most;            /**< Close together: an interquartile range of at most so many steps. */
    uint32_t change_over;            /**< Stable: a smaller share than this moved, net: over / under. */
    uint32_t change_under;           /**< As above. */
    uint32_t reserved;               /**< 0. */
} coprod_consensus_rules_info;

/** A survey. The ratings are borrowed for the call. @since 0.4 */
typedef struct coprod_consensus_survey {
    size_t size;              /**< sizeof(coprod_consensus_survey), set by the caller. */
    const int32_t *ratings;   /**< Of person p on item i in round r at (r * people + p) * items + i: from `lowest` to
                                   `highest`, or ::COPROD_CONSENSUS_NO_ANSWER. */
    uint32_t rounds;          /**< Rounds, at least 1. */
    uint32_t people;          /**< People of all rounds, in the same order in each; at least 1. */
    uint32_t items;           /**< Items, at least 1; one that a round left out has no answers in it. */
    int32_t lowest;           /**< The scale's lowest rating. */
    int32_t highest;          /**< Its highest: above the lowest, by ::COPROD_CONSENSUS_STEPS at most. */
    int32_t agree_from;       /**< The lowest rating that counts as agreeing. */
    int32_t agree_to;         /**< The highest: from `agree_from` to `highest`. */
    uint32_t reserved;        /**< 0. */
} coprod_consensus_survey;

/** One item in one round. @since 0.4 */
typedef struct coprod_consensus_item {
    size_t size;                     /**< sizeof(coprod_consensus_item), set by the caller. */
    double share;                    /**< Share of those who answered that agrees; NaN if nobody answered. */
    uint32_t answered;               /**< People who rated it. */
    uint32_t agreed;                 /**< Of them, those who agree. */
    int32_t agreement;               /**< One of ::coprod_consensus_answer: enough of them agree. */
    int32_t median_twice;            /**< Twice the median; 0 if nobody answered. */
    int32_t lower_quartile_fourths;  /**< Four times the lower quartile; of n ratings in order from 0 on it stands at
                                          (n - 1) / 4, between two of them in proportion (type 7 of Hyndman and Fan). */
    int32_t upper_quartile_fourths;  /**< Four times the upper quartile, at 3 (n - 1) / 4. */
    int32_t range_fourths;           /**< Four times the interquartile range. */
    int32_t close;                   /**< One of ::coprod_consensus_answer: the range is narrow enough. */
    uint32_t both;                   /**< People who rated it in this round and in the one before. */
    uint32_t moved;                  /**< Of them, those who changed their rating. */
    uint32_t net_moved;              /**< Of them, how many would have to change it to make the ratings of the round
                                          before those of this one: half of the differences in how many gave each. */
    int32_t median_change_twice;     /**< Twice what the median of those who rated in both rounds rose by. */
    int32_t range_change_fourths;    /**< Four times what their interquartile range grew by. */
    int32_t stable;                  /**< One of ::coprod_consensus_answer: the share that moved, net, is small. */
    uint32_t left;                   /**< People who rated it in the round before and not in this one. */
    uint32_t joined;                 /**< People who rated it in this round and not in the one before. */
} coprod_consensus_item;

/** One round. @since 0.4 */
typedef struct coprod_consensus_round {
    size_t size;              /**< sizeof(coprod_consensus_round), set by the caller. */
    double w;                 /**< Kendall's W, corrected for ties, 0 to 1; or NaN. */
    double chi_square;        /**< raters (ranked - 1) W, or NaN. */
    double p_value;           /**< Of chi-square with `ranked` - 1 degrees of freedom, or NaN. Right for many raters or
                                   items; with few it is an approximation. */
    int32_t w_state;          /**< One of ::coprod_consensus_state. */
    uint32_t raters;          /**< People who rated all items that the round asked about. */
    uint32_t ranked;          /**< Items that the round asked about: those with an answer. */
    uint32_t answered;        /**< People who rated an item or more. */
    uint32_t left;            /**< People who did in the round before, and not in this one. */
    uint32_t joined;          /**< People who do in this round, and did not in the one before. */
    uint32_t agreed_items;    /**< Items with agreement. */
    uint32_t close_items;     /**< Items whose ratings are close together. */
    uint32_t stable_items;    /**< Items that are stable since the round before. */
    uint32_t reserved;        /**< 0. */
} coprod_consensus_round;

/**
 * The built-in rules.
 * @param[in] allocator @nullable memory functions.
 * @param[out] rules @owned{coprod_consensus_rules_free} the rules; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_consensus_rules_builtin(const coprod_allocator *allocator,
                                                        coprod_consensus_rules **rules);

/**
 * Loads rules: a document `consensus-rules/1`.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] rules @owned{coprod_consensus_rules_free} the rules; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_consensus_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
                                                     coprod_findings *findings, coprod_consensus_rules **rules);

/**
 * Frees rules.
 * @param[in] rules @nullable the rules.
 * @since 0.4
 */
COPROD_API void coprod_consensus_rules_free(coprod_consensus_rules *rules);

/**
 * What rules say of themselves.
 * @param[in] rules the rules.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.4
 */
COPROD_API coprod_status coprod_consensus_rules_get(const coprod_consensus_rules *rules,
                                                    coprod_consensus_rules_info *info);

/**
 * One item in one round, and what moved since the round before. It takes no memory. Cost: the people, twice.
 * @param[in] rules the rules.
 * @param[in] survey the survey.
 * @param[in] round its index.
 * @param[in] item its index.
 * @param[in,out] result the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_LIMIT (more people, items or
 *         steps than there may be); COPROD_E_RANGE (no round, person or item; a scale or an agreement that is none; a
 *         rating beyond the scale); COPROD_E_UNKNOWN (no such round or item).
 * @since 0.4
 */
COPROD_API coprod_status coprod_consensus_item_get(const coprod_consensus_rules *rules,
                                                   const coprod_consensus_survey *survey, uint32_t round, uint32_t item,
                                                   coprod_consensus_item *result);

/**
 * One round: how many took part and left, how many items have agreement, and how far people put the items in the same
 * order (Kendall and Babington Smith, Annals of Mathematical Statistics 1939;10:275-287, with their correction for
 * ties). W goes by people who rated all items that the round asked about.
 * @param[in] rules the rules.
 * @param[in] survey the survey.
 * @param[in] round its index.
 * @param[in] allocator @nullable memory functions, for 9 bytes an item during the call.
 * @param[in,out] result the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_LIMIT; COPROD_E_RANGE;
 *         COPROD_E_UNKNOWN (no such round): as coprod_consensus_item_get(); COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_consensus_round_get(const coprod_consensus_rules *rules,
                                                    const coprod_consensus_survey *survey, uint32_t round,
                                                    const coprod_allocator *allocator, coprod_consensus_round *result);

/**
 * The words of a state, such as "all ratings tied"; "" for ::COPROD_CONSENSUS_KNOWN.
 * @param[in] state one of ::coprod_consensus_state.
 * @return static text; "" if it is none.
 * @since 0.4
 */
COPROD_API const char *coprod_consensus_state_name(int32_t state);

#ifdef __cplusplus
}
#endif

#endif
