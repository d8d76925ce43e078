"""Loads indicators, long or wide, and the figures of a text: both become observations."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import duckdb

from zonedb.database import sql_text
from zonedb.errors import LoadError
from zonedb.loading.kinds import FIELDS, fields_by_heading
from zonedb.loading.literals import read_literal
from zonedb.loading.names import (
    Names,
    indicator_names,
    name_key,
    source_names,
    subject_names,
    unit_symbols,
)
from zonedb.loading.period_column import PeriodColumn
from zonedb.loading.sheets import Sheet
from zonedb.loading.staging import MAX_REPORTED, Counts, Report, distinct, lookup
from zonedb.loading.unreadable import Unreadable

_FIELD_OF = {
    heading: field.name
    for kind in ("indicators", "figures")
    for heading, field in fields_by_heading(kind).items()
}
_UNIT_IN_HEADING = re.compile(r"(.+?)\s*[(（]([^()（）]+)[)）]")
_PLAIN_NUMBER = r"-?(0|[1-9][0-9]{0,11})([.][0-9]{1,4})?"
_EXACT_TYPES = re.compile(r"(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL\(\d+,[0-4]\)")
MAX_BITS = 1 << 29  # of the bit string that finds repeated keys; a thread has one of its own
MAX_FIGURE_NO = (1 << 31) - 1


def heading_test(connection: duckdb.DuckDBPyConnection) -> Callable[[str], bool]:
    """Whether a text heads a column: that of a field, or an indicator with or without unit."""
    rows = connection.execute(
        "select indicator_id from base.indicators union select name_zh from base.indicators"
        " union select name_en from base.indicators"
    ).fetchall()
    known = _FIELD_OF.keys() | {name_key(name) for (name,) in rows}

    def test(text: str) -> bool:
        found = _UNIT_IN_HEADING.fullmatch(text.strip())
        return name_key(text) in known or (found is not None and name_key(found[1]) in known)

    return test


@dataclass(frozen=True)
class Defaults:
    """What holds for every row that does not say otherwise: source, period and year."""

    source: str | None = None
    period: str | None = None


class ObservationLoad:
    """One file of figures, staged beside the attached database ``base``."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: list[Sheet],
        report: Report,
        defaults: Defaults,
        *,
        of_text: bool,
    ) -> None:
        """Stage every sheet; ``of_text`` lets a figure be printed several times in one source."""
        self.connection = connection
        self.report = report
        self.of_text = of_text
        self._defaults = defaults
        self._sheets = sheets
        self._columns: list[dict[str, int]] = []
        self._missing: set[str] = set()
        self._stage(sheets)
        self._resolve()
        self._validate()

    # -- one long relation ---------------------------------------------------------------

    def _stage(self, sheets: list[Sheet]) -> None:
        """Make the view ``long``: a row a figure, every field as text."""
        parts = []
        first = 0  # figure numbers: of the row in a long sheet, of the cell in a wide one
        for number, sheet in enumerate(sheets):
            columns: dict[str, int] = {}
            for column, heading in enumerate(sheet.headings, 1):
                field = _FIELD_OF.get(name_key(heading))
                if field and field not in columns:
                    columns[field] = column
            self._columns.append(columns)
            self._report_headings(sheet, columns)
            stride = 1 if "value" in columns else 10 ** len(str(len(sheet.headings)))
            parts += self._parts(number, sheet, columns, first, stride)
            [(rows,)] = self.connection.execute(
                f"select coalesce(max(row_no), 0) from {sheet.relation}"
            ).fetchall()
            first += (rows + 1) * stride
            if first > MAX_FIGURE_NO:
                raise LoadError(f"{self.report.file}: has too many cells for one load; split it")
        self.connection.execute("create temp view long as " + " union all ".join(parts))

    def _report_headings(self, sheet: Sheet, columns: dict[str, int]) -> None:
        """Report columns that are missing, and in a long sheet those that are not known."""
        is_long = "value" in columns
        for field in FIELDS["figures" if self.of_text else "indicators"]:
            given = field.name in columns or self._default(field.name)
            if field.required and not given and (is_long or field.name not in _IN_HEADINGS):
                row = sheet.header_row
                self.report.add(
                    sheet, row, 1, None, "missing_heading", heading=field.zh, heading_en=field.en
                )
                self._missing.add(field.name)
        for column, heading in enumerate(sheet.headings, 1):
            if is_long and heading and column not in columns.values():
                self.report.add(sheet, sheet.header_row, column, heading, "unknown_heading")

    def _default(self, field: str) -> str | None:
        return {"source": self._defaults.source, "period": self._defaults.period}.get(field)

    def _parts(
        self, number: int, sheet: Sheet, columns: dict[str, int], first: int, stride: int
    ) -> list[str]:
        def text(field: str) -> str:
            default = self._default(field)
            if field not in columns:
                return sql_text(default)
            cell = f"c{columns[field]}"
            if sheet.types[columns[field] - 1] != "VARCHAR":
                cell = f"cast({cell} as varchar)"
            return f"coalesce({cell}, {sql_text(default)})" if default else cell

        common = ", ".join(
            f"{text(field)} as {field}" for field in ("zone", "period", "basis", "source", "note")
        )
        passage = (
            f"{text('passage')} as passage_text,"
            f" try_cast(regexp_extract({text('passage')}, '^第?([0-9]+)段?$', 1) as integer)"
            " as passage"
        )
        if "value" in columns:
            type_ = sheet.types[columns["value"] - 1]
            exact = f"c{columns['value']}" if _EXACT_TYPES.fullmatch(type_) else "null"
            scale = int(type_[:-1].split(",")[1]) if type_.startswith("DECIMAL") else 0
            return [
                f"select {number} as sheet, row_no, {columns['value']} as col_no, {common},"
                f" {passage}, {text('indicator')} as indicator, {text('value')} as value,"
                f" cast({exact} as decimal(18, 4)) as exact, {scale} as scale,"
                f" {text('value') if exact == 'null' else 'cast(null as varchar)'} as literal,"
                f" {first} + row_no as figure_bigint,"
                f" {text('unit')} as unit, false as blank_is_none from {sheet.relation}"
            ]
        known = set(columns.values())
        parts = []
        for column, heading in enumerate(sheet.headings, 1):
            if column in known or not heading:
                continue
            found = _UNIT_IN_HEADING.fullmatch(heading.strip())
            name, unit = (found[1], found[2]) if found else (heading.strip(), None)
            parts.append(
                f"select {number} as sheet, row_no, {column} as col_no, {common}, {passage},"
                f" {sql_text(name)} as indicator, cast(c{column} as varchar) as value,"
                f" cast(null as decimal(18, 4)) as exact, 0 as scale,"
                f" cast(c{column} as varchar) as literal,"
                f" {first} + row_no * {stride} + {column} as figure_bigint,"
                f" {sql_text(unit) if unit else text('unit')} as unit, true as blank_is_none"
                f" from {sheet.relation}"
            )
        return parts

    # -- texts into ids and numbers ------------------------------------------------------

    def _resolve(self) -> None:
        """Make a lookup for each field and the view ``resolved`` over them."""
        connection = self.connection
        self._names({"zone": subject_names, "indicator": indicator_names, "source": source_names})
        connection.execute(
            "create or replace temp table look_indicator as select look_indicator.*,"
            " indicators.name_zh as indicator_name, units.quantity as indicator_quantity,"
            " indicators.indicator_kind = 'growth' as is_growth from look_indicator"
            " inner join base.indicators on look_indicator.v1 = indicators.indicator_id"
            " inner join base.units on indicators.unit_id = units.unit_id"
        )
        symbols = unit_symbols(connection)
        units = {name_key(symbol): unit for symbol, unit in symbols.items()}
        self._lookup("unit", lambda text: (self._unit(units, text),), ("varchar",))
        self.periods = PeriodColumn(connection, "long")
        self._failed["period"] = self.periods.failed
        growth = connection.execute(
            "select distinct literal, coalesce(is_growth, false)"
            " from long left join look_indicator on long.indicator = look_indicator.text"
            f" where literal is not null and not regexp_full_match(literal, '{_PLAIN_NUMBER}')"
        ).fetchall()
        self._failed: dict[str, dict[Any, Unreadable]] = getattr(self, "_failed", {})
        self._failed["value"] = {}
        for is_growth in (False, True):
            texts = [text for text, flag in growth if flag == is_growth]

            def read(text: str, is_growth: bool = is_growth) -> tuple[Any, ...]:
                literal = read_literal(text, symbols, growth=is_growth)
                return literal.value, literal.unit, literal.qualifier, literal.decimals

            types = ("decimal(18, 4)", "varchar", "varchar", "integer")
            name = f"look_value_{'growth' if is_growth else 'other'}"
            self._failed["value"] |= lookup(connection, name, texts, read, types)
        connection.execute(
            "create or replace temp table look_value as"
            " select *, true as is_growth from look_value_growth"
            " union all select *, false from look_value_other"
        )
        connection.execute(_RESOLVED)

    def _names(self, finders: dict[str, Any]) -> None:
        self._failed = {}
        for field, names_of in finders.items():
            names: Names = names_of(self.connection)
            self._lookup(field, lambda text, names=names: (names.find(text),), ("varchar",))

    def _lookup(self, field: str, read: Any, types: tuple[str, ...]) -> None:
        texts = distinct(self.connection, "long", field)
        self._failed[field] = lookup(self.connection, f"look_{field}", texts, read, types)

    @staticmethod
    def _unit(units: dict[str, str], text: str) -> str:
        from zonedb.loading.names import Names

        if name_key(text) in units:
            return units[name_key(text)]
        return Names((unit, symbol, unit) for symbol, unit in units.items()).find(text)

    # -- every problem at its cell -------------------------------------------------------

    def _validate(self) -> None:
        """Report every problem; one pass counts them, a second finds the cells if there are any."""
        rules = {
            **_RULES,
            **{
                f"required:{field}": f"{field} is null"
                " and (exact is not null or literal is not null or not blank_is_none)"
                for field in sorted(_REQUIRED - self._missing)
            },
        }
        rules |= {
            f"unread:{field}": f"{given} is not null and {column} is null"
            for field, (given, column) in _READ.items()
        }
        if self.of_text:
            rules["required:passage"] = "passage_text is null"
            rules["not_a_number:passage"] = "passage_text is not null and passage is null"
        counted = ", ".join(f"count(*) filter (where {sql})" for sql in rules.values())
        [(self._complete, keys, *counts)] = self.connection.execute(
            f"select count(*) filter (where is_complete), {self._keys()}, {counted} from resolved"
        ).fetchall()
        for rule, count in zip(rules, counts, strict=True):
            if count:
                self._report(rule, rules[rule])
        if not self.of_text and keys != self._complete:
            self._report_repeated()

    def _keys(self) -> str:
        """An expression that counts the keys: a bit for each possible one, unless too many."""
        [(zones, indicators, periods, sources)] = self.connection.execute(
            "select (select count(*) from look_zone), (select count(*) from look_indicator),"
            " (select count(*) from look_period), (select count(*) from look_source)"
        ).fetchall()
        bits = zones * indicators * periods * sources
        if self.of_text or not 0 < bits < MAX_BITS:
            return "cast(-1 as bigint)"
        key = f"((source_n * {zones} + zone_n) * {indicators} + indicator_n) * {periods} + period_n"
        return (
            f"coalesce(bit_count(bitstring_agg({key}, 0, {bits - 1})"
            " filter (where is_complete)), 0)"
        )

    def _report(self, rule: str, sql: str) -> None:
        kind, _, field = rule.partition(":")
        rows = self.connection.execute(
            "select sheet, row_no, col_no, value, zone, indicator, period, basis, source, unit,"
            f" passage_text, unit_id, indicator_name, other_unit from resolved where {sql}"
            f" order by sheet, row_no, col_no limit {MAX_REPORTED}"
        ).fetchall()
        seen: set[tuple[Any, ...]] = set()
        for row in rows:
            sheet, row_no, col_no, value, *texts, unit_id, indicator, other = row
            named = dict(
                zip(
                    ("zone", "indicator", "period", "basis", "source", "unit", "passage"),
                    texts,
                    strict=True,
                )
            ) | {"value": value}
            place = field or {"unit_quantity": "unit"}.get(kind, "value")
            column = self._columns[sheet].get(place, col_no)
            if (sheet, row_no, column) in seen and kind != "unread":
                continue
            seen.add((sheet, row_no, column))
            where = self._sheets[sheet]
            if kind == "unread":
                key = (named["period"], named["basis"] or "") if field == "period" else named[field]
                error = self._failed[field][key]
                if field in ("indicator", "unit") and field not in self._columns[sheet]:
                    row_no = where.header_row  # a wide sheet names them in its heading
                if (sheet, row_no, column, error.rule) in seen:
                    continue
                seen.add((sheet, row_no, column, error.rule))
                words = (error.message_zh, error.message_en)
                shown = named[field]
                if error.rule == "basis":
                    column, shown = self._columns[sheet].get("basis", column), named["basis"]
                self.report.add(where, row_no, column, shown, error.rule, words)
            else:
                self.report.add(
                    where, row_no, column, named[place], kind,
                    unit=unit_id, indicator=indicator, other=other,
                )  # fmt: skip

    def _report_repeated(self) -> None:
        """Find the cells of keys that stand twice."""
        found = self.connection.execute(
            "select sheet, row_no, col_no, value, first_row from (select *, first(row_no) over"
            " (partition by source_id, subject_id, indicator_id, period_id"
            " order by sheet, row_no, col_no) as first_row, row_number() over"
            " (partition by source_id, subject_id, indicator_id, period_id"
            " order by sheet, row_no, col_no) as nth from resolved where is_complete)"
            f" where nth > 1 order by sheet, row_no, col_no limit {MAX_REPORTED}"
        ).fetchall()
        for sheet, row_no, col_no, value, first in found:
            self.report.add(self._sheets[sheet], row_no, col_no, value, "repeated", first=first)

    # -- against what is on record -------------------------------------------------------

    def compare(self) -> Counts:
        """Make ``fresh`` of what is not on record as it is; counts of all."""
        same = (
            "recorded.value = resolved.number and recorded.unit_id = resolved.unit_id"
            " and recorded.qualifier = resolved.sign and recorded.decimals = resolved.places"
        )
        on = (
            "resolved.source_id = recorded.source_id and resolved.figure_no = recorded.figure_no"
            if self.of_text
            else "resolved.source_id = recorded.source_id and resolved.subject_id ="
            " recorded.subject_id and resolved.indicator_id = recorded.indicator_id"
            " and resolved.period_id = recorded.period_id"
        )
        if self.of_text:
            same += (
                " and recorded.printed = resolved.value and recorded.subject_id ="
                " resolved.subject_id and recorded.indicator_id = resolved.indicator_id"
                " and recorded.period_id = resolved.period_id"
            )
        self.connection.execute(
            "create or replace temp table recorded as select * from base.valid_observations"
            " where source_id in (select v1 from look_source)"
            " and period_id in (select v1 from look_period)"
        )
        [(recorded,)] = self.connection.execute("select count(*) from recorded").fetchall()
        if not recorded:
            self.connection.execute(
                "create or replace temp view fresh as select *, null as old_load_id,"
                " null as old_figure_no, false as is_change from resolved where is_complete"
            )
            return Counts(self._complete, 0, 0)
        self.connection.execute(
            "create or replace temp table compared as select resolved.*,"
            " coalesce(recorded.load_id, 0) as old_load_id, recorded.figure_no as old_figure_no,"
            f" recorded.source_id is not null as is_change, coalesce({same}, false) as is_same"
            f" from resolved left join recorded on {on} where is_complete"
        )
        self.connection.execute(
            "create or replace temp view fresh as select * from compared where not is_same"
        )
        [(added, changed, unchanged)] = self.connection.execute(
            "select count(*) filter (where not is_change),"
            " count(*) filter (where is_change and not is_same), count(*) filter (where is_same)"
            " from compared"
        ).fetchall()
        return Counts(added, changed, unchanged)

    def insert(self, load_id: int) -> None:
        """Write what is fresh into ``base``, and what it replaces into ``supersessions``."""
        self.periods.insert(load_id)
        self.connection.execute(
            "insert into base.observations select source_id, figure_no, passage, value,"
            " subject_id, indicator_id, period_id, number, unit_id, sign, places, note, null,"
            f" {load_id} from fresh"
        )
        self.connection.execute(
            "insert into base.supersessions select source_id, old_figure_no, old_load_id,"
            f" {load_id} from fresh where is_change"
        )


_REQUIRED = {"zone", "indicator", "period", "source"}
_IN_HEADINGS = {"indicator", "value", "unit"}  # of a wide sheet
_READ = {  # field: its text, and NULL beside it if that could not be read
    "zone": ("zone", "subject_id"),
    "indicator": ("indicator", "indicator_id"),
    "period": ("period", "period_id"),
    "source": ("source", "source_id"),
    "unit": ("unit", "given_unit"),
    "value": ("literal", "sign"),
}
_RULES = {
    "required:value": "exact is null and literal is null and not blank_is_none",
    "unit_missing": "number is not null and indicator_id is not null and unit_id is null"
    " and unit is null",
    "unit_conflict": "other_unit is not null",
    "unit_quantity": "unit_id is not null and quantity <> indicator_quantity",
    "count_not_whole": "is_count and number <> floor(number)",
    # A whole factor keeps the decimals; then only a large product overflows. A case, because
    # DuckDB computes both sides of an and in a filter for every row.
    "base_not_exact": "case when factor <> floor(factor) or factor > 10000"
    " or abs(number) >= 10000000000 then"
    " try_cast(cast(number as decimal(19, 4)) * factor as decimal(18, 4)) is distinct from"
    " cast(number as decimal(19, 4)) * factor else false end",
}
# A number is plain, of an exact type, or was read from its text.
_RESOLVED = f"""
create or replace temp view resolved as
with read as (
    select
        long.*,
        look_zone.v1 as subject_id,
        look_zone.n as zone_n,
        look_indicator.v1 as indicator_id,
        look_indicator.n as indicator_n,
        look_period.v1 as period_id,
        look_period.n as period_n,
        look_source.v1 as source_id,
        look_source.n as source_n,
        look_unit.v1 as given_unit,
        look_value.v2 as printed_unit,
        look_indicator.indicator_name,
        look_indicator.indicator_quantity,
        case  -- an or would match every text
            when long.exact is not null then true
            else coalesce(regexp_full_match(long.literal, '{_PLAIN_NUMBER}'), false)
        end as is_plain,
        look_value.v1 as read_number,
        look_value.v3 as read_sign,
        look_value.v4 as read_places
    from long
    left join look_zone on long.zone = look_zone.text
    left join look_indicator on long.indicator = look_indicator.text
    left join look_period
        on long.period = look_period.text and coalesce(long.basis, '') = look_period.basis
    left join look_source on long.source = look_source.text
    left join look_unit on long.unit = look_unit.text
    left join look_value
        on long.literal = look_value.text
        and coalesce(look_indicator.is_growth, false) = look_value.is_growth
),

numbers as (
    select
        * exclude (scale, is_plain, read_number, read_sign, read_places, printed_unit),
        case
            when exact is not null then exact
            when is_plain then cast(literal as decimal(18, 4))
            else read_number
        end as number,
        case when is_plain then '=' else read_sign end as sign,
        case
            when exact is not null then scale
            when is_plain then length(split_part(literal, '.', 2))
            else read_places
        end as decimals,
        coalesce(printed_unit, given_unit) as unit_id,
        case when printed_unit <> given_unit then given_unit end as other_unit
    from read
)

select
    numbers.* exclude (decimals, figure_bigint),
    units.factor,
    units.quantity,
    units.quantity in ('count', 'rank') as is_count,
    case when units.quantity in ('count', 'rank') then 0 else decimals end as places,
    cast(numbers.figure_bigint as integer) as figure_no,
    number is not null and subject_id is not null and indicator_id is not null
    and period_id is not null and source_id is not null as is_complete
from numbers
left join base.units on numbers.unit_id = units.unit_id
"""
