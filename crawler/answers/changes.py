"""What became of articles that the archive has: gone, there as they were, or moved."""

from __future__ import annotations

from collections.abc import Callable, Collection

from archive.ledger import Ledger, Outcome
from archive.writing.addresses import Elsewhere
from archive.writing.writer import Writer
from crawler.answers.captures import Captures
from crawler.answers.outcomes import MOVED_FOR_GOOD, missing_list, not_known_gone
from crawler.frontier.visit import Visit
from crawler.running.clock import now
from crawler.running.scribe import Scribe


class Changes:
    """Writes outcomes of visits: with an archived article's fate, or into the ledger alone.

    ``count`` counts a page under a word for what became of it, as the item pipeline does with those
    that it gets. ``captures`` knows what archived pages were.
    """

    def __init__(
        self,
        scribe: Scribe,
        ledger: Ledger,
        run_id: int,
        count: Callable[[str], None],
        captures: Captures,
    ) -> None:
        self._scribe = scribe
        self._ledger = ledger
        self._run_id = run_id
        self._count = count
        self._captures = captures
        self.writer: Writer | None = None
        """Known when the item pipeline has begun."""

    async def record(self, outcome: Outcome) -> None:
        """Write what became of a page."""
        await self._scribe.do(
            lambda: self._ledger.record([outcome], run_id=self._run_id, now=now())
        )

    async def failed(self, outcome: Outcome) -> None:
        """Write why a page that came could not be read, for which something else was needed."""
        self._count("failed")
        await self.record(outcome)

    async def gone(self, visit: Visit, outcome: Outcome, *, asked: Collection[str] = ()) -> None:
        """Write that a page is not there any more, and so the article that it holds.

        Of a list that former rules took for an article nothing is told: it never was one. Nor of an
        article that has been stored from another address since its other ones were ``asked``: a
        site that is built anew shows each at a new one, in any order.
        """
        writer = self._writer_of(visit)
        if writer is None:
            await self.record(outcome)
        elif await self._captures.show_list(visit):
            await self.record(missing_list(visit, outcome, now=now()))
        else:
            await self._scribe.do(lambda: self._tell_gone(writer, visit, outcome, asked))

    def _tell_gone(
        self, writer: Writer, visit: Visit, outcome: Outcome, asked: Collection[str]
    ) -> None:
        """Tell it in the turn in which nobody else writes, so that no copy comes in between."""
        moment = now()
        unasked = [url for url in writer.elsewhere(visit.url).urls if url not in asked]
        if unasked:
            reason = f"{outcome.reason}, and {unasked[0]} shows it by now"
            left_open = not_known_gone(visit, reason, outcome, now=moment)
            self._ledger.record([left_open], run_id=self._run_id, now=moment)
            return
        status = outcome.http_status
        writer.gone(visit.url, status, now=moment, run_id=self._run_id, fetch=outcome)

    async def unchanged(self, visit: Visit, outcome: Outcome) -> None:
        """Write that a page is as it was; an article that was gone has returned.

        Not where the page could not be read as an article, as its outcome's reason says.
        """
        writer = self._writer_of(visit)
        holds_none = writer is None or outcome.reason is not None
        if visit.kind != "list":
            self._count("not_an_article" if holds_none else "unchanged")
        if writer is None or holds_none:
            await self.record(outcome)
            return
        await self._scribe.do(
            lambda: writer.returned(visit.url, now=now(), run_id=self._run_id, fetch=outcome)
        )

    async def moved(self, visit: Visit, target: str, status: int) -> None:
        """Write that an archived article stands elsewhere from now on, if that is for good."""
        writer = self._writer_of(visit)
        if status not in MOVED_FOR_GOOD or writer is None:
            return
        await self._scribe.do(
            lambda: writer.moved(
                visit.url, target, now=now(), http_status=status, run_id=self._run_id
            )
        )

    async def elsewhere(self, visit: Visit) -> Elsewhere:
        """Return where else the page's article may be."""
        writer = self._writer_of(visit)
        if writer is None:
            return Elsewhere()
        return await self._scribe.do(lambda: writer.elsewhere(visit.url))

    async def lives_on(self, visit: Visit, url: str, outcome: Outcome) -> None:
        """Write that an article that is gone from its page goes on at another address."""
        writer = self._writer_of(visit)
        assert writer is not None  # noqa: S101 - who has no writer knows no other address
        await self._scribe.do(
            lambda: writer.moved(
                visit.url,
                url,
                now=now(),
                http_status=outcome.http_status,
                run_id=self._run_id,
                fetch=outcome,
            )
        )

    def _writer_of(self, visit: Visit) -> Writer | None:
        return self.writer if visit.holds_article else None
