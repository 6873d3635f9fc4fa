/* SPDX-License-Identifier: MIT */
/* Saved states: little-endian, versioned, bound to a definition, closed by a SHA-256 over all that stands before.
 *
 *   8 bytes "COPROD", kind, version; 8 bytes length of the whole; 32 bytes fingerprint; payload; 32 bytes SHA-256 */
#ifndef COPROD_BLOB_INTERNAL_H
#define COPROD_BLOB_INTERNAL_H

#include "json_internal.h"

typedef struct coprod__blob_out {
    uint8_t *bytes;
    size_t capacity;
    size_t length; /* written or wanted */
} coprod__blob_out;

void coprod__blob_begin(coprod__blob_out *out, uint8_t *bytes, size_t capacity, uint8_t kind, uint8_t version,
                        const char *fingerprint);
void coprod__blob_number(coprod__blob_out *out, uint64_t number, size_t bytes);
void coprod__blob_text(coprod__blob_out *out, const char *text); /* 4 bytes length, then the bytes */
coprod_status coprod__blob_end(coprod__blob_out *out, size_t *needed);

typedef struct coprod__blob_in {
    const uint8_t *bytes;
    size_t length; /* of the payload's end */
    size_t at;
    int failed; /* read past the end, or a wrong text */
} coprod__blob_in;

/* Checks frame, checksum and fingerprint. COPROD_E_BLOB or COPROD_E_FINGERPRINT. */
coprod_status coprod__blob_open(coprod__blob_in *in, const uint8_t *bytes, size_t length, uint8_t kind,
                                uint8_t version, const char *fingerprint);
uint64_t coprod__blob_take(coprod__blob_in *in, size_t bytes);
/* Pointer into the blob and its length; not NUL-terminated; NULL when it fails. */
const char *coprod__blob_take_text(coprod__blob_in *in, size_t *length);

#endif
