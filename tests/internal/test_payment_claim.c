/* SPDX-License-Identifier: MIT */
/* Loading claims: what is no value of its kind fails the call with its place; what cannot be becomes its line's
 * reason. */
#include "payment_tools.h"

static coprod_payment_claim *load(const json_t *document, const char *title, const json_t *expected)
{
    coprod_findings *findings = new_findings();
    coprod_payment_claim *claim = (coprod_payment_claim *)1;
    char *text = json_dumps(document, JSON_ENCODE_ANY);
    coprod_status status = coprod_payment_claim_load(text, COPROD_NTS, NULL, findings, &claim);
    check_findings(title, findings, expected);
    assert_int_equal(status, status_of(expected));
    assert_int_equal(claim != NULL, status == COPROD_OK);
    coprod_findings_free(findings);
    free(text);
    return claim;
}

static void every_fault_that_fails_the_call(void **state)
{
    json_t *golden = load_file("golden/reimburse/claim_faults.json"), *one;
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "cases"), i, one) {
        json_t *own = changed(json_object_get(golden, "document"), json_object_get(one, "changes"));
        coprod_payment_claim_free(load(own, text_of(one, "title"), json_object_get(one, "findings")));
        json_decref(own);
    }
    json_decref(golden);
}

static void what_is_loaded(void **state)
{
    json_t *golden = load_file("golden/reimburse/claim_faults.json");
    coprod_payment_claim *claim = claim_json(json_object_get(golden, "document"));
    const coprod__claim_line *session = &claim->lines[0], *miles = &claim->lines[1], *meal = &claim->lines[2];
    (void)state;
    assert_true(claim->advance_pence == 1000 && claim->waiver_pence == 100 && !claim->waived && !claim->by_voucher);
    assert_true(claim->payee == COPROD__PAYEE_PERSON && claim->circumstances.count == 1 && claim->line_count == 3);
    assert_true(session->start == 540 && session->end == 720 && session->offset == 60 && session->end_offset == 0);
    assert_int_equal(session->end_utc - session->start_utc, 240);
    assert_true(session->minutes == 180 && session->cancelled_by == COPROD__BY_ORGANISER && session->waived);
    assert_true(session->notice_minutes == 30 && session->by_voucher == 2 && session->requested_pence == 5000);
    assert_true(miles->quantity_milli == 20400 && miles->unit == COPROD__UNIT_KM && miles->asks_reserve);
    assert_true(miles->passenger_milli == 10000 && miles->transport_possible && !miles->as_passenger);
    assert_true(meal->amount_pence == 1250 && meal->receipt_pence == 1250 && meal->committed && !meal->not_earlier);
    assert_true(meal->contains_count == 1 && meal->contains[0].pence == 300 && !meal->direct && !meal->by_voucher);
    for (uint32_t i = 0; i < 3; i++)
        assert_false(claim->lines[i].fault);
    coprod_payment_claim_free(claim);
    json_decref(golden);
}

/* --- what becomes a line's reason --- */

static const char policy[] =
    "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 1000000, 'per': 'hour'}]}], "
    "'expenses': [{'id': 'e', 'label': 'E', 'kind': 'actual'}]}";

/* An expense of 10.00 or an hour at 10.00 with one member more, or another one. */
static const struct {
    const char *kind, *members, *expected;
} lines[] = {
    {"e", "{}", "paid 1000"},
    {"e", "{'date': '2026-02-30'}", "rejected 0 INVALID_DATE"},
    {"e", "{'date': '2026-02-29'}", "rejected 0 INVALID_DATE"},
    {"e", "{'date': '2024-02-29'}", "paid 1000"},
    {"e", "{'date': 'yesterday'}", "rejected 0 INVALID_DATE"},
    {"e", "{'date': '1899-12-31'}", "rejected 0 INVALID_DATE"},
    {"e", "{'date': '1900-01-01'}", "paid 1000"},
    {"e", "{'date': '2199-12-31'}", "paid 1000"},
    {"e", "{'date': '2200-01-01'}", "rejected 0 INVALID_DATE"},
    {"e", "{'date': null}", "rejected 0 DATE_MISSING"},
    {"e", "{'amount_pence': -1}", "rejected 0 NEGATIVE"},
    {"e", "{'amount_pence': '-0.01'}", "rejected 0 NEGATIVE"},
    {"e", "{'amount_pence': 0}", "paid 0 +NOTHING_CLAIMED"},
    {"e", "{'amount_pence': '0.00'}", "paid 0 +NOTHING_CLAIMED"},
    {"e", "{'amount_pence': '12.5'}", "paid 1250"},
    {"e", "{'amount_pence': '12.500'}", "paid 1250"},
    {"e", "{'amount_pence': '12.505'}", "rejected 0 INVALID_NUMBER"},
    {"e", "{'amount_pence': 100000000}", "paid 100000000"},
    {"e", "{'amount_pence': 100000001}", "rejected 0 OUT_OF_RANGE"},
    {"e", "{'amount_pence': 1000000000000000}", "rejected 0 OUT_OF_RANGE"},
    {"e", "{'amount_pence': 9223372036854775807}", "rejected 0 OUT_OF_RANGE"},
    {"e", "{'amount_pence': -9223372036854775807}", "rejected 0 NEGATIVE"},
    {"e", "{'amount_pence': '9223372036854775807'}", "rejected 0 OUT_OF_RANGE"},
    {"e", "{'amount_pence': '1234567890123456789012345'}", "rejected 0 OUT_OF_RANGE"},
    {"e", "{'amount_pence': '0.123456789012345678'}", "rejected 0 INVALID_NUMBER"},
    {"e", "{'amount_pence': '-0.1234567890123456789012345'}", "rejected 0 INVALID_NUMBER"},
    {"e", "{'tip_pence': 1000}", "paid 1000"},
    {"e", "{'tip_pence': 1001}", "rejected 0 OUT_OF_RANGE"},
    {"e", "{'amount_pence': null, 'tip_pence': 5, 'receipt': {'amount_pence': 10}}", "paid 10"},
    {"e", "{'contains': {'wine': 1000}}", "paid 1000"},
    {"e", "{'contains': {'wine': -1}}", "rejected 0 NEGATIVE"},
    {"e", "{'receipt': {}}", "paid 1000"},
    {"e", "{'receipt': {'amount_pence': '9.999'}}", "rejected 0 INVALID_NUMBER"},
    {"e", "{'unit': 'furlongs'}", "rejected 0 UNKNOWN_TYPE"},
    {"e", "{'travelled_as': 'pilot'}", "rejected 0 UNKNOWN_TYPE"},
    {"e", "{'rate': 'full'}", "rejected 0 UNKNOWN_TYPE"},
    {"e", "{'waiver': 'half'}", "rejected 0 UNKNOWN_TYPE"},
    {"e", "{'pay_by': 'cheque'}", "rejected 0 UNKNOWN_TYPE"},
    {"e", "{'role': 'king'}", "rejected 0 UNKNOWN_TYPE"},
    {"e", "{'type': 'train'}", "rejected 0 UNKNOWN_TYPE"},
    {"e", "{'payment_date': '2026-13-01'}", "rejected 0 INVALID_DATE"},
    {"e", "{'date': '2026-02-30', 'amount_pence': -1}", "rejected 0 NEGATIVE"}, /* the first fault that was read */
    {"f", "{}", "paid 1000"},
    {"f", "{'minutes': -60}", "rejected 0 NEGATIVE"},
    {"f", "{'minutes': '60'}", "paid 1000"},
    {"f", "{'minutes': '60.5'}", "rejected 0 INVALID_NUMBER"},
    {"f", "{'minutes': 527040}", "paid 8784000"},
    {"f", "{'minutes': 527041}", "rejected 0 OUT_OF_RANGE"},
    {"f", "{'minutes': 0}", "paid 0 +NOTHING_CLAIMED"},
    {"f", "{'passengers': 101}", "rejected 0 OUT_OF_RANGE"},
    {"f", "{'engine_cc': 100001}", "rejected 0 OUT_OF_RANGE"},
    {"f", "{'quantity_milli': '100000.001'}", "rejected 0 OUT_OF_RANGE"},
    {"f", "{'cancelled': {'by': 'weather'}}", "rejected 0 UNKNOWN_TYPE"},
    {"f", "{'minutes': null, 'start': '09:00', 'end': '10:30'}", "paid 1500 +WALL_TIME"},
    {"f", "{'minutes': null, 'start': '23:30', 'end': '24:00'}", "paid 500 +WALL_TIME"},
    {"f", "{'minutes': null, 'start': '24:00', 'end': '24:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '09:00', 'end': '24:01'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '23:30', 'end': '00:30'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '23:30', 'end': '2026-05-02T00:30'}", "paid 1000 +WALL_TIME"},
    {"f", "{'minutes': null, 'start': '2026-05-01T23:30', 'end': '2026-05-02T00:30'}", "paid 1000 +WALL_TIME"},
    {"f", "{'minutes': null, 'date': null, 'start': '2026-05-01T23:30', 'end': '2026-05-02T00:30'}",
     "paid 1000 +WALL_TIME"},
    {"f", "{'minutes': null, 'date': null, 'start': '09:00', 'end': '10:00'}", "rejected 0 DATE_MISSING"},
    {"f", "{'minutes': null, 'date': null, 'start': '1899-12-31T09:00', 'end': '1899-12-31T10:00'}",
     "rejected 0 INVALID_DATE"},
    {"f", "{'minutes': null, 'date': null, 'start': '2200-01-01T09:00', 'end': '2200-01-01T10:00'}",
     "rejected 0 INVALID_DATE"},
    {"f", "{'minutes': null, 'start': '2026-04-30T09:00', 'end': '10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '2026-05-02T09:00', 'end': '2026-05-02T10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '09:00', 'end': '2027-05-03T10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '09:00', 'end': '2026-02-30T10:00'}", "rejected 0 INVALID_DATE"},
    {"f", "{'date': '2026-02-30', 'start': '2026-05-01T09:00', 'end': '10:00'}", "rejected 0 INVALID_DATE"},
    {"f", "{'minutes': -1, 'start': '09:00', 'end': '10:00'}", "rejected 0 NEGATIVE"},
    {"f", "{'minutes': null, 'start': '9:00', 'end': '10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '/9:00', 'end': '10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': 'x9:00', 'end': '10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '0/:00', 'end': '10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '0x:00', 'end': '10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '2026-05-01 09:00', 'end': '10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': 'nine!', 'end': '10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '09-00', 'end': '10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '09:60', 'end': '10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '09:0x', 'end': '10:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '09:00'}", "undetermined 0 INPUT_MISSING"},
    {"f", "{'minutes': null, 'end': '09:00'}", "undetermined 0 INPUT_MISSING"},
    {"f", "{'minutes': null}", "undetermined 0 INPUT_MISSING"},
    {"f", "{'minutes': null, 'start': '09:00', 'end': '10:00', 'offset': '+01:00'}", "paid 1000"},
    {"f", "{'minutes': null, 'start': '09:00', 'end': '10:00', 'offset': 'Z', 'end_offset': '-01:00'}", "paid 2000"},
    {"f", "{'minutes': null, 'start': '09:00', 'end': '10:00', 'offset': 'Z', 'end_offset': '+01:30'}",
     "rejected 0 INVALID_TIME"},
    {"f", "{'minutes': null, 'start': '09:00', 'end': '10:00', 'end_offset': '+01:00'}", "paid 1000 +WALL_TIME"},
    {"f", "{'minutes': null, 'start': '09:00', 'end': '10:00', 'offset': '+14:00'}", "paid 1000"},
    {"f", "{'offset': '+15:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'offset': '01:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'offset': ' 01:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'offset': '+01-00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'offset': '+0x:00'}", "rejected 0 INVALID_TIME"},
    {"f", "{'offset': '+01:6x'}", "rejected 0 INVALID_TIME"},
    {"f", "{'offset': '+01:60'}", "rejected 0 INVALID_TIME"},
};

static void what_becomes_of_a_line(void **state)
{
    json_t *expense = json_of("{'id': '1', 'type': 'e', 'date': '2026-05-01', 'amount_pence': 1000}");
    json_t *fee = json_of("{'id': '1', 'type': 'f', 'date': '2026-05-01', 'minutes': 60}");
    coprod_policy *own = policy_of(policy);
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        json_t *document = claim_document("[]"), *members = json_of(lines[i].members), *value;
        json_t *line = json_deep_copy(lines[i].kind[0] == 'e' ? expense : fee);
        const char *key;
        coprod_payment_claim *claim;
        coprod_payment *payment;
        json_object_foreach(members, key, value)
            if (json_is_null(value))
                json_object_del(line, key);
            else
                json_object_set(line, key, value);
        json_array_append_new(json_object_get(document, "lines"), line);
        /* the other lines of the claim are paid */
        json_array_append_new(json_object_get(document, "lines"),
                              json_of("{'id': '2', 'type': 'e', 'date': '2026-05-01', 'amount_pence': 77}"));
        claim = claim_json(document);
        payment = priced(own, NULL, claim);
        {
            char expected[256];
            snprintf(expected, sizeof expected, "%s | paid 77", lines[i].expected);
            expect_lines(lines[i].members, payment, expected);
            check_sums(payment);
        }
        coprod_payment_free(payment);
        coprod_payment_claim_free(claim);
        json_decref(document);
        json_decref(members);
    }
    coprod_policy_free(own);
    json_decref(expense);
    json_decref(fee);
}

static void too_many_lines(void **state)
{
    static const char before[] = "{\"schema\":\"claim/1\",\"id\":\"c\",\"person\":\"p\",\"lines\":[0";
    enum { MOST = 1000000 };
    coprod_findings *findings = new_findings();
    json_t *expected = json_of("['too-many /lines']");
    coprod_payment_claim *claim = (coprod_payment_claim *)1;
    size_t length = sizeof before - 1;
    char *text = malloc(length + 2 * MOST + 2);
    (void)state;
    assert_non_null(text);
    memcpy(text, before, length);
    for (size_t i = 0; i < MOST; i++, length += 2)
        memcpy(text + length, ",0", 2);
    memcpy(text + length, "]}", 2);
    assert_int_equal(coprod_payment_claim_load(text, length + 2, NULL, findings, &claim), COPROD_E_DEFINITION);
    assert_null(claim);
    check_findings("a line too many", findings, expected);
    free(text);
    json_decref(expected);
    coprod_findings_free(findings);
}

static void wrong_arguments(void **state)
{
    static const char good[] = "{\"schema\":\"claim/1\",\"id\":\"c\",\"person\":\"p\",\"lines\":[]}";
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    coprod_payment_claim *claim = (coprod_payment_claim *)1;
    (void)state;
    assert_int_equal(coprod_payment_claim_load(good, COPROD_NTS, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_claim_load(NULL, 0, NULL, NULL, &claim), COPROD_E_ARGUMENT);
    assert_null(claim);
    assert_int_equal(coprod_payment_claim_load(good, COPROD_NTS, &half, NULL, &claim), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_payment_claim_load("{", 1, NULL, NULL, &claim), COPROD_E_SYNTAX);
    assert_int_equal(coprod_payment_claim_load("\xFF", 1, NULL, NULL, &claim), COPROD_E_TEXT);
    assert_int_equal(coprod_payment_claim_load("[]", 2, NULL, NULL, &claim), COPROD_E_DEFINITION);
    assert_null(claim);
    CHECK_IN(coprod_allocator,
             ((coprod_allocator){sizeof(coprod_allocator), NULL, test_alloc, test_resize, test_release}),
             coprod_payment_claim_load(good, COPROD_NTS, in, NULL, &claim), coprod_payment_claim_free(claim));
    coprod_payment_claim_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_that_fails_the_call),
        cmocka_unit_test(what_is_loaded),
        cmocka_unit_test(what_becomes_of_a_line),
        cmocka_unit_test(too_many_lines),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
