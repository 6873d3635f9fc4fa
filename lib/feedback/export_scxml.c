/* SPDX-License-Identifier: MIT */
/* A machine as SCXML with ECMAScript (W3C Recommendation of 1 September 2015), so that another engine can run it.
 * Refusals are transitions that lead nowhere, in the order in which a loop refuses: the first whose condition holds is
 * taken. "do." and "s." stand where a name could be taken for something else. */
#include "export_internal.h"

#include <string.h>

/* What the caller sends, and what it finds. */
static const char head[] =
    "     Send \"create\" once, and for each event \"tick\", then \"do.EVENT\". Data: at, the day; role; payload; and\n"
    "     due, for each clock the day on which it would be due if it started now, left out where the calendar does\n"
    "     not know it. Of \"tick\" only at. Days are numbers: 1 is 1 January of year 1. What came of it is in answer.\n"
    "     Repeats, expected sequence numbers and events before the last one are for the caller to refuse. -->\n";

/* An XML name begins with a letter. */
static void state_id(coprod__writer *out, const coprod_machine *machine, uint32_t state)
{
    const char *name = machine->states.name[state];
    coprod__write(out, name[0] == '-' || (name[0] >= '0' && name[0] <= '9') ? "s." : "");
    coprod__write(out, name);
}

/* --- transitions --- */

static void value(coprod__writer *out, const coprod_machine *machine, const coprod__transition *own,
                  const coprod__term *term, int32_t type)
{
    if (term->from == COPROD__PAYLOAD)
        coprod__ecma_member(out, "_event.data.payload", machine->event_rules[own->event].fields[term->index].name);
    else if (term->from == COPROD__AT)
        coprod__write(out, "_event.data.at");
    else if (term->from == COPROD__FACT)
        coprod__ecma_member(out, "facts", machine->facts.name[term->index]);
    else if (type == COPROD_VALUE_BOOL)
        coprod__write(out, term->number ? "true" : "false");
    else if (type == COPROD_VALUE_INT)
        coprod__write_number(out, term->number);
    else if (type == COPROD_VALUE_ENUM && term->number)
        coprod__ecma_text(out, machine->literals.name[term->number - 1]);
    else
        coprod__write(out, type == COPROD_VALUE_DAY ? "NaN" : "null");
}

static void act(coprod__writer *out, const coprod_machine *machine, const coprod__transition *own,
                const coprod__action *action)
{
    const char *name = machine->facts.name[action->fact];
    coprod__ecma_member(out, "facts", name);
    coprod__write(out, " = ");
    if (action->add)
        coprod__ecma_member(out, "facts", name);
    coprod__write(out, action->add ? " + " : "");
    value(out, machine, own, &action->term, machine->fact_rules[action->fact].type);
    coprod__write(out, ";");
}

/* What an action would make of its fact. One that sees what another did is tried with all before it, on a copy. */
static void outcome(coprod__writer *out, const coprod_machine *machine, const coprod__transition *own, uint32_t index)
{
    const coprod__action *action = &machine->actions[index];
    const char *name = machine->facts.name[action->fact];
    if (!coprod__sees_another(machine, own, index)) {
        coprod__ecma_member(out, "facts", name);
        coprod__write(out, " + ");
        value(out, machine, own, &action->term, COPROD_VALUE_INT);
        return;
    }
    coprod__write(out, "on_a_copy(function (facts) { ");
    for (uint32_t i = own->actions; i <= index; i++) {
        act(out, machine, own, &machine->actions[i]);
        coprod__write(out, " ");
    }
    coprod__write(out, "return ");
    coprod__ecma_member(out, "facts", name);
    coprod__write(out, "; })");
}

static void begin(coprod__writer *out, const coprod_machine *machine, const coprod__transition *own)
{
    int creation = own->event == machine->events.count;
    coprod__write(out, "   <transition event=\"");
    coprod__write(out, creation ? "create" : "do.");
    coprod__write(out, creation ? "" : machine->events.name[own->event]);
    coprod__write(out, "\"");
}

/* A transition that leads nowhere, from the end of its condition on. */
static void refuse(coprod__writer *out, const char *kind, const char *name)
{
    coprod__write(out, "\"><assign location=\"answer\" expr=\"['");
    coprod__write(out, kind);
    coprod__write(out, "', ");
    coprod__ecma_text(out, name);
    coprod__write(out, "]\"/></transition>\n");
}

static void write_refusals(coprod__writer *out, const coprod_machine *machine, const coprod__transition *own)
{
    const char *event = own->event < machine->events.count ? machine->events.name[own->event] : ".create";
    begin(out, machine, own);
    coprod__write(out, " cond=\"!may(");
    coprod__ecma_text(out, event);
    coprod__write(out, ", _event.data.role)\"><assign location=\"answer\" "
                       "expr=\"['ROLE', _event.data.role]\"/></transition>\n");
    begin(out, machine, own);
    coprod__write(out, " cond=\"wrong_fields(");
    coprod__ecma_text(out, event);
    coprod__write(out, ", _event.data.payload).length > 0\"><assign location=\"answer\" "
                       "expr=\"['PAYLOAD', wrong_fields(");
    coprod__ecma_text(out, event);
    coprod__write(out, ", _event.data.payload)[0]]\"/></transition>\n");
    for (uint32_t i = own->guards; i < own->guards + own->guard_count; i++) {
        const char *guard = machine->guards.name[machine->guard_uses[i].guard];
        begin(out, machine, own);
        coprod__write(out, " cond=\"!");
        coprod__ecma_member(out, "guards", guard);
        coprod__write(out, "(_event.data)");
        refuse(out, "GUARD", guard);
    }
    for (uint32_t i = own->actions; i < own->actions + own->action_count; i++) {
        if (!machine->actions[i].add)
            continue;
        begin(out, machine, own);
        coprod__write(out, " cond=\"!fits(");
        outcome(out, machine, own, i);
        coprod__write(out, ")");
        refuse(out, "FACT_RANGE", machine->facts.name[machine->actions[i].fact]);
    }
    for (uint32_t i = own->clocks; i < own->clocks + own->clock_count; i++) {
        if (machine->clocks[i].op != COPROD_CLOCK_START && machine->clocks[i].op != COPROD_CLOCK_RESTART)
            continue;
        begin(out, machine, own);
        coprod__write(out, " cond=\"no_day(");
        coprod__ecma_member(out, "_event.data.due", machine->timers.name[machine->clocks[i].timer]);
        coprod__write(out, ")");
        refuse(out, "CALENDAR_RANGE", "");
    }
}

static void clock_act(coprod__writer *out, const coprod_machine *machine, const coprod__transition *own,
                      const coprod__clock_act *clock)
{
    const char *name = machine->timers.name[clock->timer];
    coprod__write(out, "      ");
    coprod__ecma_member(out, "clocks", name);
    coprod__write(out, " = ");
    if (clock->op == COPROD_CLOCK_SET)
        value(out, machine, own, &clock->term, COPROD_VALUE_DAY);
    else if (clock->op == COPROD_CLOCK_STOP)
        coprod__write(out, "NaN");
    else
        coprod__ecma_member(out, "_event.data.due", name);
    coprod__write(out, ";\n      ");
    coprod__ecma_member(out, "missed", name);
    coprod__write(out, " = false;\n");
}

/* In a script, because some engines let "assign" change nothing but a whole variable. */
static void write_transition(coprod__writer *out, const coprod_machine *machine, const coprod__transition *own)
{
    write_refusals(out, machine, own);
    begin(out, machine, own);
    coprod__write(out, " target=\"");
    state_id(out, machine, own->to);
    coprod__write(out, "\">\n    <script>\n");
    for (uint32_t i = own->actions; i < own->actions + own->action_count; i++) {
        coprod__write(out, "      ");
        act(out, machine, own, &machine->actions[i]);
        coprod__write(out, "\n");
    }
    for (uint32_t i = own->clocks; i < own->clocks + own->clock_count; i++)
        clock_act(out, machine, own, &machine->clocks[i]);
    coprod__write(out, "      answer = ['OK', ''];\n    </script>\n   </transition>\n");
}

static void write_state(coprod__writer *out, const coprod_machine *machine, uint32_t state)
{
    int final = machine->state_flags[state] & COPROD_STATE_FINAL;
    coprod__write(out, final ? "  <final id=\"" : "  <state id=\"");
    state_id(out, machine, state);
    coprod__write(out, final ? "\"/>\n" : "\">\n");
    for (uint32_t event = 0; !final && event < machine->events.count; event++) {
        const coprod__transition *own = coprod__transition_of(machine, state, event);
        if (own)
            write_transition(out, machine, own);
    }
    coprod__write(out, final ? "" : "  </state>\n");
}

coprod_status coprod__export_scxml(coprod__writer *out, const coprod_machine *machine)
{
    coprod_status status;
    coprod__write(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- ");
    coprod__export_named(out, machine);
    coprod__write(out, ".\n");
    coprod__write(out, head);
    coprod__write(out, "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" datamodel=\"ecmascript\" "
                       "initial=\"s.loop\">\n");
    coprod__ecma_data(out, machine);
    status = coprod__ecma_script(out, machine);
    coprod__write(out, " <state id=\"s.loop\" initial=\"s.new\">\n"
                       "  <transition event=\"tick\"><script>tick(_event.data.at)</script></transition>\n");
    for (uint32_t i = 0; i < machine->states.count; i++) {
        if (!(machine->state_flags[i] & COPROD_STATE_FINAL))
            continue;
        coprod__write(out, "  <transition event=\"do\" cond=\"In('");
        state_id(out, machine, i);
        coprod__write(out, "')");
        refuse(out, "FINAL", "");
    }
    coprod__write(out, "  <transition event=\"do");
    refuse(out, "NO_TRANSITION", "");
    coprod__write(out, "  <state id=\"s.new\">\n");
    write_transition(out, machine, &machine->transitions[machine->transition_count]);
    coprod__write(out, "  </state>\n");
    for (uint32_t i = 0; i < machine->states.count; i++)
        write_state(out, machine, i);
    coprod__write(out, " </state>\n</scxml>\n");
    return status;
}
