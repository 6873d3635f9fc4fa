/* SPDX-License-Identifier: MIT */
/* coprod tally show: what was counted, in words and in JSON, and its score. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "score.h"
#include "tally.h"

static const char *or_none(const char *text)
{
    return *text ? text : "-";
}

/* --- JSON --- */

static char *tally_text(const coprod_tally *tally, const coprod_tally_filter *filter)
{
    size_t needed = 0;
    char *text;
    coprod_tally_json(tally, filter, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text)
        coprod_tally_json(tally, filter, text, needed, NULL);
    return text;
}

static int print_json(const coprod_tally *tally, const coprod_tally_filter *filter)
{
    char *text = tally_text(tally, filter);
    if (!text)
        return program_status("tally show", COPROD_E_MEMORY);
    output("%s\n", text);
    free(text);
    return PROGRAM_FINE;
}

static int print_score_json(const coprod_tally *tally, const coprod_score *score, size_t parts)
{
    size_t needed = 0;
    char *text;
    coprod_score_json(score, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (!text || coprod_score_json(score, text, needed, NULL) != COPROD_OK) {
        free(text);
        return program_status("tally show", COPROD_E_MEMORY);
    }
    output("{\"schema\":\"tally-score/1\",\"publishable\":false,\"parts\":%zu,\"parts_are\":\"%s\",\"score\":%s}\n",
           parts, coprod_tally_overlap(tally) == COPROD_PARTS_DISJOINT ? "disjoint" : "may-overlap", text);
    free(text);
    return PROGRAM_FINE;
}

/* --- words --- */

static void print_parts(const coprod_tally *tally, size_t parts)
{
    const int disjoint = coprod_tally_overlap(tally) == COPROD_PARTS_DISJOINT;
    output("%zu %s; ", parts, parts == 1 ? "part" : "parts");
    if (parts == 1) /* it may be a part of each of several tallies that were merged */
        puts(disjoint ? "no person is in it twice, as declared"
                      : "a person may be counted more than once if it was merged of several");
    else
        puts(disjoint ? "no person is in two of them, as declared"
                      : "a person may be in several of them, and is then counted more than once");
}

static void print_list(const coprod_tally *tally)
{
    output("\n%-24s %-24s %-10s  kind\n", "event", "partner", "day");
    for (size_t i = 0; i < coprod_tally_count(tally); i++) {
        coprod_tally_part part = {.size = sizeof part};
        char day[16] = "-";
        coprod_tally_get(tally, i, &part);
        if (part.has_day)
            coprod_day_write(part.day, day, sizeof day, NULL);
        output("%-24s %-24s %-10s  %s\n", or_none(part.event), or_none(part.partner), day,
               part.kind == COPROD_TALLY_INVITED ? "invited" : "attended");
    }
}

/* Sums of one kind. */
typedef struct sums {
    uint64_t *counts;
    int64_t *known, *unknown;
    size_t parts;
} sums;

static void print_unknown(const int64_t *unknown)
{
    static const char *const words[] = {"preferred not to say", "not asked or not recorded", "not sure",
                                        "not applicable", "not answered"};
    int any = 0;
    if (unknown[0] < 0) {
        puts("not told for all of them");
        return;
    }
    for (size_t i = 0; i < COPROD_UNKNOWN_CLASSES; i++)
        if (unknown[i])
            output("%s%lld %s", any++ ? ", " : "", (long long)unknown[i], words[i]);
    puts(any ? "" : "nobody");
}

static void print_dimension(const coprod_frame *frame, uint32_t index, const sums *both, const int *chosen)
{
    static const char *const kinds[] = {"Came", "Invited"};
    coprod_frame_info info = {.size = sizeof info};
    coprod_frame_dimension dimension = {.size = sizeof dimension};
    coprod_frame_get(frame, &info);
    coprod_frame_get_dimension(frame, index, &dimension);
    output("\n%-50s", dimension.id);
    for (int kind = 0; kind < 2; kind++)
        if (chosen[kind])
            output(" %10s", kind ? "invited" : "came");
    puts("");
    for (uint32_t i = 0; i < info.group_count; i++) {
        coprod_frame_group group = {.size = sizeof group};
        coprod_frame_get_group(frame, i, &group);
        if (group.dimension != index)
            continue;
        output("  %-48s", group.title[0] ? group.title : group.id);
        for (int kind = 0; kind < 2; kind++)
            if (chosen[kind])
                output(" %10llu", (unsigned long long)both[kind].counts[i]);
        puts("");
    }
    for (int kind = 0; kind < 2; kind++)
        if (chosen[kind]) {
            output("  %s, not known: ", kinds[kind]);
            print_unknown(both[kind].unknown + (size_t)index * COPROD_UNKNOWN_CLASSES);
        }
}

static void free_sums(sums *own)
{
    free(own->counts);
    free(own->known);
    free(own->unknown);
}

static int add_up(const coprod_tally *tally, const coprod_tally_filter *filter, const coprod_frame_info *info, sums *to)
{
    to->counts = calloc(info->group_count, sizeof *to->counts);
    to->known = calloc(info->dimension_count, sizeof *to->known);
    to->unknown = calloc((size_t)info->dimension_count * COPROD_UNKNOWN_CLASSES, sizeof *to->unknown);
    return to->counts && to->known && to->unknown
           && coprod_tally_sum(tally, filter, to->counts, info->group_count, to->known, to->unknown,
                               info->dimension_count, &to->parts) == COPROD_OK;
}

static int print_words(const coprod_tally *tally, const coprod_tally_filter *filter, int one_kind)
{
    const coprod_frame *frame = coprod_tally_frame(tally);
    coprod_frame_info info = {.size = sizeof info};
    sums both[2] = {{0}};
    int chosen[2] = {0, 0}, right = 1;
    size_t parts = 0;
    coprod_frame_get(frame, &info);
    for (int kind = 0; kind < 2; kind++) {
        coprod_tally_filter own = *filter;
        own.kind = kind;
        right &= add_up(tally, &own, &info, &both[kind]);
        chosen[kind] = both[kind].parts && (!one_kind || filter->kind == kind);
        parts += chosen[kind] ? both[kind].parts : 0;
    }
    if (right) {
        output("%s", PROGRAM_TRUE_COUNTS);
        output("Counted in frame %s %s, fingerprint %s\n", or_none(info.id), info.version, info.fingerprint);
        print_parts(tally, parts);
        if (parts == coprod_tally_count(tally))
            print_list(tally);
        for (uint32_t d = 0; d < info.dimension_count; d++)
            print_dimension(frame, d, both, chosen);
    }
    free_sums(&both[0]);
    free_sums(&both[1]);
    return right ? PROGRAM_FINE : program_status("tally show", COPROD_E_MEMORY);
}

/* --- which parts --- */

static int read_bound(const char *text, const char *option, int32_t *day, int32_t *has)
{
    *has = text != NULL;
    if (text && coprod_day_read(text, COPROD_NTS, day) != COPROD_OK)
        return program_fail("tally show", option, "a day as YYYY-MM-DD is expected"), 0;
    return 1;
}

static int show_score(const tally_options *options, const coprod_tally *tally, const coprod_tally_filter *filter,
                      size_t parts)
{
    coprod_score *score = NULL;
    coprod_status status = coprod_tally_score(tally, filter, NULL, &score);
    int code = PROGRAM_FINE;
    if (status == COPROD_E_UNKNOWN)
        return program_fail("tally show", NULL, "the frame is a snapshot, and it is not told how many people answered "
                                                "of a membership; there is no score");
    if (status != COPROD_OK)
        return program_status("tally show", status);
    if (options->json) {
        code = print_score_json(tally, score, parts);
    } else {
        output("%s", PROGRAM_TRUE_COUNTS);
        print_parts(tally, parts);
        puts("");
        status = score_print(score);
        if (status != COPROD_OK)
            code = program_status("tally show", status);
    }
    coprod_score_free(score);
    return code;
}

int tally_show(const tally_options *options, const coprod_tally *tally)
{
    coprod_tally_filter filter = {.size = sizeof filter, .event = options->event, .partner = options->partner,
                                  .kind = options->only_invited ? COPROD_TALLY_INVITED : COPROD_TALLY_ATTENDED};
    const int one_kind = options->only_invited || options->event || options->partner || options->from || options->to;
    size_t parts = 0, others = 0;
    int code = PROGRAM_FINE;
    if (!read_bound(options->from, "--from", &filter.first_day, &filter.has_first)
        || !read_bound(options->to, "--to", &filter.last_day, &filter.has_last))
        return PROGRAM_BAD_INPUT;
    coprod_tally_sum(tally, &filter, NULL, 0, NULL, NULL, 0, &parts);
    if (!one_kind && !options->score) {
        coprod_tally_filter invited = filter;
        invited.kind = COPROD_TALLY_INVITED;
        coprod_tally_sum(tally, &invited, NULL, 0, NULL, NULL, 0, &others);
    }
    if (options->score && parts)
        return show_score(options, tally, &filter, parts);
    if (options->json && !options->score)
        code = print_json(tally, one_kind ? &filter : NULL);
    else if (parts + others)
        code = print_words(tally, &filter, one_kind);
    else
        program_fail("tally show", NULL, "no part of the tally fits: nothing was counted");
    return code == PROGRAM_FINE && !(parts + others) ? PROGRAM_NO : code;
}
