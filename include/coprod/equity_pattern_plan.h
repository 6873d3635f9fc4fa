/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_pattern_plan.h
 * Whom to invite next: the fewest people who close gaps, among people who exist, and a proof of how few it can be.
 *
 * A plan is asked in three parts: gaps with the people each needs, profiles of people who exist, and, where there are
 * any, partners through whom people are reached. The answer is a list of invitations. Each says what somebody has to be
 * to close its gaps, and leaves open the rest. The same question has the same answer, in whatever order its parts were
 * given. Whatever is added takes back a plan that was made. A plan tells what gaps need and how many people exist, and
 * is for nobody but whoever invites; a view of it may be published: coprod_pattern_plan_publish().
 */
#ifndef COPROD_EQUITY_PATTERN_PLAN_H
#define COPROD_EQUITY_PATTERN_PLAN_H

#include "equity_patterns.h"

#ifdef __cplusplus
extern "C" {
#endif

/** As many people as one may wish. @since 0.5 */
#define COPROD_PATTERN_NO_LIMIT UINT64_MAX
/** In place of a cost that is not known: which is not 0, and so also without partners. @since 0.5 */
#define COPROD_PATTERN_COST_UNKNOWN ((int64_t)-1)
/** Most partners of a plan. @since 0.5 */
#define COPROD_PATTERN_PARTNERS 64

/** Gaps, profiles, partners, and the plan that was made of them. One thread at a time. @since 0.5 */
typedef struct coprod_pattern_plan coprod_pattern_plan;

/** What became of a gap. @since 0.5 */
enum coprod_pattern_gap_state {
    COPROD_PATTERN_GAP_CLOSED = 0,        /**< 0: enough people are invited. */
    COPROD_PATTERN_GAP_OPEN = 1,          /**< 1: more could be reached, but a limit of the plan leaves it open. */
    COPROD_PATTERN_GAP_UNREACHABLE = 2    /**< 2: too few such people exist, or partners reach too few. */
};

/** Somebody who reaches people: an organisation, a clinic, a faith group. @since 0.5 */
typedef struct coprod_pattern_partner {
    size_t size;                /**< sizeof(coprod_pattern_partner), set by the caller. */
    const char *id;             /**< A word; no other partner has it. */
    const char *title;          /**< @nullable Its name. */
    const uint16_t *reaches;    /**< Patterns, one code of each attribute, one after another. */
    uint64_t pattern_count;     /**< Their number; each person whom one of them describes is reached. */
    uint64_t max_people;        /**< People who can be invited through it; 0: no limit. */
    int64_t cost_pence;         /**< Cost of each of them, or, of all partners, ::COPROD_PATTERN_COST_UNKNOWN. */
} coprod_pattern_partner;

/** How a plan is made. @since 0.5 */
typedef struct coprod_pattern_plan_options {
    size_t size;            /**< sizeof(coprod_pattern_plan_options), set by the caller. */
    uint64_t max_people;    /**< Most people to be invited, or ::COPROD_PATTERN_NO_LIMIT; 0: as the document says. */
    uint64_t work;          /**< Pairs of gaps and profiles to be looked at; 0: 100 million, half a second or some. To
                                 read what was given may take as many besides, or 100 million where that is more. */
    const int32_t *stop;    /**< @nullable A flag that another thread may set: the best plan so far is the answer. */
    const coprod_pattern_tally *counted;   /**< @nullable Who was counted already, to be taken off those of the same
                                                profile who exist: not known off not known. Not in a view. */
} coprod_pattern_plan_options;

/** A plan as a whole. @since 0.5 */
typedef struct coprod_pattern_plan_info {
    size_t size;                   /**< sizeof(coprod_pattern_plan_info), set by the caller. */
    uint64_t people;               /**< People to be invited. */
    uint64_t lower_bound;          /**< No plan that closes all that can be reached needs fewer people. */
    uint64_t greedy_people;        /**< People of the plan that takes, each time, who closes most. */
    uint64_t people_open;          /**< Sum of people whom open gaps still need, of those that could be reached. */
    uint64_t people_unreachable;   /**< Sum of people whom gaps need and nobody told of reaches. */
    uint64_t work;                 /**< Work that was done; of a view not for publication. */
    uint64_t taken_off;            /**< People who were counted already, and so do not exist here. */
    uint64_t publish_from;         /**< No count of people below it is told; 0: not a view. */
    uint64_t told_from;            /**< Groups of fewer people are not told of; 0: not a view. */
    int64_t cost_pence;            /**< Cost of all, at the least for these people; or here and below not known. */
    uint32_t invitation_count;     /**< Invitations. */
    uint32_t gap_count;            /**< Gaps, in the order in which they were added. */
    uint32_t gaps_closed;          /**< Gaps that are closed. */
    uint32_t gaps_open;            /**< Gaps that a limit leaves open. */
    uint32_t gaps_unreachable;     /**< Gaps that cannot be closed whatever is done. */
    uint32_t partner_count;        /**< Partners. */
    int32_t is_fewest;             /**< 1: all is closed that can be, and it is proved that no plan has fewer people. */
    int32_t is_searched;           /**< 1: every plan that could be smaller was looked at. */
    int32_t stopped;               /**< 1: the flag was set; 2: before any plan; what can be reached is not known. */
    int32_t is_estimated;          /**< 1: some of those who exist were not counted, but estimated from parts. */
    int32_t exist_unknown;         /**< 1: how many exist for invitations is not known: work or the flag ended it. */
    int32_t reserved;              /**< 0. */
} coprod_pattern_plan_info;

/** One invitation. Its codes live until the plan is changed, made again or freed. @since 0.5 */
typedef struct coprod_pattern_invitation {
    size_t size;                /**< sizeof(coprod_pattern_invitation), set by the caller. */
    const uint16_t *who;        /**< What somebody has to be to close its gaps: a pattern. */
    const uint16_t *example;    /**< A profile of people who exist, who are that; in a view `who` again. */
    uint64_t people;            /**< People to be invited. */
    uint64_t exist;             /**< People who are that, of those given whom the partner reaches; in a view about as
                                     many, of groups told of; COPROD_PATTERN_NO_LIMIT: no limit, or not known. */
    int64_t cost_pence;         /**< Cost of all of them. */
    const char *partner;        /**< Id of the partner through whom they are reached, or "". */
    uint32_t partner_index;     /**< Its index, or 4294967295. */
    uint32_t gap_count;         /**< Gaps that they close. */
} coprod_pattern_invitation;

/** What an invitation does for one gap. @since 0.5 */
typedef struct coprod_pattern_closing {
    size_t size;        /**< sizeof(coprod_pattern_closing), set by the caller. */
    uint64_t people;    /**< People whom it needs less. */
    uint32_t gap;       /**< Index of the gap. */
    int32_t reserved;   /**< 0. */
} coprod_pattern_closing;

/** What became of a gap. Its codes live until the plan is changed or freed. @since 0.5 */
typedef struct coprod_pattern_plan_gap {
    size_t size;               /**< sizeof(coprod_pattern_plan_gap), set by the caller. */
    const uint16_t *pattern;   /**< The gap. */
    uint64_t need;             /**< People whom it needs. */
    uint64_t reachable;        /**< People of them who can be reached at all; in a view, who are told of. */
    uint64_t invited;          /**< People of the plan whom it describes; may be more than it needs. */
    int32_t state;             /**< One of ::coprod_pattern_gap_state. */
    int32_t reserved;          /**< 0. */
} coprod_pattern_plan_gap;

/** What a partner does in a plan. @since 0.5 */
typedef struct coprod_pattern_partner_share {
    size_t size;           /**< sizeof(coprod_pattern_partner_share), set by the caller. */
    const char *id;        /**< Its id. */
    const char *title;     /**< Its name, or "". */
    uint64_t people;       /**< People invited through it. */
    uint64_t max_people;   /**< People who can be; 0: no limit. */
    int64_t cost_pence;    /**< Cost of those invited. */
} coprod_pattern_partner_share;

/**
 * Makes a plan without gaps, people and partners.
 * @param[in] schema the schema of all patterns and profiles. The plan keeps it alive.
 * @param[in] allocator @nullable memory functions.
 * @param[out] plan @owned{coprod_pattern_plan_free} the plan; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_new(const coprod_pattern_schema *schema,
                                                 const coprod_allocator *allocator, coprod_pattern_plan **plan);

/**
 * Loads gaps, people and partners: `{"schema": "pattern-plan/1", "gaps": [{"pattern": {attribute: value}, "need": 3}],
 * "people": [{"profile": {attribute: value}, "people": 120}], "partners": [{"id": ..., "reaches": [{attribute: value}],
 * "max_people": 10, "cost_pence": 1500}]}`. Without "people" in a profile there is no limit to them.
 * @param[in] schema the schema that it was written for. The plan keeps it alive.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] plan @owned{coprod_pattern_plan_free} the plan, not made yet; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_load(const coprod_pattern_schema *schema, const char *json, size_t length,
                                                  const coprod_allocator *allocator, coprod_findings *findings,
                                                  coprod_pattern_plan **plan);

/**
 * Frees a plan.
 * @param[in] plan @nullable the plan.
 * @since 0.5
 */
COPROD_API void coprod_pattern_plan_free(coprod_pattern_plan *plan);

/**
 * The schema of a plan.
 * @param[in] plan @nullable the plan.
 * @return the schema, which lives as long as the plan; NULL for NULL.
 * @since 0.5
 */
COPROD_API const coprod_pattern_schema *coprod_pattern_plan_schema(const coprod_pattern_plan *plan);

/**
 * Adds gaps: all of them, or none.
 * @param[in,out] plan the plan; unchanged on failure.
 * @param[in] patterns @array{count} for each gap as many codes as there are attributes: indexes of values, or
 *            ::COPROD_PATTERN_ANY.
 * @param[in] needs @nullable @array{count} people whom each needs, 1 or more; NULL: 1 each.
 * @param[in] count their number.
 * @param[in,out] bad @nullable the first wrong code, if there is one; `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (a code that is no value; `bad` says where);
 *         COPROD_E_RANGE (a need of 0, or of more than 2^40 people in all); COPROD_E_LIMIT (more than 2^24 gaps);
 *         COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_add_gaps(coprod_pattern_plan *plan, const uint16_t *patterns,
                                                      const uint64_t *needs, size_t count,
                                                      coprod_pattern_bad_code *bad);

/**
 * Makes a plan a view that may be published, or no view. Its sentences and its JSON are then made of what may be
 * published, and of nothing else. A gap that was found needs what a reader of the published list of gaps has to think.
 * A group of people, all who meet the same gaps and are reached by the same partners, exists if it has 100 people or
 * more (up to a publish_from of 10; 1,000 up to 100, and so on), by two digits of their number, as populations are
 * told in the list of gaps. So a gap is told as one that cannot be closed where such people exist, but in groups that
 * are too small. Gaps and needs that a caller wrote are told as they stand.
 * @param[in,out] plan the plan; unchanged on failure.
 * @param[in] publish_from no count below it is told; sums: coprod_pattern_gaps_check(); 0, as at first: no view.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE (more than 2^40, or gaps that were found are there already and
 *         were read by another number).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_publish(coprod_pattern_plan *plan, uint64_t publish_from);

/**
 * People whom a gap needs: what is missing up to the threshold; in a view, counted from the lower end of the band that
 * coprod_pattern_gaps_text() tells.
 * @param[in] schema the schema whose bands they are.
 * @param[in] count people counted in it.
 * @param[in] threshold people whom a pattern needs.
 * @param[in] publish_from as of coprod_pattern_plan_publish().
 * @param[out] need their number; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE (no gap, or the threshold tells more than may be told).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_need(const coprod_pattern_schema *schema, uint64_t count,
                                                  uint64_t threshold, uint64_t publish_from, uint64_t *need);

/**
 * Adds the gaps that were found, each with the people whom it still needs, coprod_pattern_plan_need(); of gaps by a
 * rate, one person each.
 * @param[in,out] plan the plan; unchanged on failure.
 * @param[in] gaps gaps of the same schema.
 * @param[in] once 1: one person each is enough; 0: as many as each needs.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_FINGERPRINT (another schema); COPROD_E_RANGE (gaps that were
 *         only counted, or are not all; of a view, of which coprod_pattern_gaps_text() refuses it; or needs above 2^40
 *         people in all); COPROD_E_LIMIT (more than 2^24 gaps); COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_add_found(coprod_pattern_plan *plan, const coprod_pattern_gaps *gaps,
                                                       int32_t once);

/**
 * Adds people who exist: all profiles, or none. A profile that was there already has more people then.
 * @param[in,out] plan the plan; unchanged on failure.
 * @param[in] codes @array{count} for each profile one code of each attribute: indexes of values, or
 *            ::COPROD_PATTERN_ANY where the value is not known and may be.
 * @param[in] people @nullable @array{count} how many of each exist, or ::COPROD_PATTERN_NO_LIMIT; NULL: no limit.
 * @param[in] count their number.
 * @param[in,out] bad @nullable the first wrong code, if there is one; `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (a code that is no value; `bad` says where);
 *         COPROD_E_LIMIT (more than 2^28 profiles); COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_add_people(coprod_pattern_plan *plan, const uint16_t *codes,
                                                        const uint64_t *people, size_t count,
                                                        coprod_pattern_bad_code *bad);

/**
 * Adds the people of a tally, such as the population.
 * @param[in,out] plan the plan; unchanged on failure.
 * @param[in] tally a tally of the same schema.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_FINGERPRINT (another schema); COPROD_E_LIMIT (more than 2^28
 *         profiles); COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_add_tally(coprod_pattern_plan *plan, const coprod_pattern_tally *tally);

/**
 * Adds a population: of people who were counted, their profiles. Of parts, when the plan is made, each profile of those
 * attributes that gaps or partners name, in which at least one person is estimated to live, with that number
 * (coprod_pattern_people_count()); where only what is impossible is said, all others without limit.
 * @param[in,out] plan the plan; unchanged on failure.
 * @param[in] people a population of the same schema. The plan keeps it alive.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_FINGERPRINT (another schema); COPROD_E_LIMIT (more than 2^28
 *         profiles that were counted, or more than 64 populations that were not); COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_add_population(coprod_pattern_plan *plan,
                                                            const coprod_pattern_people *people);

/**
 * Adds a partner. With one partner or more, nobody is invited but through them.
 * @param[in,out] plan the plan; unchanged on failure.
 * @param[in] partner the partner, which is copied.
 * @param[in,out] bad @nullable the first wrong code of its patterns, if there is one; `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT (no id, or no patterns); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_TEXT
 *         (an id that is no word, or a name that is not UTF-8); COPROD_E_UNKNOWN (a code that is no value; `bad` says
 *         where); COPROD_E_RANGE (an id that is there already, a cost below 0 or above 10^12 pence, or one known where
 *         others are not, or not where they are); COPROD_E_LIMIT (over 64 partners, or 2^20 patterns); COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_add_partner(coprod_pattern_plan *plan,
                                                         const coprod_pattern_partner *partner,
                                                         coprod_pattern_bad_code *bad);

/**
 * Makes the plan: the fewest people who close the gaps, as far as work goes; never more than the greedy plan has.
 * @param[in,out] plan the plan; unchanged on failure.
 * @param[in] options @nullable settings; NULL for the defaults.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_FINGERPRINT (people counted by
 *         another schema); COPROD_E_RANGE (people counted, and a view); COPROD_E_LIMIT (more than 2^28 pairs of gaps
 *         and profiles, values times patterns above 2^32, or more work to read them than allowed; of parts, over 2^20
 *         profiles, or most people in profiles of less than one, as so many attributes are named); COPROD_E_OVERFLOW
 *         (a cost beyond 64 bits); COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_make(coprod_pattern_plan *plan,
                                                  const coprod_pattern_plan_options *options);

/**
 * The plan as a whole.
 * @param[in] plan the plan.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (it was not made yet).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_get(const coprod_pattern_plan *plan, coprod_pattern_plan_info *info);

/**
 * An invitation of a plan; those who could close most gaps come first.
 * @param[in] plan the plan.
 * @param[in] index 0 to invitation_count - 1.
 * @param[in,out] invitation the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such invitation).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_invitation(const coprod_pattern_plan *plan, uint32_t index,
                                                        coprod_pattern_invitation *invitation);

/**
 * What an invitation closes. Summed over the invitations, no gap gets more than it needs.
 * @param[in] plan the plan.
 * @param[in] invitation 0 to invitation_count - 1.
 * @param[in] index 0 to its gap_count - 1.
 * @param[in,out] closing the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such invitation, or no such gap of it).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_closing(const coprod_pattern_plan *plan, uint32_t invitation,
                                                     uint32_t index, coprod_pattern_closing *closing);

/**
 * What became of a gap.
 * @param[in] plan the plan.
 * @param[in] index 0 to gap_count - 1, in the order in which they were added.
 * @param[in,out] gap the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such gap, or no plan).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_gap_get(const coprod_pattern_plan *plan, uint32_t index,
                                                     coprod_pattern_plan_gap *gap);

/**
 * What a partner does.
 * @param[in] plan the plan.
 * @param[in] index 0 to partner_count - 1, in the order in which they were added.
 * @param[in,out] share the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such partner, or no plan).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_partner_get(const coprod_pattern_plan *plan, uint32_t index,
                                                         coprod_pattern_partner_share *share);

/**
 * An invitation as a sentence: "Women in quintile 1: invite 2 through The clinic, who count for 3 gaps; about 1,900
 * are reached" ("exist" without a partner), or, of the very people of another one, "of the same 1,900 or so".
 * @param[in] plan the plan.
 * @param[in] index 0 to invitation_count - 1.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such invitation); COPROD_E_BUFFER.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_text(const coprod_pattern_plan *plan, uint32_t index, char *buffer,
                                                  size_t capacity, size_t *needed);

/**
 * What became of a gap as a sentence: "Men in quintile 5: 2 of the 3 needed are invited; no more can be reached", or,
 * of a view, "2 of up to 10 needed are invited; no more are told of".
 * @param[in] plan the plan.
 * @param[in] index 0 to gap_count - 1.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such gap); COPROD_E_BUFFER.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_gap_text(const coprod_pattern_plan *plan, uint32_t index, char *buffer,
                                                      size_t capacity, size_t *needed);

/**
 * The plan as JSON, `pattern-plan-answer/1`, with ids of attributes and values; a view tells no examples.
 * @param[in] plan the plan.
 * @param[out] buffer @nullable @array{capacity} the document.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_UNKNOWN (it was not made yet).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_plan_json(const coprod_pattern_plan *plan, char *buffer, size_t capacity,
                                                  size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
