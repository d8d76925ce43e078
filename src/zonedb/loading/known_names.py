"""Finds what a name stands for: zones, areas and groups, indicators, units, sources, periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

import duckdb

from zonedb.reading.literals import unit_forms
from zonedb.reading.messages import Words
from zonedb.reading.unreadable import Unreadable, name_key


class UnknownName(Unreadable):
    """A name is not on record, or fits more than one thing."""


class Names:
    """Ids by any of their names; the id itself is one."""

    def __init__(self, entries: Iterable[tuple[str, str | None, str]]) -> None:
        """Take (id, name, what to show of it when several fit) rows."""
        self._ids: dict[str, dict[str, str]] = defaultdict(dict)
        self._shown: dict[str, str] = {}
        for id_, name, shown in entries:
            for text in (id_, name):
                if text:
                    self._ids[name_key(text)][id_] = shown
                    self._shown.setdefault(name_key(text), text)

    def find(self, text: str) -> str:
        """The id that a name stands for.

        Raises:
            UnknownName: it is unknown (with the closest ones), or fits several (with all).
        """
        ids = self._ids.get(name_key(text), {})
        if len(ids) == 1:
            return next(iter(ids))
        if ids:
            candidates = "; ".join(f"{id_} ({shown})" for id_, shown in sorted(ids.items()))
            raise UnknownName("ambiguous_name", candidates=candidates)
        raise self.unknown(text)

    def unknown(self, text: str) -> UnknownName:
        """What to say of a name that is not on record: the closest ones."""
        close = [
            self._shown[key]
            for key in get_close_matches(name_key(text), self._ids, n=3, cutoff=0.5)
        ]
        return UnknownName(
            "unknown_name",
            close=Words(f",相近的有:{'、'.join(close)}", f"; close to it: {', '.join(close)}")
            if close
            else "",
        )


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[str, str | None, str]]:
    return connection.execute(sql).fetchall()


def subject_names(connection: duckdb.DuckDBPyConnection) -> Names:
    """Subjects by id, Chinese, English or official name, or alias."""
    return Names(
        _rows(
            connection,
            "with named as (select subject_id, name_zh as name from base.subjects union all"
            " select subject_id, name_en from base.subjects union all"
            " select subject_id, official_name_zh from base.zones union all"
            " select subject_id, alias_zh from base.subject_aliases)"
            " select named.subject_id, named.name, subjects.name_zh || ', ' || areas.name_zh"
            " from named inner join base.subjects on named.subject_id = subjects.subject_id"
            " inner join base.areas on subjects.area_id = areas.area_id",
        )
    )


def indicator_names(connection: duckdb.DuckDBPyConnection) -> Names:
    """Indicators by id, Chinese or English name."""
    return Names(
        _rows(
            connection,
            "select indicator_id, name_zh, name_en from base.indicators union all"
            " select indicator_id, name_en, name_en from base.indicators",
        )
    )


def source_names(connection: duckdb.DuckDBPyConnection) -> Names:
    """Sources by id or title."""
    return Names(
        _rows(
            connection,
            "select source_id, title_zh, coalesce(publisher_zh, source_kind) from base.sources",
        )
    )


def unit_symbols(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Unit ids by id, Chinese or English symbol, in all their forms.

    A symbol of several units is that of the first: 倍 is a ratio, and growth only in a literal.
    """
    symbols: dict[str, str] = {}
    for unit, *texts in connection.execute(
        "select unit_id, unit_id, symbol_zh, symbol_en from base.units order by rowid"
    ).fetchall():
        symbols = {form: unit for text in texts for form in unit_forms(text)} | symbols
    return symbols
