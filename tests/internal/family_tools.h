/* SPDX-License-Identifier: MIT */
/* A small machine that opens and closes, and loops of it in a journal. */
#ifndef COPROD_TEST_FAMILY_TOOLS_H
#define COPROD_TEST_FAMILY_TOOLS_H

#include "loop_tools.h"

#include "coprod/feedback_family.h"
#include "journal_internal.h"

static const uint8_t secret[] = "sixteen bytes or more";

/* Opens, closes, opens again; `odd` leads from closed to closed. */
static const char small[] =
    "{'schema': 'feedback-machines/1', 'machines': [{'id': 'small', 'version': 1, 'title': 'Small', 'calendar': 'england',"
    " 'roles': ['lead'], 'states': ['open', 'closed', 'over'], 'initial': 'open', 'accepting': ['closed', 'over'],"
    " 'final': ['over'], 'facts': {'n': ['int', 0], 'breach_unexplained': ['int', 0]}, 'guards': {}, 'timers': {},"
    " 'events': {'close': {'roles': ['lead'], 'payload': {}}, 'reopen': {'roles': ['lead'], 'payload': {}},"
    " 'finish': {'roles': ['lead'], 'payload': {}}, 'note': {'roles': ['lead'], 'payload': {}}},"
    " 'create': {'roles': ['lead'], 'payload': {}, 'guards': [], 'do': [], 'timers': []},"
    " 'transitions': [{'from': 'open', 'event': 'close', 'to': 'closed', 'guards': [], 'do': [['add', 'n', 1]], 'timers': []},"
    " {'from': 'open', 'event': 'note', 'to': 'open', 'guards': [], 'do': [['add', 'n', 1]], 'timers': []},"
    " {'from': 'closed', 'event': 'reopen', 'to': 'open', 'guards': [], 'do': [], 'timers': []},"
    " {'from': 'closed', 'event': 'finish', 'to': 'over', 'guards': [], 'do': [], 'timers': []}], 'invariants': []}]}";

enum { CLOSE, REOPEN, FINISH, NOTE, EVENTS };
static const char *const names[EVENTS] = {"close", "reopen", "finish", "note"};
static coprod_machine *machine;
static coprod_event *creation, *events[EVENTS];

static inline int begin(void **state)
{
    (void)state;
    machine = machine_in(small, NULL);
    creation = event_of(machine, "{'by': 'lead:t', 'at': '2025-06-02'}");
    for (int i = 0; i < EVENTS; i++)
        assert_int_equal(coprod_event_new(machine, names[i], "lead:t", day_of("2025-06-03"), NULL, &events[i]), COPROD_OK);
    return 0;
}

static inline int end(void **state)
{
    (void)state;
    for (int i = 0; i < EVENTS; i++)
        coprod_event_free(events[i]);
    coprod_event_free(creation);
    coprod_machine_free(machine);
    return 0;
}

/* --- journals --- */

enum { LOOPS = 4 };
typedef struct kept {
    coprod_journal *journal;
    coprod_loop *loop[LOOPS];
} kept;

static inline coprod_journal_options settings(void)
{
    return (coprod_journal_options){sizeof(coprod_journal_options), NULL, secret, sizeof secret, NULL, 0};
}

static inline kept keep(void)
{
    coprod_journal_options options = settings();
    coprod_loop_answer answer = {sizeof answer};
    kept own;
    uint32_t number;
    assert_int_equal(coprod_journal_new(&options, &own.journal), COPROD_OK);
    for (uint32_t i = 0; i < LOOPS; i++)
        assert_int_equal(coprod_journal_create(own.journal, machine, creation, &answer, &number, &own.loop[i]), COPROD_OK);
    return own;
}

static inline void drop(kept *own)
{
    for (uint32_t i = 0; i < LOOPS; i++)
        coprod_loop_free(own->loop[i]);
    coprod_journal_free(own->journal);
}

static inline const char *act(kept *own, uint32_t number, int event)
{
    static char text[100];
    coprod_loop_answer answer = {sizeof answer};
    assert_int_equal(coprod_journal_step(own->journal, number, own->loop[number], events[event], &answer), COPROD_OK);
    snprintf(text, sizeof text, "%s %s", coprod_loop_answer_name(answer.kind), answer.detail);
    return text;
}

static inline coprod_status join(kept *own, uint32_t child, uint32_t parent)
{
    return coprod_journal_join(own->journal, child, parent, day_of("2025-06-03"), "lead:t");
}

static inline const char *family_of(const coprod_journal *journal, uint32_t number)
{
    static char text[100];
    coprod_family own = {sizeof own};
    assert_int_equal(coprod_journal_family(journal, number, &own), COPROD_OK);
    snprintf(text, sizeof text, "%s%u, %u below, %u open%s", own.has_parent ? "below " : "below none ", own.parent,
             own.children, own.open_children, own.may_end ? ", may end" : "");
    return text;
}

enum { MANY = 300 };

static inline coprod_loops *new_store(void)
{
    coprod_loop_answer answer = {sizeof answer};
    coprod_loops *loops = NULL;
    uint32_t first;
    assert_int_equal(coprod_loops_new(machine, NULL, &loops), COPROD_OK);
    assert_int_equal(coprod_loops_add(loops, creation, 0, MANY, &answer, &first), COPROD_OK);
    return loops;
}

#endif
