#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The first command of the README says why it could not do its work: check_run.py ROOT

It is run in a copy where the project cannot be set up, and in one that does not compile. No package is looked for.
"""
import os
import shutil
import subprocess
import sys
import tempfile

GOOD = "project('made', 'c')\nexecutable('made', 'made.c')\n"
CASES = [("unknown_function_of_meson()\n", "int main(void) { return 0; }\n", "unknown_function_of_meson"),
         ("", "int main(void) { return not_declared_anywhere; }\n", "not_declared_anywhere")]


def run(root, folder, extra, source):
    os.makedirs(os.path.join(folder, "examples"))
    os.makedirs(os.path.join(folder, "bin"))
    shutil.copy(os.path.join(root, "examples", "run"), os.path.join(folder, "examples", "run"))
    for name, text in (("meson.build", GOOD + extra), ("meson_options.txt", "option('tests', type: 'boolean')\n"),
                       ("made.c", source), ("bin/dpkg-query", "#!/bin/sh\necho installed\n")):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    os.chmod(os.path.join(folder, "bin", "dpkg-query"), 0o755)
    path = os.path.join(folder, "bin") + os.pathsep + os.environ["PATH"]
    return subprocess.run(["sh", os.path.join(folder, "examples", "run")], env=dict(os.environ, PATH=path),
                          capture_output=True, text=True, timeout=120, check=False)


def main():
    failed = 0
    for extra, source, expected in CASES:
        with tempfile.TemporaryDirectory() as folder:
            found = run(sys.argv[1], folder, extra, source)
        told = found.stdout + found.stderr
        if not found.returncode or expected not in told or "report.html" in told:
            print(f"{expected} is not told, or it went on: exit {found.returncode}\n{told}")
            failed += 1
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
