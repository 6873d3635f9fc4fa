/* SPDX-License-Identifier: MIT */
/* People in plain words: who is missing, who is short, what is not known. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report_people.h"

/* A number of people, which may be larger than an int, with a comma before each three digits. */
static void whole(out *o, uint64_t number)
{
    char text[24];
    const int length = snprintf(text, sizeof text, "%llu", (unsigned long long)number);
    for (int i = 0; i < length; i++) {
        const char digit[] = {text[i], '\0'};
        out_raw(o, i && (length - i) % 3 == 0 ? "," : "");
        out_raw(o, digit);
    }
}

static void points(out *o, const told_set *own, int64_t value)
{
    char text[32];
    if (own->info.published)
        snprintf(text, sizeof text, "%d.%d", (int)(value / 10), (int)(value % 10));
    else
        snprintf(text, sizeof text, "%d", (int)value);
    out_raw(o, text);
}

void words_range_of(out *o, uint64_t low, uint64_t high)
{
    if (high == UINT64_MAX) {
        out_raw(o, "at least ");
        whole(o, low);
    } else if (low == high) {
        whole(o, low);
    } else if (!low) {
        out_raw(o, "up to ");
        whole(o, high);
    } else {
        whole(o, low);
        out_raw(o, " to ");
        whole(o, high);
    }
}

void words_figure(out *o, const figure *own)
{
    if (!own->known) {
        out_raw(o, "not known");
    } else if (own->exact) {
        whole(o, own->value);
    } else if (own->shown) {
        out_raw(o, "about ");
        whole(o, own->value);
    } else if (own->high != UINT64_MAX) {
        words_range_of(o, own->low, own->high);
        out_raw(o, " (hidden)");
    } else {
        out_raw(o, "hidden");
    }
}

void words_percent(out *o, double share, int decimals)
{
    char text[32];
    snprintf(text, sizeof text, "%.*f%%", decimals, 100 * share);
    out_raw(o, text);
}

/* "of people whom ... asks for": the target of a group. */
static void target(out *o, const told_set *set, const told_group *own)
{
    if (set->frame.mode != COPROD_FRAME_FIXED || !own->has_population)
        return;
    out_raw(o, " At least ");
    whole(o, own->info.target_people);
    out_raw(o, own->info.target_people == 1 ? " is asked for." : " are asked for.");
}

__extension__ typedef unsigned __int128 wide;

/* In a snapshot the target goes by how many came: whether the figures that are shown are below the threshold's part of
 * the group's share of the people who live here. */
static int low_share(const told_set *set, const told_group *own)
{
    const figure *all = &set->dimensions[own->info.dimension].total;
    return set->frame.mode != COPROD_FRAME_FIXED && own->count.shown && all->shown && own->has_population
           && own->info.population && own->count.value
           && (wide)own->count.value * own->info.denominator * set->frame.threshold_denominator
                  < (wide)all->value * own->info.population * set->frame.threshold_numerator;
}

static void words_needed(out *o, const told_group *own)
{
    out_raw(o, " ");
    words_range_of(o, own->need_low, own->need_high);
    out_raw(o, own->need_low == 1 && own->need_high == 1 ? " more is needed." : " more are needed.");
}

void words_group_state(out *o, const told_set *set, const told_group *own)
{
    if (!own->count.known)
        out_raw(o, "Not known: nobody counted.");
    else if (own->info.has_population && !own->info.population)
        out_raw(o, own->count.high ? "People were counted, but none live here by the figures." : "Nobody lives here.");
    else if (own->missing)
        out_raw(o, "Missing: nobody is there.");
    else if (!own->has_population)
        out_raw(o, "Not assessed: there is no population figure.");
    else if (low_share(set, own))
        out_plain(o, "There, but with less than %d/%d of its share of the people who live here.",
                  (int)set->frame.threshold_numerator, (int)set->frame.threshold_denominator);
    else if (set->frame.mode != COPROD_FRAME_FIXED)
        out_raw(o, "There.");
    else if (own->below)
        out_raw(o, "Short of what was agreed.");
    else if (own->maybe_below || own->maybe_missing)
        out_raw(o, "Perhaps short: the number is not shown exactly.");
    else
        out_raw(o, "Enough people.");
    if (!own->count.known || (!own->missing && !own->below && !own->maybe_below) || !own->need_high)
        return;
    target(o, set, own);
    words_needed(o, own);
}

void words_set_when(out *o, const told_set *own)
{
    if (own->info.date[0])
        words_date(o, own->info.date);
    else
        out_raw(o, "date not stated");
}

/* --- the two numbers --- */

/* What balance chance alone would give, if as many people were drawn at random. */
void words_dimension_chance(out *o, const told_set *set, uint32_t index)
{
    const told_dimension *own = &set->dimensions[index];
    coprod_balance_expected expected = {.size = sizeof expected};
    uint64_t *populations = calloc(set->frame.group_count + (size_t)1, sizeof *populations);
    size_t count = 0;
    o->failed |= !populations;
    if (!own->balance || !own->balance[0] || !strcmp(own->balance, "not shown")) {
        free(populations);
        return;
    }
    for (uint32_t i = 0; populations && i < set->frame.group_count; i++)
        if (set->groups[i].info.dimension == index)
            populations[count++] = set->groups[i].info.population;
    if (populations && own->info.has_unallocated && own->info.unallocated > 0)
        populations[count++] = (uint64_t)own->info.unallocated;
    if (populations && own->total.shown && own->total.value
        && coprod_balance_expect(COPROD_DIMENSION_PARTITION, populations, count, own->total.value, &expected)
               == COPROD_OK
        && expected.state == COPROD_FIT_ANSWERED) {
        out_raw(o, " (chance alone would give ");
        words_percent(o, expected.mean, 0);
        out_raw(o, ")");
    }
    free(populations);
}

void words_coverage(out *o, const told_set *own)
{
    if (!own->has_coverage) {
        out_raw(o, !own->info.score        ? "Not known: there is no question of which every group was counted."
                   : own->info.published   ? "Not known: no group has a population figure."
                                           : "Not shown: it would tell numbers that are hidden.");
        return;
    }
    if (own->low == own->high) {
        points(o, own, own->low);
        out_raw(o, " of 100.");
    } else {
        out_raw(o, "between ");
        points(o, own, own->low);
        out_raw(o, " and ");
        points(o, own, own->high);
        out_raw(o, " of 100. The numbers behind it are rounded or hidden, so it can be any of these.");
    }
    out_raw(o, " 100 would mean that every group reached the number of people that was agreed before anybody was "
               "counted. One group with nobody keeps it well below, whoever else comes.");
}

void words_dimension_balance(out *o, const told_set *set, uint32_t index)
{
    const told_dimension *own = &set->dimensions[index];
    coprod_score_dimension from = {.size = sizeof from};
    double sum = 0;
    uint32_t kept = 0;
    if (!own->is_scored || own->info.kind != COPROD_DIMENSION_PARTITION)
        return;
    for (uint32_t i = 0; i < index; i++)
        kept += set->dimensions[i].is_scored != 0;
    if (coprod_score_get_dimension(set->info.score, kept, &from) != COPROD_OK || from.no_balance)
        return;
    if (set->info.published) {
        words_percent(o, from.balance, 0);
        return;
    }
    for (uint32_t i = 0; i < set->frame.group_count; i++) {
        const told_group *group = &set->groups[i];
        if (group->info.dimension != index)
            continue;
        if (!group->has_share) {
            out_raw(o, "not shown");
            return;
        }
        sum += group->share.estimate < group->population ? group->share.estimate : group->population;
    }
    out_raw(o, "about ");
    words_percent(o, sum, 0);
}

void words_balance(out *o, const told_set *own)
{
    int any = 0;
    for (uint32_t i = 0; i < own->frame.dimension_count; i++) {
        const told_dimension *one = &own->dimensions[i];
        if (!one->balance || !one->balance[0])
            continue;
        out_plain(o, "%s%s: %s%s", any++ ? "; " : "", one->name, one->balance, one->chance);
    }
    if (!any) {
        out_raw(o, "Not known: it needs a question of which every person is in one group, with every group counted.");
        return;
    }
    out_raw(o, ". That share of the people counted could stand, one for one, for the people who live here. 100% would "
               "mean that every group has its share; so many people drawn at random would come near to it, and not "
               "reach it.");
}

/* --- what is not known --- */

void words_dimension_unknown(out *o, const told_set *set, uint32_t index)
{
    static const char *const classes[] = {"preferred not to say, which is their right",
                                          "not asked, or not recorded: that is for the organisation to change",
                                          "not sure", "not asked because the question is not for them",
                                          "asked, but gave no answer"};
    const told_dimension *own = &set->dimensions[index];
    coprod_score_dimension from = {.size = sizeof from};
    uint32_t kept = 0;
    int any = 0;
    for (uint32_t i = 0; i < index; i++)
        kept += set->dimensions[i].is_scored != 0;
    if (!own->is_scored || coprod_score_get_dimension(set->info.score, kept, &from) != COPROD_OK)
        return;
    if (!from.has_unknown) {
        out_raw(o, "It is not known how many gave no answer.");
        return;
    }
    if (!set->info.published) {
        out_raw(o, "How many gave no answer is not shown, because these counts were not published.");
        return;
    }
    for (size_t c = 0; c < COPROD_UNKNOWN_CLASSES; c++) {
        if (!from.unknown[c])
            continue;
        out_raw(o, any++ ? "; " : "");
        whole(o, from.unknown[c]);
        out_plain(o, " %s", classes[c]);
    }
    out_raw(o, any ? "." : "Everybody gave an answer.");
}

void words_dimension_gap(out *o, const told_set *set, uint32_t index)
{
    int any = 0;
    if (set->dimensions[index].is_scored)
        return;
    for (uint32_t i = 0; i < set->frame.group_count; i++) {
        const told_group *group = &set->groups[i];
        if (group->info.dimension != index || group->count.known)
            continue;
        out_plain(o, "%s%s", any++ ? "; " : "Not scored, because it was not counted how many there are of: ",
                  group->name);
    }
    out_raw(o, ". Not known is not nobody.");
}

void words_bounds(out *o, const told_set *own)
{
    const coprod_score_info *score = &own->score;
    char low[32], high[32];
    if (!own->info.published || !own->has_coverage || !score->has_bounds)
        return;
    snprintf(low, sizeof low, "%.1f", score->lower);
    snprintf(high, sizeof high, "%.1f", score->upper);
    if (strcmp(low, high) != 0)
        out_plain(o, "Some people's answers are not known. Whoever they are, coverage is from %s to %s.", low, high);
    if (score->not_told_count)
        out_plain(o, "%sOf %d question%s it is not known how many gave no answer.", o->length ? " " : "",
                  (int)score->not_told_count, score->not_told_count == 1 ? "" : "s");
}

/* --- who --- */

int words_none_missing(const told_set *own)
{
    int any = 0;
    for (uint32_t i = 0; i < own->frame.group_count; i++)
        any |= own->groups[i].missing;
    return !any;
}

void words_missing(out *o, const told_set *own)
{
    int any = 0, maybe = 0;
    for (uint32_t i = 0; i < own->frame.group_count; i++) {
        maybe += own->groups[i].maybe_missing != 0;
        if (own->groups[i].missing)
            out_plain(o, "%s%s", any++ ? "; " : "", own->groups[i].name);
    }
    if (any)
        out_raw(o, ".");
    else
        out_raw(o, maybe ? "No group is known to be missing." : "No group that was counted is missing.");
    if (maybe)
        out_plain(o, " Of %d more group%s the number is hidden, and may be 0.", maybe, maybe == 1 ? "" : "s");
}

void words_below(out *o, const told_set *own)
{
    int any = 0;
    if (own->frame.mode != COPROD_FRAME_FIXED) {
        for (uint32_t i = 0; i < own->frame.group_count; i++)
            if (low_share(own, &own->groups[i]))
                out_plain(o, "%s%s", any++ ? "; " : "With less than the threshold of their share: ",
                          own->groups[i].name);
        out_raw(o, any ? "." : "No group is known to be short.");
        out_raw(o, " No number is asked for here: it would go by how many came.");
        return;
    }
    for (uint32_t i = 0; i < own->frame.group_count; i++) {
        const told_group *one = &own->groups[i];
        if (!one->below)
            continue;
        out_plain(o, "%s%s (", any++ ? "; " : "", one->name);
        words_figure(o, &one->count);
        out_raw(o, " of ");
        whole(o, one->info.target_people);
        out_raw(o, ")");
    }
    out_raw(o, any ? "." : "No group is known to be short.");
    any = 0;
    for (uint32_t i = 0; i < own->frame.group_count; i++)
        if (own->groups[i].maybe_below)
            out_plain(o, "%s%s", any++ ? "; " : " Perhaps, because the number is not shown exactly: ",
                      own->groups[i].name);
    out_raw(o, any ? "." : "");
}

void words_not_assessed(out *o, const told_set *own)
{
    int any = 0;
    for (uint32_t i = 0; i < own->frame.group_count; i++)
        if (!own->groups[i].has_population && !own->groups[i].info.has_population)
            out_plain(o, "%s%s", any++ ? "; " : "There is no figure of how many people live here of: ",
                      own->groups[i].name);
    out_raw(o, any ? "." : "");
    for (uint32_t i = 0; i < own->frame.dimension_count; i++) {
        const told_dimension *one = &own->dimensions[i];
        if (!one->is_scored)
            out_plain(o, "%s%s: %s", o->length ? " " : "", one->name, one->not_scored);
        else if (one->is_withheld)
            out_plain(o, "%s%s: nothing is shown, because small numbers could be worked out%s.", o->length ? " " : "",
                      one->name, one->is_too_much ? " together with an earlier set" : "");
    }
}
