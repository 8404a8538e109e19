"""Every URL has one row, written before it is fetched, and the sum at the end is exact."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from archive.ledger import MAX_URL_CHARACTERS, Ledger, Link, Outcome, PageState, Site
from archive.models import PageRow
from archive.monitoring.runs import Runs
from archive.records import WarcPointer

NOW = datetime(2020, 2, 24, 8, tzinfo=UTC)
HOST = "http://www.redhongan.com"


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    book = Ledger(engine)
    book.register(
        [Site(id="redhongan", name="红安网"), Site(id="henan", name="河南省人民政府")], now=NOW
    )
    return book


def link(path: str, **more: object) -> Link:
    return Link(url=HOST + path, site="redhongan", **more)  # type: ignore[arg-type]


def urls_due(ledger: Ledger, now: datetime = NOW) -> list[str]:
    return [page.url.removeprefix(HOST) for page in ledger.due(["redhongan"], now=now)]


def test_a_link_is_written_once_and_is_due_at_once(ledger: Ledger) -> None:
    first = ledger.discover([link("/a"), link("/b"), link("/a")], now=NOW)
    again = ledger.discover([link("/b"), link("/c")], now=NOW)
    assert first == {HOST + "/a", HOST + "/b"}
    assert again == {HOST + "/c"}
    assert urls_due(ledger) == ["/a", "/b", "/c"]


def test_what_a_list_says_beside_a_link_is_added_later_but_never_replaced(ledger: Ledger) -> None:
    ledger.discover([link("/a", listed_title="要闻")], now=NOW)
    ledger.discover([link("/a", listed_title="其他", listed_date="2020-03-23")], now=NOW)
    page = ledger.known([HOST + "/a"])[HOST + "/a"]
    assert (page.listed_title, page.listed_date) == ("要闻", "2020-03-23")


def test_addresses_that_hold_a_text_in_any_case_come_as_they_were_met(ledger: Ledger) -> None:
    for path in ("/z.asp?id=1", "/B.ASPX", "/c.html"):
        ledger.discover([link(path)], now=NOW)
    ledger.discover([Link(url="http://www.henan.gov.cn/1.asp", site="henan")], now=NOW)
    assert ledger.holding("redhongan", ".as") == (HOST + "/z.asp?id=1", HOST + "/B.ASPX")
    assert ledger.holding("redhongan", "%") == ()


def test_lists_come_first_and_sites_take_turns(ledger: Ledger) -> None:
    ledger.discover([link("/1.html", kind="article"), link("/2.html", kind="article")], now=NOW)
    ledger.discover([link("/news/", kind="list")], now=NOW)
    ledger.discover([Link(url="http://www.henan.gov.cn/1.html", site="henan")], now=NOW)
    order = [page.url for page in ledger.due(["redhongan", "henan"], now=NOW)]
    assert order == [
        "http://www.henan.gov.cn/1.html",
        HOST + "/news/",
        HOST + "/1.html",
        HOST + "/2.html",
    ]


def test_more_than_a_slice_is_due_each_once_while_the_caller_writes(ledger: Ledger) -> None:
    ledger.discover([link(f"/{number}") for number in range(1234)], now=NOW)
    seen = []
    for page in ledger.due(["redhongan"], now=NOW):
        seen.append(page.url)
        if len(seen) % 100 == 0:
            outcome = Outcome(url=page.url, state="failed", due_at=NOW - timedelta(hours=1))
            ledger.record([outcome], now=NOW)
            ledger.discover([link(f"/new-{len(seen)}")], now=NOW + timedelta(seconds=1))
    assert len(seen) == len(set(seen)) == 1234


def test_an_outcome_moves_the_next_visit_and_keeps_validators(ledger: Ledger) -> None:
    ledger.discover([link("/a", kind="list")], now=NOW)
    tomorrow = NOW + timedelta(days=1)
    fetched = Outcome(
        url=HOST + "/a",
        state="fetched",
        http_status=200,
        etag='"1"',
        last_modified="Mon, 24 Feb 2020 07:28:00 GMT",
        digest="sha256:1",
        due_at=tomorrow,
        interval_seconds=86400,
        warc=WarcPointer(file="x.warc.gz", offset=1, length=2),
    )
    ledger.record([fetched], now=NOW)
    unchanged = Outcome(url=HOST + "/a", state="fetched", http_status=304, due_at=tomorrow)
    ledger.record([unchanged], now=NOW + timedelta(hours=1))
    page = ledger.known([HOST + "/a"])[HOST + "/a"]
    assert (page.etag, page.digest, page.interval_seconds) == ('"1"', "sha256:1", 86400)
    assert page.changed_at == NOW
    assert page.fetched_at == NOW + timedelta(hours=1)
    assert urls_due(ledger) == []
    assert urls_due(ledger, tomorrow) == ["/a"]


def test_other_bytes_are_a_change_and_the_same_are_none(ledger: Ledger) -> None:
    later = NOW + timedelta(days=1)
    for digest, at in (("1", NOW), ("1", later), ("2", later)):
        outcome = Outcome(url=HOST + "/a", state="fetched", site="redhongan", digest=digest)
        ledger.record([outcome], now=at)
        changed_at = ledger.known([HOST + "/a"])[HOST + "/a"].changed_at
        assert changed_at == (NOW if digest == "1" else later)


def test_attempts_count_failures_in_a_row(ledger: Ledger) -> None:
    ledger.discover([link("/a")], now=NOW)
    attempts = []
    for state in ("failed", "failed", "fetched", "failed"):
        ledger.record([Outcome(url=HOST + "/a", state=state)], now=NOW)
        attempts.append(ledger.known([HOST + "/a"])[HOST + "/a"].attempts)
    assert attempts == [1, 2, 0, 1]


def test_what_was_not_asked_for_is_no_attempt(ledger: Ledger) -> None:
    ledger.discover([link("/a")], now=NOW)
    for was_asked, attempts in ((False, 0), (True, 1), (False, 1), (True, 2)):
        failed = Outcome(url=HOST + "/a", state="failed", due_at=NOW, was_asked=was_asked)
        ledger.record([failed], now=NOW)
        assert ledger.known([HOST + "/a"])[HOST + "/a"].attempts == attempts


def test_a_url_met_only_by_a_redirect_gets_its_row(ledger: Ledger) -> None:
    outcome = Outcome(url=HOST + "/x", state="gone", site="redhongan", http_status=404)
    ledger.record([outcome], now=NOW)
    page = ledger.known([HOST + "/x"])[HOST + "/x"]
    assert (page.state, page.http_status, page.site) == ("gone", 404, "redhongan")


def test_endless_addresses_are_excluded_and_hostile_text_is_stored(ledger: Ledger) -> None:
    long = link("/" + "x" * 5000)
    odd = link("/a", listed_title="要\x00闻\ud800")
    assert ledger.discover([long, odd], now=NOW) == {HOST + "/a"}
    key = long.url[:MAX_URL_CHARACTERS]
    page = ledger.known([key, odd.url])
    assert page[key].state == "excluded"
    assert page[key].reason == f"address too long: {len(long.url)} characters"
    assert page[odd.url].listed_title == "要\ufffd闻\ufffd"


def test_what_is_excluded_is_due_only_where_its_site_may_change_its_mind(ledger: Ledger) -> None:
    ledger.discover([link("/login"), link("/secret")], now=NOW)
    by_rule = Outcome(url=HOST + "/login", state="excluded", reason="exclude_urls: /login")
    by_site = Outcome(url=HOST + "/secret", state="excluded", reason="robots.txt", due_at=NOW)
    ledger.record([by_rule, by_site], now=NOW)
    assert urls_due(ledger) == ["/secret"]


@pytest.mark.parametrize(
    ("since", "again"),
    [
        (date(2020, 4, 9), ["/april", "/may"]),
        (date(2020, 4, 10), ["/may"]),
        (date(2020, 6, 1), []),
        (None, ["/april", "/may"]),
    ],
)
def test_what_was_too_old_for_one_run_is_due_in_one_that_goes_back_further(
    ledger: Ledger, since: date | None, again: list[str]
) -> None:
    ledger.discover([link("/april"), link("/may"), link("/ftp")], now=NOW)
    fetched = [Outcome(url=HOST + path, state="fetched") for path in ("/april", "/may")]
    days = (date(2020, 4, 9), date(2020, 5, 1))
    ledger.record([one.left_out(day) for one, day in zip(fetched, days, strict=True)], now=NOW)
    ledger.record([Outcome(url=HOST + "/ftp", state="excluded", reason="sincere: no")], now=NOW)
    assert urls_due(ledger) == []
    ledger.readmit(["henan"], since=None, now=NOW)
    assert urls_due(ledger) == []
    ledger.readmit(["redhongan"], since=since, now=NOW)
    assert urls_due(ledger) == again


def test_the_account_adds_up_and_counts_each_url_once(engine: Engine, ledger: Ledger) -> None:
    runs = Runs(engine)
    paths = [f"/{number}" for number in range(8)]
    ledger.discover(
        [link(path, kind="list" if path == "/0" else "other") for path in paths], now=NOW
    )
    first = runs.start("crawl", {}, now=NOW)
    tomorrow = NOW + timedelta(days=1)
    outcomes = [
        Outcome(url=HOST + "/0", state="fetched", due_at=tomorrow),
        Outcome(url=HOST + "/1", state="fetched", reason="no body: 3 characters", due_at=tomorrow),
        Outcome(url=HOST + "/2", state="fetched", reason="no body: 9 characters", due_at=tomorrow),
        Outcome(url=HOST + "/3", state="excluded", reason="exclude_urls: /video/"),
        Outcome(url=HOST + "/4", state="failed", reason="http 503", due_at=tomorrow),
        Outcome(url=HOST + "/5", state="gone", http_status=404),
    ]
    ledger.record(outcomes, run_id=first, now=NOW)
    account = ledger.account(["redhongan"], run_id=first)
    assert account.to_dict() == {
        "discovered": 8,
        "archived": 0,
        "not_an_article": {"list page": 1, "no body": 2},
        "excluded": {"exclude_urls": 1},
        "failed": {"http 503": 1},
        "gone": {"gone": 1},
        "not_yet_due": {"left over": 2},
    }
    second = runs.start("crawl", {}, now=NOW + timedelta(hours=1))
    account = ledger.account(["redhongan"], run_id=second)
    assert account.discovered == 1 + sum(account.not_yet_due.values())  # one is excluded
    assert account.not_yet_due == {"due later": 4, "never again": 1, "left over": 2}


@pytest.mark.parametrize(
    ("state", "reason", "counted"),
    [
        ("failed", "robots.txt: HTTP 503", "robots.txt: HTTP 503"),
        ("failed", "robots.txt: TimeoutError", "robots.txt: TimeoutError"),
        ("failed", "HTTP 429: Retry-After 900 s", "HTTP 429"),
        ("failed", "perhaps gone: HTTP 404", "perhaps gone"),
        ("excluded", "robots.txt: disallowed", "robots.txt"),
    ],
)
def test_of_a_robots_txt_that_failed_it_is_told_how(
    engine: Engine, ledger: Ledger, state: PageState, reason: str, counted: str
) -> None:
    run = Runs(engine).start("crawl", {}, now=NOW)
    ledger.discover([link("/1")], now=NOW)
    outcome = Outcome(url=HOST + "/1", state=state, reason=reason, due_at=NOW)
    ledger.record([outcome], run_id=run, now=NOW)
    account = ledger.account(["redhongan"], run_id=run).to_dict()
    assert account[state] == {counted: 1}


def test_writers_side_by_side_lose_and_double_nothing(engine: Engine, ledger: Ledger) -> None:
    links = [link(f"/{number}") for number in range(300)]
    with ThreadPoolExecutor(4) as pool:
        shares = [
            pool.submit(ledger.discover, part, now=NOW)
            for part in (links[:200], links[100:], links[::-1], links[::2])
        ]
        new = [share.result() for share in shares]
    assert sum(len(part) for part in new) == 300
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(PageRow)).scalar_one() == 300


def test_what_is_done_together_is_there_together_or_not_at_all(ledger: Ledger) -> None:
    with ledger.together():
        assert ledger.discover([link("/a")], now=NOW) == {HOST + "/a"}
        ledger.record([Outcome(url=HOST + "/a", state="gone")], now=NOW)
        assert ledger.known([HOST + "/a"])[HOST + "/a"].state == "gone"

    def broken() -> None:
        with ledger.together():
            ledger.discover([link("/b")], now=NOW)
            raise LookupError

    with pytest.raises(LookupError):
        broken()
    assert set(ledger.known([HOST + "/a", HOST + "/b"])) == {HOST + "/a"}
