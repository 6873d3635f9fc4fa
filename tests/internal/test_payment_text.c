/* SPDX-License-Identifier: MIT */
/* Sentences: every outcome, reason, step and check in every catalogue; sums of money; buffers of every length. */
#include "payment_tools.h"

static const char shop[] =
    "{'source': {'title': 'Minutes'}, 'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': "
    "'37.4', 'per': 'hour'}]}], 'expenses': [{'id': 'e', 'label': 'E', 'kind': 'actual', 'pay': 'actual-up-to', "
    "'limit': [{'from': '2026-01-01', 'to': '2026-12-31', 'known_from': '2026-02-01', 'amount_pence': 1000}]}], "
    "'checks': [{'id': 'k', 'label': 'Limit', 'kind': 'cliff', 'counts': 'fees-and-expenses', 'limit': "
    "[{'amount_pence': 10000}]}]}";
static const char spent[] = "[{'type': 'e', 'date': '2026-05-01', 'amount_pence': 1250}]";

static void words_of_outcomes_and_reasons(void **state)
{
    static const int32_t outside[] = {INT32_MIN, -1, 0, 43, 44, 1000, INT32_MAX};
    (void)state;
    for (int32_t outcome = COPROD_OUTCOME_PAID; outcome <= COPROD_OUTCOME_INFORMATION; outcome++)
        for (int32_t other = COPROD_OUTCOME_PAID; other < outcome; other++)
            assert_string_not_equal(coprod_outcome_name(outcome), coprod_outcome_name(other));
    assert_string_equal(coprod_outcome_name(COPROD_OUTCOME_PAID_CAPPED), "paid_capped");
    assert_string_equal(coprod_outcome_name(COPROD_OUTCOME_INFORMATION), "information");
    for (int32_t why = COPROD_WHY_RATE_UNKNOWN; why <= COPROD_WHY_WALL_TIME; why++) {
        assert_true(coprod_why_name(why)[0]);
        for (int32_t other = COPROD_WHY_RATE_UNKNOWN; other < why; other++)
            assert_string_not_equal(coprod_why_name(why), coprod_why_name(other));
    }
    assert_string_equal(coprod_why_name(COPROD_WHY_RATE_UNKNOWN), "RATE_UNKNOWN");
    assert_string_equal(coprod_why_name(COPROD_WHY_WALL_TIME), "WALL_TIME");
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        assert_string_equal(coprod_why_name(outside[i]), "");
        assert_string_equal(coprod_outcome_name(outside[i]), "");
    }
    assert_string_equal(coprod_outcome_name(11), "");
}

static void differ(const char *a, const char *b, const char *what)
{
    if (!strcmp(a, b))
        fail_msg("%s: twice the same: %s", what, a);
}

/* Each outcome, with and without something left, and each reason beside it. */
static void every_line(void **state)
{
    coprod_payment *payment = priced_of(shop, spent);
    coprod__priced *line = &payment->lines[0];
    char before[4096] = "", text[4096];
    (void)state;
    for (size_t c = 0; c < 3; c++) {
        coprod_texts *texts = NULL;
        assert_int_equal(coprod_texts_builtin(coprod_texts_id(c), NULL, &texts), COPROD_OK);
        for (int outcome = COPROD_OUTCOME_PAID; outcome <= COPROD_OUTCOME_INFORMATION; outcome++) {
            line->outcome = (uint8_t)outcome;
            line->left_pence = outcome % 2 ? 250 : 0;
            for (int why = 0; why <= COPROD_WHY_WALL_TIME; why++) {
                line->reason = (uint8_t)why;
                line->reasons = (uint64_t)1 << why | (uint64_t)1 << COPROD_WHY_LIMIT;
                assert_int_equal(coprod_payment_line_text(payment, 0, texts, text, sizeof text, NULL), COPROD_OK);
                assert_true(strlen(text) > 10 && !strchr(text, '{'));
                differ(before, text, coprod_why_name(why));
                strcpy(before, text);
            }
        }
        coprod_texts_free(texts);
    }
    coprod_payment_free(payment);
}

/* Every kind of step, with and without the dates of its value. */
static void every_step(void **state)
{
    coprod_payment *payment = priced_of(shop, spent);
    coprod__money_step *step = &payment->steps[1];
    const coprod__row *row = step->row;
    char before[4096] = "", text[4096];
    (void)state;
    assert_non_null(row);
    step->word = "word";
    for (size_t c = 0; c < 3; c++) {
        coprod_texts *texts = NULL;
        assert_int_equal(coprod_texts_builtin(coprod_texts_id(c), NULL, &texts), COPROD_OK);
        for (int kind = 0; kind < COPROD__STEP_KINDS; kind++)
            for (int dated = 0; dated < 2; dated++) {
                step->kind = (uint8_t)kind;
                step->row = dated ? row : NULL;
                assert_int_equal(coprod_payment_step_text(payment, 0, 1, texts, text, sizeof text, NULL), COPROD_OK);
                assert_true(strlen(text) > 5 && !strchr(text, '{'));
                assert_int_equal(strstr(text, "2026-02-01") != NULL, dated);
                assert_int_equal(strstr(text, "Minutes") != NULL, dated);
                differ(before, text, coprod__step_codes[kind]);
                strcpy(before, text);
            }
        coprod_texts_free(texts);
    }
    step->kind = COPROD__STEP_LIMIT;
    coprod_payment_free(payment);
}

static void every_check(void **state)
{
    coprod_payment *payment = priced_of(shop, spent);
    coprod__check own = *payment->checks[0].check;
    char before[4096] = "", text[4096];
    (void)state;
    payment->checks[0].check = &own;
    for (size_t c = 0; c < 3; c++) {
        coprod_texts *texts = NULL;
        assert_int_equal(coprod_texts_builtin(coprod_texts_id(c), NULL, &texts), COPROD_OK);
        for (int kind = COPROD__CLIFF; kind <= COPROD__EXCESS; kind++)
            for (int status = COPROD_CHECK_INSIDE; status <= COPROD_CHECK_NOT_KNOWN; status++) {
                own.kind = (uint8_t)kind;
                payment->checks[0].status = (uint8_t)status;
                assert_int_equal(coprod_payment_check_text(payment, 0, texts, text, sizeof text, NULL), COPROD_OK);
                assert_true(strlen(text) > 10 && !strchr(text, '{') && strstr(text, "Limit"));
                assert_null(strstr(text, "allowed")); /* a check warns; it never allows */
                if (status < COPROD_CHECK_NOT_KNOWN || kind == COPROD__CLIFF)
                    differ(before, text, "check");
                strcpy(before, text);
            }
        coprod_texts_free(texts);
    }
    coprod_payment_free(payment);
}

/* What is claimed, as it stands in the sentence of the first step, and a rate in the sentence of a fee. */
static void sums_of_money(void **state)
{
    static const struct {
        const char *currency;
        int64_t n, d;
        const char *text;
    } cases[] = {
        {"GBP", 1250000, 1, "Claimed: \xc2\xa3" "12.50."}, {"GBP", 0, 1, "Claimed: \xc2\xa3" "0.00."},
        {"GBP", -1250000, 1, "Claimed: -\xc2\xa3" "12.50."}, {"GBP", 37400, 1, "Claimed: 37.4p."},
        {"GBP", -37425, 1, "Claimed: -37.425p."}, {"GBP", 99999, 1, "Claimed: 99.999p."},
        {"GBP", 100001, 1, "Claimed: \xc2\xa3" "1.00001."}, {"GBP", 100, 3, "Claimed: 0.033p."},
        {"GBP", 10000000000000, 1, "Claimed: \xc2\xa3" "100000000.00."}, {"EUR", 1250000, 1, "Claimed: EUR 12.50."},
        {"EUR", -37400, 1, "Claimed: -EUR 0.374."}, {"GBP", 1, 0, "Claimed: \xc2\xa3" "0.00."}};
    char text[256];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_payment *payment = priced_of(shop, spent);
        memcpy(((coprod_policy *)payment->policy)->currency, cases[i].currency, 4);
        payment->steps[0].delta.n = cases[i].n;
        payment->steps[0].delta.d = cases[i].d;
        assert_int_equal(coprod_payment_step_text(payment, 0, 0, NULL, text, sizeof text, NULL), COPROD_OK);
        assert_string_equal(text, cases[i].text);
        coprod_payment_free(payment);
    }
}

static void rates_and_quantities(void **state)
{
    static const struct {
        const char *policy, *claim, *text;
    } cases[] = {
        {"{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': '37.4', 'per': 'hour'}]}]}",
         "[{'type': 'f', 'date': '2026-05-01', 'minutes': 60}]", "60 minutes at 37.4p an hour: 37.4p."},
        {"{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': '45', 'per': 'hour'}]}]}",
         "[{'type': 'f', 'date': '2026-05-01', 'minutes': 120}]", "120 minutes at 45p an hour: \xc2\xa3" "0.90."},
        {"{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': '1250', 'per': 'hour'}]}], "
         "'currency': 'EUR'}", "[{'type': 'f', 'date': '2026-05-01', 'minutes': 90}]",
         "90 minutes at EUR 12.50 an hour: EUR 18.75."},
        {"{'fees': [{'id': 'f', 'label': 'F', 'basis': 'task', 'tasks': [{'id': 'read', 'value': [{'amount_pence': "
         "2500}]}]}]}", "[{'type': 'f', 'task': 'read', 'date': '2026-05-01', 'unit': 'items', 'quantity_milli': "
         "'1.5'}]", "Task read, 1.5 at \xc2\xa3" "25.00 each: \xc2\xa3" "37.50."},
        {"{'fees': [{'id': 'f', 'label': 'F', 'basis': 'daily-remainder', 'value': [{'amount_pence': 3235}], 'bands': "
         "[{'from_minutes': 0, 'from_inclusive': false, 'value': [{'amount_pence': 1615}]}]}]}",
         "[{'type': 'f', 'date': '2026-05-01', 'minutes': 2940}]",
         "2 whole 24 hours at \xc2\xa3" "32.35: \xc2\xa3" "64.70."},
    };
    char text[512];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_payment *payment = priced_of(cases[i].policy, cases[i].claim);
        assert_int_equal(coprod_payment_step_text(payment, 0, 0, NULL, text, sizeof text, NULL), COPROD_OK);
        assert_string_equal(text, cases[i].text);
        check_sums(payment);
        coprod_payment_free(payment);
    }
}

/* One text in buffers of every length. */
typedef coprod_status writer(const coprod_payment *payment, char *buffer, size_t capacity, size_t *needed);

static coprod_status write_line(const coprod_payment *payment, char *buffer, size_t capacity, size_t *needed)
{
    return coprod_payment_line_text(payment, 0, NULL, buffer, capacity, needed);
}

static coprod_status write_step(const coprod_payment *payment, char *buffer, size_t capacity, size_t *needed)
{
    return coprod_payment_step_text(payment, 0, 1, NULL, buffer, capacity, needed);
}

static coprod_status write_check(const coprod_payment *payment, char *buffer, size_t capacity, size_t *needed)
{
    return coprod_payment_check_text(payment, 0, NULL, buffer, capacity, needed);
}

static coprod_status write_json(const coprod_payment *payment, char *buffer, size_t capacity, size_t *needed)
{
    return coprod_payment_json(payment, NULL, buffer, capacity, needed);
}

static void buffers_of_every_length(void **state)
{
    static writer *const writers[] = {write_line, write_step, write_check, write_json};
    coprod_payment *payment = priced_of(shop, spent);
    (void)state;
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
        size_t whole = 0, needed = 0;
        char *text, *room;
        assert_int_equal(writers[i](payment, NULL, 0, &whole), COPROD_E_BUFFER);
        text = malloc(whole);
        room = malloc(whole + 2);
        assert_true(text && room);
        assert_int_equal(writers[i](payment, text, whole, NULL), COPROD_OK);
        for (size_t capacity = 0; capacity <= whole + 1; capacity++) {
            memset(room, 0x7E, whole + 2);
            assert_int_equal(writers[i](payment, room, capacity, &needed),
                             capacity < whole ? COPROD_E_BUFFER : COPROD_OK);
            assert_int_equal(needed, whole);
            assert_true(all_are((unsigned char *)room, capacity < whole ? capacity : whole, whole + 2, 0x7E));
            if (capacity)
                assert_memory_equal(room, text, strlen(room));
        }
        free(text);
        free(room);
    }
    coprod_payment_free(payment);
}

/* A source with a title of many words is told whole, in JSON too. */
static void long_sentences(void **state)
{
    json_t *document = policy_document(shop), *json;
    char title[3001];
    coprod_policy *policy;
    coprod_payment_claim *claim = claim_of(spent);
    coprod_payment *payment;
    (void)state;
    memset(title, 'x', sizeof title - 1);
    title[sizeof title - 1] = '\0';
    put(document, "/source/title", json_string(title));
    policy = policy_json(document);
    payment = priced(policy, NULL, claim);
    check_told(payment);
    json = payment_json(payment);
    assert_non_null(strstr(text_of(at(json, "/lines/0/steps/1"), "text"), title));
    json_decref(json);
    json_decref(document);
    coprod_payment_free(payment);
    coprod_payment_claim_free(claim);
    coprod_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_outcomes_and_reasons),
        cmocka_unit_test(every_line),
        cmocka_unit_test(every_step),
        cmocka_unit_test(every_check),
        cmocka_unit_test(sums_of_money),
        cmocka_unit_test(rates_and_quantities),
        cmocka_unit_test(buffers_of_every_length),
        cmocka_unit_test(long_sentences),
    };
    return TEST_MAIN(tests);
}
