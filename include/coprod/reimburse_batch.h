/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/reimburse_batch.h
 * Many claims at once: columns of sessions and journeys, and whole claims one after the other.
 *
 * Included by coprod/reimburse.h. Both give, claim by claim, what coprod_reimburse() gives.
 */
#ifndef COPROD_REIMBURSE_BATCH_H
#define COPROD_REIMBURSE_BATCH_H

#include "reimburse.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What stands in a column in place of a number. @since 0.2 */
enum coprod_row_value {
    COPROD_ROW_UNKNOWN = -2147483647 - 1   /**< -2147483648: not known; in columns of days, minutes and miles. */
};

/**
 * Columns of simple claims. Row r is a claim of a person of its own, of at most two lines: a session and a journey of
 * one day. Each column has as many elements as there are rows. @since 0.2
 */
typedef struct coprod_claim_columns {
    size_t size;                      /**< sizeof(coprod_claim_columns), set by the caller. */
    const int32_t *day;               /**< Day of both lines, days since 1 January 1970. */
    const uint16_t *role;             /**< Role, by coprod_policy_role_index(); NULL: that of the options. */
    const int32_t *minutes;           /**< Minutes of the session; NULL: no claim has one. */
    const int64_t *distance_mmiles;   /**< Miles of the journey, in thousandths; NULL: no claim has one. */
    const int64_t *opening_mmiles;    /**< Miles counted before in its period, in thousandths; NULL: none. */
} coprod_claim_columns;

/**
 * Columns of answers, each of as many elements as there are rows; NULL: not wanted. A line that is not paid has 0
 * pence, and its outcome says so; a line that the claim does not have has outcome 0. @since 0.2
 */
typedef struct coprod_payment_columns {
    size_t size;                /**< sizeof(coprod_payment_columns), set by the caller. */
    int64_t *fee_pence;         /**< Pence for the session. */
    int64_t *mileage_pence;     /**< Pence for the journey. */
    uint8_t *fee_outcome;       /**< One of ::coprod_outcome. */
    uint8_t *fee_reason;        /**< The reason that decides, one of ::coprod_why. */
    uint8_t *mileage_outcome;   /**< One of ::coprod_outcome. */
    uint8_t *mileage_reason;    /**< The reason that decides, one of ::coprod_why. */
} coprod_payment_columns;

/** What all rows of columns have in common; zero and NULL are every default. @since 0.2 */
typedef struct coprod_columns_options {
    size_t size;              /**< sizeof(coprod_columns_options), set by the caller. */
    const char *role;         /**< Id of the role of every session, where there is no column of roles. */
    const char *task;         /**< Task of every session, or NULL. */
    const char *declared;     /**< What every session declares, or NULL. */
    const char *expense;      /**< Id of the mileage expense of every journey. */
    const char *vehicle;      /**< Vehicle of every journey, or NULL. */
    const char *country;      /**< Its country, or NULL. */
    const char *fuel;         /**< Its fuel, or NULL. */
    int32_t engine_cc;        /**< Its engine, 0 to 100000, if has_engine_cc. */
    int32_t has_engine_cc;    /**< 1 or 0. */
    int32_t submitted;        /**< Day on which every claim was submitted, 1900 to 2199, if has_submitted. */
    int32_t has_submitted;    /**< 1, or 0: the claims do not say it. */
    int32_t known_on;         /**< Use what was known on this day, if has_known_on. */
    int32_t has_known_on;     /**< 1, or 0: everything that the policy holds is known. */
    int32_t approved;         /**< 1: every line carries an approval. */
    int32_t receipts;         /**< 1: every journey carries a receipt without an amount. */
} coprod_columns_options;

/** How many claims are priced; zero is every default. @since 0.2 */
typedef struct coprod_many_options {
    size_t size;            /**< sizeof(coprod_many_options), set by the caller. */
    int32_t known_on;       /**< Use what was known on this day, if has_known_on. */
    int32_t has_known_on;   /**< 1, or 0: everything that the policy holds is known. */
    int32_t keep_ledger;    /**< 1: the ledger stays as it is, and no claim counts for the next; 0: it goes on. */
    int32_t reserved;       /**< 0. */
    coprod_payment *const *payments;   /**< As many payments of the caller's as claims, each filled with its claim's
                                            answer and trace; NULL: no traces. */
} coprod_many_options;

/** Sums of claims, each array of as many elements as there are claims; NULL: not wanted. @since 0.2 */
typedef struct coprod_claim_totals {
    size_t size;               /**< sizeof(coprod_claim_totals), set by the caller. */
    int64_t *total_pence;      /**< To be paid, as in ::coprod_payment_info. */
    int64_t *to_repay_pence;   /**< What the advance is above the lines. */
    int64_t *left_pence;       /**< What the person paid and does not get back. */
    int64_t *held_pence;       /**< A person decides; in no total. */
    uint32_t *held;            /**< Lines that are held. */
    uint32_t *undetermined;    /**< Lines that the policy, or the claim, does not say enough for; in no total. */
} coprod_claim_totals;

/**
 * The index of a role, for columns of roles.
 * @param[in] policy the policy.
 * @param[in] id the role.
 * @param[out] index 0 to the policy's role_count - 1, in the order of its document; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (the policy has no such role).
 * @since 0.2
 */
COPROD_API coprod_status coprod_policy_role_index(const coprod_policy *policy, const char *id, uint32_t *index);

/**
 * Prices columns of claims; row by row what coprod_reimburse() gives for the row's claim, with a ledger that counts
 * nothing but the row's opening miles. A row's lines are `session` (day, role, minutes) and the mileage expense (day,
 * miles); all else of them stands in the options. Rows know nothing of each other: what is counted over several claims
 * of a person, but for the opening miles, is counted from 0 in every row.
 *
 * Unknown days, minutes and miles make their line what a line without them is; an index beyond the roles is a role that
 * the policy does not know. Opening miles that are not known leave the journey undetermined, INPUT_MISSING; below zero
 * or above 10^15 thousandths they reject it, NEGATIVE or OUT_OF_RANGE. Every policy is priced, and no row is a guess.
 *
 * Cost: O(rows), without memory per row, and some microseconds a call. Prices by the minute are kept for the time of
 * the call, by role and span of days with the same rates, up to 24 hours; miles are priced by the bands in force. What
 * these cannot hold is priced by the engine itself, at up to a hundred times the cost: longer sessions, journeys under
 * a cap, a reserve rate or a condition that they do not meet, and both lines where the policy ties them together (one
 * cap over both, rounding of the claim as a whole). All threads may share the policy.
 * @param[in] policy the policy.
 * @param[in] claims the columns, `size` set.
 * @param[in] rows number of rows of all columns.
 * @param[in] options @nullable what all rows have in common.
 * @param[in] allocator @nullable memory functions, used for the time of the call.
 * @param[in] payments where the answers go, `size` set; zeros on failure.
 * @return COPROD_OK (whatever became of the rows); COPROD_E_ARGUMENT (no column of days, neither minutes nor miles,
 *         miles without an expense, an expense of another kind, a flag that is neither 0 nor 1); COPROD_E_UNKNOWN (the
 *         policy has no such role or expense); COPROD_E_RANGE (engine_cc or submitted); COPROD_E_TEXT; COPROD_E_STRUCT;
 *         COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_reimburse_columns(const coprod_policy *policy, const coprod_claim_columns *claims,
                                                  size_t rows, const coprod_columns_options *options,
                                                  const coprod_allocator *allocator,
                                                  const coprod_payment_columns *payments);

/**
 * Prices claims in the order given; one by one what coprod_reimburse() gives, each counted by coprod_ledger_add()
 * before the next unless the options say otherwise. Cost: that of the single calls, and a pass over the ledger; no
 * memory per claim once the payment and the ledger have grown.
 * @param[in] policy the policy.
 * @param[in,out] ledger @nullable what was counted before; it goes on from claim to claim, and is unchanged on failure.
 *                NULL: nothing was counted, and no claim counts for the next.
 * @param[in] claims @array{count} the claims.
 * @param[in] count number of claims.
 * @param[in] options @nullable NULL for the defaults.
 * @param[in,out] payment holds the last claim's answer, without its trace, afterwards; empty after a failure, and
 *                where the options name payments: those are empty after a failure.
 * @param[in] totals @nullable where the sums go, `size` set; zeros on failure.
 * @return COPROD_OK (whatever became of the lines); COPROD_E_ARGUMENT (a claim or payment that is NULL too);
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_FINGERPRINT (the ledger counts something else);
 *         COPROD_E_RANGE (a claim that the ledger has counted already, before or among these); COPROD_E_OVERFLOW;
 *         COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_reimburse_many(const coprod_policy *policy, coprod_ledger *ledger,
                                               const coprod_payment_claim *const *claims, size_t count,
                                               const coprod_many_options *options, coprod_payment *payment,
                                               const coprod_claim_totals *totals);

#ifdef __cplusplus
}
#endif

#endif
