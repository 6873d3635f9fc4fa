/* SPDX-License-Identifier: MIT */
/* SHA-256 and HMAC-SHA-256 (RFC 2104) over the plain functions of libcrypto, which need no memory. */
#ifndef COPROD_MAC_INTERNAL_H
#define COPROD_MAC_INTERNAL_H

#ifndef OPENSSL_SUPPRESS_DEPRECATED
#define OPENSSL_SUPPRESS_DEPRECATED
#endif
#include <openssl/sha.h>

#include "coprod/base.h"

enum { COPROD__SHORT = 16, COPROD__HASH = 32 };

/* A key, worked into both hashes once. */
typedef struct coprod__mac {
    SHA256_CTX inner, outer;
} coprod__mac;

void coprod__mac_init(coprod__mac *mac, const uint8_t *key, size_t length);
void coprod__mac_wipe(coprod__mac *mac); /* nobody can take the key out of it afterwards */

/* Of a kind and a text. */
void coprod__mac_digest(const coprod__mac *mac, char kind, const void *text, size_t length,
                        uint8_t digest[COPROD__HASH]);
/* The first half of it. */
void coprod__mac_short(const coprod__mac *mac, char kind, const void *text, size_t length,
                       uint8_t digest[COPROD__SHORT]);

/* The hash of a record after another hash; with a key or without. */
void coprod__chain(const coprod__mac *key, const uint8_t before[COPROD__HASH], const void *record, size_t length,
                   uint8_t hash[COPROD__HASH]);

/* Merkle tree hashes of RFC 6962, section 2.1. */
void coprod__tree_leaf(const uint8_t entry[COPROD__HASH], uint8_t hash[COPROD__HASH]);
void coprod__tree_node(const uint8_t left[COPROD__HASH], const uint8_t right[COPROD__HASH], uint8_t hash[COPROD__HASH]);

#endif
