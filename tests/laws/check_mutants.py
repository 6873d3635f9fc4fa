#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Whether a broken machine is noticed: check_mutants.py PROGRAM ROOT [--mutants N]

Breaks each built-in machine N times (4; 300 where COPROD_FULL is set), each time in one place, drawn at random: first
the way to break it, then the place. The same mutants come out each time. ROOT holds lib/feedback/data/machines and
lib/base/data/calendar-england.json.

A mutant changes the behaviour if it does not load, or if it answers 10,000 random steps (of golden/check_loop.py: what
is permitted, mixed with every fault) otherwise than its original. It is found

  not loaded      if it does not load,
  by the check    if "loop check" reports a defect of it,
  by the traces   if it answers one of the traces that "loop check --traces" makes of its original otherwise.

Of all mutants that change the behaviour 95 in 100 must be found. Those that are not are printed, each with its operator
and its place. A machine passes if it and its traces are as they should be: no defect, and every trace answered.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "golden"))
import check_loop as loops  # noqa: E402
from machine_mutants import mutants, show  # noqa: E402

STEPS, LENGTH, WANTED, SECONDS = 10000, 60, 0.95, 300


# --- The program -----------------------------------------------------------------------------------------------------

class BrokenDown(Exception):
    """The program did not answer as it should, whatever the machine."""


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = path, Path(folder)

    def write(self, machine):
        path = self.folder / "machine.json"
        path.write_text(json.dumps({"schema": "feedback-machines/1", "machines": [machine]}), encoding="utf-8")
        return path

    def check(self, file):
        """The answer of loop check."""
        done = subprocess.run([self.path, "loop", "check", "--json", str(file)], stdout=subprocess.PIPE,
                              timeout=SECONDS, check=False)
        if done.returncode not in (0, 1):
            raise BrokenDown(f"loop check ended with {done.returncode}")
        return json.loads(done.stdout)

    def covering(self, name, path):
        with open(path, "wb") as out:
            subprocess.run([self.path, "loop", "check", "--traces", name], stdout=out, timeout=SECONDS, check=True)

    def start(self, traces, machines=None):
        own = ["--machines", str(machines)] if machines else []
        return subprocess.Popen([self.path, "loop", "run", "--json", "--lines", *own, str(traces)],
                                stdout=subprocess.PIPE)

    def answers(self, traces):
        with self.start(traces) as running:
            return running.stdout.read().splitlines()

    def differs(self, traces, machines, expected):
        """Whether one of the answers is another one; what comes after it is not waited for."""
        with self.start(traces, machines) as running:
            number = 0
            for line in running.stdout:
                if number == len(expected) or line.rstrip(b"\n") != expected[number]:
                    running.kill()
                    return True
                number += 1
        if running.returncode not in (0, 1) or number != len(expected):
            raise BrokenDown(f"loop run ended with {running.returncode} after {number} answers")
        return False


class Original:
    """A built-in machine with its traces and walks, and what it answers to them."""

    def __init__(self, program, document, model, days):
        self.program, self.document, self.model = program, document, model
        self.covering, self.walks = program.folder / "covering.jsonl", program.folder / "walks.jsonl"
        program.covering(model.name, self.covering)
        steps, traces, reached = 0, [], loops.Reached()
        while steps < STEPS:
            traces.append(loops.Walk(model, days, len(traces), reached).trace(LENGTH))
            steps += len(traces[-1]["steps"])
        loops.write_traces(self.walks, traces)
        self.covered, self.walked = program.answers(self.covering), program.answers(self.walks)

    def faults(self):
        own = [f"{one['class']} at {one['place']}" for one in
               self.program.check(self.program.write(self.document))["defects"]]
        for what, answers in (("trace", self.covered), ("walk", self.walked)):
            own += [] if answers else [f"there is no {what}"]
            own += [f"{what} {number}: {answer.decode()[:300]}" for number, answer in enumerate(answers)
                    if not answer.startswith(b'{"machine":')]
        return own

    def judge(self, mutant):
        """Whether it changes the behaviour, and how it was found."""
        file = self.program.write(mutant)
        checked = self.program.check(file)
        if not checked["machines"]:
            return True, "not loaded"
        changes = self.program.differs(self.walks, file, self.walked)
        if checked["defects"]:
            return changes, "by the check"
        return changes, "by the traces" if self.program.differs(self.covering, file, self.covered) else None


def check_machine(original, number):
    """How many mutants change the behaviour, how many of them are found, and whether the machine is as it should be."""
    ways, same, survivors = dict.fromkeys(("not loaded", "by the check", "by the traces"), 0), 0, []
    faults = original.faults()
    for operator, changes, mutant in mutants(original.document, number):
        try:
            behaves, way = original.judge(mutant)
        except (BrokenDown, subprocess.TimeoutExpired) as fault:
            faults.append(f"{operator} at {show(changes)}: {fault}")
            continue
        if not behaves:
            same += 1
        elif way:
            ways[way] += 1
        else:
            survivors.append(f"{operator} at {show(changes)}")
    found = sum(ways.values())
    told = ", ".join(f"{count} {way}" for way, count in ways.items())
    print(f"{original.model.name}: {number} mutants, {same} behave the same, {found + len(survivors)} do not: found {told}")
    print("".join(f"  not found: {one}\n" for one in survivors) + "".join(f"  {one}\n" for one in faults), end="",
          flush=True)
    return found, len(survivors), not faults


def main(arguments):
    number = 300 if os.environ.get("COPROD_FULL") else 4
    if "--mutants" in arguments:
        at = arguments.index("--mutants")
        number = int(arguments[at + 1])
        arguments = arguments[:at] + arguments[at + 2:]
    if len(arguments) != 2:
        sys.exit(__doc__)
    program, root = str(Path(arguments[0]).resolve()), Path(arguments[1])
    folder = root / "lib/feedback/data/machines"
    machines, days = loops.model.load(folder, root / "lib/base/data/calendar-england.json")
    documents = loops.model.documents(folder)
    found = survived = passed = 0
    for document, model in zip(documents, machines.values()):
        with tempfile.TemporaryDirectory() as scratch:
            own = check_machine(Original(Program(program, scratch), document, model, days), number)
        found, survived, passed = found + own[0], survived + own[1], passed + own[2]
    enough = found and found >= WANTED * (found + survived)
    print(f"{found} of {found + survived} mutants that change the behaviour were found; "
          f"{WANTED:.0%} are wanted")
    print(f"{passed + bool(enough)} passed, {len(documents) - passed + (not enough)} failed")
    return passed < len(documents) or not enough


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
