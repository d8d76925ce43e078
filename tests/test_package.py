"""The wheel and the checkout, installed into environments of their own, away from the source."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.slow

OLDEST = "1.4.0"  # as pyproject.toml allows
NEWEST = ">=2,<3"


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    [path] = folder.glob("*.whl")
    return path


def environment(folder: Path, *requirements: str | Path) -> Path:
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(python, "-m", "pip", "install", "-q", *requirements, cwd=folder)
    return python


def test_wheel_carries_sql_and_seeds(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("sql", "seeds"):
        for path in (ROOT / folder).rglob("*.sql"):
            assert f"zonedb/{path.relative_to(ROOT).as_posix()}" in names
    assert "zonedb/py.typed" in names
    assert not [name for name in names if name.startswith(("tests", "bench", ".ci"))]


@pytest.mark.parametrize("duckdb", [f"=={OLDEST}", NEWEST], ids=["oldest", "newest"])
def test_wheel_works_in_an_empty_folder(wheel, tmp_path, duckdb, rows):
    python = environment(tmp_path, wheel, f"duckdb{duckdb}")
    empty = tmp_path / "empty"
    empty.mkdir()
    built = run(python, "-m", "zonedb", "build", cwd=empty)
    [(fingerprint,)] = rows(
        "select property_value from build_info where property = 'content_fingerprint'"
    )
    assert built.splitlines()[1] == f"content {fingerprint}"
    rate = run(
        python, "-m", "zonedb", "query", "start_rate", "-c", "start_rate_pct", "--format", "csv",
        cwd=empty,
    )  # fmt: skip
    assert rate.split() == ["start_rate_pct", "87.23404255319149"]
    assert run(python, "-m", "zonedb", "check", "--lang", "en", cwd=empty).endswith(
        "0 of them errors\n"
    )
    assert [path.name for path in empty.iterdir()] == ["zonedb.duckdb"]


def test_every_test_of_numbers_passes_on_the_oldest_duckdb(tmp_path):
    python = environment(tmp_path, "-e", ROOT, f"duckdb=={OLDEST}", "pytest", "pytest-xdist")
    tests = ("transcription", "structures", "metrics", "metric_edges", "verdicts", "verify")
    files = [ROOT / "tests" / f"test_{name}.py" for name in tests]
    out = run(python, "-m", "pytest", "-c", ROOT / "pyproject.toml", *files, cwd=tmp_path)
    assert " passed" in out
    assert "failed" not in out


def test_pip_install_from_the_checkout(tmp_path):
    clone = tmp_path / "clone"
    run("git", "clone", "-q", ROOT, clone, cwd=tmp_path)
    python = environment(tmp_path, clone)
    empty = tmp_path / "empty"
    empty.mkdir()
    run(python, "-m", "zonedb", "build", cwd=empty)
    assert (empty / "zonedb.duckdb").exists()
