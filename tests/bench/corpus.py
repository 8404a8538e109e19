"""The pages that quality and speed are measured on: a folder outside the repository.

``GOVNEWS_PAGES`` names it, ``../shared/pages`` is the default: ``gold.jsonl`` with a JSON object a
page (``path``, ``url``, the fields of an article, what a body must and must not hold), and the
gzipped pages under their ``path``. Real pages belong to their publishers and are in no commit.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
NO_ADDRESS = "http://example.com/"
"""Stands for an address that the gold does not know."""


@dataclass(frozen=True, slots=True)
class BenchPage:
    """One page with what a reader found on it."""

    name: str
    url: str
    body: bytes
    gold: dict[str, Any]


def folder() -> Path | None:
    """Return the folder of the pages, or None where there is none."""
    path = Path(os.environ.get("GOVNEWS_PAGES") or REPOSITORY.parent / "shared" / "pages")
    return path if (path / "gold.jsonl").is_file() else None


def gold_pages(path: Path) -> Iterator[BenchPage]:
    """Yield the pages of a folder that hold an article."""
    with (path / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            gold = json.loads(line)
            if gold.get("usable", True):
                body = gzip.decompress((path / gold["path"]).read_bytes())
                yield BenchPage(gold["path"], gold.get("url") or NO_ADDRESS, body, gold)


def sample_pages() -> Iterator[BenchPage]:
    """Yield the articles of the bundled sample sites: what speed is measured on without pages."""
    for path in sorted((REPOSITORY / "seeds" / "samples").rglob("*.*htm*")):
        name = str(path.relative_to(REPOSITORY))
        yield BenchPage(name, NO_ADDRESS + path.name, path.read_bytes(), {})
