"""One period of a file answers like the whole file does for that period."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from test_load import LONG, SOURCE, csv

import zonedb
from zonedb.cli import main
from zonedb.errors import DatabaseError

pytestmark = pytest.mark.slow  # builds or loads many files

VIEWS = ("checks", "reconciliation", "implied_figures", "series_findings")
MONTHS = ("2021-01", "2021-02", "2021-04", "2021-05", "2021-06")


def line(period, indicator, value, unit):
    return f"平遥经开区,{indicator},{period},{value},{unit},{SOURCE}\n"


@pytest.fixture(scope="module")
def loaded(db, tmp_path_factory):
    """The article and months that jump and fall, one of them left out, in a file of its own."""
    import shutil

    folder = tmp_path_factory.mktemp("excerpts")
    path = folder / "own.duckdb"
    shutil.copy(db, path)
    text = LONG
    for month, value, total in zip(MONTHS, (1, 20, 3, 2, 2), (1, 21, 24, 20, 26), strict=True):
        text += line(month, "工业投资", f"{value}.0", "亿元")
        text += line(month, "转型项目投资", "0.7", "亿元")
        text += line(month, "转型项目投资占工业投资比重", "12.0", "%")
        if month != "2021-01":
            text += line(f"2021年1-{month[-1]}月", "工业投资", f"{total}.0", "亿元")
    zonedb.load("indicators", csv(folder, text), path)
    with zonedb.connect(path) as whole:
        yield path, whole


def periods(whole):
    return [row[0] for row in whole.execute("select period_id from periods").fetchall()]


def test_the_checks_of_a_period_are_those_of_the_whole_file(loaded):
    path, whole = loaded
    found: dict[str, int] = dict.fromkeys(VIEWS, 0)
    for period in periods(whole):
        with zonedb.connect(path, period=period) as part:
            for view in VIEWS:
                sql = f"select * from {view} where period_id = '{period}' order by all"
                expected = whole.execute(sql).fetchall()
                assert part.execute(sql).fetchall() == expected, (period, view)
                found[view] += len(expected)
    assert found["series_findings"] == 3
    assert found["checks"] > found["series_findings"]
    assert found["reconciliation"] > 20
    assert found["implied_figures"] > 20


def test_a_period_leaves_out_the_figures_of_others(loaded):
    path, whole = loaded
    [(everything,)] = whole.execute("select count(*) from observations").fetchall()
    with zonedb.connect(path, period="2021年5月") as part:
        assert part.execute("select getvariable('period')").fetchall() == [("2021-05",)]
        read = {row[0] for row in part.execute("select period_id from observations").fetchall()}
        [(few,)] = part.execute("select count(*) from observations").fetchall()
    assert {"2021-05", "2021-04", "2021-02"} <= read
    assert "2021-01" not in read
    assert few < everything / 2


def test_findings_of_a_period_from_the_command_line(loaded, capsys):
    path, _ = loaded
    assert main(["check", "--period", "2021年5月", "--db", str(path)]) == 0
    output = capsys.readouterr().out
    assert "2021-01/2021-05: 20.0 after 24.0 on 2021-04-30" not in output
    assert "transformation_share 2021-05: printed 12.0, derived 35.0000" in output
    assert output.endswith("18 rules, 1 findings, 0 of them errors\n")
    assert main(["check", "--period", "2021-01/2021-05", "--db", str(path)]) == 0
    assert "2021-01/2021-05: 20.0 after 24.0 on 2021-04-30" in capsys.readouterr().out


def test_a_period_and_a_day_together(loaded, capsys):
    path, _ = loaded
    arguments = ["check", "--period", "2021-05", "--as-of", "2020-01-01", "--db", str(path)]
    assert main(arguments) == 0
    assert capsys.readouterr().out == "18 rules, 0 findings, 0 of them errors\n"


def test_a_period_that_is_not_on_record(db, capsys):
    with pytest.raises(DatabaseError, match="period 2099-01: none is on record; write it like"):
        zonedb.connect(db, period="2099-01")
    assert main(["check", "--period", "soon", "--db", str(db)]) == 1
    assert "period soon: none is on record" in capsys.readouterr().err


def test_days_of_one_month_are_compared_with_each_other(own, tmp_path):
    days = {"截至2021年4月10日": 2, "截至2021年4月15日": 3, "截至2021年4月30日": 60}
    text = LONG + "".join(line(day, "签约项目数", n, "个") for day, n in days.items())
    zonedb.load("indicators", csv(tmp_path, text), own)
    found = [(f"{SOURCE} signed_projects 2021-04-30: 60 after 3 on 2021-04-15",)]
    sql = "select detail from series_findings"
    for options in ({}, {"period": "2021-04-30"}):
        with zonedb.connect(own, **options) as connection:
            assert connection.execute(sql).fetchall() == found
    with zonedb.connect(own, period="2021-04-15") as connection:
        assert connection.execute(sql + " where period_id = '2021-04-15'").fetchall() == []


@pytest.mark.parametrize(
    "name", ["R1-4@2021-08-06", "前四期(截至2021年8月)", "rounds 1 to 4 (as of August 2021)"]
)
def test_a_period_by_any_of_its_names(db, name):
    with zonedb.connect(db, period=name) as part:
        assert part.execute("select getvariable('period')").fetchall() == [("R1-4@2021-08-06",)]
        [(verdict,)] = part.execute(
            "select verdict from reconciliation where indicator_id = 'start_rate'"
            " and source_id = 'jinzhong_article' and period_id = getvariable('period')"
        ).fetchall()
    assert verdict == "half_up"


def test_a_day_means_its_end(own, tmp_path):
    zonedb.load("indicators", csv(tmp_path, LONG + line("2021-06", "工业投资", "1.5", "亿元")), own)
    day = zonedb.loads(own)[0].loaded_at.replace(tzinfo=UTC).astimezone().date()
    for as_of, expected in ((day, 1), (day.isoformat(), 1), (day - timedelta(1), 0)):
        with zonedb.connect(own, as_of=as_of) as then:
            sql = "select count(*) from observations where load_id is not null"
            assert then.execute(sql).fetchall() == [(expected,)]


def test_reference_rows_are_gone_after_they_were_taken_back(own, tmp_path):
    path = csv(tmp_path, "source_id,title_zh,source_priority\noffice,月报,1\n", "sources.csv")
    zonedb.load("reference", path, own)
    zonedb.unload(1, own)
    first, second = (load.loaded_at.replace(tzinfo=UTC) for load in zonedb.loads(own))
    moments = {first - timedelta(1): 0, first: 1, second: 0, second + timedelta(1): 0}
    for moment, expected in moments.items():
        with zonedb.connect(own, as_of=moment) as then:
            sql = "select count(*) from sources where source_id = 'office'"
            assert then.execute(sql).fetchall() == [(expected,)]


def test_a_period_as_of_a_time_leaves_out_what_came_later(own, tmp_path):
    text = LONG + line("2021-05", "工业投资", "1.0", "亿元")
    text += line("2021-06", "工业投资", "12.0", "亿元")
    zonedb.load("indicators", csv(tmp_path, text), own)
    first = zonedb.loads(own)[0].loaded_at.replace(tzinfo=UTC)
    zonedb.load("indicators", csv(tmp_path, text.replace("12.0", "2.0"), "b.csv"), own)
    for options, expected in (({}, 0), ({"as_of": first}, 1)):
        with zonedb.connect(own, period="2021-06", **options) as part:
            sql = "select count(*) from checks where check_id = 'jump_tenfold' and not ok"
            assert part.execute(sql).fetchall() == [(expected,)]
