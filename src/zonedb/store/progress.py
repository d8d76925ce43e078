"""Shows on a terminal what long work is doing and how far it has come."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

import duckdb

FIRST_SHOWN = 2.0  # seconds; shorter work shows nothing
INTERVAL = 0.25


class Step(Protocol):
    """The function that names a step."""

    def __call__(self, name: str, connection: duckdb.DuckDBPyConnection | None = None) -> None:
        """Say what is being done now, and on which connection."""


def measured(connection: duckdb.DuckDBPyConnection) -> None:
    """Let DuckDB count how far the statements of a connection have come, without printing it."""
    connection.execute("set enable_progress_bar = true")
    connection.execute("set enable_progress_bar_print = false")


class _Line:
    """The last line of the terminal, written again and again."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.name = ""
        self.connection: duckdb.DuckDBPyConnection | None = None
        self._is_written = False

    def write(self) -> None:
        """What is being done, percent of the statement where DuckDB knows, and seconds."""
        seconds = time.monotonic() - self.started
        if seconds < FIRST_SHOWN:
            return
        percent = -1.0
        if self.connection is not None:
            with suppress(Exception):  # closed in between; a display never ends the work
                percent = self.connection.query_progress()
        shown = f" {percent:.0f} %" if percent >= 0 else ""
        sys.stderr.write(f"\r\x1b[2K{self.name}{shown}, {seconds:.0f} s")
        sys.stderr.flush()
        self._is_written = True

    def clear(self) -> None:
        """Leave an empty line."""
        if self._is_written:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


@contextmanager
def shown(wanted: bool) -> Iterator[Step]:
    """Show progress on standard error while the block runs, if that is a terminal.

    The block is given the function that names its steps.
    """
    line = _Line()

    def step(name: str, connection: duckdb.DuckDBPyConnection | None = None) -> None:
        line.name, line.connection = name, connection

    if not (wanted and sys.stderr.isatty()):
        yield step
        return
    done = threading.Event()

    def repeat() -> None:
        while not done.wait(INTERVAL):
            line.write()

    thread = threading.Thread(target=repeat, daemon=True)
    thread.start()
    try:
        yield step
    finally:
        done.set()
        thread.join()
        line.clear()
