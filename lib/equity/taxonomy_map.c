/* SPDX-License-Identifier: MIT */
/* Columns of codes: what each row means, how many there are of each, and what was no code at all. */
#include <string.h>

#include "taxonomy_internal.h"

enum { NAMED_MOST = 1000, NAME_SLOTS = 4096 }; /* different texts that are named one by one */
enum { MARKS = 96, SHORT_ROWS = 1000 };        /* with fewer rows a table of short codes is not worth while */

/* A text that is no code: where it was seen first, and how often. */
typedef struct name {
    const char *text;
    size_t length;
    uint64_t rows;
    size_t first;
} name;

/* Codes of one or two visible characters, which most are: index + 1; negative with a character for local use; 0 for
 * what is no code. The place of a second character is 0 where there is none, or a space. */
typedef struct short_codes {
    int16_t of[MARKS * MARKS];
} short_codes;

typedef struct mapping {
    const coprod_taxonomy *taxonomy;
    const short_codes *short_codes; /* or NULL */
    const coprod__taxon_grouping *grouping; /* or NULL */
    coprod_taxonomy_columns columns;
    coprod_taxonomy_rows rows;
    uint64_t by_answer[COPROD_TAXONOMY_NO_CODE + 1];
} mapping;

static int visible(uint8_t mark)
{
    return mark > ' ' && mark < 127;
}

static void fill_short(short_codes *own, const coprod_taxonomy *taxonomy)
{
    memset(own, 0, sizeof *own);
    for (uint8_t a = '!'; a < 127; a++)
        for (uint8_t b = ' '; b < 127; b++) {
            const char code[] = {(char)a, (char)b};
            const size_t length = b == ' ' ? 1 : 2;
            int32_t index = coprod__taxon_exact(taxonomy, code, length);
            int16_t *at = &own->of[(a - ' ') * MARKS + b - ' '];
            if (index >= 0)
                *at = (int16_t)(index + 1);
            else if (taxonomy->info.local_width && (index = coprod__taxon_local(taxonomy, code, length)) >= 0)
                *at = (int16_t)-(index + 1);
        }
}

/* The index of a code; what is blank has none. */
static int32_t look_up(mapping *m, const char *code, size_t length, int *blank)
{
    int32_t index;
    *blank = 0;
    if (m->short_codes && length && length <= 2 && visible((uint8_t)code[0])
        && (length == 1 || code[1] == ' ' || visible((uint8_t)code[1]))) {
        const int32_t found = m->short_codes->of[(code[0] - ' ') * MARKS + (length == 2 ? code[1] - ' ' : 0)];
        m->rows.local += found < 0;
        return (found < 0 ? -found : found) - 1;
    }
    coprod__taxon_trim(&code, &length);
    *blank = !length;
    index = coprod__taxon_exact(m->taxonomy, code, length);
    if (index < 0 && m->taxonomy->info.local_width) {
        index = coprod__taxon_local(m->taxonomy, code, length);
        m->rows.local += index >= 0;
    }
    return index;
}

static void map_row(mapping *m, size_t row, const char *code, size_t length)
{
    int blank;
    const int32_t index = look_up(m, code, length, &blank);
    const uint8_t answer = index >= 0 ? (uint8_t)m->taxonomy->taxons[index].answer
                           : blank    ? COPROD_TAXONOMY_BLANK
                                      : COPROD_TAXONOMY_NO_CODE;
    int32_t group = COPROD_TAXONOMY_NONE;
    m->by_answer[answer]++;
    if (answer == COPROD_TAXONOMY_GIVEN && m->grouping) {
        group = m->grouping->of[index];
        m->rows.ungrouped += group < 0;
    }
    if (m->columns.classes)
        m->columns.classes[row] = index;
    if (m->columns.groups)
        m->columns.groups[row] = group;
    if (m->columns.answers)
        m->columns.answers[row] = answer;
    if (m->columns.class_rows && index >= 0)
        m->columns.class_rows[index]++;
    if (m->columns.group_rows && group >= 0)
        m->columns.group_rows[group]++;
}

static void map_rows(mapping *m, const char *text, const size_t *offsets, size_t count)
{
    if (m->columns.class_rows)
        memset(m->columns.class_rows, 0, coprod__taxon_count(m->taxonomy) * sizeof *m->columns.class_rows);
    if (m->columns.group_rows && m->grouping)
        memset(m->columns.group_rows, 0, m->grouping->group_count * sizeof *m->columns.group_rows);
    for (size_t i = 0; i < count; i++)
        map_row(m, i, text + offsets[i], offsets[i + 1] - offsets[i]);
    m->rows.rows = count;
    m->rows.given = m->by_answer[COPROD_TAXONOMY_GIVEN];
    m->rows.declined = m->by_answer[COPROD_TAXONOMY_DECLINED];
    m->rows.not_asked = m->by_answer[COPROD_TAXONOMY_NOT_ASKED];
    m->rows.unsure = m->by_answer[COPROD_TAXONOMY_UNSURE];
    m->rows.not_applicable = m->by_answer[COPROD_TAXONOMY_NOT_APPLICABLE];
    m->rows.not_answered = m->by_answer[COPROD_TAXONOMY_NOT_ANSWERED];
    m->rows.blank = m->by_answer[COPROD_TAXONOMY_BLANK];
    m->rows.no_code = m->by_answer[COPROD_TAXONOMY_NO_CODE];
}

/* --- naming --- */

static coprod_status report(const mapping *m, coprod_findings *findings, const char *code, const char *found,
                            size_t first, uint64_t rows)
{
    char expected[128];
    coprod__writer writer;
    coprod_finding finding;
    memset(&finding, 0, sizeof finding);
    coprod__writer_init(&writer, expected, sizeof expected);
    coprod__write(&writer, "a code of ");
    coprod__write(&writer, m->taxonomy->info.id);
    coprod__write(&writer, "; rows: ");
    coprod__write_number(&writer, (int64_t)rows);
    coprod__writer_end(&writer, NULL);
    finding.code = code;
    finding.place = "";
    finding.found = found;
    finding.expected = expected;
    finding.row = (int64_t)first;
    finding.severity = COPROD_WARNING;
    return coprod__findings_add(findings, &finding);
}

/* What is shown of bytes that may be anything: as far as they are UTF-8 without control characters, then a mark. */
static void show(const name *own, char shown[COPROD__TAXON_CODE + 5])
{
    size_t length = own->length < COPROD__TAXON_CODE ? own->length : COPROD__TAXON_CODE, end;
    for (end = 0; end < length && (uint8_t)own->text[end] >= ' ' && own->text[end] != 127;)
        end++;
    end = coprod__text_valid(own->text, end);
    memcpy(shown, own->text, end);
    memcpy(shown + end, end < own->length ? "..." : "", end < own->length ? 4 : 1);
}

static name *name_of(name *names, uint16_t *slots, uint32_t *count, const char *text, size_t length)
{
    uint32_t slot = 0;
    for (size_t i = 0; i < length; i++)
        slot = slot * 31 + (uint8_t)text[i];
    for (slot %= NAME_SLOTS; slots[slot]; slot = (slot + 1) % NAME_SLOTS) {
        name *own = &names[slots[slot] - 1];
        if (own->length == length && !memcmp(own->text, text, length))
            return own;
    }
    if (*count == NAMED_MOST)
        return &names[NAMED_MOST]; /* all the others */
    slots[slot] = (uint16_t)++*count;
    names[*count - 1].text = text;
    names[*count - 1].length = length;
    return &names[*count - 1];
}

static coprod_status report_names(const mapping *m, coprod_findings *findings, const name *names, uint32_t count)
{
    coprod_status status = COPROD_OK;
    for (uint32_t i = 0; i < count && status == COPROD_OK; i++) {
        char shown[COPROD__TAXON_CODE + 5];
        show(&names[i], shown);
        status = report(m, findings, "unknown-code", shown, names[i].first, names[i].rows);
    }
    if (status == COPROD_OK && names[NAMED_MOST].rows)
        status = report(m, findings, "more-unknown-codes", "more", names[NAMED_MOST].first, names[NAMED_MOST].rows);
    return status;
}

/* Goes over the rows again, which is not done where all codes are known. */
static coprod_status name_rows(const mapping *m, const char *text, const size_t *offsets, size_t count,
                               coprod_findings *findings)
{
    const coprod__memory *memory = coprod__findings_memory(findings);
    const size_t bytes = (NAMED_MOST + 1) * sizeof(name);
    name *names = coprod__alloc(memory, bytes);
    uint16_t *slots = coprod__alloc(memory, NAME_SLOTS * sizeof *slots);
    coprod_status status = names && slots ? COPROD_OK : COPROD_E_MEMORY;
    uint32_t named = 0;
    for (size_t i = 0; i < count && status == COPROD_OK; i++) {
        const char *code = text + offsets[i];
        size_t length = offsets[i + 1] - offsets[i];
        name *own;
        coprod__taxon_trim(&code, &length);
        if (!length || coprod__taxon_exact(m->taxonomy, code, length) >= 0
            || coprod__taxon_local(m->taxonomy, code, length) >= 0)
            continue;
        own = name_of(names, slots, &named, code, length);
        if (!own->rows++)
            own->first = i;
    }
    if (status == COPROD_OK)
        status = report_names(m, findings, names, named);
    coprod__release(memory, names, bytes);
    coprod__release(memory, slots, NAME_SLOTS * sizeof *slots);
    return status;
}

coprod_status coprod_taxonomy_map(const coprod_taxonomy *taxonomy, int32_t grouping, const char *text,
                                  size_t text_length, const size_t *offsets, size_t count,
                                  const coprod_taxonomy_columns *columns, coprod_findings *findings,
                                  coprod_taxonomy_rows *rows)
{
    mapping m = {.taxonomy = taxonomy, .rows = {.size = sizeof m.rows}};
    const char nothing = '\0';
    short_codes table;
    coprod_status status = rows ? coprod__struct_begin(taxonomy, rows, sizeof m.rows) : COPROD_OK;
    if (status != COPROD_OK)
        return status;
    if (!taxonomy || !offsets || (text_length && !text) || count == SIZE_MAX)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(columns, sizeof m.columns, sizeof m.columns, &m.columns);
    if (status != COPROD_OK)
        return status;
    if (grouping != COPROD_TAXONOMY_NONE) {
        if (grouping < 0 || (uint32_t)grouping >= taxonomy->info.grouping_count)
            return COPROD_E_UNKNOWN;
        m.grouping = &taxonomy->groupings[grouping];
    }
    for (size_t i = 0; i <= count; i++)
        if (offsets[i] > text_length || (i && offsets[i] < offsets[i - 1]))
            return COPROD_E_RANGE;
    text = text ? text : &nothing; /* then all offsets are 0 */
    if (count >= SHORT_ROWS) {
        fill_short(&table, taxonomy);
        m.short_codes = &table;
    }
    map_rows(&m, text, offsets, count);
    if (findings && m.rows.no_code)
        status = name_rows(&m, text, offsets, count, findings);
    if (status == COPROD_OK && rows)
        status = coprod__struct_out(rows, sizeof m.rows, sizeof m.rows, &m.rows);
    return status;
}
