"""Manifests: files that name pages, with their addresses; one JSON object a line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive.wording import counted
from pipelines.errors import InputError
from seeds.addresses import host_of

_FIRST_YEAR, _LAST_YEAR = 1, 9999
"""Years in which a moment may have no day in another zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page that a manifest names."""

    path: str
    """Relative to the manifest's folder."""
    url: str | None
    content_type: str | None
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongEntry:
    """A line of a manifest that names no page; what it says of it, as far as it can be read."""

    path: str | None
    url: str | None
    error: str
    """Why, with the line's number and the cure."""


def entries(manifest: Path) -> Iterator[Entry | WrongEntry]:
    """Yield what a manifest says, line by line.

    Raises InputError, before anything is yielded, when it cannot be read as a whole.
    """
    if manifest.is_fifo() or manifest.is_char_device():
        raise InputError(f"{manifest}: a manifest is read more than once; write it into a file")
    for _ in _lines(manifest):
        pass
    return (_read(number, line) for number, line in _lines(manifest))


def told_of_wrong(lines: int) -> str:
    """Return what a command's summary says of wrong lines; nothing, where there are none."""
    if not lines:
        return ""
    return f"; {counted(lines, 'line of the manifest is', 'lines of the manifest are')} wrong"


def check_address(where: str, url: str) -> None:
    """Raise InputError when a page's address is none of the web."""
    try:
        host_of(url)
    except ValueError as error:
        raise InputError(f"{where} {url}: {error}; write http://… as fetched") from error


def _lines(manifest: Path) -> Iterator[tuple[int, str]]:
    try:
        with manifest.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise InputError(f"{manifest}: cannot be read: {error.strerror}; check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{manifest}: is not UTF-8; save it as UTF-8") from error


def _read(number: int, line: str) -> Entry | WrongEntry:
    said: dict[str, Any] = {}
    try:
        said = _object(line)
        return _entry(said)
    except InputError as error:
        return WrongEntry(
            path=_text(said.get("path")),
            url=_text(said.get("url")),
            error=f"line {number}: {_told(error)}",
        )


def _text(value: object) -> str | None:
    """Return a text as it can be written again: JSON may hold half of a character."""
    if not isinstance(value, str):
        return None
    return value.encode("utf-8", "backslashreplace").decode("utf-8")


def _told(error: InputError) -> str:
    return str(error).encode("utf-8", "backslashreplace").decode("utf-8")


def _object(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({error}); one object a line") from error
    return found if isinstance(found, dict) else {}


def _entry(said: dict[str, Any]) -> Entry:
    if not isinstance(said.get("path"), str):
        raise InputError('needs a "path"; write {"path": "page.html", "url": "http://…"}')
    _check_path(said["path"])
    for key in ("url", "content_type", "fetched_at"):
        if not isinstance(said.get(key), str | None):
            raise InputError(f'"{key}" must be a string')
    if said.get("url"):
        check_address("url", said["url"])
    return Entry(
        path=said["path"],
        url=said.get("url") or None,
        content_type=said.get("content_type"),
        fetched_at=_moment(said.get("fetched_at")),
    )


def _check_path(path: str) -> None:
    """Raise InputError when no file can have this name, which JSON can write all the same."""
    try:
        possible = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        possible = False
    if not possible:
        raise InputError(f'"path" is no file\'s name ({path!a}); write it as on the disk')


def _moment(stamp: str | None) -> datetime | None:
    if not stamp:
        return None
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError as error:
        raise InputError(
            f'"fetched_at" is not ISO 8601 ({stamp}); write 2020-02-24T07:28:00Z'
        ) from error
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if not _FIRST_YEAR < moment.year < _LAST_YEAR:  # other zones may have another year
        raise InputError(
            f'"fetched_at" is beyond the calendar ({stamp}); write when it was fetched'
        )
    return moment
