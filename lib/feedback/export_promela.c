/* SPDX-License-Identifier: MIT */
/* A machine as Promela, so that SPIN can search it too. A day is past (1), today (2) or to come (3), and 0 where it is
 * not known; when a day passes, one that is to come may come. So every order of days is tried, and more: whether one of
 * two days that are both past or both to come is the later may come out either way. */
#include "promela_internal.h"

static const char head[] =
    " * Days: 0 not known, 1 past, 2 today, 3 to come. Texts: 0 none or blank, 1 some, 2 and up the literals.\n"
    " * An act that would count above MOST is left out, and so are facts that no guard and no invariant asks for.\n"
    " * \"taken N\" stands where transition N is taken; SPIN says which of them it did not reach. */\n";

/* --- time --- */

static void write_day_passes(coprod__promela *own)
{
    const coprod_machine *machine = own->machine;
    coprod__write(own->out, "\ninline day_passes()\n{\n");
    for (uint32_t i = 0; i < machine->facts.count + machine->timers.count; i++) {
        uint32_t timer = i - machine->facts.count;
        int is_fact = i < machine->facts.count;
        int is_told = is_fact ? own->in_cone[i] && machine->fact_rules[i].type == COPROD_VALUE_DAY
                              : coprod__promela_keeps(own, timer);
        if (!is_told)
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

static void write_tick(coprod__promela *own)
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

/* --- the whole --- */

static coprod_status write_check(coprod__promela *own)
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

static void declare(coprod__promela *own, const char *type, const char *prefix, const coprod__names *names,
                    uint32_t index, uint32_t first)
{
    coprod__write(own->out, type);
    coprod__promela_name(own->out, prefix, names, index);
    if (first)
        coprod__promela_numbered(own->out, " = ", first);
    coprod__write(own->out, ";\n");
}

static void write_facts(coprod__promela *own)
{
    const coprod_machine *machine = own->machine;
    for (uint32_t i = 0; i < machine->facts.count; i++) {
        const coprod__fact *fact = &machine->fact_rules[i];
        int is_enum = fact->type == COPROD_VALUE_ENUM, is_day = fact->type == COPROD_VALUE_DAY;
        uint32_t first = fact->first ? (is_day ? 1 : fact->first + (uint32_t)is_enum) : 0;
        if (own->in_cone[i])
            declare(own, fact->type == COPROD_VALUE_BOOL || is_day ? "byte " : "NUMBER ", "f", &machine->facts, i,
                    first);
    }
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        if (!coprod__promela_keeps(own, i))
            continue;
        declare(own, "byte ", "c", &machine->timers, i, 0);
        if (machine->timer_rules[i].level)
            declare(own, "bit ", "m", &machine->timers, i, 0);
    }
}

/* As many as any event needs. */
static coprod_status write_choices(coprod__promela *own)
{
    const coprod_machine *machine = own->machine;
    uint32_t fields = 0, most = 0;
    for (uint32_t i = 0; i <= machine->transition_count; i++) {
        const coprod__transition *transition = &machine->transitions[i];
        uint32_t count = machine->event_rules[transition->event].field_count, maybe;
        coprod__writer nowhere;
        coprod_status status;
        coprod__writer_init(&nowhere, NULL, 0);
        status = coprod__promela_guards(own, transition, &nowhere, &maybe);
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

static void write_names(coprod__promela *own)
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
    coprod__write(own->out, own->largest > UINT8_MAX ? "int\n" : "byte\n");
    coprod__write(own->out, "\nshort state = NEW;\n");
}

static void larger(uint32_t *number, int64_t other)
{
    if (other > *number)
        *number = (uint32_t)other;
}

static void ask(coprod__promela *own)
{
    const coprod_machine *machine = own->machine;
    own->asked.machine = machine;
    own->asked.in_cone = own->in_cone;
    own->asked.caps = own->caps;
    coprod__ask_machine(&own->asked);
    for (uint32_t i = 0; i < own->asked.constant_count; i++)
        larger(&own->most, own->asked.constants[i]);
    own->largest = own->most;
    larger(&own->largest, (int64_t)machine->literals.count + 1);
    for (size_t i = 0; i < machine->action_count; i++)
        larger(&own->largest, machine->actions[i].term.number);
    for (uint32_t i = 0; i < machine->facts.count; i++)
        if (machine->fact_rules[i].type == COPROD_VALUE_INT)
            larger(&own->largest, machine->fact_rules[i].first);
}

coprod_status coprod__export_promela(coprod__writer *out, const coprod_machine *machine)
{
    coprod__promela own = {out, machine, {0}, {0}, {0}, 0, 0};
    coprod_status status;
    ask(&own);
    if (own.largest > INT32_MAX)
        return COPROD_E_RANGE;
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
        status = coprod__promela_transition(&own, (machine->transition_count + i) % (machine->transition_count + 1));
    coprod__write(out, "    od\n}\n");
    return status;
}
