"""TRS WCM: ``t20240320_123.html`` in monthly folders, pagers written by ``createPageHTML``."""

from __future__ import annotations

from tests.fakeweb.furniture import Plan
from tests.fakeweb.model import Article, Column
from tests.fakeweb.site import FakeSite


class TrsSite(FakeSite):
    """Page 2 is ``index_1.html``; ``createPageHTML(count, current, "index", "html")``."""

    pages_of_long = 3
    plan = Plan(folder="/{name}/", document="/{name}/202303/t20230301_{number}.html")
    ext = "html"

    def article_path(self, article: Article, part: int = 1) -> str:
        when = article.published
        further = "" if part == 1 else f"_{part - 1}"
        return f"/{article.column}/{when:%Y%m}/t{when:%Y%m%d}_{article.number}{further}.{self.ext}"

    def list_path(self, column: Column, number: int = 1) -> str:
        return f"/{column.key}/" if number == 1 else f"/{column.key}/index_{number - 1}.{self.ext}"

    def pager(self, column: Column, number: int, count: int) -> str:  # noqa: ARG002
        return self.script(count, number - 1, "index")

    def script(self, count: int, current: int, base: str) -> str:
        return (
            '<div class="page"><script src="/images/page.js"></script>'
            f'<script>createPageHTML({count}, {current}, "{base}", "{self.ext}");</script></div>'
        )

    def article_inner(self, article: Article, part: int) -> str:
        pager = ""
        if len(article.parts) > 1:
            file = self.article_path(article).rpartition("/")[2].rpartition(".")[0]
            pager = self.script(len(article.parts), part - 1, file)
        return (
            f"<h1>{article.title}</h1><div class='xl_xx'>{article.minute} 来源：{article.source} "
            f"作者：{article.author} 【字体：大 中 小】</div><div class='TRS_Editor'>"
            f"<style>.TRS_Editor P{{margin:0}}</style>{self.paragraphs(article, part)}</div>{pager}"
            f"<div>责任编辑：{article.editor}</div>"
        )


class CountPageSite(TrsSite):
    """The script's first lines are in the page: ``var countPage = 3``; ``.shtml``."""

    ext = "shtml"

    def pager(self, column: Column, number: int, count: int) -> str:  # noqa: ARG002
        return (
            f'<div class="page"><script>var currentPage = {number - 1};//所在页从0开始\n'
            f"var countPage = {count}//共多少页\nvar prevPage = currentPage-1;//上一页\n"
            'if(countPage>1&&currentPage!=0) document.write("<a href=\\"index.shtml\\">首页</a>");</script></div>'
        )
