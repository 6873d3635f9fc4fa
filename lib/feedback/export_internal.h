/* SPDX-License-Identifier: MIT */
/* A machine as a picture or a text: the writers of each format. */
#ifndef COPROD_EXPORT_INTERNAL_H
#define COPROD_EXPORT_INTERNAL_H

#include "machine_internal.h"

void coprod__export_dot(coprod__writer *out, const coprod_machine *machine);
void coprod__export_mermaid(coprod__writer *out, const coprod_machine *machine);
void coprod__export_markdown(coprod__writer *out, const coprod_machine *machine);
void coprod__export_next(coprod__writer *out, const coprod_machine *machine, const coprod_texts *texts);

/* On one line, with what `special` names escaped: by a backslash, or as Mermaid does. */
void coprod__export_escaped(coprod__writer *out, const char *text, const char *special);

/* The transition of an event in a state; NULL. */
static inline const coprod__transition *coprod__transition_of(const coprod_machine *machine, uint32_t state,
                                                              uint32_t event)
{
    uint16_t index = coprod__transition_at(machine, state, event);
    return index == COPROD__NO_TRANSITION ? NULL : &machine->transitions[index];
}

#endif
