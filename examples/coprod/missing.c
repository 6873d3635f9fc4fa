/* SPDX-License-Identifier: MIT */
/* coprod missing: which combinations of values too few people have. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "missing.h"

static const char help[] =
    "usage: coprod missing --schema SCHEMA.json [OPTIONS] [FILE ...]\n\n"
    "Reads people who were counted: CSV files whose header names the attributes of the schema, a row for each\n"
    "person, an empty field where a value is not known; or saved tallies (*.tally). Several files are added up. Says\n"
    "which combinations of values too few people have, in the most general words: whatever is below them is\n"
    "missing too.\n\n"
    "  -s, --schema FILE      attributes and their declared values\n"
    "  -n, --need N           people whom a combination needs; 5 without it\n"
    "  -w, --weight COLUMN    a column that says how many people a row stands for\n"
    "  -p, --people FILE      who lives there: a CSV file or a tally of the same attributes, or parts (*.json)\n"
    "      --people-weight C  a column of that CSV file that says how many people a row stands for\n"
    "  -m, --min-people N     only gaps where N people live; without it where a fair share would be --need\n"
    "  -r, --rate A/B         with --people, instead of --need: less than A/B of a fair share; not published\n"
    "  -l, --levels N         at most N values at once; 3 without it, 0: any number\n"
    "  -M, --most N           at most N gaps, whole levels only; 1000 without it, 0: all\n"
    "  -t, --top N            of these the N where the most people live\n"
    "      --share            with --people, beside each gap: what a fair share would be, and the chance of so few\n"
    "  -c, --count            how many gaps there are, and not which\n"
    "  -P, --publish N        no count below N is told, and the others as bands; N is at most --need. Refused where a\n"
    "                         small count could be worked out from the list and the number of all\n"
    "      --memory MIB       what the search may take; 1024 without it\n"
    "      --engine NAME      how gaps are searched for: choose, dense or bitmap; choose without it: what is likely\n"
    "                         to be quicker. The answer is the same\n"
    "      --threads N        as many may search at once; 1 without it. The answer is the same\n"
    "  -o, --output FILE      saves the people counted as a tally\n"
    "  -j, --json             one JSON document\n"
    "      --patterns         a line for each gap: one character an attribute, the number of its value, x for any\n"
    "Exit 1 if there are gaps.\n";

static int read_number(const char *option, int64_t least, int64_t most, uint64_t *number)
{
    int64_t value = 0;
    if (coprod_decimal_read(optarg, COPROD_NTS, 0, &value) != COPROD_OK || value < least || value > most) {
        char why[80];
        snprintf(why, sizeof why, "a whole number from %lld to %lld is expected", (long long)least, (long long)most);
        program_fail("missing", option, why);
        return 0;
    }
    *number = (uint64_t)value;
    return 1;
}

static int read_rate(const char *text, coprod_pattern_query *query)
{
    const char *slash = strchr(text, '/');
    int64_t over = 0, under = 0;
    if (!slash || coprod_decimal_read(text, (size_t)(slash - text), 0, &over) != COPROD_OK
        || coprod_decimal_read(slash + 1, COPROD_NTS, 0, &under) != COPROD_OK || over < 1 || under < 1
        || over > 1000000000 || under > 1000000000) {
        program_fail("missing", "--rate", "a fraction is expected, such as 1/2");
        return 0;
    }
    query->rate_over = (uint32_t)over;
    query->rate_under = (uint32_t)under;
    query->threshold = 0;
    return 1;
}

static int read_engine(int32_t *engine)
{
    static const char *const names[] = {"choose", "dense", "bitmap"};
    for (*engine = COPROD_PATTERN_CHOOSE; *engine <= COPROD_PATTERN_BITMAP; ++*engine)
        if (!strcmp(optarg, names[*engine]))
            return 1;
    program_fail("missing", "--engine", "choose, dense or bitmap is expected");
    return 0;
}

enum { MEMORY = 256, PATTERNS, THREADS, SHARE, PEOPLE_WEIGHT, ENGINE };

static int read_option(missing_options *own, int option)
{
    coprod_pattern_query *query = &own->query;
    uint64_t number = 0;
    switch (option) {
    case 'n':
        own->has_need = 1;
        return read_number("--need", 0, INT64_MAX, &query->threshold);
    case 'm':
        own->has_minimum = 1;
        return read_number("--min-people", 0, INT64_MAX, &query->min_population);
    case 'r':
        return read_rate(optarg, query);
    case 'l':
        if (!read_number("--levels", 0, 32, &number))
            return 0;
        query->max_level = (uint32_t)number;
        return 1;
    case 'M':
        own->has_most = 1;
        return read_number("--most", 0, INT64_MAX, &query->max_results);
    case 't':
        return read_number("--top", 0, INT64_MAX, &query->top);
    case 'P':
        return read_number("--publish", 1, INT64_MAX, &own->publish_from);
    case MEMORY:
        if (!read_number("--memory", 1, 1 << 20, &number))
            return 0;
        query->memory_bytes = number << 20;
        return 1;
    case THREADS:
        if (!read_number("--threads", 1, 64, &number))
            return 0;
        query->threads = (uint32_t)number;
        return 1;
    case ENGINE:
        return read_engine(&query->engine);
    default:
        own->schema = option == 's' ? optarg : own->schema;
        own->people = option == 'p' ? optarg : own->people;
        own->people_weight = option == PEOPLE_WEIGHT ? optarg : own->people_weight;
        own->weight = option == 'w' ? optarg : own->weight;
        own->output = option == 'o' ? optarg : own->output;
        query->count_only |= option == 'c';
        own->json |= option == 'j';
        own->patterns |= option == PATTERNS;
        own->share |= option == SHARE;
        return 1;
    }
}

/* What would not be heeded. */
static int check_needless(const missing_options *own)
{
    if (own->query.count_only && own->share)
        return program_fail("missing", "--share", "is told beside gaps; --count lists none");
    if (own->query.count_only && own->query.top)
        return program_fail("missing", "--top", "chooses of gaps; --count lists none");
    if (own->query.count_only && own->has_most)
        return program_fail("missing", "--most", "is about a list of gaps; --count has none");
    if (own->query.count_only && own->patterns)
        return program_fail("missing", "--patterns", "is a line for each gap; --count lists none");
    if (own->query.rate_over && own->has_need)
        return program_fail("missing", "--need", "takes no --rate, which says what a gap is");
    return PROGRAM_FINE;
}

static int check(const missing_options *own)
{
    if (!own->schema)
        return program_fail("missing", "--schema", "the attributes and values are declared in a file");
    if (own->json && own->patterns)
        return program_fail("missing", "--patterns", "takes no --json");
    if (!own->people && (own->has_minimum || own->query.top || own->query.rate_over || own->share))
        return program_fail("missing", "--people", "--min-people, --top, --rate and --share ask who lives there");
    if (own->share && own->publish_from)
        return program_fail("missing", "--share", "takes no --publish: the chance tells the count");
    if (own->share && (own->json || own->patterns))
        return program_fail("missing", "--share", "is for sentences; --json has it always");
    if (!own->people && own->people_weight)
        return program_fail("missing", "--people-weight", "is a column of the file of --people");
    if (!own->query.rate_over && !own->query.threshold)
        return program_fail("missing", "--need", "1 or more people are needed");
    if (own->query.rate_over && own->publish_from)
        return program_fail("missing", "--publish", "a share tells the count itself where few live; ask with --need");
    if (!own->query.rate_over && own->publish_from > own->query.threshold)
        return program_fail("missing", "--publish", "the list itself tells who is below --need; ask for more there");
    if (own->query.rate_over && own->query.engine == COPROD_PATTERN_BITMAP)
        return program_fail("missing", "--engine", "bitmap answers no --rate, which asks about every combination");
    return check_needless(own);
}

/* All files added up; NULL after an error. */
static coprod_pattern_tally *read_files(const missing_options *own, const coprod_pattern_schema *schema, int count,
                                        char **files)
{
    coprod_pattern_tally *tally = missing_tally(schema, count ? files[0] : NULL, own->weight);
    for (int i = 1; tally && i < count; i++) {
        coprod_pattern_tally *more = missing_tally(schema, files[i], own->weight);
        coprod_status status = more ? coprod_pattern_tally_merge(tally, more) : COPROD_E_ARGUMENT;
        if (more && status != COPROD_OK)
            program_status(files[i], status);
        coprod_pattern_tally_free(more);
        if (status != COPROD_OK) {
            coprod_pattern_tally_free(tally);
            tally = NULL;
        }
    }
    return tally;
}

/* What is asked; a list to be published is looked at first, and whole, as the numbers of each level tell of it. */
static int search(missing_options *own, const coprod_pattern_schema *schema, const coprod_pattern_tally *tally,
                  coprod_findings *findings, coprod_pattern_gaps **gaps, coprod_status *status)
{
    coprod_pattern_query whole = own->query;
    int code = PROGRAM_FINE;
    whole.count_only &= !own->publish_from;
    *status = missing_find(tally, &whole, findings, gaps);
    if (*gaps)
        code = missing_check(own, schema, *gaps);
    if (*gaps && code == PROGRAM_FINE && own->query.count_only && !whole.count_only) {
        coprod_pattern_gaps_free(*gaps);
        *status = missing_find(tally, &own->query, findings, gaps);
    }
    return code;
}

static int run(missing_options *own, const coprod_pattern_schema *schema, const coprod_pattern_tally *tally)
{
    coprod_pattern_schema_info info = {.size = sizeof info};
    coprod_pattern_people *people = own->people ? missing_people(schema, own->people, own->people_weight) : NULL;
    coprod_pattern_gaps *gaps = NULL;
    coprod_findings *findings = NULL;
    coprod_status status;
    int code = PROGRAM_BAD_INPUT, refused = PROGRAM_FINE;
    if (own->people && !people)
        return code;
    own->query.population = people;
    own->query.publish_from = own->publish_from;
    if (own->query.rate_over)
        own->query.threshold = 0;
    if (!missing_settle_minimum(own, schema, tally)) {
        coprod_pattern_people_free(people);
        return code;
    }
    coprod_pattern_schema_get(schema, &info);
    if (own->query.max_level > info.attribute_count)
        own->query.max_level = info.attribute_count;
    status = coprod_findings_new(NULL, &findings);
    if (status == COPROD_OK)
        refused = search(own, schema, tally, findings, &gaps, &status);
    if (gaps) {
        missing_count_hidden(own, tally, gaps);
        code = refused != PROGRAM_FINE ? refused : missing_print(own, schema, gaps);
    } else if (coprod_findings_count(findings)) {
        program_findings("missing", findings);
    } else {
        code = program_status("missing", status);
    }
    coprod_pattern_gaps_free(gaps);
    coprod_findings_free(findings);
    coprod_pattern_people_free(people);
    return code;
}

int command_missing(int argc, char **argv)
{
    static const struct option options[] = {
        {"schema", required_argument, NULL, 's'}, {"need", required_argument, NULL, 'n'},
        {"weight", required_argument, NULL, 'w'}, {"people", required_argument, NULL, 'p'},
        {"people-weight", required_argument, NULL, PEOPLE_WEIGHT},
        {"min-people", required_argument, NULL, 'm'}, {"rate", required_argument, NULL, 'r'},
        {"levels", required_argument, NULL, 'l'}, {"most", required_argument, NULL, 'M'},
        {"top", required_argument, NULL, 't'},    {"count", no_argument, NULL, 'c'},
        {"publish", required_argument, NULL, 'P'}, {"memory", required_argument, NULL, MEMORY},
        {"threads", required_argument, NULL, THREADS}, {"engine", required_argument, NULL, ENGINE},
        {"output", required_argument, NULL, 'o'}, {"json", no_argument, NULL, 'j'},
        {"patterns", no_argument, NULL, PATTERNS}, {"share", no_argument, NULL, SHARE},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    missing_options own = {.query = {.size = sizeof own.query, .threshold = 5, .max_level = 3, .max_results = 1000,
                                  .memory_bytes = UINT64_C(1) << 30}};
    coprod_pattern_schema *schema;
    coprod_pattern_tally *tally = NULL;
    int option, code;
    optind = 1;
    while ((option = getopt_long(argc, argv, "s:n:w:p:m:r:l:M:t:cP:o:jh", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        if (option == '?')
            return program_fail("missing", NULL, "unknown option; \"coprod missing --help\" lists them");
        if (!read_option(&own, option))
            return PROGRAM_BAD_INPUT;
    }
    code = check(&own);
    if (code != PROGRAM_FINE)
        return code;
    code = PROGRAM_BAD_INPUT;
    schema = missing_schema(own.schema);
    if (schema)
        tally = read_files(&own, schema, argc - optind, argv + optind);
    if (tally && (!own.output || missing_save(tally, own.output) == PROGRAM_FINE))
        code = run(&own, schema, tally);
    coprod_pattern_tally_free(tally);
    coprod_pattern_schema_free(schema);
    return code;
}
