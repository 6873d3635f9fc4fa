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
typedef struct coprod_frame coprod_frame;
enum coprod_dimension_kind {
    COPROD_DIMENSION_PARTITION = 1,
    COPROD_DIMENSION_MEMBERSHIP = 2
};
enum coprod_frame_mode {
    COPROD_FRAME_FIXED = 1,
    COPROD_FRAME_SNAPSHOT = 2
};
enum coprod_unknown_class {
    COPROD_UNKNOWN_DECLINED = 0,
    COPROD_UNKNOWN_NOT_ASKED = 1,
    COPROD_UNKNOWN_UNSURE = 2,
    COPROD_UNKNOWN_NOT_APPLICABLE = 3,
    COPROD_UNKNOWN_NOT_ANSWERED = 4,
    COPROD_UNKNOWN_CLASSES = 5
};
typedef struct coprod_frame_info {
    size_t size;
    const char *id;
    const char *version;
    const char *title;
    const char *level;
    const char *source_title;
    const char *source_address;
    const char *fingerprint;
    const char *defaults_id;
    const char *defaults_version;
    uint64_t panel;
    uint64_t min_voices;
    uint32_t threshold_numerator;
    uint32_t threshold_denominator;
    uint32_t alpha_numerator;
    uint32_t alpha_denominator;
    uint32_t group_count;
    uint32_t dimension_count;
    uint32_t scorable_count;
    int32_t mode;
    int32_t has_weights;
    int32_t has_ranges;
    const char *bands_id;
    const char *bands_version;
} coprod_frame_info;
typedef struct coprod_frame_dimension {
    size_t size;
    const char *id;
    uint64_t denominator;
    int64_t unallocated;
    int32_t has_unallocated;
    int32_t kind;
    int32_t is_declared;
    uint32_t group_count;
    uint32_t scorable_count;
    uint32_t reserved;
} coprod_frame_dimension;
typedef struct coprod_frame_group {
    size_t size;
    const char *id;
    const char *title;
    uint64_t population;
    uint64_t population_low;
    uint64_t population_high;
    uint64_t denominator;
    double weight;
    double target;
    uint64_t target_people;
    int32_t has_population;
    uint32_t dimension;
} coprod_frame_group;
coprod_status coprod_frame_load(const char *json, size_t length, const coprod_allocator *allocator, coprod_findings
    *findings, coprod_frame **frame);
void coprod_frame_free(coprod_frame *frame);
coprod_status coprod_frame_get(const coprod_frame *frame, coprod_frame_info *info);
coprod_status coprod_frame_get_dimension(const coprod_frame *frame, uint32_t index, coprod_frame_dimension
    *dimension);
coprod_status coprod_frame_get_group(const coprod_frame *frame, uint32_t index, coprod_frame_group *group);
coprod_status coprod_frame_find(const coprod_frame *frame, const char *dimension, const char *id, uint32_t *index);
typedef struct coprod_score coprod_score;
enum coprod_score_status {
    COPROD_SCORE_OK = 1,
    COPROD_SCORE_NO_BENCHMARK = 2,
    COPROD_SCORE_UNBENCHMARKED = 3
};
enum coprod_score_band {
    COPROD_SCORE_NO_BAND = 0,
    COPROD_SCORE_ABSENT = 1,
    COPROD_SCORE_UNDER = 2,
    COPROD_SCORE_PROPORTIONATE = 3,
    COPROD_SCORE_OVER = 4
};
enum coprod_no_balance {
    COPROD_BALANCE_KNOWN = 0,
    COPROD_BALANCE_MEMBERSHIP = 1,
    COPROD_BALANCE_NOBODY = 2,
    COPROD_BALANCE_NO_BENCHMARK = 3,
    COPROD_BALANCE_DOES_NOT_ADD_UP = 4,
    COPROD_BALANCE_TOO_MUCH_WORK = 5
};
typedef struct coprod_score_input {
    size_t size;
    const uint64_t *counts;
    size_t count;
    const int64_t *known;
    const int64_t *unknown;
} coprod_score_input;
typedef struct coprod_score_info {
    size_t size;
    double score;
    int64_t exact_numerator;
    int64_t exact_denominator;
    double worst;
    double certificate;
    double lower;
    double upper;
    double population_lower;
    double population_upper;
    double both_lower;
    double both_upper;
    uint64_t min_panel;
    int32_t has_score;
    int32_t has_certificate;
    int32_t has_bounds;
    int32_t upper_is_exact;
    uint32_t worst_count;
    uint32_t worst_group;
    uint32_t missing_count;
    uint32_t short_count;
    uint32_t not_scored_count;
    uint32_t not_told_count;
} coprod_score_info;
typedef struct coprod_score_dimension {
    size_t size;
    uint64_t known;
    uint64_t unknown[COPROD_UNKNOWN_CLASSES];
    double completeness;
    double loss;
    double balance;
    uint64_t min_panel;
    int32_t has_known;
    int32_t has_unknown;
    int32_t has_completeness;
    int32_t no_balance;
} coprod_score_dimension;
typedef struct coprod_score_drawn {
    size_t size;
    double balance;
    double deviation;
    double chance;
    int32_t no_balance;
    int32_t no_deviation;
    int32_t no_chance;
    int32_t reserved;
} coprod_score_drawn;
typedef struct coprod_score_group {
    size_t size;
    uint64_t count;
    uint64_t needed;
    uint64_t shortfall;
    double target;
    double coverage;
    double weight;
    double loss;
    double share;
    double ppr;
    int32_t status;
    int32_t has_share;
    int32_t has_ppr;
    int32_t band;
    int32_t four_fifths;
    int32_t is_worst;
    int32_t is_beyond;
    uint32_t dimension;
    double share_lower;
    double share_upper;
    double prob_absent;
} coprod_score_group;
typedef struct coprod_score_columns {
    size_t size;
    double *score;
    double *worst;
    uint32_t *missing;
    uint32_t *below;
    int32_t *row_status;
} coprod_score_columns;
coprod_status coprod_score_new(const coprod_frame *frame, const coprod_score_input *input, const coprod_allocator
    *allocator, coprod_score **score);
coprod_status coprod_score_load(const char *json, size_t length, const coprod_allocator *allocator, coprod_findings
    *findings, coprod_score **score);
void coprod_score_free(coprod_score *score);
const coprod_frame *coprod_score_frame(const coprod_score *score);
coprod_status coprod_score_get(const coprod_score *score, coprod_score_info *info);
coprod_status coprod_score_get_dimension(const coprod_score *score, uint32_t index, coprod_score_dimension
    *dimension);
coprod_status coprod_score_chance(const coprod_score *score, uint32_t index, const coprod_allocator *allocator,
    coprod_score_drawn *drawn);
coprod_status coprod_score_get_group(const coprod_score *score, uint32_t index, coprod_score_group *group);
coprod_status coprod_score_what_if(const coprod_score *score, const uint32_t *groups, size_t count, uint64_t people,
    double *after);
coprod_status coprod_score_next(const coprod_score *score, uint32_t *group, double *after);
coprod_status coprod_score_printed(const coprod_score *score, int32_t decimals, int64_t *printed, int64_t *losses,
    size_t count);
coprod_status coprod_score_json(const coprod_score *score, char *buffer, size_t capacity, size_t *needed);
coprod_status coprod_scores(const coprod_frame *frame, const uint64_t *counts, size_t groups, const int64_t *known,
    size_t dimensions, size_t rows, const coprod_score_columns *columns);
coprod_status coprod_score_voices(const coprod_frame *frame, const double *voices, size_t count, double *score, double
    *worst);
const char *coprod_score_band_word(int32_t band);
const char *coprod_score_status_word(int32_t status);
const char *coprod_score_reason_word(int32_t reason);
typedef struct coprod_share_rules coprod_share_rules;
enum coprod_limits_method {
    COPROD_LIMITS_DEFAULT = 0,
    COPROD_LIMITS_WILSON = 1,
    COPROD_LIMITS_CLOPPER_PEARSON = 2,
    COPROD_LIMITS_EXACT = 3,
    COPROD_LIMITS_BYAR = 4,
    COPROD_LIMITS_BY_SIZE = 5
};
enum coprod_limits_state {
    COPROD_LIMITS_KNOWN = 0,
    COPROD_LIMITS_NO_PARTICIPANTS = 1,
    COPROD_LIMITS_NO_POPULATION = 2,
    COPROD_LIMITS_NO_REFERENCE = 3,
    COPROD_LIMITS_ROW_WRONG = 4
};
typedef struct coprod_limits {
    size_t size;
    double estimate;
    double lower;
    double upper;
    int32_t state;
    uint32_t reserved;
} coprod_limits;
typedef struct coprod_limits_options {
    size_t size;
    double confidence;
    int32_t method;
    uint32_t per;
} coprod_limits_options;
typedef struct coprod_limits_columns {
    size_t size;
    double *estimate;
    double *lower;
    double *upper;
    uint8_t *state;
} coprod_limits_columns;
typedef struct coprod_share_rules_info {
    size_t size;
    const char *id;
    const char *version;
    const char *title;
    const char *note;
    const char *source_title;
    const char *source_address;
    const char *checked;
    const char *fingerprint;
    uint32_t exact_below;
    uint32_t policy_count;
} coprod_share_rules_info;
typedef struct coprod_band_policy {
    size_t size;
    const char *id;
    const char *title;
    const char *note;
    const char *source_title;
    const char *source_address;
    uint32_t low_over;
    uint32_t low_under;
    uint32_t high_over;
    uint32_t high_under;
} coprod_band_policy;
coprod_status coprod_share_rules_builtin(const coprod_allocator *allocator, coprod_share_rules **rules);
coprod_status coprod_share_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
    coprod_findings *findings, coprod_share_rules **rules);
void coprod_share_rules_free(coprod_share_rules *rules);
coprod_status coprod_share_rules_get(const coprod_share_rules *rules, coprod_share_rules_info *info);
coprod_status coprod_share_rules_policy(const coprod_share_rules *rules, size_t index, coprod_band_policy *policy);
coprod_status coprod_share_limits(uint64_t k, uint64_t n, const coprod_limits_options *options, coprod_limits
    *limits);
coprod_status coprod_share_limits_many(const uint64_t *k, const uint64_t *n, size_t count, const coprod_limits_options
    *options, const coprod_limits_columns *columns);
coprod_status coprod_rate_limits(const coprod_share_rules *rules, uint64_t k, uint64_t population, const
    coprod_limits_options *options, coprod_limits *limits);
coprod_status coprod_rate_limits_many(const coprod_share_rules *rules, const uint64_t *k, const uint64_t *population,
    size_t count, const coprod_limits_options *options, const coprod_limits_columns *columns);
const char *coprod_limits_state_word(int32_t state);
typedef struct coprod_need_counts {
    size_t size;
    uint64_t met;
    uint64_t partly;
    uint64_t unmet;
    int64_t unknown;
    int64_t not_asked;
    int64_t none;
} coprod_need_counts;
typedef struct coprod_need {
    size_t size;
    uint64_t declared;
    double met_share;
    double lower;
    double upper;
    double half_share;
    double known_share;
    double asked_share;
    double asked_of_all;
    int64_t none;
} coprod_need;
typedef struct coprod_need_input {
    size_t size;
    const uint64_t *met;
    const uint64_t *partly;
    const uint64_t *unmet;
    const int64_t *unknown;
    const int64_t *not_asked;
    const int64_t *none;
} coprod_need_input;
typedef struct coprod_need_columns {
    size_t size;
    uint64_t *declared;
    double *met_share;
    double *lower;
    double *upper;
    double *half_share;
    double *known_share;
    double *asked_share;
    double *asked_of_all;
    int32_t *row_status;
} coprod_need_columns;
coprod_status coprod_needs(const coprod_need_counts *counts, const coprod_limits_options *options, coprod_need *need);
coprod_status coprod_needs_many(const coprod_need_input *input, size_t row_count, const coprod_limits_options
    *options, const coprod_need_columns *columns);
typedef struct coprod_pattern_schema coprod_pattern_schema;
typedef struct coprod_pattern_tally coprod_pattern_tally;
enum coprod_pattern_place {
    COPROD_PATTERN_AFTER = 0,
    COPROD_PATTERN_PEOPLE = 1,
    COPROD_PATTERN_BEFORE = 2
};
typedef struct coprod_pattern_schema_info {
    size_t size;
    const char *id;
    const char *version;
    const char *title;
    const char *fingerprint;
    uint32_t attribute_count;
    int32_t reserved;
} coprod_pattern_schema_info;
typedef struct coprod_pattern_attribute {
    size_t size;
    const char *id;
    const char *title;
    uint32_t value_count;
    int32_t may_be_unknown;
    int32_t place;
    int32_t reserved;
} coprod_pattern_attribute;
typedef struct coprod_pattern_value {
    size_t size;
    const char *id;
    const char *label;
    const char *phrase;
} coprod_pattern_value;
typedef struct coprod_pattern_tally_info {
    size_t size;
    uint64_t people;
    uint64_t profiles;
    uint64_t bytes;
    int32_t is_table;
    int32_t reserved;
} coprod_pattern_tally_info;
typedef struct coprod_pattern_bad_code {
    size_t size;
    uint64_t row;
    uint32_t attribute;
    int32_t reserved;
} coprod_pattern_bad_code;
coprod_status coprod_pattern_schema_load(const char *json, size_t length, const coprod_allocator *allocator,
    coprod_findings *findings, coprod_pattern_schema **schema);
void coprod_pattern_schema_free(coprod_pattern_schema *schema);
coprod_status coprod_pattern_schema_get(const coprod_pattern_schema *schema, coprod_pattern_schema_info *info);
coprod_status coprod_pattern_schema_attribute(const coprod_pattern_schema *schema, uint32_t index,
    coprod_pattern_attribute *attribute);
coprod_status coprod_pattern_schema_value(const coprod_pattern_schema *schema, uint32_t attribute, uint32_t index,
    coprod_pattern_value *value);
coprod_status coprod_pattern_schema_find(const coprod_pattern_schema *schema, const char *attribute, const char
    *value, uint32_t *attribute_index, uint32_t *value_index);
coprod_status coprod_pattern_tally_new(const coprod_pattern_schema *schema, const coprod_allocator *allocator,
    coprod_pattern_tally **tally);
void coprod_pattern_tally_free(coprod_pattern_tally *tally);
const coprod_pattern_schema *coprod_pattern_tally_schema(const coprod_pattern_tally *tally);
coprod_status coprod_pattern_tally_get(const coprod_pattern_tally *tally, coprod_pattern_tally_info *info);
coprod_status coprod_pattern_tally_add_rows(coprod_pattern_tally *tally, const uint16_t *codes, const uint64_t
    *weights, size_t rows, coprod_pattern_bad_code *bad);
coprod_status coprod_pattern_tally_add_columns(coprod_pattern_tally *tally, const void *const *columns, const int32_t
    *bytes, const uint64_t *weights, size_t rows, coprod_pattern_bad_code *bad);
coprod_status coprod_pattern_tally_merge(coprod_pattern_tally *tally, const coprod_pattern_tally *other);
coprod_status coprod_pattern_tally_count(const coprod_pattern_tally *tally, const uint16_t *pattern, uint64_t
    *people);
coprod_status coprod_pattern_tally_save(const coprod_pattern_tally *tally, uint8_t *buffer, size_t capacity, size_t
    *needed);
coprod_status coprod_pattern_tally_load(const uint8_t *bytes, size_t length, const coprod_pattern_schema *schema,
    const coprod_allocator *allocator, coprod_pattern_tally **tally);
typedef struct coprod_pattern_people coprod_pattern_people;
typedef struct coprod_pattern_search coprod_pattern_search;
typedef struct coprod_pattern_gaps coprod_pattern_gaps;
enum coprod_pattern_engine {
    COPROD_PATTERN_CHOOSE = 0,
    COPROD_PATTERN_DENSE = 1,
    COPROD_PATTERN_BITMAP = 2
};
typedef struct coprod_pattern_people_info {
    size_t size;
    const char *id;
    const char *version;
    const char *title;
    const char *fingerprint;
    uint64_t total;
    int32_t is_told;
    int32_t estimated;
} coprod_pattern_people_info;
typedef struct coprod_pattern_query {
    size_t size;
    const coprod_pattern_people *population;
    uint64_t threshold;
    uint64_t min_population;
    uint64_t max_results;
    uint64_t top;
    uint64_t memory_bytes;
    uint32_t max_level;
    int32_t engine;
    uint32_t threads;
    int32_t count_only;
    uint32_t rate_over;
    uint32_t rate_under;
    uint64_t publish_from;
} coprod_pattern_query;
typedef struct coprod_pattern_gaps_info {
    size_t size;
    uint64_t count;
    uint64_t people;
    uint64_t threshold;
    uint64_t min_population;
    uint64_t memory_needed;
    uint64_t publish_from;
    uint32_t max_level;
    uint32_t complete_level;
    int32_t truncated;
    int32_t has_population;
    int32_t engine;
    uint32_t rate_over;
    uint32_t rate_under;
    int32_t reserved;
} coprod_pattern_gaps_info;
typedef struct coprod_pattern_gap {
    size_t size;
    uint64_t coverage;
    uint64_t deficit;
    uint64_t population;
    uint32_t level;
    int32_t reserved;
} coprod_pattern_gap;
enum coprod_pattern_share_state {
    COPROD_PATTERN_SHARE_KNOWN = 0,
    COPROD_PATTERN_SHARE_NO_POPULATION = 1,
    COPROD_PATTERN_SHARE_NOBODY = 2,
    COPROD_PATTERN_SHARE_TOO_MANY = 3
};
typedef struct coprod_pattern_share {
    size_t size;
    double fair;
    double ratio;
    double tail;
    uint64_t total;
    int32_t state;
    int32_t estimated;
} coprod_pattern_share;
coprod_status coprod_pattern_people_new(const coprod_pattern_tally *tally, const coprod_allocator *allocator,
    coprod_pattern_people **people);
coprod_status coprod_pattern_people_load(const char *json, size_t length, const coprod_pattern_schema *schema, const
    coprod_pattern_tally *counted, const coprod_allocator *allocator, coprod_findings *findings, coprod_pattern_people
    **people);
void coprod_pattern_people_free(coprod_pattern_people *people);
coprod_status coprod_pattern_people_get(const coprod_pattern_people *people, coprod_pattern_people_info *info);
coprod_status coprod_pattern_people_count(const coprod_pattern_people *people, const uint16_t *pattern, uint64_t
    *count);
coprod_status coprod_pattern_find(const coprod_pattern_tally *tally, const coprod_pattern_query *query, const
    coprod_allocator *allocator, coprod_findings *findings, coprod_pattern_gaps **gaps);
coprod_status coprod_pattern_search_new(const coprod_pattern_tally *tally, const coprod_pattern_query *query, const
    coprod_allocator *allocator, coprod_findings *findings, coprod_pattern_search **search);
coprod_status coprod_pattern_search_run(coprod_pattern_search *search, uint64_t work, const int32_t *stop, int32_t
    *done);
coprod_status coprod_pattern_search_take(coprod_pattern_search *search, coprod_pattern_gaps **gaps);
void coprod_pattern_search_free(coprod_pattern_search *search);
void coprod_pattern_gaps_free(coprod_pattern_gaps *gaps);
coprod_status coprod_pattern_gaps_get(const coprod_pattern_gaps *gaps, coprod_pattern_gaps_info *info);
uint64_t coprod_pattern_gaps_level(const coprod_pattern_gaps *gaps, uint32_t level);
coprod_status coprod_pattern_gaps_gap(const coprod_pattern_gaps *gaps, size_t index, uint16_t *codes, size_t count,
    coprod_pattern_gap *gap);
coprod_status coprod_pattern_gaps_columns(const coprod_pattern_gaps *gaps, size_t from, size_t count, uint16_t *codes,
    uint64_t *coverage, uint64_t *population);
coprod_status coprod_pattern_gaps_share(const coprod_pattern_gaps *gaps, size_t index, coprod_pattern_share *share);
coprod_status coprod_pattern_gaps_shares(const coprod_pattern_gaps *gaps, size_t from, size_t count, double *fair,
    double *ratio, double *tail);
coprod_status coprod_pattern_gaps_text(const coprod_pattern_gaps *gaps, size_t index, uint64_t publish_from, char
    *buffer, size_t capacity, size_t *needed);
coprod_status coprod_pattern_gaps_json(const coprod_pattern_gaps *gaps, uint64_t publish_from, char *buffer, size_t
    capacity, size_t *needed);
typedef struct coprod_pattern_plan coprod_pattern_plan;
enum coprod_pattern_gap_state {
    COPROD_PATTERN_GAP_CLOSED = 0,
    COPROD_PATTERN_GAP_OPEN = 1,
    COPROD_PATTERN_GAP_UNREACHABLE = 2
};
typedef struct coprod_pattern_partner {
    size_t size;
    const char *id;
    const char *title;
    const uint16_t *reaches;
    uint64_t pattern_count;
    uint64_t max_people;
    int64_t cost_pence;
} coprod_pattern_partner;
typedef struct coprod_pattern_plan_options {
    size_t size;
    uint64_t max_people;
    uint64_t work;
    const int32_t *stop;
    const coprod_pattern_tally *counted;
} coprod_pattern_plan_options;
typedef struct coprod_pattern_plan_info {
    size_t size;
    uint64_t people;
    uint64_t lower_bound;
    uint64_t greedy_people;
    uint64_t people_open;
    uint64_t people_unreachable;
    uint64_t work;
    uint64_t taken_off;
    uint64_t publish_from;
    uint64_t told_from;
    int64_t cost_pence;
    uint32_t invitation_count;
    uint32_t gap_count;
    uint32_t gaps_closed;
    uint32_t gaps_open;
    uint32_t gaps_unreachable;
    uint32_t partner_count;
    int32_t is_fewest;
    int32_t is_searched;
    int32_t stopped;
    int32_t is_estimated;
    int32_t exist_unknown;
    int32_t reserved;
} coprod_pattern_plan_info;
typedef struct coprod_pattern_invitation {
    size_t size;
    const uint16_t *who;
    const uint16_t *example;
    uint64_t people;
    uint64_t exist;
    int64_t cost_pence;
    const char *partner;
    uint32_t partner_index;
    uint32_t gap_count;
} coprod_pattern_invitation;
typedef struct coprod_pattern_closing {
    size_t size;
    uint64_t people;
    uint32_t gap;
    int32_t reserved;
} coprod_pattern_closing;
typedef struct coprod_pattern_plan_gap {
    size_t size;
    const uint16_t *pattern;
    uint64_t need;
    uint64_t reachable;
    uint64_t invited;
    int32_t state;
    int32_t reserved;
} coprod_pattern_plan_gap;
typedef struct coprod_pattern_partner_share {
    size_t size;
    const char *id;
    const char *title;
    uint64_t people;
    uint64_t max_people;
    int64_t cost_pence;
} coprod_pattern_partner_share;
coprod_status coprod_pattern_plan_new(const coprod_pattern_schema *schema, const coprod_allocator *allocator,
    coprod_pattern_plan **plan);
coprod_status coprod_pattern_plan_load(const coprod_pattern_schema *schema, const char *json, size_t length, const
    coprod_allocator *allocator, coprod_findings *findings, coprod_pattern_plan **plan);
void coprod_pattern_plan_free(coprod_pattern_plan *plan);
const coprod_pattern_schema *coprod_pattern_plan_schema(const coprod_pattern_plan *plan);
coprod_status coprod_pattern_plan_add_gaps(coprod_pattern_plan *plan, const uint16_t *patterns, const uint64_t *needs,
    size_t count, coprod_pattern_bad_code *bad);
coprod_status coprod_pattern_plan_publish(coprod_pattern_plan *plan, uint64_t publish_from);
coprod_status coprod_pattern_plan_need(const coprod_pattern_schema *schema, uint64_t count, uint64_t threshold,
    uint64_t publish_from, uint64_t *need);
coprod_status coprod_pattern_plan_add_found(coprod_pattern_plan *plan, const coprod_pattern_gaps *gaps, int32_t once);
coprod_status coprod_pattern_plan_add_people(coprod_pattern_plan *plan, const uint16_t *codes, const uint64_t *people,
    size_t count, coprod_pattern_bad_code *bad);
coprod_status coprod_pattern_plan_add_tally(coprod_pattern_plan *plan, const coprod_pattern_tally *tally);
coprod_status coprod_pattern_plan_add_population(coprod_pattern_plan *plan, const coprod_pattern_people *people);
coprod_status coprod_pattern_plan_add_partner(coprod_pattern_plan *plan, const coprod_pattern_partner *partner,
    coprod_pattern_bad_code *bad);
coprod_status coprod_pattern_plan_make(coprod_pattern_plan *plan, const coprod_pattern_plan_options *options);
coprod_status coprod_pattern_plan_get(const coprod_pattern_plan *plan, coprod_pattern_plan_info *info);
coprod_status coprod_pattern_plan_invitation(const coprod_pattern_plan *plan, uint32_t index,
    coprod_pattern_invitation *invitation);
coprod_status coprod_pattern_plan_closing(const coprod_pattern_plan *plan, uint32_t invitation, uint32_t index,
    coprod_pattern_closing *closing);
coprod_status coprod_pattern_plan_gap_get(const coprod_pattern_plan *plan, uint32_t index, coprod_pattern_plan_gap
    *gap);
coprod_status coprod_pattern_plan_partner_get(const coprod_pattern_plan *plan, uint32_t index,
    coprod_pattern_partner_share *share);
coprod_status coprod_pattern_plan_text(const coprod_pattern_plan *plan, uint32_t index, char *buffer, size_t capacity,
    size_t *needed);
coprod_status coprod_pattern_plan_gap_text(const coprod_pattern_plan *plan, uint32_t index, char *buffer, size_t
    capacity, size_t *needed);
coprod_status coprod_pattern_plan_json(const coprod_pattern_plan *plan, char *buffer, size_t capacity, size_t
    *needed);
typedef struct coprod_pattern_beside {
    size_t size;
    const uint16_t *codes;
    const uint16_t *until;
    const uint64_t *low;
    const uint64_t *high;
    uint64_t count;
    uint64_t work;
    uint64_t memory_bytes;
} coprod_pattern_beside;
typedef struct coprod_pattern_list {
    size_t size;
    const coprod_pattern_people *population;
    const uint16_t *codes;
    const uint64_t *low;
    const uint64_t *high;
    uint64_t count;
    uint64_t beyond;
    uint64_t people_low;
    uint64_t people_high;
    uint64_t threshold;
    uint64_t min_population;
    uint32_t complete_level;
    int32_t may_be_more;
} coprod_pattern_list;
enum coprod_pattern_leak_state {
    COPROD_PATTERN_LEAK_NONE = 0,
    COPROD_PATTERN_LEAK_COUNT = 1,
    COPROD_PATTERN_LEAK_LIST = 2,
    COPROD_PATTERN_LEAK_WORK = 3,
    COPROD_PATTERN_LEAK_MEMORY = 4,
    COPROD_PATTERN_LEAK_CONTRADICTS = 5
};
typedef struct coprod_pattern_leak {
    size_t size;
    uint64_t low;
    uint64_t high;
    uint64_t combinations;
    uint64_t memory_needed;
    uint64_t work;
    int32_t state;
    int32_t reserved;
} coprod_pattern_leak;
coprod_status coprod_pattern_view_count(const coprod_pattern_schema *schema, uint64_t count, uint64_t threshold,
    uint64_t publish_from, uint64_t *low, uint64_t *high);
coprod_status coprod_pattern_gaps_check(const coprod_pattern_gaps *gaps, uint64_t publish_from, const
    coprod_pattern_beside *beside, uint16_t *codes, uint16_t *until, size_t count, coprod_pattern_leak *leak);
coprod_status coprod_pattern_list_check(const coprod_pattern_schema *schema, const coprod_pattern_list *list, uint64_t
    publish_from, const coprod_pattern_beside *beside, const coprod_allocator *allocator, uint16_t *codes, uint16_t
    *until, size_t count, coprod_pattern_leak *leak);
typedef struct coprod_tally coprod_tally;
enum coprod_tally_parts {
    COPROD_PARTS_MAY_OVERLAP = 0,
    COPROD_PARTS_DISJOINT = 1
};
enum coprod_tally_kind {
    COPROD_TALLY_ATTENDED = 0,
    COPROD_TALLY_INVITED = 1
};
typedef struct coprod_tally_part {
    size_t size;
    const char *event;
    const char *partner;
    int32_t day;
    int32_t has_day;
    int32_t kind;
    int32_t reserved;
} coprod_tally_part;
typedef struct coprod_tally_filter {
    size_t size;
    const char *event;
    const char *partner;
    int32_t first_day;
    int32_t last_day;
    int32_t has_first;
    int32_t has_last;
    int32_t kind;
    int32_t reserved;
} coprod_tally_filter;
coprod_status coprod_tally_new(const coprod_frame *frame, int32_t parts, const coprod_allocator *allocator,
    coprod_tally **tally);
void coprod_tally_free(coprod_tally *tally);
const coprod_frame *coprod_tally_frame(const coprod_tally *tally);
int32_t coprod_tally_overlap(const coprod_tally *tally);
coprod_status coprod_tally_add(coprod_tally *tally, const coprod_tally_part *part, const coprod_score_input *input);
coprod_status coprod_tally_add_column(coprod_tally *tally, const coprod_tally_part *part, uint32_t dimension, const
    uint16_t *codes, size_t rows, size_t *bad_row);
coprod_status coprod_tally_merge(coprod_tally *tally, const coprod_tally *other, int32_t parts);
size_t coprod_tally_count(const coprod_tally *tally);
coprod_status coprod_tally_get(const coprod_tally *tally, size_t index, coprod_tally_part *part);
coprod_status coprod_tally_sum(const coprod_tally *tally, const coprod_tally_filter *filter, uint64_t *counts, size_t
    groups, int64_t *known, int64_t *unknown, size_t dimensions, size_t *parts);
coprod_status coprod_tally_score(const coprod_tally *tally, const coprod_tally_filter *filter, const coprod_allocator
    *allocator, coprod_score **score);
coprod_status coprod_tally_save(const coprod_tally *tally, uint8_t *buffer, size_t capacity, size_t *needed);
coprod_status coprod_tally_load(const uint8_t *bytes, size_t length, const coprod_frame *frame, const coprod_allocator
    *allocator, coprod_tally **tally);
coprod_status coprod_tally_json(const coprod_tally *tally, const coprod_tally_filter *filter, char *buffer, size_t
    capacity, size_t *needed);
typedef struct coprod_people coprod_people;
typedef struct coprod_sighting {
    size_t size;
    const uint32_t *groups;
    size_t group_count;
    const int8_t *unknown;
    const char *event;
    int32_t day;
    int32_t kind;
} coprod_sighting;
typedef struct coprod_people_filter {
    size_t size;
    const char *event;
    int32_t first_day;
    int32_t last_day;
    int32_t has_first;
    int32_t has_last;
    int32_t kind;
    int32_t reserved;
} coprod_people_filter;
typedef struct coprod_people_info {
    size_t size;
    uint64_t people;
    uint64_t sightings;
    uint64_t different;
    uint64_t events;
} coprod_people_info;
typedef struct coprod_recency {
    size_t size;
    uint64_t people;
    uint64_t times;
    uint64_t in_window;
    uint64_t most_times;
    double weight;
    double voices;
    double effective;
    double top_share;
    int32_t last_day;
    int32_t days_since;
} coprod_recency;
typedef struct coprod_refresh {
    size_t size;
    uint64_t before;
    uint64_t after;
    uint64_t both;
    double new_share;
    double retained;
    double jaccard;
    int32_t has_new_share;
    int32_t has_retained;
    int32_t has_jaccard;
    int32_t reserved;
} coprod_refresh;
typedef struct coprod_attendance {
    size_t size;
    uint64_t invited;
    uint64_t came;
    uint64_t both;
    double rate;
    int32_t has_rate;
    int32_t reserved;
} coprod_attendance;
coprod_status coprod_people_new(const coprod_frame *frame, const coprod_allocator *allocator, coprod_people **people);
void coprod_people_free(coprod_people *people);
coprod_status coprod_people_see(coprod_people *people, const uint8_t *pseudonym, const coprod_sighting *sighting);
coprod_status coprod_people_merge(coprod_people *people, const coprod_people *other);
coprod_status coprod_people_get(const coprod_people *people, coprod_people_info *info);
coprod_status coprod_people_count(const coprod_people *people, const coprod_people_filter *filter, uint64_t *counts,
    int64_t *known, int64_t *unknown, uint64_t *all);
coprod_status coprod_people_recency(const coprod_people *people, uint32_t group, int32_t day, int32_t half_life_days,
    int32_t window_days, coprod_recency *recency);
coprod_status coprod_people_refresh(const coprod_people *people, uint32_t group, const coprod_people_filter *before,
    const coprod_people_filter *after, coprod_refresh *refresh);
coprod_status coprod_people_response(const coprod_people *people, uint32_t group, const coprod_people_filter *filter,
    coprod_attendance *response);
coprod_status coprod_people_save(const coprod_people *people, uint8_t *buffer, size_t capacity, size_t *needed);
coprod_status coprod_people_load(const uint8_t *bytes, size_t length, const coprod_frame *frame, const
    coprod_allocator *allocator, coprod_people **people);
enum coprod_representation_state {
    COPROD_REPRESENTATION_KNOWN = 0,
    COPROD_REPRESENTATION_NO_PARTICIPANTS = 1,
    COPROD_REPRESENTATION_NO_BENCHMARK = 2,
    COPROD_REPRESENTATION_UNBENCHMARKED = 3,
    COPROD_REPRESENTATION_ROW_WRONG = 4
};
enum coprod_share_band {
    COPROD_BAND_NONE = 0,
    COPROD_BAND_ABSENT = 1,
    COPROD_BAND_UNDER = 2,
    COPROD_BAND_PROPORTIONATE = 3,
    COPROD_BAND_OVER = 4
};
enum coprod_share_difference {
    COPROD_DIFFERENCE_NONE = 0,
    COPROD_DIFFERENCE_LOWER = 1,
    COPROD_DIFFERENCE_NOT = 2,
    COPROD_DIFFERENCE_HIGHER = 3
};
typedef struct coprod_represented {
    size_t size;
    uint64_t k;
    uint64_t n;
    uint64_t population;
    uint64_t denominator;
    int32_t is_sample;
    uint32_t reserved;
} coprod_represented;
typedef struct coprod_representation {
    size_t size;
    double share;
    double share_lower;
    double share_upper;
    double prevalence;
    double ppr;
    double ppr_lower;
    double ppr_upper;
    double log2_ratio;
    double gap;
    double gap_lower;
    double gap_upper;
    double expected;
    double shortfall;
    double prob_absent;
    double pearson;
    double standardised;
    double tail;
    double rate;
    double rate_lower;
    double rate_upper;
    uint64_t people_short;
    uint64_t to_invite;
    int32_t difference;
    int32_t state;
} coprod_representation;
typedef struct coprod_representation_columns {
    size_t size;
    double *share;
    double *share_lower;
    double *share_upper;
    double *ppr;
    double *ppr_lower;
    double *ppr_upper;
    uint8_t *band;
    uint8_t *difference;
    uint8_t *state;
} coprod_representation_columns;
coprod_status coprod_share_band_of(const coprod_share_rules *rules, size_t policy, uint64_t k, uint64_t n, uint64_t
    population, uint64_t denominator, int32_t *band);
coprod_status coprod_representation_get(const coprod_share_rules *rules, const coprod_represented *group, const
    coprod_limits_options *options, coprod_representation *representation);
coprod_status coprod_representation_many(const coprod_share_rules *rules, size_t policy, const uint64_t *k, const
    uint64_t *n, const uint64_t *population, const uint64_t *denominator, size_t count, const coprod_limits_options
    *options, const coprod_representation_columns *columns);
typedef struct coprod_relative {
    size_t size;
    double ratio;
    double lower;
    double upper;
    double small_ratio;
    double p_value;
    int32_t state;
    uint32_t reserved;
} coprod_relative;
coprod_status coprod_relative_get(uint64_t k, uint64_t population, uint64_t reference_k, uint64_t
    reference_population, const coprod_limits_options *options, coprod_relative *relative);
enum coprod_response_state {
    COPROD_RESPONSE_KNOWN = 0,
    COPROD_RESPONSE_NOBODY = 1,
    COPROD_RESPONSE_ONE = 2
};
typedef struct coprod_response {
    size_t size;
    double propensity;
    double deviation;
    double indicator;
    double partial;
    int32_t state;
    uint32_t reserved;
} coprod_response;
coprod_status coprod_response_get(const uint64_t *invited, const uint64_t *attended, size_t count, double *partials,
    coprod_response *response);
const char *coprod_representation_state_word(int32_t state);
const char *coprod_share_band_word(int32_t band);
const char *coprod_share_difference_word(int32_t difference);
const char *coprod_response_state_word(int32_t state);
typedef struct coprod_taxonomy coprod_taxonomy;
enum coprod_taxonomy_kind {
    COPROD_TAXONOMY_PARTITION = 1,
    COPROD_TAXONOMY_MEMBERSHIP = 2
};
enum coprod_taxonomy_answer {
    COPROD_TAXONOMY_GIVEN = 0,
    COPROD_TAXONOMY_DECLINED = 1,
    COPROD_TAXONOMY_NOT_ASKED = 2,
    COPROD_TAXONOMY_UNSURE = 3,
    COPROD_TAXONOMY_NOT_APPLICABLE = 4,
    COPROD_TAXONOMY_NOT_ANSWERED = 5,
    COPROD_TAXONOMY_BLANK = 6,
    COPROD_TAXONOMY_NO_CODE = 7
};
enum coprod_taxonomy_index {
    COPROD_TAXONOMY_NONE = -1
};
enum coprod_taxonomy_match_kind {
    COPROD_TAXONOMY_APART = 0,
    COPROD_TAXONOMY_SAME = 1,
    COPROD_TAXONOMY_MERGED = 2,
    COPROD_TAXONOMY_SPLIT = 3,
    COPROD_TAXONOMY_MIXED = 4
};
typedef struct coprod_taxonomy_info {
    size_t size;
    const char *id;
    const char *version;
    const char *title;
    const char *dimension;
    const char *extends;
    const char *origin;
    const char *source_title;
    const char *source_address;
    const char *source_note;
    const char *published;
    const char *checked;
    const char *fingerprint;
    int32_t kind;
    int32_t ordered;
    int32_t local_width;
    uint32_t class_count;
    uint32_t unknown_count;
    uint32_t grouping_count;
    uint32_t note_count;
    uint32_t reserved;
} coprod_taxonomy_info;
typedef struct coprod_taxonomy_class_info {
    size_t size;
    const char *code;
    const char *title;
    const char *note;
    int32_t parent;
    int32_t answer;
} coprod_taxonomy_class_info;
typedef struct coprod_taxonomy_grouping_info {
    size_t size;
    const char *id;
    const char *title;
    const char *common;
    const char *note;
    uint32_t group_count;
    uint32_t reserved;
} coprod_taxonomy_grouping_info;
typedef struct coprod_taxonomy_group_info {
    size_t size;
    const char *id;
    const char *title;
    uint32_t class_count;
    uint32_t residual_count;
} coprod_taxonomy_group_info;
typedef struct coprod_taxonomy_crosswalk_info {
    size_t size;
    const char *common;
    int32_t from_grouping;
    int32_t to_grouping;
    uint32_t group_count;
    uint32_t residual_count;
    uint32_t from_apart;
    uint32_t to_apart;
} coprod_taxonomy_crosswalk_info;
typedef struct coprod_taxonomy_match_info {
    size_t size;
    const char *group;
    int32_t match;
    int32_t residual;
    int32_t to_class;
    int32_t to_group;
    uint32_t from_count;
    uint32_t to_count;
} coprod_taxonomy_match_info;
typedef struct coprod_taxonomy_columns {
    size_t size;
    int32_t *classes;
    int32_t *groups;
    uint8_t *answers;
    uint64_t *class_rows;
    uint64_t *group_rows;
} coprod_taxonomy_columns;
typedef struct coprod_taxonomy_rows {
    size_t size;
    uint64_t rows;
    uint64_t given;
    uint64_t declined;
    uint64_t not_asked;
    uint64_t unsure;
    uint64_t not_applicable;
    uint64_t not_answered;
    uint64_t blank;
    uint64_t no_code;
    uint64_t local;
    uint64_t ungrouped;
} coprod_taxonomy_rows;
size_t coprod_taxonomy_count(void);
const char *coprod_taxonomy_id(size_t index);
coprod_status coprod_taxonomy_builtin(const char *id, const coprod_allocator *allocator, coprod_taxonomy **taxonomy);
coprod_status coprod_taxonomy_load(const char *json, size_t length, const coprod_allocator *allocator, coprod_findings
    *findings, coprod_taxonomy **taxonomy);
void coprod_taxonomy_free(coprod_taxonomy *taxonomy);
coprod_status coprod_taxonomy_get(const coprod_taxonomy *taxonomy, coprod_taxonomy_info *info);
const char *coprod_taxonomy_note(const coprod_taxonomy *taxonomy, uint32_t index);
coprod_status coprod_taxonomy_class(const coprod_taxonomy *taxonomy, int32_t index, coprod_taxonomy_class_info *info);
coprod_status coprod_taxonomy_find(const coprod_taxonomy *taxonomy, const char *code, size_t length, int32_t *index);
coprod_status coprod_taxonomy_grouping(const coprod_taxonomy *taxonomy, int32_t index, coprod_taxonomy_grouping_info
    *info);
coprod_status coprod_taxonomy_grouping_find(const coprod_taxonomy *taxonomy, const char *id, int32_t *index);
coprod_status coprod_taxonomy_group(const coprod_taxonomy *taxonomy, int32_t grouping, int32_t index,
    coprod_taxonomy_group_info *info);
coprod_status coprod_taxonomy_group_of(const coprod_taxonomy *taxonomy, int32_t grouping, int32_t index, int32_t
    *group, int32_t *residual);
const char *coprod_taxonomy_word(int32_t answer);
coprod_status coprod_taxonomy_map(const coprod_taxonomy *taxonomy, int32_t grouping, const char *text, size_t
    text_length, const size_t *offsets, size_t count, const coprod_taxonomy_columns *columns, coprod_findings
    *findings, coprod_taxonomy_rows *rows);
coprod_status coprod_taxonomy_crosswalk(const coprod_taxonomy *from, const coprod_taxonomy *to,
    coprod_taxonomy_crosswalk_info *info);
coprod_status coprod_taxonomy_match(const coprod_taxonomy *from, const coprod_taxonomy *to, int32_t index,
    coprod_taxonomy_match_info *match);
coprod_status coprod_taxonomy_json(const coprod_taxonomy *taxonomy, char *buffer, size_t capacity, size_t *needed);
coprod_status coprod_taxonomy_crosswalk_json(const coprod_taxonomy *from, const coprod_taxonomy *to, char *buffer,
    size_t capacity, size_t *needed);
typedef struct coprod_barrier_rules coprod_barrier_rules;
typedef struct coprod_barriers coprod_barriers;
enum coprod_barrier_state {
    COPROD_BARRIER_LIKELY = 1,
    COPROD_BARRIER_NOT_KNOWN = 2,
    COPROD_BARRIER_REMOVED = 3
};
enum coprod_asked_finding {
    COPROD_ASKED_TOO_OFTEN = 1,
    COPROD_ASKED_TWICE = 2
};
typedef struct coprod_barrier_rules_info {
    size_t size;
    const char *id;
    const char *version;
    const char *title;
    const char *source_title;
    const char *source_address;
    const char *published;
    const char *checked;
    const char *fingerprint;
    uint32_t aspect_count;
    uint32_t group_count;
    uint32_t rule_count;
    uint32_t reserved;
} coprod_barrier_rules_info;
typedef struct coprod_barrier_rule {
    size_t size;
    const char *id;
    const char *title;
    const char *need;
    const char *quote;
    const char *section;
    const char *adjustment;
    uint32_t group_count;
    int32_t of_plan;
} coprod_barrier_rule;
typedef struct coprod_barriers_info {
    size_t size;
    const char *id;
    const char *title;
    const char *rules_id;
    const char *rules_version;
    const char *rules_fingerprint;
    uint32_t event_count;
    uint32_t barrier_count;
    uint32_t likely;
    uint32_t not_known;
    uint32_t removed;
    uint32_t asked_count;
    uint32_t asked_findings;
    uint32_t reserved;
} coprod_barriers_info;
typedef struct coprod_barrier {
    size_t size;
    const char *event;
    const char *asks;
    const char *loop;
    const char *change;
    uint32_t rule;
    int32_t state;
    const char *title;
    int32_t first_day;
    int32_t last_day;
    int32_t has_day;
    int32_t reserved;
} coprod_barrier;
typedef struct coprod_asked {
    size_t size;
    const char *group;
    const char *question;
    uint32_t times;
    uint32_t most_times;
    int32_t first_day;
    int32_t last_day;
    int32_t findings;
    int32_t reserved;
} coprod_asked;
coprod_status coprod_barrier_rules_builtin(const coprod_allocator *allocator, coprod_barrier_rules **rules);
coprod_status coprod_barrier_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
    coprod_findings *findings, coprod_barrier_rules **rules);
void coprod_barrier_rules_free(coprod_barrier_rules *rules);
coprod_status coprod_barrier_rules_get(const coprod_barrier_rules *rules, coprod_barrier_rules_info *info);
coprod_status coprod_barrier_rule_get(const coprod_barrier_rules *rules, size_t index, coprod_barrier_rule *rule);
coprod_status coprod_barrier_rule_group(const coprod_barrier_rules *rules, size_t rule, size_t index, const char **id,
    const char **title);
coprod_status coprod_barrier_rules_aspect(const coprod_barrier_rules *rules, size_t index, const char **id, const char
    **question);
coprod_status coprod_barriers_load(const coprod_barrier_rules *rules, const char *json, size_t length, const
    coprod_allocator *allocator, coprod_findings *findings, coprod_barriers **barriers);
void coprod_barriers_free(coprod_barriers *barriers);
coprod_status coprod_barriers_get(const coprod_barriers *barriers, coprod_barriers_info *info);
coprod_status coprod_barriers_barrier(const coprod_barriers *barriers, size_t index, coprod_barrier *barrier);
coprod_status coprod_barriers_for(const coprod_barriers *barriers, const char *group, uint32_t *indices, size_t
    capacity, size_t *count);
coprod_status coprod_barriers_asked(const coprod_barriers *barriers, size_t index, coprod_asked *asked);
coprod_status coprod_barriers_json(const coprod_barriers *barriers, char *buffer, size_t capacity, size_t *needed);
enum coprod_fit_state {
    COPROD_FIT_ANSWERED = 0,
    COPROD_FIT_NO_POPULATION = 1,
    COPROD_FIT_UNBENCHMARKED = 2,
    COPROD_FIT_NO_PARTICIPANTS = 3,
    COPROD_FIT_ONE_GROUP = 4,
    COPROD_FIT_TOO_MUCH_WORK = 5
};
enum coprod_fit_order {
    COPROD_FIT_BY_PROBABILITY = 0,
    COPROD_FIT_BY_CHI_SQUARE = 1,
    COPROD_FIT_BY_G = 2,
    COPROD_FIT_BY_OVERLAP = 3
};
enum coprod_fit_method {
    COPROD_FIT_NOT_FOUND = 0,
    COPROD_FIT_EXACT = 1,
    COPROD_FIT_MONTE_CARLO = 2
};
typedef struct coprod_fit {
    size_t size;
    double chi_square;
    double chi_square_p;
    double g;
    double g_p;
    double effect_w;
    double effect_v;
    double least_expected;
    double largest_residual;
    double largest_residual_p;
    uint64_t participants;
    uint64_t population;
    uint32_t groups;
    uint32_t left_out;
    uint32_t expected_below_5;
    uint32_t largest_group;
    uint32_t degrees;
    int32_t state;
} coprod_fit;
typedef struct coprod_fit_options {
    size_t size;
    uint64_t most;
    uint64_t draws;
    uint64_t seed;
    int32_t order;
    int32_t reserved;
} coprod_fit_options;
typedef struct coprod_fit_chance {
    size_t size;
    double p_value;
    double standard_error;
    uint64_t panels;
    uint64_t draws;
    uint64_t extreme;
    uint64_t seed;
    int32_t order;
    int32_t method;
    int32_t ties_exact;
    int32_t state;
} coprod_fit_chance;
typedef struct coprod_balance {
    size_t size;
    double overlap;
    double people;
    uint64_t numerator;
    uint64_t denominator;
    uint64_t participants;
    uint64_t population;
    uint32_t groups;
    uint32_t left_out;
    int32_t state;
    uint32_t reserved;
} coprod_balance;
typedef struct coprod_balance_expected {
    size_t size;
    double mean;
    double deviation;
    int32_t state;
    uint32_t reserved;
} coprod_balance_expected;
typedef struct coprod_balance_shape {
    size_t size;
    double hellinger;
    double kl_panel;
    double kl_population;
    int32_t kl_population_infinite;
    int32_t state;
    double shannon;
    double simpson;
    double inverse_simpson;
    double pielou;
    double evenness;
    uint32_t present;
    uint32_t groups;
} coprod_balance_shape;
typedef struct coprod_fit_columns {
    size_t size;
    double *chi_square;
    double *chi_square_p;
    double *g;
    double *g_p;
    double *effect_w;
    double *least_expected;
    double *overlap;
    uint8_t *fit_state;
    uint8_t *overlap_state;
    int32_t *row_status;
} coprod_fit_columns;
const char *coprod_fit_state_name(int32_t state);
coprod_status coprod_fit_measure(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
    coprod_fit *fit);
coprod_status coprod_fit_residuals(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
    double *pearson, double *standardised);
coprod_status coprod_fit_many(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups, size_t
    rows, const coprod_fit_columns *columns);
coprod_status coprod_fit_exact(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups, const
    coprod_fit_options *options, const coprod_allocator *allocator, coprod_fit_chance *chance);
coprod_status coprod_fit_simulate(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
    const coprod_fit_options *options, const coprod_allocator *allocator, coprod_fit_chance *chance);
coprod_status coprod_balance_measure(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
    double *matched, double *lacking, coprod_balance *balance);
coprod_status coprod_balance_expect(int32_t kind, const uint64_t *populations, size_t groups, uint64_t participants,
    coprod_balance_expected *expected);
coprod_status coprod_balance_chance(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
    const coprod_fit_options *options, const coprod_allocator *allocator, coprod_fit_chance *chance);
coprod_status coprod_balance_describe(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t
    groups, coprod_balance_shape *shape);
typedef struct coprod_consensus_rules coprod_consensus_rules;
enum coprod_consensus_answer {
    COPROD_CONSENSUS_NOT_KNOWN = 0,
    COPROD_CONSENSUS_YES = 1,
    COPROD_CONSENSUS_NO = 2
};
enum coprod_consensus_state {
    COPROD_CONSENSUS_KNOWN = 0,
    COPROD_CONSENSUS_FEW_PEOPLE = 1,
    COPROD_CONSENSUS_FEW_ITEMS = 2,
    COPROD_CONSENSUS_ALL_TIED = 3
};
typedef struct coprod_consensus_rules_info {
    size_t size;
    const char *id;
    const char *version;
    const char *title;
    const char *note;
    const char *checked;
    const char *agreement_source;
    const char *agreement_address;
    const char *spread_source;
    const char *spread_address;
    const char *change_source;
    const char *change_address;
    const char *fingerprint;
    uint32_t agreement_over;
    uint32_t agreement_under;
    uint32_t spread_most;
    uint32_t change_over;
    uint32_t change_under;
    uint32_t reserved;
} coprod_consensus_rules_info;
typedef struct coprod_consensus_survey {
    size_t size;
    const int32_t *ratings;
    uint32_t rounds;
    uint32_t people;
    uint32_t items;
    int32_t lowest;
    int32_t highest;
    int32_t agree_from;
    int32_t agree_to;
    uint32_t reserved;
} coprod_consensus_survey;
typedef struct coprod_consensus_item {
    size_t size;
    double share;
    uint32_t answered;
    uint32_t agreed;
    int32_t agreement;
    int32_t median_twice;
    int32_t lower_quartile_fourths;
    int32_t upper_quartile_fourths;
    int32_t range_fourths;
    int32_t close;
    uint32_t both;
    uint32_t moved;
    uint32_t net_moved;
    int32_t median_change_twice;
    int32_t range_change_fourths;
    int32_t stable;
    uint32_t left;
    uint32_t joined;
} coprod_consensus_item;
typedef struct coprod_consensus_round {
    size_t size;
    double w;
    double chi_square;
    double p_value;
    int32_t w_state;
    uint32_t raters;
    uint32_t ranked;
    uint32_t answered;
    uint32_t left;
    uint32_t joined;
    uint32_t agreed_items;
    uint32_t close_items;
    uint32_t stable_items;
    uint32_t reserved;
} coprod_consensus_round;
coprod_status coprod_consensus_rules_builtin(const coprod_allocator *allocator, coprod_consensus_rules **rules);
coprod_status coprod_consensus_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
    coprod_findings *findings, coprod_consensus_rules **rules);
void coprod_consensus_rules_free(coprod_consensus_rules *rules);
coprod_status coprod_consensus_rules_get(const coprod_consensus_rules *rules, coprod_consensus_rules_info *info);
coprod_status coprod_consensus_item_get(const coprod_consensus_rules *rules, const coprod_consensus_survey *survey,
    uint32_t round, uint32_t item, coprod_consensus_item *result);
coprod_status coprod_consensus_round_get(const coprod_consensus_rules *rules, const coprod_consensus_survey *survey,
    uint32_t round, const coprod_allocator *allocator, coprod_consensus_round *result);
const char *coprod_consensus_state_name(int32_t state);
enum coprod_inequality_state {
    COPROD_INEQUALITY_KNOWN = 0,
    COPROD_INEQUALITY_NO_ERRORS = 1,
    COPROD_INEQUALITY_NO_LIMITS = 2,
    COPROD_INEQUALITY_UNBOUNDED = 3,
    COPROD_INEQUALITY_FLOORED = 4,
    COPROD_INEQUALITY_INFINITE = 5,
    COPROD_INEQUALITY_UNDEFINED = 6,
    COPROD_INEQUALITY_NOT_FITTED = 7
};
enum coprod_inequality_measure {
    COPROD_INEQUALITY_BGV = 1,
    COPROD_INEQUALITY_BGSD = 2,
    COPROD_INEQUALITY_COV = 3,
    COPROD_INEQUALITY_IDISU = 4,
    COPROD_INEQUALITY_IDISW = 5,
    COPROD_INEQUALITY_MLD = 6,
    COPROD_INEQUALITY_THEIL = 7,
    COPROD_INEQUALITY_KL = 8,
    COPROD_INEQUALITY_KL_REVERSE = 9,
    COPROD_INEQUALITY_MDBU = 10,
    COPROD_INEQUALITY_MDBW = 11,
    COPROD_INEQUALITY_MDMU = 12,
    COPROD_INEQUALITY_MDMW = 13,
    COPROD_INEQUALITY_MDRU = 14,
    COPROD_INEQUALITY_MDRW = 15,
    COPROD_INEQUALITY_D = 16,
    COPROD_INEQUALITY_R = 17,
    COPROD_INEQUALITY_PAF = 18,
    COPROD_INEQUALITY_PAR = 19,
    COPROD_INEQUALITY_GINI = 20
};
enum coprod_inequality_best {
    COPROD_BEST_HIGHEST = 0,
    COPROD_BEST_LOWEST = 1
};
enum coprod_inequality_reference {
    COPROD_REFERENCE_BEST = 0,
    COPROD_REFERENCE_LAST = 1,
    COPROD_REFERENCE_GROUP = 2
};
enum coprod_inequality_errors {
    COPROD_ERRORS_BINOMIAL = 0,
    COPROD_ERRORS_POISSON = 1,
    COPROD_ERRORS_NONE = 2
};
typedef struct coprod_inequality_groups {
    size_t size;
    size_t count;
    const double *rates;
    const double *weights;
    const double *standard_errors;
    const uint64_t *counts;
    const uint64_t *populations;
} coprod_inequality_groups;
typedef struct coprod_inequality_options {
    size_t size;
    double confidence;
    double per;
    double lowest;
    double highest;
    int32_t best;
    int32_t reference;
    uint32_t reference_group;
    int32_t errors;
} coprod_inequality_options;
typedef struct coprod_inequality {
    size_t size;
    double estimate;
    double standard_error;
    double lower;
    double upper;
    double mean;
    int32_t state;
    uint32_t reference_group;
    uint32_t other_group;
    uint32_t reserved;
} coprod_inequality;
typedef struct coprod_inequality_columns {
    size_t size;
    double *estimate;
    double *standard_error;
    double *lower;
    double *upper;
    uint8_t *state;
    int32_t *row_status;
} coprod_inequality_columns;
coprod_status coprod_inequality_of(const coprod_inequality_groups *groups, const coprod_inequality_options *options,
    int32_t measure, coprod_inequality *result);
coprod_status coprod_inequality_many(const coprod_inequality_groups *groups, const size_t *offsets, size_t count,
    const coprod_inequality_options *options, int32_t measure, const coprod_inequality_columns *columns);
const char *coprod_inequality_measure_name(int32_t measure);
const char *coprod_inequality_state_name(int32_t state);
typedef struct coprod_concentration {
    size_t size;
    double mean;
    double rci;
    double rci_error;
    double rci_lower;
    double rci_upper;
    double aci;
    double aci_error;
    double aci_lower;
    double aci_upper;
    double wagstaff;
    double wagstaff_error;
    double wagstaff_lower;
    double wagstaff_upper;
    double erreygers;
    double erreygers_error;
    double erreygers_lower;
    double erreygers_upper;
    int32_t rci_state;
    int32_t aci_state;
    int32_t wagstaff_state;
    int32_t erreygers_state;
} coprod_concentration;
coprod_status coprod_concentration_groups(const coprod_inequality_groups *groups, const coprod_inequality_options
    *options, coprod_concentration *result);
coprod_status coprod_concentration_people(const double *values, const double *places, const double *weights, size_t
    count, const coprod_inequality_options *options, const coprod_allocator *allocator, coprod_concentration *result);
typedef struct coprod_gradient_rules coprod_gradient_rules;
enum coprod_gradient_fit {
    COPROD_FIT_LINEAR = 0,
    COPROD_FIT_LOG = 1,
    COPROD_FIT_LOGIT = 2,
    COPROD_FIT_LOGISTIC = 3
};
enum coprod_gradient_scale {
    COPROD_SCALE_RATE = 0,
    COPROD_SCALE_LOG = 1,
    COPROD_SCALE_LOGIT = 2
};
enum coprod_gradient_note {
    COPROD_GRADIENT_FEW_GROUPS = 1,
    COPROD_GRADIENT_MANY_GROUPS = 2,
    COPROD_GRADIENT_TOO_MANY = 4,
    COPROD_GRADIENT_TURNS = 8,
    COPROD_GRADIENT_BELOW_ZERO = 16
};
typedef struct coprod_gradient_options {
    size_t size;
    double confidence;
    double per;
    double multiplier;
    int32_t fit;
    int32_t scale;
    int32_t errors;
    int32_t reserved;
} coprod_gradient_options;
typedef struct coprod_gradient {
    size_t size;
    double sii;
    double sii_error;
    double sii_lower;
    double sii_upper;
    double rii;
    double rii_lower;
    double rii_upper;
    double first;
    double last;
    double mean;
    double explained;
    int32_t sii_state;
    int32_t rii_state;
    int32_t notes;
    uint32_t groups;
} coprod_gradient;
typedef struct coprod_gradient_columns {
    size_t size;
    double *sii;
    double *sii_lower;
    double *sii_upper;
    double *rii;
    double *rii_lower;
    double *rii_upper;
    uint8_t *sii_state;
    uint8_t *rii_state;
    uint8_t *notes;
    int32_t *row_status;
} coprod_gradient_columns;
typedef struct coprod_gradient_rules_info {
    size_t size;
    const char *id;
    const char *version;
    const char *title;
    const char *note;
    const char *source_title;
    const char *source_address;
    const char *checked;
    const char *fingerprint;
    uint32_t fewest_groups;
    uint32_t usual_groups;
    uint32_t most_groups;
    uint32_t told_percent;
} coprod_gradient_rules_info;
enum coprod_gradient_quantile_rule {
    COPROD_QUANTILE_FLOOR = 0,
    COPROD_QUANTILE_CEILING = 1
};
coprod_status coprod_gradient_rules_builtin(const coprod_allocator *allocator, coprod_gradient_rules **rules);
coprod_status coprod_gradient_rules_load(const char *json, size_t length, const coprod_allocator *allocator,
    coprod_findings *findings, coprod_gradient_rules **rules);
void coprod_gradient_rules_free(coprod_gradient_rules *rules);
coprod_status coprod_gradient_rules_get(const coprod_gradient_rules *rules, coprod_gradient_rules_info *info);
coprod_status coprod_gradient_of(const coprod_gradient_rules *rules, const coprod_inequality_groups *groups, const
    coprod_gradient_options *options, coprod_gradient *result);
coprod_status coprod_gradient_many(const coprod_gradient_rules *rules, const coprod_inequality_groups *groups, const
    size_t *offsets, size_t count, const coprod_gradient_options *options, const coprod_gradient_columns *columns);
coprod_status coprod_gradient_quantiles(int32_t rule, const uint64_t *ranks, size_t count, uint64_t total, uint32_t
    quantiles, uint32_t *results);
typedef struct coprod_publish_rule coprod_publish_rule;
typedef struct coprod_view coprod_view;
enum coprod_figure_state {
    COPROD_FIGURE_ABSENT = 0,
    COPROD_FIGURE_SHOWN = 1,
    COPROD_FIGURE_SMALL = 2,
    COPROD_FIGURE_OTHER = 3,
    COPROD_FIGURE_WITHHELD = 4
};
enum coprod_view_state {
    COPROD_VIEW_PUBLISHED = 0,
    COPROD_VIEW_UNPROTECTED = 1,
    COPROD_VIEW_DIFFERENCE = 2
};
enum coprod_criterion {
    COPROD_CRITERION_RULE = 0,
    COPROD_CRITERION_WIDTH = 1,
    COPROD_CRITERION_RANGE = 2
};
enum coprod_view_relation {
    COPROD_VIEW_CONTAINS = 0,
    COPROD_VIEW_WITHIN = 1,
    COPROD_VIEW_SAME = 2
};
typedef struct coprod_publish_rule_info {
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
    const char *small;
    const char *other;
    const char *withheld;
    uint32_t hides;
    uint32_t hidden_low;
    uint32_t hidden_high;
    uint32_t protected_low;
    uint32_t protected_high;
    uint32_t width;
    int32_t criterion;
    int32_t secondary;
    int32_t totals_stay;
    int32_t half_even;
    uint32_t bands;
    uint32_t reserved;
} coprod_publish_rule_info;
typedef struct coprod_publish_band {
    size_t size;
    uint64_t below;
    uint64_t base;
    uint32_t figures;
    uint32_t reserved;
} coprod_publish_band;
typedef struct coprod_figure {
    size_t size;
    const char *text;
    uint64_t value;
    uint64_t low;
    uint64_t high;
    int32_t state;
    int32_t reserved;
} coprod_figure;
typedef struct coprod_publish_table {
    size_t size;
    const char *const *rows;
    size_t row_count;
    const char *const *columns;
    size_t column_count;
    const uint64_t *counts;
    int32_t no_total;
    int32_t reserved;
} coprod_publish_table;
typedef struct coprod_publish_options {
    size_t size;
    const coprod_view *previous;
    int32_t relation;
    int32_t widen;
    int32_t criterion;
    uint32_t width;
    int32_t keep_totals;
    int32_t hide_total;
    uint64_t total_low;
    uint64_t total_high;
} coprod_publish_options;
typedef struct coprod_view_info {
    size_t size;
    int32_t state;
    int32_t is_list;
    int32_t has_total;
    int32_t fewest;
    size_t row_count;
    size_t column_count;
    size_t small;
    size_t other;
    size_t withheld;
    size_t totals_hidden;
    size_t refused_row;
    size_t refused_column;
    const char *rule_id;
    const char *rule_version;
    const char *rule_fingerprint;
} coprod_view_info;
size_t coprod_publish_rule_count(void);
const char *coprod_publish_rule_id(size_t index);
coprod_status coprod_publish_rule_builtin(const char *id, const coprod_allocator *allocator, coprod_publish_rule
    **rule);
coprod_status coprod_publish_rule_load(const char *json, size_t length, const coprod_allocator *allocator,
    coprod_findings *findings, coprod_publish_rule **rule);
void coprod_publish_rule_free(coprod_publish_rule *rule);
coprod_status coprod_publish_rule_get(const coprod_publish_rule *rule, coprod_publish_rule_info *info);
coprod_status coprod_publish_rule_band(const coprod_publish_rule *rule, size_t index, coprod_publish_band *band);
coprod_status coprod_publish_rule_write(const coprod_publish_rule *rule, uint64_t count, char *text, size_t capacity,
    size_t *needed);
coprod_status coprod_publish_rule_read(const coprod_publish_rule *rule, const char *text, size_t length, coprod_figure
    *figure);
coprod_status coprod_publish(const coprod_publish_rule *rule, const coprod_publish_table *table, const
    coprod_publish_options *options, const coprod_allocator *allocator, coprod_view **view);
coprod_status coprod_publish_linked(const coprod_publish_rule *rule, const coprod_publish_table *tables, size_t count,
    const coprod_publish_options *options, const coprod_allocator *allocator, coprod_view **views);
void coprod_view_free(coprod_view *view);
coprod_status coprod_view_load(const coprod_publish_rule *rule, const char *json, size_t length, const
    coprod_allocator *allocator, coprod_findings *findings, coprod_view **view);
coprod_status coprod_view_json(const coprod_view *view, char *json, size_t capacity, size_t *needed);
coprod_status coprod_view_get(const coprod_view *view, coprod_view_info *info);
const char *coprod_view_row(const coprod_view *view, size_t index);
const char *coprod_view_column(const coprod_view *view, size_t index);
coprod_status coprod_view_figure(const coprod_view *view, size_t row, size_t column, coprod_figure *figure);
const char *coprod_figure_state_name(int32_t state);
const char *coprod_view_state_name(int32_t state);
typedef struct coprod_view_audit coprod_view_audit;
enum coprod_attacker {
    COPROD_ATTACKER_RULES = 0,
    COPROD_ATTACKER_PLAIN = 1
};
typedef struct coprod_view_audit_info {
    size_t size;
    int32_t fits;
    int32_t attacker;
    size_t hidden;
    size_t recoverable;
    size_t unprotected;
} coprod_view_audit_info;
typedef struct coprod_view_bounds {
    size_t size;
    uint64_t low;
    uint64_t high;
    int32_t hidden;
    int32_t is_protected;
} coprod_view_bounds;
typedef struct coprod_view_difference {
    size_t size;
    int32_t fits;
    int32_t reserved;
    size_t compared;
    size_t pinned;
    size_t narrowed;
    size_t first_row;
    size_t first_column;
    uint64_t first_low;
    uint64_t first_high;
} coprod_view_difference;
typedef struct coprod_view_percentage {
    size_t size;
    int32_t told;
    uint32_t decimals;
    uint64_t value;
    uint64_t count_low;
    uint64_t count_high;
} coprod_view_percentage;
typedef struct coprod_view_score {
    size_t size;
    uint32_t low;
    uint32_t high;
    size_t hidden;
    double loss_low;
    double loss_high;
} coprod_view_score;
coprod_status coprod_view_audit_new(const coprod_view *view, int32_t attacker, const coprod_allocator *allocator,
    coprod_view_audit **audit);
void coprod_view_audit_free(coprod_view_audit *audit);
coprod_status coprod_view_audit_get(const coprod_view_audit *audit, coprod_view_audit_info *info);
coprod_status coprod_view_audit_bounds(const coprod_view_audit *audit, size_t row, size_t column, coprod_view_bounds
    *bounds);
coprod_status coprod_view_compare(const coprod_view *view, const coprod_view *previous, int32_t relation,
    coprod_view_difference *difference);
coprod_status coprod_views_sum(const coprod_view *const *views, size_t count, size_t row, size_t column,
    coprod_view_bounds *bounds);
coprod_status coprod_view_percentage_of(const coprod_view *view, size_t row, size_t column, size_t whole_row, size_t
    whole_column, uint32_t decimals, coprod_view_percentage *percentage);
coprod_status coprod_percentage_counts(uint64_t value, uint32_t decimals, uint64_t whole_low, uint64_t whole_high,
    uint64_t *low, uint64_t *high, uint64_t *count);
coprod_status coprod_view_score_of(const coprod_view *view, size_t column, const uint64_t *target_nums, const uint64_t
    *target_dens, const double *weights, size_t count, uint32_t alpha_num, uint32_t alpha_den, double *coverages,
    double *losses, coprod_view_score *score);
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
typedef struct coprod_dossier_people {
    size_t size;
    const char *id;
    const char *title;
    const char *date;
    const char *level;
    const char *source;
    const char *section;
    const char *quote;
    const char *note;
    const coprod_frame *frame;
    const coprod_score *score;
    uint32_t frame_index;
    uint32_t scored_count;
    int32_t published;
    int32_t has_invited;
    int32_t illustrative;
    int32_t reserved;
    int32_t has_costs;
    uint32_t need_count;
} coprod_dossier_people;
typedef struct coprod_dossier_count {
    size_t size;
    uint64_t count;
    uint64_t invited;
    int32_t has_count;
    int32_t has_invited;
    int32_t is_scored;
    uint32_t score_group;
} coprod_dossier_count;
typedef struct coprod_dossier_costs {
    size_t size;
    int64_t asked;
    int64_t claimed;
    int64_t left;
    int64_t left_pence;
} coprod_dossier_costs;
typedef struct coprod_dossier_need {
    size_t size;
    const char *id;
    const char *title;
    int64_t met;
    int64_t partly;
    int64_t unmet;
    int64_t unknown;
    int64_t not_asked;
    int64_t none;
} coprod_dossier_need;
typedef struct coprod_dossier_combinations {
    size_t size;
    const coprod_pattern_schema *schema;
    const coprod_pattern_tally *tally;
    const coprod_pattern_people *population;
    uint64_t need;
    uint64_t min_people;
    uint32_t levels;
    uint32_t top;
    int32_t has_min_people;
    int32_t has_population;
    int32_t is_estimated;
    int32_t reserved;
} coprod_dossier_combinations;
size_t coprod_dossier_frame_count(const coprod_dossier *dossier);
const coprod_frame *coprod_dossier_frame(const coprod_dossier *dossier, size_t index);
size_t coprod_dossier_people_count(const coprod_dossier *dossier);
coprod_status coprod_dossier_get_people(const coprod_dossier *dossier, size_t index, coprod_dossier_people *people);
coprod_status coprod_dossier_get_count(const coprod_dossier *dossier, size_t people, uint32_t group,
    coprod_dossier_count *count);
coprod_status coprod_dossier_get_costs(const coprod_dossier *dossier, size_t people, uint32_t group,
    coprod_dossier_costs *costs);
coprod_status coprod_dossier_get_need(const coprod_dossier *dossier, size_t people, uint32_t index,
    coprod_dossier_need *need);
coprod_status coprod_dossier_get_combinations(const coprod_dossier *dossier, size_t people,
    coprod_dossier_combinations *combinations);
coprod_status coprod_dossier_invitations(const coprod_dossier *dossier, size_t people, const coprod_allocator
    *allocator, coprod_pattern_plan **plan);
const coprod_score *coprod_dossier_score(const coprod_dossier *dossier, size_t people);
const coprod_barriers *coprod_dossier_barriers(const coprod_dossier *dossier);
const coprod_barrier_rules *coprod_dossier_barrier_rules(const coprod_dossier *dossier);
