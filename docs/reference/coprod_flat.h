/* SPDX-License-Identifier: MIT */
/* All declarations of libcoprod without directives, for tools that read declarations as text. Generated from
 * include/coprod by tests/abi/make_flat.py. The words are in the headers; COPROD_NTS is (size_t)-1. */
typedef int32_t coprod_status;
enum coprod_status_code {
    COPROD_OK = 0,
    COPROD_E_ARGUMENT = -1,
    COPROD_E_STRUCT = -10,
    COPROD_E_STRUCT_NEWER = -11,
    COPROD_E_MEMORY = -20,
    COPROD_E_BUFFER = -21,
    COPROD_E_OVERFLOW = -22,
    COPROD_E_TEXT = -30,
    COPROD_E_SYNTAX = -31,
    COPROD_E_LIMIT = -32,
    COPROD_E_DEFINITION = -33,
    COPROD_E_NUMBER = -34,
    COPROD_E_RANGE = -40,
    COPROD_E_UNKNOWN = -41,
    COPROD_E_CALENDAR_RANGE = -42,
    COPROD_E_BLOB = -50,
    COPROD_E_FINGERPRINT = -51,
    COPROD_E_FAILED = -99
};
enum coprod_severity {
    COPROD_ERROR = 1,
    COPROD_WARNING = 2,
    COPROD_NOTE = 3
};
enum coprod_feature_id {
    COPROD_FEATURE_SPECTRUM = 1,
    COPROD_FEATURE_REIMBURSE = 2,
    COPROD_FEATURE_FEEDBACK = 3,
    COPROD_FEATURE_EQUITY = 4,
    COPROD_FEATURE_PROGRAMME = 5
};
typedef struct coprod_allocator {
    size_t size;
    void *context;
    void *(*alloc)(void *context, size_t bytes);
    void *(*resize)(void *context, void *block, size_t old_bytes, size_t bytes);
    void (*release)(void *context, void *block, size_t bytes);
} coprod_allocator;
typedef struct coprod_findings coprod_findings;
typedef struct coprod_texts coprod_texts;
typedef struct coprod_finding {
    size_t size;
    const char *code;
    const char *place;
    const char *found;
    const char *expected;
    int64_t row;
    int32_t severity;
    int32_t line;
    int32_t column;
    int32_t reserved;
} coprod_finding;
int32_t coprod_version(void);
const char *coprod_version_text(void);
int32_t coprod_feature(int32_t feature);
size_t coprod_status_count(void);
coprod_status coprod_status_at(size_t index);
const char *coprod_status_name(coprod_status status);
const char *coprod_status_text(coprod_status status);
coprod_status coprod_findings_new(const coprod_allocator *allocator, coprod_findings **findings);
void coprod_findings_free(coprod_findings *findings);
void coprod_findings_clear(coprod_findings *findings);
size_t coprod_findings_count(const coprod_findings *findings);
coprod_status coprod_findings_get(const coprod_findings *findings, size_t index, coprod_finding *finding);
coprod_status coprod_findings_text(const coprod_findings *findings, size_t index, const coprod_texts *texts, char
    *buffer, size_t capacity, size_t *needed);
size_t coprod_texts_count(void);
const char *coprod_texts_id(size_t index);
coprod_status coprod_texts_builtin(const char *id, const coprod_allocator *allocator, coprod_texts **texts);
coprod_status coprod_texts_load(const char *json, size_t length, const coprod_allocator *allocator, coprod_findings
    *findings, coprod_texts **texts);
void coprod_texts_free(coprod_texts *texts);
size_t coprod_code_count(void);
const char *coprod_code_at(size_t index);
const char *coprod_code_sentence(const coprod_texts *texts, const char *code);
coprod_status coprod_decimal_read(const char *text, size_t length, int32_t scale, int64_t *value);
coprod_status coprod_decimal_write(int64_t value, int32_t scale, char *buffer, size_t capacity, size_t *needed);
coprod_status coprod_fingerprint(const char *json, size_t length, char *buffer, size_t capacity, size_t *needed);
typedef struct coprod_calendar coprod_calendar;
enum coprod_unit {
    COPROD_UNIT_WORKING_DAY = 1,
    COPROD_UNIT_DAY = 2,
    COPROD_UNIT_MONTH = 3
};
enum coprod_count {
    COPROD_COUNT_AFTER = 1,
    COPROD_COUNT_FROM = 2,
    COPROD_COUNT_COMMENCING = 3,
    COPROD_COUNT_GIVEN = 4
};
enum coprod_roll {
    COPROD_ROLL_NONE = 0,
    COPROD_ROLL_NEXT = 1,
    COPROD_ROLL_PREV = 2
};
typedef struct coprod_period {
    size_t size;
    int32_t n;
    int32_t unit;
    int32_t count;
    int32_t roll;
} coprod_period;
typedef struct coprod_calendar_info {
    size_t size;
    const char *id;
    const char *version;
    const char *title;
    const char *source;
    const char *fingerprint;
    int32_t first_day;
    int32_t last_day;
} coprod_calendar_info;
coprod_status coprod_day_from_date(int32_t year, int32_t month, int32_t day_of_month, int32_t *day);
coprod_status coprod_day_to_date(int32_t day, int32_t *year, int32_t *month, int32_t *day_of_month);
coprod_status coprod_day_read(const char *text, size_t length, int32_t *day);
coprod_status coprod_day_write(int32_t day, char *buffer, size_t capacity, size_t *needed);
int32_t coprod_day_weekday(int32_t day);
size_t coprod_calendar_count(void);
const char *coprod_calendar_id(size_t index);
coprod_status coprod_calendar_builtin(const char *id, const coprod_allocator *allocator, coprod_calendar **calendar);
coprod_status coprod_calendar_load(const char *json, size_t length, const coprod_allocator *allocator, coprod_findings
    *findings, coprod_calendar **calendar);
void coprod_calendar_free(coprod_calendar *calendar);
coprod_status coprod_calendar_get(const coprod_calendar *calendar, coprod_calendar_info *info);
coprod_status coprod_calendar_working(const coprod_calendar *calendar, int32_t day, int32_t *working);
coprod_status coprod_calendar_between(const coprod_calendar *calendar, int32_t after, int32_t until, int32_t *count);
coprod_status coprod_due_day(const coprod_calendar *calendar, const coprod_period *period, int32_t day, int32_t *due);
coprod_status coprod_due_days(const coprod_calendar *calendar, const coprod_period *period, const int32_t *days,
    size_t n, int32_t *due, int32_t *row_status);
typedef struct coprod_machine coprod_machine;
enum coprod_element {
    COPROD_ELEMENT_STATE = 1,
    COPROD_ELEMENT_EVENT = 2,
    COPROD_ELEMENT_ROLE = 3,
    COPROD_ELEMENT_FACT = 4,
    COPROD_ELEMENT_GUARD = 5,
    COPROD_ELEMENT_TIMER = 6,
    COPROD_ELEMENT_LITERAL = 7,
    COPROD_ELEMENT_LEVEL = 8
};
enum coprod_value_type {
    COPROD_VALUE_INT = 1,
    COPROD_VALUE_BOOL = 2,
    COPROD_VALUE_DAY = 3,
    COPROD_VALUE_ENUM = 4,
    COPROD_VALUE_TEXT = 5
};
enum coprod_state_flag {
    COPROD_STATE_INITIAL = 1,
    COPROD_STATE_ACCEPTING = 2,
    COPROD_STATE_FINAL = 4
};
enum coprod_timer_kind {
    COPROD_TIMER_NOT_STATED = 0,
    COPROD_TIMER_STATUTORY = 1,
    COPROD_TIMER_GUIDANCE = 2,
    COPROD_TIMER_LOCAL = 3,
    COPROD_TIMER_GIVEN = 4
};
enum coprod_clock_op {
    COPROD_CLOCK_START = 1,
    COPROD_CLOCK_RESTART = 2,
    COPROD_CLOCK_STOP = 3,
    COPROD_CLOCK_SET = 4
};
typedef struct coprod_machine_options {
    size_t size;
    const coprod_allocator *allocator;
    const coprod_calendar *calendar;
    const char *timings;
    size_t timings_length;
} coprod_machine_options;
typedef struct coprod_machine_info {
    size_t size;
    const char *id;
    const char *title;
    const char *text;
    const char *source_title;
    const char *source_address;
    const char *source_words;
    const char *fingerprint;
    const char *calendar;
    const char *calendar_fingerprint;
    int32_t version;
    uint32_t state_count;
    uint32_t event_count;
    uint32_t role_count;
    uint32_t fact_count;
    uint32_t guard_count;
    uint32_t timer_count;
    uint32_t literal_count;
    uint32_t transition_count;
    uint32_t hot_bytes;
} coprod_machine_info;
typedef struct coprod_machine_element {
    size_t size;
    const char *id;
    const char *title;
    const char *text;
    const char *next;
    const char *test;
    uint32_t flags;
    int32_t type;
    uint32_t field_count;
    uint32_t reserved;
} coprod_machine_element;
typedef struct coprod_timer {
    size_t size;
    const char *id;
    const char *text;
    const char *basis;
    const char *note;
    const char *source_title;
    const char *source_address;
    const char *source_words;
    coprod_period period;
    int32_t level;
    int32_t kind;
    int32_t replaced;
    int32_t verified;
} coprod_timer;
typedef struct coprod_transition {
    size_t size;
    uint32_t from;
    uint32_t event;
    uint32_t to;
    uint32_t guard_count;
    uint32_t action_count;
    uint32_t clock_count;
} coprod_transition;
typedef struct coprod_action {
    size_t size;
    const char *literal;
    const char *field;
    int64_t number;
    uint32_t fact;
    int32_t add;
    int32_t other;
    int32_t empty;
    int32_t at;
    int32_t reserved;
} coprod_action;
typedef struct coprod_clock_action {
    size_t size;
    const char *field;
    uint32_t timer;
    int32_t op;
} coprod_clock_action;
size_t coprod_machine_count(void);
const char *coprod_machine_id(size_t index);
coprod_status coprod_machine_builtin(const char *name, const coprod_machine_options *options, coprod_findings
    *findings, coprod_machine **machine);
coprod_status coprod_machine_load(const char *json, size_t length, const char *name, const coprod_machine_options
    *options, coprod_findings *findings, coprod_machine **machine);
void coprod_machine_free(coprod_machine *machine);
coprod_status coprod_machine_get(const coprod_machine *machine, coprod_machine_info *info);
coprod_status coprod_machine_find(const coprod_machine *machine, int32_t element, const char *id, uint32_t *index);
const char *coprod_machine_word(const coprod_machine *machine, int32_t element, uint32_t index);
coprod_status coprod_machine_get_element(const coprod_machine *machine, int32_t element, uint32_t index,
    coprod_machine_element *info);
coprod_status coprod_machine_field(const coprod_machine *machine, uint32_t event, uint32_t field, const char **name,
    int32_t *type);
coprod_status coprod_machine_timer(const coprod_machine *machine, uint32_t index, coprod_timer *timer);
coprod_status coprod_machine_transition(const coprod_machine *machine, uint32_t index, coprod_transition *transition);
coprod_status coprod_machine_guard(const coprod_machine *machine, uint32_t transition, uint32_t index, uint32_t
    *guard);
coprod_status coprod_machine_action(const coprod_machine *machine, uint32_t transition, uint32_t index, coprod_action
    *action);
coprod_status coprod_machine_clock(const coprod_machine *machine, uint32_t transition, uint32_t index,
    coprod_clock_action *action);
typedef struct coprod_event coprod_event;
typedef struct coprod_loop coprod_loop;
enum coprod_loop_answer_kind {
    COPROD_LOOP_OK = 0,
    COPROD_LOOP_TICK = 1,
    COPROD_LOOP_DUPLICATE = 2,
    COPROD_LOOP_SEQ = 3,
    COPROD_LOOP_UNKNOWN_EVENT = 4,
    COPROD_LOOP_TIME = 5,
    COPROD_LOOP_FINAL = 6,
    COPROD_LOOP_NO_TRANSITION = 7,
    COPROD_LOOP_ROLE = 8,
    COPROD_LOOP_PAYLOAD = 9,
    COPROD_LOOP_GUARD = 10,
    COPROD_LOOP_FACT_RANGE = 11,
    COPROD_LOOP_CALENDAR_RANGE = 12,
    COPROD_LOOP_MIGRATION = 13,
    COPROD_LOOP_CHILDREN = 14
};
typedef struct coprod_loop_answer {
    size_t size;
    const char *detail;
    int32_t kind;
    int32_t day;
    int32_t has_day;
    uint32_t seq;
    uint32_t state;
    uint32_t transition;
    uint32_t guard;
    uint32_t fact;
    uint32_t breaches;
    uint32_t reserved;
} coprod_loop_answer;
typedef struct coprod_loop_options {
    size_t size;
    const coprod_allocator *allocator;
    const uint8_t *secret;
    size_t secret_length;
} coprod_loop_options;
typedef struct coprod_loop_info {
    size_t size;
    uint32_t state;
    uint32_t seq;
    uint32_t breach_count;
    uint32_t unexplained;
    int32_t last_day;
    int32_t next_due;
    int32_t has_next_due;
    int32_t accepting;
    int32_t final;
    int32_t reserved;
} coprod_loop_info;
typedef struct coprod_fact {
    size_t size;
    const char *literal;
    int64_t number;
    int32_t type;
    int32_t known;
    uint8_t digest[16];
} coprod_fact;
typedef struct coprod_breach {
    size_t size;
    uint32_t timer;
    int32_t due;
    int32_t level;
    int32_t reserved;
} coprod_breach;
const char *coprod_loop_answer_name(int32_t kind);
coprod_status coprod_event_new(const coprod_machine *machine, const char *name, const char *by, int32_t at, const
    coprod_allocator *allocator, coprod_event **event);
coprod_status coprod_event_load(const coprod_machine *machine, const char *json, size_t length, const coprod_allocator
    *allocator, coprod_findings *findings, coprod_event **event);
void coprod_event_free(coprod_event *event);
coprod_status coprod_event_at(coprod_event *event, int32_t at);
coprod_status coprod_event_number(coprod_event *event, const char *field, int64_t number);
coprod_status coprod_event_text(coprod_event *event, const char *field, const char *text, size_t length);
coprod_status coprod_event_key(coprod_event *event, const char *key, size_t length);
coprod_status coprod_event_expect(coprod_event *event, uint32_t seq);
coprod_status coprod_loop_new(const coprod_machine *machine, const coprod_event *event, const coprod_loop_options
    *options, coprod_loop_answer *answer, coprod_loop **loop);
void coprod_loop_free(coprod_loop *loop);
coprod_status coprod_loop_step(coprod_loop *loop, const coprod_event *event, coprod_loop_answer *answer);
coprod_status coprod_loop_tick(coprod_loop *loop, int32_t day, coprod_loop_answer *answer);
coprod_status coprod_loop_get(const coprod_loop *loop, coprod_loop_info *info);
coprod_status coprod_loop_fact(const coprod_loop *loop, uint32_t fact, coprod_fact *value);
coprod_status coprod_loop_due(const coprod_loop *loop, uint32_t timer, int32_t *running, int32_t *due);
coprod_status coprod_loop_breach(const coprod_loop *loop, uint32_t index, coprod_breach *breach);
coprod_status coprod_loop_json(const coprod_loop *loop, const coprod_loop_answer *answer, char *buffer, size_t
    capacity, size_t *needed);
typedef struct coprod_machine_check coprod_machine_check;
typedef struct coprod_traces coprod_traces;
typedef struct coprod_check_options {
    size_t size;
    const coprod_allocator *allocator;
    uint32_t most_configurations;
    int32_t timed;
} coprod_check_options;
typedef struct coprod_check_info {
    size_t size;
    uint32_t configurations;
    uint32_t moves;
    uint32_t reached_states;
    uint32_t fired_transitions;
    uint32_t defect_count;
    int32_t complete;
    int32_t calendar_ended;
    uint32_t followed;
} coprod_check_info;
typedef struct coprod_defect {
    size_t size;
    const char *code;
    const char *place;
    const char *trace;
    const char *found;
    uint32_t index;
    uint32_t state;
} coprod_defect;
typedef struct coprod_coverage {
    size_t size;
    uint32_t states;
    uint32_t state_count;
    uint32_t transitions;
    uint32_t transition_count;
    uint32_t guards_held;
    uint32_t guards_failed;
    uint32_t guard_count;
    uint32_t timers_missed;
    uint32_t timers_met;
    uint32_t timer_count;
} coprod_coverage;
coprod_status coprod_machine_check_new(const coprod_machine *machine, const coprod_check_options *options,
    coprod_machine_check **check);
void coprod_machine_check_free(coprod_machine_check *check);
coprod_status coprod_machine_check_get(const coprod_machine_check *check, coprod_check_info *info);
coprod_status coprod_machine_check_defect(const coprod_machine_check *check, uint32_t index, coprod_defect *defect);
coprod_status coprod_traces_new(const coprod_machine *machine, const coprod_check_options *options, coprod_traces
    **traces);
void coprod_traces_free(coprod_traces *traces);
uint32_t coprod_traces_count(const coprod_traces *traces);
const char *coprod_traces_json(const coprod_traces *traces, uint32_t index);
coprod_status coprod_loop_cover(coprod_loop *loop, uint8_t *bytes);
size_t coprod_coverage_bytes(const coprod_machine *machine);
coprod_status coprod_coverage_get(const coprod_machine *machine, const uint8_t *bytes, coprod_coverage *coverage);
enum coprod_permit_status {
    COPROD_PERMIT_YES = 1,
    COPROD_PERMIT_PAYLOAD = 2,
    COPROD_PERMIT_NOT_YET = 3,
    COPROD_PERMIT_ROLE = 4,
    COPROD_PERMIT_STATE = 5,
    COPROD_PERMIT_TIME = 6
};
enum coprod_relation {
    COPROD_RELATION_EQUAL = 1,
    COPROD_RELATION_NOT_EQUAL = 2,
    COPROD_RELATION_AT_LEAST = 3,
    COPROD_RELATION_MORE = 4,
    COPROD_RELATION_AT_MOST = 5,
    COPROD_RELATION_LESS = 6,
    COPROD_RELATION_FILLED = 7,
    COPROD_RELATION_BLANK = 8,
    COPROD_RELATION_ONE_OF = 9,
    COPROD_RELATION_NONE_OF = 10
};
typedef struct coprod_permit {
    size_t size;
    int32_t status;
    uint32_t transition;
    uint32_t missing_count;
    uint32_t field_count;
} coprod_permit;
typedef struct coprod_loop_need {
    size_t size;
    const char *text;
    const char *subject;
    int64_t have;
    int64_t need;
    uint32_t guard;
    int32_t relation;
    int32_t field;
    int32_t days;
    int32_t known;
    int32_t alternative;
} coprod_loop_need;
coprod_status coprod_loop_permit(const coprod_loop *loop, uint32_t event, const char *role, int32_t day, coprod_permit
    *permit);
coprod_status coprod_loop_missing(const coprod_loop *loop, uint32_t event, int32_t day, uint32_t index,
    coprod_loop_need *missing);
enum coprod_export_format {
    COPROD_EXPORT_DOT = 1,
    COPROD_EXPORT_MERMAID = 2,
    COPROD_EXPORT_MARKDOWN = 3,
    COPROD_EXPORT_NEXT = 4,
    COPROD_EXPORT_SCXML = 5,
    COPROD_EXPORT_PROMELA = 6
};
const char *coprod_export_name(int32_t format);
coprod_status coprod_machine_export(const coprod_machine *machine, int32_t format, const coprod_texts *texts, char
    *buffer, size_t capacity, size_t *needed);
typedef struct coprod_journal coprod_journal;
enum coprod_journal_state {
    COPROD_JOURNAL_INTACT = 1,
    COPROD_JOURNAL_TORN = 2,
    COPROD_JOURNAL_BROKEN = 3,
    COPROD_JOURNAL_FOREIGN = 4,
    COPROD_JOURNAL_KEY = 5,
    COPROD_JOURNAL_SECRET = 6
};
enum coprod_record_kind {
    COPROD_RECORD_MACHINE = 1,
    COPROD_RECORD_CREATE = 2,
    COPROD_RECORD_EVENT = 3,
    COPROD_RECORD_TICK = 4,
    COPROD_RECORD_MIGRATION = 5,
    COPROD_RECORD_ADOPTION = 6,
    COPROD_RECORD_PARENT = 7
};
typedef struct coprod_journal_options {
    size_t size;
    const coprod_allocator *allocator;
    const uint8_t *secret;
    size_t secret_length;
    const uint8_t *key;
    size_t key_length;
} coprod_journal_options;
typedef struct coprod_journal_report {
    size_t size;
    uint64_t record_count;
    uint64_t good_bytes;
    uint64_t bad_byte;
    int32_t state;
    int32_t reserved;
} coprod_journal_report;
typedef struct coprod_head {
    size_t size;
    uint64_t record_count;
    uint8_t chain[32];
    uint8_t root[32];
} coprod_head;
typedef struct coprod_record {
    size_t size;
    uint64_t first_byte;
    uint32_t bytes;
    uint32_t loop;
    uint32_t machine;
    uint32_t event;
    uint32_t role;
    int32_t day;
    int32_t kind;
    int32_t has_key;
    uint8_t actor[16];
    uint8_t chain[32];
    uint8_t migration[32];
    uint32_t parent;
    int32_t may_end;
} coprod_record;
coprod_status coprod_journal_new(const coprod_journal_options *options, coprod_journal **journal);
coprod_status coprod_journal_open(const uint8_t *bytes, size_t length, const coprod_journal_options *options,
    coprod_journal_report *report, coprod_journal **journal);
void coprod_journal_free(coprod_journal *journal);
coprod_status coprod_journal_verify(const uint8_t *bytes, size_t length, const coprod_journal_options *options,
    coprod_journal_report *report);
coprod_status coprod_journal_create(coprod_journal *journal, const coprod_machine *machine, const coprod_event *event,
    coprod_loop_answer *answer, uint32_t *number, coprod_loop **loop);
coprod_status coprod_journal_step(coprod_journal *journal, uint32_t number, coprod_loop *loop, const coprod_event
    *event, coprod_loop_answer *answer);
coprod_status coprod_journal_tick(coprod_journal *journal, uint32_t number, coprod_loop *loop, int32_t day,
    coprod_loop_answer *answer);
coprod_status coprod_journal_bytes(const coprod_journal *journal, const uint8_t **bytes, size_t *length);
uint64_t coprod_journal_count(const coprod_journal *journal);
uint32_t coprod_journal_loop_count(const coprod_journal *journal);
coprod_status coprod_journal_record(const coprod_journal *journal, uint64_t index, coprod_record *record);
coprod_status coprod_journal_replay(const coprod_journal *journal, uint32_t number, const coprod_machine *machine,
    coprod_loop **loop);
coprod_status coprod_journal_head(const coprod_journal *journal, uint64_t record_count, coprod_head *head);
coprod_status coprod_journal_inclusion(const coprod_journal *journal, uint64_t index, uint64_t record_count, uint8_t
    *proof, size_t capacity, size_t *count);
coprod_status coprod_journal_consistency(const coprod_journal *journal, uint64_t older, uint64_t record_count, uint8_t
    *proof, size_t capacity, size_t *count);
int32_t coprod_check_inclusion(const uint8_t *chain, uint64_t index, uint64_t record_count, const uint8_t *proof,
    size_t count, const uint8_t *root);
int32_t coprod_check_consistency(const coprod_head *older, const coprod_head *newer, const uint8_t *proof, size_t
    count);
coprod_status coprod_loop_save(const coprod_loop *loop, uint8_t *bytes, size_t capacity, size_t *needed);
coprod_status coprod_loop_open(const coprod_machine *machine, const uint8_t *bytes, size_t length, const
    coprod_loop_options *options, coprod_loop **loop);
typedef struct coprod_loops coprod_loops;
typedef struct coprod_figures {
    size_t size;
    uint64_t loops;
    uint64_t closed;
    uint64_t told;
    uint64_t late;
    uint64_t explained;
    uint64_t overdue;
    uint64_t missed_days;
} coprod_figures;
coprod_status coprod_loops_new(const coprod_machine *machine, const coprod_loop_options *options, coprod_loops
    **loops);
void coprod_loops_free(coprod_loops *loops);
uint32_t coprod_loops_count(const coprod_loops *loops);
coprod_status coprod_loops_add(coprod_loops *loops, const coprod_event *event, uint32_t team, uint32_t count,
    coprod_loop_answer *answer, uint32_t *first);
coprod_status coprod_loops_step(coprod_loops *loops, uint32_t number, const coprod_event *event, coprod_loop_answer
    *answer);
coprod_status coprod_loops_step_many(coprod_loops *loops, const coprod_event *event, const uint32_t *numbers, size_t
    count, uint8_t *kinds);
coprod_status coprod_loops_step_each(coprod_loops *loops, const coprod_event *const *events, const uint32_t *numbers,
    size_t count, uint8_t *kinds);
coprod_status coprod_loops_tick(coprod_loops *loops, int32_t day, uint64_t *missed);
coprod_status coprod_loops_due(const coprod_loops *loops, int32_t from, int32_t until, uint32_t *numbers, size_t
    capacity, size_t *count);
coprod_status coprod_loops_figures(const coprod_loops *loops, const uint32_t *team, int32_t day, coprod_figures
    *figures);
coprod_status coprod_loops_times(const coprod_loops *loops, const uint32_t *team, int32_t *closed_day, int32_t *days,
    size_t capacity, size_t *count);
coprod_status coprod_loops_copy(const coprod_loops *loops, uint32_t number, coprod_loop **loop);
typedef struct coprod_family {
    size_t size;
    uint32_t parent;
    uint32_t children;
    uint32_t open_children;
    int32_t has_parent;
    int32_t may_end;
    int32_t adopted;
} coprod_family;
coprod_status coprod_journal_join(coprod_journal *journal, uint32_t child, uint32_t parent, int32_t day, const char
    *by);
coprod_status coprod_journal_family(const coprod_journal *journal, uint32_t number, coprod_family *family);
coprod_status coprod_journal_children(const coprod_journal *journal, uint32_t number, uint32_t *numbers, size_t
    capacity, size_t *count);
coprod_status coprod_loops_join(coprod_loops *loops, uint32_t child, uint32_t parent);
coprod_status coprod_loops_family(const coprod_loops *loops, uint32_t number, coprod_family *family);
coprod_status coprod_loops_children(const coprod_loops *loops, uint32_t number, uint32_t *numbers, size_t capacity,
    size_t *count);
typedef struct coprod_bodies coprod_bodies;
enum coprod_body_answer {
    COPROD_BODY_NO_RULE = 0,
    COPROD_BODY_YES = 1,
    COPROD_BODY_NO = 2,
    COPROD_BODY_NOT_KNOWN = 3
};
enum coprod_item_state {
    COPROD_ITEM_CARRIED = 1,
    COPROD_ITEM_WAITING = 2,
    COPROD_ITEM_MISSED = 3
};
typedef struct coprod_body {
    size_t size;
    const char *id;
    const char *name;
    const char *unit;
    const char *chair;
    const char *majority;
    const char *quote;
    const char *source;
    const char *section;
    uint32_t n;
    uint32_t upper;
    uint32_t meeting_count;
    uint32_t item_count;
    int32_t since;
    uint8_t has_upper;
    uint8_t has_since;
    uint16_t reserved;
} coprod_body;
typedef struct coprod_body_state {
    size_t size;
    int32_t in_time;
    uint32_t missed;
    uint32_t meeting_count;
    uint32_t item_count;
    int32_t last_day;
    int32_t due_day;
    uint8_t has_last;
    uint8_t has_due;
    uint16_t reserved;
    uint32_t reserved_too;
} coprod_body_state;
typedef struct coprod_body_share {
    size_t size;
    const char *kind;
    int64_t own;
    int64_t others;
    int64_t own_least;
    int64_t unknown_most;
    int32_t answer;
    uint32_t unknown;
    uint8_t known;
    uint8_t own_known;
    uint16_t reserved;
    uint32_t reserved_too;
} coprod_body_share;
typedef struct coprod_body_meeting {
    size_t size;
    const char *chair;
    int32_t day;
    int32_t chair_answer;
} coprod_body_meeting;
typedef struct coprod_body_item {
    size_t size;
    const char *id;
    uint32_t upper;
    uint32_t without;
    int32_t day;
    int32_t state;
    int32_t came_day;
    int32_t waiting_days;
    uint32_t next;
    uint8_t has_next;
    uint8_t reserved;
    uint16_t reserved_too;
} coprod_body_item;
typedef struct coprod_bodies_totals {
    size_t size;
    uint64_t bodies;
    uint64_t meetings;
    uint64_t missed;
    uint64_t in_time_not_known;
    uint64_t no_majority;
    uint64_t majority_not_known;
    uint64_t met_without;
    uint64_t met_not_known;
    uint64_t chair_otherwise;
    uint64_t chair_not_known;
    uint64_t items_carried;
    uint64_t items_waiting;
    uint64_t items_missed;
} coprod_bodies_totals;
coprod_status coprod_bodies_load(const char *json, size_t length, const coprod_allocator *allocator, coprod_findings
    *findings, coprod_bodies **bodies);
void coprod_bodies_free(coprod_bodies *bodies);
const char *coprod_bodies_fingerprint(const coprod_bodies *bodies);
uint32_t coprod_bodies_count(const coprod_bodies *bodies);
coprod_status coprod_bodies_find(const coprod_bodies *bodies, const char *id, uint32_t *body);
coprod_status coprod_body_get(const coprod_bodies *bodies, uint32_t body, coprod_body *info);
coprod_status coprod_body_on(const coprod_bodies *bodies, uint32_t body, int32_t day, coprod_body_state *state);
coprod_status coprod_body_missed(const coprod_bodies *bodies, uint32_t body, int32_t day, uint32_t index, int32_t
    *due);
coprod_status coprod_body_members(const coprod_bodies *bodies, uint32_t body, int32_t day, coprod_body_share *share);
coprod_status coprod_body_get_meeting(const coprod_bodies *bodies, uint32_t body, uint32_t index, coprod_body_meeting
    *meeting);
coprod_status coprod_body_present(const coprod_bodies *bodies, uint32_t body, uint32_t index, coprod_body_share
    *share);
coprod_status coprod_body_get_item(const coprod_bodies *bodies, uint32_t body, uint32_t index, int32_t day,
    coprod_body_item *item);
coprod_status coprod_bodies_on(const coprod_bodies *bodies, int32_t day, coprod_bodies_totals *totals);
coprod_status coprod_bodies_missed(const coprod_bodies *bodies, const uint32_t *body, const int32_t *days, size_t n,
    uint32_t *missed, int32_t *in_time, int32_t *row_status);
coprod_status coprod_bodies_json(const coprod_bodies *bodies, int32_t day, char *buffer, size_t capacity, size_t
    *needed);
const char *coprod_body_answer_name(int32_t answer);
const char *coprod_item_state_name(int32_t state);
typedef struct coprod_run_rules coprod_run_rules;
enum coprod_run_signal {
    COPROD_SIGNAL_SHIFT = 1,
    COPROD_SIGNAL_TREND = 2,
    COPROD_SIGNAL_TOO_FEW = 4
};
typedef struct coprod_run_rules_info {
    size_t size;
    const char *id;
    const char *version;
    const char *title;
    const char *note;
    const char *source_title;
    const char *source_address;
    const char *published;
    const char *checked;
    const char *fingerprint;
    uint32_t shift_points;
    uint32_t trend_points;
    uint32_t fewest_points;
    uint32_t reserved;
} coprod_run_rules_info;
typedef struct coprod_run {
    size_t size;
    int64_t median_twice;
    uint32_t points;
    uint32_t off_median;
    uint32_t runs;
    uint32_t shift_length;
    uint32_t shift_first;
    uint32_t shift_last;
    int32_t shift_side;
    uint32_t trend_length;
    uint32_t trend_first;
    uint32_t trend_last;
    int32_t trend_way;
    int32_t signals;
} coprod_run;
typedef struct coprod_run_columns {
    size_t size;
    int64_t *median_twice;
    uint32_t *off_median;
    uint32_t *runs;
    uint32_t *shift_length;
    uint32_t *shift_first;
    int8_t *shift_side;
    uint32_t *trend_length;
    uint32_t *trend_first;
    int8_t *trend_way;
    uint8_t *signals;
    int32_t *row_status;
} coprod_run_columns;
coprod_status coprod_run_rules_builtin(const coprod_allocator *allocator, coprod_run_rules **rules);
coprod_status coprod_run_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
    coprod_findings *findings, coprod_run_rules **rules);
void coprod_run_rules_free(coprod_run_rules *rules);
coprod_status coprod_run_rules_get(const coprod_run_rules *rules, coprod_run_rules_info *info);
coprod_status coprod_run_chart(const coprod_run_rules *rules, const int64_t *values, size_t count, coprod_run *run);
coprod_status coprod_run_charts(const coprod_run_rules *rules, const int64_t *values, size_t value_count, const size_t
    *offsets, size_t count, const coprod_run_columns *columns);
typedef struct coprod_followup coprod_followup;
enum coprod_followup_state {
    COPROD_CHANGE_NO_BASELINE = 1,
    COPROD_CHANGE_NO_VALUE = 2,
    COPROD_CHANGE_NOTHING_KNOWN = 3,
    COPROD_CHANGE_UNCHANGED = 4,
    COPROD_CHANGE_BETTER = 5,
    COPROD_CHANGE_WORSE = 6,
    COPROD_CHANGE_DIFFERENT = 7,
    COPROD_TARGET_NONE = 11,
    COPROD_TARGET_NOT_KNOWN = 12,
    COPROD_TARGET_MET = 13,
    COPROD_TARGET_NOT_YET = 14,
    COPROD_TARGET_MISSED = 15,
    COPROD_CONTINUES_NO_DAY = 21,
    COPROD_CONTINUES_TO_COME = 22,
    COPROD_CONTINUES_DUE_TODAY = 23,
    COPROD_CONTINUES_OVERDUE = 24,
    COPROD_CONTINUES_KEPT = 25,
    COPROD_CONTINUES_KEPT_LATE = 26,
    COPROD_CONTINUES_STOPPED = 27,
    COPROD_CONTINUES_STOPPED_LATE = 28
};
typedef struct coprod_measure {
    size_t size;
    const char *id;
    const char *loop;
    const char *title;
    const char *unit;
    const char *agreed_with;
    const char *quote;
    const char *source;
    const char *section;
    const char *baseline_date;
    const char *latest_date;
    const char *target_date;
    const char *met_late_date;
    int64_t baseline_milli;
    int64_t latest_milli;
    int64_t change_milli;
    int64_t target_milli;
    size_t value_count;
    int32_t baseline_day;
    int32_t latest_day;
    int32_t target_day;
    int32_t met_late_day;
    int32_t has_baseline;
    int32_t has_latest;
    int32_t has_change;
    int32_t has_target;
    int32_t has_target_day;
    int32_t has_met_late;
    int32_t better;
    int32_t change;
    int32_t target;
    int32_t illustrative;
} coprod_measure;
typedef struct coprod_continue {
    size_t size;
    const char *id;
    const char *loop;
    const char *what;
    const char *who;
    const char *reason;
    const char *quote;
    const char *source;
    const char *section;
    const char *by_date;
    int32_t by_day;
    int32_t done_day;
    int32_t late_days;
    int32_t has_by;
    int32_t has_done;
    int32_t state;
    int32_t illustrative;
    int32_t reserved;
} coprod_continue;
typedef struct coprod_followup_counts {
    size_t size;
    uint64_t measures;
    uint64_t agreed;
    uint64_t change_not_known;
    uint64_t unchanged;
    uint64_t better;
    uint64_t worse;
    uint64_t different;
    uint64_t target_none;
    uint64_t target_not_known;
    uint64_t target_met;
    uint64_t target_not_yet;
    uint64_t target_missed;
    uint64_t continues;
    uint64_t no_day;
    uint64_t to_come;
    uint64_t due_today;
    uint64_t overdue;
    uint64_t kept;
    uint64_t kept_late;
    uint64_t stopped;
    uint64_t stopped_late;
} coprod_followup_counts;
coprod_status coprod_followup_load(const char *json, size_t length, const coprod_allocator *allocator, coprod_findings
    *findings, coprod_followup **followup);
void coprod_followup_free(coprod_followup *followup);
const char *coprod_followup_fingerprint(const coprod_followup *followup);
size_t coprod_followup_measure_count(const coprod_followup *followup);
coprod_status coprod_followup_measure(const coprod_followup *followup, size_t index, int32_t day, coprod_measure
    *measure);
coprod_status coprod_followup_value(const coprod_followup *followup, size_t measure, size_t index, const char **date,
    int32_t *day, int64_t *value_milli);
size_t coprod_followup_continue_count(const coprod_followup *followup);
coprod_status coprod_followup_continue(const coprod_followup *followup, size_t index, int32_t day, coprod_continue
    *promise);
coprod_status coprod_followup_count(const coprod_followup *followup, const char *loop, int32_t day,
    coprod_followup_counts *counts);
const char *coprod_followup_word(int32_t state);
coprod_status coprod_followup_json(const coprod_followup *followup, const coprod_run_rules *rules, int32_t day, char
    *buffer, size_t capacity, size_t *needed);
typedef struct coprod_migration coprod_migration;
typedef struct coprod_migration_counts {
    size_t size;
    uint64_t loops;
    uint64_t moved;
    uint64_t later_event;
    uint64_t beyond_calendar;
    uint64_t no_place;
    uint64_t clocks_kept;
    uint64_t clocks_waived;
    uint64_t clocks_started;
    uint64_t missed;
} coprod_migration_counts;
coprod_status coprod_migration_load(const coprod_machine *from, const coprod_machine *to, const char *json, size_t
    length, const coprod_allocator *allocator, coprod_findings *findings, coprod_migration **migration);
void coprod_migration_free(coprod_migration *migration);
const char *coprod_migration_fingerprint(const coprod_migration *migration);
coprod_status coprod_migration_check(const coprod_migration *migration, const coprod_check_options *options,
    coprod_machine_check **check);
coprod_status coprod_loop_migrate(const coprod_loop *loop, const coprod_migration *migration, int32_t day,
    coprod_loop_answer *answer, coprod_loop **migrated);
coprod_status coprod_loops_migrate(const coprod_loops *loops, const coprod_migration *migration, int32_t day,
    coprod_migration_counts *counts, uint64_t *moved, uint64_t *refused, uint32_t state_count, coprod_loops
    **migrated);
coprod_status coprod_journal_migrate(coprod_journal *journal, uint32_t number, const coprod_loop *loop, const
    coprod_migration *migration, int32_t day, const char *by, coprod_loop_answer *answer, coprod_loop **migrated);
coprod_status coprod_journal_replay_through(const coprod_journal *journal, uint32_t number, const coprod_machine
    *machine, const coprod_migration *const *migrations, size_t count, coprod_loop **loop);
typedef struct coprod_policy coprod_policy;
typedef struct coprod_payment_claim coprod_payment_claim;
typedef struct coprod_ledger coprod_ledger;
typedef struct coprod_payment coprod_payment;
enum coprod_outcome {
    COPROD_OUTCOME_PAID = 1,
    COPROD_OUTCOME_PAID_CAPPED = 2,
    COPROD_OUTCOME_PAID_REDUCED = 3,
    COPROD_OUTCOME_REJECTED = 4,
    COPROD_OUTCOME_HELD = 5,
    COPROD_OUTCOME_UNDETERMINED = 6,
    COPROD_OUTCOME_WAIVED = 7,
    COPROD_OUTCOME_DONATED = 8,
    COPROD_OUTCOME_DIRECT = 9,
    COPROD_OUTCOME_INFORMATION = 10
};
enum coprod_why {
    COPROD_WHY_NOTHING = 0,
    COPROD_WHY_RATE_UNKNOWN = 1,
    COPROD_WHY_BAND_GAP = 2,
    COPROD_WHY_BAND_OVERLAP = 3,
    COPROD_WHY_THRESHOLD_MISSING = 4,
    COPROD_WHY_ROLE_UNPAID = 5,
    COPROD_WHY_NOT_ELIGIBLE = 6,
    COPROD_WHY_CONDITION_NOT_MET = 7,
    COPROD_WHY_RECEIPT_MISSING = 8,
    COPROD_WHY_APPROVAL_MISSING = 9,
    COPROD_WHY_DOWNGRADED = 10,
    COPROD_WHY_LIMIT = 11,
    COPROD_WHY_CAP = 12,
    COPROD_WHY_CAP_EXHAUSTED = 13,
    COPROD_WHY_ATTENDED_LESS = 14,
    COPROD_WHY_OVERLAP = 15,
    COPROD_WHY_REQUESTED_LESS = 16,
    COPROD_WHY_LATE = 17,
    COPROD_WHY_BEFORE_EVENT = 18,
    COPROD_WHY_DUPLICATE = 19,
    COPROD_WHY_INVALID_NUMBER = 20,
    COPROD_WHY_NEGATIVE = 21,
    COPROD_WHY_OUT_OF_RANGE = 22,
    COPROD_WHY_INVALID_DATE = 23,
    COPROD_WHY_DATE_MISSING = 24,
    COPROD_WHY_CURRENCY_OTHER = 25,
    COPROD_WHY_DISTANCE_LIMIT = 26,
    COPROD_WHY_UNKNOWN_TYPE = 27,
    COPROD_WHY_INVALID_TIME = 28,
    COPROD_WHY_INPUT_MISSING = 29,
    COPROD_WHY_TIME_UNCLEAR = 30,
    COPROD_WHY_ALREADY_COVERED = 31,
    COPROD_WHY_RECEIPT_LESS = 32,
    COPROD_WHY_EXCLUDED = 33,
    COPROD_WHY_CANCELLED = 34,
    COPROD_WHY_AGGREGATED = 35,
    COPROD_WHY_WAIVED = 36,
    COPROD_WHY_DONATED = 37,
    COPROD_WHY_DIRECT = 38,
    COPROD_WHY_VOUCHER_ROUNDED = 39,
    COPROD_WHY_NOTHING_CLAIMED = 40,
    COPROD_WHY_STAYED_LONGER = 41,
    COPROD_WHY_WALL_TIME = 42
};
typedef struct coprod_policy_info {
    size_t size;
    const char *id;
    const char *version;
    const char *title;
    const char *currency;
    const char *source_title;
    const char *source_address;
    const char *note;
    const char *fingerprint;
    uint32_t role_count;
    uint32_t fee_count;
    uint32_t expense_count;
    uint32_t cap_count;
    uint32_t check_count;
    uint32_t reserved;
} coprod_policy_info;
enum coprod_policy_part {
    COPROD_POLICY_ROLES = 1,
    COPROD_POLICY_FEES = 2,
    COPROD_POLICY_EXPENSES = 3,
    COPROD_POLICY_CAPS = 4,
    COPROD_POLICY_CHECKS = 5
};
typedef struct coprod_reimburse_options {
    size_t size;
    int32_t known_on;
    int32_t has_known_on;
    int32_t no_trace;
    int32_t reserved;
} coprod_reimburse_options;
typedef struct coprod_payment_info {
    size_t size;
    const char *policy_id;
    const char *policy_version;
    const char *fingerprint;
    const char *claim_id;
    const char *person;
    int64_t total_pence;
    int64_t to_repay_pence;
    int64_t voucher_pence;
    int64_t left_pence;
    uint32_t line_count;
    uint32_t check_count;
} coprod_payment_info;
typedef struct coprod_payment_line {
    size_t size;
    const char *id;
    const char *type;
    const char *field;
    int64_t pence;
    int64_t waived_pence;
    int64_t held_pence;
    int64_t cost_pence;
    int64_t left_pence;
    uint64_t reasons;
    int32_t outcome;
    int32_t reason;
    uint32_t step_count;
    uint32_t reserved;
} coprod_payment_line;
size_t coprod_policy_count(void);
const char *coprod_policy_id(size_t index);
coprod_status coprod_policy_builtin(const char *id, const coprod_allocator *allocator, coprod_policy **policy);
coprod_status coprod_policy_load(const char *json, size_t length, const coprod_allocator *allocator, coprod_findings
    *findings, coprod_policy **policy);
void coprod_policy_free(coprod_policy *policy);
coprod_status coprod_policy_get(const coprod_policy *policy, coprod_policy_info *info);
const char *coprod_policy_word(const coprod_policy *policy, int32_t part, uint32_t index);
coprod_status coprod_payment_claim_load(const char *json, size_t length, const coprod_allocator *allocator,
    coprod_findings *findings, coprod_payment_claim **claim);
void coprod_payment_claim_free(coprod_payment_claim *claim);
coprod_status coprod_payment_new(const coprod_allocator *allocator, coprod_payment **payment);
void coprod_payment_free(coprod_payment *payment);
coprod_status coprod_reimburse(const coprod_policy *policy, const coprod_ledger *ledger, const coprod_payment_claim
    *claim, const coprod_reimburse_options *options, coprod_payment *payment);
coprod_status coprod_payment_get(const coprod_payment *payment, coprod_payment_info *info);
coprod_status coprod_payment_get_line(const coprod_payment *payment, uint32_t index, coprod_payment_line *line);
coprod_status coprod_payment_total(const coprod_payment *payment, int32_t outcome, int64_t *pence);
enum coprod_row_value {
    COPROD_ROW_UNKNOWN = -2147483647 - 1
};
typedef struct coprod_claim_columns {
    size_t size;
    const int32_t *day;
    const uint16_t *role;
    const int32_t *minutes;
    const int64_t *distance_mmiles;
    const int64_t *opening_mmiles;
} coprod_claim_columns;
typedef struct coprod_payment_columns {
    size_t size;
    int64_t *fee_pence;
    int64_t *mileage_pence;
    uint8_t *fee_outcome;
    uint8_t *fee_reason;
    uint8_t *mileage_outcome;
    uint8_t *mileage_reason;
} coprod_payment_columns;
typedef struct coprod_columns_options {
    size_t size;
    const char *role;
    const char *task;
    const char *declared;
    const char *expense;
    const char *vehicle;
    const char *country;
    const char *fuel;
    int32_t engine_cc;
    int32_t has_engine_cc;
    int32_t submitted;
    int32_t has_submitted;
    int32_t known_on;
    int32_t has_known_on;
    int32_t approved;
    int32_t receipts;
} coprod_columns_options;
typedef struct coprod_many_options {
    size_t size;
    int32_t known_on;
    int32_t has_known_on;
    int32_t keep_ledger;
    int32_t reserved;
    coprod_payment *const *payments;
} coprod_many_options;
typedef struct coprod_claim_totals {
    size_t size;
    int64_t *total_pence;
    int64_t *to_repay_pence;
    int64_t *left_pence;
    int64_t *held_pence;
    uint32_t *held;
    uint32_t *undetermined;
} coprod_claim_totals;
coprod_status coprod_policy_role_index(const coprod_policy *policy, const char *id, uint32_t *index);
coprod_status coprod_reimburse_columns(const coprod_policy *policy, const coprod_claim_columns *claims, size_t rows,
    const coprod_columns_options *options, const coprod_allocator *allocator, const coprod_payment_columns *payments);
coprod_status coprod_reimburse_many(const coprod_policy *policy, coprod_ledger *ledger, const coprod_payment_claim
    *const *claims, size_t count, const coprod_many_options *options, coprod_payment *payment, const
    coprod_claim_totals *totals);
enum coprod_check_status {
    COPROD_CHECK_INSIDE = 1,
    COPROD_CHECK_OUTSIDE = 2,
    COPROD_CHECK_NOT_KNOWN = 3
};
typedef struct coprod_payment_step {
    size_t size;
    const char *code;
    const char *word;
    const char *per;
    const char *source_title;
    const char *source_address;
    const char *source_section;
    const char *source_words;
    int64_t quantity;
    int64_t value_numerator;
    int64_t value_denominator;
    int64_t delta_numerator;
    int64_t delta_denominator;
    int32_t from_day;
    int32_t to_day;
    int32_t known_from_day;
    int32_t has_from;
    int32_t has_to;
    int32_t has_known_from;
} coprod_payment_step;
typedef struct coprod_payment_check {
    size_t size;
    const char *id;
    const char *label;
    const char *kind;
    const char *source_title;
    const char *line;
    int64_t earnings_pence;
    int64_t limit_pence;
    int64_t kept_pence;
    int64_t lost_pence;
    int64_t excess_pence;
    int64_t minutes;
    int32_t period_day;
    int32_t has_period;
    int32_t status;
    int32_t reserved;
} coprod_payment_check;
typedef struct coprod_difference {
    size_t size;
    const char *id;
    int64_t before_pence;
    int64_t after_pence;
    int64_t difference_pence;
} coprod_difference;
const char *coprod_outcome_name(int32_t outcome);
const char *coprod_why_name(int32_t why);
coprod_status coprod_payment_get_step(const coprod_payment *payment, uint32_t line, uint32_t index,
    coprod_payment_step *step);
coprod_status coprod_payment_line_text(const coprod_payment *payment, uint32_t line, const coprod_texts *texts, char
    *buffer, size_t capacity, size_t *needed);
coprod_status coprod_payment_step_text(const coprod_payment *payment, uint32_t line, uint32_t index, const
    coprod_texts *texts, char *buffer, size_t capacity, size_t *needed);
coprod_status coprod_payment_get_check(const coprod_payment *payment, uint32_t index, coprod_payment_check *check);
coprod_status coprod_payment_check_text(const coprod_payment *payment, uint32_t index, const coprod_texts *texts, char
    *buffer, size_t capacity, size_t *needed);
coprod_status coprod_payment_json(const coprod_payment *payment, const coprod_texts *texts, char *buffer, size_t
    capacity, size_t *needed);
coprod_status coprod_payment_reassess(const coprod_payment *before, const coprod_ledger *ledger, const
    coprod_reimburse_options *options, coprod_payment *after);
coprod_status coprod_payment_get_difference(const coprod_payment *before, const coprod_payment *after, uint32_t line,
    coprod_difference *difference);
coprod_status coprod_ledger_new(const coprod_policy *policy, const coprod_allocator *allocator, coprod_ledger
    **ledger);
coprod_status coprod_ledger_load(const coprod_policy *policy, const char *json, size_t length, const coprod_allocator
    *allocator, coprod_findings *findings, coprod_ledger **ledger);
coprod_status coprod_ledger_open(const coprod_policy *policy, const uint8_t *bytes, size_t length, const
    coprod_allocator *allocator, coprod_ledger **ledger);
coprod_status coprod_ledger_save(const coprod_ledger *ledger, uint8_t *bytes, size_t capacity, size_t *needed);
coprod_status coprod_ledger_json(const coprod_ledger *ledger, char *buffer, size_t capacity, size_t *needed);
void coprod_ledger_free(coprod_ledger *ledger);
coprod_status coprod_ledger_add(coprod_ledger *ledger, const coprod_payment *payment);
coprod_status coprod_ledger_reverse(coprod_ledger *ledger, const coprod_payment *payment);
coprod_status coprod_ledger_merge(coprod_ledger *ledger, const coprod_ledger *other);
typedef struct coprod_comparison coprod_comparison;
typedef struct coprod_budget coprod_budget;
enum coprod_change_kind {
    COPROD_CHANGE_DURATION = 1,
    COPROD_CHANGE_DISTANCE = 2
};
typedef struct coprod_compare_options {
    size_t size;
    const char *same_roles;
    int32_t on;
    int32_t has_on;
    int32_t known_on;
    int32_t has_known_on;
} coprod_compare_options;
typedef struct coprod_comparison_info {
    size_t size;
    const char *from_id;
    const char *from_version;
    const char *from_fingerprint;
    const char *to_id;
    const char *to_version;
    const char *to_fingerprint;
    int64_t from_pence;
    int64_t to_pence;
    int64_t difference_pence;
    uint32_t claim_count;
    uint32_t change_count;
    uint32_t claims_gain;
    uint32_t claims_lose;
    uint32_t claims_same;
    uint32_t claims_not_known;
    uint32_t people_gain;
    uint32_t people_lose;
    uint32_t people_same;
    uint32_t people_not_known;
    int32_t on;
    int32_t has_on;
} coprod_comparison_info;
typedef struct coprod_compared_claim {
    size_t size;
    const char *id;
    const char *person;
    int64_t from_pence;
    int64_t to_pence;
    int64_t difference_pence;
    uint32_t line_count;
    int32_t known;
} coprod_compared_claim;
typedef struct coprod_compared_line {
    size_t size;
    const char *id;
    const char *type;
    int64_t from_pence;
    int64_t to_pence;
    int64_t difference_pence;
    int32_t from_outcome;
    int32_t to_outcome;
    int32_t from_reason;
    int32_t to_reason;
    int32_t known;
    int32_t reserved;
} coprod_compared_line;
typedef struct coprod_policy_change {
    size_t size;
    const char *id;
    const char *to_id;
    const char *expense;
    const char *country;
    const char *fuel;
    int64_t at;
    int64_t from_pence;
    int64_t to_pence;
    int32_t kind;
    int32_t engine_cc;
    int32_t from_outcome;
    int32_t to_outcome;
    int32_t from_reason;
    int32_t to_reason;
} coprod_policy_change;
typedef struct coprod_headroom_question {
    size_t size;
    const char *check;
    const char *person;
    const char *role;
    int64_t other_pence;
    int64_t planned_pence;
    int64_t net_pence;
    int32_t other_minutes;
    int32_t session_minutes;
    int32_t day;
    int32_t known_on;
    int32_t has_known_on;
    int32_t has_other;
    int32_t has_planned;
    int32_t has_net;
} coprod_headroom_question;
typedef struct coprod_headroom {
    size_t size;
    const char *label;
    const char *kind;
    const char *source_title;
    const char *currency;
    const char *role;
    int64_t limit_pence;
    int64_t earned_pence;
    int64_t left_pence;
    int64_t next_pence;
    int64_t minutes;
    int64_t minutes_less_than;
    int64_t left_minutes;
    int64_t session_minutes;
    int64_t session_pence;
    int64_t most_sessions;
    int64_t most_minutes;
    int64_t most_minutes_pence;
    int64_t decline_pence;
    int64_t net_pence;
    int64_t offer_pence;
    int32_t first_day;
    int32_t last_day;
    int32_t status;
    int32_t session_reason;
    int32_t has_limit;
    int32_t has_time;
    int32_t has_sessions;
    int32_t has_most_minutes;
    int32_t has_decline;
    int32_t has_offer;
} coprod_headroom;
enum coprod_budget_by {
    COPROD_BUDGET_SESSIONS = 1,
    COPROD_BUDGET_PAYERS = 2,
    COPROD_BUDGET_YEARS = 3,
    COPROD_BUDGET_PAYER_YEARS = 4,
    COPROD_BUDGET_KINDS = 5,
    COPROD_BUDGET_PURPOSES = 6
};
typedef struct coprod_budget_info {
    size_t size;
    const char *id;
    const char *title;
    const char *policy_id;
    const char *policy_version;
    const char *fingerprint;
    int64_t pence[3];
    int64_t left_pence[3];
    int64_t people_minutes[3];
    int64_t staff_minutes[3];
    uint32_t line_count;
    uint32_t not_known;
    uint32_t not_paid;
    uint32_t reserved;
} coprod_budget_info;
typedef struct coprod_budget_sum {
    size_t size;
    const char *id;
    const char *title;
    int64_t pence[3];
    uint32_t known;
    uint32_t not_known;
    int32_t first_day;
    int32_t last_day;
} coprod_budget_sum;
typedef struct coprod_budget_line {
    size_t size;
    const char *session;
    const char *title;
    const char *type;
    const char *kind;
    const char *payer;
    int64_t unit_pence[3];
    int64_t count[3];
    int64_t pence[3];
    int32_t day;
    int32_t known;
    int32_t outcome;
    int32_t reason;
} coprod_budget_line;
coprod_status coprod_policy_compare(const coprod_policy *from, const coprod_policy *to, const coprod_payment_claim
    *const *claims, size_t count, const coprod_compare_options *options, const coprod_allocator *allocator,
    coprod_comparison **comparison);
void coprod_comparison_free(coprod_comparison *comparison);
coprod_status coprod_comparison_get(const coprod_comparison *comparison, coprod_comparison_info *info);
coprod_status coprod_comparison_get_claim(const coprod_comparison *comparison, uint32_t index, coprod_compared_claim
    *claim);
coprod_status coprod_comparison_get_line(const coprod_comparison *comparison, uint32_t claim, uint32_t index,
    coprod_compared_line *line);
coprod_status coprod_comparison_get_change(const coprod_comparison *comparison, uint32_t index, coprod_policy_change
    *change);
coprod_status coprod_comparison_json(const coprod_comparison *comparison, const coprod_texts *texts, char *buffer,
    size_t capacity, size_t *needed);
coprod_status coprod_check_headroom(const coprod_policy *policy, const coprod_ledger *ledger, const
    coprod_headroom_question *question, coprod_headroom *headroom);
coprod_status coprod_headroom_text(const coprod_headroom *headroom, const coprod_texts *texts, char *buffer, size_t
    capacity, size_t *needed);
coprod_status coprod_budget_load(const coprod_policy *policy, const char *json, size_t length, const
    coprod_reimburse_options *options, const coprod_allocator *allocator, coprod_findings *findings, coprod_budget
    **budget);
void coprod_budget_free(coprod_budget *budget);
coprod_status coprod_budget_get(const coprod_budget *budget, coprod_budget_info *info);
coprod_status coprod_budget_get_sum(const coprod_budget *budget, int32_t by, uint32_t index, coprod_budget_sum *sum);
coprod_status coprod_budget_get_line(const coprod_budget *budget, uint32_t index, coprod_budget_line *line);
coprod_status coprod_budget_json(const coprod_budget *budget, const coprod_texts *texts, char *buffer, size_t
    capacity, size_t *needed);
coprod_status coprod_policy_lint(const coprod_policy *policy, coprod_findings *findings);
typedef struct coprod_spectrum coprod_spectrum;
typedef struct coprod_evidence coprod_evidence;
typedef struct coprod_classification coprod_classification;
enum coprod_answer_special {
    COPROD_ANSWER_UNKNOWN = 255
};
enum coprod_indicator_kind {
    COPROD_INDICATOR_POWER = 1,
    COPROD_INDICATOR_PROMISE = 2
};
enum coprod_basis {
    COPROD_BASIS_NOT_STATED = 0,
    COPROD_BASIS_STATED = 1,
    COPROD_BASIS_INFERRED = 2,
    COPROD_BASIS_CLAIMED = 3
};
enum coprod_combine_mode {
    COPROD_COMBINE_HULL = 1,
    COPROD_COMBINE_INTERSECT = 2
};
enum coprod_verdict {
    COPROD_VERDICT_NONE = 0,
    COPROD_VERDICT_CONTRADICTED = 1,
    COPROD_VERDICT_UNPROVEN = 2,
    COPROD_VERDICT_PLAUSIBLE = 3,
    COPROD_VERDICT_EVIDENCED = 4,
    COPROD_VERDICT_UNDERSTATED = 5
};
typedef struct coprod_spectrum_info {
    size_t size;
    const char *id;
    const char *version;
    const char *title;
    const char *source_title;
    const char *source_address;
    const char *note;
    const char *fingerprint;
    uint32_t level_count;
    uint32_t indicator_count;
    uint32_t implication_count;
    uint32_t pattern_count;
    uint32_t has_floor;
    uint32_t reserved;
} coprod_spectrum_info;
typedef struct coprod_level {
    size_t size;
    const char *id;
    const char *label;
    const char *definition;
    const char *source_title;
    const char *source_address;
    int32_t rank;
    int32_t reserved;
} coprod_level;
typedef struct coprod_indicator {
    size_t size;
    const char *id;
    const char *title;
    const char *question;
    const char *help;
    const char *source_title;
    const char *source_address;
    const char *source_words;
    int32_t kind;
    int32_t top;
} coprod_indicator;
typedef struct coprod_implication {
    size_t size;
    const char *why;
    uint32_t if_indicator;
    int32_t if_at_least;
    uint32_t then_indicator;
    int32_t then_at_least;
} coprod_implication;
typedef struct coprod_spectrum_options {
    size_t size;
    const coprod_allocator *allocator;
    uint32_t least_assertions;
    uint32_t reserved;
} coprod_spectrum_options;
typedef struct coprod_answer_source {
    size_t size;
    const char *quote;
    const char *source;
    const char *date;
    int32_t basis;
    int32_t reserved;
} coprod_answer_source;
typedef struct coprod_classify_options {
    size_t size;
    uint32_t no_presumption;
    uint32_t reserved;
} coprod_classify_options;
typedef struct coprod_interval {
    size_t size;
    int32_t lowest;
    int32_t point;
    int32_t highest;
    int32_t certain;
    int32_t contradiction;
    int32_t unevenness;
    int32_t uneven;
    int32_t reserved;
} coprod_interval;
typedef struct coprod_claim {
    size_t size;
    int32_t rank;
    int32_t verdict;
    int32_t definite_gap;
    int32_t unproven_gap;
} coprod_claim;
size_t coprod_spectrum_count(void);
const char *coprod_spectrum_id(size_t index);
coprod_status coprod_spectrum_builtin(const char *id, const coprod_spectrum_options *options, coprod_spectrum
    **spectrum);
coprod_status coprod_spectrum_load(const char *json, size_t length, const coprod_spectrum_options *options,
    coprod_findings *findings, coprod_spectrum **spectrum);
void coprod_spectrum_free(coprod_spectrum *spectrum);
coprod_status coprod_spectrum_get(const coprod_spectrum *spectrum, coprod_spectrum_info *info);
coprod_status coprod_spectrum_level(const coprod_spectrum *spectrum, int32_t rank, coprod_level *level);
coprod_status coprod_spectrum_rank(const coprod_spectrum *spectrum, const char *name, int32_t *rank);
coprod_status coprod_spectrum_indicator(const coprod_spectrum *spectrum, uint32_t indicator, coprod_indicator *info);
coprod_status coprod_spectrum_find(const coprod_spectrum *spectrum, const char *id, uint32_t *indicator);
const char *coprod_spectrum_answer(const coprod_spectrum *spectrum, uint32_t indicator, int32_t step);
coprod_status coprod_spectrum_implication(const coprod_spectrum *spectrum, uint32_t index, coprod_implication
    *implication);
coprod_status coprod_spectrum_threshold(const coprod_spectrum *spectrum, int32_t rank, uint32_t indicator, int32_t
    *at_least, const char **words);
coprod_status coprod_spectrum_gate(const coprod_spectrum *spectrum, int32_t rank, uint32_t index, uint8_t *at_least,
    uint32_t *need);
coprod_status coprod_evidence_new(const coprod_spectrum *spectrum, const coprod_allocator *allocator, coprod_evidence
    **evidence);
coprod_status coprod_evidence_load(const char *json, size_t length, const coprod_spectrum *spectrum, const
    coprod_allocator *allocator, coprod_findings *findings, coprod_evidence **evidence);
void coprod_evidence_free(coprod_evidence *evidence);
coprod_status coprod_evidence_set(coprod_evidence *evidence, uint32_t indicator, int32_t low, int32_t high, const
    coprod_answer_source *source);
coprod_status coprod_evidence_clear(coprod_evidence *evidence, uint32_t indicator);
coprod_status coprod_evidence_get(const coprod_evidence *evidence, uint32_t indicator, int32_t *low, int32_t *high,
    coprod_answer_source *source);
coprod_status coprod_evidence_combine(const coprod_evidence *const *readings, size_t count, int32_t mode, const
    coprod_allocator *allocator, uint32_t *disputes, coprod_evidence **combined);
coprod_status coprod_classification_new(const coprod_allocator *allocator, coprod_classification **result);
void coprod_classification_free(coprod_classification *result);
coprod_status coprod_classify(const coprod_spectrum *spectrum, const coprod_evidence *evidence, const
    coprod_classify_options *options, coprod_classification *result);
coprod_status coprod_classification_get(const coprod_classification *result, coprod_interval *interval);
coprod_status coprod_classification_claim(const coprod_classification *result, int32_t rank, coprod_claim *claim);
const char *coprod_verdict_name(int32_t verdict);
enum coprod_promise_state {
    COPROD_PROMISE_NOT_DUE = 0,
    COPROD_PROMISE_KEPT = 1,
    COPROD_PROMISE_BROKEN = 2,
    COPROD_PROMISE_NOT_KNOWN = 3
};
enum coprod_pattern_state {
    COPROD_PATTERN_NO = 0,
    COPROD_PATTERN_POSSIBLE = 1,
    COPROD_PATTERN_DEFINITE = 2
};
enum coprod_step_kind {
    COPROD_STEP_EVIDENCE = 1,
    COPROD_STEP_CHANGE = 2
};
typedef struct coprod_trace {
    size_t size;
    uint32_t implication;
    uint32_t indicator;
    int32_t upper;
    int32_t from;
    int32_t to;
    int32_t reserved;
} coprod_trace;
typedef struct coprod_bound {
    size_t size;
    int32_t low;
    int32_t high;
    int32_t point;
    int32_t ceiling;
    int32_t needed;
    int32_t answered;
} coprod_bound;
typedef struct coprod_missing {
    size_t size;
    uint32_t indicator;
    int32_t drop;
    int32_t gain;
    int32_t reserved;
} coprod_missing;
typedef struct coprod_step {
    size_t size;
    uint32_t indicator;
    int32_t from;
    int32_t to;
    int32_t kind;
} coprod_step;
typedef struct coprod_promise {
    size_t size;
    uint32_t indicator;
    int32_t due;
    int32_t state;
    int32_t reserved;
} coprod_promise;
typedef struct coprod_pattern {
    size_t size;
    const char *id;
    const char *title;
    const char *text;
    const char *question;
    int32_t state;
    int32_t reserved;
} coprod_pattern;
typedef struct coprod_reason {
    size_t size;
    const char *code;
    int32_t indicator;
    int32_t value;
    int32_t needed;
    int32_t rank;
    int32_t next_rank;
    int32_t index;
} coprod_reason;
coprod_status coprod_classification_bound(const coprod_classification *result, uint32_t indicator, coprod_bound
    *bound);
size_t coprod_classification_trace_count(const coprod_classification *result);
coprod_status coprod_classification_trace(const coprod_classification *result, size_t index, coprod_trace *trace);
size_t coprod_classification_missing_count(const coprod_classification *result);
coprod_status coprod_classification_missing(const coprod_classification *result, size_t index, coprod_missing
    *missing);
coprod_status coprod_classification_steps(const coprod_classification *result, int32_t rank, coprod_step *steps,
    size_t capacity, size_t *count);
coprod_status coprod_classification_promise(const coprod_classification *result, uint32_t indicator, coprod_promise
    *promise);
coprod_status coprod_classification_pattern(const coprod_classification *result, uint32_t index, coprod_pattern
    *pattern);
size_t coprod_classification_reason_count(const coprod_classification *result);
coprod_status coprod_classification_reason(const coprod_classification *result, size_t index, coprod_reason *reason);
coprod_status coprod_classification_text(const coprod_classification *result, size_t index, const coprod_texts *texts,
    char *buffer, size_t capacity, size_t *needed);
coprod_status coprod_classification_claim_text(const coprod_classification *result, int32_t rank, const coprod_texts
    *texts, char *buffer, size_t capacity, size_t *needed);
coprod_status coprod_classification_json(const coprod_classification *result, int32_t claim, const coprod_texts
    *texts, char *buffer, size_t capacity, size_t *needed);
enum coprod_row_outcome {
    COPROD_ROW_CLASSIFIED = 0,
    COPROD_ROW_CONTRADICTION = 1,
    COPROD_ROW_RANGE = 2
};
typedef struct coprod_crosswalk coprod_crosswalk;
typedef struct coprod_crosswalk_entry {
    size_t size;
    uint32_t ranks;
    int32_t lowest;
    int32_t highest;
    int32_t lossless;
} coprod_crosswalk_entry;
typedef struct coprod_spectrum_report {
    size_t size;
    uint64_t vectors;
    uint64_t possible;
    uint64_t not_nested;
    uint64_t per_rank[17];
    uint32_t fails_below[17];
    int32_t nested;
    int32_t witness_rank;
    int32_t witness_fails;
    int32_t token_bound;
    uint32_t unreachable;
    uint32_t reserved;
    int32_t least_assertions[17];
    uint8_t witness[32];
} coprod_spectrum_report;
coprod_status coprod_classify_columns(const coprod_spectrum *spectrum, const uint8_t *low, const uint8_t *high, size_t
    rows, const coprod_classify_options *options, uint8_t *lowest, uint8_t *point, uint8_t *highest, uint8_t
    *outcome);
coprod_status coprod_crosswalk_new(const coprod_spectrum *from, const coprod_spectrum *to, const coprod_allocator
    *allocator, coprod_crosswalk **crosswalk);
void coprod_crosswalk_free(coprod_crosswalk *crosswalk);
coprod_status coprod_crosswalk_get(const coprod_crosswalk *crosswalk, int32_t rank, coprod_crosswalk_entry *entry);
coprod_status coprod_spectrum_check(const coprod_spectrum *spectrum, coprod_spectrum_report *report);
typedef struct coprod_profile coprod_profile;
typedef struct coprod_methods coprod_methods;
typedef struct coprod_profile_line {
    size_t size;
    const char *group;
    const char *period;
    uint64_t activities;
    uint64_t contradictory;
    uint64_t certain;
    uint64_t at_point[17];
    uint64_t at_lowest[17];
    uint64_t at_highest[17];
    uint64_t next_step[32];
} coprod_profile_line;
typedef struct coprod_aim {
    size_t size;
    const uint8_t *offer;
    const char *groups;
    int32_t rank;
    int32_t reserved;
} coprod_aim;
typedef struct coprod_method {
    size_t size;
    const char *id;
    const char *title;
    const char *text;
    const char *source_title;
    const char *source_address;
    int32_t lowest;
    int32_t point;
    int32_t highest;
    int32_t reaches;
    uint32_t lacks;
    uint32_t blocked;
    uint32_t considerations;
    uint32_t reserved;
    uint8_t needs[32];
} coprod_method;
typedef struct coprod_consideration {
    size_t size;
    const char *id;
    const char *title;
    const char *ask;
    const char *groups;
    const char *source_title;
    const char *source_words;
} coprod_consideration;
coprod_status coprod_profile_new(const coprod_spectrum *spectrum, const coprod_allocator *allocator, coprod_profile
    **profile);
void coprod_profile_free(coprod_profile *profile);
coprod_status coprod_profile_add(coprod_profile *profile, const coprod_classification *result, const char *group,
    const char *period);
coprod_status coprod_profile_merge(coprod_profile *profile, const coprod_profile *other);
size_t coprod_profile_count(const coprod_profile *profile);
coprod_status coprod_profile_get(const coprod_profile *profile, size_t index, coprod_profile_line *line);
coprod_status coprod_profile_save(const coprod_profile *profile, uint8_t *buffer, size_t capacity, size_t *needed);
coprod_status coprod_profile_load(const uint8_t *bytes, size_t length, const coprod_spectrum *spectrum, const
    coprod_allocator *allocator, coprod_profile **profile);
coprod_status coprod_methods_builtin(const coprod_spectrum *spectrum, const coprod_allocator *allocator,
    coprod_methods **methods);
coprod_status coprod_methods_load(const char *json, size_t length, const coprod_spectrum *spectrum, const
    coprod_allocator *allocator, coprod_findings *findings, coprod_methods **methods);
void coprod_methods_free(coprod_methods *methods);
size_t coprod_methods_count(const coprod_methods *methods);
coprod_status coprod_methods_get(const coprod_methods *methods, size_t index, coprod_method *method);
coprod_status coprod_methods_range(const coprod_methods *methods, size_t index, uint32_t indicator, int32_t *low,
    int32_t *high);
coprod_status coprod_methods_for(const coprod_methods *methods, const coprod_aim *aim, size_t place, coprod_method
    *method);
size_t coprod_methods_consideration_count(const coprod_methods *methods);
coprod_status coprod_methods_consideration(const coprod_methods *methods, size_t index, coprod_consideration
    *consideration);
typedef struct coprod_dossier coprod_dossier;
typedef struct coprod_dossier_info {
    size_t size;
    const char *id;
    const char *title;
    const char *organisation;
    const char *summary;
    const char *prepared;
    const char *fingerprint;
    uint32_t source_count;
    uint32_t partner_count;
    uint32_t activity_count;
    uint32_t part_count;
    uint32_t illustrative;
    uint32_t reserved;
} coprod_dossier_info;
enum coprod_part_state {
    COPROD_PART_ABSENT = 0,
    COPROD_PART_READ = 1,
    COPROD_PART_NOT_ASSESSED = 2
};
typedef struct coprod_dossier_source {
    size_t size;
    const char *id;
    const char *title;
    const char *publisher;
    const char *date;
    const char *address;
} coprod_dossier_source;
typedef struct coprod_partner {
    size_t size;
    const char *name;
    const char *role;
    const char *quote;
} coprod_partner;
typedef struct coprod_activity {
    size_t size;
    const char *id;
    const char *title;
    const char *group;
    const char *from;
    const char *to;
    const char *source;
    const char *section;
    const char *claim;
    const char *claim_quote;
    const char *motivation;
    const char *prior_learning;
    uint32_t coding_count;
    uint32_t partner_count;
    uint32_t differences;
    uint32_t disputes;
    uint32_t illustrative;
    uint32_t reserved;
} coprod_activity;
typedef struct coprod_dossier_claim {
    size_t size;
    const char *title;
    const char *note;
    const char *source;
    const char *section;
    const coprod_policy *policy;
    const coprod_payment_claim *claim;
    int32_t known_on;
    int32_t has_known_on;
    uint32_t illustrative;
    uint32_t reserved;
} coprod_dossier_claim;
enum coprod_statement_kind {
    COPROD_STATEMENT_HEARD = 0,
    COPROD_STATEMENT_DECIDED = 1,
    COPROD_STATEMENT_DID = 2,
    COPROD_STATEMENT_TOLD = 3,
    COPROD_STATEMENT_CHANGED = 4
};
typedef struct coprod_statement {
    size_t size;
    const char *quote;
    const char *text;
    const char *source;
    const char *section;
    const char *date;
} coprod_statement;
typedef struct coprod_dossier_loop {
    size_t size;
    const char *id;
    const char *title;
    const char *activity;
    const char *note;
    const coprod_machine *machine;
    const coprod_loop *loop;
    const coprod_followup *continues;
    uint32_t parent;
    uint32_t children;
    uint32_t open_children;
    int32_t created_day;
    int32_t closed_day;
    int32_t has_parent;
    int32_t has_created;
    int32_t has_closed;
    int32_t adopted;
    uint32_t illustrative;
} coprod_dossier_loop;
coprod_status coprod_dossier_load(const char *json, size_t length, const coprod_spectrum *spectrum, const
    coprod_allocator *allocator, coprod_findings *findings, coprod_dossier **dossier);
void coprod_dossier_free(coprod_dossier *dossier);
coprod_status coprod_dossier_get(const coprod_dossier *dossier, coprod_dossier_info *info);
coprod_status coprod_dossier_part(const coprod_dossier *dossier, size_t index, const char **name, int32_t *state);
coprod_status coprod_dossier_source_get(const coprod_dossier *dossier, size_t index, coprod_dossier_source *source);
coprod_status coprod_dossier_partner(const coprod_dossier *dossier, size_t index, coprod_partner *partner);
coprod_status coprod_dossier_activity(const coprod_dossier *dossier, size_t activity, coprod_activity *info);
coprod_status coprod_dossier_activity_partner(const coprod_dossier *dossier, size_t activity, size_t index,
    coprod_partner *partner);
coprod_status coprod_dossier_evidence(const coprod_dossier *dossier, size_t activity, const coprod_evidence
    **evidence);
coprod_status coprod_dossier_coding(const coprod_dossier *dossier, size_t activity, size_t coding, const char **coder,
    const coprod_evidence **evidence);
size_t coprod_dossier_claim_count(const coprod_dossier *dossier);
coprod_status coprod_dossier_get_claim(const coprod_dossier *dossier, size_t index, coprod_dossier_claim *claim);
size_t coprod_dossier_loop_count(const coprod_dossier *dossier);
coprod_status coprod_dossier_get_loop(const coprod_dossier *dossier, size_t index, coprod_dossier_loop *loop);
size_t coprod_dossier_statement_count(const coprod_dossier *dossier, size_t loop, int32_t kind);
coprod_status coprod_dossier_get_statement(const coprod_dossier *dossier, size_t loop, int32_t kind, size_t index,
    coprod_statement *statement);
const coprod_followup *coprod_dossier_measures(const coprod_dossier *dossier);
const coprod_bodies *coprod_dossier_bodies(const coprod_dossier *dossier);
