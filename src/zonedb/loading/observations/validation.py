"""Reports every problem of the view ``resolved`` at its cell."""

from __future__ import annotations

from typing import Any

import duckdb

from zonedb.loading.known_periods import BasisError
from zonedb.loading.observations.long import LongView
from zonedb.loading.staging import MAX_REPORTED, Report
from zonedb.reading.unreadable import Unreadable

_MAX_BITS = 1 << 29  # of the bit string that finds repeated keys; a thread has one of its own
_REQUIRED = {"zone", "indicator", "period", "source"}
_READ = {  # field: its text, and NULL beside it if that could not be read
    "zone": ("zone", "subject_id"),
    "indicator": ("indicator", "indicator_id"),
    "period": ("period", "period_id"),
    "source": ("source", "source_id"),
    "unit": ("unit", "given_unit"),
    "value": ("literal", "sign"),
}
_UNKNOWN_PASSAGE = """
    passage is not null
    and source_id in (select source_id from base.source_passages)
    and not exists (
        select 1 from base.source_passages as known
        where known.source_id = resolved.source_id and known.passage_no = resolved.passage
    )
"""
_TEXTS = ("zone", "indicator", "period", "basis", "source", "unit", "passage", "value")
_RULES = {
    "required:value": "exact is null and literal is null and not blank_is_none",
    "unit_missing": "number is not null and indicator_id is not null and unit_id is null"
    " and unit is null",
    "unit_conflict": "other_unit is not null",
    "unit_quantity": "unit_id is not null and quantity <> indicator_quantity"
    " and other_unit is null",
    "count_not_whole": "is_count and number <> floor(number)",
    "below_zero": "is_count and number < 0",
    "rank_from_one": "quantity = 'rank' and number = 0",
    # A whole factor keeps the decimals; then only a large product overflows. A case, because
    # DuckDB computes both sides of an and in a filter for every row.
    "base_not_exact": "case when factor <> floor(factor) or factor > 10000"
    " or abs(number) >= 10000000000 then"
    " try_cast(cast(number as decimal(19, 4)) * factor as decimal(18, 4)) is distinct from"
    " cast(number as decimal(19, 4)) * factor else false end",
}


class Validation:
    """Reports the problems of a staged file; ``complete`` is the number of its figures."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        long: LongView,
        failed: dict[str, dict[Any, Unreadable]],
        report: Report,
        *,
        of_text: bool,
    ) -> None:
        """One pass counts the problems, a second finds the cells of those that there are."""
        self._connection, self._long, self._failed, self._report = connection, long, failed, report
        rules = self._rules(of_text=of_text)
        counted = ", ".join(f"count(*) filter (where {sql})" for sql in rules.values())
        [(self.complete, may_repeat, *counts)] = connection.execute(
            "select count(*) filter (where is_complete),"
            f" {'false' if of_text else self._may_repeat()}, {counted} from resolved"
        ).fetchall()
        for rule, count in zip(rules, counts, strict=True):
            if count:
                self._report_cells(rule, rules[rule])
        if may_repeat:
            self._report_repeated()
        if of_text:
            self._report_cells("unknown_passage:passage", _UNKNOWN_PASSAGE)

    def _rules(self, *, of_text: bool) -> dict[str, str]:
        """What is true of rows that break a rule, by its name, and its field where there is one."""
        rules = _RULES | {
            f"required:{field}": f"{field} is null"
            " and (exact is not null or literal is not null or not blank_is_none)"
            for field in sorted(_REQUIRED - self._long.missing)
        }
        rules |= {
            f"unread:{field}": f"{given} is not null and {column} is null"
            for field, (given, column) in _READ.items()
        }
        if of_text:
            rules["required:passage"] = "passage_text is null"
            rules["not_a_number:passage"] = "passage_text is not null and passage is null"
        return rules

    def _may_repeat(self) -> str:
        """Whether a key stands twice: a bit for each tells, unless there are too many to try."""
        [(zones, indicators, periods, sources)] = self._connection.execute(
            "select (select count(*) from look_zone), (select count(*) from look_indicator),"
            " (select count(*) from look_period), (select count(*) from look_source)"
        ).fetchall()
        bits = zones * indicators * periods * sources
        if not 0 < bits < _MAX_BITS:
            return "true"
        key = f"((source_n * {zones} + zone_n) * {indicators} + indicator_n) * {periods} + period_n"
        return (
            f"coalesce(bit_count(bitstring_agg({key}, 0, {bits - 1})"
            " filter (where is_complete)), 0) <> count(*) filter (where is_complete)"
        )

    def _report_cells(self, rule: str, sql: str) -> None:
        """Report the cells that break a rule, each once; a wide sheet names some in its heading."""
        kind, _, field = rule.partition(":")
        rows = self._connection.execute(
            "select sheet, row_no, col_no, units.symbol_zh, indicator_name, others.symbol_zh,"
            " zone, indicator, period, basis, source, unit, passage_text, value"
            f" from (select * from resolved where {sql}) as resolved"
            " left join base.units as units on resolved.unit_id = units.unit_id"
            " left join base.units as others on resolved.other_unit = others.unit_id"
            f" order by sheet, row_no, col_no limit {MAX_REPORTED}"
        ).fetchall()
        seen: set[tuple[Any, ...]] = set()
        for number, row_no, col_no, unit, indicator, other, *texts in rows:
            given = dict(zip(_TEXTS, texts, strict=True))
            sheet, columns = self._long.sheets[number], self._long.columns[number]
            place = field or {"unit_quantity": "unit"}.get(kind, "value")
            column, value, code, words = columns.get(place, col_no), given[place], kind, None
            if kind == "unread":
                key = (value, given["basis"] or "") if field == "period" else value
                error = self._failed[field][key]
                code, words = error.rule, error.words
                if isinstance(error, BasisError):
                    column, value = columns.get("basis", column), given["basis"]
                if field in ("indicator", "unit") and field not in columns:
                    row_no = sheet.header_row
            if (number, row_no, column, code) not in seen:
                seen.add((number, row_no, column, code))
                details = {"unit": unit, "indicator": indicator, "other": other}
                self._report.add(sheet, row_no, column, value, code, words, **details)

    def _report_repeated(self) -> None:
        """Find the cells of keys that stand twice."""
        found = self._connection.execute(
            "select sheet, row_no, col_no, value, first_row from (select *, first(row_no) over"
            " (partition by source_id, subject_id, indicator_id, period_id"
            " order by sheet, row_no, col_no) as first_row, row_number() over"
            " (partition by source_id, subject_id, indicator_id, period_id"
            " order by sheet, row_no, col_no) as nth from resolved where is_complete)"
            f" where nth > 1 order by sheet, row_no, col_no limit {MAX_REPORTED}"
        ).fetchall()
        for sheet, row_no, col_no, value, first in found:
            self._report.add(
                self._long.sheets[sheet], row_no, col_no, value, "repeated", first=first
            )
