/* SPDX-License-Identifier: MIT */
/* Loops, measures, what continues and bodies as plain text. */
#include <stdlib.h>
#include <string.h>

#include "report_feedback.h"

static void say_statements(out *o, const report *r, size_t loop, int32_t kind, const char *more)
{
    size_t count = coprod_dossier_statement_count(r->dossier, loop, kind);
    for (size_t i = 0; i < count; i++) {
        coprod_statement own = {.size = sizeof own};
        coprod_dossier_get_statement(r->dossier, loop, kind, i, &own);
        text_say(o, 2, 4, "%s: %s%s%s%s%s%s%s", statement_titles[kind], own.quote[0] ? "\u201c" : "", own.quote,
                 own.quote[0] ? "\u201d" : "", own.quote[0] && own.text[0] ? " " : "", own.text,
                 own.source[0] ? "; " : "", own.source);
    }
    if (more && more[0])
        text_say(o, 2, 4, "Told so far: %s", more);
    else if (!count)
        text_say(o, 2, 4, "%s: not known", statement_titles[kind]);
}

static void say_measure(out *o, const told_measure *own)
{
    text_say(o, 2, 4, "Measured: %s%s: %s; target: %s; agreed with: %s", own->info.title,
             own->info.illustrative ? " (illustrative)" : "", own->change, own->target,
             own->info.agreed_with[0] ? own->info.agreed_with : "not known");
    if (own->point_count >= 2)
        text_say(o, 4, 4, "%s", own->chart);
}

static void say_lines(out *o, const char *title, const sentences *own)
{
    for (size_t i = 0; i < own->count; i++)
        text_say(o, 2, 4, "%s: %s", title, own->text[i]);
}

static void say_loop(out *o, const report *r, size_t index)
{
    const feedback *all = r->feedback;
    const told_loop *own = &all->loops[index];
    int any = 0;
    text_head(o, "-", own->info.title);
    if (own->info.illustrative)
        text_say(o, 2, 4, "ILLUSTRATIVE: assumed, to show how the page works.");
    if (own->info.has_parent)
        text_say(o, 2, 4, "Belongs to: %s", all->loops[own->info.parent].info.title);
    for (int32_t kind = COPROD_STATEMENT_HEARD; kind <= COPROD_STATEMENT_CHANGED; kind++)
        say_statements(o, r, index, kind, kind == COPROD_STATEMENT_TOLD ? own->told : NULL);
    for (size_t i = 0; i < all->measure_count; i++)
        if (!strcmp(all->measures[i].info.loop, own->info.id))
            say_measure(o, &all->measures[i]);
    for (size_t i = 0; i < all->promise_count; i++)
        if (all->promises[i].loop == index) {
            text_say(o, 2, 4, "Continues: %s", all->promises[i].text);
            any = 1;
        }
    if (!any)
        text_say(o, 2, 4, "Continues: not known");
    text_say(o, 2, 4, "Where it stands: %s", own->stands);
    say_lines(o, "Missed", &own->missed);
    if (own->late[0])
        text_say(o, 2, 4, "Late: %s", own->late);
    say_lines(o, "Next", &own->next);
    if (own->info.note[0])
        text_say(o, 2, 4, "Note: %s", own->info.note);
}

static void say_body(out *o, const report *r, const told_body *own)
{
    text_head(o, "-", own->info.name);
    text_say(o, 2, 4, "Reports to: %s",
             own->info.has_upper ? r->feedback->bodies[own->info.upper].info.name : "not said");
    text_say(o, 2, 4, "Meets: %s", own->meets);
    if (own->info.chair[0])
        text_say(o, 2, 4, "Chair: %s", own->info.chair);
    text_say(o, 2, 4, "Members: %s", own->members);
    say_lines(o, "Meeting", &own->notes);
    if (own->info.quote[0])
        text_say(o, 2, 4, "\u201c%s\u201d %s", own->info.quote, own->info.source);
}

void text_feedback(out *o, const report *r)
{
    const feedback *all = r->feedback;
    if (!all)
        return;
    if (all->loop_count || all->measure_count)
        text_head(o, "=", "You said, we did");
    if (all->summary)
        text_say(o, 0, 0, "%s", all->summary);
    if (all->chart)
        text_say(o, 0, 0, "Days from what people said to the day on which a loop closed: %s", all->chart);
    for (size_t i = 0; i < all->loop_count; i++)
        say_loop(o, r, i);
    for (size_t i = 0; i < all->measure_count; i++)
        if (!all->measures[i].info.loop[0])
            say_measure(o, &all->measures[i]);
    if (!all->body_count)
        return;
    text_head(o, "=", "Who answers for it");
    text_say(o, 0, 0, "%s", all->governance);
    for (size_t i = 0; i < all->body_count; i++)
        say_body(o, r, &all->bodies[i]);
}
