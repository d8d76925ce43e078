"""The commands of ``zonedb``, one module each.

A module has ``HELP`` (one sentence), ``arguments`` (declares them on a parser) and ``run``
(does the work; returns the exit code).
"""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Protocol, cast

from zonedb.store.assets import DEFAULT_PATH

NAMES = (
    "build",
    "queries",
    "query",
    "check",
    "verify",
    "template",
    "load",
    "loads",
    "unload",
    "refresh",
    "export",
    "docs",
)


class Command(Protocol):
    """What a command's module offers."""

    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it; returns the exit code."""


def command(name: str) -> Command:
    """The module of a command."""
    return cast(Command, import_module(f"zonedb.commands.{name}"))


def as_of_argument(parser: argparse.ArgumentParser) -> None:
    """Declare ``--as-of``."""
    parser.add_argument(
        "--as-of", metavar="DAY", help="answer as was known at the end of a day, such as 2021-08-06"
    )


def database_argument(parser: argparse.ArgumentParser) -> None:
    """Declare ``--db``."""
    parser.add_argument(
        "--db",
        default=DEFAULT_PATH,
        metavar="FILE",
        help="database file (default: %(default)s)",
    )
