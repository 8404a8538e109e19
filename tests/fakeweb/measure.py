"""How well an archive tells what a fake web had to tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tests.fakeweb.crawling import Crawl
from tests.fakeweb.model import Truth
from tests.fakeweb.server import Logged

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Figures:
    """Recall and precision of articles, and where they were lost."""

    expected: int
    archived: int
    right: int
    """Articles archived, each counted once."""
    missed: tuple[Truth, ...]
    wrong: tuple[str, ...]
    """Addresses archived that are no article, or one that is there already."""
    right_titles: int
    right_days: int
    whole_bodies: int

    @property
    def recall(self) -> float:
        return self.right / max(1, self.expected)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.archived)

    def __str__(self) -> str:
        lost = Counter(truth.site for truth in self.missed)
        return (
            f"recall {self.recall:.4f} ({self.right}/{self.expected}), precision {self.precision:.4f} "
            f"({self.right}/{self.archived}), titles {self.right_titles}, days {self.right_days}, "
            f"bodies {self.whole_bodies}; missed by site {dict(lost)}; "
            f"missed {[t.urls[0] for t in self.missed[:12]]}; wrong {list(self.wrong[:12])}"
        )


def measure(crawl: Crawl, truth: Iterable[Truth], tolerated: Collection[str] = ()) -> Figures:
    """Compare the archive with the truth, ``tolerated`` addresses left out."""
    expected = list(truth)
    by_url = {url: item for item in expected for url in item.urls}
    rows = crawl.query(
        "select url, title, published_day, body from articles where status != 'gone'"
    )
    rows = [row for row in rows if row[0] not in tolerated]
    found: dict[str, tuple[str | None, str | None, str]] = {}
    wrong: list[str] = []
    for url, title, day, body in rows:
        item = by_url.get(url)
        if item is None or item.urls[0] in found:
            wrong.append(url)
        else:
            found[item.urls[0]] = (title, day, body)
    known = [(item, *found[item.urls[0]]) for item in expected if item.urls[0] in found]
    return Figures(
        expected=len(expected),
        archived=len(rows),
        right=len(found),
        missed=tuple(item for item in expected if item.urls[0] not in found),
        wrong=tuple(wrong),
        right_titles=sum(item.title == title for item, title, _, _ in known),
        right_days=sum(item.day == day for item, _, day, _ in known),
        whole_bodies=sum(_folded(item.paragraphs) == _folded([body]) for item, *_, body in known),
    )


def asked_twice(log: Iterable[Logged], truth: Iterable[Truth]) -> dict[str, int]:
    """Return the articles that were fetched more than once, under any of their addresses.

    An answer that asked to come again later (429, 503) or was no page counts as none.
    """
    by_place = {
        (item.site, url.split("/", 3)[3]): item.urls[0] for item in truth for url in item.urls
    }
    pages = Counter(
        (by_place[key], one.target)
        for one in log
        if one.status == 200 and (key := (one.site, one.target.lstrip("/"))) in by_place
    )
    return {url: count for (url, _), count in pages.items() if count > 1}


def _folded(paragraphs: Iterable[str]) -> str:
    return _SPACE.sub("", "".join(paragraphs))
