"""Lets one process at a time change a database file; readers are never in the way."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zonedb.errors import TargetError
from zonedb.reading.messages import said
from zonedb.store.publishing import explain

WAIT_SECONDS = 60.0


@contextmanager
def exclusive(target: Path, wait: float | None = None) -> Iterator[None]:
    """Hold the lock of a database file; the system frees it when the process ends, however.

    Raises:
        TargetError: the folder cannot be written to, or another process holds the lock for longer
            than ``wait`` seconds, by default ``WAIT_SECONDS``.
    """
    real = Path(os.path.realpath(target))
    path = real.with_name(f".{real.name}.lock")
    deadline = time.monotonic() + (WAIT_SECONDS if wait is None else wait)
    try:
        while (handle := _try_lock(path)) is None:
            if time.monotonic() > deadline:
                raise TargetError(said("at_work", path=target))
            time.sleep(0.05)
    except OSError as error:
        raise explain(real, error) from error
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps a file that is open
            path.unlink()
        os.close(handle)


def _try_lock(path: Path) -> int | None:
    """Handle of the locked file, or None while another process has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Who held it before may have removed the file that this handle is of.
        if os.path.samestat(os.fstat(handle), path.stat()):
            return handle
    except OSError:
        pass
    os.close(handle)
    return None
