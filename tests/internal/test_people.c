/* SPDX-License-Identifier: MIT */
/* People, each counted once: what is known of them, who is asked about, who is new and who came. */
#include <math.h>

#include "people_tools.h"
#include "recency_cases.h"

typedef struct counted {
    uint64_t groups[GROUPS], all;
    int64_t known[DIMENSIONS], unknown[UNKNOWNS];
} counted;

static counted count(const coprod_people *people, const coprod_people_filter *filter)
{
    counted own;
    memset(&own, 0x55, sizeof own);
    assert_int_equal(coprod_people_count(people, filter, own.groups, own.known, own.unknown, &own.all), COPROD_OK);
    return own;
}

static coprod_people_info info(const coprod_people *people)
{
    coprod_people_info own = {.size = sizeof own};
    assert_int_equal(coprod_people_get(people, &own), COPROD_OK);
    return own;
}

static coprod_recency recency(const coprod_people *people, uint32_t group, int32_t day, int32_t half_life, int32_t window)
{
    coprod_recency own = {.size = sizeof own};
    assert_int_equal(coprod_people_recency(people, group, day, half_life, window, &own), COPROD_OK);
    return own;
}

/* --- what is known of a person --- */

static void the_same_person_is_counted_once(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = people_of(frame);
    counted own;
    (void)state;
    CAME(people, 1, "spring", 100, GROUP_A, CARER, -1);
    CAME(people, 1, "spring", 100, GROUP_A, CARER, -1);
    CAME(people, 1, "spring", 101, -1);
    CAME(people, 1, "autumn", 200, GROUP_A, -1);
    CAME(people, 2, NULL, 200, GROUP_B, -1);
    CAME(people, 2, "", 200, GROUP_B, GROUP_B, -1); /* named twice is one group */
    own = count(people, NULL);
    assert_int_equal(own.all, 2);
    assert_int_equal(own.groups[GROUP_A], 1);
    assert_int_equal(own.groups[GROUP_B], 1);
    assert_int_equal(own.groups[CARER], 1);
    assert_int_equal(own.known[0], 2);
    assert_int_equal(own.known[1], 1);
    assert_int_equal(own.unknown[COPROD_UNKNOWN_CLASSES + COPROD_UNKNOWN_NOT_ASKED], 1); /* nothing was said */
    assert_int_equal(info(people).people, 2);
    assert_int_equal(info(people).sightings, 4);
    assert_int_equal(info(people).events, 3); /* the one that is not said is one */
    assert_int_equal(info(people).different, 0);
    coprod_people_free(people);
    coprod_frame_free(frame);
}

static void the_latest_of_different_answers_holds(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = people_of(frame);
    counted own;
    (void)state;
    CAME(people, 1, "x", 300, GROUP_B, -1);
    CAME(people, 1, "y", 100, GROUP_A, -1); /* told later, of an earlier day */
    assert_int_equal(count(people, NULL).groups[GROUP_B], 1);
    CAME(people, 2, "x", 100, GROUP_C, -1);
    CAME(people, 2, "y", 100, GROUP_A, -1); /* of one day: the first in the frame's order */
    CAME(people, 2, "z", 100, GROUP_B, -1);
    CAME(people, 3, "x", 1, CARER, -1);     /* memberships are not different answers: they are united */
    CAME(people, 3, "y", 2, VETERAN, -1);
    own = count(people, NULL);
    assert_int_equal(own.groups[GROUP_A], 1);
    assert_int_equal(own.groups[GROUP_B], 1);
    assert_int_equal(own.groups[GROUP_C], 0);
    assert_int_equal(own.groups[CARER] + own.groups[VETERAN], 2);
    assert_int_equal(own.known[1], 1);
    assert_int_equal(info(people).different, 2);
    coprod_people_free(people);
    coprod_frame_free(frame);
}

static void an_answer_holds_against_an_unknown_one(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = people_of(frame);
    counted own;
    (void)state;
    CAME(people, 1, "x", 100, GROUP_A, -1);
    assert_int_equal(see(people, 1, "y", 900, 0, NULL, COPROD_UNKNOWN_DECLINED, COPROD_UNKNOWN_UNSURE), COPROD_OK);
    assert_int_equal(see(people, 2, "y", 900, 0, NULL, COPROD_UNKNOWN_DECLINED, -1), COPROD_OK);
    assert_int_equal(see(people, 2, "z", 901, 0, NULL, COPROD_UNKNOWN_NOT_ANSWERED, -2), COPROD_OK);
    assert_int_equal(see(people, 3, "y", 900, 0, NULL, COPROD_UNKNOWN_NOT_APPLICABLE, COPROD_UNKNOWN_DECLINED), COPROD_OK);
    assert_int_equal(see(people, 3, "y", 900, 0, NULL, COPROD_UNKNOWN_UNSURE, -2), COPROD_OK); /* of one day the first */
    assert_int_equal(see(people, 4, "y", 900, 0, NULL, COPROD_UNKNOWN_NOT_ASKED, -1), COPROD_OK);
    CAME(people, 4, "x", 100, VETERAN, -1);
    own = count(people, NULL);
    assert_int_equal(own.all, 4);
    assert_int_equal(own.groups[GROUP_A], 1);
    assert_int_equal(own.known[0], 1);
    assert_int_equal(own.unknown[COPROD_UNKNOWN_DECLINED], 0);
    assert_int_equal(own.unknown[COPROD_UNKNOWN_NOT_ANSWERED], 1); /* the latest */
    assert_int_equal(own.unknown[COPROD_UNKNOWN_UNSURE], 1);
    assert_int_equal(own.unknown[COPROD_UNKNOWN_NOT_APPLICABLE], 0);
    assert_int_equal(own.unknown[COPROD_UNKNOWN_NOT_ASKED], 1);
    assert_int_equal(own.known[1], 3); /* two in none of the groups, and a veteran */
    assert_int_equal(own.unknown[COPROD_UNKNOWN_CLASSES + COPROD_UNKNOWN_UNSURE], 1);
    assert_int_equal(own.groups[CARER], 0);
    assert_int_equal(info(people).different, 0);
    coprod_people_free(people);
    coprod_frame_free(frame);
}

/* What is counted can be scored. */
static void counts_are_what_a_score_takes(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = people_of(frame);
    coprod_score *score = NULL;
    coprod_score_input input = {.size = sizeof input, .count = GROUPS};
    counted own;
    (void)state;
    for (uint64_t who = 0; who < 40; who++)
        CAME(people, who, "x", 1, who < 20 ? GROUP_A : GROUP_B, who % 2 ? CARER : -1, -1);
    own = count(people, NULL);
    input.counts = own.groups;
    input.known = own.known;
    input.unknown = own.unknown;
    assert_int_equal(coprod_score_new(frame, &input, NULL, &score), COPROD_OK);
    assert_int_equal(group_of(score, GROUP_A).count, 20);
    assert_int_equal(group_of(score, CARER).count, 20);
    coprod_score_free(score);
    coprod_people_free(people);
    coprod_frame_free(frame);
}

/* --- who is asked about --- */

static void filters_choose_times(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = people_of(frame);
    coprod_people_filter filter = {.size = sizeof filter};
    uint64_t all = 9;
    (void)state;
    CAME(people, 1, "spring", 100, GROUP_A, -1);
    CAME(people, 1, "autumn", 300, GROUP_A, -1);
    CAME(people, 2, "autumn", 300, GROUP_B, -1);
    CAME(people, 3, "", -5, GROUP_C, -1);
    assert_int_equal(see(people, 4, "autumn", 290, COPROD_TALLY_INVITED, NULL, -1, -1), COPROD_OK);
    assert_int_equal(count(people, &filter).all, 3);
    filter.event = "autumn";
    assert_int_equal(count(people, &filter).all, 2);
    filter.kind = COPROD_TALLY_INVITED;
    assert_int_equal(count(people, &filter).all, 1);
    filter.event = "";
    assert_int_equal(count(people, &filter).all, 0);
    filter.kind = COPROD_TALLY_ATTENDED;
    assert_int_equal(count(people, &filter).all, 1);
    filter.event = "winter";
    assert_int_equal(count(people, &filter).all, 0);
    filter = (coprod_people_filter){.size = sizeof filter, .first_day = 101, .has_first = 1};
    assert_int_equal(count(people, &filter).all, 2);
    filter.has_first = 0;
    assert_int_equal(count(people, &filter).all, 3);
    filter = (coprod_people_filter){.size = sizeof filter, .last_day = 100, .has_last = 1};
    assert_int_equal(count(people, &filter).all, 2);
    filter.first_day = 100, filter.has_first = 1;
    assert_int_equal(count(people, &filter).groups[GROUP_A], 1);
    assert_int_equal(count(people, &filter).all, 1);
    filter.kind = 2;
    assert_int_equal(coprod_people_count(people, &filter, NULL, NULL, NULL, &all), COPROD_E_ARGUMENT);
    assert_int_equal(all, 0);
    filter.kind = 0, filter.has_first = 2;
    assert_int_equal(coprod_people_count(people, &filter, NULL, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    filter.has_first = -1;
    assert_int_equal(coprod_people_count(people, &filter, NULL, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    filter.has_first = 0, filter.has_last = 2;
    assert_int_equal(coprod_people_count(people, &filter, NULL, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    filter.has_last = -1;
    assert_int_equal(coprod_people_count(people, &filter, NULL, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    filter.has_last = 0, filter.size = 3;
    assert_int_equal(coprod_people_count(people, &filter, NULL, NULL, NULL, NULL), COPROD_E_STRUCT);
    assert_int_equal(coprod_people_count(people, NULL, NULL, NULL, NULL, NULL), COPROD_OK);
    assert_int_equal(coprod_people_count(NULL, NULL, NULL, NULL, NULL, &all), COPROD_E_ARGUMENT);
    coprod_people_free(people);
    coprod_frame_free(frame);
}

/* --- how lately --- */

static void close_to(double found, double expected)
{
    if (!(fabs(found - expected) <= 1e-13 * fabs(expected)))
        fail_msg("%.17g is not %.17g", found, expected);
}

static void one_case(const coprod_frame *frame, const recency_case *own)
{
    coprod_people *people = people_of(frame);
    const char *at = own->times;
    uint64_t who = 0;
    coprod_recency found;
    for (int event = 0; *at; event++) {
        char name[16], *end;
        const long day = strtol(at, &end, 10);
        snprintf(name, sizeof name, "%d", event); /* two events of one day are two times */
        CAME(people, who, name, (int32_t)day, CARER, -1);
        for (at = end; *at == ' ' || *at == '|'; at++)
            who += *at == '|';
    }
    CAME(people, 1000, "", own->day, GROUP_A, -1); /* not of this group */
    assert_int_equal(see(people, 0, "", own->day, COPROD_TALLY_INVITED, NULL, -1, -1), COPROD_OK); /* not heard */
    found = recency(people, CARER, own->day, own->half_life, own->window);
    assert_int_equal(found.people, own->people);
    assert_int_equal(found.times, own->all);
    assert_int_equal(found.in_window, own->in_window);
    assert_int_equal(found.most_times, own->most);
    close_to(found.weight, own->weight);
    close_to(found.voices, own->voices);
    close_to(found.effective, own->effective);
    close_to(found.top_share, own->top);
    assert_int_equal(found.last_day, own->last);
    assert_int_equal(found.days_since, own->since < INT32_MAX ? own->since : INT32_MAX);
    coprod_people_free(people);
}

static void recency_is_that_of_50_digits(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    (void)state;
    for (size_t i = 0; i < sizeof recency_cases / sizeof *recency_cases; i++)
        one_case(frame, &recency_cases[i]);
    coprod_frame_free(frame);
}

static void a_regular_is_one_voice_and_all_of_the_weight(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = people_of(frame);
    coprod_recency own;
    (void)state;
    own = recency(people, COPROD_EVERYBODY, 0, 365, 365);
    assert_true(own.people == 0 && own.weight == 0 && own.voices == 0 && own.effective == 0 && own.top_share == 0);
    for (int32_t week = 0; week < 3; week++)
        CAME(people, 1, "weekly", 7 * week, GROUP_A, -1);
    CAME(people, 2, "weekly", 14, GROUP_B, -1);
    own = recency(people, COPROD_EVERYBODY, 14, 7, 7); /* 1 + 1/2 + 1/4 and 1 */
    assert_true(own.weight == 2.75 && own.voices == 2 && own.effective == 121.0 / 65 && own.top_share == 7.0 / 11);
    assert_true(own.people == 2 && own.times == 4 && own.most_times == 3 && own.in_window == 2 && own.days_since == 0);
    own = recency(people, GROUP_B, 13, 7, 7); /* heard tomorrow only */
    assert_true(own.people == 0 && own.last_day == 0 && own.days_since == 0);
    own = recency(people, GROUP_A, 20, 1000000, 7);
    assert_true(own.in_window == 1 && own.last_day == 14 && own.days_since == 6);
    assert_int_equal(recency(people, GROUP_A, 21, 1000000, 7).in_window, 0);
    for (uint64_t who = 10; who < 13; who++) /* people heard alike are as many effective voices, and no more */
        CAME(people, who, "x", 5, CARER, -1);
    own = recency(people, CARER, 100, 77, 7);
    assert_true(own.effective <= 3 && own.effective > 2.9999999999);
    coprod_people_free(people);
    coprod_frame_free(frame);
}

/* --- who is new, who came --- */

static void refresh_knows_empty_sets(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = people_of(frame);
    coprod_people_filter first = {.size = sizeof first, .event = "1"}, second = {.size = sizeof second, .event = "2"};
    coprod_refresh own = {.size = sizeof own};
    (void)state;
    assert_int_equal(coprod_people_refresh(people, COPROD_EVERYBODY, &first, &second, &own), COPROD_OK);
    assert_true(!own.has_new_share && !own.has_retained && !own.has_jaccard && own.jaccard == 0);
    CAME(people, 1, "1", 1, GROUP_A, -1);
    CAME(people, 2, "1", 1, GROUP_A, -1);
    CAME(people, 3, "1", 1, GROUP_B, -1);
    assert_int_equal(coprod_people_refresh(people, COPROD_EVERYBODY, &first, &second, &own), COPROD_OK);
    assert_true(!own.has_new_share && own.has_retained && own.retained == 0 && own.has_jaccard && own.jaccard == 0);
    CAME(people, 2, "2", 2, -1);
    CAME(people, 3, "2", 2, -1);
    CAME(people, 4, "2", 2, GROUP_A, -1);
    CAME(people, 5, "2", 2, GROUP_A, -1);
    assert_int_equal(coprod_people_refresh(people, COPROD_EVERYBODY, &first, &second, &own), COPROD_OK);
    assert_true(own.before == 3 && own.after == 4 && own.both == 2);
    assert_true(own.new_share == 0.5 && own.retained == 2.0 / 3 && own.jaccard == 0.4);
    assert_true(own.has_new_share && own.has_retained && own.has_jaccard);
    assert_int_equal(coprod_people_refresh(people, GROUP_A, &first, &second, &own), COPROD_OK);
    assert_true(own.before == 2 && own.after == 3 && own.both == 1 && own.jaccard == 0.25);
    assert_int_equal(coprod_people_refresh(people, GROUP_C, NULL, NULL, &own), COPROD_OK);
    assert_true(!own.has_new_share && own.new_share == 0);
    assert_int_equal(coprod_people_refresh(people, GROUP_A, NULL, NULL, &own), COPROD_OK);
    assert_true(own.both == 4 && own.jaccard == 1 && own.new_share == 0);
    assert_int_equal(coprod_people_refresh(people, GROUPS, NULL, NULL, &own), COPROD_E_UNKNOWN);
    first.kind = 9;
    assert_int_equal(coprod_people_refresh(people, GROUP_A, &first, &second, &own), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_refresh(people, GROUP_A, &second, &first, &own), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_refresh(NULL, GROUP_A, NULL, NULL, &own), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_refresh(people, GROUP_A, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    own.size = 4;
    assert_int_equal(coprod_people_refresh(people, GROUP_A, NULL, NULL, &own), COPROD_E_STRUCT);
    coprod_people_free(people);
    coprod_frame_free(frame);
}

static void response_is_of_those_invited(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    coprod_people *people = people_of(frame);
    coprod_people_filter filter = {.size = sizeof filter, .event = "x", .kind = 77}; /* which is not looked at */
    coprod_attendance own = {.size = sizeof own};
    (void)state;
    CAME(people, 9, "x", 9, GROUP_B, -1); /* not invited */
    assert_int_equal(coprod_people_response(people, COPROD_EVERYBODY, &filter, &own), COPROD_OK);
    assert_true(own.invited == 0 && own.came == 1 && own.both == 0 && !own.has_rate && own.rate == 0);
    for (uint64_t who = 0; who < 4; who++)
        assert_int_equal(see(people, who, "x", 2, COPROD_TALLY_INVITED, (const int[]){GROUP_A, -1}, -1, -1), COPROD_OK);
    CAME(people, 0, "x", 9, -1);
    CAME(people, 1, "y", 9, -1); /* to another one */
    assert_int_equal(coprod_people_response(people, COPROD_EVERYBODY, &filter, &own), COPROD_OK);
    assert_true(own.invited == 4 && own.came == 2 && own.both == 1 && own.has_rate && own.rate == 0.25);
    assert_int_equal(coprod_people_response(people, GROUP_A, NULL, &own), COPROD_OK);
    assert_true(own.invited == 4 && own.came == 2 && own.both == 2 && own.rate == 0.5);
    assert_int_equal(coprod_people_response(people, GROUPS, NULL, &own), COPROD_E_UNKNOWN);
    filter.has_last = 3;
    assert_int_equal(coprod_people_response(people, GROUP_A, &filter, &own), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_people_response(NULL, GROUP_A, NULL, &own), COPROD_E_ARGUMENT);
    coprod_people_free(people);
    coprod_frame_free(frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_person_is_counted_once),
        cmocka_unit_test(the_latest_of_different_answers_holds),
        cmocka_unit_test(an_answer_holds_against_an_unknown_one),
        cmocka_unit_test(counts_are_what_a_score_takes),
        cmocka_unit_test(filters_choose_times),
        cmocka_unit_test(recency_is_that_of_50_digits),
        cmocka_unit_test(a_regular_is_one_voice_and_all_of_the_weight),
        cmocka_unit_test(refresh_knows_empty_sets),
        cmocka_unit_test(response_is_of_those_invited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
