/* SPDX-License-Identifier: MIT */
/* Meetings in the order of bodies and days, missed ones counted up, and what each item that was carried up led to. */
#include <string.h>

#include "bodies_internal.h"

typedef coprod__bodies_reader reader;

size_t coprod__row_find(const coprod__row *rows, size_t count, uint64_t key, uint32_t value)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle].key < key || (rows[middle].key == key && rows[middle].value < value))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Each body gets its part of the sorted meetings. */
static int order_meetings(reader *own)
{
    coprod_bodies *bodies = own->bodies;
    coprod__row *rows = coprod__bodies_take(own, bodies->meeting_count, sizeof *rows);
    coprod__meeting *sorted = coprod__bodies_take(own, bodies->meeting_count, sizeof *sorted);
    if (!rows || !sorted)
        return 0;
    for (uint32_t i = 0; i < bodies->meeting_count; i++) {
        rows[i].key = coprod__key((uint32_t)bodies->meetings[i].body, coprod__day_kept(bodies->meetings[i].day));
        rows[i].value = i;
    }
    coprod__row_sort(rows, bodies->meeting_count);
    for (uint32_t i = 0; i < bodies->meeting_count; i++) {
        coprod__body *body = &bodies->bodies[rows[i].key >> 32];
        sorted[i] = bodies->meetings[rows[i].value];
        if (!body->meeting_count++)
            body->meetings = &sorted[i];
        body->carried_count += sorted[i].carry_count;
    }
    bodies->meetings = sorted;
    return 1;
}

static void count_missed(coprod__body *body)
{
    for (uint32_t i = 0; i < body->meeting_count; i++) {
        coprod__meeting *one = &body->meetings[i];
        int32_t anchor;
        if (body->step && (!body->has_since || one->day >= body->since)
            && coprod__counts_from(body, one->day - 1, &anchor, &one->missed))
            one->missed += coprod__missed_between(body, anchor, one->day);
    }
}

/* What was carried up, body by body in the order of days, and the rows that find it by body and item. */
static coprod__row *carry(reader *own, coprod__carried **carried, size_t *count)
{
    coprod_bodies *bodies = own->bodies;
    coprod__row *rows = coprod__bodies_take(own, bodies->items.count, sizeof *rows);
    *carried = coprod__bodies_take(own, bodies->items.count, sizeof **carried);
    *count = 0;
    for (uint32_t b = 0; rows && *carried && b < bodies->count; b++) {
        coprod__body *body = &bodies->bodies[b];
        body->carried = *carried + *count;
        for (uint32_t i = 0; i < body->meeting_count; i++)
            for (uint32_t k = 0; k < body->meetings[i].carry_count; k++) {
                coprod__carried *one = &(*carried)[*count];
                one->item = bodies->item_of[body->meetings[i].carries + k];
                one->meeting = i;
                one->came = one->next = COPROD__NEVER;
                rows[*count].key = coprod__key(b, one->item);
                rows[*count].value = (uint32_t)(one - body->carried);
                ++*count;
            }
    }
    coprod__row_sort(rows, *count);
    return rows;
}

/* What was on the lists, by body and item. */
static coprod__row *lists(reader *own, size_t *count)
{
    const coprod_bodies *bodies = own->bodies;
    coprod__row *rows = coprod__bodies_take(own, bodies->items.count, sizeof *rows);
    *count = 0;
    for (uint32_t b = 0; rows && b < bodies->count; b++)
        for (uint32_t i = 0; i < bodies->bodies[b].meeting_count; i++)
            for (uint32_t k = 0; k < bodies->bodies[b].meetings[i].item_count; k++) {
                rows[*count].key = coprod__key(b, bodies->item_of[bodies->bodies[b].meetings[i].items + k]);
                rows[(*count)++].value = i;
            }
    coprod__row_sort(rows, *count);
    return rows;
}

void coprod__bodies_link(reader *own)
{
    coprod_bodies *bodies = own->bodies;
    coprod__carried *carried;
    size_t carried_count, listed_count;
    const coprod__row *ups, *listed;
    if (!order_meetings(own))
        return;
    ups = carry(own, &carried, &carried_count);
    listed = lists(own, &listed_count);
    for (uint32_t b = 0; ups && carried && listed && b < bodies->count; b++) {
        const coprod__body *body = &bodies->bodies[b];
        const coprod__body *upper = body->upper == COPROD__NOBODY ? NULL : &bodies->bodies[body->upper];
        count_missed(&bodies->bodies[b]);
        for (uint32_t i = 0; i < body->carried_count; i++) {
            coprod__carried *one = &body->carried[i];
            uint64_t key = coprod__key((uint32_t)body->upper, one->item);
            uint32_t from = coprod__meetings_until(upper, body->meetings[one->meeting].day - 1);
            size_t row = coprod__row_find(listed, listed_count, key, from);
            if (row == listed_count || listed[row].key != key)
                continue;
            one->came = listed[row].value;
            row = coprod__row_find(ups, carried_count, key, 0);
            while (row < carried_count && ups[row].key == key && upper->carried[ups[row].value].meeting < one->came)
                row++;
            if (row < carried_count && ups[row].key == key)
                one->next = ups[row].value;
        }
    }
}
