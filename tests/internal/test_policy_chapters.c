/* SPDX-License-Identifier: MIT */
/* The chapters of a policy: every fault with its code and place, several at once, and lists that are too long. */
#include "payment_tools.h"

static void check_load(const json_t *document, const char *title, const json_t *expected)
{
    coprod_findings *findings = new_findings();
    coprod_policy *policy = (coprod_policy *)1, *again = (coprod_policy *)1;
    char *text = json_dumps(document, JSON_ENCODE_ANY);
    coprod_status status = coprod_policy_load(text, COPROD_NTS, NULL, findings, &policy);
    check_findings(title, findings, expected);
    assert_int_equal(status, status_of(expected));
    assert_int_equal(policy != NULL, status == COPROD_OK);
    assert_int_equal(coprod_policy_load(text, strlen(text), NULL, NULL, &again), status); /* nobody listens */
    assert_int_equal(again != NULL, status == COPROD_OK);
    coprod_policy_free(policy);
    coprod_policy_free(again);
    coprod_findings_free(findings);
    free(text);
}

static void every_fault_of_the_chapters(void **state)
{
    json_t *golden = load_file("golden/reimburse/policy_faults.json"), *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "chapters"), i, one) {
        json_t *own = changed(json_object_get(golden, "document"), json_object_get(one, "changes"));
        check_load(own, text_of(one, "title"), json_object_get(one, "findings"));
        json_decref(own);
    }
    json_decref(golden);
}

/* Each chapter's list may have ten thousand, and not one more. */
static void long_lists(void **state)
{
    static const struct {
        const char *pointer, *element;
    } lists[] = {{"/roles", "{'id': 'x%zu', 'label': 'L', 'payable': false}"},
                 {"/cancellation", "{'by': 'organiser', 'fee_share': '1/%zu'}"},
                 {"/sources", "{'id': 's%zu', 'title': 'T'}"}};
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t count = 10000; count <= 10001; count++) {
            json_t *document = policy_document("{}"), *list = json_array(), *expected = json_array();
            for (size_t k = 1; k <= count; k++) {
                char text[128];
                snprintf(text, sizeof text, lists[i].element, k);
                json_array_append_new(list, json_of(text));
            }
            put(document, lists[i].pointer, list);
            if (count > 10000)
                json_array_append_new(expected, json_sprintf("too-many %s", lists[i].pointer));
            check_load(document, lists[i].pointer, expected);
            json_decref(document);
            json_decref(expected);
        }
}

/* What a policy may leave out, and what it has then. */
static void what_is_left_out(void **state)
{
    coprod_policy *policy = policy_of("{'expenses': [{'id': 'miles', 'label': 'M', 'kind': 'mileage', 'mileage': "
                                      "{'groups': [{'id': 'car', 'vehicles': ['car'], 'bands': [{'value': []}]}], "
                                      "'accumulate': {'scope': 'tax-year'}}}], 'fees': [{'id': 'f', 'label': 'F', "
                                      "'basis': 'hourly', 'value': []}], 'cancellation': [{'by': 'participant', "
                                      "'fee_share': '0'}], 'caps': [{'id': 'c', 'over': ['all'], 'scope': 'day', "
                                      "'limit': []}], 'claim_rules': {'duplicate': {'key': ['type']}}, 'payment': {}, "
                                      "'checks': [{'id': 'k', 'label': 'K', 'kind': 'total', 'limit': []}]}");
    const coprod__mileage *mileage = policy->expenses[0].mileage;
    const coprod__fee *fee = &policy->fees[0];
    (void)state;
    assert_true(policy->tax_year[0] == 4 && policy->tax_year[1] == 6 && policy->week_start == 1 && !policy->has_clock);
    assert_true(policy->mileage_year[0] == 4 && policy->fiscal_end[0] == 3 && policy->fiscal_end[1] == 31);
    assert_true(!policy->rounding && !policy->round_claim && !policy->by_submission);
    assert_true(mileage->key == (COPROD__KEY_PAYER | COPROD__KEY_GROUP) && mileage->round_milli == 1);
    assert_true(!mileage->has_reserve && !mileage->most_milli && !mileage->groups[0].counter_index);
    assert_string_equal(mileage->groups[0].counter, "car");
    assert_true(mileage->groups[0].bands[0].to_milli == INT64_MAX);
    assert_true(!fee->scheduled && !fee->beyond_attended && !fee->increment && !fee->minimum && !fee->maximum);
    assert_true(fee->aggregate == COPROD__PER_SESSION && fee->overlap == COPROD__OVERLAP_UNION && !fee->on_gap);
    assert_true(policy->cancellations[0].notice_below == COPROD__OPEN_TO
                && policy->cancellations[0].expenses == COPROD__EXPENSES_ALL && policy->cancellations[0].share_d);
    assert_true(policy->caps[0].then == COPROD__THEN_TRUNCATE && policy->caps[0].fill == COPROD__FILL_DATE
                && policy->caps[0].whole && !policy->caps[0].has_order);
    assert_true(policy->claim_rules.late == COPROD__THEN_REJECT && !policy->claim_rules.most_lines
                && policy->claim_rules.duplicate_then == COPROD__THEN_REJECT && !policy->claim_rules.foreign_hold);
    assert_true(policy->payment.payees == 7 && !policy->payment.no_advance && !policy->payment.waiver);
    assert_true(policy->checks[0].period == COPROD__SCOPE_WEEK && policy->checks[0].over_all
                && !policy->checks[0].expenses_too && !policy->checks[0].limit_exclusive);
    coprod_policy_free(policy);
}

/* Rules stand in the order in which they are asked, whatever the order of the document. */
static void the_order_of_rules(void **state)
{
    coprod_policy *policy = policy_of(
        "{'cancellation': [{'by': 'organiser', 'fee_share': '1/4'}, {'by': 'organiser', 'notice_less_than_minutes': "
        "60, 'fee_share': '1/1'}, {'by': 'participant', 'notice_less_than_minutes': 30, 'fee_share': '1/2'}], 'caps': "
        "[{'id': 'a', 'over': ['all'], 'scope': 'tax-year', 'limit': []}, {'id': 'b', 'over': ['all'], 'scope': 'day', "
        "'order': 2, 'limit': []}, {'id': 'c', 'over': ['all'], 'scope': 'day', 'order': 1, 'limit': []}, {'id': 'd', "
        "'over': ['all'], 'scope': 'line', 'limit': []}, {'id': 'e', 'over': ['all'], 'scope': 'day', 'order': 1, "
        "'limit': []}], 'payment': {'voucher': {'denominations_pence': [500, 2000, 1000]}}}");
    (void)state;
    assert_int_equal(policy->cancellations[0].notice_below, 30);
    assert_int_equal(policy->cancellations[1].notice_below, 60);
    assert_int_equal(policy->cancellations[2].notice_below, COPROD__OPEN_TO);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(policy->caps[i].id[0], "dceba"[i]);
    assert_true(policy->payment.denominations[0] == 2000 && policy->payment.denominations[2] == 500);
    coprod_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_of_the_chapters),
        cmocka_unit_test(long_lists),
        cmocka_unit_test(what_is_left_out),
        cmocka_unit_test(the_order_of_rules),
    };
    return TEST_MAIN(tests);
}
