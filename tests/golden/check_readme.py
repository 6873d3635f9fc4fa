#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The program that README.md prints is examples/c/classify.c, and prints what README.md says.

check_readme.py ROOT PROGRAM
"""
import re
import subprocess
import sys
from pathlib import Path

root, program = Path(sys.argv[1]), sys.argv[2]
page = (root / "README.md").read_text(encoding="utf-8")
source = (root / "examples/c/classify.c").read_text(encoding="utf-8").split("\n", 1)[1]
shown = re.search(r"```c\n(.*?)```", page, re.S).group(1)
printed = re.search(r"It prints:\n\n```\n(.*?)```", page, re.S).group(1)
found = subprocess.run([program], capture_output=True, text=True, timeout=60).stdout
failed = 0
for what, a, b in [("the program", shown, source), ("its output", printed, found)]:
    if a != b:
        print(f"README.md: {what} differs:\n--- README.md\n{a}\n--- found\n{b}")
        failed += 1
print(f"{2 - failed} passed, {failed} failed")
sys.exit(failed > 0)
