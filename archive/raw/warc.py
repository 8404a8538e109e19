"""WARC records read as pages, whoever wrote them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException

from archive.errors import RawStoreError
from archive.raw.codings import undo
from archive.records import RawPage

MAX_PAYLOAD_BYTES = 256 * 1024 * 1024
"""A payload that decodes to more is a decompression bomb."""

_DAMAGE = (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, zlib.error)
_STATUS_DIGITS = 3
"""RFC 9110, section 15."""
_MOST_TOLD = 80
"""Characters of a library's message: warcio's quotes the bytes that it could not read."""


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
        raise RawStoreError(f"{name}: the WARC file is damaged: {_told(error)}") from error


def decode_record(data: bytes, name: str) -> RawPage:
    """Read the one record in ``data``, checking its digests.

    Raises:
        RawStoreError: It is not one whole response or resource record, or a digest does not hold.

    """
    try:
        records = ArchiveIterator(BytesIO(data), verify_http=False, check_digests=True)
        page = _page(next(iter(records)), name)
    except (*_DAMAGE, StopIteration) as error:
        raise RawStoreError(f"{name}: no readable WARC record there: {_told(error)}") from error
    if page is None:
        raise RawStoreError(f"{name}: the WARC record there is not of a response")
    return page


def _told(error: Exception) -> str:
    """Return what an error says, or its kind, in one short line of ASCII."""
    first = (str(error).strip() or type(error).__name__).splitlines()[0]
    text = first.encode("ascii", "replace").decode()
    plain = "".join(sign if sign.isprintable() else "?" for sign in text)
    return plain if len(plain) <= _MOST_TOLD else f"{plain[:_MOST_TOLD]}..."


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
    return int(code) if code.isascii() and code.isdecimal() and len(code) == _STATUS_DIGITS else 0


def _instant(text: str | None) -> datetime | None:
    if not text:
        return None
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
