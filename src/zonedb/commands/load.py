"""``zonedb load``: brings a file of the user's into the database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import zonedb
from zonedb.commands import database_argument
from zonedb.errors import LoadError, TargetError

if TYPE_CHECKING:
    from zonedb.loading.problems import Problem

HELP = "Load indicators, figures, a project ledger, its progress, or reference rows."
FORMATS = ("text", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    parser.add_argument(
        "kind", metavar="KIND", help="indicators, figures, ledger, progress or reference"
    )
    parser.add_argument("file", metavar="FILE", help=".csv (UTF-8, GB18030), .xlsx or .parquet")
    parser.add_argument("--source", metavar="NAME", help="source of the rows that name none")
    parser.add_argument("--period", metavar="PERIOD", help="period of the rows that name none")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    parser.add_argument("--lang", default="zh", metavar="LANG", help="of problems, zh or en")
    parser.add_argument(
        "--format", default="text", metavar="FORMAT", help="of problems: text, json"
    )
    parser.add_argument(
        "--marked", metavar="FILE.xlsx", help="where to put a copy with the faulty cells marked"
    )
    parser.add_argument("--force", action="store_true", help="overwrite the marked copy")


def _refuse_options(options: argparse.Namespace) -> None:
    if options.lang not in ("zh", "en"):
        raise LoadError(f"language {options.lang}: there is none; it is zh or en")
    if options.format not in FORMATS:
        raise LoadError(f"format {options.format}: there is none; it is text or json")
    if not options.marked:
        return
    marked = Path(options.marked)
    if marked.suffix.lower() != ".xlsx":
        raise TargetError(f"{marked}: name the marked copy .xlsx")
    if marked.resolve() == Path(options.file).resolve():
        raise TargetError(f"{marked}: is the file itself; give the marked copy another name")
    if marked.exists() and not options.force:
        raise TargetError(f"{marked}: exists; give another name, or overwrite it with --force")


def _print_problems(problems: tuple[Problem, ...], options: argparse.Namespace) -> None:
    if options.format == "json":
        records = [problem.record() for problem in problems]
        print(json.dumps(records, ensure_ascii=False, indent=2))
        return
    for problem in problems:
        print(problem.line(options.lang))


def _write_marked(problems: tuple[Problem, ...], options: argparse.Namespace) -> None:
    from zonedb.loading.marking import write_marked
    from zonedb.publishing import replacing

    with replacing(Path(options.marked)) as temporary:
        write_marked(Path(options.file), problems, temporary, options.lang)
    print(f"{options.marked}: faulty cells are marked", file=sys.stderr)


def run(options: argparse.Namespace) -> int:
    """Load, and say what changed; problems go to standard output, one a line."""
    _refuse_options(options)
    try:
        report = zonedb.load(
            options.kind,
            options.file,
            options.db,
            source=options.source,
            period=options.period,
            dry_run=options.dry_run,
            progress=True,
        )
    except LoadError as error:
        _print_problems(error.problems, options)
        if error.problems and options.marked:
            _write_marked(error.problems, options)
        raise
    if report.load_id is not None:
        outcome = f"load {report.load_id}"
    else:
        outcome = "dry run, nothing written" if options.dry_run else "nothing to change"
    print(
        f"{options.db}: {outcome}; {report.added} added, {report.changed} changed, "
        f"{report.unchanged} unchanged"
    )
    return 0
