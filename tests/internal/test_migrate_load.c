/* SPDX-License-Identifier: MIT */
/* Migrations that say too little, or what cannot be. */
#include "migrate_tools.h"

static void what_is_lost(void **state)
{
    static const struct {
        const char *path, *value, *found; /* what is put where */
    } cases[] = {
        {"from", "'small@3'", "other-machine /from"},
        {"to", "'small@1'", "other-machine /to"},
        {"id", "'A B'", "not-a-word /id"},
        {"more", "1", "unknown-key /more"},
        {"states", "{'away': 'nowhere', 'gone': 'heard'}", "unknown-state /states/away"},
        {"states", "{'gone': 'heard'}", "not-carried /states/away"},
        {"states", "{'gone': 'heard', 'away': null, 'nowhere': 'open'}", "unknown-state /states/nowhere"},
        {"forgotten", "[]", "not-carried /forgotten"},
        {"forgotten", "['old', 'older']", "unknown-fact /forgotten/1"},
        {"waived", "{}", "not-carried /waived/X"},
        {"waived", "{'X': ''}", "wrong-type /waived/X"},
        {"waived", "{'X': 'a', 'A': 'goes into C'}", "not-waived /waived/A"},
        {"waived", "{'X': 'a', 'Y': 'b'}", "unknown-timer /waived/Y"},
        {"timers", "{'C': {'from': ['A', 'B', 'Z']}}", "unknown-timer /timers/C/from/2"},
        {"timers", "{'C': {'from': ['A', 'B', 'A']}}", "duplicate-id /timers/C/from/2"},
        {"timers", "{'C': {'from': ['A', 'B']}, 'N': {'start_in': ['gone']}}",
         "unknown-state /timers/N/start_in/0"},
        {"timers", "{'C': {'from': ['A', 'B']}, 'Q': {}}", "unknown-timer /timers/Q"},
        {"timers", "{'C': {'from': ['A', 'B']}, 'N': []}", "wrong-type /timers/N"},
        {"timers", "{'W': {'from': ['A', 'B']}}", "not-carried /waived/A;not-carried /waived/B;not-carried /waived/W"},
    };
    char found[2000];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *json = json_of(migration_text), *value = json_of(cases[i].value);
        char *text;
        json_object_set_new(json, cases[i].path, value);
        text = json_dumps(json, 0);
        assert_null(migration_of(text, found, sizeof found));
        if (strcmp(found, cases[i].found))
            fail_msg("%s %s: %s", cases[i].path, cases[i].value, found);
        json_decref(json);
        free(text);
    }
}

/* What has no place by its type, and a duty by law. */
static void what_does_not_fit(void **state)
{
    static const struct {
        const char *facts, *found;
    } cases[] = {
        {"{'level': {'value': 'low'}, 'since': {'value': null}}", "not-carried /facts/count;not-carried /forgotten"},
        {"{'count': {'from': 'so'}, 'level': {'value': 'low'}, 'since': {'value': null}}",
         "bad-type /facts/count;not-carried /forgotten"},
        {"{'count': {'from': 'm'}, 'level': {'value': 'low'}, 'since': {'value': null}}",
         "unknown-fact /facts/count/from;not-carried /forgotten"},
        {"{'count': {'from': 'n'}, 'level': {'value': 'high'}, 'since': {'value': 3}}",
         "out-of-range /facts/level/value;out-of-range /facts/since/value"},
        {"{'count': {'value': -1}, 'level': {'value': null}, 'since': {'value': null}}",
         "out-of-range /facts/count/value;not-carried /forgotten"},
        {"{'count': {'from': 'n'}, 'so': {'value': true}, 'level': {'value': 'low'}, 'since': {}}",
         "wrong-type /facts/since;not-carried /forgotten"},
        {"{'count': {'from': 'n'}, 'level': {'value': 'low'}, 'since': {'value': null}, 'breach_unexplained':"
         " {'value': 0}}", "not-carried /facts/breach_unexplained;not-carried /forgotten"},
        {"{'count': {'from': 'n'}, 'level': {'value': 'low'}, 'since': {'value': null}, 'x': {'value': 0}}",
         "unknown-fact /facts/x"},
    };
    char found[2000];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *json = json_of(migration_text);
        char *text;
        json_object_set_new(json, "facts", json_of(cases[i].facts));
        text = json_dumps(json, 0);
        assert_null(migration_of(text, found, sizeof found));
        if (strcmp(found, cases[i].found))
            fail_msg("%s: %s", cases[i].facts, found);
        json_decref(json);
        free(text);
    }
}

/* A machine with a clock that is otherwise. */
static coprod_machine *with_clock(const char *definition, const char *clock, const char *key, json_t *value)
{
    json_t *json = json_of(definition);
    char pointer[64], *text;
    coprod_machine *machine;
    snprintf(pointer, sizeof pointer, "/machines/0/timers/%s", clock);
    json_object_set_new(at(json, pointer), key, value);
    text = json_dumps(json, 0);
    machine = machine_in(text, NULL);
    free(text);
    json_decref(json);
    return machine;
}

static void law_and_length(void **state)
{
    coprod_machine *kept = older, *kept_new = newer;
    coprod_migration *made;
    char found[2000];
    (void)state;
    older = with_clock(old_definition, "X", "kind", json_string("statutory"));
    assert_null(migration_of(migration_text, found, sizeof found));
    assert_string_equal(found, "statutory-clock /waived/X");
    coprod_machine_free(older);
    older = kept;
    older = with_clock(old_definition, "A", "kind", json_string("statutory")); /* not into a local one, nor with B */
    assert_null(migration_of(migration_text, found, sizeof found));
    assert_string_equal(found, "statutory-clock /waived/A");
    coprod_machine_free(older);
    older = with_clock(old_definition, "W", "kind", json_string("statutory"));
    newer = with_clock(new_definition, "W", "kind", json_string("statutory"));
    made = migration_of(migration_text, found, sizeof found);
    assert_string_equal(found, "");
    coprod_migration_free(made);
    coprod_machine_free(newer);
    newer = with_clock(new_definition, "W", "escalate", json_integer(1));
    coprod_machine_free(older);
    older = kept;
    made = migration_of(migration_text, found, sizeof found);
    assert_string_equal(found, "warning other-length /to"); /* a window that becomes a duty */
    coprod_migration_free(made);
    coprod_machine_free(newer);
    newer = with_clock(new_definition, "C", "n", json_integer(1));
    made = migration_of(migration_text, found, sizeof found);
    assert_non_null(made);
    assert_string_equal(found, "warning other-length /to;warning other-length /to");
    coprod_migration_free(made);
    coprod_machine_free(newer);
    newer = kept_new;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_lost), cmocka_unit_test(what_does_not_fit),
                                       cmocka_unit_test(law_and_length)};
    return cmocka_run_group_tests(tests, make_machines, free_machines);
}
