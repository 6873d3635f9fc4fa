/* SPDX-License-Identifier: MIT */
/* A machine as a picture: graphs for Graphviz and Mermaid. And the call for all formats. */
#include "export_internal.h"

#include <string.h>

void coprod__export_escaped(coprod__writer *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if ((unsigned char)*text < 0x20) {
            coprod__write(out, " ");
            continue;
        }
        if (strchr(special, *text))
            coprod__write(out, "\\");
        coprod__write_bytes(out, text, 1);
    }
}

/* --- DOT --- */

static const char dot_special[] = "\"\\";

/* Whether an event before this one goes from this state to the same one: its arrow carries this event too. */
static int drawn(const coprod_machine *machine, uint32_t state, uint32_t event, uint16_t to)
{
    for (uint32_t i = 0; i < event; i++) {
        const coprod__transition *other = coprod__transition_of(machine, state, i);
        if (other && other->to == to)
            return 1;
    }
    return 0;
}

/* The events from a state to another, from the first one on. */
static void write_events(coprod__writer *out, const coprod_machine *machine, uint32_t state, uint32_t first,
                         const char *between)
{
    uint16_t to = coprod__transition_of(machine, state, first)->to;
    coprod__write(out, machine->events.name[first]);
    for (uint32_t i = first + 1; i < machine->events.count; i++) {
        const coprod__transition *other = coprod__transition_of(machine, state, i);
        if (!other || other->to != to)
            continue;
        coprod__write(out, between);
        coprod__write(out, machine->events.name[i]);
    }
}

static void dot_arrow(coprod__writer *out, const coprod_machine *machine, uint32_t state, uint32_t event)
{
    const coprod__transition *own = coprod__transition_of(machine, state, event);
    if (!own || drawn(machine, state, event, own->to))
        return;
    coprod__write(out, "    \"");
    coprod__write(out, machine->states.name[state]);
    coprod__write(out, "\" -> \"");
    coprod__write(out, machine->states.name[own->to]);
    coprod__write(out, "\" [label=\"");
    write_events(out, machine, state, event, "\\n");
    coprod__write(out, "\"];\n");
}

void coprod__export_dot(coprod__writer *out, const coprod_machine *machine)
{
    coprod__write(out, "digraph \"");
    coprod__write_machine_name(out, machine);
    coprod__write(out, "\" {\n    label=\"");
    coprod__export_escaped(out, machine->title, dot_special);
    coprod__write(out, "\";\n    node [shape=box, style=rounded];\n    \"\" [shape=point];\n");
    for (uint32_t i = 0; i < machine->states.count; i++) {
        coprod__write(out, "    \"");
        coprod__write(out, machine->states.name[i]);
        coprod__write(out, "\" [label=\"");
        coprod__export_escaped(out, machine->state_words[i].title, dot_special);
        coprod__write(out, machine->state_flags[i] & COPROD_STATE_ACCEPTING ? "\", peripheries=2];\n" : "\"];\n");
    }
    coprod__write(out, "    \"\" -> \"");
    coprod__write(out, machine->states.name[machine->initial]);
    coprod__write(out, "\";\n");
    for (uint32_t i = 0; i < machine->states.count; i++)
        for (uint32_t event = 0; event < machine->events.count; event++)
            dot_arrow(out, machine, i, event);
    coprod__write(out, "}\n");
}

/* --- Mermaid --- */

/* Mermaid ends a line at ";" and a text at a quote; it writes a character as its number. */
static void mermaid_text(coprod__writer *out, const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text >= 0x20 && !strchr("\"#;:<>", *text)) {
            coprod__write_bytes(out, text, 1);
            continue;
        }
        coprod__write(out, "#");
        coprod__write_number(out, (unsigned char)*text < 0x20 ? ' ' : *text);
        coprod__write(out, ";");
    }
}

/* States by number: a word such as "end" has a meaning of its own. */
static void mermaid_state(coprod__writer *out, uint32_t state)
{
    coprod__write(out, "s");
    coprod__write_number(out, state);
}

void coprod__export_mermaid(coprod__writer *out, const coprod_machine *machine)
{
    coprod__write(out, "stateDiagram-v2\n    accTitle: ");
    mermaid_text(out, machine->title);
    coprod__write(out, "\n");
    for (uint32_t i = 0; i < machine->states.count; i++) {
        coprod__write(out, "    state \"");
        mermaid_text(out, machine->state_words[i].title);
        coprod__write(out, "\" as ");
        mermaid_state(out, i);
        coprod__write(out, "\n");
    }
    coprod__write(out, "    [*] --> ");
    mermaid_state(out, machine->initial);
    coprod__write(out, "\n");
    for (uint32_t i = 0; i < machine->states.count; i++) {
        for (uint32_t event = 0; event < machine->events.count; event++) {
            const coprod__transition *own = coprod__transition_of(machine, i, event);
            if (!own || drawn(machine, i, event, own->to))
                continue;
            coprod__write(out, "    ");
            mermaid_state(out, i);
            coprod__write(out, " --> ");
            mermaid_state(out, own->to);
            coprod__write(out, ": ");
            write_events(out, machine, i, event, ", ");
            coprod__write(out, "\n");
        }
        if (machine->state_flags[i] & COPROD_STATE_ACCEPTING) {
            coprod__write(out, "    ");
            mermaid_state(out, i);
            coprod__write(out, " --> [*]\n");
        }
    }
}

/* --- the call --- */

const char *coprod_export_name(int32_t format)
{
    switch (format) {
    case COPROD_EXPORT_DOT: return "dot";
    case COPROD_EXPORT_MERMAID: return "mermaid";
    case COPROD_EXPORT_MARKDOWN: return "markdown";
    case COPROD_EXPORT_NEXT: return "next";
    case COPROD_EXPORT_SCXML: return "scxml";
    case COPROD_EXPORT_PROMELA: return "promela";
    default: return "";
    }
}

coprod_status coprod_machine_export(const coprod_machine *machine, int32_t format, const coprod_texts *texts,
                                    char *buffer, size_t capacity, size_t *needed)
{
    coprod__writer out;
    coprod_status status = COPROD_OK;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!machine || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    coprod__writer_init(&out, buffer, capacity);
    switch (format) {
    case COPROD_EXPORT_DOT: coprod__export_dot(&out, machine); break;
    case COPROD_EXPORT_MERMAID: coprod__export_mermaid(&out, machine); break;
    case COPROD_EXPORT_MARKDOWN: coprod__export_markdown(&out, machine); break;
    case COPROD_EXPORT_NEXT: coprod__export_next(&out, machine, texts); break;
    case COPROD_EXPORT_SCXML: status = coprod__export_scxml(&out, machine); break;
    case COPROD_EXPORT_PROMELA: status = coprod__export_promela(&out, machine); break;
    default: return COPROD_E_UNKNOWN;
    }
    if (status == COPROD_OK)
        return coprod__writer_end(&out, needed);
    if (buffer && capacity)
        buffer[0] = '\0';
    return status;
}
