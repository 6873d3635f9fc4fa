/* SPDX-License-Identifier: MIT */
/* Counting payments: any order gives the same ledger, taking one back restores it, what cannot be changes nothing. */
#include "ledger_tools.h"

static void what_is_counted(void **state)
{
    counted own = make_counted();
    coprod_ledger *ledger = ledger_with(&own, "01");
    json_t *json = ledger_json(ledger);
    (void)state;
    assert_string_equal(text_of(json, "schema"), "ledger/1");
    assert_string_equal(text_of(json, "policy"), "p");
    assert_string_equal(text_of(json, "counts"), own.policy->ledger_fingerprint);
    expect_json("entries", json_incref(json_object_get(json, "entries")),
                "[{'kind': 'miles', 'of': 'miles', 'person': 'ann', 'payer': 'icb', 'group': 'bike', 'period': "
                "'2026-04-06', 'day': '2026-05-01', 'quantity_milli': 1000}, {'kind': 'miles', 'group': 'car', 'day': "
                "'2026-05-01', 'quantity_milli': 67500}, {'kind': 'miles', 'group': 'car', 'day': '2026-05-03', "
                "'quantity_milli': 50000}, {'kind': 'cap-money', 'of': 'month', 'person': 'ann', 'payer': 'icb', "
                "'period': '2026-05-01', 'amount_mpence': 1250000}, {'kind': 'cap-money', 'period': '2026-06-01', "
                "'amount_mpence': 300000}, {'kind': 'cap-minutes', 'of': 'hours', 'period': '2026-05-01', 'minutes': "
                "120}, {'kind': 'cap-lines', 'of': 'once', 'word': 'panel', 'count': 2}, {'kind': 'cap-miles', 'of': "
                "'far', 'period': '2026-04-01', 'quantity_milli': 118500}, {'kind': 'earnings', 'of': 'esa', 'person': "
                "'ann', 'period': '2026-04-27', 'amount_pence': 2000}, {'kind': 'time', 'of': 'esa', 'period': "
                "'2026-04-27', 'minutes': 120}, {'kind': 'receipt', 'count': 1}, {'kind': 'receipt', 'count': 1}, "
                "{'kind': 'claim', 'person': 'ann', 'payer': 'icb', 'word': 'c1', 'count': 1}, {'kind': 'claim', "
                "'word': 'c2', 'count': 1}]");
    json_decref(json);
    coprod_ledger_free(ledger);
    free_counted(&own);
}

static void an_empty_ledger(void **state)
{
    coprod_policy *policy = policy_of(counting);
    coprod_ledger *ledger = new_ledger(policy), *zeros;
    char *text = json_text(ledger), expected[256];
    (void)state;
    snprintf(expected, sizeof expected, "{\"schema\":\"ledger/1\",\"policy\":\"p\",\"counts\":\"%s\",\"entries\":[]}",
             policy->ledger_fingerprint);
    assert_string_equal(text, expected);
    zeros = ledger_of(policy, "[{'kind': 'receipt', 'fingerprint': 'x', 'count': 0}, {'kind': 'miles', 'of': 'miles', "
                              "'person': 'ann', 'period': '2026-04-06', 'quantity_milli': 0}]");
    same_ledgers(ledger, zeros); /* nothing is as good as no entry */
    free(text);
    coprod_ledger_free(ledger);
    coprod_ledger_free(zeros);
    coprod_policy_free(policy);
}

static void any_order_is_the_same(void **state)
{
    static const char *const orders[] = {"012", "021", "102", "120", "201", "210"};
    counted own = make_counted();
    coprod_ledger *first = ledger_with(&own, orders[0]);
    (void)state;
    for (size_t i = 1; i < sizeof orders / sizeof *orders; i++) {
        coprod_ledger *other = ledger_with(&own, orders[i]);
        same_ledgers(first, other);
        coprod_ledger_free(other);
    }
    coprod_ledger_free(first);
    free_counted(&own);
}

static void merging_is_associative_and_free_of_order(void **state)
{
    static const char *const groupings[][3] = {{"0", "1", "2"}, {"2", "0", "1"}, {"01", "", "2"}, {"", "2", "10"}};
    counted own = make_counted();
    coprod_ledger *whole = ledger_with(&own, "012");
    (void)state;
    for (size_t i = 0; i < sizeof groupings / sizeof *groupings; i++)
        for (int right = 0; right < 2; right++) {
            coprod_ledger *a = ledger_with(&own, groupings[i][0]), *b = ledger_with(&own, groupings[i][1]);
            coprod_ledger *c = ledger_with(&own, groupings[i][2]);
            if (right) { /* a + (b + c) */
                assert_int_equal(coprod_ledger_merge(b, c), COPROD_OK);
                assert_int_equal(coprod_ledger_merge(a, b), COPROD_OK);
            } else { /* (a + b) + c */
                assert_int_equal(coprod_ledger_merge(a, b), COPROD_OK);
                assert_int_equal(coprod_ledger_merge(a, c), COPROD_OK);
            }
            same_ledgers(whole, a);
            coprod_ledger_free(c);
            coprod_ledger_free(b);
            coprod_ledger_free(a);
        }
    coprod_ledger_free(whole);
    free_counted(&own);
}

static void taking_back_restores(void **state)
{
    counted own = make_counted();
    coprod_ledger *empty = ledger_with(&own, "");
    (void)state;
    for (size_t i = 0; i < CLAIMS; i++) {
        static const char *const others[] = {"12", "02", "01"};
        coprod_ledger *all = ledger_with(&own, "012"), *without = ledger_with(&own, others[i]);
        assert_int_equal(coprod_ledger_reverse(all, own.payments[i]), COPROD_OK);
        same_ledgers(all, without);
        assert_int_equal(coprod_ledger_reverse(all, own.payments[i]), COPROD_E_RANGE);
        same_ledgers(all, without);
        assert_int_equal(coprod_ledger_add(all, own.payments[i]), COPROD_OK); /* and counted again */
        for (size_t k = 0; k < CLAIMS; k++)
            assert_int_equal(coprod_ledger_reverse(all, own.payments[k]), COPROD_OK);
        same_ledgers(all, empty);
        coprod_ledger_free(all);
        coprod_ledger_free(without);
    }
    coprod_ledger_free(empty);
    free_counted(&own);
}

/* A claim is counted once: not added twice, not merged with itself, not taken back where it never was. */
static void a_claim_is_counted_once(void **state)
{
    counted own = make_counted();
    coprod_ledger *ledger = ledger_with(&own, "01"), *same = ledger_with(&own, "01"), *other = ledger_with(&own, "1");
    (void)state;
    assert_int_equal(coprod_ledger_add(ledger, own.payments[0]), COPROD_E_RANGE);
    same_ledgers(ledger, same);
    assert_int_equal(coprod_ledger_merge(ledger, other), COPROD_E_RANGE);
    same_ledgers(ledger, same);
    assert_int_equal(coprod_ledger_reverse(ledger, own.payments[2]), COPROD_E_RANGE);
    same_ledgers(ledger, same);
    coprod_ledger_free(ledger);
    coprod_ledger_free(same);
    coprod_ledger_free(other);
    free_counted(&own);
}

/* What was counted before changes the price of what comes after: miles, caps, receipts, checks. */
static void what_was_counted_counts(void **state)
{
    counted own = make_counted();
    coprod_ledger *ledger = ledger_with(&own, "0");
    coprod_payment *after = counted_payment(own.policy, ledger, 1);
    (void)state;
    expect_lines("alone", own.payments[1], "paid 500 | paid 20 | paid 315 | paid 300");
    expect_lines("after the first", after, "paid 500 | paid 20 | paid 175 | paid 300"); /* 110.5 miles were counted */
    coprod_payment_free(after);
    after = counted_payment(own.policy, ledger, 0); /* the claim again */
    expect_lines("again", after,
                 "rejected 0 DUPLICATE | rejected 0 DUPLICATE | rejected 0 DUPLICATE | rejected 0 DUPLICATE");
    assert_int_equal(coprod_ledger_add(ledger, after), COPROD_E_RANGE); /* nor is it taken for what was counted */
    assert_int_equal(coprod_ledger_reverse(ledger, after), COPROD_E_RANGE);
    assert_int_equal(coprod_ledger_reverse(ledger, own.payments[0]), COPROD_OK);
    coprod_payment_free(after);
    coprod_ledger_free(ledger);
    free_counted(&own);
}

/* Miles of the same day keep their order when they are priced again; without a ledger nothing else was counted. */
static void miles_priced_again(void **state)
{
    counted own = make_counted();
    coprod_ledger *ledger = ledger_with(&own, "0");
    coprod_payment *second = counted_payment(own.policy, ledger, 1), *again = new_payment();
    (void)state;
    assert_int_equal(coprod_ledger_add(ledger, second), COPROD_OK);
    assert_int_equal(coprod_payment_reassess(second, ledger, NULL, again), COPROD_OK);
    expect_lines("second", again, "paid 500 | paid 20 | paid 315 | paid 300"); /* 60.5 miles of the day, not 110.5 */
    assert_int_equal(coprod_payment_reassess(own.payments[0], ledger, NULL, again), COPROD_OK);
    expect_lines("first", again, "paid 1500 | paid 2723 | paid 1900 | paid 1250"); /* 7 miles came in between */
    assert_int_equal(coprod_payment_reassess(second, NULL, NULL, again), COPROD_OK);
    check_sums(again);
    coprod_payment_free(second);
    coprod_payment_free(again);
    coprod_ledger_free(ledger);
    free_counted(&own);
}

/* A policy that counts something else under these names is refused everywhere; one with other rates never. */
static void the_policy_of_a_ledger(void **state)
{
    counted own = make_counted();
    json_t *document = policy_document(counting);
    coprod_policy *rates, *otherwise;
    coprod_ledger *ledger = ledger_with(&own, "01"), *opened = NULL, *foreign, *newer;
    coprod_payment *payment = new_payment();
    coprod_payment_claim *claim = claim_of("[]");
    blob b = save_ledger(ledger);
    char *text = json_text(ledger);
    (void)state;
    put(document, "/version", json_string("2"));
    put(document, "/expenses/0/mileage/groups/0/bands/0/value/-",
        json_of("{'from': '2026-06-01', 'rate_mpence': 55000, 'per': 'mile'}"));
    put(document, "/caps/1/limit_minutes", json_integer(60));
    put(document, "/caps/0/limit/0/amount_pence", json_integer(1));
    rates = policy_json(document);
    put(document, "/expenses/0/mileage/accumulate/scope", json_string("mileage-year"));
    otherwise = policy_json(document);
    foreign = new_ledger(otherwise);
    newer = new_ledger(rates);
    assert_int_equal(coprod_ledger_open(otherwise, b.bytes, b.length, NULL, &opened), COPROD_E_FINGERPRINT);
    assert_null(opened);
    assert_int_equal(coprod_ledger_load(otherwise, text, COPROD_NTS, NULL, NULL, &opened), COPROD_E_FINGERPRINT);
    assert_null(opened);
    assert_int_equal(coprod_ledger_add(foreign, own.payments[0]), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_ledger_reverse(foreign, own.payments[0]), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_ledger_merge(ledger, foreign), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_reimburse(own.policy, foreign, claim, NULL, payment), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_payment_reassess(own.payments[0], foreign, NULL, payment), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_ledger_open(rates, b.bytes, b.length, NULL, &opened), COPROD_OK);
    same_ledgers(ledger, opened);
    assert_int_equal(coprod_reimburse(rates, opened, claim, NULL, payment), COPROD_OK);
    assert_int_equal(coprod_ledger_reverse(opened, own.payments[0]), COPROD_OK);
    assert_int_equal(coprod_ledger_merge(newer, ledger), COPROD_OK);
    coprod_ledger_free(opened);
    assert_int_equal(coprod_ledger_load(rates, text, COPROD_NTS, NULL, NULL, &opened), COPROD_OK);
    same_ledgers(ledger, opened);
    coprod_policy_free(rates);
    coprod_policy_free(otherwise);
    coprod_ledger_free(opened);
    coprod_ledger_free(foreign);
    coprod_ledger_free(newer);
    coprod_ledger_free(ledger);
    coprod_payment_free(payment);
    coprod_payment_claim_free(claim);
    json_decref(document);
    free(b.bytes);
    free(text);
    free_counted(&own);
}

/* The last entry that is counted does not fit: those before it are as they were. */
static void an_overflow_changes_nothing(void **state)
{
    static const char *const full[] = {
        "[{'kind': 'time', 'of': 'esa', 'person': 'ann', 'period': '2026-04-27', 'minutes': 1000000000000000}]",
        ("[{'kind': 'miles', 'of': 'miles', 'person': 'ann', 'payer': 'icb', 'group': 'car', 'period': '2026-04-06', "
         "'day': '2026-04-06', 'quantity_milli': 999999999990000}, {'kind': 'cap-money', 'of': 'month', 'person': "
         "'ann', 'payer': 'icb', 'period': '2026-05-01', 'amount_mpence': 5}]"),
        ("[{'kind': 'cap-miles', 'of': 'far', 'person': 'ann', 'payer': 'icb', 'period': '2026-04-01', "
         "'quantity_milli': 999999999999999}]")};
    counted own = make_counted();
    (void)state;
    for (size_t i = 0; i < sizeof full / sizeof *full; i++) {
        coprod_ledger *ledger = ledger_of(own.policy, full[i]), *same = ledger_of(own.policy, full[i]);
        coprod_ledger *other = ledger_with(&own, "01");
        assert_int_equal(coprod_ledger_add(ledger, own.payments[0]), COPROD_E_OVERFLOW);
        same_ledgers(ledger, same);
        assert_int_equal(coprod_ledger_merge(ledger, other), COPROD_E_OVERFLOW);
        same_ledgers(ledger, same);
        coprod_ledger_free(ledger);
        coprod_ledger_free(same);
        coprod_ledger_free(other);
    }
    free_counted(&own);
}

/* With numbers as large as a ledger holds, nothing that is priced goes wrong. */
static void very_full_ledgers(void **state)
{
    counted own = make_counted();
    coprod_ledger *ledger =
        ledger_of(own.policy, "[{'kind': 'earnings', 'of': 'esa', 'person': 'ann', 'period': '2026-04-27', "
                              "'amount_pence': 1000000000000000}, {'kind': 'time', 'of': 'esa', 'person': 'ann', "
                              "'period': '2026-04-27', 'minutes': 1000000000000000}, {'kind': 'miles', 'of': 'miles', "
                              "'person': 'ann', 'payer': 'icb', 'group': 'car', 'period': '2026-04-06', "
                              "'quantity_milli': 1000000000000000}, {'kind': 'cap-money', 'of': 'month', 'person': "
                              "'ann', 'payer': 'icb', 'period': '2026-05-01', 'amount_mpence': 1000000000000000}]");
    coprod_payment *payment = counted_payment(own.policy, ledger, 0);
    coprod_payment_check check = {sizeof check};
    (void)state;
    expect_lines("full", payment, "paid 1500 | paid 1513 | paid 1250 | rejected 0 CAP_EXHAUSTED");
    assert_int_equal(coprod_payment_get_check(payment, 0, &check), COPROD_OK);
    assert_true(check.earnings_pence == 1000000000001500 && check.minutes == 1000000000000090);
    assert_int_equal(check.status, COPROD_CHECK_OUTSIDE);
    check_told(payment);
    coprod_payment_free(payment);
    coprod_ledger_free(ledger);
    free_counted(&own);
}

/* Miles of a year that another system knows have no days: they are of the first, and are not lost later. */
static void miles_so_far(void **state)
{
    coprod_policy *policy = policy_of(counting);
    coprod_ledger *ledger = ledger_of(policy, "[{'kind': 'miles', 'of': 'miles', 'person': 'ann', 'payer': 'icb', "
                                              "'group': 'car', 'period': '2026-04-06', 'quantity_milli': 90000}]");
    coprod_payment *payment = counted_payment(policy, ledger, 0);
    json_t *json;
    (void)state;
    assert_int_equal(line_at(payment, 1).pence, 1713); /* 10 miles at 45p, 50.5 at 25p */
    assert_int_equal(coprod_ledger_add(ledger, payment), COPROD_OK);
    json = ledger_json(ledger);
    assert_string_equal(text_of(at(json, "/entries/0"), "day"), "2026-04-06");
    assert_int_equal(json_integer_value(at(json, "/entries/0/quantity_milli")), 90000);
    assert_int_equal(json_integer_value(at(json, "/entries/1/quantity_milli")), 60500);
    json_decref(json);
    coprod_payment_free(payment);
    coprod_ledger_free(ledger);
    coprod_policy_free(policy);
}

static void buffers_of_every_length(void **state)
{
    counted own = make_counted();
    coprod_ledger *ledger = ledger_with(&own, "2");
    blob b = save_ledger(ledger);
    char *text = json_text(ledger), *room = malloc(strlen(text) + 8);
    uint8_t *buffer = malloc(b.length + 8);
    size_t needed = 77, whole = strlen(text) + 1;
    (void)state;
    assert_true(buffer && room);
    for (size_t capacity = 0; capacity <= b.length + 1; capacity++) {
        memset(buffer, 0xEE, b.length + 8);
        assert_int_equal(coprod_ledger_save(ledger, buffer, capacity, &needed),
                         capacity < b.length ? COPROD_E_BUFFER : COPROD_OK);
        assert_int_equal(needed, b.length);
        assert_true(all_are(buffer, capacity < b.length ? capacity : b.length, b.length + 8, 0xEE));
    }
    assert_memory_equal(buffer, b.bytes, b.length);
    for (size_t capacity = 0; capacity <= whole + 1; capacity++) {
        memset(room, 0x7E, whole + 7);
        assert_int_equal(coprod_ledger_json(ledger, room, capacity, &needed),
                         capacity < whole ? COPROD_E_BUFFER : COPROD_OK);
        assert_int_equal(needed, whole);
        assert_true(all_are((unsigned char *)room, capacity < whole ? capacity : whole, whole + 7, 0x7E));
        if (capacity)
            assert_memory_equal(room, text, strlen(room));
    }
    assert_int_equal(coprod_ledger_save(ledger, buffer, b.length, NULL), COPROD_OK);
    assert_int_equal(coprod_ledger_json(ledger, room, whole, NULL), COPROD_OK);
    free(buffer);
    free(room);
    free(text);
    free(b.bytes);
    coprod_ledger_free(ledger);
    free_counted(&own);
}

static void wrong_arguments(void **state)
{
    counted own = make_counted();
    coprod_ledger *ledger = ledger_with(&own, "0"), *made = (coprod_ledger *)1;
    coprod_payment *empty = new_payment();
    (void)state;
    assert_int_equal(coprod_ledger_new(own.policy, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_new(NULL, NULL, &made), COPROD_E_ARGUMENT);
    assert_null(made);
    assert_int_equal(coprod_ledger_add(NULL, own.payments[0]), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_add(ledger, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_add(ledger, empty), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_reverse(NULL, own.payments[0]), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_reverse(ledger, empty), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_merge(NULL, ledger), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_merge(ledger, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_merge(ledger, ledger), COPROD_E_ARGUMENT);
    CHECK_IN(coprod_allocator,
             ((coprod_allocator){sizeof(coprod_allocator), NULL, test_alloc, test_resize, test_release}),
             coprod_ledger_new(own.policy, in, &made), coprod_ledger_free(made));
    coprod_ledger_free(NULL);
    coprod_ledger_free(ledger);
    coprod_payment_free(empty);
    free_counted(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_counted),
        cmocka_unit_test(an_empty_ledger),
        cmocka_unit_test(any_order_is_the_same),
        cmocka_unit_test(merging_is_associative_and_free_of_order),
        cmocka_unit_test(taking_back_restores),
        cmocka_unit_test(a_claim_is_counted_once),
        cmocka_unit_test(what_was_counted_counts),
        cmocka_unit_test(miles_priced_again),
        cmocka_unit_test(the_policy_of_a_ledger),
        cmocka_unit_test(an_overflow_changes_nothing),
        cmocka_unit_test(very_full_ledgers),
        cmocka_unit_test(miles_so_far),
        cmocka_unit_test(buffers_of_every_length),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
