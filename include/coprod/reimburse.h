/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/reimburse.h
 * What do we owe the people who gave us their time? A claim priced by a policy, to the penny and the day.
 *
 * A policy and a claim are JSON documents; a ledger carries what was counted before: miles of a tax year, caps,
 * receipts. coprod_reimburse() is pure: the same policy, ledger, claim and day give the same answer, and nothing that
 * was given is changed. The answer explains itself line by line: the rule, the rate, its dates and its source, the
 * arithmetic, and what would change it. What is not known is undetermined; it is never a guess and never zero pence of
 * something.
 *
 * Checks speak of thresholds of benefits and of wages. They warn, they never change money, and they never say that
 * something is allowed: they say when to seek advice.
 *
 * Why a line came out as it did: coprod/reimburse_explain.h. What was counted before: coprod/reimburse_ledger.h. Many
 * claims and columns: coprod/reimburse_batch.h. Policies themselves: coprod/reimburse_policy.h. This header includes
 * them all.
 */
#ifndef COPROD_REIMBURSE_H
#define COPROD_REIMBURSE_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is owed for what, as data. Immutable, shared by threads. @since 0.2 */
typedef struct coprod_policy coprod_policy;

/** One person's claim for payment, as read; it is priced under any policy. Immutable, shared by threads. @since 0.2 */
typedef struct coprod_payment_claim coprod_payment_claim;

/**
 * What was counted before, by person: exact integers that add up in any order. Bound to what its policy counts, not to
 * the policy's rates: it lives on through new rates. One thread at a time. @since 0.2
 */
typedef struct coprod_ledger coprod_ledger;

/** A claim priced by a policy. Reusable; one thread at a time while it is being filled. @since 0.2 */
typedef struct coprod_payment coprod_payment;

/** What became of a line. @since 0.2 */
enum coprod_outcome {
    COPROD_OUTCOME_PAID = 1,           /**< 1: in full under the rules that apply. */
    COPROD_OUTCOME_PAID_CAPPED = 2,    /**< 2: a stated limit made it lower. */
    COPROD_OUTCOME_PAID_REDUCED = 3,   /**< 3: lower for another reason. */
    COPROD_OUTCOME_REJECTED = 4,       /**< 4: nothing is paid. */
    COPROD_OUTCOME_HELD = 5,           /**< 5: a person decides. */
    COPROD_OUTCOME_UNDETERMINED = 6,   /**< 6: the policy, or the claim, does not say enough. */
    COPROD_OUTCOME_WAIVED = 7,         /**< 7: the person declined the whole of it. */
    COPROD_OUTCOME_DONATED = 8,        /**< 8: it goes to a third party. */
    COPROD_OUTCOME_DIRECT = 9,         /**< 9: the organisation paid the supplier. */
    COPROD_OUTCOME_INFORMATION = 10    /**< 10: only the checks use it; never money. */
};

/** Why. coprod_why_name() gives the word, coprod_payment_line_text() the sentence. @since 0.2 */
enum coprod_why {
    COPROD_WHY_NOTHING = 0,               /**< 0: no reason is needed. */
    COPROD_WHY_RATE_UNKNOWN = 1,          /**< 1: no dated row for the day, or not known then. */
    COPROD_WHY_BAND_GAP = 2,              /**< 2: the value lies in no band. */
    COPROD_WHY_BAND_OVERLAP = 3,          /**< 3: the value lies in two bands. */
    COPROD_WHY_THRESHOLD_MISSING = 4,     /**< 4: the policy's words give no number. */
    COPROD_WHY_ROLE_UNPAID = 5,           /**< 5: the role has no fee. */
    COPROD_WHY_NOT_ELIGIBLE = 6,          /**< 6: the policy excludes it. */
    COPROD_WHY_CONDITION_NOT_MET = 7,     /**< 7: a condition of the rule does not hold. */
    COPROD_WHY_RECEIPT_MISSING = 8,       /**< 8: the policy asks for a receipt. */
    COPROD_WHY_APPROVAL_MISSING = 9,      /**< 9: the policy asks for approval. */
    COPROD_WHY_DOWNGRADED = 10,           /**< 10: paid at a lower rate by a condition of the policy. */
    COPROD_WHY_LIMIT = 11,                /**< 11: above a limit of the rule itself. */
    COPROD_WHY_CAP = 12,                  /**< 12: above a cap over several lines. */
    COPROD_WHY_CAP_EXHAUSTED = 13,        /**< 13: nothing was left under a cap. */
    COPROD_WHY_ATTENDED_LESS = 14,        /**< 14: attended for less time than scheduled. */
    COPROD_WHY_OVERLAP = 15,              /**< 15: at the same time as another session. */
    COPROD_WHY_REQUESTED_LESS = 16,       /**< 16: the person asked for less. */
    COPROD_WHY_LATE = 17,                 /**< 17: submitted after the window. */
    COPROD_WHY_BEFORE_EVENT = 18,         /**< 18: submitted before the event. */
    COPROD_WHY_DUPLICATE = 19,            /**< 19: claimed already. */
    COPROD_WHY_INVALID_NUMBER = 20,       /**< 20: more decimals than its unit has. */
    COPROD_WHY_NEGATIVE = 21,             /**< 21: below zero. */
    COPROD_WHY_OUT_OF_RANGE = 22,         /**< 22: larger than anything real. */
    COPROD_WHY_INVALID_DATE = 23,         /**< 23: no such date. */
    COPROD_WHY_DATE_MISSING = 24,         /**< 24: the line has no date. */
    COPROD_WHY_CURRENCY_OTHER = 25,       /**< 25: not the currency of the policy. */
    COPROD_WHY_DISTANCE_LIMIT = 26,       /**< 26: further than is decided without a person. */
    COPROD_WHY_UNKNOWN_TYPE = 27,         /**< 27: a word that this policy does not know. */
    COPROD_WHY_INVALID_TIME = 28,         /**< 28: no such time, or an end before its start. */
    COPROD_WHY_INPUT_MISSING = 29,        /**< 29: the rule needs an answer that the line does not give. */
    COPROD_WHY_TIME_UNCLEAR = 30,         /**< 30: the clocks change meanwhile and no offset is given. */
    COPROD_WHY_ALREADY_COVERED = 31,      /**< 31: paid for by another line. */
    COPROD_WHY_RECEIPT_LESS = 32,         /**< 32: the receipt says less. */
    COPROD_WHY_EXCLUDED = 33,             /**< 33: part of it is never paid. */
    COPROD_WHY_CANCELLED = 34,            /**< 34: priced by the cancellation rule. */
    COPROD_WHY_AGGREGATED = 35,           /**< 35: priced together with other lines. */
    COPROD_WHY_WAIVED = 36,               /**< 36: declined, in whole or in part. */
    COPROD_WHY_DONATED = 37,              /**< 37: given to a third party. */
    COPROD_WHY_DIRECT = 38,               /**< 38: paid to the supplier. */
    COPROD_WHY_VOUCHER_ROUNDED = 39,      /**< 39: rounded to whole vouchers. */
    COPROD_WHY_NOTHING_CLAIMED = 40,      /**< 40: the quantity or the amount is zero. */
    COPROD_WHY_STAYED_LONGER = 41,        /**< 41: time after the scheduled end does not count. */
    COPROD_WHY_WALL_TIME = 42             /**< 42: times were taken as of a clock that does not change. */
};

/** What a policy says of itself. Its texts live as long as the policy. @since 0.2 */
typedef struct coprod_policy_info {
    size_t size;                  /**< sizeof(coprod_policy_info), set by the caller. */
    const char *id;               /**< Such as "nice". */
    const char *version;          /**< Version of the document. */
    const char *title;            /**< For people. */
    const char *currency;         /**< ISO 4217, such as "GBP". */
    const char *source_title;     /**< Where the rules come from. */
    const char *source_address;   /**< Its address, or "". */
    const char *note;             /**< What to know before using it, or "". */
    const char *fingerprint;      /**< SHA-256 of what can change an answer, 64 hexadecimal digits. */
    uint32_t role_count;          /**< Roles. */
    uint32_t fee_count;           /**< Fees. */
    uint32_t expense_count;       /**< Kinds of expenses. */
    uint32_t cap_count;           /**< Caps. */
    uint32_t check_count;         /**< Checks. */
    uint32_t reserved;            /**< 0. */
} coprod_policy_info;

/** The parts of a policy whose ids claims, plans and questions name. @since 0.2 */
enum coprod_policy_part {
    COPROD_POLICY_ROLES = 1,      /**< 1: `role` of a line. */
    COPROD_POLICY_FEES = 2,       /**< 2: `type` of a line that is no session. */
    COPROD_POLICY_EXPENSES = 3,   /**< 3: `type` of a line for what was spent. */
    COPROD_POLICY_CAPS = 4,       /**< 4: caps, which steps name. */
    COPROD_POLICY_CHECKS = 5      /**< 5: checks, which coprod_check_headroom() asks about. */
};

/** How a claim is priced; zero is every default. @since 0.2 */
typedef struct coprod_reimburse_options {
    size_t size;            /**< sizeof(coprod_reimburse_options), set by the caller. */
    int32_t known_on;       /**< Use what was known on this day, if has_known_on. */
    int32_t has_known_on;   /**< 1, or 0: everything that the policy holds is known. */
    int32_t no_trace;       /**< 1: no steps and no texts, only the amounts and reasons. */
    int32_t reserved;       /**< 0. */
} coprod_reimburse_options;

/** A priced claim. Its texts live until the payment is used again or freed. @since 0.2 */
typedef struct coprod_payment_info {
    size_t size;                  /**< sizeof(coprod_payment_info), set by the caller. */
    const char *policy_id;        /**< The policy behind it. */
    const char *policy_version;   /**< Its version. */
    const char *fingerprint;      /**< Its fingerprint. */
    const char *claim_id;         /**< The claim. */
    const char *person;           /**< The person, as the claim names them. */
    int64_t total_pence;          /**< To be paid: the lines less the advance, never below 0. */
    int64_t to_repay_pence;       /**< What the advance is above the lines. */
    int64_t voucher_pence;        /**< Of the lines, in vouchers. */
    int64_t left_pence;           /**< What the person paid and does not get back. */
    uint32_t line_count;          /**< Lines, in the order of the claim. */
    uint32_t check_count;         /**< Answers of checks. */
} coprod_payment_info;

/** One line of a priced claim. Its texts live as long as those of ::coprod_payment_info. @since 0.2 */
typedef struct coprod_payment_line {
    size_t size;             /**< sizeof(coprod_payment_line), set by the caller. */
    const char *id;          /**< The line, as the claim names it. */
    const char *type;        /**< What it is for, as the claim names it. */
    const char *field;       /**< The member of the line that is wrong or missing, or "". */
    int64_t pence;           /**< What goes to the person for it. */
    int64_t waived_pence;    /**< Declined, or given to a third party (donated). */
    int64_t held_pence;      /**< A person decides. */
    int64_t cost_pence;      /**< Cost to the organisation: pence, donated and direct. */
    int64_t left_pence;      /**< What the person paid and does not get back. */
    uint64_t reasons;        /**< Bit n: ::coprod_why n is one of the reasons. */
    int32_t outcome;         /**< One of ::coprod_outcome. */
    int32_t reason;          /**< The reason that decides, one of ::coprod_why. */
    uint32_t step_count;     /**< Steps of the trace. */
    uint32_t reserved;       /**< 0. */
} coprod_payment_line;

/** Number of built-in policies. @return the number. @since 0.2 */
COPROD_API size_t coprod_policy_count(void);

/**
 * The id of a built-in policy.
 * @param[in] index 0 to coprod_policy_count() - 1.
 * @return static text; NULL for an index beyond.
 * @since 0.2
 */
COPROD_API const char *coprod_policy_id(size_t index);

/**
 * A built-in policy.
 * @param[in] id one of coprod_policy_id().
 * @param[in] allocator @nullable memory functions.
 * @param[out] policy @owned{coprod_policy_free} the policy; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_policy_builtin(const char *id, const coprod_allocator *allocator,
                                               coprod_policy **policy);

/**
 * Loads a policy, schema `policy/1`, and reports all that is wrong with it. What can be used but reads like a mistake
 * is not said here: see coprod_policy_lint().
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] policy @owned{coprod_policy_free} the policy; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_policy_load(const char *json, size_t length, const coprod_allocator *allocator,
                                            coprod_findings *findings, coprod_policy **policy);

/**
 * Gives a policy back.
 * @param[in] policy @nullable the policy.
 * @since 0.2
 */
COPROD_API void coprod_policy_free(coprod_policy *policy);

/**
 * What a policy says of itself.
 * @param[in] policy the policy.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.2
 */
COPROD_API coprod_status coprod_policy_get(const coprod_policy *policy, coprod_policy_info *info);

/**
 * The id of a role, fee, expense, cap or check, in the order of the policy's document.
 * @param[in] policy the policy.
 * @param[in] part one of ::coprod_policy_part.
 * @param[in] index 0 to the number that ::coprod_policy_info has of them, less 1.
 * @return text that lives as long as the policy; NULL for an index beyond, a part that is none, or no policy.
 * @since 0.2
 */
COPROD_API const char *coprod_policy_word(const coprod_policy *policy, int32_t part, uint32_t index);


/**
 * Reads a claim, schema `claim/1`. What is no number at all, or a key that is not known, fails the call. A wrong value
 * inside a line (30 February, a negative number, a word that no policy can know) is kept: that line is rejected with
 * its reason when the claim is priced, and the others are paid.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] claim @owned{coprod_payment_claim_free} the claim; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_claim_load(const char *json, size_t length, const coprod_allocator *allocator,
                                                   coprod_findings *findings, coprod_payment_claim **claim);

/**
 * Gives a claim back.
 * @param[in] claim @nullable the claim.
 * @since 0.2
 */
COPROD_API void coprod_payment_claim_free(coprod_payment_claim *claim);

/**
 * An empty payment, to be filled as often as needed; its memory is kept from one claim to the next.
 * @param[in] allocator @nullable memory functions.
 * @param[out] payment @owned{coprod_payment_free} the payment; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_new(const coprod_allocator *allocator, coprod_payment **payment);

/**
 * Frees a payment.
 * @param[in] payment @nullable the payment.
 * @since 0.2
 */
COPROD_API void coprod_payment_free(coprod_payment *payment);

/**
 * Prices a claim. The steps, in this order: what each line says, duplicates, the claim window, eligibility, the rows in
 * force, minutes and miles, what was counted before, the price, receipts, approval, caps, waivers and gifts,
 * rounding, totals, checks. Neither ledger nor claim is changed: coprod_ledger_add() counts the payment when it is
 * made. A claim that the ledger has counted already is a duplicate in all of its lines, and no ledger
 * takes its payment; coprod_payment_reassess() prices it again.
 * Cost: linear in the lines, and n log n where they are not in order of their days.
 * @param[in] policy the policy.
 * @param[in] ledger @nullable what was counted before; NULL: nothing.
 * @param[in] claim the claim.
 * @param[in] options @nullable NULL for the defaults.
 * @param[in,out] payment filled; empty after a failure.
 * @return COPROD_OK (whatever became of the lines); COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_FINGERPRINT (the ledger counts something else); COPROD_E_MEMORY; COPROD_E_FAILED (no digest).
 * @since 0.2
 */
COPROD_API coprod_status coprod_reimburse(const coprod_policy *policy, const coprod_ledger *ledger,
                                          const coprod_payment_claim *claim, const coprod_reimburse_options *options,
                                          coprod_payment *payment);

/**
 * The sums of a payment.
 * @param[in] payment a filled payment.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT (an empty payment too); COPROD_E_STRUCT.
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_get(const coprod_payment *payment, coprod_payment_info *info);

/**
 * One line of a payment.
 * @param[in] payment a filled payment.
 * @param[in] index 0 to the payment's line_count - 1, in the order of the claim.
 * @param[in,out] line the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such line).
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_get_line(const coprod_payment *payment, uint32_t index,
                                                 coprod_payment_line *line);

/**
 * The money of all lines with one outcome: what was paid, held, waived, donated, paid directly, or claimed in vain.
 * Outcomes are never mixed. Held parts of paid lines count as held.
 * @param[in] payment a filled payment.
 * @param[in] outcome one of ::coprod_outcome.
 * @param[out] pence the sum; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such outcome).
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_total(const coprod_payment *payment, int32_t outcome, int64_t *pence);

#ifdef __cplusplus
}
#endif

#include "reimburse_batch.h"
#include "reimburse_explain.h"
#include "reimburse_ledger.h"
#include "reimburse_plan.h"
#include "reimburse_policy.h"

#endif
