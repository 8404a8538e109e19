"""Which of a few pairs of borders is right, when the search finds several nearly as likely.

The search (``borders.search``) adds up what signs weigh, each by itself. Of the likeliest
pairs trees ask for signs together: 广州 before an unknown name belongs to the phrase where the text
closes behind it, and to the sentence where it does not. Made by ``tests.bench.spam_fit_rivals``;
``seeds/vocabulary/spam_rivals.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipelines.despam.borders.places import Places
from pipelines.despam.borders.weighing import border_weights
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.reading import Reading
from pipelines.despam.runs.forest import Forest
from pipelines.despam.runs.shape import number_of_class
from pipelines.despam.words.lexicon import Word
from pipelines.despam.words.telling import Told, ending, told_from
from seeds.vocabulary import table

Rival = tuple[float, int, int]
"""Nats of a pair of borders by the search, and the pair."""
TABLE = "spam_rivals"
MODEL_SHARE = 0.8
"""What a nat of the search counts beside those of the trees."""
LEAST_BOUND, MOST_BOUND = -4.0, 8.0
"""Nats beyond which it says no more how prose binds two characters."""
NO_WORD, NO_PIECE, NO_WAY = -2.0, -1.0, -9.0
"""Signs of what is not there: a word, a piece to take the mean of, a way to tell it as spam."""
_KINDS = {"^": 0.0, ",": 1.0, "s": 2.0, "h": 3.0, "a": 4.0, "0": 5.0, "y": 6.0}
_OTHER_KIND = 8.0


def judged(places: Places, rivals: Sequence[Rival]) -> list[float]:
    """Return the nats of each pair of borders, the likeliest by the search standing first."""
    if len(rivals) == 1:
        return [MODEL_SHARE * rivals[0][0]]
    found = signs(places, rivals)
    trees = rival_forest()
    return [
        MODEL_SHARE * nats + trees.nats(mine)
        for (nats, _, _), mine in zip(rivals, found, strict=True)
    ]


def signs(places: Places, rivals: Sequence[Rival]) -> list[dict[str, float]]:
    """Return the signs of each pair of borders, in nats and characters."""
    told = _told(places.reading, rivals)
    return [
        _of_search(places, rival, rivals[0])
        | _of_text(places.reading, rival[1], rival[2])
        | _of_places(places, rival[1], rival[2])
        | _of_words(places, rival[1], rival[2])
        | {"gain": gain, "more": gain - told[0]}
        for rival, gain in zip(rivals, told, strict=True)
    ]


def _told(reading: Reading, rivals: Sequence[Rival]) -> list[float]:
    """Return the nats by which the grammar of spam tells each piece better than prose."""
    last: dict[int, int] = {}
    for _, start, end in rivals:
        last[start] = max(end, last.get(start, end))
    ways = {start: told_from(reading, start, end) for start, end in last.items()}
    return [_gain(ways[start].get(end)) for _, start, end in rivals]


def _gain(told: Told | None) -> float:
    return told.gain - ending(told) if told else NO_WAY


def _of_search(places: Places, rival: Rival, best: Rival) -> dict[str, float]:
    """Return what the search says of a pair, and how it differs from the likeliest."""
    weights, reading = border_weights(), places.reading
    nats, start, end = rival
    return {
        "nats": nats,
        "behind": best[0] - nats,
        "opening": weights.opening(places, start),
        "closing": weights.closing(places, end),
        "seam": weights.seam(places, start, end),
        "size": float(end - start),
        "later": float(start - best[1]),
        "longer": float(end - best[2]),
        "dear_later": _mean(reading, *sorted((start, best[1]))),
        "dear_longer": _mean(reading, *sorted((end, best[2]))),
    }


def _mean(reading: Reading, start: int, end: int) -> float:
    """Return what prose pays for a character of a piece, in nats."""
    return sum(map(reading.prose, range(start, end))) / (end - start) if start < end else NO_PIECE


def _of_text(reading: Reading, start: int, end: int) -> dict[str, float]:
    """Return how prose binds and prices what stands at both borders, and what is left together."""
    found = {f"bound_start{n}": _bound(reading, start + n) for n in (-1, 0, 1, 2)}
    found |= {f"bound_end{n}": _bound(reading, end + n) for n in (-1, 0, 1, 2)}
    found |= {f"dear_start{n}": _price(reading, start + n) for n in (-1, 0, 1)}
    found |= {f"dear_end{n}": _price(reading, end + n) for n in (-2, -1, 0, 1)}
    return found | _of_seam(reading, start, end)


def _price(reading: Reading, at: int) -> float:
    return reading.prose(at) if 0 <= at < len(reading.text) else NO_PIECE


def _bound(reading: Reading, at: int) -> float:
    """Return how firmly prose binds a character to those before it, in nats."""
    if not 0 < at < len(reading.text):
        return 0.0
    nats = reading.model.prices[reading.symbols[at]] - reading.prose(at)
    return max(LEAST_BOUND, min(nats, MOST_BOUND))


def _of_seam(reading: Reading, start: int, end: int) -> dict[str, float]:
    """Return how firmly prose binds what is left once a piece is gone, in nats."""
    first, second = reading.seam(start, end)
    found = {"seam_first": first, "seam_second": second, "joined": 0.0, "pair": 0.0, "next": 0.0}
    symbols, prices = reading.symbols, reading.model.prices
    ahead = symbols[end : end + 2]
    if start and ahead:
        found["joined"] = prices[ahead[0]] - prices[symbols[max(0, start - 2) : start] + ahead[0]]
        found["pair"] = prices[ahead[0]] - prices[symbols[start - 1] + ahead[0]]
    if start and len(ahead) > 1:
        found["next"] = prices[ahead[1]] - prices[symbols[start - 1] + ahead]
    return found


def _of_places(places: Places, start: int, end: int) -> dict[str, float]:
    """Return the kinds of the characters at both borders, and whether they are disguised."""
    around = {"before": start - 1, "first": start, "second": start + 1, "last": end - 1}
    around |= {"after": end, "further": end + 1}
    found = {
        f"kind_{name}": _KINDS.get(places.kind(at), _OTHER_KIND) for name, at in around.items()
    }
    disguised = [float(places.disguise(at) != "-") for at in (start - 1, start, end - 1, end)]
    found["disguise_start"] = disguised[1] + 2 * disguised[0]
    found["disguise_end"] = disguised[2] + 2 * disguised[3]
    return found


def _of_words(places: Places, start: int, end: int) -> dict[str, float]:
    """Return which words of the vocabulary a piece has, and which stand beside it or across."""
    inside = [(at, word) for at, word in places.words if start <= at <= end - len(word.text)]
    first = inside[0][0] if inside else end
    last = inside[-1][0] + len(inside[-1][1].text) if inside else start
    words = [word for _, word in inside]
    before = [word for at, word in places.words if at + len(word.text) == start]
    after = [word for at, word in places.words if at == end]
    return {
        "words": float(len(words)),
        "meaning": sum((word.core for word in words), 0.0),
        "class_first": _class(words[:1]),
        "class_second": _class(words[1:2]),
        "class_last": _class(words[-1:]),
        "class_before_last": _class(words[-2:-1]),
        "class_before": _class(before),
        "class_after": _class(after),
        "cut_start": _is_across(places, start),
        "cut_end": _is_across(places, end),
    } | _of_rests(places.reading, (start, first), (last, end))


def _class(words: Sequence[Word]) -> float:
    return number_of_class(words[0]) if words else NO_WORD


def _is_across(places: Places, border: int) -> float:
    """Tell whether a word of the vocabulary stands across a border."""
    return float(any(at < border < at + len(word.text) for at, word in places.words))


def _of_rests(reading: Reading, lead: tuple[int, int], tail: tuple[int, int]) -> dict[str, float]:
    """Return what stands before the first word of a piece and behind the last: a name mostly."""
    name, rest = reading.text[slice(*lead)], reading.text[slice(*tail)]
    likely = sum(sign in reading.words.likely for sign in name)
    return {
        "lead": float(len(name)),
        "lead_han": float(sum(map(is_han, name))),
        "lead_likely": likely / max(1, len(name)),
        "lead_dear": _mean(reading, *lead),
        "tail": float(len(rest)),
        "tail_han": float(sum(map(is_han, rest))),
        "tail_dear": _mean(reading, *tail),
    }


@cache
def rival_forest() -> Forest:
    """Return the trees that the repository ships, read once a process."""
    data = table(TABLE)
    parts = (data[name] for name in ("questions", "thresholds", "leaves"))
    return Forest(0.0, data["asked"], *parts)
