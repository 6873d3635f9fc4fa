/* SPDX-License-Identifier: MIT */
/* coprod tally: counts of who was invited and who came. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tally.h"

static const char help[] =
    "usage: coprod tally map --frame FRAME.json (--column ...|--wide ...) [OPTIONS] -o FILE [CSV]\n"
    "       coprod tally merge --frame FRAME.json [--disjoint] -o FILE TALLY TALLY ...\n"
    "       coprod tally show --frame FRAME.json [OPTIONS] TALLY\n\n"
    "Counts of people by group, event, partner and day, in the groups of a frame that was declared before. A tally\n"
    "holds no person. map makes one from CSV with a header, merge adds several of one frame up, show prints one.\n"
    PROGRAM_TRUE_COUNTS "\n"
    "  -f, --frame FILE     the frame\n"
    "  -o, --output FILE    writes the tally there, when all has succeeded; - is standard output\n"
    "  -d, --disjoint       declares that no person is in two parts (events, partners, days) of a kind; for merge:\n"
    "                       nor in two of the tallies. Without it, answers say that people may be counted twice\n\n"
    "map: one row for each person who came or was invited\n"
    "  -c, --column DIMENSION=COLUMN[:LIST[/GROUPING]]\n"
    "                       what a person answered. Without a list the codes are ids of the frame's groups, or\n"
    "                       declined, not-asked, unsure, not-applicable, not-answered, and of a membership none. With\n"
    "                       one (\"coprod taxonomies\", or NAME.json) they are its codes, and the ids of the\n"
    "                       grouping's groups are those of the frame. An empty field is not answered. Several codes\n"
    "                       of a membership have ; between them. A code that is in no list is named, and its person\n"
    "                       is counted as not recorded (not-asked)\n"
    "  -e, --event COLUMN, -p, --partner COLUMN\n"
    "                       the event, and the partner through whom people were reached\n"
    "  -y, --day COLUMN     the day, YYYY-MM-DD; empty: none is said\n"
    "  -i, --invited COLUMN invited, yes or 1: was invited; attended, no or 0: came. Without it, all came\n"
    "map: or one row for each body, with counts\n"
    "  -w, --wide DIMENSION=PREFIX[:NAME=GROUP,...]\n"
    "                       columns PREFIX_NAME, where NAME is the id of a group, or prefernottosay, undisclosed,\n"
    "                       total. An empty field is not published: the dimension is not counted in that row then\n\n"
    "show: which parts; without any of these all, of those who came and of those who were invited\n"
    "  -e, --event ID, -p, --partner ID, --from DAY, --to DAY\n"
    "  -i, --invited        those who were invited, not those who came\n"
    "  -s, --score          the score of them\n"
    "  -j, --json           JSON\n"
    "Exit 1 if no part fits.\n";

static int wrong(const char *what)
{
    return program_fail("tally", NULL, what);
}

/* --- frames and saved tallies --- */

static coprod_frame *load_frame(const char *path)
{
    size_t length = 0;
    coprod_frame *frame = NULL;
    coprod_findings *findings = NULL;
    char *text = program_read(path, &length);
    coprod_status status = text ? coprod_findings_new(NULL, &findings) : COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod_frame_load(text, length, NULL, findings, &frame);
    program_findings(path, findings);
    if (text && status != COPROD_OK && !coprod_findings_count(findings))
        program_status(path, status);
    coprod_findings_free(findings);
    free(text);
    return frame;
}

static coprod_tally *load_tally(const char *path, const coprod_frame *frame)
{
    const char *name = path && strcmp(path, "-") ? path : "standard input";
    size_t length = 0;
    coprod_tally *tally = NULL;
    char *bytes = program_read(path, &length);
    coprod_status status = bytes ? coprod_tally_load((const uint8_t *)bytes, length, frame, NULL, &tally) : COPROD_OK;
    if (status == COPROD_E_FINGERPRINT)
        program_fail(name, NULL, "was counted in another frame; use the frame that it was made with");
    else if (status == COPROD_E_BLOB)
        program_fail(name, NULL, "is no tally, or was cut or changed; \"coprod tally map\" makes one");
    else if (status != COPROD_OK)
        program_status(name, status);
    free(bytes);
    return tally;
}

static int save(const coprod_tally *tally, const char *path)
{
    size_t needed = 0;
    uint8_t *bytes;
    int code;
    coprod_tally_save(tally, NULL, 0, &needed);
    bytes = malloc(needed);
    code = bytes && coprod_tally_save(tally, bytes, needed, &needed) == COPROD_OK
               ? program_write(path, (const char *)bytes, needed)
               : program_status(path, COPROD_E_MEMORY);
    free(bytes);
    return code;
}

/* --- rows of map --- */

void work_clear(tally_work *work)
{
    memset(work->counts, 0, work->info.group_count * sizeof *work->counts);
    for (uint32_t d = 0; d < work->info.dimension_count; d++) {
        work->known[d] = -1;
        work->unknown[(size_t)d * COPROD_UNKNOWN_CLASSES] = -1;
    }
}

static int is_one_of(const char *word, const char *const *words)
{
    while (*words && strcmp(word, *words))
        words++;
    return *words != NULL;
}

static void read_kind(tally_work *work, size_t row, coprod_tally_part *part)
{
    static const char *const yes[] = {"invited", "yes", "1", NULL}, *const no[] = {"attended", "no", "0", NULL};
    const char *word;
    if (work->invited == work->table.columns)
        return;
    word = table_field(&work->table, row, work->invited);
    if (is_one_of(word, yes))
        part->kind = COPROD_TALLY_INVITED;
    else if (!is_one_of(word, no))
        table_problem(&work->table, row, work->invited, "invited, yes or 1, or attended, no or 0 is expected");
}

static void read_day(tally_work *work, size_t row, coprod_tally_part *part)
{
    const char *text = work->day < work->table.columns ? table_field(&work->table, row, work->day) : "";
    part->has_day = *text != '\0';
    if (part->has_day && coprod_day_read(text, COPROD_NTS, &part->day) != COPROD_OK)
        table_problem(&work->table, row, work->day, "a day as YYYY-MM-DD is expected, or nothing");
}

void work_add(tally_work *work, size_t row)
{
    tally_table *table = &work->table;
    coprod_tally_part part = {.size = sizeof part};
    const coprod_score_input input = {sizeof input, work->counts, work->info.group_count, work->known, work->unknown};
    coprod_status status;
    part.event = work->event < table->columns ? table_field(table, row, work->event) : NULL;
    part.partner = work->partner < table->columns ? table_field(table, row, work->partner) : NULL;
    read_kind(work, row, &part);
    read_day(work, row, &part);
    if (table->problems)
        return;
    status = coprod_tally_add(work->tally, &part, &input);
    if (status == COPROD_E_TEXT || status == COPROD_E_LIMIT)
        table_problem(table, row, table->columns, "the ids of event and partner are UTF-8 of at most 255 bytes");
    else if (status == COPROD_E_OVERFLOW || status == COPROD_E_RANGE)
        table_problem(table, row, table->columns, "would make 4294967296 people or more in a group; split the file");
    else if (status != COPROD_OK)
        table_problem(table, row, table->columns, coprod_status_text(status));
}

static int open_work(tally_work *work, const char *path)
{
    const tally_options *options = work->options;
    tally_table *table = &work->table;
    coprod_frame_get(work->frame, &work->info);
    work->counts = calloc(work->info.group_count, sizeof *work->counts);
    work->known = calloc(work->info.dimension_count, sizeof *work->known);
    work->unknown = calloc((size_t)work->info.dimension_count * COPROD_UNKNOWN_CLASSES, sizeof *work->unknown);
    if (!work->counts || !work->known || !work->unknown
        || coprod_tally_new(work->frame, options->disjoint, NULL, &work->tally) != COPROD_OK)
        return program_status("tally map", COPROD_E_MEMORY);
    if (!table_read(table, path))
        return PROGRAM_BAD_INPUT;
    work->before = table->problems;
    work->event = table_column(table, options->event);
    work->partner = table_column(table, options->partner);
    work->day = table_column(table, options->day);
    work->invited = table_column(table, options->invited);
    return PROGRAM_FINE;
}

static int run_map(const tally_options *options, const char *path)
{
    tally_work work = {.options = options, .info.size = sizeof work.info};
    int code = PROGRAM_BAD_INPUT;
    if (!options->column_count == !options->wide_count)
        return wrong("map takes --column for rows of people, or --wide for rows of counts");
    work.frame = load_frame(options->frame);
    if (work.frame)
        code = open_work(&work, path);
    if (code == PROGRAM_FINE)
        code = options->wide_count ? tally_wide_rows(&work) : tally_map_rows(&work);
    if (code == PROGRAM_FINE)
        code = save(work.tally, options->output);
    table_free(&work.table);
    free(work.counts);
    free(work.known);
    free(work.unknown);
    coprod_tally_free(work.tally);
    coprod_frame_free(work.frame);
    return code;
}

/* --- merge and show --- */

static int run_merge(const tally_options *options, char **paths, int count)
{
    coprod_frame *frame = count > 1 ? load_frame(options->frame) : NULL;
    coprod_tally *sum = frame ? load_tally(paths[0], frame) : NULL;
    int code = sum ? PROGRAM_FINE : PROGRAM_BAD_INPUT;
    if (count < 2)
        wrong("merge takes two tallies or more");
    for (int i = 1; i < count && code == PROGRAM_FINE; i++) {
        coprod_tally *one = load_tally(paths[i], frame);
        coprod_status status = one ? coprod_tally_merge(sum, one, options->disjoint) : COPROD_OK;
        if (!one)
            code = PROGRAM_BAD_INPUT;
        else if (status == COPROD_E_OVERFLOW)
            code = program_fail(paths[i], NULL, "would make 4294967296 people or more in a group");
        else if (status != COPROD_OK)
            code = program_status(paths[i], status);
        coprod_tally_free(one);
    }
    if (code == PROGRAM_FINE)
        code = save(sum, options->output);
    coprod_tally_free(sum);
    coprod_frame_free(frame);
    return code;
}

static int run_show(const tally_options *options, const char *path)
{
    coprod_frame *frame = load_frame(options->frame);
    coprod_tally *tally = frame ? load_tally(path, frame) : NULL;
    const int code = tally ? tally_show(options, tally) : PROGRAM_BAD_INPUT;
    coprod_tally_free(tally);
    coprod_frame_free(frame);
    return code;
}

/* --- options --- */

static int take(tally_options *own, int option)
{
    switch (option) {
    case 'c':
    case 'w':
        if (own->column_count + own->wide_count == TALLY_COLUMNS)
            return wrong("too many columns");
        if (option == 'c')
            own->columns[own->column_count++] = optarg;
        else
            own->wides[own->wide_count++] = optarg;
        return PROGRAM_FINE;
    case 'i':
        own->invited = optarg;
        own->only_invited = 1;
        return PROGRAM_FINE;
    case 'd':
        own->disjoint = 1;
        return PROGRAM_FINE;
    case 'j':
        own->json = 1;
        return PROGRAM_FINE;
    case 's':
        own->score = 1;
        return PROGRAM_FINE;
    default:
        *(option == 'f' ? &own->frame : option == 'o' ? &own->output : option == 'e' ? &own->event
          : option == 'p' ? &own->partner : option == 'y' ? &own->day : option == 'F' ? &own->from : &own->to) = optarg;
        return PROGRAM_FINE;
    }
}

/* The options that a subcommand has; `invited` names a column in map, and chooses in show. */
static const struct option map_options[] = {
    {"frame", required_argument, NULL, 'f'},
    {"column", required_argument, NULL, 'c'},
    {"wide", required_argument, NULL, 'w'},
    {"event", required_argument, NULL, 'e'},
    {"partner", required_argument, NULL, 'p'},
    {"day", required_argument, NULL, 'y'},
    {"invited", required_argument, NULL, 'i'},
    {"disjoint", no_argument, NULL, 'd'},
    {"output", required_argument, NULL, 'o'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};
static const struct option merge_options[] = {
    {"frame", required_argument, NULL, 'f'},
    {"disjoint", no_argument, NULL, 'd'},
    {"output", required_argument, NULL, 'o'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};
static const struct option show_options[] = {
    {"frame", required_argument, NULL, 'f'},
    {"event", required_argument, NULL, 'e'},
    {"partner", required_argument, NULL, 'p'},
    {"from", required_argument, NULL, 'F'},
    {"to", required_argument, NULL, 'T'},
    {"invited", no_argument, NULL, 'i'},
    {"score", no_argument, NULL, 's'},
    {"json", no_argument, NULL, 'j'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

int command_tally(int argc, char **argv)
{
    tally_options own = {0};
    const char *what = argc > 1 ? argv[1] : "";
    const int map = !strcmp(what, "map"), merge = !strcmp(what, "merge"), show = !strcmp(what, "show");
    const struct option *options = map ? map_options : merge ? merge_options : show_options;
    const char *letters = map ? "f:c:w:e:p:y:i:do:h" : merge ? "f:do:h" : "f:e:p:isjh";
    int option, code = PROGRAM_FINE;
    if (!map && !merge && !show && (!strcmp(what, "-h") || !strcmp(what, "--help")))
        return fputs(help, stdout), PROGRAM_FINE;
    if (!map && !merge && !show)
        return wrong("say map, merge or show; \"coprod tally --help\" tells more");
    optind = 2;
    while (code == PROGRAM_FINE && (option = getopt_long(argc, argv, letters, options, NULL)) != -1) {
        if (option == 'h')
            return fputs(help, stdout), PROGRAM_FINE;
        code = option == '?' ? wrong("unknown option, or one without its value; \"coprod tally --help\" lists them")
                             : take(&own, option);
    }
    if (code != PROGRAM_FINE)
        return code;
    if (!own.frame)
        return wrong("--frame FRAME.json is missing: a tally counts in a frame");
    if (!show && !own.output)
        return wrong("-o FILE is missing: where the tally is written");
    if (merge)
        return run_merge(&own, argv + optind, argc - optind);
    if (optind + 1 < argc)
        return program_fail("tally", argv[optind + 1], "one file is read; \"coprod tally merge\" adds several up");
    return map ? run_map(&own, argv[optind]) : run_show(&own, argv[optind]);
}
