"""What migrations make of archives of before, row by row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import Engine

from archive.database import schema
from archive.database.engine import writing
from archive.ledger import Ledger, Link, Outcome, Site
from archive.ledger.records import PageKind
from archive.models import ArticleRow, PageRow
from archive.records import Extraction
from archive.writing.writer import Writer
from tests.archive.samples import BODY, NOW, OTHER_BODY, extraction, judge
from tests.archive.test_addresses import table

LATER = NOW + timedelta(days=1)
HOST = "http://www.redhongan.com"
OLD, NEW = f"{HOST}/a/../%e8%a6%81/%7E1.html", f"{HOST}/%E8%A6%81/~1.html"
COPY = f"{HOST}/m/1.html"


def of_before(engine: Engine, revision: str, fill: Callable[[], object]) -> None:
    """Fill an archive, as a program of a former revision would, and bring it up to date."""
    config = schema._config()
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    fill()
    schema.upgrade(engine)


class TestOneSpelling:
    """Addresses that RFC 3986 says are one are one."""

    @pytest.fixture(autouse=True)
    def _begin(self, engine: Engine) -> None:
        self.engine = engine
        self.ledger = Ledger(engine)
        self.ledger.register([Site(id="redhongan", name="红安网")], now=NOW)
        self.writer = Writer(engine, judge)

    def stored(self, url: str, page: Extraction | None = None) -> None:
        fetch = Outcome(url=url, site="redhongan", state="fetched", digest=url, due_at=LATER)
        self.writer.store(page or extraction(url), now=NOW, fetch=fetch)

    def met(self, url: str) -> None:
        self.ledger.discover([Link(url=url, site="redhongan", kind="article")], now=NOW)

    def upgraded(self, fill: Callable[[], object]) -> None:
        of_before(self.engine, "0008", fill)

    def pages(self) -> list[tuple[object, ...]]:
        return table(self.engine, PageRow, "url", "state", "reason", "due_at", "article_id")

    def test_an_article_and_its_page_get_it(self) -> None:
        self.upgraded(lambda: self.stored(OLD))
        assert self.pages() == [(NEW, "fetched", None, LATER, 1)]
        edited = extraction(NEW, BODY.replace("24日", "25日"), fetched_at=LATER.isoformat())
        fetch = Outcome(url=NEW, site="redhongan", state="fetched", digest="2")
        assert self.writer.store(edited, now=LATER, fetch=fetch).article_id == 1
        assert table(self.engine, ArticleRow, "url", "version") == [(NEW, 2)]

    def test_its_copies_are_of_it(self) -> None:
        def fill() -> None:
            self.stored(OLD)
            self.stored(COPY)

        self.upgraded(fill)
        assert (COPY, "excluded", f"copy of an article: {NEW}", None, None) in self.pages()
        assert self.writer.elsewhere(NEW).urls == (COPY,)

    def test_all_pages_of_a_longer_article_get_it(self) -> None:
        pages = (OLD, f"{OLD}?p=%e6")
        self.upgraded(lambda: self.stored(OLD, extraction(OLD, pages=pages)))
        respelt = [NEW, f"{NEW}?p=%E6"]
        assert table(self.engine, ArticleRow, "pages") == [(respelt,)]
        assert [row[0] for row in self.pages()] == respelt

    @pytest.mark.parametrize("is_copy", [True, False])
    def test_what_stood_beside_it_in_that_spelling_is_its_copy(self, *, is_copy: bool) -> None:
        def fill() -> None:
            self.stored(OLD)
            self.stored(NEW) if is_copy else self.met(NEW)

        self.upgraded(fill)
        assert sorted(self.pages()) == [
            (NEW, "fetched", None, LATER, 1),
            (OLD, "excluded", f"copy of an article: {NEW}", None, None),
        ]

    def test_a_page_beside_an_article_in_that_spelling_is_asked_no_more(self) -> None:
        def fill() -> None:
            self.stored(NEW)
            self.met(OLD)

        self.upgraded(fill)
        assert self.pages() == [
            (NEW, "fetched", None, LATER, 1),
            (OLD, "excluded", f"copy of an article: {NEW}", None, None),
        ]

    def test_two_pages_without_articles_are_one(self) -> None:
        def fill() -> None:
            self.met(NEW)
            self.met(OLD)

        self.upgraded(fill)
        assert self.pages() == [
            (NEW, "discovered", None, NOW, None),
            (OLD, "discovered", None, None, None),
        ]

    def test_two_articles_stay_two(self) -> None:
        def fill() -> None:
            self.stored(OLD)
            self.stored(NEW, extraction(NEW, OTHER_BODY))

        self.upgraded(fill)
        assert table(self.engine, ArticleRow, "id", "url") == [(1, OLD), (2, NEW)]
        assert [row[-2:] for row in self.pages()] == [(LATER, 1), (LATER, 2)]

    @pytest.mark.parametrize(
        "url",
        [
            NEW,
            f"{HOST}/a%2Fb?q=5%&r=%u4e2d#post:k=%7Ea%e6",
            "file:///tmp/%e6/../1.html",
            "http://[/%e6",
        ],
    )
    def test_others_stay_as_they_are(self, url: str) -> None:
        self.upgraded(lambda: self.met(url))
        assert [row[0] for row in self.pages()] == [url]


EPOINT, LONGEST = f"{HOST}/jyxx/001/001001/", 180 * 86_400
FAR = datetime.now(UTC) + timedelta(days=170)
LEFT = Outcome(url="", state="excluded", kind="article", reason="since: 2000-10-01")


def put_off(kind: PageKind, seconds: int) -> Outcome:
    return Outcome(
        url="", state="fetched", kind=kind, due_at=FAR, interval_seconds=seconds, digest="1"
    )


@pytest.mark.parametrize(
    ("path", "outcome", "expected"),
    [
        ("secondPage.html", put_off("list", 0), ("fetched", 0, "1")),
        ("5b1e0f.html", put_off("article", LONGEST), ("fetched", 79_200, "1")),
        ("about.html", put_off("other", LONGEST), ("fetched", 79_200, None)),
        ("secondPage.html", LEFT, ("discovered", None, None)),
    ],
)
def test_what_waits_for_a_columns_number_is_due(
    engine: Engine, path: str, outcome: Outcome, expected: tuple[str, int | None, str | None]
) -> None:
    of_before(engine, "0009", lambda: recorded(engine, EPOINT + path, outcome))
    ((due, *found),) = table(engine, PageRow, "due_at", "state", "interval_seconds", "digest")
    assert due <= datetime.now(UTC)
    assert tuple(found) == expected


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        (f"{HOST}/jyxx/20240101/list.html", put_off("list", 0)),
        (f"{HOST}/p?at=/001001/", put_off("list", 0)),
        (f"{EPOINT}1.html", put_off("article", LONGEST // 2)),
        (f"{HOST}/05/0425/1.html", put_off("article", LONGEST)),
        (f"{HOST}/05/0425/1.html", LEFT),
        (f"{EPOINT}1.html", replace(LEFT, reason="since: 2019-10-01")),
    ],
)
def test_what_waits_for_a_day_goes_on_waiting(engine: Engine, url: str, outcome: Outcome) -> None:
    of_before(engine, "0009", lambda: recorded(engine, url, outcome))
    assert table(engine, PageRow, "due_at", "state") == [(outcome.due_at, outcome.state)]


def recorded(engine: Engine, url: str, outcome: Outcome) -> None:
    Ledger(engine).register([Site(id="redhongan", name="红安网")], now=NOW)
    Ledger(engine).record([replace(outcome, url=url, site="redhongan")], now=NOW)
