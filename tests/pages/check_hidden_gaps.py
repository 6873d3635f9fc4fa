#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a report tells where the lines cross of counts that were not published: check_hidden_gaps.py PROGRAM

PROGRAM is the example program. Dossiers of which the same is told must give the very same page, text and JSON. And for
every table of two attributes with two values each, of up to 32 people, all tables are found of which the same is told:
where a small number is the same in all of them, the report must not tell the gaps. Of these every third is made into a
report, or, with COPROD_FULL, each.
"""
import itertools
import json
import os
import re
import subprocess
import sys

from check_hidden import Checks, shown_as

FRAME = {"id": "f", "N": 40, "kinds": {"age": "partition"}, "groups": [
    {"id": name, "dimension": "age", "population": 500, "denominator": 1000} for name in ("young", "old")]}
ATTRIBUTES = {"id": "two", "attributes": [
    {"id": "sex", "place": "people", "values": [{"id": "f", "phrase": "women"}, {"id": "m", "phrase": "men"}]},
    {"id": "life", "values": [{"id": "y", "label": "Young"}, {"id": "o", "label": "Old"}]}]}
TOWN = {"levels": 2, "population": {"total": 9000, "parts": {"sex": {"f": 1, "m": 1}, "life": {"y": 1, "o": 2}}},
        "min_people": 100, "partners": [
            {"id": "club", "title": "the club", "reaches": [{"life": "o"}], "max_people": 6, "cost_pence": 800},
            {"id": "letters", "reaches": [{}], "cost_pence": 2500}]}
NAMES = [("f", "y"), ("f", "o"), ("m", "y"), ("m", "o")]


def dossier(cells, need, counts=None, **more):
    """People by sex and age; in the frame by age, under other names."""
    young, old = counts or (cells[0] + cells[2], cells[1] + cells[3])
    return {"schema": "dossier/1", "frame": FRAME, "people": [{
        "id": "p", "counts": {"age": {"young": young, "old": old}}, "combinations": {
            "attributes": ATTRIBUTES, "need": need, **more,
            "counts": [{"profile": {"sex": sex, "life": life}, "people": people}
                       for (sex, life), people in zip(NAMES, cells)]}}]}


def sums(cells):
    """Women, men, young, old; then the four cells."""
    a, b, c, d = cells
    return (a + b, c + d, a + c, b + d, a, b, c, d)


EVERY = 1 if os.environ.get("COPROD_FULL") else 3
ABOVE = {4: (0, 2), 5: (0, 3), 6: (1, 2), 7: (1, 3)}


def told(cells, need):
    """By hand, all that a page tells of a table: rounded numbers, and the gaps with their bands."""
    patterns, few = sums(cells), need - 8 >= 2
    gaps = []
    for i, count in enumerate(patterns):
        is_gap = count < need and all(patterns[above] >= need for above in ABOVE.get(i, ()))
        gaps.append(None if not is_gap else "more" if few and count >= 8 else "few")
    return (shown_as(sum(cells)), shown_as(patterns[2]), shown_as(patterns[3]), tuple(gaps))


def check_same(checks):
    """Which dossiers are told in one way."""
    pages, withheld, planned = {}, 0, 0
    for cells in itertools.product((2, 7, 9), (7, 8, 10), (0, 3, 20), (7, 23)):
        key = shown_as(sum(cells)), told(cells, 10)[3]
        one = dossier(cells, 10, (30, 40), **TOWN)
        pages.setdefault(key, {})[tuple(checks.make(one, "--format", option) for option in ("html", "text", "json"))] = cells
    for key, ways in pages.items():
        checks.check(len(ways) == 1, f"gaps: {key} is told in one way", str(list(ways.values())))
        text = next(iter(ways))[2]
        combinations = json.loads(text)["people"]["sets"][0]["combinations"]
        withheld += combinations["withheld"] is not None
        for gap in combinations.get("gaps", ()):
            band = gap["coverage"]
            checks.check(band in ({"from": 0, "to": 7}, {"from": 8, "to": 9}) and not re.search(r"\b[0-7] of the", gap["says"]),
                         "gaps: no small count is told", str(gap))
        invited = combinations.get("invitations")
        checks.check(not invited or invited["plan"]["publish_from"] == 8, "gaps: plans are views")
        planned += invited is not None
    checks.check(len(pages) > 15 and withheld < len(pages) / 4 and planned > 10, "gaps: there are different views",
                 f"{len(pages)} {withheld} {planned}")


def check_worked_out(checks):
    """What somebody works out who knows all that is told, by trying every table."""
    for need in (8, 10):
        known = {}
        for a, b, c in itertools.product(range(33), repeat=3):
            for d in range(max(0, 8 - a - b - c), 33 - a - b - c):
                known.setdefault(told((a, b, c, d), need), []).append((a, b, c, d))
        pinned, open_ = [], []
        for tables in known.values():
            if max(map(sum, tables)) > 32:
                continue  # not all of those of which this is told are here
            columns = [set(column) for column in zip(*map(sums, tables))]
            alone = any(len(column) == 1 and 0 < min(column) < 8 for column in columns)
            (pinned if alone else open_).append(tables[0])
        shown = 0
        for cells in pinned[::EVERY]:
            one = json.loads(checks.make(dossier(cells, need), "--format", "json"))["people"]["sets"][0]["combinations"]
            checks.check(one["withheld"] and "gaps" not in one, f"gaps: what can be worked out of {cells}, {need}")
        step = max(1, len(open_) * EVERY // 60)
        for cells in open_[::step]:
            one = json.loads(checks.make(dossier(cells, need), "--format", "json"))["people"]["sets"][0]["combinations"]
            shown += one["withheld"] is None
        print(f"need {need}: {len(known)} ways to be told, {len(pinned)} too much; of {len(open_[::step])} others {shown} told")
        checks.check(pinned and shown > len(open_[::step]) / 2, "gaps: some are withheld, most are told")


def check_refused(checks):
    """Where the list itself would tell too much, whatever it says."""
    def one(document):
        made = checks.make(document, "--format", "json")
        return json.loads(made)["people"]["sets"][0]["combinations"]

    low = one(dossier((20, 20, 20, 20), 7))
    checks.check("so few are needed" in low["withheld"] and "gaps" not in low and "people" not in low, "gaps: a low need")
    few = one(dossier((2, 2, 2, 1), 8))
    checks.check("too few people" in few["withheld"], "gaps: few people", str(few))
    true = dossier((20, 3, 20, 20), 7)
    true["people"][0]["published"] = True
    true = one(true)
    checks.check(true["publish_from"] == 0 and true["people"] == 63 and [gap["coverage"] for gap in true["gaps"]] == [3]
                 and "3 of the 7 needed" in true["gaps"][0]["says"], "gaps: published counts are told", str(true))
    earlier = dossier((20, 7, 20, 20), 8)["people"][0]
    earlier.update(id="q", date="2025", published=True)
    later = dossier((21, 7, 21, 21), 8)
    later["people"] = [earlier, {**later["people"][0], "date": "2026"}]
    made = json.loads(checks.make(later, "--format", "json"))["people"]["sets"][1]["combinations"]
    checks.check(made["withheld"], "gaps: beside a 7 that was published, fewer than 8 are 7", str(made)[:200])


def check_living(checks):
    """Where few people live nothing tells how few, or that nobody does, whatever number is asked for; and where nobody
    can be there is nobody to be counted."""
    pages = {}
    for few in (0, 1, 2, 50, 99, 100):
        profiles = [{"profile": {"sex": sex, "life": life}, "people": few if (sex, life) == ("m", "y") else 500}
                    for sex, life in NAMES]
        one = dossier((20, 3, 0, 20), 8, levels=2, min_people=2, population=[p for p in profiles if p["people"]])
        told_of = tuple(re.sub(r"[0-9a-f]{64}", "", checks.make(one, "--format", form)) for form in ("html", "text", "json"))
        pages.setdefault(told_of, []).append(few)  # the document's fingerprint is of the population too
    checks.check(list(pages.values()) == [[0, 1, 2, 50, 99], [100]], "gaps: fewer than 100 live in one way",
                 str(list(pages.values())))
    checks.check("fewer than 100 live here" in next(iter(pages))[1], "gaps: and are told so")
    three = {"id": "w", "attributes": [ATTRIBUTES["attributes"][0], {"id": "b", "values": [
        {"id": "pregnant"}, {"id": "not"}, {"id": "not-told"}]}]}
    one = dossier((40, 30, 7, 7), 14)
    one["people"][0]["combinations"] = {
        "attributes": three, "need": 14, "levels": 2, "population": {"impossible": [{"sex": "m", "b": "pregnant"}]},
        "counts": [{"profile": {"sex": sex, "b": b}, "people": people} for sex, b, people in (
            ("f", "pregnant", 20), ("f", "not", 20), ("f", "not-told", 30), ("m", "not", 7), ("m", "not-told", 7))]}
    made = json.loads(checks.make(one, "--format", "json"))["people"]["sets"][0]["combinations"]
    checks.check(made["withheld"], "gaps: 14 men of two kinds, fewer than 8 of each, as no third can be", str(made)[:300])


def check_order(checks):
    """Of two gaps where about as many live, neither the order nor which is shown first says where more do."""
    pages = set()
    for one_lives, other_lives in ((5010, 5020), (5020, 5010), (5001, 5049)):
        live = dict(zip(NAMES, (9000, one_lives, other_lives, 9000)))
        people = [{"profile": {"sex": sex, "life": life}, "people": live[sex, life]} for sex, life in NAMES]
        one = dossier((30, 3, 3, 30), 10, levels=2, min_people=100, top=1, population=people)
        pages.add(tuple(re.sub(r"[0-9a-f]{64}", "", checks.make(one, "--format", form))
                        for form in ("html", "text", "json")))
    checks.check(len(pages) == 1, "gaps: where about as many live the order is one", str(len(pages)))
    checks.check(next(iter(pages))[1].count("about 5,000 live here") == 1, "gaps: the first of them is shown")


def by_age(counts, question, need=8, **more):
    """People by age in the bands of an attribute, and by a question of the frame in bands of its own."""
    frame = {"id": "f", "N": 40, "kinds": {"years": "partition"}, "groups": [
        {"id": name, "dimension": "years", "population": 10, "denominator": 1000} for name in question]}
    attributes = {"id": "one", "attributes": [{"id": "life", "values": [{"id": name} for name in counts]}]}
    return {"schema": "dossier/1", "frame": frame, "people": [{
        "id": "p", "counts": {"years": question}, "combinations": {
            "attributes": attributes, "need": need, **more,
            "counts": [{"profile": {"life": name}, "people": people} for name, people in counts.items()]}}]}


def check_questions(checks):
    """Questions with fewer and with more answers than the attribute has values."""
    def withheld(counts, question):
        made = json.loads(checks.make(by_age(counts, question), "--format", "json"))
        return made["people"]["sets"][0]["combinations"]["withheld"] is not None

    bands = {"y": 20, "a": 7, "b": 7, "c": 7, "d": 7}
    checks.check(withheld(bands, {"y": 20, "older": 28}), "gaps: 28 to 32 older ones in four bands of fewer than 8")
    checks.check(not withheld({**bands, "d": 5}, {"y": 20, "older": 26}), "gaps: 23 to 27 in four such bands")
    checks.check(not withheld(bands, {"young": 20, "older": 28}), "gaps: of another question nothing is known")
    ones = {f"o{i}": 1 for i in range(7)}
    checks.check(withheld({"y": 20, "old": 7}, {"y": 20, **ones}), "gaps: seven bands of somebody are fewer than 8")
    checks.check(not withheld({"y": 20, "old": 6}, {"y": 20, **dict(list(ones.items())[1:])}), "gaps: six are 6 or 7")
    steps = {"o0": 0, "o1": 1, "o2": 1, "o3": 1, "o4": 1, "o5": 1, "o6": 1, "o7": 1}
    checks.check(withheld({"y": 20, "old": 7, "z": 20}, {"y": 20, **steps, "z": 20}),
                 "gaps: what lies between two that are known")


def check_earlier(checks):
    """A list that was told of some of these people: 18 to 22, men fewer than 8, women 8 to 12, who are now 11 or fewer."""
    sexes = {"id": "one", "attributes": [ATTRIBUTES["attributes"][0]]}

    def one(women, men, need, **more):
        return {"counts": {"age": {"young": women + men, "old": 0}}, "combinations": {
            "attributes": sexes, "need": need, "counts": [{"profile": {"sex": "f"}, "people": women},
                                                          {"profile": {"sex": "m"}, "people": men}]}, **more}

    def made(*sets):
        document = {"schema": "dossier/1", "frame": FRAME, "people": list(sets)}
        return [own["combinations"]["withheld"] is not None
                for own in json.loads(checks.make(document, "--format", "json"))["people"]["sets"]]

    then = one(11, 7, 14, id="p", date="2025")
    checks.check(made(then, one(11, 22, 12, id="q", date="2026")) == [False, True], "gaps: beside an earlier list")
    checks.check(made(then, one(13, 22, 14, id="q", date="2026")) == [False, False], "gaps: nothing follows of it")
    fewer = made(then, one(5, 20, 9, id="q", date="2026"))
    checks.check(fewer == [False, False], "gaps: others than those of an earlier list", str(fewer))


def check_other(checks):
    """What is too much to look at, what has no population, and what is wrong."""
    wide = {"id": "w", "attributes": [{"id": f"a{i}", "values": [{"id": f"v{k}"} for k in range(5)]} for i in range(32)]}
    one = dossier((20, 20, 20, 20), 8)
    one["people"][0]["combinations"] = {"attributes": wide, "need": 8, "levels": 3, "counts": [
        {"profile": {f"a{i}": "v0" for i in range(32)}, "people": 50}]}
    made = json.loads(checks.make(one, "--format", "json"))["people"]["sets"][0]["combinations"]
    checks.check("too many questions" in made["withheld"], "gaps: too many questions", str(made)[:200])
    one["people"][0]["published"] = True
    made = json.loads(checks.make(one, "--format", "json"))["people"]["sets"][0]["combinations"]
    checks.check(len(made["gaps"]) == 128 and made["invitations"]["plan"] is None
                 and "not known who lives here" in made["invitations"]["says"], "gaps: nobody to invite", str(made)[:200])
    ran = subprocess.run([checks.program, "report"], input=json.dumps(dossier((9, 9, 9, 9), 0)), capture_output=True,
                         text=True, check=False)
    checks.check(ran.returncode == 2 and "/people/0/combinations/need" in ran.stderr and not ran.stdout,
                 "gaps: a mistake in them refuses the report", ran.stderr)


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    checks = Checks(arguments[0])
    check_same(checks)
    check_worked_out(checks)
    check_refused(checks)
    check_living(checks)
    check_order(checks)
    check_questions(checks)
    check_earlier(checks)
    check_other(checks)
    print(f"{checks.done} checks, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
