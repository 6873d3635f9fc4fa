/* SPDX-License-Identifier: MIT */
/* Two attributes as rows and columns: in each cell whether people who have both values are enough. It tells nothing
 * that the list of gaps does not. */
#include <stdlib.h>

#include "report_gaps.h"

/* How many of the gaps that are shown name an attribute. */
static uint32_t times(const told_gaps *own, uint32_t attribute)
{
    uint32_t count = 0;
    for (size_t i = 0; i < own->most_count; i++)
        count += own->list[own->most[i]].codes[attribute] != COPROD_PATTERN_ANY;
    return count;
}

/* The attribute that they name most often, of those with few values, but for `not`; their number if there is none. */
static uint32_t most_often(const told_gaps *own, uint32_t not)
{
    uint32_t best = own->schema.attribute_count;
    for (uint32_t a = 0; a < own->schema.attribute_count; a++)
        if (a != not && gaps_attribute(own, a).value_count <= MATRIX_VALUES
            && (best == own->schema.attribute_count || times(own, a) > times(own, best)))
            best = a;
    return best;
}

static int cell_of(const told_gaps *own, uint32_t row, uint32_t column)
{
    uint16_t codes[GAPS_ATTRIBUTES];
    uint64_t people = 1;
    for (size_t a = 0; a < GAPS_ATTRIBUTES; a++)
        codes[a] = COPROD_PATTERN_ANY;
    codes[own->matrix.row] = (uint16_t)row;
    codes[own->matrix.column] = (uint16_t)column;
    if (own->info.population)
        coprod_pattern_people_count(own->info.population, codes, &people);
    if (!people && !(own->publish_from && own->info.has_population))
        return CELL_NOBODY;
    if (own->info.has_population && people < own->minimum)
        return CELL_FEW_LIVE;
    return gaps_above(own, codes) ? CELL_FEWER : CELL_ENOUGH;
}

static void words_chosen(out *o, const told_gaps *own)
{
    const told_matrix *m = &own->matrix;
    out_plain(o, "Of all pairs of questions these are the two that the combinations above name most often (%s %d "
                 "of %d,",
              gaps_attribute_name(own, m->row), (int)times(own, m->row), (int)own->most_count);
    out_plain(o, " %s %d of %d); of questions that are named as often, the first; only those with at most %d answers.",
              gaps_attribute_name(own, m->column), (int)times(own, m->column), (int)own->most_count, MATRIX_VALUES);
}

void words_cell(out *o, const told_gaps *own, int cell)
{
    if (cell == CELL_FEWER) {
        out_raw(o, "fewer than ");
        words_range_of(o, own->info.need, own->info.need);
    } else if (cell == CELL_FEW_LIVE && !own->is_fair) {
        out_raw(o, "fewer than ");
        words_range_of(o, own->minimum, own->minimum);
        out_raw(o, " live here");
    } else if (cell == CELL_FEW_LIVE) {
        out_raw(o, "too few live here to expect ");
        words_range_of(o, own->info.need, own->info.need);
    } else {
        out_raw(o, cell == CELL_NOBODY ? "nobody lives here" : "enough");
    }
}

static coprod_status put_down(told_gaps *own)
{
    told_matrix *m = &own->matrix;
    out caption = {NULL, 0, 0, 0}, why = {NULL, 0, 0, 0};
    out_plain(&caption, "%s and %s: which pairs have enough people, that is ", gaps_attribute_name(own, m->row),
              gaps_attribute_name(own, m->column));
    words_range_of(&caption, own->info.need, own->info.need);
    out_raw(&caption, " or more");
    words_chosen(&why, own);
    m->caption = out_take(&caption);
    m->why = out_take(&why);
    return m->caption && m->why ? COPROD_OK : COPROD_E_MEMORY;
}

coprod_status gaps_matrix(told_gaps *own)
{
    const uint32_t none = own->schema.attribute_count;
    const uint32_t first = most_often(own, none), second = first == none ? none : most_often(own, first);
    told_matrix *m = &own->matrix;
    if (second == none || own->found.complete_level < 2 || !own->found.count)
        return COPROD_OK;
    m->row = gaps_attribute(own, first).value_count >= gaps_attribute(own, second).value_count ? first : second;
    m->column = m->row == first ? second : first;
    m->rows = gaps_attribute(own, m->row).value_count;
    m->columns = gaps_attribute(own, m->column).value_count;
    m->cells = calloc((size_t)m->rows * m->columns, sizeof *m->cells);
    if (!m->cells)
        return COPROD_E_MEMORY;
    for (uint32_t i = 0; i < m->rows; i++)
        for (uint32_t k = 0; k < m->columns; k++)
            m->cells[(size_t)i * m->columns + k] = (uint8_t)cell_of(own, i, k);
    return put_down(own);
}
