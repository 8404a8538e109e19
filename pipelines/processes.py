"""Processes that do this one's work, and end with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager


def child_processes(count: int, begin: Callable[[], object] | None = None) -> ProcessPoolExecutor:
    """Return processes that share no state with this one (``spawn``: threads run here).

    ``begin``: called in each before its first task; picklable.
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(
        count, mp_context=context, initializer=_begin_child, initargs=(begin,)
    )


@contextmanager
def no_interrupt_inherited() -> Iterator[None]:
    """Let processes that the block starts know nothing of Ctrl-C, from their first moment on.

    Until they ignore it themselves they would end with a traceback. Blocked in this thread, it is
    not lost: it comes when the block ends.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_child(begin: Callable[[], object] | None) -> None:
    # Who interrupts a run interrupts its whole process group: what was handed over is done first.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    if begin is not None:
        begin()


def _end_with_parent() -> None:
    """Let this worker end when its parent does, ``kill -9`` included.

    An idle worker would wait for ever: it holds the writing end of its own queue, so that the
    queue never ends. It would also keep the parent's stderr open.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="parent", daemon=True).start()
