"""``zonedb load``: brings a file of the user's into the database."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from zonedb.commands import database_argument
from zonedb.errors import LoadError, TargetError

if TYPE_CHECKING:
    from zonedb.loading.loader import LoadReport
    from zonedb.reading.problems import Problem

HELP = "Load indicators, figures, a project ledger, its progress, or reference rows."
FORMATS = ("text", "json")
_REFUSED = {"load_id": None, "added": 0, "changed": 0, "unchanged": 0, "same_as": None}
# Loaded, dry run, nothing to change; numbers of rows.
_OUTCOMES = {
    "zh": (
        "装载 {}",
        "试装,未写入",
        "没有变化",
        "与装载 {} 是同一文件",
        ";新增 {},更改 {},未变 {}",
    ),
    "en": (
        "load {}",
        "dry run, nothing written",
        "nothing to change",
        "is the file of load {}",
        "; {} added, {} changed, {} unchanged",
    ),
}


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
    parser.add_argument(
        "--lang",
        metavar="LANG",
        help="zh or en; if not given, problems are in zh, the outcome in en",
    )
    parser.add_argument("--format", default="text", metavar="FORMAT", help="text, json")
    parser.add_argument(
        "--marked", metavar="FILE.xlsx", help="where to put a copy with the faulty cells marked"
    )
    parser.add_argument("--force", action="store_true", help="overwrite the marked copy")


def _refuse_options(options: argparse.Namespace) -> None:
    if options.lang not in (None, "zh", "en"):
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


def _print_json(report: LoadReport | None, problems: tuple[Problem, ...] = ()) -> None:
    """One object of the same members, whatever came of the load."""
    outcome = asdict(report) if report else _REFUSED
    records = [problem.record() for problem in problems]
    print(json.dumps(outcome | {"problems": records}, ensure_ascii=False, indent=2))


def _print_problems(problems: tuple[Problem, ...], options: argparse.Namespace) -> None:
    if options.format == "json":
        if problems:  # without any, the file could not be read at all
            _print_json(None, problems)
        return
    for problem in problems:
        print(problem.line(options.lang or "zh"))


def _print_outcome(report: LoadReport, options: argparse.Namespace) -> None:
    if options.format == "json":
        _print_json(report)
        return
    load, dry_run, unchanged, same, counts = _OUTCOMES[options.lang or "en"]
    if report.load_id is not None:
        outcome = load.format(report.load_id)
    elif report.same_as is not None:
        outcome = same.format(report.same_as)
    else:
        outcome = dry_run if options.dry_run else unchanged
    numbers = counts.format(report.added, report.changed, report.unchanged)
    print(f"{options.db}{':' if options.lang == 'zh' else ': '}{outcome}{numbers}")


def _write_marked(problems: tuple[Problem, ...], options: argparse.Namespace) -> None:
    from zonedb.office.marking import write_marked
    from zonedb.store.publishing import replacing

    with replacing(Path(options.marked)) as temporary:
        write_marked(Path(options.file), problems, temporary, options.lang or "zh")
    print(f"{options.marked}: faulty cells are marked", file=sys.stderr)


def run(options: argparse.Namespace) -> int:
    """Load, and say what changed; problems go to standard output, one a line or as JSON."""
    from zonedb.loading.loader import load

    _refuse_options(options)
    try:
        report = load(
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
    _print_outcome(report, options)
    return 0
