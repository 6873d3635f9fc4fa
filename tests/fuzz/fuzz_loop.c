/* SPDX-License-Identifier: MIT */
/* The input as what happened to a loop of a built-in machine. As lines: a machine's name, an event as JSON, or a day
 * that passes. As bytes: the machine, how it is created, then four bytes for each event or day. */
#include "fuzz.h"

#include "adopt_internal.h"
#include "coprod/feedback_family.h"

enum { FIRST_DAY = 20241, STEPS = 256, LOOPS = 3, TEAM = 7 }; /* 2 June 2025 */

static coprod_fact fact_of(const coprod_loop *loop, const coprod_machine *machine, const char *id)
{
    coprod_fact fact = {.size = sizeof fact};
    uint32_t index;
    HOLDS(coprod_machine_find(machine, COPROD_ELEMENT_FACT, id, &index) == COPROD_OK);
    HOLDS(coprod_loop_fact(loop, index, &fact) == COPROD_OK);
    return fact;
}

/* Nothing closes until people have been told, and what was late has been explained. */
static void closed_means_told(const coprod_loop *loop, const coprod_machine *machine)
{
    coprod_loop_info info = {.size = sizeof info};
    HOLDS(coprod_loop_get(loop, &info) == COPROD_OK);
    if (!info.accepting)
        return;
    HOLDS(fact_of(loop, machine, "told").number >= fact_of(loop, machine, "contactable").number);
    HOLDS(!fact_of(loop, machine, "anonymous").number || fact_of(loop, machine, "published").number);
    HOLDS(!fact_of(loop, machine, "formats_unmet").number);
    HOLDS(!info.unexplained);
}

/* Of a text its length is known, and its digest only with a secret. */
static void check_texts(const coprod_loop *loop, const coprod_machine *machine, int secret)
{
    static const uint8_t nothing[16];
    coprod_fact fact = {.size = sizeof fact};
    for (uint32_t i = 0; coprod_loop_fact(loop, i, &fact) == COPROD_OK; i++) {
        int told = memcmp(fact.digest, nothing, sizeof nothing) != 0;
        HOLDS(told == (fact.type == COPROD_VALUE_TEXT && fact.known && secret));
        HOLDS(coprod_machine_word(machine, COPROD_ELEMENT_FACT, i));
    }
}

/* On a day before the last event, and on one after it. */
static void ask_end(const coprod_loop *loop, const coprod_machine *machine, int secret)
{
    coprod_loop_info info = {.size = sizeof info};
    HOLDS(coprod_loop_get(loop, &info) == COPROD_OK);
    if (info.last_day > COPROD__DAY_FIRST)
        fuzz_ask_loop(loop, machine, info.last_day - 1);
    fuzz_ask_loop(loop, machine, info.last_day < COPROD__DAY_LAST - 100 ? info.last_day + 100 : COPROD__DAY_LAST);
    check_texts(loop, machine, secret);
}

/* --- a loop, and a store with three like it --- */

typedef struct both {
    coprod_loop *loop; /* NULL before it is created */
    coprod_loops *store;
    uint32_t steps;
} both;

/* A loop of the store is the one by itself, to the last byte. */
static void same(const both *own, uint32_t number)
{
    coprod_loop *copy = NULL;
    size_t alone_size = 0, size = 0;
    uint8_t *alone = fuzz_saved_loop(own->loop, &alone_size), *bytes;
    HOLDS(coprod_loops_copy(own->store, number, &copy) == COPROD_OK && copy);
    bytes = fuzz_saved_loop(copy, &size);
    HOLDS(size == alone_size && !memcmp(bytes, alone, size));
    free(bytes);
    free(alone);
    coprod_loop_free(copy);
}

/* All three at once; a key is one loop's own, so there one by one. */
static void add(both *own, const coprod_event *event, int32_t kind)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    uint32_t first = 1, count = event->key || event->act.adopted ? 1 : LOOPS;
    for (uint32_t i = 0; i < LOOPS; i += count) {
        HOLDS(coprod_loops_add(own->store, event, TEAM, count, &answer, &first) == COPROD_OK && answer.kind == kind);
        HOLDS(first == (kind == COPROD_LOOP_OK ? i : 0));
    }
    HOLDS(count == LOOPS || coprod_loops_add(own->store, event, TEAM, 2, &answer, &first) == COPROD_E_ARGUMENT);
    HOLDS(coprod_loops_count(own->store) == (kind == COPROD_LOOP_OK ? LOOPS : 0));
}

static void make(both *own, const coprod_machine *machine, const coprod_event *event, int secret)
{
    static const uint8_t key[16] = {1, 2, 3};
    const coprod_loop_options options = {sizeof options, NULL, secret ? key : NULL, secret ? sizeof key : 0};
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_loop *loop = NULL;
    HOLDS(coprod_loop_new(machine, event, &options, &answer, &loop) == COPROD_OK);
    HOLDS(!loop == (answer.kind != COPROD_LOOP_OK) && coprod_loop_answer_name(answer.kind)[0]);
    HOLDS(loop ? answer.seq == 1 && answer.transition == machine->transition_count
               : answer.kind >= COPROD_LOOP_ROLE);
    free(fuzz_loop_text(loop, &answer));
    own->loop = loop;
    HOLDS(coprod_loops_new(machine, &options, &own->store) == COPROD_OK);
    add(own, event, answer.kind);
    if (!loop) {
        coprod_loops_free(own->store);
        own->store = NULL;
    }
}

/* What became of an event in each way in which a store can be stepped. */
static void step(both *own, const coprod_machine *machine, const coprod_event *event)
{
    static const uint32_t numbers[LOOPS] = {2, 0, 1};
    const coprod_event *events[LOOPS] = {event, event, event};
    coprod_loop_answer answer = {.size = sizeof answer};
    uint8_t kinds[LOOPS];
    int32_t kind = fuzz_step(own->loop, machine, event);
    switch (own->steps++ % 4) {
    case 0:
        HOLDS(coprod_loops_step_many(own->store, event, numbers, LOOPS, kinds) == COPROD_OK);
        break;
    case 1:
        HOLDS(coprod_loops_step_each(own->store, events, numbers, LOOPS, kinds) == COPROD_OK);
        break;
    case 2:
        HOLDS(coprod_loops_step(own->store, 0, event, &answer) == COPROD_OK);
        HOLDS(coprod_loops_step_many(own->store, event, numbers, 1, &kinds[2]) == COPROD_OK);
        HOLDS(coprod_loops_step_each(own->store, events, &numbers[2], 1, &kinds[1]) == COPROD_OK);
        kinds[0] = (uint8_t)answer.kind;
        break;
    default:
        HOLDS(coprod_loops_step_many(own->store, event, NULL, LOOPS, kinds) == COPROD_OK);
    }
    for (uint32_t i = 0; i < LOOPS; i++)
        HOLDS(kinds[i] == kind);
    same(own, own->steps % LOOPS);
}

static void tick(both *own, const coprod_machine *machine, int32_t day)
{
    coprod_loop_info before = {.size = sizeof before}, after = before;
    uint64_t missed;
    size_t due = 0, most = day > COPROD__DAY_FIRST ? LOOPS : 0;
    uint32_t numbers[LOOPS];
    HOLDS(!most || coprod_loops_due(own->store, COPROD__DAY_FIRST, day - 1, numbers, LOOPS, &due) == COPROD_OK);
    HOLDS(coprod_loop_get(own->loop, &before) == COPROD_OK);
    fuzz_tick(own->loop, machine, day);
    HOLDS(coprod_loop_get(own->loop, &after) == COPROD_OK);
    HOLDS(coprod_loops_tick(own->store, day, &missed) == COPROD_OK);
    HOLDS(missed == LOOPS * (uint64_t)(after.breach_count - before.breach_count));
    HOLDS(!most || due == (missed ? LOOPS : 0));
    same(own, own->steps++ % LOOPS);
}

/* Of one that was adopted it may not be known how long it took. */
static void ask_times(const both *own, const coprod_loop_info *info, uint64_t all_closed)
{
    static const uint32_t team = TEAM;
    coprod_family family = {.size = sizeof family};
    int32_t closed[LOOPS], days[LOOPS];
    size_t count = 1;
    HOLDS(coprod_loops_family(own->store, 0, &family) == COPROD_OK && !family.children && !family.has_parent);
    HOLDS(!family.may_end == !info->accepting);
    if (!family.adopted)
        HOLDS(coprod_loops_times(own->store, NULL, NULL, NULL, 0, &count)
              == (info->accepting ? COPROD_E_BUFFER : COPROD_OK));
    HOLDS(coprod_loops_times(own->store, &team, closed, days, LOOPS, &count) == COPROD_OK && count <= all_closed);
    HOLDS(family.adopted || count == all_closed);
    for (size_t i = 0; i < count; i++)
        HOLDS(closed[i] <= info->last_day && days[i] >= 0 && closed[i] == closed[0] && days[i] == days[0]);
}

/* Two loops below the first, which are all in the same state: it ends only where they may end too. */
static void ask_family(const both *own, int accepting)
{
    coprod_family family = {.size = sizeof family};
    uint32_t below[LOOPS];
    size_t count = 0;
    HOLDS(coprod_loops_join(own->store, 1, 0) == COPROD_OK && coprod_loops_join(own->store, 2, 0) == COPROD_OK);
    HOLDS(coprod_loops_join(own->store, 0, 2) == COPROD_E_ARGUMENT);
    HOLDS(coprod_loops_family(own->store, 0, &family) == COPROD_OK && family.children == 2);
    HOLDS(family.open_children == (accepting ? 0 : 2));
    HOLDS(coprod_loops_children(own->store, 0, below, LOOPS, &count) == COPROD_OK && count == 2 && below[1] == 2);
}

/* Figures of the team are those of all, and what the loop says three times. */
static void ask_store(const both *own, int32_t day)
{
    static const uint32_t team = TEAM, other = TEAM + 1;
    coprod_figures all = {.size = sizeof all}, teams = all, none = all;
    coprod_loop_info info = {.size = sizeof info};
    HOLDS(coprod_loop_get(own->loop, &info) == COPROD_OK);
    HOLDS(coprod_loops_figures(own->store, NULL, day, &all) == COPROD_OK);
    HOLDS(coprod_loops_figures(own->store, &team, day, &teams) == COPROD_OK && !memcmp(&all, &teams, sizeof all));
    HOLDS(coprod_loops_figures(own->store, &other, day, &none) == COPROD_OK && !none.loops && !none.missed_days);
    HOLDS(all.loops == LOOPS && all.closed == (info.accepting ? LOOPS : 0) && all.told % LOOPS == 0);
    HOLDS(all.missed_days == LOOPS * (uint64_t)info.breach_count && all.late == (info.breach_count ? LOOPS : 0));
    HOLDS(all.explained == (info.unexplained ? 0 : all.late) && all.overdue % LOOPS == 0);
    ask_times(own, &info, all.closed);
    for (uint32_t i = 0; i < LOOPS; i++)
        same(own, i);
    ask_family(own, info.accepting);
}

static void end(both *own, const coprod_machine *machine, int secret)
{
    coprod_loop_info info = {.size = sizeof info};
    if (own->loop) {
        HOLDS(coprod_loop_get(own->loop, &info) == COPROD_OK);
        ask_end(own->loop, machine, secret);
        ask_store(own, info.last_day);
    }
    coprod_loop_free(own->loop);
    coprod_loops_free(own->store);
}

/* --- bytes --- */

static coprod_event *read_step(const coprod_machine *machine, const uint8_t *data, uint32_t events, int32_t day)
{
    uint32_t event = data[0] % events, variant = data[2] | (uint32_t)data[3] << 8, skip = data[3] >> 6, role = 0;
    coprod_machine_element element = {.size = sizeof element};
    char key[] = {(char)('a' + data[2] % 26), 0};
    coprod_event *made;
    HOLDS(coprod_machine_get_element(machine, COPROD_ELEMENT_EVENT, event, &element) == COPROD_OK);
    while (element.flags >> role > 1 && (skip || !(element.flags >> role & 1)))
        skip -= element.flags >> role++ & 1;
    made = fuzz_event(machine, event, coprod_machine_word(machine, COPROD_ELEMENT_ROLE, skip ? data[3] % 6 : role),
                      day, variant);
    HOLDS(coprod_event_at(made, INT32_MAX) == COPROD_E_RANGE);
    if (data[1] >> 5 & 1) /* before or after the others */
        HOLDS(coprod_event_at(made, day + (data[2] & 1 ? -1 : 1)) == COPROD_OK);
    if (data[1] >> 6 & 1)
        HOLDS(coprod_event_key(made, key, COPROD_NTS) == COPROD_OK);
    if (data[1] >> 7)
        HOLDS(coprod_event_expect(made, data[2] % 16) == COPROD_OK);
    return made;
}

static void run_bytes(const coprod_machine *machine, const uint8_t *data, size_t size)
{
    coprod_machine_info info = {.size = sizeof info};
    both own = {NULL, NULL, 0};
    int32_t day = FIRST_DAY;
    HOLDS(coprod_machine_get(machine, &info) == COPROD_OK);
    for (uint32_t role = 0; !own.loop && size && role < info.role_count; role++) {
        coprod_event *event = fuzz_event(machine, info.event_count,
                                         coprod_machine_word(machine, COPROD_ELEMENT_ROLE, role), day, data[0] >> 1);
        make(&own, machine, event, data[0] & 1);
        coprod_event_free(event);
    }
    for (size_t at = 1, steps = 0; own.loop && at + 4 <= size && steps < STEPS; at += 4, steps++) {
        int32_t pass = data[at + 1] & 31;
        day += pass < 24 ? pass : 30 * (pass - 23);
        if (data[at] == UINT8_MAX) {
            tick(&own, machine, day);
        } else {
            coprod_event *event = read_step(machine, data + at, info.event_count, day);
            step(&own, machine, event);
            coprod_event_free(event);
        }
        closed_means_told(own.loop, machine);
    }
    end(&own, machine, size && data[0] & 1);
}

/* --- lines --- */

static void run_event(const coprod_machine *machine, both *own, const char *line, size_t length)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_event *event = (coprod_event *)&line;
    coprod_findings *findings = fuzz_new_findings();
    coprod_status status = coprod_event_load(machine, line, length, NULL, findings, &event);
    int creation;
    fuzz_refusal(status, event, findings);
    if (status != COPROD_OK)
        return;
    creation = event->act.event == (int32_t)machine->events.count;
    if (!own->loop && creation)
        make(own, machine, event, 0);
    else if (own->loop && creation)
        HOLDS(coprod_loop_step(own->loop, event, &answer) == COPROD_E_ARGUMENT);
    else if (own->loop)
        step(own, machine, event);
    if (own->loop)
        closed_means_told(own->loop, machine);
    coprod_event_free(event);
}

static void run_lines(const char *text, size_t size)
{
    const coprod_machine *machine = fuzz_machine(0);
    both own = {NULL, NULL, 0};
    int32_t day;
    for (size_t at = 0, steps = 0; at < size && steps < STEPS; steps++) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t length = end ? (size_t)(end - text) - at : size - at;
        const char *line = text + at;
        if (length && line[0] == '{')
            run_event(machine, &own, line, length);
        else if (own.loop && coprod_day_read(line, length, &day) == COPROD_OK)
            tick(&own, machine, day);
        for (size_t i = 0; !own.loop && i < FUZZ_MACHINES; i++)
            if (strlen(coprod_machine_id(i)) == length && !memcmp(coprod_machine_id(i), line, length))
                machine = fuzz_machine(i);
        at += length + 1;
    }
    end(&own, machine, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size && data[0] < FUZZ_MACHINES)
        run_bytes(fuzz_machine(data[0]), data + 1, size - 1);
    else
        run_lines((const char *)data, size);
    return 0;
}
