/* SPDX-License-Identifier: MIT */
/* A ledger as JSON. */
#include <string.h>

#include "coprod/days.h"
#include "json_out_internal.h"
#include "ledger_internal.h"

static const coprod__place root = {NULL, NULL, 0};

static void optional(coprod__json_out *out, const char *key, const char *text)
{
    if (text[0])
        coprod__out_text(out, key, text);
}

static void write_entry(coprod__json_out *out, const coprod__entry *one)
{
    const coprod__entry_key *key = &one->key;
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "kind", coprod__entry_words[key->kind]);
    optional(out, "of", key->of);
    optional(out, "person", key->person);
    optional(out, "payer", key->payer);
    optional(out, "group", key->group);
    optional(out, key->kind == COPROD__COUNT_RECEIPT ? "fingerprint" : "word", key->word);
    if (key->period != COPROD__ANY_DAY)
        coprod__out_day(out, "period", key->period);
    if (key->day != COPROD__ANY_DAY)
        coprod__out_day(out, "day", key->day);
    coprod__out_number(out, coprod__entry_members[key->kind], one->value);
    coprod__out_close(out, '}');
}

coprod_status coprod_ledger_json(const coprod_ledger *ledger, char *buffer, size_t capacity, size_t *needed)
{
    coprod__json_out out = {{0}, 0};
    const coprod__entry **list;
    size_t count, bytes;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!ledger || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    list = coprod__ledger_sorted(ledger, &count, &bytes);
    if (!list && bytes)
        return COPROD_E_MEMORY;
    coprod__writer_init(&out.writer, buffer, capacity);
    coprod__out_open(&out, NULL, '{');
    coprod__out_text(&out, "schema", "ledger/1");
    coprod__out_text(&out, "policy", ledger->policy->id);
    coprod__out_text(&out, "counts", ledger->policy->ledger_fingerprint);
    coprod__out_open(&out, "entries", '[');
    for (size_t i = 0; i < count; i++)
        write_entry(&out, list[i]);
    coprod__out_close(&out, ']');
    coprod__out_close(&out, '}');
    coprod__release(&ledger->memory, list, bytes);
    return coprod__writer_end(&out.writer, needed);
}

static const char *text_of(coprod__load *load, const json_t *json, const coprod__place *place, const char *key)
{
    const char *text = coprod__json_text(load, json, place, key, COPROD__OPTIONAL);
    return text ? text : "";
}

static int32_t day_of(coprod__load *load, const json_t *json, const coprod__place *place, const char *key)
{
    const coprod__place here = {place, key, 0};
    const char *text = coprod__json_text(load, json, place, key, COPROD__OPTIONAL);
    int32_t day = COPROD__ANY_DAY;
    if (text && coprod_day_read(text, COPROD_NTS, &day) != COPROD_OK) {
        coprod__report(load, COPROD_ERROR, "not-a-date", &here, text, "YYYY-MM-DD");
        return COPROD__ANY_DAY;
    }
    return day;
}

#define COMMON "kind of person payer group word period day "
static const char *const entry_keys[COPROD__COUNT_KINDS] = {
    "", COMMON "quantity_milli", COMMON "amount_mpence", COMMON "minutes", COMMON "count", COMMON "quantity_milli",
    COMMON "amount_pence", COMMON "minutes", "kind fingerprint count", COMMON "count",
};

static void load_entry(coprod__load *load, const json_t *json, const coprod__place *place, coprod_ledger *ledger)
{
    const coprod__place kind = {place, "kind", 0}, day = {place, "day", 0};
    const char *word = coprod__json_text(load, json, place, "kind", COPROD__REQUIRED);
    coprod__entry_key key = {0};
    int64_t value;
    uint8_t k = 1;
    coprod__entry *own;
    while (word && k < COPROD__COUNT_KINDS && strcmp(coprod__entry_words[k], word))
        k++;
    if (!word || k == COPROD__COUNT_KINDS) {
        if (word)
            coprod__report(load, COPROD_ERROR, "unknown-id", &kind, word,
                           "miles cap-money cap-minutes cap-lines cap-miles earnings time receipt claim");
        return;
    }
    coprod__json_keys(load, json, place, entry_keys[k]);
    key.kind = k;
    key.of = text_of(load, json, place, "of");
    key.person = text_of(load, json, place, "person");
    key.payer = text_of(load, json, place, "payer");
    key.group = text_of(load, json, place, "group");
    key.word = text_of(load, json, place, k == COPROD__COUNT_RECEIPT ? "fingerprint" : "word");
    key.period = day_of(load, json, place, "period");
    key.day = day_of(load, json, place, "day");
    value = coprod__json_integer(load, json, place, coprod__entry_members[k], COPROD__REQUIRED, 0,
                                 COPROD__ENTRY_MOST, 0);
    if (k == COPROD__COUNT_MILES && key.day == COPROD__ANY_DAY)
        key.day = key.period; /* what another system knows: "miles so far this year" */
    if ((k == COPROD__COUNT_MILES) != (key.day != COPROD__ANY_DAY))
        coprod__report(load, COPROD_ERROR, k == COPROD__COUNT_MILES ? "missing-key" : "unknown-key", &day, "day",
                       "a day for miles, and for nothing else");
    if (load->errors)
        return;
    own = coprod__ledger_room(ledger, &key);
    if (!own) {
        load->failure = COPROD_E_MEMORY;
        return;
    }
    if (own->value)
        coprod__report(load, COPROD_ERROR, "duplicate-id", place, word, "each entry once");
    else if (!coprod__ledger_add(ledger, &key, value))
        coprod__report(load, COPROD_ERROR, "out-of-range", place, word, "a sum up to 10^15");
}

static coprod_status load_document(coprod__load *load, const json_t *document, coprod_ledger *ledger)
{
    const coprod__place here = {&root, "entries", 0}, policy = {&root, "policy", 0};
    const json_t *entries;
    const char *counts, *id;
    size_t i;
    json_t *one;
    coprod__json_schema(load, document, "ledger/1");
    coprod__json_keys(load, document, &root, "schema policy counts entries");
    id = coprod__json_text(load, document, &root, "policy", COPROD__REQUIRED);
    counts = coprod__json_text(load, document, &root, "counts", COPROD__OPTIONAL);
    entries = coprod__json_array(load, document, &root, "entries", COPROD__REQUIRED);
    if (id && strcmp(id, ledger->policy->id))
        coprod__report(load, COPROD_ERROR, "unknown-id", &policy, id, ledger->policy->id);
    if (coprod__load_status(load) == COPROD_OK && counts && strcmp(counts, ledger->policy->ledger_fingerprint))
        return COPROD_E_FINGERPRINT;
    json_array_foreach((json_t *)entries, i, one) {
        const coprod__place at = {&here, NULL, i};
        if (json_is_object(one))
            load_entry(load, one, &at, ledger);
        else
            coprod__json_wrong(load, "wrong-type", &at, one, "an object");
    }
    return coprod__load_status(load);
}

coprod_status coprod_ledger_load(const coprod_policy *policy, const char *json, size_t length,
                                 const coprod_allocator *allocator, coprod_findings *findings, coprod_ledger **ledger)
{
    coprod__load load = {findings, 0, COPROD_OK, 0};
    coprod_ledger *made = NULL;
    json_t *document = NULL;
    coprod_status status;
    if (!ledger)
        return COPROD_E_ARGUMENT;
    *ledger = NULL;
    if (!policy || !json)
        return COPROD_E_ARGUMENT;
    status = coprod__ledger_make(policy, allocator, &made);
    if (status == COPROD_OK)
        status = coprod__json_parse(&load, json, length, &document);
    if (status == COPROD_OK)
        status = load_document(&load, document, made);
    json_decref(document);
    if (status == COPROD_OK)
        *ledger = made;
    else
        coprod_ledger_free(made);
    return status;
}
