"""WARC 1.1 records (ISO 28500:2017), made of exchanges and pages: each a gzip member of its own."""

from __future__ import annotations

import hashlib
import socket
import uuid
import zlib
from base64 import b32encode
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from archive.records import RawPage, record

Headers = tuple[tuple[bytes, bytes], ...]
"""Name and value as sent, in order, repeated names repeated."""

_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 6
"""Of compression: 9 takes half as long again for a 200th of the size of a page."""
_RENAMED = b"X-Archive-Orig-"
"""What web archives put before the name of a header that is no longer true of the stored bytes."""


@record
class Exchange:
    """One request and the response to it, as they went over the wire.

    ``body`` is the response's entity after chunking was undone (HTTP clients do) and with its
    content coding still on, as ``Content-Encoding`` says. Where only the decoded body is at hand,
    ``decoded`` says so. A header that is then not true of the stored bytes (``Transfer-Encoding``
    always, ``Content-Encoding`` when decoded, a wrong ``Content-Length``) is kept under the name
    ``X-Archive-Orig-…``, and the true length stands beside it: every reader gets the payload right.
    """

    url: str
    status: int
    headers: Headers
    body: bytes
    fetched_at: datetime
    reason: str = ""
    decoded: bool = False
    truncated: bool = False
    """The body was cut by a size limit or a broken connection."""
    ip_address: str | None = None
    method: str = "GET"
    request_headers: Headers = ()
    request_body: bytes = b""


def encode_info(filename: str, software: str) -> bytes:
    """Return the record that begins a file and says who wrote it how."""
    info = {
        "software": software,
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "hostname": socket.gethostname(),
    }
    block = "".join(f"{name}: {value}\r\n" for name, value in info.items()).encode()
    about = {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": _new_id(),
        "WARC-Date": _date(datetime.now(UTC)),
        "WARC-Filename": filename,
        "WARC-Block-Digest": _digest(block),
        "Content-Type": "application/warc-fields",
    }
    return _record(about, block)


def encode_exchange(exchange: Exchange) -> tuple[bytes, bytes]:
    """Return the response record and the request record, each compressed by itself."""
    response_id = _new_id()
    moment = _date(exchange.fetched_at)
    about = {"WARC-Record-ID": response_id, "WARC-Date": moment}
    if exchange.ip_address:
        about["WARC-IP-Address"] = exchange.ip_address
    if exchange.truncated:
        about["WARC-Truncated"] = "unspecified"
    first_line = f"HTTP/1.1 {exchange.status} {exchange.reason}".rstrip()
    response = _message(
        "response", exchange.url, about, _head(first_line, _true_headers(exchange)), exchange.body
    )
    return response, _request(exchange, response_id, moment)


def encode_resource(page: RawPage, written_at: datetime) -> bytes:
    """Return a record of a page that came from a disk, without any HTTP around it."""
    digest = _digest(page.body)
    about = {
        "WARC-Type": "resource",
        "WARC-Record-ID": _new_id(),
        "WARC-Target-URI": page.given_url or page.url,
        "WARC-Date": _date(page.fetched_at or written_at),
        "WARC-Payload-Digest": digest,
        "WARC-Block-Digest": digest,
        "Content-Type": page.content_type or "application/octet-stream",
    }
    return _record(about, page.body)


# --- messages of HTTP -----------------------------------------------------------------------------


def _true_headers(exchange: Exchange) -> Iterable[tuple[bytes, bytes]]:
    untrue = {b"transfer-encoding"} | ({b"content-encoding"} if exchange.decoded else set())
    length = b"%d" % len(exchange.body)
    has_length = False
    for name, value in exchange.headers:
        lowered = name.lower()
        of_length = lowered == b"content-length"
        if lowered in untrue or (of_length and value != length):
            yield _RENAMED + name, value
        else:
            has_length = has_length or of_length
            yield name, value
    if not has_length:
        yield b"Content-Length", length


def _request(exchange: Exchange, response_id: str, moment: str) -> bytes:
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = exchange.request_headers
    if not any(name.lower() == b"host" for name, _ in headers):
        headers = ((b"Host", parts.netloc.encode()), *headers)
    about = {
        "WARC-Record-ID": _new_id(),
        "WARC-Date": moment,
        "WARC-Concurrent-To": response_id,
    }
    head = _head(f"{exchange.method} {target} HTTP/1.1", headers)
    return _message("request", exchange.url, about, head, exchange.request_body)


def _head(first_line: str, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Return the part of an HTTP message before its body, headers byte for byte."""
    lines = [first_line.encode(), *(_one_line(name + b": " + value) for name, value in headers)]
    return b"\r\n".join([*lines, b"", b""])


def _one_line(header: bytes) -> bytes:
    return b" ".join(header.splitlines()) if b"\n" in header or b"\r" in header else header


def _message(kind: str, url: str, about: dict[str, str], head: bytes, body: bytes) -> bytes:
    described = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        **about,
        "WARC-Payload-Digest": _digest(body) if body else _OF_NOTHING,
        "WARC-Block-Digest": _digest(head, body),
        "Content-Type": f"application/http; msgtype={kind}",
    }
    return _record(described, head, body)


# --- records --------------------------------------------------------------------------------------


def _record(about: dict[str, str], *block: bytes) -> bytes:
    """Return a whole record, compressed."""
    lines = [f"{name}: {' '.join(value.splitlines())}\r\n" for name, value in about.items()]
    length = sum(map(len, block))
    head = f"WARC/1.1\r\n{''.join(lines)}Content-Length: {length}\r\n\r\n"
    written = b"".join([head.encode("utf-8", "replace"), *block, b"\r\n\r\n"])
    return zlib.compress(written, _LEVEL, wbits=_GZIP)


def _digest(*parts: bytes) -> str:
    """Return a labelled digest as web archives write it: SHA-1 in base 32."""
    sha1 = hashlib.sha1(usedforsecurity=False)
    for part in parts:
        sha1.update(part)
    return "sha1:" + b32encode(sha1.digest()).decode("ascii")


_OF_NOTHING = _digest(b"")
"""The digest of nearly every request's body."""


def _new_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _date(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
