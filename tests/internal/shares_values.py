#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes shares_values.h: limits and comparisons from their definitions, with mpmath at 40 digits and exact fractions.

Limits are roots of the equations that define them (a score test, sums of binomial or Poisson probabilities), not of the
formulas in the library. Nothing that tests run needs this.
"""
import textwrap
from fractions import Fraction as F
from math import comb
from mpmath import mp, mpf, sqrt, erfinv, exp, log, nstr, factorial

mp.dps = 40
out = []


def real(x):
    return "NAN" if x is None else nstr(mpf(x.numerator) / x.denominator if isinstance(x, F) else mpf(x), 20)


def z_of(confidence):
    return sqrt(mpf(2)) * erfinv(mpf(confidence))


def bisect(f, low, high):
    """The place where f changes from below 0 to above."""
    low, high = mpf(low), mpf(high)
    for _ in range(120):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) < 0 else (low, middle)
    return (low + high) / 2


def wilson(k, n, z):
    q = mpf(k) / n
    lower = 0 if k == 0 else bisect(lambda p: p + z * sqrt(p * (1 - p) / n) - q, 0, q)
    upper = 1 if k == n else bisect(lambda p: p - z * sqrt(p * (1 - p) / n) - q, q, 1)
    return lower, upper


def binomial(low, high, n, p):
    return sum(comb(n, i) * p ** i * (1 - p) ** (n - i) for i in range(low, high + 1))


def clopper_pearson(k, n, half):
    lower = 0 if k == 0 else bisect(lambda p: binomial(k, n, n, p) - half, 0, 1)
    upper = 1 if k == n else bisect(lambda p: half - binomial(0, k, n, p), 0, 1)
    return lower, upper


def poisson_up_to(k, m):
    return exp(-m) * sum(m ** i / factorial(i) for i in range(k + 1))


def poisson(k, half):
    lower = 0 if k == 0 else bisect(lambda m: 1 - poisson_up_to(k - 1, m) - half, 0, k + 1)
    return lower, bisect(lambda m: half - poisson_up_to(k, m), 0, 10 * k + 50)


def byar(k, z):
    lower = 0 if k == 0 else max(mpf(0), k * (1 - 1 / mpf(9 * k) - z / (3 * sqrt(mpf(k)))) ** 3)
    return lower, (k + 1) * (1 - 1 / mpf(9 * (k + 1)) + z / (3 * sqrt(mpf(k + 1)))) ** 3


def limits():
    for confidence in (0.95, 0.998, 0.8):
        z, half = z_of(confidence), (1 - mpf(confidence)) / 2
        for k, n in [(0, 1), (1, 1), (0, 12), (3, 12), (12, 12), (1, 29), (15, 148), (81, 263), (7, 250), (249, 250)]:
            out.append("    {1, %d, %d, %s, %s, %s}," % (k, n, confidence, *map(real, wilson(k, n, z))))
            out.append("    {2, %d, %d, %s, %s, %s}," % (k, n, confidence, *map(real, clopper_pearson(k, n, half))))
        for k in (0, 1, 2, 5, 9, 10, 11, 65, 120):
            out.append("    {3, %d, 1, %s, %s, %s}," % (k, confidence, *map(real, poisson(k, half))))
            out.append("    {4, %d, 1, %s, %s, %s}," % (k, confidence, *map(real, byar(k, z))))
    for k, n in [(1, 10 ** 6), (40000, 10 ** 5), (10 ** 9, 4 * 10 ** 9)]:
        out.append("    {1, %d, %d, 0.95, %s, %s}," % (k, n, *map(real, wilson(k, n, z_of(0.95)))))


def ceil(x):
    return -(-x.numerator // x.denominator)


def representation():
    for k, n, part, total in [(3, 12, 1, 10), (8, 25, 40, 100), (0, 12, 1, 100), (1, 12, 1, 100), (12, 12, 3, 4),
                              (9, 12, 61, 100), (12, 12, 7, 7), (5, 12, 7, 7), (30, 100, 25, 100), (2, 1000, 20, 1000),
                              (50, 100, 1, 2), (7, 329, 36918, 421574)]:
        p, q = F(part, total), F(k, n)
        miss, expected = F(k) - n * p, n * p
        tail = sum(F(comb(n, i)) * p ** i * (1 - p) ** (n - i) for i in (range(k, n + 1) if miss > 0 else range(k + 1)))
        root = sqrt(mpf(expected.numerator) / expected.denominator)
        rest = 1 - p
        low, high = wilson(k, n, z_of(0.95))
        figures = [q, p, q / p, None if k == 0 else log(mpf((q / p).numerator) / (q / p).denominator) / log(mpf(2)),
                   100 * (q - p), expected, max(F(0), -miss), rest ** n, mpf(miss.numerator) / miss.denominator / root,
                   mpf(miss.numerator) / miss.denominator / root / sqrt(mpf(rest.numerator) / rest.denominator)
                   if rest else None, tail, low / (mpf(p.numerator) / p.denominator),
                   high / (mpf(p.numerator) / p.denominator)]
        short = ceil(max(F(0), -miss))
        invite = 0 if miss >= 0 else -1 if rest == 0 else ceil(-miss / rest)
        difference = 1 if high < mpf(p.numerator) / p.denominator else 3 if low > mpf(p.numerator) / p.denominator else 2
        out.append("    {%d, %d, %d, %d, %d, %d, %d,\n     {%s}}," % (k, n, part, total, short, invite, difference,
                                                                  ", ".join(map(real, figures))))


def relative():
    for k, n, k0, n0 in [(3, 4, 1, 4), (2, 17, 10, 13), (10, 13, 2, 17), (0, 50, 5, 60), (5, 60, 0, 50), (7, 1000, 60, 4000),
                         (4, 10, 4, 10), (0, 7, 0, 9), (7, 7, 9, 9), (120, 1000, 300, 1800), (1, 300, 40, 700)]:
        m, total = k + k0, comb(n + n0, k + k0)
        chances = {i: comb(n, i) * comb(n0, m - i) for i in range(max(0, m - n0), min(m, n) + 1)}
        p = F(sum(c for c in chances.values() if c * 10 ** 7 <= chances[k] * (10 ** 7 + 1)), total)
        z, ratio, low, high = z_of(0.95), None, None, None
        if k0:
            ratio = F(k, n) / F(k0, n0)
            if k:
                spread = exp(z * sqrt(1 / mpf(k) - 1 / mpf(n) + 1 / mpf(k0) - 1 / mpf(n0)))
                low, high = mpf(ratio.numerator) / ratio.denominator / spread, \
                    mpf(ratio.numerator) / ratio.denominator * spread
            else:
                share = 1 - ((1 - mpf(0.95)) / 2) ** (mpf(1) / k0)
                low, high = 0, share / (1 - share) * n0 / n
        out.append("    {%d, %d, %d, %d, {%s}}," % (k, n, k0, n0, ", ".join(map(real, (
            ratio, low, high, F(k, n) / F(k0 + 1, n0 + 1), p)))))


if __name__ == "__main__":
    print("/* SPDX-License-Identifier: MIT */\n/* Written by shares_values.py: limits, comparisons and ratios from their "
          "definitions at 40 digits. */\n#ifndef SHARES_VALUES_H\n#define SHARES_VALUES_H\n\n#include <math.h>\n")
    for head, part in (("/* By method. */\nstatic const struct {\n    int32_t method;\n    uint64_t k, n;\n"
                        "    double confidence, lower, upper;\n} limit_values[] = {", limits),
                       ("/* In the order of the list in test_shares.c. */\nstatic const struct {\n"
                        "    uint64_t k, n, population, denominator;\n    int64_t short_of, invite;\n"
                        "    int32_t difference;\n    double figures[13];\n} representation_values[] = {", representation),
                       ("/* Ratio, limits, small-sample ratio, Fisher's p. */\nstatic const struct {\n"
                        "    uint64_t k, population, reference_k, reference_population;\n    double figures[5];\n"
                        "} relative_values[] = {", relative)):
        out.clear()
        part()
        print(head)
        for line in "\n".join(out).split("\n"):
            print(line if len(line) <= 128 else textwrap.fill(line, 126, subsequent_indent="      "))
        print("};\n")
    print("#endif")
