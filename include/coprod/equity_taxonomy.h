/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_taxonomy.h
 * Lists of classes: which codes there are for an ethnic group, a religion, a decile of deprivation, an access need, and
 * what they mean. They are data, each with its source and dates, and with what is easily mistaken about it.
 *
 * A list is a partition (each person has one class) or memberships (a person may be in several, and shares do not add
 * to one). Codes that say why there is no answer stand apart: a person who chose not to say used a right, a person who
 * was not asked is a gap of whoever counts, and neither is a group. Two lists are compared through groups that both
 * have in common, or not at all.
 *
 * Own lists load in the same way, and may extend a built-in one.
 */
#ifndef COPROD_EQUITY_TAXONOMY_H
#define COPROD_EQUITY_TAXONOMY_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A list of classes. Immutable, shared by threads. @since 0.4 */
typedef struct coprod_taxonomy coprod_taxonomy;

/** How classes and people go together. @since 0.4 */
enum coprod_taxonomy_kind {
    COPROD_TAXONOMY_PARTITION = 1,    /**< 1: each person is in one class. */
    COPROD_TAXONOMY_MEMBERSHIP = 2    /**< 2: a person may be in several classes, or in none. */
};

/** What a code says. NHS and census lists write the same reasons with different codes. @since 0.4 */
enum coprod_taxonomy_answer {
    COPROD_TAXONOMY_GIVEN = 0,             /**< 0: an answer: one of the classes. */
    COPROD_TAXONOMY_DECLINED = 1,          /**< 1: the person was asked and chose not to say. */
    COPROD_TAXONOMY_NOT_ASKED = 2,         /**< 2: not asked, or not recorded. */
    COPROD_TAXONOMY_UNSURE = 3,            /**< 3: the person was asked and does not know or is not sure. */
    COPROD_TAXONOMY_NOT_APPLICABLE = 4,    /**< 4: the question is not for this person. */
    COPROD_TAXONOMY_NOT_ANSWERED = 5,      /**< 5: a voluntary question of a census was left open. */
    COPROD_TAXONOMY_BLANK = 6,             /**< 6: in columns: no code at all. */
    COPROD_TAXONOMY_NO_CODE = 7            /**< 7: in columns: something that is no code of the list. */
};

/** In place of an index where there is none. @since 0.4 */
enum coprod_taxonomy_index {
    COPROD_TAXONOMY_NONE = -1          /**< -1: no class, no group, no grouping. */
};

/** How a class of one list stands to the classes of another. @since 0.4 */
enum coprod_taxonomy_match_kind {
    COPROD_TAXONOMY_APART = 0,     /**< 0: the other list has nothing for it. */
    COPROD_TAXONOMY_SAME = 1,      /**< 1: one class here is one class there. */
    COPROD_TAXONOMY_MERGED = 2,    /**< 2: several classes here are one there. */
    COPROD_TAXONOMY_SPLIT = 3,     /**< 3: one class here is several there. */
    COPROD_TAXONOMY_MIXED = 4      /**< 4: several here are several there. */
};

/** What a list says of itself. Its texts live as long as the list. @since 0.4 */
typedef struct coprod_taxonomy_info {
    size_t size;                    /**< sizeof(coprod_taxonomy_info), set by the caller. */
    const char *id;                 /**< Such as "nhs-ethnic-category-2001". */
    const char *version;            /**< Version of the data. */
    const char *title;              /**< For people. */
    const char *dimension;          /**< What it is about, such as "ethnicity"; the same word in each list. */
    const char *extends;            /**< Id of the list that this one extends; "" if none. */
    const char *origin;             /**< "primary": the published page was read; "secondary": a page that repeats it;
                                         "memory": not all of it was seen; "derived": made by this library from other
                                         lists; "own": a list of the user's. */
    const char *source_title;       /**< The source. */
    const char *source_address;     /**< Where it is. */
    const char *source_note;        /**< What was not seen there; "" if nothing. */
    const char *published;          /**< When it came out, as a date or a part of one; "" is not known. */
    const char *checked;            /**< When the codes were last compared with the source; "" is not known. */
    const char *fingerprint;        /**< SHA-256 of what can change an answer, 64 hexadecimal digits. */
    int32_t kind;                   /**< One of ::coprod_taxonomy_kind. */
    int32_t ordered;                /**< 1: the order of the classes has a meaning (ages, deprivation). */
    int32_t local_width;            /**< A shorter code may have characters for local use after it, up to this width;
                                         0: none may. */
    uint32_t class_count;           /**< Classes. */
    uint32_t unknown_count;         /**< Codes that say why there is no answer; they stand after the classes. */
    uint32_t grouping_count;        /**< Ways to put the classes into groups. */
    uint32_t note_count;            /**< Things that are easily mistaken, for coprod_taxonomy_note(). */
    uint32_t reserved;              /**< 0. */
} coprod_taxonomy_info;

/** A class, or a code that says why there is no answer. Its texts live as long as the list. @since 0.4 */
typedef struct coprod_taxonomy_class_info {
    size_t size;           /**< sizeof(coprod_taxonomy_class_info), set by the caller. */
    const char *code;      /**< As published. */
    const char *title;     /**< As published. */
    const char *note;      /**< "" if there is none. */
    int32_t parent;        /**< Index of the class of which this one is a detail, or ::COPROD_TAXONOMY_NONE. */
    int32_t answer;        /**< ::COPROD_TAXONOMY_GIVEN for a class, else why there is no answer. */
} coprod_taxonomy_class_info;

/** A way to put the classes of a list into groups. @since 0.4 */
typedef struct coprod_taxonomy_grouping_info {
    size_t size;              /**< sizeof(coprod_taxonomy_grouping_info), set by the caller. */
    const char *id;           /**< Such as "sixteen-groups". */
    const char *title;        /**< For people. */
    const char *common;       /**< Id of the list whose classes the groups are, through which other lists are compared;
                                   "": the groups are comparable with no other list. */
    const char *note;         /**< "" if there is none. */
    uint32_t group_count;     /**< Groups. */
    uint32_t reserved;        /**< 0. */
} coprod_taxonomy_grouping_info;

/** A group of a grouping. @since 0.4 */
typedef struct coprod_taxonomy_group_info {
    size_t size;                 /**< sizeof(coprod_taxonomy_group_info), set by the caller. */
    const char *id;              /**< Such as "white-other"; if the groups are classes of another list, their code. */
    const char *title;           /**< For people. */
    uint32_t class_count;        /**< Classes in it, details included. */
    uint32_t residual_count;     /**< Of them, those that are here only because nothing else fits. */
} coprod_taxonomy_group_info;

/** How two lists are compared. @since 0.4 */
typedef struct coprod_taxonomy_crosswalk_info {
    size_t size;                /**< sizeof(coprod_taxonomy_crosswalk_info), set by the caller. */
    const char *common;         /**< Id of the list whose classes are the groups in common. */
    int32_t from_grouping;      /**< Grouping of the one list; ::COPROD_TAXONOMY_NONE: its classes are the groups. */
    int32_t to_grouping;        /**< Grouping of the other list, in the same way. */
    uint32_t group_count;       /**< Groups in which both lists have classes. */
    uint32_t residual_count;    /**< Classes of either list that fall into a rest group of the other. */
    uint32_t from_apart;        /**< Classes of the one list for which the other has nothing. */
    uint32_t to_apart;          /**< Classes of the other list for which the one has nothing. */
} coprod_taxonomy_crosswalk_info;

/** Where a class of one list falls in another. @since 0.4 */
typedef struct coprod_taxonomy_match_info {
    size_t size;               /**< sizeof(coprod_taxonomy_match_info), set by the caller. */
    const char *group;         /**< Id of the group in common; "" if there is none. */
    int32_t match;             /**< One of ::coprod_taxonomy_match_kind. */
    int32_t residual;          /**< 1: the other list has no code for this class; it falls into a rest group there. */
    int32_t to_class;          /**< The class of the other list if it is the only one, else ::COPROD_TAXONOMY_NONE. */
    int32_t to_group;          /**< Group of the other list's grouping, or class if its classes are the groups. */
    uint32_t from_count;       /**< Classes of the one list in the group. */
    uint32_t to_count;         /**< Classes of the other list in the group. */
} coprod_taxonomy_match_info;

/** Columns of what codes mean, one element for each row; NULL: not wanted. @since 0.4 */
typedef struct coprod_taxonomy_columns {
    size_t size;               /**< sizeof(coprod_taxonomy_columns), set by the caller. */
    int32_t *classes;          /**< Index as coprod_taxonomy_find() gives it, or ::COPROD_TAXONOMY_NONE. */
    int32_t *groups;           /**< Group as coprod_taxonomy_group_of() gives it, or ::COPROD_TAXONOMY_NONE. */
    uint8_t *answers;          /**< One of ::coprod_taxonomy_answer. */
    uint64_t *class_rows;      /**< Array of class_count + unknown_count: the rows of each; set, not added to. */
    uint64_t *group_rows;      /**< Array of the grouping's group_count: the rows of each; set, not added to. */
} coprod_taxonomy_columns;

/** What became of the rows of columns. The counts from `given` to `no_code` add up to `rows`. @since 0.4 */
typedef struct coprod_taxonomy_rows {
    size_t size;                /**< sizeof(coprod_taxonomy_rows), set by the caller. */
    uint64_t rows;              /**< Rows. */
    uint64_t given;             /**< Rows with a class. */
    uint64_t declined;          /**< Rows of people who chose not to say. */
    uint64_t not_asked;         /**< Rows of people who were not asked, or not recorded. */
    uint64_t unsure;            /**< Rows of people who are not sure. */
    uint64_t not_applicable;    /**< Rows of people whom the question is not for. */
    uint64_t not_answered;      /**< Rows where a voluntary question was left open. */
    uint64_t blank;             /**< Rows without a code. */
    uint64_t no_code;           /**< Rows with something that is no code of the list. */
    uint64_t local;             /**< Of those with a code, rows whose code has characters for local use after it. */
    uint64_t ungrouped;         /**< Of those given, rows whose class is in no group of the grouping. */
} coprod_taxonomy_rows;

/** Number of built-in lists. @return the number. @since 0.4 */
COPROD_API size_t coprod_taxonomy_count(void);

/**
 * Id of a built-in list.
 * @param[in] index from 0.
 * @return static text; NULL beyond the last.
 * @since 0.4
 */
COPROD_API const char *coprod_taxonomy_id(size_t index);

/**
 * A built-in list.
 * @param[in] id its id, such as "census-2021-religion".
 * @param[in] allocator @nullable memory functions.
 * @param[out] taxonomy @owned{coprod_taxonomy_free} the list; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY;
 *         COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_builtin(const char *id, const coprod_allocator *allocator,
                                                 coprod_taxonomy **taxonomy);

/**
 * Loads a list of schema "taxonomy/1". One that `extends` a built-in list has its classes, codes and groupings first,
 * then its own; an added class with a `parent` goes wherever the parent goes.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem. A class that a grouping leaves out is a warning.
 * @param[out] taxonomy @owned{coprod_taxonomy_free} the list; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_load(const char *json, size_t length, const coprod_allocator *allocator,
                                              coprod_findings *findings, coprod_taxonomy **taxonomy);

/**
 * Gives a list back.
 * @param[in] taxonomy @nullable the list.
 * @since 0.4
 */
COPROD_API void coprod_taxonomy_free(coprod_taxonomy *taxonomy);

/**
 * What a list says of itself.
 * @param[in] taxonomy the list.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_get(const coprod_taxonomy *taxonomy, coprod_taxonomy_info *info);

/**
 * Something that is easily mistaken about a list, in a sentence or two.
 * @param[in] taxonomy the list.
 * @param[in] index from 0.
 * @return text that lives as long as the list; NULL beyond the last, or if `taxonomy` is NULL.
 * @since 0.4
 */
COPROD_API const char *coprod_taxonomy_note(const coprod_taxonomy *taxonomy, uint32_t index);

/**
 * A class by its index; those from class_count on are codes that say why there is no answer.
 * @param[in] taxonomy the list.
 * @param[in] index from 0, below class_count + unknown_count.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_class(const coprod_taxonomy *taxonomy, int32_t index,
                                               coprod_taxonomy_class_info *info);

/**
 * The class that a code means. Spaces around a code are not part of it; otherwise it must be as published: "1" is not
 * "01". Where a list has characters for local use, "CX" is found as "C" unless the list has "CX" itself. The cost does
 * not grow with the list.
 * @param[in] taxonomy the list.
 * @param[in] code @array{length} the code.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[out] index of the class, or of the code that says why there is none; ::COPROD_TAXONOMY_NONE on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_UNKNOWN (no code of this list, or blank).
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_find(const coprod_taxonomy *taxonomy, const char *code, size_t length,
                                              int32_t *index);

/**
 * A grouping by its index.
 * @param[in] taxonomy the list.
 * @param[in] index from 0.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_grouping(const coprod_taxonomy *taxonomy, int32_t index,
                                                  coprod_taxonomy_grouping_info *info);

/**
 * The grouping of an id.
 * @param[in] taxonomy the list.
 * @param[in] id its id.
 * @param[out] index of the grouping; ::COPROD_TAXONOMY_NONE on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_grouping_find(const coprod_taxonomy *taxonomy, const char *id,
                                                       int32_t *index);

/**
 * A group of a grouping.
 * @param[in] taxonomy the list.
 * @param[in] grouping index of the grouping.
 * @param[in] index of the group, from 0.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_group(const coprod_taxonomy *taxonomy, int32_t grouping, int32_t index,
                                               coprod_taxonomy_group_info *info);

/**
 * The group of a class. A code that says why there is no answer is in no group.
 * @param[in] taxonomy the list.
 * @param[in] grouping index of the grouping.
 * @param[in] index of the class.
 * @param[out] group index of the group; ::COPROD_TAXONOMY_NONE if there is none, and on failure.
 * @param[out] residual @nullable 1 if the class is there only because nothing else fits, else 0.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_group_of(const coprod_taxonomy *taxonomy, int32_t grouping, int32_t index,
                                                  int32_t *group, int32_t *residual);

/**
 * The word of an answer, such as "declined".
 * @param[in] answer one of ::coprod_taxonomy_answer.
 * @return static text; "" for any other number.
 * @since 0.4
 */
COPROD_API const char *coprod_taxonomy_word(int32_t answer);

/**
 * What a column of codes means, row by row as coprod_taxonomy_find() and coprod_taxonomy_group_of() give it, and how
 * many rows there are of each. No row is left out: what is no code of the list is counted, and named by `findings`.
 * Bytes that are not UTF-8 are no code. Cost: linear; once more over the rows if something is to be named.
 * @param[in] taxonomy the list.
 * @param[in] grouping index of a grouping, or ::COPROD_TAXONOMY_NONE.
 * @param[in] text @nullable @array{text_length} all codes, one after the other.
 * @param[in] text_length their bytes.
 * @param[in] offsets @array{count + 1} where each row's code begins, in `text`; the last element is where the last one
 *            ends. They never fall, and none is beyond `text_length`.
 * @param[in] count number of rows.
 * @param[in] columns @nullable the caller's struct, `size` set, with the arrays that are wanted.
 * @param[in,out] findings @nullable gets a warning for each different text that is no code, with its first row and the
 *                number of rows; beyond 1,000 of them one more for all the others.
 * @param[in,out] rows @nullable the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_UNKNOWN (no such grouping);
 *         COPROD_E_RANGE (offsets that fall or are beyond: nothing is written); COPROD_E_MEMORY (not all is named).
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_map(const coprod_taxonomy *taxonomy, int32_t grouping, const char *text,
                                             size_t text_length, const size_t *offsets, size_t count,
                                             const coprod_taxonomy_columns *columns, coprod_findings *findings,
                                             coprod_taxonomy_rows *rows);

/**
 * How two lists are compared: through the finest groups of which both say that they are the same. Two lists without
 * such groups cannot be compared, however much their titles look alike: the five groups of the NHS ethnic category of
 * 2001 are not the five of Census 2021.
 * @param[in] from the one list.
 * @param[in] to the other list.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (they cannot be compared).
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_crosswalk(const coprod_taxonomy *from, const coprod_taxonomy *to,
                                                   coprod_taxonomy_crosswalk_info *info);

/**
 * Where a class of one list falls in another. A code that says why there is no answer falls on the codes that say the
 * same. Details count as classes, on both sides. Cost: the classes of both lists.
 * @param[in] from the one list.
 * @param[in] to the other list.
 * @param[in] index of the class in `from`.
 * @param[in,out] match the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such class, or lists that cannot be
 *         compared).
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_match(const coprod_taxonomy *from, const coprod_taxonomy *to, int32_t index,
                                               coprod_taxonomy_match_info *match);

/**
 * A list as JSON, schema "taxonomy-answer/1".
 * @param[in] taxonomy the list.
 * @param[out] buffer @nullable @array{capacity} the document.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes with the final NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER.
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_json(const coprod_taxonomy *taxonomy, char *buffer, size_t capacity,
                                              size_t *needed);

/**
 * The comparison of two lists as JSON, schema "taxonomy-crosswalk/1": each class of both stands in it once.
 * @param[in] from the one list.
 * @param[in] to the other list.
 * @param[out] buffer @nullable @array{capacity} the document.
 * @param[in] capacity bytes of the buffer.
 * @param[out] needed @nullable bytes with the final NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER; COPROD_E_UNKNOWN (they cannot be compared).
 * @since 0.4
 */
COPROD_API coprod_status coprod_taxonomy_crosswalk_json(const coprod_taxonomy *from, const coprod_taxonomy *to,
                                                        char *buffer, size_t capacity, size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
