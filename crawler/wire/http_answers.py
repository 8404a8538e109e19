"""One HTTP/1.1 answer (RFC 9112), taken apart as its bytes come; no network in it.

As lenient as browsers are: line ends without CR, header lines without a colon, folded ones.
"""

from __future__ import annotations

import re
from typing import NamedTuple

Headers = list[tuple[bytes, bytes]]
"""Name and value as sent, in order."""

_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_LONGEST_END = 4
"""Bytes of that."""
_LONGEST_HEAD_BYTES = 100_000
"""Servers themselves send at most 64 KB (Tomcat, Apache: 8)."""
_LONGEST_LINE_BYTES = 16_384
"""Of what stands between chunks."""
_STATUS = re.compile(rb"HTTP/(\d\.\d) +(\d{3})(?!\d)", re.IGNORECASE)
_DIGITS = re.compile(rb"\d{1,18}")
_CHUNK = re.compile(rb"[0-9a-fA-F]{1,15}(?=[ \t]*(?:;|$))")
_BODILESS = frozenset({204, 304})
_SWITCHING = 101


class BadAnswerError(Exception):
    """What a server sends is no HTTP."""


class Head(NamedTuple):
    """What stands before an answer's body."""

    version: str
    """``1.0``, ``1.1``."""
    status: int
    headers: Headers
    length: int | None
    """Bytes of the body; None where only its end tells."""

    def values(self, name: bytes) -> list[bytes]:
        """Return the values of a header, given in lower case, without white space around them."""
        return [value for own, value in self.headers if own.lower() == name]


class AnswerReader:
    """Reads one answer to one request.

    Args:
        method: Of the request; what answers HEAD has no body.

    """

    def __init__(self, method: str) -> None:
        self._is_head_only = method == "HEAD"
        self._buffer = bytearray()
        self._chunked = False
        self._left: int | None = None
        """Bytes that are to come, of the body or of a chunk."""
        self._expects_line_end = False
        self._in_trailer = False
        self.head: Head | None = None
        self.is_done = False
        """Whether all came; more that comes is none of this answer."""

    @property
    def has_begun(self) -> bool:
        """Whether anything came."""
        return self.head is not None or bool(self._buffer)

    @property
    def lasts(self) -> bool:
        """Whether the answer is done, and the connection may be asked again."""
        head = self.head
        if head is None or not self.is_done or head.version != "1.1" or self._buffer:
            return False
        return not any(b"close" in value.lower() for value in head.values(b"connection"))

    @property
    def may_lack_its_end(self) -> bool:
        """Whether an answer that ends with the connection has no other end (not broken off)."""
        return self.head is not None and self.head.length is None and not self._chunked

    def read(self, data: bytes) -> bytes:
        """Take what came; return what it adds to the body. Raises BadAnswerError."""
        if self.head is None:
            seen = max(0, len(self._buffer) - _LONGEST_END + 1)
            self._buffer += data
            if not self._read_head(seen):
                return b""
            data = bytes(self._buffer)
            self._buffer.clear()
        return self._read_body(data)

    # --- head -------------------------------------------------------------------------------------

    def _read_head(self, seen: int) -> bool:
        """Read the head when it is there; those of interim answers (1xx) are passed over.

        ``seen``: how much of what came has been searched for its end.
        """
        while (end := _END_OF_HEAD.search(self._buffer, seen)) is not None:
            head, seen = bytes(self._buffer[: end.start()]).lstrip(), 0
            del self._buffer[: end.end()]
            status, version = _status_of(head)
            if status >= 200:
                self._begin_body(version, status, _headers_of(head))
                return True
        if len(self._buffer) > _LONGEST_HEAD_BYTES:
            raise BadAnswerError(f"a head of more than {_LONGEST_HEAD_BYTES} bytes")
        return False

    def _begin_body(self, version: str, status: int, headers: Headers) -> None:
        head = Head(version, status, headers, None)
        codings = head.values(b"transfer-encoding")
        if self._is_head_only or status in _BODILESS:
            length: int | None = 0
        elif codings:
            self._chunked = codings[-1].lower().endswith(b"chunked")
            length = None
        else:
            length = _length_of(head.values(b"content-length"))
        self.head = head._replace(length=length)
        self._left = 0 if self._chunked else length
        self.is_done = length == 0

    # --- body -------------------------------------------------------------------------------------

    def _read_body(self, data: bytes) -> bytes:
        if self._chunked:
            self._buffer += data
            return self._read_chunks()
        if self._left is None:
            return data
        body = data[: self._left]
        self._buffer += data[self._left :]
        self._left -= len(body)
        self.is_done = not self._left
        return body

    def _read_chunks(self) -> bytes:
        body = bytearray()
        while not self.is_done:
            body += self._read_chunk()
            if self._left or (line := self._line()) is None:
                break
            self._between_chunks(line)
        return bytes(body)

    def _read_chunk(self) -> bytes:
        """Return what came of the chunk that is being read."""
        if not self._left:
            return b""
        piece = bytes(self._buffer[: self._left])
        del self._buffer[: len(piece)]
        self._left -= len(piece)
        self._expects_line_end = not self._left
        return piece

    def _between_chunks(self, line: bytes) -> None:
        """Read a line: the end of a chunk, the size of the next one, or what follows the last."""
        if self._in_trailer:
            self.is_done = not line
        elif self._expects_line_end:
            if line:
                raise BadAnswerError("a chunk is longer than it says")
            self._expects_line_end = False
        else:
            size = _CHUNK.match(line)
            if size is None:
                raise BadAnswerError(f"no size of a chunk: {line[:20]!r}")
            self._left = int(size[0], 16)
            self._in_trailer = not self._left

    def _line(self) -> bytes | None:
        """Return the next line without its end, None where it has not come yet."""
        line, end, _ = self._buffer.partition(b"\n")
        if not end:
            if len(line) > _LONGEST_LINE_BYTES:
                raise BadAnswerError("a line between chunks does not end")
            return None
        del self._buffer[: len(line) + 1]
        return bytes(line.removesuffix(b"\r"))


def _status_of(head: bytes) -> tuple[int, str]:
    status = _STATUS.match(head)
    if status is None:
        raise BadAnswerError(f"no status: {head[:40]!r}")
    code = int(status[2])
    if code == _SWITCHING or code < 100:
        raise BadAnswerError(f"status {code}")
    return code, status[1].decode()


def _headers_of(head: bytes) -> Headers:
    """Return the headers; a line that begins with white space goes on with the one before it."""
    headers: Headers = []
    for line in head.split(b"\n")[1:]:
        if line[:1] in (b" ", b"\t") and headers:
            name, value = headers.pop()
            headers.append((name, value + b" " + line.strip()))
        else:
            name, colon, value = line.partition(b":")
            if colon:
                headers.append((name.strip(), value.strip()))
    return headers


def _length_of(said: list[bytes]) -> int | None:
    """Return what Content-Length says; proxies say it twice (``42, 42``)."""
    lengths = {length.strip() for value in said for length in value.split(b",")}
    if not lengths:
        return None
    length = lengths.pop()
    if lengths or not _DIGITS.fullmatch(length):
        raise BadAnswerError("Content-Length is no number, or two")
    return int(length)
