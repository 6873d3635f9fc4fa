/* SPDX-License-Identifier: MIT */
/* Work in parts that several threads do. None is kept: who calls makes them and waits until they are gone. */
#ifndef COPROD_PATTERN_THREADS_INTERNAL_H
#define COPROD_PATTERN_THREADS_INTERNAL_H

#include <stdint.h>

enum {
    COPROD__THREADS_MOST = 64,
    COPROD__THREAD_BYTES = 256 * 1024 /* of its stack, and what else it takes */
};

/* Does one part of a work. Parts are done at once, each by one thread; none of them may ask for memory. */
typedef void coprod__pattern_part(void *work, uint32_t part);

/* Does parts 0 to `parts` - 1 by so many threads at most, of which the caller's is one. If one cannot be made, fewer do
 * all of it. What they wrote is seen by whoever called. */
void coprod__pattern_together(uint32_t threads, uint32_t parts, coprod__pattern_part *part, void *work);

/* How many threads may be used, if each but the first takes so many bytes of what is left of a budget. */
uint32_t coprod__pattern_threads(uint32_t wanted, uint64_t each, uint64_t left);

static inline uint64_t coprod__pattern_next(uint64_t *counter)
{
    return __atomic_fetch_add(counter, 1, __ATOMIC_RELAXED);
}

#endif
