"""Every metric view on the article: the numbers a reader relies on."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

ZONES, INDUSTRIAL, CITY = "jinzhong_zones", "jinzhong_industrial_zones", "jinzhong"
R4, R5, R15 = "R1-4@2021-08-06", "R5@2021-08-06", "R1-5@2021-08-06"
NOW, H1 = "2021-08-06", "2021-S1"

# view, columns, expected rows; floats to four decimals
EXPECTED = [
    ("zone_structure where subject_id = 'jinzhong_zones'",
     "zone_type, zone_level, zone_count, group_zone_count, zone_share_pct",
     [("agricultural", "national", 1, 11, 9.0909), ("ecotourism", "not_stated", 1, 11, 9.0909),
      ("industrial", "national", 1, 11, 9.0909), ("industrial", "provincial", 8, 11, 72.7273)]),
    ("planned_area", "subject_id, period_id, planned_area_km2, zone_count, area_per_zone_km2,"
     " area_per_zone_lower_km2, area_per_zone_upper_km2",
     [(INDUSTRIAL, NOW, 373.95, 9, 41.55, 41.5494, 41.5506),
      (ZONES, NOW, 876.02, 11, 79.6382, 79.6377, 79.6386)]),
    ("industrial_area_share", "subject_id, industrial_area_km2, planned_area_km2, other_area_km2,"
     " industrial_area_share_pct, industrial_area_share_lower_pct, industrial_area_share_upper_pct",
     [(ZONES, 373.95, 876.02, 502.07, 42.6874, 42.6866, 42.6882)]),
    ("key_project_progress", "subject_id, completed_investment_cny_100m,"
     " planned_investment_cny_100m, remaining_investment_cny_100m, key_project_progress_pct,"
     " key_project_progress_lower_pct, key_project_progress_upper_pct",
     [(ZONES, 114, 402, 288, 28.3582, 28.1988, 28.5181)]),
    ("start_rate", "subject_id, period_id, signed_projects_started_count, signed_projects_count,"
     " start_rate_pct, start_rate_lower_pct, start_rate_upper_pct",
     [(ZONES, R4, 82, 94, 87.2340, 87.2340, 87.2340)]),
    ("production_rate", "subject_id, period_id, started_projects_in_production_count,"
     " started_projects_count, production_rate_pct",
     [(ZONES, R4, 67, 107, 62.6168)]),
    ("attainment_rate", "subject_id, period_id, actual_output_cny_100m, expected_output_cny_100m,"
     " attainment_rate_pct, attainment_rate_lower_pct, attainment_rate_upper_pct",
     [(ZONES, R4, 216.65, 235.04, 92.1758, 92.1717, 92.1799)]),
    ("batch_composition", "batch_no, projects_count, batch_projects_share_pct,"
     " batch_investment_share_pct, batch_investment_share_lower_pct,"
     " batch_investment_share_upper_pct, batch_output_share_pct",
     [(1, 94, 29.9363, 34.8066, 34.8052, 34.8080, 42.9451),
      (2, 107, 34.0764, 46.3317, 46.3299, 46.3334, 40.0783),
      (3, 113, 35.9873, 18.8617, 18.8591, 18.8644, 16.9766)]),
    ("latest_round", "subject_id, period_id, round_no, projects_count, investment_cny_100m,"
     " investment_lower_cny_100m, investment_upper_cny_100m, expected_output_cny_100m,"
     " expected_output_lower_cny_100m, expected_output_upper_cny_100m",
     [(ZONES, R5, 5, 87, 239.22, 239.11, 239.33, 303.51, 302.995, 304.025)]),
    ("project_size", "project_set_id, period_id, projects_count, investment_cny_100m,"
     " investment_per_project_cny_100m",
     [("all_batches", R15, 401, 1825.5, 4.5524), ("key_projects", NOW, 310, 402, 1.2968),
      ("new_signings", H1, 26, 288.3, 11.0885), ("production_batch", R4, 113, 299.2, 2.6478),
      ("signed_batch", R4, 94, 552.13, 5.8737), ("started_batch", R4, 107, 734.95, 6.8687)]),
    ("output_investment_ratio", "project_set_id, expected_output_ratio, actual_output_ratio",
     [("all_batches", 0.9247, None), ("production_batch", 0.7856, 0.7241),
      ("signed_batch", 1.0769, None), ("started_batch", 0.7550, None)]),
    ("conversion_backlog", "batch_no, backlog_count, output_gap_cny_100m,"
     " output_gap_lower_cny_100m, output_gap_upper_cny_100m",
     [(1, 12, None, None, None), (2, 40, None, None, None), (3, None, 18.39, 18.38, 18.40)]),
    ("signing_share", "subject_id, period_id, projects_count, investment_cny_100m,"
     " projects_share_pct, investment_share_pct, relative_size_ratio, relative_size_ratio_lower,"
     " relative_size_ratio_upper",
     [(ZONES, H1, 26, 288.3, 50, 45.2, 0.904, 0.8941, 0.9141)]),
    ("measure_coverage", "measure_id, adopting_zones_count, zone_count, coverage_pct",
     [("investment_map", 7, 11, 63.6364), ("investment_policy", 11, 11, 100),
      ("investment_team", 11, 11, 100), ("promotion_system", 11, 11, 100),
      ("three_systems", 11, 11, 100)]),
    ("city_share", "indicator_id, whole_subject_id, share_basis, share_pct, whole_estimate,"
     " whole_estimate_lower, whole_estimate_upper",
     [("foreign_capital_used", CITY, "stated", 27.9, 18775.8065, 18742.2004, 18809.5332),
      ("industrial_investment", CITY, "stated", 59.4, 111.6667, 111.5643, 111.7692),
      ("industrial_value_added", CITY, "stated", 34.7, 318.1844, 317.7122, 318.6580),
      ("new_signed_investment", CITY, "stated", 45.2, 637.8319, 637.0166, 638.6489),
      ("new_signed_projects", CITY, "stated", 50, 52, 51.4851, 52.5253),
      ("planned_area", CITY, "stated", 2.4, 15581.25, 15263.0612, 15912.9787)]),
    ("transformation_share", "subject_id, transformation_investment_cny_100m,"
     " industrial_investment_cny_100m, transformation_share_pct",
     [(INDUSTRIAL, 65.41, 66.33, 98.6130)]),
    ("area_productivity", "indicator_id, unit_id, planned_area_km2, area_period_id, value_per_km2",
     [("foreign_capital_used", "usd_10k", 373.95, NOW, 14.0084),
      ("industrial_investment", "cny_100m", 373.95, NOW, 0.1774),
      ("industrial_value_added", "cny_100m", 373.95, NOW, 0.2953),
      ("new_signed_investment", "cny_100m", 876.02, NOW, 0.3291),
      ("transformation_investment", "cny_100m", 373.95, NOW, 0.1749)]),
    ("provincial_rank", "indicator_id, ranked_value, unit_id, ranked_units_count, provincial_rank",
     [("attainment_rate", 92.18, "pct", None, 3), ("foreign_capital_used", 5238.45, "usd_10k", None, 4),
      ("industrial_investment", 66.33, "cny_100m", None, 5),
      ("industrial_value_added", 110.41, "cny_100m", None, 6),
      ("production_rate", 62.62, "pct", None, 1), ("start_rate", 87.23, "pct", None, 5),
      ("transformation_investment", 65.41, "cny_100m", None, 4)]),
    ("plant_utilisation", "subject_id, plant_area_used_m2_10k, plant_area_built_m2_10k,"
     " plant_area_idle_m2_10k, plant_utilisation_pct, plant_utilisation_lower_pct,"
     " plant_utilisation_upper_pct",
     [(INDUSTRIAL, 89.4, 106.6, 17.2, 83.8649, 83.7787, 83.9512)]),
    ("standard_land", "period_id, parcels_count, standard_land_area_mu,"
     " previous_year_parcels_count, parcels_with_previous_year_count, area_per_parcel_mu",
     [("2020", 23, None, None, None, None), ("2021-01/2021-07", 10, 777.85, 23, 33, 77.785)]),
    ("target_progress", "indicator_id, qualifier, target_value, period_id, actual_value,"
     " target_gap, progress_pct",
     [("industrial_investment_growth", ">=", 20, None, None, None, None),
      ("new_signed_investment", ">", 1000, H1, 288.3, -711.7, 28.83),
      ("new_signed_projects_growth", "=", 30, None, None, None, None)]),
    ("application_pipeline", "subject_id, period_id, stage_no, application_names_zh,"
     " application_count",
     [(CITY, H1, 2, "昔阳经开区", 1), (CITY, H1, 3, "榆次现代农业产业示范区", 1)]),
    ("three_batches", "batch_no, projects_count, advanced_projects_count, investment_cny_100m,"
     " expected_output_cny_100m, actual_output_cny_100m, rate_pct, stated_rate_pct,"
     " provincial_rank",
     [(1, 94, 82, 552.13, 594.57, None, 87.2340, 87.23, 5),
      (2, 107, 67, 734.95, 554.88, None, 62.6168, 62.62, 1),
      (3, 113, None, 299.2, 235.04, 216.65, 92.1758, 92.18, 3)]),
    ("first_half_economy", "indicator_id, value, unit_id, share_pct, whole_estimate,"
     " provincial_rank",
     [("foreign_capital_used", 5238.45, "usd_10k", 27.9, 18775.8065, 4),
      ("industrial_investment", 66.33, "cny_100m", 59.4, 111.6667, 5),
      ("industrial_value_added", 110.41, "cny_100m", 34.7, 318.1844, 6),
      ("new_signed_investment", 288.3, "cny_100m", 45.2, 637.8319, None),
      ("new_signed_projects", 26, "item", 50, 52, None),
      ("transformation_investment", 65.41, "cny_100m", None, None, 4)]),
    ("zone_profile where measure_count > 0 or project_count > 0",
     "subject_id, figure_count, measure_count, project_count, project_names_zh",
     [("jinzhong_zone", 1, 2, 1, "山西建筑产业园项目"), ("pingyao_zone", 2, 1, 0, None),
      ("taigu_zone", 0, 1, 0, None), ("yushe_zone", 0, 1, 0, None)]),
]  # fmt: skip


def plain(value):
    """Decimals and floats as floats to four decimals."""
    return round(float(value), 4) if isinstance(value, Decimal | float) else value


@pytest.mark.parametrize(
    ("view", "columns", "expected"), EXPECTED, ids=[row[0].split()[0] for row in EXPECTED]
)
def test_view(rows, view, columns, expected):
    found = rows(f"select {columns} from {view} order by all")
    assert [tuple(map(plain, row)) for row in found] == expected


def ratios(rows):
    """View, result column, formula, scale and the two indicators of each metric that is a ratio."""
    return rows(
        "select view_name, column_name, view_dictionary.formula_en, scale,"
        " numerators.indicator_id, denominators.indicator_id from identities"
        " inner join metrics using (metric_id) inner join view_dictionary using (view_name)"
        " inner join identity_terms as numerators"
        " on identities.identity_id = numerators.identity_id and numerators.term_role = 'numerator'"
        " inner join identity_terms as denominators on"
        " identities.identity_id = denominators.identity_id"
        " and denominators.term_role = 'denominator' where identity_kind = 'ratio'"
    )


def names(column, indicator):
    """Whether a column, apart from its unit, is the end of an indicator's id."""
    stem = re.sub(r"_(count|cny_100m|usd_10k|km2|mu|m2_10k)$", "", column)
    return indicator == column or re.search(rf"(^|_){stem}$", indicator) is not None


def test_a_ratio_is_what_its_header_and_its_identity_say(rows):
    for view, column, formula, scale, numerator, denominator in ratios(rows):
        result, factor, top, bottom = re.match(
            r"(\w+) = (?:(\d+) \* )?(\w+) / (\w+)", formula
        ).groups()
        assert (result, int(factor or 1)) == (column, scale), view
        assert names(top, numerator) and names(bottom, denominator), view
        figures = rows(
            f"select {result}, {scale} * {top} / nullif({bottom}, 0), {top}, {bottom},"
            " numerators.point_value, denominators.point_value"
            f" from {view} left join current_figures as numerators"
            f" on {view}.subject_id = numerators.subject_id"
            f" and {view}.period_id = numerators.period_id and numerators.indicator_id = ?"
            f" left join current_figures as denominators"
            f" on {view}.subject_id = denominators.subject_id"
            f" and {view}.period_id = denominators.period_id and denominators.indicator_id = ?",
            numerator, denominator,
        )  # fmt: skip
        assert any(row[0] is not None for row in figures), view
        for value, computed, *operands in figures:
            assert plain(value) == plain(computed), view
            assert list(map(plain, operands[:2])) == list(map(plain, operands[2:])), view


def test_every_metric_view_is_tested(rows):
    tested = {view.split()[0] for view, _, _ in EXPECTED} | {view for view, *_ in ratios(rows)}
    views = {name for (name,) in rows("select distinct view_name from metrics")}
    # the article lists no projects: test_ledger_rates loads some
    assert views - tested == {"ledger_rates"}


def test_the_formula_of_a_ratio_stands_in_its_identity_alone(rows):
    defined = rows("select metric_id from identities where identity_kind = 'ratio'")
    assert len(defined) >= 8
    assert sorted(rows("select metric_id from metrics where formula_en is null")) == sorted(defined)


def test_the_box_is_rebuilt_in_order_of_print(rows):
    box = rows(
        "select heading_zh, passage_no, printed, member_names_zh from article_box"
        " order by passage_no, figure_no"
    )
    assert len(box) == 51
    assert box[1][:3] == ("基本情况", 18, "876.02平方公里")
    assert box[4] == ("基本情况", 19, "1个", "晋中国家农高区")
    assert box[8][:3] == ("基本情况", 23, "8个")
    assert len(box[8][3].split("、")) == 8
    assert box[-1][:3] == ("项目建设", 31, "第3位")


def test_metric_values_hold_every_metric_once(rows):
    missing = rows("select view_name from metrics anti join metric_values using (metric_id)")
    assert set(missing) == {("ledger_rates",)}
    doubled = rows(
        "select metric_id, subject_id, period_id, item_id from metric_values"
        " group by all having count(*) > 1"
    )
    assert doubled == []


def test_metric_values_are_the_columns_the_catalogue_names(rows):
    long: dict[str, list[str]] = {}
    for metric, value in rows("select metric_id, value from metric_values"):
        long.setdefault(metric, []).append(repr(value))
    for metric, view, column in rows("select metric_id, view_name, column_name from metrics"):
        wide = [repr(value) for (value,) in rows(f'select cast("{column}" as double) from {view}')]
        assert sorted(long.get(metric, [])) == sorted(wide), metric


def test_bounds_enclose_every_value(rows):
    outside = rows(
        "select metric_id, item_id from metric_values"
        " where value < lower_bound - 1e-9 or value > upper_bound + 1e-9"
    )
    assert outside == []


def test_units_of_metric_values_exist(rows):
    assert rows("select unit_id from metric_values anti join units using (unit_id)") == []
    found = rows(
        "select item_id, unit_id from metric_values where metric_id = 'city_total' order by all"
    )
    assert ("planned_area", "km2") in found
    assert ("foreign_capital_used", "usd_10k") in found
    found = rows("select item_id, unit_id from metric_values where metric_id = 'area_productivity'")
    assert ("industrial_investment", "cny_100m_per_km2") in found


def test_current_figures_prefer_the_article_and_its_first_mention(rows):
    found = rows(
        "select value, source_id, passage_no from current_figures where indicator_id = 'start_rate'"
    )
    assert found == [(Decimal("87.23"), "jinzhong_article", 8)]
    assert rows(
        "select count(*) from (select 1 from current_figures"
        " group by subject_id, indicator_id, period_id having count(*) > 1)"
    ) == [(0,)]
