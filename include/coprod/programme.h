/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/programme.h
 * Reads a dossier: what an organisation did with whom, with the words of the sources beside every answer.
 *
 * Schema `dossier/1`, in which every part may be absent: `about`, `partners`, `activities`, `frame`, `people`,
 * `plan`, `claims`, `loops`, `measures`, `governance`, `principles`. This version reads all but `principles`, which may
 * be any object or array and is left for later versions. People and planned events: programme_people.h.
 */
#ifndef COPROD_PROGRAMME_H
#define COPROD_PROGRAMME_H

#include "base.h"
#include "feedback_bodies.h"
#include "feedback_followup.h"
#include "feedback.h"
#include "reimburse.h"
#include "spectrum.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A dossier. Immutable, shared by threads. @since 0.1 */
typedef struct coprod_dossier coprod_dossier;

/** What a dossier says of itself. Texts live as long as the dossier; "" where nothing is said. @since 0.1 */
typedef struct coprod_dossier_info {
    size_t size;                  /**< sizeof(coprod_dossier_info), set by the caller. */
    const char *id;               /**< Stable word. */
    const char *title;            /**< For people. */
    const char *organisation;     /**< Whose activities these are. */
    const char *summary;          /**< In plain words. */
    const char *prepared;         /**< Day on which it was prepared, YYYY-MM-DD. */
    const char *fingerprint;      /**< SHA-256 of the whole dossier in canonical form, 64 hexadecimal digits. */
    uint32_t source_count;        /**< Sources. */
    uint32_t partner_count;       /**< Partners. */
    uint32_t activity_count;      /**< Activities. */
    uint32_t part_count;          /**< Parts of the schema, absent ones included. */
    uint32_t illustrative;        /**< 1 if something in it is assumed to show an engine. */
    uint32_t reserved;            /**< 0. */
} coprod_dossier_info;

/** What became of a part of the dossier. @since 0.1 */
enum coprod_part_state {
    COPROD_PART_ABSENT = 0,         /**< 0: not in the dossier. */
    COPROD_PART_READ = 1,           /**< 1: read and assessed. */
    COPROD_PART_NOT_ASSESSED = 2    /**< 2: in the dossier, but not assessed by this version. */
};

/** One source of a dossier. Texts live as long as the dossier; "" where nothing is said. @since 0.1 */
typedef struct coprod_dossier_source {
    size_t size;                  /**< sizeof(coprod_dossier_source), set by the caller. */
    const char *id;               /**< Word by which answers refer to it. */
    const char *title;            /**< Its title. */
    const char *publisher;        /**< Who published it. */
    const char *date;             /**< When, as YYYY, YYYY-MM or YYYY-MM-DD. */
    const char *address;          /**< Where to find it. */
} coprod_dossier_source;

/** A partner organisation. Texts live as long as the dossier; "" where nothing is said. @since 0.1 */
typedef struct coprod_partner {
    size_t size;                  /**< sizeof(coprod_partner), set by the caller. */
    const char *name;             /**< Name of the organisation. */
    const char *role;             /**< Such as "vcse" or "healthwatch". */
    const char *quote;            /**< The words of the source. */
} coprod_partner;

/** One activity. Texts live as long as the dossier; "" where nothing is said. @since 0.1 */
typedef struct coprod_activity {
    size_t size;                  /**< sizeof(coprod_activity), set by the caller. */
    const char *id;               /**< Stable word. */
    const char *title;            /**< For people. */
    const char *group;            /**< The group of people. */
    const char *from;             /**< Begin of the period. */
    const char *to;               /**< End of the period. */
    const char *source;           /**< Id of its source. */
    const char *section;          /**< Where in the source. */
    const char *claim;            /**< Level claimed by the publisher, as an id or label. */
    const char *claim_quote;      /**< The words of the claim. */
    const char *motivation;       /**< Why it was done; "" is "not stated". */
    const char *prior_learning;   /**< What was learned before, instead of asking again; "" is "not stated". */
    uint32_t coding_count;        /**< Codings: how often it was coded, each time independently. */
    uint32_t partner_count;       /**< Partners of the activity. */
    uint32_t differences;         /**< Bit i is set if the codings differ for indicator i. */
    uint32_t disputes;            /**< Bit i is set if they have no common answer for it. */
    uint32_t illustrative;        /**< 1 if it is assumed, to show an engine. */
    uint32_t reserved;            /**< 0. */
} coprod_activity;

/** One payment claim of a dossier. Texts live as long as the dossier; "" where nothing is said. @since 0.2 */
typedef struct coprod_dossier_claim {
    size_t size;                         /**< sizeof(coprod_dossier_claim), set by the caller. */
    const char *title;                   /**< For people. */
    const char *note;                    /**< What is assumed. */
    const char *source;                  /**< Id of its source. */
    const char *section;                 /**< Where in the source. */
    const coprod_policy *policy;         /**< Belongs to the dossier and lives as long. */
    const coprod_payment_claim *claim;   /**< Belongs to the dossier and lives as long. */
    int32_t known_on;                    /**< Price it by what was known on this day, if has_known_on. */
    int32_t has_known_on;                /**< 1 or 0. */
    uint32_t illustrative;               /**< 1 if it is assumed, to show an engine. */
    uint32_t reserved;                   /**< 0. */
} coprod_dossier_claim;

/** What is said of a loop, in the order in which it happens. @since 0.3 */
enum coprod_statement_kind {
    COPROD_STATEMENT_HEARD = 0,      /**< 0: what people said. */
    COPROD_STATEMENT_DECIDED = 1,    /**< 1: what was decided, and why. */
    COPROD_STATEMENT_DID = 2,        /**< 2: what was done. */
    COPROD_STATEMENT_TOLD = 3,       /**< 3: who was told what came of it. */
    COPROD_STATEMENT_CHANGED = 4     /**< 4: what was seen to change since; never why. */
};

/** A statement. Texts live as long as the dossier; "" where nothing is said. @since 0.3 */
typedef struct coprod_statement {
    size_t size;            /**< sizeof(coprod_statement), set by the caller. */
    const char *quote;      /**< The words of the source. */
    const char *text;       /**< Words of the dossier's own. */
    const char *source;     /**< Id of its source. */
    const char *section;    /**< Where in the source. */
    const char *date;       /**< When, as YYYY, YYYY-MM or YYYY-MM-DD. */
} coprod_statement;

/**
 * A feedback loop of a dossier. All that it points to belongs to the dossier, lives as long, and is only asked, which
 * many threads may do at once. @since 0.3
 */
typedef struct coprod_dossier_loop {
    size_t size;                          /**< sizeof(coprod_dossier_loop), set by the caller. */
    const char *id;                       /**< Stable word. */
    const char *title;                    /**< For people. */
    const char *activity;                 /**< Id of the activity that it belongs to, or "". */
    const char *note;                     /**< What a reader must know of it, or "". */
    const coprod_machine *machine;        /**< The machine of its trace; NULL: no trace, so its state is not known. */
    const coprod_loop *loop;              /**< The loop after its trace, as of the day of the dossier; NULL likewise. */
    const coprod_followup *continues;     /**< What continues; NULL: nothing is said. */
    uint32_t parent;                      /**< The loop above it, if has_parent. */
    uint32_t children;                    /**< Loops directly below it. */
    uint32_t open_children;               /**< Of them, those that are not known to be closed. */
    int32_t created_day;                  /**< When it began, if has_created. */
    int32_t closed_day;                   /**< When it closed, if has_closed. */
    int32_t has_parent;                   /**< 1 or 0. */
    int32_t has_created;                  /**< 1 or 0: not known. */
    int32_t has_closed;                   /**< 1; 0: open, or no day is known. */
    int32_t adopted;                      /**< 1: it began elsewhere. */
    uint32_t illustrative;                /**< 1 if it is assumed, to show an engine. */
} coprod_dossier_loop;

/**
 * Loads a dossier, schema `dossier/1`. With `loops`, `measures` or `governance` it needs `about.prepared`: what is
 * late, or to come, is told as of that day. A loop's trace tells what was done; what its machine refuses is an error
 * ("refused-event"), so is what is later than that day ("after-prepared"), a loop above itself ("own-parent"), and one
 * whose last close came while one below it was open ("closed-before"). Of one without a trace nothing is held against
 * anybody, nor is what was before an adoption.
 * @param[in] json @array{length} the document.
 * @param[in] length its bytes, or ::COPROD_NTS.
 * @param[in] spectrum the spectrum whose indicators the activities answer.
 * @param[in] allocator @nullable memory functions.
 * @param[in,out] findings @nullable collects every problem.
 * @param[out] dossier @owned{coprod_dossier_free} the dossier; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_TEXT; COPROD_E_SYNTAX; COPROD_E_LIMIT; COPROD_E_DEFINITION;
 *         COPROD_E_STRUCT; COPROD_E_STRUCT_NEWER; COPROD_E_MEMORY.
 * @since 0.1
 */
COPROD_API coprod_status coprod_dossier_load(const char *json, size_t length, const coprod_spectrum *spectrum,
                                             const coprod_allocator *allocator, coprod_findings *findings,
                                             coprod_dossier **dossier);

/**
 * Frees a dossier.
 * @param[in] dossier @nullable the dossier.
 * @since 0.1
 */
COPROD_API void coprod_dossier_free(coprod_dossier *dossier);

/**
 * What a dossier says of itself.
 * @param[in] dossier the dossier.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT.
 * @since 0.1
 */
COPROD_API coprod_status coprod_dossier_get(const coprod_dossier *dossier, coprod_dossier_info *info);

/**
 * One part of the schema, in its order.
 * @param[in] dossier the dossier.
 * @param[in] index 0 to the number of parts - 1.
 * @param[out] name the part's key; static; NULL on failure.
 * @param[out] state one of ::coprod_part_state; 0 on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_dossier_part(const coprod_dossier *dossier, size_t index, const char **name,
                                             int32_t *state);

/**
 * One source.
 * @param[in] dossier the dossier.
 * @param[in] index 0 to the number of sources - 1.
 * @param[in,out] source the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_dossier_source_get(const coprod_dossier *dossier, size_t index,
                                                   coprod_dossier_source *source);

/**
 * One partner of the programme.
 * @param[in] dossier the dossier.
 * @param[in] index 0 to the number of partners - 1.
 * @param[in,out] partner the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_dossier_partner(const coprod_dossier *dossier, size_t index, coprod_partner *partner);

/**
 * One activity.
 * @param[in] dossier the dossier.
 * @param[in] activity 0 to the number of activities - 1.
 * @param[in,out] info the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_dossier_activity(const coprod_dossier *dossier, size_t activity,
                                                 coprod_activity *info);

/**
 * One partner of an activity.
 * @param[in] dossier the dossier.
 * @param[in] activity 0 to the number of activities - 1.
 * @param[in] index 0 to the activity's number of partners - 1.
 * @param[in,out] partner the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_dossier_activity_partner(const coprod_dossier *dossier, size_t activity, size_t index,
                                                         coprod_partner *partner);

/**
 * The evidence of an activity: the hull of its codings, which is what a cautious reader takes.
 * @param[in] dossier the dossier.
 * @param[in] activity 0 to the number of activities - 1.
 * @param[out] evidence the evidence; it belongs to the dossier and lives as long; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_dossier_evidence(const coprod_dossier *dossier, size_t activity,
                                                 const coprod_evidence **evidence);

/**
 * One coding of an activity.
 * @param[in] dossier the dossier.
 * @param[in] activity 0 to the number of activities - 1.
 * @param[in] coding 0 to the activity's number of codings - 1.
 * @param[out] coder who coded; lives as long as the dossier; NULL on failure.
 * @param[out] evidence the answers; they belong to the dossier and live as long; NULL on failure.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_UNKNOWN.
 * @since 0.1
 */
COPROD_API coprod_status coprod_dossier_coding(const coprod_dossier *dossier, size_t activity, size_t coding,
                                               const char **coder, const coprod_evidence **evidence);

/** Number of payment claims of a dossier. @param[in] dossier @nullable the dossier. @return the number. @since 0.2 */
COPROD_API size_t coprod_dossier_claim_count(const coprod_dossier *dossier);

/**
 * One payment claim, to be priced by coprod_reimburse().
 * @param[in] dossier the dossier.
 * @param[in] index 0 to coprod_dossier_claim_count() - 1.
 * @param[in,out] claim the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.2
 */
COPROD_API coprod_status coprod_dossier_get_claim(const coprod_dossier *dossier, size_t index,
                                                  coprod_dossier_claim *claim);

/** Number of feedback loops of a dossier. @param[in] dossier @nullable the dossier. @return the number. @since 0.3 */
COPROD_API size_t coprod_dossier_loop_count(const coprod_dossier *dossier);

/**
 * One feedback loop.
 * @param[in] dossier the dossier.
 * @param[in] index 0 to coprod_dossier_loop_count() - 1.
 * @param[in,out] loop the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_dossier_get_loop(const coprod_dossier *dossier, size_t index,
                                                 coprod_dossier_loop *loop);

/**
 * Number of statements of a kind. None means that nothing is known of it, not that nothing was.
 * @param[in] dossier @nullable the dossier.
 * @param[in] loop the loop.
 * @param[in] kind one of ::coprod_statement_kind.
 * @return the number; 0 for a loop or kind that is none.
 * @since 0.3
 */
COPROD_API size_t coprod_dossier_statement_count(const coprod_dossier *dossier, size_t loop, int32_t kind);

/**
 * One statement of a loop.
 * @param[in] dossier the dossier.
 * @param[in] loop the loop.
 * @param[in] kind one of ::coprod_statement_kind.
 * @param[in] index 0 to coprod_dossier_statement_count() - 1.
 * @param[in,out] statement the caller's struct, `size` set.
 * @return COPROD_OK; COPROD_E_ARGUMENT; COPROD_E_STRUCT; COPROD_E_UNKNOWN.
 * @since 0.3
 */
COPROD_API coprod_status coprod_dossier_get_statement(const coprod_dossier *dossier, size_t loop, int32_t kind,
                                                      size_t index, coprod_statement *statement);

/**
 * The measures of all loops: whether it changed. Each names its loop by its id.
 * @param[in] dossier @nullable the dossier.
 * @return the measures, which belong to the dossier; NULL where it has no such part.
 * @since 0.3
 */
COPROD_API const coprod_followup *coprod_dossier_measures(const coprod_dossier *dossier);

/**
 * The bodies to which it is reported, and their meetings: the part `governance`.
 * @param[in] dossier @nullable the dossier.
 * @return the bodies, which belong to the dossier; NULL where it has no such part.
 * @since 0.3
 */
COPROD_API const coprod_bodies *coprod_dossier_bodies(const coprod_dossier *dossier);

#ifdef __cplusplus
}
#endif

#endif
