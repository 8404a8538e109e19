"""A site whose lists are given to calls alone that its scripts sign: the page, and the moment."""

from __future__ import annotations

import time

from tests.fakeweb.model import Column
from tests.fakeweb.sites.php import EmpireSite
from tests.fakeweb.wire import Answer, Asked, error, json_answer

_SUM = (
    "function sum(s){var n=7;for(var i=0;i<s.length;i++)n=(n*31+s.charCodeAt(i))%1000003;"
    "return n.toString(16)}"
)
_WORD = "qiantai"
_BY_TOKEN = 3
"""The kind of column whose page has a token."""
_SECONDS = 60
"""For which a signature holds."""


class SignedSite(EmpireSite):
    """By headers that jQuery sets before it sends, or an interceptor of axios; by parameters; and
    one with no more than the page's own token. All stand behind a pager or a link without address."""

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        call = (self._jquery, self._axios, self._query, self._token)[self._kind(column)](column)
        count = len(self.list_pages(column))
        return self.framed(
            column.name,
            f'<meta name="csrf" content="t-{column.key}"><h2>{column.name}</h2><ul id="rows"></ul>'
            f'<div id="page"></div><script>{_SUM}function put(d){{$("#rows").html(d.list.map(x=>'
            f"'<li><a href=\"'+x.u+'\">'+x.t+'</a></li>').join(''))}}{call};load(1);"
            f'layui.use("laypage",function(){{layui.laypage.render({{elem:"page",limit:1,count:{count},'
            "curr:1,jump:function(o,first){if(!first)load(o.curr)}})})</script>",
            self.meta(column.name),
        )

    def _kind(self, column: Column) -> int:
        return self.columns.index(column) % 4

    def _jquery(self, column: Column) -> str:
        return (
            f'function load(n){{var t=Date.now();$.ajax({{url:"/open/rows",data:{{c:{column.number},pageNo:n}},'
            'beforeSend:function(xhr){xhr.setRequestHeader("X-Ts",t);'
            f'xhr.setRequestHeader("X-Sign",sum("{_WORD}"+n+t))}},success:put}})}}'
        )

    def _axios(self, column: Column) -> str:
        return (
            "var api=axios.create();api.interceptors.request.use(function(c){var t=Date.now();"
            f'c.headers["X-Ts"]=t;c.headers["X-Sign"]=sum("{_WORD}"+c.params.pageNo+t);return c}});'
            f'function load(n){{api.get("/open/rows",{{params:{{c:{column.number},pageNo:n}}}}).then(r=>put(r.data))}}'
        )

    def _query(self, column: Column) -> str:
        return (
            f'function load(n){{var t=Date.now();fetch("/open/rows?c={column.number}&pageNo="+n+"&ts="+t+'
            f'"&sign="+sum("{_WORD}"+n+t)).then(r=>r.json()).then(put)}}'
        )

    def _token(self, column: Column) -> str:
        return (
            f'function load(n){{$.ajax({{type:"post",url:"/open/rows",data:{{c:{column.number},pageNo:n}},'
            'headers:{"X-Csrf":$("meta[name=csrf]").attr("content")},success:put})}'
        )

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path != "/open/rows":
            return None
        sent = {**asked.query, **asked.form}
        column = next(each for each in self.columns if str(each.number) == sent["c"])
        if not self._is_signed(asked, sent, column):
            return error(403)
        pages, number = self.list_pages(column), int(sent["pageNo"])
        rows = pages[number - 1] if number <= len(pages) else []
        return json_answer({"list": [{"u": self.article_path(a), "t": a.title} for a in rows]})

    def _is_signed(self, asked: Asked, sent: dict[str, str], column: Column) -> bool:
        if self._kind(column) == _BY_TOKEN:
            return asked.headers.get("x-csrf") == f"t-{column.key}"
        moment = sent.get("ts") or asked.headers.get("x-ts") or "0"
        signature = sent.get("sign") or asked.headers.get("x-sign")
        fresh = abs(time.time() - int(moment) / 1000) < _SECONDS
        return fresh and signature == _sum(f"{_WORD}{sent['pageNo']}{moment}")

    def lists(self, column: Column, target: str) -> bool:
        return target == self.list_path(column)


def _sum(text: str) -> str:
    number = 7
    for letter in text:
        number = (number * 31 + ord(letter)) % 1_000_003
    return f"{number:x}"
