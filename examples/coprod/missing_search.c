/* SPDX-License-Identifier: MIT */
/* coprod missing: the search. Whoever waits at a terminal is told each second that it goes on. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "missing.h"

enum { FIRST_WORK = 1024, SHORT_MS = 100 };

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* In pieces that take some tenths of a second; how it is cut does not change what is found. */
static coprod_status run_and_tell(coprod_pattern_search *search)
{
    const int64_t begun = now_ms();
    uint64_t work = FIRST_WORK;
    int64_t at = begun, told = 0;
    int32_t done = 0;
    coprod_status status = COPROD_OK;
    while (status == COPROD_OK && !done) {
        const int64_t before = at;
        status = coprod_pattern_search_run(search, work, NULL, &done);
        at = now_ms();
        if (at - before < SHORT_MS && work < UINT64_MAX / 2)
            work *= 2;
        if (!done && (at - begun) / 1000 > told) {
            told = (at - begun) / 1000;
            program_complain("coprod: missing: searching, %lld s\n", (long long)told);
        }
    }
    return status;
}

coprod_status missing_find(const coprod_pattern_tally *tally, const coprod_pattern_query *query,
                           coprod_findings *findings, coprod_pattern_gaps **gaps)
{
    coprod_pattern_search *search = NULL;
    coprod_status status;
    if (!isatty(STDERR_FILENO))
        return coprod_pattern_find(tally, query, NULL, findings, gaps);
    status = coprod_pattern_search_new(tally, query, NULL, findings, &search);
    if (status == COPROD_OK)
        status = run_and_tell(search);
    if (status == COPROD_OK)
        status = coprod_pattern_search_take(search, gaps);
    coprod_pattern_search_free(search);
    return status;
}
