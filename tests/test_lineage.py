"""lineage says which figures feed which metrics: take figures away and look."""

from __future__ import annotations

import pytest

ALL = "select * from metric_values where value is not null order by all"


def changed_metrics(before, after):
    return {row[0] for row in set(before) ^ set(after)}


@pytest.mark.slow
def test_each_indicator_moves_the_metrics_it_feeds_and_no_others(scratch):
    before = scratch.rows(ALL)
    declared: dict[str, set[str]] = {}
    lineage = "select distinct metric_id, indicator_id from lineage"
    for metric, indicator in scratch.rows(lineage):
        declared.setdefault(indicator, set()).add(metric)
    printed = scratch.rows("select distinct indicator_id from observations order by all")
    wrong = {}
    for (indicator,) in printed:
        scratch.rows(
            "create temp table kept as from observations where indicator_id = ?", indicator
        )
        scratch.rows("delete from observations where indicator_id = ?", indicator)
        moved = changed_metrics(before, scratch.rows(ALL))
        scratch.rows("insert into observations from kept")
        scratch.rows("drop table kept")
        expected = declared.get(indicator, set())
        if moved != expected:
            wrong[indicator] = (moved - expected, expected - moved)
    assert wrong == {}


def test_the_start_rate_is_traced_to_paragraphs_8_and_29(rows):
    found = rows(
        "select passage_no, printed, is_current from lineage"
        " where metric_id = 'start_rate' and source_id = 'jinzhong_article' order by all"
    )
    assert found == [
        (8, "82个", True), (8, "94个", True), (29, "82个", False), (29, "94个", False),
    ]  # fmt: skip


def test_the_target_feeds_its_progress(rows):
    found = rows(
        "select printed, indicator_id from lineage where metric_id = 'target_progress' order by all"
    )
    assert ("288.3亿元", "new_signed_investment") in found
    assert ("突破1000亿元", "new_signed_investment") in found
