/* SPDX-License-Identifier: MIT */
/* coprod plan: whom to invite next. */
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "missing.h"

static const char help[] =
    "usage: coprod plan --schema SCHEMA.json [OPTIONS] [PLAN.json]\n\n"
    "Whom to invite next: the fewest people who close the gaps, among people who exist, each told by what somebody\n"
    "has to be and no more; and how few it can be at all. Gaps, people and partners come from PLAN.json:\n\n"
    "  {\"schema\": \"pattern-plan/1\", \"gaps\"?: [{\"pattern\": {ATTRIBUTE: VALUE}, \"need\"?: 1}],\n"
    "   \"people\"?: [{\"profile\": {ATTRIBUTE: VALUE}, \"people\"?: 120}], \"max_people\"?: 30,\n"
    "   \"partners\"?: [{\"id\", \"title\"?, \"reaches\": [{ATTRIBUTE: VALUE}], \"max_people\"?, \"cost_pence\"?}]}\n\n"
    "  -s, --schema FILE      attributes and their declared values\n"
    "  -g, --gaps FILE        gaps, as \"coprod missing --json\" prints them\n"
    "  -1, --once             of these gaps, one person for each is enough\n"
    "  -p, --people FILE      who lives there and can be invited: a CSV file or a tally, or parts (*.json)\n"
    "  -M, --max-people N     invite at most N\n"
    "  -W, --work N           how much is looked at; 100000000 without it\n"
    "  -j, --json             one JSON document\n"
    "      --patterns         a line for each invitation: one character an attribute, the number of its value, x for\n"
    "                         any; then people, and through whom\n"
    PROGRAM_TRUE_COUNTS
    "Exit 1 if a gap stays open.\n";

typedef struct invite_options {
    const char *schema, *gaps, *people;
    int once, json, patterns;
    coprod_pattern_plan_options plan;
} invite_options;

enum { PATTERNS = 256 };

static int read_number(const char *option, uint64_t *number)
{
    int64_t value = 0;
    if (coprod_decimal_read(optarg, COPROD_NTS, 0, &value) != COPROD_OK || value < 1)
        return program_fail("plan", option, "a whole number from 1 on is expected");
    *number = (uint64_t)value;
    return PROGRAM_FINE;
}

static int read_option(invite_options *own, int option)
{
    switch (option) {
    case 'M':
        return read_number("--max-people", &own->plan.max_people);
    case 'W':
        return read_number("--work", &own->plan.work);
    case '?':
        return program_fail("plan", NULL, "unknown option; \"coprod plan --help\" lists them");
    default:
        own->schema = option == 's' ? optarg : own->schema;
        own->gaps = option == 'g' ? optarg : own->gaps;
        own->people = option == 'p' ? optarg : own->people;
        own->once |= option == '1';
        own->json |= option == 'j';
        own->patterns |= option == PATTERNS;
        return PROGRAM_FINE;
    }
}

/* --- what is asked --- */

/* Adds the gaps of an answer of "coprod missing", with what each still needs. Returns an exit code. */
static int copy_gaps(const invite_options *own, const json_t *found, const char *fingerprint, json_t *gaps)
{
    const char *of = json_string_value(json_object_get(json_object_get(found, "schema_of"), "fingerprint"));
    size_t i;
    json_t *gap;
    if (!of)
        return program_fail(own->gaps, NULL, "is no answer of \"coprod missing --json\"");
    if (strcmp(of, fingerprint))
        return program_fail(own->gaps, "/schema_of/fingerprint", "these gaps were found with another schema");
    if (json_is_true(json_object_get(found, "truncated")))
        return program_fail(own->gaps, "/truncated", "not all gaps are here; search with --levels or a larger --most");
    if (json_is_true(json_object_get(found, "count_only")) || !json_is_array(json_object_get(found, "gaps")))
        return program_fail(own->gaps, "/gaps", "the gaps themselves are not here; search without --count");
    json_array_foreach(json_object_get(found, "gaps"), i, gap) {
        json_t *pattern = json_object_get(gap, "pattern"), *deficit = json_object_get(gap, "deficit");
        char place[64];
        snprintf(place, sizeof place, "/gaps/%zu/deficit", i);
        if (!json_is_object(pattern)) {
            snprintf(place, sizeof place, "/gaps/%zu/pattern", i);
            return program_fail(own->gaps, place, "an object is expected");
        }
        if (deficit && !json_is_integer(deficit) && !own->once)
            return program_fail(own->gaps, place, "is a band, because of --publish; leave that out, or say --once");
        json_array_append_new(gaps, json_pack("{sOsI}", "pattern", pattern, "need",
                                              own->once || !deficit ? (json_int_t)1 : json_integer_value(deficit)));
    }
    return PROGRAM_FINE;
}

/* The document with the gaps that were found behind its own; NULL after an error. */
static char *with_gaps(const invite_options *own, const coprod_pattern_schema *schema, const char *text)
{
    coprod_pattern_schema_info info = {.size = sizeof info};
    size_t length = 0;
    char *found_text = program_read(own->gaps, &length), *whole = NULL;
    json_t *found = found_text ? json_loadb(found_text, length, JSON_REJECT_DUPLICATES, NULL) : NULL;
    json_t *document = text ? json_loads(text, JSON_REJECT_DUPLICATES, NULL)
                            : json_pack("{ss}", "schema", "pattern-plan/1");
    json_t *gaps = json_object_get(document, "gaps");
    coprod_pattern_schema_get(schema, &info);
    if (json_is_object(document) && !gaps) {
        gaps = json_array();
        json_object_set_new(document, "gaps", gaps);
    }
    if (!json_is_array(gaps))
        whole = text ? strdup(text) : NULL; /* its loader says what is wrong with it */
    else if (found_text && copy_gaps(own, found, info.fingerprint, gaps) == PROGRAM_FINE)
        whole = json_dumps(document, JSON_COMPACT);
    json_decref(document);
    json_decref(found);
    free(found_text);
    return whole;
}

static coprod_pattern_plan *load_plan(const coprod_pattern_schema *schema, const char *path, const char *text)
{
    coprod_pattern_plan *plan = NULL;
    coprod_findings *findings = NULL;
    coprod_status status = coprod_findings_new(NULL, &findings);
    if (status == COPROD_OK)
        status = coprod_pattern_plan_load(schema, text, COPROD_NTS, NULL, findings, &plan);
    if (coprod_findings_count(findings))
        program_findings(path, findings);
    else if (status != COPROD_OK)
        program_status(path, status);
    coprod_findings_free(findings);
    return plan;
}

/* Gaps, people and partners, of a document and of what was found. */
static coprod_pattern_plan *read_plan(const invite_options *own, const coprod_pattern_schema *schema, const char *path)
{
    size_t length = 0;
    char *text = path || !own->gaps ? program_read(path, &length) : NULL, *whole;
    const char *name;
    coprod_pattern_plan *plan;
    if (!text && (path || !own->gaps))
        return NULL;
    whole = own->gaps ? with_gaps(own, schema, text) : NULL;
    name = path && strcmp(path, "-") ? path : text ? "standard input" : own->gaps;
    plan = whole || !own->gaps ? load_plan(schema, name, whole ? whole : text) : NULL;
    free(whole);
    free(text);
    return plan;
}

static int add_people(const invite_options *own, const coprod_pattern_schema *schema, coprod_pattern_plan *plan)
{
    coprod_pattern_people *people = own->people ? missing_people(schema, own->people) : NULL;
    coprod_status status;
    if (!own->people || !people)
        return own->people ? PROGRAM_BAD_INPUT : PROGRAM_FINE;
    status = coprod_pattern_plan_add_population(plan, people);
    coprod_pattern_people_free(people);
    if (status == COPROD_E_LIMIT)
        return program_fail(own->people, NULL,
                            "has too many profiles, or too few people in each, to tell who exists; say fewer");
    return status == COPROD_OK ? PROGRAM_FINE : program_status(own->people, status);
}

/* --- what is answered --- */

typedef coprod_status say(const coprod_pattern_plan *plan, uint32_t index, char *buffer, size_t capacity,
                          size_t *needed);

static void print_sentence(const coprod_pattern_plan *plan, uint32_t index, say *what)
{
    size_t needed = 0;
    char *text;
    what(plan, index, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (text && what(plan, index, text, needed, NULL) == COPROD_OK)
        output("  %s.\n", text);
    free(text);
}

static void print_bound(const coprod_pattern_plan_info *info)
{
    const unsigned long long people = info->people, bound = info->lower_bound;
    output("%llu %s", people, people == 1 ? "person" : "people");
    if (info->is_fewest)
        output("; no plan%s needs fewer.\n", info->gaps_unreachable ? " that does as much" : "");
    else if (info->people_open)
        output("; to close all that can be reached takes %llu or more.\n", bound);
    else
        output("; no plan needs fewer than %llu.\n", bound);
}

static void print_gaps(const coprod_pattern_plan *plan, const coprod_pattern_plan_info *info, int32_t state,
                       const char *title)
{
    int begun = 0;
    for (uint32_t g = 0; g < info->gap_count; g++) {
        coprod_pattern_plan_gap gap = {.size = sizeof gap};
        coprod_pattern_plan_gap_get(plan, g, &gap);
        if (gap.state != state)
            continue;
        if (!begun++)
            output("\n%s\n", title);
        print_sentence(plan, g, coprod_pattern_plan_gap_text);
    }
}

static void print_money(int64_t pence)
{
    output("\xc2\xa3%lld.%02lld", (long long)(pence / 100), (long long)(pence % 100));
}

static void print_partners(const coprod_pattern_plan *plan, const coprod_pattern_plan_info *info)
{
    if (info->partner_count)
        output("\nThrough whom:\n");
    for (uint32_t p = 0; p < info->partner_count; p++) {
        coprod_pattern_partner_share share = {.size = sizeof share};
        coprod_pattern_plan_partner_get(plan, p, &share);
        output("  %s: %llu", share.title[0] ? share.title : share.id, (unsigned long long)share.people);
        if (share.max_people)
            output(" of at most %llu", (unsigned long long)share.max_people);
        output(", ");
        print_money(share.cost_pence);
        puts("");
    }
    if (info->partner_count) {
        output("  All: ");
        print_money(info->cost_pence);
        puts("");
    }
}

static void print_text(const coprod_pattern_plan *plan, const coprod_pattern_plan_info *info)
{
    output("%u of %u %s closed by ", info->gaps_closed, info->gap_count, info->gap_count == 1 ? "gap is" : "gaps are");
    print_bound(info);
    if (info->invitation_count)
        output("\nInvite:\n");
    for (uint32_t i = 0; i < info->invitation_count; i++)
        print_sentence(plan, i, coprod_pattern_plan_text);
    print_partners(plan, info);
    print_gaps(plan, info, COPROD_PATTERN_GAP_OPEN, "Left open by a limit:");
    print_gaps(plan, info, COPROD_PATTERN_GAP_UNREACHABLE, "Cannot be closed among these people:");
}

static int print_json(const coprod_pattern_plan *plan)
{
    size_t needed = 0;
    char *text;
    coprod_pattern_plan_json(plan, NULL, 0, &needed);
    text = malloc(needed + 1);
    if (!text || coprod_pattern_plan_json(plan, text, needed, NULL) != COPROD_OK) {
        free(text);
        return program_status("plan", COPROD_E_MEMORY);
    }
    output("%s\n", text);
    free(text);
    return PROGRAM_FINE;
}

static int print_patterns(const coprod_pattern_plan *plan, const coprod_pattern_schema *schema,
                          const coprod_pattern_plan_info *info)
{
    coprod_pattern_schema_info own = {.size = sizeof own};
    coprod_pattern_schema_get(schema, &own);
    for (uint32_t a = 0; a < own.attribute_count; a++) {
        coprod_pattern_attribute attribute = {.size = sizeof attribute};
        coprod_pattern_schema_attribute(schema, a, &attribute);
        if (attribute.value_count > 10)
            return program_fail("plan", "--patterns", "an attribute has more than 10 values; say --json");
    }
    for (uint32_t i = 0; i < info->invitation_count; i++) {
        coprod_pattern_invitation invitation = {.size = sizeof invitation};
        coprod_pattern_plan_invitation(plan, i, &invitation);
        for (uint32_t a = 0; a < own.attribute_count; a++)
            putchar(invitation.who[a] == COPROD_PATTERN_ANY ? 'x' : '0' + invitation.who[a]);
        output(" %llu%s%s\n", (unsigned long long)invitation.people, invitation.partner[0] ? " " : "",
               invitation.partner);
    }
    return PROGRAM_FINE;
}

static int answer(const invite_options *own, const coprod_pattern_schema *schema, coprod_pattern_plan *plan)
{
    coprod_pattern_plan_info info = {.size = sizeof info};
    const coprod_status status = coprod_pattern_plan_make(plan, &own->plan);
    int code = PROGRAM_FINE;
    if (status != COPROD_OK)
        return program_status("plan", status);
    coprod_pattern_plan_get(plan, &info);
    if (own->json)
        code = print_json(plan);
    else if (own->patterns)
        code = print_patterns(plan, schema, &info);
    else
        print_text(plan, &info);
    return code == PROGRAM_FINE && info.gaps_closed < info.gap_count ? PROGRAM_NO : code;
}

static int run(const invite_options *own, const coprod_pattern_schema *schema, const char *path)
{
    coprod_pattern_plan *plan = read_plan(own, schema, path);
    int code = plan ? add_people(own, schema, plan) : PROGRAM_BAD_INPUT;
    if (code == PROGRAM_FINE)
        code = answer(own, schema, plan);
    coprod_pattern_plan_free(plan);
    return code;
}

int command_plan(int argc, char **argv)
{
    static const struct option options[] = {
        {"schema", required_argument, NULL, 's'}, {"gaps", required_argument, NULL, 'g'},
        {"once", no_argument, NULL, '1'},         {"people", required_argument, NULL, 'p'},
        {"max-people", required_argument, NULL, 'M'}, {"work", required_argument, NULL, 'W'},
        {"json", no_argument, NULL, 'j'},         {"patterns", no_argument, NULL, PATTERNS},
        {"help", no_argument, NULL, 'h'},         {NULL, 0, NULL, 0},
    };
    invite_options own = {.plan = {.size = sizeof own.plan}};
    coprod_pattern_schema *schema;
    int option, code = PROGRAM_FINE;
    optind = 1;
    while (code == PROGRAM_FINE && (option = getopt_long(argc, argv, "s:g:1p:M:W:jh", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        code = read_option(&own, option);
    }
    if (code != PROGRAM_FINE)
        return code;
    if (!own.schema)
        return program_fail("plan", "--schema", "the attributes and values are declared in a file");
    if (argc - optind > 1)
        return program_fail("plan", argv[optind + 1], "one plan at a time");
    if (own.json && own.patterns)
        return program_fail("plan", "--patterns", "takes no --json");
    schema = missing_schema(own.schema);
    if (!schema)
        return PROGRAM_BAD_INPUT;
    code = run(&own, schema, argv[optind]);
    coprod_pattern_schema_free(schema);
    return code;
}
