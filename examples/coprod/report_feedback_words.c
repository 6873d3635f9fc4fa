/* SPDX-License-Identifier: MIT */
/* Sentences about loops, about what was measured, and about what continues. */
#include <stdlib.h>
#include <string.h>

#include "report_feedback.h"

const char *const statement_titles[5] = {"People said", "Decided, and why", "Done", "Who was told", "Seen since"};

void words_milli(out *o, int64_t value, int32_t scale)
{
    char text[32];
    size_t length;
    coprod_decimal_write(value, scale, text, sizeof text, NULL);
    for (length = strlen(text); text[length - 1] == '0'; length--)
        text[length - 1] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
    out_plain(o, "%s", text);
}

static const char *days_of(int32_t count)
{
    return count == 1 ? "day" : "days";
}

/* --- loops --- */

static coprod_machine_element element_of(const told_loop *own, int32_t kind, uint32_t index)
{
    coprod_machine_element element = {.size = sizeof element};
    coprod_machine_get_element(own->info.machine, kind, index, &element);
    return element;
}

void words_loop_stands(out *o, const told_loop *own)
{
    coprod_machine_element state;
    if (!own->info.loop) {
        out_raw(o, "not known: nothing is said of the days on which something was done, so there are no deadlines "
                   "either");
        return;
    }
    state = element_of(own, COPROD_ELEMENT_STATE, own->state.state);
    out_plain(o, "%s.%s%s", state.title, state.text[0] ? " " : "", state.text);
    if (own->info.children)
        out_plain(o, " Of %d below it %d %s not known to be closed.", (int)own->info.children,
                  (int)own->info.open_children, own->info.open_children == 1 ? "is" : "are");
}

/* A fact of the loop by its id; 0 where its machine has none. */
static int fact(const told_loop *own, const char *id, int *value)
{
    coprod_fact told = {.size = sizeof told};
    uint32_t index;
    if (!own->info.loop || coprod_machine_find(own->info.machine, COPROD_ELEMENT_FACT, id, &index) != COPROD_OK
        || coprod_loop_fact(own->info.loop, index, &told) != COPROD_OK)
        return 0;
    *value = (int)told.number;
    return 1;
}

void words_loop_told(out *o, const told_loop *own)
{
    int reachable, told, published = 0, anonymous = 0;
    if (!fact(own, "contactable", &reachable) || !fact(own, "told", &told))
        return;
    fact(own, "published", &published);
    fact(own, "anonymous", &anonymous);
    if (reachable)
        out_plain(o, "%d of %d who can be reached", told, reachable);
    else
        out_raw(o, "nobody can be reached");
    if (published)
        out_raw(o, "; it was published");
    else if (anonymous)
        out_plain(o, "; not yet published for the %d who gave no name", anonymous);
}

void words_loop_late(out *o, const told_loop *own)
{
    int missed = (int)own->state.breach_count, open = (int)own->state.unexplained;
    if (!own->info.loop || !missed)
        return;
    out_plain(o, "%d %s missed", missed, days_of(missed));
    if (!open)
        out_raw(o, ", explained");
    else if (open == missed)
        out_raw(o, ", not explained yet");
    else
        out_plain(o, ", %d not explained yet", open);
}

static int add_missed(told_loop *own)
{
    for (uint32_t i = 0; i < own->state.breach_count; i++) {
        coprod_breach breach = {.size = sizeof breach};
        coprod_machine_element timer, level;
        out words = {NULL, 0, 0, 0};
        coprod_loop_breach(own->info.loop, i, &breach);
        timer = element_of(own, COPROD_ELEMENT_TIMER, breach.timer);
        level = element_of(own, COPROD_ELEMENT_LEVEL, (uint32_t)breach.level - 1);
        out_plain(&words, "%s: it was due on ", timer.text[0] ? timer.text : timer.id);
        words_day(&words, breach.due);
        if (level.title && level.title[0])
            out_plain(&words, "; this goes to: %s", level.title);
        if (!lines_add(&own->missed, &words))
            return 0;
    }
    return 1;
}

/* The day of a clock that runs: a duty, or, while a loop is open, a time that is not over. INT32_MAX: none. */
static int32_t day_of(const feedback *all, const told_loop *own, uint32_t index)
{
    coprod_timer timer = {.size = sizeof timer};
    int32_t running, due;
    coprod_loop_due(own->info.loop, index, &running, &due);
    coprod_machine_timer(own->info.machine, index, &timer);
    return running && (timer.level || (due >= all->day && !own->state.accepting)) ? due : INT32_MAX;
}

/* The first day first. */
static int add_next(const feedback *all, told_loop *own)
{
    coprod_machine_info info = {.size = sizeof info};
    int32_t last = INT32_MIN;
    coprod_machine_get(own->info.machine, &info);
    for (;;) {
        int32_t first = INT32_MAX;
        for (uint32_t i = 0; i < info.timer_count; i++) {
            int32_t due = day_of(all, own, i);
            first = due > last && due < first ? due : first;
        }
        if (first == INT32_MAX)
            return 1;
        last = first;
        for (uint32_t i = 0; i < info.timer_count; i++) {
            coprod_machine_element timer = element_of(own, COPROD_ELEMENT_TIMER, i);
            out words = {NULL, 0, 0, 0};
            if (day_of(all, own, i) != first)
                continue;
            out_plain(&words, "%s: %s", timer.text[0] ? timer.text : timer.id,
                      first < all->day ? "overdue since " : "");
            words_day(&words, first);
            if (!lines_add(&own->next, &words))
                return 0;
        }
    }
}

int words_loop_days(const feedback *all, told_loop *own)
{
    return !own->info.loop || (add_missed(own) && add_next(all, own));
}

void words_loops(out *o, const feedback *own)
{
    int closed = 0, open = 0, unknown = 0, late = 0, explained = 0;
    for (size_t i = 0; i < own->loop_count; i++) {
        const told_loop *one = &own->loops[i];
        unknown += !one->info.loop;
        closed += one->info.loop && one->state.accepting;
        open += one->info.loop && !one->state.accepting;
        late += one->info.loop && one->state.breach_count;
        explained += one->info.loop && one->state.breach_count && !one->state.unexplained;
    }
    out_plain(o, "%d feedback loop%s: what people said, and what came of it.", (int)own->loop_count,
              own->loop_count == 1 ? "" : "s");
    if (closed || open)
        out_plain(o, " %d %s closed, which means that people were told and nothing was left unexplained; %d %s open.",
                  closed, closed == 1 ? "is" : "are", open, open == 1 ? "is" : "are");
    if (late)
        out_plain(o, " In %d a day was missed; in %d of them all of it has been explained.", late, explained);
    if (unknown)
        out_plain(o, " Of %d the sources do not say where %s and what is due.", unknown,
                  unknown == 1 ? "it stands" : "they stand");
}

/* --- measures --- */

static void add_date(out *o, const char *before, const char *date, const char *after)
{
    out_raw(o, before);
    words_date(o, date);
    out_raw(o, after);
}

void words_change(out *o, const coprod_measure *m)
{
    static const char *const words[] = {"", "", "", "", "unchanged", "better", "worse",
                                        "different; nobody said which way is better"};
    if (!m->has_baseline && !m->has_latest) {
        out_raw(o, "not known: there is neither a baseline nor a value");
        return;
    }
    if (m->has_baseline) {
        words_milli(o, m->baseline_milli, 3);
        add_date(o, " (", m->baseline_date, ")");
    } else {
        out_raw(o, "no baseline");
    }
    if (!m->has_latest) {
        out_raw(o, "; no value since, so whether it changed is not known");
        return;
    }
    out_raw(o, m->has_baseline ? " to " : "; latest ");
    words_milli(o, m->latest_milli, 3);
    add_date(o, " (", m->latest_date, "): ");
    out_raw(o, m->has_change ? words[m->change] : "whether it changed is not known");
}

void words_target(out *o, const coprod_measure *m)
{
    if (!m->has_target) {
        out_raw(o, "none agreed");
        return;
    }
    words_milli(o, m->target_milli, 3);
    if (m->has_target_day)
        add_date(o, " by ", m->target_date, "");
    out_plain(o, ": %s", m->target == COPROD_TARGET_MET         ? "met"
                         : m->target == COPROD_TARGET_NOT_YET   ? "not met yet"
                         : m->target == COPROD_TARGET_NOT_KNOWN ? "not known whether it is met"
                         : m->has_met_late                      ? "missed, and met later"
                                                                : "missed");
}

static void add_point(out *o, uint32_t index, const int32_t *days, const char *const *dates)
{
    if (days)
        words_day(o, days[index]);
    else
        words_date(o, dates[index]);
}

void words_chart(out *o, const feedback *all, const coprod_run *run, const int32_t *days, const char *const *dates)
{
    if (run->signals & COPROD_SIGNAL_TOO_FEW) {
        out_plain(o, "%d point%s: with fewer than %d nothing is read into them.", (int)run->points,
                  run->points == 1 ? "" : "s", (int)all->rule.fewest_points);
        return;
    }
    if (run->signals & COPROD_SIGNAL_SHIFT) {
        out_plain(o, "A shift: %d points in a row lie %s the median, from ", (int)run->shift_length,
                  run->shift_side > 0 ? "above" : "below");
        add_point(o, run->shift_first, days, dates);
        out_raw(o, " to ");
        add_point(o, run->shift_last, days, dates);
        out_raw(o, ". ");
    }
    if (run->signals & COPROD_SIGNAL_TREND) {
        out_plain(o, "A trend: %d points in a row %s, from ", (int)run->trend_length,
                  run->trend_way > 0 ? "rise" : "fall");
        add_point(o, run->trend_first, days, dates);
        out_raw(o, " to ");
        add_point(o, run->trend_last, days, dates);
        out_raw(o, ". ");
    }
    out_raw(o, run->signals ? "That is more than chance would show; why, no chart can tell."
                            : "Nothing here is more than chance may do.");
}

/* --- what continues --- */

void words_promised(out *o, const coprod_continue *p)
{
    out_raw(o, p->what);
    if (!o->failed && o->length && o->text[o->length - 1] == '.')
        o->text[--o->length] = '\0'; /* the sentence goes on */
    if (p->has_by) {
        out_raw(o, ", by ");
        words_date(o, p->by_date);
    }
    switch (p->state) {
    case COPROD_CONTINUES_NO_DAY: out_raw(o, ": no day was said"); break;
    case COPROD_CONTINUES_TO_COME: out_raw(o, ": to come"); break;
    case COPROD_CONTINUES_DUE_TODAY: out_raw(o, ": due on this day"); break;
    case COPROD_CONTINUES_OVERDUE:
        out_plain(o, ": overdue for %d %s, and nothing is known of it", (int)p->late_days, days_of(p->late_days));
        break;
    default:
        out_raw(o, p->state >= COPROD_CONTINUES_STOPPED ? ": stopped on " : ": kept on ");
        words_day(o, p->done_day);
        if (p->late_days)
            out_plain(o, ", %d %s late", (int)p->late_days, days_of(p->late_days));
        if (p->reason[0])
            out_plain(o, ", because: %s", p->reason);
    }
}
