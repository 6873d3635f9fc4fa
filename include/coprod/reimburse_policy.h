/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/reimburse_policy.h
 * Policies themselves: what is wrong with their words, who gains under another one, what is left below a threshold, and
 * what a plan will cost.
 */
#ifndef COPROD_REIMBURSE_POLICY_H
#define COPROD_REIMBURSE_POLICY_H

#include "reimburse.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Looks for what reads like a mistake in a policy that can be used: gaps and overlaps of bands, bands that nothing
 * reaches, less pay for more time, caps below the price of one, ends that do not say whether they belong, holes between
 * dated rows, caps that cross without an order, fees below the minimum wage at the upper end of a band, thresholds
 * without a number. An unknown index or source is an error of loading already.
 *
 * Findings are warnings; what is only worth knowing is a note: a value or index that nothing uses, and days that a
 * built-in index leaves out. Each code stands at a place once, and `found` names the first of several. The same policy
 * gives the same findings in the same order. Scratch comes from the allocator of `findings`. The time grows with the
 * bands of a fee times the durations at which they change (not all minutes), times the days on which its rows begin or
 * end (the newest 4096); groups of vehicles, tiers and caps are compared in pairs.
 * @param[in] policy the policy.
 * @param[in,out] findings collects what was found, each with its place.
 * @return COPROD_OK (whatever was found); COPROD_E_ARGUMENT; COPROD_E_MEMORY.
 * @since 0.2
 */
COPROD_API coprod_status coprod_policy_lint(const coprod_policy *policy, coprod_findings *findings);

#ifdef __cplusplus
}
#endif

#endif
