#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The reports of the example dossiers as text, against those that were read line by line: check_golden.py PROGRAM ROOT

"--refresh" as a third argument writes them anew; read the difference before it is kept.
"""
import difflib
import os
import subprocess
import sys

NAMES = ("elft", "solent", "blackpool", "west-yorkshire", "illustrative", "leeds", "calderdale")


def main(arguments):
    if len(arguments) < 2 or arguments[2:] not in ([], ["--refresh"]):
        sys.exit(__doc__)
    program, root = os.path.abspath(arguments[0]), arguments[1]
    different = 0
    for name in NAMES:
        dossier = os.path.join(root, "examples", "dossiers", name + ".json")
        golden = os.path.join(root, "tests", "golden", "report", name + ".txt")
        ran = subprocess.run([program, "report", "--format", "text", dossier], capture_output=True, check=False)
        if ran.returncode or ran.stderr:
            print(f"{name}: exit {ran.returncode}: {ran.stderr.decode(errors='replace')}")
            different += 1
            continue
        if arguments[2:]:
            with open(golden, "wb") as file:
                file.write(ran.stdout)
        expected = b""
        if os.path.exists(golden):
            with open(golden, "rb") as file:
                expected = file.read()
        if ran.stdout != expected:
            different += 1
            before, now = (text.decode(errors="replace").splitlines(True) for text in (expected, ran.stdout))
            sys.stdout.writelines(difflib.unified_diff(before, now, golden, "now", n=2))
    print(f"{len(NAMES)} reports, {different} different")
    if different:
        print("to refresh, after reading the differences: "
              f"{sys.executable} {sys.argv[0]} {arguments[0]} {root} --refresh")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
