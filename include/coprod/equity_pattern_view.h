/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_pattern_view.h
 * Publishing gaps: what is told of a count, and whether small counts follow from all that is told together.
 *
 * A view hides small counts one by one. Together a list can tell more: 14 people counted, fewer than 8 women, fewer
 * than 8 men, and so 7 of each. Whoever publishes a list asks for that first, with all other counts of the same people
 * that stand beside it. The answer goes by what is told alone, never by the true counts, so that a list that is
 * withheld tells nothing by that.
 */
#ifndef COPROD_EQUITY_PATTERN_VIEW_H
#define COPROD_EQUITY_PATTERN_VIEW_H

#include "equity_patterns.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Counts that are published beside a list of gaps, of the same people, each as the least and the most that it may be;
 * and what the check may take. @since 0.5
 */
typedef struct coprod_pattern_beside {
    size_t size;              /**< sizeof(coprod_pattern_beside), set by the caller. */
    const uint16_t *codes;    /**< @nullable For each count a code of each attribute: a value, ::COPROD_PATTERN_ANY,
                                   or, where it may be unknown, the number of its values: who is not known. */
    const uint16_t *until;    /**< @nullable Likewise, the same but for one attribute of each count, of which a later
                                   value may stand here: the count is of all from one to the other. */
    const uint64_t *low;      /**< @nullable For each count: it is as many, or more. */
    const uint64_t *high;     /**< @nullable For each count: it is as many, or fewer; UINT64_MAX: no bound. */
    uint64_t count;           /**< Their number. */
    uint64_t work;            /**< Bounds that may be looked at; 0: 268435456, a second or some. */
    uint64_t memory_bytes;    /**< Memory that may be taken; 0: 268435456. */
} coprod_pattern_beside;

/** A list of gaps as it is told, such as a document that was published. @since 0.5 */
typedef struct coprod_pattern_list {
    size_t size;              /**< sizeof(coprod_pattern_list), set by the caller. */
    const coprod_pattern_people *population; /**< @nullable Who lives there, if readers may know that. */
    const uint16_t *codes;    /**< @nullable The gaps: for each a code of each attribute, or ::COPROD_PATTERN_ANY. */
    const uint64_t *low;      /**< @nullable For each gap: as many were counted, or more. */
    const uint64_t *high;     /**< @nullable For each gap: as many were counted, or fewer; below the threshold. */
    uint64_t count;           /**< Their number. */
    uint64_t beyond;          /**< Gaps of the next level, at the least, where it is told that there are too many to be
                                   listed; else 0. */
    uint64_t people_low;      /**< As many people were counted, or more. */
    uint64_t people_high;     /**< As many people were counted, or fewer. */
    uint64_t threshold;       /**< People whom a pattern needs. */
    uint64_t min_population;  /**< Only gaps where as many people live are listed; 0: all. */
    uint32_t complete_level;  /**< Gaps of up to so many values are looked for. */
    int32_t may_be_more;      /**< 1: only those where the most people live are listed; there may be more. */
} coprod_pattern_list;

/** What a check of a list found. @since 0.5 */
enum coprod_pattern_leak_state {
    COPROD_PATTERN_LEAK_NONE = 0,        /**< 0: nothing. */
    COPROD_PATTERN_LEAK_COUNT = 1,       /**< 1: a small count of a combination follows. */
    COPROD_PATTERN_LEAK_LIST = 2,        /**< 2: the threshold or the number of all is below what is to be hidden, or
                                              gaps are those of a rate. */
    COPROD_PATTERN_LEAK_WORK = 3,        /**< 3: it is not settled within the work allowed. */
    COPROD_PATTERN_LEAK_MEMORY = 4,      /**< 4: there are too many combinations for the memory allowed. */
    COPROD_PATTERN_LEAK_CONTRADICTS = 5  /**< 5: what is told beside the list cannot be true beside it. */
};

/** What follows from a list. @since 0.5 */
typedef struct coprod_pattern_leak {
    size_t size;              /**< sizeof(coprod_pattern_leak), set by the caller. */
    uint64_t low;             /**< Of a count that follows: the least that it can be. */
    uint64_t high;            /**< Of a count that follows: the most that it can be. */
    uint64_t combinations;    /**< Combinations that were, or would have to be, looked at. */
    uint64_t memory_needed;   /**< Bytes that they take. */
    uint64_t work;            /**< Bounds that were looked at. */
    int32_t state;            /**< One of ::coprod_pattern_leak_state. */
    int32_t reserved;         /**< 0. */
} coprod_pattern_leak;

/**
 * What is told of a count in a view: the number of all who were counted, or that of a gap.
 * @param[in] schema the schema, which names the width of bands.
 * @param[in] count the true count.
 * @param[in] threshold people whom a pattern needs: bands of counts below it end there; 0: none.
 * @param[in] publish_from no count below it is told.
 * @param[out] low the least that it may be.
 * @param[out] high the most.
 * @return COPROD_OK; COPROD_E_ARGUMENT.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_view_count(const coprod_pattern_schema *schema, uint64_t count,
                                                   uint64_t threshold, uint64_t publish_from, uint64_t *low,
                                                   uint64_t *high);

/**
 * Whether a small count follows from a list of gaps as coprod_pattern_gaps_json() publishes it, from the number of all
 * in its band, and from what is published beside both. A count is small if it may be below `publish_from` and is not
 * nobody; it follows if it has fewer values left than a hidden count has to have, which is data as bands are: two.
 * Readers are taken to know who lives where, and that nobody is where nobody can be.
 *
 * Bounds of each combination are narrowed by those of the ones around it. That finds whatever follows from one sum
 * after another; what takes several at once it may not find. It takes 16 bytes (24 with a population) for each
 * combination of up to complete_level values, "not known" among them, and two looks at each for every value that it
 * names, some ten times.
 * @param[in] gaps the gaps themselves, not only their number.
 * @param[in] publish_from no count below it is told; 0: nothing is hidden, and nothing can follow.
 * @param[in] beside @nullable counts that stand beside the list.
 * @param[out] codes @nullable @array{count} the combination that follows, for each attribute the code of a value,
 *             ::COPROD_PATTERN_ANY, or the number of its values: those of whom it is not known.
 * @param[out] until @nullable @array{count} the same, but where it is of several values that are counted together
 *             beside the list: the last of them.
 * @param[in] count room in each: the number of attributes or more; 0 without.
 * @param[in,out] leak the caller's struct, `size` set.
 * @return COPROD_OK: nothing follows; COPROD_E_RANGE: something does, or the list itself would tell (its threshold, the
 *         number of all, a rate, or an order by other numbers than are told); COPROD_E_LIMIT:
 *         not settled in the work or the memory allowed, of which fewer levels take less; COPROD_E_ARGUMENT (counts
 *         that contradict the list, or of gaps only their number, too); COPROD_E_UNKNOWN (no such value);
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_BUFFER; COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_gaps_check(const coprod_pattern_gaps *gaps, uint64_t publish_from,
                                                   const coprod_pattern_beside *beside, uint16_t *codes,
                                                   uint16_t *until, size_t count, coprod_pattern_leak *leak);

/**
 * The same of a list of which only what it tells is known. Where only gaps with a certain number of people are listed
 * (or those where the most live), and no population is given, what is not in the list is not taken to have enough.
 * @param[in] schema the schema of all patterns.
 * @param[in] list what is told.
 * @param[in] publish_from no count below it is told; 0: nothing is hidden, and nothing can follow.
 * @param[in] beside @nullable counts that stand beside the list.
 * @param[in] allocator @nullable memory functions.
 * @param[out] codes @nullable @array{count} the combination that follows.
 * @param[out] until @nullable @array{count} the last of several values of it.
 * @param[in] count room in each: the number of attributes or more; 0 without.
 * @param[in,out] leak the caller's struct, `size` set.
 * @return COPROD_OK: nothing follows; COPROD_E_RANGE: something does, or the threshold or the least number of all is
 *         below publish_from; COPROD_E_LIMIT: not settled in the work or the memory allowed; COPROD_E_ARGUMENT (counts
 *         that contradict the list, too); COPROD_E_FINGERPRINT (a population of another schema); COPROD_E_UNKNOWN (no
 *         such value); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_BUFFER; COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_list_check(const coprod_pattern_schema *schema, const coprod_pattern_list *list,
                                                   uint64_t publish_from, const coprod_pattern_beside *beside,
                                                   const coprod_allocator *allocator, uint16_t *codes,
                                                   uint16_t *until, size_t count, coprod_pattern_leak *leak);

#ifdef __cplusplus
}
#endif

#endif
