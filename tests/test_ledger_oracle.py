"""Random ledgers, loaded as sheets, against a count in plain Python, day by day."""

from __future__ import annotations

import calendar
import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from test_load import rows

import zonedb

ZONES = {"pingyao_zone": "平遥经开区", "taigu_zone": "太谷经开区", "heshun_zone": "和顺经开区"}
FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)
HEADINGS = "项目编号,项目名称,开发区,预计年产值(亿元),项目状态,签约日期,签约期次,开工日期,投产日期,退出日期,调整日期"
STAGES = ("signed", "started", "in_production")


class Project:
    """What was told of a project, in the order in which it was told."""

    def __init__(self, name: str, chance: random.Random) -> None:
        """Sign it, and perhaps start it and put it into production."""
        self.name = name
        signed = FIRST + timedelta(chance.randrange(200))
        self.stages = {"signed": signed}
        for stage in STAGES[1 : 1 + chance.randrange(3)]:
            self.stages[stage] = max(self.stages.values()) + timedelta(1 + chance.randrange(60))
        self.told: list[tuple[date, dict[str, object]]] = [
            (date.min, {"zone": chance.choice(list(ZONES)), "output": chance.randrange(1, 90)})
        ]
        self.changes: list[tuple[date, bool]] = [(date.min, True)]  # since when it is there

    def at(self, day: date, what: str) -> object:
        """The last that holds by the day; of one day what was told last."""
        known = [(since, n, said[what]) for n, (since, said) in enumerate(self.told)
                 if what in said and since <= day]  # fmt: skip
        return max(known)[2]

    def is_there(self, day: date) -> bool:
        return max(change for change in self.changes if change[0] <= day)[1]

    def line(self, **cells: object) -> str:
        names = ("zone", "output", "status", "signed", "round", "started", "in_production",
                 "gone", "since")  # fmt: skip
        texts = [str(cells.get(name, "")) for name in names]
        return ",".join([self.name, self.name, *texts])


def sheets(projects: list[Project], chance: random.Random) -> list[list[str]]:
    """The first sheet, with all projects, and later ones with changes told in any order."""
    first = [p.line(zone=ZONES[str(p.at(LAST, "zone"))], output=p.at(LAST, "output"),
                    status="在册", round=1, **{s: d for s, d in p.stages.items()}) for p in projects]  # fmt: skip
    later = []
    for _ in range(chance.randrange(3, 7)):
        lines = []
        for p in chance.sample(projects, len(projects) // 2):
            day = p.stages["signed"] + timedelta(chance.randrange(1, 150))
            last, there = max(p.changes)
            kind = chance.choice(["move", "output", "both", "leave"])
            if kind == "leave":
                day = (
                    max(day, last + timedelta(1 + chance.randrange(40))) if last > date.min else day
                )
                p.changes.append((day, not there))
                zone = p.at(day, "zone")  # a sheet always states it
                p.told.append((day, {"zone": zone}))
                lines.append(p.line(zone=ZONES[str(zone)], status="退出", gone=day) if there
                             else p.line(zone=ZONES[str(zone)], status="在册", since=day))  # fmt: skip
                continue
            said: dict[str, object] = {"zone": p.at(day, "zone")}
            if kind in ("move", "both"):
                said["zone"] = chance.choice(list(ZONES))
            if kind in ("output", "both"):
                said["output"] = chance.randrange(1, 90)
            p.told.append((day, said))
            lines.append(p.line(**(said | {"zone": ZONES[str(said["zone"])], "since": day})))
        later.append(lines)
    return [first, *later]


def expected(projects: list[Project]) -> list[tuple[object, ...]]:
    """Zone, month end and batch with its projects, those ahead, and their output."""
    ends = [date(2021, m, calendar.monthrange(2021, m)[1]) for m in range(1, 13)]
    found = []
    for zone in ZONES:
        for end in ends:
            for number, stage in enumerate(STAGES, 1):
                there = [p for p in projects if stage in p.stages and p.stages[stage] <= end
                         and p.is_there(end) and p.at(end, "zone") == zone]  # fmt: skip
                ahead = STAGES[number] if number < 3 else None
                if there:
                    found.append((
                        zone, str(end), number, len(there),
                        sum(ahead in p.stages and p.stages[ahead] <= end for p in there)
                        if ahead else None,
                        None if ahead else Decimal(sum(int(str(p.at(end, "output"))) for p in there)),
                    ))  # fmt: skip
    return sorted(found)


def check(seed: int, own: str, tmp_path) -> None:
    chance = random.Random(seed)
    projects = [Project(f"P{n}", chance) for n in range(12)]
    told = sheets(projects, chance)
    for number, lines in enumerate(told):
        path = tmp_path / f"{seed}-{number}.csv"
        path.write_text("\n".join([HEADINGS, *lines]) + "\n", "utf-8")
        zonedb.load("ledger", path, own, source="jinzhong_article")
    found = rows(
        own,
        "select subject_id, cast(period_end as varchar), batch_no, projects_count,"
        " advanced_projects_count, expected_output_cny_100m from ledger_rates where subject_id in"
        " ('pingyao_zone', 'taigu_zone', 'heshun_zone') and round_from is null order by all",
    )
    newest = max(row[1] for row in found)
    assert found == [row for row in expected(projects) if row[1] <= newest]
    assert newest >= str(max(max(p.stages.values()) for p in projects))[:7]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_ledger_counts_as_one_does_by_hand(seed, own, tmp_path):
    check(seed, own, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 40))
def test_more_ledgers_count_as_one_does_by_hand(seed, own, tmp_path):
    check(seed, own, tmp_path)
