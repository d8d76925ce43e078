"""Lets one process at a time change a database file; readers are never in the way."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zonedb.errors import TargetError

WAIT_SECONDS = 60.0


@contextmanager
def exclusive(target: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock of a database file; the system frees it when the process ends, however.

    Raises:
        TargetError: another process holds it for longer than ``wait`` seconds.
    """
    real = Path(os.path.realpath(target))
    path = real.with_name(f".{real.name}.lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise TargetError(
            f"{target}: the folder cannot be written to ({error.strerror})"
        ) from error
    try:
        deadline = time.monotonic() + wait
        while not _try_lock(handle):
            if time.monotonic() > deadline:
                raise TargetError(f"{target}: another load is at work; try again when it is done")
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
