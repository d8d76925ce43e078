"""The seeds against an independent second transcription of the article."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

SECOND = Path(__file__).parent / "data" / "second_transcription.tsv"


def second() -> list[dict[str, str]]:
    with SECOND.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_every_literal_of_the_second_transcription_is_a_figure_and_no_more(rows):
    ours = Counter(
        rows("select passage_no, printed from figures where source_id = 'jinzhong_article'")
    )
    theirs = Counter((int(row["passage_no"]), row["printed"]) for row in second())
    assert ours == theirs
    assert sum(ours.values()) == 118


def test_values_decimals_and_qualifiers_agree(rows):
    ours = {
        (passage, printed): (value, decimals, qualifier)
        for passage, printed, value, decimals, qualifier in rows(
            "select passage_no, printed, value, decimals, qualifier from figures"
            " where source_id = 'jinzhong_article'"
        )
    }
    compared = 0
    for row in second():
        value, decimals, qualifier = ours[int(row["passage_no"]), row["printed"]]
        assert qualifier == row["qualifier"], row
        if row["value"]:
            assert (value, decimals) == (Decimal(row["value"]), int(row["decimals"])), row
            compared += 1
    assert compared == 115  # all but the three that print "all"


def test_105_numerals_are_104_figures_and_one_date(rows):
    numerals = rows(
        "select count(*) from figures"
        " where source_id = 'jinzhong_article' and regexp_matches(printed, '[0-9]')"
    )
    assert numerals == [(104,)]
    dates = rows(
        "select passage_no, printed from excluded_literals where regexp_matches(printed, '[0-9]')"
    )
    assert dates == [(14, "7月份")]


def test_all_means_the_eleven_zones_or_the_fourteen_technicians(rows):
    found = rows(
        "select passage_no, indicator_id, value from figures where printed = '全部' order by all"
    )
    assert found == [
        (10, "zones_with_investment_policy", 11),
        (10, "zones_with_investment_team", 11),
        (10, "zones_with_promotion_system", 11),
        (13, "technicians_on_contract", 14),
    ]


def test_figures_are_numbered_in_order_of_print(rows):
    numbers = rows(
        "select figure_no, passage_no from figures where source_id = 'jinzhong_article' order by 1"
    )
    assert [number for number, _ in numbers] == list(range(1, 119))
    passages = [passage for _, passage in numbers]
    assert passages == sorted(passages)


def test_bounds_follow_the_printed_decimals(rows):
    found = dict(
        (printed, (lower, upper))
        for printed, lower, upper in rows("select printed, lower_bound, upper_bound from figures")
    )
    assert found["87.23%"] == (Decimal("87.225"), Decimal("87.235"))
    assert found["50%"] == (Decimal("49.5"), Decimal("50.5"))
    assert found["402亿元"] == (Decimal("401.5"), Decimal("402.5"))
    assert found["94个"] == (94, 94)
    assert found["第5位"] == (5, 5)
    assert found["20余家"] == (20, None)
    assert found["20%以上"] == (20, None)
    assert found["突破1000亿元"] == (1000, None)


def test_base_values_are_exact(rows):
    found = dict(
        (printed, (value, unit))
        for printed, value, unit in rows("select printed, base_value, base_unit_id from figures")
    )
    assert found["876.02平方公里"] == (1314030, "mu")
    assert found["2460.6万亩"] == (24606000, "mu")  # 16,404 km2
    assert found["106.6万平方米"] == (1599, "mu")
    assert found["5238.45万美元"] == (Decimal("5238.45"), "usd_10k")
    assert found["1825.5亿元"] == (18255000, "cny_10k")


def test_the_second_source_corroborates_24_figures(rows):
    found = rows(
        "select count(*), sum(cast(mentions_agree as integer)), min(source_count)"
        " from figure_mentions where mention_list like '%jinzhong_commerce_bureau%'"
    )
    assert found == [(24, 24, 2)]


def test_mentions_of_body_and_box_agree(rows):
    found = rows(
        "select indicator_id, mention_count from figure_mentions"
        " where subject_id = 'jinzhong_zones' and indicator_id in ('start_rate', 'zone_count')"
        " order by all"
    )
    assert found == [("start_rate", 3), ("zone_count", 5)]
    assert rows(
        "select subject_id, indicator_id from figure_mentions where not mentions_agree"
    ) == [("jinzhong", "land_area")]


# What the second transcription calls a subject or a period, first match wins.
SUBJECTS = {
    "农业类": "jinzhong_agricultural_zones", "生态旅游类": "jinzhong_ecotourism_zones",
    "工业类国家级": "jinzhong_national_industrial", "工业类省级": "jinzhong_provincial_industrial",
    "工业类": "jinzhong_industrial_zones", "平遥": "pingyao_zone", "十四五规划": "jinzhong",
}  # fmt: skip
PERIODS = {
    "前四期": "R1-4@2021-08-06", "五期": "R1-5@2021-08-06", "上半年": "2021-S1", "去年": "2020",
    "7月份": "2021-01/2021-07", "十四五规划": "2021/2025", "目标": "undated",
}  # fmt: skip


def test_subjects_and_periods_agree_in_order_of_print(rows):
    ours = rows(
        "select passage_no, printed, subject_id, period_id, indicator_id from figures"
        " where source_id = 'jinzhong_article' order by figure_no"
    )
    for (passage, printed, subject, period, indicator), row in zip(ours, second(), strict=True):
        assert (passage, printed) == (int(row["passage_no"]), row["printed"])
        named = "jinzhong_zone" if row["subject"] == "晋中开发区" else "jinzhong_zones"
        named = next((id_ for word, id_ in SUBJECTS.items() if word in row["subject"]), named)
        assert subject == named, row
        time = next((id_ for word, id_ in PERIODS.items() if word in row["period"]), "2021-08-06")
        if indicator == "campaign_rounds" and printed == "五期":
            time = "R1-5@2021-08-06"  # transcribed as "so far"
        if indicator == "zone_count":
            time = (
                "2021-08-06"  # the number of zones is a state, also where a half-year is spoken of
            )
        assert period == time, row
