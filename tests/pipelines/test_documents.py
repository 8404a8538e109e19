"""The five documents that the project began from: as sample pages and as plain text."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from archive.records import Article, Extraction, RawPage
from pipelines.run import process
from tests.pipelines.pages import read_bytes
from tests.seeds.samples import DOCUMENTS, EXPECTED, SITES, articles

FIELDS = ("title", "subtitles", "published_at", "source", "authors", "editors", "section")
HTML = [(site, expected) for site, expected in articles() if expected["document"]]
TEXT = [(name, expected["text"]) for name, expected in EXPECTED["documents"].items()]


def folded(value: object) -> object:
    """Width and white space undone, in strings and in lists of them."""
    if isinstance(value, str):
        return "".join(unicodedata.normalize("NFKC", value).split())
    if isinstance(value, (list, tuple)):
        return [folded(item) for item in value]
    return value


def article_of(page: RawPage) -> Article:
    result = process(page)
    assert isinstance(result, Extraction), result
    return result.article


def from_html(site: str, path: str) -> Article:
    file = SITES[site].file_for(path)
    assert file is not None
    return article_of(RawPage(url=f"http://www.{site}.example{path}", body=file.read_bytes()))


def from_text(name: str) -> Article:
    return article_of(
        RawPage(url=f"file:///{name}", body=(DOCUMENTS / name).read_bytes(), path=name)
    )


def check(article: Article, expected: dict[str, Any]) -> None:
    record = article.to_dict()
    got = {field: folded(record[field]) for field in FIELDS}
    assert got == {field: folded(expected[field]) for field in FIELDS}
    left = str(folded(article.body)).removeprefix(str(folded(expected["body"])))
    assert left in {"", *(folded(line) for line in expected.get("body_optional", []))}
    assert [(folded(caption.text), caption.credit) for caption in article.captions] == [
        (folded(caption["text"]), caption["credit"]) for caption in expected["captions"]
    ]
    assert article.hacked is expected["hacked"]
    assert [(one.where, folded(one.text)) for one in article.removed if one.where == "body"] == [
        (one["where"], folded(one["text"])) for one in expected["removed"] if one["where"] == "body"
    ]


@pytest.mark.parametrize(("site", "expected"), HTML, ids=[site for site, _ in HTML])
def test_as_a_page(site: str, expected: dict[str, Any]) -> None:
    check(from_html(site, expected["path"]), expected)


@pytest.mark.parametrize(("name", "expected"), TEXT, ids=[name[:3] for name, _ in TEXT])
def test_as_text(name: str, expected: dict[str, Any]) -> None:
    check(from_text(name), expected)


def test_all_five_are_there() -> None:
    assert len(HTML) == len(TEXT) == 5


@pytest.mark.parametrize(
    ("site", "expected"),
    [pair for pair in articles() if not pair[1]["document"]],
    ids=[f"{site}{expected['path']}" for site, expected in articles() if not expected["document"]],
)
def test_fields_of_the_other_sample_articles(site: str, expected: dict[str, Any]) -> None:
    file = SITES[site].file_for(expected["path"])
    assert file is not None
    document = read_bytes(file.read_bytes(), f"http://www.{site}.example{expected['path']}")
    record = document.article.to_dict()
    got = {field: folded(record[field]) for field in FIELDS}
    assert got == {field: folded(expected[field]) for field in FIELDS}
