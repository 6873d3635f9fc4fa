/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/reimburse_explain.h
 * Why a claim was priced as it was: steps, sentences, checks, and the same claim as of another day.
 */
#ifndef COPROD_REIMBURSE_EXPLAIN_H
#define COPROD_REIMBURSE_EXPLAIN_H

#include "reimburse.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The answer of a check. Never "allowed": a check warns, and says when to seek advice. @since 0.2 */
enum coprod_check_status {
    COPROD_CHECK_INSIDE = 1,      /**< 1: below the threshold, as far as this is known. */
    COPROD_CHECK_OUTSIDE = 2,     /**< 2: past it. */
    COPROD_CHECK_NOT_KNOWN = 3    /**< 3: a value, a date or the other earnings are not known. */
};

/**
 * One step of the arithmetic of a line. The deltas of all steps add up to the line's pence, exactly: a delta is
 * delta_numerator / delta_denominator thousandths of a penny. Its texts live as long as the payment's. @since 0.2
 */
typedef struct coprod_payment_step {
    size_t size;                   /**< sizeof(coprod_payment_step), set by the caller. */
    const char *code;              /**< Stable word, such as "step-miles". */
    const char *word;              /**< The band, tier, task, group or cap, or "". */
    const char *per;               /**< What the value is for: "mile", "hour" ..., or "". */
    const char *source_title;      /**< The source of the value, or of the rule where it has none. */
    const char *source_address;    /**< Its address, or "". */
    const char *source_section;    /**< Where in it, or "". */
    const char *source_words;      /**< What it says, or "". */
    int64_t quantity;              /**< Minutes, or thousandths of the unit. */
    int64_t value_numerator;       /**< Rate, price or limit in thousandths of a penny. */
    int64_t value_denominator;     /**< 1 or more. */
    int64_t delta_numerator;       /**< What the step adds to the line. */
    int64_t delta_denominator;     /**< 1 or more. */
    int32_t from_day;              /**< First day of the value, if has_from. */
    int32_t to_day;                /**< Last day of the value, if has_to. */
    int32_t known_from_day;        /**< The day from which it was known, if has_known_from. */
    int32_t has_from;              /**< 1 or 0. */
    int32_t has_to;                /**< 1 or 0. */
    int32_t has_known_from;        /**< 1 or 0. */
} coprod_payment_step;

/** The answer of a check for one period, or for one line. Its texts live as long as the payment's. @since 0.2 */
typedef struct coprod_payment_check {
    size_t size;                   /**< sizeof(coprod_payment_check), set by the caller. */
    const char *id;                /**< The check. */
    const char *label;             /**< For people. */
    const char *kind;              /**< "cliff", "disregard", "taper", "floor", "total" or "excess". */
    const char *source_title;      /**< The source of the limit, or of the check. */
    const char *line;              /**< The line that it speaks of, or "". */
    int64_t earnings_pence;        /**< What was counted, half-up. */
    int64_t limit_pence;           /**< Limit, allowance, or the floor's price of the same minutes; 0 if not known. */
    int64_t kept_pence;            /**< What is left below the limit; taper: of the earnings. */
    int64_t lost_pence;            /**< Taper: what a benefit loses; floor: what is missing. */
    int64_t excess_pence;          /**< What is above the limit. */
    int64_t minutes;               /**< Minutes counted. */
    int32_t period_day;            /**< First day of the period, if has_period. */
    int32_t has_period;            /**< 1 or 0. */
    int32_t status;                /**< One of ::coprod_check_status. */
    int32_t reserved;              /**< 0. */
} coprod_payment_check;

/** A line before and after. Its texts live as long as the later payment's. @since 0.2 */
typedef struct coprod_difference {
    size_t size;                 /**< sizeof(coprod_difference), set by the caller. */
    const char *id;              /**< The line. */
    int64_t before_pence;        /**< What it was. */
    int64_t after_pence;         /**< What it is. */
    int64_t difference_pence;    /**< To pay on top, or to take back (negative). */
} coprod_difference;

/**
 * The word of an outcome, such as "paid_capped".
 * @param[in] outcome any number.
 * @return static text, "" for a number that is no outcome.
 * @since 0.2
 */
COPROD_API const char *coprod_outcome_name(int32_t outcome);

/**
 * The word of a reason, such as "RATE_UNKNOWN".
 * @param[in] why any number.
 * @return static text, "" for a number that is no reason.
 * @since 0.2
 */
COPROD_API const char *coprod_why_name(int32_t why);

/**
 * One step of a line.
 * @param[in] payment a filled payment that was priced with its trace.
 * @param[in] line 0 to the payment's line_count - 1.
 * @param[in] index 0 to the line's step_count - 1, in the order in which they were taken.
 * @param[in,out] step the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such line or step).
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_get_step(const coprod_payment *payment, uint32_t line, uint32_t index,
                                                 coprod_payment_step *step);

/**
 * What became of a line, why, and what would change it, in sentences.
 * @param[in] payment a filled payment.
 * @param[in] line 0 to the payment's line_count - 1.
 * @param[in] texts @nullable the catalogue; NULL for plain English.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_BUFFER.
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_line_text(const coprod_payment *payment, uint32_t line,
                                                  const coprod_texts *texts, char *buffer, size_t capacity,
                                                  size_t *needed);

/**
 * One step of a line as a sentence: the arithmetic, the dates of the value and its source.
 * @param[in] payment a filled payment that was priced with its trace.
 * @param[in] line 0 to the payment's line_count - 1.
 * @param[in] index 0 to the line's step_count - 1.
 * @param[in] texts @nullable the catalogue; NULL for plain English.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_BUFFER.
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_step_text(const coprod_payment *payment, uint32_t line, uint32_t index,
                                                  const coprod_texts *texts, char *buffer, size_t capacity,
                                                  size_t *needed);

/**
 * The answer of a check.
 * @param[in] payment a filled payment.
 * @param[in] index 0 to the payment's check_count - 1.
 * @param[in,out] check the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_get_check(const coprod_payment *payment, uint32_t index,
                                                  coprod_payment_check *check);

/**
 * The answer of a check as a sentence.
 * @param[in] payment a filled payment.
 * @param[in] index 0 to the payment's check_count - 1.
 * @param[in] texts @nullable the catalogue; NULL for plain English.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_BUFFER.
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_check_text(const coprod_payment *payment, uint32_t index,
                                                   const coprod_texts *texts, char *buffer, size_t capacity,
                                                   size_t *needed);

/**
 * A payment as JSON, schema `payment/1`: totals, lines with their steps and sentences, checks, the policy behind it.
 * @param[in] payment a filled payment.
 * @param[in] texts @nullable the catalogue; NULL for plain English.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_json(const coprod_payment *payment, const coprod_texts *texts, char *buffer,
                                             size_t capacity, size_t *needed);

/**
 * Prices a claim again, as of what is known now: a backdated rate, or claims for earlier days that came later. Miles of
 * earlier days count before those of this claim, whenever they were claimed; the claim's own are not counted twice.
 * @param[in] before what was paid.
 * @param[in] ledger @nullable the ledger as it is now, with or without `before`; NULL: nothing else was counted.
 * @param[in] options @nullable what is known, as for coprod_reimburse().
 * @param[in,out] after the new payment; coprod_payment_get_difference() compares the two.
 * @return COPROD_OK; COPROD_E_ARGUMENT (the two are one, too); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_FINGERPRINT; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_reassess(const coprod_payment *before, const coprod_ledger *ledger,
                                                 const coprod_reimburse_options *options, coprod_payment *after);

/**
 * How one line changed between two payments of the same claim.
 * @param[in] before one payment.
 * @param[in] after the other.
 * @param[in] line 0 to their line_count - 1.
 * @param[in,out] difference the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT (not of the same claim, too); COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.2
 */
COPROD_API coprod_status coprod_payment_get_difference(const coprod_payment *before, const coprod_payment *after,
                                                       uint32_t line, coprod_difference *difference);

#ifdef __cplusplus
}
#endif

#endif
