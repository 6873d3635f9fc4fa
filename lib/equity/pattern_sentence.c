/* SPDX-License-Identifier: MIT */
/* Gaps as sentences, from the schema's own words. */
#include "pattern_gaps_internal.h"

#include <string.h>

/* --- who it is --- */

typedef struct words {
    coprod__writer *writer;
    int begun;
} words;

/* The first letter of a sentence is a capital one, if it is one that has it in ASCII. */
static void put_words(words *own, const char *text)
{
    char first = text[0];
    if (own->begun) {
        coprod__write(own->writer, " ");
    } else if (first >= 'a' && first <= 'z') {
        first = (char)(first - 'a' + 'A');
        coprod__write_bytes(own->writer, &first, 1);
        text++;
    }
    coprod__write(own->writer, text);
    own->begun = 1;
}

static void say_phrases(words *own, const coprod_pattern_schema *schema, const uint16_t *codes, int32_t place,
                        uint32_t *said)
{
    for (uint32_t a = 0; a < schema->attributes; a++)
        if (codes[a] != PATTERN_ANY && schema->attribute[a].place == place
            && schema->attribute[a].values[codes[a]].phrase[0]) {
            put_words(own, schema->attribute[a].values[codes[a]].phrase);
            ++*said;
        }
}

/* Those without a phrase: "(Sex: Female; age: 65-79)". */
static void say_others(const words *own, const coprod_pattern_schema *schema, const uint16_t *codes)
{
    const char *before = " (";
    for (uint32_t a = 0; a < schema->attributes; a++) {
        const coprod__pattern_attribute *attribute = &schema->attribute[a];
        const coprod__pattern_value *value;
        if (codes[a] == PATTERN_ANY)
            continue;
        value = &attribute->values[codes[a]];
        if (value->phrase[0])
            continue;
        coprod__write(own->writer, before);
        coprod__write(own->writer, attribute->title[0] ? attribute->title : attribute->id);
        coprod__write(own->writer, ": ");
        coprod__write(own->writer, value->label[0] ? value->label : value->id);
        before = "; ";
    }
    if (before[0] == ';')
        coprod__write(own->writer, ")");
}

void coprod__gaps_who(const coprod_pattern_schema *schema, const uint16_t *codes, coprod__writer *writer)
{
    words own = {writer, 0};
    uint32_t named = 0, said = 0;
    say_phrases(&own, schema, codes, COPROD_PATTERN_BEFORE, &said);
    say_phrases(&own, schema, codes, COPROD_PATTERN_PEOPLE, &named);
    if (!named)
        put_words(&own, "people");
    say_phrases(&own, schema, codes, COPROD_PATTERN_AFTER, &said);
    say_others(&own, schema, codes);
}

/* --- how many --- */

static void say_coverage(const coprod_pattern_gaps *gaps, const coprod_pattern_gap *gap, uint64_t publish_from,
                         coprod__writer *writer)
{
    uint64_t low, high;
    coprod__gaps_band(gaps->schema->view.band, gap->coverage, gaps->query.threshold, publish_from, &low, &high);
    if (low == high) {
        coprod__write_whole(writer, low);
    } else if (!low) {
        coprod__write(writer, "fewer than ");
        coprod__write_whole(writer, high + 1);
    } else {
        coprod__write_whole(writer, low);
        coprod__write(writer, " to ");
        coprod__write_whole(writer, high);
    }
    coprod__write(writer, " of the ");
    coprod__write_whole(writer, gaps->query.rate_over ? gaps->people : gaps->query.threshold);
    coprod__write(writer, gaps->query.rate_over ? " counted" : " needed");
}

void coprod__gaps_sentence(const coprod_pattern_gaps *gaps, size_t index, uint64_t publish_from,
                           coprod__writer *writer)
{
    coprod_pattern_gap gap;
    uint64_t people;
    coprod__gaps_gap(gaps, index, &gap);
    people = coprod__gaps_told_people(gaps->schema, gap.population, publish_from);
    coprod__gaps_who(gaps->schema, gaps->found.codes + index * gaps->schema->attributes, writer);
    coprod__write(writer, ": ");
    say_coverage(gaps, &gap, publish_from, writer);
    if (!coprod__gaps_told(gaps))
        return;
    if (publish_from && gap.population < coprod__gaps_told_from(gaps->schema, publish_from)) {
        coprod__write(writer, "; fewer than ");
        coprod__write_whole(writer, coprod__gaps_told_from(gaps->schema, publish_from));
    } else {
        coprod__write(writer, "; about ");
        coprod__write_whole(writer, coprod__gaps_about(gaps->schema, people));
    }
    coprod__write(writer, " live here");
}

/* The list itself must not tell more than what is to be told: by the threshold, by the number of all, by a rate,
 * which where few people live is so small a number that it is the count, or by an order of true populations. */
int coprod__gaps_publishable(const coprod_pattern_gaps *gaps, uint64_t publish_from)
{
    return !publish_from
           || (!gaps->query.rate_over && publish_from <= gaps->query.threshold && publish_from <= gaps->people
               && (gaps->query.publish_from == publish_from || !coprod__gaps_told(gaps)));
}

coprod_status coprod_pattern_gaps_text(const coprod_pattern_gaps *gaps, size_t index, uint64_t publish_from,
                                       char *buffer, size_t capacity, size_t *needed)
{
    coprod__writer writer;
    if (needed)
        *needed = 0;
    if (capacity && buffer)
        buffer[0] = '\0';
    if (!gaps || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    if (index >= gaps->found.count)
        return COPROD_E_UNKNOWN;
    if (!coprod__gaps_publishable(gaps, publish_from))
        return COPROD_E_RANGE;
    coprod__writer_init(&writer, buffer, capacity);
    coprod__gaps_sentence(gaps, index, publish_from, &writer);
    return coprod__writer_end(&writer, needed);
}
