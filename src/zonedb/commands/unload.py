"""``zonedb unload``: takes a load back."""

from __future__ import annotations

import argparse

import zonedb
from zonedb.commands import database_argument
from zonedb.errors import LoadError

HELP = "Take a load back; what it had replaced counts again, and nothing is deleted."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    parser.add_argument("load", metavar="ID", help="number of the load, as zonedb loads lists it")


def run(options: argparse.Namespace) -> int:
    """Take it back, and say so."""
    if not options.load.isdecimal():
        raise LoadError(f"load {options.load}: is no number; zonedb loads lists them")
    number = zonedb.unload(int(options.load), options.db)
    print(f"{options.db}: load {options.load} is taken back, recorded as {number}")
    return 0
