/* SPDX-License-Identifier: MIT */
/* coprod-keep work: one event, one transaction, and only then one acknowledgement. */
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keep.h"

typedef struct worker {
    keep *own;
    size_t line;
    int refused; /* some event was */
} worker;

static coprod_event *read_event(const worker *one, const coprod_machine *machine, const char *json)
{
    coprod_findings *findings = NULL;
    coprod_event *event = NULL;
    coprod_status status = coprod_findings_new(NULL, &findings);
    if (status == COPROD_OK)
        status = coprod_event_load(machine, json, COPROD_NTS, NULL, findings, &event);
    for (size_t i = 0; i < coprod_findings_count(findings); i++) {
        char text[1024];
        coprod_findings_text(findings, i, NULL, text, sizeof text, NULL);
        keep_say(KEEP_BAD_INPUT, "line %zu: %s", one->line, text);
    }
    if (status != COPROD_OK && !coprod_findings_count(findings))
        keep_say(KEEP_BAD_INPUT, "line %zu: %s", one->line, coprod_status_text(status));
    coprod_findings_free(findings);
    return event;
}

/* What an answer names is in the database: the loop, its events, the records of the journal, the hash of the last. A
 * refusal may have recorded missed days, so it names them too. */
static int answer_line(worker *one, const char *loop, const coprod_loop_answer *answer)
{
    const uint64_t records = coprod_journal_count(one->own->journal);
    const int32_t kind = answer->kind;
    const int refused = kind != COPROD_LOOP_OK && kind != COPROD_LOOP_TICK && kind != COPROD_LOOP_DUPLICATE;
    coprod_record last = {.size = sizeof last};
    one->refused |= refused;
    printf("%s %s %" PRIu32 " %" PRIu64 " ", refused ? "refused" : "acknowledged", loop, answer->seq, records);
    if (records && coprod_journal_record(one->own->journal, records - 1, &last) == COPROD_OK)
        for (size_t i = 0; i < sizeof last.chain; i++)
            printf("%02x", last.chain[i]);
    else
        putchar('-');
    if (refused)
        printf(" %s %s", coprod_loop_answer_name(kind), answer->detail);
    putchar('\n');
    if (fflush(stdout) || ferror(stdout))
        return keep_say(KEEP_BROKEN, "standard output: %s", strerror(errno));
    return KEEP_FINE;
}

/* "new MACHINE JSON" */
static int make_loop(worker *one, char *rest)
{
    keep *own = one->own;
    coprod_loop_answer answer = {.size = sizeof answer};
    const char *name = strsep(&rest, " ");
    coprod_event *event;
    coprod_loop *loop = NULL;
    coprod_status status;
    uint32_t number;
    size_t machine;
    char word[16];
    int code = keep_machine(own, name, &machine);
    if (code != KEEP_FINE)
        return code;
    event = read_event(one, own->machines[machine], rest ? rest : "");
    if (!event)
        return KEEP_BAD_INPUT;
    status = coprod_journal_create(own->journal, own->machines[machine], event, &answer, &number, &loop);
    if (status != COPROD_OK)
        code = keep_status("a new loop", status);
    else if (loop)
        code = keep_add_loop(own, number, loop, machine);
    if (code == KEEP_FINE && loop)
        code = keep_commit(own, number);
    snprintf(word, sizeof word, "%" PRIu32, number);
    if (code == KEEP_FINE)
        code = answer_line(one, loop ? word : "new", &answer);
    coprod_event_free(event);
    return code;
}

/* A loop goes on from what the journal says; a snapshot that says otherwise must be looked at by a person first. */
static int wake(keep *own, uint32_t number)
{
    const keep_saved *row = keep_row_of(own, number);
    keep_saved right;
    char line[KEEP_LINE];
    int code;
    if (own->loops[number].loop)
        return KEEP_FINE;
    if (!row)
        return keep_say(KEEP_NO, "loop %" PRIu32 ": the database has no snapshot of it; nothing was changed", number);
    code = keep_replay(own, number, row);
    if (code == KEEP_FINE)
        code = keep_make_row(own, number, &right);
    if (code != KEEP_FINE)
        return code;
    if (!keep_same(row, &right, line))
        code = keep_say(KEEP_NO, "%s; nothing was changed", line);
    free(right.bytes);
    return code;
}

/* "LOOP JSON", or "LOOP DAY" to record what was missed by that day. */
static int move_loop(worker *one, const char *word, const char *rest)
{
    keep *own = one->own;
    const uint32_t number = (uint32_t)strtoul(word, NULL, 10);
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_event *event = NULL;
    coprod_status status;
    int32_t day;
    int code = wake(own, number);
    if (code != KEEP_FINE)
        return code;
    if (coprod_day_read(rest, COPROD_NTS, &day) == COPROD_OK) {
        status = coprod_journal_tick(own->journal, number, own->loops[number].loop, day, &answer);
    } else {
        event = read_event(one, own->machines[own->loops[number].machine], rest);
        if (!event)
            return KEEP_BAD_INPUT;
        status = coprod_journal_step(own->journal, number, own->loops[number].loop, event, &answer);
    }
    if (status != COPROD_OK)
        code = keep_status("a loop", status);
    else
        code = keep_commit(own, number);
    if (code == KEEP_FINE)
        code = answer_line(one, word, &answer);
    coprod_event_free(event);
    return code;
}

static int take_line(worker *one, char *text)
{
    char *rest = text, *end;
    const char *word = strsep(&rest, " ");
    unsigned long long number;
    if (!strcmp(word, "new") && rest)
        return make_loop(one, rest);
    number = strtoull(word, &end, 10);
    if (!rest || *end || word[0] < '0' || word[0] > '9')
        return keep_say(KEEP_BAD_INPUT, "line %zu: a line is \"new MACHINE EVENT\", \"LOOP EVENT\" or \"LOOP DAY\"",
                        one->line);
    if (number >= coprod_journal_loop_count(one->own->journal))
        return keep_say(KEEP_BAD_INPUT, "line %zu: there is no loop %s", one->line, word);
    return move_loop(one, word, rest);
}

int keep_work(keep *own)
{
    coprod_journal_report report = {.size = sizeof report};
    worker one = {.own = own};
    char *text = NULL, line[KEEP_LINE];
    size_t room = 0;
    ssize_t length;
    int code = keep_verify(own, &report);
    if (report.state != COPROD_JOURNAL_INTACT) {
        keep_describe(own, &report, line);
        return keep_say(code, "%s", line);
    }
    while (code == KEEP_FINE && (length = getline(&text, &room, stdin)) > 0) {
        one.line++;
        text[strcspn(text, "\r\n")] = '\0';
        if (text[0])
            code = take_line(&one, text);
    }
    if (code == KEEP_FINE && ferror(stdin))
        code = keep_say(KEEP_BROKEN, "standard input: %s", strerror(errno));
    free(text);
    return code == KEEP_FINE && one.refused ? KEEP_NO : code;
}
