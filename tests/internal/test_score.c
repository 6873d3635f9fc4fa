/* SPDX-License-Identifier: MIT */
/* Scores: cases reckoned by hand, the edges of bands, what is not known, and every way in which counts are wrong. */
#include "coprod/equity_fit.h"
#include "score_tools.h"

#define THREE "{'N': 11, 'threshold': 1, 'groups': [{'id': 'a', 'dimension': 'd', 'count': 10, 'population': 8," \
    " 'denominator': 11}," \
    "{'id': 'b', 'dimension': 'd', 'count': 0, 'population': 2, 'denominator': 11}," \
    "{'id': 'c', 'dimension': 'd', 'count': 0, 'population': 1, 'denominator': 11}]"
#define PLAIN(id, count, population) "{'id': '" id "', 'dimension': 'd', 'count': " count ", 'population': " population \
    ", 'denominator': 1000}"

/* Counts 10, 0, 0; targets 8, 2, 1: 100 (1/2 1/3 + 1/2 0) = 50/3. With one person more, as c: 100 (1/2 2/3) = 100/3. */
static void one_unknown_person(void **state)
{
    coprod_score *score = score_of(THREE ", 'unknown': {'d': {'declined': 1}}}");
    const coprod_score_info info = info_of(score);
    const coprod_score_dimension dimension = dimension_of(score, 0);
    (void)state;
    assert_near(info.score, 50.0 / 3, 1e-12);
    assert_true(info.exact_numerator == 50 && info.exact_denominator == 3);
    assert_near(info.lower, 50.0 / 3, 1e-12);
    assert_near(info.upper, 100.0 / 3, 1e-12);
    assert_true(info.has_bounds && info.upper_is_exact && info.min_panel == 11 && info.not_told_count == 0);
    assert_true(info.missing_count == 2 && info.short_count == 0 && info.not_scored_count == 0);
    assert_true(info.worst_count == 2 && info.worst_group == 1 && info.worst <= 0 && info.has_certificate);
    assert_true(dimension.known == 10 && dimension.has_known && dimension.has_unknown && dimension.has_completeness);
    assert_near(dimension.completeness, 10.0 / 11, 1e-15);
    assert_near(dimension.loss, 250.0 / 3, 1e-12);
    assert_near(dimension.balance, 8.0 / 11, 1e-15);
    coprod_score_free(score);
}

/* Counts 1, 0 of targets 2, 100: one more person makes 2 and 0, which is 100 (1/2 1/2) = 25, and not 1 and 1. */
static void not_water_filling(void **state)
{
    coprod_score *score = score_of("{'N': 102, 'threshold': '1', 'groups': [{'id': 'a', 'dimension': 'd', 'count': 1,"
        " 'population': 2,"
                                   " 'denominator': 102}, {'id': 'b', 'dimension': 'd', 'count': 0, 'population': 100,"
                                   " 'denominator': 102}], 'unknown': {'d': {'not_asked': 1}}}");
    (void)state;
    assert_near(info_of(score).score, 12.5, 1e-12);
    assert_near(info_of(score).upper, 25, 1e-12);
    coprod_score_free(score);
}

/* In a membership each of three people may be in both groups: 3/8 and 1. The question is not for the seven others. */
static void unknown_in_memberships(void **state)
{
    coprod_score *score = score_of("{'N': 10, 'kinds': {'d': 'membership'}, 'groups': [" PLAIN("a", "0",
        "1000") ", " PLAIN("b", "0",
                                   "200") "], 'unknown': {'d': {'unsure': 2, 'not_answered': 1, 'not_applicable': 7}}}");
    const coprod_score_info info = info_of(score);
    const coprod_score_dimension dimension = dimension_of(score, 0);
    const coprod_score_group group = group_of(score, 0);
    (void)state;
    assert_near(info.score, 0, 0);
    assert_near(info.upper, 50 * (3.0 / 8 + 1) / 2 + 50 * 3.0 / 8, 1e-12);
    assert_true(info.min_panel == 8 && dimension.min_panel == 8);
    assert_true(dimension.no_balance == COPROD_BALANCE_MEMBERSHIP && !dimension.has_known && !dimension.has_completeness);
    assert_true(!group.has_share && !group.has_ppr && group.band == COPROD_SCORE_ABSENT);
    coprod_score_free(score);
    score = score_of("{'N': 10, 'kinds': {'d': 'membership'}, 'known': {'d': 20}, 'groups': [" PLAIN("a", "4", "500") ", "
                     PLAIN("b", "5", "200") "], 'unknown': {'d': {}}}");
    assert_near(group_of(score, 0).ppr, 0.4, 1e-15);
    assert_near(group_of(score, 1).ppr, 1.25, 1e-15);
    assert_int_equal(group_of(score, 1).band, COPROD_SCORE_OVER);
    assert_int_equal(group_of(score, 1).four_fifths, COPROD_SCORE_PROPORTIONATE);
    assert_near(dimension_of(score, 0).completeness, 1, 0);
    coprod_score_free(score);
}

/* The edges of both bands: 8 of 25 against 400 of 1000 is 0.8, which as a double is 0.7999999999999999. */
static void bands(void **state)
{
    static const struct {
        uint64_t count, others, population;
        int band, four_fifths;
    } cases[] = {{0, 25, 400, COPROD_SCORE_ABSENT, COPROD_SCORE_ABSENT},
                 {8, 17, 400, COPROD_SCORE_PROPORTIONATE, COPROD_SCORE_PROPORTIONATE},
                 {8, 17, 401, COPROD_SCORE_UNDER, COPROD_SCORE_UNDER},
                 {12, 13, 400, COPROD_SCORE_PROPORTIONATE, COPROD_SCORE_PROPORTIONATE},
                 {12, 13, 399, COPROD_SCORE_OVER, COPROD_SCORE_PROPORTIONATE},
                 {10, 10, 400, COPROD_SCORE_OVER, COPROD_SCORE_PROPORTIONATE},
                 {10, 10, 399, COPROD_SCORE_OVER, COPROD_SCORE_OVER},
                 {0, 0, 400, COPROD_SCORE_ABSENT, COPROD_SCORE_ABSENT},
                 {3, 0, 0, COPROD_SCORE_NO_BAND, COPROD_SCORE_NO_BAND}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[500];
        coprod_score *score;
        snprintf(text, sizeof text, "{'N': 25, 'groups': [{'id': 'a', 'dimension': 'd', 'count': %d, 'population': %d,"
            " 'denominator':"
                 " 1000}, {'id': 'b', 'dimension': 'd', 'count': %d, 'population': 500, 'denominator': 1000}]}",
                 (int)cases[i].count, (int)cases[i].population, (int)cases[i].others);
        score = score_of(text);
        assert_int_equal(group_of(score, 0).band, cases[i].band);
        assert_int_equal(group_of(score, 0).four_fifths, cases[i].four_fifths);
        coprod_score_free(score);
    }
}

/* Nobody lives there; not known how many do; more than live there; nobody counted at all. */
static void what_is_not_scored(void **state)
{
    char found[500];
    coprod_score *score = score_found("{'N': 10, 'groups': [" PLAIN("a", "0", "0") ", " PLAIN("b", "2", "0") ", " PLAIN("c",
        "0", "null")
                                      ", " PLAIN("e", "3", "null") ", " PLAIN("f", "700", "600") "]}", found, sizeof found);
    static const int status[] = {COPROD_SCORE_NO_BENCHMARK, COPROD_SCORE_UNBENCHMARKED, COPROD_SCORE_NO_BENCHMARK,
                                 COPROD_SCORE_UNBENCHMARKED, COPROD_SCORE_OK};
    coprod_score_info info;
    (void)state;
    assert_string_equal(found, "warning more-than-live-there /groups/1/count;warning more-than-live-there /groups/4/count");
    info = info_of(score);
    assert_near(info.score, 100, 0);
    assert_true(info.missing_count == 1 && info.not_scored_count == 4 && info.not_told_count == 1);
    for (uint32_t i = 0; i < 5; i++) {
        const coprod_score_group group = group_of(score, i);
        assert_int_equal(group.status, status[i]);
        assert_true(group.is_beyond == (i == 1 || i == 4) && group.has_share && group.has_ppr == (i == 4));
        assert_near(group.loss, 0, 0);
        assert_true(i == 4 || (group.needed == 0 && group.coverage <= 0 && group.target <= 0));
    }
    assert_int_equal(dimension_of(score, 0).no_balance, COPROD_BALANCE_NO_BENCHMARK);
    coprod_score_free(score);

    score = score_of("{'N': 10, 'groups': [" PLAIN("a", "0", "0") "]}");
    info = info_of(score);
    assert_true(!info.has_score && !info.has_bounds && !info.has_certificate && info.exact_denominator == 0);
    assert_int_equal(dimension_of(score, 0).no_balance, COPROD_BALANCE_NOBODY);
    coprod_score_free(score);

    score = score_of("{'N': 10, 'kinds': {'d': 'partition'}, 'groups': [" PLAIN("a", "4", "600") ", " PLAIN("b", "3",
        "600") "]}");
    assert_int_equal(dimension_of(score, 0).no_balance, COPROD_BALANCE_DOES_NOT_ADD_UP);
    coprod_score_free(score);
}

/* t = max(2, 4/5 n p) of 20 counted: 8 and 4.8, of which 14 and 4; then of nobody. */
static void snapshots(void **state)
{
    coprod_score *score = score_of("{'N': 500, 'min_voices': 2, 'mode': 'snapshot', 'groups': [" PLAIN("a", "14", "500") ", "
                                   PLAIN("b", "4", "300") ", " PLAIN("c", "2", "10") "], 'unknown': {'d': {'declined': 5}}}");
    coprod_score_info info = info_of(score);
    double after;
    uint32_t who = 2;
    (void)state;
    assert_near(group_of(score, 0).target, 8, 1e-12);
    assert_near(group_of(score, 1).target, 4.8, 1e-12);
    assert_near(group_of(score, 2).target, 2, 1e-12);
    assert_near(info.score, 50 * (1 + 1 + 4 / 4.8) / 3 + 50 * 4 / 4.8, 1e-12);
    assert_true(!info.has_bounds && !info.upper_is_exact && info.min_panel == 15);
    /* one more of c raises what b needs to 4/5 21 3/10 = 5.04: the score falls */
    assert_int_equal(coprod_score_what_if(score, &who, 1, 1, &after), COPROD_OK);
    assert_near(after, 50 * (1 + 1 + 4 / 5.04) / 3 + 50 * 4 / 5.04, 1e-12);
    assert_true(after < info.score);
    coprod_score_free(score);
    score = score_of("{'N': 500, 'min_voices': 0, 'mode': 'snapshot', 'groups': [" PLAIN("a", "0", "500") "]}");
    info = info_of(score);
    assert_near(info.score, 0, 0);
    assert_true(info.has_score && info.missing_count == 1 && group_of(score, 0).needed == 1 && !group_of(score, 0).has_share);
    coprod_score_free(score);
}

/* Targets 4/5 100 (0.1, 0.2, 0.4) = 8, 16, 32 of which 16 were counted, beside 500 of 1000: 40 of which 40. */
static void ranges_of_populations(void **state)
{
    coprod_score *score = score_of("{'N': 100, 'groups': [" PLAIN("a", "16", "{'low': 100, 'best': 200, 'high': 400}") ", "
                                   PLAIN("b", "40", "500") "], 'unknown': {'d': {'declined': 0}}}");
    const coprod_score_info info = info_of(score);
    (void)state;
    assert_near(info.score, 100, 0);
    assert_near(info.population_lower, 50 * 0.75 + 50 * 0.5, 1e-12);
    assert_near(info.population_upper, 100, 0);
    assert_near(info.both_lower, info.population_lower, 0);
    assert_near(info.both_upper, 100, 0);
    coprod_score_free(score);
    score = score_of("{'N': 100, 'groups': [" PLAIN("a", "2", "{'low': 100, 'best': 200, 'high': 400}") ", "
                     PLAIN("b", "40", "500") "], 'unknown': {'d': {'declined': 2}}}");
    assert_near(info_of(score).population_lower, 50 * (1 + 2.0 / 32) / 2 + 50 * 2.0 / 32, 1e-12);
    assert_near(info_of(score).population_upper, 50 * (1 + 2.0 / 8) / 2 + 50 * 2.0 / 8, 1e-12);
    assert_near(info_of(score).upper, 50 * (1 + 4.0 / 16) / 2 + 50 * 4.0 / 16, 1e-12);
    assert_near(info_of(score).both_upper, 50 * (1 + 4.0 / 8) / 2 + 50 * 4.0 / 8, 1e-12);
    coprod_score_free(score);
}

/* A million unknown people and two groups of which each asks a million: half of each is best, and the grid is near. */
static void very_many_unknown(void **state)
{
    coprod_score *score = score_of("{'N': 2000000, 'threshold': 1, 'groups': [{'id': 'a', 'dimension': 'd', 'count': 0,"
        " 'population': 2,"
                                   " 'denominator': 4}, {'id': 'b', 'dimension': 'd', 'count': 0, 'population': 2,"
                                   " 'denominator': 4}],"
                                   " 'unknown': {'d': {'declined': 1000000}}}");
    const coprod_score_info info = info_of(score);
    (void)state;
    assert_true(!info.upper_is_exact && info.upper >= 50 && info.upper < 50.1);
    coprod_score_free(score);
}

/* The largest numbers: 4/5 of 4294967295 is 3435973836. */
static void large_numbers(void **state)
{
    coprod_score *score = score_of("{'N': 4294967295, 'alpha': 0, 'groups': [{'id': 'a', 'dimension': 'd', 'count': 3435973835,"
                                   " 'population': 4294967295, 'denominator': 4294967295}]}");
    coprod_score_info info = info_of(score);
    (void)state;
    assert_true(info.score < 100 && info.short_count == 1 && group_of(score, 0).needed == 3435973836u);
    assert_near(info.score, 100 * 3435973835.0 / 3435973836.0, 1e-12);
    assert_true(!info.has_certificate && info.exact_numerator == INT64_C(85899345875) && info.exact_denominator == 858993459);
    coprod_score_free(score);
    score = score_of("{'N': 4294967291, 'groups': [{'id': 'a', 'dimension': 'd', 'count': 3, 'population': 4294967279,"
                     " 'denominator': 4294967295}]}");
    info = info_of(score);
    assert_true(info.exact_denominator == 0); /* two primes beside each other are beyond 64 bits */
    assert_near(info.score, 8.731149179710572e-8, 1e-13);
    coprod_score_free(score);
    score = score_of("{'N': 4294967295, 'min_voices': 4294967295, 'groups': [{'id': 'a', 'dimension': 'd', 'count': 4294967295,"
                     " 'population': 1, 'denominator': 4294967295}]}");
    info = info_of(score);
    assert_near(info.score, 100, 0);
    coprod_score_free(score);
}

/* 2 of a, 1 of b, of whom there are a half and a quarter; a quarter is in no group. All 64 ways to draw three people
 * give a mean of 85/128, a variance of 1013/49152, and 13/16 for a balance of 3/4 or less (enumerated in fractions). */
static void what_chance_gives(void **state)
{
    coprod_score *score = score_of("{'N': 25, 'groups': [" PLAIN("a", "2", "500") ", " PLAIN("b", "1", "250") "]}");
    const coprod_score_drawn drawn = drawn_of(score, 0);
    const coprod_score_group a = group_of(score, 0), b = group_of(score, 1);
    (void)state;
    assert_near(dimension_of(score, 0).balance, 0.75, 1e-15);
    assert_near(drawn.balance, 85.0 / 128, 1e-12);
    assert_near(drawn.deviation, 0.14356022346185127, 1e-12);
    assert_near(drawn.chance, 13.0 / 16, 1e-12);
    assert_true(!drawn.no_balance && !drawn.no_deviation && !drawn.no_chance);
    assert_near(a.share_lower, 0.20765960080204768, 1e-12); /* Wilson: 2/3, and 1/3 */
    assert_near(a.share_upper, 0.9385080552796037, 1e-12);
    assert_near(b.share_lower, 1 - a.share_upper, 1e-12);
    assert_near(a.prob_absent, 1.0 / 8, 1e-15);
    assert_near(b.prob_absent, 27.0 / 64, 1e-15);
    coprod_score_free(score);
    score = score_of("{'N': 25, 'groups': [" PLAIN("a", "3", "1000") ", " PLAIN("b", "0", "0") "]}");
    assert_near(drawn_of(score, 0).balance, 1, 0);
    assert_near(drawn_of(score, 0).chance, 1, 0);
    assert_near(group_of(score, 0).prob_absent, 0, 0);
    coprod_score_free(score);
}

/* No number where there is no balance, where somebody is of a group in which nobody lives, and of very many. */
static void what_chance_does_not_give(void **state)
{
    coprod_score *score = score_of("{'N': 9, 'kinds': {'d': 'membership'}, 'groups': [" PLAIN("a", "2", "500") "]}");
    coprod_score_drawn drawn = drawn_of(score, 0);
    (void)state;
    assert_int_equal(drawn.no_balance, COPROD_BALANCE_MEMBERSHIP);
    assert_int_equal(drawn.no_deviation, COPROD_BALANCE_MEMBERSHIP);
    assert_int_equal(drawn.no_chance, COPROD_BALANCE_MEMBERSHIP);
    assert_true(drawn.balance <= 0 && group_of(score, 0).share_upper <= 0);
    coprod_score_free(score);
    score = score_of("{'N': 9, 'groups': [" PLAIN("a", "2", "500") ", " PLAIN("b", "1", "0") "]}");
    drawn = drawn_of(score, 0);
    assert_near(drawn.balance, 0.75, 1e-12); /* 1, 2/3 or 1/2 with chances 1/8 3/8 ...: two halves */
    assert_true(!drawn.no_balance && !drawn.no_deviation);
    assert_int_equal(drawn.no_chance, COPROD_BALANCE_NO_BENCHMARK);
    coprod_score_free(score);
    score = score_of("{'N': 9, 'groups': [" PLAIN("a", "30000", "500") ", " PLAIN("b", "1", "250") ", " PLAIN(
        "c", "1", "100") "]}");
    drawn = drawn_of(score, 0);
    assert_true(!drawn.no_deviation && drawn.deviation > 0);
    assert_int_equal(drawn.no_chance, COPROD_BALANCE_TOO_MUCH_WORK);
    assert_string_equal(coprod_score_reason_word(drawn.no_chance), "too-much-work");
    coprod_score_free(score);
}

#define OTHER(id) "{'id': '" id "', 'dimension': '" id "', 'count': 1, 'population': 9, 'denominator': 10}"

/* Two groups and all of the people: what is answered of them is the same beside three other dimensions. By sums of
 * binomial terms to 60 digits. */
static void the_same_in_every_frame(void **state)
{
    static const char *const counts[][2] = {{"1950", "2050"}, {"4300", "4700"}, {"3000000000", "1294967294"}};
    static const double chances[] = {0.1174950683689613695, 2.593794081905517512e-05, 0};
    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (int more = 0; more < 2; more++) {
            char text[1000];
            coprod_score *score;
            snprintf(text, sizeof text, "{'N': 9, 'groups': [" PLAIN("a", "%s", "500") ", " PLAIN("b", "%s", "500") "%s]}",
                     counts[i][0], counts[i][1], more ? ", " OTHER("x") ", " OTHER("y") ", " OTHER("z") : "");
            score = score_of(text);
            assert_int_equal(drawn_of(score, 0).no_chance, COPROD_BALANCE_KNOWN);
            assert_near(drawn_of(score, 0).chance, chances[i], 1e-12);
            coprod_score_free(score);
        }
}

static coprod_score *score_of_groups(const uint64_t *counts, const uint64_t *populations, size_t groups)
{
    char text[4000];
    uint64_t total = 0;
    size_t length = (size_t)snprintf(text, sizeof text, "{'N': 9, 'groups': [");
    for (size_t g = 0; g < groups; g++)
        total += populations[g];
    for (size_t g = 0; g < groups; g++)
        length += (size_t)snprintf(text + length, sizeof text - length,
                                   "%s{'id': 'g%u', 'dimension': 'd', 'count': %u, 'population': %u, 'denominator': %u}",
                                   g ? ", " : "", (unsigned)g, (unsigned)counts[g], (unsigned)populations[g], (unsigned)total);
    snprintf(text + length, sizeof text - length, "]}");
    return score_of(text);
}

/* Five groups and 300 people, ten and 60, and twelve people of nineteen: as drawn at random, which takes another way. */
static void ordinary_panels(void **state)
{
    static const uint64_t counts[][19] = {{140, 80, 40, 22, 18}, {22, 16, 9, 0, 5, 4, 0, 2, 1, 1}, {6, 3, 1, 1, 0, 1}};
    static const size_t groups[] = {5, 10, 19};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        const coprod_fit_options options = {.size = sizeof options, .draws = 20000, .seed = 5, .order = COPROD_FIT_BY_OVERLAP};
        coprod_fit_chance chance = {.size = sizeof chance};
        uint64_t populations[19];
        coprod_score *score;
        for (uint64_t g = 0; g < groups[i]; g++)
            populations[g] = 100000 / (g + 1) + 7 * g;
        score = score_of_groups(counts[i], populations, groups[i]);
        assert_int_equal(drawn_of(score, 0).no_chance, COPROD_BALANCE_KNOWN);
        assert_int_equal(coprod_fit_simulate(1, counts[i], populations, groups[i], &options, NULL, &chance), COPROD_OK);
        assert_near(drawn_of(score, 0).chance, chance.p_value, 5 * chance.standard_error);
        coprod_score_free(score);
    }
}

/* Five hundred groups are too many pairs for a deviation; the mean is there all the same. */
static void many_groups_by_chance(void **state)
{
    static char text[50000];
    size_t length = (size_t)snprintf(text, sizeof text, "{'N': 9, 'groups': [");
    coprod_score *score;
    coprod_score_drawn drawn;
    (void)state;
    for (int i = 0; i < 500; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s" PLAIN("g%d", "1", "2"), i ? ", " : "", i);
    snprintf(text + length, sizeof text - length, "]}");
    score = score_of(text);
    drawn = drawn_of(score, 0);
    /* each lacks nothing with one of 500 or more: of 2 / 1000, 500 draws; of all, 1 - (1 - 1/500)^500 */
    assert_near(drawn.balance, 1 - 0.3675112548571586, 1e-12);
    assert_int_equal(drawn.no_deviation, COPROD_BALANCE_TOO_MUCH_WORK);
    coprod_score_free(score);
}

static void every_problem(void **state)
{
    static const char *const cases[][2] = {
        {"{'N': 10, 'groups': [{'id': 'a', 'dimension': 'd', 'population': 5, 'denominator': 10}, 3]}",
         "wrong-type /groups/1;missing-key /groups/0/count"},
        {"{'N': 10, 'groups': [" PLAIN("a", "-1", "5") ", " PLAIN("b", "4294967296", "5") ", " PLAIN("c", "1.5", "5") "]}",
         "out-of-range /groups/0/count;out-of-range /groups/1/count;wrong-type /groups/2/count"},
        {"{'N': 0, 'groups': [" PLAIN("a", "1", "5") "], 'known': {'x': 3}, 'unknown': {'y': {}, 'd': {'declined': -1, 'z':"
         " 1}}}",
         "out-of-range /N;unknown-dimension /known/x;unknown-dimension /unknown/y;unknown-key /unknown/d/z;"
         "out-of-range /unknown/d/declined"},
        {"{'N': 5, 'groups': [" PLAIN("a", "1", "5") "], 'unknown': {'d': 3}, 'known': 4}",
         "wrong-type /known;wrong-type /unknown/d"},
        {"{'N': 5, 'groups': [" PLAIN("a", "1", "5") "], 'known': {'d': 2}}", "known-not-sum /known/d"},
        {"{'N': 5, 'groups': [" PLAIN("a", "3", "5") "], 'kinds': {'d': 'membership'}, 'known': {'d': 2}}",
         "known-below-count /known/d"},
        {"{'N': 5, 'mode': 'snapshot', 'groups': [" PLAIN("a", "3", "5") "], 'kinds': {'d': 'membership'}}",
         "missing-key /known/d"},
        {"{'N': 5, 'groups': [" PLAIN("a", "4294967295", "null") ", " PLAIN("b", "1", "5") "]}", "out-of-range /groups"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char found[2000];
        assert_null(score_found(cases[i][0], found, sizeof found));
        if (strcmp(found, cases[i][1]))
            fail_msg("%s\n%s", cases[i][0], found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_unknown_person), cmocka_unit_test(not_water_filling), cmocka_unit_test(unknown_in_memberships),
        cmocka_unit_test(bands),              cmocka_unit_test(what_is_not_scored), cmocka_unit_test(snapshots),
        cmocka_unit_test(ranges_of_populations), cmocka_unit_test(very_many_unknown), cmocka_unit_test(large_numbers),
        cmocka_unit_test(what_chance_gives),  cmocka_unit_test(what_chance_does_not_give),
        cmocka_unit_test(many_groups_by_chance), cmocka_unit_test(the_same_in_every_frame),
        cmocka_unit_test(ordinary_panels), cmocka_unit_test(every_problem),
    };
    return TEST_MAIN(tests);
}
