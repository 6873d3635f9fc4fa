/* SPDX-License-Identifier: MIT */
/* Sums over all rows of each column, and over all columns of each row: pair by pair, or through a list of additions,
 * forwards to columns and backwards to rows. */
#include <string.h>

#include "pattern_plan_internal.h"

/* What rows of a column ask for, and else nothing: so its people cannot be seen in its place. */
static uint16_t *codes_of_columns(coprod__arena *arena, const coprod__plan_space *space)
{
    const coprod__plan_question *question = space->question;
    const size_t attributes = question->attributes;
    uint16_t *codes = coprod__arena_alloc(arena, (space->columns * attributes + 1) * sizeof *codes);
    if (!codes)
        return NULL;
    memset(codes, 0xFF, space->columns * attributes * sizeof *codes);
    for (size_t c = 0; c < space->columns; c++) {
        size_t missing = attributes;
        for (size_t i = space->column_from[c]; i < space->column_from[c + 1] && missing; i++) {
            const uint16_t *asked = question->gap_codes + space->row_gap[space->column_rows[i]] * attributes;
            uint16_t *own = codes + c * attributes;
            for (size_t a = 0; a < attributes; a++) {
                missing -= own[a] == COPROD__PLAN_ANY && asked[a] != COPROD__PLAN_ANY;
                own[a] = own[a] == COPROD__PLAN_ANY ? asked[a] : own[a];
            }
        }
    }
    return codes;
}

coprod_status coprod__plan_sums_make(coprod__arena *arena, const coprod__plan_space *space, size_t few,
                                     coprod__plan_work *work, coprod__plan_sums *sums)
{
    coprod__plan_items items = {NULL, NULL, space->columns, few ? space->pairs : SIZE_MAX,
                                few ? space->pairs / COPROD__PLAN_SHORTER : SIZE_MAX};
    coprod__arena scratch;
    coprod_status status;
    memset(sums, 0, sizeof *sums);
    sums->space = space;
    sums->cost = space->pairs;
    if (few && (space->pairs <= few || (space->question->attributes + 1) * space->rows > space->pairs))
        return COPROD_OK;
    coprod__arena_init(&scratch, &space->arena.memory);
    items.codes = codes_of_columns(&scratch, space);
    status = items.codes ? coprod__plan_list_make(arena, space, &items, sums) : COPROD_E_MEMORY;
    coprod__arena_free(&scratch);
    coprod__plan_spent(work, sums->looks);
    if (!sums->shared)
        sums->cost = space->pairs;
    return status;
}

void coprod__plan_sums_free(coprod__plan_sums *sums)
{
    if (sums->parts)
        coprod__release(&sums->space->arena.memory, sums->parts, sums->room * sizeof *sums->parts);
    sums->parts = NULL;
}

/* --- sums --- */

void coprod__plan_sums_add_up(const coprod__plan_sums *sums)
{
    int64_t *value = sums->value;
    for (size_t i = 0; i < sums->additions; i++)
        value[sums->space->rows + i] = value[sums->parts[2 * i]] + value[sums->parts[2 * i + 1]];
}

void coprod__plan_sums_of_rows(coprod__plan_sums *sums, const int64_t *rows, int64_t *columns)
{
    const coprod__plan_space *space = sums->space;
    for (size_t c = 0; c < space->columns && !sums->shared; c++) {
        columns[c] = 0;
        for (size_t i = space->column_from[c]; i < space->column_from[c + 1]; i++)
            columns[c] += rows[space->column_rows[i]];
    }
    if (!sums->shared)
        return;
    memcpy(sums->value, rows, space->rows * sizeof *rows);
    coprod__plan_sums_add_up(sums);
    for (size_t c = 0; c < space->columns; c++)
        columns[c] = sums->value[sums->sum_of[c]];
}

void coprod__plan_sums_of_columns(coprod__plan_sums *sums, const int64_t *columns, int64_t *rows)
{
    const coprod__plan_space *space = sums->space;
    int64_t *value = sums->value;
    for (size_t r = 0; r < space->rows && !sums->shared; r++) {
        rows[r] = 0;
        for (size_t i = space->row_from[r]; i < space->row_from[r + 1]; i++)
            rows[r] += columns[space->row_columns[i]];
    }
    if (!sums->shared)
        return;
    memset(value, 0, (space->rows + sums->additions) * sizeof *value);
    for (size_t c = 0; c < space->columns; c++)
        value[sums->sum_of[c]] += columns[c];
    for (size_t i = sums->additions; i--;) {
        value[sums->parts[2 * i]] += value[space->rows + i];
        value[sums->parts[2 * i + 1]] += value[space->rows + i];
    }
    memcpy(rows, value, space->rows * sizeof *rows);
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

void coprod__plan_sums_largest_of_rows(coprod__plan_sums *sums, const int64_t *rows, int64_t *columns)
{
    const coprod__plan_space *space = sums->space;
    int64_t *value = sums->value;
    for (size_t c = 0; c < space->columns && !sums->shared; c++) {
        columns[c] = 0;
        for (size_t i = space->column_from[c]; i < space->column_from[c + 1]; i++)
            columns[c] = larger(columns[c], rows[space->column_rows[i]]);
    }
    if (!sums->shared)
        return;
    memcpy(value, rows, space->rows * sizeof *value);
    for (size_t i = 0; i < sums->additions; i++)
        value[space->rows + i] = larger(value[sums->parts[2 * i]], value[sums->parts[2 * i + 1]]);
    for (size_t c = 0; c < space->columns; c++)
        columns[c] = value[sums->sum_of[c]];
}

void coprod__plan_sums_largest_of_columns(coprod__plan_sums *sums, const int64_t *columns, int64_t *rows)
{
    const coprod__plan_space *space = sums->space;
    int64_t *value = sums->value;
    for (size_t r = 0; r < space->rows && !sums->shared; r++) {
        rows[r] = 0;
        for (size_t i = space->row_from[r]; i < space->row_from[r + 1]; i++)
            rows[r] = larger(rows[r], columns[space->row_columns[i]]);
    }
    if (!sums->shared)
        return;
    memset(value, 0, (space->rows + sums->additions) * sizeof *value);
    for (size_t c = 0; c < space->columns; c++)
        value[sums->sum_of[c]] = larger(value[sums->sum_of[c]], columns[c]);
    for (size_t i = sums->additions; i--;) {
        const int64_t most = value[space->rows + i];
        value[sums->parts[2 * i]] = larger(value[sums->parts[2 * i]], most);
        value[sums->parts[2 * i + 1]] = larger(value[sums->parts[2 * i + 1]], most);
    }
    memcpy(rows, value, space->rows * sizeof *rows);
}
