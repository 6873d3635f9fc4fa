/* SPDX-License-Identifier: MIT */
#include "blob_internal.h"

#include <string.h>

enum { HEAD = 16 + COPROD__DIGEST };

static void put(coprod__blob_out *out, const void *bytes, size_t length)
{
    if (out->length < out->capacity) {
        size_t room = out->capacity - out->length;
        memcpy(out->bytes + out->length, bytes, length < room ? length : room);
    }
    out->length += length;
}

void coprod__blob_number(coprod__blob_out *out, uint64_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        uint8_t byte = (uint8_t)(number >> 8 * i);
        put(out, &byte, 1);
    }
}

void coprod__blob_text(coprod__blob_out *out, const char *text)
{
    coprod__blob_number(out, strlen(text), 4);
    put(out, text, strlen(text));
}

void coprod__blob_begin(coprod__blob_out *out, uint8_t *bytes, size_t capacity, uint8_t kind, uint8_t version,
                        const char *fingerprint)
{
    uint8_t digest[COPROD__DIGEST];
    out->bytes = bytes;
    out->capacity = bytes ? capacity : 0;
    out->length = 0;
    put(out, "COPROD", 6);
    coprod__blob_number(out, kind, 1);
    coprod__blob_number(out, version, 1);
    coprod__blob_number(out, 0, 8); /* filled in at the end */
    coprod__unhex(fingerprint, digest);
    put(out, digest, sizeof digest);
}

coprod_status coprod__blob_end(coprod__blob_out *out, size_t *needed)
{
    uint8_t digest[COPROD__DIGEST];
    size_t whole = out->length + COPROD__DIGEST;
    coprod__blob_out length = {out->bytes, out->capacity < 16 ? out->capacity : 16, 8};
    *needed = whole;
    if (whole > out->capacity)
        return COPROD_E_BUFFER;
    coprod__blob_number(&length, whole, 8);
    if (coprod__digest(out->bytes, out->length, digest) != COPROD_OK)
        return COPROD_E_FAILED;
    put(out, digest, sizeof digest);
    return COPROD_OK;
}

uint64_t coprod__blob_take(coprod__blob_in *in, size_t bytes)
{
    uint64_t number = 0;
    if (in->failed || in->length - in->at < bytes) {
        in->failed = 1;
        return 0;
    }
    for (size_t i = 0; i < bytes; i++)
        number |= (uint64_t)in->bytes[in->at + i] << 8 * i;
    in->at += bytes;
    return number;
}

const char *coprod__blob_take_text(coprod__blob_in *in, size_t *length)
{
    const char *text;
    size_t checked;
    *length = (size_t)coprod__blob_take(in, 4);
    if (in->failed || in->length - in->at < *length) {
        in->failed = 1;
        return NULL;
    }
    text = (const char *)in->bytes + in->at;
    in->at += *length;
    in->failed = coprod__text_check(text, *length, &checked) != COPROD_OK;
    return in->failed ? NULL : text;
}

coprod_status coprod__blob_open(coprod__blob_in *in, const uint8_t *bytes, size_t length, uint8_t kind,
                                uint8_t version, const char *fingerprint)
{
    uint8_t digest[COPROD__DIGEST];
    char own[COPROD__HEX];
    if (length < HEAD + COPROD__DIGEST || memcmp(bytes, "COPROD", 6) || bytes[6] != kind || bytes[7] != version)
        return COPROD_E_BLOB;
    *in = (coprod__blob_in){bytes, length - COPROD__DIGEST, 8, 0};
    if (coprod__blob_take(in, 8) != length || coprod__digest(bytes, in->length, digest) != COPROD_OK
        || memcmp(digest, bytes + in->length, sizeof digest))
        return COPROD_E_BLOB;
    coprod__hex(bytes + in->at, own);
    in->at += COPROD__DIGEST;
    return strcmp(own, fingerprint) ? COPROD_E_FINGERPRINT : COPROD_OK;
}
