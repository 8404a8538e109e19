"""What killed processes left in the WARC folder: cut to the last whole record and put in place."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import BinaryIO

from archive.locking.files import LockedFile, open_locked

OPEN_SUFFIX = ".open"
"""After the final name, while a file is being written."""

_STEP_BYTES = 1 << 20


def finish_leftovers(folder: Path) -> None:
    """Give every file whose process is dead its final name, less a record it broke off in.

    Raises:
        OSError: A file could not be read, cut or renamed.

    """
    for path in sorted(folder.glob(f"*{OPEN_SUFFIX}")):
        file = _take(path)
        if file is None:
            continue
        try:
            _finish(path, file)
        finally:
            file.release()


def whole_members_end(stream: BinaryIO) -> int:
    """Return where the last whole gzip member of a file ends, which is where a record ends."""
    end, at = 0, 0
    machine = zlib.decompressobj(16 + zlib.MAX_WBITS)
    while data := stream.read(_STEP_BYTES):
        while data:
            try:
                machine.decompress(data)
            except zlib.error:
                return end
            at += len(data) - len(machine.unused_data)
            data = machine.unused_data
            if machine.eof:
                end = at
                machine = zlib.decompressobj(16 + zlib.MAX_WBITS)
    return end


def sync_folder(folder: Path) -> None:
    """Put the names in a folder onto the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take(path: Path) -> LockedFile | None:
    """Lock a leftover; None when its process lives, or another one has just finished it."""
    try:
        file = open_locked(path, create=False)
    except FileNotFoundError:
        return None
    if file is not None and not file.is_still(path):
        file.release()
        return None
    return file


def _finish(path: Path, file: LockedFile) -> None:
    with path.open("rb") as stream:
        end = whole_members_end(stream)
    if end == 0:
        path.unlink()
        return
    file.cut(end)
    file.sync()
    path.rename(path.with_name(path.name.removesuffix(OPEN_SUFFIX)))
    sync_folder(path.parent)
