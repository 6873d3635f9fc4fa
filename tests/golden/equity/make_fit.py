#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes fit.json: make_fit.py > fit.json

Panels beside populations, computed without the library: every possible panel in fractions, functions with 50 digits
(python3-mpmath). The tests read fit.json and never this.
"""
import json
from fractions import Fraction
from math import factorial, gcd

import mpmath

mpmath.mp.dps = 50

PANELS = [  # title, counts, populations
    ("twelve people, three groups absent", [9, 2, 1, 0, 0], [61, 32, 3, 2, 2]),
    ("two groups, a fair coin", [7, 3], [1, 1]),
    ("equal groups, many ties", [5, 3, 1, 1], [250, 250, 250, 250]),
    ("in proportion", [6, 3, 2, 1], [6000, 3000, 2000, 1000]),
    ("one person", [0, 0, 1], [700, 200, 100]),
    ("a group that is not there", [4, 0, 3, 0], [30, 0, 10, 60]),
    ("large populations without a common divisor", [8, 4, 1], [1000000007, 999999937, 5000011]),
    ("a census", [10, 1, 0, 2, 1], [331034, 140149, 15062, 14803, 41218]),
    ("all from the smallest", [0, 0, 6], [900, 90, 10]),
    ("twenty people, nearly even", [6, 5, 5, 4], [26, 25, 25, 24]),
    ("six groups", [3, 2, 2, 1, 1, 0], [9, 7, 5, 3, 2, 1]),
    ("thirty people, three groups", [20, 4, 6], [3, 1, 2]),
    ("the largest populations", [1, 2], [4294967295, 4294967294]),
]
LARGE = [  # panels of which there are too many: no exact chances
    ("Mendel's peas (1866): 9:3:3:1", [315, 108, 101, 32], [9, 3, 3, 1]),
    ("a town", [40000, 9000, 700, 299, 1], [61000, 32000, 3000, 2000, 2000]),
    ("the largest numbers", [4294967295, 4294967295, 17], [4294967295, 4294967290, 4294967291]),
]
EXPECTED = [  # n, populations
    (1, [1, 1]), (1, [61, 32, 3, 2, 2]), (12, [61, 32, 3, 2, 2]), (60, [61, 32, 3, 2, 2]), (60, [1, 2]),
    (100, [1, 1, 1, 1]), (300, [610, 320, 70]), (37, [999, 1]), (200, [331034, 140149, 15062, 14803, 41218]),
]


def number(x):
    return mpmath.nstr(x, 25) if isinstance(x, mpmath.mpf) else mpmath.nstr(mpmath.mpf(x.numerator) / x.denominator, 25)


def panels(n, groups):
    if groups == 1:
        yield (n,)
        return
    for k in range(n + 1):
        for rest in panels(n - k, groups - 1):
            yield (k, *rest)


def probability(k, p):
    value = Fraction(factorial(sum(k)))
    for a, b in zip(k, p):
        value = value * b ** a / factorial(a)
    return value


def chi_square(k, p):
    n = sum(k)
    return sum((a - n * b) ** 2 / (n * b) for a, b in zip(k, p))


def g_order(k, p):
    value = Fraction(1)
    for a, b in zip(k, p):
        value *= (a / b) ** a if a else 1
    return value


def overlap(k, p):
    n = sum(k)
    return sum(min(Fraction(a, n), b) for a, b in zip(k, p))


def chances(counts, shares):
    n, found = sum(counts), [Fraction(0)] * 4
    own = [-probability(counts, shares), chi_square(counts, shares), g_order(counts, shares), -overlap(counts, shares)]
    for panel in panels(n, len(counts)):
        chance = probability(panel, shares)
        values = [-chance, chi_square(panel, shares), g_order(panel, shares), -overlap(panel, shares)]
        for i in range(4):
            found[i] += chance if values[i] >= own[i] else 0
    return [number(x) for x in found]


def tail(x, degrees):
    return mpmath.gammainc(mpmath.mpf(degrees) / 2, mpmath.mpf(x) / 2, regularized=True)


def real(x):
    return mpmath.mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else mpmath.mpf(x)


def panel_of(title, counts, populations, exact):
    used = [i for i, p in enumerate(populations) if p]
    total, n = sum(populations), sum(counts)
    k, p = [counts[i] for i in used], [Fraction(populations[i], total) for i in used]
    q = [Fraction(a, n) for a in k]
    x2, shared = chi_square(k, p), overlap(k, p)
    g = 2 * sum(a * mpmath.log(real(a / (n * b))) for a, b in zip(k, p) if a)
    h = -sum(real(a) * mpmath.log(real(a)) for a in q if a)
    residuals = [real(a - n * b) / mpmath.sqrt(real(n * b * (1 - b))) for a, b in zip(k, p)]
    present = sum(a > 0 for a in k)
    fits = n * (total // gcd(*populations)) < 2 ** 63
    own = {
        "title": title, "counts": counts, "populations": populations,
        "chi_square": number(x2), "chi_square_p": number(tail(real(x2), len(k) - 1)),
        "g": number(g), "g_p": number(tail(g, len(k) - 1)),
        "effect_w": number(mpmath.sqrt(real(x2 / n))), "effect_v": number(mpmath.sqrt(real(x2 / n / (len(k) - 1)))),
        "least_expected": number(min(n * b for b in p)), "expected_below_5": sum(n * b < 5 for b in p),
        "largest_residual": number(max(residuals, key=abs)),
        "overlap": number(shared), "numerator": shared.numerator * fits, "denominator": shared.denominator * fits,
        "hellinger": number(mpmath.sqrt(sum((mpmath.sqrt(real(a)) - mpmath.sqrt(real(b))) ** 2 for a, b in zip(q, p)) / 2)),
        "kl_panel": number(g / 2 / n),
        "kl_population": number(sum(real(b) * mpmath.log(real(b / a)) for a, b in zip(q, p))) if all(k) else None,
        "shannon": number(h), "simpson": number(1 - sum(a * a for a in q)),
        "inverse_simpson": number(1 / sum(a * a for a in q)),
        "pielou": number(h / mpmath.log(present)) if present > 1 else None, "evenness": number(h / mpmath.log(len(k))),
    }
    if exact:
        own["exact"] = chances(k, p)
    return own


def trinomial(n, a, b):
    """Chances of (x, y) of two groups among n, as a dictionary without the factor that all share."""
    rest = 1 - a - b
    x_part = [mpmath.binomial(n, x) * a ** x for x in range(n + 1)]
    y_part = [b ** y for y in range(n + 1)]
    for x in range(n + 1):
        for y in range(n - x + 1):
            yield x, y, x_part[x] * mpmath.binomial(n - x, y) * y_part[y] * (rest ** (n - x - y) if n - x - y else 1)


def expected_of(n, populations):
    p = [mpmath.mpf(x) / sum(populations) for x in populations]
    means = [sum(max(0, n * a - x) * mpmath.binomial(n, x) * a ** x * (1 - a) ** (n - x) for x in range(n + 1)) for a in p]
    total = sum(sum(max(0, n * a - x) ** 2 * mpmath.binomial(n, x) * a ** x * (1 - a) ** (n - x) for x in range(n + 1))
                for a in p)
    for i, a in enumerate(p):
        for b in p[:i]:
            total += 2 * sum((n * a - x) * (n * b - y) * chance for x, y, chance in trinomial(n, a, b)
                             if x < n * a and y < n * b)
    variance = (total - sum(means) ** 2) / n ** 2
    return {"n": n, "populations": populations, "mean": number(1 - sum(means) / n),
            "deviation": number(mpmath.sqrt(variance) if variance > mpmath.mpf(10) ** -40 else mpmath.mpf(0))}


def lines(items):
    return "[\n" + ",\n".join("  " + json.dumps(item) for item in items) + "\n ]"


def main():
    how = ("tests/golden/equity/make_fit.py: every possible panel in fractions, functions with 50 digits. The exact "
           "chances are by probability, by chi-square, by G and by overlap.")
    print("{\n \"how\": %s,\n \"panels\": %s,\n \"expected\": %s\n}" % (
        json.dumps(how), lines([panel_of(*panel, True) for panel in PANELS] + [panel_of(*panel, False) for panel in LARGE]),
        lines(expected_of(*one) for one in EXPECTED)))


main()
