/* SPDX-License-Identifier: MIT */
/* Lists of pairs that are made only where somebody asks for them, as there are too many to make them all: rows of a
 * column by taking its sum apart, columns of a row by going down a tree of their codes. */
#include <string.h>

#include "pattern_plan_match_internal.h"

typedef coprod__plan_stretch stretch;

enum { ASKED_MOST = 3, FEW = 3, LOOKS_A_WORD = 8, LOOKS_A_CODE = 8 };

/* So many pairs are soon listed, and each look is shorter then. */
static const size_t lists_most = (size_t)1 << 22;

/* --- which way --- */

/* Codes that differ from those before them, which is what profiles in their order are read by. */
static size_t new_codes(const coprod__plan_question *question, const uint32_t *index, size_t count)
{
    const size_t attributes = question->attributes;
    size_t codes = 0;
    for (size_t i = 0; i < count; i++) {
        const uint16_t *own = question->profile_codes + index[i] * attributes;
        const uint16_t *before = question->profile_codes + index[i ? i - 1 : 0] * attributes;
        size_t a = 0;
        while (i && a < attributes && own[a] == before[a])
            a++;
        codes += attributes - a;
    }
    return codes;
}

/* How many rows each item has, and a hash of them that is the same in whatever order they are added. */
static coprod_status describe_items(coprod__plan_nodes *nodes, coprod__arena *scratch, size_t items, size_t *pairs)
{
    coprod__plan_sums *sums = &nodes->sums;
    const size_t rows = sums->space->rows;
    nodes->count = coprod__arena_alloc(scratch, (items + 1) * sizeof *nodes->count);
    nodes->hash = coprod__arena_alloc(scratch, (items + 1) * sizeof *nodes->hash);
    nodes->some = coprod__arena_alloc(scratch, (rows + 1) * sizeof *nodes->some);
    nodes->marked = coprod__arena_alloc(scratch, rows + 1);
    if (!nodes->count || !nodes->hash || !nodes->some || !nodes->marked)
        return COPROD_E_MEMORY;
    for (int hashing = 0; hashing < 2; hashing++) {
        for (size_t r = 0; r < rows; r++) /* so that no sum is above 2^63 */
            sums->value[r] = hashing ? (int64_t)((r + 1) * 0x9E3779B97F4A7C15u >> (65 - __builtin_clzll(rows))) : 1;
        for (size_t i = 0; i < sums->additions; i++)
            sums->value[rows + i] = sums->value[sums->parts[2 * i]] + sums->value[sums->parts[2 * i + 1]];
        for (size_t i = 0; i < items; i++)
            if (sums->sum_of[i] != UINT32_MAX && hashing)
                nodes->hash[i] = (uint64_t)sums->value[sums->sum_of[i]];
            else if (sums->sum_of[i] != UINT32_MAX)
                *pairs += nodes->count[i] = (uint32_t)sums->value[sums->sum_of[i]];
    }
    return COPROD_OK;
}

/* Pairs that there would be if what people are by one attribute said nothing about another one. */
static uint64_t likely_pairs(const coprod__plan_space *space, const uint32_t *index, size_t count, uint32_t *people)
{
    const coprod__plan_question *question = space->question;
    const size_t attributes = question->attributes, codes = (size_t)COPROD__PLAN_ANY + 1;
    uint64_t pairs = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t a = 0; a < attributes; a++)
            people[a * codes + question->profile_codes[index[i] * attributes + a]]++;
    for (size_t r = 0; r < space->rows; r++) {
        const uint16_t *asked = question->gap_codes + space->row_gap[r] * attributes;
        uint64_t some = count;
        for (size_t a = 0; a < attributes; a++)
            some = asked[a] == COPROD__PLAN_ANY ? some : some * people[a * codes + asked[a]] / count;
        pairs += some;
    }
    return pairs;
}

/* Columns that a view tells are put in an order of their own, for which their rows have to be listed. */
static coprod_status is_large(const coprod__plan_space *space, const uint32_t *index, size_t count, int *large)
{
    const coprod__plan_question *question = space->question;
    const size_t most = question->lists ? question->lists : lists_most;
    coprod__arena scratch;
    uint32_t *people;
    *large = 0;
    if (question->publish_from || !space->rows || count <= most / space->rows)
        return COPROD_OK;
    coprod__arena_init(&scratch, &space->arena.memory);
    people = coprod__arena_alloc(&scratch, ((size_t)COPROD__PLAN_ANY + 1) * question->attributes * sizeof *people);
    *large = people && likely_pairs(space, index, count, people) > most;
    coprod__arena_free(&scratch);
    return people ? COPROD_OK : COPROD_E_MEMORY;
}

coprod_status coprod__plan_nodes_try(coprod__plan_space *space, coprod__arena *scratch, const uint32_t *index,
                                     size_t count)
{
    const coprod__plan_question *question = space->question;
    const size_t looks = new_codes(question, index, count) * (LOOKS_A_CODE + space->rows / 64 / LOOKS_A_WORD);
    const coprod__plan_items items = {question->profile_codes, index, count, looks, SIZE_MAX};
    coprod__plan_nodes *nodes;
    size_t pairs = 0;
    int large;
    coprod_status status = is_large(space, index, count, &large);
    if (status != COPROD_OK || !large)
        return status;
    nodes = coprod__arena_alloc(&space->arena, sizeof *nodes);
    if (nodes)
        nodes->stack = coprod__arena_alloc(&space->arena, (space->rows + 2) * sizeof *nodes->stack);
    if (!nodes || !nodes->stack)
        return COPROD_E_MEMORY;
    status = coprod__plan_list_make(&space->arena, space, &items, &nodes->sums);
    space->work += nodes->sums.looks;
    if (status == COPROD_OK && nodes->sums.shared)
        status = describe_items(nodes, scratch, count, &pairs);
    if (status == COPROD_OK && pairs && (question->lists || nodes->sums.additions <= pairs / FEW))
        space->nodes = nodes;
    else
        coprod__plan_sums_free(&nodes->sums);
    return status;
}

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

int coprod__plan_nodes_same(coprod__plan_nodes *nodes, uint32_t sum, uint32_t other)
{
    size_t count, both = 0;
    if (sum == other)
        return 1;
    count = take_apart(nodes, sum, nodes->some);
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
static size_t step_down(const coprod__plan_nodes *nodes, uint32_t attribute, uint16_t code, const stretch *before,
                        size_t count, stretch *to)
{
    const uint16_t *codes = nodes->code[attribute];
    const uint32_t *from = nodes->from[attribute];
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        for (uint32_t n = before[i].from; n < before[i].until; n++) {
            const uint32_t place = place_of(codes, from[n], from[n + 1], code);
            to[found].from = place;
            to[found].until = place + 1;
            found += place != UINT32_MAX;
        }
    return found;
}

/* Where any code will do, a stretch of nodes is one of the next attribute; returns how many stretches of columns. */
static size_t find_columns(const coprod__plan_space *space, uint32_t row, const stretch **columns)
{
    const coprod__plan_nodes *nodes = space->nodes;
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

/* A list that is asked for again and again stays. */
const uint32_t *coprod__plan_columns_of(const coprod__plan_space *space, uint32_t row)
{
    coprod__plan_nodes *nodes = space->nodes;
    uint32_t *columns = space->row_columns + space->row_from[row];
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
    coprod_status status = make_tree(space);
    nodes->sums.cost = (nodes->sums.additions + space->columns) / 4;
    nodes->row_asked = coprod__arena_alloc(&space->arena, space->rows + 1);
    nodes->columns = coprod__arena_alloc(&space->arena, (space->columns + 1) * sizeof *nodes->columns);
    nodes->found = coprod__arena_alloc(&space->arena, (space->columns + 1) * sizeof *nodes->found);
    nodes->next = coprod__arena_alloc(&space->arena, (space->columns + 1) * sizeof *nodes->next);
    nodes->column_made = coprod__arena_alloc(&space->arena, space->columns + 1);
    space->column_rows = make_room(space, 1);
    space->row_columns = make_room(space, 4);
    if (status == COPROD_OK && (!nodes->row_asked || !nodes->column_made || !nodes->columns || !nodes->found
                                || !nodes->next || !space->column_rows || !space->row_columns))
        status = COPROD_E_MEMORY;
    return status == COPROD_OK ? count_columns(space) : status;
}
