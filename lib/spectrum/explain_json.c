/* SPDX-License-Identifier: MIT */
/* A result as one JSON document, written straight into the caller's buffer. */
#include <string.h>

#include "classify_internal.h"

typedef struct out {
    coprod__writer writer;
    const coprod_classification *result;
    const coprod_texts *texts;
} out;

static void key(out *o, const char *name)
{
    if (o->writer.length > 1) /* every key but the first stands after a value */
        coprod__write(&o->writer, ",");
    coprod__write_json(&o->writer, name);
    coprod__write(&o->writer, ":");
}

static void text(out *o, const char *name, const char *value)
{
    key(o, name);
    coprod__write_json(&o->writer, value);
}

static void number(out *o, const char *name, int64_t value)
{
    key(o, name);
    coprod__write_number(&o->writer, value);
}

static void truth(out *o, const char *name, int value)
{
    key(o, name);
    coprod__write(&o->writer, value ? "true" : "false");
}

static void field_text(out *o, const char *before, const char *name, const char *value)
{
    coprod__write(&o->writer, before);
    coprod__write_json(&o->writer, name);
    coprod__write(&o->writer, ":");
    coprod__write_json(&o->writer, value);
}

static void field(out *o, const char *name, int64_t value)
{
    coprod__write(&o->writer, ",");
    coprod__write_json(&o->writer, name);
    coprod__write(&o->writer, ":");
    coprod__write_number(&o->writer, value);
}

static const char *id_of(const out *o, uint32_t indicator)
{
    return o->result->spectrum->indicators[indicator].id;
}

static void level(out *o, const char *name, int32_t rank)
{
    key(o, name);
    if (rank < 0) {
        coprod__write(&o->writer, "null");
        return;
    }
    coprod__write(&o->writer, "{\"rank\":");
    coprod__write_number(&o->writer, rank);
    field_text(o, ",", "id", o->result->spectrum->levels[rank].id);
    field_text(o, ",", "label", o->result->spectrum->levels[rank].label);
    coprod__write(&o->writer, "}");
}

static void contradiction(out *o)
{
    key(o, "contradiction");
    if (o->result->contradiction < 0) {
        coprod__write(&o->writer, "null");
        return;
    }
    const coprod__rule *rule = &o->result->spectrum->implications[o->result->contradiction];
    coprod__write(&o->writer, "{\"if\":{");
    coprod__write_json(&o->writer, id_of(o, rule->if_indicator));
    coprod__write(&o->writer, ":");
    coprod__write_number(&o->writer, rule->if_at_least);
    coprod__write(&o->writer, "},\"then\":{");
    coprod__write_json(&o->writer, id_of(o, rule->then_indicator));
    coprod__write(&o->writer, ":");
    coprod__write_number(&o->writer, rule->then_at_least);
    coprod__write(&o->writer, "}}");
}

/* A sentence may be long: it is measured first, and then written in memory of its own. `reason` is the index of a
 * reason, or COPROD__REASONS for the sentence on the claim. */
static coprod_status sentence(out *o, size_t reason, int32_t rank)
{
    const coprod_classification *result = o->result;
    size_t needed = 0;
    char *own;
    int of_claim = reason == COPROD__REASONS;
    if (of_claim)
        coprod_classification_claim_text(result, rank, o->texts, NULL, 0, &needed);
    else
        coprod_classification_text(result, reason, o->texts, NULL, 0, &needed);
    own = coprod__alloc(&result->memory, needed);
    if (!own)
        return COPROD_E_MEMORY;
    if (of_claim)
        coprod_classification_claim_text(result, rank, o->texts, own, needed, NULL);
    else
        coprod_classification_text(result, reason, o->texts, own, needed, NULL);
    field_text(o, ",", of_claim ? "verdict_text" : "text", own);
    coprod__release(&result->memory, own, needed);
    return COPROD_OK;
}

static coprod_status claim(out *o, int32_t rank)
{
    coprod_claim own = {sizeof own};
    level(o, "claim", rank ? rank : -1);
    if (rank)
        coprod_classification_claim(o->result, rank, &own);
    key(o, "verdict");
    if (own.verdict == COPROD_VERDICT_NONE)
        coprod__write(&o->writer, "null");
    else
        coprod__write_json(&o->writer, coprod_verdict_name(own.verdict));
    if (own.verdict != COPROD_VERDICT_NONE) {
        number(o, "definite_gap", own.definite_gap);
        number(o, "unproven_gap", own.unproven_gap);
    }
    return rank ? sentence(o, COPROD__REASONS, rank) : COPROD_OK;
}

static void patterns(out *o, const char *name, int32_t state)
{
    int first = 1;
    key(o, name);
    coprod__write(&o->writer, "[");
    for (uint32_t i = 0; i < o->result->spectrum->pattern_count; i++) {
        if (coprod__pattern_state(o->result, i) != state)
            continue;
        coprod__write(&o->writer, first ? "" : ",");
        coprod__write_json(&o->writer, o->result->spectrum->patterns[i].id);
        first = 0;
    }
    coprod__write(&o->writer, "]");
}

static void bounds(out *o)
{
    key(o, "bounds");
    coprod__write(&o->writer, "[");
    for (uint32_t i = 0; i < o->result->spectrum->indicator_count; i++) {
        coprod_bound bound = {sizeof bound};
        coprod_classification_bound(o->result, i, &bound);
        field_text(o, i ? ",{" : "{", "indicator", id_of(o, i));
        field(o, "low", bound.low);
        field(o, "high", bound.high);
        field(o, "point", bound.point);
        field(o, "ceiling", bound.ceiling);
        field(o, "needed", bound.needed);
        coprod__write(&o->writer, bound.answered ? ",\"answered\":true}" : ",\"answered\":false}");
    }
    coprod__write(&o->writer, "]");
}

static void missing(out *o)
{
    key(o, "missing");
    coprod__write(&o->writer, "[");
    for (size_t i = 0; i < o->result->missing_count; i++) {
        field_text(o, i ? ",{" : "{", "indicator", id_of(o, o->result->missing[i].indicator));
        field(o, "drop", o->result->missing[i].drop);
        field(o, "gain", o->result->missing[i].gain);
        coprod__write(&o->writer, "}");
    }
    coprod__write(&o->writer, "]");
}

/* The least steps to each level that is not certain. */
static void steps(out *o)
{
    int first = 1;
    key(o, "steps");
    coprod__write(&o->writer, "{");
    for (int32_t rank = o->result->lowest + 1;
         o->result->contradiction < 0 && rank <= (int32_t)o->result->spectrum->level_count; rank++) {
        coprod_step list[COPROD__INDICATORS];
        size_t count = 0;
        list[0].size = sizeof *list;
        coprod_classification_steps(o->result, rank, list, COPROD__INDICATORS, &count);
        coprod__write(&o->writer, first ? "" : ",");
        coprod__write_json(&o->writer, o->result->spectrum->levels[rank].id);
        coprod__write(&o->writer, ":[");
        for (size_t i = 0; i < count; i++) {
            field_text(o, i ? ",{" : "{", "indicator", id_of(o, list[i].indicator));
            field(o, "from", list[i].from);
            field(o, "to", list[i].to);
            field_text(o, ",", "kind", list[i].kind == COPROD_STEP_EVIDENCE ? "evidence" : "change");
            coprod__write(&o->writer, "}");
        }
        coprod__write(&o->writer, "]");
        first = 0;
    }
    coprod__write(&o->writer, "}");
}

static void promises(out *o)
{
    static const char *const states[] = {NULL, "kept", "broken", "not known"};
    int first = 1;
    key(o, "promises");
    coprod__write(&o->writer, "[");
    for (uint32_t i = 0; i < o->result->spectrum->indicator_count; i++) {
        int32_t state = coprod__promise_state(o->result, i);
        if (state == COPROD_PROMISE_NOT_DUE)
            continue;
        field_text(o, first ? "{" : ",{", "indicator", id_of(o, i));
        field(o, "due", o->result->spectrum->levels[o->result->at_point].promises[i]);
        field_text(o, ",", "state", states[state]);
        coprod__write(&o->writer, "}");
        first = 0;
    }
    coprod__write(&o->writer, "]");
}

static coprod_status reasons(out *o)
{
    coprod_status status = COPROD_OK;
    key(o, "reasons");
    coprod__write(&o->writer, "[");
    for (size_t i = 0; status == COPROD_OK && i < o->result->reason_count; i++) {
        field_text(o, i ? ",{" : "{", "code", o->result->reasons[i].code);
        if (o->result->reasons[i].indicator >= 0)
            field_text(o, ",", "indicator", id_of(o, (uint32_t)o->result->reasons[i].indicator));
        status = sentence(o, i, 0);
        coprod__write(&o->writer, "}");
    }
    coprod__write(&o->writer, "]");
    return status;
}

coprod_status coprod_classification_json(const coprod_classification *result, int32_t claimed,
                                         const coprod_texts *texts, char *buffer, size_t capacity, size_t *needed)
{
    out o = {{buffer, buffer ? capacity : 0, 0}, result, texts};
    coprod_status status;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!result || !result->spectrum || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    if (claimed < 0 || (uint32_t)claimed > result->spectrum->level_count)
        return COPROD_E_UNKNOWN;
    coprod__write(&o.writer, "{");
    text(&o, "schema", "classification/1");
    text(&o, "spectrum", result->spectrum->id);
    text(&o, "version", result->spectrum->version);
    text(&o, "fingerprint", result->spectrum->fingerprint);
    level(&o, "lowest", result->lowest);
    level(&o, "point", result->at_point);
    level(&o, "highest", result->highest);
    truth(&o, "certain", result->contradiction < 0 && result->lowest == result->highest);
    truth(&o, "presumed", result->presumed);
    contradiction(&o);
    status = claim(&o, claimed);
    truth(&o, "uneven", coprod__uneven(result));
    patterns(&o, "patterns", COPROD_PATTERN_DEFINITE);
    patterns(&o, "patterns_possible", COPROD_PATTERN_POSSIBLE);
    bounds(&o);
    missing(&o);
    steps(&o);
    promises(&o);
    if (status == COPROD_OK)
        status = reasons(&o);
    if (status != COPROD_OK) {
        if (buffer && capacity)
            buffer[0] = '\0';
        return status;
    }
    coprod__write(&o.writer, "}");
    return coprod__writer_end(&o.writer, needed);
}
