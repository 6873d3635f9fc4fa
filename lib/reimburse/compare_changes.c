/* SPDX-License-Identifier: MIT */
/* The smallest inputs that two policies answer differently, priced by the engine itself. Every whole minute of a day is
 * few enough to be asked; of distances only those are asked past which something can differ at all. */
#include <string.h>

#include "compare_internal.h"

enum { MINUTES = 24 * 60, MILES = COPROD__MILLI_MOST / 1000, MILE = 1000 };

typedef struct searching {
    coprod_comparison *comparison;
    coprod__trial trials[2];
    coprod_status status;
} searching;

static int differ(const coprod__priced *from, const coprod__priced *to)
{
    return from->pence != to->pence || coprod__decided(from) != coprod__decided(to);
}

/* Prices the two trials; whether they differ. */
static int ask(searching *own)
{
    for (int side = 0; side < 2 && own->status == COPROD_OK; side++)
        own->status = coprod__trial_run(&own->trials[side]);
    return own->status == COPROD_OK && differ(&own->trials[0].payment->lines[0], &own->trials[1].payment->lines[0]);
}

/* Keeps the list in order: durations, then distances, each from the smallest on. */
static void insert(coprod_comparison *comparison, const coprod_policy_change *change)
{
    uint32_t slot = comparison->info.change_count++;
    for (; slot && (comparison->changes[slot - 1].kind > change->kind
                    || (comparison->changes[slot - 1].kind == change->kind
                        && comparison->changes[slot - 1].at > change->at)); slot--)
        comparison->changes[slot] = comparison->changes[slot - 1];
    comparison->changes[slot] = *change;
}

/* A line of this type under one of the policies, with nothing of what was asked before. */
static coprod__claim_line *begin(searching *own, int side, const char *type)
{
    coprod__claim_line *line = &own->trials[side].lines[0];
    coprod__trial_line(line, "line", type, own->comparison->info.on);
    return line;
}

/* What the two trials say now. */
static void tell(const searching *own, coprod_policy_change *change)
{
    const coprod__priced *from = &own->trials[0].payment->lines[0], *to = &own->trials[1].payment->lines[0];
    change->from_pence = from->pence;
    change->to_pence = to->pence;
    change->from_outcome = from->outcome;
    change->to_outcome = to->outcome;
    change->from_reason = from->reason;
    change->to_reason = to->reason;
}

static void search_role(searching *own, const coprod__same_role *role)
{
    const coprod_policy *const *policies = own->comparison->policies;
    coprod_policy_change change = {sizeof change, policies[0]->roles[role->from].id, policies[1]->roles[role->to].id,
                                   "", "", "", 0, 0, 0, COPROD_CHANGE_DURATION, -1, 0, 0, 0, 0};
    for (int side = 0; side < 2; side++) {
        coprod__claim_line *line = begin(own, side, "session");
        line->role = side ? change.to_id : change.id;
        line->has |= COPROD__HAS_MINUTES;
    }
    for (int32_t minutes = 1; minutes <= MINUTES && own->status == COPROD_OK; minutes++) {
        own->trials[0].lines[0].minutes = own->trials[1].lines[0].minutes = minutes;
        if (!ask(own))
            continue;
        change.at = minutes;
        tell(own, &change);
        insert(own->comparison, &change);
        return;
    }
}

/* One vehicle's group under each policy. */
typedef struct meeting {
    const coprod__expense *expenses[2];
    const coprod__group *groups[2];
    const char *vehicle;
} meeting;

static int listed(const coprod__words *words, const char *word)
{
    for (uint32_t i = 0; i < words->count; i++)
        if (!strcmp(words->list[i], word))
            return 1;
    return 0;
}

/* A word that both lists hold, where an empty list holds them all; "" if both are empty, NULL if there is none. */
static const char *common_word(const coprod__words *a, const coprod__words *b)
{
    if (!a->count || !b->count)
        return a->count ? a->list[0] : b->count ? b->list[0] : "";
    for (uint32_t i = 0; i < a->count; i++)
        if (listed(b, a->list[i]))
            return a->list[i];
    return NULL;
}

/* The smallest engine that lies in both bands, -1 if neither asks; 0 if there is none. */
static int common_engine(const coprod__band *a, const coprod__band *b, int32_t *cc)
{
    const int64_t from_a = a->has_from ? a->from : -1, from_b = b->has_from ? b->from : -1;
    const int64_t low = from_a > from_b ? from_a : from_b;
    *cc = -1;
    if (!a->has_from && !a->has_to && !b->has_from && !b->has_to)
        return 1;
    for (int64_t at = low < 0 ? 0 : low; at <= low + 1; at++)
        if (coprod__within_band(a, at) == COPROD__INSIDE && coprod__within_band(b, at) == COPROD__INSIDE) {
            *cc = (int32_t)at;
            return 1;
        }
    return 0;
}

/* The distance in thousandths from which on the rates differ; -1 if they never do. */
static int64_t first_differing_band(const searching *own, const meeting *both)
{
    const coprod__group *a = both->groups[0], *b = both->groups[1];
    const int32_t day = own->comparison->info.on;
    const int32_t known_on = own->comparison->has_known_on ? own->comparison->known_on : COPROD__OPEN_TO;
    int64_t start = 0;
    for (uint32_t i = 0, j = 0; i < a->band_count || j < b->band_count;) {
        coprod__exact x, y;
        const coprod__row *from = i < a->band_count ? coprod__value_at(own->comparison->policies[0], &a->bands[i].value,
                                                                       day, known_on, &x) : NULL;
        const coprod__row *to = j < b->band_count ? coprod__value_at(own->comparison->policies[1], &b->bands[j].value,
                                                                     day, known_on, &y) : NULL;
        int64_t end_a = i < a->band_count ? a->bands[i].to_milli : INT64_MAX;
        int64_t end_b = j < b->band_count ? b->bands[j].to_milli : INT64_MAX;
        if (!from != !to || (from && (!x.d || !y.d || coprod__exact_compare(x, y))))
            return start;
        start = end_a < end_b ? end_a : end_b;
        i += end_a == start;
        j += end_b == start;
    }
    return -1;
}

static int is_capped(const coprod_policy *policy, const coprod__expense *expense)
{
    for (uint32_t i = 0; i < policy->cap_count; i++)
        if (policy->caps[i].over_expense[expense - policy->expenses])
            return 1;
    return 0;
}

/* Whether anything but the rates of the bands can make a difference. */
static int more_than_rates(const coprod_comparison *comparison, const meeting *both)
{
    const coprod_policy *a = comparison->policies[0], *b = comparison->policies[1];
    const coprod__mileage *x = both->expenses[0]->mileage, *y = both->expenses[1]->mileage;
    const coprod__claim_rules *p = &a->claim_rules, *q = &b->claim_rules;
    return a->rounding != b->rounding || x->round_milli != y->round_milli || x->round_mode != y->round_mode
           || x->most_milli || y->most_milli || p->most_milli || q->most_milli || p->window_count || q->window_count
           || is_capped(a, both->expenses[0]) || is_capped(b, both->expenses[1]);
}

/* The smallest whole mile of one pair of groups that is paid differently. */
static int search_miles(searching *own, const meeting *both, coprod_policy_change *change)
{
    int64_t start = first_differing_band(own, both);
    if (more_than_rates(own->comparison, both))
        start = 0;
    if (start < 0)
        return 0;
    for (int side = 0; side < 2; side++) {
        coprod__claim_line *line = begin(own, side, both->expenses[side]->id);
        line->vehicle = both->vehicle;
        line->country = change->country;
        line->fuel = change->fuel;
        line->engine_cc = change->engine_cc;
        line->has |= COPROD__HAS_QUANTITY | COPROD__HAS_RECEIPT | (change->engine_cc < 0 ? 0 : COPROD__HAS_ENGINE);
        line->approval = "assumed";
    }
    for (int64_t mile = start / MILE + 1; mile <= MILES && own->status == COPROD_OK; mile++) {
        own->trials[0].lines[0].quantity_milli = own->trials[1].lines[0].quantity_milli = mile * MILE;
        if (!ask(own))
            continue;
        change->at = mile * MILE;
        tell(own, change);
        /* where a policy asks for more than these groups do, another pair of groups tells it */
        return change->from_reason != COPROD_WHY_INPUT_MISSING && change->to_reason != COPROD_WHY_INPUT_MISSING;
    }
    return 0;
}

/* All pairs of groups that one vehicle can be in; the smallest distance of them all is kept. */
static void search_vehicle(searching *own, meeting both)
{
    coprod_policy_change best = {sizeof best};
    const coprod__mileage *from = both.expenses[0]->mileage, *to = both.expenses[1]->mileage;
    for (uint32_t i = 0; i < from->group_count; i++)
        for (uint32_t j = 0; j < to->group_count && own->status == COPROD_OK; j++) {
            const coprod__group *a = &from->groups[i], *b = &to->groups[j];
            coprod_policy_change change = {sizeof change, both.vehicle, both.vehicle, both.expenses[0]->id,
                                           common_word(&a->countries, &b->countries), common_word(&a->fuels, &b->fuels),
                                           0, 0, 0, COPROD_CHANGE_DISTANCE, -1, 0, 0, 0, 0};
            both.groups[0] = a;
            both.groups[1] = b;
            if (listed(&a->vehicles, both.vehicle) && listed(&b->vehicles, both.vehicle) && change.country
                && change.fuel && common_engine(&a->engine, &b->engine, &change.engine_cc)
                && search_miles(own, &both, &change) && (!best.at || change.at < best.at))
                best = change;
        }
    if (best.at)
        insert(own->comparison, &best);
}

/* The mileage that stands for another policy's: of the same id, or the only one where both have one. */
static const coprod__expense *same_mileage(const coprod_policy *from, const coprod__expense *expense,
                                           const coprod_policy *to)
{
    const coprod__expense *only = NULL;
    uint32_t count[2] = {0, 0};
    for (uint32_t i = 0; i < from->expense_count; i++)
        count[0] += from->expenses[i].kind == COPROD__KIND_MILEAGE;
    for (uint32_t i = 0; i < to->expense_count; i++) {
        if (to->expenses[i].kind != COPROD__KIND_MILEAGE)
            continue;
        if (!strcmp(to->expenses[i].id, expense->id))
            return &to->expenses[i];
        only = &to->expenses[i];
        count[1]++;
    }
    return count[0] == 1 && count[1] == 1 ? only : NULL;
}

/* Whether a vehicle stood in an earlier group, or earlier in this one. */
static int seen(const coprod__mileage *mileage, uint32_t group, uint32_t word)
{
    const char *vehicle = mileage->groups[group].vehicles.list[word];
    for (uint32_t i = 0; i < group; i++)
        if (listed(&mileage->groups[i].vehicles, vehicle))
            return 1;
    for (uint32_t i = 0; i < word; i++)
        if (!strcmp(mileage->groups[group].vehicles.list[i], vehicle))
            return 1;
    return 0;
}

/* Calls for each vehicle of the first policy that has mileage under both; or counts them, without a search. */
static uint32_t each_vehicle(const coprod_comparison *comparison, searching *own)
{
    const coprod_policy *from = comparison->policies[0], *to = comparison->policies[1];
    uint32_t count = 0;
    for (uint32_t e = 0; e < from->expense_count; e++) {
        meeting both = {{&from->expenses[e], NULL}, {NULL, NULL}, NULL};
        const coprod__mileage *mileage = from->expenses[e].mileage;
        both.expenses[1] = from->expenses[e].kind == COPROD__KIND_MILEAGE ? same_mileage(from, &from->expenses[e], to)
                                                                          : NULL;
        for (uint32_t g = 0; both.expenses[1] && g < mileage->group_count; g++)
            for (uint32_t v = 0; v < mileage->groups[g].vehicles.count; v++) {
                both.vehicle = mileage->groups[g].vehicles.list[v];
                if (seen(mileage, g, v))
                    continue;
                count++;
                if (own)
                    search_vehicle(own, both);
            }
    }
    return count;
}

coprod_status coprod__compare_changes(coprod_comparison *comparison, const coprod_allocator *allocator)
{
    searching own = {comparison, {{0}}, COPROD_OK};
    const int alike = !strcmp(comparison->policies[0]->fingerprint, comparison->policies[1]->fingerprint);
    size_t most = (size_t)comparison->role_count + each_vehicle(comparison, NULL);
    if (!most)
        return COPROD_OK;
    comparison->changes = coprod__arena_alloc(&comparison->arena, most * sizeof *comparison->changes);
    if (!comparison->changes)
        return COPROD_E_MEMORY;
    for (int side = 0; side < 2 && own.status == COPROD_OK; side++) {
        own.status = coprod__trial_start(&own.trials[side], comparison->policies[side], "session", comparison->info.on,
                                         allocator);
        own.trials[side].options.known_on = comparison->known_on;
        own.trials[side].options.has_known_on = comparison->has_known_on;
    }
    for (uint32_t i = 0; i < comparison->role_count && own.status == COPROD_OK; i++)
        if (!alike || comparison->roles[i].from != comparison->roles[i].to)
            search_role(&own, &comparison->roles[i]);
    if (own.status == COPROD_OK && !alike)
        each_vehicle(comparison, &own);
    for (int side = 0; side < 2; side++)
        coprod__trial_end(&own.trials[side]);
    return own.status;
}
