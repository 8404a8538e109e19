"""Runs the stages in worker processes: in order, with bounded memory, and past a worker's death."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children

from archive.records import Extraction, RawPage, Rejection
from pipelines.inputs import Input, UnreadablePage
from pipelines.processes import child_processes, no_interrupt_inherited
from seeds.catalogue import Site

logger = logging.getLogger(__name__)

Outcome = Extraction | Rejection | UnreadablePage
SiteOf = Callable[[str], Site | None]
"""Finds the catalogue's site of an address."""

IN_FLIGHT = 8
"""Pages a worker that may wait: enough to keep it busy, few enough to keep memory flat."""


def process(page: RawPage, site: Site | None) -> Extraction | Rejection:
    """Run the stages over one page.

    A process loads them with its first page: whoever only hands pages out does without.
    """
    from pipelines.run import process as run  # noqa: PLC0415 - see above

    return run(page, site)


class Workers:
    """Worker processes that outlive a page that kills one of them (a parser's crash, no memory)."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._others = frozenset(active_children())
        self._pool = child_processes(count)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:  # nobody waits for what they are at
            self._kill()
        self.close()

    def close(self) -> None:
        """Drop what waits and end the processes."""
        self._pool.shutdown(cancel_futures=True)

    def _kill(self) -> None:
        for child in active_children():
            if child not in self._others:
                child.kill()

    def submit(self, page: RawPage, site: Site | None) -> Future[Extraction | Rejection]:
        """Hand one page to a worker."""
        with no_interrupt_inherited():
            try:
                return self._pool.submit(process, page, site)
            except BrokenProcessPool:
                self._pool = child_processes(self.count)
                return self._pool.submit(process, page, site)

    def result(
        self, future: Future[Extraction | Rejection], page: RawPage, site: Site | None
    ) -> Extraction | Rejection:
        """Wait for a page. When its worker died, give the page one more try, alone."""
        try:
            return future.result()
        except BrokenProcessPool:
            return process_alone(page, site)


def process_alone(page: RawPage, site: Site | None) -> Extraction | Rejection:
    """Run the stages over one page in a process of its own, so that only this page can kill it."""
    with child_processes(1) as pool:
        try:
            return pool.submit(process, page, site).result()
        except BrokenProcessPool:
            logger.exception("%s: the worker process died on this page", page.url)
            return Rejection(url=page.url, reason="worker process died", failed=True)


def process_all(
    pages: Iterable[Input], site_of: SiteOf, workers: int = 1
) -> Generator[tuple[Input, Outcome]]:
    """Yield each page with what the stages made of it, in the order of ``pages``.

    Whoever does not take them to the end closes it: the workers end at once.
    """
    if workers <= 1:
        return ((page, _process_here(page, site_of)) for page in pages)
    return _process_in_workers(pages, site_of, workers)


def _process_here(page: Input, site_of: SiteOf) -> Outcome:
    return page if isinstance(page, UnreadablePage) else process(page, site_of(page.url))


def _process_in_workers(
    pages: Iterable[Input], site_of: SiteOf, count: int
) -> Generator[tuple[Input, Outcome]]:
    queue: deque[Callable[[], tuple[Input, Outcome]]] = deque()
    with Workers(count) as workers:
        for page in pages:
            queue.append(_handed_out(workers, page, site_of))
            if len(queue) >= count * IN_FLIGHT:
                yield queue.popleft()()
        while queue:
            yield queue.popleft()()


def _handed_out(
    workers: Workers, page: Input, site_of: SiteOf
) -> Callable[[], tuple[Input, Outcome]]:
    """Hand a page out; return the call that waits for it."""
    if isinstance(page, UnreadablePage):
        return lambda: (page, page)
    site = site_of(page.url)
    future = workers.submit(page, site)
    return lambda: (page, workers.result(future, page, site))
