/* SPDX-License-Identifier: MIT */
/* A machine as a picture or a text: the writers of each format. */
#ifndef COPROD_EXPORT_INTERNAL_H
#define COPROD_EXPORT_INTERNAL_H

#include "machine_internal.h"

void coprod__export_dot(coprod__writer *out, const coprod_machine *machine);
void coprod__export_mermaid(coprod__writer *out, const coprod_machine *machine);
void coprod__export_markdown(coprod__writer *out, const coprod_machine *machine);
void coprod__export_next(coprod__writer *out, const coprod_machine *machine, const coprod_texts *texts);

/* These read the guards again, which takes memory of the C library. */
coprod_status coprod__export_scxml(coprod__writer *out, const coprod_machine *machine);
coprod_status coprod__export_promela(coprod__writer *out, const coprod_machine *machine);

/* On one line, with what `special` names escaped: by a backslash, or as Mermaid does. */
void coprod__export_escaped(coprod__writer *out, const char *text, const char *special);

/* The transition of an event in a state; NULL. */
static inline const coprod__transition *coprod__transition_of(const coprod_machine *machine, uint32_t state,
                                                              uint32_t event)
{
    uint16_t index = coprod__transition_at(machine, state, event);
    return index == COPROD__NO_TRANSITION ? NULL : &machine->transitions[index];
}

/* --- tests as expressions --- */

typedef struct coprod__phrase {
    coprod__writer *out;
    const coprod_machine *machine;
    uint32_t event; /* whose payload is meant */
    /* All but "and", "or" and "not". */
    void (*leaf)(struct coprod__phrase *own, const char *op, const json_t *json);
    uint32_t maybe; /* of Promela: comparisons that may come out either way */
    coprod_status status;
} coprod__phrase;

void coprod__export_named(coprod__writer *out, const coprod_machine *machine); /* and its fingerprint */
coprod_status coprod__export_parse(const char *text, json_t **json);
void coprod__export_test(coprod__phrase *phrase, const json_t *json);
void coprod__export_guard(coprod__phrase *phrase, uint32_t guard);
const char *coprod__export_sign(const char *op, const char *equal);

/* --- ECMAScript --- */

/* A text in single quotes, which may stand in a script and in an attribute. */
void coprod__ecma_text(coprod__writer *out, const char *text);
void coprod__ecma_member(coprod__writer *out, const char *object, const char *name);
void coprod__ecma_data(coprod__writer *out, const coprod_machine *machine);
coprod_status coprod__ecma_script(coprod__writer *out, const coprod_machine *machine);

#endif
