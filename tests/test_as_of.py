"""What a file said on an earlier day, and the findings of one period."""

from __future__ import annotations

from datetime import UTC, timedelta
from decimal import Decimal

import duckdb
import openpyxl
import pytest
from test_load import LONG, SOURCE, csv

import zonedb
from zonedb.cli import main
from zonedb.errors import ExportError
from zonedb.loading.known_periods import period_id

pytestmark = pytest.mark.slow  # builds or loads many files

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


def test_findings_of_a_period_from_the_command_line(loaded, capsys):
    path, _ = loaded
    assert main(["check", "--lang", "en", "--period", "2021年5月", "--db", str(path)]) == 0
    output = capsys.readouterr().out
    assert "2021-01/2021-05: 20.0 after 24.0 on 2021-04-30" not in output
    assert "transformation_share 2021-05: printed 12.0, derived 35.0000" in output
    assert output.endswith("29 rules, 1 findings, 0 of them errors\n")
    assert main(["check", "--lang", "en", "--period", "2021-01/2021-05", "--db", str(path)]) == 0
    assert "2021-01/2021-05: 20.0 after 24.0 on 2021-04-30" in capsys.readouterr().out


def test_a_period_and_a_day_together(loaded, capsys):
    path, _ = loaded
    arguments = [
        "check",
        "--lang",
        "en",
        "--period",
        "2021-05",
        "--as-of",
        "2020-01-01",
        "--db",
        str(path),
    ]
    assert main(arguments) == 0
    assert capsys.readouterr().out == "29 rules, 0 findings, 0 of them errors\n"


def test_a_period_that_is_not_on_record(db, capsys):
    for period in ("2099-01", "soon"):
        assert main(["check", "--lang", "en", "--period", period, "--db", str(db)]) == 1
        error = capsys.readouterr().err
        assert f"period {period}: none is on record; write it like 2021-06" in error


def test_days_of_one_month_are_compared_with_each_other(own, tmp_path):
    days = {"截至2021年4月10日": 2, "截至2021年4月15日": 3, "截至2021年4月30日": 60}
    text = LONG + "".join(line(day, "签约项目数", n, "个") for day, n in days.items())
    zonedb.load("indicators", csv(tmp_path, text), own)
    found = [(f"{SOURCE} signed_projects 2021-04-30: 60 after 3 on 2021-04-15",)]
    sql = "select detail from series_findings"
    with zonedb.connect(own) as connection:
        assert connection.execute(sql).fetchall() == found
        for day, expected in (("2021-04-30", found), ("2021-04-15", [])):
            found_then = connection.execute(f"{sql} where period_id = '{day}'").fetchall()
            assert found_then == expected


@pytest.mark.parametrize(
    "name", ["R1-4@2021-08-06", "前四期(截至2021年8月)", "rounds 1 to 4 (as of August 2021)"]
)
def test_a_period_by_any_of_its_names(con, name):
    assert period_id(con, name) == "R1-4@2021-08-06"


def test_a_day_means_its_end(own, tmp_path):
    zonedb.load("indicators", csv(tmp_path, LONG + line("2021-06", "工业投资", "1.5", "亿元")), own)
    day = zonedb.loads(own)[0].loaded_at.replace(tzinfo=UTC).astimezone().date()
    for as_of, expected in ((day, 1), (day.isoformat(), 1), (day - timedelta(1), 0)):
        with zonedb.connect(own, as_of=as_of) as then:
            sql = "select count(*) from observations where load_id is not null"
            assert then.execute(sql).fetchall() == [(expected,)]


def test_an_export_as_of_a_time_is_the_export_of_that_time(own, tmp_path):
    before, then = tmp_path / "before", tmp_path / "then"
    zonedb.export(before, own, format="csv")
    path = csv(tmp_path, LONG + line("2021年1-6月", "工业投资", "1.5", "亿元"))
    zonedb.load("indicators", path, own)
    day = (zonedb.loads(own)[0].loaded_at - timedelta(days=2)).date().isoformat()
    arguments = ["export", "--db", str(own), "--as-of", day, "-o"]
    assert main([*arguments, str(then), "--format", "csv"]) == 0
    names = sorted(file.name for file in before.iterdir())
    assert names == sorted(file.name for file in then.iterdir())
    differing = [n for n in names if (before / n).read_bytes() != (then / n).read_bytes()]
    assert differing == ["build_info.csv", "datapackage.json"]
    assert f"as_of,{day}" in (then / "build_info.csv").read_text("utf-8")
    assert f"as known on {day}" in (then / "datapackage.json").read_text("utf-8")
    book = tmp_path / "then.xlsx"
    assert main([*arguments, str(book)]) == 0
    about = openpyxl.load_workbook(book)["说明"]
    assert [cell.value for cell in list(about)[-1]][:2] == ["所知截至", day]


def test_a_dashboard_as_of_a_day_is_refused(own, tmp_path):
    with pytest.raises(ExportError, match="--as-of does not go with --format superset"):
        zonedb.export(tmp_path / "b.zip", own, format="superset", as_of="2021-08-06")


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
        with zonedb.connect(own, **options) as part:
            sql = (
                "select count(*) from checks where check_id = 'jump_tenfold' and not ok"
                " and period_id = '2021-06'"
            )
            assert part.execute(sql).fetchall() == [(expected,)]


def test_a_clock_that_was_set_back_keeps_the_order_of_the_loads(own, tmp_path):
    """A load is known once a later one is, whatever the clock said."""
    text = LONG + line("2021-06", "工业投资", "1.5", "亿元")
    zonedb.load("indicators", csv(tmp_path, text), own)
    zonedb.load("indicators", csv(tmp_path, text.replace("1.5", "1.6"), "b.csv"), own)
    with duckdb.connect(str(own)) as connection:
        connection.execute("update loads set loaded_at = '2031-05-01' where load_id = 1")
        connection.execute("update loads set loaded_at = '2031-03-01' where load_id = 2")
    sql = "select value from current_figures where period_id = '2021-06'"
    for day, expected in (
        ("2031-02-01", []),
        ("2031-04-01", [(Decimal("1.6"),)]),
        ("2031-06-01", [(Decimal("1.6"),)]),
    ):
        with zonedb.connect(own, as_of=day) as then:
            assert then.execute(sql).fetchall() == expected


def test_stored_decisions_do_not_show_through(own, tmp_path):
    """As of the day of the first load its figure is the one in use, not replaced by any."""
    text = LONG + line("2021-06", "工业投资", "1.5", "亿元")
    zonedb.load("indicators", csv(tmp_path, text), own)
    first = zonedb.loads(own)[0].loaded_at.replace(tzinfo=UTC)
    zonedb.load("indicators", csv(tmp_path, text.replace("1.5", "1.6"), "b.csv"), own)
    zonedb.unload(1, own)
    sql = (
        "select printed, is_in_force, is_current, is_source_current from observations"
        " where load_id is not null"
    )
    with zonedb.connect(own, as_of=first) as then:
        assert then.execute(sql).fetchall() == [("1.5", True, True, True)]
