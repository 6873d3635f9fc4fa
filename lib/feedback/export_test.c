/* SPDX-License-Identifier: MIT */
/* A test of a guard or an invariant as an expression. Languages with the operators of C share all but what they call a
 * value, and how they compare. */
#include "export_internal.h"

#include <string.h>

void coprod__export_named(coprod__writer *out, const coprod_machine *machine)
{
    coprod__write_machine_name(out, machine);
    coprod__write(out, ", fingerprint ");
    coprod__write(out, machine->fingerprint);
}

coprod_status coprod__export_parse(const char *text, json_t **json)
{
    coprod__load quiet = {NULL, 0, COPROD_OK, 0, 0};
    return coprod__json_parse(&quiet, text, strlen(text), json);
}

static void write_parts(coprod__phrase *own, const json_t *json, const char *between)
{
    coprod__write(own->out, "(");
    for (size_t i = 1; i < json_array_size(json); i++) {
        coprod__write(own->out, i > 1 ? between : "");
        coprod__export_test(own, json_array_get(json, i));
    }
    coprod__write(own->out, ")");
}

void coprod__export_test(coprod__phrase *own, const json_t *json)
{
    const char *op = json_string_value(json_array_get(json, 0));
    if (!strcmp(op, "and")) {
        write_parts(own, json, " && ");
    } else if (!strcmp(op, "or")) {
        write_parts(own, json, " || ");
    } else if (!strcmp(op, "not")) {
        coprod__write(own->out, "!(");
        coprod__export_test(own, json_array_get(json, 1));
        coprod__write(own->out, ")");
    } else {
        own->leaf(own, op, json);
    }
}

void coprod__export_guard(coprod__phrase *own, uint32_t guard)
{
    json_t *json = NULL;
    coprod_status status = coprod__export_parse(own->machine->guard_json[guard], &json);
    if (status == COPROD_OK)
        coprod__export_test(own, json);
    else
        own->status = status;
    json_decref(json);
}

/* "ge", "ge_day" and so on: the sign between two numbers. */
const char *coprod__export_sign(const char *op, const char *equal)
{
    return !strncmp(op, "ge", 2) ? ">=" : !strncmp(op, "gt", 2) ? ">" : !strncmp(op, "le", 2) ? "<="
           : !strncmp(op, "lt", 2) ? "<" : equal;
}
