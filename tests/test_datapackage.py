"""The data packages, as frictionless, the reference implementation, reads them."""

from __future__ import annotations

import json

import pytest
from test_package import environment, run

import zonedb

pytestmark = pytest.mark.slow

CODE = """
import sys
from frictionless import Package, validate
report = validate(sys.argv[1])
for task in report.tasks:
    for error in task.errors:
        print(task.name, error.message)
package = Package(sys.argv[1])
rate = package.get_resource("start_rate").read_rows()[0]
print(report.valid, report.stats["tasks"], rate["signed_projects_count"], round(rate["start_rate_pct"], 2))
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    return environment(
        tmp_path_factory.mktemp("frictionless"), "frictionless[parquet]==5.21.0", "pandas"
    )


@pytest.mark.parametrize("options", [("csv", False), ("csv", True), ("parquet", False)], ids=str)
def test_frictionless_finds_the_package_valid(python, db, tmp_path, options):
    format_, bom = options
    zonedb.export(tmp_path / "package", db, format=format_, bom=bom)
    files = len(list((tmp_path / "package").iterdir())) - 1
    out = run(python, "-c", CODE, "datapackage.json", cwd=tmp_path / "package")
    assert out == f"True {files} 94 87.23\n"


def test_frictionless_notices_a_changed_digit_and_a_broken_key(python, db, tmp_path):
    zonedb.export(tmp_path / "package", db, format="csv")
    figures = tmp_path / "package" / "applications.csv"
    figures.write_text(
        figures.read_text("utf-8").replace("provincial_review", "provincial_revieww"), "utf-8"
    )
    out = run(python, "-c", CODE, "datapackage.json", cwd=tmp_path / "package")
    assert "False" in out
    assert "foreign" in out.lower() or "hash" in out.lower()


def test_keys_hold_across_files(python, db, tmp_path):
    """Every declared foreign key is checked: without hashes, a missing stage is still found."""
    zonedb.export(tmp_path / "package", db, format="csv")
    descriptor = tmp_path / "package" / "datapackage.json"
    package = json.loads(descriptor.read_text("utf-8"))
    for resource in package["resources"]:
        resource.pop("hash")
        resource.pop("bytes")
    descriptor.write_text(json.dumps(package), "utf-8")
    applications = tmp_path / "package" / "applications.csv"
    applications.write_text(
        applications.read_text("utf-8").replace("provincial_review", "no_such_stage"), "utf-8"
    )
    out = run(python, "-c", CODE, "datapackage.json", cwd=tmp_path / "package")
    assert "applications" in out
    assert "no_such_stage" in out
