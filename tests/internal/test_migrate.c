/* SPDX-License-Identifier: MIT */
/* Migrations: what is carried, what is refused, what a journal keeps, and whether loops can still end. */
#include "migrate_tools.h"

#define CREATE "{'by': 'lead:x', 'at': '2025-06-02'}"
#define GO "{'event': 'go', 'by': 'lead:x', 'at': '2025-06-03', 'key': 'k', 'payload': {'why': 'because', 'n': 7," \
    " 'on': '2025-07-01', 'so': true}}"

static coprod_loop *gone(void)
{
    coprod_loop *loop = loop_of(older, CREATE);
    assert_string_equal(step(loop, older, GO), "OK");
    return loop;
}

static size_t saved(const coprod_loop *loop, uint8_t bytes[4000])
{
    size_t length = 0;
    assert_int_equal(coprod_loop_save(loop, bytes, 4000, &length), COPROD_OK);
    return length;
}

static void assert_same_loop(const coprod_loop *one, const coprod_loop *other)
{
    static uint8_t first[4000], second[4000];
    size_t length = saved(one, first);
    assert_int_equal(length, saved(other, second));
    assert_memory_equal(first, second, length);
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

static const char *told(const coprod_loop *loop)
{
    static char text[4000];
    coprod_loop_answer answer = {sizeof answer};
    assert_int_equal(coprod_loop_json(loop, &answer, text, sizeof text, NULL), COPROD_OK);
    return strstr(text, "\"state\"");
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
    assert_int_equal(done.in_the_way, 67);
    assert_int_equal(refused[1], 67);
    assert_int_equal(coprod_loops_migrate(loops, own, day_of("2025-06-02"), &done, NULL, NULL, 0, NULL), COPROD_OK);
    assert_int_equal(done.too_late, 67);
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

/* --- the proof --- */

static const char *proved(const coprod_migration *own)
{
    static char text[2000];
    coprod_machine_check *check;
    coprod_check_info info = {sizeof info};
    size_t used = 0;
    assert_int_equal(coprod_migration_check(own, NULL, &check), COPROD_OK);
    coprod_machine_check_get(check, &info);
    assert_int_equal(info.complete, 1);
    assert_true(info.configurations > 3 && info.moves > 3);
    text[0] = '\0';
    for (uint32_t i = 0; i < info.defect_count; i++) {
        coprod_defect defect = {sizeof defect};
        coprod_machine_check_defect(check, i, &defect);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s %s %s;", defect.code, defect.place, defect.trace);
    }
    coprod_machine_check_free(check);
    return text;
}

/* Without the window, which a loop that was heard needs to end, it never ends; and what closed before is not as it must
 * be now. */
static void what_cannot_end(void **state)
{
    coprod_migration *own = migration();
    char found[2000];
    json_t *json;
    char *text;
    (void)state;
    assert_string_equal(proved(own),
                        "invariant nothing-open:closed {\"machine\":\"small@1\",\"create\":{\"by\":\"lead:1\",\"at\":"
                        "\"2024-01-02\",\"payload\":{}},\"steps\":[{\"tick\":\"2024-01-05\"},{\"event\":\"leave\",\"by\":"
                        "\"lead:1\",\"at\":\"2024-01-05\",\"payload\":{}},{\"event\":\"end\",\"by\":\"lead:1\",\"at\":"
                        "\"2024-01-05\",\"payload\":{}}]};");
    coprod_migration_free(own);
    json = json_of(migration_text);
    put(json, "/states/closed", json_null()); /* those that closed stay */
    put(json, "/timers/W", json_of("{'from': []}"));
    put(json, "/waived/W", json_string("no window"));
    text = json_dumps(json, 0);
    own = migration_of(text, found, sizeof found);
    assert_non_null(own);
    assert_string_equal(proved(own),
                        "dead-end /states/gone {\"machine\":\"small@1\",\"create\":{\"by\":\"lead:1\",\"at\":"
                        "\"2024-01-02\",\"payload\":{}},\"steps\":[{\"event\":\"go\",\"by\":\"lead:1\",\"at\":"
                        "\"2024-01-02\",\"payload\":{\"why\":\"a text\",\"n\":1,\"on\":\"2024-01-03\",\"so\":true}}]};");
    coprod_migration_free(own);
    json_decref(json);
    free(text);
}

/* Every built-in machine to itself: nothing is found, as in the check of the machine, and nothing changes but the number
 * of events and the last day. */
static void to_itself(void **state)
{
    (void)state;
    for (size_t i = 0; i < coprod_machine_count(); i++) {
        coprod_machine *machine = machine_of(coprod_machine_id(i));
        coprod_check_info info = {sizeof info}, plain = {sizeof plain};
        coprod_machine_check *check = NULL;
        coprod_migration *own = NULL;
        char text[400];
        snprintf(text, sizeof text, "{\"schema\": \"feedback-migration/1\", \"id\": \"same\", \"reason\": \"none\","
                 " \"from\": \"%s\", \"to\": \"%s\"}", coprod_machine_id(i), coprod_machine_id(i));
        assert_int_equal(coprod_migration_load(machine, machine, text, COPROD_NTS, NULL, NULL, &own), COPROD_OK);
        assert_int_equal(coprod_migration_check(own, NULL, &check), COPROD_OK);
        coprod_machine_check_get(check, &info);
        coprod_machine_check_free(check);
        assert_int_equal(coprod_machine_check_new(machine, NULL, &check), COPROD_OK);
        coprod_machine_check_get(check, &plain);
        coprod_machine_check_free(check);
        assert_int_equal(info.configurations, plain.configurations);
        assert_int_equal(info.moves, plain.configurations);
        assert_int_equal(info.defect_count, 0);
        coprod_migration_free(own);
        coprod_machine_free(machine);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_carried), cmocka_unit_test(missed_days),
                                       cmocka_unit_test(refusals), cmocka_unit_test(wrong_calls),
                                       cmocka_unit_test(many_as_one), cmocka_unit_test(in_a_journal),
                                       cmocka_unit_test(what_cannot_end), cmocka_unit_test(to_itself)};
    return cmocka_run_group_tests(tests, make_machines, free_machines);
}
