"""Ranks say from which end and among whom they count."""

from __future__ import annotations

import pytest
from test_load import csv, rows

import zonedb

G = "b_zones"


def add_rank(city, indicator, name, of="start_rate", end=None, scope=None):
    city.rows(
        "insert into indicators (indicator_id, name_zh, name_en, definition_zh, definition_en,"
        " unit_id, indicator_kind, direction, is_additive, of_indicator_id, rank_end, rank_scope)"
        " values (?, ?, ?, '-', '-', 'rank', 'rank', 'lower', false, ?, ?, ?)",
        indicator, name, indicator, of, end, scope,
    )  # fmt: skip


@pytest.fixture
def ranked(city):
    add_rank(city, "by_name", "开工率全省倒数排名")
    add_rank(city, "by_column", "开工率末位", end="bottom", scope="province")
    add_rank(city, "in_city", "开工率全市排名")
    add_rank(city, "z_second", "开工率在全省位次", scope="province")
    city.add(G, "2022", start_rate="50.0", start_rate_rank=3, z_second=4, in_city=2, by_name=6,
             by_column=5, ranked_units=11)  # fmt: skip
    return city


def test_only_ranks_in_the_province_from_the_top_are_provincial(ranked):
    assert ranked.rows(
        "select indicator_id, provincial_rank, ranked_value, ranked_units_count"
        " from provincial_rank where subject_id = ? order by all", G
    ) == [("start_rate", 3, 50, 11)]  # fmt: skip
    keys = ranked.rows("select item_id, value from metric_values where metric_id ="
                       " 'provincial_rank' and subject_id = ? order by all", G)  # fmt: skip
    assert keys == [("start_rate", 3), ("z_second", 4)]


def test_every_rank_stands_beside_the_others_with_its_end_and_scope(ranked):
    assert ranked.rows(
        "select rank_indicator_id, rank_end, rank_scope, printed_rank, from_top_rank from ranks"
        " where subject_id = ? order by all", G
    ) == [
        ("by_column", "bottom", "province", 5, 7),
        ("by_name", "bottom", "province", 6, 6),
        ("in_city", "top", "city", 2, 2),
        ("start_rate_rank", "top", "province", 3, 3),
        ("z_second", "top", "province", 4, 4),
    ]  # fmt: skip


def test_a_bottom_rank_without_a_count_has_no_place_from_the_top(city):
    add_rank(city, "from_below", "开工率全省倒数排名")
    city.add(G, "2022", from_below=6)
    assert city.rows("select printed_rank, from_top_rank from ranks where subject_id = ?", G) == [
        (6, None)
    ]
    assert city.rows("select * from provincial_rank where subject_id = ?", G) == []


RANKS = (
    "indicator_id,name_zh,unit_id,indicator_kind,is_additive,of_indicator_id,definition_zh,"
    "rank_end,rank_scope\n"
    "investment_low,工业投资末位次序,rank,rank,否,工业投资,次序,bottom,province\n"
    "investment_city,工业投资市内次序,rank,rank,否,工业投资,次序,,city\n"
)


def loaded(own, tmp_path, heading, cell, **options):
    """What a cell under a heading becomes: indicator and value, or the rule that it breaks."""
    figures = csv(tmp_path, f"开发区,时期,{heading}\n太谷经开区,2021年上半年,{cell}\n")
    try:
        zonedb.load("indicators", figures, own, source="jinzhong_article", **options)
    except zonedb.errors.LoadError as error:
        return [problem.rule for problem in error.problems]
    return rows(own, "select indicator_id, cast(value as integer) from observations"
                " where load_id = (select max(load_id) from loads)")  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "cell", "options", "is_known", "is_asked"),
    [("工业投资全省倒数排名", "6", {}, ("investment_low", 6), "not_derived"),
     ("工业投资在全省倒数第6位", "6", {}, ["unknown_name"], "unknown_name"),
     ("工业投资全省排名(倒数)", "6", {}, ("investment_low", 6), "not_derived"),
     ("工业投资倒数全省位次", "第6位", {}, ("investment_low", 6), "not_derived"),
     ("工业投资倒数排名", "6", {"ranks": "province"}, ("investment_low", 6), "not_derived"),
     ("工业投资倒数", "6", {}, ["rank_universe"], "rank_universe"),
     ("工业投资末位次序", "全省倒数第6", {}, ("investment_low", 6), "unknown_name"),
     ("工业投资全省倒数排名", "垫底", {}, ("investment_low", 1), "not_derived"),
     ("工业投资全省倒数排名", "全市倒数第2", {}, ["rank_other_universe"], "not_derived"),
     ("工业投资全省排名", "倒数第6位", {}, ["rank_from_bottom"], "rank_from_bottom"),
     ("工业投资全省排名", "全省倒数第6", {}, ["rank_from_bottom"], "rank_from_bottom"),
     ("工业投资全省排名", "全市第6位", {}, ["rank_other_universe"], "rank_other_universe"),
     ("工业投资全市排名", "全市第6位", {}, ("investment_city", 6), "not_derived"),
     ("工业投资全省排名", "全省第6位", {}, ("industrial_investment_rank", 6), None)],
)  # fmt: skip
def test_a_rank_from_the_bottom_or_among_others_never_reads_as_one_from_the_top(
    own, tmp_path, heading, cell, options, is_known, is_asked
):
    if is_asked:
        assert set(loaded(own, tmp_path, heading, cell, **options)) >= {is_asked}
    zonedb.load("reference", csv(tmp_path, RANKS, "indicators.csv"), own)
    found = loaded(own, tmp_path, heading, cell, **options)
    assert found == ([is_known] if isinstance(is_known, tuple) else is_known)


def test_headings_above_each_other_keep_the_end_of_a_rank(own, tmp_path):
    zonedb.load("reference", csv(tmp_path, RANKS, "indicators.csv"), own)
    sheet = csv(tmp_path, "开发区,工业投资,\n,全省排名,倒数\n太谷经开区,3,9\n")
    zonedb.load("indicators", sheet, own, source="jinzhong_article", period="2021-S1",
                ranks="province")  # fmt: skip
    assert rows(own, "select rank_end, printed_rank from ranks where subject_id = 'taigu_zone'"
                " order by all") == [("bottom", 9), ("top", 3)]  # fmt: skip


def test_the_number_of_the_ranked_stands_beside_the_rank(own, tmp_path):
    zonedb.load("reference", csv(tmp_path, RANKS, "indicators.csv"), own)
    sheet = csv(tmp_path, "开发区,时期,工业投资全省排名,工业投资全省倒数排名,工业投资全市排名\n"
                "太谷经开区,2021-S1,3/11,倒数第2/11名,2\n")  # fmt: skip
    zonedb.load("indicators", sheet, own, source="jinzhong_article")
    assert rows(own, "select rank_scope, ranked_units_count, printed_rank, from_top_rank from"
                " ranks where subject_id = 'taigu_zone' order by all") == [
        ("city", None, 2, 2), ("province", 11, 2, 10), ("province", 11, 3, 3),
    ]  # fmt: skip
    assert rows(own, "select ranked_units_count, provincial_rank from provincial_rank"
                " where subject_id = 'taigu_zone'") == [(11, 3)]  # fmt: skip


def test_ranks_are_loaded_by_sheets_alone(own, tmp_path):
    sheet = tmp_path / "ranks.csv"
    sheet.write_text(
        "indicator_id,name_zh,unit_id,indicator_kind,is_additive,of_indicator_id,definition_zh,"
        "rank_end,rank_scope\n"
        "start_rate_low,开工率倒数位次,rank,rank,否,开工率,开工率在全省倒数,倒数,全省\n", "utf-8"
    )  # fmt: skip
    zonedb.load("reference", sheet, own)
    figures = tmp_path / "figures.csv"
    figures.write_text(
        "开发区,时期,开工率全省排名,开工率倒数位次\n太谷经开区,2021年上半年,9,3\n", "utf-8"
    )
    zonedb.load("indicators", figures, own, source="jinzhong_article")
    with zonedb.connect(own) as connection:
        assert connection.execute(
            "select rank_end, printed_rank from ranks where subject_id = 'taigu_zone' order by all"
        ).fetchall() == [("bottom", 3), ("top", 9)]
        assert connection.execute(
            "select provincial_rank from provincial_rank where subject_id = 'taigu_zone'"
        ).fetchall() == [(9,)]


@pytest.mark.parametrize(
    ("heading", "indicator"),
    [("工业投资占比(%)", "industrial_investment_share"),
     ("工业投资占全市比重(%)", "industrial_investment_share"),
     ("工业投资占全省比重(%)", "industrial_investment_province_share")],
)  # fmt: skip
def test_a_share_is_of_the_city_unless_it_says_the_province(own, tmp_path, heading, indicator):
    figures = tmp_path / "figures.csv"
    figures.write_text(f"开发区,时期,{heading}\n太谷经开区,2021年上半年,5.0\n", "utf-8")
    zonedb.load("indicators", figures, own, source="jinzhong_article")
    with zonedb.connect(own) as connection:
        assert connection.execute(
            "select indicator_id from observations where load_id = 1"
        ).fetchall() == [(indicator,)]
