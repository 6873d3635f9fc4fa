/* SPDX-License-Identifier: MIT */
/* The way to a configuration as a trace, which can be run. */
#include "check_internal.h"

static void write_value(coprod__json_out *out, const coprod_machine *machine, const coprod__field *field,
                        uint32_t value)
{
    switch (field->type) {
    case COPROD_VALUE_INT: coprod__out_number(out, field->name, value); break;
    case COPROD_VALUE_BOOL: coprod__out_flag(out, field->name, value != 0); break;
    case COPROD_VALUE_DAY: coprod__out_day(out, field->name, coprod__day_told(value)); break;
    default:
        if (value >> COPROD__TEXT_BITS)
            coprod__out_text(out, field->name, machine->literals.name[(value >> COPROD__TEXT_BITS) - 1]);
        else
            coprod__out_text(out, field->name, value & COPROD__TEXT_HOLDS ? "a text" : " ");
    }
}

static void write_by(coprod__json_out *out, const coprod_machine *machine, uint32_t role)
{
    char by[80];
    coprod__writer writer;
    uint32_t i = 0;
    while (!(role >> i & 1))
        i++;
    coprod__writer_init(&writer, by, sizeof by);
    coprod__write(&writer, machine->roles.name[i]);
    coprod__write(&writer, ":1");
    coprod__writer_end(&writer, NULL);
    coprod__out_text(out, "by", by);
}

void coprod__write_move(coprod__json_out *out, const coprod_machine *machine, const coprod__move *move,
                        const uint32_t *values)
{
    const coprod__event_rule *rule;
    if (move->event == COPROD__NONE) {
        coprod__out_day(out, "tick", coprod__day_told(move->day));
        return;
    }
    rule = &machine->event_rules[move->event];
    if ((uint32_t)move->event < machine->events.count)
        coprod__out_text(out, "event", machine->events.name[move->event]);
    write_by(out, machine, move->role);
    coprod__out_day(out, "at", coprod__day_told(move->day));
    coprod__out_open(out, "payload", '{');
    for (uint32_t i = 0; i < rule->field_count; i++)
        write_value(out, machine, &rule->fields[i], values[i]);
    coprod__out_close(out, '}');
}

/* From the creation on; a node knows only where it came from. */
static void write_moves(coprod__json_out *out, const coprod__explored *explored, uint32_t node)
{
    const coprod__move *move = &explored->nodes[node].move;
    if (explored->nodes[node].parent == COPROD__NO_NODE) {
        coprod__out_open(out, "create", '{');
        coprod__write_move(out, explored->machine, move, explored->pool + move->values);
        coprod__out_close(out, '}');
        coprod__out_open(out, "steps", '[');
        return;
    }
    write_moves(out, explored, explored->nodes[node].parent);
    coprod__out_open(out, NULL, '{');
    coprod__write_move(out, explored->machine, move, explored->pool + move->values);
    coprod__out_close(out, '}');
}

void coprod__write_name(coprod__json_out *out, const coprod_machine *machine)
{
    char name[100];
    coprod__writer writer;
    coprod__writer_init(&writer, name, sizeof name);
    coprod__write_machine_name(&writer, machine);
    coprod__writer_end(&writer, NULL);
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "machine", name);
}

void coprod__write_way(coprod__json_out *out, const coprod__explored *explored, uint32_t node)
{
    coprod__write_name(out, explored->machine);
    write_moves(out, explored, node);
}

const char *coprod__trace_to(const coprod__explored *explored, uint32_t node, coprod__arena *arena)
{
    coprod__json_out out = {{0}, 0};
    size_t needed = 0;
    char *text = NULL;
    for (int round = 0; round < 2; round++) {
        coprod__writer_init(&out.writer, text, needed);
        out.follows = 0;
        coprod__write_way(&out, explored, node);
        coprod__out_close(&out, ']');
        coprod__out_close(&out, '}');
        coprod__writer_end(&out.writer, &needed);
        if (!round && !(text = coprod__arena_alloc(arena, needed)))
            return NULL;
    }
    return text;
}
