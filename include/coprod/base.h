/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/base.h
 * Status codes, findings, texts, the allocator and exact decimal text: what every other header stands on.
 *
 * Rules that hold for the whole library:
 * - A function that can fail returns ::coprod_status and nothing else; its results go to the last parameters,
 *   which are written on failure too (0, NULL or an empty text).
 * - All text is UTF-8. Text goes in as pointer and byte length, or ::COPROD_NTS as the length of a NUL-terminated
 *   text. Text comes out into the caller's buffer: `needed` counts the bytes including the final NUL; a buffer that
 *   is too short gives ::COPROD_E_BUFFER, and what fits is NUL-terminated.
 * - A struct whose first member is `size` is filled in by the caller with `sizeof` before the call; the library
 *   touches no byte beyond it. A smaller struct of an older version works; zero is every option's default.
 * - No global state: no locale, clock, environment, file, output, or last error. Nothing to initialise. (The JSON
 *   reader, Jansson, takes one random seed from the system at its first use.)
 * - Definitions never change after they are loaded and may be shared by all threads. Objects that change belong to
 *   one thread at a time. `_free` accepts NULL and objects may be freed in any order.
 */
#ifndef COPROD_BASE_H
#define COPROD_BASE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32) && !defined(COPROD_STATIC)
#ifdef COPROD_BUILDING
#define COPROD_API __declspec(dllexport)
#else
#define COPROD_API __declspec(dllimport)
#endif
#elif defined(COPROD_BUILDING) && defined(__GNUC__)
#define COPROD_API __attribute__((visibility("default")))
#else
#define COPROD_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Length of a text that ends with a NUL byte. @since 0.1 */
#define COPROD_NTS ((size_t)-1)

/** Outcome of a call: ::COPROD_OK or one of the negative codes of ::coprod_status_code. @since 0.1 */
typedef int32_t coprod_status;

/**
 * The codes of ::coprod_status. A code keeps its number and meaning for ever; treat one you do not know as
 * ::COPROD_E_FAILED. @since 0.1
 */
enum coprod_status_code {
    COPROD_OK = 0,                    /**< 0: done. */
    COPROD_E_ARGUMENT = -1,           /**< -1: a pointer was NULL or a number had no meaning here. */
    COPROD_E_STRUCT = -10,            /**< -10: a struct's `size` is smaller than its first version, or absurd. */
    COPROD_E_STRUCT_NEWER = -11,      /**< -11: a struct holds a setting that this version does not know. */
    COPROD_E_MEMORY = -20,            /**< -20: the allocator gave no memory. */
    COPROD_E_BUFFER = -21,            /**< -21: the buffer is too short; `needed` says how long it must be. */
    COPROD_E_OVERFLOW = -22,          /**< -22: the answer does not fit its integer. */
    COPROD_E_TEXT = -30,              /**< -30: a text is not valid UTF-8 or holds a NUL byte. */
    COPROD_E_SYNTAX = -31,            /**< -31: the input is not one JSON value. */
    COPROD_E_LIMIT = -32,             /**< -32: the input is larger or deeper than the documented limit. */
    COPROD_E_DEFINITION = -33,        /**< -33: JSON, but not the document that was asked for; see the findings. */
    COPROD_E_NUMBER = -34,            /**< -34: a text is not an exact decimal number or date. */
    COPROD_E_RANGE = -40,             /**< -40: a value lies outside its range, or was counted already or never. */
    COPROD_E_UNKNOWN = -41,           /**< -41: an id or index is not known here. */
    COPROD_E_CALENDAR_RANGE = -42,    /**< -42: a day that had to be looked up is outside the calendar. */
    COPROD_E_BLOB = -50,              /**< -50: a saved state is damaged, cut short or of another kind. */
    COPROD_E_FINGERPRINT = -51,       /**< -51: a saved state or object belongs to another definition. */
    COPROD_E_FAILED = -99             /**< -99: something else went wrong inside. */
};

/** How much a finding matters. @since 0.1 */
enum coprod_severity {
    COPROD_ERROR = 1,     /**< 1: the input cannot be used. */
    COPROD_WARNING = 2,   /**< 2: the input is used, but look at this. */
    COPROD_NOTE = 3       /**< 3: worth knowing. */
};

/** What a running library can do, for coprod_feature(). @since 0.1 */
enum coprod_feature_id {
    COPROD_FEATURE_SPECTRUM = 1,     /**< 1: the spectrum engine. */
    COPROD_FEATURE_REIMBURSE = 2,    /**< 2: the reimbursement engine. */
    COPROD_FEATURE_FEEDBACK = 3,     /**< 3: the feedback-loop engine. */
    COPROD_FEATURE_EQUITY = 4,       /**< 4: the equity engine. */
    COPROD_FEATURE_PROGRAMME = 5     /**< 5: the dossier reader. */
};

/**
 * Memory functions of one object; NULL in their place means malloc, realloc and free. The struct is copied when an
 * object is made. The functions are called on the calling thread only, and must not call the library. Parsing JSON
 * may use malloc for the time of the call; what an object keeps uses its allocator. @since 0.1
 */
typedef struct coprod_allocator {
    size_t size;                                                                  /**< sizeof(coprod_allocator). */
    void *context;                                                                /**< Given back to each function. */
    void *(*alloc)(void *context, size_t bytes);                                  /**< New block, or NULL. */
    void *(*resize)(void *context, void *block, size_t old_bytes, size_t bytes);  /**< Grown block, or NULL. */
    void (*release)(void *context, void *block, size_t bytes);                    /**< Gives a block back. */
} coprod_allocator;

/** A list of findings: every problem of a definition or input, in the order found. One thread at a time. @since 0.1 */
typedef struct coprod_findings coprod_findings;

/** A catalogue of sentences by code. Immutable, shared by threads. @since 0.1 */
typedef struct coprod_texts coprod_texts;

/** One finding. Its texts live until the list is cleared or freed. @since 0.1 */
typedef struct coprod_finding {
    size_t size;            /**< sizeof(coprod_finding), set by the caller. */
    const char *code;       /**< Stable word, such as "unknown-key". */
    const char *place;      /**< JSON pointer of the value ("" is the whole document). */
    const char *found;      /**< What was there, shortened. */
    const char *expected;   /**< What would have been right. */
    int64_t row;            /**< Row of a batch, or -1. */
    int32_t severity;       /**< One of ::coprod_severity. */
    int32_t line;           /**< Line of the text, from 1, or 0 where it is not known. */
    int32_t column;         /**< Column of that line, from 1, or 0. */
    int32_t reserved;       /**< 0. */
} coprod_finding;

/** Version of the running library: major * 1000000 + minor * 1000 + patch. @return the number. @since 0.1 */
COPROD_API int32_t coprod_version(void);

/** Version of the running library as text, such as "0.1.0". @return static text. @since 0.1 */
COPROD_API const char *coprod_version_text(void);

/**
 * Whether the running library has a feature.
 * @param[in] feature one of ::coprod_feature_id.
 * @return 1 or 0 (0 too for a number that it does not know).
 * @since 0.1
 */
COPROD_API int32_t coprod_feature(int32_t feature);

/** Number of status codes that this library can return, COPROD_OK included. @return the number. @since 0.1 */
COPROD_API size_t coprod_status_count(void);

/**
 * The status code at an index, for bindings that make their own tables.
 * @param[in] index 0 to coprod_status_count() - 1.
 * @return the code; COPROD_E_FAILED for an index beyond.
 * @since 0.1
 */
COPROD_API coprod_status coprod_status_at(size_t index);

/**
 * The identifier of a status, such as "COPROD_E_RANGE".
 * @param[in] status any number.
 * @return static text, never NULL; "COPROD_E_FAILED" for a number that is not known.
 * @since 0.1
 */
COPROD_API const char *coprod_status_name(coprod_status status);

/**
 * One plain English sentence for a status.
 * @param[in] status any number.
 * @return static text, never NULL.
 * @since 0.1
 */
COPROD_API const char *coprod_status_text(coprod_status status);

/**
 * Makes an empty list of findings.
 * @param[in] allocator @nullable memory functions; NULL for malloc.
 * @param[out] findings @owned{coprod_findings_free} the list; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_findings_new(const coprod_allocator *allocator, coprod_findings **findings);

/**
 * Frees a list.
 * @param[in] findings @nullable the list.
 * @since 0.1
 */
COPROD_API void coprod_findings_free(coprod_findings *findings);

/**
 * Empties a list and keeps its memory.
 * @param[in,out] findings @nullable the list.
 * @since 0.1
 */
COPROD_API void coprod_findings_clear(coprod_findings *findings);

/**
 * Number of findings. A call that runs out of memory while it reports still says so by its status.
 * @param[in] findings @nullable the list.
 * @return the number; 0 for NULL.
 * @since 0.1
 */
COPROD_API size_t coprod_findings_count(const coprod_findings *findings);

/**
 * One finding of a list.
 * @param[in] findings the list.
 * @param[in] index 0 to coprod_findings_count() - 1, in the order found.
 * @param[in,out] finding the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such index).
 * @since 0.1
 */
COPROD_API coprod_status coprod_findings_get(const coprod_findings *findings, size_t index, coprod_finding *finding);

/**
 * A finding as a sentence: where, what, what was expected.
 * @param[in] findings the list.
 * @param[in] index 0 to coprod_findings_count() - 1.
 * @param[in] texts @nullable the catalogue; NULL for plain English.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_BUFFER.
 * @since 0.1
 */
COPROD_API coprod_status coprod_findings_text(const coprod_findings *findings, size_t index, const coprod_texts *texts,
                                              char *buffer, size_t capacity, size_t *needed);

/** Number of built-in catalogues of sentences. @return the number. @since 0.1 */
COPROD_API size_t coprod_texts_count(void);

/**
 * The id of a built-in catalogue: "plain", "easy-read" or "audit".
 * @param[in] index 0 to coprod_texts_count() - 1.
 * @return static text; NULL for an index beyond.
 * @since 0.1
 */
COPROD_API const char *coprod_texts_id(size_t index);

/**
 * A built-in catalogue.
 * @param[in] id one of coprod_texts_id().
 * @param[in] allocator @nullable memory functions.
 * @param[out] texts @owned{coprod_texts_free} the catalogue; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_texts_builtin(const char *id, const coprod_allocator *allocator, coprod_texts **texts);

/**
 * Loads a catalogue, such as a translation: `{"schema": "texts/1", "id": ..., "language": ..., "sentences":
 * {code: sentence}}`. A sentence may name its values in braces, such as `{place}`. A code that is left out keeps its
 * plain English sentence and gives a note; an unknown code or value name is an error.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] texts @owned{coprod_texts_free} the catalogue; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_texts_load(const char *json, size_t length, const coprod_allocator *allocator,
                                           coprod_findings *findings, coprod_texts **texts);

/**
 * Frees a catalogue.
 * @param[in] texts @nullable the catalogue.
 * @since 0.1
 */
COPROD_API void coprod_texts_free(coprod_texts *texts);

/**
 * Number of codes that have a sentence: every reason and finding of the library.
 * @return the number.
 * @since 0.1
 */
COPROD_API size_t coprod_code_count(void);

/**
 * A code at an index, in alphabetical order.
 * @param[in] index 0 to coprod_code_count() - 1.
 * @return static text; NULL for an index beyond.
 * @since 0.1
 */
COPROD_API const char *coprod_code_at(size_t index);

/**
 * The sentence of a code with its value names in braces.
 * @param[in] texts @nullable the catalogue; NULL for plain English.
 * @param[in] code the code.
 * @return text that lives as long as the catalogue; NULL for an unknown code.
 * @since 0.1
 */
COPROD_API const char *coprod_code_sentence(const coprod_texts *texts, const char *code);

/**
 * Reads an exact decimal number: optional minus, digits, optional point and digits; "20.4" at scale 3 is 20400.
 * No exponent, plus sign, space or lone point; digits beyond the scale are refused unless they are zeros. Never
 * passes through floating point.
 * @param[in] text @array{length} the number.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] scale decimal places kept, 0 to 18.
 * @param[out] value the number times 10 to the power of scale; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_NUMBER; COPROD_E_OVERFLOW.
 * @since 0.1
 */
COPROD_API coprod_status coprod_decimal_read(const char *text, size_t length, int32_t scale, int64_t *value);

/**
 * Writes an exact decimal number with all decimal places of its scale: 20400 at scale 3 is "20.400".
 * @param[in] value the number times 10 to the power of scale.
 * @param[in] scale decimal places, 0 to 18.
 * @param[out] buffer @nullable @array{capacity} the text.
 * @param[in] capacity bytes of the buffer; 22 is always enough.
 * @param[out] needed @nullable bytes of the whole text with its NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER.
 * @since 0.1
 */
COPROD_API coprod_status coprod_decimal_write(int64_t value, int32_t scale, char *buffer, size_t capacity,
                                              size_t *needed);

/**
 * The SHA-256 fingerprint of a JSON document in canonical form: keys in order of their bytes, no white space, UTF-8,
 * integers only. Two documents that differ only in layout and key order have the same fingerprint.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[out] buffer @nullable @array{capacity} 64 lower-case hexadecimal digits and a NUL.
 * @param[in] capacity bytes of the buffer; 65 are needed.
 * @param[out] needed @nullable 65.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_NUMBER (a number
 *         that is not a 64-bit integer); COPROD_E_BUFFER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.1
 */
COPROD_API coprod_status coprod_fingerprint(const char *json, size_t length, char *buffer, size_t capacity,
                                            size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
