"""Raw responses come back byte for byte, to us and to other readers, whatever happened between."""

from __future__ import annotations

import errno
import gzip
import os
import resource
import signal
import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator

from archive.errors import RawStoreError
from archive.locking.files import LockedFile
from archive.raw.leftovers import OPEN_SUFFIX
from archive.raw.store import Exchange, RawStore, responses
from archive.records import RawPage, WarcPointer

NOW = datetime(2020, 2, 24, 7, 28, 0, 123456, tzinfo=UTC)
HTML = "<html><body><p>全省统筹推进疫情防控</p></body></html>".encode("gb18030")
URL = "http://www.redhongan.com/news/show/1.html?a=1&b=%B9"


def exchange(body: bytes = HTML, url: str = URL, **more: object) -> Exchange:
    headers = (
        (b"Content-Type", b"text/html; charset=gb2312"),
        (b"X-Odd", "中文".encode("gb18030")),
        (b"Set-Cookie", b"a=1"),
        (b"Set-Cookie", b"b=2"),
    )
    values = {"status": 200, "reason": "OK", "headers": headers, "fetched_at": NOW} | more
    return Exchange(url=url, body=body, **values)  # type: ignore[arg-type]


def with_headers(*headers: tuple[bytes, bytes], body: bytes = HTML, **more: object) -> Exchange:
    return exchange(body, URL, headers=headers, **more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "warc"


@pytest.fixture
def store(folder: Path) -> Iterator[RawStore]:
    with RawStore(folder) as opened:
        yield opened


def the_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_a_page_comes_back_as_it_was(store: RawStore, folder: Path) -> None:
    pointer = store.write(exchange(status=404))
    page = store.read(pointer)
    assert (page.url, page.body, page.http_status) == (URL, HTML, 404)
    assert (page.content_type, page.fetched_at) == ("text/html; charset=gb2312", NOW)
    store.close()
    assert store.read(pointer) == page
    assert the_file(folder).name == pointer.file


def test_warcio_reads_it_with_digests_and_exact_headers(store: RawStore, folder: Path) -> None:
    store.write(exchange(ip_address="192.0.2.1", request_headers=((b"User-Agent", b"x"),)))
    store.close()
    with the_file(folder).open("rb") as stream:
        records = ArchiveIterator(stream, check_digests="raise")
        info = next(records)
        assert (info.rec_type, info.rec_headers.protocol) == ("warcinfo", "WARC/1.1")
        response = next(records)
        assert response.rec_headers["WARC-Date"] == "2020-02-24T07:28:00.123456Z"
        assert response.rec_headers["WARC-IP-Address"] == "192.0.2.1"
        assert response.rec_headers["WARC-Payload-Digest"].startswith("sha1:")
        assert response.rec_headers["WARC-Block-Digest"].startswith("sha1:")
        response_id = response.rec_headers["WARC-Record-ID"]
        assert response.content_stream().read() == HTML
        request = next(records)
        assert request.rec_headers["WARC-Concurrent-To"] == response_id
        assert request.http_headers.to_str().splitlines()[:2] == [
            "GET /news/show/1.html?a=1&b=%B9 HTTP/1.1",
            "Host: www.redhongan.com",
        ]
        assert next(records, None) is None


def test_fastwarc_reads_it_and_its_digests_hold(store: RawStore, folder: Path) -> None:
    pointer = store.write(exchange())
    store.close()
    with the_file(folder).open("rb") as stream:
        (record,) = [
            (
                record.stream_pos,
                record.http_headers.asdict()["Content-Type"],
                record.reader.read(),
            )
            for record in FastIterator(
                stream, record_types=WarcRecordType.response, verify_digests=True
            )
        ]
    assert record == (pointer.offset, "text/html; charset=gb2312", HTML)


def test_header_bytes_are_kept_exactly(store: RawStore, folder: Path) -> None:
    store.write(exchange())
    store.close()
    data = gzip.decompress(the_file(folder).read_bytes())
    assert b"X-Odd: " + "中文".encode("gb18030") + b"\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2" in data


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        (b"gzip", gzip.compress(HTML)),
        (b"x-gzip", gzip.compress(HTML[:9]) + gzip.compress(HTML[9:])),
        (b"deflate", zlib.compress(HTML)),
        (b"deflate", zlib.compress(HTML)[2:-4]),
        (b"br", brotli.compress(HTML)),
        (b"gzip", HTML),
        (b"gzip, br", brotli.compress(gzip.compress(HTML))),
        (b"identity", HTML),
    ],
)
def test_content_codings_are_stored_as_sent_and_undone(
    store: RawStore, folder: Path, coding: bytes, body: bytes
) -> None:
    pointer = store.write(with_headers((b"Content-Encoding", coding), body=body))
    assert store.read(pointer).body == HTML
    store.close()
    with the_file(folder).open("rb") as stream:
        raw = [
            one.raw_stream.read() for one in ArchiveIterator(stream) if one.rec_type == "response"
        ]
    assert raw == [body]


def test_a_payload_that_breaks_off_gives_what_there_is(store: RawStore) -> None:
    body = gzip.compress(os.urandom(4000))
    cut = with_headers((b"Content-Encoding", b"gzip"), body=body[:3000], truncated=True)
    assert 2000 < len(store.read(store.write(cut)).body) < 3000


def test_a_bomb_and_an_unknown_coding_are_refused(
    store: RawStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.raw.warc.MAX_PAYLOAD_BYTES", 10_000)
    bomb = with_headers((b"Content-Encoding", b"gzip"), body=gzip.compress(bytes(1_000_000)))
    with pytest.raises(RawStoreError, match="more than 10000 bytes"):
        store.read(store.write(bomb))
    strange = with_headers((b"Content-Encoding", b"compress"))
    with pytest.raises(RawStoreError, match="'compress' cannot be undone"):
        store.read(store.write(strange))


def test_headers_that_are_not_true_of_the_stored_bytes_are_renamed(
    store: RawStore, folder: Path
) -> None:
    sent = with_headers(
        (b"Transfer-Encoding", b"chunked"),
        (b"Content-Encoding", b"gzip"),
        (b"Content-Length", b"7"),
        decoded=True,
    )
    pointer = store.write(sent)
    assert store.read(pointer).body == HTML
    store.close()
    data = gzip.decompress(the_file(folder).read_bytes())
    for line in (
        b"X-Archive-Orig-Transfer-Encoding: chunked",
        b"X-Archive-Orig-Content-Encoding: gzip",
        b"X-Archive-Orig-Content-Length: 7",
        b"Content-Length: %d" % len(HTML),
    ):
        assert line + b"\r\n" in data


def test_a_page_from_a_disk_is_a_resource(store: RawStore, folder: Path) -> None:
    page = RawPage(url="file:///a.html", body=HTML, content_type="text/html", fetched_at=NOW)
    back = store.read(store.write_page(page, now=NOW))
    assert (back.url, back.body, back.content_type, back.fetched_at) == (
        *("file:///a.html", HTML, "text/html"),
        NOW,
    )
    store.close()
    assert [one.body for one in responses(the_file(folder))] == [HTML]


def test_files_roll_and_pointers_stay_true(folder: Path) -> None:
    with RawStore(folder, roll_bytes=5000) as store:
        bodies = [os.urandom(2000) for _ in range(8)]
        pointers = [store.write(exchange(body)) for body in bodies]
        assert [store.read(pointer).body for pointer in pointers] == bodies
    assert len({pointer.file for pointer in pointers}) == len(list(folder.iterdir())) == 4
    assert not list(folder.glob("*" + OPEN_SUFFIX))


def test_a_store_that_wrote_nothing_leaves_nothing(folder: Path) -> None:
    with RawStore(folder) as store:
        store.sync()
    assert not list(folder.iterdir())


def test_wrong_pointers_are_told(store: RawStore) -> None:
    pointer = store.write(exchange())
    for wrong in (
        WarcPointer(file="none.warc.gz", offset=0, length=9),
        WarcPointer(file=pointer.file, offset=pointer.offset + 1, length=pointer.length),
        WarcPointer(file=pointer.file, offset=pointer.offset, length=pointer.length - 20),
        WarcPointer(file=pointer.file, offset=0, length=pointer.offset),
    ):
        with pytest.raises(RawStoreError, match=wrong.file):
            store.read(wrong)


def test_a_flipped_byte_is_noticed(store: RawStore, folder: Path) -> None:
    pointer = store.write(exchange(os.urandom(2000)))
    store.close()
    path = the_file(folder)
    data = bytearray(path.read_bytes())
    data[pointer.offset + pointer.length // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(RawStoreError):
        store.read(pointer)


def test_a_cut_file_is_read_up_to_the_cut(store: RawStore, folder: Path) -> None:
    bodies = [os.urandom(500) for _ in range(3)]
    pointers = [store.write(exchange(body)) for body in bodies]
    store.close()
    path = the_file(folder)
    os.truncate(path, pointers[2].offset + 300)
    pages = responses(path)
    assert [next(pages).body, next(pages).body] == bodies[:2]
    with pytest.raises(RawStoreError, match="damaged"):
        next(pages)
    assert store.read(pointers[1]).body == bodies[1]


@pytest.mark.parametrize("code", ["9" * 5000, "20", "x"])
def test_a_status_that_is_none_costs_no_page(tmp_path: Path, code: str) -> None:
    payload = f"HTTP/1.1 {code} OK\r\n\r\nabc".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <{URL}>\r\n"
    head += f"WARC-Date: 2020-02-24T07:28:00Z\r\nContent-Length: {len(payload)}\r\n\r\n"
    path = tmp_path / "other.warc"
    path.write_bytes((head.encode() + payload + b"\r\n\r\n") * 2)
    assert [page.http_status for page in responses(path)] == [0, 0]


def test_plain_files_of_others_are_read(tmp_path: Path) -> None:
    chunked = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    )
    path = tmp_path / "other.warc"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <{URL}>\r\n"
    head += f"WARC-Date: 2020-02-24T07:28:00Z\r\nContent-Length: {len(chunked)}\r\n\r\n"
    path.write_bytes(head.encode() + chunked + b"\r\n\r\n")
    (page,) = responses(path)
    assert (page.url, page.body, page.path) == (URL, b"abcde", str(path))


@pytest.mark.parametrize("content", [b"", b"no warc at all\n" * 9, os.urandom(99)])
def test_what_is_no_warc_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    if not content:
        assert list(responses(path)) == []
        return
    with pytest.raises(RawStoreError, match="damaged") as error:
        list(responses(path))
    told = str(error.value).removeprefix(str(path))
    assert told.isascii()
    assert told.isprintable()
    assert len(told) < 150


def test_missing_file_and_unusable_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(RawStoreError, match="No such file"):
        list(responses(tmp_path / "none.warc"))
    (tmp_path / "file").write_text("")
    with pytest.raises(RawStoreError, match="cannot be used"):
        RawStore(tmp_path / "file" / "warc")


# --- faults ---------------------------------------------------------------------------------------

WRITE_FOR_EVER = """
import os, sys
from pathlib import Path
from archive.raw.store import RawStore
from tests.archive.test_rawstore import exchange
store = RawStore(Path(sys.argv[1]))
number = 0
while True:
    pointer = store.write(exchange(os.urandom(20_000), url=f"http://x.gov.cn/{number}"))
    print(pointer.file, pointer.offset, pointer.length, flush=True)
    number += 1
"""


def test_killed_in_the_middle_of_writing_nothing_is_lost(folder: Path) -> None:
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITE_FOR_EVER, str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        told = [writer.stdout.readline() for _ in range(30)]
        writer.send_signal(signal.SIGKILL)
        told += [line for line in writer.stdout if line.endswith("\n")]
        writer.stdout.close()
        writer.wait()
        (left,) = folder.glob("*" + OPEN_SUFFIX)
        with left.open("ab") as stream:
            stream.write(gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n" * 50)[:-9])
        with RawStore(folder) as store:
            for number, line in enumerate(told):
                file, offset, length = line.split()
                pointer = WarcPointer(file=file, offset=int(offset), length=int(length))
                assert store.read(pointer).url == f"http://x.gov.cn/{number}"
    assert not list(folder.glob("*" + OPEN_SUFFIX))
    for path in folder.iterdir():
        assert len(list(responses(path))) >= 30


def test_the_file_of_a_living_process_is_left_alone(folder: Path) -> None:
    with RawStore(folder) as first:
        pointer = first.write(exchange())
        with RawStore(folder) as second:
            assert the_file(folder).name.endswith(OPEN_SUFFIX)
            assert second.read(pointer).body == HTML
            second.write(exchange(b"other"))
        assert first.read(first.write(exchange(b"more"))).body == b"more"
    assert len(list(folder.glob("*.warc.gz"))) == 2


def test_a_forked_child_does_not_keep_the_file_locked(folder: Path) -> None:
    script = WRITE_FOR_EVER.replace(
        "number = 0",
        "store.write(exchange())\nread, write = os.pipe()\nif os.fork() == 0:\n"
        "    import time; os.write(write, b'.'); time.sleep(60)\nos.read(read, 1)\nnumber = 0",
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, process_group=0
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    writer.kill()
    writer.wait()
    try:
        RawStore(folder)
        assert not list(folder.glob("*" + OPEN_SUFFIX))
    finally:
        os.killpg(writer.pid, signal.SIGKILL)
        writer.stdout.close()


def test_a_full_disk_leaves_only_whole_records(folder: Path) -> None:
    """A size limit on files stands for the full disk: the kernel takes part of a write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with RawStore(folder) as store:
        kept = store.write(exchange(os.urandom(5000)))
        resource.setrlimit(resource.RLIMIT_FSIZE, (8000, hard))
        try:
            with pytest.raises(RawStoreError, match="File too large"):
                store.write(exchange(os.urandom(5000)))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        again = store.write(exchange(b"after"))
        assert store.read(again).body == b"after"
        assert store.read(kept).http_status == 200
    assert len(list(responses(the_file(folder)))) == 2


def test_no_space_for_even_the_first_record(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with RawStore(folder) as store:
        with monkeypatch.context() as patch:
            patch.setattr(LockedFile, "write", full)
            with pytest.raises(RawStoreError, match="No space left"):
                store.write(exchange())
        assert not list(folder.iterdir())
        assert store.read(store.write(exchange())).body == HTML
