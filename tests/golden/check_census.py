#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The census samples of examples/census are what their sources say: check_census.py ROOT

Totals of each attribute, and single people as their sources list them, against tests/golden/census/totals.json; codes
that are declared, equal people counted once, what one person stands for, attributions, and panels that say that they
are made up.
"""
import csv
import json
import os
import re
import sys
from collections import Counter

WEIGHTS = ["sampled", "stands_for"]


class Checker:
    def __init__(self, root):
        self.folder, self.faults = os.path.join(root, "examples", "census"), 0
        self.readme = " ".join(self.text("README.md").replace("\n>", "\n").split())

    def text(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8") as file:
            return file.read()

    def same(self, what, found, expected):
        if found != expected:
            self.faults += 1
            print(f"{what}: {found} is found, {expected} is expected")

    def table(self, name, schema, weights):
        """Rows without their header, which names the attributes; each code is declared, or may be unknown."""
        header, *rows = csv.reader(self.text(name).splitlines())
        self.same(f"{name}: header", header, [one["id"] for one in schema["attributes"]] + weights)
        for at, one in enumerate(schema["attributes"]):
            declared = {value["id"] for value in one["values"]} | ({""} if one.get("may_be_unknown") else set())
            self.same(f"{name}: undeclared codes of {one['id']}", sorted({row[at] for row in rows} - declared), [])
        return header, rows

    def sample(self, expected):
        name = expected["name"]
        schema = json.loads(self.text(name + ".json"))
        header, rows = self.table(name + ".csv", schema, WEIGHTS)
        profiles = [tuple(row[:-2]) for row in rows]
        self.same(f"{name}: cells", len(profiles), expected["cells"])
        self.same(f"{name}: in order, each once", profiles, sorted(set(profiles)))
        counts = [int(row[-2]) for row in rows]
        self.same(f"{name}: people", sum(counts), expected["people"])
        self.same(f"{name}: cells of nobody", sum(count < 1 for count in counts), 0)
        self.same(f"{name}: what they stand for", [int(row[-1]) for row in rows],
                  [count * expected["stands_for"] for count in counts])
        self.same(f"{name}: attributes with totals", sorted(expected["totals"]), sorted(header[:-2]))
        for at, attribute in enumerate(header[:-2]):
            found = Counter()
            for profile, count in zip(profiles, counts):
                found[profile[at]] += count
            self.same(f"{name}: {attribute}", dict(found), expected["totals"][attribute])
        for listed in expected["rows"]:
            source = dict(zip(expected["columns"], listed.split(",")))
            profile = tuple("" if source[one] == expected["none"] else source[one] for one in header[:-2])
            self.same(f"{name}: {listed}", profiles.count(profile), 1)
        for where, text in (("README.md", self.readme), (name + ".json", schema["source"]["note"])):
            self.same(f"{where}: names its licence", expected["attribution"] in text, True)

    def panel(self, name, people):
        schema = json.loads(self.text(f"panel-{name}.json"))
        whole = {one["id"]: one for one in json.loads(self.text(name + ".json"))["attributes"]}
        for one in schema["attributes"]:
            labels = {value["id"]: value["label"] for value in whole[one["id"]]["values"]}
            self.same(f"panel-{name}.json: {one['id']}", [value for value in one["values"]
                      if labels.get(value["id"]) != value["label"]], [])
        self.same(f"illustrative-panel-{name}.csv: people",
                  len(self.table(f"illustrative-panel-{name}.csv", schema, [])[1]), people)
        self.same(f"panel-{name}.json: says that it is illustrative", "illustrative" in schema["title"], True)
        self.same(f"README.md: illustrative-panel-{name}.csv",
                  bool(re.search(rf"`illustrative-panel-{name}\.csv`", self.readme)), True)


def main():
    root = sys.argv[1]
    checker = Checker(root)
    with open(os.path.join(root, "tests", "golden", "census", "totals.json"), encoding="utf-8") as file:
        for expected in json.load(file)["files"]:
            checker.sample(expected)
    checker.panel("england-wales", 500)
    checker.panel("scotland", 300)
    print(f"{checker.faults} faults")
    return checker.faults > 0


if __name__ == "__main__":
    sys.exit(main())
