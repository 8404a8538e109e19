"""Sketches of archived articles, kept from one store to the next."""

from __future__ import annotations

from typing import NamedTuple

from archive.records import Sketch

LIMIT_BYTES = 20_000_000
"""Of all that are kept: some 16,000 articles, of which the candidates of most are the newest. Those
that are not kept are read and sketched anew for each article that meets them, which may take as
long as all else, and memory, too: fewer (14 and 18 MB) made a run of 20,000 pages larger."""


class Edition(NamedTuple):
    """One reading of an article: its text is never another."""

    article_id: int
    version: int
    revision: int


class Sketches:
    """What a writer keeps of the texts that it has met; the first ones go when they are too many.

    To be forgotten when a transaction fails: an edition that was written in it is not there, and
    another one may get its numbers.
    """

    def __init__(self, limit_bytes: int = LIMIT_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._kept: dict[Edition, Sketch] = {}
        self._size_bytes = 0

    def get(self, edition: Edition) -> Sketch | None:
        """Return the sketch of an edition, if it is kept."""
        return self._kept.get(edition)

    def keep(self, edition: Edition, sketch: Sketch) -> None:
        """Add one."""
        if edition in self._kept:
            return
        self._kept[edition] = sketch
        self._size_bytes += sketch.size_bytes
        while self._size_bytes > self._limit_bytes and len(self._kept) > 1:
            oldest = next(iter(self._kept))
            self._size_bytes -= self._kept.pop(oldest).size_bytes

    def forget(self) -> None:
        """Forget all."""
        self._kept.clear()
        self._size_bytes = 0
