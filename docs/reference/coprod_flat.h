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
