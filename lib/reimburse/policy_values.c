/* SPDX-License-Identifier: MIT */
/* Dated values: their rows, their sources, and the indexes that they may follow. */
#include <stdlib.h>
#include <string.h>

#include "coprod/days.h"
#include "data_internal.h"
#include "read_internal.h"

static const coprod__place root = {NULL, NULL, 0};

enum { MONEY_MOST = 100000000, RATE_MOST = 100000000 }; /* a million pounds; a thousand pounds a unit */

void coprod__read_source(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                         coprod__policy_source *source)
{
    coprod__load *load = reading->load;
    coprod__arena *arena = reading->arena;
    source->title = coprod__json_copy(load, arena, object, place, "title",
                                      object ? COPROD__REQUIRED : COPROD__OPTIONAL);
    source->address = coprod__json_copy(load, arena, object, place, "address", COPROD__OPTIONAL);
    source->section = coprod__json_copy(load, arena, object, place, "section", COPROD__OPTIONAL);
    source->words = coprod__json_copy(load, arena, object, place, "words", COPROD__OPTIONAL);
    coprod__json_text(load, object, place, "date", COPROD__OPTIONAL);
    coprod__json_text(load, object, place, "publisher", COPROD__OPTIONAL);
    coprod__json_text(load, object, place, "note", COPROD__OPTIONAL);
}

void coprod__read_sources(const coprod__reading *reading, const json_t *document, const coprod__place *place,
                          coprod__sources *sources)
{
    const json_t *own = coprod__json_object(reading->load, document, place, "source", COPROD__OPTIONAL), *list;
    const coprod__place here = {place, "source", 0};
    coprod__place at;
    size_t i;
    json_t *one;
    if (own)
        coprod__json_keys(reading->load, own, &here, "title address section words date publisher note");
    sources->own.id = "";
    coprod__read_source(reading, own, &here, &sources->own);
    list = coprod__read_list(reading, document, place, "sources", COPROD__OPTIONAL, &at);
    sources->list = coprod__room(reading, json_array_size(list), sizeof *sources->list);
    if (!sources->list)
        return;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place element = {&at, NULL, i}, id = {&element, "id", 0};
        coprod__policy_source *source = &sources->list[sources->count];
        coprod__json_keys(reading->load, one, &element, "id title address section words date publisher note");
        source->id = coprod__json_word(reading->load, reading->arena, one, &element, "id");
        coprod__read_source(reading, one, &element, source);
        for (uint32_t s = 0; s < sources->count; s++)
            if (source->id[0] && !strcmp(sources->list[s].id, source->id))
                coprod__report(reading->load, COPROD_ERROR, "duplicate-id", &id, source->id, "another id");
        sources->count++;
    }
}

const coprod__policy_source *coprod__read_ref(const coprod__reading *reading, const json_t *object,
                                              const coprod__place *place)
{
    const coprod__place here = {place, "ref", 0};
    const char *id = coprod__json_text(reading->load, object, place, "ref", COPROD__OPTIONAL);
    for (uint32_t i = 0; id && i < reading->sources->count; i++)
        if (!strcmp(reading->sources->list[i].id, id))
            return &reading->sources->list[i];
    if (id)
        coprod__report(reading->load, COPROD_ERROR, "source-unknown", &here, id, "the id of one of the sources");
    return reading->rule ? reading->rule : &reading->sources->own;
}

static int32_t index_of(const coprod_policy *policy, const char *id)
{
    for (uint32_t i = 0; i < policy->index_count; i++)
        if (!strcmp(policy->indexes[i].id, id))
            return (int32_t)i;
    return COPROD__NONE;
}

static const char pers[] = "- mile km hour night day person week month year";

static void read_link(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                      coprod__row *row)
{
    const coprod__place here = {place, "index", 0}, rounding = {place, "round", 0};
    const char *id = coprod__json_text(reading->load, json, place, "index", COPROD__REQUIRED);
    const json_t *round = coprod__json_object(reading->load, json, place, "round", COPROD__OPTIONAL);
    row->kind = COPROD__ROW_INDEX;
    row->index = (int16_t)(id ? index_of(reading->policy, id) : COPROD__NONE);
    if (id && row->index == COPROD__NONE)
        coprod__report(reading->load, COPROD_ERROR, "index-unknown", &here, id, "the id of one of the indexes");
    if (!coprod__read_share(reading, json, place, "times", COPROD__OPTIONAL, &row->times_n, &row->times_d))
        row->times_n = row->times_d = 1;
    if (!round)
        return;
    coprod__json_keys(reading->load, round, &rounding, "to_pence mode");
    row->round_mpence = 1000 * coprod__json_integer(reading->load, round, &rounding, "to_pence", COPROD__REQUIRED, 1,
                                                    1000000, 1);
    row->round_mode = (uint8_t)coprod__read_choice(reading, round, &rounding, "mode", "half-up half-even down up", -1);
}

/* "a sum or per mile" of the bits of coprod__fits. */
static void write_fits(coprod__writer *writer, uint32_t fits)
{
    static const char *const words[] = {"a sum", "per mile", "per km", "per hour", "per night", "per day", "per person",
                                        "per week", "per month", "per year"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!(fits >> i & 1))
            continue;
        coprod__write(writer, words[i]);
        if (fits >> (i + 1))
            coprod__write(writer, " or ");
    }
}

/* A row with `times` may stand for anything: sixteen times an hour's wage is the limit of a week. */
static void check_fits(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                       const coprod__row *row, uint32_t fits)
{
    static const char *const keys[] = {"amount_pence", "per", "index"};
    const coprod__place here = {place, keys[row->kind], 0};
    uint8_t per = row->kind == COPROD__ROW_INDEX ? reading->policy->indexes[row->index].per : row->per;
    char found[32], expected[64];
    coprod__writer writer;
    if (fits >> per & 1 || json_object_get(json, "times"))
        return;
    coprod__writer_init(&writer, found, sizeof found);
    write_fits(&writer, 1u << per);
    coprod__writer_end(&writer, NULL);
    coprod__writer_init(&writer, expected, sizeof expected);
    write_fits(&writer, fits);
    coprod__writer_end(&writer, NULL);
    coprod__report(reading->load, COPROD_ERROR, "wrong-per", &here, found, expected);
}

static void read_row(const coprod__reading *reading, const json_t *json, const coprod__place *place, uint32_t fits,
                     coprod__row *row)
{
    const uint32_t errors = reading->load->errors;
    const int kinds = (json_object_get(json, "amount_pence") != NULL) + (json_object_get(json, "rate_mpence") != NULL)
                      + (json_object_get(json, "index") != NULL);
    const coprod__place last = {place, "to", 0};
    coprod__json_keys(reading->load, json, place,
                      "from to known_from amount_pence rate_mpence per index times round ref");
    row->from = coprod__read_day(reading, json, place, "from", COPROD__OPEN_FROM);
    row->to = coprod__read_day(reading, json, place, "to", COPROD__OPEN_TO);
    row->known_from = coprod__read_day(reading, json, place, "known_from", COPROD__OPEN_FROM);
    row->source = coprod__read_ref(reading, json, place);
    row->index = COPROD__NONE;
    if (row->from > row->to)
        coprod__report(reading->load, COPROD_ERROR, "out-of-range", &last,
                       json_string_value(json_object_get(json, "to")), "a day that is not before from");
    if (kinds != 1) {
        coprod__report(reading->load, COPROD_ERROR, "missing-key", place, kinds ? "several of them" : "none of them",
                       "one of amount_pence, rate_mpence and index");
        return;
    }
    row->kind = COPROD__ROW_SUM;
    row->mpence = 1000 * coprod__read_decimal(reading, json, place, "amount_pence", 0, 2, 0, MONEY_MOST, 0);
    if (json_object_get(json, "rate_mpence")) {
        row->kind = COPROD__ROW_RATE;
        row->mpence = coprod__read_decimal(reading, json, place, "rate_mpence", 0, 3, 0, RATE_MOST, 0);
        row->per = (uint8_t)coprod__read_choice(reading, json, place, "per", pers, -1);
    }
    if (json_object_get(json, "index"))
        read_link(reading, json, place, row);
    if (reading->load->errors == errors && reading->load->failure == COPROD_OK)
        check_fits(reading, json, place, row, fits);
}

/* The order in which rows are asked. */
static int before(const coprod__row *a, const coprod__row *b)
{
    return a->known_from != b->known_from ? a->known_from > b->known_from : a->from > b->from;
}

void coprod__read_rows(const coprod__reading *reading, const json_t *object, const coprod__place *place,
                       const char *key, int required, uint32_t fits, coprod__rows *rows)
{
    coprod__place here;
    const json_t *list = coprod__json_array(reading->load, object, place, key, required) /* may be empty: a hole */
                             ? coprod__read_list(reading, object, place, key, COPROD__OPTIONAL, &here) : NULL;
    coprod__row *made = coprod__room(reading, json_array_size(list), sizeof *made);
    size_t i;
    json_t *one;
    rows->list = made;
    rows->count = 0;
    rows->stated = json_is_array(json_object_get(object, key));
    if (!made)
        return;
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place at = {&here, NULL, i};
        coprod__row row = {0};
        uint32_t slot = rows->count;
        read_row(reading, one, &at, fits, &row);
        for (uint32_t r = 0; r < rows->count; r++)
            if (made[r].known_from == row.known_from && made[r].from == row.from)
                coprod__report(reading->load, COPROD_ERROR, "rows-alike", &at, "two rows of the same days",
                               "one row for each from and known_from");
        for (; slot && before(&row, &made[slot - 1]); slot--)
            made[slot] = made[slot - 1];
        made[slot] = row;
        rows->count++;
    }
}

static void load_index(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                       coprod__index *index)
{
    coprod__reading own = *reading;
    index->id = coprod__json_word(reading->load, reading->arena, json, place, "id");
    index->title = coprod__json_copy(reading->load, reading->arena, json, place, "title", COPROD__REQUIRED);
    index->per = (uint8_t)coprod__read_choice(reading, json, place, "per", pers, -1);
    coprod__read_sources(reading, json, place, &index->sources);
    own.sources = json_object_get(json, "sources") || json_object_get(json, "source") ? &index->sources
                                                                                      : reading->sources;
    coprod__read_rows(&own, json, place, "values", COPROD__REQUIRED, COPROD__FITS_SUM | 1u << index->per,
                      &index->values);
}

/* The document of a built-in index; NULL if there is none. */
static json_t *builtin(const coprod__reading *reading, const char *id)
{
    const coprod__data *data = coprod__data_find("index", id);
    json_t *document = NULL;
    if (data && coprod__json_parse(reading->load, data->json, data->length, &document) == COPROD_E_MEMORY)
        reading->load->failure = COPROD_E_MEMORY;
    return document;
}

/* How deep each index stands on others: depths grow until nothing changes, or for ever in a circle. */
static void find_depths(const coprod_policy *policy, uint8_t depth[256])
{
    memset(depth, 0, 256);
    for (int round = 0; round <= COPROD__ROWS_DEPTH; round++)
        for (uint32_t i = 0; i < policy->index_count; i++)
            for (uint32_t r = 0; r < policy->indexes[i].values.count; r++) {
                int16_t on = policy->indexes[i].values.list[r].index;
                if (on != COPROD__NONE && depth[on] >= depth[i] && depth[i] <= COPROD__ROWS_DEPTH)
                    depth[i] = (uint8_t)(depth[on] + 1);
            }
}

/* Names first, so that an index may follow one that stands after it; what a built-in one follows comes along. */
static void name_indexes(const coprod__reading *reading, json_t *list, json_t *documents, const coprod__place *place)
{
    coprod_policy *policy = reading->policy;
    size_t i;
    for (i = 0; i < json_array_size(list); i++) {
        const coprod__place at = {place, NULL, i};
        json_t *one = json_array_get(list, i), *document = one, *row;
        const char *id = json_string_value(json_is_string(one) ? one : json_object_get(one, "id"));
        size_t r;
        if (!json_is_string(one) && !json_is_object(one)) {
            coprod__json_wrong(reading->load, "wrong-type", &at, one, "an object, or the id of a built-in index");
        } else if (json_is_string(one)) {
            document = builtin(reading, id);
            if (!document)
                coprod__report(reading->load, COPROD_ERROR, "index-unknown", &at, id, "the id of a built-in index");
            json_array_foreach(json_object_get(document, "values"), r, row) {
                json_t *next = json_object_get(row, "index"), *known;
                size_t k;
                int there = !next;
                json_array_foreach(list, k, known)
                    there |= next && json_equal(json_is_object(known) ? json_object_get(known, "id") : known, next);
                if (!there && json_array_append(list, next))
                    reading->load->failure = COPROD_E_MEMORY;
            }
        }
        if (id && index_of(policy, id) != COPROD__NONE)
            coprod__report(reading->load, COPROD_ERROR, "duplicate-id", &at, id, "another id");
        if (json_array_append(documents, document ? document : one))
            reading->load->failure = COPROD_E_MEMORY;
        if (policy->index_count < 256) {
            const char *per = json_string_value(json_object_get(document, "per"));
            int known = per ? coprod__word_index(pers, per) : 0;
            policy->indexes[policy->index_count].per = (uint8_t)(known < 0 ? 0 : known);
            policy->indexes[policy->index_count++].id = id ? id : "";
        }
        if (document != one)
            json_decref(document);
    }
}

void coprod__load_indexes(const coprod__reading *reading, const json_t *document)
{
    const json_t *given = coprod__json_array(reading->load, document, &root, "indexes", COPROD__OPTIONAL);
    const coprod__place here = {&root, "indexes", 0};
    json_t *list = json_array(), *documents = json_array();
    uint8_t depth[256];
    if (!list || !documents || (given && json_array_extend(list, (json_t *)given)))
        reading->load->failure = COPROD_E_MEMORY;
    if (json_array_size(list) > 64)
        coprod__report(reading->load, COPROD_ERROR, "too-many", &here, "more than 64", "at most 64 indexes");
    reading->policy->indexes = coprod__room(reading, 256, sizeof *reading->policy->indexes);
    if (reading->policy->indexes && json_array_size(list) <= 64)
        name_indexes(reading, list, documents, &here);
    for (uint32_t i = 0; i < reading->policy->index_count; i++) {
        const coprod__place at = {&here, NULL, i};
        const json_t *one = json_array_get(documents, i);
        if (json_is_object(json_array_get(list, i)))
            coprod__json_keys(reading->load, one, &at, "id title per values source sources");
        reading->policy->indexes[i].origin = json_is_object(json_array_get(list, i)) ? COPROD__INDEX_OWN
                                             : i < json_array_size(given) ? COPROD__INDEX_NAMED
                                                                          : COPROD__INDEX_FOLLOWED;
        if (json_is_object(one))
            load_index(reading, one, &at, &reading->policy->indexes[i]);
        else
            reading->policy->indexes[i].id = "";
    }
    find_depths(reading->policy, depth);
    for (uint32_t i = 0; i < reading->policy->index_count; i++) {
        const coprod__place at = {&here, NULL, i};
        if (depth[i] > COPROD__ROWS_DEPTH)
            coprod__report(reading->load, COPROD_ERROR, "index-circle", &at, reading->policy->indexes[i].id,
                           "an index that does not stand on itself, nor on more than 8 others in a row");
    }
    json_decref(list);
    json_decref(documents);
}

const coprod__row *coprod__row_at(const coprod__rows *rows, int32_t day, int32_t known_on)
{
    for (uint32_t i = 0; i < rows->count; i++) {
        const coprod__row *row = &rows->list[i];
        if (row->known_from <= known_on && row->from <= day && day <= row->to)
            return row;
    }
    return NULL;
}

const coprod__row *coprod__value_at(const coprod_policy *policy, const coprod__rows *rows, int32_t day,
                                    int32_t known_on, coprod__exact *value)
{
    const coprod__row *row = coprod__row_at(rows, day, known_on), *own;
    *value = coprod__exact_of(row ? row->mpence : 0);
    if (!row || row->kind != COPROD__ROW_INDEX)
        return row;
    own = coprod__value_at(policy, &policy->indexes[row->index].values, day, known_on, value);
    if (!own)
        return NULL;
    *value = coprod__exact_times(*value, row->times_n, row->times_d);
    if (row->round_mpence && value->d)
        *value = coprod__exact_of(coprod__exact_round(*value, row->round_mpence, row->round_mode) * row->round_mpence);
    return own;
}
