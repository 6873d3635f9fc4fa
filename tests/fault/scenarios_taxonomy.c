/* SPDX-License-Identifier: MIT */
/* Lists of classes, those that extend another, and columns with codes that have to be named. */
#include "fault.h"

#include <stdlib.h>

static const char good[] =
    "{\"schema\": \"taxonomy/1\", \"id\": \"own\", \"version\": \"1\", \"title\": \"T\", \"dimension\": \"d\", "
    "\"extends\": \"imd-deciles\", \"notes\": [\"N\"], \"classes\": [{\"code\": \"1a\", \"title\": \"a\", "
    "\"parent\": \"1\"}, {\"code\": \"x\", \"title\": \"x\"}], \"unknown\": [{\"code\": \"U\", \"title\": \"u\", "
    "\"answer\": \"unsure\"}], \"groupings\": [{\"id\": \"g\", \"title\": \"G\", \"common\": \"c\", \"groups\": "
    "[{\"id\": \"o\", \"title\": \"O\", \"classes\": [\"1\"], \"residual\": [\"x\"]}]}]}";

static const char bad[] =
    "{\"schema\": \"taxonomy/1\", \"id\": \"own\", \"kind\": \"both\", \"checked\": \"x\", \"notes\": [1], "
    "\"classes\": [{\"code\": \"a b\"}, {\"code\": \"a\", \"title\": \"a\", \"parent\": \"b\"}, {\"code\": \"a\"}, "
    "7], \"unknown\": [{\"code\": \"a\"}], \"groupings\": [{\"id\": \"g\", \"groups\": [{\"id\": \"o\", \"classes\": "
    "[\"a\", \"a\", 3]}, 1]}]}";

static void with_findings(world *w)
{
    if (coprod_findings_new(w->allocator, &w->findings) != COPROD_OK)
        abort();
}

static void with_list(world *w)
{
    with_findings(w);
    if (coprod_taxonomy_builtin("imd-deciles", w->allocator, &w->taxonomy) != COPROD_OK)
        abort();
}

static coprod_status load_taxonomy(world *w)
{
    MAKE(w, coprod_taxonomy, made_taxonomy, coprod_taxonomy_load(good, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_bad_taxonomy(world *w)
{
    MAKE(w, coprod_taxonomy, made_taxonomy, coprod_taxonomy_load(bad, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_builtin_taxonomy(world *w)
{
    MAKE(w, coprod_taxonomy, made_taxonomy, coprod_taxonomy_builtin("nhs-pds-ethnic-category", w->allocator, &made));
}

static coprod_status name_codes(world *w)
{
    static const size_t offsets[] = {0, 1, 3, 4, 5, 6, 7};
    return coprod_taxonomy_map(w->taxonomy, COPROD_TAXONOMY_NONE, "110abab", 7, offsets, 6, NULL, w->findings, NULL);
}

const scenario taxonomy_scenarios[] = {
    {"load_taxonomy", with_findings, load_taxonomy, COPROD_OK, 7},
    {"load_bad_taxonomy", with_findings, load_bad_taxonomy, COPROD_E_DEFINITION, 1},
    {"load_builtin_taxonomy", with_findings, load_builtin_taxonomy, COPROD_OK, 31},
    {"name_codes", with_list, name_codes, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
