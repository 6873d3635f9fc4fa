/* SPDX-License-Identifier: MIT */
/* Loops below loops in a store: one by one and many at once are the same. */
#include "inside.h"

#include "store_internal.h"

#include "family_tools.h"
#include "random.h"

static int may_end(const coprod_loops *loops, uint32_t number)
{
    coprod_family own = {sizeof own};
    assert_int_equal(coprod_loops_family(loops, number, &own), COPROD_OK);
    return own.may_end;
}

/* One that may end, and so may all that are below it. */
static int rests(const coprod_loops *loops, const int32_t *parent, uint32_t number)
{
    if (!may_end(loops, number))
        return 0;
    for (uint32_t c = 0; c < MANY; c++)
        if (parent[c] == (int32_t)number && !rests(loops, parent, c))
            return 0;
    return 1;
}

/* Who is open below a loop, counted one by one from the parents that were drawn. */
static void check_store(const coprod_loops *loops, const int32_t *parent)
{
    for (uint32_t i = 0; i < MANY; i++) {
        coprod_family own = {sizeof own};
        uint32_t open = 0, children = 0;
        for (uint32_t c = 0; c < MANY; c++) {
            children += parent[c] == (int32_t)i;
            open += parent[c] == (int32_t)i && !rests(loops, parent, c);
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
                    open |= parent[c] == (int32_t)i && !rests(one, parent, c);
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

static uint64_t copied;
static void *allocate(void *context, size_t bytes)
{
    (void)context;
    return malloc(bytes);
}
static void *resize(void *context, void *block, size_t old_bytes, size_t bytes)
{
    (void)context;
    copied += old_bytes;
    return realloc(block, bytes);
}
static void release(void *context, void *block, size_t bytes)
{
    (void)context;
    (void)bytes;
    free(block);
}

/* Each commitment is added and joined before the next one is: what is there is not copied for each of them. */
static void one_after_another(void **state)
{
    enum { HERE = 5000 };
    coprod_allocator allocator = {sizeof allocator, NULL, allocate, resize, release};
    coprod_loop_options options = {.size = sizeof options, .allocator = &allocator};
    coprod_loop_answer answer = {sizeof answer};
    coprod_family family = {sizeof family};
    coprod_loops *loops = NULL;
    uint32_t first;
    (void)state;
    copied = 0;
    assert_int_equal(coprod_loops_new(machine, &options, &loops), COPROD_OK);
    assert_int_equal(coprod_loops_add(loops, creation, 0, 1, &answer, &first), COPROD_OK);
    for (uint32_t i = 1; i < HERE; i++) {
        assert_int_equal(coprod_loops_add(loops, creation, 0, 1, &answer, &first), COPROD_OK);
        assert_int_equal(coprod_loops_join(loops, first, 0), COPROD_OK);
    }
    assert_int_equal(coprod_loops_family(loops, 0, &family), COPROD_OK);
    assert_int_equal(family.open_children, HERE - 1);
    assert_true(copied < 200 * HERE);
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
        cmocka_unit_test(many_are_as_one),
        cmocka_unit_test(in_a_store),
        cmocka_unit_test(one_after_another),
        cmocka_unit_test(migrated),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
