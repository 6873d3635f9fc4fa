#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every status and every code of a finding or reason is met by a test: check_reached.py ROOT

A status or code counts as met where its name stands in a file under tests/unit, internal, laws, fault or golden,
outside comments. A code that is one ordinary word must stand in quotes.
"""
import json
import os
import re
import sys

FOLDERS = ("unit", "internal", "laws", "fault", "golden")


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        text = file.read()
    return re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S) if path.endswith((".c", ".h")) else text


def tests(root):
    for name in FOLDERS:
        for folder, folders, names in os.walk(os.path.join(root, "tests", name)):
            folders[:] = [f for f in folders if f != "__pycache__"]
            for file in names:
                yield read(os.path.join(folder, file))


def codes(root):
    for module in sorted(os.listdir(os.path.join(root, "lib"))):
        path = os.path.join(root, "lib", module, "data", "texts.json")
        if os.path.exists(path):
            for code in json.loads(read(path))["sentences"]:
                yield code, os.path.relpath(path, root)


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    root = arguments[0]
    base = os.path.join("include", "coprod", "base.h")
    statuses = re.findall(r"^\s*(COPROD_(?:OK|E_\w+)) = ", read(os.path.join(root, base)), flags=re.M)
    wanted = [(name, base, rf"\b{name}\b") for name in statuses]
    for code, path in codes(root):
        wanted.append((code, path, rf"(?<![\w-]){code}(?![\w-])" if "-" in code else rf"[\"']{code}[\"']"))
    text = "\n".join(tests(root))
    missing = [(name, path) for name, path, pattern in wanted if not re.search(pattern, text)]
    for name, path in missing:
        print(f"{path}: {name}: no test under tests/{{{','.join(FOLDERS)}}} meets it")
    print(f"{len(wanted)} statuses and codes, {len(missing)} not met")
    return 1 if missing or not statuses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
