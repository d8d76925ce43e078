"""Loads of the project ledger, its progress, and reference rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from test_load import SOURCE, csv, problems, rows

import zonedb
from zonedb.errors import LoadError

pytestmark = pytest.mark.slow  # builds or loads many files

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
    path = ledger(tmp_path, changed, P2, name="b.csv")
    assert problems("ledger", path, own) == [("row 2, 开发区", "move_without_day", "祁县经开区")]
    days = HEAD.replace("来源", "调整日期,来源") + f"{changed}2021-06-01,{SOURCE}\n{P2},{SOURCE}\n"
    report = zonedb.load("ledger", csv(tmp_path, days, "c.csv"), own)
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert rows(own, "select revision, subject_id from projects where project_id = 'P1' order by 1") == [
        (1, "pingyao_zone"), (2, "qixian_zone"),
    ]  # fmt: skip
    assert rows(
        own,
        "select event_date from valid_project_events where project_id = 'P1' and event_kind = 'started'",
    ) == [(date(2021, 4, 1),)]
    assert rows(own, "select count(*) from project_events where project_id = 'P1'") == [(4,)]
    zonedb.unload(2, own)
    assert rows(own, "select subject_id from valid_projects where project_id = 'P1'") == [
        ("pingyao_zone",)
    ]


def test_the_same_ledger_again_changes_nothing(own, tmp_path):
    zonedb.load("ledger", ledger(tmp_path, P1, P2), own)
    again = zonedb.load("ledger", ledger(tmp_path, P2, P1, name="b.csv"), own)
    assert (again.load_id, again.added, again.changed, again.unchanged) == (2, 0, 0, 2)


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
        ("row 4, 签约期次", "round", "四月"),
        ("row 5, 计划总投资(万元)", "no_number", "多"),
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


def test_a_sheet_under_another_name_is_known_by_its_headings(own, tmp_path, reference):
    expected = tmp_path / "named.xlsx"
    reference.save(expected)
    reference["zones"].title = "zonen"
    path = tmp_path / "reference.xlsx"
    reference.save(path)
    known = zonedb.load("reference", expected, own, dry_run=True)
    assert zonedb.load("reference", path, own).added == known.added > 0


def test_a_sheet_whose_headings_fit_no_table_alone(own, tmp_path):
    path = csv(tmp_path, "note_zh,note_en\n甲,a\n", "anything.csv")
    with pytest.raises(LoadError, match="anything is named after no table") as caught:
        zonedb.load("reference", path, own)
    assert "请以表名命名工作表或文件" in caught.value.words.zh


def test_reference_rows_from_csv_named_after_the_table(own, tmp_path):
    path = csv(tmp_path, "source_id,title_zh,source_priority\noffice,月报,1\n", "sources.csv")
    assert zonedb.load("reference", path, own).added == 1
    assert rows(
        own, "select source_kind, source_priority, date_basis from sources where load_id = 1"
    ) == [("user", 1, "not_stated")]


STAGES = "select event_kind, event_date, round_no from project_stages where project_id = 'P1' order by all"
VALID = (
    "select industry_zh, leader_zh, planned_investment_cny_100m, expected_output_cny_100m,"
    " project_status, revision from valid_projects where project_id = 'P1'"
)
BRIEF = "项目编号,项目名称,开发区,来源"
ROW = f"P1,甲,平遥经开区,{SOURCE}"


def brief(tmp_path, more_heads: str, *lines: str, name: str = "brief.csv", head: str = BRIEF):
    """A ledger of few columns; each line goes on after id, name, zone and source."""
    text = f"{head},{more_heads}\n" + "".join(f"{line}\n" for line in lines)
    return csv(tmp_path, text, name)


def progress(tmp_path, *lines: str, name: str = "progress.csv"):
    head = "项目编号,时期,口径,完成投资(亿元),实际年产值(亿元),说明,来源\n"
    return csv(tmp_path, head + "".join(f"{line},{SOURCE}\n" for line in lines), name)


def workbook(tmp_path, *sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, lines in enumerate(sheets):
        sheet = book.create_sheet(f"s{number}")
        for line in lines:
            sheet.append(line)
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def test_each_sheet_has_its_own_unit_of_money(own, tmp_path):
    head = ["项目编号", "项目名称", "开发区", "来源"]
    path = workbook(
        tmp_path,
        [[*head, "计划总投资(亿元)"], ["P1", "甲", "平遥经开区", SOURCE, 3]],
        [[*head, "计划总投资(万元)"], ["P2", "乙", "平遥经开区", SOURCE, 30000]],
        [[*head, "计划总投资"], ["P3", "丙", "平遥经开区", SOURCE, "30000万元"]],
        [[*head, "计划总投资(万元)"], ["P4", "丁", "平遥经开区", SOURCE, 3]],
    )
    zonedb.load("ledger", path, own)
    assert rows(
        own,
        "select project_id, planned_investment_cny_100m from projects where load_id = 1 order by 1",
    ) == [("P1", 3), ("P2", 3), ("P3", 3), ("P4", Decimal("0.0003"))]
    path = workbook(
        tmp_path,
        [[*head, "计划总投资(亿元)"], ["P5", "甲", "平遥经开区", SOURCE, "x"]],
        [[*head, "计划总投资"], ["P6", "乙", "平遥经开区", SOURCE, "3"]],
    )
    assert problems("ledger", path, own) == [("E2", "no_number", "x"), ("E2", "money_unit", "3")]


def test_a_unit_in_the_cell_that_differs_from_the_heading_is_refused(own, tmp_path):
    path = brief(tmp_path, "计划总投资(亿元)", f"{ROW},3万元", f"{ROW.replace('P1', 'P2')},3亿元")
    with pytest.raises(LoadError) as caught:
        zonedb.load("ledger", path, own)
    assert [p.line("en") for p in caught.value.problems] == [
        "brief.csv row 2, 计划总投资(亿元) '3万元' has a unit that differs from the one in the"
        " column unit or the heading (亿元) (unit_conflict)"
    ]


def test_what_a_sheet_lacks_or_leaves_blank_stays_and_a_dash_removes_it(own, tmp_path):
    zonedb.load("ledger", ledger(tmp_path, P1), own)
    full = ("装备", "张三", Decimal("3.2"), Decimal("4.5"), "active")
    zonedb.load("ledger", brief(tmp_path, "投产日期", f"{ROW},2021-08-01"), own)
    assert rows(own, VALID) == [(*full, 2)]
    assert rows(own, STAGES) == [
        ("in_production", date(2021, 8, 1), None),
        ("signed", date(2021, 1, 15), 4),
        ("started", date(2021, 3, 18), 4),
    ]
    report = zonedb.load(
        "ledger", brief(tmp_path, "包联领导,计划总投资,产业", f"{ROW},李四,,", name="b.csv"), own
    )
    assert (report.changed, rows(own, VALID)) == (1, [("装备", "李四", *full[2:], 3)])
    zonedb.load(
        "ledger",
        brief(tmp_path, "包联领导,计划总投资,产业,状态", f"{ROW},—,-,――,—", name="c.csv"),
        own,
    )
    assert rows(own, VALID) == [(None, None, None, Decimal("4.5"), None, 4)]
    again = brief(tmp_path, "包联领导,状态,开工日期", f"{ROW},—,,", name="d.csv")
    assert zonedb.load("ledger", again, own).unchanged == 1


def test_a_dash_is_no_name_of_a_project(own, tmp_path):
    assert problems("ledger", ledger(tmp_path, P1.replace("甲", "—")), own) == [
        ("row 2, 项目名称", "required_dash", "—")
    ]


def test_blank_progress_stays_and_a_dash_removes_it(own, tmp_path):
    zonedb.load("ledger", ledger(tmp_path, P1), own)
    reported = (
        "select period_id, actual_investment_cny_100m, actual_output_cny_100m, note_zh"
        " from valid_project_reports"
    )
    zonedb.load("progress", progress(tmp_path, "P1,2021-06,,1.5,2.5,初报"), own)
    report = zonedb.load("progress", progress(tmp_path, "P1,2021-06,,1.6,,", name="b.csv"), own)
    assert report.changed == 1
    assert rows(own, reported) == [("2021-06", Decimal("1.6"), Decimal("2.5"), "初报")]
    zonedb.load("progress", progress(tmp_path, "P1,2021年6月,,,—,", name="c.csv"), own)
    assert rows(own, reported) == [("2021-06", Decimal("1.6"), None, "初报")]
    again = progress(tmp_path, "P1,2021-06,,1.6,,", name="d.csv")
    assert zonedb.load("progress", again, own).unchanged == 1


def test_a_period_in_other_words_is_a_repeated_one(own, tmp_path):
    zonedb.load("ledger", ledger(tmp_path, P1), own)
    path = progress(tmp_path, "P1,2021-06,累计,1,2,", "P1,2021-06,,1,2,", "P1,2021年1-6月,,1,2,")
    with pytest.raises(LoadError) as caught:
        zonedb.load("progress", path, own)
    assert [(p.cell, p.rule, p.message_en) for p in caught.value.problems] == [
        ("row 4, 项目编号", "repeated_key", "repeats the project id and period of row 2")
    ]


def test_unreadable_periods_are_found_in_every_row(own, tmp_path, monkeypatch):
    monkeypatch.setattr("zonedb.loading.projects.ids.MAX_REPORTED", 1)
    zonedb.load("ledger", ledger(tmp_path, P1), own)
    path = progress(tmp_path, "P1,2021-06,,1,2,", "P1,8月,,1,2,")
    assert problems("progress", path, own) == [("row 3, 时期", "no_year", "8月")]


def test_an_id_is_written_as_it_is_on_record(own, tmp_path):
    zonedb.load("ledger", ledger(tmp_path, P1, P2.replace("P2", "平遥-1")), own)
    for written in ("p1", "\uff301", "P 1", "平遥\uff0d1"):
        found = problems("progress", progress(tmp_path, f"{written},2021-06,,1,2,"), own)
        assert found == [("row 2, 项目编号", "id_differs", written)]
        found = problems("ledger", ledger(tmp_path, P1.replace("P1", written)), own)
        assert found == [("row 2, 项目编号", "id_differs", written)]
    with pytest.raises(LoadError) as caught:
        zonedb.load("ledger", ledger(tmp_path, P1.replace("P1", "p1")), own)
    [problem] = caught.value.problems
    assert problem.message_en == "is written P1 on record; write it alike"
    assert problem.message_zh == "台账中写作“P1”;请写得一致"


def test_an_id_is_written_as_earlier_in_the_file(own, tmp_path):
    path = ledger(tmp_path, P1, P2, P2.replace("P2", "p2"), P1.replace("P1", "p3"))
    with pytest.raises(LoadError) as caught:
        zonedb.load("ledger", path, own)
    assert [(p.cell, p.rule, p.message_en) for p in caught.value.problems] == [
        ("row 4, 项目编号", "id_differs", "is written P2 in row 3; write it alike")
    ]


def test_a_round_that_is_put_back_counts_again(own, tmp_path):
    for number, round_no in enumerate((4, 5, 4)):
        lines = f"{ROW},2021-01-15,{round_no}"
        path = brief(tmp_path, f"签约日期,签约期次{',' * number}", lines, name=f"{number}.csv")
        report = zonedb.load("ledger", path, own)
        assert report.added + report.changed == 1
        assert rows(own, STAGES) == [("signed", date(2021, 1, 15), round_no)]
        assert rows(own, "select round_no from valid_project_events where project_id = 'P1'") == [
            (round_no,)
        ]
    assert rows(own, "select count(*) from project_events where project_id = 'P1'") == [(3,)]


def test_an_event_is_taken_back_by_a_dash(own, tmp_path):
    zonedb.load("ledger", ledger(tmp_path, P1), own)
    path = brief(tmp_path, "开工日期,开工期次", f"{ROW},—,—")
    assert zonedb.load("ledger", path, own).changed == 1
    assert rows(own, STAGES) == [("signed", date(2021, 1, 15), 4)]
    assert rows(
        own, "select event_kind from valid_project_events where project_id = 'P1'"
    ) == [("signed",)]  # fmt: skip
    assert rows(
        own,
        "select event_date, round_no, is_void from project_events where project_id = 'P1' and load_id = 2",
    ) == [(None, None, True)]
    again = brief(tmp_path, "开工日期,开工期次,说明", f"{ROW},—,—,", name="b.csv")
    assert zonedb.load("ledger", again, own).unchanged == 1
    zonedb.unload(2, own)
    assert len(rows(own, STAGES)) == 2
    zonedb.load("ledger", brief(tmp_path, "开工日期", f"{ROW},—", name="c.csv"), own)
    assert rows(own, STAGES)[1] == ("started", None, 4)
    zonedb.load(
        "ledger", brief(tmp_path, "达产日期", f"{ROW.replace('P1', 'P9')},—", name="d.csv"), own
    )
    assert rows(own, "select * from project_events where project_id = 'P9'") == []


def test_a_column_that_stands_twice(own, tmp_path):
    path = brief(
        tmp_path,
        "计划总投资(亿元),计划总投资(万元),统计对象",
        f"{ROW},3,30000,祁县经开区",
    )
    assert problems("ledger", path, own) == [
        ("row 1, 计划总投资(万元)", "repeated_heading", "计划总投资(万元)"),
        ("row 1, 统计对象", "repeated_heading", "统计对象"),
    ]
    head = ["项目编号", "项目名称", "开发区", "来源", "开发区"]
    path = workbook(tmp_path, [head, ["P1", "甲", "平遥经开区", SOURCE, "祁县经开区"]])
    assert problems("ledger", path, own) == [("E1", "repeated_heading", "开发区")]


@pytest.mark.parametrize("text", ["x", "8月", "2021-02-30", "2021年1月中旬"])
def test_a_date_that_is_none(own, tmp_path, text):
    with pytest.raises(LoadError) as caught:
        zonedb.load("ledger", brief(tmp_path, "签约日期", f"{ROW},{text}"), own)
    [problem] = caught.value.problems
    assert (problem.cell, problem.rule) == ("row 2, 签约日期", "date")
    assert problem.message_en == f"must be a date such as 2021-03-18, not '{text}'"


def test_rounds_begin_with_one_and_money_with_zero(own, tmp_path):
    path = brief(
        tmp_path,
        "签约期次,计划总投资(亿元),预计年产值",
        f"{ROW},0,-3,0亿元",
        f"{ROW.replace('P1', 'P2')},1,0,-1万元",
    )
    assert problems("ledger", path, own) == [
        ("row 2, 签约期次", "round", "0"),
        ("row 2, 计划总投资(亿元)", "negative", "-3"),
        ("row 3, 预计年产值", "negative", "-1万元"),
    ]
    zonedb.load("ledger", ledger(tmp_path, P1), own)
    assert problems("progress", progress(tmp_path, "P1,2021-06,,-1,2,"), own) == [
        ("row 2, 完成投资(亿元)", "negative", "-1")
    ]


def order_problems(own, path):
    with pytest.raises(LoadError) as caught:
        zonedb.load("ledger", path, own)
    return [(p.cell, p.rule, p.message_en) for p in caught.value.problems]


def test_a_stage_is_held_against_the_latest_one_before_it(own, tmp_path):
    path = brief(
        tmp_path,
        "签约日期,开工日期,投产日期,达产日期",
        f"{ROW},2021-05-01,,2021-04-01,",
        f"{ROW.replace('P1', 'P2')},2021-05-01,,,2021-04-01",
        f"{ROW.replace('P1', 'P3')},2021-05-01,2021-05-01,2021-06-01,2021-05-15",
    )
    assert order_problems(own, path) == [
        ("row 2, 投产日期", "event_order", "is before the stage that precedes it (signed 2021-05-01)"),
        ("row 3, 达产日期", "event_order", "is before the stage that precedes it (signed 2021-05-01)"),
        ("row 4, 达产日期", "event_order",
         "is before the stage that precedes it (in production 2021-06-01)"),
    ]  # fmt: skip


def test_a_stage_is_held_against_dates_on_record(own, tmp_path):
    zonedb.load("ledger", ledger(tmp_path, P1), own)
    path = brief(tmp_path, "投产日期", f"{ROW},2021-02-01")
    assert order_problems(own, path) == [
        ("row 2, 投产日期", "event_order",
         "is before the stage that precedes it (started 2021-03-18, on record)")
    ]  # fmt: skip
    path = brief(tmp_path, "签约日期", f"{ROW},2021-04-01")
    assert order_problems(own, path) == [
        ("row 2, 签约日期", "event_after",
         "is after the stage that follows it (started 2021-03-18, on record)")
    ]  # fmt: skip
    path = brief(tmp_path, "签约日期,开工日期", f"{ROW},2021-04-01,—")
    assert zonedb.load("ledger", path, own).changed == 1


def test_a_withdrawal_says_its_day(own, tmp_path):
    path = brief(tmp_path, "项目状态,退出日期", f"{ROW},退出,")
    assert problems("ledger", path, own) == [("row 2, 项目状态", "departure_without_day", "退出")]
    path = brief(tmp_path, "项目状态,退出日期", f"{ROW},退出,2021-06")
    assert zonedb.load("ledger", path, own).added == 1
    path = brief(tmp_path, "项目状态,调整日期", f"{ROW.replace('P1', 'P2')},退出,2021-06-01")
    assert zonedb.load("ledger", path, own).added == 1


def test_another_note_or_source_is_a_change(own, tmp_path):
    [other] = rows(own, f"select min(source_id) from sources where source_id <> '{SOURCE}'")[0]
    zonedb.load("ledger", brief(tmp_path, "说明", f"{ROW},初报"), own)
    for name, line in (("b", f"{ROW},复核"), ("c", f"{ROW},复核".replace(SOURCE, other))):
        assert (
            zonedb.load("ledger", brief(tmp_path, "说明", line, name=name + ".csv"), own).changed
            == 1
        )
    assert rows(own, "select note_zh, source_id, revision from valid_projects where project_id = 'P1'") == [
        ("复核", other, 3)
    ]  # fmt: skip
    line = "P1,2021-06,,1,2,"
    zonedb.load("progress", progress(tmp_path, line + "初报"), own)
    assert (
        zonedb.load("progress", progress(tmp_path, line + "复核", name="d.csv"), own).changed == 1
    )
    path = progress(tmp_path, line + "复核", name="e.csv")
    path.write_text(path.read_text().replace(SOURCE, other))
    assert zonedb.load("progress", path, own).changed == 1
    assert rows(own, "select note_zh, source_id from valid_project_reports") == [("复核", other)]
