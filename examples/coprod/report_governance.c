/* SPDX-License-Identifier: MIT */
/* The bodies to which feedback goes: who reports to whom, how often they meet, and whether people are a majority. */
#include "report_feedback.h"

static void write_body(out *o, const report *r, const told_body *own)
{
    const coprod_body *upper = own->info.has_upper ? &r->feedback->bodies[own->info.upper].info : NULL;
    out_html(o, "<article class=\"loop\" aria-labelledby=\"body-%s\">\n<h3 id=\"body-%s\">%s</h3>\n"
                "<dl class=\"facts\">\n", own->info.id, own->info.id, own->info.name);
    if (upper)
        out_html(o, "<div><dt>Reports to</dt><dd><p><a href=\"#body-%s\">%s</a></p></dd></div>\n", upper->id,
                 upper->name);
    else
        out_raw(o, "<div><dt>Reports to</dt><dd><p>not said</p></dd></div>\n");
    out_html(o, "<div><dt>Meets</dt><dd><p>%s</p></dd></div>\n", own->meets);
    if (own->info.chair[0])
        out_html(o, "<div><dt>Chair</dt><dd><p>%s</p></dd></div>\n", own->info.chair);
    out_html(o, "<div><dt>Members</dt><dd><p>%s</p></dd></div>\n", own->members);
    if (own->notes.count) {
        out_raw(o, "<div><dt>Meetings</dt><dd><ul>\n");
        for (size_t i = 0; i < own->notes.count; i++)
            out_html(o, "<li>%s</li>\n", own->notes.text[i]);
        out_raw(o, "</ul></dd></div>\n");
    }
    out_raw(o, "</dl>\n");
    if (own->info.quote[0])
        out_html(o, "<blockquote><p>%s</p></blockquote>\n", own->info.quote);
    if (own->info.source[0]) {
        out_raw(o, "<p class=\"quiet\">");
        page_source(o, r, own->info.source, own->info.section);
        out_raw(o, "</p>\n");
    }
    out_raw(o, "</article>\n");
}

void page_governance(out *o, const report *r)
{
    const feedback *all = r->feedback;
    if (!all || !all->body_count)
        return;
    out_html(o, "<section id=\"governance\" aria-labelledby=\"governance-title\">\n"
                "<h2 id=\"governance-title\">Who answers for it</h2>\n<div class=\"panel\"><p>%s</p></div>\n",
             all->governance);
    for (size_t i = 0; i < all->body_count; i++)
        write_body(o, r, &all->bodies[i]);
    out_raw(o, "</section>\n");
}
