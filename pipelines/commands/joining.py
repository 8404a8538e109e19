"""Joins the pages of an article that lie in one input, wherever in it, as a crawl would have.

Two passes: the first takes down addresses, from which follows which pages may belong together; the
second gives the others on as they come, and those when all have been seen. What is remembered lies
on the disk, so that memory stays flat.
"""

from __future__ import annotations

import dataclasses
import pickle
import pkgutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Protocol, cast

from archive.records import RawPage
from pipelines.decode import decode_bytes
from pipelines.inputs import Input, UnreadablePage
from pipelines.sites import SiteIndex
from seeds.catalogue import Site

PAGER = "crawler.discovery.parts"
"""Who knows how articles go on from page to page: the crawl. By name, as its settings name our item
pipeline, since rooms import nothing that stands to their left."""
MOST_PARTS = 50
"""Pages of one article, as the setting ``MAX_ARTICLE_PAGES`` of a crawl."""


class Pager(Protocol):
    """What that module offers."""

    def first_pages(self, url: str) -> tuple[str, ...]:
        """Return the addresses of articles of which ``url`` may be a further page."""

    def after_first(self, text: str, url: str, site: Site | None, encoding: str) -> str | None:
        """Return the address of an article's second page."""

    def after_part(self, text: str, url: str, first: str) -> str | None:
        """Return the address after a further page. Raises LookupError: it holds no article."""


def pager() -> Pager:
    """Return who knows how articles go on."""
    return cast("Pager", pkgutil.resolve_name(PAGER))


class Joiner:
    """Reads an input with the pages of each article together."""

    def __init__(self, sites: SiteIndex) -> None:
        self._sites = sites
        self._pager = pager()

    def joined(self, read: Callable[[], Iterable[Input]]) -> Iterator[Input]:
        """Yield the pages that ``read`` yields, each time it is called, in the same order.

        Pages of one article come last, as one page with its continuations.
        """
        with (
            tempfile.TemporaryDirectory(prefix="govnews-import-") as folder,
            closing(_Notes(Path(folder))) as notes,
        ):
            for page in read():
                if isinstance(page, RawPage):
                    notes.met(page.url, self._pager.first_pages(page.url))
            notes.all_met()
            for page in read():
                if isinstance(page, UnreadablePage) or not notes.may_be_joined(page.url):
                    yield page
                else:
                    notes.hold(page)
            yield from self._together(notes)

    def goes_on(self, page: RawPage) -> bool:
        """Tell whether a page, with its continuations, leads to more pages of its article."""
        last = page.continuations[-1] if page.continuations else page
        try:
            return self._after(last, page) is not None
        except LookupError:
            return False

    def _together(self, notes: _Notes) -> Iterator[Input]:
        for number, first in notes.firsts():
            parts = tuple(self._parts(first, notes))
            if parts:
                notes.joined(number, [(n, part.url) for n, part in parts])
                yield dataclasses.replace(first, continuations=tuple(part for _, part in parts))
        # Single pages, and further captures of pages that were joined: an archive that has these
        # articles whole by now leaves them alone.
        yield from notes.rest()

    def _parts(self, first: RawPage, notes: _Notes) -> Iterator[tuple[int, RawPage]]:
        """Yield an article's further pages, with their numbers, as far as they are there."""
        met = {first.url}
        with suppress(LookupError):
            url = self._after(first, first)
            while url is not None and url not in met and len(met) < MOST_PARTS:
                found = notes.capture(url, first)
                if found is None:
                    return
                met.add(url)
                url = self._after(found[1], first)
                yield found

    def _after(self, page: RawPage, first: RawPage) -> str | None:
        decoded = decode_bytes(page.body, page.content_type)
        if page.url != first.url:
            return self._pager.after_part(decoded.text, page.url, first.url)
        site = self._sites.site_of(page.url)
        return self._pager.after_first(decoded.text, page.url, site, decoded.encoding)


_PREPARATIONS = (
    "PRAGMA synchronous = OFF",  # nobody reads the file when this process has ended
    "PRAGMA journal_mode = OFF",
    "CREATE TABLE met (url TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE perhaps (part TEXT NOT NULL, first TEXT NOT NULL)",
    "CREATE TABLE candidates (url TEXT PRIMARY KEY, is_first INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE held (id INTEGER PRIMARY KEY, url TEXT NOT NULL, moment REAL NOT NULL,
    page BLOB NOT NULL, is_done INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX held_url ON held (url)",
    "CREATE TABLE parts (url TEXT PRIMARY KEY) WITHOUT ROWID",
    "BEGIN",
)


class _Notes:
    """What is remembered of an input, in a file that is thrown away."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "notes.db", isolation_level=None)
        for statement in _PREPARATIONS:
            self._db.execute(statement)

    def close(self) -> None:
        self._db.close()

    def met(self, url: str, firsts: Iterable[str]) -> None:
        """Take an address down, with those of which it may be a further page."""
        self._db.execute("INSERT OR IGNORE INTO met VALUES (?)", (url,))
        self._db.executemany("INSERT INTO perhaps VALUES (?, ?)", ((url, one) for one in firsts))

    def all_met(self) -> None:
        """Keep of what may belong together what is there."""
        self._db.execute("DELETE FROM perhaps WHERE first NOT IN (SELECT url FROM met)")
        self._db.execute("INSERT OR IGNORE INTO candidates SELECT part, 0 FROM perhaps")
        self._db.execute("INSERT OR REPLACE INTO candidates SELECT first, 1 FROM perhaps")

    def may_be_joined(self, url: str) -> bool:
        """Tell whether a page may be one of several of an article."""
        found = self._db.execute("SELECT 1 FROM candidates WHERE url = ?", (url,))
        return found.fetchone() is not None

    def hold(self, page: RawPage) -> None:
        """Keep a page back."""
        moment = page.fetched_at.timestamp() if page.fetched_at else 0.0
        row = (page.url, moment, pickle.dumps(page, protocol=-1))
        self._db.execute("INSERT INTO held (url, moment, page) VALUES (?, ?, ?)", row)

    def firsts(self) -> Iterator[tuple[int, RawPage]]:
        """Yield all captures of what may be first pages, with their numbers."""
        rows = self._db.execute(
            "SELECT id, url FROM held JOIN candidates USING (url) WHERE is_first "
            "ORDER BY length(url), moment, id"
        ).fetchall()
        for number, url in rows:
            if not self._is_part(url):
                yield number, self._page(number)

    def capture(self, url: str, first: RawPage) -> tuple[int, RawPage] | None:
        """Return a page as it was fetched soonest after its first page, or else last before."""
        moment = first.fetched_at.timestamp() if first.fetched_at else 0.0
        row = self._db.execute(
            "SELECT id FROM held WHERE url = ? ORDER BY moment < ?, abs(moment - ?), id LIMIT 1",
            (url, moment, moment),
        ).fetchone()
        return None if row is None else (row[0], self._page(row[0]))

    def joined(self, first: int, parts: Sequence[tuple[int, str]]) -> None:
        """Note that a first page has been given on with its further pages."""
        urls, numbers = [(url,) for _, url in parts], [(first,), *((n,) for n, _ in parts)]
        self._db.executemany("INSERT OR IGNORE INTO parts VALUES (?)", urls)
        self._db.executemany("UPDATE held SET is_done = 1 WHERE id = ?", numbers)

    def rest(self) -> Iterator[RawPage]:
        """Yield what has not been given on, in the order of the input."""
        rows = self._db.execute("SELECT id FROM held WHERE NOT is_done ORDER BY id").fetchall()
        for (number,) in rows:
            yield self._page(number)

    def _is_part(self, url: str) -> bool:
        found = self._db.execute("SELECT 1 FROM parts WHERE url = ?", (url,))
        return found.fetchone() is not None

    def _page(self, number: int) -> RawPage:
        (page,) = self._db.execute("SELECT page FROM held WHERE id = ?", (number,)).fetchone()
        found: RawPage = pickle.loads(page)  # noqa: S301 - held by ourselves
        return found
