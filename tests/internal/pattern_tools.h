/* SPDX-License-Identifier: MIT */
/* Schemas of any shape, tallies of random people, and saved bytes to compare. */
#ifndef COPROD_TEST_PATTERN_TOOLS_H
#define COPROD_TEST_PATTERN_TOOLS_H

#include "random.h"

#include "pattern_store_internal.h"

/* A schema with that many values of each attribute, "0", "1" and so on; `unknown` has a bit for each attribute. */
static inline coprod_pattern_schema *schema_of(uint32_t attributes, const uint32_t *values, uint32_t unknown)
{
    json_t *list = json_array(), *document;
    coprod_findings *findings = new_findings();
    coprod_pattern_schema *schema = NULL;
    char *text, found[4096];
    for (uint32_t a = 0; a < attributes; a++) {
        json_t *own = json_array();
        char id[16];
        for (uint32_t v = 0; v < values[a]; v++) {
            snprintf(id, sizeof id, "%u", v);
            json_array_append_new(own, json_pack("{ss}", "id", id));
        }
        snprintf(id, sizeof id, "a%u", a);
        json_array_append_new(list, json_pack("{sssosb}", "id", id, "values", own, "may_be_unknown",
                                              (int)(unknown >> a & 1)));
    }
    document = json_pack("{ssssso}", "schema", "pattern-schema/1", "id", "made", "attributes", list);
    text = json_dumps(document, 0);
    if (coprod_pattern_schema_load(text, COPROD_NTS, NULL, findings, &schema) != COPROD_OK) {
        list_findings(findings, found, sizeof found);
        fail_msg("%s", found);
    }
    coprod_findings_free(findings);
    free(text);
    json_decref(document);
    return schema;
}

static inline coprod_pattern_tally *pattern_tally(const coprod_pattern_schema *schema)
{
    coprod_pattern_tally *tally = NULL;
    assert_int_equal(coprod_pattern_tally_new(schema, NULL, &tally), COPROD_OK);
    return tally;
}

static inline uint8_t *saved(const coprod_pattern_tally *tally, size_t *length)
{
    uint8_t *bytes;
    assert_int_equal(coprod_pattern_tally_save(tally, NULL, 0, length), COPROD_E_BUFFER);
    bytes = malloc(*length);
    assert_non_null(bytes);
    assert_int_equal(coprod_pattern_tally_save(tally, bytes, *length, length), COPROD_OK);
    return bytes;
}

static inline void assert_same_tally(const coprod_pattern_tally *a, const coprod_pattern_tally *b)
{
    size_t length, other;
    uint8_t *one = saved(a, &length), *two = saved(b, &other);
    assert_int_equal(length, other);
    assert_memory_equal(one, two, length);
    free(one);
    free(two);
}

/* Codes of `rows` people, a row after another, some of which are not known where that may be. */
static inline uint16_t *random_rows(const coprod_pattern_schema *schema, size_t rows, uint64_t *seed)
{
    uint16_t *codes = malloc((rows * schema->attributes + 1) * sizeof *codes);
    assert_non_null(codes);
    for (size_t i = 0; i < rows; i++)
        for (uint32_t a = 0; a < schema->attributes; a++)
            codes[i * schema->attributes + a] = (uint16_t)(schema->attribute[a].may_be_unknown && !draw(seed, 5)
                                                               ? COPROD_PATTERN_ANY
                                                               : draw(seed, schema->cardinality[a]));
    return codes;
}

/* The same as columns: of 8 bits wherever a code and "not known" fit. */
typedef struct made_columns {
    void *columns[PATTERN_ATTRIBUTES];
    int32_t bytes[PATTERN_ATTRIBUTES];
} made_columns;

static inline void columns_of(const coprod_pattern_schema *schema, const uint16_t *codes, size_t rows,
                              made_columns *made)
{
    for (uint32_t a = 0; a < schema->attributes; a++) {
        const size_t d = schema->attributes;
        made->bytes[a] = schema->cardinality[a] <= 255 ? 1 : 2;
        made->columns[a] = malloc(rows * 2 + 2);
        assert_non_null(made->columns[a]);
        for (size_t i = 0; i < rows; i++)
            if (made->bytes[a] == 1)
                ((uint8_t *)made->columns[a])[i] = (uint8_t)codes[i * d + a];
            else
                ((uint16_t *)made->columns[a])[i] = codes[i * d + a];
    }
}

static inline void free_columns(const coprod_pattern_schema *schema, made_columns *made)
{
    for (uint32_t a = 0; a < schema->attributes; a++)
        free(made->columns[a]);
}

#endif
