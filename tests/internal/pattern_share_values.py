#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes pattern_share_values.h: binomial tails by whole numbers alone. Nothing that tests run needs this.

Up to 5,000 people all terms are summed as one fraction, exactly. Beyond, the term at k comes from factorials by
Stirling's series in decimals of 60 digits, whose remainder is far below, and the terms below it by their ratios until
they no longer matter. Nothing here is a beta function or a continued fraction, which the library uses.
"""
from decimal import Decimal, getcontext
from fractions import Fraction
from math import comb

getcontext().prec = 60
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459")
BERNOULLI = [Fraction(1, 6), Fraction(-1, 30), Fraction(1, 42), Fraction(-1, 30), Fraction(5, 66), Fraction(-691, 2730),
             Fraction(7, 6), Fraction(-3617, 510), Fraction(43867, 798), Fraction(-174611, 330)]

# who was counted in it, in all; who lives there, and anywhere
CASES = [
    (0, 1, 1, 2), (0, 2, 1, 3), (1, 120, 7644, 52000), (0, 120, 2184, 52000), (3, 120, 2793, 52000),
    (119, 120, 51999, 52000), (0, 120, 51999, 52000), (0, 500, 1, 66000000), (17, 500, 1900, 52000),
    (0, 5000, 1, 8), (2500, 5000, 1, 2), (2200, 5000, 1, 2), (4000, 5000, 1, 3), (4999, 5000, 4294967294, 4294967295),
    (0, 1000000000, 1, 1000000000), (3, 1000000000, 1, 1000000000), (0, 1000000000, 700, 1000000000),
    (499990000, 1000000000, 1, 2), (333000000, 1000000000, 22222223, 66666669), (332900000, 1000000000, 1, 3),
    (332850000, 1000000000, 1, 3), (666200000, 1000000000, 2, 3), (999999990, 1000000000, 65999999, 66000000),
    (999999900, 1000000000, 999999999, 1000000000), (999999997, 1000000000, 999999999, 1000000000),
    (4294967292, 4294967295, 4294967294, 4294967295), (2147400000, 4294967295, 4294967294, 8589934591),
    (1000, 4294967295, 1, 3000000), (700, 1000000, 67, 66000001), (700, 1000000, 66000, 66000001),
    (600, 1000000, 9007199254740993, 9223372036854775807), (0, 39000, 1, 55), (0, 100000, 1, 8),
    # more people live anywhere than a double tells apart
    (1430512688, 4294967295, 6004799503160661, 18014398509481985),
    (275306053, 392329918, 6479928337858469144, 9223372036854775807),
    (2146271231, 4294967295, 9007199254740993, 18014398509481985),
]


def log_factorial(n):
    if n < 60:
        product = 1
        for i in range(2, n + 1):
            product *= i
        return Decimal(product).ln()
    x = Decimal(n)
    total = (x + Decimal("0.5")) * x.ln() - x + (2 * PI).ln() / 2
    for i, b in enumerate(BERNOULLI, 1):
        total += Decimal(b.numerator) / b.denominator / (2 * i * (2 * i - 1)) / x ** (2 * i - 1)
    return total


def exact(k, n, part, total):
    rest = total - part
    above = sum(comb(n, i) * part ** i * rest ** (n - i) for i in range(k + 1))
    return Decimal(above) / Decimal(total ** n)


def terms(k, n, part, total, step):
    """Terms from k on, downwards or upwards, until they no longer matter."""
    rest = total - part
    if not 0 <= k <= n:
        return Decimal(0)
    term = (log_factorial(n) - log_factorial(k) - log_factorial(n - k) + k * (Decimal(part) / total).ln()
            + (n - k) * (Decimal(rest) / total).ln()).exp()
    total_of, scale = Decimal(0), Decimal(part) / rest
    getcontext().prec = 40  # as good, and quicker
    while term > total_of * Decimal("1e-24"):
        total_of += term
        term *= Decimal(k) / (n - k + 1) / scale if step < 0 else Decimal(n - k) / (k + 1) * scale
        k += step
    getcontext().prec = 60
    return total_of


def tail(k, n, part, total):
    if n <= 500:
        return exact(k, n, part, total)
    if k * total <= n * part:
        return terms(k, n, part, total, -1)
    return 1 - terms(k + 1, n, part, total, 1)


def main():
    # the two ways against one another
    for k, n, part, total in ((17, 500, 1900, 52000), (30, 500, 1900, 52000), (250, 400, 2, 3), (290, 400, 2, 3)):
        below, one = terms(k, n, part, total, -1), exact(k, n, part, total)
        assert abs(below / one - 1) < Decimal("1e-22") or abs(1 - terms(k + 1, n, part, total, 1) - one) < Decimal("1e-22")
    print("/* SPDX-License-Identifier: MIT */\n/* Written by pattern_share_values.py. Who was counted in it, and in all; who "
          "lives there, and anywhere;\n * the chance of so few or fewer. */")
    print("static const struct {\n    uint64_t coverage, people, population, total;\n    double tail;\n} share_values[] = {")
    for k, n, part, total in CASES:
        chance = tail(k, n, part, total)
        value = f"{chance:.19e}" if chance > Decimal("1e-323") else "0"  # what a double holds
        print(f"    {{{k}u, {n}u, {part}u, {total}u, {value}}},")
    print("};")


main()
