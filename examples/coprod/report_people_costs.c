/* SPDX-License-Identifier: MIT */
/* What taking part cost people, by group: who was asked, who claimed, and who is left with how much. */
#include <jansson.h>
#include <stdlib.h>

#include "report_people.h"

/* --- sums of money that were not published --- */

/* No source gives a rule for sums of money, so this page has its own: a sum is shown only if as many people are behind
 * it as a count needs to be shown; to ten pounds; and only where no sum of fewer people follows by taking one from
 * another: never of groups that overlap. It goes by the figures of people alone. */
enum { POUNDS_TEN = 1000 };

static int is_nobody(const told_group *own)
{
    return own->left.known && !own->left.high;
}

/* Those of an earlier set may be in this one, or the other way round: a sum is shown only if it is of so many more, or
 * so many fewer, that what one has beyond the other is of many people. */
static int is_new_money(const told_people *all, size_t index, uint32_t group, uint64_t enough)
{
    const figure *now = &all->sets[index].groups[group].left;
    for (size_t before = all->sets[index].before; before; before = all->sets[before - 1].before) {
        const told_group *then = &all->sets[before - 1].groups[group];
        if (then->money.shown && !is_nobody(then) && now->low < then->left.high + enough
            && then->left.low < now->high + enough)
            return 0;
    }
    return 1;
}

static int is_of(const told_set *set, uint32_t group, uint32_t dimension)
{
    return set->groups[group].info.dimension == dimension;
}

/* Of a question of which all answers add up: if one sum is hidden, the next smallest is too, so that what is left of
 * the whole is of several groups and of many people. 1: of a group at least there was a sum to show. */
static int keep_whole(told_set *set, uint32_t dimension)
{
    told_group *smallest = NULL;
    int hidden = 0;
    for (uint32_t i = 0; i < set->frame.group_count; i++) {
        told_group *own = &set->groups[i];
        if (!is_of(set, i, dimension) || !own->money.known || is_nobody(own))
            continue;
        hidden |= !own->money.shown;
        if (own->money.shown && (!smallest || own->left.value < smallest->left.value))
            smallest = own;
    }
    if (hidden && smallest)
        smallest->money.shown = 0;
    return smallest != NULL;
}

static void hide_question(told_set *set, uint32_t dimension)
{
    for (uint32_t i = 0; i < set->frame.group_count; i++)
        if (is_of(set, i, dimension) && !is_nobody(&set->groups[i]))
            set->groups[i].money.shown = 0;
}

/* Whether an earlier set of the frame told a sum of another question than this. */
static int is_told_otherwise(const told_people *all, size_t index, uint32_t dimension)
{
    for (size_t before = all->sets[index].before; before; before = all->sets[before - 1].before) {
        const told_set *then = &all->sets[before - 1];
        for (uint32_t i = 0; i < then->frame.group_count; i++)
            if (!is_of(then, i, dimension) && then->groups[i].money.shown && !is_nobody(&then->groups[i]))
                return 1;
    }
    return 0;
}

/* One question whose answers add up is shown, the same in all sets of a frame: sums of two would tell of the few in
 * whom they differ. So would sums of groups that overlap, for one may have all people of another and a few more. */
static void protect(told_people *all, size_t index)
{
    told_set *set = &all->sets[index];
    int any = 0;
    for (uint32_t i = 0; i < set->frame.dimension_count; i++)
        if (any || set->dimensions[i].info.kind != COPROD_DIMENSION_PARTITION || is_told_otherwise(all, index, i))
            hide_question(set, i);
        else
            any = keep_whole(set, i);
}

void people_money(const report *r, told_people *all, size_t index)
{
    told_set *set = &all->sets[index];
    const uint64_t enough = (uint64_t)all->rule_info.hidden_high + 1;
    for (uint32_t i = 0; i < set->frame.group_count; i++) {
        told_group *own = &set->groups[i];
        coprod_dossier_costs from = {.size = sizeof from};
        coprod_dossier_get_costs(r->dossier, index, i, &from);
        own->money.known = from.left_pence >= 0;
        own->money.exact = set->info.published || is_nobody(own);
        own->money.shown = own->money.exact || (own->left.shown && is_new_money(all, index, i, enough));
        own->money.shown &= own->money.known;
        own->money.pence = own->money.exact ? from.left_pence
                                            : (from.left_pence + POUNDS_TEN / 2) / POUNDS_TEN * POUNDS_TEN;
    }
    if (!set->info.published)
        protect(all, index);
}

/* --- in words --- */

void words_told_money(out *o, const told_money *own)
{
    if (!own->known) {
        out_raw(o, "not known");
    } else if (!own->shown) {
        out_raw(o, "hidden");
    } else if (!own->exact && !own->pence) {
        out_raw(o, "less than £5");
    } else if (own->exact) {
        words_money(o, "GBP", own->pence);
    } else {
        out_raw(o, "about £");
        words_range_of(o, (uint64_t)own->pence / 100, (uint64_t)own->pence / 100);
    }
}

int people_has_costs(const told_group *own)
{
    return own->asked.known || own->claimed.known || own->left.known;
}

static void name_left(out *o, const told_group *own, const char *before)
{
    out_plain(o, "%s%s (", before, own->name);
    if (own->left.shown)
        words_figure(o, &own->left);
    else
        words_range_of(o, own->left.low, own->left.high);
    out_raw(o, own->left.exact && own->left.value == 1 ? " person, " : " people, ");
    if (own->money.shown) {
        words_told_money(o, &own->money);
        out_raw(o, own->left.exact && own->left.value == 1 ? ")" : " together)");
    } else {
        out_raw(o, own->money.known ? "how much is hidden)" : "how much is not known)");
    }
}

static int is_not_asked(const told_group *own)
{
    return own->asked.known && !own->asked.high;
}

/* One more of a list, which begins a sentence of its own. */
static void next_name(out *o, int *any, const char *before, const char *prefix, const char *name)
{
    out_plain(o, "%s%s%s%s", *any ? "; " : o->length ? " " : "", *any ? "" : before, prefix, name);
    *any = 1;
}

/* Questions of which nothing is known by their name, else the groups. */
static void name_not_known(out *o, const told_set *own)
{
    int any = 0;
    for (uint32_t k = 0; k < own->frame.dimension_count; k++) {
        int known = 0;
        for (uint32_t i = 0; i < own->frame.group_count; i++)
            known |= is_of(own, i, k) && people_has_costs(&own->groups[i]);
        if (!known)
            next_name(o, &any, "Not known: ", "by ", own->dimensions[k].name);
        for (uint32_t i = 0; known && i < own->frame.group_count; i++)
            if (is_of(own, i, k) && !own->groups[i].left.known && !is_not_asked(&own->groups[i]))
                next_name(o, &any, "Not known: ", "", own->groups[i].name);
    }
    out_raw(o, any ? "." : "");
}

void words_costs(out *o, const told_set *own)
{
    int any = 0, known = 0;
    if (!own->info.has_costs)
        return;
    for (uint32_t i = 0; i < own->frame.group_count; i++) {
        known += own->groups[i].left.known;
        if (own->groups[i].left.low)
            name_left(o, &own->groups[i], any++ ? "; " : "");
    }
    out_raw(o, any ? "." : known ? "Nobody is known to be left out of pocket." : "");
    any = 0;
    for (uint32_t i = 0; i < own->frame.group_count; i++)
        if (is_not_asked(&own->groups[i]))
            next_name(o, &any, "Nobody was asked: ", "", own->groups[i].name);
    out_raw(o, any ? "." : "");
    name_not_known(o, own);
}

/* --- on a page, as text, as JSON --- */

void page_costs(out *o, const told_people *all, const told_set *own)
{
    static const char *const columns[] = {"Group", "Asked what it cost them", "Asked for money back",
                                          "Left out of pocket", "Not paid back, together"};
    if (!own->info.has_costs)
        return;
    out_raw(o, "<h4>What taking part cost people</h4>\n<p>Left out of pocket are people who spent money to take part "
               "and did not get all of it back. Who was not asked is in no number here: not known is not nobody.");
    if (!own->info.published)
        out_html(o, " A sum of money is shown only where at least %d people share it, to the nearest ten pounds, and "
                    "not where a sum of fewer could be worked out from it. Sums are of one question alone, and "
                    "never of groups that overlap.",
                 (int)all->rule_info.hidden_high + 1);
    out_raw(o, "</p>\n");
    table_open(o, "What it cost people, by group", columns, 5);
    for (uint32_t i = 0; i < own->frame.group_count; i++) {
        const told_group *one = &own->groups[i];
        const figure *const figures[] = {&one->asked, &one->claimed, &one->left};
        out words = {NULL, 0, 0, 0};
        if (!people_has_costs(one))
            continue;
        table_row(o, one->name);
        for (size_t k = 0; k < 3; k++) {
            words_figure(&words, figures[k]);
            table_words(o, columns[k + 1], &words);
        }
        words_told_money(&words, &one->money);
        table_words(o, columns[4], &words);
        table_row_end(o);
    }
    table_close(o);
}

void text_costs(out *o, const told_set *own)
{
    if (own->info.has_costs)
        text_say(o, 2, 4, "What taking part cost people:");
    for (uint32_t i = 0; own->info.has_costs && i < own->frame.group_count; i++) {
        const told_group *one = &own->groups[i];
        out words = {NULL, 0, 0, 0};
        char *text;
        if (!people_has_costs(one))
            continue;
        out_raw(&words, "asked: ");
        words_figure(&words, &one->asked);
        out_raw(&words, "; asked for money back: ");
        words_figure(&words, &one->claimed);
        out_raw(&words, "; left out of pocket: ");
        words_figure(&words, &one->left);
        out_raw(&words, "; not paid back, together: ");
        words_told_money(&words, &one->money);
        text = out_take(&words);
        o->failed |= !text;
        text_say(o, 4, 6, "%s: %s.", one->name, text ? text : "");
        free(text);
    }
}

json_t *json_costs(out *o, const told_group *own)
{
    json_t *one, *money;
    if (!people_has_costs(own))
        return json_null();
    money = !own->money.known  ? json_null()
            : own->money.exact ? json_integer((json_int_t)own->money.pence)
            : own->money.shown ? json_pack("{s:I}", "shown", (json_int_t)own->money.pence)
                               : json_pack("{s:n}", "shown");
    one = json_pack("{s:o,s:o,s:o,s:o}", "asked", json_figure(o, &own->asked), "claimed", json_figure(o, &own->claimed),
                    "left", json_figure(o, &own->left), "left_pence", money);
    o->failed |= !one;
    return one;
}
