/* SPDX-License-Identifier: MIT */
/* Loops that began elsewhere, in journals and in stores. */
#include "adopt_tools.h"

#include "coprod/feedback_family.h"
#include "adopt_internal.h"
#include "journal_internal.h"

static const uint8_t secret[] = "sixteen bytes or more";

static coprod_journal *journal_with(const coprod_machine *machine, coprod_loop **loop)
{
    coprod_journal_options options = {sizeof options, NULL, secret, sizeof secret, NULL, 0};
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event = event_of(machine, doing);
    coprod_journal *journal = NULL;
    uint32_t number;
    assert_int_equal(coprod_journal_new(&options, &journal), COPROD_OK);
    assert_int_equal(coprod_journal_create(journal, machine, event, &answer, &number, loop), COPROD_OK);
    coprod_event_free(event);
    event = event_of(machine, "{'event': 'complete', 'by': 'owner:o', 'at': '2025-07-02', 'payload': {'evidence': 1}}");
    assert_int_equal(coprod_journal_step(journal, number, *loop, event, &answer), COPROD_OK);
    assert_string_equal(coprod_loop_answer_name(answer.kind), "OK");
    coprod_event_free(event);
    return journal;
}

static void check_same(const coprod_loop *a, const coprod_loop *b)
{
    uint8_t bytes[2][4096];
    size_t length[2];
    assert_int_equal(coprod_loop_save(a, bytes[0], sizeof bytes[0], &length[0]), COPROD_OK);
    assert_int_equal(coprod_loop_save(b, bytes[1], sizeof bytes[1], &length[1]), COPROD_OK);
    assert_int_equal(length[0], length[1]);
    assert_memory_equal(bytes[0], bytes[1], length[0]);
}

static void journal_marks_it(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_journal_options options = {sizeof options, NULL, secret, sizeof secret, NULL, 0};
    coprod_journal_report report = {sizeof report};
    coprod_record record = {sizeof record};
    coprod_family family = {sizeof family};
    coprod_journal *again = NULL, *journal;
    coprod_loop *loop = NULL, *replayed = NULL;
    const uint8_t *bytes;
    uint8_t *broken;
    size_t length;
    (void)state;
    journal = journal_with(machine, &loop);
    assert_int_equal(coprod_journal_record(journal, 1, &record), COPROD_OK);
    assert_int_equal(record.kind, COPROD_RECORD_ADOPTION);
    assert_int_equal(record.has_key, 1);
    assert_int_equal(record.day, day_of("2025-07-01"));
    assert_string_equal(machine->roles.name[record.role], "lead");
    assert_int_equal(coprod_journal_family(journal, 0, &family), COPROD_OK);
    assert_int_equal(family.adopted, 1);
    assert_int_equal(coprod_journal_bytes(journal, &bytes, &length), COPROD_OK);
    assert_int_equal(coprod_journal_open(bytes, length, &options, NULL, &again), COPROD_OK);
    assert_int_equal(coprod_journal_replay(again, 0, machine, &replayed), COPROD_OK);
    check_same(loop, replayed);
    broken = malloc(length);
    for (size_t bit = 0; bit < 8 * length; bit++) {
        memcpy(broken, bytes, length);
        broken[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_equal(coprod_journal_verify(broken, length, &options, &report), COPROD_OK);
        assert_int_not_equal(report.state, COPROD_JOURNAL_INTACT);
    }
    free(broken);
    coprod_loop_free(replayed);
    coprod_loop_free(loop);
    coprod_journal_free(again);
    coprod_journal_free(journal);
    coprod_machine_free(machine);
}

/* A record that says what cannot be, with a hash that is right: it is read to its end, and refused. */
static void forged(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_loop *loop = NULL, *replayed;
    coprod_journal *journal = journal_with(machine, &loop);
    size_t start = journal->records[1].start, end = journal->records[2].start - COPROD__HASH, replays = 0, refusals = 0;
    (void)state;
    for (size_t at = start + COPROD__RECORD_LENGTH + 8; at < end; at++) {
        uint8_t was = journal->bytes[at];
        for (int value = 0; value < 256; value += 15) {
            coprod_status status;
            journal->bytes[at] = (uint8_t)value;
            status = coprod_journal_replay(journal, 0, machine, &replayed);
            if (status != COPROD_OK && status != COPROD_E_BLOB && status != COPROD_E_FINGERPRINT)
                fail_msg("byte %zu, value %d: %d", at, value, status);
            replays += status == COPROD_OK;
            refusals += status == COPROD_E_BLOB;
            coprod_loop_free(replayed);
        }
        journal->bytes[at] = was;
    }
    assert_true(replays > 100 && refusals > 100);
    coprod_loop_free(loop);
    coprod_journal_free(journal);
    coprod_machine_free(machine);
}

/* A record that is whole, with a hash that is right, of an adoption that no event could have asserted. */
static void not_as_it_can_be(void **state)
{
    enum { AS_SAID, MARKED, MUST_RUN, CANNOT_RUN, INVARIANT, NOT_OVER, UNEXPLAINED, CREATED, KINDS };
    coprod_machine *machine = machine_of("suggestion");
    coprod_journal_options options = {sizeof options, NULL, secret, sizeof secret, NULL, 0};
    const uint32_t update = (uint32_t)coprod__name_find(&machine->timers, "T_update");
    const uint32_t ack = (uint32_t)coprod__name_find(&machine->timers, "T_ack");
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        coprod_event *event = event_of(machine, doing);
        coprod__adopted *own = (coprod__adopted *)event->act.adopted;
        coprod_loop_answer answer = {sizeof answer};
        coprod_journal *journal = NULL;
        coprod_loop *loop = NULL, *replayed = NULL;
        uint32_t number;
        if (kind == MARKED) /* so it would never be missed */
            own->clocks[update] |= COPROD__BREACHED;
        if (kind == MUST_RUN)
            own->clocks[update] = 0;
        if (kind == CANNOT_RUN)
            own->clocks[ack] = coprod__day_kept(day_of("2025-07-02"));
        if (kind == INVARIANT) { /* closed, and nobody was told */
            own->state = (uint32_t)coprod__name_find(&machine->states, "closed");
            own->clocks[update] = 0;
            own->clocks[coprod__name_find(&machine->timers, "T_retain")] = coprod__day_kept(day_of("2027-07-01"));
        }
        if (kind == NOT_OVER)
            own->missed[0].due = event->act.at;
        if (kind == UNEXPLAINED)
            own->facts[machine->unexplained] = 2;
        if (kind == CREATED)
            own->created = event->act.at + 1;
        assert_int_equal(coprod_journal_new(&options, &journal), COPROD_OK);
        assert_int_equal(coprod_journal_create(journal, machine, event, &answer, &number, &loop), COPROD_OK);
        if (coprod_journal_replay(journal, 0, machine, &replayed) != (kind == AS_SAID ? COPROD_OK : COPROD_E_BLOB))
            fail_msg("%d", kind);
        coprod_loop_free(replayed);
        coprod_loop_free(loop);
        coprod_journal_free(journal);
        coprod_event_free(event);
    }
    coprod_machine_free(machine);
}

static void in_a_store(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_event *event = event_of(machine, doing);
    coprod_loop_answer answer = {sizeof answer};
    coprod_figures figures = {sizeof figures};
    coprod_family family = {sizeof family};
    coprod_loops *loops = NULL;
    coprod_loop *loop = loop_of(machine, doing), *copy = NULL;
    uint32_t first;
    (void)state;
    assert_int_equal(coprod_loops_new(machine, NULL, &loops), COPROD_OK);
    assert_int_equal(coprod_loops_add(loops, event, 1, 2, &answer, &first), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_loops_add(loops, event, 1, 1, &answer, &first), COPROD_OK);
    assert_int_equal(coprod_loops_copy(loops, first, &copy), COPROD_OK);
    check_same(loop, copy);
    assert_int_equal(coprod_loops_figures(loops, NULL, day_of("2025-07-01"), &figures), COPROD_OK);
    assert_int_equal(figures.late, 1);
    assert_int_equal(figures.missed_days, 1);
    assert_int_equal(coprod_loops_family(loops, first, &family), COPROD_OK);
    assert_int_equal(family.adopted, 1);
    coprod_loop_free(copy);
    coprod_loop_free(loop);
    coprod_loops_free(loops);
    coprod_event_free(event);
    coprod_machine_free(machine);
}

/* Of a loop that was closed when it was adopted nobody knows how long it took; of one that closes here, if its beginning
 * is known. */
static void times_that_are_known(void **state)
{
    static const char *const steps[] = {
        "{'event': 'close', 'by': 'lead:t', 'at': '2025-07-05'}"};
    coprod_machine *machine = machine_of("suggestion");
    coprod_loop_answer answer = {sizeof answer};
    coprod_loops *loops = NULL;
    int32_t closed[4], days[4];
    uint32_t number;
    size_t count;
    (void)state;
    assert_int_equal(coprod_loops_new(machine, NULL, &loops), COPROD_OK);
    for (int i = 0; i < 3; i++) {
        json_t *json = json_of(doing);
        coprod_event *event;
        char *text;
        put(json, "/adopt/state", json_string(i ? "told" : "closed"));
        put(json, "/key", NULL);
        put(json, "/adopt/facts/breach_unexplained", json_integer(0));
        put(json, "/adopt/facts/told", json_integer(2));
        put(json, "/adopt/facts/published", json_true());
        put(json, "/adopt/facts/agreed", json_true());
        put(json, "/adopt/clocks/T_update", json_null());
        put(json, i ? "/adopt/clocks/T_challenge" : "/adopt/clocks/T_retain", json_string("2027-07-01"));
        if (i == 2)
            put(json, "/adopt/created", json_null());
        text = json_dumps(json, 0);
        assert_int_equal(coprod_event_load(machine, text, COPROD_NTS, NULL, NULL, &event), COPROD_OK);
        assert_int_equal(coprod_loops_add(loops, event, 0, 1, &answer, &number), COPROD_OK);
        coprod_event_free(event);
        if (i) {
            event = event_of(machine, steps[0]);
            assert_int_equal(coprod_loops_step(loops, number, event, &answer), COPROD_OK);
            assert_string_equal(coprod_loop_answer_name(answer.kind), "OK");
            coprod_event_free(event);
        }
        free(text);
        json_decref(json);
    }
    assert_int_equal(coprod_loops_times(loops, NULL, closed, days, 4, &count), COPROD_OK);
    assert_int_equal(count, 1);
    assert_int_equal(days[0], day_of("2025-07-05") - day_of("2025-02-03"));
    coprod_loops_free(loops);
    coprod_machine_free(machine);
}

/* One that was closed when it was adopted, and is opened and closed again here: both days are known. */
static void closed_again(void **state)
{
    static const char *const steps[] = {
        "{'event': 'reopen', 'by': 'contributor:c', 'at': '2025-07-02', 'payload': {'reason': 'it stopped'}}",
        "{'event': 'close', 'by': 'lead:t', 'at': '2025-07-05'}"};
    static const char small[] =
        "{'schema': 'feedback-machines/1', 'machines': [{'id': 'small', 'version': 1, 'title': 'Small', 'calendar':"
        " 'england', 'roles': ['lead', 'contributor'], 'states': ['open', 'closed'], 'initial': 'open', 'accepting':"
        " ['closed'], 'final': [], 'facts': {}, 'guards': {}, 'timers': {}, 'events': {'close': {'roles': ['lead'],"
        " 'payload': {}}, 'reopen': {'roles': ['contributor'], 'payload': {'reason': 'text'}}}, 'create': {'roles':"
        " ['lead'], 'payload': {}, 'guards': [], 'do': [], 'timers': []}, 'transitions': [{'from': 'open', 'event':"
        " 'close', 'to': 'closed', 'guards': [], 'do': [], 'timers': []}, {'from': 'closed', 'event': 'reopen', 'to':"
        " 'open', 'guards': [], 'do': [], 'timers': []}], 'invariants': []}]}";
    coprod_machine *machine = machine_in(small, NULL);
    coprod_event *event = event_of(machine, "{'by': 'lead:t', 'at': '2025-07-01', 'adopt': {'state': 'closed', 'reason':"
                                            " 'r', 'created': '2025-02-03', 'facts': {}, 'clocks': {}, 'missed': []}}");
    coprod_loop_answer answer = {sizeof answer};
    coprod_loops *loops = NULL;
    int32_t closed[2], days[2];
    uint32_t number;
    size_t count;
    (void)state;
    assert_int_equal(coprod_loops_new(machine, NULL, &loops), COPROD_OK);
    assert_int_equal(coprod_loops_add(loops, event, 0, 1, &answer, &number), COPROD_OK);
    coprod_event_free(event);
    assert_int_equal(coprod_loops_times(loops, NULL, closed, days, 2, &count), COPROD_OK);
    assert_int_equal(count, 0);
    for (int i = 0; i < 2; i++) {
        event = event_of(machine, steps[i]);
        assert_int_equal(coprod_loops_step(loops, number, event, &answer), COPROD_OK);
        assert_string_equal(coprod_loop_answer_name(answer.kind), "OK");
        coprod_event_free(event);
    }
    assert_int_equal(coprod_loops_times(loops, NULL, closed, days, 2, &count), COPROD_OK);
    assert_int_equal(count, 1);
    assert_int_equal(closed[0], day_of("2025-07-05"));
    assert_int_equal(days[0], day_of("2025-07-05") - day_of("2025-02-03"));
    coprod_loops_free(loops);
    coprod_machine_free(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(journal_marks_it),
        cmocka_unit_test(forged),
        cmocka_unit_test(not_as_it_can_be),
        cmocka_unit_test(in_a_store),
        cmocka_unit_test(times_that_are_known),
        cmocka_unit_test(closed_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
