/* SPDX-License-Identifier: MIT */
/* The search with bitmaps against all patterns one by one: random cells with weights and values that are not known,
 * thresholds, levels, populations of every kind, limits, work in portions, every instruction set of this processor, and
 * every way of the search forced, by one thread and by several. */
#include "../internal/pattern_tools.h"

#include "pattern_bitmap_internal.h"

enum { CASES = 20000, LARGE = 200, VALUES = 64, SMALL_PATTERNS = 400, MOST_PATTERNS = 5000 };

static uint64_t seed = UINT64_C(20261126);
static coprod__memory plain_memory;

static uint32_t any_of(uint32_t below)
{
    return draw(&seed, below);
}

static int rounds_of(int all)
{
    return getenv("COPROD_FULL") ? all : getenv("COPROD_QUICK") ? all / 50 : all / 4;
}

/* --- made cells --- */

typedef struct made_cells {
    struct pattern_cells cells;
    uint32_t cardinality[PATTERN_ATTRIBUTES];
    uint16_t *codes;
    uint64_t *weights;
} made_cells;

static void fill_cells(made_cells *made, uint32_t attributes, size_t count, int unknown, uint32_t heavy)
{
    made->codes = malloc((count * attributes + 1) * sizeof *made->codes);
    made->weights = heavy ? malloc((count + 1) * sizeof *made->weights) : NULL;
    assert_true(made->codes && (made->weights || !heavy));
    made->cells = (struct pattern_cells){attributes, made->cardinality, count, made->codes, made->weights, 0};
    for (size_t i = 0; i < count; i++) {
        const uint64_t weight = heavy ? any_of(20) ? 1 + any_of(1 + any_of(heavy)) : 0 : 1;
        for (uint32_t a = 0; a < attributes; a++) {
            const uint32_t even = any_of(made->cardinality[a]), value = any_of(2) ? any_of(even + 1) : even;
            made->codes[i * attributes + a] = (uint16_t)(unknown && !any_of(6) ? PATTERN_ANY : value);
        }
        if (heavy)
            made->weights[i] = weight;
        made->cells.people += weight;
    }
}

static void free_cells(made_cells *made)
{
    free(made->codes);
    free(made->weights);
}

/* --- what is true --- */

typedef struct truth {
    uint16_t *codes; /* of all gaps, in the order of pattern_number() */
    uint64_t *coverage, *population;
    size_t count;
    uint64_t by_level[PATTERN_ATTRIBUTES + 1];
} truth;

static size_t patterns_of(const struct pattern_cells *cells)
{
    size_t all = 1;
    for (uint32_t a = 0; a < cells->attributes; a++)
        all *= cells->cardinality[a] + 1;
    return all;
}

static uint32_t pattern_at(const struct pattern_cells *cells, size_t number, uint16_t *codes)
{
    uint32_t level = 0;
    for (uint32_t a = 0; a < cells->attributes; a++) {
        const size_t digit = number % (cells->cardinality[a] + 1);
        number /= cells->cardinality[a] + 1;
        codes[a] = digit == cells->cardinality[a] ? PATTERN_ANY : (uint16_t)digit;
        level += codes[a] != PATTERN_ANY;
    }
    return level;
}

static size_t pattern_number(const struct pattern_cells *cells, const uint16_t *codes)
{
    size_t number = 0;
    for (uint32_t a = cells->attributes; a--;)
        number = number * (cells->cardinality[a] + 1) + (codes[a] == PATTERN_ANY ? cells->cardinality[a] : codes[a]);
    return number;
}

/* A gap is uncovered, and none of its parents is; by the definition, from a count of each pattern. */
static int is_gap(const struct pattern_cells *cells, const uint64_t *coverage, uint64_t threshold, size_t number)
{
    uint16_t codes[PATTERN_ATTRIBUTES];
    pattern_at(cells, number, codes);
    if (coverage[number] >= threshold)
        return 0;
    for (uint32_t a = 0; a < cells->attributes; a++) {
        const uint16_t own = codes[a];
        codes[a] = PATTERN_ANY;
        if (own != PATTERN_ANY && coverage[pattern_number(cells, codes)] < threshold)
            return 0;
        codes[a] = own;
    }
    return 1;
}

static truth find_all(const struct pattern_cells *cells, const struct pattern_question *question)
{
    const size_t all = patterns_of(cells);
    const uint32_t d = cells->attributes, deepest = question->max_level ? question->max_level : d;
    uint64_t *coverage = malloc(all * sizeof *coverage);
    truth own = {malloc(all * d * sizeof *own.codes), malloc(all * sizeof *own.coverage),
                 malloc(all * sizeof *own.population), 0, {0}};
    assert_true(coverage && own.codes && own.coverage && own.population);
    for (size_t p = 0; p < all; p++) {
        uint16_t codes[PATTERN_ATTRIBUTES];
        coverage[p] = pattern_at(cells, p, codes) > deepest ? 0 : coprod__pattern_count(cells, codes);
    }
    for (size_t p = 0; p < all; p++) {
        uint16_t *codes = own.codes + own.count * d;
        const uint32_t level = pattern_at(cells, p, codes);
        if (level > deepest || !is_gap(cells, coverage, question->threshold, p))
            continue;
        own.coverage[own.count] = coverage[p];
        own.population[own.count] = question->population ? coprod__pattern_people_of(question->population, codes) : 0;
        if (own.population[own.count] >= question->min_population) {
            own.by_level[level]++;
            own.count++;
        }
    }
    free(coverage);
    return own;
}

static void free_truth(truth *own)
{
    free(own->codes);
    free(own->coverage);
    free(own->population);
}

/* --- what is found --- */

static struct pattern_found find(const struct pattern_cells *cells, const struct pattern_question *question,
                                 const coprod__bitmap_tuning *tuning, uint64_t work)
{
    struct pattern_search *search;
    struct pattern_found found;
    int32_t done = 0;
    assert_int_equal(coprod__bitmap_begin(&plain_memory, cells, question, tuning, &search), COPROD_OK);
    while (!done)
        assert_int_equal(coprod__pattern_bitmap.run(search, work, NULL, &done), COPROD_OK);
    coprod__pattern_bitmap.take(search, &found);
    coprod__pattern_bitmap.free(search);
    return found;
}

/* The deepest level down to which all gaps are no more than the limit. */
static uint32_t complete_level(const truth *own, uint32_t deepest, uint64_t limit)
{
    uint64_t sum = 0;
    for (uint32_t level = 0; level <= deepest; level++) {
        sum += own->by_level[level];
        if (limit && sum > limit)
            return level - 1;
    }
    return deepest;
}

static size_t by_number(const truth *own, const struct pattern_cells *cells, const uint16_t *codes)
{
    size_t low = 0, high = own->count;
    const size_t number = pattern_number(cells, codes);
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (pattern_number(cells, own->codes + middle * cells->attributes) < number)
            low = middle + 1;
        else
            high = middle;
    }
    assert_true(low < own->count && pattern_number(cells, own->codes + low * cells->attributes) == number);
    return low;
}

/* Each gap of the complete levels once, and nothing else. */
static void compare(const truth *own, const struct pattern_cells *cells, const struct pattern_question *question,
                    const struct pattern_found *found)
{
    const uint32_t deepest = question->max_level ? question->max_level : cells->attributes;
    const uint64_t limit = question->count_only ? 0 : question->max_results;
    const uint32_t complete = complete_level(own, deepest, limit);
    uint8_t *seen = calloc(own->count + 1, 1);
    uint64_t sum = 0;
    assert_non_null(seen);
    assert_int_equal(found->complete_level, complete);
    assert_int_equal(found->truncated, limit && own->count > limit);
    for (uint32_t level = 0; level <= PATTERN_ATTRIBUTES; level++) {
        const uint64_t wanted = level <= complete ? own->by_level[level] : 0;
        assert_int_equal(found->by_level[level], wanted);
        sum += wanted;
    }
    assert_int_equal(found->count, question->count_only ? 0 : sum);
    for (size_t i = 0; i < found->count; i++) {
        const size_t place = by_number(own, cells, found->codes + i * cells->attributes);
        assert_false(seen[place]++);
        assert_int_equal(found->coverage[i], own->coverage[place]);
        assert_int_equal(found->population[i], own->population[place]);
    }
    free(seen);
}

/* --- random questions --- */

typedef struct made_people {
    coprod_pattern_schema schema;
    made_cells counted;
    struct pattern_people own;
    uint64_t parts[VALUES];
    uint16_t impossible[2 * PATTERN_ATTRIBUTES];
} made_people;

/* Counted people, parts of whoever is known, or none of these; with and without what cannot be. */
static void make_people(made_people *made, const made_cells *like)
{
    const uint32_t d = like->cells.attributes, kind = any_of(4);
    memset(made, 0, sizeof *made);
    memcpy(made->counted.cardinality, like->cardinality, sizeof like->cardinality);
    fill_cells(&made->counted, d, 1 + any_of(300), (int)any_of(2), any_of(2) ? 0 : 50);
    made->schema.attributes = d;
    made->own = (struct pattern_people){.schema = &made->schema, .cells = made->counted.cells, .counted = kind > 1};
    if (kind == 1) {
        made->own.total = 100 + any_of(5000);
        made->own.parts = made->parts;
        for (uint32_t a = 0; a < d; a++) {
            made->own.first[a] = a ? made->own.first[a - 1] + like->cardinality[a - 1] : 0;
            for (uint32_t v = 0; v < like->cardinality[a]; v++)
                made->own.sums[a] += made->parts[made->own.first[a] + v] = 1 + any_of(30);
        }
    }
    if (any_of(3))
        return;
    made->own.impossible = made->impossible;
    made->own.impossible_count = 2;
    for (uint32_t i = 0; i < 2 * d; i++)
        made->impossible[i] = any_of(3) ? PATTERN_ANY : (uint16_t)any_of(like->cardinality[i % d]);
}

static struct pattern_question random_question(const made_cells *made, const made_people *people, int large)
{
    struct pattern_question question = {.memory_bytes = UINT64_MAX};
    const uint64_t often = made->cells.people / (large ? 20 : 2) + 2;
    question.threshold = 1 + any_of(large || any_of(2) ? (uint32_t)often : 12);
    question.max_level = any_of(2) ? 0 : 1 + any_of(made->cells.attributes);
    if (any_of(3))
        return question;
    question.population = &people->own;
    question.min_population = any_of(4) ? 1 + any_of(1 + any_of((uint32_t)people->counted.cells.people + 1)) : 0;
    if (!people->own.counted && !people->own.parts)
        question.min_population = any_of(2);
    return question;
}

static coprod__bitmap_tuning random_tuning(int32_t set)
{
    coprod__bitmap_tuning tuning = coprod__bitmap_usual;
    tuning.set = set;
    tuning.subsets = any_of(2) ? tuning.subsets : any_of(3);
    tuning.narrow_at = any_of(2) ? 2 : any_of(2) ? tuning.narrow_at : UINT32_MAX;
    tuning.all_slots = any_of(2) ? tuning.all_slots : 0;
    tuning.hash_mask = any_of(4) ? tuning.hash_mask : 0; /* all gaps have the same hash */
    tuning.by_level = any_of(6);
    return tuning;
}

static void ask_each_set(const made_cells *made, struct pattern_question question)
{
    truth own = find_all(&made->cells, &question);
    for (int32_t set = COPROD__BITMAP_BEST; set <= COPROD__BITMAP_AVX512; set++) {
        const coprod__bitmap_tuning tuning = random_tuning(set);
        struct pattern_found found;
        if (!coprod__bitmap_kernels_of(set))
            continue;
        question.max_results = any_of(3) ? 0 : 1 + any_of((uint32_t)own.count + 2);
        question.count_only = !any_of(5);
        question.threads = any_of(4) ? 1 : 2 + any_of(3);
        found = find(&made->cells, &question, &tuning, any_of(2) ? 0 : 1 + any_of(200));
        compare(&own, &made->cells, &question, &found);
        coprod__pattern_found_free(&found, made->cells.attributes);
    }
    free_truth(&own);
}

static void one_case(int large)
{
    static const uint32_t heavies[] = {0, 10, 3000};
    const uint32_t d = large ? 5 + any_of(2) : 1 + any_of(7);
    const size_t limit = large || !any_of(10) ? MOST_PATTERNS : SMALL_PATTERNS;
    made_cells made = {.cells = {0}};
    made_people people;
    size_t all = 1;
    for (uint32_t a = 0; a < d; a++) {
        made.cardinality[a] = 1 + any_of(large ? 4 : 6);
        while (all * (made.cardinality[a] + 1) > limit && made.cardinality[a] > 1)
            made.cardinality[a]--;
        all *= made.cardinality[a] + 1;
    }
    fill_cells(&made, d, large ? 3000 + any_of(12000) : any_of(any_of(4) ? 60 : 400), (int)any_of(2),
               heavies[any_of(3)]);
    make_people(&people, &made);
    ask_each_set(&made, random_question(&made, &people, large));
    free_cells(&people.counted);
    free_cells(&made);
}

static void all_small_cases(void **state)
{
    (void)state;
    for (int i = rounds_of(CASES); i-- > 0;)
        one_case(0);
}

/* Enough cells for several strips of bitmaps, and for slices that end within one. */
static void large_cases(void **state)
{
    (void)state;
    for (int i = rounds_of(LARGE); i-- > 0;)
        one_case(1);
}

/* --- wide data --- */

/* All patterns are too many; but each gap that is found must be one. */
static void check_gaps(const made_cells *made, const struct pattern_found *found, uint64_t threshold)
{
    const uint32_t d = made->cells.attributes;
    for (size_t i = 0; i < found->count; i += 1 + any_of(100)) {
        uint16_t codes[PATTERN_ATTRIBUTES];
        memcpy(codes, found->codes + i * d, d * sizeof *codes);
        assert_int_equal(coprod__pattern_count(&made->cells, codes), found->coverage[i]);
        assert_true(found->coverage[i] < threshold);
        for (uint32_t a = 0; a < d; a++) {
            const uint16_t own = codes[a];
            codes[a] = PATTERN_ANY;
            assert_true(own == PATTERN_ANY || coprod__pattern_count(&made->cells, codes) >= threshold);
            codes[a] = own;
        }
    }
}

/* Thirty-two attributes: the same bytes, whatever the instruction set. */
static void same_bytes(void **state)
{
    const struct pattern_question question = {.threshold = 40, .max_level = 3, .memory_bytes = UINT64_MAX};
    made_cells made = {.cells = {0}};
    struct pattern_found first = {.count = 0};
    (void)state;
    for (uint32_t a = 0; a < PATTERN_ATTRIBUTES; a++)
        made.cardinality[a] = 2 + a % 5;
    fill_cells(&made, PATTERN_ATTRIBUTES, 5000, 1, 5);
    for (int32_t set = COPROD__BITMAP_PLAIN; set <= COPROD__BITMAP_AVX512; set++) {
        coprod__bitmap_tuning tuning = coprod__bitmap_usual;
        struct pattern_found found;
        tuning.set = set;
        if (!coprod__bitmap_kernels_of(set))
            continue;
        found = find(&made.cells, &question, &tuning, 0);
        check_gaps(&made, &found, question.threshold);
        if (first.count) {
            assert_int_equal(found.count, first.count);
            assert_memory_equal(found.codes, first.codes, found.count * PATTERN_ATTRIBUTES * sizeof *found.codes);
            assert_memory_equal(found.coverage, first.coverage, found.count * sizeof *found.coverage);
            coprod__pattern_found_free(&found, PATTERN_ATTRIBUTES);
        } else {
            first = found;
        }
    }
    assert_true(first.count > 1000);
    coprod__pattern_found_free(&first, PATTERN_ATTRIBUTES);
    free_cells(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_small_cases), cmocka_unit_test(large_cases),
                                       cmocka_unit_test(same_bytes)};
    coprod__memory_init(NULL, &plain_memory);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
