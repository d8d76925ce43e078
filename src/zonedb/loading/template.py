"""Writes a workbook to fill in: a sheet for the data, the rules in words, and what to choose from.

A row that is no data begins with one of ``sheets.EXAMPLE_MARKS``. Headings are looked for in the
first ten rows of every sheet, so the other sheets never have two of them side by side up there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from zonedb.catalogue import Column, Relation, relations
from zonedb.errors import LoadError
from zonedb.loading.kinds import (
    FIELDS,
    KINDS,
    PERIOD,
    REFERENCE_TABLES,
    SOURCE,
    ZONE,
    Field,
)
from zonedb.loading.names import Names, UnknownName
from zonedb.rendering import display_width

TEMPLATES = (*KINDS, "wide")

_LAST_ROW = 1_048_576  # of an Excel sheet
_RULES_ROW = 12  # of the headings on the sheet of rules, out of reach of the search for headings
_WIDEST = 60
_REQUIRED, _OPTIONAL, _QUIET = "1F4E78", "7A9CC0", "7F7F7F"
_TEXT = "@"  # keeps 2021-06 from becoming a date, 20% from becoming 0.2 and 12.50 its decimals
_PROMPT = 255  # characters of a hint that Excel takes
_WORDS = {
    "zh": {
        "rules": "说明", "choices": "选项", "example": "示例:", "choose": "可选:", "wide": "指标宽表",
        "sheet": "工作表", "column": "列", "required": "必填", "rule": "规则", "sample": "示例",
        "yes": "是", "no": "", "meaning": "{0}的含义", "unit": "{0}的单位", "area": "{0}的所在地",
        "from_list": "从列表中选:{0}", "from_sheet": "从列表中选,见“{0}”表“{1}”一列",
        "id": "编号自定,用小写英文字母、数字和下划线", "boolean": "true 表示是,false 表示否",
        "date": "如 2021-03-18", "integer": "整数", "number": "数字", "text": "文字",
        "title": "{0}:填写说明", "zone": "开发区", "indicator": "指标", "period": "时期",
        "source": "来源", "unit_id": "单位", "area_id": "行政区划", "subject_id": "统计对象",
        "indicator_id": "指标", "source_id": "来源", "period_id": "时期", "basis": "口径",
        "is_additive": "可加性", "project": "项目", "heading": "指标列",
    },
    "en": {
        "rules": "Rules", "choices": "Choices", "example": "Example: ", "choose": "choices: ",
        "wide": "indicators, wide", "sheet": "Sheet", "column": "Column", "required": "Required",
        "rule": "Rule", "sample": "Sample", "yes": "yes", "no": "", "meaning": "meaning of the {0}",
        "unit": "unit of the {0}", "area": "area of the {0}", "from_list": "one of: {0}",
        "from_sheet": "choose from the list; see column '{1}' of the sheet {0}",
        "id": "an id of your own: lower-case letters, digits and underscores",
        "boolean": "true or false", "date": "such as 2021-03-18", "integer": "a whole number",
        "number": "a number", "text": "text", "title": "{0}: how to fill it in", "zone": "zone",
        "indicator": "indicator", "period": "period", "source": "source", "unit_id": "unit",
        "area_id": "area", "subject_id": "subject", "indicator_id": "indicator",
        "source_id": "source", "period_id": "period", "basis": "basis", "is_additive": "adds up",
        "project": "project", "heading": "indicator columns",
    },
}  # fmt: skip
# What a template is for; then what holds for every one of them that has such a column.
_PURPOSE = {
    "indicators": (
        "一行一个数:哪个开发区、哪项指标、哪个时期、多少、来自哪里。",
        "A row a figure: which zone, indicator and period, how much, and where it comes from.",
    ),
    "wide": (
        "一行一个开发区、一个时期,一列一项指标;单位写在表头括号内,没有数据的格空着或填“—”。"
        "增减指标:改写表头,或在末列之后的表头格里从列表中选。",
        "A row a zone and period, a column an indicator with its unit in brackets; leave a cell"
        " empty, or write a dash, for no figure. To add an indicator, choose it from the list in"
        " the heading of the next column; headings may be exchanged.",
    ),
    "figures": (
        "文中一个数字一行:在第几段、怎样刊印,说的是谁、哪项指标、哪个时期。"
        "同一数字刊印几次就填几行。",
        "A row a printed figure: in which paragraph and how it stands there, and whose indicator"
        " of which period it is. A figure that is printed twice takes two rows.",
    ),
    "ledger": (
        "一个项目一行;未到的环节空着。项目有调整时用同一编号再装载一次,旧的内容保留。",
        "A row a project; leave stages that are not reached empty. When a project changes, load it"
        " again under the same id: what was recorded before stays.",
    ),
    "progress": (
        "一个项目一个时期一行。项目须已在项目台账中。",
        "A row a project and period. The project has to be in the ledger already.",
    ),
    "reference": (
        "登记新的来源、地区、开发区、分组、指标、恒等式与目标;一类一张表,用不到的表空着。"
        "新开发区在“统计对象”和“开发区”两张表各填一行。",
        "New sources, areas, zones, groups, indicators, identities and targets, a sheet for each;"
        " leave sheets empty that are not needed. A new zone takes a row in 'subjects' and one in"
        " 'development zones'.",
    ),
}  # fmt: skip
_GENERAL = (
    (
        "从第3行起填写。第2行(灰色斜体)是示例,不会装载;首格以“示例”或“#”开头的行都不装载。",
        "Fill in from row 3. Row 2, in grey italics, is an example and is not loaded; nor is any"
        " other row whose first cell begins with 'Example' or '#'.",
    ),
    (
        "深色表头必填,浅色表头选填。列的先后可以调整,表头文字不要改动。",
        "Columns with a dark heading are required, those with a light one are not. Columns may"
        " change places; leave their headings as they are.",
    ),
    (
        "带列表的格可以选,也可以照“选项”表填写;写名称或编号都行。名单以外的先用 reference 模板登记。",
        "Cells with a list take what the sheet Choices has, by name or by id. What is not on it"
        " has to be put on record first, with the template reference.",
    ),
)
_ABOUT = {
    "literal": (
        "数值照原样填写,小数位数保留:12.50、1,234.5、12.5亿元、20%以上、20余家;没有数据填“—”。",
        "Write values as they are printed, with their decimals: 12.50, 1,234.5, 20%; a dash for no"
        " figure. Words such as 20%以上 or 20余家 are read as well.",
    ),
    "period": (
        "时期写成 2021-06、2021年6月、2021年1-6月、2021年上半年;单元格是文本格式,Excel 不会改动。",
        "Write periods as 2021-06, 2021-01/2021-06, 2021-Q2, 2021-S1 or 2021; cells are text, so"
        " that Excel leaves them as they are.",
    ),
    "money": (
        "金额以表头括号内的单位计;用别的单位时写在数后,如 3200万元。",
        "Money is in the unit of the heading; another one is written behind the number.",
    ),
}
_LOADING = (
    "装载:zonedb load {0} 文件.xlsx。有一处不合规则,整份都不装载,所有问题一次列出。",
    "To load it: zonedb load {0} FILE.xlsx. A file with any fault changes nothing, and every fault"
    " is listed at once.",
)


@dataclass(frozen=True)
class _List:
    """What a cell may be chosen from, and what stands beside it on the sheet of choices."""

    heading: str
    values: tuple[str, ...]
    beside_heading: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Column:
    """A column to fill in."""

    heading: str
    rule: str
    is_required: bool
    example: str
    list_name: str | None = None
    is_open: bool = False  # other values than those of the list are quite usual
    is_number: bool = False
    is_right: bool = False


@dataclass(frozen=True)
class _Sheet:
    """A sheet to fill in; ``rows`` are there already, ``spare`` lists further headings."""

    name: str
    columns: tuple[_Column, ...]
    rows: tuple[str, ...] = ()
    spare: str | None = None


@dataclass
class _Content:
    """What a template holds, before it becomes cells."""

    connection: duckdb.DuckDBPyConnection
    lang: str
    lists: dict[str, _List] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = _WORDS[self.lang]
        self.is_zh = self.lang == "zh"

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, list(values)).fetchall()

    def label(self, name: str) -> str:
        return f"{self.words['choose']}{self.words.get(name, name)}"

    # -- lists to choose from ------------------------------------------------------------

    def named(self, table: str, key: str, names: Sequence[str], more: str = "null") -> list[Any]:
        """Rows (what to write, id, ``more``): the first name if it fits one thing only, else the id."""
        listed = ", ".join(names)
        found = self.rows(f"select {key}, {listed}, {more} from {table} order by rowid")
        known = Names((row[0], name, "") for row in found for name in row[1:-1])

        def shown(row: tuple[Any, ...]) -> str:
            try:
                known.find(row[1] or row[0])
            except UnknownName:
                return str(row[0])
            return str(row[1] or row[0])

        return [(shown(row), row[0], row[-1]) for row in found]

    def subjects(self) -> list[Any]:
        area = f"(select areas.name_{self.lang} from areas where areas.area_id = subjects.area_id)"
        official = "(select zones.official_name_zh from zones where zones.subject_id = subjects.subject_id)"
        names = ("name_zh", "name_en", official) if self.is_zh else ("name_en", "name_zh", official)
        more = f"name_{self.lang} || ', ' || {area}"
        return self.named("subjects", "subject_id", names, more)

    def indicators(self) -> list[Any]:
        unit = (
            f"(select units.symbol_{self.lang} from units where units.unit_id = indicators.unit_id)"
        )
        names = ("name_zh", "name_en") if self.is_zh else ("name_en", "name_zh")
        return self.named("indicators", "indicator_id", names, unit)

    def sources(self) -> list[Any]:
        """Titles are in Chinese: English templates offer ids, with the titles beside them."""
        if self.is_zh:
            return self.named("sources", "source_id", ("title_zh",), "publisher_zh")
        return self.rows("select source_id, source_id, title_zh from sources order by rowid")

    def codes(self, column: str, table: str | None = None) -> list[tuple[str, str]]:
        """Codes of a column with their names; only those that the table's constraint lets in."""
        found = self.rows(
            f"select code, name_{self.lang} from codes where column_name = ? order by code_no",
            column,
        )
        checks = self.rows(
            "select constraint_text from duckdb_constraints() where constraint_type = 'CHECK'"
            " and database_name = current_database() and table_name = ?"
            " and constraint_column_names = [?]",
            table,
            column,
        )
        lists = [match[1] for (text,) in checks if (match := re.search(r" IN \((.+?)\)", text))]
        allowed = {code for text in lists for code in re.findall("'([^']*)'", text)}
        return [(code, name) for code, name in found if not allowed or code in allowed]

    def add(self, name: str, make: Callable[[], _List]) -> str | None:
        """The name of a list, made once; nothing if there is nothing to choose from."""
        if name not in self.lists:
            self.lists[name] = make()
        return name if self.lists[name].values else None

    def list_of(self, reader: str, kind: str) -> str | None:
        """The list for the cells that a reader of ``kinds`` reads."""
        w = self.words
        if reader.startswith("code:"):
            column = reader.removeprefix("code:")
            return self.add(column, lambda: self._codes(column, "projects"))
        match reader:
            case "subject":
                return self.add(
                    "zone",
                    lambda: self._pairs("zone", self.subjects(), w["area"], self._area_only),
                )
            case "indicator":
                return self.add(
                    "indicator", lambda: self._pairs("indicator", self.indicators(), w["unit"])
                )
            case "source":
                return self.add(
                    "source", lambda: self._pairs("source", self.sources(), w["meaning"])
                )
            case "unit":
                return self.add(
                    "unit_id",
                    lambda: _List(
                        self.label("unit_id"),
                        self._column(f"select symbol_{self.lang} from units order by rowid"),
                    ),
                )
            case "basis":
                values = ("累计", "当月") if self.is_zh else ("cumulative", "month")
                return self.add("basis", lambda: _List(self.label("basis"), values))
            case "period":
                return self.add("period", self._periods)
        if kind == "progress" and reader == "project":
            return self.add("project", self._projects)
        return None

    def _column(self, sql: str, *values: Any) -> tuple[str, ...]:
        return tuple(str(value) for (value,) in self.rows(sql, *values))

    def _area_only(self, shown: str, id_: str, more: str) -> str:
        """Where a subject lies; its name as well where names are shared and the id is shown."""
        return more if shown == id_ else more.rpartition(", ")[2]

    def _pairs(
        self,
        name: str,
        found: list[Any],
        beside: str,
        describe: Callable[[str, str, str], str] = lambda _shown, _id, more: more,
    ) -> _List:
        shown = self.words.get(name, name)
        texts = tuple(describe(value, id_, more or "") for value, id_, more in found)
        values = tuple(str(value) for value, _, _ in found)
        return _List(self.label(name), values, beside.format(shown), texts)

    def _codes(self, column: str, table: str) -> _List:
        label = relations(self.connection)[table]
        heading = next(c.label.in_(self.lang) for c in label.columns if c.name == column)
        return _List(
            f"{self.words['choose']}{heading}",
            tuple(name for _, name in self.codes(column, table)),
        )

    def _periods(self) -> _List:
        """Periods by Chinese name where it is a period's only; the loader knows no English ones."""
        found = self.rows(
            "select period_id, period_id, name_en from periods order by period_start, rowid"
        )
        if self.is_zh:
            shown = {id_: name for name, id_, _ in self.named("periods", "period_id", ("name_zh",))}
            found = [(shown[id_], id_, "") for _, id_, _ in found]
            return _List(self.label("period"), tuple(name for name, _, _ in found))
        return self._pairs("period", found, self.words["meaning"])

    def _projects(self) -> _List:
        found = self.rows(
            "select project_id, project_id, arg_max(name_zh, revision) from projects"
            " group by project_id order by project_id"
        )
        return self._pairs("project", found, self.words["meaning"])

    def _keys(self, table: str) -> _List:
        """Ids of a table with what they stand for."""
        relation = relations(self.connection)[table]
        [key] = relation.primary_key
        columns = {column.name for column in relation.columns}
        candidates = (
            f"name_{self.lang}",
            f"symbol_{self.lang}",
            "title_zh",
            f"formula_{self.lang}",
        )
        name = next((column for column in candidates if column in columns), "null")
        found = self.rows(f"select {key}, {key}, {name} from {table} order by rowid")
        return self._pairs(key, found, self.words["meaning"])

    # -- sheets ----------------------------------------------------------------------------

    def of_kind(self, kind: str) -> list[_Sheet]:
        """The sheet of a kind with declared fields."""
        columns = tuple(self._of_field(declared, kind) for declared in FIELDS[kind])
        return [_Sheet(self._kind_name(kind), columns)]

    def _kind_name(self, kind: str) -> str:
        return dict(self.codes("load_kind"))[kind]

    def _of_field(self, declared: Field, kind: str) -> _Column:
        reader = "project" if declared.name == "project" else declared.reader
        name = self.list_of(reader, kind)
        heading = declared.zh if self.is_zh else declared.en
        rule = declared.rule_zh if self.is_zh else declared.rule_en
        example = self._example(declared)
        if reader == "money":
            [(symbol,)] = self.rows(
                f"select symbol_{self.lang} from units where unit_id = 'cny_100m'"
            )
            heading = f"{heading} ({symbol})"
            example = re.sub(r"[^\d.]+$", "", example)
        return _Column(
            heading,
            rule,
            declared.required,
            example,
            name,
            is_open=reader == "period",
            is_number=reader == "integer",
            is_right=reader in ("literal", "money", "integer"),
        )

    def _example(self, declared: Field) -> str:
        """The example of a field in the words of the list that its cells are chosen from."""
        example = declared.example or ""
        match declared.reader:
            case "subject" | "indicator" | "source":
                found = {
                    "subject": self.subjects,
                    "indicator": self.indicators,
                    "source": self.sources,
                }[declared.reader]()
                table = f"{declared.reader}s"
                name = "title_zh" if table == "sources" else "name_zh"
                ids = self._column(
                    f"select {declared.reader}_id from {table}"
                    f" where ? in ({declared.reader}_id, {name})",
                    example,
                )
                return next((shown for shown, id_, _ in found if id_ in ids), example)
            case "unit" | "basis" | "period" if not self.is_zh:
                known = dict(self.rows("select symbol_zh, symbol_en from units"))
                known |= {"累计": "cumulative", "2021年1-6月": "2021-S1"}
                return known.get(example, example)
            case reader if reader.startswith("code:") and not self.is_zh:
                known = dict(
                    self.rows(
                        "select name_zh, name_en from codes where column_name = ?",
                        reader.removeprefix("code:"),
                    )
                )
                return known.get(example, example)
        return example

    def wide(self) -> list[_Sheet]:
        """Zones down; across, the flows that add up, for which offices collect monthly figures."""
        shown = {id_: name for name, id_, _ in self.indicators()}
        columns = [self._of_field(declared, "wide") for declared in (ZONE, PERIOD, SOURCE)]
        headings = {}
        for id_, symbol in self.rows(
            f"select indicator_id, units.symbol_{self.lang} from indicators"
            " inner join units on indicators.unit_id = units.unit_id order by indicators.rowid"
        ):
            headings[id_] = f"{shown[id_]} ({symbol})"
        self.add("heading", lambda: _List(self.label("heading"), tuple(headings.values())))
        for id_, definition, quantity in self.rows(
            f"select indicator_id, definition_{self.lang}, quantity from indicators"
            " inner join units on indicators.unit_id = units.unit_id"
            " where is_additive and indicator_kind = 'flow' order by indicators.rowid"
        ):
            example = "12" if quantity == "count" else "12.5"
            columns.append(_Column(headings[id_], definition, False, example, is_right=True))
        zones = [
            (name, id_)
            for name, id_, _ in self.subjects()
            if (id_,)
            in set(self.rows("select subject_id from subjects where subject_kind = 'zone'"))
        ]
        return [
            _Sheet(self.words["wide"], tuple(columns), tuple(name for name, _ in zones), "heading")
        ]

    def reference(self) -> list[_Sheet]:
        """A sheet a table; ids as ids, codes by their names."""
        known = relations(self.connection)
        return [self._of_table(known[table]) for table in REFERENCE_TABLES]

    def _of_table(self, table: Relation) -> _Sheet:
        required = {
            name
            for name, is_nullable in self.rows(
                "select column_name, is_nullable from duckdb_columns()"
                " where database_name = current_database() and table_name = ?",
                table.name,
            )
            if not is_nullable
        }
        columns = [column for column in table.columns if column.name != "load_id"]
        listed = ", ".join(column.name for column in columns)
        nulls = " + ".join(f"({column.name} is null)::integer" for column in columns)
        found = self.rows(f"select {listed} from {table.name} order by {nulls}, rowid limit 1")
        examples = found[0] if found else (None,) * len(columns)
        return _Sheet(
            table.label.in_(self.lang),
            tuple(
                self._of_column(table, column, value, column.name in required)
                for column, value in zip(columns, examples, strict=True)
            ),
        )

    def _of_column(self, table: Relation, column: Column, value: Any, required: bool) -> _Column:
        words = self.words
        example = (
            "" if value is None else f"{value:f}" if column.type.startswith("DEC") else str(value)
        )
        rule = column.description.in_(self.lang)
        name: str | None = None
        codes = self.codes(column.name, table.name)
        referred = self._referred(table, column)
        if codes:
            name = self.add(
                f"{table.name}_{column.name}", lambda: self._codes(column.name, table.name)
            )
            example = dict(codes).get(example, example)
            rule = words["from_list"].format(
                ("、" if self.is_zh else ", ").join(n for _, n in codes)
            )
        elif column.type == "BOOLEAN":
            name = self.add(column.name, lambda: _List(self.label(column.name), ("true", "false")))
            example = example.lower()
            rule = (
                f"{rule}{';' if self.is_zh else '; '}{words['boolean']}"
                if rule
                else words["boolean"]
            )
        elif referred:
            name = self.add(f"{referred}_id", lambda: self._keys(referred))
            hint = words["from_sheet"].format(
                words["choices"], self.lists[f"{referred}_id"].heading
            )
            rule = f"{rule}{';' if self.is_zh else '; '}{hint}" if rule else hint
        elif not rule:
            plain = {"DATE": "date", "INTEGER": "integer", "VARCHAR": "text"}.get(
                column.type, "number"
            )
            rule = words["id" if column.name.endswith("_id") else plain]
        return _Column(
            column.label.in_(self.lang),
            rule,
            required,
            example,
            name,
            is_open=referred is not None,  # may be new, and stand in this workbook
            is_number=column.type == "INTEGER",
            is_right=column.type == "INTEGER" or column.type.startswith("DEC"),
        )

    def _referred(self, table: Relation, column: Column) -> str | None:
        """The table whose key a column holds, declared or by its name."""
        for key in table.foreign_keys:
            if key.columns == (column.name,):
                return key.table
        known = relations(self.connection)
        for name in ("areas", "subjects", "indicators", "sources", "units", "periods"):
            if column.name.endswith(known[name].primary_key[0]) and name != table.name:
                return name
        if table.primary_key != (column.name,) and column.name.endswith(table.primary_key[0]):
            return table.name
        return None
