/* SPDX-License-Identifier: MIT */
/* The input as rules of gradients; then its bytes as doubles: rates, populations and standard errors of groups, and people
 * in an order. Whatever they are, a call is refused or answers, and its answer holds together. */
#include <math.h>

#include "fuzz.h"

enum { GROUPS = 64 };

static coprod_gradient_rules *builtin_rules(void)
{
    coprod_gradient_rules *rules;
    HOLDS(coprod_gradient_rules_builtin(NULL, &rules) == COPROD_OK);
    return rules;
}

/* Some bytes are doubles as they are, others small numbers, which get further. */
static size_t read_numbers(const uint8_t *data, size_t size, double *numbers, size_t most)
{
    size_t count = 0;
    for (size_t at = 0; at < size && count < most; count++) {
        if (data[at] == 0xFF && size - at > sizeof *numbers) {
            memcpy(&numbers[count], data + at + 1, sizeof *numbers);
            at += 1 + sizeof *numbers;
        } else {
            numbers[count] = (double)data[at++] / 64;
        }
    }
    return count;
}

static void check_figure(int32_t state, double estimate, double lower, double upper)
{
    HOLDS(state >= COPROD_INEQUALITY_KNOWN && state <= COPROD_INEQUALITY_NOT_FITTED);
    HOLDS(isnan(estimate) == (state >= COPROD_INEQUALITY_INFINITE));
    HOLDS(isnan(lower) == (state != COPROD_INEQUALITY_KNOWN) && isnan(upper) == (state != COPROD_INEQUALITY_KNOWN));
    HOLDS(state != COPROD_INEQUALITY_KNOWN || (lower <= upper && !isinf(lower) && !isinf(upper)));
}

static void ask_indices(const coprod_inequality_groups *groups, const coprod_inequality_options *options)
{
    const size_t offsets[] = {0, groups->count};
    coprod_concentration c = {.size = sizeof c};
    for (int32_t m = 0; m <= COPROD_INEQUALITY_GINI; m++) {
        coprod_inequality one = {.size = sizeof one};
        double estimate;
        int32_t row = 0;
        const coprod_inequality_columns columns = {.size = sizeof columns, .estimate = &estimate, .row_status = &row};
        const coprod_status status = coprod_inequality_of(groups, options, m, &one);
        if (coprod_inequality_many(groups, offsets, 1, options, m, &columns) == COPROD_OK)
            HOLDS(row == status && (status != COPROD_OK || estimate == one.estimate || isnan(estimate)));
        if (status != COPROD_OK)
            continue;
        HOLDS(coprod_inequality_measure_name(m)[0] && one.reference_group < groups->count && one.other_group < groups->count);
        HOLDS(!one.state == !coprod_inequality_state_name(one.state)[0]);
        check_figure(one.state, one.estimate, one.lower, one.upper);
    }
    if (coprod_concentration_groups(groups, options, &c) == COPROD_OK)
        check_figure(c.rci_state, c.rci, c.rci_lower, c.rci_upper);
}

static void ask_gradients(const coprod_gradient_rules *rules, const coprod_inequality_groups *groups, int32_t scale)
{
    const size_t offsets[] = {0, groups->count};
    for (int32_t fit = COPROD_FIT_LINEAR; fit <= COPROD_FIT_LOGISTIC; fit++) {
        const coprod_gradient_options options = {.size = sizeof options, .fit = fit, .scale = scale,
                                                 .multiplier = scale ? -1 : 1};
        coprod_gradient one = {.size = sizeof one};
        double sii;
        int32_t row = 0;
        const coprod_gradient_columns columns = {.size = sizeof columns, .sii = &sii, .row_status = &row};
        const coprod_status status = coprod_gradient_of(rules, groups, &options, &one);
        HOLDS(coprod_gradient_many(rules, groups, offsets, 1, &options, &columns) == COPROD_OK && row == status);
        if (status != COPROD_OK)
            continue;
        check_figure(one.sii_state, one.sii, one.sii_lower, one.sii_upper);
        HOLDS(isnan(one.rii) == (one.rii_state >= COPROD_INEQUALITY_INFINITE));
        HOLDS(isnan(one.explained) || (one.explained >= 0 && one.explained <= 1));
    }
}

static void ask_quantiles(const uint8_t *data, size_t size)
{
    uint64_t ranks[8] = {0};
    uint32_t found[2][8];
    for (size_t i = 0; i < size && i < 64; i++)
        ranks[i % 8] = ranks[i % 8] << 8 | data[i];
    const uint64_t total = ranks[0] % UINT32_MAX + 1;
    const uint32_t parts = (uint32_t)(ranks[1] % 100) + 1;
    for (int32_t rule = 0; rule < 2; rule++)
        HOLDS(coprod_gradient_quantiles(rule, ranks, 8, total, parts, found[rule]) == COPROD_OK);
    for (size_t i = 0; i < 8; i++)
        HOLDS(found[0][i] <= parts && found[1][i] <= parts && found[0][i] <= found[1][i]
              && !found[0][i] == !(ranks[i] && ranks[i] <= total));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_findings *findings = fuzz_new_findings();
    coprod_gradient_rules *rules;
    coprod_gradient_rules_info info = {.size = sizeof info};
    coprod_status status;
    coprod_concentration people = {.size = sizeof people};
    double numbers[3 * GROUPS];
    const size_t count = read_numbers(data, size, numbers, 3 * GROUPS) / 3;
    const coprod_inequality_options options = {.size = sizeof options, .per = 4, .best = (int32_t)(size % 2),
                                               .reference = (int32_t)(size % 3)};
    status = coprod_gradient_rules_load((const char *)data, size, NULL, findings, &rules);
    fuzz_refusal(status, rules, findings);
    if (!rules)
        rules = builtin_rules();
    HOLDS(coprod_gradient_rules_get(rules, &info) == COPROD_OK && info.fewest_groups <= info.most_groups);
    if (count) {
        coprod_inequality_groups groups = {sizeof groups, count, numbers, numbers + count, numbers + 2 * count, NULL, NULL};
        ask_indices(&groups, &options);
        ask_gradients(rules, &groups, (int32_t)(size % 3));
        groups.standard_errors = NULL;
        ask_indices(&groups, NULL);
        if (coprod_concentration_people(numbers, numbers + count, numbers + 2 * count, count, NULL, NULL, &people) == COPROD_OK
            && count > 1)
            check_figure(people.aci_state, people.aci, people.aci_lower, people.aci_upper);
    }
    ask_quantiles(data, size);
    coprod_gradient_rules_free(rules);
    return 0;
}
