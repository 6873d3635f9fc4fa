/* SPDX-License-Identifier: MIT */
/* Codes into keys, a strip of rows at a time: digits are gathered in 16 bits, group by group, then words of 64. */
#include "pattern_store_internal.h"

#include <string.h>

/* --- checking --- */

/* The largest code is compared with the cardinality: a maximum takes many codes at once. */
static int wrong_in_8(const uint8_t *codes, size_t count, uint32_t cardinality, int unknown)
{
    uint8_t most = 0;
    if (unknown)
        for (size_t i = 0; i < count; i++) {
            const uint8_t known = codes[i] == COPROD_PATTERN_UNKNOWN_8 ? 0 : codes[i];
            most = known > most ? known : most;
        }
    else
        for (size_t i = 0; i < count; i++)
            most = codes[i] > most ? codes[i] : most;
    return most >= cardinality || (!unknown && most == COPROD_PATTERN_UNKNOWN_8);
}

static int wrong_in_16(const uint16_t *codes, size_t count, size_t step, uint32_t cardinality, int unknown)
{
    uint16_t most = 0;
    if (step == 1 && !unknown)
        for (size_t i = 0; i < count; i++)
            most = codes[i] > most ? codes[i] : most;
    else
        for (size_t i = 0; i < count; i++) {
            const uint16_t known = unknown && codes[i * step] == PATTERN_ANY ? 0 : codes[i * step];
            most = known > most ? known : most;
        }
    return most >= cardinality;
}

static int wrong_codes(const coprod_pattern_schema *schema, const coprod__pattern_block *block, uint32_t a, size_t from,
                       size_t count)
{
    const uint32_t cardinality = schema->cardinality[a], d = schema->attributes;
    const int unknown = schema->attribute[a].may_be_unknown;
    if (!block->columns)
        return wrong_in_16(block->codes + from * d + a, count, d, cardinality, unknown);
    if (block->bytes[a] == 1)
        return wrong_in_8((const uint8_t *)block->columns[a] + from, count, cardinality, unknown);
    return wrong_in_16((const uint16_t *)block->columns[a] + from, count, 1, cardinality, unknown);
}

int coprod__pattern_check(const coprod_pattern_schema *schema, const coprod__pattern_block *block, size_t *row,
                          uint32_t *attribute)
{
    for (size_t from = 0; from < block->rows; from += COPROD__STRIP) {
        const size_t left = block->rows - from, count = left < COPROD__STRIP ? left : COPROD__STRIP;
        int wrong = 0;
        for (uint32_t a = 0; a < schema->attributes; a++)
            wrong |= wrong_codes(schema, block, a, from, count);
        for (size_t i = from; wrong && i < from + count; i++)
            for (uint32_t a = 0; a < schema->attributes; a++)
                if (wrong_codes(schema, block, a, i, 1)) {
                    *row = i;
                    *attribute = a;
                    return 0;
                }
    }
    return 1;
}

/* --- packing --- */

/* group = group * radix + digit, for each row; what is not known has the largest code, and the largest digit. */
static void gather_8(uint16_t *restrict group, const uint8_t *restrict codes, size_t count, uint16_t radix,
                     uint16_t cardinality)
{
    const uint8_t most = cardinality < 255 ? (uint8_t)cardinality : 255;
    if (radix == cardinality) /* it is always known */
        for (size_t i = 0; i < count; i++)
            group[i] = (uint16_t)(group[i] * radix + codes[i]);
    else if (cardinality > 255) /* 255 is not known, whose digit is beyond 8 bits */
        for (size_t i = 0; i < count; i++)
            group[i] = (uint16_t)(group[i] * radix + (codes[i] == 255 ? cardinality : codes[i]));
    else
        for (size_t i = 0; i < count; i++)
            group[i] = (uint16_t)(group[i] * radix + (codes[i] < most ? codes[i] : most));
}

static void gather_16(uint16_t *restrict group, const uint16_t *restrict codes, size_t count, size_t step,
                      uint16_t radix, uint16_t cardinality)
{
    if (step == 1)
        for (size_t i = 0; i < count; i++)
            group[i] = (uint16_t)(group[i] * radix + (codes[i] < cardinality ? codes[i] : cardinality));
    else
        for (size_t i = 0; i < count; i++)
            group[i] = (uint16_t)(group[i] * radix + (codes[i * step] < cardinality ? codes[i * step] : cardinality));
}

static void gather_group(const coprod_pattern_schema *schema, const coprod__pattern_block *block, uint32_t g,
                         size_t from, size_t count, uint16_t *group)
{
    memset(group, 0, count * sizeof *group);
    for (uint32_t a = schema->group_from[g]; a < schema->group_from[g + 1]; a++) {
        const uint16_t radix = (uint16_t)schema->radix[a], cardinality = (uint16_t)schema->cardinality[a];
        if (!block->columns)
            gather_16(group, block->codes + from * schema->attributes + a, count, schema->attributes, radix,
                      cardinality);
        else if (block->bytes[a] == 1)
            gather_8(group, (const uint8_t *)block->columns[a] + from, count, radix, cardinality);
        else
            gather_16(group, (const uint16_t *)block->columns[a] + from, count, 1, radix, cardinality);
    }
}

void coprod__pattern_pack(const coprod_pattern_schema *schema, const coprod__pattern_block *block, size_t from,
                          size_t count, uint64_t *records)
{
    const size_t width = schema->words + 1;
    uint16_t group[COPROD__STRIP];
    memset(records, 0, count * width * sizeof *records);
    for (uint32_t g = 0; g < schema->groups; g++) {
        uint64_t *word = records + schema->group_word[g];
        gather_group(schema, block, g, from, count, group);
        for (size_t i = 0; i < count; i++)
            word[i * width] = word[i * width] * schema->group_keys[g] + group[i];
    }
    for (size_t i = 0; i < count; i++)
        records[i * width + schema->words] = block->weights ? block->weights[from + i] : 1;
}

void coprod__pattern_pack_slots(const coprod_pattern_schema *schema, const coprod__pattern_block *block, size_t from,
                                size_t count, uint32_t *slots)
{
    uint16_t group[COPROD__STRIP];
    memset(slots, 0, count * sizeof *slots);
    for (uint32_t g = 0; g < schema->groups; g++) {
        gather_group(schema, block, g, from, count, group);
        for (size_t i = 0; i < count; i++)
            slots[i] = slots[i] * schema->group_keys[g] + group[i];
    }
}

void coprod__pattern_keys_of(const coprod_pattern_schema *schema, const uint16_t *codes, uint64_t *key)
{
    memset(key, 0, schema->words * sizeof *key);
    for (uint32_t g = 0; g < schema->groups; g++)
        for (uint32_t a = schema->group_from[g]; a < schema->group_from[g + 1]; a++) {
            uint64_t *word = &key[schema->group_word[g]];
            *word = *word * schema->radix[a] + (codes[a] == PATTERN_ANY ? schema->cardinality[a] : codes[a]);
        }
}

void coprod__pattern_unkey(const coprod_pattern_schema *schema, const uint64_t *key, uint16_t *codes)
{
    uint64_t rest = 0;
    for (uint32_t g = schema->groups; g-- > 0;) {
        const uint32_t word = schema->group_word[g];
        uint32_t part;
        if (g + 1 == schema->groups || schema->group_word[g + 1] != word)
            rest = key[word];
        part = (uint32_t)(rest % schema->group_keys[g]);
        rest /= schema->group_keys[g];
        for (uint32_t a = schema->group_from[g + 1]; a-- > schema->group_from[g];) {
            const uint32_t digit = part % schema->radix[a];
            part /= schema->radix[a];
            codes[a] = (uint16_t)(digit == schema->cardinality[a] ? PATTERN_ANY : digit);
        }
    }
}
