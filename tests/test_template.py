"""Templates: what stands on their sheets, and that they load empty and filled in."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest
from openpyxl.cell import MergedCell

import zonedb
from zonedb.cli import main
from zonedb.errors import LoadError
from zonedb.loading import loader
from zonedb.loading.blocks import HEADER_WITHIN
from zonedb.loading.kinds import FIELDS, Field
from zonedb.loading.loader import load, vocabulary
from zonedb.loading.sheets import read_sheets
from zonedb.loading.staging import Report
from zonedb.office.template import KINDS, write_template
from zonedb.reading.unreadable import name_key
from zonedb.store.reference_tables import REFERENCE_TABLES

pytestmark = pytest.mark.slow  # builds or loads many files

LANGS = ("zh", "en")
EVERY = [(kind, lang) for kind in KINDS for lang in LANGS]
LONG = [(kind, lang) for kind, lang in EVERY if kind != "wide"]
RULES, CHOICES = {"zh": "说明", "en": "Rules"}, {"zh": "选项", "en": "Choices"}
YEAR = 2026  # whose periods the templates of these tests offer
HEAD, FIRST, FIRST_WIDE = 3, 4, 5  # rows: headings, and the first to fill in below one row or two
MONTHLY = ["本月", "累计"]
GROWING = [*MONTHLY, "同比增长(%)"]
WIDE_HEADINGS = {
    "招商引资签约项目数 (个)": GROWING,
    "招商引资签约项目总投资额 (亿元)": GROWING,
    "工业投资 (亿元)": GROWING,
    "规模以上工业增加值 (亿元)": GROWING,
    "转型项目投资 (亿元)": GROWING,
    "实际利用外资 (万美元)": GROWING,
    "标准地出让宗数 (宗)": MONTHLY,
    "标准地出让面积 (亩)": MONTHLY,
}
SOURCE = "jinzhong_commerce_bureau"


def offered(kind: str) -> list[Field]:
    return [field for field in FIELDS[kind] if field.is_offered]


@pytest.fixture(scope="module")
def folder(con, tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates")
    for kind, lang in EVERY:
        write_template(con, kind, folder / f"{kind}_{lang}.xlsx", lang, YEAR)
    return folder


@pytest.fixture(scope="module")
def books(folder):
    return {
        (kind, lang): openpyxl.load_workbook(folder / f"{kind}_{lang}.xlsx") for kind, lang in EVERY
    }


@pytest.fixture
def own(db, tmp_path) -> Path:
    path = tmp_path / "zonedb.duckdb"
    shutil.copy(db, path)
    return path


def loaded_as(kind: str) -> str:
    return "indicators" if kind == "wide" else kind


def data_sheets(book):
    return book.worksheets[:-2]


def headings(sheet) -> list[str]:
    """The headings as the loader reads them; a unit stands on a line of its own."""
    return [" ".join(cell.value.split()) for cell in sheet[HEAD] if cell.value]


def _bare(heading: str) -> str:
    return heading.split(" (")[0]


def column_of(sheet, heading: str) -> int:
    return next(
        cell.column
        for cell in sheet[HEAD]
        if cell.value and " ".join(cell.value.split()) == heading
    )


def wide_columns(sheet) -> dict[str, dict[str, int]]:
    """The columns of each indicator by what they hold."""
    found: dict[str, dict[str, int]] = {}
    for above, below in zip(sheet[HEAD], sheet[HEAD + 1], strict=True):
        if above.value:
            group = found.setdefault(" ".join(above.value.split()), {})
        if below.value:
            group[below.value] = below.column
    return {heading: parts for heading, parts in found.items() if parts}


def fill(folder: Path, target: Path, name: str, *rows: dict[str, object], sheet: int = 0) -> Path:
    """Fill in a template from its first row, by heading."""
    book = openpyxl.load_workbook(folder / f"{name}.xlsx")
    of = book.worksheets[sheet]
    for number, row in enumerate(rows, FIRST):
        for heading, value in row.items():
            of.cell(number, column_of(of, heading)).value = value
    book.save(target)
    return target


def listed(book, validation) -> list[str]:
    """The values that a drop-down offers."""
    [(sheet, area)] = book.defined_names[validation.formula1].destinations
    return [cell.value for (cell,) in book[sheet][area]]


def validation_of(sheet, cell: str):
    """The rule of a cell; ``时期9`` is the cell of row 9 below that heading."""
    heading, row = re.fullmatch("(.+?)([0-9]+)", cell).groups()
    if not re.fullmatch("[A-Z]+", heading):
        cell = sheet.cell(int(row), column_of(sheet, heading)).coordinate
    [found] = [one for one in sheet.data_validations.dataValidation if cell in one.sqref]
    return found


# -- structure ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_sheets_stand_in_order(books, rows, kind, lang):
    book = books[kind, lang]
    assert book.sheetnames[-2:] == [RULES[lang], CHOICES[lang]]
    assert len(data_sheets(book)) == (len(REFERENCE_TABLES) if kind == "reference" else 1)
    assert book.active is book.worksheets[0]
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)
    assert all(len(name) <= 31 for name in book.sheetnames)


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_papers_print_on_a4_a_page_wide_with_their_headings_on_each_page(books, kind, lang):
    for sheet in books[kind, lang].worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text
    for sheet in data_sheets(books[kind, lang]):
        assert sheet.print_title_rows == ("$3:$4" if kind == "wide" else "$3:$3")
    wide = kind in ("ledger", "wide")
    assert not wide or books[kind, lang].worksheets[0].page_setup.orientation == "landscape"


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_a_table_has_borders_below_a_title_and_who_reports(books, kind, lang):
    for sheet in data_sheets(books[kind, lang]):
        first = FIRST_WIDE if kind == "wide" else FIRST
        width = next(
            number for number in range(1, sheet.max_column + 2)
            if not sheet.cell(first, number).border.left.style
        ) - 1  # fmt: skip
        title = f"A1:{openpyxl.utils.get_column_letter(width)}1"
        assert title in {str(area) for area in sheet.merged_cells.ranges}
        above = " ".join(cell.value for cell in sheet[2] if cell.value)
        for text in {
            "zh": ("填报单位:", "填报人:", "审核人:", "填报日期:"),
            "en": ("Reported by:", "Filled in by:", "Checked by:", "Date:"),
        }[lang]:
            assert text in above  # fmt: skip
        for row in (HEAD, first, sheet.max_row):
            for number in range(1, width + 1):
                border = sheet.cell(row, number).border
                if isinstance(sheet.cell(row, number), MergedCell):
                    continue
                assert {border.left.style, border.top.style, border.bottom.style} == {"thin"}


@pytest.mark.parametrize(
    ("kind", "lang", "title", "unit"),
    [
        ("indicators", "zh", "晋中市开发区主要经济指标报送表", None),
        ("wide", "zh", "晋中市开发区主要经济指标月报表", None),
        ("ledger", "zh", "晋中市开发区“三个一批”项目台账", "单位:亿元"),
        ("progress", "zh", "晋中市开发区“三个一批”项目进度月报表", "单位:亿元"),
        ("progress", "en", "Development zones of Jinzhong: progress of projects, monthly return",
         "Unit: CNY 100 million"),
    ],
)  # fmt: skip
def test_titles_name_the_city_and_the_unit_that_money_shares(books, kind, lang, title, unit):
    sheet = books[kind, lang].worksheets[0]
    assert sheet["A1"].value == title
    last = [cell for cell in sheet[2] if cell.value][-1]
    if unit:
        assert (last.value, last.alignment.horizontal) == (unit, "right")
    else:
        assert not [cell for cell in sheet[2] if cell.value and cell.value.startswith("单位")]


def test_a_title_names_no_city_where_several_are_on_record(scratch, tmp_path):
    scratch.rows(
        "insert into areas (area_id, area_level, name_zh, name_en)"
        " values ('140100', 'prefecture', '乙市', 'B')"
    )
    write_template(scratch.connection, "ledger", tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet["A1"].value == "XX市开发区“三个一批”项目台账"


def test_the_same_template_has_the_same_bytes(con, folder, tmp_path):
    for kind in ("wide", "reference"):
        write_template(con, kind, tmp_path / "again.xlsx", "zh", YEAR)
        assert (tmp_path / "again.xlsx").read_bytes() == (folder / f"{kind}_zh.xlsx").read_bytes()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_has_its_heading_in_order(books, kind, lang):
    known = {name_key(text): field for field in FIELDS[kind] for text in field.headings}
    found = headings(books[kind, lang].worksheets[0])
    wanted = list(offered(kind))
    if kind == "ledger":  # in the order of offices, behind a running number
        assert found.pop(0) == {"zh": "序号", "en": "no."}[lang]
        wanted.sort(key=lambda field: list(map(_bare, found)).index(field.label.in_(lang)))
    assert [known[name_key(_bare(heading))] for heading in found] == wanted
    units = {"zh": "亿元", "en": "CNY 100 million"}[lang]
    assert [heading for heading in found if "(" in heading] == [
        f"{field.zh if lang == 'zh' else field.en} ({units})"
        for field in wanted
        if field.reader == "money"
    ]


def test_a_ledger_has_the_columns_of_offices_in_their_order(books):
    found = list(map(_bare, headings(books["ledger", "zh"].worksheets[0])))
    order = ["序号", "项目编号", "项目名称", "开发区", "计划总投资", "预计年产值", "签约日期", "签约期次",
             "开工日期", "达产期次", "项目状态", "退出日期", "包联领导", "来源", "说明"]  # fmt: skip
    assert [heading for heading in found if heading in order] == order
    assert books["ledger", "zh"].worksheets[0].freeze_panes == "D4"


def test_wide_has_zones_down_and_indicators_with_units_across(books, rows):
    sheet = books["wide", "zh"].worksheets[0]
    found = wide_columns(sheet)
    assert {heading: list(parts) for heading, parts in found.items()} == WIDE_HEADINGS
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A3:A4", "B3:B4", "C3:E3", "F3:H3"} <= merged
    zones = [cell.value for cell in sheet["A"][FIRST_WIDE - 1 :]]
    assert sorted(zones) == sorted(
        name for (name,) in rows("select name_zh from subjects where subject_kind = 'zone'")
    )
    assert sheet.freeze_panes == "B5"
    last = FIRST_WIDE + len(zones) - 1
    assert f"B{FIRST_WIDE}:B{last}" in merged, "the period is filled in once"


@pytest.mark.parametrize("lang", LANGS)
def test_reference_has_a_sheet_a_table_under_the_labels_of_the_catalogue(books, con, lang):
    from zonedb.store.catalogue import relations
    from zonedb.store.deciding import DECIDED

    known = relations(con)
    for table, sheet in zip(REFERENCE_TABLES, data_sheets(books["reference", lang]), strict=True):
        assert sheet.title == known[table].label.in_(lang)
        assert headings(sheet) == [
            column.label.in_(lang)
            for column in known[table].columns
            if column.name not in ("load_id", *DECIDED)
        ]


def rules_of(book, lang) -> list[list[str]]:
    """The table of columns on the sheet of rules."""
    return [
        [cell.value for cell in row]
        for row in book[RULES[lang]].iter_rows(min_row=HEADER_WITHIN + 3)
    ]


def test_samples_stand_in_the_rules_and_beside_the_cells(books):
    for kind, lang in LONG:
        samples = [row[-1] for row in rules_of(books[kind, lang], lang)]
        assert sum(map(bool, samples)) >= len(samples) / 2
        sheet = books[kind, lang].worksheets[0]
        assert validation_of(sheet, "A4").prompt.endswith(samples[0])
    assert "0" in [row[-1] for row in rules_of(books["reference", "zh"], "zh") if row[0] == "目标"]
    assert "否" in [row[-1] for row in rules_of(books["reference", "zh"], "zh") if row[0] == "指标"]


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_cells_to_fill_in_are_unlocked_text_in_every_row(books, kind, lang):
    first = FIRST_WIDE if kind == "wide" else FIRST
    for sheet in data_sheets(books[kind, lang]):
        assert sheet["A3"].protection.locked
        assert not sheet.protection.sheet
        for cell in sheet[first]:
            if not cell.border.left.style:
                continue
            column = sheet.column_dimensions[cell.column_letter]
            assert column.number_format in ("@", "0")
            assert not column.protection.locked
            assert column.width >= 5
            if not isinstance(cell, MergedCell):
                assert cell.number_format == column.number_format
                assert not cell.protection.locked


def test_only_whole_numbers_are_numbers(books):
    sheet = books["ledger", "zh"].worksheets[0]
    numbers = [
        cell.value
        for cell in sheet[HEAD]
        if sheet.column_dimensions[cell.column_letter].number_format == "0"
    ]
    assert numbers == ["序号", "签约期次", "开工期次", "投产期次", "达产期次"]


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_required_columns_are_darker_and_listed_as_required(books, kind, lang):
    book = books[kind, lang]
    table = rules_of(book, lang)
    at = 1 if kind == "reference" else 0  # the sheet stands in front
    heads = [cell for sheet in data_sheets(book) for cell in sheet[HEAD] if cell.value]
    dark = [cell.fill.fgColor.rgb == "001F4E78" for cell in heads]
    assert all(  # so that both can be read in black and white
        cell.font.color.rgb == ("00FFFFFF" if is_dark else "001F4E78")
        for cell, is_dark in zip(heads, dark, strict=True)
    )
    assert [row[at + 1] == {"zh": "是", "en": "yes"}[lang] for row in table] == dark
    found = [heading for sheet in data_sheets(book) for heading in headings(sheet)]
    assert [row[at] for row in table] == found
    assert all(row[at + 2] for row in table), "every column has a rule"
    if kind in FIELDS:
        assert sum(dark) == sum(field.required for field in offered(kind))


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_rules_name_the_command_and_stay_above_the_table(books, kind, lang):
    sheet = books[kind, lang][RULES[lang]]
    prose = [sheet.cell(row, 1).value for row in range(2, 12)]
    assert any(f"zonedb load {loaded_as(kind)} " in (line or "") for line in prose)
    assert prose[-1] is None
    assert all(sheet.cell(row, 2).value is None for row in range(1, 12))


# -- drop-downs --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "lang", "cell", "some"),
    [
        ("indicators", "zh", "A4", {"平遥经开区", "晋中市11家开发区", "shanxi"}),
        ("indicators", "zh", "A9999", {"平遥经开区"}),
        ("indicators", "zh", "B4", {"工业投资", "开工率"}),
        ("indicators", "zh", "C4", {"2021年上半年", "前四期(截至2021年8月)"}),
        ("indicators", "zh", "D4", {"累计", "当月"}),
        ("indicators", "zh", "F4", {"亿元", "百分点", "%"}),
        ("indicators", "zh", "G4", {"打造开发区转型升级主引擎方面任务完成情况"}),
        ("indicators", "en", "A4", {"Pingyao Economic Development Zone"}),
        ("indicators", "en", "C4", {"2021-S1"}),
        ("indicators", "en", "D4", {"cumulative", "month"}),
        ("indicators", "en", "G4", {SOURCE}),
        ("figures", "zh", "A4", {"晋中:打造开发区转型升级主引擎"}),
        ("wide", "zh", "A16", {"平遥经开区"}),
        ("wide", "zh", "Z3", {"工业投资 (亿元)", "开工率 (%)"}),
        ("wide", "zh", "Z4", {"本月", "累计", "同比增长(%)"}),
        ("ledger", "zh", "项目状态4", {"在册", "退出", "拆分", "合并"}),
        ("ledger", "en", "status4", {"active", "withdrawn", "split", "merged"}),
    ],
)
def test_drop_downs_hold_the_names(books, kind, lang, cell, some):
    book = books[kind, lang]
    validation = validation_of(book.worksheets[0], cell)
    assert validation.type == "list"
    assert some <= set(listed(book, validation))


MONTHS = [f"2026年{month}月" for month in range(1, 13)]


def test_periods_of_the_year_come_first_then_those_on_record(books, con, tmp_path):
    book = books["indicators", "zh"]
    found = listed(book, validation_of(book.worksheets[0], "C4"))
    assert found[:23] == [*MONTHS, *(f"2026年1-{month}月" for month in range(2, 13))]
    assert {"2020年", "2021年上半年"} <= set(found[23:])
    book = books["indicators", "en"]
    found = listed(book, validation_of(book.worksheets[0], "C4"))
    assert (found[0], found[12], found[13]) == ("2026-01", "2026-01/2026-02", "2026-01/2026-03")
    write_template(con, "indicators", tmp_path / "a.xlsx", "zh", 2021)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    found = listed(book, validation_of(book.worksheets[0], "C4"))
    assert "2021年1-6月" in found
    assert "2021年上半年" not in found, "it is the same"


def test_the_year_is_this_one_unless_it_is_given(db, tmp_path, capsys):
    for options, first in ([], f"{date.today().year}年1月"), (["--year", "2024"], "2024年1月"):
        path = tmp_path / f"{len(options)}.xlsx"
        assert main(["template", "wide", "-o", str(path), "--db", str(db), *options]) == 0
        book = openpyxl.load_workbook(path)
        assert listed(book, validation_of(book.worksheets[0], "B5"))[0] == first
    options = ["--db", str(db), "-o", str(tmp_path / "x.xlsx"), "--year", "26"]
    assert main(["template", "wide", *options]) == 1
    assert "year 26: there is none; it has four digits" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("table", "cell", "values"),
    [
        ("zones", "C4", ["工业类", "农业类", "生态文旅类"]),
        ("zones", "D4", ["国家级", "省级"]),  # 未写明 is a code of views only
        ("identity_terms", "C4", ["分子", "分母", "乘数", "除数", "加项", "减项"]),
        ("indicators", "I4", ["是", "否"]),
        ("subject_members", "D4", ["industrial", "agricultural", "ecotourism", "national", "provincial"]),
    ],
)  # fmt: skip
def test_codes_are_those_that_the_table_takes(books, table, cell, values):
    book = books["reference", "zh"]
    sheet = data_sheets(book)[REFERENCE_TABLES.index(table)]
    assert listed(book, validation_of(sheet, cell)) == values


def test_references_offer_ids_and_say_what_they_are(books):
    book = books["reference", "zh"]
    sheet = book["统计对象"]
    validation = validation_of(sheet, "E4")
    assert "140728" in listed(book, validation)
    assert not validation.showErrorMessage, "the area may be new, and stand in this workbook"
    choices = book["选项"]
    column = next(cell.column for cell in choices[1] if cell.value == "可选:行政区划代码")
    assert dict(
        (row[column - 1].value, row[column].value) for row in choices.iter_rows(min_row=2)
    )["140728"] == "平遥县"  # fmt: skip


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_validations_are_named_ranges_with_a_hint_and_ask_back(books, kind, lang):
    book = books[kind, lang]
    for sheet in data_sheets(book):
        validations = sheet.data_validations.dataValidation
        for cell in sheet[HEAD]:
            if not cell.value:
                continue
            found = validation_of(sheet, f"{cell.column_letter}{FIRST_WIDE}")
            assert found.promptTitle
            assert name_key(cell.value).startswith(name_key(found.promptTitle))
            assert 0 < len(found.prompt) <= 255
            assert f"{cell.column_letter}1048576" in found.sqref
        for found in validations:
            if found.type == "list":
                assert listed(book, found)
                assert all(listed(book, found))
                assert found.errorStyle == "warning"
                assert len(found.error) <= 255


def test_periods_may_be_typed_and_names_ask_back(books):
    sheet = books["indicators", "zh"].worksheets[0]
    assert validation_of(sheet, "A4").showErrorMessage
    assert not validation_of(sheet, "C4").showErrorMessage


def test_a_name_of_two_zones_gives_way_to_their_ids(scratch, tmp_path):
    scratch.rows(
        "insert into areas (area_id, area_level, name_zh, name_en)"
        " values ('140100', 'prefecture', '乙市', 'B')"
    )
    scratch.rows(
        "insert into subjects (subject_id, subject_kind, name_zh, name_en, area_id) values"
        " ('b_pingyao', 'zone', '平遥经开区', 'B Pingyao', '140100'),"
        " ('b_zone_1', 'zone', '乙一', 'B 1', '140100')"
    )
    write_template(scratch.connection, "indicators", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    found = listed(book, validation_of(book.worksheets[0], "A4"))
    assert {"pingyao_zone", "b_pingyao"} <= set(found)
    assert "平遥经开区" not in found
    assert rules_of(book, "zh")[0][-1] == found[0], "any other will do"
    beside = {row[0].value: row[1].value for row in book["选项"].iter_rows(min_row=2)}
    assert beside["b_pingyao"] == "平遥经开区, 乙市"
    assert beside["乙一"] == "乙市"


def test_progress_offers_the_projects_on_record(scratch, tmp_path):
    scratch.rows(
        "insert into projects (project_id, revision, name_zh, subject_id, source_id) values"
        " ('PY-1', 1, '旧名', 'pingyao_zone', 'jinzhong_article'),"
        " ('PY-1', 2, '新名', 'pingyao_zone', 'jinzhong_article')"
    )
    write_template(scratch.connection, "progress", tmp_path / "p.xlsx")
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    assert listed(book, validation_of(book.worksheets[0], "A4"))[0] == "PY-1"
    assert [cell.value for cell in book["选项"][2]][:2] == ["PY-1", "新名"]


# -- loading -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_only_data_sheets_are_read_and_hold_no_data(folder, books, db, kind, lang):
    with duckdb.connect() as connection:
        connection.execute(f"attach '{db}' as base (read_only)")
        sheets = read_sheets(
            connection,
            folder / f"{kind}_{lang}.xlsx",
            vocabulary(loaded_as(kind), connection),
            Report("file.xlsx"),
            folder,
        )
        assert [sheet.name for sheet in sheets] == [
            sheet.title for sheet in data_sheets(books[kind, lang])
        ]
        for sheet in sheets if kind != "wide" else ():
            assert sheet.header_row == HEAD
            [(rows,)] = connection.execute(f"select count(*) from {sheet.relation}").fetchall()
            assert rows == 0


@pytest.mark.parametrize(
    ("kind", "lang"),
    EVERY,
)
def test_untouched_template_loads_nothing_without_a_problem(folder, own, kind, lang):
    before = own.read_bytes()
    report = load(loaded_as(kind), folder / f"{kind}_{lang}.xlsx", own)
    assert (report.load_id, report.added, report.changed) == (None, 0, 0)
    assert own.read_bytes() == before


def test_filled_indicators_load_in_both_languages(folder, own, tmp_path):
    path = fill(
        folder, tmp_path / "zh.xlsx", "indicators_zh",
        {"开发区": "平遥经开区", "指标": "工业投资", "时期": "2021-06", "口径": "累计", "数值": "12.50",
         "单位": "亿元", "来源": SOURCE},
        {"开发区": "祁县经开区", "指标": "新签约项目数增速", "时期": "2021年1-6月", "数值": "20%以上",
         "来源": SOURCE, "说明": "快报"},
    )  # fmt: skip
    assert load("indicators", path, own).added == 2
    path = fill(
        folder, tmp_path / "en.xlsx", "indicators_en",
        {"zone": "Taigu Economic Development Zone", "indicator": "industrial investment",
         "period": "2021-06", "basis": "cumulative", "value": "1,234.5",
         "unit": "CNY 100 million", "source": SOURCE},
    )  # fmt: skip
    assert load("indicators", path, own).added == 1
    with zonedb.connect(own) as connection:
        found = connection.execute(
            "select subject_id, indicator_id, period_id, printed, qualifier, decimals"
            " from observations where load_id is not null order by all"
        ).fetchall()
    assert found == [
        ("pingyao_zone", "industrial_investment", "2021-S1", "12.50", "=", 2),
        ("qixian_zone", "new_signed_projects_growth", "2021-S1", "20%以上", ">=", 0),
        ("taigu_zone", "industrial_investment", "2021-S1", "1,234.5", "=", 1),
    ]


def test_every_choice_of_the_drop_downs_loads(folder, books, own, tmp_path):
    """What is offered is accepted: each indicator with its unit, each zone, period and source."""
    for lang in LANGS:
        book = books["indicators", lang]
        sheet = book.worksheets[0]
        names = headings(sheet)
        offered = {
            names[number]: listed(book, validation_of(sheet, f"{letter}{FIRST}"))
            for number, letter in ((0, "A"), (1, "B"), (2, "C"), (6, "G"))
        }
        units = [row[3].value for row in book[CHOICES[lang]].iter_rows(min_row=2)]
        number = max(map(len, offered.values()))
        rows = [
            {name: values[row % len(values)] for name, values in offered.items()}
            | {names[1]: offered[names[1]][row % len(offered[names[1]])]}
            | {names[4]: "1", names[5]: units[row % len(offered[names[1]])]}
            for row in range(number)
        ]
        path = fill(folder, tmp_path / f"all_{lang}.xlsx", f"indicators_{lang}", *rows)
        report = load("indicators", path, own, dry_run=True)
        assert report.added + report.changed + report.unchanged == number


def test_filled_wide_loads_with_units_of_the_headings(folder, own, tmp_path):
    book = openpyxl.load_workbook(folder / "wide_zh.xlsx")
    sheet = book.worksheets[0]
    sheet.cell(FIRST_WIDE, column_of(sheet, "时期")).value = "2021年6月"  # merged, for all rows
    sheet.cell(FIRST_WIDE, column_of(sheet, "来源")).value = SOURCE
    row = next(cell.row for cell in sheet["A"] if cell.value == "平遥经开区")
    columns = wide_columns(sheet)
    for part, value in {"本月": "1.25", "累计": "8.25", "同比增长(%)": "12.3"}.items():
        sheet.cell(row, columns["工业投资 (亿元)"][part]).value = value
    sheet.cell(row, columns["实际利用外资 (万美元)"]["本月"]).value = "—"
    spare = column_of(sheet, "来源") + 1
    sheet.cell(HEAD, spare).value = "开工率 (%)"  # chosen from the list of the heading
    sheet.cell(HEAD + 1, spare).value = "累计"
    sheet.cell(row, spare).value = "87.50"
    book.save(tmp_path / "wide.xlsx")
    assert load("indicators", tmp_path / "wide.xlsx", own).added == 4
    with zonedb.connect(own) as connection:
        found = connection.execute(
            "select subject_id, indicator_id, period_id, printed, unit_id from observations"
            " where load_id is not null order by all"
        ).fetchall()
    assert found == [
        ("pingyao_zone", "industrial_investment", "2021-06", "1.25", "cny_100m"),
        ("pingyao_zone", "industrial_investment", "2021-S1", "8.25", "cny_100m"),
        ("pingyao_zone", "industrial_investment_growth", "2021-S1", "12.3", "pct"),
        ("pingyao_zone", "start_rate", "2021-S1", "87.50", "pct"),
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_every_heading_of_the_wide_list_loads_with_its_unit(folder, books, own, tmp_path, lang):
    book = books["wide", lang]
    offered = listed(book, validation_of(book.worksheets[0], "Z3"))
    path = tmp_path / "wide.csv"
    first = {"zh": ("开发区", "时期", "来源"), "en": ("zone", "period", "source")}[lang]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*first, *offered])
        writer.writerow(["pingyao_zone", "2021-06", SOURCE, *["1"] * len(offered)])
    assert load("indicators", path, own, dry_run=True).added == len(offered) > 40


def test_filled_figures_load_twice_printed_ones_twice(folder, own, tmp_path):
    row = {"来源": SOURCE, "段落": 3, "数值": "20余家", "开发区": "晋中市", "指标": "市场化运营公司",
           "时期": "2021年上半年"}  # fmt: skip
    path = fill(folder, tmp_path / "f.xlsx", "figures_zh", row, row | {"段落": 5})
    assert load("figures", path, own).added == 2


def test_filled_ledger_and_progress_load(folder, own, tmp_path):
    path = fill(
        folder, tmp_path / "ledger.xlsx", "ledger_zh",
        {"序号": 1, "项目编号": "PY-1", "项目名称": "甲", "开发区": "平遥经开区", "计划总投资 (亿元)": "3.2",
         "预计年产值 (亿元)": "0.45亿元", "项目状态": "在册", "签约日期": "2021-01-15", "签约期次": 4,
         "开工日期": "2021年3月18日", "来源": SOURCE},
    )  # fmt: skip
    assert load("ledger", path, own).added == 1
    path = fill(
        folder, tmp_path / "progress.xlsx", "progress_en",
        {"project id": "PY-1", "period": "2021-06", "basis": "cumulative",
         "investment done (CNY 100 million)": "1.1", "source": SOURCE},
    )  # fmt: skip
    assert load("progress", path, own).added == 1
    with zonedb.connect(own) as connection:
        [(planned, expected, status)] = connection.execute(
            "select cast(planned_investment_cny_100m as double),"
            " cast(expected_output_cny_100m as double), project_status from projects"
            " where load_id is not null"
        ).fetchall()
        events = connection.execute(
            "select event_kind, cast(event_date as varchar), round_no from project_events"
            " where load_id is not null order by all"
        ).fetchall()
        reports = connection.execute(
            "select project_id, period_id from project_reports where load_id is not null"
        ).fetchall()
    assert (planned, expected, status) == (3.2, 0.45, "active")
    assert events == [("signed", "2021-01-15", 4), ("started", "2021-03-18", None)]
    assert reports == [("PY-1", "2021-S1")]


def test_filled_reference_loads_a_new_zone_and_indicator(folder, own, tmp_path):
    path = tmp_path / "reference.xlsx"
    tables = {table: number for number, table in enumerate(REFERENCE_TABLES)}
    fill(
        folder, path, "reference_zh",
        {"行政区划代码": "140100", "上级行政区划代码": "140000", "行政级别": "地级市", "中文名称": "太原市"},
        sheet=tables["areas"],
    )  # fmt: skip
    shutil.copy(path, tmp_path / "a.xlsx")
    fill(
        tmp_path, path, "a",
        {"统计对象编号": "taiyuan_zone", "统计对象类型": "开发区", "中文名称": "太原经开区",
         "行政区划代码": "140100"},
        sheet=tables["subjects"],
    )  # fmt: skip
    shutil.copy(path, tmp_path / "a.xlsx")
    fill(
        tmp_path, path, "a",
        {"统计对象编号": "taiyuan_zone", "开发区类别": "工业类"},
        sheet=tables["zones"],
    )  # fmt: skip
    shutil.copy(path, tmp_path / "a.xlsx")
    fill(
        tmp_path, path, "a",
        {"指标编号": "tax_revenue", "中文名称": "税收收入", "定义(中文)": "各项税收", "单位编号": "cny_100m",
         "指标性质": "流量", "可加性": "是"},
        sheet=tables["indicators"],
    )  # fmt: skip
    assert load("reference", path, own).added == 4
    with zonedb.connect(own) as connection:
        assert connection.execute(
            "select zone_type, zone_level, level_basis from zones where subject_id='taiyuan_zone'"
        ).fetchall() == [("industrial", None, "not_stated")]
        assert connection.execute(
            "select name_en, indicator_kind, is_additive from indicators"
            " where indicator_id = 'tax_revenue'"
        ).fetchall() == [("税收收入", "flow", True)]


# -- refusals ----------------------------------------------------------------------------------


def test_kinds_are_those_of_the_loader_and_wide():
    assert set(KINDS) == {*loader.KINDS, "wide"}


def test_unknown_kind_and_language(con, tmp_path):
    with pytest.raises(LoadError, match="kind ledgers: there is none; it is one of indicators"):
        write_template(con, "ledgers", tmp_path / "x.xlsx")
    with pytest.raises(LoadError, match="language fr: there is none; it is zh or en"):
        write_template(con, "ledger", tmp_path / "x.xlsx", "fr")
    assert list(tmp_path.iterdir()) == []


def test_missing_library_is_named(con, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(LoadError, match=r'pip install "zonedb\[xlsx\]"'):
        write_template(con, "ledger", tmp_path / "x.xlsx")
