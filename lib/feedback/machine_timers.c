/* SPDX-License-Identifier: MIT */
/* Reads the clocks of a machine, and puts a caller's own times into them. */
#include <string.h>

#include "machine_internal.h"

enum { AMOUNT_MOST = 100000 };

const char *const coprod__units[] = {"wd", "day", "month", "date"};
const char *const coprod__counts[] = {"after", "from", "commencing", "given"};
const char *const coprod__rolls[] = {"none", "next", "prev"};
const char *const coprod__kinds[] = {"statutory", "guidance", "local", "given"};

/* 1 and up, 0 if it is none of the words. */
static int32_t word_of(const json_t *json, const char *key, const char *const *words, int32_t count)
{
    const char *word = json_string_value(json_object_get(json, key));
    for (int32_t i = 0; word && i < count; i++)
        if (!strcmp(word, words[i]))
            return i + 1;
    return 0;
}

static void wrong(coprod__reader *reader, const char *code, const json_t *json, const coprod__place *place,
                  const char *key, const char *expected)
{
    const coprod__place here = {place, key, 0};
    coprod__json_wrong(reader->load, code, &here, json_object_get(json, key), expected);
}

static void read_period(coprod__reader *reader, coprod__timer *timer, const json_t *json, const coprod__place *place)
{
    const json_t *n = json_object_get(json, "n"), *level = json_object_get(json, "escalate");
    int32_t unit = word_of(json, "unit", coprod__units, 4), count = word_of(json, "count", coprod__counts, 4);
    int32_t roll = word_of(json, "roll", coprod__rolls, 3);
    int given = unit == 4;
    if (!unit)
        wrong(reader, "bad-unit", json, place, "unit", "wd, day, month or date");
    if (!count)
        wrong(reader, "bad-count", json, place, "count", "after, from, commencing or given");
    else if (unit && given != (count == COPROD_COUNT_GIVEN))
        wrong(reader, "bad-unit", json, place, "unit", "date with given, and given with date");
    if (!roll || (given && roll != 1))
        wrong(reader, "bad-roll", json, place, "roll", "none, next or prev; none for a date that is given");
    if (!json_is_integer(n) || json_integer_value(n) < !given || json_integer_value(n) > (given ? 0 : AMOUNT_MOST))
        wrong(reader, "bad-amount", json, place, "n", "an integer from 1 to 100000; 0 for a date that is given");
    if (!json_is_integer(level) || json_integer_value(level) < 0 || json_integer_value(level) > COPROD__LEVELS_MOST)
        wrong(reader, "bad-level", json, place, "escalate", "an integer from 0 to 9");
    timer->period.size = sizeof timer->period;
    timer->period.n = (int32_t)json_integer_value(n);
    timer->period.unit = given ? 0 : unit ? unit : COPROD_UNIT_DAY;
    timer->period.count = count;
    timer->period.roll = roll - 1;
    timer->level = (int32_t)json_integer_value(level);
}

static void read_timer(coprod__reader *reader, coprod__timer *timer, const json_t *json, const coprod__place *place)
{
    coprod__arena *arena = &reader->machine->arena;
    const json_t *verified = json_object_get(json, "verified");
    coprod__json_keys(reader->load, json, place,
                      "n unit count escalate roll basis kind text source verified note replaced");
    read_period(reader, timer, json, place);
    timer->kind = word_of(json, "kind", coprod__kinds, 4);
    if (json_object_get(json, "kind") && !timer->kind)
        wrong(reader, "bad-kind", json, place, "kind", "statutory, guidance, local or given");
    if (verified && !json_is_boolean(verified))
        wrong(reader, "wrong-type", json, place, "verified", "true or false");
    timer->verified = !json_is_false(verified);
    timer->replaced = json_is_true(json_object_get(json, "replaced"));
    timer->basis = coprod__json_copy(reader->load, arena, json, place, "basis", COPROD__OPTIONAL);
    timer->text = coprod__json_copy(reader->load, arena, json, place, "text", COPROD__OPTIONAL);
    timer->note = coprod__json_copy(reader->load, arena, json, place, "note", COPROD__OPTIONAL);
    coprod__json_source(reader->load, arena, json, place, &timer->source);
}

void coprod__read_timers(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    const json_t *timers = coprod__json_object(reader->load, reader->json, reader->place, "timers", COPROD__REQUIRED);
    const coprod__place list = {reader->place, "timers", 0}, facts = {reader->place, "facts", 0};
    int missed = 0;
    coprod__read_names(reader, &machine->timers, timers, "timers", COPROD__TIMERS);
    machine->timer_rules = coprod__take(reader, machine->timers.count, sizeof *machine->timer_rules);
    if (!machine->timer_rules)
        return;
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        const coprod__place here = {&list, machine->timers.name[i], 0};
        const json_t *one = json_object_get(timers, machine->timers.name[i]);
        if (json_is_object(one))
            read_timer(reader, &machine->timer_rules[i], one, &here);
        else
            coprod__json_wrong(reader->load, "wrong-type", &here, one, "an object");
        machine->timer_rules[machine->timers.sorted[i]].rank = i;
        missed |= machine->timer_rules[i].level > 0;
    }
    if (missed && machine->unexplained == COPROD__NONE)
        coprod__report(reader->load, COPROD_ERROR, "unknown-fact", &facts, "no int breach_unexplained",
                       "the fact breach_unexplained, which counts missed days");
}

/* --- a caller's own times --- */

static coprod_status replace(coprod__load *load, json_t *timer, const json_t *own, const coprod__place *place)
{
    const char *kind = json_string_value(json_object_get(timer, "kind")), *key;
    json_t *value;
    coprod__json_keys(load, own, place, "n unit count roll escalate");
    if (!kind || strcmp(kind, "local"))
        coprod__report(load, COPROD_ERROR, "not-local", place, kind ? kind : "no kind", "a clock of kind local");
    json_object_foreach((json_t *)own, key, value)
        if (json_object_set(timer, key, value))
            return COPROD_E_MEMORY;
    return json_object_set_new(timer, "replaced", json_true()) ? COPROD_E_MEMORY : COPROD_OK;
}

coprod_status coprod__replace_timings(coprod__load *load, json_t *machine, const char *timings, size_t length)
{
    const coprod__place root = {NULL, NULL, 0}, list = {&root, "timings", 0};
    json_t *document, *timers = json_object_get(machine, "timers"), *one;
    const char *name;
    coprod_status status = coprod__json_parse(load, timings, length, &document);
    if (status != COPROD_OK)
        return status;
    if (!json_is_object(document))
        coprod__json_wrong(load, "wrong-type", &list, document, "an object of clocks");
    json_object_foreach(document, name, one) {
        const coprod__place here = {&list, name, 0};
        json_t *timer = json_object_get(timers, name);
        if (!json_is_object(timer))
            coprod__report(load, COPROD_ERROR, "unknown-timer", &here, name, "the id of a clock");
        else if (!json_is_object(one))
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
        else if (status == COPROD_OK)
            status = replace(load, timer, one, &here);
    }
    json_decref(document);
    return status == COPROD_OK ? coprod__load_status(load) : status;
}
