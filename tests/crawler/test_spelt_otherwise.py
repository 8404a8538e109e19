"""Servers that send readers on to another spelling of the same address."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.discovery.urls import spelt_otherwise
from tests.crawler.county import Answer, article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl

TITLES = {2: "县医院新门诊楼投入使用方便群众就医", 3: "县农业农村局第三次调度春耕生产工作"}
LINKED = {2: "/yw/%e6%96%b0_2.html", 3: "/yw/~a_3.html", 4: "/yw/%41_4.html"}
SENT_ON = {
    "/yw/%E6%96%B0_2.html": "/yw/%e6%96%b0_2.html",
    "/yw/~a_3.html": "/yw/%7Ea_3.html",
    "/yw/A_4.html": "/yw/%41_4.html",
    "/yw/%41_4.html": "/yw/A_4.html",
}


def answer(path: str) -> Answer:
    if path == "/":
        listed = ((LINKED[day], TITLES.get(day, "春耕备耕工作简报第四期"), day) for day in LINKED)
        return 200, {}, page("首页", rows(*listed))
    if path in SENT_ON:
        return 301, {"Location": SENT_ON[path]}, ""
    day = int(path[-6]) if path.startswith("/yw/") else 0
    return (200, {}, article(TITLES[day], day)) if day in TITLES else (404, {}, "")


def test_they_are_asked_by_theirs_and_kept_by_ours(tmp_path: Path) -> None:
    with served(answer) as address:
        crawl = Crawl(catalogue(address), tmp_path)
        crawl.run()
        found = {url.removeprefix(address): title for url, title in crawl.articles().items()}
        assert found == {"/yw/%E6%96%B0_2.html": TITLES[2], "/yw/~a_3.html": TITLES[3]}
        assert crawl.states()[f"{address}/yw/A_4.html"] == "failed"


@pytest.mark.parametrize(
    ("location", "spelt"),
    [
        ("/%e6%96%b0", "http://x.cn/%e6%96%b0"),
        ("http://x.cn/%e6%96%b0#a", "http://x.cn/%e6%96%b0"),
        ("/%E6%96%B0", None),
        ("/%E6%96%B0?a=1", None),
        ("/%E6%96%B0;jsessionid=1", None),
        ("https://x.cn/%e6%96%b0", None),
        ("http://[", None),
    ],
)
def test_nothing_but_the_spelling_differs(location: str, spelt: str | None) -> None:
    assert spelt_otherwise("http://x.cn/%E6%96%B0", location) == spelt
