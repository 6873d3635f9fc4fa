/* SPDX-License-Identifier: MIT */
/* Fails every allocation of the process: the library's own, Jansson's and OpenSSL's. The functions of the C library
 * are replaced by ones that stand on glibc's own names for them, so neither sanitizers nor valgrind can be used with
 * it. With the word "full" each allocation is failed, without it a part of the many. */
#include "fault.h"

#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *block, size_t bytes);
void __libc_free(void *block);

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

static void *counted(void *block)
{
    state.blocks += block != NULL;
    return block;
}

void *malloc(size_t bytes)
{
    return refuse(bytes) ? NULL : counted(__libc_malloc(bytes));
}

void *calloc(size_t count, size_t bytes)
{
    return refuse(count * bytes) ? NULL : counted(__libc_calloc(count, bytes));
}

void *realloc(void *block, size_t bytes)
{
    if (refuse(bytes))
        return NULL;
    return block ? __libc_realloc(block, bytes) : counted(__libc_malloc(bytes));
}

void free(void *block)
{
    state.blocks -= block != NULL;
    __libc_free(block);
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

int main(int argc, char **argv)
{
    static const meter own = {"malloc", NULL, arm, disarm, blocks};
    return fault_run(&own, argc > 1 && !strcmp(argv[1], "full") ? 2 : 0);
}
