"""The answers of polars, from the exported Parquet files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars
from polars import col

from frames import GROUP, SOURCE

_KEYS = ["subject_id", "period_id", "indicator_id"]


def _scan(folder: Path, table: str) -> polars.LazyFrame:
    return polars.scan_parquet(folder / f"{table}.parquet")


def _figures(folder: Path) -> polars.LazyFrame:
    figures = _scan(folder, "observations").filter(col("source_id") == SOURCE)
    return figures.select(*_KEYS, "value")


def _of_members(folder: Path, figures: polars.LazyFrame) -> polars.LazyFrame:
    members = _scan(folder, "subject_members").filter(col("group_subject_id") == GROUP)
    return figures.join(members, left_on="subject_id", right_on="member_subject_id", how="semi")


def _rows(frame: polars.LazyFrame, *columns: str) -> list[tuple[Any, ...]]:
    return frame.select(columns).sort(columns).collect().rows()


def start_rate(folder: Path) -> list[tuple[Any, ...]]:
    figures = _of_members(folder, _figures(folder))

    def count(indicator: str) -> polars.LazyFrame:
        found = figures.filter(col("indicator_id") == indicator)
        return found.select("subject_id", "period_id", col("value").alias(indicator))

    rates = count("signed_projects_started").join(
        count("signed_projects"), on=["subject_id", "period_id"]
    )
    rates = rates.join(_scan(folder, "periods").select("period_id", "period_end"), on="period_id")
    rates = rates.with_columns(
        rate=100
        * col("signed_projects_started").cast(polars.Float64)
        / col("signed_projects").cast(polars.Float64)
    )
    columns = (*_KEYS[:2], "period_end", "signed_projects_started", "signed_projects", "rate")
    return _rows(rates, *columns)


def city_share(folder: Path) -> list[tuple[Any, ...]]:
    shares = _scan(folder, "identities").filter(col("identity_kind") == "share")
    shares = (
        _scan(folder, "identity_terms")
        .filter(col("term_role") == "numerator")
        .join(shares, on="identity_id", how="semi")
    )
    figures = _figures(folder).join(shares, on="indicator_id", how="semi")
    wholes = figures.rename({"subject_id": "whole_subject_id", "value": "whole"})
    both = (
        _of_members(folder, figures)
        .join(_scan(folder, "subjects").select("subject_id", "whole_subject_id"), on="subject_id")
        .join(wholes, on=["whole_subject_id", "period_id", "indicator_id"])
    )
    both = both.with_columns(
        share=100 * col("value").cast(polars.Float64) / col("whole").cast(polars.Float64)
    )
    return _rows(both, *_KEYS, "value", "share")


def totals(folder: Path) -> list[tuple[Any, ...]]:
    additive = _scan(folder, "indicators").filter(col("is_additive"))
    figures = _of_members(folder, _figures(folder)).join(additive, on="indicator_id", how="semi")
    sums = figures.group_by("period_id", "indicator_id").agg(col("value").sum())
    return _rows(sums, "period_id", "indicator_id", "value")
