/* SPDX-License-Identifier: MIT */
/* Invitations from people of columns. Each asks for no more than its gaps do: those who close most come first, and what
 * they close nobody after them has to be. */
#include <stdlib.h>
#include <string.h>

#include "pattern_gaps_internal.h"
#include "pattern_plan_handle_internal.h"

static int closes_more(const void *a, const void *b)
{
    const coprod__plan_invite *x = a, *y = b;
    if (x->rows != y->rows)
        return x->rows > y->rows ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* Of the people of a column who exist, those of whom there are most. */
static const uint16_t *example_of(const coprod__plan_space *space, size_t column)
{
    const coprod__plan_question *question = space->question;
    uint32_t best = space->members[space->member_from[column]];
    for (size_t m = space->member_from[column]; m < space->member_from[column + 1]; m++)
        if (question->copies[space->members[m]] > question->copies[best])
            best = space->members[m];
    return question->profile_codes + (size_t)best * question->attributes;
}

static void put_invite(coprod_pattern_plan *plan, uint32_t column, uint32_t place, uint64_t people)
{
    const coprod__plan_space *space = &plan->answer.space;
    coprod__plan_invite *invite = &plan->invites[plan->info.invitation_count++];
    invite->column = column;
    invite->place = place;
    invite->people = people;
    invite->rows = coprod__plan_row_count(space, column);
    invite->example = example_of(space, column);
}

/* Which of a column's people go through whom: in the order of columns and partners. */
static coprod_status split(coprod_pattern_plan *plan)
{
    coprod__plan_answer *answer = &plan->answer;
    coprod__plan_space *space = &answer->space;
    const size_t places = space->kinds * space->partners;
    uint64_t *left = coprod__arena_alloc(&space->arena, (places + 1) * sizeof *left);
    size_t most = places;
    for (size_t c = 0; c < space->columns; c++)
        most += answer->taken[c] != 0;
    plan->invites = coprod__arena_alloc(&space->arena, (most + 1) * sizeof *plan->invites);
    if (!left || !plan->invites)
        return COPROD_E_MEMORY;
    if (places)
        memcpy(left, answer->flow.sent, places * sizeof *left);
    for (uint32_t c = 0; c < space->columns; c++) {
        uint64_t people = answer->taken[c];
        if (people && !space->partners)
            put_invite(plan, c, UINT32_MAX, people);
        for (uint32_t p = 0; p < space->partners && people; p++) {
            uint64_t *there = &left[space->kind[c] * space->partners + p];
            const uint64_t some = *there < people ? *there : people;
            if (some)
                put_invite(plan, c, p, some);
            *there -= some;
            people -= some;
        }
    }
    qsort(plan->invites, plan->info.invitation_count, sizeof *plan->invites, closes_more);
    return COPROD_OK;
}

static int by_gap(const void *a, const void *b)
{
    const coprod__plan_closes *x = a, *y = b;
    return (x->gap > y->gap) - (x->gap < y->gap);
}

/* What an invitation closes of what is open, and so what it has to ask. */
static void close_gaps(coprod_pattern_plan *plan, coprod__plan_invite *invite, uint16_t *who, uint64_t *open,
                       size_t *at)
{
    const coprod__plan_space *space = &plan->answer.space;
    const uint32_t attributes = plan->schema->attributes, *rows = coprod__plan_rows_of(space, invite->column);
    invite->who = who;
    invite->from = *at;
    for (uint32_t a = 0; a < attributes; a++)
        who[a] = PATTERN_ANY;
    for (size_t i = 0; i < invite->rows; i++) {
        const uint32_t row = rows[i], gap = space->row_gap[row];
        const uint64_t some = open[row] < invite->people ? open[row] : invite->people;
        const uint16_t *codes = plan->gaps + (size_t)gap * attributes;
        if (!some)
            continue;
        open[row] -= some;
        plan->closings[*at].gap = gap;
        plan->closings[(*at)++].people = some;
        for (uint32_t a = 0; a < attributes; a++)
            if (codes[a] != PATTERN_ANY)
                who[a] = codes[a];
    }
    invite->until = *at;
    qsort(plan->closings + invite->from, *at - invite->from, sizeof *plan->closings, by_gap);
}

static coprod_status close_all(coprod_pattern_plan *plan)
{
    coprod__plan_space *space = &plan->answer.space;
    const size_t count = plan->info.invitation_count;
    uint64_t *open = coprod__arena_alloc(&space->arena, (space->rows + 1) * sizeof *open);
    const uint32_t attributes = plan->schema->attributes;
    uint16_t *who = coprod__arena_alloc(&space->arena, (count + 1) * 2 * attributes * sizeof *who);
    size_t most = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        most += plan->invites[i].rows;
    plan->closings = coprod__arena_alloc(&space->arena, (most + 1) * sizeof *plan->closings);
    if (!open || !who || !plan->closings)
        return COPROD_E_MEMORY;
    for (size_t r = 0; r < space->rows; r++)
        open[r] = space->need[r];
    for (size_t i = 0; i < count; i++) {
        uint16_t *example = who + (count + i) * attributes; /* a copy: more people may be added to the plan */
        memcpy(example, plan->invites[i].example, attributes * sizeof *example);
        close_gaps(plan, &plan->invites[i], who + i * attributes, open, &at);
        plan->invites[i].example = plan->publish_from ? plan->invites[i].who : example;
    }
    return COPROD_OK;
}

/* All profiles, or, in a view, one for each group that may be told. */
static coprod_status tell_people(coprod_pattern_plan *plan, coprod__plan_question *asked)
{
    const coprod__plan_question *question = &plan->question;
    coprod__plan_space *space = &plan->answer.space;
    uint16_t *codes;
    asked->profiles = question->profiles;
    asked->profile_codes = question->profile_codes;
    asked->copies = question->copies;
    if (!plan->publish_from)
        return COPROD_OK;
    codes = coprod__arena_alloc(&space->arena, (space->told_count + 1) * question->attributes * sizeof *codes);
    if (!codes)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < space->told_count; i++)
        memcpy(codes + i * question->attributes,
               question->profile_codes + (size_t)space->told[i] * question->attributes,
               question->attributes * sizeof *codes);
    asked->profiles = space->told_count;
    asked->profile_codes = codes;
    asked->copies = space->told_people;
    return COPROD_OK;
}

static uint64_t sum_of(uint64_t a, uint64_t b)
{
    return b > UINT64_MAX - a ? UINT64_MAX : a + b;
}

/* People of a column, for those of its invitations whose partner reaches them. Invitations of the same pattern stand
 * beside each other: `common` are people whom both partners reach. */
static void count_column(coprod_pattern_plan *plan, const coprod__plan_space *space, size_t column, uint64_t *common)
{
    const uint64_t partners = space->partners ? space->kind_partners[space->kind[column]] : 0;
    const uint64_t people = space->exist[column];
    const coprod__plan_invite *before = NULL;
    for (size_t i = space->column_from[column]; i < space->column_from[column + 1]; i++) {
        const uint32_t row = space->column_rows[i];
        coprod__plan_invite *invite = &plan->invites[space->row_gap[row]];
        const int reached = invite->place == UINT32_MAX || (partners >> invite->place & 1);
        if (reached)
            invite->exist = sum_of(invite->exist, people);
        if (reached && before && (before->place == UINT32_MAX || (partners >> before->place & 1)))
            common[row] = sum_of(common[row], people);
        before = invite;
    }
}

/* Which are of the very people of one before, whom two partners reach; and about how many, in a view. */
static void compare_people(coprod_pattern_plan *plan, const coprod__plan_space *space, const uint64_t *common)
{
    const size_t bytes = plan->schema->attributes * sizeof(uint16_t);
    for (size_t r = 1; r < space->rows; r++) {
        const coprod__plan_invite *before = &plan->invites[space->row_gap[r - 1]];
        coprod__plan_invite *own = &plan->invites[space->row_gap[r]];
        own->is_same = !memcmp(before->who, own->who, bytes) && common[r] == own->exist && common[r] == before->exist;
    }
    for (size_t i = 0; i < space->rows && plan->publish_from; i++)
        if (plan->invites[i].exist != UINT64_MAX)
            plan->invites[i].exist = coprod__gaps_about(plan->schema, plan->invites[i].exist);
}

/* How many people each invitation describes, of those whom its partner reaches: its patterns, as if they were gaps,
 * beside all profiles. */
static coprod_status count_people(coprod_pattern_plan *plan)
{
    const size_t count = plan->info.invitation_count;
    coprod__plan_question asked = plan->question;
    coprod__plan_space space;
    uint64_t *none; /* in place of needs, by which gaps would be sorted, and then of those that two invitations have */
    coprod_status status;
    if (!count)
        return COPROD_OK;
    none = coprod__arena_alloc(&plan->answer.space.arena, count * sizeof *none);
    if (!none)
        return COPROD_E_MEMORY;
    asked.gaps = count;
    asked.gap_codes = plan->invites[0].who; /* all of them, one after another */
    asked.needs = none;
    asked.lists = SIZE_MAX; /* in the order of their codes */
    status = tell_people(plan, &asked);
    if (status != COPROD_OK)
        return status;
    status = coprod__plan_space_make(&plan->memory, &asked, &space);
    for (size_t c = 0; status == COPROD_OK && c < space.columns; c++)
        count_column(plan, &space, c, none);
    if (status == COPROD_OK)
        compare_people(plan, &space, none);
    coprod__plan_space_free(&space);
    if (status != COPROD_E_LIMIT && status != coprod__plan_no_plan)
        return status;
    plan->info.exist_unknown = 1; /* the plan is whole without it */
    for (size_t i = 0; i < count; i++)
        plan->invites[i].exist = UINT64_MAX;
    return COPROD_OK;
}

static coprod_status count_invited(coprod_pattern_plan *plan)
{
    coprod__plan_space *space = &plan->answer.space;
    plan->invited = coprod__arena_alloc(&space->arena, (plan->gap_count + 1) * sizeof *plan->invited);
    plan->reachable = coprod__arena_alloc(&space->arena, (plan->gap_count + 1) * sizeof *plan->reachable);
    if (!plan->invited || !plan->reachable)
        return COPROD_E_MEMORY;
    for (uint32_t c = 0; c < space->columns; c++) {
        const size_t count = plan->answer.taken[c] ? coprod__plan_row_count(space, c) : 0;
        const uint32_t *rows = count ? coprod__plan_rows_of(space, c) : NULL;
        for (size_t i = 0; i < count; i++)
            plan->invited[space->row_gap[rows[i]]] += plan->answer.taken[c];
    }
    for (size_t r = 0; r < space->rows; r++)
        plan->reachable[space->row_gap[r]] = space->need[r];
    for (size_t g = 0; g < plan->gap_count && plan->answer.stopped == COPROD__PLAN_NOTHING; g++)
        plan->reachable[g] = plan->needs[g]; /* it is not known */
    return COPROD_OK;
}

coprod_status coprod__plan_invites_make(coprod_pattern_plan *plan)
{
    coprod_status status = split(plan);
    if (status == COPROD_OK)
        status = close_all(plan);
    if (status == COPROD_OK)
        status = count_people(plan);
    return status == COPROD_OK ? count_invited(plan) : status;
}
