/* SPDX-License-Identifier: MIT */
/* Compiles guards: an expression becomes tests, each of which says where to go on when it holds and when not. */
#include <string.h>

#include "machine_internal.h"

enum { UNSEEN, OPEN, SOUND, UNSOUND }; /* of a guard */
enum { SUM_MOST = 64, REFERENCES_MOST = 16 };

typedef struct context {
    coprod__reader *reader;
    uint32_t event;
    const coprod__place *use; /* where the guard is used: all problems stand there; NULL: where they are */
} context;

static int32_t compile(context *own, const json_t *json, const coprod__place *place, int32_t yes, int32_t no);

static int32_t wrong(context *own, const char *code, const coprod__place *place, const json_t *value,
                     const char *expected)
{
    coprod__json_wrong(own->reader->load, code, own->use ? own->use : place, value, expected);
    return COPROD__FAIL;
}

static int32_t emit(context *own, const coprod__test *test)
{
    coprod__growing *list = &own->reader->tests;
    coprod__test *added;
    added = list->count < COPROD__TESTS ? coprod__grow(own->reader, list) : NULL;
    if (!added)
        return COPROD__FAIL;
    *added = *test;
    return (int32_t)list->count - 1;
}

static int add_term(context *own, coprod__test *test, const coprod__term *term, int sign)
{
    coprod__term *added = coprod__grow(own->reader, &own->reader->terms);
    if (!added)
        return 0;
    *added = *term;
    added->sign = (int8_t)sign;
    test->count++;
    return 1;
}

/* Whether an operand may stand where a type is asked for. What cannot is a fact that is not known, if it could be
 * meant as one. */
static int fits(context *own, const coprod__operand *operand, int32_t type, const json_t *value,
                const coprod__place *place)
{
    static const char *const expected[] = {"", "an int", "a bool", "a day", "an enum", "a text"};
    if (operand->type == type || operand->type == COPROD__ANY)
        return 1;
    wrong(own, operand->type == COPROD__LITERAL ? "unknown-fact" : "bad-operand", place, value, expected[type]);
    return 0;
}

static int read_as(context *own, const json_t *value, const coprod__place *place, int32_t type,
                   coprod__operand *operand)
{
    return coprod__read_operand(own->reader, value, own->use ? own->use : place, own->event, operand)
           && fits(own, operand, type, value, place);
}

static int add_days(context *own, coprod__test *test, const json_t *json, const coprod__place *place, int sign)
{
    for (size_t i = 1; i <= 2; i++) {
        const coprod__place here = {place, NULL, i};
        coprod__operand operand;
        if (!read_as(own, json_array_get(json, i), &here, COPROD_VALUE_DAY, &operand)
            || !add_term(own, test, &operand.term, i == 2 ? sign : -sign))
            return 0;
    }
    return 1;
}

/* One side of a comparison: a number, or a sum of them, or the days from one day to another. */
static int add_side(context *own, coprod__test *test, const json_t *json, const coprod__place *place, int sign)
{
    const char *op = json_string_value(json_array_get(json, 0));
    coprod__operand operand;
    if (!json_is_array(json))
        return read_as(own, json, place, COPROD_VALUE_INT, &operand) && add_term(own, test, &operand.term, sign);
    if (op && !strcmp(op, "days")) {
        if (json_array_size(json) == 3)
            return add_days(own, test, json, place, sign);
        wrong(own, "bad-operand", place, json, "two days");
        return 0;
    }
    if (!op || strcmp(op, "sum")) {
        const coprod__place here = {place, NULL, 0};
        wrong(own, "bad-operator", &here, json_array_get(json, 0), "sum or days");
        return 0;
    }
    if (json_array_size(json) < 2 || test->count + json_array_size(json) > SUM_MOST) {
        wrong(own, "bad-operand", place, json, "1 to 64 numbers");
        return 0;
    }
    for (size_t i = 1; i < json_array_size(json); i++) {
        const coprod__place here = {place, NULL, i};
        if (!add_side(own, test, json_array_get(json, i), &here, sign))
            return 0;
    }
    return 1;
}

static int32_t compare(context *own, coprod__test *test, const json_t *json, const coprod__place *place)
{
    const coprod__place left = {place, NULL, 1}, right = {place, NULL, 2};
    int done = add_side(own, test, json_array_get(json, 1), &left, 1)
               && add_side(own, test, json_array_get(json, 2), &right, -1);
    return done ? emit(own, test) : COPROD__FAIL;
}

static int32_t compare_days(context *own, coprod__test *test, const json_t *json, const coprod__place *place)
{
    for (size_t i = 1; i <= 2; i++) {
        const coprod__place here = {place, NULL, i};
        coprod__operand operand;
        if (!read_as(own, json_array_get(json, i), &here, COPROD_VALUE_DAY, &operand)
            || !add_term(own, test, &operand.term, i == 1 ? 1 : -1))
            return COPROD__FAIL;
    }
    return emit(own, test);
}

static int add_literal(context *own, coprod__test *test, const char *text)
{
    coprod__growing *sets = &own->reader->sets;
    uint32_t *member = sets->count < COPROD__TESTS ? coprod__grow(own->reader, sets) : NULL;
    if (!member)
        return 0;
    *member = coprod__literal(own->reader, text);
    test->set_count++;
    return 1;
}

/* A text or an enum that must be one of some literals. */
static int32_t one_of(context *own, coprod__test *test, const coprod__operand *operand)
{
    test->op = COPROD__IS_IN;
    test->shift = operand->type == COPROD_VALUE_TEXT ? COPROD__TEXT_BITS : 0;
    return add_term(own, test, &operand->term, 1) ? emit(own, test) : COPROD__FAIL;
}

static int32_t equal_literal(context *own, coprod__test *test, const coprod__operand *a, const coprod__operand *b)
{
    coprod__term none = {.from = COPROD__NUMBER, .sign = 1};
    if (b->type == COPROD__LITERAL)
        return add_literal(own, test, b->literal) ? one_of(own, test, a) : COPROD__FAIL;
    return add_term(own, test, &a->term, 1) && add_term(own, test, &none, -1) ? emit(own, test) : COPROD__FAIL;
}

static int32_t equal(context *own, coprod__test *test, const json_t *json, const coprod__place *place)
{
    const json_t *left = json_array_get(json, 1), *right = json_array_get(json, 2);
    const coprod__place left_place = {place, NULL, 1}, right_place = {place, NULL, 2};
    coprod__operand a, b, swap;
    if (json_is_array(left) || json_is_array(right))
        return compare(own, test, json, place);
    if (!coprod__read_operand(own->reader, left, own->use ? own->use : &left_place, own->event, &a)
        || !coprod__read_operand(own->reader, right, own->use ? own->use : &right_place, own->event, &b))
        return COPROD__FAIL;
    if (a.type == COPROD__LITERAL || a.type == COPROD__NULL) {
        swap = a;
        a = b;
        b = swap;
    }
    if ((b.type == COPROD__LITERAL && (a.type == COPROD_VALUE_ENUM || a.type == COPROD__ANY))
        || (b.type == COPROD__LITERAL && a.type == COPROD_VALUE_TEXT && a.term.from == COPROD__PAYLOAD)
        || (b.type == COPROD__NULL && a.type == COPROD_VALUE_ENUM))
        return equal_literal(own, test, &a, &b);
    if ((a.type != b.type && a.type != COPROD__ANY && b.type != COPROD__ANY) || a.type == COPROD_VALUE_TEXT
        || a.type == COPROD__LITERAL || a.type == COPROD__NULL)
        return wrong(own, b.type == COPROD__LITERAL ? "unknown-fact" : "bad-operand", place, json,
                     "two ints, bools or days, or an enum or a payload's text with a literal");
    return add_term(own, test, &a.term, 1) && add_term(own, test, &b.term, -1) ? emit(own, test) : COPROD__FAIL;
}

static int32_t in(context *own, coprod__test *test, const json_t *json, const coprod__place *place)
{
    const json_t *list = json_array_get(json, 2), *one;
    const coprod__place value_place = {place, NULL, 1}, list_place = {place, NULL, 2};
    coprod__operand operand;
    size_t i;
    if (!coprod__read_operand(own->reader, json_array_get(json, 1), own->use ? own->use : &value_place, own->event,
                              &operand))
        return COPROD__FAIL;
    if (operand.type == COPROD__LITERAL)
        return wrong(own, "unknown-fact", &value_place, json_array_get(json, 1), "an enum or a payload's text");
    if (operand.type != COPROD_VALUE_ENUM && operand.type != COPROD__ANY
        && (operand.type != COPROD_VALUE_TEXT || operand.term.from != COPROD__PAYLOAD))
        return wrong(own, "bad-operand", &value_place, json_array_get(json, 1), "an enum or a payload's text");
    if (!json_array_size(list))
        return wrong(own, "bad-operand", &list_place, list, "an array of texts");
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place here = {&list_place, NULL, i};
        if (!json_string_length(one))
            return wrong(own, "bad-operand", &here, one, "a text that is not empty");
        if (!add_literal(own, test, json_string_value(one)))
            return COPROD__FAIL;
    }
    return one_of(own, test, &operand);
}

static int32_t holds(context *own, coprod__test *test, const json_t *json, const coprod__place *place)
{
    const coprod__place here = {place, NULL, 1};
    coprod__term one = {.number = 1, .from = COPROD__NUMBER, .sign = 1};
    coprod__operand operand;
    int32_t type = test->op == COPROD__HOLDS_TEXT ? COPROD_VALUE_TEXT : COPROD_VALUE_BOOL;
    if (!read_as(own, json_array_get(json, 1), &here, type, &operand) || !add_term(own, test, &operand.term, 1))
        return COPROD__FAIL;
    if (test->op != COPROD__HOLDS_TEXT && !add_term(own, test, &one, -1))
        return COPROD__FAIL;
    return emit(own, test);
}

/* The last one first, so that each knows where the next one begins. */
static int32_t chain(context *own, const json_t *json, const coprod__place *place, int32_t yes, int32_t no, int all)
{
    int32_t start = all ? yes : no;
    if (json_array_size(json) < 2)
        return wrong(own, "bad-operand", place, json, "one or more tests");
    for (size_t i = json_array_size(json) - 1; i >= 1; i--) {
        const coprod__place here = {place, NULL, i};
        start = compile(own, json_array_get(json, i), &here, all ? start : yes, all ? no : start);
    }
    return start;
}

static int32_t refer(context *own, const json_t *json, const coprod__place *place, int32_t yes, int32_t no)
{
    coprod__reader *reader = own->reader;
    const coprod__place here = {place, NULL, 1};
    int32_t guard = coprod__read_name(reader, &reader->machine->guards, json_array_get(json, 1),
                                      own->use ? own->use : &here, "unknown-guard", "the id of a guard");
    if (guard == COPROD__NONE)
        return COPROD__FAIL;
    if (own->event == COPROD__ANY_EVENT) /* what it leads to has its own place */
        return yes;
    if (reader->guard_state[guard] != SOUND)
        return COPROD__FAIL;
    return compile(own, json_object_get(reader->expressions, reader->machine->guards.name[guard]), &here, yes, no);
}

typedef int32_t compiler(context *own, coprod__test *test, const json_t *json, const coprod__place *place);
static const struct {
    const char *word;
    compiler *with;
    uint8_t op;
    uint8_t operands;
} operators[] = {{"is", holds, COPROD__IS_GE, 1},          {"nonempty", holds, COPROD__HOLDS_TEXT, 1},
                 {"in", in, COPROD__IS_IN, 2},             {"eq", equal, COPROD__IS_EQ, 2},
                 {"ge", compare, COPROD__IS_GE, 2},        {"gt", compare, COPROD__IS_GT, 2},
                 {"le", compare, COPROD__IS_LE, 2},        {"lt", compare, COPROD__IS_LT, 2},
                 {"ge_day", compare_days, COPROD__IS_GE, 2}, {"gt_day", compare_days, COPROD__IS_GT, 2},
                 {"le_day", compare_days, COPROD__IS_LE, 2}};

static int32_t compile(context *own, const json_t *json, const coprod__place *place, int32_t yes, int32_t no)
{
    const json_t *first = json_array_get(json, 0);
    const char *op = json_string_value(first);
    const coprod__place here = {place, NULL, 0}, second = {place, NULL, 1};
    coprod__test test = {(uint32_t)own->reader->terms.count, 0, (uint32_t)own->reader->sets.count, 0, yes, no, 0, 0};
    if (own->reader->tests.count == COPROD__TESTS || own->reader->load->failure != COPROD_OK)
        return COPROD__FAIL;
    if (!op)
        return wrong(own, "bad-operand", place, json, "an array that begins with an operator");
    if (!strcmp(op, "and") || !strcmp(op, "or"))
        return chain(own, json, place, yes, no, op[0] == 'a');
    if ((!strcmp(op, "not") || !strcmp(op, "ref")) && json_array_size(json) != 2)
        return wrong(own, "bad-operand", place, json, "one operand");
    if (!strcmp(op, "not"))
        return compile(own, json_array_get(json, 1), &second, no, yes);
    if (!strcmp(op, "ref"))
        return refer(own, json, place, yes, no);
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (strcmp(op, operators[i].word))
            continue;
        if (json_array_size(json) != (size_t)operators[i].operands + 1)
            return wrong(own, "bad-operand", place, json, operators[i].operands == 1 ? "one operand" : "two operands");
        test.op = operators[i].op;
        return operators[i].with(own, &test, json, place);
    }
    return wrong(own, "bad-operator", &here, first,
                 "and or not ref is nonempty in eq ge gt le lt ge_day gt_day le_day");
}

int32_t coprod__compile(coprod__reader *reader, const json_t *expression, const coprod__place *place, uint32_t event)
{
    context own = {reader, event, NULL};
    return compile(&own, expression, place, COPROD__PASS, COPROD__FAIL);
}

/* What is wrong with a guard itself was told once; here only its payload can be. The first test is the last that is
 * compiled, so a guard's tests are those from use->first to use->start. */
void coprod__compile_guard(coprod__reader *reader, coprod__guard_use *use, const coprod__place *place, uint32_t event)
{
    coprod_machine *machine = reader->machine;
    coprod__compiled *known = &reader->compiled[(size_t)use->guard * (machine->events.count + 2) + event];
    context own = {reader, event, place};
    if (known->start == COPROD__NONE && reader->guard_state[use->guard] == SOUND) {
        known->first = (uint32_t)reader->tests.count;
        known->start = compile(&own, json_object_get(reader->expressions, machine->guards.name[use->guard]), place,
                               COPROD__PASS, COPROD__FAIL);
    }
    use->first = known->first;
    use->start = known->start;
    for (size_t i = use->first; i < reader->tests.count && (int32_t)i <= use->start && use->start < COPROD__PASS; i++) {
        const coprod__test *test = (const coprod__test *)reader->tests.items + i;
        for (uint32_t term = test->first; term < test->first + test->count; term++)
            use->asks_payload |= ((const coprod__term *)reader->terms.items)[term].from == COPROD__PAYLOAD;
    }
}

/* Whether the guards that an expression refers to lead back to one that is open. */
static int leads_back(coprod__reader *reader, const json_t *json, int depth)
{
    const char *op = json_string_value(json_array_get(json, 0));
    const char *name = json_string_value(json_array_get(json, 1));
    int32_t guard = op && name && !strcmp(op, "ref") ? coprod__name_find(&reader->machine->guards, name) : COPROD__NONE;
    int back = 0;
    if (guard == COPROD__NONE) {
        for (size_t i = 1; i < json_array_size(json) && !back; i++)
            back = leads_back(reader, json_array_get(json, i), depth);
        return back;
    }
    if (reader->guard_state[guard] == UNSEEN && depth < REFERENCES_MOST) {
        reader->guard_state[guard] = OPEN;
        back = leads_back(reader, json_object_get(reader->expressions, name), depth + 1);
        reader->guard_state[guard] = back ? UNSEEN : SOUND;
    }
    return reader->guard_state[guard] != SOUND;
}

static void check_guard(coprod__reader *reader, uint32_t guard, const coprod__place *place)
{
    const json_t *expression = json_object_get(reader->expressions, reader->machine->guards.name[guard]);
    size_t tests = reader->tests.count, terms = reader->terms.count, sets = reader->sets.count;
    coprod__compile(reader, expression, place, COPROD__ANY_EVENT);
    reader->tests.count = tests;
    reader->terms.count = terms;
    reader->sets.count = sets;
    if (reader->guard_state[guard] == SOUND)
        return;
    reader->guard_state[guard] = OPEN;
    if (leads_back(reader, expression, 1))
        coprod__json_wrong(reader->load, "cyclic-guard", place, expression,
                           "references that do not lead back, and are at most 16 deep");
    reader->guard_state[guard] = SOUND;
}

void coprod__read_guards(coprod__reader *reader)
{
    const coprod__place list = {reader->place, "guards", 0};
    coprod_machine *machine = reader->machine;
    uint8_t *unsound = coprod__arena_alloc(&machine->arena, machine->guards.count + 1);
    if (!unsound) {
        reader->load->failure = COPROD_E_MEMORY;
        return;
    }
    for (uint32_t i = 0; i < machine->guards.count; i++) {
        const coprod__place here = {&list, machine->guards.name[i], 0};
        uint32_t errors = reader->load->errors;
        check_guard(reader, i, &here);
        unsound[i] = reader->load->errors != errors;
    }
    for (uint32_t i = 0; i < machine->guards.count; i++)
        reader->guard_state[i] = unsound[i] ? UNSOUND : SOUND;
}
