/* SPDX-License-Identifier: MIT */
/* Claims under two policies: who gains and who loses, what is not known, and ledgers person by person. */
#include "compare_tools.h"

/* NICE: at least 4 hours is a full day on the older page, more than 4 hours on the newer one. */
static void exactly_four_hours(void **state)
{
    static const char *const claims[] = {
        "{'id': 'c1', 'person': 'ann', 'lines': [{'type': 'session', 'date': '2026-05-12', 'role': 'lay-member', "
        "'minutes': 240}]}",
        "{'id': 'c2', 'person': 'bob', 'lines': [{'type': 'session', 'date': '2026-05-11', 'role': 'lay-member', "
        "'minutes': 239}]}",
        "{'id': 'c3', 'person': 'cem', 'lines': [{'type': 'session', 'date': '2026-05-11', 'role': 'lay-member', "
        "'minutes': 241}]}"};
    pair own = compared("nice-older", "nice", claims, 3, same, NULL);
    coprod_compared_claim claim = claim_at(&own, 0);
    coprod_compared_line line = compared_line(&own, 0, 0);
    coprod_policy_change change = change_at(&own, 0);
    (void)state;
    assert_true(claim.from_pence == 15000 && claim.to_pence == 7500 && claim.difference_pence == -7500 && claim.known);
    assert_string_equal(claim.id, "c1");
    assert_string_equal(claim.person, "ann");
    assert_true(line.from_pence == 15000 && line.to_pence == 7500 && line.difference_pence == -7500 && line.known
                && line.from_outcome == COPROD_OUTCOME_PAID && line.to_outcome == COPROD_OUTCOME_PAID);
    assert_true(claim_at(&own, 1).difference_pence == 0 && claim_at(&own, 1).to_pence == 7500);
    assert_true(claim_at(&own, 2).difference_pence == 0 && claim_at(&own, 2).to_pence == 15000);
    assert_true(own.info.from_pence == 37500 && own.info.to_pence == 30000 && own.info.difference_pence == -7500);
    assert_true(own.info.claims_lose == 1 && own.info.claims_same == 2 && !own.info.claims_gain
                && !own.info.claims_not_known && own.info.people_lose == 1 && own.info.people_same == 2);
    assert_true(own.info.has_on && own.info.on == day_of("2026-05-12") && own.info.change_count == 1);
    expect_change(&own, 0, "duration lay-member 240: 15000 7500");
    assert_string_equal(change.to_id, "lived-experience-contributor");
    assert_true(!change.expense[0] && change.engine_cc == -1);
    assert_string_equal(own.info.from_id, "nice-older");
    assert_string_equal(own.info.to_id, "nice");
    expect_json("nice", json_of_object(write_it, own.comparison),
                "{'schema': 'comparison/1', 'from': {'id': 'nice-older'}, 'to': {'id': 'nice'}, 'on': '2026-05-12', "
                "'claims': [{'claim': 'c1', 'difference_pence': -7500, 'lines': [{'id': '1', 'from': {'pence': 15000, "
                "'reason': null}, 'to': {'pence': 7500}}]}, {'difference_pence': 0}, {}], 'totals': "
                "{'difference_pence': -7500, 'people': {'gain': 0, 'lose': 1, 'same': 2, 'not_known': 0}}, 'changes': "
                "[{'kind': 'duration', 'role': 'lay-member', 'to_role': 'lived-experience-contributor', 'minutes': "
                "240, 'from': {'pence': 15000}, 'to': {'pence': 7500}}]}");
    coprod_comparison_free(own.comparison);
}

/* The same session in the words of either policy is the same session. */
static void either_word_for_a_role(void **state)
{
    static const char *const claims[] = {
        "{'id': 'c1', 'person': 'ann', 'lines': [{'type': 'session', 'date': '2026-05-12', 'role': "
        "'lived-experience-contributor', 'minutes': 240}]}",
        "{'id': 'c2', 'person': 'bob', 'lines': [{'type': 'session', 'date': '2026-05-12', 'role': 'lay-member', "
        "'minutes': 240}, {'type': 'session', 'date': '2026-05-13', 'role': 'lived-experience-contributor', 'minutes': "
        "241}]}"};
    pair own = compared("nice-older", "nice", claims, 2, same, NULL), back, several;
    (void)state;
    assert_true(claim_at(&own, 0).known && claim_at(&own, 0).from_pence == 15000 && claim_at(&own, 0).to_pence == 7500);
    assert_true(claim_at(&own, 1).known && claim_at(&own, 1).from_pence == 30000
                && claim_at(&own, 1).to_pence == 22500);
    assert_true(own.info.people_lose == 2 && !own.info.people_gain && !own.info.people_not_known);
    coprod_comparison_free(own.comparison);
    back = compared("nice", "nice-older", claims, 2, "lived-experience-contributor=lay-member", NULL);
    assert_true(back.info.people_gain == 2 && back.info.difference_pence == 15000);
    coprod_comparison_free(back.comparison);
    /* a word that stands for two roles of the first policy is left alone */
    several = compared("{'roles': [{'id': 'a', 'label': 'A', 'fee': 'f'}, {'id': 'b', 'label': 'B', 'fee': 'f'}], "
                       "'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': 1000000, "
                       "'per': 'hour'}]}]}", "nice", claims, 1,
                       "a=lived-experience-contributor,b=lived-experience-contributor", NULL);
    assert_true(!claim_at(&several, 0).known && several.info.claims_not_known == 1);
    coprod_comparison_free(several.comparison);
}

/* A sentence that leaves a line out leaves it out of both sums. */
static void without_what_is_not_known(void **state)
{
    static const char *const claims[] = {
        "{'id': 'c1', 'lines': [{'type': 'session', 'date': '2026-05-12', 'role': 'lay-member', 'minutes': 240}, "
        "{'type': 'session', 'date': '2026-05-13', 'role': 'nobody', 'minutes': 60}]}",
        "{'id': 'c2', 'lines': [{'type': 'session', 'date': '2026-05-14', 'role': 'lay-member', 'minutes': 240}]}"};
    static const char to[] = "{'roles': [{'id': 'nobody', 'label': 'N', 'fee': 'f'}], 'fees': [{'id': 'f', 'label': "
                             "'F', 'basis': 'hourly', 'value': [{'rate_mpence': 1000000, 'per': 'hour'}]}]}";
    pair own = compared("nice-older", to, claims, 2, NULL, NULL);
    (void)state;
    assert_true(claim_at(&own, 0).from_pence == 15000 && claim_at(&own, 0).to_pence == 1000);
    assert_true(own.info.claims_not_known == 2);
    expect_json("without", json_of_object(write_it, own.comparison),
                "{'claims': [{'difference_pence': null, 'text': 'Claim c1: whether it is more or less cannot be said, "
                "because a line is not decided; without that line it is \xc2\xa3" "0.00 instead of \xc2\xa3" "0.00.', "
                "'lines': [{'difference_pence': null, 'from': {'pence': 15000}}, {'difference_pence': null}]}, {}]}");
    coprod_comparison_free(own.comparison);
}

/* A role that both policies have keeps its meaning in each, though another one is paired with it. */
static void a_role_of_both_names(void **state)
{
    static const char both[] = "{'roles': [{'id': 'x', 'label': 'X', 'fee': 'f'}, {'id': 'y', 'label': 'Y', 'fee': "
                               "'g'}], 'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', 'value': [{'rate_mpence': "
                               "1000000, 'per': 'hour'}]}, {'id': 'g', 'label': 'G', 'basis': 'hourly', 'value': "
                               "[{'rate_mpence': 2000000, 'per': 'hour'}]}]}";
    static const char *const claims[] = {"[{'type': 'session', 'date': '2026-05-12', 'role': 'y', 'minutes': 60}]"};
    pair own = compared(both, both, claims, 1, "x=y,y=x", NULL);
    (void)state;
    assert_true(claim_at(&own, 0).from_pence == 2000 && claim_at(&own, 0).to_pence == 1000);
    coprod_comparison_free(own.comparison);
}

/* Without pairs a role that only one policy knows is refused by the other, and is not looked for: nobody loses. */
static void roles_of_other_names(void **state)
{
    static const char *const claims[] = {
        "[{'type': 'session', 'date': '2026-05-12', 'role': 'lay-member', 'minutes': 240}]"};
    pair own = compared("nice-older", "nice", claims, 1, NULL, NULL);
    coprod_compared_line line = compared_line(&own, 0, 0);
    (void)state;
    assert_true(line.to_outcome == COPROD_OUTCOME_REJECTED && line.to_reason == COPROD_WHY_UNKNOWN_TYPE && !line.known
                && !line.difference_pence && line.from_pence == 15000);
    assert_true(own.info.claims_not_known == 1 && own.info.people_not_known == 1 && !own.info.claims_lose
                && !own.info.change_count);
    coprod_comparison_free(own.comparison);
    own = compared("nice", "nice-older", claims, 1, NULL, NULL);
    assert_true(own.info.claims_not_known == 1 && !own.info.claims_gain);
    coprod_comparison_free(own.comparison);
    own = compared("nice", "elft", claims, 1, NULL, NULL); /* neither has the word: nothing, and nothing */
    assert_true(own.info.claims_same == 1);
    coprod_comparison_free(own.comparison);
}

static void what_is_not_known(void **state)
{
    static const char *const claims[] = {
        "{'person': 'ann', 'lines': [{'type': 'session', 'date': '2026-05-12', 'role': 'r', 'minutes': 120}, {'type': "
        "'session', 'date': '2026-05-13', 'role': 'r', 'minutes': 60}]}",
        "{'id': 'c2', 'lines': [{'type': 'session', 'date': '2026-05-14', 'role': 'r', 'minutes': 60}]}"};
    pair own = compared(gap, closed, claims, 2, NULL, NULL);
    coprod_compared_line line = compared_line(&own, 0, 0);
    json_t *json = json_of_object(write_it, own.comparison);
    (void)state;
    assert_true(!line.known && !line.difference_pence && line.from_outcome == COPROD_OUTCOME_UNDETERMINED
                && line.from_reason == COPROD_WHY_BAND_GAP && line.to_pence == 1000);
    assert_true(!claim_at(&own, 0).known && claim_at(&own, 1).known);
    assert_true(own.info.claims_not_known == 1 && own.info.claims_same == 1 && own.info.people_not_known == 1
                && !own.info.people_same && !own.info.people_gain);
    expect_json("gap", json,
                "{'claims': [{'difference_pence': null, 'lines': [{'from': {'outcome': 'undetermined', 'reason': "
                "'BAND_GAP', 'pence': null}, 'to': {'pence': 1000}, 'difference_pence': null}, {'difference_pence': "
                "0}]}, {'difference_pence': 0}]}");
    coprod_comparison_free(own.comparison);
}

/* Ledgers go on from claim to claim of one person, and are nobody else's. */
static void ledgers_by_person(void **state)
{
    static const char *const claims[] = {
        "{'id': 'c1', 'person': 'ann', 'lines': [{'type': 'mileage', 'date': '2016-05-12', 'vehicle': 'car', "
        "'quantity_milli': 6000000}]}",
        "{'id': 'c2', 'person': 'bob', 'lines': [{'type': 'mileage', 'date': '2016-05-13', 'vehicle': 'car', "
        "'quantity_milli': 6000000}]}",
        "{'id': 'c3', 'person': 'ann', 'lines': [{'type': 'mileage', 'date': '2016-05-14', 'vehicle': 'car', "
        "'quantity_milli': 6000000}]}"};
    pair own = compared("hmrc-amap", "pencru", claims, 3, NULL, NULL);
    (void)state;
    /* 6000 x 45p; then 4000 x 45p and 2000 x 25p. PenCRU: 100 x 45p and 5900 x 25p, each time. */
    assert_true(claim_at(&own, 0).from_pence == 270000 && claim_at(&own, 0).to_pence == 152000);
    assert_true(claim_at(&own, 1).from_pence == 270000 && claim_at(&own, 1).to_pence == 152000);
    assert_true(claim_at(&own, 2).from_pence == 230000 && claim_at(&own, 2).to_pence == 152000);
    assert_true(own.info.people_lose == 2 && own.info.claims_lose == 3 && own.info.difference_pence == -314000);
    coprod_comparison_free(own.comparison);
}

/* A gain and a loss of one person that cancel out; an advance that must be repaid under one of the two. */
static void sums_of_a_person(void **state)
{
    static const char half[] = "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'task', 'tasks': [{'id': 'a', 'label': "
                               "'A', 'value': [{'amount_pence': 1000}]}, {'id': 'b', 'label': 'B', 'value': "
                               "[{'amount_pence': 2000}]}]}]}";
    static const char other[] = "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'task', 'tasks': [{'id': 'a', 'label': "
                                "'A', 'value': [{'amount_pence': 1500}]}, {'id': 'b', 'label': 'B', 'value': "
                                "[{'amount_pence': 1500}]}]}]}";
    static const char *const claims[] = {
        "[{'type': 'f', 'date': '2026-05-12', 'task': 'a'}]",
        "{'id': 'c2', 'lines': [{'type': 'f', 'date': '2026-05-12', 'task': 'b'}]}",
        "{'person': 'bob', 'advance_pence': 1800, 'lines': [{'type': 'f', 'date': '2026-05-12', 'task': 'b'}]}"};
    pair own = compared(half, other, claims, 3, NULL, NULL);
    (void)state;
    assert_true(own.info.claims_gain == 1 && own.info.claims_lose == 2 && own.info.people_same == 1
                && own.info.people_lose == 1);
    assert_true(claim_at(&own, 2).from_pence == 200 && claim_at(&own, 2).to_pence == -300
                && claim_at(&own, 2).difference_pence == -500);
    assert_true(own.info.from_pence == 3200 && own.info.to_pence == 2700 && !own.info.change_count);
    coprod_comparison_free(own.comparison);
}

static void the_same_claim_twice(void **state)
{
    static const char *const claims[] = {"[{'type': 'x', 'date': '2026-05-12'}]", "[]"};
    pair own = {policy_of("nice-older"), policy_of("nice"), NULL, {sizeof own.info}};
    (void)state;
    assert_int_equal(try_pair(&own, claims, 2, NULL, NULL), COPROD_E_RANGE);
    assert_null(own.comparison);
    coprod_policy_free(own.from);
    coprod_policy_free(own.to);
}

static void wrong_arguments(void **state)
{
    static const struct {
        const char *same;
        coprod_status status;
    } pairs[] = {{"lay-member", COPROD_E_ARGUMENT}, {"=", COPROD_E_UNKNOWN}, {"lay-member=", COPROD_E_UNKNOWN},
                 {"nobody=decision-maker", COPROD_E_UNKNOWN}, {"lay-member=nobody", COPROD_E_UNKNOWN},
                 {"lay-member=decision-maker,", COPROD_E_ARGUMENT}, {",", COPROD_E_ARGUMENT},
                 {"lay-member=decision-maker,,", COPROD_E_ARGUMENT},
                 {"lay-member=decision-maker,lay-member=lived-experience-contributor", COPROD_E_ARGUMENT},
                 {"", COPROD_OK}, {"lay-member=decision-maker", COPROD_OK}};
    pair own = {policy_of("nice-older"), policy_of("nice"), NULL, {sizeof own.info}};
    coprod_policy *euro = policy_of("{'currency': 'EUR'}");
    const coprod_payment_claim *missing[] = {NULL};
    coprod_compare_options options = {sizeof options, NULL, 0, 0, 0, 0};
    struct {
        coprod_compare_options options;
        int64_t newer;
    } longer = {{sizeof longer, NULL, 0, 0, 0, 0}, 1};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        options.same_roles = pairs[i].same;
        assert_int_equal(try_pair(&own, NULL, 0, &options, NULL), pairs[i].status);
        assert_true((own.comparison != NULL) == (pairs[i].status == COPROD_OK));
        coprod_comparison_free(own.comparison);
    }
    options.same_roles = NULL;
    options.has_on = 2;
    assert_int_equal(try_pair(&own, NULL, 0, &options, NULL), COPROD_E_ARGUMENT);
    options.has_on = 0;
    options.has_known_on = -1;
    assert_int_equal(try_pair(&own, NULL, 0, &options, NULL), COPROD_E_ARGUMENT);
    options.has_known_on = 0;
    options.size = 8;
    assert_int_equal(try_pair(&own, NULL, 0, &options, NULL), COPROD_E_STRUCT);
    assert_int_equal(try_pair(&own, NULL, 0, &longer.options, NULL), COPROD_E_STRUCT_NEWER);
    assert_int_equal(coprod_policy_compare(own.from, own.to, NULL, 1, NULL, NULL, &own.comparison), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_policy_compare(own.from, own.to, missing, 1, NULL, NULL, &own.comparison),
                     COPROD_E_ARGUMENT);
    assert_int_equal(coprod_policy_compare(own.from, euro, NULL, 0, NULL, NULL, &own.comparison), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_policy_compare(NULL, euro, NULL, 0, NULL, NULL, &own.comparison), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_policy_compare(own.from, own.to, NULL, 0, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    coprod_policy_free(own.from);
    coprod_policy_free(own.to);
    coprod_policy_free(euro);
}

static void what_is_beyond(void **state)
{
    static const char *const claims[] = {"[{'type': 'x', 'date': '2026-05-12'}]"};
    pair own = compared("nice-older", "nice", claims, 1, same, NULL);
    coprod_comparison_info info = {sizeof info - 8};
    coprod_compared_claim claim = {sizeof claim};
    coprod_compared_line line = {sizeof line};
    coprod_policy_change change = {sizeof change};
    (void)state;
    assert_int_equal(coprod_comparison_get(own.comparison, &info), COPROD_E_STRUCT);
    assert_int_equal(coprod_comparison_get(NULL, &own.info), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_comparison_get_claim(own.comparison, 1, &claim), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_comparison_get_claim(own.comparison, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_comparison_get_line(own.comparison, 0, 1, &line), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_comparison_get_line(own.comparison, 1, 0, &line), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_comparison_get_change(own.comparison, 1, &change), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_comparison_get_change(NULL, 0, &change), COPROD_E_ARGUMENT);
    assert_true(!change.id && !line.id && !claim.id);
    coprod_comparison_free(own.comparison);
}

/* Memory that runs out at every allocation in turn: nothing is handed out, and nothing is lost. */
static void without_memory(void **state)
{
    static const char *const claims[] = {
        "[{'type': 'session', 'date': '2026-05-12', 'role': 'lay-member', 'minutes': 240}]",
        "{'person': 'bob', 'lines': [{'type': 'session', 'date': '2026-05-12', 'role': 'lay-member', 'minutes': 20}]}"};
    pair own = {policy_of("nice-older"), policy_of("nice"), NULL, {sizeof own.info}};
    const coprod_compare_options options = {sizeof options, same, 0, 0, 0, 0};
    long at = 0;
    (void)state;
    for (coprod_status status = COPROD_E_MEMORY; status != COPROD_OK; at++) {
        meagre memory = {at, 0};
        const coprod_allocator allocator = meagre_of(&memory);
        status = try_pair(&own, claims, 2, &options, &allocator);
        assert_true(status == COPROD_OK ? own.comparison != NULL : status == COPROD_E_MEMORY && !own.comparison);
        coprod_comparison_free(own.comparison);
        assert_int_equal(memory.open, 0);
    }
    assert_true(at > 20);
    coprod_policy_free(own.from);
    coprod_policy_free(own.to);
}

/* A name that no sentence has room for is written whole, or memory is missing. */
static void long_names(void **state)
{
    char id[1500], claim[1700], *text;
    const char *claims[] = {claim};
    pair own = {policy_of("{'currency': 'EUR'}"), policy_of("{'currency': 'EUR'}"), NULL, {sizeof own.info}};
    const coprod_compare_options options = {sizeof options, NULL, 0, 0, day_of("2026-05-12"), 1};
    meagre memory = {1000, 0};
    const coprod_allocator allocator = meagre_of(&memory);
    (void)state;
    memset(id, 'x', sizeof id - 1);
    id[sizeof id - 1] = '\0';
    snprintf(claim, sizeof claim, "{'id': '%s', 'advance_pence': 150, 'lines': []}", id);
    assert_int_equal(try_pair(&own, claims, 1, &options, &allocator), COPROD_OK);
    text = text_of_object(write_it, own.comparison, NULL);
    assert_non_null(strstr(text, "Claim xxx"));
    assert_non_null(strstr(text, "-EUR 1.50"));
    assert_non_null(strstr(text, "\"known_on\":\"2026-05-12\""));
    free(text);
    write_without_memory(write_it, own.comparison, &memory);
    coprod_comparison_free(own.comparison);
    assert_int_equal(memory.open, 0);
    coprod_policy_free(own.from);
    coprod_policy_free(own.to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exactly_four_hours),
        cmocka_unit_test(either_word_for_a_role),
        cmocka_unit_test(without_what_is_not_known),
        cmocka_unit_test(a_role_of_both_names),
        cmocka_unit_test(roles_of_other_names),
        cmocka_unit_test(what_is_not_known),
        cmocka_unit_test(ledgers_by_person),
        cmocka_unit_test(sums_of_a_person),
        cmocka_unit_test(the_same_claim_twice),
        cmocka_unit_test(wrong_arguments),
        cmocka_unit_test(what_is_beyond),
        cmocka_unit_test(without_memory),
        cmocka_unit_test(long_names),
    };
    return TEST_MAIN(tests);
}
