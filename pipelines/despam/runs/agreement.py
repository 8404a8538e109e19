"""Let the places where the same phrase stands agree on its borders.

A phrase that stands twice on a page is the longest text that both places share: prose around it
differs. What a run took too much or too little of is set right by the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from pipelines.despam.language.reading import Reading, read
from pipelines.despam.runs.deciding import REMOVED_FROM, SUSPECTED_FROM
from pipelines.despam.runs.evidence import Surroundings
from pipelines.despam.runs.finding import Run
from pipelines.despam.runs.islands import between

SHORTEST = 5
"""Characters of a phrase that is looked for elsewhere: less repeats by chance."""
SHORTEST_OF_MANY, MANY = 4, 3
"""The same of a phrase that stands at so many places or more, each with other text around."""
MOST_KEYS = 30
"""Keys that are compared with each other: a page with more is a link farm."""
FARTHEST = 10
"""Characters by which agreement moves a border at most."""
_STOPS = frozenset("。！？；，、：,;!?“”\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands: the line's number, and positions in its folded text."""

    line: int
    start: int
    end: int


def agreed(
    runs: Sequence[Sequence[Run]], lines: Sequence[str], elsewhere: Sequence[Reading] = ()
) -> list[list[Run]]:
    """Return the runs of each line with borders that the phrase's other places agree to.

    ``elsewhere``: phrases as they stood on other pages, each a place whose borders are known.
    """
    long = [run for mine in runs for run in mine if len(run.key) >= SHORTEST_OF_MANY]
    keys = {run.key for run in long if run.confidence >= SUSPECTED_FROM}
    result = [list(mine) for mine in runs]
    if not keys:
        return result
    readings = [*_readings(runs, lines), *elsewhere]
    keys |= {phrase.text.strip() for phrase in elsewhere}
    for key in sorted(keys | shared_parts(keys), key=len):
        places = _places(key, readings)
        contexts = {_beside(place, readings[place.line].text) for place in places}
        if len(contexts) >= (MANY if len(key) < SHORTEST else 2):
            _put(result, _widened(places, readings), readings)
    return result


def shared_parts(keys: set[str]) -> set[str]:
    """Return the longest text that two keys share, where it is most of the shorter one."""
    parts = set()
    compared = [(key, _pieces(key)) for key in sorted(keys)[:MOST_KEYS]]
    for (one, own), (other, others) in combinations(compared, 2):
        if own.isdisjoint(others):
            continue
        match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
        if match.size >= max(SHORTEST, min(len(one), len(other)) * 0.6):
            parts.add(one[match.a : match.a + match.size].strip())
    return {part for part in parts if len(part) >= SHORTEST}


def _pieces(key: str) -> set[str]:
    """Return all pieces of a key of which two that share anything share one."""
    return {key[at : at + SHORTEST] for at in range(len(key) - SHORTEST + 1)}


def _readings(runs: Sequence[Sequence[Run]], lines: Sequence[str]) -> list[Reading]:
    return [mine[0].reading if mine else read(text) for mine, text in zip(runs, lines, strict=True)]


def _places(key: str, readings: Sequence[Reading]) -> list[Place]:
    """Return where a folded phrase stands, in the order of the text."""
    return [
        Place(number, at, at + len(key))
        for number, reading in enumerate(readings)
        for at in _found(key, reading.text)
    ]


def _found(key: str, text: str) -> Iterator[int]:
    at = text.find(key)
    while at >= 0:
        yield at
        at = text.find(key, at + len(key))


def _beside(place: Place, text: str) -> tuple[str, str]:
    """Return what stands around a place: a sentence said twice tells nothing of its borders."""
    return text[: place.start][-FARTHEST:], text[place.end :][:FARTHEST]


def _widened(places: Sequence[Place], readings: Sequence[Reading]) -> list[Place]:
    """Return the places with borders moved outward while all of them go on alike."""
    texts = [readings[place.line].text for place in places]
    left = _shared(
        [
            text[max(0, p.start - FARTHEST) : p.start][::-1]
            for text, p in zip(texts, places, strict=True)
        ]
    )
    right = _shared([text[p.end : p.end + FARTHEST] for text, p in zip(texts, places, strict=True)])
    return [Place(p.line, p.start - left, p.end + right) for p in places]


def _shared(texts: Sequence[str]) -> int:
    """Return how many first characters all texts share, up to a sentence mark."""
    for size, characters in enumerate(zip(*texts, strict=False)):
        if len(set(characters)) > 1 or characters[0] in _STOPS:
            return size
    return min(map(len, texts))


def _put(result: list[list[Run]], places: Sequence[Place], readings: Sequence[Reading]) -> None:
    """Put runs at the places, instead of those that overlap them."""
    for place in places:
        if place.line >= len(result):
            continue  # of another page
        reading = readings[place.line]
        start, end = reading.folded.start(place.start), reading.folded.end(place.end)
        mine = result[place.line]
        known = [run for run in mine if run.start < end and run.end > start]
        if any(run.around.link and run.around.foreign for run in known):
            continue  # a link's own borders are exact
        if any(
            run.end - run.start >= 2 * (end - start) and run.confidence >= SUSPECTED_FROM
            for run in known
        ):
            continue  # a name that stands alone elsewhere does not part a phrase with it
        around = known[0].around if known else Surroundings()
        agreed = Run(start, end, reading, between(reading, place.start, place.end), around)
        if agreed.confidence < REMOVED_FROM and any(_is_surely_more(run, agreed) for run in known):
            continue  # what is shared is a name, and the rest of the phrase is needed to tell it
        kept = [run for run in mine if run not in known]
        kept.append(agreed)
        result[place.line] = sorted(kept, key=lambda run: run.start)


def _is_surely_more(run: Run, part: Run) -> bool:
    """Tell whether a run holds another and is spam for sure."""
    return run.start <= part.start and run.end >= part.end and run.confidence >= REMOVED_FROM
