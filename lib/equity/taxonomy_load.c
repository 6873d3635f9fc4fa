/* SPDX-License-Identifier: MIT */
/* Loads a list of classes: what it says of itself, its classes, the codes that say why there is no answer. */
#include <string.h>

#include "data_internal.h"
#include "days_internal.h"
#include "taxonomy_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* One of a few words; its index, or `otherwise` where it is absent or none of them. */
static int32_t read_choice(coprod__load *load, const json_t *json, const coprod__place *place, const char *key,
                           const char *const *words, int32_t count, int required, const char *expected,
                           int32_t otherwise)
{
    const coprod__place here = {place, key, 0};
    const char *word = coprod__json_text(load, json, place, key, required);
    for (int32_t i = 0; word && i < count; i++)
        if (!strcmp(word, words[i]))
            return i;
    if (word)
        coprod__report(load, COPROD_ERROR, "unknown-value", &here, word, expected);
    return otherwise;
}

static const char *read_date(coprod__load *load, coprod_taxonomy *taxonomy, const json_t *json, const char *key)
{
    const coprod__place here = {&root, key, 0};
    const char *text = coprod__json_copy(load, &taxonomy->arena, json, &root, key, COPROD__OPTIONAL);
    int32_t day;
    if (text[0] && !coprod__part_date(text, &day))
        coprod__report(load, COPROD_ERROR, "not-a-date", &here, text, "a date, or a year, or a year and a month");
    return text;
}

/* --- classes --- */

/* A code without spaces or control characters, that no other class has. */
static int read_code(coprod__load *load, coprod_taxonomy *taxonomy, const json_t *json, const coprod__place *place,
                     coprod__taxon *own)
{
    const coprod__place here = {place, "code", 0};
    int good;
    own->code = coprod__json_copy(load, &taxonomy->arena, json, place, "code", COPROD__REQUIRED);
    own->length = (uint32_t)strlen(own->code);
    if (!own->length)
        return 0;
    good = own->length <= COPROD__TAXON_CODE;
    for (uint32_t i = 0; good && i < own->length; i++)
        good = (uint8_t)own->code[i] > ' ' && (uint8_t)own->code[i] != 127;
    if (!good)
        coprod__report(load, COPROD_ERROR, "bad-code", &here, own->code, "1 to 63 bytes without spaces");
    else if (coprod__taxon_exact(taxonomy, own->code, own->length) >= 0)
        coprod__report(load, COPROD_ERROR, "duplicate-code", &here, own->code, "a code that is not there yet");
    else
        return 1;
    return 0;
}

/* A detail goes with the class that stands before it. A code that begins with one that is followed by characters for
 * local use can be a detail of no other: whoever has no such list counts it there. */
static void read_parent(coprod__load *load, const coprod_taxonomy *taxonomy, const json_t *json,
                        const coprod__place *place, coprod__taxon *own)
{
    const coprod__place here = {place, "parent", 0};
    const char *code = coprod__json_text(load, json, place, "parent", COPROD__OPTIONAL);
    int32_t begins = coprod__taxon_local(taxonomy, own->code, own->length);
    own->parent = code ? coprod__taxon_exact(taxonomy, code, strlen(code)) : COPROD_TAXONOMY_NONE;
    if (code && (own->parent < 0 || taxonomy->taxons[own->parent].answer)) {
        coprod__report(load, COPROD_ERROR, "unknown-class", &here, code, "the code of a class that stands before");
        own->parent = COPROD_TAXONOMY_NONE;
    } else if (begins >= 0 && own->parent != begins) {
        coprod__report(load, COPROD_ERROR, "wrong-parent", &here, code ? code : "nothing",
                       taxonomy->taxons[begins].code);
    }
}

static void read_taxon(coprod__load *load, coprod_taxonomy *taxonomy, const json_t *json, const coprod__place *place,
                       int unknown)
{
    static const char *const words[] = {"declined", "not-asked", "unsure", "not-applicable", "not-answered"};
    const int32_t index = (int32_t)coprod__taxon_count(taxonomy);
    coprod__taxon own = {"", "", "", 0, COPROD_TAXONOMY_NONE, COPROD_TAXONOMY_GIVEN};
    int known;
    if (!json_is_object(json)) {
        coprod__json_wrong(load, "wrong-type", place, json, "an object");
        return;
    }
    coprod__json_keys(load, json, place, unknown ? "code title note answer" : "code title note parent");
    known = read_code(load, taxonomy, json, place, &own);
    own.title = coprod__json_copy(load, &taxonomy->arena, json, place, "title", COPROD__REQUIRED);
    own.note = coprod__json_copy(load, &taxonomy->arena, json, place, "note", COPROD__OPTIONAL);
    if (unknown)
        own.answer = 1 + read_choice(load, json, place, "answer", words, 5, COPROD__REQUIRED,
                                     "declined, not-asked, unsure, not-applicable or not-answered", 0);
    else
        read_parent(load, taxonomy, json, place, &own);
    if (!known)
        return;
    taxonomy->taxons[index] = own;
    if (unknown)
        taxonomy->info.unknown_count++;
    else
        taxonomy->info.class_count++;
    coprod__taxon_enter(taxonomy, index);
}

static void read_taxons(coprod__load *load, coprod_taxonomy *taxonomy, const json_t *list, const char *key)
{
    const coprod__place place = {&root, key, 0};
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&place, NULL, i};
        read_taxon(load, taxonomy, one, &here, !strcmp(key, "unknown"));
    }
}

/* The classes of the list that is extended come first; its codes without answer come first among those. */
static void read_classes(coprod__load *load, coprod_taxonomy *taxonomy, const json_t *document)
{
    const coprod_taxonomy *base = taxonomy->base;
    const coprod__place here = {&root, "classes", 0};
    const json_t *classes = coprod__json_array(load, document, &root, "classes", COPROD__REQUIRED);
    const json_t *unknown = coprod__json_array(load, document, &root, "unknown", COPROD__OPTIONAL);
    size_t count = json_array_size(classes) + json_array_size(unknown) + (base ? coprod__taxon_count(base) : 0);
    uint32_t slots = 8;
    if (count > COPROD__TAXONS) {
        coprod__report(load, COPROD_ERROR, "too-many", &here, "more than 4096", "at most 4096 codes");
        return;
    }
    if (classes && !json_array_size(classes))
        coprod__report(load, COPROD_ERROR, "no-classes", &here, "none", "at least one class");
    while (slots < 2 * count + 1)
        slots *= 2;
    taxonomy->slot_mask = slots - 1;
    taxonomy->slots = coprod__arena_alloc(&taxonomy->arena, slots * sizeof *taxonomy->slots);
    taxonomy->taxons = coprod__arena_alloc(&taxonomy->arena, (count + 1) * sizeof *taxonomy->taxons);
    if (!taxonomy->slots || !taxonomy->taxons) {
        load->failure = COPROD_E_MEMORY;
        return;
    }
    for (; base && taxonomy->info.class_count < base->info.class_count; taxonomy->info.class_count++) {
        taxonomy->taxons[taxonomy->info.class_count] = base->taxons[taxonomy->info.class_count];
        coprod__taxon_enter(taxonomy, (int32_t)taxonomy->info.class_count);
    }
    read_taxons(load, taxonomy, classes, "classes");
    for (uint32_t i = 0; base && i < base->info.unknown_count; i++) {
        const coprod__taxon *own = &base->taxons[base->info.class_count + i];
        const int32_t index = (int32_t)coprod__taxon_count(taxonomy);
        if (coprod__taxon_exact(taxonomy, own->code, own->length) >= 0) {
            coprod__report(load, COPROD_ERROR, "duplicate-code", &here, own->code, "a code that is not there yet");
            continue;
        }
        taxonomy->taxons[index] = *own;
        taxonomy->info.unknown_count++;
        coprod__taxon_enter(taxonomy, index);
    }
    read_taxons(load, taxonomy, unknown, "unknown");
}

/* --- what it says of itself --- */

static void read_notes(coprod__load *load, coprod_taxonomy *taxonomy, const json_t *document)
{
    const coprod__place place = {&root, "notes", 0};
    const json_t *list = coprod__json_array(load, document, &root, "notes", COPROD__OPTIONAL);
    const coprod_taxonomy *base = taxonomy->base;
    size_t i, inherited = base ? base->info.note_count : 0;
    json_t *one;
    if (json_array_size(list) + inherited > COPROD__TAXON_NOTES) {
        coprod__report(load, COPROD_ERROR, "too-many", &place, "more than 64", "at most 64");
        return;
    }
    taxonomy->notes = coprod__arena_alloc(&taxonomy->arena, (json_array_size(list) + inherited + 1) * sizeof(char *));
    if (!taxonomy->notes) {
        load->failure = COPROD_E_MEMORY;
        return;
    }
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&place, NULL, i};
        const char *note = coprod__arena_text(&taxonomy->arena, json_string_value(one));
        if (!json_string_length(one))
            coprod__json_wrong(load, "wrong-type", &here, one, "a text that is not empty");
        else if (!note)
            load->failure = COPROD_E_MEMORY;
        else
            taxonomy->notes[taxonomy->info.note_count++] = note;
    }
    for (i = 0; i < inherited; i++)
        taxonomy->notes[taxonomy->info.note_count++] = base->notes[i];
}

static void read_kind(coprod__load *load, coprod_taxonomy *taxonomy, const json_t *document)
{
    static const char *const kinds[] = {"partition", "membership"};
    const json_t *ordered = json_object_get(document, "ordered");
    const coprod__place here = {&root, "ordered", 0};
    coprod_taxonomy_info *info = &taxonomy->info;
    info->kind = COPROD_TAXONOMY_PARTITION + read_choice(load, document, &root, "kind", kinds, 2, COPROD__REQUIRED,
                                                         "partition or membership", 0);
    if (ordered && !json_is_boolean(ordered))
        coprod__json_wrong(load, "wrong-type", &here, ordered, "true or false");
    info->ordered = json_is_true(ordered);
    info->local_width = (int32_t)coprod__json_integer(load, document, &root, "local_width", COPROD__OPTIONAL, 0,
                                                      COPROD__TAXON_WIDTH, 0);
}

/* The list that this one extends; only a built-in one can be. */
static coprod_status read_base(coprod__load *load, coprod_taxonomy *taxonomy, const char *id)
{
    const coprod__memory *memory = &taxonomy->arena.memory;
    const coprod_allocator allocator = {sizeof allocator, memory->context, memory->alloc, memory->resize,
                                        memory->release};
    const coprod__place here = {&root, "extends", 0};
    coprod_taxonomy *base = NULL;
    coprod_status status = coprod_taxonomy_builtin(id, &allocator, &base);
    if (status == COPROD_E_UNKNOWN) {
        coprod__report(load, COPROD_ERROR, "unknown-id", &here, id, "the id of a built-in list");
        return COPROD_OK;
    }
    if (status != COPROD_OK)
        return status;
    taxonomy->base = base;
    taxonomy->info.extends = base->info.id;
    taxonomy->info.kind = base->info.kind;
    taxonomy->info.ordered = base->info.ordered;
    taxonomy->info.local_width = base->info.local_width;
    return COPROD_OK;
}

static coprod_status read_frame(coprod__load *load, coprod_taxonomy *taxonomy, const json_t *document)
{
    static const char *const origins[] = {"own", "primary", "secondary", "memory", "derived"};
    const char *extends = coprod__json_text(load, document, &root, "extends", COPROD__OPTIONAL);
    const json_t *source = json_object_get(document, "source");
    const coprod__place here = {&root, "source", 0};
    coprod_taxonomy_info *info = &taxonomy->info;
    coprod__source own;
    coprod_status status = COPROD_OK;
    coprod__json_schema(load, document, "taxonomy/1");
    coprod__json_keys(load, document, &root, json_object_get(document, "extends")
                      ? "schema id version title dimension extends origin published checked source notes classes "
                        "unknown groupings"
                      : "schema id version title dimension kind ordered local_width origin published checked "
                        "source notes classes unknown groupings");
    info->size = sizeof *info;
    info->id = coprod__json_word(load, &taxonomy->arena, document, &root, "id");
    info->version = coprod__json_copy(load, &taxonomy->arena, document, &root, "version", COPROD__REQUIRED);
    info->title = coprod__json_copy(load, &taxonomy->arena, document, &root, "title", COPROD__REQUIRED);
    info->dimension = coprod__json_word(load, &taxonomy->arena, document, &root, "dimension");
    info->extends = "";
    info->origin = origins[read_choice(load, document, &root, "origin", origins, 5, COPROD__OPTIONAL,
                                       "own, primary, secondary, memory or derived", 0)];
    coprod__json_source(load, &taxonomy->arena, document, &root, &own);
    info->source_title = own.title;
    info->source_address = own.address;
    info->source_note = coprod__json_copy(load, &taxonomy->arena, json_is_object(source) ? source : NULL, &here,
                                          "note", COPROD__OPTIONAL);
    info->published = read_date(load, taxonomy, document, "published");
    info->checked = read_date(load, taxonomy, document, "checked");
    info->fingerprint = taxonomy->fingerprint;
    if (extends)
        status = read_base(load, taxonomy, extends);
    else if (!json_object_get(document, "extends"))
        read_kind(load, taxonomy, document);
    return status;
}

/* What is extended is known by its fingerprint and not by its name, which the document has no use for any more. */
static coprod_status make_fingerprint(coprod_taxonomy *taxonomy, json_t *document)
{
    if (taxonomy->base
        && json_object_set_new(document, "extends", json_string(taxonomy->base->info.fingerprint)))
        return COPROD_E_MEMORY;
    return coprod__json_fingerprint_without(document, "schema title note notes source origin published checked",
                                            taxonomy->fingerprint);
}

static coprod_status load_document(coprod__load *load, json_t *document, coprod_taxonomy *taxonomy)
{
    coprod_status status = read_frame(load, taxonomy, document);
    if (status != COPROD_OK)
        return status;
    read_notes(load, taxonomy, document);
    read_classes(load, taxonomy, document);
    if (load->failure == COPROD_OK && taxonomy->taxons)
        coprod__load_groupings(load, taxonomy, document);
    status = coprod__load_status(load);
    return status == COPROD_OK ? make_fingerprint(taxonomy, document) : status;
}

coprod_status coprod_taxonomy_load(const char *json, size_t length, const coprod_allocator *allocator,
                                   coprod_findings *findings, coprod_taxonomy **taxonomy)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    coprod__begun begun;
    coprod_taxonomy *made;
    coprod_status status;
    if (!taxonomy)
        return COPROD_E_ARGUMENT;
    *taxonomy = NULL;
    made = coprod__json_begin(&load, json, length, allocator, sizeof *made, &begun);
    if (!made)
        return begun.status;
    made->arena = begun.arena;
    coprod__refs_init(&made->refs);
    status = load_document(&load, begun.document, made);
    json_decref(begun.document);
    if (status == COPROD_OK)
        *taxonomy = made;
    else
        coprod_taxonomy_free(made);
    return status;
}

coprod_status coprod_taxonomy_builtin(const char *id, const coprod_allocator *allocator, coprod_taxonomy **taxonomy)
{
    const coprod__data *data;
    if (!taxonomy)
        return COPROD_E_ARGUMENT;
    *taxonomy = NULL;
    if (!id)
        return COPROD_E_ARGUMENT;
    data = coprod__data_find("taxonomy", id);
    return data ? coprod_taxonomy_load(data->json, data->length, allocator, NULL, taxonomy) : COPROD_E_UNKNOWN;
}
