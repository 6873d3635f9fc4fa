/* SPDX-License-Identifier: MIT */
/* Names of a machine while it is read: lists that grow, sorted names, literals. */
#include <string.h>

#include "machine_internal.h"

/* --- lists that grow while a machine is read --- */

void *coprod__grow(coprod__reader *reader, coprod__growing *list)
{
    if (!coprod__more(&reader->machine->arena.memory, &list->items, &list->capacity, list->count + 1, list->bytes)) {
        reader->load->failure = COPROD_E_MEMORY;
        return NULL;
    }
    return memset((char *)list->items + list->count++ * list->bytes, 0, list->bytes);
}

/* Into the arena, for good. */
void *coprod__keep(coprod__reader *reader, coprod__growing *list)
{
    void *kept = coprod__arena_alloc(&reader->machine->arena, list->count * list->bytes + 1);
    if (!kept)
        reader->load->failure = COPROD_E_MEMORY;
    else if (list->count)
        memcpy(kept, list->items, list->count * list->bytes);
    return kept;
}

void *coprod__take(coprod__reader *reader, size_t count, size_t bytes)
{
    void *taken = coprod__arena_alloc(&reader->machine->arena, count * bytes + 1);
    if (!taken)
        reader->load->failure = COPROD_E_MEMORY;
    return taken;
}

/* --- names --- */

/* The order of the bytes, so that it is the same everywhere. */
static int compare_sorted(const coprod__names *names, uint32_t a, uint32_t b)
{
    return strcmp(names->name[a], names->name[b]);
}

static void sift(coprod__names *names, uint32_t from, uint32_t count)
{
    for (uint32_t child = 2 * from + 1; child < count; child = 2 * from + 1) {
        uint32_t moved = names->sorted[from];
        if (child + 1 < count && compare_sorted(names, names->sorted[child], names->sorted[child + 1]) < 0)
            child++;
        if (compare_sorted(names, moved, names->sorted[child]) >= 0)
            return;
        names->sorted[from] = names->sorted[child];
        names->sorted[child] = moved;
        from = child;
    }
}

/* By heap: qsort() has no context, and may take memory. */
void coprod__sort_names(coprod__names *names)
{
    for (uint32_t i = 0; i < names->count; i++)
        names->sorted[i] = i;
    for (uint32_t i = names->count / 2; i-- > 0;)
        sift(names, i, names->count);
    for (uint32_t last = names->count; last-- > 1;) {
        uint32_t highest = names->sorted[0];
        names->sorted[0] = names->sorted[last];
        names->sorted[last] = highest;
        sift(names, 0, last);
    }
}

int32_t coprod__name_find(const coprod__names *names, const char *name)
{
    uint32_t low = 0, high = names->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(name, names->name[names->sorted[middle]]);
        if (!order)
            return (int32_t)names->sorted[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return COPROD__NONE;
}

int32_t coprod__read_name(coprod__reader *reader, const coprod__names *names, const json_t *value,
                          const coprod__place *place, const char *code, const char *expected)
{
    const char *name = json_string_value(value);
    int32_t index = name ? coprod__name_find(names, name) : COPROD__NONE;
    if (index == COPROD__NONE)
        coprod__json_wrong(reader->load, name ? code : "wrong-type", place, value, expected);
    return index;
}

int coprod__is_name(const char *text)
{
    size_t length = strlen(text);
    return length && length < 64
           && strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == length;
}

static void add_name(coprod__reader *reader, coprod__names *names, const char *name, const coprod__place *place)
{
    char *copy = coprod__arena_text(&reader->machine->arena, name);
    if (!copy) {
        reader->load->failure = COPROD_E_MEMORY;
        return;
    }
    if (!coprod__is_name(name))
        coprod__report(reader->load, COPROD_ERROR, "not-a-name", place, name,
                       "1 to 63 letters, digits, hyphens and underscores");
    names->name[names->count++] = copy;
}

/* The names of a list, or the keys of an object. */
void coprod__read_names(coprod__reader *reader, coprod__names *names, const json_t *json, const char *key, size_t most)
{
    const coprod__place list = {reader->place, key, 0};
    size_t count = json_is_array(json) ? json_array_size(json) : json_object_size(json), i;
    const char *name;
    json_t *one;
    if (count > most || (!count && json_is_array(json))) {
        coprod__report(reader->load, COPROD_ERROR, "too-many", &list, count ? "too many" : "none", "fewer, but one");
        return;
    }
    names->name = coprod__take(reader, count, sizeof *names->name);
    names->sorted = coprod__take(reader, count, sizeof *names->sorted);
    if (!names->name || !names->sorted)
        return;
    json_array_foreach((json_t *)json, i, one) {
        const coprod__place here = {&list, NULL, i};
        if (json_is_string(one))
            add_name(reader, names, json_string_value(one), &here);
        else
            coprod__json_wrong(reader->load, "wrong-type", &here, one, "a text");
    }
    json_object_foreach((json_t *)json, name, one) {
        const coprod__place here = {&list, name, 0};
        add_name(reader, names, name, &here);
    }
    coprod__sort_names(names);
    for (i = 1; i < names->count; i++)
        if (!compare_sorted(names, names->sorted[i - 1], names->sorted[i]))
            coprod__report(reader->load, COPROD_ERROR, "duplicate-id", &list, names->name[names->sorted[i]],
                           "each name once");
}

uint32_t coprod__literal(coprod__reader *reader, const char *text)
{
    const char **list = reader->literals.items, **added;
    for (size_t i = 0; i < reader->literals.count; i++)
        if (!strcmp(list[i], text))
            return (uint32_t)i + 1;
    added = reader->literals.count < COPROD__LITERALS ? coprod__grow(reader, &reader->literals) : NULL;
    if (!added)
        return 0;
    *added = coprod__arena_text(&reader->machine->arena, text);
    if (!*added) {
        reader->load->failure = COPROD_E_MEMORY;
        reader->literals.count--;
        return 0;
    }
    return (uint32_t)reader->literals.count;
}
