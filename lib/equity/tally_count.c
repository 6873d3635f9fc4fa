/* SPDX-License-Identifier: MIT */
/* How often each code stands in a column. Counters that are raised row by row wait for memory, and the longer the more
 * rows have one code; so rows are compared with one code after another where there are few, or two rows raise one
 * counter together. */
#include "tally_internal.h"
#include "wide_internal.h"

enum {
    COMPARED = 24,                  /* as many codes as are compared, where registers are wide */
    PAIRED = 69,                    /* as many as are counted in pairs: 64 groups and the unknown classes */
    PAIRS = PAIRED * (PAIRED + 1) / 2,
    TABLES = 8,                     /* rows take turns, so that one need not wait for the one before it */
    BLOCK = 512,                    /* rows that are looked at before any of them is counted */
    WIDE = 4096, LANES = 32,        /* of a comparison; a lane has at most 128 rows of a block */
    PART = 512000                   /* rows after which counters of 16 bits are emptied */
};

/* Unknown classes become 0 to 4, and groups what follows; what is no code becomes negative or too much. */
static inline int16_t shift(uint16_t code)
{
    return (int16_t)(uint16_t)(code + COPROD_UNKNOWN_CLASSES);
}

/* --- comparing --- */

#if defined(__GNUC__)
typedef uint8_t lanes __attribute__((vector_size(LANES)));

/* The codes of a block as bytes; 0 if one of them is none. */
COPROD__INLINE int narrow(const uint16_t *restrict codes, uint32_t last, uint8_t *restrict bytes)
{
    int16_t least = 0, most = 0;
    for (size_t i = 0; i < WIDE; i++) {
        const int16_t code = shift(codes[i]);
        least = code < least ? code : least;
        most = code > most ? code : most;
        bytes[i] = (uint8_t)code;
    }
    return least >= 0 && (uint32_t)most < last;
}

COPROD__INLINE uint32_t sum_of(const lanes *counters)
{
    uint16_t sum = 0;
    for (size_t lane = 0; lane < LANES; lane++)
        sum = (uint16_t)(sum + (*counters)[lane]);
    return sum;
}

/* Four codes at a time: a comparison is 0 or -1. */
COPROD__INLINE void compare(const lanes *rows, uint8_t code, uint64_t *counts)
{
    lanes sum0 = {0}, sum1 = sum0, sum2 = sum0, sum3 = sum0;
    const lanes code0 = sum0 + code, code1 = code0 + 1, code2 = code0 + 2, code3 = code0 + 3;
    for (size_t i = 0; i < WIDE / LANES; i++) {
        sum0 -= (lanes)(rows[i] == code0);
        sum1 -= (lanes)(rows[i] == code1);
        sum2 -= (lanes)(rows[i] == code2);
        sum3 -= (lanes)(rows[i] == code3);
    }
    counts[0] += sum_of(&sum0);
    counts[1] += sum_of(&sum1);
    counts[2] += sum_of(&sum2);
    counts[3] += sum_of(&sum3);
}

COPROD__WIDE static size_t count_wide(const uint16_t *codes, size_t rows, uint32_t last, uint64_t *counts)
{
    lanes block[WIDE / LANES];
    size_t done = 0;
    for (; rows - done >= WIDE && narrow(codes + done, last, (uint8_t *)block); done += WIDE)
        for (uint32_t code = 0; code < last; code += 4)
            compare(block, (uint8_t)code, counts + code);
    return done;
}
#else
#define count_wide count_pairs_wide
#endif

/* --- counters --- */

/* Raises a counter for each number of a block; codes that come are fetched meanwhile. */
COPROD__INLINE void raise_counters(const uint16_t *numbers, size_t count, uint16_t *tables, size_t size,
                                   const uint16_t *ahead)
{
    for (size_t i = 0; i < count; i += TABLES, ahead += BLOCK / (count / TABLES)) {
#if defined(__GNUC__)
        __builtin_prefetch(ahead);
#endif
        tables[numbers[i]]++;
        tables[size + numbers[i + 1]]++;
        tables[2 * size + numbers[i + 2]]++;
        tables[3 * size + numbers[i + 3]]++;
        tables[4 * size + numbers[i + 4]]++;
        tables[5 * size + numbers[i + 5]]++;
        tables[6 * size + numbers[i + 6]]++;
        tables[7 * size + numbers[i + 7]]++;
    }
}

/* Where rows are fetched from: some blocks ahead, or where one stands if there are not so many. */
static inline const uint16_t *ahead_of(const uint16_t *codes, size_t rows)
{
    return codes + (rows >= 4 * BLOCK ? 3 * BLOCK : 0);
}

/* --- two rows together --- */

/* The numbers of the pairs of rows of a block, which way round does not matter; 0 if a code is none. */
COPROD__INLINE int pair(const uint16_t *restrict codes, uint32_t last, uint16_t *restrict pairs)
{
    int16_t least = 0, most = 0;
    for (size_t i = 0; i < BLOCK / 2; i++) {
        const int16_t one = shift(codes[i]), other = shift(codes[i + BLOCK / 2]);
        const int16_t low = one < other ? one : other, high = one < other ? other : one;
        const uint32_t sum = (uint16_t)((uint32_t)(uint16_t)high * ((uint16_t)high + 1u));
        least = low < least ? low : least;
        most = high > most ? high : most;
        pairs[i] = (uint16_t)((sum >> 1) + (uint16_t)low);
    }
    return least >= 0 && (uint32_t)most < last;
}

COPROD__INLINE size_t count_pairs(const uint16_t *codes, size_t rows, uint32_t last, uint64_t *counts)
{
    uint16_t tables[TABLES * PAIRS] = {0}, pairs[BLOCK / 2];
    size_t done = 0, at = 0;
    for (; rows - done >= BLOCK && pair(codes + done, last, pairs); done += BLOCK)
        raise_counters(pairs, BLOCK / 2, tables, PAIRS, ahead_of(codes + done, rows - done));
    for (uint32_t high = 0; high < last; high++)
        for (uint32_t low = 0; low <= high; low++, at++) {
            uint64_t sum = 0;
            for (size_t table = 0; table < TABLES; table++)
                sum += tables[table * PAIRS + at];
            counts[high] += sum;
            counts[low] += sum;
        }
    return done;
}

static size_t count_pairs_plain(const uint16_t *codes, size_t rows, uint32_t last, uint64_t *counts)
{
    return count_pairs(codes, rows, last, counts);
}

COPROD__WIDE static size_t count_pairs_wide(const uint16_t *codes, size_t rows, uint32_t last, uint64_t *counts)
{
    return count_pairs(codes, rows, last, counts);
}

/* --- one by one --- */

COPROD__INLINE int number(const uint16_t *restrict codes, uint32_t last, uint16_t *restrict numbers)
{
    int16_t least = 0, most = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        const int16_t code = shift(codes[i]);
        least = code < least ? code : least;
        most = code > most ? code : most;
        numbers[i] = (uint16_t)code;
    }
    return least >= 0 && (uint32_t)most < last;
}

static size_t count_each(const uint16_t *codes, size_t rows, uint32_t last, uint64_t *counts)
{
    enum { SIZE = COPROD__TALLY_CODES };
    uint16_t tables[TABLES * SIZE] = {0}, numbers[BLOCK];
    size_t done = 0;
    for (; rows - done >= BLOCK && number(codes + done, last, numbers); done += BLOCK)
        raise_counters(numbers, BLOCK, tables, SIZE, ahead_of(codes + done, rows - done));
    for (size_t table = 0; table < TABLES; table++)
        for (uint32_t code = 0; code < last; code++)
            counts[code] += tables[table * SIZE + code];
    return done;
}

/* Tables of pairs are larger, and do not pay for few rows. */
size_t coprod__tally_count(const uint16_t *codes, size_t rows, uint32_t last, int wide, uint64_t *counts)
{
    size_t (*count)(const uint16_t *, size_t, uint32_t, uint64_t *) = count_each;
    size_t done = 0, more;
    if (rows < BLOCK)
        return 0;
    if (last <= COMPARED && wide)
        count = count_wide;
    else if (last <= PAIRED && rows / 4 >= (size_t)last * last)
        count = wide ? count_pairs_wide : count_pairs_plain;
    do {
        more = count(codes + done, rows - done < PART ? rows - done : PART, last, counts);
        done += more;
    } while (more == PART);
    if (rows - done >= BLOCK)
        done += count_each(codes + done, rows - done < WIDE ? rows - done : WIDE, last, counts);
    return done;
}
