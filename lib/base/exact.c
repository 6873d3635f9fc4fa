/* SPDX-License-Identifier: MIT */
#include "exact_internal.h"

enum { SMALL = 1000000 }; /* a fraction below stays as it is: to find common factors costs more than all else */

int64_t coprod__mul(int64_t a, int64_t b, int *fits)
{
    /* Most products are of small numbers, and a division costs more than they do. */
    if (a <= INT32_MAX && a >= INT32_MIN && b <= INT32_MAX && b >= INT32_MIN)
        return a * b;
    if (a && b
        && (a == INT64_MIN || b == INT64_MIN || (a < 0 ? -a : a) > INT64_MAX / (b < 0 ? -b : b))) {
        *fits = 0;
        return 0;
    }
    return a * b;
}

int64_t coprod__add(int64_t a, int64_t b, int *fits)
{
    if ((b > 0 && a > INT64_MAX - b) || (b < 0 && a < INT64_MIN - b)) {
        *fits = 0;
        return 0;
    }
    return a + b;
}

static int64_t common(int64_t a, int64_t b)
{
    a = a < 0 ? -a : a;
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static coprod__exact made(int64_t n, int64_t d, int fits)
{
    coprod__exact exact = {fits ? n : 0, fits ? d : 0};
    return exact;
}

/* n/d in lowest terms, where n may have left its range unless the common factor is taken out first. */
static coprod__exact lowest(coprod__exact a)
{
    int64_t factor;
    if (a.d <= 1 || a.n == INT64_MIN)
        return a;
    factor = common(a.n, a.d);
    return factor > 1 ? made(a.n / factor, a.d / factor, 1) : a;
}

static coprod__exact add(coprod__exact a, coprod__exact b)
{
    int fits = 1;
    int64_t n, d, factor;
    if (a.d == b.d) {
        n = coprod__add(a.n, b.n, &fits);
        return made(n, a.d, fits && a.d);
    }
    if (!a.d || !b.d)
        return made(0, 0, 0);
    factor = common(a.d, b.d);
    n = coprod__add(coprod__mul(a.n, b.d / factor, &fits), coprod__mul(b.n, a.d / factor, &fits), &fits);
    d = coprod__mul(a.d, b.d / factor, &fits);
    return made(n, d, fits);
}

coprod__exact coprod__exact_add(coprod__exact a, coprod__exact b)
{
    coprod__exact sum = add(a, b);
    return sum.d || !a.d || !b.d ? sum : add(lowest(a), lowest(b));
}

coprod__exact coprod__exact_sub(coprod__exact a, coprod__exact b)
{
    if (b.n == INT64_MIN)
        return made(0, 0, 0);
    b.n = -b.n;
    return coprod__exact_add(a, b);
}

coprod__exact coprod__exact_times(coprod__exact a, int64_t n, int64_t d)
{
    int fits = a.d && d > 0 && n != INT64_MIN && a.n != INT64_MIN; /* which has no positive twin */
    coprod__exact product = {0, 0};
    if (fits)
        product = made(coprod__mul(a.n, n, &fits), coprod__mul(a.d, d, &fits), 1);
    if (fits)
        return product.d > SMALL ? lowest(product) : product;
    if (!a.d || d <= 0 || n == INT64_MIN || a.n == INT64_MIN)
        return made(0, 0, 0);
    a = lowest(a);
    fits = 1;
    int64_t left = common(a.n, d), right = common(n, a.d); /* not 0: both denominators are at least 1 */
    product.n = coprod__mul(a.n / left, n / right, &fits);
    product.d = coprod__mul(a.d / right, d / left, &fits);
    return made(product.n, product.d, fits);
}

/* Floor and remainder of a fraction. */
static int64_t whole_of(coprod__exact a, int64_t *rest)
{
    int64_t whole = a.n / a.d;
    *rest = a.n % a.d;
    if (*rest < 0) {
        *rest += a.d;
        whole--;
    }
    return whole;
}

/* By their continued fractions: no product, so nothing can overflow. */
int coprod__exact_compare(coprod__exact a, coprod__exact b)
{
    int sign = 1;
    if (!a.d || !b.d)
        return !a.d - !b.d; /* what does not fit is above all that does */
    for (;;) {
        int64_t rest_a, rest_b, whole_a = whole_of(a, &rest_a), whole_b = whole_of(b, &rest_b);
        if (whole_a != whole_b)
            return whole_a < whole_b ? -sign : sign;
        if (!rest_a || !rest_b)
            return rest_a == rest_b ? 0 : rest_a ? sign : -sign;
        a = made(a.d, rest_a, 1);
        b = made(b.d, rest_b, 1);
        sign = -sign;
    }
}

coprod__exact coprod__exact_lowest(coprod__exact a)
{
    return lowest(a);
}

coprod__exact coprod__exact_least(coprod__exact a, coprod__exact b)
{
    if (!a.d || !b.d)
        return made(0, 0, 0);
    return coprod__exact_compare(a, b) <= 0 ? a : b;
}

/* Twice the rest of a division against its divisor, without the product: -1 below half, 0 half, 1 above. */
static int against_half(int64_t whole_rest, int64_t unit, int64_t rest, int64_t d)
{
    int64_t short_of = unit - 2 * whole_rest; /* of twice a half */
    if (short_of <= 0)
        return short_of < 0 || rest ? 1 : 0;
    if (short_of > 1)
        return -1;
    return rest > d - rest ? 1 : rest == d - rest ? 0 : -1;
}

int64_t coprod__exact_round(coprod__exact a, int64_t unit, int mode)
{
    int64_t whole, rest, units, left;
    int away, half;
    if (!a.n || !a.d || a.n == INT64_MIN)
        return 0;
    whole = (a.n < 0 ? -a.n : a.n) / a.d;
    rest = (a.n < 0 ? -a.n : a.n) % a.d;
    units = whole / unit;
    left = whole % unit;
    if (mode == COPROD__DOWN || (!left && !rest))
        return a.n < 0 ? -units : units;
    half = against_half(left, unit, rest, a.d);
    if (mode == COPROD__UP || half > 0)
        away = 1;
    else
        away = half == 0 && (mode == COPROD__HALF_UP || units % 2);
    units += away;
    return a.n < 0 ? -units : units;
}

/* Bit by bit of a: whole * d + rest is what the bits so far make with b. */
int64_t coprod__share_of(int64_t a, int64_t b, int64_t d)
{
    int64_t whole = 0, rest = 0;
    for (int bit = 62; bit >= 0; bit--) {
        int twice = rest >= d - rest, one = (int)(a >> bit & 1), over;
        rest = twice ? rest - (d - rest) : 2 * rest;
        over = one && rest >= d - b;
        rest = over ? rest - (d - b) : one ? rest + b : rest;
        whole = 2 * whole + twice + over;
    }
    return whole;
}
