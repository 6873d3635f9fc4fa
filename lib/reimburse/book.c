/* SPDX-License-Identifier: MIT */
#include "book_internal.h"

#include <string.h>

void coprod__book_init(coprod__book *book, const coprod__memory *memory, coprod__arena *texts)
{
    memset(book, 0, sizeof *book);
    book->memory = *memory;
    book->texts = texts;
}

void coprod__book_free(coprod__book *book)
{
    coprod__release(&book->memory, book->list, book->capacity * sizeof *book->list);
    coprod__release(&book->memory, book->slots, book->slot_count * sizeof *book->slots);
    coprod__book_init(book, &book->memory, book->texts);
}

void coprod__book_clear(coprod__book *book)
{
    if (book->count)
        memset(book->slots, 0xff, book->slot_count * sizeof *book->slots);
    book->count = 0;
}

/* Eight bytes at a time; the last word of a text is a shorter one, which says where it ends. */
static uint64_t mix(uint64_t hash, const char *text)
{
    for (;;) {
        uint64_t word = 0;
        int i = 0;
        for (; i < 8 && text[i]; i++)
            word |= (uint64_t)(uint8_t)text[i] << 8 * i;
        hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
        if (i < 8)
            return hash;
        text += 8;
    }
}

static uint64_t hash_of(const coprod__entry_key *key)
{
    uint64_t hash = 0xcbf29ce484222325u ^ key->kind;
    hash = mix(mix(mix(mix(mix(hash, key->of), key->person), key->payer), key->group), key->word);
    hash = (hash ^ (uint32_t)key->period) * 0x9e3779b97f4a7c15u;
    hash = (hash ^ (uint32_t)key->day) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

int coprod__entry_order(const coprod__entry_key *a, const coprod__entry_key *b)
{
    int order = (a->kind > b->kind) - (a->kind < b->kind);
    order = order ? order : strcmp(a->of, b->of);
    order = order ? order : strcmp(a->person, b->person);
    order = order ? order : strcmp(a->payer, b->payer);
    order = order ? order : strcmp(a->group, b->group);
    order = order ? order : (a->period > b->period) - (a->period < b->period);
    order = order ? order : strcmp(a->word, b->word);
    return order ? order : (a->day > b->day) - (a->day < b->day);
}

/* The slot of a key, or the free one where it belongs. */
static size_t slot_of(const coprod__book *book, const coprod__entry_key *key, uint64_t hash)
{
    size_t slot = (size_t)hash & (book->slot_count - 1);
    for (; book->slots[slot] >= 0; slot = (slot + 1) & (book->slot_count - 1)) {
        const coprod__entry *one = &book->list[book->slots[slot]];
        if (one->hash == hash && !coprod__entry_order(&one->key, key))
            break;
    }
    return slot;
}

coprod__entry *coprod__book_find(const coprod__book *book, const coprod__entry_key *key)
{
    size_t slot;
    if (!book->count)
        return NULL;
    slot = slot_of(book, key, hash_of(key));
    return book->slots[slot] < 0 ? NULL : &book->list[book->slots[slot]];
}

static int grow(coprod__book *book)
{
    size_t capacity = book->capacity ? book->capacity * 2 : 16, slots = capacity * 2;
    coprod__entry *list;
    int32_t *table;
    if (capacity > INT32_MAX / 4)
        return 0;
    table = coprod__alloc(&book->memory, slots * sizeof *table);
    if (!table)
        return 0;
    list = coprod__resize(&book->memory, book->list, book->capacity * sizeof *list, capacity * sizeof *list);
    if (!list) {
        coprod__release(&book->memory, table, slots * sizeof *table);
        return 0;
    }
    coprod__release(&book->memory, book->slots, book->slot_count * sizeof *book->slots);
    book->list = list;
    book->capacity = capacity;
    book->slots = table;
    book->slot_count = slots;
    memset(table, 0xff, slots * sizeof *table);
    for (size_t i = 0; i < book->count; i++) {
        size_t slot = (size_t)list[i].hash & (slots - 1);
        while (table[slot] >= 0)
            slot = (slot + 1) & (slots - 1);
        table[slot] = (int32_t)i;
    }
    return 1;
}

/* A copy of a key's texts, which may be any caller's. */
static int keep(coprod__book *book, coprod__entry_key *key)
{
    const char **texts[] = {&key->of, &key->person, &key->payer, &key->group, &key->word};
    for (size_t i = 0; book->texts && i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = (*texts[i])[0] ? coprod__arena_text(book->texts, *texts[i]) : "";
        if (!*texts[i])
            return 0;
    }
    return 1;
}

coprod__entry *coprod__book_put(coprod__book *book, const coprod__entry_key *key)
{
    uint64_t hash = hash_of(key);
    coprod__entry *one;
    size_t slot;
    if (book->count == book->capacity && !grow(book))
        return NULL;
    slot = slot_of(book, key, hash);
    if (book->slots[slot] >= 0)
        return &book->list[book->slots[slot]];
    one = &book->list[book->count];
    memset(one, 0, sizeof *one);
    one->key = *key;
    if (!keep(book, &one->key))
        return NULL;
    one->hash = hash;
    one->used = coprod__exact_of(0);
    one->next = -1;
    book->slots[slot] = (int32_t)book->count++;
    return one;
}
