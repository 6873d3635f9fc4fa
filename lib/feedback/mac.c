/* SPDX-License-Identifier: MIT */
/* The hashes of journals. None of the plain functions can fail: they return 1 whatever they are given. */
#include "mac_internal.h"

#include <string.h>

#include <openssl/crypto.h>

enum { BLOCK = 64 };

void coprod__mac_init(coprod__mac *mac, const uint8_t *key, size_t length)
{
    uint8_t block[BLOCK] = {0};
    if (length > BLOCK)
        SHA256(key, length, block);
    else if (length)
        memcpy(block, key, length);
    for (size_t i = 0; i < BLOCK; i++)
        block[i] ^= 0x36;
    SHA256_Init(&mac->inner);
    SHA256_Update(&mac->inner, block, BLOCK);
    for (size_t i = 0; i < BLOCK; i++)
        block[i] ^= 0x36 ^ 0x5c;
    SHA256_Init(&mac->outer);
    SHA256_Update(&mac->outer, block, BLOCK);
    OPENSSL_cleanse(block, sizeof block); /* a memset may be optimised away */
}

void coprod__mac_wipe(coprod__mac *mac)
{
    OPENSSL_cleanse(mac, sizeof *mac);
}

static void finish(const coprod__mac *mac, SHA256_CTX *inner, uint8_t digest[COPROD__HASH])
{
    SHA256_CTX outer = mac->outer;
    SHA256_Final(digest, inner);
    SHA256_Update(&outer, digest, COPROD__HASH);
    SHA256_Final(digest, &outer);
}

void coprod__mac_digest(const coprod__mac *mac, char kind, const void *text, size_t length,
                        uint8_t digest[COPROD__HASH])
{
    SHA256_CTX inner = mac->inner;
    SHA256_Update(&inner, &kind, 1);
    SHA256_Update(&inner, text, length);
    finish(mac, &inner, digest);
}

void coprod__mac_short(const coprod__mac *mac, char kind, const void *text, size_t length,
                       uint8_t digest[COPROD__SHORT])
{
    uint8_t whole[COPROD__HASH];
    coprod__mac_digest(mac, kind, text, length, whole);
    memcpy(digest, whole, COPROD__SHORT);
}

void coprod__chain(const coprod__mac *key, const uint8_t before[COPROD__HASH], const void *record, size_t length,
                   uint8_t hash[COPROD__HASH])
{
    SHA256_CTX own;
    if (key)
        own = key->inner;
    else
        SHA256_Init(&own);
    SHA256_Update(&own, before, COPROD__HASH);
    SHA256_Update(&own, record, length);
    if (key)
        finish(key, &own, hash);
    else
        SHA256_Final(hash, &own);
}

void coprod__tree_leaf(const uint8_t entry[COPROD__HASH], uint8_t hash[COPROD__HASH])
{
    uint8_t whole[1 + COPROD__HASH] = {0};
    memcpy(whole + 1, entry, COPROD__HASH);
    SHA256(whole, sizeof whole, hash);
}

void coprod__tree_node(const uint8_t left[COPROD__HASH], const uint8_t right[COPROD__HASH], uint8_t hash[COPROD__HASH])
{
    uint8_t whole[1 + 2 * COPROD__HASH] = {1};
    memcpy(whole + 1, left, COPROD__HASH);
    memcpy(whole + 1 + COPROD__HASH, right, COPROD__HASH);
    SHA256(whole, sizeof whole, hash);
}
