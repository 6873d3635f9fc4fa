#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every public name has its place in the reference, once, on the page of its header, every handle on the page on
threads, and every outcome, reason and step of the reimbursement engine its row in policy.md: check_reference.py ROOT"""
import glob
import json
import os
import re
import sys

DIRECTIVES = {"functions": "doxygenfunction", "structs": "doxygenstruct", "enums": "doxygenenum",
              "handles": "doxygentypedef", "typedefs": "doxygentypedef", "macros": "doxygendefine"}


# Enumerations whose words are a table of policy.md: prefix of the constants, and whether the words are in capitals.
TABLES = {"coprod_outcome": ("COPROD_OUTCOME_", str.lower), "coprod_why": ("COPROD_WHY_", str.upper)}


def tables(reference, api):
    """What the tables of policy.md lack, or have too much."""
    with open(os.path.join(reference, "policy.md"), encoding="utf-8") as file:
        text = file.read()
    for enum in api["enums"]:
        if enum["name"] in TABLES:
            prefix, words = TABLES[enum["name"]]
            expected = [words(value["name"].replace(prefix, "")) for value in enum["values"] if value["value"]]
            head = enum["name"].replace("coprod_", "").replace("why", "reason")
            table = re.search(rf"^\| {head} \|.*\n\|[-|]+\n((?:\|.*\n)+)", text, flags=re.M)
            found = re.findall(r"^\| `(\w+)` \|", table.group(1), flags=re.M) if table else []
            if found != expected:
                yield f"policy.md: the table of {enum['name']} has {found}, expected {expected}"
    with open(os.path.join(reference, "..", "..", "lib", "reimburse", "data", "texts.json"), encoding="utf-8") as file:
        for code in json.load(file)["sentences"]:
            if code.startswith("step-") and f"`{code}`" not in text:
                yield f"policy.md: {code} is not among the steps"


def threads(path, api):
    """Handles of which the page on threads does not say, once, whether they may be shared."""
    with open(path, encoding="utf-8") as file:
        found = re.findall(r"\{c:type\}`(\w+)`", file.read())
    for handle in sorted({entry["name"] for entry in api["handles"]} | set(found)):
        if found.count(handle) != 1:
            yield f"threads.md: {handle} is there {found.count(handle)} times, expected once, and as a handle"


def main(root):
    reference, found, faults = os.path.join(root, "docs", "reference"), {}, []
    for path in sorted(glob.glob(os.path.join(reference, "*.md"))):
        with open(path, encoding="utf-8") as file:
            for directive, name in re.findall(r"^```\{(doxygen\w+)\} (\w+)$", file.read(), flags=re.M):
                found.setdefault(name, []).append((directive, os.path.basename(path)))
    with open(os.path.join(reference, "coprod_api.json"), encoding="utf-8") as file:
        api = json.load(file)
    expected = {}
    for kind, directive in DIRECTIVES.items():
        for entry in api[kind]:
            header = os.path.basename(entry["header"])
            expected[entry["name"]] = [(directive, header.replace(".h", ".md"))]
    with open(os.path.join(root, "include", "coprod", "version.h.in"), encoding="utf-8") as file:
        for name in re.findall(r"#define (COPROD_VERSION_(?!H\b)\w+)", file.read()):
            expected[name] = [("doxygendefine", "coprod.md")]
    for name in sorted(set(expected) | set(found)):
        if name not in found:
            faults.append(f"{name} is not in the reference; {expected[name][0][1]} needs ```{{{expected[name][0][0]}}}")
        elif name not in expected:
            faults.append(f"{name} in {found[name][0][1]} is no public name")
        elif found[name] != expected[name]:
            faults.append(f"{name} stands in {found[name]}, not in {expected[name]}")
    faults += tables(reference, api)
    faults += threads(os.path.join(reference, "..", "threads.md"), api)
    for fault in faults:
        print(fault)
    print(f"{len(expected)} names: {len(faults)} faults")
    return 1 if faults or not expected else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
