/* SPDX-License-Identifier: MIT */
/* The transitions of a machine in Promela: whatever its payload may be, its guards, what it does. */
#include <string.h>

#include "promela_internal.h"

static void write_value(coprod__promela *own, const coprod__term *term, int32_t type)
{
    if (term->from == COPROD__PAYLOAD)
        coprod__promela_numbered(own->out, "p", term->index);
    else if (term->from == COPROD__FACT)
        coprod__promela_name(own->out, "f", &own->machine->facts, term->index);
    else if (term->from == COPROD__AT)
        coprod__write(own->out, "2");
    else
        coprod__write_number(own->out, term->number + (type == COPROD_VALUE_ENUM && term->number));
}

static void choose(coprod__promela *own, const char *prefix, uint32_t number, const uint32_t *values, uint32_t count)
{
    coprod__write(own->out, "        if");
    for (uint32_t i = 0; i < count; i++) {
        coprod__write(own->out, " :: ");
        coprod__promela_numbered(own->out, prefix, number);
        coprod__promela_numbered(own->out, " = ", values[i]);
    }
    coprod__write(own->out, " fi;\n");
}

/* The values of a field that guards and actions can tell apart; 0 of them where none asks for it. */
static uint32_t domain(const coprod__promela *own, const coprod__transition *transition, uint32_t field,
                       uint32_t *values)
{
    static const uint32_t classes[] = {1, 2, 3};
    uint32_t count = 0;
    if (!coprod__field_used(&own->asked, transition, field, values, &count))
        return 0;
    switch (own->machine->event_rules[transition->event].fields[field].type) {
    case COPROD_VALUE_INT:
        memcpy(values, own->asked.constants, sizeof own->asked.constants);
        return own->asked.constant_count;
    case COPROD_VALUE_DAY: memcpy(values, classes, sizeof classes); return 3;
    case COPROD_VALUE_BOOL: count = 0; break;
    default:
        for (uint32_t i = 0; i < count; i++)
            values[i] = (values[i] >> COPROD__TEXT_BITS) + 1;
    }
    for (uint32_t i = 0; i < 2 && count < COPROD__DOMAIN; i++)
        values[count++] = i;
    return count;
}

coprod_status coprod__promela_guards(const coprod__promela *own, const coprod__transition *transition,
                                     coprod__writer *out, uint32_t *maybe)
{
    coprod__phrase phrase = {out, own->machine, transition->event, coprod__promela_leaf, 0, COPROD_OK};
    for (uint32_t i = transition->guards; i < transition->guards + transition->guard_count; i++) {
        coprod__write(out, i > transition->guards ? " && " : "");
        coprod__export_guard(&phrase, own->machine->guard_uses[i].guard);
    }
    *maybe = phrase.maybe;
    return phrase.status;
}

static void write_bound(coprod__promela *own, const coprod__action *action)
{
    for (int high = 0; high < 2; high++) {
        coprod__write(own->out, high ? " && " : "");
        coprod__promela_name(own->out, "f", &own->machine->facts, action->fact);
        coprod__write(own->out, " + ");
        write_value(own, &action->term, COPROD_VALUE_INT);
        coprod__write(own->out, high ? " <= MOST" : " >= 0");
    }
}

/* Numbers stay between 0 and MOST. */
static void write_bounds(coprod__promela *own, const coprod__transition *transition)
{
    for (uint32_t i = transition->actions; i < transition->actions + transition->action_count; i++) {
        const coprod__action *action = &own->machine->actions[i];
        if (!action->add || !own->in_cone[action->fact] || coprod__sees_another(own->machine, transition, i))
            continue;
        coprod__write(own->out, " && ");
        write_bound(own, action);
    }
}

static void write_actions(coprod__promela *own, const coprod__transition *transition)
{
    const coprod_machine *machine = own->machine;
    for (uint32_t i = transition->actions; i < transition->actions + transition->action_count; i++) {
        const coprod__action *action = &machine->actions[i];
        if (!own->in_cone[action->fact])
            continue;
        if (action->add && coprod__sees_another(machine, transition, i)) {
            coprod__promela_numbered(own->out, "end", i); /* where its bound does not hold, the way ends */
            coprod__write(own->out, ":       (");
            write_bound(own, action);
            coprod__write(own->out, ");\n");
        }
        coprod__write(own->out, "            ");
        coprod__promela_name(own->out, "f", &machine->facts, action->fact);
        coprod__write(own->out, " = ");
        if (action->add)
            coprod__promela_name(own->out, "f", &machine->facts, action->fact);
        coprod__write(own->out, action->add ? " + " : "");
        write_value(own, &action->term, machine->fact_rules[action->fact].type);
        coprod__write(own->out, ";\n");
    }
}

/* Where a period can end: rolled back it may be past, and one that counts the day itself may end on it. */
static void write_start(coprod__promela *own, uint32_t timer)
{
    const coprod_period *period = &own->machine->timer_rules[timer].period;
    int back = period->roll == COPROD_ROLL_PREV, same = period->count != COPROD_COUNT_AFTER || period->n < 1;
    for (int class = back ? 1 : same ? 2 : 3; class <= 3; class++) {
        coprod__write(own->out, " :: ");
        coprod__promela_name(own->out, "c", &own->machine->timers, timer);
        coprod__promela_numbered(own->out, " = ", (uint32_t)class);
    }
}

static void write_clocks(coprod__promela *own, const coprod__transition *transition)
{
    const coprod_machine *machine = own->machine;
    for (uint32_t i = transition->clocks; i < transition->clocks + transition->clock_count; i++) {
        const coprod__clock_act *clock = &machine->clocks[i];
        if (!coprod__promela_keeps(own, clock->timer))
            continue;
        coprod__write(own->out, "            ");
        if (clock->op == COPROD_CLOCK_START || clock->op == COPROD_CLOCK_RESTART) {
            coprod__write(own->out, "if");
            write_start(own, clock->timer);
            coprod__write(own->out, " fi");
        } else {
            coprod__promela_name(own->out, "c", &machine->timers, clock->timer);
            coprod__write(own->out, " = ");
            if (clock->op == COPROD_CLOCK_SET)
                write_value(own, &clock->term, COPROD_VALUE_DAY);
            else
                coprod__write(own->out, "0");
        }
        if (machine->timer_rules[clock->timer].level) {
            coprod__write(own->out, "; ");
            coprod__promela_name(own->out, "m", &machine->timers, clock->timer);
            coprod__write(own->out, " = 0");
        }
        coprod__write(own->out, ";\n");
    }
}

coprod_status coprod__promela_transition(coprod__promela *own, uint32_t number)
{
    static const uint32_t either[] = {0, 1};
    const coprod_machine *machine = own->machine;
    const coprod__transition *transition = &machine->transitions[number];
    int creation = number == machine->transition_count;
    uint32_t fields = machine->event_rules[transition->event].field_count, values[COPROD__DOMAIN], maybe, counted;
    coprod__writer *out = own->out, nowhere;
    coprod_status status;
    coprod__writer_init(&nowhere, NULL, 0);
    status = coprod__promela_guards(own, transition, &nowhere, &maybe);
    coprod__write(out, "    /* ");
    coprod__write(out, creation ? "create" : machine->events.name[transition->event]);
    coprod__write(out, " */\n    :: atomic { state == ");
    if (creation)
        coprod__write(out, "NEW");
    else
        coprod__promela_name(out, "s", &machine->states, transition->from);
    coprod__write(out, " -> tick();\n");
    for (uint32_t field = 0; field < fields; field++)
        if ((counted = domain(own, transition, field, values)))
            choose(own, "p", field, values, counted);
    for (uint32_t i = 0; i < maybe; i++)
        choose(own, "maybe", i, either, 2);
    coprod__write(out, transition->guard_count ? "        if\n        :: " : "        if\n        :: true");
    if (status == COPROD_OK)
        status = coprod__promela_guards(own, transition, out, &maybe);
    write_bounds(own, transition);
    coprod__write(out, " ->\n");
    write_actions(own, transition);
    write_clocks(own, transition);
    coprod__write(out, "            state = ");
    coprod__promela_name(out, "s", &machine->states, transition->to);
    coprod__write(out, "; /* taken ");
    coprod__write_number(out, number);
    coprod__write(out, " */\n        :: else\n        fi;\n");
    for (uint32_t field = 0; field < fields; field++)
        if (domain(own, transition, field, values)) {
            coprod__promela_numbered(out, "        p", field);
            coprod__write(out, " = 0;\n");
        }
    for (uint32_t i = 0; i < maybe; i++) {
        coprod__promela_numbered(out, "        maybe", i);
        coprod__write(out, " = 0;\n");
    }
    coprod__write(out, "        check()\n    }\n");
    return status;
}
