/* SPDX-License-Identifier: MIT */
/* Nothing is parsed here; what leads astray is numbers: sums, products, tables and whole numbers of any length. */
#include "fuzz.h"

#include <math.h>

enum { MOST_GROUPS = 12, ROOM = 3000 };

typedef struct panel {
    uint64_t counts[MOST_GROUPS], populations[MOST_GROUPS];
    size_t groups;
    int32_t kind;
} panel;

/* Of 1 to 8 bytes, the first of which says how many. */
static uint64_t number(const uint8_t **data, size_t *size)
{
    uint64_t value = 0;
    size_t length = *size ? **data % 9 : 0;
    if (*size) {
        ++*data;
        --*size;
    }
    for (; length && *size; length--, --*size)
        value = value << 8 | *(*data)++;
    return value;
}

static int part(double value)
{
    return isnan(value) || (value >= 0 && value <= 1 + 1e-9);
}

static void measures(const panel *own)
{
    double first[MOST_GROUPS], second[MOST_GROUPS];
    coprod_fit fit = {.size = sizeof fit};
    coprod_balance balance = {.size = sizeof balance};
    coprod_balance_shape shape = {.size = sizeof shape};
    coprod_balance_expected expected = {.size = sizeof expected};
    coprod_status status = coprod_fit_measure(own->kind, own->counts, own->populations, own->groups, &fit);
    HOLDS(coprod_balance_measure(own->kind, own->counts, own->populations, own->groups, first, second, &balance) == status);
    HOLDS(coprod_balance_describe(own->kind, own->counts, own->populations, own->groups, &shape) == status);
    HOLDS(coprod_fit_residuals(own->kind, own->counts, own->populations, own->groups, first, second) == status);
    HOLDS(own->kind == 1 || status == COPROD_E_RANGE || status == COPROD_E_LIMIT);
    if (status != COPROD_OK)
        return;
    HOLDS(part(fit.chi_square_p) && part(fit.g_p) && part(fit.largest_residual_p) && part(balance.overlap));
    HOLDS(part(shape.hellinger) && part(shape.evenness) && part(shape.pielou) && part(shape.simpson));
    HOLDS(!(fit.chi_square < 0) && !(fit.g < 0) && !(shape.kl_panel < 0) && !(shape.kl_population < 0));
    const coprod_fit_columns columns = {.size = sizeof columns, .chi_square = first, .overlap = second};
    HOLDS(coprod_fit_many(own->kind, own->counts, own->populations, own->groups, 1, &columns) == COPROD_OK);
    HOLDS(!memcmp(first, &fit.chi_square, sizeof *first) && !memcmp(second, &balance.overlap, sizeof *second));
    HOLDS(isnan(balance.overlap) == (balance.state != COPROD_FIT_ANSWERED));
    HOLDS(balance.numerator <= balance.denominator);
    if (balance.participants <= UINT32_MAX) {
        HOLDS(coprod_balance_expect(own->kind, own->populations, own->groups, balance.participants, &expected) == COPROD_OK);
        HOLDS(part(expected.mean) && !(expected.deviation < 0));
    }
}

static void chances(const panel *own, const coprod_fit_options *options)
{
    coprod_fit_chance chance = {.size = sizeof chance};
    if (coprod_fit_exact(own->kind, own->counts, own->populations, own->groups, options, NULL, &chance) == COPROD_OK)
        HOLDS(part(chance.p_value) && isnan(chance.p_value) == (chance.method == COPROD_FIT_NOT_FOUND));
    if (coprod_fit_simulate(own->kind, own->counts, own->populations, own->groups, options, NULL, &chance) == COPROD_OK)
        HOLDS(part(chance.p_value) && chance.extreme <= chance.draws);
    if (coprod_balance_chance(own->kind, own->counts, own->populations, own->groups, options, NULL, &chance) == COPROD_OK)
        HOLDS(part(chance.p_value) && (isnan(chance.p_value) || chance.state == COPROD_FIT_ANSWERED));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    panel own = {{0}, {0}, 0, 1};
    coprod_fit_options options = {.size = sizeof options, .most = ROOM};
    uint64_t sum = 0;
    own.groups = (size_t)(number(&data, &size) % (MOST_GROUPS + 1));
    own.kind = number(&data, &size) % 16 ? 1 : 2;
    options.order = (int32_t)(number(&data, &size) % 5);
    options.seed = number(&data, &size);
    for (size_t g = 0; g < own.groups; g++) {
        own.counts[g] = number(&data, &size);
        own.populations[g] = number(&data, &size);
        sum |= own.counts[g];
    }
    options.draws = sum < 200 ? 5 : 0;
    measures(&own);
    chances(&own, &options);
    options.order = 0;
    chances(&own, &options);
    return 0;
}
