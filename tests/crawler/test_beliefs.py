"""Whether a missing article is believed to be gone: at once, when it is missed twice, not yet."""

from __future__ import annotations

import asyncio
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from archive.ledger import Outcome, Page
from archive.writing.addresses import Elsewhere
from crawler.answers import outcomes
from crawler.answers.disappearances import Disappearances
from crawler.frontier.visit import Visit
from tests.crawler.archived_pages import archived


class Told:
    """Takes what ``Disappearances`` writes, of articles that stand nowhere else."""

    def __init__(self) -> None:
        self.gone_: list[str] = []
        self.recorded: dict[str, Outcome] = {}

    async def elsewhere(self, _visit: Visit) -> Elsewhere:
        return Elsewhere()

    async def gone(
        self, visit: Visit, _outcome: Outcome, *, asked: frozenset[str] = frozenset()
    ) -> None:
        assert not asked
        self.gone_.append(visit.url)

    async def record(self, outcome: Outcome) -> None:
        self.recorded[outcome.url] = outcome


@pytest.mark.parametrize(
    ("before", "minutes", "enough"),
    [
        ("perhaps gone: soft 404", 30, True),
        ("perhaps gone: soft 404", 29, False),
        ("HTTP 503", 90, False),
    ],
)
def test_two_hints_within_half_an_hour_are_one(before: str, minutes: int, *, enough: bool) -> None:
    now = datetime(2020, 2, 24, tzinfo=UTC)
    visit = Visit(url="http://www.x.gov.cn/1.html", site="x", kind="article")
    hint = outcomes.perhaps_gone(visit, outcomes.gone(visit, "x", status=200, now=now), now=now)
    row: dict[str, Any] = dict.fromkeys(field.name for field in fields(Page))
    known = Page(**{**row, "reason": before, "state": "failed", "due_at": hint.due_at})
    visit = replace(visit, known=known)
    assert outcomes.is_confirmed(visit, now=now + timedelta(minutes=minutes)) == enough


def test_a_page_whose_copy_gave_no_answer_waits_half_an_hour() -> None:
    """Runs may follow each other by seconds: an outage of the copy's server lasts longer."""
    now = datetime(2020, 2, 24, tzinfo=UTC)
    visit = Visit(url="http://www.x.gov.cn/1.html", site="x", kind="article")
    gone = outcomes.gone(visit, "HTTP 404", status=404, now=now)
    found = outcomes.not_known_gone(visit, "HTTP 404, and no answer", gone, now=now)
    assert found.due_at == now + timedelta(minutes=30)
    assert (found.state, found.http_status) == ("failed", 404)
    assert found.reason == "perhaps gone: HTTP 404, and no answer"


@pytest.mark.parametrize(("status", "wait"), [(404, 0.5), (302, 24)])
def test_a_site_that_misses_everything_is_asked_again(status: int, wait: float) -> None:
    """Sites that are built anew, or without their database, answer 404 to all, or their home."""
    changes, moment = Told(), datetime.now(UTC)
    looking = Disappearances(changes, None, None, None)  # type: ignore[arg-type]

    async def missed(visit: Visit) -> None:
        gone = outcomes.gone(visit, f"HTTP {status}", status=status, now=moment)
        await (looking.told if status == 404 else looking.hinted)(visit, gone)

    async def story() -> None:
        for number in range(6):
            await missed(archived(number))
        looking.seen(archived(6))
        await missed(archived(7))
        yesterday = {"reason": "perhaps gone: x", "due_at": moment - timedelta(minutes=1)}
        for number in range(10, 16):
            await missed(archived(number, state="failed", **yesterday))

    asyncio.run(story())
    for number in (4, 5):
        due = changes.recorded[archived(number).url].due_at
        assert due is not None
        assert due - moment == pytest.approx(timedelta(hours=wait), abs=timedelta(minutes=5))
    at_once = [0, 1, 2, 3, 7] if status == 404 else []
    assert changes.gone_ == [archived(n).url for n in (*at_once, *range(10, 16))]


@pytest.mark.parametrize(
    ("said", "there", "believed"), [(1, 1, 1), (4, 4, 4), (5, 9, 0), (2, 1, 0), (1, 0, 0)]
)
def test_what_pages_say_is_believed_of_few_where_others_are_there(
    said: int, there: int, believed: int
) -> None:
    """A site without its database says it of all."""
    changes, moment = Told(), datetime.now(UTC)
    looking = Disappearances(changes, None, None, None)  # type: ignore[arg-type]

    async def story() -> None:
        for number in range(said):
            visit = archived(number)
            await looking.said(visit, outcomes.gone(visit, "x", status=200, now=moment))
        for number in range(there):
            looking.seen(archived(100 + number))
        assert changes.gone_ == []
        await looking.settle()

    asyncio.run(story())
    assert len(changes.gone_) == believed
    assert len(changes.recorded) == said  # so that nothing is lost when the run is killed before


def test_a_site_without_a_home_page_is_not_believed_until_it_is_back() -> None:
    """Every address of a site that is down may answer 404, in one run and in the next."""
    changes, moment = Told(), datetime.now(UTC)
    looking = Disappearances(changes, None, None, None)  # type: ignore[arg-type]
    before = {"state": "failed", "reason": "perhaps gone: x", "due_at": moment - timedelta(hours=1)}

    async def missed(visit: Visit) -> None:
        await looking.told(visit, outcomes.gone(visit, "HTTP 404", status=404, now=moment))

    async def story() -> None:
        looking.came_in(home("http://x.cn/"), there=False)
        for number in range(3):
            await missed(archived(number))
        await missed(archived(3, **before))
        looking.seen(archived(4))
        await missed(archived(5))

    asyncio.run(story())
    assert changes.gone_ == [archived(5).url]
    reasons = [(changes.recorded[archived(number).url].reason or "") for number in range(4)]
    assert all(reason.startswith("perhaps gone") for reason in reasons)


def home(url: str) -> Visit:
    return Visit(url=url, site="x", kind="list", start=True)


@pytest.mark.parametrize("first_is_there", [True, False])
def test_one_home_page_of_several_is_enough(*, first_is_there: bool) -> None:
    changes, moment = Told(), datetime.now(UTC)
    looking = Disappearances(changes, None, None, None)  # type: ignore[arg-type]

    async def story() -> None:
        looking.came_in(home("http://x.cn/"), there=first_is_there)
        looking.came_in(home("http://www.x.cn/"), there=not first_is_there)
        one = archived(1)
        await looking.told(one, outcomes.gone(one, "HTTP 404", status=404, now=moment))

    asyncio.run(story())
    assert changes.gone_ == [archived(1).url]


def test_a_column_that_is_missing_says_nothing_of_its_site() -> None:
    changes, moment = Told(), datetime.now(UTC)
    looking = Disappearances(changes, None, None, None)  # type: ignore[arg-type]

    async def story() -> None:
        looking.came_in(Visit(url="http://x.cn/tz/", site="x", kind="list"), there=False)
        one = archived(1)
        await looking.told(one, outcomes.gone(one, "HTTP 404", status=404, now=moment))

    asyncio.run(story())
    assert changes.gone_ == [archived(1).url]


@pytest.mark.parametrize(("there", "told"), [(True, ["http://x.cn/1.html"]), (False, [])])
def test_a_home_page_in_the_place_of_an_article_says_that_it_is_gone_where_others_are_there(
    *, there: bool, told: list[str]
) -> None:
    changes, moment = Told(), datetime.now(UTC)
    looking = Disappearances(changes, None, None, None)  # type: ignore[arg-type]
    hinted = {"reason": "perhaps gone: x", "due_at": moment - timedelta(minutes=1)}
    visit = archived(1, state="failed", **hinted)

    async def story() -> None:
        if there:
            looking.seen(archived(2))
        looking.shut(visit.site)
        await looking.hinted(visit, outcomes.gone(visit, "x", status=200, now=moment))

    asyncio.run(story())
    assert changes.gone_ == told
