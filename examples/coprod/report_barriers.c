/* SPDX-License-Identifier: MIT */
/* Whom the planned events are likely to shut out: the sentence that says so, what would help, and who is missing. */
#include <stdlib.h>
#include <string.h>

#include "report_people.h"

/* Of a loop that the dossier has; NULL of another. */
static const char *loop_title(const report *r, const char *id)
{
    for (size_t i = 0; r->feedback && i < r->feedback->loop_count; i++)
        if (!strcmp(r->feedback->loops[i].info.id, id))
            return r->feedback->loops[i].info.title;
    return NULL;
}

const char *words_loop_title(const report *r, const char *id)
{
    const char *title = loop_title(r, id);
    return title ? title : id;
}

static void write_groups(out *o, const coprod_barrier_rules *rules, uint32_t index, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const char *title = NULL;
        if (coprod_barrier_rule_group(rules, index, i, NULL, &title) == COPROD_OK)
            out_html(o, "%s%s", i ? "; " : "", title);
    }
}

static int has_barrier(const coprod_barriers *barriers, const char *group, size_t index)
{
    uint32_t *list;
    size_t count = 0;
    int found = 0;
    if (coprod_barriers_for(barriers, group, NULL, 0, &count) == COPROD_E_UNKNOWN || !count)
        return 0;
    list = calloc(count, sizeof *list);
    if (list && coprod_barriers_for(barriers, group, list, count, &count) == COPROD_OK)
        for (size_t i = 0; i < count; i++)
            found |= list[i] == index;
    free(list);
    return found;
}

const char *words_in_the_way(const report *r, size_t barrier, size_t set, uint32_t group)
{
    const told_group *own = &r->people->sets[set].groups[group];
    if (!people_is_last(r->people, set) || (!own->missing && !own->below && !own->maybe_below)
        || !has_barrier(coprod_dossier_barriers(r->dossier), own->info.id, barrier))
        return NULL;
    return own->missing ? "missing" : own->below ? "short" : "perhaps short";
}

/* Whether a list of words with commas holds one. */
static int holds(const char *list, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)); at += length)
        if ((at == list || at[-1] == ' ' || at[-1] == ',') && (!at[length] || at[length] == ','))
            return 1;
    return 0;
}

void words_asks(out *o, const coprod_barrier_rules *rules, const char *asks)
{
    const char *id, *question;
    for (size_t i = 0; coprod_barrier_rules_aspect(rules, i, &id, &question) == COPROD_OK; i++)
        if (holds(asks, id))
            out_plain(o, "%s%s", o->length ? " " : "", question);
    if (!o->length)
        out_plain(o, "The plan does not say: %s", asks); /* when the sessions are, which is no aspect */
}

const char *words_asked(int32_t findings)
{
    if (findings & COPROD_ASKED_TOO_OFTEN && findings & COPROD_ASKED_TWICE)
        return "more often than the plan allows, and the same question again";
    return findings & COPROD_ASKED_TOO_OFTEN ? "more often than the plan allows"
           : findings & COPROD_ASKED_TWICE   ? "the same question more than once"
                                             : "nothing to change";
}

static int same_name(const coprod_barrier *a, const coprod_barrier *b)
{
    return !strcmp(a->title, b->title) && a->has_day == b->has_day && a->first_day == b->first_day
           && a->last_day == b->last_day;
}

void words_event(out *o, const coprod_barriers *barriers, const coprod_barrier *own)
{
    coprod_barrier other = {.size = sizeof other};
    int alike = 0;
    if (!own->event[0]) {
        out_raw(o, "all events together");
        return;
    }
    for (size_t i = 0; coprod_barriers_barrier(barriers, i, &other) == COPROD_OK; i++)
        alike |= strcmp(other.event, own->event) && same_name(&other, own);
    out_plain(o, "%s", own->title[0] ? own->title : own->event);
    if (own->has_day) {
        out_raw(o, ", ");
        words_day(o, own->first_day);
    }
    if (own->has_day && own->last_day != own->first_day) {
        out_raw(o, " to ");
        words_day(o, own->last_day);
    }
    if (alike && own->title[0])
        out_plain(o, " (%s)", own->event);
}

void words_question(out *o, const char *id)
{
    out_raw(o, id[0] ? "" : "all questions");
    for (; *id; id++) {
        const char letter[] = {*id == '-' ? ' ' : *id, '\0'};
        out_raw(o, letter);
    }
}

const char *words_plan_group(const told_people *all, const char *id)
{
    for (size_t i = all->count; i-- > 0;)
        for (uint32_t k = 0; k < all->sets[i].frame.group_count; k++)
            if (!strcmp(all->sets[i].groups[k].info.id, id))
                return all->sets[i].groups[k].name;
    return id;
}

/* Groups of the latest sets that are missing or short, and for whom this barrier is in the way. */
static void write_missing(out *o, const report *r, size_t index)
{
    const told_people *all = r->people;
    int any = 0;
    for (size_t i = 0; i < all->count; i++)
        for (uint32_t k = 0; k < all->sets[i].frame.group_count; k++) {
            const char *how = words_in_the_way(r, index, i, k);
            if (!how)
                continue;
            out_raw(o, any++ ? "; " : "<div><dt>In the way of people who are missed</dt><dd><p>");
            out_html(o, "<a href=\"#people-%s\">%s</a> (%s)", all->sets[i].info.id, all->sets[i].groups[k].name, how);
        }
    out_raw(o, any ? "</p></dd></div>\n" : "");
}

static void write_asks(out *o, const coprod_barrier_rules *rules, const char *asks)
{
    out words = {NULL, 0, 0, 0};
    char *text;
    words_asks(&words, rules, asks);
    text = out_take(&words);
    o->failed |= !text;
    out_html(o, "<div><dt>To ask</dt><dd><p>%s</p></dd></div>\n", text ? text : "");
    free(text);
}

static void write_barrier(out *o, const report *r, size_t index)
{
    const coprod_barrier_rules *rules = coprod_dossier_barrier_rules(r->dossier);
    coprod_barrier own = {.size = sizeof own};
    coprod_barrier_rule rule = {.size = sizeof rule};
    out event = {NULL, 0, 0, 0};
    const char *title;
    char *name;
    if (coprod_barriers_barrier(coprod_dossier_barriers(r->dossier), index, &own) != COPROD_OK
        || coprod_barrier_rule_get(rules, own.rule, &rule) != COPROD_OK)
        return;
    out_html(o, "<h4 id=\"barrier-%d\">%s: %s</h4>\n", (int)index + 1, rule.title, words_barrier_state(own.state));
    words_event(&event, coprod_dossier_barriers(r->dossier), &own);
    name = out_take(&event);
    o->failed |= !name;
    out_html(o, "<dl class=\"facts\">\n<div><dt>Event</dt><dd><p>%s</p></dd></div>\n<div><dt>%s</dt><dd><p>",
             name ? name : "",
             own.state == COPROD_BARRIER_REMOVED     ? "Would shut out"
             : own.state == COPROD_BARRIER_NOT_KNOWN ? "If so, likely to shut out"
                                                     : "Likely to shut out");
    free(name);
    write_groups(o, rules, own.rule, rule.group_count);
    out_raw(o, "</p></dd></div>\n");
    if (own.state == COPROD_BARRIER_NOT_KNOWN)
        write_asks(o, rules, own.asks);
    if (own.change[0])
        out_html(o, "<div><dt>What was changed</dt><dd><p>%s</p></dd></div>\n", own.change);
    else
        out_html(o, "<div><dt>What would help</dt><dd><p>%s</p></dd></div>\n", rule.adjustment);
    title = own.loop[0] ? loop_title(r, own.loop) : NULL;
    if (title)
        out_html(o, "<div><dt>Raised in</dt><dd><p><a href=\"#loop-%s\">%s</a></p></dd></div>\n", own.loop, title);
    else if (own.loop[0])
        out_html(o, "<div><dt>Raised in</dt><dd><p>%s</p></dd></div>\n", own.loop);
    write_missing(o, r, index);
    out_html(o, "</dl>\n<blockquote><p>%s</p></blockquote>\n"
                "<p class=\"quiet\">From the section \u201c%s\u201d of the source above.</p>\n",
             rule.quote, rule.section);
}

static void write_asked(out *o, const report *r)
{
    static const char *const columns[] = {"Group", "About", "Times", "First and last", "What this says"};
    const coprod_barriers *barriers = coprod_dossier_barriers(r->dossier);
    if (!r->people->barriers.asked_count)
        return;
    out_raw(o, "<h4>How often people were asked</h4>\n");
    table_open(o, "People who are asked too often stop answering", columns, 5);
    for (uint32_t i = 0; i < r->people->barriers.asked_count; i++) {
        coprod_asked own = {.size = sizeof own};
        out days = {NULL, 0, 0, 0}, times = days, about = days;
        char *when, *number, *question;
        coprod_barriers_asked(barriers, i, &own);
        words_day(&days, own.first_day);
        out_raw(&days, " to ");
        words_day(&days, own.last_day);
        out_plain(&times, "%d", (int)own.times);
        when = out_take(&days);
        number = out_take(&times);
        o->failed |= !when || !number;
        table_row(o, words_plan_group(r->people, own.group));
        words_question(&about, own.question);
        question = out_take(&about);
        o->failed |= !question;
        table_cell(o, columns[1], question ? question : "");
        free(question);
        table_cell(o, columns[2], number ? number : "");
        table_cell(o, columns[3], when ? when : "");
        table_cell(o, columns[4], words_asked(own.findings));
        table_row_end(o);
        free(when);
        free(number);
    }
    table_close(o);
}

void page_barriers(out *o, const report *r)
{
    const told_people *all = r->people;
    coprod_barrier_rules_info rules = {.size = sizeof rules};
    if (!all || !all->has_plan)
        return;
    coprod_barrier_rules_get(coprod_dossier_barrier_rules(r->dossier), &rules);
    out_html(o, "<section id=\"plan\" aria-labelledby=\"plan-title\">\n<h2 id=\"plan-title\">Who could not come</h2>\n"
                "<div class=\"panel\"><p>%s</p></div>\n<h3>%s</h3>\n", all->plan,
             all->barriers.title[0] ? all->barriers.title : "Planned events");
    out_raw(o, "<p>A barrier is likely for a group of people, never certain for a person. What the plan does not say "
               "is not known: ask.</p>\n<p class=\"quiet\">Rules and their sentences: ");
    page_link(o, rules.source_address, rules.source_title);
    out_html(o, "; <code>%s</code>, version %s</p>\n", rules.id, rules.version);
    for (uint32_t i = 0; i < all->barriers.barrier_count; i++)
        write_barrier(o, r, i);
    write_asked(o, r);
    out_raw(o, "</section>\n");
}
