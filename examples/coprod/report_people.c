/* SPDX-License-Identifier: MIT */
/* "Who takes part, and who is missing": the two numbers, each question with its groups, and what is not known. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report_gaps.h"

static void fact(out *o, const char *title, const char *text)
{
    if (text && text[0])
        out_html(o, "<div><dt>%s</dt><dd><p>%s</p></dd></div>\n", title, text);
}

static void share_cell(out *o, const char *label, const told_group *own)
{
    const int decimals = own->count.exact ? 1 : 0;
    out words = {NULL, 0, 0, 0};
    if (own->has_share) {
        words_percent(&words, own->share.estimate, decimals);
        out_raw(&words, " (");
        words_percent(&words, own->share.lower, decimals);
        out_raw(&words, " to ");
        words_percent(&words, own->share.upper, decimals);
        out_raw(&words, ")");
    } else {
        out_raw(&words, own->count.known ? "not shown" : "not known");
    }
    table_words(o, label, &words);
}

enum { COLUMNS = 7 };

static void write_row(out *o, const told_set *set, const told_group *own, const char *const *columns)
{
    out words = {NULL, 0, 0, 0};
    table_row(o, own->name);
    words_figure(&words, &own->count);
    table_words(o, columns[1], &words);
    if (set->info.has_invited) {
        words_figure(&words, &own->invited);
        table_words(o, columns[2], &words);
    }
    if (set->before) {
        words_figure(&words, &own->before);
        table_words(o, columns[3], &words);
    }
    share_cell(o, columns[4], own);
    if (own->has_population)
        words_percent(&words, own->population, 1);
    else
        out_raw(&words, "not known");
    table_words(o, columns[5], &words);
    table_cell(o, columns[6], own->state);
    table_row_end(o);
}

static void write_table(out *o, const told_set *set, uint32_t dimension)
{
    static const char *const columns[COLUMNS] = {"Group", "Counted", "Invited", "Last time",
                                                 "Share of those counted (95% limits)", "Share of people here",
                                                 "What this says"};
    const int there[COLUMNS] = {1, 1, set->info.has_invited, set->before != 0, 1, 1, 1};
    const char *heads[COLUMNS];
    size_t count = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        if (there[i])
            heads[count++] = columns[i];
    out_raw(o, "<div class=\"groups\">\n");
    table_about(o, heads, count, "%s%s: the same numbers as a table", set->dimensions[dimension].name, "");
    for (uint32_t i = 0; i < set->frame.group_count; i++)
        if (set->groups[i].info.dimension == dimension)
            write_row(o, set, &set->groups[i], columns);
    table_close(o);
    out_raw(o, "</div>\n");
}

/* The greatest share that a dimension's pictures show, in whole tens of percent. */
static double most_of(const told_set *set, uint32_t dimension)
{
    double most = 0;
    for (uint32_t i = 0; i < set->frame.group_count; i++) {
        const told_group *own = &set->groups[i];
        if (own->info.dimension != dimension)
            continue;
        most = own->has_share && own->share.upper > most ? own->share.upper : most;
        most = own->has_population && own->population > most ? own->population : most;
    }
    for (int tens = 1; tens < 10; tens++)
        if (most <= tens / 10.0)
            return tens / 10.0;
    return 1;
}

static void write_pictures(out *o, const told_set *set, size_t index, uint32_t dimension)
{
    const double most = most_of(set, dimension);
    out_raw(o, "<p class=\"quiet\">Each line goes from 0% to ");
    words_percent(o, most, 0);
    out_raw(o, ".</p>\n<ul class=\"shares\">\n");
    for (uint32_t i = 0; i < set->frame.group_count; i++) {
        const told_group *own = &set->groups[i];
        char id[48];
        if (own->info.dimension != dimension)
            continue;
        snprintf(id, sizeof id, "share-%zu-%u", index + 1, (unsigned)i + 1);
        out_html(o, "<li><p><strong>%s.</strong> %s</p>\n", own->name, own->state);
        picture_share(o, own, most, id);
        out_raw(o, "</li>\n");
    }
    out_raw(o, "</ul>\n");
}

static void write_dimension(out *o, const told_set *set, size_t index, uint32_t dimension)
{
    const told_dimension *own = &set->dimensions[dimension];
    out words = {NULL, 0, 0, 0};
    char *total;
    out_html(o, "<h4>%s</h4>\n", own->name);
    words_figure(&words, &own->total);
    total = out_take(&words);
    o->failed |= !total;
    out_html(o, "<p>People who answered: %s. %s %s %s</p>\n", total ? total : "", own->unknown, own->not_scored,
             own->info.kind == COPROD_DIMENSION_MEMBERSHIP ? "A person can be in more than one of these groups, so "
                                                             "their shares do not add up to 100%."
                                                           : "");
    free(total);
    if (own->balance[0])
        out_html(o, "<p>Balance: %s%s.</p>\n", own->balance, own->chance);
    write_pictures(o, set, index, dimension);
    write_table(o, set, dimension);
}

static void write_source(out *o, const report *r, const told_set *own)
{
    if (own->info.quote[0])
        out_html(o, "<blockquote><p>%s</p></blockquote>\n", own->info.quote);
    out_raw(o, "<p class=\"quiet\">Source: ");
    page_source(o, r, own->info.source, own->info.section);
    out_html(o, "; counted: %s%s%s</p>\n", own->when, own->info.level[0] ? "; heard at the level " : "",
             own->info.level);
    if (own->info.note[0])
        out_html(o, "<p class=\"quiet\">Note: %s</p>\n", own->info.note);
}

static void write_privacy(out *o, const told_people *all, const told_set *own)
{
    if (own->info.published)
        out_raw(o, "<p>These counts are shown as they were published.</p>\n");
    else
        out_html(o, "<p><strong class=\"tag\">Protected</strong> These counts were not published, so they are shown "
                    "as a view that may be: %s. Every other number here is made from what is shown, and from nothing "
                    "else. Rule <code>%s</code>, version %s.</p>\n", all->rule_info.title, all->rule_info.id,
                 all->rule_info.version);
}

static void write_set(out *o, const report *r, const told_people *all, size_t index)
{
    const told_set *own = &all->sets[index];
    out_html(o, "<article class=\"loop\" aria-labelledby=\"people-%s\">\n<h3 id=\"people-%s\">%s</h3>\n", own->info.id,
             own->info.id, own->info.title[0] ? own->info.title : own->info.id);
    if (own->info.illustrative)
        out_raw(o, "<p><strong class=\"tag\">Illustrative</strong> Assumed, to show how the page works.</p>\n");
    write_source(o, r, own);
    write_privacy(o, all, own);
    out_raw(o, "<p>Two numbers belong together. Coverage asks: is anybody missing? Balance asks: are the proportions "
               "right? Neither is enough alone, and they are never made into one.</p>\n<dl class=\"facts\">\n");
    fact(o, "Coverage", own->coverage);
    fact(o, "Balance", own->balance);
    fact(o, "Missing", own->missing);
    fact(o, "Short", own->below);
    fact(o, "Not known", own->bounds);
    fact(o, "Not assessed", own->not_assessed);
    fact(o, "Invited", own->invited);
    fact(o, "Out of pocket", own->costs);
    fact(o, "Access needs", own->access);
    fact(o, "Since last time", own->change);
    out_raw(o, "</dl>\n");
    for (uint32_t i = 0; i < own->frame.dimension_count; i++)
        write_dimension(o, own, index, i);
    page_gaps(o, own);
    page_costs(o, all, own);
    page_needs(o, own);
    page_explained(o, all, own, index);
    out_raw(o, "</article>\n");
}

void page_people(out *o, const report *r)
{
    const told_people *all = r->people;
    if (!all || !all->count)
        return;
    out_html(o, "<section id=\"people\" aria-labelledby=\"people-title\">\n"
                "<h2 id=\"people-title\">Who takes part, and who is missing</h2>\n"
                "<div class=\"panel\"><p>%s</p></div>\n", all->summary);
    out_raw(o, "<p>How many people of each group are asked for was settled before anybody was counted. To be there "
               "is not yet to have a say. What was not counted is not known: it is never taken for nobody.</p>\n");
    picture_share_key(o);
    for (size_t i = 0; i < all->count; i++)
        write_set(o, r, all, i);
    out_raw(o, "</section>\n");
}
