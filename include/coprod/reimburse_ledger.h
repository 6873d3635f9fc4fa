/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/reimburse_ledger.h
 * What was counted before: miles of a tax year, caps, receipts, earnings for the checks. The library keeps no files:
 * the caller keeps the ledger, as JSON or as a saved state.
 */
#ifndef COPROD_REIMBURSE_LEDGER_H
#define COPROD_REIMBURSE_LEDGER_H

#include "reimburse.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * An empty ledger for a policy and all policies that count the same things.
 * @param[in] policy the policy.
 * @param[in] allocator @nullable memory functions.
 * @param[out] ledger @owned{coprod_ledger_free} the ledger; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_ledger_new(const coprod_policy *policy, const coprod_allocator *allocator,
                                           coprod_ledger **ledger);

/**
 * Reads a ledger, schema `ledger/1`, as coprod_ledger_json() writes it.
 * @param[in] policy the policy that it was kept for, in any version that counts the same things.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] ledger @owned{coprod_ledger_free} the ledger; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_FINGERPRINT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_ledger_load(const coprod_policy *policy, const char *json, size_t length,
                                            const coprod_allocator *allocator, coprod_findings *findings,
                                            coprod_ledger **ledger);

/**
 * Opens a ledger saved by coprod_ledger_save(). @see coprod_ledger_load() @since 0.2
 * @param[in] policy the policy.
 * @param[in] bytes @array{length} the saved state.
 * @param[in] length its bytes.
 * @param[in] allocator @nullable memory functions.
 * @param[out] ledger @owned{coprod_ledger_free} the ledger; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BLOB; COPROD_E_FINGERPRINT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER;
 *         COPROD_E_MEMORY.
 */
COPROD_API coprod_status coprod_ledger_open(const coprod_policy *policy, const uint8_t *bytes, size_t length,
                                            const coprod_allocator *allocator, coprod_ledger **ledger);

/**
 * Saves a ledger. Equal ledgers give equal bytes, however they came about.
 * @param[in] ledger the ledger.
 * @param[out] bytes @nullable @array{capacity} the saved state.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole state.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_OVERFLOW; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_ledger_save(const coprod_ledger *ledger, uint8_t *bytes, size_t capacity,
                                            size_t *needed);

/**
 * Writes a ledger as JSON, schema `ledger/1`; equal ledgers give equal text.
 * @param[in] ledger the ledger.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_ledger_json(const coprod_ledger *ledger, char *buffer, size_t capacity,
                                            size_t *needed);

/**
 * Frees a ledger.
 * @param[in] ledger @nullable the ledger.
 * @since 0.2
 */
COPROD_API void coprod_ledger_free(coprod_ledger *ledger);

/**
 * Counts a payment that was made: miles, caps, receipts.
 * @param[in,out] ledger the ledger; unchanged on failure.
 * @param[in] payment a filled payment of a policy that counts the same things.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_FINGERPRINT; COPROD_E_RANGE (it has counted this claim already);
 *         COPROD_E_OVERFLOW; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_ledger_add(coprod_ledger *ledger, const coprod_payment *payment);

/**
 * Takes a payment back: after coprod_ledger_add() the ledger is what it was. The only way to correct a claim.
 * Where the payment is gone, after a restart, price the claim with the ledger as it was before it, and the same
 * known_on.
 * @param[in,out] ledger the ledger; unchanged on failure.
 * @param[in] payment the payment that was counted.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_FINGERPRINT; COPROD_E_RANGE (the ledger never counted it);
 *         COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_ledger_reverse(coprod_ledger *ledger, const coprod_payment *payment);

/**
 * Adds all that another ledger counted. In any order and grouping the sum is the same; the claims of the two must be
 * different ones.
 * @param[in,out] ledger the ledger; unchanged on failure.
 * @param[in] other the other one.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_FINGERPRINT; COPROD_E_RANGE (both have counted the same claim);
 *         COPROD_E_OVERFLOW; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_ledger_merge(coprod_ledger *ledger, const coprod_ledger *other);

#ifdef __cplusplus
}
#endif

#endif
