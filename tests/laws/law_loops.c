/* SPDX-License-Identifier: MIT */
/* A million random steps over all machines: invariants hold, a refusal changes nothing, what the journal holds gives the
 * same loops to the last byte, and so does what was saved. */
#include "random_loop.h"

#include "journal_internal.h"

enum { STEPS = 1000000, LOOPS = 8, WALK = 4000 };

static const uint8_t secret[] = "sixteen bytes or more";

typedef struct walked {
    coprod_machine *machine;
    coprod_loop *loop;
    int32_t day;
} walked;

/* Bytes of a loop without those parts that a refusal may change: the rest of the record is compared. */
static size_t save(const coprod_loop *loop, uint8_t *bytes, size_t capacity)
{
    size_t length;
    assert_int_equal(coprod_loop_save(loop, bytes, capacity, &length), COPROD_OK);
    return length;
}

static void check_invariants(const coprod_loop *loop)
{
    static const uint32_t no_payload[COPROD__FIELDS] = {0};
    const coprod_machine *machine = loop->rows.machine;
    uint32_t state = coprod__get(&loop->rows, machine->state, 0), least = COPROD__NEVER;
    for (uint32_t i = 0; i < machine->invariant_count; i++)
        if (machine->invariants[i].in[state]
            && !coprod__holds(&loop->rows, 0, machine->invariants[i].start, no_payload, 1))
            fail_msg("%s: %s does not hold in %s", machine->id, machine->invariants[i].id, machine->states.name[state]);
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        uint32_t due = coprod__get(&loop->rows, machine->timer_rules[i].slot, 0);
        if (machine->timer_rules[i].level && due && due < least && due < COPROD__BREACHED)
            least = due;
    }
    assert_int_equal(coprod__get(&loop->rows, machine->next, 0), least);
}

/* One event, and what its answer says of the change. */
static int32_t step_once(coprod_journal *journal, uint32_t number, walked *own, uint64_t *seed)
{
    static uint8_t before[1 << 16], after[1 << 16];
    coprod_loop_info was = {sizeof was}, is = {sizeof is};
    coprod_loop_answer answer = {sizeof answer};
    size_t length, records = (size_t)coprod_journal_count(journal);
    int look = draw(seed, 16) == 0;
    coprod_event *event;
    coprod_loop_get(own->loop, &was);
    event = random_event(own->machine, (int32_t)was.state, own->day += random_days(seed), seed);
    length = look ? save(own->loop, before, sizeof before) : 0;
    assert_int_equal(coprod_journal_step(journal, number, own->loop, event, &answer), COPROD_OK);
    coprod_event_free(event);
    coprod_loop_get(own->loop, &is);
    assert_int_equal(is.seq, was.seq + (answer.kind == COPROD_LOOP_OK));
    assert_int_equal(is.breach_count, was.breach_count + answer.breaches);
    assert_int_equal(coprod_journal_count(journal), records + (answer.kind == COPROD_LOOP_OK || answer.breaches));
    if (answer.kind != COPROD_LOOP_OK && !answer.breaches && look) {
        assert_int_equal(save(own->loop, after, sizeof after), length);
        assert_memory_equal(before, after, length);
    }
    if (own->day < was.last_day || draw(seed, 50) == 0)
        own->day = is.last_day;
    check_invariants(own->loop);
    return answer.kind;
}

static void check_replay(const coprod_journal *opened, uint32_t number, const walked *own)
{
    static uint8_t live[1 << 16], again[1 << 16];
    coprod_loop_options options = {sizeof options, NULL, secret, sizeof secret};
    coprod_loop *loop = NULL;
    size_t length = save(own->loop, live, sizeof live);
    assert_int_equal(coprod_journal_replay(opened, number, own->machine, &loop), COPROD_OK);
    assert_int_equal(save(loop, again, sizeof again), length);
    assert_memory_equal(live, again, length);
    coprod_loop_free(loop);
    assert_int_equal(coprod_loop_open(own->machine, live, length, &options, &loop), COPROD_OK);
    assert_int_equal(save(loop, again, sizeof again), length);
    assert_memory_equal(live, again, length);
    coprod_loop_free(loop);
}

/* Some loops that take turns in one journal. */
static size_t walk(coprod_machine *const machines[5], uint64_t *seed, size_t seen[13])
{
    coprod_journal_options options = {sizeof options, NULL, secret, sizeof secret, NULL, 0};
    walked loops[LOOPS];
    coprod_journal *journal = NULL, *opened = NULL;
    const uint8_t *bytes;
    size_t length, count = 0;
    assert_int_equal(coprod_journal_new(&options, &journal), COPROD_OK);
    while (count < LOOPS) {
        walked *own = &loops[count];
        coprod_loop_answer answer = {sizeof answer};
        coprod_event *event;
        uint32_t number;
        own->machine = machines[draw(seed, 5)];
        own->day = 19723 + (int32_t)draw(seed, 700); /* 2024 and 2025 */
        event = random_event(own->machine, -1, own->day, seed);
        assert_int_equal(coprod_journal_create(journal, own->machine, event, &answer, &number, &own->loop), COPROD_OK);
        coprod_event_free(event);
        count += own->loop != NULL;
    }
    for (size_t i = 0; i < WALK; i++) {
        uint32_t number = draw(seed, LOOPS);
        seen[step_once(journal, number, &loops[number], seed)]++;
    }
    assert_int_equal(coprod_journal_bytes(journal, &bytes, &length), COPROD_OK);
    assert_int_equal(coprod_journal_open(bytes, length, &options, NULL, &opened), COPROD_OK);
    for (uint32_t i = 0; i < LOOPS; i++) {
        check_replay(opened, i, &loops[i]);
        coprod_loop_free(loops[i].loop);
    }
    coprod_journal_free(journal);
    coprod_journal_free(opened);
    return WALK;
}

static void random_walks(void **state)
{
    coprod_machine *machines[5];
    uint64_t seed = 20261126;
    size_t steps = 0, wanted = getenv("COPROD_QUICK") ? STEPS / 20 : STEPS, seen[13] = {0};
    (void)state;
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(coprod_machine_builtin(coprod_machine_id(i), NULL, NULL, &machines[i]), COPROD_OK);
    while (steps < wanted)
        steps += walk(machines, &seed, seen);
    for (int32_t kind = COPROD_LOOP_OK; kind <= COPROD_LOOP_CALENDAR_RANGE; kind++)
        if (kind != COPROD_LOOP_TICK && kind != COPROD_LOOP_SEQ && kind != COPROD_LOOP_UNKNOWN_EVENT && !seen[kind])
            fail_msg("no %s in %zu steps", coprod_loop_answer_name(kind), steps);
    for (size_t i = 0; i < 5; i++)
        coprod_machine_free(machines[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_walks)};
    return TEST_MAIN(tests);
}
