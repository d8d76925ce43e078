"""One built file for all tests, and a scratch copy that forgets each test's changes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

import zonedb
from zonedb.store import assets
from zonedb.store import deciding as resolve

ROOT = Path(__file__).parents[1]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have recorded, such as how many files survived."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "zonedb.duckdb"
    zonedb.build(path)
    return path


@pytest.fixture
def own(db, tmp_path):
    """A copy of the built file that a test may load into."""
    path = tmp_path / "own.duckdb"
    shutil.copy(db, path)
    return path


@pytest.fixture(scope="session")
def con(db: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with zonedb.connect(db) as connection:
        yield connection


@pytest.fixture(scope="session")
def rows(con: duckdb.DuckDBPyConnection) -> Callable[..., list[tuple[Any, ...]]]:
    return lambda sql, *values: con.execute(sql, list(values)).fetchall()


def opened_copy(db: Path, folder: Path) -> duckdb.DuckDBPyConnection:
    """A writable copy of the built file."""
    path = folder / "scratch.duckdb"
    shutil.copy(db, path)
    # small questions cost more with several threads
    return duckdb.connect(str(path), config={"threads": 1})


@pytest.fixture(scope="session")
def _scratch_file(
    db: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    with opened_copy(db, tmp_path_factory.mktemp("scratch")) as connection:
        yield connection


_CHANGED = re.compile(r"(?:insert into|update|delete from) (\w+)")


class Scratch:
    """A writable copy of the database; what a test changes is rolled back."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._stale: set[str] = set()  # tables changed since the last question

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run a statement; a question after changes is answered over decisions made anew."""
        if not sql.lstrip().startswith(("select", "with")):
            self._stale.update(_CHANGED.findall(sql))
        elif self._stale:
            resolve.decide_loads(self.connection)
            resolve.decide_figures(self.connection)
            resolve.fill_kept(self.connection, self._stale)
            self._stale.clear()
        return self.connection.execute(sql, list(values)).fetchall()

    def add_city(self) -> None:
        """A second city with a group of two zones, and the years 2021 and 2022."""
        self.rows(
            "insert into areas (area_id, parent_area_id, area_level, name_zh, name_en) values ('140100','140000','prefecture','乙市','B')"
        )
        self.rows(
            "insert into subjects (subject_id, subject_kind, name_zh, name_en, area_id,"
            " whole_subject_id, benchmark_subject_id, note_zh, note_en) values"
            " ('b_city','area','乙市','B City','140100','shanxi',null,null,null),"
            " ('b_zones','group','乙市开发区','zones of B','140100','b_city',null,null,null),"
            " ('b_industrial','group','乙市工业区','industrial','140100','b_city',null,null,null),"
            " ('b_zone_1','zone','乙一','B 1','140100','b_city',null,null,null),"
            " ('b_zone_2','zone','乙二','B 2','140100','b_city',null,null,null)"
        )
        self.rows(
            "insert into subject_members (group_subject_id, breakdown, member_subject_id,"
            " breakdown_part) values ('b_zones','zone','b_zone_1',null),"
            " ('b_zones','zone','b_zone_2',null),"
            " ('b_zones','type','b_industrial','industrial')"
        )
        for year in (2021, 2022):
            self.rows(
                "insert into periods (period_id, period_kind, name_zh, name_en, period_start,"
                " period_end, date_basis) values (?, 'year', ?, ?, ?, ?, 'stated')",
                str(year),
                str(year),
                str(year),
                f"{year}-01-01",
                f"{year}-12-31",
            )
        self.rows(
            "insert into sources (source_id, source_kind, source_priority, date_basis)"
            " values ('test', 'user', 9, 'stated')"
        )

    def add(
        self,
        subject: str,
        period: str,
        unit: str | None = None,
        qualifier: str = "=",
        source: str = "test",
        **values: str | float | None,
    ) -> None:
        """Observations: indicator=value; a string keeps its decimals."""
        for indicator, value in values.items():
            if value is None:
                continue
            text = str(value)
            self.rows(
                "insert into observations (source_id, figure_no, printed, subject_id,"
                " indicator_id, period_id, value, unit_id, qualifier, decimals) values"
                " (?, (select count(*) from observations) + 1000, ?, ?, ?, ?,"
                " cast(? as decimal(18, 4)),"
                " coalesce(?, (select unit_id from indicators where indicator_id = ?)), ?, ?)",
                source,
                text,
                subject,
                indicator,
                period,
                text,
                unit,
                indicator,
                qualifier,
                len(text.partition(".")[2]),
            )


def rolled_back(connection: duckdb.DuckDBPyConnection) -> Iterator[Scratch]:
    """What a fixture yields from: the connection, whose changes are forgotten after the test."""
    connection.execute("begin")
    yield Scratch(connection)
    connection.execute("rollback")


@pytest.fixture
def scratch(_scratch_file: duckdb.DuckDBPyConnection) -> Iterator[Scratch]:
    yield from rolled_back(_scratch_file)


@pytest.fixture(scope="session")
def _city_file(
    db: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The second city, decided once for all tests that add to it."""
    with opened_copy(db, tmp_path_factory.mktemp("city")) as connection:
        scratch = Scratch(connection)
        scratch.add_city()
        scratch.rows("select 1")
        yield connection


@pytest.fixture
def city(_city_file: duckdb.DuckDBPyConnection) -> Iterator[Scratch]:
    yield from rolled_back(_city_file)


@pytest.fixture
def own_assets(tmp_path: Path) -> Path:
    """A copy of the SQL files that a test may break."""
    base = tmp_path / "assets"
    shutil.copytree(assets.root() / "sql", base / "sql")
    shutil.copytree(assets.root() / "seeds", base / "seeds")
    return base
