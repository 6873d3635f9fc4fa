/* SPDX-License-Identifier: MIT */
#include "json_internal.h"

#include <stdlib.h>
#include <string.h>

/* Whether a word stands in a list of words separated by spaces. */
static int listed(const char *word, const char *list)
{
    size_t length = strchr(word, ' ') ? 0 : strlen(word); /* with a space it could be found across two */
    for (const char *at = strstr(list, word); at && length; at = strstr(at + 1, word))
        if ((at == list || at[-1] == ' ') && (!at[length] || at[length] == ' '))
            return 1;
    return 0;
}

void coprod__json_keys(coprod__load *load, const json_t *object, const coprod__place *place, const char *keys)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value) {
        coprod__place here = {place, key, 0};
        if (!listed(key, keys))
            coprod__report(load, COPROD_ERROR, "unknown-key", &here, key, keys);
    }
}

/* Not json_dumps(): where that has no memory for a key, it leaves the key out and says nothing. A buffer of the right
 * size never has to grow. */
char *coprod__json_dump(const json_t *json)
{
    const size_t flags = JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY;
    size_t size = json_dumpb(json, NULL, 0, flags);
    char *text = size ? malloc(size + 1) : NULL;
    if (!text)
        return NULL;
    if (json_dumpb(json, text, size, flags) != size) {
        free(text);
        return NULL;
    }
    text[size] = '\0';
    return text;
}

void coprod__json_wrong(coprod__load *load, const char *code, const coprod__place *place, const json_t *value,
                        const char *expected)
{
    char *found = value ? coprod__json_dump(value) : NULL;
    if (value && !found)
        load->failure = COPROD_E_MEMORY;
    coprod__report(load, COPROD_ERROR, code, place, found ? found : "nothing", expected);
    free(found);
}

static json_t *member(coprod__load *load, const json_t *object, const coprod__place *place, const char *key,
                      int required, int (*is)(const json_t *), const char *expected)
{
    json_t *value = json_object_get(object, key);
    coprod__place here = {place, key, 0};
    if (value && is(value))
        return value;
    if (value)
        coprod__json_wrong(load, "wrong-type", &here, value, expected);
    else if (required)
        coprod__report(load, COPROD_ERROR, "missing-key", &here, "nothing", expected);
    return NULL;
}

static int is_object(const json_t *value)
{
    return json_is_object(value);
}

static int is_array(const json_t *value)
{
    return json_is_array(value);
}

static int is_text(const json_t *value)
{
    return json_is_string(value) && json_string_length(value) > 0;
}

static int is_integer(const json_t *value)
{
    return json_is_integer(value);
}

json_t *coprod__json_object(coprod__load *load, const json_t *object, const coprod__place *place, const char *key,
                            int required)
{
    return member(load, object, place, key, required, is_object, "an object");
}

json_t *coprod__json_array(coprod__load *load, const json_t *object, const coprod__place *place, const char *key,
                           int required)
{
    return member(load, object, place, key, required, is_array, "an array");
}

const char *coprod__json_text(coprod__load *load, const json_t *object, const coprod__place *place, const char *key,
                              int required)
{
    return json_string_value(member(load, object, place, key, required, is_text, "a text that is not empty"));
}

int64_t coprod__json_integer(coprod__load *load, const json_t *object, const coprod__place *place, const char *key,
                             int required, int64_t low, int64_t high, int64_t otherwise)
{
    char expected[64];
    coprod__writer writer;
    const json_t *value;
    coprod__writer_init(&writer, expected, sizeof expected);
    coprod__write(&writer, "an integer from ");
    coprod__write_number(&writer, low);
    coprod__write(&writer, " to ");
    coprod__write_number(&writer, high);
    coprod__writer_end(&writer, NULL);
    value = member(load, object, place, key, required, is_integer, expected);
    if (!value)
        return otherwise;
    if (json_integer_value(value) < low || json_integer_value(value) > high) {
        coprod__place here = {place, key, 0};
        coprod__json_wrong(load, "out-of-range", &here, value, expected);
        return otherwise;
    }
    return json_integer_value(value);
}

const char *coprod__json_copy(coprod__load *load, coprod__arena *arena, const json_t *object,
                              const coprod__place *place, const char *key, int required)
{
    const char *copy = coprod__arena_text(arena, coprod__json_text(load, object, place, key, required));
    if (!copy)
        load->failure = COPROD_E_MEMORY;
    return copy ? copy : "";
}

int coprod__is_word(const char *text)
{
    size_t length = strlen(text);
    if (!length || length > 63)
        return 0;
    for (size_t i = 0; i < length; i++) {
        int letter = (text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '0' && text[i] <= '9');
        int join = (text[i] == '-' || text[i] == '.' || text[i] == '+') && i && i + 1 < length
                   && strchr("-.+", text[i - 1]) == NULL;
        if (!letter && !join)
            return 0;
    }
    return 1;
}

const char *coprod__json_word(coprod__load *load, coprod__arena *arena, const json_t *object,
                              const coprod__place *place, const char *key)
{
    const char *word = coprod__json_copy(load, arena, object, place, key, COPROD__REQUIRED);
    coprod__place here = {place, key, 0};
    if (word[0] && !coprod__is_word(word))
        coprod__report(load, COPROD_ERROR, "not-a-word", &here, word, "lower-case letters, digits and single hyphens");
    return word;
}

void coprod__json_schema(coprod__load *load, const json_t *object, const char *schema)
{
    const coprod__place root = {NULL, NULL, 0};
    const coprod__place here = {&root, "schema", 0};
    const char *found;
    if (!json_is_object(object)) {
        coprod__json_wrong(load, "wrong-type", &root, object, "an object");
        return;
    }
    found = coprod__json_text(load, object, &root, "schema", COPROD__REQUIRED);
    if (found && strcmp(found, schema))
        coprod__report(load, COPROD_ERROR, "wrong-schema", &here, found, schema);
}

void coprod__json_source(coprod__load *load, coprod__arena *arena, const json_t *object, const coprod__place *place,
                         coprod__source *source)
{
    const json_t *own = coprod__json_object(load, object, place, "source", COPROD__OPTIONAL);
    const coprod__place here = {place, "source", 0};
    if (own)
        coprod__json_keys(load, own, &here, "title address words section date publisher note");
    source->title = coprod__json_copy(load, arena, own, &here, "title", own ? COPROD__REQUIRED : COPROD__OPTIONAL);
    source->address = coprod__json_copy(load, arena, own, &here, "address", COPROD__OPTIONAL);
    source->words = coprod__json_copy(load, arena, own, &here, "words", COPROD__OPTIONAL);
}
