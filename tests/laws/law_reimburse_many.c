/* SPDX-License-Identifier: MIT */
/* Many claims are a loop over single calls, with the ledger going on or not; and where memory ends in the middle of
 * them, nothing was counted. */
#include "../internal/random_policy.h"

enum { POLICIES = 150, CLAIMS = 40, LINES = 8 };

/* Sessions, journeys and whatever else the policy pays, of three people and a few days. */
static coprod_payment_claim *made_claim(const coprod_policy *policy)
{
    static uint32_t number;
    static const char *const people[] = {"ann", "ben", "cem"}, *const vehicles[] = {"car", "motorcycle", "van"};
    json_t *document = claim_document("{'lines': []}"), *lines = json_object_get(document, "lines");
    coprod_payment_claim *claim;
    json_object_set_new(document, "id", json_sprintf("%u", (unsigned)++number));
    json_object_set_new(document, "person", json_string(people[draw(&seed, 3)]));
    if (one_in(2))
        put_day(document, "submitted", some_day());
    if (one_in(6))
        json_object_set_new(document, "advance_pence", json_integer(draw(&seed, 20000)));
    for (uint32_t count = draw(&seed, LINES), i = 0; i < count; i++) {
        json_t *line = json_pack("{so}", "id", json_sprintf("%u", (unsigned)i));
        uint32_t other = policy->expense_count ? draw(&seed, policy->expense_count) : 0;
        int session = policy->role_count && (!policy->expense_count || one_in(2));
        const char *type = session ? "session" : policy->expense_count ? policy->expenses[other].id : "taxi";
        json_object_set_new(line, "type", json_string(type));
        put_day(line, "date", FIRST + (int32_t)draw(&seed, 30));
        if (session)
            json_object_set_new(line, "role", json_string(policy->roles[draw(&seed, policy->role_count)].id));
        json_object_set_new(line, "minutes", json_integer(draw(&seed, 600)));
        json_object_set_new(line, "quantity_milli", json_integer(draw(&seed, 200000)));
        json_object_set_new(line, "amount_pence", json_integer(draw(&seed, 5000)));
        json_object_set_new(line, "vehicle", json_string(vehicles[draw(&seed, 3)]));
        if (one_in(2))
            json_object_set_new(line, "receipt", json_pack("{ss}", "no", one_in(2) ? "a" : one_in(2) ? "b" : "c"));
        if (one_in(3))
            json_object_set_new(line, "approval", json_string("yes"));
        if (one_in(2))
            json_object_set_new(line, "engine_cc", json_integer(1400 + draw(&seed, 200)));
        json_array_append_new(lines, line);
    }
    claim = claim_json(document);
    json_decref(document);
    return claim;
}

typedef struct totals {
    int64_t total[CLAIMS], repay[CLAIMS], left[CLAIMS], held_pence[CLAIMS];
    uint32_t held[CLAIMS], undetermined[CLAIMS];
} totals;

static coprod_claim_totals wanted(totals *t)
{
    coprod_claim_totals out = {sizeof out, t->total, t->repay, t->left, t->held_pence, t->held, t->undetermined};
    return out;
}

static void expect_claim(const totals *t, size_t i, const coprod_payment *payment)
{
    coprod_payment_info info = info_of(payment);
    uint32_t held = 0, undetermined = 0;
    int64_t held_pence = 0;
    assert_int_equal(coprod_payment_total(payment, COPROD_OUTCOME_HELD, &held_pence), COPROD_OK);
    for (uint32_t l = 0; l < info.line_count; l++) {
        held += line_at(payment, l).outcome == COPROD_OUTCOME_HELD;
        undetermined += line_at(payment, l).outcome == COPROD_OUTCOME_UNDETERMINED;
    }
    assert_true(t->total[i] == info.total_pence && t->repay[i] == info.to_repay_pence);
    assert_true(t->left[i] == info.left_pence && t->held_pence[i] == held_pence);
    assert_true(t->held[i] == held && t->undetermined[i] == undetermined);
}

static void expect_ledgers(const coprod_ledger *a, const coprod_ledger *b)
{
    json_t *x = ledger_json(a), *y = ledger_json(b);
    assert_true(json_equal(x, y));
    json_decref(x);
    json_decref(y);
}

/* An allocator that ends after a number of blocks. */
static void *few_alloc(void *context, size_t bytes)
{
    return (*(int *)context)-- > 0 ? malloc(bytes) : NULL;
}

static void *few_resize(void *context, void *block, size_t old_bytes, size_t bytes)
{
    (void)old_bytes;
    return (*(int *)context)-- > 0 ? realloc(block, bytes) : NULL;
}

static void few_release(void *context, void *block, size_t bytes)
{
    (void)context;
    (void)bytes;
    free(block);
}

/* With less and less memory for the ledger: either all is counted, or nothing and every sum is 0. */
static void run_out(const coprod_policy *policy, const coprod_ledger *before, const coprod_ledger *after,
                    const coprod_payment_claim *const *claims, coprod_payment *payment)
{
    coprod_status status = COPROD_E_MEMORY;
    for (int blocks = 0; status != COPROD_OK; blocks++) {
        int left = 1000000;
        coprod_allocator few = {sizeof few, &left, few_alloc, few_resize, few_release};
        coprod_ledger *ledger = NULL;
        totals t;
        coprod_claim_totals out = wanted(&t);
        assert_int_equal(coprod_ledger_new(policy, &few, &ledger), COPROD_OK);
        assert_int_equal(coprod_ledger_merge(ledger, before), COPROD_OK);
        left = blocks;
        status = coprod_reimburse_many(policy, ledger, claims, CLAIMS, NULL, payment, &out);
        assert_true(status == COPROD_OK || status == COPROD_E_MEMORY);
        left = 1000000;
        expect_ledgers(ledger, status == COPROD_OK ? after : before);
        for (size_t i = 0; i < CLAIMS && status != COPROD_OK; i++)
            assert_false(t.total[i] || t.repay[i] || t.left[i] || t.held_pence[i] || t.held[i] || t.undetermined[i]);
        coprod_ledger_free(ledger);
    }
}

static void make_claims(const coprod_policy *policy, coprod_payment_claim **claims)
{
    for (size_t i = 0; i < CLAIMS; i++)
        claims[i] = made_claim(policy);
}

static void free_claims(coprod_payment_claim **claims)
{
    for (size_t i = 0; i < CLAIMS; i++)
        coprod_payment_claim_free(claims[i]);
}

/* Three times: from nothing, from what was counted, and without counting. */
static void check_claims(const coprod_policy *policy, coprod_payment *payment, coprod_payment *single)
{
    coprod_payment_claim *claims[CLAIMS];
    const coprod_payment_claim *const *list = (const coprod_payment_claim *const *)claims;
    coprod_ledger *one = NULL, *many = NULL;
    coprod_many_options options = {sizeof options, some_day(), (int32_t)draw(&seed, 2), 0, 0, NULL};
    const coprod_reimburse_options how = {sizeof how, options.known_on, options.has_known_on, 0, 0};
    totals t;
    coprod_claim_totals out = wanted(&t);
    coprod_ledger_new(policy, NULL, &one);
    coprod_ledger_new(policy, NULL, &many);
    for (int round = 0; round < 3; round++) {
        make_claims(policy, claims);
        options.keep_ledger = round == 2;
        assert_int_equal(coprod_reimburse_many(policy, many, list, CLAIMS, &options, payment, &out), COPROD_OK);
        for (size_t i = 0; i < CLAIMS; i++) {
            assert_int_equal(coprod_reimburse(policy, one, claims[i], &how, single), COPROD_OK);
            expect_claim(&t, i, single);
            if (!options.keep_ledger)
                assert_int_equal(coprod_ledger_add(one, single), COPROD_OK);
        }
        expect_ledgers(one, many);
        assert_string_equal(info_of(payment).claim_id, info_of(single).claim_id);
        assert_int_equal(info_of(payment).total_pence, info_of(single).total_pence);
        if (round < 2)
            free_claims(claims);
    }
    assert_int_equal(coprod_reimburse_many(policy, many, list, CLAIMS, NULL, payment, NULL), COPROD_OK);
    run_out(policy, one, many, list, payment);
    assert_int_equal(coprod_reimburse_many(policy, many, list, CLAIMS, NULL, payment, &out), COPROD_E_RANGE);
    free_claims(claims);
    coprod_ledger_free(one);
    coprod_ledger_free(many);
}

static void many_are_a_loop(void **state)
{
    coprod_payment *payment = new_payment(), *single = new_payment();
    (void)state;
    for (size_t p = 0; p < coprod_policy_count() + POLICIES; p++) {
        coprod_policy *policy = p < coprod_policy_count() ? policy_of(coprod_policy_id(p)) : made_policy();
        check_claims(policy, payment, single);
        coprod_policy_free(policy);
    }
    coprod_payment_free(payment);
    coprod_payment_free(single);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_are_a_loop),
    };
    return TEST_MAIN(tests);
}
