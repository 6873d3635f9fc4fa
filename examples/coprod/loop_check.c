/* SPDX-License-Identifier: MIT */
/* coprod loop check: whether machines do what they promise. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loop.h"

/* "dead-end" is told as "DEAD_END". */
static json_t *class_of(const char *code)
{
    char text[64];
    size_t i;
    for (i = 0; code[i] && i + 1 < sizeof text; i++)
        text[i] = code[i] == '-' ? '_' : (char)toupper((unsigned char)code[i]);
    text[i] = '\0';
    return json_string(text);
}

json_t *loop_findings(const coprod_findings *findings)
{
    json_t *list = json_array();
    for (size_t i = 0; i < coprod_findings_count(findings); i++) {
        coprod_finding finding = {sizeof finding};
        char text[1024];
        coprod_findings_get(findings, i, &finding);
        coprod_findings_text(findings, i, NULL, text, sizeof text, NULL);
        json_array_append_new(list, json_pack("{s:o,s:s,s:s}", "class", class_of(finding.code), "place", finding.place,
                                              "text", text));
    }
    return list;
}

static const char *sentence_of(const char *code)
{
    const char *sentence = coprod_code_sentence(NULL, code);
    return sentence ? sentence : "";
}

json_t *loop_defect(const coprod_defect *defect, const char *before)
{
    json_t *place = json_sprintf("%s%s", defect->place[0] == '/' ? before : "", defect->place);
    json_t *trace = defect->trace[0] ? json_loads(defect->trace, 0, NULL) : json_null();
    return json_pack("{s:o,s:o,s:s,s:s,s:o}", "class", class_of(defect->code), "place", place, "found", defect->found,
                     "text", sentence_of(defect->code), "trace", trace);
}

/* A machine that loads: what the search came to. */
static json_t *check_machine(const loop_setting *own, const coprod_machine *machine, size_t index, json_t *defects)
{
    coprod_check_options options = {.size = sizeof options, .timed = own->timed};
    coprod_machine_info info = {sizeof info};
    coprod_check_info found = {sizeof found};
    coprod_machine_check *check = NULL;
    json_t *traces = NULL, *made;
    char before[40];
    if (coprod_machine_check_new(machine, &options, &check) != COPROD_OK)
        return NULL;
    coprod_machine_get(machine, &info);
    coprod_machine_check_get(check, &found);
    snprintf(before, sizeof before, "/machines/%zu", index);
    for (uint32_t i = 0; i < found.defect_count; i++) {
        coprod_defect defect = {sizeof defect};
        coprod_machine_check_defect(check, i, &defect);
        json_array_append_new(defects, loop_defect(&defect, before));
    }
    made = json_pack("{s:o,s:s,s:i,s:i,s:i,s:i,s:i,s:i,s:b,s:b}", "machine",
                     json_sprintf("%s@%d", info.id, (int)info.version), "fingerprint", info.fingerprint,
                     "configurations", (int)found.configurations, "moves", (int)found.moves, "states",
                     (int)info.state_count, "states_reached", (int)found.reached_states, "transitions",
                     (int)info.transition_count, "transitions_fired", (int)found.fired_transitions, "complete",
                     (int)found.complete, "calendar_ended", (int)found.calendar_ended);
    coprod_machine_check_free(check);
    if (own->traces) {
        coprod_traces *covering = NULL;
        traces = json_array();
        if (coprod_traces_new(machine, &options, &covering) == COPROD_OK)
            for (uint32_t i = 0; i < coprod_traces_count(covering); i++)
                json_array_append_new(traces, json_loads(coprod_traces_json(covering, i), 0, NULL));
        coprod_traces_free(covering);
        json_object_set_new(made, "traces", traces);
    }
    return made;
}

static void tell(const json_t *machines, const json_t *defects)
{
    const json_t *one;
    size_t i;
    json_array_foreach((json_t *)machines, i, one)
        output("%s: %lld configurations, %lld of %lld states, %lld of %lld transitions%s\n",
               json_string_value(json_object_get(one, "machine")),
               (long long)json_integer_value(json_object_get(one, "configurations")),
               (long long)json_integer_value(json_object_get(one, "states_reached")),
               (long long)json_integer_value(json_object_get(one, "states")),
               (long long)json_integer_value(json_object_get(one, "transitions_fired")),
               (long long)json_integer_value(json_object_get(one, "transitions")),
               json_is_true(json_object_get(one, "complete")) ? "" : "; the search ended before it was through");
    json_array_foreach((json_t *)defects, i, one) {
        const json_t *trace = json_object_get(one, "trace");
        output("%s at %s: %s\n", json_string_value(json_object_get(one, "class")),
               json_string_value(json_object_get(one, "place")), json_string_value(json_object_get(one, "text")));
        if (json_is_object(trace)) {
            output("  for example: ");
            json_dumpf(trace, stdout, JSON_COMPACT);
            output("\n");
        }
    }
    if (!json_array_size(defects))
        output("No defect.\n");
}

static int answer(const loop_setting *own, json_t *machines, json_t *defects)
{
    int code = json_array_size(defects) ? PROGRAM_NO : PROGRAM_FINE, failed;
    json_t *one;
    size_t i;
    if (own->traces) {
        json_array_foreach(machines, i, one) {
            const json_t *trace;
            size_t j;
            json_array_foreach(json_object_get(one, "traces"), j, trace)
                if (!own->json && loop_print(json_incref((json_t *)trace)))
                    code = PROGRAM_BROKEN;
        }
        if (!own->json) {
            json_decref(machines);
            json_decref(defects);
            return code;
        }
    }
    if (!own->json) {
        tell(machines, defects);
        json_decref(machines);
        json_decref(defects);
        return code;
    }
    failed = loop_print(json_pack("{s:b,s:o,s:o}", "ok", code == PROGRAM_FINE, "machines", machines, "defects",
                                  defects));
    return failed ? failed : code;
}

/* The names of the machines of a document that loads, in its order. */
static json_t *names_of(const char *text, size_t length)
{
    json_t *document = json_loadb(text, length, 0, NULL), *names = json_array(), *one;
    size_t i;
    json_array_foreach(json_object_get(document, "machines"), i, one)
        json_array_append_new(names, json_sprintf("%s@%d", json_string_value(json_object_get(one, "id")),
                                                  (int)json_integer_value(json_object_get(one, "version"))));
    json_decref(document);
    return names;
}

static int check_all(const loop_setting *own, const char *text, size_t length, json_t *names)
{
    json_t *machines = json_array(), *defects = json_array(), *name;
    size_t i;
    json_array_foreach(names, i, name) {
        coprod_machine_options options = {.size = sizeof options, .timings = own->timings};
        const char *own_name = json_string_value(name);
        coprod_machine *machine = NULL;
        coprod_status status;
        options.timings_length = COPROD_NTS;
        status = text ? coprod_machine_load(text, length, own_name, &options, NULL, &machine)
                      : coprod_machine_builtin(own_name, &options, NULL, &machine);
        json_t *found = status == COPROD_OK ? check_machine(own, machine, i, defects) : NULL;
        coprod_machine_free(machine);
        if (!found || json_array_append_new(machines, found)) {
            json_decref(machines);
            json_decref(defects);
            return program_fail(own->file, json_string_value(name), "no such machine, or no memory");
        }
    }
    return answer(own, machines, defects);
}

int loop_command_check(loop_setting *own, const char *path)
{
    size_t length = path ? strlen(path) : 0;
    int is_file = !path || !strcmp(path, "-") || (length > 5 && !strcmp(path + length - 5, ".json"));
    coprod_machine *machine = NULL;
    coprod_findings *findings = NULL;
    json_t *names;
    char *text;
    int code;
    if (!is_file) {
        names = json_pack("[s]", path);
        code = check_all(own, NULL, 0, names);
        json_decref(names);
        return code;
    }
    text = program_read(path, &length);
    if (!text || coprod_findings_new(NULL, &findings) != COPROD_OK) {
        free(text);
        return PROGRAM_BAD_INPUT;
    }
    if (coprod_machine_load(text, length, NULL, NULL, findings, &machine) != COPROD_OK) {
        code = answer(own, json_array(), loop_findings(findings));
    } else {
        names = names_of(text, length);
        code = check_all(own, text, length, names);
        json_decref(names);
    }
    coprod_machine_free(machine);
    coprod_findings_free(findings);
    free(text);
    return code;
}
