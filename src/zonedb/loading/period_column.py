"""Reads a column of periods beside one that says whether they are cumulative."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import duckdb

from zonedb.loading.names import name_key
from zonedb.loading.periods import Period, read_period
from zonedb.loading.unreadable import Unreadable

_BASES = {"累计": True, "cumulative": True, "当月": False, "单月": False, "month": False}


class BasisError(Unreadable):
    """The basis of a period is neither cumulative nor of the month."""

    MESSAGES: ClassVar[Mapping[str, tuple[str, str]]] = {
        "basis": ("口径应为累计或当月,不是“{}”", "basis is cumulative or month, not '{}'")
    }


class PeriodColumn:
    """The periods of a staged relation with columns ``period`` and ``basis``.

    Makes the lookup ``look_period(text, basis, v1, n)``; ``failed`` holds what cannot be read.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, relation: str) -> None:
        """Read every distinct period; ids and names on record come first."""
        self.connection = connection
        self.failed: dict[Any, Unreadable] = {}
        self._new: dict[str, Period] = {}
        self._known: dict[str, str] = dict(
            connection.execute(
                "select period_id, period_id from base.periods union"
                " select name_zh, min(period_id) from base.periods group by name_zh"
            ).fetchall()
        )
        pairs = connection.execute(
            f"select distinct period, coalesce(basis, '') from {relation} where period is not null"
        ).fetchall()
        rows: list[tuple[str, str, str]] = []
        for text, basis in sorted(pairs):
            try:
                rows.append((text, basis, self._read(text, basis)))
            except Unreadable as error:
                self.failed[(text, basis)] = error
        texts, bases, ids = zip(*rows, strict=True) if rows else ((), (), ())
        connection.execute(
            "create or replace temp table look_period as"
            " select *, dense_rank() over (order by v1) - 1 as n from (select"
            " unnest($texts::varchar[]) as text, unnest($bases::varchar[]) as basis,"
            " unnest($ids::varchar[]) as v1)",
            {"texts": list(texts), "bases": list(bases), "ids": list(ids)},
        )

    def _read(self, text: str, basis: str) -> str:
        if basis and name_key(basis) not in _BASES:
            raise BasisError("basis", basis)
        cumulative = bool(basis) and _BASES[name_key(basis)]
        if not cumulative and text in self._known:
            return self._known[text]
        period = read_period(text, cumulative=cumulative)
        if period.period_id not in self._known:
            self._new[period.period_id] = period
        return period.period_id

    def insert(self, load_id: int) -> None:
        """Write the periods that are not on record yet."""
        for p in self._new.values():
            self.connection.execute(
                "insert into base.periods (period_id, period_kind, name_zh, name_en,"
                " period_start, period_end, date_basis, load_id)"
                " values (?, ?, ?, ?, ?, ?, 'stated', ?)",
                [p.period_id, p.period_kind, p.name_zh, p.name_en, p.start, p.end, load_id],
            )
