/* SPDX-License-Identifier: MIT */
/* coprod missing: schemas, people counted and populations from files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "missing.h"
#include "tally.h"

static int ends_with(const char *path, const char *end)
{
    const size_t length = path ? strlen(path) : 0, last = strlen(end);
    return length >= last && !strcmp(path + length - last, end);
}

/* Prints what was found, or why there is nothing. */
static void tell(const char *path, coprod_status status, const coprod_findings *findings)
{
    if (coprod_findings_count(findings))
        program_findings(path, findings);
    else if (status == COPROD_E_FINGERPRINT)
        program_fail(path, NULL, "was counted with another schema");
    else if (status != COPROD_OK)
        program_status(path, status);
}

coprod_pattern_schema *missing_schema(const char *path)
{
    coprod_pattern_schema *schema = NULL;
    coprod_findings *findings = NULL;
    size_t length = 0;
    char *text = program_read(path, &length);
    coprod_status status = text ? coprod_findings_new(NULL, &findings) : COPROD_OK;
    if (text && status == COPROD_OK)
        status = coprod_pattern_schema_load(text, length, NULL, findings, &schema);
    tell(path, status, findings);
    coprod_findings_free(findings);
    free(text);
    return schema;
}

/* --- rows --- */

typedef struct rows {
    const coprod_pattern_schema *schema;
    coprod_pattern_tally *tally;
    tally_table table;
    uint32_t attributes;
    size_t columns[64], weight; /* in the table */
    uint16_t *codes;
    uint64_t *weights;
} rows;

/* Attributes of the schema that the table must have, and the column of weights. */
static void find_columns(rows *own, const char *weight)
{
    coprod_pattern_attribute attribute = {.size = sizeof attribute};
    for (uint32_t a = 0; a < own->attributes; a++) {
        coprod_pattern_schema_attribute(own->schema, a, &attribute);
        own->columns[a] = table_column(&own->table, attribute.id);
    }
    own->weight = table_column(&own->table, weight ? weight : "");
}

static uint16_t code_of(rows *own, size_t row, uint32_t a)
{
    coprod_pattern_attribute attribute = {.size = sizeof attribute};
    const char *field = table_field(&own->table, row, own->columns[a]);
    char text[400];
    uint32_t index, value = 0;
    coprod_pattern_schema_attribute(own->schema, a, &attribute);
    if (coprod_pattern_schema_find(own->schema, attribute.id, field, &index, &value) == COPROD_OK)
        return (uint16_t)value;
    if (!*field && attribute.may_be_unknown)
        return COPROD_PATTERN_ANY;
    snprintf(text, sizeof text, "\"%.80s\" is no value of \"%.80s\" in the schema%s", field, attribute.id,
             attribute.may_be_unknown ? "; leave it empty where it is not known" : ", which may not be unknown");
    table_problem(&own->table, row, own->columns[a], text);
    return 0;
}

static uint64_t weight_of(rows *own, size_t row)
{
    int64_t weight = 1;
    if (own->weight < own->table.columns
        && (coprod_decimal_read(table_field(&own->table, row, own->weight), COPROD_NTS, 0, &weight) != COPROD_OK
            || weight < 0)) {
        table_problem(&own->table, row, own->weight, "a whole number of people is expected");
        return 0;
    }
    return (uint64_t)weight;
}

/* In the terms of the file: the people of which row are too many. */
static void tell_too_many(rows *own, size_t row)
{
    const int weighed = own->weight < own->table.columns;
    table_problem(&own->table, row, weighed ? own->weight : own->table.columns,
                  "with these there are more than 9223372036854775807 people, which is the most that can be counted");
}

static coprod_status add_rows(rows *own)
{
    coprod_status status = COPROD_OK;
    coprod_pattern_bad_code bad = {.size = sizeof bad};
    for (size_t from = 1; from < own->table.rows && status == COPROD_OK; from += MISSING_CHUNK) {
        size_t count = 0;
        for (; count < MISSING_CHUNK && from + count < own->table.rows; count++) {
            for (uint32_t a = 0; a < own->attributes; a++)
                own->codes[count * own->attributes + a] = code_of(own, from + count, a);
            own->weights[count] = weight_of(own, from + count);
        }
        if (!own->table.problems)
            status = coprod_pattern_tally_add_rows(own->tally, own->codes, own->weights, count, &bad);
        if (status == COPROD_E_OVERFLOW)
            tell_too_many(own, from + (size_t)bad.row);
    }
    return status;
}

static int read_rows(rows *own, const char *path, const char *weight)
{
    coprod_pattern_schema_info info = {.size = sizeof info};
    size_t before;
    coprod_status status;
    coprod_pattern_schema_get(own->schema, &info);
    own->attributes = info.attribute_count;
    own->codes = calloc((size_t)MISSING_CHUNK * own->attributes, sizeof *own->codes);
    own->weights = calloc(MISSING_CHUNK, sizeof *own->weights);
    status = own->codes && own->weights ? coprod_pattern_tally_new(own->schema, NULL, &own->tally) : COPROD_E_MEMORY;
    if (status != COPROD_OK)
        return program_status(path, status), 0;
    if (!table_read(&own->table, path))
        return 0;
    before = own->table.problems;
    find_columns(own, weight);
    if (own->table.problems > before)
        return 0;
    status = add_rows(own);
    if (status != COPROD_OK && !own->table.problems)
        program_status(own->table.name, status);
    return status == COPROD_OK && !own->table.problems;
}

/* --- tallies --- */

static coprod_pattern_tally *load_tally(const coprod_pattern_schema *schema, const char *path)
{
    coprod_pattern_tally *tally = NULL;
    size_t length = 0;
    char *bytes = program_read(path, &length);
    if (bytes)
        tell(path, coprod_pattern_tally_load((const uint8_t *)bytes, length, schema, NULL, &tally), NULL);
    free(bytes);
    return tally;
}

coprod_pattern_tally *missing_tally(const coprod_pattern_schema *schema, const char *path, const char *weight)
{
    rows own = {.schema = schema};
    int fine;
    if (ends_with(path, ".tally") && weight) {
        program_fail(path, NULL, "is counted already; --weight is a column of CSV files, make a tally of these first");
        return NULL;
    }
    if (ends_with(path, ".tally"))
        return load_tally(schema, path);
    fine = read_rows(&own, path, weight);
    table_free(&own.table);
    free(own.codes);
    free(own.weights);
    if (fine)
        return own.tally;
    coprod_pattern_tally_free(own.tally);
    return NULL;
}

int missing_save(const coprod_pattern_tally *tally, const char *path)
{
    size_t needed = 0;
    uint8_t *bytes;
    int code;
    coprod_pattern_tally_save(tally, NULL, 0, &needed);
    bytes = malloc(needed);
    code = bytes && coprod_pattern_tally_save(tally, bytes, needed, &needed) == COPROD_OK
               ? program_write(path, (const char *)bytes, needed)
               : program_status(path, COPROD_E_MEMORY);
    free(bytes);
    return code;
}

static coprod_pattern_people *load_people(const coprod_pattern_schema *schema, const char *path)
{
    coprod_pattern_people *people = NULL;
    coprod_findings *findings = NULL;
    size_t length = 0;
    char *text = program_read(path, &length);
    coprod_status status = text ? coprod_findings_new(NULL, &findings) : COPROD_OK;
    if (text && status == COPROD_OK)
        status = coprod_pattern_people_load(text, length, schema, NULL, NULL, findings, &people);
    tell(path, status, findings);
    coprod_findings_free(findings);
    free(text);
    return people;
}

coprod_pattern_people *missing_people(const coprod_pattern_schema *schema, const char *path, const char *weight)
{
    coprod_pattern_people *people = NULL;
    coprod_pattern_tally *tally;
    if (weight && (ends_with(path, ".json") || ends_with(path, ".tally"))) {
        program_fail(path, NULL, "has no columns; --people-weight is for a CSV file");
        return NULL;
    }
    if (ends_with(path, ".json"))
        return load_people(schema, path);
    tally = missing_tally(schema, path, weight);
    if (tally)
        tell(path, coprod_pattern_people_new(tally, NULL, &people), NULL);
    coprod_pattern_tally_free(tally);
    return people;
}
