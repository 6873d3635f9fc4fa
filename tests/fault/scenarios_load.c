/* SPDX-License-Identifier: MIT */
/* Everything that is loaded. */
#include "fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char spectrum[] =
    "{\"schema\": \"spectrum/1\", \"id\": \"trust-ladder\", \"version\": \"2\", \"title\": \"Ladder of the trust\","
    " \"source\": {\"title\": \"Minutes of the board, with an address\", \"address\":"
    " \"https://example.org/minutes\"}, \"note\": \"caf\\u00e9\", \"indicators\": \"participation/1\","
    " \"extra_indicators\": [{\"id\": \"budget\", \"kind\": \"power\", \"title\": \"Who decides on the budget\","
    " \"question\": \"Who decides on the money?\", \"answers\": [\"The trust decides\", \"People are heard\","
    " \"People decide\"], \"help\": \"A range is fine.\"}], \"extra_implications\": [{\"if\": {\"budget\": 2},"
    " \"then\": {\"flow\": 4, \"influence\": 2}, \"why\": \"Who decides has been heard.\"}], \"extra_patterns\":"
    " [{\"id\": \"money-without-voice\", \"title\": \"Money without a voice\", \"at_least\": {\"budget\": 1},"
    " \"at_most\": {\"influence\": 1}, \"text\": \"Heard, to no effect.\"}], \"levels\": [{\"id\": \"asked\","
    " \"label\": \"Asked\", \"definition\": \"People are asked.\", \"rule\": [{\"of\": {\"flow\": 3}}], \"words\":"
    " {\"flow\": \"People are asked, in so many words.\"}},{\"id\": \"decides\", \"label\": \"Decides\","
    " \"definition\": \"People decide.\", \"rule\": [{\"of\": {\"budget\": 2, \"design\": 3, \"influence\": 3},"
    " \"at_least\": 2}], \"promises\": {\"feedback\": 2}}]}";

/* As many kinds of problems as fit. */
static const char bad_spectrum[] =
    "{\"schema\": \"spectrum/2\", \"id\": \"Not A Word\", \"version\": 1, \"x\": {}, \"indicators\":"
    " \"participation/9\", \"source\": 5, \"levels\": [{\"id\": \"a\", \"label\": \"A\", \"definition\": \"\","
    " \"rule\": [{\"of\": {\"flow\": 99, \"nothing-of-the-kind\": 1, \"agenda\": \"2\"}}]}, 7, {\"id\": \"a\","
    " \"label\": \"A\", \"definition\": \"d\", \"rule\": {}}]}";

static const char calendar[] =
    "{\"schema\": \"calendar/1\", \"id\": \"mine\", \"version\": \"1\", \"title\": \"Mine\", \"source\": {\"title\":"
    " \"Minutes\", \"address\": \"https://example.org/some/minutes\"}, \"covers\": [\"2025-01-01\", \"2026-12-31\"],"
    " \"weekend\": [\"sat\"], \"holidays\": [\"2025-12-25\", \"2026-01-01\"]}";

static const char bad_calendar[] =
    "{\"schema\": \"calendar/1\", \"id\": \"-\", \"covers\": [\"2025-01-01\", \"2025-02-01\"], \"weekend\": [\"son\","
    " 5], \"holidays\": [\"2025-01-01\", \"2025-01-01\", \"yesterday evening, late\", \"2031-01-01\", null],"
    " \"some/key~\": 1}";

static const char texts[] =
    "{\"schema\": \"texts/1\", \"id\": \"cymraeg\", \"language\": \"cy\", \"sentences\": {\"unknown-id\": \"{place}:"
    " nid yw {found} yn hysbys; disgwylid {expected}\", \"syntax\": \"llinell {line}, colofn {column}: nid JSON yw"
    " hyn\"}}";

static const char bad_texts[] =
    "{\"schema\": \"texts/1\", \"id\": \"cymraeg\", \"sentences\": {\"unknown-id\": \"{places}\","
    " \"no-such-code-here\": \"x\", \"syntax\": \"\"}}";

static const char evidence[] =
    "{\"schema\": \"evidence/1\", \"answers\": {\"flow\": 4, \"agenda\": [1, 3], \"influence\": {\"value\": [1, 2],"
    " \"quote\": \"people told us what they thought of it\", \"source\": \"annual-report-2025\", \"date\":"
    " \"2025-03\", \"basis\": \"inferred\"}}}";

static const char bad_evidence[] =
    "{\"answers\": {\"flow\": 99, \"agenda\": [3, 1], \"nothing-of-the-kind\": 1, \"influence\": {\"value\": [1, 2],"
    " \"date\": \"yesterday\", \"basis\": \"heard in the corridor\", \"x\": 1}}, \"more\": 1}";

static void new_findings(world *w)
{
    coprod_findings_new(w->allocator, &w->findings);
}

static void with_spectrum(world *w)
{
    const coprod_spectrum_options options = {sizeof options, w->allocator, 0, 0};
    coprod_spectrum_builtin("nhse5", &options, &w->spectrum);
}

static void with_spectrum_and_findings(world *w)
{
    with_spectrum(w);
    new_findings(w);
}

/* A source that does not fit what is left of a block of memory. */
static void with_long_calendar(world *w)
{
    const char *covers = strstr(calendar, "\"covers\"");
    new_findings(w);
    w->json = calloc(1, FAULT_ROOM);
    if (!w->json || !covers)
        abort();
    w->length = (size_t)snprintf(w->json, FAULT_ROOM,
        "{\"schema\": \"calendar/1\", \"id\": \"mine\", \"version\": \"1\", \"title\": \"Mine\","
        " \"source\": {\"title\": \"%09000d\", \"address\": \"%09000d\"}, %s", 1, 2, covers);
}

static void with_dossier_file(world *w)
{
    FILE *file = fopen(COPROD_TEST_DATA "/../examples/dossiers/elft.json", "rb");
    with_spectrum_and_findings(w);
    w->json = calloc(1, FAULT_ROOM);
    if (!w->json || !file)
        abort();
    w->length = fread(w->json, 1, FAULT_ROOM, file);
    fclose(file);
}

static coprod_status builtin_spectrum(world *w)
{
    const coprod_spectrum_options options = {sizeof options, w->allocator, 1, 0};
    MAKE(w, coprod_spectrum, made_spectrum, coprod_spectrum_builtin("nhse5+led", &options, &made));
}

static coprod_status load_spectrum(world *w)
{
    const coprod_spectrum_options options = {sizeof options, w->allocator, 0, 0};
    MAKE(w, coprod_spectrum, made_spectrum,
         coprod_spectrum_load(spectrum, COPROD_NTS, &options, w->findings, &made));
}

static coprod_status load_bad_spectrum(world *w)
{
    const coprod_spectrum_options options = {sizeof options, w->allocator, 0, 0};
    MAKE(w, coprod_spectrum, made_spectrum,
         coprod_spectrum_load(bad_spectrum, COPROD_NTS, &options, w->findings, &made));
}

static coprod_status load_calendar(world *w)
{
    MAKE(w, coprod_calendar, calendar, coprod_calendar_load(calendar, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_long_calendar(world *w)
{
    MAKE(w, coprod_calendar, calendar, coprod_calendar_load(w->json, w->length, w->allocator, w->findings, &made));
}

static coprod_status builtin_calendar(world *w)
{
    MAKE(w, coprod_calendar, calendar, coprod_calendar_builtin("england", w->allocator, &made));
}

static coprod_status load_bad_calendar(world *w)
{
    MAKE(w, coprod_calendar, calendar,
         coprod_calendar_load(bad_calendar, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status builtin_texts(world *w)
{
    MAKE(w, coprod_texts, texts, coprod_texts_builtin("easy-read", w->allocator, &made));
}

static coprod_status load_texts(world *w)
{
    MAKE(w, coprod_texts, texts, coprod_texts_load(texts, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_bad_texts(world *w)
{
    MAKE(w, coprod_texts, texts, coprod_texts_load(bad_texts, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_evidence(world *w)
{
    MAKE(w, coprod_evidence, made_evidence,
         coprod_evidence_load(evidence, COPROD_NTS, w->spectrum, w->allocator, w->findings, &made));
}

static coprod_status load_bad_evidence(world *w)
{
    MAKE(w, coprod_evidence, made_evidence,
         coprod_evidence_load(bad_evidence, COPROD_NTS, w->spectrum, w->allocator, w->findings, &made));
}

static coprod_status builtin_methods(world *w)
{
    MAKE(w, coprod_methods, methods, coprod_methods_builtin(w->spectrum, w->allocator, &made));
}

static coprod_status load_dossier(world *w)
{
    MAKE(w, coprod_dossier, dossier,
         coprod_dossier_load(w->json, w->length, w->spectrum, w->allocator, w->findings, &made));
}

/* The claims of a dossier, with a policy of its own and a built-in one, in a file that the fuzzers begin with too. */
static void with_claims_file(world *w)
{
    FILE *file = fopen(COPROD_TEST_DATA "/fuzz/corpus/dossier/claims.json", "rb");
    with_spectrum_and_findings(w);
    w->json = calloc(1, FAULT_ROOM);
    if (!w->json || !file)
        abort();
    w->length = fread(w->json, 1, FAULT_ROOM, file);
    fclose(file);
}

static coprod_status load_bad_claims(world *w)
{
    static const char bad[] =
        "{\"schema\": \"dossier/1\", \"claims\": [7, {\"title\": \"\", \"policy\": \"none of them\", \"known_on\":"
        " \"yesterday evening\", \"claim\": {\"id\": \"c\", \"lines\": [{\"id\": \"one\"}, {}]}}, {\"title\": \"Its"
        " own\", \"policy\": {\"schema\": \"policy/2\", \"id\": \"Not a word\", \"fees\": [{\"id\": \"f\"}]},"
        " \"claim\": []}]}";
    MAKE(w, coprod_dossier, dossier,
         coprod_dossier_load(bad, COPROD_NTS, w->spectrum, w->allocator, w->findings, &made));
}

static coprod_status load_bad_dossier(world *w)
{
    static const char bad[] =
        "{\"schema\": \"dossier/1\", \"about\": {\"id\": \"x\", \"sources\": [{\"id\": \"s\"}]}, \"claims\": \"none"
        " of them\", \"partners\": [{\"name\": \"A society\", \"role\": \"Not a word\"}, 5], \"activities\":"
        " [{\"id\": \"one\", \"title\": \"One\", \"source\": \"another source\", \"claim\": {\"level\": \"No such"
        " level\"}, \"codings\": [{\"coder\": \"first coder\", \"answers\": {\"flow\": 99, \"agenda\": [1]}}]},"
        " {\"id\": \"one\", \"codings\": []}]}";
    MAKE(w, coprod_dossier, dossier,
         coprod_dossier_load(bad, COPROD_NTS, w->spectrum, w->allocator, w->findings, &made));
}

static coprod_status syntax_error(world *w)
{
    MAKE(w, coprod_calendar, calendar,
         coprod_calendar_load("{\"a\": [1, {\"a long key, longer than a buffer\": tru}]}", COPROD_NTS, w->allocator,
                              w->findings, &made));
}

static coprod_status duplicate_key(world *w)
{
    MAKE(w, coprod_calendar, calendar,
         coprod_calendar_load("{\"a\": [1, {\"the/key\": 1, \"the/key\": 2}]}", COPROD_NTS, w->allocator, w->findings,
                              &made));
}

const scenario load_scenarios[] = {
    {"builtin_spectrum", new_findings, builtin_spectrum, COPROD_OK, 7},
    {"load_spectrum", new_findings, load_spectrum, COPROD_OK, 7},
    {"load_bad_spectrum", new_findings, load_bad_spectrum, COPROD_E_DEFINITION, 1},
    {"load_calendar", new_findings, load_calendar, COPROD_OK, 1},
    {"load_long_calendar", with_long_calendar, load_long_calendar, COPROD_OK, 1},
    {"builtin_calendar", new_findings, builtin_calendar, COPROD_OK, 1},
    {"load_bad_calendar", new_findings, load_bad_calendar, COPROD_E_DEFINITION, 1},
    {"builtin_texts", new_findings, builtin_texts, COPROD_OK, 1},
    {"load_texts", new_findings, load_texts, COPROD_OK, 1},
    {"load_bad_texts", new_findings, load_bad_texts, COPROD_E_DEFINITION, 1},
    {"load_evidence", with_spectrum_and_findings, load_evidence, COPROD_OK, 1},
    {"load_bad_evidence", with_spectrum_and_findings, load_bad_evidence, COPROD_E_DEFINITION, 1},
    {"builtin_methods", with_spectrum, builtin_methods, COPROD_OK, 7},
    {"load_dossier", with_dossier_file, load_dossier, COPROD_OK, 61},
    {"load_claims", with_claims_file, load_dossier, COPROD_OK, 7},
    {"load_bad_claims", with_spectrum_and_findings, load_bad_claims, COPROD_E_DEFINITION, 1},
    {"load_bad_dossier", with_spectrum_and_findings, load_bad_dossier, COPROD_E_DEFINITION, 1},
    {"syntax_error", new_findings, syntax_error, COPROD_E_SYNTAX, 1},
    {"duplicate_key", new_findings, duplicate_key, COPROD_E_DEFINITION, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
