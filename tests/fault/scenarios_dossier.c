/* SPDX-License-Identifier: MIT */
/* A dossier with loops, measures and governance, in files that the fuzzers begin with too. */
#include "fault.h"

#include <stdio.h>
#include <stdlib.h>

static void with_file(world *w, const char *path)
{
    const coprod_spectrum_options options = {.size = sizeof options, .allocator = w->allocator};
    FILE *file = fopen(path, "rb");
    w->json = calloc(1, FAULT_ROOM);
    if (!w->json || !file || coprod_findings_new(w->allocator, &w->findings) != COPROD_OK
        || coprod_spectrum_builtin("nhse5", &options, &w->spectrum) != COPROD_OK)
        abort();
    w->length = fread(w->json, 1, FAULT_ROOM, file);
    fclose(file);
}

static void with_loops(world *w)
{
    with_file(w, COPROD_TEST_DATA "/fuzz/corpus/dossier/loops.json");
}

/* Loops that began elsewhere, statements of every kind, what continues. */
static void with_adopted(world *w)
{
    with_file(w, COPROD_TEST_DATA "/fuzz/corpus/dossier/loops-adopted.json");
}

static void with_wrong_loops(world *w)
{
    with_file(w, COPROD_TEST_DATA "/fuzz/corpus/dossier/wrong-loops.json");
}

static void with_wrong_parents(world *w)
{
    with_file(w, COPROD_TEST_DATA "/fuzz/corpus/dossier/wrong-parents.json");
}

static coprod_status load_dossier(world *w)
{
    MAKE(w, coprod_dossier, dossier,
         coprod_dossier_load(w->json, w->length, w->spectrum, w->allocator, w->findings, &made));
}

const scenario dossier_scenarios[] = {
    {"load_loops", with_loops, load_dossier, COPROD_OK, 97},
    {"load_adopted_loops", with_adopted, load_dossier, COPROD_OK, 97},
    {"load_wrong_loops", with_wrong_loops, load_dossier, COPROD_E_DEFINITION, 97},
    {"load_wrong_parents", with_wrong_parents, load_dossier, COPROD_E_DEFINITION, 97},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
