/* SPDX-License-Identifier: MIT */
/* Names and tests in Promela. */
#include "promela_internal.h"

#include <string.h>

/* A hyphen cannot stand in a name; the number keeps names apart that differ only by it. */
void coprod__promela_name(coprod__writer *out, const char *prefix, const coprod__names *names, uint32_t index)
{
    const char *own = names->name[index];
    coprod__write(out, prefix);
    if (strchr(own, '-'))
        coprod__write_number(out, index);
    coprod__write(out, "_");
    for (; *own; own++)
        coprod__write_bytes(out, *own == '-' ? "_" : own, 1);
}

void coprod__promela_numbered(coprod__writer *out, const char *prefix, uint32_t number)
{
    coprod__write(out, prefix);
    coprod__write_number(out, number);
}

static uint32_t literal(const coprod_machine *machine, const char *text)
{
    return (uint32_t)coprod__name_find(&machine->literals, text) + 2;
}

typedef struct operand {
    const char *prefix;
    const coprod__names *names; /* NULL: the number itself */
    uint32_t index;
    int32_t is_day;
} operand;

static operand operand_of(const coprod__phrase *own, const json_t *json)
{
    const coprod_machine *machine = own->machine;
    const char *word = json_string_value(json);
    const coprod__event_rule *rule = &machine->event_rules[own->event];
    operand found = {"", NULL, (uint32_t)json_integer_value(json) + json_is_true(json), 0};
    int32_t fact = word ? coprod__name_find(&machine->facts, word) : COPROD__NONE;
    if (!word)
        return found;
    if (word[0] == '$') {
        while (strcmp(rule->fields[found.index].name, word + 1))
            found.index++;
        found.is_day = rule->fields[found.index].type == COPROD_VALUE_DAY;
        found.prefix = "p";
    } else if (!strcmp(word, "@at")) {
        found.index = 2;
        found.is_day = 1;
    } else if (!strncmp(word, "due:", 4)) {
        found = (operand){"c", &machine->timers, (uint32_t)coprod__name_find(&machine->timers, word + 4), 1};
    } else if (fact != COPROD__NONE) {
        found = (operand){"f", &machine->facts, (uint32_t)fact, machine->fact_rules[fact].type == COPROD_VALUE_DAY};
    } else {
        found.index = literal(machine, word);
    }
    return found;
}

static void write_operand(coprod__phrase *own, const json_t *json)
{
    operand found = operand_of(own, json);
    if (found.names)
        coprod__promela_name(own->out, found.prefix, found.names, found.index);
    else
        coprod__promela_numbered(own->out, found.prefix, found.index);
}

static void write_sum(coprod__phrase *own, const json_t *json)
{
    if (!json_is_array(json)) {
        write_operand(own, json);
        return;
    }
    for (size_t i = 1; i < json_array_size(json); i++) {
        coprod__write(own->out, i > 1 ? " + " : "");
        write_sum(own, json_array_get(json, i));
    }
}

/* "a && b && " for all days that are counted from or to; whether there is one. */
static int write_known(coprod__phrase *own, const json_t *json)
{
    const char *op = json_string_value(json_array_get(json, 0));
    int any = op && !strcmp(op, "days");
    for (size_t i = 1; i < json_array_size(json); i++) {
        const json_t *one = json_array_get(json, i);
        if (any) {
            write_operand(own, one);
            coprod__write(own->out, " && ");
        } else if (json_is_array(one)) {
            any |= write_known(own, one);
        }
    }
    return any;
}

static void write_numbers(coprod__phrase *own, const char *op, const json_t *left, const json_t *right)
{
    coprod__write(own->out, "(");
    if (write_known(own, left) | write_known(own, right)) {
        coprod__promela_numbered(own->out, "maybe", own->maybe++);
    } else {
        write_sum(own, left);
        coprod__write(own->out, " ");
        coprod__write(own->out, coprod__export_sign(op, "=="));
        coprod__write(own->out, " ");
        write_sum(own, right);
    }
    coprod__write(own->out, ")");
}

/* Different classes say which is later; today is one day; of two in another class nobody knows. */
static void write_days(coprod__phrase *own, const char *op, const json_t *left, const json_t *right)
{
    const char *sign = coprod__export_sign(op, "==");
    int equal = !strcmp(sign, "=="), or_today = strchr(sign, '=') != NULL;
    int at = !strcmp(json_string_value(left), "@at") || !strcmp(json_string_value(right), "@at");
    const char *later = sign[0] == '>' ? " > " : sign[0] == '<' ? " < " : " == ";
    const struct {
        const char *before;
        const json_t *value;
    } order[] = {{"(", left}, {" && ", right}, {" && (", left}, {later, right}};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        coprod__write(own->out, order[i].before);
        write_operand(own, order[i].value);
    }
    if (!equal && (or_today || !at)) {
        coprod__write(own->out, " || ");
        write_operand(own, left);
        coprod__write(own->out, " == ");
        write_operand(own, right);
    }
    if (!at) {
        coprod__write(own->out, or_today ? " && (" : " && ");
        write_operand(own, left);
        coprod__write(own->out, or_today ? " == 2 || " : " != 2 && ");
        coprod__promela_numbered(own->out, "maybe", own->maybe++);
        coprod__write(own->out, or_today ? ")" : "");
    }
    coprod__write(own->out, "))");
}

/* A text that holds more than white space: some, or a literal that does. */
static void write_holds(coprod__phrase *own, const json_t *text)
{
    coprod__write(own->out, "(");
    write_operand(own, text);
    coprod__write(own->out, " != 0");
    for (uint32_t i = 0; i < own->machine->literals.count; i++) {
        const char *one = own->machine->literals.name[i];
        if (one[strspn(one, " \t\r\n")])
            continue;
        coprod__write(own->out, " && ");
        write_operand(own, text);
        coprod__promela_numbered(own->out, " != ", i + 2);
    }
    coprod__write(own->out, ")");
}

static void write_in(coprod__phrase *own, const json_t *value, const json_t *list)
{
    coprod__write(own->out, "(");
    for (size_t i = 0; i < json_array_size(list); i++) {
        coprod__write(own->out, i ? " || " : "");
        write_operand(own, value);
        coprod__promela_numbered(own->out, " == ", literal(own->machine, json_string_value(json_array_get(list, i))));
    }
    coprod__write(own->out, ")");
}

void coprod__promela_leaf(coprod__phrase *own, const char *op, const json_t *json)
{
    const json_t *left = json_array_get(json, 1), *right = json_array_get(json, 2);
    if (!strcmp(op, "ref"))
        coprod__export_guard(own, (uint32_t)coprod__name_find(&own->machine->guards, json_string_value(left)));
    else if (!strcmp(op, "is"))
        write_operand(own, left);
    else if (!strcmp(op, "nonempty"))
        write_holds(own, left);
    else if (!strcmp(op, "in"))
        write_in(own, left, right);
    else if (strstr(op, "_day") || (!json_is_array(left) && !json_is_array(right) && operand_of(own, left).is_day))
        write_days(own, op, left, right);
    else
        write_numbers(own, op, left, right);
}
