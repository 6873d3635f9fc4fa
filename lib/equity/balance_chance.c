/* SPDX-License-Identifier: MIT */
/* The chance of an overlap, or of a smaller one, exactly: the groups but for the largest are parted into two halves,
 * and of each half every way to hold some number of people is kept, as what it lacks in whole numbers. Two halves and
 * people of the largest group make a panel where they add up to n. Small groups lack all or nothing: many ways are one.
 * Of two groups alone it is what lies at both ends of a binomial distribution. */
#include <math.h>
#include <string.h>

#include "fit_internal.h"
#include "special_internal.h"

/* For each part that may be kept: how many may be made on the way, and how often parts may meet. */
enum { DEFAULT_MOST = 1000000, MADE_EACH = 10, STEPS_EACH = 1000, MOST_STEPS = 1000000000 };

typedef struct part {
    uint64_t people, lack; /* lack: sum of max(0, n p - k T) */
    double mass;
} part;

typedef struct half {
    part *parts;
    size_t count, room;
    size_t *start; /* of the parts with each number of people, and where the last ones end */
} half;

typedef struct search {
    const coprod__panels *panels;
    size_t most;
    uint64_t made; /* parts, so far */
    double *mass; /* of each number in one group */
    uint8_t *side; /* of each group: 0 or 1 */
    half halves[2];
} search;

static int in_order(const part *a, const part *b)
{
    return a->people != b->people ? a->people < b->people : a->lack <= b->lack;
}

static size_t end_of_run(const part *parts, size_t count, size_t at)
{
    while (++at < count && in_order(&parts[at - 1], &parts[at]))
        ;
    return at < count ? at : count;
}

static void merge_runs(const part *a, size_t a_count, const part *b, size_t b_count, part *to)
{
    while (a_count && b_count) {
        const int first = in_order(a, b);
        *to++ = first ? *a++ : *b++;
        a_count -= (size_t)first;
        b_count -= (size_t)!first;
    }
    memcpy(to, a, a_count * sizeof *a);
    memcpy(to + a_count, b, b_count * sizeof *b);
}

/* Runs that are in order become one, two by two; what is in order ends up in own->parts, the rest in *spare. */
static void sort(half *own, part **spare)
{
    for (size_t runs = 0; runs != 1;) {
        part *to = *spare;
        runs = 0;
        for (size_t at = 0, middle, end; at < own->count; at = end, runs++) {
            middle = end_of_run(own->parts, own->count, at);
            end = middle < own->count ? end_of_run(own->parts, own->count, middle) : middle;
            merge_runs(own->parts + at, middle - at, own->parts + middle, end - middle, to + at);
        }
        *spare = own->parts;
        own->parts = to;
    }
}

/* What is alike becomes one. */
static void join(half *own)
{
    size_t kept = 0;
    for (size_t i = 1; i < own->count; i++) {
        if (own->parts[i].people == own->parts[kept].people && own->parts[i].lack == own->parts[kept].lack)
            own->parts[kept].mass += own->parts[i].mass;
        else
            own->parts[++kept] = own->parts[i];
    }
    own->count = kept + 1;
}

/* Every part of `own` with k people of group g, for one k after the other: each is in order, as `own` is. */
static void extend(const search *s, const half *own, size_t g, half *more)
{
    const coprod__panels *panels = s->panels;
    const uint64_t due = panels->n * panels->group[g].population;
    coprod__panels_masses(panels->group[g].population, panels->total, panels->n, s->mass);
    for (uint64_t k = 0; k <= panels->n; k++) {
        const uint64_t have = k * panels->total, lack = have < due ? due - have : 0;
        for (size_t i = 0; i < own->count && own->parts[i].people + k <= panels->n; i++) {
            part *next = &more->parts[more->count++];
            next->people = own->parts[i].people + k;
            next->lack = own->parts[i].lack + lack;
            next->mass = own->parts[i].mass * s->mass[k];
        }
    }
}

/* How many parts the next group makes of a half; more than may be kept need not be counted. */
static size_t room_of(const search *s, const half *own)
{
    size_t room = 0;
    for (size_t i = 0; i < own->count && room <= s->most; i++)
        room += (size_t)(s->panels->n - own->parts[i].people + 1);
    return room;
}

/* How often parts of one half may meet a number of people of the largest group: fewer parts, fewer steps. */
static uint64_t steps_of(size_t most)
{
    return most < MOST_STEPS / STEPS_EACH ? most * (uint64_t)STEPS_EACH : MOST_STEPS;
}

/* Whether it is known to be too much when `left` groups are still to come to this half. No group makes parts fewer, so
 * each of them will make `room` at least: what cannot be done is refused before it is begun. */
static int is_too_much(const search *s, size_t room, size_t left)
{
    const uint64_t most = s->most * (uint64_t)MADE_EACH;
    return room > s->most || s->made > most || (most - s->made) / left < room
           || s->halves[0].count + s->halves[1].count > steps_of(s->most) / (s->panels->n + 1);
}

/* Adds a group to a half, which makes `room` parts. */
static coprod_status add_group(search *s, half *own, size_t g, size_t room)
{
    const coprod__memory *memory = &s->panels->memory;
    half more = {NULL, 0, room, own->start};
    part *spare;
    s->made += room;
    more.parts = coprod__resize(memory, NULL, 0, more.room * sizeof *more.parts); /* zeros would take their time */
    spare = coprod__resize(memory, NULL, 0, more.room * sizeof *spare);
    if (more.parts && spare) {
        extend(s, own, g, &more);
        sort(&more, &spare);
        join(&more);
        coprod__release(memory, own->parts, own->room * sizeof *own->parts);
        *own = more;
    } else {
        coprod__release(memory, more.parts, more.room * sizeof *more.parts);
    }
    coprod__release(memory, spare, more.room * sizeof *spare);
    return own->parts == more.parts ? COPROD_OK : COPROD_E_MEMORY;
}

/* Groups but for the largest, the larger ones first, to the half with fewer ways to lack something so far. */
static void choose_sides(search *s)
{
    double ways[2] = {1, 1};
    for (size_t g = 1; g < s->panels->groups; g++) {
        s->side[g] = ways[1] < ways[0];
        ways[s->side[g]] *= 2 + (double)(s->panels->n * s->panels->group[g].population / s->panels->total);
    }
}

static coprod_status make_half(search *s, int side, int *too_much)
{
    const coprod__memory *memory = &s->panels->memory;
    half *own = &s->halves[side];
    coprod_status status = COPROD_OK;
    size_t at = 0, left = 0;
    own->parts = coprod__alloc(memory, sizeof *own->parts);
    own->room = own->count = own->parts != NULL;
    own->start = coprod__alloc(memory, (size_t)(s->panels->n + 2) * sizeof *own->start);
    if (!own->parts || !own->start)
        return COPROD_E_MEMORY;
    own->parts[0].mass = 1;
    for (size_t g = 1; g < s->panels->groups; g++)
        left += s->side[g] == side;
    for (size_t g = 1; g < s->panels->groups && status == COPROD_OK && !*too_much; g++) {
        size_t room;
        if (s->side[g] != side)
            continue;
        room = room_of(s, own);
        *too_much = is_too_much(s, room, left--);
        if (!*too_much)
            status = add_group(s, own, g, room);
    }
    for (uint64_t people = 0; people <= s->panels->n; people++) {
        own->start[people] = at;
        while (at < own->count && own->parts[at].people == people)
            at++;
    }
    own->start[s->panels->n + 1] = at;
    return status;
}

/* Of those parts of two halves that make `people`, the mass of all and of those that lack `need` or more: the more one
 * lacks, the less the other one must. */
static void pair(const search *s, uint64_t people, uint64_t need, double *all, double *far)
{
    const half *a = &s->halves[0], *b = &s->halves[1];
    *all = *far = 0;
    for (uint64_t own = 0; own <= people; own++) {
        const size_t first = b->start[people - own], last = b->start[people - own + 1];
        double whole = 0, enough = 0;
        size_t from = last;
        for (size_t k = first; k < last; k++)
            whole += b->parts[k].mass;
        for (size_t k = a->start[own]; k < a->start[own + 1]; k++) {
            for (; from > first && a->parts[k].lack + b->parts[from - 1].lack >= need; from--)
                enough += b->parts[from - 1].mass;
            *all += a->parts[k].mass * whole;
            *far += a->parts[k].mass * enough;
        }
    }
}

static double far_share(const search *s, uint64_t observed)
{
    const coprod__panels *panels = s->panels;
    const uint64_t due = panels->n * panels->group[0].population;
    double all = 0, far = 0;
    coprod__panels_masses(panels->group[0].population, panels->total, panels->n, s->mass);
    for (uint64_t k = 0; k <= panels->n; k++) {
        const uint64_t have = k * panels->total, lack = have < due ? due - have : 0;
        double both, enough;
        pair(s, panels->n - k, observed > lack ? observed - lack : 0, &both, &enough);
        all += s->mass[k] * both;
        far += s->mass[k] * enough;
    }
    return fmin(1, far / all);
}

static uint64_t lack_observed(const coprod__panels *panels)
{
    uint64_t lack = 0;
    for (size_t g = 0; g < panels->groups; g++) {
        const uint64_t due = panels->n * panels->group[g].population, have = panels->group[g].count * panels->total;
        lack += have < due ? due - have : 0;
    }
    return lack;
}

static coprod_status search_all(search *s, coprod_fit_chance *own, int *too_much)
{
    coprod_status status = COPROD_OK;
    choose_sides(s);
    for (int side = 0; side < 2 && status == COPROD_OK && !*too_much; side++)
        status = make_half(s, side, too_much);
    *too_much |= s->halves[0].count + s->halves[1].count > steps_of(s->most) / (s->panels->n + 1);
    if (status != COPROD_OK || *too_much)
        return status;
    own->p_value = far_share(s, lack_observed(s->panels));
    own->standard_error = 0;
    own->method = COPROD_FIT_EXACT;
    return COPROD_OK;
}

static coprod_status exactly(const coprod__panels *panels, size_t most, coprod_fit_chance *own, int *too_much)
{
    const size_t row = (size_t)(panels->n + 1);
    search s = {.panels = panels, .most = most};
    coprod_status status = COPROD_E_MEMORY;
    *too_much = panels->n >= most || panels->groups > COPROD__PANEL_GROUPS;
    if (*too_much)
        return COPROD_OK;
    s.mass = coprod__alloc(&panels->memory, row * sizeof *s.mass);
    s.side = coprod__alloc(&panels->memory, panels->groups);
    if (s.mass && s.side)
        status = search_all(&s, own, too_much);
    for (int side = 0; side < 2; side++) {
        coprod__release(&panels->memory, s.halves[side].parts, s.halves[side].room * sizeof(part));
        coprod__release(&panels->memory, s.halves[side].start, (row + 1) * sizeof(size_t));
    }
    coprod__release(&panels->memory, s.mass, row * sizeof *s.mass);
    coprod__release(&panels->memory, s.side, panels->groups);
    return status;
}

/* --- two groups --- */

/* What one group lacks, the other has too much: far are both ends of a binomial distribution. The smaller group's share
 * is the one that is near its exact value. */
static void two_groups(const coprod__panels *panels, coprod_fit_chance *own)
{
    const uint64_t observed = lack_observed(panels), due = panels->n * panels->group[1].population;
    const uint64_t high = (due + observed + panels->total - 1) / panels->total;
    const double n = (double)panels->n, share = (double)panels->group[1].population / (double)panels->total;
    double far = 0;
    if (due >= observed) { /* so few, or fewer */
        const double low = (double)((due - observed) / panels->total);
        far += coprod__beta_upper(low + 1, n - low, share);
    }
    if (high <= panels->n) /* so many, or more; never none, as somebody of the group is due or is there */
        far += coprod__beta_lower((double)high, n - (double)high + 1, share);
    own->p_value = observed ? fmin(1, far) : 1;
    own->standard_error = 0;
    own->method = COPROD_FIT_EXACT;
}

/* --- the call --- */

/* Exactly, or else drawn, for which the table of people in each group is all that is needed. */
static coprod_status find(coprod__panels *panels, const coprod_fit_options *options, coprod_fit_chance *own)
{
    coprod_status status;
    int too_much = panels->total > (uint64_t)INT64_MAX / panels->n; /* what is lacking must fit */
    own->state = COPROD_FIT_TOO_MUCH_WORK;
    if (too_much)
        return COPROD_OK;
    if (panels->groups == 2) {
        two_groups(panels, own);
        own->state = COPROD_FIT_ANSWERED;
        return COPROD_OK;
    }
    status = exactly(panels, (size_t)options->most, own, &too_much);
    if (status == COPROD_OK && too_much && options->draws) {
        panels->panel = coprod__alloc(&panels->memory, panels->groups * sizeof *panels->panel);
        status = panels->panel ? coprod__panels_draw(panels, options, own) : COPROD_E_MEMORY;
    }
    if (own->method != COPROD_FIT_NOT_FOUND)
        own->state = COPROD_FIT_ANSWERED;
    return status;
}

static coprod_status answer(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                            const coprod_fit_options *options, const coprod__memory *memory, coprod_fit_chance *own)
{
    coprod__fit_sums sums;
    coprod__panels panels;
    coprod_status status = coprod__fit_read(kind, counts, populations, groups, 0, &sums);
    if (status != COPROD_OK)
        return status;
    own->p_value = own->standard_error = (double)NAN;
    own->order = COPROD_FIT_BY_OVERLAP;
    own->ties_exact = 1;
    own->state = sums.state == COPROD_FIT_ANSWERED && sums.groups == 1 ? COPROD_FIT_ONE_GROUP : sums.state;
    if (own->state != COPROD_FIT_ANSWERED)
        return COPROD_OK;
    own->panels = coprod__panels_count(sums.n, sums.groups);
    status = coprod__panels_begin(&panels, memory, counts, populations, groups, &sums);
    panels.order = COPROD_FIT_BY_OVERLAP;
    if (status == COPROD_OK)
        status = find(&panels, options, own);
    coprod__panels_end(&panels);
    return status;
}

coprod_status coprod_balance_chance(int32_t kind, const uint64_t *counts, const uint64_t *populations, size_t groups,
                                    const coprod_fit_options *options, const coprod_allocator *allocator,
                                    coprod_fit_chance *chance)
{
    coprod_fit_options how;
    coprod__memory memory;
    coprod_fit_chance own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(counts, chance, sizeof own);
    if (status == COPROD_OK)
        status = coprod__fit_options(options, DEFAULT_MOST, &how);
    if (status == COPROD_OK && how.order)
        status = COPROD_E_RANGE;
    if (status == COPROD_OK)
        status = coprod__memory_init(allocator, &memory);
    if (status == COPROD_OK)
        status = answer(kind, counts, populations, groups, &how, &memory, &own);
    return status == COPROD_OK ? coprod__struct_out(chance, sizeof own, sizeof own, &own) : status;
}
