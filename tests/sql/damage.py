# SPDX-License-Identifier: MIT
"""What check_kills.py damages on purpose, and what "check" must say then."""
import os
import re
import shutil
import struct
import threading
import time
from pathlib import Path

FINE, NO, BAD_INPUT, HEAD = 0, 1, 2, 80  # a journal begins with a head of 80 bytes
NEW = ('new suggestion@1 {{"by": "lead:{}", "at": "2025-03-03", "payload": {{"contactable": {}, "anonymous": 0}}}}\n')
NONSENSE = '0 {"event": "nonsense", "by": "lead:team", "at": "2025-03-03"}\n'


def borders(journal):
    """Where records begin, and where the last one ends: two bytes of length, the content, 32 bytes of hash."""
    at = [HEAD]
    while at[-1] < len(journal):
        at.append(at[-1] + 2 + struct.unpack_from("<H", journal, at[-1])[0] + 32)
    return at


class Damage:
    """A whole store of some forty events, put back before each damage."""

    def __init__(self, keep, store, plan, dice, count):
        self.keep, self.store, self.plan, self.dice, self.count = keep, store, plan, dice, count
        self.often = bool(os.environ.get("COPROD_FULL"))
        store.fresh()
        self.lines, self.answers, self.before = [], [], None
        self.work(40)
        while not self.last_moves():  # the last event moves a loop that was there before, and is acknowledged
            self.work(1)
        self.whole = store.rows()
        self.journal = b"".join(data for _, data in self.whole[0])
        self.borders = borders(self.journal)
        self.records = len(self.borders) - 1
        self.last, self.last_bytes = self.whole[0][-1]
        self.moved = next(one for one, old in zip(self.whole[1], self.before[1]) if one != old)

    def work(self, lines):
        for _ in range(lines):
            self.lines.append(self.plan.line(len(self.lines)))
        if lines == 1:
            self.before = self.store.rows()
        done = self.keep.run("work", self.store, lines="".join(f"{line}\n" for line in self.lines[-lines:]))
        self.answers += done.stdout.splitlines(True)

    def last_moves(self):
        return self.before and not self.lines[-1].startswith("new ") and self.answers[-1].startswith("acknowledged ") \
            and len(self.store.rows()[0]) == len(self.before[0]) + 1 and len(self.before[1]) > 3

    def says(self, what, code, words, since=None):
        got, text = self.keep.check(self.store, since)
        return self.count.expect(what, got == code and all(word in text for word in words),
                                 f"expected {code} {words}, got {got} {text}")

    def refuses(self, what, words, line):
        before = self.store.rows()
        done = self.keep.run("work", self.store, lines=line)
        good = done.returncode == NO and all(word in done.stdout for word in words) and self.store.rows() == before
        self.count.expect(what, good, f"{done.returncode} {done.stdout}")

    def torn(self, kept):
        return [f"torn at byte {self.last}: {self.records - 1} records hold; nothing was changed"] if kept else []

    # --- (1) torn tails ---

    def torn_tails(self):
        for kept in range(1, len(self.last_bytes), 1 if self.often else 5):
            self.store.set_piece(self.last, self.last_bytes[:kept])
            self.says(f"a tail torn after {kept} bytes is reported", NO, self.torn(kept), self.answers)
            if kept % 8 == 1 or kept > len(self.last_bytes) - 2:
                self.refuses("no work on a torn journal", self.torn(kept), NONSENSE)
        self.store.put(self.whole)
        self.says("put back, it is whole", FINE, ["intact"], self.answers)

    def torn_first(self):
        """The first piece alone, cut within its head and its two records."""
        first, data = self.whole[0][0]
        for kept in sorted(self.dice.sample(range(1, len(data)), 24 if self.often else 10)):
            holds = max((at for at in self.borders[:3] if at <= kept), default=0)
            number = self.borders.index(holds) if holds else 0
            self.store.put(([(first, data[:kept])], []))
            words = [f"torn at byte {holds}: {number} records hold"] if kept != holds else ["intact"]
            self.says(f"a first piece cut after {kept} bytes is reported", NO, words, self.answers)
        self.store.put(self.whole)

    def set_aside(self):
        """Going on after a torn tail: nothing is thrown away, and what is missing is told."""
        kept = self.dice.randrange(1, len(self.last_bytes))
        self.store.set_piece(self.last, self.last_bytes[:kept])
        done = self.keep.run("set-aside", self.store)
        self.count.expect("the tail is set aside", done.returncode == FINE and f"set aside: {kept} bytes" in done.stdout,
                          done.stdout)
        aside = dict(self.store.ask("SELECT what, bytes FROM torn"))
        self.count.expect("the torn bytes and the snapshot are kept",
                          aside == {"journal": self.last_bytes[:kept], f"loop {self.moved[0]}": self.moved[4]}, aside)
        self.says("what is left fits together", FINE, ["intact", "snapshots"])
        self.says("what was acknowledged and is gone is told", NO, [f"missing: record {self.records} "], self.answers)
        self.count.expect("the store is as it was before the last event", self.store.rows() == self.before)
        done = self.keep.run("work", self.store, lines=self.lines[-1] + "\n")
        self.count.expect("the event sent again is the same record", done.stdout == self.answers[-1]
                          and self.store.rows() == self.whole, done.stdout)
        done = self.keep.run("set-aside", self.store)
        self.count.expect("an intact journal is left alone", done.returncode == FINE
                          and done.stdout == "nothing is torn; nothing was changed\n"
                          and self.store.rows() == self.whole, done.stdout)
        self.store.put(self.whole)

    # --- (2) clean cuts ---

    def clean_cuts(self):
        self.store.put(self.before)
        self.says("a clean cut with the snapshots of then fits together", FINE, ["intact", "snapshots"])
        self.says("but not with what was acknowledged", NO, [f"missing: record {self.records} "], self.answers)
        self.store.put((self.before[0], self.whole[1]))
        self.says("a clean cut of the journal alone is seen by the snapshot", NO,
                  [f"loop {self.moved[0]}: its snapshot is ahead of the journal"])
        self.refuses("no work on that loop", [f"loop {self.moved[0]}: its snapshot is not"], self.lines[-1] + "\n")
        self.store.put(self.whole)
        code, text = self.keep.check(self.store)
        head = [line + "\n" for line in text.splitlines() if line.startswith("head ")]
        self.says("a head of check is as good as an acknowledgement", FINE, ["acknowledged: 1 of 1"], head)
        other = head[0][:-3] + ("00\n" if head[0][-3:-1] != "00" else "11\n")
        self.says("a head with another root is none of this journal", NO, ["changed: record"], [other])
        self.store.put(self.before)
        self.says("a head shows a clean cut", NO, ["missing: record"], head)
        self.keep.run("work", self.store, lines=NEW.format(1, 1))
        self.says("another record in its place is not the acknowledged one", NO,
                  [f"changed: record {self.records} "], self.answers)
        self.store.put(self.whole)

    def holes(self):
        """Pieces that are missing in the middle, or cut there."""
        for first, data in self.dice.sample(self.whole[0][1:-1], 4):
            self.store.run(f"DELETE FROM journal WHERE first_byte = {first}")
            words = [f"broken at byte {first}: the next piece begins at byte {first + len(data)}"]
            self.says("a missing piece is reported", NO, words)
            self.refuses("no work on a journal with a hole", words, NONSENSE)
            self.store.put(self.whole)
            kept = self.dice.randrange(1, len(data))
            self.store.set_piece(first, data[:kept])
            words = [f"broken at byte {first + kept}: the next piece begins at byte {first + len(data)}"]
            self.says("a piece that is cut in the middle is no torn tail", NO, words)
            self.store.put(self.whole)

    # --- (3) flipped bits ---

    def flipped_bits(self):
        for first, data in self.dice.sample(self.whole[0][1:-1], 12 if self.often else 6):
            bit = self.dice.randrange(8 * len(data))
            changed = bytearray(data)
            changed[bit // 8] ^= 1 << bit % 8
            self.store.set_piece(first, bytes(changed))
            code, text = self.keep.check(self.store, self.answers)
            where = re.match(r"broken at byte (\d+): (\d+) records hold; nothing was changed\n", text)
            good = code == NO and where and first <= int(where[1]) < first + len(data) \
                and int(where[2]) == self.borders.index(first)
            self.count.expect("a flipped bit is reported in its record", good, f"{first} {len(data)} {bit}: {code} {text}")
            done = self.keep.run("set-aside", self.store)
            self.count.expect("a broken journal is no torn tail", done.returncode == NO and "no torn tail" in done.stdout,
                              done.stdout)
            self.store.set_piece(first, data)
        self.refuses_nothing()

    def refuses_nothing(self):
        self.says("put back, all is well", FINE, ["intact", "snapshots"], self.answers)

    # --- (4) old snapshots ---

    def old_snapshots(self):
        number = self.moved[0]
        self.store.put((self.whole[0], self.before[1]))
        self.says("an older snapshot is reported", NO, [f"loop {number}: its snapshot is behind the journal"])
        self.refuses("no work on that loop", [f"loop {number}: its snapshot is not"], f"{number} 2025-12-29\n")
        other = next(row[0] for row in self.whole[1] if row[0] != number)
        done = self.keep.run("work", self.store, lines=f"{other} 2025-12-29\n")
        self.count.expect("other loops go on", done.returncode == FINE, done.stdout)
        self.store.put(self.whole)
        for change, words in ((f"UPDATE loops SET state = 'archived' WHERE number = {number}", "state archived"),
                              (f"UPDATE loops SET due = '2027-01-01' WHERE number = {number}", "due 2027-01-01"),
                              (f"DELETE FROM loops WHERE number = {number}", "the database has no snapshot of it"),
                              (f"UPDATE loops SET machine = 'formal@1' WHERE number = {number}", "not of the machine"),
                              (f"UPDATE loops SET machine = 'own' WHERE number = {number}", "no machine \"own\""),
                              (f"UPDATE loops SET number = 77 WHERE number = {number}", "does not know it")):
            self.store.run(change)
            self.says(change.split(" WHERE")[0] + " is reported", NO, [words])
            self.store.put(self.whole)
        damaged = bytearray(self.moved[4])
        damaged[self.dice.randrange(len(damaged))] ^= 16
        self.store.run(f"UPDATE loops SET bytes = {self.store.blob(damaged)} WHERE number = {number}")
        self.says("a damaged snapshot is reported", NO, [f"loop {number}: its snapshot is damaged"])
        self.store.put(self.whole)

    def secrets(self):
        right = self.keep.secret.read_text(encoding="utf-8")
        self.keep.secret.write_text("some other secret of 16 bytes or more\n", encoding="utf-8")
        self.says("another secret is told", NO, ["the journal was made with another secret"])
        self.refuses("no work with another secret", ["another secret"], NONSENSE)
        self.keep.secret.write_text(right, encoding="utf-8")
        texts = ("kitchen", "letter", "notice board", "people were ill", "contributor", right.strip())
        stored = b"".join(row[1] for row in self.whole[0]) + b"".join(row[4] for row in self.whole[1])
        self.count.expect("no text and no secret is in the database",
                          not any(text.encode() in stored for text in texts))

    def bad_input(self):
        """What is wrong is said, with its line; what came before it stays."""
        self.store.put(self.whole)
        first = NEW.format("b", 1)
        for line, words in (("7 {", "line 2: there is no loop 7"), ("0 {", "line 2: "), ("0", "line 2: a line is"),
                            ("-1 {}", "line 2: a line is"), ("new own {}", "there is no machine \"own\""),
                            ("0 {\"event\": \"tell\"}", "line 2: /by is missing")):
            done = self.keep.run("work", self.store, lines=first + line.replace("7", "4294967296") + "\n" + first)
            text = done.stdout.replace("4294967296", "7").splitlines()
            self.count.expect(f"{line!r} ends the work", done.returncode == BAD_INPUT and len(text) >= 2
                              and text[0].startswith("acknowledged ") and any(words in one for one in text[1:]), text)
        self.says("what came before it is kept", FINE, ["snapshots"], self.answers)
        since = self.keep.folder / "since"
        for given, words in ((["acknowledged 0 1 2 xyz\n"], "line 1: this is not as work or check wrote it"),
                             (["no answer at all\n"], "no line of it is a head"), ([], "acknowledged: 0 of 0"),
                             ([self.answers[0][:-1]], "acknowledged: 0 of 0")):
            code, text = self.keep.check(self.store, given)
            self.count.expect(f"since {given} is told", code == (FINE if "0 of 0" in words else BAD_INPUT)
                              and words in text, text)
        since.unlink()
        for options, words in ((["--since", since], "No such file"), (["--secret", since], "No such file"),
                               (["--secret", self.keep.folder / "short"], "16 bytes or more")):
            (self.keep.folder / "short").write_text("short\n", encoding="utf-8")
            done = self.keep.run("check", self.store, *options)
            self.count.expect(f"{options} is told", done.returncode == BAD_INPUT and words in done.stdout, done.stdout)
        done = self.keep.run("look", self.store)
        self.count.expect("another command is told", done.returncode == BAD_INPUT and "--help" in done.stdout, done.stdout)
        self.store.put(self.whole)

    # --- (5) two writers ---

    def two_writers(self):
        for _ in range(5):
            self.store.put(self.whole)
            both = [self.keep.worker(self.store) for _ in range(2)]
            for one in both:  # an answer shows that it has read the journal
                one.stdin.write(NONSENSE)
                one.stdin.flush()
                one.stdout.readline()
            answers = [None, None]

            def talk(i):
                answers[i] = both[i].communicate("".join(NEW.format(i, number) for number in range(1, 21)), 60)

            threads = [threading.Thread(target=talk, args=(i,)) for i in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            given = [[line for line in out.splitlines(True) if line.startswith("acknowledged ")] for out, _ in answers]
            told = ["somebody else wrote to this journal" in error for _, error in answers]
            codes = [one.returncode for one in both]
            for one in both:
                one.stdout.close(), one.stderr.close(), one.stdin.close()
            self.count.expect("one of two writers is told, the other one ends its work",
                              sorted(told) == [False, True] and all(code == NO for code in codes)
                              and len(given[told.index(False)]) == 20, f"{codes} {told} {answers}")
            self.says("nothing is lost of two writers", FINE, ["snapshots"], self.answers + given[0] + given[1])
        self.store.put(self.whole)

    def first_writers(self):
        """Some at once make the tables, and nobody minds."""
        for _ in range(4):
            self.store.fresh()
            workers = [self.keep.worker(self.store) for _ in range(4)]
            told = [one.communicate("", 60)[1] for one in workers]
            self.count.expect("several writers at once can make the tables",
                              not any(told) and not any(one.returncode for one in workers), told)
        done = self.keep.run("work", self.store, lines=NEW.format("b", 0))
        self.count.expect("a refusal before the first record names none", done.returncode == NO
                          and done.stdout.startswith("refused new 0 0 - GUARD"), done.stdout)
        self.says("and is no acknowledgement of one", BAD_INPUT, ["intact: 0 records"], [done.stdout])
        self.store.put(self.whole)

    def stale_writer(self):
        """A writer that read the tail before it was torn and set aside: its next byte is not taken, and yet not next."""
        worker = self.keep.worker(self.store)
        worker.stdin.write(NONSENSE)
        worker.stdin.flush()
        worker.stdout.readline()
        self.store.set_piece(self.last, self.last_bytes[:-1])
        self.keep.run("set-aside", self.store)
        out, error = worker.communicate(NEW.format("b", 1), 60)
        self.count.expect("a writer that knows a tail that was set aside is told", worker.returncode == NO and not out
                          and "somebody else wrote" in error and self.store.rows() == self.before, f"{out} {error}")
        self.store.put(self.whole)

    # --- (6) a write-ahead log that is cut ---

    def cut_logs(self):
        """After a kill -9 most of a small store stands in the log alone."""
        self.store.fresh()
        answers, lost = [], 0
        worker = self.keep.worker(self.store, [self.plan.line(i) for i in range(300)])
        for _ in range(60):
            answers.append(worker.stdout.readline())
        worker.kill()
        answers += worker.stdout.readlines()
        worker.wait(60)
        worker.stdout.close(), worker.stderr.close()
        answers = [line for line in answers if line.endswith("\n")]
        killed = Path(self.store.path)
        log = Path(f"{killed}-wal").read_bytes()
        last = int(answers[-1].split()[3])
        for number in range(25):
            folder = killed.parent / f"cut{number}"
            folder.mkdir()
            shutil.copy(killed, folder / "loops.db")
            self.store.use(folder / "loops.db")
            Path(f"{self.store.path}-wal").write_bytes(log[:self.dice.randrange(32, len(log))])
            code, text = self.keep.check(self.store, answers)
            records = re.match(r"intact: (\d+) records", text)
            if code == 2 and "no such table" in text:  # cut before the tables were made
                lost += 1
            elif records and int(records[1]) < last:
                lost += 1
                self.count.expect("a log that is cut opens at an earlier commit, and what is missing is told",
                                  code == NO and "missing: record" in text and "snapshots: " in text, f"{code} {text}")
            else:
                self.count.expect("else nothing is missing", code == FINE, f"{code} {text}")
        self.count.expect("most cuts lost something", lost > 12, lost)
        return f"cut logs: 25, {lost} of them had lost what was acknowledged"


def check_damage(keep, store, plan, dice, count):
    started, before = time.monotonic(), count.passed + count.failed
    own = Damage(keep, store, plan, dice, count)
    own.says("the store is whole", FINE, ["intact", "snapshots"], own.answers)
    for part in (own.torn_tails, own.torn_first, own.set_aside, own.clean_cuts, own.holes, own.flipped_bits,
                 own.old_snapshots, own.secrets, own.bad_input, own.two_writers, own.first_writers, own.stale_writer):
        part()
    if store.name == "sqlite":
        print(own.cut_logs())
    print(f"damage: {count.passed + count.failed - before} looks, {time.monotonic() - started:.1f} s", flush=True)
