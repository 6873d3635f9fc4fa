/* SPDX-License-Identifier: MIT */
/* The answers of a day as one JSON document. */
#include <string.h>

#include "data_internal.h"
#include "days_internal.h"
#include "followup_internal.h"
#include "json_out_internal.h"

/* Thousandths, `scale` 3, as a decimal without zeros at its end. */
static void decimal(coprod__json_out *out, const char *key, int64_t value, int32_t scale)
{
    char text[24];
    size_t length;
    coprod_decimal_write(value, scale, text, sizeof text, NULL);
    for (length = strlen(text); text[length - 1] == '0'; length--)
        text[length - 1] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
    coprod__out_text(out, key, text);
}

static void text_or_null(coprod__json_out *out, const char *key, const char *text)
{
    if (text[0])
        coprod__out_text(out, key, text);
    else
        coprod__out_null(out, key);
}

static void text_if(coprod__json_out *out, const char *key, const char *text)
{
    if (text[0])
        coprod__out_text(out, key, text);
}

static void dated(coprod__json_out *out, const char *key, int there, const char *date, int64_t milli)
{
    if (!there) {
        coprod__out_null(out, key);
        return;
    }
    coprod__out_open(out, key, '{');
    coprod__out_text(out, "day", date);
    decimal(out, "value", milli, 3);
    coprod__out_close(out, '}');
}

static void write_origin(coprod__json_out *out, const char *quote, const char *source, const char *section,
                         int illustrative)
{
    text_if(out, "quote", quote);
    text_if(out, "source", source);
    text_if(out, "section", section);
    coprod__out_flag(out, "illustrative", illustrative);
}

/* --- run charts --- */

static void write_stretch(coprod__json_out *out, const char *key, const coprod__followup_measure *measure,
                          const char *const words[2], int32_t which, uint32_t length, uint32_t first, uint32_t last)
{
    if (!which) {
        coprod__out_null(out, key);
        return;
    }
    coprod__out_open(out, key, '{');
    coprod__out_number(out, "points", length);
    coprod__out_text(out, "way", words[which > 0]);
    coprod__out_text(out, "from", measure->values[first].date);
    coprod__out_text(out, "to", measure->values[last].date);
    coprod__out_close(out, '}');
}

static void write_run(coprod__json_out *out, const coprod_run_rules *rules, const coprod__followup_measure *measure,
                      size_t count)
{
    static const char *const sides[] = {"below", "above"}, *const ways[] = {"falling", "rising"};
    coprod_run run = {.size = sizeof run};
    coprod_run_chart(rules, measure->milli, count, &run); /* values of a document are in range */
    coprod__out_open(out, "run_chart", '{');
    coprod__out_number(out, "points", run.points);
    decimal(out, "median", run.median_twice * 5, 4); /* in ten-thousandths, where a half is whole */
    coprod__out_number(out, "off_median", run.off_median);
    coprod__out_number(out, "runs", run.runs);
    write_stretch(out, "longest_run", measure, sides, run.shift_side, run.shift_length, run.shift_first,
                  run.shift_last);
    write_stretch(out, "longest_trend", measure, ways, run.trend_way, run.trend_length, run.trend_first,
                  run.trend_last);
    coprod__out_flag(out, "too_few_points", run.signals & COPROD_SIGNAL_TOO_FEW);
    coprod__out_open(out, "signals", '[');
    if (run.signals & COPROD_SIGNAL_SHIFT)
        coprod__out_text(out, NULL, "shift");
    if (run.signals & COPROD_SIGNAL_TREND)
        coprod__out_text(out, NULL, "trend");
    coprod__out_close(out, ']');
    coprod__out_close(out, '}');
}

static void write_run_rules(coprod__json_out *out, const coprod_run_rules *rules)
{
    const coprod_run_rules_info *info = &rules->info;
    coprod__out_open(out, "run_rules", '{');
    coprod__out_text(out, "id", info->id);
    coprod__out_text(out, "version", info->version);
    coprod__out_text(out, "title", info->title);
    coprod__out_text(out, "fingerprint", info->fingerprint);
    coprod__out_number(out, "shift_points", info->shift_points);
    coprod__out_number(out, "trend_points", info->trend_points);
    coprod__out_number(out, "fewest_points", info->fewest_points);
    text_if(out, "source", info->source_title);
    text_if(out, "address", info->source_address);
    coprod__out_close(out, '}');
}

/* --- measures and what continues --- */

static void write_target(coprod__json_out *out, const coprod_measure *own)
{
    if (!own->has_target) {
        coprod__out_null(out, "target");
        return;
    }
    coprod__out_open(out, "target", '{');
    decimal(out, "value", own->target_milli, 3);
    text_or_null(out, "by", own->target_date);
    coprod__out_text(out, "answer", coprod_followup_word(own->target));
    if (own->has_met_late)
        coprod__out_text(out, "met_late", own->met_late_date);
    coprod__out_text(out, "rule", "success-measures");
    coprod__out_close(out, '}');
}

static void write_measure(coprod__json_out *out, const coprod_followup *followup, size_t index,
                          const coprod_run_rules *rules, int32_t day)
{
    coprod_measure own = {.size = sizeof own};
    coprod_followup_measure(followup, index, day, &own);
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "id", own.id);
    text_if(out, "loop", own.loop);
    coprod__out_text(out, "title", own.title);
    text_if(out, "unit", own.unit);
    text_or_null(out, "agreed_with", own.agreed_with);
    text_or_null(out, "better", own.better > 0 ? "up" : own.better < 0 ? "down" : "");
    dated(out, "baseline", own.has_baseline, own.baseline_date, own.baseline_milli);
    dated(out, "latest", own.has_latest, own.latest_date, own.latest_milli);
    coprod__out_number(out, "values", (int64_t)own.value_count);
    if (own.has_change)
        decimal(out, "change", own.change_milli, 3);
    else
        coprod__out_null(out, "change");
    coprod__out_text(out, "answer", coprod_followup_word(own.has_change ? own.change : COPROD_TARGET_NOT_KNOWN));
    if (!own.has_change)
        coprod__out_text(out, "not_known_because", coprod_followup_word(own.change));
    coprod__out_text(out, "rule", "change-is-working");
    write_target(out, &own);
    if (rules && own.value_count)
        write_run(out, rules, &followup->measures[index], own.value_count);
    write_origin(out, own.quote, own.source, own.section, own.illustrative);
    coprod__out_close(out, '}');
}

static void write_promise(coprod__json_out *out, const coprod_followup *followup, size_t index, int32_t day)
{
    coprod_continue own = {.size = sizeof own};
    coprod_followup_continue(followup, index, day, &own);
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "id", own.id);
    text_if(out, "loop", own.loop);
    coprod__out_text(out, "what", own.what);
    text_or_null(out, "who", own.who);
    text_or_null(out, "by", own.by_date);
    coprod__out_text(out, "answer", coprod_followup_word(own.state));
    if (own.has_done)
        coprod__out_day(out, followup->promises[index].kept ? "kept" : "stopped", own.done_day);
    text_if(out, "reason", own.reason);
    coprod__out_number(out, "late_days", own.late_days);
    coprod__out_text(out, "rule", "what-continues");
    write_origin(out, own.quote, own.source, own.section, own.illustrative);
    coprod__out_close(out, '}');
}

static void write_counts(coprod__json_out *out, const coprod_followup *followup, int32_t day)
{
    coprod_followup_counts own = {.size = sizeof own};
    coprod_followup_count(followup, NULL, day, &own);
    const struct {
        const char *key;
        uint64_t count;
    } all[] = {
        {"measures", own.measures},         {"agreed", own.agreed},
        {"change_not_known", own.change_not_known}, {"unchanged", own.unchanged},
        {"better", own.better},             {"worse", own.worse},
        {"different", own.different},       {"target_none", own.target_none},
        {"target_not_known", own.target_not_known}, {"target_met", own.target_met},
        {"target_not_yet", own.target_not_yet},     {"target_missed", own.target_missed},
        {"continues", own.continues},       {"no_day", own.no_day},
        {"to_come", own.to_come},           {"due_today", own.due_today},
        {"overdue", own.overdue},           {"kept", own.kept},
        {"kept_late", own.kept_late},       {"stopped", own.stopped},
        {"stopped_late", own.stopped_late},
    };
    coprod__out_open(out, "counts", '{');
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        coprod__out_number(out, all[i].key, (int64_t)all[i].count);
    coprod__out_close(out, '}');
}

coprod_status coprod_followup_json(const coprod_followup *followup, const coprod_run_rules *rules, int32_t day,
                                   char *buffer, size_t capacity, size_t *needed)
{
    const coprod__data *rules_json = coprod__data_find("followup-rules", coprod__data_folder_id("followup-rules", 0));
    coprod__json_out out = {{0}, 0};
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!followup || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    if (day < COPROD__DAY_FIRST || day > COPROD__DAY_LAST)
        return COPROD_E_RANGE;
    coprod__writer_init(&out.writer, buffer, capacity);
    coprod__out_open(&out, NULL, '{');
    coprod__out_text(&out, "schema", "followup-answer/1");
    coprod__out_text(&out, "fingerprint", followup->fingerprint);
    coprod__out_day(&out, "day", day);
    write_counts(&out, followup, day);
    coprod__out_open(&out, "measures", '[');
    for (size_t i = 0; i < followup->measure_count; i++)
        write_measure(&out, followup, i, rules, day);
    coprod__out_close(&out, ']');
    coprod__out_open(&out, "continues", '[');
    for (size_t i = 0; i < followup->promise_count; i++)
        write_promise(&out, followup, i, day);
    coprod__out_close(&out, ']');
    if (rules)
        write_run_rules(&out, rules);
    coprod__out_raw(&out, "rules", ""); /* the document of the rules is JSON already, without a NUL at its end */
    coprod__write_bytes(&out.writer, rules_json->json, rules_json->length);
    coprod__out_close(&out, '}');
    return coprod__writer_end(&out.writer, needed);
}
