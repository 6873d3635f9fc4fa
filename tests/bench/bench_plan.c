/* SPDX-License-Identifier: MIT */
/* Whom to invite: the planner against plain greedy, which looks at all profiles for each person, in the same run. Gaps
 * are those of made data: who is in four classes is likelier to have some values. */
#define _POSIX_C_SOURCE 199309L
#include <coprod/coprod.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

enum { MOST = 12 };

typedef struct made {
    uint32_t attributes, values[MOST];
    size_t slots, slot[MOST]; /* of a table of all patterns; the last value of each attribute is any */
    uint32_t *counted, *live;
    uint16_t *gaps, *profiles;
    uint64_t *needs, *people, needs_sum;
    size_t gap_count, profile_count;
} made;

static void must(int right)
{
    if (!right)
        abort();
}

static uint32_t draw(uint64_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 24) % below;
}

static uint32_t digit(const made *own, size_t slot, uint32_t a)
{
    return (uint32_t)(slot / own->slot[a] % (own->values[a] + 1));
}

/* People by pattern: first of each profile, then summed into "any", attribute by attribute. */
static uint32_t *count_people(const made *own, size_t people, uint64_t *seed)
{
    uint32_t *counts = calloc(own->slots, sizeof *counts);
    must(counts != NULL);
    for (size_t i = 0; i < people; i++) {
        const uint32_t class = draw(seed, 4);
        size_t slot = 0;
        for (uint32_t a = 0; a < own->attributes; a++) {
            const uint32_t one = draw(seed, own->values[a]), two = draw(seed, own->values[a]);
            const uint32_t value = draw(seed, 4) ? (one < two && draw(seed, 2) ? one : two) : class * (a + 1) % own->values[a];
            slot += value * own->slot[a];
        }
        counts[slot]++;
    }
    for (uint32_t a = 0; a < own->attributes; a++)
        for (size_t s = 0; s < own->slots; s++)
            if (digit(own, s, a) != own->values[a])
                counts[s + (own->values[a] - digit(own, s, a)) * own->slot[a]] += counts[s];
    return counts;
}

static int is_gap(const made *own, size_t slot, uint32_t threshold, uint32_t most_level, uint32_t least_people)
{
    uint32_t level = 0;
    if (own->counted[slot] >= threshold || own->live[slot] < least_people)
        return 0;
    for (uint32_t a = 0; a < own->attributes; a++) {
        const uint32_t up = own->values[a] - digit(own, slot, a);
        level += up != 0;
        if (up && own->counted[slot + up * own->slot[a]] < threshold)
            return 0;
    }
    return level <= most_level;
}

static void put_codes(const made *own, size_t slot, uint16_t *codes)
{
    for (uint32_t a = 0; a < own->attributes; a++)
        codes[a] = (uint16_t)(digit(own, slot, a) == own->values[a] ? COPROD_PATTERN_ANY : digit(own, slot, a));
}

static int is_profile(const made *own, size_t slot)
{
    for (uint32_t a = 0; a < own->attributes; a++)
        if (digit(own, slot, a) == own->values[a])
            return 0;
    return own->live[slot] != 0;
}

static made make(const char *values, size_t counted, size_t live, uint32_t threshold, uint32_t level, uint32_t least,
                 int once)
{
    made own = {.slots = 1};
    uint64_t seed = 88172645463325252u;
    for (const char *c = values; *c; c++)
        own.values[own.attributes++] = (uint32_t)(*c - '0');
    for (uint32_t a = own.attributes; a--; own.slots *= own.values[a] + 1)
        own.slot[a] = own.slots;
    own.counted = count_people(&own, counted, &seed);
    own.live = count_people(&own, live, &seed);
    own.gaps = malloc(own.slots * own.attributes * sizeof *own.gaps);
    own.profiles = malloc(own.slots * own.attributes * sizeof *own.profiles);
    own.needs = malloc(own.slots * sizeof *own.needs);
    own.people = malloc(own.slots * sizeof *own.people);
    must(own.gaps && own.profiles && own.needs && own.people);
    for (size_t s = 0; s < own.slots; s++) {
        if (is_gap(&own, s, threshold, level, least)) {
            put_codes(&own, s, own.gaps + own.gap_count * own.attributes);
            own.needs[own.gap_count] = once ? 1 : threshold - own.counted[s];
            own.needs_sum += own.needs[own.gap_count++];
        }
        if (is_profile(&own, s)) {
            put_codes(&own, s, own.profiles + own.profile_count * own.attributes);
            own.people[own.profile_count++] = own.live[s];
        }
    }
    return own;
}

static void free_made(made *own)
{
    free(own->counted);
    free(own->live);
    free(own->gaps);
    free(own->profiles);
    free(own->needs);
    free(own->people);
}

/* --- plain greedy --- */

static int matches(const made *own, size_t gap, size_t profile)
{
    for (uint32_t a = 0; a < own->attributes; a++) {
        const uint16_t code = own->gaps[gap * own->attributes + a];
        if (code != COPROD_PATTERN_ANY && code != own->profiles[profile * own->attributes + a])
            return 0;
    }
    return 1;
}

/* Each profile has the bits of the gaps that it closes. */
static uint64_t plain_greedy(const made *own)
{
    const size_t words = own->gap_count / 64 + 1;
    uint64_t *bits = calloc(own->profile_count * words, sizeof *bits), *open = calloc(words, sizeof *open), people = 0;
    uint64_t *left = malloc(own->gap_count * sizeof *left), *there = malloc(own->profile_count * sizeof *there);
    must(bits && open && left && there);
    memcpy(left, own->needs, own->gap_count * sizeof *left);
    memcpy(there, own->people, own->profile_count * sizeof *there);
    for (size_t p = 0; p < own->profile_count; p++)
        for (size_t g = 0; g < own->gap_count; g++)
            bits[p * words + g / 64] |= (uint64_t)matches(own, g, p) << g % 64;
    for (size_t g = 0; g < own->gap_count; g++)
        open[g / 64] |= (uint64_t)1 << g % 64;
    for (;; people++) {
        size_t best = 0;
        int most = 0;
        for (size_t p = 0; p < own->profile_count; p++) {
            int gain = 0;
            for (size_t w = 0; w < words && there[p]; w++)
                gain += __builtin_popcountll(bits[p * words + w] & open[w]);
            if (gain > most) {
                most = gain;
                best = p;
            }
        }
        if (!most)
            break;
        there[best]--;
        for (size_t g = 0; g < own->gap_count; g++)
            if ((bits[best * words + g / 64] & open[g / 64]) >> g % 64 & 1 && !--left[g])
                open[g / 64] &= ~((uint64_t)1 << g % 64);
    }
    free(bits);
    free(open);
    free(left);
    free(there);
    return people;
}

/* --- the planner --- */

static coprod_pattern_schema *schema_of(const made *own)
{
    coprod_pattern_schema *schema = NULL;
    char *text = malloc(1 << 16), *at = text;
    must(text != NULL);
    at += sprintf(at, "{\"schema\": \"pattern-schema/1\", \"id\": \"made\", \"attributes\": [");
    for (uint32_t a = 0; a < own->attributes; a++) {
        at += sprintf(at, "%s{\"id\": \"a%u\", \"values\": [", a ? ", " : "", a);
        for (uint32_t v = 0; v < own->values[a]; v++)
            at += sprintf(at, "%s{\"id\": \"%u\"}", v ? ", " : "", v);
        at += sprintf(at, "]}");
    }
    sprintf(at, "]}");
    must(coprod_pattern_schema_load(text, COPROD_NTS, NULL, NULL, &schema) == COPROD_OK);
    free(text);
    return schema;
}

static void compare(const char *name, made own, int plain)
{
    coprod_pattern_schema *schema = schema_of(&own);
    coprod_pattern_plan *plan = NULL;
    coprod_pattern_plan_info info = {.size = sizeof info};
    double seconds = 0, theirs = 0;
    uint64_t greedy = 0;
    must(coprod_pattern_plan_new(schema, NULL, &plan) == COPROD_OK);
    must(coprod_pattern_plan_add_gaps(plan, own.gaps, own.needs, own.gap_count, NULL) == COPROD_OK);
    must(coprod_pattern_plan_add_people(plan, own.profiles, own.people, own.profile_count, NULL) == COPROD_OK);
    BEST(seconds, 3, must(coprod_pattern_plan_make(plan, NULL) == COPROD_OK));
    if (plain)
        BEST(theirs, 1, greedy = plain_greedy(&own));
    must(coprod_pattern_plan_get(plan, &info) == COPROD_OK && !info.people_open);
    must(info.people <= info.greedy_people && (!plain || info.people <= greedy));
    printf("%-34s %6zu gaps %7zu profiles: %6llu people, no plan below %6llu (%.1f %%), %7.1f ms; greedy ", name,
           own.gap_count, own.profile_count, (unsigned long long)info.people, (unsigned long long)info.lower_bound,
           100.0 * (double)(info.people - info.lower_bound) / (double)info.lower_bound, seconds * 1e3);
    if (plain)
        printf("%llu, %.1f ms\n", (unsigned long long)greedy, theirs * 1e3);
    else
        printf("%llu\n", (unsigned long long)info.greedy_people);
    coprod_pattern_plan_free(plan);
    coprod_pattern_schema_free(schema);
    free_made(&own);
}

int main(void)
{
    compare("panel of 500, by 5, 3 attributes", make("22233456", 500, 2000000, 5, 3, 4000, 0), 1);
    compare("the same, each gap once", make("22233456", 500, 2000000, 5, 3, 4000, 1), 1);
    compare("panel of 200, 2,000 people live", make("22233456", 200, 2000, 5, 3, 1, 0), 1);
    compare("100,000, by 30, each gap once", make("22233456", 100000, 2000000, 30, 6, 1, 1), 1);
    compare("the same, all attributes", make("22233456", 100000, 2000000, 30, 8, 1, 1), 0);
    compare("the same, by what is missing", make("22233456", 100000, 2000000, 30, 8, 1, 0), 0);
    compare("a million, by 1,000, 4 attributes", make("2223344566", 1000000, 2000000, 1000, 4, 1, 0), 0);
    return 0;
}
