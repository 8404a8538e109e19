"""Which pages a run asks for: every address goes through the ledger before it becomes a visit.

What lies off a site's hosts is not the site's and gets no row. Everything else that a link names
does, also what is left alone, with the rule that left it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from archive.ledger import Ledger, Outcome
from archive.ledger import Link as LedgerLink
from crawler.discovery.dates import day_of
from crawler.discovery.forms import target_of
from crawler.discovery.links import Link
from crawler.discovery.offsets import beyond_shown
from crawler.discovery.postbacks import is_postback
from crawler.discovery.result import Reading
from crawler.discovery.scope import Scope
from crawler.discovery.scoring import WORTH_FETCHING, Judgement, weight
from crawler.discovery.urls import absolute, page_key, shape_of
from crawler.frontier.admissions import Admissions
from crawler.frontier.departures import Departures
from crawler.frontier.entries import Entries
from crawler.frontier.going_on import leads_on
from crawler.frontier.origins import Origins
from crawler.frontier.refusals import Refusals
from crawler.frontier.returns import Returns
from crawler.frontier.second_looks import SecondLooks
from crawler.frontier.spellings import Spellings
from crawler.frontier.visit import NEXT_BY_SCRIPT, NEXT_PAGE, Visit, visit_of
from crawler.running.clock import now
from seeds.catalogue import Site

_LONG_AGO = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """Bounds against traps; the settings of the same names."""

    max_list_depth: int
    max_list_pages: int
    max_revisits: int


class Frontier:
    """The run's border between what is known and what is asked for."""

    def __init__(
        self,
        ledger: Ledger,
        sites: Iterable[Site],
        *,
        run_id: int,
        budgets: Budgets,
        since: date | None = None,
    ) -> None:
        self.sites: Mapping[str, Site] = {site.id: site for site in sites}
        self._scopes = {site.id: Scope(site) for site in self.sites.values()}
        self._ledger = ledger
        self._entries = Entries(ledger, run_id=run_id, since=since)
        self._budgets = budgets
        self._since = since
        self._admissions = Admissions(self.sites)
        self._met: dict[str, bool] = {}
        self._beside: set[str] = set()
        self._refusals = Refusals(self._scopes, budgets.max_list_depth)
        self._origins = Origins(self.sites.values())
        self._spellings = Spellings(ledger)
        self._second_looks = SecondLooks(ledger, run_id=run_id)
        self._departures = Departures(ledger)
        self._returns = Returns(ledger)

    # --- beginning --------------------------------------------------------------------------------

    def begin(self) -> Iterator[Visit]:
        """Yield what a run starts with: start URLs, lists, then what is new, failed or due."""
        starts = [
            Visit(url=absolute(url, url) or url, site=site.id, kind="list", start=True)
            for site in self.sites.values()
            for url in site.start_urls
        ]
        self._ledger.readmit(list(self.sites), since=self._since, now=now())
        self._entries.leave_out_old(self.sites.keys())
        links = [LedgerLink(url=visit.url, site=visit.site, kind="list") for visit in starts]
        self._entries.discover(links)
        known = self._ledger.known([visit.url for visit in starts])
        for visit in starts:
            self._refusals.keep(visit.url)
        first = list(
            self._admissions.admitted(
                replace(visit, known=known.get(visit.url)) for visit in starts
            )
        )
        for site in self.sites.values():
            first += self.sitemaps(site.id, [absolute(url, url) or url for url in site.sitemaps])
        # What is written is written before anything is fetched: later it would not be our turn.
        yield from first
        yield from self._admissions.admitted(self._due())

    def _due(self) -> Iterator[Visit]:
        revisits = dict.fromkeys(self.sites, 0)
        for page in self._ledger.due(list(self.sites), now=now()):
            if page.kind == "other" and page.state == "discovered":
                continue  # a further page of an article is never asked for by itself
            visit = visit_of(page)
            if page.kind == "list":
                self._refusals.keep(page.url)
            if page.state == "fetched" and (page.kind != "list" or visit.stood_empty):
                revisits[visit.site] += 1
                if revisits[visit.site] > self._budgets.max_revisits:
                    continue
            if self._is_wanted(visit):
                yield self._from_its_list(visit) if is_postback(visit.url) else visit

    def _from_its_list(self, visit: Visit) -> Visit:
        """Return the visit to a list's first page, from which alone a later one can be posted."""
        first = target_of(visit.url)
        return replace(visit, url=first, listed_title=None, resuming=True, known=None)

    def sitemaps(self, site_id: str, urls: Iterable[str]) -> Iterator[Visit]:
        """Write sitemaps and feeds that the catalogue or robots.txt names; yield their visits."""
        places = [url for url in urls if self._scopes[site_id].covers(url)]
        rows = [LedgerLink(url=url, site=site_id, kind="list") for url in places]
        self._entries.discover(rows)
        known = self._ledger.known(places)
        yield from self._admissions.admitted(
            Visit(url=url, site=site_id, kind="list", known=known.get(url)) for url in places
        )

    # --- going on ---------------------------------------------------------------------------------

    def follow(self, visit: Visit, reading: Reading) -> list[Visit]:
        """Write what a list page leads to; return what is to be asked for now."""
        wanted: list[Visit] = []
        left: dict[str, str] = {}
        reading = self._as_asked(visit, reading)
        visit = self._weighed(visit, reading)
        self._refusals.repaid(visit, reading)
        for link, judged in reading.links:
            if link.url == reading.following or not self._scopes[visit.site].covers(link.url):
                continue
            if not self._is_news(link) and not self._second_looks.says_more(link, judged):
                continue
            target = _target(visit, link, judged)
            refusal = self._refusals.of(visit, target, judged, reading)
            if refusal is None:
                wanted.append(target)
            else:
                left[link.url] = refusal
                self._second_looks.leave(link.url, refusal)
        new = self._entries.write(visit, wanted, left)
        new |= self._second_looks.readmitted(each for each in wanted if each.url not in new)
        visits = self._entries.young(target for target in wanted if target.url in new)
        return [
            *self._admissions.admitted(visits),
            *self._admissions.admitted(self._further(visit, reading)),
        ]

    def departed(
        self, visit: Visit, reading: Reading
    ) -> tuple[list[Visit], tuple[int, ...] | None]:
        """Return the articles that left a list out of turn, to be asked for now, and which stand.

        After ``follow``, which writes those that are new. None: the list does not tell.
        """
        reading = self._as_asked(visit, reading)
        standing = self._departures.standing(visit, reading)
        left = self._departures.departed(visit, reading, standing)
        return list(self._admissions.admitted(left)), standing

    def shown_again(self, visit: Visit, reading: Reading | None) -> list[Visit]:
        """Return the articles that are gone and stand on a list, to be asked for now.

        None: the list is as it was, and so is what stood on it.
        """
        if not self._returns.awaits_any(visit.site):
            return []
        if reading is None:
            listed = visit.known.listed if visit.known is not None else ()
            again = self._returns.standing(visit.site, listed)
        else:
            links = self._as_asked(visit, reading).links
            again = self._returns.shown(visit.site, [link.url for link, _ in links])
        return list(self._admissions.admitted(filter(self._is_wanted, again)))

    def beside(self, visit: Visit, reading: Reading) -> list[Visit]:
        """Write the articles before and after an article; return those to be asked for now.

        They do not count as met: a list whose articles are all known from elsewhere is no trap.
        Of an article that may be of before ``since`` they are left alone, or no day would end it.
        """
        if (
            self._since is not None
            and (day_of(visit.url, visit.listed_date) or _LONG_AGO) < self._since
        ):
            return []
        found = [
            (_target(visit, link, judged), judged)
            for link, judged in self._as_asked(visit, reading).links
            if self._is_found(link)
        ]
        wanted = [
            target
            for target, judged in found
            if self._refusals.of(visit, target, judged, reading) is None
        ]
        new = self._entries.write(visit, wanted, {})
        young = self._entries.young(target for target in wanted if target.url in new)
        return list(self._admissions.admitted(young))

    def _as_asked(self, visit: Visit, reading: Reading) -> Reading:
        """Return a page's reading with the addresses that are asked instead of those linked."""
        return self._spellings.settled(visit.site, self._origins.readdressed(reading))

    def _is_found(self, link: Link) -> bool:
        """Tell whether a link leads to what neither a list nor another article has led to."""
        if link.url in self._met or link.url in self._beside:
            return False
        self._beside.add(link.url)
        return True

    def redirect(self, visit: Visit, target: str) -> Visit | None:
        """Write where a page was sent on to; return the visit, or None when it needs none."""
        self._origins.learn(visit.url, target)
        self._entries.write(visit, [replace(visit, url=target)], {})
        known = self._ledger.known([target]).get(target)
        done = known is not None and known.state == "fetched" and visit.kind == "article"
        visits = [] if done else [visit.redirected(target, known)]
        return next(self._admissions.admitted(visits), None)

    def article_page(self, visit: Visit, url: str) -> Visit:
        """Write the address of an article's further page, which is never asked for by itself."""
        link = LedgerLink(url=url, site=visit.site, kind="other", discovered_on=visit.url)
        self._entries.discover([link])
        return Visit(
            url=url, site=visit.site, kind="other", depth=visit.depth, number=visit.number + 1
        )

    def may_use(self, site_id: str, url: str) -> bool:
        """Tell whether a site's border lets us fetch what a page needs to be read."""
        return not self._scopes[site_id].forbids(url)

    def may_ask(self, site_id: str, url: str) -> bool:
        """Tell whether a site's border and budget let us ask for what a script signs; count it."""
        return self.may_use(site_id, url) and self._admissions.counts(site_id)

    def may_go_on(self, visit: Visit, reading: Reading, number: int) -> bool:
        """Tell whether a run's bounds let a list go on after its page of this number."""
        most, since = self._budgets.max_list_pages, self._since
        at = replace(visit, number=number, barren=0, articles_before=frozenset())
        return leads_on(at, _rows(reading), most_pages=most, since=since)

    def script_found(self, visit: Visit, url: str) -> None:
        """Write the address of what a page needs to be read, which is never a page itself."""
        link = LedgerLink(url=url, site=visit.site, kind="other", discovered_on=visit.url)
        self._entries.discover([link])

    def visit_to(self, site_id: str, url: str) -> Visit:
        """Return the visit to an article's page of the ledger, whatever became of it before."""
        known = self._ledger.known([url])[url]
        self._admissions.mark(url)
        return replace(visit_of(known), site=site_id, kind="article")

    def refusal(self, site_id: str, url: str) -> str | None:
        """Return why a site's border keeps us from ``url``, or None."""
        return self._scopes[site_id].refusal(url)

    def holds_no_article(self, site_id: str, url: str) -> bool:
        """Tell whether ``url`` is a site's start page, or looks like no article's address.

        What a list has led to as an article's page counts as one, whatever its address.
        """
        starts = self.sites[site_id].start_urls
        if page_key(url) in {page_key(absolute(start, start) or start) for start in starts}:
            return True
        known = self._ledger.known([url]).get(url)
        if known is not None and known.kind == "article" and known.state != "gone":
            return False
        return weight("article", shape_of(url)) < WORTH_FETCHING

    def record(self, *results: Outcome) -> None:
        """Write what became of pages."""
        self._entries.record(*results)

    def record_beside(self, outcome: Outcome) -> None:
        """Write what became of what a page needs to be read, unless it is a list as well."""
        known = self._ledger.known([outcome.url]).get(outcome.url)
        if known is None or known.kind != "list":
            self._entries.record(outcome)

    # --- parts ------------------------------------------------------------------------------------

    def _weighed(self, visit: Visit, reading: Reading) -> Visit:
        """Return the visit with how many list pages in a row have brought nothing new."""
        listed = [link.url for link in _rows(reading)]
        fresh = not listed or any(url not in self._met for url in listed)
        return replace(visit, barren=0 if fresh or visit.resuming else visit.barren + 1)

    def _is_news(self, link: Link) -> bool:
        """Tell whether this run has something to write about a link: navigation repeats itself."""
        dated = link.date is not None
        met = self._met.get(link.url)
        if met is None or (dated and not met):
            self._met[link.url] = dated
            return True
        return False

    def _further(self, visit: Visit, reading: Reading) -> list[Visit]:
        """Return the visit to the list's next page, unless this page is the last worth reading."""
        rows = _rows(reading)
        listed = frozenset(link.url for link in rows)
        most, since = self._budgets.max_list_pages, self._since
        if not reading.following or not leads_on(visit, rows, most_pages=most, since=since):
            return []
        url = reading.following
        if visit.is_asked_by_script:
            url = beyond_shown(visit.url, url, listed, visit.articles_before)
        if url in self._admissions or self._scopes[visit.site].forbids(url):
            return []
        known = self._ledger.known([url]).get(url)
        read_before = known is not None and known.fetched_at is not None
        if read_before and not visit.resuming and not self._has_news(visit, listed):
            return []
        by_script = visit.is_asked_by_script or reading.following_by_script
        further = Visit(
            url=url,
            site=visit.site,
            kind="list",
            depth=visit.depth,
            number=visit.number + 1,
            listed_title=NEXT_BY_SCRIPT if by_script else NEXT_PAGE,
            articles_before=listed,
            barren=visit.barren,
            form_state=reading.following_state,
            resuming=visit.resuming and read_before,
            known=known,
        )
        self._entries.write(visit, [further], {})
        self._entries.make_due(further)
        return [further]

    def _has_news(self, visit: Visit, listed: frozenset[str]) -> bool:
        """Tell whether a page lists an article that was met after the page was last read."""
        last_read = visit.known.fetched_at if visit.known else None
        if last_read is None:
            return True
        rows = self._ledger.known(listed)
        return any(row.discovered_at > last_read for row in rows.values())

    def _is_wanted(self, visit: Visit) -> bool:
        """Tell whether this run may ask for a page of the ledger: ours yet, and not too old."""
        return self._still_ours(visit) and self._entries.day_before(visit) is None

    def _still_ours(self, visit: Visit) -> bool:
        """Tell whether today's catalogue still lets us have a page of the ledger."""
        scope = self._scopes[visit.site]
        border = scope.refusal_of_call if visit.is_asked_by_script else scope.exclusion
        return border(visit.url) is None


def _rows(reading: Reading) -> list[Link]:
    """Return what a page lists: articles, and of data, which has no navigation, lists as well.

    So are the issues of a newspaper listed.
    """
    kinds = {"article", "list"} if reading.rows == len(reading.links) else {"article"}
    return [link for link, judged in reading.links if judged.kind in kinds]


def _target(visit: Visit, link: Link, judged: Judgement) -> Visit:
    return Visit(
        url=link.url,
        site=visit.site,
        kind=judged.kind,
        depth=visit.depth + 1,
        listed_title=link.text or None,
        listed_date=link.date,
    )
