"""Rates counted from the project ledger, and printed figures held against them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

pytestmark = pytest.mark.slow  # decides the ledger anew for every test

G, CITY, Z1, Z2 = "b_zones", "b_city", "b_zone_1", "b_zone_2"
JUNE, JULY, YEAR = "2021-06-30", "2021-07-31", "2021"
KINDS = {"signed": 1, "started": 2, "in_production": 3}


class Ledger:
    """Writes rows of the ledger, reads rates."""

    def __init__(self, city):
        self.city = city
        for day in ("2021-03-31", JUNE, JULY, "2021-09-30"):
            self.period(day, "as_of", day, day)

    def period(self, period_id, kind, start, end, first=None, last=None):
        self.city.rows(
            "insert into periods (period_id, period_kind, name_zh, name_en, period_start, period_end,"
            " round_from, round_to, date_basis) values (?, ?, 'x', 'x', ?, ?, ?, ?, 'stated')",
            period_id, kind, start, end, first, last,
        )  # fmt: skip

    def load(self, load_id, day, kind="ledger", undone=None):
        self.city.rows(
            "insert into loads values (?, ?, 'x', repeat('a', 64), 1, ?, ?, null, null, null, null, null)",
            load_id, kind, day, undone,
        )  # fmt: skip

    def project(self, project, zone=Z1, revision=1, *, output=None, status=None, since=None,
                load=None, **events):  # fmt: skip
        """A revision of a project; events as kind=day or kind=(day, round)."""
        self.city.rows(
            "insert into projects (project_id, revision, name_zh, subject_id,"
            " expected_output_cny_100m, project_status, valid_from, source_id, load_id)"
            " values (?, ?, ?, ?, ?, ?, ?, 'test', ?)",
            project, revision, project, zone, output, status, since, load,
        )  # fmt: skip
        for kind, when in events.items():
            self.event(project, kind, *(when if isinstance(when, tuple) else (when,)), load=load)

    def event(self, project, kind, day=None, round_no=None, load=None):
        self.city.rows(
            "insert into project_events (project_id, event_kind, event_date, round_no, source_id,"
            " load_id) values (?, ?, ?, ?, 'test', ?)",
            project, kind, day, round_no, load,
        )  # fmt: skip

    def output(self, project, period, output, load=None):
        self.city.rows(
            "insert into project_reports values (?, ?, null, ?, 'test', null, null, ?)",
            project, period, output, load,
        )  # fmt: skip

    def counts(self, batch, period=JUNE, subject=Z1):
        """Projects and those at the next stage; None without a row."""
        found = self.city.rows(
            "select projects_count, advanced_projects_count from ledger_rates"
            " where batch_no = ? and period_id = ? and subject_id = ?", batch, period, subject,
        )  # fmt: skip
        assert len(found) <= 1
        return found[0] if found else None

    def signed(self, period=JUNE, subject=Z1):
        found = self.counts(1, period, subject)
        return found[0] if found else 0

    def rate(self, batch, period=JUNE, subject=Z1):
        [found] = self.city.rows(
            "select rate_pct, rate_lower_pct, rate_upper_pct from ledger_rates"
            " where batch_no = ? and period_id = ? and subject_id = ?", batch, period, subject,
        )  # fmt: skip
        return found

    def verdicts(self):
        return self.city.rows(
            "select subject_id, indicator_id, period_id, verdict, derived, missing_figures"
            " from reconciliation where identity_id like 'ledger%' order by all"
        )


@pytest.fixture
def ledger(city):
    return Ledger(city)


def test_the_three_rates_of_a_zone_by_date(ledger):
    ledger.project("a", signed="2021-01-10", started="2021-05-20", in_production="2021-07-05",
                   output="4.0")  # fmt: skip
    ledger.project("b", signed="2021-02-10", started="2021-06-30")
    ledger.project("c", signed="2021-03-31")
    ledger.output("a", JULY, "3.0")
    found = ledger.city.rows(
        "select period_id, period_end, batch_no, project_set_id, projects_count,"
        " advanced_projects_count, expected_output_cny_100m, actual_output_cny_100m,"
        " unreported_projects_count, undated_projects_count, rate_indicator_id, rate_pct"
        " from ledger_rates where subject_id = ? and period_id in ('2021-03-31', ?, ?) order by all",
        Z1, JUNE, JULY,
    )  # fmt: skip
    sets = {1: ("signed_batch", "start_rate"), 2: ("started_batch", "production_rate"),
            3: ("production_batch", "attainment_rate")}  # fmt: skip
    assert found == [
        (period, date.fromisoformat(period), batch, sets[batch][0], count, advanced, expected,
         actual, unreported, 0, sets[batch][1], rate)
        for period, batch, count, advanced, expected, actual, unreported, rate in [
            ("2021-03-31", 1, 3, 0, None, None, None, 0),
            (JUNE, 1, 3, 2, None, None, None, pytest.approx(200 / 3)),
            (JUNE, 2, 2, 0, None, None, None, 0),
            (JULY, 1, 3, 2, None, None, None, pytest.approx(200 / 3)),
            (JULY, 2, 2, 1, None, None, None, 50),
            (JULY, 3, 1, None, 4, 3, 0, 75),
        ]
    ]  # fmt: skip


def test_a_day_counts_from_itself_on(ledger):
    ledger.project("a", signed=JUNE)
    ledger.project("b", signed="2021-07-01")
    assert (ledger.signed(JUNE), ledger.signed(JULY)) == (1, 2)


def test_zones_count_in_groups_city_and_province(ledger):
    ledger.project("a", Z1, signed="2021-01-10", started="2021-01-11")
    ledger.project("b", Z2, signed="2021-01-10")
    ledger.project("c", G, signed="2021-01-10")  # a ledger may name the group itself
    assert ledger.counts(1, subject=Z1) == (1, 1)
    assert ledger.counts(1, subject=Z2) == (1, 0)
    for subject in (G, CITY, "shanxi"):
        assert ledger.counts(1, subject=subject) == (3, 1)
    assert ledger.counts(1, subject="jinzhong") is None


def test_parts_by_type_are_no_zones_of_a_group(ledger):
    ledger.project("a", "b_industrial", signed="2021-01-10")
    assert ledger.counts(1, subject=G) is None
    assert (ledger.signed(subject="b_industrial"), ledger.signed(subject=CITY)) == (1, 1)


def test_only_month_ends_and_rounds_are_rated(ledger):
    ledger.project("a", signed="2021-01-10")
    for period in ("2022", "2021-S1", "2021/2025", "undated"):
        assert ledger.counts(1, period) is None, period


def days(ledger, subject=Z1):
    """Days with a row of the signed projects, without rounds."""
    return [str(day) for (day,) in ledger.city.rows(
        "select period_end from ledger_rates where subject_id = ? and batch_no = 1"
        " and round_from is null order by all", subject,
    )]  # fmt: skip


def test_every_month_end_from_the_first_event_to_the_newest_report(ledger):
    ledger.city.rows("delete from periods where period_id in ('2021-03-31', ?, ?, '2021-09-30')",
                     JUNE, JULY)  # fmt: skip
    ledger.project("a", signed="2021-01-10")
    ledger.project("b", signed="2021-04-30")
    ledger.period("2021-04", "month", "2021-04-01", "2021-04-30")
    ends = ["2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30"]
    assert days(ledger) == ends
    ledger.output("a", "2021-S1", "1.0")  # the newest report is of June
    assert days(ledger) == [*ends, "2021-05-31", "2021-06-30"]
    assert [ledger.signed(day) for day in days(ledger)] == [1, 1, 1, 2, 2, 2]


def test_a_zone_that_is_member_and_part_counts_once(ledger):
    ledger.city.rows(
        "insert into subject_members (group_subject_id, breakdown, member_subject_id)"
        " values ('b_city', 'zone', 'b_zone_1')"
    )
    ledger.project("a", signed="2021-01-10")
    assert ledger.signed(subject=CITY) == 1


def test_rounds_take_the_projects_of_their_batch(ledger):
    ledger.period("R1-2@x", "rounds", None, JUNE, 1, 2)
    ledger.period("R2@x", "rounds", None, JUNE, 2, 2)
    ledger.project("a", signed=("2021-01-10", 1), started=("2021-05-20", 3))
    ledger.project("b", signed=("2021-02-10", 2), started=("2021-08-20", 3))
    ledger.project("c", signed=("2021-03-10", 3), started=("2021-04-10", 2))
    ledger.project("d", signed="2021-03-10")  # the round is not stated
    # a started project counts wherever it started; one that is not of the rounds does not
    assert ledger.counts(1, "R1-2@x") == (2, 1)
    assert ledger.counts(1, "R2@x") == (1, 0)
    assert ledger.counts(2, "R1-2@x") == (1, 0)
    assert ledger.counts(1, JUNE) == (4, 2)
    assert ledger.city.rows(
        "select round_from, round_to, period_start from ledger_rates where period_id = 'R1-2@x'"
        " and batch_no = 1 and subject_id = 'b_zone_1'"
    ) == [(1, 2, None)]


def test_each_round_on_its_own_at_the_end_of_the_last_month(ledger):
    ledger.project("a", signed=("2021-01-10", 1))
    ledger.project("b", signed=("2021-02-11", 2), started=("2021-11-30", 5))
    assert ledger.counts(1, "R1@2021-11-30") == (1, 0)
    assert ledger.counts(1, "R2@2021-11-30") == (1, 1)
    assert ledger.counts(2, "R5@2021-11-30") == (1, 0)
    # every month end, by itself as its id, whatever is on record
    ledger.period("2021-11", "month", "2021-11-01", "2021-11-30")
    ledger.period("2021-01/x", "rounds", None, "2021-01-31", 2, 2)
    assert [ledger.signed(day) for day in ("2021-01-31", "2021-02-28", "2021-04-30", "2021-11-30",
                                           "2021-11")] == [1, 2, 2, 2, 0]  # fmt: skip


def test_a_project_counts_once_in_a_batch_and_as_last_reported(ledger):
    ledger.load(1, "2021-12-01")
    ledger.load(2, "2021-12-02")
    ledger.project("a", load=1, signed=("2021-01-10", 4))
    ledger.event("a", "signed", "2021-01-10", 2, load=1)
    assert (ledger.signed(), ledger.signed("R2@2021-01-31"), ledger.signed("R4@2021-01-31")) == (
        1, 1, 0,
    )  # fmt: skip
    ledger.event("a", "signed", "2021-07-10", 3, load=2)
    assert (ledger.signed(JUNE), ledger.signed(JULY)) == (0, 1)
    assert ledger.signed("R3@2021-07-31") == 1
    ledger.load(3, "2021-12-03", "unload", 2)
    assert ledger.signed(JUNE) == 1
    assert ledger.counts(1, "R3@2021-07-31") is None


def test_periods_after_the_last_load_are_not_rated(ledger):
    ledger.load(1, "2021-07-15 10:00:00")
    ledger.project("a", load=1, signed="2021-01-10")
    assert (ledger.signed(JUNE), ledger.signed(JULY)) == (1, 0)
    ledger.load(2, "2022-01-01")
    ledger.project("b", load=2, signed="2021-01-10")
    assert (ledger.signed(JULY), ledger.signed("2021-09-30")) == (2, 2)


def test_an_event_without_a_date_leaves_what_is_certain(ledger):
    ledger.project("a", signed=None, started="2021-07-10")  # signed by July for certain
    ledger.project("b", signed="2021-01-10", started=None)
    ledger.project("c", signed="2021-01-10")
    assert ledger.counts(1, JUNE) == (3, 1)
    assert ledger.counts(1, JULY) == (3, 2)
    assert ledger.counts(2, JUNE) == (1, 0)
    # in June a may be there and not started, b may have started: 0 of 3 to 1 of 2
    assert ledger.rate(1, JUNE) == (None, 0, 50)
    # in July 1 of 3, or 2 of 3 with b
    assert ledger.rate(1, JULY) == (None, pytest.approx(100 / 3), pytest.approx(200 / 3))
    assert ledger.rate(2, JUNE) == (0, 0, 0)  # b, if it had started, was not in production
    assert ledger.city.rows(
        "select period_id, undated_projects_count from ledger_rates where subject_id = ?"
        " and period_id in (?, ?) and batch_no = 1 order by all", Z1, JUNE, JULY,
    ) == [(JUNE, 2), (JULY, 1)]  # fmt: skip


def test_undated_events_alone_leave_everything_open(ledger):
    ledger.project("a", signed=None, started=None)
    ledger.project("b", in_production="2021-01-10")
    assert ledger.rate(1, JUNE) == (None, 0, 100)


def test_an_event_without_a_date_counts_where_the_revision_holds(ledger):
    ledger.project("a", Z1, signed=None, started=None)
    ledger.project("a", Z2, 2, since=JUNE)
    ledger.project("b", Z2, since=JULY, signed=None)
    assert [ledger.counts(1, day, Z1) for day in ("2021-03-31", JUNE)] == [(1, 1), None]
    assert [ledger.counts(1, day, Z2) for day in ("2021-03-31", JUNE, JULY)] == [
        None, (1, 1), (2, 1),
    ]  # fmt: skip


def test_a_ledger_without_any_date_gives_rates_of_the_periods_on_record(ledger):
    ledger.period("R1@x", "rounds", None, JUNE, 1, 1)
    ledger.project("a", signed=(None, 1), started=(None, 2))
    ledger.project("b", signed=(None, 2))
    assert ledger.counts(1, "R1@x") == (1, 1)
    assert ledger.counts(1, JUNE) == (2, 1)


def test_attainment_may_exceed_one_hundred_percent(ledger):
    ledger.project("a", in_production="2021-01-10", output="2.0")
    ledger.project("b", in_production="2021-02-10", output="2.0")
    ledger.output("a", JUNE, "3.5")
    ledger.output("b", JUNE, "1.5")
    assert ledger.rate(3) == (125, 125, 125)
    assert ledger.counts(1) is None  # they were never signed


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        ([("0", "1.0")], (None, None, None)), ([(None, "1.0")], (None, None, None)),
        ([("2.0", None)], (None, None, None)), ([("2.0", "0")], (0, 0, 0)),
        # one of two is missing: like with like, and the bounds are open
        ([("2.0", "1.0"), ("2.0", None)], (50, None, None)),
        ([("2.0", "1.0"), (None, None)], (50, None, None)),
        ([("10.0", "9.0"), (None, "5.0")], (90, None, None)),
    ],
)  # fmt: skip
def test_attainment_with_zero_or_missing_outputs(ledger, outputs, expected):
    for n, (planned, actual) in enumerate(outputs):
        ledger.project(f"p{n}", in_production="2021-01-10", output=planned)
        if actual is not None:
            ledger.output(f"p{n}", JUNE, actual)
    assert ledger.rate(3) == expected
    [(unreported,)] = ledger.city.rows(
        "select unreported_projects_count from ledger_rates where batch_no = 3 and period_id = ?"
        " and subject_id = ?", JUNE, Z1,
    )  # fmt: skip
    assert unreported == sum(None in pair for pair in outputs)


def test_the_last_report_by_the_day_counts_and_the_longest_of_those_that_end_together(ledger):
    ledger.period("2021-06", "month", "2021-06-01", JUNE)
    ledger.period("2021-Q1", "quarter", "2021-01-01", "2021-03-31")
    ledger.project("a", in_production="2021-01-10", output="10.0")
    for period, output in [("2021-Q1", "1.0"), ("2021-06", "9.0"), ("2021-S1", "2.0"),
                           ("undated", "8.0"), ("2021-09-30", "7.0")]:  # fmt: skip
        ledger.output("a", period, output)
    ledger.output("a", JULY, None)  # nothing reported: the report before it holds
    rates = [ledger.rate(3, period)[0] for period in ("2021-03-31", JUNE, JULY, "2021-09-30")]
    assert rates == [10, 20, 20, 70]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ({"2021-S1": "6.0", "2021-07": "0.9"}, [60, 69, 69]),
        ({"2021-S1": "6.0", "2021-07": "0.9", "2021-08": "1.1"}, [60, 69, 80]),
        ({"2021-S1": "6.0", "2021-08": "1.1"}, [60, 60, 60]),  # of July nothing is known
        ({"2021-07": "0.9"}, [None, None, None]),  # nor is of the half year before it
        ({"2021-Q1": "3.0", "2021-S1": "6.0", "2021-07": "0.9"}, [60, 69, 69]),
        ({"2021-S1": "6.0", "2021-07": "0.9", "2021-01/2021-07": "7.0"}, [60, 70, 70]),
    ],
)
def test_a_month_adds_to_the_year_so_far(ledger, reports, expected):
    ledger.period("2021-Q1", "quarter", "2021-01-01", "2021-03-31")
    ledger.period("2021-07", "month", "2021-07-01", JULY)
    ledger.period("2021-08", "month", "2021-08-01", "2021-08-31")
    ledger.period("2021-08-31", "as_of", "2021-08-31", "2021-08-31")
    ledger.project("a", in_production="2021-01-10", output="10.0")
    for period, output in reports.items():
        ledger.output("a", period, output)
    assert [ledger.rate(3, day)[0] for day in (JUNE, JULY, "2021-08-31")] == expected


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ({"2021-S1": "6.0", "2021": "9.0", "2022-01/2022-02": "1.0"}, [90, 90, 90]),
        ({"2021-S1": "6.0", "2022-01/2022-02": "1.0"}, [60, None, None]),
        ({"2021": "9.0", "2022-01/2022-02": "1.0", "2022": "12.0"}, [90, 90, 120]),
    ],
)
def test_two_months_are_not_held_against_a_year(ledger, reports, expected):
    ledger.period("2022-01/2022-02", "year_to_date", "2022-01-01", "2022-02-28")
    for day in ("2021-12-31", "2022-02-28", "2022-12-31"):
        ledger.period(day, "as_of", day, day)
    ledger.project("a", in_production="2021-01-10", output="10.0")
    for period, output in reports.items():
        ledger.output("a", period, output)
    found = [ledger.rate(3, day)[0] for day in ("2021-12-31", "2022-02-28", "2022-12-31")]
    assert found == expected


def test_money_planned_anew_counts_from_its_day(ledger):
    ledger.project("a", in_production="2021-01-10", output="4.0")
    ledger.project("a", revision=2, output="8.0", since="2021-07-01")
    ledger.output("a", JUNE, "4.0")
    assert (ledger.rate(3, JUNE)[0], ledger.rate(3, JULY)[0]) == (100, 50)


def test_a_project_that_moves_counts_where_it_was(ledger):
    ledger.project("a", Z1, signed="2021-01-10", started="2021-01-11")
    ledger.project("b", Z1, signed="2021-01-10")
    ledger.project("a", Z2, 2, since=JULY)
    assert (ledger.counts(1, JUNE, Z1), ledger.counts(1, JUNE, Z2)) == ((2, 1), None)
    assert (ledger.counts(1, JULY, Z1), ledger.counts(1, JULY, Z2)) == ((1, 0), (1, 1))
    for period in (JUNE, JULY):
        assert ledger.counts(1, period, G) == (2, 1)
    assert ledger.counts(2, JULY, Z1) is None


@pytest.mark.parametrize(
    ("revisions", "expected"),
    [
        # zone and first day of each revision -> the zone on four days
        ([(Z1, None), (Z2, None)], [Z2, Z2, Z2, Z2]),
        ([(Z1, None), (Z2, JUNE)], [Z1, Z2, Z2, Z2]),
        ([(Z1, None), (Z2, JUNE), (Z1, None)], [Z1, Z1, Z1, Z1]),
        ([(Z1, None), (Z2, JUNE), (G, None)], [Z1, G, G, G]),
        # one that is told late takes its place by its day
        ([(Z1, None), (Z2, JULY), (G, JUNE)], [Z1, G, Z2, Z2]),
        ([(Z1, None), (Z2, JULY), (G, JUNE), (Z1, "2021-09-30")], [Z1, G, Z2, Z1]),
        ([(Z1, JUNE), (Z2, "2021-07-02")], [None, Z1, Z2, Z2]),
        ([(Z1, JUNE), (Z2, JUNE)], [None, Z2, Z2, Z2]),
    ],
)
def test_the_last_revision_that_has_begun_holds(ledger, revisions, expected):
    ledger.event("a", "signed", "2021-01-10")
    for number, (zone, since) in enumerate(revisions, 1):
        ledger.project("a", zone, number, since=since)
    held = []
    for day in ("2021-03-31", JUNE, JULY, "2021-09-30"):
        zones = [zone for zone in (Z1, Z2) if ledger.signed(day, zone)]
        if not zones and ledger.signed(day, G):
            zones = [G]
        assert len(zones) <= 1
        held.append(zones[0] if zones else None)
    assert held == expected


def test_a_revision_of_a_load_taken_back_does_not_hold(ledger):
    ledger.load(1, "2021-12-01")
    ledger.load(2, "2021-12-02")
    ledger.project("a", Z1, load=1, signed="2021-01-10")
    ledger.project("a", Z2, 2, load=2, since=JUNE)
    assert (ledger.signed(JUNE, Z1), ledger.signed(JUNE, Z2)) == (0, 1)
    ledger.load(3, "2021-12-03", "unload", 2)
    assert (ledger.signed(JUNE, Z1), ledger.signed(JUNE, Z2)) == (1, 0)


@pytest.mark.parametrize(
    ("revisions", "events", "expected"),
    [
        # status and first day of each revision; events -> signed projects on three days
        ([(None, None)], {"withdrawn": JUNE}, [1, 0, 0]),
        ([("withdrawn", None)], {"withdrawn": JUNE}, [1, 0, 0]),
        ([("active", None), ("withdrawn", None)], {"withdrawn": JUNE}, [1, 0, 0]),
        ([("active", None), ("withdrawn", JUNE)], {}, [1, 0, 0]),
        ([("active", None), ("merged", JUNE)], {}, [1, 0, 0]),
        ([("active", None), ("withdrawn", JULY)], {"withdrawn": JUNE}, [1, 0, 0]),
        ([("active", None), ("withdrawn", JUNE)], {"withdrawn": None}, [1, 0, 0]),
        ([("active", None), ("withdrawn", JUNE), ("active", JULY)], {}, [1, 0, 1]),
        ([("active", None), ("active", JULY)], {"withdrawn": JUNE}, [1, 0, 1]),
        ([("active", None), (None, JULY)], {"withdrawn": JUNE}, [1, 0, 0]),
        ([("active", None), ("active", JUNE)], {"withdrawn": JUNE}, [1, 0, 0]),
        # withdrawn on no stated day: never counted
        ([("withdrawn", None)], {}, [0, 0, 0]),
        ([(None, None)], {"withdrawn": None}, [0, 0, 0]),
        # a withdrawal that was corrected
        ([("active", None), ("withdrawn", None), ("active", None)], {}, [1, 1, 1]),
    ],
)
def test_a_withdrawn_project_leaves_on_its_day(ledger, revisions, events, expected):
    ledger.project("other", signed="2021-01-10")
    for number, (status, since) in enumerate(revisions, 1):
        ledger.project("a", revision=number, status=status, since=since)
    ledger.event("a", "signed", "2021-01-10")
    for kind, day in events.items():
        ledger.event("a", kind, day)
    found = [ledger.signed(day) - 1 for day in ("2021-03-31", JUNE, JULY)]
    assert found == expected


def test_a_withdrawn_project_leaves_numerator_and_denominator(ledger):
    ledger.project("a", signed="2021-01-10", started="2021-02-10", withdrawn="2021-07-01")
    ledger.project("b", signed="2021-01-10")
    assert (ledger.counts(1, JUNE), ledger.counts(1, JULY)) == ((2, 1), (1, 0))
    assert ledger.counts(2, JULY) is None


def test_the_parts_of_a_split_project_count_in_its_place(ledger):
    ledger.project("whole", status="active", signed="2021-01-10")
    ledger.project("whole", revision=2, status="split", since="2021-07-01")
    for part in ("part 1", "part 2"):
        ledger.project(part, since="2021-07-01", signed="2021-01-10", started="2021-07-02")
    assert (ledger.counts(1, JUNE), ledger.counts(1, JULY)) == ((1, 0), (2, 2))
    ledger.city.rows("delete from projects where revision = 2")
    ledger.event("whole", "split", "2021-07-01")
    assert (ledger.counts(1, JUNE), ledger.counts(1, JULY)) == ((1, 0), (2, 2))


def test_rates_stand_among_the_metrics(ledger):
    ledger.project("a", signed="2021-01-10", started="2021-02-10")
    ledger.project("b", signed="2021-01-10")
    ledger.project("c", Z2, in_production="2021-01-10", output="2.0")
    ledger.output("c", JUNE, "1.0")
    sql = (
        "select metric_id, item_id, value, lower_bound, upper_bound, unit_id from metric_values"
        " where metric_id like 'ledger%' and subject_id = ? and period_id = ?"
        " and value is not null and item_id <> 'started_batch' order by all"
    )
    assert ledger.city.rows(sql, Z1, JUNE) == [
        ("ledger_advanced_projects", "signed_batch", 1, 1, 1, "item"),
        ("ledger_projects", "signed_batch", 2, 2, 2, "item"),
        ("ledger_rate", "signed_batch", 50, 50, 50, "pct"),
    ]
    assert ledger.city.rows(sql, Z2, JUNE) == [
        ("ledger_actual_output", "production_batch", 1, 1, 1, "cny_100m"),
        ("ledger_expected_output", "production_batch", 2, 2, 2, "cny_100m"),
        ("ledger_projects", "production_batch", 1, 1, 1, "item"),
        ("ledger_rate", "production_batch", 50, 50, 50, "pct"),
    ]


def test_metrics_are_certain_where_the_days_are(ledger):
    ledger.project("a", signed=None, in_production="2021-01-10", output="2.0")
    found = ledger.city.rows(
        "select metric_id, value, lower_bound from metric_values where metric_id like 'ledger%'"
        " and subject_id = ? and period_id = ? and value is not null order by all", Z1, JUNE,
    )  # fmt: skip
    assert found == [
        ("ledger_advanced_projects", 0, 0),  # of the signed: it was, as it is in production
        ("ledger_expected_output", 2, None), ("ledger_projects", 1, 1), ("ledger_projects", 1, 1),
        ("ledger_rate", 0, 0),
    ]  # fmt: skip


def test_long_values_are_those_of_the_catalogued_columns(ledger):
    ledger.project("a", signed="2021-01-10", started="2021-02-10", in_production=None, output="2.0")
    ledger.project("b", signed="2021-01-10")
    ledger.output("a", JUNE, "1.0")
    metrics = ledger.city.rows(
        "select metric_id, column_name from metrics where view_name = 'ledger_rates'"
    )
    assert len(metrics) == 5
    for metric, column in metrics:
        long = ledger.city.rows("select value from metric_values where metric_id = ?", metric)
        wide = ledger.city.rows(f"select cast({column} as double) from ledger_rates")
        assert sorted(map(repr, long)) == sorted(map(repr, wide))


def test_the_seeds_hold_no_ledger_to_rate(scratch):
    for view in ("ledger_rates", "ledger_values", "ledger_batches"):
        assert scratch.rows(f"select count(*) from {view}") == [(0,)]


def three_projects(ledger, zone=Z1):
    """Three signed, two of them started: 66.67 %."""
    for n, started in enumerate(["2021-02-10", "2021-03-10", "2021-08-10"]):
        ledger.project(f"{zone}{n}", zone, signed="2021-01-10", started=started)


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [("66.67", "half_up"), ("66.7", "half_up"), ("67", "half_up"), ("66.66", "truncated"),
     ("66", "truncated"), ("66.65", "mismatch"), ("66.68", "mismatch"), ("65", "mismatch"),
     ("68", "mismatch")],
)  # fmt: skip
def test_a_printed_rate_is_held_against_the_ledger(ledger, printed, verdict):
    three_projects(ledger)
    ledger.city.add(Z1, JUNE, start_rate=printed)
    assert ledger.verdicts() == [
        (Z1, "start_rate", JUNE, verdict, pytest.approx(200 / 3), None)
    ]  # fmt: skip


def test_printed_counts_and_money_are_held_against_the_ledger(ledger):
    three_projects(ledger)
    ledger.project("p", in_production="2021-02-10", output="0.12345678")
    ledger.output("p", JUNE, "0.1")
    ledger.city.add(Z1, JUNE, signed_projects=3, signed_projects_started=1, started_projects=2,
                    started_projects_in_production=0, production_projects=1, production_rate="0",
                    attainment_rate="81")  # fmt: skip
    ledger.city.add(Z1, JUNE, unit="cny_10k", production_expected_output="1234.5678",
                    production_actual_output="1000")  # fmt: skip
    ledger.city.add(Z1, JUNE, signed_expected_output="9.0")  # the ledger sums no such money
    assert ledger.verdicts() == [
        (Z1, "attainment_rate", JUNE, "half_up", pytest.approx(10 / 0.12345678), None),
        (Z1, "production_actual_output", JUNE, "exact", 1000, None),
        (Z1, "production_expected_output", JUNE, "exact", 1234.5678, None),
        (Z1, "production_projects", JUNE, "exact", 1, None),
        (Z1, "production_rate", JUNE, "exact", 0, None),
        (Z1, "signed_projects", JUNE, "exact", 3, None),
        (Z1, "signed_projects_started", JUNE, "mismatch", 2, None),
        (Z1, "started_projects", JUNE, "exact", 2, None),
        (Z1, "started_projects_in_production", JUNE, "exact", 0, None),
    ]


def test_subject_and_period_must_be_the_same(ledger):
    three_projects(ledger)
    ledger.city.add(Z2, JUNE, start_rate="50")
    ledger.city.add(Z1, "2021-S1", start_rate="50")
    ledger.city.add(Z1, "2022", start_rate="100")
    assert ledger.verdicts() == [
        (Z1, "start_rate", "2021-S1", "mismatch", pytest.approx(200 / 3), None),
        (Z1, "start_rate", "2022", "exact", 100, None),
    ]


def test_a_group_is_held_against_the_ledger_when_every_zone_is_on_it(ledger):
    three_projects(ledger)
    ledger.city.add(G, JUNE, signed_projects=4)
    ledger.city.add(CITY, JUNE, signed_projects=99)  # its zones need not all be on record
    missing = "no projects on the ledger: b_zone_2"
    assert ledger.verdicts() == [(G, "signed_projects", JUNE, "not_computable", None, missing)]
    ledger.project("z", Z2, signed="2021-01-10")
    assert ledger.verdicts() == [(G, "signed_projects", JUNE, "exact", 4, None)]


def test_what_the_ledger_does_not_know_is_not_computable(ledger):
    ledger.project("a", in_production="2021-01-10", output="2.0")
    ledger.project("b", in_production="2021-01-10", output="2.0")
    ledger.output("a", JUNE, "1.0")
    ledger.city.add(Z1, JUNE, attainment_rate="25", production_projects=2)
    ledger.city.add(Z1, JUNE, qualifier=">", production_expected_output="1.0")
    missing = "1 projects without output"
    assert ledger.verdicts() == [
        (Z1, "attainment_rate", JUNE, "not_computable", None, missing),
        (Z1, "production_expected_output", JUNE, "not_computable", None, "the stated value is a bound"),
        (Z1, "production_projects", JUNE, "exact", 2, None),
    ]  # fmt: skip
    ledger.city.rows("delete from observations where qualifier = '>'")
    ledger.city.rows("update projects set expected_output_cny_100m = 0")
    ledger.output("b", JUNE, "1.0")
    assert ledger.verdicts()[0][3:] == (
        "not_computable", None, "the denominator is not above zero",
    )  # fmt: skip


def test_a_mismatch_with_the_ledger_is_a_warning(ledger):
    three_projects(ledger)
    ledger.city.add(Z1, JUNE, start_rate="87.23")
    found = ledger.city.rows(
        "select check_id, severity, subject_id, detail from checks where not ok and subject_id = ?",
        Z1,
    )
    assert found == [
        (
            "reconciliation_match", "warning", Z1,
            "test start_rate 2021-06-30: printed 87.23, derived 66.6667 (from the ledger: 100 *"
            " projects at the next stage / projects of the batch; of the production batch 100 *"
            " actual / expected annual output)",
        )
    ]  # fmt: skip


def test_the_ledger_stands_beside_the_identities(ledger):
    three_projects(ledger)
    ledger.city.add(Z1, JUNE, start_rate="50", signed_projects=4, signed_projects_started=2)
    assert ledger.city.rows(
        "select identity_id, indicator_id, verdict from reconciliation where subject_id = ?"
        " order by all", Z1,
    ) == [
        ("ledger_advanced_projects", "signed_projects_started", "exact"),
        ("ledger_projects", "signed_projects", "mismatch"),
        ("ledger_rate", "start_rate", "mismatch"),
        ("start_rate", "start_rate", "exact"),
    ]  # fmt: skip


def test_sums_of_large_money_do_not_overflow(ledger):
    for n in range(3):
        ledger.project(f"p{n}", in_production="2021-01-10", output=Decimal("99999999.12345678"))
        ledger.output(f"p{n}", JUNE, Decimal("99999999.12345678"))
    assert ledger.rate(3) == (100, 100, 100)
    ledger.city.add(Z1, JUNE, attainment_rate="100")
    assert ledger.verdicts() == [(Z1, "attainment_rate", JUNE, "exact", pytest.approx(100), None)]


@pytest.mark.parametrize(
    ("revisions", "events", "expected"),
    [
        # the first of several days on which it leaves
        ([(None, None)], {"withdrawn": JUNE, "split": JULY}, [1, 0, 0]),
        ([(None, None)], {"withdrawn": JULY, "split": JUNE}, [1, 0, 0]),
        ([("active", None), ("withdrawn", JUNE), ("merged", JULY)], {}, [1, 0, 0]),
        # active again from July on, until it leaves once more in September
        ([("active", None), ("active", JULY), ("withdrawn", "2021-09-30")], {"withdrawn": JUNE},
         [1, 0, 1]),
    ],
)  # fmt: skip
def test_a_project_leaves_on_the_first_of_several_days(ledger, revisions, events, expected):
    for number, (status, since) in enumerate(revisions, 1):
        ledger.project("a", revision=number, status=status, since=since)
    ledger.event("a", "signed", "2021-01-10")
    for kind, day in events.items():
        ledger.event("a", kind, day)
    assert [ledger.signed(day) for day in ("2021-03-31", JUNE, JULY)] == expected


def test_a_project_that_moves_and_then_leaves_counts_in_one_zone_a_day(ledger):
    ledger.project("a", Z1, signed="2021-01-10", withdrawn=JULY)
    ledger.project("a", Z2, 2, since=JUNE)
    days = ("2021-03-31", JUNE, JULY)
    assert [ledger.signed(day, Z1) for day in days] == [1, 0, 0]
    assert [ledger.signed(day, Z2) for day in days] == [0, 1, 0]
    assert [ledger.signed(day, G) for day in days] == [1, 1, 0]


def test_the_outputs_of_a_zone_move_and_leave_with_the_project(ledger):
    ledger.project("a", Z1, in_production="2021-01-10", output="4.0", withdrawn=JULY)
    ledger.project("a", Z2, 2, since=JUNE, output="8.0")
    ledger.project("b", Z2, in_production="2021-01-10", output="2.0")
    ledger.output("a", "2021-03-31", "1.0")
    ledger.output("b", "2021-03-31", "1.0")
    # a of Z1: 1 / 4; then a and b of Z2: (1 + 1) / (8 + 2); then b alone: 1 / 2
    assert ledger.rate(3, "2021-03-31", Z1)[0] == 25
    assert [ledger.rate(3, day, Z2)[0] for day in (JUNE, JULY)] == [20, 50]
    assert ledger.counts(3, JUNE, Z1) is None


def test_a_round_holds_the_projects_in_production_of_that_round(ledger):
    ledger.period("R2@x", "rounds", None, JUNE, 2, 2)
    for project, round_no, output in (("a", 2, "1.0"), ("b", 1, "3.0"), ("c", None, "3.0")):
        ledger.project(project, started=("2021-01-10", 2), output="4.0",
                       in_production=("2021-02-10", round_no))  # fmt: skip
        ledger.output(project, JUNE, output)
    assert ledger.rate(3, "R2@x") == (25, 25, 25)
    assert ledger.counts(2, "R2@x") == (3, 3)


def test_of_several_rounds_in_one_load_the_first_then_the_first_day(ledger):
    ledger.project("a", signed=(JUNE, 2))
    for day, round_no in (("2021-03-31", 3), ("2021-01-10", None), (JULY, 2), (None, 2)):
        ledger.event("a", "signed", day, round_no)
    assert [ledger.signed(day) for day in ("2021-03-31", JUNE)] == [0, 1]
    assert ledger.signed("R2@2021-07-31") == 1
    assert ledger.signed("R3@2021-07-31") == 0


def test_what_was_loaded_goes_before_what_the_file_was_built_with(ledger):
    ledger.load(1, "2022-12-01")
    ledger.project("a", signed="2021-01-10", in_production="2021-01-10", output="4.0")
    ledger.output("a", JUNE, "1.0")
    ledger.event("a", "signed", JULY, load=1)
    ledger.output("a", JUNE, "3.0", load=1)
    assert [ledger.signed(day) for day in (JUNE, JULY)] == [0, 1]
    assert ledger.rate(3, JUNE)[0] == 75


def test_an_output_reported_anew_counts_until_its_load_is_taken_back(ledger):
    for number in (1, 2):
        ledger.load(number, f"2021-12-0{number}", "progress")
    ledger.project("a", in_production="2021-01-10", output="4.0")
    ledger.output("a", JUNE, "3.0", load=1)
    ledger.output("a", JUNE, "1.0", load=2)
    assert ledger.rate(3, JUNE)[0] == 25
    ledger.load(3, "2021-12-03", "unload", 2)
    assert ledger.rate(3, JUNE)[0] == 75
    ledger.load(4, "2021-12-04", "unload", 1)
    assert ledger.rate(3, JUNE)[0] is None


def test_output_of_no_stated_period_is_not_the_output_of_any_day(ledger):
    ledger.project("a", in_production="2021-01-10", output="4.0")
    ledger.output("a", "undated", "1.0")
    assert ledger.rate(3, JUNE) == (None, None, None)


def test_what_is_taken_back_leaves_no_period(ledger):
    ledger.load(1, "2022-12-01")
    ledger.load(2, "2022-12-02")
    ledger.project("a", load=1, signed=("2021-01-10", 1))
    ledger.event("a", "started", "2021-11-20", 7, load=2)
    sql = (
        "select period_id from ledger_periods where period_id is null or period_id = '2021-11-30'"
        " or period_id like 'R_@2021%' and period_id not like '%08-06' order by all"
    )
    assert ledger.city.rows(sql) == [("2021-11-30",), ("R1@2021-11-30",), ("R7@2021-11-30",)]
    ledger.load(3, "2022-12-03", "unload", 2)
    assert ledger.city.rows(sql) == [("R1@2021-01-31",)]


def test_an_event_without_a_round_makes_no_period_of_a_round(ledger):
    ledger.project("a", signed="2021-01-10")
    assert ledger.city.rows("select count(*) from ledger_periods where period_id is null") == [(0,)]


def test_a_period_that_ends_on_the_day_of_the_last_load_is_rated(ledger):
    ledger.load(1, f"{JUNE} 10:00:00")
    ledger.project("a", load=1, signed="2021-01-10")
    assert (ledger.signed(JUNE), ledger.signed(JULY)) == (1, 0)


def test_projects_events_and_reports_as_last_stated(ledger):
    for number in (1, 2):
        ledger.load(number, f"2021-12-0{number}")
    ledger.project("a", Z1, load=1, signed=("2021-01-10", 1))
    ledger.event("a", "signed", "2021-02-10", 2, load=1)
    ledger.project("a", Z2, 2, load=2, signed=("2021-03-10", 1))
    ledger.event("a", "signed", "2021-05-10", 1)  # of the file as built: older than any load
    views = {
        "valid_projects": "subject_id, revision",
        "valid_project_events": "cast(event_date as varchar), round_no",
    }

    def stated():
        return [
            ledger.city.rows(f"select {columns} from {view} where project_id = 'a' order by all")
            for view, columns in views.items()
        ]

    assert stated() == [[(Z2, 2)], [("2021-03-10", 1)]]
    ledger.load(3, "2021-12-03", "unload", 2)
    assert stated() == [[(Z1, 1)], [("2021-01-10", 1), ("2021-02-10", 2)]]


def test_a_zone_whose_projects_were_taken_back_is_not_on_record(ledger):
    ledger.load(1, "2022-12-01")
    three_projects(ledger)
    ledger.project("z", Z2, signed="2021-01-10", load=1)
    ledger.city.add(G, JUNE, signed_projects=4)
    assert ledger.verdicts() == [(G, "signed_projects", JUNE, "exact", 4, None)]
    ledger.load(2, "2022-12-02", "unload", 1)
    assert ledger.verdicts() == [
        (G, "signed_projects", JUNE, "not_computable", None, "no projects on the ledger: b_zone_2")
    ]


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [("12.5", "exact"), ("13", "half_up"), ("12", "truncated"), ("12.4", "mismatch"),
     ("12.6", "mismatch"), ("11", "mismatch"), ("14", "mismatch"), ("11.5", "mismatch")],
)  # fmt: skip
def test_a_rate_half_way_between_two_printed_ones(ledger, printed, verdict):
    for n in range(8):  # one of eight: 12.5 %
        started = {"started": "2021-02-10"} if n == 0 else {}
        ledger.project(f"p{n}", signed="2021-01-10", **started)
    ledger.city.add(Z1, JUNE, start_rate=printed)
    assert ledger.verdicts() == [(Z1, "start_rate", JUNE, verdict, 12.5, None)]


def test_a_rate_of_the_next_whole_number_is_not_cut_to_the_one_before(ledger):
    ledger.project("a", signed="2021-01-10", started="2021-02-10")
    ledger.project("b", signed="2021-01-10")
    ledger.city.add(Z1, JUNE, start_rate="49")
    assert ledger.verdicts() == [(Z1, "start_rate", JUNE, "mismatch", 50, None)]


def test_projects_are_counted_where_an_output_is_missing(ledger):
    ledger.project("a", in_production="2021-01-10", output="2.0")
    ledger.city.add(Z1, JUNE, production_projects=1, production_actual_output="1.0")
    assert ledger.verdicts() == [
        (Z1, "production_actual_output", JUNE, "not_computable", None, "1 projects without output"),
        (Z1, "production_projects", JUNE, "exact", 1, None),
    ]  # fmt: skip
