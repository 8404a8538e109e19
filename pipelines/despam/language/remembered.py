"""What is told of many texts at once, kept at hand: the menus of a site stand on each of its pages.

``lru_cache`` would ask of each text by itself, which takes ten times as long as to ask of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

LONGEST, MOST = 60, 8192
"""Characters and number of the texts of which it is kept at hand: some 2 MB."""


class Remembered(Generic[T]):
    """A function of texts, each of which it judges for itself, whose answers are kept at hand."""

    def __init__(self, ask: Callable[[Sequence[str]], Iterable[T]]) -> None:
        self._ask = ask
        self._known: dict[str, T] = {}

    def __call__(self, texts: Sequence[str]) -> list[T]:
        """Return what is told of each text."""
        known = self._known
        unknown = [text for text in dict.fromkeys(texts) if text not in known]
        if not unknown:
            return [*map(known.__getitem__, texts)]
        new = dict(zip(unknown, self._ask(unknown), strict=True))
        told = [new[text] if text in new else known[text] for text in texts]
        if len(known) + len(new) > MOST:
            known.clear()
        known.update((text, one) for text, one in new.items() if len(text) <= LONGEST)
        return told

    def cache_clear(self) -> None:
        """Forget all."""
        self._known.clear()
