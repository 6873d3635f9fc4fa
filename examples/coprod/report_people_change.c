/* SPDX-License-Identifier: MIT */
/* People in plain words: who was invited, what changed since last time, the summary, and whom the plan shuts out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report_gaps.h"

/* Shares of those invited who came, where both are known exactly; otherwise the table has what there is. */
void words_invited(out *o, const told_set *own)
{
    int any = 0, none = 0;
    if (!own->info.has_invited)
        return;
    for (uint32_t i = 0; i < own->frame.group_count; i++) {
        const told_group *one = &own->groups[i];
        none += one->invited.known && !one->invited.high;
        any += one->invited.known && one->invited.low && one->missing;
    }
    out_raw(o, "It is known of some groups how many people were invited; the tables have it beside those who came.");
    for (uint32_t i = 0; any && i < own->frame.group_count; i++)
        if (own->groups[i].missing && own->groups[i].invited.low)
            out_plain(o, " Invited, but nobody came: %s.", own->groups[i].name);
    if (none)
        out_plain(o, " Of %d group%s nobody was invited.", none, none == 1 ? "" : "s");
    out_raw(o, " Where people were not invited, an invitation is the first step; where they were and did not come, ask "
               "what stood in their way.");
}

static void names(out *o, const told_set *own, const char *before, int (*is)(const told_group *))
{
    int any = 0;
    for (uint32_t i = 0; i < own->frame.group_count; i++)
        if (own->groups[i].has_before && own->groups[i].count.known && is(&own->groups[i]))
            out_plain(o, "%s%s", any++ ? "; " : before, own->groups[i].name);
    out_raw(o, any ? "." : "");
}

static int is_new(const told_group *own)
{
    return !own->before.high && own->count.low;
}

static int is_lost(const told_group *own)
{
    return own->before.low && !own->count.high;
}

static int is_still(const told_group *own)
{
    return !own->before.high && own->missing;
}

static const char *print(char text[32], const told_set *own, int64_t value)
{
    if (own->info.published)
        snprintf(text, 32, "%d.%d", (int)(value / 10), (int)(value % 10));
    else
        snprintf(text, 32, "%d", (int)value);
    return text;
}

static void coverages(out *o, const told_set *before, const told_set *own)
{
    char a[32], b[32], c[32], d[32];
    out_plain(o, " Coverage was %s%s%s, and is %s%s%s.", print(a, before, before->low),
              before->low == before->high ? "" : " to ",
              before->low == before->high ? "" : print(b, before, before->high), print(c, own, own->low),
              own->low == own->high ? "" : " to ", own->low == own->high ? "" : print(d, own, own->high));
}

/* Two scores go by the same targets only if the same questions were counted. */
static int same_frame(const told_set *before, const told_set *own)
{
    coprod_frame_info a = {.size = sizeof a}, b = a;
    return before->has_coverage && own->has_coverage && own->frame.mode == COPROD_FRAME_FIXED
           && coprod_frame_get(coprod_score_frame(before->info.score), &a) == COPROD_OK
           && coprod_frame_get(coprod_score_frame(own->info.score), &b) == COPROD_OK
           && !strcmp(a.fingerprint, b.fingerprint);
}

void words_change_of(out *o, const told_people *all, const told_set *own)
{
    const told_set *before = own->before ? &all->sets[own->before - 1] : NULL;
    if (!before)
        return;
    out_plain(o, "Since \u201c%s\u201d.", before->info.title[0] ? before->info.title : before->info.id);
    if (same_frame(before, own))
        coverages(o, before, own);
    else
        out_raw(o, " Coverage cannot be compared, because not the same groups were counted both times.");
    names(o, own, " Counted now, and not before: ", is_new);
    names(o, own, " Counted before, and not now: ", is_lost);
    names(o, own, " Missing both times: ", is_still);
}

int people_is_last(const told_people *all, size_t index)
{
    for (size_t i = index + 1; i < all->count; i++)
        if (all->sets[i].info.frame_index == all->sets[index].info.frame_index)
            return 0;
    return 1;
}

void words_people(out *o, const told_people *all)
{
    for (size_t i = 0; i < all->count; i++) {
        const told_set *own = &all->sets[i];
        char a[32], b[32];
        if (!people_is_last(all, i))
            continue;
        out_plain(o, "%s%s: ", o->length ? " " : "", own->info.title[0] ? own->info.title : own->info.id);
        if (own->has_coverage)
            out_plain(o, "coverage is %s%s%s of 100", print(a, own, own->low), own->low == own->high ? "" : " to ",
                      own->low == own->high ? "" : print(b, own, own->high));
        else
            out_raw(o, "coverage is not known");
        out_raw(o, ", balance ");
        for (uint32_t k = 0, any = 0; k <= own->frame.dimension_count; k++) {
            if (k == own->frame.dimension_count)
                out_raw(o, any ? "." : "is not known.");
            else if (own->dimensions[k].balance[0])
                out_plain(o, "%s%s for %s", any++ ? ", " : "is ", own->dimensions[k].balance, own->dimensions[k].name);
        }
        out_plain(o, " %s%s", words_none_missing(own) ? "" : "Missing: ", own->missing);
        if (own->gaps && !own->gaps->withheld[0])
            out_plain(o, " Where the lines cross: %s", own->gaps->headline);
    }
}

/* --- the plan --- */

const char *words_barrier_state(int32_t state)
{
    return state == COPROD_BARRIER_LIKELY ? "likely" : state == COPROD_BARRIER_REMOVED ? "removed" : "not known";
}

void words_plan(out *o, const report *r, const told_people *all)
{
    const coprod_barriers_info *own = &all->barriers;
    (void)r;
    out_plain(o, "%d event%s %s planned. ", (int)own->event_count, own->event_count == 1 ? "" : "s",
              own->event_count == 1 ? "is" : "are");
    out_plain(o, "%d barrier%s %s likely to shut people out, %d %s removed, and for %d the plan does not say enough.",
              (int)own->likely, own->likely == 1 ? "" : "s", own->likely == 1 ? "is" : "are", (int)own->removed,
              own->removed == 1 ? "was" : "were", (int)own->not_known);
    if (own->asked_findings)
        out_raw(o, " Some people are asked too often, or the same thing twice.");
}
