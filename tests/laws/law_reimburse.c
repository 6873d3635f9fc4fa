/* SPDX-License-Identifier: MIT */
/* Laws of pricing over random claims, under every built-in policy and under policies that are made up: traces and sums,
 * the order of lines, more time, ledgers, pricing again, and rounding once. */
#include "for_all_payments.h"

#include "../internal/ledger_tools.h"

/* --- sums and outcomes --- */

/* What a line is in the total of an outcome. */
static int64_t part_of(const coprod_payment_line *line, int32_t outcome)
{
    int paid = line->outcome <= COPROD_OUTCOME_PAID_REDUCED;
    if (outcome == COPROD_OUTCOME_HELD)
        return line->held_pence;
    if (outcome == COPROD_OUTCOME_WAIVED && (paid || line->outcome == outcome))
        return line->waived_pence;
    if (line->outcome != outcome)
        return 0;
    return outcome == COPROD_OUTCOME_DIRECT ? line->cost_pence : line->pence;
}

static void law_of_sums(const coprod_policy *policy, json_t *claim, uint64_t number)
{
    static const uint64_t limits = (uint64_t)1 << COPROD_WHY_LIMIT | (uint64_t)1 << COPROD_WHY_CAP
                                   | (uint64_t)1 << COPROD_WHY_RECEIPT_MISSING;
    static const int32_t outcomes[] = {COPROD_OUTCOME_PAID, COPROD_OUTCOME_PAID_CAPPED, COPROD_OUTCOME_PAID_REDUCED,
                                       COPROD_OUTCOME_HELD, COPROD_OUTCOME_WAIVED, COPROD_OUTCOME_DIRECT};
    coprod_payment *payment = price_json(policy, NULL, claim);
    coprod_payment_info info = info_of(payment);
    check_sums(payment);
    met += info.total_pence > 0;
    if (number % 50 == 0)
        check_told(payment);
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        int64_t sum = 0, total = -1;
        for (uint32_t k = 0; k < info.line_count; k++) {
            coprod_payment_line line = line_at(payment, k);
            sum += part_of(&line, outcomes[i]);
        }
        assert_int_equal(coprod_payment_total(payment, outcomes[i], &total), COPROD_OK);
        assert_true(total == sum);
    }
    for (uint32_t k = 0; k < info.line_count; k++) {
        coprod_payment_line line = line_at(payment, k);
        if (line.outcome == COPROD_OUTCOME_PAID ? line.reason : !line.reason)
            told(claim, "a reason decides about what is not paid in full, and about nothing else");
        if (line.outcome == COPROD_OUTCOME_PAID_CAPPED && !(limits & line.reasons))
            told(claim, "a capped line names its limit");
        if (line.held_pence && line.outcome != COPROD_OUTCOME_HELD && !(line.reasons >> COPROD_WHY_CAP & 1))
            told(claim, "a part is held only above a cap");
    }
    coprod_payment_free(payment);
}

static void sums_and_outcomes(void **state)
{
    (void)state;
    for_all(law_of_sums);
}

/* --- the order of lines --- */

static void law_of_order(const coprod_policy *policy, json_t *claim, uint64_t number)
{
    coprod_payment *payment = price_json(policy, NULL, claim), *other;
    json_t *lines = json_object_get(claim, "lines"), *turned = json_deep_copy(claim), *list = json_array();
    size_t count = json_array_size(lines), step = number % 2 ? count - 1 : 1;
    for (size_t i = 0; i < count; i++) /* turned round, or begun in the middle */
        json_array_append(list, json_array_get(lines, (count / 2 + i * step) % count));
    json_object_set_new(turned, "lines", list);
    other = price_json(policy, NULL, turned);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t there = 0;
        char one[512], two[512];
        while (strcmp(line_at(other, there).id, line_at(payment, i).id))
            there++;
        tell_line(payment, i, one, sizeof one);
        tell_line(other, there, two, sizeof two);
        met += count > 2 && line_at(payment, i).pence > 0;
        if (strcmp(one, two))
            fail_msg("%s: %s in order, %s turned: %s", line_at(payment, i).id, one, two,
                     json_dumps(claim, JSON_COMPACT));
    }
    json_decref(turned);
    coprod_payment_free(payment);
    coprod_payment_free(other);
}

static void the_order_of_lines(void **state)
{
    (void)state;
    for_all(law_of_order);
}

/* --- more time --- */

static void more_time_is_never_less(void **state)
{
    (void)state;
    for (uint64_t number = 0; number < MADE; number++) {
        json_t *document = made_policy(number);
        json_t *claim = claim_document("[{'type': 'f', 'date': '2026-05-01', 'minutes': 0}]");
        int64_t before = 0;
        coprod_policy *policy;
        json_object_del(document, "caps");
        json_object_del(document, "payment");
        policy = policy_json(document);
        for (int minutes = 0; minutes < 900; minutes += 1 + minutes / 50) {
            coprod_payment *payment;
            coprod_payment_line line;
            put(claim, "/lines/0/minutes", json_integer(minutes));
            payment = price_json(policy, NULL, claim);
            line = line_at(payment, 0);
            if (line.outcome > COPROD_OUTCOME_PAID_REDUCED || line.pence < before)
                fail_msg("%d minutes: %lld after %lld: %s", minutes, (long long)line.pence, (long long)before,
                         json_dumps(document, JSON_COMPACT));
            before = line.pence;
            coprod_payment_free(payment);
        }
        coprod_policy_free(policy);
        json_decref(document);
        json_decref(claim);
    }
}

/* --- rounding once --- */

static void law_of_rounding(const coprod_policy *policy, json_t *claim, uint64_t number)
{
    wide_sum exact = {0, 1};
    int64_t sum = 0;
    coprod_payment *payment;
    (void)number;
    if (!policy->round_claim || policy->payment.denomination_count)
        return;
    payment = price_json(policy, NULL, claim);
    for (uint32_t i = 0; i < payment->line_count; i++) {
        coprod_payment_line line = line_at(payment, i);
        if (line.outcome > COPROD_OUTCOME_PAID_REDUCED)
            continue;
        sum += line.pence;
        met += line.pence > 0;
        for (uint32_t s = 0; s < line.step_count; s++) {
            coprod_payment_step step = {sizeof step};
            assert_int_equal(coprod_payment_get_step(payment, i, s, &step), COPROD_OK);
            if (strcmp(step.code, "step-rounded"))
                wide_add(&exact, step.delta_numerator, step.delta_denominator);
        }
    }
    {
        wide unit = 1000 * exact.d, whole = exact.n / unit, rest = exact.n % unit;
        int up = policy->rounding == COPROD__UP ? rest != 0 : policy->rounding == COPROD__HALF_UP ? 2 * rest >= unit
                 : policy->rounding == COPROD__HALF_EVEN ? 2 * rest > unit || (2 * rest == unit && whole % 2) : 0;
        if (sum != whole + up)
            told(claim, "lines do not add up to the rounded sum");
    }
    coprod_payment_free(payment);
}

static void rounding_by_claim(void **state)
{
    (void)state;
    for_all(law_of_rounding);
}

/* --- ledgers --- */

static void law_of_ledgers(const coprod_policy *policy, json_t *claim, uint64_t number)
{
    static const int orders[][3] = {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}};
    coprod_payment *payments[3];
    blob first = {NULL, 0};
    for (int i = 0; i < 3; i++) {
        json_t *own = made_claim(policy, 1000 * number + (uint64_t)i, 1 + (int)number % LINES);
        put(own, "/person", json_string(i == 2 ? "bob" : "ann"));
        payments[i] = price_json(policy, NULL, i ? own : claim);
        json_decref(own);
    }
    for (size_t o = 0; o < sizeof orders / sizeof *orders; o++) {
        coprod_ledger *ledger = new_ledger(policy), *rest = new_ledger(policy), *before;
        blob b, alone, back;
        assert_int_equal(coprod_ledger_add(ledger, payments[orders[o][0]]), COPROD_OK);
        before = new_ledger(policy);
        assert_int_equal(coprod_ledger_merge(before, ledger), COPROD_OK);
        assert_int_equal(coprod_ledger_add(rest, payments[orders[o][1]]), COPROD_OK);
        assert_int_equal(coprod_ledger_add(rest, payments[orders[o][2]]), COPROD_OK);
        assert_int_equal(coprod_ledger_merge(ledger, rest), COPROD_OK);
        b = save_ledger(ledger);
        if (first.bytes)
            same_blobs(&first, &b);
        assert_int_equal(coprod_ledger_reverse(ledger, payments[orders[o][2]]), COPROD_OK);
        assert_int_equal(coprod_ledger_reverse(ledger, payments[orders[o][1]]), COPROD_OK);
        back = save_ledger(ledger);
        alone = save_ledger(before);
        same_blobs(&back, &alone);
        met += b.length > back.length;
        free(back.bytes);
        free(alone.bytes);
        if (first.bytes)
            free(b.bytes);
        else
            first = b;
        coprod_ledger_free(ledger);
        coprod_ledger_free(rest);
        coprod_ledger_free(before);
    }
    free(first.bytes);
    for (int i = 0; i < 3; i++)
        coprod_payment_free(payments[i]);
}

static void ledgers_in_any_order(void **state)
{
    (void)state;
    for_all(law_of_ledgers);
}

/* Miles of one claim cost the same in two claims, the second of which comes later. */
static void law_of_parts(const coprod_policy *policy, json_t *claim, uint64_t number)
{
    coprod_ledger *ledger = new_ledger(policy);
    coprod_payment *whole, *part[2];
    json_t *halves[2] = {json_deep_copy(claim), json_deep_copy(claim)}, *miles = json_array(), *line;
    size_t i;
    json_array_foreach(json_object_get(claim, "lines"), i, line) {
        int32_t expense = coprod__expense_index(policy, text_of(line, "type"));
        int local = expense != COPROD__NONE && policy->expenses[expense].mileage
                    && (policy->expenses[expense].mileage->scope == COPROD__SCOPE_CLAIM
                        || policy->expenses[expense].mileage->scope == COPROD__SCOPE_JOURNEY);
        if (expense != COPROD__NONE && policy->expenses[expense].mileage && !local)
            json_array_append(miles, line);
    }
    json_object_set(claim, "lines", miles);
    json_object_del(claim, "waiver");
    whole = price_json(policy, NULL, claim);
    if (!policy->cap_count && !policy->round_claim && json_array_size(miles) > 1) {
        uint32_t cut = 1 + (uint32_t)number % (whole->line_count - 1);
        json_t *lists[2] = {json_array(), json_array()};
        for (uint32_t k = 0; k < whole->line_count; k++)
            json_array_append(lists[k >= cut], json_array_get(miles, whole->order[k]));
        for (int h = 0; h < 2; h++) {
            json_object_del(halves[h], "waiver");
            json_object_set_new(halves[h], "id", json_sprintf("half %d", h));
            json_object_set_new(halves[h], "lines", lists[h]);
            part[h] = price_json(policy, ledger, halves[h]);
            assert_int_equal(coprod_ledger_add(ledger, part[h]), COPROD_OK);
        }
        for (uint32_t k = 0; k < whole->line_count; k++) {
            coprod_payment_line a = line_at(whole, whole->order[k]);
            coprod_payment_line b = line_at(part[k >= cut], k >= cut ? k - cut : k);
            assert_string_equal(a.id, b.id);
            met += k >= cut && a.pence > 0;
            if (a.pence != b.pence || a.outcome != b.outcome)
                fail_msg("line %s: %lld in one claim, %lld in two: %s", a.id, (long long)a.pence, (long long)b.pence,
                         json_dumps(claim, JSON_COMPACT));
        }
        coprod_payment_free(part[0]);
        coprod_payment_free(part[1]);
    }
    json_decref(miles);
    json_decref(halves[0]);
    json_decref(halves[1]);
    coprod_payment_free(whole);
    coprod_ledger_free(ledger);
}

static void miles_in_two_claims(void **state)
{
    (void)state;
    for_all(law_of_parts);
}

/* --- pricing again --- */

/* Priced as known on one day and then again as known on another is the same as priced as known on the other at once,
 * whatever was counted for earlier days, and whether the ledger holds the claim or not. */
static void law_of_reassessing(const coprod_policy *policy, json_t *document, uint64_t number)
{
    const coprod_reimburse_options then = {sizeof then, 0, 1, 0, 0};
    const coprod_reimburse_options now = {sizeof now, 20000 + (int)(number % 600), 1, 0, 0};
    coprod_payment_claim *claim = claim_json(document);
    coprod_payment *before = new_payment(), *after = new_payment(), *direct = new_payment(), *earlier;
    coprod_ledger *ledger = new_ledger(policy);
    json_t *past = made_claim(policy, 77 * number, 5), *line;
    size_t i;
    json_array_foreach(json_object_get(past, "lines"), i, line)
        json_object_set_new(line, "date", json_string("2026-02-15"));
    put(past, "/submitted", json_string("2026-02-20"));
    earlier = price_json(policy, NULL, past);
    assert_int_equal(coprod_ledger_add(ledger, earlier), COPROD_OK);
    assert_int_equal(coprod_reimburse(policy, ledger, claim, &now, direct), COPROD_OK);
    assert_int_equal(coprod_reimburse(policy, ledger, claim, &then, before), COPROD_OK);
    for (int added = 0; added < 2; added++) {
        if (added)
            assert_int_equal(coprod_ledger_add(ledger, before), COPROD_OK);
        assert_int_equal(coprod_payment_reassess(before, ledger, &now, after), COPROD_OK);
        for (uint32_t k = 0; k < direct->line_count; k++) {
            coprod_difference difference = {sizeof difference};
            char one[512], two[512];
            tell_line(direct, k, one, sizeof one);
            tell_line(after, k, two, sizeof two);
            assert_int_equal(coprod_payment_get_difference(before, after, k, &difference), COPROD_OK);
            met += difference.after_pence > 0;
            if (strcmp(one, two) || difference.after_pence - difference.before_pence != difference.difference_pence)
                fail_msg("%s at once, %s again (%d): %s", one, two, added, json_dumps(document, JSON_COMPACT));
        }
    }
    json_decref(past);
    coprod_payment_free(earlier);
    coprod_payment_free(before);
    coprod_payment_free(after);
    coprod_payment_free(direct);
    coprod_payment_claim_free(claim);
    coprod_ledger_free(ledger);
}

static void priced_again(void **state)
{
    (void)state;
    for_all(law_of_reassessing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_and_outcomes),
        cmocka_unit_test(the_order_of_lines),
        cmocka_unit_test(more_time_is_never_less),
        cmocka_unit_test(rounding_by_claim),
        cmocka_unit_test(ledgers_in_any_order),
        cmocka_unit_test(miles_in_two_claims),
        cmocka_unit_test(priced_again),
    };
    return TEST_MAIN(tests);
}
