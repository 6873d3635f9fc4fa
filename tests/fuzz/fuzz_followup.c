/* SPDX-License-Identifier: MIT */
/* The input as measures and promises; where it is none, as rules of run charts, and its bytes as series under them. What
 * is late stays late, counts are those of each, and columns are each series. */
#include "fuzz.h"

enum { SERIES = 8, DAYS = 12 };

static coprod_run_rules *builtin_rules(void)
{
    coprod_run_rules *rules;
    HOLDS(coprod_run_rules_builtin(NULL, &rules) == COPROD_OK);
    return rules;
}

/* --- documents --- */

static uint64_t ask_measures(const coprod_followup *followup, int32_t day)
{
    uint64_t missed = 0;
    for (size_t i = 0; i < coprod_followup_measure_count(followup); i++) {
        coprod_measure m = {.size = sizeof m};
        HOLDS(coprod_followup_measure(followup, i, day, &m) == COPROD_OK);
        HOLDS(coprod_followup_word(m.change)[0] && coprod_followup_word(m.target)[0]);
        HOLDS(!m.has_change || m.change_milli == m.latest_milli - m.baseline_milli);
        HOLDS(m.has_change == (m.change >= COPROD_CHANGE_UNCHANGED));
        missed += m.target == COPROD_TARGET_MISSED;
        for (size_t k = 0; k < m.value_count; k++) {
            int32_t on;
            int64_t value;
            HOLDS(coprod_followup_value(followup, i, k, NULL, &on, &value) == COPROD_OK && on <= day);
        }
    }
    return missed;
}

static uint64_t ask_promises(const coprod_followup *followup, int32_t day)
{
    uint64_t overdue = 0;
    for (size_t i = 0; i < coprod_followup_continue_count(followup); i++) {
        coprod_continue before = {.size = sizeof before}, p = {.size = sizeof p};
        HOLDS(coprod_followup_continue(followup, i, day - 1, &before) == COPROD_OK);
        HOLDS(coprod_followup_continue(followup, i, day, &p) == COPROD_OK);
        HOLDS(coprod_followup_word(p.state)[0] && p.late_days >= before.late_days);
        overdue += p.state == COPROD_CONTINUES_OVERDUE;
    }
    return overdue;
}

static void ask(const coprod_followup *followup)
{
    static char text[FUZZ_ROOM];
    coprod_run_rules *rules = builtin_rules();
    HOLDS(strlen(coprod_followup_fingerprint(followup)) == 64);
    for (int i = 0; i < DAYS; i++) {
        const int32_t day = 17000 + 400 * i;
        coprod_followup_counts counts = {.size = sizeof counts};
        size_t needed = 0;
        coprod_status status;
        HOLDS(coprod_followup_count(followup, NULL, day, &counts) == COPROD_OK);
        HOLDS(counts.target_missed == ask_measures(followup, day));
        HOLDS(counts.overdue == ask_promises(followup, day));
        status = coprod_followup_json(followup, rules, day, text, sizeof text, &needed);
        HOLDS(status == COPROD_OK ? needed == strlen(text) + 1 : status == COPROD_E_BUFFER && needed > sizeof text);
    }
    coprod_run_rules_free(rules);
}

/* --- run charts --- */

static void chart(const coprod_run_rules *rules, const uint8_t *data, size_t size)
{
    static int64_t values[4096];
    size_t offsets[SERIES + 1] = {0}, count = size < 4096 ? size : 4096;
    uint8_t signals[SERIES];
    uint32_t runs[SERIES];
    int32_t status[SERIES];
    const coprod_run_columns columns = {.size = sizeof columns, .signals = signals, .runs = runs, .row_status = status};
    coprod_run_rules_info info = {.size = sizeof info};
    HOLDS(coprod_run_rules_get(rules, &info) == COPROD_OK && strlen(info.fingerprint) == 64);
    for (size_t i = 0; i < count; i++)
        values[i] = data[i] == 255 ? INT64_MAX : (int64_t)data[i] - 100;
    for (size_t i = 0; i <= SERIES; i++)
        offsets[i] = count * i * i / (SERIES * SERIES);
    HOLDS(coprod_run_charts(rules, values, count, offsets, SERIES, &columns) == COPROD_OK);
    for (size_t i = 0; i < SERIES; i++) {
        const size_t points = offsets[i + 1] - offsets[i];
        coprod_run run = {.size = sizeof run};
        HOLDS(coprod_run_chart(rules, values + offsets[i], points, &run) == status[i]);
        HOLDS(run.signals == signals[i] && run.runs == runs[i]);
        HOLDS(run.off_median <= run.points && run.runs <= run.off_median && run.shift_length <= run.off_median);
        HOLDS(run.trend_length <= run.points && run.trend_length != 1);
        HOLDS(run.shift_last < points || !points || status[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_findings *findings = fuzz_new_findings();
    coprod_followup *followup;
    coprod_run_rules *rules;
    coprod_status status = coprod_followup_load((const char *)data, size, NULL, findings, &followup);
    fuzz_refusal(status, followup, findings);
    if (followup)
        ask(followup);
    coprod_followup_free(followup);
    findings = fuzz_new_findings();
    status = coprod_run_rules_load((const char *)data, size, NULL, findings, &rules);
    fuzz_refusal(status, rules, findings);
    if (!rules)
        rules = builtin_rules();
    chart(rules, data, size);
    coprod_run_rules_free(rules);
    return 0;
}
