"""The boards: views with names for every id, made for walls and for people."""

from __future__ import annotations

from datetime import date

import pytest

R4, H1 = "前四期(截至2021年8月)", "2021年上半年"
ALL, INDUSTRIAL = "晋中市11家开发区", "晋中市9家工业类开发区"
NOW = date(2021, 8, 6)

# view, columns, expected rows; floats to four decimals
EXPECTED = [
    ("indicator_board where source_id = 'jinzhong_article' and provincial_rank is not null",
     "subject_name_zh, indicator_name_zh, period_name_zh, value, unit_symbol_zh, share_pct,"
     " whole_estimate_lower, whole_estimate_upper, provincial_rank",
     [(ALL, "开工率", R4, 87.23, "%", None, None, None, 5),
      (ALL, "投产率", R4, 62.62, "%", None, None, None, 1),
      (ALL, "达效率", R4, 92.18, "%", None, None, None, 3),
      (INDUSTRIAL, "实际利用外资", H1, 5238.45, "万美元", 27.9, 18742.2004, 18809.5332, 4),
      (INDUSTRIAL, "工业投资", H1, 66.33, "亿元", 59.4, 111.5643, 111.7692, 5),
      (INDUSTRIAL, "规模以上工业增加值", H1, 110.41, "亿元", 34.7, 317.7122, 318.6580, 6),
      (INDUSTRIAL, "转型项目投资", H1, 65.41, "亿元", None, None, None, 4)]),
    ("indicator_board where indicator_id = 'planned_area'",
     "source_title_zh, area_name_en, subject_name_en, period_name_en, period_end, value, unit_symbol_en",
     [("晋中:打造开发区转型升级主引擎", "Jinzhong", "the 11 zones of Jinzhong",
       "as of August 2021", NOW, 876.02, "km2"),
      ("晋中:打造开发区转型升级主引擎", "Jinzhong", "the 9 industrial zones of Jinzhong",
       "as of August 2021", NOW, 373.95, "km2")]),
    ("batch_board",
     "area_name_zh, period_name_zh, batch_no, project_set_name_zh, projects_count,"
     " advanced_projects_count, rate_name_zh, stated_rate_pct, rate_pct, provincial_rank",
     [("晋中市", R4, 1, "签约一批", 94, 82, "开工率", 87.23, 87.2340, 5),
      ("晋中市", R4, 2, "开工一批", 107, 67, "投产率", 62.62, 62.6168, 1),
      ("晋中市", R4, 3, "投产一批", 113, None, "达效率", 92.18, 92.1758, 3)]),
    ("verdict_board where verdict <> 'not_computable' and source_id = 'jinzhong_article'"
     " and verdict not in ('exact', 'across_mismatch')",
     "subject_name_zh, indicator_name_zh, period_name_zh, printed, derived, unit_symbol_zh, verdict",
     [(ALL, "开工率", R4, "87.23%", 87.2340, "%", "half_up"),
      (ALL, "投产率", R4, "62.62%", 62.6168, "%", "half_up"),
      (ALL, "达效率", R4, "92.18%", 92.1758, "%", "half_up"),
      (INDUSTRIAL, "标准厂房使用率", "截至2021年8月", "83.8%", 83.8649, "%", "truncated"),
      (INDUSTRIAL, "转型项目投资占工业投资比重", H1, "98.6%", 98.6130, "%", "half_up")]),
    ("implied_board where source_id = 'jinzhong_article' and rounded_integer is not null",
     "area_name_zh, subject_name_zh, indicator_name_zh, period_name_zh, lower_bound, upper_bound,"
     " unit_symbol_zh, rounded_integer",
     [("晋中市", ALL, "“三个一批”期数", "第五期(截至2021年8月)", 1, 1, "期", 1),
      ("晋中市", ALL, "“三个一批”项目数", R4, 314, 314, "个", 314),
      ("晋中市", ALL, "“三个一批”项目数", "第五期(截至2021年8月)", 87, 87, "个", 87),
      ("晋中市", ALL, "标准地出让宗数", "2020年至2021年7月", 33, 33, "宗", 33),
      ("晋中市", "晋中市", "招商引资签约项目数", H1, 50.9804, 52.5253, "个", 52)]),
]  # fmt: skip


@pytest.mark.parametrize(("view", "columns", "expected"), EXPECTED, ids=lambda x: str(x)[:30])
def test_board(rows, view, columns, expected):
    found = [
        tuple(
            round(float(v), 4) if isinstance(v, float) or hasattr(v, "quantize") else v for v in row
        )
        for row in rows(f"select {columns} from {view}")
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_boards_keep_the_rows_of_what_they_show(rows):
    for board, view in (
        ("indicator_board", "source_figures"),
        ("batch_board", "three_batches"),
        ("verdict_board", "reconciliation"),
        ("implied_board", "implied_figures"),
    ):
        assert rows(f"select count(*) from {board}") == rows(f"select count(*) from {view}"), board


def test_a_figure_comes_in_the_unit_of_its_indicator(city):
    city.add("b_zones", "2021", unit="ha", planned_area="250")
    assert city.rows(
        "select printed, value, unit_symbol_zh from indicator_board where subject_id = 'b_zones'"
    ) == [("250", 2.5, "平方公里")]


def test_a_bound_has_no_value_and_a_source_without_title_its_id(city):
    city.add("b_zones", "2021", qualifier=">", planned_area="20")
    assert city.rows(
        "select source_title_zh, printed, value from indicator_board where subject_id = 'b_zones'"
    ) == [("test", "20", None)]


def test_boards_join_each_figure_to_its_own_period(city):
    city.add("b_zones", "2021", industrial_investment="10", industrial_investment_share="20")
    city.add("b_zones", "2022", industrial_investment="12", industrial_investment_share="40")
    assert city.rows(
        "select period_id, value, share_pct, area_name_zh, area_name_en from indicator_board"
        " where subject_id = 'b_zones' and indicator_id = 'industrial_investment' order by 1"
    ) == [("2021", 10.0, 20.0, "乙市", "B"), ("2022", 12.0, 40.0, "乙市", "B")]
