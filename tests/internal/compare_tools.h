/* SPDX-License-Identifier: MIT */
/* Two policies side by side, for the tests of comparisons. */
#ifndef COPROD_TEST_COMPARE_TOOLS_H
#define COPROD_TEST_COMPARE_TOOLS_H

#include "plan_tools.h"

#include "coprod/reimburse_plan.h"

enum { CLAIMS_MOST = 8 };

/* Two policies, claims in single quotes, and what comes of them. */
typedef struct pair {
    coprod_policy *from, *to;
    coprod_comparison *comparison;
    coprod_comparison_info info;
} pair;

static inline coprod_status try_pair(pair *own, const char *const *claims, size_t count,
                                     const coprod_compare_options *options, const coprod_allocator *allocator)
{
    coprod_payment_claim *list[CLAIMS_MOST] = {NULL};
    coprod_status status;
    for (size_t i = 0; i < count; i++)
        list[i] = claim_of(claims[i]);
    status = coprod_policy_compare(own->from, own->to, (const coprod_payment_claim *const *)list, count, options,
                                   allocator, &own->comparison);
    for (size_t i = 0; i < count; i++)
        coprod_payment_claim_free(list[i]); /* the comparison keeps what it needs */
    return status;
}

static inline pair compared(const char *from, const char *to, const char *const *claims, size_t count,
                            const char *same_roles, const char *on)
{
    pair own = {policy_of(from), policy_of(to), NULL, {sizeof own.info}};
    const coprod_compare_options options = {sizeof options, same_roles, on ? day_of(on) : 0, on != NULL, 0, 0};
    assert_int_equal(try_pair(&own, claims, count, &options, NULL), COPROD_OK);
    coprod_policy_free(own.from);
    coprod_policy_free(own.to);
    assert_int_equal(coprod_comparison_get(own.comparison, &own.info), COPROD_OK);
    return own;
}

static inline coprod_compared_claim claim_at(const pair *own, uint32_t index)
{
    coprod_compared_claim claim = {sizeof claim};
    assert_int_equal(coprod_comparison_get_claim(own->comparison, index, &claim), COPROD_OK);
    return claim;
}

static inline coprod_compared_line compared_line(const pair *own, uint32_t claim, uint32_t index)
{
    coprod_compared_line line = {sizeof line};
    assert_int_equal(coprod_comparison_get_line(own->comparison, claim, index, &line), COPROD_OK);
    return line;
}

static inline coprod_policy_change change_at(const pair *own, uint32_t index)
{
    coprod_policy_change change = {sizeof change};
    assert_int_equal(coprod_comparison_get_change(own->comparison, index, &change), COPROD_OK);
    return change;
}

static inline coprod_status write_it(const void *object, const coprod_texts *texts, char *buffer, size_t capacity,
                              size_t *needed)
{
    return coprod_comparison_json(object, texts, buffer, capacity, needed);
}

/* A change as "duration lay-member 240: 15000 7500". */
static inline void expect_change(const pair *own, uint32_t index, const char *expected)
{
    coprod_policy_change change = change_at(own, index);
    char found[256];
    snprintf(found, sizeof found, "%s %s %lld: %lld%s%s %lld%s%s",
             change.kind == COPROD_CHANGE_DURATION ? "duration" : "distance", change.id, (long long)change.at,
             (long long)change.from_pence, change.from_reason ? " " : "", coprod_why_name(change.from_reason),
             (long long)change.to_pence, change.to_reason ? " " : "", coprod_why_name(change.to_reason));
    assert_string_equal(found, expected);
}

/* NICE calls the same people by two names. */
static const char same[] = "lay-member=lived-experience-contributor";

/* ELFT has no price at exactly 2 hours; the other is the same with the gap closed downwards. */
static const char gap[] =
    "{'roles': [{'id': 'r', 'label': 'R', 'fee': 'f'}, {'id': 's', 'label': 'S', 'fee': 'g'}, {'id': 'v', 'label': "
    "'V', 'payable': false}], 'fees': [{'id': 'f', 'label': 'F', 'basis': 'band', 'bands': [{'to_minutes': 120, "
    "'to_inclusive': false, 'value': [{'amount_pence': 1000}]}, {'from_minutes': 120, 'from_inclusive': false, "
    "'value': [{'amount_pence': 2000}]}]}, {'id': 'g', 'label': 'G', 'basis': 'hourly', 'value': [{'rate_mpence': "
    "1385000, 'per': 'hour'}]}]}";
static const char closed[] =
    "{'roles': [{'id': 'r', 'label': 'R', 'fee': 'f'}, {'id': 's', 'label': 'S', 'fee': 'g'}, {'id': 'v', 'label': "
    "'V', 'fee': 'f'}], 'fees': [{'id': 'f', 'label': 'F', 'basis': 'band', 'bands': [{'to_minutes': 120, "
    "'to_inclusive': true, 'value': [{'amount_pence': 1000}]}, {'from_minutes': 120, 'from_inclusive': false, "
    "'value': [{'amount_pence': 2000}]}]}, {'id': 'g', 'label': 'G', 'basis': 'hourly', 'value': [{'rate_mpence': "
    "1386000, 'per': 'hour'}]}]}";

#endif
