/* SPDX-License-Identifier: MIT */
/* coprod measure: what a measure reads from its question, and writes into its answer. */
#include "measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const json_int_t most_count = UINT32_MAX;

int measure_has(const measure_call *call, const char *key)
{
    return json_object_get(call->input, key) != NULL;
}

void measure_wrong(measure_call *call, const char *key, const char *problem)
{
    if (call->problem[0])
        return; /* the first one is told */
    snprintf(call->place, sizeof call->place, "%s%.90s", key ? "/" : "", key ? key : "");
    snprintf(call->problem, sizeof call->problem, "%s", problem);
}

int measure_ok(measure_call *call, const char *key, coprod_status status)
{
    if (status == COPROD_OK)
        return 1;
    measure_wrong(call, key, coprod_status_text(status));
    return 0;
}

/* The value, or NULL: left out, or something was wrong before. Whether a key may be left out was checked before. */
static const json_t *value_of(const measure_call *call, const char *key)
{
    return call->problem[0] ? NULL : json_object_get(call->input, key);
}

static int right(const measure_call *call)
{
    return !call->problem[0];
}

/* --- one value --- */

int measure_count(measure_call *call, const char *key, uint64_t *value)
{
    const json_t *json = value_of(call, key);
    json_int_t number = json_integer_value(json);
    if (json && (!json_is_integer(json) || number < 0 || number > most_count))
        measure_wrong(call, key, "this must be a whole number from 0 to 4294967295");
    else if (json)
        *value = (uint64_t)number;
    return right(call);
}

int measure_real(measure_call *call, const char *key, double *value)
{
    const json_t *json = value_of(call, key);
    if (json && !json_is_number(json))
        measure_wrong(call, key, "this must be a number");
    else if (json)
        *value = json_number_value(json);
    return right(call);
}

/* Digits up to the first other character; 0 if there are none, or more than `most`. */
static int read_digits(const char **text, int64_t *number, int *most)
{
    const char *at = *text;
    for (; *at >= '0' && *at <= '9' && *most > 0; at++, --*most)
        *number = *number * 10 + (*at - '0');
    if (at == *text || (*at >= '0' && *at <= '9'))
        return 0;
    *text = at;
    return 1;
}

static int read_fraction(const char *text, int64_t *over, int64_t *under)
{
    int room = 18, negative = *text == '-', is_fraction;
    int64_t above = 0, below = 0, tens = 1;
    text += negative;
    if (!read_digits(&text, &above, &room))
        return 0;
    is_fraction = *text == '/';
    if (is_fraction) {
        room = 18;
        text++;
        if (!read_digits(&text, &below, &room) || !below)
            return 0;
    } else if (*text == '.') {
        const char *first = ++text;
        if (!read_digits(&text, &above, &room))
            return 0;
        for (; first < text; first++)
            tens *= 10;
    }
    *over = negative ? -above : above;
    *under = is_fraction ? below : tens;
    return !*text;
}

int measure_fraction(measure_call *call, const char *key, int64_t *over, int64_t *under)
{
    const json_t *json = value_of(call, key);
    if (json && (!json_is_string(json) || !read_fraction(json_string_value(json), over, under)))
        measure_wrong(call, key, "this must be a decimal or a fraction as text, such as \"0.8\" or \"4/5\"");
    return right(call);
}

int measure_ratio(measure_call *call, const char *key, double *value)
{
    int64_t over = 0, under = 1;
    if (measure_fraction(call, key, &over, &under) && measure_has(call, key))
        *value = (double)over / (double)under;
    return right(call);
}

int measure_word(measure_call *call, const char *key, const char *const *words, size_t count, size_t *index)
{
    const json_t *json = value_of(call, key);
    const char *text = json_string_value(json);
    size_t length;
    for (size_t i = 0; text && i < count; i++)
        if (!strcmp(text, words[i])) {
            *index = i;
            return 1;
        }
    if (!json)
        return right(call);
    measure_wrong(call, key, "this word is not known; use one of:");
    for (size_t i = 0; i < count; i++) {
        length = strlen(call->problem);
        snprintf(call->problem + length, sizeof call->problem - length, "%s %s", i ? "," : "", words[i]);
    }
    return 0;
}

/* --- arrays --- */

static void wrong_element(measure_call *call, const char *key, size_t index, const char *problem)
{
    char place[96];
    snprintf(place, sizeof place, "%.64s/%zu", key, index);
    measure_wrong(call, place, problem);
}

/* Room for the array's elements of 8 bytes; NULL if it was left out or is wrong. */
static void *read_array(measure_call *call, const char *key, size_t *count, const json_t **array)
{
    char problem[128];
    size_t length;
    void *values;
    *array = value_of(call, key);
    length = json_array_size(*array);
    if (!*array)
        return NULL;
    if (!length)
        return measure_wrong(call, key, "this must be an array with at least one number"), NULL;
    if (*count && *count != length) {
        snprintf(problem, sizeof problem, "this array has %zu elements, another one %zu; give one for each group",
                 length, *count);
        return measure_wrong(call, key, problem), NULL;
    }
    values = calloc(length, sizeof(double));
    if (!values)
        return measure_wrong(call, key, "not enough memory"), NULL;
    *count = length;
    return values;
}

int measure_counts(measure_call *call, const char *key, uint64_t **values, size_t *count)
{
    const json_t *array;
    uint64_t *own = read_array(call, key, count, &array);
    for (size_t i = 0; own && i < *count; i++) {
        const json_t *json = json_array_get(array, i);
        json_int_t number = json_integer_value(json);
        if (!json_is_integer(json) || number < 0 || number > most_count)
            wrong_element(call, key, i, "this must be a whole number from 0 to 4294967295");
        own[i] = (uint64_t)number;
    }
    if (own)
        *values = own;
    return right(call);
}

int measure_reals(measure_call *call, const char *key, double **values, size_t *count)
{
    const json_t *array;
    double *own = read_array(call, key, count, &array);
    for (size_t i = 0; own && i < *count; i++) {
        const json_t *json = json_array_get(array, i);
        if (!json_is_number(json))
            wrong_element(call, key, i, "this must be a number");
        own[i] = json_number_value(json);
    }
    if (own)
        *values = own;
    return right(call);
}

/* --- answers --- */

static void put(measure_call *call, const char *key, json_t *value)
{
    if (json_object_set_new(call->output, key, value))
        measure_wrong(call, NULL, "not enough memory");
}

static json_t *real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

void measure_put(measure_call *call, const char *key, double value)
{
    put(call, key, real(value));
}

void measure_put_count(measure_call *call, const char *key, uint64_t value)
{
    put(call, key, json_integer((json_int_t)value));
}

void measure_put_text(measure_call *call, const char *key, const char *text)
{
    put(call, key, text ? json_string(text) : json_null());
}

void measure_put_reals(measure_call *call, const char *key, const double *values, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(array, real(values[i]));
    put(call, key, array);
}

/* --- kinds --- */

static const char *const kinds[] = {"partition", "membership"};

static void find_kind(measure_call *call, double people)
{
    double denominator = people;
    size_t kind = 0;
    measure_word(call, "kind", kinds, 2, &kind);
    if (measure_real(call, "denominator", &denominator) && !(denominator > 0))
        measure_wrong(call, "denominator", "this must be above 0: the people of whom the groups are parts");
    call->declared = measure_has(call, "kind");
    call->kind = call->declared ? (int32_t)kind + 1 : people > denominator ? 2 : 1;
}

int measure_kind(measure_call *call, double people, int parts)
{
    static const char rest[] = "this measure takes the parts of a partition, where each person is in one group; look "
                               "at each group by itself";
    char problem[256];
    find_kind(call, people);
    if (parts && call->kind == 2) {
        snprintf(problem, sizeof problem, "%s; %s",
                 call->declared ? "groups of a membership overlap"
                                : "the populations add up to more than this, so the groups overlap",
                 rest);
        measure_wrong(call, call->declared ? "kind" : "denominator", problem);
    }
    return right(call);
}

void measure_put_kind(measure_call *call)
{
    if (!call->kind)
        return;
    measure_put_text(call, "kind", kinds[call->kind - 1]);
    put(call, "kind_declared", json_boolean(call->declared));
}
