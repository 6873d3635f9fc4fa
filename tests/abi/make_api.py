#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the machine-readable API from the public headers.

make_api.py [--check] OUT.json DOXYFILE HEADERS...   writes it, or compares the committed one
make_api.py --list API.json                          prints name, since and header of each function
"""
import json
import re
import sys

sys.dont_write_bytecode = True
import model  # noqa: E402
from baseline import settle  # noqa: E402


def line(value):
    return json.dumps(value, ensure_ascii=False)


def item(entry):
    """One function, enum or struct: its lists with one element per line, all else on a line each."""
    rows = []
    for key, value in entry.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            inner = ",\n".join("    " + line(element) for element in value)
            rows.append(f"   {line(key)}: [\n{inner}\n   ]")
        else:
            rows.append(f"   {line(key)}: {line(value)}")
    return "  {\n" + ",\n".join(rows) + "\n  }"


def dump(api):
    rows = []
    for key, value in api.items():
        body = "[\n" + ",\n".join(map(item, value)) + "\n ]" if isinstance(value, list) else line(value)
        rows.append(f" {line(key)}: {body}")
    return "{\n" + ",\n".join(rows) + "\n}\n"


def make(headers, doxyfile):
    parts, warnings = model.merge(headers, doxyfile)
    if warnings:
        sys.exit(f"{warnings}\nthe comments of the headers come first")
    version = next(json.loads(m["value"]) for m in parts["macros"] if m["name"] == "COPROD_VERSION_TEXT")
    for kind, entries in parts.items():
        for entry in entries:
            del entry["line"]
            entry["details"] = entry["details"][len(entry["brief"]):].strip()
            if kind == "functions":
                entry["returns"]["statuses"] = re.findall(r"\bCOPROD_(?:OK|E_\w+)", entry["returns"]["text"]) \
                    if entry["returns"]["type"] == "coprod_status" else []
    # The parts of the version would be a second place to change.
    parts["macros"] = [m for m in parts["macros"] if not m["name"].startswith("COPROD_VERSION_")]
    return {"schema": "api/1", "library": "libcoprod", "version": version, **parts}


def main(arguments):
    if arguments[:1] == ["--list"] and len(arguments) == 2:
        with open(arguments[1], encoding="utf-8") as file:
            functions = json.load(file)["functions"]
        for function in sorted(functions, key=lambda entry: entry["name"]):
            print(f"{function['name']:44} {function['since']:6} {function['header']}")
        return 0
    check = arguments[:1] == ["--check"]
    if len(arguments) - check < 3:
        sys.exit(__doc__)
    target, doxyfile, *headers = arguments[check:]
    return settle(target, dump(make(headers, doxyfile)), check)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
