#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Calls the library by ctypes: test_ctypes.py LIBRARY API.json

Every declaration is made from API.json, none by hand: a binding in any language can do the same.
"""
import ctypes
import json
import re
import sys

CLAIM = (b'{"id": "claim-1", "person": "person-1", "lines": [{"id": "a", "type": "session", "date": "2026-05-05",'
         b' "role": "decision-maker", "minutes": 200, "scheduled_minutes": 300}]}')
PANEL = (b'{"schema": "pattern-schema/1", "id": "p", "attributes": [{"id": "sex", "place": "people", "values": [{"id": "f",'
         b' "phrase": "women"}, {"id": "m", "phrase": "men"}]}, {"id": "age", "values": [{"id": "young"}, {"id": "old",'
         b' "phrase": "over 60"}]}]}')
MISSING, INVITED = b"Men over 60: 1 of the 2 needed", b"Men over 60: invite 1"
PLAIN = {"void": None, "char": ctypes.c_char, "int32_t": ctypes.c_int32, "uint32_t": ctypes.c_uint32,
         "int64_t": ctypes.c_int64, "uint64_t": ctypes.c_uint64, "int8_t": ctypes.c_int8,
         "uint8_t": ctypes.c_uint8, "uint16_t": ctypes.c_uint16, "size_t": ctypes.c_size_t, "double": ctypes.c_double}
failed = 0


def check(what, got, expected=True):
    global failed
    right = got == expected
    failed += not right
    print(f"{'ok' if right else 'WRONG'}: {what}" + ("" if right else f": {got!r}, not {expected!r}"))


class Binding:
    """The library's functions with argument and result types, its structs, its enumerators."""

    def __init__(self, path, api):
        self.names = {h["name"]: type(h["name"], (ctypes.Structure,), {}) for h in api["handles"]}
        self.names.update({t["name"]: PLAIN[t["type"]] for t in api["typedefs"]})
        self.names.update({s["name"]: type(s["name"], (ctypes.Structure,), {}) for s in api["structs"]})
        for struct in api["structs"]:
            self.names[struct["name"]]._fields_ = [(f["name"], self.type(f["type"])) for f in struct["fields"]]
        self.values = {v["name"]: v["value"] for e in api["enums"] for v in e["values"]}
        self.library = ctypes.CDLL(path)
        for function in api["functions"]:
            call = getattr(self.library, function["name"])
            call.restype = self.type(function["returns"]["type"])
            call.argtypes = [self.type(p["type"]) for p in function["parameters"]]
            setattr(self, function["name"][len("coprod_"):], call)

    def type(self, words):
        if "(*)" in words:
            return ctypes.c_void_p
        words = re.sub(r"\bconst\b", "", words).replace(" ", "")
        array = re.fullmatch(r"(\w+)\[(\d+)\]", words)
        if array:
            return self.type(array.group(1)) * int(array.group(2))
        if words == "char*":
            return ctypes.c_char_p
        if words == "void*":
            return ctypes.c_void_p
        if words.endswith("*"):
            return ctypes.POINTER(self.type(words[:-1]))
        return PLAIN[words] if words in PLAIN else self.names[words]

    def new(self, name):
        """A sized struct, ready for a call."""
        made = self.names[name]()
        made.size = ctypes.sizeof(made)
        return made

    def handle(self, name):
        return ctypes.POINTER(self.names[name])()


def layouts(lib, api):
    wrong = []
    for struct in api["structs"]:
        made = lib.names[struct["name"]]
        wrong += [struct["name"]] if ctypes.sizeof(made) != struct["size"] else []
        wrong += [f"{struct['name']}.{f['name']}" for f in struct["fields"]
                  if getattr(made, f["name"]).offset != f["offset"]]
    check(f"layout of {len(api['structs'])} structs", wrong, [])


def base(lib, api):
    check("version", lib.version_text().decode(), api["version"])
    major, minor, patch = (int(part) for part in api["version"].split("."))
    check("version number", lib.version(), major * 1000000 + minor * 1000 + patch)
    codes = [name for name in lib.values if name == "COPROD_OK" or name.startswith("COPROD_E_")]
    check("status names", [lib.status_name(lib.values[name]).decode() for name in codes], codes)
    value = ctypes.c_int64(7)
    check("decimal", (lib.decimal_read(b"20.4", 4, 3, value), value.value), (0, 20400))
    check("decimal refused", (lib.decimal_read(b"1e3", 3, 3, value), value.value), (lib.values["COPROD_E_NUMBER"], 0))
    day, needed, text = ctypes.c_int32(), ctypes.c_size_t(), ctypes.create_string_buffer(11)
    check("day", (lib.day_read(b"2026-04-01", 10, day), day.value, lib.day_weekday(day)), (0, 20544, 3))
    check("day written", (lib.day_write(day, text, 11, needed), text.value, needed.value), (0, b"2026-04-01", 11))
    check("buffer too short", (lib.day_write(day, text, 5, needed), needed.value), (lib.values["COPROD_E_BUFFER"], 11))


def one_activity(lib, spectrum):
    evidence, result = lib.handle("coprod_evidence"), lib.handle("coprod_classification")
    check("evidence", lib.evidence_new(spectrum, None, evidence), 0)
    for name, low, high in ((b"flow", 4, 4), (b"agenda", 2, 2), (b"influence", 1, 1), (b"design", 0, 2)):
        indicator = ctypes.c_uint32()
        check(f"answer to {name.decode()}", (lib.spectrum_find(spectrum, name, indicator),
                                             lib.evidence_set(evidence, indicator, low, high, None)), (0, 0))
    check("room for a result", lib.classification_new(None, result), 0)
    check("classify", lib.classify(spectrum, evidence, None, result), 0)
    interval, level = lib.new("coprod_interval"), lib.new("coprod_level")
    check("interval", (lib.classification_get(result, interval), interval.lowest, interval.point, interval.highest,
                       interval.certain), (0, 3, 3, 3, 1))
    check("level", (lib.spectrum_level(spectrum, interval.point, level), level.label), (0, b"Engage"))
    interval.size = 1
    check("size refused", lib.classification_get(result, interval), lib.values["COPROD_E_STRUCT"])
    lib.classification_free(result)
    lib.evidence_free(evidence)


def many_activities(lib, spectrum, rows):
    info = lib.new("coprod_spectrum_info")
    check("spectrum", (lib.spectrum_get(spectrum, info), info.id, info.level_count), (0, b"nhse5", 5))
    column = ctypes.c_uint8 * (info.indicator_count * rows)
    low, high = column(*[255] * len(column())), column(*[255] * len(column()))
    for name, least, most in ((b"flow", 4, 4), (b"agenda", 2, 2), (b"influence", 1, 1), (b"design", 0, 2)):
        indicator = ctypes.c_uint32()
        lib.spectrum_find(spectrum, name, indicator)
        for row in range(indicator.value * rows, (indicator.value + 1) * rows):
            low[row], high[row] = least, most
    out = [(ctypes.c_uint8 * rows)() for _ in range(4)]
    check(f"classify {rows} rows", lib.classify_columns(spectrum, low, high, rows, None, *out), 0)
    check("their ranks", [set(column) for column in out], [{3}, {3}, {3}, {lib.values["COPROD_ROW_CLASSIFIED"]}])


def one_claim(lib):
    policy, claim = lib.handle("coprod_policy"), lib.handle("coprod_payment_claim")
    payment, ledger = lib.handle("coprod_payment"), lib.handle("coprod_ledger")
    check("built-in policy", lib.policy_builtin(b"nice", None, policy), 0)
    check("claim", lib.payment_claim_load(CLAIM, len(CLAIM), None, None, claim), 0)
    check("room for a payment", lib.payment_new(None, payment), 0)
    check("reimburse", lib.reimburse(policy, None, claim, None, payment), 0)
    info, line = lib.new("coprod_payment_info"), lib.new("coprod_payment_line")
    check("payment", (lib.payment_get(payment, info), info.policy_id, info.person, info.total_pence, info.line_count),
          (0, b"nice", b"person-1", 30000, 1))
    check("its line", (lib.payment_get_line(payment, 0, line), line.outcome, line.pence),
          (0, lib.values["COPROD_OUTCOME_PAID"], 30000))
    needed = ctypes.c_size_t()
    check("length of its text", lib.payment_json(payment, None, None, 0, needed), lib.values["COPROD_E_BUFFER"])
    text = ctypes.create_string_buffer(needed.value)
    check("its text", lib.payment_json(payment, None, text, needed, None), 0)
    check("its total", json.loads(text.value)["total_pence"], 30000)
    check("ledger", lib.ledger_new(policy, None, ledger), 0)
    check("counted", lib.ledger_add(ledger, payment), 0)
    lib.ledger_free(ledger)
    lib.payment_free(payment)
    lib.payment_claim_free(claim)
    lib.policy_free(policy)


def one_gap(lib):
    """Two women of each age and two young men, and one man over 60: who is missing, and whom to invite."""
    schema, tally, gaps = (lib.handle(f"coprod_pattern_{name}") for name in ("schema", "tally", "gaps"))
    plan, any_code = lib.handle("coprod_pattern_plan"), 65535
    check("schema", lib.pattern_schema_load(PANEL, len(PANEL), None, None, schema), 0)
    check("room for counts", lib.pattern_tally_new(schema, None, tally), 0)
    rows, weights = (ctypes.c_uint16 * 8)(0, 0, 0, 1, 1, 0, 1, 1), (ctypes.c_uint64 * 4)(2, 2, 2, 1)
    check("counted", lib.pattern_tally_add_rows(tally, rows, weights, 4, None), 0)
    query, info, gap = (lib.new(f"coprod_pattern_{name}") for name in ("query", "gaps_info", "gap"))
    query.threshold = 2
    check("find", lib.pattern_find(tally, query, None, None, gaps), 0)
    check("found", (lib.pattern_gaps_get(gaps, info), info.count, info.people), (0, 1, 7))
    codes, text = (ctypes.c_uint16 * 2)(any_code, any_code), ctypes.create_string_buffer(200)
    check("gap", (lib.pattern_gaps_gap(gaps, 0, codes, 2, gap), list(codes), gap.coverage), (0, [1, 1], 1))
    check("its sentence", (lib.pattern_gaps_text(gaps, 0, 0, text, 200, None), text.value), (0, MISSING))
    check("room for a plan", lib.pattern_plan_new(schema, None, plan), 0)
    check("what was found", lib.pattern_plan_add_found(plan, gaps, 0), 0)
    check("who can come", lib.pattern_plan_add_people(plan, rows, None, 4, None), 0)
    check("plan", lib.pattern_plan_make(plan, None), 0)
    status = lib.pattern_plan_text(plan, 0, text, 200, None)
    check("its sentence", (status, text.value[:len(INVITED)]), (0, INVITED))
    lib.pattern_plan_free(plan)
    lib.pattern_gaps_free(gaps)
    lib.pattern_tally_free(tally)
    lib.pattern_schema_free(schema)


def main(path, api_path):
    with open(api_path, encoding="utf-8") as file:
        api = json.load(file)
    lib = Binding(path, api)
    check(f"{len(api['functions'])} functions found", True)
    layouts(lib, api)
    base(lib, api)
    spectrum = lib.handle("coprod_spectrum")
    check("built-in spectrum", lib.spectrum_builtin(b"nhse5", None, spectrum), 0)
    if failed:
        return 1
    one_activity(lib, spectrum)
    many_activities(lib, spectrum, 1000)
    lib.spectrum_free(spectrum)
    one_claim(lib)
    one_gap(lib)
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
