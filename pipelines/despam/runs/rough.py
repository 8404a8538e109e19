"""Which rough runs of a line are worth a search for their exact borders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.despam.borders.search import LONGEST_WORD, REACH, window
from pipelines.despam.language.reading import Reading
from pipelines.despam.runs.deciding import LEAST_CORE
from pipelines.despam.runs.islands import Island, islands
from pipelines.despam.runs.suspicion import Part

LEAST_GAIN = 4.0
"""Nats below which the exact borders of a run are not looked for: one phrase in 30 has less, and
so have most runs of clean text."""
LEAST_LONE_GAIN = 9.5
"""The same where one word stands alone that names other things too."""
NEAR = REACH + LONGEST_WORD
"""Characters by which borders may move out of the part that is read closely."""
TELLING = 1.0
"""``core`` of a word that hardly does."""


class Looked(NamedTuple):
    """Where to look for runs in a line."""

    parts: Sequence[Part]
    """Suspicious by their words and signs."""
    silent: Sequence[Part] = ()
    """Those of them that do not read like phrases at all."""
    phrased: Sequence[Part] = ()
    """Pieces that read like phrases whatever their words are."""
    meaning: bool = False
    """Whether parts without words of meaning are passed over."""


def rough_in(reading: Reading, looked: Looked) -> Iterator[Island]:
    """Give what spam explains better in the suspicious parts of a line, borders still rough.

    What is written apart or with invisible signs reads like nothing before it is folded.
    """
    silent = looked.silent if reading.folded.origin is None else ()
    for part in looked.parts:
        first, last = map(reading.folded.inside, part)
        if part in silent:
            continue
        if looked.meaning and not _has_meaning(reading, first - NEAR, last + NEAR):
            continue
        for rough in islands(reading, first, last):
            if rough.gain < _least_gain(reading, rough):
                continue
            if looked.meaning and not _has_meaning(
                reading, *window(reading, rough.start, rough.end)
            ):
                continue
            yield rough


def _has_meaning(reading: Reading, lo: int, hi: int) -> bool:
    """Tell whether words that a run needs to be taken out begin between two positions.

    Without them its borders are of no consequence: nothing of it would go, whatever its odds.
    """
    found = {word.text: word.core for word in reading.words_between(lo, hi)}
    return sum(found.values()) >= LEAST_CORE


def _least_gain(reading: Reading, rough: Island) -> float:
    """Return what a rough run must gain; none asks more of letters that were set apart."""
    if _is_disguised(reading, rough):
        return 0.0
    return LEAST_LONE_GAIN if _is_lone(rough) else LEAST_GAIN


def _is_disguised(reading: Reading, rough: Island) -> bool:
    folded = reading.folded
    return folded.origin is not None and all(
        map(folded.is_disguised, range(rough.start, rough.end))
    )


def _is_lone(island: Island) -> bool:
    """Tell whether a run holds one word, and one that names other things too."""
    return len(island.words) == 1 and island.words[0].core < TELLING
