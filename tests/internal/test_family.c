/* SPDX-License-Identifier: MIT */
/* Loops below loops in a journal: none closes before those below it; and what no journal would have written. */
#include "family_tools.h"

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

/* What is reopened is open for all that are above it, and keeps them open though one between them is closed. */
static void below_what_is_closed(void **state)
{
    kept own = keep();
    coprod_journal_options options = settings();
    coprod_journal *again = NULL;
    coprod_loops *loops;
    coprod_loop_answer answer = {sizeof answer};
    const uint8_t *bytes;
    size_t length;
    uint32_t first;
    (void)state;
    assert_int_equal(join(&own, 1, 0), COPROD_OK);
    assert_int_equal(join(&own, 2, 1), COPROD_OK);
    assert_string_equal(act(&own, 2, CLOSE), "OK ");
    assert_string_equal(act(&own, 1, CLOSE), "OK ");
    assert_string_equal(family_of(own.journal, 0), "below none 0, 1 below, 0 open");
    assert_string_equal(act(&own, 2, REOPEN), "OK ");
    assert_string_equal(family_of(own.journal, 0), "below none 0, 1 below, 1 open");
    assert_string_equal(act(&own, 0, CLOSE), "CHILDREN closed");
    assert_string_equal(act(&own, 1, REOPEN), "OK ");
    assert_string_equal(family_of(own.journal, 0), "below none 0, 1 below, 1 open");
    assert_string_equal(act(&own, 2, CLOSE), "OK ");
    assert_string_equal(act(&own, 1, CLOSE), "OK ");
    assert_string_equal(act(&own, 0, CLOSE), "OK ");
    assert_string_equal(act(&own, 2, REOPEN), "OK ");
    assert_string_equal(act(&own, 3, CLOSE), "OK ");
    assert_int_equal(join(&own, 0, 3), COPROD_E_ARGUMENT); /* closed, but not all that is below it */
    assert_int_equal(coprod_journal_bytes(own.journal, &bytes, &length), COPROD_OK);
    assert_int_equal(coprod_journal_open(bytes, length, &options, NULL, &again), COPROD_OK);
    assert_string_equal(family_of(again, 0), "below none 0, 1 below, 1 open, may end");
    coprod_journal_free(again);
    drop(&own);
    /* No more than 64 one above another, from whichever end they are joined. */
    assert_int_equal(coprod_loops_new(machine, NULL, &loops), COPROD_OK);
    assert_int_equal(coprod_loops_add(loops, creation, 0, 300, &answer, &first), COPROD_OK);
    for (uint32_t i = 1; i < 64; i++) {
        assert_int_equal(coprod_loops_join(loops, i, i - 1), COPROD_OK);
        assert_int_equal(coprod_loops_join(loops, 100 + i - 1, 100 + i), COPROD_OK);
    }
    assert_int_equal(coprod_loops_join(loops, 64, 63), COPROD_E_LIMIT);
    assert_int_equal(coprod_loops_join(loops, 163, 164), COPROD_E_LIMIT);
    for (uint32_t i = 201; i < 232; i++)
        assert_int_equal(coprod_loops_join(loops, i, i - 1), COPROD_OK);
    assert_int_equal(coprod_loops_join(loops, 200, 32), COPROD_E_LIMIT);
    assert_int_equal(coprod_loops_join(loops, 200, 31), COPROD_OK);
    coprod_loops_free(loops);
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

/* Nor does a migration close what is above an open loop; what is closed already may go on. */
static void migrated_above(void **state)
{
    static const char text[] = "{\"schema\": \"feedback-migration/1\", \"id\": \"m\", \"reason\": \"r\", \"from\": \"small@1\","
                               " \"to\": \"small@1\", \"states\": {\"open\": \"%s\"}}";
    coprod_migration *closes = NULL, *keeps = NULL;
    coprod_journal_options options = settings();
    coprod_loop_answer answer = {sizeof answer};
    coprod_migration_counts counts = {sizeof counts};
    coprod_journal *again = NULL;
    coprod_loops *loops = new_store(), *moved = NULL;
    coprod_loop *made = NULL;
    kept own = keep();
    char filled[300];
    const uint8_t *bytes;
    size_t length;
    (void)state;
    snprintf(filled, sizeof filled, text, "closed");
    assert_int_equal(coprod_migration_load(machine, machine, filled, COPROD_NTS, NULL, NULL, &closes), COPROD_OK);
    snprintf(filled, sizeof filled, text, "open");
    assert_int_equal(coprod_migration_load(machine, machine, filled, COPROD_NTS, NULL, NULL, &keeps), COPROD_OK);
    assert_int_equal(join(&own, 1, 0), COPROD_OK);
    assert_int_equal(coprod_journal_migrate(own.journal, 0, own.loop[0], closes, day_of("2025-06-03"), "x", &answer, &made),
                     COPROD_OK);
    assert_null(made);
    assert_string_equal(coprod_loop_answer_name(answer.kind), "CHILDREN");
    assert_string_equal(answer.detail, "closed");
    assert_string_equal(family_of(own.journal, 0), "below none 0, 1 below, 1 open");
    assert_string_equal(act(&own, 1, CLOSE), "OK ");
    assert_string_equal(act(&own, 0, CLOSE), "OK ");
    assert_string_equal(act(&own, 1, REOPEN), "OK ");
    assert_int_equal(coprod_journal_migrate(own.journal, 0, own.loop[0], keeps, day_of("2025-06-03"), "x", &answer, &made),
                     COPROD_OK);
    assert_non_null(made);
    coprod_loop_free(made);
    assert_int_equal(coprod_journal_bytes(own.journal, &bytes, &length), COPROD_OK);
    assert_int_equal(coprod_journal_open(bytes, length, &options, NULL, &again), COPROD_OK);
    coprod_journal_free(again);
    drop(&own);
    /* All of a store at once: whole families may close. */
    assert_int_equal(coprod_loops_join(loops, 1, 0), COPROD_OK);
    assert_int_equal(coprod_loops_migrate(loops, closes, day_of("2025-06-03"), &counts, NULL, NULL, 0, &moved), COPROD_OK);
    assert_non_null(moved);
    coprod_loops_free(moved);
    coprod_migration_free(closes);
    assert_int_equal(coprod_migration_load(machine, machine,
                                           "{\"schema\": \"feedback-migration/1\", \"id\": \"m\", \"reason\": \"r\", \"from\":"
                                           " \"small@1\", \"to\": \"small@1\", \"states\": {\"open\": \"closed\","
                                           " \"closed\": \"open\"}}",
                                           COPROD_NTS, NULL, NULL, &closes), COPROD_OK);
    assert_int_equal(coprod_loops_step(loops, 1, events[CLOSE], &answer), COPROD_OK);
    for (int keep_it = 0; keep_it < 2; keep_it++) {
        moved = NULL;
        assert_int_equal(coprod_loops_migrate(loops, closes, day_of("2025-06-03"), &counts, NULL, NULL, 0,
                                              keep_it ? &moved : NULL), COPROD_OK);
        assert_null(moved);
        assert_int_equal(counts.no_place, 1);
        assert_int_equal(counts.moved, MANY - 1);
    }
    coprod_loops_free(loops);
    coprod_migration_free(closes);
    coprod_migration_free(keeps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(framework),
        cmocka_unit_test(who_may_join),
        cmocka_unit_test(below_what_is_closed),
        cmocka_unit_test(forged),
        cmocka_unit_test(migrated_above),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
