"""Keeps Python's cyclic garbage collector from looking through pages again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_rest() -> Iterator[None]:
    """Hold the collector back while one page is read, or some are stored.

    A page is thousands of objects without a cycle among them: all go when the last reference to
    the page goes. To search them for cycles with every 700 new ones takes a twentieth of the time.
    Cycles of a library that a stage calls are found when the page is done.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
