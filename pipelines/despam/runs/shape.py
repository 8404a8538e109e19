"""What a run and its line look like, in numbers: its ends, its words by class, how prose reads it.

These are signs that nobody gave a weight by hand: trees ask for them (``runs.forest``).
"""

from __future__ import annotations

from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.kinds import kinds_of
from pipelines.despam.language.reading import Reading
from pipelines.despam.runs.islands import Island
from pipelines.despam.words.classes import CLASSES
from pipelines.despam.words.lexicon import Word

COUNTED = ("common", "place", "fraud", "kind", "brand_weak")
"""Classes of which it tells how many words a run has."""
_NUMBERS = {kind: float(number) for number, kind in enumerate(CLASSES)}
LONGEST_LINE, LONGEST_RUN, LONGEST_END = 100, 40, 8
"""Characters of a line, of a run and of its ends beyond which length says no more."""
BESIDE = 12
"""Characters to each side whose cost tells how usual the text around is."""
SENTENCES = 60
"""Characters to each side in which marks of sentences are counted."""
_MARKS = "。，；,;."
LEAST_BOUND, MOST_BOUND = -4.0, 8.0
"""Nats beyond which it says no more how prose binds two characters."""


def shape(reading: Reading, island: Island) -> dict[str, float]:
    """Return the signs of a run's shape, each a number of about one digit."""
    ends, line = _of_ends(reading, island), _of_line(reading, island)
    return ends | line | _of_classes(island.words) | _of_costs(reading, island)


def _of_line(reading: Reading, island: Island) -> dict[str, float]:
    """Return what the line is like: a headline, a sentence, a paragraph."""
    text, size = reading.text, island.end - island.start
    run = text[island.start : island.end]
    near = text[max(0, island.start - SENTENCES) : island.end + SENTENCES]
    before, after = text[: island.start], text[island.end : island.end + 1]
    return {
        "line": min(len(text), LONGEST_LINE) / 20,
        "marks": float(min(4, sum(map(near.count, _MARKS)))),
        "share": size / len(text),
        "length": min(LONGEST_RUN, size) / 10,
        "before": _number_of_kind(before[-1:]),
        "after": _number_of_kind(after),
        "spaces": float(min(2, run.count(" "))),
        "letters": float(min(12, sum(sign.isascii() and sign.isalpha() for sign in run))),
        "digits": float(min(8, sum(map(str.isdigit, run)))),
    }


def _number_of_kind(sign: str) -> float:
    """Return 2 for a Han character, 1 for a mark of a sentence, 0 for another, -1 for none."""
    if not sign:
        return -1.0
    return {"h": 2.0, ",": 1.0}.get(kinds_of(sign), 0.0)


def _of_ends(reading: Reading, island: Island) -> dict[str, float]:
    """Return how prose binds the characters at the borders, and what of the ends is no word."""
    start, end = island.start, island.end
    run = reading.text[start:end]
    words = island.words
    lead = max(0, run.find(words[0].text)) if words else len(run)
    lead = min(LONGEST_END, lead)
    tail = len(run) - run.rfind(words[-1].text) - len(words[-1].text) if words else len(run)
    return {
        "bound_before": _bound(reading, start - 1),
        "bound_start": _bound(reading, start),
        "bound_last": _bound(reading, end - 1),
        "bound_end": _bound(reading, end),
        "name": float(lead),
        "dear_name": _mean_cost(reading, start, start + lead),
        "rest": float(min(LONGEST_END, tail)),
    }


def _bound(reading: Reading, at: int) -> float:
    """Return how firmly prose binds a Han character to those before it, in nats."""
    text = reading.text
    if not (0 < at < len(text) and is_han(text[at - 1]) and is_han(text[at])):
        return 0.0
    nats = reading.model.prices[reading.symbols[at]] - reading.prose(at)
    return max(LEAST_BOUND, min(nats, MOST_BOUND))


def _of_classes(words: tuple[Word, ...]) -> dict[str, float]:
    """Return of which classes the words are."""
    kinds = [word.kind for word in words]
    found = {f"of_{kind}": float(min(2, kinds.count(kind))) for kind in COUNTED}
    found["first"] = _NUMBERS[kinds[0]] if kinds else -1.0
    found["last"] = _NUMBERS[kinds[-1]] if kinds else -1.0
    found["meaning"] = min(8.0, sum(word.core for word in words))
    return found


def _of_costs(reading: Reading, island: Island) -> dict[str, float]:
    """Return what prose pays for a character of the run, and for one of the text beside it."""
    start, end = island.start, island.end
    before = range(max(0, start - BESIDE), start)
    after = range(end, min(len(reading.text), end + BESIDE))
    beside = [reading.prose(at) for at in (*before, *after)]
    return {
        "dear": _mean_cost(reading, start, end),
        "dear_beside": sum(beside) / max(1, len(beside)),
    }


def _mean_cost(reading: Reading, start: int, end: int) -> float:
    return sum(map(reading.prose, range(start, end))) / max(1, end - start)
