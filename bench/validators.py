"""Other validators of a sheet: ``python bench/validators.py NAME FOLDER`` prints CPU seconds.

In FOLDER are ``sample.csv`` with demonstration figures and, for each column that refers to others,
``COLUMN.csv`` with the ids that may stand in it. Frictionless and pandera check types, reference
sets and keys; the import of the package does not count.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from measuring import cpu_of

REFERENCES = ("zone", "indicator", "unit", "source")
COLUMNS = ("zone", "indicator", "period", "value", "unit", "source")
KEY = ["zone", "indicator", "period", "source"]
COUNTS = ("item", "entity", "person", "parcel")  # units of which there are no halves


def frictionless(folder: Path) -> Callable[[], Any]:
    """The sample as a Table Schema: types, required, four foreign keys, a primary key."""
    from frictionless import Package, Resource, Schema

    fields: list[dict[str, Any]] = [
        {"name": name, "type": "string", "constraints": {"required": True}} for name in COLUMNS
    ]
    fields[2]["constraints"]["pattern"] = r"\d{4}-\d{2}(/\d{4}-\d{2})?"
    fields[3]["type"] = "number"
    keys = [
        {"fields": [name], "reference": {"resource": name, "fields": ["id"]}} for name in REFERENCES
    ]
    schema = Schema.from_descriptor({"fields": fields, "primaryKey": KEY, "foreignKeys": keys})
    resources = [
        Resource(name=name, path=f"{name}.csv", basepath=str(folder)) for name in REFERENCES
    ]
    rows = Resource(name="sample", path="sample.csv", basepath=str(folder), schema=schema)

    def validate() -> None:
        report = Package(resources=[rows, *resources]).validate()
        assert report.valid, report.to_summary()

    return validate


def pandera(folder: Path) -> Callable[[], Any]:
    """The sample as a DataFrameSchema: types, reference sets, whole counts, unique keys."""
    import pandas
    import pandera.pandas as schemas

    columns = {
        name: schemas.Column(str, schemas.Check.isin(pandas.read_csv(folder / f"{name}.csv")["id"]))
        for name in REFERENCES
    }
    columns["period"] = schemas.Column(str, schemas.Check.str_matches(r"\d{4}-\d{2}"))
    columns["value"] = schemas.Column(float)
    schema = schemas.DataFrameSchema(
        columns,
        checks=schemas.Check(lambda rows: ~rows["unit"].isin(COUNTS) | (rows["value"] % 1 == 0)),
        unique=KEY,
    )
    return lambda: schema.validate(pandas.read_csv(folder / "sample.csv"), lazy=True)


if __name__ == "__main__":
    contender = {one.__name__: one for one in (frictionless, pandera)}[sys.argv[1]]
    seconds = cpu_of(contender(Path(sys.argv[2])))
    print(json.dumps({"cpu": seconds, "version": version(sys.argv[1])}))
