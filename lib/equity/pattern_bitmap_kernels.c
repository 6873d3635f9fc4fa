/* SPDX-License-Identifier: MIT */
/* Counting and squeezing of bitmaps. Each body is written once and compiled for several instruction sets; which one
 * runs is asked of the processor when a search begins, so nothing is kept between searches. Elsewhere the plain body is
 * all there is, and the compiler's own vectors. */
#include "pattern_bitmap_internal.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define BITMAP_X86 1
#else
#define BITMAP_X86 0
#endif

#if defined(__GNUC__)
#define BODY static inline __attribute__((always_inline))
#define PRAGMA(text) _Pragma(#text)
#define UNROLL(times) PRAGMA(GCC unroll times)
#else
#define BODY static inline
#define UNROLL(times)
#endif

enum { WORDS_MOST = 512, PLAIN_MOST = 24 };
#define LANES 4

/* --- ones --- */

/* Ones of each byte. */
BODY uint64_t ones_of_bytes(uint64_t x)
{
    x -= x >> 1 & UINT64_C(0x5555555555555555);
    x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
    return (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
}

BODY uint64_t ones(uint64_t x, int hardware)
{
#if BITMAP_X86
    if (hardware)
        return (uint64_t)__builtin_popcountll(x);
#else
    (void)hardware;
#endif
    return (ones_of_bytes(x) * UINT64_C(0x0101010101010101)) >> 56;
}

/* Without an instruction the ones of bytes are added first, of as many words as a byte can hold, and then the bytes. */
BODY uint64_t ones_plain(const uint64_t *a, const uint64_t *b, const uint64_t *c, size_t words)
{
    const uint64_t low = UINT64_C(0x00FF00FF00FF00FF);
    uint64_t total = 0;
    for (size_t from = 0, n; from < words; from += n) {
        uint64_t bytes = 0;
        n = words - from < PLAIN_MOST ? words - from : PLAIN_MOST;
        for (size_t i = from; i < from + n; i++)
            bytes += ones_of_bytes(c ? a[i] & b[i] & c[i] : a[i] & b[i]);
        total += (((bytes & low) + (bytes >> 8 & low)) * UINT64_C(0x0001000100010001)) >> 48;
    }
    return total;
}

BODY uint64_t ones_of(const uint64_t *a, const uint64_t *b, const uint64_t *c, size_t words, int hardware)
{
    uint64_t total = 0;
    if (!hardware)
        return ones_plain(a, b, c, words);
    for (size_t i = 0; i < words / COPROD__BITMAP_EIGHT * COPROD__BITMAP_EIGHT; i++)
        total += ones(c ? a[i] & b[i] & c[i] : a[i] & b[i], 1);
    return total;
}

BODY uint64_t count_body(const coprod__bitmap_scan *scan, size_t from, size_t to, uint64_t total, int hardware)
{
    const uint64_t *const a = scan->a, *const b = scan->b;
    for (size_t step = COPROD__BITMAP_EIGHT, end; from < to && total < scan->enough; from = end) {
        end = to - from > step ? from + step : to;
        total += ones_of(a + from, b + from, NULL, end - from, hardware);
        for (size_t k = 0; k < scan->slice_count && from < scan->slices[k].words; k++) {
            const size_t last = end < scan->slices[k].words ? end : scan->slices[k].words;
            total += ones_of(a + from, b + from, scan->slices[k].bits + from, last - from, hardware) << k;
        }
        step = step < WORDS_MOST ? 2 * step : step;
    }
    return total;
}

BODY void both_body(uint64_t *out, const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t i = 0; i < words / COPROD__BITMAP_EIGHT * COPROD__BITMAP_EIGHT; i++)
        out[i] = a[i] & b[i];
}

/* --- squeezing --- */

/* How to squeeze by a strip of masks without an instruction: in round r, which bits of a word go down by 2^r. */
typedef struct moves {
    uint64_t of[6][COPROD__BITMAP_STRIP];
} moves;

/* A bit goes down by the zeros below it. Their number is counted in binary, digit by digit: the lowest digit at each
 * bit is the parity of the zeros below; of these, every second one carries into the next digit. */
BODY void plan_moves(uint64_t mask, moves *plan, size_t w)
{
    uint64_t zeros = ~mask << 1;
    for (int r = 0; r < 6; r++) {
        uint64_t odd = zeros;
        for (int s = 1; s < 64; s *= 2)
            odd ^= odd << s;
        plan->of[r][w] = odd & mask;
        mask = (mask ^ plan->of[r][w]) | plan->of[r][w] >> (1 << r);
        zeros &= ~odd;
    }
}

BODY uint64_t moved(uint64_t x, const moves *plan, size_t w)
{
    UNROLL(6)
    for (int r = 0; r < 6; r++) {
        const uint64_t go = x & plan->of[r][w];
        x = (x ^ go) | go >> (1 << r);
    }
    return x;
}

/* Where the next word goes: one of some bitmaps that are written side by side. */
typedef struct lane {
    const uint64_t *from;
    uint64_t *to, rest;
} lane;

BODY lane lane_of(const coprod__bitmap_squeeze *job, size_t list)
{
    uint64_t *to = job->to + list * job->to_stride;
    return (lane){job->from + job->entries[list].slot * job->from_stride, to, job->bit ? to[0] : 0};
}

/* `sum` is `fill` and the bits of x. */
BODY void append(lane *to, size_t k, uint64_t x, uint32_t fill, uint32_t sum)
{
    const uint64_t low = to->rest | x << fill;
    to->to[k] = low;
    to->rest = sum > 63 ? x >> 1 >> (63 - fill) : low;
}

BODY void squeeze_one_plain(const coprod__bitmap_squeeze *job, const moves *plan, const uint32_t *ones_of_word,
                            size_t list)
{
    uint64_t all[COPROD__BITMAP_STRIP];
    lane to = lane_of(job, list);
    uint32_t fill = job->bit;
    size_t k = 0;
    for (size_t w = 0; w < job->words / COPROD__BITMAP_EIGHT * COPROD__BITMAP_EIGHT; w++)
        all[w] = moved(to.from[w] & job->mask[w], plan, w);
    for (size_t w = 0; w < job->words; w++) {
        const uint32_t sum = fill + ones_of_word[w];
        append(&to, k, all[w], fill, sum);
        k += sum >> 6;
        fill = sum & 63;
    }
    to.to[k] = to.rest;
}

static void squeeze_plain(const coprod__bitmap_squeeze *job)
{
    uint32_t ones_of_word[COPROD__BITMAP_STRIP];
    moves plan;
    for (size_t w = 0; w < job->words; w++) {
        ones_of_word[w] = (uint32_t)ones(job->mask[w], 0);
        plan_moves(job->mask[w], &plan, w);
    }
    for (size_t i = 0; i < job->count; i++)
        squeeze_one_plain(job, &plan, ones_of_word, i);
}

#if BITMAP_X86
/* No intrinsic: a body that is not yet inlined may not name one. */
BODY uint64_t squeezed(uint64_t x, uint64_t mask)
{
    uint64_t out;
    __asm__("pextq %2, %1, %0" : "=r"(out) : "r"(x), "rm"(mask));
    return out;
}

/* Some bitmaps side by side, so that one need not wait for the other. */
BODY void squeeze_lanes(const coprod__bitmap_squeeze *job, size_t first, size_t lanes)
{
    lane to[LANES];
    uint32_t fill = job->bit;
    size_t k = 0;
    for (size_t l = 0; l < lanes; l++)
        to[l] = lane_of(job, first + l);
    for (size_t w = 0; w < job->words; w++) {
        const uint64_t mask = job->mask[w];
        const uint32_t sum = fill + (uint32_t)ones(mask, 1);
        UNROLL(LANES)
        for (size_t l = 0; l < lanes; l++)
            append(to + l, k, squeezed(to[l].from[w], mask), fill, sum);
        k += sum >> 6;
        fill = sum & 63;
    }
    for (size_t l = 0; l < lanes; l++)
        to[l].to[k] = to[l].rest;
}

BODY void squeeze_body(const coprod__bitmap_squeeze *job)
{
    size_t i = 0;
    for (; i + LANES <= job->count; i += LANES)
        squeeze_lanes(job, i, LANES);
    for (; i < job->count; i++)
        squeeze_lanes(job, i, 1);
}
#endif

/* --- one set of functions for each instruction set --- */

#define KERNELS(name, target, hardware)                                                                               \
    target static uint64_t count_##name(const coprod__bitmap_scan *scan, size_t from, size_t to, uint64_t so_far)      \
    {                                                                                                                  \
        return count_body(scan, from, to, so_far, hardware);                                                           \
    }                                                                                                                  \
    target static void both_##name(uint64_t *out, const uint64_t *a, const uint64_t *b, size_t words)                  \
    {                                                                                                                  \
        both_body(out, a, b, words);                                                                                   \
    }

KERNELS(plain, , 0)
static const coprod__bitmap_kernels plain = {COPROD__BITMAP_PLAIN, count_plain, both_plain, squeeze_plain};

#if BITMAP_X86
#define SQUEEZE(name, target)                                                                                          \
    target static void squeeze_##name(const coprod__bitmap_squeeze *job)                                               \
    {                                                                                                                  \
        squeeze_body(job);                                                                                             \
    }
#define AVX2 __attribute__((target("avx2,bmi2,popcnt")))
#define AVX512 __attribute__((target("avx2,bmi2,popcnt,avx512f,avx512bw,avx512vl,avx512vpopcntdq")))

KERNELS(avx2, AVX2, 1)
SQUEEZE(avx2, AVX2)
KERNELS(avx512, AVX512, 1)
SQUEEZE(avx512, AVX512)

/* Where the instruction that squeezes is done in microcode, one bit after another, the plain body is faster. */
static const coprod__bitmap_kernels some[] = {
    {COPROD__BITMAP_AVX2, count_avx2, both_avx2, squeeze_avx2},
    {COPROD__BITMAP_AVX2, count_avx2, both_avx2, squeeze_plain},
    {COPROD__BITMAP_AVX512, count_avx512, both_avx512, squeeze_avx512},
};

static int32_t best_set(void)
{
    int32_t best = COPROD__BITMAP_PLAIN;
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt"))
        best = COPROD__BITMAP_AVX2;
    if (best == COPROD__BITMAP_AVX2 && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512vpopcntdq"))
        best = COPROD__BITMAP_AVX512;
    return best;
}

const coprod__bitmap_kernels *coprod__bitmap_kernels_of(int32_t set)
{
    const int32_t best = best_set();
    const int32_t wanted = set == COPROD__BITMAP_BEST ? best : set;
    if (wanted == COPROD__BITMAP_PLAIN)
        return &plain;
    if (wanted > best)
        return NULL;
    if (wanted == COPROD__BITMAP_AVX2)
        return some + (__builtin_cpu_is("znver1") || __builtin_cpu_is("znver2"));
    return some + 2;
}
#else
const coprod__bitmap_kernels *coprod__bitmap_kernels_of(int32_t set)
{
    return set == COPROD__BITMAP_BEST || set == COPROD__BITMAP_PLAIN ? &plain : NULL;
}
#endif
