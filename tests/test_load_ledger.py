"""Loads of the project ledger, its progress, and reference rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from test_load import SOURCE, csv, problems, rows

import zonedb
from zonedb.errors import LoadError

HEAD = (
    "项目编号,项目名称,开发区,所属产业,包联领导,计划总投资(万元),预计年产值,项目状态,"
    "签约日期,签约期次,开工日期,开工期次,投产日期,投产期次,来源\n"
)
P1 = "P1,甲,平遥经开区,装备,张三,32000,4.5亿元,在册,2021-01-15,4,2021-03-18,4,,,"
P2 = "P2,乙,祁县经开区,,,1234.56,,,2021年1月16日,第4期,,,,,"


def ledger(tmp_path, *lines: str, name: str = "ledger.csv"):
    return csv(tmp_path, HEAD + "".join(f"{line}{SOURCE}\n" for line in lines), name)


def test_projects_and_their_events(own, tmp_path):
    assert zonedb.load("ledger", ledger(tmp_path, P1, P2), own).added == 2
    assert rows(
        own,
        "select project_id, revision, subject_id, industry_zh, leader_zh, planned_investment_cny_100m,"
        " expected_output_cny_100m, project_status from projects where load_id = 1 order by 1",
    ) == [
        ("P1", 1, "pingyao_zone", "装备", "张三", Decimal("3.2"), Decimal("4.5"), "active"),
        ("P2", 1, "qixian_zone", None, None, Decimal("0.123456"), None, None),
    ]
    assert rows(
        own, "select project_id, event_kind, event_date, round_no from project_events order by all"
    ) == [
        ("P1", "signed", date(2021, 1, 15), 4),
        ("P1", "started", date(2021, 3, 18), 4),
        ("P2", "signed", date(2021, 1, 16), 4),
    ]


def test_a_changed_project_is_a_new_revision_and_a_changed_date_a_new_event(own, tmp_path):
    zonedb.load("ledger", ledger(tmp_path, P1, P2), own)
    changed = P1.replace("平遥经开区", "祁县经开区").replace("2021-03-18", "2021-04-01")
    report = zonedb.load("ledger", ledger(tmp_path, changed, P2, name="b.csv"), own)
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert rows(own, "select revision, subject_id from projects where project_id = 'P1' order by 1") == [
        (1, "pingyao_zone"), (2, "qixian_zone"),
    ]  # fmt: skip
    assert rows(
        own,
        "select event_date from valid_project_events where project_id = 'P1' and event_kind = 'started'",
    ) == [(date(2021, 4, 1),)]
    assert rows(own, "select count(*) from project_events where project_id = 'P1'") == [(3,)]
    zonedb.unload(2, own)
    assert rows(own, "select subject_id from valid_projects where project_id = 'P1'") == [
        ("pingyao_zone",)
    ]


def test_the_same_ledger_again_changes_nothing(own, tmp_path):
    zonedb.load("ledger", ledger(tmp_path, P1, P2), own)
    again = zonedb.load("ledger", ledger(tmp_path, P2, P1, name="b.csv"), own)
    assert (again.load_id, again.unchanged) == (None, 2)


def test_mistakes_of_a_ledger(own, tmp_path):
    path = ledger(
        tmp_path,
        P1,
        P1.replace("甲", "丙"),
        P2.replace("祁县经开区", "祁县开发").replace("第4期", "四月"),
        P2.replace("P2", "P3").replace("1234.56", "多").replace("2021年1月16日", "2021-01"),
        P1.replace("P1", "P4").replace("2021-03-18", "2020-03-18").replace("在册", "在"),
        P1.replace("P1", "P5").replace("4.5亿元", "4.5").replace(",甲,", ",,"),
    )
    assert problems("ledger", path, own) == [
        ("row 3, 项目编号", "repeated_key", "P1"),
        ("row 4, 开发区", "unknown_name", "祁县开发"),
        ("row 4, 签约期次", "integer", "四月"),
        ("row 5, 计划总投资(万元)", "no_number", "多"),
        ("row 5, 签约日期", "date", "2021-01"),
        ("row 6, 项目状态", "code", "在"),
        ("row 6, 开工日期", "event_order", "2020-03-18"),
        ("row 7, 项目名称", "required", None),
        ("row 7, 预计年产值", "money_unit", "4.5"),
    ]
    assert zonedb.loads(own) == []


def test_progress_of_projects(own, tmp_path):
    zonedb.load("ledger", ledger(tmp_path, P1), own)
    head = "项目编号,时期,完成投资(亿元),实际年产值(亿元),来源\n"
    line = f"P1,2021年1-8月,1.5,2.5,{SOURCE}\n"
    assert zonedb.load("progress", csv(tmp_path, head + line), own).added == 1
    report = zonedb.load("progress", csv(tmp_path, head + line.replace("2.5", "2.6"), "b.csv"), own)
    assert report.changed == 1
    assert rows(
        own,
        "select period_id, actual_investment_cny_100m, actual_output_cny_100m from valid_project_reports",
    ) == [("2021-01/2021-08", Decimal("1.5"), Decimal("2.6"))]
    bad = head + f"P9,2021年1-8月,1.5,2.5,{SOURCE}\nP1,8月,x,,{SOURCE}\n{line}{line}"
    assert problems("progress", csv(tmp_path, bad, "c.csv"), own) == [
        ("row 2, 项目编号", "unknown_project", "P9"),
        ("row 3, 时期", "no_year", "8月"),
        ("row 3, 完成投资(亿元)", "no_number", "x"),
        ("row 5, 项目编号", "repeated_key", "P1"),
    ]


@pytest.fixture
def reference(tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheets = {
        "sources": [["来源编号", "标题", "刊印者"], ["office", "开发区月报", "管委会"]],
        "行政区划": [["area_id", "parent_area_id", "area_level", "name_zh"],
                 ["140100", "140000", "地级市", "太原市"]],
        "subjects": [["subject_id", "subject_kind", "name_zh", "area_id", "whole_subject_id"],
                     ["taiyuan_zone", "开发区", "太原经开区", "140100", "taiyuan"],
                     ["taiyuan", "area", "太原市", "140100", "shanxi"]],
        "zones": [["subject_id", "zone_type", "zone_level", "level_basis"],
                  ["taiyuan_zone", "工业类", "国家级", "by_name"]],
        "indicators": [["indicator_id", "name_zh", "definition_zh", "unit_id", "indicator_kind", "is_additive"],
                       ["tax_revenue", "税收收入", "开发区内企业入库税收", "亿元", "流量", "是"]],
        "targets": [["target_id", "source_id", "subject_id", "indicator_id", "period_id", "value", "unit_id"],
                    ["tax_2020", "office", "taiyuan_zone", "tax_revenue", "2020", "12.5", "cny_100m"]],
    }  # fmt: skip
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    return book


def test_reference_rows_of_every_kind(own, tmp_path, reference):
    path = tmp_path / "reference.xlsx"
    reference.save(path)
    assert zonedb.load("reference", path, own).added == 7
    assert rows(own, "select name_zh, name_en, area_id from subjects where load_id = 1 order by 1") == [
        ("太原市", "太原市", "140100"), ("太原经开区", "太原经开区", "140100"),
    ]  # fmt: skip
    assert rows(own, "select zone_type, zone_level, host_basis from zones where load_id = 1") == [
        ("industrial", "national", "not_stated")
    ]
    assert rows(
        own,
        "select unit_id, indicator_kind, is_additive, direction from indicators where load_id = 1",
    ) == [("cny_100m", "flow", True, "none")]
    assert rows(
        own, "select printed, qualifier, decimals, value from targets where load_id = 1"
    ) == [("12.5", ">=", 1, Decimal("12.5"))]
    text = "开发区,税收收入(亿元),时期,来源\n太原经开区,10.5,2020,开发区月报\n"
    assert zonedb.load("indicators", csv(tmp_path, text), own).added == 1
    assert rows(own, "select progress_pct from target_progress where target_id = 'tax_2020'") == [
        (84.0,)
    ]


def test_reference_mistakes(own, tmp_path, reference):
    reference["zones"].append(["nowhere", "农业", "省级", "stated"])
    reference["zones"].append(["taiyuan_zone", "工业类", "省级", "by_name"])
    reference["行政区划"].append(["14010x", "149999", "prefecture", "某市"])
    reference["subjects"].append(["pingyao_zone", "zone", "别名", "140728", "jinzhong"])
    reference["subjects"].append(["no_area", "zone", None, "999999", None])
    path = tmp_path / "reference.xlsx"
    reference.save(path)
    found = problems("reference", path, own)
    assert found == [
        ("A4", "exists_otherwise", "pingyao_zone"),
        ("C5", "required", None),
        ("D5", "unknown_name", "999999"),
        ("A3", "unknown_name", "nowhere"),
        ("B3", "code", "农业"),
        ("A4", "repeated_key", "taiyuan_zone"),
        ("A3", "violates", "14010x"),
        ("B3", "unknown_name", "149999"),
    ]
    assert zonedb.loads(own) == []


def test_a_sheet_is_named_after_its_table(own, tmp_path, reference):
    reference["zones"].title = "zonen"
    path = tmp_path / "reference.xlsx"
    reference.save(path)
    with pytest.raises(
        LoadError, match="sheet zonen is named after no table; it is one of sources"
    ):
        zonedb.load("reference", path, own)


def test_reference_rows_from_csv_named_after_the_table(own, tmp_path):
    path = csv(tmp_path, "source_id,title_zh,source_priority\noffice,月报,1\n", "sources.csv")
    assert zonedb.load("reference", path, own).added == 1
    assert rows(
        own, "select source_kind, source_priority, date_basis from sources where load_id = 1"
    ) == [("user", 1, "not_stated")]
