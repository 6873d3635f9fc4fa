/* SPDX-License-Identifier: MIT */
/* What may be shown of counts. Where they were not published as they are, everything is made from publishable views:
 * whatever is worked out from these alone tells nothing that they do not. */
#include <stdlib.h>
#include <string.h>

#include "report_people.h"

figure people_exact(uint64_t count)
{
    return (figure){.known = 1, .shown = 1, .exact = 1, .value = count, .low = count, .high = count};
}

static const figure withheld = {.known = 1, .high = UINT64_MAX};

figure people_figure(const coprod_view *view, size_t row)
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
figure people_by_rule(const coprod_publish_rule *rule, uint64_t count)
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

/* --- one column of one dimension --- */

typedef struct listed {
    const char **ids;
    uint64_t *counts;
    uint32_t *groups;
    size_t count;
    int is_whole; /* every group is known, and each person is in one at most: they add up */
} listed;

static void free_list(listed *own)
{
    free(own->ids);
    free(own->counts);
    free(own->groups);
}

static figure *place_of(told_set *set, uint32_t group, int column)
{
    told_group *own = &set->groups[group];
    figure *const places[TOLD_COLUMNS] = {&own->count, &own->invited, &own->asked, &own->claimed, &own->left};
    return places[column];
}

/* The true number; 0: it is not known. */
static int number_of(const report *r, size_t index, uint32_t group, int column, uint64_t *number)
{
    coprod_dossier_count from = {.size = sizeof from};
    coprod_dossier_costs costs = {.size = sizeof costs};
    int64_t numbers[TOLD_COLUMNS];
    coprod_dossier_get_count(r->dossier, index, group, &from);
    coprod_dossier_get_costs(r->dossier, index, group, &costs);
    numbers[TOLD_COUNT] = from.has_count ? (int64_t)from.count : -1;
    numbers[TOLD_INVITED] = from.has_invited ? (int64_t)from.invited : -1;
    numbers[TOLD_ASKED] = costs.asked;
    numbers[TOLD_CLAIMED] = costs.claimed;
    numbers[TOLD_LEFT] = costs.left;
    *number = numbers[column] < 0 ? 0 : (uint64_t)numbers[column];
    return numbers[column] >= 0;
}

/* The groups of a dimension of which the number is known. */
static int list_groups(const report *r, const told_set *set, size_t index, uint32_t dimension, int column, listed *own)
{
    const size_t room = set->frame.group_count;
    size_t groups = 0;
    *own = (listed){calloc(room, sizeof *own->ids), calloc(room, sizeof *own->counts),
                    calloc(room, sizeof *own->groups), 0, 0};
    if (!own->ids || !own->counts || !own->groups)
        return 0;
    for (uint32_t i = 0; i < set->frame.group_count; i++) {
        uint64_t number;
        groups += set->groups[i].info.dimension == dimension;
        if (set->groups[i].info.dimension != dimension || !number_of(r, index, i, column, &number))
            continue;
        own->ids[own->count] = set->groups[i].info.id;
        own->counts[own->count] = number;
        own->groups[own->count++] = i;
    }
    own->is_whole = own->count == groups && set->dimensions[dimension].info.kind == COPROD_DIMENSION_PARTITION;
    return 1;
}

static coprod_publish_table table_of(const listed *own)
{
    return (coprod_publish_table){.size = sizeof(coprod_publish_table), .rows = own->ids, .row_count = own->count,
                                  .counts = own->counts, .no_total = !own->is_whole};
}

/* --- with what was told before --- */

/* Those of an earlier set may all be in this one, unless what is shown rules that out; then the two lists must not tell
 * together what neither tells. Who was out of pocket may have been paid since: of them the new list may be a part of
 * the earlier one. It goes by what is shown alone: were it to go by the counts, it would tell of them. */
static int is_too_much(const told_people *all, size_t index, size_t place, int column, const coprod_view *view)
{
    for (size_t before = all->sets[index].before; before; before = all->sets[before - 1].before) {
        const coprod_view *then = all->sets[before - 1].views ? all->sets[before - 1].views[place] : NULL;
        if (people_tells_too_much(view, then, COPROD_VIEW_CONTAINS)
            || (column == TOLD_LEFT && people_tells_too_much(view, then, COPROD_VIEW_WITHIN)))
            return 1;
    }
    return 0;
}

static void keep_view(told_people *all, size_t index, uint32_t dimension, int column, const listed *own,
                      coprod_view *view)
{
    told_set *set = &all->sets[index];
    const size_t place = (size_t)column * set->frame.dimension_count + dimension;
    if (is_too_much(all, index, place, column, view)) {
        coprod_view_free(view);
        view = NULL;
        if (column == TOLD_COUNT)
            set->dimensions[dimension].is_too_much = 1;
    }
    set->views[place] = view;
    for (size_t i = 0; i < own->count; i++)
        *place_of(set, own->groups[i], column) = people_figure(view, i);
    if (column != TOLD_COUNT)
        return;
    set->dimensions[dimension].is_withheld = people_is_refused(view);
    set->dimensions[dimension].total = people_figure(view, COPROD_VIEW_TOTAL);
}

/* --- a set --- */

/* The dimensions that are one list of the same people are published together: their totals are one number. `done` is
 * left 0 if their totals differ, or there are none. */
static coprod_status publish_linked(told_people *all, size_t index, int column, const listed *lists,
                                    coprod_publish_table *tables, coprod_view **views, int *done)
{
    const uint32_t count = all->sets[index].frame.dimension_count;
    const coprod_publish_options options = {.size = sizeof options, .hide_total = column != TOLD_COUNT};
    coprod_status status;
    size_t linked = 0;
    for (uint32_t i = 0; i < count; i++)
        if (lists[i].is_whole)
            tables[linked++] = table_of(&lists[i]);
    if (linked < 2)
        return COPROD_OK;
    status = coprod_publish_linked(all->rule, tables, linked, &options, NULL, views);
    if (status != COPROD_OK)
        return status == COPROD_E_RANGE ? COPROD_OK : status;
    linked = 0;
    for (uint32_t i = 0; i < count; i++)
        if (lists[i].is_whole)
            keep_view(all, index, i, column, &lists[i], views[linked++]);
    *done = 1;
    return COPROD_OK;
}

static coprod_status publish_one(told_people *all, size_t index, uint32_t dimension, int column, const listed *own)
{
    const coprod_publish_options options = {.size = sizeof options,
                                            .hide_total = column != TOLD_COUNT && own->is_whole};
    const coprod_publish_table table = table_of(own);
    coprod_view *view = NULL;
    coprod_status status = COPROD_OK;
    if (own->count)
        status = coprod_publish(all->rule, &table, &options, NULL, &view);
    if (own->count && status == COPROD_OK)
        keep_view(all, index, dimension, column, own, view);
    return status;
}

static coprod_status publish_column(const report *r, told_people *all, size_t index, int column)
{
    told_set *set = &all->sets[index];
    const uint32_t count = set->frame.dimension_count;
    listed *lists = calloc(count, sizeof *lists);
    coprod_publish_table *tables = calloc(count, sizeof *tables);
    coprod_view **views = calloc(count, sizeof *views);
    coprod_status status = lists && tables && views ? COPROD_OK : COPROD_E_MEMORY;
    int linked = 0;
    for (uint32_t i = 0; status == COPROD_OK && i < count; i++)
        if (!list_groups(r, set, index, i, column, &lists[i]))
            status = COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = publish_linked(all, index, column, lists, tables, views, &linked);
    for (uint32_t i = 0; status == COPROD_OK && i < count; i++)
        if (!linked || !lists[i].is_whole)
            status = publish_one(all, index, i, column, &lists[i]);
    for (uint32_t i = 0; lists && i < count; i++)
        free_list(&lists[i]);
    free(lists);
    free(tables);
    free(views);
    return status;
}

/* One column as it was published: the figures, and a view with which later ones are compared. */
static coprod_status take_column(const report *r, told_people *all, size_t index, uint32_t dimension, int column)
{
    told_set *set = &all->sets[index];
    coprod_view **view = &set->views[(size_t)column * set->frame.dimension_count + dimension];
    coprod_status status = COPROD_E_MEMORY;
    listed own;
    if (list_groups(r, set, index, dimension, column, &own)) {
        const coprod_publish_table table = table_of(&own);
        for (size_t i = 0; i < own.count; i++)
            *place_of(set, own.groups[i], column) = people_exact(own.counts[i]);
        status = own.count ? people_as_published(all, &table, view) : COPROD_OK;
    }
    free_list(&own);
    return status;
}

static coprod_status take_numbers(const report *r, told_people *all, size_t index)
{
    coprod_status status = COPROD_OK;
    for (int column = 0; column < TOLD_COLUMNS; column++)
        for (uint32_t i = 0; status == COPROD_OK && i < all->sets[index].frame.dimension_count; i++)
            status = take_column(r, all, index, i, column);
    return status;
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
            own->total = people_exact(from.known);
        else if (own->info.kind != COPROD_DIMENSION_PARTITION)
            own->total = people_by_rule(all->rule, from.known);
    }
}

coprod_status people_figures(const report *r, told_people *all, size_t index)
{
    told_set *set = &all->sets[index];
    coprod_status status;
    set->views = calloc((size_t)TOLD_COLUMNS * set->frame.dimension_count, sizeof *set->views);
    status = set->views ? COPROD_OK : COPROD_E_MEMORY;
    if (status == COPROD_OK && set->info.published)
        status = take_numbers(r, all, index);
    for (int column = 0; status == COPROD_OK && !set->info.published && column < TOLD_COLUMNS; column++)
        status = publish_column(r, all, index, column);
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
