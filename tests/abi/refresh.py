#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes anew what is generated from the headers alone: refresh.py C_COMPILER HEADERS...

The list of symbols and the ABI baseline are refreshed by hand, with the commands that their gates print: a change
there is a change for users.
"""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DOCS = os.path.join(HERE, "..", "..", "docs")


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    compiler, *headers = arguments
    for script, *rest in (("make_layout.py", os.path.join(HERE, "layout.c")),
                          ("make_api.py", os.path.join(DOCS, "reference", "coprod_api.json"),
                           os.path.join(DOCS, "Doxyfile")),
                          ("make_flat.py", os.path.join(DOCS, "reference", "coprod_flat.h"), compiler)):
        subprocess.run([sys.executable, os.path.join(HERE, script), *rest, *headers], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
