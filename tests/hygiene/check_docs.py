#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every public name is documented, in words that bindings can use: check_docs.py DOXYFILE HEADERS...

Functions: brief, @since, a direction for each parameter, @return with the statuses by name. Pointers: @array{n} or one
thing; @nullable where NULL is welcome; @owned{free} where the caller gets something to free; else how long it lives.
"""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "abi"))
import model  # noqa: E402

SINCE = re.compile(r"\d+\.\d+")
# Numbers that an array's length may name besides the parameters of its function.
LENGTHS = {"indicators", "group_count", "dimension_count", "COPROD_UNKNOWN_CLASSES", "COPROD_PSEUDONYM"}
# Names of parameters that are such lengths.
COUNTS = {"length", "capacity", "count", "n", "rows"}
LIVES = re.compile(r"\b(?:lives?|belongs?|static|given back)\b")


class Gate:
    def __init__(self, api, headers):
        self.api, self.faults = api, []
        self.text = {}
        for header in headers:
            with open(header, encoding="utf-8") as file:
                self.text[model.short(header)] = file.read()
        self.statuses = {v["name"] for e in api["enums"] if e["name"] == "coprod_status_code" for v in e["values"]}
        self.sized = {s["name"] for s in api["structs"] if s["fields"][0]["name"] == "size"}
        self.handles = {h["name"] for h in api["handles"]}
        self.functions = {f["name"]: f for f in api["functions"]}

    def fault(self, entry, what):
        self.faults.append(f"{entry['header']}:{entry['line']}: {entry['name']}: {what}")

    def entry(self, entry):
        if not entry["brief"]:
            self.fault(entry, "has no words")
        if not SINCE.fullmatch(entry["since"]):
            self.fault(entry, f"@since is {entry['since'] or 'missing'}; expected two numbers such as 0.1")

    def function(self, function):
        self.entry(function)
        returns = function["returns"]
        if (returns["type"] == "void") != (not returns["text"]):
            self.fault(function, "@return is missing" if returns["type"] != "void" else "@return of nothing")
        named = re.findall(r"\bCOPROD_(?:OK|E_\w+)", returns["text"])
        if returns["type"] == "coprod_status" and not named:
            self.fault(function, "@return names no status")
        if returns["type"] == "coprod_status" and "COPROD_OK" not in named and function["name"] != "coprod_status_at":
            self.fault(function, "@return does not name COPROD_OK")
        for name in sorted(set(named) - self.statuses):
            self.fault(function, f"@return names {name}, which is no status")
        for name in sorted({name for name in named if named.count(name) > 1}):
            self.fault(function, f"@return names {name} twice")
        if returns["type"].endswith("*") and not (LIVES.search(returns["text"])):
            self.fault(function, "@return does not say how long what it gives lives (or that it is static)")
        arrays = " ".join(p["array"] for p in function["parameters"] if isinstance(p["array"], str))
        for parameter in function["parameters"]:
            self.parameter(function, parameter)
            if parameter["type"] == "size_t" and parameter["name"] in COUNTS and \
                    "of all columns" not in parameter["text"] and \
                    not re.search(rf"\b{parameter['name']}\b", arrays):
                self.fault(function, f"parameter {parameter['name']}: counts something, but no @array names it")

    def parameter(self, function, parameter):
        name, kind, direction, text = (parameter[key] for key in ("name", "type", "direction", "text"))

        def fault(what):
            self.fault(function, f"parameter {name}: {what}")

        if direction not in ("in", "out", "in,out") or not text:
            fault("@param with direction and words is missing")
            return
        array, nullable, owned = parameter["array"], parameter["nullable"], parameter["owned"]
        if not kind.endswith("*"):
            if direction != "in" or array or nullable or owned:
                fault("is no pointer, so it is [in] without marks")
            return
        for word in re.findall(r"[A-Za-z_]\w*", array or ""):
            if word not in LENGTHS and word not in {p["name"] for p in function["parameters"]}:
                fault(f"@array{{{array}}}: {word} is no parameter")
        if array is True or owned is True:
            fault("a mark without its braces")
        if re.search(r"\bNULL\b", text.replace("NULL on failure", "")) and not nullable:
            fault("its words speak of NULL, but it is not @nullable")
        target = re.sub(r"\s*\*$", "", kind)
        constant = target.startswith("const ") and not target.endswith("*") or target.endswith("*const")
        if constant and direction != "in":
            fault(f"is const, but [{direction}]")
        if target in self.sized and direction != "in,out":
            fault("the caller sets its size, so it is [in,out]")
        handle = re.fullmatch(r"(\w+) \*", target)
        if handle and handle.group(1) in self.handles and direction == "out":
            self.owned(function, parameter, handle.group(1))
        elif owned:
            fault("@owned is for handles that the caller gets")
        elif direction == "out" and target.endswith("*") and not LIVES.search(text):
            fault("does not say how long what it gives lives")

    def owned(self, function, parameter, handle):
        free = self.functions.get(parameter["owned"] or "")
        if not parameter["owned"]:
            self.fault(function, f"parameter {parameter['name']}: @owned{{function that frees it}} is missing")
        elif not free or [p["type"] for p in free["parameters"]] != [f"{handle} *"]:
            self.fault(function, f"parameter {parameter['name']}: @owned{{{parameter['owned']}}}: not a function that "
                       f"frees a {handle}")

    def macros(self):
        documented = {macro["name"] for macro in self.api["macros"]}
        for header, text in self.text.items():
            for match in re.finditer(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", text, flags=re.M):
                name = match.group(1)
                if name not in documented and name != "COPROD_API" and not name.endswith("_H"):
                    line = text.count("\n", 0, match.start()) + 1
                    self.fault({"name": name, "header": header, "line": line}, "a macro without words")

    def all(self):
        for function in self.api["functions"]:
            self.function(function)
        for kind in ("enums", "structs", "handles", "typedefs", "macros"):
            for entry in self.api[kind]:
                self.entry(entry)
                for part in entry.get("values", entry.get("fields", ())):
                    if not part["text"]:
                        self.fault(entry, f"{part['name']} has no words")
                    if "value" in part and not part["text"].startswith(f"{part['value']}: "):
                        self.fault(entry, f"the words of {part['name']} begin with its number, \"{part['value']}: \"")
        self.macros()


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    doxyfile, *headers = arguments
    api, warnings = model.merge(headers, doxyfile)
    gate = Gate(api, headers)
    gate.all()
    if warnings:
        print(warnings)
    for fault in gate.faults:
        print(fault)
    counts = ", ".join(f"{len(entries)} {kind}" for kind, entries in api.items())
    print(f"{counts}: {len(gate.faults)} faults{', and doxygen warns' if warnings else ''}")
    return 1 if gate.faults or warnings or not api["functions"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
