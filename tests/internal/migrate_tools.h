/* SPDX-License-Identifier: MIT */
/* Two versions of a small machine, and a migration from one to the other. */
#ifndef COPROD_TEST_MIGRATE_TOOLS_H
#define COPROD_TEST_MIGRATE_TOOLS_H

#include "loop_tools.h"

/* Version 1 and version 2 of a small machine; `A` and `B` go into `C`. */
#define COMMON                                                                                                      \
    "'title': 'Small', 'calendar': 'england', 'roles': ['lead'], 'guards': {'over': ['gt_day', '@at', 'due:W'],"       \
    " 'explained': ['eq', 'breach_unexplained', 0]}"
#define CLOCK(name, level, kind)                                                                                     \
    "'" name "': {'n': 2, 'unit': 'wd', 'count': 'after', 'escalate': " level ", 'roll': 'none', 'kind': '" kind "'}"
#define EVENTS(more)                                                                                                 \
    "'events': {'go': {'roles': ['lead'], 'payload': {'why': 'text', 'n': 'int', 'on': 'day', 'so': 'bool'}},"        \
    " 'end': {'roles': ['lead'], 'payload': {}}" more "}"

static const char old_definition[] =
    "{'schema': 'feedback-machines/1', 'machines': [{'id': 'small', 'version': 1, " COMMON ","
    " 'states': ['open', 'gone', 'away', 'closed'], 'initial': 'open', 'accepting': ['closed'], 'final': ['closed'],"
    " 'facts': {'n': ['int', 0], 'so': ['bool', false], 'on': ['day', null], 'kind': ['enum', null],"
    "  'why': ['text', null], 'breach_unexplained': ['int', 0], 'old': ['int', 0]}, " EVENTS(
        ", 'leave': {'roles': ['lead'], 'payload': {}}, 'odd': {'roles': ['lead'], 'payload': {}}") ","
    " 'timers': {" CLOCK("A", "1", "local") ", " CLOCK("B", "1", "local") ", " CLOCK("W", "0", "local") ", "
    CLOCK("X", "1", "local") "},"
    " 'create': {'roles': ['lead'], 'payload': {}, 'guards': [], 'do': [], 'timers': [['start', 'A']]},"
    " 'transitions': [{'from': 'open', 'event': 'go', 'to': 'gone', 'guards': [], 'do': [['add', 'n', '$n'],"
    "  ['set', 'so', '$so'], ['set', 'on', '$on'], ['set', 'kind', 'new'], ['set', 'why', '$why']],"
    "  'timers': [['start', 'B'], ['start', 'W'], ['start', 'X']]},"
    "  {'from': 'open', 'event': 'leave', 'to': 'away', 'guards': [], 'do': [], 'timers': [['stop', 'A']]},"
    "  {'from': 'gone', 'event': 'odd', 'to': 'gone', 'guards': [], 'do': [['set', 'breach_unexplained', 0]],"
    "   'timers': [['stop', 'X']]},"
    "  {'from': 'away', 'event': 'end', 'to': 'closed', 'guards': [], 'do': [], 'timers': []},"
    "  {'from': 'gone', 'event': 'end', 'to': 'closed', 'guards': ['over', 'explained'], 'do': [], 'timers': [['stop',"
    "   'A'], ['stop', 'B'], ['stop', 'W'], ['stop', 'X']]}], 'invariants': []}]}";

static const char new_definition[] =
    "{'schema': 'feedback-machines/1', 'machines': [{'id': 'small', 'version': 2, " COMMON ","
    " 'states': ['open', 'heard', 'closed'], 'initial': 'open', 'accepting': ['closed'], 'final': ['closed'],"
    " 'facts': {'count': ['int', 0], 'so': ['bool', false], 'on': ['day', null], 'kind': ['enum', null],"
    "  'why': ['text', null], 'breach_unexplained': ['int', 0], 'level': ['enum', 'low'], 'since': ['day', null]}, "
    EVENTS("") ", 'timers': {" CLOCK("C", "2", "local") ", " CLOCK("W", "0", "local") ", " CLOCK("N", "1", "local") "},"
    " 'create': {'roles': ['lead'], 'payload': {}, 'guards': [], 'do': [], 'timers': [['start', 'C']]},"
    " 'transitions': [{'from': 'open', 'event': 'go', 'to': 'heard', 'guards': [], 'do': [['set', 'kind', 'new'],"
    "  ['set', 'why', '$why']], 'timers': [['start', 'W'], ['stop', 'N']]},"
    "  {'from': 'heard', 'event': 'go', 'to': 'heard', 'guards': [], 'do': [['set', 'breach_unexplained', 0]],"
    "   'timers': []},"
    "  {'from': 'heard', 'event': 'end', 'to': 'closed', 'guards': ['over', 'explained'], 'do': [], 'timers': [['stop',"
    "   'C'], ['stop', 'W'], ['stop', 'N']]}],"
    " 'invariants': [{'id': 'nothing-open', 'in': ['closed'], 'expr': ['ref', 'explained']}]}]}";

static const char migration_text[] =
    "{'schema': 'feedback-migration/1', 'id': 'small-2', 'reason': 'shorter', 'from': 'small@1', 'to': 'small@2',"
    " 'states': {'gone': 'heard', 'away': null}, 'facts': {'count': {'from': 'n'}, 'level': {'value': 'low'},"
    " 'since': {'value': '2025-01-01'}}, 'forgotten': ['old'], 'timers': {'C': {'from': ['A', 'B']}, 'N': {'start_in':"
    " ['heard']}}, 'waived': {'X': 'not needed'}}";

static coprod_machine *older, *newer;

/* "code place" of every finding, from a migration in single quotes; the migration if it loads. */
static inline coprod_migration *migration_of(const char *quoted, char *found, size_t bytes)
{
    coprod_findings *findings = new_findings();
    coprod_migration *migration = NULL;
    json_t *json = json_of(quoted);
    char *text = json_dumps(json, 0);
    coprod_status status = coprod_migration_load(older, newer, text, COPROD_NTS, NULL, findings, &migration);
    list_findings(findings, found, bytes);
    for (char *end = found; *end; end++)
        if (*end == '\n')
            *end = end[1] ? ';' : '\0';
    assert_int_equal(status == COPROD_OK, migration != NULL);
    if (status != COPROD_OK)
        assert_int_equal(status, COPROD_E_DEFINITION);
    coprod_findings_free(findings);
    json_decref(json);
    free(text);
    return migration;
}

static inline coprod_migration *migration(void)
{
    char found[2000];
    coprod_migration *made = migration_of(migration_text, found, sizeof found);
    if (!made)
        fail_msg("%s", found);
    return made;
}

static inline int make_machines(void **state)
{
    (void)state;
    older = machine_in(old_definition, NULL);
    newer = machine_in(new_definition, NULL);
    return 0;
}

static inline int free_machines(void **state)
{
    (void)state;
    coprod_machine_free(older);
    coprod_machine_free(newer);
    return 0;
}

#define CREATE "{'by': 'lead:x', 'at': '2025-06-02'}"
#define GO "{'event': 'go', 'by': 'lead:x', 'at': '2025-06-03', 'key': 'k', 'payload': {'why': 'because', 'n': 7," \
    " 'on': '2025-07-01', 'so': true}}"

static inline size_t saved(const coprod_loop *loop, uint8_t bytes[4000])
{
    size_t length = 0;
    assert_int_equal(coprod_loop_save(loop, bytes, 4000, &length), COPROD_OK);
    return length;
}

static inline void assert_same_loop(const coprod_loop *one, const coprod_loop *other)
{
    static uint8_t first[4000], second[4000];
    size_t length = saved(one, first);
    assert_int_equal(length, saved(other, second));
    assert_memory_equal(first, second, length);
}

static inline const char *told(const coprod_loop *loop)
{
    static char text[4000];
    coprod_loop_answer answer = {sizeof answer};
    assert_int_equal(coprod_loop_json(loop, &answer, text, sizeof text, NULL), COPROD_OK);
    return strstr(text, "\"state\"");
}

/* A machine of one state more than it needs, with parts that are given. */
static inline coprod_machine *plain(int version, const char *facts, const char *guards, const char *timers, const char *start,
                             const char *rest)
{
    char text[4000];
    snprintf(text, sizeof text,
             "{'schema': 'feedback-machines/1', 'machines': [{'id': 'plain', 'version': %d, 'title': 'Plain', 'calendar':"
             " 'england', 'roles': ['lead'], 'states': ['open', 'mid', 'closed'], 'initial': 'open', 'accepting':"
             " ['closed'], 'final': ['closed'], 'facts': {'breach_unexplained': ['int', 0]%s}, 'guards': {'explained':"
             " ['eq', 'breach_unexplained', 0]%s}, 'events': {'go': {'roles': ['lead'], 'payload': {'n': 'int'}}, 'end':"
             " {'roles': ['lead'], 'payload': {}}}, 'timers': {%s}, 'create': {'roles': ['lead'], 'payload': {},"
             " 'guards': [], 'do': [], 'timers': [%s]}, %s}]}",
             version, facts, guards, timers, start, rest);
    return machine_in(text, NULL);
}

static inline coprod_migration *between(const coprod_machine *from, const coprod_machine *to, const char *rest)
{
    coprod_migration *made = NULL;
    coprod_findings *findings = new_findings();
    char text[1000], found[1000];
    json_t *json;
    char *dumped;
    snprintf(text, sizeof text, "{'schema': 'feedback-migration/1', 'id': 'm', 'reason': 'r', 'from': 'plain@1', 'to':"
                                " 'plain@2'%s}", rest);
    json = json_of(text);
    dumped = json_dumps(json, 0);
    if (coprod_migration_load(from, to, dumped, COPROD_NTS, NULL, findings, &made) != COPROD_OK) {
        list_findings(findings, found, sizeof found);
        fail_msg("%s", found);
    }
    coprod_findings_free(findings);
    free(dumped);
    json_decref(json);
    return made;
}

#define GO_ON "'transitions': [{'from': 'open', 'event': 'go', 'to': 'mid', 'guards': [], 'do': [], 'timers': []}," \
    " {'from': 'mid', 'event': 'end', 'to': 'closed', 'guards': ['explained'%s], 'do': [], 'timers': %s}], 'invariants': []"

#endif
