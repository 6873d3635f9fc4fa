#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Reads exported machines back and compares them with their definitions: check_export.py PROGRAM ROOT

Of every built-in machine and of docs/examples/own-machine.json: the arrows of DOT and Mermaid are the transitions; the
Markdown tables hold each clock, event, guard and transition, to the last action; "next" tells every event of every
state with its guards; SCXML has each transition with its guards in order, and Promela each transition once (what they
do in their engines is looked at by engines/). Roles are a set: they are told in the order in which the machine declares
them. Graphviz takes the DOT.
"""
import json
import re
import subprocess
import sys
import xml.etree.ElementTree
from pathlib import Path


def cells(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def bare(text):
    return re.sub(r"\\(.)", r"\1", text.replace("`", "") if "\\`" not in text else text)


def table(text, heading):
    part = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [[bare(cell) for cell in cells(line)] for line in part.strip().splitlines()[2:]]


def value(machine, fact, given):
    if given is None:
        return "none" if machine["facts"][fact][0] == "enum" else "null"
    if isinstance(given, (bool, int)):
        return json.dumps(given)
    return given if given[0] in "$@" or given in machine["facts"] else f'"{given}"'


def transition(machine, own):
    actions = [f"{fact} {'+=' if op == 'add' else ':='} {value(machine, fact, given)}"
               for op, fact, given in own.get("do", [])]
    clocks = [f"{op} {rest[0]}" + (f" := ${rest[1].lstrip('$')}" if op == "set" else "")
              for op, *rest in own.get("timers", [])]
    return [own.get("from", ""), own.get("event", "create"), ", ".join(own.get("guards", [])),
            own.get("to", machine["initial"]), "; ".join(actions), "; ".join(clocks)]


def period(timer):
    if timer["unit"] == "date":
        return "given"
    roll = "" if timer["roll"] == "none" else f", roll {timer['roll']}"
    return f"{timer['n']} {timer['unit']} {timer['count']}{roll}"


def level(machine, timer):
    title = machine["texts"].get("levels", {}).get(str(timer["escalate"]), {}).get("title")
    return str(timer["escalate"]) + (f", {title}" if title else "")


class Check:
    def __init__(self, program, root):
        self.program, self.root, self.passed, self.failed = program, root, 0, 0

    def equal(self, what, expected, found):
        self.passed, self.failed = self.passed + (expected == found), self.failed + (expected != found)
        if expected != found:
            print(f"{what}: expected\n  {expected}\nfound\n  {found}")

    def export(self, name, form, machines):
        own = ["--machines", machines] if machines else []
        return subprocess.run([self.program, "loop", "export", "--as", form, *own, name], check=True, text=True,
                              stdout=subprocess.PIPE).stdout

    def pictures(self, name, machine, machines):
        expected = {(one["from"], one["event"], one["to"]) for one in machine["transitions"]}
        dot = self.export(name, "dot", machines)
        found = re.findall(r'^    "([^"]+)" -> "([^"]+)" \[label="(.*)"\];$', dot, flags=re.M)
        self.equal(f"{name}: arrows of dot", expected,
                   {(start, event, end) for start, end, label in found for event in label.split("\\n")})
        self.equal(f"{name}: one arrow between two states", len(found), len({one[:2] for one in found}))
        drawn = subprocess.run(["dot", "-Tplain"], input=dot, text=True, stdout=subprocess.PIPE, check=True).stdout
        self.equal(f"{name}: taken by Graphviz", len(found) + 1, len(re.findall("^edge ", drawn, flags=re.M)))
        mermaid = self.export(name, "mermaid", machines)
        states = machine["states"]
        arrows = re.findall(r"^    s(\d+) --> s(\d+): (.*)$", mermaid, flags=re.M)
        self.equal(f"{name}: arrows of mermaid", expected,
                   {(states[int(start)], event, states[int(end)]) for start, end, label in arrows
                    for event in label.split(", ")})
        self.equal(f"{name}: ends of mermaid", machine["accepting"],
                   [states[int(n)] for n in re.findall(r"^    s(\d+) --> \[\*\]$", mermaid, flags=re.M)])

    def tables(self, name, machine, machines):
        text = self.export(name, "markdown", machines)
        self.equal(f"{name}: transitions", [transition(machine, one) for one in
                                            [machine["create"], *machine["transitions"]]], table(text, "transitions"))
        self.equal(f"{name}: clocks",
                   [[id, period(one), level(machine, one)] for id, one in machine["timers"].items()],
                   [row[:3] for row in table(text, "timers")])
        self.equal(f"{name}: events",
                   [[id, ", ".join(role for role in machine["roles"] if role in one["roles"]),
                     ", ".join(f"{field} {kind}" for field, kind in one["payload"].items())]
                    for id, one in {"create": machine["create"], **machine["events"]}.items()],
                   [(row + [""])[:3] for row in table(text, "events")])
        guards = table(text, "guards")
        self.equal(f"{name}: guards", list(machine["guards"].items()), [(row[0], json.loads(row[2])) for row in guards])

    def plain(self, name, machine, machines):
        parts = self.export(name, "next", machines).split("\n## ")[1:]
        titles = {kind: {id: one.get("title", id) for id, one in machine["texts"].get(kind, {}).items()}
                  for kind in ("states", "events")}
        self.equal(f"{name}: chapters", [titles["states"].get(id, id) for id in machine["states"]],
                   [part.splitlines()[0] for part in parts])
        for state, part in zip(machine["states"], parts):
            own = [one for one in machine["transitions"] if one["from"] == state]
            found = [line for line in part.splitlines() if re.match(r"- .* \(.*\)", line)]
            expected = {titles["events"].get(one["event"], one["event"]):
                        None if one["to"] == state else titles["states"].get(one["to"], one["to"]) for one in own}
            self.equal(f"{name}: events of {state}", expected,
                       {line[2:].split(" (")[0]: line.split(" → ")[1] if " → " in line else None for line in found})
            self.equal(f"{name}: guards of {state}", sum(len(one["guards"]) for one in own), part.count("\n  - "))


    def engines(self, name, machine, machines):
        scxml = xml.etree.ElementTree.fromstring(self.export(name, "scxml", machines))
        space, found, refused = "{http://www.w3.org/2005/07/scxml}", {}, {}
        for state in scxml.iter(f"{space}state"):
            for one in state.findall(f"{space}transition"):
                key = (state.get("id"), one.get("event").removeprefix("do."))
                if one.get("target"):
                    found[key] = one.get("target")
                refused.setdefault(key, []).extend(re.findall(r"'GUARD', '([^']+)'", one[0].get("expr", "")))
        expected = {(one["from"], one["event"]): one for one in machine["transitions"]}
        expected["s.new", "create"] = {"to": machine["initial"], **machine["create"]}
        self.equal(f"{name}: transitions of scxml", {key: one["to"] for key, one in expected.items()}, found)
        self.equal(f"{name}: guards of scxml", {key: one["guards"] for key, one in expected.items()},
                   {key: refused[key] for key in expected})
        self.equal(f"{name}: ends of scxml", machine["final"], [one.get("id") for one in scxml.iter(f"{space}final")])
        model = self.export(name, "promela", machines)
        events = re.findall(r"^    /\* ([\w-]+) \*/\n    :: atomic { state == (\w+) -> .*?state = (\w+); /\* taken",
                            model, flags=re.M | re.S)
        self.equal(f"{name}: transitions of promela", sorted(expected),
                   sorted(("s.new" if start == "NEW" else start[2:], event) for event, start, _ in events))
        self.equal(f"{name}: ends of promela", sorted(one["to"] for one in expected.values()),
                   sorted(end[2:] for *_, end in events))


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    root = Path(arguments[1])
    check = Check(str(Path(arguments[0]).resolve()), root)
    own = root / "docs/examples/own-machine.json"
    for path in (*sorted((root / "lib/feedback/data/machines").glob("*.json")), own):
        for machine in json.loads(path.read_text(encoding="utf-8"))["machines"]:
            name = f"{machine['id']}@{machine['version']}"
            check.equal(f"{path.stem}: named as its file", path == own or path.stem == name, True)
            for part in (check.pictures, check.tables, check.plain, check.engines):
                part(name, machine, str(path) if path == own else None)
    print(f"{check.passed} passed, {check.failed} failed")
    return check.failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
