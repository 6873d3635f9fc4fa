/* SPDX-License-Identifier: MIT */
/* A tally as JSON: each part, and what all of a kind add up to. */
#include "json_out_internal.h"
#include "tally_internal.h"

static const char *const classes[] = {"declined", "not_asked", "unsure", "not_applicable", "not_answered"};

/* Parts that are written as one: of a range, those that a filter chooses. */
typedef struct some_parts {
    const coprod_tally *tally;
    const coprod_tally_filter *filter; /* NULL: all */
    size_t from, to;
} some_parts;

static int in(const some_parts *own, size_t index)
{
    return !own->filter || coprod__tally_chosen(own->tally->parts[index], own->filter);
}

static int64_t cell_sum(const some_parts *own, size_t cell)
{
    uint64_t sum = 0;
    for (size_t i = own->from; i < own->to; i++)
        sum += in(own, i) ? own->tally->parts[i]->cells[cell] : 0;
    return (int64_t)sum;
}

/* Marks of any part, and whether each one has counted. */
static int marks_of(const some_parts *own, uint32_t dimension)
{
    int marks = 0, all = COPROD__COUNTED;
    for (size_t i = own->from; i < own->to; i++)
        if (in(own, i)) {
            marks |= own->tally->parts[i]->marks[dimension];
            all &= own->tally->parts[i]->marks[dimension];
        }
    return marks & COPROD__COUNTED && !all ? marks | COPROD__LACKS_UNKNOWN : marks;
}

static void write_unknown(coprod__json_out *out, const some_parts *parts, size_t known)
{
    coprod__out_open(out, "unknown", '{');
    for (size_t i = 0; i < COPROD_UNKNOWN_CLASSES; i++)
        coprod__out_number(out, classes[i], cell_sum(parts, known + 1 + i));
    coprod__out_close(out, '}');
}

/* A dimension of which nothing was counted is null. */
static void write_dimensions(coprod__json_out *out, const some_parts *parts)
{
    const coprod_frame *frame = parts->tally->frame;
    const uint32_t *groups = parts->tally->groups;
    coprod__out_open(out, "dimensions", '{');
    for (uint32_t d = 0; d < frame->dimension_count; groups += frame->dimensions[d++].groups) {
        const size_t known = coprod__known_cell(frame, d);
        const int marks = marks_of(parts, d);
        if (!(marks & COPROD__COUNTED)) {
            coprod__out_null(out, frame->dimensions[d].id);
            continue;
        }
        coprod__out_open(out, frame->dimensions[d].id, '{');
        coprod__out_open(out, "counts", '{');
        for (uint32_t n = 0; n < frame->dimensions[d].groups; n++)
            coprod__out_number(out, frame->groups[groups[n]].id, cell_sum(parts, groups[n]));
        coprod__out_close(out, '}');
        if (marks & COPROD__LACKS_KNOWN)
            coprod__out_null(out, "known");
        else
            coprod__out_number(out, "known", cell_sum(parts, known));
        if (marks & COPROD__LACKS_UNKNOWN)
            coprod__out_null(out, "unknown");
        else
            write_unknown(out, parts, known);
        coprod__out_close(out, '}');
    }
    coprod__out_close(out, '}');
}

static const char *const kinds[] = {"attended", "invited"};

static void write_part(coprod__json_out *out, const coprod_tally *tally, size_t index)
{
    const coprod__part *part = tally->parts[index];
    const some_parts one = {tally, NULL, index, index + 1};
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "event", part->event);
    coprod__out_text(out, "partner", part->partner);
    if (part->has_day)
        coprod__out_day(out, "day", part->day);
    else
        coprod__out_null(out, "day");
    coprod__out_text(out, "kind", kinds[part->kind]);
    write_dimensions(out, &one);
    coprod__out_close(out, '}');
}

/* What is added up of one kind; null where the filter asks for the other. */
static void write_sum(coprod__json_out *out, const coprod_tally *tally, const coprod_tally_filter *filter, int32_t kind)
{
    coprod_tally_filter own = filter ? *filter : (coprod_tally_filter){.kind = kind};
    const some_parts parts = {tally, &own, 0, tally->count};
    int64_t count = 0;
    if (own.kind != kind) {
        coprod__out_null(out, kinds[kind]);
        return;
    }
    for (size_t i = 0; i < tally->count; i++)
        count += in(&parts, i);
    coprod__out_open(out, kinds[kind], '{');
    coprod__out_number(out, "parts", count);
    write_dimensions(out, &parts);
    coprod__out_close(out, '}');
}

static void write_tally(coprod__json_out *out, const coprod_tally *tally, const coprod_tally_filter *filter)
{
    const coprod_frame *frame = tally->frame;
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "schema", "tally/1");
    coprod__out_open(out, "frame", '{');
    coprod__out_text(out, "id", frame->id);
    coprod__out_text(out, "version", frame->version);
    coprod__out_text(out, "fingerprint", frame->fingerprint);
    coprod__out_close(out, '}');
    coprod__out_text(out, "parts_are", tally->overlap == COPROD_PARTS_DISJOINT ? "disjoint" : "may-overlap");
    coprod__out_open(out, "parts", '[');
    for (size_t i = 0; i < tally->count; i++)
        if (!filter || coprod__tally_chosen(tally->parts[i], filter))
            write_part(out, tally, i);
    coprod__out_close(out, ']');
    coprod__out_open(out, "sums", '{');
    write_sum(out, tally, filter, COPROD_TALLY_ATTENDED);
    write_sum(out, tally, filter, COPROD_TALLY_INVITED);
    coprod__out_close(out, '}');
    coprod__out_close(out, '}');
}

coprod_status coprod_tally_json(const coprod_tally *tally, const coprod_tally_filter *filter, char *buffer,
                                size_t capacity, size_t *needed)
{
    coprod__json_out out = {0};
    coprod_tally_filter own;
    coprod_status status;
    if (needed)
        *needed = 0;
    if (!tally || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    status = coprod__tally_filter(filter, &own);
    if (status != COPROD_OK)
        return status;
    coprod__writer_init(&out.writer, buffer, capacity);
    write_tally(&out, tally, filter ? &own : NULL);
    return coprod__writer_end(&out.writer, needed);
}
