"""A gallery of several pages whose script asks for other news: its edits are seen."""

from __future__ import annotations

import json
from pathlib import Path

from tests.crawler.county import Answer, catalogue, page, rows, served
from tests.crawler.crawls import Crawl

TITLE, LISTED = "镜头里的春耕：一组照片", "镜头里的家乡春耕好风光"
FIRST, SECOND, DATA = "/p/1142.html", "/p/1142_2.html", "/api/related/1142"
SCRIPT = f"""<div id="app"></div><script>
fetch("{DATA}").then(function (r) {{ return r.json() }}).then(function (j) {{
  document.getElementById("app").innerHTML = "<h3>" + j.data[0].title + "</h3>";
}});
</script>"""
OTHER_NEWS = [
    {"title": f"全县中小学生春季学期第{n}批开学准备工作就绪", "url": f"/p/{n}"} for n in "234"
]


class Web:
    """A site whose list calls its gallery otherwise than the gallery does."""

    def __init__(self) -> None:
        self.lines = ["清晨，农户在田间育秧。", "午后，农机手在坝上翻地。"]

    def answer(self, path: str) -> Answer:
        pages = {
            "/": page("某县政府网", '<a href="/yw/">要闻动态</a>'),
            "/yw/": page("要闻动态", rows((FIRST, LISTED, 2))),
            FIRST: self.shown(0, f'<div class="page"><a href="{SECOND}">下一页</a></div>'),
            SECOND: self.shown(1, ""),
            DATA: json.dumps({"code": 0, "data": OTHER_NEWS}, ensure_ascii=False),
        }
        return (200, {}, pages[path]) if path in pages else (404, {}, "")

    def shown(self, part: int, pager: str) -> str:
        bar = "<div>发布时间：2020-03-02 09:00 来源：县融媒体中心</div>"
        line = f'<p><img src="/{part}.jpg"></p><p>{self.lines[part]}</p>'
        box = f'<div class="content">{line}</div>'
        return page(TITLE, f"<h1>{TITLE}</h1>{bar}{box}{pager}{SCRIPT}")


def test_an_edit_of_a_page_is_seen_though_the_data_is_as_it_was(tmp_path: Path) -> None:
    web = Web()
    with served(web.answer) as address:
        crawl = Crawl(catalogue(address), tmp_path)
        crawl.run()
        crawl.wait(days=400)
        crawl.run()
        crawl.wait(days=400)
        web.lines[1] = "午后，农机手在坡上翻地，一天翻了三十亩。"
        crawl.run()
    pages = [report["pages"] for _, report in crawl.reports()]
    assert pages == [{"new": 1}, {"unchanged": 1}, {"changed": 1}]
