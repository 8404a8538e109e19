"""A single-page application: its lists are pages, its articles come as data that a script asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tests.fakeweb.model import Article, Size, Truth
from tests.fakeweb.sites.php import EmpireSite
from tests.fakeweb.wire import Answer, Asked, error, json_answer, redirect

_SCRIPT = """
var at = location.pathname.split("/"), box = document.getElementById("app");
fetch("/api/" + at[2] + "/" + at[3]).then(function (r) { return r.json() }).then(function (j) {
  box.innerHTML = "<h1>" + j.data.title + "</h1><div>" + j.data.content + "</div>";
});
"""
OFFSITE = "http://127.0.0.1:9/api/1"
_COLUMNS = "新闻中心 政务公开 办事服务 互动交流 专题专栏 数据开放 视频 图片 民生 教育 交通 旅游"
_MENU = "".join(f'<li><a href="/m/{name}/">{name}</a></li>' for name in _COLUMNS.split())
LISTED_AS = "镜头里的家乡风光"
"""What the lists call the articles whose page has words of its own."""


class DataSite(EmpireSite):
    """Columns: data as it is asked for; data that is sent on; data that robots may not have; and
    pages of a photograph with a line of their own, whose script asks for related news. Nobody tells
    of those whether they are as they were, nor of a page that shows its headline."""

    def __init__(self, site_id: str, name: str, place: str, *, seed: str, size: Size) -> None:
        super().__init__(site_id, name, place, seed=seed, size=size)
        self.plain, self.sent_on, self.closed, self.captioned = self.columns
        self.captioned.articles = [_in_a_line(article) for article in self.captioned.articles]
        self.to_closed, self.away, self.in_a_ring = self.sent_on.articles[1:4]
        self.headed = self.plain.articles[0].number
        """Of an article whose page shows its headline, and columns, before its data has come."""

    def edit(self) -> tuple[Article, Article]:
        """Change what a page says by itself, and data whose page shows its headline; return both."""
        first, *others = self.captioned.articles
        shown = replace(first, parts=((first.paragraphs[0][:-5] + "和人家。",),))
        self.captioned.articles = [shown, *others]
        headed, *behind = self.plain.articles
        told = replace(headed, parts=((*headed.paragraphs, "会议还研究了其他有关事项。"),))
        self.plain.articles = [told, *behind]
        return shown, told

    def _vary(self) -> None:
        """Make all articles of one page: data has no parts."""

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        return f"/p/{article.column}/{article.number}"

    def article_page(self, article: Article, part: int = 1) -> str:
        script = '<script src="/static/app.js"></script>'
        if article.column != self.captioned.key:
            headline = f"<ul>{_MENU}</ul><h1>{article.title}</h1>"
            return (
                f'<html><head><meta charset="utf-8"><title>{self.name}</title></head><body>'
                f'{headline if article.number == self.headed else ""}<div id="app"></div>'
                f"{script}</body></html>"
            )
        inner = self.article_inner(article, part) + f'<div id="app"></div>{script}'
        return self.framed(article.title, inner, self.article_meta(article))

    def rows(self, articles: Iterable[Article]) -> str:
        listed = super().rows(articles)
        for article in self.captioned.articles:
            listed = listed.replace(f">{article.title}<", f">{LISTED_AS}{article.number}<")
            listed = listed.replace(f'"{article.title}"', f'"{LISTED_AS}{article.number}"')
        return listed

    def robots(self) -> Answer:
        rules = f"User-agent: *\nDisallow: /api/{self.closed.key}/\n"
        return Answer(body=rules.encode(), content_type="text/plain")

    def must_not_ask(self, target: str) -> bool:
        return target.startswith(f"/api/{self.closed.key}/")

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path == "/static/app.js":
            return Answer(body=_SCRIPT.encode(), content_type="application/javascript")
        _, first, *rest = asked.path.split("/")
        article = next((a for a in self.all_articles() if [str(a.number)] == rest[-1:]), None)
        if first == "p" and article and self._is_unvouched_for(article):
            return Answer(body=self.article_page(article).encode(), validators=False)
        if first != "api" or len(rest) < 2:
            return None
        return error(404) if article is None else self._data(article, is_last=rest[0] == "v2")

    def _is_unvouched_for(self, article: Article) -> bool:
        return article.column == self.captioned.key or article.number == self.headed

    def _data(self, article: Article, *, is_last: bool) -> Answer:
        if article.column == self.captioned.key:
            near = self.plain.articles[:5]
            found = [{"title": a.title, "url": self.article_path(a)} for a in near]
            return json_answer({"code": 0, "data": found})
        if article.column == self.sent_on.key and not is_last:
            return redirect(self._location(article))
        return json_answer({"code": 0, "data": _record(article)})

    def _location(self, article: Article) -> str:
        special = {
            self.to_closed.number: f"/api/{self.closed.key}/{article.number}",
            self.away.number: OFFSITE,
            self.in_a_ring.number: f"/api/{article.column}/{article.number}",
        }
        return special.get(article.number, f"/api/v2/{article.column}/{article.number}")

    def truth(self) -> Iterator[Truth]:
        lost = {self.base + self.article_path(each) for each in self.not_to_be_had()}
        return (truth for truth in super().truth() if truth.urls[0] not in lost)

    def not_to_be_had(self) -> list[Article]:
        return [*self.closed.articles, self.to_closed, self.away, self.in_a_ring]


def _record(article: Article) -> dict[str, object]:
    return {
        "id": article.number,
        "title": article.title,
        "publishTime": f"{article.minute}:00",
        "source": article.source,
        "content": "".join(f"<p>{text}</p>" for text in article.paragraphs),
    }


def _in_a_line(article: Article) -> Article:
    """Return the article as a photograph with one short line below it."""
    line = article.paragraphs[0].partition("。")[0][:50] + "。"
    return replace(article, parts=((line,),), is_photo=True)
