/* SPDX-License-Identifier: MIT */
/* Reads a migration. What a loop knows and what it owes must be carried, or it must be said that it is not. */
#include <string.h>

#include "migrate_internal.h"

static const coprod__place root = {NULL, NULL, 0};
typedef coprod__migration_reader reader;

void *coprod__migration_take(reader *own, size_t count, size_t bytes)
{
    void *taken = coprod__arena_alloc(&own->migration->arena, (count + 1) * bytes);
    if (!taken)
        own->load->failure = COPROD_E_MEMORY;
    return taken;
}

/* The index of a name at a place, or COPROD__NONE after a report. */
int32_t coprod__migration_find(reader *own, const coprod__names *names, const json_t *value, const coprod__place *place,
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
    own->migration->states = coprod__migration_take(own, from->states.count, sizeof *own->migration->states);
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
            *state = coprod__migration_find(own, &to->states, given, &here, "unknown-state",
                                            "a state of the new machine, or null");
        else if (!given && *state == COPROD__NONE)
            coprod__report(own->load, COPROD_ERROR, "not-carried", &here, from->states.name[i],
                           "a state of the new machine, or null: loops in it stay as they are");
    }
}

/* --- facts --- */

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
        carry->from = COPROD__NONE;
        carry->first = coprod__read_fact(own->load, to, index, json_object_get(given, "value"), &value_place);
        return;
    }
    if (given)
        carry->from = coprod__migration_find(own, &from->facts, json_object_get(given, "from"), &from_place,
                                             "unknown-fact", "a fact of the old machine");
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
    uint8_t *carried = coprod__migration_take(own, from->facts.count, 1);
    const char *name;
    json_t *one;
    size_t i;
    own->migration->facts = coprod__migration_take(own, to->facts.count, sizeof *own->migration->facts);
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
        int32_t fact = coprod__migration_find(own, &from->facts, one, &here, "unknown-fact",
                                              "a fact of the old machine");
        if (fact != COPROD__NONE)
            carried[fact] = 1;
    }
    for (uint32_t n = 0; n < from->facts.count; n++)
        if (!carried[n])
            coprod__report(own->load, COPROD_ERROR, "not-carried", &lost, from->facts.name[n],
                           "a new fact that it goes into, or its name here");
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
    own->migration->literals = coprod__migration_take(own, from->literals.count, sizeof *own->migration->literals);
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
    coprod__json_word(own->load, &migration->arena, own->json, &root, "id");
    coprod__json_text(own->load, own->json, &root, "reason", COPROD__REQUIRED);
    read_machine(own, "from", migration->from);
    read_machine(own, "to", migration->to);
    read_literals(own);
    if (own->load->failure == COPROD_OK) {
        read_states(own);
        read_facts(own);
        coprod__migration_clocks(own);
    }
    return coprod__load_status(own->load);
}

coprod_status coprod_migration_load(const coprod_machine *from, const coprod_machine *to, const char *json,
                                    size_t length, const coprod_allocator *allocator, coprod_findings *findings,
                                    coprod_migration **migration)
{
    coprod__load load = {findings, 0, COPROD_OK, 0, 0};
    reader own = {&load, NULL, NULL};
    coprod__begun begun;
    coprod_migration *made;
    coprod_status status;
    if (!migration)
        return COPROD_E_ARGUMENT;
    *migration = NULL;
    if (!from || !to)
        return COPROD_E_ARGUMENT;
    made = coprod__json_begin(&load, json, length, allocator, sizeof *made, &begun);
    if (!made)
        return begun.status;
    made->arena = begun.arena;
    made->from = coprod__machine_take(from);
    made->to = coprod__machine_take(to);
    own.json = begun.document;
    own.migration = made;
    status = read_migration(&own);
    if (status == COPROD_OK)
        status = coprod__json_fingerprint(begun.document, made->fingerprint);
    json_decref(begun.document);
    if (status == COPROD_OK)
        *migration = made;
    else
        coprod_migration_free(made);
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
