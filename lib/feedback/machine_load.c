/* SPDX-License-Identifier: MIT */
/* Loads machines: a document, its machines one by one, and where a loop's values lie. */
#include <stdlib.h>
#include <string.h>

#include "data_internal.h"
#include "machine_internal.h"

static const coprod__place root = {NULL, NULL, 0};

/* --- one machine --- */

static void read_calendar(coprod__reader *reader, const coprod_machine_options *options)
{
    coprod_machine *machine = reader->machine;
    const coprod__place here = {reader->place, "calendar", 0};
    coprod_calendar *made = NULL;
    coprod_status status;
    machine->calendar_id = coprod__json_copy(reader->load, &machine->arena, reader->json, reader->place, "calendar",
                                             COPROD__REQUIRED);
    if (options->calendar && !strcmp(options->calendar->id, machine->calendar_id)) {
        machine->calendar = coprod__calendar_take(options->calendar);
        return;
    }
    if (!machine->calendar_id[0])
        return;
    status = coprod_calendar_builtin(machine->calendar_id, options->allocator, &made);
    machine->calendar = made;
    if (status == COPROD_E_UNKNOWN)
        coprod__report(reader->load, COPROD_ERROR, "unknown-id", &here, machine->calendar_id,
                       "the id of the calendar given, or of a built-in one");
    else if (status != COPROD_OK)
        reader->load->failure = status;
}

static void read_guard_names(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    size_t known;
    reader->expressions = coprod__json_object(reader->load, reader->json, reader->place, "guards", COPROD__REQUIRED);
    coprod__read_names(reader, &machine->guards, reader->expressions, "guards", COPROD__GUARDS);
    known = (size_t)machine->guards.count * (machine->events.count + 2);
    reader->guard_state = coprod__alloc(&machine->arena.memory, (size_t)machine->guards.count + 1);
    reader->compiled = coprod__alloc(&machine->arena.memory, (known + 1) * sizeof *reader->compiled);
    if (!reader->guard_state || !reader->compiled)
        reader->load->failure = COPROD_E_MEMORY;
    else
        memset(reader->compiled, 0xff, known * sizeof *reader->compiled); /* COPROD__NONE */
}

static void keep_rules(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    machine->tests = coprod__keep(reader, &reader->tests);
    machine->terms = coprod__keep(reader, &reader->terms);
    machine->sets = coprod__keep(reader, &reader->sets);
    machine->test_count = reader->tests.count;
    machine->term_count = reader->terms.count;
    machine->action_count = reader->actions.count;
    machine->guard_uses = coprod__keep(reader, &reader->guard_uses);
    machine->actions = coprod__keep(reader, &reader->actions);
    machine->clocks = coprod__keep(reader, &reader->clocks);
    machine->literals.name = coprod__keep(reader, &reader->literals);
    machine->literals.count = (uint32_t)reader->literals.count;
    machine->literals.sorted = coprod__take(reader, reader->literals.count, sizeof *machine->literals.sorted);
    if (machine->literals.name && machine->literals.sorted)
        coprod__sort_names(&machine->literals);
}

/* The guard by which figures know who was told: any use of it that asks for no payload. */
static void find_fed_back(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    int32_t guard = coprod__name_find(&machine->guards, "fed_back");
    machine->fed_back = COPROD__NONE;
    for (size_t i = 0; guard != COPROD__NONE && machine->guard_uses && i < reader->guard_uses.count; i++)
        if (machine->guard_uses[i].guard == (uint32_t)guard && !machine->guard_uses[i].asks_payload)
            machine->fed_back = machine->guard_uses[i].start;
}

static void read_head(coprod__reader *reader)
{
    coprod_machine *machine = reader->machine;
    const coprod__place id = {reader->place, "id", 0};
    coprod__json_keys(reader->load, reader->json, reader->place,
                      "id version title text source calendar roles states initial accepting final facts guards events "
                      "timers create transitions invariants texts");
    machine->id = coprod__json_copy(reader->load, &machine->arena, reader->json, reader->place, "id", COPROD__REQUIRED);
    if (machine->id[0] && !coprod__is_name(machine->id))
        coprod__report(reader->load, COPROD_ERROR, "not-a-name", &id, machine->id,
                       "1 to 63 letters, digits, hyphens and underscores");
    machine->version = (int32_t)coprod__json_integer(reader->load, reader->json, reader->place, "version",
                                                     COPROD__REQUIRED, 1, 1000000, 1);
    machine->title = coprod__json_copy(reader->load, &machine->arena, reader->json, reader->place, "title",
                                       COPROD__OPTIONAL);
    machine->text = coprod__json_copy(reader->load, &machine->arena, reader->json, reader->place, "text",
                                      COPROD__OPTIONAL);
    coprod__json_source(reader->load, &machine->arena, reader->json, reader->place, &machine->source);
}

/* From names to rules; a part that has no memory ends it. */
static void read_machine(coprod__reader *reader, const coprod_machine_options *options)
{
    coprod_machine *machine = reader->machine;
    read_head(reader);
    read_calendar(reader, options);
    coprod__read_names(reader, &machine->roles,
                       coprod__json_array(reader->load, reader->json, reader->place, "roles", COPROD__REQUIRED),
                       "roles", COPROD__ROLES);
    coprod__read_states(reader);
    coprod__read_facts(reader);
    coprod__read_events(reader);
    if (reader->load->failure != COPROD_OK)
        return;
    coprod__read_timers(reader);
    read_guard_names(reader);
    if (reader->load->failure != COPROD_OK)
        return;
    coprod__read_guards(reader);
    coprod__read_rules(reader);
    coprod__read_invariants(reader);
    /* Guards that refer to guards may multiply. */
    if (reader->tests.count == COPROD__TESTS || reader->sets.count == COPROD__TESTS)
        coprod__report(reader->load, COPROD_ERROR, "too-many", reader->place, "the tests of all guards",
                       "fewer than 60000");
    if (reader->literals.count == COPROD__LITERALS)
        coprod__report(reader->load, COPROD_ERROR, "too-many", reader->place, "the literals of all guards and actions",
                       "fewer than 1000");
    coprod__read_texts(reader);
    keep_rules(reader);
    find_fed_back(reader);
    coprod__settle(reader);
}

static void release(coprod__reader *reader)
{
    const coprod__memory *memory = &reader->machine->arena.memory;
    coprod__growing *const lists[] = {&reader->tests, &reader->terms, &reader->sets, &reader->guard_uses,
                                      &reader->actions, &reader->clocks, &reader->literals};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        coprod__release(memory, lists[i]->items, lists[i]->capacity * lists[i]->bytes);
    coprod__release(memory, reader->guard_state, (size_t)reader->machine->guards.count + 1);
    coprod__release(memory, reader->compiled,
                    ((size_t)reader->machine->guards.count * (reader->machine->events.count + 2) + 1)
                        * sizeof *reader->compiled);
}

static coprod_status load_machine(coprod__load *load, const json_t *json, const coprod__place *place,
                                  const coprod_machine_options *options, const coprod__memory *memory,
                                  coprod_machine **machine)
{
    coprod__reader reader = {load, NULL, json, place, {0}, {0}, {0}, {0}, {0}, {0}, {0}, NULL, NULL, NULL};
    coprod__arena arena;
    coprod_status status;
    coprod__arena_init(&arena, memory);
    *machine = coprod__arena_alloc(&arena, sizeof **machine);
    if (!*machine)
        return COPROD_E_MEMORY;
    (*machine)->arena = arena;
    coprod__refs_init(&(*machine)->refs);
    reader.machine = *machine;
    reader.tests.bytes = sizeof(coprod__test);
    reader.terms.bytes = sizeof(coprod__term);
    reader.sets.bytes = sizeof(uint32_t);
    reader.guard_uses.bytes = sizeof(coprod__guard_use);
    reader.actions.bytes = sizeof(coprod__action);
    reader.clocks.bytes = sizeof(coprod__clock_act);
    reader.literals.bytes = sizeof(const char *);
    read_machine(&reader, options);
    release(&reader);
    status = coprod__load_status(load);
    return status == COPROD_OK ? coprod__machine_fingerprint(*machine, json) : status;
}

/* --- a document --- */

/* Whether a machine has the name: its id, or id@version. */
static int named(const json_t *machine, const char *name, int64_t *version)
{
    const char *id = json_string_value(json_object_get(machine, "id"));
    const char *at = name ? strchr(name, '@') : NULL;
    size_t length = at ? (size_t)(at - name) : name ? strlen(name) : 0;
    char wanted[32];
    coprod__writer writer;
    *version = json_integer_value(json_object_get(machine, "version"));
    if (!id || (name && (strlen(id) != length || memcmp(id, name, length) != 0)))
        return 0;
    coprod__writer_init(&writer, wanted, sizeof wanted);
    coprod__write_number(&writer, *version);
    coprod__writer_end(&writer, NULL);
    return !at || !strcmp(at + 1, wanted);
}

/* The index of the newest machine of that name; -1. Two of one id and version are reported. */
static int64_t choose(coprod__load *load, const json_t *list, const coprod__place *place, const char *name)
{
    int64_t chosen = -1, newest = 0, version, other;
    size_t i;
    json_t *one;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {place, NULL, i};
        const char *id = json_string_value(json_object_get(one, "id"));
        if (named(one, name, &version) && (chosen < 0 || (name && version > newest))) {
            chosen = (int64_t)i;
            newest = version;
        }
        for (size_t j = 0; id && j < i; j++)
            if (named(json_array_get(list, j), id, &other) && other == version)
                coprod__report(load, COPROD_ERROR, "duplicate-id", &here, id, "another id or version");
    }
    return chosen;
}

static coprod_status load_document(coprod__load *load, json_t *document, const char *name,
                                   const coprod_machine_options *options, const coprod__memory *memory,
                                   coprod_machine **machine)
{
    const coprod__place place = {&root, "machines", 0};
    const json_t *list;
    json_t *one;
    int64_t chosen;
    size_t i;
    coprod_status status = COPROD_OK;
    coprod__json_schema(load, document, "feedback-machines/1");
    coprod__json_keys(load, document, &root, "schema id machines title source note");
    list = coprod__json_array(load, document, &root, "machines", COPROD__REQUIRED);
    if (json_array_size(list) > COPROD__MACHINES)
        coprod__report(load, COPROD_ERROR, "too-many", &place, "more than 1000", "at most 1000 machines");
    if (coprod__load_status(load) != COPROD_OK)
        return coprod__load_status(load);
    chosen = choose(load, list, &place, name);
    if (options->timings && chosen >= 0)
        status = coprod__replace_timings(load, json_array_get(list, (size_t)chosen), options->timings,
                                         options->timings_length);
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&place, NULL, i};
        coprod_machine *made = NULL;
        if (!json_is_object(one))
            coprod__json_wrong(load, "wrong-type", &here, one, "an object");
        else if (status == COPROD_OK || status == COPROD_E_DEFINITION)
            status = load_machine(load, one, &here, options, memory, &made);
        if ((int64_t)i == chosen)
            *machine = made;
        else
            coprod_machine_free(made);
    }
    if (status == COPROD_OK || status == COPROD_E_DEFINITION)
        status = coprod__load_status(load);
    return status == COPROD_OK && chosen < 0 ? COPROD_E_UNKNOWN : status;
}

coprod_status coprod_machine_load(const char *json, size_t length, const char *name,
                                  const coprod_machine_options *options, coprod_findings *findings,
                                  coprod_machine **machine)
{
    coprod__load load = {findings, 0, COPROD_OK, 0};
    coprod_machine_options own;
    coprod__memory memory;
    json_t *document = NULL;
    coprod_status status;
    if (!machine)
        return COPROD_E_ARGUMENT;
    *machine = NULL;
    if (!json)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(options, sizeof own, sizeof own, &own);
    if (status == COPROD_OK)
        status = coprod__memory_init(own.allocator, &memory);
    if (status == COPROD_OK)
        status = coprod__json_parse(&load, json, length, &document);
    if (status == COPROD_OK)
        status = load_document(&load, document, name, &own, &memory, machine);
    json_decref(document);
    if (status != COPROD_OK) {
        coprod_machine_free(*machine);
        *machine = NULL;
    }
    return status;
}
