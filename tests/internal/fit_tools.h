/* SPDX-License-Identifier: MIT */
/* Panels beside populations: what the tests of goodness of fit and balance share. */
#ifndef COPROD_TEST_FIT_TOOLS_H
#define COPROD_TEST_FIT_TOOLS_H

#include "inside.h"

#include <math.h>

enum { GROUPS = 8 };

typedef struct panel {
    uint64_t counts[GROUPS], populations[GROUPS];
    size_t groups;
} panel;

static inline size_t numbers_of(const json_t *list, uint64_t numbers[GROUPS])
{
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one)
        numbers[i] = (uint64_t)json_integer_value(one);
    return json_array_size(list);
}

static inline panel panel_of(const json_t *json)
{
    panel own = {{0}, {0}, 0};
    own.groups = numbers_of(json_object_get(json, "counts"), own.counts);
    assert_int_equal(numbers_of(json_object_get(json, "populations"), own.populations), own.groups);
    return own;
}

/* A number that was written with 25 digits; null is NaN. Read without the locale. */
static inline double digits_of(const json_t *json)
{
    const char *text = json_string_value(json);
    json_error_t error;
    char array[64];
    json_t *read;
    double value;
    if (!text)
        return NAN;
    snprintf(array, sizeof array, "[%s]", text);
    read = json_loads(array, 0, &error);
    assert_non_null(read);
    value = json_number_value(json_array_get(read, 0));
    json_decref(read);
    return value;
}

static inline int near_to(double found, double expected, double relative)
{
    return isnan(expected) ? isnan(found) : fabs(found - expected) <= relative * fabs(expected) + 1e-300;
}

static inline void must_be(const json_t *one, const char *key, double found, double relative)
{
    const double expected = digits_of(json_object_get(one, key));
    if (!near_to(found, expected, relative))
        fail_msg("%s, %s: %.17g, expected %.17g", text_of(one, "title"), key, found, expected);
}

static inline coprod_fit fit_of(const panel *own)
{
    coprod_fit fit = {.size = sizeof fit};
    assert_int_equal(coprod_fit_measure(1, own->counts, own->populations, own->groups, &fit), COPROD_OK);
    return fit;
}

static inline coprod_balance balance_of(const panel *own)
{
    coprod_balance balance = {.size = sizeof balance};
    assert_int_equal(coprod_balance_measure(1, own->counts, own->populations, own->groups, NULL, NULL, &balance), COPROD_OK);
    return balance;
}

typedef coprod_status chance_call(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                                  const coprod_fit_options *options, const coprod_allocator *allocator,
                                  coprod_fit_chance *chance);

static inline coprod_fit_chance chance_of(chance_call *call, const panel *own, const coprod_fit_options *options)
{
    coprod_fit_chance chance = {.size = sizeof chance};
    assert_int_equal(call(1, own->counts, own->populations, own->groups, options, NULL, &chance), COPROD_OK);
    return chance;
}

static inline coprod_fit_chance exact_by(const panel *own, int32_t order)
{
    const coprod_fit_options options = {.size = sizeof options, .order = order};
    return chance_of(coprod_fit_exact, own, &options);
}

#endif
