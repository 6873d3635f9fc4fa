#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a report tells of counts that were not published: check_hidden.py PROGRAM

PROGRAM is the example program. Dossiers that differ only in what is hidden must give the very same page, text and JSON.
"""
import itertools
import json
import re
import subprocess
import sys


class Checks:
    def __init__(self, program):
        self.program = program
        self.done = self.failed = 0

    def check(self, good, what, detail=""):
        self.done += 1
        if not good:
            self.failed += 1
            print(f"FAILED {what}{': ' if detail else ''}{detail}")
        return good

    def make(self, document, *options):
        ran = subprocess.run([self.program, "report", *options], input=json.dumps(document), capture_output=True,
                             text=True, check=False)
        self.check(ran.returncode == 0 and not ran.stderr, f"report {' '.join(options)}", ran.stderr)
        return ran.stdout

    def told(self, *sets):
        """All that is told of these sets."""
        return tuple(self.make({"schema": "dossier/1", "frame": FRAME, "people": list(sets)}, "--format", option)
                     for option in ("html", "text", "json"))

    def sets(self, *sets):
        return json.loads(self.make({"schema": "dossier/1", "frame": FRAME, "people": list(sets)}, "--format",
                                    "json"))["people"]["sets"]


FRAME = {"id": "f", "N": 40, "kinds": {"age": "partition", "life": "membership"}, "groups": [
    {"id": name, "dimension": dimension, "population": population, "denominator": 1000}
    for dimension, name, population in (("age", "young", 300), ("age", "middle", 400), ("age", "older", 300),
                                        ("life", "carers", 100), ("life", "disabled", 200))]}


def counted(young, middle, older, carers, disabled, **more):
    """Counts of people, of whom all gave an answer."""
    return {"id": "p", "frame": "f", "counts": {"age": {"young": young, "middle": middle, "older": older},
                                                "life": {"carers": carers, "disabled": disabled}},
            "known": {"life": young + middle + older}, **more}


def shown_as(count):
    """By hand, what the rule shows of a count: 0 as it is, 1 to 7 not at all, others to the nearest 5."""
    return 0 if count == 0 else None if count < 8 else 5 * ((count + 2) // 5)


def check_hidden(checks):
    """Counts that were not published: every dossier with the same figures in its view gives the very same page, text and
    JSON, the fingerprint too, so nothing in them can tell the counts apart."""
    pages = {}
    for carers in range(0, 12):
        for middle in range(18, 23):
            for unknown in (1, 5):
                one = counted(20, middle, 12, carers, 30, unknown={"age": {"declined": unknown}})
                one["invited"] = {"life": {"carers": carers + 40 if carers < 8 else 60}}
                key = (shown_as(carers), shown_as(40 if carers == 0 else carers + 40 if carers < 8 else 60),
                       shown_as(32 + middle))
                told = tuple(checks.make({"schema": "dossier/1", "frame": FRAME, "people": [one]}, "--format", option)
                             for option in ("html", "text", "json"))
                checks.check(pages.setdefault(key, told) == told, f"hidden: {key} is told in one way",
                             f"carers {carers}, middle {middle}, declined {unknown}")
    checks.check(len(pages) > 4, "hidden: there are different views", str(len(pages)))
    for count in range(1, 8):
        one = counted(count, 20, 20, count, 20)
        report = json.loads(checks.make({"schema": "dossier/1", "frame": FRAME, "people": [one]}, "--format", "json"))
        told = report["people"]["sets"][0]
        checks.check(told["score"] is None and told["views"]["age"], f"hidden: {count} is in a view")
        for group in told["groups"]:
            true = one["counts"][group["dimension"]][group["id"]]
            heard = group["counted"]
            checks.check(isinstance(heard, dict) and heard["low"] <= true and heard["low"] != heard["high"]
                         and (heard["high"] is None or true <= heard["high"]), f"hidden: {group['id']}", str(heard))
            if true < 8:
                checks.check(heard["shown"] is None and heard["low"] <= 1 and heard["high"] >= 7
                             and not re.search("[0-9]%", group["says"]), f"hidden: {true} people", str(group))
        low, high = told["coverage"]
        true = json.loads(checks.make({"schema": "dossier/1", "frame": FRAME, "people": [{**one, "published": True}]},
                                      "--format", "json"))["people"]["sets"][0]["coverage"]
        checks.check(float(low) <= float(true[0]) <= float(high) and "." not in low + high and low != high,
                     "hidden: coverage is a range of whole points", f"{low} {true} {high}")
    print(f"hidden: {len(pages)} views of 120 dossiers, each told in one way")


def ten_pounds(pence):
    return (pence + 500) // 1000 * 1000


def check_costs(checks):
    """Who was asked, who claimed, who is left out of pocket, and with how much."""
    pages = {}
    for left, pence in itertools.product((0, 1, 2, 7, 8, 11, 12, 13), (0, 20, 900, 7400, 7421, 7600)):
        if (left == 0) != (pence == 0):
            continue
        for old in (1, 4, 7):
            one = counted(40, 40, 40, 9, 30)
            one["out_of_pocket"] = {"age": {
                "young": {"asked": 20, "claimed": 15, "left": left, "left_pence": pence},
                "middle": {"asked": 30, "claimed": 18, "left": 20, "left_pence": 9200},
                "older": {"asked": 7, "claimed": old, "left": old, "left_pence": 100 * old}}}
            # "older" is always hidden, and so is the smallest of the others, whose sum with it would follow
            shown = left > 0 and shown_as(left) is None
            key = (shown_as(left), left == 0 or shown)
            told = checks.told(one)
            checks.check(pages.setdefault(key, told) == told, f"costs: {key} is told in one way",
                         f"left {left}, pence {pence}, old {old}")
            group = {own["id"]: own["out_of_pocket"] for own in json.loads(told[2])["people"]["sets"][0]["groups"]}
            checks.check(group["older"]["left_pence"] == {"shown": None} and group["carers"] is None,
                         "costs: few people's money is hidden", str(group))
            checks.check(group["young"]["left_pence"] == (0 if left == 0 else {"shown": None}),
                         "costs: of nobody it is told, of others not", str(group))
            checks.check(group["middle"]["left_pence"] == ({"shown": ten_pounds(9200)} if 8 <= left < 18 else
                                                           {"shown": None}), "costs: the second smallest goes too",
                         f"{left} {group['middle']}")
    checks.check(len(pages) == 4, "costs: there are different views", str(len(pages)))


def check_more_costs(checks):
    """Other questions, groups that overlap, and later sets could be subtracted."""
    def costs(young, middle, older, carers=None, **more):
        own = {name: {"left": left, "left_pence": 110 * left} for name, left in
               (("young", young), ("middle", middle), ("older", older))}
        life = {} if carers is None else {"life": {"carers": {"left": carers, "left_pence": 210 * carers}}}
        return counted(60, 60, 60, 50, 30, out_of_pocket={"age": own, **life}, **more)

    def money(own):
        return {group["id"]: group["out_of_pocket"]["left_pence"] for group in own["groups"] if group["out_of_pocket"]}

    checks.check(money(checks.sets(costs(20, 20, 20, 13))[0])
                 == {"young": {"shown": 2000}, "middle": {"shown": 2000}, "older": {"shown": 2000},
                     "carers": {"shown": None}}, "costs: sums of a question are shown, of groups that overlap never")
    first = costs(20, 20, 20, date="2025")
    for later, shown in ((20, False), (27, False), (33, True), (12, False)):
        own = money(checks.sets(first, {**costs(later, 40, 40, date="2026"), "id": "q"})[1])
        checks.check((own["young"] != {"shown": None}) == shown and own["older"] == {"shown": 4000},
                     "costs: a later sum is shown where many people came since, or went", str(own))
    own = money(checks.sets(costs(40, 20, 20, date="2025"), {**costs(20, 40, 40, date="2026"), "id": "q"})[1])
    checks.check(own["young"] == {"shown": 2000}, "costs: many went", str(own))
    published = {**first, "published": True}
    checks.check(money(checks.sets(published)[0])["young"] == 2200, "costs: what was published is told as it is")


TWO = {"id": "f", "N": 60, "kinds": {"age": "partition", "sex": "partition", "life": "membership"}, "groups": [
    {"id": name, "dimension": dimension, "population": population, "denominator": 1000}
    for dimension, name, population in (("age", "young", 500), ("age", "old", 500), ("sex", "men", 500),
                                        ("sex", "women", 500), ("life", "impaired", 400), ("life", "mobility", 300))]}


def two(ident, date, published=False, **costs):
    """A set of 200 people: of each group named how many are left, with how many pounds."""
    own = {}
    for group in TWO["groups"]:
        if group["id"] in costs:
            left, pounds = costs[group["id"]]
            own.setdefault(group["dimension"], {})[group["id"]] = {"left": left, "left_pence": 100 * pounds}
    return {"id": ident, "date": date, "published": published, "known": {"life": 200}, "out_of_pocket": own,
            "counts": {"age": {"young": 100, "old": 100}, "sex": {"men": 100, "women": 100},
                       "life": {"impaired": 60, "mobility": 55}}}


def check_one_question(checks):
    """Sums of two questions, of groups that overlap, and of a group that shrinks by few are never told together."""
    def costs(*sets):
        told = json.loads(checks.make({"schema": "dossier/1", "frame": TWO, "people": list(sets)}, "--format", "json"))
        return [{group["id"]: group["out_of_pocket"] for group in one["groups"] if group["out_of_pocket"]}
                for one in told["people"]["sets"]]

    def shown(*sets):
        return [{name: cost["left_pence"]["shown"] for name, cost in one.items()
                 if isinstance(cost["left_pence"], dict) and cost["left_pence"]["shown"] is not None}
                for one in costs(*sets)]

    same = {"young": (40, 800), "old": (40, 800), "men": (40, 800), "women": (40, 800)}
    one_more = {**same, "young": (41, 1200), "men": (41, 1200)}
    by_age = {"young": 80000, "old": 80000}
    checks.check(shown(two("p", "2025", **same), two("q", "2026", **one_more)) == [by_age, {}],
                 "costs: a later set does not turn to another question")
    checks.check(shown(two("p", "2025", men=(40, 800), women=(40, 800)), two("q", "2026", **one_more))
                 == [{"men": 80000, "women": 80000}, {}], "costs: nor does it turn back")
    checks.check(shown(two("p", "2025", young=(3, 800), old=(5, 800), men=(40, 800), women=(40, 800)),
                       two("q", "2026", young=(60, 800), old=(60, 800), men=(60, 800), women=(60, 800)))
                 == [{"men": 80000, "women": 80000}] * 2, "costs: all sets tell one question")
    nested = {"impaired": (41, 1200), "mobility": (40, 800)}
    checks.check(shown(two("p", "2025", **nested)) == [{}] and shown(two("p", "2025", **same, **nested)) == [by_age],
                 "costs: of groups that overlap no sum is shown")
    checks.check(shown(two("p", "2025", published=True, **nested), two("q", "2026", **same)) == [{}, {}],
                 "costs: beside a published sum of another question none is shown")
    checks.check(shown(two("p", "2025", young=(43, 1200), old=(53, 800)), two("q", "2026", young=(42, 800),
                                                                              old=(52, 750)))[1] == {},
                 "costs: a sum of a few fewer is hidden")
    last = costs(two("p", "2025", published=True, young=(1, 9), old=(20, 800)),
                 two("q", "2026", young=(1, 9), old=(12, 500)))[1]
    checks.check(last["young"]["left"] == {"shown": None, "low": 0, "high": None},
                 "costs: of one person, who alone can be left, nothing is told", str(last))


def need(name, **counts):
    return {"id": name, **counts}


def check_needs(checks):
    pages = {}
    for met, unmet, other in itertools.product((0, 1, 3, 7, 8, 12), (0, 2, 5), (18, 22)):
        rest = 60 - met - unmet
        one = counted(20, 20, 20, 9, 30, access_needs=[
            need("timing", met=met, partly=0, unmet=unmet, unknown=0, not_asked=0, none=rest),
            need("language", met=other, unmet=0, partly=0)])
        key = (shown_as(met), shown_as(unmet), shown_as(rest), other)
        told = checks.told(one)
        first = json.loads(told[2])["people"]["sets"][0]["access_needs"]
        checks.check(pages.setdefault((json.dumps(first), key[3]), told) == told, f"needs: {key} is told in one way")
        for name, true in (("met", met), ("unmet", unmet), ("none", rest)):
            heard = first[0][name]
            if true == 0:
                continue
            checks.check(isinstance(heard, dict) and heard["low"] <= true and (heard["high"] is None
                                                                               or true <= heard["high"])
                         and (true > 7 or heard["shown"] is None), f"needs: {name} {true}", str(heard))
    checks.check(len(pages) > 6, "needs: there are different views", str(len(pages)))
    lists = [need(name, met=met, partly=0, unmet=0, unknown=0, not_asked=0, none=none, title=name)
             for name, met, none in (("a", 3, 57), ("b", 20, 40), ("c", 9, 30), ("d", 4, 36))]
    told = checks.sets(counted(20, 20, 20, 9, 30, access_needs=lists))[0]["access_needs"]
    checks.check(told[:2] == checks.sets(counted(20, 20, 20, 9, 30, access_needs=lists[:2]))[0]["access_needs"]
                 and told[0]["met"]["shown"] is None and told[3]["none"]["shown"] == 35,
                 "needs: lists of as many people are told together, beside others", str(told))
    one = counted(20, 20, 20, 9, 30, access_needs=[need("timing", met=6, unmet=3, partly=0), need("language")])
    told = checks.sets({**one, "published": True})[0]["access_needs"]
    checks.check(told[0]["met"] == 6 and told[0]["none"] is None and told[1]["met"] is None
                 and told[1]["says"] == "Not known whether people got it.", "needs: not known is not 0", str(told))


def of_age(ident, date, young, middle, older, **more):
    return {"id": ident, "date": date, "counts": {"age": {"young": young, "middle": middle, "older": older}}, **more}


def check_later(checks):
    """A later set that would tell too much together with an earlier one is withheld; whether it is goes by what is shown
    alone, so counts that look the same are told in the same way."""
    pages, alone = {}, {}

    def looks(*counts):
        if counts not in alone:
            alone[counts] = json.dumps(checks.sets(of_age("p", "2025", *counts))[0]["views"])
        return alone[counts]

    withheld = 0
    for before, now in itertools.product(itertools.product((13, 14), (6,), (1, 2)),
                                         itertools.product((12, 13, 15), (8, 9), (1, 3))):
        sets = of_age("p", "2025", *before), of_age("q", "2026", *now)
        told = checks.told(*sets)
        key = looks(*before), looks(*now)
        checks.check(pages.setdefault(key, told) == told, "later: the same figures are told in one way",
                     f"{before} {now}")
        withheld += json.loads(told[2])["people"]["sets"][1]["dimensions"][0]["withheld"]
    checks.check(len(pages) > 1 and 0 < withheld < 48, "later: some are withheld, some are not",
                 f"{len(pages)} {withheld}")
    first, second = of_age("p", "2025", 13, 6, 1), of_age("q", "2026", 13, 8, 1)
    checks.check(not checks.sets({**second, "id": "p"})[0]["dimensions"][0]["withheld"], "later: alone it is shown")
    told = checks.told(first, second)
    one = json.loads(told[2])["people"]["sets"][1]
    checks.check(one["dimensions"][0]["withheld"] and one["views"]["age"] is None and one["coverage"] is not None
                 and all(group["counted"] in ({"shown": None, "low": 0, "high": None}, None) and "%" not in group["says"]
                         for group in one["groups"]), "later: nothing of it is shown", str(one)[:400])
    checks.check(all("nothing is shown, because small numbers could be worked out together with an earlier set"
                     in " ".join(text.split()) for text in told[:2]), "later: why is told")
    third = checks.sets(first, second, {**second, "id": "r", "date": "2027"})[2]
    checks.check(third["dimensions"][0]["withheld"], "later: a set between them, of which nothing is told, does not help")
    checks.check(checks.sets({**first, "published": True}, {**second, "counts": {"age": {
        "young": 13, "middle": 7, "older": 1}}})[1]["dimensions"][0]["withheld"] is False, "later: 7 may be 6 or 7")
    known = {**of_age("p", "2025", 13, 7, 1), "published": True}
    checks.check(checks.sets(known, of_age("q", "2026", 14, 7, 1))[1]["dimensions"][0]["withheld"],
                 "later: beside a 7 that was published, a hidden number of 7 and more is 7")


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    checks = Checks(arguments[0])
    check_hidden(checks)
    check_later(checks)
    check_costs(checks)
    check_more_costs(checks)
    check_one_question(checks)
    check_needs(checks)
    print(f"{checks.done} checks, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
