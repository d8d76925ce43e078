"""Times zonedb against a bare DuckDB script and against dbt-duckdb, as whole processes.

``python bench/run.py`` prints medians and ratios of interleaved runs, and writes them into
``bench/README.md``. Needs the extra ``bench``.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import duckdb

import zonedb
from zonedb import assets, builder

BENCH = Path(__file__).parent
ROUNDS = {"build": 7, "query": 15, "dbt": 3}


def seconds(*command: str | Path, cwd: Path) -> float:
    """Wall time of a process that must succeed."""
    environment = {**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "DO_NOT_TRACK": "1"}
    start = time.perf_counter()
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    elapsed = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return elapsed


def interleaved(
    rounds: int, contenders: dict[str, list[str | Path]], cwd: Path
) -> dict[str, float]:
    """Median seconds of each contender; they take turns, so that noise hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, command in contenders.items():
            for leftover in cwd.glob("*.duckdb"):
                if leftover.name != "ready.duckdb":
                    leftover.unlink()
            taken = seconds(*command, cwd=cwd)
            if turn:  # the first round warms the caches
                times[name].append(taken)
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Run everything and write the table."""
    python = sys.executable
    root = assets.root()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ready = folder / "ready.duckdb"
        zonedb.build(ready)
        comments = folder / "comments.sql"
        with zonedb.connect(ready) as connection:
            [(text,)] = connection.execute(builder._COLUMN_COMMENTS).fetchall()
        comments.write_text(text, "utf-8")
        project = folder / "dbt"
        subprocess.run([python, BENCH / "dbt_project.py", project, ready], check=True)

        build = [python, "-m", "zonedb", "build", "--db", "z.duckdb"]
        lines = []
        for title, goal, rounds, ours, theirs in [
            ("`zonedb build` / bare script", "at most 1.25", "build", build,
             [python, BENCH / "bare_build.py", root, "bare.duckdb", comments]),
            ("`zonedb query` / bare select", "at most 1.2", "query",
             [python, "-m", "zonedb", "query", "start_rate", "--db", ready, "--format", "csv"],
             [python, BENCH / "bare_query.py", ready]),
            ("`dbt build` / `zonedb build`", "at least 14", "dbt", build,
             [Path(python).with_name("dbt"), "--quiet", "build", "--project-dir", project,
              "--profiles-dir", project]),
        ]:  # fmt: skip
            medians = interleaved(ROUNDS[rounds], {"ours": ours, "theirs": theirs}, folder)
            ratio = medians["ours"] / medians["theirs"]
            ratio = 1 / ratio if rounds == "dbt" else ratio
            lines.append(
                f"| {title} | {medians['ours']:.2f} s | {medians['theirs']:.2f} s "
                f"| {ratio:.2f} | {goal} |"
            )
            print(lines[-1], flush=True)
    packages = ", ".join(f"{name} {version(name)}" for name in ("dbt-core", "dbt-duckdb"))
    machine = (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}, DuckDB {duckdb.__version__}, {packages}; medians of "
        f"{ROUNDS['build']}, {ROUNDS['query']} and {ROUNDS['dbt']} interleaved runs."
    )
    page = BENCH / "README.md"
    head = page.read_text("utf-8").split("<!-- results -->")[0]
    table = "| what | zonedb | other | ratio | goal |\n|---|---|---|---|---|\n" + "\n".join(lines)
    page.write_text(f"{head}<!-- results -->\n{machine}\n\n{table}\n", "utf-8")


if __name__ == "__main__":
    main()
