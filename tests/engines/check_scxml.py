#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs exported machines in Qt's SCXML engine and compares it with the program: check_scxml.py PROGRAM ROOT [--walks N]

Random walks of golden/check_loop.py (N of 40 steps, 300) over all built-in machines, and its golden cases. Qt is told
the due days that "coprod days" gives; what came of each event, which guard refused it, the state, the clocks, the
missed days and the facts must be those of "coprod loop run". Repeats, wrong sequence numbers, unknown events and events
before the last one are for the caller to refuse, so they are not sent. Needs Debian's libqt5scxml5-dev,
qtdeclarative5-dev, g++ and pkg-config.
"""
import argparse
import datetime
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "golden"))
import check_loop as loops  # noqa: E402

NOT_SENT = ("DUPLICATE", "SEQ", "UNKNOWN_EVENT", "TIME")
NAMED = ("PAYLOAD", "GUARD", "FACT_RANGE")  # whose detail is a name of the definition


def number(day):
    return datetime.date.fromisoformat(day).toordinal()


def iso(day):
    return datetime.date.fromordinal(int(day)).isoformat()


def build(folder):
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "Qt5Scxml"], check=True, text=True,
                           stdout=subprocess.PIPE).stdout.split()
    subprocess.run(["g++", "-O1", "-fPIC", str(HERE / "qt_scxml.cpp"), "-o", f"{folder}/qt_scxml", *flags], check=True)
    return f"{folder}/qt_scxml"


class Days:
    """Due days, asked of the program all at once."""

    def __init__(self, program, machines, traces):
        wanted = {(trace["machine"], one["at"]) for trace in traces for one in [trace["create"], *trace["steps"]]
                  if "at" in one}
        keys, asked = [], []
        for name, at in sorted(wanted):
            for clock, own in machines[name].clocks.items():
                if own["unit"] == "date":
                    continue
                keys.append((name, at, clock))
                asked.append({"from": at, **{key: own[key] for key in ("n", "unit", "count", "roll")}})
        done = subprocess.run([program, "days", "--json", "--lines"], text=True, stdout=subprocess.PIPE, check=False,
                              input="".join(json.dumps(one) + "\n" for one in asked))
        self.due = {}
        for (name, at, clock), line in zip(keys, done.stdout.splitlines()):
            told = json.loads(line)
            if told.get("due"):
                self.due.setdefault((name, at), {})[clock] = number(told["due"])

    def of(self, name, at):
        return self.due.get((name, at), {})


def data_of(machine, days, act, declared):
    """What the engine is told: days as numbers, and a text, which is refused, for what is none. ECMAScript cannot tell
    1.0 from 1, and the program refuses it: it is sent as a text too."""
    role, _, name = act["by"].partition(":")
    payload = dict(act.get("payload", {}))
    for field, kind in declared.items():
        if kind == "day" and field in payload:
            day = loops.model.read_day(payload[field])
            payload[field] = day.toordinal() if day else "no day"
        if kind == "int" and isinstance(payload.get(field), float):
            payload[field] = "a real"
    return {"at": number(act["at"]), "role": role if name else "", "payload": payload,
            "due": days.of(machine.name, act["at"])}


def sent(machine, days, trace, answered):
    """The events of a trace, and what must be the answer to each but "tick"."""
    yield {"event": "create", "data": data_of(machine, days, trace["create"], machine.creation["payload"])}, \
        answered["created"]
    for step, answer in zip(trace["steps"], answered["steps"]):
        if "tick" in step:
            yield {"event": "tick", "data": {"at": number(step["tick"])}}, None
        elif answer["class"] not in NOT_SENT:
            yield {"event": "tick", "data": {"at": number(step["at"])}}, None
            yield {"event": f"do.{step['event']}",
                   "data": data_of(machine, days, step, machine.events[step["event"]]["payload"])}, answer


def fact(kind, value):
    return iso(value) if kind == "day" and value is not None else value


def as_program(machine, told):
    """The engine's answer in the form of the program's; before the creation there is no state, and nothing is known."""
    kind, detail = told["answer"]
    new = told["state"] == "s.new"
    facts = {} if new else {name: fact(machine.facts[name][0], value) for name, value in told["facts"].items()}
    return {"class": kind, "detail": detail if kind in NAMED else None, "state": None if new else told["state"],
            "timers": {clock: iso(due) for clock, due in told["clocks"].items() if due is not None},
            "breaches": [{**one, "due": iso(one["due"]), "level": int(one["level"])} for one in told["breaches"]],
            "facts": facts}


def as_expected(answer):
    return {**{key: answer[key] for key in ("class", "state", "timers", "breaches", "facts")},
            "detail": answer["detail"] if answer["class"] in NAMED else None}


def whole(value):
    """Numbers of ECMAScript are reals: 1.0 is 1."""
    if isinstance(value, dict):
        return {key: whole(inner) for key, inner in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value


def traces_of(machines, days, walks):
    golden = [case["trace"] for _, case in loops.golden_cases() if "trace" in case]
    return golden + list(loops.random_traces(list(machines.values()), days, loops.Reached(), walks, 40))


def main(arguments):
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("program", type=Path)
    reader.add_argument("root", type=Path)
    reader.add_argument("--walks", type=int, default=300)
    own = reader.parse_args(arguments)
    program, root, walks = str(own.program.resolve()), own.root, own.walks
    machines, days = loops.model.load(root / "lib/feedback/data/machines", root / "lib/base/data/calendar-england.json")
    traces = traces_of(machines, days, walks)
    with tempfile.TemporaryDirectory() as folder:
        for name in machines:
            with open(f"{folder}/{name}.scxml", "w", encoding="utf-8") as file:
                subprocess.run([program, "loop", "export", "--as", "scxml", name], stdout=file, check=True)
        path = Path(folder) / "traces.jsonl"
        loops.write_traces(path, traces)
        due, lines, expected = Days(program, machines, traces), [], []
        for trace, answered in zip(traces, loops.answers(program, path)):
            machine = machines[trace["machine"]]
            lines.append({"load": f"{folder}/{trace['machine']}.scxml"})
            for event, answer in sent(machine, due, trace, answered):
                lines.append(event)
                expected += [(machine, event, answer)] if answer else []
        done = subprocess.run([build(folder)], input="".join(json.dumps(one) + "\n" for one in lines), text=True,
                              stdout=subprocess.PIPE, check=True)
        found = [json.loads(line) for line in done.stdout.splitlines()]
    passed, failed, classes = 0, len(found) != len(expected), {}
    for (machine, event, answer), told in zip(expected, found):
        one, other = as_expected(answer), whole(as_program(machine, whole(told)))
        passed, failed = passed + (one == other), failed + (one != other)
        classes[answer["class"]] = classes.get(answer["class"], 0) + 1
        if one != other and failed < 4:
            print(f"{machine.name}: {json.dumps(event)}\n  the program: {one}\n  Qt:          {other}")
    print(f"{len(traces)} traces: " + ", ".join(f"{kind} {count}" for kind, count in sorted(classes.items())))
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or not passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
