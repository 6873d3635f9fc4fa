/* SPDX-License-Identifier: MIT */
/* How the numbers about people are made: the frame that was settled before, each formula, and where the rules are. */
#include <stdio.h>

#include "report_people.h"

static void fact(out *o, const char *title, const char *text)
{
    out_html(o, "<div><dt>%s</dt><dd><p>%s</p></dd></div>\n", title, text);
}

static void whole(char text[24], uint64_t number)
{
    snprintf(text, 24, "%llu", (unsigned long long)number);
}

static void fraction(char text[32], uint32_t over, uint32_t under)
{
    if (under == 1)
        snprintf(text, 32, "%u", (unsigned)over);
    else
        snprintf(text, 32, "%u/%u", (unsigned)over, (unsigned)under);
}

static void write_source(out *o, const coprod_frame_info *own)
{
    out_raw(o, "<div><dt>Source of the frame</dt><dd><p>");
    if (own->source_title[0])
        page_link(o, own->source_address, own->source_title);
    else
        out_raw(o, "not stated");
    out_html(o, "</p></dd></div>\n<div><dt>Frame</dt><dd><p>%s <code>%s</code>%s%s, fingerprint <code>%s</code>. "
                "Scores can be compared only where this is the same.</p></dd></div>\n",
             own->title, own->id[0] ? own->id : "without an id", own->version[0] ? ", version " : "", own->version,
             own->fingerprint);
}

/* A dimension says by itself whether people may be in several groups, and who lives here of whom no group speaks. */
static void write_dimensions(out *o, const told_set *own)
{
    out_raw(o, "<div><dt>Questions</dt><dd><ul>\n");
    for (uint32_t i = 0; i < own->frame.dimension_count; i++) {
        const coprod_frame_dimension *one = &own->dimensions[i].info;
        char text[32];
        out_html(o, "<li>%s: %s%s", own->dimensions[i].name,
                 one->kind == COPROD_DIMENSION_PARTITION ? "each person is in one group at most"
                                                         : "a person can be in several groups",
                 one->is_declared ? "" : " (found from the numbers: the frame does not say)");
        if (one->has_unallocated && one->unallocated) {
            snprintf(text, sizeof text, "%lld", (long long)(one->unallocated < 0 ? -one->unallocated
                                                                                 : one->unallocated));
            out_html(o, "; %s people %s", text, one->unallocated < 0 ? "more than live here are in its groups"
                                                                     : "live here of whom no group speaks");
        }
        out_raw(o, "</li>\n");
    }
    out_raw(o, "</ul></dd></div>\n");
}

static void write_formulas(out *o, const told_people *all, const told_set *own)
{
    fact(o, "Number asked for", "the greater of the fewest voices, and threshold × people planned × the group’s "
                                "share of the people who live here; in whole people, rounded up");
    fact(o, "Coverage", "100 × ((1 − weight of the worst) × the mean of every group’s counted ÷ asked for, at most 1 "
                        "each + weight of the worst × the least of them). Groups weigh the same inside a question, and "
                        "questions the same, unless the frame gives weights.");
    fact(o, "Balance", "the sum, over all groups, of the smaller of the two shares: of those counted, and of the "
                       "people who live here");
    fact(o, "Limits", "Wilson’s, 95%: how far a share could be moved by chance if those counted had been drawn at "
                      "random. "
                      "Mostly they were not, so the truth can be further away.");
    if (!own->info.published)
        out_html(o, "<div><dt>Protection</dt><dd><p>%s</p><p class=\"quiet\">Rule <code>%s</code>, version %s, "
                    "fingerprint <code>%s</code>. Coverage is worked out for the least and for the greatest numbers "
                    "that fit what is shown.</p></dd></div>\n", all->rule_info.title, all->rule_info.id,
                 all->rule_info.version, all->rule_info.fingerprint);
}

void page_explained(out *o, const told_people *all, const told_set *own, size_t index)
{
    const coprod_frame_info *frame = &own->frame;
    char text[32];
    (void)index;
    out_raw(o, "<details><summary>What was agreed before counting, and how each number is made</summary>\n"
               "<dl class=\"facts\">\n");
    whole(text, frame->panel);
    fact(o, "People planned (N)", text);
    fraction(text, frame->threshold_numerator, frame->threshold_denominator);
    fact(o, "Threshold", text);
    whole(text, frame->min_voices);
    fact(o, "Fewest voices", text);
    fraction(text, frame->alpha_numerator, frame->alpha_denominator);
    fact(o, "Weight of the worst (alpha)", text);
    fact(o, "What the numbers go by", frame->mode == COPROD_FRAME_FIXED
                                          ? "the people planned: one more person never lowers coverage"
                                          : "the people who came (a snapshot): one more person can lower coverage");
    write_dimensions(o, own);
    write_source(o, frame);
    write_formulas(o, all, own);
    out_html(o, "<div><dt>Defaults</dt><dd><p><code>%s</code>, version %s</p></dd></div>\n</dl></details>\n",
             frame->defaults_id, frame->defaults_version);
}
