/* SPDX-License-Identifier: MIT */
/* Records in order: byte by byte from the last, which takes the same time whatever they hold. */
#include "pattern_store_internal.h"

#include <string.h>

enum { BYTES = 256, FEW = 24 };

static int follows(const uint64_t *a, const uint64_t *b, size_t by)
{
    for (size_t i = 0; i < by; i++)
        if (a[i] != b[i])
            return a[i] > b[i];
    return 0;
}

static void sort_few(uint64_t *records, size_t count, size_t width, size_t by, uint64_t *one)
{
    for (size_t i = 1; i < count; i++) {
        size_t at = i;
        if (!follows(records + (i - 1) * width, records + i * width, by))
            continue;
        memcpy(one, records + i * width, width * sizeof *one);
        for (; at && follows(records + (at - 1) * width, one, by); at--)
            memcpy(records + at * width, records + (at - 1) * width, width * sizeof *one);
        memcpy(records + at * width, one, width * sizeof *one);
    }
}

const uint64_t *coprod__pattern_sort_numbers(uint64_t *numbers, size_t count, unsigned from, uint64_t *scratch)
{
    uint64_t *here = numbers, *there = scratch, varies = 0;
    size_t at[BYTES];
    for (size_t i = 0; i < count; i++)
        varies |= here[i] ^ here[0];
    for (unsigned shift = from; shift < 64; shift += 8) {
        size_t sum = 0;
        uint64_t *swap = here;
        if (!(varies >> shift & 255))
            continue;
        memset(at, 0, sizeof at);
        for (size_t i = 0; i < count; i++)
            at[here[i] >> shift & 255]++;
        for (size_t i = 0; i < BYTES; i++) {
            const size_t mine = at[i];
            at[i] = sum;
            sum += mine;
        }
        for (size_t i = 0; i < count; i++)
            there[at[here[i] >> shift & 255]++] = here[i];
        here = there;
        there = swap;
    }
    return here;
}

/* Where the records of each byte begin. */
static void begin_at(const uint64_t *records, size_t count, size_t width, size_t number, unsigned shift, size_t *at)
{
    size_t sum = 0;
    memset(at, 0, BYTES * sizeof *at);
    for (size_t i = 0; i < count; i++)
        at[records[i * width + number] >> shift & 255]++;
    for (size_t i = 0; i < BYTES; i++) {
        const size_t here = at[i];
        at[i] = sum;
        sum += here;
    }
}

static void move(const uint64_t *from, uint64_t *to, size_t count, size_t width, size_t number, unsigned shift,
                 size_t *at)
{
    if (width == 2)
        for (size_t i = 0; i < count; i++) {
            uint64_t *place = to + 2 * at[from[2 * i + number] >> shift & 255]++;
            place[0] = from[2 * i];
            place[1] = from[2 * i + 1];
        }
    else
        for (size_t i = 0; i < count; i++)
            memcpy(to + width * at[from[i * width + number] >> shift & 255]++, from + i * width,
                   width * sizeof *from);
}

void coprod__pattern_sort(uint64_t *records, size_t count, size_t width, size_t by, uint64_t *scratch)
{
    uint64_t *from = records, *to = scratch;
    size_t at[BYTES];
    if (count <= FEW) {
        if (count > 1)
            sort_few(records, count, width, by, scratch);
        return;
    }
    for (size_t number = by; number-- > 0;) {
        uint64_t varies = 0;
        for (size_t i = 0; i < count; i++)
            varies |= from[i * width + number] ^ from[number];
        for (unsigned shift = 0; shift < 64; shift += 8)
            if (varies >> shift & 255) {
                uint64_t *swap = from;
                begin_at(from, count, width, number, shift, at);
                move(from, to, count, width, number, shift, at);
                from = to;
                to = swap;
            }
    }
    if (from != records)
        memcpy(records, from, count * width * sizeof *records);
}
