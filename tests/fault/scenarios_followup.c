/* SPDX-License-Identifier: MIT */
/* Measures, what continues, and the rules of run charts. */
#include "fault.h"

#include <stdlib.h>

static const char good[] =
    "{\"schema\": \"followup/1\", \"measures\": [{\"id\": \"m\", \"title\": \"T\", \"better\": \"up\", \"baseline\": {\"day\":"
    " \"2020\", \"value\": 7}, \"target\": {\"value\": \"9.5\", \"by\": \"2023-06\"}, \"values\": [{\"day\": \"2023\","
    " \"value\": 67}, {\"day\": \"2021-03-04\", \"value\": 8}]}], \"continues\": [{\"id\": \"p\", \"what\": \"W\", \"by\":"
    " \"2022\", \"stopped\": {\"day\": \"2022-05-06\", \"reason\": \"r\"}}]}";

static const char bad[] =
    "{\"schema\": \"followup/1\", \"measures\": [{\"id\": \"m\", \"title\": \" \", \"target\": {\"value\": 1.5}, \"values\":"
    " [{\"day\": \"2023\", \"value\": \"x\"}, {\"day\": \"2023-12\", \"value\": 8}, 7]}, {\"id\": \"m\"}], \"continues\":"
    " [{\"id\": \"p\", \"kept\": \"2022\", \"stopped\": {}}], \"more\": 1}";

static void with_findings(world *w)
{
    if (coprod_findings_new(w->allocator, &w->findings) != COPROD_OK)
        abort();
}

static coprod_status load_followup(world *w)
{
    MAKE(w, coprod_followup, followup, coprod_followup_load(good, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_bad_followup(world *w)
{
    MAKE(w, coprod_followup, followup, coprod_followup_load(bad, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_run_rules(world *w)
{
    MAKE(w, coprod_run_rules, run_rules, coprod_run_rules_builtin(w->allocator, &made));
}

static coprod_status load_bad_run_rules(world *w)
{
    MAKE(w, coprod_run_rules, run_rules,
         coprod_run_rules_load("{\"schema\": \"run-chart-rules/1\", \"id\": \"A b\", \"shift_points\": 0, \"published\":"
                               " \"x\"}",
                               COPROD_NTS, w->allocator, w->findings, &made));
}

const scenario followup_scenarios[] = {
    {"load_followup", with_findings, load_followup, COPROD_OK, 1},
    {"load_bad_followup", with_findings, load_bad_followup, COPROD_E_DEFINITION, 1},
    {"load_run_rules", with_findings, load_run_rules, COPROD_OK, 1},
    {"load_bad_run_rules", with_findings, load_bad_run_rules, COPROD_E_DEFINITION, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
