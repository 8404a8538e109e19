"""What a run asks for: one page, one address, over a real ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive import ledger
from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.monitoring.runs import Runs
from crawler.answers.outcomes import DATA_OF_PAGE
from crawler.discovery.links import Link
from crawler.discovery.reading import read
from crawler.discovery.result import Reading
from crawler.discovery.scoring import Judgement, Kind
from crawler.frontier import entries
from crawler.frontier.frontier import Budgets, Frontier
from crawler.frontier.requests import request_for
from crawler.frontier.visit import Visit
from tests.crawler.sites import site

HOST = "www.x.gov.cn"
NOW = datetime(2024, 3, 20, tzinfo=UTC)
PATHS = tuple(f"/art/2024/3/{day}/art_12_{4000 + day}.html" for day in range(10, 16))


@pytest.fixture
def frontier(tmp_path: Path) -> Iterator[Frontier]:
    engine = connect(f"sqlite:///{tmp_path / 'archive.db'}")
    upgrade(engine)
    book = ledger.Ledger(engine)
    book.register([ledger.Site(id="x", name="某县")], now=NOW)
    run_id = Runs(engine).start("crawl", {}, now=NOW)
    budgets = Budgets(max_list_depth=4, max_list_pages=100, max_revisits=100)
    yield Frontier(book, [site()], run_id=run_id, budgets=budgets)
    engine.dispose()


def rows(*urls: str) -> str:
    return "".join(
        f"<li><a href='{url}'>全市春季农业生产工作会议召开</a><span>2024-03-10</span></li>"
        for url in urls
    )


def followed(frontier: Frontier, visit: Visit, html: str) -> list[str]:
    """Return what is asked for after a list page."""
    reading = read(html, visit.url, frontier.sites["x"], expected="list")
    return [further.url for further in frontier.follow(visit, reading)]


def column(number: int = 1, url: str = f"http://{HOST}/yw/") -> Visit:
    return Visit(url=url, site="x", kind="list", depth=1, number=number)


def test_an_article_that_is_linked_by_http_and_by_https_is_one(frontier: Frontier) -> None:
    html = rows(*(f"{scheme}://{HOST}{PATHS[0]}" for scheme in ("https", "http")))
    assert followed(frontier, column(), html) == [f"http://{HOST}{PATHS[0]}"]
    assert followed(frontier, column(url=f"http://{HOST}/zw/"), html) == []


def test_letters_case_makes_no_second_page_where_the_server_knows_none(frontier: Frontier) -> None:
    asked = [f"http://{HOST}/ShowNews.asp?ID=9", f"http://{HOST}/Show.jsp?ID=9"]
    assert followed(frontier, column(), rows(*asked)) == asked
    again = [url.lower() for url in asked]
    assert followed(frontier, column(url=f"http://{HOST}/zw/"), rows(*again)) == again[1:]


def test_letters_case_is_that_of_an_earlier_run(frontier: Frontier) -> None:
    known = ledger.Link(url=f"http://{HOST}/ShowNews.asp?ID=9", site="x", kind="article")
    frontier._ledger.discover([known], now=NOW)
    wanted = [f"http://{HOST}/shownews.asp?id=9", f"http://{HOST}/shownews.asp?id=10"]
    assert followed(frontier, column(), rows(*wanted)) == wanted[1:]


SILENT = f"http://{HOST}/item-view-id-7.shtml"


@pytest.mark.parametrize("said", ["三江一景", "3", "<img src=a.jpg>"])
@pytest.mark.parametrize(
    "told", ["全市春季农业生产工作会议召开", "三江一景</a><span>2024-03-10</span><a>"]
)
def test_what_says_nothing_at_home_says_more_in_its_list(
    frontier: Frontier, said: str, told: str
) -> None:
    assert followed(frontier, column(), f"<p><a href='{SILENT}'>{said}</a></p>") == []
    html = f"<li><a href='{SILENT}'>{told}</a></li>"
    assert followed(frontier, column(url=f"http://{HOST}/zw/"), html) == [SILENT]
    assert followed(frontier, column(url=f"http://{HOST}/gg/"), html) == []


@pytest.mark.parametrize(("reason", "asked"), [("pager link", [SILENT]), ("robots.txt", [])])
def test_what_an_earlier_run_left_for_its_words_is_asked_for(
    frontier: Frontier, reason: str, asked: list[str]
) -> None:
    frontier._ledger.discover([ledger.Link(url=SILENT, site="x")], now=NOW)
    frontier._ledger.record([ledger.Outcome(url=SILENT, state="excluded", reason=reason)], now=NOW)
    assert followed(frontier, column(), rows(SILENT)) == asked


def test_a_host_is_asked_as_it_redirects(frontier: Frontier) -> None:
    home = Visit(url=f"http://{HOST}/", site="x", kind="list", start=True)
    assert frontier.redirect(home, f"https://{HOST}/") is not None
    html = rows(f"http://{HOST}{PATHS[0]}") + f"<a href='http://{HOST}/yw/index_2.html'>下一页</a>"
    assert followed(frontier, column(), html) == [
        f"https://{HOST}{PATHS[0]}",
        f"https://{HOST}/yw/index_2.html",
    ]


def test_a_host_is_the_same_without_its_www(frontier: Frontier) -> None:
    bare = HOST.removeprefix("www.")
    html = rows(f"http://{bare}{PATHS[0]}", f"http://news.{bare}{PATHS[1]}")
    assert followed(frontier, column(), html) == [f"http://{HOST}{PATHS[0]}"]
    home = Visit(url=f"http://{HOST}/", site="x", kind="list", start=True)
    assert frontier.redirect(home, f"http://{bare}/") is not None
    assert followed(frontier, column(), rows(f"http://{HOST}{PATHS[2]}")) == [
        f"http://{bare}{PATHS[2]}"
    ]


NEIGHBOURS = "<p>上一篇：<a href='{}'>全市春季农业生产工作会议召开</a></p>"


def beside(frontier: Frontier, path: str, other: str) -> list[str]:
    """Return what an article's page leads to that names ``other`` as its neighbour."""
    visit = Visit(url=f"http://{HOST}{path}", site="x", kind="article", depth=2)
    html = f"<h1>标题</h1><p>来源：本网</p><p>{'会议强调，要抓好春耕生产。' * 30}</p>{NEIGHBOURS}"
    reading = read(html.format(other), visit.url, frontier.sites["x"], expected="article")
    assert reading.kind == "article"
    return [further.url for further in frontier.beside(visit, reading)]


def test_an_article_leads_to_its_neighbours_once(frontier: Frontier) -> None:
    assert beside(frontier, PATHS[0], PATHS[1]) == [f"http://{HOST}{PATHS[1]}"]
    assert beside(frontier, PATHS[2], PATHS[1]) == []
    assert beside(frontier, PATHS[0], "/bsfw/2024/3/1.html") == []


def test_neighbours_make_no_list_barren(frontier: Frontier) -> None:
    """A list goes on though other articles have led to all of its own."""
    beside(frontier, PATHS[0], PATHS[1])
    visit = replace(column(), barren=4)
    further = "<a href='index_2.html'>下一页</a>"
    assert followed(frontier, visit, rows(PATHS[1]) + further) == [f"http://{HOST}/yw/index_2.html"]
    further = "<a href='index_3.html'>下一页</a>"
    assert followed(frontier, visit, rows(PATHS[1]) + further) == []


def test_no_neighbour_of_an_old_article_is_asked_for(frontier: Frontier) -> None:
    frontier._since = date(2024, 3, 12)
    assert beside(frontier, PATHS[0], PATHS[1]) == []
    assert beside(frontier, PATHS[3], PATHS[4]) == [f"http://{HOST}{PATHS[4]}"]


def test_what_an_earlier_run_met_is_left_out_where_it_is_too_old(
    frontier: Frontier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger says so of what was never had; the archived and the undated are left as they are.

    A later run that goes back further finds it.
    """
    listed = {PATHS[0]: "2024-03-10", PATHS[1]: "2024-03-11", PATHS[2]: "2024-03-12", "/d.html": ""}
    links = [
        ledger.Link(url=f"http://{HOST}{path}", site="x", kind="article", listed_date=day or None)
        for path, day in listed.items()
    ]
    frontier._ledger.discover(links, now=NOW)
    had = ledger.Outcome(url=f"http://{HOST}{PATHS[1]}", state="fetched", due_at=NOW)
    frontier._ledger.record([had], now=NOW)

    def asked(since: date | None) -> set[str]:
        later = Frontier(
            frontier._ledger, [site()], run_id=1, budgets=frontier._budgets, since=since
        )
        return {visit.url.removeprefix(f"http://{HOST}") for visit in later.begin()}

    monkeypatch.setattr(entries, "_AT_ONCE", 1)
    assert asked(date(2024, 3, 12)) == {"/", PATHS[2], "/d.html"}
    known = frontier._ledger.known([link.url for link in links])
    told = {url.removeprefix(f"http://{HOST}"): page.reason for url, page in known.items()}
    assert told == {
        **dict.fromkeys(listed),
        PATHS[0]: "since: 2024-03-10",
    }
    assert known[links[0].url].state == "excluded"
    assert asked(date(2024, 3, 10)) == {"/", *listed}


def test_a_redirect_to_another_page_says_nothing_of_the_host(frontier: Frontier) -> None:
    home = Visit(url=f"http://{HOST}/", site="x", kind="list", start=True)
    frontier.redirect(home, f"https://{HOST}/login/")
    assert followed(frontier, column(), rows(PATHS[0])) == [f"http://{HOST}{PATHS[0]}"]


def test_a_ranking_beside_no_rows_does_not_end_a_list(frontier: Frontier) -> None:
    """A page that its script fills shows the same few articles as the first rows of its list."""
    ranking, on = rows(*PATHS[:3]), "<a href='/yw/index_2.html'>下一页</a>"
    asked = followed(frontier, column(), ranking + on)
    assert asked[-1] == f"http://{HOST}/yw/index_2.html"
    second = Visit(
        url=asked[-1],
        site="x",
        kind="list",
        depth=1,
        number=2,
        articles_before=frozenset(asked[:-1]),
    )
    on = "<a href='/yw/index_3.html'>下一页</a>"
    assert followed(frontier, second, ranking + on) == [f"http://{HOST}/yw/index_3.html"]
    third = Visit(
        url=f"http://{HOST}/yw/index_3.html",
        site="x",
        kind="list",
        depth=1,
        number=3,
        articles_before=frozenset(asked[:-1]),
    )
    assert followed(frontier, third, ranking + "<a href='/yw/index_4.html'>下一页</a>") == []


def test_what_a_list_led_to_is_an_article_whatever_its_address(frontier: Frontier) -> None:
    """A page that is redirected there has moved; sent anywhere else of that look, it is gone."""
    odd = f"http://{HOST}/yw/moved_t20240310_5005.html"
    assert frontier.holds_no_article("x", odd)
    assert followed(frontier, column(), rows(odd)) == [odd]
    assert not frontier.holds_no_article("x", odd)
    assert frontier.holds_no_article("x", f"http://{HOST}/")


def header(frontier: Frontier, visit: Visit) -> bytes | None:
    """Return what a request says of the script that it would come from."""
    request = request_for(visit, frontier.sites["x"], print, print)
    return request.headers.get("X-Requested-With")


@pytest.mark.parametrize(
    ("script", "sent"),
    [
        ('$.ajax({url: "/list.do", data: {cid: 12, page: 1}})', b"XMLHttpRequest"),
        ('$.getJSON("/list.do?cid=12&page=" + page, show)', b"XMLHttpRequest"),
        ('$.getJSON("http://api.x.gov.cn/list.do?cid=12&page=" + page, show)', None),
    ],
)
def test_a_list_is_asked_for_as_its_pages_script_would(
    frontier: Frontier, script: str, sent: bytes | None
) -> None:
    html = f"<html><body><h2>要闻</h2><script>{script}</script></body></html>"
    reading = read(html, f"http://{HOST}/yw/", site(), expected="list")
    (link,) = reading.links
    asked = Visit(url=link[0].url, site="x", kind="list", listed_title=link[0].text or None)
    assert header(frontier, asked) == sent
    if sent is None:
        return
    assert frontier.follow(column(), reading) == [replace(asked, depth=2)]
    entries = ", ".join(f'{{"title": "全县工作会议召开", "url": "{url}"}}' for url in PATHS)
    part = read(f'{{"total": 99, "rows": [{entries}]}}', asked.url, site(), expected="list")
    further = frontier.follow(asked, part)[-1]
    assert further.is_further_page
    assert header(frontier, further) == sent
    assert {header(frontier, each) for each in frontier.follow(asked, part)[:-1]} <= {None}
    assert header(frontier, column()) is None


# --- hubs and issues ------------------------------------------------------------------------------


def hub(depth: int, name: str = "bm") -> Visit:
    return Visit(url=f"http://{HOST}/{name}/", site="x", kind="list", depth=depth)


def test_issues_and_years_lead_on_from_pages_that_list_nothing_else(frontier: Frontier) -> None:
    html = (
        "<ul><li><a href='2026/'>2026年</a><li><a href='2026/03/'><img src='f.jpg'>第3期</a></ul>"
    )
    assert len(followed(frontier, hub(2, "zfgb"), html)) == 2


def test_a_hub_further_down_is_trusted_with_some_lists_until_they_bring_articles(
    frontier: Frontier,
) -> None:
    html = "".join(f"<a href='/bm{number}/list.html'>部门动态</a>" for number in range(60))
    lent = followed(frontier, hub(3), html)
    assert len(lent) == 40
    assert followed(frontier, hub(3, "more"), "<a href='/kj/list.html'>科技动态</a>") == []
    followed(frontier, column(url=lent[0]), rows(*(f"http://{HOST}{path}" for path in PATHS)))
    again = followed(frontier, hub(3, "again"), "<a href='/wh/list.html'>文化动态</a>")
    assert again == [f"http://{HOST}/wh/list.html"]


def test_a_picture_is_followed_once_it_is_named_elsewhere(frontier: Frontier) -> None:
    cover = "<a href='/zfgb/{}'><img src='f.jpg'></a>"
    articles = rows(*PATHS)
    assert f"http://{HOST}/zfgb/9.do" not in followed(
        frontier, column(), articles + cover.format("9.do")
    )
    named = followed(frontier, hub(1, "zfgb"), "<a href='/zfgb/9.do'>政府公报2026年第9期</a>")
    assert named == [f"http://{HOST}/zfgb/9.do"]


@pytest.mark.parametrize(
    ("path", "is_due"),
    [
        ("/q?page=1", True),
        ("/api/list?page=1", True),
        ("/logout.do?p=1", False),
        ("/news/addZan?p=1", False),
    ],
)
def test_what_an_earlier_run_let_scripts_ask_for_goes_by_todays_rules(
    frontier: Frontier, path: str, *, is_due: bool
) -> None:
    url = f"http://{HOST}{path}"
    row = ledger.Link(url=url, site="x", kind="list", listed_title="脚本")
    frontier._ledger.discover([row], now=NOW)
    assert (url in [visit.url for visit in frontier.begin()]) == is_due


def test_a_page_names_no_log_out_as_its_list(frontier: Frontier) -> None:
    named = [f"http://{HOST}{path}" for path in ("/logout.do?p=1", "/api/q?p=1", "/search?p=1")]
    called = Judgement("list", 9, "script's list", declared=True)
    links = tuple((Link(url=url, text="脚本"), called) for url in named)
    followed = frontier.follow(column(), Reading(kind="list", why="", links=links))
    assert [visit.url for visit in followed] == named[1:]


@pytest.mark.parametrize(("kind", "known"), [("list", "list"), ("other", "other")])
def test_a_list_stays_one_when_a_page_asks_for_it_as_its_data(
    frontier: Frontier, kind: ledger.PageKind, known: str
) -> None:
    url = f"http://{HOST}/api/news/1142"
    frontier._ledger.discover([ledger.Link(url=url, site="x", kind=kind)], now=NOW)
    page = Visit(url=f"http://{HOST}/p/1142", site="x", kind="article")
    frontier.script_found(page, url)
    frontier.record_beside(ledger.Outcome(url=url, site="x", kind="other", state="fetched"))
    row = frontier._ledger.known([url])[url]
    assert (row.kind, row.state) == (known, "discovered" if kind == "list" else "fetched")


@pytest.mark.parametrize(("kind", "asked"), [("list", True), ("article", False)])
def test_a_list_that_a_page_has_asked_for_as_its_data_is_asked_for(
    frontier: Frontier, kind: Kind, *, asked: bool
) -> None:
    url = f"http://{HOST}/api/news/1142"
    page = Visit(url=f"http://{HOST}/p/1142", site="x", kind="article")
    frontier.script_found(page, url)
    reason = f"{DATA_OF_PAGE}{page.url}"
    frontier.record_beside(
        ledger.Outcome(url=url, site="x", kind="other", state="fetched", reason=reason)
    )
    links = ((Link(url=url, text="要闻动态"), Judgement(kind, 9, "script's list", declared=True)),)
    found = frontier.follow(column(), Reading(kind="list", why="", links=links))
    assert [visit.url for visit in found] == ([url] if asked else [])
