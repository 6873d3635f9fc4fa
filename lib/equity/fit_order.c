/* SPDX-License-Identifier: MIT */
/* Which of two panels is further from proportion, by whole numbers: products and sums of fractions that are as long as
 * they need to be. What both have in common is left out first. Groups of the same population stand side by side. */
#include <string.h>

#include "fit_internal.h"

enum {
    PEOPLE = 512, /* products of so many numbers below 2^32, and as many below 2^10, fit */
    LIMBS = COPROD__PANEL_GROUPS + 8
};

/* Limbs of 32 bits, the lowest first; the highest is not 0. */
typedef struct whole {
    uint32_t limb[LIMBS];
    size_t count;
} whole;

static void set(whole *a, uint32_t value)
{
    a->limb[0] = value;
    a->count = value != 0;
}

static void multiply(whole *a, uint64_t factor) /* factor < 2^32 */
{
    uint64_t carry = 0;
    for (size_t i = 0; i < a->count; i++) {
        carry += a->limb[i] * factor;
        a->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry)
        a->limb[a->count++] = (uint32_t)carry;
}

static void multiply_often(whole *a, uint64_t factor, uint64_t times)
{
    for (; times && factor != 1; times--)
        multiply(a, factor);
}

/* a += b * factor * 2^(32 shift), factor < 2^32. */
static void add_part(whole *a, const whole *b, uint32_t factor, size_t shift)
{
    uint64_t carry = 0;
    size_t i = shift;
    if (!factor || !b->count)
        return;
    for (; a->count < b->count + shift; a->count++)
        a->limb[a->count] = 0;
    for (; i < b->count + shift || carry; i++) {
        const uint64_t part = i < b->count + shift ? (uint64_t)b->limb[i - shift] * factor : 0;
        if (i == a->count)
            a->limb[a->count++] = 0;
        carry += (uint64_t)a->limb[i] + (uint32_t)part;
        a->limb[i] = (uint32_t)carry;
        carry = (carry >> 32) + (part >> 32);
    }
}

static void add_times(whole *a, const whole *b, uint64_t factor)
{
    add_part(a, b, (uint32_t)factor, 0);
    add_part(a, b, (uint32_t)(factor >> 32), 1);
}

static int compare(const whole *a, const whole *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (size_t i = a->count; i--;)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

/* End of the groups whose population is that of group g. */
static size_t alike(const coprod__panels *panels, size_t g)
{
    const uint64_t population = panels->group[g].population;
    while (g < panels->groups && panels->group[g].population == population)
        g++;
    return g;
}

/* Sum of k^2 / p: what one panel has more than the other, over the product of all populations with a difference. */
static int far_by_chi_square(const coprod__panels *panels, const uint64_t *panel)
{
    whole more, less, product;
    set(&more, 0);
    set(&less, 0);
    set(&product, 1);
    for (size_t g = 0, end; g < panels->groups; g = end) {
        const uint64_t population = panels->group[g].population;
        int64_t gain = 0;
        end = alike(panels, g);
        for (size_t i = g; i < end; i++)
            gain += (int64_t)(panel[i] * panel[i]) - (int64_t)(panels->group[i].count * panels->group[i].count);
        if (!gain)
            continue;
        multiply(&more, population);
        multiply(&less, population);
        add_times(gain > 0 ? &more : &less, &product, (uint64_t)(gain > 0 ? gain : -gain));
        multiply(&product, population);
    }
    return compare(&more, &less) >= 0;
}

/* a *= (low + 1) ... high */
static void multiply_run(whole *a, uint64_t low, uint64_t high)
{
    for (uint64_t k = low + 1; k <= high; k++)
        multiply(a, k);
}

/* Probabilities go as the product of p^k / k!, of which `own` is the panel's and `other` that of the observed one, each
 * with the denominators of both. */
static int far_by_probability(const coprod__panels *panels, const uint64_t *panel)
{
    whole own, other;
    set(&own, 1);
    set(&other, 1);
    for (size_t g = 0, end; g < panels->groups; g = end) {
        int64_t gain = 0;
        end = alike(panels, g);
        for (size_t i = g; i < end; i++) {
            gain += (int64_t)panel[i] - (int64_t)panels->group[i].count;
            multiply_run(&other, panels->group[i].count, panel[i]);
            multiply_run(&own, panel[i], panels->group[i].count);
        }
        multiply_often(gain > 0 ? &own : &other, panels->group[g].population, (uint64_t)(gain > 0 ? gain : -gain));
    }
    return compare(&own, &other) <= 0;
}

/* G grows with the product of (k / p)^k. */
static int far_by_g(const coprod__panels *panels, const uint64_t *panel)
{
    whole own, other;
    set(&own, 1);
    set(&other, 1);
    for (size_t g = 0, end; g < panels->groups; g = end) {
        int64_t gain = 0;
        end = alike(panels, g);
        for (size_t i = g; i < end; i++) {
            const uint64_t count = panels->group[i].count;
            gain += (int64_t)panel[i] - (int64_t)count;
            if (panel[i] != count) {
                multiply_often(&own, panel[i], panel[i]);
                multiply_often(&other, count, count);
            }
        }
        multiply_often(gain > 0 ? &other : &own, panels->group[g].population, (uint64_t)(gain > 0 ? gain : -gain));
    }
    return compare(&own, &other) >= 0;
}

/* Sum of max(0, n p - k T), which is below n T, which fits. */
static int far_by_overlap(const coprod__panels *panels, const uint64_t *panel)
{
    uint64_t own = 0, observed = 0;
    for (size_t g = 0; g < panels->groups; g++) {
        const uint64_t due = panels->n * panels->group[g].population;
        const uint64_t have = panel[g] * panels->total, had = panels->group[g].count * panels->total;
        own += have < due ? due - have : 0;
        observed += had < due ? due - had : 0;
    }
    return own >= observed;
}

int coprod__order_far(const coprod__panels *panels, const uint64_t *panel)
{
    if (panels->order == COPROD_FIT_BY_OVERLAP)
        return far_by_overlap(panels, panel);
    if (panels->order == COPROD_FIT_BY_CHI_SQUARE)
        return far_by_chi_square(panels, panel);
    if (panels->n > PEOPLE)
        return 1;
    return panels->order == COPROD_FIT_BY_G ? far_by_g(panels, panel) : far_by_probability(panels, panel);
}
