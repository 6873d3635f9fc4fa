/* SPDX-License-Identifier: MIT */
/* A million people beside plain C that does the same in the obvious way: a table by hash with one time each, and a loop
 * over times. Informs; asserts nothing about time. */
#define _POSIX_C_SOURCE 199309L
#include <coprod/coprod.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

enum { PEOPLE = 1000000, SLOTS = 1 << 21 };

static const char frame_text[] =
    "{\"N\": 100, \"kinds\": {\"life\": \"membership\"}, \"groups\": ["
    "{\"id\": \"a\", \"dimension\": \"ethnic\", \"population\": 6, \"denominator\": 10},"
    "{\"id\": \"b\", \"dimension\": \"ethnic\", \"population\": 3, \"denominator\": 10},"
    "{\"id\": \"carer\", \"dimension\": \"life\", \"population\": 1, \"denominator\": 10}]}";

static void must(coprod_status status)
{
    if (status != COPROD_OK)
        abort();
}

/* One row of input: who, which group, which day. */
typedef struct row {
    uint8_t who[COPROD_PSEUDONYM];
    uint32_t group;
    int32_t day;
} row;

/* A person as a program would keep one. */
typedef struct plain {
    uint8_t who[COPROD_PSEUDONYM];
    uint32_t group, used;
    int32_t last;
} plain;

static row *rows;
static plain *table;

static void make_rows(void)
{
    uint64_t seed = UINT64_C(88172645463325252);
    rows = malloc(PEOPLE * sizeof *rows);
    table = malloc(SLOTS * sizeof *table);
    if (!rows || !table)
        abort();
    for (size_t i = 0; i < PEOPLE; i++) {
        for (size_t half = 0; half < 2; half++) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            memcpy(rows[i].who + 8 * half, &seed, 8);
        }
        rows[i].group = (uint32_t)(seed % 2);
        rows[i].day = (int32_t)(20000 - seed / 2 % 1000);
    }
}

static coprod_people *see_all(const coprod_frame *frame)
{
    coprod_people *people;
    must(coprod_people_new(frame, NULL, &people));
    for (size_t i = 0; i < PEOPLE; i++) {
        const coprod_sighting sighting = {.size = sizeof sighting, .groups = &rows[i].group, .group_count = 1,
                                          .event = "spring", .day = rows[i].day};
        must(coprod_people_see(people, rows[i].who, &sighting));
    }
    return people;
}

static void plain_see(void)
{
    memset(table, 0, SLOTS * sizeof *table);
    for (size_t i = 0; i < PEOPLE; i++) {
        uint64_t at;
        memcpy(&at, rows[i].who, sizeof at);
        at &= SLOTS - 1;
        while (table[at].used && memcmp(table[at].who, rows[i].who, sizeof rows[i].who))
            at = (at + 1) & (SLOTS - 1);
        memcpy(table[at].who, rows[i].who, sizeof rows[i].who);
        table[at].group = rows[i].group;
        table[at].last = rows[i].day;
        table[at].used = 1;
    }
}

static double plain_recency(void)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < SLOTS; i++)
        if (table[i].used) {
            const double weight = exp2((table[i].last - 20000) / 365.0);
            sum += weight;
            squares += weight * weight;
        }
    return sum * sum / squares;
}

static void plain_count(uint64_t counts[2])
{
    counts[0] = counts[1] = 0;
    for (size_t i = 0; i < SLOTS; i++)
        if (table[i].used)
            counts[table[i].group]++;
}

int main(void)
{
    coprod_frame *frame;
    coprod_people *people = NULL;
    coprod_recency recency = {.size = sizeof recency};
    uint64_t counts[3], plain_counts[2], all;
    double seen = 0, plainly = 0, asked = 0, obvious = 0, counted = 0, effective = 0;
    make_rows();
    must(coprod_frame_load(frame_text, COPROD_NTS, NULL, NULL, &frame));
    BEST(seen, 3, (coprod_people_free(people), people = see_all(frame)));
    BEST(plainly, 3, plain_see());
    line("see a million people", PEOPLE / seen, PEOPLE / plainly, "a plain table");
    BEST(asked, 3, must(coprod_people_recency(people, COPROD_EVERYBODY, 20000, 365, 365, &recency)));
    BEST(obvious, 3, effective = plain_recency());
    if (recency.people != PEOPLE || fabs(recency.effective - effective) > 1e-6 * effective)
        abort();
    line("recency of a million people", PEOPLE / asked, PEOPLE / obvious, "a plain loop");
    BEST(counted, 3, must(coprod_people_count(people, NULL, counts, NULL, NULL, &all)));
    BEST(obvious, 3, plain_count(plain_counts));
    if (memcmp(counts, plain_counts, sizeof plain_counts))
        abort();
    line("count a million people", PEOPLE / counted, PEOPLE / obvious, "a plain loop");
    coprod_people_free(people);
    coprod_frame_free(frame);
    free(rows);
    free(table);
    return 0;
}
