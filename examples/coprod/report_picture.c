/* SPDX-License-Identifier: MIT */
/* Pictures of a spectrum as SVG. Places along it are percentages, so that a picture is as wide as its page and its
 * words keep their size. What is filled, round or pointed means the same in all of them and is said in words too. */
#include <stdio.h>
#include <string.h>

#include "report.h"

/* All places and widths are in hundredths of a percent. */
enum { WHOLE = 10000, NONE_WIDTH = 1000, GAP = 60, SMALL_LEVELS = 6 };

/* Pale with a firm edge is possible, dark is most likely, and a broken edge is outside. */
static const char dark[] = "#003087", pale[] = "#d6e5f3", ink[] = "#212b32", quiet[] = "#4c6272";
static const char firm[] = "stroke=\"#005eb8\" stroke-width=\"2\"";
static const char broken[] = "stroke=\"#768692\" stroke-dasharray=\"4 3\"";

/* Rank 0 has a narrow box of its own, unless the first level always holds. */
static int place(const report *r, int32_t rank, int *width)
{
    int none = r->definition.has_floor ? 0 : NONE_WIDTH, count = (int)r->definition.level_count;
    int each = (WHOLE - none + GAP) / count;
    *width = rank ? each - GAP : none - GAP;
    return rank ? none + ((int)rank - 1) * each : 0;
}

static int centre(const report *r, int32_t rank)
{
    int width, left = place(r, rank, &width);
    return left + width / 2;
}

static void percent(out *o, const char *name, int value)
{
    char text[32];
    snprintf(text, sizeof text, "%d.%02d", value / 100, value % 100);
    out_plain(o, " %s=\"%s%%\"", name, text);
}

static int first_rank(const report *r)
{
    return r->definition.has_floor ? 1 : 0;
}

static const char *label(const report *r, int32_t rank)
{
    return rank ? r->levels[rank].label : "None";
}

static int is_inside(const coprod_interval *interval, int32_t rank)
{
    return interval->lowest >= 0 && rank >= interval->lowest && rank <= interval->highest;
}

static void box(out *o, const report *r, int32_t rank, const coprod_interval *interval, int top, int height)
{
    int width, left = place(r, rank, &width);
    int inside = is_inside(interval, rank);
    const char *fill = !inside ? "#fff" : rank == interval->point ? dark : pale;
    out_raw(o, "<rect");
    percent(o, "x", left);
    percent(o, "width", width);
    out_plain(o, " y=\"%d\" height=\"%d\" rx=\"3\" fill=\"%s\" %s/>", top, height, fill, inside ? firm : broken);
}

/* A label in one line for wide pages, and for narrow ones in two, broken after its first hyphen or space. */
static void text(out *o, int x, int y, const char *fill, const char *weight, const char *label_text)
{
    size_t cut = strcspn(label_text, "- ");
    char first[64];
    out_plain(o, "<text class=\"wide\" text-anchor=\"middle\" fill=\"%s\" font-weight=\"%s\"", fill, weight);
    percent(o, "x", x);
    out_html(o, " y=\"%d\">%s</text>", y, label_text);
    out_plain(o, "<text class=\"narrow\" text-anchor=\"middle\" fill=\"%s\" font-weight=\"%s\"", fill, weight);
    percent(o, "x", x);
    if (!label_text[cut] || cut + 1 >= sizeof first) {
        out_html(o, " y=\"%d\">%s</text>", y, label_text);
        return;
    }
    snprintf(first, sizeof first, "%.*s", (int)cut + (label_text[cut] == '-'), label_text);
    out_html(o, " y=\"%d\">%s<tspan dy=\"12\"", y - 6, first);
    percent(o, "x", x);
    out_html(o, ">%s</tspan></text>", label_text + cut + 1);
}

static void round_mark(out *o, int x, int y, int shift)
{
    out_raw(o, "<svg overflow=\"visible\"");
    percent(o, "x", x);
    out_plain(o, " y=\"%d\"><circle cx=\"%d\" r=\"6\" fill=\"#fff\" stroke=\"%s\" stroke-width=\"3\"/></svg>", y, shift,
              ink);
}

static void pointed_mark(out *o, int x, int y, int shift)
{
    out_raw(o, "<svg overflow=\"visible\"");
    percent(o, "x", x);
    out_plain(o, " y=\"%d\"><path transform=\"translate(%d)\" d=\"M0-8 8 0 0 8-8 0Z\" fill=\"#fff\" stroke=\"%s\" "
              "stroke-width=\"2.5\"/></svg>", y, shift, ink);
}

static void caption(out *o, int x, int y, const char *label_text)
{
    out_plain(o, "<text class=\"mark\" text-anchor=\"middle\" fill=\"%s\"", ink);
    percent(o, "x", x);
    out_html(o, " y=\"%d\">%s</text>", y, label_text);
}

/* The description lists what a reader of the picture would see. */
static void describe(out *o, const report *r, const activity *a)
{
    const coprod_interval *interval = &a->whole.interval;
    int any = 0;
    out_html(o, "A row of boxes from %s to %s. ", label(r, first_rank(r)),
             label(r, (int32_t)r->definition.level_count));
    if (interval->lowest < 0) {
        out_raw(o, "None is filled, because the evidence contradicts itself.");
    } else {
        out_raw(o, "Filled: ");
        for (int32_t rank = interval->lowest; rank <= interval->highest; rank++)
            out_html(o, "%s%s", any++ ? ", " : "", label(r, rank));
        out_html(o, ". A circle marks %s as %s.", label(r, interval->point),
                 interval->certain ? "certain" : "most likely");
    }
    if (a->claimed > 0)
        out_html(o, " A diamond marks %s as claimed%s.", label(r, a->claimed),
                 interval->lowest >= 0 && a->claimed > interval->highest ? ", beyond the filled boxes" : "");
}

void picture_activity(out *o, const report *r, const activity *a, const char *id)
{
    const coprod_interval *interval = &a->whole.interval;
    int top = a->claimed > 0 ? 40 : 4, height = top + 84;
    out_html(o, "<svg class=\"picture\" role=\"img\" aria-labelledby=\"%s-title %s-desc\" width=\"100%%\" "
             "height=\"%d\">", id, id, height);
    out_html(o, "<title id=\"%s-title\">%s: %s</title><desc id=\"%s-desc\">", id, a->info.title, a->whole.headline, id);
    describe(o, r, a);
    out_raw(o, "</desc>");
    for (int32_t rank = first_rank(r); rank <= (int32_t)r->definition.level_count; rank++) {
        int inside = is_inside(interval, rank);
        const char *fill = inside && rank == interval->point ? "#fff" : inside ? dark : quiet;
        box(o, r, rank, interval, top, 44);
        text(o, centre(r, rank), top + 27, fill, inside ? "bold" : "normal", label(r, rank));
    }
    if (a->claimed > 0) {
        caption(o, centre(r, a->claimed), 12, "claimed");
        pointed_mark(o, centre(r, a->claimed), 26, 0);
    }
    if (interval->lowest >= 0) {
        round_mark(o, centre(r, interval->point), top + 56, 0);
        caption(o, centre(r, interval->point), top + 80, interval->certain ? "certain" : "most likely");
    } else {
        caption(o, WHOLE / 2, top + 66, "no level: the evidence contradicts itself");
    }
    out_raw(o, "</svg>\n");
}

void picture_strip(out *o, const report *r, const coprod_interval *interval, int32_t claimed, const char *title,
                   const char *id)
{
    int both = claimed > 0 && claimed == interval->point;
    out_html(o, "<svg class=\"strip\" role=\"img\" aria-labelledby=\"%s\" width=\"100%%\" height=\"28\">"
             "<title id=\"%s\">%s", id, id, title);
    if (claimed > 0)
        out_html(o, "; claimed: %s", label(r, claimed));
    out_raw(o, "</title>");
    for (int32_t rank = first_rank(r); rank <= (int32_t)r->definition.level_count; rank++)
        box(o, r, rank, interval, 2, 24);
    if (interval->lowest >= 0)
        round_mark(o, centre(r, interval->point), 14, both ? -11 : 0);
    if (claimed > 0)
        pointed_mark(o, centre(r, claimed), 14, both ? 11 : 0);
    out_raw(o, "</svg>\n");
}

/* Money of the lines of which something stays with the person. */
static int64_t cost(const payment *p, size_t part)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < p->sums.line_count; i++) {
        const coprod_payment_line *own = &p->lines[i].info;
        const int64_t parts[] = {own->pence, own->held_pence, own->waived_pence, own->left_pence};
        if (own->left_pence)
            sum += parts[part];
    }
    return sum;
}

static void add_cost(out *o, const payment *p, int64_t pence)
{
    words_money(o, p->policy.currency, pence);
}

/* The bar is for the eye; its title says the same, and so do the totals below it. */
void picture_costs(out *o, const payment *p, const char *id)
{
    static const char *const words[] = {" is paid back", " waits for a person", " was declined",
                                        " stays with the person"};
    static const char *const fills[] = {"#003087", "#d6e5f3", "#d6e5f3", "#fff"};
    int64_t whole = 0;
    int left = 0, any = 0;
    for (size_t i = 0; i < 4; i++)
        whole += cost(p, i);
    out_html(o, "<figure class=\"costs\">\n<svg role=\"img\" aria-labelledby=\"%s\" width=\"100%%\" "
             "height=\"28\"><title id=\"%s\">A bar: of ", id, id);
    add_cost(o, p, whole);
    out_raw(o, " that was spent, ");
    for (size_t i = 0; i < 4; i++)
        if (cost(p, i)) {
            out_raw(o, any++ ? ", " : "");
            add_cost(o, p, cost(p, i));
            out_raw(o, words[i]);
        }
    out_raw(o, "</title>");
    for (size_t i = 0; i < 4; i++) {
        int width = (int)(cost(p, i) * WHOLE / whole);
        if (!width)
            continue;
        out_raw(o, "<rect");
        percent(o, "x", left);
        percent(o, "width", width);
        out_plain(o, " y=\"2\" height=\"24\" fill=\"%s\" %s/>", fills[i], i == 3 ? broken : firm);
        left += width;
    }
    out_raw(o, "</svg>\n<figcaption>Of ");
    add_cost(o, p, whole);
    out_raw(o, " that was spent on lines of which something stays with the person: ");
    any = 0;
    for (size_t i = 0; i < 4; i++)
        if (cost(p, i)) {
            out_raw(o, any++ ? ", " : "");
            add_cost(o, p, cost(p, i));
            out_raw(o, words[i]);
            out_raw(o, i == 3 ? " (empty box)" : "");
        }
    out_raw(o, ".</figcaption>\n</figure>\n");
}

void picture_frame(out *o, const report *r, const char *kind, const char *name)
{
    if (r->definition.level_count > SMALL_LEVELS)
        out_html(o, "<div class=\"%s many\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">\n", kind, name);
    else
        out_html(o, "<div class=\"%s\">\n", kind);
}

void picture_labels(out *o, const report *r)
{
    out_raw(o, "<svg class=\"labels\" aria-hidden=\"true\" width=\"100%\" height=\"32\">");
    for (int32_t rank = first_rank(r); rank <= (int32_t)r->definition.level_count; rank++)
        text(o, centre(r, rank), 20, ink, "bold", label(r, rank));
    out_raw(o, "</svg>\n");
}

static void key_item(out *o, const char *shape, const char *term, const char *meaning)
{
    out_plain(o, "<li><svg aria-hidden=\"true\" width=\"28\" height=\"24\">%s</svg><span>%s: %s</span></li>\n", shape,
              term, meaning);
}

static void key_box(out *o, const char *fill, const char *edge, const char *mark, const char *term, const char *meaning)
{
    char shape[512];
    snprintf(shape, sizeof shape, "<rect x=\"2\" y=\"3\" width=\"24\" height=\"18\" rx=\"3\" fill=\"%s\" %s/>%s", fill,
             edge, mark);
    key_item(o, shape, term, meaning);
}

void picture_key(out *o, const report *r, int claims)
{
    out_raw(o, "<ul class=\"key\" aria-label=\"Key to the pictures\">\n");
    key_box(o, pale, firm, "", "filled box", "within what the evidence allows");
    key_box(o, dark, firm,
            "<circle cx=\"14\" cy=\"12\" r=\"5\" fill=\"#fff\" stroke=\"#212b32\" stroke-width=\"2.5\"/>",
            "dark box with a circle", "the most likely level");
    key_box(o, "#fff", broken, "", "empty box", "outside what the evidence allows");
    if (claims)
        key_item(o, "<path d=\"M14 4 22 12 14 20 6 12Z\" fill=\"#fff\" stroke=\"#212b32\" stroke-width=\"2.5\"/>",
                 "diamond", "the level that the source claims");
    if (!r->definition.has_floor)
        out_raw(o, "<li>None, the first box: no level at all</li>\n");
    out_raw(o, "</ul>\n");
}
