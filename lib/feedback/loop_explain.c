/* SPDX-License-Identifier: MIT */
/* What can be done with a loop, and what is missing for the rest. */
#include <string.h>

#include "coprod/feedback_explain.h"
#include "loop_internal.h"

enum { COLUMNS = COPROD__FACTS + COPROD__TIMERS + 4, BYTES = 4 * COLUMNS, TESTS = 4096 };

/* A copy of a loop's row on a day: what is overdue by then counts as recorded. */
typedef struct scratch {
    coprod__rows rows;
    uint8_t *column[COLUMNS];
    uint8_t bytes[BYTES];
} scratch;

static void copy_on(const coprod_loop *loop, uint32_t day, scratch *own)
{
    const coprod_machine *machine = loop->rows.machine;
    uint8_t *at = own->bytes;
    own->rows = loop->rows;
    own->rows.column = own->column;
    for (uint32_t i = 0; i < machine->column_count; i++) {
        memcpy(at, loop->rows.column[i], machine->column_width[i]);
        own->column[i] = at;
        at += machine->column_width[i];
    }
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        uint32_t due = coprod__get(&own->rows, machine->timer_rules[i].slot, 0);
        coprod__slot unexplained;
        uint32_t count;
        if (!machine->timer_rules[i].level || !due || due >= day)
            continue;
        unexplained = machine->fact_rules[machine->unexplained].slot;
        count = coprod__get(&own->rows, unexplained, 0);
        coprod__put(&own->rows, unexplained, 0, count < UINT32_MAX ? count + 1 : count);
    }
}

/* --- what a test asks --- */

static int relation_of(const coprod__test *test, int opposite)
{
    static const int8_t relations[][2] = {
        {COPROD_RELATION_EQUAL, COPROD_RELATION_NOT_EQUAL}, {COPROD_RELATION_AT_LEAST, COPROD_RELATION_LESS},
        {COPROD_RELATION_MORE, COPROD_RELATION_AT_MOST},    {COPROD_RELATION_AT_MOST, COPROD_RELATION_MORE},
        {COPROD_RELATION_LESS, COPROD_RELATION_AT_LEAST},   {COPROD_RELATION_FILLED, COPROD_RELATION_BLANK},
        {COPROD_RELATION_ONE_OF, COPROD_RELATION_NONE_OF}};
    return relations[test->op][opposite];
}

static const char *subject_of(const coprod_machine *machine, const coprod__term *term, uint32_t event)
{
    switch (term->from) {
    case COPROD__FACT: return machine->fact_words[term->index].text[0] ? machine->fact_words[term->index].text
                                                                        : machine->facts.name[term->index];
    case COPROD__PAYLOAD: return machine->event_rules[event].fields[term->index].name;
    case COPROD__DUE: return machine->timers.name[term->index];
    case COPROD__AT: return "@at";
    default: return "";
    }
}

static int64_t day_or_number(const coprod__term *term, int64_t value)
{
    return term->day && value ? coprod__day_told((uint32_t)value) : value;
}

static void describe(const coprod__rows *rows, const coprod__test *test, uint32_t event, uint32_t at, int opposite,
                     coprod_loop_need *own)
{
    static const uint32_t no_payload[COPROD__FIELDS] = {0};
    const coprod_machine *machine = rows->machine;
    const coprod__term *terms = machine->terms + test->first;
    own->relation = relation_of(test, opposite);
    own->known = 1;
    own->days = 1;
    own->subject = subject_of(machine, terms, event);
    for (uint32_t i = 0; i < test->count; i++) {
        int64_t value = coprod__term_value(rows, 0, &terms[i], no_payload, at);
        own->field |= terms[i].from == COPROD__PAYLOAD;
        own->known &= value != 0 || !terms[i].day || terms[i].from == COPROD__PAYLOAD;
        own->days &= terms[i].day;
        *(terms[i].sign > 0 ? &own->have : &own->need) += day_or_number(&terms[i], value);
        if (terms[i].from == COPROD__PAYLOAD && terms[i].sign > 0)
            own->subject = subject_of(machine, &terms[i], event);
    }
    own->days &= test->count == 2;
    if (test->op >= COPROD__HOLDS_TEXT)
        own->have = own->need = 0;
}

/* --- the walk through a guard --- */

typedef struct walk {
    const coprod__rows *rows;
    uint32_t event, at;
    uint32_t wanted, count; /* index of the item asked for, number found */
    int waits, fails;       /* some guards depend on the payload, some do not */
    coprod_loop_need *item;
} walk;

/* What can come of a test: whether it can fail for the payload that it gets, and how many tests of the loop would have
 * to come out otherwise for it to pass. */
enum { CAN_FAIL = 2, REACHED = 4, ASKS_PAYLOAD = 8, HOLDS = 16 };
enum { NEVER = 0xffff };
typedef struct cell {
    uint16_t cost;
    uint8_t flags;
} cell;

static cell outcome(const cell *cells, const coprod__guard_use *use, int32_t at)
{
    cell end = {at == COPROD__PASS ? 0 : NEVER, at == COPROD__PASS ? 0 : CAN_FAIL};
    return at >= COPROD__PASS ? end : cells[at - (int32_t)use->first];
}

static void reach(cell *cells, const coprod__guard_use *use, int32_t at)
{
    if (at < COPROD__PASS)
        cells[at - (int32_t)use->first].flags |= REACHED;
}

/* The cost of the other way. */
static uint32_t flipped(const cell *other)
{
    return other->cost == NEVER ? NEVER : other->cost + 1u;
}

static int asks_payload(const coprod_machine *machine, const coprod__test *test)
{
    for (uint32_t i = test->first; i < test->first + test->count; i++)
        if (machine->terms[i].from == COPROD__PAYLOAD)
            return 1;
    return 0;
}

/* From the last test to the first: each leads only to those after it, which have lower numbers. */
static void see_tests(const walk *own, const coprod__guard_use *use, cell *cells)
{
    static const uint32_t no_payload[COPROD__FIELDS] = {0};
    const coprod_machine *machine = own->rows->machine;
    for (int32_t at = (int32_t)use->first; at <= use->start; at++) {
        const coprod__test *test = &machine->tests[at];
        cell *here = &cells[at - (int32_t)use->first], yes = outcome(cells, use, test->yes),
             no = outcome(cells, use, test->no);
        int holds = coprod__test_holds(own->rows, 0, test, no_payload, own->at);
        cell taken = holds ? yes : no, other = holds ? no : yes;
        if (asks_payload(machine, test)) {
            here->cost = yes.cost < no.cost ? yes.cost : no.cost;
            here->flags = (uint8_t)(ASKS_PAYLOAD | ((yes.flags | no.flags) & CAN_FAIL));
        } else {
            here->cost = (uint16_t)(taken.cost < flipped(&other) ? taken.cost : flipped(&other));
            here->flags = (uint8_t)((holds ? HOLDS : 0) | (taken.flags & CAN_FAIL));
        }
    }
}

static void emit(walk *own, const coprod__guard_use *use, const coprod__test *test, int opposite, int alternative)
{
    if (own->item && own->count == own->wanted) {
        coprod_loop_need need = {sizeof need};
        need.guard = use->guard;
        need.text = own->rows->machine->guard_words[use->guard].text;
        need.alternative = alternative;
        describe(own->rows, test, own->event, own->at, opposite, &need);
        *own->item = need;
    }
    own->count++;
}

/* A test of the payload is told if one of its answers is better than the other. */
static void tell_payload(walk *own, const coprod__guard_use *use, const coprod__test *test, cell *cells)
{
    cell yes = outcome(cells, use, test->yes), no = outcome(cells, use, test->no);
    int same = yes.cost == no.cost;
    int opposite = same ? (yes.flags & CAN_FAIL) > (no.flags & CAN_FAIL) : no.cost < yes.cost;
    cell rest = opposite ? yes : no;
    if (!same || (yes.flags ^ no.flags) & CAN_FAIL)
        emit(own, use, test, opposite, rest.cost != NEVER);
    if (yes.cost <= no.cost || yes.cost != NEVER)
        reach(cells, use, test->yes);
    if (no.cost <= yes.cost || no.cost != NEVER)
        reach(cells, use, test->no);
}

/* A test of the loop is missing if it is on a way to pass with the fewest that would have to come out otherwise. */
static void tell_loop(walk *own, const coprod__guard_use *use, const coprod__test *test, cell *cells, int holds)
{
    int32_t taken = holds ? test->yes : test->no, other = holds ? test->no : test->yes;
    cell as_it_is = outcome(cells, use, taken), otherwise = outcome(cells, use, other);
    uint32_t cost = flipped(&otherwise);
    if (as_it_is.cost <= cost)
        reach(cells, use, taken);
    if (cost > as_it_is.cost || cost == NEVER)
        return;
    emit(own, use, test, holds, as_it_is.cost == cost);
    reach(cells, use, other);
}

static void walk_guard(walk *own, const coprod__guard_use *use)
{
    const coprod_machine *machine = own->rows->machine;
    cell cells[TESTS], whole;
    if (use->start >= COPROD__PASS || use->start - (int32_t)use->first >= TESTS) { /* too long to be told in parts */
        own->waits |= use->asks_payload;
        return;
    }
    see_tests(own, use, cells);
    whole = outcome(cells, use, use->start);
    own->fails |= whole.cost != 0;
    own->waits |= whole.flags & CAN_FAIL;
    if (!whole.cost && !(whole.flags & CAN_FAIL))
        return;
    reach(cells, use, use->start);
    for (int32_t at = use->start; at >= (int32_t)use->first; at--) {
        uint8_t flags = cells[at - (int32_t)use->first].flags;
        if (flags & REACHED && flags & ASKS_PAYLOAD)
            tell_payload(own, use, &machine->tests[at], cells);
        else if (flags & REACHED)
            tell_loop(own, use, &machine->tests[at], cells, (flags & HOLDS) != 0);
    }
}

static void walk_guards(walk *own, const coprod__transition *transition)
{
    const coprod_machine *machine = own->rows->machine;
    for (uint32_t i = transition->guards; i < transition->guards + transition->guard_count; i++)
        walk_guard(own, &machine->guard_uses[i]);
}

/* --- asking --- */

static uint32_t transition_of(const coprod_loop *loop, uint32_t event)
{
    const coprod_machine *machine = loop->rows.machine;
    uint32_t state = coprod__get(&loop->rows, machine->state, 0);
    uint16_t number = coprod__transition_at(machine, state, event);
    int none = number == COPROD__NO_TRANSITION || machine->state_flags[state] & COPROD_STATE_FINAL;
    return none ? machine->transition_count : number;
}

static coprod_status check(const coprod_loop *loop, uint32_t event, int32_t day)
{
    if (event >= loop->rows.machine->events.count)
        return COPROD_E_UNKNOWN;
    return day < COPROD__DAY_FIRST || day > COPROD__DAY_LAST ? COPROD_E_RANGE : COPROD_OK;
}

static int32_t status_of(const walk *own)
{
    return own->fails ? COPROD_PERMIT_NOT_YET : own->waits ? COPROD_PERMIT_PAYLOAD : COPROD_PERMIT_YES;
}

coprod_status coprod_loop_permit(const coprod_loop *loop, uint32_t event, const char *role, int32_t day,
                                 coprod_permit *permit)
{
    coprod_permit own = {sizeof own};
    coprod_status status = coprod__struct_begin(loop, permit, sizeof own);
    const coprod_machine *machine;
    int32_t index = COPROD__NONE;
    scratch copy;
    walk walked = {&copy.rows, event, 0, 0, 0, 0, 0, NULL};
    if (status == COPROD_OK)
        status = check(loop, event, day);
    if (status != COPROD_OK)
        return status;
    machine = loop->rows.machine;
    if (role && (index = coprod__name_find(&machine->roles, role)) == COPROD__NONE)
        return COPROD_E_UNKNOWN;
    own.transition = transition_of(loop, event);
    own.field_count = machine->event_rules[event].field_count;
    walked.at = coprod__day_kept(day);
    copy_on(loop, walked.at, &copy);
    if (own.transition < machine->transition_count)
        walk_guards(&walked, &machine->transitions[own.transition]);
    own.missing_count = walked.count;
    if (walked.at < coprod__get(&loop->rows, machine->last, 0))
        own.status = COPROD_PERMIT_TIME;
    else if (own.transition == machine->transition_count)
        own.status = COPROD_PERMIT_STATE;
    else if (role && !(machine->event_rules[event].roles >> index & 1))
        own.status = COPROD_PERMIT_ROLE;
    else
        own.status = status_of(&walked);
    return coprod__struct_out(permit, sizeof own, sizeof own, &own);
}

coprod_status coprod_loop_missing(const coprod_loop *loop, uint32_t event, int32_t day, uint32_t index,
                                  coprod_loop_need *missing)
{
    coprod_loop_need own = {sizeof own};
    coprod_status status = coprod__struct_begin(loop, missing, sizeof own);
    scratch copy;
    walk walked = {&copy.rows, event, 0, index, 0, 0, 0, &own};
    uint32_t transition;
    if (status == COPROD_OK)
        status = check(loop, event, day);
    if (status != COPROD_OK)
        return status;
    walked.at = coprod__day_kept(day);
    transition = transition_of(loop, event);
    copy_on(loop, walked.at, &copy);
    if (transition < loop->rows.machine->transition_count)
        walk_guards(&walked, &loop->rows.machine->transitions[transition]);
    if (index >= walked.count)
        return COPROD_E_UNKNOWN;
    return coprod__struct_out(missing, sizeof own, sizeof own, &own);
}
