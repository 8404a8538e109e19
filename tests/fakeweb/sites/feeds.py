"""Sites whose lists scripts fill: what they have is told by sitemaps, RSS, Atom or a JSON list."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import format_datetime
from html import escape

from tests.fakeweb.furniture import Plan
from tests.fakeweb.model import Article, Column
from tests.fakeweb.site import FakeSite
from tests.fakeweb.wire import Answer, Asked, gzipped, json_answer, page, xml_answer

_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


class ScriptedSite(FakeSite):
    """Home and column pages hold no article: a script would fill them."""

    plan = Plan(folder="/{name}/", document="/{name}/p{number}.html")

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        return f"/detail/{article.published:%Y%m%d}/{article.number}.html"

    def list_path(self, column: Column, number: int = 1) -> str:  # noqa: ARG002
        return f"/channel/{column.key}.html"

    def rows(self, articles: Iterable[Article]) -> str:  # noqa: ARG002 - none without a script
        return '<script src="/js/list.js"></script>'

    def side(self) -> str:
        return ""

    def pager(self, column: Column, number: int, count: int) -> str:  # noqa: ARG002
        return ""

    def article_inner(self, article: Article, part: int) -> str:
        return (
            f'<h1>{article.title}</h1><div class="info"><span>{article.minute}</span><span>来源：{article.source}</span>'
            f'</div><div class="detail">{self.paragraphs(article, part)}</div><div>编辑：{article.editor}</div>'
        )

    def related(self, article: Article) -> str:  # noqa: ARG002
        return ""

    def lists(self, column: Column, target: str) -> bool:
        return target.startswith((f"/sitemap/{column.key}.", f"/feeds/{column.key}."))

    def newest(self) -> list[Article]:
        """Return all articles, newest first."""
        return sorted(
            (a for column in self.columns for a in column.articles), key=lambda a: -a.number
        )


class SitemapSite(ScriptedSite):
    """robots.txt names a sitemap index: a gzipped sitemap a column, and a news sitemap."""

    def robots(self) -> Answer:
        text = f"User-agent: *\nDisallow: /search/\nSitemap: {self.base}/sitemapindex.xml\n"
        return Answer(body=text.encode(), content_type="text/plain")

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path == "/sitemapindex.xml":
            return self._index()
        if asked.path == "/sitemap-news.xml":
            return xml_answer(self._sitemap(self.newest()[:2], news=True))
        for column in self.columns:
            if asked.path == f"/sitemap/{column.key}.xml.gz":
                body = gzipped(
                    self._sitemap(
                        column.articles[2:] if column is self.columns[0] else column.articles
                    ).encode()
                )
                return Answer(body=body, content_type="application/x-gzip")
        return None

    def must_not_ask(self, target: str) -> bool:
        return target.startswith("/search/")

    def newest(self) -> list[Article]:
        return self.columns[0].articles

    def _index(self) -> Answer:
        places = [f"/sitemap/{column.key}.xml.gz" for column in self.columns] + [
            "/sitemap-news.xml"
        ]
        entries = "".join(f"<sitemap><loc>{self.base}{path}</loc></sitemap>" for path in places)
        return xml_answer(
            f"<?xml version='1.0' encoding='UTF-8'?><sitemapindex {_SITEMAP}>{entries}</sitemapindex>"
        )

    def _sitemap(self, articles: Iterable[Article], *, news: bool = False) -> str:
        entries = "".join(
            f"<url><loc>{self.base}{self.article_path(article)}</loc><lastmod>{article.published.isoformat()}</lastmod>"
            f"{self._news(article) if news else ''}</url>"
            for article in articles
        )
        return (
            f"<?xml version='1.0' encoding='UTF-8'?><urlset {_SITEMAP} {_NEWS}>{entries}</urlset>"
        )

    def _news(self, article: Article) -> str:
        return (
            f"<news:news><news:publication><news:name>{self.name}</news:name><news:language>zh-cn</news:language>"
            f"</news:publication><news:publication_date>{article.published.isoformat()}</news:publication_date>"
            f"<news:title>{escape(article.title)}</news:title></news:news>"
        )


class RssSite(ScriptedSite):
    """The home page declares an RSS feed a column."""

    kind = "rss"

    def meta(self, column_name: str) -> str:
        links = "".join(
            f'<link rel="alternate" type="application/{self.kind}+xml" title="{c.name}" href="/feeds/{c.key}.xml">'
            for c in self.columns
        )
        return super().meta(column_name) + (links if column_name == "首页" else "")

    def dynamic(self, asked: Asked) -> Answer | None:
        for column in self.columns:
            if asked.path == f"/feeds/{column.key}.xml":
                return xml_answer(self.feed(column), f"application/{self.kind}+xml; charset=utf-8")
        return None

    def feed(self, column: Column) -> str:
        """Return a column's feed."""
        entries = "".join(
            f"<item><title><![CDATA[{a.title}]]></title><link>{self.base}{self.article_path(a)}</link>"
            f"<pubDate>{format_datetime(a.published)}</pubDate><description>{a.paragraphs[0][:40]}</description></item>"
            for a in column.articles
        )
        head = f"<title>{column.name}</title><link>{self.base}{self.list_path(column)}</link>"
        return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{entries}</channel></rss>'


class AtomSite(RssSite):
    """The same with Atom."""

    kind = "atom"

    def feed(self, column: Column) -> str:
        entries = "".join(
            f'<entry><title>{a.title}</title><link rel="alternate" href="{self.article_path(a)}"/>'
            f"<id>tag:{a.number}</id><updated>{a.published.isoformat()}</updated></entry>"
            for a in column.articles
        )
        return (
            f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{column.name}</title>'
            f'<link rel="self" href="{self.base}/feeds/{column.key}.xml"/>{entries}</feed>'
        )


class JsonListSite(ScriptedSite):
    """A JSON list that the catalogue declares as a start URL; ``page=`` counts up."""

    api = "/api/articles/list"

    def catalogue_starts(self) -> tuple[str, ...]:
        return tuple(f"{self.base}{self.api}?channel={c.number}&page=1" for c in self.columns)

    def lists(self, column: Column, target: str) -> bool:
        return target.startswith(f"{self.api}?channel={column.number}&")

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path != self.api:
            return None
        column = next(
            (c for c in self.columns if str(c.number) == asked.query.get("channel")), None
        )
        if column is None:
            return page("没有数据")
        pages = self.list_pages(column)
        number = int(asked.query.get("page") or 1)
        shown = pages[number - 1] if 1 <= number <= len(pages) else ()
        entries = [
            {
                "articleId": a.number,
                "title": a.title,
                "url": self.article_path(a),
                "publishDate": a.minute,
            }
            for a in shown
        ]
        return json_answer(
            {"code": 200, "data": {"list": entries, "pages": len(pages), "pageNo": number}}
        )
