"""A fake site: its columns, its furniture, and the manner of its CMS family in subclasses."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import ClassVar

from tests.fakeweb.furniture import Furniture, Plan
from tests.fakeweb.model import Article, Column, Newsroom, Size, Truth, pages_of
from tests.fakeweb.wire import Answer, Asked, error, page

HOME_ROWS = 4
"""Articles of each column that the home page shows."""


class FakeSite:
    """What all sites share; a subclass says where its pages stand and how they are marked up."""

    charset: ClassVar[str] = "utf-8"
    plan: ClassVar[Plan] = Plan(folder="/{name}/index.html", document="/{name}/{number}.html")
    pages_of_long: ClassVar[int] = 1
    """Pages of the longest articles; families that do not divide them have 1."""
    ip: str = "127.0.0.1"
    port: int = 0

    def __init__(self, site_id: str, name: str, place: str, *, seed: str, size: Size) -> None:
        self.id = site_id
        self.name = name
        self.size = size
        self.newsroom = Newsroom(f"{seed} {site_id}", place, name)
        self.columns: list[Column] = self.newsroom.columns(size)
        self.furniture = Furniture(f"{seed} {site_id}", name, self.plan)
        self.elsewhere: dict[str, Answer] = {}
        """Addresses where articles stood once, and what they answer now."""
        self._vary()
        self.most_read = self.columns[0].articles[:3]

    def _vary(self) -> None:
        """Make one article of each column long, and one a photograph with a line below it."""
        for column in self.columns:
            long, photo = column.articles[2], column.articles[5]
            column.articles[2] = self.newsroom.in_parts(long, self.pages_of_long)
            column.articles[5] = self.newsroom.as_photo(photo)

    # --- what a subclass says ---------------------------------------------------------------------

    def article_path(self, article: Article, part: int = 1) -> str:
        """Return the address of an article's page."""
        raise NotImplementedError

    def list_path(self, column: Column, number: int = 1) -> str:
        """Return the address of page ``number`` of a column's list."""
        raise NotImplementedError

    def article_inner(self, article: Article, part: int) -> str:
        """Return the article's box as the family writes it."""
        raise NotImplementedError

    def rows(self, articles: Iterable[Article]) -> str:
        """Return the rows of a list."""
        return "".join(
            f'<li><span class="date">{article.day}</span>'
            f'<a href="{self.article_path(article)}" title="{article.title}">{article.title}</a></li>'
            for article in articles
        )

    def extra_rows(self, column: Column, number: int) -> str:  # noqa: ARG002 - for subclasses
        """Return further rows of a list that lead to no article."""
        return ""

    def pager(self, column: Column, number: int, count: int) -> str:
        """Return what leads from one page of a list to the next."""
        raise NotImplementedError

    def dynamic(self, asked: Asked) -> Answer | None:  # noqa: ARG002 - for subclasses
        """Answer what is no page of its own: script calls and forms."""
        return None

    def other_addresses(self, article: Article) -> Iterator[str]:  # noqa: ARG002 - for subclasses
        """Yield the further addresses at which an article stands."""
        return iter(())

    def catalogue_starts(self) -> tuple[str, ...]:
        """Return the start URLs of the site's entry in the catalogue."""
        return (f"{self.base}/",)

    def catalogue_keys(self) -> str:
        """Return further lines of the site's entry in the catalogue."""
        return ""

    # --- answers ----------------------------------------------------------------------------------

    @property
    def base(self) -> str:
        return f"http://{self.ip}:{self.port}"

    def answer(self, asked: Asked) -> Answer:
        """Return what this site says to a request."""
        if asked.path == "/robots.txt":
            return self.robots()
        special = self.elsewhere.get(asked.target) or self.dynamic(asked)
        if special is not None:
            return special
        written = self._written(asked.target)
        return self.missing(asked) if written is None else page(written, charset=self.charset)

    def robots(self) -> Answer:
        """Return the site's robots.txt; most have none."""
        return error(404)

    def missing(self, asked: Asked) -> Answer:  # noqa: ARG002 - for subclasses
        """Return the answer for an address that leads nowhere."""
        return error(404)

    def _written(self, target: str) -> str | None:
        """Return the page that stands at an address, or None."""
        if target in self.home_paths():
            return self.home_page()
        for column in self.columns:
            count = len(self.list_pages(column))
            for number in range(1, count + 1):
                if target == self.list_path(column, number):
                    return self.list_page(column, number)
        for article in self.all_articles():
            for part in range(1, len(article.parts) + 1):
                if target == self.article_path(article, part):
                    return self.article_page(article, part)
        title, inner = self.furniture.pages.get(target, ("", ""))
        return self.framed(title, inner, self.meta(title)) if title else None

    # --- pages ------------------------------------------------------------------------------------

    def home_paths(self) -> tuple[str, ...]:
        return ("/",)

    def all_articles(self) -> Iterator[Article]:
        return chain.from_iterable(column.articles for column in self.columns)

    def list_pages(self, column: Column) -> list[Sequence[Article]]:
        return pages_of(column.articles, self.size.page_size)

    def home_page(self) -> str:
        boxes = "".join(
            f'<div class="box"><h2>{column.name}</h2><a class="more" href="{self.list_path(column)}">'
            f"更多&gt;&gt;</a><ul>{self.rows(column.articles[:HOME_ROWS])}</ul></div>"
            for column in self.columns
        )
        return self.framed(
            self.name,
            boxes + self.furniture.directory() + self.furniture.calendar(),
            self.meta("首页"),
        )

    def list_page(self, column: Column, number: int) -> str:
        pages = self.list_pages(column)
        rows = self.rows(pages[number - 1]) + self.extra_rows(column, number)
        inner = (
            f'<div class="list"><h2>{column.name}</h2><ul>{rows}</ul>'
            f"{self.pager(column, number, len(pages))}</div>"
        )
        return self.framed(column.name, inner + self.side(), self.meta(column.name))

    def article_page(self, article: Article, part: int = 1) -> str:
        column = self.column_of(article)
        place = (
            f'<div class="position">当前位置：<a href="/">首页</a> &gt; '
            f'<a href="{self.list_path(column)}">{column.name}</a> &gt; 正文</div>'
        )
        inner = place + self.article_inner(article, part) + self.related(article) + self.side()
        return self.framed(article.title, inner, self.article_meta(article))

    def framed(self, title: str, inner: str, meta: str = "") -> str:
        """Return a whole page around its own part."""
        suffix = "" if title == self.name else f"-{self.name}"
        columns = [(column.name, self.list_path(column)) for column in self.columns]
        return (
            f'<!DOCTYPE html>\n<html><head><meta charset="{self.charset}"><title>{title}{suffix}</title>'
            f"{meta}</head><body>{self.furniture.top()}{self.furniture.navigation(columns)}"
            f'<div class="main">{inner}</div>{self.furniture.footer()}</body></html>'
        )

    # --- parts of pages ---------------------------------------------------------------------------

    def meta(self, column_name: str) -> str:
        """Return the official tags of pages that are no article."""
        return f'<meta name="SiteName" content="{self.name}"><meta name="ColumnName" content="{column_name}">'

    def article_meta(self, article: Article) -> str:
        """Return the official tags of an article's page."""
        return (
            f"{self.meta(self.column_of(article).name)}"
            f'<meta name="ArticleTitle" content="{html.escape(article.title)}">'
            f'<meta name="PubDate" content="{article.minute}"><meta name="ContentSource" content="{article.source}">'
        )

    def related(self, article: Article) -> str:
        """Return what stands below an article: neighbours, related news, buttons."""
        articles = self.column_of(article).articles
        near = [other for other in articles if abs(other.number - article.number) < 40]
        rows = "".join(
            f'<li><a href="{self.article_path(other)}">{other.title}</a></li>'
            for other in islice((a for a in near if a.number != article.number), 3)
        )
        return (
            f'<div class="xgxx"><h3>相关阅读</h3><ul>{rows}</ul></div>'
            '<div class="tools"><a href="javascript:window.print()">【打印本页】</a>'
            '<a href="javascript:window.close()">【关闭窗口】</a></div>'
        )

    def side(self) -> str:
        """Return the boxes beside lists and articles."""
        listed = {article.number for article in self.all_articles()}
        shown = [article for article in self.most_read if article.number in listed]
        hot = [(article, self.article_path(article)) for article in shown]
        return self.furniture.hot_list(hot) + self.furniture.pictures(hot)

    def column_of(self, article: Article) -> Column:
        return next(column for column in self.columns if column.key == article.column)

    def paragraphs(self, article: Article, part: int, tag: str = "p") -> str:
        photo = '<p align="center"><img src="/images/photo.jpg"></p>' if article.is_photo else ""
        return photo + "".join(f"<{tag}>　　{text}</{tag}>" for text in article.parts[part - 1])

    # --- what is true -----------------------------------------------------------------------------

    def truth(self) -> Iterator[Truth]:
        """Yield what the archive must have of this site."""
        for article in self.all_articles():
            own = [self.article_path(article, at + 1) for at in range(len(article.parts))]
            yield Truth(
                site=self.id,
                column=article.column,
                urls=tuple(self.base + path for path in (*own, *self.other_addresses(article))),
                title=article.title,
                day=article.day,
                paragraphs=article.paragraphs,
            )

    def lists(self, column: Column, target: str) -> bool:
        """Tell whether ``target`` is a page of a column's list."""
        count = len(self.list_pages(column))
        return target in {self.list_path(column, at) for at in range(1, count + 1)}

    def tolerated(self) -> Iterator[str]:
        """Yield addresses that may be archived or not: broken in a way that admits both."""
        return iter(())

    def must_not_ask(self, target: str) -> bool:  # noqa: ARG002 - for subclasses
        """Tell whether asking for ``target`` breaks a rule."""
        return False
