#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes tests/internal/inequality_values.h: inequality_values.py > FILE (needs python3-mpmath; no test runs it).

Each index is computed at 50 digits from its definition. Its standard error is the delta method by numerical derivatives of
that definition, not by any formula for the derivative; that of BGV is the variance of a quadratic form by its matrix; that of
PAF and PAR is the delta method on the four shares of a table of two by two; limits of the RII are the roots of what Fieller
asks; the logistic curve is the root of its score, with derivatives by difference; people are compared pair by pair, and the
standard error is made of derivatives by each weight.
"""
from mpmath import diff, erfinv, exp, findroot, inf, log, matrix, mp, mpf, sqrt

mp.dps = 50
Z = sqrt(mpf(2)) * erfinv(mpf("0.95"))
NONE = None

# name, rates per, rates or None, weights or populations, standard errors or None, counts or None
SETS = [
    # The set of healthequal's own tests of SII and PAF: seed 123 gives these populations.
    ("peer", 100, [20, 30, 40, 50, 60], [78, 91, 162, 103, 105], [5, 7, 10, 12, 14], None),
    ("counts", 1000, None, [61000, 32000, 3000, 2000, 2000], None, [41, 30, 1, 4, 2]),
    ("absent", 1, None, [6100, 3200, 300, 200, 200], None, [90, 20, 0, 3, 1]),
    ("even", 1, [mpf("0.25")] * 4, [1, 2, 3, 4], [mpf("0.125")] * 4, None),
    ("rising", 1, [mpf("0.125"), mpf("0.25"), mpf("0.375"), mpf("0.75"), mpf("0.625"), mpf("0.5"), mpf("0.875")],
     [mpf("1.5"), 2, 4, 8, mpf("2.25"), 3, 1], [mpf("0.03125")] * 7, None),
]


def numbers(entry):
    name, per, rates, people, errors, counts = entry
    people = [mpf(p) for p in people]
    if counts:
        y = [mpf(k) / p for k, p in zip(counts, people)]
        errors = [per * sqrt(v * (1 - v) / p) for v, p in zip(y, people)]
        y = [v * per for v in y]
    else:
        y, errors = [mpf(v) for v in rates], [mpf(e) for e in errors]
    total = sum(people)
    return name, mpf(per), y, [p / total for p in people], errors, people


def mean(y, p):
    return sum(a * b for a, b in zip(y, p))


def kl(q, p):
    return sum(a * log(a / b) for a, b in zip(q, p) if a) if all(b or not a for a, b in zip(q, p)) else inf


def shares(y, p):
    m = mean(y, p)
    return [a * b / m for a, b in zip(y, p)]


def best(y):
    return max(range(len(y)), key=lambda i: (y[i], -i))


def worst(y):
    return min(range(len(y)), key=lambda i: (y[i], i))


def indices(y0, p):
    """Each index as a function of the rates; the best and the worst group are those of y0."""
    g, ref, other = len(y0), best(y0), worst(y0)
    bgv = lambda y: sum(a * (b - mean(y, p)) ** 2 for a, b in zip(p, y))
    return {
        "BGSD": lambda y: sqrt(bgv(y)),
        "COV": lambda y: 100 * sqrt(bgv(y)) / mean(y, p),
        "IDISU": lambda y: 100 * sum(abs(b - mean(y, p)) for b in y) / g / mean(y, p),
        "IDISW": lambda y: 100 * sum(a * abs(b - mean(y, p)) for a, b in zip(p, y)) / mean(y, p),
        "MLD": lambda y: 1000 * kl(p, shares(y, p)),
        "THEIL": lambda y: 1000 * kl(shares(y, p), p),
        "KL": lambda y: kl(shares(y, p), p),
        "KL_REVERSE": lambda y: kl(p, shares(y, p)),
        "MDBU": lambda y: sum(abs(b - y[ref]) for b in y) / g,
        "MDBW": lambda y: sum(a * abs(b - y[ref]) for a, b in zip(p, y)),
        "MDMU": lambda y: sum(abs(b - mean(y, p)) for b in y) / g,
        "MDMW": lambda y: sum(a * abs(b - mean(y, p)) for a, b in zip(p, y)),
        "MDRU": lambda y: sum(abs(b - y[ref]) for b in y) / g,
        "MDRW": lambda y: sum(a * abs(b - y[ref]) for a, b in zip(p, y)),
        "D": lambda y: y[ref] - y[other],
        "GINI": lambda y: sum(p[i] * p[j] * abs(y[i] - y[j]) for i in range(g) for j in range(g)) / 2 / mean(y, p),
    }


def partial(f, y, i):
    def along(t):
        return f([t if k == i else v for k, v in enumerate(y)])
    return diff(along, y[i])


def delta(f, y, errors):
    return sqrt(sum((partial(f, y, i) * e) ** 2 for i, e in enumerate(errors)))


def bgv_error(y, p, errors):
    g = len(y)
    m = matrix(g, g)
    s = matrix(g, g)
    for i in range(g):
        s[i, i] = errors[i] ** 2
        for j in range(g):
            m[i, j] = (p[i] if i == j else 0) - p[i] * p[j]
    ms = m * s
    trace = sum((ms * ms)[i, i] for i in range(g))
    v = matrix(y)
    return sqrt(2 * trace + 4 * (v.T * m * s * m * v)[0])


def paf_error(y, p, people, per, ref):
    """Delta method on shares of a two by two table of all people; PAF in percent, PAR on the scale of the rates."""
    n = sum(people)
    c = y[ref] / per * p[ref]
    cells = [mean(y, p) / per - c, 0, c, p[ref] - c]
    cells[1] = 1 - sum(cells)

    def paf(q):
        a, b, c, d = q
        return (c / (c + d) - (a + c) / sum(q)) / ((a + c) / sum(q))
    slopes = [partial(paf, cells, i) for i in range(4)]
    centre = sum(s * q for s, q in zip(slopes, cells))
    return sqrt(sum(q * (s - centre) ** 2 for s, q in zip(slopes, cells)) / n)


def report(value):
    if value is NONE:
        return "NAN"
    if value == inf:
        return "INFINITY"
    return mp.nstr(value, 18, min_fixed=-5, max_fixed=20)


def row(name, measure, estimate, error, lower, upper):
    print('    {"%s", COPROD_INEQUALITY_%s, %s,\n     %s, %s, %s},' % (
        name, measure, report(estimate), report(error), report(lower), report(upper)))


def inequality(entry):
    name, per, y, p, errors, people = numbers(entry)
    bgv = sum(a * (b - mean(y, p)) ** 2 for a, b in zip(p, y))
    error = bgv_error(y, p, errors)
    row(name, "BGV", bgv, error, bgv - Z * error, bgv + Z * error)
    for measure, f in indices(y, p).items():
        estimate = f(y)
        if estimate == inf:
            row(name, measure, NONE, NONE, NONE, NONE)
        elif 0 in y and measure in ("THEIL", "KL") or name == "even":
            row(name, measure, estimate, NONE, NONE, NONE)
        else:
            error = delta(f, y, errors)
            row(name, measure, estimate, error, estimate - Z * error, estimate + Z * error)
    ref, other = best(y), worst(y)
    if y[other]:
        r = y[ref] / y[other]
        e = 0 if ref == other else sqrt((errors[ref] / y[ref]) ** 2 + (errors[other] / y[other]) ** 2)
        row(name, "R", r, r * e, r * exp(-Z * e), r * exp(Z * e))
    m = mean(y, p)
    paf = (y[ref] - m) / m
    whole = all(v == int(v) for v in people)
    e = paf_error(y, p, people, per, ref) if whole else NONE
    for measure, unit in (("PAF", 100), ("PAR", m)):
        row(name, measure, paf * unit, *((e * unit, (paf - Z * e) * unit, (paf + Z * e) * unit) if whole else (NONE,) * 3))


def ranks(p):
    found, before = [], mpf(0)
    for a in p:
        found.append(before + a / 2)
        before += a
    return found


def line(y, p):
    """Least squares by solving its equations."""
    x = ranks(p)
    m = matrix([[sum(p), sum(a * b for a, b in zip(p, x))],
                [sum(a * b for a, b in zip(p, x)), sum(a * b * b for a, b in zip(p, x))]])
    v = matrix([sum(a * b for a, b in zip(p, y)), sum(a * b * c for a, b, c in zip(p, x, y))])
    found = m ** -1 * v
    return found[0], found[1]


def fieller(a, b, var_a, cov, var_b):
    f = lambda t: (b - t * a) ** 2 - Z * Z * (var_b - 2 * t * cov + t * t * var_a)
    if a * a <= Z * Z * var_a:
        return NONE, NONE
    # far outside f is above 0, at the ratio below
    far = 1 + abs(b / a)
    while f(b / a - far) < 0 or f(b / a + far) < 0:
        far *= 2
    lower = findroot(f, (b / a - far, b / a), solver="anderson", tol=1e-90, maxsteps=500, verify=False)
    upper = findroot(f, (b / a, b / a + far), solver="anderson", tol=1e-90, maxsteps=500, verify=False)
    return lower, upper


def gradient(entry):
    name, per, y, p, errors, people = numbers(entry)
    expit = lambda t: 1 / (1 + exp(-t))
    for fit, ahead, back in (("LINEAR", lambda v: v, lambda v: v), ("LOG", log, exp),
                             ("LOGIT", lambda v: log(v / (per - v)), lambda v: per * expit(v))):
        if fit != "LINEAR" and 0 in y:
            continue
        ends = lambda v: (lambda t: (back(t[0]), back(t[0] + t[1])))(line([ahead(w) for w in v], p))
        first, last = ends(y)
        sii = lambda v: ends(v)[1] - ends(v)[0]
        e = delta(sii, y, errors)
        if fit == "LINEAR":
            da = [partial(lambda v: ends(v)[0], y, i) * s for i, s in enumerate(errors)]
            db = [partial(lambda v: ends(v)[1], y, i) * s for i, s in enumerate(errors)]
            low, high = fieller(first, last, sum(a * a for a in da), sum(a * b for a, b in zip(da, db)), sum(b * b for b in db))
        else:
            ratio = delta(lambda v: log(ends(v)[1] / ends(v)[0]), y, errors)
            low, high = last / first * exp(-Z * ratio), last / first * exp(Z * ratio)
        write(name, fit, first, last, e, low, high)
    if name != "even":
        logistic(name, per, y, p)


def write(name, fit, first, last, e, low, high):
    s = last - first
    print('    {"%s", COPROD_FIT_%s, %s, %s,\n     %s, %s, %s,\n     %s, %s, %s},' % (
        name, fit, report(s), report(e), report(NONE if e is NONE else s - Z * e), report(NONE if e is NONE else s + Z * e),
        report(last / first), report(low), report(high), report(first)))


def logistic(name, per, y, p):
    x, y = ranks(p), [v / per for v in y]
    expit = lambda t: 1 / (1 + exp(-t))
    score = lambda a, b: [sum(q * (v - expit(a + b * t)) for q, v, t in zip(p, y, x)),
                          sum(q * (v - expit(a + b * t)) * t for q, v, t in zip(p, y, x))]
    found = findroot(lambda a, b: score(a, b), (log(mean(y, p) / (1 - mean(y, p))), mpf(0)))
    a, b = found[0], found[1]
    h = matrix(2, 2)
    for i in range(2):
        h[i, 0] = -diff(lambda t: score(t, b)[i], a)
        h[i, 1] = -diff(lambda t: score(a, t)[i], b)
    m = matrix(2, 2)
    for q, v, t in zip(p, y, x):
        u = q * (v - expit(a + b * t))
        m += matrix([[u * u, u * u * t], [u * u * t, u * u * t * t]])
    g = mpf(len(y))
    cov = h ** -1 * m * h ** -1 * (g / (g - 2))
    sii = lambda v: per * (expit(v[0] + v[1]) - expit(v[0]))
    rii = lambda v: log(expit(v[0] + v[1]) / expit(v[0]))
    errors = []
    for f in (sii, rii):
        d = matrix([partial(f, [a, b], 0), partial(f, [a, b], 1)])
        errors.append(sqrt((d.T * cov * d)[0]))
    ratio = exp(rii([a, b]))
    write(name, "LOGISTIC", per * expit(a), per * expit(a + b), errors[0], ratio * exp(-Z * errors[1]),
          ratio * exp(Z * errors[1]))


def concentration(entry):
    name, per, y, p, errors, people = numbers(entry)
    x = ranks(p)
    aci = lambda v: sum(2 * a * (b - mean(v, p)) * (t - mean(x, p)) for a, b, t in zip(p, v, x))
    of_unit = lambda f: lambda v: f([b / per for b in v])
    all_of = (lambda v: aci(v) / mean(v, p), aci, of_unit(lambda v: aci(v) / mean(v, p) / (1 - mean(v, p))),
              of_unit(lambda v: 4 * aci(v)))
    pairs = ["%s, %s" % (report(f(y)), report(delta(f, y, errors))) for f in all_of]
    print('    {"%s",' % name, "{" + ",\n      ".join(pairs) + "}},")


PEOPLE = [  # value, place, weight
    (3, 1, 1), (0, 1, 2), (5, 2, 1), (8, 3, 3), (1, 3, 1), (9, 3, 1), (7, 4, 2), (2, 5, 1), (10, 5, 4), (6, 7, 1)]


def people():
    """Each index by comparing all pairs, and by each weight."""
    n = len(PEOPLE)
    value = [mpf(v) for v, _, _ in PEOPLE]

    def figures(w):
        total = sum(w)
        rank = [sum(w[j] for j in range(n) if PEOPLE[j][1] < PEOPLE[i][1]) / total
                + sum(w[j] for j in range(n) if PEOPLE[j][1] == PEOPLE[i][1]) / total / 2 for i in range(n)]
        m = sum(a * b for a, b in zip(w, value)) / total
        r = sum(a * b for a, b in zip(w, rank)) / total
        aci = 2 * sum(a * (b - m) * (c - r) for a, b, c in zip(w, value, rank)) / total
        return aci / m, aci, aci / 10 / (m / 10) / (1 - m / 10), 4 * aci / 10
    for weighted in (0, 1):
        w = [mpf(t if weighted else 1) for _, _, t in PEOPLE]
        found = []
        for k in range(4):
            f = lambda v: figures(v)[k]
            found += [f(w), sqrt(sum((w[i] * partial(f, w, i)) ** 2 for i in range(n)))]
        print("    {" + ",\n     ".join(report(v) for v in found) + "},")


def main():
    print("/* SPDX-License-Identifier: MIT */")
    print("/* Written by tests/support/inequality_values.py, which says how, at 50 digits. */\n"
          "#define UNUSED __attribute__((unused))\n")
    print("UNUSED static const struct {\n    const char *set;\n    int32_t measure;\n"
          "    double estimate, error, lower, upper;\n} inequality_values[] = {")
    for entry in SETS:
        inequality(entry)
    print("};\n\nUNUSED static const struct {\n    const char *set;\n    int32_t fit;\n"
          "    double sii, error, lower, upper, rii, rii_lower, rii_upper, first;\n} gradient_values[] = {")
    for entry in SETS:
        gradient(entry)
    print("};\n\n/* RCI, ACI, Wagstaff, Erreygers, each with its standard error. */\n"
          "UNUSED static const struct {\n    const char *set;\n    double figures[8];\n} concentration_values[] = {")
    for entry in SETS:
        concentration(entry)
    print("};\n\n/* The same of people: without weights, and with them; values go from 0 to 10. */\n"
          "UNUSED static const double people_values[2][8] = {")
    people()
    print("};\n\nUNUSED static const double people_rows[][3] = {\n   ",
          ", ".join("{%d, %d, %d}" % row for row in PEOPLE[:5]) + ",")
    print("   ", ", ".join("{%d, %d, %d}" % row for row in PEOPLE[5:]) + ",\n};")


main()
