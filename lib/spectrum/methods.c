/* SPDX-License-Identifier: MIT */
/* Loads methods. A method gives ranges of answers, never a level: the same name is used for very different things. */
#include <string.h>

#include "data_internal.h"
#include "methods_internal.h"

static const coprod__place root = {NULL, NULL, 0};

static uint32_t consideration_index(const coprod_methods *methods, const char *id)
{
    for (uint32_t i = 0; i < methods->consideration_count; i++)
        if (!strcmp(methods->considerations[i].id, id))
            return i;
    return COPROD__CONSIDERATIONS;
}

/* Words of an array joined by spaces. */
static const char *join(coprod__load *load, coprod__arena *arena, const json_t *list, const coprod__place *place)
{
    coprod__writer writer;
    size_t i, bytes = 1;
    json_t *one;
    char *joined;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {place, NULL, i};
        const char *word = json_string_value(one);
        if (!word || (strcmp(word, "*") && !coprod__is_word(word)))
            coprod__json_wrong(load, "not-a-word", &here, one, "the id of a group, or *");
        else
            bytes += strlen(word) + 1;
    }
    joined = coprod__arena_alloc(arena, bytes);
    if (!joined) {
        load->failure = COPROD_E_MEMORY;
        return "";
    }
    coprod__writer_init(&writer, joined, bytes);
    json_array_foreach((json_t *)list, i, one) {
        const char *word = json_string_value(one);
        if (!word || (strcmp(word, "*") && !coprod__is_word(word)))
            continue;
        coprod__write(&writer, writer.length ? " " : "");
        coprod__write(&writer, word);
    }
    coprod__writer_end(&writer, NULL);
    return joined;
}

static void load_consideration(coprod__load *load, coprod_methods *methods, const json_t *json,
                               const coprod__place *place)
{
    coprod__consideration *own = &methods->considerations[methods->consideration_count];
    const coprod__place groups = {place, "groups", 0}, id = {place, "id", 0};
    coprod__json_keys(load, json, place, "id title groups ask source");
    own->id = coprod__json_word(load, &methods->arena, json, place, "id");
    own->title = coprod__json_copy(load, &methods->arena, json, place, "title", COPROD__REQUIRED);
    own->ask = coprod__json_copy(load, &methods->arena, json, place, "ask", COPROD__REQUIRED);
    own->groups = join(load, &methods->arena, coprod__json_array(load, json, place, "groups", COPROD__REQUIRED),
                       &groups);
    coprod__json_source(load, &methods->arena, json, place, &own->source);
    if (consideration_index(methods, own->id) != COPROD__CONSIDERATIONS)
        coprod__report(load, COPROD_ERROR, "duplicate-id", &id, own->id, "another id");
    methods->consideration_count++;
}

/* The ranges of a method as evidence, and what they exclude. */
static coprod_status load_ranges(coprod__load *load, coprod_methods *methods, const json_t *json,
                                 const coprod__place *place, coprod__method *own)
{
    const coprod__place here = {place, "answers", 0};
    const coprod_allocator allocator = {sizeof allocator, methods->arena.memory.context, methods->arena.memory.alloc,
                                        methods->arena.memory.resize, methods->arena.memory.release};
    coprod_evidence *evidence = NULL;
    coprod_status status = coprod_evidence_new(methods->spectrum, &allocator, &evidence);
    if (status == COPROD_OK)
        status = coprod__load_answers(load, coprod__json_object(load, json, place, "answers", COPROD__REQUIRED), &here,
                                      evidence);
    if (status == COPROD_OK) {
        own->low = evidence->low;
        own->high = evidence->high;
        if (coprod__close(methods->spectrum, &own->low, &own->high, NULL) >= 0)
            coprod__report(load, COPROD_ERROR, "contradiction", &here, own->id, "answers that can be true together");
    }
    coprod_evidence_free(evidence);
    return status;
}

static coprod_status load_method(coprod__load *load, coprod_methods *methods, const json_t *json,
                                 const coprod__place *place)
{
    coprod__method *own = &methods->methods[methods->count];
    const coprod__place list = {place, "considerations", 0}, id = {place, "id", 0};
    size_t i;
    json_t *one;
    coprod__json_keys(load, json, place, "id title text source answers considerations");
    own->id = coprod__json_word(load, &methods->arena, json, place, "id");
    own->title = coprod__json_copy(load, &methods->arena, json, place, "title", COPROD__REQUIRED);
    own->text = coprod__json_copy(load, &methods->arena, json, place, "text", COPROD__OPTIONAL);
    coprod__json_source(load, &methods->arena, json, place, &own->source);
    if (!own->source.title[0])
        own->source = methods->source;
    for (uint32_t k = 0; k < methods->count; k++)
        if (!strcmp(methods->methods[k].id, own->id))
            coprod__report(load, COPROD_ERROR, "duplicate-id", &id, own->id, "another id");
    json_array_foreach(coprod__json_array(load, json, place, "considerations", COPROD__OPTIONAL), i, one) {
        const coprod__place here = {&list, NULL, i};
        uint32_t index = json_is_string(one) ? consideration_index(methods, json_string_value(one))
                                             : COPROD__CONSIDERATIONS;
        if (index == COPROD__CONSIDERATIONS)
            coprod__json_wrong(load, "unknown-id", &here, one, "the id of a consideration");
        else
            own->considerations |= (uint32_t)1 << index;
    }
    methods->count++;
    return load_ranges(load, methods, json, place, own);
}

static coprod_status load_document(coprod__load *load, const json_t *json, coprod_methods *methods)
{
    const coprod__place considerations = {&root, "considerations", 0}, list = {&root, "methods", 0};
    coprod_status status = COPROD_OK;
    size_t i;
    json_t *one, *all;
    coprod__json_schema(load, json, "methods/1");
    coprod__json_keys(load, json, &root, "schema id version title source considerations methods");
    coprod__json_word(load, &methods->arena, json, &root, "id");
    coprod__json_text(load, json, &root, "version", COPROD__REQUIRED);
    coprod__json_source(load, &methods->arena, json, &root, &methods->source);
    all = coprod__json_array(load, json, &root, "considerations", COPROD__OPTIONAL);
    json_array_foreach(all, i, one) {
        const coprod__place here = {&considerations, NULL, i};
        if (i == COPROD__CONSIDERATIONS) {
            coprod__report(load, COPROD_ERROR, "too-many", &considerations, "more than 32", "at most 32");
            break;
        }
        if (json_is_object(one))
            load_consideration(load, methods, one, &here);
        else
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
    }
    all = coprod__json_array(load, json, &root, "methods", COPROD__REQUIRED);
    json_array_foreach(all, i, one) {
        const coprod__place here = {&list, NULL, i};
        if (i == COPROD__METHODS) {
            coprod__report(load, COPROD_ERROR, "too-many", &list, "more than 256", "at most 256");
            break;
        }
        if (!json_is_object(one))
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
        else if (status == COPROD_OK)
            status = load_method(load, methods, one, &here);
    }
    return status == COPROD_OK ? coprod__load_status(load) : status;
}

coprod_status coprod_methods_load(const char *json, size_t length, const coprod_spectrum *spectrum,
                                  const coprod_allocator *allocator, coprod_findings *findings,
                                  coprod_methods **methods)
{
    coprod__load load = {findings, 0, COPROD_OK};
    coprod__begun begun;
    coprod_methods *made;
    coprod_status status;
    if (!methods)
        return COPROD_E_ARGUMENT;
    *methods = NULL;
    if (!spectrum)
        return COPROD_E_ARGUMENT;
    made = coprod__json_begin(&load, json, length, allocator, sizeof *made, &begun);
    if (!made)
        return begun.status;
    made->arena = begun.arena;
    made->spectrum = coprod__spectrum_take(spectrum);
    status = load_document(&load, begun.document, made);
    json_decref(begun.document);
    if (status == COPROD_OK)
        *methods = made;
    else
        coprod_methods_free(made);
    return status;
}

coprod_status coprod_methods_builtin(const coprod_spectrum *spectrum, const coprod_allocator *allocator,
                                     coprod_methods **methods)
{
    const coprod__data *data = coprod__data_find("methods", coprod__data_folder_id("methods", 0));
    coprod_status status = coprod_methods_load(data->json, data->length, spectrum, allocator, NULL, methods);
    return status == COPROD_E_DEFINITION ? COPROD_E_FINGERPRINT : status;
}

void coprod_methods_free(coprod_methods *methods)
{
    if (!methods)
        return;
    coprod__arena arena = methods->arena; /* the methods lie in their own arena */
    coprod_spectrum_free((coprod_spectrum *)methods->spectrum);
    coprod__arena_free(&arena);
}
