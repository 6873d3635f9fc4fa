/* SPDX-License-Identifier: MIT */
/* Machines, loops, journals, stores and checks. */
#include "fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t secret[] = "sixteen bytes or more";

static const char machine[] =
    "{\"schema\": \"feedback-machines/1\", \"machines\": [{\"id\": \"small\", \"version\": 1, \"title\": \"Small\","
    " \"calendar\": \"england\", \"roles\": [\"lead\"], \"states\": [\"open\", \"closed\"], \"initial\": \"open\","
    " \"accepting\": [\"closed\"], \"final\": [\"closed\"], \"facts\": {\"told\": [\"int\", 0], \"breach_unexplained\":"
    " [\"int\", 0], \"why\": [\"text\", null], \"end\": [\"enum\", null]}, \"guards\": {\"given\": [\"nonempty\","
    " \"$reason\"], \"few\": [\"le\", [\"sum\", \"told\", \"$n\"], 2], \"both\": [\"and\", [\"ref\", \"given\"], [\"in\","
    " \"$reason\", [\"a\", \"b\"]]]}, \"events\": {\"tell\": {\"roles\": [\"lead\"], \"payload\": {\"n\": \"int\","
    " \"reason\": \"text\"}}}, \"timers\": {\"T\": {\"n\": 2, \"unit\": \"wd\", \"count\": \"after\", \"escalate\": 1,"
    " \"roll\": \"none\", \"kind\": \"local\"}}, \"create\": {\"roles\": [\"lead\"], \"payload\": {}, \"guards\": [],"
    " \"do\": [], \"timers\": [[\"start\", \"T\"]]}, \"transitions\": [{\"from\": \"open\", \"event\": \"tell\", \"to\":"
    " \"closed\", \"guards\": [\"both\", \"few\"], \"do\": [[\"add\", \"told\", \"$n\"], [\"set\", \"why\", \"$reason\"],"
    " [\"set\", \"end\", \"done\"]], \"timers\": [[\"stop\", \"T\"]]}], \"invariants\": [{\"id\": \"i\", \"in\":"
    " [\"closed\"], \"expr\": [\"ge\", \"told\", 1]}], \"texts\": {\"states\": {\"open\": {\"title\": \"Open\"}}}}]}";

static const char bad_machine[] =
    "{\"schema\": \"feedback-machines/1\", \"machines\": [{\"id\": \"a b\", \"version\": 0, \"roles\": [\"r\", 1],"
    " \"states\": [\"s\", \"s\"], \"initial\": \"x\", \"accepting\": [\"y\"], \"final\": [], \"facts\": {\"f\": [\"int\","
    " -1]}, \"guards\": {\"g\": [\"ge\", \"h\", 1], \"c\": [\"ref\", \"c\"]}, \"events\": {\"e\": {\"roles\": [\"q\"],"
    " \"payload\": {\"p\": \"real\"}}}, \"timers\": {\"T\": {\"n\": 0}}, \"create\": {}, \"transitions\": [{\"from\":"
    " \"z\", \"event\": \"e\", \"to\": \"s\"}, 7]}, 8]}";

static const char event[] = "{\"event\": \"tell\", \"by\": \"lead:team\", \"at\": \"2025-07-01\", \"key\": \"k\","
                            " \"payload\": {\"n\": 1, \"reason\": \"a\", \"more\": 99999999999999999999}}";

/* --- what can be seen --- */

static void see_bytes(void *page, fault_line *line, const char *what, const uint8_t *bytes, size_t length)
{
    char *text = calloc(1, 2 * length + 100);
    if (!text)
        abort();
    snprintf(text, 100, "%s ", what);
    for (size_t i = 0, at = strlen(text); i < length; i++, at += 2)
        snprintf(text + at, 3, "%02x", bytes[i]);
    line(page, text);
    free(text);
}

static void see_loop(void *page, fault_line *line, const coprod_loop *loop)
{
    static uint8_t bytes[FAULT_ROOM];
    size_t length = 0;
    if (loop && coprod_loop_save(loop, bytes, sizeof bytes, &length) == COPROD_OK)
        see_bytes(page, line, "loop", bytes, length);
}

static void see_loops(void *page, fault_line *line, const coprod_loops *loops)
{
    for (uint32_t i = 0; i < coprod_loops_count(loops); i++) {
        coprod_loop *loop = NULL;
        if (coprod_loops_copy(loops, i, &loop) != COPROD_OK)
            abort();
        see_loop(page, line, loop);
        coprod_loop_free(loop);
    }
}

static void see_journal(void *page, fault_line *line, const coprod_journal *journal)
{
    const uint8_t *bytes;
    size_t length;
    if (journal && coprod_journal_bytes(journal, &bytes, &length) == COPROD_OK)
        see_bytes(page, line, "journal", bytes, length);
}

void see_feedback(void *page, fault_line *line, const world *w)
{
    coprod_machine_info info = {.size = sizeof info};
    coprod_check_info found = {.size = sizeof found};
    if (w->made_machine && coprod_machine_get(w->made_machine, &info) == COPROD_OK)
        line(page, info.fingerprint);
    if (w->made_event)
        line(page, "an event");
    see_loop(page, line, w->loop);
    see_loop(page, line, w->made_loop);
    see_journal(page, line, w->journal);
    see_journal(page, line, w->made_journal);
    see_loops(page, line, w->loops);
    see_loops(page, line, w->made_loops);
    if (w->check && coprod_machine_check_get(w->check, &found) == COPROD_OK)
        see_bytes(page, line, "check", (const uint8_t *)&found, sizeof found);
    for (uint32_t i = 0; i < coprod_traces_count(w->traces); i++)
        line(page, coprod_traces_json(w->traces, i));
    if (w->made_migration)
        line(page, coprod_migration_fingerprint(w->made_migration));
    if (w->followup)
        line(page, coprod_followup_fingerprint(w->followup));
    if (w->run_rules)
        line(page, "rules of run charts");
    if (w->share_rules)
        line(page, "rules of shares");
}

void free_feedback(world *w)
{
    coprod_machine_free(w->machine);
    coprod_event_free(w->event);
    coprod_event_free(w->made_event);
    coprod_loop_free(w->loop);
    coprod_loop_free(w->made_loop);
    coprod_journal_free(w->journal);
    coprod_journal_free(w->made_journal);
    coprod_loops_free(w->loops);
    coprod_loops_free(w->made_loops);
    coprod_machine_free(w->made_machine);
    coprod_machine_check_free(w->check);
    coprod_traces_free(w->traces);
    coprod_migration_free(w->migration);
    coprod_migration_free(w->made_migration);
    coprod_followup_free(w->followup);
    coprod_run_rules_free(w->run_rules);
    coprod_share_rules_free(w->share_rules);
}

/* --- what is there before --- */

static coprod_event *event_of(world *w, const char *json)
{
    coprod_event *made = NULL;
    if (coprod_event_load(w->machine, json, COPROD_NTS, w->allocator, NULL, &made) != COPROD_OK)
        abort();
    return made;
}

static coprod_loop_options options_of(const world *w)
{
    coprod_loop_options options = {sizeof options, w->allocator, secret, sizeof secret};
    return options;
}

static coprod_journal_options journal_options(const world *w)
{
    coprod_journal_options options = {sizeof options, w->allocator, secret, sizeof secret, secret, sizeof secret};
    return options;
}

static void with_findings(world *w)
{
    if (coprod_findings_new(w->allocator, &w->findings) != COPROD_OK)
        abort();
}

static void with_machine(world *w)
{
    coprod_machine_options options = {.size = sizeof options, .allocator = w->allocator};
    with_findings(w);
    if (coprod_machine_load(machine, COPROD_NTS, NULL, &options, NULL, &w->machine) != COPROD_OK)
        abort();
}

static void with_creation(world *w)
{
    with_machine(w);
    w->event = event_of(w, "{\"by\": \"lead:team\", \"at\": \"2025-06-02\", \"key\": \"c\"}");
}

/* A loop, a journal with it, a store of two, and an event that comes late. */
static void with_loops(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_loop_options options = options_of(w);
    coprod_journal_options own = journal_options(w);
    coprod_event *plain;
    uint32_t number;
    with_creation(w);
    plain = event_of(w, "{\"by\": \"lead:team\", \"at\": \"2025-06-02\"}");
    if (coprod_journal_new(&own, &w->journal) != COPROD_OK
        || coprod_journal_create(w->journal, w->machine, w->event, &answer, &number, &w->loop) != COPROD_OK
        || coprod_loops_new(w->machine, &options, &w->loops) != COPROD_OK
        || coprod_loops_add(w->loops, plain, 1, 2, &answer, &number) != COPROD_OK)
        abort();
    coprod_event_free(plain);
    coprod_event_free(w->event);
    w->event = event_of(w, "{\"event\": \"tell\", \"by\": \"lead:team\", \"at\": \"2025-07-01\", \"key\": \"k\","
                           " \"payload\": {\"n\": 1, \"reason\": \"a\"}}");
}

void with_stepped(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    with_loops(w);
    if (coprod_journal_step(w->journal, 0, w->loop, w->event, &answer) != COPROD_OK
        || coprod_loops_step(w->loops, 1, w->event, &answer) != COPROD_OK)
        abort();
    if (coprod_loop_save(w->loop, w->bytes, sizeof w->bytes, &w->length) != COPROD_OK)
        abort();
}

static void with_creation_and_loops(world *w)
{
    with_loops(w);
    coprod_event_free(w->event);
    w->event = event_of(w, "{\"by\": \"lead:team\", \"at\": \"2025-06-02\", \"key\": \"e\"}");
}

/* --- calls --- */

static coprod_status load_machine(world *w)
{
    coprod_machine_options options = {.size = sizeof options, .allocator = w->allocator,
                                      .timings = "{\"T\": {\"n\": 3}}", .timings_length = COPROD_NTS};
    MAKE(w, coprod_machine, made_machine,
         coprod_machine_load(machine, COPROD_NTS, "small@1", &options, w->findings, &made));
}

static coprod_status load_bad_machine(world *w)
{
    coprod_machine_options options = {.size = sizeof options, .allocator = w->allocator};
    MAKE(w, coprod_machine, made_machine,
         coprod_machine_load(bad_machine, COPROD_NTS, NULL, &options, w->findings, &made));
}

static coprod_status load_event(world *w)
{
    MAKE(w, coprod_event, made_event,
         coprod_event_load(w->machine, event, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status new_loop(world *w)
{
    coprod_loop_options options = options_of(w);
    coprod_loop_answer answer = {.size = sizeof answer};
    MAKE(w, coprod_loop, made_loop, coprod_loop_new(w->machine, w->event, &options, &answer, &made));
}

static coprod_status step_loop(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    return coprod_loop_step(w->loop, w->event, &answer);
}

static coprod_status open_loop(world *w)
{
    coprod_loop_options options = options_of(w);
    MAKE(w, coprod_loop, made_loop, coprod_loop_open(w->machine, w->bytes, w->length, &options, &made));
}

static coprod_status new_journal(world *w)
{
    coprod_journal_options options = journal_options(w);
    MAKE(w, coprod_journal, made_journal, coprod_journal_new(&options, &made));
}

static coprod_status create_in_journal(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_loop *made = (coprod_loop *)w;
    uint32_t number;
    coprod_status status = coprod_journal_create(w->journal, w->machine, w->event, &answer, &number, &made);
    w->not_written |= made == (coprod_loop *)w;
    w->made_loop = w->not_written ? NULL : made;
    return status;
}

static coprod_status step_in_journal(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    return coprod_journal_step(w->journal, 0, w->loop, w->event, &answer);
}

static coprod_status open_journal(world *w)
{
    coprod_journal_options options = journal_options(w);
    const uint8_t *bytes;
    size_t length;
    coprod_journal_bytes(w->journal, &bytes, &length);
    MAKE(w, coprod_journal, made_journal, coprod_journal_open(bytes, length, &options, NULL, &made));
}

static coprod_status replay(world *w)
{
    MAKE(w, coprod_loop, made_loop, coprod_journal_replay(w->journal, 0, w->machine, &made));
}

static coprod_status new_loops(world *w)
{
    coprod_loop_options options = options_of(w);
    MAKE(w, coprod_loops, made_loops, coprod_loops_new(w->machine, &options, &made));
}

static coprod_status add_loops(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    uint32_t first;
    return coprod_loops_add(w->loops, w->event, 2, 1, &answer, &first);
}

static coprod_status step_loops(world *w)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    return coprod_loops_step(w->loops, 1, w->event, &answer);
}

static coprod_status times(world *w)
{
    int32_t closed[4], days[4];
    size_t count = 0;
    coprod_status status = coprod_loops_times(w->loops, NULL, closed, days, 4, &count);
    w->bits = status == COPROD_OK ? (uint32_t)count : 0;
    return status;
}

static coprod_status copy(world *w)
{
    MAKE(w, coprod_loop, made_loop, coprod_loops_copy(w->loops, 1, &made));
}

static coprod_status check(world *w)
{
    coprod_check_options options = {.size = sizeof options, .allocator = w->allocator};
    MAKE(w, coprod_machine_check, check, coprod_machine_check_new(w->machine, &options, &made));
}

static coprod_status traces(world *w)
{
    coprod_check_options options = {.size = sizeof options, .allocator = w->allocator};
    MAKE(w, coprod_traces, traces, coprod_traces_new(w->machine, &options, &made));
}

static coprod_status export_as(world *w, int32_t format)
{
    static char text[100000];
    return coprod_machine_export(w->machine, format, NULL, text, sizeof text, NULL);
}

static coprod_status export_scxml(world *w)
{
    return export_as(w, COPROD_EXPORT_SCXML);
}

static coprod_status export_promela(world *w)
{
    return export_as(w, COPROD_EXPORT_PROMELA);
}

const scenario feedback_scenarios[] = {
    {"load_machine", with_findings, load_machine, COPROD_OK, 7},
    {"load_bad_machine", with_findings, load_bad_machine, COPROD_E_DEFINITION, 7},
    {"load_event", with_machine, load_event, COPROD_OK, 1},
    {"new_loop", with_creation, new_loop, COPROD_OK, 1},
    {"step_loop", with_loops, step_loop, COPROD_OK, 1},
    {"open_loop", with_stepped, open_loop, COPROD_OK, 1},
    {"new_journal", with_machine, new_journal, COPROD_OK, 1},
    {"create_in_journal", with_creation_and_loops, create_in_journal, COPROD_OK, 1},
    {"step_in_journal", with_loops, step_in_journal, COPROD_OK, 1},
    {"open_journal", with_stepped, open_journal, COPROD_OK, 1},
    {"replay", with_stepped, replay, COPROD_OK, 1},
    {"new_loops", with_machine, new_loops, COPROD_OK, 1},
    {"add_loops", with_creation_and_loops, add_loops, COPROD_OK, 1},
    {"step_loops", with_loops, step_loops, COPROD_OK, 1},
    {"times", with_stepped, times, COPROD_OK, 1},
    {"copy", with_stepped, copy, COPROD_OK, 1},
    {"check", with_machine, check, COPROD_OK, 29},
    {"traces", with_machine, traces, COPROD_OK, 29},
    {"export_scxml", with_machine, export_scxml, COPROD_OK, 1},
    {"export_promela", with_machine, export_promela, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
