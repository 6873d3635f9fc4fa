/* SPDX-License-Identifier: MIT */
/* Loops as rows of columns, and the step that moves one row. */
#ifndef COPROD_LOOP_INTERNAL_H
#define COPROD_LOOP_INTERNAL_H

#include "inline_internal.h"
#include "mac_internal.h"
#include "machine_internal.h"

/* What is kept of a text: never the text itself. */
typedef struct coprod__text_kept {
    uint32_t length;
    uint8_t digest[COPROD__SHORT];
} coprod__text_kept;

typedef struct coprod__breach {
    uint64_t row;
    int32_t due;
    uint8_t timer, level;
} coprod__breach;

/* Accepted keys, an open table of (row, digest). */
typedef struct coprod__key {
    uint64_t row;
    uint8_t digest[COPROD__SHORT];
    uint8_t used;
} coprod__key;

/* The due day of a clock that started on a day. */
typedef struct coprod__started {
    uint32_t at, due;
} coprod__started;

typedef struct coprod__rows {
    const coprod_machine *machine; /* counted by whoever owns the rows */
    coprod__memory memory;
    uint8_t **column; /* in the first block */
    size_t block_bytes;
    coprod__text_kept *texts; /* [rows * text_count] */
    coprod__started *started; /* [timers] */
    coprod__breach *breaches;
    size_t breach_count, breach_capacity;
    coprod__key *keys;
    size_t key_count, key_capacity; /* a power of two, or 0 */
    const coprod__mac *mac;         /* keys the digests */
    int secret;                     /* with more than nothing */
    uint8_t *cover;                 /* the caller's counts, or NULL */
} coprod__rows;

/* Rows lie in blocks, and in a block column by column: what a step needs of a row is near, and what a block of rows
 * needs of a column stands together. */
enum { COPROD__BLOCK_BITS = 7, COPROD__BLOCK = 1 << COPROD__BLOCK_BITS };

/* A row, with where its block begins: two words, which travel in registers. */
typedef struct coprod__at {
    size_t row, base;
} coprod__at;

static inline coprod__at coprod__at_row(const coprod__rows *rows, size_t row)
{
    coprod__at at = {row, (row >> COPROD__BLOCK_BITS) * rows->block_bytes};
    return at;
}

static inline uint8_t *coprod__cell_at(const coprod__rows *rows, size_t column, coprod__at at, size_t width)
{
    return rows->column[column] + at.base + (at.row & (COPROD__BLOCK - 1)) * width;
}

static inline uint8_t *coprod__cell(const coprod__rows *rows, size_t column, size_t row, size_t width)
{
    return coprod__cell_at(rows, column, coprod__at_row(rows, row), width);
}

static inline uint32_t coprod__load4(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static inline uint32_t coprod__load3(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16;
}

static inline void coprod__store3(uint8_t *at, uint32_t value)
{
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
    at[2] = (uint8_t)(value >> 16);
}

static inline void coprod__store4(uint8_t *at, uint32_t value)
{
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
    at[2] = (uint8_t)(value >> 16);
    at[3] = (uint8_t)(value >> 24);
}

static inline uint32_t coprod__get_cell(const uint8_t *at, coprod__slot slot)
{
    if (slot.width == 4) /* most of them, and they are whole */
        return coprod__load4(at);
    if (slot.width == 3)
        return coprod__load3(at) & slot.mask;
    return (slot.width == 1 ? (uint32_t)at[0] >> slot.shift : (uint32_t)at[0] | (uint32_t)at[1] << 8) & slot.mask;
}

static inline uint32_t coprod__get_at(const coprod__rows *rows, coprod__slot slot, coprod__at row)
{
    return coprod__get_cell(coprod__cell_at(rows, slot.column, row, slot.width), slot);
}

static inline void coprod__put_cell(uint8_t *at, coprod__slot slot, uint32_t value)
{
    switch (slot.width) {
    case 4: coprod__store4(at, value); break;
    case 3: coprod__store3(at, value); break;
    case 1: at[0] = (uint8_t)((at[0] & ~(slot.mask << slot.shift)) | value << slot.shift); break;
    default:
        at[0] = (uint8_t)value;
        at[1] = (uint8_t)(value >> 8);
    }
}

static inline void coprod__put_at(const coprod__rows *rows, coprod__slot slot, coprod__at row, uint32_t value)
{
    coprod__put_cell(coprod__cell_at(rows, slot.column, row, slot.width), slot, value);
}

/* What every step asks for: these columns are the same in every machine; a state has one byte or two. */
static inline uint32_t coprod__state_of(const coprod__rows *rows, coprod__at row)
{
    size_t width = rows->machine->state.width;
    const uint8_t *at = coprod__cell_at(rows, COPROD__STATE_COLUMN, row, width);
    return width == 1 ? at[0] : (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static inline uint32_t coprod__seq_of(const coprod__rows *rows, coprod__at row)
{
    return coprod__load4(coprod__cell_at(rows, COPROD__SEQ_COLUMN, row, 4));
}

static inline uint32_t coprod__last_of(const coprod__rows *rows, coprod__at row)
{
    return coprod__load3(coprod__cell_at(rows, COPROD__LAST_COLUMN, row, 3)) & COPROD__DAY_MASK;
}

static inline uint32_t coprod__next_of(const coprod__rows *rows, coprod__at row)
{
    return coprod__load4(coprod__cell_at(rows, COPROD__NEXT_COLUMN, row, 4));
}

/* A loop that made a transition is in a state, has one step more, and knows the day. */
static inline void coprod__move_on(const coprod__rows *rows, coprod__at row, uint32_t state, uint32_t day)
{
    uint32_t seq = coprod__seq_of(rows, row);
    size_t width = rows->machine->state.width;
    uint8_t *at = coprod__cell_at(rows, COPROD__STATE_COLUMN, row, width);
    at[0] = (uint8_t)state;
    if (width == 2)
        at[1] = (uint8_t)(state >> 8);
    coprod__store4(coprod__cell_at(rows, COPROD__SEQ_COLUMN, row, 4), seq + (seq < UINT32_MAX));
    coprod__store3(coprod__cell_at(rows, COPROD__LAST_COLUMN, row, 3), day);
}

static inline uint32_t coprod__get(const coprod__rows *rows, coprod__slot slot, size_t row)
{
    return coprod__get_at(rows, slot, coprod__at_row(rows, row));
}

static inline void coprod__put(const coprod__rows *rows, coprod__slot slot, size_t row, uint32_t value)
{
    coprod__put_at(rows, slot, coprod__at_row(rows, row), value);
}

typedef struct coprod__adopted coprod__adopted;

typedef struct coprod__event_text {
    char *text; /* NUL-terminated */
    size_t length;
} coprod__event_text;

/* An event, as a step needs it. */
typedef struct coprod__act {
    int32_t event; /* COPROD__NONE: not known; the number of events: creation */
    uint32_t role; /* its bit, 0 for one that is not known */
    uint32_t at;   /* kept day */
    int64_t expect; /* or COPROD__NONE */
    const uint32_t *payload;
    const coprod__event_text *texts; /* of the payload's fields, or NULL where `kept` has them */
    const coprod__text_kept *kept;
    const uint8_t *key; /* digest, or NULL */
    int32_t payload_wrong;
    uint32_t open_below; /* loops below it that may not end yet */
    const coprod__adopted *adopted; /* of a creation: what is asserted, or NULL */
} coprod__act;

/* What came of it. */
typedef struct coprod__came {
    int32_t kind;       /* coprod_loop_answer_kind */
    uint32_t index;     /* guard, fact or transition */
    int32_t day;        /* of TIME and CALENDAR_RANGE, if has_day */
    int32_t has_day;
    uint32_t breaches;  /* recorded on the way */
} coprod__came;

/* COPROD_E_MEMORY changes nothing. */
coprod_status coprod__create(coprod__rows *rows, size_t row, const coprod__act *act, coprod__came *came);
coprod_status coprod__loop_step(coprod__rows *rows, size_t row, const coprod__act *act, coprod__came *came);
/* Records the days that were missed before a day. */
coprod_status coprod__record_missed(coprod__rows *rows, coprod__at row, uint32_t day, uint32_t *breaches);

static inline coprod_status coprod__tick_at(coprod__rows *rows, coprod__at row, uint32_t day, uint32_t *breaches)
{
    *breaches = 0;
    return coprod__next_of(rows, row) < day ? coprod__record_missed(rows, row, day, breaches) : COPROD_OK;
}

static inline coprod_status coprod__tick(coprod__rows *rows, size_t row, uint32_t day, uint32_t *breaches)
{
    return coprod__tick_at(rows, coprod__at_row(rows, row), day, breaches);
}

void coprod__keep_text(const coprod__rows *rows, const coprod__event_text *text, coprod__text_kept *kept);

/* The next day that can be missed, from the clocks that run. */
void coprod__set_next(const coprod__rows *rows, coprod__at row);

/* Whether a test and what follows it holds. */
int coprod__holds(const coprod__rows *rows, size_t row, int32_t start, const uint32_t *payload, uint32_t at);

int coprod__test_holds(const coprod__rows *rows, size_t row, const coprod__test *test, const uint32_t *payload,
                       uint32_t at);
int coprod__sum_holds(const coprod_machine *machine, const coprod__test *test, int64_t sum, int known);
/* The due day of a clock that starts on a day; 0 where the calendar does not know it. */
uint32_t coprod__starts(coprod__rows *rows, uint32_t timer, uint32_t at, coprod__came *came);
/* The same, and the sum of its terms. */
int coprod__test_sum(const coprod__rows *rows, size_t row, const coprod__test *test, const uint32_t *payload,
                     uint32_t at, int64_t *sum);
int64_t coprod__term_value(const coprod__rows *rows, size_t row, const coprod__term *term, const uint32_t *payload,
                      uint32_t at);

void coprod__cover_guard(const coprod__rows *rows, uint32_t use, int holds);
void coprod__cover_taken(const coprod__rows *rows, uint32_t transition);
void coprod__cover_missed(const coprod__rows *rows, uint32_t timer);
void coprod__cover_clock(const coprod__rows *rows, size_t row, uint32_t timer, uint32_t day);

int coprod__key_known(const coprod__rows *rows, size_t row, const uint8_t digest[COPROD__SHORT]);
coprod_status coprod__key_room(coprod__rows *rows); /* for one more */
void coprod__key_add(coprod__rows *rows, size_t row, const uint8_t digest[COPROD__SHORT]);
void coprod__rows_free(coprod__rows *rows); /* what grows; not the columns */

struct coprod_event {
    coprod__memory memory;
    const coprod_machine *machine; /* counted */
    char *name, *by;
    coprod__act act;
    uint32_t payload[COPROD__FIELDS];
    coprod__event_text texts[COPROD__FIELDS];
    uint32_t given, wrong; /* bits of the fields */
    char *extra;           /* the first field that is not declared */
    char *key;
    size_t key_length;
    coprod__arena adoption; /* what `act` has of it */
};

struct coprod_loop {
    coprod__rows rows;
    coprod__mac mac;
    size_t bytes; /* of the block that starts with the loop */
};

/* Whether an event is one of a machine that moves loops, or one that makes them. */
static inline int coprod__is_creation(const coprod_machine *machine, const coprod_event *event)
{
    return event->machine == machine && event->act.event == (int32_t)machine->events.count;
}

static inline int coprod__is_move(const coprod_machine *machine, const coprod_event *event)
{
    return event->machine == machine && event->act.event != (int32_t)machine->events.count;
}

/* The event with the digest of its key, if it has one. */
const coprod__act *coprod__act_keyed(const coprod__rows *rows, const coprod_event *event, coprod__act *keyed,
                                     uint8_t key[COPROD__SHORT]);

static inline const coprod__act *coprod__act_of(const coprod__rows *rows, const coprod_event *event,
                                                coprod__act *keyed, uint8_t key[COPROD__SHORT])
{
    return event->key ? coprod__act_keyed(rows, event, keyed, key) : &event->act;
}

/* The caller's options, or what stands for none; COPROD_E_ARGUMENT for a secret of a length that is not there. */
coprod_status coprod__loop_options_in(const coprod_loop_options *options, coprod_loop_options *own,
                                      coprod__memory *memory);
/* A loop that is not created yet; the caller fills its `mac`. NULL without memory. */
coprod_loop *coprod__loop_allocate(const coprod_machine *machine, const coprod__memory *memory, int secret);
/* What came of it, into an answer that holds nothing yet. */
coprod_status coprod__tell(const coprod__rows *rows, size_t row, const coprod_event *event, const coprod__came *came,
                           coprod_loop_answer *answer);

/* The index of a field, or COPROD__NONE; the first that is not declared is remembered. */
int32_t coprod__event_field(coprod_event *event, const char *name, coprod_status *status);
void coprod__event_settle(coprod_event *event, int32_t field, uint32_t value, int right);

/* What a step needs of a text: whether it holds something, and its literal. */
uint32_t coprod__text_bits(const coprod_machine *machine, const char *text, size_t length);

/* Sees anew whether the payload is as declared. */
void coprod__payload_check(coprod_event *event);

/* The field of a PAYLOAD refusal: missing, then not declared, then of a wrong type. */
const char *coprod__payload_fault(const coprod_event *event);

#endif
