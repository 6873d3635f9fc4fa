/* SPDX-License-Identifier: MIT */
/* Payments as objects: what they say, structs of every size, wrong indices, reuse, what they keep alive, and the same
 * claim as of another day. */
#include "payment_tools.h"

static const char rich[] =
    "{'version': '7', 'source': {'title': 'Minutes', 'address': 'https://example.org', 'section': '2', 'words': 'so "
    "much'}, 'sources': [{'id': 's', 'title': 'Rates', 'address': 'https://example.org/r', 'section': '9', 'words': "
    "'12.00 an hour'}], 'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'from': '2026-01-01', 'to': "
    "'2026-12-31', 'known_from': '2025-12-01', 'rate_mpence': 1200000, 'per': 'hour', 'ref': 's'}, {'from': "
    "'2026-04-01', 'known_from': '2026-06-01', 'rate_mpence': 1500000, 'per': 'hour'}]}], 'expenses': [{'id': 'e', "
    "'label': 'E', 'kind': 'actual'}], 'payment': {'tax_route': 'payroll'}, 'checks': [{'id': 'k', 'label': 'Limit', "
    "'kind': 'cliff', 'limit': [{'amount_pence': 10000, 'ref': 's'}]}, {'id': 'w', 'label': 'Wage', 'kind': 'floor', "
    "'value': [{'rate_mpence': 1271000, 'per': 'hour'}]}]}";
static const char claim_text[] =
    "{'advance_pence': 500, 'payee': 'host', 'lines': [{'type': 'f', 'date': '2026-05-01', 'minutes': 50}, {'type': "
    "'e', 'date': '2026-05-02', 'amount_pence': 1250}, {'type': 'x', 'date': '2026-05-02', 'amount_pence': 1}]}";

static int32_t day_of(const char *text)
{
    int32_t day = 0;
    assert_int_equal(coprod_day_read(text, COPROD_NTS, &day), COPROD_OK);
    return day;
}

static coprod_payment *rich_payment(const char *known_on)
{
    coprod_policy *policy = policy_of(rich);
    coprod_payment_claim *claim = claim_of(claim_text);
    coprod_payment *payment = new_payment();
    const coprod_reimburse_options options = {sizeof options, known_on ? day_of(known_on) : 0, known_on != NULL, 0, 0};
    assert_int_equal(coprod_reimburse(policy, NULL, claim, &options, payment), COPROD_OK);
    coprod_policy_free(policy); /* the payment keeps what it needs */
    coprod_payment_claim_free(claim);
    return payment;
}

static void what_a_payment_says(void **state)
{
    coprod_payment *payment = rich_payment("2026-05-31");
    coprod_payment_info info = info_of(payment);
    coprod_payment_line line = line_at(payment, 0);
    coprod_payment_step step = {sizeof step};
    (void)state;
    assert_string_equal(info.policy_id, "p");
    assert_string_equal(info.policy_version, "7");
    assert_int_equal(strlen(info.fingerprint), 64);
    assert_string_equal(info.claim_id, "c");
    assert_string_equal(info.person, "ann");
    assert_true(info.total_pence == 1750 && !info.to_repay_pence && !info.voucher_pence && info.left_pence == 1);
    assert_true(info.line_count == 3 && info.check_count == 2);
    assert_string_equal(line.id, "1");
    assert_string_equal(line.type, "f");
    assert_true(line.pence == 1000 && line.cost_pence == 1000 && line.step_count == 1 && !line.reserved);
    assert_int_equal(coprod_payment_get_step(payment, 0, 0, &step), COPROD_OK);
    assert_string_equal(step.code, "step-hours");
    assert_string_equal(step.per, "hour");
    assert_string_equal(step.word, "");
    assert_string_equal(step.source_title, "Rates");
    assert_string_equal(step.source_address, "https://example.org/r");
    assert_string_equal(step.source_section, "9");
    assert_string_equal(step.source_words, "12.00 an hour");
    assert_true(step.quantity == 50 && step.value_numerator == 1200000 && step.value_denominator == 1);
    assert_true(step.delta_numerator == 1000000 * step.delta_denominator);
    assert_true(step.has_from && step.has_to && step.has_known_from);
    assert_true(step.from_day == day_of("2026-01-01") && step.to_day == day_of("2026-12-31")
                && step.known_from_day == day_of("2025-12-01"));
    assert_int_equal(coprod_payment_get_step(payment, 1, 0, &step), COPROD_OK);
    assert_string_equal(step.source_title, "Minutes"); /* a rule without a number has the policy's own */
    assert_true(!step.has_from && !step.has_to && !step.has_known_from && !step.from_day);
    check_sums(payment);
    check_told(payment);
    coprod_payment_free(payment);
}

static void what_a_check_says(void **state)
{
    coprod_payment *payment = rich_payment("2026-05-31");
    coprod_payment_check check = {sizeof check};
    (void)state;
    assert_int_equal(coprod_payment_get_check(payment, 0, &check), COPROD_OK);
    assert_string_equal(check.id, "k");
    assert_string_equal(check.label, "Limit");
    assert_string_equal(check.kind, "cliff");
    assert_string_equal(check.source_title, "Rates");
    assert_string_equal(check.line, "");
    assert_true(check.earnings_pence == 1000 && check.limit_pence == 10000 && check.kept_pence == 9000);
    assert_true(check.has_period && check.period_day == day_of("2026-04-27") && check.minutes == 50);
    assert_int_equal(check.status, COPROD_CHECK_INSIDE);
    assert_int_equal(coprod_payment_get_check(payment, 1, &check), COPROD_OK);
    assert_string_equal(check.line, "1");
    assert_string_equal(check.kind, "floor");
    assert_true(check.earnings_pence == 1000 && check.limit_pence == 1059 && check.lost_pence == 59);
    assert_int_equal(check.status, COPROD_CHECK_OUTSIDE);
    coprod_payment_free(payment);
}

static void the_json_of_a_payment(void **state)
{
    coprod_payment *payment = rich_payment("2026-05-31"), *later = rich_payment(NULL);
    (void)state;
    expect_json("known on", payment_json(payment),
                "{'schema': 'payment/1', 'policy': {'id': 'p', 'version': '7', 'title': 'P'}, 'claim': 'c', 'person': "
                "'ann', 'payee': 'host', 'currency': 'GBP', 'tax_route': 'payroll', 'known_on': '2026-05-31', "
                "'total_pence': 1750, 'advance_pence': 500, 'to_repay_pence': 0, 'totals': {'paid': 2250, 'rejected': "
                "1, 'cash': 2250, 'voucher': 0, 'unreimbursed': 1}, 'lines': [{'id': '1', 'outcome': 'paid', 'pence': "
                "1000, 'reason': null, 'reasons': [], 'steps': [{'step': 'step-hours', 'per': 'hour', 'quantity': 50, "
                "'from': '2026-01-01', 'to': '2026-12-31', 'known_from': '2025-12-01', 'source': {'title': 'Rates', "
                "'words': '12.00 an hour'}}]}, {'pence': 1250}, {'outcome': 'rejected', 'reason': 'UNKNOWN_TYPE', "
                "'reasons': ['UNKNOWN_TYPE'], 'steps': []}], 'checks': [{'id': 'k', 'status': 'inside', 'period': "
                "'2026-04-27'}, {'id': 'w', 'status': 'outside', 'line': '1'}]}");
    expect_json("everything known", payment_json(later),
                "{'total_pence': 2000, 'lines': [{'pence': 1250}, {'pence': 1250}, {'pence': 0}]}");
    coprod_payment_free(payment);
    coprod_payment_free(later);
}

static void structs_of_every_size(void **state)
{
    coprod_payment *payment = rich_payment(NULL), *other = NULL;
    coprod_policy *policy = policy_of(rich);
    coprod_payment_claim *claim = claim_of(claim_text);
    (void)state;
    CHECK_OUT(coprod_payment_info, coprod_payment_get(payment, out));
    CHECK_OUT(coprod_payment_line, coprod_payment_get_line(payment, 1, out));
    CHECK_OUT(coprod_payment_step, coprod_payment_get_step(payment, 0, 0, out));
    CHECK_OUT(coprod_payment_check, coprod_payment_get_check(payment, 1, out));
    CHECK_OUT(coprod_difference, coprod_payment_get_difference(payment, payment, 2, out));
    CHECK_EMPTY(coprod_payment_line, coprod_payment_get_line(payment, 3, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_payment_step, coprod_payment_get_step(payment, 2, 0, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_payment_step, coprod_payment_get_step(payment, 3, 0, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_payment_check, coprod_payment_get_check(payment, 2, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_difference, coprod_payment_get_difference(payment, payment, 3, out), COPROD_E_UNKNOWN);
    CHECK_IN(coprod_reimburse_options, ((coprod_reimburse_options){sizeof(coprod_reimburse_options), 0, 0, 0, 0}),
             coprod_reimburse(policy, NULL, claim, in, payment), (void)0);
    CHECK_IN(coprod_allocator,
             ((coprod_allocator){sizeof(coprod_allocator), NULL, test_alloc, test_resize, test_release}),
             coprod_payment_new(in, &other), coprod_payment_free(other));
    coprod_policy_free(policy);
    coprod_payment_claim_free(claim);
    coprod_payment_free(payment);
}

/* Every question to nothing, and to a payment that holds nothing yet. */
static void empty_payments(void **state)
{
    coprod_payment *empty = new_payment(), *full = rich_payment(NULL);
    coprod_payment *const payments[] = {NULL, empty};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        const coprod_payment *payment = payments[i];
        char text[8] = "abc";
        size_t needed = 77;
        int64_t pence = 77;
        CHECK_EMPTY(coprod_payment_info, coprod_payment_get(payment, out), COPROD_E_ARGUMENT);
        CHECK_EMPTY(coprod_payment_line, coprod_payment_get_line(payment, 0, out), COPROD_E_ARGUMENT);
        CHECK_EMPTY(coprod_payment_step, coprod_payment_get_step(payment, 0, 0, out), COPROD_E_ARGUMENT);
        CHECK_EMPTY(coprod_payment_check, coprod_payment_get_check(payment, 0, out), COPROD_E_ARGUMENT);
        CHECK_EMPTY(coprod_difference, coprod_payment_get_difference(full, payment, 0, out), COPROD_E_ARGUMENT);
        CHECK_EMPTY(coprod_difference, coprod_payment_get_difference(payment, full, 0, out), COPROD_E_ARGUMENT);
        assert_int_equal(coprod_payment_total(payment, COPROD_OUTCOME_PAID, &pence), COPROD_E_ARGUMENT);
        assert_int_equal(pence, 0);
        assert_int_equal(coprod_payment_line_text(payment, 0, NULL, text, sizeof text, &needed), COPROD_E_ARGUMENT);
        assert_true(!needed && !text[0]);
        assert_int_equal(coprod_payment_step_text(payment, 0, 0, NULL, text, sizeof text, NULL), COPROD_E_ARGUMENT);
        assert_int_equal(coprod_payment_check_text(payment, 0, NULL, text, sizeof text, NULL), COPROD_E_ARGUMENT);
        needed = 77;
        strcpy(text, "abc");
        assert_int_equal(coprod_payment_json(payment, NULL, text, sizeof text, &needed), COPROD_E_ARGUMENT);
        assert_true(!needed && !text[0]);
        assert_int_equal(coprod_payment_reassess(payment, NULL, NULL, full), COPROD_E_ARGUMENT);
    }
    coprod_payment_free(empty);
    coprod_payment_free(full);
    coprod_payment_free(NULL);
}

static void wrong_arguments(void **state)
{
    coprod_payment *payment = rich_payment(NULL), *made = (coprod_payment *)1;
    coprod_policy *policy = policy_of(rich);
    coprod_payment_claim *claim = claim_of(claim_text);
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    char text[8] = "abc";
    int64_t pence = 77;
    (void)state;
    assert_int_equal(coprod_payment_new(NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_new(&half, &made), COPROD_E_ARGUMENT);
    assert_null(made);
    assert_int_equal(coprod_payment_get(payment, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_get_line(payment, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_get_step(payment, 0, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_get_check(payment, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_get_difference(payment, payment, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_total(payment, COPROD_OUTCOME_PAID, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_total(payment, 0, &pence), COPROD_E_UNKNOWN);
    assert_int_equal(pence, 0);
    assert_int_equal(coprod_payment_total(payment, COPROD_OUTCOME_INFORMATION + 1, &pence), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_payment_line_text(payment, 0, NULL, NULL, 8, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_line_text(payment, 3, NULL, text, sizeof text, NULL), COPROD_E_UNKNOWN);
    assert_string_equal(text, "");
    assert_int_equal(coprod_payment_step_text(payment, 0, 99, NULL, text, sizeof text, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_payment_step_text(payment, 0, 0, NULL, NULL, 8, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_check_text(payment, 99, NULL, text, sizeof text, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_payment_check_text(payment, 0, NULL, NULL, 8, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_json(payment, NULL, NULL, 8, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_reimburse(policy, NULL, claim, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_reassess(payment, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_reassess(payment, NULL, NULL, payment), COPROD_E_ARGUMENT);
    assert_int_equal(info_of(payment).line_count, 3); /* it is still there */
    coprod_policy_free(policy);
    coprod_payment_claim_free(claim);
    coprod_payment_free(payment);
}

/* After a failure a payment is empty, and can be used again; one claim after another, short and long. */
static void payments_are_used_again(void **state)
{
    static const coprod_reimburse_options wrong[] = {
        {sizeof(coprod_reimburse_options), 0, 2, 0, 0}, {sizeof(coprod_reimburse_options), 0, -1, 0, 0},
        {sizeof(coprod_reimburse_options), 0, 0, 0, 1}, {1, 0, 0, 0, 0}};
    coprod_policy *policy = policy_of(rich);
    coprod_payment_claim *claim = claim_of(claim_text), *long_claim, *none = claim_of("[]");
    coprod_payment *payment = new_payment();
    coprod_payment_info info = {sizeof info};
    json_t *document = claim_document("[]");
    (void)state;
    for (int i = 0; i < 200; i++)
        put(document, "/lines/-", json_pack("{sossss si}", "id", json_sprintf("%d", i), "type", "e", "date",
                                            "2026-05-01", "amount_pence", 7));
    long_claim = claim_json(document);
    for (size_t i = 0; i <= sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(coprod_reimburse(policy, NULL, long_claim, NULL, payment), COPROD_OK);
        assert_int_equal(info_of(payment).total_pence, 1400);
        assert_int_equal(coprod_reimburse(policy, NULL, claim, NULL, payment), COPROD_OK);
        assert_int_equal(info_of(payment).total_pence, 2000);
        assert_int_equal(coprod_reimburse(policy, NULL, none, NULL, payment), COPROD_OK);
        assert_true(!info_of(payment).total_pence && !info_of(payment).line_count && !info_of(payment).check_count);
        assert_int_equal(coprod_reimburse(policy, NULL, claim, NULL, payment), COPROD_OK);
        if (i < sizeof wrong / sizeof *wrong)
            assert_int_equal(coprod_reimburse(policy, NULL, claim, &wrong[i], payment),
                             wrong[i].size == 1 ? COPROD_E_STRUCT : COPROD_E_ARGUMENT);
        else
            assert_int_equal(coprod_reimburse(NULL, NULL, claim, NULL, payment), COPROD_E_ARGUMENT);
        assert_int_equal(coprod_payment_get(payment, &info), COPROD_E_ARGUMENT);
    }
    coprod_payment_free(payment);
    coprod_payment_claim_free(claim);
    coprod_payment_claim_free(long_claim);
    coprod_payment_claim_free(none);
    coprod_policy_free(policy);
    json_decref(document);
}

/* Without a trace: the same amounts and reasons, and no steps. */
static void without_a_trace(void **state)
{
    const coprod_reimburse_options options = {sizeof options, 0, 0, 1, 0};
    coprod_policy *policy = policy_of(rich);
    coprod_payment_claim *claim = claim_of(claim_text);
    coprod_payment *payment = new_payment(), *traced = priced(policy, NULL, claim);
    coprod_payment_step step = {sizeof step};
    (void)state;
    assert_int_equal(coprod_reimburse(policy, NULL, claim, &options, payment), COPROD_OK);
    for (uint32_t i = 0; i < 3; i++) {
        coprod_payment_line a = line_at(payment, i), b = line_at(traced, i);
        assert_int_equal(a.step_count, 0);
        a.step_count = b.step_count;
        assert_memory_equal(&a, &b, sizeof a);
    }
    assert_int_equal(coprod_payment_get_step(payment, 0, 0, &step), COPROD_E_UNKNOWN);
    check_told(payment);
    coprod_payment_free(payment);
    coprod_payment_free(traced);
    coprod_payment_claim_free(claim);
    coprod_policy_free(policy);
}

/* In any order; the last that needs something gives it back. */
static void freed_in_any_order(void **state)
{
    static const int orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}, {2, 0, 3, 1}};
    (void)state;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        coprod_policy *policy = policy_of(rich);
        coprod_payment_claim *claim = claim_of(claim_text);
        coprod_ledger *ledger = ledger_of(policy, "[]");
        coprod_payment *payment = priced(policy, ledger, claim);
        assert_int_equal(coprod_ledger_add(ledger, payment), COPROD_OK);
        for (size_t k = 0; k < 4; k++) {
            if (orders[i][k] == 0)
                coprod_policy_free(policy);
            else if (orders[i][k] == 1)
                coprod_payment_claim_free(claim);
            else if (orders[i][k] == 2)
                coprod_ledger_free(ledger);
            else
                coprod_payment_free(payment);
            if (k < 3 && orders[i][3] == 3)
                check_told(payment);
        }
    }
}

/* A payment is filled again from its own policy and claim, after their owner gave them back. */
static void a_payment_of_its_own(void **state)
{
    coprod_payment *payment = rich_payment(NULL), *again = new_payment();
    coprod_difference difference = {sizeof difference};
    (void)state;
    assert_int_equal(coprod_reimburse(payment->policy, NULL, payment->claim, NULL, payment), COPROD_OK);
    assert_int_equal(info_of(payment).total_pence, 2000);
    assert_int_equal(coprod_payment_reassess(payment, NULL, NULL, again), COPROD_OK);
    assert_int_equal(coprod_payment_get_difference(payment, again, 0, &difference), COPROD_OK);
    assert_int_equal(difference.difference_pence, 0);
    coprod_payment_free(payment);
    check_sums(again);
    coprod_payment_free(again);
}

/* The rate of 1 April became known on 1 June: the top-up of a claim that was paid in May. */
static void what_is_owed_on_top(void **state)
{
    const coprod_reimburse_options then = {sizeof then, day_of("2026-05-31"), 1, 0, 0};
    const coprod_reimburse_options absurd = {sizeof absurd, 0, 3, 0, 0};
    coprod_payment *before = rich_payment("2026-05-31"), *after = new_payment(), *other = rich_payment(NULL);
    coprod_ledger *ledger = ledger_of(before->policy, "[]");
    coprod_difference difference = {sizeof difference};
    (void)state;
    assert_int_equal(coprod_payment_reassess(before, NULL, NULL, after), COPROD_OK);
    assert_int_equal(coprod_payment_get_difference(before, after, 0, &difference), COPROD_OK);
    assert_string_equal(difference.id, "1");
    assert_true(difference.before_pence == 1000 && difference.after_pence == 1250);
    assert_int_equal(difference.difference_pence, 250);
    assert_int_equal(coprod_payment_get_difference(after, before, 0, &difference), COPROD_OK);
    assert_int_equal(difference.difference_pence, -250);
    assert_int_equal(coprod_payment_reassess(before, ledger, &then, after), COPROD_OK); /* it was never counted */
    assert_int_equal(coprod_payment_get_difference(before, after, 0, &difference), COPROD_OK);
    assert_int_equal(difference.difference_pence, 0);
    assert_int_equal(coprod_ledger_add(ledger, before), COPROD_OK);
    assert_int_equal(coprod_payment_reassess(before, ledger, NULL, after), COPROD_OK);
    assert_int_equal(line_at(after, 0).pence, 1250);
    assert_int_equal(coprod_payment_get_difference(before, other, 0, &difference), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_reassess(before, ledger, &absurd, after), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_get_difference(before, after, 0, &difference), COPROD_E_ARGUMENT); /* empty now */
    coprod_ledger_free(ledger);
    coprod_payment_free(before);
    coprod_payment_free(after);
    coprod_payment_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_payment_says),
        cmocka_unit_test(what_a_check_says),
        cmocka_unit_test(the_json_of_a_payment),
        cmocka_unit_test(structs_of_every_size),
        cmocka_unit_test(empty_payments),
        cmocka_unit_test(wrong_arguments),
        cmocka_unit_test(payments_are_used_again),
        cmocka_unit_test(without_a_trace),
        cmocka_unit_test(freed_in_any_order),
        cmocka_unit_test(a_payment_of_its_own),
        cmocka_unit_test(what_is_owed_on_top),
    };
    return TEST_MAIN(tests);
}
