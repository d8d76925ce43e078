"""Finds what a name stands for: zones, areas and groups, indicators, units, sources, periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from difflib import get_close_matches
from functools import cache

import duckdb

from zonedb.loading.short_names import ShortNames
from zonedb.reading.literals import unit_forms
from zonedb.reading.messages import Words
from zonedb.reading.unreadable import Unreadable, name_key
from zonedb.store.reference_tables import ROW_JSON

_OTHER_WORDS = {"规上": "规模以上", "实际使用外资": "实际利用外资"}  # of indicators


class UnknownName(Unreadable):
    """A name is not on record, or fits more than one thing."""


class Names:
    """Ids by any of their names; the id itself is one, and wins over the name of another."""

    def __init__(
        self,
        entries: Iterable[tuple[str, str | None, str]],
        propose: Callable[[str], str | None] | None = None,
    ) -> None:
        """Take (id, name, what to show of it when several fit) rows.

        ``propose`` gives the id that another form of a name plainly means.
        """
        self._own: dict[str, dict[str, str]] = defaultdict(dict)
        self._ids: dict[str, dict[str, str]] = defaultdict(dict)
        self._shown: dict[str, str] = {}
        self._propose = propose
        for id_, name, shown in entries:
            self._own[name_key(id_)][id_] = shown
            for text in (id_, name):
                if text:
                    self._ids[name_key(text)][id_] = shown
                    self._shown.setdefault(name_key(text), text)

    def find(self, text: str) -> str:
        """The id that a name stands for.

        Raises:
            UnknownName: it is unknown (with the closest ones), or fits several (with all).
        """
        key = name_key(text)
        ids = self._own.get(key) or self._ids.get(key, {})
        if len(ids) == 1:
            return next(iter(ids))
        if text in ids:
            return text
        if ids:
            candidates = "; ".join(f"{id_} ({shown})" for id_, shown in sorted(ids.items()))
            raise UnknownName("ambiguous_name", candidates=candidates)
        raise self.unknown(text)

    def propose(self, text: str) -> str | None:
        """The one id that a name which is not on record plainly means; never taken unasked."""
        if self._propose is None or name_key(text) in self._ids:
            return None
        return self._propose(text)

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


def _short_names(connection: duckdb.DuckDBPyConnection) -> ShortNames:
    """The short names of zones; a host that was only inferred tells no zone."""
    cities = connection.execute("select name_zh from base.areas where area_level <> 'county'")
    of_cities = [name for (name,) in cities.fetchall()]
    names = connection.execute(
        "select subject_id, name_zh from base.subjects where subject_kind = 'zone' union all"
        " select subject_id, official_name_zh from base.zones where official_name_zh is not null"
        " union all select subject_id, alias_zh from base.subject_aliases"
        " where subject_id in (select subject_id from base.subjects where subject_kind = 'zone')"
    ).fetchall()
    hosts = connection.execute(
        "select zones.subject_id, areas.name_zh from base.zones"
        " inner join base.areas on zones.host_area_id = areas.area_id"
        " where zones.host_basis <> 'inferred'"
    ).fetchall()
    return ShortNames(of_cities, names, hosts)


def subject_names(connection: duckdb.DuckDBPyConnection) -> Names:
    """Subjects by id, Chinese, English or official name, or alias; short names are proposed."""
    short_names = cache(lambda: _short_names(connection))  # few sheets need them
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
        ),
        lambda text: short_names().propose(text),
    )


def indicator_names(connection: duckdb.DuckDBPyConnection) -> Names:
    """Indicators by id, Chinese or English name; names in other usual words are proposed."""
    rows = _rows(
        connection,
        "select indicator_id, name_zh, name_en from base.indicators union all"
        " select indicator_id, name_en, name_en from base.indicators",
    )
    known = Names(rows)

    def propose(text: str) -> str | None:
        for other, usual in _OTHER_WORDS.items():
            text = text.replace(other, usual)
        with suppress(UnknownName):
            return known.find(text)
        return None

    return Names(rows, propose)


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


def unit_names(connection: duckdb.DuckDBPyConnection) -> Names:
    """Units by id, Chinese or English symbol."""
    return Names((unit, symbol, unit) for symbol, unit in unit_symbols(connection).items())


def rank_scopes(connection: duckdb.DuckDBPyConnection) -> dict[str, Words]:
    """Among whom ranks count, in words."""
    codes = "select code, name_zh, name_en from base.codes where column_name = 'rank_scope'"
    return {code: Words(zh, en) for code, zh, en in connection.execute(codes).fetchall()}


class KnownZones:
    """Subjects by their names; short names of zones are proposed, and taken where accepted."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, accept: bool = False) -> None:
        """``accept`` takes what is proposed, and keeps it as an alias."""
        self._connection, self._accept = connection, accept
        self._names = subject_names(connection)
        self._labels = dict(
            connection.execute("select subject_id, name_zh from base.subjects").fetchall()
        )
        self._accepted: dict[str, str] = {}

    def find(self, text: str) -> str:
        """The id of a subject.

        Raises:
            Unreadable: it is unknown, with the zone that it may mean, or fits several.
        """
        try:
            return self._names.find(text)
        except UnknownName as error:
            proposed = self._names.propose(text)
            if error.rule != "unknown_name" or proposed is None:
                raise
            if not self._accept:
                raise UnknownName("alias_proposed", zone=self._labels[proposed]) from error
            self._accepted[text] = proposed
            return proposed

    def tell(self, tell: Callable[..., None]) -> None:
        """Tell which names were accepted, and for which zones."""
        for alias, zone in self._accepted.items():
            tell("", (), "alias_kept", alias=alias.strip(), zone=self._labels[zone])

    def insert(self, load_id: int) -> None:
        """Keep the accepted names as aliases that belong to a load."""
        for alias, subject in self._accepted.items():
            self._connection.execute(
                "insert into base.subject_aliases (subject_id, alias_zh, load_id) values (?, ?, ?)",
                [subject, alias.strip(), load_id],
            )
            self._connection.execute(
                f"insert into base.reference_rows select {load_id}, 'subject_aliases', {ROW_JSON}"
                " from base.subject_aliases as rows where subject_id = ? and alias_zh = ?",
                [subject, alias.strip()],
            )
