/* SPDX-License-Identifier: MIT */
/* Reads a migration. What a loop knows and what it owes must be carried, or it must be said that it is not. */
#include <string.h>

#include "migrate_internal.h"

static const coprod__place root = {NULL, NULL, 0};

typedef struct reader {
    coprod__load *load;
    coprod_migration *migration;
    const json_t *json;
} reader;

static void *take(reader *own, size_t count, size_t bytes)
{
    void *taken = coprod__arena_alloc(&own->migration->arena, (count + 1) * bytes);
    if (!taken)
        own->load->failure = COPROD_E_MEMORY;
    return taken;
}

/* The index of a name at a place, or COPROD__NONE after a report. */
static int32_t find(reader *own, const coprod__names *names, const json_t *value, const coprod__place *place,
                    const char *code, const char *expected)
{
    const char *word = json_string_value(value);
    int32_t index = word ? coprod__name_find(names, word) : COPROD__NONE;
    if (index == COPROD__NONE)
        coprod__json_wrong(own->load, code, place, value, expected);
    return index;
}

/* --- states --- */

static void read_states(reader *own)
{
    const coprod_machine *from = own->migration->from, *to = own->migration->to;
    const coprod__place list = {&root, "states", 0};
    const json_t *json = coprod__json_object(own->load, own->json, &root, "states", COPROD__OPTIONAL);
    const char *name;
    json_t *one;
    own->migration->states = take(own, from->states.count, sizeof *own->migration->states);
    if (!own->migration->states)
        return;
    json_object_foreach((json_t *)json, name, one) {
        const coprod__place here = {&list, name, 0};
        if (coprod__name_find(&from->states, name) == COPROD__NONE)
            coprod__report(own->load, COPROD_ERROR, "unknown-state", &here, name, "a state of the old machine");
    }
    for (uint32_t i = 0; i < from->states.count; i++) {
        const coprod__place here = {&list, from->states.name[i], 0};
        const json_t *given = json_object_get(json, from->states.name[i]);
        int32_t *state = &own->migration->states[i];
        *state = given ? COPROD__NONE : coprod__name_find(&to->states, from->states.name[i]);
        if (given && !json_is_null(given))
            *state = find(own, &to->states, given, &here, "unknown-state", "a state of the new machine, or null");
        else if (!given && *state == COPROD__NONE)
            coprod__report(own->load, COPROD_ERROR, "not-carried", &here, from->states.name[i],
                           "a state of the new machine, or null: loops in it stay as they are");
    }
}

/* --- facts --- */

/* A value that a fact begins with. */
static void read_value(reader *own, const json_t *value, const coprod__place *place, const coprod__fact *fact,
                       coprod__carry *carry)
{
    int32_t day, literal;
    carry->from = COPROD__NONE;
    if (json_is_null(value) && fact->type >= COPROD_VALUE_DAY)
        return;
    if (json_is_boolean(value) && fact->type == COPROD_VALUE_BOOL) {
        carry->first = json_is_true(value);
        return;
    }
    if (json_is_integer(value) && fact->type == COPROD_VALUE_INT && json_integer_value(value) >= 0
        && json_integer_value(value) <= UINT32_MAX) {
        carry->first = (uint32_t)json_integer_value(value);
        return;
    }
    if (json_is_string(value) && fact->type == COPROD_VALUE_DAY
        && coprod_day_read(json_string_value(value), COPROD_NTS, &day) == COPROD_OK) {
        carry->first = coprod__day_kept(day);
        return;
    }
    literal = json_is_string(value) && fact->type == COPROD_VALUE_ENUM
                  ? coprod__name_find(&own->migration->to->literals, json_string_value(value))
                  : COPROD__NONE;
    if (literal == COPROD__NONE)
        coprod__json_wrong(own->load, "out-of-range", place, value, "a value of its type that the machine knows");
    carry->first = (uint32_t)(literal + 1);
}

/* A literal that the old machine gives to a fact must be one of the new machine. */
static void check_literals(reader *own, uint32_t fact, const coprod__place *place)
{
    const coprod_machine *from = own->migration->from;
    if (from->fact_rules[fact].type != COPROD_VALUE_ENUM)
        return;
    for (size_t i = 0; i <= from->action_count; i++) {
        const coprod__action *action = i < from->action_count ? &from->actions[i] : NULL;
        uint32_t literal = !action ? from->fact_rules[fact].first
                           : action->fact == fact && action->term.from == COPROD__NUMBER
                               ? (uint32_t)action->term.number
                               : 0;
        if (own->migration->literals[literal] == COPROD__NEVER)
            coprod__report(own->load, COPROD_ERROR, "not-carried", place, from->literals.name[literal - 1],
                           "a literal that the new machine knows too");
    }
}

static void read_fact(reader *own, const json_t *given, uint32_t index, const coprod__place *place, uint8_t *carried)
{
    const coprod_machine *from = own->migration->from, *to = own->migration->to;
    const coprod__place from_place = {place, "from", 0}, value_place = {place, "value", 0};
    coprod__carry *carry = &own->migration->facts[index];
    carry->from = given ? COPROD__NONE : coprod__name_find(&from->facts, to->facts.name[index]);
    if (given && (!json_is_object(given) || json_object_size(given) != 1)) {
        coprod__json_wrong(own->load, "wrong-type", place, given, "{\"from\": an old fact} or {\"value\": what it is}");
        return;
    }
    coprod__json_keys(own->load, given, place, "from value");
    if (json_object_get(given, "value")) {
        read_value(own, json_object_get(given, "value"), &value_place, &to->fact_rules[index], carry);
        return;
    }
    if (given)
        carry->from = find(own, &from->facts, json_object_get(given, "from"), &from_place, "unknown-fact",
                           "a fact of the old machine");
    if (carry->from == COPROD__NONE) {
        if (!given)
            coprod__report(own->load, COPROD_ERROR, "not-carried", place, to->facts.name[index],
                           "an old fact that it comes from, or a value");
        return;
    }
    carried[carry->from] = 1;
    if (from->fact_rules[carry->from].type != to->fact_rules[index].type)
        coprod__report(own->load, COPROD_ERROR, "bad-type", place, from->facts.name[carry->from],
                       "a fact of the same type");
    else
        check_literals(own, (uint32_t)carry->from, place);
}

static void read_facts(reader *own)
{
    const coprod_machine *from = own->migration->from, *to = own->migration->to;
    const coprod__place list = {&root, "facts", 0}, lost = {&root, "forgotten", 0};
    const json_t *json = coprod__json_object(own->load, own->json, &root, "facts", COPROD__OPTIONAL);
    const json_t *forgotten = coprod__json_array(own->load, own->json, &root, "forgotten", COPROD__OPTIONAL);
    uint8_t *carried = take(own, from->facts.count, 1);
    const char *name;
    json_t *one;
    size_t i;
    own->migration->facts = take(own, to->facts.count, sizeof *own->migration->facts);
    if (!own->migration->facts || !carried)
        return;
    json_object_foreach((json_t *)json, name, one) {
        const coprod__place here = {&list, name, 0};
        if (coprod__name_find(&to->facts, name) == COPROD__NONE)
            coprod__report(own->load, COPROD_ERROR, "unknown-fact", &here, name, "a fact of the new machine");
    }
    for (uint32_t n = 0; n < to->facts.count; n++) {
        const coprod__place here = {&list, to->facts.name[n], 0};
        read_fact(own, json_object_get(json, to->facts.name[n]), n, &here, carried);
        if ((int32_t)n == to->unexplained && from->unexplained != COPROD__NONE
            && own->migration->facts[n].from != from->unexplained)
            coprod__report(own->load, COPROD_ERROR, "not-carried", &here, to->facts.name[n],
                           "the same fact of the old machine: what was not explained still is not");
    }
    json_array_foreach((json_t *)forgotten, i, one) {
        const coprod__place here = {&lost, NULL, i};
        int32_t fact = find(own, &from->facts, one, &here, "unknown-fact", "a fact of the old machine");
        if (fact != COPROD__NONE)
            carried[fact] = 1;
    }
    for (uint32_t n = 0; n < from->facts.count; n++)
        if (!carried[n])
            coprod__report(own->load, COPROD_ERROR, "not-carried", &lost, from->facts.name[n],
                           "a new fact that it goes into, or its name here");
}

/* --- clocks --- */

/* An old clock goes into one new clock; `chosen` says that the migration names it. */
static void carry_clock(reader *own, int32_t old, uint32_t index, const coprod__place *place)
{
    int32_t *clock = &own->migration->clocks[old];
    if (*clock != COPROD__NONE)
        coprod__report(own->load, COPROD_ERROR, "duplicate-id", place, own->migration->from->timers.name[old],
                       "an old clock in one new clock");
    *clock = (int32_t)index;
}

static void read_starts(reader *own, const json_t *list, uint32_t index, const coprod__place *place)
{
    const coprod_machine *to = own->migration->to;
    size_t i;
    json_t *one;
    if (!list)
        return;
    own->migration->starts[index] = take(own, to->states.count, 1);
    if (!to->timer_rules[index].period.unit)
        coprod__report(own->load, COPROD_ERROR, "bad-unit", place, to->timers.name[index],
                       "a clock that counts: the date of this one is given");
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {place, NULL, i};
        int32_t state = find(own, &to->states, one, &here, "unknown-state", "a state of the new machine");
        if (state != COPROD__NONE && own->migration->starts[index])
            own->migration->starts[index][state] = 1;
    }
}

static void read_clock(reader *own, const json_t *given, uint32_t index, const coprod__place *place)
{
    const coprod_machine *from = own->migration->from;
    const coprod__place from_place = {place, "from", 0}, start_place = {place, "start_in", 0};
    const json_t *list = coprod__json_array(own->load, given, place, "from", COPROD__OPTIONAL);
    size_t i;
    json_t *one;
    coprod__json_keys(own->load, given, place, "from start_in");
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&from_place, NULL, i};
        int32_t old = find(own, &from->timers, one, &here, "unknown-timer", "a clock of the old machine");
        if (old != COPROD__NONE)
            carry_clock(own, old, index, &here);
    }
    read_starts(own, coprod__json_array(own->load, given, place, "start_in", COPROD__OPTIONAL), index, &start_place);
}

/* What a clock loses must be said, and a duty by law cannot be lost. */
static void check_clock(reader *own, uint32_t old, const json_t *waived, const coprod__place *place)
{
    const coprod_machine *from = own->migration->from, *to = own->migration->to;
    const coprod__timer *was = &from->timer_rules[old];
    const char *name = from->timers.name[old];
    const json_t *reason = json_object_get(waived, name);
    const coprod__place here = {place, name, 0};
    int32_t clock = own->migration->clocks[old];
    const coprod__timer *is = clock == COPROD__NONE ? NULL : &to->timer_rules[clock];
    int lost = !is || is->level < was->level;
    if (reason && !json_string_length(reason))
        coprod__json_wrong(own->load, "wrong-type", &here, reason, "the reason, in words");
    if (lost && was->kind == COPROD_TIMER_STATUTORY)
        coprod__report(own->load, COPROD_ERROR, "statutory-clock", &here, name, "a new clock of the same level");
    else if (lost && !reason)
        coprod__report(own->load, COPROD_ERROR, "not-carried", &here, name,
                       "a new clock of the same level, or here the reason why not");
    if (is && (is->period.unit != was->period.unit || is->period.n > was->period.n
               || is->period.count != was->period.count || is->period.roll != was->period.roll))
        coprod__report(own->load, COPROD_WARNING, "other-length", &here, name,
                       "running clocks keep their day; those that start later count as the new one says");
}

static void read_clocks(reader *own)
{
    const coprod_machine *from = own->migration->from, *to = own->migration->to;
    const coprod__place list = {&root, "timers", 0}, lost = {&root, "waived", 0};
    const json_t *json = coprod__json_object(own->load, own->json, &root, "timers", COPROD__OPTIONAL);
    const json_t *waived = coprod__json_object(own->load, own->json, &root, "waived", COPROD__OPTIONAL);
    const char *name;
    json_t *one;
    own->migration->clocks = take(own, from->timers.count, sizeof *own->migration->clocks);
    own->migration->starts = take(own, to->timers.count, sizeof *own->migration->starts);
    if (!own->migration->clocks || !own->migration->starts)
        return;
    for (uint32_t i = 0; i < from->timers.count; i++)
        own->migration->clocks[i] = COPROD__NONE;
    json_object_foreach((json_t *)json, name, one) {
        const coprod__place here = {&list, name, 0};
        int32_t clock = coprod__name_find(&to->timers, name);
        if (clock == COPROD__NONE)
            coprod__report(own->load, COPROD_ERROR, "unknown-timer", &here, name, "a clock of the new machine");
        else if (!json_is_object(one))
            coprod__json_wrong(own->load, "wrong-type", &here, one, "an object");
        else
            read_clock(own, one, (uint32_t)clock, &here);
    }
    json_object_foreach((json_t *)waived, name, one) {
        const coprod__place here = {&lost, name, 0};
        if (coprod__name_find(&from->timers, name) == COPROD__NONE)
            coprod__report(own->load, COPROD_ERROR, "unknown-timer", &here, name, "a clock of the old machine");
    }
    for (uint32_t i = 0; i < from->timers.count; i++) {
        int32_t same = coprod__name_find(&to->timers, from->timers.name[i]);
        if (own->migration->clocks[i] == COPROD__NONE && same != COPROD__NONE
            && !json_object_get(json_object_get(json, from->timers.name[i]), "from"))
            own->migration->clocks[i] = same;
        check_clock(own, i, waived, &lost);
    }
}

/* --- the whole --- */

static void read_machine(reader *own, const char *key, const coprod_machine *machine)
{
    const coprod__place here = {&root, key, 0};
    const char *name = coprod__json_text(own->load, own->json, &root, key, COPROD__REQUIRED);
    char right[160];
    coprod__writer writer;
    coprod__writer_init(&writer, right, sizeof right);
    coprod__write_machine_name(&writer, machine);
    coprod__writer_end(&writer, NULL);
    if (name && strcmp(name, right))
        coprod__report(own->load, COPROD_ERROR, "other-machine", &here, name, right);
}

static void read_literals(reader *own)
{
    const coprod_machine *from = own->migration->from, *to = own->migration->to;
    own->migration->literals = take(own, from->literals.count, sizeof *own->migration->literals);
    for (uint32_t i = 0; own->migration->literals && i < from->literals.count; i++) {
        int32_t literal = coprod__name_find(&to->literals, from->literals.name[i]);
        own->migration->literals[i + 1] = literal == COPROD__NONE ? COPROD__NEVER : (uint32_t)(literal + 1);
    }
}

static coprod_status read_migration(reader *own)
{
    coprod_migration *migration = own->migration;
    coprod__json_schema(own->load, own->json, "feedback-migration/1");
    coprod__json_keys(own->load, own->json, &root, "schema id reason from to states facts forgotten timers waived");
    migration->id = coprod__json_word(own->load, &migration->arena, own->json, &root, "id");
    migration->reason = coprod__json_copy(own->load, &migration->arena, own->json, &root, "reason", COPROD__REQUIRED);
    read_machine(own, "from", migration->from);
    read_machine(own, "to", migration->to);
    read_literals(own);
    if (own->load->failure == COPROD_OK) {
        read_states(own);
        read_facts(own);
        read_clocks(own);
    }
    return coprod__load_status(own->load);
}

coprod_status coprod_migration_load(const coprod_machine *from, const coprod_machine *to, const char *json,
                                    size_t length, const coprod_allocator *allocator, coprod_findings *findings,
                                    coprod_migration **migration)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    reader own = {&load, NULL, NULL};
    coprod__memory memory;
    coprod__arena arena;
    json_t *document = NULL;
    coprod_status status;
    if (!migration)
        return COPROD_E_ARGUMENT;
    *migration = NULL;
    if (!from || !to || !json)
        return COPROD_E_ARGUMENT;
    status = coprod__memory_init(allocator, &memory);
    if (status == COPROD_OK)
        status = coprod__json_parse(&load, json, length, &document);
    if (status != COPROD_OK)
        return status;
    coprod__arena_init(&arena, &memory);
    own.json = document;
    own.migration = coprod__arena_alloc(&arena, sizeof *own.migration);
    status = own.migration ? COPROD_OK : COPROD_E_MEMORY;
    if (own.migration) {
        own.migration->arena = arena;
        own.migration->from = coprod__machine_take(from);
        own.migration->to = coprod__machine_take(to);
        status = read_migration(&own);
    }
    if (status == COPROD_OK)
        status = coprod__json_fingerprint(document, own.migration->fingerprint);
    json_decref(document);
    if (status == COPROD_OK)
        *migration = own.migration;
    else
        coprod_migration_free(own.migration);
    return status;
}

void coprod_migration_free(coprod_migration *migration)
{
    coprod__arena arena;
    if (!migration)
        return;
    coprod_machine_free((coprod_machine *)migration->from);
    coprod_machine_free((coprod_machine *)migration->to);
    arena = migration->arena; /* the migration lies in its own arena */
    coprod__arena_free(&arena);
}

const char *coprod_migration_fingerprint(const coprod_migration *migration)
{
    return migration ? migration->fingerprint : "";
}
