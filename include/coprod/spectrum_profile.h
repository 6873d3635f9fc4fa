/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/spectrum_profile.h
 * The profile of a programme of many activities, and the choice of a method.
 *
 * Included by coprod/spectrum.h. A programme has no level, only a profile: how many activities stand where. There is
 * no mean, no highest and no lowest level of a programme.
 */
#ifndef COPROD_SPECTRUM_PROFILE_H
#define COPROD_SPECTRUM_PROFILE_H

#include "spectrum.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Counts of activities per level, by group and period. It does not remember whether good faith was presumed: add
 * classifications of one kind. One thread at a time. @since 0.1
 */
typedef struct coprod_profile coprod_profile;

/** Methods of involving people, as ranges of answers. Immutable, shared by threads. @since 0.1 */
typedef struct coprod_methods coprod_methods;

/** One line of a profile. Its texts live as long as the profile and until something is added. @since 0.1 */
typedef struct coprod_profile_line {
    size_t size;                  /**< sizeof(coprod_profile_line), set by the caller. */
    const char *group;            /**< The group of people; "" in the line of the whole programme. */
    const char *period;           /**< The period; "" in the line of the whole programme. */
    uint64_t activities;          /**< All activities of this line. */
    uint64_t contradictory;       /**< Those whose evidence contradicts itself: in no other count. */
    uint64_t certain;             /**< Those whose interval is one level. */
    uint64_t at_point[17];        /**< Activities by the rank of their point, 0 first. */
    uint64_t at_lowest[17];       /**< By the lowest rank of their interval. */
    uint64_t at_highest[17];      /**< By the highest rank of their interval. */
    uint64_t next_step[32];       /**< By indicator: activities whose least way to the level above their lowest one
                                       takes a step in it. */
} coprod_profile_line;

/** What an aim asks of a method. @since 0.1 */
typedef struct coprod_aim {
    size_t size;                  /**< sizeof(coprod_aim), set by the caller. */
    const uint8_t *offer;         /**< The highest step of each indicator that can be offered, one byte per indicator;
                                       ::COPROD_ANSWER_UNKNOWN is no limit. NULL: no limits. */
    const char *groups;           /**< Ids of the groups to be heard, separated by spaces, or NULL. */
    int32_t rank;                 /**< The level aimed at. */
    int32_t reserved;             /**< 0. */
} coprod_aim;

/** One method. Its texts live as long as the methods. @since 0.1 */
typedef struct coprod_method {
    size_t size;                  /**< sizeof(coprod_method), set by the caller. */
    const char *id;               /**< Stable word. */
    const char *title;            /**< For people. */
    const char *text;             /**< The words of the source. */
    const char *source_title;     /**< The source. */
    const char *source_address;   /**< Its address. */
    int32_t lowest;               /**< Lowest level; in coprod_methods_for() within the offer, or -1. */
    int32_t point;                /**< Point. */
    int32_t highest;              /**< Highest level; within the offer, in coprod_methods_for(). */
    int32_t reaches;              /**< In coprod_methods_for(): 1 if it can reach the aim, else 0. */
    uint32_t lacks;               /**< In coprod_methods_for(): bit i is set if indicator i needs to be arranged. */
    uint32_t blocked;             /**< In coprod_methods_for(): bit i is set if indicator i cannot go far enough. */
    uint32_t considerations;      /**< Bit j is set if consideration j speaks to the groups of the aim. */
    uint32_t reserved;            /**< 0. */
    uint8_t needs[32];            /**< In coprod_methods_for(): step needed, for each indicator in `lacks`. */
} coprod_method;

/** Something to see to so that people can take part. Texts live as long as the methods. @since 0.1 */
typedef struct coprod_consideration {
    size_t size;                  /**< sizeof(coprod_consideration), set by the caller. */
    const char *id;               /**< Stable word. */
    const char *title;            /**< For people. */
    const char *ask;              /**< What to provide or check. */
    const char *groups;           /**< Ids of the groups, separated by spaces; "*" is everybody. */
    const char *source_title;     /**< The source. */
    const char *source_words;     /**< Its words. */
} coprod_consideration;

/**
 * Makes an empty profile.
 * @param[in] spectrum the spectrum of its classifications.
 * @param[in] allocator @nullable memory functions.
 * @param[out] profile @owned{coprod_profile_free} the profile; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_profile_new(const coprod_spectrum *spectrum, const coprod_allocator *allocator,
                                            coprod_profile **profile);

/**
 * Frees a profile.
 * @param[in] profile @nullable the profile.
 * @since 0.1
 */
COPROD_API void coprod_profile_free(coprod_profile *profile);

/**
 * Adds one activity. The order of adding does not matter. On failure the profile is as it was.
 * @param[in,out] profile the profile.
 * @param[in] result the classification of the activity, in the profile's spectrum.
 * @param[in] group @nullable the group of people, NUL-terminated; NULL or "" if not known.
 * @param[in] period @nullable the period, NUL-terminated; NULL or "" if not known.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_FINGERPRINT (another spectrum); COPROD_E_OVERFLOW
 *         (2^32 activities or more); COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_profile_add(coprod_profile *profile, const coprod_classification *result,
                                            const char *group, const char *period);

/**
 * Adds all of another profile. On failure the profile is as it was.
 * @param[in,out] profile the profile.
 * @param[in] other the other one.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_FINGERPRINT; COPROD_E_OVERFLOW; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_profile_merge(coprod_profile *profile, const coprod_profile *other);

/**
 * Number of lines: the whole programme, and one for each pair of group and period.
 * @param[in] profile the profile.
 * @return the number, 1 or more; 0 for NULL.
 * @since 0.1
 */
COPROD_API size_t coprod_profile_count(const coprod_profile *profile);

/**
 * One line: the first is the whole programme, the others are in the order of their texts' bytes.
 * @param[in] profile the profile.
 * @param[in] index 0 to coprod_profile_count() - 1.
 * @param[in,out] line the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_profile_get(const coprod_profile *profile, size_t index, coprod_profile_line *line);

/**
 * Saves a profile: little-endian, versioned, with the spectrum's fingerprint and a checksum.
 * @param[in] profile the profile.
 * @param[out] buffer @nullable @array{capacity} the bytes.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed bytes of the whole.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_OVERFLOW; COPROD_E_FAILED.
 * @since 0.1
 */
COPROD_API coprod_status coprod_profile_save(const coprod_profile *profile, uint8_t *buffer, size_t capacity,
                                             size_t *needed);

/**
 * Loads a saved profile.
 * @param[in] bytes @array{length} the bytes.
 * @param[in] length their number.
 * @param[in] spectrum the spectrum that it was made with.
 * @param[in] allocator @nullable memory functions.
 * @param[out] profile @owned{coprod_profile_free} the profile; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BLOB; COPROD_E_FINGERPRINT; COPROD_E_STRUCT;
 *         COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_profile_load(const uint8_t *bytes, size_t length, const coprod_spectrum *spectrum,
                                             const coprod_allocator *allocator, coprod_profile **profile);

/**
 * The built-in methods: the activities and formats that NHS Providers list for trusts (2024).
 * @param[in] spectrum the spectrum whose levels are aimed at.
 * @param[in] allocator @nullable memory functions.
 * @param[out] methods @owned{coprod_methods_free} the methods; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_FINGERPRINT (the spectrum has other indicators); COPROD_E_STRUCT;
 *         COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_methods_builtin(const coprod_spectrum *spectrum, const coprod_allocator *allocator,
                                                coprod_methods **methods);

/**
 * Loads methods, schema `methods/1`: considerations, and methods with ranges of answers; never a level.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] spectrum the spectrum whose levels are aimed at.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] methods @owned{coprod_methods_free} the methods; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_methods_load(const char *json, size_t length, const coprod_spectrum *spectrum,
                                             const coprod_allocator *allocator, coprod_findings *findings,
                                             coprod_methods **methods);

/**
 * Frees methods.
 * @param[in] methods @nullable the methods.
 * @since 0.1
 */
COPROD_API void coprod_methods_free(coprod_methods *methods);

/**
 * Number of methods.
 * @param[in] methods @nullable the methods.
 * @return the number; 0 for NULL.
 * @since 0.1
 */
COPROD_API size_t coprod_methods_count(const coprod_methods *methods);

/**
 * One method, with the levels that its ranges allow.
 * @param[in] methods the methods.
 * @param[in] index 0 to coprod_methods_count() - 1.
 * @param[in,out] method the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_methods_get(const coprod_methods *methods, size_t index, coprod_method *method);

/**
 * The range of answers of a method for one indicator.
 * @param[in] methods the methods.
 * @param[in] index 0 to coprod_methods_count() - 1.
 * @param[in] indicator index of the indicator.
 * @param[out] low lowest step; 0 on failure.
 * @param[out] high highest step; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_methods_range(const coprod_methods *methods, size_t index, uint32_t indicator,
                                              int32_t *low, int32_t *high);

/**
 * The most appropriate method for an aim: all methods, those first that can reach the level within the offer and
 * lack least (fewest indicators, then fewest steps), in their own order where they are equal.
 * @param[in] methods the methods.
 * @param[in] aim the aim.
 * @param[in] place 0 for the best to coprod_methods_count() - 1.
 * @param[in,out] method the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_UNKNOWN (place or rank);
 *         COPROD_E_RANGE (an offer outside its scale).
 * @since 0.1
 */
COPROD_API coprod_status coprod_methods_for(const coprod_methods *methods, const coprod_aim *aim, size_t place,
                                            coprod_method *method);

/**
 * Number of considerations.
 * @param[in] methods @nullable the methods.
 * @return the number, at most 32; 0 for NULL.
 * @since 0.1
 */
COPROD_API size_t coprod_methods_consideration_count(const coprod_methods *methods);

/**
 * One consideration.
 * @param[in] methods the methods.
 * @param[in] index 0 to coprod_methods_consideration_count() - 1.
 * @param[in,out] consideration the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_methods_consideration(const coprod_methods *methods, size_t index,
                                                      coprod_consideration *consideration);

#ifdef __cplusplus
}
#endif

#endif
