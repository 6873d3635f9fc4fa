/* SPDX-License-Identifier: MIT */
/* Publishing tables with their audit, against a plain loop in C that hides and rounds each figure and checks nothing. */
#define _POSIX_C_SOURCE 199309L
#include <coprod/coprod.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

enum { ROWS = 200, COLUMNS = 50, LIST = 100000 };

static const char *ids[LIST];
static char texts[LIST][8];
static uint64_t counts[LIST];

static void must(coprod_status status)
{
    if (status != COPROD_OK)
        abort();
}

/* What the rule of one figure alone costs. */
static uint64_t plain_figures(size_t number)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < number; i++) {
        char text[24];
        if (counts[i] && counts[i] < 8)
            strcpy(text, "*");
        else
            snprintf(text, sizeof text, "%u", (unsigned)((2 * counts[i] + 5) / 10 * 5));
        sum += (uint64_t)(unsigned char)text[0];
    }
    return sum;
}

static void bench_rule(const char *id, size_t rows, size_t columns, unsigned below)
{
    coprod_publish_table table = {.size = sizeof table, .rows = ids, .row_count = rows, .counts = counts};
    coprod_view_audit_info found = {.size = sizeof found};
    coprod_view_info info = {.size = sizeof info};
    coprod_publish_rule *rule = NULL;
    coprod_view_audit *audit = NULL;
    coprod_view *view = NULL;
    uint64_t seed = UINT64_C(88172645463325252), sum = 0;
    double publish = 0, attack = 0, plain = 0;
    const size_t cells = rows * (columns ? columns : 1);
    for (size_t i = 0; i < cells; i++) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        counts[i] = (seed >> 30) % below;
    }
    if (columns) {
        table.columns = ids;
        table.column_count = columns;
    }
    must(coprod_publish_rule_builtin(id, NULL, &rule));
    BEST(publish, 3, coprod_view_free(view); must(coprod_publish(rule, &table, NULL, NULL, &view)));
    BEST(attack, 3, coprod_view_audit_free(audit);
         must(coprod_view_audit_new(view, COPROD_ATTACKER_RULES, NULL, &audit)));
    BEST(plain, 3, sum += plain_figures(cells));
    must(coprod_view_get(view, &info));
    must(coprod_view_audit_get(audit, &found));
    if (!sum || found.unprotected)
        abort();
    printf("%-13s %6zu x %2zu, below %3u: publish %7.2f ms, audit %7.2f ms, together %6.0f x plain C; hidden %zu, others %zu\n",
           id, rows, columns ? columns : 1, below, publish * 1e3, attack * 1e3, (publish + attack) / plain, info.small,
           info.other + info.withheld);
    coprod_view_audit_free(audit);
    coprod_view_free(view);
    coprod_publish_rule_free(rule);
}

int main(void)
{
    for (size_t i = 0; i < LIST; i++) {
        snprintf(texts[i], sizeof texts[i], "g%u", (unsigned)i);
        ids[i] = texts[i];
    }
    for (size_t i = 0; i < coprod_publish_rule_count(); i++) {
        bench_rule(coprod_publish_rule_id(i), ROWS, COLUMNS, 30);
        bench_rule(coprod_publish_rule_id(i), ROWS, COLUMNS, 300);
    }
    bench_rule("hes", LIST, 0, 300);
    bench_rule("threshold-5", LIST, 0, 300);
    return 0;
}
