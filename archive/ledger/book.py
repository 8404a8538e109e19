"""The one door to the tables ``pages`` and ``sites``."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Update, literal, or_, select, tuple_, update

from archive.database.engine import writing
from archive.database.mapping import AnyRow
from archive.database.storable import insert_for, storable, storable_or_none
from archive.ledger.account import take_account
from archive.ledger.outcomes import ledger_url, write_outcomes
from archive.ledger.records import (
    COPY_OF,
    LEFT_OUT,
    MAX_URL_CHARACTERS,
    TOO_LONG,
    Account,
    Link,
    Outcome,
    Page,
    PageKind,
    Site,
)
from archive.models import IS_A_COPY, ArticleRow, PageRow, SiteRow

_T = TypeVar("_T")

SLICE_ROWS = 500
"""Rows read or written by one statement."""

_ORDER_OF_KINDS: tuple[PageKind, ...] = ("list", "other", "article")
"""Lists first: they bring what is new. Unknown ones next: they may turn out to be lists."""


class Ledger:
    """The one door to the table ``pages``. Each method is one transaction, but see ``together``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._shared: Connection | None = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is read and written inside, by one thread."""
        with writing(self._engine) as connection:
            self._shared = connection
            try:
                yield
            finally:
                self._shared = None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._shared is not None:
            yield self._shared
            return
        with writing(self._engine) as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._shared is not None:
            yield self._shared
            return
        with self._engine.connect() as connection:
            yield connection

    def register(self, sites: Iterable[Site], *, now: datetime) -> None:
        """Write the catalogue's sites, or what is new about them; do it before ``discover``."""
        rows = [_site_row(site, now) for site in sites]
        with writing(self._engine) as connection:
            for row in rows:
                insert = insert_for(connection, SiteRow).values(row)
                changed = {name: row[name] for name in row if name not in {"id", "registered_at"}}
                connection.execute(
                    insert.on_conflict_do_update(index_elements=["id"], set_=changed)
                )

    def discover(
        self, links: Iterable[Link], *, run_id: int | None = None, now: datetime
    ) -> frozenset[str]:
        """Write links that the ledger has not met, due now; return their URLs.

        A link known already gets the title and the date listed beside it, where it had none. A URL
        longer than ``MAX_URL_CHARACTERS`` is cut there, written as excluded and not returned.
        """
        # In the same order everywhere: two writers that lock rows crosswise would wait for ever.
        unique = sorted({link.url: link for link in links}.values(), key=lambda link: link.url)
        new: set[str] = set()
        with self._writing() as connection:
            for part in _slices(unique):
                new |= self._insert(connection, part, run_id, now)
                _add_listed(connection, [link for link in part if link.url not in new])
        return frozenset(new)

    def known(self, urls: Collection[str]) -> dict[str, Page]:
        """Return the rows of those URLs that the ledger has."""
        found: dict[str, Page] = {}
        with self._reading() as connection:
            for part in _slices(sorted(urls)):
                query = select(*_PAGE_COLUMNS).where(PageRow.url.in_(part))
                found |= {row.url: _page(row) for row in connection.execute(query)}
        return found

    def rows(self, ids: Collection[int]) -> list[Page]:
        """Return the rows that have one of these ids, in their order: a list's, in one query."""
        if not ids:
            return []
        query = select(*_PAGE_COLUMNS).where(PageRow.id.in_(ids)).order_by(PageRow.id)
        with self._reading() as connection:
            return [_page(row) for row in connection.execute(query)]

    def gone(self, site: str) -> list[Page]:
        """Return the pages of a site's articles that are gone."""
        query = (
            select(*_PAGE_COLUMNS)
            .join(ArticleRow, ArticleRow.id == PageRow.article_id)
            .where(PageRow.site_id == site, PageRow.state == "gone", PageRow.kind == "article")
            .where(ArticleRow.status == "gone")
            .order_by(PageRow.id)
        )
        with self._reading() as connection:
            return [_page(row) for row in connection.execute(query)]

    def make_due(self, urls: Collection[str], *, now: datetime) -> None:
        """Let what is due later be due now."""
        if urls:
            later = update(PageRow).where(PageRow.url.in_(sorted(urls)), PageRow.due_at > now)
            with self._writing() as connection:
                connection.execute(later.values(due_at=now))

    def put_off(self, sites: Collection[str], host: str, *, until: datetime) -> None:
        """Let no page of a host, of these sites, be due before ``until``."""
        at_host = or_(
            PageRow.url.startswith(f"http://{host}/", autoescape=True),
            PageRow.url.startswith(f"https://{host}/", autoescape=True),
        )
        early = update(PageRow).where(PageRow.site_id.in_(sites), PageRow.due_at < until, at_host)
        with self._writing() as connection:
            connection.execute(early.values(due_at=until))

    def holding(self, site: str, text: str) -> tuple[str, ...]:
        """Return a site's URLs that hold a text, in whatever case, the one met first in front."""
        found = PageRow.url.icontains(text, autoescape=True)
        query = select(PageRow.url).where(PageRow.site_id == site, found).order_by(PageRow.id)
        with self._reading() as connection:
            return tuple(connection.scalars(query))

    def readmit(self, sites: Collection[str], *, since: date | None, now: datetime) -> None:
        """Make due what earlier runs left out, and this one need not.

        As too old, where ``since`` goes back far enough; as copies of articles that are gone now.
        """
        left_out = PageRow.reason.startswith(LEFT_OUT, autoescape=True)
        again = update(PageRow).where(
            PageRow.site_id.in_(sites), PageRow.state == "excluded", left_out
        )
        if since is not None:
            again = again.where(PageRow.reason >= f"{LEFT_OUT}{since.isoformat()}")
        with self._writing() as connection:
            for pages in (again, _copies_of_what_is_gone(sites)):
                connection.execute(pages.values(state="discovered", reason=None, due_at=now))

    def due(
        self,
        sites: Collection[str],
        *,
        now: datetime,
        kinds: Sequence[PageKind] = _ORDER_OF_KINDS,
    ) -> Iterator[Page]:
        """Yield what may be fetched now: of each site in turn, list pages first, longest due first.

        Read in slices: no transaction stays open while the caller fetches. What is discovered
        or falls due after ``now`` is not among them.
        """
        waiting = deque(self._due_at(site, now, kinds) for site in sorted(sites))
        while waiting:
            site = waiting.popleft()
            page = next(site, None)
            if page is not None:
                waiting.append(site)
                yield page

    def record(
        self, outcomes: Iterable[Outcome], *, run_id: int | None = None, now: datetime
    ) -> None:
        """Write what became of URLs, all in one transaction.

        An article candidate must not be recorded as fetched before it is stored: give its
        ``Outcome`` to ``Writer.store`` or ``Writer.reject``, which write it with the article.
        """
        in_order = sorted(outcomes, key=lambda outcome: outcome.url)
        with self._writing() as connection:
            write_outcomes(connection, in_order, run_id=run_id, now=now)

    def account(self, sites: Collection[str], *, run_id: int) -> Account:
        """Say where every URL of these sites stands after this run."""
        with self._engine.connect() as connection:
            return take_account(connection, sites, run_id)

    def _insert(
        self, connection: Connection, links: Sequence[Link], run_id: int | None, now: datetime
    ) -> set[str]:
        rows = [_page_row(link, run_id, now) for link in links]
        insert = insert_for(connection, PageRow).on_conflict_do_nothing()
        inserted = connection.execute(insert.returning(PageRow.url, PageRow.state), rows)
        return {row.url for row in inserted if row.state == "discovered"}

    def _due_at(self, site: str, now: datetime, kinds: Sequence[PageKind]) -> Iterator[Page]:
        for kind in kinds:
            after: tuple[datetime, int] | None = None
            while rows := self._due_slice(site, kind, now, after):
                yield from (_page(row) for row in rows)
                after = (rows[-1].due_at, rows[-1].id)

    def _due_slice(
        self, site: str, kind: PageKind, now: datetime, after: tuple[datetime, int] | None
    ) -> Sequence[AnyRow]:
        query = (
            select(*_PAGE_COLUMNS)
            .where(PageRow.site_id == site, PageRow.kind == kind, PageRow.due_at <= now)
            .order_by(PageRow.due_at, PageRow.id)
            .limit(SLICE_ROWS)
        )
        if after is not None:
            query = query.where(tuple_(PageRow.due_at, PageRow.id) > after)
        with self._engine.connect() as connection:
            return connection.execute(query).all()


_PAGE_COLUMNS = (
    *(PageRow.id, PageRow.url, PageRow.site_id, PageRow.kind, PageRow.state, PageRow.reason),
    *(PageRow.http_status, PageRow.attempts, PageRow.depth, PageRow.discovered_at),
    *(PageRow.discovered_on, PageRow.listed_title, PageRow.listed_date, PageRow.fetched_at),
    *(PageRow.changed_at, PageRow.due_at, PageRow.interval_seconds, PageRow.etag),
    *(PageRow.last_modified, PageRow.digest, PageRow.article_id, PageRow.listed),
    *(PageRow.listed_at, PageRow.last_run_id),
)


def _page(row: AnyRow) -> Page:
    values = row._asdict()
    listed = tuple(map(int, (values.pop("listed") or "").split()))
    return Page(site=values.pop("site_id"), listed=listed, **values)


def _site_row(site: Site, now: datetime) -> dict[str, Any]:
    return {
        "id": site.id,
        "name": storable(site.name),
        "region": storable_or_none(site.region),
        "region_code": site.region_code,
        "level": site.level,
        "start_urls": list(site.start_urls),
        "registered_at": now,
    }


def _page_row(link: Link, run_id: int | None, now: datetime) -> dict[str, Any]:
    too_long = len(link.url) > MAX_URL_CHARACTERS
    return {
        "url": ledger_url(link.url),
        "site_id": link.site,
        "kind": link.kind,
        "state": "excluded" if too_long else "discovered",
        "reason": f"{TOO_LONG}{len(link.url)} characters" if too_long else None,
        "attempts": 0,
        "depth": link.depth,
        "discovered_at": now,
        "discovered_on": storable_or_none(link.discovered_on),
        "discovered_run_id": run_id,
        "listed_title": storable_or_none(link.listed_title),
        "listed_date": storable_or_none(link.listed_date),
        "due_at": None if too_long else now,
    }


def _add_listed(connection: Connection, links: Sequence[Link]) -> None:
    """Add what a list says beside a link to rows that were first met without."""
    for column, values in (
        (PageRow.listed_title, {link.url: link.listed_title for link in links}),
        (PageRow.listed_date, {link.url: link.listed_date for link in links}),
    ):
        given = {url: value for url, value in values.items() if value}
        lacking = select(PageRow.url).where(PageRow.url.in_(given), column.is_(None))
        for url in connection.execute(lacking).scalars().all() if given else ():
            connection.execute(
                update(PageRow).where(PageRow.url == url).values({column: storable(given[url])})
            )


def _slices(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), SLICE_ROWS):
        yield items[start : start + SLICE_ROWS]


def _copies_of_what_is_gone(sites: Collection[str]) -> Update:
    """Return the change of the copies of articles that are gone, found by the index of copies.

    They are excluded, as their reason says, and of the article's site; asked for state or site,
    SQLite would take their indexes.
    """
    gone = select(literal(COPY_OF) + ArticleRow.url).where(
        ArticleRow.site_id.in_(sites), ArticleRow.status == "gone"
    )
    return update(PageRow).where(IS_A_COPY, PageRow.reason.in_(gone))
