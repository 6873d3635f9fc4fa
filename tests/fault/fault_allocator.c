/* SPDX-License-Identifier: MIT */
/* Fails the allocations that go through a caller's allocator; then Jansson's too, through its own door. Nothing of the
 * C library is replaced, so that sanitizers and valgrind see what a failure does. */
#include "fault.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Stands before each block, so that a wrong size or a foreign block is seen when it comes back. */
typedef union head {
    struct {
        size_t bytes;
        uint32_t mark;
    } own;
    max_align_t align;
} head;

enum { MARK = 0x5ca1ab1e };

static struct {
    int armed;
    enum fault_mode mode;
    long next, at, failed, blocks;
} state;

static int refuse(size_t bytes)
{
    long next = state.next++;
    int refused = state.mode == FAULT_LARGE ? bytes > (size_t)state.at
                  : state.mode == FAULT_REST ? next >= state.at
                                             : next == state.at;
    if (!state.armed || !refused)
        return 0;
    state.failed++;
    return 1;
}

static void check(const head *block, size_t bytes)
{
    if (block->own.mark == MARK && (bytes == SIZE_MAX || block->own.bytes == bytes))
        return;
    printf("a block of %zu bytes came back as one of %zu\n", block->own.bytes, bytes);
    abort();
}

static void *take(void *context, size_t bytes)
{
    head *block = refuse(bytes) || context != &state ? NULL : malloc(sizeof *block + bytes);
    if (!block)
        return NULL;
    block->own.bytes = bytes;
    block->own.mark = MARK;
    state.blocks++;
    return memset(block + 1, 0xA5, bytes);
}

static void give(void *context, void *block, size_t bytes)
{
    head *own = (head *)block - 1;
    if (!block || context != &state)
        return;
    check(own, bytes);
    own->own.mark = 0;
    state.blocks--;
    free(own);
}

/* Always to another place, as an allocator may. */
static void *grow(void *context, void *block, size_t old_bytes, size_t bytes)
{
    void *grown;
    check((head *)block - 1, old_bytes);
    grown = take(context, bytes);
    if (!grown)
        return NULL;
    memcpy(grown, block, old_bytes < bytes ? old_bytes : bytes);
    give(context, block, old_bytes);
    return grown;
}

static void *take_json(size_t bytes)
{
    return take(&state, bytes);
}

static void give_json(void *block)
{
    give(&state, block, SIZE_MAX);
}

static void arm(long at, enum fault_mode mode)
{
    state.mode = mode;
    state.next = state.failed = 0;
    state.at = at;
    state.armed = 1;
}

static long disarm(void)
{
    state.armed = 0;
    return state.failed;
}

static long blocks(void)
{
    return state.blocks;
}

/* Of the library's own allocations each fails in turn; in a quick run with all that follow, too, only where a sanitizer
 * looks on. */
static int how_full(void)
{
#if defined __has_feature
#if __has_feature(address_sanitizer)
    return 2;
#endif
#elif defined __SANITIZE_ADDRESS__
    return 2;
#endif
    return 1;
}

int main(int argc, char **argv)
{
    static const coprod_allocator allocator = {sizeof allocator, &state, take, grow, give};
    static const meter own = {"allocator", &allocator, arm, disarm, blocks};
    static const meter both = {"allocator and jansson", &allocator, arm, disarm, blocks};
    int full = argc > 1 && !strcmp(argv[1], "full") ? 2 : 0, failed = fault_run(&own, how_full());
    json_set_alloc_funcs(take_json, give_json);
    return fault_run(&both, full) | failed;
}
