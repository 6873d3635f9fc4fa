/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/reimburse_plan.h
 * Before anything is paid: who gains under another policy, what is left below a threshold, what a plan will cost.
 *
 * Included by coprod/reimburse.h. All three price claims by coprod_reimburse(). What is not known is no part of a sum.
 * No answer ever says that somebody may do something: it says to seek advice.
 */
#ifndef COPROD_REIMBURSE_PLAN_H
#define COPROD_REIMBURSE_PLAN_H

#include "reimburse.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Claims priced under two policies, side by side. Immutable, shared by threads. @since 0.2 */
typedef struct coprod_comparison coprod_comparison;

/** What a plan costs under a policy. Immutable, shared by threads. @since 0.2 */
typedef struct coprod_budget coprod_budget;

/** What changes. @since 0.2 */
enum coprod_change_kind {
    COPROD_CHANGE_DURATION = 1,   /**< 1: minutes of a session in a role. */
    COPROD_CHANGE_DISTANCE = 2    /**< 2: whole miles in a vehicle, in thousandths of a mile. */
};

/** How policies are compared; zero is every default. @since 0.2 */
typedef struct coprod_compare_options {
    size_t size;              /**< sizeof(coprod_compare_options), set by the caller. */
    const char *same_roles;   /**< Roles that are one under two ids: "from-id=to-id", with commas; or NULL. */
    int32_t on;               /**< The day of the smallest changes, if has_on; else the last day of the claims. */
    int32_t has_on;           /**< 1 or 0. */
    int32_t known_on;         /**< Use what was known on this day, if has_known_on. */
    int32_t has_known_on;     /**< 1, or 0: everything that the policies hold is known. */
} coprod_compare_options;

/** The sums of a comparison. Its texts live as long as the comparison. @since 0.2 */
typedef struct coprod_comparison_info {
    size_t size;                   /**< sizeof(coprod_comparison_info), set by the caller. */
    const char *from_id;           /**< The first policy. */
    const char *from_version;      /**< Its version. */
    const char *from_fingerprint;  /**< Its fingerprint. */
    const char *to_id;             /**< The second policy. */
    const char *to_version;        /**< Its version. */
    const char *to_fingerprint;    /**< Its fingerprint. */
    int64_t from_pence;            /**< To be paid for all claims under the first, less what is to be repaid. */
    int64_t to_pence;              /**< The same under the second. */
    int64_t difference_pence;      /**< The second less the first. */
    uint32_t claim_count;          /**< Claims, in the order given. */
    uint32_t change_count;         /**< Smallest changes. */
    uint32_t claims_gain;          /**< Claims that are paid more under the second. */
    uint32_t claims_lose;          /**< Less. */
    uint32_t claims_same;          /**< The same. */
    uint32_t claims_not_known;     /**< With a line that is undetermined or held, or whose word one policy lacks. */
    uint32_t people_gain;          /**< People who are paid more under the second, over all of their claims. */
    uint32_t people_lose;          /**< Less. */
    uint32_t people_same;          /**< The same. */
    uint32_t people_not_known;     /**< With such a line: in none of the three. */
    int32_t on;                    /**< The day of the smallest changes, if has_on. */
    int32_t has_on;                /**< 1, or 0: no day was given, and no claim has one. */
} coprod_comparison_info;

/** One claim under both policies. Its texts live as long as the comparison. @since 0.2 */
typedef struct coprod_compared_claim {
    size_t size;                /**< sizeof(coprod_compared_claim), set by the caller. */
    const char *id;             /**< The claim. */
    const char *person;         /**< The person. */
    int64_t from_pence;         /**< To be paid under the first policy, less what is to be repaid of an advance. */
    int64_t to_pence;           /**< The same under the second. */
    int64_t difference_pence;   /**< The second less the first. */
    uint32_t line_count;        /**< Lines, in the order of the claim. */
    int32_t known;              /**< 1, or 0: a line is undetermined or held, or its word unknown, under one of them. */
} coprod_compared_claim;

/** One line under both policies. Its texts live as long as the comparison. @since 0.2 */
typedef struct coprod_compared_line {
    size_t size;                /**< sizeof(coprod_compared_line), set by the caller. */
    const char *id;             /**< The line. */
    const char *type;           /**< What it is for. */
    int64_t from_pence;         /**< What goes to the person for it under the first policy. */
    int64_t to_pence;           /**< Under the second. */
    int64_t difference_pence;   /**< The second less the first; 0 if it is not known. */
    int32_t from_outcome;       /**< One of ::coprod_outcome. */
    int32_t to_outcome;         /**< One of ::coprod_outcome. */
    int32_t from_reason;        /**< The reason that decides, one of ::coprod_why. */
    int32_t to_reason;          /**< One of ::coprod_why. */
    int32_t known;              /**< 1, or 0: undetermined, or held in whole or in part, under one of them. */
    int32_t reserved;           /**< 0. */
} coprod_compared_line;

/** The smallest session, or journey, of somebody with no other claim that is paid differently. @since 0.2 */
typedef struct coprod_policy_change {
    size_t size;             /**< sizeof(coprod_policy_change), set by the caller. */
    const char *id;          /**< The role under the first policy, or the vehicle; lives as long as the comparison. */
    const char *to_id;       /**< The role under the second policy, or the vehicle. */
    const char *expense;     /**< Of a vehicle: the expense under the first policy; else "". */
    const char *country;     /**< Of a vehicle whose rate turns on it; else "". */
    const char *fuel;        /**< Of a vehicle whose rate turns on it; else "". */
    int64_t at;              /**< Minutes, 1 to 1440; or thousandths of a mile, 1000 to 100000000, of whole miles. */
    int64_t from_pence;      /**< What is paid for it under the first policy. */
    int64_t to_pence;        /**< Under the second. */
    int32_t kind;            /**< One of ::coprod_change_kind. */
    int32_t engine_cc;       /**< Of a vehicle whose rate turns on it; else -1. */
    int32_t from_outcome;    /**< One of ::coprod_outcome. */
    int32_t to_outcome;      /**< One of ::coprod_outcome. */
    int32_t from_reason;     /**< One of ::coprod_why. */
    int32_t to_reason;       /**< One of ::coprod_why. */
} coprod_policy_change;

/** What to ask of a check; zero is every default. @since 0.2 */
typedef struct coprod_headroom_question {
    size_t size;               /**< sizeof(coprod_headroom_question), set by the caller. */
    const char *check;         /**< Id of a check: a cliff, disregard, total or taper. */
    const char *person;        /**< The person, as claims name them; NULL: nothing was counted before. */
    const char *role;          /**< A role of the policy, for minutes and sessions; NULL: none. */
    int64_t other_pence;       /**< Earned elsewhere in the period, if has_other; 0 to 100000000. */
    int64_t planned_pence;     /**< A payment that is planned, if has_planned; 0 to 100000000. */
    int64_t net_pence;         /**< What is to be left of an offer, if has_net; 0 to 100000000. */
    int32_t other_minutes;     /**< Worked elsewhere in the period, if has_other; 0 to 527040. */
    int32_t session_minutes;   /**< One session, or the time of what is planned; 0 to 527040, 0: none. */
    int32_t day;               /**< A day of the period: of the activity or of the payment, whichever the check asks. */
    int32_t known_on;          /**< Use what was known on this day, if has_known_on. */
    int32_t has_known_on;      /**< 1 or 0. */
    int32_t has_other;         /**< 1, or 0: other earnings are not known. */
    int32_t has_planned;       /**< 1 or 0. */
    int32_t has_net;           /**< 1 or 0. */
} coprod_headroom_question;

/** What is left below a threshold, as far as is known here. Its texts live as long as the policy. @since 0.2 */
typedef struct coprod_headroom {
    size_t size;                 /**< sizeof(coprod_headroom), set by the caller. */
    const char *label;           /**< For people. */
    const char *kind;            /**< "cliff", "disregard", "total" or "taper". */
    const char *source_title;    /**< The source of the limit, or of the check. */
    const char *currency;        /**< Of the policy. */
    const char *role;            /**< The role that was asked about, or "". */
    int64_t limit_pence;         /**< The limit, or the allowance of a taper, half-up. */
    int64_t earned_pence;        /**< Counted in the period so far, other earnings too. */
    int64_t left_pence;          /**< The most that may still be earned inside, or before a taper; 0 if none. */
    int64_t next_pence;          /**< The next cliff: the smallest sum of the period that is outside. */
    int64_t minutes;             /**< Counted in the period so far. */
    int64_t minutes_less_than;   /**< The limit of time, if has_time. */
    int64_t left_minutes;        /**< The most minutes that stay below it, if has_time; 0 if none. */
    int64_t session_minutes;     /**< As asked. */
    int64_t session_pence;       /**< What such a session is paid. */
    int64_t most_sessions;       /**< The most of them, each paid like that, that stay inside, if has_sessions. */
    int64_t most_minutes;        /**< The longest session in the role that stays inside, if has_most_minutes. */
    int64_t most_minutes_pence;  /**< What that is paid. */
    int64_t decline_pence;       /**< The least to decline of what is planned to stay inside, if has_decline. */
    int64_t net_pence;           /**< As asked. */
    int64_t offer_pence;         /**< The smallest payment that leaves so much before it is rounded, if has_offer. */
    int32_t first_day;           /**< First day of the period. */
    int32_t last_day;            /**< Its last day. */
    int32_t status;              /**< Of what was counted so far, one of ::coprod_check_status. */
    int32_t session_reason;      /**< Why such a session has no price, one of ::coprod_why; 0 if it has one. */
    int32_t has_limit;           /**< 1, or 0: no value is known for the day, and nothing of money can be said. */
    int32_t has_time;            /**< 1, or 0: the check has no limit of time. */
    int32_t has_sessions;        /**< 1, or 0: not asked, no price, or the check does not count such a session. */
    int32_t has_most_minutes;    /**< 1 or 0, likewise. */
    int32_t has_decline;         /**< 1, or 0: not asked, or declining all would not be enough. */
    int32_t has_offer;           /**< 1, or 0: not asked, or no payment leaves so much. */
} coprod_headroom;

/** What sums of a budget are of. The sums of each add up to the whole. @since 0.2 */
enum coprod_budget_by {
    COPROD_BUDGET_SESSIONS = 1,      /**< 1: sessions in the order of the plan; "" is what belongs to none. */
    COPROD_BUDGET_PAYERS = 2,        /**< 2: who pays; "" is not said. */
    COPROD_BUDGET_YEARS = 3,         /**< 3: financial years of the policy. */
    COPROD_BUDGET_PAYER_YEARS = 4,   /**< 4: who pays, in each financial year. */
    COPROD_BUDGET_KINDS = 5,         /**< 5: payment, expense, venue, interpreter, staff, partner, or a cost's word. */
    COPROD_BUDGET_PURPOSES = 6       /**< 6: kinds of sessions, such as induction; "" as above. */
};

/** The whole of a budget. Its texts live as long as the budget. Threes are low, expected, high. @since 0.2 */
typedef struct coprod_budget_info {
    size_t size;                 /**< sizeof(coprod_budget_info), set by the caller. */
    const char *id;              /**< The plan. */
    const char *title;           /**< Its title. */
    const char *policy_id;       /**< The policy behind it. */
    const char *policy_version;  /**< Its version. */
    const char *fingerprint;     /**< Its fingerprint. */
    int64_t pence[3];            /**< Cost to the organisation: low, expected, high. */
    int64_t left_pence[3];       /**< What people spend and do not get back. */
    int64_t people_minutes[3];   /**< Time of all people in sessions and preparing for them. */
    int64_t staff_minutes[3];    /**< Time of staff. */
    uint32_t line_count;         /**< Lines, in the order of the plan. */
    uint32_t not_known;          /**< Lines that are undetermined, or held at least in part: no part of any sum. */
    uint32_t not_paid;           /**< Lines that the policy does not pay. */
    uint32_t reserved;           /**< 0. */
} coprod_budget_info;

/** One sum of a budget. Its texts live as long as the budget. @since 0.2 */
typedef struct coprod_budget_sum {
    size_t size;           /**< sizeof(coprod_budget_sum), set by the caller. */
    const char *id;        /**< The session, payer, kind or purpose; of a year "". */
    const char *title;     /**< Of a session; else "". */
    int64_t pence[3];      /**< Low, expected, high. */
    uint32_t known;        /**< Lines that are part of it; 0: the sum is not known. */
    uint32_t not_known;    /**< Lines that are not, or not wholly, because they are not known. */
    int32_t first_day;     /**< First day of the financial year; of other sums 0. */
    int32_t last_day;      /**< Its last day; of other sums 0. */
} coprod_budget_sum;

/** One line of a budget. Its texts live as long as the budget. @since 0.2 */
typedef struct coprod_budget_line {
    size_t size;               /**< sizeof(coprod_budget_line), set by the caller. */
    const char *session;       /**< Id of the session, or "". */
    const char *title;         /**< For people. */
    const char *type;          /**< The type of the claim's line behind it, or "": the plan gives the amount. */
    const char *kind;          /**< As in ::COPROD_BUDGET_KINDS. */
    const char *payer;         /**< Who pays, or "". */
    int64_t unit_pence[3];     /**< Cost of one: low, expected, high. */
    int64_t count[3];          /**< How many. */
    int64_t pence[3];          /**< Cost of all; what is not known is no part of it. */
    int32_t day;               /**< Its day. */
    int32_t known;             /**< 1, or 0: undetermined, or held at least in part, in one of the three. */
    int32_t outcome;           /**< Of one, expected; one of ::coprod_outcome. */
    int32_t reason;            /**< One of ::coprod_why. */
} coprod_budget_line;

/**
 * Prices claims under two policies; what was counted goes on from each claim to the next of the same person. Then finds
 * the smallest change on one day for each role that both know, over all minutes to 24 hours, and for each vehicle, over
 * all whole miles, with receipt and approval: durations first, the smallest first. Cost: two pricings of each claim; up
 * to 2880 of a line for each role, few for a vehicle, or 200000 where a limit, a cap or rounding could differ too.
 * @param[in] from the first policy.
 * @param[in] to the second, of the same currency.
 * @param[in] claims @nullable @array{count} the claims; NULL if count is 0.
 * @param[in] count how many.
 * @param[in] options @nullable NULL for the defaults.
 * @param[in] allocator @nullable memory functions.
 * @param[out] comparison @owned{coprod_comparison_free} the comparison; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT (two currencies, too); COPROD_E_UNKNOWN (same_roles); COPROD_E_RANGE (a claim of
 *         one person twice); COPROD_E_OVERFLOW; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_policy_compare(const coprod_policy *from, const coprod_policy *to,
                                               const coprod_payment_claim *const *claims, size_t count,
                                               const coprod_compare_options *options,
                                               const coprod_allocator *allocator, coprod_comparison **comparison);

/** Frees a comparison. @param[in] comparison @nullable the comparison. @since 0.2 */
COPROD_API void coprod_comparison_free(coprod_comparison *comparison);

/**
 * The sums of a comparison.
 * @param[in] comparison the comparison.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.2
 */
COPROD_API coprod_status coprod_comparison_get(const coprod_comparison *comparison, coprod_comparison_info *info);

/**
 * One claim of a comparison.
 * @param[in] comparison the comparison.
 * @param[in] index 0 to claim_count - 1.
 * @param[in,out] claim the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.2
 */
COPROD_API coprod_status coprod_comparison_get_claim(const coprod_comparison *comparison, uint32_t index,
                                                     coprod_compared_claim *claim);

/**
 * One line of a claim of a comparison.
 * @param[in] comparison the comparison.
 * @param[in] claim 0 to claim_count - 1.
 * @param[in] index 0 to the claim's line_count - 1.
 * @param[in,out] line the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.2
 */
COPROD_API coprod_status coprod_comparison_get_line(const coprod_comparison *comparison, uint32_t claim,
                                                    uint32_t index, coprod_compared_line *line);

/**
 * One smallest change. @see coprod_policy_compare() @since 0.2
 * @param[in] comparison the comparison.
 * @param[in] index 0 to change_count - 1.
 * @param[in,out] change the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 */
COPROD_API coprod_status coprod_comparison_get_change(const coprod_comparison *comparison, uint32_t index,
                                                      coprod_policy_change *change);

/**
 * A comparison as JSON, schema `comparison/1`, with its sentences.
 * @param[in] comparison the comparison.
 * @param[in] texts @nullable the catalogue; NULL for plain English.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_comparison_json(const coprod_comparison *comparison, const coprod_texts *texts,
                                                char *buffer, size_t capacity, size_t *needed);

/**
 * What is left in a period before a check is outside, as coprod_reimburse() would find it: pence, minutes, sessions.
 * Cost: up to 1440 pricings of one line if a role is asked about, else constant.
 * @param[in] policy the policy.
 * @param[in] ledger @nullable what was counted before; NULL: nothing.
 * @param[in] question what is asked.
 * @param[in,out] headroom the caller's struct, `size` set.
 * @return COPROD_OK (whatever is left); COPROD_E_ARGUMENT (a check of single lines, too); COPROD_E_UNKNOWN (check or
 *         role); COPROD_E_RANGE; COPROD_E_FINGERPRINT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_check_headroom(const coprod_policy *policy, const coprod_ledger *ledger,
                                               const coprod_headroom_question *question, coprod_headroom *headroom);

/**
 * What is left, in sentences.
 * @param[in] headroom an answer whose policy still lives.
 * @param[in] texts @nullable the catalogue; NULL for plain English.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT (no answer, too); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_BUFFER.
 * @since 0.2
 */
COPROD_API coprod_status coprod_headroom_text(const coprod_headroom *headroom, const coprod_texts *texts, char *buffer,
                                              size_t capacity, size_t *needed);

/**
 * Reads a plan, schema `plan-budget/1`, and prices it: a claim of one person for each session and day, with receipts
 * and nothing counted before, times the people. Cost: linear in sessions, days and expenses.
 * @param[in] policy the policy.
 * @param[in] json @array{length} the plan.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] options @nullable what is known; NULL for the defaults.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] budget @owned{coprod_budget_free} the budget; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_OVERFLOW; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_budget_load(const coprod_policy *policy, const char *json, size_t length,
                                            const coprod_reimburse_options *options,
                                            const coprod_allocator *allocator, coprod_findings *findings,
                                            coprod_budget **budget);

/** Frees a budget. @param[in] budget @nullable the budget. @since 0.2 */
COPROD_API void coprod_budget_free(coprod_budget *budget);

/**
 * The whole of a budget.
 * @param[in] budget the budget.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.2
 */
COPROD_API coprod_status coprod_budget_get(const coprod_budget *budget, coprod_budget_info *info);

/**
 * One sum of a budget.
 * @param[in] budget the budget.
 * @param[in] by one of ::coprod_budget_by.
 * @param[in] index 0 and on; payers, kinds and purposes come in the order of the plan, years by their day.
 * @param[in,out] sum the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (beyond the last, or no such sums).
 * @since 0.2
 */
COPROD_API coprod_status coprod_budget_get_sum(const coprod_budget *budget, int32_t by, uint32_t index,
                                               coprod_budget_sum *sum);

/**
 * One line of a budget.
 * @param[in] budget the budget.
 * @param[in] index 0 to line_count - 1.
 * @param[in,out] line the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.2
 */
COPROD_API coprod_status coprod_budget_get_line(const coprod_budget *budget, uint32_t index,
                                                coprod_budget_line *line);

/**
 * A budget as JSON, schema `budget/1`, with its sentences. @see coprod_comparison_json() @since 0.2
 * @param[in] budget the budget.
 * @param[in] texts @nullable the catalogue; NULL for plain English.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_MEMORY.
 */
COPROD_API coprod_status coprod_budget_json(const coprod_budget *budget, const coprod_texts *texts, char *buffer,
                                            size_t capacity, size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
