/* SPDX-License-Identifier: MIT */
/* People and planned events as plain text. */
#include <stdlib.h>

#include "report_gaps.h"

static char *taken(out *o, out *words)
{
    char *text = out_take(words);
    o->failed |= !text;
    *words = (out){NULL, 0, 0, 0};
    return text;
}

static void say_group(out *o, const told_set *set, const told_group *own)
{
    out words = {NULL, 0, 0, 0};
    char *text;
    words_figure(&words, &own->count);
    if (own->has_share) {
        out_raw(&words, " (");
        words_percent(&words, own->share.estimate, own->count.exact ? 1 : 0);
        out_raw(&words, ", limits ");
        words_percent(&words, own->share.lower, own->count.exact ? 1 : 0);
        out_raw(&words, " to ");
        words_percent(&words, own->share.upper, own->count.exact ? 1 : 0);
        out_raw(&words, ")");
    }
    if (own->has_population) {
        out_raw(&words, "; of the people here ");
        words_percent(&words, own->population, 1);
    }
    if (set->info.has_invited && own->invited.known) {
        out_raw(&words, "; invited ");
        words_figure(&words, &own->invited);
    }
    if (own->has_before) {
        out_raw(&words, "; last time ");
        words_figure(&words, &own->before);
    }
    text = taken(o, &words);
    text_say(o, 4, 6, "%s: %s. %s", own->name, text ? text : "", own->state);
    free(text);
}

static void say_dimension(out *o, const told_set *set, uint32_t index)
{
    const told_dimension *own = &set->dimensions[index];
    out words = {NULL, 0, 0, 0};
    char *total;
    words_figure(&words, &own->total);
    total = taken(o, &words);
    text_say(o, 2, 4, "%s: people who answered: %s. %s %s", own->name, total ? total : "", own->unknown,
             own->not_scored);
    free(total);
    if (own->balance[0])
        text_say(o, 4, 6, "Balance: %s%s.", own->balance, own->chance);
    for (uint32_t i = 0; i < set->frame.group_count; i++)
        if (set->groups[i].info.dimension == index)
            say_group(o, set, &set->groups[i]);
}

static void fact(out *o, const char *title, const char *text)
{
    if (text && text[0])
        text_say(o, 2, 4, "%s: %s", title, text);
}

static void say_set(out *o, const told_people *all, const told_set *own)
{
    out words = {NULL, 0, 0, 0};
    char *text;
    text_head(o, "-", own->info.title[0] ? own->info.title : own->info.id);
    if (own->info.illustrative)
        text_say(o, 2, 4, "ILLUSTRATIVE: assumed, to show how the page works.");
    text_say(o, 2, 4, "Counted: %s%s%s", own->when, own->info.source[0] ? "; source: " : "", own->info.source);
    if (own->info.quote[0])
        text_say(o, 2, 4, "\u201c%s\u201d", own->info.quote);
    if (own->info.published)
        text_say(o, 2, 4, "These counts are shown as they were published.");
    else
        text_say(o, 2, 4, "PROTECTED: these counts were not published, so they are shown as a view that may be: %s. "
                          "Every other number here is made from what is shown.", all->rule_info.title);
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
    fact(o, "Note", own->info.note);
    for (uint32_t i = 0; i < own->frame.dimension_count; i++)
        say_dimension(o, own, i);
    text_gaps(o, own);
    text_costs(o, own);
    text_needs(o, own);
    out_plain(&words, "%d/%d, weight of the worst %d/%d", (int)own->frame.threshold_numerator,
              (int)own->frame.threshold_denominator, (int)own->frame.alpha_numerator,
              (int)own->frame.alpha_denominator);
    text = taken(o, &words);
    words_range_of(&words, own->frame.panel, own->frame.panel);
    out_raw(&words, own->frame.mode == COPROD_FRAME_FIXED ? " people planned"
                                                          : " people spoken of, targets go by who came");
    out_raw(&words, ", fewest voices ");
    words_range_of(&words, own->frame.min_voices, own->frame.min_voices);
    {
        char *numbers = taken(o, &words);
        text_say(o, 2, 4, "Agreed before counting: %s, threshold %s; frame %s, fingerprint %s; source: %s",
                 numbers ? numbers : "", text ? text : "", own->frame.id, own->frame.fingerprint,
                 own->frame.source_title[0] ? own->frame.source_title : "not stated");
        free(numbers);
    }
    free(text);
}

static void say_barrier(out *o, const report *r, uint32_t index)
{
    coprod_barrier own = {.size = sizeof own};
    coprod_barrier_rule rule = {.size = sizeof rule};
    out event = {NULL, 0, 0, 0};
    char *name;
    if (coprod_barriers_barrier(coprod_dossier_barriers(r->dossier), index, &own) != COPROD_OK
        || coprod_barrier_rule_get(coprod_dossier_barrier_rules(r->dossier), own.rule, &rule) != COPROD_OK)
        return;
    words_event(&event, coprod_dossier_barriers(r->dossier), &own);
    name = taken(o, &event);
    text_say(o, 2, 4, "%s (%s): %s. %s%s%s%s", rule.title, name ? name : "", words_barrier_state(own.state),
             own.change[0] ? "Changed: " : "What would help: ", own.change[0] ? own.change : rule.adjustment,
             own.loop[0] ? " Raised in: " : "", words_loop_title(r, own.loop));
    free(name);
    if (own.state == COPROD_BARRIER_NOT_KNOWN) {
        out words = {NULL, 0, 0, 0};
        char *text;
        words_asks(&words, coprod_dossier_barrier_rules(r->dossier), own.asks);
        text = taken(o, &words);
        text_say(o, 4, 6, "To ask: %s", text ? text : "");
        free(text);
    }
    for (size_t i = 0; i < r->people->count; i++)
        for (uint32_t k = 0; k < r->people->sets[i].frame.group_count; k++) {
            const char *how = words_in_the_way(r, index, i, k);
            if (how)
                text_say(o, 4, 6, "In the way of: %s (%s)", r->people->sets[i].groups[k].name, how);
        }
    text_say(o, 4, 6, "\u201c%s\u201d %s", rule.quote, rule.section);
}

void text_people(out *o, const report *r)
{
    const told_people *all = r->people;
    if (!all)
        return;
    if (all->count) {
        text_head(o, "=", "Who takes part, and who is missing");
        text_say(o, 0, 0, "%s", all->summary);
    }
    for (size_t i = 0; i < all->count; i++)
        say_set(o, all, &all->sets[i]);
    if (!all->has_plan)
        return;
    text_head(o, "=", "Who could not come");
    text_say(o, 0, 0, "%s", all->plan);
    for (uint32_t i = 0; i < all->barriers.barrier_count; i++)
        say_barrier(o, r, i);
    for (uint32_t i = 0; i < all->barriers.asked_count; i++) {
        coprod_asked own = {.size = sizeof own};
        out about = {NULL, 0, 0, 0};
        char *question;
        coprod_barriers_asked(coprod_dossier_barriers(r->dossier), i, &own);
        words_question(&about, own.question);
        question = taken(o, &about);
        text_say(o, 2, 4, "Asked: %s, %s: %d times; %s", words_plan_group(all, own.group), question ? question : "",
                 (int)own.times, words_asked(own.findings));
        free(question);
    }
}
