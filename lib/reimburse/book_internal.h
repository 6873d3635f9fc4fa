/* SPDX-License-Identifier: MIT */
/* Counts by key: what a ledger holds, and what one claim adds to it. */
#ifndef COPROD_BOOK_INTERNAL_H
#define COPROD_BOOK_INTERNAL_H

#include "exact_internal.h"
#include "memory_internal.h"

enum coprod__counted {
    COPROD__COUNT_MILES = 1,   /* thousandths of a mile towards the bands of an expense, by day */
    COPROD__COUNT_MONEY,       /* thousandths of a penny under a cap */
    COPROD__COUNT_MINUTES,     /* minutes under a cap */
    COPROD__COUNT_LINES,       /* lines under a cap */
    COPROD__COUNT_CAP_MILES,   /* thousandths of a mile under a cap */
    COPROD__COUNT_EARNINGS,    /* pence, for a check */
    COPROD__COUNT_TIME,        /* minutes, for a check */
    COPROD__COUNT_RECEIPT,     /* times that a fingerprint was seen */
    COPROD__COUNT_CLAIM,       /* 1: this claim was counted */
    COPROD__COUNT_KINDS,
    COPROD__COUNT_GROUP = 100, /* within one claim only, from here on */
    COPROD__COUNT_NIGHT
};

enum { COPROD__ANY_DAY = -0x7fffffff - 1 };
/* Most that an entry may hold, a million times more than any real one: sums of a few fit everywhere. */
#define COPROD__ENTRY_MOST INT64_C(1000000000000000)

/* Texts are "" and days COPROD__ANY_DAY where they mean nothing. */
typedef struct coprod__entry_key {
    const char *of;     /* id of an expense, cap or check */
    const char *person, *payer, *group;
    const char *word;   /* event, journey, session or fingerprint */
    int32_t period;     /* first day of a period */
    int32_t day;
    uint8_t kind;
} coprod__entry_key;

typedef struct coprod__entry {
    coprod__entry_key key;
    uint64_t hash;
    int64_t value;         /* what is counted; 0 is as good as absent */
    int64_t opening;       /* of a claim: what the ledger held */
    coprod__exact used;    /* of a claim: exact money, before it is rounded into `value` */
    int32_t next;          /* of a ledger's miles: the next day of the same sum, or -1 */
    uint8_t sum;           /* of a ledger's miles: the sum of all days, which is not saved */
    uint8_t mark;          /* of a claim: what whoever walks needs to remember */
    uint8_t local;         /* of a claim: never goes to a ledger */
} coprod__entry;

typedef struct coprod__book {
    coprod__memory memory;
    coprod__arena *texts; /* where keys are copied to; NULL: they outlive the book */
    coprod__entry *list;
    int32_t *slots;       /* indices into the list, or -1 */
    size_t count, capacity, slot_count;
} coprod__book;

void coprod__book_init(coprod__book *book, const coprod__memory *memory, coprod__arena *texts);
void coprod__book_free(coprod__book *book);
void coprod__book_clear(coprod__book *book);
/* NULL if it is not there. */
coprod__entry *coprod__book_find(const coprod__book *book, const coprod__entry_key *key);
/* Finds or adds it; NULL without memory. Pointers to others may move. */
coprod__entry *coprod__book_put(coprod__book *book, const coprod__entry_key *key);
int coprod__entry_order(const coprod__entry_key *a, const coprod__entry_key *b);

#endif
