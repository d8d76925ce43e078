"""What stands in cells is loaded as people see it; what cannot be told for certain is reported."""

from __future__ import annotations

import zipfile
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

import zonedb
from zonedb.cli import main
from zonedb.errors import LoadError
from zonedb.loading.blocks import NOT_DATA
from zonedb.office.template.words import words
from zonedb.reading.cell_formats import UnitInFormat, shown
from zonedb.reading.unreadable import name_key

SOURCE = "jinzhong_commerce_bureau"
HEADINGS = ["开发区", "指标", "时期", "数值", "单位", "来源"]
GOOD = ["平遥经开区", "工业投资", "2021-06", 1.5, "亿元", SOURCE]
WIDE = ["开发区", "时期", "来源", "工业投资(亿元)", "实际利用外资(万美元)"]


def book_of(*rows, title="数据"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book, sheet


def saved(book, tmp_path, name="book.xlsx"):
    path = tmp_path / name
    book.save(path)
    return path


def text_file(tmp_path, text, name="file.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def long_text(*rows, separator=","):
    return "".join(separator.join(map(str, row)) + "\n" for row in (HEADINGS, *rows))


def loaded(path, own, **options):
    zonedb.load("indicators", path, own, **options)
    with zonedb.connect(own) as connection:
        return connection.execute(
            "select subject_id, period_id, printed from observations where load_id = 1 order by all"
        ).fetchall()


def problems(path, own, kind="indicators", **options):
    with pytest.raises(LoadError) as caught:
        zonedb.load(kind, path, own, **options)
    for problem in caught.value.problems:
        assert "\n" not in problem.line("zh") + problem.line("en")
    return [(p.cell, p.rule, p.value) for p in caught.value.problems]


def refused(path, own, capsys):
    """The one line that says why a file cannot be read."""
    assert main(["load", "indicators", str(path), "--db", str(own), "--lang", "en"]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    return error


def zipped(path, change):
    """Write a workbook anew, each part changed by ``change(name, data)``."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, change(name, data))


# -- formats of numbers ------------------------------------------------------------------------

ACCOUNTS = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "format_", "text"),
    [
        (0.8723, "0.00%", "87.23%"),
        (0.8723, "0%", "87%"),
        (-0.032, "0.0%", "-3.2%"),
        (0.285, "0%", "29%"),
        (12.5, "0.00", "12.50"),
        (1234.5, "#,##0.0", "1234.5"),
        (12.3456789, "0.00", "12.35"),
        (2.675, "0.00", "2.68"),
        (12, "0.00_ ", "12.00"),
        (-12.5, "0.00_);[Red]\\(0.00\\)", "-12.50"),
        (1234.5, ACCOUNTS, "1234.50"),
        (-1234.5, ACCOUNTS, "-1234.50"),
        (0, ACCOUNTS, "0.00"),
        (12.5, "0.##", "12.5"),
        (12, "#.##", "12"),
        (-0.001, "0.00", "0.00"),
        (0.1 + 0.2, "General", "0.3"),
        (12.5, "@", "12.5"),
        (12.5, "0.00E+00", "12.5"),
        (12.5, "# ?/?", "12.5"),
        (12.5, "[DBNum1]General", "12.5"),
        (12.5, "General_)", "12.5"),
        (4, "0", "4"),
    ],
)
def test_numbers_as_shown(value, format_, text):
    assert shown(value, format_) == text


@pytest.mark.parametrize(
    "format_",
    [
        '0.00"万元"',
        "0.00万元",
        '"¥"#,##0.00',
        "[$¥-804]#,##0.00",
        "#,##0,",
        "0.00,",
        "0\\.0,",
        "0!.0,",
        '0!.0000"万"',
        '0.0,,"百万"',
        'General"家"',
        "0‰",
        '[>=10000]0!.0,"万";0',
        ";;;",
    ],
)
def test_formats_that_scale_or_add_a_unit(format_):
    with pytest.raises(UnitInFormat):
        shown(12.5, format_)


def test_formatted_numbers_load_as_shown(own, tmp_path):
    book, sheet = book_of(HEADINGS, GOOD, GOOD, GOOD)
    sheet["D2"].number_format = "0.00"
    sheet["B3"], sheet["D3"], sheet["E3"] = "工业投资增速", 0.8723, None
    sheet["D3"].number_format = "0.00%"
    sheet["C4"], sheet["D4"] = "2021-05", 12.3456789
    sheet["D4"].number_format = "#,##0.00"
    zonedb.load("indicators", saved(book, tmp_path), own)
    with zonedb.connect(own) as connection:
        found = connection.execute(
            "select printed, value, unit_id, decimals from observations where load_id = 1"
            " order by printed"
        ).fetchall()
    assert found == [
        ("1.50", Decimal("1.5"), "cny_100m", 2),
        ("12.35", Decimal("12.35"), "cny_100m", 2),
        ("87.23%", Decimal("87.23"), "pct", 2),
    ]


def test_a_unit_in_the_format_is_a_problem(own, tmp_path):
    book, sheet = book_of(HEADINGS, GOOD, [*GOOD[:2], "2021-05", *GOOD[3:]])
    sheet["D2"].number_format = '0.0"万元"'
    sheet["D3"].number_format = "#,##0.0,"
    assert problems(saved(book, tmp_path), own) == [
        ("D2", "cell_format", "1.5"),
        ("D3", "cell_format", "1.5"),
    ]


# -- days --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("mmm-yy", "2021-06"),
        ('yyyy"年"m"月"', "2021-06"),
        ('[$-804]yyyy"年"m"月";@', "2021-06"),
        ("yyyy-mm", "2021-06"),
        ("yyyy", "2021"),
        ("yyyy-mm-dd", "2021-06-01"),
        ('yyyy"年"m"月"d"日"', "2021-06-01"),
        ("yyyy-mm-dd h:mm:ss", "2021-06-01"),
    ],
)
def test_days_as_shown(format_, text):
    assert shown(datetime(2021, 6, 1), format_) == text


def test_months_of_a_workbook_are_periods(own, tmp_path):
    book, sheet = book_of(HEADINGS, GOOD, GOOD)
    sheet["C2"] = sheet["C3"] = datetime(2021, 6, 1)
    sheet["C2"].number_format = 'yyyy"年"m"月"'
    sheet["C3"].number_format = "yyyy/m/d"
    assert [row[1] for row in loaded(saved(book, tmp_path), own)] == ["2021-06", "2021-06-01"]


def test_chinese_formats_that_a_workbook_numbers_but_does_not_hold(own, tmp_path):
    book, sheet = book_of(HEADINGS, GOOD, GOOD)
    sheet["C2"] = sheet["C3"] = 44348
    sheet["C2"].number_format, sheet["C3"].number_format = '0"a"', '0"b"'
    path = saved(book, tmp_path)

    def change(name, data):
        if name != "xl/styles.xml":
            return data
        for old, new in ((b"164", b"57"), (b"165", b"31")):
            assert b'numFmtId="' + old + b'"' in data
            data = data.replace(b'numFmtId="' + old + b'"', b'numFmtId="' + new + b'"')
        start, end = data.index(b"<numFmts"), data.index(b"</numFmts>") + len(b"</numFmts>")
        return data[:start] + data[end:]

    zipped(path, change)
    assert [row[1] for row in loaded(path, own)] == ["2021-06", "2021-06-01"]


def test_a_month_of_a_workbook_is_a_month_of_a_ledger(own, tmp_path):
    book, sheet = book_of(
        ["项目编号", "项目名称", "开发区", "签约日期", "来源"],
        ["P-1", "甲", "平遥经开区", datetime(2021, 6, 1), SOURCE],
    )
    sheet["D2"].number_format = "yyyy-mm"
    report = zonedb.load("ledger", saved(book, tmp_path), own)
    assert [(n.rule, n.cells) for n in report.notices] == [("month_dates", ("D2",))]


# -- merged cells ------------------------------------------------------------------------------


def test_merged_names_fill_their_cells(own, tmp_path):
    book, sheet = book_of(
        WIDE,
        ["平遥经开区", "2021-05", SOURCE, 1.5, None],
        [None, "2021-06", None, 2.5, None],
        ["祁县经开区", "2021-06", None, 3.5, None],
    )
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("C2:C9")  # further down than there are rows
    assert loaded(saved(book, tmp_path), own) == [
        ("pingyao_zone", "2021-05", "1.5"),
        ("pingyao_zone", "2021-06", "2.5"),
        ("qixian_zone", "2021-06", "3.5"),
    ]


@pytest.mark.parametrize("value", [12.5, 2021, "12.5亿元", "约20亿元"])
def test_a_merged_figure_is_not_multiplied(own, tmp_path, value):
    book, sheet = book_of(
        HEADINGS, [*GOOD[:3], value, *GOOD[4:]], ["祁县经开区", *GOOD[1:3], None, *GOOD[4:]]
    )
    sheet.merge_cells("D2:D3")
    assert problems(saved(book, tmp_path), own) == [("D2", "merged_cells", str(value))]


def test_a_figure_merged_across_columns(own, tmp_path):
    book, sheet = book_of(WIDE, ["平遥经开区", "2021-06", SOURCE, 12.5, None])
    sheet.merge_cells("D2:E2")
    assert problems(saved(book, tmp_path), own) == [("D2", "merged_cells", "12.5")]


def test_rows_merged_in_pairs_are_one_row_each(own, tmp_path):
    book, sheet = book_of(WIDE, ["平遥经开区", "2021-06", SOURCE, 12.5, 3], [None] * 5)
    for letter in "ABCDE":
        sheet.merge_cells(f"{letter}2:{letter}3")
    assert [row[2] for row in loaded(saved(book, tmp_path), own)] == ["12.5", "3"]


# -- cells without a heading -------------------------------------------------------------------


def test_cells_without_a_heading(own, tmp_path):
    book, sheet = book_of(
        ["开发区", "时期", None, "来源", "工业投资(亿元)"],
        ["平遥经开区", "2021-06", 7, SOURCE, 1.5, None, "合计"],
    )
    path = saved(book, tmp_path)
    assert problems(path, own) == [("C2", "no_heading", "7"), ("G2", "no_heading", "合计")]
    sheet["C2"] = sheet["G2"] = None
    assert len(loaded(saved(book, tmp_path), own)) == 1


def test_a_comma_that_splits_a_number_of_a_text_file(own, tmp_path):
    path = text_file(
        tmp_path,
        f"开发区,时期,来源,工业投资(万元)\n平遥经开区,2021-06,{SOURCE},1,234.5\n"
        f"祁县经开区,2021-06,{SOURCE},2.5,\n",
    )
    assert problems(path, own) == [("row 2, column 5", "no_heading", "234.5")]


# -- formulas ----------------------------------------------------------------------------------


def test_a_formula_without_a_result(own, tmp_path):
    book, sheet = book_of(HEADINGS, GOOD, GOOD)
    sheet["D2"] = "=1+1"
    assert problems(saved(book, tmp_path), own) == [
        ("D2", "formula_not_calculated", "=1+1"),
    ]


def test_a_formula_with_a_result_is_its_result(own, tmp_path):
    book, sheet = book_of([*HEADINGS, "说明"], [*GOOD, '=""'])
    sheet["D2"] = "=1+1.5"
    path = saved(book, tmp_path)

    def change(name, data):
        if name != "xl/worksheets/sheet1.xml":
            return data
        changed = data.replace(b"<f>1+1.5</f><v />", b"<f>1+1.5</f><v>2.5</v>")
        changed = changed.replace(b"<f>1+1.5</f><v></v>", b"<f>1+1.5</f><v>2.5</v>")
        assert changed != data
        return changed.replace(b'<c r="G2">', b'<c r="G2" t="str">')

    zipped(path, change)
    assert loaded(path, own) == [("pingyao_zone", "2021-06", "2.5")]


# -- examples and comments ---------------------------------------------------------------------


def test_only_the_row_below_the_headings_is_an_example(own, tmp_path):
    rows = [HEADINGS, ["示例：平遥经开区", *GOOD[1:]], GOOD]
    for first in ("示例园区", "# 平遥", "Example Zone", "示例:平遥经开区"):
        rows.append([first, *GOOD[1:]])
    book, _ = book_of(*rows)
    assert [found[:2] for found in problems(saved(book, tmp_path), own)] == [
        (f"A{row}", "unknown_name") for row in (4, 5, 6, 7)
    ]


def test_a_zone_named_like_an_example_below_the_headings(own, tmp_path):
    book, _ = book_of(HEADINGS, ["示例园区", *GOOD[1:]], GOOD)
    assert [found[:2] for found in problems(saved(book, tmp_path), own)] == [("A2", "unknown_name")]


def test_the_example_is_known_when_columns_change_places(own, tmp_path):
    book, _ = book_of(HEADINGS[::-1], [*GOOD[:0:-1], "示例:平遥经开区"], GOOD[::-1])
    assert len(loaded(saved(book, tmp_path), own)) == 1


def test_comments_of_a_text_file_stand_above_its_headings(own, tmp_path):
    text = "# 开发区,指标,时期,数值,单位,来源,说明\n" + long_text(GOOD)
    assert len(loaded(text_file(tmp_path, text), own)) == 1
    path = text_file(tmp_path, text + long_text(["#祁县", *GOOD[1:]]).split("\n", 1)[1], "b.csv")
    assert [found[:2] for found in problems(path, own)] == [("row 4, 开发区", "unknown_name")]


# -- headings ----------------------------------------------------------------------------------


def test_a_sheet_of_numbers_without_headings_is_reported(own, tmp_path):
    book, _ = book_of(HEADINGS, GOOD)
    other = book.create_sheet("六月")
    other.append(["园子", "投资额"])
    other.append(["祁县经开区", 12.5])
    book.create_sheet("备忘").append(["只有文字", "没有数"])
    book.create_sheet("一列").append([12.5])
    hidden = book.create_sheet("底稿")
    hidden.append(["祁县经开区", 12.5])
    hidden.sheet_state = "hidden"
    path = saved(book, tmp_path)
    assert problems(path, own) == [("A1", "sheet_not_recognised", None)]
    with pytest.raises(LoadError) as caught:
        zonedb.load("indicators", path, own)
    assert [problem.sheet for problem in caught.value.problems] == ["六月"]


def test_sheets_of_a_template_are_not_data():
    made = {words(lang)[name] for lang in ("zh", "en") for name in ("rules", "choices")}
    assert set(NOT_DATA) == made


def test_the_row_with_most_headings_is_the_header(own, tmp_path):
    book, _ = book_of(["单位名称", "某局", "时间", "2021年"], [], HEADINGS, GOOD)
    assert loaded(saved(book, tmp_path), own) == [("pingyao_zone", "2021-06", "1.5")]


def test_of_two_rows_with_as_many_headings_the_one_without_other_texts(own, tmp_path):
    book, _ = book_of(
        ["单位名称", "某局", "时间", "2021年"], ["开发区", "工业投资(亿元)"], ["平遥经开区", 1.5]
    )
    found = loaded(saved(book, tmp_path), own, source=SOURCE, period="2021-06")
    assert found == [("pingyao_zone", "2021-06", "1.5")]


def test_hidden_rows_and_columns_are_loaded_where_that_is_asked_for(own, tmp_path):
    book, sheet = book_of(HEADINGS, GOOD, ["祁县经开区", *GOOD[1:]])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions[get_column_letter(4)].hidden = True
    assert len(loaded(saved(book, tmp_path), own, hidden="load")) == 2


# -- files -------------------------------------------------------------------------------------


def test_a_text_cell_that_does_not_end(own, tmp_path, capsys):
    row = ",".join(map(str, GOOD))
    path = text_file(tmp_path, long_text(GOOD) + f'"{row}\n' + f"{row}\n" * 4000)
    error = refused(path, own, capsys)
    assert "row 3" in error
    assert "131072 characters" in error


def test_a_workbook_that_is_cut_off(own, tmp_path, capsys):
    book, _ = book_of(HEADINGS, *[GOOD] * 50)
    path = saved(book, tmp_path)
    zipped(path, lambda name, data: data[: len(data) // 2] if "sheet1.xml" in name else data)
    assert "is no XLSX workbook that can be read" in refused(path, own, capsys)


@pytest.mark.parametrize("name", ["old.xls", "locked.xlsx"])
def test_old_and_locked_workbooks(own, tmp_path, capsys, name):
    path = tmp_path / name
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    assert "old or password-protected workbook; save it as .xlsx" in refused(path, own, capsys)


@pytest.mark.parametrize("name", ["empty.csv", "empty.xlsx", "empty.parquet"])
def test_empty_files(own, tmp_path, capsys, name):
    path = tmp_path / name
    path.touch()
    assert f"{name}: is empty" in refused(path, own, capsys)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_the_separator_is_that_of_the_headings(own, tmp_path, separator):
    title = "2021年开发区指标,单位:亿元;快报,初步,未审,内部,一,二\n"
    path = text_file(tmp_path, title + long_text(GOOD, separator=separator))
    assert len(loaded(path, own)) == 1


def test_names_are_compared_without_invisible_characters(own, tmp_path):
    assert name_key("\ufeff平遥\u200b经开区\u200e") == name_key("平遥经开区")
    row = ["平遥\u200b经开区", "\u200b工业投资", *GOOD[2:]]
    path = text_file(tmp_path, long_text(row).replace("指标", "指\u200d标"))
    assert len(loaded(path, own)) == 1
