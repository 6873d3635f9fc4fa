/* SPDX-License-Identifier: MIT */
/* A list, and the comparison of two, as JSON. */
#include <string.h>

#include "json_out_internal.h"
#include "taxonomy_internal.h"

static void text_if(coprod__json_out *out, const char *key, const char *text)
{
    if (text[0])
        coprod__out_text(out, key, text);
}

static void text_or_null(coprod__json_out *out, const char *key, const char *text)
{
    if (text[0])
        coprod__out_text(out, key, text);
    else
        coprod__out_null(out, key);
}

static const char *kind_word(const coprod_taxonomy *taxonomy)
{
    return taxonomy->info.kind == COPROD_TAXONOMY_PARTITION ? "partition" : "membership";
}

static void write_class(coprod__json_out *out, const coprod_taxonomy *taxonomy, uint32_t index)
{
    const coprod__taxon *own = &taxonomy->taxons[index];
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "code", own->code);
    coprod__out_text(out, "title", own->title);
    text_if(out, "note", own->note);
    if (own->parent >= 0)
        coprod__out_text(out, "parent", taxonomy->taxons[own->parent].code);
    if (own->answer)
        coprod__out_text(out, "answer", coprod_taxonomy_word(own->answer));
    coprod__out_close(out, '}');
}

static void write_members(coprod__json_out *out, const char *key, const coprod_taxonomy *taxonomy,
                          const coprod__taxon_grouping *grouping, int32_t group, int residual)
{
    coprod__out_open(out, key, '[');
    for (uint32_t i = 0; i < taxonomy->info.class_count; i++)
        if (grouping->of[i] == group && (!residual || grouping->residual[i]))
            coprod__out_text(out, NULL, taxonomy->taxons[i].code);
    coprod__out_close(out, ']');
}

static void write_grouping(coprod__json_out *out, const coprod_taxonomy *taxonomy,
                           const coprod__taxon_grouping *grouping)
{
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "id", grouping->id);
    coprod__out_text(out, "title", grouping->title);
    text_or_null(out, "common", grouping->common);
    text_if(out, "note", grouping->note);
    coprod__out_open(out, "groups", '[');
    for (uint32_t g = 0; g < grouping->group_count; g++) {
        coprod__out_open(out, NULL, '{');
        coprod__out_text(out, "id", grouping->groups[g].id);
        coprod__out_text(out, "title", grouping->groups[g].title);
        write_members(out, "classes", taxonomy, grouping, (int32_t)g, 0);
        write_members(out, "residual", taxonomy, grouping, (int32_t)g, 1);
        coprod__out_close(out, '}');
    }
    coprod__out_close(out, ']');
    write_members(out, "not_grouped", taxonomy, grouping, COPROD_TAXONOMY_NONE, 0);
    coprod__out_close(out, '}');
}

static void write_head(coprod__json_out *out, const coprod_taxonomy *taxonomy)
{
    const coprod_taxonomy_info *info = &taxonomy->info;
    coprod__out_text(out, "id", info->id);
    coprod__out_text(out, "version", info->version);
    coprod__out_text(out, "title", info->title);
    coprod__out_text(out, "dimension", info->dimension);
    coprod__out_text(out, "kind", kind_word(taxonomy));
    coprod__out_flag(out, "ordered", info->ordered);
    coprod__out_number(out, "local_width", info->local_width);
    text_or_null(out, "extends", info->extends);
    coprod__out_text(out, "origin", info->origin);
    text_or_null(out, "published", info->published);
    text_or_null(out, "checked", info->checked);
    text_or_null(out, "source", info->source_title);
    text_or_null(out, "address", info->source_address);
    text_or_null(out, "source_note", info->source_note);
    coprod__out_text(out, "fingerprint", info->fingerprint);
}

coprod_status coprod_taxonomy_json(const coprod_taxonomy *taxonomy, char *buffer, size_t capacity, size_t *needed)
{
    coprod__json_out out = {{0}, 0};
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!taxonomy || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    coprod__writer_init(&out.writer, buffer, capacity);
    coprod__out_open(&out, NULL, '{');
    coprod__out_text(&out, "schema", "taxonomy-answer/1");
    write_head(&out, taxonomy);
    coprod__out_open(&out, "notes", '[');
    for (uint32_t i = 0; i < taxonomy->info.note_count; i++)
        coprod__out_text(&out, NULL, taxonomy->notes[i]);
    coprod__out_close(&out, ']');
    coprod__out_open(&out, "classes", '[');
    for (uint32_t i = 0; i < taxonomy->info.class_count; i++)
        write_class(&out, taxonomy, i);
    coprod__out_close(&out, ']');
    coprod__out_open(&out, "unknown", '[');
    for (uint32_t i = taxonomy->info.class_count; i < coprod__taxon_count(taxonomy); i++)
        write_class(&out, taxonomy, i);
    coprod__out_close(&out, ']');
    coprod__out_open(&out, "groupings", '[');
    for (uint32_t i = 0; i < taxonomy->info.grouping_count; i++)
        write_grouping(&out, taxonomy, &taxonomy->groupings[i]);
    coprod__out_close(&out, ']');
    coprod__out_close(&out, '}');
    return coprod__writer_end(&out.writer, needed);
}

/* --- two lists --- */

/* One side of a comparison. */
typedef struct side {
    const coprod_taxonomy *list;
    const coprod__taxon_grouping *grouping;
} side;

static void write_code(coprod__json_out *out, const side *own, int32_t index)
{
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "code", own->list->taxons[index].code);
    coprod__out_text(out, "title", own->list->taxons[index].title);
    coprod__out_flag(out, "residual", own->grouping && own->grouping->residual[index]);
    coprod__out_close(out, '}');
}

/* The classes of a group. */
static uint32_t write_group_side(coprod__json_out *out, const char *key, const side *own, int32_t group)
{
    uint32_t count = 0;
    coprod__out_open(out, key, '[');
    for (int32_t i = 0; i < (int32_t)own->list->info.class_count; i++)
        if (coprod__taxon_group_of(own->grouping, i) == group) {
            write_code(out, own, i);
            count++;
        }
    coprod__out_close(out, ']');
    return count;
}

static void write_group(coprod__json_out *out, const side *from, int32_t group, const side *to, int32_t there)
{
    static const char *const words[2][2] = {{"same", "split"}, {"merged", "mixed"}};
    uint32_t here, others;
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "group", coprod__taxon_group_id(from->list, from->grouping, group));
    coprod__out_text(out, "title", from->grouping ? from->grouping->groups[group].title
                                                  : from->list->taxons[group].title);
    here = write_group_side(out, "from", from, group);
    others = write_group_side(out, "to", to, there);
    coprod__out_text(out, "match", words[here > 1][others > 1]);
    coprod__out_close(out, '}');
}

/* Classes for which the other list has nothing. */
static void write_apart(coprod__json_out *out, const char *key, const side *own, const side *other)
{
    coprod__out_open(out, key, '[');
    for (int32_t i = 0; i < (int32_t)own->list->info.class_count; i++) {
        const int32_t group = coprod__taxon_group_of(own->grouping, i);
        if (coprod__taxon_counterpart(own->list, own->grouping, group, other->list, other->grouping) < 0)
            write_code(out, own, i);
    }
    coprod__out_close(out, ']');
}

static void write_saying(coprod__json_out *out, const char *key, const coprod_taxonomy *list, int32_t answer)
{
    coprod__out_open(out, key, '[');
    for (uint32_t i = list->info.class_count; i < coprod__taxon_count(list); i++)
        if (list->taxons[i].answer == answer)
            coprod__out_text(out, NULL, list->taxons[i].code);
    coprod__out_close(out, ']');
}

static void write_unknown(coprod__json_out *out, const coprod_taxonomy *from, const coprod_taxonomy *to)
{
    coprod__out_open(out, "unknown", '[');
    for (int32_t answer = COPROD_TAXONOMY_DECLINED; answer <= COPROD_TAXONOMY_NOT_ANSWERED; answer++) {
        coprod__out_open(out, NULL, '{');
        coprod__out_text(out, "answer", coprod_taxonomy_word(answer));
        write_saying(out, "from", from, answer);
        write_saying(out, "to", to, answer);
        coprod__out_close(out, '}');
    }
    coprod__out_close(out, ']');
}

static void write_side(coprod__json_out *out, const char *key, const side *own)
{
    coprod__out_open(out, key, '{');
    coprod__out_text(out, "id", own->list->info.id);
    coprod__out_text(out, "version", own->list->info.version);
    coprod__out_text(out, "title", own->list->info.title);
    coprod__out_text(out, "fingerprint", own->list->info.fingerprint);
    text_or_null(out, "grouping", own->grouping ? own->grouping->id : "");
    coprod__out_open(out, "notes", '[');
    for (uint32_t i = 0; i < own->list->info.note_count; i++)
        coprod__out_text(out, NULL, own->list->notes[i]);
    if (own->grouping)
        text_if(out, NULL, own->grouping->note);
    coprod__out_close(out, ']');
    coprod__out_close(out, '}');
}

static void write_crosswalk(coprod__json_out *out, const side *from, const side *to,
                            const coprod_taxonomy_crosswalk_info *info)
{
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "schema", "taxonomy-crosswalk/1");
    coprod__out_text(out, "common", info->common);
    write_side(out, "from", from);
    write_side(out, "to", to);
    coprod__out_number(out, "group_count", info->group_count);
    coprod__out_number(out, "residual_count", info->residual_count);
    coprod__out_open(out, "groups", '[');
    for (int32_t g = 0; g < (int32_t)coprod__taxon_group_count(from->list, from->grouping); g++) {
        const int32_t there = coprod__taxon_counterpart(from->list, from->grouping, g, to->list, to->grouping);
        if (there >= 0)
            write_group(out, from, g, to, there);
    }
    coprod__out_close(out, ']');
    write_apart(out, "from_apart", from, to);
    write_apart(out, "to_apart", to, from);
    write_unknown(out, from->list, to->list);
    coprod__out_close(out, '}');
}

coprod_status coprod_taxonomy_crosswalk_json(const coprod_taxonomy *from, const coprod_taxonomy *to, char *buffer,
                                             size_t capacity, size_t *needed)
{
    coprod_taxonomy_crosswalk_info info = {.size = sizeof info};
    coprod__json_out out = {{0}, 0};
    coprod_status status;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!from || !to || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    status = coprod_taxonomy_crosswalk(from, to, &info);
    if (status != COPROD_OK)
        return status;
    const side one = {from, info.from_grouping < 0 ? NULL : &from->groupings[info.from_grouping]};
    const side other = {to, info.to_grouping < 0 ? NULL : &to->groupings[info.to_grouping]};
    coprod__writer_init(&out.writer, buffer, capacity);
    write_crosswalk(&out, &one, &other, &info);
    return coprod__writer_end(&out.writer, needed);
}
