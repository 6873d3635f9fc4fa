/* SPDX-License-Identifier: MIT */
/* The ECMAScript of an SCXML document: names, values, guards, and what they need. Days are numbers, and NaN is no day:
 * every comparison with it fails, as with a day that is not known. */
#include "export_internal.h"

#include <string.h>

static const char script[] =
    "  function no_day(day) { return typeof day !== 'number' || isNaN(day); }\n"
    "  function holds_text(text) { return /[^ \\t\\r\\n]/.test(text === null ? '' : text); }\n"
    "  function on_a_copy(run) {\n"
    "    var copy = {};\n"
    "    Object.keys(facts).forEach(function (name) { copy[name] = facts[name]; });\n"
    "    return run(copy);\n"
    "  }\n"
    "  function fits(number) { return number >= 0 && number <= 4294967295; }\n"
    "  function is_a(type, value) {\n"
    "    if (type === 'text') return typeof value === 'string';\n"
    "    if (type === 'bool') return typeof value === 'boolean';\n"
    "    return typeof value === 'number' && value % 1 === 0 && (type === 'day' || fits(value));\n"
    "  }\n"
    "  /* Those that are missing, then that are not declared, then of a wrong type. */\n"
    "  function wrong_fields(event, payload) {\n"
    "    var fields = payloads[event], own = Object.keys(fields), given = Object.keys(payload);\n"
    "    var missing = own.filter(function (field) { return given.indexOf(field) < 0; });\n"
    "    var extra = given.filter(function (field) { return own.indexOf(field) < 0; });\n"
    "    var wrong = own.filter(function (field) { return !is_a(fields[field], payload[field]); });\n"
    "    return missing.concat(extra, wrong);\n"
    "  }\n"
    "  function may(event, role) { return roles[event].indexOf(role) >= 0; }\n"
    "  /* Missed days, in the order in which they were due, then of the clocks' names. */\n"
    "  function tick(at) {\n"
    "    levels.filter(function (own) { return clocks[own[0]] < at && !missed[own[0]]; })\n"
    "      .sort(function (a, b) { return clocks[a[0]] - clocks[b[0]] || (a[0] < b[0] ? -1 : 1); })\n"
    "      .forEach(function (own) {\n"
    "        missed[own[0]] = true;\n"
    "        breaches.push({timer: own[0], due: clocks[own[0]], level: own[1]});\n"
    "        facts.breach_unexplained = Math.min(facts.breach_unexplained + 1, 4294967295);\n"
    "      });\n"
    "  }\n";

/* A text in single quotes that may stand in a script and in an attribute. */
void coprod__ecma_text(coprod__writer *out, const char *text)
{
    static const char hex[] = "0123456789abcdef";
    coprod__write(out, "'");
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte >= 0x20 && !strchr("'\"\\<>&]", byte)) {
            coprod__write_bytes(out, text, 1);
            continue;
        }
        coprod__write(out, "\\x");
        coprod__write_bytes(out, hex + (byte >> 4), 1);
        coprod__write_bytes(out, hex + (byte & 15), 1);
    }
    coprod__write(out, "'");
}

void coprod__ecma_member(coprod__writer *out, const char *object, const char *name)
{
    int plain = !strchr(name, '-') && !(name[0] >= '0' && name[0] <= '9');
    coprod__write(out, object);
    coprod__write(out, plain ? "." : "[");
    if (plain)
        coprod__write(out, name);
    else
        coprod__ecma_text(out, name);
    coprod__write(out, plain ? "" : "]");
}

/* --- guards --- */

static void side(coprod__phrase *own, const json_t *json)
{
    const char *word = json_string_value(json);
    coprod__writer *out = own->out;
    if (json_is_array(json)) {
        int days = !strcmp(json_string_value(json_array_get(json, 0)), "days");
        coprod__write(out, "(");
        side(own, json_array_get(json, days ? 2 : 1));
        for (size_t i = 2; i < json_array_size(json); i++) {
            coprod__write(out, days ? " - " : " + ");
            side(own, json_array_get(json, days ? 1 : i));
        }
        coprod__write(out, ")");
    } else if (json_is_integer(json)) {
        coprod__write_number(out, json_integer_value(json));
    } else if (!word) {
        coprod__write(out, json_is_true(json) ? "true" : json_is_false(json) ? "false" : "null");
    } else if (word[0] == '$') {
        coprod__ecma_member(out, "e.payload", word + 1);
    } else if (!strcmp(word, "@at")) {
        coprod__write(out, "e.at");
    } else if (!strncmp(word, "due:", 4)) {
        coprod__ecma_member(out, "clocks", word + 4);
    } else if (coprod__name_find(&own->machine->facts, word) != COPROD__NONE) {
        coprod__ecma_member(out, "facts", word);
    } else {
        coprod__ecma_text(out, word);
    }
}

static void leaf(coprod__phrase *own, const char *op, const json_t *json)
{
    coprod__writer *out = own->out;
    const json_t *left = json_array_get(json, 1), *right = json_array_get(json, 2), *one;
    size_t i;
    if (!strcmp(op, "ref")) {
        coprod__ecma_member(out, "guards", json_string_value(left));
        coprod__write(out, "(e)");
    } else if (!strcmp(op, "is")) {
        side(own, left);
    } else if (!strcmp(op, "nonempty")) {
        coprod__write(out, "holds_text(");
        side(own, left);
        coprod__write(out, ")");
    } else if (!strcmp(op, "in")) {
        coprod__write(out, "[");
        json_array_foreach((json_t *)right, i, one) {
            coprod__write(out, i ? ", " : "");
            coprod__ecma_text(out, json_string_value(one));
        }
        coprod__write(out, "].indexOf(");
        side(own, left);
        coprod__write(out, ") >= 0");
    } else {
        side(own, left);
        coprod__write(out, " ");
        coprod__write(out, coprod__export_sign(op, "==="));
        coprod__write(out, " ");
        side(own, right);
    }
}

static coprod_status write_guards(coprod__writer *out, const coprod_machine *machine)
{
    coprod__phrase phrase = {out, machine, machine->events.count, leaf, 0, COPROD_OK};
    coprod__write(out, "  var guards = {");
    for (uint32_t i = 0; i < machine->guards.count; i++) {
        coprod__write(out, i ? ",\n    " : "\n    ");
        coprod__ecma_text(out, machine->guards.name[i]);
        coprod__write(out, ": function (e) { return ");
        coprod__export_guard(&phrase, i);
        coprod__write(out, "; }");
    }
    coprod__write(out, "\n  };\n");
    return phrase.status;
}

/* --- data --- */

static void first_value(coprod__writer *out, const coprod_machine *machine, const coprod__fact *fact)
{
    if (fact->type == COPROD_VALUE_BOOL)
        coprod__write(out, fact->first ? "true" : "false");
    else if (fact->type == COPROD_VALUE_INT)
        coprod__write_number(out, fact->first);
    else if (fact->type == COPROD_VALUE_ENUM && fact->first)
        coprod__ecma_text(out, machine->literals.name[fact->first - 1]);
    else if (fact->type == COPROD_VALUE_DAY && fact->first)
        coprod__write_number(out, fact->first);
    else if (fact->type == COPROD_VALUE_DAY)
        coprod__write(out, "NaN");
    else
        coprod__write(out, "null");
}

void coprod__ecma_data(coprod__writer *out, const coprod_machine *machine)
{
    coprod__write(out, " <datamodel>\n  <data id=\"facts\" expr=\"{");
    for (uint32_t i = 0; i < machine->facts.count; i++) {
        coprod__write(out, i ? ", " : "");
        coprod__ecma_text(out, machine->facts.name[i]);
        coprod__write(out, ": ");
        first_value(out, machine, &machine->fact_rules[i]);
    }
    for (int part = 0; part < 2; part++) {
        coprod__write(out, part ? "}\"/>\n  <data id=\"missed\" expr=\"{" : "}\"/>\n  <data id=\"clocks\" expr=\"{");
        for (uint32_t i = 0; i < machine->timers.count; i++) {
            coprod__write(out, i ? ", " : "");
            coprod__ecma_text(out, machine->timers.name[i]);
            coprod__write(out, part ? ": false" : ": NaN");
        }
    }
    coprod__write(out, "}\"/>\n  <data id=\"breaches\" expr=\"[]\"/>\n"
                       "  <data id=\"answer\" expr=\"['', '']\"/>\n </datamodel>\n");
}

static void write_event_rules(coprod__writer *out, const coprod_machine *machine, int roles)
{
    coprod__write(out, roles ? "  var roles = {" : "  var payloads = {");
    for (uint32_t event = 0; event <= machine->events.count; event++) {
        const coprod__event_rule *rule = &machine->event_rules[event];
        const char *between = "";
        coprod__write(out, event ? ",\n    " : "\n    ");
        coprod__ecma_text(out, event < machine->events.count ? machine->events.name[event] : ".create");
        coprod__write(out, roles ? ": [" : ": {");
        for (uint32_t i = 0; i < (roles ? machine->roles.count : rule->field_count); i++) {
            if (roles && !(rule->roles >> i & 1))
                continue;
            coprod__write(out, between);
            between = ", ";
            coprod__ecma_text(out, roles ? machine->roles.name[i] : rule->fields[i].name);
            coprod__write(out, roles ? "" : ": ");
            if (!roles)
                coprod__ecma_text(out, coprod__types[rule->fields[i].type - 1]);
        }
        coprod__write(out, roles ? "]" : "}");
    }
    coprod__write(out, "\n  };\n");
}

coprod_status coprod__ecma_script(coprod__writer *out, const coprod_machine *machine)
{
    const char *between = "";
    coprod_status status;
    coprod__write(out, " <script><![CDATA[\n  var levels = [");
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        if (!machine->timer_rules[i].level)
            continue;
        coprod__write(out, between);
        between = ", ";
        coprod__write(out, "[");
        coprod__ecma_text(out, machine->timers.name[i]);
        coprod__write(out, ", ");
        coprod__write_number(out, machine->timer_rules[i].level);
        coprod__write(out, "]");
    }
    coprod__write(out, "];\n");
    write_event_rules(out, machine, 1);
    write_event_rules(out, machine, 0);
    status = write_guards(out, machine);
    coprod__write(out, script);
    coprod__write(out, "  ]]></script>\n");
    return status;
}
