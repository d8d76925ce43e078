"""Marked copies: the right cells, what they say, what stays, and marking a second time."""

from __future__ import annotations

import csv
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from zonedb.errors import LoadError
from zonedb.loading.kinds import FIELDS
from zonedb.loading.loader import load
from zonedb.office import marking
from zonedb.office.marking import listing, marks, write_marked
from zonedb.office.marking.marks import AUTHOR, FILL
from zonedb.reading.messages import Words, said
from zonedb.reading.problems import Problem

HEADINGS = ["开发区", "指标", "时期", "数值", "单位", "来源"]
SOURCE = "jinzhong_commerce_bureau"


def problem(cell, rule, value=None, sheet="数据", **details) -> Problem:
    column, row = (
        openpyxl.utils.cell.coordinate_from_string(cell) if cell[-1].isdigit() else (cell, None)
    )
    number = openpyxl.utils.column_index_from_string(column)
    words = said(rule, **details)
    return Problem("a.xlsx", sheet, row, number, cell, value, rule, words.zh, words.en)


UNKNOWN = problem(
    "A3",
    "unknown_name",
    "平瑶经开区",
    close=Words(",相近的有:平遥经开区", "; close to it: 平遥经开区"),
)
REQUIRED = problem("C4", "required")
UNIT = problem("D4", "unit_missing", "12.5")
WHOLE = problem("D4", "count_not_whole", "12.5")


@pytest.fixture
def source(tmp_path):
    """A workbook as an office has it, with two faulty rows and a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "数据"
    sheet.append(HEADINGS)
    sheet.append(["平遥经开区", "工业投资", "2021-06", "12.5", "亿元", SOURCE])
    sheet.append(["平瑶经开区", "工业投资", "2021-06", "12.5", "亿元", SOURCE])
    sheet.append(["祁县经开区", "重点项目个数", None, "12.5", None, SOURCE])
    sheet["D2"].font = Font(bold=True, color="FF00AA00")
    sheet["D4"].fill = PatternFill("solid", fgColor="FFFFFF00")
    sheet["D4"].font = Font(italic=True)
    sheet["C4"].comment = Comment("请统计科补", "王宇", width=200, height=50)
    sheet["E2"].comment = Comment("单位照通报", "王宇")
    sheet["H2"] = "=D2*2"
    sheet["C2"].number_format = "@"
    sheet.column_dimensions["A"].width = 33
    sheet.freeze_panes = "A2"
    validation = DataValidation("list", formula1="'名单'!$A$1:$A$2", allow_blank=True)
    validation.add("A2:A99")
    sheet.add_data_validation(validation)
    red = PatternFill("solid", bgColor="FFFF0000")
    sheet.conditional_formatting.add("D2:D9", CellIsRule("greaterThan", ["100"], fill=red))
    sheet.merge_cells("A8:B9")
    other = book.create_sheet("名单")
    other.append(["平遥经开区"])
    other.append(["祁县经开区"])
    other.sheet_state = "hidden"
    path = tmp_path / "a.xlsx"
    book.save(path)
    return path


def marked(source, problems, lang="zh"):
    target = source.with_name("marked.xlsx")
    write_marked(source, problems, target, lang)
    return openpyxl.load_workbook(target)


def red_cells(book) -> dict[str, list[str]]:
    """The cells with our fill, and those with our comment: the same ones."""
    found = {}
    for sheet in book.worksheets:
        filled = {
            c.coordinate for row in sheet.iter_rows() for c in row if c.fill.fgColor.rgb == FILL
        }
        said = {
            cell.coordinate
            for row in sheet.iter_rows()
            for cell in row
            if cell.comment and cell.comment.author == AUTHOR
        }
        assert filled == said
        if filled:
            found[sheet.title] = sorted(filled)
    return found


def table(sheet) -> list[tuple]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=4)]


# -- marks ---------------------------------------------------------------------------------------


def test_exactly_the_faulty_cells_are_marked(source):
    book = marked(source, [UNKNOWN, REQUIRED, UNIT, WHOLE])
    assert red_cells(book) == {"数据": ["A3", "C4", "D4"]}


def test_a_comment_says_value_rule_and_what_to_do(source):
    sheet = marked(source, [UNKNOWN])["数据"]
    assert sheet["A3"].comment.text == (
        "zonedb:\n“平瑶经开区”:没有这个名称,相近的有:平遥经开区;新对象或指标请先用 reference 模板装载 (unknown_name)"
    )
    sheet = marked(source, [UNKNOWN], "en")["数据"]
    assert sheet["A3"].comment.text == (
        "zonedb:\n'平瑶经开区' is not on record; close to it: 平遥经开区; load new ones with the template"
        " reference first (unknown_name)"
    )


def test_several_problems_of_a_cell_share_a_comment(source):
    text = marked(source, [UNIT, WHOLE])["数据"]["D4"].comment.text
    assert text.split("\n")[1:3] == [
        "1. “12.5”:缺少单位;写在数值、单位列或表头括号内 (unit_missing)",
        "2. “12.5”:计数应为整数 (count_not_whole)",
    ]


def test_an_empty_cell_is_marked_too(source):
    cell = marked(source, [REQUIRED])["数据"]["C4"]
    assert cell.value is None
    assert cell.comment.text.startswith("zonedb:\n必填,此格为空 (required)")


def test_a_problem_without_a_row_marks_the_heading(source):
    book = openpyxl.load_workbook(source)
    book["数据"].insert_rows(1, 2)  # a title, and a line for the unit
    book["数据"]["A1"], book["数据"]["A2"] = "2021年上半年开发区主要指标", "单位:亿元"
    book["数据"]["C2"] = "二〇二一年七月"
    book.save(source)
    book = marked(source, [problem("B", "unknown_heading", "指标")])
    assert red_cells(book) == {"数据": ["B3"]}
    assert book["问题"]["A5"].value == "B3  指标"


def test_the_heading_of_a_sheet_with_unknown_headings_is_its_first_row_of_several_cells(source):
    book = openpyxl.load_workbook(source)
    for cell, text in zip(book["数据"][1], ["名字", "收入", "甲", "乙", "丙", "丁"], strict=False):
        cell.value = text
    book["数据"].insert_rows(1)
    book["数据"]["A1"] = "标题"
    book.save(source)
    assert red_cells(marked(source, [problem("B", "unknown_heading", "收入")])) == {"数据": ["B2"]}


def test_merged_cells_are_marked_at_their_first(source):
    below = problem("B9", "required")
    beside = problem("A9", "required")
    book = marked(source, [below, beside])
    assert red_cells(book) == {"数据": ["A8"]}
    assert book["数据"]["A8"].comment.text.count("(required)") == 2
    assert len(table(book["问题"])) == 3


def test_long_comments_have_room(source):
    sheet = marked(source, [UNKNOWN])["数据"]
    one = marks._sized(Comment("短", AUTHOR))
    long = marks._sized(Comment(sheet["A3"].comment.text, AUTHOR))
    assert long.height > one.height
    assert long.width == 340


# -- the list ------------------------------------------------------------------------------------


def test_the_first_sheet_lists_everything_with_links(source):
    book = marked(source, [UNIT, WHOLE, UNKNOWN, REQUIRED])
    assert book.sheetnames == ["问题", "数据", "名单"]
    assert book.active.title == "问题"
    sheet = book["问题"]
    assert sheet["A1"].value == "zonedb:4处需要更正"
    header, *rows = table(sheet)
    assert header == ("单元格", "工作表", "所填内容", "问题与改法", "规则代码")
    assert [row[0] for row in rows] == ["A3  开发区", "C4  时期", "D4  数值", "D4  数值"]
    assert rows[1] == ("C4  时期", "数据", "(空)", "必填,此格为空", "required")
    assert rows[2][2] == "“12.5”"
    assert [sheet.cell(row, 1).hyperlink.location for row in (5, 6, 7)] == [
        "'数据'!A3", "'数据'!C4", "'数据'!D4",
    ]  # fmt: skip
    assert [one.sheet_view.tabSelected for one in book.worksheets] == [True, False, False]


def test_the_list_in_english(source):
    book = marked(source, [REQUIRED, UNIT], "en")
    sheet = book["Problems"]
    assert sheet["A1"].value == "zonedb: problems to correct: 2"
    header, *rows = table(sheet)
    assert header == ("Cell", "Worksheet", "Content", "What is wrong, what to do", "Rule code")
    assert rows[0][2:] == ("(empty)", "is required, and the cell is empty", "required")
    assert rows[1][2:4] == ("'12.5'", UNIT.message_en)


def test_links_to_sheets_with_quotes_in_their_names(source):
    book = openpyxl.load_workbook(source)
    book["数据"].title = "it's 2021"
    book.save(source)
    sheet = marked(source, [problem("A3", "required", sheet="it's 2021")])["问题"]
    assert sheet["A5"].hyperlink.location == "'it''s 2021'!A3"


def test_more_links_than_a_sheet_takes(source, monkeypatch):
    monkeypatch.setattr(listing, "MOST_LINKS", 5)
    sheet = marked(source, [UNKNOWN, REQUIRED])["问题"]
    assert sheet["A5"].hyperlink
    assert sheet["A6"].hyperlink is None
    assert sheet["A6"].value == "C4  时期"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_is_never_taken_for_data(source, lang, db):
    """Not even where sheets, values and headings are all called like columns."""
    book = openpyxl.load_workbook(source)
    book["数据"].title = "指标"
    book.save(source)
    texts = [text for field in FIELDS["indicators"] for text in field.headings]
    problems = [
        problem(f"{'ABCDEF'[number % 6]}{2 + number // 6}", "required", text, sheet="指标")
        for number, text in enumerate(texts)
    ]
    target = source.with_name("marked.xlsx")
    write_marked(source, problems, target, lang)
    with pytest.raises(LoadError) as raised:
        load("indicators", target, db)
    assert {found.sheet for found in raised.value.problems} == {"指标"}


def test_text_of_users_stays_text(source):
    book = marked(source, [problem("A3", "required", "=1+1\x07")])
    assert book["问题"]["C5"].value == "“=1+1\ufffd”"
    assert "\ufffd" in book["数据"]["A3"].comment.text


# -- what stays ----------------------------------------------------------------------------------


def test_everything_else_stays(source):
    before, after = openpyxl.load_workbook(source), marked(source, [UNKNOWN, REQUIRED, UNIT])
    for name in before.sheetnames:
        old, new = before[name], after[name]
        assert new.sheet_state == old.sheet_state
        assert new.freeze_panes == old.freeze_panes
        for row in old.iter_rows():
            for cell in row:
                other = new[cell.coordinate]
                assert other.value == cell.value
                assert repr(other.font) == repr(cell.font)
                assert other.number_format == cell.number_format
    sheet = after["数据"]
    assert sheet["H2"].value == "=D2*2"
    assert sheet.column_dimensions["A"].width == 33
    assert sheet["E2"].comment.text == "单位照通报"
    assert sheet["E2"].comment.author == "王宇"
    [validation] = sheet.data_validations.dataValidation
    assert validation.formula1 == "'名单'!$A$1:$A$2"
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["D2:D9"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A8:B9"]


def test_a_marked_cell_keeps_the_style_of_its_column_or_row(source):
    book = openpyxl.load_workbook(source)
    sheet = book["数据"]
    for letter in "CD":
        sheet.column_dimensions[letter].number_format = "@"
    sheet.column_dimensions.group("F", "G")
    sheet.column_dimensions["F"].number_format = "@"
    sheet.row_dimensions[7].number_format = "0.00"
    book.save(source)
    cells = {"C4": "@", "D5": "@", "G5": "@", "G7": "0.00", "A3": "General"}
    sheet = marked(source, [problem(cell, "required") for cell in cells])["数据"]
    assert {cell: sheet[cell].number_format for cell in cells} == {**cells, "C4": "@"}


def test_a_marked_template_still_takes_text_and_offers_its_lists(con, tmp_path):
    from zonedb.office.template import write_template

    source = tmp_path / "template.xlsx"
    write_template(con, "indicators", source)
    book = marked(source, [problem("C99", "required", sheet="指标")])
    sheet = book["指标"]
    assert sheet["C99"].number_format == "@"
    assert not sheet["C99"].protection.locked
    assert book["问题"]["A5"].value == "C99  时期"
    assert sheet.column_dimensions["C"].number_format == "@"
    before = openpyxl.load_workbook(source)
    assert set(book.defined_names) == set(before.defined_names)
    assert len(sheet.data_validations.dataValidation) == len(
        before["指标"].data_validations.dataValidation
    )


def test_the_source_is_not_touched(source):
    before = source.read_bytes()
    marked(source, [UNKNOWN])
    assert source.read_bytes() == before


# -- a second time -------------------------------------------------------------------------------


def test_marks_do_not_pile_up(source):
    marked(source, [UNKNOWN, REQUIRED, UNIT, WHOLE])
    second = source.with_name("second.xlsx")
    write_marked(source.with_name("marked.xlsx"), [UNKNOWN], second)
    book = openpyxl.load_workbook(second)
    assert book.sheetnames == ["问题", "数据", "名单"]
    assert red_cells(book) == {"数据": ["A3"]}
    assert book["问题"]["A1"].value == "zonedb:1处需要更正"
    assert book["数据"]["A3"].comment.text.count("unknown_name") == 1


def test_what_the_mark_took_the_place_of_comes_back(source):
    marked(source, [REQUIRED, UNIT])
    last = source.with_name("last.xlsx")
    for language in ("en", "zh"):  # marked anew in the other language, then without a problem
        write_marked(source.with_name("marked.xlsx"), [REQUIRED, UNIT], last, language)
        source.with_name("marked.xlsx").write_bytes(last.read_bytes())
    write_marked(source.with_name("marked.xlsx"), [], last)
    before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(last)
    assert after.sheetnames == before.sheetnames
    assert after.active.title == "数据"
    for row in before["数据"].iter_rows():
        for cell in row:
            other = after["数据"][cell.coordinate]
            assert repr(other.fill) == repr(cell.fill), cell.coordinate
            assert (other.comment and other.comment.text) == (cell.comment and cell.comment.text)
            assert (other.comment and other.comment.author) == (
                cell.comment and cell.comment.author
            )


@pytest.mark.parametrize(
    "fill",
    [
        PatternFill("solid", fgColor="FF00B050"),
        PatternFill("solid", fgColor=openpyxl.styles.Color(theme=4, tint=0.5999938962981048)),
        PatternFill("solid", fgColor=openpyxl.styles.Color(indexed=13)),
        PatternFill("darkGrid", fgColor="FF112233"),
        PatternFill(),
    ],
)
def test_fills_of_every_kind_come_back(source, fill):
    book = openpyxl.load_workbook(source)
    book["数据"]["A3"].fill = fill
    book.save(source)
    wanted = openpyxl.load_workbook(source)["数据"]["A3"].fill
    marked(source, [UNKNOWN])
    write_marked(source.with_name("marked.xlsx"), [], source.with_name("last.xlsx"))
    found = openpyxl.load_workbook(source.with_name("last.xlsx"))["数据"]["A3"]
    assert found.fill.fill_type == wanted.fill_type
    assert found.fill.fgColor == wanted.fgColor
    assert found.comment is None


def test_a_red_cell_that_lost_its_comment_is_cleared(source):
    """Sorting moves fills and leaves comments behind."""
    book = marked(source, [UNKNOWN])
    book["数据"]["A3"].comment = None
    book["数据"]["B2"].fill = PatternFill("solid", fgColor=FILL)
    book.save(source.with_name("sorted.xlsx"))
    write_marked(source.with_name("sorted.xlsx"), [], source.with_name("last.xlsx"))
    assert red_cells(openpyxl.load_workbook(source.with_name("last.xlsx"))) == {}


def test_marks_go_though_a_program_forgot_their_author(source):
    """LibreOffice saves comments without authors."""
    book = marked(source, [UNKNOWN, REQUIRED])
    for cell in ("A3", "C4"):
        book["数据"][cell].comment.author = " "
    book.save(source.with_name("saved.xlsx"))
    write_marked(source.with_name("saved.xlsx"), [], source.with_name("last.xlsx"))
    sheet = openpyxl.load_workbook(source.with_name("last.xlsx"))["数据"]
    assert sheet["A3"].comment is None
    assert (sheet["C4"].comment.author, sheet["C4"].comment.text) == ("王宇", "请统计科补")


def test_a_sheet_of_the_users_with_our_name_stays(source):
    book = openpyxl.load_workbook(source)
    book.create_sheet("问题")["A1"] = "问题汇总"
    book.save(source)
    marked(source, [UNKNOWN])
    write_marked(source.with_name("marked.xlsx"), [UNKNOWN], source.with_name("last.xlsx"))
    book = openpyxl.load_workbook(source.with_name("last.xlsx"))
    assert book.sheetnames == ["问题1", "数据", "名单", "问题"]
    assert book["问题"]["A1"].value == "问题汇总"
    assert book["问题1"]["A1"].value == "zonedb:1处需要更正"


def test_a_corrected_copy_loads(source, db, tmp_path):
    with pytest.raises(LoadError) as raised:
        load("indicators", source, db, dry_run=True)
    problems = raised.value.problems
    assert {found.cell for found in problems} >= {"A3", "C4"}
    target = tmp_path / "marked.xlsx"
    write_marked(source, problems, target)
    book = openpyxl.load_workbook(target)
    assert {found.cell for found in problems} == set(red_cells(book)["数据"])
    sheet = book["数据"]
    for cell, value in {
        "A3": "太谷经开区",
        "C4": "2021-06",
        "D4": "12",
        "E4": "个",
        "H1": "备注",
        "H2": "24",  # Excel would work the formula out
    }.items():
        sheet[cell] = value
    book.save(target)
    report = load("indicators", target, db, dry_run=True)
    assert report.added == 3


# -- text files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_becomes_a_workbook_with_the_same_cells(tmp_path, encoding):
    path = tmp_path / "指标[1].csv"
    rows = [
        HEADINGS,
        ["平瑶经开区", "工业投资", "2021-06", "012", "", "=A1"],
        [],
        ["祁县", "", "", "1,5"],
    ]
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    target = tmp_path / "marked.xlsx"
    write_marked(
        path,
        [problem("A2", "required", "x", sheet=""), problem("D4", "required", sheet="")],
        target,
    )
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["问题", "指标 1"]
    sheet = book["指标 1"]
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            assert cell.value == (text or None)
            assert not text or (cell.data_type, cell.number_format) == ("s", "@")
    assert red_cells(book) == {"指标 1": ["A2", "D4"]}
    assert book["问题"]["A5"].hyperlink.location == "'指标 1'!A2"


def test_an_empty_cell_of_a_text_file_is_marked(tmp_path, db):
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(HEADINGS)}\n平遥经开区,,2021-06,12.5,亿元,{SOURCE}\n", "utf-8")
    with pytest.raises(LoadError) as raised:
        load("indicators", path, db)
    assert [(p.column, p.row, p.rule) for p in raised.value.problems] == [(2, 2, "required")]
    write_marked(path, raised.value.problems, tmp_path / "marked.xlsx")
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert red_cells(book) == {"a": ["B2"]}


def test_csv_problems_of_a_load_stand_at_their_cells(tmp_path, db):
    path = tmp_path / "a.csv"
    path.write_text(
        "开发区,指标,时期,数值,单位,来源\n"
        f"平遥经开区,工业投资,2021-06,12.5,亿元,{SOURCE}\n"
        "\n"
        f"平遥经开区,工业投资,2021-13,12.5万亿,亿元,{SOURCE}\n",
        encoding="utf-8",
    )
    with pytest.raises(LoadError) as raised:
        load("indicators", path, db)
    write_marked(path, raised.value.problems, tmp_path / "marked.xlsx")
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert red_cells(book) == {"a": ["C4", "D4"]}


def test_csv_longer_than_a_sheet(tmp_path, monkeypatch):
    monkeypatch.setattr(marking, "MOST_ROWS", 2)
    path = tmp_path / "a.csv"
    path.write_text("开发区,指标\na,b\nc,d\n", encoding="utf-8")
    with pytest.raises(
        LoadError, match=r"a\.csv: has more rows than a sheet, 2; mark a part of it"
    ):
        write_marked(path, [UNKNOWN], tmp_path / "x.xlsx")


# -- refusals ------------------------------------------------------------------------------------


def test_what_cannot_be_marked(source, tmp_path):
    target = tmp_path / "x.xlsx"
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    with pytest.raises(LoadError, match="only workbooks and CSV files can be marked"):
        write_marked(tmp_path / "a.parquet", [UNKNOWN], target)
    (tmp_path / "b.xlsx").write_bytes(b"no zip")
    with pytest.raises(LoadError, match="is no XLSX workbook that can be read"):
        write_marked(tmp_path / "b.xlsx", [UNKNOWN], target)
    with pytest.raises(LoadError, match="language fr: there is none"):
        write_marked(source, [UNKNOWN], target, "fr")
    assert not target.exists()


def test_missing_library_is_named(source, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(LoadError, match=r'pip install "zonedb\[xlsx\]"'):
        write_marked(source, [UNKNOWN], tmp_path / "x.xlsx")


def test_dates_stay_dates(source):
    book = openpyxl.load_workbook(source)
    book["数据"]["C2"] = date(2021, 6, 1)
    book["数据"]["C2"].number_format = 'yyyy"年"m"月"'
    book.save(source)
    cell = marked(source, [UNKNOWN])["数据"]["C2"]
    assert cell.value.date() == date(2021, 6, 1)
    assert cell.number_format == 'yyyy"年"m"月"'
