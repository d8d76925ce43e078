"""A bundle that Apache Superset imports: the database, datasets, charts and one dashboard.

The bundle is a function of the file's contents, its absolute path and the language: same input,
same bytes. Its files are JSON, which is YAML too, so no library is needed. Without a ``type`` in
``metadata.yaml`` both of Superset's importers take it: the dashboard import and the assets import.
"""

from __future__ import annotations

import json
import re
import uuid
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zonedb.errors import ExportError
from zonedb.exports.superset.charts import CHARTS, Names, chart_file
from zonedb.exports.superset.dashboard import dashboard_file
from zonedb.exports.superset.datasets import dataset_file, exported_views
from zonedb.store.catalogue import relations

if TYPE_CHECKING:
    import duckdb

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "zonedb")  # ids must not change: imports hang on them
# Counted things have measure words in Chinese; in English the title says what is counted.
_UNITS = {
    "zh": "select indicator_id, symbol_zh from indicators inner join units using (unit_id)",
    "en": "select indicator_id, symbol_en from indicators inner join units using (unit_id)"
    " where quantity <> 'count'",
}
_ZIP_DATE = (2021, 1, 1, 0, 0, 0)  # any fixed date: the bytes must not depend on the clock


def database_uri(database: Path) -> str:
    """SQLAlchemy address of the file, read-only: a wrong path fails instead of making a file.

    SQLAlchemy takes the path as it is, spaces and Chinese characters too; only a question mark
    would end it.

    Raises:
        ExportError: the path holds a question mark.
    """
    path = database.resolve().as_posix()
    if "?" in path:
        raise ExportError(f"{database}: a database address cannot hold '?'; rename the file")
    return f"duckdb:///{path}?access_mode=READ_ONLY"


def _names(connection: duckdb.DuckDBPyConnection, database: Path, lang: str) -> Names:
    """Ids follow from the file's name, so a file that moves updates what was imported."""
    units = connection.execute(_UNITS[lang]).fetchall()
    stem = database.resolve().stem

    def make(*parts: str) -> str:
        return str(uuid.uuid5(_NAMESPACE, "/".join((stem, *parts))))

    return Names(lang, stem, re.sub(r"\W+", "-", stem), dict(units), make)


def _files(
    connection: duckdb.DuckDBPyConnection, database: Path, lang: str
) -> dict[str, dict[str, Any]]:
    names = _names(connection, database, lang)
    known = relations(connection)
    files: dict[str, dict[str, Any]] = {
        "metadata.yaml": {"version": "1.0.0", "timestamp": "2021-01-01T00:00:00+00:00"},
        "databases/zonedb.yaml": {
            "database_name": names.database,
            "sqlalchemy_uri": database_uri(database),
            "expose_in_sqllab": True,
            "allow_run_async": False,
            "allow_ctas": False,
            "allow_cvas": False,
            "allow_dml": False,
            "allow_csv_upload": False,
            "extra": {"allows_virtual_table_explore": True},
            "uuid": names.uuid("database"),
            "version": "1.0.0",
        },
    }
    for view in exported_views(connection):
        files[f"datasets/zonedb/{view}.yaml"] = dataset_file(known[view], names)
    for chart in CHARTS:
        files[f"charts/{chart.key}.yaml"] = chart_file(chart, known[chart.dataset], names)
    files["dashboards/zonedb.yaml"] = dashboard_file(connection, known, names)
    return files


def write_bundle(
    connection: duckdb.DuckDBPyConnection, database: Path, target: Path, lang: str = "zh"
) -> None:
    """Write the import bundle, a zip file.

    Args:
        connection: open read-only connection to ``database``.
        database: the file that Superset will read; its absolute path goes into the bundle.
        target: path of the zip file.
        lang: language of labels and titles, ``zh`` or ``en``.

    Raises:
        ExportError: the path of the database cannot be written as an address.
    """
    files = _files(connection, database, lang)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in sorted(files.items()):
            text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            entry = zipfile.ZipInfo(f"zonedb/{name}", _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, text)
