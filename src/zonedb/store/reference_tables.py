"""The tables whose rows reference loads state, and how such a row is kept."""

from __future__ import annotations

# Sheets of a reference workbook, and the tables they fill, in the order in which they refer.
REFERENCE_TABLES = (
    "units",
    "periods",
    "sources",
    "areas",
    "subjects",
    "zones",
    "subject_aliases",
    "subject_members",
    "indicators",
    "identities",
    "identity_terms",
    "targets",
)
DIMENSIONS = REFERENCE_TABLES[:-1]  # targets are facts: every load of one is a row of its own
# A row of a dimension as ``reference_rows`` keeps it, in a select from it as ``rows``.
ROW_JSON = """json_merge_patch(cast(to_json(rows) as varchar), '{"load_id": null}')"""
