/* SPDX-License-Identifier: MIT */
/* Prices claims under two policies, person by person. */
#include <string.h>

#include "compare_internal.h"

/* What one comparing needs besides its result. */
typedef struct comparing {
    coprod_comparison *comparison;
    const coprod_allocator *allocator;
    coprod_payment *payments[2];
    coprod_ledger *ledgers[2]; /* of one person */
    int32_t *next;             /* of a claim: the same person's next one, or -1 */
    uint8_t *first;            /* whether it is its person's first */
} comparing;

static const coprod__same_role *role_of(const coprod_comparison *comparison, const char *id)
{
    for (uint32_t i = 0; i < comparison->role_given; i++)
        if (!strcmp(comparison->policies[0]->roles[comparison->roles[i].from].id, id))
            return &comparison->roles[i];
    return NULL;
}

/* The one role of the first policy that is given as the same as this one of the second; NULL: none, or several. */
static const coprod__same_role *role_back(const coprod_comparison *comparison, const char *id)
{
    const coprod__same_role *found = NULL;
    if (coprod__role_index(comparison->policies[0], id) != COPROD__NONE)
        return NULL; /* the first policy has a role of that name, which may be another one */
    for (uint32_t i = 0; i < comparison->role_given; i++)
        if (!strcmp(comparison->policies[1]->roles[comparison->roles[i].to].id, id)) {
            if (found)
                return NULL;
            found = &comparison->roles[i];
        }
    return found;
}

/* The name of a line's role under one of the policies. */
static const char *role_under(const coprod_comparison *comparison, int side, const char *id)
{
    const coprod__same_role *role = side ? role_of(comparison, id) : role_back(comparison, id);
    if (!role)
        return id;
    return comparison->policies[side]->roles[side ? role->to : role->from].id;
}

/* A claim for one policy: roles that have another id there are named so. It borrows everything else. */
static const coprod_payment_claim *translated(coprod_comparison *comparison, int side,
                                              const coprod_payment_claim *claim)
{
    coprod_payment_claim *copy;
    uint32_t i = 0;
    while (i < claim->line_count && role_under(comparison, side, claim->lines[i].role) == claim->lines[i].role)
        i++;
    if (i == claim->line_count)
        return claim;
    copy = coprod__arena_alloc(&comparison->arena, sizeof *copy);
    if (!copy)
        return NULL;
    *copy = *claim;
    coprod__refs_init(&copy->refs); /* a payment may hold it, and nobody frees it */
    copy->lines = coprod__arena_alloc(&comparison->arena, claim->line_count * sizeof *copy->lines);
    if (!copy->lines)
        return NULL;
    memcpy(copy->lines, claim->lines, claim->line_count * sizeof *copy->lines);
    for (i = 0; i < copy->line_count; i++)
        copy->lines[i].role = role_under(comparison, side, copy->lines[i].role);
    return copy;
}

/* Prices a claim under one policy and counts it. */
static coprod_status price(comparing *own, int side, const coprod_payment_claim *claim)
{
    const coprod_comparison *comparison = own->comparison;
    const coprod_reimburse_options options = {sizeof options, comparison->known_on, comparison->has_known_on, 1, 0};
    coprod_status status = claim ? COPROD_OK : COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = coprod_reimburse(comparison->policies[side], own->ledgers[side], claim, &options, own->payments[side]);
    return status == COPROD_OK ? coprod_ledger_add(own->ledgers[side], own->payments[side]) : status;
}

/* A line that only one of the two has no word for is no gain and no loss: nothing is known of what it would be. */
static int comparable(const coprod__priced *from, const coprod__priced *to)
{
    return coprod__decided(from) && coprod__decided(to)
           && (from->reason == COPROD_WHY_UNKNOWN_TYPE) == (to->reason == COPROD_WHY_UNKNOWN_TYPE);
}

static void compare_line(const coprod__priced *from, const coprod__priced *to, coprod_compared_line *line)
{
    line->size = sizeof *line;
    line->id = from->line->id;
    line->type = from->line->type;
    line->from_pence = from->pence;
    line->to_pence = to->pence;
    line->from_outcome = from->outcome;
    line->to_outcome = to->outcome;
    line->from_reason = from->reason;
    line->to_reason = to->reason;
    line->known = comparable(from, to);
    line->difference_pence = line->known ? to->pence - from->pence : 0;
}

static coprod_status compare_claim(comparing *own, int32_t index)
{
    coprod_comparison *comparison = own->comparison;
    const coprod_payment_claim *claim = comparison->sources[index];
    const coprod_payment *from = own->payments[0], *to = own->payments[1];
    coprod_compared_claim *result = &comparison->claims[index];
    coprod_compared_line *lines = NULL;
    coprod_status status = COPROD_OK;
    for (int side = 0; side < 2 && status == COPROD_OK; side++)
        status = price(own, side, translated(comparison, side, claim));
    if (status == COPROD_OK && claim->line_count) {
        lines = coprod__arena_alloc(&comparison->arena, claim->line_count * sizeof *lines);
        status = lines ? COPROD_OK : COPROD_E_MEMORY;
    }
    if (status != COPROD_OK)
        return status;
    result->size = sizeof *result;
    result->id = claim->id;
    result->person = claim->person;
    result->from_pence = from->total_pence - from->to_repay_pence;
    result->to_pence = to->total_pence - to->to_repay_pence;
    result->difference_pence = result->to_pence - result->from_pence;
    result->line_count = claim->line_count;
    result->known = 1;
    for (uint32_t i = 0; i < claim->line_count; i++) {
        compare_line(&from->lines[i], &to->lines[i], &lines[i]);
        result->known &= lines[i].known;
    }
    comparison->lines[index] = lines;
    return COPROD_OK;
}

/* One more that gains, loses, stays the same, or is not known. */
static void count(uint32_t *const counts[4], int known, int64_t difference)
{
    ++*counts[!known ? 3 : difference > 0 ? 0 : difference < 0 ? 1 : 2];
}

/* The claims of one person, in the order given, with ledgers of their own. */
static coprod_status compare_person(comparing *own, int32_t first)
{
    coprod_comparison *comparison = own->comparison;
    coprod_comparison_info *info = &comparison->info;
    uint32_t *const claims[] = {&info->claims_gain, &info->claims_lose, &info->claims_same, &info->claims_not_known};
    uint32_t *const people[] = {&info->people_gain, &info->people_lose, &info->people_same, &info->people_not_known};
    coprod_status status = COPROD_OK;
    int64_t difference = 0;
    int known = 1, fits = 1;
    for (int side = 0; side < 2 && status == COPROD_OK; side++)
        status = coprod_ledger_new(comparison->policies[side], own->allocator, &own->ledgers[side]);
    for (int32_t at = first; at >= 0 && status == COPROD_OK; at = own->next[at]) {
        const coprod_compared_claim *claim = &comparison->claims[at];
        status = compare_claim(own, at);
        if (status != COPROD_OK)
            break;
        known &= claim->known;
        difference = coprod__add(difference, claim->difference_pence, &fits);
        info->from_pence = coprod__add(info->from_pence, claim->from_pence, &fits);
        info->to_pence = coprod__add(info->to_pence, claim->to_pence, &fits);
        count(claims, claim->known, claim->difference_pence);
    }
    count(people, known, difference);
    for (int side = 0; side < 2; side++) {
        coprod_ledger_free(own->ledgers[side]);
        own->ledgers[side] = NULL;
    }
    return status == COPROD_OK && !fits ? COPROD_E_OVERFLOW : status;
}

/* Chains the claims of each person. */
static coprod_status chain(comparing *own, coprod__book *people)
{
    const coprod_comparison *comparison = own->comparison;
    for (uint32_t i = 0; i < comparison->info.claim_count; i++) {
        const coprod__entry_key key = {"", comparison->sources[i]->person, "", "", "", COPROD__ANY_DAY, COPROD__ANY_DAY,
                                       COPROD__COUNT_GROUP};
        coprod__entry *person = coprod__book_put(people, &key);
        if (!person)
            return COPROD_E_MEMORY;
        own->next[i] = -1;
        own->first[i] = !person->value;
        if (person->value)
            own->next[person->value - 1] = (int32_t)i;
        person->value = (int64_t)i + 1;
    }
    return COPROD_OK;
}

static coprod_status compare_claims(comparing *own)
{
    coprod_comparison *comparison = own->comparison;
    const coprod__memory *memory = &comparison->arena.memory;
    const size_t count = comparison->info.claim_count;
    coprod__book people;
    coprod_status status = COPROD_OK;
    coprod__book_init(&people, memory, NULL);
    own->next = coprod__alloc(memory, count * sizeof *own->next);
    own->first = coprod__alloc(memory, count);
    if (count && (!own->next || !own->first))
        status = COPROD_E_MEMORY;
    if (status == COPROD_OK)
        status = chain(own, &people);
    coprod__book_free(&people);
    for (int side = 0; side < 2 && status == COPROD_OK; side++)
        status = coprod_payment_new(own->allocator, &own->payments[side]);
    for (uint32_t i = 0; i < count && status == COPROD_OK; i++)
        if (own->first[i])
            status = compare_person(own, (int32_t)i);
    for (int side = 0; side < 2; side++)
        coprod_payment_free(own->payments[side]);
    coprod__release(memory, own->next, count * sizeof *own->next);
    coprod__release(memory, own->first, count);
    comparison->info.difference_pence = comparison->info.to_pence - comparison->info.from_pence;
    return status;
}

/* The role of an id that is `length` bytes long. */
static int32_t role_index(const coprod_policy *policy, const char *id, size_t length)
{
    for (uint32_t i = 0; i < policy->role_count; i++)
        if (strlen(policy->roles[i].id) == length && !memcmp(policy->roles[i].id, id, length))
            return (int32_t)i;
    return COPROD__NONE;
}

/* Reads "a=b,c=d"; then all roles of one id that none of these names. */
static coprod_status pair_roles(coprod_comparison *comparison, const char *text)
{
    const coprod_policy *from = comparison->policies[0], *to = comparison->policies[1];
    comparison->roles = coprod__arena_alloc(&comparison->arena,
                                            (2 * (size_t)from->role_count + 1) * sizeof *comparison->roles);
    if (!comparison->roles)
        return COPROD_E_MEMORY;
    while (text && *text) {
        size_t length = strcspn(text, ","), left = strcspn(text, "=");
        coprod__same_role role;
        if (left >= length || (text[length] && !text[length + 1]))
            return COPROD_E_ARGUMENT;
        role.from = role_index(from, text, left);
        role.to = role_index(to, text + left + 1, length - left - 1);
        if (role.from == COPROD__NONE || role.to == COPROD__NONE)
            return COPROD_E_UNKNOWN;
        if (role_of(comparison, from->roles[role.from].id))
            return COPROD_E_ARGUMENT; /* named twice */
        comparison->roles[comparison->role_given++] = role;
        text += length + (text[length] == ',');
    }
    comparison->role_count = comparison->role_given;
    for (uint32_t i = 0; i < from->role_count; i++) {
        const coprod__same_role role = {(int32_t)i, coprod__role_index(to, from->roles[i].id)};
        if (role.to != COPROD__NONE && !role_of(comparison, from->roles[i].id))
            comparison->roles[comparison->role_count++] = role;
    }
    return COPROD_OK;
}

/* Room for the claims; the comparison holds on to them for their texts. */
static coprod_status take_claims(coprod_comparison *comparison, const coprod_payment_claim *const *claims, size_t count)
{
    coprod__arena *arena = &comparison->arena;
    int32_t last = COPROD__NO_DAY;
    if (!count)
        return COPROD_OK;
    comparison->claims = coprod__arena_alloc(arena, count * sizeof *comparison->claims);
    comparison->lines = coprod__arena_alloc(arena, count * sizeof *comparison->lines);
    comparison->sources = coprod__arena_alloc(arena, count * sizeof *comparison->sources);
    if (!comparison->claims || !comparison->lines || !comparison->sources)
        return COPROD_E_MEMORY;
    for (size_t i = 0; i < count; i++) {
        comparison->sources[i] = coprod__claim_take(claims[i]);
        comparison->info.claim_count++;
        for (uint32_t k = 0; k < claims[i]->line_count; k++)
            if (claims[i]->lines[k].has & COPROD__HAS_DATE && claims[i]->lines[k].date > last)
                last = claims[i]->lines[k].date;
    }
    if (!comparison->info.has_on && last != COPROD__NO_DAY) {
        comparison->info.has_on = 1;
        comparison->info.on = last;
    }
    return COPROD_OK;
}

static coprod_status fill(coprod_comparison *comparison, const coprod_payment_claim *const *claims, size_t count,
                          const coprod_compare_options *options, const coprod_allocator *allocator)
{
    comparing own = {comparison, allocator, {NULL, NULL}, {NULL, NULL}, NULL, NULL};
    coprod_status status;
    comparison->info.size = sizeof comparison->info;
    comparison->info.from_id = comparison->policies[0]->id;
    comparison->info.from_version = comparison->policies[0]->version;
    comparison->info.from_fingerprint = comparison->policies[0]->fingerprint;
    comparison->info.to_id = comparison->policies[1]->id;
    comparison->info.to_version = comparison->policies[1]->version;
    comparison->info.to_fingerprint = comparison->policies[1]->fingerprint;
    comparison->info.has_on = options->has_on;
    comparison->info.on = options->on;
    comparison->known_on = options->known_on;
    comparison->has_known_on = (uint8_t)options->has_known_on;
    status = pair_roles(comparison, options->same_roles);
    if (status == COPROD_OK)
        status = take_claims(comparison, claims, count);
    if (status == COPROD_OK)
        status = compare_claims(&own);
    if (status == COPROD_OK && comparison->info.has_on)
        status = coprod__compare_changes(comparison, allocator);
    return status;
}

static coprod_status check_arguments(const coprod_policy *from, const coprod_policy *to,
                                     const coprod_payment_claim *const *claims, size_t count,
                                     const coprod_compare_options *options)
{
    if (!from || !to || (count && !claims) || count > INT32_MAX / 4 || strcmp(from->currency, to->currency)
        || options->has_on < 0 || options->has_on > 1 || options->has_known_on < 0 || options->has_known_on > 1)
        return COPROD_E_ARGUMENT;
    for (size_t i = 0; i < count; i++)
        if (!claims[i])
            return COPROD_E_ARGUMENT;
    return COPROD_OK;
}

coprod_status coprod_policy_compare(const coprod_policy *from, const coprod_policy *to,
                                    const coprod_payment_claim *const *claims, size_t count,
                                    const coprod_compare_options *options, const coprod_allocator *allocator,
                                    coprod_comparison **comparison)
{
    coprod_compare_options own;
    coprod__memory memory;
    coprod__arena arena;
    coprod_comparison *made;
    coprod_status status;
    if (!comparison)
        return COPROD_E_ARGUMENT;
    *comparison = NULL;
    status = coprod__struct_in(options, sizeof own, sizeof own, &own);
    if (status == COPROD_OK)
        status = check_arguments(from, to, claims, count, &own);
    if (status == COPROD_OK)
        status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    coprod__arena_init(&arena, &memory);
    made = coprod__arena_alloc(&arena, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->arena = arena;
    made->policies[0] = coprod__policy_take(from);
    made->policies[1] = coprod__policy_take(to);
    status = fill(made, claims, count, &own, allocator);
    if (status == COPROD_OK)
        *comparison = made;
    else
        coprod_comparison_free(made);
    return status;
}

void coprod_comparison_free(coprod_comparison *comparison)
{
    coprod__arena arena;
    if (!comparison)
        return;
    for (uint32_t i = 0; i < comparison->info.claim_count; i++)
        coprod_payment_claim_free((coprod_payment_claim *)comparison->sources[i]);
    for (int side = 0; side < 2; side++)
        coprod_policy_free((coprod_policy *)comparison->policies[side]);
    arena = comparison->arena; /* the comparison lies in its own arena */
    coprod__arena_free(&arena);
}
