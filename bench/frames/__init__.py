"""The same three questions to a loaded city, asked of zonedb, pandas and polars.

Each module has the functions ``start_rate``, ``city_share`` and ``totals``, which read what they
need and return rows in order. zonedb reads the file; the others read the Parquet files that
``zonedb export`` wrote of it. They take the figures of one source, of which each stands once; what
zonedb decides besides (mentions, revisions, units, bounds) they leave out.

- ``start_rate``: zone, period, end of the period, started and signed projects, their percentage.
- ``city_share``: zone, period, indicator, the zone's figure, its percentage of the city's.
- ``totals``: period, indicator, the sum over the city's zones of what adds up.
"""

SOURCE = "demo_country"
GROUP = "demo_city_001_zones"
QUESTIONS = ("start_rate", "city_share", "totals")
TABLES = (
    "observations",
    "subjects",
    "periods",
    "indicators",
    "subject_members",
    "identities",
    "identity_terms",
)
