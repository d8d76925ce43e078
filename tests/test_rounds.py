"""Rounds of a campaign are periods that users add: one line of a sheet, and latest_round follows."""

from __future__ import annotations

from datetime import date

import pytest
from test_load import csv, problems, rows

import zonedb
from zonedb.reading.rounds import LINE_HEADINGS, Rounds, read_rounds

JUNE = date(2021, 6, 30)
REFERENCE = {
    "areas": "area_id,parent_area_id,area_level,name_zh\n140400,140000,prefecture,长治市\n",
    "subjects": "subject_id,subject_kind,name_zh,area_id\nchangzhi_zones,group,长治市开发区,140400\n",
    "sources": "source_id,title_zh,published_on\nchangzhi_bulletin,长治通报,2021-07-08\n",
    "rounds": f"{LINE_HEADINGS}\n"
    "R1-6@2021-06-30,rounds,第1-6批 截至2021年6月,2021-06-30,1,6,R1-5@2021-06-30,R6@2021-06-30\n",
}
BATCHES = (
    "统计对象,时期,签约项目数,开工项目数,投产项目数,signed_investment(亿元),"
    "started_investment(亿元),production_investment(亿元),signed_expected_output(亿元),started_expected_output(亿元),"
    "production_expected_output(亿元),batch_projects,batch_investment(亿元),"
    "batch_expected_output(亿元)\n"
    "长治市开发区,前五批 截至2021年6月,40,30,20,100.1,80.2,60.3,120.1,90.1,60.1,,,\n"
    "长治市开发区,前六期(截至2021年6月30日),,,,,,,,,,120,300.5,410.25\n"
)


@pytest.mark.parametrize(
    ("text", "first", "last", "day", "is_month"),
    [("前六批", 1, 6, None, False), ("第7批", 7, 7, None, False), ("前6个批次", 1, 6, None, False),
     ("第1-6批 截至2021年6月", 1, 6, JUNE, True), ("1—6期", 1, 6, None, False),
     ("第一批至第十二批(截至2021年6月底)", 1, 12, JUNE, False),
     ("截至2021年6月30日前六期三个一批", 1, 6, JUNE, False),
     ("R1-6@2021-06-30", 1, 6, JUNE, False), ("R6@2021-06-30", 6, 6, JUNE, False)],
)  # fmt: skip
def test_rounds_are_read_as_people_write_them(text, first, last, day, is_month):
    assert read_rounds(text) == Rounds(first, last, day, is_month)


@pytest.mark.parametrize(
    "text", ["2021年1-6月", "2021年第一季度", "2021-06批", "6", "三个一批", "前六批 2021年6月",
             "第6-1批", "第零批", "前六批 截至2021年2月30日", "R1-6@2021", "六批次电池", "第6批电池"]
)  # fmt: skip
def test_other_texts_are_no_rounds(text):
    assert read_rounds(text) is None


def of_rounds(period):
    return f"开发区,时期,batch_projects\n晋中开发区,{period},5\n"


@pytest.mark.parametrize(
    ("period", "rule", "line"),
    [("第1-6批 截至2021年6月", "unknown_rounds",
      "R1-6@2021-06-30,rounds,第1-6批 截至2021年6月,2021-06-30,1,6,R1-5@2021-06-30,R6@2021-06-30"),
     ('"第7批,截至2021年6月30日"', "unknown_rounds",
      'R7@2021-06-30,rounds,"第7批,截至2021年6月30日",2021-06-30,7,7,,'),
     ("前六批", "rounds_without_day",
      "R1-6@2021-06-30,rounds,前六批,2021-06-30,1,6,R1-5@2021-06-30,R6@2021-06-30"),
     # the article's rounds one to four are of another day, or of another place
     ("前四期", "rounds_without_day",
      "R1-4@2021-06-30,rounds,前四期,2021-06-30,1,4,R1-3@2021-06-30,R4@2021-06-30")],
)  # fmt: skip
def test_unknown_rounds_are_asked_with_the_line_that_makes_them_known(
    own, tmp_path, period, rule, line
):
    figures = csv(tmp_path, of_rounds(period))
    with pytest.raises(zonedb.errors.LoadError) as caught:
        zonedb.load("indicators", figures, own, source="jinzhong_article")
    [problem] = caught.value.problems
    assert (problem.rule, problem.cell) == (rule, "row 2, 时期")
    for message in (problem.message_zh, problem.message_en):
        assert line in message.replace("YYYY-MM-DD", "2021-06-30")
        assert LINE_HEADINGS in message
    zonedb.load("reference", csv(tmp_path, f"{LINE_HEADINGS}\n{line}\n", "periods.csv"), own)
    zonedb.load("indicators", figures, own, source="jinzhong_article")
    [(found,)] = rows(own, "select period_id from observations where load_id = 2")
    assert found == line.partition(",")[0]


@pytest.mark.parametrize(
    "period", ["前四期(截至2021年8月)", "R1-4@2021-08-06", "第1至4批 截至2021年8月6日"]
)
def test_rounds_on_record_are_found_in_other_words(own, tmp_path, period):
    zonedb.load("indicators", csv(tmp_path, of_rounds(period)), own, source="jinzhong_article")
    assert rows(own, "select period_id from observations where load_id = 1") == [
        ("R1-4@2021-08-06",)
    ]


def test_rounds_of_two_days_of_a_month_are_asked(own, tmp_path):
    line = "R1-4@2021-08-31,rounds,前四期八月底,2021-08-31,1,4,,"
    zonedb.load("reference", csv(tmp_path, f"{LINE_HEADINGS}\n{line}\n", "periods.csv"), own)
    figures = csv(tmp_path, of_rounds("前四批 截至2021年8月"))
    assert problems("indicators", figures, own, source="jinzhong_article") == [
        ("row 2, 时期", "ambiguous_name", "前四批 截至2021年8月")
    ]


@pytest.mark.parametrize(
    ("head", "tail"),
    [("R1-4@2021-06-30", "R6@2021-06-30"), ("R1-5@2021-06-30", "R5-6@2021-06-30"),
     ("R1-4@2021-08-06", "R6@2021-06-30"), ("R5@2021-08-06", "R6@2021-06-30"),
     ("R1-5@2021-06-29", "R6@2021-06-30")],
)  # fmt: skip
def test_the_parts_of_rounds_are_all_before_the_last_and_the_last(own, tmp_path, head, tail):
    text = f"{LINE_HEADINGS}\nR1-6@2021-06-30,rounds,前六批,2021-06-30,1,6,{head},{tail}\n"
    assert problems("reference", csv(tmp_path, text, "periods.csv"), own) == [
        ("row 2, head_period_id", "rounds_parts", head)
    ]


@pytest.mark.parametrize(("stated", "verdict"), [(30, "exact"), (31, "mismatch")])
def test_rounds_of_another_place_by_sheets_alone(own, tmp_path, stated, verdict):
    reference = [csv(tmp_path, text, f"{name}.csv") for name, text in REFERENCE.items()]
    assert zonedb.load("reference", reference, own).added == 6
    figures = csv(
        tmp_path,
        BATCHES + f"长治市开发区,第六批 截至2021年6月,,,,,,,,,,{stated},,\n",
        "batches.csv",
    )
    assert zonedb.load("indicators", figures, own, source="changzhi_bulletin").added == 13
    found = rows(
        own,
        "select period_id, round_no, projects_count, cast(investment_cny_100m as varchar),"
        " cast(investment_lower_cny_100m as varchar), cast(investment_upper_cny_100m as varchar),"
        " cast(expected_output_cny_100m as varchar) from latest_round where subject_id ="
        " 'changzhi_zones'",
    )
    assert found == [
        ("R6@2021-06-30", 6, 30, "59.9000", "59.70000", "60.10000", "139.9500"),
    ]
    assert rows(
        own,
        "select indicator_id, period_id, verdict from reconciliation"
        " where subject_id = 'changzhi_zones' and indicator_id = 'batch_projects'"
        " and period_id = 'R1-6@2021-06-30'",
    ) == [("batch_projects", "R1-6@2021-06-30", verdict)]
    zonedb.unload(2, own)
    zonedb.unload(1, own)
    assert rows(own, "select * from periods where load_id is not null") == []
