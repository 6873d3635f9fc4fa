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

/* One entry on its way in. What counts nothing is an error where people wrote it, and a warning under `counts`: a saved
 * state may hold anything, and what is written of it must be read again. */
typedef struct reading_entry {
    coprod__load *load;
    const json_t *json;
    const coprod__place *place;
    const coprod_policy *policy;
    coprod__entry_key key;
    int32_t severity; /* of what counts nothing; 0: the document is of another policy, whose words these are */
} reading_entry;

static void tell(const reading_entry *own, const char *code, const char *member, const char *found,
                 const char *expected)
{
    const coprod__place at = {own->place, member, 0};
    coprod__report(own->load, own->severity, code, &at, found, expected);
}

static const coprod__mileage *mileage_of(const reading_entry *own)
{
    int32_t index = coprod__expense_index(own->policy, own->key.of);
    return index == COPROD__NONE ? NULL : own->policy->expenses[index].mileage;
}

/* What is of one claim alone is never kept, and has no periods: an entry of it is read, and does nothing. */
static int is_kept(int scope)
{
    return scope > COPROD__SCOPE_JOURNEY && scope != COPROD__SCOPE_24H && scope != COPROD__SCOPE_CLAIM
           && scope != COPROD__SCOPE_NONE;
}

static int scope_of_cap(const reading_entry *own)
{
    static const uint8_t measures[COPROD__COUNT_KINDS] = {
        [COPROD__COUNT_MONEY] = COPROD__MEASURE_MONEY, [COPROD__COUNT_MINUTES] = COPROD__MEASURE_MINUTES,
        [COPROD__COUNT_LINES] = COPROD__MEASURE_COUNT, [COPROD__COUNT_CAP_MILES] = COPROD__MEASURE_MILES};
    for (uint32_t i = 0; i < own->policy->cap_count; i++) {
        const coprod__cap *cap = &own->policy->caps[i];
        if (coprod__same(cap->id, own->key.of) && cap->measure == measures[own->key.kind])
            return cap->scope;
    }
    return COPROD__NONE;
}

static int scope_of_check(const reading_entry *own)
{
    for (uint32_t i = 0; i < own->policy->check_count; i++) {
        const coprod__check *check = &own->policy->checks[i];
        if (coprod__same(check->id, own->key.of) && check->kind != COPROD__FLOOR && check->kind != COPROD__EXCESS)
            return check->period;
    }
    return COPROD__NONE;
}

/* Of miles: the word that the expense counts its groups under, or none if it counts them all together. */
static void check_group(const reading_entry *own)
{
    const coprod__mileage *mileage = mileage_of(own);
    char expected[256];
    coprod__writer writer;
    uint32_t found = mileage->group_count;
    if (!own->key.group[0])
        return;
    if (!(mileage->key & COPROD__KEY_GROUP)) {
        tell(own, "unknown-id", "group", own->key.group, "no group: this expense counts the miles of all together");
        return;
    }
    coprod__writer_init(&writer, expected, sizeof expected);
    for (uint32_t i = 0; i < mileage->group_count; i++) {
        if (coprod__same(mileage->groups[i].counter, own->key.group))
            found = i;
        if (mileage->groups[i].counter_index != i)
            continue;
        coprod__write(&writer, i ? " " : "");
        coprod__write(&writer, mileage->groups[i].counter);
    }
    coprod__writer_end(&writer, NULL);
    if (found == mileage->group_count)
        tell(own, "unknown-id", "group", own->key.group, expected);
}

static void tell_day(const reading_entry *own, const char *member, int32_t day, const char *words, int32_t first)
{
    char found[16] = "", expected[96] = "";
    coprod__writer writer;
    coprod_day_write(day, found, sizeof found, NULL);
    coprod__writer_init(&writer, expected, sizeof expected);
    coprod__write(&writer, words);
    coprod_day_write(first, expected + writer.length, sizeof expected - writer.length, NULL);
    tell(own, "out-of-range", member, found, expected);
}

static void check_days(const reading_entry *own, int scope)
{
    const coprod__entry_key *key = &own->key;
    int32_t first;
    if (scope == COPROD__SCOPE_EVENT) {
        if (json_object_get(own->json, "period"))
            tell(own, "unknown-key", "period", "period", "a period for what is counted by days, and not for an event");
        if (!json_object_get(own->json, "word"))
            tell(own, "missing-key", "word", "nothing", "the event");
        return;
    }
    if (key->period == COPROD__ANY_DAY) {
        if (!json_object_get(own->json, "period")) /* or it is no date, which has been told */
            tell(own, "missing-key", "period", "nothing", "the first day of a period, YYYY-MM-DD");
        return;
    }
    first = coprod__period_start(own->policy, scope, key->period);
    if (first != key->period)
        tell_day(own, "period", key->period, "the first day of a period, such as ", first);
    else if (key->day != COPROD__ANY_DAY && coprod__period_start(own->policy, scope, key->day) != first)
        tell_day(own, "day", key->day, "a day of the period that begins on ", first);
}

/* Whether the policy counts anything under the key. */
static void check_entry(const reading_entry *own)
{
    static const char *const ids[COPROD__COUNT_KINDS] = {
        "", "the id of an expense for miles", "the id of a cap of money", "the id of a cap of minutes",
        "the id of a cap of lines", "the id of a cap of miles", "the id of a check that adds up earnings",
        "the id of a check that adds up earnings", "", ""};
    const uint8_t kind = own->key.kind;
    const coprod__mileage *mileage = mileage_of(own);
    int scope = kind == COPROD__COUNT_MILES      ? mileage ? mileage->scope : COPROD__NONE
                : kind < COPROD__COUNT_EARNINGS ? scope_of_cap(own) : scope_of_check(own);
    if (kind > COPROD__COUNT_TIME || (!own->key.of[0] && json_object_get(own->json, "of")))
        return; /* of nothing, or told already */
    if (scope == COPROD__NONE)
        tell(own, own->key.of[0] ? "unknown-id" : "missing-key", "of", own->key.of[0] ? own->key.of : "nothing",
             ids[kind]);
    if (scope == COPROD__NONE || !is_kept(scope))
        return;
    if (kind == COPROD__COUNT_MILES)
        check_group(own);
    check_days(own, scope);
}

static void read_key(reading_entry *own)
{
    coprod__load *load = own->load;
    coprod__entry_key *key = &own->key;
    key->of = text_of(load, own->json, own->place, "of");
    key->person = text_of(load, own->json, own->place, "person");
    key->payer = text_of(load, own->json, own->place, "payer");
    key->group = text_of(load, own->json, own->place, "group");
    key->word = text_of(load, own->json, own->place, key->kind == COPROD__COUNT_RECEIPT ? "fingerprint" : "word");
    key->period = day_of(load, own->json, own->place, "period");
    key->day = day_of(load, own->json, own->place, "day");
}

/* Puts it where it belongs. */
static void count_entry(const reading_entry *own, const char *word, int64_t value, coprod_ledger *ledger)
{
    coprod__entry *entry = coprod__ledger_room(ledger, &own->key);
    if (!entry)
        own->load->failure = COPROD_E_MEMORY;
    else if (entry->value)
        coprod__report(own->load, COPROD_ERROR, "duplicate-id", own->place, word, "each entry once");
    else if (!coprod__ledger_add(ledger, &own->key, value))
        coprod__report(own->load, COPROD_ERROR, "out-of-range", own->place, word, "a sum up to 10^15");
}

static void load_entry(coprod__load *load, const json_t *json, const coprod__place *place, coprod_ledger *ledger,
                       int32_t severity)
{
    const coprod__place kind = {place, "kind", 0}, day = {place, "day", 0};
    const char *word = coprod__json_text(load, json, place, "kind", COPROD__REQUIRED);
    reading_entry own = {load, json, place, ledger->policy, {0}, severity};
    coprod__entry_key *key = &own.key;
    int64_t value;
    uint8_t k = 1;
    while (word && k < COPROD__COUNT_KINDS && strcmp(coprod__entry_words[k], word))
        k++;
    if (!word || k == COPROD__COUNT_KINDS) {
        if (word)
            coprod__report(load, COPROD_ERROR, "unknown-id", &kind, word,
                           "miles cap-money cap-minutes cap-lines cap-miles earnings time receipt claim");
        return;
    }
    coprod__json_keys(load, json, place, entry_keys[k]);
    key->kind = k;
    read_key(&own);
    value = coprod__json_integer(load, json, place, coprod__entry_members[k], COPROD__REQUIRED, 0,
                                 COPROD__ENTRY_MOST, 0);
    if (k == COPROD__COUNT_MILES && key->day == COPROD__ANY_DAY)
        key->day = key->period; /* what another system knows: "miles so far this year" */
    if ((k == COPROD__COUNT_MILES) != (key->day != COPROD__ANY_DAY))
        coprod__report(load, COPROD_ERROR, k == COPROD__COUNT_MILES ? "missing-key" : "unknown-key", &day, "day",
                       "a day for miles, and for nothing else");
    if (severity)
        check_entry(&own);
    if (!load->errors)
        count_entry(&own, word, value, ledger);
}

static coprod_status load_document(coprod__load *load, const json_t *document, coprod_ledger *ledger)
{
    const coprod__place here = {&root, "entries", 0}, policy = {&root, "policy", 0};
    const json_t *entries;
    const char *counts, *id;
    int32_t severity = 0;
    size_t i;
    json_t *one;
    coprod__json_schema(load, document, "ledger/1");
    coprod__json_keys(load, document, &root, "schema policy counts entries");
    id = coprod__json_text(load, document, &root, "policy", COPROD__REQUIRED);
    counts = coprod__json_text(load, document, &root, "counts", COPROD__OPTIONAL);
    entries = coprod__json_array(load, document, &root, "entries", COPROD__REQUIRED);
    if (id && strcmp(id, ledger->policy->id))
        coprod__report(load, COPROD_ERROR, "unknown-id", &policy, id, ledger->policy->id);
    else if (id)
        severity = counts ? COPROD_WARNING : COPROD_ERROR;
    if (coprod__load_status(load) == COPROD_OK && counts && strcmp(counts, ledger->policy->ledger_fingerprint))
        return COPROD_E_FINGERPRINT;
    json_array_foreach((json_t *)entries, i, one) {
        const coprod__place at = {&here, NULL, i};
        if (json_is_object(one))
            load_entry(load, one, &at, ledger, severity);
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
