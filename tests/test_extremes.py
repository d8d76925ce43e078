"""No accepted row breaks a view: the largest, smallest and finest values of every unit, everywhere."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import duckdb
import pytest
from test_load import csv

import zonedb
from zonedb.errors import LoadError
from zonedb.store.named_queries import queries

VALUES = [  # a load keeps those that fit; what does not is refused at its cell
    "0", "1", "0.0001", "-0.0001", "12345678901.1235",
    *(f"{sign}{'9' * digits}{rest}" for digits in range(1, 14) for sign in ("", "-")
      for rest in ("", ".9999")),
    "0.00000001", "1.00005", "大于9999999999", "不超过-9999999999", "约99999999999",
]  # fmt: skip
REFUSED = {"base_not_exact", "base_too_large", "too_large", "count_not_whole", "below_zero",
           "rank_from_one", "negative_bound", "rank"}  # fmt: skip
PERIODS = ("1900年1-6月", "2098年1-6月", "2099年1-6月", "2099-12")
HEAD = "统计对象,指标,时期,数值,单位,来源\n"
DATES = ("1900-01-01", "2099-12-31")  # the first and last day that are read


@pytest.fixture(scope="module")
def base(db, tmp_path_factory) -> Path:
    """A file with indicators of every unit, and of units of the user's own, in identities."""
    folder = tmp_path_factory.mktemp("extremes")
    path = folder / "base.duckdb"
    shutil.copy(db, path)
    with zonedb.connect(path) as connection:
        units = connection.execute(
            "select unit_id, symbol_zh, quantity, base_unit_id, factor from units"
        ).fetchall()
    own_units = [
        ("tiny", "微万元", "money_cny", "cny_10k", "0.00000001"),
        ("huge", "巨万元", "money_cny", "cny_10k", "9999999999.99999999"),
        ("odd", "奇亩", "area", "mu", "0.33333333"),
    ]
    units += own_units
    names = [unit for unit, *_ in units]
    held = {
        "units": ["unit_id,symbol_zh,symbol_en,quantity,base_unit_id,factor"]
        + [",".join((unit, symbol, *rest)) for unit, symbol, *rest in
           [(u, z, z, q, b, f) for u, z, q, b, f in own_units]],
        "indicators": ["indicator_id,name_zh,name_en,definition_zh,definition_en,unit_id,"
                       "indicator_kind,direction,is_additive,of_indicator_id"],
        "identities": ["identity_id,identity_kind,indicator_id,scale,formula_zh,formula_en"],
        "identity_terms": ["identity_id,term_no,term_role,indicator_id,subject_scope,period_scope"],
        "sources": ["source_id,source_kind,source_priority,title_zh,date_basis,published_on"],
        "periods": ["period_id,period_kind,name_zh,name_en,period_start,period_end,date_basis,"
                    "round_from,round_to"],
    }  # fmt: skip
    for no, date in enumerate(DATES, 1):
        held["sources"].append(f"edge_{no},user,{'9' * 9 if no == 1 else 0},边{no},stated,{date}")
    held["periods"] += [
        f"ages,range,古今,ages,{DATES[0]},{DATES[1]},stated,,",
        "many,rounds,多期,many,,,stated,1,999999999",
    ]
    for unit in names:
        of = [(f"x_{unit}", "flow", unit, ""), (f"y_{unit}", "stock", unit, "")]
        of += [
            (f"g_{unit}", "growth", "pct", f"x_{unit}"),
            (f"s_{unit}", "share", "pct", f"x_{unit}"),
        ]
        for name, kind, of_unit, whole in of:
            held["indicators"].append(f"{name},名{name},{name},义,def,{of_unit},{kind},higher,"
                                      f"{'true' if kind in ('flow', 'stock') else 'false'},{whole}")  # fmt: skip
        for number, (kind, result, scale, terms) in enumerate([
            ("ratio", f"g_{unit}", 999999999, [("numerator", "x"), ("denominator", "y")]),
            ("ratio", f"y_{unit}", 999999999, [("numerator", "x"), ("denominator", "y")]),
            ("ratio", f"x_{unit}", 1, [("numerator", "g"), ("denominator", "y")]),
            ("ratio", f"s_{unit}", 100, [("numerator", "x"), ("denominator", "x whole")]),
            ("sum", f"x_{unit}", 1, [("plus", "x zone")]),
            ("sum", f"y_{unit}", 1, [("plus", "x"), ("plus", "y"), ("plus", "x whole")]),
            ("difference", f"g_{unit}", 1, [("plus", "s"), ("minus", "s benchmark")]),
        ]):  # fmt: skip
            name = f"i_{unit}_{number}"
            held["identities"].append(f"{name},{kind},{result},{scale},式,formula")
            for no, (role, term) in enumerate(terms, 1):
                stem, _, scope = term.partition(" ")
                held["identity_terms"].append(
                    f"{name},{no},{role},{stem}_{unit},{scope or 'same'},same"
                )
    paths = [csv(folder, "\n".join(lines) + "\n", f"{name}.csv") for name, lines in held.items()]
    zonedb.load("reference", paths, path)
    return path


def read_everything(path: Path) -> None:
    """Every view, and every query with every parameter that it needs."""
    broken = []
    with zonedb.connect(path) as connection:
        names = connection.execute(
            "select view_name from duckdb_views() where not internal and schema_name = 'main'"
        ).fetchall()
        for (name,) in names:
            try:
                connection.execute(f"from {name}").fetchall()
            except duckdb.Error as error:
                broken.append(f"{name}: {str(error).splitlines()[0]}")
        for query in [query for query in queries() if not query.is_view]:
            needed = {one.name: "8" for one in query.parameters if one.required}
            for value in (None, *(["%"] if not needed else [])):
                given = needed | ({} if value is None else
                                  {query.parameters[0].name: value})  # fmt: skip
                if query.parameters and query.parameters[0].type != "varchar":
                    given = needed
                try:
                    zonedb.query(query.name, connection, **given).fetchall()
                except duckdb.Error as error:
                    broken.append(f"query {query.name}: {str(error).splitlines()[0]}")
    assert not broken, "\n".join(broken)


def fitting(base: Path, folder: Path) -> dict[str, list[str]]:
    """The values that are accepted, for each unit; each other one is refused at its cell."""
    with zonedb.connect(base) as connection:
        units = [unit for (unit,) in connection.execute("select unit_id from units").fetchall()]
        subjects = [
            one for (one,) in connection.execute("select subject_id from subjects").fetchall()
        ]
    places = [(subject, period) for period in PERIODS for subject in subjects]
    rows = [(unit, value, *place) for unit in units
            for value, place in zip(VALUES, places, strict=False)]  # fmt: skip
    sheet = csv(folder, HEAD + "".join(
        f"{subject},x_{unit},{period},{value},{unit},edge_1\n" for unit, value, subject, period in rows
    ))  # fmt: skip
    with pytest.raises(LoadError) as caught:
        zonedb.load("indicators", sheet, base, dry_run=True)
    assert {problem.rule for problem in caught.value.problems} <= REFUSED
    assert all(problem.cell.endswith(", 数值") for problem in caught.value.problems)
    refused = {problem.row - 2 for problem in caught.value.problems}
    fits: dict[str, list[str]] = {unit: [] for unit in units}
    for number, (unit, value, *_) in enumerate(rows):
        if number not in refused:
            fits[unit].append(value)
    return fits


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 8))]
)
def test_no_accepted_figure_breaks_a_view(base, tmp_path, seed):
    chosen = random.Random(seed)
    path = tmp_path / "own.duckdb"
    shutil.copy(base, path)
    fits = fitting(base, tmp_path)
    assert {unit for unit, values in fits.items() if len(values) > 1} >= {
        "cny_100m",
        "pct",
        "item",
        "tiny",
    }
    with zonedb.connect(path) as connection:
        indicators = connection.execute(
            "select indicator_id, unit_id, quantity from indicators inner join units using (unit_id)"
        ).fetchall()
        others = connection.execute("select quantity, unit_id from units").fetchall()
        subjects = [
            one for (one,) in connection.execute("select subject_id from subjects").fetchall()
        ]
    same = {quantity: [unit for of, unit in others if of == quantity] for quantity, _ in others}

    def value(unit: str) -> str:
        values = sorted(fits[unit], key=len)
        return chosen.choice([*values, *values[-4:] * 5]) if seed else values[-1]

    rows = []
    for source, periods in (("edge_1", PERIODS), ("edge_2", PERIODS[:2])):
        for indicator, unit, quantity in indicators:
            for period in periods:
                for subject in subjects:
                    used = chosen.choice(same[quantity]) if seed % 2 else unit
                    rows.append(f"{subject},{indicator},{period},{value(used)},{used},{source}")
    sheet = csv(tmp_path, HEAD + "\n".join(rows) + "\n")
    try:
        zonedb.load("indicators", sheet, path, dry_run=True)
    except LoadError as error:  # growth has no bound such as 不超过, and a unit not every value
        refused = {problem.row - 2 for problem in error.problems}
        assert {problem.rule for problem in error.problems} <= REFUSED
        rows = [row for number, row in enumerate(rows) if number not in refused]
        sheet = csv(tmp_path, HEAD + "\n".join(rows) + "\n")
    assert zonedb.load("indicators", sheet, path).added == len(rows)
    read_everything(path)
