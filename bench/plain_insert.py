"""Inserts demonstration data into bare tables of the same shape, the floor of a load.

``python bench/plain_insert.py KIND FOLDER NEW``: DuckDB's ``insert into ... select`` of
``observations.parquet`` or ``ledger.parquet`` into the tables of ``country.duckdb``, nothing read,
resolved or checked but what the table's own constraints ask.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

MEMORY = "3GB"  # of DuckDB, as a load has it; the process needs some more

# Tables, what is inserted into their columns, and where from.
_OBSERVATIONS = {
    "source_id": "source",
    "figure_no": "file_row_number",
    "printed": "cast(value as varchar)",
    "subject_id": "zone",
    "indicator_id": "indicator",
    "period_id": "period",
    "value": "value",
    "unit_id": "unit",
    "qualifier": "'='",
    "decimals": "2",
    "load_id": "1",
    "is_in_force": "true",
    "is_current": "true",
    "is_source_current": "true",
    "unit_scale": "1",
    "step": "0.01",
    "below": "0.005",
    "above": "0.005",
}
_MONEY = "cast(replace({}, '亿元', '') as decimal(18, 8))"
_PROJECTS = {
    "project_id": "project_id",
    "revision": "1",
    "name_zh": "name",
    "subject_id": "zone",
    "industry_zh": "industry",
    "leader_zh": "leader",
    "planned_investment_cny_100m": _MONEY.format("planned_investment"),
    "expected_output_cny_100m": _MONEY.format("expected_output"),
    "project_status": "if(status = '退出', 'withdrawn', 'active')",
    "source_id": "source",
    "load_id": "1",
}
_EVENTS = {
    "date_precision": "'day'",
    "project_id": "project_id",
    "event_kind": "stage",
    "event_date": "occurred",
    "round_no": "round_no",
    "is_void": "false",
    "source_id": "source",
    "load_id": "1",
}
_STAGES = """(
    from (
        select
            project_id, source,
            unnest(['signed', 'started', 'in_production', 'at_capacity', 'withdrawn']) as stage,
            unnest([signed_on, started_on, in_production_on, at_capacity_on, withdrawn_on])
                as occurred,
            unnest([signed_round, started_round, in_production_round, at_capacity_round, null])
                as round_no
        from read_parquet('{folder}/ledger.parquet')
    )
    where occurred is not null
)"""
INSERTS = {
    "indicators": {
        "observations": (
            _OBSERVATIONS,
            "read_parquet('{folder}/observations.parquet', file_row_number = true)",
        )
    },
    "ledger": {
        "projects": (_PROJECTS, "read_parquet('{folder}/ledger.parquet')"),
        "project_events": (_EVENTS, _STAGES),
    },
}
# What stands in a column that only a load fills, by the first word of its type.
_FILLERS = {"BOOLEAN": "true", "VARCHAR": "''", "DATE": "date '2002-01-01'"}
_COLUMNS = """
    select column_name, is_nullable, regexp_extract(data_type, '^[A-Z]+')
    from duckdb_columns()
    where database_name = 'country' and table_name = ?
    order by column_index
"""


def _expressions(
    connection: duckdb.DuckDBPyConnection, table: str, known: dict[str, str]
) -> list[str]:
    """What is inserted into each column of a table, as it is in the built file."""
    columns = connection.execute(_COLUMNS, [table]).fetchall()
    if strange := known.keys() - {name for name, _, _ in columns}:
        raise SystemExit(f"{table} has no column {', '.join(sorted(strange))}")
    return [
        known.get(name, "null" if is_nullable else _FILLERS.get(type_, "1"))
        for name, is_nullable, type_ in columns
    ]


def insert(kind: str, folder: Path, target: Path) -> None:
    """Insert, commit and checkpoint."""
    with duckdb.connect() as connection:
        connection.execute(f"set memory_limit = '{MEMORY}'")
        connection.execute("set preserve_insertion_order = false")
        connection.execute(f"attach '{folder}/country.duckdb' as country (read_only)")
        connection.execute(f"attach '{target}' as plain (storage_version 'v1.1.0')")
        for table, (known, relation) in INSERTS[kind].items():
            [(sql,)] = connection.execute(
                "select sql from duckdb_tables()"
                " where database_name = 'country' and table_name = ?",
                [table],
            ).fetchall()
            connection.execute(sql.replace("CREATE TABLE ", "CREATE TABLE plain.", 1))
            values = ", ".join(_expressions(connection, table, known))
            connection.execute(
                f"insert into plain.{table} select {values} from {relation.format(folder=folder)}"
            )
        connection.execute("checkpoint plain")
        connection.execute("detach plain")


if __name__ == "__main__":
    insert(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
