/* SPDX-License-Identifier: MIT */
/* What is left below a threshold, by hand from the built-in policies, and against the engine's own checks. */
#include "plan_tools.h"

#include "coprod/reimburse_plan.h"

/* A question in words: "policy check day", and the rest of it. */
typedef struct room_case {
    const char *policy, *check, *day;
    coprod_headroom_question asked;
    /* what comes of it; -1: it is not there */
    int32_t status;
    int64_t limit, earned, left, next, left_minutes;
    int64_t most_minutes, most_minutes_pence, sessions, session_pence, decline, offer;
} room_case;

static coprod_status try_room(const coprod_policy *policy, const coprod_ledger *ledger, const room_case *one,
                              coprod_headroom *answer)
{
    coprod_headroom_question question = one->asked;
    question.size = sizeof question;
    question.check = one->check;
    question.day = one->day ? day_of(one->day) : question.day;
    answer->size = sizeof *answer;
    return coprod_check_headroom(policy, ledger, &question, answer);
}

/* Never says that somebody may do something, in no catalogue, and leaves no place open. */
static void check_text(const coprod_headroom *answer)
{
    for (size_t c = 0; c < coprod_texts_count(); c++) {
        coprod_texts *texts = NULL;
        char text[4096], small[16];
        size_t needed = 0;
        assert_int_equal(coprod_texts_builtin(coprod_texts_id(c), NULL, &texts), COPROD_OK);
        assert_int_equal(coprod_headroom_text(answer, texts, text, sizeof text, &needed), COPROD_OK);
        if (strlen(text) + 1 != needed || strchr(text, '{') || strstr(text, "allowed") || strstr(text, "you may")
            || !strstr(text, "welfare adviser"))
            fail_msg("%s", text);
        assert_int_equal(coprod_headroom_text(answer, texts, small, sizeof small, NULL), COPROD_E_BUFFER);
        coprod_texts_free(texts);
    }
}

static void expect_number(size_t at, const char *what, int has, int64_t found, int64_t expected)
{
    if (has != (expected >= 0) || (has && found != expected))
        fail_msg("case %zu: %s is %s%lld, expected %lld", at, what, has ? "" : "not there, ", (long long)found,
                 (long long)expected);
}

static void check_answer(size_t at, const coprod_headroom *answer, const room_case *one)
{
    expect_number(at, "status", 1, answer->status, one->status);
    expect_number(at, "limit", answer->has_limit, answer->limit_pence, one->limit);
    expect_number(at, "earned", 1, answer->earned_pence, one->earned);
    expect_number(at, "left", answer->has_limit, answer->left_pence, one->left);
    expect_number(at, "next", answer->has_limit, answer->next_pence, one->next);
    expect_number(at, "minutes left", answer->has_time, answer->left_minutes, one->left_minutes);
    expect_number(at, "longest", answer->has_most_minutes, answer->most_minutes, one->most_minutes);
    expect_number(at, "its pay", answer->has_most_minutes, answer->most_minutes_pence, one->most_minutes_pence);
    expect_number(at, "sessions", answer->has_sessions, answer->most_sessions, one->sessions);
    expect_number(at, "pay of one", answer->has_sessions, answer->session_pence, one->session_pence);
    expect_number(at, "decline", answer->has_decline, answer->decline_pence, one->decline);
    expect_number(at, "offer", answer->has_offer, answer->offer_pence, one->offer);
    check_text(answer);
}

#define ESA "nice", "esa-permitted-work", "2025-06-04"
#define UC "nice", "uc-with-housing", "2025-06-20"
#define INSIDE COPROD_CHECK_INSIDE
#define OUTSIDE COPROD_CHECK_OUTSIDE
#define UNKNOWN COPROD_CHECK_NOT_KNOWN
#define CONTRIBUTOR .role = "lived-experience-contributor"
#define OTHERS(pence, minutes_) .has_other = 1, .other_pence = pence, .other_minutes = minutes_

static void by_hand(void **state)
{
    static const room_case cases[] = {
        /* ESA 2025-26: 195.50 a week is inside, 195.51 is not; 16 hours are not */
        {ESA, {OTHERS(0, 0)}, INSIDE, 19550, 0, 19550, 19551, 959, -1, -1, -1, -1, -1, -1},
        {ESA, {0}, UNKNOWN, 19550, 0, 19550, 19551, 959, -1, -1, -1, -1, -1, -1},
        {ESA, {OTHERS(19550, 959)}, INSIDE, 19550, 19550, 0, 19551, 0, -1, -1, -1, -1, -1, -1},
        {ESA, {OTHERS(19551, 0)}, OUTSIDE, 19550, 19551, 0, 19551, 959, -1, -1, -1, -1, -1, -1},
        {ESA, {OTHERS(0, 960)}, OUTSIDE, 19550, 0, 19550, 19551, 0, -1, -1, -1, -1, -1, -1},
        /* 75.00 to 240 minutes, 150.00 above: the time ends it; twice 75.00 are 150.00 */
        {ESA, {OTHERS(0, 0), CONTRIBUTOR, .session_minutes = 200}, INSIDE, 19550, 0, 19550, 19551, 959, 959, 15000, 2,
         7500, -1, -1},
        /* 95.50 left: one of 75.00 */
        {ESA, {OTHERS(10000, 0), CONTRIBUTOR, .session_minutes = 240}, INSIDE, 19550, 10000, 9550, 19551, 959, 240,
         7500, 1, 7500, -1, -1},
        /* 300 minutes left: one of 200 */
        {ESA, {OTHERS(0, 659), CONTRIBUTOR, .session_minutes = 200}, INSIDE, 19550, 0, 19550, 19551, 300, 300, 15000, 1,
         7500, -1, -1},
        {ESA, {OTHERS(12100, 0), CONTRIBUTOR, .session_minutes = 10}, INSIDE, 19550, 12100, 7450, 19551, 959, 0, 0, 0,
         7500, -1, -1},
        {ESA, {OTHERS(19551, 0), CONTRIBUTOR, .session_minutes = 10}, OUTSIDE, 19550, 19551, 0, 19551, 959, 0, 0, 0,
         7500, -1, -1},
        /* 200.00 planned: 4.50 is too much; for 1000 minutes nothing of it may be earned; 195.50 nets itself */
        {ESA, {OTHERS(0, 0), .has_planned = 1, .planned_pence = 20000, .has_net = 1, .net_pence = 19550}, INSIDE, 19550,
         0, 19550, 19551, 959, -1, -1, -1, -1, 450, 19550},
        {ESA, {OTHERS(0, 0), .has_planned = 1, .planned_pence = 5000, .has_net = 1, .net_pence = 19551,
               .session_minutes = 960}, INSIDE, 19550, 0, 19550, 19551, 959, -1, -1, -1, -1, 5000, -1},
        {ESA, {OTHERS(0, 0), .has_planned = 1, .planned_pence = 19550, .session_minutes = 959}, INSIDE, 19550, 0, 19550,
         19551, 959, -1, -1, -1, -1, 0, -1},
        {ESA, {OTHERS(19551, 0), .has_planned = 1, .planned_pence = 100, .has_net = 1, .net_pence = 0}, OUTSIDE, 19550,
         19551, 0, 19551, 959, -1, -1, -1, -1, -1, -1},
        /* 2026-27: 16 x 12.71 = 203.36, up to the next 50p */
        {"nice", "esa-permitted-work", "2026-06-04", {OTHERS(0, 0)}, INSIDE, 20350, 0, 20350, 20351, 959, -1, -1, -1,
         -1, -1, -1},
        /* 143.00 at 15.00 an hour: 572 minutes; six of 90 minutes are 135.00 */
        {"cnwl", "esa-permitted-work", "2022-02-02",
         {OTHERS(0, 0), .role = "enhanced-involvement", .session_minutes = 90}, INSIDE, 14300, 0, 14300, 14301, 959,
          572, 14300, 6, 2250, -1, -1},
        /* Carer's Allowance: 196.00 from 7 April 2025, one penny more is outside; there is no limit of time */
        {"nice", "carers-allowance", "2025-04-07", {OTHERS(19600, 5000)}, INSIDE, 19600, 19600, 0, 19601, -1, -1, -1,
         -1, -1, -1, -1},
        {"nice", "carers-allowance", "2025-04-06", {OTHERS(0, 0)}, INSIDE, 15100, 0, 15100, 15101, -1, -1, -1, -1,
         -1, -1, -1},
        /* Universal Credit, taper 55%: without an allowance 75.00 leaves 33.75 */
        {"nice", "uc-no-allowance", "2025-06-20", {OTHERS(0, 0), .has_net = 1, .net_pence = 3375}, INSIDE, 0, 0, 0,
         1, -1, -1, -1, -1, -1, -1, 7500},
        {"nice", "uc-no-allowance", "2025-06-20", {OTHERS(1, 0), .has_net = 1, .net_pence = 3375}, OUTSIDE, 0, 1, 0, 1,
         -1, -1, -1, -1, -1, -1, 7500},
        /* 411.00 in 2025-26: 11.00 left; 33.75 - 11.00 = 22.75; 22.75 / 0.45 = 50.56; 61.56 */
        {UC, {OTHERS(40000, 0), .has_net = 1, .net_pence = 3375}, INSIDE, 41100, 40000, 1100, 41101, -1, -1, -1, -1, -1,
         -1, 6156},
        {UC, {OTHERS(40000, 0), .has_net = 1, .net_pence = 1100, .has_planned = 1, .planned_pence = 7500}, INSIDE,
         41100, 40000, 1100, 41101, -1, -1, -1, -1, -1, 6400, 1100},
        {UC, {OTHERS(33600, 0), CONTRIBUTOR, .session_minutes = 60}, INSIDE, 41100, 33600, 7500, 41101, -1, 240,
         7500, 1, 7500, -1, -1},
        {UC, {0}, UNKNOWN, 41100, 0, 41100, 41101, -1, -1, -1, -1, -1, -1, -1},
        /* 1 to 13 April has no row */
        {"nice", "uc-with-housing", "2025-04-05", {OTHERS(5, 5), CONTRIBUTOR, .session_minutes = 60, .has_net = 1,
                                                   .has_planned = 1}, UNKNOWN, -1, 5, -1, -1, -1, -1, -1, -1, -1, -1,
                                                   -1},
        /* exactly 2 hours have no price at ELFT; a role without a fee earns nothing */
        {"elft", "carers-allowance", "2025-06-04",
         {OTHERS(0, 0), .role = "service-user-or-carer", .session_minutes = 120}, INSIDE, 19600, 0, 19600, 19601, -1,
         1440, 2000, -1, -1, -1, -1},
        {"imperial", "carers-allowance", "2025-06-04", {OTHERS(0, 0), .role = "one-off-comment", .session_minutes = 60},
         INSIDE, 19600, 0, 19600, 19601, -1, -1, -1, -1, -1, -1, -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_policy *policy = policy_of(cases[i].policy);
        coprod_headroom answer;
        assert_int_equal(try_room(policy, NULL, &cases[i], &answer), COPROD_OK);
        check_answer(i, &answer, &cases[i]);
        coprod_policy_free(policy);
    }
}

/* A limit that is not inside, fees that a check does not count, a taper that takes all, a fraction of a penny. */
static void by_other_rules(void **state)
{
    static const char own[] =
        "{'roles': [{'id': 'r', 'label': 'R', 'fee': 'f'}, {'id': 's', 'label': 'S', 'fee': 'g'}], 'fees': [{'id': "
        "'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 600000, 'per': 'hour'}]}, {'id': 'g', "
        "'label': 'G', 'basis': 'hourly', 'value': [{'rate_mpence': 600000, 'per': 'hour'}]}], 'checks': [{'id': "
        "'less', 'label': 'L', 'kind': 'cliff', 'over': ['f'], 'limit': [{'amount_pence': 1000}], 'limit_inclusive': "
        "false}, {'id': 'all', 'label': 'A', 'kind': 'taper', 'period': 'month', 'taper': '1', 'allowance': "
        "[{'amount_pence': 1000}]}, {'id': 'none', 'label': 'N', 'kind': 'taper', 'period': 'tax-year', 'taper': "
        "'1/2'}, {'id': 'part', 'label': 'P', 'kind': 'disregard', 'limit': [{'rate_mpence': 1000500, 'per': "
        "'week'}]}, {'id': 'part-less', 'label': 'P', 'kind': 'total', 'limit': [{'rate_mpence': 1000500, 'per': "
        "'week'}], 'limit_inclusive': false}, {'id': 'hole', 'label': 'H', 'kind': 'cliff', 'limit': [], "
        "'minutes_less_than': 60}]}";
    static const room_case cases[] = {
        {own, "less", "2026-05-12", {.role = "r", .session_minutes = 30}, INSIDE, 1000, 0, 999, 1000, -1, 99, 990, 3,
         300, -1, -1},
        {own, "less", "2026-05-12", {.role = "s", .session_minutes = 30}, INSIDE, 1000, 0, 999, 1000, -1, -1, -1, -1,
         -1, -1, -1},
        {own, "less", "2026-05-12", {OTHERS(1000, 0), .role = "r"}, OUTSIDE, 1000, 1000, 0, 1000, -1, 0, 0, -1, -1, -1,
         -1},
        {own, "all", "2026-05-12", {.has_net = 1, .net_pence = 1000}, INSIDE, 1000, 0, 1000, 1001, -1, -1, -1, -1, -1,
         -1, 1000},
        {own, "all", "2026-05-12", {.has_net = 1, .net_pence = 1001}, INSIDE, 1000, 0, 1000, 1001, -1, -1, -1, -1, -1,
         -1, -1},
        {own, "none", "2026-05-12", {.has_net = 1, .net_pence = 1001}, INSIDE, 0, 0, 0, 1, -1, -1, -1, -1, -1, -1,
         2002},
        {own, "part", "2026-05-12", {0}, INSIDE, 1001, 0, 1000, 1001, -1, -1, -1, -1, -1, -1, -1},
        {own, "part-less", "2026-05-12", {0}, INSIDE, 1001, 0, 1000, 1001, -1, -1, -1, -1, -1, -1, -1},
        {own, "hole", "2026-05-12", {OTHERS(1, 59)}, UNKNOWN, -1, 1, -1, -1, 0, -1, -1, -1, -1, -1, -1},
        {own, "hole", "2026-05-12", {OTHERS(1, 60)}, OUTSIDE, -1, 1, -1, -1, 0, -1, -1, -1, -1, -1, -1},
    };
    coprod_policy *policy = policy_of(own);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        coprod_headroom answer;
        assert_int_equal(try_room(policy, NULL, &cases[i], &answer), COPROD_OK);
        check_answer(i, &answer, &cases[i]);
    }
    coprod_policy_free(policy);
}

/* What the engine says of a week with these other earnings. */
static int32_t engine_says(const coprod_policy *policy, const char *check, const char *day, int64_t pence)
{
    char quoted[256];
    coprod_payment_claim *claim;
    coprod_payment *payment;
    int32_t status = 0;
    snprintf(quoted, sizeof quoted, "{'payment_date': '%s', 'lines': [{'type': 'other-earnings', 'date': '%s', "
             "'amount_pence': %lld, 'minutes': 1}]}", day, day, (long long)pence);
    claim = claim_of(quoted);
    payment = priced(policy, NULL, claim);
    for (uint32_t i = 0; i < info_of(payment).check_count; i++) {
        coprod_payment_check one = {sizeof one};
        assert_int_equal(coprod_payment_get_check(payment, i, &one), COPROD_OK);
        status = strcmp(one.id, check) ? status : one.status;
    }
    coprod_payment_claim_free(claim);
    coprod_payment_free(payment);
    return status;
}

/* Of every check of every policy, on days around the changes of its limits: what is left is inside by the engine, and a
 * penny more is not; the next cliff is outside, and a penny less is not. */
static void as_the_engine_says(void **state)
{
    static const char *const days[] = {"2022-02-02", "2024-04-20", "2025-04-06", "2025-04-07", "2025-06-20",
    "2026-03-31",
                                       "2026-04-20"};
    size_t asked = 0;
    (void)state;
    for (size_t p = 0; p < coprod_policy_count(); p++) {
        coprod_policy *policy = policy_of(coprod_policy_id(p));
        for (uint32_t c = 0; c < policy->check_count; c++)
            for (size_t d = 0; d < sizeof days / sizeof *days; d++) {
                const char *id = policy->checks[c].id;
                const room_case one = {NULL, id, days[d], {OTHERS(12345, 1)}, 0};
                coprod_headroom answer;
                if (policy->checks[c].kind == COPROD__FLOOR || policy->checks[c].kind == COPROD__EXCESS)
                    continue;
                assert_int_equal(try_room(policy, NULL, &one, &answer), COPROD_OK);
                assert_int_equal(engine_says(policy, id, days[d], 12345), answer.status);
                if (!answer.has_limit)
                    continue;
                asked++;
                assert_int_equal(engine_says(policy, id, days[d], answer.next_pence), OUTSIDE);
                if (answer.next_pence)
                    assert_int_equal(engine_says(policy, id, days[d], answer.next_pence - 1), INSIDE);
                if (answer.status == INSIDE)
                    assert_int_equal(12345 + answer.left_pence, answer.next_pence - 1);
            }
        coprod_policy_free(policy);
    }
    assert_true(asked > 50);
}

/* What a ledger counted of this person, in this week, and of nobody else. */
static void with_a_ledger(void **state)
{
    coprod_policy *policy = policy_of("nice"), *other = policy_of("elft");
    coprod_payment_claim *claim = claim_of("{'lines': [{'type': 'session', 'date': '2025-06-03', 'role': "
                                           "'lived-experience-contributor', 'minutes': 200}]}");
    coprod_payment *payment = priced(policy, NULL, claim);
    coprod_ledger *ledger = ledger_of(policy, "[]");
    static const room_case cases[] = {
        {ESA, {OTHERS(1000, 10), .person = "ann", CONTRIBUTOR, .session_minutes = 200}, INSIDE, 19550, 8500, 11050,
         19551, 749, 240, 7500, 1, 7500, -1, -1},
        {ESA, {OTHERS(0, 0), .person = "bob"}, INSIDE, 19550, 0, 19550, 19551, 959, -1, -1, -1, -1, -1, -1},
        {"nice", "esa-permitted-work", "2025-06-09", {OTHERS(0, 0), .person = "ann"}, INSIDE, 19550, 0, 19550, 19551,
         959, -1, -1, -1, -1, -1, -1},
        {ESA, {OTHERS(0, 0)}, INSIDE, 19550, 0, 19550, 19551, 959, -1, -1, -1, -1, -1, -1},
    };
    coprod_headroom answer;
    (void)state;
    assert_int_equal(coprod_ledger_add(ledger, payment), COPROD_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(try_room(policy, ledger, &cases[i], &answer), COPROD_OK);
        check_answer(i, &answer, &cases[i]);
        assert_true(answer.last_day == answer.first_day + 6);
    }
    assert_int_equal(try_room(other, ledger, &cases[0], &answer), COPROD_E_UNKNOWN); /* no such role there */
    assert_int_equal(try_room(other, ledger, &cases[1], &answer), COPROD_E_FINGERPRINT);
    coprod_policy_free(policy);
    coprod_policy_free(other);
    coprod_payment_claim_free(claim);
    coprod_payment_free(payment);
    coprod_ledger_free(ledger);
}

static void periods(void **state)
{
    coprod_policy *policy = policy_of("nice");
    const room_case week = {ESA, {0}, 0}, month = {UC, {0}, 0};
    coprod_headroom answer;
    (void)state;
    assert_int_equal(try_room(policy, NULL, &week, &answer), COPROD_OK);
    assert_true(answer.first_day == day_of("2025-06-02") && answer.last_day == day_of("2025-06-08"));
    assert_string_equal(answer.kind, "cliff");
    assert_string_equal(answer.currency, "GBP");
    assert_true(!answer.role[0] && answer.label[0] && answer.source_title[0]);
    assert_int_equal(try_room(policy, NULL, &month, &answer), COPROD_OK);
    assert_true(answer.first_day == day_of("2025-06-01") && answer.last_day == day_of("2025-06-30"));
    assert_string_equal(answer.kind, "taper");
    coprod_policy_free(policy);
}

static void wrong_arguments(void **state)
{
    static const struct {
        const char *check;
        coprod_headroom_question asked;
        coprod_status status;
    } cases[] = {
        {NULL, {0}, COPROD_E_ARGUMENT},
        {"nobody", {0}, COPROD_E_UNKNOWN},
        {"wage-floor", {0}, COPROD_E_ARGUMENT},
        {"esa-permitted-work", {.role = "nobody"}, COPROD_E_UNKNOWN},
        {"esa-permitted-work", {.has_other = 2}, COPROD_E_ARGUMENT},
        {"esa-permitted-work", {.has_net = -1}, COPROD_E_ARGUMENT},
        {"esa-permitted-work", {.other_pence = -1}, COPROD_E_RANGE},
        {"esa-permitted-work", {.planned_pence = 100000001}, COPROD_E_RANGE},
        {"esa-permitted-work", {.net_pence = -5}, COPROD_E_RANGE},
        {"esa-permitted-work", {.other_minutes = 527041}, COPROD_E_RANGE},
        {"esa-permitted-work", {.session_minutes = -1}, COPROD_E_RANGE},
        {"esa-permitted-work", {.day = -1000000}, COPROD_E_RANGE},
        {"esa-permitted-work", {.day = 1000000}, COPROD_E_RANGE},
    };
    coprod_policy *policy = policy_of("nice");
    coprod_headroom answer = {sizeof answer};
    coprod_headroom_question question = {sizeof question - 8, "esa-permitted-work"};
    char text[64];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const room_case one = {NULL, cases[i].check, NULL, cases[i].asked, 0};
        answer.left_pence = 7;
        assert_int_equal(try_room(policy, NULL, &one, &answer), cases[i].status);
        assert_true(!answer.left_pence && !answer.label);
    }
    assert_int_equal(coprod_check_headroom(policy, NULL, &question, &answer), COPROD_E_STRUCT);
    question.size = sizeof question;
    assert_int_equal(coprod_check_headroom(NULL, NULL, &question, &answer), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_check_headroom(policy, NULL, NULL, &answer), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_check_headroom(policy, NULL, &question, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_headroom_text(NULL, NULL, text, sizeof text, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_headroom_text(&answer, NULL, text, sizeof text, NULL), COPROD_E_ARGUMENT); /* no answer */
    answer.size = 8;
    assert_int_equal(coprod_check_headroom(policy, NULL, &question, &answer), COPROD_E_STRUCT);
    assert_int_equal(coprod_headroom_text(&answer, NULL, text, sizeof text, NULL), COPROD_E_STRUCT);
    coprod_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),       cmocka_unit_test(by_other_rules), cmocka_unit_test(as_the_engine_says),
        cmocka_unit_test(with_a_ledger), cmocka_unit_test(periods),        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
