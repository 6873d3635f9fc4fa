#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The binary interface against the committed baseline.

check_abi.py [--refresh] BUILT.so INCLUDE_DIR BASELINE      --refresh writes the baseline from the library

What the options are for: types that no public header defines are left out (by the file names of INCLUDE_DIR);
locations stay in the baseline, because without them every type would count as private; --harmless shows what is
compatible too, such as a new enumerator. The library must be built by gcc with debug information and not stripped.
"""
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from baseline import refresh_command  # noqa: E402


def dump(library, include, target):
    command = ["abidw", "--exported-interfaces-only", "--drop-private-types", "--headers-dir", include,
               "--no-comp-dir-path", "--no-corpus-path", "--out-file", target, library]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode or not os.path.exists(target):
        sys.exit(f"{' '.join(command)}\nexit {done.returncode}\n{done.stdout}")
    with open(target, encoding="utf-8") as file:
        text = file.read()
    # Without debug information there is nothing but symbols, and every change of a type would go unseen.
    if "<class-decl name='coprod_finding'" not in text:
        sys.exit(f"{library}: no public struct in its debug information: build it with debug information by gcc")
    # Paths depend on the folder of the build; only the file's name is compared.
    text = re.sub(r"(path=')(?!/usr/)[^']*\b((?:include/coprod|lib)/[^']*')", r"\1\2", text)
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)


def main(arguments):
    refresh = arguments[:1] == ["--refresh"]
    if len(arguments) - refresh != 3:
        sys.exit(__doc__)
    library, include, baseline = arguments[refresh:]
    if refresh:
        dump(library, include, baseline)
        return 0
    command = refresh_command("", "--refresh")
    if not os.path.exists(baseline):
        print(f"{baseline}: there is no baseline. This writes it from the library:\n  {command}")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        new = os.path.join(folder, "new.abi")
        dump(library, include, new)
        done = subprocess.run(["abidiff", "--harmless", baseline, new], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)
    print(done.stdout)
    if done.returncode == 0:
        return 0
    print(f"abidiff --harmless: exit {done.returncode} (4 is a change, 8 an incompatible one). If the change is meant, "
          f"say so under abi: in CHANGELOG.md and refresh the baseline:\n  {command}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
