"""The raw store: every response as it came, in WARC 1.1 files that any WARC tool reads."""

from __future__ import annotations

import os
import re
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Self

from archive.errors import RawStoreError
from archive.locking.files import LockedFile, open_locked
from archive.places import DEFAULT_FOLDER, FOLDER_VARIABLE
from archive.raw.folders import CURE
from archive.raw.leftovers import OPEN_SUFFIX, finish_leftovers, sync_folder
from archive.raw.records import (
    Exchange,
    Headers,
    encode_exchange,
    encode_info,
    encode_resource,
)
from archive.raw.warc import decode_record, read_pages
from archive.records import RawPage, WarcPointer

__all__ = [
    "ROLL_BYTES",
    "Exchange",
    "Headers",
    "RawStore",
    "read_record",
    "responses",
    "warc_folder",
]

ROLL_BYTES = 1_000_000_000
"""A file that has reached this size is closed: the gigabyte that the WARC standard recommends
(ISO 28500:2017, annex A)."""


def warc_folder(given: str | Path | None = None) -> Path:
    """Return the folder given, or the environment's, or the default."""
    return Path(given or os.environ.get(FOLDER_VARIABLE) or DEFAULT_FOLDER)


def responses(path: Path) -> Iterator[RawPage]:
    """Yield the responses in any WARC file, compressed or not, whole or cut.

    Raises:
        RawStoreError: The file cannot be read, is no WARC file, or is damaged further on; every
            whole response before the damage was yielded.

    """
    try:
        with path.open("rb") as stream:
            yield from read_pages(stream, str(path))
    except OSError as error:
        raise RawStoreError(f"{path}: {error.strerror}") from error


def read_record(folder: Path, pointer: WarcPointer) -> RawPage:
    """Read one response of a WARC folder, its content coding undone, its digests checked.

    Raises:
        RawStoreError: The pointer leads to no whole record.

    """
    return decode_record(_bytes(folder, pointer), f"{pointer.file}:{pointer.offset}")


def _bytes(folder: Path, pointer: WarcPointer) -> bytes:
    name = Path(pointer.file).name
    # A file may get its final name between the first look and the second.
    for path in (folder / name, folder / (name + OPEN_SUFFIX), folder / name):
        try:
            with path.open("rb") as stream:
                stream.seek(pointer.offset)
                return stream.read(pointer.length)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise RawStoreError(f"{path}: {error.strerror}") from error
    raise RawStoreError(f"the WARC file {folder / name} is missing")


class RawStore:
    """The WARC folder. Use as a context manager, or call ``close``.

    One file a process, made at its first write. While it is written it is ``NAME.warc.gz.open`` and
    locked; closed, or full, it gets its final name. Pointers carry the final name and reading looks
    for either. Opening a store cuts what killed processes left behind to the last whole record and
    gives it its final name: nothing that was pointed to is lost. Threads may share a store.

    Raises:
        RawStoreError: The folder cannot be made or written, the disk is full, or a pointer
            leads to no whole record.

    """

    def __init__(self, folder: Path, *, roll_bytes: int = ROLL_BYTES) -> None:
        self._folder = folder
        self._roll_bytes = roll_bytes
        self._file: _OpenFile | None = None
        self._serial = 0
        self._turn = threading.Lock()
        self._settling = threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            finish_leftovers(folder)
        except OSError as error:
            raise RawStoreError(f"the WARC folder {folder} cannot be used: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, exchange: Exchange) -> WarcPointer:
        """Append response and request; return where the response lies.

        On return the bytes are with the operating system: a killed process loses none of them, and
        after ``sync`` a power cut does not either. When it raises, nothing was appended.
        """
        response, request = encode_exchange(exchange)
        return self._append(response, request)

    def write_page(self, page: RawPage, *, now: datetime) -> WarcPointer:
        """Append a page that was read from a disk, as a ``resource`` record."""
        return self._append(encode_resource(page, now), b"")

    def sync(self) -> None:
        """Put all that was written onto the disk (fsync); free when nothing was since.

        Others may write meanwhile: what they add is not waited for.
        """
        with self._turn:
            file = self._file
        with self._settling:
            if file is not None:
                file.sync()

    def read(self, pointer: WarcPointer) -> RawPage:
        """Read a response back, its content coding undone, its digests checked."""
        return read_record(self._folder, pointer)

    def close(self) -> None:
        """Close the file being written and give it its final name."""
        with self._turn:
            self._finish()

    def _append(self, record: bytes, companion: bytes) -> WarcPointer:
        with self._turn:
            if self._file is not None and self._file.size >= self._roll_bytes:
                self._finish()
            if self._file is None:
                self._serial += 1
                self._file = _OpenFile(self._folder, self._serial)
            offset = self._file.append(record + companion)
            return WarcPointer(file=self._file.name, offset=offset, length=len(record))

    def _finish(self) -> None:
        if self._file is not None:
            with self._settling:
                self._file.finish()
            self._file = None


class _OpenFile:
    """The file being written. Its lock tells others that its process lives."""

    def __init__(self, folder: Path, serial: int) -> None:
        host = re.sub(r"[^A-Za-z0-9]+", "-", socket.gethostname())
        moment = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
        self.name = f"govnews-{moment}-{host}-{os.getpid()}-{serial:05}.warc.gz"
        self.size = 0
        self._final = folder / self.name
        self._path = folder / (self.name + OPEN_SUFFIX)
        self._file = self._make()
        self._unsynced = True
        try:
            self.append(encode_info(self.name, f"govnews/{version('govnews')}"))
        except RawStoreError:
            self._path.unlink()
            self._file.release()
            raise

    def append(self, data: bytes) -> int:
        """Add all of ``data``, or none of it; return where it begins."""
        start = self.size
        try:
            self._file.write(data, start)
        except OSError as error:
            self._file.cut(start)
            raise self._failure("written", error) from error
        self.size += len(data)
        self._unsynced = True
        return start

    def sync(self) -> None:
        if not self._unsynced:
            return
        self._unsynced = False  # before, not after: what is appended meanwhile is not on the disk
        try:
            self._file.sync()
        except OSError as error:
            self._unsynced = True
            raise self._failure("put on disk", error) from error

    def finish(self) -> None:
        """Close the file under its final name."""
        self.sync()
        try:
            self._path.rename(self._final)
            sync_folder(self._final.parent)
        except OSError as error:
            raise self._failure("renamed", error) from error
        finally:
            self._file.release()

    def _make(self) -> LockedFile:
        try:
            while True:
                file = open_locked(self._path)
                if file is not None and file.is_still(self._path):
                    sync_folder(self._path.parent)
                    return file
                # Another process took the new file, between its making and its locking, for one
                # that was left behind, and has removed it.
                if file is not None:
                    file.release()
        except OSError as error:
            raise self._failure("made", error) from error

    def _failure(self, what: str, error: OSError) -> RawStoreError:
        return RawStoreError(f"{self._path} cannot be {what}: {error.strerror}; {CURE}")
