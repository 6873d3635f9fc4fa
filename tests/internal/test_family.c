/* SPDX-License-Identifier: MIT */
/* Loops below loops: none closes before those below it, in a journal and in a store, one by one and many at once. */
#include "loop_tools.h"

#include "coprod/feedback_family.h"
#include "journal_internal.h"
#include "random.h"
#include "store_internal.h"

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

static int begin(void **state)
{
    (void)state;
    machine = machine_in(small, NULL);
    creation = event_of(machine, "{'by': 'lead:t', 'at': '2025-06-02'}");
    for (int i = 0; i < EVENTS; i++)
        assert_int_equal(coprod_event_new(machine, names[i], "lead:t", day_of("2025-06-03"), NULL, &events[i]), COPROD_OK);
    return 0;
}

static int end(void **state)
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

static coprod_journal_options settings(void)
{
    return (coprod_journal_options){sizeof(coprod_journal_options), NULL, secret, sizeof secret, NULL, 0};
}

static kept keep(void)
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

static void drop(kept *own)
{
    for (uint32_t i = 0; i < LOOPS; i++)
        coprod_loop_free(own->loop[i]);
    coprod_journal_free(own->journal);
}

static const char *act(kept *own, uint32_t number, int event)
{
    static char text[100];
    coprod_loop_answer answer = {sizeof answer};
    assert_int_equal(coprod_journal_step(own->journal, number, own->loop[number], events[event], &answer), COPROD_OK);
    snprintf(text, sizeof text, "%s %s", coprod_loop_answer_name(answer.kind), answer.detail);
    return text;
}

static coprod_status join(kept *own, uint32_t child, uint32_t parent)
{
    return coprod_journal_join(own->journal, child, parent, day_of("2025-06-03"), "lead:t");
}

static const char *family_of(const coprod_journal *journal, uint32_t number)
{
    static char text[100];
    coprod_family own = {sizeof own};
    assert_int_equal(coprod_journal_family(journal, number, &own), COPROD_OK);
    snprintf(text, sizeof text, "%s%u, %u below, %u open%s", own.has_parent ? "below " : "below none ", own.parent,
             own.children, own.open_children, own.may_end ? ", may end" : "");
    return text;
}

/* A framework and two commitments, one of which has a part of its own. */
static void framework(void **state)
{
    kept own = keep();
    uint32_t below[2];
    size_t count, length;
    coprod_journal_options options = settings();
    coprod_record record = {sizeof record};
    coprod_journal *again = NULL;
    const uint8_t *bytes;
    (void)state;
    assert_int_equal(join(&own, 1, 0), COPROD_OK);
    assert_int_equal(join(&own, 2, 0), COPROD_OK);
    assert_int_equal(join(&own, 3, 2), COPROD_OK);
    assert_string_equal(act(&own, 0, CLOSE), "CHILDREN closed");
    assert_string_equal(act(&own, 0, NOTE), "OK ");
    assert_string_equal(act(&own, 1, CLOSE), "OK ");
    assert_string_equal(act(&own, 2, CLOSE), "CHILDREN closed");
    assert_string_equal(act(&own, 3, CLOSE), "OK ");
    assert_string_equal(act(&own, 0, CLOSE), "CHILDREN closed");
    assert_string_equal(act(&own, 2, CLOSE), "OK ");
    assert_string_equal(family_of(own.journal, 0), "below none 0, 2 below, 0 open");
    assert_string_equal(act(&own, 0, CLOSE), "OK ");
    assert_string_equal(family_of(own.journal, 0), "below none 0, 2 below, 0 open, may end");
    /* What was closed may be opened again, whatever stands above it; that one then cannot go further. */
    assert_string_equal(act(&own, 1, REOPEN), "OK ");
    assert_string_equal(family_of(own.journal, 0), "below none 0, 2 below, 1 open, may end");
    assert_string_equal(act(&own, 0, FINISH), "CHILDREN over");
    assert_string_equal(act(&own, 0, REOPEN), "OK ");
    assert_string_equal(family_of(own.journal, 3), "below 2, 0 below, 0 open, may end");
    assert_int_equal(coprod_journal_children(own.journal, 0, below, 2, &count), COPROD_OK);
    assert_int_equal(count, 2);
    assert_int_equal(below[0], 1);
    assert_int_equal(below[1], 2);
    assert_int_equal(coprod_journal_children(own.journal, 0, below, 1, &count), COPROD_E_BUFFER);
    assert_int_equal(coprod_journal_children(own.journal, 9, below, 1, &count), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_journal_record(own.journal, 5, &record), COPROD_OK);
    assert_int_equal(record.kind, COPROD_RECORD_PARENT);
    assert_int_equal(record.loop, 1);
    assert_int_equal(record.parent, 0);
    assert_int_equal(coprod_journal_bytes(own.journal, &bytes, &length), COPROD_OK);
    assert_int_equal(coprod_journal_open(bytes, length, &options, NULL, &again), COPROD_OK);
    for (uint32_t i = 0; i < LOOPS; i++) {
        char text[100];
        coprod_loop *replayed = NULL;
        snprintf(text, sizeof text, "%s", family_of(own.journal, i));
        assert_string_equal(family_of(again, i), text);
        assert_int_equal(coprod_journal_replay(again, i, machine, &replayed), COPROD_OK);
        assert_int_equal(coprod__loop_may_end(replayed), coprod__loop_may_end(own.loop[i]));
        coprod_loop_free(replayed);
    }
    coprod_journal_free(again);
    drop(&own);
}

static void who_may_join(void **state)
{
    kept own = keep();
    uint64_t count;
    (void)state;
    assert_int_equal(join(&own, 1, 0), COPROD_OK);
    assert_int_equal(join(&own, 2, 1), COPROD_OK);
    count = coprod_journal_count(own.journal);
    assert_int_equal(join(&own, 0, 0), COPROD_E_ARGUMENT);
    assert_int_equal(join(&own, 0, 2), COPROD_E_ARGUMENT); /* a circle */
    assert_int_equal(join(&own, 1, 3), COPROD_E_ARGUMENT); /* it has one */
    assert_int_equal(join(&own, 1, 0), COPROD_E_ARGUMENT);
    assert_string_equal(act(&own, 3, CLOSE), "OK ");
    assert_int_equal(join(&own, 0, 3), COPROD_E_ARGUMENT); /* that one is closed, and this is not */
    assert_int_equal(join(&own, 0, 4), COPROD_E_UNKNOWN);
    assert_int_equal(join(&own, 4, 0), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_journal_join(own.journal, 3, 0, INT32_MAX, "x"), COPROD_E_RANGE);
    assert_int_equal(coprod_journal_join(own.journal, 3, 0, 0, ""), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_journal_join(own.journal, 3, 0, 0, "\xff"), COPROD_E_TEXT);
    assert_int_equal(coprod_journal_join(NULL, 3, 0, 0, "x"), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_journal_count(own.journal), count + 1);
    assert_int_equal(join(&own, 3, 0), COPROD_OK); /* closed, below one that is open */
    assert_string_equal(family_of(own.journal, 0), "below none 0, 2 below, 1 open");
    drop(&own);
}

/* Records that no journal would have written: a parent that ends before its child, a circle, a parent that is none. */
static void forged(void **state)
{
    coprod_journal_options options = settings();
    (void)state;
    for (int kind = 0; kind < 5; kind++) {
        kept own = keep();
        coprod_journal_report report = {sizeof report};
        coprod_journal *again = NULL;
        coprod__content content;
        const uint8_t *bytes;
        size_t length;
        assert_int_equal(join(&own, 1, 0), COPROD_OK);
        assert_int_equal(coprod__journal_room(own.journal, 1, 0), COPROD_OK);
        if (kind == 0) {
            coprod__content_begin(&content, COPROD_RECORD_EVENT, 0, coprod__day_kept(day_of("2025-06-03")));
            coprod__content_number(&content, CLOSE, 2);
            coprod__content_number(&content, 0, 1);
            coprod__content_number(&content, COPROD__MAY_END, 1);
            coprod__content_bytes(&content, secret, COPROD__SHORT);
        } else {
            static const uint32_t child[] = {0, 0, 1, 1, 2}, parent[] = {0, 1, 2, 7, 0};
            coprod__content_begin(&content, COPROD_RECORD_PARENT, child[kind], coprod__day_kept(0));
            coprod__content_number(&content, parent[kind], 4);
            coprod__content_bytes(&content, secret, COPROD__SHORT - (kind == 4));
        }
        coprod__journal_add_to(own.journal, 0, &content);
        assert_int_equal(coprod_journal_bytes(own.journal, &bytes, &length), COPROD_OK);
        assert_int_equal(coprod_journal_open(bytes, length, &options, &report, &again), COPROD_E_BLOB);
        assert_int_equal(report.state, COPROD_JOURNAL_BROKEN);
        assert_int_equal(report.record_count, 6);
        drop(&own);
    }
}

/* --- stores --- */

enum { MANY = 300 };

static coprod_loops *new_store(void)
{
    coprod_loop_answer answer = {sizeof answer};
    coprod_loops *loops = NULL;
    uint32_t first;
    assert_int_equal(coprod_loops_new(machine, NULL, &loops), COPROD_OK);
    assert_int_equal(coprod_loops_add(loops, creation, 0, MANY, &answer, &first), COPROD_OK);
    return loops;
}

static int may_end(const coprod_loops *loops, uint32_t number)
{
    coprod_family own = {sizeof own};
    assert_int_equal(coprod_loops_family(loops, number, &own), COPROD_OK);
    return own.may_end;
}

/* Who is open below a loop, counted one by one from the parents that were drawn. */
static void check_store(const coprod_loops *loops, const int32_t *parent)
{
    for (uint32_t i = 0; i < MANY; i++) {
        coprod_family own = {sizeof own};
        uint32_t open = 0, children = 0;
        for (uint32_t c = 0; c < MANY; c++) {
            children += parent[c] == (int32_t)i;
            open += parent[c] == (int32_t)i && !may_end(loops, c);
        }
        assert_int_equal(coprod_loops_family(loops, i, &own), COPROD_OK);
        assert_int_equal(own.children, children);
        assert_int_equal(own.open_children, open);
        assert_int_equal(own.has_parent, parent[i] >= 0);
        assert_int_equal(own.parent, parent[i] < 0 ? 0 : parent[i]);
    }
}

/* Many at once give what one by one gives; and nowhere does a loop come to where it may end while one below may not. */
static void many_are_as_one(void **state)
{
    uint64_t seed = 7;
    uint32_t refused = 0, done = 0;
    (void)state;
    for (int round = 0; round < 12; round++) {
        coprod_loops *one = new_store(), *many = new_store();
        int32_t parent[MANY];
        for (uint32_t i = 0; i < MANY; i++)
            parent[i] = -1;
        for (int turn = 0; turn < 40; turn++) {
            uint32_t child = draw(&seed, MANY), above = draw(&seed, MANY), event = draw(&seed, EVENTS - 1);
            uint8_t kinds[MANY];
            coprod_status status = coprod_loops_join(one, child, above);
            assert_int_equal(coprod_loops_join(many, child, above), status);
            if (status == COPROD_OK)
                parent[child] = (int32_t)above;
            event = turn % 3 ? event : NOTE;
            assert_int_equal(coprod_loops_step_many(many, events[event], NULL, MANY, kinds), COPROD_OK);
            for (uint32_t i = 0; i < MANY; i++) {
                coprod_loop_answer answer = {sizeof answer};
                int open = 0;
                for (uint32_t c = 0; c < MANY; c++)
                    open |= parent[c] == (int32_t)i && !may_end(one, c);
                assert_int_equal(coprod_loops_step(one, i, events[event], &answer), COPROD_OK);
                assert_int_equal(answer.kind, kinds[i]);
                assert_false(answer.kind == COPROD_LOOP_OK && open && may_end(one, i));
                refused += answer.kind == COPROD_LOOP_CHILDREN;
                done += answer.kind == COPROD_LOOP_OK;
            }
        }
        check_store(one, parent);
        check_store(many, parent);
        coprod_loops_free(one);
        coprod_loops_free(many);
    }
    assert_true(refused > 100 && done > 10000);
}

static void in_a_store(void **state)
{
    coprod_loops *loops = new_store();
    coprod_loop_answer answer = {sizeof answer};
    coprod_family family = {sizeof family};
    uint32_t below[2], first;
    size_t count;
    (void)state;
    assert_int_equal(coprod_loops_children(loops, 0, below, 2, &count), COPROD_OK);
    assert_int_equal(count, 0);
    assert_int_equal(coprod_loops_join(loops, 1, 0), COPROD_OK);
    assert_int_equal(coprod_loops_join(loops, 2, 0), COPROD_OK);
    assert_int_equal(coprod_loops_join(loops, 0, 2), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_loops_join(loops, 0, MANY), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_loops_join(NULL, 0, 1), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_loops_step(loops, 0, events[CLOSE], &answer), COPROD_OK);
    assert_string_equal(coprod_loop_answer_name(answer.kind), "CHILDREN");
    assert_string_equal(answer.detail, "closed");
    assert_int_equal(answer.seq, 1);
    assert_int_equal(coprod_loops_children(loops, 0, below, 2, &count), COPROD_OK);
    assert_int_equal(count, 2);
    assert_int_equal(coprod_loops_children(loops, 0, below, 1, &count), COPROD_E_BUFFER);
    assert_int_equal(coprod_loops_children(loops, MANY, below, 1, &count), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_loops_children(loops, 0, NULL, 1, &count), COPROD_E_ARGUMENT);
    /* Loops that are added later have no family until they join. */
    assert_int_equal(coprod_loops_add(loops, creation, 0, 500, &answer, &first), COPROD_OK);
    assert_int_equal(coprod_loops_family(loops, first + 499, &family), COPROD_OK);
    assert_int_equal(family.has_parent, 0);
    assert_int_equal(coprod_loops_step(loops, first, events[CLOSE], &answer), COPROD_OK);
    assert_int_equal(coprod_loops_join(loops, first, 1), COPROD_OK);
    assert_int_equal(coprod_loops_join(loops, 3, first), COPROD_E_ARGUMENT); /* closed already */
    assert_int_equal(coprod_loops_family(loops, 1, &family), COPROD_OK);
    assert_int_equal(family.children, 1);
    assert_int_equal(family.open_children, 0);
    coprod_loops_free(loops);
}

/* Under another machine a store keeps who is above whom. */
static void migrated(void **state)
{
    static const char text[] = "{\"schema\": \"feedback-migration/1\", \"id\": \"m\", \"reason\": \"r\", \"from\": \"small@1\","
                               " \"to\": \"small@1\", \"states\": {\"closed\": \"open\"}}";
    coprod_loops *loops = new_store(), *moved = NULL;
    coprod_loop_answer answer = {sizeof answer};
    coprod_migration_counts counts = {sizeof counts};
    coprod_migration *migration = NULL;
    coprod_family family = {sizeof family};
    (void)state;
    assert_int_equal(coprod_loops_join(loops, 1, 0), COPROD_OK);
    assert_int_equal(coprod_loops_join(loops, 2, 0), COPROD_OK);
    assert_int_equal(coprod_loops_step(loops, 1, events[CLOSE], &answer), COPROD_OK);
    assert_int_equal(coprod_loops_family(loops, 0, &family), COPROD_OK);
    assert_int_equal(family.open_children, 1);
    assert_int_equal(coprod_migration_load(machine, machine, text, COPROD_NTS, NULL, NULL, &migration), COPROD_OK);
    assert_int_equal(coprod_loops_migrate(loops, migration, day_of("2025-06-03"), &counts, NULL, NULL, 0, &moved), COPROD_OK);
    assert_int_equal(coprod_loops_family(moved, 0, &family), COPROD_OK);
    assert_int_equal(family.children, 2);
    assert_int_equal(family.open_children, 2);
    coprod_migration_free(migration);
    coprod_loops_free(moved);
    coprod_loops_free(loops);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(framework),       cmocka_unit_test(who_may_join), cmocka_unit_test(forged),
        cmocka_unit_test(many_are_as_one), cmocka_unit_test(in_a_store),   cmocka_unit_test(migrated),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
