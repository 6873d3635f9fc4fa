/* SPDX-License-Identifier: MIT */
/* A score as one JSON document. */
#include "json_out_internal.h"
#include "score_internal.h"

enum { DECIMALS = 1 }; /* of printed figures */

typedef struct printing {
    coprod__json_out out;
    const coprod_score *score;
    const coprod_frame *frame;
    int64_t printed;
    const int64_t *losses; /* printed */
    const coprod__told *dimensions;
} printing;

static void write_fraction(printing *own, const char *key, int64_t n, int64_t d)
{
    char text[48];
    coprod__writer writer;
    if (!d) {
        coprod__out_null(&own->out, key);
        return;
    }
    coprod__writer_init(&writer, text, sizeof text);
    coprod__write_number(&writer, n);
    if (d != 1) {
        coprod__write(&writer, "/");
        coprod__write_number(&writer, d);
    }
    coprod__writer_end(&writer, NULL);
    coprod__out_text(&own->out, key, text);
}

static void write_printed(printing *own, const char *key, int64_t units)
{
    char text[32];
    coprod_decimal_write(units, DECIMALS, text, sizeof text, NULL);
    coprod__out_text(&own->out, key, text);
}

static void real_or_null(printing *own, const char *key, double value, int there)
{
    if (there)
        coprod__out_real(&own->out, key, value);
    else
        coprod__out_null(&own->out, key);
}

static void text_or_null(printing *own, const char *key, const char *text)
{
    if (text[0])
        coprod__out_text(&own->out, key, text);
    else
        coprod__out_null(&own->out, key);
}

/* --- the frame --- */

static void write_frame(printing *own)
{
    const coprod_frame *frame = own->frame;
    coprod__json_out *out = &own->out;
    coprod__out_open(out, "frame", '{');
    text_or_null(own, "id", frame->id);
    text_or_null(own, "version", frame->version);
    text_or_null(own, "title", frame->title);
    text_or_null(own, "level", frame->level);
    coprod__out_text(out, "fingerprint", frame->fingerprint);
    for (int bands = 0; bands < 2; bands++) {
        coprod__out_open(out, bands ? "bands" : "defaults", '{');
        coprod__out_text(out, "id", bands ? frame->defaults.bands_id : frame->defaults.id);
        coprod__out_text(out, "version", bands ? frame->defaults.bands_version : frame->defaults.version);
        coprod__out_close(out, '}');
    }
    coprod__out_close(out, '}');
    coprod__out_text(out, "mode", frame->mode == COPROD_FRAME_FIXED ? "fixed" : "snapshot");
    coprod__out_number(out, "N", (int64_t)frame->panel);
    write_fraction(own, "threshold", frame->threshold.n, frame->threshold.d);
    write_fraction(own, "alpha", frame->alpha.n, frame->alpha.d);
    coprod__out_number(out, "min_voices", (int64_t)frame->min_voices);
}

/* --- groups --- */
/* Alone, or after its dimension where another group has the same id. */
static void write_id(printing *own, uint32_t index)
{
    const coprod_frame *frame = own->frame;
    const coprod__group *group = &frame->groups[index];
    char text[512];
    coprod__writer writer;
    coprod__writer_init(&writer, text, sizeof text);
    if (group->is_alike) {
        coprod__write(&writer, frame->dimensions[group->dimension].id);
        coprod__write(&writer, "/");
    }
    coprod__write(&writer, group->id);
    coprod__writer_end(&writer, NULL);
    coprod__out_text(&own->out, NULL, text);
}

enum list { MISSING, SHORT, NOT_SCORED, WORST };

static int is_listed(const coprod_score *score, uint32_t index, enum list list)
{
    const coprod__group *group = &score->frame->groups[index];
    const uint64_t count = score->counts[index];
    switch (list) {
    case MISSING:
        return !count && group->can_miss;
    case SHORT:
        return group->scored && count && count < score->targets[index].need;
    case NOT_SCORED:
        return !group->scored;
    default:
        return score->worst[index];
    }
}

static void write_list(printing *own, const char *key, enum list list)
{
    coprod__out_open(&own->out, key, '[');
    for (uint32_t i = 0; i < own->frame->group_count; i++)
        if (is_listed(own->score, i, list))
            write_id(own, i);
    coprod__out_close(&own->out, ']');
}

static void write_population(printing *own, const coprod__group *group)
{
    coprod__json_out *out = &own->out;
    if (!group->has_population) {
        coprod__out_null(out, "population");
    } else if (group->low == group->high) {
        coprod__out_number(out, "population", (int64_t)group->best);
    } else {
        coprod__out_open(out, "population", '{');
        coprod__out_number(out, "low", (int64_t)group->low);
        coprod__out_number(out, "best", (int64_t)group->best);
        coprod__out_number(out, "high", (int64_t)group->high);
        coprod__out_close(out, '}');
    }
    coprod__out_number(out, "denominator", (int64_t)group->denominator);
}

static void write_measures(printing *own, uint32_t index, const coprod_score_group *one)
{
    coprod__json_out *out = &own->out;
    const int scored = one->status == COPROD_SCORE_OK;
    real_or_null(own, "coverage", one->coverage, scored);
    coprod__out_real(out, "loss", one->loss);
    if (scored && own->losses)
        write_printed(own, "printed_loss", own->losses[index]);
    real_or_null(own, "target", one->target, scored);
    if (scored) {
        coprod__out_number(out, "needed", (int64_t)one->needed);
        coprod__out_number(out, "shortfall", (int64_t)one->shortfall);
    }
    coprod__out_real(out, "weight", one->weight);
    real_or_null(own, "share", one->share, one->has_share);
    real_or_null(own, "share_lower", one->share_lower, one->has_share);
    real_or_null(own, "share_upper", one->share_upper, one->has_share);
    real_or_null(own, "prob_absent", one->prob_absent, one->has_ppr);
    real_or_null(own, "ppr", one->ppr, one->has_ppr);
    text_or_null(own, "band", coprod_score_band_word(one->band));
    text_or_null(own, "four_fifths", coprod_score_band_word(one->four_fifths));
    if (one->is_beyond)
        coprod__out_flag(out, "more_than_live_there", 1);
}

static void write_group(printing *own, uint32_t index)
{
    const coprod__group *group = &own->frame->groups[index];
    coprod_score_group one = {.size = sizeof one};
    coprod_score_get_group(own->score, index, &one);
    coprod__out_open(&own->out, NULL, '{');
    coprod__out_text(&own->out, "id", group->id);
    coprod__out_text(&own->out, "dimension", own->frame->dimensions[group->dimension].id);
    if (group->title[0])
        coprod__out_text(&own->out, "title", group->title);
    coprod__out_text(&own->out, "status", coprod_score_status_word(one.status));
    coprod__out_number(&own->out, "count", (int64_t)one.count);
    write_population(own, group);
    write_measures(own, index, &one);
    coprod__out_close(&own->out, '}');
}

/* --- dimensions --- */

static void write_unknown(printing *own, const coprod_score_dimension *one)
{
    static const char *const classes[] = {"declined", "not_asked", "unsure", "not_applicable", "not_answered"};
    if (!one->has_unknown) {
        coprod__out_null(&own->out, "unknown");
        return;
    }
    coprod__out_open(&own->out, "unknown", '{');
    for (size_t i = 0; i < COPROD_UNKNOWN_CLASSES; i++)
        coprod__out_number(&own->out, classes[i], (int64_t)one->unknown[i]);
    coprod__out_close(&own->out, '}');
}

static void number_or_null(printing *own, const char *key, int64_t value, int there)
{
    if (there)
        coprod__out_number(&own->out, key, value);
    else
        coprod__out_null(&own->out, key);
}

/* What chance alone would give, beside a balance. */
static void write_chance(printing *own, const coprod_score_drawn *one)
{
    coprod__json_out *out = &own->out;
    real_or_null(own, "balance_expected", one->balance, !one->no_balance);
    real_or_null(own, "balance_deviation", one->deviation, !one->no_deviation);
    if (!one->no_balance && one->no_deviation)
        coprod__out_text(out, "balance_deviation_reason", coprod_score_reason_word(one->no_deviation));
    real_or_null(own, "balance_chance", one->chance, !one->no_chance);
    if (!one->no_balance && one->no_chance)
        coprod__out_text(out, "balance_chance_reason", coprod_score_reason_word(one->no_chance));
}

static void write_dimension(printing *own, uint32_t index)
{
    coprod__json_out *out = &own->out;
    coprod_frame_dimension from = {.size = sizeof from};
    const coprod_score_dimension *one = &own->dimensions[index].own;
    coprod_frame_get_dimension(own->frame, index, &from);
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "id", from.id);
    coprod__out_text(out, "kind", from.kind == COPROD_DIMENSION_PARTITION ? "partition" : "membership");
    coprod__out_flag(out, "declared", from.is_declared);
    number_or_null(own, "denominator", (int64_t)from.denominator, from.denominator > 0);
    number_or_null(own, "unallocated", from.unallocated, from.has_unallocated);
    number_or_null(own, "known", (int64_t)one->known, one->has_known);
    write_unknown(own, one);
    real_or_null(own, "completeness", one->completeness, one->has_completeness);
    coprod__out_real(out, "loss", one->loss);
    real_or_null(own, "balance", one->balance, !one->no_balance);
    if (one->no_balance)
        coprod__out_text(out, "balance_reason", coprod_score_reason_word(one->no_balance));
    write_chance(own, &own->dimensions[index].drawn);
    coprod__out_number(out, "min_panel", (int64_t)one->min_panel);
    coprod__out_close(out, '}');
}

static void write_balance(printing *own)
{
    coprod__json_out *out = &own->out;
    coprod__out_open(out, "balance", '{');
    for (uint32_t i = 0; i < own->frame->dimension_count; i++)
        real_or_null(own, own->frame->dimensions[i].id, own->dimensions[i].own.balance,
                     !own->dimensions[i].own.no_balance);
    coprod__out_close(out, '}');
    coprod__out_open(out, "balance_reasons", '{');
    for (uint32_t i = 0; i < own->frame->dimension_count; i++)
        if (own->score->tallies[i].no_balance)
            coprod__out_text(out, own->frame->dimensions[i].id,
                             coprod_score_reason_word(own->score->tallies[i].no_balance));
    coprod__out_close(out, '}');
}

/* --- the whole --- */

static void write_pair(printing *own, const char *key, double lower, double upper)
{
    coprod__out_open(&own->out, key, '{');
    coprod__out_real(&own->out, "lower", lower);
    coprod__out_real(&own->out, "upper", upper);
    coprod__out_close(&own->out, '}');
}

static void write_bounds(printing *own)
{
    const coprod_score_info *info = &own->score->info;
    coprod__json_out *out = &own->out;
    if (!info->has_bounds) {
        coprod__out_null(out, "bounds");
    } else {
        coprod__out_open(out, "bounds", '{');
        coprod__out_real(out, "lower", info->lower);
        coprod__out_real(out, "upper", info->upper);
        coprod__out_flag(out, "upper_is_exact", info->upper_is_exact);
        coprod__out_open(out, "not_told", '[');
        for (uint32_t i = 0; i < own->frame->dimension_count; i++)
            if (!own->score->tallies[i].has_unknown)
                coprod__out_text(out, NULL, own->frame->dimensions[i].id);
        coprod__out_close(out, ']');
        coprod__out_close(out, '}');
    }
    if (own->frame->ranges && info->has_score)
        write_pair(own, "population_bounds", info->population_lower, info->population_upper);
    if (own->frame->ranges && info->has_bounds)
        write_pair(own, "both_bounds", info->both_lower, info->both_upper);
}

static void write_next(printing *own)
{
    uint32_t group;
    double after;
    if (coprod_score_next(own->score, &group, &after) != COPROD_OK || group == UINT32_MAX) {
        coprod__out_null(&own->out, "next");
        return;
    }
    coprod__out_open(&own->out, "next", '{');
    coprod__out_text(&own->out, "group", own->frame->groups[group].id);
    coprod__out_text(&own->out, "dimension", own->frame->dimensions[own->frame->groups[group].dimension].id);
    coprod__out_real(&own->out, "score", after);
    coprod__out_close(&own->out, '}');
}

static void write_score(printing *own)
{
    const coprod_score_info *info = &own->score->info;
    real_or_null(own, "score", info->score, info->has_score);
    write_fraction(own, "score_exact", info->exact_numerator, info->exact_denominator);
    if (own->losses)
        write_printed(own, "printed", own->printed);
    else
        coprod__out_null(&own->out, "printed");
    real_or_null(own, "worst_coverage", info->worst, info->has_score);
    write_list(own, "worst", WORST);
    real_or_null(own, "certificate", info->certificate, info->has_certificate);
    write_balance(own);
    write_list(own, "missing", MISSING);
    write_list(own, "short", SHORT);
    write_list(own, "not_scored", NOT_SCORED);
    write_bounds(own);
    coprod__out_number(&own->out, "min_panel", (int64_t)info->min_panel);
    write_next(own);
}

static void write_all(printing *own)
{
    coprod__out_open(&own->out, NULL, '{');
    coprod__out_text(&own->out, "schema", "score/1");
    write_frame(own);
    write_score(own);
    coprod__out_open(&own->out, "dimensions", '[');
    for (uint32_t i = 0; i < own->frame->dimension_count; i++)
        write_dimension(own, i);
    coprod__out_close(&own->out, ']');
    coprod__out_open(&own->out, "groups", '[');
    for (uint32_t i = 0; i < own->frame->group_count; i++)
        write_group(own, i);
    coprod__out_close(&own->out, ']');
    coprod__out_close(&own->out, '}');
}

/* Room of the caller's: a loss for each group, and all dimensions. */
static coprod_status write_whole(printing *own, int64_t *losses, coprod__told *dimensions)
{
    const coprod_frame *frame = own->frame;
    coprod_status status = COPROD_OK;
    own->dimensions = dimensions;
    if (own->score->info.has_score) {
        status = coprod_score_printed(own->score, DECIMALS, &own->printed, losses, frame->group_count);
        own->losses = losses;
    }
    if (status == COPROD_OK)
        status = coprod__score_told(own->score, dimensions);
    if (status == COPROD_OK)
        write_all(own);
    return status;
}

coprod_status coprod_score_json(const coprod_score *score, char *buffer, size_t capacity, size_t *needed)
{
    printing own = {.score = score};
    coprod__told *dimensions;
    int64_t *losses;
    size_t count, parts;
    coprod_status status = COPROD_E_MEMORY;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!score || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    own.frame = score->frame;
    count = own.frame->group_count;
    parts = own.frame->dimension_count;
    losses = coprod__alloc(&score->arena.memory, count * sizeof *losses);
    dimensions = coprod__alloc(&score->arena.memory, parts * sizeof *dimensions);
    coprod__writer_init(&own.out.writer, buffer, capacity);
    if (losses && dimensions)
        status = write_whole(&own, losses, dimensions);
    if (status == COPROD_OK)
        status = coprod__writer_end(&own.out.writer, needed);
    coprod__release(&score->arena.memory, losses, count * sizeof *losses);
    coprod__release(&score->arena.memory, dimensions, parts * sizeof *dimensions);
    return status;
}
