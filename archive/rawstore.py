"""The raw store: every response as it came, in WARC 1.1 files that any WARC tool reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.records import RawPage, WarcPointer

Headers = tuple[tuple[bytes, bytes], ...]
"""Name and value as sent, in order, repeated names repeated."""

ROLL_BYTES = 1_000_000_000
"""A file that has reached this size is closed; the WARC guidelines' customary gigabyte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and the response to it, as they went over the wire.

    ``body`` is the response's entity after chunking was undone (HTTP clients do) and with its
    content encoding still on, as ``Content-Encoding`` says. Where only the decoded body is at hand,
    ``decoded`` says so: the header is then kept under another name, so that readers do not decode
    again.
    """

    url: str
    status: int
    headers: Headers
    body: bytes
    fetched_at: datetime
    reason: str = ""
    protocol: str = "HTTP/1.1"
    decoded: bool = False
    truncated: bool = False
    """The body was cut by a size limit or a broken connection."""
    ip_address: str | None = None
    method: str = "GET"
    request_headers: Headers = ()
    request_body: bytes = b""


class RawStore:
    """The WARC folder: one file a process, opened at its first write. Use as a context manager.

    A file being written is ``NAME.warc.gz.open`` and gets its final name on closing; pointers carry
    the final name and reading looks for either. Opening a store cuts what killed processes left
    behind to the last whole record and gives it its final name.

    Raises:
        RawStoreError: The folder cannot be made or written, the disk is full, or a pointer
            leads to no whole record.

    """

    def __init__(self, folder: Path, *, roll_bytes: int = ROLL_BYTES) -> None:
        self._folder = folder
        self._roll_bytes = roll_bytes

    def write(self, exchange: Exchange) -> WarcPointer:
        """Append response and request; return where the response lies.

        On return the bytes are with the operating system: a killed process loses none of them.
        """
        raise NotImplementedError

    def sync(self) -> None:
        """Put all that was written onto the disk (fsync); cheap when nothing was since."""
        raise NotImplementedError

    def read(self, pointer: WarcPointer) -> RawPage:
        """Read a response back, its content encoding undone, its digest checked."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the file being written and give it its final name."""
        raise NotImplementedError
