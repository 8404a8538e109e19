"""The one writer: an article and all that belongs to it is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection, Engine, bindparam, select, update

from archive.clusters.clustering import Clusters
from archive.clusters.sketches import Sketches
from archive.database.mapping import AnyRow, cleaned
from archive.ledger import Outcome, Site
from archive.ledger.outcomes import ledger_url
from archive.models import PageRow
from archive.records import Extraction, Judge, Rejection, changed
from archive.writing import article_rows as rows
from archive.writing.addresses import Elsewhere, elsewhere, move
from archive.writing.removal_rows import Owner, retire, write_removals
from archive.writing.spellings import Given
from archive.writing.storing import Stored, Storing
from archive.writing.transactions import Transactions
from archive.writing.visits import Visit, as_held, of_article, of_copy, of_rejection

__all__ = ["Stored", "Writer"]

_PAGE = select(PageRow.id, PageRow.fetched_at, PageRow.article_id).where(
    PageRow.url == bindparam("address")
)
_GIVE_SITE = (
    update(PageRow)
    .where(PageRow.id == bindparam("of_page"), PageRow.site_id.is_(None))
    .values(site_id=bindparam("of_site"))
)


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
        self._judge = judge
        self._own_source_words = own_source_words
        self._sketches = Sketches()
        self._transactions = Transactions(engine, sync, failed=self._sketches.forget)

    def together(self) -> AbstractContextManager[None]:
        """Make one transaction of all calls inside, by one thread; synced once, before its commit.

        Raises:
            StorageError: Something failed, or another writer was in the way; nothing of any call
                was written.

        """
        return self._transactions.together()

    def store(
        self,
        extraction: Extraction,
        *,
        now: datetime,
        run_id: int | None = None,
        fetch: Outcome | None = None,
        whole: bool = False,
        hold_copies: bool = False,
        given: Given | None = None,
    ) -> Stored:
        """Store an article with its version, signature, spam, attachments, index and ledger row.

        ``fetch`` is the ledger's outcome of the page it was read from, written in the same
        transaction; without it the ledger's row of ``article.url`` says fetched, and due again. A
        page that was fetched before what the archive has can add a version, never the newest one.
        With ``fetch`` or ``hold_copies``, an article that its site shows at another address already
        is not stored again, and the ledger says so. Without ``fetch``, one of the pages of a longer
        article changes nothing (``is_part``), unless it says that it is the ``whole``; and an
        article that the archive has by the spelling of its input (``given``: those of its addresses
        that are spelt otherwise there) is that article, from now on by its own address.
        """
        page = changed(extraction, article=cleaned(extraction.article))
        visit = Visit(now, run_id, fetch)

        def work(connection: Connection) -> Stored:
            stored = self._storing(connection, now).store(
                page, visit, whole=whole, hold_copies=hold_copies, given=given or {}
            )
            if stored.copy_of is not None:
                visit.write(connection, *of_copy(page, stored.copy_of, fetch))
            elif fetch is not None or not stored.earlier:
                visit.write(connection, *of_article(page, stored.article_id, visit))
            return stored

        return self._transactions.do(work)

    def revise(self, article_id: int, extraction: Extraction, *, now: datetime) -> bool:
        """Write what today's rules read in the raw page of an article's newest version.

        A new revision of that version, never a new version. Returns whether anything differs. A
        signature of a former scheme is made anew, so that copies that come later find it.
        """
        page = changed(extraction, article=cleaned(extraction.article))
        return self._transactions.do(
            lambda connection: self._storing(connection, now).revise(article_id, page, now)
        )

    def reject(
        self,
        rejection: Rejection,
        *,
        now: datetime,
        run_id: int | None = None,
        fetch: Outcome | None = None,
        site: Site | None = None,
    ) -> None:
        """Write into the ledger that the page holds no article, and why, and its injected spam.

        ``site``: whose page it is, where no crawl has registered it (an import's).
        """
        outcome, visit = of_rejection(rejection, fetch), Visit(now, run_id, fetch)
        address = {"address": ledger_url(outcome.url)}

        def work(connection: Connection) -> None:
            before = connection.execute(_PAGE, address).one_or_none()
            if site is not None:
                rows.know_site(connection, site, now)
            held = before is not None and before.article_id is not None
            visit.write(connection, as_held(outcome) if held else outcome)
            after = before or connection.execute(_PAGE, address).one()
            owner: Owner = ("page_id", after.id)
            if before is not None and before.fetched_at is not None:
                retire(connection, owner, rejection.removed, before.fetched_at)
            write_removals(connection, owner, rejection.removed, now=now)
            if site is not None:  # a former import may not have known
                connection.execute(_GIVE_SITE, {"of_page": after.id, "of_site": site.id})

        self._transactions.do(work)

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

        return self._change(url, change, Visit(now, run_id, fetch))

    def moved(
        self,
        url: str,
        new_url: str,
        *,
        now: datetime,
        http_status: int | None = 301,
        run_id: int | None = None,
        fetch: Outcome | None = None,
    ) -> bool:
        """Say that the article has another address from now on; the ledger still knows the old.

        A copy that the ledger knows there becomes the article's own page, due at once. Where
        an article stands at the new address already, the one at the old address is gone.
        """

        def change(connection: Connection, article: AnyRow) -> bool:
            if article.status == "gone":
                return False
            if rows.find(connection, new_url) is None:
                move(connection, article, new_url, now)
            else:
                rows.touch(connection, article.id, status="gone", gone_at=now)
            details = {"http_status": http_status, "run_id": run_id}
            rows.write_change(connection, article, "moved", now, new_url=new_url, **details)
            return True

        return self._change(url, change, Visit(now, run_id, fetch))

    def elsewhere(self, url: str) -> Elsewhere:
        """Return at which other addresses its site showed the article at ``url``, if at any."""
        return self._transactions.do(lambda connection: elsewhere(connection, url))

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
        visit = Visit(now, run_id, fetch)

        def change(connection: Connection, article: AnyRow) -> bool:
            news = rows.return_if_gone(connection, article, now, run_id)
            rows.touch(connection, article.id, last_seen_at=now)
            return news

        return self._change(url, change, visit)

    def _storing(self, connection: Connection, now: datetime) -> Storing:
        clusters = Clusters(connection, self._judge, self._sketches, self._own_source_words, now)
        return Storing(connection, clusters)

    def _change(self, url: str, change: Callable[[Connection, AnyRow], bool], visit: Visit) -> bool:
        def work(connection: Connection) -> bool:
            if visit.fetch is not None:
                visit.write(connection, visit.fetch)
            article = rows.find(connection, url)
            return article is not None and change(connection, article)

        return self._transactions.do(work)
