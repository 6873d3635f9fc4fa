/* SPDX-License-Identifier: MIT */
/* A machine as Promela, so that SPIN can search it too. A day is past (1), today (2) or to come (3), and 0 where it is
 * not known; when a day passes, one that is to come may come. So every order of days is tried, and more: whether one of
 * two days that are both past or both to come is the later may come out either way. */
#include "explore_internal.h"
#include "export_internal.h"

#include <string.h>

typedef struct model {
    coprod__writer *out;
    const coprod_machine *machine;
    coprod__explored asked; /* what is told apart */
    uint8_t in_cone[COPROD__FACTS];
    uint32_t caps[COPROD__FACTS];
    uint32_t most; /* above it nothing is told apart */
} model;

static const char head[] =
    " * Days: 0 not known, 1 past, 2 today, 3 to come. Texts: 0 none or blank, 1 some, 2 and up the literals.\n"
    " * An act that would count above MOST is left out, and so are facts that no guard and no invariant asks for.\n"
    " * \"taken N\" stands where transition N is taken; SPIN says which of them it did not reach. */\n";

/* Whether a clock matters: a guard asks for its day, or it can be missed. */
static int is_kept(const model *own, uint32_t timer)
{
    return own->asked.asked[timer] || own->machine->timer_rules[timer].level;
}

/* --- time --- */

static void write_day_passes(model *own)
{
    const coprod_machine *machine = own->machine;
    coprod__write(own->out, "\ninline day_passes()\n{\n");
    for (uint32_t i = 0; i < machine->facts.count + machine->timers.count; i++) {
        uint32_t timer = i - machine->facts.count;
        int is_fact = i < machine->facts.count;
        if (is_fact ? !own->in_cone[i] || machine->fact_rules[i].type != COPROD_VALUE_DAY : !is_kept(own, timer))
            continue;
        for (int part = 0; part < 4; part++) {
            static const char *const parts[] = {"    if :: ", " == 3 -> if :: ", " = 2 :: skip fi :: ", " == 2 -> "};
            coprod__write(own->out, parts[part]);
            coprod__promela_name(own->out, is_fact ? "f" : "c", is_fact ? &machine->facts : &machine->timers,
                                 is_fact ? i : timer);
        }
        coprod__write(own->out, " = 1 :: else fi;\n");
    }
    coprod__write(own->out, "    skip\n}\n");
}

static void write_tick(model *own)
{
    const coprod_machine *machine = own->machine;
    int counted = machine->unexplained != COPROD__NONE && own->in_cone[machine->unexplained];
    if (counted)
        coprod__write(own->out, "\ninline count_missed()\n{\n    if :: f_breach_unexplained < MOST -> "
                                "f_breach_unexplained++ :: else fi\n}\n");
    coprod__write(own->out, "\n/* Missed days are recorded once. */\ninline tick()\n{\n");
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        if (!machine->timer_rules[i].level)
            continue;
        coprod__write(own->out, "    if :: ");
        coprod__promela_name(own->out, "c", &machine->timers, i);
        coprod__write(own->out, " == 1 && !");
        coprod__promela_name(own->out, "m", &machine->timers, i);
        coprod__write(own->out, " -> ");
        coprod__promela_name(own->out, "m", &machine->timers, i);
        coprod__write(own->out, counted ? " = 1; count_missed() :: else fi;\n" : " = 1 :: else fi;\n");
    }
    coprod__write(own->out, "    skip\n}\n");
}

/* --- transitions --- */

static void write_value(model *own, const coprod__term *term, int32_t type)
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

static void choose(model *own, const char *prefix, uint32_t number, const uint32_t *values, uint32_t count)
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
static uint32_t domain(const model *own, const coprod__transition *transition, uint32_t field, uint32_t *values)
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

static coprod_status write_guards(model *own, const coprod__transition *transition, coprod__writer *out,
                                  uint32_t *maybe)
{
    coprod__phrase phrase = {out, own->machine, transition->event, coprod__promela_leaf, 0, COPROD_OK};
    for (uint32_t i = transition->guards; i < transition->guards + transition->guard_count; i++) {
        coprod__write(out, i > transition->guards ? " && " : "");
        coprod__export_guard(&phrase, own->machine->guard_uses[i].guard);
    }
    *maybe = phrase.maybe;
    return phrase.status;
}

/* Numbers stay between 0 and MOST. */
static void write_bounds(model *own, const coprod__transition *transition)
{
    for (uint32_t i = transition->actions; i < transition->actions + transition->action_count; i++) {
        const coprod__action *action = &own->machine->actions[i];
        if (!action->add || !own->in_cone[action->fact])
            continue;
        for (int high = 0; high < 2; high++) {
            coprod__write(own->out, " && ");
            coprod__promela_name(own->out, "f", &own->machine->facts, action->fact);
            coprod__write(own->out, " + ");
            write_value(own, &action->term, COPROD_VALUE_INT);
            coprod__write(own->out, high ? " <= MOST" : " >= 0");
        }
    }
}

static void write_actions(model *own, const coprod__transition *transition)
{
    const coprod_machine *machine = own->machine;
    for (uint32_t i = transition->actions; i < transition->actions + transition->action_count; i++) {
        const coprod__action *action = &machine->actions[i];
        if (!own->in_cone[action->fact])
            continue;
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
static void write_start(model *own, uint32_t timer)
{
    const coprod_period *period = &own->machine->timer_rules[timer].period;
    int back = period->roll == COPROD_ROLL_PREV, same = period->count != COPROD_COUNT_AFTER || period->n < 1;
    for (int class = back ? 1 : same ? 2 : 3; class <= 3; class++) {
        coprod__write(own->out, " :: ");
        coprod__promela_name(own->out, "c", &own->machine->timers, timer);
        coprod__promela_numbered(own->out, " = ", (uint32_t)class);
    }
}

static void write_clocks(model *own, const coprod__transition *transition)
{
    const coprod_machine *machine = own->machine;
    for (uint32_t i = transition->clocks; i < transition->clocks + transition->clock_count; i++) {
        const coprod__clock_act *clock = &machine->clocks[i];
        if (!is_kept(own, clock->timer))
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

static coprod_status write_transition(model *own, uint32_t number)
{
    static const uint32_t either[] = {0, 1};
    const coprod_machine *machine = own->machine;
    const coprod__transition *transition = &machine->transitions[number];
    int creation = number == machine->transition_count;
    uint32_t fields = machine->event_rules[transition->event].field_count, values[COPROD__DOMAIN], maybe, counted;
    coprod__writer *out = own->out, nowhere;
    coprod_status status;
    coprod__writer_init(&nowhere, NULL, 0);
    status = write_guards(own, transition, &nowhere, &maybe);
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
        status = write_guards(own, transition, out, &maybe);
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

/* --- the whole --- */

static coprod_status write_check(model *own)
{
    const coprod_machine *machine = own->machine;
    coprod__phrase phrase = {NULL, machine, machine->events.count + 1, coprod__promela_leaf, 0, COPROD_OK};
    coprod__writer nowhere;
    coprod__write(own->out, "\ninline check()\n{\n");
    for (uint32_t i = 0; phrase.status == COPROD_OK && i < machine->invariant_count; i++) {
        json_t *json = NULL;
        if ((phrase.status = coprod__export_parse(machine->invariants[i].json, &json)) != COPROD_OK)
            break;
        coprod__writer_init(&nowhere, NULL, 0);
        phrase.maybe = 0;
        phrase.out = &nowhere;
        coprod__export_test(&phrase, json);
        /* Of two days in one class nobody knows which is later, so nothing can be asserted of them. */
        coprod__write(own->out, phrase.maybe ? "    /* not asked, because it compares days: " : "    /* ");
        for (const char *id = machine->invariants[i].id; *id; id++)
            coprod__write_bytes(own->out, *id == '*' ? "-" : id, 1);
        coprod__write(own->out, " */\n");
        phrase.out = own->out;
        if (!phrase.maybe) {
            coprod__write(own->out, "    assert(");
            for (uint32_t state = 0; state < machine->states.count; state++) {
                if (machine->invariants[i].in[state])
                    continue;
                coprod__write(own->out, "state == ");
                coprod__promela_name(own->out, "s", &machine->states, state);
                coprod__write(own->out, " || ");
            }
            coprod__write(own->out, "state == NEW || ");
            coprod__export_test(&phrase, json);
            coprod__write(own->out, ");\n");
        }
        json_decref(json);
    }
    coprod__write(own->out, "    skip\n}\n");
    return phrase.status;
}

static void declare(model *own, const char *type, const char *prefix, const coprod__names *names, uint32_t index,
                    uint32_t first)
{
    coprod__write(own->out, type);
    coprod__promela_name(own->out, prefix, names, index);
    if (first)
        coprod__promela_numbered(own->out, " = ", first);
    coprod__write(own->out, ";\n");
}

static void write_facts(model *own)
{
    const coprod_machine *machine = own->machine;
    for (uint32_t i = 0; i < machine->facts.count; i++) {
        const coprod__fact *fact = &machine->fact_rules[i];
        int is_enum = fact->type == COPROD_VALUE_ENUM, is_day = fact->type == COPROD_VALUE_DAY;
        uint32_t first = fact->first ? (is_day ? 1 : fact->first + (uint32_t)is_enum) : 0;
        if (own->in_cone[i])
            declare(own, fact->type == COPROD_VALUE_INT ? "NUMBER " : is_enum ? "short " : "byte ", "f",
                    &machine->facts, i, first);
    }
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        if (!is_kept(own, i))
            continue;
        declare(own, "byte ", "c", &machine->timers, i, 0);
        if (machine->timer_rules[i].level)
            declare(own, "bit ", "m", &machine->timers, i, 0);
    }
}

/* As many as any event needs. */
static coprod_status write_choices(model *own)
{
    const coprod_machine *machine = own->machine;
    uint32_t fields = 0, most = 0;
    for (uint32_t i = 0; i <= machine->transition_count; i++) {
        const coprod__transition *transition = &machine->transitions[i];
        uint32_t count = machine->event_rules[transition->event].field_count, maybe;
        coprod__writer nowhere;
        coprod_status status;
        coprod__writer_init(&nowhere, NULL, 0);
        status = write_guards(own, transition, &nowhere, &maybe);
        if (status != COPROD_OK)
            return status;
        fields = count > fields ? count : fields;
        most = maybe > most ? maybe : most;
    }
    for (uint32_t i = 0; i < fields; i++) {
        coprod__promela_numbered(own->out, "NUMBER p", i);
        coprod__write(own->out, ";\n");
    }
    for (uint32_t i = 0; i < most; i++) {
        coprod__promela_numbered(own->out, "bit maybe", i);
        coprod__write(own->out, ";\n");
    }
    return COPROD_OK;
}

static void write_names(model *own)
{
    const coprod_machine *machine = own->machine;
    for (uint32_t i = 0; i < machine->states.count; i++) {
        coprod__write(own->out, "#define ");
        coprod__promela_name(own->out, "s", &machine->states, i);
        coprod__promela_numbered(own->out, " ", i);
        coprod__write(own->out, "\n");
    }
    coprod__promela_numbered(own->out, "#define NEW ", machine->states.count);
    coprod__promela_numbered(own->out, "\n#ifndef MOST\n#define MOST ", own->most);
    coprod__write(own->out, "\n#endif\n#define NUMBER ");
    coprod__write(own->out, own->most > UINT8_MAX ? "int\n" : "byte\n");
    coprod__write(own->out, "\nshort state = NEW;\n");
}

coprod_status coprod__export_promela(coprod__writer *out, const coprod_machine *machine)
{
    model own = {out, machine, {0}, {0}, {0}, 0};
    coprod_status status;
    own.asked.machine = machine;
    own.asked.in_cone = own.in_cone;
    own.asked.caps = own.caps;
    coprod__ask_machine(&own.asked);
    for (uint32_t i = 0; i < own.asked.constant_count; i++)
        own.most = own.asked.constants[i] > own.most ? own.asked.constants[i] : own.most;
    coprod__write(out, "/* ");
    coprod__export_named(out, machine);
    coprod__write(out, "\n");
    coprod__write(out, head);
    write_names(&own);
    write_facts(&own);
    status = write_choices(&own);
    write_day_passes(&own);
    write_tick(&own);
    if (status == COPROD_OK)
        status = write_check(&own);
    coprod__write(out, "\nactive proctype loop()\n{\nend:\n    do\n"
                       "    :: atomic { state != NEW -> day_passes(); tick(); check() }\n");
    for (uint32_t i = 0; status == COPROD_OK && i <= machine->transition_count; i++)
        status = write_transition(&own, (machine->transition_count + i) % (machine->transition_count + 1));
    coprod__write(out, "    od\n}\n");
    return status;
}
