"""Refuses a file whose own checks fail at level error."""

from __future__ import annotations

from pathlib import Path

import duckdb

from zonedb.errors import CheckError

# Every check at level error stands in these two views; the others ask for doubt, not for refusal.
_FAILURES = """
    select check_id || ': ' || detail from {schema}.figure_findings
    union all
    select check_id || ': ' || detail from {schema}.reference_findings
    order by all
"""


def refuse_failures(
    connection: duckdb.DuckDBPyConnection, schema: str, target: Path, outcome: str
) -> None:
    """Raise if a check at level error fails in a schema.

    Raises:
        CheckError: names up to three findings, and what became of ``target``.
    """
    failed = [text for (text,) in connection.execute(_FAILURES.format(schema=schema)).fetchall()]
    if failed:
        more = f"; and {len(failed) - 3} more" if len(failed) > 3 else ""
        raise CheckError(f"{target}: {outcome}, checks fail: {'; '.join(failed[:3])}{more}")
