"""The difference of two texts by characters: Chinese has no words to compare by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both have, or that only one has."""

    kind: Literal["same", "removed", "added"]
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """Return pieces: without the added ones they are ``old``, without the removed ones ``new``.

    Lines that are the same are found first; only what is between them is compared by characters,
    which takes time in proportion to the product of the lengths.
    """
    return list(_merged(_by_lines(old, new)))


def _by_lines(old: str, new: str) -> Iterator[Piece]:
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, low, high, new_low, new_high in _opcodes(before, after):
        removed, added = "".join(before[low:high]), "".join(after[new_low:new_high])
        if tag == "equal":
            yield Piece("same", removed)
        else:
            yield from _by_characters(removed, added)


def _by_characters(old: str, new: str) -> Iterator[Piece]:
    for tag, low, high, new_low, new_high in _opcodes(old, new):
        if tag == "equal":
            yield Piece("same", old[low:high])
            continue
        yield Piece("removed", old[low:high])
        yield Piece("added", new[new_low:new_high])


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Join neighbours of one kind; drop empty ones."""
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and last.kind == piece.kind:
            last = Piece(last.kind, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
