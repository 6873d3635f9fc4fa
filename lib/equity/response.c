/* SPDX-License-Identifier: MIT */
/* Whether groups that were invited came as readily as one another, and the words of states. */
#include <math.h>

#include "coprod/equity_representation.h"
#include "limits_internal.h"

__extension__ typedef __int128 wide; /* a count times a sum of counts: below 2^97 */

static coprod_status check(const uint64_t *invited, const uint64_t *attended, size_t count, uint64_t *all,
                           uint64_t *came)
{
    *all = *came = 0;
    if (count > UINT32_MAX)
        return COPROD_E_RANGE;
    for (size_t i = 0; i < count; i++) {
        if (attended[i] > invited[i] || invited[i] > coprod__count_most)
            return COPROD_E_RANGE;
        *all += invited[i];
        *came += attended[i];
    }
    return COPROD_OK;
}

/* A group's propensity less that of all. */
static double apart(uint64_t invited, uint64_t attended, uint64_t all, uint64_t came)
{
    const wide beyond = (wide)attended * (wide)all - (wide)invited * (wide)came;
    return (double)beyond / (double)invited / (double)all;
}

coprod_status coprod_response_get(const uint64_t *invited, const uint64_t *attended, size_t count, double *partials,
                                  coprod_response *response)
{
    coprod_response own = {sizeof own, NAN, NAN, NAN, NAN, COPROD_RESPONSE_NOBODY, 0};
    uint64_t all = 0, came = 0;
    double squares = 0.0;
    coprod_status status = coprod__struct_begin(&own, response, sizeof own);
    if (status == COPROD_OK && count && (!invited || !attended))
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = check(invited, attended, count, &all, &came);
    if (status != COPROD_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        const double far = invited[i] ? apart(invited[i], attended[i], all, came) : NAN;
        if (invited[i])
            squares += (double)invited[i] * far * far;
        if (partials)
            partials[i] = far * sqrt((double)invited[i] / (double)all);
    }
    if (all) {
        own.propensity = (double)came / (double)all;
        own.partial = sqrt(squares / (double)all);
        own.state = COPROD_RESPONSE_ONE;
    }
    if (all > 1) {
        own.deviation = sqrt(squares / (double)(all - 1));
        own.indicator = 1.0 - 2.0 * own.deviation;
        own.state = COPROD_RESPONSE_KNOWN;
    }
    return coprod__struct_out(response, sizeof own, sizeof own, &own);
}

/* --- words --- */

static const char *word(const char *const *words, int32_t count, int32_t index)
{
    return index >= 0 && index < count ? words[index] : "";
}

const char *coprod_limits_state_word(int32_t state)
{
    static const char *const words[] = {"known", "no participants", "no population", "nobody of the reference group",
                                        "wrong"};
    return word(words, 5, state);
}

const char *coprod_representation_state_word(int32_t state)
{
    static const char *const words[] = {"known", "no participants", "no benchmark", "unbenchmarked participants",
                                        "wrong"};
    return word(words, 5, state);
}

const char *coprod_share_band_word(int32_t band)
{
    static const char *const words[] = {"none", "absent", "under", "proportionate", "over"};
    return word(words, 5, band);
}

const char *coprod_share_difference_word(int32_t difference)
{
    static const char *const words[] = {"not known", "lower", "not different", "higher"};
    return word(words, 4, difference);
}

const char *coprod_response_state_word(int32_t state)
{
    static const char *const words[] = {"known", "nobody invited", "one person invited"};
    return word(words, 3, state);
}
