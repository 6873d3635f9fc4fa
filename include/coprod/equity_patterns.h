/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_patterns.h
 * Who is missing where the lines cross: combinations of values that too few people have.
 *
 * A pattern gives some attributes a value and leaves the others open: "women aged 65 to 79 in quintile 1". It is
 * covered if at least as many people as the threshold have all of its values. A gap is a pattern that is not covered
 * while every pattern that says less is: the most general words for who is missing. Whatever is below a gap is missing
 * too, and is not told again.
 */
#ifndef COPROD_EQUITY_PATTERNS_H
#define COPROD_EQUITY_PATTERNS_H

#include "equity_pattern_tally.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How many people live where a pattern says. Immutable, shared by threads. @since 0.5 */
typedef struct coprod_pattern_people coprod_pattern_people;

/** A search that goes on when it is told to. One thread at a time. @since 0.5 */
typedef struct coprod_pattern_search coprod_pattern_search;

/** Gaps that were found. Immutable, shared by threads. @since 0.5 */
typedef struct coprod_pattern_gaps coprod_pattern_gaps;

/** Which way gaps are searched for. The answer is the same. @since 0.5 */
enum coprod_pattern_engine {
    COPROD_PATTERN_CHOOSE = 0,    /**< 0: whichever is likely to be quicker. */
    COPROD_PATTERN_DENSE = 1,     /**< 1: a counter for every pattern that there can be. */
    COPROD_PATTERN_BITMAP = 2     /**< 2: bits of the people with each value; for many attributes and few levels. */
};

/** What a population says of itself. Its texts live as long as it. @since 0.5 */
typedef struct coprod_pattern_people_info {
    size_t size;                /**< sizeof(coprod_pattern_people_info), set by the caller. */
    const char *id;             /**< Its id, or "". */
    const char *version;        /**< Its version, or "". */
    const char *title;          /**< Its title, or "". */
    const char *fingerprint;    /**< SHA-256 of what can change an answer: parts, counts, what is impossible. */
    uint64_t total;             /**< People who live anywhere; 0 if nobody said. */
    int32_t is_told;            /**< 0 if it only says what is impossible. */
    int32_t estimated;          /**< 1 if how many live somewhere is estimated from parts. */
} coprod_pattern_people_info;

/** What is asked; zero but for the threshold is: every gap. @since 0.5 */
typedef struct coprod_pattern_query {
    size_t size;                               /**< sizeof(coprod_pattern_query), set by the caller. */
    const coprod_pattern_people *population;   /**< Who lives there, or NULL. */
    uint64_t threshold;         /**< People whom a pattern needs: 1 or more; 0 with a rate. */
    uint64_t min_population;    /**< Only gaps where as many people live; needs a population, above 1 one that says
                                     how many live somewhere. */
    uint64_t max_results;       /**< No more gaps than this, whole levels only; 0: no limit. */
    uint64_t top;               /**< Of these only as many, those with the most people; needs a population; 0: all. */
    uint64_t memory_bytes;      /**< What the search may take besides its answer and handle; 0: 268435456. Before gaps
                                     are an answer they take up to five times as much for a short time. */
    uint32_t max_level;         /**< Only gaps of as many values or fewer; 0: of any number. */
    int32_t engine;             /**< One of ::coprod_pattern_engine. */
    uint32_t threads;           /**< As many are used, the caller's among them, as memory_bytes has room for, 64 at
                                     most; 0: one. The answer is the same. They are made in the calls that search and
                                     gone when these return; only the caller's own uses the allocator. */
    int32_t count_only;         /**< 1: how many gaps of each level, and not which. */
    uint32_t rate_over;         /**< Numerator of a rate, or 0. With one a gap has a share of those counted below */
    uint32_t rate_under;        /**< this part of its share of the population, and what says less has not. */
    uint64_t publish_from;      /**< What is found is to be published so: `top` and the order go by the population as
                                     coprod_pattern_gaps_text() tells it, as true ones would tell which of two is
                                     larger. At most the threshold, no rate; 0: by true ones. */
} coprod_pattern_query;

/** What was found. @since 0.5 */
typedef struct coprod_pattern_gaps_info {
    size_t size;                /**< sizeof(coprod_pattern_gaps_info), set by the caller. */
    uint64_t count;             /**< Gaps that are there. */
    uint64_t people;            /**< People who were counted. */
    uint64_t threshold;         /**< As it was asked. */
    uint64_t min_population;    /**< As it was asked. */
    uint64_t memory_needed;     /**< Where memory ended the search: bytes that the next level takes at least; else 0. */
    uint64_t publish_from;      /**< As it was asked. */
    uint32_t max_level;         /**< As it was asked, or the number of attributes. */
    uint32_t complete_level;    /**< All gaps up to this level are there (but for those that `top` left out). */
    int32_t truncated;          /**< 1 if gaps of further levels are left out: there are too many, or for memory. */
    int32_t has_population;     /**< 1 if gaps have a population that was counted or estimated. */
    int32_t engine;             /**< Which of ::coprod_pattern_engine found them. */
    uint32_t rate_over;         /**< As it was asked. */
    uint32_t rate_under;        /**< As it was asked. */
    int32_t reserved;           /**< 0. */
} coprod_pattern_gaps_info;

/** A gap. @since 0.5 */
typedef struct coprod_pattern_gap {
    size_t size;                /**< sizeof(coprod_pattern_gap), set by the caller. */
    uint64_t coverage;          /**< People who were counted in it. */
    uint64_t deficit;           /**< How many more the threshold needs; 0 with a rate. */
    uint64_t population;        /**< People who live there; 0 where has_population is 0. */
    uint32_t level;             /**< Attributes of which it names a value. */
    int32_t reserved;           /**< 0. */
} coprod_pattern_gap;

/** Whether a gap can be set beside its fair share. @since 0.5 */
enum coprod_pattern_share_state {
    COPROD_PATTERN_SHARE_KNOWN = 0,         /**< 0: it can. */
    COPROD_PATTERN_SHARE_NO_POPULATION = 1, /**< 1: nobody said how many live there. All are NaN. */
    COPROD_PATTERN_SHARE_NOBODY = 2,        /**< 2: nobody was counted, or nobody lives in the gap. All are NaN. */
    COPROD_PATTERN_SHARE_TOO_MANY = 3       /**< 3: 4294967296 people or more were counted: only the tail is NaN. */
};

/**
 * A gap beside its fair share. The chance is that of a draw: as many people as were counted, each drawn by itself from
 * all who live there. It is no test: gaps were looked for among many patterns, because they have few people, so that
 * small chances are among them even if everybody came by lot; and hardly anybody comes by lot. Nor does it say how
 * much a gap matters. A person counted of whom something is not known counts among all, and not in the patterns that
 * name it. @since 0.5
 */
typedef struct coprod_pattern_share {
    size_t size;                /**< sizeof(coprod_pattern_share), set by the caller. */
    double fair;                /**< People there would be in proportion: counted times population / total; or NaN. */
    double ratio;               /**< Those who are there, over that: 0.5 is half of a fair share; or NaN. */
    double tail;                /**< The chance of as few or fewer: binomial, with population / total; or NaN. To
                                     1e-12 of itself down to 2.3e-308; less exact below that, down to 0. */
    uint64_t total;             /**< People who live anywhere; 0 if nobody said. */
    int32_t state;              /**< One of ::coprod_pattern_share_state. */
    int32_t estimated;          /**< 1 if how many live there was estimated from parts, and all this with it. */
} coprod_pattern_share;

/**
 * A population from people who were counted, such as a census. It keeps a copy of the counts.
 * @param[in] tally the people.
 * @param[in] allocator @nullable memory functions.
 * @param[out] people @owned{coprod_pattern_people_free} the population; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_people_new(const coprod_pattern_tally *tally,
                                                   const coprod_allocator *allocator, coprod_pattern_people **people);

/**
 * A population from its document: `{"schema": "pattern-people/1", "total": 52000, "parts": {"sex": {"f": 51, "m": 49},
 * ...}, "impossible": [{"sex": "m", "pregnant": "yes"}]}`. Of parts it is estimated, as if attributes had nothing to do
 * with each other: total times the part of each value that a pattern names, rounded down. Nobody lives where a pattern
 * says all that an impossible one says.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] schema the schema of its attributes and values.
 * @param[in] counted @nullable people who were counted, in place of parts.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] people @owned{coprod_pattern_people_free} the population; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_FINGERPRINT (counted by another schema); COPROD_E_TEXT;
 *         COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_people_load(const char *json, size_t length,
                                                    const coprod_pattern_schema *schema,
                                                    const coprod_pattern_tally *counted,
                                                    const coprod_allocator *allocator, coprod_findings *findings,
                                                    coprod_pattern_people **people);

/**
 * Frees a population.
 * @param[in] people @nullable the population.
 * @since 0.5
 */
COPROD_API void coprod_pattern_people_free(coprod_pattern_people *people);

/**
 * What a population says of itself.
 * @param[in] people the population.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_people_get(const coprod_pattern_people *people,
                                                   coprod_pattern_people_info *info);

/**
 * How many people live where a pattern says.
 * @param[in] people the population.
 * @param[in] pattern for each attribute the code of a value, or ::COPROD_PATTERN_ANY.
 * @param[out] count their number; where a population only says what is impossible, 1 for what is not; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such value).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_people_count(const coprod_pattern_people *people, const uint16_t *pattern,
                                                     uint64_t *count);

/**
 * Finds all gaps at once.
 * @param[in] tally the people who were counted.
 * @param[in] query what is asked.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable says why a question was refused: an "over-budget" has both numbers, what the search
 *                would take at least and what is allowed, and as its place the engine that would have answered,
 *                "/dense" or "/bitmap". As a warning it says that memory ended the search at a complete level.
 * @param[out] gaps @owned{coprod_pattern_gaps_free} the gaps; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_RANGE; COPROD_E_FINGERPRINT;
 *         COPROD_E_LIMIT; COPROD_E_MEMORY: as coprod_pattern_search_new().
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_find(const coprod_pattern_tally *tally, const coprod_pattern_query *query,
                                             const coprod_allocator *allocator, coprod_findings *findings,
                                             coprod_pattern_gaps **gaps);

/**
 * Begins a search. It keeps a copy of the counts, and while that is made the tally takes as much of its own memory.
 * @param[in] tally the people who were counted.
 * @param[in] query what is asked.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable says why a question was refused, as coprod_pattern_find().
 * @param[out] search @owned{coprod_pattern_search_free} the search; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT (a minimum without a population, one above 1, a top or a rate without a
 *         population of counts or parts, or a rate by bitmaps, too); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_RANGE (a threshold of 0 without a rate; one with a rate; a rate above 1000000000; a level beyond the
 *         attributes; a publish_from with a rate or above the threshold); COPROD_E_FINGERPRINT (a population of another
 *         schema); COPROD_E_LIMIT (more memory than allowed, or with a rate 4294967296 people or more);
 *         COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_search_new(const coprod_pattern_tally *tally,
                                                   const coprod_pattern_query *query,
                                                   const coprod_allocator *allocator, coprod_findings *findings,
                                                   coprod_pattern_search **search);

/**
 * Goes on with a search until it is done, its work is used up, or it is told to stop. How it is cut into pieces does
 * not change what is found.
 * @param[in,out] search the search; after a failure it can only be freed.
 * @param[in] work units of work, each some hundred patterns; 0: no bound.
 * @param[in] stop @nullable a number that another thread may set to other than 0 (an atomic store), which ends the call
 *            soon.
 * @param[out] done 1 when everything is found; else 0.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_search_run(coprod_pattern_search *search, uint64_t work, const int32_t *stop,
                                                   int32_t *done);

/**
 * Takes what a search that is done has found, once.
 * @param[in,out] search the search; afterwards it can only be freed.
 * @param[out] gaps @owned{coprod_pattern_gaps_free} the gaps; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT (not done, or taken already, too); COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_search_take(coprod_pattern_search *search, coprod_pattern_gaps **gaps);

/**
 * Frees a search.
 * @param[in] search @nullable the search.
 * @since 0.5
 */
COPROD_API void coprod_pattern_search_free(coprod_pattern_search *search);

/**
 * Frees gaps.
 * @param[in] gaps @nullable the gaps.
 * @since 0.5
 */
COPROD_API void coprod_pattern_gaps_free(coprod_pattern_gaps *gaps);

/**
 * What was found.
 * @param[in] gaps the gaps.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_gaps_get(const coprod_pattern_gaps *gaps, coprod_pattern_gaps_info *info);

/**
 * How many gaps name that many values, with those that `top` left out. Of levels beyond complete_level nothing is told,
 * whichever engine answered.
 * @param[in] gaps the gaps.
 * @param[in] level 0 to the number of attributes.
 * @return the number; 0 for NULL and for a level beyond complete_level.
 * @since 0.5
 */
COPROD_API uint64_t coprod_pattern_gaps_level(const coprod_pattern_gaps *gaps, uint32_t level);

/**
 * A gap. They stand in the order of levels, then of population (largest first; with a publish_from as that is told, and
 * where few live last), then of codes.
 * @param[in] gaps the gaps.
 * @param[in] index 0 to count - 1.
 * @param[out] codes @nullable @array{count} for each attribute the code of a value, or ::COPROD_PATTERN_ANY.
 * @param[in] count room in `codes`: the number of attributes or more; 0 without.
 * @param[in,out] gap the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_BUFFER; COPROD_E_UNKNOWN (no such gap).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_gaps_gap(const coprod_pattern_gaps *gaps, size_t index, uint16_t *codes,
                                                 size_t count, coprod_pattern_gap *gap);

/**
 * Several gaps at once, as columns.
 * @param[in] gaps the gaps.
 * @param[in] from the first one.
 * @param[in] count how many.
 * @param[out] codes @nullable for each gap as many codes as there are attributes, one gap after the other.
 * @param[out] coverage @nullable @array{count} people who were counted in each.
 * @param[out] population @nullable @array{count} people who live there; 0 where has_population is 0.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (not so many gaps; nothing is written).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_gaps_columns(const coprod_pattern_gaps *gaps, size_t from, size_t count,
                                                     uint16_t *codes, uint64_t *coverage, uint64_t *population);

/**
 * A gap beside its fair share: how many there would be in proportion, and how likely so few are by chance. Not for
 * publication: the ratio and the chance tell the count, the fair share tells the population.
 * @param[in] gaps the gaps.
 * @param[in] index 0 to count - 1.
 * @param[in,out] share the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such gap).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_gaps_share(const coprod_pattern_gaps *gaps, size_t index,
                                                   coprod_pattern_share *share);

/**
 * Several gaps beside their fair shares, as columns.
 * @param[in] gaps the gaps.
 * @param[in] from the first one.
 * @param[in] count how many.
 * @param[out] fair @nullable @array{count} as in ::coprod_pattern_share; NaN where it is not known.
 * @param[out] ratio @nullable @array{count} likewise.
 * @param[out] tail @nullable @array{count} likewise.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (not so many gaps; nothing is written).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_gaps_shares(const coprod_pattern_gaps *gaps, size_t from, size_t count,
                                                    double *fair, double *ratio, double *tail);

/**
 * A gap as a sentence of the schema's labels and phrases: "Women aged 65 to 79 in quintile 1: 2 of the 5 needed; about
 * 1,900 live here".
 * @param[in] gaps the gaps.
 * @param[in] index 0 to count - 1.
 * @param[in] publish_from 0: true numbers; else no count below it is told, and the others as bands of 5; of people who
 *            live there, fewer than 100 (up to a publish_from of 10; 1,000 up to 100, and so on) are told as such,
 *            others by their first two digits.
 *            It must not be above the threshold or the people counted, which the list itself tells, nor be asked of a
 *            rate; and where gaps have a population, they are to be searched for with the same publish_from.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_RANGE (the list itself would tell more);
 *         COPROD_E_BUFFER.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_gaps_text(const coprod_pattern_gaps *gaps, size_t index,
                                                  uint64_t publish_from, char *buffer, size_t capacity,
                                                  size_t *needed);

/**
 * Gaps as JSON: `pattern-gaps/1`. In a view the number of all is a band too. Small counts may follow from the list all
 * the same: coprod_pattern_gaps_check().
 * @param[in] gaps the gaps.
 * @param[in] publish_from as for coprod_pattern_gaps_text().
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE; COPROD_E_BUFFER.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_gaps_json(const coprod_pattern_gaps *gaps, uint64_t publish_from,
                                                  char *buffer, size_t capacity, size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
