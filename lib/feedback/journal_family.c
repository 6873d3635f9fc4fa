/* SPDX-License-Identifier: MIT */
/* Loops above and below one another in a journal: what ends and what may not yet stands in the records themselves. */
#include "journal_internal.h"

static coprod__kin *kin_of(const void *owner, uint32_t number)
{
    const coprod_journal *journal = owner;
    return &journal->loops[number].kin;
}

static int may_end(const void *owner, uint32_t number)
{
    const coprod_journal *journal = owner;
    return journal->loops[number].may_end;
}

void coprod__set_may_end(coprod_journal *journal, uint32_t number, int ends)
{
    coprod__journal_loop *own = &journal->loops[number];
    if (own->may_end != (ends != 0) && !own->kin.open)
        coprod__tell_above(journal, kin_of, may_end, number, ends);
    own->may_end = ends != 0;
}

coprod_status coprod__journal_joins(coprod_journal *journal, uint32_t child, uint64_t parent)
{
    coprod_status status = COPROD_E_UNKNOWN;
    if (parent < journal->loop_count)
        status = coprod__may_join(journal, kin_of, may_end, child, (uint32_t)parent);
    if (status == COPROD_OK)
        coprod__join(journal, kin_of, may_end, child, (uint32_t)parent);
    return status;
}

coprod_status coprod_journal_join(coprod_journal *journal, uint32_t child, uint32_t parent, int32_t day, const char *by)
{
    coprod__content content;
    size_t length;
    coprod_status status;
    if (!journal || !by || !by[0])
        return COPROD_E_ARGUMENT;
    status = coprod__text_check(by, COPROD_NTS, &length);
    if (status == COPROD_OK && (child >= journal->loop_count || parent >= journal->loop_count))
        status = COPROD_E_UNKNOWN;
    if (status == COPROD_OK && (day < COPROD__DAY_FIRST || day > COPROD__DAY_LAST))
        status = COPROD_E_RANGE;
    if (status == COPROD_OK)
        status = coprod__journal_room(journal, 1, 0);
    if (status == COPROD_OK)
        status = coprod__know_actor(journal, by);
    if (status == COPROD_OK)
        status = coprod__journal_joins(journal, child, parent);
    if (status != COPROD_OK)
        return status;
    coprod__content_begin(&content, COPROD_RECORD_PARENT, child, coprod__day_kept(day));
    coprod__content_number(&content, parent, 4);
    coprod__content_bytes(&content, journal->actor_digest, COPROD__SHORT);
    coprod__journal_add_to(journal, child, &content);
    return COPROD_OK;
}

coprod_status coprod_journal_family(const coprod_journal *journal, uint32_t number, coprod_family *family)
{
    coprod_family own = {sizeof own};
    coprod_status status = coprod__struct_begin(journal, family, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (number >= journal->loop_count)
        return COPROD_E_UNKNOWN;
    coprod__tell_family(&journal->loops[number].kin, &own);
    own.may_end = journal->loops[number].may_end;
    own.adopted = journal->loops[number].adopted;
    return coprod__struct_out(family, sizeof own, sizeof own, &own);
}

coprod_status coprod_journal_children(const coprod_journal *journal, uint32_t number, uint32_t *numbers,
                                      size_t capacity, size_t *count)
{
    size_t found = 0;
    if (count)
        *count = 0;
    if (!journal || !count || (capacity && !numbers))
        return COPROD_E_ARGUMENT;
    if (number >= journal->loop_count)
        return COPROD_E_UNKNOWN;
    for (uint32_t i = 0; i < journal->loop_count && found < journal->loops[number].kin.children; i++) {
        if (!journal->loops[i].kin.parent || journal->loops[i].kin.parent - 1 != number)
            continue;
        if (found < capacity)
            numbers[found] = i;
        found++;
    }
    *count = found;
    return found > capacity ? COPROD_E_BUFFER : COPROD_OK;
}
