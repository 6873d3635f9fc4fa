/* SPDX-License-Identifier: MIT */
/* Inside a state of people. What is known of a person only grows: answers, memberships and times are united, so that
 * the order in which states meet does not matter. */
#ifndef COPROD_PEOPLE_INTERNAL_H
#define COPROD_PEOPLE_INTERNAL_H

#include "coprod/equity_people.h"
#include "frame_internal.h"

/* Codes of an answer beside indices of groups: an unknown class, none of the groups, and nothing said. */
#define COPROD__CODE_UNKNOWN UINT32_C(0xFFFFFF00)
#define COPROD__CODE_NONE UINT32_C(0xFFFFFFFE)
#define COPROD__CODE_NOTHING UINT32_C(0xFFFFFFFF)

/* The answer to one dimension: of a membership only whether there is one; its groups are bits. */
typedef struct coprod__answer {
    uint32_t code;
    int32_t day;
} coprod__answer;

/* A time: the day above, then the event's index, and the kind in the lowest bit; so numbers in order are times in
 * order. */
typedef uint64_t coprod__seen;

typedef struct coprod__person {
    uint8_t pseudonym[COPROD_PSEUDONYM];
    coprod__seen *seen; /* in order, each once */
    uint32_t seen_count;
    uint32_t different; /* more than one answer to a question of which one holds */
} coprod__person;

struct coprod_people {
    coprod__memory memory;
    const coprod_frame *frame;
    size_t word_count;        /* of 64 bits that hold a person's memberships */
    coprod__person *persons;
    coprod__answer *answers;  /* dimension_count for each person */
    uint64_t *bits;           /* word_count for each person */
    uint64_t *slots;          /* by hash: the hash above, and the index of a person, or UINT32_MAX */
    char **events;
    uint32_t *event_order;    /* indices of events by their text */
    size_t count, person_capacity, answer_capacity, bit_capacity, slot_count;
    size_t event_count, event_capacity, order_capacity;
    coprod__answer *draft;    /* what is about to be united */
    uint64_t *draft_bits;
};

static inline coprod__seen coprod__seen_of(int32_t day, uint32_t event, int32_t kind)
{
    return (uint64_t)((uint32_t)day ^ UINT32_C(0x80000000)) << 32 | (uint64_t)event << 1 | (uint64_t)kind;
}

static inline int32_t coprod__seen_day(coprod__seen seen)
{
    return (int32_t)((uint32_t)(seen >> 32) ^ UINT32_C(0x80000000));
}

static inline uint32_t coprod__seen_event(coprod__seen seen)
{
    return (uint32_t)seen >> 1;
}

static inline int32_t coprod__seen_kind(coprod__seen seen)
{
    return (int32_t)(seen & 1);
}

/* Empties the draft. */
void coprod__people_clear(coprod_people *people);
/* Whether there is an event, and where it stands, or would, in the order of texts. */
int coprod__people_find_event(const coprod_people *people, const char *event, size_t *at);
/* Index of an event, which is made if it is not there. */
coprod_status coprod__people_event(coprod_people *people, const char *event, uint32_t *index);
void coprod__people_keep_events(coprod_people *people, size_t count); /* the first ones that were made */

uint32_t coprod__people_find(const coprod_people *people, const uint8_t *pseudonym); /* UINT32_MAX: not known */
coprod_status coprod__people_room(coprod_people *people, size_t more);               /* for so many more people */

/* Times in order, each once. */
typedef struct coprod__times {
    coprod__seen *list;
    uint32_t count;
} coprod__times;

/* Times of a person, or of a new one, united with further ones; the list is NULL where nothing is new. */
coprod_status coprod__people_times(const coprod_people *people, uint32_t known, const coprod__times *seen,
                                   coprod__times *united);
/* Unites the draft with what is known of a person, or of a new one, for whom there is room; and takes the times. */
void coprod__people_put(coprod_people *people, uint32_t known, const uint8_t *pseudonym, const coprod__times *united,
                        uint32_t different);
/* All of that for one person; unchanged on failure. */
coprod_status coprod__people_unite(coprod_people *people, const uint8_t *pseudonym, const coprod__times *seen,
                                   uint32_t different);

/* Whether a person is in a group, or in ::COPROD_EVERYBODY. */
int coprod__people_in(const coprod_people *people, size_t person, uint32_t group);

/* Sorts whole numbers by heap: qsort() may take memory. */
void coprod__people_sort(uint64_t *numbers, size_t count);

#endif
