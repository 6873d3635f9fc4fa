/* SPDX-License-Identifier: MIT */
/* Strict JSON: one document in, every problem reported with its JSON pointer. */
#ifndef COPROD_JSON_INTERNAL_H
#define COPROD_JSON_INTERNAL_H

#include <jansson.h>

#include "findings_internal.h"
#include "memory_internal.h"

enum { COPROD__JSON_BYTES = 64 * 1024 * 1024, COPROD__JSON_DEPTH = 64 };

/* Parses; refuses duplicate keys, invalid UTF-8, NUL, trailing text, too many bytes or levels. */
coprod_status coprod__json_parse(coprod__load *load, const char *text, size_t length, json_t **json);

/* What a loader begins with: the caller's memory, the document, and an arena in which the object to be made lies first,
 * `bytes` long and zero. NULL if one of them fails, and then nothing is left but the status. */
typedef struct coprod__begun {
    coprod_status status;
    json_t *document; /* the loader gives it back */
    coprod__arena arena;
} coprod__begun;
void *coprod__json_begin(coprod__load *load, const char *text, size_t length, const coprod_allocator *allocator,
                         size_t bytes, coprod__begun *begun);

/* Reports every key of an object that is not in `keys`, a list of words separated by spaces. */
void coprod__json_keys(coprod__load *load, const json_t *object, const coprod__place *place, const char *keys);

/* A member of the asked type, or NULL: reported if it has another type, or if it is `required` and absent. */
enum coprod__json_want { COPROD__OPTIONAL = 0, COPROD__REQUIRED = 1 };
json_t *coprod__json_object(coprod__load *load, const json_t *object, const coprod__place *place, const char *key,
                            int required);
json_t *coprod__json_array(coprod__load *load, const json_t *object, const coprod__place *place, const char *key,
                           int required);
const char *coprod__json_text(coprod__load *load, const json_t *object, const coprod__place *place, const char *key,
                              int required); /* never empty */
/* An integer from low to high; `otherwise` if absent or wrong. */
int64_t coprod__json_integer(coprod__load *load, const json_t *object, const coprod__place *place, const char *key,
                             int required, int64_t low, int64_t high, int64_t otherwise);

/* A copy of a text member in the arena, "" if absent. */
const char *coprod__json_copy(coprod__load *load, coprod__arena *arena, const json_t *object,
                              const coprod__place *place, const char *key, int required);

/* A stable word: lower-case letters, digits, and single hyphens, dots or plus signs between them; 1 to 63 bytes. */
int coprod__is_word(const char *text);
const char *coprod__json_word(coprod__load *load, coprod__arena *arena, const json_t *object,
                              const coprod__place *place, const char *key);

/* Checks that "schema" is the one asked for. */
void coprod__json_schema(coprod__load *load, const json_t *object, const char *schema);

/* Reports a value of the wrong type or range in the value's own words. */
void coprod__json_wrong(coprod__load *load, const char *code, const coprod__place *place, const json_t *value,
                        const char *expected);

/* A value in canonical form: no spaces, keys in order. The caller frees it; NULL without memory. */
char *coprod__json_dump(const json_t *json);

/* {"title", "address", ...} members of a source, "" where absent. */
typedef struct coprod__source {
    const char *title;
    const char *address;
    const char *words;
} coprod__source;
void coprod__json_source(coprod__load *load, coprod__arena *arena, const json_t *object, const coprod__place *place,
                         coprod__source *source);

/* SHA-256. */
enum { COPROD__DIGEST = 32, COPROD__HEX = 65 };
coprod_status coprod__digest(const void *bytes, size_t length, uint8_t digest[COPROD__DIGEST]);
/* Of several pieces one after another: `next` gives each and its length, NULL after the last one. */
coprod_status coprod__digest_pieces(const void *(*next)(void *context, size_t *length), void *context,
                                    uint8_t digest[COPROD__DIGEST]);
void coprod__hex(const uint8_t digest[COPROD__DIGEST], char hex[COPROD__HEX]);
void coprod__unhex(const char *hex, uint8_t digest[COPROD__DIGEST]); /* of what coprod__hex() wrote */
/* Of a value in canonical form. COPROD_E_NUMBER if it holds a real. */
coprod_status coprod__json_fingerprint(const json_t *json, char hex[COPROD__HEX]);
/* Of all but the members of these names, words separated by spaces, which cannot change an answer. */
coprod_status coprod__json_fingerprint_without(const json_t *json, const char *words, char hex[COPROD__HEX]);

#endif
