"""What the file says about itself, as exports and the dictionary read it."""

from __future__ import annotations

import pytest

import zonedb
from zonedb.reading.messages import Words
from zonedb.store.catalogue import ForeignKey, relations, words


@pytest.fixture(scope="module")
def found(con):
    return relations(con)


def test_comment_splits_into_label_and_description():
    assert words("开工率;百分比 | start rate; percent") == (
        Words("开工率", "start rate"),
        Words("百分比", "percent"),
    )
    assert words("编号 | id") == (Words("编号", "id"), Words("", ""))


def test_keys_come_from_the_constraints(found):
    assert found["applications"].primary_key == ("application_id", "period_id")
    assert ForeignKey(
        ("source_id", "passage_no"), "source_passages", ("source_id", "passage_no")
    ) in (found["applications"].foreign_keys)
    assert found["observations"].primary_key == ()


@pytest.mark.parametrize(
    ("view", "column", "unit"),
    [
        ("start_rate", "start_rate_pct", "pct"),
        ("start_rate", "signed_projects_count", "item"),
        ("three_batches", "investment_cny_100m", "cny_100m"),
        ("three_batches", "provincial_rank", None),
        ("planned_area", "area_per_zone_km2", "km2"),
        ("area_productivity", "value_per_km2", None),
        ("plant_utilisation", "plant_area_used_m2_10k", "m2_10k"),
        ("standard_land", "standard_land_area_mu", "mu"),
        ("output_investment_ratio", "actual_output_ratio_lower", "times"),
        ("figures", "value", None),
    ],
)
def test_unit_stands_in_the_name(found, view, column, unit):
    [one] = [each for each in found[view].columns if each.name == column]
    assert one.unit_id == unit


def test_view_dictionary_says_what_the_headers_say(rows):
    assert rows(
        "select * exclude (build_order) from view_dictionary where view_name = 'start_rate'"
    ) == [
        (
            "start_rate",
            "2_metrics/rates",
            "one row per subject and period with either count",
            "metric_figures,subjects,periods",
            "start_rate_pct = 100 * signed_projects_started_count / signed_projects_count",
            "no signed projects, or a count is missing; the operands by their names where another"
            " identity defines the rate: metric_figures has those",
        )
    ]
    objects = (
        "select view_name from duckdb_views() union all select table_name from duckdb_tables()"
    )
    assert rows(f"from view_dictionary anti join ({objects}) using (view_name)") == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("-- Nulls: ", "-- Null: "), "start_rate.sql:6: a header line begins with one of"),
        (("-- Reads:   metric_figures, subjects, periods.\n", ""), "the header has .*; it needs"),
        (("-- start_rate: ", "-- rate: "), "the first line must be: -- start_rate"),
    ],
)
def test_a_header_that_lacks_a_label_is_refused(tmp_path, own_assets, change, message):
    view = own_assets / "sql/views/2_metrics/rates/start_rate.sql"
    text = view.read_text("utf-8")
    assert change[0] in text
    view.write_text(text.replace(*change, 1), "utf-8")
    with pytest.raises(zonedb.AssetError, match=message):
        zonedb.build(tmp_path / "z.duckdb", assets_root=own_assets)
