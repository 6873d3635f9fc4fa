/* SPDX-License-Identifier: MIT */
/* Plans: structs of any size, buffers that are written whatever happens, and limits of what is taken over from others. */
#include "pattern_plan_tools.h"

#include "pattern_plan_handle_internal.h"
#include "pattern_store_internal.h"

static void what_is_read_has_a_size(void **state)
{
    coprod_pattern_plan *plan = plan_of(PLAN);
    const uint16_t codes[] = {0, COPROD_PATTERN_ANY, COPROD_PATTERN_ANY};
    const coprod_pattern_partner partner
        = {.size = sizeof partner, .id = "school", .reaches = codes, .pattern_count = 1, .cost_pence = 1};
    const coprod_pattern_plan_options options = {.size = sizeof options, .max_people = 5};
    coprod_pattern_plan_info info = {.size = sizeof info};
    (void)state;
    CHECK_IN(coprod_pattern_partner, partner, coprod_pattern_plan_add_partner(plan, in, NULL), (void)0);
    CHECK_IN(coprod_pattern_plan_options, options, coprod_pattern_plan_make(plan, in), (void)0);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK); /* what was refused changed nothing */
    assert_true(info.partner_count == 3 && info.people == 5);
    coprod_pattern_plan_free(plan);
}

static void what_is_told_has_a_size(void **state)
{
    coprod_pattern_plan *plan = plan_of(PLAN);
    (void)state;
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    CHECK_OUT(coprod_pattern_plan_info, coprod_pattern_plan_get(plan, out));
    CHECK_OUT(coprod_pattern_invitation, coprod_pattern_plan_invitation(plan, 0, out));
    CHECK_OUT(coprod_pattern_closing, coprod_pattern_plan_closing(plan, 0, 0, out));
    CHECK_OUT(coprod_pattern_plan_gap, coprod_pattern_plan_gap_get(plan, 0, out));
    CHECK_OUT(coprod_pattern_partner_share, coprod_pattern_plan_partner_get(plan, 0, out));
    coprod_pattern_plan_free(plan);
}

/* --- what is refused leaves no text of before --- */

#define IS_EMPTIED(call, status) (strcpy(text, "before"), assert_int_equal(call, status), assert_string_equal(text, ""))

static void refused_texts_are_empty(void **state)
{
    coprod_pattern_plan *plan = plan_of(PLAN);
    coprod_pattern_schema *schema = panel();
    coprod_pattern_tally *tally = pattern_tally(schema);
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 3};
    coprod_pattern_gaps *gaps = NULL;
    char text[500];
    (void)state;
    IS_EMPTIED(coprod_pattern_plan_text(plan, 0, text, sizeof text, NULL), COPROD_E_UNKNOWN); /* not made */
    IS_EMPTIED(coprod_pattern_plan_gap_text(plan, 0, text, sizeof text, NULL), COPROD_E_UNKNOWN);
    IS_EMPTIED(coprod_pattern_plan_json(plan, text, sizeof text, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    IS_EMPTIED(coprod_pattern_plan_text(plan, 99, text, sizeof text, NULL), COPROD_E_UNKNOWN);
    IS_EMPTIED(coprod_pattern_plan_gap_text(plan, 99, text, sizeof text, NULL), COPROD_E_UNKNOWN);
    IS_EMPTIED(coprod_pattern_plan_gap_text(NULL, 0, text, sizeof text, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    IS_EMPTIED(coprod_pattern_gaps_text(gaps, 1, 0, text, sizeof text, NULL), COPROD_E_UNKNOWN);
    IS_EMPTIED(coprod_pattern_gaps_text(gaps, 0, 9, text, sizeof text, NULL), COPROD_E_RANGE);
    IS_EMPTIED(coprod_pattern_gaps_json(gaps, 9, text, sizeof text, NULL), COPROD_E_RANGE);
    IS_EMPTIED(coprod_pattern_gaps_json(NULL, 0, text, sizeof text, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_pattern_gaps_text(gaps, 1, 0, NULL, 0, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_text(plan, 99, NULL, 5, NULL), COPROD_E_ARGUMENT);
    coprod_pattern_gaps_free(gaps);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    coprod_pattern_plan_free(plan);
}

/* --- limits --- */

/* So many gaps and profiles would take gigabytes: the plan is told that it has them. */
static void too_much_is_taken_over(void **state)
{
    coprod_pattern_schema *schema = panel();
    coprod_pattern_tally *tally = pattern_tally(schema);
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 3};
    const uint16_t codes[] = {0, 0, 0};
    coprod_pattern_plan *plan = NULL;
    coprod_pattern_gaps *gaps = NULL;
    (void)state;
    assert_int_equal(coprod_pattern_tally_add_rows(tally, codes, NULL, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_find(tally, &query, NULL, NULL, &gaps), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    plan->gap_count = COPROD__PLAN_GAPS_MOST - gaps->found.count + 1;
    assert_int_equal(coprod_pattern_plan_add_found(plan, gaps, 0), COPROD_E_LIMIT);
    assert_int_equal(plan->gap_count, COPROD__PLAN_GAPS_MOST - gaps->found.count + 1);
    plan->gap_count = 0;
    plan->profile_count = COPROD__PLAN_PROFILES_MOST;
    assert_int_equal(coprod_pattern_plan_add_tally(plan, tally), COPROD_E_LIMIT);
    plan->profile_count = 0;
    assert_int_equal(coprod_pattern_plan_add_found(plan, gaps, 0), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_tally(plan, tally), COPROD_OK);
    assert_true(plan->gap_count == gaps->found.count && plan->profile_count == 1);
    coprod_pattern_gaps_free(gaps);
    coprod_pattern_plan_free(plan);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
}

/* The invitations of a plan that is there, made again. */
static coprod_status invite_again(coprod_pattern_plan *plan)
{
    plan->info.invitation_count = 0;
    plan->info.exist_unknown = 0;
    return coprod__plan_invites_make(plan);
}

/* A plan that is whole is not lost because counting who exists takes too long, or is not wanted any more. */
static void who_exists_is_not_counted(void **state)
{
    static const int32_t stop = 1;
    coprod_pattern_plan *plan = plan_of(PLAN);
    (void)state;
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    for (int turn = 0; turn < 3; turn++) {
        const int counted = turn == 0;
        int known = 0, said = 0;
        coprod_pattern_plan_info info = {.size = sizeof info};
        coprod_pattern_invitation invitation = {.size = sizeof invitation};
        char text[256];
        plan->question.reading = turn == 1 ? 1 : 0;
        plan->question.stop = turn == 2 ? &stop : NULL;
        assert_int_equal(invite_again(plan), COPROD_OK);
        assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
        assert_int_equal(info.exist_unknown, !counted);
        assert_true(info.invitation_count > 1);
        for (uint32_t i = 0; i < info.invitation_count; i++) { /* of one there is no limit */
            assert_int_equal(coprod_pattern_plan_invitation(plan, i, &invitation), COPROD_OK);
            known += invitation.exist != COPROD_PATTERN_NO_LIMIT;
            assert_int_equal(coprod_pattern_plan_text(plan, i, text, sizeof text, NULL), COPROD_OK);
            said += strstr(text, "; about ") || strstr(text, "; of the same ");
        }
        assert_int_equal(known > 0, counted);
        assert_int_equal(said, known);
    }
    coprod_pattern_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_has_a_size),
        cmocka_unit_test(what_is_told_has_a_size),
        cmocka_unit_test(refused_texts_are_empty),
        cmocka_unit_test(too_much_is_taken_over),
        cmocka_unit_test(who_exists_is_not_counted),
    };
    return TEST_MAIN(tests);
}
