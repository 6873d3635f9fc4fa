/* SPDX-License-Identifier: MIT */
/* One activity: its picture, what the evidence shows, the claim, what is known about it, and why. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

static const char *verdict_word(int32_t verdict)
{
    return verdict == COPROD_VERDICT_NONE ? "cannot be tested" : coprod_verdict_name(verdict);
}

static void write_claim(out *o, const report *r, const activity *a)
{
    if (a->claimed == CLAIM_NONE)
        return;
    out_html(o, "<div class=\"claim\">\n<p><strong>Claimed: %s.</strong> ",
             a->claimed > 0 ? r->levels[a->claimed].label : a->info.claim);
    if (a->claimed > 0)
        out_html(o, "<strong class=\"tag\">%s</strong>", verdict_word(a->claim.verdict));
    else
        out_raw(o, "<strong class=\"tag\">claim not known in this spectrum</strong>");
    out_raw(o, "</p>\n");
    if (a->info.claim_quote[0])
        out_html(o, "<blockquote><p>%s</p></blockquote>\n", a->info.claim_quote);
    if (a->claimed > 0) {
        out_html(o, "<p>%s</p>\n", a->verdict);
        if (a->excluded[0])
            out_html(o, "<p>%s</p>\n", a->excluded);
    }
    out_raw(o, "</div>\n");
}

static void write_contradiction(out *o, const activity *a)
{
    out_raw(o, "<div class=\"panel warn\">\n<p><strong>No activity can be as these answers say.</strong> This rule "
               "failed:</p>\n<ul>\n");
    for (size_t i = 0; i < coprod_classification_reason_count(a->whole.result); i++) {
        coprod_reason reason = {sizeof reason};
        char *text;
        coprod_classification_reason(a->whole.result, i, &reason);
        text = words_reason(&a->whole, i);
        o->failed |= !text;
        if (text && !strcmp(reason.code, "spectrum-contradiction")) {
            out_raw(o, "<li>");
            out_curly(o, text);
            out_raw(o, "</li>\n");
        }
        free(text);
    }
    out_raw(o, "</ul>\n<p>Look at these answers again, or ask those who gave them.</p>\n</div>\n");
}

static void write_point(out *o, const report *r, const activity *a)
{
    const coprod_interval *own = &a->whole.interval;
    if (own->certain)
        out_html(o, "<p>No answer that is not known could change that.</p>\n");
    else if (own->point > own->lowest)
        out_html(o, "<p>What the sources say leaves the level open between %s and %s. %s is the most likely: it is "
                 "presumed that people who were asked were asked in good faith, while a decision was open, and nothing "
                 "more.</p>\n",
                 words_level(r, own->lowest), words_level(r, own->highest), r->levels[own->point].label);
    else
        out_html(o, "<p>What the sources say leaves the level open between %s and %s. To presume that people were "
                    "asked in good faith changes nothing here, so the lowest of these stands.</p>\n",
                    words_level(r, own->lowest), words_level(r, own->highest));
}

static void write_partners(out *o, const report *r, size_t index)
{
    const activity *a = &r->activities[index];
    out_raw(o, a->info.partner_count ? "<ul>\n" : "not stated");
    for (size_t i = 0; i < a->info.partner_count; i++) {
        coprod_partner partner = {sizeof partner};
        coprod_dossier_activity_partner(r->dossier, index, i, &partner);
        out_html(o, "<li>%s (%s)", partner.name, partner.role[0] ? words_role(partner.role) : "role not stated");
        if (partner.quote[0])
            out_html(o, ": <q>%s</q>", partner.quote);
        out_raw(o, "</li>\n");
    }
    out_raw(o, a->info.partner_count ? "</ul>" : "");
}

static void write_fact(out *o, const char *term, const char *text, const char *otherwise, int quoted)
{
    out_html(o, "<div><dt>%s</dt><dd>", term);
    if (!text[0])
        out_html(o, "%s", otherwise);
    else if (quoted)
        out_html(o, "<q>%s</q>", text);
    else
        out_html(o, "%s", text);
    out_raw(o, "</dd></div>\n");
}

static void write_facts(out *o, const report *r, size_t index)
{
    const activity *a = &r->activities[index];
    out_raw(o, "<dl class=\"facts\">\n");
    write_fact(o, "Group of people", a->info.group, "not known", 0);
    write_fact(o, "Period", a->period, "not known", 0);
    write_fact(o, "Why it was done", a->info.motivation, "not stated", 1);
    write_fact(o, "What was learned before", a->info.prior_learning, "not stated", 1);
    out_raw(o, "<div><dt>Partners</dt><dd>");
    write_partners(o, r, index);
    out_raw(o, "</dd></div>\n<div><dt>Source</dt><dd>");
    page_source(o, r, a->info.source, a->info.section);
    out_raw(o, "</dd></div>\n</dl>\n");
}

static void write_why(out *o, const report *r, const activity *a)
{
    int any = 0;
    for (size_t i = 0; i < coprod_classification_reason_count(a->whole.result); i++) {
        coprod_reason reason = {sizeof reason};
        char *text;
        coprod_classification_reason(a->whole.result, i, &reason);
        if (!words_is_held(reason.code))
            continue;
        if (!any++)
            out_html(o, "<h4>Why not more than %s</h4>\n<ul class=\"reasons\">\n",
                     words_level(r, a->whole.interval.point));
        out_raw(o, "<li>");
        if (reason.indicator >= 0)
            out_html(o, "<strong>%s.</strong> ", r->indicators[reason.indicator].title);
        text = words_reason(&a->whole, i);
        o->failed |= !text;
        out_curly(o, text ? text : "");
        out_raw(o, "</li>\n");
        free(text);
    }
    out_raw(o, any ? "</ul>\n" : "");
}

static void write_activity(out *o, const report *r, size_t index)
{
    const activity *a = &r->activities[index];
    char id[32];
    snprintf(id, sizeof id, "picture-%zu", index + 1);
    out_html(o, "<article id=\"activity-%s\" aria-labelledby=\"title-%d\">\n<div class=\"together\">\n"
             "<p class=\"count\">Activity %d of %d</p>\n<h3 id=\"title-%d\">%s</h3>\n", a->info.id, (int)index + 1,
             (int)index + 1, (int)r->info.activity_count, (int)index + 1, a->info.title);
    if (a->info.illustrative)
        out_raw(o, "<p><strong class=\"tag\">Illustrative</strong> This activity is assumed, to show how the page "
                   "works.</p>\n");
    out_html(o, "<p class=\"headline\">%s.</p>\n", a->whole.headline);
    picture_frame(o, r, "frame", a->info.title);
    picture_activity(o, r, a, id);
    out_raw(o, "</div>\n");
    if (a->whole.interval.lowest < 0)
        write_contradiction(o, a);
    else
        write_point(o, r, a);
    out_raw(o, "</div>\n");
    write_claim(o, r, a);
    write_facts(o, r, index);
    write_why(o, r, a);
    page_evidence(o, r, a);
    page_findings(o, r, a);
    out_raw(o, "</article>\n");
}

void page_activities(out *o, const report *r)
{
    out_raw(o, "<section id=\"activities\" aria-labelledby=\"activities-title\">\n"
               "<h2 id=\"activities-title\">Each activity</h2>\n");
    for (size_t i = 0; i < r->info.activity_count; i++)
        write_activity(o, r, i);
    out_raw(o, "</section>\n");
}
