/* SPDX-License-Identifier: MIT */
/* coprod followup: did it change, and what goes on? */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coprod_program.h"

static const char help[] =
    "usage: coprod followup --day DAY [OPTIONS] [FILE]\n\n"
    "What is known on a day: whether what was agreed to be measured has changed, whether a target was met, what a\n"
    "run chart shows, and whether what was promised to continue does. It says whether, never why.\n\n"
    "  -d, --day DAY  the day that is asked about, such as 2026-04-30; nothing dated later counts\n"
    "  -j, --json     one JSON document\n"
    "Exit 1 if a promise is overdue or a target was missed.\n";

/* Thousandths without the zeros at their end. */
static const char *decimal(int64_t value, int32_t scale, char text[32])
{
    size_t length;
    coprod_decimal_write(value, scale, text, 32, NULL);
    for (length = strlen(text); text[length - 1] == '0'; length--)
        text[length - 1] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
    return text;
}

static const char *iso(int32_t day, char text[16])
{
    coprod_day_write(day, text, 16, NULL);
    return text;
}

static void print_source(const char *quote, const char *source, const char *section, int illustrative)
{
    if (quote[0])
        output("  \"%s\"\n", quote);
    if (source[0])
        output("  source: %s%s%s\n", source, section[0] ? "; " : "", section);
    if (illustrative)
        puts("  assumed, to show how it works");
}

/* --- measures --- */

static void print_change(const coprod_measure *m)
{
    char from[32], to[32], by[32];
    const char *word = m->change == COPROD_CHANGE_BETTER ? ": better"
                       : m->change == COPROD_CHANGE_WORSE ? ": worse"
                       : m->change == COPROD_CHANGE_DIFFERENT ? "; nobody said which way is better"
                                                              : "";
    if (m->has_baseline)
        output("  baseline: %s (%s)\n", decimal(m->baseline_milli, 3, from), m->baseline_date);
    else
        puts("  baseline: not known");
    if (!m->has_latest)
        puts("  no value is known, nor whether it changed");
    else if (m->change == COPROD_CHANGE_NO_BASELINE)
        output("  latest: %s (%s); whether it changed is not known\n", decimal(m->latest_milli, 3, to), m->latest_date);
    else if (m->change == COPROD_CHANGE_NO_VALUE)
        puts("  no value is known since, nor whether it changed");
    else if (m->change == COPROD_CHANGE_UNCHANGED)
        output("  latest: %s (%s), unchanged\n", decimal(m->latest_milli, 3, to), m->latest_date);
    else
        output("  latest: %s (%s), %s%s%s\n", decimal(m->latest_milli, 3, to), m->latest_date,
               m->change_milli > 0 ? "+" : "", decimal(m->change_milli, 3, by), word);
}

static void print_target(const coprod_measure *m)
{
    char value[32];
    if (!m->has_target)
        return;
    output("  target: %s%s%s, ", decimal(m->target_milli, 3, value), m->has_target_day ? " by " : "", m->target_date);
    if (m->target == COPROD_TARGET_NOT_KNOWN)
        puts("not known whether it is met");
    else if (m->target == COPROD_TARGET_MET)
        puts("met");
    else if (m->target == COPROD_TARGET_NOT_YET)
        puts("not met yet");
    else if (m->has_met_late)
        output("missed; met late (%s)\n", m->met_late_date);
    else
        puts("missed");
}

static const char *date_of(const coprod_followup *followup, size_t measure, size_t index)
{
    const char *date = "";
    int32_t day;
    int64_t value;
    coprod_followup_value(followup, measure, index, &date, &day, &value);
    return date;
}

static void print_run(const coprod_followup *followup, size_t measure, const coprod_run_rules *rules,
                      const coprod_run *run)
{
    char median[32];
    coprod_run_rules_info info = {.size = sizeof info};
    coprod_run_rules_get(rules, &info);
    if (run->signals & COPROD_SIGNAL_TOO_FEW) {
        output("  run chart: %u point%s; with fewer than %u no signal is told\n", (unsigned)run->points,
               run->points == 1 ? "" : "s", (unsigned)info.fewest_points);
        return;
    }
    output("  run chart: %u points, median %s, %u runs\n", (unsigned)run->points,
           decimal(run->median_twice * 5, 4, median), (unsigned)run->runs);
    if (run->signals & COPROD_SIGNAL_SHIFT)
        output("    a shift: %u points in a row %s the median, %s to %s\n", (unsigned)run->shift_length,
               run->shift_side > 0 ? "above" : "below", date_of(followup, measure, run->shift_first),
               date_of(followup, measure, run->shift_last));
    if (run->signals & COPROD_SIGNAL_TREND)
        output("    a trend: %u points in a row that %s, %s to %s\n", (unsigned)run->trend_length,
               run->trend_way > 0 ? "rise" : "fall", date_of(followup, measure, run->trend_first),
               date_of(followup, measure, run->trend_last));
    if (!run->signals)
        puts("    no signal: nothing but what chance may do");
}

static int print_measure(const coprod_followup *followup, size_t index, const coprod_run_rules *rules, int32_t day)
{
    coprod_measure m = {.size = sizeof m};
    coprod_run run = {.size = sizeof run};
    int64_t *values;
    coprod_followup_measure(followup, index, day, &m);
    output("%s: %s%s%s%s\n", m.id, m.title, m.unit[0] ? " (" : "", m.unit, m.unit[0] ? ")" : "");
    output("  agreed with: %s\n", m.agreed_with[0] ? m.agreed_with : "not known");
    print_change(&m);
    print_target(&m);
    values = malloc((m.value_count + 1) * sizeof *values);
    if (!values)
        return PROGRAM_BROKEN;
    for (size_t i = 0; i < m.value_count; i++) {
        int32_t on;
        coprod_followup_value(followup, index, i, NULL, &on, &values[i]);
    }
    if (m.value_count && coprod_run_chart(rules, values, m.value_count, &run) == COPROD_OK)
        print_run(followup, index, rules, &run);
    free(values);
    print_source(m.quote, m.source, m.section, m.illustrative);
    return PROGRAM_FINE;
}

/* --- what continues --- */

static void print_promise(const coprod_followup *followup, size_t index, int32_t day)
{
    coprod_continue p = {.size = sizeof p};
    char done[16] = "";
    const char *days;
    coprod_followup_continue(followup, index, day, &p);
    days = p.late_days == 1 ? "day" : "days";
    output("%s: %s\n  %s%s", p.id, p.what, p.who, p.who[0] ? ", " : "");
    if (p.has_by)
        output("by %s: ", p.by_date);
    else
        output("no day was said%s", p.has_done ? ": " : "\n");
    if (p.has_done)
        iso(p.done_day, done);
    if (p.state == COPROD_CONTINUES_TO_COME)
        puts("to come");
    else if (p.state == COPROD_CONTINUES_DUE_TODAY)
        puts("due today");
    else if (p.state == COPROD_CONTINUES_OVERDUE)
        output("overdue for %d %s\n", (int)p.late_days, days);
    else if (p.has_done)
        output("%s on %s", p.state >= COPROD_CONTINUES_STOPPED ? "stopped" : "kept", done);
    if (p.has_done && p.late_days)
        output(", %d %s late", (int)p.late_days, days);
    if (p.has_done)
        output("%s%s\n", p.reason[0] ? ": " : "", p.reason);
    print_source(p.quote, p.source, p.section, p.illustrative);
}

static int print_all(const coprod_followup *followup, const coprod_run_rules *rules, int32_t day)
{
    size_t measures = coprod_followup_measure_count(followup), promises = coprod_followup_continue_count(followup);
    int code = PROGRAM_FINE;
    for (size_t i = 0; i < measures && code == PROGRAM_FINE; i++)
        code = print_measure(followup, i, rules, day);
    if (promises)
        output("%sWhat continues\n\n", measures ? "\n" : "");
    for (size_t i = 0; i < promises && code == PROGRAM_FINE; i++)
        print_promise(followup, i, day);
    if (!measures && !promises)
        puts("The document names no measure, and nothing that continues.");
    return code;
}

static int print_json(const coprod_followup *followup, const coprod_run_rules *rules, int32_t day)
{
    size_t needed = 0;
    char *text;
    coprod_followup_json(followup, rules, day, NULL, 0, &needed);
    text = malloc(needed ? needed : 1);
    if (!text)
        return PROGRAM_BROKEN;
    coprod_followup_json(followup, rules, day, text, needed, NULL);
    output("%s\n", text);
    free(text);
    return PROGRAM_FINE;
}

static int run(const char *file, int32_t day, int json)
{
    coprod_followup_counts counts = {.size = sizeof counts};
    coprod_followup *followup = NULL;
    coprod_run_rules *rules = NULL;
    coprod_findings *findings = NULL;
    size_t length = 0;
    char *text = program_read(file, &length);
    coprod_status status = text ? coprod_findings_new(NULL, &findings) : COPROD_OK;
    int code = PROGRAM_BAD_INPUT;
    if (text && status == COPROD_OK)
        status = coprod_followup_load(text, length, NULL, findings, &followup);
    if (coprod_findings_count(findings))
        program_findings(file, findings);
    if (followup)
        status = coprod_run_rules_builtin(NULL, &rules);
    if (status != COPROD_OK && (followup || !coprod_findings_count(findings)))
        code = program_status(file, status);
    if (rules)
        code = json ? print_json(followup, rules, day) : print_all(followup, rules, day);
    if (code == PROGRAM_FINE && coprod_followup_count(followup, NULL, day, &counts) == COPROD_OK)
        code = counts.overdue || counts.target_missed ? PROGRAM_NO : PROGRAM_FINE;
    coprod_run_rules_free(rules);
    coprod_followup_free(followup);
    coprod_findings_free(findings);
    free(text);
    return code;
}

int command_followup(int argc, char **argv)
{
    static const struct option options[] = {
        {"day", required_argument, NULL, 'd'}, {"json", no_argument, NULL, 'j'}, {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int32_t day = 0;
    int option, json = 0, asked = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, "d:jh", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        if (option == 'd' && coprod_day_read(optarg, COPROD_NTS, &day) != COPROD_OK)
            return program_fail("--day", optarg, "say a day such as 2026-04-30");
        if (option == '?')
            return program_fail("followup", NULL, "unknown option; \"coprod followup --help\" lists them");
        asked |= option == 'd';
        json |= option == 'j';
    }
    if (!asked)
        return program_fail("followup", NULL, "say a day with --day; the program reads no clock");
    if (optind + 1 < argc)
        return program_fail("followup", argv[optind + 1], "one file is read");
    return run(optind < argc ? argv[optind] : NULL, day, json);
}
