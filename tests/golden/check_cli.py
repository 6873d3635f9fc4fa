#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs the transcripts of golden/cli: check_cli.py PROGRAM [--refresh]

A transcript is lines "$ coprod ARGUMENTS" or "$ coprod ARGUMENTS <<< 'INPUT'", each followed by what must be printed
(standard output, then lines of standard error after "! "), and "[exit N]" where N is not 0. Commands run in the root
of the tree.
"""
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def answer(program, line):
    command, _, given = line[2:].partition(" <<< ")
    words = shlex.split(command)
    text = shlex.split(given)[0] if given else ""
    result = subprocess.run([program, *words[1:]], input=text, capture_output=True, text=True, cwd=ROOT, timeout=60)
    lines = result.stdout.splitlines() + ["! " + one for one in result.stderr.splitlines()]
    return lines + ([f"[exit {result.returncode}]"] if result.returncode else [])


def main():
    program, refresh = sys.argv[1], "--refresh" in sys.argv
    passed = failed = 0
    for path in sorted((HERE / "cli").glob("*.txt")):
        found, expected = [], path.read_text(encoding="utf-8").splitlines()
        for line in expected:
            if line.startswith("#"):
                found.append(line)
            elif line.startswith("$ "):
                if found and not found[-1].startswith("#"):
                    found.append("")
                found += [line, *answer(program, line)]
        if refresh:
            path.write_text("\n".join(found) + "\n", encoding="utf-8")
        same = refresh or [x for x in found if x] == [x for x in expected if x]
        passed, failed = passed + same, failed + (not same)
        if not same:
            at = next((i for i, (a, b) in enumerate(zip(found, expected)) if a != b), min(len(found), len(expected)))
            print(f"{path.name}:{at + 1}:\n  expected {expected[at:at + 1]}\n  found    {found[at:at + 1]}")
    if failed:
        print("read the difference; if it is meant: tests/golden/check_cli.py PROGRAM --refresh")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
