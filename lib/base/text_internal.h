/* SPDX-License-Identifier: MIT */
/* UTF-8 text: checks, and a writer into a caller's buffer that counts what it could not hold. */
#ifndef COPROD_TEXT_INTERNAL_H
#define COPROD_TEXT_INTERNAL_H

#include "coprod/base.h"

/* Length of a text argument; COPROD_E_TEXT for invalid UTF-8 or a NUL byte inside. */
coprod_status coprod__text_check(const char *text, size_t length, size_t *bytes);

/* Bytes of the longest part from the start on that is valid UTF-8, at most `length`. */
size_t coprod__text_valid(const char *text, size_t length);

typedef struct coprod__writer {
    char *buffer;
    size_t capacity;
    size_t length; /* bytes written or wanted, without the NUL */
} coprod__writer;

void coprod__writer_init(coprod__writer *writer, char *buffer, size_t capacity);
void coprod__write(coprod__writer *writer, const char *text);
void coprod__write_bytes(coprod__writer *writer, const char *bytes, size_t length);
void coprod__write_number(coprod__writer *writer, int64_t number);
void coprod__write_whole(coprod__writer *writer, uint64_t number); /* with commas: 1,900 */
void coprod__write_json(coprod__writer *writer, const char *text); /* as a JSON string with its quotes */
coprod_status coprod__writer_end(coprod__writer *writer, size_t *needed); /* NUL-terminates; COPROD_E_BUFFER */

/* One value that a sentence may name. */
typedef struct coprod__value {
    const char *name;
    const char *text; /* NULL: write the number */
    int64_t number;
    const char *within; /* a sentence of its own around the text, after a space; or NULL */
    const char *source; /* what that sentence may name as {source} */
} coprod__value;

/* Fills a sentence in: "{place}" becomes the value of that name; a name without value stays as it is. */
void coprod__write_sentence(coprod__writer *writer, const char *sentence, const coprod__value *values, size_t count);

#endif
