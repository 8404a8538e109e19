"""Sites that show their first rows, or none, and leave what follows to scripts of their own."""

from __future__ import annotations

from collections.abc import Sequence

from tests.fakeweb.model import Article, Column
from tests.fakeweb.sites.php import EmpireSite
from tests.fakeweb.wire import Answer, Asked, json_answer

_COMPONENT = """import React, {useState, useEffect} from "react";
const el = document.getElementById("root"), ch = el.dataset.channel;
function List() {
  const [page, setPage] = useState(1), [d, setD] = useState({items: [], pageCount: 1});
  useEffect(() => { fetch(`/data/${ch}/page-${page}.json`).then(r => r.json()).then(setD) }, [page]);
  return React.createElement("ul", null, d.items.map(e => React.createElement("li", {key: e.id},
    React.createElement("a", {href: `/news/${ch}/${e.day}/${e.id}.html`}, e.headline))),
    React.createElement("button", {onClick: () => setPage(page + 1)}, "下一页"));
}
ReactDOM.createRoot(el).render(React.createElement(List));
export default List;"""


class LoadMoreSite(EmpireSite):
    """A button that asks for the next rows, rows that come as one scrolls, a pager's own function."""

    def pager(self, column: Column, number: int, count: int) -> str:
        kind = self.columns.index(column) % 3
        if kind == 0:
            return self._button(column)
        return self._scrolling(column) if kind == 1 else self._jump(column, number, count)

    def _button(self, column: Column) -> str:
        return (
            f'<a id="more" data-page="1" data-cid="{column.number}" href="javascript:;">点击加载更多</a>'
            '<script>$("#more").on("click",function(){var t=$(this),p=parseInt(t.data("page"))+1;'
            '$.getJSON("/ajax/more",{cid:t.data("cid"),p:p},function(d){if(d.status==1)'
            '{$(".list ul").append(d.html);t.data("page",p)}})})</script>'
        )

    def _scrolling(self, column: Column) -> str:
        last = self.list_pages(column)[0][-1].number
        return (
            f'<i class="end" data-id="{last}"></i><script>window.addEventListener("scroll",'
            "function(){var e=document.documentElement;if(e.scrollTop+innerHeight<e.scrollHeight-9)return;"
            'var ends=document.querySelectorAll(".end"),last=ends[ends.length-1].dataset.id;'
            f'fetch("/api/feed?column={column.key}&lastId="+last).then(r=>r.json()).then(function(d){{'
            'd.list.forEach(x=>document.querySelector(".list ul").insertAdjacentHTML("beforeend",'
            '`<li class="end" data-id="${x.id}"><a href="${x.url}">${x.title}</a></li>`))})})</script>'
        )

    def _jump(self, column: Column, number: int, count: int) -> str:
        first = self.list_path(column)
        return (
            f'<a href="javascript:;" onclick="jump({number + 1})">下一页</a><script>function jump(p)'
            f'{{if(p<1||p>{count})return;location.href=p==1?"{first}":"{first}index_"+p+".html"}}</script>'
        )

    def dynamic(self, asked: Asked) -> Answer | None:
        for column in self.columns:
            if asked.path == "/ajax/more" and asked.query.get("cid") == str(column.number):
                if "x-requested-with" not in asked.headers:
                    return json_answer({"status": 0})
                at, pages = int(asked.query["p"]) - 1, self.list_pages(column)
                html = f"<ul>{self.rows(pages[at])}</ul>" if at < len(pages) else ""
                return json_answer({"status": int(bool(html)), "html": html})
            if asked.path == "/api/feed" and asked.query.get("column") == column.key:
                return self._after(column, asked.query["lastId"])
        return None

    def _after(self, column: Column, last: str) -> Answer:
        at = [str(a.number) for a in column.articles].index(last) + 1
        rows = column.articles[at : at + self.size.page_size]
        entries = [{"id": a.number, "url": self.article_path(a), "title": a.title} for a in rows]
        return json_answer({"list": entries, "hasMore": bool(rows)})


class MappedSite(EmpireSite):
    """A component that fills a column from files; and no link leads to it but the site's map."""

    def framed(self, title: str, inner: str, meta: str = "") -> str:
        whole = super().framed(title, inner, meta).replace("网站地图", "站点导航")
        path = self.list_path(self.columns[-1])
        hidden = f'href="{path}"'
        if title == "网站地图":
            return whole.replace(
                "</body>", f"<p><a {hidden}>{self.columns[-1].name}</a></p></body>"
            )
        return whole.replace(hidden, 'href="#"')

    def home_page(self) -> str:
        last = self.rows(self.columns[-1].articles[:4])
        return super().home_page().replace(last, "")

    def list_page(self, column: Column, number: int) -> str:
        if column is not self.columns[-1]:
            return super().list_page(column, number)
        return self.framed(
            column.name,
            f'<div id="root" data-channel="{column.key}"></div>'
            '<script type="module" src="/assets/list.b81c.js"></script>',
        )

    def list_pages(self, column: Column) -> list[Sequence[Article]]:
        pages = super().list_pages(column)
        return pages if column is not self.columns[-1] else pages[:1]

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path == "/assets/list.b81c.js":
            return Answer(body=_COMPONENT.encode(), content_type="application/javascript")
        column, pages = self.columns[-1], super().list_pages(self.columns[-1])
        for at, rows in enumerate(pages, 1):
            if asked.path == f"/data/{column.key}/page-{at}.json":
                items = [{"id": a.number, "headline": a.title, "day": a.day} for a in rows]
                return json_answer({"pageIndex": at, "pageCount": len(pages), "items": items})
        return None
