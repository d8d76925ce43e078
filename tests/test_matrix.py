"""One file in every DuckDB that readers have: opened, and attached under another name."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest
from conftest import ROOT
from test_package import environment

import zonedb

pytestmark = pytest.mark.slow

OLD = ("1.1.3", "1.2.2", "1.3.2", "1.4.5", "1.5.6")
NEWEST = duckdb.__version__  # of the test environment; writes the files
# These look a view's tables up in the current database, not in the view's; those of the schema
# zh are in another schema than their tables.
NEED_USE = {"main": ("1.1.3",), "zh": ("1.1.3", "1.2.2", "1.3.2")}


@pytest.fixture(scope="module")
def pythons(tmp_path_factory):
    """An environment for each version, with nothing but DuckDB."""
    base = tmp_path_factory.mktemp("pythons")

    def install(version):
        folder = base / version
        folder.mkdir()
        return environment(folder, f"duckdb=={version}")

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(OLD, pool.map(install, OLD), strict=True)) | {NEWEST: sys.executable}


@pytest.fixture(scope="module")
def files(db, tmp_path_factory):
    """Each file alone in a folder: whole without a .wal or anything else beside it."""
    copies = {schema: tmp_path_factory.mktemp(schema) / "zonedb.duckdb" for schema in NEED_USE}
    shutil.copy(db, copies["main"])
    zonedb.build(copies["zh"], chinese_views=True)
    return copies


def read(python, path, way, names):
    return subprocess.run(
        [python, ROOT / "tests/clients/dump.py", path, way],
        input=json.dumps(names), capture_output=True, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def expected(files):
    """What the newest version reads: every table and view, of the second file those in zh."""
    dumps = {}
    for schema, path in files.items():
        with duckdb.connect(str(path), read_only=True) as connection:
            names = connection.execute(
                "select schema_name, view_name from duckdb_views() where not internal union all"
                " select schema_name, table_name from duckdb_tables() order by all"
            ).fetchall()
        names = [name for name in names if schema == "main" or name[0] != "main"]
        assert names, f"the file for {schema} has nothing to read"
        dumps[schema] = json.loads(read(sys.executable, path, "opened", names).stdout)
        assert [found for found in dumps[schema].values() if isinstance(found, str)] == []
    return dumps


def in_order(rows):
    """Rows in an order that the last bits of a DOUBLE do not change."""
    return sorted(
        rows,
        key=lambda row: (
            [repr(cell) for cell in row if not isinstance(cell, float)],
            [cell for cell in row if isinstance(cell, float)],
        ),
    )


def same(one, other):
    """Equal; DOUBLE to a relative 1e-12, as versions may add in another order."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-12)
    return one == other


def differences(found, newest):
    for name, read_by_newest in newest.items():
        this = found[name]
        if isinstance(this, str):
            yield f"{name}: {this}"
        elif this["types"] != read_by_newest["types"]:
            yield f"{name}: columns {this['types']}, newest {read_by_newest['types']}"
        elif len(this["rows"]) != len(read_by_newest["rows"]):
            yield f"{name}: {len(this['rows'])} rows, newest {len(read_by_newest['rows'])}"
        else:
            pairs = zip(in_order(this["rows"]), in_order(read_by_newest["rows"]), strict=True)
            for row, other in pairs:
                if not all(map(same, row, other)):
                    yield f"{name}: {row}, newest {other}"


@pytest.mark.parametrize("schema", NEED_USE)
@pytest.mark.parametrize("way", ["opened", "attached"])
@pytest.mark.parametrize("version", [*OLD, NEWEST])
def test_every_view_gives_the_same_rows(pythons, files, expected, version, way, schema):
    if way == "attached" and version in NEED_USE[schema]:
        way = "used"
    path = files[schema]
    names = [name.split(".") for name in expected[schema]]
    done = read(pythons[version], path, way, names)
    assert done.returncode == 0, done.stderr
    wrong = "\n".join(differences(json.loads(done.stdout), expected[schema]))
    assert not wrong, wrong
    assert [beside.name for beside in path.parent.iterdir()] == ["zonedb.duckdb"]


def test_the_newest_format_is_for_the_newest_only(pythons, tmp_path):
    path = tmp_path / "zonedb.duckdb"
    zonedb.build(path, storage_version="latest")
    for version, python in pythons.items():
        done = read(python, path, "opened", [["main", "start_rate"]])
        if version == NEWEST:
            assert "87.23404255319149" in done.stdout
        else:
            assert done.returncode == 1, version
            assert "Trying to read a database file with version number" in done.stderr


def test_old_versions_refuse_a_view_that_is_not_cast(pythons, tmp_path):
    """Why every output column is cast; and that the tests above would tell."""
    path = tmp_path / "uncast.duckdb"
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as uncast (storage_version 'v1.1.0')")
        connection.execute(
            "create view uncast.start as select date_trunc('month', date '2021-08-06') as start"
        )
        connection.execute("detach uncast")
    done = read(pythons["1.3.2"], path, "opened", [["main", "start"]])
    assert "Contents of view were altered" in done.stdout
