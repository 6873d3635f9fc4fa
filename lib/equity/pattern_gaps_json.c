/* SPDX-License-Identifier: MIT */
/* Gaps as one document. */
#include "json_out_internal.h"
#include "pattern_gaps_internal.h"

/* A number that may be above what JSON numbers of this library hold is told as the largest one. */
static void put_count(coprod__json_out *out, const char *key, uint64_t number)
{
    coprod__out_number(out, key, number > INT64_MAX ? INT64_MAX : (int64_t)number);
}

static void write_band(coprod__json_out *out, const char *key, uint64_t low, uint64_t high)
{
    coprod__out_open(out, key, '{');
    put_count(out, "from", low);
    put_count(out, "to", high);
    coprod__out_close(out, '}');
}

static void write_population(coprod__json_out *out, const coprod_pattern_gaps *gaps)
{
    if (!coprod__gaps_told(gaps)) {
        coprod__out_null(out, "population");
        return;
    }
    coprod__out_open(out, "population", '{');
    put_count(out, "total", coprod__gaps_total(gaps));
    coprod__out_flag(out, "estimated", !gaps->query.population->own.counted);
    coprod__out_close(out, '}');
}

/* In a view not how many were counted in all: beside a list that number would tell of small ones. */
static void write_counted(coprod__json_out *out, const coprod_pattern_gaps *gaps, uint64_t publish_from)
{
    uint64_t low, high;
    coprod__gaps_people_band(gaps, publish_from, &low, &high);
    if (publish_from) {
        write_band(out, "people", low, high);
    } else {
        put_count(out, "people", gaps->people);
        write_population(out, gaps);
    }
}

/* In a view of the top ones only those: how many are left out can tell which. */
static void write_levels(coprod__json_out *out, const coprod_pattern_gaps *gaps, uint64_t publish_from)
{
    uint64_t listed[PATTERN_ATTRIBUTES + 1] = {0};
    const int all = !publish_from || !coprod__gaps_may_be_more(gaps);
    for (size_t i = 0; !all && i < gaps->found.count; i++) {
        coprod_pattern_gap gap;
        coprod__gaps_gap(gaps, i, &gap);
        listed[gap.level]++;
    }
    coprod__out_open(out, "by_level", '[');
    for (uint32_t level = 0; level <= gaps->schema->attributes; level++)
        put_count(out, NULL, all ? gaps->found.by_level[level] : listed[level]);
    coprod__out_close(out, ']');
}

static void write_schema(coprod__json_out *out, const coprod_pattern_schema *schema)
{
    coprod__out_open(out, "schema_of", '{');
    coprod__out_text(out, "id", schema->id);
    coprod__out_text(out, "version", schema->version);
    coprod__out_text(out, "fingerprint", schema->fingerprint);
    coprod__out_close(out, '}');
}

/* With a fingerprint a guess of who lives there could be tried, so a view has none. */
static void write_people(coprod__json_out *out, const coprod_pattern_people *people, uint64_t publish_from)
{
    if (!people)
        return;
    coprod__out_open(out, "population_of", '{');
    coprod__out_text(out, "id", people->id);
    coprod__out_text(out, "version", people->version);
    if (!publish_from)
        coprod__out_text(out, "fingerprint", people->fingerprint);
    coprod__out_close(out, '}');
}

static void write_question(coprod__json_out *out, const coprod_pattern_gaps *gaps, uint64_t publish_from)
{
    static const char *const engines[] = {"", "dense", "bitmap"};
    const coprod_pattern_query *query = &gaps->query;
    const uint32_t attributes = gaps->schema->attributes;
    write_schema(out, gaps->schema);
    write_people(out, query->population, publish_from);
    write_counted(out, gaps, publish_from);
    if (query->rate_over) {
        coprod__out_open(out, "rate", '{');
        coprod__out_number(out, "over", query->rate_over);
        coprod__out_number(out, "under", query->rate_under);
        coprod__out_close(out, '}');
    } else {
        put_count(out, "threshold", query->threshold);
    }
    coprod__out_number(out, "max_level", query->max_level ? query->max_level : attributes);
    put_count(out, "min_population", query->min_population);
    put_count(out, "max_results", query->max_results);
    put_count(out, "top", query->top);
    coprod__out_flag(out, "count_only", query->count_only);
    put_count(out, "publish_from", publish_from);
    if (publish_from) {
        coprod__out_open(out, "view", '{');
        coprod__out_text(out, "id", gaps->schema->view.id);
        coprod__out_text(out, "version", gaps->schema->view.version);
        coprod__out_close(out, '}');
    }
    coprod__out_text(out, "engine", engines[gaps->engine]);
    coprod__out_flag(out, "truncated", gaps->found.truncated);
    coprod__out_number(out, "complete_level", gaps->found.complete_level);
    if (gaps->found.memory_needed && !publish_from) /* it goes by how many profiles there are */
        put_count(out, "memory_needed", gaps->found.memory_needed);
    write_levels(out, gaps, publish_from);
}

static void write_figures(coprod__json_out *out, const coprod_pattern_gaps *gaps, const coprod_pattern_gap *gap,
                          uint64_t publish_from)
{
    const uint64_t threshold = gaps->query.threshold;
    uint64_t low, high;
    coprod__gaps_band(gaps->schema->view.band, gap->coverage, threshold, publish_from, &low, &high);
    if (publish_from) {
        write_band(out, "coverage", low, high);
        if (threshold)
            write_band(out, "deficit", threshold - high, threshold - low);
    } else {
        put_count(out, "coverage", gap->coverage);
        if (threshold)
            put_count(out, "deficit", gap->deficit);
    }
    if (!coprod__gaps_told(gaps))
        coprod__out_null(out, "population");
    else if (publish_from && gap->population < coprod__gaps_told_from(gaps->schema, publish_from))
        write_band(out, "population", 0, coprod__gaps_told_from(gaps->schema, publish_from) - 1);
    else
        put_count(out, "population", coprod__gaps_told_people(gaps->schema, gap->population, publish_from));
}

/* It tells the count and the population, so a view that hides small ones has none of it. */
static void write_share(coprod__json_out *out, const coprod_pattern_gaps *gaps, size_t index)
{
    coprod_pattern_share share;
    coprod__gaps_share(gaps, index, &share);
    if (share.state != COPROD_PATTERN_SHARE_KNOWN && share.state != COPROD_PATTERN_SHARE_TOO_MANY) {
        coprod__out_null(out, "share");
        return;
    }
    coprod__out_open(out, "share", '{');
    coprod__out_real(out, "fair", share.fair);
    coprod__out_real(out, "ratio", share.ratio);
    coprod__out_real(out, "chance", share.tail);
    coprod__out_close(out, '}');
}

static void write_gap(coprod__json_out *out, const coprod_pattern_gaps *gaps, size_t index, uint64_t publish_from)
{
    const coprod_pattern_schema *schema = gaps->schema;
    const uint16_t *codes = gaps->found.codes + index * schema->attributes;
    coprod_pattern_gap gap;
    coprod__gaps_gap(gaps, index, &gap);
    coprod__out_open(out, NULL, '{');
    coprod__out_open(out, "pattern", '{');
    for (uint32_t a = 0; a < schema->attributes; a++)
        if (codes[a] != PATTERN_ANY)
            coprod__out_text(out, schema->attribute[a].id, schema->attribute[a].values[codes[a]].id);
    coprod__out_close(out, '}');
    coprod__out_number(out, "level", gap.level);
    write_figures(out, gaps, &gap, publish_from);
    if (!publish_from)
        write_share(out, gaps, index);
    coprod__out_close(out, '}');
}

coprod_status coprod_pattern_gaps_json(const coprod_pattern_gaps *gaps, uint64_t publish_from, char *buffer,
                                       size_t capacity, size_t *needed)
{
    coprod__json_out out = {0};
    if (needed)
        *needed = 0;
    if (capacity && buffer)
        buffer[0] = '\0';
    if (!gaps || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    if (!coprod__gaps_publishable(gaps, publish_from))
        return COPROD_E_RANGE;
    coprod__writer_init(&out.writer, buffer, capacity);
    coprod__out_open(&out, NULL, '{');
    coprod__out_text(&out, "schema", "pattern-gaps/1");
    write_question(&out, gaps, publish_from);
    coprod__out_open(&out, "gaps", '[');
    for (size_t i = 0; i < gaps->found.count; i++)
        write_gap(&out, gaps, i, publish_from);
    coprod__out_close(&out, ']');
    coprod__out_close(&out, '}');
    return coprod__writer_end(&out.writer, needed);
}
