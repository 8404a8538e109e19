"""What this run writes into the archive beside its articles: off the reactor's thread, in turn."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")

SWITCH_SECONDS = 0.0005
"""After which a thread of Python's that is busy lets another go on that waits. SQLite's driver lets
others go on at each call, and with Python's own 5 ms a transaction of six calls took 16 ms beside
a busy reactor, 0.7 with this: so long the process that writes articles waited for its turn."""


class Scribe:
    """Does one thing after another in a thread of its own, when it is its turn.

    The process that writes articles waits for the same turn: databases let one writer in at a time,
    and SQLite's waiting is polling, by which the one that is seldom there may starve.
    """

    def __init__(self) -> None:
        self._switch_seconds = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_SECONDS)
        self.turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="scribe")

    async def do(self, work: Callable[[], _T]) -> _T:
        """Return what ``work`` returns, raise what it raises."""
        async with self.turn:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """End the thread; the reactor need not make room any more."""
        self._thread.shutdown()
        sys.setswitchinterval(self._switch_seconds)
