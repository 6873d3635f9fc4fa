/* SPDX-License-Identifier: MIT */
/* Methods: the levels that their ranges allow, and which comes first for an aim. */
#include "inside.h"

static coprod_methods *builtin_methods(const coprod_spectrum *spectrum)
{
    coprod_methods *methods = NULL;
    assert_int_equal(coprod_methods_builtin(spectrum, NULL, &methods), COPROD_OK);
    return methods;
}

static coprod_methods *own_methods(const coprod_spectrum *spectrum, const char *quoted)
{
    json_t *list = json_of(quoted);
    json_t *document = json_pack("{ss ss ss so}", "schema", "methods/1", "id", "own", "version", "1", "methods", list);
    char *text = json_dumps(document, 0);
    coprod_methods *methods = NULL;
    assert_int_equal(coprod_methods_load(text, COPROD_NTS, spectrum, NULL, NULL, &methods), COPROD_OK);
    free(text);
    json_decref(document);
    return methods;
}

static void levels_of_the_builtin_methods(void **state)
{
    json_t *golden = load_file("golden/spectrum/methods.json"), *levels = json_object_get(golden, "levels");
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_methods *methods = builtin_methods(spectrum);
    (void)state;
    assert_int_equal(coprod_methods_count(methods), json_object_size(levels));
    for (size_t i = 0; i < coprod_methods_count(methods); i++) {
        coprod_method method = {sizeof method};
        json_t *found;
        assert_int_equal(coprod_methods_get(methods, i, &method), COPROD_OK);
        found = json_pack("[iii]", method.lowest, method.point, method.highest);
        if (!json_equal(found, json_object_get(levels, method.id)))
            fail_msg("%s: %d %d %d", method.id, (int)method.lowest, (int)method.point, (int)method.highest);
        assert_true(method.reaches == 0 && method.lacks == 0 && method.blocked == 0 && method.reserved == 0);
        json_decref(found);
    }
    coprod_methods_free(methods);
    coprod_spectrum_free(spectrum);
    json_decref(golden);
}

/* An aim of the golden file, its offer in `offer`. */
static coprod_aim aim_of(const coprod_spectrum *spectrum, const json_t *one, uint8_t offer[32])
{
    coprod_aim aim = {sizeof aim, NULL, NULL, rank_of(spectrum, text_of(one, "rank")), 0};
    const char *id;
    json_t *value;
    memset(offer, COPROD_ANSWER_UNKNOWN, 32);
    json_object_foreach(json_object_get(one, "offer"), id, value) {
        offer[index_of(spectrum, id)] = (uint8_t)json_integer_value(value);
        aim.offer = offer;
    }
    return aim;
}

/* What a method lacks, {"influence": 2}, or is blocked by, ["influence"]. */
static json_t *lacks_of(const coprod_spectrum *spectrum, const coprod_method *method, int blocked)
{
    json_t *found = blocked ? json_array() : json_object();
    for (uint32_t i = 0; i < 32; i++) {
        coprod_indicator own = {sizeof own};
        assert_int_equal(method->needs[i] != 0, method->lacks >> i & 1);
        if (!((blocked ? method->blocked : method->lacks) >> i & 1))
            continue;
        assert_int_equal(coprod_spectrum_indicator(spectrum, i, &own), COPROD_OK);
        if (blocked)
            json_array_append_new(found, json_string(own.id));
        else
            json_object_set_new(found, own.id, json_integer(method->needs[i]));
    }
    return found;
}

static int listed(const json_t *list, const char *id)
{
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one)
        if (!strcmp(json_string_value(one), id))
            return 1;
    return 0;
}

static void check_list(const char *title, const coprod_spectrum *spectrum, const coprod_method *method, int blocked,
                       const json_t *expected)
{
    json_t *found = lacks_of(spectrum, method, blocked);
    if (expected && !json_equal(found, expected)) {
        char *text = json_dumps(found, 0);
        fail_msg("%s, %s: %s %s", title, method->id, blocked ? "blocked" : "lacks", text);
    }
    json_decref(found);
}

static void golden_aims(void **state)
{
    json_t *golden = load_file("golden/spectrum/methods.json"), *one;
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_methods *methods = builtin_methods(spectrum);
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "aims"), i, one) {
        uint8_t offer[32];
        coprod_aim aim = aim_of(spectrum, one, offer);
        const json_t *order = json_object_get(one, "order");
        for (size_t place = 0; place < 16; place++) {
            coprod_method method = {sizeof method};
            assert_int_equal(coprod_methods_for(methods, &aim, place, &method), COPROD_OK);
            if (place < json_array_size(order))
                assert_string_equal(method.id, json_string_value(json_array_get(order, place)));
            if (json_object_get(one, "misses"))
                assert_int_equal(method.reaches, !listed(json_object_get(one, "misses"), method.id));
            assert_int_equal(method.reaches, method.highest >= aim.rank);
            check_list(text_of(one, "title"), spectrum, &method, 0,
                       json_object_get(json_object_get(one, "lacks"), method.id));
            check_list(text_of(one, "title"), spectrum, &method, 1,
                       json_object_get(json_object_get(one, "blocked"), method.id));
        }
    }
    coprod_methods_free(methods);
    coprod_spectrum_free(spectrum);
    json_decref(golden);
}

/* Each method has one place; those that reach come first, then fewest indicators, fewest steps, own order. */
static void the_order_of_every_aim(void **state)
{
    (void)state;
    for (size_t s = 0; s < coprod_spectrum_count(); s++) {
        coprod_spectrum *spectrum = builtin(coprod_spectrum_id(s));
        coprod_methods *methods = builtin_methods(spectrum);
        coprod_spectrum_info info = {sizeof info};
        coprod_spectrum_get(spectrum, &info);
        for (int32_t rank = 1; rank <= (int32_t)info.level_count; rank++) {
            coprod_aim aim = {sizeof aim, NULL, NULL, rank, 0};
            uint64_t before = 0, places = 0;
            for (size_t place = 0; place < 16; place++) {
                coprod_method method = {sizeof method}, own = {sizeof own};
                uint64_t key, steps = 0, index = 0;
                assert_int_equal(coprod_methods_for(methods, &aim, place, &method), COPROD_OK);
                while (coprod_methods_get(methods, index, &own) == COPROD_OK && strcmp(own.id, method.id))
                    index++;
                for (uint32_t i = 0; i < 12; i++) {
                    int32_t low, high;
                    assert_int_equal(coprod_methods_range(methods, index, i, &low, &high), COPROD_OK);
                    steps += method.needs[i] ? (uint64_t)(method.needs[i] - low) : 0;
                }
                key = (uint64_t)!method.reaches << 48 | (uint64_t)__builtin_popcount(method.lacks) << 32 | steps << 16
                      | index;
                assert_true(place == 0 || key > before);
                before = key;
                places |= (uint64_t)1 << index;
            }
            assert_int_equal(places, 0xFFFF);
        }
        coprod_methods_free(methods);
        coprod_spectrum_free(spectrum);
    }
}

/* What a method cannot do is never the way it is told to go, while it has another one. */
static void a_method_that_reaches_is_not_blocked(void **state)
{
    (void)state;
    for (size_t s = 0; s < coprod_spectrum_count(); s++) {
        coprod_spectrum *spectrum = builtin(coprod_spectrum_id(s));
        coprod_methods *methods = builtin_methods(spectrum);
        coprod_spectrum_info info = {sizeof info};
        coprod_spectrum_get(spectrum, &info);
        for (int32_t rank = 1; rank <= (int32_t)info.level_count; rank++)
            for (size_t place = 0; place < 16; place++) {
                coprod_aim aim = {sizeof aim, NULL, NULL, rank, 0};
                coprod_method method = {sizeof method};
                assert_int_equal(coprod_methods_for(methods, &aim, place, &method), COPROD_OK);
                if (method.reaches != (method.blocked == 0))
                    fail_msg("%s, rank %d, %s: reaches %d, blocked %x", coprod_spectrum_id(s), (int)rank, method.id,
                             (int)method.reaches, (unsigned)method.blocked);
            }
        coprod_methods_free(methods);
        coprod_spectrum_free(spectrum);
    }
}

/* Less than a method brings can be offered: that is blocked. But what the level does not need is not lacking. */
static void an_offer_below_the_method(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_methods *methods = own_methods(spectrum, "[{'id': 'talk', 'title': 'Talk', 'answers': {'flow': 4}}]");
    uint8_t offer[12];
    coprod_aim aim = {sizeof aim, offer, NULL, 1, 0};
    coprod_method method = {sizeof method};
    (void)state;
    memset(offer, COPROD_ANSWER_UNKNOWN, sizeof offer);
    offer[0] = 2;
    assert_int_equal(coprod_methods_for(methods, &aim, 0, &method), COPROD_OK);
    assert_true(method.reaches == 1 && method.lowest == 1 && method.highest == 1);
    assert_int_equal(method.blocked, 1);
    assert_int_equal(method.lacks, 0);
    aim.rank = 2;
    assert_int_equal(coprod_methods_for(methods, &aim, 0, &method), COPROD_OK);
    assert_true(method.reaches == 0 && method.needs[0] == 3 && (method.blocked & 1));
    coprod_methods_free(methods);
    coprod_spectrum_free(spectrum);
}

/* An offer that the method's own form excludes leaves no level at all. */
static void an_offer_that_excludes_the_method(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_methods *methods = own_methods(spectrum, "[{'id': 'draw', 'title': 'Draw', 'answers': {'agenda': 2}}]");
    uint8_t offer[12];
    coprod_aim aim = {sizeof aim, offer, NULL, 1, 0};
    coprod_method method = {sizeof method};
    (void)state;
    memset(offer, COPROD_ANSWER_UNKNOWN, sizeof offer);
    offer[0] = 2;
    assert_int_equal(coprod_methods_for(methods, &aim, 0, &method), COPROD_OK);
    assert_true(method.lowest == -1 && method.point == -1 && method.highest == -1 && method.reaches == 0);
    assert_int_equal(method.blocked, 1);
    coprod_methods_free(methods);
    coprod_spectrum_free(spectrum);
}

static int speaks_to(const char *groups, const char *asked)
{
    char list[2048], *save = NULL;
    snprintf(list, sizeof list, "%s", groups);
    if (!strcmp(groups, "*"))
        return 1;
    for (char *word = strtok_r(list, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
        char one[160];
        snprintf(one, sizeof one, " %s ", word);
        if (strstr(asked, one))
            return 1;
    }
    return 0;
}

/* A consideration is for the groups of the aim, or for everybody. */
static void considerations_for_groups(void **state)
{
    static const char *const asked[] = {" ", " people-in-prison ", " people-with-dementia  people-on-low-incomes ",
                                        " people ", " people-in-prison-x  martians "};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_methods *methods = builtin_methods(spectrum);
    uint32_t met[5] = {0};
    (void)state;
    for (size_t a = 0; a < 5; a++)
        for (size_t i = 0; i < 16; i++) {
            coprod_aim aim = {sizeof aim, NULL, asked[a], 2, 0};
            coprod_method method = {sizeof method}, own = {sizeof own};
            size_t index = 0;
            uint32_t expected = 0;
            assert_int_equal(coprod_methods_for(methods, &aim, i, &method), COPROD_OK);
            while (coprod_methods_get(methods, index, &own) == COPROD_OK && strcmp(own.id, method.id))
                index++;
            for (uint32_t j = 0; j < coprod_methods_consideration_count(methods); j++) {
                coprod_consideration one = {sizeof one};
                assert_int_equal(coprod_methods_consideration(methods, j, &one), COPROD_OK);
                expected |= (uint32_t)speaks_to(one.groups, asked[a]) << j;
            }
            assert_int_equal(method.considerations, own.considerations & expected);
            met[a] |= method.considerations;
        }
    assert_true(met[0] && met[1] != met[0] && met[2] != met[0] && met[3] == met[0] && met[4] == met[0]);
    coprod_methods_free(methods);
    coprod_spectrum_free(spectrum);
}

/* "*" is everybody, also where it stands among others. */
static void everybody_among_others(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    json_t *golden = load_file("golden/spectrum/methods_faults.json");
    char *text = json_dumps(json_object_get(golden, "document"), 0);
    coprod_aim aim = {sizeof aim, NULL, "people-in-prison", 1, 0};
    coprod_method method = {sizeof method};
    coprod_methods *methods = NULL;
    (void)state;
    assert_int_equal(coprod_methods_load(text, COPROD_NTS, spectrum, NULL, NULL, &methods), COPROD_OK);
    assert_int_equal(coprod_methods_for(methods, &aim, 0, &method), COPROD_OK);
    assert_int_equal(method.considerations, 1);
    coprod_methods_free(methods);
    free(text);
    json_decref(golden);
    coprod_spectrum_free(spectrum);
}

static void ranges(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_methods *methods = builtin_methods(spectrum);
    int32_t low = 77, high = 77;
    (void)state;
    assert_int_equal(coprod_methods_range(methods, 13, 4, &low, &high), COPROD_OK); /* interviews, design */
    assert_true(low == 0 && high == 2);
    assert_int_equal(coprod_methods_range(methods, 5, 0, &low, &high), COPROD_OK); /* panels, flow */
    assert_true(low == 4 && high == 4);
    assert_int_equal(coprod_methods_range(methods, 16, 0, &low, &high), COPROD_E_UNKNOWN);
    assert_true(low == 0 && high == 0);
    low = high = 77;
    assert_int_equal(coprod_methods_range(methods, 0, 12, &low, &high), COPROD_E_UNKNOWN);
    assert_true(low == 0 && high == 0);
    assert_int_equal(coprod_methods_range(NULL, 0, 0, &low, &high), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_methods_range(methods, 0, 0, NULL, &high), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_methods_range(methods, 0, 0, &low, NULL), COPROD_E_ARGUMENT);
    coprod_methods_free(methods);
    coprod_spectrum_free(spectrum);
}

static void statuses(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_methods *methods = builtin_methods(spectrum);
    uint8_t offer[12] = {5};
    coprod_aim aim = {sizeof aim, NULL, NULL, 2, 0}, no_rank = {sizeof aim, NULL, NULL, 0, 0};
    coprod_aim high_rank = {sizeof aim, NULL, NULL, 6, 0}, wrong = {sizeof aim, offer, NULL, 2, 0};
    const coprod_aim plain = aim;
    coprod_method method = {sizeof method};
    (void)state;
    assert_true(coprod_methods_count(NULL) == 0 && coprod_methods_consideration_count(NULL) == 0);
    CHECK_EMPTY(coprod_method, coprod_methods_get(methods, 16, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_method, coprod_methods_get(NULL, 0, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_method, coprod_methods_for(methods, &aim, 16, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_method, coprod_methods_for(methods, &no_rank, 0, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_method, coprod_methods_for(methods, &high_rank, 0, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_method, coprod_methods_for(methods, &wrong, 0, out), COPROD_E_RANGE);
    CHECK_EMPTY(coprod_method, coprod_methods_for(methods, NULL, 0, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_method, coprod_methods_for(NULL, &aim, 0, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_consideration, coprod_methods_consideration(methods, 99, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_consideration, coprod_methods_consideration(NULL, 0, out), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_methods_get(methods, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_methods_for(methods, &aim, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_methods_consideration(methods, 0, NULL), COPROD_E_ARGUMENT);
    CHECK_OUT(coprod_method, coprod_methods_get(methods, 0, out));
    CHECK_OUT(coprod_method, coprod_methods_for(methods, &aim, 0, out));
    CHECK_OUT(coprod_consideration, coprod_methods_consideration(methods, 0, out));
    CHECK_IN(coprod_aim, plain, coprod_methods_for(methods, in, 0, &method), (void)0);
    coprod_methods_free(methods);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_of_the_builtin_methods),
        cmocka_unit_test(golden_aims),
        cmocka_unit_test(the_order_of_every_aim),
        cmocka_unit_test(a_method_that_reaches_is_not_blocked),
        cmocka_unit_test(an_offer_below_the_method),
        cmocka_unit_test(an_offer_that_excludes_the_method),
        cmocka_unit_test(considerations_for_groups),
        cmocka_unit_test(everybody_among_others),
        cmocka_unit_test(ranges),
        cmocka_unit_test(statuses),
    };
    return TEST_MAIN(tests);
}
