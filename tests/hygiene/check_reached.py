#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every status and every code of a finding or reason is met by a test: check_reached.py ROOT

A status or code counts as met where its name stands in a file under tests/unit, internal, laws, fault or golden,
outside comments. A code that is one ordinary word must stand in quotes. A sentence of a transcript counts for its code.
Outcomes and reasons of a payment count by their words: "line-paid-capped" is paid_capped, "why-rate-unknown" is
RATE_UNKNOWN.
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


def sentences(root):
    for module in sorted(os.listdir(os.path.join(root, "lib"))):
        path = os.path.join(root, "lib", module, "data", "texts.json")
        if os.path.exists(path):
            for code, styles in json.loads(read(path))["sentences"].items():
                yield code, styles["plain"]


def told(sentence, text):
    """The longest piece of a sentence between its values, which is of its own kind, stands in a transcript."""
    piece = max(re.split(r"\{\w+\}", sentence), key=len).strip()
    return len(piece) > 6 and piece in text


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    root = arguments[0]
    base = os.path.join("include", "coprod", "base.h")
    statuses = re.findall(r"^\s*(COPROD_(?:OK|E_\w+)) = ", read(os.path.join(root, base)), flags=re.M)
    text = "\n".join(tests(root))
    words, dashed = set(re.findall(r"\w+", text)), set(re.findall(r"[\w-]+", text))
    wanted = [(name, base, name in words) for name in statuses]
    for code, path in codes(root):
        first, _, rest = code.partition("-")
        if path.endswith("reimburse/data/texts.json") and first in ("why", "line") and code != "line-left":
            word = rest.replace("-", "_")
            wanted.append((code, path, (word.upper() if first == "why" else word) in words))
            continue
        wanted.append((code, path, code in dashed if "-" in code else f'"{code}"' in text or f"'{code}'" in text))
    plain = {code: said for code, said in sentences(root)}
    missing = [(name, path) for name, path, met in wanted if not met and not told(plain.get(name, ""), text)]
    for name, path in missing:
        print(f"{path}: {name}: no test under tests/{{{','.join(FOLDERS)}}} meets it")
    print(f"{len(wanted)} statuses and codes, {len(missing)} not met")
    return 1 if missing or not statuses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
