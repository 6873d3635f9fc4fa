/* SPDX-License-Identifier: MIT */
/* Migrations: what is carried, what is refused, and what a journal keeps. */
#include "migrate_tools.h"

static coprod_loop *gone(void)
{
    coprod_loop *loop = loop_of(older, CREATE);
    assert_string_equal(step(loop, older, GO), "OK");
    return loop;
}

/* --- one loop --- */

static coprod_loop *migrated(const coprod_loop *loop, const char *day, const char *expected)
{
    coprod_migration *own = migration();
    coprod_loop_answer answer = {sizeof answer};
    coprod_loop *made = NULL;
    char found[200];
    assert_int_equal(coprod_loop_migrate(loop, own, day_of(day), &answer, &made), COPROD_OK);
    snprintf(found, sizeof found, "%s%s%s", coprod_loop_answer_name(answer.kind), answer.detail[0] ? " " : "",
             answer.detail);
    assert_string_equal(found, expected);
    assert_int_equal(made != NULL, answer.kind == COPROD_LOOP_OK);
    coprod_migration_free(own);
    return made;
}

static void what_is_carried(void **state)
{
    coprod_loop *loop = gone(), *made = migrated(loop, "2025-06-04", "OK"), *again = NULL;
    coprod_loop_info info = {sizeof info};
    uint8_t bytes[4000];
    size_t length;
    (void)state;
    assert_string_equal(told(made),
                        "\"state\":\"heard\",\"timers\":{\"C\":\"2025-06-04\",\"W\":\"2025-06-05\",\"N\":\"2025-06-06\"},"
                        "\"breaches\":[],\"facts\":{\"count\":7,\"so\":true,\"on\":\"2025-07-01\",\"kind\":\"new\","
                        "\"why\":{\"bytes\":7},\"breach_unexplained\":0,\"level\":\"low\",\"since\":\"2025-01-01\"}}");
    coprod_loop_get(made, &info);
    assert_int_equal(info.seq, 3);
    assert_int_equal(info.last_day, day_of("2025-06-04"));
    length = saved(made, bytes);
    assert_int_equal(coprod_loop_open(newer, bytes, length, NULL, &again), COPROD_OK);
    assert_same_loop(made, again);
    coprod_loop_free(again);
    /* Its key is known, and it is no sooner than the migration. */
    assert_string_equal(step(made, newer, GO), "DUPLICATE");
    assert_string_equal(step(made, newer, "{'event': 'end', 'by': 'lead:x', 'at': '2025-06-03'}"), "TIME");
    assert_string_equal(step(made, newer, "{'event': 'end', 'by': 'lead:x', 'at': '2025-06-06'}"), "GUARD explained");
    assert_string_equal(strstr(told(made), "\"breaches\"") + 11,
                        "[{\"timer\":\"C\",\"due\":\"2025-06-04\",\"level\":2}],\"facts\":{\"count\":7,\"so\":true,\"on\":"
                        "\"2025-07-01\",\"kind\":\"new\",\"why\":{\"bytes\":7},\"breach_unexplained\":1,\"level\":\"low\","
                        "\"since\":\"2025-01-01\"}}");
    coprod_loop_free(made);
    coprod_loop_free(loop);
}

/* Days that were missed before stay missed, once; those missed by the migration's day are recorded. */
static void missed_days(void **state)
{
    coprod_loop_answer answer = {sizeof answer};
    coprod_loop *loop = gone(), *made;
    (void)state;
    assert_string_equal(step(loop, older, "{'event': 'odd', 'by': 'lead:x', 'at': '2025-06-05'}"), "OK");
    made = migrated(loop, "2025-06-06", "OK");
    assert_string_equal(strstr(told(made), "\"breaches\""),
                        "\"breaches\":[{\"timer\":\"C\",\"due\":\"2025-06-04\",\"level\":2},{\"timer\":\"C\",\"due\":"
                        "\"2025-06-05\",\"level\":2}],\"facts\":{\"count\":7,\"so\":true,\"on\":\"2025-07-01\",\"kind\":"
                        "\"new\",\"why\":{\"bytes\":7},\"breach_unexplained\":1,\"level\":\"low\",\"since\":\"2025-01-01\"}}");
    coprod_loop_free(made);
    coprod_loop_free(loop);
    loop = gone();
    assert_int_equal(coprod_loop_tick(loop, day_of("2025-06-20"), &answer), COPROD_OK);
    assert_int_equal(answer.breaches, 3);
    assert_null(migrated(loop, "2025-06-20", "MIGRATION X"));
    coprod_loop_free(loop);
}

static void refusals(void **state)
{
    coprod_loop *loop = gone(), *away = loop_of(older, CREATE);
    (void)state;
    assert_null(migrated(loop, "2025-06-02", "TIME"));
    assert_null(migrated(loop, "2025-06-06", "MIGRATION X")); /* not recorded, but missed */
    assert_null(migrated(loop, "2028-12-30", "MIGRATION X"));
    assert_string_equal(step(away, older, "{'event': 'leave', 'by': 'lead:x', 'at': '2025-06-03'}"), "OK");
    assert_null(migrated(away, "2025-06-06", "MIGRATION away"));
    assert_string_equal(step(loop, older, "{'event': 'odd', 'by': 'lead:x', 'at': '2025-06-05'}"), "OK");
    assert_null(migrated(loop, "2028-12-30", "CALENDAR_RANGE"));
    coprod_loop_free(loop);
    coprod_loop_free(away);
}

static void wrong_calls(void **state)
{
    coprod_loop_answer answer = {sizeof answer}, none = {0};
    coprod_migration *own = migration();
    coprod_migration_counts counts = {sizeof counts};
    coprod_machine_check *check;
    coprod_loop *loop = gone(), *made = loop, *other = loop_of(newer, CREATE);
    coprod_loops *loops = NULL;
    (void)state;
    assert_int_equal(strlen(coprod_migration_fingerprint(own)), 64);
    assert_string_equal(coprod_migration_fingerprint(NULL), "");
    coprod_migration_free(own);
    assert_int_equal(coprod_migration_load(older, newer, "{", COPROD_NTS, NULL, NULL, &own), COPROD_E_SYNTAX);
    assert_null(own);
    assert_int_equal(coprod_migration_load(older, NULL, "{}", COPROD_NTS, NULL, NULL, &own), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_migration_load(older, newer, "{}", COPROD_NTS, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    coprod_migration_free(NULL);
    own = migration();
    assert_int_equal(coprod_loop_migrate(loop, own, day_of("2025-06-04"), &none, &made), COPROD_E_STRUCT);
    assert_null(made);
    assert_int_equal(coprod_loop_migrate(other, own, day_of("2025-06-04"), &answer, &made), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_loop_migrate(loop, own, INT32_MAX, &answer, &made), COPROD_E_RANGE);
    assert_int_equal(coprod_migration_check(NULL, NULL, &check), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_migration_check(own, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_loops_new(newer, NULL, &loops), COPROD_OK);
    assert_int_equal(coprod_loops_migrate(loops, own, 0, &counts, NULL, NULL, 0, NULL), COPROD_E_ARGUMENT);
    coprod_loops_free(loops);
    coprod_migration_free(own);
    coprod_loop_free(loop);
    coprod_loop_free(other);
}

/* --- many --- */

static coprod_loops *store(void)
{
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *create = event_of(older, CREATE), *go = event_of(older, GO);
    coprod_loops *loops = NULL;
    uint32_t first;
    assert_int_equal(coprod_loops_new(older, NULL, &loops), COPROD_OK);
    assert_int_equal(coprod_loops_add(loops, create, 4, 200, &answer, &first), COPROD_OK);
    for (uint32_t i = 0; i < 200; i += 3)
        assert_int_equal(coprod_loops_step(loops, i, go, &answer), COPROD_OK);
    coprod_event_free(create);
    coprod_event_free(go);
    return loops;
}

/* The dry run counts what is then done, and each loop is as if it had been migrated alone. */
static void many_as_one(void **state)
{
    coprod_migration_counts dry = {sizeof dry}, done = {sizeof done};
    uint64_t moved[4], refused[4], moved_again[4], refused_again[4];
    coprod_migration *own = migration();
    coprod_loops *loops = store(), *made = NULL;
    int32_t day = day_of("2025-06-05");
    (void)state;
    assert_int_equal(coprod_loops_migrate(loops, own, day, &dry, moved, refused, 4, NULL), COPROD_OK);
    assert_int_equal(coprod_loops_migrate(loops, own, day, &done, moved_again, refused_again, 4, &made), COPROD_OK);
    assert_memory_equal(&dry, &done, sizeof dry);
    assert_memory_equal(moved, moved_again, sizeof moved);
    assert_memory_equal(refused, refused_again, sizeof refused);
    assert_int_equal(dry.loops, 200);
    assert_int_equal(dry.moved, 200);
    assert_int_equal(dry.clocks_kept, 133 + 3 * 67); /* A; and with them B and W */
    assert_int_equal(dry.clocks_waived, 67);
    assert_int_equal(dry.clocks_started, 67);
    assert_int_equal(dry.missed, 200);
    assert_int_equal(moved[0], 133);
    assert_int_equal(moved[1], 67);
    assert_int_equal(coprod_loops_count(made), 200);
    for (uint32_t i = 0; i < 200; i++) {
        coprod_loop_answer answer = {sizeof answer};
        coprod_loop *one, *alone, *copy;
        assert_int_equal(coprod_loops_copy(loops, i, &one), COPROD_OK);
        assert_int_equal(coprod_loop_migrate(one, own, day, &answer, &alone), COPROD_OK);
        assert_int_equal(coprod_loops_copy(made, i, &copy), COPROD_OK);
        assert_same_loop(alone, copy);
        coprod_loop_free(one);
        coprod_loop_free(alone);
        coprod_loop_free(copy);
    }
    coprod_loops_free(made);
    /* One that cannot move: none does. */
    assert_int_equal(coprod_loops_migrate(loops, own, day_of("2025-06-06"), &done, moved, refused, 4, &made), COPROD_OK);
    assert_null(made);
    assert_int_equal(done.moved, 133);
    assert_int_equal(done.no_place, 67);
    assert_int_equal(refused[1], 67);
    assert_int_equal(coprod_loops_migrate(loops, own, day_of("2025-06-02"), &done, NULL, NULL, 0, NULL), COPROD_OK);
    assert_int_equal(done.later_event, 67);
    coprod_loops_free(loops);
    coprod_migration_free(own);
}

/* --- in a journal --- */

static void in_a_journal(void **state)
{
    static const uint8_t secret[] = "sixteen bytes or more";
    coprod_journal_options options = {.size = sizeof options, .secret = secret, .secret_length = sizeof secret};
    coprod_migration *own = migration();
    const coprod_migration *list[] = {own};
    coprod_event *create = event_of(older, CREATE), *go = event_of(older, GO), *later;
    coprod_loop_answer answer = {sizeof answer};
    coprod_record record = {sizeof record}, actor = {sizeof actor};
    coprod_journal *journal, *opened;
    coprod_loop *loop, *other, *made, *again;
    const uint8_t *bytes;
    uint32_t number;
    size_t length;
    (void)state;
    assert_int_equal(coprod_journal_new(&options, &journal), COPROD_OK);
    assert_int_equal(coprod_journal_create(journal, older, create, &answer, &number, &other), COPROD_OK);
    assert_int_equal(coprod_journal_create(journal, older, create, &answer, &number, &loop), COPROD_OK);
    assert_int_equal(coprod_journal_step(journal, number, loop, go, &answer), COPROD_OK);
    assert_int_equal(coprod_journal_migrate(journal, number, loop, own, day_of("2025-06-04"), "", &answer, &made),
                     COPROD_E_ARGUMENT);
    assert_int_equal(coprod_journal_migrate(journal, 7, loop, own, day_of("2025-06-04"), "x", &answer, &made),
                     COPROD_E_UNKNOWN);
    assert_int_equal(coprod_journal_migrate(journal, number, loop, own, day_of("2025-06-02"), "x", &answer, &made),
                     COPROD_OK);
    assert_null(made);
    assert_int_equal(coprod_journal_count(journal), 4); /* a refusal writes nothing */
    assert_int_equal(coprod_journal_migrate(journal, number, loop, own, day_of("2025-06-04"), "lead:x", &answer, &made),
                     COPROD_OK);
    assert_int_equal(coprod_journal_count(journal), 6);
    assert_int_equal(coprod_journal_step(journal, number, loop, go, &answer), COPROD_E_ARGUMENT); /* it moved on */
    later = event_of(newer, "{'event': 'go', 'by': 'lead:x', 'at': '2025-06-09', 'payload': {'why': 'b', 'n': 1,"
                            " 'on': '2025-07-01', 'so': false}}");
    assert_int_equal(coprod_journal_step(journal, number, made, later, &answer), COPROD_OK);
    assert_int_equal(coprod_journal_bytes(journal, &bytes, &length), COPROD_OK);
    assert_int_equal(coprod_journal_open(bytes, length, &options, NULL, &opened), COPROD_OK);
    for (uint64_t i = 0; i < coprod_journal_count(opened); i++) {
        static const int32_t kinds[] = {1, 2, 2, 3, 1, 5, 3}, machines[] = {0, 0, 0, 0, 1, 1, 1};
        assert_int_equal(coprod_journal_record(opened, i, &record), COPROD_OK);
        assert_int_equal(record.kind, kinds[i]);
        assert_int_equal(record.machine, machines[i]);
    }
    assert_int_equal(coprod_journal_record(opened, 5, &record), COPROD_OK);
    assert_int_equal(coprod_journal_record(opened, 3, &actor), COPROD_OK);
    assert_memory_equal(record.actor, actor.actor, 16);
    for (size_t i = 0; i < 32; i++) {
        char hex[3];
        snprintf(hex, sizeof hex, "%02x", record.migration[i]);
        assert_memory_equal(hex, coprod_migration_fingerprint(own) + 2 * i, 2);
        assert_int_equal(actor.migration[i], 0);
    }
    assert_int_equal(record.day, day_of("2025-06-04"));
    assert_int_equal(coprod_journal_replay_through(opened, number, older, list, 1, &again), COPROD_OK);
    assert_same_loop(made, again);
    coprod_loop_free(again);
    assert_int_equal(coprod_journal_replay(opened, number, older, &again), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_journal_replay(opened, number, newer, &again), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_journal_replay_through(opened, number, older, NULL, 1, &again), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_journal_replay(opened, 0, older, &again), COPROD_OK);
    assert_same_loop(other, again);
    coprod_loop_free(again);
    coprod_loop_free(loop);
    coprod_loop_free(other);
    coprod_loop_free(made);
    coprod_event_free(create);
    coprod_event_free(go);
    coprod_event_free(later);
    coprod_journal_free(journal);
    coprod_journal_free(opened);
    coprod_migration_free(own);
}

/* Two duties become one: the day that is over is recorded, and does not hide the other one; whether somebody looked
 * before or not. */
static void two_become_one(void **state)
{
    static const char two[] = CLOCK("A", "1", "local") ", 'B': {'n': 10, 'unit': 'wd', 'count': 'after', 'escalate': 1,"
                              " 'roll': 'none', 'kind': 'local'}";
    char rest[1000], last[1000];
    coprod_machine *from, *to;
    coprod_migration *own;
    (void)state;
    snprintf(rest, sizeof rest, GO_ON, "", "[]");
    from = plain(1, "", "", two, "['start', 'A'], ['start', 'B']", rest);
    to = plain(2, "", "", CLOCK("C", "1", "local"), "['start', 'C']", rest);
    own = between(from, to, ", 'timers': {'C': {'from': ['A', 'B']}}");
    for (int looked = 0; looked < 2; looked++) {
        coprod_loop_answer answer = {sizeof answer};
        coprod_loop *loop = loop_of(from, CREATE), *made;
        if (looked)
            assert_int_equal(coprod_loop_tick(loop, day_of("2025-06-06"), &answer), COPROD_OK);
        assert_int_equal(coprod_loop_migrate(loop, own, day_of("2025-06-06"), &answer, &made), COPROD_OK);
        assert_int_equal(answer.breaches, !looked);
        assert_int_equal(coprod_loop_tick(made, day_of("2025-07-01"), &answer), COPROD_OK);
        snprintf(last, sizeof last, "%s", strstr(told(made), "\"breaches\""));
        assert_string_equal(last, "\"breaches\":[{\"timer\":\"C\",\"due\":\"2025-06-04\",\"level\":1},{\"timer\":\"C\","
                                  "\"due\":\"2025-06-16\",\"level\":1}],\"facts\":{\"breach_unexplained\":2}}");
        coprod_loop_free(loop);
        coprod_loop_free(made);
    }
    coprod_migration_free(own);
    coprod_machine_free(from);
    coprod_machine_free(to);
}

/* The migration's text does not say which machine "small@2" is; the record does. */
static void another_machine_of_that_name(void **state)
{
    static const uint8_t secret[] = "sixteen bytes or more";
    coprod_journal_options options = {.size = sizeof options, .secret = secret, .secret_length = sizeof secret};
    coprod_machine_options timings = {.size = sizeof timings, .timings = "{\"C\": {\"n\": 9}}",
                                      .timings_length = COPROD_NTS};
    coprod_machine *kept = newer, *other = machine_in(new_definition, &timings);
    coprod_migration *own = migration(), *another;
    const coprod_migration *both[2], *none[1] = {NULL};
    coprod_event *create = event_of(older, CREATE);
    coprod_loop_answer answer = {sizeof answer};
    coprod_journal *journal;
    coprod_loop *loop, *made, *again;
    uint32_t number;
    (void)state;
    newer = other;
    another = migration();
    newer = kept;
    assert_string_equal(coprod_migration_fingerprint(own), coprod_migration_fingerprint(another));
    both[0] = another;
    both[1] = own;
    assert_int_equal(coprod_journal_new(&options, &journal), COPROD_OK);
    assert_int_equal(coprod_journal_create(journal, older, create, &answer, &number, &loop), COPROD_OK);
    assert_int_equal(coprod_journal_migrate(journal, number, loop, own, day_of("2025-06-03"), "x", &answer, &made),
                     COPROD_OK);
    assert_int_equal(coprod_journal_replay_through(journal, number, older, both, 1, &again), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_journal_replay_through(journal, number, older, none, 1, &again), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_journal_replay_through(journal, number, older, both, 2, &again), COPROD_OK);
    assert_same_loop(made, again);
    coprod_loop_free(again);
    coprod_loop_free(loop);
    coprod_loop_free(made);
    coprod_journal_free(journal);
    coprod_event_free(create);
    coprod_migration_free(own);
    coprod_migration_free(another);
    coprod_machine_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_carried), cmocka_unit_test(missed_days),
                                       cmocka_unit_test(two_become_one), cmocka_unit_test(refusals),
                                       cmocka_unit_test(wrong_calls), cmocka_unit_test(many_as_one),
                                       cmocka_unit_test(in_a_journal),
                                       cmocka_unit_test(another_machine_of_that_name)};
    return cmocka_run_group_tests(tests, make_machines, free_machines);
}
