/* SPDX-License-Identifier: MIT */
/* What the benchmarks share: the clock, the best of several runs, and how a figure is told. */
#ifndef COPROD_BENCH_H
#define COPROD_BENCH_H

#include <stdio.h>
#include <time.h>

/* The time of this process alone, which is one thread: others may want the machine meanwhile. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The time on the wall, where several threads are at work. */
static inline double wall(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The best of several runs: what the machine can do when nothing else wants it. */
#define BEST(seconds, runs, what)             \
    do {                                      \
        for (int run_ = 0; run_ < (runs); run_++) { \
            double start_ = now();            \
            what;                             \
            start_ = now() - start_;          \
            if (!run_ || start_ < (seconds))  \
                (seconds) = start_;           \
        }                                     \
    } while (0)

static inline void line(const char *what, double per_second, double baseline, const char *beside)
{
    printf("%-52s %10.2f million/s   %6.1f x %s\n", what, per_second / 1e6, per_second / baseline, beside);
}

#endif
