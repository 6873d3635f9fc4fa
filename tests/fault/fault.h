/* SPDX-License-Identifier: MIT */
/* Memory that fails: scenarios that call the library, and a driver that fails their allocations one by one. */
#ifndef COPROD_TEST_FAULT_H
#define COPROD_TEST_FAULT_H

#include <coprod/coprod.h>
#include <stddef.h>
#include <stdint.h>

enum { FAULT_ROOM = 1 << 16 };

/* All that a scenario may hold. What is NULL is not there. */
typedef struct world {
    const coprod_allocator *allocator; /* NULL: malloc */
    coprod_spectrum *spectrum, *made_spectrum;
    coprod_evidence *evidence[2], *made_evidence;
    coprod_classification *result;
    coprod_crosswalk *crosswalk;
    coprod_profile *profile, *other_profile;
    coprod_methods *methods;
    coprod_dossier *dossier;
    coprod_texts *texts;
    coprod_calendar *calendar;
    coprod_findings *findings;
    coprod_policy *policy, *other_policy, *made_policy;
    coprod_payment_claim *claim, *other_claim, *made_claim;
    coprod_payment *payment, *other_payment, *filling; /* filling: not seen, because a failure empties it */
    coprod_ledger *ledger, *other_ledger;
    coprod_comparison *comparison;
    coprod_budget *budget;
    coprod_machine *machine, *made_machine;
    coprod_event *event, *made_event;
    coprod_loop *loop, *made_loop;
    coprod_journal *journal, *made_journal;
    coprod_loops *loops, *made_loops;
    coprod_machine_check *check;
    coprod_traces *traces;
    coprod_migration *migration, *made_migration;
    coprod_bodies *bodies, *made_bodies;
    coprod_followup *followup;
    coprod_frame *frame, *made_frame;
    coprod_score *score, *made_score;
    coprod_people *people, *other_people, *made_people;
    coprod_run_rules *run_rules;
    coprod_tally *tally, *other_tally;
    coprod_pattern_schema *pattern_schema, *made_pattern_schema;
    coprod_pattern_tally *pattern_tally, *other_pattern_tally;
    coprod_pattern_people *pattern_people, *made_pattern_people;
    coprod_pattern_search *pattern_search;
    coprod_pattern_gaps *pattern_gaps;
    coprod_taxonomy *taxonomy, *made_taxonomy;
    coprod_barrier_rules *barrier_rules, *made_barrier_rules;
    coprod_barriers *barriers;
    coprod_gradient_rules *gradient_rules;
    coprod_consensus_rules *consensus_rules;
    coprod_publish_rule *publish_rule, *made_publish_rule;
    coprod_view *view, *made_view;
    coprod_view_audit *audit;
    coprod_share_rules *share_rules;
    coprod_pattern_schema *plan_schema;
    coprod_pattern_tally *plan_tally;
    coprod_pattern_gaps *plan_gaps;
    coprod_pattern_people *plan_people;
    coprod_pattern_plan *pattern_plan, *made_pattern_plan;
    char *json;
    size_t length;
    uint32_t bits;
    char text[FAULT_ROOM];
    uint8_t bytes[FAULT_ROOM];
    size_t needed;
    int not_written; /* a call failed and left its last parameter as it was */
} world;

typedef struct scenario {
    const char *name;
    void (*prepare)(world *w);      /* makes what the call needs; nothing fails in it */
    coprod_status (*act)(world *w); /* one call of the library */
    coprod_status expected;
    int stride; /* in the ordinary run, every so many allocations are failed after the first hundred */
} scenario;

/* Each ends with a NULL name. */
extern const scenario load_scenarios[], use_scenarios[], reimburse_scenarios[], plan_scenarios[],
    feedback_scenarios[], migrate_scenarios[], adopt_scenarios[], bodies_scenarios[], followup_scenarios[],
    taxonomy_scenarios[], dossier_scenarios[], score_scenarios[], equity_scenarios[], fit_scenarios[],
    inequality_scenarios[], publish_scenarios[], share_scenarios[], tally_scenarios[], people_scenarios[],
    pattern_scenarios[], pattern_plan_scenarios[];

/* Which allocations fail, by a number `at`. */
enum fault_mode {
    FAULT_ONE,     /* that one; negative: none */
    FAULT_REST,    /* that one and all that follow */
    FAULT_LARGE    /* all that are larger: what is left of a full memory is small pieces */
};

/* How allocations are failed and counted. */
typedef struct meter {
    const char *name;
    const coprod_allocator *allocator;
    void (*arm)(long at, enum fault_mode mode);
    long (*disarm)(void);                 /* how many failed */
    long (*blocks)(void);                 /* blocks that are out */
} meter;

/* Calls `call` with a last parameter that points nowhere good, and notes it if a failure leaves that. */
#define MAKE(w, type, member, call)                    \
    do {                                               \
        type *made = (type *)(w);                      \
        coprod_status status = call;                   \
        (w)->not_written |= made == (type *)(w);       \
        (w)->member = (w)->not_written ? NULL : made;  \
        return status;                                 \
    } while (0)

/* Runs every scenario, each allocation if `full`, and in quick runs with all that follow only if it is 2. Returns an exit
 * code. */
int fault_run(const meter *own, int full);

/* Of loops and what belongs to them, through the functions of the page. */
typedef void fault_line(void *page, const char *text);
void see_feedback(void *page, fault_line *line, const world *w);
void see_equity(void *page, fault_line *line, const world *w);
void free_equity(world *w);
void free_feedback(world *w);
void see_inequality(void *page, fault_line *line, const world *w);
void free_inequality(world *w);
/* Of what is published. */
void see_publish(void *page, fault_line *line, const world *w);
void free_publish(world *w);
void see_tallies(void *page, fault_line *line, const world *w);
void free_tallies(world *w);
void see_patterns(void *page, fault_line *line, const world *w);
void free_patterns(world *w);
/* Of whom to invite. */
void see_plans(void *page, fault_line *line, const world *w);
void free_plans(world *w);
/* Of people. */
void see_dossier_people(void *page, fault_line *line, const world *w);
void see_people(void *page, fault_line *line, const world *w);
void free_people(world *w);
/* Of people whom a dossier counted, and of its plan. */
/* A journal with a loop that was stepped, a store of two of which one was. */
void with_stepped(world *w);

/* What can be seen of a world, without its findings and with them alone; freed by the caller. */
char *world_look(const world *w);
char *world_findings(const world *w);
void world_free(world *w);

#endif
