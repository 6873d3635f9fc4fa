/* SPDX-License-Identifier: MIT */
/* Access needs. What is done of one row is done of many: both go through the same functions. */
#include "coprod/equity_needs.h"

#include <math.h>

#include "limits_internal.h"

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

/* Adds people to a sum that stays below 2^32; -1 is nobody. 0 if that cannot be. */
static int add(uint64_t *sum, int64_t people)
{
    if (people < -1 || people > (int64_t)coprod__count_most)
        return 0;
    *sum += people > 0 ? (uint64_t)people : 0;
    return *sum <= (uint64_t)coprod__count_most;
}

static int in_range(const coprod_need_counts *counts)
{
    const uint64_t most = (uint64_t)coprod__count_most;
    uint64_t sum = counts->met;
    return counts->met <= most && counts->partly <= most && counts->unmet <= most && add(&sum, (int64_t)counts->partly)
           && add(&sum, (int64_t)counts->unmet) && add(&sum, counts->unknown) && add(&sum, counts->not_asked)
           && add(&sum, counts->none);
}

/* Of counts that are in range. */
static void find(const coprod_need_counts *counts, const coprod__limits_setting *setting, coprod_need *need)
{
    const double declared = (double)(counts->met + counts->partly + counts->unmet), met = (double)counts->met;
    const double unknown = (double)counts->unknown, not_asked = (double)counts->not_asked;
    const double asked = declared + unknown + (double)counts->none;
    const int has_all = counts->unknown >= 0 && counts->not_asked >= 0 && counts->none >= 0;
    need->declared = counts->met + counts->partly + counts->unmet;
    need->met_share = share(met, declared);
    need->half_share = share(met + (double)counts->partly / 2, declared);
    need->known_share = counts->unknown >= 0 ? share(declared, declared + unknown) : NAN;
    need->asked_share = counts->not_asked >= 0 ? share(declared, declared + not_asked) : NAN;
    need->asked_of_all = has_all ? share(asked, asked + not_asked) : NAN;
    need->none = counts->none;
    need->lower = need->upper = NAN;
    if (need->declared)
        coprod__share_limits(setting, met, declared, &need->lower, &need->upper);
}

coprod_status coprod_needs(const coprod_need_counts *counts, const coprod_limits_options *options, coprod_need *need)
{
    coprod_need own = {.size = sizeof own};
    coprod_need_counts given;
    coprod__limits_setting setting;
    coprod_status status = coprod__struct_begin(counts, need, sizeof own);
    if (status == COPROD_OK)
        status = coprod__struct_in(counts, sizeof given, sizeof given, &given);
    if (status == COPROD_OK)
        status = coprod__limits_set(options, 1, &setting);
    if (status == COPROD_OK && !in_range(&given))
        status = COPROD_E_RANGE;
    if (status != COPROD_OK)
        return status;
    find(&given, &setting, &own);
    return coprod__struct_out(need, sizeof own, sizeof own, &own);
}

/* --- columns --- */

static void write_row(const coprod_need_columns *columns, size_t row, const coprod_need *need, coprod_status status)
{
    double *const to[] = {columns->met_share,   columns->lower,       columns->upper,       columns->half_share,
                          columns->known_share, columns->asked_share, columns->asked_of_all};
    const double from[] = {need->met_share,   need->lower,       need->upper,       need->half_share,
                           need->known_share, need->asked_share, need->asked_of_all};
    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        if (to[i])
            to[i][row] = status == COPROD_OK ? from[i] : NAN;
    if (columns->declared)
        columns->declared[row] = status == COPROD_OK ? need->declared : 0;
    if (columns->row_status)
        columns->row_status[row] = status;
}

static int64_t told(const int64_t *column, size_t row)
{
    return column ? column[row] : -1;
}

coprod_status coprod_needs_many(const coprod_need_input *input, size_t row_count,
                                const coprod_limits_options *options, const coprod_need_columns *columns)
{
    coprod_need_input in;
    coprod_need_columns out;
    coprod__limits_setting setting;
    coprod_status status = input && columns ? COPROD_OK : COPROD_E_ARGUMENT;
    if (status == COPROD_OK)
        status = coprod__struct_in(input, sizeof in, sizeof in, &in);
    if (status == COPROD_OK)
        status = coprod__struct_in(columns, sizeof out, sizeof out, &out);
    if (status == COPROD_OK)
        status = coprod__limits_set(options, 1, &setting);
    if (status == COPROD_OK && row_count && (!in.met || !in.partly || !in.unmet))
        status = COPROD_E_ARGUMENT;
    for (size_t row = 0; status == COPROD_OK && row < row_count; row++) {
        const coprod_need_counts counts = {sizeof counts, in.met[row], in.partly[row], in.unmet[row],
                                           told(in.unknown, row), told(in.not_asked, row), told(in.none, row)};
        const coprod_status right = in_range(&counts) ? COPROD_OK : COPROD_E_RANGE;
        coprod_need need = {.size = sizeof need};
        if (right == COPROD_OK)
            find(&counts, &setting, &need);
        write_row(&out, row, &need, right);
    }
    return status;
}
