"""The answers of zonedb: its views, in the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from frames import GROUP
from zonedb import connect  # which imports duckdb; the import of zonedb does not

_MEMBERS = f"select member_subject_id from subject_members where group_subject_id = '{GROUP}'"
_START_RATE = f"""
    select
        subject_id, period_id, period_end, signed_projects_started_count, signed_projects_count,
        start_rate_pct
    from start_rate
    where subject_id in ({_MEMBERS})
    order by all
"""
_CITY_SHARE = f"""
    select subject_id, period_id, indicator_id, part_value, share_pct
    from city_share
    where subject_id in ({_MEMBERS})
    order by all
"""
_TOTALS = f"""
    select current_figures.period_id, current_figures.indicator_id, sum(current_figures.value)
    from current_figures
    inner join indicators on current_figures.indicator_id = indicators.indicator_id
    where current_figures.subject_id in ({_MEMBERS}) and indicators.is_additive
    group by all
    order by all
"""


def _rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with connect(folder / "city.duckdb") as connection:
        return connection.execute(sql).fetchall()


def start_rate(folder: Path) -> list[tuple[Any, ...]]:
    return _rows(folder, _START_RATE)


def city_share(folder: Path) -> list[tuple[Any, ...]]:
    return _rows(folder, _CITY_SHARE)


def totals(folder: Path) -> list[tuple[Any, ...]]:
    return _rows(folder, _TOTALS)
