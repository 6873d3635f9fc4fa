/* SPDX-License-Identifier: MIT */
/* Gaps beside plain C that finds the same ones in the obvious way: every pattern counted from the list of the profiles
 * that it describes, then compared with those that say one value less. Beside it what bounds the figures: one pass over
 * the columns, and one copy of the answer. Informs; asserts nothing about time, but that both find the same number.
 *
 * bench_patterns [MILLIONS]: the last figure with as many million rows, 100 without a number below 1. */
#define _POSIX_C_SOURCE 199309L
#include <coprod/coprod.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

enum { MOST = 24, CLASSES = 4 };

static void must(coprod_status status)
{
    if (status != COPROD_OK) {
        fprintf(stderr, "%s\n", coprod_status_name(status));
        abort();
    }
}

static void *room(size_t bytes)
{
    void *block = malloc(bytes);
    if (!block)
        abort();
    return block;
}

/* --- memory that counts itself --- */

static size_t held, peak;

static void *count_alloc(void *context, size_t bytes)
{
    void *block = malloc(bytes);
    (void)context;
    held += block ? bytes : 0;
    peak = held > peak ? held : peak;
    return block;
}

static void *count_resize(void *context, void *block, size_t old_bytes, size_t bytes)
{
    void *grown = realloc(block, bytes);
    (void)context;
    held += grown ? bytes - old_bytes : 0;
    peak = held > peak ? held : peak;
    return grown;
}

static void count_release(void *context, void *block, size_t bytes)
{
    (void)context;
    held -= bytes;
    free(block);
}

static const coprod_allocator counted = {sizeof counted, NULL, count_alloc, count_resize, count_release};

/* --- people: in four classes that prefer other values, most of them the first ones --- */

typedef struct data {
    uint32_t attributes, values[MOST];
    size_t rows;
    uint8_t *columns[MOST];
    coprod_pattern_schema *schema;
} data;

static uint32_t draw(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 32);
}

static uint8_t value_of(uint64_t *seed, uint32_t values, uint32_t likely)
{
    const uint32_t chance = draw(seed) % 100;
    if (chance < 45)
        return (uint8_t)(likely % values);
    return (uint8_t)(chance < 65 ? 0 : draw(seed) % values);
}

static void make(data *own, const char *cardinalities, size_t rows)
{
    char *text = room(65536);
    size_t used;
    uint64_t seed = UINT64_C(88172645463325252);
    memset(own, 0, sizeof *own);
    own->rows = rows;
    used = (size_t)sprintf(text, "{\"schema\": \"pattern-schema/1\", \"id\": \"bench\", \"attributes\": [");
    for (; cardinalities[own->attributes]; own->attributes++) {
        const uint32_t a = own->attributes, values = (uint32_t)(cardinalities[a] - '0');
        own->values[a] = values;
        own->columns[a] = room(rows);
        used += (size_t)sprintf(text + used, "%s{\"id\": \"a%u\", \"values\": [", a ? ", " : "", (unsigned)a);
        for (uint32_t v = 0; v < values; v++)
            used += (size_t)sprintf(text + used, "%s{\"id\": \"%u\"}", v ? ", " : "", (unsigned)v);
        used += (size_t)sprintf(text + used, "]}");
    }
    sprintf(text + used, "]}");
    must(coprod_pattern_schema_load(text, COPROD_NTS, NULL, NULL, &own->schema));
    free(text);
    for (size_t i = 0; i < rows; i++) {
        const uint32_t class = draw(&seed) % CLASSES;
        for (uint32_t a = 0; a < own->attributes; a++)
            own->columns[a][i] = value_of(&seed, own->values[a], class * (a + 1));
    }
}

static void unmake(data *own)
{
    for (uint32_t a = 0; a < own->attributes; a++)
        free(own->columns[a]);
    coprod_pattern_schema_free(own->schema);
}

static coprod_pattern_tally *count_rows(const data *own, const coprod_allocator *allocator)
{
    static const int32_t one[MOST] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    coprod_pattern_tally *tally = NULL;
    must(coprod_pattern_tally_new(own->schema, allocator, &tally));
    must(coprod_pattern_tally_add_columns(tally, (const void *const *)own->columns, one, NULL, own->rows, NULL));
    return tally;
}

static uint64_t stream(const data *own)
{
    uint64_t sum = 0;
    for (uint32_t a = 0; a < own->attributes; a++)
        for (size_t i = 0; i + 8 <= own->rows; i += 8) {
            uint64_t word;
            memcpy(&word, own->columns[a] + i, 8);
            sum += word;
        }
    return sum;
}

/* --- the obvious way --- */

typedef struct plain {
    const data *data;
    size_t size;
    uint32_t *counts; /* @[size]: of all patterns, no value last */
    size_t stride[MOST];
} plain;

static void count_below(const plain *own, uint32_t a, size_t index, const uint32_t *rows, size_t count)
{
    uint32_t *mine, begins[16] = {0};
    if (a == own->data->attributes) {
        own->counts[index] = (uint32_t)count;
        return;
    }
    if (!count)
        return; /* they are 0 */
    count_below(own, a + 1, index + own->data->values[a] * own->stride[a], rows, count);
    mine = room(count * sizeof *mine);
    for (size_t i = 0; i < count; i++)
        begins[own->data->columns[a][rows[i]] + 1]++;
    for (uint32_t v = 0; v < own->data->values[a]; v++)
        begins[v + 1] += begins[v];
    for (size_t i = 0; i < count; i++)
        mine[begins[own->data->columns[a][rows[i]]]++] = rows[i];
    for (uint32_t v = 0; v < own->data->values[a]; v++) {
        const uint32_t from = v ? begins[v - 1] : 0;
        count_below(own, a + 1, index + v * own->stride[a], mine + from, begins[v] - from);
    }
    free(mine);
}

static uint64_t plain_gaps(const data *of, uint32_t threshold)
{
    plain own = {of, 1, NULL, {0}};
    uint32_t *rows = room(of->rows * sizeof *rows);
    uint64_t gaps = 0;
    for (uint32_t a = of->attributes; a-- > 0;) {
        own.stride[a] = own.size;
        own.size *= of->values[a] + 1;
    }
    own.counts = calloc(own.size, sizeof *own.counts);
    if (!own.counts)
        abort();
    for (size_t i = 0; i < of->rows; i++)
        rows[i] = (uint32_t)i;
    count_below(&own, 0, 0, rows, of->rows);
    for (size_t i = 0; i < own.size; i++) {
        int alone = own.counts[i] < threshold;
        for (uint32_t a = 0; a < of->attributes && alone; a++) {
            const size_t digit = i / own.stride[a] % (of->values[a] + 1);
            alone = digit == of->values[a]
                    || own.counts[i + (of->values[a] - digit) * own.stride[a]] >= threshold;
        }
        gaps += alone ? 1 : 0;
    }
    free(own.counts);
    free(rows);
    return gaps;
}

/* --- figures --- */

static void print_memory(const data *own, const coprod_pattern_tally *tally, const coprod_pattern_query *query)
{
    coprod_pattern_query count = *query;
    coprod_pattern_gaps *gaps = NULL;
    double patterns = 1;
    size_t before, most[2];
    for (uint32_t a = 0; a < own->attributes; a++)
        patterns *= own->values[a] + 1;
    count.count_only = 1;
    for (count.threads = 1; count.threads <= 2; count.threads++) {
        before = peak = held;
        must(coprod_pattern_find(tally, &count, &counted, NULL, &gaps));
        most[count.threads - 1] = peak - before;
        coprod_pattern_gaps_free(gaps);
    }
    printf("   memory of the search, without its answer: %.2f MB, %.2f bytes for each of %.0f patterns; by two threads"
           " %.2f\n", (double)most[0] / 1e6, (double)most[0] / patterns, patterns, (double)most[1] / patterns);
}

/* All that is held at once at most, from the first byte of a search to an answer in its order. */
static void print_peak(const coprod_pattern_tally *tally, coprod_pattern_query query, size_t answer)
{
    for (query.threads = 1; query.threads <= 2; query.threads++) {
        const size_t before = peak = held;
        coprod_pattern_gaps *gaps = NULL;
        must(coprod_pattern_find(tally, &query, &counted, NULL, &gaps));
        printf("   with its answer, by %s: %.2f MB at most, %.2f x the answer\n",
               query.threads == 1 ? "one thread" : "two", (double)(peak - before) / 1e6,
               (double)(peak - before) / (double)answer);
        coprod_pattern_gaps_free(gaps);
    }
}

/* The same of gaps with a population, which are sorted as records. */
static void print_peaks(const coprod_pattern_tally *tally, coprod_pattern_query query, size_t answer)
{
    coprod_pattern_people *people = NULL;
    print_peak(tally, query, answer);
    must(coprod_pattern_people_new(tally, NULL, &people));
    query.population = people;
    printf("   beside a population:\n");
    print_peak(tally, query, answer);
    coprod_pattern_people_free(people);
}

/* On the wall, best of many because others want the processors too; and what both took together, which tells what the
 * wall would tell of a machine that is not wanted. */
static void print_threads(const coprod_pattern_tally *tally, coprod_pattern_query query)
{
    double best[2] = {0, 0}, all[2] = {0, 0};
    for (int run = 0; run < 25; run++)
        for (query.threads = 1; query.threads <= 2; query.threads++) {
            double *own = best + query.threads - 1, *both = all + query.threads - 1, took = wall(), used = now();
            coprod_pattern_gaps *gaps = NULL;
            must(coprod_pattern_find(tally, &query, NULL, NULL, &gaps));
            took = wall() - took;
            used = now() - used;
            *own = run && *own < took ? *own : took;
            *both = run && *both < used ? *both : used;
            coprod_pattern_gaps_free(gaps);
        }
    printf("   on the wall: %.2f ms by one thread, %.2f ms by two, %.2f x; two take %.2f x the time of processors\n",
           best[0] * 1e3, best[1] * 1e3, best[0] / best[1], all[1] / all[0]);
}

static void print_saved(const coprod_pattern_tally *tally, const data *own)
{
    coprod_pattern_tally_info info = {.size = sizeof info};
    coprod_pattern_tally *sum = NULL;
    size_t bytes = 0;
    double merge = 0;
    coprod_pattern_tally_save(tally, NULL, 0, &bytes);
    must(coprod_pattern_tally_get(tally, &info));
    must(coprod_pattern_tally_new(own->schema, NULL, &sum));
    must(coprod_pattern_tally_merge(sum, tally));
    BEST(merge, 5, must(coprod_pattern_tally_merge(sum, tally)));
    printf("   %llu profiles in %.2f MB; saved: %.2f bytes each; merged in %.3f ms\n",
           (unsigned long long)info.profiles, (double)info.bytes / 1e6, (double)bytes / (double)info.profiles,
           merge * 1e3);
    coprod_pattern_tally_free(sum);
}

/* The obvious way takes minutes where there are many patterns. */
static void bench_case(const char *name, const char *cardinalities, size_t rows, uint32_t threshold, int beside)
{
    data own;
    coprod_pattern_query query = {.size = sizeof query, .threshold = threshold};
    coprod_pattern_gaps_info info = {.size = sizeof info};
    coprod_pattern_tally *tally;
    coprod_pattern_gaps *gaps = NULL;
    double ingest = 0, pass = 0, find = 0, count = 0, obvious = 0, copy = 0;
    uint64_t sum = 0, wanted = 0;
    char *from, *to;
    size_t bytes;
    make(&own, cardinalities, rows);
    BEST(ingest, 5, coprod_pattern_tally_free(count_rows(&own, NULL)));
    BEST(pass, 5, sum += stream(&own));
    tally = count_rows(&own, NULL);
    BEST(find, 9, (coprod_pattern_gaps_free(gaps), must(coprod_pattern_find(tally, &query, NULL, NULL, &gaps))));
    must(coprod_pattern_gaps_get(gaps, &info));
    coprod_pattern_gaps_free(gaps);
    gaps = NULL;
    query.count_only = 1;
    BEST(count, 9, (coprod_pattern_gaps_free(gaps), must(coprod_pattern_find(tally, &query, NULL, NULL, &gaps))));
    coprod_pattern_gaps_free(gaps);
    if (beside)
        BEST(obvious, 1, wanted = plain_gaps(&own, threshold));
    if (beside && wanted != info.count)
        abort();
    bytes = (size_t)info.count * (16 + 2 * own.attributes);
    from = calloc(bytes + 1, 1);
    to = calloc(bytes + 1, 1);
    BEST(copy, 5, memcpy(to, from, bytes));
    printf("%s: %zu rows, threshold %u: %llu gaps\n", name, rows, (unsigned)threshold, (unsigned long long)info.count);
    printf("   columns: %.2f ns a row, %.1f x one pass over them%s\n", ingest * 1e9 / (double)rows, ingest / pass,
           sum ? "" : " ");
    printf("   gaps: %.2f ms in their order, %.1f x a copy of them; %.2f ms only counted\n", find * 1e3, find / copy,
           count * 1e3);
    if (beside)
        printf("   the obvious way: %.1f ms, %.0f x\n", obvious * 1e3, obvious / find);
    query.count_only = 0;
    print_threads(tally, query);
    print_memory(&own, tally, &query);
    print_peaks(tally, query, bytes);
    print_saved(tally, &own);
    free(from);
    free(to);
    coprod_pattern_tally_free(tally);
    unmake(&own);
}

/* Rows of nearly distinct people, which are kept as a list. */
static void bench_list(void)
{
    data own;
    coprod_pattern_tally *tally;
    double ingest = 0;
    make(&own, "234562345623456234562345", 100000);
    BEST(ingest, 3, coprod_pattern_tally_free(count_rows(&own, NULL)));
    tally = count_rows(&own, NULL);
    printf("24 attributes, 100000 rows nearly all distinct: %.1f ns a row\n", ingest * 1e9 / 1e5);
    print_saved(tally, &own);
    coprod_pattern_tally_free(tally);
    unmake(&own);
}

static void bench_many(size_t millions)
{
    const int32_t one[MOST] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    data own;
    coprod_pattern_tally *tally = NULL;
    double seconds;
    make(&own, "2223344566", 1000000);
    must(coprod_pattern_tally_new(own.schema, NULL, &tally));
    seconds = now();
    for (size_t i = 0; i < millions; i++)
        must(coprod_pattern_tally_add_columns(tally, (const void *const *)own.columns, one, NULL, own.rows, NULL));
    seconds = now() - seconds;
    printf("10 attributes, %zu million rows in blocks of one: %.3f s, %.2f ns a row\n", millions, seconds,
           seconds * 1e3 / (double)millions);
    coprod_pattern_tally_free(tally);
    unmake(&own);
}

int main(int argc, char **argv)
{
    const int millions = argc > 1 ? atoi(argv[1]) : 0;
    bench_case("8 attributes", "22233456", 100000, 30, 1);
    bench_case("10 attributes", "2223344566", 1000000, 30, 1);
    bench_case("10 attributes", "2223344566", 1000000, 1000, 0);
    bench_case("15 attributes of two values", "222222222222222", 1000000, 1000, 0);
    bench_list();
    bench_many(millions > 0 ? (size_t)millions : 100);
    return 0;
}
