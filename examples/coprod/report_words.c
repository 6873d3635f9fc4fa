/* SPDX-License-Identifier: MIT */
/* Words and short sentences that the page, the text and the JSON share. */
#include <stdlib.h>
#include <string.h>

#include "report.h"

const char *words_level(const report *r, int32_t rank)
{
    return rank < 0 ? "no level" : rank == 0 ? "none of the levels" : r->levels[rank].label;
}

/* Digits at a place, as a number; -1 if there are others. */
static int digits(const char *text, int from, int count)
{
    int number = 0;
    for (int i = from; i < from + count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + text[i] - '0';
    }
    return number;
}

void words_date(out *o, const char *date)
{
    static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
                                         "September", "October", "November", "December"};
    size_t length = strlen(date);
    int month = length >= 7 && date[4] == '-' ? digits(date, 5, 2) : -1;
    int day = length == 10 && date[7] == '-' ? digits(date, 8, 2) : -1;
    if (month >= 1 && month <= 12 && day >= 1)
        out_plain(o, "%d %s %d", day, months[month - 1], digits(date, 0, 4));
    else if (month >= 1 && month <= 12 && length == 7)
        out_plain(o, "%s %d", months[month - 1], digits(date, 0, 4));
    else
        out_raw(o, date);
}

void words_period(out *o, const char *from, const char *to)
{
    if (!from[0] && to[0])
        out_raw(o, "up to ");
    if (from[0])
        words_date(o, from);
    if (from[0] && !to[0])
        out_raw(o, " onwards");
    if (!to[0] || !strcmp(from, to))
        return;
    out_raw(o, from[0] ? " to " : "");
    words_date(o, to);
}

void words_range(out *o, const report *r, int32_t lowest, int32_t highest)
{
    if (lowest < 0)
        out_raw(o, "The evidence contradicts itself");
    else if (lowest == highest)
        out_raw(o, r->levels[lowest].label);
    else
        out_plain(o, "%s to %s", lowest ? r->levels[lowest].label : "None", r->levels[highest].label);
}

void words_headline(out *o, const report *r, const coprod_interval *interval)
{
    const char *highest = interval->highest < 0 ? "" : r->levels[interval->highest].label;
    if (interval->lowest < 0)
        out_raw(o, "The evidence contradicts itself, so no level can be given");
    else if (interval->certain && !interval->lowest)
        out_raw(o, "None of the levels, for certain");
    else if (interval->certain)
        out_plain(o, "%s, for certain", highest);
    else if (!interval->lowest && !interval->point)
        out_plain(o, "No level is evidenced; %s at most", highest);
    else if (!interval->lowest)
        out_plain(o, "No level is certain; most likely %s, and %s at most", r->levels[interval->point].label, highest);
    else
        out_plain(o, "%s to %s; most likely %s", r->levels[interval->lowest].label, highest,
                  r->levels[interval->point].label);
}

static void add_distance(out *o, const activity *a, int32_t (*rank)(const coprod_interval *), const char *words)
{
    int32_t low = rank(&a->codings[0].interval), high = low;
    for (size_t k = 1; k < a->info.coding_count; k++) {
        int32_t own = rank(&a->codings[k].interval);
        low = own < low ? own : low;
        high = own > high ? own : high;
    }
    if (low == high)
        out_plain(o, "the same %s level", words);
    else
        out_plain(o, "%s levels that are %d apart", words, (int)(high - low));
}

static int32_t lowest(const coprod_interval *interval)
{
    return interval->lowest;
}

static int32_t point(const coprod_interval *interval)
{
    return interval->point;
}

static int32_t highest(const coprod_interval *interval)
{
    return interval->highest;
}

/* Answers given by any coder, and titles of those on which they differ. */
static void add_differences(out *o, const report *r, const activity *a)
{
    int answers = 0, differences = 0;
    for (uint32_t i = 0; i < r->definition.indicator_count; i++) {
        answers += report_answered(r, a, i);
        differences += (a->info.differences >> i & 1) != 0;
    }
    out_plain(o, "The readings differ on %d of %d answers (", differences, answers);
    for (uint32_t i = 0, any = 0; i < r->definition.indicator_count; i++)
        if (a->info.differences >> i & 1)
            out_plain(o, "%s%s", any++ ? "; " : "", r->indicators[i].title);
    out_raw(o, "). ");
}

static int same_levels(const activity *a)
{
    const coprod_interval *first = &a->codings[0].interval;
    for (size_t k = 1; k < a->info.coding_count; k++) {
        const coprod_interval *own = &a->codings[k].interval;
        if (own->lowest != first->lowest || own->point != first->point || own->highest != first->highest)
            return 0;
    }
    return 1;
}

void words_gap(out *o, const report *r, const activity *a)
{
    if (a->info.coding_count < 2) {
        out_raw(o, "There is one reading only.");
        return;
    }
    if (a->info.differences)
        add_differences(o, r, a);
    else
        out_raw(o, "The readings give the same answers.");
    for (size_t k = 0; k < a->info.coding_count; k++)
        if (a->codings[k].interval.lowest < 0) {
            out_raw(o, "One of them contradicts itself.");
            return;
        }
    if (!a->info.differences)
        return;
    if (same_levels(a)) {
        out_raw(o, "They lead to the same levels.");
        return;
    }
    out_raw(o, "They give ");
    add_distance(o, a, lowest, "lowest");
    out_raw(o, ", ");
    add_distance(o, a, point, "most likely");
    out_raw(o, " and ");
    add_distance(o, a, highest, "highest");
    out_raw(o, ".");
}

const char *words_role(const char *role)
{
    static const char *const roles[][2] = {{"vcse", "voluntary, community and social enterprise"},
                                           {"nhs", "NHS"},
                                           {"healthwatch", "Healthwatch"},
                                           {"local-authority", "local authority"},
                                           {"other", "other"}};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (!strcmp(role, roles[i][0]))
            return roles[i][1];
    return role;
}

const char *words_basis(int32_t basis)
{
    static const char *const words[] = {"basis not stated", "stated", "inferred", "only claimed"};
    return basis >= 0 && basis < 4 ? words[basis] : words[0];
}

const char *words_part(const char *part)
{
    static const char *const parts[][2] = {
        {"about", "what the dossier is and what its sources are"},
        {"partners", "partner organisations of the whole programme"},
        {"activities", "what was done with whom"},
        {"frame", "the population that should have a voice"},
        {"people", "who took part"},
        {"plan", "planned events, with their costs and barriers"},
        {"claims", "what people claimed for their time and expenses"},
        {"loops", "what people said, and what became of it"},
        {"measures", "measures of success"},
        {"governance", "who oversees the work"},
        {"principles", "the principles that it follows"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strcmp(part, parts[i][0]))
            return parts[i][1];
    return "";
}

const char *words_part_state(int32_t state)
{
    return state == COPROD_PART_READ           ? "read and assessed"
           : state == COPROD_PART_NOT_ASSESSED ? "in the dossier, not assessed by this version"
                                               : "not in the dossier";
}

const char *words_promise(int32_t state)
{
    return state == COPROD_PROMISE_KEPT ? "Kept" : state == COPROD_PROMISE_BROKEN ? "Broken" : "Not known";
}

void words_activities(out *o, size_t count)
{
    if (count)
        out_plain(o, "%d activit%s", (int)count, count == 1 ? "y" : "ies");
    else
        out_raw(o, "no activity");
}

char *words_reason(const reading *own, size_t index)
{
    size_t needed = 0;
    char *text;
    coprod_classification_text(own->result, index, NULL, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text)
        coprod_classification_text(own->result, index, NULL, text, needed, NULL);
    return text;
}

const char *words_why(const report *r, int32_t implication)
{
    coprod_implication own = {sizeof own};
    if (implication < 0 || coprod_spectrum_implication(r->spectrum, (uint32_t)implication, &own) != COPROD_OK)
        return "";
    return own.why;
}

int words_is_held(const char *code)
{
    return !strncmp(code, "spectrum-held", strlen("spectrum-held")) || !strcmp(code, "spectrum-uneven");
}

void words_answer(out *o, const report *r, uint32_t indicator, int32_t low, int32_t high)
{
    if (low == 0 && high == r->indicators[indicator].top)
        out_raw(o, "not known");
    else if (low == high)
        out_raw(o, coprod_spectrum_answer(r->spectrum, indicator, low));
    else
        out_plain(o, "from \"%s\" to \"%s\"", coprod_spectrum_answer(r->spectrum, indicator, low),
                  coprod_spectrum_answer(r->spectrum, indicator, high));
}

int report_answered(const report *r, const activity *a, uint32_t indicator)
{
    for (size_t k = 0; k < a->info.coding_count; k++) {
        coprod_answer_source source = {sizeof source};
        int32_t low, high;
        if (coprod_evidence_get(a->codings[k].evidence, indicator, &low, &high, &source) == COPROD_OK
            && (low > 0 || high < r->indicators[indicator].top || (source.quote && source.quote[0])))
            return 1;
    }
    return 0;
}

int report_source(const report *r, const char *id, size_t *index, coprod_dossier_source *source)
{
    source->size = sizeof *source;
    for (size_t i = 0; id && id[0] && i < r->info.source_count; i++)
        if (coprod_dossier_source_get(r->dossier, i, source) == COPROD_OK && !strcmp(source->id, id)) {
            *index = i;
            return 1;
        }
    return 0;
}
