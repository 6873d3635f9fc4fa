/* SPDX-License-Identifier: MIT */
/* Sentences about bodies and their meetings. */
#include "report_feedback.h"

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

void words_body_meets(out *o, const feedback *all, const coprod_bodies *bodies, uint32_t index, const told_body *own)
{
    const coprod_body_state *state = &own->state;
    if (!own->info.n)
        out_raw(o, "how often is not said");
    else if (own->info.n == 1)
        out_plain(o, "every %s", own->info.unit);
    else
        out_plain(o, "every %d %ss", (int)own->info.n, own->info.unit);
    if (state->has_last) {
        out_raw(o, "; last on ");
        words_day(o, state->last_day);
    } else {
        out_raw(o, "; no meeting is known");
    }
    if (state->in_time == COPROD_BODY_YES)
        out_raw(o, "; none was missed");
    if (state->in_time == COPROD_BODY_NO) {
        int32_t due = 0;
        coprod_body_missed(bodies, index, all->day, 0, &due);
        out_plain(o, "; %d missed, the first due on ", (int)state->missed);
        words_day(o, due);
    }
    if (state->has_due) {
        out_raw(o, "; the next by ");
        words_day(o, state->due_day);
    }
}

/* "service-user" is "service user". */
static void add_kind(out *o, const char *kind)
{
    for (; *kind; kind++) {
        const char letter[2] = {*kind == '-' ? ' ' : *kind, 0};
        out_raw(o, letter);
    }
}

void words_share(out *o, const coprod_body_share *share)
{
    if (share->answer == COPROD_BODY_NO_RULE) {
        out_raw(o, "no majority is asked for");
        return;
    }
    add_kind(o, share->kind);
    if (!share->known)
        out_raw(o, ", who should be the majority: not known");
    else if (!share->own_known || share->answer == COPROD_BODY_NOT_KNOWN)
        out_raw(o, ", who should be the majority: not known, because not everybody is counted");
    else
        out_plain(o, ": %d of %d, %s majority", (int)share->own, (int)(share->own + share->others),
                  share->answer == COPROD_BODY_YES ? "a" : "no");
}

static int add_meeting(const coprod_bodies *bodies, uint32_t index, uint32_t i, told_body *own)
{
    coprod_body_meeting meeting = {.size = sizeof meeting};
    coprod_body_share share = {.size = sizeof share};
    out words = {NULL, 0, 0, 0};
    coprod_body_get_meeting(bodies, index, i, &meeting);
    coprod_body_present(bodies, index, i, &share);
    if (share.answer != COPROD_BODY_NO && meeting.chair_answer != COPROD_BODY_NO)
        return 1;
    words_day(&words, meeting.day);
    out_raw(&words, ": ");
    if (share.answer == COPROD_BODY_NO) {
        out_raw(&words, "those who were there, ");
        words_share(&words, &share);
    }
    if (meeting.chair_answer == COPROD_BODY_NO) {
        out_raw(&words, share.answer == COPROD_BODY_NO ? "; the chair: " : "the chair: ");
        add_kind(&words, meeting.chair);
        out_raw(&words, ", not ");
        add_kind(&words, own->info.chair);
    }
    return lines_add(&own->notes, &words);
}

static int add_item(const feedback *all, const coprod_bodies *bodies, uint32_t index, uint32_t i, told_body *own)
{
    coprod_body_item item = {.size = sizeof item};
    coprod_body upper = {.size = sizeof upper};
    out words = {NULL, 0, 0, 0};
    coprod_body_get_item(bodies, index, i, all->day, &item);
    coprod_body_get(bodies, item.upper, &upper);
    words_day(&words, item.day);
    out_plain(&words, ": %s was carried up to the %s", item.id, upper.name);
    if (item.state == COPROD_ITEM_CARRIED) {
        out_raw(&words, ", where it came on ");
        words_day(&words, item.came_day);
    } else if (item.state == COPROD_ITEM_WAITING) {
        out_raw(&words, ", which has not met since");
    } else {
        out_plain(&words, ", which has met %d time%s since without it", (int)item.without, plural(item.without));
    }
    return lines_add(&own->notes, &words);
}

int words_body_notes(const feedback *all, const coprod_bodies *bodies, uint32_t index, told_body *own)
{
    int good = 1;
    for (uint32_t i = 0; good && i < own->state.meeting_count; i++)
        good = add_meeting(bodies, index, i, own);
    for (uint32_t i = 0; good && i < own->state.item_count; i++)
        good = add_item(all, bodies, index, i, own);
    return good;
}

void words_governance(out *o, const coprod_bodies_totals *all)
{
    out_plain(o, "%d bod%s, to which feedback goes.", (int)all->bodies, all->bodies == 1 ? "y" : "ies");
    if (!all->meetings) {
        out_raw(o, " No meeting is known, so nothing can be said of missed ones.");
        return;
    }
    out_plain(o, " Of %d meeting%s that are known, %d had no majority of the people who should be one. Missed: %d.",
              (int)all->meetings, plural(all->meetings), (int)all->met_without, (int)all->missed);
    if (all->in_time_not_known)
        out_plain(o, " Of %d bod%s it is not known.", (int)all->in_time_not_known,
                  all->in_time_not_known == 1 ? "y" : "ies");
    if (all->items_carried + all->items_waiting + all->items_missed)
        out_plain(o, " Of what was carried up, %d came to the body above, %d wait%s, %d %s left out.",
                  (int)all->items_carried, (int)all->items_waiting, all->items_waiting == 1 ? "s" : "",
                  (int)all->items_missed, all->items_missed == 1 ? "was" : "were");
}
