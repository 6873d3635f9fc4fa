/* SPDX-License-Identifier: MIT */
/*
 * coprod-keep set-aside: going on after a torn tail. A person decides that, not the program: work and check only
 * report. What did not fit is moved into the table "torn", never thrown away.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "keep.h"

static int move_row(keep *own, uint64_t records, const keep_saved *row)
{
    char what[32];
    snprintf(what, sizeof what, "loop %" PRIu32, row->number);
    return keep_put_aside(own, records, what, row->bytes, row->length);
}

/* A snapshot that knows of the torn records goes aside with them; what the good records say takes its place. */
static int settle(keep *own, uint64_t records, const keep_saved *row, size_t *moved)
{
    keep_saved right = {0};
    char line[KEEP_LINE];
    int code;
    if (row->number >= coprod_journal_loop_count(own->journal)) {
        ++*moved;
        code = move_row(own, records, row);
        return code == KEEP_FINE ? keep_drop_loop(own, row->number) : code;
    }
    code = keep_replay(own, row->number, row);
    if (code == KEEP_FINE)
        code = keep_make_row(own, row->number, &right);
    if (code == KEEP_FINE && !keep_same(row, &right, line)) {
        ++*moved;
        code = move_row(own, records, row);
        if (code == KEEP_FINE)
            code = keep_put_loop(own, &right);
    }
    free(right.bytes);
    return code;
}

int keep_set_aside(keep *own)
{
    coprod_journal_report report = {.size = sizeof report};
    char line[KEEP_LINE];
    size_t moved = 0, good;
    int code = keep_verify(own, &report);
    if (report.state == COPROD_JOURNAL_INTACT) {
        if (code == KEEP_FINE)
            printf("nothing is torn; nothing was changed\n");
        return code;
    }
    if (report.state != COPROD_JOURNAL_TORN) {
        keep_describe(own, &report, line);
        return keep_say(KEEP_NO, "%s; this is no torn tail: restore a backup", line);
    }
    good = (size_t)report.good_bytes;
    code = keep_begin(own, good);
    own->kept = own->length; /* what is in the database still has the tail */
    if (code == KEEP_FINE)
        code = keep_begin_writing(own);
    if (code == KEEP_FINE)
        code = keep_put_aside(own, report.record_count, "journal", own->bytes + good, own->length - good);
    if (code == KEEP_FINE)
        code = keep_cut(own, good);
    for (size_t i = 0; i < own->saved_count && code == KEEP_FINE; i++)
        code = settle(own, report.record_count, &own->saved[i], &moved);
    code = keep_end_writing(own, code);
    if (code == KEEP_FINE)
        printf("set aside: %zu bytes after record %" PRIu64 ", and %zu snapshots; the journal ends at byte %zu\n",
               own->length - good, report.record_count, moved, good);
    return code;
}
