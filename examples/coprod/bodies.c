/* SPDX-License-Identifier: MIT */
/* coprod bodies: groups and committees, their meetings, and what they carried up. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "coprod_program.h"

static const char help[] =
    "usage: coprod bodies --day DAY [OPTIONS] [FILE]\n\n"
    "Groups and committees on a day, from a file of schema bodies/1: which meetings were missed, whether the people\n"
    "who have to be the majority are, and what became of items that one body carried up to the next. Exit 1 if a\n"
    "meeting or an item was missed or a majority is wanting; what is not known is not wanting.\n\n"
    "  -d, --day DAY   the day that is asked about\n"
    "  -j, --json      one JSON document\n";

static const char *day_text(int32_t day)
{
    static char text[4][16];
    static size_t next;
    next = (next + 1) % 4;
    coprod_day_write(day, text[next], sizeof text[next], NULL);
    return text[next];
}

static const char *plural(uint64_t n)
{
    return n == 1 ? "" : "s";
}

/* --- one body --- */

static void print_meets(const coprod_bodies *bodies, uint32_t index, int32_t day, const coprod_body *body,
                        const coprod_body_state *state)
{
    output("  meets     ");
    if (!body->n)
        output("how often is not known");
    else if (body->n == 1)
        output("every %s", body->unit);
    else
        output("every %u %ss", (unsigned)body->n, body->unit);
    if (body->has_since)
        output(", since %s", day_text(body->since));
    output(state->has_last ? "; last on %s" : "; no meeting is known", day_text(state->last_day));
    if (state->has_due)
        output("; next by %s", day_text(state->due_day));
    puts("");
    output("  missed    ");
    if (state->in_time == COPROD_BODY_NOT_KNOWN)
        output("not known");
    else
        output(state->missed ? "%u meeting%s, due by" : "none", (unsigned)state->missed, plural(state->missed));
    for (uint32_t i = state->missed > 10 ? state->missed - 10 : 0; i < state->missed; i++) {
        int32_t due;
        coprod_body_missed(bodies, index, day, i, &due);
        output("%s %s", i && i == state->missed - 10 ? " ..." : "", day_text(due));
    }
    puts("");
}

static void print_share(const coprod_body_share *share)
{
    long long own = (long long)share->own, others = (long long)share->others;
    if (share->answer == COPROD_BODY_YES)
        output("a majority of %s: %lld, and %lld others\n", share->kind, own, others);
    else if (share->answer == COPROD_BODY_NO)
        output("no majority of %s: %lld, and %s%lld others\n", share->kind, own, share->unknown ? "at least " : "",
               others);
    else if (!share->known)
        output("majority of %s not known: nobody was counted\n", share->kind);
    else if (!share->own_known)
        output("majority of %s not known: they were not counted; at least %lld are needed\n", share->kind,
               (long long)share->own_least);
    else
        output("majority of %s not known: %lld, and %lld others; those not counted may be %lld at most\n",
               share->kind, own, others, (long long)share->unknown_most);
}

static void print_meeting(const coprod_bodies *bodies, uint32_t index, uint32_t i, const coprod_body *body)
{
    coprod_body_meeting meeting = {.size = sizeof meeting};
    coprod_body_share share = {.size = sizeof share};
    coprod_body_get_meeting(bodies, index, i, &meeting);
    coprod_body_present(bodies, index, i, &share);
    if (share.answer != COPROD_BODY_NO_RULE) {
        output("  %s  present: ", day_text(meeting.day));
        print_share(&share);
    }
    if (meeting.chair_answer == COPROD_BODY_NO)
        output("  %s  chair: %s, not %s\n", day_text(meeting.day), meeting.chair, body->chair);
    else if (meeting.chair_answer != COPROD_BODY_NO_RULE)
        output("  %s  chair: %s\n", day_text(meeting.day),
               meeting.chair_answer == COPROD_BODY_YES ? meeting.chair : "not known");
}

static void print_item(const coprod_bodies *bodies, uint32_t index, uint32_t i, int32_t day)
{
    coprod_body_item item = {.size = sizeof item};
    coprod_body upper = {.size = sizeof upper};
    coprod_body_get_item(bodies, index, i, day, &item);
    coprod_body_get(bodies, item.upper, &upper);
    output("  %s  carried up: %s, to %s", day_text(item.day), item.id, upper.id);
    if (item.state == COPROD_ITEM_CARRIED)
        output(", where it came on %s, after %d day%s", day_text(item.came_day), (int)item.waiting_days,
               plural((uint64_t)item.waiting_days));
    else if (item.state == COPROD_ITEM_WAITING)
        output(", which has not met since, for %d day%s", (int)item.waiting_days, plural((uint64_t)item.waiting_days));
    else
        output(", which has not taken it up, for %d day%s", (int)item.waiting_days,
               plural((uint64_t)item.waiting_days));
    if (item.without)
        output("; %u meeting%s without it", (unsigned)item.without, plural(item.without));
    puts(item.has_next ? "; from there carried up again" : "");
}

static void print_body(const coprod_bodies *bodies, uint32_t index, int32_t day)
{
    coprod_body body = {.size = sizeof body}, upper = {.size = sizeof upper};
    coprod_body_state state = {.size = sizeof state};
    coprod_body_share share = {.size = sizeof share};
    coprod_body_get(bodies, index, &body);
    coprod_body_on(bodies, index, day, &state);
    coprod_body_members(bodies, index, day, &share);
    output("\n%s: %s\n", body.id, body.name);
    if (body.has_upper && coprod_body_get(bodies, body.upper, &upper) == COPROD_OK)
        output("  reports to %s\n", upper.id);
    print_meets(bodies, index, day, &body, &state);
    if (share.answer != COPROD_BODY_NO_RULE) {
        output("  members   ");
        print_share(&share);
    }
    for (uint32_t i = 0; i < state.meeting_count; i++)
        print_meeting(bodies, index, i, &body);
    for (uint32_t i = 0; i < state.item_count; i++)
        print_item(bodies, index, i, day);
    if (body.quote[0])
        output("  \"%s\"\n", body.quote);
    if (body.source[0])
        output("  %s%s%s\n", body.source, body.section[0] ? ", " : "", body.section);
}

/* --- all of them --- */

static void print_bodies(const coprod_bodies *bodies, int32_t day, const coprod_bodies_totals *all)
{
    output("%llu bod%s and %llu meeting%s on %s\n", (unsigned long long)all->bodies, all->bodies == 1 ? "y" : "ies",
           (unsigned long long)all->meetings, plural(all->meetings), day_text(day));
    output("  missed meetings    %llu of %llu bod%s; not known of %llu\n", (unsigned long long)all->missed,
           (unsigned long long)(all->bodies - all->in_time_not_known),
           all->bodies - all->in_time_not_known == 1 ? "y" : "ies", (unsigned long long)all->in_time_not_known);
    output("  majority           wanting in %llu bod%s, not known of %llu; wanting at %llu meeting%s, not known of "
           "%llu\n",
           (unsigned long long)all->no_majority, all->no_majority == 1 ? "y" : "ies",
           (unsigned long long)all->majority_not_known, (unsigned long long)all->met_without, plural(all->met_without),
           (unsigned long long)all->met_not_known);
    output("  chair              otherwise at %llu meeting%s, not known of %llu\n",
           (unsigned long long)all->chair_otherwise, plural(all->chair_otherwise),
           (unsigned long long)all->chair_not_known);
    output("  items carried up   %llu came, %llu wait%s, %llu missed\n", (unsigned long long)all->items_carried,
           (unsigned long long)all->items_waiting, all->items_waiting == 1 ? "s" : "",
           (unsigned long long)all->items_missed);
    for (uint32_t i = 0; i < coprod_bodies_count(bodies); i++)
        print_body(bodies, i, day);
}

static int print_json(const coprod_bodies *bodies, int32_t day)
{
    size_t needed = 0;
    char *text;
    coprod_bodies_json(bodies, day, NULL, 0, &needed);
    text = malloc(needed);
    if (!text || coprod_bodies_json(bodies, day, text, needed, NULL) != COPROD_OK) {
        free(text);
        return program_status(NULL, COPROD_E_MEMORY);
    }
    output("%s\n", text);
    free(text);
    return PROGRAM_FINE;
}

static int answer(const char *file, int32_t day, int json)
{
    coprod_bodies_totals all = {.size = sizeof all};
    coprod_bodies *bodies = NULL;
    coprod_findings *findings = NULL;
    coprod_status status = COPROD_E_MEMORY;
    size_t length = 0;
    char *text = program_read(file, &length);
    int code = PROGRAM_BAD_INPUT;
    if (!text)
        return PROGRAM_BAD_INPUT;
    if (coprod_findings_new(NULL, &findings) == COPROD_OK)
        status = coprod_bodies_load(text, length, NULL, findings, &bodies);
    if (status == COPROD_OK) {
        coprod_bodies_on(bodies, day, &all);
        code = json ? print_json(bodies, day) : (print_bodies(bodies, day, &all), PROGRAM_FINE);
        if (code == PROGRAM_FINE && (all.missed || all.items_missed || all.no_majority || all.met_without))
            code = PROGRAM_NO;
    } else {
        code = coprod_findings_count(findings) ? program_findings(file, findings) : program_status(file, status);
    }
    coprod_bodies_free(bodies);
    coprod_findings_free(findings);
    free(text);
    return code;
}

int command_bodies(int argc, char **argv)
{
    static const struct option options[] = {{"day", required_argument, NULL, 'd'}, {"json", no_argument, NULL, 'j'},
                                            {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    const char *day = NULL;
    int32_t number = 0;
    int option, json = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, "d:jh", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        if (option == '?')
            return program_fail("bodies", NULL, "unknown option; \"coprod bodies --help\" lists them");
        if (option == 'd')
            day = optarg;
        else
            json = 1;
    }
    if (!day || coprod_day_read(day, COPROD_NTS, &number) != COPROD_OK)
        return program_fail("bodies", "--day", "this must be a date such as 2025-03-28");
    return answer(optind < argc ? argv[optind] : NULL, number, json);
}
