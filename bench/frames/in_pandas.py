"""The answers of pandas, from the exported Parquet files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas

from frames import GROUP, SOURCE

_KEYS = ["subject_id", "period_id", "indicator_id"]


def _figures(folder: Path, *conditions: tuple[str, str, Any]) -> pandas.DataFrame:
    found = pandas.read_parquet(
        folder / "observations.parquet",
        columns=[*_KEYS, "value"],
        filters=[("source_id", "==", SOURCE), *conditions],
    )
    return found.assign(value=found["value"].astype(float))


def _members(folder: Path) -> list[str]:
    members = pandas.read_parquet(folder / "subject_members.parquet")
    return members.loc[members["group_subject_id"] == GROUP, "member_subject_id"].tolist()


def _rows(frame: pandas.DataFrame, columns: list[str]) -> list[tuple[Any, ...]]:
    ordered = frame[columns].sort_values(columns)
    return list(ordered.itertuples(index=False, name=None))


def start_rate(folder: Path) -> list[tuple[Any, ...]]:
    counts = ["signed_projects_started", "signed_projects"]
    figures = _figures(
        folder, ("subject_id", "in", _members(folder)), ("indicator_id", "in", counts)
    )
    periods = pandas.read_parquet(folder / "periods.parquet", columns=["period_id", "period_end"])
    rates = figures.pivot(index=_KEYS[:2], columns="indicator_id", values="value").reset_index()
    rates = rates.merge(periods, on="period_id")
    rates["rate"] = 100 * rates[counts[0]] / rates[counts[1]]
    return _rows(rates, [*_KEYS[:2], "period_end", *counts, "rate"])


def city_share(folder: Path) -> list[tuple[Any, ...]]:
    identities = pandas.read_parquet(folder / "identities.parquet")
    terms = pandas.read_parquet(folder / "identity_terms.parquet")
    shares = identities.loc[identities["identity_kind"] == "share", ["identity_id"]]
    shares = shares.merge(terms[terms["term_role"] == "numerator"], on="identity_id")
    subjects = pandas.read_parquet(
        folder / "subjects.parquet", columns=["subject_id", "whole_subject_id"]
    )
    figures = _figures(folder, ("indicator_id", "in", shares["indicator_id"].tolist()))
    parts = figures[figures["subject_id"].isin(_members(folder))].merge(subjects, on="subject_id")
    wholes = figures.rename(columns={"subject_id": "whole_subject_id", "value": "whole"})
    both = parts.merge(wholes, on=["whole_subject_id", "period_id", "indicator_id"])
    both["share"] = 100 * both["value"] / both["whole"]
    return _rows(both, [*_KEYS, "value", "share"])


def totals(folder: Path) -> list[tuple[Any, ...]]:
    indicators = pandas.read_parquet(
        folder / "indicators.parquet", columns=["indicator_id", "is_additive"]
    )
    additive = indicators.loc[indicators["is_additive"], "indicator_id"].tolist()
    figures = _figures(
        folder, ("subject_id", "in", _members(folder)), ("indicator_id", "in", additive)
    )
    sums = figures.groupby(["period_id", "indicator_id"], as_index=False)["value"].sum()
    return _rows(sums, ["period_id", "indicator_id", "value"])
