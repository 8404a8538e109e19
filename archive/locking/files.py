"""Files that one process holds: the lock dies with the process, however that ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from archive.locking.forking import close_in_children, keep_in_children


class LockedFile:
    """An open file under ``flock``, from ``open_locked`` to ``release``.

    The kernel drops the lock when the process ends, ``kill -9`` included; forked children do not
    keep it alive (see ``archive.locking.forking``). Every method may raise OSError.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        close_in_children(descriptor)

    def release(self) -> None:
        """Close the file and let others have it."""
        keep_in_children(self._descriptor)
        os.close(self._descriptor)

    def write(self, data: bytes, offset: int) -> None:
        """Write all of ``data`` at ``offset``."""
        rest = memoryview(data)
        while rest:
            written = os.pwrite(self._descriptor, rest, offset)
            rest, offset = rest[written:], offset + written

    def cut(self, size: int) -> None:
        """Drop everything from ``size`` on."""
        os.ftruncate(self._descriptor, size)

    def sync(self) -> None:
        """Put the content onto the disk."""
        os.fsync(self._descriptor)

    def is_still(self, path: Path) -> bool:
        """Whether ``path`` names this file, not another one or none."""
        try:
            return os.path.samestat(path.stat(), os.fstat(self._descriptor))
        except FileNotFoundError:
            return False


def is_locked(path: Path) -> bool:
    """Tell whether a process holds a file alone (``open_locked``, not ``shared``).

    For as long as it takes to ask, microseconds, the asker shares the file. Raises OSError where
    the file is there and cannot be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def open_locked(path: Path, *, shared: bool = False, create: bool = True) -> LockedFile | None:
    """Open a file if nobody holds it; a shared hold goes together with other shared ones.

    Raises:
        OSError: The file cannot be opened or made.

    """
    flags = os.O_RDWR | os.O_CLOEXEC | (os.O_CREAT if create else 0)
    descriptor = os.open(path, flags, 0o644)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return LockedFile(descriptor)
