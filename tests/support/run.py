#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs the stages of the tests and counts what really ran. Called by tests/run."""
import json
import os
import platform
import re
import resource
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build-tests"
# Debian's tools come first, whatever else is on the PATH.
ENV = {**os.environ, "PATH": "/usr/bin:/bin:/usr/sbin:/sbin:" + os.environ.get("PATH", ""),
       "MESON_TESTTHREADS": "2", "CMOCKA_MESSAGE_OUTPUT": "STDOUT"}
# Freed memory waits in a small quarantine, which is long for tests as short as these and spares most page faults. Cmocka
# would catch a trap, and tell no stack.
SANITIZERS = {"ASAN_OPTIONS": "detect_leaks=1:abort_on_error=0:handle_sigill=2:quarantine_size_mb=16:malloc_context_size=8",
              "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1"}

# name, options of meson setup, suites, environment, wrapper. A suite with "!" is left out; without another, all the rest
# runs. After the plain one, which builds everything, each stage looks for something else: QUICK tries fewer numbers, and
# little optimization and few debug information compile sooner. Memory that fails is tried where its effects show. The
# sanitizers are clang's, whose fuzzers then need no build of their own: code that clang refuses or that does otherwise
# there shows in the same run. The same code by clang without them, and with gcc's, is tried by "full"; and what has
# vectors in it for another processor, where the plain bodies of kernels become vectors of the compiler's.
INSIDE = ["unit", "internal", "laws"]
SHOWING = ["unit", "internal", "random", "fault", "fuzz"]
# The plain build, with the examples that need more than the library does.
WHOLE = ["-Dsql=enabled", "-Dlibdir=lib", "-Dtogether=true"]
LIGHT = ["-Dgates=false", "-Ddebug=false", "-Dtogether=true"]
TRACED = [*LIGHT, "-Doptimization=1", "-Dc_args=-g1"]  # a stack is told with its lines
CHECKED = ["-Db_sanitize=address,undefined", "-Db_lundef=false"]
# Undefined behaviour stops the program where it is, and the stack tells the line; what it was gcc's sanitizers tell. Calls
# that would tell it are most of what clang takes so long to compile, and then looks at pointers that nothing is read by
# yet: what is read by a wrong one, the address sanitizer tells.
TRAPPED = "-g1 -fsanitize-trap=undefined -fno-sanitize=null,object-size,pointer-overflow"
# Lines and branches are counted in the same run: as the source has them, whatever becomes of it.
COUNTED = [f"-Dc_args={TRAPPED} -fprofile-instr-generate -fcoverage-mapping",
           "-Dc_link_args=-fprofile-instr-generate", "-Dcpp_link_args=-fprofile-instr-generate"]
PROFILES = BUILD / "sanitizers/profiles"  # one of each program, to which every run of it adds
CLANG = {"CC": "clang", "CXX": "clang++", "CC_LD": "lld"}
CROSS = [*LIGHT, "-Dsql=disabled", "--cross-file"]
QUICK = {"COPROD_QUICK": "1"}
COMMA = {"LC_ALL": "de_DE.UTF-8", "LOCPATH": str(BUILD / "locale")}  # a comma in decimal numbers
VALGRIND = "valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite"
STAGES = {
    # What is installed is looked at together with the tarball.
    "gcc": (WHOLE, ["!fault", "!install"], {}, None),
    "sanitizers": ([*TRACED, *COUNTED, *CHECKED, "-Dfuzz=true", "-Dwerror=true"], SHOWING,
                   {**CLANG, **SANITIZERS, **QUICK, "LLVM_PROFILE_FILE": str(PROFILES / "%m.profraw")}, None),
    "thread-sanitizer": ([*LIGHT, "-Db_sanitize=thread", "-Doptimization=0", "-Dc_args=-g1"], ["threads"], {}, None),
    "memory": (None, ["malloc"], QUICK, None),  # which sanitizers have for themselves
    "comma-locale": (None, ["unit", "internal"], {**COMMA, **QUICK}, None),
    "valgrind": (None, ["unit"], QUICK, VALGRIND),
    "clang": ([*LIGHT, "-Dwerror=true", "-Doptimization=1"], INSIDE, {**CLANG, **QUICK}, None),
    "gcc-sanitizers": ([*TRACED, *CHECKED], SHOWING, {**SANITIZERS, **QUICK}, None),
    "aarch64": ([*CROSS, ROOT / "tests/support/aarch64.ini"], ["unit", "patterns"], QUICK, None),
}
ONLY_FULL = ("clang", "gcc-sanitizers", "aarch64")
# In a new checkout the short run tries the same inputs each time, as many as it has time for; the long one seeks.
FUZZ_SHORT, FUZZ_LONG = ["-seed=1", "-runs=5000", "-max_total_time=1"], ["-max_total_time=600"]
COVERAGE_LINES, COVERAGE_BRANCHES = 99.2, 95.0

plain_built = threading.Event()


class Count:
    passed = failed = skipped = 0

    def add(self, passed, failed, skipped=0):
        self.passed += passed
        self.failed += failed
        self.skipped += skipped


def run(arguments, extra=None, **options):
    return subprocess.run([str(a) for a in arguments], cwd=ROOT, env={**ENV, **(extra or {})}, **options)


def count_test(test, count):
    """A cmocka program counts its cases, a script with a closing line counts by that; anything else is one."""
    text = test.get("stdout", "") + test.get("stderr", "")
    cases = re.findall(r"\[  PASSED  \] (\d+) test", text)
    failed_cases = re.findall(r"\[  FAILED  \] (\d+) test", text)
    closing = re.findall(r"^(\d+) passed, (\d+) failed", text, re.M)
    ok = test["result"] in ("OK", "EXPECTEDFAIL")
    if test["result"] == "SKIP":
        count.add(0, 0, 1)
    elif cases:
        passed = sum(map(int, cases))
        count.add(passed, max(sum(map(int, failed_cases)), 0 if ok else 1))
    elif closing:
        count.add(sum(int(p) for p, _ in closing), max(sum(int(f) for _, f in closing), 0 if ok else 1))
    else:
        count.add(int(ok), int(not ok))
    if not ok and test["result"] != "SKIP":
        print(f"--- {test['name']}: {test['result']}\n{text[-6000:]}", flush=True)


def prepare(name, folder, setup, extra):
    """Sets a build up; the plain one is built as a whole."""
    if not (folder / "build.ninja").exists():
        if run(["meson", "setup", folder, *setup], extra, stdout=subprocess.DEVNULL).returncode:
            print(f"{name}: meson setup failed", flush=True)
            return False
    if setup is WHOLE:
        return run(["ninja", "-C", folder], extra, stdout=subprocess.DEVNULL).returncode == 0 or \
            run(["ninja", "-C", folder], extra).returncode == 0
    return True


def stage(name, count):
    setup, suites, extra, wrapper = STAGES[name]
    if name == "aarch64" and platform.machine() != "x86_64":
        print(f"{name}: skipped; this is no x86_64 but {platform.machine()}", flush=True)
        return count.add(0, 0, 1)
    folder = BUILD / (name if setup is not None else "gcc")
    started = time.time()
    if setup is None:
        plain_built.wait()
    else:
        good = prepare(name, folder, setup, extra)
        if setup is WHOLE:
            plain_built.set()  # or it failed, as then all will that use it
        if not good:
            return count.add(0, 1)
    # The plain build is whole; in another meson builds what the suites need.
    command = ["meson", "test", "-C", folder, "--num-processes", "2", "--logbase", name]
    command += ["--no-rebuild"] if setup in (None, WHOLE) else []
    command += [f"--no-suite={suite[1:]}" if suite[0] == "!" else f"--suite={suite}" for suite in suites]
    command += ["--wrapper", wrapper] if wrapper else []
    command += ["--timeout-multiplier", "20" if wrapper else "4"]  # another stage runs at the same time
    logs = folder / "meson-logs"
    for old in logs.glob(f"{name}*.json"):
        old.unlink()
    for old in PROFILES.glob("*") if name == "sanitizers" else ():
        old.unlink()  # of other code, perhaps
    run(command, extra, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    before = (count.passed, count.failed, count.skipped)
    log = next(logs.glob(f"{name}*.json"), None)
    lines = log.read_text(encoding="utf-8").splitlines() if log else []
    if not lines:
        run(command, extra)
        print(f"{name}: no test ran")
        return count.add(0, 1)
    for line in lines:
        count_test(json.loads(line), count)
    print(f"{name}: {count.passed - before[0]} passed, {count.failed - before[1]} failed, "
          f"{count.skipped - before[2]} skipped in {time.time() - started:.0f} s".replace(" passed,", " cases passed,"),
          flush=True)


def coverage(count):
    """What of the library the tests and fuzzers in the build of the sanitizers reached. The shared library has all that
    there is, whether a test is linked with it or not."""
    folder = BUILD / "sanitizers"
    library = next((folder / "lib").glob("libcoprod.so.*.p")).with_suffix("")
    data = folder / "coverage.profdata"
    for command in (["ninja", "-C", folder, library.relative_to(folder)],
                    ["llvm-profdata", "merge", *PROFILES.glob("*.profraw"), "-o", data]):
        if run(command, stdout=subprocess.DEVNULL).returncode:
            print("coverage: nothing was counted", flush=True)
            return count.add(0, 1)
    result = run(["llvm-cov", "export", "-summary-only", f"-instr-profile={data}", library],
                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    files = {os.path.relpath(os.path.normpath(file["filename"]), ROOT): file["summary"]
             for file in json.loads(result.stdout)["data"][0]["files"]}
    own = {name: summary for name, summary in files.items() if name.startswith("lib/")}

    def missed(summary):
        return summary["lines"]["count"] - summary["lines"]["covered"]

    for name in sorted(own, key=lambda name: -missed(own[name]))[:20]:
        print(f"{missed(own[name]):4} lines of {name} were not reached")
    for kind, least in (("lines", COVERAGE_LINES), ("branches", COVERAGE_BRANCHES)):
        covered, there = (sum(summary[kind][part] for summary in own.values()) for part in ("covered", "count"))
        percent = 100 * covered / max(there, 1)
        print(f"coverage: {covered} of {there} {kind}, {percent:.2f} %; {least} % are asked", flush=True)
        count.add(int(percent >= least), int(percent < least))


def locale():
    """A locale with a comma in decimal numbers, in the build's own folder."""
    if not (BUILD / "locale/de_DE.UTF-8").exists():
        (BUILD / "locale").mkdir(parents=True, exist_ok=True)
        run(["localedef", "-i", "de_DE", "-f", "UTF-8", BUILD / "locale/de_DE.UTF-8"])


def axe():
    """The accessibility rules, from npm, outside the tree's own files."""
    if not (BUILD / "npm/node_modules/axe-core/axe.min.js").exists():
        (BUILD / "npm").mkdir(parents=True, exist_ok=True)
        run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", BUILD / "npm", "axe-core@4.10.3"])


def dist(count):
    """The tarball holds a library that builds and installs as a part of another project; its own tests would be these
    again. The plain build installs the same files."""
    plain_built.wait()
    result = run(["meson", "dist", "-C", BUILD / "gcc", "--no-tests", "--allow-dirty", "--formats", "gztar"],
                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    packed = next((BUILD / "gcc/meson-dist").glob("*.tar.gz"), None)
    folder = BUILD / "dist"
    for command in (["rm", "-rf", folder], ["mkdir", "-p", folder],
                    ["tar", "xzf", packed, "-C", folder, "--strip-components=1"],
                    ["/usr/bin/python3", folder / "tests/install/check_install.py", folder, BUILD / "gcc"]):
        if result.returncode == 0 and packed is not None:
            result = run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    good = result.returncode == 0 and packed is not None
    print(f"dist: {len(re.findall('^ok: ', result.stdout, re.M))} ways of use", flush=True)
    if not good:
        print(result.stdout[-4000:])
    count.add(int(good), int(not good))


def fuzz(count, limits):
    """Each fuzzer within limits, in the build of the sanitizers."""
    folder, extra = BUILD / "sanitizers", STAGES["sanitizers"][2]
    names = sorted(source.stem for source in (ROOT / "tests/fuzz").glob("fuzz_*.c"))
    if run(["ninja", "-C", folder, *(f"tests/fuzz/{name}" for name in names)], stdout=subprocess.DEVNULL).returncode:
        print("fuzz: the fuzzers were not built", flush=True)
        return count.add(0, 1)

    def one(name):
        scratch = folder / "corpus" / name
        scratch.mkdir(parents=True, exist_ok=True)
        return run([folder / "tests/fuzz" / name, *limits, "-timeout=10", "-print_final_stats=0",
                    "-verbosity=0", f"-artifact_prefix={folder}/{name}-", scratch,
                    ROOT / "tests/fuzz/corpus" / name[5:]], extra,
                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")

    with ThreadPoolExecutor(2) as pool:
        for result in pool.map(one, names):
            if result.returncode:
                print(result.stdout[-4000:], flush=True)
            count.add(int(result.returncode == 0), int(result.returncode != 0))


def engines(count):
    """Machines in the engines of others."""
    for name in ("check_scxml.py", "check_promela.py"):
        done = run(["/usr/bin/python3", ROOT / "tests/engines" / name, BUILD / "gcc/examples/coprod/coprod", ROOT],
                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        closing = re.findall(r"^(\d+) passed, (\d+) failed", done.stdout, re.M)
        print(f"{name}: {done.stdout[-3000:]}", flush=True)
        count.add(sum(int(p) for p, _ in closing), max(sum(int(f) for _, f in closing), int(done.returncode != 0)))


def jobs(full):
    """What runs side by side, three at a time and the longest first: while one waits for its last test or for a browser,
    others compute. Each job is a list of functions that count, done in turn."""
    together = {"sanitizers": [] if full else [lambda count: fuzz(count, FUZZ_SHORT), coverage]}
    for name in STAGES:
        if full or name not in ONLY_FULL:
            yield [lambda count, name=name: stage(name, count), *together.get(name, ())]
        if name == "thread-sanitizer":
            yield [dist]


def main():
    full = sys.argv[1:] == ["full"]
    count = Count()
    if full:
        ENV["COPROD_FULL"] = "1"
    axe()
    locale()

    def work(job):
        own = Count()
        for step in job:
            step(own)
        return own

    with ThreadPoolExecutor(3) as pool:
        for own in pool.map(work, list(jobs(full))):
            count.add(own.passed, own.failed, own.skipped)
    if full:
        engines(count)
        fuzz(count, FUZZ_LONG)
        coverage(count)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{used.ru_utime + used.ru_stime:.0f} seconds of a processor")
    print(f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped")
    return count.failed > 0


if __name__ == "__main__":
    sys.exit(main())
