/* SPDX-License-Identifier: MIT */
/* A machine as a text: tables in the words of its definition, and in plain words what happens next. */
#include "export_internal.h"

#include <string.h>

static const char markdown_special[] = "\\`*_<>[]|&#";

static void text(coprod__writer *out, const char *words)
{
    coprod__export_escaped(out, words, markdown_special);
}

static void code(coprod__writer *out, const char *id)
{
    coprod__write(out, "`");
    coprod__write(out, id);
    coprod__write(out, "`");
}

static void heading(coprod__writer *out, const coprod_machine *machine)
{
    coprod__write(out, "# ");
    text(out, machine->title);
    coprod__write(out, " (");
    coprod__write_machine_name(out, machine);
    coprod__write(out, ")\n");
    if (!machine->text[0])
        return;
    coprod__write(out, "\n");
    text(out, machine->text);
    coprod__write(out, "\n");
}

/* --- tables --- */

static void period(coprod__writer *out, const coprod_period *own)
{
    if (own->unit) { /* nothing of a date that is given */
        coprod__write_number(out, own->n);
        coprod__write(out, " ");
        coprod__write(out, coprod__units[own->unit - 1]);
        coprod__write(out, " ");
    }
    coprod__write(out, coprod__counts[own->count - 1]);
    coprod__write(out, own->roll ? ", roll " : "");
    coprod__write(out, own->roll ? coprod__rolls[own->roll] : "");
}

static void timers(coprod__writer *out, const coprod_machine *machine)
{
    coprod__write(out, "\n## timers\n\n| timer | time | level | kind | text | basis |\n|---|---|---|---|---|---|\n");
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        const coprod__timer *own = &machine->timer_rules[i];
        coprod__write(out, "| ");
        code(out, machine->timers.name[i]);
        coprod__write(out, " | ");
        period(out, &own->period);
        coprod__write(out, " | ");
        coprod__write_number(out, own->level);
        if (own->level && strcmp(machine->level_words[own->level - 1].title, machine->levels.name[own->level - 1])) {
            coprod__write(out, ", ");
            text(out, machine->level_words[own->level - 1].title);
        }
        coprod__write(out, " | ");
        coprod__write(out, own->kind ? coprod__kinds[own->kind - 1] : "not stated");
        coprod__write(out, own->replaced ? ", replaced" : "");
        coprod__write(out, own->verified ? " | " : ", not verified | ");
        text(out, own->text);
        coprod__write(out, " | ");
        text(out, own->basis);
        coprod__write(out, " |\n");
    }
}

static void events(coprod__writer *out, const coprod_machine *machine)
{
    coprod__write(out, "\n## events\n\n| event | roles | payload |\n|---|---|---|\n");
    for (uint32_t n = 0; n <= machine->events.count; n++) {
        uint32_t event = n ? n - 1 : machine->events.count; /* creation first */
        const coprod__event_rule *rule = &machine->event_rules[event];
        const char *between = "";
        coprod__write(out, "| ");
        code(out, n ? machine->events.name[event] : "create");
        coprod__write(out, " | ");
        for (uint32_t i = 0; i < machine->roles.count; i++) {
            if (!(rule->roles >> i & 1))
                continue;
            coprod__write(out, between);
            code(out, machine->roles.name[i]);
            between = ", ";
        }
        coprod__write(out, rule->field_count ? " | " : " |");
        for (uint32_t i = 0; i < rule->field_count; i++) {
            coprod__write(out, i ? ", " : "");
            code(out, rule->fields[i].name);
            coprod__write(out, " ");
            coprod__write(out, coprod__types[rule->fields[i].type - 1]);
        }
        coprod__write(out, " |\n");
    }
}

/* The test as JSON, as the definition has it. */
static void guards(coprod__writer *out, const coprod_machine *machine)
{
    coprod__write(out, "\n## guards\n\n| guard | text | test |\n|---|---|---|\n");
    for (uint32_t i = 0; i < machine->guards.count; i++) {
        coprod__write(out, "| ");
        code(out, machine->guards.name[i]);
        coprod__write(out, " | ");
        text(out, machine->guard_words[i].text);
        coprod__write(out, " | ");
        text(out, machine->guard_json[i]);
        coprod__write(out, " |\n");
    }
}

static const char *field_name(const coprod_machine *machine, const coprod__transition *own, const coprod__term *term)
{
    return machine->event_rules[own->event].fields[term->index].name;
}

/* What is set or added; a literal as JSON, so that it is not taken for a fact. */
static void value(coprod__writer *out, const coprod_machine *machine, const coprod__transition *own,
                  const coprod__action *action)
{
    const coprod__term *term = &action->term;
    int32_t type = machine->fact_rules[action->fact].type;
    if (term->from == COPROD__PAYLOAD) {
        coprod__write(out, "$");
        coprod__write(out, field_name(machine, own, term));
    } else if (term->from == COPROD__AT) {
        coprod__write(out, "@at");
    } else if (term->from == COPROD__FACT) {
        coprod__write(out, machine->facts.name[term->index]);
    } else if (type == COPROD_VALUE_BOOL) {
        coprod__write(out, term->number ? "true" : "false");
    } else if (type == COPROD_VALUE_INT) {
        coprod__write_number(out, term->number);
    } else if (!term->number) {
        coprod__write(out, type == COPROD_VALUE_ENUM ? "none" : "null");
    } else {
        coprod__write(out, "\"");
        text(out, machine->literals.name[term->number - 1]);
        coprod__write(out, "\"");
    }
}

static void clock_act(coprod__writer *out, const coprod_machine *machine, const coprod__transition *own,
                      const coprod__clock_act *clock)
{
    static const char *const ops[] = {"", "start ", "restart ", "stop ", "set "};
    coprod__write(out, ops[clock->op]);
    code(out, machine->timers.name[clock->timer]);
    if (clock->op != COPROD_CLOCK_SET)
        return;
    coprod__write(out, clock->term.from == COPROD__PAYLOAD ? " := $" : " := @at");
    if (clock->term.from == COPROD__PAYLOAD)
        coprod__write(out, field_name(machine, own, &clock->term));
}

static void transition(coprod__writer *out, const coprod_machine *machine, const coprod__transition *own)
{
    int creation = own->event == machine->events.count;
    coprod__write(out, "| ");
    if (!creation)
        code(out, machine->states.name[own->from]);
    coprod__write(out, " | ");
    code(out, creation ? "create" : machine->events.name[own->event]);
    coprod__write(out, " | ");
    for (uint32_t i = 0; i < own->guard_count; i++) {
        coprod__write(out, i ? ", " : "");
        code(out, machine->guards.name[machine->guard_uses[own->guards + i].guard]);
    }
    coprod__write(out, " | ");
    code(out, machine->states.name[own->to]);
    coprod__write(out, " | ");
    for (uint32_t i = 0; i < own->action_count; i++) {
        const coprod__action *action = &machine->actions[own->actions + i];
        coprod__write(out, i ? "; " : "");
        code(out, machine->facts.name[action->fact]);
        coprod__write(out, action->add ? " += " : " := ");
        value(out, machine, own, action);
    }
    coprod__write(out, " | ");
    for (uint32_t i = 0; i < own->clock_count; i++) {
        coprod__write(out, i ? "; " : "");
        clock_act(out, machine, own, &machine->clocks[own->clocks + i]);
    }
    coprod__write(out, " |\n");
}

void coprod__export_markdown(coprod__writer *out, const coprod_machine *machine)
{
    heading(out, machine);
    coprod__write(out, "\n- fingerprint: ");
    code(out, machine->fingerprint);
    coprod__write(out, "\n- calendar: ");
    code(out, machine->calendar_id);
    coprod__write(out, ", fingerprint ");
    code(out, machine->calendar->fingerprint);
    coprod__write(out, "\n");
    if (machine->source.title[0]) {
        coprod__write(out, "- source: ");
        text(out, machine->source.title);
        coprod__write(out, machine->source.address[0] ? ", <" : "");
        coprod__export_escaped(out, machine->source.address, "");
        coprod__write(out, machine->source.address[0] ? ">\n" : "\n");
    }
    timers(out, machine);
    events(out, machine);
    guards(out, machine);
    coprod__write(out, "\n## transitions\n\n| from | event | guards | to | actions | clocks |\n"
                       "|---|---|---|---|---|---|\n");
    transition(out, machine, &machine->transitions[machine->transition_count]);
    for (uint32_t i = 0; i < machine->transition_count; i++)
        transition(out, machine, &machine->transitions[i]);
}

/* --- what happens next --- */

/* The clocks that begin to count when a loop comes into a state, a bit each. */
static uint64_t started(const coprod_machine *machine, uint32_t state)
{
    uint64_t found = 0;
    for (uint32_t t = 0; t <= machine->transition_count; t++) {
        const coprod__transition *own = &machine->transitions[t];
        if (own->to != state || (own->from == state && t < machine->transition_count))
            continue;
        for (uint32_t i = own->clocks; i < own->clocks + own->clock_count; i++)
            if (machine->clocks[i].op != COPROD_CLOCK_STOP)
                found |= UINT64_C(1) << machine->clocks[i].timer;
    }
    return found;
}

static void sentence(coprod__writer *out, const coprod_texts *texts, const char *id, const coprod__value *values,
                     size_t count)
{
    coprod__write_sentence(out, coprod_code_sentence(texts, id), values, count);
    coprod__write(out, "\n");
}

static void next_days(coprod__writer *out, const coprod_machine *machine, const coprod_texts *texts, uint32_t state)
{
    static const char *const several[] = {"next-given", "next-working-days", "next-days", "next-months"};
    static const char *const one[] = {"next-given", "next-one-working-day", "next-one-day", "next-one-month"};
    uint64_t which = started(machine, state);
    if (!which)
        return;
    coprod__write(out, "\n");
    sentence(out, texts, "next-counting", NULL, 0);
    coprod__write(out, "\n");
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        const coprod__timer *own = &machine->timer_rules[i];
        const coprod__value values[] = {
            {"what", own->text[0] ? own->text : machine->timers.name[i], 0, NULL, NULL},
            {"n", NULL, own->period.n, NULL, NULL}};
        if (!(which >> i & 1))
            continue;
        coprod__write(out, "- ");
        sentence(out, texts, (own->period.n == 1 ? one : several)[own->period.unit], values, 2);
    }
}

/* Who may do it, as the roles are called. */
static void who(coprod__writer *out, const coprod_machine *machine, uint32_t roles)
{
    const char *between = "";
    for (uint32_t i = 0; i < machine->roles.count; i++) {
        if (!(roles >> i & 1))
            continue;
        coprod__write(out, between);
        text(out, machine->role_words[i].title);
        between = ", ";
    }
}

static void next_events(coprod__writer *out, const coprod_machine *machine, const coprod_texts *texts, uint32_t state)
{
    int any = 0;
    for (uint32_t event = 0; event < machine->events.count; event++) {
        const coprod__transition *own = coprod__transition_of(machine, state, event);
        if (!own)
            continue;
        if (!any++) {
            coprod__write(out, "\n");
            sentence(out, texts, "next-can", NULL, 0);
            coprod__write(out, "\n");
        }
        coprod__write(out, "- ");
        text(out, machine->event_words[event].title);
        coprod__write(out, " (");
        who(out, machine, machine->event_rules[event].roles);
        coprod__write(out, ")");
        if (own->to != state) {
            coprod__write(out, " → ");
            text(out, machine->state_words[own->to].title);
        }
        coprod__write(out, "\n");
        for (uint32_t i = own->guards; i < own->guards + own->guard_count; i++) {
            const coprod__words *words = &machine->guard_words[machine->guard_uses[i].guard];
            coprod__write(out, "  - ");
            text(out, words->text[0] ? words->text : words->title);
            coprod__write(out, "\n");
        }
    }
}

void coprod__export_next(coprod__writer *out, const coprod_machine *machine, const coprod_texts *texts)
{
    heading(out, machine);
    for (uint32_t i = 0; i < machine->states.count; i++) {
        const coprod__words *words = &machine->state_words[i];
        coprod__write(out, "\n## ");
        text(out, words->title);
        coprod__write(out, "\n");
        if (words->text[0] || words->next[0]) {
            coprod__write(out, "\n");
            text(out, words->text);
            coprod__write(out, words->text[0] && words->next[0] ? " " : "");
            text(out, words->next);
            coprod__write(out, "\n");
        }
        next_days(out, machine, texts, i);
        next_events(out, machine, texts, i);
    }
}
