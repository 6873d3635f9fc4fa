/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "json_internal.h"

static const char *const styles[] = {"plain", "easy-read", "audit"};

enum { STYLES = sizeof styles / sizeof *styles };

struct coprod_texts {
    coprod__arena arena;
    const char **sentences; /* one for each code, in the order of the codes */
};

size_t coprod_texts_count(void)
{
    return STYLES;
}

const char *coprod_texts_id(size_t index)
{
    return index < STYLES ? styles[index] : NULL;
}

size_t coprod_code_count(void)
{
    return coprod__sentence_count;
}

const char *coprod_code_at(size_t index)
{
    return index < coprod__sentence_count ? coprod__sentences[index].code : NULL;
}

static size_t code_index(const char *code)
{
    size_t low = 0, high = coprod__sentence_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(code, coprod__sentences[middle].code);
        if (!order)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return coprod__sentence_count;
}

const char *coprod_code_sentence(const coprod_texts *texts, const char *code)
{
    size_t i = code ? code_index(code) : coprod__sentence_count;
    if (i == coprod__sentence_count)
        return NULL;
    return texts ? texts->sentences[i] : coprod__sentences[i].text[0];
}

/* A catalogue of one built-in style, to be changed by a loader before anybody sees it. */
static coprod_status texts_new(size_t style, const coprod_allocator *allocator, coprod_texts **texts)
{
    coprod__memory memory;
    coprod__arena arena;
    coprod_texts *own;
    coprod_status status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    coprod__arena_init(&arena, &memory);
    own = coprod__arena_alloc(&arena, sizeof *own);
    if (own)
        own->sentences = coprod__arena_alloc(&arena, coprod__sentence_count * sizeof *own->sentences);
    if (!own || !own->sentences) {
        coprod__arena_free(&arena);
        return COPROD_E_MEMORY;
    }
    for (size_t i = 0; i < coprod__sentence_count; i++)
        own->sentences[i] = coprod__sentences[i].text[style];
    own->arena = arena;
    *texts = own;
    return COPROD_OK;
}

coprod_status coprod_texts_builtin(const char *id, const coprod_allocator *allocator, coprod_texts **texts)
{
    if (!texts)
        return COPROD_E_ARGUMENT;
    *texts = NULL;
    if (!id)
        return COPROD_E_ARGUMENT;
    for (size_t i = 0; i < STYLES; i++)
        if (!strcmp(styles[i], id))
            return texts_new(i, allocator, texts);
    return COPROD_E_UNKNOWN;
}

void coprod_texts_free(coprod_texts *texts)
{
    if (texts) {
        coprod__arena arena = texts->arena; /* the catalogue lies in its own arena */
        coprod__arena_free(&arena);
    }
}

/* Whether each "{name}" of a sentence stands in a built-in one too: a value that the code does not give is an error. */
static int values_known(const char *sentence, const coprod__sentence *built_in)
{
    for (const char *open = strchr(sentence, '{'); open; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        char name[64];
        size_t length = close ? (size_t)(close - open) + 1 : sizeof name;
        if (length >= sizeof name)
            return 0;
        memcpy(name, open, length);
        name[length] = '\0';
        if (!strstr(built_in->text[0], name) && !strstr(built_in->text[1], name) && !strstr(built_in->text[2], name))
            return 0;
    }
    return 1;
}

static void load_sentences(coprod__load *load, const json_t *sentences, const coprod__place *place, coprod_texts *texts)
{
    const char *code;
    json_t *value;
    json_object_foreach((json_t *)sentences, code, value) {
        coprod__place here = {place, code, 0};
        size_t i = code_index(code);
        if (i == coprod__sentence_count)
            coprod__report(load, COPROD_ERROR, "unknown-id", &here, code, "a code of this library");
        else if (!json_string_length(value))
            coprod__json_wrong(load, "wrong-type", &here, value, "a text that is not empty");
        else if (!values_known(json_string_value(value), &coprod__sentences[i]))
            coprod__report(load, COPROD_ERROR, "unknown-value", &here, json_string_value(value),
                           coprod__sentences[i].text[0]);
        else
            texts->sentences[i] = coprod__json_copy(load, &texts->arena, sentences, place, code, COPROD__REQUIRED);
    }
    for (size_t i = 0; i < coprod__sentence_count; i++)
        if (!json_object_get(sentences, coprod__sentences[i].code))
            coprod__report(load, COPROD_NOTE, "sentence-left-out", place, coprod__sentences[i].code, "a sentence");
}

coprod_status coprod_texts_load(const char *json, size_t length, const coprod_allocator *allocator,
                                coprod_findings *findings, coprod_texts **texts)
{
    coprod__load load = {findings, 0, COPROD_OK};
    const coprod__place root = {NULL, NULL, 0};
    const coprod__place place = {&root, "sentences", 0};
    json_t *document, *sentences;
    coprod_texts *own = NULL;
    coprod_status status;
    if (!texts)
        return COPROD_E_ARGUMENT;
    *texts = NULL;
    if (!json)
        return COPROD_E_ARGUMENT;
    status = texts_new(0, allocator, &own);
    if (status != COPROD_OK)
        return status;
    status = coprod__json_parse(&load, json, length, &document);
    if (status == COPROD_OK) {
        coprod__json_schema(&load, document, "texts/1");
        coprod__json_keys(&load, document, &root, "schema id version language title source sentences");
        coprod__json_word(&load, &own->arena, document, &root, "id");
        coprod__json_text(&load, document, &root, "language", COPROD__REQUIRED);
        sentences = coprod__json_object(&load, document, &root, "sentences", COPROD__REQUIRED);
        if (sentences)
            load_sentences(&load, sentences, &place, own);
        status = coprod__load_status(&load);
        json_decref(document);
    }
    if (status == COPROD_OK)
        *texts = own;
    else
        coprod_texts_free(own);
    return status;
}
