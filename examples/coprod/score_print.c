/* SPDX-License-Identifier: MIT */
/* A score in plain words: the two numbers together, who is missing, who is heard too little, what is not known. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "score.h"

typedef struct page {
    const coprod_score *score;
    const coprod_frame *frame;
    coprod_frame_info about;
    coprod_score_info info;
    double *by_chance; /* the mean balance of people drawn at random, by dimension */
} page;

static const char *name_of(const coprod_frame_group *group)
{
    return group->title[0] ? group->title : group->id;
}

static coprod_frame_group frame_group(const page *own, uint32_t index)
{
    coprod_frame_group group = {.size = sizeof group};
    coprod_frame_get_group(own->frame, index, &group);
    return group;
}

static coprod_score_group score_group(const page *own, uint32_t index)
{
    coprod_score_group group = {.size = sizeof group};
    coprod_score_get_group(own->score, index, &group);
    return group;
}

static coprod_score_dimension score_dimension(const page *own, uint32_t index)
{
    coprod_score_dimension dimension = {.size = sizeof dimension};
    coprod_score_get_dimension(own->score, index, &dimension);
    return dimension;
}

static const char *dimension_id(const page *own, uint32_t index)
{
    coprod_frame_dimension dimension = {.size = sizeof dimension};
    coprod_frame_get_dimension(own->frame, index, &dimension);
    return dimension.id;
}

static const char *plural(uint64_t count)
{
    return count == 1 ? "person" : "people";
}

/* --- the two numbers --- */

static void print_coverage(const page *own)
{
    int64_t printed = 0;
    char text[32];
    if (!own->info.has_score) {
        puts("Coverage: not known, because no group has a population to compare with");
        return;
    }
    coprod_score_printed(own->score, 1, &printed, NULL, 0);
    coprod_decimal_write(printed, 1, text, sizeof text, NULL);
    output("Coverage: %s of 100 (is anybody missing?)%s\n", text,
           own->about.mode == COPROD_FRAME_SNAPSHOT ? ", a snapshot of the people who were counted" : "");
}

static coprod_status find_chance(page *own)
{
    coprod_status status;
    own->by_chance = calloc(own->about.dimension_count, sizeof *own->by_chance);
    status = own->by_chance ? COPROD_OK : COPROD_E_MEMORY;
    for (uint32_t i = 0; i < own->about.dimension_count && status == COPROD_OK; i++) {
        coprod_score_drawn drawn = {.size = sizeof drawn};
        status = coprod_score_chance(own->score, i, NULL, &drawn);
        own->by_chance[i] = drawn.balance;
    }
    return status;
}

static void print_balance(const page *own)
{
    static const char *const reasons[] = {
        "", "none, because a person may be in several of its groups", "not known, because nobody was counted",
        "not known, because a group of which people were counted has no population figure",
        "not known, because the population figures do not add up"};
    for (uint32_t i = 0; i < own->about.dimension_count; i++) {
        const coprod_score_dimension dimension = score_dimension(own, i);
        output("Balance of %s: ", dimension_id(own, i));
        if (dimension.no_balance)
            puts(reasons[dimension.no_balance]);
        else
            output("%.2f of 1 (are the proportions right? chance alone would give %.2f)\n", dimension.balance,
                   own->by_chance[i]);
    }
    puts("Neither number is enough alone: many people of one group can be good coverage and bad balance.\n");
}

/* --- groups --- */

static void print_missing(const page *own)
{
    if (!own->info.missing_count) {
        puts("Nobody who is asked about is missing altogether.");
        return;
    }
    puts("Missing: nobody was heard from");
    for (uint32_t i = 0; i < own->about.group_count; i++) {
        const coprod_frame_group group = frame_group(own, i);
        const coprod_score_group one = score_group(own, i);
        if (one.count || (group.has_population && one.status != COPROD_SCORE_OK))
            continue;
        output("  %s (%s)", name_of(&group), dimension_id(own, group.dimension));
        if (one.status == COPROD_SCORE_OK)
            output(": %llu %s would meet the target\n", (unsigned long long)one.needed, plural(one.needed));
        else
            puts(": how many live here is not known");
    }
}

static void print_short(const page *own)
{
    if (own->info.short_count)
        puts("Heard, but below their target:");
    for (uint32_t i = 0; i < own->about.group_count; i++) {
        const coprod_frame_group group = frame_group(own, i);
        const coprod_score_group one = score_group(own, i);
        if (one.status == COPROD_SCORE_OK && one.count && one.shortfall)
            output("  %s (%s): %llu of %llu, %llu more %s\n", name_of(&group), dimension_id(own, group.dimension),
                   (unsigned long long)one.count, (unsigned long long)one.needed, (unsigned long long)one.shortfall,
                   one.shortfall == 1 ? "is needed" : "are needed");
    }
}

static void print_not_scored(const page *own)
{
    if (own->info.not_scored_count)
        puts("Named, but not scored:");
    for (uint32_t i = 0; i < own->about.group_count; i++) {
        const coprod_frame_group group = frame_group(own, i);
        const coprod_score_group one = score_group(own, i);
        if (one.status != COPROD_SCORE_OK)
            output("  %s (%s): %s; %llu %s counted\n", name_of(&group), dimension_id(own, group.dimension),
                   group.has_population ? "nobody is known to live here" : "how many live here is not known",
                   (unsigned long long)one.count, one.count == 1 ? "was" : "were");
    }
}

static void print_beyond(const page *own)
{
    for (uint32_t i = 0; i < own->about.group_count; i++) {
        const coprod_frame_group group = frame_group(own, i);
        const coprod_score_group one = score_group(own, i);
        if (one.is_beyond)
            output("Look again at %s (%s): %llu %s counted, and %llu live here.\n", name_of(&group),
                   dimension_id(own, group.dimension), (unsigned long long)one.count, one.count == 1 ? "was" : "were",
                   (unsigned long long)group.population_high);
    }
}

static void print_table(const page *own)
{
    int64_t *losses = calloc(own->about.group_count, sizeof *losses), printed;
    output("\n%-34s %9s %9s %9s %7s  %s\n", "group", "counted", "target", "coverage", "costs", "share of the panel");
    if (losses && own->info.has_score)
        coprod_score_printed(own->score, 1, &printed, losses, own->about.group_count);
    for (uint32_t i = 0; i < own->about.group_count; i++) {
        const coprod_frame_group group = frame_group(own, i);
        const coprod_score_group one = score_group(own, i);
        char cost[32] = "";
        if (one.status != COPROD_SCORE_OK || !losses)
            continue;
        coprod_decimal_write(losses[i], 1, cost, sizeof cost, NULL);
        output("%-34s %9llu %9.2f %8.1f%% %7s  %s%s", name_of(&group), (unsigned long long)one.count, one.target,
               100 * one.coverage, cost, coprod_score_band_word(one.band), one.has_ppr ? "" : "\n");
        if (one.has_ppr)
            output(" (%.2f of its share of the population)\n", one.ppr);
    }
    free(losses);
}

/* --- what is not known, and what next --- */

static void print_unknown(const page *own, uint32_t index)
{
    static const char *const classes[] = {"preferred not to say", "not asked, or not recorded", "were not sure",
                                          "are people whom the question is not for", "gave no answer"};
    coprod_frame_dimension from = {.size = sizeof from};
    const coprod_score_dimension one = score_dimension(own, index);
    const char *comma = "";
    coprod_frame_get_dimension(own->frame, index, &from);
    output("  %s (%s%s): ", from.id, from.kind == COPROD_DIMENSION_PARTITION ? "partition" : "membership",
           from.is_declared ? "" : ", found from the numbers");
    if (!one.has_unknown)
        output("not told whose answers are not known");
    for (size_t c = 0; one.has_unknown && c < COPROD_UNKNOWN_CLASSES; c++)
        if (one.unknown[c]) {
            output("%s%llu %s", comma, (unsigned long long)one.unknown[c], classes[c]);
            comma = ", ";
        }
    if (one.has_unknown && !comma[0])
        output("every answer is known");
    if (!one.has_known)
        output("; not told how many gave an answer");
    if (from.has_unallocated && from.unallocated > 0)
        output("; %lld of %llu people are in no group of the frame", (long long)from.unallocated,
               (unsigned long long)from.denominator);
    else if (from.has_unallocated && from.unallocated < 0)
        output("; the groups have %lld people more than there are", -(long long)from.unallocated);
    puts("");
}

static void print_bounds(const page *own)
{
    const coprod_score_info *info = &own->info;
    if (info->has_bounds && info->upper > info->lower)
        output("  Whoever those people are, coverage is between %.1f and %.1f.\n", info->lower, info->upper);
    if (!info->has_bounds && info->has_score)
        puts("  A snapshot has no bounds: a further person can raise or lower it.");
    if (own->about.has_ranges && info->has_score)
        output("  Over the range of the population figures it is between %.1f and %.1f.\n", info->population_lower,
               info->population_upper);
}

static void print_next(const page *own)
{
    uint32_t group = 0;
    double after = 0;
    if (own->info.has_score)
        output("\nFewest people who can meet all targets: %llu%s\n", (unsigned long long)own->info.min_panel,
               own->about.mode == COPROD_FRAME_FIXED && own->info.min_panel > own->about.panel
                   ? ", more than the panel: it cannot meet them all"
                   : "");
    if (coprod_score_next(own->score, &group, &after) == COPROD_OK && group != UINT32_MAX) {
        const coprod_frame_group next = frame_group(own, group);
        output("Who next: one more person of %s (%s) raises coverage most, to %.1f\n", name_of(&next),
               dimension_id(own, next.dimension), after);
    }
}

static void print_frame(const page *own)
{
    const coprod_frame_info *about = &own->about;
    output("\nFrame: %s%s%s%spanel of %llu, threshold %u/%u, worst group %u/%u, at least %llu %s", about->id,
           about->version[0] ? " " : "", about->version, about->id[0] || about->version[0] ? ", " : "",
           (unsigned long long)about->panel, (unsigned)about->threshold_numerator,
           (unsigned)about->threshold_denominator, (unsigned)about->alpha_numerator,
           (unsigned)about->alpha_denominator, (unsigned long long)about->min_voices,
           about->min_voices == 1 ? "voice" : "voices");
    if (about->level[0])
        output(", heard at the level %s", about->level);
    output("\n  fingerprint %s\n", about->fingerprint);
}

static void print_all(const page *own)
{
    if (own->about.title[0])
        output("%s\n\n", own->about.title);
    print_coverage(own);
    print_balance(own);
    print_missing(own);
    print_short(own);
    print_not_scored(own);
    print_beyond(own);
    if (own->info.has_score)
        print_table(own);
    puts("\nNot known:");
    for (uint32_t i = 0; i < own->about.dimension_count; i++)
        print_unknown(own, i);
    print_bounds(own);
    print_next(own);
    print_frame(own);
}

coprod_status score_print(const coprod_score *score)
{
    page own = {score, coprod_score_frame(score), {.size = sizeof own.about}, {.size = sizeof own.info}, NULL};
    coprod_status status;
    coprod_frame_get(own.frame, &own.about);
    coprod_score_get(score, &own.info);
    status = find_chance(&own);
    if (status == COPROD_OK)
        print_all(&own);
    free(own.by_chance);
    return status;
}
