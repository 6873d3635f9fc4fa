/* SPDX-License-Identifier: MIT */
/* Columns of claims are the single calls, row by row, under every built-in policy and under random ones. */
#include "../internal/random_policy.h"

enum { POLICIES = 500, ROWS = 400 };

typedef struct columns {
    int32_t day[ROWS], minutes[ROWS];
    uint16_t role[ROWS];
    int64_t miles[ROWS], opening[ROWS], fee[ROWS], mileage[ROWS];
    uint8_t outcome[2][ROWS], reason[2][ROWS];
} columns;

static int64_t odd_number(int64_t usual)
{
    static const int64_t odd[] = {COPROD_ROW_UNKNOWN, -1, 0, 1440, 1441, 527040, 527041, 100000000, 100000001};
    return one_in(30) ? odd[draw(&seed, 9)] : usual;
}

static void fill(columns *c, const coprod_policy *policy)
{
    static const int32_t odd_days[] = {COPROD_ROW_UNKNOWN, -25568, -25567, 84005, 84006, 2147483647};
    static const int64_t odd_openings[] = {COPROD_ROW_UNKNOWN, -5, 1000000000000000, 1000000000000001};
    for (size_t r = 0; r < ROWS; r++) {
        c->day[r] = one_in(60) ? odd_days[draw(&seed, 6)] : some_day();
        c->role[r] = (uint16_t)draw(&seed, policy->role_count ? policy->role_count + (uint32_t)one_in(20) : 1);
        c->minutes[r] = (int32_t)odd_number(one_in(2) ? 15 * draw(&seed, 40) : draw(&seed, 1600));
        c->miles[r] = odd_number(one_in(3) ? 500 * draw(&seed, 400) : draw(&seed, 300000));
        c->opening[r] = one_in(60) ? odd_openings[draw(&seed, 4)] : one_in(3) ? 0 : draw(&seed, 400000);
    }
}

static coprod_columns_options some_options(const coprod_policy *policy)
{
    coprod_columns_options options = {sizeof options};
    options.role = policy->role_count ? policy->roles[0].id : NULL;
    options.task = options.declared = one_in(2) ? "review" : NULL;
    options.vehicle = one_in(9) ? NULL : one_in(9) ? "horse" : one_in(4) ? "motorcycle" : "car";
    options.has_engine_cc = one_in(2);
    options.engine_cc = options.has_engine_cc ? 1499 + (int32_t)draw(&seed, 3) : 0;
    options.has_submitted = one_in(2);
    options.submitted = options.has_submitted ? some_day() : 0;
    options.has_known_on = one_in(3);
    options.known_on = options.has_known_on ? some_day() : 0;
    options.approved = one_in(2);
    options.receipts = one_in(2);
    return options;
}

static void put_word(json_t *line, const char *key, const char *word)
{
    if (word)
        json_object_set_new(line, key, json_string(word));
}

/* The row as a document. A day that is no date goes in as a text that is none. */
static json_t *line_of(const columns *c, size_t r, const char *type, const coprod_columns_options *options)
{
    json_t *line = json_pack("{ss ss}", "id", type, "type", type);
    if (c->day[r] >= -25567 && c->day[r] <= 84005)
        put_day(line, "date", c->day[r]);
    else if (c->day[r] != COPROD_ROW_UNKNOWN)
        put_word(line, "date", "2024-02-30");
    put_word(line, "approval", options->approved ? "yes" : NULL);
    return line;
}

static coprod_payment_claim *row_claim(const coprod_policy *policy, const columns *c, size_t r, int what,
                                       const coprod_columns_options *options)
{
    json_t *claim = claim_document("{'lines': []}"), *session, *journey;
    json_t *lines = json_object_get(claim, "lines");
    coprod_payment_claim *made;
    session = line_of(c, r, "session", options);
    put_word(session, "role", c->role[r] < policy->role_count ? policy->roles[c->role[r]].id : "nobody");
    put_word(session, "task", options->task);
    put_word(session, "declared", options->declared);
    if (c->minutes[r] != COPROD_ROW_UNKNOWN)
        json_object_set_new(session, "minutes", json_integer(c->minutes[r]));
    if (what & 1)
        json_array_append(lines, session);
    journey = line_of(c, r, options->expense ? options->expense : "", options);
    put_word(journey, "vehicle", options->vehicle);
    if (options->has_engine_cc)
        json_object_set_new(journey, "engine_cc", json_integer(options->engine_cc));
    if (options->receipts)
        json_object_set_new(journey, "receipt", json_object());
    if (c->miles[r] != COPROD_ROW_UNKNOWN)
        json_object_set_new(journey, "quantity_milli", json_integer(c->miles[r]));
    if (what & 2)
        json_array_append(lines, journey);
    if (options->has_submitted)
        put_day(claim, "submitted", options->submitted);
    made = claim_json(claim);
    json_decref(session);
    json_decref(journey);
    json_decref(claim);
    return made;
}

/* A ledger that counts the opening miles under every counter and under none. */
static coprod_ledger *row_ledger(const coprod_policy *policy, const char *expense, int32_t day, int64_t opening)
{
    const coprod__mileage *mileage = policy->expenses[coprod__expense_index(policy, expense)].mileage;
    coprod_ledger *ledger = NULL;
    assert_int_equal(coprod_ledger_new(policy, NULL, &ledger), COPROD_OK);
    for (uint32_t g = 0; g <= mileage->group_count; g++) {
        coprod__entry_key key = {expense, "ann", "", g ? mileage->groups[g - 1].counter : "", "",
                                 coprod__period_start(policy, mileage->scope, day), COPROD__ANY_DAY,
                                 COPROD__COUNT_MILES};
        coprod__ledger_room(ledger, &key)->value = opening;
    }
    return ledger;
}

static void expect_line(const columns *c, size_t r, int which, const coprod_payment *payment, uint32_t index)
{
    coprod_payment_line line = line_at(payment, index);
    int64_t pence = which ? c->mileage[r] : c->fee[r];
    if (line.pence != pence || line.outcome != c->outcome[which][r] || line.reason != c->reason[which][r])
        fail_msg("row %u, day %d, role %u, %d minutes, %lld miles after %lld: %s %lld %s, but %s %lld %s", (unsigned)r,
                 (int)c->day[r], (unsigned)c->role[r], (int)c->minutes[r], (long long)c->miles[r],
                 (long long)c->opening[r], coprod_outcome_name(c->outcome[which][r]), (long long)pence,
                 coprod_why_name(c->reason[which][r]), coprod_outcome_name(line.outcome), (long long)line.pence,
                 coprod_why_name(line.reason));
}

/* An opening that no ledger can hold: the answer is the row's own, and its session is priced alone. */
static int is_odd(const columns *c, size_t r, int what)
{
    const int64_t opening = c->opening[r];
    if (!(what & 2) || (opening >= 0 && opening <= 1000000000000000))
        return 0;
    assert_int_equal(c->mileage[r], 0);
    assert_int_equal(c->outcome[1][r], opening == COPROD_ROW_UNKNOWN ? COPROD_OUTCOME_UNDETERMINED
                                                                     : COPROD_OUTCOME_REJECTED);
    assert_int_equal(c->reason[1][r], opening == COPROD_ROW_UNKNOWN ? COPROD_WHY_INPUT_MISSING
                                      : opening < 0 ? COPROD_WHY_NEGATIVE : COPROD_WHY_OUT_OF_RANGE);
    return 1;
}

static void expect_row(const coprod_policy *policy, const columns *c, size_t r, int what,
                       const coprod_columns_options *options, coprod_payment *payment)
{
    const coprod_reimburse_options how = {sizeof how, options->known_on, options->has_known_on, 1, 0};
    int alone = is_odd(c, r, what);
    coprod_payment_claim *claim = row_claim(policy, c, r, alone ? what & 1 : what, options);
    coprod_ledger *ledger = what & 2 && !alone ? row_ledger(policy, options->expense, c->day[r], c->opening[r]) : NULL;
    assert_int_equal(coprod_reimburse(policy, ledger, claim, &how, payment), COPROD_OK);
    if (what & 1)
        expect_line(c, r, 0, payment, 0);
    if (what & 2 && !alone)
        expect_line(c, r, 1, payment, what & 1);
    coprod_ledger_free(ledger);
    coprod_payment_claim_free(claim);
}

/* Sessions, journeys or both, of roles in a column or of one role. */
static void check_columns(const coprod_policy *policy, columns *c, int what, const char *expense, uint32_t rows,
                          coprod_payment *payment)
{
    coprod_columns_options options = some_options(policy);
    coprod_claim_columns in = {sizeof in, c->day, c->role, what & 1 ? c->minutes : NULL, what & 2 ? c->miles : NULL,
                               c->opening};
    coprod_payment_columns out = {sizeof out, c->fee, c->mileage, c->outcome[0], c->reason[0], c->outcome[1],
                                  c->reason[1]};
    options.expense = expense;
    fill(c, policy);
    if (one_in(4)) {
        in.role = NULL;
        memset(c->role, 0, sizeof c->role);
    }
    if (one_in(4)) {
        in.opening_mmiles = NULL;
        memset(c->opening, 0, sizeof c->opening);
    }
    if (!in.role && !options.role)
        return;
    assert_int_equal(coprod_reimburse_columns(policy, &in, rows, &options, NULL, &out), COPROD_OK);
    for (size_t r = 0; r < rows; r++) {
        expect_row(policy, c, r, what, &options, payment);
        assert_true(what & 1 || (!c->fee[r] && !c->outcome[0][r] && !c->reason[0][r]));
        assert_true(what & 2 || (!c->mileage[r] && !c->outcome[1][r] && !c->reason[1][r]));
    }
}

static void random_policies(void **state)
{
    columns *c = malloc(sizeof *c);
    coprod_payment *payment = new_payment();
    (void)state;
    assert_non_null(c);
    for (int p = 0; p < (getenv("COPROD_QUICK") ? POLICIES / 8 : POLICIES); p++) {
        coprod_policy *policy = made_policy();
        check_columns(policy, c, p % 4 ? 3 : 1 + p / 4 % 2, "mileage", ROWS, payment);
        coprod_policy_free(policy);
    }
    coprod_payment_free(payment);
    free(c);
}

static void builtin_policies(void **state)
{
    columns *c = malloc(sizeof *c);
    coprod_payment *payment = new_payment();
    (void)state;
    assert_non_null(c);
    for (size_t p = 0; p < coprod_policy_count(); p++) {
        coprod_policy *policy = policy_of(coprod_policy_id(p));
        check_columns(policy, c, 1, NULL, ROWS, payment);
        for (uint32_t e = 0; e < policy->expense_count; e++)
            for (int again = 0; again < 3 && policy->expenses[e].kind == COPROD__KIND_MILEAGE; again++)
                check_columns(policy, c, 2 + again % 2, policy->expenses[e].id, ROWS, payment);
        coprod_policy_free(policy);
    }
    coprod_payment_free(payment);
    free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(builtin_policies),
        cmocka_unit_test(random_policies),
    };
    return TEST_MAIN(tests);
}
