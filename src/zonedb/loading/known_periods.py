"""Reads a column of periods beside one that says whether they are cumulative."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import duckdb

from zonedb.errors import DatabaseError
from zonedb.reading.periods import Period, read_period
from zonedb.reading.unreadable import Unreadable, name_key

_BASES = {"累计": True, "cumulative": True, "当月": False, "单月": False, "month": False}


class BasisError(Unreadable):
    """The basis of a period is neither cumulative nor of the month, or does not go with it."""


class PeriodNames:
    """Finds periods: as people write them, by id, or by name where the calendar has none."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Read the periods on record."""
        self.ids = {
            row[0] for row in connection.execute("select period_id from base.periods").fetchall()
        }
        self._names: dict[str, str] = dict(
            connection.execute(
                "select name_zh, min(period_id) from base.periods"
                " where period_kind in ('rounds', 'plan', 'undated') group by name_zh"
            ).fetchall()
        )

    def find(self, text: str, basis: str = "") -> tuple[str, Period | None]:
        """Id of a period, and the period itself unless it is known only by id or name.

        Raises:
            Unreadable: the text is no period, or the basis does not go with it.
        """
        if basis and name_key(basis) not in _BASES:
            raise BasisError("basis", basis)
        cumulative = bool(basis) and _BASES[name_key(basis)]
        try:
            period = read_period(text, cumulative=cumulative)
        except Unreadable:
            known = text if text in self.ids else self._names.get(text)
            if known is None or basis:
                raise
            return known, None
        if basis and period.period_kind == "as_of":
            raise BasisError("basis_of_day", text)
        if basis and not cumulative and period.period_kind != "month":
            raise BasisError("basis_of_month", text)
        return period.period_id, period


class PeriodColumn:
    """The periods of a staged relation with columns ``period`` and ``basis``.

    Makes the lookup ``look_period(text, basis, v1, n)``; ``failed`` holds what cannot be read.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, relation: str) -> None:
        """Read every distinct period."""
        self.connection = connection
        self.failed: dict[Any, Unreadable] = {}
        self._new: dict[str, Period] = {}
        names = PeriodNames(connection)
        pairs = connection.execute(
            f"select distinct period, coalesce(basis, '') from {relation} where period is not null"
        ).fetchall()
        rows: list[tuple[str, str, str]] = []
        for text, basis in sorted(pairs):
            try:
                id_, period = names.find(text, basis)
            except Unreadable as error:
                self.failed[(text, basis)] = error
                continue
            rows.append((text, basis, id_))
            if period is not None and id_ not in names.ids:
                self._new[id_] = period
        texts, bases, ids = zip(*rows, strict=True) if rows else ((), (), ())
        connection.execute(
            "create or replace temp table look_period as"
            " select *, dense_rank() over (order by v1) - 1 as n from (select"
            " unnest($texts::varchar[]) as text, unnest($bases::varchar[]) as basis,"
            " unnest($ids::varchar[]) as v1)",
            {"texts": list(texts), "bases": list(bases), "ids": list(ids)},
        )

    def insert(self, load_id: int) -> None:
        """Write the periods that are not on record yet."""
        for p in self._new.values():
            self.connection.execute(
                "insert into base.periods (period_id, period_kind, name_zh, name_en,"
                " period_start, period_end, date_basis, load_id)"
                " values (?, ?, ?, ?, ?, ?, 'stated', ?)",
                [p.period_id, p.period_kind, p.name_zh, p.name_en, p.start, p.end, load_id],
            )


def period_id(connection: duckdb.DuckDBPyConnection, text: str) -> str:
    """The period on record that a text means, by id or as people write it.

    Raises:
        DatabaseError: there is none.
    """
    [(found,)] = connection.execute(
        "select min(period_id) from periods where $1 in (period_id, name_zh, name_en)", [text]
    ).fetchall()
    if found is None:
        with suppress(Unreadable):
            found = read_period(text).period_id
    if not connection.execute("select 1 from periods where period_id = ?", [found]).fetchall():
        raise DatabaseError(f"period {text}: none is on record; write it like 2021-06")
    return str(found)
