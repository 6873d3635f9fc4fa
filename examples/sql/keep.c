/* SPDX-License-Identifier: MIT */
/* A journal and its loops in memory, and what is new of them. Nothing here knows which database it is. */
#include "keep.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int keep_say(int code, const char *format, ...)
{
    va_list values;
    fflush(stdout);
    fputs("coprod-keep: ", stderr);
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
    return code;
}

int keep_no_memory(void)
{
    return keep_say(KEEP_BROKEN, "not enough memory");
}

int keep_status(const char *what, coprod_status status)
{
    int broken = status == COPROD_E_MEMORY || status == COPROD_E_FAILED;
    return keep_say(broken ? KEEP_BROKEN : KEEP_BAD_INPUT, "%s: %s", what, coprod_status_text(status));
}

/* --- opening --- */

int keep_open(keep *own, const char *where, int writing)
{
    int code = own->database->open(where, writing, &own->handle);
    own->machines = calloc(coprod_machine_count(), sizeof *own->machines);
    if (code == KEEP_FINE && !own->machines)
        code = keep_no_memory();
    if (code == KEEP_FINE && writing)
        code = keep_make_tables(own);
    return code == KEEP_FINE ? keep_read(own) : code;
}

void keep_close(keep *own)
{
    for (size_t i = 0; i < own->loop_room; i++)
        coprod_loop_free(own->loops[i].loop);
    for (size_t i = 0; own->machines && i < coprod_machine_count(); i++)
        coprod_machine_free(own->machines[i]);
    for (size_t i = 0; i < own->saved_count; i++)
        free(own->saved[i].bytes);
    coprod_journal_free(own->journal);
    if (own->handle)
        own->database->close(own->handle);
    free(own->machines);
    free(own->loops);
    free(own->saved);
    free(own->bytes);
}

static coprod_journal_options options_of(const keep *own)
{
    coprod_journal_options options = {.size = sizeof options};
    options.secret = own->secret;
    options.secret_length = own->secret_length;
    return options;
}

int keep_verify(keep *own, coprod_journal_report *report)
{
    const coprod_journal_options options = options_of(own);
    coprod_status status;
    report->state = COPROD_JOURNAL_INTACT; /* nothing was kept yet */
    if (own->length) {
        status = coprod_journal_verify(own->bytes, own->length, &options, report);
        if (status != COPROD_OK)
            return keep_status("the journal", status);
    }
    if (report->state == COPROD_JOURNAL_TORN && report->good_bytes < own->last_piece) {
        report->state = COPROD_JOURNAL_BROKEN; /* a record that seems to reach over whole pieces is no torn tail */
        report->bad_byte = report->good_bytes;
    } else if (own->has_gap
               && (report->state == COPROD_JOURNAL_INTACT || report->state == COPROD_JOURNAL_TORN)) {
        report->state = COPROD_JOURNAL_BROKEN;
        report->bad_byte = own->length;
    }
    return report->state == COPROD_JOURNAL_INTACT ? keep_begin(own, own->length) : KEEP_NO;
}

int keep_begin(keep *own, size_t bytes)
{
    const coprod_journal_options options = options_of(own);
    coprod_status status = bytes ? coprod_journal_open(own->bytes, bytes, &options, NULL, &own->journal)
                                 : coprod_journal_new(&options, &own->journal);
    own->kept = bytes;
    own->loop_room = status == COPROD_OK ? coprod_journal_loop_count(own->journal) : 0;
    own->loops = calloc(own->loop_room + 1, sizeof *own->loops);
    if (!own->loops)
        own->loop_room = 0;
    if (status == COPROD_OK && !own->loops)
        status = COPROD_E_MEMORY;
    return status == COPROD_OK ? KEEP_FINE : keep_status("the journal", status);
}

void keep_describe(const keep *own, const coprod_journal_report *report, char line[KEEP_LINE])
{
    const char *word = report->state == COPROD_JOURNAL_TORN ? "torn" : "broken";
    const uint64_t byte = report->state == COPROD_JOURNAL_TORN ? report->good_bytes : report->bad_byte;
    if (report->state == COPROD_JOURNAL_SECRET)
        snprintf(line, KEEP_LINE, "the journal was made with another secret");
    else if (report->state == COPROD_JOURNAL_FOREIGN || report->state == COPROD_JOURNAL_KEY)
        snprintf(line, KEEP_LINE, "this is not a journal that this program can read");
    else if (own->has_gap && byte == own->length)
        snprintf(line, KEEP_LINE, "broken at byte %zu: the next piece begins at byte %" PRId64 "; nothing was changed",
                 own->length, own->gap);
    else
        snprintf(line, KEEP_LINE, "%s at byte %" PRIu64 ": %" PRIu64 " records hold; nothing was changed", word, byte,
                 report->record_count);
}

/* --- loops --- */

int keep_machine(keep *own, const char *name, size_t *index)
{
    coprod_status status = COPROD_OK;
    for (*index = 0; *index < coprod_machine_count(); (*index)++)
        if (!strcmp(coprod_machine_id(*index), name))
            break;
    if (*index == coprod_machine_count())
        return keep_say(KEEP_BAD_INPUT, "there is no machine \"%s\"; one is suggestion@1", name);
    if (!own->machines[*index])
        status = coprod_machine_builtin(name, NULL, NULL, &own->machines[*index]);
    return status == COPROD_OK ? KEEP_FINE : keep_status(name, status);
}

int keep_add_loop(keep *own, uint32_t number, coprod_loop *loop, size_t machine)
{
    if (number >= own->loop_room) {
        size_t room = 2 * (size_t)number + 16;
        keep_loop *more = realloc(own->loops, room * sizeof *more);
        if (!more) {
            coprod_loop_free(loop);
            return keep_no_memory();
        }
        memset(more + own->loop_room, 0, (room - own->loop_room) * sizeof *more);
        own->loops = more;
        own->loop_room = room;
    }
    own->loops[number] = (keep_loop){loop, machine};
    return KEEP_FINE;
}

static int by_number(const void *number, const void *row)
{
    uint32_t wanted = *(const uint32_t *)number, found = ((const keep_saved *)row)->number;
    return (wanted > found) - (wanted < found);
}

const keep_saved *keep_row_of(const keep *own, uint32_t number)
{
    return own->saved_count ? bsearch(&number, own->saved, own->saved_count, sizeof *own->saved, by_number) : NULL;
}

int keep_replay(keep *own, uint32_t number, const keep_saved *row)
{
    coprod_loop *loop = NULL;
    size_t machine;
    coprod_status status;
    int code = keep_machine(own, row->machine, &machine);
    if (code != KEEP_FINE)
        return code;
    status = coprod_journal_replay(own->journal, number, own->machines[machine], &loop);
    if (status == COPROD_E_FINGERPRINT)
        return keep_say(KEEP_NO, "loop %" PRIu32 " is not of the machine %s", number, row->machine);
    return status == COPROD_OK ? keep_add_loop(own, number, loop, machine) : keep_status("a loop", status);
}

int keep_make_row(const keep *own, uint32_t number, keep_saved *row)
{
    const keep_loop *one = &own->loops[number];
    const coprod_machine *machine = own->machines[one->machine];
    coprod_loop_info info = {.size = sizeof info};
    coprod_status status = coprod_loop_get(one->loop, &info);
    *row = (keep_saved){.number = number};
    snprintf(row->machine, sizeof row->machine, "%s", coprod_machine_id(one->machine));
    snprintf(row->state, sizeof row->state, "%s", coprod_machine_word(machine, COPROD_ELEMENT_STATE, info.state));
    if (info.has_next_due)
        coprod_day_write(info.next_due, row->due, sizeof row->due, NULL);
    coprod_loop_save(one->loop, NULL, 0, &row->length);
    row->bytes = malloc(row->length + 1);
    if (status == COPROD_OK)
        status = row->bytes ? coprod_loop_save(one->loop, row->bytes, row->length, &row->length) : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        return KEEP_FINE;
    free(row->bytes);
    row->bytes = NULL;
    return keep_status("a loop", status);
}

int keep_same(const keep_saved *row, const keep_saved *right, char line[KEEP_LINE])
{
    line[0] = '\0';
    if (row->length != right->length || memcmp(row->bytes, right->bytes, right->length))
        snprintf(line, KEEP_LINE, "loop %" PRIu32 ": its snapshot is not what the journal says", right->number);
    else if (strcmp(row->state, right->state))
        snprintf(line, KEEP_LINE, "loop %" PRIu32 ": its column says state %s, and the journal %s", right->number,
                 row->state, right->state);
    else if (strcmp(row->due, right->due))
        snprintf(line, KEEP_LINE, "loop %" PRIu32 ": its column says due %s, and the journal %s", right->number,
                 row->due[0] ? row->due : "never", right->due[0] ? right->due : "never");
    return !line[0];
}

/* --- what is new --- */

int keep_commit(keep *own, uint32_t number)
{
    keep_saved row;
    const uint8_t *bytes;
    size_t length;
    int code;
    coprod_journal_bytes(own->journal, &bytes, &length);
    if (length == own->kept)
        return KEEP_FINE;
    code = keep_make_row(own, number, &row);
    if (code != KEEP_FINE)
        return code;
    code = keep_begin_writing(own);
    if (code == KEEP_FINE)
        code = keep_put_piece(own, own->kept, bytes + own->kept, length - own->kept);
    if (code == KEEP_FINE)
        code = keep_put_loop(own, &row);
    code = keep_end_writing(own, code);
    if (code == KEEP_FINE)
        own->kept = length;
    free(row.bytes);
    return code;
}
