/* SPDX-License-Identifier: MIT */
/* Fails allocation 0, 1, 2... of every scenario until none fails, alone and with all that follow; then all that are
 * larger than a limit, which is doubled until none fails. */
#include "fault.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What one run came to. */
typedef struct run {
    coprod_status status;
    long failed, leaked;
    int not_written;
    char *before, *after, *findings;
} run;

static void free_run(run *own)
{
    free(own->before);
    free(own->after);
    free(own->findings);
}

static run once(const meter *own, const scenario *what, long at, enum fault_mode mode)
{
    run result;
    world *w;
    long blocks;
    OPENSSL_thread_stop(); /* its list of errors is the thread's, and grows with each failure */
    w = calloc(1, sizeof *w);
    if (!w)
        abort();
    w->allocator = own->allocator;
    blocks = own->blocks();
    what->prepare(w);
    result.before = world_look(w);
    own->arm(at, mode);
    result.status = what->act(w);
    result.failed = own->disarm();
    result.not_written = w->not_written;
    result.after = world_look(w);
    result.findings = world_findings(w);
    world_free(w);
    OPENSSL_thread_stop();
    result.leaked = own->blocks() - blocks - (own->allocator ? 0 : 3); /* the three texts are out */
    free(w);
    return result;
}

/* Whether the lines of one text stand in the other in the same order: findings without memory leave a gap. */
static int lines_within(const char *some, const char *all)
{
    while (*some) {
        size_t length = strcspn(some, "\n") + 1;
        while (*all && strncmp(some, all, length))
            all += strcspn(all, "\n") + 1;
        if (!*all)
            return 0;
        some += length;
        all += length;
    }
    return 1;
}

/* NULL, or what is wrong. A failure that somebody hid must not have changed the answer. */
static const char *judge(const scenario *what, const run *whole, const run *one)
{
    if (one->leaked)
        return "leak";
    if (!one->failed || one->status == what->expected) {
        if (one->status != what->expected)
            return "another status without a failure";
        return strcmp(one->after, whole->after) || strcmp(one->findings, whole->findings) ? "another result" : NULL;
    }
    if (one->status != COPROD_E_MEMORY)
        return "another status than COPROD_E_MEMORY";
    if (one->not_written)
        return "the last parameter was not written";
    if (strcmp(one->after, one->before))
        return "changed";
    return lines_within(one->findings, whole->findings) ? NULL : "other findings";
}

static const char *const modes[] = {"allocation", "allocation and all after", "all above"};

/* One attempt; whether anything failed in it. */
static long try_one(const meter *own, const scenario *what, const run *whole, long at, enum fault_mode mode,
                    int *faults)
{
    run one = once(own, what, at, mode);
    const char *wrong = judge(what, whole, &one);
    if (wrong && ++*faults <= 20)
        printf("%s: %s: %s %ld failed: %s (status %d, leaked %ld)\n", own->name, what->name, modes[mode], at, wrong,
               (int)one.status, one.leaked);
    free_run(&one);
    return one.failed;
}

/* The next allocation to fail. Where the environment asks for a quick run, most of the short ones are left out too, and
 * of those far on more and more: they are the same few functions again. What follows the first that fails is then tried
 * at every third, unless all is asked for. */
static long next(const scenario *what, long at, enum fault_mode mode, int full)
{
    const int quick = getenv("COPROD_QUICK") != NULL;
    long stride = what->stride;
    if (mode == FAULT_LARGE)
        return 2 * at;
    if (full || at < (quick ? 8 : 100))
        return at + (quick && mode == FAULT_REST && at >= 8 && !getenv("COPROD_FULL") ? 3 : 1);
    if (quick) {
        stride = stride < 11 ? 11 : stride;
        stride = stride < at / 4 ? at / 4 : stride;
    }
    return at + stride;
}

static int run_scenario(const meter *own, const scenario *what, enum fault_mode mode, int full)
{
    run whole = once(own, what, -1, FAULT_ONE); /* the first one fills what others keep between calls */
    int faults = 0;
    long at = mode == FAULT_LARGE ? 8 : 0, tried = 0;
    free_run(&whole);
    whole = once(own, what, -1, FAULT_ONE);
    if (whole.status != what->expected || whole.leaked) {
        printf("%s: %s: status %d, %ld leaked\n", own->name, what->name, (int)whole.status, whole.leaked);
        faults++;
    }
    while (try_one(own, what, &whole, at, mode, &faults)) {
        at = next(what, at, mode, full);
        tried++;
    }
    printf("%s: %s: %s %ld is the last, %ld failed in turn, %d faults\n", own->name, what->name, modes[mode], at, tried,
           faults);
    free_run(&whole);
    return faults;
}

int fault_run(const meter *own, int full)
{
    const scenario *const lists[] = {load_scenarios, use_scenarios, reimburse_scenarios, plan_scenarios,
                                      feedback_scenarios, migrate_scenarios, adopt_scenarios, bodies_scenarios,
                                      followup_scenarios, taxonomy_scenarios, dossier_scenarios,
                                      score_scenarios, equity_scenarios, fit_scenarios, inequality_scenarios,
                                      publish_scenarios, share_scenarios, tally_scenarios, people_scenarios,
                                      pattern_scenarios, pattern_plan_scenarios};
    int faults = 0;
    setvbuf(stdout, NULL, _IOLBF, 0); /* so that all is told if the process is stopped */
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (const scenario *what = lists[i]; what->name; what++)
            for (int mode = FAULT_ONE; mode <= FAULT_LARGE; mode++)
                if (full > 1 || mode != FAULT_REST || !getenv("COPROD_QUICK"))
                    faults += run_scenario(own, what, (enum fault_mode)mode, full);
    printf("%s: %d faults\n", own->name, faults);
    return faults != 0;
}
