"""The rule decisions_current: what was decided is held against the rows it was decided of."""

from __future__ import annotations

import pytest

from zonedb.store import deciding as resolve

HINT = "; zonedb refresh decides anew"
ZONES, R4, DAY = "jinzhong_zones", "R1-4@2021-08-06", "2021-08-06"
RATE = f"observations of start_rate {R4}: "


@pytest.fixture
def found(_scratch_file):
    """Subject, period and detail of every finding after statements that nothing decides."""
    _scratch_file.execute("begin")

    def run(*statements):
        for sql in statements:
            _scratch_file.execute(sql)
        return _scratch_file.execute(
            "select subject_id, period_id, detail from checks"
            " where check_id = 'decisions_current' and not ok order by all"
        ).fetchall()

    yield run
    _scratch_file.execute("rollback")


def one(table, value, *, number=900, subject="heshun_zone", load="null", decimals=0):
    """An insert into a table of figures that leaves the decided columns empty."""
    target = table == "targets"
    return (
        f"insert into {table} ({'target_id, ' * target}source_id, figure_no, printed, subject_id,"
        " indicator_id, period_id, value, unit_id, qualifier, decimals, load_id) values"
        f" ({chr(39) + 't' + chr(39) + ', ' if target else ''}'jinzhong_article', {number},"
        f" '{value}', '{subject}', 'industrial_investment', '2021-S1', {value}, 'cny_100m', '=',"
        f" {decimals}, {load})"
    )


def test_nothing_is_found_in_what_was_built(found, rows):
    assert found() == []
    assert rows("select severity, ok from checks where check_id = 'decisions_current'") == [
        ("warning", True)
    ]


@pytest.mark.parametrize("table", ["observations", "targets"])
def test_rows_inserted_by_hand(found, table):
    two = (one(table, 5), one(table, 6, number=901))
    assert found(*two) == [
        ("heshun_zone", "2021-S1",
         f"{table} of industrial_investment 2021-S1: 2 of 2 rows are not decided{HINT}")
    ]  # fmt: skip


def test_a_decision_leaves_nothing_to_be_found(found, _scratch_file):
    assert found(one("observations", 5)) != []
    resolve.decide_all(_scratch_file)
    assert found() == []


CHANGED = f"1 of 3 rows have changed since they were decided{HINT}"


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        # a row deleted, of three that stand: the one to be used, and another
        ("delete from observations where {row} and is_current", f"2 of 2 rows stand, 0 to be used, 1 within their sources{HINT}"),
        ("delete from observations where {row} and not is_source_current", None),
        # flags that no decision gives
        ("update observations set is_current = true where {row}", f"3 of 3 rows stand, 3 to be used, 2 within their sources{HINT}"),
        ("update observations set is_current = false, is_source_current = false, is_in_force = false"
         " where {row}", f"0 of 3 rows stand, 0 to be used, 0 within their sources{HINT}"),
        ("update observations set is_source_current = false where {row} and not is_current",
         f"3 of 3 rows stand, 1 to be used, 1 within their sources{HINT}"),
        ("update observations set is_source_current = false where {row} and is_current",
         f"3 of 3 rows stand, 1 to be used, 1 within their sources{HINT}"),
        ("update observations set is_in_force = false where {row} and is_current",
         f"2 of 3 rows stand, 1 to be used, 2 within their sources{HINT}"),
        ("update observations set value = null where {row} and is_current",
         f"3 of 3 rows stand, 1 to be used, 2 within their sources{HINT}"),
        ("update observations set step = null where {row} and is_current",
         f"1 of 3 rows are not decided{HINT}"),
        # columns of which the steps were decided
        ("update observations set decimals = 1 where {row} and is_current", CHANGED),
        ("update observations set qualifier = '>' where {row} and is_current", CHANGED),
        ("update observations set qualifier = '<=' where {row} and is_current", CHANGED),
        ("update observations set qualifier = '~' where {row} and is_current", CHANGED),
        ("update observations set value = 0.001 where {row} and is_current", CHANGED),
        ("update observations set unit_id = 'item' where {row} and is_current", CHANGED),
        ("update observations set below = 0 where {row} and is_current", CHANGED),
        ("update observations set above = 0.5 where {row} and is_current", CHANGED),
        ("update observations set unit_scale = 2 where {row} and is_current", CHANGED),
        # another value, of the same decimals: its steps are the same
        ("update observations set value = 87.5, printed = '87.5' where {row} and is_current", None),
    ],
)  # fmt: skip
def test_rows_changed_by_hand(found, change, detail):
    row = f"indicator_id = 'start_rate' and period_id = '{R4}' and subject_id = '{ZONES}'"
    expected = [] if detail is None else [(ZONES, R4, RATE + detail)]
    assert found(change.replace("{row}", row)) == expected


def test_a_unit_changed_by_hand(found):
    assert found(
        "update observations set unit_id = 'cny_10k' where figure_no = 17 and passage_no = 7"
    ) == [(ZONES, DAY, f"observations of key_project_planned_investment {DAY}: {CHANGED}")]


def test_a_row_moved_by_hand_leaves_its_place_empty(found):
    sql = "update observations set indicator_id = 'production_rate' where indicator_id = 'start_rate' and is_current"
    assert found(sql) == [
        (
            ZONES,
            R4,
            f"observations of production_rate {R4}: 4 of 4 rows stand, 2 to be used, 3 within their sources{HINT}",
        ),
        (ZONES, R4, RATE + f"2 of 2 rows stand, 0 to be used, 1 within their sources{HINT}"),
    ]


def test_a_small_figure_reaches_down_to_zero_and_a_growth_below(found, _scratch_file):
    found(
        one("observations", "0.3"), one("observations", "-0.3", number=901, subject="lingshi_zone")
    )
    _scratch_file.execute(
        "insert into observations (source_id, figure_no, printed, subject_id, indicator_id,"
        " period_id, value, unit_id, qualifier, decimals) values ('jinzhong_article', 902, '0.3',"
        " 'heshun_zone', 'industrial_investment_growth', '2021-S1', 0.3, 'pct', '=', 0)"
    )
    resolve.decide_all(_scratch_file)
    assert found() == []
    below = "update observations set below = {} where figure_no = {}"
    assert len(found(below.format(0.5, 900), below.format(0.3, 902), below.format(0.3, 901))) == 3


def load(number, kind="indicators", undone="null"):
    return (
        "insert into loads (load_id, load_kind, file_name, sha256, row_count, loaded_at,"
        f" undone_load_id) values ({number}, '{kind}', 'x', repeat('a', 64), 1, '2021-08-06',"
        f" {undone})"
    )


def test_a_load_taken_back_by_hand(found, _scratch_file):
    key = "observations of industrial_investment 2021-S1: "
    found(load(1), one("observations", 5), one("observations", 6, load=1))
    resolve.decide_all(_scratch_file)
    assert found() == []
    assert found(load(2, "unload", 1)) == [(None, None, f"loads: 2 is not decided{HINT}")]
    resolve.decide_loads(_scratch_file)
    assert found() == [
        (
            "heshun_zone",
            "2021-S1",
            key + f"1 of 2 rows stand, 1 to be used, 1 within their sources{HINT}",
        )
    ]
    resolve.decide_all(_scratch_file)
    assert found() == []
    assert found("delete from observations where load_id is null and figure_no = 900") == []
    assert found("update loads set is_in_force = true where load_id = 1") == [
        (
            "heshun_zone",
            "2021-S1",
            key + f"0 of 1 rows stand, 0 to be used, 0 within their sources{HINT}",
        )
    ]


def test_a_figure_taken_back_does_not_stand(found, _scratch_file):
    found(load(1), one("observations", 5), one("observations", "null", load=1))
    resolve.decide_all(_scratch_file)
    assert found() == []
    assert _scratch_file.execute(
        "select count(*) from observations where figure_no = 900 and is_in_force"
    ).fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("sql", "detail"),
    [
        ("insert into subjects (subject_id, subject_kind, name_zh, name_en, area_id)"
         " select 'x', 'zone', '某区', 'X', min(area_id) from areas", "subjects: x"),
        ("insert into periods (period_id, period_kind, name_zh, name_en, date_basis)"
         " values ('x', 'undated', '某时', 'X', 'not_stated')", "periods: x"),
        ("insert into identities (identity_id, identity_kind, indicator_id, scale, formula_zh,"
         " formula_en) values ('x', 'sum', 'zone_count', 1, '某式', 'x')", "identities: x"),
    ],
)  # fmt: skip
def test_rows_that_the_kept_links_know_nothing_of(found, _scratch_file, sql, detail):
    assert found(sql) == [(None, None, f"{detail} is not decided{HINT}")]
    resolve.decide_all(_scratch_file)
    assert found() == []


def test_a_period_and_a_subject_are_asked_for_alone(found, _scratch_file):
    found(one("observations", 5), one("targets", 5), one("observations", 7, subject="taigu_zone"))
    sql = "select count(*) from checks where check_id = 'decisions_current' and "
    for condition, count in [
        ("period_id = '2021-S1'", 3), ("period_id = '2021-08-06'", 0),
        ("subject_id = 'heshun_zone'", 2), ("period_id = '2021-S1' and subject_id = 'taigu_zone'", 1),
    ]:  # fmt: skip
        assert _scratch_file.execute(sql + condition).fetchall() == [(count,)], condition
