/* SPDX-License-Identifier: MIT */
/* What is odd about a definition: found by looking at every possible set of answers. */
#include <string.h>

#include "spectrum_internal.h"

/* The ranks below `rank` whose rules fail, as bits; and the lowest of them, or 0. */
static uint32_t failing_below(const coprod_spectrum *spectrum, int32_t rank, const coprod__vector *answers,
                              int32_t *lowest)
{
    uint32_t fails = 0;
    *lowest = 0;
    for (int32_t k = rank - 1; k > 0; k--)
        if (!coprod__level_holds(spectrum, k, answers)) {
            fails |= (uint32_t)1 << k;
            *lowest = k;
        }
    return fails;
}

static void look_at(const coprod_spectrum *spectrum, const coprod__vector *answers, coprod_spectrum_report *report)
{
    int32_t rank = coprod__level_of(spectrum, answers), fails;
    report->fails_below[rank] |= failing_below(spectrum, rank, answers, &fails);
    report->possible++;
    report->per_rank[rank]++;
    if (!fails)
        return;
    if (!report->not_nested++) {
        report->witness_rank = rank;
        report->witness_fails = fails;
        memcpy(report->witness, answers->x, sizeof report->witness);
    }
}

/* The highest rank that one indicator alone can force. */
static int32_t token_bound(const coprod_spectrum *spectrum)
{
    int32_t bound = 0;
    for (uint32_t i = 0; i < spectrum->indicator_count; i++) {
        coprod__vector low = {{0}}, tops = coprod__tops(spectrum);
        int32_t rank;
        low.x[i] = spectrum->top[i];
        coprod__close(spectrum, &low, &tops, NULL);
        rank = coprod__level_of(spectrum, &low);
        bound = rank > bound ? rank : bound;
    }
    return bound;
}

coprod_status coprod_spectrum_check(const coprod_spectrum *spectrum, coprod_spectrum_report *report)
{
    coprod_spectrum_report own = {sizeof own};
    coprod__sweep sweep;
    coprod__vector answers = {{0}};
    coprod_status status;
    status = coprod__struct_begin(spectrum, report, sizeof own);
    if (status != COPROD_OK)
        return status;
    own.vectors = coprod__sweep_init(spectrum, spectrum, &sweep);
    status = own.vectors ? coprod__least_assertions(spectrum, own.least_assertions) : COPROD_E_LIMIT;
    if (status != COPROD_OK)
        return status;
    do {
        if (coprod__possible(spectrum, &answers))
            look_at(spectrum, &answers, &own);
    } while (coprod__sweep_next(&sweep, &answers));
    own.nested = !own.not_nested;
    own.token_bound = token_bound(spectrum);
    for (uint32_t rank = 0; rank <= spectrum->level_count; rank++)
        own.unreachable |= (uint32_t)!own.per_rank[rank] << rank;
    return coprod__struct_out(report, sizeof own, sizeof own, &own);
}
