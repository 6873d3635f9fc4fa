/* SPDX-License-Identifier: MIT */
/* The rules of shares: the only thing of shares that takes memory. */
#include "fault.h"

#include <stdlib.h>

static void with_findings(world *w)
{
    if (coprod_findings_new(w->allocator, &w->findings) != COPROD_OK)
        abort();
}

static coprod_status load_share_rules(world *w)
{
    MAKE(w, coprod_share_rules, share_rules, coprod_share_rules_builtin(w->allocator, &made));
}

static coprod_status load_bad_share_rules(world *w)
{
    MAKE(w, coprod_share_rules, share_rules,
         coprod_share_rules_load("{\"schema\": \"share-rules/1\", \"id\": \"A b\", \"exact_below\": 99, \"policies\": [{\"id\":"
                                 " \"a\", \"from\": 1, \"to\": \"x\"}, 3]}",
                                 COPROD_NTS, w->allocator, w->findings, &made));
}

const scenario share_scenarios[] = {
    {"load_share_rules", with_findings, load_share_rules, COPROD_OK, 1},
    {"load_bad_share_rules", with_findings, load_bad_share_rules, COPROD_E_DEFINITION, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
