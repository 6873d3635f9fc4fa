/* SPDX-License-Identifier: MIT */
/* Bodies and their meetings. */
#include "fault.h"

#include <stdlib.h>

static const char text[] =
    "{\"schema\": \"bodies/1\", \"bodies\": [{\"id\": \"local\", \"name\": \"L\", \"reports_to\": \"trust\","
    " \"meets\": {\"n\": 1, \"unit\": \"month\"}, \"since\": \"2025-01-01\", \"majority\": \"service-user\","
    " \"members\": [{\"counts\": {\"service-user\": 2, \"staff\": null}}], \"quote\": \"q\"},"
    " {\"id\": \"trust\", \"name\": \"T\"}],"
    " \"meetings\": [{\"body\": \"trust\", \"day\": \"2025-03-01\", \"items\": [\"x\"]},"
    " {\"body\": \"local\", \"day\": \"2025-02-01\", \"items\": [\"y\", \"x\"], \"carry_up\": [\"x\"], \"chair\": \"staff\","
    " \"present\": {\"service-user\": 1}}]}";

static const char bad_text[] =
    "{\"schema\": \"bodies/1\", \"bodies\": [1, {\"id\": \"a\", \"name\": \"A\", \"reports_to\": \"a\","
    " \"meets\": {\"n\": 0, \"unit\": \"x\"}, \"members\": [{\"counts\": {\"B\": -1}}, {\"counts\": 1}]},"
    " {\"id\": \"a\", \"majority\": \"c\", \"since\": \"x\"}, {\"id\": \"n\", \"name\": \"N\"}],"
    " \"meetings\": [{\"body\": \"n\", \"day\": \"2025-01-01\", \"items\": [\"x\", \"x\"], \"carry_up\": [\"y\", 2]},"
    " {\"body\": \"n\", \"day\": \"2025-01-01\", \"present\": {\"c\": \"\"}}, 3]}";

static void with_findings(world *w)
{
    if (coprod_findings_new(w->allocator, &w->findings) != COPROD_OK)
        abort();
}

static void with_bodies(world *w)
{
    with_findings(w);
    if (coprod_bodies_load(text, COPROD_NTS, w->allocator, NULL, &w->bodies) != COPROD_OK)
        abort();
}

static coprod_status load_bodies(world *w)
{
    MAKE(w, coprod_bodies, made_bodies, coprod_bodies_load(text, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_bad_bodies(world *w)
{
    MAKE(w, coprod_bodies, made_bodies, coprod_bodies_load(bad_text, COPROD_NTS, w->allocator, w->findings, &made));
}

/* Nothing is asked for memory here. */
static coprod_status ask_bodies(world *w)
{
    coprod_bodies_totals totals = {.size = sizeof totals};
    coprod_status status = coprod_bodies_on(w->bodies, 20270, &totals);
    return status == COPROD_OK ? coprod_bodies_json(w->bodies, 20270, w->text, sizeof w->text, &w->needed) : status;
}

const scenario bodies_scenarios[] = {
    {"load_bodies", with_findings, load_bodies, COPROD_OK, 1},
    {"load_bad_bodies", with_findings, load_bad_bodies, COPROD_E_DEFINITION, 1},
    {"ask_bodies", with_bodies, ask_bodies, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
