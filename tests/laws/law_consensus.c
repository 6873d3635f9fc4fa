/* SPDX-License-Identifier: MIT */
/* Random surveys: people may stand in any order, a scale may begin anywhere, quartiles are those of the sorted ratings, and
 * Kendall's W is what ranks by comparing all pairs give. */
#include "../internal/inequality_tools.h"

enum { SURVEYS = 300, ROUNDS = 3, PEOPLE = 12, ITEMS = 6, NO = COPROD_CONSENSUS_NO_ANSWER };

static uint64_t seed = UINT64_C(2463534242);

static uint32_t draw(uint32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 20) % below;
}

typedef struct drawn {
    int32_t ratings[ROUNDS * PEOPLE * ITEMS], shifted[ROUNDS * PEOPLE * ITEMS];
    coprod_consensus_survey survey, other;
} drawn;

static void draw_survey(drawn *d)
{
    const uint32_t people = 1 + draw(PEOPLE), items = 1 + draw(ITEMS), steps = 1 + draw(8), missing = draw(3) ? 0 : 1 + draw(3);
    const int32_t lowest = (int32_t)draw(5) - 2, up = (int32_t)draw(100);
    for (uint32_t r = 0; r < ROUNDS; r++)
        for (uint32_t p = 0; p < people; p++)
            for (uint32_t i = 0; i < items; i++) {
                const int32_t rating = draw(10) < missing ? NO : lowest + (int32_t)draw(steps + 1);
                d->ratings[(r * people + p) * items + i] = rating;
                d->shifted[(r * people + people - 1 - p) * items + i] = rating == NO ? NO : rating + up;
            }
    d->survey = (coprod_consensus_survey){sizeof d->survey, d->ratings, ROUNDS, people, items, lowest, lowest + (int32_t)steps,
                                          lowest + (int32_t)draw(steps + 1), lowest + (int32_t)steps, 0};
    d->other = d->survey;
    d->other.ratings = d->shifted;
    d->other.lowest += up, d->other.highest += up, d->other.agree_from += up, d->other.agree_to += up;
}

static int by_value(const void *a, const void *b)
{
    return (*(const int32_t *)a > *(const int32_t *)b) - (*(const int32_t *)a < *(const int32_t *)b);
}

static int32_t plain_fourths(const int32_t *sorted, uint32_t count, uint32_t number)
{
    const uint32_t place = number * (count - 1);
    const int32_t at = sorted[place / 4], next = place % 4 ? sorted[place / 4 + 1] : at;
    return 4 * at + (int32_t)(place % 4) * (next - at);
}

static void check_item(const drawn *d, uint32_t round, uint32_t item, const coprod_consensus_item *found)
{
    int32_t sorted[PEOPLE];
    uint32_t count = 0, agreed = 0;
    for (uint32_t p = 0; p < d->survey.people; p++) {
        const int32_t rating = d->ratings[(round * d->survey.people + p) * d->survey.items + item];
        if (rating != NO)
            sorted[count++] = rating;
        agreed += rating != NO && rating >= d->survey.agree_from;
    }
    assert_true(found->answered == count && found->agreed == agreed);
    if (!count)
        return;
    qsort(sorted, count, sizeof *sorted, by_value);
    assert_int_equal(found->lower_quartile_fourths, plain_fourths(sorted, count, 1));
    assert_int_equal(found->upper_quartile_fourths, plain_fourths(sorted, count, 3));
    assert_int_equal(found->median_twice, sorted[(count - 1) / 2] + sorted[count / 2]);
    assert_true(found->net_moved <= found->moved && found->moved <= found->both && found->both + found->joined <= count);
}

/* Of those who rated all that was asked. */
static void check_w(const drawn *d, uint32_t round, const coprod_consensus_round *found)
{
    double sums[ITEMS] = {0}, ties = 0, total = 0, n = found->ranked, m = 0;
    for (uint32_t p = 0; p < d->survey.people; p++) {
        const int32_t *row = d->ratings + (round * d->survey.people + p) * d->survey.items;
        uint32_t given = 0;
        for (uint32_t i = 0; i < d->survey.items; i++)
            given += row[i] != NO;
        if (!given || given < found->ranked)
            continue;
        m++;
        for (uint32_t i = 0; i < d->survey.items; i++)
            for (uint32_t j = 0; j < d->survey.items && row[i] != NO; j++)
                if (row[j] != NO) {
                    sums[i] += row[j] < row[i] ? 1 : row[j] == row[i] ? 0.5 : 0;
                    /* t^3 - t, spread over the pairs of a tie */
                    uint32_t alike = 0;
                    for (uint32_t k = 0; k < d->survey.items; k++)
                        alike += row[k] == row[i];
                    ties += row[j] == row[i] && i != j ? alike + 1 : 0;
                }
    }
    assert_true(found->raters == m);
    for (uint32_t i = 0; i < d->survey.items; i++)
        total += sums[i] ? (sums[i] - m * n / 2) * (sums[i] - m * n / 2) : 0;
    if (found->w_state == COPROD_CONSENSUS_KNOWN)
        check_near("w", found->w, 12 * total / (m * (m * (n * n * n - n) - ties)), 1);
}

static void surveys(void **state)
{
    static drawn d;
    const int count = getenv("COPROD_QUICK") ? SURVEYS / 8 : SURVEYS;
    coprod_consensus_rules *rules = NULL;
    (void)state;
    assert_int_equal(coprod_consensus_rules_builtin(NULL, &rules), COPROD_OK);
    for (int n = 0; n < count; n++) {
        draw_survey(&d);
        for (uint32_t round = 0; round < ROUNDS; round++) {
            coprod_consensus_round one = {.size = sizeof one}, two = {.size = sizeof two};
            assert_int_equal(coprod_consensus_round_get(rules, &d.survey, round, NULL, &one), COPROD_OK);
            assert_int_equal(coprod_consensus_round_get(rules, &d.other, round, NULL, &two), COPROD_OK);
            assert_memory_equal(&one.w_state, &two.w_state, sizeof one - offsetof(coprod_consensus_round, w_state));
            assert_true(one.w == two.w || (isnan(one.w) && isnan(two.w)));
            assert_true(isnan(one.w) || (one.w >= 0 && one.w <= 1 && one.p_value >= 0 && one.p_value <= 1));
            check_w(&d, round, &one);
            for (uint32_t item = 0; item < d.survey.items; item++) {
                coprod_consensus_item a = {.size = sizeof a}, b = {.size = sizeof b};
                assert_int_equal(coprod_consensus_item_get(rules, &d.survey, round, item, &a), COPROD_OK);
                assert_int_equal(coprod_consensus_item_get(rules, &d.other, round, item, &b), COPROD_OK);
                check_item(&d, round, item, &a);
                assert_true(a.agreement == b.agreement && a.close == b.close && a.stable == b.stable && a.moved == b.moved
                            && a.net_moved == b.net_moved && a.range_fourths == b.range_fourths
                            && a.median_change_twice == b.median_change_twice && a.left == b.left && a.joined == b.joined);
            }
        }
    }
    coprod_consensus_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(surveys)};
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
