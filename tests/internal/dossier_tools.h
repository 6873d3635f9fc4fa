/* SPDX-License-Identifier: MIT */
/* What the programs about dossiers share: cases of faults, and memory that is counted. */
#ifndef COPROD_TEST_DOSSIER_TOOLS_H
#define COPROD_TEST_DOSSIER_TOOLS_H

#include "inside.h"

/* Every case of a file: its findings are those expected, in their places, and nothing is loaded with an error. */
static inline size_t check_faults(const char *name)
{
    json_t *golden = load_file(name), *one;
    coprod_spectrum *spectrum = builtin("nhse5");
    size_t i;
    json_array_foreach(json_object_get(golden, "cases"), i, one) {
        json_t *own = changed(json_object_get(golden, "document"), json_object_get(one, "changes"));
        const json_t *expected = json_object_get(one, "findings");
        coprod_findings *findings = new_findings();
        coprod_dossier *dossier = (coprod_dossier *)1;
        char *text = json_dumps(own, 0);
        coprod_status status = coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, findings, &dossier);
        check_findings(text_of(one, "title"), findings, expected);
        assert_int_equal(status, status_of(expected));
        assert_int_equal(dossier != NULL, status == COPROD_OK);
        coprod_dossier_free(dossier);
        assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, NULL, &dossier), status);
        coprod_dossier_free(dossier);
        coprod_findings_free(findings);
        free(text);
        json_decref(own);
    }
    coprod_spectrum_free(spectrum);
    json_decref(golden);
    return i;
}

/* Memory that is counted: each block must come back with its size. */
typedef struct counter {
    size_t blocks, bytes, calls;
} counter;

static inline void *count_alloc(void *context, size_t bytes)
{
    counter *own = context;
    void *made = malloc(bytes);
    own->blocks += made != NULL;
    own->bytes += made ? bytes : 0;
    own->calls++;
    return made;
}

static inline void *count_resize(void *context, void *block, size_t old, size_t bytes)
{
    counter *own = context;
    void *made = realloc(block, bytes);
    if (made) {
        own->blocks += !block;
        own->bytes += bytes - (block ? old : 0);
    }
    return made;
}

static inline void count_release(void *context, void *block, size_t bytes)
{
    counter *own = context;
    own->blocks -= block != NULL;
    own->bytes -= block ? bytes : 0;
    free(block);
}

#endif
