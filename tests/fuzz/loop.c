/* SPDX-License-Identifier: MIT */
/* A loop with everything that can be asked of it, and what must hold before and after each event. */
#include "fuzz.h"

#include "loop_internal.h"

/* What is kept of a loop to see what an event changed. */
typedef struct snapshot {
    coprod_loop_info info;
    coprod_fact facts[COPROD__FACTS];
    int32_t running[COPROD__TIMERS], due[COPROD__TIMERS];
} snapshot;

static void take(const coprod_loop *loop, const coprod_machine_info *machine, snapshot *own)
{
    memset(own, 0, sizeof *own);
    own->info.size = sizeof own->info;
    HOLDS(coprod_loop_get(loop, &own->info) == COPROD_OK && own->info.state < machine->state_count);
    for (uint32_t i = 0; i < machine->fact_count; i++) {
        own->facts[i].size = sizeof own->facts[i];
        HOLDS(coprod_loop_fact(loop, i, &own->facts[i]) == COPROD_OK);
        HOLDS(own->facts[i].number >= (own->facts[i].type == COPROD_VALUE_DAY ? COPROD__DAY_FIRST : 0));
        HOLDS(own->facts[i].type > COPROD_VALUE_BOOL || own->facts[i].known);
    }
    for (uint32_t i = 0; i < machine->timer_count; i++)
        HOLDS(coprod_loop_due(loop, i, &own->running[i], &own->due[i]) == COPROD_OK);
}

static coprod_machine_info info_of(const coprod_machine *machine)
{
    coprod_machine_info info = {.size = sizeof info};
    HOLDS(coprod_machine_get(machine, &info) == COPROD_OK);
    return info;
}

/* --- machines --- */

static coprod_machine *machines[FUZZ_MACHINES];

static void free_machines(void)
{
    for (size_t i = 0; i < FUZZ_MACHINES; i++)
        coprod_machine_free(machines[i]);
}

const coprod_machine *fuzz_machine(size_t index)
{
    coprod_machine **own = &machines[index % FUZZ_MACHINES];
    static int asked;
    if (!asked++)
        HOLDS(!atexit(free_machines) && coprod_machine_count() == FUZZ_MACHINES);
    if (!*own)
        HOLDS(coprod_machine_builtin(coprod_machine_id(index % FUZZ_MACHINES), NULL, NULL, own) == COPROD_OK);
    return *own;
}

/* --- events --- */

static int32_t clamped(int64_t day)
{
    return (int32_t)(day < COPROD__DAY_FIRST ? COPROD__DAY_FIRST : day > COPROD__DAY_LAST ? COPROD__DAY_LAST : day);
}

static void fill(const coprod_machine *machine, coprod_event *event, const char *field, int32_t type, int32_t day,
                 uint32_t variant)
{
    static const uint32_t numbers[] = {1, 0, 2, 3, 1, 7, 90, UINT32_MAX};
    static const int32_t days[] = {30, 0, 7, 200, 1, -1, 3000, -10000000};
    static const char *const words[] = {"some words", " \t\r\n", "", "x"};
    const char *literal = coprod_machine_word(machine, COPROD_ELEMENT_LITERAL, variant / 4);
    coprod_status status;
    if (type == COPROD_VALUE_TEXT)
        status = coprod_event_text(event, field, literal && variant % 4 < 3 ? literal : words[variant % 4], COPROD_NTS);
    else if (type == COPROD_VALUE_DAY)
        status = coprod_event_number(event, field, clamped((int64_t)day + days[variant % 8]));
    else
        status = coprod_event_number(event, field, type == COPROD_VALUE_BOOL ? !(variant & 1) : numbers[variant % 8]);
    HOLDS(status == COPROD_OK);
}

coprod_event *fuzz_event(const coprod_machine *machine, uint32_t event, const char *role, int32_t day,
                         uint32_t variant)
{
    const char *name = coprod_machine_word(machine, COPROD_ELEMENT_EVENT, event), *field;
    char by[80];
    coprod_event *made = NULL;
    int32_t type;
    snprintf(by, sizeof by, "%s:somebody", role);
    HOLDS(coprod_event_new(machine, name, by, day, NULL, &made) == COPROD_OK);
    for (uint32_t i = 0; coprod_machine_field(machine, event, i, &field, &type) == COPROD_OK; i++)
        fill(machine, made, field, type, day, variant >> 3 * (i % 8));
    return made;
}

/* --- JSON --- */

char *fuzz_loop_text(const coprod_loop *loop, const coprod_loop_answer *answer)
{
    size_t needed = 0, again = 0;
    char *text;
    HOLDS(coprod_loop_json(loop, answer, NULL, 0, &needed) == COPROD_E_BUFFER && needed > 2);
    text = malloc(needed);
    HOLDS(text);
    HOLDS(coprod_loop_json(loop, answer, text, needed - 1, &again) == COPROD_E_BUFFER && again == needed);
    HOLDS(strlen(text) < needed - 1);
    HOLDS(coprod_loop_json(loop, answer, text, needed, &again) == COPROD_OK && again == needed);
    HOLDS(strlen(text) + 1 == needed);
    return text;
}

static void is_json(const coprod_loop *loop, const coprod_loop_answer *answer)
{
    char hex[65], *text = fuzz_loop_text(loop, answer);
    HOLDS(coprod_fingerprint(text, COPROD_NTS, hex, sizeof hex, NULL) == COPROD_OK);
    free(text);
}

/* --- what is permitted --- */

static void ask_missing(const coprod_loop *loop, uint32_t event, int32_t day, uint32_t count, uint32_t guards)
{
    coprod_loop_need need = {.size = sizeof need};
    for (uint32_t i = 0; i < count; i++) {
        HOLDS(coprod_loop_missing(loop, event, day, i, &need) == COPROD_OK);
        HOLDS(need.text && need.subject && need.guard < guards);
        HOLDS(need.relation >= COPROD_RELATION_EQUAL && need.relation <= COPROD_RELATION_NONE_OF);
        HOLDS(i + 1 < count || !need.alternative);
    }
    HOLDS(coprod_loop_missing(loop, event, day, count, &need) == COPROD_E_UNKNOWN);
}

static coprod_permit ask_permit(const coprod_loop *loop, const coprod_machine *machine, uint32_t event,
                                const char *role, int32_t day)
{
    coprod_permit permit = {.size = sizeof permit};
    const coprod_machine_info info = info_of(machine);
    HOLDS(coprod_loop_permit(loop, event, role, day, &permit) == COPROD_OK);
    HOLDS(permit.status >= COPROD_PERMIT_YES && permit.status <= COPROD_PERMIT_TIME);
    HOLDS(permit.transition <= info.transition_count);
    HOLDS(permit.status != COPROD_PERMIT_STATE || permit.transition == info.transition_count);
    HOLDS(permit.status != COPROD_PERMIT_YES || !permit.missing_count);
    HOLDS((permit.status != COPROD_PERMIT_PAYLOAD && permit.status != COPROD_PERMIT_NOT_YET) || permit.missing_count);
    ask_missing(loop, event, day, permit.missing_count, info.guard_count);
    return permit;
}

void fuzz_ask_loop(const coprod_loop *loop, const coprod_machine *machine, int32_t day)
{
    const coprod_machine_info info = info_of(machine);
    coprod_permit permit = {.size = sizeof permit};
    coprod_breach breach = {.size = sizeof breach};
    coprod_fact fact = {.size = sizeof fact};
    int32_t running, due;
    snapshot own;
    take(loop, &info, &own);
    for (uint32_t i = 0; i < own.info.breach_count; i++)
        HOLDS(coprod_loop_breach(loop, i, &breach) == COPROD_OK && breach.timer < info.timer_count);
    HOLDS(coprod_loop_breach(loop, own.info.breach_count, &breach) == COPROD_E_UNKNOWN);
    HOLDS(coprod_loop_fact(loop, info.fact_count, &fact) == COPROD_E_UNKNOWN);
    HOLDS(coprod_loop_due(loop, info.timer_count, &running, &due) == COPROD_E_UNKNOWN && !running && !due);
    HOLDS(coprod_loop_permit(loop, info.event_count, NULL, day, &permit) == COPROD_E_UNKNOWN);
    for (uint32_t i = 0; i < info.event_count && i < 64; i++) {
        ask_permit(loop, machine, i, NULL, day);
        HOLDS(coprod_loop_permit(loop, i, "no role", day, &permit) == COPROD_E_UNKNOWN);
    }
}

/* --- what an event changes --- */

static void check_breaches(const coprod_loop *loop, const coprod_machine *machine, uint32_t from, uint32_t count,
                           int32_t day)
{
    coprod_breach last = {.size = sizeof last}, one = {.size = sizeof one};
    for (uint32_t i = 0; i < count; i++) {
        coprod_timer timer = {.size = sizeof timer};
        HOLDS(coprod_loop_breach(loop, from + i, &one) == COPROD_OK && one.due < day);
        HOLDS(coprod_machine_timer(machine, one.timer, &timer) == COPROD_OK && timer.level == one.level);
        HOLDS(one.level >= 1 && one.level <= 9);
        HOLDS(!i || last.due <= one.due);
        HOLDS(!i || last.due < one.due
              || strcmp(coprod_machine_word(machine, COPROD_ELEMENT_TIMER, last.timer), timer.id) < 0);
        last = one;
    }
}

/* A refusal and a day that passes change nothing but what was missed. */
static void same_but_missed(const coprod_machine *machine, const snapshot *before, const snapshot *after,
                            uint32_t breaches)
{
    const coprod_machine_info info = info_of(machine);
    uint32_t unexplained = UINT32_MAX;
    coprod_machine_find(machine, COPROD_ELEMENT_FACT, "breach_unexplained", &unexplained);
    HOLDS(after->info.seq == before->info.seq && after->info.state == before->info.state);
    HOLDS(after->info.last_day == before->info.last_day);
    for (uint32_t i = 0; i < info.fact_count; i++) {
        int64_t counted = before->facts[i].number + breaches;
        if (i != unexplained || !breaches)
            HOLDS(!memcmp(&after->facts[i], &before->facts[i], sizeof after->facts[i]));
        else
            HOLDS(after->facts[i].number == (counted > UINT32_MAX ? UINT32_MAX : counted));
    }
    HOLDS(!memcmp(after->running, before->running, sizeof after->running));
    HOLDS(!memcmp(after->due, before->due, sizeof after->due));
    HOLDS(after->info.breach_count == before->info.breach_count + breaches);
}

/* What was said of the event before agrees with what became of it. */
static void agrees(const coprod_permit *permit, int32_t kind)
{
    int here = kind == COPROD_LOOP_OK || kind == COPROD_LOOP_PAYLOAD || kind == COPROD_LOOP_GUARD
               || kind == COPROD_LOOP_FACT_RANGE || kind == COPROD_LOOP_CALENDAR_RANGE;
    if (kind == COPROD_LOOP_DUPLICATE || kind == COPROD_LOOP_SEQ)
        return;
    HOLDS((permit->status == COPROD_PERMIT_TIME) == (kind == COPROD_LOOP_TIME));
    HOLDS((permit->status == COPROD_PERMIT_STATE)
          == (kind == COPROD_LOOP_FINAL || kind == COPROD_LOOP_NO_TRANSITION));
    HOLDS((permit->status == COPROD_PERMIT_ROLE) == (kind == COPROD_LOOP_ROLE));
    HOLDS(permit->status > COPROD_PERMIT_NOT_YET || here);
    HOLDS(permit->status != COPROD_PERMIT_YES || kind != COPROD_LOOP_GUARD);
    HOLDS(permit->status != COPROD_PERMIT_NOT_YET || kind == COPROD_LOOP_PAYLOAD || kind == COPROD_LOOP_GUARD);
}

static void check_done(const coprod_machine *machine, const coprod_event *event, const coprod_loop_answer *answer,
                       const snapshot *before, const snapshot *after)
{
    coprod_transition taken = {.size = sizeof taken};
    HOLDS(coprod_machine_transition(machine, answer->transition, &taken) == COPROD_OK);
    HOLDS(taken.event == (uint32_t)event->act.event);
    HOLDS(taken.from == before->info.state && taken.to == after->info.state);
    HOLDS(after->info.seq == before->info.seq + (before->info.seq < UINT32_MAX) && answer->seq == after->info.seq);
    HOLDS(after->info.last_day == coprod__day_told(event->act.at));
    HOLDS(after->info.breach_count == before->info.breach_count + answer->breaches);
}

/* The name of the event's role, or NULL for one that the machine does not know. */
static const char *role_of(const coprod_machine *machine, const coprod_event *event)
{
    for (uint32_t i = 0; i < 32; i++)
        if (event->act.role >> i & 1)
            return coprod_machine_word(machine, COPROD_ELEMENT_ROLE, i);
    return NULL;
}

int32_t fuzz_step(coprod_loop *loop, const coprod_machine *machine, const coprod_event *event)
{
    const coprod_machine_info info = info_of(machine);
    const char *role = role_of(machine, event);
    int32_t day = coprod__day_told(event->act.at);
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_permit permit = {.size = sizeof permit};
    snapshot before, after;
    int known = role && event->act.event >= 0;
    take(loop, &info, &before);
    if (known)
        permit = ask_permit(loop, machine, (uint32_t)event->act.event, role, day);
    HOLDS(coprod_loop_step(loop, event, &answer) == COPROD_OK);
    take(loop, &info, &after);
    HOLDS(coprod_loop_answer_name(answer.kind)[0] && answer.kind != COPROD_LOOP_TICK && answer.detail);
    HOLDS(answer.state == after.info.state && answer.seq == after.info.seq);
    if (known)
        agrees(&permit, answer.kind);
    if (answer.kind == COPROD_LOOP_OK)
        check_done(machine, event, &answer, &before, &after);
    else
        same_but_missed(machine, &before, &after, answer.breaches);
    if (answer.kind >= COPROD_LOOP_DUPLICATE && answer.kind <= COPROD_LOOP_TIME)
        HOLDS(!answer.breaches);
    else if (answer.kind != COPROD_LOOP_OK) /* nothing is overdue and not recorded */
        HOLDS(!after.info.has_next_due || after.info.next_due >= day);
    check_breaches(loop, machine, before.info.breach_count, answer.breaches, day);
    is_json(loop, &answer);
    return answer.kind;
}

void fuzz_tick(coprod_loop *loop, const coprod_machine *machine, int32_t day)
{
    const coprod_machine_info info = info_of(machine);
    coprod_loop_answer answer = {.size = sizeof answer};
    snapshot before, after;
    take(loop, &info, &before);
    HOLDS(coprod_loop_tick(loop, day, &answer) == COPROD_OK && answer.kind == COPROD_LOOP_TICK);
    take(loop, &info, &after);
    same_but_missed(machine, &before, &after, answer.breaches);
    check_breaches(loop, machine, before.info.breach_count, answer.breaches, day);
    HOLDS(!after.info.has_next_due || after.info.next_due >= day);
    is_json(loop, &answer);
    HOLDS(coprod_loop_tick(loop, day, &answer) == COPROD_OK && !answer.breaches);
}

/* --- saved loops --- */

uint8_t *fuzz_saved_loop(const coprod_loop *loop, size_t *size)
{
    size_t again = 0;
    uint8_t *bytes;
    HOLDS(coprod_loop_save(loop, NULL, 0, size) == COPROD_E_BUFFER && *size > 80);
    bytes = malloc(*size);
    HOLDS(bytes);
    HOLDS(coprod_loop_save(loop, bytes, *size - 1, &again) == COPROD_E_BUFFER && again == *size);
    HOLDS(coprod_loop_save(loop, bytes, *size, &again) == COPROD_OK && again == *size);
    return bytes;
}

void fuzz_open_loop(const coprod_machine *machine, const uint8_t *bytes, size_t size,
                    const coprod_loop_options *options)
{
    coprod_loop *loop = NULL;
    size_t again = 0;
    uint8_t *saved;
    HOLDS(coprod_loop_open(machine, bytes, size, options, &loop) == COPROD_OK && loop);
    saved = fuzz_saved_loop(loop, &again);
    HOLDS(again == size && !memcmp(saved, bytes, size));
    free(saved);
    coprod_loop_free(loop);
}
