#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares the feedback loops of the program with golden cases and with the reference interpreter laws/loop_model.py:
check_loop.py PROGRAM ROOT [--seeds N]

The program answers "loop run --json --lines FILE", a trace a line. ROOT holds lib/feedback/data/machines and
lib/base/data/calendar-england.json. PROGRAM may be "-": then only the model is held against the golden cases, and the
random traces are only looked at for what they reach.

golden/loop/*.json are worked by hand: about, source, and cases of a name, a trace and what is expected of its answer.
Only what is named there is compared: of an answer these members, of facts these facts; timers and breaches are whole.
Both the program and the model must answer so.

Random traces: N walks (1000 of 40 steps; 5000 of 60 where COPROD_FULL is set) over all machines by turns. They mostly
do what is permitted, and mix in every fault. Every answer must be that of the model, to the last member. Together they
must reach each class of answer, each transition and each failing guard of each machine, unless N is below 1000. The
first difference is printed in full, its trace cut after the step that differs.
"""
import copy
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "laws"))
import loop_model as model  # noqa: E402

SECONDS, ENOUGH = 3600, 1000
END = "no more lines;"
MEMBERS = set("ok class detail state timers breaches facts".split())
STEP_CLASSES = ("OK", "TICK", "DUPLICATE", "SEQ", "UNKNOWN_EVENT", "TIME", "FINAL", "NO_TRANSITION", "ROLE", "PAYLOAD",
                "GUARD", "FACT_RANGE", "CALENDAR_RANGE")
CREATE_CLASSES = ("OK", "ROLE", "PAYLOAD", "GUARD", "CALENDAR_RANGE")
# Guards that hold whatever is done: counts that cannot be negative, and no path leads back to a draft with a decision.
NEVER_FAIL = {("formal@1", "actions_counted"), ("formal@1", "recommendations_counted"),
              ("consultation@1", "themes_found"), ("consultation@1", "formative")}


# --- Golden cases ----------------------------------------------------------------------------------------------------

def same(one, other):
    """Equal as JSON: true is not 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def compare_answer(where, expected, found):
    faults = []
    for member, value in expected.items():
        got = found.get(member) if isinstance(found, dict) else found
        if member == "facts" and value and isinstance(got, dict):
            got = {fact: got.get(fact) for fact in value}
        if not same(got, value):
            faults.append(f"{where}: {member} is {got!r}, expected {value!r}")
    if isinstance(found, dict) and found.get("ok") is not (found.get("class") in model.ACCEPTED):
        faults.append(f"{where}: ok is {found.get('ok')!r}, but class {found.get('class')!r}")
    return faults


def compare_case(case, found):
    expect, steps = case["expect"], found.get("steps", [])
    faults = compare_answer("created", expect["created"], found.get("created"))
    if len(steps) != len(expect["steps"]):
        faults.append(f"{len(steps)} steps are answered, expected {len(expect['steps'])}")
    for number, (one, got) in enumerate(zip(expect["steps"], steps)):
        faults += compare_answer(f"step {number} {case['trace']['steps'][number]}", one, got)
    return faults


def check_form(case):
    faults = [f"{member} is no member of an answer" for answer in [case["expect"]["created"], *case["expect"]["steps"]]
              for member in answer if member not in MEMBERS]
    refused = case["expect"]["created"]["class"] != "OK"
    if len(case["expect"]["steps"]) != (0 if refused else len(case["trace"]["steps"])):
        faults.append("not every step has its expected answer")
    return faults


def golden_cases():
    return [(path.name, case) for path in sorted((HERE / "loop").glob("*.json"))
            for case in json.loads(path.read_text(encoding="utf-8"))["cases"]]


# --- The program -----------------------------------------------------------------------------------------------------

def answers(program, path):
    """The program's lines for a file of traces, one after the other; a line that is no JSON is itself the answer."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        done = subprocess.run([program, "loop", "run", "--json", "--lines", str(path)], stdout=out, stderr=err,
                              timeout=SECONDS, check=False)
        out.seek(0)
        for line in out:
            try:
                yield json.loads(line)
            except ValueError:
                yield line.decode("utf-8", "replace")
        err.seek(0)
        yield f"{END} exit {done.returncode}: {err.read().decode('utf-8', 'replace')[:1000]}"


def check_end(found):
    """After the last answer there are no more lines, and the program has not broken down; the number of faults."""
    last = next(found, END)
    well = isinstance(last, str) and last.startswith((f"{END} exit 0", f"{END} exit 1"))
    if not well:
        print(f"after the last answer: {last}")
    return 0 if well else 1


def write_traces(path, traces):
    with open(path, "w", encoding="utf-8") as file:
        for trace in traces:
            file.write(json.dumps(trace, ensure_ascii=False) + "\n")


def check_golden(program, machines, days, folder):
    cases, failed = golden_cases(), 0
    path = Path(folder) / "golden.jsonl"
    write_traces(path, [case["trace"] for _, case in cases])
    found = answers(program, path) if program else None
    for name, case in cases:
        own = model.run(machines, days, case["trace"])
        told = [("model", own)] + ([("program", next(found, "no answer"))] if found else [])
        faults = check_form(case)
        for who, answer in told:
            faults += [f"{who}: {fault}" for fault in (compare_case(case, answer) if isinstance(answer, dict) else
                                                       [f"no JSON object: {answer}"])]
        failed += bool(faults)
        if faults:
            print(f"{name}: {case['name']}")
            print("".join(f"  {fault}\n" for fault in faults), end="")
    return len(cases) - failed, failed + (check_end(found) if found else 0)


# --- Random traces ---------------------------------------------------------------------------------------------------

ROLES = ("contributor", "lead", "owner", "board", "system", "ombudsman")
NAMES = ("team", "1", "2", "ward-manager", "quality-committee", "équipe", "team:2")
NOT_ACTORS = ("", ":", "lead", "lead:", ":team", "Lead:team", " lead:team", "lead :team", "visitor:1", "leads:team")
TEXTS = ("Two of three talks held", "x", "naïve café \u2713", " inside ", "\u00a0", "\u000b", "\u200b", "0", "null",
         "quote \" and \\", "long " * 300)
BLANKS = ("", " ", "\t", "\r\n", " \t\r\n ")
NO_EVENTS = ("approve_all", "Acknowledge", "acknowledge ", "create", "tick")
WRONG = {"int": ("1", 1.5, 1.0, True, None, [], {}, -1, -2 ** 31, 2 ** 32, 2 ** 63 - 1),
         "bool": ("true", 0, 1, None, [], {}),
         "text": (1, 0.5, True, None, [], {}),
         "day": ("", "2025-2-3", "20250203", "2025-02-30", "2025-13-01", "2025-02-03T00:00", " 2025-02-03",
                 "2100-02-29", "2025-W06-1", 20250203, None, [], True)}
DAY = model.DAY


def fields_in(expression):
    """The payload fields that an expression names."""
    if isinstance(expression, list):
        return {field for part in expression for field in fields_in(part)}
    return {expression[1:]} if isinstance(expression, str) and expression.startswith("$") else set()


class Reached:
    """What the traces reached so far: [machine, kind, name] and how often."""

    def __init__(self):
        self.count = {}

    def add(self, *what):
        self.count[what] = self.count.get(what, 0) + 1

    def times(self, *what):
        return self.count.get(what, 0)

    def add_answer(self, machine, answer, before=None, event=None):
        """Of a step, or of a creation, which has no state before it."""
        self.add("class" if before else "created", answer["class"])
        if before and answer["class"] == "OK":
            self.add(machine.name, "transition", (before, event))
        if answer["class"] == "GUARD":
            self.add(machine.name, "guard", answer["detail"])

    def missing_classes(self):
        return [f"no step was answered {name}" for name in STEP_CLASSES if not self.times("class", name)] + \
            [f"no creation was answered {name}" for name in CREATE_CLASSES if not self.times("created", name)]

    def missing(self, machine):
        name = machine.name
        return [f"{name}: no {event} from {state}" for state, event in machine.transitions
                if not self.times(name, "transition", (state, event))] + \
            [f"{name}: guard {guard} never failed" for guard in machine.guards
             if (name, guard) not in NEVER_FAIL and not self.times(name, "guard", guard)]


class Walk:
    """One random trace. The model's loop walks ahead, so that most acts can be chosen among the permitted ones."""

    def __init__(self, machine, days, seed, reached):
        self.machine, self.days, self.reached = machine, days, reached
        self.pick = random.Random(seed)
        self.loop = model.Loop(machine, days)
        self.keys, self.huge, self.goal = [], self.chance(0.25), None
        ends = [rule["to"] for rule in machine.transitions.values() if rule["from"] != rule["to"]]
        exits = [state for state in sorted(set(ends)) if ends.count(state) >= 3]
        self.avoided = self.pick.choice(exits) if exits and self.chance(0.6) else None
        self.codes = [code for guard in machine.guards.values() if guard[0] == "in" for code in guard[2]]

    def chance(self, share):
        return self.pick.random() < share

    def first_day(self):
        near = self.pick.choice(("any", "any", "any", "any", "any", "any", "any", "start", "end", "out"))
        first, last = self.days.first, self.days.last
        if near == "any":
            return first + self.pick.randrange(0, 1000) * DAY
        if near == "start":
            return first + self.pick.randrange(-3, 4) * DAY
        if near == "end":
            return last - self.pick.choice((self.pick.randrange(-3, 10), self.pick.randrange(10, 250))) * DAY
        return self.pick.choice((first - 500 * DAY, last + 500 * DAY, datetime.date(1600, 2, 29),
                                 datetime.date(2999, 12, 31)))

    def next_day(self):
        last, dues = self.loop.last, sorted(self.loop.dues.values())
        kind = self.pick.random()
        if dues and kind < 0.25:
            return max(last, self.pick.choice(dues) + self.pick.choice((-1, 0, 1, 1, 2)) * DAY)
        known = [day for day in self.loop.facts.values() if isinstance(day, datetime.date)]
        if known and kind < 0.4:
            return max(last, self.pick.choice(known) + self.pick.choice((-1, 0, 1)) * DAY)
        if kind < 0.7:
            return last
        if kind < 0.995:
            return last + self.pick.choice((1, 1, 2, 3, 7, 14, 30)) * DAY
        return last + self.pick.choice((100, 400, 2000)) * DAY

    def actor(self, roles):
        return f"{self.pick.choice(roles)}:{self.pick.choice(NAMES)}"

    def value(self, field, kind, at, so_far):
        """A value that has a fair chance to please the guards."""
        facts, pick = self.loop.facts, self.pick
        if kind == "text":
            return pick.choice(self.codes) if field == "reason_code" and self.codes else pick.choice(TEXTS)
        if kind == "bool":
            return pick.random() < 0.85
        if kind == "int":
            if self.huge and self.chance(0.5):
                return pick.choice((model.LARGEST, model.LARGEST - 1))
            left = facts.get("contactable", 0) - facts.get("told", 0)
            counts = [count for count in (left, facts.get("responses")) if count is not None and count >= 0]
            return pick.choice((0, 0, 1, 1, 1, 2, 3, *counts, *counts))
        known = [day for day in facts.values() if isinstance(day, datetime.date)]
        earlier = [model.read_day(day) for day, of in so_far if of == "day"]
        if earlier and self.chance(0.8):
            long = facts.get("min_days", 0)
            long = min(long, 1000) + pick.choice((-1, 0, 0, 1, 20))
            return model.show(earlier[-1] + long * DAY)
        base = pick.choice([at, at, at, *known])
        return model.show(base + pick.choice((-1, 0, 1, 5, 40, 200)) * DAY)

    def payload(self, declared, at):
        values = []
        for field, kind in declared.items():
            values.append((field, kind, self.value(field, kind, at, [(value, of) for _, of, value in values])))
        self.pick.shuffle(values)
        return {field: value for field, _, value in values}

    def spoil_payload(self, declared, payload):
        """Makes a payload wrong in form, at times in several ways."""
        payload = dict(payload)
        for fault in self.pick.sample(("missing", "extra", "wrong"), self.pick.choice((1, 1, 1, 2, 3))):
            if fault == "missing" and payload:
                for field in self.pick.sample(sorted(payload), self.pick.randint(1, len(payload))):
                    del payload[field]
            elif fault == "extra" and all(field in declared for field in payload):   # of two, none would be the first
                extra = self.pick.choice(("zz", "note2", "", "N", "é"))
                payload = {extra: self.pick.choice((1, "x", None)), **payload}
            elif payload:
                for field in self.pick.sample(sorted(payload), self.pick.randint(1, len(payload))):
                    if field in declared:
                        payload[field] = self.pick.choice(WRONG[declared[field]])
        return payload

    def disappoint(self, guard, declared, payload, at):
        """Makes a well-formed payload that a guard will not like."""
        payload, fields = dict(payload), sorted(fields_in(self.machine.guards[guard]))
        for field in self.pick.sample(fields, self.pick.randint(min(1, len(fields)), len(fields))):
            kind = declared[field]
            if kind == "text":
                payload[field] = self.pick.choice((*BLANKS, "other") if field == "reason_code" else BLANKS)
            elif kind == "bool":
                payload[field] = False
            elif kind == "int":
                payload[field] = self.pick.choice((0, 0, max(payload[field], 1) - 1, 1, 2, 5, model.LARGEST))
            else:
                near = self.pick.choice((at, model.read_day(payload[field])))
                payload[field] = model.show(near + self.pick.choice((-1, -1, -2, -30, 0, 1, 400)) * DAY)
        return payload

    def creation(self):
        creation, at = self.machine.creation, self.first_day()
        fault = self.pick.choice((None,) * 20 + ("role", "form", "guard", "all"))
        payload = self.payload(creation["payload"], at)
        for _ in range(5):
            if fault or any(payload.values()) or not payload:
                break
            payload = self.payload(creation["payload"], at)
        if fault in ("guard", "all"):
            payload = {field: 0 if type(value) is int else value for field, value in payload.items()}
        if fault in ("form", "all"):
            payload = self.spoil_payload(creation["payload"], payload)
        wrong = [role for role in ROLES if role not in creation["roles"]]
        by = self.actor(creation["roles"])
        if fault in ("role", "all"):
            by = self.pick.choice((self.actor(wrong), self.pick.choice(NOT_ACTORS)))
        act = {"at": model.show(at), "by": by, "payload": payload}
        if not payload and self.chance(0.5):
            del act["payload"]
        if self.chance(0.4):
            act["key"] = "k0"
        return act

    def act(self, event, at):
        """A well-formed act by one who may do it."""
        declared = self.machine.events[event]
        act = {"event": event, "by": self.actor(declared["roles"]), "at": model.show(at),
               "payload": self.payload(declared["payload"], at)}
        if not act["payload"] and self.chance(0.5):
            del act["payload"]
        return act

    def trial(self, act):
        """What a copy of the loop answers."""
        loop = copy.copy(self.loop)
        loop.facts, loop.dues, loop.recorded = dict(loop.facts), dict(loop.dues), set(loop.recorded)
        loop.breaches, loop.keys = list(loop.breaches), set(loop.keys)
        return loop.apply(act)["class"]

    def towards(self, goal):
        """The event that leads from this state towards a transition on the shortest way, guards aside; or None."""
        ways, seen = [(self.loop.state, None)], {self.loop.state, self.avoided}
        for state, first in ways:
            if state == goal[0]:
                return first or goal[1]
            for (source, event), rule in self.machine.transitions.items():
                if source == state and rule["to"] not in seen:
                    seen.add(rule["to"])
                    ways.append((rule["to"], first or event))
        return None

    def attempt(self, event):
        """An act of an event, accepted if one of some attempts is; and whether it is."""
        for _ in range(10):
            act = self.act(event, self.next_day())
            if self.trial(act) == "OK":
                return act, True
        return act, False

    def taken(self, event):
        return self.reached.times(self.machine.name, "transition", (self.loop.state, event))

    def new_goal(self):
        """The transition that was taken, or the guard of a transition that failed, least often so far."""
        name, goals = self.machine.name, []
        for place, rule in self.machine.transitions.items():
            goals.append((self.reached.times(name, "transition", place), self.pick.random(), place, None))
            goals += [(self.reached.times(name, "guard", guard), self.pick.random(), place, guard)
                      for guard in rule["guards"] if (name, guard) not in NEVER_FAIL]
        return min(goals)[2:]

    def permitted(self):
        """An act that is mostly accepted, and mostly on the way to a goal."""
        events = [event for state, event in self.machine.transitions if state == self.loop.state]
        if not events:
            return self.act(self.pick.choice(sorted(self.machine.events)), self.next_day())
        if self.goal is None or self.chance(0.05):
            self.goal = self.new_goal()
        event, act = self.towards(self.goal[0]), None
        for _ in range(3):
            stays = [one for one in events if self.machine.transitions[self.loop.state, one]["to"] == self.loop.state]
            if event is None or self.chance(0.1):
                event = self.pick.choice(events)
            elif stays and self.chance(0.3):
                event = min(self.pick.choices(stays, k=2), key=self.taken)
            there = (self.loop.state, event) == self.goal[0]
            if there and self.goal[1]:
                act, self.goal = self.unwelcome(event, self.goal[1]), None
                return act
            act, accepted = self.attempt(event)
            if accepted:
                self.goal = None if there else self.goal
                return act
            event = None
        return act

    def unwelcome(self, event=None, guard=None):
        """An act with its place in this state, one of whose guards may well fail."""
        events = [event for state, event in self.machine.transitions if state == self.loop.state]
        if not events:
            return self.permitted()
        event = event or self.pick.choice(events)
        guards = self.machine.transitions[self.loop.state, event]["guards"]
        if not guards or self.chance(0.3):
            return self.act(event, self.next_day())
        act, _ = self.attempt(event)
        act["payload"] = self.disappoint(guard or self.pick.choice(guards), self.machine.events[event]["payload"],
                                         act.get("payload", {}), model.read_day(act["at"]))
        return act

    def spoil(self, act):
        """Adds faults to an act, at times several, so that their order shows."""
        declared = self.machine.events[act["event"]]
        faults = ("key", "seq", "event", "time", "place", "role", "role", "form", "form", "form", "form", "far")
        for fault in self.pick.sample(faults, self.pick.choice((1, 1, 1, 2, 2, 3))):
            if fault == "key" and self.keys:
                act["key"] = self.pick.choice(self.keys)
            elif fault == "seq":
                act["expect_seq"] = self.pick.choice((self.loop.seq + 1, self.loop.seq - 1, 0, model.LARGEST))
            elif fault == "event":
                act["event"] = self.pick.choice([name for name in NO_EVENTS if name not in self.machine.events])
            elif fault == "time":
                act["at"] = model.show(self.loop.last - self.pick.choice((1, 1, 30, 400)) * DAY)
            elif fault == "place" and act["event"] in self.machine.events:
                act["event"] = self.pick.choice(sorted(self.machine.events))
            elif fault == "role":
                wrong = [role for role in ROLES if role not in declared["roles"]]
                act["by"] = self.actor(wrong) if self.chance(0.7) else self.pick.choice(NOT_ACTORS)
            elif fault == "form":
                act["payload"] = self.spoil_payload(declared["payload"], act.get("payload", {}))
            elif fault == "far":
                act["at"] = model.show(max(self.loop.last, self.days.last) + self.pick.choice((0, 1, 9, 999)) * DAY)
        return act

    def step(self):
        kind = self.pick.random()
        if kind < 0.07:
            day = self.next_day() if self.chance(0.7) else self.loop.last + self.pick.randrange(-400, 400) * DAY
            return {"tick": model.show(day)}
        act = self.permitted() if kind < 0.72 else self.unwelcome()
        if self.chance(0.25):
            act["key"] = f"k{self.pick.randrange(1, 200)}"
        if self.chance(0.2):
            act["expect_seq"] = self.loop.seq
        if kind > 0.87 or self.chance(0.05):
            act = self.spoil(act)
        return act

    def trace(self, length):
        create = self.creation()
        trace = {"machine": self.machine.name, "create": create, "steps": []}
        created = self.loop.create(create)
        self.reached.add_answer(self.machine, created)
        if not created["ok"]:
            trace["steps"] = [{"tick": create["at"]}] if self.chance(0.5) else []
            return trace
        self.keys += [create["key"]] if "key" in create else []
        for _ in range(length):
            step, before = self.step(), self.loop.state
            self.reached.add_answer(self.machine, self.loop.step(step), before, step.get("event"))
            trace["steps"].append(step)
            self.keys += [step["key"]] if "key" in step else []
            if self.loop.state in self.machine.final and self.chance(0.2):
                break
        return trace


def difference(trace, expected, found):
    """The trace up to the step that differs, and both answers of this step."""
    place, cut = None, dict(trace)
    if not isinstance(found, dict) or not isinstance(found.get("steps"), list):
        expected, found = "an answer", found
    elif not same(expected["created"], found.get("created")):
        cut["steps"], place = [], "created"
        expected, found = expected["created"], found.get("created")
    else:
        number = next((number for number, (one, other) in enumerate(zip(expected["steps"], found["steps"]))
                       if not same(one, other)), None)
        if number is None:
            place = "its members or the number of its steps"
            expected, found = ({**one, "created": "...", "steps": len(one["steps"])} for one in (expected, found))
        else:
            cut["steps"], place = trace["steps"][:number + 1], f"step {number}: {json.dumps(trace['steps'][number])}"
            expected, found = expected["steps"][number], found["steps"][number]
    return "\n".join((json.dumps(cut, ensure_ascii=False), f"differs in {place}",
                      "  the model:   " + json.dumps(expected, sort_keys=True, ensure_ascii=False),
                      "  the program: " + json.dumps(found, sort_keys=True, ensure_ascii=False)))


def shorten(program, machines, days, folder, trace):
    """The trace without the steps that the difference does not need."""
    path = Path(folder) / "shorter.jsonl"
    while True:
        steps = trace["steps"]
        shorter = [{**trace, "steps": steps[:at] + steps[at + 1:]} for at in reversed(range(len(steps)))]
        write_traces(path, shorter)
        trials = zip(shorter, answers(program, path))
        differing = next((one for one, got in trials if not same(model.run(machines, days, one), got)), None)
        if differing is None:
            return trace
        trace = differing


def explain(program, machines, days, folder, trace):
    """The first difference in full, with a short trace."""
    trace = shorten(program, machines, days, folder, trace)
    path = Path(folder) / "short.jsonl"
    write_traces(path, [trace])
    return difference(trace, model.run(machines, days, trace), next(answers(program, path)))


def random_traces(machines, days, reached, walks, length):
    """The machines by turns; every other walk is of the one of which most is missing yet."""
    for seed in range(walks):
        machine = machines[seed // 2 % len(machines)]
        if seed % 2:
            machine = max(machines, key=lambda one: len(reached.missing(one)))
        yield Walk(machine, days, seed, reached).trace(length)


def check_random(program, machines, days, folder, walks, length):
    reached, path = Reached(), Path(folder) / "random.jsonl"
    write_traces(path, random_traces(list(machines.values()), days, reached, walks, length))
    passed = failed = steps = 0
    found = answers(program, path) if program else None
    with open(path, encoding="utf-8") as file:
        for line in file if program else ():
            trace = json.loads(line)
            expected, got = model.run(machines, days, trace), next(found, "no answer")
            steps += 1 + len(expected["steps"])
            agree = same(expected, got)
            passed, failed = passed + agree, failed + (not agree)
            if not agree and failed == 1:
                print(difference(trace, expected, got))
                print("the same, shorter: " + explain(program, machines, days, folder, trace))
    missing = reached.missing_classes() + [one for machine in machines.values() for one in reached.missing(machine)]
    if walks < ENOUGH:
        print(f"so few walks need not reach everything: {len(missing)} things are missing")
        missing = []
    print("".join(f"random traces: {one}\n" for one in missing), end="")
    classes = ", ".join(f"{name} {reached.times('class', name)}" for name in STEP_CLASSES)
    print(f"{walks} walks, {steps} answers compared; steps: {classes}")
    return passed, failed + len(missing) + (check_end(found) if found else 0)


def main(arguments):
    full = os.environ.get("COPROD_FULL")
    walks, length = (5000, 60) if full else (ENOUGH, 40)
    if "--seeds" in arguments:
        at = arguments.index("--seeds")
        walks = int(arguments[at + 1])
        arguments = arguments[:at] + arguments[at + 2:]
    if len(arguments) != 2:
        sys.exit(__doc__)
    program, root = arguments[0], Path(arguments[1])
    program = None if program == "-" else str(Path(program).resolve())
    machines, days = model.load(root / "lib/feedback/data/machines", root / "lib/base/data/calendar-england.json")
    with tempfile.TemporaryDirectory() as folder:
        golden = check_golden(program, machines, days, folder)
        drawn = check_random(program, machines, days, folder, walks, length)
    print(f"{golden[0] + drawn[0]} passed, {golden[1] + drawn[1]} failed")
    return golden[1] + drawn[1] > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
