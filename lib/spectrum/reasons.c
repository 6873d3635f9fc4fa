/* SPDX-License-Identifier: MIT */
/* Reasons as codes, values and sentences. */
#include <string.h>

#include "classify_internal.h"

static void add(coprod_classification *result, const char *code, int32_t indicator, int32_t value, int32_t needed,
                int32_t rank, int32_t next_rank, int32_t index)
{
    if (result->reason_count == COPROD__REASONS)
        return;
    result->reasons[result->reason_count].code = code;
    result->reasons[result->reason_count].indicator = (int16_t)indicator;
    result->reasons[result->reason_count].value = (int16_t)value;
    result->reasons[result->reason_count].needed = (int16_t)needed;
    result->reasons[result->reason_count].rank = (int16_t)rank;
    result->reasons[result->reason_count].next_rank = (int16_t)next_rank;
    result->reasons[result->reason_count].index = (int16_t)index;
    result->reason_count++;
}

/* One threshold of the next level that fails at the point. */
static void add_threshold(coprod_classification *result, const coprod__gate *gate, coprod__threshold threshold)
{
    uint32_t i = threshold.indicator;
    int32_t next = result->at_point + 1, value = result->point.x[i];
    const char *code = "spectrum-held-unknown";
    if (gate->need < gate->count) {
        code = "spectrum-held-some";
    } else if (result->high.x[i] < threshold.at_least) {
        code = "spectrum-held";
        value = result->high.x[i];
    }
    add(result, code, (int32_t)i, value, threshold.at_least, result->at_point, next, -1);
}

static int fails(const coprod_classification *result, coprod__threshold threshold)
{
    return result->point.x[threshold.indicator] < threshold.at_least;
}

/* What keeps the point where it is: the gates of the next level that fail at the point, in the order of the
 * indicators. */
static void add_held(coprod_classification *result)
{
    const coprod_spectrum *spectrum = result->spectrum;
    const coprod__level *level = &spectrum->levels[result->at_point + 1];
    for (uint32_t g = 0; result->at_point < (int32_t)spectrum->level_count && g < level->gate_count; g++) {
        const coprod__gate *gate = &spectrum->gates[level->first_gate + g];
        uint32_t failing = 0;
        for (uint32_t t = 0; t < gate->count; t++)
            failing += (uint32_t)fails(result, spectrum->thresholds[gate->first + t]);
        if (gate->count - failing >= gate->need)
            continue;
        for (uint32_t i = 0; i < spectrum->indicator_count; i++)
            for (uint32_t t = 0; t < gate->count; t++) {
                coprod__threshold threshold = spectrum->thresholds[gate->first + t];
                if (threshold.indicator == i && fails(result, threshold))
                    add_threshold(result, gate, threshold);
            }
    }
}

static void add_uneven(coprod_classification *result)
{
    if (coprod__uneven(result))
        add(result, "spectrum-uneven", -1, -1, -1, result->lowest_ceiling,
            result->lowest_ceiling + result->unevenness, -1);
}

static void add_promises(coprod_classification *result)
{
    static const char *const codes[] = {NULL, "spectrum-promise-kept", "spectrum-promise-broken",
                                        "spectrum-promise-unknown"};
    for (uint32_t i = 0; i < result->spectrum->indicator_count; i++) {
        int32_t state = coprod__promise_state(result, i);
        int32_t value = state == COPROD_PROMISE_KEPT ? result->low.x[i] : result->high.x[i];
        if (state != COPROD_PROMISE_NOT_DUE)
            add(result, codes[state], (int32_t)i, value, result->spectrum->levels[result->at_point].promises[i],
                result->at_point, -1, -1);
    }
}

static void add_patterns(coprod_classification *result)
{
    for (uint32_t i = 0; i < result->spectrum->pattern_count; i++) {
        int32_t state = coprod__pattern_state(result, i);
        if (state != COPROD_PATTERN_NO)
            add(result, state == COPROD_PATTERN_DEFINITE ? "spectrum-pattern" : "spectrum-pattern-possible", -1, -1,
                -1, -1, -1, (int32_t)i);
    }
}

static void add_follows(coprod_classification *result)
{
    for (size_t i = 0; i < result->traces.count; i++) {
        const coprod__trace *trace = &result->traces.list[i];
        add(result, "spectrum-follows", trace->indicator, trace->from, trace->to, -1, trace->upper, trace->rule);
    }
}

void coprod__reasons(coprod_classification *result)
{
    result->reason_count = 0;
    if (result->contradiction >= 0) {
        const coprod__rule *rule = &result->spectrum->implications[result->contradiction];
        add(result, "spectrum-contradiction", rule->if_indicator, rule->if_at_least, rule->then_at_least, -1, -1,
            result->contradiction);
        add_follows(result);
        return;
    }
    if (result->lowest == result->highest)
        add(result, "spectrum-certain", -1, -1, -1, result->lowest, result->highest, -1);
    else
        add(result, "spectrum-between", -1, -1, -1, result->lowest, result->highest, -1);
    if (result->lowest != result->highest && result->presumed)
        add(result, "spectrum-point", -1, -1, -1, result->at_point, -1, -1);
    add_uneven(result);
    add_held(result);
    for (size_t i = 0; i < result->missing_count; i++)
        add(result, "spectrum-missing", result->missing[i].indicator, result->missing[i].drop,
            result->missing[i].gain, -1, -1, -1);
    add_promises(result);
    add_patterns(result);
    add_follows(result);
}

size_t coprod_classification_reason_count(const coprod_classification *result)
{
    return result && result->spectrum ? result->reason_count : 0;
}

coprod_status coprod_classification_reason(const coprod_classification *result, size_t index, coprod_reason *reason)
{
    coprod_reason own = {sizeof own};
    coprod_status status = coprod__struct_begin(coprod__used(result), reason, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= result->reason_count)
        return COPROD_E_UNKNOWN;
    own.code = result->reasons[index].code;
    own.indicator = result->reasons[index].indicator;
    own.value = result->reasons[index].value;
    own.needed = result->reasons[index].needed;
    own.rank = result->reasons[index].rank;
    own.next_rank = result->reasons[index].next_rank;
    own.index = result->reasons[index].index;
    return coprod__struct_out(reason, sizeof own, sizeof own, &own);
}

static const char *label(const coprod_spectrum *spectrum, int32_t rank)
{
    return rank >= 0 && (uint32_t)rank <= spectrum->level_count ? spectrum->levels[rank].label : "";
}

static const char *answer(const coprod_spectrum *spectrum, int32_t indicator, int32_t step)
{
    const char *text = indicator < 0 ? NULL : coprod_spectrum_answer(spectrum, (uint32_t)indicator, step);
    return text ? text : "";
}

/* The words that ask for a step, and who says them; "" where there are none. */
static coprod__value words_of(const coprod_spectrum *spectrum, int32_t rank, int32_t indicator,
                              const coprod_texts *texts)
{
    coprod__value value = {"words", "", 0, NULL, NULL};
    if (indicator < 0 || rank < 1 || !spectrum->levels[rank].words[indicator][0])
        return value;
    value.text = spectrum->levels[rank].words[indicator];
    value.source = spectrum->levels[rank].words_source[indicator];
    value.within = coprod_code_sentence(texts, value.source[0] ? "spectrum-words-of" : "spectrum-words");
    return value;
}

/* Whom a reason speaks of: the indicator that is the cause, the other one that follows, the rule between them. */
typedef struct subject {
    const coprod__indicator *indicator, *cause, *other;
    const coprod__pattern *pattern;
    const coprod__rule *rule;
    int upper;
    char because[32];
} subject;

static void find_subject(const coprod_spectrum *spectrum, const coprod_reason *reason, subject *s)
{
    static const coprod__indicator no_indicator = {"", "", "", "", {"", "", ""}, {NULL}, 0, 0};
    static const coprod__pattern no_pattern = {"", "", "", "", {0}, {0}};
    static const coprod__rule no_rule = {0, 0, 0, 0, ""};
    int is_pattern = !strncmp(reason->code, "spectrum-pattern", 16);
    int follows = !strcmp(reason->code, "spectrum-follows");
    coprod__writer writer;
    s->indicator = reason->indicator < 0 ? &no_indicator : &spectrum->indicators[reason->indicator];
    s->pattern = is_pattern ? &spectrum->patterns[reason->index] : &no_pattern;
    s->rule = reason->index >= 0 && !is_pattern ? &spectrum->implications[reason->index] : &no_rule;
    s->upper = follows && reason->next_rank;
    s->cause = s->other = s->indicator;
    if (follows)
        s->cause = &spectrum->indicators[s->upper ? s->rule->then_indicator : s->rule->if_indicator];
    else if (s->rule != &no_rule)
        s->other = &spectrum->indicators[s->rule->then_indicator];
    coprod__writer_init(&writer, s->because, sizeof s->because);
    coprod__write(&writer, s->upper ? "below " : "at least ");
    coprod__write_number(&writer, s->upper ? s->rule->then_at_least : s->rule->if_at_least);
    coprod__writer_end(&writer, NULL);
}

/* A range is not told as if its end were known. */
static const char *is(const coprod_classification *result, const coprod_reason *reason)
{
    int32_t i = reason->indicator;
    if (i < 0 || result->low.x[i] == result->high.x[i])
        return "is";
    return reason->value == result->low.x[i] ? "is at least" : "is at most";
}

static void write_reason(coprod__writer *writer, const coprod_classification *result, const coprod_reason *reason,
                         const coprod_texts *texts)
{
    const coprod_spectrum *spectrum = result->spectrum;
    int held = !strncmp(reason->code, "spectrum-held", 13);
    subject s;
    find_subject(spectrum, reason, &s);
    const coprod__value values[] = {
        {"rank", label(spectrum, reason->rank), 0},
        {"next", label(spectrum, reason->next_rank), 0},
        {"indicator", s.cause->id, 0},
        {"title", s.indicator->title, 0},
        {"other", s.other->id, 0},
        {"is", is(result, reason), 0},
        {"value", NULL, reason->value},
        {"needed", NULL, reason->needed},
        {"answer", answer(spectrum, reason->indicator, reason->value), 0},
        {"needed_answer", answer(spectrum, reason->indicator, reason->needed), 0},
        words_of(spectrum, held ? reason->next_rank : 0, reason->indicator, texts),
        {"why", s.rule->why, 0},
        {"index", NULL, reason->index},
        {"direction", s.upper ? "at most" : "at least", 0},
        {"reason", s.because, 0},
        {"drop", NULL, reason->value},
        {"gain", NULL, reason->needed},
        {"question", s.pattern->id[0] ? s.pattern->question : s.indicator->question, 0},
        {"pattern", s.pattern->title, 0},
        {"id", s.pattern->id, 0},
        {"text", s.pattern->text, 0},
    };
    coprod__write_sentence(writer, coprod_code_sentence(texts, reason->code), values, sizeof values / sizeof *values);
}

coprod_status coprod_classification_text(const coprod_classification *result, size_t index, const coprod_texts *texts,
                                         char *buffer, size_t capacity, size_t *needed)
{
    coprod_reason reason = {sizeof reason};
    coprod__writer writer;
    coprod_status status = coprod_classification_reason(result, index, &reason);
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (status != COPROD_OK || (capacity && !buffer))
        return status != COPROD_OK ? status : COPROD_E_ARGUMENT;
    coprod__writer_init(&writer, buffer, capacity);
    write_reason(&writer, result, &reason, texts);
    return coprod__writer_end(&writer, needed);
}

coprod_status coprod_classification_claim_text(const coprod_classification *result, int32_t rank,
                                               const coprod_texts *texts, char *buffer, size_t capacity,
                                               size_t *needed)
{
    static const char *const codes[] = {"claim-none",      "claim-contradicted", "claim-unproven",
                                        "claim-plausible", "claim-evidenced",    "claim-understated"};
    coprod_claim claim = {sizeof claim};
    coprod__writer writer;
    coprod_status status = coprod_classification_claim(result, rank, &claim);
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (status != COPROD_OK || (capacity && !buffer))
        return status != COPROD_OK ? status : COPROD_E_ARGUMENT;
    const coprod__value values[] = {
        {"claim", label(result->spectrum, rank), 0},
        {"lowest", label(result->spectrum, result->lowest), 0},
        {"point", label(result->spectrum, result->at_point), 0},
        {"highest", label(result->spectrum, result->highest), 0},
        {"definite_gap", NULL, claim.definite_gap},
        {"unproven_gap", NULL, claim.unproven_gap},
    };
    coprod__writer_init(&writer, buffer, capacity);
    coprod__write_sentence(&writer, coprod_code_sentence(texts, codes[claim.verdict]), values,
                           sizeof values / sizeof *values);
    return coprod__writer_end(&writer, needed);
}
