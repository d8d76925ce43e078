"""Long work shows on a terminal what it is doing; nothing is shown elsewhere."""

from __future__ import annotations

import io
import sys
import time

import duckdb
import pytest

from zonedb.store import progress

SLOW = "select count(*) from range(15000) as a, range(15000) as b where a.range * b.range % 7 = 1"


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


def as_terminal(monkeypatch) -> Terminal:
    """Put a terminal in the place of standard error; pytest would undo this after a fixture."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "INTERVAL", 0.02)
    return stream


def test_a_long_statement_shows_its_step_and_its_percent(monkeypatch):
    terminal = as_terminal(monkeypatch)
    monkeypatch.setattr(progress, "FIRST_SHOWN", 0.0)
    with duckdb.connect() as connection, progress.shown(True) as step:
        progress.measured(connection)
        step("reading a.csv", connection)
        connection.execute(SLOW).fetchall()
        step("writing")
        time.sleep(0.1)
    output = terminal.getvalue()
    lines = [line for line in output.replace("\r", "").split("\x1b[2K") if line]
    assert lines[0].startswith("reading a.csv")
    assert any(line.startswith("reading a.csv ") and " %, " in line for line in lines)
    assert lines[-1].startswith("writing, ")
    assert output.endswith("\r\x1b[2K")  # and the line is empty again


def test_short_work_shows_nothing(monkeypatch):
    terminal = as_terminal(monkeypatch)
    with progress.shown(True) as step:
        step("reading")
        time.sleep(0.1)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("wanted", [True, False])
def test_nothing_is_shown_where_it_is_not_wanted_or_no_terminal(wanted, capsys, monkeypatch):
    monkeypatch.setattr(progress, "FIRST_SHOWN", 0.0)
    monkeypatch.setattr(progress, "INTERVAL", 0.02)
    with progress.shown(wanted) as step:
        step("reading")
        time.sleep(0.1)
    assert capsys.readouterr().err == ""
