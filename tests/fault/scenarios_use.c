/* SPDX-License-Identifier: MIT */
/* Everything that is made, changed, saved or written. */
#include "fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static coprod_spectrum *spectrum_of(const world *w, const char *id)
{
    const coprod_spectrum_options options = {sizeof options, w->allocator, 0, 0};
    coprod_spectrum *made = NULL;
    coprod_spectrum_builtin(id, &options, &made);
    return made;
}

/* A spectrum, two readings of which the first is classified. */
static void with_result(world *w)
{
    const coprod_answer_source source = {sizeof source, "we were asked what to do about it", "minutes", "2025",
                                         COPROD_BASIS_STATED, 0};
    w->spectrum = spectrum_of(w, "nhse5");
    for (size_t i = 0; i < 2; i++) {
        coprod_evidence_new(w->spectrum, w->allocator, &w->evidence[i]);
        coprod_evidence_set(w->evidence[i], 0, 3, 4, &source);
        coprod_evidence_set(w->evidence[i], 1, 1 + (int32_t)i, 2, &source);
    }
    coprod_classification_new(w->allocator, &w->result);
    coprod_classify(w->spectrum, w->evidence[0], NULL, w->result);
}

static void with_contradiction(world *w)
{
    with_result(w);
    for (uint32_t i = 0; i < 32; i++) /* all that is highest beside all that is lowest cannot be */
        for (int32_t top = 15; top; top--)
            if (coprod_evidence_set(w->evidence[0], i, i % 2 ? 0 : top, i % 2 ? 0 : top, NULL) == COPROD_OK)
                break;
    coprod_classify(w->spectrum, w->evidence[0], NULL, w->result);
}

/* Profiles with enough lines that the next one needs more room. */
static void with_profiles(world *w)
{
    with_result(w);
    coprod_profile_new(w->spectrum, w->allocator, &w->profile);
    coprod_profile_new(w->spectrum, w->allocator, &w->other_profile);
    for (size_t i = 0; i < 8; i++) {
        char group[32];
        snprintf(group, sizeof group, "group %zu", i);
        coprod_profile_add(w->profile, w->result, group, "2025");
        coprod_profile_add(w->other_profile, w->result, group, i % 2 ? "2025" : "2026");
    }
}

static void with_saved_profile(world *w)
{
    with_profiles(w);
    coprod_profile_save(w->profile, w->bytes, sizeof w->bytes, &w->length);
}

static void nothing(world *w)
{
    (void)w;
}

static coprod_status new_findings(world *w)
{
    MAKE(w, coprod_findings, findings, coprod_findings_new(w->allocator, &made));
}

static coprod_status new_evidence(world *w)
{
    MAKE(w, coprod_evidence, made_evidence, coprod_evidence_new(w->spectrum, w->allocator, &made));
}

static coprod_status new_profile(world *w)
{
    MAKE(w, coprod_profile, profile, coprod_profile_new(w->spectrum, w->allocator, &made));
}

static coprod_status new_crosswalk(world *w)
{
    MAKE(w, coprod_crosswalk, crosswalk, coprod_crosswalk_new(w->spectrum, w->spectrum, w->allocator, &made));
}

static coprod_status new_result(world *w)
{
    coprod_classification *made = (coprod_classification *)w;
    coprod_status status = coprod_classification_new(w->allocator, &made);
    w->not_written |= made == (coprod_classification *)w;
    coprod_classification_free(w->result);
    w->result = w->not_written ? NULL : made;
    return status;
}

static coprod_status set_answer(world *w)
{
    const coprod_answer_source source = {sizeof source, "another, longer quote from another source", "annual-report",
                                         "2025-03-28", COPROD_BASIS_INFERRED, 0};
    return coprod_evidence_set(w->evidence[0], 1, 0, 1, &source);
}

static coprod_status combine_hull(world *w)
{
    MAKE(w, coprod_evidence, made_evidence,
         coprod_evidence_combine((const coprod_evidence *const *)w->evidence, 2, COPROD_COMBINE_HULL, w->allocator,
                                 &w->bits, &made));
}

static coprod_status combine_intersection(world *w)
{
    MAKE(w, coprod_evidence, made_evidence,
         coprod_evidence_combine((const coprod_evidence *const *)w->evidence, 2, COPROD_COMBINE_INTERSECT,
                                 w->allocator, &w->bits, &made));
}

static coprod_status classify(world *w)
{
    return coprod_classify(w->spectrum, w->evidence[1], NULL, w->result);
}

static coprod_status write_result(world *w)
{
    return coprod_classification_json(w->result, 4, NULL, w->text, sizeof w->text, &w->needed);
}

static coprod_status write_short_result(world *w)
{
    return coprod_classification_json(w->result, 0, NULL, w->text, 20, &w->needed);
}

static coprod_status add_activity(world *w)
{
    return coprod_profile_add(w->profile, w->result, "another group", NULL);
}

static coprod_status add_known_activity(world *w)
{
    return coprod_profile_add(w->profile, w->result, "group 3", "2025");
}

static coprod_status merge_profiles(world *w)
{
    return coprod_profile_merge(w->profile, w->other_profile);
}

static coprod_status save_profile(world *w)
{
    coprod_status status = coprod_profile_save(w->profile, w->bytes, sizeof w->bytes, &w->needed);
    for (size_t i = 0; status == COPROD_OK && i < w->needed; i++)
        w->bits = w->bits * 31 + w->bytes[i];
    w->needed = status == COPROD_OK ? w->needed : 0; /* the length is known before the checksum */
    return status;
}

static coprod_status load_profile(world *w)
{
    coprod_profile *made = (coprod_profile *)w;
    coprod_status status = coprod_profile_load(w->bytes, w->length, w->spectrum, w->allocator, &made);
    w->not_written |= made == (coprod_profile *)w;
    if (status == COPROD_OK) {
        coprod_profile_free(w->other_profile);
        w->other_profile = made;
    }
    return status;
}

static coprod_status fingerprint(world *w)
{
    static const char json[] =
        "{\"a key that is longer than most\": [1, {\"text\": \"a text that is longer than a buffer, and then some more"
        " of it\", \"number\": 1234567890123456789}], \"b\": true, \"a\": null}";
    return coprod_fingerprint(json, COPROD_NTS, w->text, sizeof w->text, &w->needed);
}

static coprod_status day_and_number(world *w)
{
    int64_t number = 0;
    int32_t day = 0;
    coprod_status status = coprod_decimal_read("20.4", COPROD_NTS, 3, &number);
    if (status == COPROD_OK)
        status = coprod_day_read("2025-03-28", COPROD_NTS, &day);
    return status == COPROD_OK ? coprod_decimal_write(number, 3, w->text, sizeof w->text, &w->needed) : status;
}

const scenario use_scenarios[] = {
    {"new_findings", nothing, new_findings, COPROD_OK, 1},
    {"new_evidence", with_result, new_evidence, COPROD_OK, 1},
    {"new_profile", with_result, new_profile, COPROD_OK, 1},
    {"new_result", nothing, new_result, COPROD_OK, 1},
    {"new_crosswalk", with_result, new_crosswalk, COPROD_OK, 1},
    {"set_answer", with_result, set_answer, COPROD_OK, 1},
    {"combine_hull", with_result, combine_hull, COPROD_OK, 1},
    {"combine_intersection", with_result, combine_intersection, COPROD_OK, 1},
    {"classify", with_result, classify, COPROD_OK, 1},
    {"write_result", with_result, write_result, COPROD_OK, 1},
    {"write_short_result", with_result, write_short_result, COPROD_E_BUFFER, 1},
    {"write_contradiction", with_contradiction, write_result, COPROD_OK, 1},
    {"add_activity", with_profiles, add_activity, COPROD_OK, 1},
    {"add_known_activity", with_profiles, add_known_activity, COPROD_OK, 1},
    {"merge_profiles", with_profiles, merge_profiles, COPROD_OK, 1},
    {"save_profile", with_profiles, save_profile, COPROD_OK, 1},
    {"load_profile", with_saved_profile, load_profile, COPROD_OK, 1},
    {"fingerprint", nothing, fingerprint, COPROD_OK, 1},
    {"day_and_number", nothing, day_and_number, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
