"""Pages from a disk: what is read, and how a mistake is told."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from archive.records import RawPage
from pipelines.errors import InputError
from pipelines.inputs import UnreadablePage, read_manifest, read_paths

WARC_INFO = (
    b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    b"WARC-Date: 2020-01-01T00:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
)
PAGE = b'<html><head><link rel="canonical" href="http://a.gov.cn/1.html"></head></html>'


def test_a_folder_is_read_in_order_and_leaves_other_files(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(PAGE)
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE))
    (tmp_path / "c.txt").write_text("标题", encoding="utf-8")
    (tmp_path / "style.css").write_text("p {}")
    pages = list(read_paths((tmp_path,)))
    assert [Path(str(page.path)).name for page in pages] == ["a.html.gz", "b.html", "c.txt"]
    assert isinstance(pages[0], RawPage)
    assert pages[0].body == PAGE
    assert pages[0].url == "http://a.gov.cn/1.html"
    assert isinstance(pages[2], RawPage)
    assert pages[2].content_type == "text/plain"
    assert pages[2].url.startswith("file:")


def test_a_broken_gzip_is_an_answer_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE * 100)[:-20])
    (tmp_path / "b.html").write_bytes(PAGE)
    first, second = read_paths((tmp_path,))
    assert isinstance(first, UnreadablePage)
    assert "cannot be read" in first.error
    assert isinstance(second, RawPage)


@pytest.mark.parametrize("content", [b"", WARC_INFO, gzip.compress(WARC_INFO)])
def test_a_warc_file_without_pages_is_told(tmp_path: Path, content: bytes) -> None:
    name = "a.warc.gz" if content.startswith(b"\x1f") else "a.warc"
    (tmp_path / name).write_bytes(content)
    (tmp_path / "b.html").write_bytes(PAGE)
    told, page = read_paths((tmp_path,))
    assert isinstance(told, UnreadablePage)
    assert "holds no page" in told.error
    assert isinstance(page, RawPage)


def test_a_missing_path_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.html: no such file"):
        read_paths((tmp_path, tmp_path / "nowhere.html"))


def test_an_address_is_for_one_page(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--url names one page"):
        read_paths((tmp_path,), url="http://a.gov.cn/")


def test_a_manifest_keeps_its_order_and_paths(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    rows = [
        {"path": "missing.html", "url": "http://a.gov.cn/0"},
        {"path": "a.html", "url": "http://a.gov.cn/2", "fetched_at": "2020-03-01T00:00:00Z"},
    ]
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    missing, page = read_manifest(manifest)
    assert isinstance(missing, UnreadablePage)
    assert missing.path == "missing.html"
    assert isinstance(page, RawPage)
    assert (page.path, page.url) == ("a.html", "http://a.gov.cn/2")
    assert page.fetched_at is not None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: is not JSON"),
        ('["a.html"]', 'line 2: needs a "path"'),
        ('{"url": "http://a.gov.cn/"}', 'line 2: needs a "path"'),
        ('{"path": "a.html", "url": 3}', 'line 2: "url" must be a string'),
        ('{"path": "a.html", "fetched_at": "gestern"}', "is not ISO 8601"),
        (
            '{"path": "a.html", "fetched_at": "9999-12-31T23:59:59-12:00"}',
            "beyond the calendar",
        ),
        ('{"path": "a.html", "url": "http://x.gov.cn/\\ud800"}', "http://x.gov.cn/\\ud800"),
        (r'{"path": "a\u0000.html"}', 'line 2: "path" is no file\'s name'),
        (r'{"path": "\ud800.html"}', 'line 2: "path" is no file\'s name'),
        (
            '{"path": "a.html", "url": "garbage"}',
            "line 2: url garbage: does not begin with http://",
        ),
        ("[" * 100_000, "line 2: is not JSON"),
    ],
)
def test_a_wrong_line_of_a_manifest_is_an_answer_of_its_own(
    tmp_path: Path, line: str, told: str
) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text(f'{{"path": "a.html"}}\n{line}\n{{"path": "a.html"}}\n', encoding="utf-8")
    before, wrong, after = read_manifest(manifest)
    assert isinstance(wrong, UnreadablePage)
    assert wrong.is_wrong
    assert told in wrong.error
    assert isinstance(before, RawPage)
    assert isinstance(after, RawPage)


@pytest.mark.parametrize(
    ("line", "path", "url"),
    [
        ('{"path": "a.html", "url": "garbage"}', "a.html", "garbage"),
        ('{"path": 5, "url": "http://a.gov.cn/"}', None, "http://a.gov.cn/"),
        ("5", None, None),
    ],
)
def test_what_a_wrong_line_says_of_its_page_is_told(
    tmp_path: Path, line: str, path: str | None, url: str | None
) -> None:
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text(line, encoding="utf-8")
    (wrong,) = read_manifest(manifest)
    assert (wrong.path, wrong.url) == (path, url)


@pytest.mark.parametrize(
    ("content", "told"),
    [(b'{"path": "a.html"}\n{"path": "\xd6\xd0.html"}', "is not UTF-8"), (None, "cannot be read")],
)
def test_a_manifest_that_cannot_be_read_is_told_before_anything_is(
    tmp_path: Path, content: bytes | None, told: str
) -> None:
    manifest = tmp_path / "manifest.jsonl"
    if content is not None:
        manifest.write_bytes(content)
    with pytest.raises(InputError, match=told):
        read_manifest(manifest)
