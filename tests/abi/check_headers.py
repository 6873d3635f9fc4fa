#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compiles each public header alone and twice, as C and as C++; and all together in every language that may include them.

check_headers.py COMPILERS... -- HEADERS...      compilers: gcc, g++, clang, clang++, by path or name

What a header needs of others it needs in every language: with COPROD_FULL in the environment each is tried alone in all.
"""
import os
import subprocess
import sys

sys.dont_write_bytecode = True
from model import include_dirs, short  # noqa: E402

# The first of a compiler is tried with each header alone.
STANDARDS = {"gcc": ("c11", "c2x"), "g++": ("c++11", "c++14", "c++17", "c++20"),
             "clang": ("c11",), "clang++": ("c++17",)}
ALONE = ("gcc", "g++")
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
            alone = name in ALONE and standard == standards[0] or "COPROD_FULL" in os.environ
            for some in [[header] for header in headers] if alone else [sorted(headers), sorted(headers, reverse=True)]:
                source = "".join(f"#include <{short(header)}>\n" * 2 for header in some) + "extern int alone;\n"
                command = [names[name], *language, f"-std={standard}", *WARNINGS, "-fsyntax-only",
                           *(f"-I{path}" for path in include_dirs(headers)), "-"]
                result = subprocess.run(command, input=source, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        text=True, check=False)
                done += 1
                if result.returncode:
                    bad += 1
                    print(f"{short(some[0])} {'alone' if alone else 'first'} as {standard} with {name}:\n{result.stdout}")
    print(f"{done} compilations, {bad} failed")
    return 1 if bad or not done else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
