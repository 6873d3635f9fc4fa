/* SPDX-License-Identifier: MIT */
/* Random small questions: every plan closes what it says, none is smaller than the true optimum, which is found by going
 * through all states, no bound is above it, and no order of what is given matters. */
#include "../internal/pattern_tools.h"
#include "../internal/plan_solve_tools.h"

enum { CASES = 6000 };

static int cases(void)
{
    return getenv("COPROD_QUICK") ? CASES / 20 : CASES;
}

/* --- the true optimum: fewest people for each state of what is open and how full partners are --- */

enum { STATES = 1 << 14, NEVER = 1 << 20 };

typedef struct states {
    const small *own;
    uint64_t need[SMALL_GAPS]; /* what has to be closed */
    int32_t fewest[STATES], next[STATES];
    size_t count;
} states;

static size_t digits(const states *all, const uint64_t *open, const uint64_t *load)
{
    size_t state = 0;
    for (size_t g = 0; g < all->own->gaps; g++)
        state = state * (size_t)(all->need[g] + 1) + (size_t)open[g];
    for (size_t p = 0; p < all->own->partners; p++)
        state = state * (SMALL_ROOM + 1) + (size_t)load[p];
    return state;
}

static void read_digits(const states *all, size_t state, uint64_t *open, uint64_t *load)
{
    for (size_t p = all->own->partners; p--; state /= SMALL_ROOM + 1)
        load[p] = state % (SMALL_ROOM + 1);
    for (size_t g = all->own->gaps; g--; state /= (size_t)(all->need[g] + 1))
        open[g] = state % (size_t)(all->need[g] + 1);
}

/* One more person of a profile, from every state. */
static int one_more(states *all, size_t profile)
{
    const small *own = all->own;
    const uint16_t *codes = own->profile_codes + profile * own->attributes;
    int some = 0;
    memcpy(all->next, all->fewest, sizeof all->next);
    for (size_t s = 0; s < all->count; s++) {
        uint64_t open[SMALL_GAPS], load[SMALL_PARTNERS];
        if (all->fewest[s] >= NEVER)
            continue;
        read_digits(all, s, open, load);
        for (size_t g = 0; g < own->gaps; g++)
            if (open[g] && matches(own, own->gap_codes + g * own->attributes, codes))
                open[g]--;
        for (size_t p = 0; p < (own->partners ? own->partners : 1); p++) {
            size_t to;
            if (own->partners && (!reaches(own, p, codes) || load[p] == own->partner[p].max_people))
                continue;
            load[p] += own->partners != 0;
            to = digits(all, open, load);
            load[p] -= own->partners != 0;
            if (all->next[to] > all->fewest[s] + 1) {
                all->next[to] = all->fewest[s] + 1;
                some = 1;
            }
        }
    }
    memcpy(all->fewest, all->next, sizeof all->next);
    return some;
}

/* Fewest people who close the needs; NEVER if nobody can. */
static int32_t optimum(const small *own, const uint64_t *need)
{
    static states all;
    uint64_t nobody[SMALL_PARTNERS] = {0};
    int32_t best = NEVER;
    size_t loads = 1;
    all.own = own;
    memcpy(all.need, need, own->gaps * sizeof *need);
    for (size_t p = 0; p < own->partners; p++)
        loads *= SMALL_ROOM + 1;
    all.count = loads;
    for (size_t g = 0; g < own->gaps; g++)
        all.count *= (size_t)(need[g] + 1);
    assert_true(all.count <= STATES);
    for (size_t s = 0; s < STATES; s++)
        all.fewest[s] = NEVER;
    all.fewest[digits(&all, need, nobody)] = 0;
    for (size_t i = 0; i < own->profiles; i++)
        for (uint64_t copy = 0; copy < own->copies[i] && one_more(&all, i); copy++)
            ;
    for (size_t s = 0; s < loads; s++)
        best = all.fewest[s] < best ? all.fewest[s] : best;
    return best;
}

/* What of a gap can be reached at all. */
static uint64_t reachable(const small *own, size_t gap)
{
    uint64_t need[SMALL_GAPS] = {0};
    for (need[gap] = own->needs[gap]; need[gap]; need[gap]--)
        if (optimum(own, need) < NEVER)
            break;
    return need[gap];
}

/* --- laws --- */

static void check_case(const small *own, uint64_t work)
{
    uint64_t need[SMALL_GAPS];
    coprod__plan_answer answer;
    int32_t fewest;
    assert_int_equal(solve_small(own, work, &answer), COPROD_OK);
    check_answer(own, &answer);
    for (size_t g = 0; g < own->gaps; g++)
        need[g] = reachable(own, g);
    for (size_t r = 0; r < answer.space.rows; r++)
        assert_int_equal(answer.space.need[r], need[answer.space.row_gap[r]]);
    fewest = optimum(own, need);
    assert_true(answer.lower_bound <= (uint64_t)fewest);
    if (!answer.open)
        assert_true(answer.people >= (uint64_t)fewest);
    if (work > 1) {
        const int can = fewest < NEVER && (!own->max_people || (uint64_t)fewest <= own->max_people);
        assert_int_equal(answer.open == 0, can);
        if (can)
            assert_int_equal(answer.people, fewest);
        if (can)
            assert_int_equal(answer.lower_bound, fewest);
    }
    coprod__plan_answer_free(&answer);
}

static void test_optimum(void **state)
{
    uint64_t seed = 20260101;
    (void)state;
    for (int i = 0; i < cases(); i++) {
        small own = random_small(&seed);
        own.lists = (size_t)i % 2;
        check_case(&own, i % 3 ? 10000000 : 1);
    }
}

static void test_harder(void **state)
{
    uint64_t seed = 5;
    (void)state;
    for (int i = 0; i < cases() / 3; i++) {
        small own = random_hard(&seed);
        own.lists = (size_t)i % 2;
        check_case(&own, i % 3 ? 10000000 : 1);
    }
}

/* Any order of gaps, profiles and partners gives the same plan. */
static void test_order(void **state)
{
    uint64_t seed = 777;
    (void)state;
    for (int i = 0; i < cases(); i++) {
        small own = random_small(&seed), other;
        own.lists = (size_t)i % 2;
        other = shuffled(&own, &seed);
        coprod__plan_answer a, b;
        assert_int_equal(solve_small(&own, 20000, &a), COPROD_OK);
        assert_int_equal(solve_small(&other, 20000, &b), COPROD_OK);
        assert_int_equal(a.people, b.people);
        assert_int_equal(a.open, b.open);
        assert_int_equal(a.lower_bound, b.lower_bound);
        assert_int_equal(a.work, b.work);
        assert_int_equal(a.space.columns, b.space.columns);
        assert_memory_equal(a.taken, b.taken, a.space.columns * sizeof *a.taken);
        assert_memory_equal(a.flow.load, b.flow.load, sizeof a.flow.load);
        coprod__plan_answer_free(&a);
        coprod__plan_answer_free(&b);
    }
}

/* Never more than plain greedy: whoever closes most, the first of equals, one after the other. */
static uint64_t plain_greedy(const small *own, const uint64_t *need)
{
    uint64_t open[SMALL_GAPS], left[SMALL_PROFILES], people = 0;
    memcpy(open, need, own->gaps * sizeof *need);
    memcpy(left, own->copies, sizeof left);
    for (;; people++) {
        size_t best = 0, most = 0;
        for (size_t i = 0; i < own->profiles; i++) {
            size_t closes = 0;
            for (size_t g = 0; g < own->gaps && left[i]; g++)
                closes += open[g]
                          && matches(own, own->gap_codes + g * own->attributes, own->profile_codes + i * own->attributes);
            if (closes > most) {
                most = closes;
                best = i;
            }
        }
        if (!most)
            return people;
        left[best]--;
        for (size_t g = 0; g < own->gaps; g++)
            open[g] -= open[g]
                       && matches(own, own->gap_codes + g * own->attributes,
                                  own->profile_codes + best * own->attributes);
    }
}

static void test_greedy(void **state)
{
    uint64_t seed = 31;
    (void)state;
    for (int i = 0; i < cases(); i++) {
        small own = random_small(&seed);
        coprod__plan_answer answer;
        own.partners = 0;
        own.max_people = 0;
        own.lists = (size_t)i % 2;
        assert_int_equal(solve_small(&own, 1000000, &answer), COPROD_OK);
        assert_true(answer.people <= plain_greedy(&own, own.needs));
        assert_true(answer.people <= answer.greedy_people);
        coprod__plan_answer_free(&answer);
    }
}

/* Reading has a bound of its own: as many as it takes do, and one fewer is refused. */
static void test_reading(void **state)
{
    uint64_t seed = 12;
    (void)state;
    for (int i = 0; i < 50; i++) {
        small own = random_small(&seed);
        coprod__plan_question question;
        coprod__plan_answer answer;
        coprod__memory memory;
        coprod__plan_space space;
        uint64_t took;
        own.lists = (size_t)i % 2;
        assert_int_equal(coprod__memory_init(NULL, &memory), COPROD_OK);
        assert_int_equal(solve_small(&own, 1, &answer), COPROD_OK);
        question = *answer.space.question;
        took = answer.space.work;
        coprod__plan_answer_free(&answer);
        for (uint64_t reading = took; took > 1 && reading >= took - 1; reading--) {
            question.reading = reading;
            assert_int_equal(coprod__plan_space_make(&memory, &question, &space),
                             reading == took ? COPROD_OK : COPROD_E_LIMIT);
            coprod__plan_space_free(&space);
        }
    }
}

/* --- invitations, as a caller sees them --- */

static coprod_pattern_plan *public_plan(const small *own)
{
    const uint32_t values[SMALL_ATTRIBUTES] = {3, 3, 3, 3};
    coprod_pattern_schema *schema = schema_of(own->attributes, values, 15);
    coprod_pattern_plan *plan = NULL;
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    coprod_pattern_schema_free(schema);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, own->gap_codes, own->needs, own->gaps, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_people(plan, own->profile_codes, own->copies, own->profiles, NULL),
                     COPROD_OK);
    for (size_t p = 0; p < own->partners; p++) {
        const coprod_pattern_partner partner = {sizeof partner, own->partner[p].id, NULL, own->reaches[p],
                                                own->partner[p].patterns, own->partner[p].max_people + 1,
                                                own->partner[p].cost_pence};
        assert_int_equal(coprod_pattern_plan_add_partner(plan, &partner, NULL), COPROD_OK);
    }
    return plan;
}

/* Whoever is what an invitation asks is described by each gap that it closes; those of them whom its partner reaches
 * are counted. */
static void check_invitation(const small *own, const coprod_pattern_plan *plan, uint32_t index, uint64_t *closed)
{
    coprod_pattern_invitation invitation = {.size = sizeof invitation};
    uint64_t exist = 0;
    assert_int_equal(coprod_pattern_plan_invitation(plan, index, &invitation), COPROD_OK);
    assert_true(invitation.people > 0 && invitation.gap_count > 0);
    assert_true(matches(own, invitation.who, invitation.example));
    for (size_t i = 0; i < own->profiles; i++)
        exist += matches(own, invitation.who, own->profile_codes + i * own->attributes)
                         && (!own->partners
                             || reaches(own, invitation.partner_index, own->profile_codes + i * own->attributes))
                     ? own->copies[i] : 0;
    assert_int_equal(invitation.exist, exist);
    assert_true(invitation.people <= exist);
    assert_int_equal(invitation.partner_index == UINT32_MAX, !own->partners);
    if (own->partners) {
        assert_string_equal(invitation.partner, own->partner[invitation.partner_index].id);
        assert_true(reaches(own, invitation.partner_index, invitation.example));
        assert_int_equal(invitation.cost_pence,
                         (int64_t)invitation.people * own->partner[invitation.partner_index].cost_pence);
    }
    for (uint32_t i = 0; i < invitation.gap_count; i++) {
        coprod_pattern_closing closing = {.size = sizeof closing};
        assert_int_equal(coprod_pattern_plan_closing(plan, index, i, &closing), COPROD_OK);
        assert_true(closing.people > 0 && closing.people <= invitation.people);
        assert_true(matches(own, own->gap_codes + closing.gap * own->attributes, invitation.who));
        closed[closing.gap] += closing.people;
    }
}

static void test_invitations(void **state)
{
    uint64_t seed = 4711;
    (void)state;
    for (int i = 0; i < cases() / 4; i++) {
        const coprod_pattern_plan_options options = {.size = sizeof options, .max_people = (uint64_t)(i % 5), .work = 5000};
        small own = random_small(&seed);
        coprod_pattern_plan *plan = public_plan(&own);
        coprod_pattern_plan_info info = {.size = sizeof info};
        uint64_t closed[SMALL_GAPS] = {0}, people = 0, open = 0;
        int64_t cost = 0;
        assert_int_equal(coprod_pattern_plan_make(plan, &options), COPROD_OK);
        assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
        for (uint32_t k = 0; k < info.invitation_count; k++) {
            coprod_pattern_invitation invitation = {.size = sizeof invitation};
            check_invitation(&own, plan, k, closed);
            coprod_pattern_plan_invitation(plan, k, &invitation);
            people += invitation.people;
            cost += own.partners ? invitation.cost_pence : 0;
        }
        for (uint32_t g = 0; g < own.gaps; g++) {
            coprod_pattern_plan_gap gap = {.size = sizeof gap};
            assert_int_equal(coprod_pattern_plan_gap_get(plan, g, &gap), COPROD_OK);
            assert_int_equal(closed[g], gap.invited < gap.reachable ? gap.invited : gap.reachable);
            open += gap.reachable - closed[g];
        }
        assert_int_equal(people, info.people);
        assert_int_equal(open, info.people_open);
        assert_int_equal(own.partners ? cost : COPROD_PATTERN_COST_UNKNOWN, info.cost_pence);
        coprod_pattern_plan_free(plan);
    }
}

/* Two partners: no way of sending these people costs less, all ways tried. */
static void test_costs(void **state)
{
    uint64_t seed = 99;
    (void)state;
    for (int i = 0; i < cases(); i++) {
        small own = random_small(&seed);
        coprod__plan_answer answer;
        uint64_t only[2] = {0}, both = 0, people = 0, least = UINT64_MAX, cost = 0;
        if (own.partners != 2)
            continue;
        assert_int_equal(solve_small(&own, 20000, &answer), COPROD_OK);
        for (size_t c = 0; c < answer.space.columns; c++) {
            const uint16_t *codes = own.profile_codes + answer.space.members[answer.space.member_from[c]] * own.attributes;
            const int a = reaches(&own, 0, codes), b = reaches(&own, 1, codes);
            *(a && b ? &both : a ? &only[0] : &only[1]) += answer.taken[c];
            people += answer.taken[c];
        }
        for (uint64_t x = only[0]; x <= only[0] + both; x++) {
            const uint64_t sum = x * (uint64_t)own.partner[0].cost_pence + (people - x) * (uint64_t)own.partner[1].cost_pence;
            if (x <= own.partner[0].max_people && people - x <= own.partner[1].max_people && sum < least)
                least = sum;
        }
        for (size_t p = 0; p < 2; p++)
            cost += answer.flow.load[p] * (uint64_t)own.partner[answer.space.partner[p]].cost_pence;
        assert_int_equal(cost, least);
        coprod__plan_answer_free(&answer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_optimum), cmocka_unit_test(test_harder),      cmocka_unit_test(test_order),
        cmocka_unit_test(test_greedy),  cmocka_unit_test(test_invitations), cmocka_unit_test(test_costs),
        cmocka_unit_test(test_reading),
    };
    return TEST_MAIN(tests);
}
