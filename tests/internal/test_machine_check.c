/* SPDX-License-Identifier: MIT */
/* The checker finds what was planted in a machine, by a shortest way, and nothing in the built-in ones. */
#include "trace_tools.h"

#include "machine_internal.h"

/* --- what is wrong with a loop, told without the machine's guards --- */

static int64_t fact(const coprod_loop *loop, const coprod_machine *machine, const char *name)
{
    coprod_fact value = {sizeof value};
    uint32_t index;
    assert_int_equal(coprod_machine_find(machine, COPROD_ELEMENT_FACT, name, &index), COPROD_OK);
    assert_int_equal(coprod_loop_fact(loop, index, &value), COPROD_OK);
    return value.number;
}

static int untold(const coprod_loop *loop, const coprod_machine *machine)
{
    return fact(loop, machine, "told") < fact(loop, machine, "contactable")
           || (fact(loop, machine, "anonymous") && !fact(loop, machine, "published"))
           || fact(loop, machine, "formats_unmet");
}

static int broken(const coprod_loop *loop, const coprod_machine *machine, const char *invariant)
{
    coprod_loop_info info = {sizeof info};
    assert_int_equal(coprod_loop_get(loop, &info), COPROD_OK);
    if (!strcmp(invariant, "accepting_has_fed_back"))
        return untold(loop, machine);
    if (!strcmp(invariant, "accepting_has_no_unexplained_breach") || !strcmp(invariant, "ended_explained"))
        return info.unexplained > 0 && fact(loop, machine, "breach_unexplained") > 0;
    if (!strcmp(invariant, "ended_told"))
        return fact(loop, machine, "told") < fact(loop, machine, "people");
    if (!strcmp(invariant, "nobody_told"))
        return fact(loop, machine, "told") > 0;
    if (!strcmp(invariant, "nothing_open"))
        return fact(loop, machine, "actions_open") > 0;
    if (!strcmp(invariant, "safe"))
        return fact(loop, machine, "safety_stop") == 1;
    if (!strcmp(invariant, "slept_on"))
        return info.last_day <= fact(loop, machine, "considered_on");
    assert_string_equal(invariant, "cycle_was_told");
    return fact(loop, machine, "cycle") >= 2 && untold(loop, machine) && !fact(loop, machine, "reopens");
}

/* Whether a loop shows the defect; of a dead end only that it has not ended. */
static int shows(const coprod_loop *loop, const coprod_machine *machine, const coprod_defect *defect)
{
    coprod_loop_info info = {sizeof info};
    coprod_timer timer = {sizeof timer};
    int32_t running, due;
    assert_int_equal(coprod_loop_get(loop, &info), COPROD_OK);
    if (!strcmp(defect->code, "dead-end"))
        return info.state == defect->index && !info.accepting;
    if (!strcmp(defect->code, "invariant"))
        return info.state == defect->state && broken(loop, machine, defect->found);
    assert_string_equal(defect->code, "timer-runs-on");
    assert_int_equal(coprod_machine_timer(machine, defect->index, &timer), COPROD_OK);
    assert_int_equal(coprod_loop_due(loop, defect->index, &running, &due), COPROD_OK);
    return running && (info.final || (info.accepting && timer.level > 0));
}

/* --- shorter ways: all of them, with days and payloads that matter --- */

enum { WAYS_MOST = 3, DAYS_LATER = 30, YEARS_LATER = 800 };
static const int32_t waits[] = {0, 16, 31};

/* A move: an event, how many days after the one before, and which payload. The first is the creation. */
typedef struct way {
    const coprod_machine *machine;
    const coprod_defect *defect;
    uint32_t event[WAYS_MOST + 1], payload[WAYS_MOST + 1], count;
    int32_t day[WAYS_MOST + 1];
} way;

/* Numbers are 1 or 0, days the day or 30 days on, by the payload's bits. */
static coprod_event *make_event(const way *own, uint32_t move)
{
    const coprod__event_rule *rule = &own->machine->event_rules[own->event[move]];
    const char *name = own->event[move] < own->machine->events.count ? own->machine->events.name[own->event[move]] : NULL;
    coprod_event *event = NULL;
    char by[80];
    uint32_t role = 0;
    while (!(rule->roles >> role & 1))
        role++;
    snprintf(by, sizeof by, "%s:x", own->machine->roles.name[role]);
    assert_int_equal(coprod_event_new(own->machine, name, by, own->day[move], NULL, &event), COPROD_OK);
    for (uint32_t i = 0; i < rule->field_count; i++) {
        const coprod__field *field = &rule->fields[i];
        int bit = own->payload[move] >> i & 1, is_day = field->type == COPROD_VALUE_DAY;
        if (field->type == COPROD_VALUE_TEXT)
            assert_int_equal(coprod_event_text(event, field->name, "cost", COPROD_NTS), COPROD_OK);
        else
            assert_int_equal(coprod_event_number(event, field->name, is_day ? own->day[move] + DAYS_LATER * bit : !bit),
                             COPROD_OK);
    }
    return event;
}

/* The loop after all moves; NULL if one is refused. */
static coprod_loop *go(const way *own)
{
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event = make_event(own, 0);
    coprod_loop *loop = NULL;
    assert_int_equal(coprod_loop_new(own->machine, event, NULL, &answer, &loop), COPROD_OK);
    coprod_event_free(event);
    for (uint32_t i = 1; loop && i < own->count; i++) {
        event = make_event(own, i);
        assert_int_equal(coprod_loop_step(loop, event, &answer), COPROD_OK);
        coprod_event_free(event);
        if (answer.kind != COPROD_LOOP_OK) {
            coprod_loop_free(loop);
            loop = NULL;
        }
    }
    return loop;
}

/* Whether a way of at most so many more events shows the defect, at once or when days pass. */
static int leads(way *own, uint32_t more)
{
    const coprod_machine *machine = own->machine;
    coprod_loop_answer answer = {sizeof answer};
    coprod_loop_info info = {sizeof info};
    coprod_loop *loop = go(own);
    uint32_t last = own->count - 1, found = loop && shows(loop, machine, own->defect);
    if (loop) {
        assert_int_equal(coprod_loop_get(loop, &info), COPROD_OK);
        assert_int_equal(coprod_loop_tick(loop, own->day[last] + YEARS_LATER, &answer), COPROD_OK);
        found |= (uint32_t)shows(loop, machine, own->defect);
    }
    own->count++;
    for (uint32_t event = 0; loop && more && !found && event < machine->events.count; event++) {
        uint32_t payloads = UINT32_C(1) << machine->event_rules[event].field_count;
        if (machine->table[(size_t)info.state * machine->events.count + event] == UINT16_MAX)
            continue;
        for (uint32_t i = 0; !found && i < payloads * 3; i++) {
            own->event[last + 1] = event;
            own->payload[last + 1] = i / 3;
            own->day[last + 1] = own->day[last] + waits[i % 3];
            found |= (uint32_t)leads(own, more - 1);
        }
    }
    own->count--;
    coprod_loop_free(loop);
    return (int)found;
}

/* Whether any creation and at most so many events show the defect. */
static int some_way_leads(way *own, uint32_t events)
{
    const coprod_machine *machine = own->machine;
    uint32_t payloads = UINT32_C(1) << machine->event_rules[machine->events.count].field_count;
    int found = 0;
    for (own->payload[0] = 0; !found && own->payload[0] < payloads; own->payload[0]++)
        found = leads(own, events);
    return found;
}

/* Of dead ends nothing short could tell. Ways of as many events as the trace has are tried, too, where they are few, to
 * see that this search would have found one. */
static void no_shorter_way(const coprod_machine *machine, const coprod_defect *defect, uint32_t events, const char *title)
{
    way own = {.machine = machine, .defect = defect, .count = 1, .event = {machine->events.count}};
    if (!strcmp(defect->code, "dead-end") || events - 1 > WAYS_MOST || getenv("COPROD_QUICK"))
        return;
    own.day[0] = day_of("2024-06-03");
    if (some_way_leads(&own, events - 1))
        fail_msg("%s: %s at %s has a way of fewer than %u events", title, defect->code, defect->place, events);
    if (events <= WAYS_MOST && !some_way_leads(&own, events))
        fail_msg("%s: %s at %s has no way of %u events", title, defect->code, defect->place, events);
}

/* --- what was planted --- */

static json_t *machine_json(const json_t *golden, const json_t *built_in, const char *name)
{
    json_t *own = json_object_get(json_object_get(golden, "machines"), name), *one;
    size_t i;
    json_array_foreach(json_object_get(built_in, "machines"), i, one)
        if (!own && !strcmp(text_of(one, "id"), name))
            own = one;
    assert_non_null(own);
    return own;
}

/* The element that a defect is about. */
static void check_found(const coprod_machine *machine, const coprod_defect *defect)
{
    const coprod__names *of = !strncmp(defect->place, "/states/", 8) ? &machine->states
                              : !strncmp(defect->place, "/timers/", 8) ? &machine->timers
                                                                       : &machine->events;
    uint32_t index = of == &machine->events && defect->place[0] == '/' ? machine->transitions[defect->index].event
                                                                      : defect->index;
    if (strcmp(defect->code, "invariant"))
        assert_string_equal(defect->found, of->name[index]);
    else
        assert_string_equal(defect->found, machine->invariants[index].id);
    assert_non_null(coprod_code_sentence(NULL, defect->code));
}

/* A defect as the golden file tells it, after its trace was run. */
static size_t tell(const coprod_machine *machine, const coprod_defect *defect, const char *title, char *text, size_t size)
{
    coprod_loop_info info = {sizeof info};
    uint32_t events, refused;
    coprod_loop *loop;
    check_found(machine, defect);
    if (!defect->trace[0])
        return (size_t)snprintf(text, size, "%s %s\n", defect->code, defect->place);
    loop = run_trace(machine, defect->trace, NULL, &events, &refused);
    assert_non_null(loop);
    assert_int_equal(refused, 0);
    assert_int_equal(coprod_loop_get(loop, &info), COPROD_OK);
    assert_int_equal(info.state, defect->state);
    if (!shows(loop, machine, defect))
        fail_msg("%s: %s is not %s at %s", title, defect->trace, defect->code, defect->place);
    coprod_loop_free(loop);
    no_shorter_way(machine, defect, events, title);
    return (size_t)snprintf(text, size, "%s %s %u\n", defect->code, defect->place, events);
}

static void check_defects(const coprod_machine *machine, const json_t *expected, const char *title)
{
    coprod_machine_check *check = NULL;
    coprod_check_info info = {sizeof info};
    coprod_check_options options = {.size = sizeof options, .most_configurations = 60000};
    char found[8192] = "", wanted[8192] = "";
    size_t used = 0, i;
    json_t *one;
    assert_int_equal(coprod_machine_check_new(machine, &options, &check), COPROD_OK);
    assert_int_equal(coprod_machine_check_get(check, &info), COPROD_OK);
    for (i = 0; i < info.defect_count; i++) {
        coprod_defect defect = {sizeof defect};
        assert_int_equal(coprod_machine_check_defect(check, (uint32_t)i, &defect), COPROD_OK);
        used += tell(machine, &defect, title, found + used, sizeof found - used);
        assert_true(used < sizeof found);
    }
    used = 0;
    json_array_foreach((json_t *)expected, i, one)
        used += (size_t)snprintf(wanted + used, sizeof wanted - used, "%s\n", json_string_value(one));
    if (strcmp(found, wanted))
        fail_msg("%s: found\n%swanted\n%s", title, found, wanted);
    coprod_machine_check_free(check);
}

/* The documents of the built-in machines as one. */
static json_t *load_built_in(void)
{
    json_t *machines = json_array();
    for (size_t i = 0; i < coprod_machine_count(); i++) {
        char path[100];
        json_t *document;
        snprintf(path, sizeof path, "../lib/feedback/data/machines/%s.json", coprod_machine_id(i));
        document = load_file(path);
        json_array_extend(machines, json_object_get(document, "machines"));
        json_decref(document);
    }
    return json_pack("{s:o}", "machines", machines);
}

static void planted(void **state)
{
    json_t *golden = load_file("golden/feedback/planted.json"), *one;
    json_t *built_in = load_built_in();
    size_t count = 0, i;
    (void)state;
    json_array_foreach(json_object_get(golden, "cases"), i, one) {
        json_t *own = changed(machine_json(golden, built_in, text_of(one, "machine")), json_object_get(one, "changes"));
        json_t *document = json_pack("{s:s,s:[o]}", "schema", "feedback-machines/1", "machines", own);
        const json_t *findings = json_object_get(one, "findings"), *defects = json_object_get(one, "defects");
        coprod_findings *told = new_findings();
        coprod_machine *machine = NULL;
        char *text = json_dumps(document, 0);
        assert_int_equal(coprod_machine_load(text, COPROD_NTS, NULL, NULL, told, &machine), status_of(findings));
        check_findings(text_of(one, "title"), told, findings);
        if (machine)
            check_defects(machine, defects, text_of(one, "title"));
        count += json_array_size(findings) + json_array_size(defects);
        coprod_machine_free(machine);
        coprod_findings_free(told);
        json_decref(document);
        free(text);
    }
    assert_true(count >= 22);
    json_decref(built_in);
    json_decref(golden);
}

/* --- the built-in machines --- */

/* Untimed, every way was tried; timed, as many as 60000 configurations hold. */
static void nothing_wrong(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 2 * BUILT_IN; i++) {
        coprod_machine *machine = machine_of(built_in_names[i / 2]);
        coprod_check_options options = {.size = sizeof options, .timed = i % 2};
        coprod_machine_info own = {sizeof own};
        coprod_check_info info = {sizeof info};
        coprod_machine_check *check = NULL;
        options.most_configurations = getenv("COPROD_QUICK") && options.timed ? 1000 : 60000;
        assert_int_equal(coprod_machine_check_new(machine, &options, &check), COPROD_OK);
        assert_int_equal(coprod_machine_check_get(check, &info), COPROD_OK);
        assert_int_equal(coprod_machine_get(machine, &own), COPROD_OK);
        assert_int_equal(info.defect_count, 0);
        assert_true(info.configurations > own.state_count && info.configurations <= 60000);
        assert_true(info.moves > info.configurations);
        assert_true(info.complete || options.timed);
        assert_true(!info.complete || info.reached_states == own.state_count);
        assert_true(!info.complete || info.fired_transitions == own.transition_count);
        assert_true(info.reached_states > 0 && info.fired_transitions > 0);
        assert_int_equal(info.followed, 0);
        coprod_machine_check_free(check);
        coprod_machine_free(machine);
    }
}

/* A search that ends early reports nothing as missing that it may only not have reached yet. */
static void ended_early(void **state)
{
    coprod_machine *machine = machine_of("formal");
    (void)state;
    for (uint32_t most = 1; most < 200; most += most) {
        coprod_check_options options = {.size = sizeof options, .most_configurations = most};
        coprod_check_info info = {sizeof info};
        coprod_machine_check *check = NULL;
        assert_int_equal(coprod_machine_check_new(machine, &options, &check), COPROD_OK);
        assert_int_equal(coprod_machine_check_get(check, &info), COPROD_OK);
        assert_int_equal(info.complete, 0);
        assert_int_equal(info.configurations, most);
        assert_int_equal(info.defect_count, 0);
        coprod_machine_check_free(check);
    }
    coprod_machine_free(machine);
}

/* --- arguments --- */

static void arguments(void **state)
{
    coprod_machine *machine = machine_of("pcref");
    coprod_check_options options = {.size = sizeof options}, wrong = {.size = sizeof wrong, .timed = 2};
    coprod_machine_check *check = (coprod_machine_check *)1;
    (void)state;
    assert_int_equal(coprod_machine_check_new(machine, &wrong, &check), COPROD_E_ARGUMENT);
    assert_null(check);
    wrong.timed = -1;
    assert_int_equal(coprod_machine_check_new(machine, &wrong, &check), COPROD_E_ARGUMENT);
    check = (coprod_machine_check *)1;
    assert_int_equal(coprod_machine_check_new(NULL, NULL, &check), COPROD_E_ARGUMENT);
    assert_null(check);
    assert_int_equal(coprod_machine_check_new(machine, NULL, NULL), COPROD_E_ARGUMENT);
    CHECK_IN(coprod_check_options, options, coprod_machine_check_new(machine, in, &check),
             coprod_machine_check_free(check));
    assert_int_equal(coprod_machine_check_new(machine, NULL, &check), COPROD_OK);
    CHECK_OUT(coprod_check_info, coprod_machine_check_get(check, out));
    assert_int_equal(coprod_machine_check_get(check, NULL), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_check_info, coprod_machine_check_get(NULL, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_defect, coprod_machine_check_defect(NULL, 0, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_defect, coprod_machine_check_defect(check, 0, out), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_machine_check_defect(check, 0, NULL), COPROD_E_ARGUMENT);
    coprod_machine_check_free(check);
    coprod_machine_check_free(NULL);
    coprod_machine_free(machine);
}

/* "end" is reached only where T_tell was begun again later: two configurations that differ in the days left alone. What
 * is told of such a machine has been looked at day by day. */
static void days_that_are_left(void **state)
{
    size_t length;
    char *text = read_file("golden/feedback/restarted-clock.json", &length);
    coprod_machine *machine = NULL;
    coprod_machine_check *check = NULL;
    coprod_check_info info = {sizeof info};
    (void)state;
    assert_int_equal(coprod_machine_load(text, length, NULL, NULL, NULL, &machine), COPROD_OK);
    assert_int_equal(coprod_machine_check_new(machine, NULL, &check), COPROD_OK);
    assert_int_equal(coprod_machine_check_get(check, &info), COPROD_OK);
    assert_int_equal(info.complete, 1);
    assert_int_equal(info.reached_states, 3);
    assert_int_equal(info.fired_transitions, 3);
    coprod_machine_check_free(check);
    coprod_machine_free(machine);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(days_that_are_left), cmocka_unit_test(planted),
                                       cmocka_unit_test(nothing_wrong),
                                       cmocka_unit_test(ended_early), cmocka_unit_test(arguments)};
    return TEST_MAIN(tests);
}
