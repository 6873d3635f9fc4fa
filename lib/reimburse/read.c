/* SPDX-License-Identifier: MIT */
/* Words, days, times, numbers and shares of a document. */
#include "read_internal.h"

#include <stdlib.h>
#include <string.h>

#include "coprod/days.h"

void *coprod__room(const coprod__reading *reading, size_t count, size_t bytes)
{
    size_t whole;
    void *room;
    if (!count)
        return NULL;
    room = coprod__size_mul(count, bytes, &whole) == COPROD_OK ? coprod__arena_alloc(reading->arena, whole) : NULL;
    if (!room)
        reading->load->failure = COPROD_E_MEMORY;
    return room;
}

int coprod__word_index(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (int index = 0; *words; index++) {
        size_t here = strcspn(words, " ");
        if (here == length && !memcmp(words, word, length))
            return index;
        words += here + (words[here] == ' ');
    }
    return -1;
}

int coprod__read_choice(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                        const char *key, const char *words, int otherwise)
{
    const coprod__place here = {place, key, 0};
    const char *word = coprod__json_text(reading->load, object, place, key,
                                         otherwise < 0 ? COPROD__REQUIRED : COPROD__OPTIONAL);
    int index = word ? coprod__word_index(words, word) : otherwise;
    if (word && index < 0)
        coprod__report(reading->load, COPROD_ERROR, "unknown-id", &here, word, words);
    return index < 0 ? 0 : index;
}

int coprod__read_flag(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                      const char *key, int otherwise)
{
    const json_t *value = json_object_get(object, key);
    const coprod__place here = {place, key, 0};
    if (!value)
        return otherwise;
    if (!json_is_boolean(value))
        coprod__json_wrong(reading->load, "wrong-type", &here, value, "true or false");
    return json_is_true(value);
}

int32_t coprod__read_day(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                         const char *key, int32_t otherwise)
{
    const coprod__place here = {place, key, 0};
    const char *text = coprod__json_text(reading->load, object, place, key, COPROD__OPTIONAL);
    int32_t day = otherwise;
    if (text && coprod_day_read(text, COPROD_NTS, &day) != COPROD_OK) {
        coprod__report(reading->load, COPROD_ERROR, "not-a-date", &here, text, "YYYY-MM-DD");
        return otherwise;
    }
    return day;
}

int32_t coprod__time_of(const char *text, size_t length)
{
    int32_t minutes;
    if (length != 5 || text[2] != ':')
        return -1;
    for (size_t i = 0; i < 5; i++)
        if (i != 2 && (text[i] < '0' || text[i] > '9'))
            return -1;
    minutes = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
    return text[3] > '5' || minutes > 24 * 60 ? -1 : minutes;
}

int32_t coprod__read_time(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                          const char *key)
{
    const coprod__place here = {place, key, 0};
    const char *text = coprod__json_text(reading->load, object, place, key, COPROD__OPTIONAL);
    int32_t minutes = text ? coprod__time_of(text, strlen(text)) : -1;
    if (text && minutes < 0)
        coprod__report(reading->load, COPROD_ERROR, "not-a-time", &here, text, "HH:MM, from 00:00 to 24:00");
    return minutes;
}

static void wrong_number(const coprod__reading *reading, const coprod__place *here, const char *code,
                         const json_t *value, int scale, int64_t low, int64_t high)
{
    char expected[96];
    coprod__writer writer;
    coprod__writer_init(&writer, expected, sizeof expected);
    coprod__write(&writer, "an integer from ");
    coprod__write_number(&writer, low);
    coprod__write(&writer, " to ");
    coprod__write_number(&writer, high);
    coprod__write(&writer, ", or the text of a number with at most ");
    coprod__write_number(&writer, scale);
    coprod__write(&writer, " decimals");
    coprod__writer_end(&writer, NULL);
    coprod__json_wrong(reading->load, code, here, value, expected);
}

int64_t coprod__read_decimal(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                             const char *key, int required, int scale, int64_t low, int64_t high, int64_t otherwise)
{
    const json_t *value = json_object_get(object, key);
    const coprod__place here = {place, key, 0};
    int64_t number = json_integer_value(value);
    if (!value) {
        if (required)
            coprod__report(reading->load, COPROD_ERROR, "missing-key", &here, "nothing", "a number");
        return otherwise;
    }
    if (json_is_string(value)) {
        if (coprod_decimal_read(json_string_value(value), COPROD_NTS, scale, &number) != COPROD_OK) {
            wrong_number(reading, &here, "not-a-number", value, scale, low, high);
            return otherwise;
        }
    } else if (!json_is_integer(value)) {
        wrong_number(reading, &here, "wrong-type", value, scale, low, high);
        return otherwise;
    }
    if (number < low || number > high) {
        wrong_number(reading, &here, "out-of-range", value, scale, low, high);
        return otherwise;
    }
    return number;
}

int coprod__read_share(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                       const char *key, int required, int64_t *n, int64_t *d)
{
    const coprod__place here = {place, key, 0};
    const char *text = coprod__json_text(reading->load, object, place, key, required);
    const char *slash = text ? strchr(text, '/') : NULL;
    coprod_status status;
    *n = 0;
    *d = 0;
    if (!text)
        return 0;
    if (slash) {
        status = coprod_decimal_read(text, (size_t)(slash - text), 0, n);
        if (status == COPROD_OK)
            status = coprod_decimal_read(slash + 1, COPROD_NTS, 0, d);
    } else {
        status = coprod_decimal_read(text, COPROD_NTS, 6, n);
        *d = 1000000;
    }
    if (status == COPROD_OK && *n >= 0 && *d > 0 && *n <= 1000000000 && *d <= 1000000)
        return 1;
    coprod__report(reading->load, COPROD_ERROR, "not-a-number", &here, text, "a fraction such as 1/2 or 0.45");
    *n = *d = 0;
    return 0;
}

void coprod__read_words(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                        const char *key, coprod__words *words)
{
    const json_t *list = coprod__json_array(reading->load, object, place, key, COPROD__OPTIONAL);
    const coprod__place here = {place, key, 0};
    size_t i;
    json_t *one;
    words->list = coprod__room(reading, json_array_size(list), sizeof *words->list);
    if (!words->list)
        return;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place at = {&here, NULL, i};
        const char *text = json_string_value(one), *copy;
        if (!text || !coprod__is_word(text)) {
            coprod__json_wrong(reading->load, "not-a-word", &at, one, "lower-case letters, digits and single hyphens");
            continue;
        }
        copy = coprod__arena_text(reading->arena, text);
        if (copy)
            words->list[words->count++] = copy;
        else
            reading->load->failure = COPROD_E_MEMORY;
    }
}

const json_t *coprod__read_list(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                                const char *key, int required, coprod__place *here)
{
    const json_t *list = coprod__json_array(reading->load, object, place, key, required);
    size_t i;
    json_t *one;
    here->parent = place;
    here->key = key;
    here->index = 0;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place at = {here, NULL, i};
        if (!json_is_object(one))
            coprod__json_wrong(reading->load, "wrong-type", &at, one, "an object");
    }
    if (json_array_size(list) > 10000) {
        coprod__report(reading->load, COPROD_ERROR, "too-many", here, "more than 10000", "at most 10000");
        return NULL;
    }
    if (list && required && !json_array_size(list))
        coprod__report(reading->load, COPROD_ERROR, "too-many", here, "none", "one or more");
    return list;
}

void coprod__read_unique(const coprod__reading *reading, const coprod__place *place, const void *list, uint32_t count,
                         size_t stride, const char *id)
{
    const coprod__place here = {place, "id", 0};
    for (uint32_t i = 0; i < count; i++)
        if (id[0] && !strcmp(*(const char *const *)(const void *)((const char *)list + i * stride), id)) {
            coprod__report(reading->load, COPROD_ERROR, "duplicate-id", &here, id, "another id");
            return;
        }
}

void coprod__read_either(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                         const char *first, const char *second)
{
    const coprod__place here = {place, second, 0};
    if (json_object_get(object, first) && json_object_get(object, second))
        coprod__report(reading->load, COPROD_ERROR, "unknown-key", &here, second, first);
}
