/* SPDX-License-Identifier: MIT */
/* The input as a rule of publishing, and its bytes as counts under it; then as a view under each built-in rule. What is
 * published is protected, says the same after it was written and read, and no percentage tells more than its counts. */
#include "fuzz.h"

enum { ROWS = 6, COLUMNS = 5, KEPT = 8 };

static coprod_publish_rule *builtin_rule(size_t index)
{
    coprod_publish_rule *rule;
    HOLDS(coprod_publish_rule_builtin(coprod_publish_rule_id(index), NULL, &rule) == COPROD_OK);
    return rule;
}

/* A figure that is printed reads as what it is. */
static void ask_figure(const coprod_publish_rule *rule, const coprod_figure *figure)
{
    coprod_figure read = {.size = sizeof read};
    if (figure->state == COPROD_FIGURE_ABSENT)
        return;
    HOLDS(coprod_publish_rule_read(rule, figure->text, COPROD_NTS, &read) == COPROD_OK);
    HOLDS(read.state == figure->state && read.low == figure->low && read.high == figure->high);
}

static void ask_audit(const coprod_publish_rule *rule, const coprod_view *view, int32_t attacker, int published)
{
    coprod_view_audit_info found = {.size = sizeof found};
    coprod_view_audit *audit;
    coprod_view_info info = {.size = sizeof info};
    HOLDS(coprod_view_get(view, &info) == COPROD_OK);
    HOLDS(coprod_view_audit_new(view, attacker, NULL, &audit) == COPROD_OK);
    HOLDS(coprod_view_audit_get(audit, &found) == COPROD_OK);
    HOLDS(found.recoverable <= found.unprotected && found.unprotected <= found.hidden);
    HOLDS(!published || (found.fits && !found.unprotected));
    for (size_t r = 0; r <= info.row_count; r++)
        for (size_t c = 0; c <= info.column_count; c++) {
            const size_t row = r < info.row_count ? r : COPROD_VIEW_TOTAL, column = c < info.column_count ? c
                                                                                                          : COPROD_VIEW_TOTAL;
            coprod_view_bounds bounds = {.size = sizeof bounds};
            coprod_figure figure = {.size = sizeof figure};
            HOLDS(coprod_view_figure(view, row, column, &figure) == COPROD_OK && figure.low <= figure.high);
            ask_figure(rule, &figure);
            if (coprod_view_audit_bounds(audit, row, column, &bounds) != COPROD_OK)
                continue;
            HOLDS(bounds.low <= bounds.high);
            HOLDS(attacker != COPROD_ATTACKER_RULES || (bounds.low >= figure.low && bounds.high <= figure.high));
        }
    coprod_view_audit_free(audit);
}

static void ask_view(const coprod_publish_rule *rule, const coprod_view *view, int published)
{
    static char text[FUZZ_ROOM], other[FUZZ_ROOM];
    coprod_view_difference difference = {.size = sizeof difference};
    coprod_view *again;
    coprod_status status = coprod_view_json(view, text, sizeof text, NULL);
    coprod_view_info info = {.size = sizeof info};
    HOLDS(coprod_view_get(view, &info) == COPROD_OK);
    if (status == COPROD_E_BUFFER || info.state != COPROD_VIEW_PUBLISHED)
        return;
    HOLDS(coprod_view_load(rule, text, COPROD_NTS, NULL, NULL, &again) == COPROD_OK);
    HOLDS(coprod_view_json(again, other, sizeof other, NULL) == COPROD_OK && !strcmp(text, other));
    ask_audit(rule, again, COPROD_ATTACKER_RULES, published);
    ask_audit(rule, again, COPROD_ATTACKER_PLAIN, 0);
    HOLDS(coprod_view_compare(view, again, COPROD_VIEW_CONTAINS, &difference) == COPROD_OK);
    HOLDS(!published || difference.fits);
    for (size_t r = 0; r < info.row_count; r++) {
        coprod_view_percentage p = {.size = sizeof p};
        status = coprod_view_percentage_of(view, r, 0, COPROD_VIEW_TOTAL, 0, (uint32_t)(r % 5), &p);
        HOLDS(status == COPROD_OK || status == COPROD_E_UNKNOWN);
        HOLDS(p.told || !p.value);
    }
    coprod_view_free(again);
}

/* Counts from bytes, mostly small; a list, a table, a list whose groups overlap. */
static void publish(const coprod_publish_rule *rule, const uint8_t *data, size_t size)
{
    static const char *const rows[ROWS] = {"a", "b", "c", "d", "e", "f"}, *const columns[COLUMNS] = {"p", "q", "r", "s", "t"};
    uint64_t counts[ROWS * COLUMNS] = {0};
    coprod_publish_table table = {.size = sizeof table, .rows = rows, .row_count = ROWS, .counts = counts};
    coprod_publish_options options = {.size = sizeof options};
    coprod_view *view, *after;
    for (size_t i = 0; i < ROWS * COLUMNS; i++)
        counts[i] = size ? data[i % size] % (i % 3 ? 12u : 60u) : i;
    for (int shape = 0; shape < 3; shape++) {
        table.columns = shape == 1 ? columns : NULL;
        table.column_count = shape == 1 ? COLUMNS : 0;
        table.no_total = shape == 2;
        HOLDS(coprod_publish(rule, &table, NULL, NULL, &view) == COPROD_OK);
        ask_view(rule, view, 1);
        options.previous = view;
        options.widen = shape != 1;
        counts[0]++;
        if (coprod_publish(rule, &table, &options, NULL, &after) == COPROD_OK) {
            ask_view(rule, after, 1);
            coprod_view_free(after);
        }
        counts[0]--;
        coprod_view_free(view);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_findings *findings = fuzz_new_findings();
    coprod_publish_rule *rule;
    coprod_view *view;
    coprod_status status = coprod_publish_rule_load((const char *)data, size, NULL, findings, &rule);
    fuzz_refusal(status, rule, findings);
    if (!rule)
        rule = builtin_rule(size % KEPT);
    publish(rule, data, size);
    coprod_publish_rule_free(rule);
    for (size_t i = 0; i < KEPT; i++) {
        rule = builtin_rule(i);
        findings = fuzz_new_findings();
        status = coprod_view_load(rule, (const char *)data, size, NULL, findings, &view);
        fuzz_refusal(status, view, findings);
        if (view)
            ask_view(rule, view, 0);
        coprod_view_free(view);
        coprod_publish_rule_free(rule);
    }
    return 0;
}
