/* SPDX-License-Identifier: MIT */
/* Stores: one event for many is each of them alone, many for many too, and figures, due lists and times are what a plain
 * count of the loops gives. */
#include "random_loop.h"

#include "store_internal.h"

enum { LOOPS = 1300, ROUNDS = 60 };

static coprod_loops *new_store(const coprod_machine *machine, uint64_t seed)
{
    coprod_loops *loops = NULL;
    assert_int_equal(coprod_loops_new(machine, NULL, &loops), COPROD_OK);
    while (coprod_loops_count(loops) < LOOPS) {
        coprod_loop_answer answer = {sizeof answer};
        coprod_event *event = random_event(machine, -1, 19800 + (int32_t)draw(&seed, 5), &seed);
        uint32_t first, count = event->key ? 1 : 1 + draw(&seed, 400);
        assert_int_equal(coprod_loops_add(loops, event, draw(&seed, 3), count, &answer, &first), COPROD_OK);
        coprod_event_free(event);
    }
    return loops;
}

/* Every column, text, missed day and count. */
static void check_same(const coprod_loops *a, const coprod_loops *b)
{
    const coprod_machine *machine = a->rows.machine;
    assert_int_equal(a->count, b->count);
    for (uint32_t i = 0; i < machine->column_count; i++)
        for (uint32_t row = 0; row < a->count; row++)
            if (memcmp(coprod__cell(&a->rows, i, row, machine->column_width[i]),
                       coprod__cell(&b->rows, i, row, machine->column_width[i]), machine->column_width[i]))
                fail_msg("column %u of loop %u", (unsigned)i, (unsigned)row);
    assert_memory_equal(a->beside, b->beside, a->count * sizeof *a->beside);
    if (machine->text_count)
        assert_memory_equal(a->rows.texts, b->rows.texts, (size_t)a->count * machine->text_count * sizeof *a->rows.texts);
    assert_int_equal(a->rows.breach_count, b->rows.breach_count);
    for (size_t i = 0; i < a->rows.breach_count; i++) {
        assert_int_equal(a->rows.breaches[i].row, b->rows.breaches[i].row);
        assert_int_equal(a->rows.breaches[i].due, b->rows.breaches[i].due);
        assert_int_equal(a->rows.breaches[i].timer, b->rows.breaches[i].timer);
    }
}

static void check_figures(const coprod_loops *loops, int32_t day, uint32_t team)
{
    coprod_figures figures = {sizeof figures}, all = {sizeof all};
    static uint32_t due[LOOPS + 400];
    static int32_t closed[LOOPS + 400], days[LOOPS + 400];
    uint64_t count = 0, late = 0, ends = 0;
    size_t due_count, found = 0, times;
    for (uint32_t i = 0; i < loops->count; i++) {
        coprod_loop_info info = {sizeof info};
        coprod_loop *loop = NULL;
        assert_int_equal(coprod_loops_copy(loops, i, &loop), COPROD_OK);
        assert_int_equal(coprod_loop_get(loop, &info), COPROD_OK);
        found += info.has_next_due && info.next_due >= day - 10 && info.next_due <= day + 10;
        count += loops->beside[i].team == team;
        late += loops->beside[i].team == team && info.breach_count;
        ends += loops->beside[i].team == team && info.accepting;
        coprod_loop_free(loop);
    }
    assert_int_equal(coprod_loops_figures(loops, &team, day, &figures), COPROD_OK);
    assert_int_equal(figures.loops, count);
    assert_int_equal(figures.late, late);
    assert_int_equal(figures.closed, ends);
    assert_int_equal(coprod_loops_figures(loops, NULL, day, &all), COPROD_OK);
    assert_int_equal(all.loops, loops->count);
    assert_int_equal(coprod_loops_due(loops, day - 10, day + 10, due, LOOPS + 400, &due_count), COPROD_OK);
    assert_int_equal(due_count, found);
    assert_int_equal(coprod_loops_times(loops, NULL, closed, days, LOOPS + 400, &times), COPROD_OK);
    assert_int_equal(times, all.closed);
    for (size_t i = 1; i < times; i++)
        assert_true(closed[i - 1] <= closed[i] && days[i] >= 0);
}

/* The commonest state of some, so that an event fits most of the loops. */
static int32_t some_state(const coprod_loops *loops, uint64_t *seed)
{
    return (int32_t)coprod__get(&loops->rows, loops->rows.machine->state, draw(seed, loops->count));
}

static void run_rounds(coprod_machine *machine, uint64_t seed, size_t seen[13])
{
    coprod_loops *many = new_store(machine, seed), *alone = new_store(machine, seed);
    static uint8_t kinds[LOOPS + 400];
    int32_t day = 19805;
    for (int round = 0; round < ROUNDS; round++) {
        coprod_event *event = random_event(machine, some_state(many, &seed), day, &seed);
        uint32_t *numbers = NULL, picked[300];
        size_t count = many->count - draw(&seed, 50);
        uint64_t missed[2];
        if (draw(&seed, 4) == 0) {
            numbers = picked;
            count = 300;
            for (size_t i = 0; i < count; i++)
                picked[i] = draw(&seed, many->count);
        }
        assert_int_equal(coprod_loops_step_many(many, event, numbers, count, kinds), COPROD_OK);
        for (size_t i = 0; i < count; i++) {
            coprod_loop_answer answer = {sizeof answer};
            assert_int_equal(coprod_loops_step(alone, numbers ? numbers[i] : (uint32_t)i, event, &answer), COPROD_OK);
            assert_int_equal(kinds[i], answer.kind);
            seen[kinds[i]]++;
        }
        coprod_event_free(event);
        check_same(many, alone);
        if (draw(&seed, 6) == 0) {
            assert_int_equal(coprod_loops_tick(many, day, &missed[0]), COPROD_OK);
            assert_int_equal(coprod_loops_tick(alone, day, &missed[1]), COPROD_OK);
            assert_int_equal(missed[0], missed[1]);
        }
        day += (int32_t)draw(&seed, 12);
    }
    check_figures(many, day, 1);
    coprod_loops_free(many);
    coprod_loops_free(alone);
}

static void many_is_each(void **state)
{
    uint64_t seed = 42;
    size_t seen[13] = {0};
    (void)state;
    for (int again = 0; again < (getenv("COPROD_QUICK") ? 1 : 4); again++)
        for (size_t i = 0; i < 5; i++) {
            coprod_machine *machine = NULL;
            assert_int_equal(coprod_machine_builtin(coprod_machine_id(i), NULL, NULL, &machine), COPROD_OK);
            run_rounds(machine, seed + i + 10 * (uint64_t)again, seen);
            coprod_machine_free(machine);
        }
    assert_true(seen[COPROD_LOOP_OK] > 10000 && seen[COPROD_LOOP_GUARD] && seen[COPROD_LOOP_NO_TRANSITION]);
}

/* Different events for loops in any order, some of them twice. */
static void each_is_each(void **state)
{
    uint64_t seed = 7;
    (void)state;
    for (size_t m = 0; m < 5; m++) {
        coprod_machine *machine = NULL;
        coprod_loops *many, *alone;
        coprod_event *events[64];
        const coprod_event *of[2000];
        uint32_t numbers[2000];
        uint8_t kinds[2000];
        assert_int_equal(coprod_machine_builtin(coprod_machine_id(m), NULL, NULL, &machine), COPROD_OK);
        many = new_store(machine, m + 1);
        alone = new_store(machine, m + 1);
        for (size_t i = 0; i < 64; i++)
            events[i] = random_event(machine, some_state(many, &seed), 19810 + (int32_t)draw(&seed, 3), &seed);
        for (size_t i = 0; i < 2000; i++) {
            of[i] = events[draw(&seed, 64)];
            numbers[i] = draw(&seed, many->count);
        }
        assert_int_equal(coprod_loops_step_each(many, of, numbers, 2000, kinds), COPROD_OK);
        for (size_t i = 0; i < 2000; i++) {
            coprod_loop_answer answer = {sizeof answer};
            assert_int_equal(coprod_loops_step(alone, numbers[i], of[i], &answer), COPROD_OK);
            assert_int_equal(kinds[i], answer.kind);
        }
        check_same(many, alone);
        for (size_t i = 0; i < 64; i++)
            coprod_event_free(events[i]);
        coprod_loops_free(many);
        coprod_loops_free(alone);
        coprod_machine_free(machine);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(many_is_each), cmocka_unit_test(each_is_each)};
    return TEST_MAIN(tests);
}
