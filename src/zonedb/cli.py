"""Command line: ``zonedb``, or ``python -m zonedb``."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module

from zonedb import commands
from zonedb.commands.output import language
from zonedb.errors import ZonedbError
from zonedb.version import __version__


def _parser(names: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zonedb", description="Development-zone performance as one DuckDB file."
    )
    parser.add_argument("--version", action="version", version=f"zonedb {__version__}")
    parsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        command = commands.command(name)
        command.arguments(parsers.add_parser(name, help=command.HELP, description=command.HELP))
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns 0, or 1 after an error; argparse exits 2 on wrong usage."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    # the modules of the other commands cost time at the start
    named = [name for name in commands.NAMES if name in given[:1]]
    options = _parser(named or commands.NAMES).parse_args(given)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")
    try:
        run = commands.command(options.command).run
        if arguments is None:  # whoever stops the process, what it has begun is cleared away
            if options.command != "queries":
                import_module("duckdb")  # which Ctrl-C would break off half-way
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = run(options)
        sys.stdout.flush()
        return code
    except ZonedbError as error:
        sys.stdout.flush()  # what is wrong stands before the line that sums it up
        print(f"zonedb: {error.words.in_(language(options))}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "interrupted" not in str(error):
            raise  # DuckDB reports Ctrl-C during a statement as a RuntimeError
        print("zonedb: interrupted; nothing was changed", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"zonedb: the output cannot be written ({error.strerror})", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
