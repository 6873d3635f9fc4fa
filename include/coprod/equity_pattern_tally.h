/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_pattern_tally.h
 * Who was counted, by several attributes at once: the attributes and values that are declared, and the counts of their
 * combinations.
 *
 * A schema declares what somebody can be before anybody is counted; a group that nobody was seen in is there all the
 * same. A tally counts profiles: one value of each attribute, or not known where the schema allows it.
 */
#ifndef COPROD_EQUITY_PATTERN_TALLY_H
#define COPROD_EQUITY_PATTERN_TALLY_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Attributes and their declared values. Immutable, shared by threads. @since 0.5 */
typedef struct coprod_pattern_schema coprod_pattern_schema;

/** Counts of profiles. One thread at a time. @since 0.5 */
typedef struct coprod_pattern_tally coprod_pattern_tally;

/** In a profile: the value is not known; in a pattern: any value. @since 0.5 */
#define COPROD_PATTERN_ANY 65535

/** In a column of 8 bits: the value is not known. @since 0.5 */
#define COPROD_PATTERN_UNKNOWN_8 255

/** Where the phrases of an attribute stand in a sentence. @since 0.5 */
enum coprod_pattern_place {
    COPROD_PATTERN_AFTER = 0,     /**< 0: behind the people: "aged 65 to 79". */
    COPROD_PATTERN_PEOPLE = 1,    /**< 1: they name the people: "women". */
    COPROD_PATTERN_BEFORE = 2     /**< 2: before the people: "Pakistani". */
};

/** What a schema says of itself. Its texts live as long as it. @since 0.5 */
typedef struct coprod_pattern_schema_info {
    size_t size;                /**< sizeof(coprod_pattern_schema_info), set by the caller. */
    const char *id;             /**< Its id. */
    const char *version;        /**< Its version, or "". */
    const char *title;          /**< Its title, or "". */
    const char *fingerprint;    /**< SHA-256 of what can change an answer: ids, order, and what may be unknown. */
    uint32_t attribute_count;   /**< Attributes, 1 to 32. */
    int32_t reserved;           /**< 0. */
} coprod_pattern_schema_info;

/** An attribute. @since 0.5 */
typedef struct coprod_pattern_attribute {
    size_t size;                /**< sizeof(coprod_pattern_attribute), set by the caller. */
    const char *id;             /**< Its id, such as "sex". */
    const char *title;          /**< Its title, or "". */
    uint32_t value_count;       /**< Declared values, 1 to 65535. */
    int32_t may_be_unknown;     /**< 1 if a person's value may be not known. */
    int32_t place;              /**< One of ::coprod_pattern_place. */
    int32_t reserved;           /**< 0. */
} coprod_pattern_attribute;

/** A declared value. @since 0.5 */
typedef struct coprod_pattern_value {
    size_t size;                /**< sizeof(coprod_pattern_value), set by the caller. */
    const char *id;             /**< Its id: what stands in data. */
    const char *label;          /**< What a person reads, or "". */
    const char *phrase;         /**< Its words in a sentence, such as "aged 65 to 79", or "". */
} coprod_pattern_value;

/** What a tally holds. @since 0.5 */
typedef struct coprod_pattern_tally_info {
    size_t size;                /**< sizeof(coprod_pattern_tally_info), set by the caller. */
    uint64_t people;            /**< Everybody counted, by weight. */
    uint64_t profiles;          /**< Distinct profiles. */
    uint64_t bytes;             /**< Memory for the counts. */
    int32_t is_table;           /**< 1 if counts stand in a table of all profiles; 0 if in a list of those seen. */
    int32_t reserved;           /**< 0. */
} coprod_pattern_tally_info;

/** The first code that is no value of its attribute, or the first row beyond what can be counted. @since 0.5 */
typedef struct coprod_pattern_bad_code {
    size_t size;                /**< sizeof(coprod_pattern_bad_code), set by the caller. */
    uint64_t row;               /**< Its row, counted from 0. */
    uint32_t attribute;         /**< Index of the attribute; 4294967295: with its people there are too many. */
    int32_t reserved;           /**< 0. */
} coprod_pattern_bad_code;

/**
 * Loads a schema: `{"schema": "pattern-schema/1", "id": ..., "attributes": [{"id": ..., "values": [{"id": ...}]}]}`.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] schema @owned{coprod_pattern_schema_free} the schema; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_schema_load(const char *json, size_t length, const coprod_allocator *allocator,
                                                    coprod_findings *findings, coprod_pattern_schema **schema);

/**
 * Frees a schema.
 * @param[in] schema @nullable the schema.
 * @since 0.5
 */
COPROD_API void coprod_pattern_schema_free(coprod_pattern_schema *schema);

/**
 * What a schema says of itself.
 * @param[in] schema the schema.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_schema_get(const coprod_pattern_schema *schema,
                                                   coprod_pattern_schema_info *info);

/**
 * An attribute of a schema.
 * @param[in] schema the schema.
 * @param[in] index 0 to attribute_count - 1.
 * @param[in,out] attribute the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such attribute).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_schema_attribute(const coprod_pattern_schema *schema, uint32_t index,
                                                         coprod_pattern_attribute *attribute);

/**
 * A declared value.
 * @param[in] schema the schema.
 * @param[in] attribute index of the attribute.
 * @param[in] index 0 to value_count - 1: the code of the value.
 * @param[in,out] value the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such value).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_schema_value(const coprod_pattern_schema *schema, uint32_t attribute,
                                                     uint32_t index, coprod_pattern_value *value);

/**
 * An attribute, and a value of it, by their ids.
 * @param[in] schema the schema.
 * @param[in] attribute id of the attribute.
 * @param[in] value @nullable id of the value; NULL to find the attribute only.
 * @param[out] attribute_index index of the attribute; 4294967295 on failure.
 * @param[out] value_index @nullable code of the value; 4294967295 on failure. NULL only if `value` is NULL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_schema_find(const coprod_pattern_schema *schema, const char *attribute,
                                                    const char *value, uint32_t *attribute_index,
                                                    uint32_t *value_index);

/**
 * Makes an empty tally.
 * @param[in] schema the schema. The tally keeps it alive.
 * @param[in] allocator @nullable memory functions.
 * @param[out] tally @owned{coprod_pattern_tally_free} the tally; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_tally_new(const coprod_pattern_schema *schema,
                                                  const coprod_allocator *allocator, coprod_pattern_tally **tally);

/**
 * Frees a tally.
 * @param[in] tally @nullable the tally.
 * @since 0.5
 */
COPROD_API void coprod_pattern_tally_free(coprod_pattern_tally *tally);

/**
 * The schema of a tally. It is not to be freed.
 * @param[in] tally @nullable the tally.
 * @return the schema, which lives as long as the tally; NULL for NULL.
 * @since 0.5
 */
COPROD_API const coprod_pattern_schema *coprod_pattern_tally_schema(const coprod_pattern_tally *tally);

/**
 * What a tally holds. Cost: its profiles.
 * @param[in] tally the tally.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_tally_get(const coprod_pattern_tally *tally, coprod_pattern_tally_info *info);

/**
 * Counts rows: one code of each attribute, attribute after attribute, row after row. All of them are counted, or none.
 * @param[in,out] tally the tally; unchanged on failure.
 * @param[in] codes @array{rows} for each row as many codes as there are attributes: indexes of values, or
 *            ::COPROD_PATTERN_ANY where the value is not known and may be.
 * @param[in] weights @nullable @array{rows} people whom a row stands for; NULL: 1 each. One of weight 0 counts nobody.
 * @param[in] rows their number.
 * @param[in,out] bad @nullable the first wrong code, or else the row with which people are too many; `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT (codes at an odd address too); COPROD_E_STRUCT; COPROD_E_UNKNOWN (a code that is
 *         no value; `bad` says where); COPROD_E_OVERFLOW (more than 2^63 - 1 people; `bad` says from where on);
 *         COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_tally_add_rows(coprod_pattern_tally *tally, const uint16_t *codes,
                                                       const uint64_t *weights, size_t rows,
                                                       coprod_pattern_bad_code *bad);

/**
 * Counts columns: for each attribute an array of codes of 8 or 16 bits. All rows are counted, or none.
 * @param[in,out] tally the tally; unchanged on failure.
 * @param[in] columns for each attribute an array of `rows` codes; not known is ::COPROD_PATTERN_UNKNOWN_8 or
 *            ::COPROD_PATTERN_ANY.
 * @param[in] bytes for each attribute the bytes of a code: 1 or 2.
 * @param[in] weights @nullable @array{rows} people whom a row stands for; NULL: 1 each.
 * @param[in] rows their number.
 * @param[in,out] bad @nullable as for coprod_pattern_tally_add_rows().
 * @return COPROD_OK; COPROD_E_ARGUMENT (a column of 16 bits at an odd address too); COPROD_E_STRUCT; COPROD_E_UNKNOWN;
 *         COPROD_E_OVERFLOW; COPROD_E_MEMORY: as coprod_pattern_tally_add_rows().
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_tally_add_columns(coprod_pattern_tally *tally, const void *const *columns,
                                                          const int32_t *bytes, const uint64_t *weights, size_t rows,
                                                          coprod_pattern_bad_code *bad);

/**
 * Adds the counts of another tally. The order of merging does not matter; who is in both is counted twice.
 * @param[in,out] tally the tally; unchanged on failure.
 * @param[in] other another one, of the same schema.
 * @return COPROD_OK; COPROD_E_ARGUMENT (the same tally too); COPROD_E_FINGERPRINT (another schema);
 *         COPROD_E_OVERFLOW; COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_tally_merge(coprod_pattern_tally *tally, const coprod_pattern_tally *other);

/**
 * How many people a pattern describes: those who have each value that it names. Who is not known in an attribute is
 * described only by patterns that leave it open. Cost: the profiles, or the table that they stand in (4,194,304 at
 * most); nothing is copied.
 * @param[in] tally the tally.
 * @param[in] pattern for each attribute the code of a value, or ::COPROD_PATTERN_ANY.
 * @param[out] people their number; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such value).
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_tally_count(const coprod_pattern_tally *tally, const uint16_t *pattern,
                                                    uint64_t *people);

/**
 * Saves a tally. Equal counts are equal bytes, in whatever order they came. Format: blob kind 6.
 * @param[in] tally the tally.
 * @param[out] buffer @nullable @array{capacity} the bytes.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed bytes of the whole.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_tally_save(const coprod_pattern_tally *tally, uint8_t *buffer,
                                                   size_t capacity, size_t *needed);

/**
 * Reads a saved tally.
 * @param[in] bytes @array{length} what coprod_pattern_tally_save() wrote.
 * @param[in] length its bytes.
 * @param[in] schema the schema that it was counted with.
 * @param[in] allocator @nullable memory functions.
 * @param[out] tally @owned{coprod_pattern_tally_free} the tally; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BLOB; COPROD_E_FINGERPRINT (another schema); COPROD_E_STRUCT;
 *         COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.5
 */
COPROD_API coprod_status coprod_pattern_tally_load(const uint8_t *bytes, size_t length,
                                                   const coprod_pattern_schema *schema,
                                                   const coprod_allocator *allocator, coprod_pattern_tally **tally);

#ifdef __cplusplus
}
#endif

#endif
