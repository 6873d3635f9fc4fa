/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_barriers.h
 * Before an event: who is likely to be shut out by its format, time, venue, cost, language or invitation, the sentence
 * that says so, and what would help. And who is asked too often, or the same thing twice.
 *
 * Rules are data with their source. An answer is one of four for each rule and event: the barrier is likely, it is not
 * known (the plan does not say: ask), it was removed (the plan says what was changed), or it is not there. Nobody is
 * counted here: a barrier is likely for a group of people, never certain for a person.
 *
 * Ids chain what belongs together: a group of a frame, the barriers in its way, the loop in which that was raised, and
 * what was changed. They are plain words; no other part of the library is asked.
 */
#ifndef COPROD_EQUITY_BARRIERS_H
#define COPROD_EQUITY_BARRIERS_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Rules: what of an event shuts whom out. Immutable, shared by threads. @since 0.4 */
typedef struct coprod_barrier_rules coprod_barrier_rules;

/** The barriers of a plan of events. Immutable, shared by threads. @since 0.4 */
typedef struct coprod_barriers coprod_barriers;

/** What is known of a barrier. @since 0.4 */
enum coprod_barrier_state {
    COPROD_BARRIER_LIKELY = 1,      /**< 1: the plan has it, and says of nothing that would remove it. */
    COPROD_BARRIER_NOT_KNOWN = 2,   /**< 2: the plan does not say enough; `asks` names what to ask. */
    COPROD_BARRIER_REMOVED = 3      /**< 3: the plan would have it, and says what was changed. */
};

/** What is to be said of how often a group was asked. They add up. @since 0.4 */
enum coprod_asked_finding {
    COPROD_ASKED_TOO_OFTEN = 1,     /**< 1: more often than the plan itself allows. */
    COPROD_ASKED_TWICE = 2          /**< 2: the same question more than once. */
};

/** What rules say of themselves. Its texts live as long as the rules. @since 0.4 */
typedef struct coprod_barrier_rules_info {
    size_t size;                  /**< sizeof(coprod_barrier_rules_info), set by the caller. */
    const char *id;               /**< Such as "nhs-providers-2024". */
    const char *version;          /**< Version of the data. */
    const char *title;            /**< For people. */
    const char *source_title;     /**< The source. */
    const char *source_address;   /**< Where it is. */
    const char *published;        /**< When it came out, as a date or a part of one; "" is not known. */
    const char *checked;          /**< When the words were last compared with it; "" is not known. */
    const char *fingerprint;      /**< SHA-256 of what can change an answer, 64 hexadecimal digits. */
    uint32_t aspect_count;        /**< Aspects that an event may have. */
    uint32_t group_count;         /**< Groups of people. */
    uint32_t rule_count;          /**< Rules. */
    uint32_t reserved;            /**< 0. */
} coprod_barrier_rules_info;

/** One rule. Its texts live as long as the rules. @since 0.4 */
typedef struct coprod_barrier_rule {
    size_t size;               /**< sizeof(coprod_barrier_rule), set by the caller. */
    const char *id;            /**< Such as "working-hours". */
    const char *title;         /**< For people. */
    const char *need;          /**< The class of access needs, such as "timing". */
    const char *quote;         /**< The sentence of the source. */
    const char *section;       /**< Where it stands in the source. */
    const char *adjustment;    /**< What would help. */
    uint32_t group_count;      /**< Groups that are likely to be shut out. */
    int32_t of_plan;           /**< 1: it asks about all events together; 0: about each. */
} coprod_barrier_rule;

/** The sums of a plan. Its texts live as long as the barriers. @since 0.4 */
typedef struct coprod_barriers_info {
    size_t size;                      /**< sizeof(coprod_barriers_info), set by the caller. */
    const char *id;                   /**< The plan; "" if it has none. */
    const char *title;                /**< For people; "" if it has none. */
    const char *rules_id;             /**< The rules. */
    const char *rules_version;        /**< Their version. */
    const char *rules_fingerprint;    /**< Their fingerprint. */
    uint32_t event_count;             /**< Events. */
    uint32_t barrier_count;           /**< Barriers: by event, then by rule; those of the whole plan stand last. */
    uint32_t likely;                  /**< Of them, those that are likely. */
    uint32_t not_known;               /**< Those of which the plan does not say enough. */
    uint32_t removed;                 /**< Those that were removed. */
    uint32_t asked_count;             /**< Groups, and groups with a question, that were asked. */
    uint32_t asked_findings;          /**< Of them, those of which there is something to be said. */
    uint32_t reserved;                /**< 0. */
} coprod_barriers_info;

/** One barrier of a plan. Its texts live as long as the barriers. @since 0.4 */
typedef struct coprod_barrier {
    size_t size;             /**< sizeof(coprod_barrier), set by the caller. */
    const char *event;       /**< Id of the event; "" for the whole plan. */
    const char *asks;        /**< The aspects that are not known, with commas; "" if all that matters is known. */
    const char *loop;        /**< Id of the loop in which it was raised; "" if there is none. */
    const char *change;      /**< What was changed; "" if nothing was. */
    uint32_t rule;           /**< Index of the rule, for coprod_barrier_rule_get(). */
    int32_t state;           /**< One of ::coprod_barrier_state. */
    const char *title;       /**< Title of the event; "" if it has none, and for the whole plan. */
    int32_t first_day;       /**< The first day of a session of the event, if has_day. */
    int32_t last_day;        /**< The last one. */
    int32_t has_day;         /**< 1: the day of some session is known. */
    int32_t reserved;        /**< 0. */
} coprod_barrier;

/** How often a group was asked, about all or about one question. Its texts live as long as the barriers. @since 0.4 */
typedef struct coprod_asked {
    size_t size;              /**< sizeof(coprod_asked), set by the caller. */
    const char *group;        /**< The group, in the plan's own words. */
    const char *question;     /**< The question; "" for all that the group was asked. */
    uint32_t times;           /**< Times in all. */
    uint32_t most_times;      /**< The most times within the days that the plan names; `times` if it names none. */
    int32_t first_day;        /**< The first time. */
    int32_t last_day;         /**< The last time. */
    int32_t findings;         /**< Sum of ::coprod_asked_finding; 0: nothing. */
    int32_t reserved;         /**< 0. */
} coprod_asked;

/**
 * The built-in rules, from NHS Providers (2024), Co-production and engagement with communities.
 * @param[in] allocator @nullable memory functions.
 * @param[out] rules @owned{coprod_barrier_rules_free} the rules; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_barrier_rules_builtin(const coprod_allocator *allocator, coprod_barrier_rules **rules);

/**
 * Loads rules of schema "barrier-rules/1".
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] rules @owned{coprod_barrier_rules_free} the rules; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_barrier_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
                                                   coprod_findings *findings, coprod_barrier_rules **rules);

/**
 * Gives rules back. Barriers that were found with them stay valid.
 * @param[in] rules @nullable the rules.
 * @since 0.4
 */
COPROD_API void coprod_barrier_rules_free(coprod_barrier_rules *rules);

/**
 * What rules say of themselves.
 * @param[in] rules the rules.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.4
 */
COPROD_API coprod_status coprod_barrier_rules_get(const coprod_barrier_rules *rules, coprod_barrier_rules_info *info);

/**
 * One rule.
 * @param[in] rules the rules.
 * @param[in] index 0 to `rule_count` - 1, in the order of the document.
 * @param[in,out] rule the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such index).
 * @since 0.4
 */
COPROD_API coprod_status coprod_barrier_rule_get(const coprod_barrier_rules *rules, size_t index,
                                                 coprod_barrier_rule *rule);

/**
 * A group of people that a rule shuts out.
 * @param[in] rules the rules.
 * @param[in] rule index of the rule.
 * @param[in] index 0 to the rule's `group_count` - 1.
 * @param[out] id @nullable the group's id, such as "carers"; lives as long as the rules; NULL on failure.
 * @param[out] title @nullable its title for people; lives as long as the rules; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such rule or index).
 * @since 0.4
 */
COPROD_API coprod_status coprod_barrier_rule_group(const coprod_barrier_rules *rules, size_t rule, size_t index,
                                                   const char **id, const char **title);

/**
 * An aspect that an event may have, for forms that ask for them.
 * @param[in] rules the rules.
 * @param[in] index 0 to `aspect_count` - 1.
 * @param[out] id @nullable its id, such as "step-free"; lives as long as the rules; NULL on failure.
 * @param[out] question @nullable what to ask, for people; lives as long as the rules; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such index).
 * @since 0.4
 */
COPROD_API coprod_status coprod_barrier_rules_aspect(const coprod_barrier_rules *rules, size_t index, const char **id,
                                                     const char **question);

/**
 * Finds the barriers of a plan of schema "event-plan/1". What an event does not say is not known; it is never taken
 * for a no. Cost: events times rules.
 * @param[in] rules the rules.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] barriers @owned{coprod_barriers_free} the barriers; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_barriers_load(const coprod_barrier_rules *rules, const char *json, size_t length,
                                              const coprod_allocator *allocator, coprod_findings *findings,
                                              coprod_barriers **barriers);

/**
 * Frees barriers.
 * @param[in] barriers @nullable the barriers.
 * @since 0.4
 */
COPROD_API void coprod_barriers_free(coprod_barriers *barriers);

/**
 * The sums of a plan.
 * @param[in] barriers the barriers.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.4
 */
COPROD_API coprod_status coprod_barriers_get(const coprod_barriers *barriers, coprod_barriers_info *info);

/**
 * One barrier.
 * @param[in] barriers the barriers.
 * @param[in] index 0 to `barrier_count` - 1: by event, then by rule; those of the whole plan stand last.
 * @param[in,out] barrier the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such index).
 * @since 0.4
 */
COPROD_API coprod_status coprod_barriers_barrier(const coprod_barriers *barriers, size_t index,
                                                 coprod_barrier *barrier);

/**
 * The barriers in the way of a group: of a group of the rules, or of a group of the plan's `people`, by which a group
 * of a frame is tied to groups of the rules.
 * @param[in] barriers the barriers.
 * @param[in] group the group's id.
 * @param[out] indices @nullable @array{capacity} indices of barriers that are likely, not known or removed, in order.
 * @param[in] capacity its elements.
 * @param[out] count @nullable how many there are; more than `capacity`: the first ones are there.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such group); COPROD_E_BUFFER (`capacity` is too small).
 * @since 0.4
 */
COPROD_API coprod_status coprod_barriers_for(const coprod_barriers *barriers, const char *group, uint32_t *indices,
                                             size_t capacity, size_t *count);

/**
 * How often a group was asked.
 * @param[in] barriers the barriers.
 * @param[in] index 0 to `asked_count` - 1: by group, in the order of first mention; its questions follow it.
 * @param[in,out] asked the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such index).
 * @since 0.4
 */
COPROD_API coprod_status coprod_barriers_asked(const coprod_barriers *barriers, size_t index, coprod_asked *asked);

/**
 * All of it as JSON of schema "barriers-answer/1".
 * @param[in] barriers the barriers.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity its bytes.
 * @param[out] needed @nullable bytes that the text needs, with the NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER.
 * @since 0.4
 */
COPROD_API coprod_status coprod_barriers_json(const coprod_barriers *barriers, char *buffer, size_t capacity,
                                              size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
