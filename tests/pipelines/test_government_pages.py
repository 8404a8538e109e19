"""Whole pages in the manner of government sites and their media, one test a field.

The pages are our own, each after a layout or a way of writing labels that real sites have; the
bytes are stored as a server would send them. Right answers stand in ``expected.json``, by hand.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from archive.records import Extraction, RawPage
from pipelines.run import process

FOLDER = Path(__file__).parents[1] / "pages" / "government"
EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (FOLDER / "expected.json").read_text(encoding="utf-8")
)
FIELDS = ("title", "subtitles", "published_at", "source", "authors", "editors", "section")
OTHERS = ("body", "captions", "attachments", "language")
NOT_YET = {
    ("hong-kong-release", "published_at"): "the time stands on a line of its own below the day",
    ("three-reviews", "editors"): "whoever reads a text before it appears counts as no editor",
    ("outlet-date-reporter-in-spans", "editors"): "田园 is a word, and a name",
}


@cache
def answer(name: str) -> dict[str, Any]:
    """Return the article of a page, with its lists as ``expected.json`` has them."""
    body = (FOLDER / f"{name}.html").read_bytes()
    extraction = process(RawPage(url=EXPECTED[name]["url"], body=body))
    assert isinstance(extraction, Extraction)
    article = extraction.article.to_dict()
    article["body"] = article["body"].split("\n")
    article["captions"] = [caption["text"] for caption in article["captions"]]
    article["attachments"] = [attachment["name"] for attachment in article["attachments"]]
    return article


def cases() -> list[Any]:
    return [
        pytest.param(
            name,
            field,
            id=f"{name}-{field}",
            marks=[pytest.mark.xfail(reason=NOT_YET[name, field], strict=True)]
            if (name, field) in NOT_YET
            else [],
        )
        for name in EXPECTED
        for field in (*FIELDS, *OTHERS)
    ]


@pytest.mark.parametrize(("name", "field"), cases())
def test_field(name: str, field: str) -> None:
    assert answer(name)[field] == EXPECTED[name][field]


def test_every_page_has_its_answers() -> None:
    assert {path.stem for path in FOLDER.glob("*.html")} == set(EXPECTED)
