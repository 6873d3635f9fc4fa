#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whoever waits for "coprod missing" at a terminal is told that it goes on, and what would help; nobody else is:
check_progress.py PROGRAM

A search that takes minutes is begun, and ended as soon as it has told so, or, away from a terminal, some time later.
"""
import json
import math
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time

VALUES = (2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 2, 2, 6, 6)
PATIENCE = 60


def files(folder):
    """A schema, and people in whom every value of an attribute is there, in turn."""
    schema, people = os.path.join(folder, "schema.json"), os.path.join(folder, "people.csv")
    with open(schema, "w", encoding="utf-8") as file:
        json.dump({"schema": "pattern-schema/1", "id": "wide", "attributes": [
            {"id": f"a{i}", "values": [{"id": f"v{k}"} for k in range(count)]} for i, count in enumerate(VALUES)]}, file)
    with open(people, "w", encoding="utf-8") as file:
        file.write(",".join(f"a{i}" for i in range(len(VALUES))) + "\n")
        for row in range(3000):
            file.write(",".join(f"v{row * (2 * i + 7) // 5 % count}" for i, count in enumerate(VALUES)) + "\n")
    return schema, people


def first_words(stream, seconds):
    """What is there within so many seconds."""
    return os.read(stream, 4096).decode() if select.select([stream], [], [], seconds)[0] else ""


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        schema, people = files(folder)
        command = [arguments[0], "missing", "--schema", schema, "--levels", "0", "--count", people]
        terminal, side = pty.openpty()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=side) as told:
            begun = time.monotonic()
            words = first_words(terminal, PATIENCE)
            while "searching" not in words and (more := first_words(terminal, PATIENCE)):
                words += more
            waited = time.monotonic() - begun
            told.kill()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as silent:
            quiet = first_words(silent.stderr.fileno(), waited + 0.5)
            ended = silent.poll() is not None
            silent.kill()
    hint = re.fullmatch(r"coprod: missing: with --memory (\d+) it may be far quicker\r\n"
                        r"coprod: missing: searching, \d+ s\r\n", words)
    # a counter for each of the patterns, and a fifth more at most
    patterns = math.prod(count + 1 for count in VALUES)
    faults = [] if hint and patterns < int(hint[1]) << 20 < 1.2 * patterns else [f"at a terminal: {words!r}"]
    faults += [f"away from a terminal: {quiet!r}"] if quiet or ended else []
    for fault in faults:
        print(fault)
    print(f"progress: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
