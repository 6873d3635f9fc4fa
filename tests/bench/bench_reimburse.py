#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The same claims in numpy, in SQLite and in the library: bench_reimburse.py LIBRARY POLICY.json

Prints claims a second and the ratio to the library; stops if the pence differ. Exit 77 without numpy.
"""
import ctypes
import sqlite3
import sys
import time

try:
    import numpy as np
except ImportError:
    print("numpy is not here, so nothing is compared")
    sys.exit(77)

ROWS, FIRST = 1 << 20, 19723  # days: from 1 January 2024
APRIL, TAX_YEAR = 20179, 20184  # 1 and 6 April 2025


def numbers(count, seed=1):
    """The generator of bench_reimburse.c, all at once: x[k] = a^k x[0] + c (1 + a + ... + a^(k-1)), modulo 2^32."""
    factors = np.full(count, 1664525, dtype=np.uint32)
    powers = np.cumprod(factors, dtype=np.uint32)
    sums = np.cumsum(np.concatenate(([1], powers[:-1])).astype(np.uint32), dtype=np.uint32)
    return (powers * np.uint32(seed) + sums * np.uint32(1013904223)) >> np.uint32(8)


def claims():
    drawn = numbers(5 * ROWS).reshape(ROWS, 5)
    below = (730, 2, 601, 120000, 11000000)
    day, role, minutes, miles, opening = (drawn[:, i] % np.uint32(n) for i, n in enumerate(below))
    return ((day + FIRST).astype(np.int32), role.astype(np.uint16), minutes.astype(np.int32), miles.astype(np.int64),
            opening.astype(np.int64))


def best(what, runs):
    seconds, result = float("inf"), None
    for _ in range(runs):
        start = time.perf_counter()
        result = what()
        seconds = min(seconds, time.perf_counter() - start)
    return seconds, result


def in_numpy(day, role, minutes, miles, opening):
    half = np.where(role == 1, 15000, np.where(day < APRIL, 7500, 8000))
    fee = np.where(minutes == 0, 0, np.where(minutes <= 240, half, np.where(role == 1, 30000, 15000)))
    below = np.minimum(np.maximum(10000000 - opening, 0), miles)
    rate = np.where(day < TAX_YEAR, 45000, 47500)
    mileage = (below * rate + (miles - below) * 25000 + 500000) // 1000000
    return int(fee.sum()), int(mileage.sum())


QUERY = f"""
SELECT SUM(CASE WHEN minutes = 0 THEN 0
                WHEN minutes <= 240 THEN CASE WHEN role = 1 THEN 15000 WHEN day < {APRIL} THEN 7500 ELSE 8000 END
                WHEN role = 1 THEN 30000 ELSE 15000 END),
       SUM((MIN(MAX(10000000 - opening, 0), miles) * CASE WHEN day < {TAX_YEAR} THEN 45000 ELSE 47500 END
            + (miles - MIN(MAX(10000000 - opening, 0), miles)) * 25000 + 500000) / 1000000)
FROM claims
"""


def sqlite_of(columns):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE claims (day INTEGER, role INTEGER, minutes INTEGER, miles INTEGER, opening INTEGER)")
    base.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", zip(*(column.tolist() for column in columns)))
    return base


class ClaimColumns(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t)] + [(name, ctypes.c_void_p) for name in
                                              ("day", "role", "minutes", "distance_mmiles", "opening_mmiles")]


class PaymentColumns(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t)] + [(name, ctypes.c_void_p) for name in (
        "fee_pence", "mileage_pence", "fee_outcome", "fee_reason", "mileage_outcome", "mileage_reason")]


class ColumnsOptions(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t)] + [(name, ctypes.c_char_p) for name in (
        "role", "task", "declared", "expense", "vehicle", "country", "fuel")] + [(name, ctypes.c_int32) for name in (
            "engine_cc", "has_engine_cc", "submitted", "has_submitted", "known_on", "has_known_on", "approved",
            "receipts")]


def in_library(path, policy, columns):
    """A function that prices the columns and gives the sums."""
    library = ctypes.CDLL(path)
    library.coprod_policy_load.argtypes = [ctypes.c_char_p, ctypes.c_size_t] + [ctypes.c_void_p] * 3
    library.coprod_reimburse_columns.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t] + \
        [ctypes.c_void_p] * 3
    handle = ctypes.c_void_p()
    if library.coprod_policy_load(policy, len(policy), None, None, ctypes.byref(handle)):
        sys.exit("the policy cannot be loaded")
    fee, mileage = np.zeros(ROWS, np.int64), np.zeros(ROWS, np.int64)
    given = ClaimColumns(ctypes.sizeof(ClaimColumns), *(column.ctypes.data for column in columns))
    options = ColumnsOptions(size=ctypes.sizeof(ColumnsOptions), expense=b"mileage", vehicle=b"car")
    taken = PaymentColumns(ctypes.sizeof(PaymentColumns), fee.ctypes.data, mileage.ctypes.data)

    def price():
        if library.coprod_reimburse_columns(handle, ctypes.byref(given), ROWS, ctypes.byref(options), None,
                                            ctypes.byref(taken)):
            sys.exit("the columns cannot be priced")
        return int(fee.sum()), int(mileage.sum())
    return price


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    with open(arguments[1], "rb") as file:
        policy = file.read()
    columns = claims()
    base = sqlite_of(columns)
    library, sums = best(in_library(arguments[0], policy, columns), 9)
    array, array_sums = best(lambda: in_numpy(*columns), 9)
    query, query_sums = best(lambda: base.execute(QUERY).fetchone(), 3)
    print(f"{'columns of claims from Python':52} {ROWS / library / 1e6:10.2f} million/s")
    for what, seconds in (("the same in numpy", array), ("the same in SQLite, in memory", query)):
        print(f"{what:52} {ROWS / seconds / 1e6:10.2f} million/s   {seconds / library:6.1f} x slower")
    same = sums == array_sums == tuple(query_sums)
    print(f"{'  the same pence':52} {'yes' if same else 'NO'} ({sums[0]} + {sums[1]} pence)")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
