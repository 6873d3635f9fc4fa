/* SPDX-License-Identifier: MIT */
/* Sets one after the other: what an earlier one tells of a later one. Counts that were published as they are take part
 * as a view under a rule that hides nothing. */
#include <jansson.h>
#include <stdlib.h>

#include "report_people.h"

/* What it protects is not looked at: figures are judged by the rule of the later view. */
static const char as_published[]
    = "{\"schema\": \"disclosure-rule/1\", \"id\": \"as-published\", \"version\": \"1\", \"title\": \"As published\","
      " \"protect\": {\"lowest\": 1, \"highest\": 7}, \"rounding\": {\"bands\": [{\"base\": 1}]}}";

coprod_status people_exact_rule(told_people *all)
{
    return coprod_publish_rule_load(as_published, COPROD_NTS, NULL, NULL, &all->exact);
}

static json_t *rule_json(const coprod_publish_rule *rule)
{
    coprod_publish_rule_info info = {.size = sizeof info};
    coprod_publish_rule_get(rule, &info);
    return json_pack("{s:s,s:s,s:s}", "id", info.id, "version", info.version, "fingerprint", info.fingerprint);
}

coprod_status people_as_published(const told_people *all, const coprod_publish_table *table, coprod_view **view)
{
    json_t *rows = json_array(), *figures = json_array(), *whole;
    uint64_t total = 0;
    coprod_status status = COPROD_E_MEMORY;
    int failed = 0;
    char *text = NULL;
    for (size_t i = 0; i < table->row_count; i++) {
        failed |= json_array_append_new(rows, json_string(table->rows[i]));
        failed |= json_array_append_new(figures, json_sprintf("%lld", (long long)table->counts[i]));
        total += table->counts[i];
    }
    whole = json_pack("{s:s,s:o,s:s,s:o,s:o}", "schema", "publishable-view/1", "rule", rule_json(all->exact), "state",
                      "published", "rows", rows, "figures", figures);
    if (whole && !table->no_total)
        failed |= json_object_set_new(whole, "total", json_sprintf("%lld", (long long)total));
    if (whole && !failed)
        text = json_dumps(whole, JSON_COMPACT);
    if (text)
        status = coprod_view_load(all->exact, text, COPROD_NTS, NULL, NULL, view);
    free(text);
    json_decref(whole);
    return status;
}

int people_is_refused(const coprod_view *view)
{
    coprod_view_info info = {.size = sizeof info};
    return !view || coprod_view_get(view, &info) != COPROD_OK || info.state != COPROD_VIEW_PUBLISHED;
}

int people_tells_too_much(const coprod_view *view, const coprod_view *before, int32_t relation)
{
    coprod_view_difference difference = {.size = sizeof difference};
    if (people_is_refused(view) || people_is_refused(before))
        return 0;
    return coprod_view_compare(view, before, relation, &difference) != COPROD_OK
           || (difference.fits && (difference.pinned || difference.narrowed));
}
