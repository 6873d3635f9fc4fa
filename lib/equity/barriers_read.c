/* SPDX-License-Identifier: MIT */
/* What rules of barriers and plans of events are read with. */
#include <string.h>

#include "barriers_internal.h"

typedef coprod__barriers_reader reader;

void *coprod__barriers_room(const reader *own, size_t count, size_t bytes)
{
    void *room = coprod__arena_alloc(own->arena, (count + 1) * bytes);
    if (!room)
        own->load->failure = COPROD_E_MEMORY;
    return room;
}

const json_t *coprod__barriers_list(const reader *own, const json_t *object, const coprod__place *place,
                                    const char *key, int required, size_t most, size_t *count)
{
    const json_t *list = coprod__json_array(own->load, object, place, key, required);
    const coprod__place here = {place, key, 0};
    *count = json_array_size(list);
    if (*count > most) {
        char expected[64];
        coprod__writer writer;
        coprod__writer_init(&writer, expected, sizeof expected);
        coprod__write(&writer, "at most ");
        coprod__write_number(&writer, (int64_t)most);
        coprod__write(&writer, " of them");
        coprod__writer_end(&writer, NULL);
        coprod__report(own->load, COPROD_ERROR, "too-many", &here, "too many", expected);
        *count = 0;
    }
    for (size_t i = 0; i < *count; i++) {
        const coprod__place at = {&here, NULL, i};
        if (!json_is_object(json_array_get(list, i)))
            coprod__json_wrong(own->load, "wrong-type", &at, json_array_get(list, i), "an object");
    }
    return list;
}

static int digit(char c)
{
    return c >= '0' && c <= '9';
}

int32_t coprod__barriers_time(const reader *own, const json_t *object, const coprod__place *place, const char *key,
                              int required, int32_t otherwise)
{
    const char *text = coprod__json_text(own->load, object, place, key, required);
    const coprod__place here = {place, key, 0};
    int32_t minutes;
    if (!text)
        return otherwise;
    if (strlen(text) == 5 && digit(text[0]) && digit(text[1]) && text[2] == ':' && digit(text[3]) && digit(text[4])) {
        minutes = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
        if (text[3] < '6' && minutes <= 24 * 60)
            return minutes;
    }
    coprod__report(own->load, COPROD_ERROR, "not-a-time", &here, text, "a time of day such as 09:30");
    return otherwise;
}

static uint32_t word_of(const coprod__aspect *aspect, const char *word)
{
    uint32_t i = 0;
    while (word && i < aspect->word_count && strcmp(word, aspect->words[i]))
        i++;
    return word && i < aspect->word_count ? UINT32_C(1) << i : 0;
}

static void unknown_word(const reader *own, const coprod__aspect *aspect, const json_t *value,
                         const coprod__place *place)
{
    char known[1024];
    coprod__writer writer;
    coprod__writer_init(&writer, known, sizeof known);
    for (uint32_t i = 0; i < aspect->word_count; i++) {
        coprod__write(&writer, i ? " " : "");
        coprod__write(&writer, aspect->words[i]);
    }
    coprod__writer_end(&writer, NULL);
    coprod__json_wrong(own->load, "unknown-value", place, value, known);
}

uint32_t coprod__barriers_words(const reader *own, const coprod__aspect *aspect, const json_t *value,
                                const coprod__place *place)
{
    uint32_t words = 0, one;
    if (!aspect->words) {
        if (!json_is_boolean(value))
            coprod__json_wrong(own->load, "wrong-type", place, value, "true or false; leave it out if it is not known");
        return json_is_true(value) ? 2 : json_is_false(value) ? 1 : 0;
    }
    if (!json_is_array(value) || !json_array_size(value)) {
        coprod__json_wrong(own->load, "wrong-type", place, value, "an array of words; leave it out if it is not known");
        return 0;
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        const coprod__place at = {place, NULL, i};
        one = word_of(aspect, json_string_value(json_array_get(value, i)));
        if (!one)
            unknown_word(own, aspect, json_array_get(value, i), &at);
        else if (words & one)
            coprod__json_wrong(own->load, "duplicate-value", &at, json_array_get(value, i), "each word once");
        words |= one;
    }
    return words;
}

uint32_t coprod__barriers_index(const reader *own, const char *id, const coprod__place *place, const void *list,
                                size_t stride, uint32_t count, const char *expected)
{
    for (uint32_t i = 0; i < count; i++) {
        const char *other;
        memcpy(&other, (const char *)list + i * stride, sizeof other);
        if (!strcmp(other, id))
            return i;
    }
    coprod__report(own->load, COPROD_ERROR, "unknown-id", place, id, expected);
    return count;
}

uint32_t *coprod__barriers_groups(const reader *own, const coprod_barrier_rules *rules, const json_t *object,
                                  const coprod__place *place, const char *key, uint32_t *count)
{
    const json_t *list = coprod__json_array(own->load, object, place, key, COPROD__REQUIRED);
    const coprod__place here = {place, key, 0};
    uint32_t *groups = coprod__barriers_room(own, json_array_size(list), sizeof *groups);
    *count = 0;
    if (list && !json_array_size(list))
        coprod__report(own->load, COPROD_ERROR, "empty-list", &here, "no group", "a group at least");
    for (size_t i = 0; groups && i < json_array_size(list); i++) {
        const coprod__place at = {&here, NULL, i};
        const char *id = json_string_value(json_array_get(list, i));
        if (!id) {
            coprod__json_wrong(own->load, "wrong-type", &at, json_array_get(list, i), "the id of a group");
            continue;
        }
        groups[*count] = coprod__barriers_index(own, id, &at, rules->groups, sizeof *rules->groups,
                                                rules->info.group_count, "a group of the rules");
        *count += groups[*count] < rules->info.group_count;
    }
    return groups;
}
