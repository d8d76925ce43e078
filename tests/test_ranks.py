"""Ranks say from which end and among whom they count."""

from __future__ import annotations

import pytest

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
