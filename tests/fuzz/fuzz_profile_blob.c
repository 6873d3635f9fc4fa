/* SPDX-License-Identifier: MIT */
/* The input as a saved profile; and as the inside of one, in a frame whose checksum is right, which no fuzzer finds. */
#include "fuzz.h"

#include "blob_internal.h"

enum { HEAD = 48, TAIL = 32 };

static void saved_again(const coprod_profile *profile, const uint8_t *bytes, size_t size)
{
    size_t needed = 0;
    uint8_t *again = malloc(size);
    HOLDS(again);
    HOLDS(coprod_profile_save(profile, again, size, &needed) == COPROD_OK && needed == size);
    HOLDS(!memcmp(again, bytes, size));
    HOLDS(coprod_profile_save(profile, again, size - 1, &needed) == COPROD_E_BUFFER && needed == size);
    free(again);
}

static int load(const uint8_t *bytes, size_t size)
{
    coprod_profile *profile = (coprod_profile *)&bytes, *other = NULL;
    coprod_status status = coprod_profile_load(bytes, size, fuzz_spectrum(0), NULL, &profile);
    HOLDS(!profile == (status != COPROD_OK));
    HOLDS(status == COPROD_OK || status == COPROD_E_BLOB || status == COPROD_E_FINGERPRINT);
    if (!profile)
        return 0;
    for (size_t i = 0; i < coprod_profile_count(profile); i++) {
        coprod_profile_line line = {.size = sizeof line};
        HOLDS(coprod_profile_get(profile, i, &line) == COPROD_OK && line.group && line.period);
    }
    saved_again(profile, bytes, size);
    HOLDS(coprod_profile_load(bytes, size, fuzz_spectrum(0), NULL, &other) == COPROD_OK);
    HOLDS(coprod_profile_merge(profile, other) == COPROD_OK);
    HOLDS(coprod_profile_count(profile) == coprod_profile_count(other));
    coprod_profile_free(other);
    coprod_profile_free(profile);
    return 1;
}

static void saved_and_loaded(const coprod_profile *profile)
{
    size_t needed = 0;
    uint8_t *bytes;
    HOLDS(coprod_profile_save(profile, NULL, 0, &needed) == COPROD_E_BUFFER);
    bytes = malloc(needed);
    HOLDS(bytes);
    HOLDS(coprod_profile_save(profile, bytes, needed, &needed) == COPROD_OK);
    HOLDS(load(bytes, needed));
    free(bytes);
}

/* The input as the names of a group and a period, split at its first NUL. */
static void add(const uint8_t *data, size_t size)
{
    char *names = calloc(1, size + 2);
    coprod_evidence *evidence = NULL;
    coprod_classification *result = NULL;
    coprod_profile *profile = NULL;
    coprod_status status;
    HOLDS(names);
    memcpy(names, size ? (const void *)data : (const void *)names, size);
    HOLDS(coprod_evidence_new(fuzz_spectrum(0), NULL, &evidence) == COPROD_OK);
    HOLDS(coprod_classification_new(NULL, &result) == COPROD_OK);
    HOLDS(coprod_classify(fuzz_spectrum(0), evidence, NULL, result) == COPROD_OK);
    HOLDS(coprod_profile_new(fuzz_spectrum(0), NULL, &profile) == COPROD_OK);
    HOLDS(coprod_profile_add(profile, result, NULL, "2025") == COPROD_OK);
    status = coprod_profile_add(profile, result, names, names + strlen(names) + 1);
    HOLDS(status == COPROD_OK || status == COPROD_E_TEXT);
    HOLDS(coprod_profile_count(profile) == (status == COPROD_OK ? 3u : 2u) || !names[0]);
    saved_and_loaded(profile);
    coprod_profile_free(profile);
    coprod_classification_free(result);
    coprod_evidence_free(evidence);
    free(names);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t whole = HEAD + size + TAIL;
    uint8_t *bytes = malloc(whole);
    coprod_spectrum_info info = {.size = sizeof info};
    coprod__blob_out out;
    HOLDS(bytes);
    HOLDS(coprod_spectrum_get(fuzz_spectrum(0), &info) == COPROD_OK);
    load(data, size);
    coprod__blob_begin(&out, bytes, whole, 1, 1, info.fingerprint);
    for (size_t i = 0; i < size; i++)
        coprod__blob_number(&out, data[i], 1);
    HOLDS(coprod__blob_end(&out, &whole) == COPROD_OK);
    load(bytes, whole);
    free(bytes);
    add(data, size);
    return 0;
}
