# SPDX-License-Identifier: MIT
"""Committed files that scripts generate: written anew, or compared (--check)."""
import difflib
import os
import shlex
import sys


def refresh_command(drop, *add):
    """The command that was given, with --check turned into what refreshes the committed file."""
    words = [sys.executable, *(word for word in sys.argv if word != drop)]
    words[2:2] = add
    return " ".join(shlex.quote(os.path.abspath(word) if os.path.exists(word) else word) for word in words)


def settle(path, text, check):
    """Writes the file; or says how it differs, and returns the exit code."""
    if not check:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return 0
    old = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            old = file.read()
    if old == text:
        return 0
    sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), text.splitlines(True), path, "generated now", n=1))
    print(f"\n{path}: not what the headers make now. If the change is meant, this refreshes it:\n"
          f"  {refresh_command('--check')}")
    return 1
