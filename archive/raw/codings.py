"""Undoing HTTP content codings of stored payloads, as leniently as browsers do."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from io import BytesIO

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_STEP_BYTES = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS
_RAW_DEFLATE = -zlib.MAX_WBITS


class PayloadTooLargeError(ValueError):
    """A payload decodes to more than is allowed: a decompression bomb."""


class UnknownCodingError(ValueError):
    """A content coding that nobody here can undo."""


def undo(coding: str, body: bytes, limit_bytes: int) -> bytes:
    """Return the payload below its content codings (the header's value, outermost last).

    A payload that breaks off or is damaged gives what comes before; one that does not even begin
    in its coding (servers do declare gzip and send plain text) is returned as it is.

    Raises:
        UnknownCodingError: One of the codings is not known.
        PayloadTooLargeError: The result would be longer than ``limit_bytes``.

    """
    for name in reversed([part.strip().lower() for part in coding.split(",")]):
        if name in {"", "identity"}:
            continue
        if name not in _DECODERS:
            raise UnknownCodingError(f"the content coding {name!r} cannot be undone")
        body = _DECODERS[name](body, limit_bytes)
    return body


def _gunzip(body: bytes, limit_bytes: int) -> bytes:
    """Decompress all members, as RFC 1952 has it; what follows the last one is no content."""
    pieces: list[bytes] = []
    room, rest = limit_bytes, body
    while rest:
        piece, rest = _inflate(rest, _GZIP, room)
        if piece is None:
            break
        pieces.append(piece)
        room -= len(piece)
    return b"".join(pieces) if pieces else body


def _undeflate(body: bytes, limit_bytes: int) -> bytes:
    """Decompress a zlib stream, or the bare deflate stream that old servers send for it."""
    for window in (zlib.MAX_WBITS, _RAW_DEFLATE):
        piece, _ = _inflate(body, window, limit_bytes)
        if piece is not None:
            return piece
    return body


def _inflate(body: bytes, window: int, limit_bytes: int) -> tuple[bytes | None, bytes]:
    """Decompress one stream; return (None, b"") when it does not even begin, and what follows."""
    machine = zlib.decompressobj(window)
    out, rest = BytesIO(), body
    while rest and not machine.eof:
        try:
            out.write(machine.decompress(rest[:_STEP_BYTES], limit_bytes + 1 - out.tell()))
        except zlib.error:
            return (out.getvalue() or None), b""
        _check(out.tell(), limit_bytes)
        rest = machine.unconsumed_tail + rest[_STEP_BYTES:]
    return out.getvalue(), machine.unused_data + rest


def _unbrotli(body: bytes, limit_bytes: int) -> bytes:
    machine = brotli.Decompressor()
    return _stepwise(body, limit_bytes, machine.process, brotli.error)


def _unzstd(body: bytes, limit_bytes: int) -> bytes:
    machine = zstd.ZstdDecompressor()
    return _stepwise(body, limit_bytes, machine.decompress, (zstd.ZstdError, EOFError))


def _stepwise(
    body: bytes,
    limit_bytes: int,
    decompress: Callable[[bytes], bytes],
    error: type[Exception] | tuple[type[Exception], ...],
) -> bytes:
    out = BytesIO()
    for start in range(0, len(body), _STEP_BYTES):
        try:
            out.write(decompress(body[start : start + _STEP_BYTES]))
        except error:
            return out.getvalue() or body
        _check(out.tell(), limit_bytes)
    return out.getvalue()


def _check(length: int, limit_bytes: int) -> None:
    if length > limit_bytes:
        raise PayloadTooLargeError(f"a payload decodes to more than {limit_bytes} bytes")


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
