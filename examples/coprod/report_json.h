/* SPDX-License-Identifier: MIT */
/* Parts of the report as JSON: what does not fit into memory is noted once, and the caller goes on. */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include <jansson.h>

#include "report.h"

static inline void set(out *o, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value))
        o->failed = 1;
}

static inline void append(out *o, json_t *list, json_t *value)
{
    if (json_array_append_new(list, value))
        o->failed = 1;
}

#endif
