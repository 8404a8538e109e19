"""Sketches of archived articles, kept from one store to the next."""

from __future__ import annotations

from typing import NamedTuple

from archive.records import Sketch

LIMIT_BYTES = 20_000_000
"""Of all that are kept: some 16,000 articles, or 28,000 by smaller sketches. Those that are not
kept are read and sketched anew for each article that meets them, which takes a seventh of all that
it takes to store one, for each of up to forty; fewer (14 and 18 MB) made a run of 20,000 pages
larger, too."""


class Edition(NamedTuple):
    """One reading of an article: its text is never another."""

    article_id: int
    version: int
    revision: int


class Sketches:
    """What a writer keeps of the texts that it has met.

    When they are too many, the first ones are made smaller, and when all are, the first ones go. To
    be forgotten when a transaction fails: an edition that was written in it is not there, and
    another one may get its numbers.
    """

    def __init__(self, limit_bytes: int = LIMIT_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._whole: dict[Edition, Sketch] = {}
        self._smaller: dict[Edition, Sketch] = {}
        self._size_bytes = 0

    def get(self, edition: Edition) -> Sketch | None:
        """Return the sketch of an edition, if it is kept."""
        return self._whole.get(edition) or self._smaller.get(edition)

    def keep(self, edition: Edition, sketch: Sketch) -> None:
        """Add one."""
        if edition in self._whole or edition in self._smaller:
            return
        self._whole[edition] = sketch
        self._size_bytes += sketch.size_bytes
        while self._size_bytes > self._limit_bytes and len(self._whole) + len(self._smaller) > 1:
            self._make_room()

    def forget(self) -> None:
        """Forget all."""
        self._whole.clear()
        self._smaller.clear()
        self._size_bytes = 0

    def _make_room(self) -> None:
        if len(self._whole) == 1:
            self._size_bytes -= self._smaller.pop(next(iter(self._smaller))).size_bytes
            return
        first = next(iter(self._whole))
        sketch = self._whole.pop(first)
        self._size_bytes -= sketch.size_bytes
        smaller = sketch.smaller()
        if smaller is not None:
            self._smaller[first] = smaller
            self._size_bytes += smaller.size_bytes
