/* SPDX-License-Identifier: MIT */
/* Policies, claims and ledgers of a few words, and cases in tables: what becomes of each line. Of every payment that a
 * case makes it is checked that its trace adds up, that its sums agree and that it can be told in every catalogue. */
#ifndef COPROD_TEST_PAYMENT_TOOLS_H
#define COPROD_TEST_PAYMENT_TOOLS_H

#include "inside.h"

#include "payment_internal.h"

/* An allocator of the caller's, as simple as can be. */
static inline void *test_alloc(void *context, size_t bytes)
{
    (void)context;
    return malloc(bytes);
}

static inline void *test_resize(void *context, void *block, size_t old_bytes, size_t bytes)
{
    (void)context;
    (void)old_bytes;
    return realloc(block, bytes);
}

static inline void test_release(void *context, void *block, size_t bytes)
{
    (void)context;
    (void)bytes;
    free(block);
}

/* Adds what every document needs and a test need not write. */
static inline json_t *completed(const char *quoted, const char *defaults)
{
    json_t *document = json_of(quoted), *all = json_of(defaults);
    json_object_update_missing(document, all);
    json_decref(all);
    return document;
}

static inline json_t *policy_document(const char *quoted)
{
    return completed(quoted, "{'schema': 'policy/1', 'id': 'p', 'version': '1', 'title': 'P', 'currency': 'GBP'}");
}

static inline coprod_policy *policy_json(const json_t *document)
{
    coprod_findings *findings = new_findings();
    coprod_policy *policy = NULL;
    char *text = json_dumps(document, 0), found[4096];
    coprod_status status = coprod_policy_load(text, COPROD_NTS, NULL, findings, &policy);
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK)
        fail_msg("%s: %s: %s", coprod_status_name(status), text, found);
    coprod_findings_free(findings);
    free(text);
    return policy;
}

/* A built-in policy by its id, or the chapters of one in single quotes. */
static inline coprod_policy *policy_of(const char *quoted)
{
    coprod_policy *policy = NULL;
    if (quoted[0] != '{') {
        assert_int_equal(coprod_policy_builtin(quoted, NULL, &policy), COPROD_OK);
        return policy;
    }
    json_t *document = policy_document(quoted);
    policy = policy_json(document);
    json_decref(document);
    return policy;
}

/* A claim: its members, or only its lines. Lines without an id are numbered from 1. */
static inline json_t *claim_document(const char *quoted)
{
    json_t *given = json_of(quoted), *claim = json_is_array(given) ? json_object() : given, *line;
    json_t *all = json_of("{'schema': 'claim/1', 'id': 'c', 'person': 'ann', 'lines': []}");
    size_t i;
    if (claim != given)
        json_object_set_new(claim, "lines", given);
    json_object_update_missing(claim, all);
    json_decref(all);
    json_array_foreach(json_object_get(claim, "lines"), i, line)
        if (json_is_object(line) && !json_object_get(line, "id"))
            json_object_set_new(line, "id", json_sprintf("%zu", i + 1));
    return claim;
}

static inline coprod_payment_claim *claim_json(const json_t *document)
{
    coprod_findings *findings = new_findings();
    coprod_payment_claim *claim = NULL;
    char *text = json_dumps(document, 0), found[4096];
    coprod_status status = coprod_payment_claim_load(text, COPROD_NTS, NULL, findings, &claim);
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK)
        fail_msg("%s: %s: %s", coprod_status_name(status), text, found);
    coprod_findings_free(findings);
    free(text);
    return claim;
}

static inline coprod_payment_claim *claim_of(const char *quoted)
{
    json_t *document = claim_document(quoted);
    coprod_payment_claim *claim = claim_json(document);
    json_decref(document);
    return claim;
}

/* A ledger of entries in single quotes. */
static inline coprod_ledger *ledger_of(const coprod_policy *policy, const char *entries)
{
    json_t *document = json_of("{'schema': 'ledger/1'}");
    coprod_findings *findings = new_findings();
    coprod_ledger *ledger = NULL;
    char *text, found[4096];
    coprod_status status;
    json_object_set_new(document, "policy", json_string(policy->id));
    json_object_set_new(document, "entries", json_of(entries));
    text = json_dumps(document, 0);
    status = coprod_ledger_load(policy, text, COPROD_NTS, NULL, findings, &ledger);
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK)
        fail_msg("%s: %s: %s", coprod_status_name(status), text, found);
    coprod_findings_free(findings);
    json_decref(document);
    free(text);
    return ledger;
}

static inline coprod_payment *new_payment(void)
{
    coprod_payment *payment = NULL;
    assert_int_equal(coprod_payment_new(NULL, &payment), COPROD_OK);
    return payment;
}

static inline coprod_payment *priced(const coprod_policy *policy, const coprod_ledger *ledger,
                                     const coprod_payment_claim *claim)
{
    coprod_payment *payment = new_payment();
    assert_int_equal(coprod_reimburse(policy, ledger, claim, NULL, payment), COPROD_OK);
    return payment;
}

/* A payment of documents in single quotes; whoever asks needs neither of them afterwards. */
static inline coprod_payment *priced_of(const char *policy_quoted, const char *claim_quoted)
{
    coprod_policy *policy = policy_of(policy_quoted);
    coprod_payment_claim *claim = claim_of(claim_quoted);
    coprod_payment *payment = priced(policy, NULL, claim);
    coprod_policy_free(policy);
    coprod_payment_claim_free(claim);
    return payment;
}

static inline coprod_payment_line line_at(const coprod_payment *payment, uint32_t index)
{
    coprod_payment_line line = {sizeof line};
    assert_int_equal(coprod_payment_get_line(payment, index, &line), COPROD_OK);
    return line;
}

static inline coprod_payment_info info_of(const coprod_payment *payment)
{
    coprod_payment_info info = {sizeof info};
    assert_int_equal(coprod_payment_get(payment, &info), COPROD_OK);
    return info;
}

static inline json_t *payment_json(const coprod_payment *payment)
{
    size_t needed = 0, again = 0;
    char *text;
    json_t *json;
    assert_int_equal(coprod_payment_json(payment, NULL, NULL, 0, &needed), COPROD_E_BUFFER);
    text = malloc(needed);
    assert_non_null(text);
    assert_int_equal(coprod_payment_json(payment, NULL, text, needed, &again), COPROD_OK);
    assert_true(again == needed && strlen(text) + 1 == needed);
    json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    free(text);
    return json;
}

static inline json_t *ledger_json(const coprod_ledger *ledger)
{
    size_t needed = 0;
    char *text;
    json_t *json;
    assert_int_equal(coprod_ledger_json(ledger, NULL, 0, &needed), COPROD_E_BUFFER);
    text = malloc(needed);
    assert_non_null(text);
    assert_int_equal(coprod_ledger_json(ledger, text, needed, NULL), COPROD_OK);
    json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    free(text);
    return json;
}

/* "paid 1200", "rejected 0 OVERLAP", "paid 0 +NOTHING_CLAIMED": outcome, pence, the reason that decides, the others. */
static inline void tell_line(const coprod_payment *payment, uint32_t index, char *text, size_t room)
{
    coprod_payment_line line = line_at(payment, index);
    size_t used = (size_t)snprintf(text, room, "%s %lld", coprod_outcome_name(line.outcome), (long long)line.pence);
    if (line.reason)
        used += (size_t)snprintf(text + used, room - used, " %s", coprod_why_name(line.reason));
    for (int32_t why = 1; why < 64; why++)
        if (line.reasons >> why & 1 && why != line.reason)
            used += (size_t)snprintf(text + used, room - used, " +%s", coprod_why_name(why));
    assert_true(used < room && (!line.reason || line.reasons >> line.reason & 1));
}

/* Fractions by wide arithmetic, to add a trace up without the library's own. */
__extension__ typedef __int128 wide;

typedef struct wide_sum {
    wide n, d;
} wide_sum;

static inline void wide_add(wide_sum *sum, int64_t n, int64_t d)
{
    wide a, b;
    assert_true(d > 0);
    sum->n = sum->n * d + n * sum->d;
    sum->d *= d;
    for (a = sum->n < 0 ? -sum->n : sum->n, b = sum->d; b;) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    sum->n /= a;
    sum->d /= a;
}

/* A trace adds up to its line; what is told of every step, line and check is a text in every catalogue. */
static inline void check_told(const coprod_payment *payment)
{
    char text[4096];
    coprod_payment_info info = info_of(payment);
    for (int32_t c = -1; c < 3; c++) {
        coprod_texts *texts = NULL;
        if (c >= 0)
            assert_int_equal(coprod_texts_builtin(coprod_texts_id((size_t)c), NULL, &texts), COPROD_OK);
        for (uint32_t i = 0; i < info.line_count; i++) {
            uint32_t steps = line_at(payment, i).step_count;
            assert_int_equal(coprod_payment_line_text(payment, i, texts, text, sizeof text, NULL), COPROD_OK);
            if (!text[0] || strchr(text, '{'))
                fail_msg("line %u: %s", (unsigned)i, text);
            for (uint32_t s = 0; s < steps; s++) {
                assert_int_equal(coprod_payment_step_text(payment, i, s, texts, text, sizeof text, NULL), COPROD_OK);
                if (!text[0] || strchr(text, '{'))
                    fail_msg("line %u, step %u: %s", (unsigned)i, (unsigned)s, text);
            }
        }
        for (uint32_t k = 0; k < info.check_count; k++) {
            assert_int_equal(coprod_payment_check_text(payment, k, texts, text, sizeof text, NULL), COPROD_OK);
            if (!text[0] || strchr(text, '{'))
                fail_msg("check %u: %s", (unsigned)k, text);
        }
        coprod_texts_free(texts);
    }
}

/* Steps that add up to their line, outcomes that carry money or none, lines that add up to the total. */
static inline void check_sums(const coprod_payment *payment)
{
    coprod_payment_info info = info_of(payment);
    int64_t sum = 0, left = 0, by_outcome = 0;
    for (uint32_t i = 0; i < info.line_count; i++) {
        coprod_payment_line line = line_at(payment, i);
        wide_sum trace = {0, 1};
        int paid = line.outcome >= COPROD_OUTCOME_PAID && line.outcome <= COPROD_OUTCOME_PAID_REDUCED;
        assert_in_range(line.outcome, COPROD_OUTCOME_PAID, COPROD_OUTCOME_INFORMATION);
        for (uint32_t s = 0; s < line.step_count; s++) {
            coprod_payment_step step = {sizeof step};
            assert_int_equal(coprod_payment_get_step(payment, i, s, &step), COPROD_OK);
            assert_true(step.value_denominator > 0 && step.code[0]);
            wide_add(&trace, step.delta_numerator, step.delta_denominator);
        }
        if (line.step_count && (trace.d != 1 || trace.n != 1000 * (wide)line.pence))
            fail_msg("line %s: its steps are %lld/%lld, its pence %lld", line.id, (long long)trace.n,
                     (long long)trace.d, (long long)line.pence);
        assert_true(line.pence >= 0 && line.held_pence >= 0 && line.waived_pence >= 0 && line.left_pence >= 0);
        assert_true(!line.pence || paid);
        assert_true(line.pence || !paid || line.outcome == COPROD_OUTCOME_PAID);
        sum += line.pence;
        left += line.left_pence;
    }
    for (int32_t outcome = COPROD_OUTCOME_PAID; outcome <= COPROD_OUTCOME_PAID_REDUCED; outcome++) {
        int64_t pence = -1;
        assert_int_equal(coprod_payment_total(payment, outcome, &pence), COPROD_OK);
        by_outcome += pence;
    }
    assert_true(by_outcome == sum && info.left_pence == left);
    sum -= payment->advance_pence;
    assert_true(info.total_pence == (sum > 0 ? sum : 0) && info.to_repay_pence == (sum < 0 ? -sum : 0));
}

/* Whether all that is expected stands in what was found: members of objects, elements of arrays one by one. */
static inline int holds_json(const json_t *found, const json_t *expected)
{
    const char *key;
    size_t i;
    json_t *value;
    if (json_is_object(expected)) {
        json_object_foreach((json_t *)expected, key, value)
            if (!holds_json(json_object_get(found, key), value))
                return 0;
        return json_is_object(found);
    }
    if (!json_is_array(expected))
        return json_equal(found, expected);
    json_array_foreach((json_t *)expected, i, value)
        if (!holds_json(json_array_get(found, i), value))
            return 0;
    return json_is_array(found) && json_array_size(found) == json_array_size(expected);
}

static inline void expect_json(const char *title, json_t *found, const char *expected)
{
    json_t *wanted = json_of(expected);
    if (!holds_json(found, wanted))
        fail_msg("%s: found\n%s\nexpected\n%s", title, json_dumps(found, JSON_INDENT(1)), expected);
    json_decref(wanted);
    json_decref(found);
}

/* One claim: what becomes of its lines, one after the other with " | " between; more of the payment as JSON, and what
 * the ledger was before and counts afterwards. */
typedef struct pay_case {
    const char *title, *policy, *claim, *lines;
    const char *payment; /* NULL: nothing more */
    const char *before, *after;
} pay_case;

static inline void expect_lines(const char *title, const coprod_payment *payment, const char *expected)
{
    char found[4096] = "";
    size_t used = 0;
    for (uint32_t i = 0; i < info_of(payment).line_count; i++) {
        used += (size_t)snprintf(found + used, sizeof found - used, "%s", i ? " | " : "");
        tell_line(payment, i, found + used, sizeof found - used);
        used += strlen(found + used);
    }
    if (strcmp(found, expected))
        fail_msg("%s: found\n%s\nexpected\n%s", title, found, expected);
}

static inline void run_case(const pay_case *one)
{
    coprod_policy *policy = policy_of(one->policy);
    coprod_payment_claim *claim = claim_of(one->claim);
    coprod_ledger *ledger = one->before || one->after ? ledger_of(policy, one->before ? one->before : "[]") : NULL;
    coprod_payment *payment = priced(policy, ledger, claim);
    expect_lines(one->title, payment, one->lines);
    check_sums(payment);
    check_told(payment);
    if (one->payment)
        expect_json(one->title, payment_json(payment), one->payment);
    if (one->after) {
        json_t *json;
        assert_int_equal(coprod_ledger_add(ledger, payment), COPROD_OK);
        json = ledger_json(ledger);
        expect_json(one->title, json_incref(json_object_get(json, "entries")), one->after);
        json_decref(json);
    }
    coprod_policy_free(policy);
    coprod_payment_claim_free(claim);
    coprod_ledger_free(ledger);
    coprod_payment_free(payment);
}

static inline void run_cases(const pay_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        run_case(&cases[i]);
}

#define RUN_CASES(cases) run_cases(cases, sizeof(cases) / sizeof *(cases))

#endif
