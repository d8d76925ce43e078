"""``zonedb load``: brings files of the user's into the database."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zonedb.commands import database_argument
from zonedb.commands.output import language, language_argument
from zonedb.errors import LoadError, TargetError, ZonedbError
from zonedb.reading.messages import said

if TYPE_CHECKING:
    from zonedb.loading.loader import LoadReport
    from zonedb.reading.problems import Problem

HELP = "Load indicators, figures, a project ledger, its progress, or reference rows."
FORMATS = ("text", "json")
_REFUSED: dict[str, Any] = {
    "load_id": None, "added": 0, "changed": 0, "unchanged": 0, "same_as": None,
    "changes": [], "notices": [], "columns": [],
}  # fmt: skip
_COLUMNS = (
    "column_sheet", "column_column", "column_heading", "column_indicator", "column_measure",
    "column_period", "column_unit",
)  # fmt: skip
_MEASURES = {
    "level": "measure_level", "growth": "measure_growth", "rank": "measure_rank",
    "bottom_rank": "measure_bottom_rank",
    "share": "measure_share",
}  # fmt: skip
_MOST_CHANGES = 20  # that are listed as text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    parser.add_argument(
        "kind", metavar="KIND", help="indicators, figures, ledger, progress or reference"
    )
    parser.add_argument(
        "file", metavar="FILE", nargs="+", help="workbook, CSV (UTF-8, GB18030) or .parquet file"
    )
    parser.add_argument("--source", metavar="NAME", help="source of the rows that name none")
    parser.add_argument("--period", metavar="PERIOD", help="period of the rows that name none")
    parser.add_argument("--zone", metavar="NAME", help="zone of a sheet without a column of zones")
    parser.add_argument(
        "--total", metavar="NAME", help="group or area whose figures rows such as 合计 hold"
    )
    parser.add_argument(
        "--hidden", metavar="skip|load", help="hidden rows and columns, cells struck through"
    )
    parser.add_argument(
        "--ranks", metavar="AMONG", help="province, city or country, for ranks that do not say it"
    )
    parser.add_argument(
        "--accept-aliases", action="store_true", help="take the zones proposed for short names"
    )
    parser.add_argument(
        "--project-id", metavar="name", help="know projects without numbers by zone and name"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    language_argument(parser)
    parser.add_argument("--format", default="text", metavar="FORMAT", help="text, json")
    parser.add_argument(
        "--marked", metavar="FILE.xlsx", help="where to put a copy with the faulty cells marked"
    )
    parser.add_argument("--force", action="store_true", help="overwrite the marked copy")


def _refuse_options(options: argparse.Namespace) -> None:
    if options.format not in FORMATS:
        raise LoadError(said("unknown_format", format=options.format, known=", ".join(FORMATS)))
    if not options.marked:
        return
    marked = Path(options.marked)
    if len(options.file) > 1:
        raise TargetError(said("marked_of_one", path=marked))
    if marked.suffix.lower() != ".xlsx":
        raise TargetError(said("marked_suffix", path=marked))
    if marked.resolve() == Path(options.file[0]).resolve():
        raise TargetError(said("marked_itself", path=marked))
    if marked.exists() and not options.force:
        raise TargetError(said("target_exists", path=marked))


# -- what is said ------------------------------------------------------------------------------


def _record(report: LoadReport | None, problems: tuple[Problem, ...] = ()) -> dict[str, Any]:
    """One object of the same members, whatever came of the load."""
    outcome = asdict(report) if report else _REFUSED
    return outcome | {"problems": [problem.record() for problem in problems]}


def _outcome(report: LoadReport, options: argparse.Namespace, lang: str) -> str:
    if report.load_id is not None:
        outcome = said("loaded", load=report.load_id)
    elif report.same_as is not None:
        outcome = said("same_file", load=report.same_as)
    elif options.dry_run:
        outcome = said("dry_run")
    else:
        outcome = said("no_change" if report.unchanged else "no_rows")
    counts = {"added": report.added, "changed": report.changed, "unchanged": report.unchanged}
    return said("outcome", db=options.db, outcome=outcome, **counts).in_(lang)


def _print_report(report: LoadReport, options: argparse.Namespace, lang: str) -> None:
    if options.dry_run and report.columns:
        from zonedb.exports.rendering import table

        names = [said(rule).in_(lang) for rule in _COLUMNS]
        rows = [
            (*(asdict(column) | {"measure": said(_MEASURES[column.measure]).in_(lang)}).values(),)
            for column in report.columns
        ]
        sys.stdout.write(table(names, rows))
    for notice in report.notices:
        print(notice.line(lang))
    for change in report.changes[:_MOST_CHANGES]:
        place = f"{f'[{change.sheet}] ' if change.sheet else ''}{change.cell}"
        none = said("none").in_(lang)
        print(said("change", place=place, old=change.old or none, new=change.new or none).in_(lang))
    if len(report.changes) > _MOST_CHANGES:
        print(said("more_changes", count=len(report.changes) - _MOST_CHANGES).in_(lang))
    print(_outcome(report, options, lang))


def _write_marked(problems: tuple[Problem, ...], options: argparse.Namespace, lang: str) -> None:
    from zonedb.office.marking import write_marked
    from zonedb.store.publishing import replacing

    with replacing(Path(options.marked)) as temporary:
        write_marked(Path(options.file[0]), problems, temporary, lang)
    print(said("marked", path=options.marked).in_(lang), file=sys.stderr)


# -- the loads ---------------------------------------------------------------------------------


def _load(
    options: argparse.Namespace, file: str | list[str], lang: str
) -> tuple[dict[str, Any] | None, ZonedbError | None]:
    """Load one file and say as text what came of it; its record, and why it was not loaded."""
    from zonedb.loading.loader import load
    from zonedb.reading.problems import lines

    try:
        report = load(
            options.kind,
            file,
            options.db,
            source=options.source,
            period=options.period,
            zone=options.zone,
            total=options.total,
            hidden=options.hidden,
            ranks=options.ranks,
            accept_aliases=options.accept_aliases,
            project_id=options.project_id,
            dry_run=options.dry_run,
            progress=True,
        )
    except LoadError as error:
        if options.format == "text":
            for line in lines(error.problems, lang):
                print(line)
        if error.problems and options.marked:
            _write_marked(error.problems, options, lang)
        # without any problem the file could not be read at all
        return _record(None, error.problems) if error.problems else None, error
    if options.format == "text":
        _print_report(report, options, lang)
    return _record(report), None


def run(options: argparse.Namespace) -> int:
    """Load each file by itself; what changed goes to standard output, or what is wrong."""
    lang = language(options)
    _refuse_options(options)
    together = options.kind == "reference" and len(options.file) > 1  # rows refer to others
    files = [options.file] if together else options.file
    outcomes = [(file, *_load(options, file, lang)) for file in files]
    failed = [error for _, _, error in outcomes if error]
    if options.format == "json":
        records = [record for _, record, _ in outcomes if record is not None]
        if len(files) > 1:
            each = [{"file": file} | (record or _record(None)) for file, record, _ in outcomes]
            print(json.dumps(each, ensure_ascii=False, indent=2))
        elif records:
            print(json.dumps(records[0], ensure_ascii=False, indent=2))
    if len(files) == 1:
        if failed:
            raise failed[0]
        return 0
    for error in failed:
        print(f"zonedb: {error.words.in_(lang)}", file=sys.stderr)
    if options.format == "text":
        loaded = len(files) - len(failed)
        print(said("summary", loaded=loaded, failed=len(failed)).in_(lang))
    return 1 if failed else 0
