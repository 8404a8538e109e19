"""Endless addresses: calendars, parameters, growing paths, session ids; and copies of articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count

from tests.fakeweb.model import Article, Column
from tests.fakeweb.sites.php import EmpireSite
from tests.fakeweb.wire import Answer, Asked, page

_TRAPS = ("/calendar", "/news/list/", "/filter/", "/more/", "/tag/")


class TrapSite(EmpireSite):
    """Every page leads to more pages that show nothing new."""

    def __init__(self, *args: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._sessions = count(70_001)

    def rows(self, articles: Iterable[Article]) -> str:
        """Link the articles with a session id that changes with every page."""
        session = f";jsessionid=A{next(self._sessions)}"
        return "".join(
            f'<li><a href="{self.article_path(a)}{session}">{a.title}</a><span>{a.day}</span></li>'
            for a in articles
        )

    def other_addresses(self, article: Article) -> Iterator[str]:
        own = self.article_path(article)
        yield own.replace("/news/", "/m/")
        yield own.replace("/news/", "/print/")
        yield f"{own}?print=1"

    def home_page(self) -> str:
        """Add copies of articles for phones, and doors into the traps."""
        copies = "".join(
            f'<li><a href="{self.article_path(a).replace("/news/", "/m/")}">{a.title}</a></li>'
            for a in self.columns[0].articles[:3]
        )
        return (
            super()
            .home_page()
            .replace('<div class="rili">', f'<ul>{copies}</ul><div class="rili">')
        )

    def list_page(self, column: Column, number: int) -> str:
        """Add ways to sort and filter what is shown, and a link that grows the path."""
        doors = (
            f'<div class="sort"><a href="/filter/?col={column.key}&sort=hits&seen=1">按热度排序新闻</a>'
            f'<a href="/filter/?col={column.key}&sort=date&seen=1">按时间排序新闻</a>'
            '<a href="more/">更多新闻</a><a href="/tag/1.html">新闻标签</a></div>'
        )
        return super().list_page(column, number).replace("<h2>", doors + "<h2>", 1)

    def article_page(self, article: Article, part: int = 1) -> str:
        """Name the article's own address; the copies name it too."""
        own = f'<link rel="canonical" href="{self.base}{self.article_path(article)}">'
        copies = "".join(
            f'<a href="{path}">{words}</a>'
            for words, path in zip(
                ("手机阅读", "打印版本", "打印"), self.other_addresses(article), strict=True
            )
        )
        return (
            super()
            .article_page(article, part)
            .replace("</head>", own + "</head>")
            .replace("</h1>", "</h1>" + copies)
        )

    def dynamic(self, asked: Asked) -> Answer | None:
        path = asked.path.partition(";")[0]
        if path != asked.path:
            return self.answer(Asked(method="GET", target=path, headers={}))
        if path.startswith(("/m/", "/print/")) or asked.query.get("print"):
            own = path.replace("/m/", "/news/").replace("/print/", "/news/")
            written = self._written(own)
            return None if written is None else page(written)
        return page(self._trap(asked)) if self.is_trap(asked.target) else None

    def is_trap(self, target: str) -> bool:
        """Tell whether an address is one of the endless ones."""
        return target.startswith(_TRAPS) or "/more/" in target

    def _trap(self, asked: Asked) -> str:
        """Return a page with the same articles as ever, and links to more pages like itself."""
        doors = "".join(f'<a href="{path}">{words}</a>' for words, path in self._deeper(asked))
        inner = f"<h2>新闻列表</h2><ul>{self.rows(self.columns[0].articles[:4])}</ul>{doors}"
        return self.framed("新闻列表", inner + self.side(), self.meta("新闻列表"))

    def _deeper(self, asked: Asked) -> Iterator[tuple[str, str]]:
        if asked.path == "/calendar":
            day = date.fromisoformat(asked.query.get("day", "2024-03-01"))
            for words, step in (("前一天新闻", -1), ("后一天新闻", 1), ("下一页", 7)):
                yield words, f"/calendar?day={day + timedelta(days=step)}"
        elif asked.path == "/filter/":
            seen = int(asked.query.get("seen", 1))
            for sort in ("hits", "date", "title"):
                yield (
                    "排序新闻",
                    f"/filter/?col={asked.query.get('col')}&sort={sort}&seen={seen + 1}",
                )
        elif asked.path.startswith("/tag/"):
            number = int("".join(c for c in asked.path if c.isdigit()) or 1)
            yield "下一页", f"/tag/{number + 1}.html"
            yield "相关新闻动态", f"/tag/{number * 2}.html"
        else:
            yield "更多新闻", "more/"
            yield "下一页", "more/"


class CanonicalSite(EmpireSite):
    """Every article names somebody else's address as its own: the home page, or another site."""

    def article_page(self, article: Article, part: int = 1) -> str:
        lie = f"{self.base}/" if article.number % 2 else "http://www.gov.cn/index.htm"
        named = f'<link rel="canonical" href="{lie}">'
        return super().article_page(article, part).replace("</head>", named + "</head>")
