/* SPDX-License-Identifier: MIT */
/* coprod plan: whom to invite next. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "invite.h"
#include "missing.h"

static const char help[] =
    "usage: coprod plan --schema SCHEMA.json [OPTIONS] [PLAN.json]\n\n"
    "Whom to invite next: the fewest people who close the gaps, among people who exist, each told by what somebody\n"
    "has to be and no more; and how few it can be at all. Gaps, people and partners come from PLAN.json:\n\n"
    "  {\"schema\": \"pattern-plan/1\", \"gaps\"?: [{\"pattern\": {ATTRIBUTE: VALUE}, \"need\"?: 1}],\n"
    "   \"people\"?: [{\"profile\": {ATTRIBUTE: VALUE}, \"people\"?: 120}], \"max_people\"?: 30,\n"
    "   \"partners\"?: [{\"id\", \"title\"?, \"reaches\": [{ATTRIBUTE: VALUE}], \"max_people\"?, \"cost_pence\"?}]}\n\n"
    "  -s, --schema FILE      attributes and their declared values\n"
    "  -g, --gaps FILE        gaps, as \"coprod missing --json\" prints them; of published ones the plan is one to be\n"
    "                         published\n"
    "  -1, --once             of these gaps, one person for each is enough\n"
    "  -p, --people FILE      who lives there: a CSV file or a tally, or parts (*.json)\n"
    "      --people-weight C  a column of that CSV file that says how many people a row stands for\n"
    "  -c, --counted FILE     who was counted already, as \"coprod missing\" reads it: taken off those who live\n"
    "                         there, as nobody is invited twice. Not with --publish: it would tell true counts\n"
    "      --counted-weight C a column of that CSV file that says how many people a row stands for\n"
    "  -M, --max-people N     invite at most N; 0: no limit, whatever PLAN.json says\n"
    "  -W, --work N           how much is looked at; 100000000 without it\n"
    "  -P, --publish N        a plan to be published: of gaps only what \"coprod missing --publish N\" tells, and of\n"
    "                         small groups of people nothing; needs that you write are told as they stand. Refused\n"
    "                         where a small count could be worked out from the gaps\n"
    "  -j, --json             one JSON document\n"
    "      --patterns         a line for each invitation: one character an attribute, the number of its value, x for\n"
    "                         any; then people, and through whom\n"
    "Without --publish true counts are told, which are not for publication.\n"
    "Exit 1 if a gap stays open.\n";

enum { PATTERNS = 256, PEOPLE_WEIGHT, COUNTED_WEIGHT };

static int read_number(const char *option, int64_t least, uint64_t *number)
{
    int64_t value = 0;
    if (coprod_decimal_read(optarg, COPROD_NTS, 0, &value) != COPROD_OK || value < least)
        return program_fail("plan", option,
                            least ? "a whole number from 1 on is expected" : "a whole number is expected");
    *number = value ? (uint64_t)value : COPROD_PATTERN_NO_LIMIT;
    return PROGRAM_FINE;
}

static int read_option(invite_options *own, int option)
{
    switch (option) {
    case 'M':
        return read_number("--max-people", 0, &own->plan.max_people);
    case 'W':
        return read_number("--work", 1, &own->plan.work);
    case 'P':
        return read_number("--publish", 1, &own->publish_from);
    case '?':
        return program_fail("plan", NULL, "unknown option; \"coprod plan --help\" lists them");
    default:
        own->schema = option == 's' ? optarg : own->schema;
        own->gaps = option == 'g' ? optarg : own->gaps;
        own->people = option == 'p' ? optarg : own->people;
        own->people_weight = option == PEOPLE_WEIGHT ? optarg : own->people_weight;
        own->counted = option == 'c' ? optarg : own->counted;
        own->counted_weight = option == COUNTED_WEIGHT ? optarg : own->counted_weight;
        own->once |= option == '1';
        own->json |= option == 'j';
        own->patterns |= option == PATTERNS;
        return PROGRAM_FINE;
    }
}

/* --- what is asked --- */

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
static coprod_pattern_plan *read_plan(invite_options *own, const coprod_pattern_schema *schema, const char *path)
{
    size_t length = 0;
    char *text = path || !own->gaps ? program_read(path, &length) : NULL, *whole;
    const char *name;
    coprod_pattern_plan *plan;
    if (!text && (path || !own->gaps))
        return NULL;
    name = path && strcmp(path, "-") ? path : text ? "standard input" : own->gaps;
    plan = NULL;
    whole = NULL;
    if (!text || invite_is_plan(name, text)) {
        whole = own->gaps ? invite_gaps(own, schema, text) : NULL;
        plan = whole || !own->gaps ? load_plan(schema, name, whole ? whole : text) : NULL;
    }
    if (plan && !own->people && !invite_names_people(text)) {
        program_fail("plan", "--people", "there is nobody to invite: give a file, or \"people\" in the plan");
        coprod_pattern_plan_free(plan);
        plan = NULL;
    }
    free(whole);
    free(text);
    if (plan && coprod_pattern_plan_publish(plan, own->publish_from) != COPROD_OK) {
        program_fail("plan", "--publish", "nobody needs to hide so many people");
        coprod_pattern_plan_free(plan);
        return NULL;
    }
    return plan;
}

static int read_counted(const invite_options *own, const coprod_pattern_schema *schema, coprod_pattern_tally **counted)
{
    if (own->publish_from)
        return program_fail("plan", "--counted", "takes true counts off, which are not for a plan to be published");
    *counted = missing_tally(schema, own->counted, own->counted_weight);
    return *counted ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
}

/* --- what is answered --- */

static int answer(const invite_options *own, const coprod_pattern_schema *schema, coprod_pattern_plan *plan)
{
    coprod_pattern_plan_info info = {.size = sizeof info};
    const coprod_status status = coprod_pattern_plan_make(plan, &own->plan);
    int code = PROGRAM_FINE;
    if (status == COPROD_E_LIMIT)
        return program_fail(own->people ? own->people : "plan", NULL,
                            "too much to be read in the work allowed (--work), or, of parts, too few people in each "
                            "profile of what is asked to tell who exists");
    if (status == COPROD_E_OVERFLOW)
        return program_fail("plan", "cost_pence", "all who are invited cost more than 9223372036854775807 pence; "
                                                  "lower the costs, or --max-people");
    if (status != COPROD_OK)
        return program_status("plan", status);
    coprod_pattern_plan_get(plan, &info);
    if (own->json)
        code = invite_json(plan);
    else if (own->patterns)
        code = invite_patterns(plan, schema, &info);
    else
        invite_text(plan, &info);
    return code == PROGRAM_FINE && info.gaps_closed < info.gap_count ? PROGRAM_NO : code;
}

static int run(invite_options *own, const coprod_pattern_schema *schema, const char *path)
{
    coprod_pattern_people *people = own->people ? missing_people(schema, own->people, own->people_weight) : NULL;
    coprod_pattern_tally *counted = NULL;
    coprod_pattern_plan *plan = NULL;
    coprod_status status = COPROD_OK;
    int code = PROGRAM_BAD_INPUT;
    own->population = people;
    if (people || !own->people)
        plan = read_plan(own, schema, path);
    if (plan && people)
        status = coprod_pattern_plan_add_population(plan, people);
    if (status != COPROD_OK)
        code = program_status(own->people, status);
    else if (plan)
        code = own->counted ? read_counted(own, schema, &counted) : PROGRAM_FINE;
    own->plan.counted = counted;
    if (code == PROGRAM_FINE)
        code = answer(own, schema, plan);
    coprod_pattern_tally_free(counted);
    coprod_pattern_plan_free(plan);
    coprod_pattern_people_free(people);
    return code;
}

int command_plan(int argc, char **argv)
{
    static const struct option options[] = {
        {"schema", required_argument, NULL, 's'}, {"gaps", required_argument, NULL, 'g'},
        {"once", no_argument, NULL, '1'},         {"people", required_argument, NULL, 'p'},
        {"max-people", required_argument, NULL, 'M'}, {"work", required_argument, NULL, 'W'},
        {"publish", required_argument, NULL, 'P'},
        {"people-weight", required_argument, NULL, PEOPLE_WEIGHT},
        {"counted", required_argument, NULL, 'c'}, {"counted-weight", required_argument, NULL, COUNTED_WEIGHT},
        {"json", no_argument, NULL, 'j'},         {"patterns", no_argument, NULL, PATTERNS},
        {"help", no_argument, NULL, 'h'},         {NULL, 0, NULL, 0},
    };
    invite_options own = {.plan = {.size = sizeof own.plan}};
    coprod_pattern_schema *schema;
    int option, code = PROGRAM_FINE;
    optind = 1;
    while (code == PROGRAM_FINE && (option = getopt_long(argc, argv, "s:g:1p:c:M:W:P:jh", options, NULL)) != -1) {
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
    if (own.once && !own.gaps)
        return program_fail("plan", "--once", "is about the gaps of --gaps; in the plan itself \"need\" says it");
    if (own.people_weight && !own.people)
        return program_fail("plan", "--people-weight", "is a column of the file of --people");
    if (own.counted_weight && !own.counted)
        return program_fail("plan", "--counted-weight", "is a column of the file of --counted");
    schema = missing_schema(own.schema);
    if (!schema)
        return PROGRAM_BAD_INPUT;
    code = run(&own, schema, argv[optind]);
    coprod_pattern_schema_free(schema);
    return code;
}
