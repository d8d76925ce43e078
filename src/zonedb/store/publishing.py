"""Puts a finished file in the place of another, so that readers see the old or the new one."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from zonedb.errors import TargetError
from zonedb.reading.messages import said

_SUFFIX = ".building"
_REPLACED = ".replaced"


def _remove(path: Path) -> None:
    """Remove a temporary file and what DuckDB puts beside it."""
    for leftover in (path, *path.parent.glob(path.name + ".*")):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    """Whether a process runs; where that cannot be asked without harm, it counts as running."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _clear_debris(target: Path) -> None:
    """Remove what killed runs left beside ``target``; put back a folder they had moved away."""
    pattern = re.compile(rf"\.{re.escape(target.name)}\.(\d+){re.escape(_SUFFIX)}")
    for path in target.parent.glob(f".{target.name}.*{_SUFFIX}*"):
        found = pattern.match(path.name)
        if not found or int(found[1]) == os.getpid() or _is_alive(int(found[1])):
            continue
        if path.name.endswith(_REPLACED) and not target.exists():
            path.replace(target)
        else:
            _remove(path.with_name(found[0]))


def explain(target: Path, error: OSError) -> TargetError:
    """The error of the system in words that say what to do."""
    reasons = {
        errno.ENOENT: "folder_missing",
        errno.EACCES: "folder_unwritable",
        errno.EPERM: "folder_unwritable",
        errno.EROFS: "folder_unwritable",
        errno.ENOSPC: "disk_full",
        errno.EDQUOT: "disk_full",
        errno.EFBIG: "file_too_large",
        errno.ENOTDIR: "folder_is_file",
        errno.ENAMETOOLONG: "name_too_long",
    }
    rule = reasons.get(error.errno or 0, "not_written")
    return TargetError(said(rule, path=target, reason=error.strerror or str(error)))


@contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """As ``replacing``, for a folder: an empty one, moved into its place when the block ends well.

    Raises:
        TargetError: the folder above is missing, read-only or full.
    """
    target = Path(os.path.realpath(target))
    temporary = target.with_name(f".{target.name}.{os.getpid()}{_SUFFIX}")
    replaced = temporary.with_name(temporary.name + _REPLACED)
    try:
        _clear_debris(target)
        _remove(temporary)
        temporary.mkdir()
        yield temporary
        if target.exists():
            target.replace(replaced)
        temporary.replace(target)
    except OSError as error:
        raise explain(target, error) from error
    finally:
        with suppress(OSError):
            if replaced.exists() and not target.exists():
                replaced.replace(target)
            _remove(temporary)


def _take_in_log(target: Path) -> None:
    """Write what a killed program left beside a database in ``.wal`` into it.

    The next reader would replay the log onto the file that takes the place of this one.

    Raises:
        TargetError: it does not fit the file, or another program has the file open.
    """
    log = target.with_name(f"{target.name}.wal")
    if not log.exists():
        return
    try:
        if not target.exists():
            raise TargetError(said("stray_log", path=log))
        duckdb.connect(str(target)).close()
    except duckdb.Error as error:
        raise TargetError(said("stray_log", path=log)) from error


def _keep_rights(target: Path, temporary: Path) -> None:
    """Give the file that takes the place of ``target`` its permission bits, group and owner."""
    if not target.exists():
        return
    rights = target.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):  # to give files away is for the administrator
            os.chown(temporary, rights.st_uid, rights.st_gid)
    temporary.chmod(stat.S_IMODE(rights.st_mode))


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Temporary path beside ``target``, moved into its place when the block ends well.

    If the block fails or is interrupted, ``target`` is as it was and nothing is left behind;
    what a killed process left is removed by the next run.

    Raises:
        TargetError: the folder is missing, read-only or full.
    """
    target = Path(os.path.realpath(target))  # keep a symbolic link, replace what it names
    temporary = target.with_name(f".{target.name}.{os.getpid()}{_SUFFIX}")
    try:
        if target.exists() and not target.is_file():
            raise TargetError(said("not_replaced", path=target))
        temporary.touch()
        temporary.unlink()
        _clear_debris(target)
        _take_in_log(target)
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        _keep_rights(target, temporary)
        temporary.replace(target)
    except OSError as error:
        raise explain(target, error) from error
    finally:
        with suppress(OSError):
            _remove(temporary)
