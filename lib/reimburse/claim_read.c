/* SPDX-License-Identifier: MIT */
/* Words, numbers, days and times of a claim's line. */
#include <string.h>

#include "claim_read_internal.h"
#include "coprod/days.h"

void coprod__fault(const coprod__line_reading *reading, const char *key, int why)
{
    const coprod__place here = {reading->place, key, 0};
    if (!reading->line)
        coprod__json_wrong(reading->load, "out-of-range", &here, json_object_get(reading->json, key),
                           "a value that can be");
    else if (!reading->line->fault) {
        reading->line->fault = (uint8_t)why;
        reading->line->fault_field = key;
    }
}

const char *coprod__line_text(const coprod__line_reading *reading, const char *key)
{
    if (!json_object_get(reading->json, key))
        return "";
    return coprod__json_copy(reading->load, reading->arena, reading->json, reading->place, key, COPROD__OPTIONAL);
}

int coprod__line_choice(const coprod__line_reading *reading, const char *key, const char *words, int otherwise)
{
    const char *word = coprod__json_text(reading->load, reading->json, reading->place, key, COPROD__OPTIONAL);
    size_t length = word ? strlen(word) : 0;
    if (!word)
        return otherwise;
    for (int index = 0; *words; index++) {
        size_t here = strcspn(words, " ");
        if (here == length && !memcmp(words, word, length))
            return index;
        words += here + (words[here] == ' ');
    }
    coprod__fault(reading, key, COPROD_WHY_UNKNOWN_TYPE);
    return otherwise;
}

int coprod__line_flag(const coprod__line_reading *reading, const char *key, int otherwise)
{
    const json_t *value = json_object_get(reading->json, key);
    const coprod__place here = {reading->place, key, 0};
    if (!value)
        return otherwise;
    if (!json_is_boolean(value))
        coprod__json_wrong(reading->load, "wrong-type", &here, value, "true or false");
    return json_is_true(value);
}

/* Whether a text is a decimal number of any length. */
static int is_number(const char *text)
{
    size_t whole, parts;
    text += *text == '-';
    whole = strspn(text, "0123456789");
    text += whole;
    if (!whole || !*text)
        return whole > 0;
    parts = *text == '.' ? strspn(text + 1, "0123456789") : 0;
    return parts && !text[1 + parts];
}

/* A text that is a number, but not one of this scale, is the line's fault; a text that is none fails the call. */
static int64_t number_text(const coprod__line_reading *reading, const char *key, const json_t *value, int scale)
{
    const coprod__place here = {reading->place, key, 0};
    int64_t number = 0;
    coprod_status status = coprod_decimal_read(json_string_value(value), json_string_length(value), scale, &number);
    if (status == COPROD_E_OVERFLOW)
        coprod__fault(reading, key, COPROD_WHY_OUT_OF_RANGE);
    else if (status != COPROD_OK && is_number(json_string_value(value)))
        coprod__fault(reading, key, COPROD_WHY_INVALID_NUMBER);
    else if (status != COPROD_OK)
        coprod__json_wrong(reading->load, "not-a-number", &here, value, "a decimal number, such as 20.4");
    return number;
}

int64_t coprod__line_number(const coprod__line_reading *reading, const char *key, int scale, int64_t most,
                            uint32_t has)
{
    const json_t *value = json_object_get(reading->json, key);
    const coprod__place here = {reading->place, key, 0};
    int64_t number = json_integer_value(value);
    if (!value)
        return 0;
    if (json_is_string(value))
        number = number_text(reading, key, value, scale);
    else if (!json_is_integer(value))
        coprod__json_wrong(reading->load, "wrong-type", &here, value, "an integer, or the text of a decimal number");
    if (number < 0)
        coprod__fault(reading, key, COPROD_WHY_NEGATIVE);
    else if (number > most)
        coprod__fault(reading, key, COPROD_WHY_OUT_OF_RANGE);
    if (reading->line)
        reading->line->has |= has;
    return number < 0 || number > most ? 0 : number;
}

/* A day from 1900 to 2199. */
static int read_day(const char *text, size_t length, int32_t *day)
{
    int32_t first, last;
    coprod_day_from_date(1900, 1, 1, &first);
    coprod_day_from_date(2199, 12, 31, &last);
    return coprod_day_read(text, length, day) == COPROD_OK && *day >= first && *day <= last;
}

int32_t coprod__line_day(const coprod__line_reading *reading, const char *key, uint32_t has)
{
    const char *text = coprod__json_text(reading->load, reading->json, reading->place, key, COPROD__OPTIONAL);
    int32_t day = COPROD__NO_DAY;
    if (!text)
        return COPROD__NO_DAY;
    if (!read_day(text, COPROD_NTS, &day)) {
        coprod__fault(reading, key, COPROD_WHY_INVALID_DATE);
        return COPROD__NO_DAY;
    }
    if (reading->line)
        reading->line->has |= has;
    return day;
}

int coprod__line_room(const coprod__line_reading *reading, const char *key, size_t count)
{
    const coprod__place here = {reading->place, key, 0};
    if (count > COPROD__LINE_LIST)
        coprod__report(reading->load, COPROD_ERROR, "too-many", &here, "more than 100", "at most 100");
    return count <= COPROD__LINE_LIST;
}

void coprod__line_words(const coprod__line_reading *reading, const char *key, coprod__words_of *words)
{
    const json_t *list = coprod__json_array(reading->load, reading->json, reading->place, key, COPROD__OPTIONAL);
    const coprod__place here = {reading->place, key, 0};
    size_t i, count = json_array_size(list);
    json_t *one;
    if (!count || !coprod__line_room(reading, key, count))
        return;
    words->list = coprod__arena_alloc(reading->arena, count * sizeof *words->list);
    if (!words->list) {
        reading->load->failure = COPROD_E_MEMORY;
        return;
    }
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place at = {&here, NULL, i};
        const char *copy = json_is_string(one) ? coprod__arena_text(reading->arena, json_string_value(one)) : "";
        if (!json_is_string(one))
            coprod__json_wrong(reading->load, "wrong-type", &at, one, "a text");
        if (!copy)
            reading->load->failure = COPROD_E_MEMORY;
        words->list[words->count++] = copy ? copy : "";
    }
}

static int two_digits(const char *text)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return -1;
    return (text[0] - '0') * 10 + text[1] - '0';
}

/* "HH:MM" or "YYYY-MM-DDTHH:MM". Returns minutes of the line's day, which a first full time may give. */
static int read_time(const coprod__line_reading *reading, const char *key, int32_t *minutes)
{
    const char *text = coprod__json_text(reading->load, reading->json, reading->place, key, COPROD__OPTIONAL);
    coprod__claim_line *line = reading->line;
    size_t length = text ? strlen(text) : 0;
    int32_t day = line->date;
    int hour, minute;
    if (!text)
        return 0;
    if (length == 16 && text[10] == 'T') {
        if (!read_day(text, 10, &day)) {
            coprod__fault(reading, key, COPROD_WHY_INVALID_DATE);
            return 0;
        }
        if (!(line->has & COPROD__HAS_DATE) && !json_object_get(reading->json, "date")) {
            line->date = day;
            line->has |= COPROD__HAS_DATE;
        }
        text += 11;
        length = 5;
    }
    hour = length == 5 ? two_digits(text) : -1;
    minute = length == 5 && text[2] == ':' ? two_digits(text + 3) : -1;
    if (hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60
        || (line->has & COPROD__HAS_DATE && (day - line->date < 0 || day - line->date > 366))) {
        coprod__fault(reading, key, COPROD_WHY_INVALID_TIME);
        return 0;
    }
    *minutes = hour * 60 + minute + (line->has & COPROD__HAS_DATE ? (day - line->date) * 24 * 60 : 0);
    return 1;
}

/* "+01:00", "-05:30" or "Z". */
static int16_t read_offset(const coprod__line_reading *reading, const char *key, int16_t otherwise)
{
    const char *text = coprod__json_text(reading->load, reading->json, reading->place, key, COPROD__OPTIONAL);
    int hour, minute;
    if (!text)
        return otherwise;
    if (!strcmp(text, "Z"))
        return 0;
    hour = strlen(text) == 6 ? two_digits(text + 1) : -1;
    minute = hour >= 0 && text[3] == ':' ? two_digits(text + 4) : -1;
    if (hour < 0 || hour > 14 || minute < 0 || minute > 59 || (text[0] != '+' && text[0] != '-')) {
        coprod__fault(reading, key, COPROD_WHY_INVALID_TIME);
        return otherwise;
    }
    return (int16_t)((hour * 60 + minute) * (text[0] == '-' ? -1 : 1));
}

void coprod__line_times(const coprod__line_reading *reading)
{
    coprod__claim_line *line = reading->line;
    int shift;
    if (read_time(reading, "start", &line->start))
        line->has |= COPROD__HAS_START;
    if (read_time(reading, "end", &line->end))
        line->has |= COPROD__HAS_END;
    line->offset = read_offset(reading, "offset", COPROD__NO_OFFSET);
    line->end_offset = read_offset(reading, "end_offset", line->offset);
    if (!(line->has & COPROD__HAS_START) || !(line->has & COPROD__HAS_END) || line->fault)
        return;
    shift = line->offset != COPROD__NO_OFFSET && line->end_offset != COPROD__NO_OFFSET;
    line->start_utc = (int64_t)line->date * 1440 + line->start - (shift ? line->offset : 0);
    line->end_utc = (int64_t)line->date * 1440 + line->end - (shift ? line->end_offset : 0);
    if (line->start >= 24 * 60 || line->end_utc < line->start_utc)
        coprod__fault(reading, "end", COPROD_WHY_INVALID_TIME);
}
