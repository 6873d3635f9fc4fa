#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The examples in the pages are real: check_examples.py [--write] ROOT BUILD_DIR [PAGE...]

In every page under docs, or in the pages named:
- A block `c` with a main() is compiled without a warning, and run from the top folder. The address sanitizer, or with
  COPROD_FULL in the environment valgrind, finds no leak. A block `text` that follows as the next block is what it prints.
- A block `console` is a dialogue. Each line `$ command` is run by sh from the top folder, with the built program
  first on the path; the lines below are what it prints, on both streams. A line `...` stands for any lines. Each page
  has a $HOME of its own, empty at first. A page about a program that was not built is left out.
- Blocks `python` of one page are one program, run in order; a block `text` after one is what that part prints.
`--write` puts what was printed into the pages, except where a line `...` stands.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^(\s*)(`{3,}|:{3,})\s*(\{?[\w-]*\}?)\s*(.*)$")
DRIVER = """import contextlib, io, sys
names = {"__name__": "__main__"}
for path in sys.argv[1:]:
    printed = io.StringIO()
    with open(path, encoding="utf-8") as file, contextlib.redirect_stdout(printed):
        exec(compile(file.read(), path, "exec"), names)
    with open(path + ".out", "w", encoding="utf-8") as file:
        file.write(printed.getvalue())
"""


class Block:
    def __init__(self, language, first, lines):
        self.language, self.first, self.lines = language, first, lines

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)


def blocks(lines):
    """Fenced blocks, with the index of their first line inside."""
    found, open_at, fence, language = [], None, "", ""
    for i, line in enumerate(lines):
        match = FENCE.match(line)
        if open_at is None and match and match.group(2)[0] == "`":
            open_at, fence, language = i + 1, match.group(2), match.group(3)
        elif open_at is not None and line.strip() == fence:
            found.append(Block(language, open_at, lines[open_at:i]))
            open_at = None
    return found


def fits(expected, printed):
    """Whether printed lines are the expected ones, where "..." stands for any lines."""
    parts, rest = [[]], [line.rstrip() for line in printed]
    for line in expected:
        if line.strip() == "...":
            parts.append([])
        else:
            parts[-1].append(line.rstrip())
    if len(parts) == 1:
        return parts[0] == rest
    first, *middle, last = parts
    if rest[:len(first)] != first or (last and rest[len(rest) - len(last):] != last):
        return False
    rest = rest[len(first):len(rest) - len(last)]
    for part in middle:
        starts = [i for i in range(len(rest) - len(part) + 1) if rest[i:i + len(part)] == part]
        if not starts:
            return False
        rest = rest[starts[0] + len(part):]
    return len(printed) >= len(first) + len(last)


class Checker:
    def __init__(self, root, build, write):
        self.root, self.write, self.faults, self.counts = root, write, 0, {"c": 0, "console": 0, "python": 0}
        self.library, self.includes = os.path.join(build, "lib"), (os.path.join(root, "include"),
                                                                   os.path.join(build, "include"))
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", LD_LIBRARY_PATH=self.library, PYTHONDONTWRITEBYTECODE="1",
                                PATH=":".join([os.path.join(build, "examples", name) for name in ("coprod", "sql")]
                                              + ["/usr/bin:/bin"]))
        self.valgrind = shutil.which("valgrind") if os.environ.get("COPROD_FULL") else None
        self.sanitizers = [] if self.valgrind else ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]

    def run(self, command, **options):
        return subprocess.run(command, cwd=self.root, env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, encoding="utf-8",
                              timeout=300, **options)

    def fault(self, page, line, what, detail=""):
        self.faults += 1
        print(f"{page}:{line}: {what}")
        for one in detail.rstrip("\n").split("\n") if detail else ():
            print(f"    {one}")

    def compare(self, page, block, printed, changes):
        expected = block.lines
        if expected and all(line.strip() == "..." for line in expected):
            self.fault(page, block.first, "shows nothing; it could show:", "\n".join(printed[:40]))
            return
        if fits(expected, printed):
            return
        if self.write and not any(line.strip() == "..." for line in expected):
            changes.append((block.first, len(expected), [line.rstrip() for line in printed]))
        else:
            self.fault(page, block.first, "prints otherwise:", "\n".join(printed))

    def program(self, page, block, output, changes):
        self.counts["c"] += 1
        with tempfile.TemporaryDirectory() as folder:
            source, target = os.path.join(folder, "example.c"), os.path.join(folder, "example")
            with open(source, "w", encoding="utf-8") as file:
                file.write(block.text)
            made = self.run(["cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic", "-g",
                             *self.sanitizers, *(f"-I{folder}" for folder in self.includes), source, "-o", target,
                             f"-L{self.library}", "-lcoprod"])
            if made.returncode:
                self.fault(page, block.first, "does not compile:", made.stdout)
                return
            done = self.run([target])
            if done.returncode:
                self.fault(page, block.first, f"ends with {done.returncode}:", done.stdout)
                return
            if output:
                self.compare(page, output, done.stdout.splitlines(), changes)
            if self.valgrind:
                done = self.run([self.valgrind, "-q", "--leak-check=full", "--error-exitcode=99", target])
                if done.returncode:
                    self.fault(page, block.first, "leaks, or reads what is not its own:", done.stdout)

    def dialogue(self, page, block, changes):
        commands, at = [], None
        for i, line in enumerate(block.lines):
            if line.startswith("$ "):
                at = [i, line[2:], []]
                commands.append(at)
            elif at is None:
                self.fault(page, block.first + i, "a console block begins with a line \"$ command\"")
                return
            elif at[1].endswith("\\") and not at[2]:
                at[0], at[1] = i, at[1][:-1] + line.lstrip("> ")
            else:
                at[2].append(line)
        code = 0
        for i, command, expected in commands:
            self.counts["console"] += 1
            done = self.run(["sh", "-c", f"(exit {code}); {command}"])
            code = done.returncode
            answer = Block("text", block.first + i + 1, expected)
            self.compare(page, answer, done.stdout.splitlines(), changes)

    def python(self, page, parts, changes):
        self.counts["python"] += len(parts)
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for i, (block, _) in enumerate(parts):
                paths.append(os.path.join(folder, f"part{i}.py"))
                with open(paths[-1], "w", encoding="utf-8") as file:
                    file.write(block.text)
            done = self.run(["/usr/bin/python3", "-c", DRIVER, *paths])
            if done.returncode:
                self.fault(page, parts[0][0].first, "the Python of this page fails:", done.stdout)
                return
            for path, (_, output) in zip(paths, parts):
                if output:
                    with open(path + ".out", encoding="utf-8") as file:
                        self.compare(page, output, file.read().splitlines(), changes)

    def page(self, page):
        path = os.path.join(self.root, page)
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        if any(line.startswith("$ coprod-keep") for line in lines) and \
                not shutil.which("coprod-keep", path=self.environment["PATH"]):
            print(f"{page}: coprod-keep is not built")
            return
        with tempfile.TemporaryDirectory() as home:
            self.environment["HOME"] = home
            self.look(page, path, lines)

    def look(self, page, path, lines):
        found, changes, parts = blocks(lines), [], []
        for block, after in zip(found, [*found[1:], None]):
            output = after if after and after.language == "text" else None
            if block.language == "c" and "int main(" in block.text:
                self.program(page, block, output, changes)
            elif block.language == "console":
                self.dialogue(page, block, changes)
            elif block.language == "python":
                parts.append((block, output))
            elif re.search(r"^\$ ", block.text, flags=re.M):
                self.fault(page, block.first, "a dialogue is a block `console`")
        if parts:
            self.python(page, parts, changes)
        for first, count, printed in sorted(changes, reverse=True):
            lines[first:first + count] = printed
        if changes:
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(lines))
            print(f"{page}: {len(changes)} outputs written")


def pages(root):
    found = []
    for folder, folders, names in os.walk(os.path.join(root, "docs")):
        folders.sort()
        found += [os.path.relpath(os.path.join(folder, name), root) for name in sorted(names) if name.endswith(".md")]
    return found


def main(arguments):
    write = arguments[:1] == ["--write"]
    arguments = arguments[1:] if write else arguments
    if len(arguments) < 2:
        sys.exit(__doc__)
    root, build = (os.path.abspath(path) for path in arguments[:2])
    checker = Checker(root, build, write)
    for page in arguments[2:] or pages(root):
        checker.page(page)
    counts = checker.counts
    print(f"{counts['c']} programs, {counts['console']} commands, {counts['python']} pieces of Python: "
          f"{checker.faults} faults")
    return 1 if checker.faults or not (arguments[2:] or all(counts.values())) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
