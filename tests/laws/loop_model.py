#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Reference interpreter of feedback loops: what a machine of feedback-machines/1 answers to a trace.

Written from the specification alone and independent of the library; it is there to be read and checked by a person, so
it is plain before it is fast. It reads only the members that can change an answer; titles and sources are ignored.

An act on a loop is looked at in this order, and the first that applies is the answer:

  DUPLICATE        its key was that of an accepted act: nothing happens, and that is fine
  SEQ              it expects another number of accepted acts than there are (creation is number 1)
  UNKNOWN_EVENT    the machine has no such event
  TIME             it is dated before the last accepted act
                   -- now every overdue clock is recorded; this stays, even if the act is refused below --
  FINAL            the loop is at its end
  NO_TRANSITION    the event has no place in this state
  ROLE             this role may not do it
  PAYLOAD          a field is missing, or not declared, or of the wrong type, in this order
  GUARD            a condition does not hold; the first in listed order
  FACT_RANGE       an action takes a number below 0 or above 2^32-1
  CALENDAR_RANGE   a due day needs a day that the calendar does not cover
  OK

Creation knows ROLE to CALENDAR_RANGE. A refused act changes nothing but the overdue clocks seen on the way.
Days outside the years 1 to 9999 are outside this model.

loop_model.py MACHINES_FOLDER CALENDAR answers traces, one JSON object a line, from standard input.
"""
import calendar
import datetime
import json
import operator
import re
import sys
from pathlib import Path

LARGEST = 2 ** 32 - 1
DAY = datetime.timedelta(days=1)
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ACCEPTED = ("OK", "TICK", "DUPLICATE")
BLANK = " \t\r\n"
COMPARE = {"eq": operator.eq, "ge": operator.ge, "gt": operator.gt, "le": operator.le, "lt": operator.lt,
           "ge_day": operator.ge, "gt_day": operator.gt, "le_day": operator.le}


class Refusal(Exception):
    """An act is refused: its class and the detail."""

    def __init__(self, kind, detail):
        super().__init__(kind, detail)
        self.kind, self.detail = kind, detail


def read_day(text):
    """The day written as YYYY-MM-DD, or None."""
    if not isinstance(text, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def show(value):
    """A value as it stands in an answer."""
    return value.isoformat() if isinstance(value, datetime.date) else value


# --- Days ------------------------------------------------------------------------------------------------------------

class Calendar:
    """Which days are working days, over a stated range; outside of it nothing is guessed."""

    def __init__(self, document):
        self.first, self.last = (read_day(text) for text in document["covers"])
        self.weekend = {WEEK.index(name) for name in document["weekend"]}
        self.holidays = {read_day(text) for text in document["holidays"]}

    def is_working(self, day):
        if not self.first <= day <= self.last:
            raise Refusal("CALENDAR_RANGE", show(day))
        return day.weekday() not in self.weekend and day not in self.holidays

    def count_working(self, n, day):
        """The n-th working day, the given day being the first that is looked at."""
        while True:
            n -= self.is_working(day)
            if n == 0:
                return day
            day += DAY

    def due(self, clock, start):
        """The due day of a clock that starts on a day. "after": that day is not counted; "from" and "commencing": it
        is. A clock that rolls and would end on a day off ends on the next (or previous) working day."""
        n, first_counts = clock["n"], clock["count"] in ("from", "commencing")
        if clock["unit"] == "wd":
            day = self.count_working(n, start if first_counts else start + DAY)
        elif clock["unit"] == "day":
            day = start + (n - first_counts) * DAY
        else:
            day = months_on(start, n, first_counts)
        step = {"none": 0, "next": 1, "prev": -1}[clock["roll"]]
        while step and not self.is_working(day):
            day += step * DAY
        return day


def months_on(start, n, first_counts):
    """The corresponding date n months on, or the day before it where the first day counts; in a month that has no such
    date, its last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    length = calendar.monthrange(year, month + 1)[1]
    if start.day > length:
        return datetime.date(year, month + 1, length)
    return datetime.date(year, month + 1, start.day) - first_counts * DAY


# --- Conditions ------------------------------------------------------------------------------------------------------

class Scope:
    """What an expression can see: the machine's guards, the facts, the due days, the payload and the day of the act."""

    def __init__(self, machine, facts, dues, payload, at):
        self.machine, self.facts, self.dues, self.payload, self.at = machine, facts, dues, payload, at

    def value(self, term):
        if isinstance(term, list):
            return self.evaluate(*term)
        if not isinstance(term, str):
            return term
        if term == "@at":
            return self.at
        if term.startswith("$"):
            return self.payload[term[1:]]
        if term.startswith("due:"):
            return self.dues.get(term[len("due:"):])
        return self.facts[term] if term in self.facts else term

    def evaluate(self, name, *terms):
        if name == "ref":
            return self.value(self.machine.guards[terms[0]])
        if name == "in":                 # the list holds literals, also where a fact has the same name
            return self.value(terms[0]) in terms[1]
        values = [self.value(term) for term in terms]
        if name == "and":
            return all(values)
        if name == "or":
            return any(values)
        if name == "not":
            return not values[0]
        if name == "is":
            return values[0] is True
        if name == "nonempty":
            return values[0] is not None and values[0].strip(BLANK) != ""
        if None in values:               # a day fact that is not set, a clock that does not run
            return None if name in ("sum", "days") else False
        if name == "sum":
            return sum(values)
        if name == "days":               # from the first to the second; the second is not added
            return (values[1] - values[0]).days
        return COMPARE[name](*values)


# --- Checks ----------------------------------------------------------------------------------------------------------

def check_role(roles, actor):
    """Actors are "role:name"."""
    role, _, name = actor.partition(":")
    if not name or role not in roles:
        raise Refusal("ROLE", actor)


def read_field(kind, value):
    """A payload value, or None if it is of the wrong type; blank texts are texts."""
    if kind == "int":
        return value if type(value) is int and 0 <= value <= LARGEST else None
    if kind == "bool":
        return value if type(value) is bool else None
    if kind == "day":
        return read_day(value)
    return value if isinstance(value, str) else None


def read_payload(declared, given):
    """The payload with its days read."""
    for field in declared:
        if field not in given:
            raise Refusal("PAYLOAD", field)
    for field in given:
        if field not in declared:
            raise Refusal("PAYLOAD", field)
    payload = {field: read_field(kind, given[field]) for field, kind in declared.items()}
    for field, value in payload.items():
        if value is None:
            raise Refusal("PAYLOAD", field)
    return payload


# --- Machines and loops ----------------------------------------------------------------------------------------------

class Machine:
    """A definition."""

    def __init__(self, document):
        self.name = f"{document['id']}@{document['version']}"
        self.initial, self.final = document["initial"], document["final"]
        self.facts = document["facts"]             # name: [type, first value]
        self.guards = document["guards"]           # name: expression
        self.events = document["events"]           # name: {roles, payload}
        self.clocks = document["timers"]           # name: {n, unit, count, roll, escalate}
        self.creation = document["create"]         # {roles, payload, guards, do, timers}
        self.transitions = {(one["from"], one["event"]): one for one in document["transitions"]}


class Loop:
    """One loop of a machine. Before an accepted creation its state is None and it knows nothing."""

    def __init__(self, machine, days):
        self.machine, self.calendar = machine, days
        self.state, self.facts = None, {}
        self.dues, self.recorded = {}, set()       # due days of running clocks; clocks that were recorded as overdue
        self.breaches = []
        self.seq, self.last, self.keys = 0, None, set()

    def answer(self, kind, detail=None):
        return {"ok": kind in ACCEPTED, "class": kind, "detail": detail, "state": self.state,
                "timers": {name: show(due) for name, due in self.dues.items()},
                "breaches": list(self.breaches), "facts": {name: show(value) for name, value in self.facts.items()}}

    def create(self, act):
        creation = self.machine.creation
        first = {name: one[1] for name, one in self.machine.facts.items()}
        try:
            self.carry_out(act, creation, creation, first)
        except Refusal as refusal:
            return self.answer(refusal.kind, refusal.detail)
        return self.accept(act, self.machine.initial)

    def apply(self, act):
        if act.get("key") is not None and act["key"] in self.keys:
            return self.answer("DUPLICATE")
        try:
            transition = self.find_transition(act)
            self.carry_out(act, self.machine.events[act["event"]], transition, self.facts)
        except Refusal as refusal:
            return self.answer(refusal.kind, refusal.detail)
        return self.accept(act, transition["to"])

    def find_transition(self, act):
        """The part of an act that does not depend on who does it, with the tick to its day."""
        event, at = act["event"], read_day(act["at"])
        if act.get("expect_seq") is not None and act["expect_seq"] != self.seq:
            raise Refusal("SEQ", self.seq)
        if event not in self.machine.events:
            raise Refusal("UNKNOWN_EVENT", event)
        if at < self.last:
            raise Refusal("TIME", show(self.last))
        self.tick(at)
        if self.state in self.machine.final:
            raise Refusal("FINAL", self.state)
        if (self.state, event) not in self.machine.transitions:
            raise Refusal("NO_TRANSITION", self.state)
        return self.machine.transitions[self.state, event]

    def carry_out(self, act, declared, rule, facts):
        """Checks role, payload and guards; then runs actions and clocks on copies, which are kept if none refuses."""
        at = read_day(act["at"])
        check_role(declared["roles"], act["by"])
        payload = read_payload(declared["payload"], act.get("payload", {}))
        facts, dues, recorded = dict(facts), dict(self.dues), set(self.recorded)
        scope = Scope(self.machine, facts, dues, payload, at)
        for guard in rule["guards"]:
            if not scope.value(self.machine.guards[guard]):
                raise Refusal("GUARD", guard)
        for verb, fact, term in rule["do"]:
            value = scope.value(term)
            facts[fact] = facts[fact] + value if verb == "add" else value
            if self.machine.facts[fact][0] == "int" and not 0 <= facts[fact] <= LARGEST:
                raise Refusal("FACT_RANGE", fact)
        for verb, clock, *given in rule["timers"]:
            dues.pop(clock, None)
            recorded.discard(clock)
            if verb == "set":                      # a given date stands; no calendar is asked
                dues[clock] = scope.value(given[0])
            elif verb in ("start", "restart"):
                dues[clock] = self.calendar.due(self.machine.clocks[clock], at)
        self.facts, self.dues, self.recorded = facts, dues, recorded

    def accept(self, act, state):
        self.state, self.last = state, read_day(act["at"])
        self.seq += 1
        if act.get("key") is not None:
            self.keys.add(act["key"])
        return self.answer("OK")

    def tick(self, day):
        """Records each running clock that is overdue on a day: its due day is over, it escalates, and it was not
        recorded since it was started."""
        late = [(due, clock.encode(), clock) for clock, due in self.dues.items()
                if due < day and self.machine.clocks[clock]["escalate"] >= 1 and clock not in self.recorded]
        for due, _, clock in sorted(late):
            self.breaches.append({"timer": clock, "due": show(due), "level": self.machine.clocks[clock]["escalate"]})
            self.recorded.add(clock)
            self.facts["breach_unexplained"] += 1

    def step(self, step):
        if "tick" not in step:
            return self.apply(step)
        self.tick(read_day(step["tick"]))
        return self.answer("TICK")


def run(machines, days, trace):
    """The answer to a trace. After a refused creation no step is run."""
    loop = Loop(machines[trace["machine"]], days)
    created = loop.create(trace["create"])
    steps = [loop.step(step) for step in trace["steps"]] if created["ok"] else []
    return {"machine": trace["machine"], "created": created, "steps": steps}


def documents(folder):
    """The machines of a folder as they stand in its files."""
    found = []
    for path in sorted(Path(folder).glob("*.json")):
        found += json.loads(path.read_text(encoding="utf-8"))["machines"]
    return found


def load(machines, days):
    """The machines of a folder by their names, "id@version", and the calendar of a file."""
    found = [Machine(document) for document in documents(machines)]
    with open(days, encoding="utf-8") as file:
        return {machine.name: machine for machine in found}, Calendar(json.load(file))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    MACHINES, DAYS = load(*sys.argv[1:])
    for line in sys.stdin:
        print(json.dumps(run(MACHINES, DAYS, json.loads(line)), ensure_ascii=False))
