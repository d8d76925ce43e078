"""The edges of each formula, on a second city and a second period."""

from __future__ import annotations

import pytest

G = "b_zones"

# view, result column, numerator indicator, denominator indicator, factor
RATIOS = [
    ("start_rate", "start_rate_pct", "signed_projects_started", "signed_projects", 100),
    ("production_rate", "production_rate_pct", "started_projects_in_production",
     "started_projects", 100),
    ("attainment_rate", "attainment_rate_pct", "production_actual_output",
     "production_expected_output", 100),
    ("transformation_share", "transformation_share_pct", "transformation_investment",
     "industrial_investment", 100),
    ("plant_utilisation", "plant_utilisation_pct", "plant_area_used", "plant_area_built", 100),
    ("key_project_progress", "key_project_progress_pct", "key_project_completed_investment",
     "key_project_planned_investment", 100),
    ("planned_area", "area_per_zone_km2", "planned_area", "zone_count", 1),
    ("standard_land", "area_per_parcel_mu", "standard_land_area", "standard_land_parcels", 1),
    ("project_size", "investment_per_project_cny_100m", "signed_investment", "signed_projects", 1),
    ("output_investment_ratio", "expected_output_ratio", "signed_expected_output",
     "signed_investment", 1),
    ("measure_coverage", "coverage_pct", "zones_with_three_systems", "zone_count", 100),
    ("area_productivity", "value_per_km2", "industrial_investment", "planned_area", 1),
]  # fmt: skip
IDS = [row[0] for row in RATIOS]


def result(city, view, column, period="2022", subject=G):
    found = city.rows(
        f"select {column} from {view} where subject_id = ? and period_id = ?", subject, period
    )
    return sorted((value for (value,) in found), key=repr)


@pytest.mark.parametrize(("view", "column", "top", "bottom", "factor"), RATIOS, ids=IDS)
def test_ratio(city, view, column, top, bottom, factor):
    city.add(G, "2022", **{top: 3, bottom: 8})
    assert result(city, view, column) == [factor * 3 / 8]


@pytest.mark.parametrize(("view", "column", "top", "bottom", "factor"), RATIOS, ids=IDS)
def test_ratio_above_one_hundred_percent(city, view, column, top, bottom, factor):
    city.add(G, "2022", **{top: 9, bottom: 8})
    assert result(city, view, column) == [factor * 9 / 8]


@pytest.mark.parametrize(("view", "column", "top", "bottom", "factor"), RATIOS, ids=IDS)
def test_zero_numerator(city, view, column, top, bottom, factor):
    city.add(G, "2022", **{top: 0, bottom: 8})
    assert result(city, view, column) == [0]


@pytest.mark.parametrize(("view", "column", "top", "bottom", "factor"), RATIOS, ids=IDS)
def test_zero_denominator_gives_null(city, view, column, top, bottom, factor):
    city.add(G, "2022", **{top: 3, bottom: 0})
    assert result(city, view, column) == [None]


@pytest.mark.parametrize(("view", "column", "top", "bottom", "factor"), RATIOS, ids=IDS)
def test_missing_input_never_gives_a_number(city, view, column, top, bottom, factor):
    city.add(G, "2021", **{top: 3})
    city.add(G, "2022", **{bottom: 8})
    if view == "area_productivity":  # takes the area of the nearest year
        city.rows("delete from observations where indicator_id = 'planned_area'")
    assert set(result(city, view, column, "2021")) <= {None}
    assert set(result(city, view, column, "2022")) <= {None}


@pytest.mark.parametrize(("view", "column", "top", "bottom", "factor"), RATIOS, ids=IDS)
def test_bound_is_no_value(city, view, column, top, bottom, factor):
    city.add(G, "2022", **{top: 3})
    city.add(G, "2022", qualifier=">", **{bottom: 8})
    assert set(result(city, view, column)) <= {None}


@pytest.mark.parametrize(("view", "column", "top", "bottom", "factor"), RATIOS, ids=IDS)
def test_cities_and_periods_side_by_side(city, view, column, top, bottom, factor):
    before = result(city, view, column, "R1-4@2021-08-06", "jinzhong_zones")
    city.add(G, "2021", **{top: 1, bottom: 2})
    city.add(G, "2022", **{top: 1, bottom: 4})
    city.add("b_zone_1", "2022", **{top: 1, bottom: 5})
    assert result(city, view, column, "2021") == [factor / 2]
    assert result(city, view, column, "2022") == [factor / 4]
    assert result(city, view, column, "2022", "b_zone_1") == [factor / 5]
    assert result(city, view, column, "R1-4@2021-08-06", "jinzhong_zones") == before


@pytest.mark.parametrize(("view", "column", "top", "bottom", "factor"), RATIOS, ids=IDS)
def test_other_units_are_converted(city, view, column, top, bottom, factor):
    smaller = {"cny_100m": ("cny_10k", 10000), "km2": ("ha", 100), "mu": ("m2", 10000 / 15),
               "m2_10k": ("m2", 10000)}  # fmt: skip
    [(unit,)] = city.rows("select unit_id from indicators where indicator_id = ?", top)
    if unit not in smaller:
        assert unit == "item"
        return
    other, times = smaller[unit]
    city.add(G, "2022", unit=other, **{top: round(3 * times)})
    city.add(G, "2022", **{bottom: 8})
    assert result(city, view, column) == [pytest.approx(factor * 3 / 8)]


def test_sources_with_a_tie_give_one_row(city):
    city.add(G, "2022", signed_projects=8, signed_projects_started=3)
    city.rows(
        "insert into sources (source_id, source_kind, source_priority, date_basis)"
        " values ('test_2', 'user', 9, 'stated')"
    )
    city.add(G, "2022", source="test_2", signed_projects=10, signed_projects_started=5)
    assert result(city, "start_rate", "start_rate_pct") == [37.5]


def test_more_decimals_are_preferred_and_newest_loads_before_that(city):
    city.add(G, "2022", industrial_investment="10")
    city.add(G, "2022", industrial_investment="10.25")
    value = "select value from current_figures where subject_id = 'b_zones'"
    assert city.rows(value) == [(10.25,)]
    city.add(G, "2022", industrial_investment="9.5")
    city.rows(
        "insert into loads values"
        f" (2, 'indicators', 'a.csv', '{'0' * 64}', 1, '2022-01-01', null, null, null, null, null, null)"
    )
    city.rows("update observations set load_id = 2 where printed = '9.5'")
    assert city.rows(value) == [(9.5,)]


def test_batch_shares_need_all_three_batches(city):
    city.add(G, "2021", signed_projects=1, started_projects=1)
    city.add(G, "2022", signed_projects=1, started_projects=1, production_projects=2)
    assert result(city, "batch_composition", "batch_projects_share_pct", "2021") == [None, None]
    found = result(city, "batch_composition", "batch_projects_share_pct")
    assert sorted(found) == [25, 25, 50]


def test_batch_shares_of_nothing_are_null(city):
    city.add(G, "2022", signed_projects=0, started_projects=0, production_projects=0)
    found = result(city, "batch_composition", "batch_projects_share_pct")
    assert found == [None, None, None]


def test_backlog_is_negative_ahead_of_plan(city):
    city.add(G, "2022", signed_projects=5, signed_projects_started=7,
             production_expected_output="1.5", production_actual_output="2.0")  # fmt: skip
    found = city.rows(
        "select batch_no, backlog_count, output_gap_cny_100m from conversion_backlog"
        " where subject_id = 'b_zones' order by all"
    )
    assert found == [(1, -2, None), (3, None, -0.5)]


def test_latest_round_needs_every_batch_of_the_earlier_rounds(city):
    city.add(G, "R1-5@2021-08-06", batch_projects=10, batch_investment="7.5")
    city.add(G, "R1-4@2021-08-06", signed_projects=2, started_projects=3)
    columns = "projects_count, investment_cny_100m"
    view = f"select {columns} from latest_round where subject_id = 'b_zones'"
    assert city.rows(view) == [(None, None)]
    city.add(G, "R1-4@2021-08-06", production_projects=1)
    assert city.rows(view) == [(4, None)]


def test_share_is_computed_where_the_whole_is_printed(city):
    city.add(G, "2021", industrial_investment="5.0", industrial_investment_share="49.0")
    city.add(G, "2022", industrial_investment="5.0", industrial_investment_share="49.0")
    city.add("b_city", "2022", industrial_investment="10.0")
    found = city.rows(
        "select period_id, share_basis, share_pct, whole_estimate from city_share"
        " where subject_id = 'b_zones' order by all"
    )
    assert found == [
        ("2021", "stated", 49.0, pytest.approx(500 / 49)),
        ("2022", "computed", 50, 10),
    ]


def test_share_of_an_empty_whole_is_null(city):
    city.add(G, "2022", industrial_investment="5.0")
    city.add("b_city", "2022", industrial_investment="0.0")
    assert result(city, "city_share", "share_pct") == [None]
    city.rows("delete from observations where subject_id = 'b_city'")
    assert result(city, "city_share", "share_pct") == []


def test_zero_share_implies_no_total(city):
    city.add(G, "2022", industrial_investment="0.0", industrial_investment_share="0.0")
    assert result(city, "city_share", "whole_estimate") == [None]


def test_signing_share_with_one_share_missing(city):
    city.add(G, "2022", new_signed_projects=2, new_signed_projects_share="40")
    found = city.rows(
        "select projects_share_pct, investment_share_pct, relative_size_ratio"
        " from signing_share where subject_id = 'b_zones'"
    )
    assert found == [(40, None, None)]


def test_industrial_area_share_needs_both_areas(city):
    city.add(G, "2021", planned_area="10.0")
    city.add("b_industrial", "2022", planned_area="4.0")
    assert result(city, "industrial_area_share", "industrial_area_share_pct", "2021") == [None]
    assert result(city, "industrial_area_share", "industrial_area_share_pct") == [None]
    city.add(G, "2022", planned_area="16.0")
    assert result(city, "industrial_area_share", "industrial_area_share_pct") == [25]


def test_industrial_area_share_leaves_other_types_out(city):
    city.rows(
        "insert into subject_members (group_subject_id, breakdown, member_subject_id,"
        " breakdown_part) values ('b_zones', 'type', 'b_zone_1', 'agricultural')"
    )
    city.add(G, "2022", planned_area="16.0")
    city.add("b_zone_1", "2022", planned_area="12.0")
    city.add("b_industrial", "2022", planned_area="4.0")
    assert result(city, "industrial_area_share", "industrial_area_share_pct") == [25]


def fed(city, subject, indicator, period="2022"):
    """Values that a figure feeds: metric, subject, period, item."""
    found = city.rows(
        "select metric_id, value_subject_id, value_period_id, item_id from lineage"
        " where subject_id = ? and indicator_id = ? and period_id = ? order by all",
        subject, indicator, period,
    )  # fmt: skip
    assert len(set(found)) == len(found)
    return found


def test_the_city_s_figure_feeds_the_shares_of_its_zones(city):
    projects, investment = "new_signed_projects", "new_signed_investment"
    city.add(G, "2022", new_signed_projects=2, new_signed_investment="3.0")
    city.add("b_city", "2022", new_signed_projects=4)
    shares = [("city_share", G, "2022", projects), ("city_total", G, "2022", projects),
              ("signing_projects_share", G, "2022", None)]  # fmt: skip
    assert set(shares) <= set(fed(city, "b_city", projects))
    assert {row for row in fed(city, "b_city", projects) if row[1] == G} == set(shares)
    city.add("b_city", "2022", new_signed_investment="9.0")
    both = [*shares, ("signing_relative_size", G, "2022", None)]
    assert {row for row in fed(city, "b_city", projects) if row[1] == G} == set(both)
    assert ("signing_share", G, "2022", None) in fed(city, "b_city", investment)


def test_a_figure_feeds_values_of_other_periods(city):
    city.add(G, "2021", standard_land_parcels=4, planned_area="10.0")
    city.add(G, "2022", standard_land_parcels=6, industrial_investment="40.0")
    assert fed(city, G, "standard_land_parcels", "2021") == [
        ("standard_land_two_years", G, "2022", None)
    ]
    city.add(G, "2022", qualifier=">", industrial_value_added="50.0")  # a bound has no value
    of_area = [row for row in fed(city, G, "planned_area", "2021") if row[2] == "2022"]
    assert of_area == [("area_productivity", G, "2022", "industrial_investment")]


def test_area_productivity_takes_the_nearest_area(city):
    city.add(G, "2021", planned_area="10.0")
    city.add(G, "2022", planned_area="20.0", industrial_investment="40.0")
    assert result(city, "area_productivity", "value_per_km2") == [2]


def test_rank_carries_its_universe_and_needs_no_value(city):
    city.add(G, "2021", industrial_investment_rank=3)
    city.add(G, "2022", industrial_investment_rank=2, ranked_units=11, industrial_investment="5.0")
    found = city.rows(
        "select period_id, ranked_value, ranked_units_count, provincial_rank from provincial_rank"
        " where subject_id = 'b_zones' order by all"
    )
    assert found == [("2021", None, None, 3), ("2022", 5, 11, 2)]


def test_ties_in_rank_stand_side_by_side(city):
    city.add("b_zone_1", "2022", industrial_investment_rank=2)
    city.add("b_zone_2", "2022", industrial_investment_rank=2)
    assert city.rows(
        "select subject_id, provincial_rank from provincial_rank where period_id = '2022'"
        " order by all"
    ) == [("b_zone_1", 2), ("b_zone_2", 2)]


def test_land_of_the_year_before(city):
    city.add(G, "2021", standard_land_parcels=4)
    city.add(G, "2022", standard_land_parcels=6)
    found = result(city, "standard_land", "parcels_with_previous_year_count")
    assert found == [10]
    assert result(city, "standard_land", "parcels_with_previous_year_count", "2021") == [None]


@pytest.mark.parametrize(
    ("indicator", "actual", "gap", "progress"),
    [("industrial_investment", "30.0", -10, 75), ("industrial_investment", "50.0", 10, 125),
     ("industrial_investment_growth", "45.5", 5.5, None)],
)  # fmt: skip
def test_targets_of_level_and_growth(city, indicator, actual, gap, progress):
    city.rows(
        "insert into targets (target_id, source_id, figure_no, passage_no, printed, subject_id, indicator_id,"
        " period_id, deadline, value, unit_id, qualifier, decimals) select 't', 'test', 1, null, '40', 'b_zones', ?, '2022', null, 40,"
        " (select unit_id from indicators where indicator_id = ?), '=', 0",
        indicator, indicator,
    )  # fmt: skip
    city.add(G, "2022", **{indicator: actual})
    city.add(G, "2021", **{indicator: "1.0"})  # outside the year of the target
    found = city.rows(
        "select period_id, target_gap, progress_pct from target_progress where target_id = 't'"
    )
    assert found == [("2022", gap, progress)]


def test_target_of_zero_has_no_progress(city):
    city.rows(
        "insert into targets (target_id, source_id, figure_no, passage_no, printed, subject_id, indicator_id,"
        " period_id, deadline, value, unit_id, qualifier, decimals) values ('t', 'test', 1, null, '0', 'b_zones',"
        " 'industrial_investment', '2022', null, 0, 'cny_100m', '=', 0)"
    )
    city.add(G, "2022", industrial_investment="1.0")
    assert city.rows("select progress_pct from target_progress where target_id = 't'") == [(None,)]


def test_structure_of_a_group_whose_zones_have_no_record_is_empty(city):
    assert city.rows("select count(*) from zone_structure where subject_id = 'b_zones'") == [(0,)]
    city.rows(
        "insert into zones values"
        " ('b_zone_1', null, 'industrial', null, 'not_stated', null, 'not_stated', null, null, null)"
    )
    assert city.rows(
        "select zone_level, zone_count, zone_share_pct from zone_structure"
        " where subject_id = 'b_zones'"
    ) == [("not_stated", 1, 100)]


def test_pipeline_counts_applications_by_stage(city):
    city.rows(
        "insert into areas values ('140101', '140100', 'county', '乙县', 'B county', null, null, null)"
    )
    for n in (1, 2):
        city.rows(
            "insert into applications values (?, ?, ?, '140101', 'preparing', '2022',"
            " 'jinzhong_article', 12, null, null)", f"b{n}", f"乙{n}", f"B{n}",
        )  # fmt: skip
    assert city.rows(
        "select stage_no, application_count, application_names_zh from application_pipeline"
        " where subject_id = 'b_city'"
    ) == [(1, 2, "乙1, 乙2")]


def test_empty_fact_tables_give_empty_views(scratch):
    scratch.rows("delete from observations")
    scratch.rows("delete from targets")
    assert scratch.rows(
        "select count(*) from metric_values"
        " where metric_id not in ('zone_structure', 'application_pipeline')"
    ) == [(0,)]
    assert scratch.rows("select count(*) from checks where not ok") == [(0,)]


@pytest.mark.parametrize(
    ("view", "column", "top", "bottom", "unit"),
    [("attainment_rate", "attainment_rate_pct", "production_actual_output",
      "production_expected_output", "cny_10k"),
     ("output_investment_ratio", "expected_output_ratio", "signed_expected_output",
      "signed_investment", "cny"),
     ("plant_utilisation", "plant_utilisation_pct", "plant_area_used", "plant_area_built", "m2")],
)  # fmt: skip
def test_conversion_does_not_round_before_dividing(city, view, column, top, bottom, unit):
    city.add(G, "2022", unit=unit, **{top: 3460, bottom: 5640})
    factor = 100 if column.endswith("pct") else 1
    assert result(city, view, column) == [pytest.approx(factor * 346 / 564, rel=1e-4)]
    lower = column.replace("_pct", "_lower_pct") if factor == 100 else column + "_lower"
    [(low, value)] = city.rows(f"select {lower}, {column} from {view} where period_id = '2022'")
    assert low < value


def test_city_share_never_mixes_a_printed_bound_with_an_implied_total(city):
    city.add(G, "2022", industrial_investment="26.0", industrial_investment_share="50")
    city.add("b_city", "2022", qualifier=">", industrial_investment="60")
    [(estimate, lower, upper)] = city.rows(
        "select whole_estimate, whole_estimate_lower, whole_estimate_upper from city_share"
        " where subject_id = 'b_zones'"
    )
    assert lower < estimate < upper


def test_reports_keep_cities_and_periods_apart(city):
    """Two cities and two periods with the same ranks and shares: no row doubles or strays."""
    city.rows(
        "insert into periods (period_id, period_kind, name_zh, name_en, period_start, period_end,"
        " date_basis) values ('2022-S1', 'half', 'h', 'h', '2022-01-01', '2022-06-30', 'stated')"
    )
    for subject, period, base in [(G, "2021-S1", 1), (G, "2022-S1", 2), ("b_zone_1", "2022-S1", 3)]:
        city.add(subject, period, industrial_investment=base, industrial_investment_share=10 * base,
                 industrial_investment_rank=base, signed_projects=10, signed_projects_started=base,
                 start_rate_rank=base + 3)  # fmt: skip
    assert city.rows(
        "select subject_id, period_id, value, share_pct, provincial_rank from first_half_economy"
        " where subject_id like 'b_%' order by all"
    ) == [("b_zone_1", "2022-S1", 3, 30, 3), (G, "2021-S1", 1, 10, 1), (G, "2022-S1", 2, 20, 2)]
    assert city.rows(
        "select subject_id, period_id, rate_pct, provincial_rank from three_batches"
        " where subject_id like 'b_%' order by all"
    ) == [("b_zone_1", "2022-S1", 30, 6), (G, "2021-S1", 10, 4), (G, "2022-S1", 20, 5)]
    doubled = city.rows(
        "select source_id, figure_no, metric_id, value_subject_id, value_period_id, item_id"
        " from lineage group by all having count(*) > 1"
    )
    assert doubled == []
