/* SPDX-License-Identifier: MIT */
/* coprod publish: the answer in words, and as one JSON document. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "publish.h"

static size_t place_of(size_t index, size_t count)
{
    return index == count ? COPROD_VIEW_TOTAL : index;
}

static const char *name_of(const char *id)
{
    return id ? id : "total";
}

/* The columns of a list are one; of a table one more, for the totals. */
static size_t width_of(const coprod_view_info *info)
{
    return info->is_list ? 1 : info->column_count + 1;
}

static coprod_figure figure_at(const publish_answer *a, const coprod_view_info *info, size_t row, size_t column)
{
    coprod_figure figure = {.size = sizeof figure};
    coprod_view_figure(a->view, place_of(row, info->row_count), place_of(column, info->column_count), &figure);
    return figure;
}

/* A percentage of the total of its column, in a list of the total; 0 if it is withheld. */
static int percent_of(const publish_answer *a, const coprod_view_info *info, size_t row, size_t column, char text[32])
{
    coprod_view_percentage p = {.size = sizeof p};
    const uint32_t decimals = (uint32_t)a->in->percent;
    uint64_t unit = 1;
    const size_t at = place_of(column, info->column_count);
    coprod_status status = coprod_view_percentage_of(a->view, row, at, COPROD_VIEW_TOTAL, at, decimals, &p);
    for (uint32_t i = 0; i < decimals; i++)
        unit *= 10;
    if (status != COPROD_OK || !p.told)
        return 0;
    if (decimals)
        snprintf(text, 32, "%llu.%0*llu", (unsigned long long)(p.value / unit), (int)decimals,
                 (unsigned long long)(p.value % unit));
    else
        snprintf(text, 32, "%llu", (unsigned long long)p.value);
    return 1;
}

/* --- text --- */

static void print_row(const publish_answer *a, const coprod_view_info *info, size_t row)
{
    char percent[32];
    output("%-24s", name_of(coprod_view_row(a->view, row)));
    for (size_t c = 0; c < width_of(info); c++) {
        output(" %10s", figure_at(a, info, row, c).text);
        if (a->in->percent >= 0 && row < info->row_count && percent_of(a, info, row, c, percent))
            output(" (%s %%)", percent);
    }
    putchar('\n');
}

static void print_table(const publish_answer *a, const coprod_view_info *info)
{
    if (!info->is_list) {
        output("%-24s", "");
        for (size_t c = 0; c <= info->column_count; c++)
            output(" %10s", name_of(coprod_view_column(a->view, c)));
        putchar('\n');
    }
    for (size_t r = 0; r < info->row_count + (info->has_total != 0); r++)
        print_row(a, info, r);
}

static void print_signs(const coprod_publish_rule_info *rule, const coprod_view_info *info)
{
    output("\nRule: %s (%s, version %s)\n", rule->title, rule->id, rule->version);
    if (info->small)
        output("%s  %u to %u\n", rule->small, (unsigned)rule->hidden_low, (unsigned)rule->hidden_high);
    if (info->other)
        output("%s  more than %u, hidden so that another figure cannot be worked out%s\n", rule->other,
               (unsigned)rule->hidden_high, info->fewest ? "; fewer would not do" : "");
    if (info->withheld)
        output("%s  withheld: nothing is told\n", rule->withheld);
    if (rule->bands)
        puts("Figures are rounded, totals by themselves, so they may not add up.");
}

static void print_bounds(const publish_answer *a, const coprod_view_info *info, size_t row, size_t column)
{
    coprod_view_bounds known = {.size = sizeof known}, plain = {.size = sizeof plain};
    const size_t r = place_of(row, info->row_count), c = place_of(column, info->column_count);
    const char *row_id = name_of(coprod_view_row(a->view, row));
    const char *column_id = name_of(coprod_view_column(a->view, column));
    if (coprod_view_audit_bounds(a->audit, r, c, &known) != COPROD_OK || !known.hidden)
        return;
    coprod_view_audit_bounds(a->plain, r, c, &plain);
    output("%s%s%s: ", row_id, info->is_list ? "" : ", ", info->is_list ? "" : column_id);
    if (known.high == UINT64_MAX)
        output("%llu or more", (unsigned long long)known.low);
    else
        output("%llu to %llu", (unsigned long long)known.low, (unsigned long long)known.high);
    if (plain.high == UINT64_MAX)
        output("; without the rule %llu or more\n", (unsigned long long)plain.low);
    else
        output("; without the rule %llu to %llu\n", (unsigned long long)plain.low, (unsigned long long)plain.high);
}

static void print_audit(const publish_answer *a, const coprod_view_info *info)
{
    coprod_view_audit_info found = {.size = sizeof found};
    coprod_view_audit_get(a->audit, &found);
    output("\nAudit: figures that are hidden or may be small: %zu; of them, can be worked out: %zu.\n", found.hidden,
           found.recoverable);
    puts("What somebody can work out who knows all that is published, and the rule:");
    for (size_t r = 0; r < info->row_count + (info->has_total != 0); r++)
        for (size_t c = 0; c < width_of(info); c++)
            print_bounds(a, info, r, c);
}

int publish_text(const publish_answer *a)
{
    coprod_view_info info = {.size = sizeof info};
    coprod_publish_rule_info rule = {.size = sizeof rule};
    coprod_view_get(a->view, &info);
    coprod_publish_rule_get(a->in->rule, &rule);
    if (info.state != COPROD_VIEW_PUBLISHED) {
        output("Not published: %s.\n", coprod_view_state_name(info.state));
        output("The figure: %s%s%s\n", name_of(coprod_view_row(a->view, info.refused_row)), info.is_list ? "" : ", ",
               info.is_list ? "" : name_of(coprod_view_column(a->view, info.refused_column)));
        puts(info.state == COPROD_VIEW_DIFFERENCE
                 ? "What may help: \"widen\", groups put together, or a later date."
                 : "What may help: groups put together, or totals that may be hidden.");
        return PROGRAM_FINE;
    }
    print_table(a, &info);
    print_signs(&rule, &info);
    if (a->audit)
        print_audit(a, &info);
    return PROGRAM_FINE;
}

/* --- JSON --- */

static json_t *limit(uint64_t value)
{
    return value == UINT64_MAX ? json_null() : json_integer((json_int_t)value);
}

static json_t *bounds_json(const publish_answer *a, const coprod_view_info *info)
{
    json_t *list = json_array();
    for (size_t r = 0; r < info->row_count + (info->has_total != 0); r++)
        for (size_t c = 0; c < width_of(info); c++) {
            coprod_view_bounds known = {.size = sizeof known}, plain = {.size = sizeof plain};
            const size_t row = place_of(r, info->row_count), column = place_of(c, info->column_count);
            json_t *one;
            if (coprod_view_audit_bounds(a->audit, row, column, &known) != COPROD_OK || !known.hidden)
                continue;
            coprod_view_audit_bounds(a->plain, row, column, &plain);
            one = json_pack("{ss?sosososo}", "row", coprod_view_row(a->view, r), "low", limit(known.low), "high",
                            limit(known.high), "plain_low", limit(plain.low), "plain_high", limit(plain.high));
            if (!info->is_list)
                json_object_set_new(one, "column", c < info->column_count ? json_string(coprod_view_column(a->view, c))
                                                                          : json_null());
            json_array_append_new(list, one);
        }
    return list;
}

static json_t *audit_json(const publish_answer *a, const coprod_view_info *info)
{
    coprod_view_audit_info found = {.size = sizeof found};
    coprod_view_audit_get(a->audit, &found);
    return json_pack("{sIsIso}", "hidden", (json_int_t)found.hidden, "recoverable", (json_int_t)found.recoverable,
                     "figures", bounds_json(a, info));
}

static json_t *percent_json(const publish_answer *a, const coprod_view_info *info)
{
    json_t *rows = json_array();
    for (size_t r = 0; r < info->row_count; r++) {
        json_t *row = json_array();
        char text[32];
        for (size_t c = 0; c < width_of(info); c++)
            json_array_append_new(row, percent_of(a, info, r, c, text) ? json_string(text) : json_null());
        json_array_append_new(rows, row);
    }
    return rows;
}

static json_t *answer_json(const publish_answer *a, const char *view)
{
    coprod_view_info info = {.size = sizeof info};
    json_t *answer;
    coprod_view_get(a->view, &info);
    answer = json_pack("{ssso}", "schema", "publish-answer/1", "view", json_loads(view, 0, NULL));
    if (info.state != COPROD_VIEW_PUBLISHED) {
        json_object_set_new(answer, "refused", json_pack("{ss?ss?}", "row", coprod_view_row(a->view, info.refused_row),
                                                         "column", coprod_view_column(a->view, info.refused_column)));
        return answer;
    }
    json_object_set_new(answer, "hidden",
                        json_pack("{sIsIsIsIsb}", "small", (json_int_t)info.small, "other", (json_int_t)info.other,
                                  "withheld", (json_int_t)info.withheld, "totals", (json_int_t)info.totals_hidden,
                                  "fewest", info.fewest));
    if (a->in->percent >= 0)
        json_object_set_new(answer, "percentages", percent_json(a, &info));
    if (a->audit)
        json_object_set_new(answer, "audit", audit_json(a, &info));
    return answer;
}

int publish_json(const publish_answer *a)
{
    size_t needed = 0;
    char *view, *text = NULL;
    json_t *answer = NULL;
    coprod_view_json(a->view, NULL, 0, &needed);
    view = malloc(needed ? needed : 1);
    if (view && coprod_view_json(a->view, view, needed, NULL) == COPROD_OK)
        answer = answer_json(a, view);
    if (answer)
        text = json_dumps(answer, JSON_COMPACT);
    if (text)
        output("%s\n", text);
    json_decref(answer);
    free(view);
    free(text);
    return text ? PROGRAM_FINE : PROGRAM_BROKEN;
}
