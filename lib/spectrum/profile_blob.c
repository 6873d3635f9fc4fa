/* SPDX-License-Identifier: MIT */
/* A profile as a saved state: the lines; the whole programme is their sum and is not saved. */
#include <string.h>

#include "blob_internal.h"
#include "profile_internal.h"

enum { KIND = 1, VERSION = 1 };

static void save_counts(coprod__blob_out *out, const coprod__counts *counts)
{
    coprod__blob_number(out, counts->activities, 8);
    coprod__blob_number(out, counts->contradictory, 8);
    coprod__blob_number(out, counts->certain, 8);
    for (size_t rank = 0; rank < COPROD__RANKS; rank++) {
        coprod__blob_number(out, counts->at_point[rank], 8);
        coprod__blob_number(out, counts->at_lowest[rank], 8);
        coprod__blob_number(out, counts->at_highest[rank], 8);
    }
    for (size_t i = 0; i < COPROD__INDICATORS; i++)
        coprod__blob_number(out, counts->next_step[i], 8);
}

static void take_counts(coprod__blob_in *in, coprod__counts *counts)
{
    counts->activities = coprod__blob_take(in, 8);
    counts->contradictory = coprod__blob_take(in, 8);
    counts->certain = coprod__blob_take(in, 8);
    for (size_t rank = 0; rank < COPROD__RANKS; rank++) {
        counts->at_point[rank] = coprod__blob_take(in, 8);
        counts->at_lowest[rank] = coprod__blob_take(in, 8);
        counts->at_highest[rank] = coprod__blob_take(in, 8);
    }
    for (size_t i = 0; i < COPROD__INDICATORS; i++)
        counts->next_step[i] = coprod__blob_take(in, 8);
}

coprod_status coprod_profile_save(const coprod_profile *profile, uint8_t *buffer, size_t capacity, size_t *needed)
{
    coprod__blob_out out;
    if (needed)
        *needed = 0;
    if (!profile || !needed || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    coprod__blob_begin(&out, buffer, capacity, KIND, VERSION, profile->spectrum->fingerprint);
    coprod__blob_number(&out, profile->count, 4);
    for (size_t i = 0; i < profile->count; i++) {
        coprod__blob_text(&out, profile->lines[i]->group);
        coprod__blob_text(&out, profile->lines[i]->period);
        save_counts(&out, &profile->lines[i]->counts);
    }
    return coprod__blob_end(&out, needed);
}

static int adds_up(const uint64_t *counts, uint32_t level_count, uint64_t whole)
{
    uint64_t sum = 0;
    for (uint32_t rank = 0; rank < COPROD__RANKS; rank++) {
        if (counts[rank] > whole || (rank > level_count && counts[rank]))
            return 0;
        sum += counts[rank];
    }
    return sum == whole;
}

/* Whether counts can come from activities at all: a checksum proves that bytes are whole, not that they are right. */
static int plausible(const coprod_spectrum *spectrum, const coprod__counts *counts)
{
    uint64_t whole = counts->activities - counts->contradictory;
    if (!counts->activities || counts->activities > UINT32_MAX || counts->contradictory > counts->activities
        || counts->certain > whole)
        return 0;
    for (uint32_t i = 0; i < COPROD__INDICATORS; i++)
        if (counts->next_step[i] > whole || (i >= spectrum->indicator_count && counts->next_step[i]))
            return 0;
    return adds_up(counts->at_point, spectrum->level_count, whole)
           && adds_up(counts->at_lowest, spectrum->level_count, whole)
           && adds_up(counts->at_highest, spectrum->level_count, whole);
}

/* Lines stand in their order in the blob, so that what is saved again is the same bytes. */
static int is_last(const coprod_profile *profile, const char *group, size_t group_length, const char *period,
                   size_t period_length)
{
    const coprod__profile_line *last = profile->lines[profile->count - 1];
    return strlen(last->group) == group_length && !memcmp(last->group, group, group_length)
           && strlen(last->period) == period_length && !memcmp(last->period, period, period_length);
}

static coprod_status take_lines(coprod__blob_in *in, coprod_profile *profile)
{
    uint64_t count = coprod__blob_take(in, 4);
    coprod_status status = COPROD_OK;
    for (uint64_t i = 0; status == COPROD_OK && i < count; i++) {
        size_t group_length = 0, period_length = 0;
        const char *group = coprod__blob_take_text(in, &group_length);
        const char *period = group ? coprod__blob_take_text(in, &period_length) : NULL;
        coprod__counts counts;
        take_counts(in, &counts);
        if (in->failed || !plausible(profile->spectrum, &counts))
            return COPROD_E_BLOB;
        status = coprod__profile_add(profile, group, group_length, period, period_length, &counts);
        if (status == COPROD_OK && !is_last(profile, group, group_length, period, period_length))
            return COPROD_E_BLOB;
    }
    if (status == COPROD_E_OVERFLOW)
        status = COPROD_E_BLOB;
    if (status == COPROD_OK && (in->failed || in->at != in->length || profile->count != count))
        status = COPROD_E_BLOB;
    return status;
}

coprod_status coprod_profile_load(const uint8_t *bytes, size_t length, const coprod_spectrum *spectrum,
                                  const coprod_allocator *allocator, coprod_profile **profile)
{
    coprod__blob_in in;
    coprod_profile *made;
    coprod_status status;
    if (!profile)
        return COPROD_E_ARGUMENT;
    *profile = NULL;
    if (!bytes || !spectrum)
        return COPROD_E_ARGUMENT;
    status = coprod__blob_open(&in, bytes, length, KIND, VERSION, spectrum->fingerprint);
    if (status == COPROD_OK)
        status = coprod_profile_new(spectrum, allocator, &made);
    if (status != COPROD_OK)
        return status;
    status = take_lines(&in, made);
    if (status == COPROD_OK)
        *profile = made;
    else
        coprod_profile_free(made);
    return status;
}
