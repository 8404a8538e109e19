"""The one writer: an article and all that belongs to it is one transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVar

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import IntegrityError

from archive.clusters.candidates import forget_signature, has_signature, write_signature
from archive.clusters.clustering import Clusters
from archive.database.engine import transact, writing
from archive.database.mapping import AnyRow, cleaned, pointer_of
from archive.errors import StorageError
from archive.ledger import Outcome
from archive.ledger.outcomes import ledger_url, write_outcomes
from archive.models import PageRow
from archive.records import Extraction, Judge, Rejection
from archive.writing import article_rows as rows
from archive.writing.removal_rows import Owner, retire, write_removals

_WRITER_KEY = 0x676F766E_0002
"""Advisory lock of PostgreSQL for the length of one transaction ("govn", 2). Two writers that store
copies of one text at the same moment would not see each other's, and make two clusters of them."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of an article that was handed in."""

    article_id: int
    outcome: Literal["new", "changed", "unchanged"]


class Writer:
    """Stores articles, and what sites did to them later. Threads and processes may each have one.

    Args:
        engine: An archive whose schema is current.
        judge: Decides on near-duplicates.
        sync: Called before each commit that points to a raw record; ``RawStore.sync``, so that
            no article points to a record that a power cut took.
        own_source_words: Source lines by which a site says that a text is its own (原创 …).

    Raises:
        StorageError: (every method) the database failed; nothing of the call was written.

    """

    def __init__(
        self,
        engine: Engine,
        judge: Judge,
        *,
        sync: Callable[[], object] | None = None,
        own_source_words: Collection[str] = (),
    ) -> None:
        self._engine = engine
        self._judge = judge
        self._sync = sync
        self._own_source_words = own_source_words
        self._shared: Connection | None = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all calls inside, by one thread; synced once, before its commit.

        Raises:
            StorageError: Something failed, or another writer was in the way; nothing of any call
                was written.

        """
        try:
            with writing(self._engine) as connection:
                self._take_turn(connection)
                self._shared = connection
                yield
                self._sync_raw_records()
        except IntegrityError as error:
            raise StorageError(f"another writer was in the way: {error.orig}") from error
        finally:
            self._shared = None

    def store(
        self,
        extraction: Extraction,
        *,
        now: datetime,
        run_id: int | None = None,
        fetch: Outcome | None = None,
    ) -> Stored:
        """Store an article with its version, signature, spam, attachments, index and ledger row.

        ``fetch`` is the ledger's outcome of the page it was read from, written in the same
        transaction; without it the ledger's row of ``article.url`` says fetched, and due again.
        """
        page = dataclasses.replace(extraction, article=cleaned(extraction.article))

        def work(connection: Connection) -> Stored:
            old = rows.find(connection, page.article.url)
            stored = (
                self._store_new(connection, page, now)
                if old is None
                else self._store_known(connection, old, page, _Visit(now, run_id, fetch))
            )
            outcomes = _outcomes(page, stored.article_id, fetch, now)
            write_outcomes(connection, outcomes, run_id=run_id, now=now)
            return stored

        return self._transact(work)

    def revise(self, article_id: int, extraction: Extraction, *, now: datetime) -> bool:
        """Write what today's rules read in the raw page of an article's newest version.

        A new revision of that version, never a new version. Returns whether anything differs. A
        signature of a former scheme is made anew, so that copies that come later find it.
        """
        page = dataclasses.replace(extraction, article=cleaned(extraction.article))

        def work(connection: Connection) -> bool:
            old = rows.get(connection, article_id)
            if old is None:
                return False
            if not rows.is_read_otherwise(connection, old, page):
                self._sign_anew(connection, article_id, page, now)
                return False
            kept = dataclasses.replace(
                page.article, warc=pointer_of(old), fetched_at=old.fetched_at.isoformat()
            )
            self._reread(connection, old, dataclasses.replace(page, article=kept), now)
            return True

        return self._transact(work)

    def reject(
        self,
        rejection: Rejection,
        *,
        now: datetime,
        run_id: int | None = None,
        fetch: Outcome | None = None,
    ) -> None:
        """Write into the ledger that the page holds no article, and why, and its injected spam."""
        outcome = dataclasses.replace(
            fetch or Outcome(url=rejection.url, state="fetched"),
            state="failed" if rejection.failed else "fetched",
            kind=fetch.kind if fetch and fetch.kind == "list" else "other",
            reason=rejection.reason,
        )

        def work(connection: Connection) -> None:
            page = select(PageRow.id, PageRow.fetched_at).where(
                PageRow.url == ledger_url(outcome.url)
            )
            before = connection.execute(page).one_or_none()
            write_outcomes(connection, [outcome], run_id=run_id, now=now)
            after = connection.execute(page).one()
            owner: Owner = ("page_id", after.id)
            if before is not None and before.fetched_at is not None:
                retire(connection, owner, rejection.removed, before.fetched_at)
            write_removals(connection, owner, rejection.removed, now=now)

        self._transact(work)

    def gone(
        self,
        url: str,
        http_status: int | None,
        *,
        now: datetime,
        run_id: int | None = None,
        fetch: Outcome | None = None,
    ) -> bool:
        """Say that the article is no longer at its address; it stays in the archive for ever.

        ``fetch``, where given, is written into the ledger in the same transaction (so with
        ``moved`` and ``returned``). Returns whether it is news: False when there is no such article
        or it was gone already.
        """

        def change(connection: Connection, article: AnyRow) -> bool:
            if article.status == "gone":
                return False
            rows.touch(connection, article.id, status="gone", gone_at=now)
            rows.write_change(
                connection, article, "gone", now, http_status=http_status, run_id=run_id
            )
            return True

        return self._change(url, change, _Visit(now, run_id, fetch))

    def moved(
        self,
        url: str,
        new_url: str,
        *,
        now: datetime,
        http_status: int = 301,
        run_id: int | None = None,
        fetch: Outcome | None = None,
    ) -> bool:
        """Say that the article has another address from now on; the ledger still knows the old.

        Where an article stands at the new address already, the one at the old address is gone.
        """

        def change(connection: Connection, article: AnyRow) -> bool:
            if article.status == "gone":
                return False
            if rows.find(connection, new_url) is None:
                rows.touch(connection, article.id, url=new_url)
            else:
                rows.touch(connection, article.id, status="gone", gone_at=now)
            details = {"http_status": http_status, "run_id": run_id}
            rows.write_change(connection, article, "moved", now, new_url=new_url, **details)
            return True

        return self._change(url, change, _Visit(now, run_id, fetch))

    def returned(
        self,
        url: str,
        *,
        now: datetime,
        run_id: int | None = None,
        fetch: Outcome | None = None,
    ) -> bool:
        """Say that the article is there, unchanged (a 304); news only where it was gone.

        ``store`` sees returns by itself.
        """

        def change(connection: Connection, article: AnyRow) -> bool:
            news = _return_if_gone(connection, article, _Visit(now, run_id, None))
            rows.touch(connection, article.id, last_seen_at=now)
            return news

        return self._change(url, change, _Visit(now, run_id, fetch))

    # --- inside a transaction ---------------------------------------------------------------------

    def _store_new(self, connection: Connection, page: Extraction, now: datetime) -> Stored:
        article_id = rows.insert_article(connection, page, now)
        self._clusters(connection, now).place(article_id, page)
        return Stored(article_id=article_id, outcome="new")

    def _store_known(
        self, connection: Connection, old: AnyRow, page: Extraction, visit: _Visit
    ) -> Stored:
        _return_if_gone(connection, old, visit)
        edited = rows.is_edited(old, page)
        if edited and _is_same_page(connection, visit.fetch):
            edited = False
            self._reread(connection, old, page, visit.now)
        elif edited:
            self._edit(connection, old, page, visit)
        elif rows.is_told_otherwise(old, page.article):
            by_site = not _is_same_page(connection, visit.fetch)
            self._reread(connection, old, page, visit.now, by_site=by_site)
        seen = {"last_seen_at": visit.now, "fetched_at": rows.fetched_at(page.article, visit.now)}
        rows.touch(connection, old.id, **seen)
        return Stored(article_id=old.id, outcome="changed" if edited else "unchanged")

    def _edit(self, connection: Connection, old: AnyRow, page: Extraction, visit: _Visit) -> None:
        number = old.version + 1
        rows.replace_content(connection, old, page, (number, 1), visit.now, by_site=True)
        rows.touch(connection, old.id, status="changed")
        versions = {"from_version": old.version, "to_version": number}
        rows.write_change(connection, old, "edited", visit.now, run_id=visit.run_id, **versions)
        self._clusters(connection, visit.now).changed(old.id, page)

    def _reread(
        self,
        connection: Connection,
        old: AnyRow,
        page: Extraction,
        now: datetime,
        *,
        by_site: bool = False,
    ) -> None:
        numbers = (old.version, old.revision + 1)
        rows.replace_content(connection, old, page, numbers, now, by_site=by_site)
        if old.content_hash != page.fingerprint.content_hash:
            self._clusters(connection, now).changed(old.id, page)

    def _sign_anew(
        self, connection: Connection, article_id: int, page: Extraction, now: datetime
    ) -> None:
        """Sign by today's scheme, and look for its like, what was signed by a former one."""
        near = page.fingerprint
        if near.signature and not has_signature(connection, article_id, near.scheme):
            forget_signature(connection, article_id)
            write_signature(connection, article_id, near)
            self._clusters(connection, now).changed(article_id, page)

    def _clusters(self, connection: Connection, now: datetime) -> Clusters:
        return Clusters(connection, self._judge, self._own_source_words, now)

    def _change(
        self, url: str, change: Callable[[Connection, AnyRow], bool], visit: _Visit
    ) -> bool:
        def work(connection: Connection) -> bool:
            if visit.fetch is not None:
                outcomes = [visit.fetch]
                write_outcomes(connection, outcomes, run_id=visit.run_id, now=visit.now)
            article = rows.find(connection, url)
            return article is not None and change(connection, article)

        return self._transact(work)

    def _transact(self, work: Callable[[Connection], _T]) -> _T:
        if self._shared is not None:
            return work(self._shared)

        def alone(connection: Connection) -> _T:
            self._take_turn(connection)
            result = work(connection)
            self._sync_raw_records()
            return result

        return transact(self._engine, alone)

    def _take_turn(self, connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:key)")
            connection.execute(lock, {"key": _WRITER_KEY})

    def _sync_raw_records(self) -> None:
        if self._sync is not None:
            self._sync()


@dataclass(frozen=True, slots=True)
class _Visit:
    """When and in which run a page was looked at, and what the ledger will say of it."""

    now: datetime
    run_id: int | None
    fetch: Outcome | None


def _return_if_gone(connection: Connection, article: AnyRow, visit: _Visit) -> bool:
    if article.status != "gone":
        return False
    status = "changed" if article.version > 1 else "live"
    rows.touch(connection, article.id, status=status, gone_at=None)
    rows.write_change(connection, article, "returned", visit.now, run_id=visit.run_id)
    return True


def _is_same_page(connection: Connection, fetch: Outcome | None) -> bool:
    """Whether the bytes are those of the last fetch: then not the site but our rules differ."""
    if fetch is None or fetch.digest is None:
        return False
    last = select(PageRow.digest).where(PageRow.url == ledger_url(fetch.url))
    return connection.execute(last).scalar() == fetch.digest


def _outcomes(
    page: Extraction, article_id: int, fetch: Outcome | None, now: datetime
) -> list[Outcome]:
    """Return the ledger's outcomes of an article's page and of its further pages, in URL order."""
    article = page.article
    due_at = now if fetch is None and article.url.startswith("http") else None
    of_article = Outcome(
        url=article.url,
        state="fetched",
        site=article.site,
        kind="article",
        article_id=article_id,
        due_at=due_at,
        warc=article.warc,
    )
    outcomes = {url: dataclasses.replace(of_article, url=url, due_at=None) for url in article.pages}
    outcomes[article.url] = of_article
    if fetch is not None:
        outcomes[fetch.url] = dataclasses.replace(fetch, kind="article", article_id=article_id)
    return [outcomes[url] for url in sorted(outcomes)]
