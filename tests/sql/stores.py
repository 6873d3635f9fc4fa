# SPDX-License-Identifier: MIT
"""The databases of check_kills.py: a file of SQLite; a PostgreSQL server of its own, on a Unix socket alone."""
import contextlib
import ctypes
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER, END = 36, "-- end --"
PIECES, LOOPS = "SELECT first_byte, bytes FROM journal ORDER BY first_byte", \
    "SELECT number, machine, state, CAST(due AS TEXT), bytes FROM loops ORDER BY number"


def quoted(value):
    return "NULL" if value is None else str(value) if isinstance(value, int) else f"'{value}'"


class Store:
    """What both have: the rows of a journal and its loops, read and put back as they were."""

    def rows(self):
        return self.ask(PIECES), self.ask(LOOPS)

    def journal(self):
        return b"".join(row[1] for row in self.ask(PIECES))

    def count(self, table):
        return self.ask(f"SELECT count(*) FROM {table}")[0][0]

    def put(self, rows):
        pieces, loops = rows
        self.run("DELETE FROM journal; DELETE FROM loops; DELETE FROM torn;" + "".join(
            f"INSERT INTO journal VALUES ({first}, {self.blob(data)});" for first, data in pieces) + "".join(
            f"INSERT INTO loops VALUES ({number}, {quoted(machine)}, {quoted(state)}, {quoted(due)}, {self.blob(data)});"
            for number, machine, state, due, data in loops))

    def set_piece(self, first, data):
        self.run(f"UPDATE journal SET bytes = {self.blob(data)} WHERE first_byte = {first}")


class Sqlite(Store):
    name = "sqlite"

    def __init__(self, folder):
        self.folder, self.number = Path(folder), 0
        self.fresh()

    def fresh(self):
        self.number += 1
        self.use(self.folder / f"loops{self.number}.db")

    def use(self, path):
        self.path, self.address = path, f"sqlite:{path}"

    def ask(self, sql):
        base = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=10)
        try:
            return base.execute(sql).fetchall()
        finally:
            base.close()

    def run(self, sql):
        base = sqlite3.connect(self.path, timeout=10)
        try:
            base.executescript(f"BEGIN; {sql}; COMMIT")
        finally:
            base.close()

    @staticmethod
    def blob(data):
        return f"X'{data.hex()}'"

    def settle(self):
        """A process that is killed holds nothing here."""

    def stop(self):
        pass


class Postgresql(Store):
    name = "postgresql"

    def __init__(self, folder):
        self.folder, self.number = Path(folder), 0
        self.data, self.log = self.folder / "data", self.folder / "server.log"
        self.programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
        self.user, self.process, self.session = [], None, None
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        if os.getuid() == 0:  # the server does not run as root
            self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            shutil.chown(self.folder, "postgres", "postgres")
        self.server("initdb", "--auth=trust", "--username=keep", "--encoding=UTF8", "--no-locale", "--no-sync")
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\nshared_buffers = 16MB\n"
                       "max_connections = 20\nfsync = on\nautovacuum = off\nmax_worker_processes = 0\n"
                       "wal_level = minimal\nmax_wal_senders = 0\nrecovery_init_sync_method = syncfs\n")
        self.start()
        self.fresh()

    @staticmethod
    def here():
        if os.getuid() == 0 and subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode:
            return False
        return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))

    def server(self, program, *options):
        done = subprocess.run([*self.user, self.programs / program, "-D", self.data, *options], cwd=self.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True,
                              timeout=120, check=False)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}")

    def start(self):
        # A child of our own: when it is killed it must be waited for, or the next one takes it for running.
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([*self.user, self.programs / "postgres", "-D", self.data], cwd=self.folder,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until = time.monotonic() + 60
        while subprocess.run([self.programs / "pg_isready", "-q", "-h", self.folder], check=False).returncode:
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(self.log.read_text(encoding="utf-8")[-2000:])
            time.sleep(0.05)

    def kill(self):
        """Kills the whole server at once: the first process, then all that it made, which we inherit."""
        self.leave()
        children = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                if int(path.read_text().rsplit(")", 1)[1].split()[1]) == self.process.pid:
                    children.append(int(path.parent.name))
            except (OSError, ValueError):
                continue
        os.kill(self.process.pid, signal.SIGKILL)
        for pid in children:
            with contextlib.suppress(ProcessLookupError):  # it ended by itself, and the first process knew
                os.kill(pid, signal.SIGKILL)
        self.process.wait(60)
        for pid in children:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)

    def psql(self, sql):
        """What one session, which stays open, answers line by line."""
        if self.session is None:
            self.session = subprocess.Popen(
                [self.programs / "psql", "-h", self.folder, "-U", "keep", "-d", self.base, "-XqAt", "-F", "\t"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.session.stdin.write(f"{sql};\n\\echo {END}\n")
        self.session.stdin.flush()
        lines = []
        while not lines or lines[-1] != END:
            line = self.session.stdout.readline()
            if not line or "ERROR:" in line:
                raise RuntimeError(line or "psql ended")
            lines.append(line.rstrip("\n"))
        return lines[:-1]

    def leave(self):
        if self.session is not None:
            self.session.communicate()
            self.session = None

    def use(self, base):
        self.leave()
        self.base, self.address = base, f"postgresql:host={self.folder} user=keep dbname={base}"

    def fresh(self):
        self.number += 1
        self.use("postgres")
        self.psql(f"CREATE DATABASE loops{self.number}")
        self.use(f"loops{self.number}")

    @staticmethod
    def value(text):
        return bytes.fromhex(text[2:]) if text.startswith("\\x") else int(text) if text.isdigit() else text or None

    def ask(self, sql):
        return [tuple(self.value(one) for one in line.split("\t")) for line in self.psql(sql)]

    def run(self, sql):
        self.psql(f"BEGIN; {sql}; COMMIT")

    @staticmethod
    def blob(data):
        return f"'\\x{data.hex()}'"

    def settle(self):
        """The server may still be at work for a client that was killed: what it was told to commit, it commits."""
        others = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        until = time.monotonic() + 20
        while self.ask(others)[0][0]:
            if time.monotonic() > until:
                raise RuntimeError("a client that was killed is still there")
            time.sleep(0.005)

    def stop(self):
        self.leave()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(60)
