/* SPDX-License-Identifier: MIT */
/* What people need in order to take part, and whether they got it. */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_people.h"

static const char *const answers[TOLD_ANSWERS] = {"met", "partly", "unmet", "unknown", "not_asked", "none"};

/* --- figures --- */

static void true_numbers(const told_need *own, int64_t numbers[TOLD_ANSWERS])
{
    const int64_t from[TOLD_ANSWERS] = {own->info.met,     own->info.partly,    own->info.unmet,
                                        own->info.unknown, own->info.not_asked, own->info.none};
    memcpy(numbers, from, sizeof from);
}

/* The answers that are known as a list; if all are, they add up to everybody. */
typedef struct listed {
    const char *ids[TOLD_ANSWERS];
    uint64_t counts[TOLD_ANSWERS];
    size_t places[TOLD_ANSWERS], count;
} listed;

static void list_answers(const told_need *own, listed *list)
{
    int64_t numbers[TOLD_ANSWERS];
    true_numbers(own, numbers);
    list->count = 0;
    for (size_t i = 0; i < TOLD_ANSWERS; i++) {
        if (numbers[i] < 0)
            continue;
        list->ids[list->count] = answers[i];
        list->places[list->count] = i;
        list->counts[list->count++] = (uint64_t)numbers[i];
    }
}

static coprod_publish_table table_of(const listed *own)
{
    return (coprod_publish_table){.size = sizeof(coprod_publish_table), .rows = own->ids, .row_count = own->count,
                                  .counts = own->counts, .no_total = own->count < TOLD_ANSWERS};
}

/* The same need in a set before must not tell more together with this one. */
static int is_too_much(const told_people *all, size_t index, const char *id, const coprod_view *view)
{
    for (size_t before = all->sets[index].before; before; before = all->sets[before - 1].before) {
        const told_set *then = &all->sets[before - 1];
        for (uint32_t i = 0; i < then->info.need_count; i++)
            if (!strcmp(then->needs[i].info.id, id)
                && people_tells_too_much(view, then->needs[i].view, COPROD_VIEW_CONTAINS))
                return 1;
    }
    return 0;
}

static void keep_view(const told_people *all, size_t index, told_need *own, const listed *list, coprod_view *view)
{
    if (is_too_much(all, index, own->info.id, view)) {
        coprod_view_free(view);
        view = NULL;
    }
    own->view = view;
    for (size_t i = 0; i < list->count; i++)
        own->answers[list->places[i]] = people_figure(view, i);
}

static uint64_t total_of(const listed *own)
{
    uint64_t total = 0;
    for (size_t i = 0; i < own->count; i++)
        total += own->counts[i];
    return total;
}

static int is_whole(const listed *own)
{
    return own->count == TOLD_ANSWERS;
}

/* Needs of which all is known, and of as many people, are lists of the same people: they are published together, all
 * with the one at `first`. */
static coprod_status publish_linked(const told_people *all, size_t index, const listed *lists, uint32_t first,
                                    coprod_publish_table *tables, coprod_view **views)
{
    told_set *set = &all->sets[index];
    const uint64_t total = total_of(&lists[first]);
    coprod_status status;
    size_t linked = 0;
    for (uint32_t i = first; i < set->info.need_count; i++)
        if (is_whole(&lists[i]) && total_of(&lists[i]) == total)
            tables[linked++] = table_of(&lists[i]);
    status = coprod_publish_linked(all->rule, tables, linked, NULL, NULL, views);
    linked = 0;
    for (uint32_t i = first; status == COPROD_OK && i < set->info.need_count; i++)
        if (is_whole(&lists[i]) && total_of(&lists[i]) == total)
            keep_view(all, index, &set->needs[i], &lists[i], views[linked++]);
    return status;
}

/* Whether a need was published with one before it. */
static int is_linked(const listed *lists, uint32_t own)
{
    for (uint32_t i = 0; i < own; i++)
        if (is_whole(&lists[i]) && total_of(&lists[i]) == total_of(&lists[own]))
            return 1;
    return 0;
}

static coprod_status publish_one(const told_people *all, size_t index, uint32_t need, const listed *own)
{
    const coprod_publish_table table = table_of(own);
    coprod_view *view = NULL;
    const coprod_status status = own->count ? coprod_publish(all->rule, &table, NULL, NULL, &view) : COPROD_OK;
    if (own->count && status == COPROD_OK)
        keep_view(all, index, &all->sets[index].needs[need], own, view);
    return status;
}

static coprod_status publish(const told_people *all, size_t index)
{
    told_set *set = &all->sets[index];
    const size_t count = set->info.need_count;
    listed *lists = calloc(count, sizeof *lists);
    coprod_publish_table *tables = calloc(count, sizeof *tables);
    coprod_view **views = calloc(count, sizeof *views);
    coprod_status status = lists && tables && views ? COPROD_OK : COPROD_E_MEMORY;
    for (uint32_t i = 0; status == COPROD_OK && i < count; i++)
        list_answers(&set->needs[i], &lists[i]);
    for (uint32_t i = 0; status == COPROD_OK && i < count; i++) {
        if (!is_whole(&lists[i]))
            status = publish_one(all, index, i, &lists[i]);
        else if (!is_linked(lists, i))
            status = publish_linked(all, index, lists, i, tables, views);
    }
    free(lists);
    free(tables);
    free(views);
    return status;
}

static coprod_status take_published(const told_people *all, size_t index)
{
    told_set *set = &all->sets[index];
    coprod_status status = COPROD_OK;
    for (uint32_t i = 0; status == COPROD_OK && i < set->info.need_count; i++) {
        told_need *own = &set->needs[i];
        listed list;
        coprod_publish_table table;
        list_answers(own, &list);
        table = table_of(&list);
        for (size_t k = 0; k < list.count; k++)
            own->answers[list.places[k]] = people_exact(list.counts[k]);
        if (list.count)
            status = people_as_published(all, &table, &own->view);
    }
    return status;
}

/* Whoever asked for it: the sum of what is shown. */
static void add_declared(told_need *own)
{
    own->declared = people_exact(0);
    for (size_t i = TOLD_MET; i <= TOLD_UNKNOWN; i++) {
        const figure *one = &own->answers[i];
        own->declared.known &= one->known;
        own->declared.exact &= one->exact;
        own->declared.low += one->low;
        if (own->declared.high != UINT64_MAX)
            own->declared.high = one->high == UINT64_MAX ? UINT64_MAX : own->declared.high + one->high;
    }
    own->declared.shown = own->declared.exact;
    own->declared.value = own->declared.exact ? own->declared.low : 0;
}

static int64_t shown(const figure *own)
{
    return own->known && own->shown ? (int64_t)own->value : -1;
}

/* The shares, from what is shown alone. */
static void measure(told_need *own)
{
    const figure *from = own->answers;
    coprod_need_counts counts = {.size = sizeof counts, .unknown = shown(&from[TOLD_UNKNOWN]),
                                 .not_asked = shown(&from[TOLD_NOT_ASKED]), .none = shown(&from[TOLD_NONE])};
    own->share.size = sizeof own->share;
    own->is_exact = 1;
    for (size_t i = 0; i < TOLD_ANSWERS; i++)
        own->is_exact &= !from[i].known || from[i].exact;
    if (shown(&from[TOLD_MET]) < 0 || shown(&from[TOLD_PARTLY]) < 0 || shown(&from[TOLD_UNMET]) < 0)
        return;
    counts.met = from[TOLD_MET].value;
    counts.partly = from[TOLD_PARTLY].value;
    counts.unmet = from[TOLD_UNMET].value;
    own->has_share = coprod_needs(&counts, NULL, &own->share) == COPROD_OK;
    own->has_asked = own->has_share && !isnan(own->share.asked_of_all);
}

static void words_state(out *o, const told_need *own)
{
    const figure *from = own->answers;
    const int known = from[TOLD_MET].known && from[TOLD_PARTLY].known && from[TOLD_UNMET].known;
    if (from[TOLD_NOT_ASKED].low && own->declared.known && !own->declared.high && from[TOLD_NONE].known
        && !from[TOLD_NONE].high) {
        out_raw(o, "Nobody was asked, so it is not known who needs this.");
        return;
    }
    out_raw(o, !known                                                     ? "Not known whether people got it."
               : from[TOLD_UNMET].low                                     ? "Not everybody who asked for it got it."
               : own->declared.known && !own->declared.high               ? "Nobody who was asked needs this."
               : from[TOLD_UNMET].high || from[TOLD_PARTLY].high > from[TOLD_PARTLY].low
                     ? "Perhaps not everybody got it: the numbers are hidden."
               : from[TOLD_PARTLY].low                                    ? "Some got it in part only."
               : from[TOLD_MET].low ? "Everybody got it, as far as that is recorded."
                                    : "Not recorded whether people got it.");
    out_raw(o, from[TOLD_UNKNOWN].low && known && from[TOLD_MET].low ? " Of some it is not recorded." : "");
    out_raw(o, from[TOLD_NOT_ASKED].low ? " Some people were not asked." : "");
}

coprod_status people_needs(const report *r, told_people *all, size_t index)
{
    told_set *set = &all->sets[index];
    coprod_status status = COPROD_OK;
    if (!set->info.need_count)
        return COPROD_OK;
    set->needs = calloc(set->info.need_count, sizeof *set->needs);
    if (!set->needs)
        return COPROD_E_MEMORY;
    for (uint32_t i = 0; i < set->info.need_count; i++) {
        told_need *own = &set->needs[i];
        own->info.size = sizeof own->info;
        coprod_dossier_get_need(r->dossier, index, i, &own->info);
    }
    status = set->info.published ? take_published(all, index) : publish(all, index);
    for (uint32_t i = 0; status == COPROD_OK && i < set->info.need_count; i++) {
        out words = {NULL, 0, 0, 0};
        add_declared(&set->needs[i]);
        measure(&set->needs[i]);
        words_state(&words, &set->needs[i]);
        set->needs[i].state = out_take(&words);
        status = set->needs[i].state ? COPROD_OK : COPROD_E_MEMORY;
    }
    return status;
}

/* --- in words --- */

void words_need_declared(out *o, const told_need *own)
{
    if (own->declared.known && !own->declared.exact && own->declared.high != UINT64_MAX)
        words_range_of(o, own->declared.low, own->declared.high);
    else
        words_figure(o, &own->declared);
}

void words_need_share(out *o, const told_need *own)
{
    const figure *from = own->answers;
    const int decimals = own->is_exact ? 1 : 0;
    if (!own->has_share) {
        out_raw(o, from[TOLD_MET].known && from[TOLD_PARTLY].known && from[TOLD_UNMET].known ? "not shown"
                                                                                             : "not known");
    } else if (!own->share.declared) {
        out_raw(o, "no share, since nobody asked");
    } else {
        words_percent(o, own->share.met_share, decimals);
        out_raw(o, " (");
        words_percent(o, own->share.lower, decimals);
        out_raw(o, " to ");
        words_percent(o, own->share.upper, decimals);
        out_raw(o, ")");
    }
}

void words_need_asked(out *o, const told_need *own)
{
    int known = 1;
    for (size_t i = 0; i < TOLD_ANSWERS; i++)
        known &= own->answers[i].known;
    if (own->has_asked)
        words_percent(o, own->share.asked_of_all, own->is_exact ? 1 : 0);
    else
        out_raw(o, known && !own->is_exact ? "not shown" : "not known");
}

void words_access(out *o, const told_set *own)
{
    int any = 0;
    for (uint32_t i = 0; i < own->info.need_count; i++)
        if (own->needs[i].answers[TOLD_UNMET].low)
            out_plain(o, "%s%s", any++ ? "; " : "Not everybody who asked for it got it: ", own->needs[i].info.title);
    if (own->info.need_count)
        out_raw(o, any ? "." : "Of no need is it known that somebody asked for it and did not get it.");
}
