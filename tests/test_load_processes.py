"""Loads among other processes: readers, two writers, kills at any moment, a full disk."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from test_load import LONG, SOURCE, csv, rows

import zonedb
from zonedb.cli import main

KILLS = 120
FIGURES = "select count(*) from figures"


def zonedb_process(*arguments: str | Path, **options) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "zonedb", *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options,
    )  # fmt: skip


def sheet(tmp_path: Path, name: str, value: str) -> Path:
    months = [f"{year}-{month:02}" for year in range(2001, 2011) for month in range(1, 13)]
    lines = [f"平遥经开区,工业投资,{month},{value},亿元,{SOURCE}\n" for month in months]
    return csv(tmp_path, LONG + "".join(lines), name)


def test_a_reader_neither_blocks_a_load_nor_sees_half_of_it(own, tmp_path):
    reader = subprocess.Popen(
        [
            sys.executable, "-c",
            "import duckdb, sys\n"
            f"c = duckdb.connect({str(own)!r}, read_only=True)\n"
            "print(c.execute('select count(*) from observations').fetchall()[0][0], flush=True)\n"
            "sys.stdin.readline()\n"
            "print(c.execute('select count(*) from observations').fetchall()[0][0], flush=True)\n"
            "c.close()\n"
            f"c = duckdb.connect({str(own)!r}, read_only=True)\n"
            "print(c.execute('select count(*) from observations').fetchall()[0][0], flush=True)\n",
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    before = int(reader.stdout.readline())
    assert zonedb.load("indicators", sheet(tmp_path, "a.csv", "1.5"), own).added == 120
    out, _ = reader.communicate("\n")
    assert [int(line) for line in out.split()] == [before, before + 120]


def test_two_loads_at_once_take_turns(own, tmp_path):
    first = zonedb_process("load", "indicators", sheet(tmp_path, "a.csv", "1.5"), "--db", own)
    second = zonedb_process("load", "indicators", sheet(tmp_path, "b.csv", "1.6"), "--db", own)
    for process in (first, second):
        _, error = process.communicate(timeout=120)
        assert process.returncode == 0, error
    assert [load.load_id for load in zonedb.loads(own)] == [1, 2]
    assert rows(own, "select count(*) from observations where load_id is not null") == [(240,)]
    assert rows(
        own, "select count(*) from observations where load_id is not null and is_in_force"
    ) == [(120,)]


def test_a_load_that_waits_too_long_says_so(own, tmp_path, monkeypatch, capsys):
    from zonedb.store import locking

    monkeypatch.setattr(locking, "WAIT_SECONDS", 0.2)
    with locking.exclusive(own):
        code = main(["load", "indicators", str(sheet(tmp_path, "a.csv", "1")), "--db", str(own)])
    assert code == 1
    assert "另一个建库或装载正在进行;请待其结束后再试" in capsys.readouterr().err


def test_a_full_disk_leaves_the_file_as_it_was(own, tmp_path):
    """A limit on the size of files stands for the disk: the copy does not fit."""
    path = sheet(tmp_path, "a.csv", "1.5")
    limit = own.stat().st_size - 4096
    before = own.read_bytes()
    process = zonedb_process(
        "load", "indicators", path, "--db", own,
        preexec_fn=lambda: (
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        ),
    )  # fmt: skip
    _, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert error.count("\n") == 1
    assert error.startswith(f"zonedb: {own}: ")
    assert own.read_bytes() == before
    assert not list(tmp_path.glob(".own.duckdb.*building*"))


def state(path: Path) -> tuple[int, int, int]:
    """Loads, figures in force and errors found, of a file that must open."""
    with duckdb.connect(str(path), read_only=True) as connection:
        [found] = connection.execute(
            f"select (select count(*) from loads), ({FIGURES}),"
            " (select count(*) from checks where severity = 'error' and not ok)"
        ).fetchall()
    return found


@pytest.mark.slow
def test_killed_at_any_moment_the_file_is_the_old_or_the_new_one(
    own,
    tmp_path,
    record_property,
):
    """Kill build, load and unload at random moments; the file is always one of the two states."""
    random.seed(20211122)
    zonedb.load("indicators", sheet(tmp_path, "first.csv", "1"), own)
    start = tmp_path / "start.duckdb"
    shutil.copy(own, start)
    commands = {
        "load": ("load", "indicators", sheet(tmp_path, "second.csv", "2")),
        "unload": ("unload", "1"),
        "build": ("build",),
    }
    outcomes = {name: {"old": 0, "new": 0} for name in commands}
    for name, command in commands.items():
        shutil.copy(start, own)
        began = time.monotonic()
        process = zonedb_process(*command, "--db", own)
        assert process.wait() == 0, process.stderr.read()
        duration = time.monotonic() - began
        old, new = state(start), state(own)
        for _ in range(KILLS // len(commands)):
            shutil.copy(start, own)
            untouched = own.stat().st_ino
            process = zonedb_process(*command, "--db", own)
            time.sleep(random.uniform(0.3, 1.05) * duration)
            process.kill()
            process.wait()
            process.stdout.close()
            process.stderr.close()
            is_new = own.stat().st_ino != untouched
            assert state(own) == (new if is_new else old), name
            outcomes[name]["new" if is_new else "old"] += 1
        process = zonedb_process(*command, "--db", own)  # what a killed run left is in no one's way
        process.wait()
        assert not [p for p in tmp_path.iterdir() if ".building" in p.name], name
    total = sum(sum(counts.values()) for counts in outcomes.values())
    record_property("kill -9", f"{total} kills, {total} whole files: {outcomes}")
    assert total >= 100
    assert all(counts["old"] for counts in outcomes.values())
    assert own.exists()
