/* SPDX-License-Identifier: MIT */
/* Columns of claims: sums by hand, what a call refuses, memory that ends, and that rows need none. */
#include "payment_tools.h"

enum { ROWS = 6, DAY = 19850, GUARD = 0x5A }; /* 7 May 2024 */

static const char rules[] =
    "{'roles': [{'id': 'member', 'label': 'M', 'fee': 'meeting'}, {'id': 'guest', 'label': 'G', 'payable': false}],"
    " 'fees': [{'id': 'meeting', 'label': 'M', 'basis': 'band', 'bands': ["
    "  {'to_minutes': 240, 'to_inclusive': true, 'value': [{'amount_pence': 7500}]},"
    "  {'from_minutes': 240, 'from_inclusive': false, 'value': [{'from': '2024-01-01', 'amount_pence': 15000}]}]}],"
    " 'expenses': [{'id': 'taxi', 'label': 'T', 'kind': 'actual'}, {'id': 'car', 'label': 'C', 'kind': 'mileage',"
    "  'mileage': {'groups': [{'id': 'car', 'vehicles': ['car'], 'bands': [{'to_miles': 10000, 'value': ["
    "   {'rate_mpence': 45000, 'per': 'mile'}]}, {'value': [{'rate_mpence': 25000, 'per': 'mile'}]}]}],"
    "  'accumulate': {'scope': 'tax-year'}}}]}";

typedef struct columns {
    int32_t day[ROWS], minutes[ROWS];
    uint16_t role[ROWS];
    int64_t miles[ROWS], opening[ROWS], fee[ROWS], mileage[ROWS];
    uint8_t outcome[2][ROWS], reason[2][ROWS];
} columns;

static columns make_columns(void)
{
    const columns made = {
        {DAY, DAY, DAY - 400, DAY + 1, COPROD_ROW_UNKNOWN, 2147483647},
        {240, 241, 241, COPROD_ROW_UNKNOWN, 60, -1},
        {0, 0, 0, 1, 0, 2},
        {20400, 1001, COPROD_ROW_UNKNOWN, 2000, 5000, 100000001},
        {0, 9999500, 0, COPROD_ROW_UNKNOWN, 0, -1},
        {0}, {0}, {{0}}, {{0}}};
    return made;
}

static coprod_claim_columns given(const columns *c)
{
    const coprod_claim_columns in = {sizeof in, c->day, c->role, c->minutes, c->miles, c->opening};
    return in;
}

static coprod_payment_columns wanted(columns *c)
{
    const coprod_payment_columns out = {sizeof out, c->fee, c->mileage, c->outcome[0], c->reason[0], c->outcome[1],
                                        c->reason[1]};
    return out;
}

static const coprod_columns_options by_car = {.size = sizeof by_car, .expense = "car", .vehicle = "car"};

static int nothing_was_written(const columns *c)
{
    static const columns zeros;
    return !memcmp(c->fee, zeros.fee, sizeof zeros.fee) && !memcmp(c->mileage, zeros.mileage, sizeof zeros.mileage)
           && !memcmp(c->outcome, zeros.outcome, sizeof zeros.outcome)
           && !memcmp(c->reason, zeros.reason, sizeof zeros.reason);
}

static void fill_answers(columns *c)
{
    memset(c->fee, GUARD, sizeof c->fee);
    memset(c->mileage, GUARD, sizeof c->mileage);
    memset(c->outcome, GUARD, sizeof c->outcome);
    memset(c->reason, GUARD, sizeof c->reason);
}

/* 9,999.5 miles before, 1.001 miles now: 0.5 at 45p are 22.5p, 0.501 at 25p are 12.525p, together 35.025p. */
static void rows_by_hand(void **state)
{
    static const int64_t fee[ROWS] = {7500, 15000, 0, 0, 0, 0}, mileage[ROWS] = {918, 35, 0, 0, 0, 0};
    static const uint8_t outcomes[2][ROWS] = {
        {COPROD_OUTCOME_PAID, COPROD_OUTCOME_PAID, COPROD_OUTCOME_UNDETERMINED, COPROD_OUTCOME_REJECTED,
         COPROD_OUTCOME_REJECTED, COPROD_OUTCOME_REJECTED},
        {COPROD_OUTCOME_PAID, COPROD_OUTCOME_PAID, COPROD_OUTCOME_UNDETERMINED, COPROD_OUTCOME_UNDETERMINED,
         COPROD_OUTCOME_REJECTED, COPROD_OUTCOME_REJECTED}};
    static const uint8_t reasons[2][ROWS] = {
        {0, 0, COPROD_WHY_RATE_UNKNOWN, COPROD_WHY_ROLE_UNPAID, COPROD_WHY_DATE_MISSING, COPROD_WHY_NEGATIVE},
        {0, 0, COPROD_WHY_INPUT_MISSING, COPROD_WHY_INPUT_MISSING, COPROD_WHY_DATE_MISSING, COPROD_WHY_NEGATIVE}};
    coprod_policy *policy = policy_of(rules);
    columns c = make_columns();
    const coprod_claim_columns in = given(&c);
    const coprod_payment_columns out = wanted(&c);
    (void)state;
    assert_int_equal(coprod_reimburse_columns(policy, &in, ROWS, &by_car, NULL, &out), COPROD_OK);
    for (size_t r = 0; r < ROWS; r++) {
        assert_true(c.fee[r] == fee[r] && c.mileage[r] == mileage[r]);
        for (int i = 0; i < 2; i++) {
            assert_int_equal(c.outcome[i][r], outcomes[i][r]);
            assert_int_equal(c.reason[i][r], reasons[i][r]);
        }
    }
    coprod_policy_free(policy);
}

/* Whatever is not wanted is not written; no row is written beyond the last; a line that is not there has no outcome. */
static void parts_and_numbers_of_rows(void **state)
{
    coprod_policy *policy = policy_of(rules);
    columns whole = make_columns(), c = make_columns();
    const coprod_claim_columns in = given(&c);
    const coprod_payment_columns all = wanted(&whole), every = wanted(&c), none = {.size = sizeof none};
    const coprod_columns_options one_role = {.size = sizeof one_role, .role = "member"};
    coprod_claim_columns part;
    (void)state;
    assert_int_equal(coprod_reimburse_columns(policy, &in, ROWS, &by_car, NULL, &all), COPROD_OK);
    assert_int_equal(coprod_reimburse_columns(policy, &in, ROWS, &by_car, NULL, &none), COPROD_OK);
    for (size_t rows = 0; rows <= ROWS; rows++) {
        coprod_payment_columns some = {.size = sizeof some, .mileage_pence = c.mileage, .fee_reason = c.reason[0]};
        fill_answers(&c);
        assert_int_equal(coprod_reimburse_columns(policy, &in, rows, &by_car, NULL, &some), COPROD_OK);
        for (size_t r = 0; r < ROWS; r++) {
            assert_int_equal(c.reason[0][r], r < rows ? whole.reason[0][r] : GUARD);
            assert_true(c.mileage[r] == (r < rows ? whole.mileage[r] : 0x5A5A5A5A5A5A5A5A));
            assert_true(c.fee[r] == 0x5A5A5A5A5A5A5A5A && c.outcome[1][r] == GUARD);
        }
    }
    part = in;
    part.distance_mmiles = part.opening_mmiles = NULL;
    part.role = NULL;
    assert_int_equal(coprod_reimburse_columns(policy, &part, ROWS, &one_role, NULL, &every), COPROD_OK);
    for (size_t r = 0; r < 3; r++)
        assert_true(c.fee[r] == whole.fee[r] && !c.mileage[r] && !c.outcome[1][r] && !c.reason[1][r]);
    part = in;
    part.minutes = NULL;
    assert_int_equal(coprod_reimburse_columns(policy, &part, ROWS, &by_car, NULL, &every), COPROD_OK);
    for (size_t r = 0; r < ROWS; r++)
        assert_true(c.mileage[r] == whole.mileage[r] && !c.fee[r] && !c.outcome[0][r] && !c.reason[0][r]);
    coprod_policy_free(policy);
}

static void refuses(const coprod_policy *policy, coprod_columns_options options, coprod_claim_columns in,
                    coprod_status expected)
{
    columns c = make_columns();
    const coprod_payment_columns out = wanted(&c);
    fill_answers(&c);
    assert_int_equal(coprod_reimburse_columns(policy, &in, ROWS, &options, NULL, &out), expected);
    assert_true(nothing_was_written(&c));
}

static void what_a_call_refuses(void **state)
{
    coprod_policy *policy = policy_of(rules);
    columns c = make_columns();
    const coprod_claim_columns claims = given(&c);
    const coprod_payment_columns out = wanted(&c);
    coprod_claim_columns part = claims;
    coprod_columns_options o;
    uint32_t index = 7;
    (void)state;
    assert_int_equal(coprod_reimburse_columns(policy, &claims, ROWS, &by_car, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_reimburse_columns(policy, NULL, ROWS, &by_car, NULL, &out), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_reimburse_columns(NULL, &claims, ROWS, &by_car, NULL, &out), COPROD_E_ARGUMENT);
    part.day = NULL;
    refuses(policy, by_car, part, COPROD_E_ARGUMENT);
    part = claims;
    part.minutes = NULL;
    part.distance_mmiles = NULL;
    refuses(policy, by_car, part, COPROD_E_ARGUMENT);
#define REFUSES(member, value, status) (o = by_car, o.member = (value), refuses(policy, o, claims, status))
    REFUSES(expense, NULL, COPROD_E_ARGUMENT);
    REFUSES(expense, "taxi", COPROD_E_ARGUMENT);
    REFUSES(expense, "boat", COPROD_E_UNKNOWN);
    REFUSES(role, "nobody", COPROD_E_UNKNOWN);
    REFUSES(fuel, "\xff", COPROD_E_TEXT);
    REFUSES(approved, 2, COPROD_E_ARGUMENT);
    REFUSES(receipts, -1, COPROD_E_ARGUMENT);
    REFUSES(has_known_on, 3, COPROD_E_ARGUMENT);
    o = by_car;
    o.has_engine_cc = 1;
    o.engine_cc = 100001;
    refuses(policy, o, claims, COPROD_E_RANGE);
    o.engine_cc = -1;
    refuses(policy, o, claims, COPROD_E_RANGE);
    o = by_car;
    o.has_submitted = 1;
    o.submitted = 84006;
    refuses(policy, o, claims, COPROD_E_RANGE);
    CHECK_IN(coprod_columns_options, by_car, coprod_reimburse_columns(policy, &claims, ROWS, in, NULL, &out), );
    CHECK_IN(coprod_claim_columns, claims, coprod_reimburse_columns(policy, in, ROWS, &by_car, NULL, &out), );
    CHECK_IN(coprod_payment_columns, out, coprod_reimburse_columns(policy, &claims, ROWS, &by_car, NULL, in), );
    assert_int_equal(coprod_policy_role_index(policy, "guest", &index), COPROD_OK);
    assert_int_equal(index, 1);
    assert_int_equal(coprod_policy_role_index(policy, "nobody", &index), COPROD_E_UNKNOWN);
    assert_int_equal(index, 0);
    assert_int_equal(coprod_policy_role_index(policy, NULL, &index), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_policy_role_index(policy, "guest", NULL), COPROD_E_ARGUMENT);
    coprod_policy_free(policy);
}

/* An allocator that ends after a number of blocks, and knows how many are out. */
typedef struct few_blocks {
    long left, out, asked;
} few_blocks;

static void *few_alloc(void *context, size_t bytes)
{
    few_blocks *few = context;
    few->asked++;
    if (few->left-- <= 0)
        return NULL;
    few->out++;
    return malloc(bytes);
}

static void *few_resize(void *context, void *block, size_t old_bytes, size_t bytes)
{
    few_blocks *few = context;
    (void)old_bytes;
    few->asked++;
    return few->left-- > 0 ? realloc(block, bytes) : NULL;
}

static void few_release(void *context, void *block, size_t bytes)
{
    (void)bytes;
    ((few_blocks *)context)->out--;
    free(block);
}

static void memory_ends(void **state)
{
    coprod_policy *policy = policy_of(rules);
    coprod_status status = COPROD_E_MEMORY;
    (void)state;
    for (long blocks = 0; status != COPROD_OK; blocks++) {
        few_blocks few = {blocks, 0, 0};
        const coprod_allocator allocator = {sizeof allocator, &few, few_alloc, few_resize, few_release};
        columns c = make_columns();
        const coprod_claim_columns in = given(&c);
        const coprod_payment_columns out = wanted(&c);
        fill_answers(&c);
        status = coprod_reimburse_columns(policy, &in, ROWS, &by_car, &allocator, &out);
        assert_int_equal(status, few.left < 0 ? COPROD_E_MEMORY : COPROD_OK);
        assert_int_equal(few.out, 0);
        assert_int_equal(nothing_was_written(&c), status != COPROD_OK);
    }
    coprod_policy_free(policy);
}

/* As many blocks for a thousand rows as for ten, and for a thousand claims as for ten. */
static void rows_need_no_memory(void **state)
{
    enum { MOST = 1000 };
    static int32_t days[MOST], minutes[MOST];
    static int64_t miles[MOST];
    static const coprod_payment_claim *claims[MOST];
    coprod_policy *policy = policy_of(rules);
    coprod_payment_claim *claim = claim_of(
        "[{'type': 'session', 'date': '2024-05-07', 'role': 'member', 'minutes': 60},"
        " {'type': 'car', 'date': '2024-05-07', 'quantity_milli': 2000}]");
    const coprod_claim_columns in = {sizeof in, days, NULL, minutes, miles, NULL};
    const coprod_payment_columns out = {.size = sizeof out};
    const coprod_many_options keep = {.size = sizeof keep, .keep_ledger = 1};
    coprod_columns_options options = by_car;
    long asked[2][2];
    (void)state;
    options.role = "member";
    for (size_t r = 0; r < MOST; r++) {
        days[r] = DAY + (int32_t)(r % 10);
        minutes[r] = 60 * (int32_t)(r % 10);
        miles[r] = (int64_t)(1000 * r);
        claims[r] = claim;
    }
    for (int i = 0; i < 2; i++) {
        few_blocks few = {1000000, 0, 0};
        const coprod_allocator allocator = {sizeof allocator, &few, few_alloc, few_resize, few_release};
        coprod_payment *payment = NULL;
        assert_int_equal(coprod_reimburse_columns(policy, &in, i ? MOST : 10, &options, &allocator, &out), COPROD_OK);
        asked[0][i] = few.asked;
        assert_int_equal(coprod_payment_new(&allocator, &payment), COPROD_OK);
        assert_int_equal(coprod_reimburse_many(policy, NULL, claims, i ? MOST : 10, &keep, payment, NULL), COPROD_OK);
        asked[1][i] = few.asked - asked[0][i];
        coprod_payment_free(payment);
        assert_int_equal(few.out, 0);
    }
    assert_int_equal(asked[0][0], asked[0][1]);
    assert_int_equal(asked[1][0], asked[1][1]);
    coprod_payment_claim_free(claim);
    coprod_policy_free(policy);
}

/* With payments of the caller's each claim is as it is alone, with its steps; a failure leaves none of them. */
static void many_with_their_traces(void **state)
{
    coprod_policy *policy = policy_of(rules);
    coprod_payment_claim *first = claim_of("{'id': 'a', 'lines': [{'type': 'session', 'date': '2024-05-07', 'role': "
                                           "'member', 'minutes': 60}]}"),
                         *second = claim_of("{'id': 'b', 'lines': [{'type': 'car', 'date': '2024-05-07', "
                                            "'quantity_milli': 2000}]}");
    const coprod_payment_claim *claims[] = {first, second, first};
    coprod_payment *payments[] = {new_payment(), new_payment(), new_payment()}, *scratch = new_payment(),
                   *alone = new_payment();
    const coprod_many_options options = {.size = sizeof options, .payments = payments};
    coprod_ledger *ledger = ledger_of(policy, "[]"), *other = ledger_of(policy, "[]");
    coprod_payment_info info = {sizeof info};
    (void)state;
    assert_int_equal(coprod_reimburse_many(policy, ledger, claims, 2, &options, scratch, NULL), COPROD_OK);
    for (size_t i = 0; i < 2; i++) {
        json_t *found = payment_json(payments[i]), *expected;
        assert_int_equal(coprod_reimburse(policy, other, claims[i], NULL, alone), COPROD_OK);
        assert_int_equal(coprod_ledger_add(other, alone), COPROD_OK);
        expected = payment_json(alone);
        assert_true(json_equal(found, expected) && line_at(payments[i], 0).step_count > 0);
        json_decref(found);
        json_decref(expected);
    }
    assert_int_equal(coprod_payment_get(scratch, &info), COPROD_E_ARGUMENT);
    coprod_ledger_free(other);
    other = ledger_of(policy, "[]");
    assert_int_equal(coprod_reimburse_many(policy, other, claims, 3, &options, scratch, NULL), COPROD_E_RANGE);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(coprod_payment_get(payments[i], &info), COPROD_E_ARGUMENT);
        coprod_payment_free(payments[i]);
        payments[i] = NULL;
    }
    assert_int_equal(coprod_reimburse_many(policy, other, claims, 2, &options, scratch, NULL), COPROD_E_ARGUMENT);
    coprod_payment_free(scratch);
    coprod_payment_free(alone);
    coprod_payment_claim_free(first);
    coprod_payment_claim_free(second);
    coprod_ledger_free(ledger);
    coprod_ledger_free(other);
    coprod_policy_free(policy);
}

static void what_many_refuse(void **state)
{
    coprod_policy *policy = policy_of(rules), *other = policy_of("hmrc-amap");
    coprod_payment_claim *claim = claim_of("[]");
    const coprod_payment_claim *claims[2] = {claim, NULL};
    coprod_ledger *ledger = ledger_of(other, "[]");
    coprod_payment *payment = new_payment();
    int64_t total[2] = {5, 5};
    coprod_claim_totals totals = {.size = sizeof totals, .total_pence = total};
    const coprod_many_options odd = {.size = sizeof odd, .reserved = 1}, good = {.size = sizeof good};
    (void)state;
    assert_int_equal(coprod_reimburse_many(policy, NULL, claims, 2, NULL, payment, &totals), COPROD_E_ARGUMENT);
    assert_true(!total[0] && !total[1]);
    assert_int_equal(coprod_reimburse_many(policy, NULL, NULL, 1, NULL, payment, &totals), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_reimburse_many(NULL, NULL, claims, 1, NULL, payment, &totals), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_reimburse_many(policy, NULL, claims, 1, NULL, NULL, &totals), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_reimburse_many(policy, NULL, claims, 1, &odd, payment, &totals), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_reimburse_many(policy, ledger, claims, 1, NULL, payment, &totals), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_reimburse_many(policy, NULL, NULL, 0, NULL, payment, NULL), COPROD_OK);
    CHECK_IN(coprod_many_options, good, coprod_reimburse_many(policy, NULL, claims, 1, in, payment, &totals), );
    CHECK_IN(coprod_claim_totals, totals, coprod_reimburse_many(policy, NULL, claims, 1, NULL, payment, in), );
    coprod_payment_free(payment);
    coprod_ledger_free(ledger);
    coprod_payment_claim_free(claim);
    coprod_policy_free(policy);
    coprod_policy_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_by_hand),
        cmocka_unit_test(parts_and_numbers_of_rows),
        cmocka_unit_test(what_a_call_refuses),
        cmocka_unit_test(memory_ends),
        cmocka_unit_test(rows_need_no_memory),
        cmocka_unit_test(many_with_their_traces),
        cmocka_unit_test(what_many_refuse),
    };
    return TEST_MAIN(tests);
}
