/* SPDX-License-Identifier: MIT */
/* Profiles of a few activities, for the two programs that are about them. */
#ifndef COPROD_TEST_PROFILE_TOOLS_H
#define COPROD_TEST_PROFILE_TOOLS_H

#include "inside.h"
#include "blob_internal.h"
#include "profile_internal.h"

typedef struct sample {
    const char *answers, *group, *period;
} sample;

static const sample samples[] = {
    {"{'flow': 3}", "carers", "2024"},
    {"{'design': 3, 'influence': 2}", "carers", "2025"},
    {"{'flow': 2}", "tenants", "2024"},
    {"{'flow': 3, 'influence': 1}", "carers", "2024"},
    {"{'flow': 2, 'influence': 1}", "tenants", "2024"}, /* contradicts itself */
    {"{}", NULL, NULL},
    {"{'agenda': 3, 'influence': 3, 'design': 3, 'follow': 3, 'standing': 3, 'continuity': 2}", "M\xC3\xBCtter",
     "2025"},
    {"{'flow': 0}", "", "2025"},
};

enum { SAMPLES = sizeof samples / sizeof *samples };

static inline coprod_profile *new_profile(const coprod_spectrum *spectrum)
{
    coprod_profile *profile = NULL;
    assert_int_equal(coprod_profile_new(spectrum, NULL, &profile), COPROD_OK);
    return profile;
}

static inline void add_sample(coprod_profile *profile, const coprod_spectrum *spectrum, const sample *one)
{
    coprod_classification *result = result_of(spectrum, one->answers);
    assert_int_equal(coprod_profile_add(profile, result, one->group, one->period), COPROD_OK);
    coprod_classification_free(result);
}

/* Adds `count` samples from `first`, in steps that wrap around. */
static inline coprod_profile *profile_of(const coprod_spectrum *spectrum, size_t first, size_t count, size_t step)
{
    coprod_profile *profile = new_profile(spectrum);
    for (size_t i = 0; i < count; i++)
        add_sample(profile, spectrum, &samples[(first + i * step) % SAMPLES]);
    return profile;
}

static inline coprod_profile_line line_of(const coprod_profile *profile, size_t index)
{
    coprod_profile_line line = {sizeof line};
    assert_int_equal(coprod_profile_get(profile, index, &line), COPROD_OK);
    return line;
}

static inline void same_profiles(const coprod_profile *a, const coprod_profile *b)
{
    const size_t counts = offsetof(coprod_profile_line, activities);
    assert_int_equal(coprod_profile_count(a), coprod_profile_count(b));
    for (size_t i = 0; i < coprod_profile_count(a); i++) {
        coprod_profile_line one = line_of(a, i), other = line_of(b, i);
        assert_string_equal(one.group, other.group);
        assert_string_equal(one.period, other.period);
        assert_memory_equal((char *)&one + counts, (char *)&other + counts, sizeof one - counts);
    }
}

#endif
