/* SPDX-License-Identifier: MIT */
/* Caps, and what a claim as a whole has to keep to. */
#include <string.h>

#include "read_internal.h"

static const coprod__place root = {NULL, NULL, 0};

void coprod__read_over(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                       uint8_t **fees, uint8_t **expenses, uint8_t *whole)
{
    const coprod_policy *policy = reading->policy;
    const coprod__place here = {place, "over", 0};
    const json_t *over = json_object_get(json, "over");
    coprod__words words = {NULL, 0};
    *whole = 0;
    *fees = coprod__room(reading, policy->fee_count + (size_t)1, 1);
    *expenses = coprod__room(reading, policy->expense_count + (size_t)1, 1);
    if (over && !json_is_array(over))
        coprod__json_wrong(reading->load, "wrong-type", &here, over, "a list, such as [\"all\"]");
    else
        coprod__read_words(reading, json, place, "over", &words);
    for (uint32_t i = 0; i < words.count && *fees && *expenses; i++) {
        const coprod__place at = {&here, NULL, i};
        const char *word = words.list[i];
        int32_t fee = coprod__fee_index(policy, word), expense = coprod__expense_index(policy, word);
        int all = !strcmp(word, "all");
        *whole |= (uint8_t)all;
        if (all || !strcmp(word, "all-fees"))
            memset(*fees, 1, policy->fee_count + (size_t)1);
        if (all || !strcmp(word, "all-expenses"))
            memset(*expenses, 1, policy->expense_count + (size_t)1);
        if (fee != COPROD__NONE)
            (*fees)[fee] = 1;
        else if (expense != COPROD__NONE)
            (*expenses)[expense] = 1;
        else if (!all && strcmp(word, "all-fees") && strcmp(word, "all-expenses"))
            coprod__report(reading->load, COPROD_ERROR, "unknown-id", &at, word,
                           "the id of a fee or an expense, all, all-fees or all-expenses");
    }
}

/* A limit a day fits the cap of a day. */
static uint32_t cap_fits(const coprod__cap *cap)
{
    switch (cap->scope) {
    case COPROD__SCOPE_NIGHT:
        return COPROD__FITS_SUM | COPROD__FITS_NIGHT;
    case COPROD__SCOPE_DAY:
    case COPROD__SCOPE_24H:
        return COPROD__FITS_SUM | COPROD__FITS_DAY;
    case COPROD__SCOPE_WEEK:
        return COPROD__FITS_SUM | COPROD__FITS_WEEK;
    case COPROD__SCOPE_MONTH:
        return COPROD__FITS_SUM | COPROD__FITS_MONTH;
    case COPROD__SCOPE_FISCAL_YEAR:
    case COPROD__SCOPE_TAX_YEAR:
        return COPROD__FITS_SUM | COPROD__FITS_YEAR;
    default:
        return COPROD__FITS_SUM;
    }
}

/* The limit of a cap, by what it measures. */
static void load_limit(const coprod__reading *reading, const json_t *json, const coprod__place *place, coprod__cap *cap)
{
    static const char *const keys[] = {"limit", "limit_minutes", "limit_count", "limit_miles"};
    const char *key = keys[cap->measure];
    if (cap->measure == COPROD__MEASURE_MONEY)
        coprod__read_rows(reading, json, place, key, COPROD__REQUIRED, cap_fits(cap), &cap->limit);
    else
        cap->limit_number = coprod__json_integer(reading->load, json, place, key, COPROD__REQUIRED, 0, 100000000, 0)
                            * (cap->measure == COPROD__MEASURE_MILES ? 1000 : 1);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const coprod__place here = {place, keys[i], 0};
        if (keys[i] != key && json_object_get(json, keys[i]))
            coprod__report(reading->load, COPROD_ERROR, "unknown-key", &here, keys[i], key);
    }
}

static void load_cap(const coprod__reading *outer, const json_t *json, const coprod__place *place, coprod__cap *cap)
{
    coprod__reading own = *outer, *reading = &own;
    static const uint8_t scopes[] = {COPROD__SCOPE_LINE, COPROD__SCOPE_MEAL, COPROD__SCOPE_NIGHT, COPROD__SCOPE_SESSION,
                                     COPROD__SCOPE_DAY, COPROD__SCOPE_24H, COPROD__SCOPE_WEEK, COPROD__SCOPE_MONTH,
                                     COPROD__SCOPE_EVENT, COPROD__SCOPE_CLAIM, COPROD__SCOPE_FISCAL_YEAR,
                                     COPROD__SCOPE_TAX_YEAR};
    const coprod__place over = {place, "over", 0}, fill = {place, "fill", 0};
    coprod__json_keys(reading->load, json, place, "id label over scope measure limit limit_minutes limit_count "
                      "limit_miles then fill order ref");
    cap->id = coprod__json_word(reading->load, reading->arena, json, place, "id");
    cap->label = coprod__json_copy(reading->load, reading->arena, json, place, "label", COPROD__OPTIONAL);
    cap->source = coprod__read_ref(reading, json, place);
    own.rule = cap->source; /* what its values say unless they have a source of their own */
    const json_t *listed = json_object_get(json, "over");
    if (!listed || (json_is_array(listed) && !json_array_size(listed)))
        coprod__report(reading->load, COPROD_ERROR, "missing-key", &over, "nothing",
                       "a list of what it is over, such as [\"all\"]");
    coprod__read_over(reading, json, place, &cap->over_fee, &cap->over_expense, &cap->whole);
    cap->scope = scopes[coprod__read_choice(reading, json, place, "scope", "line meal night session day 24h week month "
                                            "event claim fiscal-year tax-year", -1)];
    cap->measure = (uint8_t)coprod__read_choice(reading, json, place, "measure", "money minutes count miles", 0);
    load_limit(reading, json, place, cap);
    static const uint8_t thens[] = {COPROD__THEN_TRUNCATE, COPROD__THEN_REJECT, COPROD__THEN_HOLD};
    cap->then = thens[coprod__read_choice(reading, json, place, "then", "truncate reject hold", 0)];
    cap->fill = (uint8_t)coprod__read_choice(reading, json, place, "fill", "date-order line-order proportional", 0);
    if (cap->fill == COPROD__FILL_PROPORTIONAL && cap->measure == COPROD__MEASURE_COUNT)
        coprod__report(reading->load, COPROD_ERROR, "unknown-id", &fill, "proportional",
                       "date-order line-order: a line counts whole or not at all");
    cap->has_order = json_object_get(json, "order") != NULL;
    cap->order = (int32_t)coprod__json_integer(reading->load, json, place, "order", COPROD__OPTIONAL, 0, 1000000, 0);
}

void coprod__load_caps(const coprod__reading *reading, const json_t *document)
{
    coprod_policy *policy = reading->policy;
    coprod__place list;
    const json_t *caps = coprod__read_list(reading, document, &root, "caps", COPROD__OPTIONAL, &list);
    size_t i;
    json_t *one;
    policy->caps = coprod__room(reading, json_array_size(caps), sizeof *policy->caps);
    if (!policy->caps)
        return;
    json_array_foreach((json_t *)caps, i, one) {
        const coprod__place here = {&list, NULL, i}, id = {&here, "id", 0};
        coprod__cap own = {0};
        uint32_t slot = policy->cap_count;
        load_cap(reading, one, &here, &own);
        own.listed = (uint32_t)i;
        for (uint32_t c = 0; c < policy->cap_count; c++)
            if (own.id[0] && !strcmp(policy->caps[c].id, own.id))
                coprod__report(reading->load, COPROD_ERROR, "duplicate-id", &id, own.id, "another id");
        for (; slot && (policy->caps[slot - 1].scope > own.scope
                        || (policy->caps[slot - 1].scope == own.scope && policy->caps[slot - 1].order > own.order));
             slot--)
            policy->caps[slot] = policy->caps[slot - 1];
        policy->caps[slot] = own;
        policy->cap_count++;
    }
}

static void load_window(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                        coprod__claim_rules *rules)
{
    static const char *const keys[] = {"days_after_event", "months_after_event", "months_after_fiscal_year_end",
                                       "not_before_event"};
    coprod__window *window = &rules->windows[rules->window_count];
    coprod__json_keys(reading->load, json, place,
                      "days_after_event months_after_event months_after_fiscal_year_end not_before_event");
    if (json_object_size(json) != 1) {
        coprod__report(reading->load, COPROD_ERROR, "missing-key", place, "none or several", "one of its keys");
        return;
    }
    for (uint8_t k = 0; k < 4; k++) {
        if (!json_object_get(json, keys[k]))
            continue;
        window->kind = k;
        if (k == COPROD__NOT_BEFORE)
            rules->window_count += coprod__read_flag(reading, json, place, keys[k], 0) != 0;
        else {
            window->n = (int32_t)coprod__json_integer(reading->load, json, place, keys[k], COPROD__REQUIRED, 0, 3660,
                                                      0);
            rules->window_count++;
        }
    }
}

static void load_duplicate(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                           coprod__claim_rules *rules)
{
    static const char *const words[] = {"type", "date", "amount", "receipt-no", "person", "payer", "journey"};
    const json_t *own = coprod__json_object(reading->load, json, place, "duplicate", COPROD__OPTIONAL);
    const coprod__place here = {place, "duplicate", 0}, list = {&here, "key", 0};
    coprod__words key = {NULL, 0};
    if (!own)
        return;
    coprod__json_keys(reading->load, own, &here, "key then");
    coprod__read_words(reading, own, &here, "key", &key);
    for (uint32_t i = 0; i < key.count; i++) {
        const coprod__place at = {&list, NULL, i};
        size_t w = 0;
        while (w < 7 && strcmp(words[w], key.list[i]))
            w++;
        if (w < 7)
            rules->duplicate_key |= (uint8_t)(1 << w);
        else
            coprod__report(reading->load, COPROD_ERROR, "unknown-id", &at, key.list[i],
                           "type date amount receipt-no person payer journey");
    }
    if (!key.count)
        coprod__report(reading->load, COPROD_ERROR, "missing-key", &list, "nothing", "what makes two lines the same");
    rules->duplicate_then = (uint8_t)coprod__read_choice(reading, own, &here, "then", "reject hold", 0);
}

void coprod__load_claim_rules(const coprod__reading *reading, const json_t *document)
{
    coprod__claim_rules *rules = &reading->policy->claim_rules;
    const json_t *own = coprod__json_object(reading->load, document, &root, "claim_rules", COPROD__OPTIONAL), *list;
    const coprod__place here = {&root, "claim_rules", 0}, at_limits = {&here, "limits", 0};
    const json_t *limits = coprod__json_object(reading->load, own, &here, "limits", COPROD__OPTIONAL);
    coprod__place windows;
    size_t i;
    json_t *one;
    rules->source = coprod__read_ref(reading, own, &here);
    if (!own)
        return;
    coprod__json_keys(reading->load, own, &here, "window late duplicate most_lines limits foreign_currency ref");
    list = coprod__read_list(reading, own, &here, "window", COPROD__OPTIONAL, &windows);
    if (json_array_size(list) > 8)
        coprod__report(reading->load, COPROD_ERROR, "too-many", &windows, "more than 8", "at most 8 windows");
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place at = {&windows, NULL, i};
        if (i < 8)
            load_window(reading, one, &at, rules);
    }
    rules->late = (uint8_t)coprod__read_choice(reading, own, &here, "late", "reject hold", 0);
    load_duplicate(reading, own, &here, rules);
    rules->most_lines = (uint32_t)coprod__json_integer(reading->load, own, &here, "most_lines", 0, 1, 1000000, 0);
    rules->foreign_hold = (uint8_t)coprod__read_choice(reading, own, &here, "foreign_currency", "reject hold", 0);
    if (!limits)
        return;
    coprod__json_keys(reading->load, limits, &at_limits, "miles amount_pence minutes then");
    rules->most_milli = 1000 * coprod__json_integer(reading->load, limits, &at_limits, "miles", 0, 1, 1000000, 0);
    rules->most_amount = 1000 * coprod__read_decimal(reading, limits, &at_limits, "amount_pence", 0, 2, 1, 100000000,
                                                     0);
    rules->most_minutes = coprod__json_integer(reading->load, limits, &at_limits, "minutes", 0, 1, 1000000, 0);
    rules->limits_then = (uint8_t)coprod__read_choice(reading, limits, &at_limits, "then", "reject hold", 1);
}

static void load_vouchers(const coprod__reading *reading, const json_t *json, const coprod__place *place,
                          coprod__pay_rules *pay)
{
    const json_t *own = coprod__json_object(reading->load, json, place, "voucher", COPROD__OPTIONAL), *list;
    const coprod__place here = {place, "voucher", 0}, at = {&here, "denominations_pence", 0};
    size_t i;
    json_t *one;
    if (!own)
        return;
    coprod__json_keys(reading->load, own, &here, "denominations_pence remainder");
    pay->remainder = (uint8_t)coprod__read_choice(reading, own, &here, "remainder", "cash up down", 0);
    list = coprod__json_array(reading->load, own, &here, "denominations_pence", COPROD__REQUIRED);
    if (list && (!json_array_size(list) || json_array_size(list) > 16))
        coprod__report(reading->load, COPROD_ERROR, "too-many", &at, "none, or more than 16", "1 to 16 denominations");
    json_array_foreach((json_t *)list, i, one) {
        const coprod__place element = {&at, NULL, i};
        int64_t pence = json_integer_value(one);
        uint32_t slot = pay->denomination_count;
        if (pence < 1 || pence > 1000000) {
            coprod__json_wrong(reading->load, "out-of-range", &element, one, "an integer from 1 to 1000000");
        } else if (slot < 16) {
            for (; slot && pay->denominations[slot - 1] < pence; slot--)
                pay->denominations[slot] = pay->denominations[slot - 1];
            pay->denominations[slot] = pence;
            pay->denomination_count++;
        }
    }
}

void coprod__load_payment(const coprod__reading *reading, const json_t *document)
{
    coprod__pay_rules *pay = &reading->policy->payment;
    const json_t *own = coprod__json_object(reading->load, document, &root, "payment", COPROD__OPTIONAL), *advance;
    const coprod__place here = {&root, "payment", 0}, at = {&here, "advance", 0}, payees = {&here, "payees", 0};
    coprod__words words = {NULL, 0};
    pay->source = coprod__read_ref(reading, own, &here);
    pay->payees = COPROD__PAYEE_PERSON | COPROD__PAYEE_ORGANISATION | COPROD__PAYEE_HOST;
    if (!own)
        return;
    coprod__json_keys(reading->load, own, &here, "waiver donate voucher advance tax_route payees ref");
    pay->waiver = (uint8_t)coprod__read_choice(reading, own, &here, "waiver", "none full partial", 0);
    pay->donate = (uint8_t)coprod__read_flag(reading, own, &here, "donate", 0);
    load_vouchers(reading, own, &here, pay);
    advance = coprod__json_object(reading->load, own, &here, "advance", COPROD__OPTIONAL);
    if (advance) {
        coprod__json_keys(reading->load, advance, &at, "deduct remainder");
        pay->no_advance = !coprod__read_flag(reading, advance, &at, "deduct", 1);
        coprod__read_choice(reading, advance, &at, "remainder", "repay", 0);
    }
    pay->tax_route = (uint8_t)coprod__read_choice(reading, own, &here, "tax_route",
                                                  "not-stated none payroll self-employed", 0);
    coprod__read_words(reading, own, &here, "payees", &words);
    if (words.count)
        pay->payees = 0;
    for (uint32_t i = 0; i < words.count; i++) {
        const coprod__place element = {&payees, NULL, i};
        if (!strcmp(words.list[i], "person"))
            pay->payees |= COPROD__PAYEE_PERSON;
        else if (!strcmp(words.list[i], "organisation"))
            pay->payees |= COPROD__PAYEE_ORGANISATION;
        else if (!strcmp(words.list[i], "host"))
            pay->payees |= COPROD__PAYEE_HOST;
        else
            coprod__report(reading->load, COPROD_ERROR, "unknown-id", &element, words.list[i],
                           "person organisation host");
    }
}
