#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes special_values.h: values of special functions from mpmath at 40 digits. Nothing that tests run needs this.

Tails of beta and gamma distributions are integrals of the density, in logarithms of the odds or of the place, by Gauss
and Legendre's rule on pieces of half a standard deviation: no series or continued fraction of the library is in them.
A quantile is the place of such an integral, moved by what its value lost when it was rounded to a double.
"""
from mpmath import mp, mpf, exp, log, loggamma, sqrt, erfc, erfinv, nstr, findroot, log1p

mp.dps = 40


def rule(n):
    """Nodes and weights on -1 to 1."""
    nodes = []
    for i in range(1, n + 1):
        x = mp.cos(mp.pi * (i - mpf("0.25")) / (n + mpf("0.5")))
        for _ in range(8):
            p0, p1 = mpf(1), x
            for k in range(2, n + 1):
                p0, p1 = p1, ((2 * k - 1) * x * p1 - (k - 1) * p0) / k
            slope = n * (x * p1 - p0) / (x * x - 1)
            x -= p1 / slope
        nodes.append((x, 2 / ((1 - x * x) * slope * slope)))
    return nodes


NODES = rule(24)


def integrate(f, edge, peak, step, sign):
    """The integral of exp(f) from the edge to infinity times the sign."""
    total, left, width = mpf(0), edge, step / 2
    for _ in range(3000):
        right = left + sign * width
        middle, half = (left + right) / 2, width / 2
        part = half * sum(w * exp(f(middle + half * x)) for x, w in NODES)
        total += part
        if total and part < total * mpf(10) ** -28 and (right - peak) * sign > 0:
            break
        left = right
    return total


def beta_tail(a, b, u, sign):
    a, b = mpf(a), mpf(b)
    ends = loggamma(a + b) - loggamma(a) - loggamma(b)

    def f(t):
        return a * (t - log(1 + exp(t)) if t < 0 else -log1p(exp(-t))) \
            + b * (-log(1 + exp(t)) if t < 0 else -t - log1p(exp(-t))) + ends
    peak, step = log(a / b), sqrt(1 / a + 1 / b)
    lead = min(step, 2 / max(abs(a - (a + b) / (1 + exp(-u))), mpf(10) ** -30))
    return integrate(f, u, peak, lead if sign * (u - peak) > 0 else step, sign)


def gamma_tail(a, u, sign):
    a, ends = mpf(a), loggamma(mpf(a))

    def f(t):
        return a * t - exp(t) - ends
    peak, step = log(a), 1 / sqrt(a)
    lead = min(step, 2 / max(abs(exp(u) - a), mpf(10) ** -30))
    return integrate(f, u, peak, lead if sign * (u - peak) > 0 else step, sign)


def logit(x):
    return log(x) - log1p(-x)


def beta_lower(a, b, x):
    return beta_tail(a, b, logit(mpf(x)), -1)


def beta_upper(a, b, x):
    return beta_tail(a, b, logit(mpf(x)), 1)


def gamma_lower(a, x):
    return gamma_tail(a, log(mpf(x)), -1)


def gamma_upper(a, x):
    return gamma_tail(a, log(mpf(x)), 1)


rows = []


def add(name, value, a, b=0.0, c=0.0):
    plain = [repr(float(x)).removesuffix(".0") for x in (a, b, c)]
    rows.append("{%s, %s, %s}," % (name, ", ".join(plain), nstr(value, 18)))


def lines():
    """Two rows in a line where they fit."""
    line = "   "
    for row in rows:
        if len(line) + len(row) > 126:
            yield line
            line = "   "
        line += " " + row
    yield line


def add_both(tail, quantile, value, x, slope, *parameters):
    """A tail, and the quantile of its double, where the quantile does not hang on the double's last digits."""
    if value < mpf("1e-300"):
        return
    add(tail, value, *parameters, x)
    p = float(value)
    if p < 0.75:
        add(quantile, mpf(x) + (mpf(p) - value) / slope, p, *parameters)


def log_gammas():
    for text in ("1e-300 1e-20 1e-8 0.001 0.1 0.25 0.4999999 0.5 0.75 0.999 0.999999999 1 1.000000001 1.25 1.4999999 1.5 "
                 "1.75 1.999999 2 2.0000001 2.4 2.5 2.75 3 3.5 5 7.25 9.9999 10 10.5 33.3 100 171.6 1000 123456.75 1e6 "
                 "1e9 4294967295 1e15 1e100").split():
        add("LG", loggamma(mpf(float(text))), float(text))


def normals():
    for text in "-40 -8 -3 -1.96 -1 -0.5 -1e-10 0 1e-10 0.1 0.5 1 1.5 1.96 2.5758 3 5 8 10 15 20 30 35 37 37.5".split():
        add("NU", erfc(mpf(float(text)) / sqrt(mpf(2))) / 2, float(text))
    for text in ("1e-305 1e-300 1e-200 1e-100 1e-50 1e-20 1e-10 1e-6 0.001 0.005 0.01 0.025 0.05 0.1 0.2 0.2499 0.25 0.3 "
                 "0.4 0.49 0.4999999 0.50000001 0.51 0.6 0.7 0.75 0.7501 0.8 0.9 0.95 0.975 0.99 0.995 0.999 0.999999 "
                 "0.9999999999 0.999999999999").split():
        p = mpf(float(text))
        q = p if p < 0.5 else 1 - p
        with_start = findroot(lambda z: log(erfc(z / sqrt(mpf(2))) / 2) - log(q), sqrt(-2 * log(q)) if q < .2
                              else (mpf("0.5") - q) * 2.5)
        add("NQ", -with_start if p < 0.5 else with_start, float(text))
    for text in "1e-9 0.1 0.3 0.5 0.500001 0.6827 0.8 0.9 0.95 0.99 0.998 0.999 0.9999".split():
        add("N2", sqrt(mpf(2)) * erfinv(mpf(float(text))), float(text))


def betas():
    places = [(1, 1, "0.25 0.999"), (0.5, 0.5, "1e-12 0.1 0.5 0.9 0.999999"), (2, 3, "1e-150 1e-5 0.1 0.4 0.6 0.99"),
              (1, 12, "0.001 0.05 0.3 0.9"), (12, 1, "0.01 0.5 0.95"), (0.5, 20, "1e-9 0.01 0.1 0.5"),
              (20, 0.5, "0.5 0.9 0.99"), (5.5, 11.25, "0.01 0.2 0.33 0.5 0.9"), (10, 90, "0.001 0.05 0.1 0.15 0.5"),
              (100, 100, "0.01 0.3 0.45 0.5 0.55 0.9"), (1, 1e6, "1e-9 1e-6 1e-5 1e-4"), (3, 1e9, "1e-12 1e-9 1e-8 1e-7"),
              (250, 99751, "0.001 0.002 0.0025 0.003 0.01"), (1e5, 2e5, "0.31 0.33 0.333 0.3334 0.34 0.35"),
              (1e6, 1e6, "0.48 0.499 0.5 0.5003 0.51"), (1e9, 1e9, "0.4996 0.49998 0.5 0.50001 0.5002 0.5004"),
              (1e9, 10, "0.99999995 0.999999985 0.99999999 0.999999997"), (1e9, 3e9, "0.2499 0.24999 0.25 0.25001 0.2501"),
              (4.2e9, 12345.5, "0.999997 0.99999705 0.9999971 0.9999972")]
    for a, b, texts in places:
        for text in texts.split():
            x = float(text)
            slope = exp((mpf(a) - 1) * log(mpf(x)) + (mpf(b) - 1) * log1p(-mpf(x))
                        + loggamma(mpf(a) + b) - loggamma(mpf(a)) - loggamma(mpf(b)))
            for name, f, sign in (("BL", beta_lower, 1), ("BU", beta_upper, -1)):
                value = f(a, b, x)
                add_both(name, "BQ" if sign > 0 else "BUQ", value, x, sign * slope, a, b)


def gammas():
    places = [(0.5, "1e-300 1e-8 0.1 0.5 1.4 1.6 5 50 600"), (1, "1e-20 0.5 2 30 690"), (2, "0.001 1 2.9 3.1 20"),
              (5, "0.1 2 5 8 40"), (9.5, "1 9 10 20"), (20.25, "1 15 20 25 80"), (100, "20 80 100 101.5 130 400"),
              (1000, "500 900 1000 1100 1800"), (1e5, "9e4 99500 1e5 100500 111000"), (1e7, "9.9e6 1e7 10003000 1.01e7"),
              (1e9, "9.99e8 999970000 1e9 1000040000 1.001e9"), (4294967296.0, "4294800000 4294967296 4295200000")]
    for a, texts in places:
        for text in texts.split():
            x = float(text)
            slope = exp((mpf(a) - 1) * log(mpf(x)) - x - loggamma(mpf(a)))
            for name, f, sign in (("GL", gamma_lower, 1), ("GU", gamma_upper, -1)):
                value = f(a, x)
                add_both(name, "GQ" if sign > 0 else "GUQ", value, x, sign * slope, a)


def binomials():
    for k, n, p in [(0, 12, 0.01), (12, 12, 0.61), (3, 12, 0.3), (1, 2, 0.5), (5, 10, 0.999), (100, 1000, 0.1),
                    (100, 1000, 0.4), (500000, 1000000, 0.5), (2e9, 4e9, 0.5), (2e9, 4e9, 0.50001), (3, 4e9, 1e-9),
                    (4e9 - 2, 4e9, 0.999999999)]:
        kk, nn, pp = mpf(k), mpf(n), mpf(p)
        value = loggamma(nn + 1) - loggamma(kk + 1) - loggamma(nn - kk + 1) + kk * log(pp) + (nn - kk) * log1p(-pp)
        add("LB", value, k, n, p)


if __name__ == "__main__":
    for part in (log_gammas, normals, betas, gammas, binomials):
        part()
    print("/* SPDX-License-Identifier: MIT */\n/* Written by special_values.py with mpmath at 40 digits. */\n"
          "#ifndef SPECIAL_VALUES_H\n#define SPECIAL_VALUES_H\n\n"
          "/* Log gamma; the normal tail, quantile and two-sided quantile; beta and gamma tails and their quantiles; log "
          "binomial. */\nenum special { LG, NU, NQ, N2, BL, BU, GL, GU, BQ, BUQ, GQ, GUQ, LB };\n\n"
          "static const struct {\n    enum special function;\n    double a, b, c, value;\n} special_values[] = {")
    print("\n".join(lines()))
    print("};\n\n#endif")
