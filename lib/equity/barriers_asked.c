/* SPDX-License-Identifier: MIT */
/* Who is asked too often, and who is asked the same thing twice. How often is too often is the plan's own to say. */
#include <string.h>

#include "barriers_internal.h"
#include "coprod/days.h"

static const coprod__place root = {NULL, NULL, 0};
typedef coprod__barriers_reader reader;

/* Times that belong to one row. */
typedef struct days_of {
    int32_t *days;
    uint32_t *next;    /* of the row's list of entries; 0 ends it, else index + 1 */
    uint32_t *newest;  /* by row */
} days_of;

typedef struct pile {
    const reader *own;
    coprod_barriers *barriers;
    json_t *rows; /* row + 1 of "group", and of "group question": a word holds no space */
    coprod__asked_row *made;
    uint32_t *group_row; /* by row: that of its group */
    days_of times;
    uint32_t row_count, entry_count;
} pile;

static uint32_t row_of(pile *p, const char *group, const char *question, uint32_t group_row)
{
    char name[160];
    coprod__writer writer;
    json_int_t row;
    coprod__writer_init(&writer, name, sizeof name);
    coprod__write(&writer, group);
    coprod__write(&writer, question[0] ? " " : "");
    coprod__write(&writer, question);
    coprod__writer_end(&writer, NULL);
    row = json_integer_value(json_object_get(p->rows, name));
    if (row)
        return (uint32_t)row - 1;
    if (json_object_set_new(p->rows, name, json_integer(p->row_count + 1)))
        p->own->load->failure = COPROD_E_MEMORY;
    p->made[p->row_count].group = group;
    p->made[p->row_count].question = question;
    p->group_row[p->row_count] = question[0] ? group_row : p->row_count;
    return p->row_count++;
}

static void add_day(pile *p, uint32_t row, int32_t day)
{
    p->times.days[p->entry_count] = day;
    p->times.next[p->entry_count] = p->times.newest[row];
    p->times.newest[row] = ++p->entry_count;
}

static void read_one(pile *p, const json_t *json, const coprod__place *place)
{
    coprod__load *load = p->own->load;
    const coprod__place at = {place, "date", 0};
    const char *group = coprod__json_word(load, p->own->arena, json, place, "group"), *question = "";
    const char *date = coprod__json_text(load, json, place, "date", COPROD__REQUIRED);
    int32_t day = 0;
    uint32_t row;
    coprod__json_keys(load, json, place, "group date question");
    if (json_object_get(json, "question"))
        question = coprod__json_word(load, p->own->arena, json, place, "question");
    if (date && coprod_day_read(date, COPROD_NTS, &day) != COPROD_OK)
        coprod__report(load, COPROD_ERROR, "not-a-date", &at, date, "a date such as 2026-03-28");
    if (!group[0])
        return;
    row = row_of(p, group, "", 0);
    add_day(p, row, day);
    if (question[0])
        add_day(p, row_of(p, group, question, row), day);
}

/* --- counting --- */

static void sift(int32_t *days, uint32_t from, uint32_t count)
{
    for (uint32_t child = 2 * from + 1; child < count; child = 2 * from + 1) {
        int32_t moved = days[from];
        child += child + 1 < count && days[child] < days[child + 1];
        if (moved >= days[child])
            return;
        days[from] = days[child];
        days[child] = moved;
        from = child;
    }
}

/* By heap: qsort() may take memory. */
static void sort_days(int32_t *days, uint32_t count)
{
    for (uint32_t i = count / 2; i-- > 0;)
        sift(days, i, count);
    for (uint32_t last = count; last-- > 1;) {
        int32_t highest = days[0];
        days[0] = days[last];
        days[last] = highest;
        sift(days, 0, last);
    }
}

static void count_row(const pile *p, uint32_t row, int32_t *scratch, coprod__asked_row *asked)
{
    const coprod_barriers *barriers = p->barriers;
    uint32_t count = 0, first = 0;
    *asked = p->made[row];
    for (uint32_t at = p->times.newest[row]; at; at = p->times.next[at - 1])
        scratch[count++] = p->times.days[at - 1];
    sort_days(scratch, count);
    asked->times = count;
    asked->first_day = scratch[0];
    asked->last_day = scratch[count - 1];
    asked->most_times = barriers->most_days ? 0 : count;
    for (uint32_t i = 0; barriers->most_days && i < count; i++) {
        while ((int64_t)scratch[i] - scratch[first] >= barriers->most_days)
            first++;
        asked->most_times = i - first + 1 > asked->most_times ? i - first + 1 : asked->most_times;
    }
    if (!asked->question[0] && barriers->most_days && asked->most_times > (uint32_t)barriers->most_times)
        asked->findings |= COPROD_ASKED_TOO_OFTEN;
    if (asked->question[0] && count > 1)
        asked->findings |= COPROD_ASKED_TWICE;
}

/* Each group in the order of first mention, and its questions behind it. */
static void count_all(const pile *p)
{
    coprod_barriers *barriers = p->barriers;
    uint32_t *place = coprod__barriers_room(p->own, p->row_count, sizeof *place), next = 0;
    int32_t *scratch = coprod__barriers_room(p->own, p->entry_count, sizeof *scratch);
    barriers->asked = coprod__barriers_room(p->own, p->row_count, sizeof *barriers->asked);
    if (!place || !scratch || !barriers->asked)
        return;
    for (uint32_t row = 0; row < p->row_count; row++)
        place[p->group_row[row]]++; /* rows of the group */
    for (uint32_t row = 0; row < p->row_count; row++)
        if (p->group_row[row] == row) {
            uint32_t rows = place[row];
            place[row] = next;
            next += rows;
        }
    for (uint32_t row = 0; row < p->row_count; row++) {
        coprod__asked_row *asked = &barriers->asked[place[p->group_row[row]]++];
        count_row(p, row, scratch, asked);
        barriers->info.asked_findings += asked->findings != 0;
    }
    barriers->info.asked_count = p->row_count;
}

static void read_most(const reader *own, const json_t *json, coprod_barriers *barriers)
{
    const coprod__place here = {&root, "most", 0};
    const json_t *most = coprod__json_object(own->load, json, &root, "most", COPROD__OPTIONAL);
    if (!most)
        return;
    coprod__json_keys(own->load, most, &here, "times days");
    barriers->most_times = (int32_t)coprod__json_integer(own->load, most, &here, "times", COPROD__REQUIRED, 1, 100000,
                                                         1);
    barriers->most_days = (int32_t)coprod__json_integer(own->load, most, &here, "days", COPROD__REQUIRED, 1, 100000, 1);
}

void coprod__barriers_asked(const reader *own, coprod_barriers *barriers, const json_t *json)
{
    size_t count;
    const coprod__place here = {&root, "asked", 0};
    const json_t *list = coprod__barriers_list(own, json, &root, "asked", COPROD__OPTIONAL, COPROD__PLAN_ASKED, &count);
    pile p = {.own = own, .barriers = barriers, .rows = json_object()};
    read_most(own, json, barriers);
    p.made = coprod__barriers_room(own, 2 * count, sizeof *p.made);
    p.group_row = coprod__barriers_room(own, 2 * count, sizeof *p.group_row);
    p.times.days = coprod__barriers_room(own, 2 * count, sizeof *p.times.days);
    p.times.next = coprod__barriers_room(own, 2 * count, sizeof *p.times.next);
    p.times.newest = coprod__barriers_room(own, 2 * count, sizeof *p.times.newest);
    if (!p.rows)
        own->load->failure = COPROD_E_MEMORY;
    for (size_t i = 0; own->load->failure == COPROD_OK && i < count; i++) {
        const coprod__place at = {&here, NULL, i};
        if (json_is_object(json_array_get(list, i)))
            read_one(&p, json_array_get(list, i), &at);
    }
    if (own->load->failure == COPROD_OK)
        count_all(&p);
    json_decref(p.rows);
}

coprod_status coprod_barriers_asked(const coprod_barriers *barriers, size_t index, coprod_asked *asked)
{
    coprod_asked local = {.size = sizeof local};
    coprod_status status = coprod__struct_begin(barriers, asked, sizeof local);
    const coprod__asked_row *row;
    if (status != COPROD_OK)
        return status;
    if (index >= barriers->info.asked_count)
        return COPROD_E_UNKNOWN;
    row = &barriers->asked[index];
    local.group = row->group;
    local.question = row->question;
    local.times = row->times;
    local.most_times = row->most_times;
    local.first_day = row->first_day;
    local.last_day = row->last_day;
    local.findings = row->findings;
    return coprod__struct_out(asked, sizeof local, sizeof local, &local);
}
