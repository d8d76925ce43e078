"""``zonedb check``: what the checks found."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from zonedb.commands import as_of_argument, database_argument
from zonedb.commands.output import TEXT_FORMATS, language, language_argument, text
from zonedb.loading.known_periods import period_id
from zonedb.reading.messages import said
from zonedb.store.sql import sql_text

HELP = "Print what the checks found; exit 1 if one fails at level error."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    database_argument(parser)
    as_of_argument(parser)
    parser.add_argument(
        "--period", metavar="PERIOD", help="only findings of one period, such as 2021-06"
    )
    parser.add_argument("--all", action="store_true", help="also the checks that pass")
    language_argument(parser)
    parser.add_argument("--format", choices=TEXT_FORMATS, default="table")


def _read(options: argparse.Namespace, lang: str) -> tuple[list[Any], list[Any]]:
    """The findings, and every rule as a row that says it holds."""
    from zonedb.store.opening import connect

    columns, condition = "check_id, severity, ok, subject_id, detail", "not ok"
    if lang == "zh":
        columns += "_zh as detail"
    if options.period:
        with connect(options.db) as connection:
            condition += f" and period_id = {sql_text(period_id(connection, options.period))}"
    with connect(options.db, as_of=options.as_of) as connection:
        return (
            connection.execute(f"select {columns} from checks where {condition}").fetchall(),
            connection.execute(
                f"select check_id, severity, true, null, rule_{lang} from check_rules"
            ).fetchall(),
        )


def run(options: argparse.Namespace) -> int:
    """Print the findings; 1 if one is an error."""
    lang = language(options)
    findings, rules = _read(options, lang)
    order = {"error": 0, "warning": 1, "info": 2}
    shown = sorted(findings, key=lambda row: (order[row[1]], row[0], row[4]))
    if options.all:
        found = {row[0] for row in findings}
        shown += sorted(rule for rule in rules if rule[0] not in found)
    columns = ("check_id", "severity", "ok", "subject_id", "detail")
    if shown or options.format != "table":
        sys.stdout.write(text(options.format, columns, shown))
    failed = sum(1 for row in findings if row[1] == "error")
    if options.format == "table":
        counts = {"rules": len(rules), "findings": len(findings), "errors": failed}
        print(said("findings", **counts).in_(lang))
    return 1 if failed else 0
