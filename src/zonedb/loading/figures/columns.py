"""The sheets of a file of figures, of whatever shape, as one view of texts: a row a figure.

What a figure is of may stand in columns of its row, in the headings of its column, in lines
above the table, in the name of the sheet, or beside the file; in this order one goes before
the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb

from zonedb.errors import LoadError
from zonedb.loading.blocks import FigureColumn
from zonedb.loading.headings import Vocabulary
from zonedb.loading.kinds import Field
from zonedb.loading.known_names import subject_names, unit_names
from zonedb.loading.known_periods import KnownPeriods, contradict
from zonedb.loading.options import Options
from zonedb.loading.stage import Stage
from zonedb.loading.staging import Report, Sheet
from zonedb.reading.messages import said
from zonedb.reading.periods import Period, read_period
from zonedb.reading.unreadable import Unreadable
from zonedb.store.sql import sql_text

_EXACT_TYPES = re.compile(r"(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL\(\d+,[0-4]\)")
_MAX_FIGURE_NO = (1 << 31) - 1
_EXTRAS = (
    "measure", "universe", "timing", "is_last_year", "year", "exact", "scale", "figure_bigint",
    "blank_is_none",
)  # fmt: skip
_OF_HEADINGS = ("universe", "timing", "is_last_year")


@dataclass(frozen=True)
class ColumnMeaning:
    """What a column of figures is taken for, as a dry run shows it; blank: as the rows say."""

    sheet: str
    column: str
    heading: str
    indicator: str
    measure: str
    period: str
    unit: str


class FigureColumns:
    """Makes the stage of a file of figures.

    Attributes:
        stage: with its view of texts.
        missing: fields that a sheet needs and has no column for; reported by now.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheets: list[Sheet],
        fields: tuple[Field, ...],
        words: Vocabulary,
        report: Report,
        options: Options,
        periods: KnownPeriods,
    ) -> None:
        """Stage every sheet, and report what is wrong with its headings and titles."""
        self._connection, self._report, self._options = connection, report, options
        self._sheets, self._words, self._periods = sheets, words, periods
        self.missing: set[str] = set()
        self.meanings: list[ColumnMeaning] = []
        self.stage = Stage(connection, "figure", sheets, fields, report, _EXTRAS)
        self._years = [self._year(sheet) for sheet in sheets]
        self._defaults = [self._default(number) for number in range(len(sheets))]
        self._total = subject_names(connection).find(options.total) if options.total else None
        self._make_sheet_units()
        given = [self._given(number) for number in range(len(sheets))]
        self.stage.report_headings(given)
        for sheet, known in zip(sheets, given, strict=True):
            self.missing |= {
                field.name
                for field in fields
                if field.required
                and field.name not in sheet.block.fields
                and field.name not in known
            }
            self._report_shape(sheet)
        parts, first = [], 0
        for number, sheet in enumerate(sheets):
            stride = 1 if "value" in sheet.block.fields else 10 ** len(str(len(sheet.headings)))
            parts.append(self._parts(number, sheet, first, stride))
            [(rows,)] = connection.execute(
                f"select coalesce(max(row_no), 0) from {sheet.relation}"
            ).fetchall()
            first += (rows + 1) * stride
            if first > _MAX_FIGURE_NO:
                raise LoadError(said("too_many_cells", path=report.file))
        self.stage.stage([{}] * len(sheets), parts)
        if not any(sheet.block.figures for sheet in sheets):
            self.stage.constants |= dict.fromkeys(_OF_HEADINGS, "") | {"measure": "level"}
        if len(set(self._years)) == 1:
            self.stage.constants["year"] = self._years[0]
        if not any("basis" in sheet.block.fields for sheet in sheets):
            self.stage.constants["basis"] = ""

    # -- what stands above the table -----------------------------------------------------

    def _year(self, sheet: Sheet) -> str:
        """The year of periods without one."""
        if sheet.block.title.year:
            return str(sheet.block.title.year)
        with_year = self._read(self._options.period or "", "")
        return str(with_year.end.year) if with_year else ""

    @staticmethod
    def _read(text: str, year: str) -> Period | None:
        try:
            return read_period(text, year=int(year) if year else None)
        except Unreadable:
            return None

    def _default(self, number: int) -> dict[str, str | None]:
        """What cells hold that are blank or missing on a sheet."""
        sheet, title = self._sheets[number], self._sheets[number].block.title
        zone = self._options.zone or title.zone or None
        found = {"source": self._options.source, "period": self._options.period, "zone": zone}
        if not self._options.zone and title.zone and not self._has(sheet, "zone"):
            self._report.tell(sheet.name, (), "zone_taken", zone=title.zone)
        named = self._read(title.period, self._years[number])
        if named is None or "period" in sheet.block.fields:
            return found
        given = self._read(self._options.period or "", "")
        if given is None:
            if self._options.period is None and self._is_whole(title.period, named):
                found["period"] = named.period_id
                self._report.tell(sheet.name, (), "period_taken", period=title.period)
        elif (
            given.period_kind == "year"
            and named.period_kind != "year"
            and (given.start <= named.start and named.end <= given.end)
        ):
            found["period"] = named.period_id
            self._report.tell(sheet.name, (), "period_taken", period=title.period)
        elif contradict(named, given):
            row, column = title.period_place
            rule = "period_conflict" if row else "sheet_period_conflict"
            self._report.add(
                sheet, row or 1, column or 1, title.period, rule, given=self._options.period
            )
        return found

    @staticmethod
    def _is_whole(text: str, named: Period) -> bool:
        """Whether a title's period is one of figures; the bare year may only date the table."""
        return named.period_kind != "year" or text.endswith("年度")

    @staticmethod
    def _has(sheet: Sheet, field: str) -> bool:
        return field in sheet.block.fields or any(
            getattr(one.meaning, field, "") for one in sheet.block.figures
        )

    def _given(self, number: int) -> set[str]:
        """The fields that need no column of their own."""
        sheet, defaults = self._sheets[number], self._defaults[number]
        known = {name for name, text in defaults.items() if text}
        known |= {name for name in ("zone", "period") if self._has(sheet, name)}
        if "value" not in sheet.block.fields:  # told by the shape of the sheet
            known |= {"value", "indicator"}
        return known

    def _report_shape(self, sheet: Sheet) -> None:
        """Report figures of no indicator, and units that stand twice."""
        block = sheet.block
        if "value" in block.fields:
            return
        row = sheet.header_row
        if not block.figures:
            value = next(field for field in self.stage.fields if field.name == "value")
            self._report.add(sheet, row, 1, None, "missing_heading", heading=value.label)
            self.missing |= {"value", "indicator"}
        nameless = [one for one in block.figures if not one.meaning.indicator]
        if nameless and "indicator" not in block.fields and not block.title.indicator:
            one = nameless[0].number
            self._report.add(sheet, row, one, sheet.headings[one - 1], "no_indicator")
            self.missing.add("indicator")
        if "unit" in block.fields and any(
            one.meaning.unit and one.meaning.measure == "level" for one in block.figures
        ):
            place = block.fields["unit"]
            self._report.add(sheet, row, place, sheet.headings[place - 1], "unit_twice")

    def _make_sheet_units(self) -> None:
        """The table ``sheet_units`` of units that lines above the tables give, by quantity."""
        units = unit_names(self._connection)
        rows: dict[tuple[int, str], set[str]] = {}
        for number, sheet in enumerate(self._sheets):
            for text in sheet.block.title.units:
                try:
                    found = units.find(text)
                except Unreadable:
                    continue
                [(quantity,)] = self._connection.execute(
                    "select quantity from base.units where unit_id = ?", [found]
                ).fetchall()
                rows.setdefault((number, quantity), set()).add(found)
        certain = [
            (n, quantity, *found) for (n, quantity), found in rows.items() if len(found) == 1
        ]
        self._connection.execute(
            "create or replace temp table sheet_units as select unnest($a::integer[]) as sheet,"
            " unnest($b::varchar[]) as quantity, unnest($c::varchar[]) as unit_id",
            {key: [row[i] for row in certain] for i, key in enumerate("abc")},
        )

    # -- texts ---------------------------------------------------------------------------

    def _parts(self, number: int, sheet: Sheet, first: int, stride: int) -> list[str]:
        """A select for a sheet with a column of values, or one for each column of figures."""
        block = sheet.block
        if "value" in block.fields:
            column = block.fields["value"]
            type_ = sheet.types[column - 1]
            exact = f"c{column}" if _EXACT_TYPES.fullmatch(type_) else "null"
            scale = int(type_[:-1].split(",")[1]) if type_.startswith("DECIMAL") else 0
            return [self._part(number, sheet, None, f"{first} + row_no", exact, scale)]
        parts = [
            self._part(number, sheet, one, f"{first} + row_no * {stride} + {one.number}")
            for one in block.figures
        ]
        self.meanings += [self._meaning(number, sheet, one) for one in block.figures]
        if not parts:  # the sheet lacks figures, which is reported; the view needs columns
            parts = [self._part(number, sheet, None, "0") + " where false"]
        return parts

    def _part(
        self,
        number: int,
        sheet: Sheet,
        one: FigureColumn | None,
        figure_no: str,
        exact: str = "null",
        scale: int = 0,
    ) -> str:
        defaults: dict[str, str | None] = dict(self._defaults[number])
        column = one.number if one else sheet.block.fields.get("value", 0)
        texts = {f.name: self.stage.text(sheet, f.name, defaults) for f in self.stage.fields}
        extras = dict.fromkeys(("measure", "universe", "timing", "is_last_year"), "''")
        extras["measure"] = "'level'"
        if one:
            meaning = one.meaning
            texts["value"] = f"cast(c{column} as varchar)"
            for field in ("zone", "period"):
                if named := getattr(meaning, field):
                    texts[field] = sql_text(named)
            if "indicator" not in sheet.block.fields:
                texts["indicator"] = sql_text(
                    meaning.indicator or sheet.block.title.indicator or None
                )
            if meaning.unit:
                texts["unit"] = sql_text(meaning.unit)
            elif meaning.measure != "level":
                texts["unit"] = "cast(null as varchar)"
            extras |= {
                "measure": sql_text(meaning.measure),
                "universe": sql_text(meaning.universe),
                "timing": sql_text(meaning.timing),
                "is_last_year": "'1'" if meaning.is_last_year else "''",
            }
        elif unit := sheet.block.units.get("value"):
            own = texts["unit"]
            texts["unit"] = f"coalesce({own}, {sql_text(unit)})"
        extras |= {
            "year": sql_text(self._years[number]),
            "exact": f"cast({exact} as decimal(18, 4))",
            "scale": str(scale),
            "figure_bigint": figure_no,
            "blank_is_none": str(one is not None),
        }
        is_total = "is_total"
        if self._total:
            texts["zone"] = (
                f"case when is_total then {sql_text(self._total)} else {texts['zone']} end"
            )
            is_total = "false as is_total"
        listed = ", ".join(f"{sql} as {name}" for name, sql in (texts | extras).items())
        place = f"{number} as sheet, row_no, {column} as col_no"
        return f"select {place}, {is_total}, {listed} from {sheet.relation}"

    def _meaning(self, number: int, sheet: Sheet, one: FigureColumn) -> ColumnMeaning:
        meaning = one.meaning
        period = meaning.period or self._defaults[number]["period"] or ""
        shown = period
        try:
            if period:
                shown, *_ = self._periods.find(
                    period,
                    "",
                    meaning.timing,
                    "1" if meaning.is_last_year else "",
                    self._years[number],
                )
        except Unreadable:
            pass
        return ColumnMeaning(
            sheet.name, sheet.cell(one.number, None), sheet.headings[one.number - 1],
            meaning.indicator or sheet.block.title.indicator, meaning.measure, shown, meaning.unit,
        )  # fmt: skip

    def report_periods(self) -> None:
        """Report periods in cells that lie outside of the one that a title names."""
        for number, sheet in enumerate(self._sheets):
            title = sheet.block.title
            named = self._read(title.period, self._years[number])
            if named is None or "period" not in sheet.block.fields:
                continue
            rows = self._connection.execute(
                "select row_no, period_text from figure_typed inner join figure_period"
                " on period_text = figure_period.x0 where sheet = ? and (v2 < ? or v3 > ?)"
                " group by all order by all limit 100",
                [number, named.start, named.end],
            ).fetchall()
            for row, text in rows:
                self._report.add(
                    sheet, row, sheet.block.fields["period"], text, "period_conflict",
                    given=title.period,
                )  # fmt: skip
