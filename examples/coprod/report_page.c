/* SPDX-License-Identifier: MIT */
/* The page from its head to its foot: what it is about, what it says, and what it leaves out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report_people.h"

static const char *or_else(const char *text, const char *otherwise)
{
    return text[0] ? text : otherwise;
}

static void write_date(out *o, const char *date, const char *otherwise)
{
    out words = {NULL, 0, 0, 0};
    char *text;
    words_date(&words, date);
    text = out_take(&words);
    out_html(o, "%s", text ? or_else(text, otherwise) : "");
    o->failed |= !text;
    free(text);
}

/* An address of another kind than http is shown and not linked. */
void page_link(out *o, const char *address, const char *text)
{
    if (!strncmp(address, "https://", 8) || !strncmp(address, "http://", 7))
        out_html(o, "<a class=\"out\" href=\"%s\">%s</a>", address, text);
    else if (address[0])
        out_html(o, "%s (%s)", text, address);
    else
        out_html(o, "%s", text);
}

/* "NHS Providers, April 2024, section": a link to the list of sources above, which has the address. */
void page_source(out *o, const report *r, const char *id, const char *section)
{
    coprod_dossier_source source;
    size_t index;
    if (report_source(r, id, &index, &source)) {
        out_html(o, "<a href=\"#source-%d\">%s", (int)index + 1, or_else(source.publisher, source.title));
        if (source.date[0]) {
            out_raw(o, ", ");
            write_date(o, source.date, "");
        }
        out_raw(o, "</a>");
    } else {
        out_html(o, "%s", or_else(id ? id : "", "source not stated"));
    }
    if (section && section[0])
        out_html(o, ", %s", section);
}

static void write_head(out *o, const report *r)
{
    const char *title = or_else(r->info.title, "A dossier without a title");
    out_html(o, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<title>%s: what the "
                "evidence shows</title>\n<meta name=\"viewport\" content=\"width=device-width, "
                "initial-scale=1\">\n<style>\n",
             title);
    for (size_t i = 0; i < report_style_count; i++)
        out_raw(o, report_style[i]);
    out_html(o, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to main content</a>\n<header>\n"
             "<div class=\"wrap\">\n<p class=\"kicker\">Involving people and communities: what the evidence shows</p>\n"
             "<h1>%s</h1>\n<p class=\"organisation\">%s</p>\n", title,
             or_else(r->info.organisation, "Organisation not stated"));
    if (r->info.summary[0])
        out_html(o, "<p class=\"lead\">%s</p>\n", r->info.summary);
    out_raw(o, "<p class=\"prepared\">Prepared: ");
    write_date(o, r->info.prepared, "date not stated");
    out_raw(o, "</p>\n</div>\n</header>\n");
}

static void write_contents(out *o, const report *r)
{
    static const char *const links[][2] = {{"summary", "What this page says"},
                                           {"about", "Sources"},
                                           {"programme", "At a glance"},
                                           {"activities", "Each activity"},
                                           {"people", "Who takes part"},
                                           {"plan", "Who could not come"},
                                           {"loops", "You said, we did"},
                                           {"governance", "Who answers"},
                                           {"payments", "Payments"},
                                           {"parts", "Not assessed"},
                                           {"reading", "How to read it"}};
    const feedback *all = r->feedback;
    const size_t there[] = {1, 1, r->info.activity_count, r->info.activity_count,
                            r->people ? r->people->count : 0, r->people ? (size_t)r->people->has_plan : 0,
                            all ? all->loop_count + all->measure_count : 0, all ? all->body_count : 0,
                            r->payment_count, 1, 1};
    out_raw(o, "<nav aria-label=\"On this page\"><div class=\"wrap\"><ul>\n");
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (there[i])
            out_html(o, "<li><a href=\"#%s\">%s</a></li>\n", links[i][0], links[i][1]);
    out_raw(o, "</ul></div></nav>\n<main id=\"main\" tabindex=\"-1\"><div class=\"wrap\">\n");
}

static void write_summary(out *o, const report *r)
{
    out_raw(o, "<section id=\"summary\" aria-labelledby=\"summary-title\">\n"
               "<h2 id=\"summary-title\">What this page says</h2>\n<div class=\"panel\">\n");
    if (r->info.illustrative)
        out_raw(o, "<p><strong class=\"tag\">Illustrative</strong> Something in this dossier is assumed, to show how "
                   "the page works. It is marked where it stands.</p>\n");
    for (size_t i = 0; i < r->summary_count; i++)
        out_html(o, "<p>%s</p>\n", r->summary[i]);
    out_raw(o, "</div>\n<p>Each activity stands for itself. A programme has no level of its own, and there is no "
               "average: what people were offered in one activity does not make up for another.</p>\n</section>\n");
}

static void write_sources(out *o, const report *r)
{
    if (!r->info.source_count)
        out_raw(o, "<p>not stated</p>");
    else
        out_raw(o, "<ul class=\"sources\">\n");
    for (size_t i = 0; i < r->info.source_count; i++) {
        coprod_dossier_source source = {sizeof source};
        if (coprod_dossier_source_get(r->dossier, i, &source) != COPROD_OK)
            continue;
        out_html(o, "<li id=\"source-%d\">%s%s", (int)i + 1, source.publisher, source.publisher[0] ? ", " : "");
        page_link(o, source.address, source.title);
        out_raw(o, ", ");
        write_date(o, source.date, "no date given");
        out_raw(o, "</li>\n");
    }
    if (r->info.source_count)
        out_raw(o, "</ul>\n");
}

static void write_partners(out *o, const report *r)
{
    if (!r->info.partner_count)
        out_raw(o, "<p>not stated for the programme as a whole</p>");
    else
        out_raw(o, "<ul>\n");
    for (size_t i = 0; i < r->info.partner_count; i++) {
        coprod_partner partner = {sizeof partner};
        coprod_dossier_partner(r->dossier, i, &partner);
        out_html(o, "<li>%s (%s)", partner.name, or_else(words_role(partner.role), "role not stated"));
        if (partner.quote[0])
            out_html(o, ": <q>%s</q>", partner.quote);
        out_raw(o, "</li>\n");
    }
    if (r->info.partner_count)
        out_raw(o, "</ul>\n");
}

static void write_about(out *o, const report *r)
{
    const coprod_spectrum_info *own = &r->definition;
    char fingerprint[13];
    snprintf(fingerprint, sizeof fingerprint, "%s", own->fingerprint);
    out_raw(o, "<section id=\"about\" aria-labelledby=\"about-title\">\n<h2 id=\"about-title\">Sources and definition"
               "</h2>\n<dl class=\"facts\">\n<div><dt>Sources</dt><dd>");
    write_sources(o, r);
    out_raw(o, "</dd></div>\n<div><dt>Partners</dt><dd>");
    write_partners(o, r);
    out_html(o, "</dd></div>\n<div><dt>Definition used</dt><dd><p>%s<br><span class=\"quiet\"><code>%s</code>, version "
             "%s, fingerprint <code>%s</code></span></p>\n<p>Source: ", own->title, own->id, own->version, fingerprint);
    page_link(o, own->source_address, or_else(own->source_title, own->source_address));
    out_raw(o, "</p>\n");
    if (own->note[0])
        out_html(o, "<p class=\"quiet\">%s</p>\n", own->note);
    out_raw(o, "</dd></div>\n</dl>\n</section>\n");
}

static void write_parts(out *o, const report *r)
{
    static const char *const columns[] = {"Part", "What it would hold", "In this page"};
    out_raw(o, "<section id=\"parts\" aria-labelledby=\"parts-title\">\n<h2 id=\"parts-title\">What is and is not "
               "assessed</h2>\n<p>A dossier may hold more than its activities. These are all its parts, and what "
               "became of them here. A part that is not in the dossier says nothing about the organisation.</p>\n");
    table_open(o, "Parts of the dossier", columns, 3);
    for (size_t i = 0; i < r->info.part_count; i++) {
        const char *name;
        int32_t state;
        if (coprod_dossier_part(r->dossier, i, &name, &state) != COPROD_OK)
            continue;
        table_row(o, name);
        table_cell(o, columns[1], words_part(name));
        table_cell(o, columns[2], words_part_state(state));
        table_row_end(o);
    }
    table_close(o);
    out_raw(o, "</section>\n");
}

static void write_foot(out *o, const report *r)
{
    out_html(o, "</div></main>\n<footer><div class=\"wrap\">\n<p>Made by libcoprod %s from the dossier "
                "<code>%s</code>. The same dossier and the same definition give the same page.</p>\n<p "
                "class=\"fingerprint\">Fingerprint of the dossier%s: <code>%s</code><br>Fingerprint of the definition: "
                "<code>%s</code></p>\n</div></footer>\n</body>\n</html>\n",
                coprod_version_text(), or_else(r->info.id, "without an id"),
             r->has_hidden ? " without the counts that are not published" : "", r->fingerprint,
             r->definition.fingerprint);
}

void page_write(out *o, const report *r)
{
    write_head(o, r);
    write_contents(o, r);
    write_summary(o, r);
    write_about(o, r);
    if (r->info.activity_count) {
        page_programme(o, r);
        page_activities(o, r);
    }
    page_people(o, r);
    page_barriers(o, r);
    page_loops(o, r);
    page_governance(o, r);
    if (r->payment_count)
        page_payments(o, r);
    write_parts(o, r);
    page_reading(o, r);
    write_foot(o, r);
}
