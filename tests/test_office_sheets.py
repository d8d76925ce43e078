"""Sheets in the shapes that offices exchange: what loads, what is told, and what is asked."""

from __future__ import annotations

from datetime import datetime

import openpyxl
import pytest

import zonedb
from zonedb.cli import main
from zonedb.errors import LoadError

pytestmark = pytest.mark.slow  # loads many files

SOURCE = "jinzhong_commerce_bureau"
HALF = {"source": SOURCE, "period": "2021年1-6月"}
JZ, TG, QX, PY = "jinzhong_zone", "taigu_zone", "qixian_zone", "pingyao_zone"
INVESTMENT, ADDED, CAPITAL = (
    "industrial_investment",
    "industrial_value_added",
    "foreign_capital_used",
)


def book(tmp_path, *rows, merged=(), title="Sheet1", name="in.xlsx"):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    path = tmp_path / name
    workbook.save(path)
    return path


def loaded(own, path, kind="indicators", **options):
    """What a file puts on record, and the rules of what was told."""
    report = zonedb.load(kind, path, own, **options)
    with zonedb.connect(own) as connection:
        rows = connection.execute(
            "select subject_id, indicator_id, period_id, cast(value as double), unit_id"
            " from observations where load_id = ? order by all",
            [report.load_id],
        ).fetchall()
    return rows, [notice.rule for notice in report.notices]


def asked(own, path, kind="indicators", **options):
    """Cell, rule and value of every problem."""
    with pytest.raises(LoadError) as caught:
        zonedb.load(kind, path, own, **options)
    return [(problem.cell, problem.rule, problem.value) for problem in caught.value.problems]


# -- headings in two rows, and in one -----------------------------------------------------------

TWO_ROWS = (
    ["全市开发区2021年1-6月主要指标"],
    ["单位:亿元、%"],
    ["开发区", "工业投资(亿元)", None, None, "规模以上工业增加值(亿元)", None, None],
    [None, "本月", "累计", "同比增长(%)", "本月", "累计", "同比增长(%)"],
    ["晋中开发区", 2.1, 12.5, 15.6, 3.2, 20.4, 8.1],
    ["太谷经开区", 1.1, 6.5, -5.3, 1.2, 7.4, -2],
    ["合计", 3.2, 19, 6.1, 4.4, 27.8, 4.2],
    ["注:1.快报数。"],
)
MERGED = ("A1:G1", "A2:G2", "A3:A4", "B3:D3", "E3:G3")
OF_TWO_ROWS = [
    (JZ, INVESTMENT, "2021-06", 2.1, "cny_100m"),
    (JZ, INVESTMENT, "2021-S1", 12.5, "cny_100m"),
    (JZ, f"{INVESTMENT}_growth", "2021-S1", 15.6, "pct"),
    (JZ, ADDED, "2021-06", 3.2, "cny_100m"),
    (JZ, ADDED, "2021-S1", 20.4, "cny_100m"),
    (JZ, f"{ADDED}_growth", "2021-S1", 8.1, "pct"),
    (TG, INVESTMENT, "2021-06", 1.1, "cny_100m"),
    (TG, INVESTMENT, "2021-S1", 6.5, "cny_100m"),
    (TG, f"{INVESTMENT}_growth", "2021-S1", -5.3, "pct"),
    (TG, ADDED, "2021-06", 1.2, "cny_100m"),
    (TG, ADDED, "2021-S1", 7.4, "cny_100m"),
    (TG, f"{ADDED}_growth", "2021-S1", -2, "pct"),
]


@pytest.mark.parametrize("merged", [MERGED, ()])
def test_an_indicator_over_month_year_to_date_and_growth(own, tmp_path, merged):
    path = book(tmp_path, *TWO_ROWS, merged=merged)
    rows, told = loaded(own, path, **HALF)
    assert rows == OF_TWO_ROWS
    assert sorted(told) == ["rows_passed_over", "totals_passed_over"]


def test_the_period_of_a_title_is_taken_where_none_is_given(own, tmp_path):
    rows, told = loaded(own, book(tmp_path, *TWO_ROWS, merged=MERGED), source=SOURCE)
    assert rows == OF_TWO_ROWS
    assert "period_taken" in told


def test_units_in_a_third_row_of_headings(own, tmp_path):
    path = book(
        tmp_path,
        ["开发区", "工业投资", None, "实际利用外资", None],
        [None, "累计", "同比增长", "累计", "同比增长"],
        [None, "万元", "%", "万美元", "%"],
        ["平遥经开区", 12500, 15.6, 60, -2],
    )
    assert loaded(own, path, **HALF)[0] == [
        (PY, CAPITAL, "2021-S1", 60, "usd_10k"),
        (PY, f"{CAPITAL}_growth", "2021-S1", -2, "pct"),
        (PY, INVESTMENT, "2021-S1", 12500, "cny_10k"),
        (PY, f"{INVESTMENT}_growth", "2021-S1", 15.6, "pct"),
    ]


@pytest.mark.parametrize(
    ("month", "to_date", "before", "growth"),
    [
        ("本月", "累计", "上年同期", "同比增长(%)"),
        ("本月数", "本月止累计", "去年同期数", "增速(%)"),
        ("当月完成", "1-本月累计", "上年同期累计", "同比±%"),
        ("本月完成数", "本年累计", "上年同期", "比上年同期增长(%)"),
    ],
)
def test_words_of_time_and_growth(own, tmp_path, month, to_date, before, growth):
    path = book(
        tmp_path,
        ["开发区", "工业投资(亿元)", None, None, None],
        [None, month, to_date, before, growth],
        ["平遥经开区", 1.1, 12.5, 11, 13.6],
    )
    assert loaded(own, path, **HALF)[0] == [
        (PY, INVESTMENT, "2020-S1", 11, "cny_100m"),
        (PY, INVESTMENT, "2021-06", 1.1, "cny_100m"),
        (PY, INVESTMENT, "2021-S1", 12.5, "cny_100m"),
        (PY, f"{INVESTMENT}_growth", "2021-S1", 13.6, "pct"),
    ]


def test_one_row_of_headings_with_their_words_of_time(own, tmp_path):
    path = book(
        tmp_path,
        ["开发区", "工业投资本月(亿元)", "工业投资累计(亿元)", "工业投资同比增长(%)"],
        ["平遥经开区", 2.1, 12.5, 15.6],
    )
    assert loaded(own, path, **HALF)[0] == [
        (PY, INVESTMENT, "2021-06", 2.1, "cny_100m"),
        (PY, INVESTMENT, "2021-S1", 12.5, "cny_100m"),
        (PY, f"{INVESTMENT}_growth", "2021-S1", 15.6, "pct"),
    ]


def test_growth_stands_beside_its_indicator(own, tmp_path):
    path = book(
        tmp_path,
        ["开发区", "工业投资(亿元)", "同比增长(%)", "规模以上工业增加值(亿元)", "同比增长(%)"],
        ["平遥经开区", 12.5, 15.6, 3.1, -2.2],
    )
    assert [row[1:4:2] for row in loaded(own, path, **HALF)[0]] == [
        (INVESTMENT, 12.5), (f"{INVESTMENT}_growth", 15.6), (ADDED, 3.1), (f"{ADDED}_growth", -2.2),
    ]  # fmt: skip


def test_words_of_time_without_an_indicator_are_asked_once(own, tmp_path):
    path = book(tmp_path, ["开发区", "本月", "累计"], ["平遥经开区", 1.1, 12.5])
    assert asked(own, path, **HALF) == [("B1", "no_indicator", "本月")]


def test_a_title_may_name_the_indicator(own, tmp_path):
    path = book(
        tmp_path,
        ["工业投资完成情况(单位:万元)"],
        ["开发区", "本月", "累计"],
        ["平遥经开区", 11, 125],
    )
    assert loaded(own, path, **HALF)[0] == [
        (PY, INVESTMENT, "2021-06", 11, "cny_10k"),
        (PY, INVESTMENT, "2021-S1", 125, "cny_10k"),
    ]


def test_growth_over_the_month_before_is_not_taken_for_growth(own, tmp_path):
    path = book(tmp_path, ["开发区", "工业投资(亿元)", "环比增长(%)"], ["平遥经开区", 1, 2])
    assert asked(own, path, **HALF)[0][:2] == ("C1", "unknown_name")


def test_a_rank_asks_among_whom_once(own, tmp_path):
    path = book(
        tmp_path,
        ["开发区", "工业投资(亿元)", "排名", "工业投资全省排名"],
        ["平遥经开区", 12.5, 1, 5],
        ["祁县经开区", 2.5, 2, 9],
    )
    assert [found[:2] for found in asked(own, path, **HALF)] == [("C1", "rank_universe")]
    path = book(
        tmp_path,
        ["开发区", "工业投资(亿元)", "排名"],
        ["平遥经开区", 12.5, "第3位"],
        ["祁县经开区", 2.5, 9],
    )
    assert loaded(own, path, **HALF, ranks="province")[0][1] == (
        PY, f"{INVESTMENT}_rank", "2021-S1", 3, "rank",
    )  # fmt: skip
    assert asked(own, path, **HALF, ranks="city")[0][:2] == ("C1", "not_derived")


def test_a_dry_run_shows_what_columns_are_taken_for(own, tmp_path, capsys):
    path = book(tmp_path, *TWO_ROWS, merged=MERGED)
    before = own.read_bytes()
    arguments = ["--source", SOURCE, "--period", "2021年1-6月", "--dry-run", "--db", str(own)]
    assert main(["load", "indicators", str(path), *arguments]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [
        "Sheet1",
        "B",
        "工业投资(亿元)",
        "本月",
        "工业投资",
        "数值",
        "2021-06",
        "亿元",
    ] in lines
    assert [
        "Sheet1",
        "G",
        "规模以上工业增加值(亿元)",
        "同比增长(%)",
        "规模以上工业增加值",
        "增速",
        "2021-S1",
        "%",
    ] in lines
    assert own.read_bytes() == before


# -- lines above the table ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        (["单位:万元"], "cny_10k"),
        (["(单位:亿元)"], "cny_100m"),
        (["开发区工业投资(单位:万元)完成情况"], "cny_10k"),
        (["填报单位:某局", None, "计量单位:亿元、个"], "cny_100m"),
    ],
)
def test_a_line_above_gives_the_unit(own, tmp_path, above, unit):
    path = book(
        tmp_path, above, ["开发区", "工业投资", "招商引资签约项目数"], ["平遥经开区", 12.5, 3]
    )
    assert loaded(own, path, **HALF)[0] == [
        (PY, INVESTMENT, "2021-S1", 12.5, unit),
        (PY, "new_signed_projects", "2021-S1", 3, "item"),
    ]


def test_a_unit_that_stands_nowhere_is_asked(own, tmp_path):
    path = book(tmp_path, ["开发区", "工业投资"], ["平遥经开区", 125000], ["祁县经开区", 42000])
    assert asked(own, path, **HALF) == [
        ("B2", "unit_missing", "125000"), ("B3", "unit_missing", "42000"),
    ]  # fmt: skip


def test_a_title_of_another_period_is_an_error(own, tmp_path):
    path = book(
        tmp_path, ["2021年1-5月开发区主要指标"], ["开发区", "工业投资(亿元)"], ["平遥经开区", 12.5]
    )
    assert asked(own, path, **HALF) == [("A1", "period_conflict", "2021年1-5月")]


def test_a_title_of_another_period_than_the_column(own, tmp_path):
    path = book(
        tmp_path,
        ["2021年1-5月开发区主要指标"],
        ["开发区", "时期", "工业投资(亿元)"],
        ["平遥经开区", "2021年7月", 12.5],
    )
    assert asked(own, path, source=SOURCE) == [("B3", "period_conflict", "2021年7月")]


def test_a_month_and_a_half_year_are_told_apart_by_a_title(own, tmp_path):
    path = book(
        tmp_path, ["2021年1-6月主要指标"], ["开发区", "工业投资(亿元)"], ["平遥经开区", 12.5]
    )
    assert asked(own, path, source=SOURCE, period="2021-06")[0][:2] == ("A1", "period_conflict")


# -- totals, notes, running numbers, hidden rows ------------------------------------------------


def test_totals_are_held_against_the_rows_above_and_passed_over(own, tmp_path):
    path = book(
        tmp_path,
        ["开发区", "工业投资(亿元)"],
        ["晋中开发区", 12.5], ["太谷经开区", 6.5], ["小计", 19],
        ["祁县经开区", 4.2], ["合  计", 23.2], ["全市合计", 25.2],
    )  # fmt: skip
    report = zonedb.load("indicators", path, own, **HALF)
    assert report.added == 3
    assert [(n.rule, n.cells) for n in report.notices] == [
        ("totals_passed_over", ("4", "6", "7")), ("total_differs", ("B7",)),
    ]  # fmt: skip
    assert "25.2" in report.notices[1].message_zh
    assert "23.2" in report.notices[1].message_zh


def test_rounded_addends_may_miss_their_total_by_their_rounding(own, tmp_path):
    rows = [["开发区", "工业投资(亿元)"], ["晋中开发区", 1.4], ["太谷经开区", 1.4], ["合计", 2.9]]
    assert loaded(own, book(tmp_path, *rows), **HALF)[1] == ["totals_passed_over"]


def test_totals_load_for_the_subject_that_they_are_told_to_belong_to(own, tmp_path):
    path = book(tmp_path, ["开发区", "工业投资(亿元)"], ["晋中开发区", 12.5], ["合计", 12.5])
    assert loaded(own, path, **HALF, total="晋中市11家开发区")[0] == [
        (JZ, INVESTMENT, "2021-S1", 12.5, "cny_100m"),
        ("jinzhong_zones", INVESTMENT, "2021-S1", 12.5, "cny_100m"),
    ]


@pytest.mark.parametrize("city", ["晋中市", "全市"])
def test_a_city_in_a_column_of_zones_is_never_the_city_by_itself(own, tmp_path, city):
    rows = [["开发区", "工业投资(亿元)"], ["晋中开发区", 12.5], ["太谷经开区", 6.5], [city, 19]]
    path = book(tmp_path, *rows)
    found, told = loaded(own, path, **HALF)
    assert [row[0] for row in found] == [JZ, TG]
    assert told == ["totals_passed_over"]
    found, _ = loaded(own, path, **HALF, total="晋中市")
    assert ("jinzhong", INVESTMENT, "2021-S1", 19, "cny_100m") in found


def test_a_city_in_a_column_of_areas_is_the_city(own, tmp_path):
    path = book(tmp_path, ["地区", "工业投资(亿元)"], ["晋中市", 19])
    assert loaded(own, path, **HALF)[0] == [("jinzhong", INVESTMENT, "2021-S1", 19, "cny_100m")]


def test_notes_and_signatures_below_are_passed_over_and_told_once(own, tmp_path):
    path = book(
        tmp_path,
        ["开发区", "工业投资(亿元)"],
        ["晋中开发区", 12.5],
        [],
        ["注:1.数据为快报数。"],
        ["2.增速按可比价计算。"],
        ["填表人:", "审核人:"],
    )
    report = zonedb.load("indicators", path, own, **HALF)
    assert report.added == 1
    assert [(n.rule, n.cells) for n in report.notices] == [("rows_passed_over", ("4", "5", "6"))]


def test_running_numbers_are_ignored_and_remarks_kept(own, tmp_path):
    path = book(
        tmp_path,
        ["序号", "开发区", "工业投资(亿元)", "备注"],
        [1, "平遥经开区", 12.5, None],
        [2, "祁县经开区", 3, "快报数"],
        [3, None, None, None],
    )
    assert len(loaded(own, path, **HALF)[0]) == 2
    with zonedb.connect(own) as connection:
        found = connection.execute("select note_zh from observations where load_id = 1").fetchall()
    assert sorted(found, key=str) == [("快报数",), (None,)]


def test_hidden_rows_and_columns_and_struck_cells_are_asked_about(own, tmp_path):
    path = book(
        tmp_path,
        ["开发区", "工业投资(亿元)", "实际利用外资(万美元)"],
        ["平遥经开区", 12.5, 5],
        ["祁县经开区", 3, 6],
        ["太谷经开区", 4, 7],
    )
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.active
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["B4"].font = openpyxl.styles.Font(strike=True)
    workbook.save(path)
    assert [found[:2] for found in asked(own, path, **HALF)] == [
        ("C1", "hidden_columns"), ("A3", "hidden_rows"), ("B4", "struck_cells"),
    ]  # fmt: skip
    rows, told = loaded(own, path, **HALF, hidden="skip")
    assert rows == [(PY, INVESTMENT, "2021-S1", 12.5, "cny_100m")]
    assert told == ["hidden_rows_skip", "hidden_columns_skip", "struck_cells_skip"]
    assert len(loaded(own, path, **HALF, hidden="load")[0]) == 6


# -- other shapes -------------------------------------------------------------------------------


def test_zones_across_and_indicators_down(own, tmp_path):
    path = book(
        tmp_path,
        ["指标", "单位", "平遥经开区", "祁县经开区", "合计"],
        ["工业投资", "亿元", 12.5, 4.2, 16.7],
        ["实际利用外资", "万美元", 100, 20, 120],
    )
    rows, told = loaded(own, path, **HALF)
    assert rows == [
        (PY, CAPITAL, "2021-S1", 100, "usd_10k"), (PY, INVESTMENT, "2021-S1", 12.5, "cny_100m"),
        (QX, CAPITAL, "2021-S1", 20, "usd_10k"), (QX, INVESTMENT, "2021-S1", 4.2, "cny_100m"),
    ]  # fmt: skip
    assert told == ["total_columns"]


def test_months_across_for_one_zone(own, tmp_path):
    path = book(
        tmp_path,
        ["平遥经开区2021年分月指标"],
        ["指标", "单位", "1月", "2月", "1-3月"],
        ["工业投资", "亿元", 1, 2, 6],
    )
    assert loaded(own, path, source=SOURCE)[0] == [
        (PY, INVESTMENT, "2021-01", 1, "cny_100m"),
        (PY, INVESTMENT, "2021-02", 2, "cny_100m"),
        (PY, INVESTMENT, "2021-Q1", 6, "cny_100m"),
    ]


MONTH_SHEET = (
    ["指标名称", "计量单位", "本月", "本年累计", "上年同期", "同比增长(%)"],
    ["工业投资", "亿元", 1.1, 12.5, 11, 13.6],
)


@pytest.mark.parametrize(
    ("title", "options"),
    [
        ("平遥经开区2021年6月主要指标月报表", {"period": "2021年1-6月"}),
        ("平遥经开区2021年6月主要指标月报表", {}),
        ("2021年6月主要指标月报表", {"zone": "平遥经开区"}),
        ("填报单位:平遥经开区", {"period": "2021-06"}),
    ],
)
def test_the_month_sheet_of_one_zone(own, tmp_path, title, options):
    path = book(tmp_path, [title], *MONTH_SHEET, merged=("A1:F1",))
    assert loaded(own, path, source=SOURCE, **options)[0] == [
        (PY, INVESTMENT, "2020-S1", 11, "cny_100m"),
        (PY, INVESTMENT, "2021-06", 1.1, "cny_100m"),
        (PY, INVESTMENT, "2021-S1", 12.5, "cny_100m"),
        (PY, f"{INVESTMENT}_growth", "2021-S1", 13.6, "pct"),
    ]


def test_the_month_sheet_of_nobody_asks_for_the_zone(own, tmp_path):
    assert asked(own, book(tmp_path, *MONTH_SHEET), **HALF) == [("A1", "missing_heading", None)]


def of_months(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for month in (1, 2, 3):
        sheet = workbook.create_sheet(f"{month}月")
        sheet.append(["开发区", "工业投资(亿元)"])
        sheet.append(["平遥经开区", month])
    workbook.save(tmp_path / "months.xlsx")
    return tmp_path / "months.xlsx"


def test_a_sheet_a_month(own, tmp_path):
    path = of_months(tmp_path)
    rows, told = loaded(own, path, source=SOURCE, period="2021")
    assert rows == [(PY, INVESTMENT, f"2021-0{m}", m, "cny_100m") for m in (1, 2, 3)]
    assert told == ["period_taken"] * 3
    found = asked(own, path, source=SOURCE, period="2021年3月")
    assert [(cell, rule) for cell, rule, _ in found] == [("A1", "sheet_period_conflict")] * 2


def test_several_files_are_each_loaded_by_themselves(own, tmp_path, capsys):
    good = book(tmp_path, ["开发区", "工业投资(亿元)"], ["平遥经开区", 1], name="a.xlsx")
    bad = book(tmp_path, ["开发区", "工业投资(亿元)"], ["祁县经开区", "x"], name="b.xlsx")
    also = book(tmp_path, ["开发区", "工业投资(亿元)"], ["太谷经开区", 2], name="c.xlsx")
    files = [str(path) for path in (good, bad, also)]
    options = ["--source", SOURCE, "--period", "2021-06", "--db", str(own)]
    assert main(["load", "indicators", *files, *options]) == 1
    output = capsys.readouterr()
    assert output.out.splitlines()[-1] == "2 个文件已装载,1 个未装载"
    assert "b.xlsx: 未装载,1个问题" in output.err
    assert [load.file_name for load in zonedb.loads(own)] == ["a.xlsx", "c.xlsx"]


# -- units, names, values -----------------------------------------------------------------------


def test_units_in_the_cell_of_an_indicator_and_in_the_heading_of_values(own, tmp_path):
    path = book(
        tmp_path,
        ["开发区", "指标", "数值(亿元)"],
        ["平遥经开区", "工业投资(万元)", 12.5],
        ["祁县经开区", "工业投资", 3],
        ["平遥经开区", "工业投资同比增长(%)", 4],
    )
    found = asked(own, path, **HALF)
    assert [(cell, rule) for cell, rule, _ in found] == [
        ("C2", "unit_conflict"),
        ("C4", "unit_conflict"),
    ]
    path = book(
        tmp_path,
        ["开发区", "指标", "数值"],
        ["平遥经开区", "工业投资(万元)", 12.5],
        ["平遥经开区", "工业投资同比增长(%)", 4],
    )
    assert loaded(own, path, **HALF)[0] == [
        (PY, INVESTMENT, "2021-S1", 12.5, "cny_10k"),
        (PY, f"{INVESTMENT}_growth", "2021-S1", 4, "pct"),
    ]


def test_more_than_four_decimals_are_rounded_and_the_literal_is_kept(own, tmp_path):
    path = book(tmp_path, ["开发区", "工业投资(亿元)"], ["平遥经开区", "12.345678"])
    zonedb.load("indicators", path, own, **HALF)
    with zonedb.connect(own) as connection:
        found = connection.execute(
            "select printed, cast(value as varchar), decimals, note_zh from observations"
            " where load_id = 1"
        ).fetchall()
        wrong = connection.execute(
            "select count(*) from checks where not ok and severity = 'error'"
        ).fetchall()
    assert found == [("12.3457", "12.3457", 4, "原值12.345678,四舍五入到4位小数")]
    assert wrong == [(0,)]


def test_growth_in_times_and_level_growth_leave_no_error_in_checks(own, tmp_path):
    path = book(
        tmp_path,
        ["开发区", "工业投资增速", "工业投资全省排名"],
        ["平遥经开区", "增长1.2倍", "全省第3位"],
        ["祁县经开区", "持平", "第三"],
        ["太谷经开区", "下降5.3%", "第2名"],
    )
    rows, _ = loaded(own, path, **HALF)
    assert [row[3] for row in rows] == [1.2, 3, 0, 3, -5.3, 2]
    with zonedb.connect(own) as connection:
        assert (
            connection.execute(
                "select check_id, detail from checks where not ok and severity = 'error'"
            ).fetchall()
            == []
        )


@pytest.mark.parametrize(
    ("text", "rule"),
    [("倒数第2", "rank_from_bottom"), ("2-3", "range")],
)
def test_ranks_that_are_refused(own, tmp_path, text, rule):
    path = book(tmp_path, ["开发区", "工业投资全省排名"], ["平遥经开区", text])
    assert asked(own, path, **HALF) == [("B2", rule, text)]


def test_short_names_are_proposed_once_and_kept_where_accepted(own, tmp_path, capsys):
    path = book(
        tmp_path, ["开发区", "工业投资(亿元)"], ["平遥", 1], ["祁县", 2], ["平遥经济技术开发区", 3]
    )
    found = asked(own, path, **HALF)
    assert [rule for _, rule, _ in found] == ["alias_proposed"] * 3
    arguments = ["--source", SOURCE, "--period", "2021-06", "--db", str(own)]
    assert main(["load", "indicators", str(path), *arguments]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "A2 “平遥”, A4 “平遥经济技术开发区”" in lines[0]
    path = book(tmp_path, ["开发区", "工业投资(亿元)"], ["平遥", 1], ["祁县", 2])
    rows, told = loaded(own, path, **HALF, accept_aliases=True)
    assert [row[0] for row in rows] == [PY, QX]
    assert told == ["alias_kept", "alias_kept"]
    later = book(tmp_path, ["开发区", "工业投资(亿元)"], ["平遥", 5], name="later.xlsx")
    assert loaded(own, later, source=SOURCE, period="2021-07")[0][0][0] == PY
    zonedb.unload(1, own)
    assert asked(own, later, source=SOURCE, period="2021-08")[0][1] == "alias_proposed"


@pytest.mark.parametrize("name", ["晋中", "灵石经开区(省级)X", "其中:晋中开发区"])
def test_what_may_mean_several_is_not_proposed(own, tmp_path, name):
    path = book(tmp_path, ["开发区", "工业投资(亿元)"], [name, 1])
    assert asked(own, path, **HALF) == [("A2", "unknown_name", name)]


def test_unknown_indicators_are_named_with_what_is_close(own, tmp_path):
    path = book(
        tmp_path,
        ["园区名称", "固定资产投资(亿元)", "实际使用外资(万美元)"],
        ["平遥经开区", 12.5, 50],
    )
    with pytest.raises(LoadError) as caught:
        zonedb.load("indicators", path, own, **HALF)
    first, second = caught.value.problems
    assert (first.cell, first.value, first.rule) == ("B1", "固定资产投资", "unknown_name")
    assert "实际利用外资" in second.message_zh


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021.6", "2021-06"), ("21年3月", "2021-03"), ("2021-01~08", "2021-01/2021-08"),
        ("2021年1—9月", "2021-01/2021-09"), ("2021年第3季度", "2021-Q3"), ("2021/7/1", "2021-07-01"),
    ],
)  # fmt: skip
def test_periods_as_offices_write_them(own, tmp_path, text, period):
    path = book(tmp_path, ["开发区", "工业投资(亿元)", "时期"], ["平遥经开区", 1, text])
    assert loaded(own, path, source=SOURCE)[0][0][2] == period


def test_a_year_of_the_title_dates_periods_without_one(own, tmp_path):
    path = book(
        tmp_path,
        ["2021年开发区指标"],
        ["开发区", "工业投资(亿元)", "时期"],
        ["平遥经开区", 1, "二季度"],
        ["平遥经开区", 2, "1-7月"],
    )
    assert [row[2] for row in loaded(own, path, source=SOURCE)[0]] == ["2021-01/2021-07", "2021-Q2"]


def test_a_number_that_may_be_january_or_october_is_asked(own, tmp_path):
    path = book(tmp_path, ["开发区", "工业投资(亿元)", "时期"], ["平遥经开区", 1, 2021.1])
    assert asked(own, path, source=SOURCE) == [("C2", "month_or_october", "2021.1")]
    workbook = openpyxl.load_workbook(path)
    workbook.active["C2"].number_format = "0.00"
    workbook.save(path)
    assert loaded(own, path, source=SOURCE)[0][0][2] == "2021-10"


# -- ledgers ------------------------------------------------------------------------------------

LEDGER = (
    ["“三个一批”项目台账(签约一批)"],
    ["单位:亿元"],
    ["序号", "期次", "项目名称", "建设单位", "所在开发区", "建设内容", "总投资", "预计年产值",
     "签约时间", "是否开工", "开工时间", "形象进度", "包联领导", "备注"],
    [1, "第一期", "甲项目", "甲公司", "平遥经开区", "两条线", 3.2, 4.5, datetime(2021, 1, 15), "是",
     "2021.3", "主体封顶", "略", None],
    [2, "第一期", "乙项目", "乙公司", "祁县经开区", "厂房", 1.2, 2.5, "2021年1月", "否", None, None,
     "略", "手续办理中"],
    ["合计", None, None, None, None, None, 4.4, 7, None, None, None, None, None, None],
)  # fmt: skip


def test_a_ledger_as_offices_keep_it(own, tmp_path):
    path = book(tmp_path, *LEDGER, merged=("A1:N1", "A2:N2"))
    assert asked(own, path, "ledger", source=SOURCE) == [("A3", "no_project_id", None)]
    report = zonedb.load("ledger", path, own, source=SOURCE, project_id="name")
    assert report.added == 2
    assert {notice.rule for notice in report.notices} == {"totals_passed_over", "month_dates"}
    with zonedb.connect(own) as connection:
        assert connection.execute(
            "select project_id, name_zh, subject_id, developer_zh, content_zh, works_state_zh,"
            " cast(planned_investment_cny_100m as double), note_zh from valid_projects"
            " where load_id = 1 order by 1"
        ).fetchall() == [
            ("pingyao_zone/甲项目", "甲项目", PY, "甲公司", "两条线", "主体封顶", 3.2, None),
            ("qixian_zone/乙项目", "乙项目", QX, "乙公司", "厂房", None, 1.2, "手续办理中"),
        ]
        assert connection.execute(
            "select project_id, event_kind, cast(event_date as varchar), date_precision, round_no"
            " from project_events where load_id = 1 order by all"
        ).fetchall() == [
            ("pingyao_zone/甲项目", "signed", "2021-01-15", "day", 1),
            ("pingyao_zone/甲项目", "started", "2021-03-31", "month", None),
            ("qixian_zone/乙项目", "signed", "2021-01-31", "month", 1),
        ]
    assert zonedb.load("ledger", path, own, source=SOURCE, project_id="name").unchanged == 2


def test_what_a_ledger_says_of_a_stage_agrees_with_its_day(own, tmp_path):
    head = ["项目编号", "项目名称", "开发区", "是否开工", "开工日期"]
    path = book(tmp_path, head, ["A", "甲", PY, "是", None], ["B", "乙", PY, "否", "2021-03-01"])
    assert [found[:2] for found in asked(own, path, "ledger", source=SOURCE)] == [
        ("D2", "stage_without_day"), ("D3", "stage_contradicts"),
    ]  # fmt: skip


def test_rounds_of_no_batch_are_asked(own, tmp_path):
    path = book(tmp_path, ["项目编号", "项目名称", "开发区", "期次"], ["A", "甲", PY, 1])
    assert asked(own, path, "ledger", source=SOURCE) == [("D1", "round_of_which", "期次")]


@pytest.mark.parametrize(
    ("text", "day"),
    [("2021.1.15", "2021-01-15"), ("21.1.15", "2021-01-15"), ("20210115", "2021-01-15"),
     ("2021年1月", "2021-01-31"), ("2021.01", "2021-01-31"), ("2021-2", "2021-02-28")],
)  # fmt: skip
def test_days_of_a_ledger(own, tmp_path, text, day):
    path = book(tmp_path, ["项目编号", "项目名称", "开发区", "签约日期"], ["A", "甲", PY, text])
    zonedb.load("ledger", path, own, source=SOURCE)
    with zonedb.connect(own) as connection:
        assert connection.execute(
            "select cast(event_date as varchar) from project_events where load_id = 1"
        ).fetchall() == [(day,)]


@pytest.mark.parametrize(("text", "rule"), [(44211, "serial_day"), ("2021年1月中旬", "date")])
def test_days_that_are_asked(own, tmp_path, text, rule):
    path = book(tmp_path, ["项目编号", "项目名称", "开发区", "签约日期"], ["A", "甲", PY, text])
    assert asked(own, path, "ledger", source=SOURCE) == [("D2", rule, str(text))]


def test_long_numbers_are_no_ids_and_zeros_in_front_are_kept(own, tmp_path):
    head = ["项目编号", "项目名称", "开发区"]
    path = book(tmp_path, head, [202014070203000123, "甲", PY])
    assert asked(own, path, "ledger", source=SOURCE)[0][:2] == ("A2", "long_number")
    path = book(tmp_path, head, [12, "甲", PY])
    workbook = openpyxl.load_workbook(path)
    workbook.active["A2"].number_format = "0000"
    workbook.save(path)
    zonedb.load("ledger", path, own, source=SOURCE)
    with zonedb.connect(own) as connection:
        assert connection.execute(
            "select project_id from projects where load_id = 1"
        ).fetchall() == [("0012",)]


# -- reference rows -----------------------------------------------------------------------------


def text(tmp_path, name, *lines):
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_a_text_file_of_reference_rows_is_known_by_its_headings(own, tmp_path):
    path = text(tmp_path, "新来源.csv", "source_id,title_zh,source_kind", "demo,示范月报,user")
    assert zonedb.load("reference", path, own).added == 1


def test_one_language_is_enough(own, tmp_path):
    path = text(
        tmp_path,
        "more.csv",
        "indicator_id,name_en,definition_en,unit_id,indicator_kind,is_additive",
        "tax,tax,tax revenue,亿元,flow,true",
    )
    zonedb.load("reference", path, own)
    with zonedb.connect(own) as connection:
        assert connection.execute(
            "select name_zh, name_en, definition_zh from indicators where indicator_id = 'tax'"
        ).fetchall() == [("tax", "tax", "tax revenue")]


def test_identities_and_their_terms_from_one_file(own, tmp_path):
    path = text(
        tmp_path,
        "both.csv",
        "identity_id,identity_kind,indicator_id,formula_zh,term_no,term_role,term_indicator_id",
        "x,ratio,开工率,甲比乙,1,numerator,签约项目中开工数",
        "x,ratio,开工率,甲比乙,2,denominator,签约项目数",
    )
    assert zonedb.load("reference", path, own, dry_run=True).added == 3


def test_the_same_cause_in_many_rows_is_one_message(own, tmp_path, capsys):
    rows = [f"平遥经开区,工业投资,2021-06,{n},斤,{SOURCE}" for n in range(1000)]
    path = text(tmp_path, "many.csv", "开发区,指标,时期,数值,单位,来源", *rows)
    assert main(["load", "indicators", str(path), "--db", str(own)]) == 1
    lines = capsys.readouterr().out.splitlines()
    [unit] = [line for line in lines if "斤" in line]
    assert unit.startswith("many.csv 第2行 单位, 第3行 单位")
    assert "(1000格)" in unit
    assert len(lines) < 5


# -- slips: loaded, and warned of ----------------------------------------------------------------

HALF_HEADINGS = ["开发区", "时期", "工业投资(亿元)"]


def slips(own, path, kind="indicators", **options):
    """What is told of slips, in Chinese."""
    report = zonedb.load(kind, path, own, **options)
    with zonedb.connect(own) as connection:
        kept = connection.execute(
            "select detail_zh from checks join check_rules using (check_id)"
            " where finding_zh is not null and not ok order by all"
        ).fetchall()
    told = [notice.message_zh for notice in report.notices if notice.rule == "slip"]
    assert told == [f"存疑,已装载:{detail}" for (detail,) in kept]
    return [text.removeprefix("存疑,已装载:") for text in told]


def test_a_zone_above_its_city_is_told(own, tmp_path):
    path = book(tmp_path, HALF_HEADINGS, ["平遥经开区", "2021年1-6月", 125000])
    assert slips(own, path, source=SOURCE) == [
        "平遥经开区 2021年上半年 工业投资:125000亿元,超过晋中市9家工业类开发区 66.33亿元"
    ]


def test_a_value_a_thousand_times_its_peers_is_told(own, tmp_path):
    rows = [
        ["平遥经开区", "2020年", 20000.5],
        ["晋中开发区", "2020年", 2.5],
        ["太谷经开区", "2020年", 1.5],
    ]
    assert slips(own, book(tmp_path, HALF_HEADINGS, *rows), source=SOURCE) == [
        "平遥经开区 2020年 工业投资:20000.5亿元,为同期各开发区中位数2.5000亿元的一千倍以上"
    ]
    rows[0][2] = 2499.9  # not quite a thousand times
    assert slips(own, book(tmp_path, HALF_HEADINGS, *rows), source=SOURCE) == []


def test_percentages_that_are_fractions_are_told(own, tmp_path):
    headings = ["开发区", "工业投资增速(%)"]
    rows = [["晋中开发区", 0.156], ["太谷经开区", -0.053]]
    assert slips(own, book(tmp_path, headings, *rows), source=SOURCE, period="2020年") == [
        "晋中开发区 2020年 工业投资增速:0.156%,同期数字均小于1,似为未乘以100的小数"
    ]
    rows.append(["祁县经开区", 1.2])
    assert slips(own, book(tmp_path, headings, *rows), source=SOURCE, period="2020年") == []


def test_growth_that_does_not_follow_from_the_levels_is_told(own, tmp_path):
    headings = ["开发区", "时期", "工业投资(亿元)", "工业投资增速(%)"]
    rows = [["晋中开发区", "2020年", 80.0, None], ["晋中开发区", "2021年", 100.0, 26.5]]
    # 100 ± 1 on 80 ± 1, as printed without decimals, is 22.2 to 27.8 percent
    assert slips(own, book(tmp_path, headings, *rows), source=SOURCE) == []
    rows[1][3] = 28
    found = slips(own, book(tmp_path, headings, *rows), source=SOURCE)
    assert found == []
    rows[1][3] = 31
    assert slips(own, book(tmp_path, headings, *rows), source=SOURCE) == [
        "晋中开发区 2021年 工业投资增速:31%,与两年数值不符:2020年 80 → 100亿元"
    ]


def test_one_project_under_two_numbers_is_told(own, tmp_path):
    headings = ["项目编号", "项目名称", "所在开发区"]
    rows = [["P-1", "“晋源”新材料项目", "晋中开发区"], ["P-2", "晋源 新材料项目", "晋中开发区"]]
    found = slips(own, book(tmp_path, headings, *rows), "ledger", source=SOURCE)
    assert len(found) == 1
    assert found[0].endswith("新材料项目,以多个编号登记:P-1, P-2")
