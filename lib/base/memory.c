/* SPDX-License-Identifier: MIT */
#include "memory_internal.h"

#include <stdlib.h>
#include <string.h>

static void *plain_alloc(void *context, size_t bytes)
{
    (void)context;
    return malloc(bytes);
}

static void *plain_resize(void *context, void *block, size_t old_bytes, size_t bytes)
{
    (void)context;
    (void)old_bytes;
    return realloc(block, bytes);
}

static void plain_release(void *context, void *block, size_t bytes)
{
    (void)context;
    (void)bytes;
    free(block);
}

coprod_status coprod__memory_init(const coprod_allocator *allocator, coprod__memory *memory)
{
    coprod_allocator own;
    coprod_status status = coprod__struct_in(allocator, sizeof own, sizeof own, &own);
    if (status != COPROD_OK)
        return status;
    if (!allocator) {
        own.alloc = plain_alloc;
        own.resize = plain_resize;
        own.release = plain_release;
    }
    if (!own.alloc || !own.resize || !own.release)
        return COPROD_E_ARGUMENT;
    memory->context = own.context;
    memory->alloc = own.alloc;
    memory->resize = own.resize;
    memory->release = own.release;
    return COPROD_OK;
}

void *coprod__alloc(const coprod__memory *memory, size_t bytes)
{
    void *block = bytes ? memory->alloc(memory->context, bytes) : NULL;
    if (block)
        memset(block, 0, bytes);
    return block;
}

void *coprod__resize(const coprod__memory *memory, void *block, size_t old_bytes, size_t bytes)
{
    return block ? memory->resize(memory->context, block, old_bytes, bytes) : memory->alloc(memory->context, bytes);
}

void coprod__release(const coprod__memory *memory, void *block, size_t bytes)
{
    if (block)
        memory->release(memory->context, block, bytes);
}

int coprod__more(const coprod__memory *memory, void **items, size_t *capacity, size_t wanted, size_t bytes)
{
    size_t more = *capacity ? *capacity : 16;
    void *grown;
    while (more < wanted)
        more *= 2;
    if (more == *capacity)
        return 1;
    grown = coprod__resize(memory, *items, *capacity * bytes, more * bytes);
    if (!grown)
        return 0;
    *items = grown;
    *capacity = more;
    return 1;
}

struct coprod__arena_block {
    coprod__arena_block *next;
    size_t used;
    size_t bytes; /* of the whole block */
    size_t align;
};

enum { ARENA_ALIGN = 16, ARENA_BLOCK = 8192 };

void coprod__arena_init(coprod__arena *arena, const coprod__memory *memory)
{
    arena->memory = *memory;
    arena->blocks = NULL;
}

void *coprod__arena_alloc(coprod__arena *arena, size_t bytes)
{
    coprod__arena_block *block = arena->blocks;
    size_t want = 0;
    if (coprod__size_add(bytes, ARENA_ALIGN - 1, &want) != COPROD_OK)
        return NULL;
    want -= want % ARENA_ALIGN;
    if (!block || block->bytes - block->used < want) {
        size_t whole;
        if (coprod__size_add(want, sizeof *block, &whole) != COPROD_OK)
            return NULL;
        whole = whole > ARENA_BLOCK ? whole : ARENA_BLOCK;
        block = coprod__alloc(&arena->memory, whole);
        if (!block)
            return NULL;
        block->next = arena->blocks;
        block->used = sizeof *block;
        block->bytes = whole;
        arena->blocks = block;
    }
    block->used += want;
    return (char *)block + block->used - want;
}

char *coprod__arena_text(coprod__arena *arena, const char *text)
{
    size_t bytes = text ? strlen(text) + 1 : 1;
    char *copy = coprod__arena_alloc(arena, bytes);
    if (copy && text)
        memcpy(copy, text, bytes);
    return copy;
}

void coprod__arena_free(coprod__arena *arena)
{
    while (arena->blocks) {
        coprod__arena_block *block = arena->blocks;
        arena->blocks = block->next;
        coprod__release(&arena->memory, block, block->bytes);
    }
}

coprod_status coprod__size_add(size_t a, size_t b, size_t *out)
{
    *out = a > SIZE_MAX - b ? SIZE_MAX : a + b;
    return a > SIZE_MAX - b ? COPROD_E_OVERFLOW : COPROD_OK;
}

coprod_status coprod__size_mul(size_t a, size_t b, size_t *out)
{
    int over = b && a > SIZE_MAX / b;
    *out = over ? SIZE_MAX : a * b;
    return over ? COPROD_E_OVERFLOW : COPROD_OK;
}

/* The count is the only thing that changes in an object shared as const, and only through these three. */
void coprod__refs_init(coprod__refs *refs)
{
    __atomic_store_n(&refs->count, 1, __ATOMIC_RELAXED);
}

void coprod__refs_take(const coprod__refs *refs)
{
    __atomic_add_fetch((int32_t *)&refs->count, 1, __ATOMIC_RELAXED);
}

int32_t coprod__refs_drop(const coprod__refs *refs)
{
    return __atomic_sub_fetch((int32_t *)&refs->count, 1, __ATOMIC_ACQ_REL);
}

enum { STRUCT_MOST = 4096 };

coprod_status coprod__struct_in(const void *caller, size_t first, size_t known, void *local)
{
    size_t size = 0;
    memset(local, 0, known);
    if (!caller) {
        memcpy(local, &known, sizeof known);
        return COPROD_OK;
    }
    memcpy(&size, caller, sizeof size);
    if (size < first || size > STRUCT_MOST)
        return COPROD_E_STRUCT;
    for (size_t i = known; i < size; i++)
        if (((const unsigned char *)caller)[i])
            return COPROD_E_STRUCT_NEWER;
    memcpy(local, caller, size < known ? size : known);
    memcpy(local, &known, sizeof known);
    return COPROD_OK;
}

coprod_status coprod__struct_begin(const void *object, void *caller, size_t first)
{
    size_t size = 0;
    if (!caller)
        return COPROD_E_ARGUMENT;
    memcpy(&size, caller, sizeof size);
    if (size < first || size > STRUCT_MOST)
        return COPROD_E_STRUCT;
    memset((char *)caller + sizeof size, 0, size - sizeof size);
    return object ? COPROD_OK : COPROD_E_ARGUMENT;
}

coprod_status coprod__struct_out(void *caller, size_t first, size_t known, const void *local)
{
    size_t size = 0;
    coprod_status status = coprod__struct_begin(local, caller, first);
    if (status != COPROD_OK)
        return status;
    memcpy(&size, caller, sizeof size);
    memcpy((char *)caller + sizeof size, (const char *)local + sizeof size,
           (size < known ? size : known) - sizeof size);
    return COPROD_OK;
}
