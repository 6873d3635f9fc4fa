#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the flat header: all declarations in plain C without directives, for cffi, LuaJIT and their like.

make_flat.py [--check] OUT.h C_COMPILER HEADERS...
"""
import os
import re
import subprocess
import sys
import tempfile
import textwrap

sys.dont_write_bytecode = True
from baseline import settle  # noqa: E402
from model import include_dirs, short  # noqa: E402

HEAD = """/* SPDX-License-Identifier: MIT */
/* All declarations of libcoprod without directives, for tools that read declarations as text. Generated from
 * include/coprod by tests/abi/make_flat.py. The words are in the headers; COPROD_NTS is (size_t)-1. */
"""


def preprocess(compiler, headers):
    with tempfile.TemporaryDirectory() as folder:
        for name in ("stddef.h", "stdint.h"):
            with open(os.path.join(folder, name), "w", encoding="utf-8"):
                pass
        source = "".join(f"#include <{short(header)}>\n" for header in sorted(headers, key=short))
        command = [compiler, "-E", "-P", "-nostdinc", "-std=c11", f"-I{folder}",
                   *(f"-I{path}" for path in include_dirs(headers)), "-xc", "-"]
        done = subprocess.run(command, input=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def declarations(text):
    depth, start = 0, 0
    for i, c in enumerate(text):
        depth += (c == "{") - (c == "}")
        if c == ";" and depth == 0:
            yield re.sub(r"\s+", " ", text[start:i + 1]).strip()
            start = i + 1
    if text[start:].strip():
        sys.exit(f"not a declaration: {text[start:].strip()[:80]}")


def layout(declaration):
    """One member per line; long prototypes wrapped."""
    opened = re.fullmatch(r"([^{]*\{)([^{}]*)(\}.*)", declaration)
    if opened:
        head, body, tail = opened.groups()
        end = ";" if ";" in body else ","
        members = [member.strip() for member in body.split(end) if member.strip()]
        rows = [f"    {member}{end if end == ';' or member is not members[-1] else ''}" for member in members]
        return "\n".join([head.strip(), *rows, tail])
    return "\n".join(textwrap.wrap(declaration, 118, subsequent_indent="    ", break_long_words=False,
                                   break_on_hyphens=False))


def main(arguments):
    check = arguments[:1] == ["--check"]
    if len(arguments) - check < 3:
        sys.exit(__doc__)
    target, compiler, *headers = arguments[check:]
    body = "\n".join(layout(declaration) for declaration in declarations(preprocess(compiler, headers)))
    return settle(target, HEAD + body + "\n", check)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
