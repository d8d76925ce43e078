"""``import duckdb`` and the select behind ``zonedb query start_rate --format csv``."""

import csv
import sys

import duckdb

with duckdb.connect(sys.argv[1], read_only=True) as connection:
    result = connection.execute("select * from start_rate order by all")
    writer = csv.writer(sys.stdout)
    writer.writerow(column[0] for column in result.description)
    writer.writerows(result.fetchall())
