/* SPDX-License-Identifier: MIT */
/* What one occasion tells of a person. */
#include <string.h>

#include "people_internal.h"
#include "text_internal.h"

static coprod_status draft_groups(coprod_people *people, const coprod_sighting *sighting)
{
    const coprod_frame *frame = people->frame;
    for (size_t i = 0; i < sighting->group_count; i++) {
        const uint32_t group = sighting->groups[i];
        coprod__answer *answer;
        if (group >= frame->group_count)
            return COPROD_E_UNKNOWN;
        answer = &people->draft[frame->groups[group].dimension];
        answer->day = sighting->day;
        if (frame->dimensions[frame->groups[group].dimension].kind == COPROD_DIMENSION_MEMBERSHIP) {
            people->draft_bits[group / 64] |= UINT64_C(1) << group % 64;
            answer->code = COPROD__CODE_NONE; /* answered; the bits say which */
            continue;
        }
        if (answer->code != COPROD__CODE_NOTHING && answer->code != group)
            return COPROD_E_RANGE;
        answer->code = group;
    }
    return COPROD_OK;
}

static coprod_status draft_unknown(coprod_people *people, const coprod_sighting *sighting)
{
    const coprod_frame *frame = people->frame;
    for (uint32_t d = 0; sighting->unknown && d < frame->dimension_count; d++) {
        const int8_t unknown = sighting->unknown[d];
        coprod__answer *answer = &people->draft[d];
        if (unknown < -2 || unknown >= COPROD_UNKNOWN_CLASSES)
            return COPROD_E_UNKNOWN;
        if (unknown == -1)
            continue;
        if (answer->code != COPROD__CODE_NOTHING
            || (unknown == -2 && frame->dimensions[d].kind == COPROD_DIMENSION_PARTITION))
            return COPROD_E_RANGE;
        answer->code = unknown == -2 ? COPROD__CODE_NONE : COPROD__CODE_UNKNOWN + (uint32_t)unknown;
        answer->day = sighting->day;
    }
    return COPROD_OK;
}

coprod_status coprod_people_see(coprod_people *people, const uint8_t *pseudonym, const coprod_sighting *sighting)
{
    coprod_sighting own;
    coprod__seen time;
    const coprod__times seen = {&time, 1};
    uint32_t event = 0;
    size_t bytes, events;
    coprod_status status;
    if (!people || !pseudonym || !sighting)
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(sighting, sizeof own, sizeof own, &own);
    if (status != COPROD_OK)
        return status;
    if ((own.group_count && !own.groups) || (own.kind != COPROD_TALLY_ATTENDED && own.kind != COPROD_TALLY_INVITED))
        return COPROD_E_ARGUMENT;
    own.event = own.event ? own.event : "";
    status = coprod__text_check(own.event, COPROD_NTS, &bytes);
    if (status == COPROD_OK && bytes > 255)
        status = COPROD_E_LIMIT;
    coprod__people_clear(people);
    if (status == COPROD_OK)
        status = draft_groups(people, &own);
    if (status == COPROD_OK)
        status = draft_unknown(people, &own);
    events = people->event_count;
    if (status == COPROD_OK)
        status = coprod__people_event(people, own.event, &event);
    if (status != COPROD_OK)
        return status;
    time = coprod__seen_of(own.day, event, own.kind);
    status = coprod__people_unite(people, pseudonym, &seen, 0);
    if (status != COPROD_OK)
        coprod__people_keep_events(people, events);
    return status;
}
