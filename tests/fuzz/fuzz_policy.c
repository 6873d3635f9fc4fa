/* SPDX-License-Identifier: MIT */
/* The input as a policy: what it says of itself, what lint says, and a claim with a line for everything in it. */
#include "fuzz.h"

#include "policy_internal.h"

#include <stdarg.h>

enum { MOST = 12 };

typedef struct page {
    char text[FUZZ_ROOM];
    size_t length;
    int lines;
} page;

static void line(page *own, const char *form, ...)
{
    static const char *const days[] = {"2025-06-02", "2025-03-29", "2026-04-06", "2014-06-30", "2025-06-03"};
    va_list values;
    own->length += (size_t)snprintf(own->text + own->length, sizeof own->text - own->length,
                                    "%s{\"id\": \"l%d\", \"date\": \"%s\", ", own->lines ? ", " : "", own->lines,
                                    days[own->lines % 5]);
    va_start(values, form);
    own->length += (size_t)vsnprintf(own->text + own->length, sizeof own->text - own->length, form, values);
    va_end(values);
    own->lines++;
    HOLDS(own->length + 4096 < sizeof own->text);
}

static void fee_lines(page *own, const coprod__fee *fee)
{
    const char *task = fee->task_count ? fee->tasks[fee->task_count / 2].id : "none";
    int long_one = fee->band_count ? (int)(fee->bands[fee->band_count - 1].from % 100000) : 90;
    line(own,
         "\"type\": \"%s\", \"start\": \"09:00\", \"end\": \"13:01\", \"scheduled_minutes\": 240, \"task\": \"%s\","
         " \"declared\": \"%s\", \"preparation_minutes\": 45, \"travel_minutes\": 31}", fee->id, task, task);
    line(own, "\"type\": \"%s\", \"minutes\": %d, \"pay_by\": \"voucher\", \"session\": \"one\"}", fee->id, long_one);
    line(own,
         "\"type\": \"%s\", \"scheduled_minutes\": 1500, \"requested_pence\": 999, \"cancelled\": {\"by\":"
         " \"organiser\", \"notice_minutes\": 30}}", fee->id);
}

static void expense_lines(page *own, const coprod__expense *expense)
{
    const coprod__group *group = expense->mileage ? expense->mileage->groups : NULL;
    const char *vehicle = group && group->vehicles.count ? group->vehicles.list[0] : "car";
    line(own,
         "\"type\": \"%s\", \"amount_pence\": 1234, \"start\": \"06:00\", \"end\": \"21:30\", \"quantity_milli\":"
         " \"130.05\", \"unit\": \"%s\", \"zone\": \"%s\", \"vehicle\": \"%s\", \"engine_cc\": 1500, \"passengers\": 2,"
         " \"approval\": \"yes\", \"receipt\": {\"no\": \"%s\"}, \"event\": \"e\", \"tip_pence\": 200}", expense->id,
         expense->mileage ? "miles" : "nights", expense->zone_count ? expense->zones[0].id : "none", vehicle,
         expense->id);
    line(own,
         "\"type\": \"%s\", \"amount_pence\": 100000, \"minutes\": 500, \"vehicle\": \"%s\", \"quantity_milli\":"
         " \"11\", \"rate\": \"reserve\", \"contains\": {\"alcohol\": 1}}", expense->id, vehicle);
    line(own, "\"type\": \"%s\", \"amount_pence\": \"3.01\", \"private_stay\": true, \"direct\": true}", expense->id);
}

static void price(const coprod_policy *policy)
{
    static const char head[] = "{\"id\": \"c\", \"person\": \"p\", \"payer\": \"q\", \"submitted\": \"2025-06-30\","
                               " \"payment_date\": \"2025-07-10\", \"advance_pence\": 500, \"lines\": [";
    page *own = calloc(1, sizeof *own);
    coprod_payment_claim *claim = NULL;
    HOLDS(own);
    own->length = sizeof head - 1;
    memcpy(own->text, head, sizeof head);
    for (uint32_t i = 0; i < policy->role_count && i < MOST; i++)
        line(own, "\"type\": \"session\", \"role\": \"%s\", \"start\": \"20:00\", \"end\": \"24:00\"}",
             policy->roles[i].id);
    for (uint32_t i = 0; i < policy->fee_count && i < MOST; i++)
        fee_lines(own, &policy->fees[i]);
    for (uint32_t i = 0; i < policy->expense_count && i < MOST; i++)
        expense_lines(own, &policy->expenses[i]);
    line(own, "\"type\": \"other-earnings\", \"amount_pence\": 10000, \"minutes\": 600}]}");
    HOLDS(coprod_payment_claim_load(own->text, own->length, NULL, NULL, &claim) == COPROD_OK);
    free(own);
    fuzz_price(policy, NULL, claim);
    coprod_payment_claim_free(claim);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_policy *policy = (coprod_policy *)&data;
    coprod_findings *findings = fuzz_new_findings();
    coprod_policy_info info = {.size = sizeof info};
    coprod_status status = coprod_policy_load((const char *)data, size, NULL, findings, &policy);
    fuzz_refusal(status, policy, findings);
    if (status != COPROD_OK)
        return 0;
    HOLDS(coprod_policy_get(policy, &info) == COPROD_OK && strlen(info.fingerprint) == 64);
    HOLDS(info.id[0] && info.version && info.title && strlen(info.currency) == 3 && info.source_title && info.note);
    for (uint32_t i = 0; i < info.fee_count; i++)
        HOLDS(coprod_policy_word(policy, COPROD_POLICY_FEES, i)[0]);
    HOLDS(!coprod_policy_word(policy, COPROD_POLICY_FEES, info.fee_count));
    findings = fuzz_new_findings();
    HOLDS(coprod_policy_lint(policy, findings) == COPROD_OK);
    fuzz_findings(findings, NULL);
    coprod_findings_free(findings);
    price(policy);
    coprod_policy_free(policy);
    return 0;
}
