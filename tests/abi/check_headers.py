#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compiles each public header alone and twice, in every language that may include it.

check_headers.py COMPILERS... -- HEADERS...      compilers: gcc, g++, clang, clang++, by path or name
"""
import os
import subprocess
import sys

sys.dont_write_bytecode = True
from model import include_dirs, short  # noqa: E402

STANDARDS = {"gcc": ("c11", "c2x"), "g++": ("c++11", "c++14", "c++17", "c++20"),
             "clang": ("c11",), "clang++": ("c++17",)}
WARNINGS = ["-Wall", "-Wextra", "-pedantic", "-Werror", "-Wundef", "-Wshadow"]


def main(arguments):
    if "--" not in arguments:
        sys.exit(__doc__)
    middle = arguments.index("--")
    compilers, headers = arguments[:middle], arguments[middle + 1:]
    bad = done = 0
    names = {os.path.basename(compiler): compiler for compiler in compilers}
    for name in names:
        if name not in STANDARDS:
            sys.exit(f"{name}: not one of {', '.join(STANDARDS)}")
    for name, standards in STANDARDS.items():
        if name not in names:
            print(f"{name}: not here, so not tried")
            continue
        language = ["-xc++"] if "++" in name else ["-xc", "-Wstrict-prototypes", "-Wc++-compat"]
        for standard in standards:
            for header in headers:
                source = f"#include <{short(header)}>\n" * 2 + "extern int alone;\n"
                command = [names[name], *language, f"-std={standard}", *WARNINGS, "-fsyntax-only",
                           *(f"-I{path}" for path in include_dirs(headers)), "-"]
                result = subprocess.run(command, input=source, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        text=True, check=False)
                done += 1
                if result.returncode:
                    bad += 1
                    print(f"{short(header)} alone as {standard} with {name}:\n{result.stdout}")
    print(f"{done} compilations, {bad} failed")
    return 1 if bad or not done else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
