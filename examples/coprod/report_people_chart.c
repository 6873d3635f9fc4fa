/* SPDX-License-Identifier: MIT */
/* One line for each group: a dot with its limits for those who were heard, and an upright bar for those who live there.
 * Shapes tell them apart, not colours; the words stand beside them, in text that can wrap. */
#include <stdio.h>

#include "report_people.h"

enum { HEIGHT = 30, MIDDLE = 15 };

/* " name="12.34%"", of a share on a line from 0 to `most`, with room for the dot at both ends. */
static void place(out *o, const char *name, double share, double most)
{
    char text[48];
    double at = most > 0 ? share / most : 0;
    at = at < 0 ? 0 : at > 1 ? 1 : at;
    snprintf(text, sizeof text, " %s=\"%.2f%%\"", name, 1.5 + 97 * at);
    out_raw(o, text);
}

void picture_share(out *o, const told_group *own, double most, const char *id)
{
    out_html(o, "<svg role=\"img\" aria-labelledby=\"%s-title\" width=\"100%%\" height=\"30\"><title id=\"%s-title\">"
                "%s: ", id, id, own->name);
    if (own->has_share) {
        words_percent(o, own->share.estimate, own->count.exact ? 1 : 0);
        out_raw(o, " of those counted, limits ");
        words_percent(o, own->share.lower, own->count.exact ? 1 : 0);
        out_raw(o, " to ");
        words_percent(o, own->share.upper, own->count.exact ? 1 : 0);
    } else {
        out_raw(o, own->count.known ? "the number of people is hidden" : "not known how many there were");
    }
    if (own->has_population) {
        out_raw(o, "; ");
        words_percent(o, own->population, 1);
        out_raw(o, " of the people who live here");
    }
    out_raw(o, "</title><line");
    place(o, "x1", 0, 1);
    place(o, "x2", 1, 1);
    out_plain(o, " y1=\"%d\" y2=\"%d\" stroke=\"#768692\" stroke-width=\"1\"/>", MIDDLE, MIDDLE);
    if (own->has_share) {
        out_raw(o, "<line");
        place(o, "x1", own->share.lower, most);
        place(o, "x2", own->share.upper, most);
        out_plain(o, " y1=\"%d\" y2=\"%d\" stroke=\"#005eb8\" stroke-width=\"5\"/>", MIDDLE, MIDDLE);
    }
    if (own->has_population) {
        out_raw(o, "<line");
        place(o, "x1", own->population, most);
        place(o, "x2", own->population, most);
        out_plain(o, " y1=\"2\" y2=\"%d\" stroke=\"#212b32\" stroke-width=\"4\"/>", HEIGHT - 2);
    }
    if (own->has_share) {
        out_raw(o, "<circle");
        place(o, "cx", own->share.estimate, most);
        out_plain(o, " cy=\"%d\" r=\"6\" fill=\"#fff\" stroke=\"#003087\" stroke-width=\"3\"/>", MIDDLE);
    }
    out_raw(o, "</svg>\n");
}

void picture_share_key(out *o)
{
    out_raw(o, "<ul class=\"key\">\n<li><svg aria-hidden=\"true\" width=\"44\" height=\"24\"><line x1=\"2\" x2=\"42\" "
               "y1=\"12\" y2=\"12\" stroke=\"#005eb8\" stroke-width=\"5\"/><circle cx=\"22\" cy=\"12\" r=\"6\" "
               "fill=\"#fff\" stroke=\"#003087\" stroke-width=\"3\"/></svg><span>Dot: share of those counted. "
               "Thick line: how far chance alone could move it (95%).</span></li>\n"
               "<li><svg aria-hidden=\"true\" width=\"14\" height=\"24\"><line x1=\"7\" x2=\"7\" y1=\"1\" y2=\"23\" "
               "stroke=\"#212b32\" stroke-width=\"4\"/></svg><span>Upright bar: share of the people who live here."
               "</span></li>\n</ul>\n");
}
