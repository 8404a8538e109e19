"""A site whose pages are empty until a browser has run their scripts."""

from __future__ import annotations

import json
from typing import ClassVar

from tests.fakeweb.model import Article, Column
from tests.fakeweb.sites.php import WordsSite
from tests.fakeweb.wire import Answer, Asked, error, json_answer, page

_APP = """
var place = location.pathname + location.search;
fetch('/data' + place).then(function (answer) { return answer.json(); }).then(function (told) {
  document.title = told.title;
  document.getElementById('app').innerHTML = told.html;
});
"""


class ScriptSite(WordsSite):
    """One shell for all pages; an application fills it, and asks others' hosts for things too."""

    outsiders: ClassVar[tuple[str, ...]] = ()
    """Addresses that the pages' scripts, frames and pictures ask for, and must not reach."""

    def catalogue_keys(self) -> str:
        return "render = true\n"

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/app.js":
            return Answer(body=_APP.encode(), content_type="text/javascript")
        if asked.path.startswith("/data/"):
            return self._data(asked.target.removeprefix("/data"))
        known = self._written(asked.target) is not None
        return page(self._shell()) if known else super().answer(asked)

    def article_page(self, article: Article, part: int = 1) -> str:
        return json.dumps({"title": article.title, "html": self.article_inner(article, part)})

    def list_page(self, column: Column, number: int) -> str:
        pages = self.list_pages(column)
        inner = f"<ul>{self.rows(pages[number - 1])}</ul>{self.pager(column, number, len(pages))}"
        return json.dumps({"title": column.name, "html": inner})

    def framed(self, title: str, inner: str, meta: str = "") -> str:  # noqa: ARG002
        return json.dumps({"title": title, "html": inner})

    def _data(self, target: str) -> Answer:
        written = self._written(target)
        return error(404) if written is None else json_answer(json.loads(written))

    def _shell(self) -> str:
        strangers = "".join(
            f'<img src="{url}"><script src="{url}"></script><iframe src="{url}"></iframe>'
            f"<script>fetch('{url}', {{mode: 'no-cors'}}).catch(function () {{}})</script>"
            for url in self.outsiders
        )
        return (
            '<!DOCTYPE html><html><head><meta charset="utf-8"><title>加载中</title>'
            f'</head><body><div id="app"></div>{strangers}<script src="/app.js"></script></body></html>'
        )
