"""Clean articles to attack: those of the sample sites, as the stages read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.records import Extraction, RawPage
from pipelines.run import process

SAMPLES = Path("seeds/samples")
FRESH = Path(__file__).parent / "spam_fresh_articles.txt"
LEAST_LENGTH = 250
LONG = 2000
"""Characters of an article that the stage's cost is told for."""


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """An article without spam."""

    title: str
    lines: tuple[str, ...]

    @property
    def body(self) -> str:
        """Its text."""
        return "\n".join(self.lines)


@cache
def fresh_articles() -> tuple[CleanArticle, ...]:
    """Return the articles composed for the fresh list: a headline, then paragraphs."""
    pieces = FRESH.read_text("utf-8").strip().split("\n\n")
    articles = (piece.split("\n") for piece in pieces)
    return tuple(CleanArticle(headline, tuple(lines)) for headline, *lines in articles)


def long_articles() -> Iterator[CleanArticle]:
    """Give articles of ``LONG`` characters, made of the paragraphs of the sample sites' in order.

    Most of those are short: what a page costs at least would count as often as it is short.
    """
    lines: list[str] = []
    for article in clean_articles():
        for line in article.lines:
            lines.append(line)
            if sum(map(len, lines)) >= LONG:
                yield CleanArticle(article.title, tuple(lines))
                lines = []


@cache
def clean_articles() -> tuple[CleanArticle, ...]:
    """Return the sample sites' articles that are long enough; the hacked one is left out."""
    return tuple(_articles())


def _articles() -> Iterator[CleanArticle]:
    for path in sorted(SAMPLES.rglob("*.*htm*")):
        url = f"http://www.example.gov.cn/{path.name}"
        result = process(RawPage(url=url, body=path.read_bytes(), path=str(path)))
        if isinstance(result, Extraction) and not result.article.hacked:
            article = result.article
            if article.title and len(article.body) >= LEAST_LENGTH:
                yield CleanArticle(article.title, tuple(article.body.split("\n")))
