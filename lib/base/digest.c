/* SPDX-License-Identifier: MIT */
/* The plain functions: they need no memory and cannot fail, while EVP_Digest() fails without memory as for any other
 * reason, and leaves that behind in the thread's list of errors. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

#include "json_internal.h"

coprod_status coprod__digest(const void *bytes, size_t length, uint8_t digest[COPROD__DIGEST])
{
    SHA256_CTX own;
    int done = SHA256_Init(&own) && SHA256_Update(&own, bytes, length) && SHA256_Final(digest, &own);
    return done ? COPROD_OK : COPROD_E_FAILED;
}

coprod_status coprod__digest_pieces(const void *(*next)(void *context, size_t *length), void *context,
                                    uint8_t digest[COPROD__DIGEST])
{
    SHA256_CTX own;
    size_t length = 0;
    const void *piece;
    int done = SHA256_Init(&own);
    while (done && (piece = next(context, &length)) != NULL)
        done = SHA256_Update(&own, piece, length);
    return done && SHA256_Final(digest, &own) ? COPROD_OK : COPROD_E_FAILED;
}

void coprod__hex(const uint8_t digest[COPROD__DIGEST], char hex[COPROD__HEX])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < COPROD__DIGEST; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[2 * COPROD__DIGEST] = '\0';
}

void coprod__unhex(const char *hex, uint8_t digest[COPROD__DIGEST])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < COPROD__DIGEST; i++)
        digest[i] = (uint8_t)((strchr(digits, hex[2 * i]) - digits) << 4 | (strchr(digits, hex[2 * i + 1]) - digits));
}

static int holds_real(const json_t *json)
{
    const char *key;
    json_t *value;
    size_t i;
    if (json_is_real(json))
        return 1;
    json_object_foreach((json_t *)json, key, value)
        if (holds_real(value))
            return 1;
    json_array_foreach((json_t *)json, i, value)
        if (holds_real(value))
            return 1;
    return 0;
}

coprod_status coprod__json_fingerprint(const json_t *json, char hex[COPROD__HEX])
{
    uint8_t digest[COPROD__DIGEST];
    coprod_status status;
    char *canonical;
    hex[0] = '\0';
    if (holds_real(json))
        return COPROD_E_NUMBER;
    canonical = coprod__json_dump(json);
    if (!canonical)
        return COPROD_E_MEMORY;
    status = coprod__digest(canonical, strlen(canonical), digest);
    free(canonical);
    if (status == COPROD_OK)
        coprod__hex(digest, hex);
    return status;
}

/* A copy of a value without the members of these names. */
static json_t *without(const json_t *json, const char *words)
{
    json_t *copy = NULL, *value;
    const char *key;
    size_t i;
    if (json_is_object(json)) {
        copy = json_object();
        if (!copy)
            return NULL;
        json_object_foreach((json_t *)json, key, value) {
            size_t length = strlen(key);
            const char *at = strstr(words, key);
            int out = at && (at == words || at[-1] == ' ') && (!at[length] || at[length] == ' ');
            json_t *inner = out ? NULL : without(value, words);
            if (!out && json_object_set_new(copy, key, inner)) {
                json_decref(copy);
                return NULL;
            }
        }
    } else if (json_is_array(json)) {
        copy = json_array();
        if (!copy)
            return NULL;
        json_array_foreach((json_t *)json, i, value)
            if (json_array_append_new(copy, without(value, words))) {
                json_decref(copy);
                return NULL;
            }
    } else {
        copy = json_deep_copy(json);
    }
    return copy;
}

coprod_status coprod__json_fingerprint_without(const json_t *json, const char *words, char hex[COPROD__HEX])
{
    json_t *copy = without(json, words);
    coprod_status status = copy ? coprod__json_fingerprint(copy, hex) : COPROD_E_MEMORY;
    json_decref(copy);
    return status;
}

coprod_status coprod_fingerprint(const char *json, size_t length, char *buffer, size_t capacity, size_t *needed)
{
    coprod__load load = {NULL, 0, COPROD_OK};
    coprod__writer writer;
    char hex[COPROD__HEX];
    json_t *value;
    coprod_status status;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!json || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    status = coprod__json_parse(&load, json, length, &value);
    if (status == COPROD_E_SYNTAX && load.number)
        status = COPROD_E_NUMBER;
    if (status == COPROD_E_DEFINITION) /* a duplicate key: the document has no one meaning */
        status = COPROD_E_SYNTAX;
    if (status == COPROD_OK)
        status = coprod__json_fingerprint(value, hex);
    json_decref(value);
    if (status != COPROD_OK)
        return status;
    coprod__writer_init(&writer, buffer, capacity);
    coprod__write(&writer, hex);
    return coprod__writer_end(&writer, needed);
}
