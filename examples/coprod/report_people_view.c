/* SPDX-License-Identifier: MIT */
/* What may be shown of counts. Where they were not published as they are, everything is made from publishable views:
 * whatever is worked out from these alone tells nothing that they do not. */
#include <stdlib.h>
#include <string.h>

#include "report_people.h"

static figure exact_figure(uint64_t count)
{
    return (figure){.known = 1, .shown = 1, .exact = 1, .value = count, .low = count, .high = count};
}

static const figure withheld = {.known = 1, .high = UINT64_MAX};

static figure figure_of(const coprod_view *view, size_t row)
{
    coprod_figure from = {.size = sizeof from};
    figure own = withheld;
    if (!view || coprod_view_figure(view, row, 0, &from) != COPROD_OK || from.state == COPROD_FIGURE_ABSENT)
        return own;
    own.shown = from.state == COPROD_FIGURE_SHOWN;
    own.value = from.value;
    own.low = from.state == COPROD_FIGURE_WITHHELD ? 0 : from.low;
    own.high = from.state == COPROD_FIGURE_WITHHELD ? UINT64_MAX : from.high;
    own.exact = own.shown && own.low == own.high;
    return own;
}

/* One number by itself, as the rule rounds or hides it. */
static figure figure_by_rule(const coprod_publish_rule *rule, uint64_t count)
{
    char text[64];
    coprod_figure from = {.size = sizeof from};
    figure own = withheld;
    if (coprod_publish_rule_write(rule, count, text, sizeof text, NULL) != COPROD_OK
        || coprod_publish_rule_read(rule, text, COPROD_NTS, &from) != COPROD_OK)
        return own;
    own.shown = from.state == COPROD_FIGURE_SHOWN;
    own.value = from.value;
    own.low = from.low;
    own.high = from.high;
    own.exact = own.shown && own.low == own.high;
    return own;
}

/* --- the counts of one dimension --- */

typedef struct listed {
    const char **ids;
    uint64_t *counts;
    uint32_t *groups;
    size_t count;
} listed;

static void free_list(listed *own)
{
    free(own->ids);
    free(own->counts);
    free(own->groups);
}

/* The groups of a dimension that are known; or, of whom it is known, how many were invited. */
static int list_groups(const report *r, const told_set *set, size_t index, uint32_t dimension, int invited,
                       listed *own)
{
    const size_t room = set->frame.group_count;
    *own = (listed){calloc(room, sizeof *own->ids), calloc(room, sizeof *own->counts),
                    calloc(room, sizeof *own->groups), 0};
    if (!own->ids || !own->counts || !own->groups)
        return 0;
    for (uint32_t i = 0; i < set->frame.group_count; i++) {
        coprod_dossier_count from = {.size = sizeof from};
        coprod_dossier_get_count(r->dossier, index, i, &from);
        if (set->groups[i].info.dimension != dimension || !(invited ? from.has_invited : from.has_count))
            continue;
        own->ids[own->count] = set->groups[i].info.id;
        own->counts[own->count] = invited ? from.invited : from.count;
        own->groups[own->count++] = i;
    }
    return 1;
}

static coprod_publish_table table_of(const listed *own, int has_total)
{
    return (coprod_publish_table){.size = sizeof(coprod_publish_table), .rows = own->ids, .row_count = own->count,
                                  .counts = own->counts, .no_total = !has_total};
}

/* What a view tells of each group; a refused one tells nothing. */
static void take_view(told_set *set, const listed *own, const coprod_view *view, int invited)
{
    for (size_t i = 0; i < own->count; i++)
        *(invited ? &set->groups[own->groups[i]].invited : &set->groups[own->groups[i]].count) = figure_of(view, i);
}

static int is_refused(const coprod_view *view)
{
    coprod_view_info info = {.size = sizeof info};
    return coprod_view_get(view, &info) != COPROD_OK || info.state != COPROD_VIEW_PUBLISHED;
}

/* People who were in the earlier set may all be in this one, if no group has fewer: then the two lists must not tell
 * together what neither tells. */
static int tells_too_much(const report *r, const told_people *all, size_t index, uint32_t dimension, const listed *own,
                          const coprod_view *view)
{
    const told_set *set = &all->sets[index];
    const told_set *before = set->before ? &all->sets[set->before - 1] : NULL;
    coprod_view_difference difference = {.size = sizeof difference};
    if (!before || !before->views || !before->views[dimension] || is_refused(view))
        return 0;
    for (size_t i = 0; i < own->count; i++) {
        coprod_dossier_count from = {.size = sizeof from};
        coprod_dossier_get_count(r->dossier, set->before - 1, own->groups[i], &from);
        if (from.has_count && from.count > own->counts[i])
            return 0;
    }
    return coprod_view_compare(view, before->views[dimension], COPROD_VIEW_CONTAINS, &difference) != COPROD_OK
           || (difference.fits && (difference.pinned || difference.narrowed));
}

static void keep_view(const report *r, told_people *all, size_t index, uint32_t dimension, const listed *own,
                      coprod_view *view)
{
    told_set *set = &all->sets[index];
    if (tells_too_much(r, all, index, dimension, own, view)) {
        coprod_view_free(view);
        view = NULL;
    }
    set->views[dimension] = view;
    set->dimensions[dimension].is_withheld = !view || is_refused(view);
    take_view(set, own, view, 0);
    set->dimensions[dimension].total = figure_of(view, COPROD_VIEW_TOTAL);
}

/* --- a set --- */

/* The dimensions that are one list of the same people are published together; the others one by one. */
static coprod_status publish_counts(const report *r, told_people *all, size_t index)
{
    told_set *set = &all->sets[index];
    const uint32_t count = set->frame.dimension_count;
    listed *lists = calloc(count, sizeof *lists);
    coprod_publish_table *tables = calloc(count, sizeof *tables);
    coprod_view **views = calloc(count, sizeof *views);
    uint32_t *places = calloc(count, sizeof *places);
    size_t linked = 0;
    coprod_status status = lists && tables && views && places ? COPROD_OK : COPROD_E_MEMORY;
    for (uint32_t i = 0; status == COPROD_OK && i < count; i++) {
        if (!list_groups(r, set, index, i, 0, &lists[i]))
            status = COPROD_E_MEMORY;
        else if (set->dimensions[i].is_scored && set->dimensions[i].info.kind == COPROD_DIMENSION_PARTITION) {
            places[linked] = i;
            tables[linked++] = table_of(&lists[i], 1);
        }
    }
    if (status == COPROD_OK && linked > 1
        && coprod_publish_linked(all->rule, tables, linked, NULL, NULL, views) == COPROD_OK)
        for (size_t i = 0; i < linked; i++)
            keep_view(r, all, index, places[i], &lists[places[i]], views[i]);
    for (uint32_t i = 0; status == COPROD_OK && i < count; i++) {
        const int whole = set->dimensions[i].is_scored && set->dimensions[i].info.kind == COPROD_DIMENSION_PARTITION;
        const coprod_publish_table table = table_of(&lists[i], whole);
        coprod_view *view = NULL;
        if (set->views[i] || set->dimensions[i].is_withheld || !lists[i].count)
            continue;
        status = coprod_publish(all->rule, &table, NULL, NULL, &view);
        if (status == COPROD_OK)
            keep_view(r, all, index, i, &lists[i], view);
    }
    for (uint32_t i = 0; lists && i < count; i++)
        free_list(&lists[i]);
    free(lists);
    free(tables);
    free(views);
    free(places);
    return status;
}

static coprod_status publish_invited(const report *r, told_people *all, size_t index)
{
    told_set *set = &all->sets[index];
    coprod_status status = COPROD_OK;
    for (uint32_t i = 0; status == COPROD_OK && i < set->frame.dimension_count; i++) {
        listed own;
        coprod_view *view = NULL;
        if (!list_groups(r, set, index, i, 1, &own))
            status = COPROD_E_MEMORY;
        if (status == COPROD_OK && own.count) {
            const coprod_publish_table table = table_of(&own, 0);
            status = coprod_publish(all->rule, &table, NULL, NULL, &view);
            if (status == COPROD_OK)
                take_view(set, &own, view, 1);
        }
        coprod_view_free(view);
        free_list(&own);
    }
    return status;
}

static void take_counts(const report *r, told_set *set, size_t index)
{
    for (uint32_t i = 0; i < set->frame.group_count; i++) {
        coprod_dossier_count from = {.size = sizeof from};
        coprod_dossier_get_count(r->dossier, index, i, &from);
        if (from.has_count)
            set->groups[i].count = exact_figure(from.count);
        if (from.has_invited)
            set->groups[i].invited = exact_figure(from.invited);
    }
}

/* People who answered, where the score knows how many. */
static void take_known(const told_people *all, told_set *set)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < set->frame.dimension_count; i++) {
        told_dimension *own = &set->dimensions[i];
        coprod_score_dimension from = {.size = sizeof from};
        if (!own->is_scored || coprod_score_get_dimension(set->info.score, kept++, &from) != COPROD_OK)
            continue;
        if (!from.has_known)
            continue;
        if (set->info.published)
            own->total = exact_figure(from.known);
        else if (own->info.kind != COPROD_DIMENSION_PARTITION)
            own->total = figure_by_rule(all->rule, from.known);
    }
}

coprod_status people_figures(const report *r, told_people *all, size_t index)
{
    told_set *set = &all->sets[index];
    coprod_status status = COPROD_OK;
    if (set->info.published) {
        take_counts(r, set, index);
    } else {
        set->views = calloc(set->frame.dimension_count + (size_t)1, sizeof *set->views);
        status = set->views ? publish_counts(r, all, index) : COPROD_E_MEMORY;
        if (status == COPROD_OK)
            status = publish_invited(r, all, index);
    }
    take_known(all, set);
    return status;
}

/* --- coverage --- */

/* The score if each group had as few, or as many, people as its figure allows. Beyond its target nobody counts. */
static coprod_status score_at(const told_set *set, int high, double *score)
{
    const coprod_frame *frame = coprod_score_frame(set->info.score);
    uint64_t *counts = calloc(set->frame.group_count, sizeof *counts);
    coprod_score_input input = {.size = sizeof input, .counts = counts};
    coprod_score_info info = {.size = sizeof info};
    coprod_score *made = NULL;
    coprod_status status = COPROD_E_MEMORY;
    for (uint32_t i = 0; counts && i < set->frame.group_count; i++) {
        const told_group *own = &set->groups[i];
        const uint64_t enough = own->info.target_people > own->count.low ? own->info.target_people : own->count.low;
        if (set->dimensions[own->info.dimension].is_scored)
            counts[input.count++] = !high ? own->count.low : own->count.high < enough ? own->count.high : enough;
    }
    if (counts)
        status = coprod_score_new(frame, &input, NULL, &made);
    if (status == COPROD_OK)
        status = coprod_score_get(made, &info);
    *score = info.score;
    coprod_score_free(made);
    free(counts);
    return status;
}

coprod_status people_coverage(told_set *own)
{
    double low = 0, high = 0;
    coprod_status status;
    own->score.size = sizeof own->score;
    if (!own->info.score || coprod_score_get(own->info.score, &own->score) != COPROD_OK || !own->score.has_score)
        return COPROD_OK;
    if (own->info.published) {
        own->has_coverage = 1;
        status = coprod_score_printed(own->info.score, 1, &own->low, NULL, 0);
        own->high = own->low;
        return status;
    }
    if (own->frame.mode != COPROD_FRAME_FIXED)
        return COPROD_OK; /* a further person can lower it, so the ends of the figures are not its ends */
    status = score_at(own, 0, &low);
    if (status == COPROD_OK)
        status = score_at(own, 1, &high);
    own->has_coverage = status == COPROD_OK;
    own->low = (int64_t)low;
    own->high = (int64_t)(high - 1e-9);
    own->high += (double)own->high < high - 1e-9;
    return status == COPROD_E_RANGE ? COPROD_OK : status;
}
