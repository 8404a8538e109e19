"""Pages that look like an article's, and in which the stages find none."""

from __future__ import annotations

from pathlib import Path

from tests.crawler.county import Answer, article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl

OVERVIEW = "/yw/t20200305_5.html"
TITLE = "图说我县春季农业生产工作"
LISTED = {
    f"/zt/t2020030{day}_{day}0.html": f"全县春季农业生产第{day}次调度会议召开"
    for day in range(1, 5)
}
NEWS = {"/yw/t20200306_6.html": "县医院新门诊楼投入使用方便群众就医"}


def answer(path: str) -> Answer:
    listed = rows((OVERVIEW, TITLE, 5), *((url, title, 6) for url, title in NEWS.items()))
    links = "".join(f'<li><a href="{url}">{title}</a></li>' for url, title in LISTED.items())
    pages = {
        "/": page("某县政府网", '<a href="/yw/">要闻动态</a>'),
        "/yw/": page("要闻动态", listed),
        OVERVIEW: page(TITLE, f"<h1>{TITLE}</h1><ul>{links}</ul>"),
        **{url: article(title, 5) for url, title in (LISTED | NEWS).items()},
    }
    return (200, {}, pages[path]) if path in pages else (404, {}, "")


def test_the_rows_of_a_page_without_text_are_followed(tmp_path: Path) -> None:
    with served(answer) as address:
        crawl = Crawl(catalogue(address), tmp_path)
        crawl.run()
        assert crawl.articles() == {
            f"{address}{url}": title for url, title in (LISTED | NEWS).items()
        }
        assert crawl.states()[f"{address}{OVERVIEW}"] == "fetched"
