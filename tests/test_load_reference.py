"""Reference workbooks: targets as people write them, names for ids, sheets and headings twice."""

from __future__ import annotations

from decimal import Decimal

import openpyxl
import pytest
from test_load import csv, problems, rows

import zonedb
from zonedb.cli import main
from zonedb.errors import LoadError

pytestmark = pytest.mark.slow  # builds or loads many files

HEAD = "目标编号,来源编号,统计对象编号,指标编号,时期编号,数值,单位编号,限定符\n"
START = "t,jinzhong_article,pingyao_zone"
STORED = (
    "select period_id, printed, value, unit_id, qualifier, decimals from targets where load_id = 1"
)


def target(tmp_path, indicator, period, value, unit="", qualifier=""):
    line = f"{START},{indicator},{period},{value},{unit},{qualifier}\n"
    return csv(tmp_path, HEAD + line, "targets.csv")


@pytest.mark.parametrize(
    ("indicator", "cells", "stored"),
    [
        ("industrial_investment", ("不超过12", "亿元"), ("12", "cny_100m", "<=", 0)),
        ("industrial_investment", ("12.50亿元",), ("12.5", "cny_100m", ">=", 2)),
        ("industrial_investment", ("超过1200万元", "万元", ">"), ("1200", "cny_10k", ">", 0)),
        ("industrial_investment", ("12", "亿元", "约"), ("12", "cny_100m", "~", 0)),
        ("industrial_investment", ('"1,200"', "万元"), ("1200", "cny_10k", ">=", 0)),
        ("industrial_investment_growth", ("下降3.2%以内",), ("-3.2", "pct", ">=", 1)),
        ("standard_land_parcels", ("20余宗",), ("20", "parcel", ">", 0)),
    ],
)
def test_targets_as_people_write_them(own, tmp_path, indicator, cells, stored):
    path = target(tmp_path, indicator, "2021", *cells)
    assert zonedb.load("reference", path, own).added == 1
    value, *others = stored
    assert rows(own, STORED) == [("2021", cells[0].strip('"'), Decimal(value), *others)]


@pytest.mark.parametrize(
    ("indicator", "cells", "found"),
    [
        ("工业投资", ("不超过12", "亿元", ">="), [("限定符", "qualifier_conflict", ">=")]),
        ("工业投资", ("12.5亿元", "万元"), [("数值", "unit_conflict", "12.5亿元")]),
        ("工业投资", ("—", "亿元"), [("数值", "required", "—")]),
        ("工业投资", ("", "亿元"), [("数值", "required", None)]),
        ("工业投资", ("十几", "亿元"), [("数值", "unknown_unit", "十几")]),
        ("工业投资", ("12",), [("数值", "unit_missing", "12")]),
        ("工业投资", ("12", "%"), [("单位编号", "unit_quantity", "%")]),
        ("工业投资", ("12%",), [("数值", "unit_quantity", "12%")]),
        ("工业投资", ("12", "亿圆"), [("单位编号", "unknown_name", "亿圆")]),
        ("工业投资", ("12以上", "亿元"), [("数值", "unit_unprinted", "12以上")]),
        ("标准地出让宗数", ("1.5",), [("数值", "unit_missing", "1.5")]),
        ("标准地出让宗数", ("1.5", "宗"), [("数值", "count_not_whole", "1.5")]),
        ("工业投", ("12", "亿元"), [("指标编号", "unknown_name", "工业投")]),
    ],
)
def test_mistakes_of_targets_stand_at_their_cells(own, tmp_path, indicator, cells, found):
    path = target(tmp_path, indicator, "2021", *cells)
    assert problems("reference", path, own) == [
        (f"row 2, {column}", rule, value) for column, rule, value in found
    ]


@pytest.mark.parametrize(
    ("period", "id_", "kind"),
    [
        ("2021", "2021", "year"),
        ("2021年1-8月", "2021-01/2021-08", "year_to_date"),
        ("2031年上半年", "2031-S1", "half"),
        ("", "undated", "undated"),
    ],
)
def test_the_period_of_a_target_may_be_new(own, tmp_path, period, id_, kind):
    known = rows(own, "select load_id from periods where period_id = ?", id_)
    zonedb.load("reference", target(tmp_path, "工业投资", period, "12亿元"), own)
    assert rows(own, "select period_id from targets where load_id = 1") == [(id_,)]
    assert rows(own, "select period_kind, load_id from periods where period_id = ?", id_) == [
        (kind, None if known else 1)
    ]


def test_a_period_that_cannot_be_read(own, tmp_path):
    path = target(tmp_path, "工业投资", "8月", "12亿元")
    assert problems("reference", path, own) == [("row 2, 时期编号", "no_year", "8月")]


def test_subjects_indicators_and_sources_by_name(own, tmp_path):
    line = "t,打造开发区转型升级主引擎方面任务完成情况,平遥经开区,工业投资,2021,12亿元,,\n"
    assert zonedb.load("reference", csv(tmp_path, HEAD + line, "targets.csv"), own).added == 1
    assert rows(
        own, "select source_id, subject_id, indicator_id from targets where load_id = 1"
    ) == [("jinzhong_commerce_bureau", "pingyao_zone", "industrial_investment")]


def test_names_of_the_same_workbook(own, tmp_path):
    path = workbook(
        tmp_path,
        ("subjects", ["subject_id", "subject_kind", "name_zh", "area_id", "whole_subject_id"],
         ["new_zone", "zone", "新经开区", "140728", "晋中市"]),
        ("zones", ["subject_id", "zone_type"], ["新经开区", "工业类"]),
        ("targets", ["target_id", "source_id", "subject_id", "indicator_id", "value"],
         ["t", "jinzhong_article", "新经开区", "工业投资", "3亿元"]),
    )  # fmt: skip
    assert zonedb.load("reference", path, own).added == 3
    assert rows(own, "select subject_id, zone_type from zones where load_id = 1") == [
        ("new_zone", "industrial")
    ]
    assert rows(own, "select subject_id from targets where load_id = 1") == [("new_zone",)]
    assert rows(own, "select whole_subject_id from subjects where load_id = 1") == [("jinzhong",)]


PRINTED = "target_id,source_id,subject_id,indicator_id,printed,value,unit_id,qualifier,decimals\n"


def test_the_printed_text_of_a_target_tells_its_comparator(own, tmp_path):
    line = "t,jinzhong_article,平遥经开区,工业投资,不超过12亿元,12,,,\n"
    zonedb.load("reference", csv(tmp_path, PRINTED + line, "targets.csv"), own)
    assert rows(own, "select value, unit_id, qualifier from targets where load_id = 1") == [
        (12, "cny_100m", "<=")
    ]


@pytest.mark.parametrize(
    ("cells", "column", "rule", "value"),
    [
        ("不超过12亿元,12,,>=,", "qualifier", "qualifier_conflict", ">="),
        ("不超过12亿元,至少12,,,", "printed", "qualifier_conflict", "不超过12亿元"),
        ("不超过13亿元,12,亿元,,", "printed", "printed_differs", "不超过13亿元"),
        (",12.55,亿元,,1", "decimals", "decimals_short", "1"),
        ("12亿元左右,12,万元,,", "value", "unit_conflict", "12"),
    ],
)
def test_the_printed_text_of_a_target_agrees_with_its_cells(
    own, tmp_path, cells, column, rule, value
):
    line = f"t,jinzhong_article,平遥经开区,工业投资,{cells}\n"
    found = problems("reference", csv(tmp_path, PRINTED + line, "targets.csv"), own)
    assert (f"row 2, {column}", rule, value) in found


def workbook(tmp_path, *sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, *lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    path = tmp_path / "reference.xlsx"
    book.save(path)
    return path


def test_a_heading_that_stands_twice(own, tmp_path):
    path = workbook(
        tmp_path, ("sources", ["source_id", "title_zh", "标题"], ["office", "甲", "乙"])
    )
    assert problems("reference", path, own) == [("C1", "repeated_heading", "标题")]


def test_two_sheets_of_one_table(own, tmp_path):
    path = workbook(
        tmp_path,
        ("sources", ["source_id", "title_zh"], ["office", "甲"]),
        ("数据来源", ["source_id", "title_zh"], ["other", "乙"]),
    )
    with pytest.raises(zonedb.LoadError) as caught:
        zonedb.load("reference", path, own)
    [problem] = caught.value.problems
    assert (problem.sheet, problem.cell, problem.rule) == ("数据来源", "A1", "repeated_sheet")
    assert "sources" in problem.message_en


def test_an_unknown_unit_is_told_the_symbols_as_they_are_written(own, tmp_path):
    path = target(tmp_path, "工业投资", "2021", "12", "CNY 100mm")
    with pytest.raises(zonedb.LoadError) as caught:
        zonedb.load("reference", path, own)
    [problem] = caught.value.problems
    assert (problem.cell, problem.rule) == ("row 2, 单位编号", "unknown_name")
    assert "close to it: cny_100m" in problem.message_en


def test_an_alias_of_a_zone_on_record(own, tmp_path):
    text = (
        "开发区,指标,时期,数值,来源\n平遥经济技术开发区,工业投资,2021-06,1.5亿元,jinzhong_article\n"
    )
    path = csv(tmp_path, text)
    assert problems("indicators", path, own) == [
        ("row 2, 开发区", "alias_proposed", "平遥经济技术开发区")
    ]
    alias = csv(
        tmp_path, "统计对象编号,别名\n平遥经开区,平遥经济技术开发区\n", "subject_aliases.csv"
    )
    assert zonedb.load("reference", alias, own).added == 1
    assert rows(own, "select subject_id, alias_zh from subject_aliases where load_id = 1") == [
        ("pingyao_zone", "平遥经济技术开发区")
    ]
    assert zonedb.load("indicators", path, own).added == 1
    assert rows(own, "select subject_id from observations where load_id = 2") == [("pingyao_zone",)]
    zonedb.unload(2, own)
    zonedb.unload(1, own)
    assert rows(own, "select count(*) from subject_aliases where load_id = 1") == [(0,)]


# -- units, rounds, and files that refer to each other --------------------------------------------

UNITS = "单位编号,单位(中文),量,基本单位编号,换算系数\ngwh,吉瓦时,energy,kwh_10k,100\nkwh_10k,万千瓦时,energy,kwh_10k,1\n"
POWER = (
    "指标编号,中文名称,定义,单位,指标性质,可加性\npower_use,用电量,开发区用电量,万千瓦时,流量,是\n"
)
ROUNDS = (
    "时期编号,时期类型,中文名称,时期止,起始期次,截止期次\n"
    "R1@2021,期次,2021年第一期,2021-03-31,1,1\n"
    "R1-4@2021-12-31,期次,前四期(截至2021年12月底),2021-12-31,1,4\n"
)
FIGURES = (
    "开发区,时期,用电量(吉瓦时),签约项目数\n晋中开发区,2021年第一期,,5\n"
    "晋中开发区,前四期(截至2021年12月底),,15\n晋中开发区,2021年1-6月,3.5,\n"
)


def written(folder, **texts):
    paths = [folder / f"{name}.csv" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, "utf-8")
    return paths


def test_own_units_and_rounds_are_used_by_figures_and_taken_back_last(own, tmp_path):
    indicators, periods, units = written(tmp_path, a=POWER, b=ROUNDS, c=UNITS)
    assert zonedb.load("reference", [indicators, periods, units], own).added == 5
    [figures] = written(tmp_path, d=FIGURES)
    zonedb.load("indicators", figures, own, source="jinzhong_commerce_bureau")
    with zonedb.connect(own) as connection:
        assert connection.execute(
            "select period_id, indicator_id, cast(value as double), unit_id,"
            " cast(base_value as double) from figures where load_id = 2 order by all"
        ).fetchall() == [
            ("2021-S1", "power_use", 3.5, "gwh", 350.0),
            ("R1-4@2021-12-31", "signed_projects", 15.0, "item", 15.0),
            ("R1@2021", "signed_projects", 5.0, "item", 5.0),
        ]
    with pytest.raises(zonedb.errors.ZonedbError, match="unknown period R1@2021|in use"):
        zonedb.unload(1, own)
    zonedb.unload(2, own)
    zonedb.unload(1, own)
    with zonedb.connect(own) as connection:
        assert connection.execute("select * from units where load_id is not null").fetchall() == []


def test_taking_back_reference_rows_keeps_the_periods_of_figures(own, tmp_path):
    [units, figures] = written(
        tmp_path, a=UNITS, b="开发区,时期,工业投资(亿元)\n晋中开发区,2019年1-4月,1.5\n"
    )
    zonedb.load("reference", units, own)
    zonedb.load("indicators", figures, own, source="jinzhong_commerce_bureau")
    zonedb.unload(1, own)
    with zonedb.connect(own) as connection:
        assert connection.execute(
            "select load_id from periods where period_id = '2019-01/2019-04'"
        ).fetchall() == [(2,)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_identities_and_terms_of_two_files_are_one_load(own, tmp_path, order):
    files = written(
        tmp_path,
        a="恒等式编号,恒等式类型,指标编号,倍数,公式(中文)\nagain,ratio,开工率,100,开工率\n",
        b="恒等式编号,项号,项的角色,指标编号\nagain,1,分子,signed_projects_started\n"
        "again,2,分母,签约项目数\n",
    )
    report = zonedb.load("reference", [files[number] for number in order], own)
    assert (report.load_id, report.added) == (1, 3)
    again = zonedb.load("reference", [files[number] for number in order], own)
    assert (again.load_id, again.same_as) == (None, 1)


def test_what_is_wrong_in_one_of_two_files_is_told_of_that_file(own, tmp_path, capsys):
    paths = written(tmp_path, units=UNITS, rounds=ROUNDS.replace("2021-03-31", "2021-02-31"))
    arguments = ["load", "reference", *map(str, paths), "--db", str(own), "--lang", "en"]
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("units.csv, rounds.csv [rounds] row 2, 时期止 '2021-02-31' ")
    assert captured.err == "zonedb: units.csv, rounds.csv: not loaded, 1 problem\n"


def test_a_metric_that_there_is_none_of_is_a_problem_of_its_cell(own, tmp_path):
    [path] = written(
        tmp_path,
        a="恒等式编号,恒等式类型,派生指标编号,倍数,公式(中文)\nagain,ratio,power_start,100,-\n",
    )
    with pytest.raises(LoadError) as caught:
        zonedb.load("reference", path, own)
    assert ("row 2, 派生指标编号", "unknown_name") in {
        (p.cell, p.rule) for p in caught.value.problems
    }
