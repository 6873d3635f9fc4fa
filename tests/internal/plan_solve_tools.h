/* SPDX-License-Identifier: MIT */
/* Small questions of whom to invite, at random, and what every answer has to be. */
#ifndef COPROD_PLAN_SOLVE_TOOLS_H
#define COPROD_PLAN_SOLVE_TOOLS_H

#include "inside.h"

#include "pattern_plan_internal.h"

enum { SMALL_ATTRIBUTES = 4, SMALL_GAPS = 12, SMALL_PROFILES = 20, SMALL_PARTNERS = 2, SMALL_PATTERNS = 2, SMALL_ROOM = 3 };

typedef struct small {
    uint32_t attributes;
    size_t gaps, profiles, partners;
    uint16_t gap_codes[SMALL_GAPS * SMALL_ATTRIBUTES];
    uint64_t needs[SMALL_GAPS];
    uint16_t profile_codes[SMALL_PROFILES * SMALL_ATTRIBUTES];
    uint64_t copies[SMALL_PROFILES];
    coprod__plan_partner partner[SMALL_PARTNERS];
    uint16_t reaches[SMALL_PARTNERS][SMALL_PATTERNS * SMALL_ATTRIBUTES];
    uint64_t max_people;
    size_t lists; /* pairs that are listed at most; 0: as is best */
} small;

static inline uint32_t small_draw(uint64_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 20) % below;
}

static inline int matches(const small *own, const uint16_t *pattern, const uint16_t *codes)
{
    int so = 1;
    for (uint32_t a = 0; a < own->attributes; a++)
        so &= pattern[a] == 0xFFFF || pattern[a] == codes[a];
    return so;
}

static inline int reaches(const small *own, size_t partner, const uint16_t *codes)
{
    int so = 0;
    for (size_t i = 0; i < own->partner[partner].patterns; i++)
        so |= matches(own, own->reaches[partner] + i * own->attributes, codes);
    return so;
}

static inline void small_codes(uint64_t *seed, uint32_t attributes, const uint32_t *values, uint32_t any, uint16_t *codes)
{
    for (uint32_t a = 0; a < attributes; a++)
        codes[a] = small_draw(seed, 10) < any ? 0xFFFF : (uint16_t)small_draw(seed, values[a]);
}

/* Needs so that the states of the true optimum are few; gaps and profiles may stand there twice. */
static inline small random_small(uint64_t *seed)
{
    static const char *const ids[] = {"b-partner", "a-partner"};
    small own;
    uint32_t values[SMALL_ATTRIBUTES];
    const uint32_t most = 1 + small_draw(seed, 3);
    memset(&own, 0, sizeof own);
    own.attributes = 1 + small_draw(seed, SMALL_ATTRIBUTES);
    own.gaps = 1 + small_draw(seed, 5);
    own.profiles = small_draw(seed, 12) ? 1 + small_draw(seed, 7) : 0;
    own.partners = small_draw(seed, 2) ? small_draw(seed, SMALL_PARTNERS + 1) : 0;
    own.max_people = small_draw(seed, 5) ? 0 : 1 + small_draw(seed, 6);
    for (uint32_t a = 0; a < own.attributes; a++)
        values[a] = 1 + small_draw(seed, 3);
    for (size_t g = 0; g < own.gaps; g++) {
        small_codes(seed, own.attributes, values, 6, own.gap_codes + g * own.attributes);
        own.needs[g] = 1 + small_draw(seed, most);
    }
    for (size_t i = 0; i < own.profiles; i++) {
        small_codes(seed, own.attributes, values, small_draw(seed, 6) == 0, own.profile_codes + i * own.attributes);
        own.copies[i] = small_draw(seed, 3) ? small_draw(seed, 4) : 9;
    }
    for (size_t p = 0; p < own.partners; p++) {
        coprod__plan_partner *partner = &own.partner[p];
        partner->id = ids[p];
        partner->max_people = small_draw(seed, SMALL_ROOM + 1);
        partner->cost_pence = (int64_t)small_draw(seed, 3) * 100;
        partner->patterns = 1 + small_draw(seed, SMALL_PATTERNS);
        for (size_t i = 0; i < partner->patterns; i++)
            small_codes(seed, own.attributes, values, 7, own.reaches[p] + i * own.attributes);
    }
    return own;
}

/* More gaps and people, so that greedy is often not the best, and prices prove less. */
static inline small random_hard(uint64_t *seed)
{
    static const uint32_t values[] = {3, 3, 3};
    const uint32_t twice = small_draw(seed, 2);
    small own;
    memset(&own, 0, sizeof own);
    own.attributes = 3;
    own.gaps = twice ? 5 + small_draw(seed, 3) : 7 + small_draw(seed, 6);
    own.profiles = 8 + small_draw(seed, SMALL_PROFILES - 7);
    for (size_t g = 0; g < own.gaps; g++) {
        small_codes(seed, own.attributes, values, 4, own.gap_codes + g * own.attributes);
        own.needs[g] = 1 + small_draw(seed, 1 + twice * 2);
    }
    for (size_t i = 0; i < own.profiles; i++) {
        small_codes(seed, own.attributes, values, 0, own.profile_codes + i * own.attributes);
        own.copies[i] = small_draw(seed, 3) ? 3 : 1;
    }
    return own;
}

static inline void swap_bytes(void *a, void *b, size_t bytes)
{
    uint8_t *x = a, *y = b;
    for (size_t i = 0; i < bytes; i++) {
        const uint8_t kept = x[i];
        x[i] = y[i];
        y[i] = kept;
    }
}

static inline small shuffled(const small *given, uint64_t *seed)
{
    small own = *given;
    const size_t codes = own.attributes * sizeof(uint16_t);
    for (size_t i = own.gaps; i > 1; i--) {
        const size_t j = small_draw(seed, (uint32_t)i);
        swap_bytes(own.gap_codes + (i - 1) * own.attributes, own.gap_codes + j * own.attributes, j == i - 1 ? 0 : codes);
        swap_bytes(&own.needs[i - 1], &own.needs[j], j == i - 1 ? 0 : sizeof own.needs[0]);
    }
    for (size_t i = own.profiles; i > 1; i--) {
        const size_t j = small_draw(seed, (uint32_t)i);
        swap_bytes(own.profile_codes + (i - 1) * own.attributes, own.profile_codes + j * own.attributes,
                   j == i - 1 ? 0 : codes);
        swap_bytes(&own.copies[i - 1], &own.copies[j], j == i - 1 ? 0 : sizeof own.copies[0]);
    }
    if (own.partners == 2) {
        swap_bytes(&own.partner[0], &own.partner[1], sizeof own.partner[0]);
        swap_bytes(own.reaches[0], own.reaches[1], sizeof own.reaches[0]);
    }
    return own;
}

/* The answer points into what is given. */
static inline coprod_status solve_small(const small *own, uint64_t work, coprod__plan_answer *answer)
{
    static coprod__plan_question questions[2];
    static coprod__plan_partner partners[2][SMALL_PARTNERS];
    static int turn;
    coprod__plan_question *question = &questions[turn ^= 1];
    coprod__memory memory;
    assert_int_equal(coprod__memory_init(NULL, &memory), COPROD_OK);
    memset(question, 0, sizeof *question);
    for (size_t p = 0; p < own->partners; p++) {
        partners[turn][p] = own->partner[p];
        partners[turn][p].codes = own->reaches[p];
    }
    question->attributes = own->attributes;
    question->gaps = own->gaps;
    question->gap_codes = own->gap_codes;
    question->needs = own->needs;
    question->profiles = own->profiles;
    question->profile_codes = own->profile_codes;
    question->copies = own->copies;
    question->partners = own->partners;
    question->partner = partners[turn];
    question->max_people = own->max_people;
    question->lists = own->lists;
    question->work = work;
    return coprod__plan_solve(&memory, question, answer);
}

/* People of a column: no more than exist, through partners who reach them and have room; all gaps counted afresh. */
static inline void check_answer(const small *own, const coprod__plan_answer *answer)
{
    const coprod__plan_space *space = &answer->space;
    uint64_t people = 0, open = 0, load[SMALL_PARTNERS] = {0};
    for (size_t c = 0; c < space->columns; c++) {
        uint64_t exist = 0;
        for (size_t m = space->member_from[c]; m < space->member_from[c + 1]; m++)
            exist += own->copies[space->members[m]];
        assert_true(answer->taken[c] <= exist);
        people += answer->taken[c];
    }
    assert_int_equal(people, answer->people);
    for (size_t g = 0; g < own->gaps; g++) {
        size_t row = 0;
        uint64_t covered = 0;
        while (space->row_gap[row] != g)
            row++;
        for (size_t c = 0; c < space->columns; c++)
            if (matches(own, own->gap_codes + g * own->attributes,
                        own->profile_codes + space->members[space->member_from[c]] * own->attributes))
                covered += answer->taken[c];
        open += covered < space->need[row] ? space->need[row] - covered : 0;
    }
    assert_int_equal(open, answer->open);
    assert_true(!own->max_people || people <= own->max_people);
    for (size_t k = 0; k < space->kinds && own->partners; k++) {
        uint64_t taken = 0, sent = 0;
        for (size_t c = 0; c < space->columns; c++)
            taken += space->kind[c] == k ? answer->taken[c] : 0;
        for (size_t p = 0; p < space->partners; p++) {
            const uint64_t some = answer->flow.sent[k * space->partners + p];
            assert_true(!some || space->kind_partners[k] >> p & 1);
            sent += some;
            load[p] += some;
        }
        assert_int_equal(sent, taken);
    }
    for (size_t p = 0; p < space->partners; p++)
        assert_true(load[p] == answer->flow.load[p] && load[p] <= own->partner[space->partner[p]].max_people);
}

#endif
