/* SPDX-License-Identifier: MIT */
/* Asks the library of loops, measures, what continues and bodies, as of the day on which the dossier was prepared. */
#include <stdlib.h>
#include <string.h>

#include "report_feedback.h"

int lines_add(sentences *own, out *words)
{
    char *text = out_take(words);
    char **grown = text ? realloc(own->text, (own->count + 1) * sizeof *grown) : NULL;
    if (!grown) {
        free(text);
        return 0;
    }
    own->text = grown;
    own->text[own->count++] = text;
    return 1;
}

static void lines_free(sentences *own)
{
    for (size_t i = 0; i < own->count; i++)
        free(own->text[i]);
    free(own->text);
}

void feedback_free(feedback *own)
{
    if (!own)
        return;
    for (size_t i = 0; own->loops && i < own->loop_count; i++) {
        free(own->loops[i].stands);
        free(own->loops[i].told);
        free(own->loops[i].late);
        lines_free(&own->loops[i].missed);
        lines_free(&own->loops[i].next);
    }
    for (size_t i = 0; own->measures && i < own->measure_count; i++) {
        free(own->measures[i].points);
        free(own->measures[i].dates);
        free(own->measures[i].change);
        free(own->measures[i].target);
        free(own->measures[i].chart);
    }
    for (size_t i = 0; own->promises && i < own->promise_count; i++)
        free(own->promises[i].text);
    for (size_t i = 0; own->bodies && i < own->body_count; i++) {
        free(own->bodies[i].meets);
        free(own->bodies[i].members);
        lines_free(&own->bodies[i].notes);
    }
    coprod_run_rules_free(own->rules);
    free(own->loops);
    free(own->measures);
    free(own->promises);
    free(own->bodies);
    free(own->days);
    free(own->closed);
    free(own->summary);
    free(own->chart);
    free(own->governance);
    free(own);
}

/* --- loops --- */

static int build_loop(const report *r, feedback *all, size_t index)
{
    told_loop *own = &all->loops[index];
    out stands = {NULL, 0, 0, 0}, told = stands, late = stands;
    own->info.size = sizeof own->info;
    own->state.size = sizeof own->state;
    coprod_dossier_get_loop(r->dossier, index, &own->info);
    if (own->info.loop)
        coprod_loop_get(own->info.loop, &own->state);
    words_loop_stands(&stands, own);
    words_loop_told(&told, own);
    words_loop_late(&late, own);
    own->stands = out_take(&stands);
    own->told = out_take(&told);
    own->late = out_take(&late);
    return own->stands && own->told && own->late && words_loop_days(all, own);
}

/* In the order of closing; few enough that each may look for its place. */
static void add_time(feedback *all, const coprod_dossier_loop *info)
{
    size_t at = all->closed_count++;
    for (; at && all->closed[at - 1] > info->closed_day; at--) {
        all->closed[at] = all->closed[at - 1];
        all->days[at] = all->days[at - 1];
    }
    all->closed[at] = info->closed_day;
    all->days[at] = info->closed_day - info->created_day;
}

static int build_loops(const report *r, feedback *all)
{
    out words = {NULL, 0, 0, 0}, chart = words;
    size_t count = coprod_dossier_loop_count(r->dossier);
    all->loops = calloc(count + 1, sizeof *all->loops);
    all->days = calloc(count + 1, sizeof *all->days);
    all->closed = calloc(count + 1, sizeof *all->closed);
    if (!all->loops || !all->days || !all->closed)
        return 0;
    for (; all->loop_count < count; all->loop_count++) {
        const coprod_dossier_loop *info = &all->loops[all->loop_count].info;
        if (!build_loop(r, all, all->loop_count))
            return ++all->loop_count, 0;
        if (info->has_closed && info->has_created)
            add_time(all, info);
    }
    if (!count)
        return 1;
    words_loops(&words, all);
    all->summary = out_take(&words);
    all->run.size = sizeof all->run;
    if (all->closed_count
        && coprod_run_chart(all->rules, all->days, all->closed_count, &all->run) == COPROD_OK) {
        words_chart(&chart, all, &all->run, all->closed, NULL);
        all->chart = out_take(&chart);
    }
    return all->summary && (!all->closed_count || all->chart);
}

/* --- measures and promises --- */

static int build_measure(const coprod_followup *list, feedback *all, size_t index)
{
    told_measure *own = &all->measures[index];
    out change = {NULL, 0, 0, 0}, target = change, chart = change;
    own->info.size = sizeof own->info;
    own->run.size = sizeof own->run;
    coprod_followup_measure(list, index, all->day, &own->info);
    own->points = calloc(own->info.value_count + 1, sizeof *own->points);
    own->dates = calloc(own->info.value_count + 1, sizeof *own->dates);
    if (!own->points || !own->dates)
        return 0;
    for (; own->point_count < own->info.value_count; own->point_count++) {
        int32_t day;
        coprod_followup_value(list, index, own->point_count, &own->dates[own->point_count], &day,
                              &own->points[own->point_count]);
    }
    words_change(&change, &own->info);
    words_target(&target, &own->info);
    if (own->point_count && coprod_run_chart(all->rules, own->points, own->point_count, &own->run) == COPROD_OK)
        words_chart(&chart, all, &own->run, NULL, own->dates);
    own->change = out_take(&change);
    own->target = out_take(&target);
    own->chart = out_take(&chart);
    return own->change && own->target && own->chart;
}

static int build_measures(const report *r, feedback *all)
{
    const coprod_followup *list = coprod_dossier_measures(r->dossier);
    size_t count = coprod_followup_measure_count(list);
    all->measures = calloc(count + 1, sizeof *all->measures);
    all->measure_count = all->measures ? count : 0;
    for (size_t i = 0; i < all->measure_count; i++)
        if (!build_measure(list, all, i))
            return 0;
    return all->measures != NULL;
}

static int build_promises(feedback *all)
{
    size_t count = 0;
    for (size_t i = 0; i < all->loop_count; i++)
        count += coprod_followup_continue_count(all->loops[i].info.continues);
    all->promises = calloc(count + 1, sizeof *all->promises);
    for (size_t i = 0; all->promises && i < all->loop_count; i++) {
        const coprod_followup *list = all->loops[i].info.continues;
        for (size_t k = 0; k < coprod_followup_continue_count(list); k++) {
            told_promise *own = &all->promises[all->promise_count++];
            out words = {NULL, 0, 0, 0};
            own->loop = i;
            own->info.size = sizeof own->info;
            coprod_followup_continue(list, k, all->day, &own->info);
            words_promised(&words, &own->info);
            if (!(own->text = out_take(&words)))
                return 0;
        }
    }
    return all->promises != NULL;
}

/* --- bodies --- */

static int build_bodies(const report *r, feedback *all)
{
    const coprod_bodies *list = coprod_dossier_bodies(r->dossier);
    coprod_bodies_totals totals = {.size = sizeof totals};
    out governance = {NULL, 0, 0, 0};
    uint32_t count = coprod_bodies_count(list);
    all->bodies = calloc((size_t)count + 1, sizeof *all->bodies);
    all->body_count = all->bodies ? count : 0;
    for (uint32_t i = 0; i < all->body_count; i++) {
        told_body *own = &all->bodies[i];
        coprod_body_share share = {.size = sizeof share};
        out meets = {NULL, 0, 0, 0}, members = meets;
        own->info.size = sizeof own->info;
        own->state.size = sizeof own->state;
        coprod_body_get(list, i, &own->info);
        coprod_body_on(list, i, all->day, &own->state);
        coprod_body_members(list, i, all->day, &share);
        words_body_meets(&meets, all, list, i, own);
        words_share(&members, &share);
        own->meets = out_take(&meets);
        own->members = out_take(&members);
        if (!own->meets || !own->members || !words_body_notes(all, list, i, own))
            return 0;
    }
    if (!count)
        return all->bodies != NULL;
    coprod_bodies_on(list, all->day, &totals);
    words_governance(&governance, &totals);
    all->governance = out_take(&governance);
    return all->bodies && all->governance;
}

coprod_status feedback_build(const report *r, feedback **own)
{
    int parts = coprod_dossier_loop_count(r->dossier) || coprod_dossier_measures(r->dossier)
                || coprod_dossier_bodies(r->dossier);
    coprod_status status;
    *own = parts ? calloc(1, sizeof **own) : NULL;
    if (!*own)
        return parts ? COPROD_E_MEMORY : COPROD_OK;
    coprod_day_read(r->info.prepared, COPROD_NTS, &(*own)->day);
    (*own)->rule.size = sizeof (*own)->rule;
    status = coprod_run_rules_builtin(NULL, &(*own)->rules);
    if (status == COPROD_OK)
        status = coprod_run_rules_get((*own)->rules, &(*own)->rule);
    if (status == COPROD_OK
        && !(build_loops(r, *own) && build_measures(r, *own) && build_promises(*own) && build_bodies(r, *own)))
        status = COPROD_E_MEMORY;
    return status;
}
