/* SPDX-License-Identifier: MIT */
/* The input as a plan of invitations: a document, or, from a control character on, codes of people and patterns.
 * Whoever is what an invitation asks is in each gap that it closes, sums agree, the bound is no more than the plan has
 * people, and what can be reached is closed where nothing limits it. */
#include "fuzz.h"

enum { ATTRIBUTES = 3 };

static const char schema_text[]
    = "{\"schema\": \"pattern-schema/1\", \"id\": \"p\", \"attributes\": [{\"id\": \"sex\", \"values\": [{\"id\": \"f\"},"
      "{\"id\": \"m\"}]}, {\"id\": \"age\", \"values\": [{\"id\": \"young\", \"phrase\": \"who are young\"},"
      "{\"id\": \"old\"}]},"
      "{\"id\": \"need\", \"may_be_unknown\": true, \"values\": [{\"id\": \"none\"}, {\"id\": \"some\"}]}]}";

static coprod_pattern_schema *schema;

static void free_schema(void)
{
    coprod_pattern_schema_free(schema);
}

static int within(const uint16_t *pattern, const uint16_t *codes)
{
    int so = 1;
    for (int a = 0; a < ATTRIBUTES; a++)
        so &= pattern[a] == COPROD_PATTERN_ANY || pattern[a] == codes[a];
    return so;
}

static void ask_invitation(const coprod_pattern_plan *plan, uint32_t index, coprod_pattern_plan_info *sums)
{
    coprod_pattern_invitation own = {.size = sizeof own};
    static char text[FUZZ_ROOM];
    HOLDS(coprod_pattern_plan_invitation(plan, index, &own) == COPROD_OK && own.people && own.gap_count);
    HOLDS(within(own.who, own.example) && (sums->publish_from || own.people <= own.exist));
    HOLDS(coprod_pattern_plan_text(plan, index, text, sizeof text, NULL) == COPROD_OK && text[0]);
    for (uint32_t i = 0; i < own.gap_count; i++) {
        coprod_pattern_closing closing = {.size = sizeof closing};
        coprod_pattern_plan_gap gap = {.size = sizeof gap};
        HOLDS(coprod_pattern_plan_closing(plan, index, i, &closing) == COPROD_OK && closing.people <= own.people);
        HOLDS(coprod_pattern_plan_gap_get(plan, closing.gap, &gap) == COPROD_OK && within(gap.pattern, own.who));
        sums->work += closing.people;
    }
    sums->people += own.people;
    if (own.cost_pence == COPROD_PATTERN_COST_UNKNOWN)
        sums->cost_pence = own.cost_pence;
    else
        sums->cost_pence += own.cost_pence;
}

static void ask(const coprod_pattern_plan *plan, int limited)
{
    static char text[FUZZ_ROOM];
    coprod_pattern_plan_info info = {.size = sizeof info}, sums = {0};
    coprod_status status;
    size_t needed = 0;
    HOLDS(coprod_pattern_plan_get(plan, &info) == COPROD_OK);
    sums.publish_from = info.publish_from;
    for (uint32_t i = 0; i < info.invitation_count; i++)
        ask_invitation(plan, i, &sums);
    HOLDS(sums.people == info.people && info.people <= info.greedy_people);
    HOLDS(!sums.people || sums.cost_pence == info.cost_pence);
    for (uint32_t g = 0; g < info.gap_count; g++) {
        coprod_pattern_plan_gap gap = {.size = sizeof gap};
        HOLDS(coprod_pattern_plan_gap_get(plan, g, &gap) == COPROD_OK && gap.reachable <= gap.need);
        HOLDS(coprod_pattern_plan_gap_text(plan, g, text, sizeof text, NULL) == COPROD_OK);
        sums.work -= gap.invited < gap.reachable ? gap.invited : gap.reachable;
    }
    HOLDS(!sums.work);
    HOLDS(limited || info.partner_count || (!info.people_open && info.people >= info.lower_bound));
    HOLDS(info.gaps_closed + info.gaps_open + info.gaps_unreachable == info.gap_count);
    for (uint32_t p = 0; p < info.partner_count; p++) {
        coprod_pattern_partner_share share = {.size = sizeof share};
        HOLDS(coprod_pattern_plan_partner_get(plan, p, &share) == COPROD_OK);
        HOLDS(!share.max_people || share.people <= share.max_people);
    }
    status = coprod_pattern_plan_json(plan, text, sizeof text, &needed);
    HOLDS(status == COPROD_OK ? needed == strlen(text) + 1 : status == COPROD_E_BUFFER && needed > sizeof text);
}

/* The same as a view: of groups of fewer than 100, nothing. */
static void publish(coprod_pattern_plan *plan, const coprod_pattern_plan_options *options)
{
    coprod_pattern_plan_info info = {.size = sizeof info};
    uint64_t need = 0;
    if (coprod_pattern_plan_publish(plan, 2) != COPROD_OK || coprod_pattern_plan_make(plan, options) != COPROD_OK)
        return;
    HOLDS(coprod_pattern_plan_get(plan, &info) == COPROD_OK && info.told_from == 100);
    for (uint32_t i = 0; i < info.invitation_count; i++) {
        coprod_pattern_invitation own = {.size = sizeof own};
        HOLDS(coprod_pattern_plan_invitation(plan, i, &own) == COPROD_OK && own.exist >= 100 && own.example == own.who);
    }
    HOLDS(coprod_pattern_plan_need(coprod_pattern_plan_schema(plan), info.gap_count % 3, 3, 2, &need) == COPROD_OK &&
          need && need <= 3);
    ask(plan, 1);
}

/* --- bytes as codes --- */

enum { ROWS = 40 };

/* 0, 1, one that is no value, any. */
static size_t codes_of(const uint8_t *data, size_t size, uint16_t *codes)
{
    const size_t rows = size / ATTRIBUTES < ROWS ? size / ATTRIBUTES : ROWS;
    for (size_t i = 0; i < rows * ATTRIBUTES; i++)
        codes[i] = data[i] % 16 == 15 ? 2 : data[i] % 16 > 10 ? COPROD_PATTERN_ANY : data[i] % 2;
    return rows;
}

/* Of parts: what of them is asked is told only when the plan is made. */
static void add_parts(coprod_pattern_plan *plan)
{
    coprod_pattern_people *people = NULL;
    HOLDS(coprod_pattern_people_load("{\"schema\": \"pattern-people/1\", \"total\": 400, \"parts\": {\"sex\": {\"f\": 1,"
                                     "\"m\": 1}, \"age\": {\"young\": 3, \"old\": 1}, \"need\": {\"none\": 9, \"some\": 1}}}",
                                     COPROD_NTS, schema, NULL, NULL, NULL, &people) == COPROD_OK);
    HOLDS(coprod_pattern_plan_add_population(plan, people) == COPROD_OK);
    coprod_pattern_people_free(people);
}

/* The people are a tally, its gaps are the gaps, a third of the patterns more, and a partner reaches them. */
static void add_all(coprod_pattern_plan *plan, const uint16_t *codes, size_t rows)
{
    const coprod_pattern_partner partner
        = {.size = sizeof partner, .id = "hub", .reaches = codes, .pattern_count = rows, .max_people = 7};
    const coprod_pattern_query query = {.size = sizeof query, .threshold = 3};
    coprod_pattern_bad_code bad = {.size = sizeof bad};
    coprod_pattern_tally *tally = NULL;
    coprod_pattern_people *lives = NULL;
    coprod_pattern_gaps *gaps = NULL;
    coprod_pattern_gaps_info info = {.size = sizeof info};
    coprod_status status = coprod_pattern_plan_add_gaps(plan, codes, NULL, rows / 3, &bad);
    HOLDS(status == COPROD_OK || (status == COPROD_E_UNKNOWN && codes[bad.row * ATTRIBUTES + bad.attribute] == 2));
    status = coprod_pattern_plan_add_partner(plan, &partner, NULL);
    HOLDS(status == COPROD_OK || status == COPROD_E_UNKNOWN || !rows);
    HOLDS(coprod_pattern_tally_new(schema, NULL, &tally) == COPROD_OK);
    status = coprod_pattern_tally_add_rows(tally, codes, NULL, rows, &bad);
    HOLDS(status == coprod_pattern_plan_add_people(plan, codes, NULL, rows, &bad));
    HOLDS(coprod_pattern_plan_add_tally(plan, tally) == COPROD_OK);
    HOLDS(coprod_pattern_people_new(tally, NULL, &lives) == COPROD_OK);
    HOLDS(coprod_pattern_plan_add_population(plan, lives) == COPROD_OK);
    coprod_pattern_people_free(lives);
    if (rows % 3 == 1)
        add_parts(plan);
    HOLDS(coprod_pattern_find(tally, &query, NULL, NULL, &gaps) == COPROD_OK);
    HOLDS(coprod_pattern_gaps_get(gaps, &info) == COPROD_OK);
    status = coprod_pattern_plan_add_found(plan, gaps, rows % 2);
    HOLDS(status == COPROD_OK || (status == COPROD_E_RANGE && info.people < 2)); /* a view of fewer than are hidden */
    coprod_pattern_gaps_free(gaps);
    coprod_pattern_tally_free(tally);
}

static coprod_pattern_plan *plan_of(const uint8_t *data, size_t size)
{
    coprod_pattern_plan *plan = NULL;
    uint16_t codes[ROWS * ATTRIBUTES];
    if (size && data[0] < ' ') {
        HOLDS(coprod_pattern_plan_new(schema, NULL, &plan) == COPROD_OK);
        HOLDS(coprod_pattern_plan_publish(plan, size % 4 == 1 ? 2 : 0) == COPROD_OK);
        add_all(plan, codes, codes_of(data, size, codes));
    } else {
        coprod_pattern_plan_load(schema, (const char *)data, size, NULL, NULL, &plan);
    }
    return plan;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const coprod_pattern_plan_options options = {.size = sizeof options, .max_people = size % 3 ? 0 : 2, .work = 20000};
    coprod_pattern_plan *plan;
    coprod_status status;
    if (!schema) {
        HOLDS(coprod_pattern_schema_load(schema_text, COPROD_NTS, NULL, NULL, &schema) == COPROD_OK);
        HOLDS(!atexit(free_schema));
    }
    plan = plan_of(data, size);
    if (!plan)
        return 0;
    HOLDS(coprod_pattern_plan_schema(plan) == schema);
    status = coprod_pattern_plan_make(plan, &options);
    HOLDS(status == COPROD_OK || status == COPROD_E_OVERFLOW);
    if (status == COPROD_OK)
        ask(plan, 1); /* a document may have a limit too */
    publish(plan, &options);
    coprod_pattern_plan_free(plan);
    return 0;
}
