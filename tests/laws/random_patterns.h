/* SPDX-License-Identifier: MIT */
/* Random cases of gaps, and what they are by definition: every pattern counted row by row, and compared with every one
 * that says less. */
#ifndef COPROD_TEST_RANDOM_PATTERNS_H
#define COPROD_TEST_RANDOM_PATTERNS_H

#include "../internal/pattern_tools.h"

enum { CASE_ROWS = 200, CASE_PATTERNS = 4096, CASE_ATTRIBUTES = 7 };

typedef struct pattern_case {
    uint32_t attributes, values[CASE_ATTRIBUTES], unknown;
    coprod_pattern_schema *schema;
    size_t rows, people_rows;
    uint16_t *codes, *people_codes;
    uint64_t *weights, *people_weights; /* NULL: 1 each */
    int kind;                           /* of population: none, counted, parts, only what is impossible */
    uint64_t total, parts[CASE_ATTRIBUTES][8], sums[CASE_ATTRIBUTES];
    size_t impossible_count;
    uint16_t impossible[3][CASE_ATTRIBUTES];
    coprod_pattern_people *population;
    coprod_pattern_query query;
} pattern_case;

typedef struct wanted_gap {
    uint32_t level;
    uint64_t population, coverage;
    uint16_t codes[CASE_ATTRIBUTES];
} wanted_gap;

static inline size_t patterns_of(const pattern_case *own)
{
    size_t count = 1;
    for (uint32_t a = 0; a < own->attributes; a++)
        count *= own->values[a] + 1;
    return count;
}

static inline void pattern_at(const pattern_case *own, size_t index, uint16_t *codes)
{
    for (uint32_t a = 0; a < own->attributes; a++) {
        const size_t digit = index % (own->values[a] + 1);
        codes[a] = (uint16_t)(digit == own->values[a] ? COPROD_PATTERN_ANY : digit);
        index /= own->values[a] + 1;
    }
}

static inline size_t index_of_pattern(const pattern_case *own, const uint16_t *codes)
{
    size_t index = 0;
    for (uint32_t a = own->attributes; a-- > 0;)
        index = index * (own->values[a] + 1) + (codes[a] == COPROD_PATTERN_ANY ? own->values[a] : codes[a]);
    return index;
}

static inline uint64_t count_rows_of(const pattern_case *own, const uint16_t *rows, const uint64_t *weights,
                                     size_t count, const uint16_t *pattern)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        int in = 1;
        for (uint32_t a = 0; a < own->attributes; a++)
            in &= pattern[a] == COPROD_PATTERN_ANY || pattern[a] == rows[i * own->attributes + a];
        sum += in ? weights ? weights[i] : 1 : 0;
    }
    return sum;
}

static inline int nobody_can(const pattern_case *own, const uint16_t *pattern)
{
    for (size_t i = 0; i < own->impossible_count; i++) {
        int all = 1;
        for (uint32_t a = 0; a < own->attributes; a++)
            all &= own->impossible[i][a] == COPROD_PATTERN_ANY || own->impossible[i][a] == pattern[a];
        if (all)
            return 1;
    }
    return 0;
}

/* By what is impossible and by parts of 0, of those counted or of all profiles that there are. */
static inline int somebody_is_left(const pattern_case *own)
{
    uint16_t codes[CASE_ATTRIBUTES] = {0};
    int left = own->kind == 1;
    for (size_t i = 0; own->kind == 1 && i < own->people_rows; i++)
        if (!own->people_weights || own->people_weights[i]) {
            if (!nobody_can(own, own->people_codes + i * own->attributes))
                return 1;
            left = 0;
        }
    for (uint32_t a = 0; own->kind != 1 && a < own->attributes;) {
        int some = !nobody_can(own, codes);
        for (uint32_t b = 0; own->kind == 2 && b < own->attributes; b++)
            some &= own->parts[b][codes[b]] != 0;
        if (some)
            return 1;
        for (a = 0; a < own->attributes && ++codes[a] == own->values[a]; a++)
            codes[a] = 0;
    }
    return left;
}

static inline uint64_t living(const pattern_case *own, const uint16_t *pattern)
{
    __extension__ typedef unsigned __int128 wide;
    wide share = (wide)own->total << 32;
    if (nobody_can(own, pattern))
        return 0;
    if (own->kind == 1)
        return count_rows_of(own, own->people_codes, own->people_weights, own->people_rows, pattern);
    for (uint32_t a = 0; a < own->attributes && own->kind == 2; a++)
        if (pattern[a] != COPROD_PATTERN_ANY)
            share = share * own->parts[a][pattern[a]] / own->sums[a];
    return own->kind == 2 ? (uint64_t)(share >> 32) : 1;
}

static inline int in_order(const pattern_case *own, const wanted_gap *a, const wanted_gap *b)
{
    if (a->level != b->level)
        return a->level < b->level;
    if (own->kind != 3 && a->population != b->population) /* what is only impossible is no number that is told */
        return a->population > b->population;
    for (uint32_t i = 0; i < own->attributes; i++)
        if (a->codes[i] != b->codes[i])
            return a->codes[i] < b->codes[i];
    return 0;
}

/* Whether a pattern is flagged, and, by going through all that say less, whether it is a gap. */
static inline int flagged(const pattern_case *own, uint64_t coverage, const uint16_t *codes, uint64_t people,
                          uint64_t all)
{
    __extension__ typedef unsigned __int128 wide;
    if (!own->query.rate_over)
        return coverage < own->query.threshold;
    return (wide)coverage * all * own->query.rate_under < (wide)living(own, codes) * people * own->query.rate_over;
}

static inline int stands_alone(const pattern_case *own, const uint8_t *flags, const uint16_t *codes)
{
    uint32_t fixed[CASE_ATTRIBUTES], count = 0;
    for (uint32_t a = 0; a < own->attributes; a++)
        if (codes[a] != COPROD_PATTERN_ANY)
            fixed[count++] = a;
    for (uint32_t left = 1; left < 1u << count; left++) {
        uint16_t less[CASE_ATTRIBUTES];
        memcpy(less, codes, sizeof less);
        for (uint32_t i = 0; i < count; i++)
            if (left >> i & 1)
                less[fixed[i]] = COPROD_PATTERN_ANY;
        if (flags[index_of_pattern(own, less)])
            return 0;
    }
    return 1;
}

/* All gaps in their order, as they are asked for but for `max_results` and `top`. */
static inline size_t wanted_gaps(const pattern_case *own, wanted_gap *gaps)
{
    static uint8_t flags[CASE_PATTERNS];
    static uint64_t coverage[CASE_PATTERNS];
    const size_t patterns = patterns_of(own);
    size_t count = 0;
    uint16_t codes[CASE_ATTRIBUTES] = {0};
    uint64_t people, all;
    for (uint32_t a = 0; a < own->attributes; a++)
        codes[a] = COPROD_PATTERN_ANY;
    people = count_rows_of(own, own->codes, own->weights, own->rows, codes);
    all = own->kind == 1 ? count_rows_of(own, own->people_codes, own->people_weights, own->people_rows, codes)
                         : own->total;
    for (size_t i = 0; i < patterns; i++) {
        pattern_at(own, i, codes);
        coverage[i] = count_rows_of(own, own->codes, own->weights, own->rows, codes);
        flags[i] = (uint8_t)flagged(own, coverage[i], codes, people, all);
    }
    for (size_t i = 0; i < patterns; i++) {
        wanted_gap gap = {.coverage = coverage[i]};
        size_t at = count;
        pattern_at(own, i, gap.codes);
        for (uint32_t a = 0; a < own->attributes; a++)
            gap.level += gap.codes[a] != COPROD_PATTERN_ANY;
        gap.population = own->kind ? living(own, gap.codes) : 0;
        if (!flags[i] || !stands_alone(own, flags, gap.codes) || gap.population < own->query.min_population
            || (own->query.max_level && gap.level > own->query.max_level))
            continue;
        for (; at && in_order(own, &gap, &gaps[at - 1]); at--)
            gaps[at] = gaps[at - 1];
        gaps[at] = gap;
        count++;
    }
    return count;
}

/* --- making them --- */

static inline uint64_t *random_weights(size_t rows, uint64_t *seed)
{
    uint64_t *weights = draw(seed, 3) ? NULL : calloc(rows + 1, sizeof *weights);
    const uint32_t most = draw(seed, 3) ? 4 : 70000;
    for (size_t i = 0; weights && i < rows; i++)
        weights[i] = draw(seed, most);
    return weights;
}

static inline json_t *random_parts(pattern_case *own, uint64_t *seed)
{
    json_t *parts = json_object();
    own->total = 1 + draw(seed, 5000);
    for (uint32_t a = 0; a < own->attributes; a++) {
        json_t *of = json_object();
        char key[16];
        own->sums[a] = 0;
        for (uint32_t v = 0; v < own->values[a]; v++) {
            own->parts[a][v] = v ? draw(seed, 50) : 1 + draw(seed, 50);
            own->sums[a] += own->parts[a][v];
            snprintf(key, sizeof key, "%u", v);
            json_object_set_new(of, key, json_integer((json_int_t)own->parts[a][v]));
        }
        snprintf(key, sizeof key, "a%u", a);
        json_object_set_new(parts, key, of);
    }
    return parts;
}

static inline json_t *random_impossible(pattern_case *own, uint64_t *seed)
{
    json_t *list = json_array();
    own->impossible_count = draw(seed, 2) ? draw(seed, 4) : 0;
    for (size_t i = 0; i < own->impossible_count; i++) {
        json_t *one = json_object();
        for (uint32_t a = 0; a < own->attributes; a++) {
            char key[16], value[16];
            own->impossible[i][a] = COPROD_PATTERN_ANY;
            if (draw(seed, 2) && (json_object_size(one) || a + 1 < own->attributes))
                continue;
            own->impossible[i][a] = (uint16_t)draw(seed, own->values[a]);
            snprintf(key, sizeof key, "a%u", a);
            snprintf(value, sizeof value, "%u", own->impossible[i][a]);
            json_object_set_new(one, key, json_string(value));
        }
        json_array_append_new(list, one);
    }
    return list;
}

static inline void random_population(pattern_case *own, uint64_t *seed)
{
    json_t *document = json_pack("{ss}", "schema", "pattern-people/1");
    coprod_pattern_tally *counted = NULL;
    char *text;
    own->kind = (int)draw(seed, 4);
    if (own->kind == 1) {
        own->people_rows = draw(seed, own->rows < 40 ? 80 : 400);
        own->people_codes = random_rows(own->schema, own->people_rows, seed);
        own->people_weights = random_weights(own->people_rows, seed);
        counted = pattern_tally(own->schema);
        assert_int_equal(coprod_pattern_tally_add_rows(counted, own->people_codes, own->people_weights,
                                                       own->people_rows, NULL), COPROD_OK);
    }
    if (own->kind == 2) {
        json_object_set_new(document, "parts", random_parts(own, seed));
        json_object_set_new(document, "total", json_integer((json_int_t)own->total));
    }
    if (own->kind)
        json_object_set_new(document, "impossible", random_impossible(own, seed));
    if (own->kind && !somebody_is_left(own)) { /* then it is refused, and nobody is impossible */
        text = json_dumps(document, 0);
        assert_int_equal(coprod_pattern_people_load(text, COPROD_NTS, own->schema, counted, NULL, NULL,
                                                    &own->population), COPROD_E_DEFINITION);
        free(text);
        json_object_del(document, "impossible");
        own->impossible_count = 0;
    }
    text = json_dumps(document, 0);
    if (own->kind)
        assert_int_equal(coprod_pattern_people_load(text, COPROD_NTS, own->schema, counted, NULL, NULL,
                                                    &own->population), COPROD_OK);
    free(text);
    json_decref(document);
    coprod_pattern_tally_free(counted);
}

static inline void random_query(pattern_case *own, uint64_t *seed)
{
    coprod_pattern_query *query = &own->query;
    query->size = sizeof *query;
    query->population = own->population;
    query->threshold = 1 + draw(seed, draw(seed, 2) ? 6 : 40);
    if (own->weights && draw(seed, 2))
        query->threshold = 1 + draw(seed, draw(seed, 2) ? 400 : 200000);
    if (!draw(seed, 40))
        query->threshold = UINT64_C(5000000000);
    query->max_level = draw(seed, 2) ? draw(seed, own->attributes + 1) : 0;
    query->min_population = own->kind && draw(seed, 2) ? draw(seed, own->kind == 3 ? 2 : 20) : 0;
    query->max_results = draw(seed, 3) ? 0 : 1 + draw(seed, 40);
    query->top = (own->kind == 1 || own->kind == 2) && !draw(seed, 3) ? 1 + draw(seed, 10) : 0;
    query->count_only = !draw(seed, 8);
    query->threads = draw(seed, 5);
    if ((own->kind == 1 || own->kind == 2) && !draw(seed, 3)) {
        query->threshold = 0;
        query->rate_over = 1 + draw(seed, 5);
        query->rate_under = 1 + draw(seed, 5);
    }
}

static inline void random_case(pattern_case *own, uint64_t *seed)
{
    const int large = !draw(seed, 4); /* more than one block of patterns, and fewer people */
    memset(own, 0, sizeof *own);
    do {
        own->attributes = 1 + draw(seed, CASE_ATTRIBUTES);
        for (uint32_t a = 0; a < own->attributes; a++)
            own->values[a] = 1 + draw(seed, draw(seed, 3) ? 3 : 6);
    } while (patterns_of(own) > (large ? CASE_PATTERNS : 300) || (large && patterns_of(own) < 260));
    own->unknown = draw(seed, 2) ? draw(seed, 1u << own->attributes) : 0;
    own->schema = schema_of(own->attributes, own->values, own->unknown);
    own->rows = draw(seed, large || draw(seed, 2) ? 40 : CASE_ROWS + 1);
    own->codes = random_rows(own->schema, own->rows, seed);
    own->weights = random_weights(own->rows, seed);
    random_population(own, seed);
    random_query(own, seed);
}

static inline void free_case(pattern_case *own)
{
    coprod_pattern_people_free(own->population);
    coprod_pattern_schema_free(own->schema);
    free(own->codes);
    free(own->weights);
    free(own->people_codes);
    free(own->people_weights);
}

#endif
