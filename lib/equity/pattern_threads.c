/* SPDX-License-Identifier: MIT */
/* Threads that are made for a call, and are gone when it returns. */
#define _POSIX_C_SOURCE 200809L
#include "pattern_threads_internal.h"

#include <stddef.h>

#ifdef COPROD_THREADS
#include <pthread.h>
#include <signal.h>
#endif

typedef struct team {
    coprod__pattern_part *part;
    void *work;
    uint64_t parts, next;
} team;

static void *do_parts(void *context)
{
    team *own = context;
    uint64_t part;
    while ((part = coprod__pattern_next(&own->next)) < own->parts)
        own->part(own->work, (uint32_t)part);
    return NULL;
}

#ifdef COPROD_THREADS
/* As large a stack as threads of the program usually have, since its own memory for each thread is taken from that. */
static int has_stack(pthread_attr_t *kind)
{
    size_t usual;
    return !pthread_attr_getstacksize(kind, &usual)
           && (usual >= COPROD__THREAD_BYTES || !pthread_attr_setstacksize(kind, COPROD__THREAD_BYTES));
}

/* Signals are for the threads of whoever calls: those that are made here have all of them blocked. */
static uint32_t make_threads(team *own, pthread_t *made, uint32_t wanted)
{
    pthread_attr_t kind;
    sigset_t all, before;
    uint32_t count = 0;
    if (pthread_attr_init(&kind))
        return 0;
    sigfillset(&all);
    if (has_stack(&kind) && !pthread_sigmask(SIG_SETMASK, &all, &before)) {
        while (count < wanted && !pthread_create(&made[count], &kind, do_parts, own))
            count++;
        pthread_sigmask(SIG_SETMASK, &before, NULL);
    }
    pthread_attr_destroy(&kind);
    return count;
}

/* The thread that called cannot be cancelled while others work with what lies on its stack. */
void coprod__pattern_together(uint32_t threads, uint32_t parts, coprod__pattern_part *part, void *work)
{
    team own = {part, work, parts, 0};
    pthread_t made[COPROD__THREADS_MOST];
    const uint32_t wanted = threads < parts ? threads : parts;
    uint32_t count;
    int before;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
    count = wanted > 1 ? make_threads(&own, made, wanted - 1) : 0;
    do_parts(&own);
    while (count)
        pthread_join(made[--count], NULL);
    pthread_setcancelstate(before, NULL);
}
#else
void coprod__pattern_together(uint32_t threads, uint32_t parts, coprod__pattern_part *part, void *work)
{
    team own = {part, work, parts, 0};
    (void)threads;
    do_parts(&own);
}
#endif

uint32_t coprod__pattern_threads(uint32_t wanted, uint64_t each, uint64_t left)
{
#if defined(COPROD_THREADS)
    const uint64_t fit = left / each + 1, most = wanted < COPROD__THREADS_MOST ? wanted : COPROD__THREADS_MOST;
    return most < 2 ? 1 : (uint32_t)(fit < most ? fit : most);
#else
    (void)wanted, (void)each, (void)left;
    return 1;
#endif
}
