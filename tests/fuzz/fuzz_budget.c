/* SPDX-License-Identifier: MIT */
/* The input as a plan, and as the numbers of columns, of a question of headroom, and of claims that are compared. */
#include "fuzz.h"

enum { ROWS = 16 };

static void ask_budget(const coprod_budget *budget)
{
    coprod_budget_info info = {.size = sizeof info};
    size_t needed = 0;
    char *text;
    HOLDS(coprod_budget_get(budget, &info) == COPROD_OK);
    for (int32_t by = -1; by < 12; by++)
        for (uint32_t i = 0; i < 40; i++) {
            coprod_budget_sum sum = {.size = sizeof sum};
            coprod_status status = coprod_budget_get_sum(budget, by, i, &sum);
            if (status != COPROD_OK)
                break;
        }
    for (uint32_t i = 0; i < 40; i++) {
        coprod_budget_line line = {.size = sizeof line};
        if (coprod_budget_get_line(budget, i, &line) != COPROD_OK)
            break;
    }
    HOLDS(coprod_budget_json(budget, NULL, NULL, 0, &needed) == COPROD_E_BUFFER && needed);
    text = malloc(needed);
    HOLDS(text && coprod_budget_json(budget, NULL, text, needed, NULL) == COPROD_OK && strlen(text) == needed - 1);
    free(text);
}

static void ask_headroom(const int32_t *numbers)
{
    const coprod_headroom_question question = {
        .size = sizeof question, .check = "cliff", .person = "person-1", .day = numbers[0], .other_pence = numbers[1],
        .planned_pence = numbers[2], .net_pence = numbers[3], .has_other = 1, .has_planned = 1, .has_net = 1};
    coprod_headroom headroom = {.size = sizeof headroom};
    char text[4096];
    size_t needed = 0;
    if (coprod_check_headroom(fuzz_policy(), NULL, &question, &headroom) == COPROD_OK)
        HOLDS(coprod_headroom_text(&headroom, NULL, text, sizeof text, &needed) == COPROD_OK);
}

/* Columns are what the single claims are: tests/laws says so; here they must only hold. */
static void ask_columns(const int32_t *days, const int32_t *minutes)
{
    int64_t pence[ROWS];
    uint8_t outcomes[ROWS];
    uint16_t roles[ROWS];
    uint32_t index = 0;
    const coprod_claim_columns claims = {.size = sizeof claims, .day = days, .minutes = minutes, .role = roles};
    const coprod_payment_columns payments = {.size = sizeof payments, .fee_pence = pence, .fee_outcome = outcomes};
    HOLDS(coprod_policy_role_index(fuzz_policy(), "no-such-role", &index) == COPROD_E_UNKNOWN);
    for (size_t i = 0; i < ROWS; i++)
        roles[i] = (uint16_t)(minutes[i] % 8);
    HOLDS(coprod_reimburse_columns(fuzz_policy(), &claims, ROWS, NULL, NULL, &payments) == COPROD_OK);
    for (size_t i = 0; i < ROWS; i++)
        HOLDS(outcomes[i] <= COPROD_OUTCOME_INFORMATION && pence[i] >= 0);
}

static void ask_comparison(void)
{
    const coprod_payment_claim *claims[] = {fuzz_claim()};
    coprod_comparison *comparison = NULL;
    coprod_comparison_info info = {.size = sizeof info};
    coprod_compared_claim claim = {.size = sizeof claim};
    coprod_compared_line line = {.size = sizeof line};
    coprod_policy_change change = {.size = sizeof change};
    coprod_payment *payment = NULL;
    size_t needed = 0;
    HOLDS(coprod_policy_compare(fuzz_policy(), fuzz_policy(), claims, 1, NULL, NULL, &comparison) == COPROD_OK);
    HOLDS(coprod_comparison_get(comparison, &info) == COPROD_OK);
    HOLDS(coprod_comparison_get_claim(comparison, 0, &claim) == COPROD_OK);
    HOLDS(coprod_comparison_get_line(comparison, 0, 0, &line) == COPROD_OK);
    HOLDS(coprod_comparison_get_change(comparison, UINT32_MAX, &change) == COPROD_E_UNKNOWN);
    HOLDS(coprod_comparison_json(comparison, NULL, NULL, 0, &needed) == COPROD_E_BUFFER);
    coprod_comparison_free(comparison);
    HOLDS(coprod_payment_new(NULL, &payment) == COPROD_OK);
    HOLDS(coprod_reimburse_many(fuzz_policy(), NULL, claims, 1, NULL, payment, NULL) == COPROD_OK);
    coprod_payment_free(payment);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_budget *budget = (coprod_budget *)&data;
    coprod_findings *findings = fuzz_new_findings();
    int32_t numbers[2 * ROWS] = {0};
    coprod_status status = coprod_budget_load(fuzz_policy(), (const char *)data, size, NULL, NULL, findings, &budget);
    fuzz_refusal(status, budget, findings);
    if (status == COPROD_OK)
        ask_budget(budget);
    coprod_budget_free(budget);
    memcpy(numbers, data, size < sizeof numbers ? size : sizeof numbers);
    ask_headroom(numbers);
    ask_columns(numbers, numbers + ROWS);
    if (size < 4)
        ask_comparison();
    return 0;
}
