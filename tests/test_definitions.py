"""Definitions hold where they say: places, forms, inputs of other sources, habits, shares."""

from __future__ import annotations

import pytest

import zonedb
from zonedb.errors import CheckError

G = "b_zones"


def define(city, identity, kind, terms, *, of=None, metric=None, scale=1, place=None, source=None):
    """Add an identity; a term is a role, an indicator, and what else is not as usual."""
    city.rows(
        "insert into identities (identity_id, identity_kind, indicator_id, metric_id, scale,"
        " formula_zh, formula_en, place_subject_id, place_source_id)"
        " values (?, ?, ?, ?, ?, '-', '-', ?, ?)",
        identity, kind, of, metric, scale, place, source,
    )  # fmt: skip
    for no, (role, indicator, *others) in enumerate(terms, 1):
        usual = ("same", "same", "value")
        subject, period, form = (*others, *usual[len(others) :])
        city.rows(
            "insert into identity_terms (identity_id, term_no, term_role, indicator_id,"
            " subject_scope, period_scope, term_form) values (?, ?, ?, ?, ?, ?, ?)",
            identity, no, role, indicator, subject, period, form,
        )  # fmt: skip


def verdicts(city, of, source="test"):
    return city.rows(
        "select identity_id, subject_id, round(derived, 4), verdict from reconciliation"
        " where indicator_id = ? and source_id = ? order by all", of, source
    )  # fmt: skip


SIGNED = [("numerator", "production_projects"), ("denominator", "signed_projects")]


@pytest.fixture
def defined(city):
    """One zone prints 投产率 over signed, another city over started projects."""
    both = {"started_projects_in_production": 67, "started_projects": 107, "signed_projects": 94}
    city.add(G, "2022", production_projects=47, production_rate="50.00", **both)
    city.add("b_zone_1", "2022", production_projects=47, production_rate="50.00", **both)
    return city


@pytest.mark.parametrize(
    ("place", "source", "zones", "group"),
    [
        (None, None, "mismatch", "mismatch"),
        ("b_city", None, "exact", "exact"),
        (G, None, "exact", "exact"),
        ("b_zone_1", None, "exact", "mismatch"),
        (None, "test", "exact", "exact"),
        (None, "jinzhong_article", "mismatch", "mismatch"),
    ],
)
def test_the_nearest_definition_holds(defined, place, source, zones, group):
    if place or source:
        define(defined, "own_rate", "ratio", SIGNED, of="production_rate", scale=100, place=place,
               source=source)  # fmt: skip
    found = {subject: (identity, verdict) for identity, subject, _, verdict in
             verdicts(defined, "production_rate")}  # fmt: skip
    for subject, verdict in (("b_zone_1", zones), (G, group)):
        name = "own_rate" if verdict == "exact" else "production_rate"
        assert found[subject] == (name, verdict)
        rate = 50 if verdict == "exact" else pytest.approx(100 * 67 / 107)
        assert defined.rows(
            "select identity_id, production_rate_pct, started_projects_count"
            " from production_rate where subject_id = ?", subject
        ) == [(name, rate, None if name == "own_rate" else 107)]  # fmt: skip
    article = defined.rows(
        "select identity_id, printed, verdict from reconciliation where source_id ="
        " 'jinzhong_article' and indicator_id = 'production_rate'"
    )
    # of its 94 signed, 113 are in production
    own = ("own_rate", "62.62%", "mismatch")
    expected = own if source == "jinzhong_article" else ("production_rate", "62.62%", "half_up")
    assert article == [expected]


def test_the_nearer_of_two_places_and_a_source_before_both(defined):
    define(defined, "of_city", "ratio", SIGNED, of="production_rate", scale=100, place="b_city")
    define(defined, "of_zone", "ratio", [("numerator", "production_projects"),
           ("denominator", "started_projects")], of="production_rate", scale=100,
           place="b_zone_1")  # fmt: skip
    assert [row[:2] for row in verdicts(defined, "production_rate")] == [
        ("of_city", G), ("of_zone", "b_zone_1")
    ]  # fmt: skip
    define(defined, "of_source", "ratio", SIGNED, of="production_rate", scale=100, source="test")
    assert {row[0] for row in verdicts(defined, "production_rate")} == {"of_source"}


def test_two_that_are_as_near_and_disagree_are_an_error(defined):
    define(defined, "one", "ratio", SIGNED, of="production_rate", scale=100, place=G)
    define(defined, "two", "ratio", SIGNED, of="production_rate", scale=100, place=G)
    assert defined.rows("select * from checks where check_id = 'identity_unambiguous'"
                        " and not ok") == []  # fmt: skip
    define(defined, "three", "ratio", [SIGNED[0], ("denominator", "started_projects")],
           of="production_rate", scale=100, place=G)  # fmt: skip
    [(detail,)] = defined.rows(
        "select distinct detail from checks where check_id = 'identity_unambiguous' and not ok"
    )
    assert "define the same and disagree, and neither is nearer to b_" in detail


def test_what_no_figure_of_a_place_enters_is_no_question(city):
    city.add(G, "2022", production_rate="62.62")
    assert verdicts(city, "production_rate") == []
    city.add(G, "2022", started_projects=107)
    assert verdicts(city, "production_rate") == [("production_rate", G, None, "not_computable")]


def test_sums_above_and_below_a_ratio(city):
    define(city, "sum_rate", "ratio", [("numerator", "signed_projects_started"),
           ("numerator", "started_projects_in_production"), ("denominator", "signed_projects")],
           of="start_rate", scale=100, place=G)  # fmt: skip
    city.add(G, "2022", signed_projects_started=5, started_projects_in_production=3)
    city.add(G, "2022", signed_projects=16, start_rate="50.0")
    assert verdicts(city, "start_rate") == [("sum_rate", G, 50, "exact")]
    assert city.rows("select start_rate_pct, identity_id from start_rate where subject_id = ?", G) == [
        (50, "sum_rate")
    ]  # fmt: skip
    city.add(G, "2021", signed_projects_started=5, signed_projects=16, start_rate="50.0")
    assert city.rows(
        "select indicator_id, estimate, integer_value, habit from implied_figures"
        " where source_id = 'test' and period_id = '2021'"
    ) == [("started_projects_in_production", 3, 3, "either")]


@pytest.mark.parametrize(
    ("printed", "verdict"), [("2.88", "half_up"), ("2.87", "truncated"), ("2.95", "mismatch")]
)
def test_a_pull_is_a_share_times_a_growth(city, printed, verdict):
    # 35.90 % of last year's whole, grown by 8.02 %: 2.87918 points
    define(city, "pull", "product", [("numerator", "industrial_value_added_share", "same", "year_ago"),
           ("multiplier", "production_rate", "same", "same", "fraction")],
           of="planned_area_share_gap")  # fmt: skip
    city.add(G, "2021", industrial_value_added_share="35.90")
    city.add(G, "2022", production_rate="8.02", planned_area_share_gap=printed)
    found = [row for row in verdicts(city, "planned_area_share_gap") if row[0] == "pull"]
    assert found == [("pull", G, 2.8792, verdict)]


def test_a_share_now_follows_from_the_share_before_and_two_growths(city):
    define(city, "now", "product", [("numerator", "industrial_value_added_share", "same", "year_ago"),
           ("multiplier", "production_rate", "same", "same", "growth_factor"),
           ("divisor", "start_rate", "same", "same", "growth_factor")],
           of="foreign_capital_used_share", place=G)  # fmt: skip
    city.add(G, "2021", industrial_value_added_share="30.0")
    city.add(G, "2022", production_rate="10.0", start_rate="-12.0")
    city.rows("select 1")
    [(estimate, lower, upper)] = city.rows(
        "select estimate, lower_bound, upper_bound from implied_figures"
        " where identity_id = 'now' and source_id = 'test'"
    )
    assert estimate == pytest.approx(37.5)  # 30 * 1.10 / 0.88
    assert lower == pytest.approx(29.95 * 1.0995 / 0.8805)
    assert upper == pytest.approx(30.1 * 1.101 / 0.879)


@pytest.mark.parametrize(
    ("third", "verdict"), [("33.4", "exact"), ("33.3", "within_rounding"), ("35.0", "mismatch")]
)
def test_parts_add_up_to_100(city, third, verdict):
    define(city, "whole", "total", [("plus", "start_rate"), ("plus", "production_rate"),
           ("plus", "attainment_rate")], of="start_rate")  # fmt: skip
    city.add(G, "2022", start_rate="33.3", production_rate="33.3")
    assert [row for row in verdicts(city, "start_rate") if row[0] == "whole"] == []
    assert city.rows(
        "select indicator_id, round(estimate, 4) from implied_figures where identity_id = 'whole'"
        " and source_id = 'test'"
    ) == [("attainment_rate", 33.4)]
    city.add(G, "2022", attainment_rate=third)
    [(_, _, derived, found)] = [v for v in verdicts(city, "start_rate") if v[0] == "whole"]
    assert (derived, found) == (pytest.approx(66.6 + float(third)), verdict)
    assert city.rows(
        "select stated, unit_id from reconciliation where identity_id = 'whole' and source_id = 'test'"
    ) == [(100, "pct")]


def test_the_difference_of_two_rates_is_in_points(city):
    define(city, "gap", "difference", [("plus", "start_rate"), ("minus", "production_rate")],
           of="planned_area_share_gap")  # fmt: skip
    city.add(G, "2022", start_rate="87.2", production_rate="62.6", planned_area_share_gap="24.6")
    found = [row for row in verdicts(city, "planned_area_share_gap") if row[0] == "gap"]
    assert found == [("gap", G, 24.6, "exact")]


@pytest.mark.parametrize(
    ("whole", "verdict"), [("2000", "across_sources"), ("1800", "across_mismatch")]
)
def test_figures_of_another_source_re_derive_a_printed_one(city, whole, verdict):
    city.add(G, "2022", planned_area="100.0", planned_area_share="5.0")
    city.add("b_city", "undated", source="wikipedia_jinzhong", land_area=whole)
    found = city.rows(
        "select verdict, input_basis, other_sources from reconciliation where source_id = 'test'"
        " and indicator_id = 'planned_area_share' order by all"
    )
    assert found == [
        (verdict, "across_sources", "wikipedia_jinzhong"), ("not_computable", "one_source", None)
    ]  # fmt: skip
    [(severity, detail)] = city.rows(
        "select severity, detail from checks where check_id = 'reconciliation_across' and not ok"
        " and subject_id = ?", G
    )  # fmt: skip
    assert severity == "info" and "figures of wikipedia_jinzhong" in detail
    # what one source re-derives needs no other
    city.add("b_city", "2022", land_area="2000")
    assert [row[3] for row in verdicts(city, "planned_area_share")] == ["exact"]


def test_an_office_that_cuts_is_believed(city):
    # 16 of 23 is 69.565 %
    city.add(G, "2022", signed_projects=23, start_rate="69.5")
    assert city.rows(
        "select round(lower_bound, 4), round(upper_bound, 4), integer_value, habit,"
        " rounded_integer, cut_integer from implied_figures where source_id = 'test'"
    ) == [(15.9735, 16.008, 16, "cut", None, 16)]
    assert city.rows("select * from checks where check_id = 'implied_plausible' and not ok") == []
    city.add(G, "2021", signed_projects_started=2, signed_projects=3, start_rate="66.6")
    assert city.rows("select habit, cut_count from source_habits where source_id = 'test'") == [
        ("cut", 1)
    ]


def test_a_zone_has_a_share_of_its_city_and_of_its_province(city):
    city.add(G, "2022", industrial_investment="20.0")
    city.add("b_city", "2022", industrial_investment="50.0")
    city.add("shanxi", "2022", industrial_investment="400.0")
    assert city.rows(
        "select item_id, whole_subject_id, whole_indicator_id, share_indicator_id, share_pct"
        " from city_share where subject_id = ? order by all", G
    ) == [
        ("industrial_investment", "b_city", "industrial_investment",
         "industrial_investment_share", 40),
        ("industrial_investment_province_share", "shanxi", "industrial_investment",
         "industrial_investment_province_share", 5),
    ]  # fmt: skip
    keys = city.rows("select metric_id, subject_id, period_id, item_id, unit_id from metric_values"
                     " where metric_id in ('city_share', 'city_total') and subject_id = ?", G)  # fmt: skip
    assert len(keys) == len({key[:4] for key in keys}) == 4
    assert {key[4] for key in keys if key[0] == "city_total"} == {"cny_100m"}


def test_two_shares_of_one_part_are_two_rows(city):
    city.rows("insert into indicators select * replace ('area_of_zones_share' as indicator_id)"
              " from indicators where indicator_id = 'planned_area_share'")  # fmt: skip
    define(city, "zones_area", "share", [("numerator", "planned_area"),
           ("denominator", "planned_area", "whole")], of="area_of_zones_share",
           metric="city_share", scale=100)  # fmt: skip
    city.add(G, "2022", planned_area="10.0")
    city.add("b_city", "2022", planned_area="40.0", land_area="1000")
    assert city.rows(
        "select item_id, whole_indicator_id, share_pct from city_share where subject_id = ?"
        " order by all", G
    ) == [
        ("area_of_zones_share", "planned_area", 25), ("planned_area", "land_area", 1)
    ]  # fmt: skip
    assert city.rows("select * from checks where check_id = 'metric_value_unique' and not ok") == []


def test_a_whole_below_its_part_gives_no_share(city):
    city.add(G, "2022", industrial_investment="60.0")
    city.add("b_city", "2022", industrial_investment="50.0")
    assert city.rows("select share_pct, part_value from city_share where subject_id = ?", G) == [
        (None, 60)
    ]


def test_a_city_below_the_sum_of_its_zones_is_refused(city):
    city.add("b_zone_1", "2022", industrial_investment="30.0")
    city.add("b_zone_2", "2022", industrial_investment="20.2")
    city.add("b_city", "2022", industrial_investment="50.0")
    found = "select severity, detail from checks where check_id = 'total_of_parts' and not ok"
    [(severity, detail)] = city.rows(found)
    assert severity == "error"
    assert detail.endswith("printed 50.0, less than the sum of its zones, 50.1000")
    city.rows("update observations set value = 50.1, printed = '50.1' where printed = '50.0'")
    assert city.rows(found) == []


OWN = (
    "identity_id,identity_kind,indicator_id,scale,formula_zh,place_subject_id,term_no,term_role,"
    "term_indicator_id\n"
    "our_rate,ratio,production_rate,100,投产率 = 100 × 投产 ÷ 签约,晋中市,1,分子,production_projects\n"
    "our_rate,ratio,production_rate,100,投产率 = 100 × 投产 ÷ 签约,晋中市,2,分母,签约项目数\n"
)


def test_a_definition_with_its_place_is_loaded_by_sheets_alone(own, tmp_path):
    sheet = tmp_path / "definitions.csv"
    sheet.write_text(OWN, "utf-8")
    zonedb.load("reference", sheet, own)
    figures = tmp_path / "figures.csv"
    figures.write_text(
        "开发区,时期,签约项目数,投产项目数,投产率(%)\n太谷经开区,2021年上半年,94,47,50\n", "utf-8"
    )
    zonedb.load("indicators", figures, own, source="jinzhong_article")
    found = zonedb.query("verdicts", own, source="jinzhong_article", incomplete=True).fetchall()
    rates = {row[1]: row[8] for row in found if row[2] == "投产率"}
    assert rates == {"太谷经开区": "exact", "晋中市11家开发区": "mismatch"}


def test_two_such_definitions_that_disagree_are_refused(own, tmp_path):
    sheet = tmp_path / "definitions.csv"
    sheet.write_text(OWN + OWN.split("\n", 1)[1].replace("our_rate", "second").replace(
        "签约项目数", "started_projects"), "utf-8")  # fmt: skip
    before = own.read_bytes()
    with pytest.raises(CheckError, match="our_rate and second define the same and disagree"):
        zonedb.load("reference", sheet, own)
    assert own.read_bytes() == before
