#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Lets SPIN search exported machines and compares what it finds with "loop check":
check_promela.py PROGRAM ROOT [--mutants N]

Of each built-in machine, of docs/examples/own-machine.json, and of N broken ones of each built-in machine (30; those of
laws/machine_mutants.py that load): whether an invariant can fail, and which transitions are never taken. The model
knows of a day only whether it is past, today or to come, so SPIN may see more than can happen: what it rules out, the
check must rule out too. Of machines that are not broken both must say the same. Needs Debian's spin and gcc.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "laws"))
import loop_model as model  # noqa: E402
from machine_mutants import mutants, show  # noqa: E402

SECONDS = 600


def run(folder, *command, codes=(0,)):
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=SECONDS, check=False)
    if done.returncode not in codes:
        raise RuntimeError(f"{' '.join(command)}: {done.returncode}\n{done.stdout[-2000:]}")
    return done.stdout


def by_check(program, folder):
    """Whether an invariant can fail, and the transitions that are never taken; None where the machine does not load."""
    told = json.loads(run(folder, program, "loop", "check", "--json", "machine.json", codes=(0, 1)))
    if not told["machines"] or not told["machines"][0]["complete"]:
        return None
    never = {int(re.search("/transitions/([0-9]+)", one["place"])[1]) for one in told["defects"]
             if one["class"] == "NEVER_FIRES"}
    return any(one["class"] == "INVARIANT" for one in told["defects"]), never


def by_spin(program, folder, name, transitions):
    text = run(folder, program, "loop", "export", "--as", "promela", "--machines", "machine.json", name)
    (Path(folder) / "machine.pml").write_text(text, encoding="utf-8")
    run(folder, "spin", "-a", "-o3", "machine.pml")
    run(folder, "gcc", "-w", "-DSAFETY", "-DNOFAIR", "-DVECTORSZ=4096", "-o", "pan", "pan.c")
    told = run(folder, "./pan", "-c0", "-m1000000", "-w22")
    if "error: max search depth too small" in told or "Search not completed" in told:
        raise RuntimeError(f"{name}: the search was cut short\n{told[-1000:]}")
    place = {number: int(found[1]) for number, line in enumerate(text.splitlines(), 1)
             if (found := re.search(r"/\* taken ([0-9]+) \*/", line))}
    assert sorted(place.values()) == list(range(transitions + 1)), "every transition stands in the model once"
    unreached = {int(line) for line in re.findall(r"machine\.pml:([0-9]+), state", told.split("unreached in")[1])}
    return int(re.search(r"errors: ([0-9]+)", told)[1]) > 0, {place[line] for line in unreached if line in place}


class Check:
    def __init__(self, program):
        self.program, self.same, self.more, self.faults, self.skipped = program, 0, 0, [], 0

    def one(self, case):
        what, document, broken = case
        try:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "machine.json"
                path.write_text(json.dumps({"schema": "feedback-machines/1", "machines": [document]}), encoding="utf-8")
                mine = by_check(self.program, folder)
                if mine is None:
                    self.skipped += 1
                    return
                spin = by_spin(self.program, folder, f"{document['id']}@{document['version']}",
                               len(document["transitions"]))
        except (RuntimeError, AssertionError, subprocess.TimeoutExpired) as fault:
            self.faults.append(f"{what}: {fault}")
            return
        if mine == spin:
            self.same += 1
        elif broken and mine[0] <= spin[0] and mine[1] >= spin[1]:
            self.more += 1
            print(f"{what}: SPIN sees more: {spin}, the check {mine}")
        else:
            self.faults.append(f"{what}: the check says {mine}, SPIN {spin}")


def main(arguments):
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("program", type=Path)
    reader.add_argument("root", type=Path)
    reader.add_argument("--mutants", type=int, default=30)
    own = reader.parse_args(arguments)
    root, number = own.root, own.mutants
    check, cases = Check(str(own.program.resolve())), []
    for document in model.documents(root / "lib/feedback/data/machines"):
        cases.append((document["id"], document, False))
        cases += [(f"{document['id']}, {operator} at {show(changes)}", mutant, True)
                  for operator, changes, mutant in mutants(document, number)]
    example = json.loads((root / "docs/examples/own-machine.json").read_text(encoding="utf-8"))
    cases += [(document["id"], document, False) for document in example["machines"]]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(check.one, cases))
    print("".join(f"{one}\n" for one in check.faults), end="")
    print(f"{len(cases)} machines: SPIN and the check say the same of {check.same}, SPIN sees more in {check.more}, "
          f"{check.skipped} do not load")
    print(f"{check.same + check.more} passed, {len(check.faults)} failed")
    return bool(check.faults) or not check.same


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
