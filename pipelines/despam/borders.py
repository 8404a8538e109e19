"""The exact borders of a run: of all places near its rough ones, where spam and prose part best.

Each pair of borders has signs: how well the text goes on once the run is gone, how well the run
reads as spam, how firmly the characters at its borders belong to what stands outside. Their
weights stand in ``seeds/vocabulary/spam_borders.toml``, fitted on the author half of the benchmark
so that the true borders of attacked lines come first (``tests.bench.spam_fit_borders``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipelines.despam.alphabet import is_han
from pipelines.despam.islands import Island, between, island_of, splits
from pipelines.despam.reading import Reading
from pipelines.despam.telling import Told, ending, told_from
from seeds.vocabulary import table

REACH = 8
"""How far a border may move, in characters: a brand is seldom longer."""
MARKS = frozenset("。，；：、！？”“,;!?")
"""Marks of sentences: no phrase begins or ends with one."""
Piece = tuple[int, int]
NEARLY_ALL = 0.75
"""Share of the longer of two pieces that both hold, from which they are one."""
LEAST_DISGUISED = 4
"""Characters in a row that are no slip of a keyboard."""
FRAMES = {sign: sign for sign in "▌★☆✅❌●◆■♥♠♣♦※✳"} | {
    "【": "】",
    "「": "」",
    "『": "』",
    "▲": "▼",
}
"""Signs that open a framed offer, and what closes it."""
SEPARATORS = frozenset(" -_|—·")
"""Signs that part a headline from what is appended to it."""
NEVER_FIRST, NEVER_LAST = MARKS | {")"}, MARKS | {"("}
MARGIN_NATS = 18.0
"""Borders are not looked at whose run spam explains so much worse than the best one's."""
LONGEST_COUNTED = 5
"""Unknown characters that are counted one by one, at the beginning and at the end."""
FIRMEST_NATS = 8.0
WORST_JOIN, BEST_JOIN = -8.0, 12.0
"""Nats, for each of the two characters after a seam: one rare character must not decide alone."""

Signs = dict[str, float]


def sharpened(reading: Reading, start: int, end: int) -> Island:
    """Return the run near these borders that parts best from its line."""
    weights = _weights()
    most = BEST_JOIN * (weights["seam_first"] + weights["seam_second"])
    best: tuple[float, int, int, Told] | None = None
    for so_far, first, last, told in sorted(_rated(reading, start, end), reverse=True):
        if best is not None and so_far + most < best[0]:
            break
        value = so_far + _sum(weights, seam_signs(reading, first, last))
        if best is None or value > best[0]:
            best = value, first, last, told
    return island_of(reading, *best[1:]) if best else between(reading, start, end)


def _rated(reading: Reading, start: int, end: int) -> Iterator[tuple[float, int, int, Told]]:
    """Give the candidates, each with what its signs weigh but for those of the seam."""
    weights = _weights()
    lefts: dict[int, float] = {}
    rights: dict[int, float] = {}
    for first, last, told in candidates(reading, start, end):
        if first not in lefts:
            lefts[first] = _sum(weights, signs_before(reading, first))
        if last not in rights:
            rights[last] = _sum(weights, signs_after(reading, last))
        yield lefts[first] + rights[last] + _sum(weights, signs_within(told)), first, last, told


def candidates(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int, Told]]:
    """Give the borders that a run near these may have, each with the best way to tell it."""
    text = reading.text
    limit = _within_sentence(text, end, min(len(text), end + REACH))
    leftmost = _within_sentence(text, start, max(0, start - REACH))
    found: list[tuple[int, int, Told]] = []
    for first in range(leftmost, min(start + REACH, end - 1) + 1):
        if text[first] not in NEVER_FIRST:
            ways = told_from(reading, first, limit, MARGIN_NATS)
            found += ((first, last, ways[last]) for last in ways if last > end - REACH)
    most = max((told.gain for _, _, told in found), default=0.0)
    for first, last, told in found:
        if last > first and text[last - 1] not in NEVER_LAST and told.gain >= most - MARGIN_NATS:
            yield first, last, told


def snapped(reading: Reading, island: Island, links: Sequence[Piece]) -> Island:
    """Return the run with the borders of what it is nearly all of: a link, a disguise, a frame."""
    for start, end in (*links, *_disguises(reading), *_frames(reading, island)):
        shared = min(island.end, end) - max(island.start, start)
        if shared >= NEARLY_ALL * max(island.end - island.start, end - start):
            return between(reading, start, end)
    return island


def _disguises(reading: Reading) -> Iterator[Piece]:
    """Give the pieces of a line of which every character is disguised."""
    if reading.folded.origin is None:
        return
    size, start = len(reading.text), 0
    for at in range(size + 1):
        if at == size or not reading.folded.is_disguised(at):
            if at - start >= LEAST_DISGUISED:
                yield start, at
            start = at + 1


def _frames(reading: Reading, island: Island) -> Iterator[Piece]:
    """Give the pieces around a run that signs frame, frames included."""
    text = reading.text
    for first in range(max(0, island.start - REACH), min(island.start + REACH, island.end)):
        if text[first] in FRAMES:
            closing = text.find(FRAMES[text[first]], max(first + 1, island.end - REACH))
            if 0 <= closing < island.end + REACH:
                yield first, closing + 1


def _within_sentence(text: str, border: int, farthest: int) -> int:
    """Return how far a border may move outward: no mark of the sentence is crossed."""
    if farthest < border:
        return next((at for at in range(border, farthest, -1) if text[at - 1] in MARKS), farthest)
    return next((at for at in range(border, farthest) if text[at] in MARKS), farthest)


def border_signs(reading: Reading, start: int, end: int, told: Told) -> Signs:
    """Return all signs of a pair of borders, by their weights' names."""
    return (
        signs_before(reading, start)
        | signs_after(reading, end)
        | signs_within(told)
        | seam_signs(reading, start, end)
    )


def signs_within(told: Told) -> Signs:
    """Return how well a piece reads as spam."""
    signs = {
        "meant": told.meant / 10,
        "called": told.called / 10,
        "unknown": (told.gain - told.meant - told.called - told.head - told.tail) / 10,
        "head": told.head / 10,
        "tail": told.tail / 10,
        "ending": ending(told) / 10,
        f"lead_{min(told.lead, LONGEST_COUNTED)}": 1.0,
        f"tail_{min(told.letters, LONGEST_COUNTED)}": 1.0,
    }
    if told.words:
        if not told.lead:
            signs[f"first_{told.words[0].kind}"] = 1.0
        if not told.letters:
            signs[f"last_{told.words[-1].kind}"] = 1.0
    return signs


def signs_before(reading: Reading, start: int) -> Signs:
    """Return what the place tells where a run may begin."""
    text, disguised = reading.text, reading.folded.is_disguised
    return {
        "split": float(splits(text, start)),
        "mark_before": float(start == 0 or text[start - 1] in MARKS),
        "bound_before": _bound(reading, start) / 10,
        "sign_first": float(not text[start].isalnum()),
        "sign_before": float(_is_sign(reading, start - 1)),
        "parted": float(start > 0 and text[start - 1] in SEPARATORS),
        "disguised_first": float(disguised(start)),
        "disguised_before": float(disguised(start - 1)),
    }


def signs_after(reading: Reading, end: int) -> Signs:
    """Return what the place tells where a run may end."""
    text, disguised = reading.text, reading.folded.is_disguised
    return {
        "split_after": float(splits(text, end)),
        "mark_after": float(end == len(text) or text[end] in MARKS),
        "bound_after": _bound(reading, end) / 10,
        "sign_last": float(not text[end - 1].isalnum()),
        "sign_after": float(_is_sign(reading, end)),
        "disguised_last": float(disguised(end - 1)),
        "disguised_after": float(disguised(end)),
    }


def seam_signs(reading: Reading, start: int, end: int) -> Signs:
    """Return how well the text goes on once the run is gone, for the two characters after it."""
    first, second = (max(WORST_JOIN, min(nats, BEST_JOIN)) for nats in reading.seam(start, end))
    return {"seam_first": first, "seam_second": second}


def _bound(reading: Reading, at: int) -> float:
    """Return how much more prose expects a character after those before it than alone, in nats."""
    if at >= len(reading.text) or not is_han(reading.text[at]):
        return 0.0
    alone = reading.model.alone(reading.symbols[at])
    return max(-FIRMEST_NATS, min(alone - reading.prose(at), FIRMEST_NATS))


def _is_sign(reading: Reading, at: int) -> bool:
    """Tell whether a sign of spam stands at a place outside a run."""
    return 0 <= at < len(reading.text) and reading.text[at] in reading.words.odd


def _sum(weights: Mapping[str, float], signs: Signs) -> float:
    get = weights.get
    return sum([get(name, 0.0) * value for name, value in signs.items() if value])


@cache
def _weights() -> Mapping[str, float]:
    weights: Mapping[str, float] = table("spam_borders")["weights"]
    return weights
