/* SPDX-License-Identifier: MIT */
/* What is known on a day: of measures, of their targets, and of what was promised to continue. */
#include <string.h>

#include "days_internal.h"
#include "followup_internal.h"

void coprod_followup_free(coprod_followup *followup)
{
    coprod__arena arena;
    if (!followup)
        return;
    arena = followup->arena; /* the document lies in its own arena */
    coprod__arena_free(&arena);
}

const char *coprod_followup_fingerprint(const coprod_followup *followup)
{
    return followup ? followup->fingerprint : "";
}

size_t coprod_followup_measure_count(const coprod_followup *followup)
{
    return followup ? followup->measure_count : 0;
}

size_t coprod_followup_continue_count(const coprod_followup *followup)
{
    return followup ? followup->promise_count : 0;
}

const char *coprod_followup_word(int32_t state)
{
    static const char *const words[] = {
        [COPROD_CHANGE_NO_BASELINE] = "no-baseline",     [COPROD_CHANGE_NO_VALUE] = "no-value",
        [COPROD_CHANGE_NOTHING_KNOWN] = "nothing-known", [COPROD_CHANGE_UNCHANGED] = "unchanged",
        [COPROD_CHANGE_BETTER] = "better",               [COPROD_CHANGE_WORSE] = "worse",
        [COPROD_CHANGE_DIFFERENT] = "different",         [COPROD_TARGET_NONE] = "none",
        [COPROD_TARGET_NOT_KNOWN] = "not-known",         [COPROD_TARGET_MET] = "met",
        [COPROD_TARGET_NOT_YET] = "not-yet",             [COPROD_TARGET_MISSED] = "missed",
        [COPROD_CONTINUES_NO_DAY] = "no-day",            [COPROD_CONTINUES_TO_COME] = "to-come",
        [COPROD_CONTINUES_DUE_TODAY] = "due-today",      [COPROD_CONTINUES_OVERDUE] = "overdue",
        [COPROD_CONTINUES_KEPT] = "kept",                [COPROD_CONTINUES_KEPT_LATE] = "kept-late",
        [COPROD_CONTINUES_STOPPED] = "stopped",          [COPROD_CONTINUES_STOPPED_LATE] = "stopped-late",
    };
    const char *word = state > 0 && state < (int32_t)(sizeof words / sizeof *words) ? words[state] : NULL;
    return word ? word : "";
}

static int is_day(int32_t day)
{
    return day >= COPROD__DAY_FIRST && day <= COPROD__DAY_LAST;
}

/* --- measures --- */

uint32_t coprod__followup_known(const coprod__followup_measure *measure, int32_t day)
{
    uint32_t low = 0, high = measure->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (measure->values[middle].day <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int32_t change_of(const coprod__followup_measure *measure, const coprod_measure *own, int since)
{
    if (!own->has_baseline)
        return own->value_count ? COPROD_CHANGE_NO_BASELINE : COPROD_CHANGE_NOTHING_KNOWN;
    if (!since)
        return COPROD_CHANGE_NO_VALUE;
    if (!own->change_milli)
        return COPROD_CHANGE_UNCHANGED;
    if (!measure->better)
        return COPROD_CHANGE_DIFFERENT;
    return (own->change_milli > 0) == (measure->better > 0) ? COPROD_CHANGE_BETTER : COPROD_CHANGE_WORSE;
}

/* 1 or 0; -1: nobody said which way is better, and the value is not the target itself. */
static int meets(const coprod__followup_measure *measure, int64_t milli)
{
    if (milli == measure->target.milli)
        return 1;
    return !measure->better ? -1 : (milli > measure->target.milli) == (measure->better > 0);
}

/* `first` and `known` are those of the values that count: after the baseline, up to the day. */
static void judge_target(const coprod__followup_measure *measure, uint32_t first, uint32_t known, int32_t day,
                         coprod_measure *own)
{
    const int over = own->has_target_day && day > measure->target.day;
    const uint32_t in_time = over ? coprod__followup_known(measure, measure->target.day) : known;
    int met;
    own->target = !own->has_target ? COPROD_TARGET_NONE : COPROD_TARGET_NOT_KNOWN;
    if (!own->has_target || in_time <= first)
        return;
    met = meets(measure, measure->milli[in_time - 1]);
    if (met >= 0)
        own->target = met ? COPROD_TARGET_MET : over ? COPROD_TARGET_MISSED : COPROD_TARGET_NOT_YET;
    for (uint32_t i = in_time; own->target == COPROD_TARGET_MISSED && i < known && !own->has_met_late; i++)
        if (meets(measure, measure->milli[i]) > 0) {
            own->has_met_late = 1;
            own->met_late_day = measure->values[i].day;
            own->met_late_date = measure->values[i].date;
        }
}

static void known_on(const coprod__followup_measure *measure, int32_t day, coprod_measure *own)
{
    const uint32_t known = coprod__followup_known(measure, day);
    uint32_t first = 0;
    own->baseline_date = own->latest_date = own->met_late_date = "";
    own->value_count = known;
    own->has_baseline = measure->has_baseline && measure->baseline.day <= day;
    if (own->has_baseline) {
        own->baseline_date = measure->baseline.date;
        own->baseline_day = measure->baseline.day;
        own->baseline_milli = measure->baseline.milli;
        first = coprod__followup_known(measure, measure->baseline.day);
    }
    own->has_latest = known > 0;
    if (own->has_latest) {
        own->latest_date = measure->values[known - 1].date;
        own->latest_day = measure->values[known - 1].day;
        own->latest_milli = measure->milli[known - 1];
    }
    own->has_change = own->has_baseline && known > first;
    if (own->has_change)
        own->change_milli = own->latest_milli - own->baseline_milli;
    own->change = change_of(measure, own, known > first);
    own->target_date = measure->target.date;
    own->has_target = measure->has_target;
    own->has_target_day = measure->target.date[0] != '\0';
    own->target_milli = measure->target.milli;
    own->target_day = measure->target.day;
    judge_target(measure, first, known, day, own);
}

coprod_status coprod_followup_measure(const coprod_followup *followup, size_t index, int32_t day,
                                      coprod_measure *measure)
{
    coprod_measure own = {.size = sizeof own};
    const coprod__followup_measure *from;
    coprod_status status = coprod__struct_begin(followup, measure, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= followup->measure_count)
        return COPROD_E_UNKNOWN;
    if (!is_day(day))
        return COPROD_E_RANGE;
    from = &followup->measures[index];
    own.id = from->id;
    own.loop = from->loop;
    own.title = from->title;
    own.unit = from->unit;
    own.agreed_with = from->agreed_with;
    own.quote = from->quote;
    own.source = from->source;
    own.section = from->section;
    own.better = from->better;
    own.illustrative = from->illustrative;
    known_on(from, day, &own);
    return coprod__struct_out(measure, sizeof own, sizeof own, &own);
}

coprod_status coprod_followup_value(const coprod_followup *followup, size_t measure, size_t index, const char **date,
                                    int32_t *day, int64_t *value_milli)
{
    const coprod__dated *value;
    if (date)
        *date = NULL;
    if (day)
        *day = 0;
    if (value_milli)
        *value_milli = 0;
    if (!followup || !day || !value_milli)
        return COPROD_E_ARGUMENT;
    if (measure >= followup->measure_count || index >= followup->measures[measure].count)
        return COPROD_E_UNKNOWN;
    value = &followup->measures[measure].values[index];
    if (date)
        *date = value->date;
    *day = value->day;
    *value_milli = value->milli;
    return COPROD_OK;
}

/* --- what continues --- */

static void judge_promise(const coprod__followup_promise *promise, int32_t day, coprod_continue *own)
{
    own->has_by = promise->by.date[0] != '\0';
    own->by_day = promise->by.day;
    own->has_done = promise->done.date[0] && promise->done.day <= day;
    own->done_day = own->has_done ? promise->done.day : 0;
    if (own->has_by) {
        const int32_t until = own->has_done ? own->done_day : day;
        own->late_days = until > own->by_day ? until - own->by_day : 0;
    }
    if (own->has_done && promise->kept)
        own->state = own->late_days ? COPROD_CONTINUES_KEPT_LATE : COPROD_CONTINUES_KEPT;
    else if (own->has_done)
        own->state = own->late_days ? COPROD_CONTINUES_STOPPED_LATE : COPROD_CONTINUES_STOPPED;
    else if (!own->has_by)
        own->state = COPROD_CONTINUES_NO_DAY;
    else if (day < own->by_day)
        own->state = COPROD_CONTINUES_TO_COME;
    else
        own->state = own->late_days ? COPROD_CONTINUES_OVERDUE : COPROD_CONTINUES_DUE_TODAY;
}

coprod_status coprod_followup_continue(const coprod_followup *followup, size_t index, int32_t day,
                                       coprod_continue *promise)
{
    coprod_continue own = {.size = sizeof own};
    const coprod__followup_promise *from;
    coprod_status status = coprod__struct_begin(followup, promise, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= followup->promise_count)
        return COPROD_E_UNKNOWN;
    if (!is_day(day))
        return COPROD_E_RANGE;
    from = &followup->promises[index];
    own.id = from->id;
    own.loop = from->loop;
    own.what = from->what;
    own.who = from->who;
    own.quote = from->quote;
    own.source = from->source;
    own.section = from->section;
    own.by_date = from->by.date;
    own.illustrative = from->illustrative;
    judge_promise(from, day, &own);
    own.reason = own.has_done ? from->reason : "";
    return coprod__struct_out(promise, sizeof own, sizeof own, &own);
}

/* --- how many --- */

static uint64_t *count_of(coprod_followup_counts *counts, int32_t state)
{
    switch (state) {
    case COPROD_CHANGE_UNCHANGED: return &counts->unchanged;
    case COPROD_CHANGE_BETTER: return &counts->better;
    case COPROD_CHANGE_WORSE: return &counts->worse;
    case COPROD_CHANGE_DIFFERENT: return &counts->different;
    case COPROD_TARGET_NONE: return &counts->target_none;
    case COPROD_TARGET_NOT_KNOWN: return &counts->target_not_known;
    case COPROD_TARGET_MET: return &counts->target_met;
    case COPROD_TARGET_NOT_YET: return &counts->target_not_yet;
    case COPROD_TARGET_MISSED: return &counts->target_missed;
    case COPROD_CONTINUES_NO_DAY: return &counts->no_day;
    case COPROD_CONTINUES_TO_COME: return &counts->to_come;
    case COPROD_CONTINUES_DUE_TODAY: return &counts->due_today;
    case COPROD_CONTINUES_OVERDUE: return &counts->overdue;
    case COPROD_CONTINUES_KEPT: return &counts->kept;
    case COPROD_CONTINUES_KEPT_LATE: return &counts->kept_late;
    case COPROD_CONTINUES_STOPPED: return &counts->stopped;
    case COPROD_CONTINUES_STOPPED_LATE: return &counts->stopped_late;
    default: return &counts->change_not_known;
    }
}

coprod_status coprod_followup_count(const coprod_followup *followup, const char *loop, int32_t day,
                                    coprod_followup_counts *counts)
{
    coprod_followup_counts own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(followup, counts, sizeof own);
    if (status == COPROD_OK && !is_day(day))
        status = COPROD_E_RANGE;
    if (status != COPROD_OK)
        return status;
    for (uint32_t i = 0; i < followup->measure_count; i++) {
        coprod_measure one = {.size = sizeof one};
        if (loop && strcmp(loop, followup->measures[i].loop))
            continue;
        known_on(&followup->measures[i], day, &one);
        own.measures++;
        own.agreed += followup->measures[i].agreed_with[0] != '\0';
        ++*count_of(&own, one.change);
        ++*count_of(&own, one.target);
    }
    for (uint32_t i = 0; i < followup->promise_count; i++) {
        coprod_continue one = {.size = sizeof one};
        if (loop && strcmp(loop, followup->promises[i].loop))
            continue;
        judge_promise(&followup->promises[i], day, &one);
        own.continues++;
        ++*count_of(&own, one.state);
    }
    return coprod__struct_out(counts, sizeof own, sizeof own, &own);
}
