#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Loops in a database survive kill -9: check_kills.py PROGRAM sqlite|postgresql KILLS [SEED]

PROGRAM is coprod-keep. KILLS workers are killed at random points of their work, ten times as many where COPROD_FULL is
set; of PostgreSQL the whole server, too, after every eighth. Then "check" must find everything that was acknowledged,
and snapshots that equal the replay; the next worker goes on with the same database. In the end a journal is compared,
to the last byte, with that of a worker that nobody killed.

Then the opposite, so that it is known that "check" would have said so: torn tails (in the full tests at every byte),
clean cuts, flipped bits, old snapshots, two writers, cut write-ahead logs.
"""
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
from damage import check_damage  # noqa: E402
from stores import Postgresql, Sqlite  # noqa: E402

SKIP, NO, BAD_INPUT, BROKEN = 77, 1, 2, 3
PER_STORE = 40  # kills of one store before a fresh one is begun
SECRET = "a secret that no database holds"


class Count:
    passed = failed = 0

    def expect(self, what, good, detail=""):
        self.passed += bool(good)
        self.failed += not good
        if not good:
            print(f"FAILED: {what}: {detail}", flush=True)
        return good


# --- What is done ----------------------------------------------------------------------------------------------------

STEPS = (("acknowledge", "lead:team", {}), ("assign", "lead:team", {"owner": "kitchen"}),
         ("decide_yes", "owner:kitchen", {"plan": "a picture of every dish", "due": "2026-12-01"}),
         ("progress", "owner:kitchen", {"note": "half of it"}), ("complete", "owner:kitchen", {"evidence": 1}),
         ("tell", "lead:team", {"n": 1, "channel": "letter"}), ("tell", "lead:team", {"n": 1, "channel": "talk"}),
         ("publish", "lead:team", {"ref": "notice board"}), ("confirm_fed_back", "lead:team", {}),
         ("explain_breach", "lead:team", {"reason": "people were ill"}), ("agree", "contributor:first", {}),
         ("close", "lead:team", {}))


class Plan:
    """Lines for a worker, as many as are asked for. Events have keys, so that one can be sent again."""

    def __init__(self, dice):
        self.dice, self.lines, self.loops = dice, [], []  # of a loop: its step and its day

    def line(self, index):
        while len(self.lines) <= index:
            self.lines.append(self.next())
        return self.lines[index]

    def next(self):
        dice = self.dice
        live = [i for i, (step, _) in enumerate(self.loops) if step < len(STEPS)]
        if not live or dice.random() < 0.1:
            day = datetime.date(2025, 3, 3) + datetime.timedelta(dice.randrange(60))
            self.loops.append((0, day))
            return 'new suggestion@1 ' + json.dumps({
                "by": "lead:team", "at": str(day),
                "payload": {"contactable": 2, "anonymous": dice.randrange(3)}})
        number = dice.choice(live)
        step, day = self.loops[number]
        day += datetime.timedelta(dice.choice((0, 0, 1, 1, 2, 5, 16)))
        self.loops[number] = (step, day)
        chance = dice.random()
        if chance < 0.06:
            return f"{number} {day}"
        if chance > 0.94:  # refused, but what it shows to be late is kept
            return f"{number} " + json.dumps({"event": "archive", "by": "system:days", "at": str(day)})
        self.loops[number] = (step + 1, day)
        event, by, payload = STEPS[step]
        return f"{number} " + json.dumps({"event": event, "by": by, "at": str(day), "payload": payload,
                                          "key": f"step {step}"})


# --- The program -----------------------------------------------------------------------------------------------------

class Keep:
    def __init__(self, program, folder):
        self.program, self.folder = program, Path(folder)
        self.secret = self.folder / "secret"
        self.secret.write_text(SECRET + "\n", encoding="utf-8")

    def command(self, name, store, *options):
        return [self.program, name, "--secret", self.secret, *options, store.address]

    def run(self, name, store, *options, lines=""):
        return subprocess.run(self.command(name, store, *options), input=lines, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=60, check=False)

    def check(self, store, since=None):
        """The exit code, and what is printed. `since`: answers that a worker gave."""
        if since is None:
            done = self.run("check", store)
        else:
            path = self.folder / "since"
            path.write_text("".join(since), encoding="utf-8")
            done = self.run("check", store, "--since", path)
        return done.returncode, done.stdout

    def worker(self, store, lines=None):
        """With lines: they come from a file, and the worker takes them as fast as it can."""
        source = subprocess.PIPE
        if lines is not None:
            path = self.folder / "lines"
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            source = path.open("rb")
        worker = subprocess.Popen(self.command("work", store), stdin=source, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True, bufsize=1)
        if lines is not None:
            source.close()
        return worker


def records_of(answer):
    return int(answer.split()[3])


def records_in(text):
    """Records that check counts."""
    return int(text.split()[1]) if text.startswith("intact: ") else 0


# --- Kills -----------------------------------------------------------------------------------------------------------

class Kills:
    """Workers, one after the other, on one store after the other."""

    def __init__(self, keep, store, dice, count):
        self.keep, self.store, self.dice, self.count = keep, store, dice, count
        self.tally = dict.fromkeys(("kills", "server kills", "while at work", "before the first answer",
                                    "kept before it was answered", "answers", "stores"), 0)
        self.begin()

    def begin(self):
        self.store.fresh()
        self.plan, self.at, self.answers, self.on_this, self.floor = Plan(self.dice), 0, [], 0, 0
        self.tally["stores"] += 1

    def stop_somewhere(self, worker, server):
        """Lets a worker work until some answer, and then some microseconds more; then kills it, or the server."""
        got = []
        for _ in range(self.dice.choice((0, 1, 1, 2, 3, 5, 8, 13, 21, 34))):
            line = worker.stdout.readline()
            if not line:
                break
            got.append(line)
        time.sleep(self.dice.random() * self.dice.choice((0.0003, 0.001, 0.003, 0.01)))
        running = worker.poll() is None
        if server:
            self.store.kill()
        else:
            worker.kill()
        got += worker.stdout.readlines()
        told = worker.stderr.read()
        code = worker.wait(60)
        worker.stdout.close()
        worker.stderr.close()
        if got and not got[-1].endswith("\n"):
            got.pop()
        return got, running, code, told

    def one(self, server):
        lines = [self.plan.line(self.at + i) for i in range(400)]
        worker = self.keep.worker(self.store, lines)
        got, running, code, told = self.stop_somewhere(worker, server)
        if server:
            self.count.expect("a worker without a server ends, and says that it failed",
                              told and (code == BROKEN or (code == BAD_INPUT and not got)), f"{code} {told}")
            self.store.start()
        else:
            self.count.expect("the worker was killed at work, and had not complained before",
                              code == -9 and running and not told, f"{code} {told}")
        self.tally["server kills" if server else "kills"] += 1
        self.tally["while at work"] += running
        self.tally["before the first answer"] += not got
        self.on_this += 1
        self.look(got)

    def look(self, got):
        """Everything acknowledged is there, and at most one event more."""
        count, tally = self.count, self.tally
        self.answers += got
        self.at += len(got)
        tally["answers"] += len(got)
        if not self.answers and not self.store_is_made():
            return
        code, text = self.keep.check(self.store, self.answers)
        count.expect("all that was acknowledged is there, and snapshots equal the replay", code == 0, text)
        records = records_in(text)
        last = max(self.floor, records_of(self.answers[-1]) if self.answers else 0)
        count.expect("at most one event more is kept than answered", 0 <= records - last <= (1 if last else 2),
                     f"{records} {last}")
        tally["kept before it was answered"] += records > last
        self.store.settle()
        if self.plan.line(self.at).startswith("new ") and \
                self.store.count("loops") > sum(line.startswith("new ") for line in self.plan.lines[:self.at]):
            self.at += 1  # that loop was made, and must not be made again
            self.floor = self.store.count("journal") + 1  # a piece is a record; the first one names a machine, too

    def store_is_made(self):
        """A worker that is killed early may not even have made the tables."""
        self.store.settle()
        code, text = self.keep.check(self.store)
        return self.count.expect("without an answer there is a whole store or none",
                                 code == 0 or (code == BAD_INPUT and ("no such table" in text or "does not exist" in text
                                                              or "unable to open" in text)), text) and code == 0

    def finish(self, plain):
        """The rest of the lines without a kill: then nothing tells this store from one that was never killed."""
        rest = [self.plan.line(i) for i in range(self.at, self.at + 20)]
        done = self.keep.run("work", self.store, lines="".join(f"{line}\n" for line in rest))
        self.count.expect("the last worker ends by itself", done.returncode in (0, NO), done.stdout)
        plain.fresh()
        lines = "".join(f"{line}\n" for line in self.plan.lines[:self.at + 20])
        self.keep.run("work", plain, lines=lines)
        self.count.expect("the journal is that of a worker that nobody killed", self.store.journal() == plain.journal())
        self.count.expect("and so are the loops", self.store.rows()[1] == plain.rows()[1])


def check_kills(keep, store, plain, kills, dice, count):
    run, started = Kills(keep, store, dice, count), time.monotonic()
    for number in range(kills):
        if run.on_this >= PER_STORE:
            run.finish(plain)
            run.begin()
        run.one(False)
        if store.name == "postgresql" and number % 8 == 7:
            run.one(True)
    run.finish(plain)
    tally = run.tally
    if store.name == "postgresql":
        log = store.log.read_text(encoding="utf-8")
        tally["in an open transaction"] = log.count("client connection with an open transaction")
    every = tally["kills"] + tally["server kills"]
    print(f"{store.name}: " + ", ".join(f"{value} {name}" for name, value in tally.items())
          + f", {time.monotonic() - started:.1f} s", flush=True)
    count.expect("nearly all kills came while the worker was at work", tally["while at work"] >= 0.95 * every)
    count.expect("some came between what COMMIT did and its answer", tally["kept before it was answered"] or every < 40)
    count.expect("most came in the middle of a stream", tally["before the first answer"] <= 0.4 * every)


def main(arguments):
    if len(arguments) not in (3, 4) or arguments[1] not in ("sqlite", "postgresql"):
        sys.exit(__doc__)
    program, name = Path(arguments[0]).resolve(), arguments[1]
    kills = int(arguments[2]) * (10 if os.environ.get("COPROD_FULL") else 1)
    seed = int(arguments[3]) if len(arguments) == 4 else random.SystemRandom().randrange(10 ** 6)
    if name == "postgresql" and not Postgresql.here():
        print("no PostgreSQL server is installed")
        return SKIP
    print(f"seed {seed}", flush=True)
    dice, count = random.Random(seed), Count()
    with tempfile.TemporaryDirectory(prefix="keep") as folder:
        os.chmod(folder, 0o755)
        for part in ("store", "plain", "files"):
            os.mkdir(f"{folder}/{part}")
        store = (Sqlite if name == "sqlite" else Postgresql)(f"{folder}/store")
        try:
            keep, plain = Keep(program, f"{folder}/files"), Sqlite(f"{folder}/plain")
            check_kills(keep, store, plain, kills, dice, count)
            check_damage(keep, store, Plan(dice), dice, count)
        finally:
            store.stop()
    print(f"{count.passed} passed, {count.failed} failed")
    return count.failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
