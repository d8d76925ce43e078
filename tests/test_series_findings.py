"""Figures of loaded data that jump or fall against the one before them."""

from __future__ import annotations

import pytest
from conftest import Scratch, opened_copy, rolled_back

Z = "b_zone_1"
FLOW, STOCK, RATE = "industrial_investment", "signed_projects", "start_rate"
ENDS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
YEAR_TO_DATE = {
    1: ("2021-01", "month"), 3: ("2021-Q1", "quarter"), 6: ("2021-S1", "half"),
    12: ("2021", "year"),
}  # fmt: skip


@pytest.fixture(scope="module")
def series_file(db, tmp_path_factory):
    """The second city with the periods of three years, decided once."""
    with opened_copy(db, tmp_path_factory.mktemp("series")) as connection:
        city = Scratch(connection)
        city.add_city()
        add_periods(city)
        city.rows("select 1")
        yield connection


@pytest.fixture
def series(series_file):
    yield from rolled_back(series_file)


def add_periods(city):
    for year in (2020, 2021, 2022):
        for month, day in ENDS.items():
            end = f"{year}-{month:02}-{day}"
            add_period(city, f"{year}-{month:02}", "month", f"{year}-{month:02}-01", end)
            add_period(city, end, "as_of", end, end)
            if month not in YEAR_TO_DATE:
                period = f"{year}-01/{year}-{month:02}"
                add_period(city, period, "year_to_date", f"{year}-01-01", end)
        add_period(city, f"{year}-Q1", "quarter", f"{year}-01-01", f"{year}-03-31")
        add_period(city, f"{year}-S1", "half", f"{year}-01-01", f"{year}-06-30")
        add_period(city, f"{year}-Q2", "quarter", f"{year}-04-01", f"{year}-06-30")


def add_period(city, period, kind, start, end):
    city.rows(
        "insert into periods (period_id, period_kind, name_zh, name_en, period_start, period_end,"
        " date_basis) select ?, ?, 'x', 'x', ?, ?, 'stated'"
        " where ? not in (select period_id from periods)", period, kind, start, end, period,
    )  # fmt: skip


def to_date(month):
    return YEAR_TO_DATE.get(month, (f"2021-01/2021-{month:02}",))[0]


def findings(city):
    return city.rows(
        "select check_id, detail from series_findings where subject_id = ? order by all", Z
    )


def checks_found(city):
    return [check for check, _ in findings(city)]


def add(city, values, indicator=FLOW, **more):
    for period, value in values.items():
        city.add(Z, period, **{indicator: value}, **more)


@pytest.mark.parametrize(
    ("before", "after", "jumps"),
    [("1.5", "15.0", True), ("1.5", "14.9", False), ("15.0", "1.5", True), ("15.0", "1.6", False),
     ("0.0", "15.0", False), ("15.0", "0.0", False), ("1.1", "11.0", True), ("0.1", "1.0", True),
     ("-1.0", "-10.0", True), ("1.0", "-10.0", True), ("5.0", "5.0", False)],
)  # fmt: skip
@pytest.mark.parametrize("indicator", [FLOW, "production_investment"])
def test_ten_times_or_a_tenth_of_the_month_before(series, before, after, jumps, indicator):
    add(series, {"2021-05": before, "2021-06": after}, indicator)
    assert checks_found(series) == ["jump_tenfold"] * jumps


def test_the_finding_says_what_and_after_what(series):
    add(series, {"2021-05": "1.5"})
    add(series, {"2021-06": "150000"}, unit="cny_10k")
    assert findings(series) == [
        ("jump_tenfold", "test industrial_investment 2021-06: 150000 after 1.5 on 2021-05-31")
    ]
    assert series.rows(
        "select severity, ok, subject_id from checks where check_id = 'jump_tenfold'"
    ) == [("warning", False, Z)]


def test_units_are_converted(series):
    add(series, {"2021-05": "1.5"})
    add(series, {"2021-06": "15500"}, unit="cny_10k")
    assert findings(series) == []


@pytest.mark.parametrize(
    ("values", "found"),
    [
        # cumulative within the year, whatever the periods are called
        ({to_date(2): "2.0", to_date(3): "3.0", to_date(4): "40.0"}, ["jump_tenfold"]),
        ({to_date(1): "1.0", to_date(2): "2.0", to_date(3): "3.0", to_date(6): "6.0",
          to_date(9): "9.0", to_date(12): "12.0"}, []),
        ({to_date(5): "50.0", to_date(6): "6.0"}, ["cumulative_falls"]),
        ({to_date(5): "50.0", to_date(6): "5.0"}, ["cumulative_falls", "jump_tenfold"]),
        ({to_date(11): "50.0", to_date(12): "49.9"}, ["cumulative_falls"]),
        ({to_date(11): "50.0", to_date(12): "50.0"}, []),
        ({to_date(1): "5.0", to_date(2): "4.0"}, ["cumulative_falls"]),
        # four months apart: no comparison of size or fall
        ({to_date(1): "1.0", to_date(5): "20.0"}, []), ({to_date(1): "5.0", to_date(5): "2.0"}, []),
        ({to_date(3): "5.0", to_date(6): "2.0"}, ["cumulative_falls"]),
        # another year begins anew
        ({"2020": "90.0", to_date(1): "8.0"}, []), ({to_date(12): "50.0", "2022-Q1": "9.0"}, []),
        # a month is not held against a sum of months, nor a quarter that is none
        ({to_date(5): "50.0", "2021-06": "2.0"}, []), ({"2021-05": "2.0", to_date(6): "50.0"}, []),
        ({to_date(6): "50.0", "2021-Q2": "2.0"}, []), ({"2021-05": "5.0", "2021-06": "4.0"}, []),
        # months across the years, January among them
        ({"2020-12": "1.0", "2021-01": "10.0"}, ["jump_tenfold"]),
        ({"2020-12": "1.0", "2021-03": "10.0"}, ["jump_tenfold"]),
        ({"2020-12": "1.0", "2021-04": "10.0"}, []), ({"2020-06": "1.0", "2021-06": "10.0"}, []),
        # only the one before counts
        ({"2021-04": "1.0", "2021-05": "5.0", "2021-06": "10.0"}, []),
    ],
)  # fmt: skip
def test_series_of_flows(series, values, found):
    add(series, values)
    assert checks_found(series) == found


def test_stocks_may_fall_but_not_jump(series):
    add(series, {to_date(5): 50, to_date(6): 40}, STOCK)
    add(series, {"2021-05-31": 50, "2021-06-30": 40, "2021-07-31": 400, "2021-12-31": 1}, STOCK)
    assert [detail for _, detail in findings(series)] == [
        "test signed_projects 2021-07-31: 400 after 40 on 2021-06-30"
    ]


def test_a_day_in_january_is_no_cumulative_figure(series):
    add_period(series, "2021-01-01", "as_of", "2021-01-01", "2021-01-01")
    add(series, {"2021-01-01": "9.0", to_date(1): "8.0", to_date(2): "8.5"})
    assert findings(series) == []


def test_ratios_growth_and_ranks_may_jump(series):
    add(series, {"2021-05": "1.0", "2021-06": "90.0"}, RATE)
    add(series, {"2021-05": "1.0", "2021-06": "90.0"}, "industrial_investment_growth")
    add(series, {"2021-05": "1", "2021-06": "10"}, "industrial_investment_rank")
    assert findings(series) == []


def test_bounds_are_not_compared(series):
    add(series, {"2021-05": "1.0"}, qualifier=">")
    add(series, {"2021-06": "90.0"})
    assert findings(series) == []
    add(series, {"2021-07": "1.0"}, qualifier="~")
    assert checks_found(series) == ["jump_tenfold"]


def test_subjects_and_indicators_stay_apart(series):
    add(series, {"2021-05": "1.0"})
    series.add("b_zone_2", "2021-06", **{FLOW: "90.0"})
    add(series, {"2021-06": "90.0"}, "transformation_investment")
    assert series.rows("select count(*) from series_findings") == [(0,)]


BUREAU = "jinzhong_commerce_bureau"


@pytest.mark.parametrize(
    ("period", "printed", "check"),
    [("2021-06", "90.0", "jump_tenfold"), ("2021-06", "5.0", None),
     ("2021-01/2021-07", "7.8", "cumulative_falls"), ("2021-01/2021-07", "7.9", None)],
)  # fmt: skip
def test_a_series_goes_on_in_another_source(series, period, printed, check):
    # of 8.0 and 7.9 rounding may leave nothing
    add(series, {"2021-05": "1.0", "2021-S1": "8.0"})
    series.add(Z, period, source=BUREAU, **{FLOW: printed})
    found = series.rows("select check_id, detail from series_findings where subject_id = ?", Z)
    assert [row[0] for row in found] == ([check] if check else [])
    assert all(
        detail.startswith(f"{BUREAU} {FLOW} {period}: {printed} after ")
        and detail.endswith(" in test")
        for _, detail in found
    )


@pytest.mark.parametrize(("day", "found"), [("2021-09-05", 1), (None, 0)])
def test_a_later_source_revises_an_earlier_one(series, day, found):
    series.rows("update sources set published_on = ? where source_id = 'test'", day)
    add(series, {"2021-05": "1.0"})
    series.add(Z, "2021-05", source=BUREAU, **{FLOW: "1.2"})
    details = series.rows("select detail from checks where check_id = 'revised' and not ok")
    assert details == [
        (f"{FLOW} 2021-05: {BUREAU} of 2021-08-06 prints 1.2, test of 2021-09-05 1.0",)
    ] * found  # fmt: skip
    doubts = series.rows("select 1 from checks where check_id = 'mentions_agree' and not ok"
                         " and subject_id = ?", Z)  # fmt: skip
    assert len(doubts) == 1 - found
    series.rows("update observations set value = 1.04 where printed = '1.2'")
    assert series.rows("select * from revisions") == []


def test_a_figure_printed_twice_is_found_once(series):
    add(series, {"2021-05": "1.0", "2021-06": "90.0", "2021-07": "91.0"})
    add(series, {"2021-05": "1.0", "2021-06": "90.0"})
    assert checks_found(series) == ["jump_tenfold"]


def test_a_corrected_figure_is_not_found(series):
    add(series, {"2021-05": "1.0", "2021-06": "90.0"})
    series.rows(
        "insert into loads values (1, 'indicators', 'x', repeat('a', 64), 1, '2021-08-01', null, null, null, null, null, null)"
    )
    add(series, {"2021-06": "2.0"})
    series.rows("update observations set load_id = 1 where printed = '2.0'")
    assert findings(series) == []


def test_the_article_has_no_finding(rows):
    assert rows("select count(*) from series_findings") == [(0,)]


def load(city, load_id, kind="indicators", undone=None):
    city.rows(
        "insert into loads values (?, ?, 'x', repeat('a', 64), 1, '2021-08-01', ?, null, null, null, null, null)",
        load_id, kind, undone,
    )  # fmt: skip


def test_a_correction_holds_under_the_same_number_until_it_is_taken_back(series):
    add(series, {"2021-05": "1.0", "2021-06": "90.0", "2021-07": "30.0"})
    [(number,)] = series.rows("select figure_no from observations where printed = '90.0'")
    load(series, 1)
    series.rows(
        "insert into observations select * replace ('2.0' as printed, 2.0 as value, 1 as load_id)"
        " from observations where source_id = 'test' and figure_no = ?", number,
    )  # fmt: skip
    july = "test industrial_investment 2021-07: 30.0 after 2.0 on 2021-06-30"
    assert findings(series) == [("jump_tenfold", july)]
    load(series, 2, "unload", 1)
    june = "test industrial_investment 2021-06: 90.0 after 1.0 on 2021-05-31"
    assert findings(series) == [("jump_tenfold", june)]


def test_of_two_mentions_the_last_of_the_newest_load_is_the_one_before(series):
    add(series, {"2021-05": "1.0"})
    add(series, {"2021-05": "5.0", "2021-06": "12.0"})
    assert findings(series) == []
    load(series, 1)
    add(series, {"2021-05": "1.1"})  # the same source again, under another number
    series.rows("update observations set load_id = 1, figure_no = 999 where printed = '1.1'")
    assert [detail for _, detail in findings(series)] == [
        "test industrial_investment 2021-06: 12.0 after 1.1 on 2021-05-31"
    ]


def test_targets_are_not_compared(series):
    add(series, {"2021-05": "1.0"})
    series.rows(
        "insert into targets (target_id, source_id, figure_no, printed, subject_id, indicator_id,"
        " period_id, value, unit_id, qualifier, decimals) values"
        " ('t', 'test', 1, '90.0', ?, ?, '2021-06', 90, 'cny_100m', '=', 1)", Z, FLOW,
    )  # fmt: skip
    assert findings(series) == []


def test_a_period_that_runs_into_the_next_year_or_begins_late_is_not_cumulative(series):
    add_period(series, "2021-01/2022-01", "range", "2021-01-01", "2022-01-31")
    add_period(series, "2021-01-15/2021-02", "range", "2021-01-15", "2021-02-28")
    add_period(series, "2021-02/2021-04", "range", "2021-02-01", "2021-04-30")
    add(series, {to_date(12): "8.0", "2022-01": "9.0", "2021-01/2022-01": "17.0"})
    add(series, {"2022-01/2022-02": "9.5"})
    add(series, {to_date(1): "3.0", "2021-01-15/2021-02": "2.0", to_date(3): "4.0"})
    add(series, {"2021-02/2021-04": "1.0", to_date(5): "6.0"})
    assert findings(series) == []


def test_mentions_of_one_period_are_not_held_against_each_other(series):
    add(series, {to_date(6): "50.0"})
    add(series, {to_date(6): "4.0"})  # mentions_agree says so
    assert findings(series) == []


def test_one_period_is_held_against_those_before_it(series):
    add(series, {"2021-04": "1.0", "2021-05": "5.0", "2021-06": "60.0", "2021-09": "600.0"})
    sql = "select detail from series_findings where period_id = ?"
    for period, count in [("2021-05", 0), ("2021-06", 1), ("2021-09", 1), ("2021-10", 0)]:
        assert len(series.rows(sql, period)) == count, period
    assert len(series.rows(sql + " and subject_id = ?", "2021-06", Z)) == 1


def test_the_links_of_a_series_reach_three_months_back(series):
    sql = "select earlier_period_id from series_links where period_id = ? and series_kind = ? order by all"
    assert series.rows(sql, "2021-06", "month") == [("2021-03",), ("2021-04",), ("2021-05",)]
    assert series.rows(sql, "2021-02", "month") == [("2020-11",), ("2020-12",), ("2021-01",)]
    assert series.rows(sql, "2021-Q1", "cumulative") == [("2021-01",), ("2021-01/2021-02",)]
    assert series.rows(sql, "2021-Q2", "cumulative") == []
    [(ends,)] = series.rows("select count(*) from series_links where earlier_end is null")
    assert ends == 0
