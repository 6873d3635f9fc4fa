/* SPDX-License-Identifier: MIT */
/* coprod missing: the search. Whoever waits at a terminal is told each second that it goes on. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "missing.h"

enum { FIRST_WORK = 1024, SHORT_MS = 100, MEMORY_MOST = 1 << 20 };

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A counter for every pattern may be far quicker than what fits: what it would take is asked of the library, by a
 * question that is refused for it. In MiB; 0: it fits, or is beyond what may be allowed. */
static unsigned long long quicker_with(const coprod_pattern_tally *tally, const coprod_pattern_query *query)
{
    coprod_pattern_query dense = *query;
    coprod_pattern_search *search = NULL;
    coprod_findings *findings = NULL;
    coprod_finding finding = {.size = sizeof finding};
    unsigned long long bytes = 0;
    dense.engine = COPROD_PATTERN_DENSE;
    dense.memory_bytes = 1;
    if (query->engine == COPROD_PATTERN_CHOOSE && coprod_findings_new(NULL, &findings) == COPROD_OK
        && coprod_pattern_search_new(tally, &dense, NULL, findings, &search) == COPROD_E_LIMIT
        && coprod_findings_get(findings, 0, &finding) == COPROD_OK)
        bytes = strtoull(finding.found, NULL, 10); /* 0 of "more than" what a number holds */
    coprod_findings_free(findings);
    bytes = bytes > query->memory_bytes ? (bytes >> 20) + 1 : 0;
    return bytes <= MEMORY_MOST ? bytes : 0;
}

/* In pieces that take some tenths of a second; how it is cut does not change what is found. */
static coprod_status run_and_tell(coprod_pattern_search *search, unsigned long long quicker)
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
            if (!told && quicker)
                program_complain("coprod: missing: with --memory %llu it may be far quicker\n", quicker);
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
        status = run_and_tell(search, quicker_with(tally, query));
    if (status == COPROD_OK)
        status = coprod_pattern_search_take(search, gaps);
    coprod_pattern_search_free(search);
    return status;
}
