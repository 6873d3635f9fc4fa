/* SPDX-License-Identifier: MIT */
/* The input as a machine: everything that it says of itself, and a loop that is given every event. An input that begins
 * with a clock is also tried as times for a built-in machine. */
#include "fuzz.h"

enum { FIRST_DAY = 20241, EVENTS = 64, ROUNDS = 6, TRIES = 64, MOST = 300 }; /* 2 June 2025 */

static coprod_machine_info info_of(const coprod_machine *machine)
{
    coprod_machine_info info = {.size = sizeof info};
    HOLDS(coprod_machine_get(machine, &info) == COPROD_OK);
    HOLDS(info.id[0] && info.title[0] && info.text && info.version >= 1 && info.hot_bytes);
    HOLDS(info.source_title && info.source_address && info.source_words);
    HOLDS(strlen(info.fingerprint) == 64 && info.calendar[0] && strlen(info.calendar_fingerprint) == 64);
    return info;
}

static void ask_elements(const coprod_machine *machine, int32_t kind, uint32_t count)
{
    coprod_machine_element element = {.size = sizeof element};
    uint32_t index = 1;
    for (uint32_t i = 0; i < count; i++) {
        const char *id = coprod_machine_word(machine, kind, i);
        HOLDS(id && coprod_machine_find(machine, kind, id, &index) == COPROD_OK && index == i);
        HOLDS(coprod_machine_get_element(machine, kind, i, &element) == COPROD_OK && !strcmp(element.id, id));
        HOLDS(element.title && element.text && element.next && element.test);
    }
    HOLDS(!coprod_machine_word(machine, kind, count));
    HOLDS(coprod_machine_find(machine, kind, "", &index) == COPROD_E_UNKNOWN && !index);
    HOLDS(coprod_machine_get_element(machine, kind, count, &element) == COPROD_E_UNKNOWN);
}

/* Every format tells the room that it needs, and fills it. */
static void ask_exports(const coprod_machine *machine)
{
    for (int32_t format = COPROD_EXPORT_DOT; coprod_export_name(format)[0]; format++) {
        size_t needed, again;
        char *text;
        coprod_status status = coprod_machine_export(machine, format, NULL, NULL, 0, &needed);
        if (format == COPROD_EXPORT_PROMELA && status == COPROD_E_RANGE)
            continue;
        HOLDS(status == COPROD_E_BUFFER);
        text = malloc(needed);
        if (!text)
            abort();
        HOLDS(coprod_machine_export(machine, format, NULL, text, needed, &again) == COPROD_OK);
        HOLDS(again == needed && strlen(text) + 1 == needed);
        free(text);
    }
}

static void ask_fields(const coprod_machine *machine, uint32_t events)
{
    coprod_machine_element element = {.size = sizeof element};
    const char *name;
    int32_t type;
    for (uint32_t i = 0; i <= events; i++) {
        uint32_t count = 0;
        while (coprod_machine_field(machine, i, count, &name, &type) == COPROD_OK) {
            HOLDS(name[0] && type >= COPROD_VALUE_INT && type <= COPROD_VALUE_TEXT && type != COPROD_VALUE_ENUM);
            count++;
        }
        HOLDS(!name && !type && count <= 32);
        HOLDS(i == events || (coprod_machine_get_element(machine, COPROD_ELEMENT_EVENT, i, &element) == COPROD_OK
                              && element.field_count == count));
    }
    HOLDS(coprod_machine_field(machine, events + 1, 0, NULL, NULL) == COPROD_E_UNKNOWN);
}

static void ask_timers(const coprod_machine *machine, uint32_t count)
{
    coprod_timer timer = {.size = sizeof timer};
    for (uint32_t i = 0; i < count; i++) {
        HOLDS(coprod_machine_timer(machine, i, &timer) == COPROD_OK && timer.id[0]);
        HOLDS(timer.text && timer.basis && timer.note);
        HOLDS(timer.source_title && timer.source_address && timer.source_words);
        HOLDS(timer.level >= 0 && timer.level <= 9);
        HOLDS(timer.kind >= COPROD_TIMER_NOT_STATED && timer.kind <= COPROD_TIMER_GIVEN);
        HOLDS(!timer.period.unit == (timer.period.count == COPROD_COUNT_GIVEN));
    }
    HOLDS(coprod_machine_timer(machine, count, &timer) == COPROD_E_UNKNOWN);
}

static void ask_transition(const coprod_machine *machine, const coprod_machine_info *info, uint32_t index)
{
    coprod_transition own = {.size = sizeof own};
    coprod_action action = {.size = sizeof action};
    coprod_clock_action clock = {.size = sizeof clock};
    uint32_t guard;
    HOLDS(coprod_machine_transition(machine, index, &own) == COPROD_OK);
    HOLDS(own.from < info->state_count && own.to < info->state_count);
    HOLDS(index == info->transition_count ? own.event == info->event_count : own.event < info->event_count);
    for (uint32_t i = 0; i < own.guard_count; i++)
        HOLDS(coprod_machine_guard(machine, index, i, &guard) == COPROD_OK && guard < info->guard_count);
    for (uint32_t i = 0; i < own.action_count; i++) {
        HOLDS(coprod_machine_action(machine, index, i, &action) == COPROD_OK && action.fact < info->fact_count);
        HOLDS(action.other >= -1 && action.other < (int32_t)info->fact_count);
        HOLDS(!!action.field + !!action.literal + (action.other >= 0) + action.at + action.empty <= 1);
    }
    for (uint32_t i = 0; i < own.clock_count; i++) {
        HOLDS(coprod_machine_clock(machine, index, i, &clock) == COPROD_OK && clock.timer < info->timer_count);
        HOLDS(clock.op >= COPROD_CLOCK_START && clock.op <= COPROD_CLOCK_SET);
        HOLDS(!clock.field || clock.op == COPROD_CLOCK_SET);
    }
    HOLDS(coprod_machine_guard(machine, index, own.guard_count, &guard) == COPROD_E_UNKNOWN);
    HOLDS(coprod_machine_action(machine, index, own.action_count, &action) == COPROD_E_UNKNOWN);
    HOLDS(coprod_machine_clock(machine, index, own.clock_count, &clock) == COPROD_E_UNKNOWN);
}

static void ask(const coprod_machine *machine)
{
    const coprod_machine_info info = info_of(machine);
    coprod_transition none = {.size = sizeof none};
    ask_elements(machine, COPROD_ELEMENT_STATE, info.state_count);
    ask_elements(machine, COPROD_ELEMENT_EVENT, info.event_count);
    ask_elements(machine, COPROD_ELEMENT_ROLE, info.role_count);
    ask_elements(machine, COPROD_ELEMENT_FACT, info.fact_count);
    ask_elements(machine, COPROD_ELEMENT_GUARD, info.guard_count);
    ask_elements(machine, COPROD_ELEMENT_TIMER, info.timer_count);
    ask_elements(machine, COPROD_ELEMENT_LITERAL, info.literal_count);
    ask_elements(machine, COPROD_ELEMENT_LEVEL, 9);
    ask_fields(machine, info.event_count);
    ask_timers(machine, info.timer_count);
    ask_exports(machine);
    for (uint32_t i = 0; i <= info.transition_count; i++)
        ask_transition(machine, &info, i);
    HOLDS(coprod_machine_transition(machine, info.transition_count + 1, &none) == COPROD_E_UNKNOWN);
}

/* The same one by its name; none by no name; and with another time for its first clock, if that is local. */
static void again(const char *json, size_t length, const coprod_machine *machine)
{
    const coprod_machine_info info = info_of(machine);
    coprod_timer timer = {.size = sizeof timer}, now = {.size = sizeof now};
    coprod_machine *other = NULL;
    char text[256];
    coprod_machine_options options = {.size = sizeof options, .timings = text, .timings_length = COPROD_NTS};
    coprod_findings *findings = fuzz_new_findings();
    coprod_status status;
    snprintf(text, sizeof text, "%s@%d", info.id, (int)info.version);
    HOLDS(coprod_machine_load(json, length, text, NULL, NULL, &other) == COPROD_OK);
    HOLDS(!strcmp(info_of(other).fingerprint, info.fingerprint));
    coprod_machine_free(other);
    HOLDS(coprod_machine_load(json, length, "", NULL, NULL, &other) == COPROD_E_UNKNOWN && !other);
    if (coprod_machine_timer(machine, 0, &timer) == COPROD_OK) {
        snprintf(text, sizeof text, "{\"%s\": {\"n\": 5}}", timer.id);
        status = coprod_machine_load(json, length, NULL, &options, findings, &other);
        HOLDS((status == COPROD_OK) == (timer.kind == COPROD_TIMER_LOCAL && timer.period.unit));
        HOLDS(status == COPROD_OK || (status == COPROD_E_DEFINITION && coprod_findings_count(findings)));
        HOLDS(!other || (coprod_machine_timer(other, 0, &now) == COPROD_OK && now.replaced && now.period.n == 5));
        coprod_machine_free(other);
    }
    coprod_findings_free(findings);
}

/* --- loops of it --- */

static const char *role_for(const coprod_machine *machine, uint32_t event)
{
    coprod_machine_element element = {.size = sizeof element};
    uint32_t role = 0;
    HOLDS(coprod_machine_get_element(machine, COPROD_ELEMENT_EVENT, event, &element) == COPROD_OK && element.flags);
    while (!(element.flags >> role & 1))
        role++;
    return coprod_machine_word(machine, COPROD_ELEMENT_ROLE, role);
}

static coprod_loop *create(const coprod_machine *machine, uint32_t events, uint32_t roles, uint32_t try)
{
    const char *role = coprod_machine_word(machine, COPROD_ELEMENT_ROLE, try % roles);
    coprod_event *event = fuzz_event(machine, events, role, FIRST_DAY, try / roles * 0x249249);
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_loop *loop = NULL;
    HOLDS(coprod_loop_new(machine, event, NULL, &answer, &loop) == COPROD_OK);
    HOLDS(!loop == (answer.kind != COPROD_LOOP_OK));
    HOLDS(loop || answer.kind == COPROD_LOOP_ROLE || answer.kind >= COPROD_LOOP_GUARD);
    free(fuzz_loop_text(loop, &answer));
    coprod_event_free(event);
    return loop;
}

/* No more was covered than there is. */
static void ask_coverage(const coprod_machine *machine, const uint8_t *bytes)
{
    const coprod_machine_info info = info_of(machine);
    coprod_coverage own = {.size = sizeof own};
    HOLDS(coprod_coverage_get(machine, bytes, &own) == COPROD_OK);
    HOLDS(own.states >= 1 && own.states <= own.state_count && own.state_count == info.state_count);
    HOLDS(own.transitions >= 1 && own.transitions <= own.transition_count);
    HOLDS(own.transition_count == info.transition_count + 1);
    HOLDS(own.guards_held <= own.guard_count && own.guards_failed <= own.guard_count);
    HOLDS(own.timers_missed <= own.timer_count && own.timers_met <= own.timer_count);
    HOLDS(own.timer_count == info.timer_count);
}

static void run(const coprod_machine *machine)
{
    const coprod_machine_info info = info_of(machine);
    coprod_loop *loop = NULL;
    int32_t day = FIRST_DAY;
    uint8_t *counts;
    for (uint32_t try = 0; !loop && info.role_count && try < TRIES; try++)
        loop = create(machine, info.event_count, info.role_count, try);
    if (!loop)
        return;
    counts = calloc(coprod_coverage_bytes(machine), 1);
    HOLDS(counts);
    HOLDS(coprod_loop_cover(loop, counts) == COPROD_OK);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        for (uint32_t i = 0; i < info.event_count && i < EVENTS; i++) {
            const char *role = role_for(machine, i);
            coprod_event *event = fuzz_event(machine, i, role, day, round * 0x249249);
            HOLDS(fuzz_step(loop, machine, event) != COPROD_LOOP_PAYLOAD);
            coprod_event_free(event);
        }
        fuzz_ask_loop(loop, machine, day);
        day += 40;
        if (round % 2)
            fuzz_tick(loop, machine, day);
    }
    ask_coverage(machine, counts);
    HOLDS(coprod_loop_cover(loop, NULL) == COPROD_OK);
    coprod_loop_free(loop);
    free(counts);
}

/* --- what can be found out about it --- */

static void is_json(const char *text)
{
    char hex[65];
    HOLDS(coprod_fingerprint(text, COPROD_NTS, hex, sizeof hex, NULL) == COPROD_OK);
}

static void ask_defect(const coprod_machine_check *check, const coprod_machine_info *info, uint32_t index)
{
    static const char *const codes[] = {"unreachable-state", "dead-end", "invariant", "timer-runs-on",
                                        "timer-never-started", "never-fires"};
    coprod_defect defect = {.size = sizeof defect};
    size_t code = 0;
    HOLDS(coprod_machine_check_defect(check, index, &defect) == COPROD_OK);
    while (code < 6 && strcmp(codes[code], defect.code) != 0)
        code++;
    HOLDS(code < 6 && defect.place[0] && defect.found[0] && defect.state < info->state_count);
    HOLDS(!defect.trace[0] == (code == 0 || code > 3));
    if (defect.trace[0])
        is_json(defect.trace);
}

/* The same machine is found the same; what was not reached is not said where the search ended before. */
static void check(const coprod_machine *machine, int32_t timed)
{
    const coprod_check_options options = {.size = sizeof options, .most_configurations = MOST, .timed = timed};
    const coprod_machine_info info = info_of(machine);
    coprod_check_info own = {.size = sizeof own};
    coprod_machine_check *found = NULL;
    coprod_traces *traces = NULL;
    coprod_defect none = {.size = sizeof none};
    HOLDS(coprod_machine_check_new(machine, &options, &found) == COPROD_OK && found);
    HOLDS(coprod_machine_check_get(found, &own) == COPROD_OK);
    HOLDS(own.reached_states <= info.state_count && own.fired_transitions <= info.transition_count);
    HOLDS(own.configurations <= MOST && own.reached_states <= own.configurations && !own.followed);
    for (uint32_t i = 0; i < own.defect_count; i++)
        ask_defect(found, &info, i);
    HOLDS(coprod_machine_check_defect(found, own.defect_count, &none) == COPROD_E_UNKNOWN);
    coprod_machine_check_free(found);
    HOLDS(coprod_traces_new(machine, &options, &traces) == COPROD_OK && traces);
    for (uint32_t i = 0; i < coprod_traces_count(traces); i++)
        is_json(coprod_traces_json(traces, i));
    HOLDS(!coprod_traces_json(traces, coprod_traces_count(traces)));
    coprod_traces_free(traces);
}

static void as_timings(const uint8_t *data, size_t size)
{
    coprod_machine_options options = {
        .size = sizeof options, .timings = (const char *)data, .timings_length = size};
    coprod_machine *machine = NULL;
    coprod_findings *findings = fuzz_new_findings();
    coprod_status status = coprod_machine_builtin("suggestion", &options, findings, &machine);
    fuzz_refusal(status, machine, findings);
    coprod_machine_free(machine);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_machine *machine = (coprod_machine *)&data;
    coprod_findings *findings = fuzz_new_findings();
    coprod_status status = coprod_machine_load((const char *)data, size, NULL, NULL, findings, &machine);
    if (status == COPROD_E_UNKNOWN) { /* a document without a machine */
        HOLDS(!machine && !coprod_findings_count(findings));
        coprod_findings_free(findings);
        return 0;
    }
    fuzz_refusal(status, machine, findings);
    if (size > 3 && size < 512 && !memcmp(data, "{\"T", 3))
        as_timings(data, size);
    if (status != COPROD_OK)
        return 0;
    ask(machine);
    again((const char *)data, size, machine);
    run(machine);
    check(machine, 0);
    check(machine, 1);
    coprod_machine_free(machine);
    return 0;
}
