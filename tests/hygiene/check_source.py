#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The house rules that a machine can check: check_source.py ROOT

Which module may include which, functions that the library may not call, sizes of files and functions, layout, licence
lines, the codes of findings and reasons against their sentences, words and paths that have no place in the tree, and
one version in every place.
"""
import json
import os
import re
import sys

MODULES = ("base", "spectrum", "reimburse", "feedback", "equity", "programme")
BANNED = set("""sprintf vsprintf strcat strncat strcpy strncpy strtok strtok_r atoi atol atof strtol strtoul strtod
strtoll strtoull sscanf localtime gmtime time clock printf fprintf puts fputs assert abort exit getenv
setlocale""".split())
FILE_LINES, FUNCTION_LINES, COLUMNS, TEST_COLUMNS = 400, 50, 120, 128  # tests quote documents
# Longer files, each with the reason.
LONG_FILES = {
    "include/coprod/spectrum.h": (480, "one engine's types and calls are read in one place"),
    "tests/abi/layout.c": (6000, "generated"),
}
WORDS = re.compile(r"\b(?:%s)\b" % "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")))
PATHS = re.compile(r"(?<![\w./-])/(?:home|root|work|mnt|Users)/[\w.]+")
CODE = (".c", ".h", ".in", ".py", ".sh", ".lua", ".build", ".map", ".js", ".cpp")
TEXT = CODE + (".md", ".txt", ".json", ".toml", ".yml", ".yaml", ".css", ".html", ".svg", ".rst", ".abi", ".symbols")
WHITE = CODE + (".md",)
LICENSED = (".c", ".h", ".py", ".sh", ".lua", ".cpp")
WORDED = re.compile(r'"((?:[^"\\]|\\.)*)"')


class Tree:
    def __init__(self, root):
        self.root, self.faults, self.files = root, [], []
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(f for f in folders if not f.startswith("build") and f not in
                                (".git", "__pycache__", "node_modules", "subprojects", ".venv", ".cache"))
            self.files += [os.path.relpath(os.path.join(folder, name), root) for name in sorted(names)]
        self.files = [path.replace(os.sep, "/") for path in self.files]
        self.cache = {}

    def text(self, path):
        if path not in self.cache:
            with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
                self.cache[path] = file.read()
        return self.cache[path]

    def under(self, *folders, ends=(".c", ".h")):
        return [path for path in self.files if path.startswith(folders) and path.endswith(ends)]

    def fault(self, path, line, what):
        self.faults.append(f"{path}:{line}: {what}")


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def bare(text, strings=True):
    """C with comments, characters, and strings if wanted, turned into blanks; lines stay where they are."""
    def blank(match):
        whole = match.group(0)
        if whole[0] == '"' and not strings:
            return whole
        return whole[0] + re.sub(r"[^\n]", " ", whole[1:-1]) + whole[-1] if whole[0] != "/" else \
            re.sub(r"[^\n]", " ", whole)
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', blank, text, flags=re.S)


def includes(tree):
    """(path, line, text between the brackets, whether quoted) of each include under lib and include."""
    for path in tree.under("lib/", "include/", ends=(".c", ".h", ".in")):
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', tree.text(path), flags=re.M):
            yield path, line_of(tree.text(path), match.start()), match.group(2), match.group(1) == '"'


def module_of(header):
    """The module that a public header belongs to."""
    name = os.path.basename(header)
    if name in ("base.h", "days.h", "version.h"):
        return "base"
    return name.split(".")[0].split("_")[0]


def check_includes(tree):
    private = {os.path.basename(path): path.split("/")[1] for path in tree.under("lib/", ends=(".h",))}
    public = {os.path.basename(path) for path in tree.under("include/coprod/", ends=(".h",))} | {"version.h"}
    for path in tree.under("lib/", ends=(".h",)):
        if not path.endswith("_internal.h"):
            tree.fault(path, 1, "a private header's name ends in _internal.h")
    graph = {}
    for path, line, target, quoted in includes(tree):
        name = os.path.basename(target)
        if path.startswith("include/"):
            if not quoted and target not in ("stddef.h", "stdint.h", "coprod/version.h"):
                tree.fault(path, line, f"a public header includes <stddef.h>, <stdint.h> and its like, not <{target}>")
            if quoted and target not in public:
                tree.fault(path, line, f'"{target}" is no public header')
            continue
        module = path.split("/")[1]
        if module not in MODULES:
            tree.fault(path, line, f"lib/{module} is no module ({', '.join(MODULES)})")
        if target.startswith("coprod/"):
            other = module_of(target)
            if other == "coprod":
                tree.fault(path, line, "a module includes the headers that it needs, not coprod/coprod.h")
            elif other not in (module, "base") and module != "programme":
                tree.fault(path, line, f"lib/{module} may include base and its own headers, not {target}")
        elif quoted and name in private:
            other = private[name]
            graph.setdefault(path if path.endswith(".h") else "", set()).add(name)
            if other not in (module, "base"):
                tree.fault(path, line, f"lib/{module} may include base and its own headers, not lib/{other}/{name}")
        elif quoted:
            tree.fault(path, line, f'"{target}" is neither a private header nor coprod/...')
    edges = {os.path.basename(path): names for path, names in graph.items() if path}
    for start in sorted(edges):
        seen, front = set(), set(edges[start])
        while front:
            seen |= front
            front = {after for name in front for after in edges.get(name, ())} - seen
        if start in seen:
            tree.fault(f"lib/{private[start]}/{start}", 1, "includes itself through other headers")


def check_printing(tree):
    """The example program prints texts of files through one function, which a terminal has nothing to obey in."""
    for path in tree.under("examples/coprod/"):
        allowed = ("fprintf",) if path.endswith("/main.c") else ()  # its own usage, to either stream
        for match in re.finditer(r"(?<![\w.>(])(v?f?printf)\s*\(", bare(tree.text(path))):
            if match.group(1) not in allowed:
                tree.fault(path, line_of(tree.text(path), match.start()), f"{match.group(1)}() is not used here: output()")


def check_calls(tree):
    for path in tree.under("lib/"):
        text = bare(tree.text(path))
        for match in re.finditer(r"(?<![\w.>])(\w+)\s*\(", text):
            if match.group(1) in BANNED:
                tree.fault(path, line_of(text, match.start()), f"{match.group(1)}() may not be called in lib/")


def functions(text):
    """(name, first line, number of lines) of each function body in C source."""
    text = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: re.sub(r"[^\n]", " ", m.group(0)), bare(text), flags=re.M)
    depth, start, head = 0, 0, None
    for i, c in enumerate(text):
        if c == "{":
            if depth == 0:
                signature = text[start:i]
                opened = re.search(r"(\w+)\s*\(", signature)
                if re.fullmatch(r'\s*extern\s*"\s*"\s*', signature):
                    start = i + 1
                    continue
                head = (opened.group(1), start + len(signature) - len(signature.lstrip())) \
                    if opened and "=" not in signature else None
            depth += 1
        elif c == "}":
            depth = max(depth - 1, 0)
            if depth == 0:
                if head:
                    yield head[0], line_of(text, head[1]), text.count("\n", head[1], i) + 1
                head, start = None, i + 1
        elif c == ";" and depth == 0:
            start = i + 1


def check_sizes(tree):
    for path in tree.under("lib/", "include/", "examples/", "tests/"):
        limit, _ = LONG_FILES.get(path, (FILE_LINES, ""))
        lines = tree.text(path).count("\n")
        if lines > limit:
            tree.fault(path, lines, f"{lines} lines; {limit} are allowed")
    for path in tree.under("lib/", "examples/"):
        for name, line, lines in functions(tree.text(path)):
            if lines > FUNCTION_LINES:
                tree.fault(path, line, f"{name}() has {lines} lines; {FUNCTION_LINES} are allowed")


def check_layout(tree):
    for path in tree.files:
        name = os.path.basename(path)
        code = path.endswith(WHITE) and not path.startswith("LICENSES/")
        text = tree.text(path) if code or path.endswith(TEXT) or "." not in name else ""
        if text.startswith("#!") or path.endswith(LICENSED) or name in ("meson.build", "meson_options.txt"):
            if "SPDX-License-Identifier: MIT" not in "\n".join(text.split("\n", 3)[:3]):
                tree.fault(path, 1, "no SPDX-License-Identifier: MIT in its first lines")
        for number, line in enumerate(text.split("\n"), 1):
            if code:
                if "\t" in line:
                    tree.fault(path, number, "a tab")
                if line != line.rstrip():
                    tree.fault(path, number, "blanks at the end")
                columns = TEST_COLUMNS if path.startswith("tests/") else COLUMNS
                if len(line) > columns and not path.endswith(".md"):
                    tree.fault(path, number, f"{len(line)} columns; {columns} are allowed")
            for found in [*WORDS.finditer(line), *PATHS.finditer(line)]:
                tree.fault(path, number, f"{found.group(0)!r} has no place here")
        if code and text and not text.endswith("\n"):
            tree.fault(path, text.count("\n") + 1, "no newline at the end")


def arguments_of(text, opening):
    """The arguments of a call whose parenthesis opens at `opening`: (position, text)."""
    depth, start, parts = 0, opening + 1, []
    for i in range(opening, len(text)):
        c = text[i]
        depth += (c in "([{") - (c in ")]}")
        if (c == "," and depth == 1) or depth == 0:
            parts.append((start, text[start:i]))
            start = i + 1
        if depth == 0:
            return parts
    return parts


def used_codes(tree):
    """Each string literal that is a code: what goes to a parameter or member named `code`, or a table `codes`."""
    takers = {}
    for path in tree.under("lib/"):
        text = bare(tree.text(path))
        for match in re.finditer(r"\b(\w+)\s*\(([^(){};]*\bchar \*code\b[^(){};]*)\)", text):
            position = [bool(re.search(r"\*code\b", p)) for p in match.group(2).split(",")].index(True)
            takers.setdefault(match.group(1), set()).add(position)
    for path in tree.under("lib/", ends=(".c",)):
        text, empty = bare(tree.text(path), strings=False), bare(tree.text(path))
        for match in re.finditer(r"\b(\w+)\s*\(", empty):
            parts = arguments_of(empty, match.end() - 1) if match.group(1) in takers else []
            for position in takers.get(match.group(1), ()):
                if position < len(parts):
                    start, whole = parts[position]
                    for literal in WORDED.finditer(text[start:start + len(whole)]):
                        yield literal.group(1), path, line_of(text, start + literal.start())
        for match in re.finditer(r"\bcode\s*=(?!=)([^;,{}]*)|\bcodes\s*\[\w*\]\s*=\s*(\{[^}]*)", empty):
            for literal in WORDED.finditer(text[match.start():match.end()]):
                yield literal.group(1), path, line_of(text, match.start() + literal.start())


def check_codes(tree):
    sentences = {}
    for path in tree.files:
        if re.fullmatch(r"lib/\w+/data/texts\.json", path):
            for code in json.loads(tree.text(path))["sentences"]:
                sentences[code] = path
    used = {}
    for code, path, line in used_codes(tree):
        used.setdefault(code, (path, line))
    for code in sorted(set(used) - set(sentences)):
        tree.fault(*used[code], f'"{code}" has no sentence in any lib/*/data/texts.json')
    literals = {m.group(1) for path in tree.under("lib/", ends=(".c",))
                for m in WORDED.finditer(bare(tree.text(path), strings=False))}
    for code in sorted(set(sentences) - literals):
        text = tree.text(sentences[code])
        tree.fault(sentences[code], line_of(text, text.index(f'"{code}"')), f'"{code}": no code in lib/ says so')
    if not used or not sentences:
        tree.fault("lib", 0, f"{len(used)} codes and {len(sentences)} sentences found: this check looks at nothing")


def check_version(tree):
    version = re.search(r"^\s*version:\s*'([^']+)'", tree.text("meson.build"), flags=re.M)
    if not version:
        tree.fault("meson.build", 1, "no version")
        return
    if "CHANGELOG.md" not in tree.files:
        tree.fault("CHANGELOG.md", 1, "is not there")
        return
    heads = re.findall(r"^## \[?([^\]\s]+)\]?", tree.text("CHANGELOG.md"), flags=re.M)
    if not heads or heads[0] not in ("Unreleased", version.group(1)):
        tree.fault("CHANGELOG.md", 1, f"begins with {heads[:1]}, not with [Unreleased] or [{version.group(1)}], the "
                   "version of meson.build")


def main(arguments):
    if len(arguments) != 1 or not os.path.exists(os.path.join(arguments[0], "meson.build")):
        sys.exit(__doc__)
    tree = Tree(arguments[0])
    for check in (check_includes, check_calls, check_printing, check_sizes, check_layout, check_codes, check_version):
        check(tree)
    for fault in tree.faults:
        print(fault)
    print(f"{len(tree.files)} files, {len(tree.faults)} faults")
    return 1 if tree.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
