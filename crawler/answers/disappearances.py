"""Articles that are not where they were: hints are confirmed, other addresses asked, then told.

An archive that says of an article that it was taken down, and it was not, is believed no more. So
what a site only hints at counts when it does so twice; what a page says in words, at the end of the
run, where the other articles of its site were there; and an article that its site showed at
another address, too, is looked for there before it is called gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from archive.ledger import Outcome
from archive.writing.addresses import Elsewhere
from crawler.answers import outcomes, schedule
from crawler.answers.bodies import as_text, is_blank
from crawler.answers.changes import Changes
from crawler.answers.responses import reason_of, refresh_target
from crawler.discovery.absence import is_place_of_mending, lacks_title
from crawler.discovery.reading import read, read_held
from crawler.discovery.result import Reading
from crawler.frontier.frontier import Frontier
from crawler.frontier.requests import request_for
from crawler.frontier.visit import Visit
from crawler.politeness.refusals import RefusedError, RunEndsError
from crawler.running.archive_failures import raise_archives
from crawler.running.clock import now
from crawler.running.scribe import Scribe
from seeds.catalogue import Site

MENDED = "the site is being mended"
"""Why a page failed that says so."""

Found = Literal["there", "another", "away", "elsewhere", "unknown"]
"""What an address that showed an article once shows now: it, another, none; or it sends its reader
on; or nobody knows."""
_MOST_IN_A_ROW = 4
"""Articles of a site that one run misses, none of the others in between, and believes as of any.
Where more are missing the site is in trouble, or is built anew under other addresses."""

_TELLING = frozenset({200}) | outcomes.GONE | outcomes.MOVED_FOR_GOOD
"""Statuses that tell what an address shows. All others (RFC 9110: 302 and 307 are for the time
being, 401 and 403 are about who asks, 451 about the law, 429 and 5xx about now, 400 about the
request) leave open whether the article is there."""


@dataclass(frozen=True, slots=True)
class Missing:
    """An article that is not at its address, and where it may be yet."""

    visit: Visit
    outcome: Outcome
    """What is written of its page when it is nowhere."""
    elsewhere: Elsewhere
    asked: frozenset[str] = frozenset()
    """The addresses at which it has been looked for."""


class Disappearances:
    """Decides what to make of a page that is not there.

    Args:
        changes: Writes what is decided.
        frontier: Knows the ledger's rows of other addresses.
        scribe: Asks the ledger off the reactor's thread.
        answered: Takes the answer of an address at which the article goes on living.

    """

    def __init__(
        self,
        changes: Changes,
        frontier: Frontier,
        scribe: Scribe,
        answered: Callable[[Visit, Response], Awaitable[Iterable[Any]]],
    ) -> None:
        self._changes = changes
        self._frontier = frontier
        self._scribe = scribe
        self._answered = answered
        self._in_a_row: dict[str, int] = {}
        self._there: Counter[str] = Counter()
        """Archived articles of a site that this run has found where they were."""
        self._said: defaultdict[str, list[tuple[Visit, Outcome]]] = defaultdict(list)
        """What pages of a site have said in words, for the first time."""
        self._has_way_in: dict[str, bool] = {}
        """Whether any home page of a site has answered; nothing before one was asked for."""
        self._shut: set[str] = set()
        """Sites whose home page is what stands in the place of articles, too."""

    def seen(self, visit: Visit) -> None:
        """Take note that an archived article is where it was."""
        if visit.holds_article:
            self._in_a_row[visit.site] = 0
            self._there[visit.site] += 1
            self._has_way_in[visit.site] = True

    def shut(self, site: str) -> None:
        """Take note that a site's home page shows the same as an article's page that shows none.

        Where other articles are there, that page is the site's own way to say that one is not.
        """
        self._shut.add(site)

    def came_in(self, visit: Visit, *, there: bool) -> None:
        """Take note of whether a home page is there; a site without any is in trouble itself.

        One that leads nowhere is none: a domain that is for sale, a place to log in.
        """
        if visit.start:
            self._has_way_in[visit.site] = there or self._has_way_in.get(visit.site, False)

    async def shows_it(self, visit: Visit, reading: Reading) -> bool:
        """Tell whether a page still has a headline of the archived article that it showed."""
        known = await self._changes.elsewhere(visit)
        return _has_one_of((visit.listed_title, *known.titles), reading)

    async def hinted(self, visit: Visit, outcome: Outcome) -> Iterable[Any]:
        """Deal with a page that perhaps is gone: it says so, or sends its readers to no article."""
        if visit.holds_article and not self._is_confirmed(visit):
            wait = schedule.TROUBLE if self._is_trouble(visit) else schedule.CONFIRM_AFTER
            await self._changes.record(outcomes.perhaps_gone(visit, outcome, now=now(), wait=wait))
            return ()
        return await self.told(visit, outcome)

    async def said(self, visit: Visit, outcome: Outcome) -> Iterable[Any]:
        """Deal with a page that says in words that there is nothing."""
        if visit.holds_article and not self._is_confirmed(visit):
            self._said[visit.site].append((visit, outcome))
        return await self.hinted(visit, outcome)

    async def settle(self) -> None:
        """Believe, when all is read, what pages have said in words where their site is well.

        So much of a site that its own articles are there, as with a 404, which sites tell so.
        """
        for site, said in self._said.items():
            is_well = len(said) <= min(self._there[site], _MOST_IN_A_ROW)
            for visit, outcome in said if is_well and not self._is_without_way_in(site) else ():
                if not (await self._changes.elsewhere(visit)).urls:
                    await self._changes.gone(visit, outcome, asked=())

    def _is_trouble(self, visit: Visit) -> bool:
        """Tell whether too many of a site's articles are missing to believe that of one more."""
        self._in_a_row[visit.site] = self._in_a_row.get(visit.site, 0) + 1
        many = self._in_a_row[visit.site] > _MOST_IN_A_ROW
        return many or self._is_without_way_in(visit.site)

    def _is_confirmed(self, visit: Visit) -> bool:
        """Tell whether this is the second look; while the home page is missing, none is."""
        confirmed = outcomes.is_confirmed(visit, now=now())
        return confirmed and not self._is_without_way_in(visit.site)

    def _is_without_way_in(self, site: str) -> bool:
        is_shut = site in self._shut and not self._there[site]
        return is_shut or not self._has_way_in.get(site, True)

    async def sent_away(self, visit: Visit, target: str, status: int) -> Iterable[Any]:
        """Deal with an archived article that sends its readers to what is none, here or elsewhere.

        So sites say that it is gone: they land on the home page, or on one that says sorry.
        """
        if is_place_of_mending(target):
            await self._changes.record(outcomes.failed(visit, MENDED, now=now(), status=status))
            return ()
        reason = f"redirect to no article: {target}"
        return await self.hinted(visit, outcomes.gone(visit, reason, status=status, now=now()))

    async def told(self, visit: Visit, outcome: Outcome) -> Iterable[Any]:
        """Deal with a page that is gone; return requests for where its article may be yet."""
        elsewhere = await self._changes.elsewhere(visit)
        return await self._look(Missing(visit, outcome, elsewhere))

    async def _look(self, missing: Missing) -> Iterable[Any]:
        urls = missing.elsewhere.urls
        if not urls:
            await self._gone(missing)
            return ()
        site = missing.visit.site
        copy = await self._scribe.do(lambda: self._frontier.visit_to(site, urls[0]))
        rest = replace(
            missing,
            elsewhere=missing.elsewhere._replace(urls=urls[1:]),
            asked=missing.asked | {urls[0]},
        )
        return [
            request_for(
                # Its text is wanted, not that it is as it was.
                replace(copy, resuming=True),
                self._frontier.sites[site],
                self.parse,
                self.fail,
                missing=rest,
            )
        ]

    async def _gone(self, missing: Missing) -> None:
        """Write that an article is gone, unless so many are that a second look has to confirm it.

        That look may come with the next hour's run: a column that is taken down is news.
        """
        visit, outcome = missing.visit, missing.outcome
        known = not visit.holds_article or self._is_confirmed(visit)
        if known or not self._is_trouble(visit):
            await self._changes.gone(visit, outcome, asked=missing.asked)
            return
        await self._changes.record(outcomes.perhaps_gone(visit, outcome, now=now()))

    async def parse(self, response: Response, **_kwargs: Any) -> AsyncIterator[Any]:  # noqa: ANN401 - Scrapy's signature
        """Look at one of the other addresses."""
        copy: Visit = replace(response.meta["visit"], resuming=False)
        missing: Missing = response.meta["missing"]
        match found_at(copy, response, missing.elsewhere.titles, self._frontier.sites[copy.site]):
            case "there":
                outputs = await self._lives_on(missing, copy, response)
            case "unknown":
                outputs = await self._undecided(missing, copy, f"HTTP {response.status}")
            case "another":
                await self._changes.record(outcomes.readmitted(copy, now=now()))
                outputs = await self._look(missing)
            case "elsewhere":
                # Where it leads, its own visit follows; the archive knows then what stands there.
                await self._changes.record(outcomes.readmitted(copy, now=now()))
                outputs = await self._undecided(missing, copy, "it sends its readers on")
            case "away":
                await self._changes.record(left(copy, response))
                outputs = await self._look(missing)
        for output in outputs:
            yield output

    async def fail(self, failure: Failure) -> AsyncIterator[Any]:
        """Go on where one of the other addresses gives no answer."""
        copy: Visit = failure.request.meta["visit"]  # type: ignore[attr-defined]  # Scrapy adds it
        missing: Missing = failure.request.meta["missing"]  # type: ignore[attr-defined]
        error = failure.value
        if isinstance(error, RunEndsError):
            return
        raise_archives(error)
        if isinstance(error, RefusedError) and not error.passing:
            await self._changes.record(outcomes.forbidden(copy, error.reason, now=now()))
        outputs = await self._undecided(missing, copy, reason_of(error))
        for output in outputs:
            yield output

    async def _lives_on(self, missing: Missing, copy: Visit, response: Response) -> Iterable[Any]:
        self.seen(missing.visit)
        await self._changes.lives_on(missing.visit, copy.url, missing.outcome)
        own = await self._scribe.do(lambda: self._frontier.visit_to(copy.site, copy.url))
        return await self._answered(own, response)

    async def _undecided(self, missing: Missing, copy: Visit, why: str) -> Iterable[Any]:
        """Leave for the next run what cannot be known now; not for ever."""
        if missing.visit.has_failed_often:
            return await self._look(missing)
        reason = f"{missing.outcome.reason}, and {copy.url} cannot be asked: {why}"
        outcome = outcomes.not_known_gone(missing.visit, reason, missing.outcome, now=now())
        await self._changes.record(outcome)
        return ()


def left(copy: Visit, response: Response) -> Outcome:
    """Return the outcome of a page that shows its article no more (``found_at``: away)."""
    if response.status in outcomes.GONE:
        return outcomes.refused(copy, response, now=now())
    return outcomes.gone(copy, f"HTTP {response.status}", status=response.status, now=now())


def found_at(copy: Visit, response: Response, titles: Iterable[str], site: Site) -> Found:
    """Tell what an address shows that showed an article with one of these titles once."""
    text = _page_of(response)
    if not isinstance(text, TextResponse):
        return text
    reading = read(text.text, copy.url, site, expected="article", encoding=text.encoding)
    if reading.mended or is_blank(text.text):
        return "unknown"
    if reading.absent:
        return "away"
    # In another dress, or with more news beside it, it is there yet.
    held = read_held(text.text, copy.url, site, encoding=text.encoding)
    if _has_one_of(titles, held):
        return "there"
    if held.app_shell:
        return "unknown"
    return "another" if reading.kind == "article" else "away"


def _has_one_of(titles: Iterable[str | None], reading: Reading) -> bool:
    """Tell whether a page has one of an article's headlines among its own words, no link's.

    One without a headline that tells it from others is believed to be there.
    """
    given = [title for title in titles if title]
    return not given or not all(lacks_title(reading.words, title) for title in given)


def _page_of(response: Response) -> TextResponse | Found:
    """Return the page that an answer brings, or what it tells without one."""
    if response.meta.get("wall") or response.status not in _TELLING:
        return "unknown"
    if response.status in outcomes.MOVED_FOR_GOOD:
        return "elsewhere"
    text = as_text(response) if response.status == 200 else None
    if text is None:
        return "away"
    return text if refresh_target(text) is None else "elsewhere"
