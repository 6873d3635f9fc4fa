#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every file has a licence and a copyright: check_reuse.py ROOT

REUSE.toml is the form of REUSE 3.2 and later; Debian 12 has a tool of the version before, which reads .reuse/dep5. So
the tracked files are linted in a copy that says the same in the older form.
"""
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

root = Path(sys.argv[1])
listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, text=True)
names = [name for name in listed.stdout.split("\0") if name] if not listed.returncode else []
if not names:  # a tarball: everything that is there
    names = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
with (root / "REUSE.toml").open("rb") as file:
    annotations = tomllib.load(file)["annotations"]
head = ("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: libcoprod\n"
        "Upstream-Contact: the libcoprod authors\nSource: this tree\n")
body = "".join(f"\nFiles: {one['path'].replace('**', '*')}\nCopyright: {one['SPDX-FileCopyrightText']}\n"
               f"License: {one['SPDX-License-Identifier']}\n" for one in annotations)
with tempfile.TemporaryDirectory() as folder:
    for name in names:
        if name != "REUSE.toml" and (root / name).is_file():
            target = Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, target)
    (Path(folder) / ".reuse").mkdir()
    (Path(folder) / ".reuse/dep5").write_text(head + body, encoding="utf-8")
    result = subprocess.run(["/usr/bin/reuse", "lint"], cwd=folder, capture_output=True, text=True)
if result.returncode:
    print(result.stdout[-3000:], result.stderr[-1000:])
sys.exit(result.returncode)
