"""The stages in processes of their own, for a crawl that must not wait for them."""

from __future__ import annotations

import asyncio
import logging
import pickle
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from functools import partial

from archive.records import Extraction, RawPage, Rejection, changed, record
from pipelines import spares
from pipelines.children import Answer, Child, ChildDiedError, Spare
from pipelines.errors import NoProcessError
from pipelines.workers import process, process_alone
from seeds.catalogue import Site

logger = logging.getLogger(__name__)

PAGES_A_CHILD = 3
"""That it has been given: one that it works on, and what keeps it busy while the parent is."""


@record
class Staged:
    """What the stages made of a page."""

    published_at: str | None
    """Of the article, if the page holds one."""
    hacked: bool = False
    """Of a page without an article: it is refused for its injected spam, or bears some."""
    outcome: bytes = field(repr=False)
    """The Extraction or Rejection, pickled: whoever stores it unpickles it."""


class StageProcesses:
    """Takes pages through the stages, some at a time, past a page that kills its process."""

    def __init__(self, count: int, sites: Mapping[str, Site]) -> None:
        self._begin = partial(_begin, dict(sites))
        self._sites = sites
        self._count = count
        self._children: list[Child] = []
        self._room = asyncio.Semaphore(count * PAGES_A_CHILD)
        # All of them may have died at once, when the one that they are forked from did.
        self._room_alone = asyncio.Semaphore(count)

    def begin(self) -> None:
        """Make a process now: it loads the stages while the first pages are on their way.

        Or take those that were begun before. Call it inside an event loop. Where none can be made,
        the first page finds that out.
        """
        begun: Sequence[Spare | None] = spares.take("stages", self._count) or [None]
        with suppress(NoProcessError):
            self._children += [Child(self._begin, spare) for spare in begun]

    async def process(self, page: RawPage, site_id: str) -> Staged:
        """Return what the stages make of a page. When its process died, give it one more try.

        Raises NoProcessError.
        """
        async with self._room:
            try:
                answer = await self._least_busy().ask(pickle.dumps((page, site_id), protocol=-1))
            except ChildDiedError:
                return await self._alone(page, site_id)
        published_at, hacked, outcome = pickle.loads(answer)  # noqa: S301 - from our own child
        return Staged(published_at=published_at, hacked=hacked, outcome=outcome)

    async def _alone(self, page: RawPage, site_id: str) -> Staged:
        async with self._room_alone:
            outcome = await asyncio.to_thread(process_alone, page, self._sites.get(site_id))
        return _staged(outcome)

    async def close(self) -> None:
        """Wait for what is being worked on, and end the processes."""
        await asyncio.gather(*(child.close() for child in self._children))

    def _least_busy(self) -> Child:
        """Return a child that waits for work, perhaps a new one."""
        self._children = [child for child in self._children if not child.has_died]
        idle = min(self._children, key=lambda child: child.waiting, default=None)
        if idle is not None and (not idle.waiting or len(self._children) == self._count):
            return idle
        self._children.append(Child(self._begin))
        return self._children[-1]


# --- in a child -----------------------------------------------------------------------------------


def _begin(sites: Mapping[str, Site]) -> Answer:
    import pipelines.run  # noqa: F401, PLC0415 - so that the first page need not wait for it

    return partial(_answer, sites)


def _answer(sites: Mapping[str, Site], question: bytes) -> bytes:
    page, site_id = pickle.loads(question)  # noqa: S301 - from our own parent
    staged = _staged(process(page, sites.get(site_id)))
    return pickle.dumps((staged.published_at, staged.hacked, staged.outcome), protocol=-1)


def _staged(outcome: Extraction | Rejection) -> Staged:
    if isinstance(outcome, Rejection):
        pickled = pickle.dumps(outcome, protocol=-1)
        return Staged(published_at=None, hacked=outcome.hacked, outcome=pickled)
    # Nobody asks a crawl why a reading won, and they are most of what would be sent.
    plain = changed(outcome, candidates=())
    published_at = outcome.article.published_at
    return Staged(published_at=published_at, outcome=pickle.dumps(plain, protocol=-1))
