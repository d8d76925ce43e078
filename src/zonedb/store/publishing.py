"""Puts a finished file in the place of another, so that readers see the old or the new one."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zonedb.errors import TargetError
from zonedb.reading.messages import said

_SUFFIX = ".building"
_REPLACED = ".replaced"


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


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


def _give_back(folder: Path, target: Path) -> None:
    """Put back into its place what was moved away from it, if nothing took the place."""
    replaced = folder / (target.name + _REPLACED)
    if replaced.exists() and not target.exists():
        replaced.replace(target)


def _clear_debris(target: Path) -> None:
    """Remove what killed runs left beside ``target``; put back a folder they had moved away."""
    # releases before 0.5 left files, and no random part
    pattern = re.compile(rf"\.{re.escape(target.name)}\.(\d+)\.(?:\w+\.)?building(?:\..+)?")
    for path in list(target.parent.iterdir()):
        found = pattern.fullmatch(path.name)
        if found and int(found[1]) != os.getpid() and not _is_alive(int(found[1])):
            _give_back(path, target)
            _remove(path)


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
def workspace(target: Path) -> Iterator[Path]:
    """A folder beside ``target``, under a name that nobody can guess, open to this user alone.

    It is removed when the block ends, however; what a killed process left, by the next run. A
    symbolic link is followed: the folder stands beside what it names.

    Raises:
        TargetError: the folder above is missing, read-only or full.
    """
    target = Path(os.path.realpath(target))
    folder = None
    try:
        _clear_debris(target)
        begin = f".{target.name}.{os.getpid()}."
        folder = Path(tempfile.mkdtemp(_SUFFIX, begin, target.parent))
        yield folder
    except OSError as error:
        raise explain(target, error) from error
    finally:
        if folder is not None:
            with suppress(OSError):
                _give_back(folder, target)
            _remove(folder)


def _keep_rights(target: Path, temporary: Path) -> None:
    """Give what takes the place of ``target`` its owner and group where permitted, and its bits."""
    if not target.exists():
        return
    rights = target.stat()
    for owner, group in ((-1, rights.st_gid), (rights.st_uid, -1)):
        if hasattr(os, "chown"):
            with suppress(OSError):  # to give files away is for the administrator
                os.chown(temporary, owner, group)
    temporary.chmod(stat.S_IMODE(rights.st_mode))


def publish(temporary: Path, target: Path) -> None:
    """Move a finished file from a workspace into the place of ``target``, or of what it links to.

    It keeps the permission bits, group and owner of the file that it replaces.

    Raises:
        TargetError: it cannot be moved there.
    """
    target = Path(os.path.realpath(target))
    try:
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        _keep_rights(target, temporary)
        temporary.replace(target)
    except OSError as error:
        raise explain(target, error) from error


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Temporary path in a workspace, moved into the place of ``target`` when the block ends well.

    If the block fails or is interrupted, ``target`` is as it was and nothing is left behind.

    Raises:
        TargetError: the folder is missing, read-only or full.
    """
    if target.exists() and not target.is_file():
        raise TargetError(said("not_replaced", path=target))
    with workspace(target) as folder:
        temporary = folder / target.name
        yield temporary
        publish(temporary, target)


@contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """As ``replacing``, for a folder: an empty one, moved into its place when the block ends well.

    Raises:
        TargetError: the folder above is missing, read-only or full.
    """
    target = Path(os.path.realpath(target))
    with workspace(target) as folder:
        temporary = folder / target.name
        temporary.mkdir()
        yield temporary
        _keep_rights(target, temporary)
        if target.exists():
            target.replace(folder / (target.name + _REPLACED))
        temporary.replace(target)
