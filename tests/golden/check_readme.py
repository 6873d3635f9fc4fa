#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""README.md is true: the program that it prints is examples/c/classify.c and prints what it says, its dialogue with
coprod is real, and the first program of docs/guide/reimburse.md is examples/c/reimburse.c.

check_readme.py [--write] ROOT PROGRAM   PROGRAM is the built example_classify; coprod stands in coprod/ beside it.
                                         --write puts what coprod prints into README.md
"""
import re
import shlex
import subprocess
import sys
from pathlib import Path

DIALOGUE = re.compile(r"```console\n(.*?)```", re.S)


def text_of(path):
    return path.read_text(encoding="utf-8")


def run(root, command):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=root, check=False).stdout


def dialogue(root, program, shown):
    """The dialogue with what is printed now."""
    commands = [line for line in shown.splitlines() if line.startswith("$ coprod ")]
    return "".join(f"{line}\n{run(root, [str(program), *shlex.split(line)[2:]])}" for line in commands)


def main(arguments):
    write = arguments[:1] == ["--write"]
    root, program = Path(arguments[-2]), Path(arguments[-1]).resolve()
    coprod = program.parent / "coprod" / "coprod"
    page, guide = text_of(root / "README.md"), text_of(root / "docs/guide/reimburse.md")
    source = [text_of(root / f"examples/c/{name}.c").split("\n", 1)[1] for name in ("classify", "reimburse")]
    first = re.compile(r"```c\n(.*?)```", re.S)
    talk = DIALOGUE.search(page).group(1)
    if write:
        page = DIALOGUE.sub(lambda _: f"```console\n{dialogue(root, coprod, talk)}```", page, count=1)
        (root / "README.md").write_text(page, encoding="utf-8")
        talk = DIALOGUE.search(page).group(1)
    compared = [("README.md: the program", first.search(page).group(1), source[0]),
                ("README.md: its output", re.search(r"It prints:\n\n```\n(.*?)```", page, re.S).group(1),
                 run(root, [str(program)])),
                ("README.md: the dialogue", talk, dialogue(root, coprod, talk)),
                ("docs/guide/reimburse.md: its first program", first.search(guide).group(1), source[1])]
    failed = 0
    for what, shown, found in compared:
        if shown != found:
            print(f"{what} differs:\n--- shown\n{shown}\n--- found\n{found}")
            failed += 1
    print(f"{len(compared) - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
