/* SPDX-License-Identifier: MIT */
/* Memory of one object: the caller's allocator, an arena for what never changes, and the struct checker. */
#ifndef COPROD_MEMORY_INTERNAL_H
#define COPROD_MEMORY_INTERNAL_H

#include "coprod/base.h"

/* An allocator that has been checked and copied; never holds NULL functions. */
typedef struct coprod__memory {
    void *context;
    void *(*alloc)(void *context, size_t bytes);
    void *(*resize)(void *context, void *block, size_t old_bytes, size_t bytes);
    void (*release)(void *context, void *block, size_t bytes);
} coprod__memory;

coprod_status coprod__memory_init(const coprod_allocator *allocator, coprod__memory *memory);
void *coprod__alloc(const coprod__memory *memory, size_t bytes); /* zeroed; NULL for 0 bytes too */
void *coprod__resize(const coprod__memory *memory, void *block, size_t old_bytes, size_t bytes);
void coprod__release(const coprod__memory *memory, void *block, size_t bytes);
/* Room for `wanted` items of `bytes`, twice as much each time; 0 without memory, and then nothing changed. */
int coprod__more(const coprod__memory *memory, void **items, size_t *capacity, size_t wanted, size_t bytes);

/* Everything an immutable object keeps; freed in one go. */
typedef struct coprod__arena_block coprod__arena_block;
typedef struct coprod__arena {
    coprod__memory memory;
    coprod__arena_block *blocks;
} coprod__arena;

void coprod__arena_init(coprod__arena *arena, const coprod__memory *memory);
void *coprod__arena_alloc(coprod__arena *arena, size_t bytes); /* zeroed, aligned for any type */
char *coprod__arena_text(coprod__arena *arena, const char *text); /* NULL text gives "" */
void coprod__arena_free(coprod__arena *arena);

/* Sum and product of sizes; COPROD_E_OVERFLOW leaves *out at SIZE_MAX. */
coprod_status coprod__size_add(size_t a, size_t b, size_t *out);
coprod_status coprod__size_mul(size_t a, size_t b, size_t *out);

/* Counts references across threads. Returns the count after the change. */
typedef struct coprod__refs {
    int32_t count;
} coprod__refs;
void coprod__refs_init(coprod__refs *refs);
void coprod__refs_take(const coprod__refs *refs);
int32_t coprod__refs_drop(const coprod__refs *refs);

/* Reads a caller's sized struct into a zeroed local of `known` bytes; `first` is the size of its first version.
 * NULL gives zeros. A byte that this version does not know must be zero. */
coprod_status coprod__struct_in(const void *caller, size_t first, size_t known, void *local);

/* The beginning of every getter: checks a caller's sized struct, sets all of it but its size to zero, which is what it
 * holds if the call fails later, and checks the object that is asked. */
coprod_status coprod__struct_begin(const void *object, void *caller, size_t first);

/* Writes a local sized struct of `known` bytes to the caller's, never beyond the caller's size; a longer one gets
 * zeros. The caller's size stays. */
coprod_status coprod__struct_out(void *caller, size_t first, size_t known, const void *local);

#endif
