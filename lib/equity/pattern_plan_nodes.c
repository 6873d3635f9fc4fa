/* SPDX-License-Identifier: MIT */
/* Lists of pairs that are made only where somebody asks for them, as there are too many to make them all: rows of a
 * column by taking its sum apart, columns of a row by going down a tree of their codes. */
#include <string.h>

#include "pattern_plan_internal.h"

typedef coprod__plan_stretch stretch;

enum { ASKED_MOST = 3, WALKED_MOST = 4 };

/* --- rows of a column --- */

/* What a sum is made of; returns how many rows. */
static size_t take_apart(const coprod__plan_nodes *nodes, uint32_t sum, uint32_t *to)
{
    const uint32_t rows = (uint32_t)nodes->sums.space->rows, *parts = nodes->sums.parts;
    size_t left = 1, count = 0;
    nodes->stack[0] = sum;
    while (left) {
        const uint32_t node = nodes->stack[--left];
        if (node < rows) {
            to[count++] = node;
        } else {
            nodes->stack[left++] = parts[2 * (size_t)(node - rows) + 1];
            nodes->stack[left++] = parts[2 * (size_t)(node - rows)];
        }
    }
    return count;
}

int coprod__plan_nodes_same(coprod__plan_space *space, uint32_t sum, uint32_t other)
{
    coprod__plan_nodes *nodes = space->nodes;
    size_t count, both = 0;
    if (sum == other)
        return 1;
    count = take_apart(nodes, sum, nodes->some);
    space->work += count / 2;
    for (size_t i = 0; i < count; i++)
        nodes->marked[nodes->some[i]] = 1;
    count = take_apart(nodes, other, nodes->some);
    for (size_t i = 0; i < count; i++)
        both += nodes->marked[nodes->some[i]];
    take_apart(nodes, sum, nodes->some);
    for (size_t i = 0; i < count; i++)
        nodes->marked[nodes->some[i]] = 0;
    return both == count;
}

const uint32_t *coprod__plan_rows_of(const coprod__plan_space *space, uint32_t column)
{
    coprod__plan_nodes *nodes = space->nodes;
    uint32_t *rows = space->column_rows + space->column_from[column];
    if (nodes && !nodes->column_made[column]) {
        take_apart(nodes, nodes->sums.sum_of[column], rows);
        nodes->column_made[column] = 1;
    }
    return rows;
}

/* --- columns of a row --- */

static const uint16_t *codes_of(const coprod__plan_space *space, size_t column)
{
    const coprod__plan_question *question = space->question;
    return question->profile_codes + (size_t)space->members[space->member_from[column]] * question->attributes;
}

/* From the first code that is not that of the column before it, a column stands in nodes of its own. */
static coprod_status make_tree(coprod__plan_space *space)
{
    coprod__plan_nodes *nodes = space->nodes;
    const size_t attributes = space->question->attributes;
    size_t count[33] = {1}; /* of each attribute, those of the one before it: first a root */
    for (int filling = 0; filling < 2; filling++) {
        for (size_t a = 0; a < attributes && filling; a++) {
            nodes->from[a] = coprod__arena_alloc(&space->arena, (count[a] + 1) * sizeof **nodes->from);
            nodes->code[a] = coprod__arena_alloc(&space->arena, (count[a + 1] + 1) * sizeof **nodes->code);
            if (!nodes->code[a] || !nodes->from[a])
                return COPROD_E_MEMORY;
            nodes->from[a][count[a]] = (uint32_t)count[a + 1];
        }
        memset(count + 1, 0, attributes * sizeof *count);
        for (size_t c = 0; c < space->columns; c++) {
            const uint16_t *codes = codes_of(space, c), *before = codes_of(space, c ? c - 1 : 0);
            size_t a = 0;
            while (c && codes[a] == before[a])
                a++;
            for (; a < attributes; a++) {
                if (filling) {
                    nodes->code[a][count[a + 1]] = codes[a];
                    if (a + 1 < attributes)
                        nodes->from[a + 1][count[a + 1]] = (uint32_t)count[a + 2];
                }
                count[a + 1]++;
            }
        }
    }
    return COPROD_OK;
}

/* Of the nodes of an attribute, one with a code; all codes that there are may stand there, which is tried first. */
static uint32_t place_of(const uint16_t *codes, uint32_t from, uint32_t until, uint16_t code)
{
    uint32_t low = from, high = until;
    if (code < until - from && codes[from + code] == code)
        return from + code;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (codes[middle] < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < until && codes[low] == code ? low : UINT32_MAX;
}

/* Of stretches of the attribute before, nodes of an attribute that have a code; returns how many. */
static size_t step_down(coprod__plan_nodes *nodes, uint32_t attribute, uint16_t code, const stretch *before,
                        size_t count, stretch *to)
{
    const uint16_t *codes = nodes->code[attribute];
    const uint32_t *from = nodes->from[attribute];
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        nodes->walked += before[i].until - before[i].from;
        for (uint32_t n = before[i].from; n < before[i].until; n++) {
            const uint32_t place = place_of(codes, from[n], from[n + 1], code);
            to[found].from = place;
            to[found].until = place + 1;
            found += place != UINT32_MAX;
        }
    }
    return found;
}

/* Where any code will do, a stretch of nodes is one of the next attribute; returns how many stretches of columns. */
static size_t find_columns(const coprod__plan_space *space, uint32_t row, const stretch **columns)
{
    coprod__plan_nodes *nodes = space->nodes;
    const uint32_t attributes = space->question->attributes;
    const uint16_t *asked = space->question->gap_codes + (size_t)space->row_gap[row] * attributes;
    stretch *found = nodes->found, *next = nodes->next;
    size_t count = 1;
    found[0] = (stretch){0, 1};
    for (uint32_t a = 0; a < attributes; a++) {
        stretch *kept = found;
        for (size_t i = 0; i < count && asked[a] == COPROD__PLAN_ANY; i++)
            found[i] = (stretch){nodes->from[a][found[i].from], nodes->from[a][found[i].until]};
        if (asked[a] == COPROD__PLAN_ANY)
            continue;
        count = step_down(nodes, a, asked[a], found, count, next);
        found = next;
        next = kept;
    }
    *columns = found;
    return count;
}

static void list_columns(const coprod__plan_space *space, uint32_t row, uint32_t *to)
{
    const stretch *found;
    const size_t count = find_columns(space, row, &found);
    for (size_t i = 0; i < count; i++)
        for (uint32_t column = found[i].from; column < found[i].until; column++)
            *to++ = column;
}

/* Where few columns of many are a row's, going down to them takes longer than all lists do; then those are made. */
static void list_if_shorter(const coprod__plan_space *space)
{
    coprod__plan_nodes *nodes = space->nodes;
    if (nodes->walked / WALKED_MOST <= space->pairs)
        return;
    nodes->walked = 0;
    memset(nodes->listed, 0, space->rows * sizeof *nodes->listed);
    for (uint32_t c = 0; c < space->columns; c++) {
        const uint32_t *rows = coprod__plan_rows_of(space, c);
        const size_t count = coprod__plan_row_count(space, c);
        for (size_t i = 0; i < count; i++)
            space->row_columns[space->row_from[rows[i]] + nodes->listed[rows[i]]++] = c;
    }
    memset(nodes->row_asked, ASKED_MOST + 1, space->rows);
}

/* A list that is asked for again and again stays. */
const uint32_t *coprod__plan_columns_of(const coprod__plan_space *space, uint32_t row)
{
    coprod__plan_nodes *nodes = space->nodes;
    uint32_t *columns = space->row_columns + space->row_from[row];
    if (nodes)
        list_if_shorter(space);
    if (!nodes || nodes->row_asked[row] > ASKED_MOST)
        return columns;
    if (nodes->row_asked[row]++ < ASKED_MOST)
        columns = nodes->columns;
    list_columns(space, row, columns);
    return columns;
}

void coprod__plan_columns_less(const coprod__plan_space *space, uint32_t row, uint64_t amount, uint64_t *columns)
{
    coprod__plan_nodes *nodes = space->nodes;
    const size_t count = coprod__plan_column_count(space, row);
    const uint32_t *list;
    if (nodes)
        list_if_shorter(space);
    if (nodes && nodes->row_asked[row] < ASKED_MOST) { /* there is no list yet, and none is needed */
        const stretch *found;
        const size_t stretches = find_columns(space, row, &found);
        nodes->row_asked[row]++;
        for (size_t i = 0; i < stretches; i++)
            for (uint32_t column = found[i].from; column < found[i].until; column++)
                columns[column] -= amount;
        return;
    }
    list = coprod__plan_columns_of(space, row);
    for (size_t i = 0; i < count; i++)
        columns[list[i]] -= amount;
}

/* --- the whole --- */

/* How many columns each row has. */
static coprod_status count_columns(coprod__plan_space *space)
{
    coprod__arena scratch;
    int64_t *columns, *rows;
    coprod__arena_init(&scratch, &space->arena.memory);
    columns = coprod__arena_alloc(&scratch, (space->columns + 1) * sizeof *columns);
    rows = coprod__arena_alloc(&scratch, (space->rows + 1) * sizeof *rows);
    space->row_from = coprod__arena_alloc(&space->arena, (space->rows + 2) * sizeof *space->row_from);
    if (columns && rows && space->row_from) {
        for (size_t c = 0; c < space->columns; c++)
            columns[c] = 1;
        coprod__plan_sums_of_columns(&space->nodes->sums, columns, rows);
        for (size_t r = 0; r < space->rows; r++)
            space->row_from[r + 1] = space->row_from[r] + (size_t)rows[r];
    }
    coprod__arena_free(&scratch);
    return columns && rows && space->row_from ? COPROD_OK : COPROD_E_MEMORY;
}

/* Memory for lists, which is not touched before they are made. */
static uint32_t *make_room(coprod__plan_space *space, size_t place)
{
    const size_t bytes = (space->pairs + 1) * sizeof(uint32_t);
    uint32_t *room = coprod__resize(&space->arena.memory, NULL, 0, bytes);
    space->grown[place] = room;
    space->grown_bytes[place] = room ? bytes : 0;
    return room;
}

coprod_status coprod__plan_nodes_settle(coprod__plan_space *space)
{
    coprod__plan_nodes *nodes = space->nodes;
    coprod__arena scratch;
    coprod_status status;
    coprod__arena_init(&scratch, &space->arena.memory);
    status = coprod__plan_list_trim(&scratch, &nodes->sums, space->columns);
    coprod__arena_free(&scratch);
    if (status == COPROD_OK)
        status = make_tree(space);
    nodes->row_asked = coprod__arena_alloc(&space->arena, space->rows + 1);
    nodes->listed = coprod__arena_alloc(&space->arena, (space->rows + 1) * sizeof *nodes->listed);
    nodes->columns = coprod__arena_alloc(&space->arena, (space->columns + 1) * sizeof *nodes->columns);
    nodes->found = coprod__arena_alloc(&space->arena, (space->columns + 1) * sizeof *nodes->found);
    nodes->next = coprod__arena_alloc(&space->arena, (space->columns + 1) * sizeof *nodes->next);
    nodes->column_made = coprod__arena_alloc(&space->arena, space->columns + 1);
    space->column_rows = make_room(space, 1);
    space->row_columns = make_room(space, 4);
    if (status == COPROD_OK && (!nodes->row_asked || !nodes->listed || !nodes->column_made || !nodes->columns
                                || !nodes->found || !nodes->next || !space->column_rows || !space->row_columns))
        status = COPROD_E_MEMORY;
    return status == COPROD_OK ? count_columns(space) : status;
}
