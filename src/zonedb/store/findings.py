"""Refuses a file whose own checks fail at level error."""

from __future__ import annotations

from pathlib import Path

import duckdb

from zonedb.errors import CheckError
from zonedb.reading.messages import Words, said

# Every check at level error stands in these two views; the others ask for doubt, not for refusal.
VIEWS = ("figure_findings", "reference_findings")


def refuse_failures(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    target: Path,
    outcome: str = "not_changed",
    views: tuple[str, ...] = VIEWS,
) -> None:
    """Raise if a check at level error fails in a schema; ``views`` are those to ask.

    Raises:
        CheckError: names up to three findings, and by the rule ``outcome`` what became of
            ``target``.
    """
    sql = " union all ".join(
        f"select check_id || ': ' || detail from {schema}.{view}" for view in views
    )
    failed = [text for (text,) in connection.execute(f"{sql} order by all").fetchall()]
    if failed:
        shown: str | Words = "; ".join(failed[:3])
        if len(failed) > 3:
            shown = said("more_findings", first=shown, count=len(failed) - 3)
        raise CheckError(said("checks_fail", path=target, outcome=said(outcome), findings=shown))


def slips_of(connection: duckdb.DuckDBPyConnection, load_id: int, most: int = 20) -> list[Words]:
    """What ``slip_findings`` tells of a load, at ``most`` so many."""
    found = connection.execute(
        "select detail_zh, detail from slip_findings where load_id = ? order by all",
        [load_id],
    ).fetchall()
    told = [said("slip", finding=Words(zh, en)) for zh, en in found[:most]]
    return told + ([said("more_slips", count=len(found) - most)] if len(found) > most else [])
