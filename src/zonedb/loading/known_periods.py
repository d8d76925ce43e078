"""Finds the periods that sheets speak of: as people write them, by id, or by name."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import duckdb

from zonedb.errors import DatabaseError
from zonedb.reading.messages import said
from zonedb.reading.periods import Period, read_period
from zonedb.reading.rounds import LINE_HEADINGS, read_rounds
from zonedb.reading.unreadable import Unreadable, name_key

_BASES = {"累计": True, "cumulative": True, "当月": False, "单月": False, "month": False}


class BasisError(Unreadable):
    """The basis of a period is neither cumulative nor of the month, or does not go with it."""

    field = "basis"


class KnownPeriods:
    """Periods on record, and those that a load adds to them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Read the periods on record."""
        self.connection = connection
        self._new: dict[str, Period] = {}
        self.ids = {
            row[0] for row in connection.execute("select period_id from base.periods").fetchall()
        }
        self._names: dict[str, str] = {
            name_key(name): id_
            for id_, name in connection.execute(
                "select period_id, name_zh from base.periods where period_kind in"
                " ('rounds', 'plan', 'undated') order by period_id desc"
            ).fetchall()
        }

    def find(
        self,
        text: str,
        basis: str = "",
        timing: str = "",
        is_last_year: str = "",
        year: str = "",
    ) -> tuple[str, date | None, date | None]:
        """Id, first and last day of a period; no days where only its id or name is known.

        Args:
            text: as written.
            basis: 累计 or 当月, where a column says so.
            timing: ``month`` or ``year_to_date`` of the period that is written.
            is_last_year: not blank for the same a year before.
            year: of texts that print none.

        Raises:
            Unreadable: the text is no period, or the basis does not go with it.
        """
        if basis and name_key(basis) not in _BASES:
            raise BasisError("basis", basis)
        cumulative = bool(basis) and _BASES[name_key(basis)]
        try:
            period = read_period(text, cumulative=cumulative, year=int(year) if year else None)
        except Unreadable:
            known = text if text in self.ids else self._names.get(name_key(text))
            known = known or self._rounds(text)
            if known is None or basis or timing:
                raise
            return known, None, None
        if basis and period.period_kind == "as_of":
            raise BasisError("basis_of_day", text)
        if basis and not cumulative and period.period_kind != "month":
            raise BasisError("basis_of_month", text)
        if timing or is_last_year:
            if period.period_kind == "as_of":
                raise BasisError("basis_of_day", text)
            period = _timed(period, timing, years_before=1 if is_last_year else 0)
        if period.period_id not in self.ids:
            self._new[period.period_id] = period
        return period.period_id, period.start, period.end

    def _rounds(self, text: str) -> str | None:
        """The rounds on record that a text means.

        Raises:
            Unreadable: it names rounds that are not on record, with the line that puts them
                there, or several that are.
        """
        rounds = read_rounds(text)
        if rounds is None:
            return None
        known = self.connection.execute(
            "select period_id from base.periods where period_kind = 'rounds'"
            " and round_from = $1 and round_to = $2 and cast($3 as date)"
            " = case when $4 then last_day(period_end) else period_end end order by all",
            [rounds.first, rounds.last, rounds.day, rounds.is_month],
        ).fetchall()
        ids = [id_ for (id_,) in known]
        if len(ids) > 1:
            raise Unreadable("ambiguous_name", candidates="; ".join(ids))
        if not ids:
            rule = "unknown_rounds" if rounds.day else "rounds_without_day"
            raise Unreadable(rule, heading=LINE_HEADINGS, line=rounds.line(text.strip()))
        return str(ids[0])

    def insert(self, load_id: int, used: set[str]) -> None:
        """Write those of ``used`` that are not on record yet."""
        for p in self._new.values():
            if p.period_id in used:
                self.connection.execute(
                    "insert into base.periods (period_id, period_kind, name_zh, name_en,"
                    " period_start, period_end, date_basis, load_id)"
                    " values (?, ?, ?, ?, ?, ?, 'stated', ?)",
                    [p.period_id, p.period_kind, p.name_zh, p.name_en, p.start, p.end, load_id],
                )


def _timed(period: Period, timing: str, *, years_before: int) -> Period:
    """The last month of a period, its year to date, or the same a year before."""
    start, end = period.start, period.end
    first = {"month": end.month, "year_to_date": 1}.get(timing, start.month)
    first_year = (end.year if timing else start.year) - years_before
    written = f"{first_year}-{first:02}/{end.year - years_before}-{end.month:02}"
    return read_period(written)


def contradict(named: Period, given: Period) -> bool:
    """Whether the period that a title names is another one than that which is given.

    The report of a month is titled by it and holds the year to date as well; the year alone
    contradicts nothing in it.
    """
    if named.start <= given.start and given.end <= named.end and named.period_kind == "year":
        return False
    if (named.end.year, named.end.month) != (given.end.year, given.end.month):
        return True
    return named.period_kind not in ("month", "as_of") and named.start != given.start


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
        raise DatabaseError(said("unknown_period", period=text))
    return str(found)
