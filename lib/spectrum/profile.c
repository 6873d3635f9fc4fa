/* SPDX-License-Identifier: MIT */
/* Counts of activities: exact integers that add up in any order. */
#include "profile_internal.h"

#include <string.h>

coprod_status coprod_profile_new(const coprod_spectrum *spectrum, const coprod_allocator *allocator,
                                 coprod_profile **profile)
{
    coprod__memory memory;
    coprod_status status;
    if (!profile)
        return COPROD_E_ARGUMENT;
    *profile = NULL;
    if (!spectrum)
        return COPROD_E_ARGUMENT;
    status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    *profile = coprod__alloc(&memory, sizeof **profile);
    if (!*profile)
        return COPROD_E_MEMORY;
    (*profile)->memory = memory;
    (*profile)->spectrum = coprod__spectrum_take(spectrum);
    return COPROD_OK;
}

void coprod_profile_free(coprod_profile *profile)
{
    if (!profile)
        return;
    coprod__memory memory = profile->memory;
    for (size_t i = 0; i < profile->count; i++)
        coprod__release(&memory, profile->lines[i], profile->lines[i]->bytes);
    coprod__release(&memory, profile->lines, profile->capacity * sizeof *profile->lines);
    coprod_spectrum_free((coprod_spectrum *)profile->spectrum);
    coprod__release(&memory, profile, sizeof *profile);
}

/* A profile holds fewer than 2^32 activities, so that no sum leaves 64 bits. */
static void add_counts(coprod__counts *to, const coprod__counts *from)
{
    to->activities += from->activities;
    to->contradictory += from->contradictory;
    to->certain += from->certain;
    for (size_t rank = 0; rank < COPROD__RANKS; rank++) {
        to->at_point[rank] += from->at_point[rank];
        to->at_lowest[rank] += from->at_lowest[rank];
        to->at_highest[rank] += from->at_highest[rank];
    }
    for (size_t i = 0; i < COPROD__INDICATORS; i++)
        to->next_step[i] += from->next_step[i];
}

static int compare(const char *text, size_t length, const char *other)
{
    size_t n = strlen(other);
    int order = memcmp(text, other, length < n ? length : n);
    return order ? order : (length > n) - (length < n);
}

/* The place of a pair, and whether it is there. */
static size_t find_line(const coprod_profile *profile, const char *group, size_t group_length, const char *period,
                        size_t period_length, int *found)
{
    size_t low = 0, high = profile->count;
    *found = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(group, group_length, profile->lines[middle]->group);
        if (!order)
            order = compare(period, period_length, profile->lines[middle]->period);
        if (!order) {
            *found = 1;
            return middle;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static coprod_status grow(coprod_profile *profile)
{
    size_t more = profile->capacity ? profile->capacity * 2 : 8;
    coprod__profile_line **lines;
    if (profile->count < profile->capacity)
        return COPROD_OK;
    lines = coprod__resize(&profile->memory, profile->lines, profile->capacity * sizeof *lines, more * sizeof *lines);
    if (!lines)
        return COPROD_E_MEMORY;
    profile->lines = lines;
    profile->capacity = more;
    return COPROD_OK;
}

static coprod__profile_line *new_line(const coprod_profile *profile, const char *group, size_t group_length,
                                      const char *period, size_t period_length)
{
    size_t bytes = sizeof(coprod__profile_line) + group_length + period_length + 2;
    coprod__profile_line *line = coprod__alloc(&profile->memory, bytes);
    char *texts;
    if (!line)
        return NULL;
    texts = (char *)(line + 1);
    memcpy(texts, group, group_length);
    memcpy(texts + group_length + 1, period, period_length);
    line->bytes = bytes;
    line->group = texts;
    line->period = texts + group_length + 1;
    return line;
}

coprod_status coprod__profile_add(coprod_profile *profile, const char *group, size_t group_length, const char *period,
                                  size_t period_length, const coprod__counts *counts)
{
    int found;
    size_t at = find_line(profile, group, group_length, period, period_length, &found);
    if (counts->activities > UINT32_MAX - profile->all.activities)
        return COPROD_E_OVERFLOW;
    if (!found) {
        coprod__profile_line *line;
        if (grow(profile) != COPROD_OK)
            return COPROD_E_MEMORY;
        line = new_line(profile, group, group_length, period, period_length);
        if (!line)
            return COPROD_E_MEMORY;
        memmove(profile->lines + at + 1, profile->lines + at, (profile->count - at) * sizeof *profile->lines);
        profile->lines[at] = line;
        profile->count++;
    }
    add_counts(&profile->lines[at]->counts, counts);
    add_counts(&profile->all, counts);
    return COPROD_OK;
}

static void count_one(const coprod_classification *result, coprod__counts *counts)
{
    coprod__vector least;
    int32_t next = result->lowest + 1;
    memset(counts, 0, sizeof *counts);
    counts->activities = 1;
    if (result->contradiction >= 0) {
        counts->contradictory = 1;
        return;
    }
    counts->certain = result->lowest == result->highest;
    counts->at_lowest[result->lowest] = 1;
    counts->at_point[result->at_point] = 1;
    counts->at_highest[result->highest] = 1;
    if (next > (int32_t)result->spectrum->level_count)
        return;
    coprod__least_answers(result->spectrum, &result->low, next, &result->high, &least);
    for (uint32_t i = 0; i < result->spectrum->indicator_count; i++)
        counts->next_step[i] = least.x[i] > result->low.x[i];
}

coprod_status coprod_profile_add(coprod_profile *profile, const coprod_classification *result, const char *group,
                                 const char *period)
{
    coprod__counts counts;
    size_t group_length = 0, period_length = 0;
    if (!profile || !result || !result->spectrum)
        return COPROD_E_ARGUMENT;
    if (strcmp(result->spectrum->fingerprint, profile->spectrum->fingerprint))
        return COPROD_E_FINGERPRINT;
    group = group ? group : "";
    period = period ? period : "";
    if (coprod__text_check(group, COPROD_NTS, &group_length) != COPROD_OK
        || coprod__text_check(period, COPROD_NTS, &period_length) != COPROD_OK)
        return COPROD_E_TEXT;
    count_one(result, &counts);
    return coprod__profile_add(profile, group, group_length, period, period_length, &counts);
}

static coprod_status add_lines(coprod_profile *to, const coprod_profile *from)
{
    coprod_status status = COPROD_OK;
    for (size_t i = 0; status == COPROD_OK && i < from->count; i++) {
        const coprod__profile_line *line = from->lines[i];
        status = coprod__profile_add(to, line->group, strlen(line->group), line->period, strlen(line->period),
                                     &line->counts);
    }
    return status;
}

/* Adds both to an empty third one, so that a failure half way leaves the first as it was. */
coprod_status coprod_profile_merge(coprod_profile *profile, const coprod_profile *other)
{
    coprod_profile *sum, swap;
    coprod_status status;
    if (!profile || !other)
        return COPROD_E_ARGUMENT;
    if (strcmp(profile->spectrum->fingerprint, other->spectrum->fingerprint))
        return COPROD_E_FINGERPRINT;
    sum = coprod__alloc(&profile->memory, sizeof *sum);
    if (!sum)
        return COPROD_E_MEMORY;
    sum->memory = profile->memory;
    sum->spectrum = coprod__spectrum_take(profile->spectrum);
    status = add_lines(sum, profile);
    if (status == COPROD_OK)
        status = add_lines(sum, other);
    if (status == COPROD_OK) {
        swap = *profile;
        *profile = *sum;
        *sum = swap;
    }
    coprod_profile_free(sum);
    return status;
}

size_t coprod_profile_count(const coprod_profile *profile)
{
    return profile ? profile->count + 1 : 0;
}

coprod_status coprod_profile_get(const coprod_profile *profile, size_t index, coprod_profile_line *line)
{
    coprod_profile_line own = {sizeof own};
    const coprod__counts *counts;
    coprod_status status = coprod__struct_begin(profile, line, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index > profile->count)
        return COPROD_E_UNKNOWN;
    counts = index ? &profile->lines[index - 1]->counts : &profile->all;
    own.group = index ? profile->lines[index - 1]->group : "";
    own.period = index ? profile->lines[index - 1]->period : "";
    own.activities = counts->activities;
    own.contradictory = counts->contradictory;
    own.certain = counts->certain;
    memcpy(own.at_point, counts->at_point, sizeof own.at_point);
    memcpy(own.at_lowest, counts->at_lowest, sizeof own.at_lowest);
    memcpy(own.at_highest, counts->at_highest, sizeof own.at_highest);
    memcpy(own.next_step, counts->next_step, sizeof own.next_step);
    return coprod__struct_out(line, sizeof own, sizeof own, &own);
}
