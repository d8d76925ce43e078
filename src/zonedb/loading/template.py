"""Writes a workbook to fill in: a sheet for the data, the rules in words, and what to choose from.

A row that is no data begins with one of ``sheets.EXAMPLE_MARKS``. Headings are looked for in the
first ten rows of every sheet, so the other sheets never have two of them side by side up there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from zonedb.catalogue import Column, Relation, relations
from zonedb.errors import LoadError
from zonedb.loading import kinds
from zonedb.loading.kinds import FIELDS, PERIOD, REFERENCE_TABLES, SOURCE, ZONE, Field
from zonedb.loading.names import Names, UnknownName
from zonedb.loading.reference import DEFAULTS
from zonedb.rendering import display_width
from zonedb.xlsx import column_letter, fit_page_width, import_openpyxl, sheet_name, write_text

KINDS = (*kinds.KINDS, "wide")

_LAST_ROW = 1_048_576  # of an Excel sheet
_FIRST_ROW = 3  # to fill in, below the headings and the example
_RULES_ROW = 12  # of the headings on the sheet of rules, out of reach of the search for headings
_WIDEST = 60  # characters; longer text wraps
_LONGEST_PROMPT = 255  # characters of a hint that Excel takes
_REQUIRED, _OPTIONAL, _QUIET = "1F4E78", "7A9CC0", "7F7F7F"
_DERIVED = ("targets.figure_no", "targets.printed", "targets.decimals")  # from row and value
_TEXT = "@"  # keeps 2021-06 from becoming a date, 20% from becoming 0.2, and 12.50 its decimals
_WORDS = {
    "zh": {
        "rules": "说明",
        "choices": "选项",
        "title": "{0}:填写说明",
        "wide": "指标宽表",
        "mark": "示例:",
        "choose": "可选:",
        "of": "{0}的{1}",
        "sheet": "工作表",
        "column": "列",
        "required": "必填",
        "yes": "是",
        "rule": "规则",
        "sample": "示例",
        "meaning": "含义",
        "publisher": "刊印者",
        "unit_symbol": "单位",
        "area": "所在地",
        "one_of": "从列表中选:{0}",
        "listed": "填编号,见“选项”表“{0}”一列",
        "own_id": "编号自定:小写英文字母、数字和下划线",
        "true": "是",
        "false": "否",
        "default": "空白为“{0}”",
        "default_en": "空白同中文",
        "derived": "可空",
        "DATE": "如 2021-03-18",
        "INTEGER": "整数",
        "DECIMAL": "数字",
        "VARCHAR": "文字",
        "zone": "开发区、分组或地区",
        "indicator": "指标",
        "source": "来源",
        "unit": "单位",
        "period": "时期",
        "basis": "口径",
        "project": "项目编号",
        "heading": "指标列的表头",
        "and": ";",
        "unlisted": "列表中没有这一项。装载时,没有登记的名称会报为问题。",
        "or": "、",
    },
    "en": {
        "rules": "Rules",
        "choices": "Choices",
        "title": "{0}: how to fill it in",
        "wide": "indicators, wide",
        "mark": "Example: ",
        "choose": "Choices: ",
        "of": "{0}: {1}",
        "sheet": "Sheet",
        "column": "Column",
        "required": "Required",
        "yes": "yes",
        "rule": "Rule",
        "sample": "Sample",
        "meaning": "meaning",
        "publisher": "publisher",
        "unit_symbol": "unit",
        "area": "area",
        "one_of": "one of: {0}",
        "listed": "an id; see '{0}' on the sheet Choices",
        "own_id": "an id of your own: lower-case letters, digits, underscores",
        "true": "true",
        "false": "false",
        "default": "blank: {0}",
        "default_en": "blank: the Chinese",
        "derived": "may be blank",
        "DATE": "such as 2021-03-18",
        "INTEGER": "a whole number",
        "DECIMAL": "a number",
        "VARCHAR": "text",
        "zone": "zone, group or area",
        "indicator": "indicator",
        "source": "source",
        "unit": "unit",
        "period": "period",
        "basis": "basis",
        "project": "project id",
        "heading": "heading of an indicator column",
        "and": "; ",
        "unlisted": "This is not on the list; names that are not on record are reported on load.",
        "or": ", ",
    },
}
# What a template is for; then what holds for every one of them that has such a column.
_PURPOSE = {
    "indicators": (
        "一行一个数:哪个开发区、哪项指标、哪个时期、多少、来自哪里。",
        "A row a figure: which zone, indicator and period, how much, and where it comes from.",
    ),
    "wide": (
        "一行一个开发区、一个时期,一列一项指标,单位写在表头括号内;没有数据的格空着或填“—”。",
        "A row a zone and period, a column an indicator with its unit in brackets; leave a cell"
        " empty, or write a dash, for no figure.",
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
_ROWS = (
    "从第3行起填写。第2行(灰色斜体)是示例,不会装载;首格以“示例”或“#”开头的行都不装载。",
    "Fill in from row 3. Row 2, in grey italics, is an example and is not loaded; nor is any other"
    " row whose first cell begins with 'Example' or '#'.",
)
_HEADINGS = (
    "深色表头必填,浅色表头选填。列的先后可以调整,表头文字不要改动。",
    "Columns with a dark heading are required, those with a light one are not. Columns may change"
    " places; leave their headings as they are.",
)
_WIDE_HEADINGS = (
    "深色表头必填。增减指标:改写浅色表头,或在末列右边的表头格里从列表中选。",
    "Columns with a dark heading are required. To add an indicator, choose it from the list in the"
    " heading of the next column; light headings may be exchanged or removed.",
)
_NAMES = (
    "带列表的格可以选,也可以照“选项”表填写,名称或编号都行;名单以外的先用 reference 登记。",
    "Cells with a list take what the sheet Choices has, by name or by id. What is not on it has to"
    " be put on record first, with the template reference.",
)
_IDS = (
    "编号一律自定:小写英文字母、数字和下划线。提到别的表时填那边的编号,见“选项”表或本工作簿其他表。",
    "Ids are your own: lower-case letters, digits, underscores. Where a row refers to another"
    " table it takes an id, of the sheet Choices or of another sheet of this workbook.",
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
    "date": (
        "日期写成 2021-03-18 或 2021年3月18日。",
        "Write days as 2021-03-18.",
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


def _prose(kind: str, lang: str) -> list[str]:
    """What the sheet of rules says before it lists the columns; at most nine lines."""
    fields = FIELDS.get("indicators" if kind == "wide" else kind, ())
    readers = {field.reader for field in fields}
    lines = [
        _PURPOSE[kind],
        _ROWS,
        _WIDE_HEADINGS if kind == "wide" else _HEADINGS,
        _NAMES if fields else _IDS,
        *(text for reader, text in _ABOUT.items() if reader in readers),
        _LOADING,
    ]
    loaded_as = "indicators" if kind == "wide" else kind
    return [(line[0] if lang == "zh" else line[1]).format(loaded_as) for line in lines]


@dataclass(frozen=True)
class _Entry:
    """One thing to choose: its id, what to write in the cell, and what that is."""

    id: str
    shown: str
    beside: str = ""


@dataclass(frozen=True)
class _List:
    """What cells may be chosen from."""

    heading: str
    beside_heading: str
    entries: tuple[_Entry, ...]
    names: Names

    def translate(self, example: str) -> str:
        """An example as the list writes it."""
        try:
            found = self.names.find(example)
        except UnknownName as error:
            return self.entries[0].shown if error.rule == "ambiguous_name" else example
        return next((entry.shown for entry in self.entries if entry.id == found), example)


@dataclass(frozen=True)
class _Column:
    """A column to fill in."""

    heading: str
    rule: str
    is_required: bool
    example: str
    choices: str | None = None
    is_open: bool = False  # other values than the listed ones are quite usual
    is_integer: bool = False
    is_right: bool = False


@dataclass(frozen=True)
class _Sheet:
    """A sheet to fill in.

    ``firsts`` stand in the first column already; ``spare`` is the list of further headings.
    """

    name: str
    columns: tuple[_Column, ...]
    firsts: tuple[str, ...] = ()
    spare: str | None = None


class _Choices:
    """The lists of a template, each made when a column first asks for it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, lang: str) -> None:
        self.connection = connection
        self.lang = lang
        self.other = "en" if lang == "zh" else "zh"
        self.words = _WORDS[lang]
        self.relations = relations(connection)
        self.lists: dict[str, _List] = {}

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, list(values)).fetchall()

    def offer(self, name: str) -> str | None:
        """The list's own name, if there is anything to choose from."""
        if name not in self.lists:
            self.lists[name] = self._make(name)
        return name if self.lists[name].entries else None

    def _make(self, name: str) -> _List:
        kind, _, of = name.partition(":")
        match kind:
            case "zone":
                return self._zones()
            case "indicator":
                return self._list(kind, self._indicators(), "unit_symbol")
            case "heading":
                names = self._list(kind, self._indicators()).entries
                rows = [(entry.id, f"{entry.shown} ({entry.beside})", "") for entry in names]
                return self._list(kind, rows)
            case "source":  # titles are in Chinese: in English the id, with the title beside it
                shown = "title_zh, publisher_zh" if self.lang == "zh" else "null, title_zh"
                sql = f"select source_id, {shown}, title_zh from sources order by rowid"
                beside = "publisher" if self.lang == "zh" else "meaning"
                return self._list(kind, self.rows(sql), beside)
            case "unit":
                symbols = f"symbol_{self.lang}, '', symbol_{self.other}"
                return self._list(
                    kind, self.rows(f"select unit_id, {symbols} from units order by rowid")
                )
            case "period":  # the loader knows Chinese names and ids
                shown = "name_zh, ''" if self.lang == "zh" else "null, name_en"
                sql = f"select period_id, {shown} from periods order by period_start, rowid"
                return self._list(kind, self.rows(sql), "meaning" if self.lang == "en" else "")
            case "basis":
                bases = [("cumulative", "累计"), ("month", "当月")]
                shown_at = 1 if self.lang == "zh" else 0
                return self._list(kind, [(b[0], b[shown_at], "", b[1]) for b in bases])
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

    def _indicators(self) -> list[tuple[Any, ...]]:
        return self.rows(
            f"select indicator_id, indicators.name_{self.lang}, units.symbol_{self.lang},"
            f" indicators.name_{self.other} from indicators inner join units"
            " on indicators.unit_id = units.unit_id order by indicators.rowid"
        )

    def _list(
        self, name: str, rows: Iterable[Sequence[Any]], beside: str = "", label: str = ""
    ) -> _List:
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

        entries = tuple(_Entry(row[0], shown(row), row[2] or "") for row in rows)
        label = label or self.words[name]
        beside_heading = self.words["of"].format(label, self.words[beside]) if beside else ""
        return _List(f"{self.words['choose']}{label}", beside_heading, entries, names)

    def _zones(self) -> _List:
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
        named = dict(self.rows(f"select subject_id, name_{self.lang} from subjects"))
        entries = tuple(
            _Entry(e.id, e.shown, f"{named[e.id]}, {e.beside}" if e.shown == e.id else e.beside)
            for e in found.entries
        )
        return _List(found.heading, found.beside_heading, entries, found.names)

    def codes(self, table: str, column: str) -> list[tuple[str, str, str, str]]:
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
        return [(*row,) for row in found if not allowed or row[0] in allowed]

    def _codes(self, table: str, column: str) -> _List:
        labels = {c.name: c.label.in_(self.lang) for c in self.relations[table].columns}
        return self._list(column, self.codes(table, column), label=labels[column])

    def _keys(self, table: str) -> _List:
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


# -- what stands on the sheets to fill in ------------------------------------------------------


def _list_name(field: Field) -> str | None:
    if field.reader.startswith("code:"):
        return f"codes:projects.{field.reader.removeprefix('code:')}"
    names = {"subject": "zone", "indicator": "indicator", "source": "source", "unit": "unit"}
    return (names | {"period": "period", "basis": "basis"}).get(field.reader)


def _of_field(choices: _Choices, field: Field, kind: str) -> _Column:
    zh = choices.lang == "zh"
    heading, example = field.zh if zh else field.en, field.example or ""
    name = "project" if kind == "progress" and field.name == "project" else _list_name(field)
    offered = choices.offer(name) if name else None
    if offered:
        example = choices.lists[offered].translate(example)
    if field is PERIOD and not zh:
        example = "2021-01/2021-06"
    if field.reader == "money":
        [(symbol,)] = choices.rows(
            f"select symbol_{choices.lang} from units where unit_id='cny_100m'"
        )
        heading, example = f"{heading} ({symbol})", re.sub("[^0-9.]+$", "", example)
    return _Column(
        heading,
        field.rule_zh if zh else field.rule_en,
        field.required,
        example,
        offered,
        is_open=field.reader == "period",
        is_integer=field.reader == "integer",
        is_right=field.reader in ("literal", "money", "integer"),
    )


def _of_kind(choices: _Choices, kind: str) -> _Sheet:
    names = {code: name for code, name, *_ in choices.codes("loads", "load_kind")}
    return _Sheet(names[kind], tuple(_of_field(choices, field, kind) for field in FIELDS[kind]))


def _wide(choices: _Choices) -> _Sheet:
    """Zones down; across, the flows that add up: what offices collect month by month."""
    columns = [_of_field(choices, field, "wide") for field in (ZONE, PERIOD, SOURCE)]
    spare = choices.offer("heading") or ""
    headings = {entry.id: entry.shown for entry in choices.lists[spare].entries}
    for id_, definition, quantity in choices.rows(
        f"select indicator_id, definition_{choices.lang}, quantity from indicators"
        " inner join units on indicators.unit_id = units.unit_id"
        " where is_additive and indicator_kind = 'flow' order by indicators.rowid"
    ):
        example = "12" if quantity == "count" else "12.5"
        columns.append(_Column(headings[id_], definition, False, example, is_right=True))
    zones = {id_ for (id_,) in choices.rows("select subject_id from zones")}
    firsts = tuple(entry.shown for entry in choices.lists["zone"].entries if entry.id in zones)
    return _Sheet(choices.words["wide"], tuple(columns), firsts, spare)


def _referred(choices: _Choices, table: Relation, column: Column) -> str | None:
    """The table whose key a column holds: declared, or by the end of its name."""
    declared = {key.columns: key.table for key in table.foreign_keys}
    if (column.name,) in declared:
        return declared[column.name,]
    if table.primary_key == (column.name,):
        return None
    keys = {
        choices.relations[name].primary_key[0]: name
        for name in ("areas", "subjects", "indicators", "sources", "units", "periods")
    }
    return next((name for key, name in keys.items() if column.name.endswith(key)), None)


def _rule(
    choices: _Choices, table: Relation, column: Column, codes: dict[str, str], referred: str | None
) -> str:
    """The rule of a column: what the dictionary says, what may stand there, what blank means."""
    words = choices.words
    parts = [column.description.in_(choices.lang)]
    if codes:  # the dictionary lists the codes, which nobody needs to know
        parts = [words["one_of"].format(words["or"].join(codes.values()))]
    elif referred:
        parts.append(words["listed"].format(choices.lists[f"keys:{referred}"].heading))
    elif column.type == "BOOLEAN":
        parts.append(f"{words['true']}/{words['false']}")
    elif not parts[0]:
        is_key = column.name in table.primary_key and column.type == "VARCHAR"
        parts = [words["own_id" if is_key else column.type.partition("(")[0]]]
    if default := DEFAULTS.get(f"{table.name}.{column.name}"):
        parts.append(words["default"].format(codes.get(default, default)))
    elif column.name.startswith(("name_en", "definition_en", "formula_en")):
        parts.append(words["default_en"])
    elif f"{table.name}.{column.name}" in _DERIVED:
        parts.append(words["derived"])
    return words["and"].join(filter(None, parts))


def _of_column(
    choices: _Choices, table: Relation, column: Column, is_required: bool, value: Any
) -> _Column:
    type_ = column.type.partition("(")[0]
    codes = {row[0]: row[1] for row in choices.codes(table.name, column.name)}
    referred = _referred(choices, table, column)
    name = f"keys:{referred}" if referred else "boolean" if type_ == "BOOLEAN" else None
    if codes:
        name = f"codes:{table.name}.{column.name}"
    offered = choices.offer(name) if name else None
    example = (
        format(value.normalize(), "f")
        if type_ == "DECIMAL" and value is not None
        else str(value or "")
    )
    if offered:
        example = choices.lists[offered].translate(example)
    place = f"{table.name}.{column.name}"
    return _Column(
        column.label.in_(choices.lang),
        _rule(choices, table, column, codes, referred),
        is_required and not (column.name.endswith("_en") or place in DEFAULTS or place in _DERIVED),
        example,
        offered,
        is_open=referred is not None,  # may be new, and stand in this workbook
        is_integer=type_ == "INTEGER",
        is_right=type_ in ("INTEGER", "DECIMAL"),
    )


def _of_table(choices: _Choices, table: Relation) -> _Sheet:
    """A sheet for a table; its example is the row that says most."""
    columns = [column for column in table.columns if column.name != "load_id"]
    required = choices.rows(
        "select column_name from duckdb_columns() where not is_nullable"
        " and database_name = current_database() and table_name = ?",
        table.name,
    )
    listed = ", ".join(column.name for column in columns)
    nulls = " + ".join(f"cast({column.name} is null as integer)" for column in columns)
    found = choices.rows(f"select {listed} from {table.name} order by {nulls}, rowid limit 1")
    return _Sheet(
        table.label.in_(choices.lang),
        tuple(
            _of_column(choices, table, column, (column.name,) in required, value)
            for column, value in zip(
                columns, found[0] if found else [None] * len(columns), strict=True
            )
        ),
    )


# -- cells -------------------------------------------------------------------------------------


class _Writer:
    """Makes the sheets of one workbook."""

    def __init__(self, choices: _Choices) -> None:
        openpyxl = import_openpyxl(LoadError)
        from openpyxl.styles import Alignment, Font, PatternFill, Protection

        self.workbook: Any = openpyxl.Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.choices = choices
        self.words = choices.words
        self._header_font = Font(bold=True, color="FFFFFF")
        self._fills = {
            colour: PatternFill("solid", fgColor=colour) for colour in (_REQUIRED, _OPTIONAL)
        }
        self._centred = Alignment(wrap_text=True, vertical="center", horizontal="center")
        self._left = Alignment(vertical="center", horizontal="left", indent=1)
        self._right = Alignment(vertical="center", horizontal="right", indent=1)
        self._wrapped = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
        self._example_font = Font(italic=True, color=_QUIET)
        self._title_font = Font(bold=True, size=16)
        self._top_centred = Alignment(vertical="top", horizontal="center")
        self._unlocked = Protection(locked=False)

    def sheet(self, name: str, widths: Sequence[int]) -> Any:
        """A sheet with columns of the given widths, a page wide in print."""
        sheet = self.workbook.create_sheet(sheet_name(name))
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[column_letter(number)].width = min(width, _WIDEST) + 3
        fit_page_width(sheet)
        return sheet

    def header(self, sheet: Any, row: int, labels: Sequence[str], colours: Sequence[str]) -> None:
        sheet.row_dimensions[row].height = 34  # two lines
        for number, (label, colour) in enumerate(zip(labels, colours, strict=True), 1):
            cell = self.text(sheet, row, number, label)
            cell.font, cell.fill, cell.alignment = (
                self._header_font,
                self._fills[colour],
                self._centred,
            )

    def text(self, sheet: Any, row: int, column: int, text: str) -> Any:
        """A cell of text, whatever it begins with."""
        cell = sheet.cell(row, column)
        if text:
            write_text(cell, text)
        return cell

    def to_fill_in(self, made: _Sheet) -> None:
        columns = made.columns
        texts = [(column.heading, column.example) for column in columns]
        firsts = max(map(display_width, made.firsts), default=0)
        widths = [
            max(12, display_width(heading) // 2 + 4, min(display_width(example), 32))
            for heading, example in texts
        ]
        widths[0] = max(widths[0], firsts, display_width(self.words["mark"] + texts[0][1]))
        sheet = self.sheet(made.name, widths)
        sheet.freeze_panes = "B2"
        sheet.print_title_rows = "1:1"
        colours = [_REQUIRED if column.is_required else _OPTIONAL for column in columns]
        self.header(sheet, 1, [column.heading for column in columns], colours)
        for number, column in enumerate(columns, 1):
            example = self.words["mark"] * (number == 1) + column.example
            for row, text in enumerate((example, *(made.firsts if number == 1 else ())), 2):
                cell = self.text(sheet, row, number, text)
                self._style(cell, column)
                if row == 2:
                    cell.font = self._example_font
            self._style(sheet.column_dimensions[column_letter(number)], column)
            self._hint(sheet, number, column)
        if made.spare:
            for number in range(len(columns) + 1, len(columns) + 9):
                sheet.column_dimensions[column_letter(number)].width = 15
                self._style(sheet.column_dimensions[column_letter(number)], columns[-1])
            first, last = column_letter(len(columns) + 1), column_letter(len(columns) + 8)
            self._validate(sheet, f"{first}1:{last}1", made.spare)

    def _style(self, cell: Any, column: _Column) -> None:
        """Format of a cell, or of all cells of a column that hold nothing yet."""
        cell.number_format = "0" if column.is_integer else _TEXT
        cell.alignment = self._right if column.is_right else self._left
        cell.protection = self._unlocked

    def _hint(self, sheet: Any, number: int, column: _Column) -> None:
        letter = column_letter(number)
        validation = self._validate(
            sheet, f"{letter}{_FIRST_ROW}:{letter}{_LAST_ROW}", column.choices
        )
        validation.showErrorMessage = column.choices is not None and not column.is_open
        validation.promptTitle, validation.prompt = (
            column.heading[:32],
            column.rule[:_LONGEST_PROMPT],
        )
        validation.showInputMessage = True

    def _validate(self, sheet: Any, where: str, name: str | None) -> Any:
        """Let cells be chosen from a list; another value asks back and is taken."""
        from openpyxl.worksheet.datavalidation import DataValidation

        validation = DataValidation(sqref=where, allow_blank=True)
        if name:
            validation.type = "list"
            # A name, because Excel moves ranges of other sheets to where openpyxl loses them.
            validation.formula1 = _range_name(name)
            validation.errorStyle = "warning"
            validation.errorTitle, validation.error = self.words["choices"], self.words["unlisted"]
        sheet.add_data_validation(validation)
        return validation

    def rules(self, kind: str, made: Sequence[_Sheet]) -> None:
        """The sheet of rules: prose above, a table of all columns below."""
        words = self.words
        columns = {"sheet": 16, "column": 30, "required": 8, "rule": 60, "sample": 36}
        if len(made) == 1:
            del columns["sheet"]
        sheet = self.sheet(words["rules"], list(columns.values()))
        names = {code: name for code, name, *_ in self.choices.codes("loads", "load_kind")}
        title = self.text(sheet, 1, 1, words["title"].format(names.get(kind, made[0].name)))
        title.font = self._title_font
        sheet.row_dimensions[1].height = 28
        for number, line in enumerate(_prose(kind, self.choices.lang), 1):
            row = number + 1
            self.text(sheet, row, 1, f"{number}. {line}").alignment = self._wrapped
            sheet.merge_cells(None, row, 1, row, len(columns))
            self._fit(sheet, row, [(line, sum(columns.values()))])
        self.header(
            sheet, _RULES_ROW, [words[name] for name in columns], [_REQUIRED] * len(columns)
        )
        described = [(one.name, column) for one in made for column in one.columns]
        for row, (name, column) in enumerate(described, _RULES_ROW + 1):
            texts = {
                "sheet": name,
                "column": column.heading,
                "required": words["yes"] if column.is_required else "",
                "rule": column.rule,
                "sample": column.example,
            }
            for number, key in enumerate(columns, 1):
                cell = self.text(sheet, row, number, texts[key])
                cell.alignment = self._top_centred if key == "required" else self._wrapped
            self._fit(sheet, row, [(texts[key], width) for key, width in columns.items()])

    @staticmethod
    def _fit(sheet: Any, row: int, cells: Iterable[tuple[str, int]]) -> None:
        """Make a row as high as its texts need in columns of the given widths."""
        lines = max(-(-display_width(text) // width) for text, width in cells)
        sheet.row_dimensions[row].height = 16 * max(lines, 1) + 3

    def lists(self) -> None:
        """The sheet to choose from: a list a column, what its entries are beside it."""
        from openpyxl.workbook.defined_name import DefinedName

        columns: list[tuple[str, list[str]]] = []
        for name, made in self.choices.lists.items():
            if not made.entries:
                continue
            letter = column_letter(len(columns) + 1)
            area = f"'{self.words['choices']}'!${letter}$2:${letter}${len(made.entries) + 1}"
            self.workbook.defined_names[_range_name(name)] = DefinedName(
                _range_name(name), attr_text=area
            )
            columns.append((made.heading, [entry.shown for entry in made.entries]))
            if made.beside_heading:
                columns.append((made.beside_heading, [entry.beside for entry in made.entries]))
        widths = [
            max(display_width(heading) // 2 + 4, *map(display_width, texts))
            for heading, texts in columns
        ]
        sheet = self.sheet(self.words["choices"], widths)
        sheet.freeze_panes = "A2"
        self.header(sheet, 1, [heading for heading, _ in columns], [_REQUIRED] * len(columns))
        for number, (_, texts) in enumerate(columns, 1):
            for row, text in enumerate(texts, 2):
                cell = self.text(sheet, row, number, text)
                cell.number_format, cell.alignment = _TEXT, self._left


def _range_name(name: str) -> str:
    return "choices_" + re.sub("[:.]", "_", name)


def write_template(
    connection: duckdb.DuckDBPyConnection, kind: str, path: Path, lang: str = "zh"
) -> None:
    """Write a workbook to fill in; as it is, it has no data and loads without a problem.

    Args:
        connection: to a zonedb file, whose zones, indicators, units and periods it offers.
        kind: one of ``KINDS``; ``wide`` is loaded as ``indicators``.
        path: of the file to write.
        lang: of headings and rules, ``zh`` or ``en``.

    Raises:
        LoadError: there is no such kind or language, or openpyxl is missing.
    """
    if kind not in KINDS:
        raise LoadError(f"kind {kind}: there is none; it is one of {', '.join(KINDS)}")
    if lang not in _WORDS:
        raise LoadError(f"language {lang}: there is none; it is zh or en")
    choices = _Choices(connection, lang)
    match kind:
        case "wide":
            made = [_wide(choices)]
        case "reference":
            made = [_of_table(choices, choices.relations[table]) for table in REFERENCE_TABLES]
        case _:
            made = [_of_kind(choices, kind)]
    writer = _Writer(choices)
    for sheet in made:
        writer.to_fill_in(sheet)
    writer.rules(kind, made)
    writer.lists()
    writer.workbook.active = 0
    writer.workbook.save(path)
