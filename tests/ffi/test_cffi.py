#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Calls the library by cffi without a compiler, from the flat header as it is: test_cffi.py LIBRARY FLAT.h VERSION"""
import json
import sys

import cffi

CLAIM = (b'{"id": "claim-1", "person": "person-1", "lines": [{"id": "a", "type": "session", "date": "2026-05-05",'
         b' "role": "decision-maker", "minutes": 200, "scheduled_minutes": 300}]}')
PANEL = (b'{"schema": "pattern-schema/1", "id": "p", "attributes": [{"id": "sex", "place": "people", "values": [{"id": "f",'
         b' "phrase": "women"}, {"id": "m", "phrase": "men"}]}, {"id": "age", "values": [{"id": "young"}, {"id": "old",'
         b' "phrase": "over 60"}]}]}')
MISSING = b"Men over 60: 1 of the 2 needed"
EVIDENCE = ((b"flow", 4, 4), (b"agenda", 2, 2), (b"influence", 1, 1), (b"design", 0, 2))
failed = 0


def check(what, got, expected=True):
    global failed
    right = got == expected
    failed += not right
    print(f"{'ok' if right else 'WRONG'}: {what}" + ("" if right else f": {got!r}, not {expected!r}"))


def new(ffi, name):
    made = ffi.new(f"{name} *")
    made.size = ffi.sizeof(name)
    return made


def base(ffi, lib, version):
    check("version", ffi.string(lib.coprod_version_text()).decode(), version)
    major, minor, patch = (int(part) for part in version.split("."))
    check("version number", lib.coprod_version(), major * 1000000 + minor * 1000 + patch)
    check("status name", ffi.string(lib.coprod_status_name(lib.COPROD_E_RANGE)), b"COPROD_E_RANGE")
    value, day, needed = ffi.new("int64_t *"), ffi.new("int32_t *"), ffi.new("size_t *")
    check("decimal", (lib.coprod_decimal_read(b"20.4", 4, 3, value), value[0]), (0, 20400))
    check("decimal refused", (lib.coprod_decimal_read(b"1e3", 3, 3, value), value[0]), (lib.COPROD_E_NUMBER, 0))
    text = ffi.new("char[]", 11)
    check("day", (lib.coprod_day_read(b"2026-04-01", 10, day), day[0], lib.coprod_day_weekday(day[0])), (0, 20544, 3))
    check("day written", (lib.coprod_day_write(day[0], text, 11, needed), ffi.string(text)), (0, b"2026-04-01"))


def one_activity(ffi, lib, spectrum):
    made = ffi.new("coprod_evidence **"), ffi.new("coprod_classification **")
    check("evidence", lib.coprod_evidence_new(spectrum, ffi.NULL, made[0]), 0)
    check("room for a result", lib.coprod_classification_new(ffi.NULL, made[1]), 0)
    evidence, result = (pointer[0] for pointer in made)
    indicator = ffi.new("uint32_t *")
    for name, low, high in EVIDENCE:
        check(f"answer to {name.decode()}", (lib.coprod_spectrum_find(spectrum, name, indicator),
              lib.coprod_evidence_set(evidence, indicator[0], low, high, ffi.NULL)), (0, 0))
    check("classify", lib.coprod_classify(spectrum, evidence, ffi.NULL, result), 0)
    interval, level = new(ffi, "coprod_interval"), new(ffi, "coprod_level")
    check("interval", (lib.coprod_classification_get(result, interval), interval.lowest, interval.point,
                       interval.highest), (0, 3, 3, 3))
    status = lib.coprod_spectrum_level(spectrum, interval.point, level)
    check("level", (status, ffi.string(level.label)), (0, b"Engage"))
    lib.coprod_classification_free(result)
    lib.coprod_evidence_free(evidence)


def many_activities(ffi, lib, spectrum, rows):
    info, indicator = new(ffi, "coprod_spectrum_info"), ffi.new("uint32_t *")
    check("spectrum", (lib.coprod_spectrum_get(spectrum, info), ffi.string(info.id)), (0, b"nhse5"))
    low, high = bytearray(b"\xff") * (info.indicator_count * rows), bytearray(b"\xff") * (info.indicator_count * rows)
    for name, least, most in EVIDENCE:
        lib.coprod_spectrum_find(spectrum, name, indicator)
        here = slice(indicator[0] * rows, (indicator[0] + 1) * rows)
        low[here], high[here] = bytes([least]) * rows, bytes([most]) * rows
    out = [bytearray(rows) for _ in range(4)]
    views = [ffi.from_buffer("uint8_t[]", column) for column in (low, high, *out)]
    status = lib.coprod_classify_columns(spectrum, views[0], views[1], rows, ffi.NULL, *views[2:])
    check(f"classify {rows} rows", status, 0)
    check("their ranks", [set(column) for column in out], [{3}, {3}, {3}, {lib.COPROD_ROW_CLASSIFIED}])


def one_claim(ffi, lib):
    policies, claims, payments = (ffi.new(f"coprod_{name} **") for name in ("policy", "payment_claim", "payment"))
    check("built-in policy", lib.coprod_policy_builtin(b"nice", ffi.NULL, policies), 0)
    check("claim", lib.coprod_payment_claim_load(CLAIM, len(CLAIM), ffi.NULL, ffi.NULL, claims), 0)
    check("room for a payment", lib.coprod_payment_new(ffi.NULL, payments), 0)
    payment, info, needed = payments[0], new(ffi, "coprod_payment_info"), ffi.new("size_t *")
    check("reimburse", lib.coprod_reimburse(policies[0], ffi.NULL, claims[0], ffi.NULL, payment), 0)
    check("payment", (lib.coprod_payment_get(payment, info), info.total_pence, info.line_count), (0, 30000, 1))
    check("length of its text", lib.coprod_payment_json(payment, ffi.NULL, ffi.NULL, 0, needed), lib.COPROD_E_BUFFER)
    text = ffi.new("char[]", needed[0])
    check("its text", lib.coprod_payment_json(payment, ffi.NULL, text, needed[0], needed), 0)
    check("its total", json.loads(ffi.string(text))["total_pence"], 30000)
    lib.coprod_payment_free(payment)
    lib.coprod_payment_claim_free(claims[0])
    lib.coprod_policy_free(policies[0])


def one_gap(ffi, lib):
    schema, tally, gaps = (ffi.new(f"coprod_pattern_{name} **") for name in ("schema", "tally", "gaps"))
    check("schema", lib.coprod_pattern_schema_load(PANEL, len(PANEL), ffi.NULL, ffi.NULL, schema), 0)
    check("room for counts", lib.coprod_pattern_tally_new(schema[0], ffi.NULL, tally), 0)
    rows = ffi.new("uint16_t[]", [0, 0, 0, 1, 1, 0, 1, 1])
    status = lib.coprod_pattern_tally_add_rows(tally[0], rows, ffi.new("uint64_t[]", [2, 2, 2, 1]), 4, ffi.NULL)
    check("counted", status, 0)
    query, text = new(ffi, "coprod_pattern_query"), ffi.new("char[]", 200)
    query.threshold = 2
    check("find", lib.coprod_pattern_find(tally[0], query, ffi.NULL, ffi.NULL, gaps), 0)
    status = lib.coprod_pattern_gaps_text(gaps[0], 0, 0, text, 200, ffi.NULL)
    check("its sentence", (status, ffi.string(text)), (0, MISSING))
    status = lib.coprod_pattern_gaps_text(gaps[0], 1, 0, text, 200, ffi.NULL)
    check("no other", (status, ffi.string(text)), (lib.COPROD_E_UNKNOWN, b""))
    lib.coprod_pattern_gaps_free(gaps[0])
    lib.coprod_pattern_tally_free(tally[0])
    lib.coprod_pattern_schema_free(schema[0])


def main(path, flat, version):
    ffi = cffi.FFI()
    with open(flat, encoding="utf-8") as file:
        ffi.cdef(file.read())
    lib = ffi.dlopen(path)
    base(ffi, lib, version)
    made = ffi.new("coprod_spectrum **")
    check("built-in spectrum", lib.coprod_spectrum_builtin(b"nhse5", ffi.NULL, made), 0)
    if failed:
        return 1
    one_activity(ffi, lib, made[0])
    many_activities(ffi, lib, made[0], 1000)
    lib.coprod_spectrum_free(made[0])
    one_claim(ffi, lib)
    one_gap(ffi, lib)
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
