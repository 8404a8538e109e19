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


@pytest.mark.parametrize("field", [*FIELDS, *OTHERS])
@pytest.mark.parametrize("name", EXPECTED)
def test_field(name: str, field: str) -> None:
    assert answer(name)[field] == EXPECTED[name][field]


def test_every_page_has_its_answers() -> None:
    assert {path.stem for path in FOLDER.glob("*.html")} == set(EXPECTED)
