"""The same SQL as ``zonedb build``, sent to DuckDB by a bare script; every view selected once."""

import re
import sys
from pathlib import Path

import duckdb

root, target = Path(sys.argv[1]), sys.argv[2]
schema = (root / "sql/schema.sql").read_text("utf-8")
with duckdb.connect() as connection:
    connection.execute(f"attach '{target}' as z (storage_version 'v1.1.0', block_size 16384)")
    connection.execute("use z")
    connection.execute("begin")
    connection.execute(schema)
    for table in re.findall(r"^create table (\w+)", schema, re.M):
        path = root / "seeds" / f"{table}.sql"
        if path.exists():
            connection.execute(path.read_text("utf-8"))
    views = sorted((root / "sql/views").rglob("*.sql"))
    for path in views:
        connection.execute(path.read_text("utf-8"))
    connection.execute(Path(sys.argv[3]).read_text("utf-8"))  # the comments on columns
    connection.execute("commit")
    connection.execute("checkpoint z")
    connection.execute("use memory")
    connection.execute("detach z")
with duckdb.connect(target, read_only=True) as connection:
    for path in views:
        connection.execute(f"select * from {path.stem}").fetchall()
