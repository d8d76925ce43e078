"""Prints every row of the objects named on standard input; runs on any DuckDB, old or new.

python dump.py FILE opened|attached|used < [["main", "start_rate"], ...] > JSON
"""

import json
import sys

import duckdb


def dump(path, way, names):
    """Column types and rows of each object, or the line of the error."""
    if way == "opened":
        connection = duckdb.connect(path, read_only=True)
    else:
        connection = duckdb.connect()
        connection.execute(f"attach '{path}' as other (read_only)")
        if way == "used":
            connection.execute("use other")
    catalog = "" if way == "opened" else "other."
    found = {}
    for schema, name in names:
        sql = f'select * from {catalog}"{schema}"."{name}"'
        try:
            # execute(), as SQLAlchemy has it: relations fetch in another way, and hide lost rows
            types = [row[:2] for row in connection.execute("describe " + sql).fetchall()]
            rows = connection.execute(sql).fetchall()
            found[f"{schema}.{name}"] = {"types": types, "rows": rows}
        except duckdb.Error as error:
            found[f"{schema}.{name}"] = str(error).splitlines()[0]
    return found


if __name__ == "__main__":
    json.dump(dump(*sys.argv[1:], json.load(sys.stdin)), sys.stdout, default=str)
