/* SPDX-License-Identifier: MIT */
/* What the tests of compare, headroom and budget share: days, memory that runs out, JSON of an object, struct sizes. */
#ifndef COPROD_TEST_PLAN_TOOLS_H
#define COPROD_TEST_PLAN_TOOLS_H

#include "payment_tools.h"

static inline int32_t day_of(const char *text)
{
    int32_t day = 0;
    assert_int_equal(coprod_day_read(text, COPROD_NTS, &day), COPROD_OK);
    return day;
}

/* An allocator that fails after so many allocations, and counts what is not given back. */
typedef struct meagre {
    long left, open;
} meagre;

static inline void *meagre_alloc(void *context, size_t bytes)
{
    meagre *own = context;
    if (own->left-- <= 0)
        return NULL;
    own->open++;
    return malloc(bytes);
}

static inline void *meagre_resize(void *context, void *block, size_t old_bytes, size_t bytes)
{
    meagre *own = context;
    (void)old_bytes;
    return own->left-- <= 0 ? NULL : realloc(block, bytes);
}

static inline void meagre_release(void *context, void *block, size_t bytes)
{
    meagre *own = context;
    (void)bytes;
    own->open -= block != NULL;
    free(block);
}

static inline coprod_allocator meagre_of(meagre *own)
{
    const coprod_allocator allocator = {sizeof allocator, own, meagre_alloc, meagre_resize, meagre_release};
    return allocator;
}

/* A text that a call writes: measured, written, and cut short. */
typedef coprod_status write_function(const void *object, const coprod_texts *texts, char *buffer, size_t capacity,
                                     size_t *needed);

static inline char *text_of_object(write_function *write, const void *object, const coprod_texts *texts)
{
    size_t needed = 0, again = 0;
    char *text, small[8];
    assert_int_equal(write(object, texts, NULL, 0, &needed), COPROD_E_BUFFER);
    text = malloc(needed);
    assert_non_null(text);
    assert_int_equal(write(object, texts, text, needed, &again), COPROD_OK);
    assert_true(again == needed && strlen(text) + 1 == needed);
    assert_int_equal(write(object, texts, small, sizeof small, NULL), COPROD_E_BUFFER);
    assert_true(strlen(small) < sizeof small);
    assert_int_equal(write(object, texts, NULL, 8, &again), COPROD_E_ARGUMENT);
    assert_int_equal(write(NULL, texts, small, sizeof small, &again), COPROD_E_ARGUMENT);
    assert_true(!again && !small[0]);
    return text;
}

/* What an object of an own allocator writes while memory runs out; a long sentence needs some. */
static inline void write_without_memory(write_function *write, const void *object, meagre *memory)
{
    coprod_status status = COPROD_E_MEMORY;
    char *text = malloc(1 << 20);
    assert_non_null(text);
    for (long at = 0; status != COPROD_OK; at++) {
        memory->left = at;
        status = write(object, NULL, text, 1 << 20, NULL);
        assert_true(status == COPROD_OK ? at > 0 : status == COPROD_E_MEMORY && !text[0]);
    }
    free(text);
}

/* The JSON of an object in all catalogues: none leaves a place of a sentence open. Returns that of plain English. */
static inline json_t *json_of_object(write_function *write, const void *object)
{
    json_t *json = NULL;
    for (size_t c = 0; c < coprod_texts_count(); c++) {
        coprod_texts *texts = NULL;
        char *text;
        json_t *one;
        assert_int_equal(coprod_texts_builtin(coprod_texts_id(c), NULL, &texts), COPROD_OK);
        text = text_of_object(write, object, texts);
        one = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
        if (!one || strstr(text, "{label}") || strstr(text, "{id}") || strstr(text, "{claim}") || strstr(text, "{why}"))
            fail_msg("%s", text);
        if (!json)
            json = json_incref(one);
        json_decref(one);
        free(text);
        coprod_texts_free(texts);
    }
    return json;
}

#endif
