/* SPDX-License-Identifier: MIT */
/* Rules of shares, and limits and comparisons of any counts. */
#include <math.h>
#include <string.h>

#include "fuzz.h"

static void check_limits(coprod_status status, const coprod_limits *limits)
{
    HOLDS(status == COPROD_OK || status == COPROD_E_RANGE);
    if (status == COPROD_OK && limits->state == COPROD_LIMITS_KNOWN)
        HOLDS(limits->lower >= 0 && limits->lower <= limits->estimate && limits->estimate <= limits->upper);
    else
        HOLDS(status != COPROD_OK || (isnan(limits->estimate) && isnan(limits->lower) && isnan(limits->upper)));
}

static void ask(const coprod_share_rules *rules, const uint64_t x[4], const coprod_limits_options *options)
{
    const coprod_represented group = {sizeof group, x[0], x[1], x[2], x[3], (int32_t)(x[0] % 2), 0};
    coprod_representation r = {.size = sizeof r}, row = {.size = sizeof row};
    coprod_limits limits = {.size = sizeof limits}, many = {.size = sizeof many};
    coprod_relative relative = {.size = sizeof relative};
    coprod_response response = {.size = sizeof response};
    uint8_t state;
    int32_t band = 0;
    const coprod_limits_columns columns = {sizeof columns, &many.estimate, &many.lower, &many.upper, &state};
    const coprod_representation_columns ratios = {.size = sizeof ratios, .ppr = &row.ppr, .state = &state};
    coprod_status status = coprod_share_limits(x[0], x[1], options, &limits);
    check_limits(status, &limits);
    if (coprod_share_limits_many(x, x + 1, 1, options, &columns) == COPROD_OK && status == COPROD_OK)
        HOLDS(state == limits.state && (state || (many.lower == limits.lower && many.upper == limits.upper)));
    check_limits(coprod_rate_limits(rules, x[0], x[1], NULL, &limits), &limits);
    HOLDS(coprod_rate_limits_many(rules, x, x + 1, 1, NULL, &columns) == COPROD_OK);
    status = coprod_representation_get(rules, &group, options, &r);
    HOLDS(status == COPROD_OK || status == COPROD_E_RANGE);
    HOLDS(status != COPROD_OK || !(r.tail < 0 || r.tail > 1) || !(r.prob_absent < 0 || r.prob_absent > 1));
    HOLDS(coprod_representation_many(rules, 0, x, x + 1, x + 2, x + 3, 1, NULL, &ratios) == COPROD_OK);
    coprod_share_band_of(rules, 0, x[0], x[1], x[2], x[3], &band);
    HOLDS(*coprod_share_band_word(band) && *coprod_representation_state_word(r.state));
    HOLDS(*coprod_share_difference_word(r.difference) && *coprod_limits_state_word(limits.state));
    status = coprod_relative_get(x[0] % 65536, x[1] % 65536, x[2] % 65536, x[3] % 65536, NULL, &relative);
    HOLDS(status == COPROD_E_RANGE || (status == COPROD_OK && !(relative.p_value < 0) && !(relative.p_value > 1)));
    HOLDS(coprod_response_get(x + 2, x, 2, NULL, &response) != COPROD_E_ARGUMENT);
    HOLDS(*coprod_response_state_word(response.state));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_findings *findings = fuzz_new_findings();
    coprod_share_rules *rules;
    coprod_share_rules_info info = {.size = sizeof info};
    coprod_band_policy policy = {.size = sizeof policy};
    coprod_limits_options options = {.size = sizeof options};
    coprod_status status = coprod_share_rules_load((const char *)data, size, NULL, findings, &rules);
    fuzz_refusal(status, rules, findings);
    if (!rules)
        HOLDS(coprod_share_rules_builtin(NULL, &rules) == COPROD_OK);
    HOLDS(coprod_share_rules_get(rules, &info) == COPROD_OK && strlen(info.fingerprint) == 64);
    HOLDS(coprod_share_rules_policy(rules, info.policy_count - 1, &policy) == COPROD_OK && *policy.id);
    HOLDS(coprod_share_rules_policy(rules, info.policy_count, &policy) == COPROD_E_UNKNOWN);
    for (size_t at = 0; at + 20 <= size && at < 100; at += 20) {
        uint64_t x[4];
        for (size_t i = 0; i < 4; i++) {
            uint32_t word;
            memcpy(&word, data + at + 4 * i, sizeof word);
            x[i] = word == UINT32_MAX ? UINT64_MAX : word >> data[at + 16 + i] % 32;
        }
        options.confidence = data[at + 16] / 256.0;
        options.method = data[at + 17] % 4;
        ask(rules, x, &options);
    }
    coprod_share_rules_free(rules);
    return 0;
}
