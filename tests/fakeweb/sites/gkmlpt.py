"""Guangdong: NFCMS pages ``/content/post_4567.html``, lists by the gkmlpt interface."""

from __future__ import annotations

from collections.abc import Iterator

from tests.fakeweb.furniture import Plan
from tests.fakeweb.model import Article, Column
from tests.fakeweb.site import FakeSite
from tests.fakeweb.wire import Answer, Asked, json_answer

_API = "/gkmlpt/api/all/"
_SID = "200025"


class GkmlptSite(FakeSite):
    """A column is ``/gkmlpt/index#101``-like; the page bears ``SID`` and the category's number."""

    plan = Plan(folder="/{name}/", document="/{name}/mpage_{number}.html")

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        return f"/{article.column}/content/post_{article.number}.html"

    def other_addresses(self, article: Article) -> Iterator[str]:
        yield f"/{article.column}/content/mpost_{article.number}.html"

    def list_path(self, column: Column, number: int = 1) -> str:  # noqa: ARG002
        return f"/gkmlpt/{column.key}/index.html"

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        inner = (
            f"<h2>{column.name}</h2><div id=\"list\"></div><script>window._CONFIG = {{ SID: '{_SID}', "
            f"TYPE: 1, API: '{_API}', CATE: '{column.number}', PAGE_SIZE: 100 }};</script>"
            f'<script src="/gkmlpt/js/app.js"></script>'
        )
        return self.framed(column.name, inner + self.side(), self.meta(column.name))

    def article_inner(self, article: Article, part: int) -> str:
        mobile = next(self.other_addresses(article))
        return (
            f"<script>var NFCMS_SITE_ID='7', NFCMS_POST_ID='{article.number}';</script>"
            f'<h1>{article.title}</h1><div class="date_row">来源：{article.source} 时间：{article.minute} '
            f'<a href="{mobile}">手机阅读</a></div><div class="article-content">{self.paragraphs(article, part)}</div>'
        )

    def dynamic(self, asked: Asked) -> Answer | None:
        if not asked.path.startswith(_API):
            return self._mobile(asked)
        category = asked.path.removeprefix(_API)
        column = next((c for c in self.columns if str(c.number) == category), None)
        if column is None or asked.query.get("sid") != _SID:
            return json_answer({"error": "no such category"})
        pages = self.list_pages(column)
        number = int(asked.query.get("page") or 1)
        shown = pages[number - 1] if 1 <= number <= len(pages) else ()
        articles = [
            {
                "id": article.number,
                "title": article.title,
                "url": self.base + self.article_path(article),
                "post_url": "",
                "publisher": article.source,
                "create_time": int(article.published.timestamp()),
                "display_publish_time": int(article.published.timestamp()),
            }
            for article in shown
        ]
        return json_answer({"total": len(column.articles), "articles": articles})

    def lists(self, column: Column, target: str) -> bool:
        return target.startswith(f"{_API}{column.number}?")

    def _mobile(self, asked: Asked) -> Answer | None:
        if "/mpost_" not in asked.path:
            return None
        own = asked.path.replace("/mpost_", "/post_")
        return self.answer(Asked(method="GET", target=own, headers={}))
