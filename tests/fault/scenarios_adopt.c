/* SPDX-License-Identifier: MIT */
/* Loops that began elsewhere, and loops below loops. */
#include "fault.h"

#include <stdlib.h>

static const char adoption[] =
    "{\"by\": \"lead:team\", \"at\": \"2025-07-01\", \"key\": \"k\", \"adopt\": {\"state\": \"open\", \"reason\": \"was on"
    " paper\", \"created\": null, \"facts\": {\"told\": 0, \"breach_unexplained\": 1, \"why\": \"a reason\", \"end\": null},"
    " \"clocks\": {\"T\": \"2025-06-20\"}, \"missed\": [{\"timer\": \"T\", \"due\": \"2025-06-04\"}]}}";

static const char bad[] =
    "{\"by\": \"lead:team\", \"at\": \"2025-07-01\", \"adopt\": {\"state\": \"gone\", \"reason\": \" \", \"facts\": {\"told\":"
    " null, \"x\": 1}, \"clocks\": {\"T\": null, \"U\": 1}, \"missed\": [7, {\"timer\": \"V\", \"due\": \"2025-09-04\"}]}}";

static void with_adoption(world *w)
{
    with_stepped(w);
    coprod_event_free(w->event);
    if (coprod_event_load(w->machine, adoption, COPROD_NTS, w->allocator, NULL, &w->event) != COPROD_OK)
        abort();
}

static void with_adopted(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_loop *loop;
    uint32_t number;
    with_adoption(w);
    if (coprod_journal_create(w->journal, w->machine, w->event, &answer, &number, &loop) != COPROD_OK || number != 1)
        abort();
    coprod_loop_free(loop);
}

static coprod_status load_adoption(world *w)
{
    MAKE(w, coprod_event, made_event,
         coprod_event_load(w->machine, adoption, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_bad_adoption(world *w)
{
    MAKE(w, coprod_event, made_event,
         coprod_event_load(w->machine, bad, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status adopt_loop(world *w)
{
    coprod_loop_options options = {.size = sizeof options, .allocator = w->allocator};
    coprod_loop_answer answer = {.size = sizeof answer};
    MAKE(w, coprod_loop, made_loop, coprod_loop_new(w->machine, w->event, &options, &answer, &made));
}

static coprod_status adopt_in_journal(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    uint32_t number;
    MAKE(w, coprod_loop, made_loop,
         coprod_journal_create(w->journal, w->machine, w->event, &answer, &number, &made));
}

static coprod_status adopt_in_store(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    uint32_t number;
    return coprod_loops_add(w->loops, w->event, 1, 1, &answer, &number);
}

static coprod_status replay_adopted(world *w)
{
    MAKE(w, coprod_loop, made_loop, coprod_journal_replay(w->journal, 1, w->machine, &made));
}

static coprod_status join_in_journal(world *w)
{
    return coprod_journal_join(w->journal, 0, 1, 20000, "lead:somebody else");
}

static coprod_status join_in_store(world *w)
{
    return coprod_loops_join(w->loops, 1, 0);
}

const scenario adopt_scenarios[] = {
    {"load_adoption", with_stepped, load_adoption, COPROD_OK, 1},
    {"load_bad_adoption", with_stepped, load_bad_adoption, COPROD_E_DEFINITION, 1},
    {"adopt_loop", with_adoption, adopt_loop, COPROD_OK, 1},
    {"adopt_in_journal", with_adoption, adopt_in_journal, COPROD_OK, 1},
    {"adopt_in_store", with_adoption, adopt_in_store, COPROD_OK, 1},
    {"replay_adopted", with_adopted, replay_adopted, COPROD_OK, 1},
    {"join_in_journal", with_adopted, join_in_journal, COPROD_OK, 1},
    {"join_in_store", with_stepped, join_in_store, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
