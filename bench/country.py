"""Makes demonstration data of a shape: a country, a city, or a million figures.

``python bench/country.py FOLDER [--shape SHAPE] [--rows N] [--projects N]`` writes
``country.duckdb`` (a built file, into which the zones, groups and indicators are loaded from
``reference/``), ``observations.parquet`` and ``ledger.parquet``.
Every value follows from its row number by integer arithmetic, so that every run, machine and
DuckDB release writes the same rows. Rows come month by month, as offices deliver them: the month,
then January to that month, and in December the second half-year too.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import duckdb

import zonedb

INDICATORS = 40
PERIODS = 24  # of a year


@dataclass(frozen=True)
class Shape:
    """How many zones in how many cities, and the years of their figures."""

    zones: int
    cities: int  # 11 a province
    first_year: int
    last_year: int
    projects: int

    @property
    def rows(self) -> int:
        """Figures of every zone, indicator and period."""
        return self.zones * INDICATORS * PERIODS * (self.last_year - self.first_year + 1)


SHAPES = {
    "country": Shape(2800, 341, 2002, 2021, 200_000),  # 53,760,000 figures
    "million": Shape(105, 11, 2012, 2021, 7_500),  # 1,008,000
    "city": Shape(11, 1, 2012, 2021, 800),  # 105,600
}

# id (one of the seeds, or made up), unit, the indicator whose number it is made from, and how:
# whole (that number), part (some percent of it), ratio (the part as percent of the whole).
_INDICATORS = """
    ('signed_projects', 'item', 1, 'whole'),
    ('signed_projects_started', 'item', 1, 'part'),
    ('start_rate', 'pct', 1, 'ratio'),
    ('started_projects', 'item', 2, 'whole'),
    ('started_projects_in_production', 'item', 2, 'part'),
    ('production_rate', 'pct', 2, 'ratio'),
    ('production_projects', 'item', 3, 'whole'),
    ('production_expected_output', 'cny_100m', 4, 'whole'),
    ('production_actual_output', 'cny_100m', 4, 'part'),
    ('attainment_rate', 'pct', 4, 'ratio'),
    ('industrial_investment', 'cny_100m', 5, 'whole'),
    ('transformation_investment', 'cny_100m', 5, 'part'),
    ('transformation_share', 'pct', 5, 'ratio'),
    ('plant_area_built', 'm2_10k', 6, 'whole'),
    ('plant_area_used', 'm2_10k', 6, 'part'),
    ('plant_utilisation', 'pct', 6, 'ratio'),
    ('industrial_value_added', 'cny_100m', 7, 'whole'),
    ('foreign_capital_used', 'usd_10k', 8, 'whole'),
    ('new_signed_projects', 'item', 9, 'whole'),
    ('new_signed_investment', 'cny_100m', 10, 'whole'),
    ('operating_companies', 'entity', 11, 'whole'),
    ('technicians_hired', 'person', 12, 'whole'),
    ('standard_land_parcels', 'parcel', 13, 'whole'),
    ('standard_land_area', 'mu', 14, 'whole')
"""

_DIMENSIONS = """
create temp table demo_indicators as
select
    row_number() over () - 1 as indicator_no,
    *,
    case when max(unit) over (partition by stem) in ('item', 'entity', 'person', 'parcel')
        or min(unit) over (partition by stem) = 'item' then 1 else 97 end as scale
from (
    from (values {indicators}) as listed (indicator, unit, stem, form)
    union all
    select
        'demo_' || lpad(cast(n as varchar), 2, '0'),
        ['cny_100m', 'cny_10k', 'mu', 'item'][n % 4 + 1],
        14 + n,
        'whole'
    from range(1, 17) as made_up (n)
);

create temp table demo_zones as
select
    n as zone_no,
    'demo_zone_' || lpad(cast(n + 1 as varchar), 4, '0') as zone,
    lpad(cast(n % {cities} + 1 as varchar), 3, '0') as city
from range({zones}) as zone (n);

create temp table demo_cities as
select
    lpad(cast(n + 1 as varchar), 3, '0') as city,
    lpad(cast(n // 11 + 1 as varchar), 2, '0') as province,
    lpad(cast(n % 11 + 1 as varchar), 2, '0') as city_of_province,
    '9' || province || city_of_province || '0' as area_id,
    '示范省' || province || '示范市' || city_of_province as name_zh
from range({cities}) as city (n);

create temp table demo_periods as
with periods as (
    select year, month, 1 as part, month as first_month
    from range({first_year}, {last_year} + 1) as years (year), range(1, 13) as months (month)
    union all
    select year, month, 2 as part, 1 as first_month
    from range({first_year}, {last_year} + 1) as years (year), range(2, 13) as months (month)
    union all
    select year, 12 as month, 3 as part, 7 as first_month
    from range({first_year}, {last_year} + 1) as years (year)
)

select
    row_number() over (order by year, month, part) - 1 as period_no,
    year,
    first_month,
    month as last_month,
    case when part > 1 then year || '-' || lpad(cast(first_month as varchar), 2, '0') || '/'
        else '' end || year || '-' || lpad(cast(month as varchar), 2, '0') as period
from periods;
"""

# The tables of the reference rows, in the order in which they are loaded, and their columns.
_REFERENCE = {
    "sources": """
        select
            'demo_country' as source_id, 'user' as source_kind, 9 as source_priority,
            '示范数据' as title_zh, 'not_stated' as date_basis, '虚构,供测速' as note_zh,
            'made up, for benchmarks' as note_en
    """,
    "areas": """
        select
            '9' || province || '000' as area_id, null as parent_area_id,
            'province' as area_level, '示范省' || province as name_zh,
            'Demo Province ' || province as name_en, '虚构的代码' as note_zh,
            'a made-up code' as note_en
        from (select distinct province from demo_cities)
        union all
        select
            area_id, '9' || province || '000', 'prefecture', name_zh,
            'Demo City ' || province || '-' || city_of_province, '虚构的代码', 'a made-up code'
        from demo_cities
        order by area_id
    """,
    "subjects": """
        select
            'demo_city_' || city as subject_id, 'area' as subject_kind, name_zh,
            'Demo City ' || city as name_en, area_id, null as whole_subject_id
        from demo_cities
        union all
        select
            'demo_city_' || city || '_zones', 'group', name_zh || '开发区',
            'the zones of Demo City ' || city, area_id, 'demo_city_' || city
        from demo_cities
        union all
        select
            zone, 'zone', '示范开发区' || right(zone, 4), 'Demo Zone ' || right(zone, 4),
            area_id, 'demo_city_' || city
        from demo_zones
        inner join demo_cities using (city)
        order by subject_kind, subject_id
    """,
    "zones": """
        select
            zone as subject_id, 'industrial' as zone_type, 'not_stated' as level_basis,
            'not_stated' as host_basis
        from demo_zones
        order by zone
    """,
    "subject_members": """
        select
            'demo_city_' || city || '_zones' as group_subject_id, 'zone' as breakdown,
            zone as member_subject_id
        from demo_zones
        order by zone
    """,
    "indicators": """
        select
            indicator as indicator_id, '示范指标' || right(indicator, 2) as name_zh,
            'demo indicator ' || right(indicator, 2) as name_en, '虚构,供测速' as definition_zh,
            'made up, for benchmarks' as definition_en, unit as unit_id,
            'flow' as indicator_kind, 'none' as direction, true as is_additive
        from demo_indicators
        where indicator like 'demo%'
        order by indicator
    """,
}

# A running total of the year that grows every month, so that months, halves and years add up.
_OBSERVATIONS = """
create temp macro scattered(n) as (n % 1000003) * (n % 1000003) % 999983;
create temp macro total(zone, stem, scale, year, month) as
    case when month = 0 then 0 else
        month * scale * (20 + (zone * 31 + stem * 977) % 500)
        + scattered(zone * 7919 + stem * 104729 + year * 1299709 + month * 15485863)
        % (20 * scale)
    end;

copy (
    with cells as (
        select
            demo_zones.zone,
            demo_indicators.indicator,
            demo_periods.period,
            demo_indicators.unit,
            demo_indicators.form,
            40 + (zone_no * 7 + stem * 3 + year) % 61 as percent,
            total(zone_no, stem, scale, year, last_month)
            - total(zone_no, stem, scale, year, first_month - 1) as number
        from range({rows}) as cell (n)
        inner join demo_zones on n % {zones} = zone_no
        inner join demo_indicators on n // {zones} % 40 = indicator_no
        inner join demo_periods on n // ({zones} * 40) = period_no
    ),

    parts as (
        select *, number * percent // 100 as part from cells
    )

    select
        zone,
        indicator,
        period,
        cast(case
            when form = 'ratio' then cast((part * 20000 + number) // (2 * number) as decimal(18, 0))
            else case when form = 'part' then part else number end
                * case when unit in ('item', 'entity', 'person', 'parcel') then 100 else 1 end
        end * 0.01 as decimal(18, 2)) as value,
        unit,
        'demo_country' as source
    from parts
) to '{path}' (format parquet, compression zstd);
"""

# Signed, then started, in production and at capacity, each some months after the last.
_LEDGER = """
copy (
    with projects as (
        select
            n,
            make_date({first_year}, 1, 15)
            + cast(n * 7919 % (350 * ({last_year} + 1 - {first_year})) as integer) as signed,
            n % 10 as fate,
            (100 + n * 104729 % 9900) as money
        from range(1, {projects} + 1) as project (n)
    )

    select
        'DEMO-' || lpad(cast(n as varchar), 6, '0') as project_id,
        '示范项目' || n as name,
        'demo_zone_' || lpad(cast(n % {zones} + 1 as varchar), 4, '0') as zone,
        ['装备制造', '新材料', '食品', '电子信息', '医药'][n % 5 + 1] as industry,
        '示范领导' || lpad(cast(n % 97 as varchar), 2, '0') as leader,
        money // 100 || '.' || lpad(cast(money % 100 as varchar), 2, '0') || '亿元'
            as planned_investment,
        money // 80 || '.' || lpad(cast(money % 80 as varchar), 2, '0') || '亿元'
            as expected_output,
        case when fate = 9 then '退出' else '在册' end as status,
        signed as signed_on,
        cast(year(signed) - {year_zero} as integer) as signed_round,
        case when fate between 1 and 8 then signed + 90 end as started_on,
        case when fate between 1 and 8 then cast(year(signed + 90) - {year_zero} as integer) end
            as started_round,
        case when fate between 3 and 8 then signed + 400 end as in_production_on,
        case when fate between 3 and 8 then cast(year(signed + 400) - {year_zero} as integer) end
            as in_production_round,
        case when fate between 5 and 8 then signed + 600 end as at_capacity_on,
        case when fate between 5 and 8 then cast(year(signed + 600) - {year_zero} as integer) end
            as at_capacity_round,
        case when fate = 9 then signed + 200 end as withdrawn_on,
        'demo_country' as source
    from projects
) to '{path}' (format parquet, compression zstd);
"""


def make(folder: Path, shape: Shape, rows: int | None = None, projects: int | None = None) -> None:
    """Write the files into ``folder``; ``rows`` and ``projects`` take the first of them."""
    numbers = vars(shape) | {
        "rows": rows or shape.rows,
        "projects": projects or shape.projects,
        "year_zero": shape.first_year - 1,  # rounds of projects count from 1
    }
    reference = folder / "reference"
    reference.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(_DIMENSIONS.format(indicators=_INDICATORS, **numbers))
        for sql, name in ((_OBSERVATIONS, "observations"), (_LEDGER, "ledger")):
            connection.execute(sql.format(path=folder / f"{name}.parquet", **numbers))
        for table, sql in _REFERENCE.items():
            connection.execute(f"copy ({sql}) to '{reference / table}.csv' (header)")
    database = folder / "country.duckdb"
    zonedb.build(database, force=True, drop_loads=True)
    for table in _REFERENCE:
        zonedb.load("reference", reference / f"{table}.csv", database)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shape", choices=SHAPES, default="country")
    parser.add_argument("--rows", type=int)
    parser.add_argument("--projects", type=int)
    given = parser.parse_args()
    make(given.folder, SHAPES[given.shape], given.rows, given.projects)


if __name__ == "__main__":
    main()
