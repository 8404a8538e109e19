"""Writes what the stages found in a process of its own: what waits together is one transaction."""

from __future__ import annotations

import asyncio
import logging
import pickle
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import field, replace
from datetime import datetime
from functools import partial

from archive.errors import StorageError
from archive.ledger import Outcome
from archive.records import Extraction, Rejection, record
from archive.writing.recipe import WriterRecipe
from archive.writing.writer import Writer
from pipelines import collector, spares
from pipelines.children import Answer, Child, ChildDiedError
from pipelines.errors import NoProcessError

logger = logging.getLogger(__name__)

MOST_TOGETHER = 64
"""Pages in one transaction: enough that its fixed costs do not count, few enough that others wait
for less than half a second for their turn."""
GATHERING_SECONDS = 0.2
"""How long a page waits for others to be written with: pages of a database that several articles
change are then written once, and the disk is waited for once."""


NOT_AN_ARTICLE = "not an article"
"""What became of a page in which the stages find none."""


class NotStoredError(Exception):
    """A page met a fault of ours when it was stored; no GovnewsError, for the archive is well."""


@record
class Finding:
    """One page as the writer takes it."""

    outcome: bytes = field(repr=False)
    """The Extraction or Rejection, pickled, as the process gave it that made it."""
    fetch: Outcome
    run_id: int
    found_at: datetime


class Storing:
    """Takes findings, writes those that wait together, and says of each what became of it.

    Args:
        recipe: Of the writer; made in the process that writes.
        sync: Puts raw records onto the disk; called before the articles that point to them are
            handed over.
        turn: Held while the process writes, so that nobody of this run waits for the database.

    """

    def __init__(
        self,
        recipe: WriterRecipe,
        *,
        sync: Callable[[], object],
        turn: AbstractAsyncContextManager[object],
    ) -> None:
        self._recipe = recipe
        self._sync = sync
        self._turn = turn
        self._child: Child | None = None
        self._waiting: list[tuple[Finding, asyncio.Future[str]]] = []
        self._writing: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Make the process now: it is ready when the first page is. Call it inside an event loop.

        Where none can be made, the first page finds that out.
        """
        with suppress(NoProcessError):
            self._writing_child()

    async def store(self, finding: Finding) -> str:
        """Write one page; return in a word what became of it.

        Raises GovnewsError when the archive failed or no process could be made, OSError when the
        raw records could not be put onto the disk, NotStoredError when the page met a fault of
        ours; nothing of the page was written.
        """
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting.append((finding, answer))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        return await answer

    async def close(self) -> None:
        """Wait for what is being written, and end the process."""
        if self._child is not None:
            await self._child.close()

    async def _write_all(self) -> None:
        while self._waiting:
            if len(self._waiting) < MOST_TOGETHER:
                await asyncio.sleep(GATHERING_SECONDS)
            batch, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
            results = await self._written([finding for finding, _ in batch])
            for (_, answer), result in zip(batch, results, strict=True):
                if answer.done():
                    continue  # whoever asked has gone
                if isinstance(result, Exception):
                    answer.set_exception(result)
                else:
                    answer.set_result(result)

    async def _written(self, findings: Sequence[Finding]) -> Sequence[str | Exception]:
        try:
            await asyncio.to_thread(self._sync)
            async with self._turn:
                return await self._handed_over(findings)
        except Exception as error:
            # Whatever it was (no process could be made): who waits is told, or waits for ever.
            return [error] * len(findings)

    async def _handed_over(self, findings: Sequence[Finding]) -> Sequence[str | Exception]:
        """Let the process write; when it died, give a new one page by page: nothing was half done.

        Raises StorageError when it dies whatever it is given.
        """
        try:
            return await self._asked(findings)
        except ChildDiedError:
            return [await self._written_alone(finding) for finding in findings]

    async def _written_alone(self, finding: Finding) -> str | Exception:
        """Write one page by itself; one that kills the process again is set aside as failed."""
        try:
            return (await self._asked([finding]))[0]
        except ChildDiedError:
            logger.error("%s: the process that writes died on this page", finding.fetch.url)  # noqa: TRY400 - the process's own end has no traceback
        try:
            return (await self._asked([_set_aside(finding)]))[0]
        except ChildDiedError:
            raise StorageError("the process that writes articles dies on everything") from None

    async def _asked(self, findings: Sequence[Finding]) -> Sequence[str | Exception]:
        """Return the process's answer. Raises ChildDiedError."""
        answer = await self._writing_child().ask(pickle.dumps(findings, protocol=-1))
        results: Sequence[str | Exception] = pickle.loads(answer)  # noqa: S301 - our child's
        return results

    def _writing_child(self) -> Child:
        if self._child is None or self._child.has_died:
            begun = spares.take("writer")
            self._child = Child(partial(_begin, self._recipe), begun[0] if begun else None)
        return self._child


def _set_aside(finding: Finding) -> Finding:
    """Return what is written of a page that cannot be: that it failed; its raw record stays."""
    rejection = Rejection(url=finding.fetch.url, reason="writer process died", failed=True)
    return replace(finding, outcome=pickle.dumps(rejection, protocol=-1))


# --- in the process that writes -------------------------------------------------------------------


def _begin(recipe: WriterRecipe) -> Answer:
    return partial(_answer, recipe.open())


def _answer(writer: Writer, question: bytes) -> bytes:
    findings: Sequence[Finding] = pickle.loads(question)  # noqa: S301 - our own parent's
    with collector.at_rest():
        return pickle.dumps(store_together(writer, findings))


def store_together(writer: Writer, findings: Sequence[Finding]) -> list[str | Exception]:
    """Write all findings in one transaction; each in its own, when that fails."""
    try:
        with writer.together():
            return [_store(writer, finding) for finding in findings]
    except Exception:
        return [_store_alone(writer, finding) for finding in findings]


def _store_alone(writer: Writer, finding: Finding) -> str | Exception:
    try:
        return _store(writer, finding)
    except StorageError as error:
        return StorageError(str(error))
    except Exception as error:
        # A bug that one page brings to light must not take the process, the pages beside it and
        # the run: the next run tries the page again.
        logger.exception("%s", finding.fetch.url)
        return NotStoredError(f"{finding.fetch.url}: {type(error).__name__}: {error}")


def _store(writer: Writer, finding: Finding) -> str:
    """Write one page; return what became of it."""
    now = finding.found_at
    outcome: Extraction | Rejection = pickle.loads(finding.outcome)  # noqa: S301 - our own stages'
    if isinstance(outcome, Rejection):
        writer.reject(outcome, now=now, run_id=finding.run_id, fetch=finding.fetch)
        return "failed" if outcome.failed else NOT_AN_ARTICLE
    stored = writer.store(outcome, now=now, run_id=finding.run_id, fetch=finding.fetch)
    return stored.outcome if stored.copy_of is None else "copy"
