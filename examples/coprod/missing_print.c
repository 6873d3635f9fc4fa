/* SPDX-License-Identifier: MIT */
/* coprod missing: gaps as sentences, as lines, as JSON. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "missing.h"

static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwyz"; /* but for x */

int missing_letters(const char *command, const coprod_pattern_schema *schema, uint32_t *attributes)
{
    coprod_pattern_schema_info own = {.size = sizeof own};
    coprod_pattern_attribute attribute = {.size = sizeof attribute};
    coprod_pattern_schema_get(schema, &own);
    *attributes = own.attribute_count;
    for (uint32_t a = 0; a < own.attribute_count; a++) {
        coprod_pattern_schema_attribute(schema, a, &attribute);
        if (attribute.value_count >= sizeof letters)
            return program_fail(command, "--patterns", "an attribute has more values than there are characters");
    }
    return PROGRAM_FINE;
}

void missing_put_codes(const uint16_t *codes, uint32_t attributes)
{
    for (uint32_t a = 0; a < attributes; a++)
        putchar(codes[a] == COPROD_PATTERN_ANY ? 'x' : letters[codes[a]]);
}

void missing_put_whole(uint64_t number)
{
    uint64_t unit = 1;
    while (number / unit >= 1000)
        unit *= 1000;
    output("%" PRIu64, number / unit);
    for (; unit > 1; unit /= 1000)
        output(",%03" PRIu64, number / (unit / 1000) % 1000);
}

static int print_lines(const coprod_pattern_schema *schema, const coprod_pattern_gaps *gaps,
                       const coprod_pattern_gaps_info *info)
{
    coprod_pattern_gap gap = {.size = sizeof gap};
    uint16_t codes[64];
    uint32_t attributes;
    if (missing_letters("missing", schema, &attributes) != PROGRAM_FINE)
        return PROGRAM_BAD_INPUT;
    for (size_t i = 0; i < info->count; i++) {
        coprod_pattern_gaps_gap(gaps, i, codes, attributes, &gap);
        missing_put_codes(codes, attributes);
        putchar('\n');
    }
    return PROGRAM_FINE;
}

static int print_json(const coprod_pattern_gaps *gaps, uint64_t publish_from)
{
    size_t needed = 0;
    char *text;
    coprod_pattern_gaps_json(gaps, publish_from, NULL, 0, &needed);
    text = malloc(needed ? needed : 1);
    if (!text)
        return program_status(NULL, COPROD_E_MEMORY);
    coprod_pattern_gaps_json(gaps, publish_from, text, needed, NULL);
    output("%s\n", text);
    free(text);
    return PROGRAM_FINE;
}

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

/* Of those where the most people live, in a view, only their own number: how many are left out can tell which. */
static uint64_t count_listed(const coprod_pattern_gaps *gaps, const coprod_pattern_gaps_info *info, uint32_t level)
{
    coprod_pattern_gap gap = {.size = sizeof gap};
    uint64_t count = 0;
    for (size_t i = 0; i < info->count; i++) {
        coprod_pattern_gaps_gap(gaps, i, NULL, 0, &gap);
        count += gap.level == level;
    }
    return count;
}

static void print_levels(const missing_options *options, const coprod_pattern_gaps *gaps,
                         const coprod_pattern_gaps_info *info)
{
    const int listed = options->publish_from && options->query.top && info->count >= options->query.top;
    for (uint32_t level = 0; level <= info->complete_level; level++) {
        const uint64_t count = listed ? count_listed(gaps, info, level) : coprod_pattern_gaps_level(gaps, level);
        if (!count)
            continue;
        output("  of %" PRIu32 " value%s: ", level, plural(level));
        missing_put_whole(count);
        output(" gap%s\n", plural(count));
    }
}

static int has_gaps(const coprod_pattern_gaps *gaps, const coprod_pattern_gaps_info *info)
{
    for (uint32_t level = 0; level <= info->max_level; level++)
        if (coprod_pattern_gaps_level(gaps, level))
            return 1;
    return 0;
}

static void print_people(const coprod_pattern_schema *schema, uint64_t people, uint64_t publish_from)
{
    uint64_t low = people, high = people;
    coprod_pattern_view_count(schema, people, 0, publish_from, &low, &high);
    missing_put_whole(low);
    if (low != high) {
        output(" to ");
        missing_put_whole(high);
    }
    output(" %s counted; ", high == 1 ? "person was" : "people were");
}

static void print_head(const missing_options *options, const coprod_pattern_schema *schema,
                       const coprod_pattern_gaps_info *info)
{
    print_people(schema, info->people, options->publish_from);
    if (info->rate_over) {
        output("a gap has less than %" PRIu32 "/%" PRIu32 " of its fair share", info->rate_over, info->rate_under);
    } else {
        output("every combination of values needs ");
        missing_put_whole(info->threshold);
    }
    output("\nLooked at: up to %" PRIu32 " value%s at once", info->max_level, plural(info->max_level));
    if (info->min_population == 1) {
        output(options->told ? ", where somebody lives" : ", where somebody can be");
    } else if (info->min_population) {
        output(", where ");
        missing_put_whole(info->min_population);
        output(" people live or more");
    }
    puts(options->publish_from ? "; small counts are not told" : "");
    if (options->estimated)
        puts("How many live where is an estimate from parts, as if attributes had nothing to do with each other.");
}

static void print_hidden(const missing_options *options)
{
    if (options->hidden_state == MISSING_MAY_BE) {
        puts("Gaps where fewer people live are not shown (--min-people 1).");
    } else if (options->hidden_state == MISSING_COUNTED && options->hidden) {
        output("Not shown: ");
        missing_put_whole(options->hidden);
        output(" gap%s where fewer people live (--min-people 1).\n", plural(options->hidden));
    }
}

static void print_fair(double fair)
{
    output("; a fair share would be ");
    if (fair < 0.05)
        output("less than 0.1");
    else if (fair < 9.95)
        output("%.1f", fair);
    else
        missing_put_whole((uint64_t)(fair + 0.5));
}

/* In words that a reader can weigh: "43 in 100", "1 in 2,000" (to two digits). */
static void print_chance(double chance)
{
    uint64_t one_in, unit = 1;
    if (chance >= 0.985) {
        output(", so few by chance: more than 98 in 100");
    } else if (chance >= 0.095) {
        output(", so few by chance: %.0f in 100", 100.0 * chance);
    } else if (chance < 1e-6) {
        output(", so few by chance: less than 1 in 1,000,000");
    } else {
        one_in = (uint64_t)(1.0 / chance + 0.5);
        while (one_in / unit >= 100)
            unit *= 10;
        output(", so few by chance: 1 in ");
        missing_put_whole((one_in + unit / 2) / unit * unit);
    }
}

static void print_share(const coprod_pattern_gaps *gaps, size_t index)
{
    coprod_pattern_share share = {.size = sizeof share};
    coprod_pattern_gaps_share(gaps, index, &share);
    if (share.state == COPROD_PATTERN_SHARE_KNOWN || share.state == COPROD_PATTERN_SHARE_TOO_MANY)
        print_fair(share.fair);
    if (share.state == COPROD_PATTERN_SHARE_KNOWN && share.ratio < 1.0) /* else they are not few beside it */
        print_chance(share.tail);
}

/* What is left out. */
static void print_bounds(const missing_options *options, const coprod_pattern_gaps_info *info)
{
    if (info->memory_needed && options->publish_from) { /* how much goes by how many profiles there are */
        output("More would take more memory than --memory: gaps of up to %" PRIu32 " value%s are told.\n",
               info->complete_level, plural(info->complete_level));
    } else if (info->memory_needed) {
        output("More would take ");
        missing_put_whole(info->memory_needed);
        output(" bytes at least, beyond --memory: gaps of up to %" PRIu32 " value%s are told.\n", info->complete_level,
               plural(info->complete_level));
    } else if (info->truncated) {
        output("There are more gaps than ");
        missing_put_whole(options->query.max_results);
        output(": those of up to %" PRIu32 " value%s are shown.\n", info->complete_level,
               plural(info->complete_level));
    }
    if (options->query.top && info->count == options->query.top) {
        output("Shown are those where the most people live: ");
        missing_put_whole(info->count);
        output(".\n");
    }
}

static int print_text(const missing_options *options, const coprod_pattern_schema *schema,
                      const coprod_pattern_gaps *gaps, const coprod_pattern_gaps_info *info)
{
    print_head(options, schema, info);
    print_levels(options, gaps, info);
    print_bounds(options, info);
    print_hidden(options);
    if (!info->truncated && !has_gaps(gaps, info))
        puts(options->hidden_state == MISSING_NONE || (options->hidden_state == MISSING_COUNTED && !options->hidden)
                 ? "No gaps." : "No gaps where as many people live.");
    for (size_t i = 0; i < info->count; i++) {
        size_t needed = 0;
        char *text;
        coprod_status status = coprod_pattern_gaps_text(gaps, i, options->publish_from, NULL, 0, &needed);
        text = malloc(needed ? needed : 1);
        status = text ? coprod_pattern_gaps_text(gaps, i, options->publish_from, text, needed, NULL) : COPROD_E_MEMORY;
        if (status == COPROD_OK)
            output(i ? "%s" : "\n%s", text);
        free(text);
        if (status != COPROD_OK)
            return program_status(NULL, status);
        if (options->share)
            print_share(gaps, i);
        puts("");
    }
    if (options->share && info->count)
        puts("\nChances are those of one group looked at by itself. So many were looked at that some are rare by "
             "chance.");
    return PROGRAM_FINE;
}

int missing_print(const missing_options *options, const coprod_pattern_schema *schema,
                  const coprod_pattern_gaps *gaps)
{
    coprod_pattern_gaps_info info = {.size = sizeof info};
    int code;
    coprod_pattern_gaps_get(gaps, &info);
    if (options->json)
        code = print_json(gaps, options->publish_from);
    else
        code = options->patterns ? print_lines(schema, gaps, &info) : print_text(options, schema, gaps, &info);
    return code == PROGRAM_FINE && (info.truncated || has_gaps(gaps, &info)) ? PROGRAM_NO : code;
}
