"""Files that have their name only once they are whole; an export that was broken off goes on."""

from __future__ import annotations

import csv
import json
import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from archive.errors import GovnewsError, UsageError

Format = Literal["jsonl", "csv", "parquet"]

_PARTIAL = ".partial"


class OutputError(GovnewsError):
    """The file cannot be written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an export that was broken off has left: whole records up to an article."""

    size_bytes: int = 0
    last_id: int = 0


@contextmanager
def whole_file(path: Path, *, mark: str = "") -> Iterator[BinaryIO]:
    """Open a file that has its name only once it is whole; what was there before stays till then.

    Until then it has ``mark`` and ``.partial`` behind its name. With a mark it stays when the
    writing is broken off, at its end when it is opened again; without one it goes. A symbolic link
    stays and leads to the new file. What is no regular file is written straight into.

    Raises:
        OutputError: It cannot be made.

    """
    if is_stream(path):
        with _told(path), path.open("wb") as stream:
            yield stream
        return
    partial = partial_of(path, mark)
    try:
        with _told(path):
            with partial.open("r+b" if mark and partial.exists() else "wb") as stream:
                stream.seek(0, os.SEEK_END)
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(_end_of_links(path))
    finally:
        if not mark:
            partial.unlink(missing_ok=True)


def is_stream(path: Path) -> bool:
    """Whether something is there that is no regular file: a pipe, a terminal, another device."""
    return path.exists() and not path.is_file()


def partial_of(path: Path, mark: str = "") -> Path:
    """Return the name that a file has while it is written: beside it, wherever links lead."""
    whole = _end_of_links(path)
    return whole.with_name(f"{whole.name}.{mark}{_PARTIAL}" if mark else whole.name + _PARTIAL)


def _end_of_links(path: Path) -> Path:
    """Follow symbolic links: who renames a file onto a link replaces the link, not its target."""
    return Path(os.path.realpath(path))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def forget(path: Path, mark: str) -> None:
    """Remove what an export of that mark has left when it was broken off.

    Raises:
        OutputError: The folder cannot be written.

    """
    with _told(path):
        partial_of(path, mark).unlink(missing_ok=True)


def take_up(partial: Path, form: Format) -> Written:
    """Cut what is left of an export to its last whole record.

    Raises:
        UsageError: There is nothing left that this export could go on with.

    """
    if form == "parquet":
        raise UsageError("an export to Parquet cannot be resumed; JSON lines and CSV can")
    if not partial.exists():
        raise UsageError(
            f"there is no {partial.name} to go on with; the export was finished, never begun, or "
            "asked for other articles"
        )
    written = _whole_lines(partial) if form == "jsonl" else _whole_rows(partial)
    os.truncate(partial, written.size_bytes)
    return written


def _whole_lines(partial: Path) -> Written:
    """Find the last line that is whole: within records there is no line break."""
    if not partial.stat().st_size:
        return Written()
    with (
        partial.open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        end = data.rfind(b"\n") + 1
        if not end:
            return Written()
        start = data.rfind(b"\n", 0, end - 1) + 1
        return Written(end, json.loads(data[start:end])["id"])


def _whole_rows(partial: Path) -> Written:
    """Find the last row that is whole: bodies have line breaks, so all rows are read."""
    whole = Written()
    size, last = 0, ""

    def lines() -> Iterator[str]:
        nonlocal size, last
        for line in stream:
            size += len(line)
            last = line.decode("utf-8", "replace")
            yield last

    with partial.open("rb") as stream:
        rows = csv.reader(lines(), strict=True)
        try:
            next(rows, None)
            for row in rows:
                if not last.endswith("\r\n"):
                    break
                whole = Written(size, int(row[0]))
        except csv.Error:
            return whole  # The last row was cut off inside a quoted cell.
    return whole
