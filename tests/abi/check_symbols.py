#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The exported names, in every place where they stand, and what the library asks of the process.

check_symbols.py [--refresh] BUILT.so STATIC.a MAP SYMBOLS HEADERS...

Names with version nodes of the built library = SYMBOLS = MAP = prototypes marked COPROD_API; @since of a function =
its node; every other global symbol of the archive begins with coprod__; the objects hold no writable data and import
nothing that prints, ends the process, or reads clock, locale or environment. --refresh writes SYMBOLS from the library,
unless a version node that a later one follows would change: its issue is out.
"""
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
from baseline import refresh_command  # noqa: E402
from model import short  # noqa: E402

BANNED = set("""abort assert atof atoi atol clock clock_gettime exit _exit fopen fprintf fputs fwrite getenv
gettimeofday gmtime gmtime_r localtime localtime_r printf putchar puts rand random secure_getenv setenv setlocale
signal sprintf srand strcat strcpy strerror strncpy strtod strtok strtol strtoul system time vsprintf __assert_fail
__fprintf_chk __printf_chk __sprintf_chk __strcat_chk __strcpy_chk __strncpy_chk __vsprintf_chk stdout stderr stdin
__errno_location""".split())


def output(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def built(library):
    """The exported names; the version nodes themselves are absolute symbols."""
    rows = (row.split() for row in output("nm", "-D", "--defined-only", "--with-symbol-versions", library).splitlines())
    return {row[-1] for row in rows if row[-2] != "A"}


def mapped(path):
    text = re.sub(r"/\*.*?\*/|#.*", "", read(path), flags=re.S)
    names, patterns = set(), []
    for node, body in re.findall(r"([\w.]+)\s*\{(.*?)\}", text, flags=re.S):
        for name in re.split(r"[;\s]+", body.split("local:")[0].replace("global:", "")):
            if re.fullmatch(r"\w+", name):
                names.add(f"{name}@@{node}")
            elif name:
                patterns.append(name)
    return names, patterns


def declared(headers):
    """Name: (@since, header:line) of each prototype that is marked."""
    found = {}
    for header in headers:
        text = read(header)
        for match in re.finditer(r"^COPROD_API\b[^;]*?\b(coprod_\w+)\s*\(", text, flags=re.M):
            comment = text[:match.start()].rpartition("/**")[2]
            since = re.search(r"@since\s+([0-9.]+[0-9])\s*(?:\*/|\n)", comment)
            place = f"{short(header)}:{text.count(chr(10), 0, match.start()) + 1}"
            found[match.group(1)] = (since.group(1) if since else "", place)
    return found


def by_node(names):
    nodes = {}
    for name in names:
        nodes.setdefault(name.partition("@@")[2], set()).add(name)
    return nodes


def closed(listed, exported):
    """What would change in a node that is not the newest."""
    old, new = by_node(listed), by_node(exported)
    newest = max(new, key=lambda node: [int(part) for part in re.findall(r"\d+", node)], default="")
    faults = []
    for node in sorted(set(old) - {newest}):
        compare(old[node], "the list", new.get(node, set()), "the library", faults)
    return faults


def compare(left, left_name, right, right_name, faults):
    faults += [f"{name}: in {left_name}, not in {right_name}" for name in sorted(left - right)]
    faults += [f"{name}: in {right_name}, not in {left_name}" for name in sorted(right - left)]


def archive(path, public, faults):
    for row in output("nm", "-A", "-g", path).splitlines():
        place, _, rest = row.rpartition(":")
        kind, name = rest.split()[-2:]
        if kind in "Uw":
            if name.split("@")[0] in BANNED:
                faults.append(f"{place.split(':')[-1]}: calls {name}, which a library must not")
        elif not name.startswith("coprod__") and name not in public:
            faults.append(f"{place.split(':')[-1]}: {name} is global, but not public, so it begins with coprod__")
    member = path
    for row in output("size", "-A", path).splitlines():
        if row.endswith(f"(ex {path}):"):
            member = row.split()[0]
        words = row.split()
        if len(words) == 3 and words[1].isdigit() and int(words[1]) and \
                re.match(r"\.(data|bss|tdata|tbss)(?!\.rel\.ro)", words[0]):
            faults.append(f"{member}: {words[1]} bytes of writable data in {words[0]}; the library has no global state")


def main(arguments):
    refresh = arguments[:1] == ["--refresh"]
    if len(arguments) - refresh < 5:
        sys.exit(__doc__)
    library, static, map_file, symbols, *headers = arguments[refresh:]
    exported = built(library)
    if refresh:
        faults = closed(read(symbols).split() if os.path.exists(symbols) else [], exported)
        if faults:
            print("\n".join(faults) + "\nNothing was written: the names of an issue that is out do not change")
            return 1
        with open(symbols, "w", encoding="utf-8") as file:
            file.writelines(f"{name}\n" for name in sorted(exported))
        return 0
    faults = []
    names, patterns = mapped(map_file)
    faults += [f"{map_file}: {pattern}: patterns may not be exported, only names" for pattern in patterns]
    listed = read(symbols).split()
    if listed != sorted(set(listed)):
        faults.append(f"{symbols}: not sorted, or a name stands twice")
    compare(exported, "the library", set(listed), symbols, faults)
    compare(exported, "the library", names, map_file, faults)
    marked = declared(headers)
    compare({name.split("@")[0] for name in names}, map_file, set(marked), "the headers", faults)
    for name in sorted(names):
        function, _, node = name.partition("@@")
        since, place = marked.get(function, ("", ""))
        if place and node != f"LIBCOPROD_{since}":
            faults.append(f"{place}: {function}: @since {since or 'is missing'}, but its node is {node}")
    archive(static, set(marked), faults)
    for fault in faults:
        print(fault)
    if set(listed) != exported:
        print(f"\nIf the library is right, this writes {symbols}:\n  {refresh_command('', '--refresh')}")
    if not faults:
        print(f"{len(exported)} names, the same in library, list, map and headers")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
