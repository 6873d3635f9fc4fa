/* SPDX-License-Identifier: MIT */
/* What a machine needs to be written as Promela. */
#ifndef COPROD_PROMELA_INTERNAL_H
#define COPROD_PROMELA_INTERNAL_H

#include "explore_internal.h"
#include "export_internal.h"

typedef struct coprod__promela {
    coprod__writer *out;
    const coprod_machine *machine;
    coprod__explored asked; /* what is told apart */
    uint8_t in_cone[COPROD__FACTS];
    uint32_t caps[COPROD__FACTS];
    uint32_t most;    /* above it nothing is told apart */
    uint32_t largest; /* number that is written anywhere */
} coprod__promela;

/* Whether a clock matters: a guard asks for its day, or it can be missed. */
static inline int coprod__promela_keeps(const coprod__promela *own, uint32_t timer)
{
    return own->asked.asked[timer] || own->machine->timer_rules[timer].level;
}

void coprod__promela_name(coprod__writer *out, const char *prefix, const coprod__names *names, uint32_t index);
void coprod__promela_numbered(coprod__writer *out, const char *prefix, uint32_t number);
void coprod__promela_leaf(coprod__phrase *phrase, const char *op, const json_t *json);
/* The guards of a transition, and how many of their comparisons may come out either way. */
coprod_status coprod__promela_guards(const coprod__promela *own, const coprod__transition *transition,
                                     coprod__writer *out, uint32_t *maybe);
coprod_status coprod__promela_transition(coprod__promela *own, uint32_t number);

#endif
