"""Lists by signed calls: what one run could not have of them, the next one has."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.answers.list_walks import Walk
from tests.crawler.county import Answer, article, page, rows, served
from tests.crawler.crawls import Crawl

PAGES, ROWS = 7, 3
LIST = """<h2>工作动态</h2><ul id="l"></ul><a id="n" href="javascript:;">下一页</a><script>
  function sign(s){return 'k'+s} var n=1;
  function load(n){var t=Date.now();$.getJSON('/api/rows?pageNo='+n+'&ts='+t+'&sign='+sign(n+'.'+t),
    function(r){$('#l').html(r.list.map(x=>'<li><a href="'+x.u+'">'+x.t+'</a></li>').join(''))})}
  load(1);$('#n').click(function(){n++;load(n)})</script>"""
ARTICLES = [
    (f"/yw/t202003{day:02}_{day}.html", f"县农业农村局第{day}次调度春耕生产工作", day)
    for day in range(1, PAGES * ROWS + 1)
]


def answering(broken: set[int], asked: list[int], home: str = "") -> Callable[[str], Answer]:
    shown = {url: article(title, day) for url, title, day in ARTICLES}

    def answer(path: str) -> Answer:
        parts = urlsplit(path)
        if parts.path == "/api/rows":
            number = int(parse_qs(parts.query)["pageNo"][0])
            asked.append(number)
            if number in broken:
                return 503, {}, "busy"
            some = ARTICLES[(number - 1) * ROWS : number * ROWS]
            return 200, {}, json.dumps({"list": [{"u": u, "t": t} for u, t, _ in some]})
        if parts.path == "/gzdt/":
            return 200, {}, page("工作动态", LIST)
        if parts.path == "/":
            return 200, {}, page("首页", f'<a href="/gzdt/">工作动态</a>{home}')
        return (200, {}, shown[path]) if path in shown else (404, {}, "")

    return answer


def catalogue(start: str) -> str:
    return f'[[site]]\nid = "x"\nname = "某县"\nstart_urls = ["{start}"]\ndelay = 0\n'


def test_pages_that_failed_are_had_in_the_next_run(tmp_path: Path) -> None:
    broken: set[int] = {4}
    asked: list[int] = []
    with served(answering(broken, asked)) as address:
        crawl = Crawl(catalogue(f"{address}/gzdt/"), tmp_path)
        crawl.run("-s", "RETRY_TIMES=0")
        assert (asked, len(crawl.articles())) == ([1, 2, 3, 4], 3 * ROWS)
        broken.clear()
        asked.clear()
        crawl.run()
        assert len(crawl.articles()) == len(ARTICLES)
        assert asked == [1, 2, 4, 5, 6, 7, 8]
        asked.clear()
        crawl.run()
        assert asked == [1, 2]


def test_articles_that_stand_elsewhere_as_well_end_no_list(tmp_path: Path) -> None:
    asked: list[int] = []
    with served(answering(set(), asked, rows(*ARTICLES[: ROWS * 3]))) as address:
        crawl = Crawl(catalogue(f"{address}/"), tmp_path)
        crawl.run()
        assert len(crawl.articles()) == len(ARTICLES)


def walked(reason: str | None, bringing: str, *, pages: int = 9) -> tuple[list[int], str]:
    """Return the pages that a run reads of a list, and what it says then.

    ``bringing``: of each page that is read whether it is new; ``x``: it does not come.
    """
    walk, read, number = Walk(reason), [], 1
    for brings in bringing:
        read.append(number)
        if brings == "x":
            break
        rows = {str(number)} if number <= pages else set()
        following = walk.after(number, rows, brings=brings == "+")
        if following is None:
            break
        number = following
    return read, walk.reason.removeprefix("a script's list, ")


WHOLE = "a script's list, read to its end"
PART = "a script's list, read to page {}"
NEWS = "a script's list, what is new in it, read to page {}"
END = "read to its end"


@pytest.mark.parametrize(
    ("reason", "bringing", "read", "told"),
    [
        (None, "+" * 10, [*range(1, 11)], END),
        (None, "-" * 10, [*range(1, 11)], END),
        ("list page", "--" * 5, [*range(1, 11)], END),
        (None, "+++x", [1, 2, 3, 4], "read to page 3"),
        (None, "x", [1], "read to page 0"),
        (PART.format(0), "-" * 10, [*range(1, 11)], END),
        (PART.format(3), "--+++++-", [1, 2, 4, 5, 6, 7, 8, 9], "read to page 9"),
        (PART.format(7), "---x", [1, 2, 8, 9], "read to page 8"),
        (PART.format(9), "---", [1, 2, 10], END),
        (WHOLE, "--", [1, 2], END),
        (WHOLE, "++--", [1, 2, 3, 4], END),
        (WHOLE, "++x", [1, 2, 3], "what is new in it, read to page 2"),
        (NEWS.format(2), "--++--", [1, 2, 3, 4, 5, 6], END),
        (NEWS.format(5), "----", [1, 2, 6, 7], END),
    ],
)
def test_a_list_is_read_on_from_where_an_earlier_run_came_to(
    reason: str | None, bringing: str, read: list[int], told: str
) -> None:
    found, said = walked(reason, bringing)
    assert (found, said.removeprefix("a script's list, ")) == (read, told)
