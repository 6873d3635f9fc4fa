#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The counts of the dossiers of two councils, scored: check_anchors.py PROGRAM ROOT [--refresh]

Each element of `people` in leeds.json and calderdale.json is a question for "coprod score": its frame without the
dimensions of which some group has no count, with the counts and what is not known. What has to come out is worked out
here in fractions, from the definition of the score and never from the program; equity/anchors.json has it to be read
and compared (--refresh writes it, from the fractions).
"""
import json
import os
import subprocess
import sys
from fractions import Fraction

NAMES = ("leeds", "calderdale")
PLAIN = ("mode", "N", "threshold", "alpha", "min_voices")
NEAR = 1e-12


def question(frame, people):
    """The question, the dimensions that are left out, and why."""
    groups, told = {}, people["counts"]
    for group in frame["groups"]:
        groups.setdefault(group["dimension"], []).append(group)
    silent = {d: [g["id"] for g in own if g["id"] not in told.get(d, {})] for d, own in groups.items()}
    kept = [d for d in groups if not silent[d]]
    asked = {key: frame[key] for key in PLAIN if key in frame}
    asked["kinds"] = {d: kind for d, kind in frame["kinds"].items() if d in kept}
    asked["groups"] = [dict(g, count=told[d][g["id"]]) for d in kept for g in groups[d]]
    asked["unknown"] = {d: classes for d, classes in people.get("unknown", {}).items() if d in kept}
    return asked, {d: ids for d, ids in silent.items() if ids}


def best(group):
    population = group["population"]
    return population["best"] if isinstance(population, dict) else population


def band(ppr, high):
    if ppr == 0:
        return "absent"
    return "under" if ppr < Fraction(4, 5) else "over" if ppr > high else "proportionate"


def expected(asked):
    """Partitions, in fractions: threshold 4/5, half of the weight on the worst, one voice at least."""
    dimensions, groups, coverages = {}, [], []
    for group in asked["groups"]:
        dimensions.setdefault(group["dimension"], []).append(group)
    mean, balance, unallocated = Fraction(0), {}, {}
    for name, own in dimensions.items():
        known = sum(g["count"] for g in own)
        seats = asked["N"] if asked["mode"] == "fixed" else known
        balance[name] = Fraction(0)
        unallocated[name] = own[0]["denominator"] - sum(best(g) for g in own)
        for group in own:
            share, prevalence = Fraction(group["count"], known), Fraction(best(group), group["denominator"])
            target = max(Fraction(1), Fraction(4, 5) * seats * prevalence)
            coverages.append(min(Fraction(1), group["count"] / target))
            mean += coverages[-1] / (len(dimensions) * len(own))
            balance[name] += min(share, prevalence)
            ppr = share / prevalence
            groups.append({"id": group["id"], "dimension": name, "coverage": float(coverages[-1]), "ppr": float(ppr),
                           "band": band(ppr, Fraction(6, 5)), "four_fifths": band(ppr, Fraction(5, 4))})
    worst = min(coverages)
    return {"score": float(100 * (mean / 2 + worst / 2)), "worst_coverage": float(worst),
            "missing": [g["id"] for g in groups if g["coverage"] == 0],
            "short": [g["id"] for g in groups if 0 < g["coverage"] < 1],
            "balance": {name: float(value) for name, value in balance.items()}, "unallocated": unallocated,
            "groups": groups}


def all_expected(root):
    answers, questions = {}, {}
    for name in NAMES:
        with open(os.path.join(root, "examples", "dossiers", name + ".json"), encoding="utf-8") as file:
            dossier = json.load(file)
        frames = {frame["id"]: frame for frame in dossier["frame"]}
        for people in dossier["people"]:
            asked, silent = question(frames[people["frame"]], people)
            answer = {"not_told": silent}
            if asked["groups"]:
                questions[people["id"]] = asked
                answer.update(expected(asked))
            answers[people["id"]] = answer
    return answers, questions


def differences(wanted, found, place):
    """What is named in `wanted` and not so in `found`."""
    if isinstance(wanted, dict):
        return [line for key in wanted for line in
                differences(wanted[key], found.get(key) if isinstance(found, dict) else None, f"{place}/{key}")]
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        return [line for i, one in enumerate(wanted) for line in differences(one, found[i], f"{place}/{i}")]
    if isinstance(wanted, float) and isinstance(found, (int, float)):
        return [] if abs(wanted - found) <= NEAR * max(1, abs(wanted)) else [f"{place}: {found}, not {wanted}"]
    return [] if wanted == found else [f"{place}: {found}, not {wanted}"]


def ask(program, asked):
    ran = subprocess.run([program, "score", "--json"], input=json.dumps(asked).encode(), capture_output=True,
                         check=False, timeout=60)
    if ran.returncode:
        return {}
    answer = json.loads(ran.stdout)
    answer["unallocated"] = {own["id"]: own["unallocated"] for own in answer["dimensions"]}
    return answer


def main(arguments):
    if len(arguments) < 2 or arguments[2:] not in ([], ["--refresh"]):
        sys.exit(__doc__)
    program, root = os.path.abspath(arguments[0]), arguments[1]
    golden = os.path.join(root, "tests", "golden", "equity", "anchors.json")
    answers, questions = all_expected(root)
    if arguments[2:]:
        with open(golden, "w", encoding="utf-8") as file:
            file.write(json.dumps(answers, indent=1) + "\n")
    with open(golden, encoding="utf-8") as file:
        wrong = differences(json.load(file), answers, "anchors.json")
    for name, asked in questions.items():
        wrong += differences({k: v for k, v in answers[name].items() if k != "not_told"}, ask(program, asked), name)
    print("\n".join(wrong + [f"{len(questions)} questions of {len(answers)} counts, {len(wrong)} differences"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
