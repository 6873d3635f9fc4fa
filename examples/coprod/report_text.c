/* SPDX-License-Identifier: MIT */
/* The report as plain text: the same facts in the same order. */
#include <stdlib.h>
#include <string.h>

#include "report_people.h"

enum { WIDTH = 96 };

static void indent(out *o, int columns)
{
    while (columns-- > 0)
        out_raw(o, " ");
}

/* Columns of a word: bytes that begin a character. */
static int columns_of(const char *word, size_t length)
{
    int columns = 0;
    for (size_t i = 0; i < length; i++)
        columns += ((unsigned char)word[i] & 0xc0) != 0x80;
    return columns;
}

/* From a column on; further lines begin at another one. */
static void wrap(out *o, int column, int rest, const char *text)
{
    for (int any = 0; *text; any = 1) {
        size_t length;
        char word[64];
        text += strspn(text, " \t\r\n");
        length = strcspn(text, " \t\r\n");
        if (any && length && column + 1 + columns_of(text, length) > WIDTH) {
            out_raw(o, "\n");
            indent(o, column = rest);
        } else if (any && length) {
            out_raw(o, " ");
            column++;
        }
        column += columns_of(text, length);
        for (size_t n; length; text += n, length -= n) {
            n = length < sizeof word - 1 ? length : sizeof word - 1;
            memcpy(word, text, n);
            word[n] = '\0';
            out_raw(o, word);
        }
    }
    out_raw(o, "\n");
}

void text_say(out *o, int first, int rest, const char *format, ...)
{
    out words = {NULL, 0, 0, 0};
    va_list values;
    char *text;
    va_start(values, format);
    out_values(&words, format, values);
    va_end(values);
    text = out_take(&words);
    o->failed |= !text;
    indent(o, first);
    wrap(o, first, rest, text ? text : "");
    free(text);
}

void text_row(out *o, int width, const char *left, const char *words)
{
    indent(o, width - columns_of(left, strlen(left)));
    out_plain(o, "%s%s", left, words[0] ? "  " : "");
    wrap(o, width + 2, width + 2, words);
}

void text_head(out *o, const char *line, const char *text)
{
    out_plain(o, "%s%s\n", o->length ? "\n" : "", text);
    for (int i = columns_of(text, strlen(text)); i > 0; i--)
        out_raw(o, line);
    out_raw(o, "\n");
}

/* [Consult*] is possible and most likely, Co-production<claimed> claimed. */
void text_boxes(out *o, const report *r, const coprod_interval *interval, int32_t claimed)
{
    for (int32_t rank = r->definition.has_floor ? 1 : 0; rank <= (int32_t)r->definition.level_count; rank++) {
        int inside = interval->lowest >= 0 && rank >= interval->lowest && rank <= interval->highest;
        int marked = claimed > 0 && rank == claimed;
        out_plain(o, "%s%s%s%s%s%s", rank ? " " : "", inside ? "[" : "", rank ? r->levels[rank].label : "None",
                  inside && rank == interval->point ? "*" : "", inside ? "]" : "", marked ? "<claimed>" : "");
    }
}

static const char *or_else(const char *text, const char *otherwise)
{
    return text[0] ? text : otherwise;
}

static char *date_of(out *o, const char *date, const char *otherwise)
{
    out words = {NULL, 0, 0, 0};
    char *text;
    words_date(&words, date[0] ? date : otherwise);
    text = out_take(&words);
    o->failed |= !text;
    return text;
}

static void write_about(out *o, const report *r)
{
    const coprod_spectrum_info *own = &r->definition;
    text_head(o, "-", "Sources and definition");
    for (size_t i = 0; i < r->info.source_count; i++) {
        coprod_dossier_source source = {sizeof source};
        char *date;
        coprod_dossier_source_get(r->dossier, i, &source);
        date = date_of(o, source.date, "no date given");
        text_say(o, 0, 4, "[%d] %s%s%s, %s", (int)i + 1, source.publisher, source.publisher[0] ? ", " : "",
                 source.title, date ? date : "");
        free(date);
        if (source.address[0])
            text_say(o, 4, 4, "%s", source.address);
    }
    if (!r->info.source_count)
        text_say(o, 0, 4, "Sources: not stated");
    for (size_t i = 0; i < r->info.partner_count; i++) {
        coprod_partner partner = {sizeof partner};
        coprod_dossier_partner(r->dossier, i, &partner);
        text_say(o, 0, 4, "Partner: %s (%s)%s%s%s", partner.name, or_else(words_role(partner.role), "role not stated"),
                 partner.quote[0] ? ": \"" : "", partner.quote, partner.quote[0] ? "\"" : "");
    }
    if (!r->info.partner_count)
        text_say(o, 0, 4, "Partners: not stated for the programme as a whole");
    text_say(o, 0, 4, "Definition: %s (%s, version %s)", own->title, own->id, own->version);
    text_say(o, 4, 4, "fingerprint %s", own->fingerprint);
    text_say(o, 4, 4, "source: %s", or_else(own->source_title, "not stated"));
    if (own->source_address[0])
        text_say(o, 4, 4, "%s", own->source_address);
    if (own->note[0])
        text_say(o, 4, 4, "%s", own->note);
}

static void write_glance(out *o, const report *r)
{
    text_head(o, "-", "All activities at a glance");
    text_say(o, 0, 0, "%s", r->coders);
    out_raw(o, "\n");
    text_say(o, 0, 0, "[Level] is within what the evidence allows, [Level*] most likely; Level<claimed> is what the "
                      "source claims.");
    for (size_t i = 0; i < r->info.activity_count; i++) {
        const activity *a = &r->activities[i];
        out_raw(o, "\n");
        text_say(o, 0, 4, "%d. %s%s", (int)i + 1, a->info.title, a->info.illustrative ? " (illustrative)" : "");
        indent(o, 4);
        text_boxes(o, r, &a->whole.interval, a->claimed);
        out_raw(o, "\n");
        text_say(o, 4, 4, "%s.", a->whole.headline);
        if (a->claimed > 0)
            text_say(o, 4, 4, "%s", a->verdict);
        else if (a->claimed == CLAIM_NOT_KNOWN)
            text_say(o, 4, 4, "Claimed: %s: claim not known in this spectrum.", a->info.claim);
    }
}

static void write_number(out *o, int width, int number)
{
    out digits = {NULL, 0, 0, 0};
    char *text;
    out_plain(&digits, "%d", number);
    text = out_take(&digits);
    o->failed |= !text;
    indent(o, width - (text ? (int)strlen(text) : 0));
    out_raw(o, text ? text : "");
    free(text);
}

static void write_levels(out *o, const report *r)
{
    text_head(o, "-", "How many activities at each level");
    out_raw(o, "Level                     At least  Most likely   At most\n");
    for (int32_t rank = (int32_t)r->definition.level_count; rank >= (r->definition.has_floor ? 1 : 0); rank--) {
        const char *label = r->levels[rank].label;
        out_raw(o, label);
        indent(o, 24 - columns_of(label, strlen(label)));
        write_number(o, 10, (int)r->all.at_lowest[rank]);
        write_number(o, 13, (int)r->all.at_point[rank]);
        write_number(o, 10, (int)r->all.at_highest[rank]);
        out_raw(o, "\n");
    }
    if (r->all.contradictory)
        text_say(o, 0, 0, "Not counted, because their evidence contradicts itself: %d", (int)r->all.contradictory);
}

static void add_spread(out *o, const report *r, const char *head, const uint64_t counts[REPORT_LEVELS])
{
    int any = 0;
    out_plain(o, "; %s ", head);
    for (int32_t rank = 0; rank <= (int32_t)r->definition.level_count; rank++)
        if (counts[rank])
            out_plain(o, "%s%s %d", any++ ? ", " : "", r->levels[rank].label, (int)counts[rank]);
    out_raw(o, any ? "" : "none: contradictory evidence");
}

static void write_groups(out *o, const report *r)
{
    text_head(o, "-", "By group and period");
    for (size_t i = 1; i < coprod_profile_count(r->profile); i++) {
        coprod_profile_line line = {sizeof line};
        out words = {NULL, 0, 0, 0};
        char *text;
        coprod_profile_get(r->profile, i, &line);
        out_plain(&words, "- %s; period %s: ", or_else(line.group, "group not known"),
                  or_else(line.period, "not known"));
        words_activities(&words, (size_t)line.activities);
        add_spread(&words, r, "at least", line.at_lowest);
        add_spread(&words, r, "most likely", line.at_point);
        add_spread(&words, r, "at most", line.at_highest);
        text = out_take(&words);
        o->failed |= !text;
        text_say(o, 0, 2, "%s", text ? text : "");
        free(text);
    }
}

static void write_next(out *o, const report *r)
{
    next_step list[REPORT_INDICATORS];
    size_t count = report_next_steps(r, list);
    if (!count)
        return;
    text_head(o, "-", "The smallest next step");
    text_say(o, 0, 0, "For each activity, the least that would make it certain of one level more.");
    for (size_t i = 0; i < count; i++) {
        const coprod_indicator *own = &r->indicators[list[i].indicator];
        text_say(o, 0, 2, "- %s: in %d of %d; evidence may do in %d, a change is needed in %d. %s", own->title,
                 list[i].all, (int)r->info.activity_count, list[i].evidence, list[i].all - list[i].evidence,
                 own->question);
    }
}

static void write_end(out *o, const report *r)
{
    text_head(o, "-", "What is and is not assessed");
    for (size_t i = 0; i < r->info.part_count; i++) {
        const char *name;
        int32_t state;
        if (coprod_dossier_part(r->dossier, i, &name, &state) == COPROD_OK)
            text_say(o, 0, 2, "- %s (%s): %s", name, words_part(name), words_part_state(state));
    }
    text_head(o, "-", "How to read this");
    for (int32_t rank = 1; rank <= (int32_t)r->definition.level_count; rank++)
        text_say(o, 0, 2, "- %s: %s (%s)", r->levels[rank].label,
                 or_else(r->levels[rank].definition, "no definition given"),
                 or_else(r->levels[rank].source_title, "source not stated"));
    out_raw(o, "\n");
    for (size_t i = 0; i < report_rule_count; i++)
        text_say(o, 0, 2, "- %s %s", report_rules[i][0], report_rules[i][1]);
    text_head(o, "-", "Made from");
    text_say(o, 0, 2, "libcoprod %s", coprod_version_text());
    text_say(o, 0, 2, "dossier %s, fingerprint%s %s", or_else(r->info.id, "without an id"),
             r->has_hidden ? " without the counts that are not published" : "", r->fingerprint);
}

void text_write(out *o, const report *r)
{
    char *prepared = date_of(o, r->info.prepared, "date not stated");
    text_head(o, "=", or_else(r->info.title, "A dossier without a title"));
    text_say(o, 0, 0, "%s", or_else(r->info.organisation, "Organisation not stated"));
    if (r->info.summary[0])
        text_say(o, 0, 0, "%s", r->info.summary);
    text_say(o, 0, 0, "Prepared: %s", prepared ? prepared : "");
    free(prepared);
    text_head(o, "-", "What this page says");
    if (r->info.illustrative)
        text_say(o, 0, 2, "- ILLUSTRATIVE: something in this dossier is assumed, to show how the page works.");
    for (size_t i = 0; i < r->summary_count; i++)
        text_say(o, 0, 2, "- %s", r->summary[i]);
    write_about(o, r);
    if (r->info.activity_count) {
        write_glance(o, r);
        write_levels(o, r);
        write_groups(o, r);
        write_next(o, r);
    }
    for (size_t i = 0; i < r->info.activity_count; i++)
        text_activity(o, r, i);
    text_people(o, r);
    text_feedback(o, r);
    if (r->payment_count)
        text_payments(o, r);
    write_end(o, r);
}
