/* SPDX-License-Identifier: MIT */
/* From a question to a plan: greedy first, then what its prices show, then better plans, then all that are left. */
#include <string.h>

#include "pattern_plan_internal.h"

/* Hundredths of the work after which a step ends: the first of all of it, the others of what greedy left. */
enum { REDUCE_UNTIL = 20, BOUND_UNTIL = 40, GLANCE_UNTIL = 45, TRY_UNTIL = 55, IMPROVE_UNTIL = 80, FEWEST_STEPS = 8 };

typedef struct solving {
    coprod__plan_answer *answer;
    coprod__arena scratch;
    coprod__plan_cover cover;
    coprod__plan_bound bound;
    coprod__plan_sums lists, *sums; /* of pairs that are listed; those that are used */
    coprod__plan_work work;
    uint64_t *best, begun; /* work that greedy and what came before it took */
} solving;

static void until(solving *own, uint64_t hundredths)
{
    const uint64_t all = own->answer->space.question->work, left = all > own->begun ? all - own->begun : 0;
    own->work.most = all - left + left / 100 * hundredths + left % 100 * hundredths / 100;
}

static int is_better(const solving *own)
{
    const coprod__plan_answer *answer = own->answer;
    return own->cover.open < answer->open || (own->cover.open == answer->open && own->cover.people < answer->people);
}

/* The plan in hand becomes the answer if it is better, and else the answer is taken in hand again. */
static void keep(solving *own)
{
    const size_t bytes = own->answer->space.columns * sizeof *own->best;
    if (is_better(own)) {
        own->answer->open = own->cover.open;
        own->answer->people = own->cover.people;
        memcpy(own->answer->taken, own->cover.taken, bytes);
    } else {
        coprod__plan_cover_set(&own->cover, own->answer->taken);
    }
}

static int is_settled(const solving *own)
{
    return own->work.stopped || (!own->answer->open && own->answer->people == own->bound.people);
}

/* A first step looks at all pairs; with less than a few steps there is no end to come to. */
static int is_worth_it(const solving *own)
{
    const uint64_t pairs = own->answer->space.pairs, left = own->work.most - own->work.used;
    return pairs <= coprod__plan_few_pairs || (own->work.used < own->work.most && left / pairs >= FEWEST_STEPS);
}

static coprod_status look_at_all(solving *own, uint64_t hundredths)
{
    coprod__plan_answer *answer = own->answer;
    coprod_status status;
    int32_t done = 0;
    until(own, hundredths);
    if (is_settled(own) || own->bound.people > own->cover.most_people || !is_worth_it(own))
        return COPROD_OK;
    status = coprod__plan_search(&own->scratch, &own->cover, &own->bound, &own->work, &done);
    if (status != COPROD_OK)
        return status;
    keep(own);
    answer->exact = done;
    if (done && !answer->open)
        own->bound.people = answer->people;
    return COPROD_OK;
}

static coprod_status improve(solving *own, uint64_t hundredths)
{
    coprod_status status = COPROD_OK;
    until(own, hundredths);
    if (!is_settled(own) && !own->answer->exact)
        status = coprod__plan_improve(&own->scratch, &own->cover, &own->bound, hundredths, &own->work);
    keep(own);
    return status;
}

static void begin(solving *own)
{
    const coprod__plan_space *space = &own->answer->space;
    for (size_t r = 0; r < space->rows; r++)
        if (own->bound.people < space->need[r])
            own->bound.people = space->need[r];
    own->cover.charging = 1;
    coprod__plan_complete(&own->cover, NULL, &own->work);
    own->cover.charging = 0;
    own->answer->greedy_people = own->answer->people = own->cover.people;
    own->answer->open = own->cover.open;
    memcpy(own->answer->taken, own->cover.taken, space->columns * sizeof *own->best);
    coprod__plan_lean(&own->cover, &own->work);
    keep(own);
}

/* Where one person closes a gap, many columns are equal again and again, and which of them is taken makes the plan. */
static void try_last_first(solving *own)
{
    const coprod__plan_space *space = &own->answer->space;
    uint64_t most = 0;
    for (size_t r = 0; r < space->rows; r++)
        most = most < space->need[r] ? space->need[r] : most;
    if (most != 1)
        return;
    memset(own->best, 0, space->columns * sizeof *own->best);
    coprod__plan_cover_set(&own->cover, own->best);
    own->cover.last_first = 1;
    coprod__plan_complete(&own->cover, NULL, &own->work);
    own->cover.last_first = 0;
    coprod__plan_lean(&own->cover, &own->work);
    keep(own);
}

/* What it takes is not much, or there is work left. */
static int may_round(solving *own)
{
    return own->answer->space.pairs <= coprod__plan_few_pairs || !coprod__plan_spent(&own->work, 0);
}

/* It has all the work left that reducing did not take. */
static coprod_status solve(solving *own)
{
    coprod_status status;
    begin(own);
    if (!is_settled(own))
        try_last_first(own);
    own->begun = own->work.used;
    until(own, BOUND_UNTIL);
    status = coprod__plan_bound_run(&own->scratch, &own->cover, own->sums, &own->work, &own->bound);
    until(own, GLANCE_UNTIL);
    if (status == COPROD_OK && !is_settled(own) && may_round(own)) {
        coprod__plan_round(&own->cover, &own->bound, own->best, &own->work);
        keep(own);
    }
    if (status == COPROD_OK)
        status = improve(own, GLANCE_UNTIL);
    if (status == COPROD_OK)
        status = look_at_all(own, TRY_UNTIL);
    if (status == COPROD_OK)
        status = improve(own, IMPROVE_UNTIL);
    if (status == COPROD_OK && !own->answer->exact)
        status = look_at_all(own, 100);
    return status;
}

/* Through whom, afresh, which is at the least cost. */
static coprod_status settle(solving *own)
{
    coprod__plan_answer *answer = own->answer;
    const coprod__plan_space *space = &answer->space;
    coprod_status status = coprod__plan_flow_make(&answer->space.arena, space, &answer->flow);
    if (status != COPROD_OK)
        return status;
    for (uint32_t c = 0; c < space->columns; c++)
        coprod__plan_flow_add(&answer->flow, space->kind[c], answer->taken[c]);
    answer->lower_bound = own->bound.people;
    answer->work = space->work + own->work.used;
    answer->stopped = own->work.stopped;
    answer->spent = !is_settled(own) && !answer->exact;
    return COPROD_OK;
}

static coprod_status make(solving *own)
{
    coprod__plan_answer *answer = own->answer;
    const coprod__memory *memory = &answer->space.arena.memory;
    const size_t bytes = (answer->space.columns + 1) * sizeof *own->best;
    coprod_status status = COPROD_OK;
    coprod__arena_init(&own->scratch, memory);
    answer->taken = coprod__arena_alloc(&answer->space.arena, bytes);
    own->best = coprod__arena_alloc(&own->scratch, bytes);
    if (!answer->taken || !own->best)
        return COPROD_E_MEMORY;
    until(own, 100);
    own->sums = answer->space.nodes ? &answer->space.nodes->sums : &own->lists;
    if (!answer->space.nodes)
        status = coprod__plan_sums_make(&own->scratch, &answer->space, coprod__plan_few_pairs, &own->work,
                                        &own->lists);
    if (status == COPROD_OK)
        status = coprod__plan_cover_make(&own->scratch, &answer->space, &own->cover);
    own->cover.sums = own->sums;
    return status;
}

coprod_status coprod__plan_solve(const coprod__memory *memory, const coprod__plan_question *question,
                                 coprod__plan_answer *answer)
{
    solving own;
    coprod_status status;
    memset(&own, 0, sizeof own);
    memset(answer, 0, sizeof *answer);
    own.answer = answer;
    status = coprod__plan_space_make(memory, question, &answer->space);
    if (status == COPROD_OK && question->publish_from)
        status = coprod__plan_space_view(&answer->space, question->schema, question->publish_from);
    own.work.stop = question->stop;
    until(&own, REDUCE_UNTIL);
    if (status == COPROD_OK)
        status = coprod__plan_space_reduce(&answer->space, &own.work);
    if (status == COPROD_OK)
        status = coprod__plan_space_settle(&answer->space);
    if (status == COPROD_OK)
        status = make(&own);
    if (status == COPROD_OK)
        status = solve(&own);
    if (status == COPROD_OK)
        status = settle(&own);
    coprod__plan_sums_free(&own.lists);
    coprod__arena_free(&own.scratch);
    if (status != COPROD_OK)
        coprod__plan_answer_free(answer);
    return status;
}

/* Everything is open, and nothing was looked at. */
coprod_status coprod__plan_solve_nothing(const coprod__memory *memory, const coprod__plan_question *question,
                                         coprod__plan_answer *answer)
{
    coprod_status status;
    memset(answer, 0, sizeof *answer);
    coprod__plan_space_begin(memory, question, &answer->space);
    for (size_t g = 0; g < question->gaps; g++)
        answer->open += question->needs[g];
    answer->stopped = COPROD__PLAN_NOTHING;
    answer->taken = coprod__arena_alloc(&answer->space.arena, sizeof *answer->taken);
    status = coprod__plan_flow_make(&answer->space.arena, &answer->space, &answer->flow);
    if (status == COPROD_OK && !answer->taken)
        status = COPROD_E_MEMORY;
    if (status != COPROD_OK)
        coprod__plan_answer_free(answer);
    return status;
}

void coprod__plan_answer_free(coprod__plan_answer *answer)
{
    coprod__plan_space_free(&answer->space);
}
