"""WARC records: made of exchanges, and read back as pages, whoever wrote them."""

from __future__ import annotations

import socket
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from archive.errors import RawStoreError
from archive.raw.codings import undo
from archive.records import RawPage

Headers = tuple[tuple[bytes, bytes], ...]
"""Name and value as sent, in order, repeated names repeated."""

MAX_PAYLOAD_BYTES = 256 * 1024 * 1024
"""A payload that decodes to more is a decompression bomb."""

_RENAMED = "X-Archive-Orig-"
"""What web archives put before the name of a header that is no longer true of the stored bytes."""
_VERSION = "WARC/1.1"
_DAMAGE = (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, zlib.error)


@dataclass(frozen=True, slots=True, kw_only=True)
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


class _ExactHeaders(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """HTTP headers written byte for byte; warcio would percent-encode what is not ASCII."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.to_str(header_filter).encode("latin-1") + b"\r\n"


# --- writing --------------------------------------------------------------------------------------


def encode_info(filename: str, software: str) -> bytes:
    """Return the record that begins a file and says who wrote it how."""
    out = BytesIO()
    writer = _writer(out)
    info = {
        "software": software,
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "hostname": socket.gethostname(),
    }
    writer.write_record(writer.create_warcinfo_record(filename, info))
    return out.getvalue()


def encode_exchange(exchange: Exchange) -> tuple[bytes, bytes]:
    """Return the response record and the request record, each compressed by itself."""
    out = BytesIO()
    writer = _writer(out)
    response = _response(writer, exchange)
    writer.write_record(response)
    length = out.tell()
    writer.write_record(
        _request(writer, exchange, response.rec_headers.get_header("WARC-Record-ID"))
    )
    data = out.getvalue()
    return data[:length], data[length:]


def encode_resource(page: RawPage, written_at: datetime) -> bytes:
    """Return a record of a page that came from a disk, without any HTTP around it."""
    out = BytesIO()
    writer = _writer(out)
    record = writer.create_warc_record(
        page.url,
        "resource",
        payload=BytesIO(page.body),
        length=len(page.body),
        warc_content_type=page.content_type or "application/octet-stream",
        warc_headers_dict={"WARC-Date": _date(page.fetched_at or written_at)},
    )
    writer.write_record(record)
    return out.getvalue()


def _writer(out: BytesIO) -> WARCWriter:
    return WARCWriter(out, gzip=True, warc_version=_VERSION)


def _date(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _response(writer: WARCWriter, exchange: Exchange) -> ArcWarcRecord:
    about = {"WARC-Date": _date(exchange.fetched_at)}
    if exchange.ip_address:
        about["WARC-IP-Address"] = exchange.ip_address
    if exchange.truncated:
        about["WARC-Truncated"] = "unspecified"
    return writer.create_warc_record(
        exchange.url,
        "response",
        payload=BytesIO(exchange.body),
        length=len(exchange.body),
        http_headers=_ExactHeaders(
            f"{exchange.status} {exchange.reason}".rstrip(),
            _true_headers(exchange),
            protocol="HTTP/1.1",
        ),
        warc_headers_dict=about,
    )


def _true_headers(exchange: Exchange) -> list[tuple[str, str]]:
    untrue = {"transfer-encoding"} | ({"content-encoding"} if exchange.decoded else set())
    length = str(len(exchange.body))
    headers = []
    for name, value in _texts(exchange.headers):
        wrong_length = name.lower() == "content-length" and value != length
        renamed = name.lower() in untrue or wrong_length
        headers.append((_RENAMED + name if renamed else name, value))
    if not any(name.lower() == "content-length" for name, _ in headers):
        headers.append(("Content-Length", length))
    return headers


def _request(writer: WARCWriter, exchange: Exchange, response_id: str) -> ArcWarcRecord:
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = _texts(exchange.request_headers)
    if not any(name.lower() == "host" for name, _ in headers):
        headers.insert(0, ("Host", parts.netloc))
    return writer.create_warc_record(
        exchange.url,
        "request",
        payload=BytesIO(exchange.request_body),
        length=len(exchange.request_body),
        http_headers=_ExactHeaders(f"{exchange.method} {target} HTTP/1.1", headers),
        warc_headers_dict={
            "WARC-Date": _date(exchange.fetched_at),
            "WARC-Concurrent-To": response_id,
        },
    )


def _texts(headers: Headers) -> list[tuple[str, str]]:
    """Latin-1 gives every byte a character and the same byte back."""
    return [(_one_line(name), _one_line(value)) for name, value in headers]


def _one_line(part: bytes) -> str:
    return (
        " ".join(part.decode("latin-1").splitlines()) if b"\n" in part else part.decode("latin-1")
    )


# --- reading --------------------------------------------------------------------------------------


class _Records(ArchiveIterator):  # type: ignore[misc]  # warcio has no types
    """Records of a file that also tell whether the last gzip member was whole."""

    broke_off = False

    def close(self) -> None:
        machine = self.reader.decompressor if self.reader else None
        self.broke_off = machine is not None and not machine.eof and self.fh.tell() > 0
        super().close()


def read_pages(stream: BinaryIO, name: str) -> Iterator[RawPage]:
    """Yield the responses (and resources) of a WARC file; the pages' ``path`` is ``name``.

    Raises:
        RawStoreError: The file is no WARC file, or it breaks off or is damaged further on; what
            stood before was yielded.

    """
    try:
        records = _Records(stream, arc2warc=True, verify_http=False, check_digests=True)
        for record in records:
            page = _page(record, name)
            if page is not None:
                yield page
        if records.broke_off:
            raise ValueError("it breaks off in the middle of a record")
    except _DAMAGE as error:
        raise RawStoreError(f"{name}: the WARC file is damaged: {error}") from error


def decode_record(data: bytes, name: str) -> RawPage:
    """Read the one record in ``data``, checking its digests.

    Raises:
        RawStoreError: It is not one whole response or resource record, or a digest does not hold.

    """
    try:
        records = ArchiveIterator(BytesIO(data), verify_http=False, check_digests=True)
        page = _page(next(iter(records)), name)
    except (*_DAMAGE, StopIteration) as error:
        raise RawStoreError(f"{name}: no readable WARC record there: {error!r}") from error
    if page is None:
        raise RawStoreError(f"{name}: the WARC record there is not of a response")
    return page


def _page(record: ArcWarcRecord, name: str) -> RawPage | None:
    if record.rec_type not in {"response", "resource"}:
        return None
    headers = record.http_headers
    url = record.rec_headers.get_header("WARC-Target-URI")
    if not url or (record.rec_type == "response" and headers is None):
        return None  # DNS and other records that are no HTTP
    return RawPage(
        url=url,
        body=_payload(record),
        content_type=(headers or record.rec_headers).get_header("Content-Type"),
        fetched_at=_instant(record.rec_headers.get_header("WARC-Date")),
        http_status=_status(headers),
        path=name,
    )


def _payload(record: ArcWarcRecord) -> bytes:
    """Read a record to its end. Raises ValueError when it breaks off or a digest does not hold."""
    raw: bytes = record.raw_stream.read()
    if getattr(record.raw_stream, "limit", 1) > 0:
        raise ValueError("it breaks off in the middle of a record")
    if record.digest_checker.passed is False:
        raise ValueError(f"a digest does not hold: {'; '.join(record.digest_checker.problems)}")
    if record.http_headers is None:
        return raw
    if (record.http_headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        raw = ChunkedDataReader(BytesIO(raw)).read()
    coding = record.http_headers.get_header("Content-Encoding") or ""
    return undo(coding, raw, MAX_PAYLOAD_BYTES)


def _status(headers: StatusAndHeaders | None) -> int:
    if headers is None:
        return 200
    code = headers.get_statuscode()
    return int(code) if code.isascii() and code.isdecimal() else 0


def _instant(text: str | None) -> datetime | None:
    if not text:
        return None
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
