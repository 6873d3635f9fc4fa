/* SPDX-License-Identifier: MIT */
/* What a ledger of a policy counts: under which names, for whom, over which periods. New rates, limits and rules change
 * nothing of it, so a ledger lives on through them; anything named here that changes gives its numbers another
 * meaning. */
#include <stdlib.h>
#include <string.h>

#include "json_out_internal.h"
#include "policy_internal.h"

static void write_mileage(coprod__json_out *out, const coprod__expense *expense)
{
    const coprod__mileage *mileage = expense->mileage;
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "id", expense->id);
    coprod__out_number(out, "scope", mileage->scope);
    coprod__out_number(out, "key", mileage->key);
    coprod__out_open(out, "groups", '[');
    for (uint32_t g = 0; g < mileage->group_count && mileage->key & COPROD__KEY_GROUP; g++) {
        coprod__out_text(out, NULL, mileage->groups[g].id);
        coprod__out_text(out, NULL, mileage->groups[g].counter);
    }
    coprod__out_close(out, ']');
    coprod__out_close(out, '}');
}

static void write_cap(coprod__json_out *out, const coprod__cap *cap)
{
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "id", cap->id);
    coprod__out_number(out, "scope", cap->scope);
    coprod__out_number(out, "measure", cap->measure);
    coprod__out_close(out, '}');
}

static void write_check(coprod__json_out *out, const coprod__check *check)
{
    coprod__out_open(out, NULL, '{');
    coprod__out_text(out, "id", check->id);
    coprod__out_number(out, "period", check->period);
    coprod__out_number(out, "expenses", check->expenses_too);
    coprod__out_number(out, "payment", check->by_payment);
    coprod__out_close(out, '}');
}

static void write_calendars(coprod__json_out *out, const coprod_policy *policy)
{
    const int16_t numbers[] = {policy->tax_year[0], policy->tax_year[1], policy->mileage_year[0],
                               policy->mileage_year[1], policy->fiscal_end[0], policy->fiscal_end[1],
                               policy->week_start};
    coprod__out_open(out, "calendars", '[');
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        coprod__out_number(out, NULL, numbers[i]);
    coprod__out_close(out, ']');
}

static void write_counted(const coprod_policy *policy, char *buffer, size_t capacity, size_t *needed)
{
    coprod__json_out out = {{0}, 0};
    coprod__writer_init(&out.writer, buffer, capacity);
    coprod__out_open(&out, NULL, '{');
    coprod__out_text(&out, "id", policy->id);
    write_calendars(&out, policy);
    coprod__out_open(&out, "mileage", '[');
    for (uint32_t i = 0; i < policy->expense_count; i++)
        if (policy->expenses[i].kind == COPROD__KIND_MILEAGE)
            write_mileage(&out, &policy->expenses[i]);
    coprod__out_close(&out, ']');
    coprod__out_open(&out, "caps", '[');
    for (uint32_t i = 0; i < policy->cap_count; i++)
        write_cap(&out, &policy->caps[i]);
    coprod__out_close(&out, ']');
    coprod__out_open(&out, "checks", '[');
    for (uint32_t i = 0; i < policy->check_count; i++)
        write_check(&out, &policy->checks[i]);
    coprod__out_close(&out, ']');
    coprod__out_number(&out, "duplicate", policy->claim_rules.duplicate_key);
    coprod__out_close(&out, '}');
    coprod__writer_end(&out.writer, needed);
}

coprod_status coprod__policy_counted(coprod_policy *policy)
{
    uint8_t digest[COPROD__DIGEST];
    size_t needed = 0;
    char *text;
    coprod_status status = COPROD_E_MEMORY;
    write_counted(policy, NULL, 0, &needed);
    text = malloc(needed);
    if (text) {
        write_counted(policy, text, needed, NULL);
        status = coprod__digest(text, needed - 1, digest);
    }
    if (status == COPROD_OK)
        coprod__hex(digest, policy->ledger_fingerprint);
    free(text);
    return status;
}
