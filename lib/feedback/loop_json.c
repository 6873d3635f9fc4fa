/* SPDX-License-Identifier: MIT */
/* A loop as JSON, after an answer. */
#include "json_out_internal.h"
#include "loop_internal.h"

static void write_detail(coprod__json_out *out, const coprod_loop_answer *own)
{
    if (own->kind == COPROD_LOOP_SEQ)
        coprod__out_number(out, "detail", own->seq);
    else if (own->has_day)
        coprod__out_day(out, "detail", own->day);
    else if (own->kind == COPROD_LOOP_CALENDAR_RANGE) /* a day that ISO 8601 cannot write */
        coprod__out_text(out, "detail", "after 9999-12-31");
    else if (own->kind > COPROD_LOOP_DUPLICATE)
        coprod__out_text(out, "detail", own->detail ? own->detail : "");
    else
        coprod__out_null(out, "detail");
}

static void write_timers(coprod__json_out *out, const coprod_loop *loop)
{
    coprod__out_open(out, "timers", '{');
    for (uint32_t i = 0; loop && i < loop->rows.machine->timers.count; i++) {
        int32_t running, due;
        coprod_loop_due(loop, i, &running, &due);
        if (running)
            coprod__out_day(out, loop->rows.machine->timers.name[i], due);
    }
    coprod__out_close(out, '}');
}

static void write_breaches(coprod__json_out *out, const coprod_loop *loop)
{
    coprod__out_open(out, "breaches", '[');
    for (size_t i = 0; loop && i < loop->rows.breach_count; i++) {
        const coprod__breach *breach = &loop->rows.breaches[i];
        coprod__out_open(out, NULL, '{');
        coprod__out_text(out, "timer", loop->rows.machine->timers.name[breach->timer]);
        coprod__out_day(out, "due", breach->due);
        coprod__out_number(out, "level", breach->level);
        coprod__out_close(out, '}');
    }
    coprod__out_close(out, ']');
}

static void write_fact(coprod__json_out *out, const char *name, const coprod_fact *fact)
{
    if (!fact->known)
        coprod__out_null(out, name);
    else if (fact->type == COPROD_VALUE_BOOL)
        coprod__out_flag(out, name, fact->number != 0);
    else if (fact->type == COPROD_VALUE_DAY)
        coprod__out_day(out, name, (int32_t)fact->number);
    else if (fact->type == COPROD_VALUE_ENUM)
        coprod__out_text(out, name, fact->literal);
    else if (fact->type == COPROD_VALUE_INT)
        coprod__out_number(out, name, fact->number);
    if (!fact->known || fact->type != COPROD_VALUE_TEXT)
        return;
    coprod__out_open(out, name, '{');
    coprod__out_number(out, "bytes", fact->number);
    coprod__out_close(out, '}');
}

static void write_facts(coprod__json_out *out, const coprod_loop *loop)
{
    coprod__out_open(out, "facts", '{');
    for (uint32_t i = 0; loop && i < loop->rows.machine->facts.count; i++) {
        coprod_fact fact = {sizeof fact};
        coprod_loop_fact(loop, i, &fact);
        write_fact(out, loop->rows.machine->facts.name[i], &fact);
    }
    coprod__out_close(out, '}');
}

coprod_status coprod_loop_json(const coprod_loop *loop, const coprod_loop_answer *answer, char *buffer,
                               size_t capacity, size_t *needed)
{
    coprod_loop_answer own;
    coprod__json_out out = {{0}, 0};
    coprod_status status;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!answer || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(answer, sizeof own, sizeof own, &own);
    if (status != COPROD_OK)
        return status;
    coprod__writer_init(&out.writer, buffer, capacity);
    coprod__out_open(&out, NULL, '{');
    coprod__out_flag(&out, "ok", own.kind >= COPROD_LOOP_OK && own.kind <= COPROD_LOOP_DUPLICATE);
    coprod__out_text(&out, "class", coprod_loop_answer_name(own.kind));
    write_detail(&out, &own);
    if (loop)
        coprod__out_text(&out, "state",
                         loop->rows.machine->states.name[coprod__get(&loop->rows, loop->rows.machine->state, 0)]);
    else
        coprod__out_null(&out, "state");
    write_timers(&out, loop);
    write_breaches(&out, loop);
    write_facts(&out, loop);
    coprod__out_close(&out, '}');
    return coprod__writer_end(&out.writer, needed);
}
