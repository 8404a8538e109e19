"""What this run writes into the archive beside its articles: off the reactor's thread, in turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")


class Scribe:
    """Does one thing after another in a thread of its own, when it is its turn.

    The process that writes articles waits for the same turn: databases let one writer in at a time,
    and SQLite's waiting is polling, by which the one that is seldom there may starve.
    """

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="scribe")

    async def do(self, work: Callable[[], _T]) -> _T:
        """Return what ``work`` returns, raise what it raises."""
        async with self.turn:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown()
