"""Reconciliation, implied figures and checks."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from zonedb.errors import CheckError
from zonedb.store.findings import refuse_failures

G = "b_zones"
R4, R5, R15 = "R1-4@2021-08-06", "R5@2021-08-06", "R1-5@2021-08-06"


def test_verdicts_of_the_article(rows):
    found = rows(
        "select identity_id, printed, round(derived, 4), verdict from reconciliation"
        " where source_id = 'jinzhong_article' and verdict <> 'not_computable' order by all"
    )
    assert found == [
        ("attainment_rate", "92.18%", 92.1758, "half_up"),
        ("planned_area_share", "2.4%", 2.2813, "across_mismatch"),
        ("plant_utilisation", "83.8%", 83.8649, "truncated"),
        ("production_rate", "62.62%", 62.6168, "half_up"),
        ("start_rate", "87.23%", 87.2340, "half_up"),
        ("transformation_share", "98.6%", 98.6130, "half_up"),
        ("zone_count_by_level", "9个", 9, "exact"),
        ("zone_count_by_type", "11家", 11, "exact"),
    ]


def test_the_second_source_is_reconciled_on_its_own(rows):
    found = rows(
        "select identity_id, verdict from reconciliation"
        " where source_id = 'jinzhong_commerce_bureau' and verdict <> 'not_computable' order by all"
    )
    assert found == [
        ("attainment_rate", "half_up"), ("production_rate", "half_up"), ("start_rate", "half_up"),
    ]  # fmt: skip


def test_what_is_not_computable_says_which_input_is_missing(rows):
    found = dict(
        rows(
            "select identity_id, missing_figures from reconciliation"
            " where source_id = 'jinzhong_article' and verdict = 'not_computable'"
        )
    )
    # of all rounds no batch is printed: what they add up to is no question
    assert len(found) == 12
    assert found["industrial_investment_share"] == "jinzhong/industrial_investment/2021-S1"
    assert found["planned_area_share"] == "jinzhong/land_area/2021-08-06"
    assert found["planned_area_by_type"] == (
        "jinzhong_agricultural_zones/planned_area/2021-08-06, "
        "jinzhong_ecotourism_zones/planned_area/2021-08-06"
    )
    assert found["batch_projects_by_round"] == f"jinzhong_zones/batch_projects/{R5}"


@pytest.mark.parametrize(
    ("top", "bottom", "printed", "verdict"),
    [
        # counts are exact: only rounding and cutting of the result are open
        (1, 4, "25", "exact"), (1, 4, "25.0", "exact"),
        (1, 3, "33.33", "half_up"), (2, 3, "66.67", "half_up"), (2, 3, "66.66", "truncated"),
        (2, 3, "66.6", "truncated"), (2, 3, "66.7", "half_up"), (2, 3, "66.65", "mismatch"),
        (2, 3, "66.68", "mismatch"), (1, 8, "12.5", "exact"), (1, 8, "13", "half_up"),
        (1, 8, "12", "truncated"), (1, 8, "14", "mismatch"), (0, 8, "0", "exact"),
        (1, 2, "49", "mismatch"), (1, 2, "51", "mismatch"), (9, 8, "112.5", "exact"), (9, 8, "112", "truncated"), (0, 8, "1", "mismatch"),
        # 200.5 rounds half up to 201
        (401, 200, "200.5", "exact"), (401, 200, "201", "half_up"), (401, 200, "200", "truncated"),
    ],
)  # fmt: skip
def test_verdict_of_a_ratio_of_counts(city, top, bottom, printed, verdict):
    city.add(G, "2022", signed_projects_started=top, signed_projects=bottom, start_rate=printed)
    assert city.rows("select verdict from reconciliation where source_id = 'test'") == [(verdict,)]


@pytest.mark.parametrize(
    ("top", "bottom", "printed", "verdict"),
    [
        ("10.0", "30.0", "33.3", "half_up"), ("10.0", "30.0", "33.4", "within_rounding"),
        ("10.0", "30.0", "33.2", "within_rounding"),
        # the upper end of what 10.0 / 30.0 can be, cut inputs included: 10.1 / 29.95 = 33.72
        ("10.0", "30.0", "33.7", "within_rounding"), ("10.0", "30.0", "33.8", "mismatch"),
        # the lower end: 9.95 / 30.1 = 33.06
        ("10.0", "30.0", "33.1", "within_rounding"), ("10.0", "30.0", "32.9", "mismatch"),
        ("10.00", "30.00", "33.5", "mismatch"), ("-10.0", "30.0", "-33.3", "half_up"),
        ("-10.0", "30.0", "-33.4", "within_rounding"), ("-10.0", "30.0", "33.3", "mismatch"),
        ("-20.0", "30.0", "-66.6", "truncated"), ("-20.0", "30.0", "-66.7", "half_up"),
        ("0.0", "30.0", "0.1", "within_rounding"),
    ],
)  # fmt: skip
def test_verdict_of_a_ratio_of_money(city, top, bottom, printed, verdict):
    city.add(G, "2022", production_actual_output=top, production_expected_output=bottom,
             attainment_rate=printed)  # fmt: skip
    assert city.rows("select verdict from reconciliation where source_id = 'test'") == [(verdict,)]


@pytest.mark.parametrize(
    ("total", "parts", "verdict"),
    [
        ("6.0", ("1.0", "2.0", "3.0"), "exact"), ("6", ("1.4", "2.0", "3.0"), "half_up"),
        ("6", ("1.7", "2.0", "3.0"), "truncated"), ("6.1", ("1.0", "2.0", "3.0"), "within_rounding"),
        ("6.4", ("1.0", "2.0", "3.0"), "mismatch"), ("5.7", ("1.0", "2.0", "3.0"), "mismatch"),
        ("5.9", ("1.0", "2.0", "3.0"), "within_rounding"),
    ],
)  # fmt: skip
def test_verdict_of_a_sum(city, total, parts, verdict):
    names = ("signed_investment", "started_investment", "production_investment")
    city.add(G, "2022", batch_investment=total, **dict(zip(names, parts, strict=True)))
    assert city.rows("select verdict from reconciliation where source_id = 'test'") == [(verdict,)]


def test_verdict_of_a_difference(city):
    city.rows("update subjects set benchmark_subject_id = 'b_city' where subject_id = 'b_zones'")
    city.add("b_city", "2022", planned_area_share="1.9")
    city.add(G, "2022", planned_area_share="2.4", planned_area_share_gap="0.5")
    sql = "select verdict from reconciliation where identity_id = 'planned_area_share_gap'"
    assert city.rows(sql + " and source_id = 'test'") == [("exact",)]
    city.rows("update observations set value = 0.8, printed = '0.8' where printed = '0.5'")
    assert city.rows(sql + " and source_id = 'test'") == [("mismatch",)]


@pytest.mark.parametrize(
    ("bottom", "reason"),
    [("0", "the denominator is not above zero"), (None, "b_zones/signed_projects/2022")],
)
def test_no_verdict_without_a_denominator(city, bottom, reason):
    city.add(G, "2022", signed_projects_started=1, signed_projects=bottom, start_rate="50")
    found = city.rows(
        "select verdict, derived, missing_figures from reconciliation where source_id = 'test'"
    )
    assert found == [("not_computable", None, reason)]


def test_no_verdict_on_a_bound(city):
    city.add(G, "2022", signed_projects_started=1, signed_projects=2)
    city.add(G, "2022", qualifier=">", start_rate="40")
    found = city.rows(
        "select verdict, missing_figures from reconciliation where source_id = 'test'"
    )
    assert found == [("not_computable", "the stated value is a bound")]


def test_units_do_not_matter_to_a_verdict(city):
    city.add(G, "2022", unit="cny_10k", production_actual_output="50000")
    city.add(G, "2022", production_expected_output="10.00", attainment_rate="50")
    assert city.rows("select verdict, derived from reconciliation where source_id = 'test'") == [
        ("exact", 50)
    ]


def test_what_the_article_implies(rows):
    found = rows(
        "select identity_id, subject_id, period_id, round(estimate, 4), round(lower_bound, 4),"
        " round(upper_bound, 4), integer_value from implied_figures"
        " where source_id = 'jinzhong_article' order by all"
    )
    zones = "jinzhong_zones"
    assert found == [
        ("batch_expected_output_by_batch", zones, R4, 1384.49, 1384.475, 1384.52, None),
        ("batch_expected_output_by_round", zones, R5, 303.51, 302.98, 304.525, None),
        ("batch_investment_by_batch", zones, R4, 1586.28, 1586.22, 1586.4, None),
        ("batch_investment_by_round", zones, R5, 239.22, 239.05, 239.38, None),
        ("batch_projects_by_batch", zones, R4, 314, 314, 314, 314),
        ("batch_projects_by_round", zones, R5, 87, 87, 87, 87),
        ("campaign_rounds_by_round", zones, R5, 1, 1, 1, 1),
        ("foreign_capital_used_share", "jinzhong", "2021-S1", 18775.8065, 18708.7321, 18809.5512, None),
        ("industrial_investment_share", "jinzhong", "2021-S1", 111.6667, 111.4706, 111.7776, None),
        ("industrial_value_added_share", "jinzhong", "2021-S1", 318.1844, 317.2557, 318.6724, None),
        ("new_signed_investment_share", "jinzhong", "2021-S1", 637.8319, 636.3135, 638.7597, None),
        ("new_signed_projects_share", "jinzhong", "2021-S1", 52, 50.9804, 52.5253, None),
        ("planned_area_share", "jinzhong", "2021-08-06", 15581.25, 14957.8, 15913.1915, None),
        ("planned_area_share_gap", "shanxi_industrial_zones", "2021-08-06", 1.9, 1.75, 2.05, None),
        ("standard_land_parcels_by_period", zones, "2020-01/2021-07", 33, 33, 33, 33),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "indicator", "expected"),
    [
        ({"signed_projects": 8, "start_rate": "50"}, "signed_projects_started",
         (4, pytest.approx(3.96), pytest.approx(4.08), 4)),
        ({"signed_projects_started": 4, "start_rate": "50"}, "signed_projects",
         (8, pytest.approx(4 / 0.51), pytest.approx(4 / 0.495), 8)),
        ({"signed_projects_started": 4, "signed_projects": 8}, "start_rate", (50, 50, 50, None)),
        # 79 and 80 fit 40 / 50 %, if it may be cut; of 100 / 50 % several
        ({"signed_projects_started": 40, "start_rate": "50"}, "signed_projects",
         (80, pytest.approx(40 / 0.51), pytest.approx(40 / 0.495), None)),
        ({"signed_projects_started": 100, "start_rate": "50"}, "signed_projects",
         (200, pytest.approx(100 / 0.51), pytest.approx(100 / 0.495), None)),
        ({"signed_projects_started": 4, "start_rate": "0"}, "signed_projects",
         (None, pytest.approx(400), None, None)),
    ],
)  # fmt: skip
def test_each_side_of_a_ratio_is_implied_by_the_others(city, given, indicator, expected):
    city.add(G, "2022", **given)
    found = city.rows(
        "select estimate, lower_bound, upper_bound, integer_value from implied_figures"
        " where source_id = 'test' and indicator_id = ?", indicator,
    )  # fmt: skip
    assert found == [expected]


def test_nothing_is_implied_when_two_figures_are_missing_or_one_is_a_bound(city):
    city.add(G, "2021", signed_projects=8)
    city.add(G, "2022", signed_projects=8)
    city.add(G, "2022", qualifier=">=", start_rate="50")
    assert city.rows("select indicator_id from implied_figures where source_id = 'test'") == []


def test_checks_of_the_article(rows):
    found = rows("select severity, check_id, subject_id from checks where not ok order by all")
    assert found == [
        ("info", "reconciliation_across", "jinzhong_industrial_zones"),
        ("info", "reconciliation_exact", "jinzhong_industrial_zones"),
        ("warning", "implied_agrees", "jinzhong"),
        ("warning", "implied_agrees", "jinzhong"),
        ("warning", "mentions_agree", "jinzhong"),
    ]
    assert rows("select count(distinct check_id) from checks") == rows(
        "select count(*) from check_rules"
    )


OBSERVATION = (
    "insert into observations (source_id, figure_no, passage_no, printed, subject_id,"
    " indicator_id, period_id, value, unit_id, qualifier, decimals)"
)
ZONE_FIGURES = (
    OBSERVATION + " select 'jinzhong_article', figure_no, null, cast(value as varchar), subject_id,"
    " indicator_id, period_id, value, unit_id, '=', 1 from ("
)
ROWS = ") as v (figure_no, subject_id, indicator_id, period_id, value, unit_id)"
BREAKS = {
    "unit_fits_literal": "update observations set unit_id = 'cny_10k' where printed = '402亿元'",
    "figure_unique": "insert into observations select * from observations where figure_no = 20",
    "references_exist": "update observations set subject_id = 'nobody' where figure_no = 20",
    "passage_known": "update observations set passage_no = 99 where figure_no = 20",
    "unit_fits_indicator": "update observations set unit_id = 'mu' where figure_no = 28",
    "decimals_fit_value": "update observations set value = 94.5, printed = '94.5' where printed = '94个'",
    "literal_fits_value": "update observations set value = 87.32 where printed = '87.23%'",
    "base_value_exact": "update observations set value = 1.2345, printed = '1.2345', decimals = 4,"
    " unit_id = 'm2' where printed = '777.85亩'",
    "identity_complete": "delete from identity_terms where identity_id = 'start_rate' and term_no = 1",
    "identity_unambiguous": "insert into identities (identity_id, identity_kind, indicator_id, scale,"
    " formula_zh, formula_en) values ('other', 'ratio', 'production_rate', 100, '-', '-');"
    " insert into identity_terms (identity_id, term_no, term_role, indicator_id, subject_scope,"
    " period_scope) values ('other', 1, 'numerator', 'production_projects', 'same', 'same'),"
    " ('other', 2, 'denominator', 'signed_projects', 'same', 'same')",
    "total_of_parts": ZONE_FIGURES + " values (831, 'heshun_zone', 'industrial_investment',"
    " '2021-S1', 5.2, 'cny_100m'), (832, 'taigu_zone', 'industrial_investment', '2021-S1', 5,"
    " 'cny_100m'), (833, 'jinzhong', 'industrial_investment', '2021-S1', 10, 'cny_100m')" + ROWS,
    "reconciliation_across": OBSERVATION + " values ('wikipedia_jinzhong', 3, null, '52',"
    " 'jinzhong', 'new_signed_projects', '2021-S1', 52, 'item', '=', 0)",
    "revised": "update sources set published_on = '2021-09-01' where source_id = 'jinzhong_article';"
    " update observations set value = 95, printed = '95个' where printed = '94个'"
    " and source_id = 'jinzhong_article'",
    "mentions_agree": "update observations set value = 95, printed = '95个'"
    " where printed = '94个' and passage_no = 29",
    "reconciliation_match": "update observations set value = 87.32, printed = '87.32%'"
    " where printed = '87.23%'",
    "reconciliation_exact": "update observations set value = 92.17, printed = '92.17%'"
    " where printed = '92.18%'",
    "implied_agrees": OBSERVATION + " values ('wikipedia_jinzhong', 2, null, '60',"
    " 'jinzhong', 'new_signed_projects', '2021-S1', 60, 'item', '=', 0)",
    "implied_plausible": "update observations set value = 300, printed = '300个' where printed = '401个'",
    "members_counted": "update observations set value = 12, printed = '12家' where printed = '11家'",
    "jump_tenfold": OBSERVATION + " select source_id, 900 + figure_no, passage_no, '10',"
    " 'heshun_zone', 'industrial_investment', period_id, 10 * figure_no, unit_id, '=', 0"
    " from (values (1, '2021-S1'), (10, '2021-01/2021-07')) as v (figure_no, period_id)"
    " cross join (select source_id, passage_no, unit_id from observations"
    " where printed = '402亿元') as o",
    "cumulative_falls": OBSERVATION + " select source_id, 920 + figure_no, passage_no,"
    " '10', 'taigu_zone', 'industrial_investment', period_id, 10 - figure_no, unit_id, '=', 0"
    " from (values (1, '2021-S1'), (2, '2021-01/2021-07')) as v (figure_no, period_id)"
    " cross join (select source_id, passage_no, unit_id from observations"
    " where printed = '402亿元') as o",
    "share_within_whole": "update observations set value = 145.2, printed = '145.2%'"
    " where printed = '45.2%'",
    "metric_value_unique": "insert into identities (identity_id, identity_kind, metric_id, scale,"
    " formula_zh, formula_en) values ('again', 'ratio', 'planned_area', 1, '-', '-');"
    " insert into identity_terms (identity_id, term_no, term_role, indicator_id, subject_scope,"
    " period_scope) select 'again', term_no, term_role, indicator_id, subject_scope, period_scope"
    " from identity_terms where identity_id = 'area_per_zone'",
    "part_within_whole": ZONE_FIGURES + " values (801, 'heshun_zone', 'industrial_investment',"
    " '2021-S1', 402.1, 'cny_100m')" + ROWS,
    "thousandfold": ZONE_FIGURES
    + " values (802, 'heshun_zone', 'new_signed_investment', '2020', 0.1,"
    " 'cny_100m'), (803, 'taigu_zone', 'new_signed_investment', '2020', 0.2, 'cny_100m'),"
    " (804, 'pingyao_zone', 'new_signed_investment', '2020', 200, 'cny_100m')" + ROWS,
    "percent_formatted": "update observations set value = 0.5940, printed = '0.5940', decimals = 4"
    " where printed = '59.4%'",
    "growth_agrees": "insert into periods (period_id, period_kind, name_zh, name_en, period_start,"
    " period_end, date_basis) values ('2020-S1', 'half', '-', '-', '2020-01-01', '2020-06-30', 'stated');"
    + ZONE_FIGURES
    + " values (805, 'taigu_zone', 'industrial_investment', '2020-S1', 80, 'cny_100m'),"
    " (806, 'taigu_zone', 'industrial_investment', '2021-S1', 100, 'cny_100m'),"
    " (807, 'taigu_zone', 'industrial_investment_growth', '2021-S1', 25.6, 'pct')" + ROWS,
    "project_listed_once": "insert into projects (project_id, revision, subject_id, name_zh, source_id)"
    " values ('once', 1, 'taigu_zone', 'A-1', 'test'), ('twice', 1, 'taigu_zone', 'a 1', 'test')",
}


_COUNTS = (
    "select check_id, count(*), count(*) filter (where severity = 'error')"
    " from checks where not ok group by check_id"
)


@pytest.fixture(scope="module")
def counts(con):
    """Findings of the article by check."""
    return {check: count for check, count, _ in con.execute(_COUNTS).fetchall()}


@pytest.mark.parametrize("check", BREAKS)
def test_a_check_fails_when_its_rule_is_broken(scratch, counts, check):
    before = counts.get(check, 0)
    scratch.rows(BREAKS[check])
    found = scratch.rows(_COUNTS)
    after = sum(count for name, count, _ in found if name == check)
    errors = sum(errors for _, _, errors in found)
    assert after > before
    if errors:
        with pytest.raises(CheckError, match="z.duckdb: not written, checks fail: "):
            refuse_failures(scratch.connection, "main", Path("z.duckdb"), "not_built")
    else:
        refuse_failures(scratch.connection, "main", Path("z.duckdb"), "not_built")


def test_every_rule_has_a_test_that_breaks_it(rows):
    elsewhere = {"decisions_current"}  # test_decisions: here every change is decided
    assert {name for (name,) in rows("select check_id from check_rules")} == elsewhere | set(BREAKS)


@pytest.mark.parametrize("view", ["checks", "reconciliation", "implied_figures"])
@pytest.mark.parametrize("column", ["period_id", "subject_id"])
def test_one_period_or_subject_is_the_rows_of_the_whole_with_it(city, view, column):
    # truncated, mismatch, implied, implausible, printed twice, cumulative falls, of two sources
    city.add(G, "2021", signed_projects_started=2, signed_projects=3, start_rate="66.6")
    city.add(G, "2022", signed_projects_started=2, signed_projects=3, start_rate="70.0")
    city.add(G, "2022", start_rate="75.0")
    city.add(G, "2022", started_projects=7, production_rate="150.0")
    city.add("b_city", "2022", source="jinzhong_commerce_bureau", industrial_investment="3.0")
    city.add(G, "2022", industrial_investment="2.0", industrial_investment_share="50.0")
    city.add("b_zone_1", "2021-S1", industrial_investment="1.0")
    city.add("b_zone_1", "2021-01/2021-07", industrial_investment="20.0")
    for statement in BREAKS.values():
        if "insert into observations select *" not in statement:
            city.rows(statement)
    whole = city.rows(f"select * from {view} where {column} is not null order by all")
    index = [name for name, *_ in city.connection.execute(f"describe {view}").fetchall()].index(
        column
    )
    found = {row[index] for row in whole}
    assert len(found) > 2
    for value in found:
        alone = city.rows(f"select * from {view} where {column} = ? order by all", value)
        assert alone == [row for row in whole if row[index] == value]
    if view == "checks":
        of_no_figure = {
            "figure_unique",
            "references_exist",
            "identity_complete",
            "identity_unambiguous",
        }
        if column == "period_id":
            of_no_figure.add("project_listed_once")
        assert {row[0] for row in whole} == BREAKS.keys() - of_no_figure


def test_references_without_foreign_keys_are_checked(scratch):
    for statement, detail in [
        ("update subjects set whole_subject_id = 'x1' where subject_id = 'jinzhong_zone'",
         "subjects.whole_subject_id: unknown subject x1"),
        ("insert into project_events (project_id, event_kind, round_no, source_id)"
         " values ('x2', 'signed', 1, 'test')",
         "project_events.project_id: unknown project x2"),
        ("update periods set tail_period_id = 'x3' where period_id = 'R1-5@2021-08-06'",
         "periods.tail_period_id: unknown period x3"),
    ]:  # fmt: skip
        scratch.rows(statement)
        assert scratch.rows("select ok from checks where detail = ?", detail) == [(False,)]


def test_verdict_arithmetic_is_exact_where_floats_are_not(city):
    # 0.1 + 0.2 is not 0.3 in binary floating point
    city.add(G, "2022", batch_investment="0.6", signed_investment="0.1", started_investment="0.2",
             production_investment="0.3")  # fmt: skip
    assert city.rows("select verdict from reconciliation where source_id = 'test'") == [("exact",)]


def test_large_values_do_not_overflow(city):
    huge = "99999999.99"  # 亿元: ten thousand times China's yearly output
    city.add(G, "2022", production_actual_output=huge, production_expected_output=huge,
             attainment_rate="100.00")  # fmt: skip
    assert city.rows("select verdict, derived from reconciliation where source_id = 'test'") == [
        ("exact", 100)
    ]
    assert city.rows("select base_value from figures where printed = ? limit 1", huge) == [
        (Decimal("999999999900"),)
    ]


def test_a_figure_printed_as_a_bound_is_no_gap(city):
    city.add(G, "2021", signed_projects=94, started_projects=107, production_projects=113)
    city.add(G, "2021", qualifier=">", batch_projects=300)
    city.add(G, "2022", signed_projects=8, signed_projects_started=4)
    city.add(G, "2022", qualifier=">", start_rate="60")
    assert city.rows("select indicator_id from implied_figures where source_id = 'test'") == []


def test_no_bounds_are_claimed_for_quotients_of_negative_figures(city):
    city.add(G, "2022", industrial_investment="-10.0", industrial_investment_share="50")
    found = city.rows(
        "select estimate, lower_bound, upper_bound from implied_figures where source_id = 'test'"
    )
    assert found == [(-20, None, None)]


def test_a_value_too_large_for_its_unit_is_an_error_not_a_crash(city):
    city.add(G, "2022", industrial_investment="25000000000")  # 元 entered as 亿元
    found = city.rows("select detail from checks where not ok and severity = 'error'")
    assert len(found) == 1
    assert "it is too large, or needs more than 4 decimals" in found[0][0]
