/* SPDX-License-Identifier: MIT */
/* Lists of classes beside plain C that does the same in the obvious way: each code against each code of the list, then a
 * table of groups. Informs; asserts nothing about time. */
#define _POSIX_C_SOURCE 199309L
#include <coprod/coprod.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

enum { ROWS = 1000000, CODES = 128 };

static void must(coprod_status status)
{
    if (status != COPROD_OK)
        abort();
}

/* The codes of a list as a program would write them down, with the group of each. */
typedef struct plain {
    const char *codes[CODES];
    int32_t groups[CODES];
    int count;
} plain;

static void plain_map(const plain *own, const char *text, const size_t *offsets, int32_t *groups)
{
    for (size_t i = 0; i < ROWS; i++) {
        const size_t length = offsets[i + 1] - offsets[i];
        groups[i] = -1;
        for (int c = 0; c < own->count; c++)
            if (strlen(own->codes[c]) == length && !memcmp(own->codes[c], text + offsets[i], length)) {
                groups[i] = own->groups[c];
                break;
            }
    }
}

static void bench_map(const char *id, const char *name)
{
    coprod_taxonomy *list;
    coprod_taxonomy_info info = {.size = sizeof info};
    plain own = {.count = 0};
    char *text = malloc(ROWS * 64u);
    size_t *offsets = malloc((ROWS + 1) * sizeof *offsets);
    int32_t *groups = malloc(ROWS * sizeof *groups), *again = malloc(ROWS * sizeof *again);
    const coprod_taxonomy_columns columns = {.size = sizeof columns, .groups = groups};
    uint64_t seed = UINT64_C(88172645463325252);
    double batch = 0, obvious = 0;
    must(coprod_taxonomy_builtin(id, NULL, &list));
    must(coprod_taxonomy_get(list, &info));
    if (!text || !offsets || !groups || !again || info.class_count > CODES)
        abort();
    for (; own.count < (int)info.class_count; own.count++) {
        coprod_taxonomy_class_info one = {.size = sizeof one};
        must(coprod_taxonomy_class(list, own.count, &one));
        own.codes[own.count] = one.code;
        must(coprod_taxonomy_group_of(list, 0, own.count, &own.groups[own.count], NULL));
    }
    offsets[0] = 0;
    for (size_t i = 0; i < ROWS; i++) {
        const char *code;
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        code = own.codes[seed % info.class_count];
        memcpy(text + offsets[i], code, strlen(code));
        offsets[i + 1] = offsets[i] + strlen(code);
    }
    BEST(batch, 5, must(coprod_taxonomy_map(list, 0, text, offsets[ROWS], offsets, ROWS, &columns, NULL, NULL)));
    BEST(obvious, 5, plain_map(&own, text, offsets, again));
    if (memcmp(groups, again, ROWS * sizeof *groups))
        abort();
    line(name, ROWS / batch, ROWS / obvious, "a plain loop");
    free(text);
    free(offsets);
    free(groups);
    free(again);
    coprod_taxonomy_free(list);
}

int main(void)
{
    bench_map("nhs-ethnic-category-2001", "codes to groups, 16 classes");
    bench_map("nhs-pds-ethnic-category", "codes to groups, 67 classes");
    return 0;
}
