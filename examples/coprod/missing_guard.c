/* SPDX-License-Identifier: MIT */
/* coprod missing, coprod plan: whether small counts follow from a list that is to be published. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "missing.h"

enum { ROOM = 1024, ATTRIBUTES = 32, WORK = 1 << 30 /* some seconds */ };

/* "sex=f, age=65-79"; of nothing named "all". */
static void name_codes(const coprod_pattern_schema *schema, const uint16_t *codes, char *text, size_t room)
{
    coprod_pattern_schema_info info = {.size = sizeof info};
    size_t used = 0;
    coprod_pattern_schema_get(schema, &info);
    snprintf(text, room, "all");
    for (uint32_t a = 0; a < info.attribute_count && used < room; a++) {
        coprod_pattern_attribute attribute = {.size = sizeof attribute};
        coprod_pattern_value value = {.size = sizeof value, .id = "not known"};
        int length;
        if (codes[a] == COPROD_PATTERN_ANY)
            continue;
        coprod_pattern_schema_attribute(schema, a, &attribute);
        if (codes[a] < attribute.value_count)
            coprod_pattern_schema_value(schema, a, codes[a], &value);
        length = snprintf(text + used, room - used, "%s%s=%s", used ? ", " : "", attribute.id, value.id);
        used += length > 0 ? (size_t)length : 0;
    }
}

int missing_refuse(const char *command, const coprod_pattern_schema *schema, coprod_status status,
                   const coprod_pattern_leak *leak, const uint16_t *codes)
{
    char who[ROOM], why[ROOM + 256];
    name_codes(schema, codes, who, sizeof who);
    if (leak->state == COPROD_PATTERN_LEAK_COUNT && leak->low == leak->high)
        snprintf(why, sizeof why, "who reads the list, and about how many were counted, can work out %" PRIu64 " for"
                 " %s; fewer --levels, another --need or a larger number here may help", leak->low, who);
    else if (leak->state == COPROD_PATTERN_LEAK_COUNT)
        snprintf(why, sizeof why, "who reads the list, and about how many were counted, can work out %" PRIu64 " to %"
                 PRIu64 " for %s; fewer --levels, another --need or a larger number here may help", leak->low,
                 leak->high, who);
    else if (status == COPROD_E_LIMIT)
        snprintf(why, sizeof why, "whether small counts can be worked out is not settled%s: there are %" PRIu64
                 " combinations to be looked at; ask for fewer --levels",
                 leak->state == COPROD_PATTERN_LEAK_MEMORY ? " in the memory allowed" : "", leak->combinations);
    else
        return program_status(command, status);
    return program_fail(command, "--publish", why);
}

int missing_check(const missing_options *options, const coprod_pattern_schema *schema,
                  const coprod_pattern_gaps *gaps)
{
    const coprod_pattern_beside beside = {.size = sizeof beside, .work = WORK};
    coprod_pattern_leak leak = {.size = sizeof leak};
    uint16_t codes[ATTRIBUTES];
    const coprod_status status
        = options->publish_from
              ? coprod_pattern_gaps_check(gaps, options->publish_from, &beside, codes, NULL, ATTRIBUTES, &leak)
              : COPROD_OK;
    return status == COPROD_OK ? PROGRAM_FINE : missing_refuse("missing", schema, status, &leak, codes);
}
