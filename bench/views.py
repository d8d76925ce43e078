"""CPU seconds that every view of a file takes, and the unit that they are counted in.

``python bench/views.py FILE [SUBJECT PERIOD]`` prints them as JSON: with one thread, the better of
two selects of all rows and columns, or of those of a subject and period where a view has both.
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path

import duckdb
from measuring import cpu_of, run, script

# One plain select of a reader: 200 figures with their names, periods and units.
UNIT = """
    select observations.*, subjects.name_zh, indicators.name_zh, periods.period_end, units.symbol_zh
    from (select * from observations limit 200) as observations
    inner join subjects using (subject_id)
    inner join indicators using (indicator_id)
    inner join periods using (period_id)
    inner join units on observations.unit_id = units.unit_id
"""
_VIEWS = """
    select
        view_name,
        count(*) filter (where column_name in ('subject_id', 'period_id')) = 2
    from duckdb_views() as views
    inner join duckdb_columns() as columns
        on
            views.view_name = columns.table_name
            and views.schema_name = columns.schema_name
            and views.database_name = columns.database_name
    where not views.internal and views.schema_name = 'main'
    group by view_name
    order by view_name
"""


def in_units(file: Path, *where: str, rounds: int = 3) -> dict[str, float]:
    """Units that each view takes, the median of some processes."""
    records = [
        run(*script("views.py", file, *where), cwd=file.parent).record() for _ in range(rounds)
    ]
    return {
        view: statistics.median(one["views"][view] / one["unit"] for one in records)
        for view in records[0]["views"]
    }


def main(file: str, subject: str | None = None, period: str | None = None) -> None:
    """Measure every view and print the numbers."""
    with duckdb.connect(file, read_only=True) as connection:
        connection.execute("set threads = 1")

        def taken(sql: str) -> float:
            return cpu_of(lambda: connection.execute(sql).fetchall())

        seconds = {}
        unit = statistics.median(taken(UNIT) for _ in range(9))
        for view, has_both in connection.execute(_VIEWS).fetchall():
            sql = f'select * from "{view}"'
            if subject and period and has_both:  # as texts: DuckDB plans parameters worse
                sql += f" where subject_id = '{subject}' and period_id = '{period}'"
            seconds[view] = taken(sql)
            if seconds[view] < 1:  # what takes long, varies little
                seconds[view] = min(seconds[view], taken(sql))
    print(json.dumps({"unit": unit, "views": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
