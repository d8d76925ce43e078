"""What cells may be chosen from: the names, ids and codes of a database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from zonedb.loading.known_names import Names, UnknownName
from zonedb.office.template.words import words
from zonedb.reading.periods import read_period
from zonedb.store.catalogue import relations


@dataclass(frozen=True)
class Entry:
    """One thing to choose: its id, what to write in the cell, and what that is."""

    id: str
    shown: str
    beside: str


@dataclass(frozen=True)
class ChoiceList:
    """What cells may be chosen from."""

    heading: str
    beside_heading: str
    entries: tuple[Entry, ...]
    names: Names

    def translate(self, example: str) -> str:
        """An example as the list writes it."""
        try:
            found = self.names.find(example)
        except UnknownName as error:
            return self.entries[0].shown if error.rule == "ambiguous_name" else example
        return next((entry.shown for entry in self.entries if entry.id == found), example)


class Choices:
    """The lists of a template, each made when a column first asks for it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, lang: str, year: int) -> None:
        """Offer names in a language, which the lists know in the other one as well.

        The periods of ``year`` stand before those on record.
        """
        self.connection = connection
        self.lang = lang
        self.other = "en" if lang == "zh" else "zh"
        self.year = year
        self.half_year = f"{year}年1-6月" if lang == "zh" else f"{year}-01/{year}-06"
        self.words = words(lang)
        self.relations = relations(connection)
        self.lists: dict[str, ChoiceList] = {}

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.connection.execute(sql, list(values)).fetchall()

    def offer(self, name: str | None) -> str | None:
        """The list's own name, if there is anything to choose from."""
        if name is None:
            return None
        if name not in self.lists:
            self.lists[name] = self._make(name)
        return name if self.lists[name].entries else None

    def codes(self, table: str, column: str) -> list[tuple[Any, ...]]:
        """The codes of a column, by name; of them those that its check constraint lets in."""
        found = self.rows(
            f"select code, name_{self.lang}, '', name_{self.other} from codes"
            " where column_name = ? order by code_no",
            column,
        )
        checks = self.rows(
            "select constraint_text from duckdb_constraints() where constraint_type = 'CHECK'"
            " and database_name = current_database() and table_name = ?"
            " and constraint_column_names = [?]",
            table,
            column,
        )
        if column == "breakdown_part":  # any text; the loader knows its codes only
            found = [(code, code, "", name) for code, name, *_ in found]
        lists = [listed[1] for (text,) in checks if (listed := re.search(r" IN \((.+?)\)", text))]
        allowed = {code for text in lists for code in re.findall("'([^']*)'", text)}
        return [row for row in found if not allowed or row[0] in allowed]

    def _make(self, name: str) -> ChoiceList:
        zh = self.lang == "zh"
        kind, _, of = name.partition(":")
        match kind:
            case "zone":
                return self._zones()
            case "indicator":
                return self._list(kind, self._indicators(), "unit_symbol")
            case "heading":
                entries = self._list(kind, self._indicators()).entries
                rows = [(entry.id, f"{entry.shown} ({entry.beside})", "") for entry in entries]
                return self._list(kind, rows)
            case "source":  # titles are in Chinese: in English the id, with the title beside it
                shown = "title_zh, publisher_zh" if zh else "null, title_zh"
                sql = f"select source_id, {shown}, title_zh from sources order by rowid"
                return self._list(kind, self.rows(sql), "publisher" if zh else "meaning")
            case "unit":
                symbols = f"symbol_{self.lang}, '', symbol_{self.other}"
                sql = (  # times of a level and of growth are the same word, and told apart on load
                    f"select unit_id, {symbols} from units"
                    " qualify row_number() over (partition by symbol_zh order by rowid) = 1"
                    " order by rowid"
                )
                return self._list(kind, self.rows(sql))
            case "period":  # the name of a day is not read as that day, its id is
                named = "case when period_kind <> 'as_of' then name_zh end"
                shown = f"{named}, ''" if zh else "null, name_en"
                sql = f"select period_id, {shown} from periods order by period_start, rowid"
                rows = self._of_year()
                new = {row[0] for row in rows}
                rows += [row for row in self.rows(sql) if row[0] not in new]
                return self._list(kind, rows, "" if zh else "meaning")
            case "basis":
                bases = [("cumulative", "累计"), ("month", "当月")]
                return self._list(kind, [(en, cn if zh else en, "", cn) for en, cn in bases])
            case "part":
                parts = ("month", "cumulative", "growth")
                return self._list(kind, [(part, self.words[part], "") for part in parts])
            case "project":
                sql = (
                    "select project_id, null, arg_max(name_zh, revision) from valid_projects"
                    " group by project_id order by project_id"
                )
                return self._list(kind, self.rows(sql), "meaning")
            case "codes":
                return self._codes(*of.split("."))
            case "keys":
                return self._keys(of)
        answers = [(answer, self.words[answer], "") for answer in ("true", "false")]
        return self._list(name, answers, label="true / false")

    def _list(
        self, name: str, rows: Iterable[Sequence[Any]], beside: str = "", label: str = ""
    ) -> ChoiceList:
        """A list of (id, name or None, beside, other names ...).

        A name that fits several things gives way to the id.
        """
        rows = list(rows)
        names = Names((row[0], text, "") for row in rows for text in (row[1], *row[3:]))

        def shown(row: Sequence[Any]) -> str:
            try:
                names.find(row[1] or row[0])
            except UnknownName:
                return str(row[0])
            return str(row[1] or row[0])

        entries = tuple(Entry(row[0], shown(row), row[2] or "") for row in rows)
        label = label or self.words[name]
        beside_heading = self.words["of"].format(label, self.words[beside]) if beside else ""
        return ChoiceList(f"{self.words['choose']}{label}", beside_heading, entries, names)

    def _of_year(self) -> list[tuple[Any, ...]]:
        """The months of the year, then those that are reported together from January on."""
        months = range(1, 13)
        if self.lang == "en":
            texts = [f"{self.year}-{month:02}" for month in months]
            texts += [f"{self.year}-01/{text}" for text in texts[1:]]
        else:
            texts = [f"{self.year}年{month}月" for month in months]
            texts += [f"{self.year}年1-{month}月" for month in months[1:]]
        read = [read_period(text) for text in texts]
        return [(p.period_id, text, p.name_en) for p, text in zip(read, texts, strict=True)]

    def _indicators(self) -> list[tuple[Any, ...]]:
        return self.rows(
            f"select indicator_id, indicators.name_{self.lang}, units.symbol_{self.lang},"
            f" indicators.name_{self.other} from indicators inner join units"
            " on indicators.unit_id = units.unit_id order by indicators.rowid"
        )

    def _zones(self) -> ChoiceList:
        """Subjects with the area they lie in, zones first."""
        found = self._list(
            "zone",
            self.rows(
                f"select subjects.subject_id, subjects.name_{self.lang}, areas.name_{self.lang},"
                f" subjects.name_{self.other}, official_name_zh from subjects"
                " inner join areas on subjects.area_id = areas.area_id"
                " left join zones on subjects.subject_id = zones.subject_id"
                " order by subject_kind <> 'zone', subjects.area_id, subjects.rowid"
            ),
            "area",
        )
        # The name of a city or county in a column of zones means the total of its zones.
        listed = "select subject_id from subjects where subject_kind = 'area'"
        areas = {id_ for (id_,) in self.rows(listed)}
        ids = [replace(e, shown=e.id) if e.id in areas else e for e in found.entries]
        named = dict(self.rows(f"select subject_id, name_{self.lang} from subjects"))
        entries = tuple(
            replace(e, beside=f"{named[e.id]}, {e.beside}") if e.shown == e.id else e for e in ids
        )
        return replace(found, entries=entries)

    def _codes(self, table: str, column: str) -> ChoiceList:
        labels = {c.name: c.label.in_(self.lang) for c in self.relations[table].columns}
        return self._list(column, self.codes(table, column), label=labels[column])

    def _keys(self, table: str) -> ChoiceList:
        """The ids of a table with what they stand for."""
        relation = self.relations[table]
        [key] = relation.primary_key
        columns = {column.name: column for column in relation.columns}
        candidates = (
            f"name_{self.lang}",
            f"symbol_{self.lang}",
            "title_zh",
            f"formula_{self.lang}",
        )
        name = next((column for column in candidates if column in columns), "null")
        found = self.rows(f"select {key}, null, {name} from {table} order by rowid")
        return self._list(table, found, "meaning", columns[key].label.in_(self.lang))
