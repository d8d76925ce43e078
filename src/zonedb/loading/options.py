"""What users say beside a file that is loaded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """What holds for every row that does not say otherwise, and how doubts are settled.

    Attributes:
        source: id or title of the source.
        period: period, such as ``2021-06`` or ``2021年1-6月``.
        zone: name or id of the zone of a sheet that has no column of zones.
        total: name or id of the group or area whose figures rows such as 合计 hold.
        hidden: what becomes of hidden rows and columns and of cells struck through: ``skip``,
            ``load``, or None, which makes them problems.
        ranks: among whom ranks count that do not say it: ``province``, ``city``, ``country``.
        accept_aliases: take the names of zones that are proposed, and keep them as aliases.
        project_id: ``name``, to know projects of a ledger without numbers by zone and name.
    """

    source: str | None = None
    period: str | None = None
    zone: str | None = None
    total: str | None = None
    hidden: str | None = None
    ranks: str | None = None
    accept_aliases: bool = False
    project_id: str | None = None
