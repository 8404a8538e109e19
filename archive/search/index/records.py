"""What the index takes in, and which part of it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import ColumnElement

from archive.folding import fold
from archive.models import ArticleRow
from archive.records import Article, record


@record
class Source:
    """What is indexed of an article, as its row has it."""

    article_id: int
    site_id: str | None
    published_at: str | None
    title: str | None
    body: str

    @classmethod
    def of(cls, article_id: int, article: Article) -> Source:
        """Take it from the record that the row was written from."""
        return cls(
            article_id=article_id,
            site_id=article.site,
            published_at=article.published_at,
            title=article.title,
            body=article.body,
        )

    @property
    def digest(self) -> int:
        """Signed 64 bits over all of it: an index entry with another digest is stale."""
        parts = (self.site_id, self.published_at, self.title, self.body)
        text = "\0".join(part or "" for part in parts)
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big", signed=True)


@dataclass(frozen=True, slots=True)
class Document:
    """An article on its way into the index."""

    site_id: str | None
    title: str
    """Folded."""
    body: str
    """Folded."""

    @classmethod
    def of(cls, source: Source) -> Document:
        """Fold what the row has."""
        return cls(source.site_id, fold(source.title or ""), fold(source.body))


@record
class Scope:
    """Which articles are looked at."""

    low: int = 0
    """Lowest number."""
    high: int | None = None
    """The number that is too high; None: no bound."""
    site_ids: tuple[str, ...] = ()
    """Empty: all."""
    conditions: tuple[ColumnElement[bool], ...] = ()
    """On rows of ``articles``, but for those on the site."""

    @property
    def on_articles(self) -> tuple[ColumnElement[bool], ...]:
        """Conditions on rows of ``articles``, the site among them."""
        if not self.site_ids:
            return self.conditions
        return (*self.conditions, ArticleRow.site_id.in_(self.site_ids))

    def reaches(self, low: int, high: int) -> bool:
        """Whether any number from ``low`` to ``high``, ends included, is in it."""
        return high >= self.low and (self.high is None or low < self.high)
