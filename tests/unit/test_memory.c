/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "memory_internal.h"

/* An allocator that fails on demand, counts what is out, and checks the sizes that come back. */
enum { MOST = 1 << 30 };

typedef struct heap {
    long until; /* allocations before the one that fails; negative: none fails */
    long blocks;
    size_t bytes;
} heap;

static void *take(void *context, size_t bytes)
{
    heap *own = context;
    void *block = own->until-- == 0 || bytes > MOST ? NULL : malloc(bytes);
    if (!block)
        return NULL;
    memset(block, 0xA5, bytes);
    own->blocks++;
    own->bytes += bytes;
    return block;
}

static void *grow(void *context, void *block, size_t old_bytes, size_t bytes)
{
    heap *own = context;
    void *grown = own->until-- == 0 ? NULL : realloc(block, bytes);
    if (grown)
        own->bytes += bytes - old_bytes;
    return grown;
}

static void give(void *context, void *block, size_t bytes)
{
    heap *own = context;
    own->blocks--;
    own->bytes -= bytes;
    free(block);
}

static coprod__memory memory_of(heap *own)
{
    const coprod_allocator allocator = {sizeof allocator, own, take, grow, give};
    coprod__memory memory;
    *own = (heap){-1, 0, 0};
    assert_int_equal(coprod__memory_init(&allocator, &memory), COPROD_OK);
    return memory;
}

static int is_zero(const void *block, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if (((const unsigned char *)block)[i])
            return 0;
    return 1;
}

/* --- allocators --- */

static void no_allocator_means_malloc(void **state)
{
    coprod__memory memory;
    char *block;
    (void)state;
    assert_int_equal(coprod__memory_init(NULL, &memory), COPROD_OK);
    block = coprod__alloc(&memory, 10);
    assert_non_null(block);
    assert_true(is_zero(block, 10));
    memset(block, 'x', 10);
    block = coprod__resize(&memory, block, 10, 1000);
    assert_non_null(block);
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(block[i], 'x');
    coprod__release(&memory, block, 1000);
    coprod__release(&memory, NULL, 0);
}

static void an_allocator_is_checked(void **state)
{
    heap own = {-1, 0, 0};
    const coprod_allocator good = {sizeof good, &own, take, grow, give};
    coprod_allocator bad = good;
    coprod__memory memory;
    (void)state;
    assert_int_equal(coprod__memory_init(&good, &memory), COPROD_OK);
    assert_ptr_equal(memory.context, &own);
    bad.alloc = NULL;
    assert_int_equal(coprod__memory_init(&bad, &memory), COPROD_E_ARGUMENT);
    bad = good;
    bad.resize = NULL;
    assert_int_equal(coprod__memory_init(&bad, &memory), COPROD_E_ARGUMENT);
    bad = good;
    bad.release = NULL;
    assert_int_equal(coprod__memory_init(&bad, &memory), COPROD_E_ARGUMENT);
    bad = good;
    bad.size = sizeof bad - 1;
    assert_int_equal(coprod__memory_init(&bad, &memory), COPROD_E_STRUCT);
    bad.size = 0;
    assert_int_equal(coprod__memory_init(&bad, &memory), COPROD_E_STRUCT);
    bad.size = SIZE_MAX;
    assert_int_equal(coprod__memory_init(&bad, &memory), COPROD_E_STRUCT);
}

static void a_newer_allocator_must_be_zero_beyond(void **state)
{
    heap own = {-1, 0, 0};
    struct {
        coprod_allocator known;
        unsigned char later[16];
    } newer = {{sizeof newer, &own, take, grow, give}, {0}};
    coprod__memory memory;
    (void)state;
    assert_int_equal(coprod__memory_init(&newer.known, &memory), COPROD_OK);
    newer.later[15] = 1;
    assert_int_equal(coprod__memory_init(&newer.known, &memory), COPROD_E_STRUCT_NEWER);
}

static void blocks_come_zeroed_and_go_with_their_size(void **state)
{
    heap own;
    coprod__memory memory = memory_of(&own);
    char *block = coprod__alloc(&memory, 100);
    (void)state;
    assert_true(is_zero(block, 100));
    assert_int_equal(own.bytes, 100);
    block = coprod__resize(&memory, block, 100, 300);
    assert_int_equal(own.bytes, 300);
    coprod__release(&memory, block, 300);
    block = coprod__resize(&memory, NULL, 0, 50); /* nothing to grow: a new block */
    assert_int_equal(own.bytes, 50);
    coprod__release(&memory, block, 50);
    assert_null(coprod__alloc(&memory, 0));
    own.until = 0;
    assert_null(coprod__alloc(&memory, 1));
    own.until = 0;
    assert_null(coprod__resize(&memory, NULL, 0, 1));
    assert_int_equal(own.blocks, 0);
    assert_int_equal(own.bytes, 0);
}

/* --- arenas --- */

static void an_arena_gives_zeroed_aligned_parts(void **state)
{
    heap own;
    coprod__memory memory = memory_of(&own);
    coprod__arena arena;
    (void)state;
    coprod__arena_init(&arena, &memory);
    for (size_t bytes = 0; bytes < 700; bytes++) {
        char *part = coprod__arena_alloc(&arena, bytes);
        assert_non_null(part);
        assert_int_equal((uintptr_t)part % 16, 0);
        assert_true(is_zero(part, bytes));
        memset(part, 0xFF, bytes); /* must touch no other part: they are all looked at when they come */
    }
    assert_true(own.blocks > 1);
    coprod__arena_free(&arena);
    assert_int_equal(own.blocks, 0);
    assert_int_equal(own.bytes, 0);
    coprod__arena_free(&arena);
}

static void an_arena_holds_what_is_larger_than_a_block(void **state)
{
    heap own;
    coprod__memory memory = memory_of(&own);
    coprod__arena arena;
    (void)state;
    coprod__arena_init(&arena, &memory);
    for (size_t bytes = 8000; bytes < 8400; bytes++) {
        char *part = coprod__arena_alloc(&arena, bytes);
        assert_non_null(part);
        assert_true(is_zero(part, bytes));
        memset(part, 0xFF, bytes);
    }
    assert_non_null(coprod__arena_alloc(&arena, 1 << 20));
    coprod__arena_free(&arena);
    assert_int_equal(own.blocks, 0);
}

static void an_arena_says_when_there_is_no_memory(void **state)
{
    heap own;
    coprod__memory memory = memory_of(&own);
    coprod__arena arena;
    (void)state;
    coprod__arena_init(&arena, &memory);
    own.until = 0;
    assert_null(coprod__arena_alloc(&arena, 1));
    own.until = 0;
    assert_null(coprod__arena_text(&arena, "text"));
    assert_non_null(coprod__arena_alloc(&arena, 1)); /* the next one may do */
    for (size_t less = 0; less < 200; less++)
        assert_null(coprod__arena_alloc(&arena, SIZE_MAX - less));
    coprod__arena_free(&arena);
    assert_int_equal(own.blocks, 0);
}

static void an_arena_copies_texts(void **state)
{
    heap own;
    coprod__memory memory = memory_of(&own);
    coprod__arena arena;
    const char *none;
    char text[] = "caf\xC3\xA9", *copy;
    (void)state;
    coprod__arena_init(&arena, &memory);
    copy = coprod__arena_text(&arena, text);
    none = coprod__arena_text(&arena, NULL);
    text[0] = 'x';
    assert_string_equal(copy, "caf\xC3\xA9");
    assert_string_equal(none, "");
    assert_string_equal(coprod__arena_text(&arena, ""), "");
    coprod__arena_free(&arena);
    assert_int_equal(own.blocks, 0);
}

/* --- sizes and references --- */

static void sums_and_products_of_sizes(void **state)
{
    static const size_t edges[] = {0, 1, 2, 3, 255, 65536, UINT32_MAX, (size_t)1 << 32, SIZE_MAX / 2, SIZE_MAX / 2 + 1,
                                   SIZE_MAX - 1, SIZE_MAX};
    (void)state;
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        for (size_t j = 0; j < sizeof edges / sizeof *edges; j++) {
            __extension__ typedef unsigned __int128 wide;
            wide sum = (wide)edges[i] + edges[j], product = (wide)edges[i] * edges[j];
            size_t out = 1;
            assert_int_equal(coprod__size_add(edges[i], edges[j], &out),
                             sum > SIZE_MAX ? COPROD_E_OVERFLOW : COPROD_OK);
            assert_int_equal(out, sum > SIZE_MAX ? SIZE_MAX : (size_t)sum);
            assert_int_equal(coprod__size_mul(edges[i], edges[j], &out),
                             product > SIZE_MAX ? COPROD_E_OVERFLOW : COPROD_OK);
            assert_int_equal(out, product > SIZE_MAX ? SIZE_MAX : (size_t)product);
        }
}

static void references_are_counted(void **state)
{
    coprod__refs refs = {77};
    (void)state;
    coprod__refs_init(&refs);
    assert_int_equal(refs.count, 1);
    coprod__refs_take(&refs);
    coprod__refs_take(&refs);
    assert_int_equal(coprod__refs_drop(&refs), 2);
    assert_int_equal(coprod__refs_drop(&refs), 1);
    assert_int_equal(coprod__refs_drop(&refs), 0);
}

/* --- structs with a size --- */

typedef struct sample {
    size_t size;
    int32_t first;  /* the first version ends here */
    int32_t second;
    int64_t third;
} sample;

enum { FIRST = offsetof(sample, second), ROOM = 5000 };

typedef union caller {
    sample known;
    unsigned char bytes[ROOM];
} caller;

static void set_size(caller *from, size_t size)
{
    memset(from, 0, sizeof *from);
    from->known = (sample){size, 1, 2, 3};
    memset(from->bytes + sizeof(sample), 0, sizeof *from - sizeof(sample));
}

static void structs_of_every_size_are_read(void **state)
{
    caller from;
    (void)state;
    for (size_t size = 0; size < ROOM; size++) {
        const size_t whole = sizeof(sample);
        sample own = {99, 99, 99, 99};
        set_size(&from, size);
        if (size < FIRST || size > 4096) {
            assert_int_equal(coprod__struct_in(&from, FIRST, whole, &own), COPROD_E_STRUCT);
            assert_true(is_zero(&own, sizeof own));
            continue;
        }
        assert_int_equal(coprod__struct_in(&from, FIRST, whole, &own), COPROD_OK);
        assert_int_equal(own.size, whole);
        assert_int_equal(own.first, 1);
        if (size == FIRST) { /* of the first version: zero is the default of all that came later */
            assert_int_equal(own.second, 0);
            assert_int_equal(own.third, 0);
        } else if (size >= whole) {
            assert_int_equal(own.second, 2);
            assert_int_equal(own.third, 3);
        }
    }
}

static void a_byte_that_is_not_known_must_be_zero(void **state)
{
    caller from;
    sample own;
    (void)state;
    for (size_t size = sizeof own + 1; size <= 4096; size += 37)
        for (size_t at = sizeof own; at < size; at += 1 + size / 9) {
            set_size(&from, size);
            from.bytes[at] = 0x80;
            assert_int_equal(coprod__struct_in(&from, FIRST, sizeof own, &own), COPROD_E_STRUCT_NEWER);
            from.bytes[at] = 0;
            from.bytes[size] = 0xFF; /* beyond the caller's struct: not its business */
            assert_int_equal(coprod__struct_in(&from, FIRST, sizeof own, &own), COPROD_OK);
        }
    set_size(&from, 4096);
    from.bytes[4095] = 1;
    assert_int_equal(coprod__struct_in(&from, FIRST, sizeof own, &own), COPROD_E_STRUCT_NEWER);
}

static void no_struct_means_zeros(void **state)
{
    sample own = {99, 99, 99, 99};
    (void)state;
    assert_int_equal(coprod__struct_in(NULL, FIRST, sizeof own, &own), COPROD_OK);
    assert_int_equal(own.size, sizeof own);
    assert_int_equal(own.first, 0);
    assert_int_equal(own.second, 0);
    assert_int_equal(own.third, 0);
}

static void structs_of_every_size_are_written(void **state)
{
    static const sample own = {sizeof own, 7, 8, 9};
    caller to;
    (void)state;
    for (size_t size = 0; size < ROOM; size++) {
        const size_t known = size < sizeof own ? size : sizeof own;
        memset(&to, 0xEE, sizeof to);
        memcpy(&to, &size, sizeof size);
        if (size < FIRST || size > 4096) {
            assert_int_equal(coprod__struct_out(&to, FIRST, sizeof own, &own), COPROD_E_STRUCT);
            assert_int_equal(to.bytes[sizeof size], 0xEE);
            continue;
        }
        assert_int_equal(coprod__struct_out(&to, FIRST, sizeof own, &own), COPROD_OK);
        assert_int_equal(to.known.size, size);
        assert_memory_equal(to.bytes + sizeof size, (const char *)&own + sizeof size, known - sizeof size);
        assert_true(is_zero(to.bytes + known, size - known));
        for (size_t i = size; i < ROOM; i++)
            assert_int_equal(to.bytes[i], 0xEE);
    }
    assert_int_equal(coprod__struct_out(NULL, FIRST, sizeof own, &own), COPROD_E_ARGUMENT);
}

static void a_getter_begins_with_zeros(void **state)
{
    caller to;
    for (size_t size = 0; size < ROOM; size += 1 + size / 50) {
        const void *const objects[] = {state, NULL};
        for (size_t i = 0; i < 2; i++) {
            int good = size >= FIRST && size <= 4096;
            coprod_status expected = objects[i] ? COPROD_OK : COPROD_E_ARGUMENT;
            memset(&to, 0xEE, sizeof to);
            memcpy(&to, &size, sizeof size);
            assert_int_equal(coprod__struct_begin(objects[i], &to, FIRST), good ? expected : COPROD_E_STRUCT);
            assert_int_equal(to.known.size, size);
            for (size_t at = sizeof size; at < ROOM; at++)
                assert_int_equal(to.bytes[at], good && at < size ? 0 : 0xEE);
        }
    }
    assert_int_equal(coprod__struct_begin(state, NULL, FIRST), COPROD_E_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_allocator_means_malloc),
        cmocka_unit_test(an_allocator_is_checked),
        cmocka_unit_test(a_newer_allocator_must_be_zero_beyond),
        cmocka_unit_test(blocks_come_zeroed_and_go_with_their_size),
        cmocka_unit_test(an_arena_gives_zeroed_aligned_parts),
        cmocka_unit_test(an_arena_holds_what_is_larger_than_a_block),
        cmocka_unit_test(an_arena_says_when_there_is_no_memory),
        cmocka_unit_test(an_arena_copies_texts),
        cmocka_unit_test(sums_and_products_of_sizes),
        cmocka_unit_test(references_are_counted),
        cmocka_unit_test(structs_of_every_size_are_read),
        cmocka_unit_test(a_byte_that_is_not_known_must_be_zero),
        cmocka_unit_test(no_struct_means_zeros),
        cmocka_unit_test(structs_of_every_size_are_written),
        cmocka_unit_test(a_getter_begins_with_zeros),
    };
    return TEST_MAIN(tests);
}
