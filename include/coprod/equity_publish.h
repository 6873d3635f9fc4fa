/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_publish.h
 * From true counts to what may be published. One way: a view holds what readers may see, and no count behind it.
 *
 * A rule (data, with its source) says which counts are hidden and how the others are rounded. Whatever the rule, every
 * hidden figure is then attacked: by somebody who knows the rule, all figures that are shown, and all totals. The least
 * and the greatest value that a figure can have are exact. Where they leave too little open, more is hidden, or nothing
 * is published and the answer says why.
 */
#ifndef COPROD_EQUITY_PUBLISH_H
#define COPROD_EQUITY_PUBLISH_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Stands for the total where a row or a column is asked for. @since 0.4 */
#define COPROD_VIEW_TOTAL ((size_t)-1)

/** A rule of what is hidden and how the rest is rounded. Immutable, shared by threads. @since 0.4 */
typedef struct coprod_publish_rule coprod_publish_rule;

/** What may be published of one list or table. Immutable, shared by threads. @since 0.4 */
typedef struct coprod_view coprod_view;

/** What is told of a figure. @since 0.4 */
enum coprod_figure_state {
    COPROD_FIGURE_ABSENT = 0,   /**< 0: such a view has no such total. */
    COPROD_FIGURE_SHOWN = 1,    /**< 1: shown, rounded as the rule says. */
    COPROD_FIGURE_SMALL = 2,    /**< 2: hidden by the rule. */
    COPROD_FIGURE_OTHER = 3,    /**< 3: above what the rule hides, hidden so that another one cannot be worked out. */
    COPROD_FIGURE_WITHHELD = 4  /**< 4: nothing is told, not even whether it is small. */
};

/** What became of a table. @since 0.4 */
enum coprod_view_state {
    COPROD_VIEW_PUBLISHED = 0,  /**< 0: this may be published. */
    COPROD_VIEW_UNPROTECTED = 1, /**< 1: refused: a hidden figure could be worked out, whatever else may be hidden. */
    COPROD_VIEW_DIFFERENCE = 2  /**< 2: refused: together with the earlier publication it tells too much. */
};

/** How much must stay open of a hidden figure. @since 0.4 */
enum coprod_criterion {
    COPROD_CRITERION_RULE = 0,  /**< 0: as the rule says. */
    COPROD_CRITERION_WIDTH = 1, /**< 1: greatest minus least is at least the width, or all that the rule hides fits. */
    COPROD_CRITERION_RANGE = 2  /**< 2: every count that the rule hides stays possible. */
};

/** How a view and an earlier one belong together. @since 0.4 */
enum coprod_view_relation {
    COPROD_VIEW_CONTAINS = 0, /**< 0: the new one counts all that the earlier one did, and perhaps more. */
    COPROD_VIEW_WITHIN = 1,   /**< 1: the new one counts a part of what the earlier one did. */
    COPROD_VIEW_SAME = 2      /**< 2: both count the same. */
};

/** What a rule says of itself. Its texts live as long as the rule. @since 0.4 */
typedef struct coprod_publish_rule_info {
    size_t size;                /**< sizeof(coprod_publish_rule_info), set by the caller. */
    const char *id;             /**< Such as "hes". */
    const char *version;        /**< Version of the data. */
    const char *title;          /**< For people. */
    const char *note;           /**< What could not be verified, and where sources differ; "" if there is nothing. */
    const char *source_title;   /**< The source; "" is none. */
    const char *source_address; /**< Where it is. */
    const char *published;      /**< When it came out, as a date or a part of one; "" is not known. */
    const char *checked;        /**< When it was last compared with its source; "" is not known. */
    const char *fingerprint;    /**< SHA-256 of what can change an answer, 64 hexadecimal digits. */
    const char *small;          /**< Sign of ::COPROD_FIGURE_SMALL. */
    const char *other;          /**< Sign of ::COPROD_FIGURE_OTHER. */
    const char *withheld;       /**< Sign of ::COPROD_FIGURE_WITHHELD. */
    uint32_t hides;             /**< 1: it hides small counts; 0: it only rounds. */
    uint32_t hidden_low;        /**< The least count that it hides: 0, or 1 where a zero is shown. */
    uint32_t hidden_high;       /**< The greatest count that it hides; 0 if it hides none. */
    uint32_t protected_low;     /**< Counts from here ... */
    uint32_t protected_high;    /**< ... to here must not be worked out. */
    uint32_t width;             /**< How wide bounds must be at least. */
    int32_t criterion;          /**< One of ::coprod_criterion, not 0. */
    int32_t secondary;          /**< 1: other figures are hidden where that is needed; 0: then nothing is published. */
    int32_t totals_stay;        /**< 1: totals are never hidden for another figure's sake. */
    int32_t half_even;          /**< 1: halves go to the even multiple; 0: up. */
    uint32_t bands;             /**< Bands of rounding, see coprod_publish_rule_band(). */
    uint32_t reserved;          /**< 0. */
} coprod_publish_rule_info;

/** One band of rounding. @since 0.4 */
typedef struct coprod_publish_band {
    size_t size;       /**< sizeof(coprod_publish_band), set by the caller. */
    uint64_t below;    /**< Counts below this one; 0: all that are left. */
    uint64_t base;     /**< To the nearest multiple of this; 0: by figures. */
    uint32_t figures;  /**< Significant figures; 0: by base. */
    uint32_t reserved; /**< 0. */
} coprod_publish_band;

/** A figure as it is published. @since 0.4 */
typedef struct coprod_figure {
    size_t size;       /**< sizeof(coprod_figure), set by the caller. */
    const char *text;  /**< What is printed; lives as long as its view or rule; "" for one that was read by itself. */
    uint64_t value;    /**< The rounded count of one that is shown; 0 otherwise. */
    uint64_t low;      /**< The least count that the figure by itself can stand for. */
    uint64_t high;     /**< The greatest one; UINT64_MAX: no limit. */
    int32_t state;     /**< One of ::coprod_figure_state. */
    int32_t reserved;  /**< 0. */
} coprod_figure;

/** True counts: a list of groups, or a table. @since 0.4 */
typedef struct coprod_publish_table {
    size_t size;                 /**< sizeof(coprod_publish_table), set by the caller. */
    const char *const *rows;     /**< @array{row_count} Ids of the groups. */
    size_t row_count;            /**< At least 1. */
    const char *const *columns;  /**< @nullable @array{column_count} Ids; NULL: a list. */
    size_t column_count;         /**< 0: a list. With the totals at most 1,048,576 figures. */
    const uint64_t *counts;      /**< @array{rows * columns} Row by row, each below 2^32. */
    int32_t no_total;            /**< 1: a list of groups that overlap, which add up to nothing; no total is told. */
    int32_t reserved;            /**< 0. */
} coprod_publish_table;

/** How to publish. NULL or zeros: as the rule says, with no earlier publication. @since 0.4 */
typedef struct coprod_publish_options {
    size_t size;                   /**< sizeof(coprod_publish_options), set by the caller. */
    const coprod_view *previous;   /**< @nullable The earlier publication; it must be a published one. */
    int32_t relation;              /**< One of ::coprod_view_relation. */
    int32_t widen;                 /**< 1: hide more where the earlier publication makes it necessary; 0: refuse. */
    int32_t criterion;             /**< One of ::coprod_criterion. */
    uint32_t width;                /**< With ::COPROD_CRITERION_WIDTH; 0: as the rule says. */
    int32_t keep_totals;           /**< 1: totals are never hidden for another figure's sake, whatever the rule. */
    int32_t hide_total;            /**< 1: the grand total is withheld from the start. */
    uint64_t total_low;            /**< The least grand total by what is published elsewhere. */
    uint64_t total_high;           /**< The greatest one; 0: nothing is published elsewhere. */
} coprod_publish_options;

/** What became of a table, and what is in its view. @since 0.4 */
typedef struct coprod_view_info {
    size_t size;               /**< sizeof(coprod_view_info), set by the caller. */
    int32_t state;             /**< One of ::coprod_view_state. Only a published view has figures. */
    int32_t is_list;           /**< 1: a list; 0: a table. */
    int32_t has_total;         /**< 1: its groups add up to a total. */
    int32_t fewest;            /**< 1: no smaller number of others, and no smaller sum of as many, would have done; 0:
                                    that
                                    was not searched (large tables), or totals had to go, or the view was loaded. */
    size_t row_count;          /**< Groups or rows, without the total. */
    size_t column_count;       /**< Columns, without the total; 1 for a list. */
    size_t small;              /**< Figures that the rule hides, totals too. */
    size_t other;              /**< Figures hidden for the sake of others. */
    size_t withheld;           /**< Figures of which nothing is told. */
    size_t totals_hidden;      /**< Totals that are hidden for the sake of others. */
    size_t refused_row;        /**< Of a refused one: a figure that cannot be protected; COPROD_VIEW_TOTAL: the total.
                                    */
    size_t refused_column;     /**< Its column. */
    const char *rule_id;       /**< The rule behind it. */
    const char *rule_version;  /**< Its version. */
    const char *rule_fingerprint; /**< Its fingerprint. */
} coprod_view_info;

/**
 * Number of built-in rules.
 * @return the number.
 * @since 0.4
 */
COPROD_API size_t coprod_publish_rule_count(void);

/**
 * Id of a built-in rule.
 * @param[in] index from 0.
 * @return static text; NULL beyond the last.
 * @since 0.4
 */
COPROD_API const char *coprod_publish_rule_id(size_t index);

/**
 * A built-in rule.
 * @param[in] id such as "hes".
 * @param[in] allocator @nullable memory functions.
 * @param[out] rule @owned{coprod_publish_rule_free} the rule; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN; COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY;
 *         COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_publish_rule_builtin(const char *id, const coprod_allocator *allocator,
                                                     coprod_publish_rule **rule);

/**
 * Loads a rule of schema "disclosure-rule/1".
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] rule @owned{coprod_publish_rule_free} the rule; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY; COPROD_E_FAILED.
 * @since 0.4
 */
COPROD_API coprod_status coprod_publish_rule_load(const char *json, size_t length, const coprod_allocator *allocator,
                                                  coprod_findings *findings, coprod_publish_rule **rule);

/**
 * Gives back a rule; views keep theirs.
 * @param[in] rule @nullable the rule.
 * @since 0.4
 */
COPROD_API void coprod_publish_rule_free(coprod_publish_rule *rule);

/**
 * What a rule says of itself.
 * @param[in] rule the rule.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.4
 */
COPROD_API coprod_status coprod_publish_rule_get(const coprod_publish_rule *rule, coprod_publish_rule_info *info);

/**
 * A band of rounding, in rising order.
 * @param[in] rule the rule.
 * @param[in] index from 0.
 * @param[in,out] band the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.4
 */
COPROD_API coprod_status coprod_publish_rule_band(const coprod_publish_rule *rule, size_t index,
                                                  coprod_publish_band *band);

/**
 * One count under a rule, by itself: "*" or "10". What stands beside it in a table may make more necessary.
 * @param[in] rule the rule.
 * @param[in] count the count, below 2^52.
 * @param[out] text @nullable @array{capacity} the figure.
 * @param[in] capacity bytes there.
 * @param[out] needed @nullable bytes with the NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_RANGE; COPROD_E_BUFFER.
 * @since 0.4
 */
COPROD_API coprod_status coprod_publish_rule_write(const coprod_publish_rule *rule, uint64_t count, char *text,
                                                   size_t capacity, size_t *needed);

/**
 * What a published figure says to somebody who knows the rule.
 * @param[in] rule the rule.
 * @param[in] text @array{length} such as "*" or "10".
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in,out] figure the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_TEXT; COPROD_E_NUMBER (the rule gives no such
 *         figure).
 * @since 0.4
 */
COPROD_API coprod_status coprod_publish_rule_read(const coprod_publish_rule *rule, const char *text, size_t length,
                                                  coprod_figure *figure);

/**
 * Publishes a list or a table. What the rule hides is hidden; then each hidden figure is attacked, and where it could
 * be worked out others are hidden: the fewest, then those of least sum, then the first in order (proved for small
 * tables, see ::coprod_view_info::fewest; for large ones figure by figure). Zeros are never hidden for another's sake;
 * totals only where nothing else helps. A table that cannot be protected gives a view that is refused and has no
 * figures. Tables of three or more ways cannot be given: publish their two-way tables, and mind that they share totals.
 * Cost: for each hidden figure a few searches of the table.
 * @param[in] rule the rule.
 * @param[in] table the counts; only read during the call.
 * @param[in] options @nullable how.
 * @param[in] allocator @nullable memory functions.
 * @param[out] view @owned{coprod_view_free} the view, published or refused; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT (no row, an option without meaning); COPROD_E_TEXT (an id); COPROD_E_RANGE (a
 *         count of 2^32 or more, an id twice or empty, a total beyond what is said to be published elsewhere);
 *         COPROD_E_LIMIT (too many figures); COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_publish(const coprod_publish_rule *rule, const coprod_publish_table *table,
                                        const coprod_publish_options *options, const coprod_allocator *allocator,
                                        coprod_view **view);

/**
 * Publishes several lists of the same people, by one dimension each: their totals are one number, so what one list
 * tells of it counts for all. If the total has to be hidden in one, it is hidden in all. If one list is refused, so are
 * all.
 * @param[in] rule the rule.
 * @param[in] tables @array{count} lists that have a total, each the same one.
 * @param[in] count their number, at least 1.
 * @param[in] options @nullable how; without an earlier publication.
 * @param[in] allocator @nullable memory functions.
 * @param[out] views @array{count} @owned{coprod_view_free} the views; all NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT (as coprod_publish(), and for a table, an overlapping list, or an earlier
 *         publication); COPROD_E_TEXT; COPROD_E_RANGE (as coprod_publish(), and if totals differ); COPROD_E_LIMIT;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_publish_linked(const coprod_publish_rule *rule, const coprod_publish_table *tables,
                                               size_t count, const coprod_publish_options *options,
                                               const coprod_allocator *allocator, coprod_view **views);

/**
 * Frees a view.
 * @param[in] view @nullable the view.
 * @since 0.4
 */
COPROD_API void coprod_view_free(coprod_view *view);

/**
 * Loads a view of schema "publishable-view/1", such as an earlier publication. Its signs and figures must be those of
 * the rule. Nothing says that it was protected: an audit does.
 * @param[in] rule the rule under which it was published.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] view @owned{coprod_view_free} the view; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.4
 */
COPROD_API coprod_status coprod_view_load(const coprod_publish_rule *rule, const char *json, size_t length,
                                          const coprod_allocator *allocator, coprod_findings *findings,
                                          coprod_view **view);

/**
 * A view as a document of schema "publishable-view/1". A refused one has its state and nothing else to tell.
 * @param[in] view the view.
 * @param[out] json @nullable @array{capacity} the document, on one line.
 * @param[in] capacity bytes there.
 * @param[out] needed @nullable bytes with the NUL.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_BUFFER.
 * @since 0.4
 */
COPROD_API coprod_status coprod_view_json(const coprod_view *view, char *json, size_t capacity, size_t *needed);

/**
 * What a view says of itself. The numbers of hidden figures can be counted in the view too.
 * @param[in] view the view.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.4
 */
COPROD_API coprod_status coprod_view_get(const coprod_view *view, coprod_view_info *info);

/**
 * Id of a row.
 * @param[in] view the view.
 * @param[in] index from 0.
 * @return text that lives as long as the view; NULL beyond the last.
 * @since 0.4
 */
COPROD_API const char *coprod_view_row(const coprod_view *view, size_t index);

/**
 * Id of a column; "" in a list.
 * @param[in] view the view.
 * @param[in] index from 0.
 * @return text that lives as long as the view; NULL beyond the last.
 * @since 0.4
 */
COPROD_API const char *coprod_view_column(const coprod_view *view, size_t index);

/**
 * A figure of a view.
 * @param[in] view the view.
 * @param[in] row from 0, or ::COPROD_VIEW_TOTAL.
 * @param[in] column from 0, or ::COPROD_VIEW_TOTAL. The total of a list stands in column 0.
 * @param[in,out] figure the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN (no such row or column, or a refused view).
 * @since 0.4
 */
COPROD_API coprod_status coprod_view_figure(const coprod_view *view, size_t row, size_t column, coprod_figure *figure);

/**
 * The plain word of a state of a figure or of a view, such as "small" or "refused".
 * @param[in] state one of ::coprod_figure_state.
 * @return static text, never NULL; "" for what is not known.
 * @since 0.4
 */
COPROD_API const char *coprod_figure_state_name(int32_t state);

/**
 * The plain words of the state of a view.
 * @param[in] state one of ::coprod_view_state.
 * @return static text, never NULL; "" for what is not known.
 * @since 0.4
 */
COPROD_API const char *coprod_view_state_name(int32_t state);

#ifdef __cplusplus
}
#endif

#endif
