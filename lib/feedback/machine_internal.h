/* SPDX-License-Identifier: MIT */
/* A machine as it is stepped: names, columns of a loop's values, tests of guards, actions and clocks. */
#ifndef COPROD_MACHINE_INTERNAL_H
#define COPROD_MACHINE_INTERNAL_H

#include "coprod/feedback.h"
#include "days_internal.h"
#include "json_internal.h"

enum {
    COPROD__MACHINES = 1000, /* of a document */
    COPROD__STATES = 16384,
    COPROD__EVENTS = 512,
    COPROD__ROLES = 32,
    COPROD__FACTS = 250,
    COPROD__GUARDS = 4096,
    COPROD__TIMERS = 64,
    COPROD__LITERALS = 1000,
    COPROD__FIELDS = 32,
    COPROD__LISTED = 64, /* guards, actions or clocks of one transition */
    COPROD__TRANSITIONS = 60000,
    COPROD__TABLE = 4 * 1024 * 1024, /* states times events */
    COPROD__TESTS = 60000,
    COPROD__LEVELS_MOST = 9
};

/* A day as it is kept: 1 is 1 January of year 1, and 0 no day at all. 22 bits; a clock's mark stands above them. */
enum { COPROD__DAY_ZERO = COPROD__DAY_FIRST - 1, COPROD__DAY_MASK = 0x3fffff, COPROD__BREACHED = 0x400000 };
#define COPROD__NEVER UINT32_MAX

/* A text is kept as bits: it holds more than white space, and it is there; in a payload, its literal follows. */
enum { COPROD__TEXT_HOLDS = 1, COPROD__TEXT_THERE = 2, COPROD__TEXT_BITS = 2 };

static inline uint32_t coprod__day_kept(int32_t day)
{
    return (uint32_t)(day - COPROD__DAY_ZERO);
}

static inline int32_t coprod__day_told(uint32_t kept)
{
    return (int32_t)kept + COPROD__DAY_ZERO;
}

/* Names of one kind, in the order declared, and sorted for the search. */
typedef struct coprod__names {
    const char **name;
    uint32_t *sorted;
    uint32_t count;
} coprod__names;

enum { COPROD__NONE = -1 };
int32_t coprod__name_find(const coprod__names *names, const char *name); /* COPROD__NONE if it is not there */

/* What is told of a name. */
typedef struct coprod__words {
    const char *title, *text, *next;
} coprod__words;

/* Where a value lies: a column of rows of 1 to 4 bytes, in it some bits. */
typedef struct coprod__slot {
    uint32_t mask;
    uint8_t column;
    uint8_t width;
    uint8_t shift;
} coprod__slot;

typedef struct coprod__fact {
    coprod__slot slot;
    int32_t type; /* coprod_value_type */
    uint32_t first; /* the value that a loop begins with */
    int32_t text;   /* which of the texts it is, or COPROD__NONE */
} coprod__fact;

typedef struct coprod__field {
    const char *name;
    int32_t type;
} coprod__field;

typedef struct coprod__event_rule {
    uint32_t roles; /* a bit each */
    uint32_t field_count;
    coprod__field *fields;
    uint8_t *columns; /* those that its guards and actions touch */
    uint32_t column_count;
} coprod__event_rule;

typedef struct coprod__timer {
    coprod_period period;
    coprod__slot slot;
    int32_t level;
    int32_t kind;  /* coprod_timer_kind */
    uint32_t rank; /* among the clocks' names in order of their bytes */
    int32_t replaced;
    int32_t verified;
    const char *basis, *text, *note;
    coprod__source source;
} coprod__timer;

/* What a value is taken from. */
enum coprod__from { COPROD__FACT, COPROD__DUE, COPROD__PAYLOAD, COPROD__AT, COPROD__NUMBER };
typedef struct coprod__term {
    int64_t number; /* of COPROD__NUMBER */
    uint16_t index;
    uint8_t from;
    uint8_t day; /* 0 is no value, but a day that is not known */
    int8_t sign;
    uint8_t word;      /* of a fact that is four whole bytes */
    coprod__slot slot; /* of a fact, or of a clock's day */
} coprod__term;

/* One test of a guard; the sum of its terms against 0. Tests of a guard follow `yes` and `no` to an end. */
enum coprod__test_op { COPROD__IS_EQ, COPROD__IS_GE, COPROD__IS_GT, COPROD__IS_LE, COPROD__IS_LT, COPROD__HOLDS_TEXT,
                       COPROD__IS_IN };
enum { COPROD__PASS = 0x7ffffffe, COPROD__FAIL = 0x7fffffff };
typedef struct coprod__test {
    uint32_t first, count; /* terms */
    uint32_t set_first, set_count; /* literals that a text may be */
    int32_t yes, no;
    uint8_t op;
    uint8_t shift; /* IS_IN: bits before the literal */
    uint8_t plain; /* compares numbers, and days that are known */
    uint32_t asked; /* terms before the last ones that are numbers, */
    int64_t number; /* whose sum this is */
    uint64_t from, span; /* of a plain one: it holds where its terms, from this on, come to no more than that */
} coprod__test;

typedef struct coprod__guard_use {
    uint32_t guard;
    int32_t start;  /* its first test, or an end */
    uint32_t first; /* the lowest of its tests; the highest is the first that is asked */
    int32_t asks_payload;
} coprod__guard_use;

typedef struct coprod__action {
    int32_t add; /* or set */
    uint32_t fact;
    coprod__slot slot; /* of the fact */
    coprod__term term;
} coprod__action;

typedef struct coprod__clock_act {
    int32_t op; /* coprod_clock_op */
    uint32_t timer;
    coprod__slot slot; /* of the timer */
    coprod__term term; /* of "set" */
} coprod__clock_act;

/* Creation is the rule after the last transition. */
typedef struct coprod__transition {
    uint16_t from, to, event;
    uint16_t guard_count, action_count, clock_count;
    uint16_t keeps_texts; /* whether an action is on a text */
    uint32_t guards, actions, clocks; /* the first of each */
    uint32_t roles; /* of its event */
} coprod__transition;

typedef struct coprod__invariant {
    const char *id;
    uint8_t *in; /* [states] */
    const char *json;
    int32_t start;
} coprod__invariant;

/* Growing arrays of a load; what was read is copied into the arena at the end. */
typedef struct coprod__growing {
    void *items;
    size_t count, capacity, bytes;
} coprod__growing;

struct coprod_machine {
    coprod__arena arena;
    coprod__refs refs;
    const char *id;
    int32_t version;
    const char *title, *text, *calendar_id;
    coprod__source source;
    char fingerprint[COPROD__HEX];
    const coprod_calendar *calendar; /* counted */
    coprod__names states, roles, events, facts, guards, timers, literals, levels;
    coprod__words *state_words, *event_words, *role_words, *fact_words, *guard_words, *level_words;
    const char **guard_json;
    uint8_t *state_flags; /* COPROD_STATE_INITIAL, _ACCEPTING, _FINAL */
    uint32_t initial;
    coprod__event_rule *event_rules; /* [events + 2]: creation after the events, and time */
    coprod__fact *fact_rules;
    coprod__timer *timer_rules;
    coprod__transition *transitions; /* [transition_count + 1] */
    uint32_t transition_count;
    uint16_t *table; /* [states * events]: coprod__transition_at() */
    coprod__guard_use *guard_uses;
    coprod__action *actions;
    coprod__clock_act *clocks;
    coprod__test *tests;
    coprod__term *terms;
    size_t test_count, term_count, action_count;
    uint32_t *sets;
    coprod__invariant *invariants;
    uint32_t invariant_count;
    int32_t unexplained; /* the fact that counts breaches, or COPROD__NONE */
    int32_t fed_back;    /* the first test of the guard of that name, or COPROD__NONE */
    uint32_t text_count;
    /* Columns of a loop; these four are the first. */
    coprod__slot state, seq, last, next;
    uint32_t column_count;
    uint8_t *column_width;
    uint32_t hot_bytes;
};

enum { COPROD__STATE_COLUMN, COPROD__SEQ_COLUMN, COPROD__LAST_COLUMN, COPROD__NEXT_COLUMN };

/* The transition of an event in a state, or COPROD__NO_TRANSITION. */
#define COPROD__NO_TRANSITION UINT16_MAX
static inline uint16_t coprod__transition_at(const coprod_machine *machine, uint32_t state, uint32_t event)
{
    return machine->table[(size_t)state * machine->events.count + event];
}

/* Whether an action sees what one before it in its transition did. */
static inline int coprod__sees_another(const coprod_machine *machine, const coprod__transition *transition, uint32_t i)
{
    const coprod__action *own = &machine->actions[i];
    for (uint32_t j = transition->actions; j < i; j++)
        if (machine->actions[j].fact == own->fact
            || (own->term.from == COPROD__FACT && machine->actions[j].fact == own->term.index))
            return 1;
    return 0;
}

const coprod_machine *coprod__machine_take(const coprod_machine *machine);
void coprod__write_machine_name(coprod__writer *writer, const coprod_machine *machine); /* id@version */

/* --- loading --- */

/* A guard for an event; COPROD__NONE while it is not compiled. */
typedef struct coprod__compiled {
    int32_t start;
    uint32_t first;
} coprod__compiled;

typedef struct coprod__reader {
    coprod__load *load;
    coprod_machine *machine;
    const json_t *json; /* of the machine */
    const coprod__place *place;
    coprod__growing tests, terms, sets, guard_uses, actions, clocks, literals;
    const json_t *expressions; /* "guards" */
    uint8_t *guard_state;      /* [guards] */
    coprod__compiled *compiled; /* [guards * (events + 2)]: guards by events */
} coprod__reader;

/* No event, for invariants; any event, for a guard by itself: its payload may be whatever it needs. */
static inline uint32_t coprod__no_event(const coprod_machine *machine)
{
    return machine->events.count + 1;
}
#define COPROD__ANY_EVENT UINT32_MAX

void *coprod__grow(coprod__reader *reader, coprod__growing *list); /* one more, zeroed; NULL without memory */
void *coprod__keep(coprod__reader *reader, coprod__growing *list); /* into the arena, for good */
void *coprod__take(coprod__reader *reader, size_t count, size_t bytes);
int coprod__is_name(const char *text);
/* The index of a name that stands at a place, or COPROD__NONE after a report. */
int32_t coprod__read_name(coprod__reader *reader, const coprod__names *names, const json_t *value,
                          const coprod__place *place, const char *code, const char *expected);
uint32_t coprod__literal(coprod__reader *reader, const char *text); /* 1 and up */
void coprod__read_states(coprod__reader *reader);
void coprod__read_facts(coprod__reader *reader);
void coprod__read_events(coprod__reader *reader);
void coprod__read_guards(coprod__reader *reader);
void coprod__read_rules(coprod__reader *reader);
void coprod__read_invariants(coprod__reader *reader);
void coprod__settle(coprod__reader *reader);
/* The first test of an expression, or the tests of a guard's use, for the payload of an event. */
int32_t coprod__compile(coprod__reader *reader, const json_t *expression, const coprod__place *place, uint32_t event);
void coprod__compile_guard(coprod__reader *reader, coprod__guard_use *use, const coprod__place *place, uint32_t event);
/* One value: "$x", "@at", a fact, a number, true, false, null or a literal. */
typedef struct coprod__operand {
    coprod__term term;
    int32_t type; /* coprod_value_type, or one of those below */
    const char *literal;
} coprod__operand;
enum { COPROD__LITERAL = 100, COPROD__NULL = 101, COPROD__ANY = 102 };
int coprod__read_operand(coprod__reader *reader, const json_t *value, const coprod__place *place, uint32_t event,
                         coprod__operand *operand);
int32_t coprod__value_type(const char *word); /* or COPROD__NONE */
/* A fact's value as it is kept; 0 after a report. A text is none. */
uint32_t coprod__read_fact(coprod__load *load, const coprod_machine *machine, uint32_t fact, const json_t *value,
                           const coprod__place *place);
/* The words of a definition, from the first number of each enum on. */
extern const char *const coprod__types[], *const coprod__units[], *const coprod__counts[], *const coprod__rolls[];
extern const char *const coprod__kinds[];
void coprod__sort_names(coprod__names *names);
void coprod__read_timers(coprod__reader *reader);
/* A value in canonical form, kept with the machine. */
const char *coprod__keep_json(coprod__reader *reader, const json_t *json);
void coprod__read_texts(coprod__reader *reader);
/* Puts the caller's timings into a machine's JSON. */
coprod_status coprod__replace_timings(coprod__load *load, json_t *machine, const char *timings, size_t length);
coprod_status coprod__machine_fingerprint(coprod_machine *machine, const json_t *json);
void coprod__read_names(coprod__reader *reader, coprod__names *names, const json_t *json, const char *key, size_t most);

#endif
