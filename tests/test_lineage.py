"""lineage says which figures feed which values: take figures away and look."""

from __future__ import annotations

from collections import defaultdict

import pytest

ALL = "select * from metric_values where value is not null"
VALUE = "metric_id, value_subject_id, value_period_id, item_id"


def moved(before, after):
    """Values (metric, subject, period, item) that differ, or are only on one side."""
    return {row[:4] for row in before ^ after}


@pytest.mark.slow
def test_each_figure_moves_the_values_it_feeds_and_no_others(scratch):
    before = set(scratch.rows(ALL))
    fed = defaultdict(set)
    figure = "indicator_id, subject_id, period_id"
    for *key, metric, subject, period, item in scratch.rows(
        f"select {figure}, {VALUE} from lineage where not (metric_id = 'target_progress'"
        " and exists (from targets where targets.figure_no = lineage.figure_no"
        " and targets.source_id = lineage.source_id))"
    ):
        fed[tuple(key)].add((metric, subject, period, item))
    printed = scratch.rows(f"select distinct {figure} from observations where is_in_force")
    assert len(printed) > 60
    wrong = {}
    for key in printed:
        # all mentions: another one would take the place of the first
        where = "indicator_id = ? and subject_id = ? and period_id = ?"
        scratch.rows(f"create temp table kept as from observations where {where}", *key)
        scratch.rows(f"delete from observations where {where}", *key)
        found = moved(before, set(scratch.rows(ALL)))
        scratch.rows("insert into observations from kept")
        scratch.rows("drop table kept")
        if found != fed[key]:
            wrong[key] = {"not in lineage": found - fed[key], "not moved": fed[key] - found}
    assert wrong == {}


def test_a_target_moves_its_progress_and_no_other_value(scratch):
    before = set(scratch.rows(ALL))
    for target, figure in scratch.rows("select target_id, figure_no from targets"):
        fed = scratch.rows(
            f"select {VALUE} from lineage where figure_no = ? and printed in"
            " (select printed from targets where target_id = ?)", figure, target
        )  # fmt: skip
        scratch.rows("create temp table kept as from targets where target_id = ?", target)
        scratch.rows("delete from targets where target_id = ?", target)
        assert moved(before, set(scratch.rows(ALL))) == set(fed)
        scratch.rows("insert into targets from kept")
        scratch.rows("drop table kept")


def test_a_figure_feeds_a_value_once(rows):
    assert rows(
        f"select source_id, figure_no, {VALUE} from lineage group by all having count(*) > 1"
    ) == []  # fmt: skip


def test_only_what_reads_no_figures_has_no_inputs(rows):
    bare = rows("select view_name from metrics anti join metric_inputs using (metric_id)")
    assert set(bare) == {("zone_structure",), ("application_pipeline",), ("ledger_rates",)}
    values = rows("select distinct metric_id from metric_values where value is not null")
    fed = rows("select distinct metric_id from lineage")
    assert set(values) - set(fed) == {("zone_structure",), ("application_pipeline",)}


def test_every_computed_value_has_its_figures(rows):
    bare = rows(
        "select metric_id, subject_id, period_id, item_id from metric_values where value is not null"
        " and metric_id not in ('zone_structure', 'application_pipeline') except"
        f" select {VALUE} from lineage"
    )
    assert bare == []


def test_the_start_rate_is_traced_to_paragraphs_8_and_29(rows):
    found = rows(
        "select passage_no, printed, is_current, value_period_id from lineage"
        " where metric_id = 'start_rate' and source_id = 'jinzhong_article' order by all"
    )
    period = "R1-4@2021-08-06"
    assert found == [
        (8, "82个", True, period), (8, "94个", True, period),
        (29, "82个", False, period), (29, "94个", False, period),
    ]  # fmt: skip


def test_the_last_round_takes_from_all_rounds_and_from_the_earlier_ones(rows):
    found = rows(
        "select distinct indicator_id, period_id, value_period_id from lineage"
        " where metric_id = 'latest_round_projects' order by all"
    )
    earlier, last = "R1-4@2021-08-06", "R5@2021-08-06"
    assert found == [
        ("batch_projects", "R1-5@2021-08-06", last), ("production_projects", earlier, last),
        ("signed_projects", earlier, last), ("started_projects", earlier, last),
    ]  # fmt: skip


def test_the_target_and_its_figures_feed_its_progress(rows):
    found = rows(
        "select printed, indicator_id, item_id from lineage where metric_id = 'target_progress'"
    )
    target = "jinzhong_new_signed_investment"
    assert ("288.3亿元", "new_signed_investment", target) in found
    assert ("突破1000亿元", "new_signed_investment", target) in found
