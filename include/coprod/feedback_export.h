/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/feedback_export.h
 * A machine as a picture or a text: for those who decide whether it is the right one, and for those who wait for an
 * answer.
 */
#ifndef COPROD_FEEDBACK_EXPORT_H
#define COPROD_FEEDBACK_EXPORT_H

#include "feedback.h"

#ifdef __cplusplus
extern "C" {
#endif

/** As what a machine is written. @since 0.3 */
enum coprod_export_format {
    COPROD_EXPORT_DOT = 1,         /**< 1: a graph for Graphviz; an arrow carries all events between two states. */
    COPROD_EXPORT_MERMAID = 2,     /**< 2: a Mermaid state diagram, with the same arrows. */
    COPROD_EXPORT_MARKDOWN = 3,    /**< 3: tables of its parts, in the words of the definition. */
    COPROD_EXPORT_NEXT = 4,        /**< 4: "what happens next", state by state, in plain words, as Markdown. */
    COPROD_EXPORT_SCXML = 5,       /**< 5: SCXML with ECMAScript, for another engine to run; it is told due days. */
    COPROD_EXPORT_PROMELA = 6      /**< 6: a model for SPIN, which asserts the invariants in every order of days. */
};

/**
 * The word of a format.
 * @param[in] format any number.
 * @return static text: "dot", "mermaid", "markdown", "next", "scxml" or "promela"; "" for a number that is no format.
 * @since 0.3
 */
COPROD_API const char *coprod_export_name(int32_t format);

/**
 * Writes a machine. The same machine gives the same bytes. Local times that were replaced are written as they are now,
 * and marked. Thread-safe. Takes no memory, but for ::COPROD_EXPORT_SCXML and ::COPROD_EXPORT_PROMELA, which read the
 * guards again. Cost: in proportion to states times transitions; Promela writes each guard out wherever it is used.
 * @param[in] machine the machine.
 * @param[in] format one of ::coprod_export_format.
 * @param[in] texts @nullable the catalogue for ::COPROD_EXPORT_NEXT; NULL for plain English.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN (no such format); COPROD_E_BUFFER; COPROD_E_MEMORY;
 *         COPROD_E_RANGE (::COPROD_EXPORT_PROMELA: a number above 2147483647, which Promela cannot hold).
 * @since 0.3
 */
COPROD_API coprod_status coprod_machine_export(const coprod_machine *machine, int32_t format,
                                               const coprod_texts *texts, char *buffer, size_t capacity,
                                               size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
