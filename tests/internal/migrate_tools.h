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

#endif
