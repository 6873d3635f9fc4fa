#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every public function stands in the table of tests/fuzz/README.md with a fuzzer that calls it: check_table.py ROOT

A function is "trivial" where no input of its own can lead it astray. A fuzzer that the table names must be one of the
folder, call the function itself or through the shared files, and have a corpus.
"""
import os
import re
import sys

SHARED = ("classify.c", "fuzz.h", "loop.c", "payment.c", "price.c")


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def public_functions(root):
    folder = os.path.join(root, "include", "coprod")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".h"):
            text = re.sub(r"/\*.*?\*/", " ", read(folder, name), flags=re.S)
            yield from re.findall(r"^COPROD_API\b[^;(]*?(\w+)\(", text, flags=re.M)


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    root = arguments[0]
    folder = os.path.join(root, "tests", "fuzz")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+?) \|$", read(folder, "README.md"), flags=re.M)
    table, faults = dict(rows), []
    functions = list(public_functions(root))
    shared = "".join(read(folder, name) for name in SHARED)
    faults += [f"{name}: stands twice" for name in table if [row[0] for row in rows].count(name) > 1]
    faults += [f"{name}: is no public function" for name in sorted(set(table) - set(functions))]
    for function in functions:
        if function not in table:
            faults.append(f"{function}: is not in the table")
            continue
        for fuzzer in re.findall(r"`?(\w+)`?", table[function]):
            if fuzzer == "trivial":
                continue
            source = os.path.join(folder, f"fuzz_{fuzzer}.c")
            if not os.path.exists(source) or not os.path.isdir(os.path.join(folder, "corpus", fuzzer)):
                faults.append(f"{function}: {fuzzer} is no fuzzer with a corpus")
            elif not re.search(rf"\b{function}\(", read(source) + shared):
                faults.append(f"{function}: fuzz_{fuzzer}.c does not call it")
    for fault in faults:
        print(fault)
    print(f"{len(functions)} functions, {len(faults)} faults")
    return 1 if faults or not functions else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
