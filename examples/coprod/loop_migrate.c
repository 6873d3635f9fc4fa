/* SPDX-License-Identifier: MIT */
/* coprod loop migrate: what a migration does to loops that are on their way, and whether they can still end. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loop.h"

/* A migration that is asked about. */
typedef struct asked {
    loop_setting *own;
    loop_setting other; /* whose machine is the new one */
    coprod_migration *migration;
    json_t *answer;
    json_t *refused; /* of the answer */
    uint32_t loops, moved;
    uint64_t *by_state;
} asked;

/* --- the migration --- */

static coprod_machine *machine_of(loop_setting *own, const json_t *document, const char *key)
{
    const char *name = json_string_value(json_object_get(document, key));
    loop_problem problem = {"", ""};
    coprod_machine *machine = name ? loop_machine(own, name, &problem) : NULL;
    if (!machine)
        program_fail(key, NULL, name ? problem.text : "a migration names its machines, such as \"suggestion@1\"");
    return machine;
}

static int load(asked *own, const char *path)
{
    loop_problem problem = {"", ""};
    coprod_findings *findings = NULL;
    coprod_machine *from, *to;
    coprod_status status;
    size_t length;
    char *text = program_read(path, &length);
    json_t *document = text ? loop_parse(text, length, &problem) : NULL;
    if (text && !document)
        program_fail(path, problem.place, problem.text);
    from = document ? machine_of(own->own, document, "from") : NULL;
    to = from ? machine_of(&own->other, document, "to") : NULL;
    if (!to || coprod_findings_new(NULL, &findings) != COPROD_OK) {
        free(text);
        json_decref(document);
        return 0;
    }
    status = coprod_migration_load(from, to, text, length, NULL, findings, &own->migration);
    own->answer = json_pack("{s:O,s:O,s:O*,s:s,s:o}", "from", json_object_get(document, "from"), "to",
                            json_object_get(document, "to"), "reason", json_object_get(document, "reason"),
                            "fingerprint", coprod_migration_fingerprint(own->migration), "findings",
                            loop_findings(findings));
    coprod_findings_free(findings);
    free(text);
    json_decref(document);
    return status == COPROD_OK || status == COPROD_E_DEFINITION || !program_status(path, status);
}

/* --- the proof --- */

static int prove(asked *own)
{
    coprod_check_options options = {.size = sizeof options, .timed = own->own->timed};
    coprod_check_info info = {sizeof info};
    coprod_machine_check *check = NULL;
    coprod_status status = coprod_migration_check(own->migration, &options, &check);
    json_t *defects = json_array();
    if (status != COPROD_OK) {
        json_decref(defects);
        return program_status("migrate", status);
    }
    coprod_machine_check_get(check, &info);
    for (uint32_t i = 0; i < info.defect_count; i++) {
        coprod_defect defect = {sizeof defect};
        coprod_machine_check_defect(check, i, &defect);
        json_array_append_new(defects, loop_defect(&defect, ""));
    }
    json_object_set_new(own->answer, "proof",
                        json_pack("{s:I,s:I,s:b,s:b,s:o}", "configurations", (json_int_t)info.configurations,
                                  "followed", (json_int_t)info.followed, "complete", info.complete, "calendar_ended",
                                  info.calendar_ended, "defects", defects));
    coprod_machine_check_free(check);
    return info.defect_count || !info.complete || !info.configurations ? PROGRAM_NO : PROGRAM_FINE;
}

/* --- loops --- */

static int migrate(asked *own, const loop_ran *ran, size_t number, const char *by)
{
    coprod_loop_answer answer = {sizeof answer};
    coprod_loop_info before = {sizeof before};
    coprod_loop *made = NULL;
    int32_t day = own->own->day;
    coprod_status status;
    coprod_loop_get(ran->loop, &before);
    status = own->own->journal ? coprod_journal_migrate(own->own->journal, ran->number, ran->loop, own->migration, day,
                                                        by, &answer, &made)
                               : coprod_loop_migrate(ran->loop, own->migration, day, &answer, &made);
    coprod_loop_free(made);
    if (status == COPROD_E_ARGUMENT)
        return program_fail(own->own->file, NULL, "every trace must be of the migration's old machine, by that name");
    if (status != COPROD_OK)
        return program_status("migrate", status);
    own->loops++;
    own->moved += answer.kind == COPROD_LOOP_OK;
    own->by_state[2 * before.state + (answer.kind != COPROD_LOOP_OK)]++;
    if (answer.kind != COPROD_LOOP_OK)
        json_array_append_new(own->refused,
                              json_pack("{s:I,s:s,s:s}", "trace", (json_int_t)number, "class",
                                        coprod_loop_answer_name(answer.kind), "detail", answer.detail));
    return PROGRAM_FINE;
}

static int migrate_traces(asked *own, const char *path)
{
    loop_problem problem = {"", ""};
    size_t length, number = 0;
    char *text = program_read(path, &length), *line, *rest = text;
    int code = text ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
    while (code == PROGRAM_FINE && (line = strsep(&rest, "\n"))) {
        json_t *trace = line[strspn(line, " \t\r")] ? loop_parse(line, strlen(line), &problem) : NULL;
        loop_ran ran;
        number += line[0] != '\0';
        if (!trace && !line[strspn(line, " \t\r")])
            continue;
        if (!trace || !loop_run(own->own, trace, &ran, &problem)) {
            code = program_fail(path, problem.place, problem.text);
        } else {
            if (ran.loop)
                code = migrate(own, &ran, number, own->own->role ? own->own->role : "system:migration");
            loop_ran_free(&ran);
        }
        json_decref(trace);
    }
    free(text);
    return code;
}

static json_t *states_json(const asked *own)
{
    json_t *list = json_array();
    for (uint32_t i = 0; coprod_machine_word(own->own->machine, COPROD_ELEMENT_STATE, i); i++)
        if (own->by_state[2 * i] || own->by_state[2 * i + 1])
            json_array_append_new(list, json_pack("{s:s,s:I,s:I}", "state",
                                                  coprod_machine_word(own->own->machine, COPROD_ELEMENT_STATE, i),
                                                  "moved", (json_int_t)own->by_state[2 * i], "refused",
                                                  (json_int_t)own->by_state[2 * i + 1]));
    return list;
}

static int migrate_file(asked *own, const char *path)
{
    int code, written;
    own->own->file = path;
    own->refused = json_array();
    code = migrate_traces(own, path);
    if (code != PROGRAM_FINE) {
        json_decref(own->refused);
        return code;
    }
    json_object_set_new(own->answer, "loops",
                        json_pack("{s:I,s:I,s:o,s:o}", "loops", (json_int_t)own->loops, "moved",
                                  (json_int_t)own->moved, "states", states_json(own), "refused", own->refused));
    written = loop_write_journal(own->own);
    return written ? written : own->moved < own->loops ? PROGRAM_NO : PROGRAM_FINE;
}

/* Without a journal nothing is written: it is a dry run. Nothing is written either where loops could not end. */
static int migrate_all(asked *own, const char *path, int proved)
{
    coprod_machine_info info = {sizeof info};
    int code;
    if (!own->own->has_day)
        return program_fail("--day", NULL, "say on which day the loops are migrated");
    if (own->own->journal_path && !proved)
        return program_fail("--journal", NULL, "not every loop can be shown to end as it should: nothing is written");
    if (own->own->journal_path && !(own->own->journal = loop_new_journal(own->own)))
        return PROGRAM_BAD_INPUT;
    coprod_machine_get(own->own->machine, &info);
    own->by_state = calloc(2 * (size_t)info.state_count + 2, sizeof *own->by_state);
    code = own->by_state ? migrate_file(own, path) : program_status("migrate", COPROD_E_MEMORY);
    coprod_journal_free(own->own->journal);
    own->own->journal = NULL;
    free(own->by_state);
    return code;
}

/* --- telling --- */

static const char *word(const json_t *one, const char *key)
{
    const char *text = json_string_value(json_object_get(one, key));
    return text ? text : "";
}

/* The text of a finding begins with its place; that of a defect is followed by a trace. */
static void tell_list(const json_t *list, int findings)
{
    const json_t *one;
    size_t i;
    json_array_foreach((json_t *)list, i, one) {
        if (findings)
            output("  %s %s\n", word(one, "class"), word(one, "text"));
        else
            output("  %s at %s: %s\n    for example, the migration after: ", word(one, "class"), word(one, "place"),
                   word(one, "text"));
        if (!findings) {
            json_dumpf(json_object_get(one, "trace"), stdout, JSON_COMPACT);
            output("\n");
        }
    }
}

static void tell_refused(const json_t *one)
{
    const char *class = word(one, "class"), *detail = word(one, "detail");
    output("  trace %lld: %s", (long long)json_integer_value(json_object_get(one, "trace")), class);
    if (detail[0])
        output(", the new machine has no place for \"%s\"\n", detail);
    else
        output(", %s\n", class[0] == 'T' ? "something happened after this day" : "the calendar ends too soon");
}

static const char *verdict(const json_t *proof)
{
    if (json_array_size(json_object_get(proof, "defects")))
        return "not every loop can still end as it should";
    if (!json_integer_value(json_object_get(proof, "configurations")))
        return "no loop can move";
    if (!json_is_true(json_object_get(proof, "complete")))
        return "nothing is wrong with those, but not all could be tried";
    return json_is_true(json_object_get(proof, "calendar_ended"))
               ? "every loop can still end as it should, as far as the calendar goes"
               : "every loop can still end as it should";
}

static void tell(const asked *own)
{
    const json_t *proof = json_object_get(own->answer, "proof"), *loops = json_object_get(own->answer, "loops"), *one;
    size_t i;
    output("%s to %s: %s\n", word(own->answer, "from"), word(own->answer, "to"), word(own->answer, "reason"));
    tell_list(json_object_get(own->answer, "findings"), 1);
    if (proof)
        output("%lld configurations were moved and %lld followed: %s\n",
               (long long)json_integer_value(json_object_get(proof, "configurations")),
               (long long)json_integer_value(json_object_get(proof, "followed")), verdict(proof));
    tell_list(json_object_get(proof, "defects"), 0);
    if (!loops)
        return;
    output("%lld loops, of which %lld can move\n", (long long)json_integer_value(json_object_get(loops, "loops")),
           (long long)json_integer_value(json_object_get(loops, "moved")));
    json_array_foreach(json_object_get(loops, "states"), i, one)
        output("  %s: %lld, and %lld cannot\n", word(one, "state"),
               (long long)json_integer_value(json_object_get(one, "moved")),
               (long long)json_integer_value(json_object_get(one, "refused")));
    json_array_foreach(json_object_get(loops, "refused"), i, one)
        tell_refused(one);
}

int loop_command_migrate(loop_setting *own, const char *path)
{
    asked it = {.own = own};
    int code = PROGRAM_BAD_INPUT, worse = PROGRAM_FINE;
    it.other.machines = own->machines;
    it.other.machines_length = own->machines_length;
    it.other.machines_path = own->machines_path;
    it.other.timings = own->timings;
    if (!path)
        return program_fail("loop", "migrate", "say which migration, and a file of traces if there is one");
    if (load(&it, path)) {
        code = it.migration ? prove(&it) : PROGRAM_NO;
        if (it.migration && code <= PROGRAM_NO && own->more)
            worse = migrate_all(&it, own->more, code == PROGRAM_FINE);
        code = worse > code ? worse : code;
        if (code <= PROGRAM_NO && own->json)
            worse = loop_print(json_incref(it.answer));
        else if (code <= PROGRAM_NO)
            tell(&it);
        code = own->json && worse > code ? worse : code;
    }
    json_decref(it.answer);
    coprod_migration_free(it.migration);
    coprod_machine_free(it.other.machine);
    return code;
}
