/* SPDX-License-Identifier: MIT */
/* coprod loop verify: whether a journal is as it was written; and the journal of a run. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loop.h"

static const char *const states[] = {"", "INTACT", "TORN", "BROKEN", "FOREIGN", "KEY", "SECRET"};
static const char *const sentences[] = {
    "", "every record is as it was written", "the last record was not written to its end",
    "a record is not as it was written, or not in its place", "this is not a journal, or of a later version",
    "it was made with another key, or with a key where none is given", "it was made with another secret"};

/* The keys as they are given, without the end of the line that an editor adds. */
static coprod_journal_options options_of(const loop_setting *own)
{
    coprod_journal_options options = {.size = sizeof options};
    options.secret = (const uint8_t *)own->secret;
    options.secret_length = own->secret ? strcspn(own->secret, "\r\n") : 0;
    options.key = (const uint8_t *)own->key;
    options.key_length = own->key ? strcspn(own->key, "\r\n") : 0;
    return options;
}

coprod_journal *loop_new_journal(const loop_setting *own)
{
    coprod_journal_options options = options_of(own);
    coprod_journal *journal = NULL;
    coprod_status status = coprod_journal_new(&options, &journal);
    if (status != COPROD_OK)
        program_fail("--secret", NULL, "a journal needs a secret of 16 bytes or more in this file");
    return journal;
}

static void hex(const uint8_t bytes[32], char text[65])
{
    for (size_t i = 0; i < 32; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
}

static json_t *head_json(const coprod_journal *journal)
{
    coprod_head head = {.size = sizeof head};
    char chain[65], root[65];
    coprod_journal_head(journal, 0, &head);
    hex(head.chain, chain);
    hex(head.root, root);
    return json_pack("{s:I,s:s,s:s}", "records", (json_int_t)head.record_count, "chain", chain, "root", root);
}

int loop_write_journal(const loop_setting *own)
{
    const uint8_t *bytes;
    size_t length;
    FILE *file;
    int bad;
    if (!own->journal)
        return PROGRAM_FINE;
    file = fopen(own->journal_path, "wb");
    if (!file)
        return program_fail(own->journal_path, NULL, strerror(errno));
    coprod_journal_bytes(own->journal, &bytes, &length);
    bad = fwrite(bytes, 1, length, file) != length;
    bad |= fclose(file) != 0;
    return bad ? program_fail(own->journal_path, NULL, "could not be written to its end") : PROGRAM_FINE;
}

static json_t *report_json(const coprod_journal_report *report, size_t length)
{
    json_t *bad = report->state == COPROD_JOURNAL_INTACT ? json_null() : json_integer((json_int_t)report->bad_byte);
    return json_pack("{s:b,s:s,s:s,s:I,s:I,s:I,s:o}", "ok", report->state == COPROD_JOURNAL_INTACT, "state",
                     states[report->state], "text", sentences[report->state], "records",
                     (json_int_t)report->record_count, "bytes", (json_int_t)length, "good_bytes",
                     (json_int_t)report->good_bytes, "bad_byte", bad);
}

static void tell(const json_t *answer)
{
    const json_t *head = json_object_get(answer, "head");
    output("%s: %s; %lld records in %lld bytes hold", json_string_value(json_object_get(answer, "state")),
           json_string_value(json_object_get(answer, "text")),
           (long long)json_integer_value(json_object_get(answer, "records")),
           (long long)json_integer_value(json_object_get(answer, "good_bytes")));
    if (json_is_integer(json_object_get(answer, "bad_byte")))
        output("; the first byte that is known to be bad is %lld",
               (long long)json_integer_value(json_object_get(answer, "bad_byte")));
    output(".\n");
    if (head)
        output("Keep this elsewhere:\n  records %lld\n  chain   %s\n  root    %s\n",
               (long long)json_integer_value(json_object_get(head, "records")),
               json_string_value(json_object_get(head, "chain")), json_string_value(json_object_get(head, "root")));
}

int loop_command_verify(loop_setting *own, const char *path)
{
    coprod_journal_options options = options_of(own);
    coprod_journal_report report = {.size = sizeof report};
    coprod_journal *journal = NULL;
    json_t *answer;
    size_t length;
    char *bytes = program_read(path, &length);
    int code = PROGRAM_NO, failed = 0;
    if (!bytes)
        return PROGRAM_BAD_INPUT;
    if (coprod_journal_verify((const uint8_t *)bytes, length, &options, &report) != COPROD_OK) {
        free(bytes);
        return program_fail("--secret", NULL, "a secret has 16 bytes or more");
    }
    answer = report_json(&report, length);
    if (report.state == COPROD_JOURNAL_INTACT) {
        code = PROGRAM_FINE;
        if (options.secret
            && coprod_journal_open((const uint8_t *)bytes, length, &options, NULL, &journal) == COPROD_OK)
            json_object_set_new(answer, "head", head_json(journal));
    }
    if (own->json)
        failed = loop_print(json_incref(answer));
    else
        tell(answer);
    json_decref(answer);
    coprod_journal_free(journal);
    free(bytes);
    return failed ? failed : code;
}

/* --- loop due --- */

int loop_due(const loop_setting *own, const json_t *trace, const loop_ran *ran, size_t number)
{
    int code = PROGRAM_FINE;
    if (!ran->loop)
        return PROGRAM_FINE;
    for (uint32_t i = 0; coprod_machine_word(own->machine, COPROD_ELEMENT_TIMER, i); i++) {
        coprod_timer timer = {.size = sizeof timer};
        int32_t running, due;
        char day[16];
        coprod_loop_due(ran->loop, i, &running, &due);
        coprod_machine_timer(own->machine, i, &timer);
        if (!running || (own->has_day && due > own->day))
            continue;
        coprod_day_write(due, day, sizeof day, NULL);
        if (own->json)
            code |= loop_print(json_pack("{s:I,s:s,s:s,s:s,s:i}", "trace", (json_int_t)number, "due", day, "timer",
                                         timer.id, "text", timer.text, "level", (int)timer.level));
        else
            output("%s  trace %zu  %s (%s)%s%s\n", day, number, timer.text[0] ? timer.text : "due", timer.id,
                   json_object_get(trace, "about") ? "  " : "",
                   json_object_get(trace, "about") ? json_string_value(json_object_get(trace, "about")) : "");
    }
    return code;
}
