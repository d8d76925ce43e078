"""Measures processes: CPU seconds and peak memory of each, several of them in turns.

CPU seconds (of the user and of the system, of all threads) rather than the clock: they hardly
change when a machine has other work. They still drift with its clock frequency, so what is
compared takes turns in one run, and ratios count.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BENCH = Path(__file__).parent
_QUIET = {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "DO_NOT_TRACK": "1"}  # no talk over the net
GB = 1e9  # bytes
_MAXRSS = 1 if sys.platform == "darwin" else 1024  # bytes that the system counts memory in


@dataclass(frozen=True)
class Run:
    """What a process took; with it the processes that it started and waited for."""

    cpu: float
    wall: float
    memory: float  # the peak, in GB
    output: str

    def record(self) -> dict[str, Any]:
        """The JSON of the last line that it printed."""
        return json.loads(self.output.splitlines()[-1])


def run(*command: str | Path, cwd: Path) -> Run:
    """Run a process that must succeed.

    A new process inherits the peak of memory of the one that starts it (Linux), so this one has
    to stay small: what needs memory runs as a process of its own.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{text}")
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * _MAXRSS / GB, text)


def script(name: str, *arguments: str | Path) -> list[str | Path]:
    """The command that runs a file of this folder."""
    return [sys.executable, BENCH / name, *arguments]


def zonedb(*arguments: str | Path) -> list[str | Path]:
    """The command that runs ``zonedb``."""
    return [sys.executable, "-m", "zonedb", *arguments]


def in_turns(
    rounds: int,
    contenders: dict[str, Sequence[str | Path]],
    cwd: Path,
    before: Callable[[str], None] = lambda name: None,
    warm: bool = True,
) -> dict[str, list[Run]]:
    """Runs of each contender, which take turns, so that noise hits all alike.

    Args:
        rounds: how often each runs.
        contenders: commands by name.
        cwd: the folder they run in.
        before: called with a name before each run, to put its files back.
        warm: run once more at first and forget it, so that the caches are full.
    """
    found: dict[str, list[Run]] = {name: [] for name in contenders}
    for turn in range(rounds + warm):
        for name, command in contenders.items():
            before(name)
            done = run(*command, cwd=cwd)
            if turn or not warm:
                found[name].append(done)
    return found


def median_cpu(runs: list[Run]) -> float:
    """CPU seconds of the run in the middle."""
    return statistics.median(one.cpu for one in runs)


def peak(runs: list[Run]) -> float:
    """GB of memory that no run went beyond."""
    return max(one.memory for one in runs)


def cpu_of(call: Callable[[], Any]) -> float:
    """CPU seconds of a call within this process."""
    start = time.process_time()
    call()
    return time.process_time() - start
