/* SPDX-License-Identifier: MIT */
/* coprod-keep check: whether journal, snapshots and what was acknowledged fit together. It changes nothing. */
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keep.h"

static int worse(int one, int other)
{
    return one > other ? one : other;
}

static void print_hex(const uint8_t bytes[32])
{
    for (size_t i = 0; i < 32; i++)
        printf("%02x", bytes[i]);
}

/* --- snapshots --- */

/* Of a snapshot that is not what the journal says: whether it is older or newer. */
static void tell_age(const keep *own, const keep_saved *row, const char *line)
{
    const keep_loop *one = &own->loops[row->number];
    coprod_loop_options options = {.size = sizeof options};
    coprod_loop_info journal = {.size = sizeof journal}, snapshot = {.size = sizeof snapshot};
    coprod_loop *saved = NULL;
    options.secret = own->secret;
    options.secret_length = own->secret_length;
    coprod_loop_get(one->loop, &journal);
    if (coprod_loop_open(own->machines[one->machine], row->bytes, row->length, &options, &saved) != COPROD_OK)
        printf("loop %" PRIu32 ": its snapshot is damaged\n", row->number);
    else if (coprod_loop_get(saved, &snapshot) == COPROD_OK && snapshot.seq != journal.seq)
        printf("loop %" PRIu32 ": its snapshot is %s the journal: %" PRIu32 " events, and the journal has %" PRIu32
               "\n", row->number, snapshot.seq < journal.seq ? "behind" : "ahead of", snapshot.seq, journal.seq);
    else
        printf("%s\n", line);
    coprod_loop_free(saved);
}

static int check_loop(keep *own, uint32_t number, int *same)
{
    const keep_saved *row = keep_row_of(own, number);
    keep_saved right = {0};
    char line[KEEP_LINE];
    int code;
    *same = 0;
    if (!row) {
        printf("loop %" PRIu32 ": the database has no snapshot of it\n", number);
        return KEEP_FINE;
    }
    code = keep_replay(own, number, row);
    if (code != KEEP_FINE) /* has been said */
        return code == KEEP_BROKEN ? code : KEEP_FINE;
    code = keep_make_row(own, number, &right);
    if (code == KEEP_FINE) {
        *same = keep_same(row, &right, line);
        if (!*same && strstr(line, "snapshot"))
            tell_age(own, row, line);
        else if (!*same)
            printf("%s\n", line);
    }
    free(right.bytes);
    coprod_loop_free(own->loops[number].loop);
    own->loops[number].loop = NULL;
    return code;
}

static int check_loops(keep *own)
{
    const uint32_t count = coprod_journal_loop_count(own->journal);
    size_t good = 0;
    int code = KEEP_FINE;
    for (uint32_t i = 0; i < count && code == KEEP_FINE; i++) {
        int same;
        code = check_loop(own, i, &same);
        good += (size_t)same;
    }
    for (size_t i = 0; i < own->saved_count; i++)
        if (own->saved[i].number >= count)
            printf("loop %" PRIu32 ": the database has a snapshot of it, and the journal does not know it\n",
                   own->saved[i].number);
    if (code != KEEP_FINE)
        return code;
    if (good < count || own->saved_count != count)
        return KEEP_NO;
    printf("snapshots: %" PRIu32 ", each to the last byte as the journal has it\n", count);
    return KEEP_FINE;
}

/* --- what was acknowledged --- */

typedef struct since_count {
    size_t line, good, missing, other;
} since_count;

static int read_hex(const char *text, uint8_t bytes[32])
{
    for (size_t i = 0; i < 32; i++) {
        unsigned value;
        if (strspn(text + 2 * i, "0123456789abcdef") < 2 || sscanf(text + 2 * i, "%2x", &value) != 1)
            return 0;
        bytes[i] = (uint8_t)value;
    }
    return text[64] == '\0';
}

/* A head that was kept: does the journal go on from it? With its root this can be shown to whoever has the two heads
 * and the proof, and not the journal. */
static int goes_on(const keep *own, const coprod_head *older)
{
    coprod_head now = {.size = sizeof now};
    uint8_t proof[65 * 32];
    size_t nodes;
    return coprod_journal_head(own->journal, 0, &now) == COPROD_OK
           && coprod_journal_consistency(own->journal, older->record_count, now.record_count, proof, 65, &nodes)
                  == COPROD_OK
           && coprod_check_consistency(older, &now, proof, nodes);
}

static int look_for(const keep *own, const char *name, const char *text, since_count *count)
{
    coprod_head older = {.size = sizeof older};
    coprod_record record = {.size = sizeof record};
    char chain[66] = "", root[66] = "";
    int is_head = !strncmp(text, "head ", 5);
    int read = is_head ? sscanf(text, "head %" SCNu64 " %65s %65s", &older.record_count, chain, root)
                       : sscanf(text, "%*s %*s %*u %" SCNu64 " %65s", &older.record_count, chain);
    if (read != 2 + is_head || !older.record_count || !read_hex(chain, older.chain)
        || (is_head && !read_hex(root, older.root)))
        return keep_say(KEEP_BAD_INPUT, "%s: line %zu: this is not as work or check wrote it", name, count->line);
    if (older.record_count > coprod_journal_count(own->journal)) {
        if (!count->missing++)
            printf("missing: record %" PRIu64 " was acknowledged (line %zu), and the journal has %" PRIu64 "\n",
                   older.record_count, count->line, coprod_journal_count(own->journal));
        return KEEP_FINE;
    }
    coprod_journal_record(own->journal, older.record_count - 1, &record);
    if (!memcmp(record.chain, older.chain, sizeof older.chain) && (!is_head || goes_on(own, &older)))
        count->good++;
    else if (!count->other++)
        printf("changed: record %" PRIu64 " is not the one that was acknowledged (line %zu)\n", older.record_count,
               count->line);
    return KEEP_FINE;
}

static int check_since(const keep *own, const char *name)
{
    since_count count = {0};
    char *text = NULL;
    size_t room = 0, all;
    ssize_t length;
    int code = KEEP_FINE;
    FILE *file = fopen(name, "r");
    if (!file)
        return keep_say(KEEP_BAD_INPUT, "%s: %s", name, strerror(errno));
    while (code == KEEP_FINE && (length = getline(&text, &room, file)) > 0) {
        if (text[length - 1] != '\n') /* a line that did not arrive whole acknowledges nothing */
            break;
        count.line++;
        text[length - 1] = '\0';
        if (!strncmp(text, "refused new 0 0 -", 17)) /* before the first record */
            continue;
        if (!strncmp(text, "head ", 5) || !strncmp(text, "acknowledged ", 13) || !strncmp(text, "refused ", 8))
            code = look_for(own, name, text, &count);
    }
    free(text);
    fclose(file);
    all = count.good + count.missing + count.other;
    if (code != KEEP_FINE)
        return code;
    if (count.line && !all)
        return keep_say(KEEP_BAD_INPUT, "%s: no line of it is a head or an answer with a record", name);
    printf("acknowledged: %zu of %zu are in the journal as they were\n", count.good, all);
    return count.good < all ? KEEP_NO : KEEP_FINE;
}

/* --- the command --- */

int keep_check(keep *own, const char *since)
{
    coprod_journal_report report = {.size = sizeof report};
    coprod_head head = {.size = sizeof head};
    char line[KEEP_LINE];
    int code = keep_verify(own, &report);
    if (report.state != COPROD_JOURNAL_INTACT) {
        keep_describe(own, &report, line);
        puts(line);
        if (report.state != COPROD_JOURNAL_TORN)
            return KEEP_NO;
        code = keep_begin(own, report.good_bytes); /* what is left is still worth a look */
        if (code != KEEP_FINE)
            return code;
        code = KEEP_NO;
    } else if (code == KEEP_FINE) {
        printf("intact: %" PRIu64 " records of %" PRIu32 " loops in %zu bytes\n", coprod_journal_count(own->journal),
               coprod_journal_loop_count(own->journal), own->length);
        if (coprod_journal_head(own->journal, 0, &head) == COPROD_OK && head.record_count) {
            printf("head %" PRIu64 " ", head.record_count);
            print_hex(head.chain);
            putchar(' ');
            print_hex(head.root);
            putchar('\n');
        }
    }
    if (!own->journal)
        return code;
    code = worse(code, check_loops(own));
    return since ? worse(code, check_since(own, since)) : code;
}
