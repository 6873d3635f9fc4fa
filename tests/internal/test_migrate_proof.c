/* SPDX-License-Identifier: MIT */
/* Whether loops can still end after a migration. */
#include "migrate_tools.h"

static const char *proved(const coprod_migration *own)
{
    static char text[2000];
    coprod_machine_check *check;
    coprod_check_info info = {sizeof info};
    size_t used = 0;
    assert_int_equal(coprod_migration_check(own, NULL, &check), COPROD_OK);
    coprod_machine_check_get(check, &info);
    assert_int_equal(info.complete, 1);
    assert_true(info.configurations > 3 && info.followed > 3);
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
        assert_int_equal(info.followed, plain.configurations);
        assert_int_equal(plain.followed, 0);
        assert_int_equal(info.defect_count, 0);
        coprod_migration_free(own);
        coprod_machine_free(machine);
    }
}

static const char *what_is_found(const coprod_machine *from, const coprod_machine *to, const char *rest, int *complete)
{
    static char text[500];
    coprod_migration *own = between(from, to, rest);
    coprod_check_info info = {sizeof info};
    coprod_machine_check *check;
    size_t used = 0;
    assert_int_equal(coprod_migration_check(own, NULL, &check), COPROD_OK);
    coprod_machine_check_get(check, &info);
    text[0] = '\0';
    for (uint32_t i = 0; i < info.defect_count; i++) {
        coprod_defect defect = {sizeof defect};
        coprod_machine_check_defect(check, i, &defect);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s %s;", defect.code, defect.place);
    }
    *complete = info.complete;
    coprod_machine_check_free(check);
    coprod_migration_free(own);
    return text;
}

/* A duty where there was a window only; a day that is the same for all; clocks that nobody stops any more. */
static void what_a_proof_finds(void **state)
{
    static const char window[] = CLOCK("V", "0", "local"), duty[] = CLOCK("V", "1", "local");
    char rest[1000];
    coprod_machine *from, *to;
    int complete;
    (void)state;
    snprintf(rest, sizeof rest, GO_ON, "", "[['stop', 'V']]");
    from = plain(1, "", "", window, "['start', 'V']", rest);
    to = plain(2, "", "", duty, "['start', 'V']", rest);
    assert_string_equal(what_is_found(from, to, "", &complete), ""); /* a window that is over becomes no duty */
    assert_int_equal(complete, 1);
    coprod_machine_free(to);
    snprintf(rest, sizeof rest, GO_ON, ", 'new'", "[['stop', 'V']]");
    to = plain(2, ", 'since': ['day', null]", ", 'new': ['le_day', '@at', 'since']", window, "['start', 'V']", rest);
    assert_string_equal(what_is_found(from, to, ", 'facts': {'since': {'value': '2025-01-31'}}", &complete), "");
    assert_int_equal(complete, 0);
    coprod_machine_free(to);
    coprod_machine_free(from);
    snprintf(rest, sizeof rest, GO_ON, "", "[['stop', 'V']]");
    from = plain(1, "", "", duty, "['start', 'V']", rest);
    to = plain(2, "", "", duty, "['start', 'V']", rest);
    assert_string_equal(what_is_found(from, to, ", 'states': {'mid': 'closed'}", &complete),
                        "dead-end /states/open;timer-runs-on /timers/V;"); /* nobody explains a missed day here */
    coprod_machine_free(from);
    coprod_machine_free(to);
}

/* A number that is copied matters as far as what it is copied into, in a check of one machine too. */
static void copied_numbers(void **state)
{
    coprod_machine *machine = plain(1, ", 'x': ['int', 0], 'y': ['int', 0]", "", "", "",
                                    "'transitions': [{'from': 'open', 'event': 'go', 'to': 'mid', 'guards': [], 'do':"
                                    " [['set', 'x', '$n']], 'timers': []}, {'from': 'mid', 'event': 'end', 'to':"
                                    " 'closed', 'guards': [], 'do': [['set', 'y', 'x']], 'timers': []}], 'invariants':"
                                    " [{'id': 'small', 'in': ['closed'], 'expr': ['lt', 'y', 10]}]");
    coprod_machine_check *check;
    coprod_check_info info = {sizeof info};
    coprod_defect defect = {sizeof defect};
    (void)state;
    assert_int_equal(coprod_machine_check_new(machine, NULL, &check), COPROD_OK);
    coprod_machine_check_get(check, &info);
    assert_int_equal(info.defect_count, 1);
    coprod_machine_check_defect(check, 0, &defect);
    assert_string_equal(defect.place, "small:closed");
    coprod_machine_check_free(check);
    coprod_machine_free(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_cannot_end), cmocka_unit_test(to_itself),
                                       cmocka_unit_test(what_a_proof_finds), cmocka_unit_test(copied_numbers)};
    return cmocka_run_group_tests(tests, make_machines, free_machines);
}
