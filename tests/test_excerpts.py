"""One period of a file answers like the whole file does for that period."""

from __future__ import annotations

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
