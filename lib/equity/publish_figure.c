/* SPDX-License-Identifier: MIT */
/* One figure under a rule: what is shown of a count, and what that says to somebody who knows the rule. */
#include <string.h>

#include "publish_internal.h"

coprod_status coprod_publish_rule_get(const coprod_publish_rule *rule, coprod_publish_rule_info *info)
{
    coprod_status status = coprod__struct_begin(rule, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &rule->info) : status;
}

coprod_status coprod_publish_rule_band(const coprod_publish_rule *rule, size_t index, coprod_publish_band *band)
{
    coprod_publish_band own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(rule, band, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= rule->band_count)
        return COPROD_E_UNKNOWN;
    own.below = rule->bands[index].below == coprod__unlimited ? 0 : (uint64_t)rule->bands[index].below;
    own.base = (uint64_t)rule->bands[index].base;
    own.figures = (uint32_t)rule->bands[index].figures;
    return coprod__struct_out(band, sizeof own, sizeof own, &own);
}

/* --- rounding --- */

int64_t coprod__band_unit(const coprod__band *band, int64_t count)
{
    int64_t unit = 1, most = 1;
    if (band->base)
        return band->base;
    for (int32_t i = 0; i < band->figures; i++)
        most *= 10;
    while (count / unit >= most)
        unit *= 10;
    return unit;
}

int64_t coprod__rule_round(const coprod_publish_rule *rule, int64_t count)
{
    uint32_t band = 0;
    int64_t unit, times, rest;
    if (!rule->band_count)
        return count;
    while (count >= rule->bands[band].below && band + 1 < rule->band_count)
        band++;
    unit = coprod__band_unit(&rule->bands[band], count);
    times = count / unit;
    rest = count % unit;
    if (2 * rest > unit || (2 * rest == unit && (!rule->info.half_even || times % 2)))
        times++;
    return times * unit;
}

int coprod__rule_hides(const coprod_publish_rule *rule, int64_t count)
{
    return rule->info.hides && count >= rule->info.hidden_low && count <= rule->info.hidden_high;
}

/* The least count that is shown as `value` or more. Rounding never turns two counts round. */
static int64_t first_from(const coprod_publish_rule *rule, int64_t value)
{
    int64_t low = 0, high = 2 * coprod__figure_most;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (coprod__rule_round(rule, middle) >= value)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void coprod__rule_class(const coprod_publish_rule *rule, int64_t value, int64_t *low, int64_t *high)
{
    const coprod_publish_rule_info *info = &rule->info;
    *low = first_from(rule, value);
    *high = first_from(rule, value + 1) - 1;
    if (!info->hides)
        return;
    if (!value) /* nothing but a zero is shown as one */
        *high = info->hidden_low ? 0 : -1;
    else if (*low <= info->hidden_high)
        *low = (int64_t)info->hidden_high + 1;
}

void coprod__state_class(const coprod_publish_rule *rule, uint8_t state, int64_t value, int64_t *low, int64_t *high)
{
    *low = 0;
    *high = coprod__unlimited;
    if (state == COPROD_FIGURE_SHOWN)
        coprod__rule_class(rule, value, low, high);
    else if (state == COPROD_FIGURE_OTHER)
        *low = (int64_t)rule->info.hidden_high + 1;
    else if (state == COPROD_FIGURE_SMALL) {
        *low = rule->info.hidden_low;
        *high = rule->info.hidden_high;
    }
}

/* --- in and out --- */

coprod_status coprod_publish_rule_write(const coprod_publish_rule *rule, uint64_t count, char *text, size_t capacity,
                                        size_t *needed)
{
    coprod__writer writer;
    if (needed)
        *needed = 0;
    if (capacity && text)
        text[0] = '\0';
    if (!rule || (capacity && !text))
        return COPROD_E_ARGUMENT;
    if (count > (uint64_t)coprod__figure_most)
        return COPROD_E_RANGE;
    coprod__writer_init(&writer, text, capacity);
    if (coprod__rule_hides(rule, (int64_t)count))
        coprod__write(&writer, rule->info.small);
    else
        coprod__write_number(&writer, coprod__rule_round(rule, (int64_t)count));
    return coprod__writer_end(&writer, needed);
}

/* A number without a sign and without zeros before it; -1 if it is none. */
static int64_t number_of(const char *text, size_t length)
{
    int64_t value = 0;
    if (!length || length > 16 || (length > 1 && text[0] == '0'))
        return -1;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + text[i] - '0';
    }
    return value <= coprod__figure_most ? value : -1;
}

static int is(const char *sign, const char *text, size_t length)
{
    return strlen(sign) == length && !memcmp(sign, text, length);
}

coprod_status coprod_publish_rule_read(const coprod_publish_rule *rule, const char *text, size_t length,
                                       coprod_figure *figure)
{
    coprod_figure own = {.size = sizeof own, .text = ""};
    coprod_status status = coprod__struct_begin(rule, figure, sizeof own);
    int64_t value = 0, low, high;
    if (status == COPROD_OK && !text)
        status = COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod__text_check(text, length, &length);
    if (status != COPROD_OK)
        return status;
    own.state = rule->info.hides && is(rule->info.small, text, length) ? COPROD_FIGURE_SMALL
                : is(rule->info.other, text, length)                    ? COPROD_FIGURE_OTHER
                : is(rule->info.withheld, text, length)                 ? COPROD_FIGURE_WITHHELD
                                                                        : COPROD_FIGURE_SHOWN;
    if (own.state == COPROD_FIGURE_SHOWN)
        value = number_of(text, length);
    if (value < 0)
        return COPROD_E_NUMBER;
    coprod__state_class(rule, (uint8_t)own.state, value, &low, &high);
    if (low > high)
        return COPROD_E_NUMBER;
    own.value = (uint64_t)value;
    own.low = (uint64_t)low;
    own.high = high == coprod__unlimited ? UINT64_MAX : (uint64_t)high;
    return coprod__struct_out(figure, sizeof own, sizeof own, &own);
}

const char *coprod_figure_state_name(int32_t state)
{
    static const char *const names[] = {"absent", "shown", "small", "other", "withheld"};
    return state >= 0 && state <= COPROD_FIGURE_WITHHELD ? names[state] : "";
}

const char *coprod_view_state_name(int32_t state)
{
    static const char *const names[] = {"published", "a hidden figure could be worked out",
                                        "the earlier publication would tell a small number"};
    return state >= 0 && state <= COPROD_VIEW_DIFFERENCE ? names[state] : "";
}
