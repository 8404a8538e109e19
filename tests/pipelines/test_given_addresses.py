"""One page has one address, however an input spells it: that by which a crawl would have asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from archive.database.engine import connect
from archive.raw.warc import read_pages
from pipelines.commands.addresses import normalised
from pipelines.inputs import UnreadablePage
from tests.pipelines.test_workers import page
from tests.programs import govnews

PLAIN = "http://www.example.gov.cn/yw/1.html"
CATALOGUE = '[[site]]\nid = "x"\nname = "某县"\nstart_urls = ["http://www.example.gov.cn/"]\n'
SPELT = "HTTP://WWW.Example.gov.cn:80/yw/1.html?utm_source=weixin#top"


def run(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    done = govnews(*arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in (1, 2):
        (tmp_path / f"{number}.html").write_bytes(page(number).body)
    return tmp_path


def put(folder: Path, url: str, number: int = 1) -> dict[str, Any]:
    archive = f"sqlite:///{folder / 'archive.db'}"
    where = ("--archive", archive, "--warc-dir", "warc", "--format", "jsonl")
    (answer,) = run(folder, "import", f"{number}.html", "--url", url, *where)
    return answer


def test_two_spellings_of_one_address_are_one_article(folder: Path) -> None:
    first, again = put(folder, PLAIN), put(folder, SPELT)
    assert (again["id"], again["result"], again["url"]) == (first["id"], "unchanged", PLAIN)


def test_the_raw_record_has_the_address_as_it_was_given(folder: Path) -> None:
    put(folder, SPELT)
    (file,) = (folder / "warc").rglob("*.warc.gz")
    with file.open("rb") as stream:
        assert [one.url for one in read_pages(stream, file.name)] == [SPELT]
    (folder / "sites.toml").write_text(CATALOGUE, encoding="utf-8")
    catalogue = ("--catalogue", "sites.toml")
    archive = ("--archive", f"sqlite:///{folder / 'archive.db'}")
    # Read again it is the same article, at the same address: nothing has changed.
    command = ("reextract", *catalogue, "--warc-dir", "warc", *archive, "--format", "jsonl")
    assert run(folder, *command) == []


def test_pages_of_a_single_page_application_stay_apart(folder: Path) -> None:
    found = [put(folder, f"http://www.example.gov.cn/#/p/{n}", n) for n in (1, 2)]
    assert [one["url"] for one in found] == [f"http://www.example.gov.cn/#/p/{n}" for n in (1, 2)]
    assert found[0]["id"] != found[1]["id"]


def test_extract_gives_the_address_as_a_crawl_would(folder: Path) -> None:
    (article,) = run(folder, "extract", "1.html", "--url", SPELT, "--format", "jsonl")
    assert article["url"] == PLAIN


def test_what_cannot_be_read_and_what_has_no_address_of_the_web_stay_as_they_are() -> None:
    unreadable = UnreadablePage(path="a.html", url=None, error="cannot be read")
    on_disk = page(1)
    assert list(normalised([unreadable, on_disk])) == [unreadable, on_disk]


def test_an_article_that_an_archive_of_before_has_as_given_is_not_stored_again(
    folder: Path,
) -> None:
    """Imports once wrote addresses as they were given."""
    first = put(folder, PLAIN)
    engine = connect(f"sqlite:///{folder / 'archive.db'}")
    with engine.begin() as connection:
        for table in ("articles", "pages"):
            connection.execute(text(f"UPDATE {table} SET url = :given"), {"given": SPELT})  # noqa: S608  our own names
    again = put(folder, SPELT, 2)
    assert (again["id"], again["result"], again["url"]) == (first["id"], "changed", PLAIN)
