"""What a fake site has to tell: columns and their articles, and what of it is true on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone

from tests.fakeweb.prose import Prose

BEIJING = timezone(timedelta(hours=8))
NEWEST = datetime(2024, 3, 20, 17, 30, tzinfo=BEIJING)
"""When the newest article of day 1 was published."""

COLUMN_NAMES = ("本地要闻", "部门动态", "乡镇传真", "通知公告", "政务要闻", "工作动态", "民生资讯")
_COLUMN_KEYS = ("bdyw", "bmdt", "xzcz", "tzgg", "zwyw", "gzdt", "mszx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as its site tells it."""

    number: int
    """Unique within the site; newer articles have higher ones."""
    column: str
    """Key of its column."""
    title: str
    published: datetime
    source: str
    author: str
    editor: str
    parts: tuple[tuple[str, ...], ...]
    """Paragraphs, page by page; nearly all articles have one page."""

    is_photo: bool = False

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(paragraph for part in self.parts for paragraph in part)

    @property
    def minute(self) -> str:
        return self.published.strftime("%Y-%m-%d %H:%M")

    @property
    def day(self) -> str:
        return self.published.strftime("%Y-%m-%d")


@dataclass(slots=True)
class Column:
    """One column of news, newest article first."""

    key: str
    name: str
    number: int
    articles: list[Article] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What the archive must have of one article."""

    site: str
    column: str
    urls: tuple[str, ...]
    """Every address that shows it; the first is its own."""
    title: str
    day: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much a world holds."""

    columns: int
    articles: int
    """In each column."""
    page_size: int
    """Rows of a list page."""


class Newsroom:
    """Writes the columns of one site."""

    def __init__(self, seed: str, place: str, site_name: str) -> None:
        self.prose = Prose(seed)
        self._place = place
        self._site_name = site_name
        self._next_number = 3_000 + self.prose.number(0, 5_000)

    def columns(self, size: Size) -> list[Column]:
        """Return columns full of articles, newest first."""
        found = [
            Column(key=key, name=name, number=101 + at)
            for at, (key, name) in enumerate(zip(_COLUMN_KEYS, COLUMN_NAMES, strict=True))
        ][: size.columns]
        for back in reversed(range(size.articles)):
            for column in found:
                when = NEWEST - timedelta(hours=19 * back + self.prose.number(0, 9))
                column.articles.insert(0, self.article(column.key, when))
        return found

    def article(self, column: str, when: datetime) -> Article:
        """Return a new article."""
        self._next_number += self.prose.number(1, 7)
        count = self.prose.number(2, 6)
        return Article(
            number=self._next_number,
            column=column,
            title=self.prose.headline(self._place),
            published=when,
            source=self.prose.pick(self._site_name, "本站原创", f"{self._place}融媒体中心"),
            author=self.prose.name(),
            editor=self.prose.name(),
            parts=(self.prose.paragraphs(self._place, when, count=count),),
        )

    def as_photo(self, article: Article) -> Article:
        """Return the article shrunk to a photograph and two sentences on what it shows."""
        (first, *_), *_ = article.parts
        below = "。".join(first.split("。")[:2]) + "。"
        return replace(article, parts=((below,),), is_photo=True)

    def in_parts(self, article: Article, count: int) -> Article:
        """Return the article grown to several pages."""
        more = (
            self.prose.paragraphs(self._place, article.published, count=3) for _ in range(count - 1)
        )
        return replace(article, parts=(*article.parts, *more))


def pages_of(articles: Sequence[Article], size: int) -> list[Sequence[Article]]:
    """Cut a list into pages; an empty list has one empty page."""
    return [articles[at : at + size] for at in range(0, len(articles), size)] or [()]
